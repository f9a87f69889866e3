//! What an agent does with a conversation: takes it, puts it aside, closes it.

use super::talk::{self, Typed};
use crate::app::App;
use crate::chat::desk::{self as act, Taken};
use crate::clock::{from_ms, local, zone};
use crate::db::conversation::ConversationRow;
use crate::db::desk as table;
use crate::error::{Error, Result};
use crate::web::problem;
use crate::web::session::AgentSession;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use effen::calendar::working_days_after;
use effen::chat::desk::SnoozeRefused;
use effen::chat::time_words;
use effen::kinds::{Country, Lang};
use effen_app::console_texts::OUTCOMES;
use effen_app::pages::console::desk::{Desk, Ended, Typed as DeskTyped};
use effen_app::texts::console_desk::{self, texts};
use effen_app::texts::fill;
use jiff::civil::DateTime;
use jiff::{Timestamp, ToSpan as _};
use serde::Deserialize;

/// The hour at which a conversation comes back on the next working day.
const MORNING: i8 = 9;

/// What the page shows of it; `typed` comes back with the forms.
pub async fn load(app: &App, session: &AgentSession, row: &ConversationRow, typed: DeskTyped) -> Result<Desk> {
    let time = |at_ms| time_words(local(from_ms(at_ms)).datetime(), app.today(), session.visitor.lang);
    let ended = table::list_closings(&app.db, &row.id).await?.into_iter().map(|(reason, outcome, at, rating)| Ended {
        time: time(at),
        reason: reason.parse().ok(),
        outcome,
        rating,
    });
    let snoozed = row.snoozed_until.filter(|until| *until > app.now_ms()).map(time);
    Ok(Desk { snoozed, typed, ended: ended.collect() })
}

async fn refuse(app: &App, session: &AgentSession, id: &str, desk: DeskTyped) -> Response {
    let typed = Typed { desk, ..Typed::default() };
    let made = talk::load(app, session, id, None, typed).await;
    talk::made_page(app, session, id, StatusCode::UNPROCESSABLE_ENTITY, made).await
}

/// Takes the conversation.
pub async fn take(State(app): State<App>, session: AgentSession, Path(id): Path<String>) -> Response {
    let taken = async { act::take(&app, &talk::find(&app, &id).await?, session.agent.as_str()).await };
    match taken.await {
        Ok(Taken::Theirs) => talk::back(&id),
        Ok(Taken::Full) => {
            let errors = vec![("desk", texts(session.visitor.lang).full.to_owned())];
            refuse(&app, &session, &id, DeskTyped { errors, ..DeskTyped::default() }).await
        }
        Err(error) => problem::respond(&app, &session.visitor, &error).await,
    }
}

#[derive(Debug, Deserialize)]
pub struct SnoozeForm {
    #[serde(default)]
    until: String,
    #[serde(default)]
    own_at: String,
}

/// Puts the conversation aside.
pub async fn snooze(
    State(app): State<App>,
    session: AgentSession,
    Path(id): Path<String>,
    Form(form): Form<SnoozeForm>,
) -> Response {
    let lang = session.visitor.lang;
    let again = async |error: String| {
        let typed = DeskTyped {
            snooze: form.until.clone(),
            own_at: form.own_at.clone(),
            errors: vec![(if form.until == "own" { "own-at" } else { "snooze" }, error)],
            ..DeskTyped::default()
        };
        refuse(&app, &session, &id, typed).await
    };
    let Some(until) = moment(app.now(), &form) else { return again(texts(lang).snooze_when.to_owned()).await };
    let done = async { act::snooze(&app, &talk::find(&app, &id).await?, session.agent.as_str(), until).await };
    match done.await {
        Ok(Ok(())) => Redirect::to("/console").into_response(),
        Ok(Err(why)) => again(refused_words(&app, why, lang)).await,
        Err(error) => problem::respond(&app, &session.visitor, &error).await,
    }
}

fn refused_words(app: &App, why: SnoozeRefused, lang: Lang) -> String {
    let d = texts(lang);
    match why {
        SnoozeRefused::Past => d.snooze_past.to_owned(),
        SnoozeRefused::TooFar => console_desk::snooze_far(lang),
        SnoozeRefused::Promised(due) => fill(d.snooze_promised, &[("time", &time_words(due, app.today(), lang))]),
    }
}

/// The moment that was chosen; none: there is none.
fn moment(now: Timestamp, form: &SnoozeForm) -> Option<Timestamp> {
    let on_our_clock = |at: DateTime| at.to_zoned(zone()).ok().map(|at| at.timestamp());
    match form.until.as_str() {
        "hour" => now.checked_add(1.hour()).ok(),
        "hours" => now.checked_add(4.hours()).ok(),
        "tomorrow" => on_our_clock(working_days_after(Country::Nl, local(now).date(), 1).at(MORNING, 0, 0, 0)),
        "own" => on_our_clock(form.own_at.trim().parse().ok()?),
        _ => None,
    }
}

#[derive(Debug, Deserialize)]
pub struct CloseForm {
    #[serde(default)]
    reason: String,
    outcome: String,
}

/// Closes the conversation: why they came, and how it ended.
pub async fn close(
    State(app): State<App>,
    session: AgentSession,
    Path(id): Path<String>,
    Form(form): Form<CloseForm>,
) -> Response {
    let Ok(reason) = form.reason.parse() else {
        let typed = DeskTyped {
            errors: vec![("reason", texts(session.visitor.lang).reason_missing.to_owned())],
            outcome: form.outcome,
            ..DeskTyped::default()
        };
        return refuse(&app, &session, &id, typed).await;
    };
    let done = async {
        if !OUTCOMES.contains(&form.outcome.as_str()) {
            return Err(Error::Refused(format!("'{}' is no outcome of a chat", form.outcome)));
        }
        act::close(&app, &talk::find(&app, &id).await?, session.agent.as_str(), reason, &form.outcome).await
    };
    match done.await {
        Ok(()) => Redirect::to("/console").into_response(),
        Err(error) => problem::respond(&app, &session.visitor, &error).await,
    }
}
