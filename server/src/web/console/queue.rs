//! Who waits.

use super::{AnyPage, file, respond};
use crate::app::App;
use crate::db::console::{self, QueueRow};
use crate::db::plan_review;
use crate::error::Result;
use crate::web::chat::json_or_failure;
use crate::web::session::AgentSession;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use effen::kinds::Lang;
use effen_app::console_texts::texts;
use effen_app::islands::console::view::{QueueItem, QueueView};
use effen_app::pages::console::queue::{QueueModel, page};

/// Characters of the last message that are shown.
const EXCERPT_CHARS: usize = 90;

/// The page.
pub async fn show(State(app): State<App>, session: AgentSession) -> Response {
    let lang = session.visitor.lang;
    let law_ended = effen::lawdata::expired(app.today()).iter().map(|table| table.ended(lang)).collect();
    let made = load(&app, lang).await.map(|queue| {
        let page: AnyPage = (StatusCode::OK, Box::new(move || page(QueueModel { lang, queue, law_ended })));
        page
    });
    respond(&app, &session, texts(lang).queue, "/console", made).await
}

/// The same as JSON.
pub async fn json(State(app): State<App>, session: Result<AgentSession, Response>) -> Response {
    match session {
        Ok(session) => json_or_failure(load(&app, session.visitor.lang).await),
        Err(_) => StatusCode::UNAUTHORIZED.into_response(),
    }
}

/// The queue, in an agent's language.
pub async fn load(app: &App, lang: Lang) -> Result<QueueView> {
    let now = app.now_ms();
    let mut view = QueueView { plans: plan_review::count_open(&app.db).await?, ..QueueView::default() };
    for row in console::list_queue(&app.db).await? {
        let list = if row.waiting_since.is_some() { &mut view.waiting } else { &mut view.assigned };
        list.push(item(row, lang, now));
    }
    Ok(view)
}

fn item(row: QueueRow, lang: Lang, now: i64) -> QueueItem {
    let t = texts(lang);
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
    QueueItem { id: row.id, name: row.name, waiting, excerpt, about: about.join(" · ") }
}
