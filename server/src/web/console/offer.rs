//! Proposing something in a conversation: a plan, paying, a pause.

use super::talk::{self, Typed};
use crate::app::App;
use crate::chat::offer::{self as act, Offer, Unfit};
use crate::clock::{local, zone};
use crate::db::hold;
use crate::error::{Error, Result};
use crate::new_id;
use crate::web::problem;
use crate::web::session::AgentSession;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use effen::chat::is_client_id;
use effen::dates::{add_days, days_between, long_near, parse_iso};
use effen::ids::DebtorId;
use effen::money::parse_typed;
use effen_app::pages::console::offer::{Offers, Typed as OfferTyped};
use effen_app::texts::chat_offer::texts;
use effen_app::texts::fill;
use serde::Deserialize;

/// The longest pause that an agent gives from a conversation, in days: as long as the longest collection stop of debt help.
const PAUSE_DAYS_MAX: i64 = 240;

/// What the page shows of it; `typed` comes back with the forms.
pub async fn load(app: &App, session: &AgentSession, debtor: &DebtorId, typed: OfferTyped) -> Result<Offers> {
    let mut conn = app.db.read().acquire().await?;
    let holds = hold::list(&mut conn, debtor, app.now_ms()).await?;
    let pauses = holds.into_iter().filter(|row| row.reason == "pause").filter_map(|row| {
        let day = long_near(local(row.hold.ends_at?).date(), app.today(), session.visitor.lang);
        Some((row.id, day))
    });
    Ok(Offers { key: new_id::uuid(), typed, pauses: pauses.collect() })
}

#[derive(Debug, Deserialize)]
pub struct OfferForm {
    key: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    amount: String,
    #[serde(default)]
    payday: String,
    #[serde(default)]
    until: String,
    #[serde(default)]
    sure: String,
}

/// Proposes it, as a message.
pub async fn propose(
    State(app): State<App>,
    session: AgentSession,
    Path(id): Path<String>,
    Form(form): Form<OfferForm>,
) -> Response {
    let done = async {
        let offer = match read(&app, &session, &form) {
            Ok(offer) => offer,
            Err(wrong) => return Ok(Err(wrong)),
        };
        if !is_client_id(&form.key) {
            return Err(Error::Refused("the key of a proposal".to_owned()));
        }
        let row = talk::find(&app, &id).await?;
        let proposed = act::propose(&app, &row, session.agent.as_str(), &form.key, offer).await?;
        Ok(proposed.map_err(|why| unfit(&session, why)))
    };
    match done.await {
        Ok(Ok(())) => talk::back(&id),
        Ok(Err(wrong)) => {
            let offer = OfferTyped { amount: form.amount, payday: form.payday, until: form.until, errors: vec![wrong] };
            let made = talk::load(&app, &session, &id, None, Typed { offer, ..Typed::default() }).await;
            talk::made_page(&app, &session, &id, StatusCode::UNPROCESSABLE_ENTITY, made).await
        }
        Err(error) => problem::respond(&app, &session.visitor, &error).await,
    }
}

type Wrong = (&'static str, String);

fn unfit(session: &AgentSession, why: Unfit) -> Wrong {
    let t = texts(session.visitor.lang);
    let words = match why {
        Unfit::Running => t.error_running,
        Unfit::Ineligible(_) => t.error_none,
        Unfit::NothingOpen => t.error_nothing,
    };
    ("offer", words.to_owned())
}

fn read(app: &App, session: &AgentSession, form: &OfferForm) -> Result<Offer, Wrong> {
    let t = texts(session.visitor.lang);
    match form.kind.as_str() {
        "plan" => {
            let typed = form.amount.trim();
            let amount = match typed {
                "" => None,
                typed => Some(
                    parse_typed(typed, session.visitor.lang)
                        .ok()
                        .filter(|cents| cents.is_positive())
                        .ok_or(("offer-amount", t.error_amount.to_owned()))?,
                ),
            };
            let payday = match form.payday.trim() {
                "" => None,
                typed => Some(
                    typed
                        .parse()
                        .ok()
                        .filter(|day| (1..=31).contains(day))
                        .ok_or(("offer-payday", t.error_payday.to_owned()))?,
                ),
            };
            Ok(Offer::Plan { amount, payday })
        }
        "pay" => Ok(Offer::Pay),
        "pause" => {
            let wrong = || ("offer-until", fill(t.error_pause, &[("days", &PAUSE_DAYS_MAX.to_string())]));
            let day = parse_iso(form.until.trim()).map_err(|_| wrong())?;
            if !(1..=PAUSE_DAYS_MAX).contains(&days_between(app.today(), day)) || form.sure.is_empty() {
                return Err(wrong());
            }
            // Through the whole of its last day.
            let end = add_days(day, 1).at(0, 0, 0, 0).to_zoned(zone()).map_err(|_| wrong())?.timestamp();
            let until = jiff::Timestamp::from_millisecond(end.as_millisecond() - 1).map_err(|_| wrong())?;
            Ok(Offer::Pause { until })
        }
        _ => Err(("offer", t.error_kind.to_owned())),
    }
}

#[derive(Debug, Deserialize)]
pub struct EndForm {
    hold: String,
}

/// Ends a pause.
pub async fn end_pause(
    State(app): State<App>,
    session: AgentSession,
    Path(id): Path<String>,
    Form(form): Form<EndForm>,
) -> Response {
    let done = async {
        let row = talk::find(&app, &id).await?;
        act::end_pause(&app, &row, session.agent.as_str(), &form.hold).await
    };
    match done.await {
        // Over already is over as well.
        Ok(_) => talk::back(&id),
        Err(error) => problem::respond(&app, &session.visitor, &error).await,
    }
}
