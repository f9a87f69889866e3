//! A helper talks with the agency, in the debtor's own conversation and under their own name. They read what was written
//! since they accepted the access, but no other helper's messages, and nothing that is proposed to the debtor alone.

use super::session::{Helping, Talk};
use super::{FORMS_BY_ACCESS, answer, frame, helped};
use crate::app::App;
use crate::chat::hub::Side;
use crate::chat::{self, Incoming, SendError};
use crate::db::access::AccessRow;
use crate::db::conversation;
use crate::db::helper_reply;
use crate::db::message::{self, MESSAGES_MAX};
use crate::db::throttle;
use crate::error::{Error, Result};
use crate::new_id;
use crate::web::render;
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use effen::access::Use;
use effen::chat::mark::Marks;
use effen::chat::{Author, Message, Refusal};
use effen_app::pages::helping::{TalkModel, talk};
use effen_app::texts::helping::texts;
use serde::Deserialize;

pub(super) async fn show(State(app): State<App>, helping: Helping<Talk>) -> Response {
    let result = talk_page(&app, &helping, None).await;
    answer(&app, &helping.session, result).await
}

async fn talk_page(app: &App, helping: &Helping<Talk>, refused: Option<(Refusal, String)>) -> Result<Response> {
    helping.note(app, Use::Read, "").await?;
    let (lang, helped, access) = (helping.session.visitor.lang, helped(&helping.row), &helping.row);
    let row = conversation::find_of_debtor(&app.db, &access.debtor).await?;
    let since = access.accepted_at.unwrap_or(i64::MAX);
    let messages = match &row {
        Some(row) => {
            let rows = message::list_for_helper(&app.db, &row.id, &access.id, since, MESSAGES_MAX).await?;
            helper_reply::update_read(&app.db, &access.debtor, &access.id, row.last_seq).await?;
            chat::wire(app, &row.id, rows, Side::Debtor, lang).await?
        }
        None => Vec::new(),
    };
    let status = if refused.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let frame = frame(app, &helping.session, Some(&helped), texts(lang).talk_title, &helped.at("talk"));
    let model = TalkModel {
        lang,
        helped,
        me: access.called(),
        messages: messages.into_iter().map(|message| for_helper(access, message)).collect(),
        marks: row.as_ref().map_or_else(Marks::default, |row| chat::marks(row, Side::Agent)),
        closed: row.is_some_and(|row| row.status == "closed"),
        client_id: new_id::uuid(),
        refused,
    };
    Ok(render::page(frame, status, move || talk(model)).await)
}

/// A message for a helper: the debtor by name, no button of the debtor's, and of files the names, for they are the debtor's.
fn for_helper(access: &AccessRow, message: Message) -> Message {
    let name = match message.from {
        Author::Debtor => message.name.clone().or_else(|| Some(access.debtor_name.clone())),
        _ => message.name.clone(),
    };
    Message { body: message.spoken(), offer: None, name, files: Vec::new(), ..message }
}

#[derive(Debug, Deserialize)]
pub(super) struct SendForm {
    id: String,
    body: String,
}

pub(super) async fn send(State(app): State<App>, helping: Helping<Talk>, Form(form): Form<SendForm>) -> Response {
    let result = try_send(&app, &helping, form).await;
    answer(&app, &helping.session, result).await
}

async fn try_send(app: &App, helping: &Helping<Talk>, form: SendForm) -> Result<Response> {
    throttle::count(&app.db, &format!("helper:{}", helping.row.id), FORMS_BY_ACCESS, app.now_ms()).await?;
    let Some(tx) = helping.open(app).await? else { return Ok(helping.closed()) };
    let message = Incoming { id: &form.id, body: &form.body };
    match chat::send_from_helper(app, tx, &helping.row.id, message).await {
        Ok(_) => Ok(Redirect::to(&helped(&helping.row).at("talk#last")).into_response()),
        Err(SendError::Refused(why)) => talk_page(app, helping, Some((why, form.body))).await,
        Err(SendError::Failed(Error::KeyReused)) => talk_page(app, helping, Some((Refusal::BadId, form.body))).await,
        Err(SendError::Failed(error)) => Err(error),
    }
}
