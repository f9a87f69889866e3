//! Up to three of an agent's own conversations beside each other.

use super::{AnyPage, look, queue, respond};
use crate::app::App;
use crate::chat::{self, Side};
use crate::db::{conversation, message, sight};
use crate::error::{Error, Result};
use crate::new_id;
use crate::web::session::AgentSession;
use crate::web::upload_form::LIMITS;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use effen::chat::desk::beside;
use effen::ids::DebtorId;
use effen_app::islands::console::view::QueueView;
use effen_app::pages::console::beside::{BesideModel, Column, page};
use effen_app::texts::console_talk;
use std::collections::HashSet;

/// Messages of each; older ones are on its own page.
const MESSAGES_MAX: i64 = 40;
/// Where it stands.
pub(super) const PATH: &str = "/console/beside";

/// The address of these conversations beside each other.
fn address<'a>(ids: impl Iterator<Item = &'a str>) -> String {
    let query: Vec<String> = ids.map(|id| format!("c={id}")).collect();
    if query.is_empty() { PATH.to_owned() } else { format!("{PATH}?{}", query.join("&")) }
}

/// The conversations that are asked for; of those, the agent's own. Asked for none, the first of them.
pub async fn show(State(app): State<App>, session: AgentSession, RawQuery(query): RawQuery) -> Response {
    let lang = session.visitor.lang;
    let asked: Vec<String> = form_urlencoded::parse(query.unwrap_or_default().as_bytes())
        .filter(|(name, _)| name == "c")
        .map(|(_, id)| id.into_owned())
        .collect();
    let made = async {
        let model = load(&app, &session, &asked).await?;
        let page: AnyPage = (StatusCode::OK, Box::new(move || page(model)));
        Ok(page)
    };
    respond(&app, &session, console_talk::texts(lang).beside, PATH, made.await).await
}

/// The agent's own conversations that the queue shows, the most urgent first: ids and names.
async fn own(app: &App, session: &AgentSession, queue: &QueueView) -> Result<Vec<(String, String)>> {
    let taken: HashSet<String> = conversation::list_taken(&app.db, session.agent.as_str()).await?.into_iter().collect();
    let shown = queue.at_risk.iter().chain(&queue.mine).filter(|item| taken.contains(&item.id));
    Ok(shown.map(|item| (item.id.clone(), item.name.clone())).collect())
}

async fn load(app: &App, session: &AgentSession, asked: &[String]) -> Result<BesideModel> {
    let queue = queue::load(app, session).await?;
    let own = own(app, session, &queue).await?;
    let ids: Vec<&str> = own.iter().map(|(id, _)| id.as_str()).collect();
    let shown: Vec<String> = beside(asked, &ids).into_iter().map(str::to_owned).collect();
    let mut columns = Vec::new();
    for id in &shown {
        let name = own.iter().find(|(one, _)| one == id).map(|(_, name)| name.clone()).unwrap_or_default();
        let without = match shown.len() {
            1 => "/console".to_owned(),
            _ => address(shown.iter().filter(|one| *one != id).map(String::as_str)),
        };
        columns.push(column(app, session, id, name, without).await?);
    }
    let room = shown.len() < effen::chat::desk::BESIDE_MAX;
    let others = own.iter().filter(|(id, _)| room && !shown.contains(id));
    let others =
        others.map(|(id, name)| (address(shown.iter().map(String::as_str).chain([id.as_str()])), name.clone()));
    let others = others.collect();
    Ok(BesideModel {
        lang: session.visitor.lang,
        me: session.agent.to_string(),
        here: address(shown.iter().map(String::as_str)),
        limits: LIMITS,
        queue,
        columns,
        others,
    })
}

async fn column(app: &App, session: &AgentSession, id: &str, name: String, without: String) -> Result<Column> {
    let row = conversation::find(&app.db, id).await?.ok_or(Error::NotFound("conversation"))?;
    if !session.all_creditors && !sight::sees(&app.db, &session.agent, sight::Noun::Conversation, id).await? {
        return Err(Error::NotFound("served file"));
    }
    look(app, session, &DebtorId(row.debtor_id.clone())).await?;
    let rows = message::list_before(&app.db, id, i64::MAX, MESSAGES_MAX).await?;
    let last = rows.last().map_or(0, |message| message.seq);
    chat::read(app, &row, Side::Agent, last).await?;
    Ok(Column {
        id: id.to_owned(),
        name,
        messages: chat::wire(app, id, rows, Side::Agent, session.visitor.lang).await?,
        last,
        marks: chat::marks(&row, Side::Debtor),
        client_id: new_id::uuid(),
        without,
    })
}
