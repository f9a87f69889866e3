//! The inbox: every message and letter we sent.

use super::{answer, forms, frame, load};
use crate::app::App;
use crate::clock::{from_ms, local};
use crate::db::notice::{self, InboxNotice};
use crate::error::Result;
use crate::web::render;
use crate::web::session::DebtorSession;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use effen::ids::NoticeId;
use effen::people::message::MandatoryKind;
use effen_app::pages::inbox::{InboxModel, MessageItem, list, message};
use effen_app::texts::inbox::texts;

/// How many messages the list shows, the newest.
const MESSAGES_MAX: i64 = 200;
/// Stands where a message had its link: the token itself is never kept.
const LINK_WORDS: &str = "(…)";

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/inbox", get(show)).route("/inbox/{id}", get(open))
}

fn item(row: InboxNotice) -> MessageItem {
    let is_letter = row.kind == MandatoryKind::FormalLetter.as_str();
    let letter = is_letter.then(|| format!("/documents/letter/{}", row.id));
    MessageItem {
        id: row.id.0,
        channel: row.channel,
        recipient: row.recipient,
        subject: row.subject,
        text: row.text,
        claim_id: row.claim_id.map(|id| id.0),
        sent_on: local(from_ms(row.sent_at)).date(),
        letter,
    }
}

async fn show(State(app): State<App>, session: DebtorSession) -> Response {
    let result = inbox_page(&app, &session).await;
    answer(&app, &session, result).await
}

async fn inbox_page(app: &App, session: &DebtorSession) -> Result<Response> {
    let file = load(app, session).await?;
    let mut conn = app.db.read().acquire().await?;
    let rows = notice::list_inbox(&mut conn, &session.debtor, LINK_WORDS, MESSAGES_MAX).await?;
    drop(conn);
    if file.head.unread > 0 {
        let mut tx = forms::open(app, session).await?;
        crate::db::frame::update_inbox_seen(&mut tx).await?;
        tx.commit().await?;
    }
    let lang = session.visitor.lang;
    let model = InboxModel { lang, today: app.today(), messages: rows.into_iter().map(item).collect() };
    let mut head = file.head;
    head.unread = 0;
    let frame = frame(app, session, &head, texts(lang).title, "/inbox");
    Ok(render::page(frame, StatusCode::OK, move || list(model)).await)
}

async fn open(State(app): State<App>, session: DebtorSession, Path(id): Path<String>) -> Response {
    let result = message_page(&app, &session, id).await;
    answer(&app, &session, result).await
}

async fn message_page(app: &App, session: &DebtorSession, id: String) -> Result<Response> {
    let file = load(app, session).await?;
    let mut conn = app.db.read().acquire().await?;
    let row = notice::find_inbox(&mut conn, &session.debtor, &NoticeId(id), LINK_WORDS).await?;
    drop(conn);
    let (lang, item) = (session.visitor.lang, item(row));
    let frame = frame(app, session, &file.head, &item.subject, &format!("/inbox/{}", item.id));
    Ok(render::page(frame, StatusCode::OK, move || message(lang, item)).await)
}
