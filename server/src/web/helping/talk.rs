//! A helper talks with the agency, in the debtor's own conversation and under their own name. They read what was written
//! since they accepted the access, but no other helper's messages, and nothing that is proposed to the debtor alone. The
//! page's script asks by plain requests that wait for news; each is asked for its right before anything is handed out.

use super::session::{Helping, Talk};
use super::{FORMS_BY_ACCESS, answer, frame, helped};
use crate::app::App;
use crate::chat::wait::{self, Heard};
use crate::chat::{self, Incoming, SendError, Side};
use crate::db::access::AccessRow;
use crate::db::conversation;
use crate::db::helper_reply;
use crate::db::message::{self, MESSAGES_MAX};
use crate::db::throttle;
use crate::error::{Error, Result};
use crate::new_id;
use crate::web::chat::{MessagesQuery, json_or_failure, wants_json};
use crate::web::render;
use crate::web::session::not_in;
use axum::Json;
use axum::extract::{Form, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use effen::access::Use;
use effen::chat::mark::Marks;
use effen::chat::{Author, Batch, Message, Refusal, ServerFrame};
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
    let messages = match &row {
        Some(row) => {
            let rows = message::list_for_helper(&app.db, &row.id, &access.id, since(access), MESSAGES_MAX).await?;
            helper_reply::update_read(&app.db, &access.debtor, &access.id, row.last_seq).await?;
            chat::wire(app, &row.id, rows, Side::Debtor, lang).await?
        }
        None => Vec::new(),
    };
    let status = if refused.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let mut frame = frame(app, &helping.session, Some(&helped), texts(lang).talk_title, &helped.at("talk"));
    frame.islands = true;
    let model = TalkModel {
        lang,
        helped,
        me: access.called(),
        after: messages.last().map_or(0, |message: &Message| message.seq),
        messages: messages.into_iter().map(|message| for_helper(access, message)).collect(),
        marks: row.as_ref().map_or_else(Marks::default, |row| chat::marks(row, Side::Agent)),
        closed: row.is_some_and(|row| row.status == "closed"),
        client_id: new_id::uuid(),
        refused,
    };
    Ok(render::page(frame, status, move || talk(model)).await)
}

/// From when on they read the conversation, epoch ms.
fn since(access: &AccessRow) -> i64 {
    access.accepted_at.unwrap_or(i64::MAX)
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

/// A message by plain form, or by the page's script (it asks for JSON).
pub(super) async fn send(
    State(app): State<App>,
    helping: Result<Helping<Talk>, Response>,
    headers: HeaderMap,
    Form(form): Form<SendForm>,
) -> Response {
    let json = wants_json(&headers);
    let helping = match helping {
        Ok(helping) => helping,
        Err(refused) if json => return not_in(&refused),
        Err(refused) => return refused,
    };
    let result = if json { try_say(&app, &helping, form).await } else { try_send(&app, &helping, form).await };
    answer(&app, &helping.session, result).await
}

async fn try_say(app: &App, helping: &Helping<Talk>, form: SendForm) -> Result<Response> {
    throttle::count(&app.db, &format!("helper:{}", helping.row.id), FORMS_BY_ACCESS, app.now_ms()).await?;
    let Some(tx) = helping.open(app).await? else { return Ok(StatusCode::UNAUTHORIZED.into_response()) };
    let message = Incoming { id: &form.id, body: &form.body };
    Ok(Json(match chat::send_from_helper(app, tx, &helping.row.id, message).await {
        Ok(stored) => ServerFrame::Ack { id: form.id, seq: stored.seq },
        Err(error) => ServerFrame::Refused { id: form.id, why: error.refusal() },
    })
    .into_response())
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

/// What came after a number; with `wait`, when there is something.
pub(super) async fn messages(
    State(app): State<App>,
    helping: Result<Helping<Talk>, Response>,
    Query(query): Query<MessagesQuery>,
) -> Response {
    let helping = match helping {
        Ok(helping) => helping,
        Err(refused) => return not_in(&refused),
    };
    match news(&app, &helping, &query).await {
        Ok(None) => StatusCode::UNAUTHORIZED.into_response(),
        Ok(Some(batch)) => Json(batch).into_response(),
        Err(error) => json_or_failure::<()>(Err(error)),
    }
}

/// None: the access or the session has ended.
async fn news(app: &App, helping: &Helping<Talk>, query: &MessagesQuery) -> Result<Option<Batch>> {
    let (until, debtor) = (wait::until(), helping.row.debtor.as_str());
    // The seat first: what is stored between the look and the wait is told to it.
    let mut seat = query.wait.as_ref().and_then(|_| wait::overhear(app, debtor));
    let known = Marks::new(query.got.unwrap_or(i64::MAX), query.read);
    loop {
        if !helping.still_runs(app).await? {
            return Ok(None);
        }
        let batch = batch(app, helping, query.after.max(0)).await?;
        let Some(seat) = seat.as_mut().filter(|_| batch.messages.is_empty() && !batch.marks().beyond(known)) else {
            return Ok(Some(batch));
        };
        if wait::hear(seat, until, "").await != Heard::News {
            return Ok(Some(batch));
        }
    }
}

/// What they have not seen. It is written down before it is shown; their page asks only while somebody looks at it.
async fn batch(app: &App, helping: &Helping<Talk>, after: i64) -> Result<Batch> {
    let (access, lang) = (&helping.row, helping.session.visitor.lang);
    let Some(row) = conversation::find_of_debtor(&app.db, &access.debtor).await? else { return Ok(Batch::default()) };
    let rows = message::list_for_helper_after(&app.db, &row.id, &access.id, since(access), after).await?;
    let last = rows.last().map_or(after, |message| message.seq);
    if !rows.is_empty() {
        helping.note(app, Use::Read, "").await?;
        helper_reply::update_read(&app.db, &access.debtor, &access.id, last).await?;
    }
    let messages = chat::wire(app, &row.id, rows, Side::Debtor, lang).await?;
    let marks = chat::marks(&row, Side::Agent);
    Ok(Batch {
        messages: messages.into_iter().map(|message| for_helper(access, message)).collect(),
        last,
        read: marks.read,
        delivered: marks.delivered,
        closed: row.status == "closed",
        since: Some(after),
    })
}
