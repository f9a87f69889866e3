//! Taking back that a payment was booked in the wrong file.

use super::bank::{Decision, Sent, answer, commit};
use crate::app::App;
use crate::bank::book::undo_in;
use crate::db::bank_entry;
use crate::error::{Error, Result};
use crate::web::session::AgentSession;
use axum::extract::{Form, Path, State};
use axum::response::Response;

/// `POST /console/payments/{id}/undo`
pub async fn undo(
    State(app): State<App>,
    session: AgentSession,
    Path(id): Path<String>,
    Form(decision): Form<Decision>,
) -> Response {
    let done = try_undo(&app, &session, &id, &decision).await;
    answer(&app, &session, &id, done, None).await
}

async fn try_undo(app: &App, session: &AgentSession, id: &str, decision: &Decision) -> Result<()> {
    let sent = Sent::new(session, "undo", id, decision)?;
    let mut tx = app.db.begin().await?;
    let repeat = sent.is_repeat(&mut tx).await?;
    let entry = bank_entry::find(&mut tx, id).await?.ok_or(Error::NotFound("bank entry"))?;
    tx.rollback().await?;
    if repeat {
        return Ok(());
    }
    let debtor = entry.debtor.ok_or_else(|| Error::Refused("the payment is booked for nobody".to_owned()))?;
    let mut tx = app.db.begin_debtor(&debtor, app.now()).await?;
    // Looked at again under the debtor's lock: the second of two clicks finds the first one's work.
    if sent.is_repeat(&mut tx.tx).await? {
        return Ok(());
    }
    undo_in(&mut tx, id, &format!("agent:{}", session.agent)).await?;
    commit(tx, &sent, id).await
}
