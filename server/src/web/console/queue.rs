//! Who waits.

use super::{AnyPage, file, respond};
use crate::app::App;
use crate::clock::{from_ms, local};
use crate::db::console::{self, QueueRow};
use crate::db::{call, plan_review, undelivered};
use crate::error::Result;
use crate::web::chat::json_or_failure;
use crate::web::session::AgentSession;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use effen::chat::time_words;
use effen::chat::waiting::{Standing, due, standing};
use effen::kinds::Lang;
use effen_app::console_texts::texts;
use effen_app::islands::console::view::{QueueItem, QueueView};
use effen_app::pages::console::queue::{QueueModel, page};
use jiff::civil::DateTime;

/// Characters of the last message that are shown.
const EXCERPT_CHARS: usize = 90;

/// The page.
pub async fn show(State(app): State<App>, session: AgentSession) -> Response {
    let lang = session.visitor.lang;
    let law_ended = effen::lawdata::expired(app.today()).iter().map(|table| table.ended(lang)).collect();
    let made = load(&app, &session).await.map(|queue| {
        let page: AnyPage = (StatusCode::OK, Box::new(move || page(QueueModel { lang, queue, law_ended })));
        page
    });
    respond(&app, &session, texts(lang).queue, "/console", made).await
}

/// The same as JSON.
pub async fn json(State(app): State<App>, session: Result<AgentSession, Response>) -> Response {
    match session {
        Ok(session) => json_or_failure(load(&app, &session).await),
        Err(_) => StatusCode::UNAUTHORIZED.into_response(),
    }
}

/// The queue of the files an agent sees, in their language.
pub async fn load(app: &App, session: &AgentSession) -> Result<QueueView> {
    let (lang, agent, now) = (session.visitor.lang, &session.agent, app.now_ms());
    let mut view = QueueView {
        plans: plan_review::count_open(&app.db, agent).await?,
        calls: call::count_tasks(&app.db, agent, now).await?,
        undelivered: undelivered::count(&app.db, agent).await?,
        ..QueueView::default()
    };
    for row in console::list_queue(&app.db, agent).await? {
        let stands = row.waiting_since.map(|since| standing(clock(since), clock(now)));
        let list = match stands {
            Some(Standing::AtRisk | Standing::Late) => &mut view.at_risk,
            Some(Standing::InTime) => &mut view.waiting,
            None => &mut view.assigned,
        };
        list.push(item(app, row, lang, stands));
    }
    Ok(view)
}

/// A moment on the agency's own clock.
fn clock(at_ms: i64) -> DateTime {
    local(from_ms(at_ms)).datetime()
}

fn item(app: &App, row: QueueRow, lang: Lang, stands: Option<Standing>) -> QueueItem {
    let (t, now) = (texts(lang), app.now_ms());
    let by = row.waiting_since.map(|since| time_words(due(clock(since)), app.today(), lang)).unwrap_or_default();
    let due = match stands {
        None => String::new(),
        Some(Standing::Late) => t.overdue.replace("{time}", &by),
        Some(Standing::InTime | Standing::AtRisk) => t.due.replace("{time}", &by),
    };
    let agent = row.agent.map(|name| t.taken_by.replace("{name}", &name)).unwrap_or_default();
    let waiting = match row.waiting_since.map(|since| (now - since).max(0) / 60_000) {
        None => t.answered.to_owned(),
        Some(minutes @ 0..60) => t.minutes.replace("{n}", &minutes.to_string()),
        Some(minutes @ 60..2_880) => t.hours.replace("{n}", &(minutes / 60).to_string()),
        Some(minutes) => t.days.replace("{n}", &(minutes / 1_440).to_string()),
    };
    let persona = file::persona_name(lang, &row.persona);
    let parts = [row.language.to_uppercase(), row.number.unwrap_or_default(), persona];
    let about: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let excerpt: String =
        row.body.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(EXCERPT_CHARS).collect();
    QueueItem { id: row.id, name: row.name, waiting, due, agent, excerpt, about: about.join(" · ") }
}
