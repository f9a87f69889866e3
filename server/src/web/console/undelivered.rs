//! Messages that could not be delivered: the list, and what an agent does about one.

use super::{frame, queue};
use crate::app::App;
use crate::clock::{from_ms, local};
use crate::db::signal::record_signals;
use crate::db::undelivered::{self as table, UndeliveredRow};
use crate::db::{audit, word};
use crate::error::{Error, Result};
use crate::web::session::AgentSession;
use crate::web::{problem, render};
use axum::extract::{Form, Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use effen::dates::short;
use effen::ids::{ClaimId, NoticeId};
use effen::kinds::Lang;
use effen::people::message::MessageClass;
use effen::people::signal::{Signal, SignalKind};
use effen_app::frame::Flash;
use effen_app::pages::console::undelivered::{Item, UndeliveredModel, Why, page};
use effen_app::texts::console_undelivered::texts;
use serde::Deserialize;

#[derive(Debug, Default, Deserialize)]
pub(super) struct DoneQuery {
    #[serde(default)]
    done: String,
}

/// The list.
pub(super) async fn show(State(app): State<App>, session: AgentSession, Query(query): Query<DoneQuery>) -> Response {
    let lang = session.visitor.lang;
    let t = texts(lang);
    let made = async {
        let mut frame = frame(&app, &session, t.title, "/console/undelivered").await?;
        let flash = |kind, text: &str| Some(Flash { kind, text: text.to_owned() });
        frame.flash = match query.done.as_str() {
            "again" => flash("success", t.done_again),
            "wrong" => flash("success", t.done_wrong),
            "aside" => flash("success", t.done_aside),
            "stale" => flash("attention", t.stale),
            _ => None,
        };
        let items = table::list(&app.db, &session.agent)
            .await?
            .into_iter()
            .map(|row| item(row, lang))
            .collect::<Result<_>>()?;
        let model = UndeliveredModel { lang, queue: queue::load(&app, &session).await?, items };
        Ok::<_, Error>(render::page(frame, StatusCode::OK, Box::new(move || page(model))).await)
    };
    match made.await {
        Ok(response) => response,
        Err(error) => problem::respond(&app, &session.visitor, &error).await,
    }
}

fn item(row: UndeliveredRow, lang: Lang) -> Result<Item> {
    let why = match (row.can_retry, row.status.as_str()) {
        (0, _) => Why::OnTheSpot,
        (_, "bounced") => Why::Bounced,
        _ => Why::Dead(row.attempts),
    };
    Ok(Item {
        channel: word(&row.channel)?,
        written: short(local(from_ms(row.created_at)).date(), lang),
        why,
        id: row.id,
        debtor_id: row.debtor_id,
        name: row.name,
        reference: row.reference,
        recipient: row.recipient,
        subject: row.subject,
        said: row.last_error,
    })
}

#[derive(Debug, Deserialize)]
pub(super) struct ActForm {
    act: String,
}

/// Sends a message once more, marks its address as wrong, or leaves it. A second tap finds nothing to do, and says so.
pub(super) async fn act(
    State(app): State<App>,
    session: AgentSession,
    Path(id): Path<String>,
    Form(form): Form<ActForm>,
) -> Response {
    match try_act(&app, &session, &NoticeId(id), &form.act).await {
        Ok(done) => Redirect::to(&format!("/console/undelivered?done={done}")).into_response(),
        Err(error) => problem::respond(&app, &session.visitor, &error).await,
    }
}

async fn try_act(app: &App, session: &AgentSession, id: &NoticeId, act: &str) -> Result<&'static str> {
    let Some(debtor) = table::find_debtor(&app.db, id).await? else { return Ok("stale") };
    let mut tx = app.db.begin_debtor(&debtor, app.now()).await?;
    let (done, action) = match act {
        "again" => (table::update_again(&mut tx, id).await?.then_some("again"), "notice_again"),
        "aside" => (table::update_looked(&mut tx, id, false).await?.map(|_| "aside"), "notice_aside"),
        "wrong" => {
            let looked = table::update_looked(&mut tx, id, true).await?;
            if let Some((status, class, channel, claim)) = &looked
                && status == "dead"
                && word::<MessageClass>(class)? != MessageClass::Answer
            {
                // What had come back by itself was noted then.
                let mut signal = Signal::now(SignalKind::NoticeBounced, tx.now).channel(word(channel)?);
                signal.claim_id = claim.clone().map(ClaimId);
                record_signals(&mut tx, &[signal]).await?;
            }
            (looked.map(|_| "wrong"), "address_wrong")
        }
        _ => return Err(Error::Refused("an act that does not exist".to_owned())),
    };
    let Some(done) = done else { return Ok("stale") };
    audit::create(&mut tx, &format!("agent:{}", session.agent), action, id.as_str(), "").await?;
    tx.commit().await?;
    Ok(done)
}
