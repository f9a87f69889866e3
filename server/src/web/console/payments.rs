//! A debtor's payments for agents: asking for a refund, and deciding about one that somebody else asked for.

use super::{AnyPage, queue, respond};
use crate::app::App;
use crate::clock::{from_ms, local};
use crate::db::submission::{self, Submission};
use crate::db::{console, payment, refund as table};
use crate::error::{Error, Result};
use crate::new_id;
use crate::pay::refund::{self as flow, Decision};
use crate::web::pay::find_back;
use crate::web::session::AgentSession;
use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use effen::ids::{DebtorId, PaymentId, RefundId};
use effen::money::{Money, parse_typed, sum_by_currency};
use effen_app::pages::console::payments::{AskedBy, ConsolePaymentsModel, PaymentLine, RefundItem, page};
use effen_app::texts::fill;
use effen_app::texts::paying::texts;
use serde::Deserialize;

/// The most payments shown.
const SHOWN_MAX: i64 = 100;

/// `GET /console/debtor/{id}/payments`
pub(super) async fn show(State(app): State<App>, session: AgentSession, Path(id): Path<String>) -> Response {
    render(&app, &session, &DebtorId(id), None).await
}

async fn render(app: &App, session: &AgentSession, debtor: &DebtorId, error: Option<String>) -> Response {
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let made = async {
        let model = load(app, session, debtor, error).await?;
        let page: AnyPage = (status, Box::new(move || page(model)));
        Ok(page)
    };
    let p = texts(session.visitor.lang);
    respond(app, session, p.console_link, &format!("/console/debtor/{debtor}/payments"), made.await).await
}

async fn load(
    app: &App,
    session: &AgentSession,
    debtor: &DebtorId,
    error: Option<String>,
) -> Result<ConsolePaymentsModel> {
    let head = console::find_head(&app.db, debtor).await?.ok_or(Error::NotFound("debtor"))?;
    let mut conn = app.db.read().acquire().await?;
    let refunds = table::list(&mut conn, debtor).await?;
    let credit = flow::list_free_credit(&mut conn, debtor).await?;
    let mut payments = Vec::new();
    for row in payment::list(&mut conn, debtor, SHOWN_MAX).await? {
        let refundable = flow::find_refundable(&mut conn, &row, &refunds).await?;
        payments.push(PaymentLine {
            id: row.id.0.clone(),
            on: local(from_ms(row.created_at)).date(),
            amount: row.amount,
            status: row.status,
            back: find_back(&mut conn, &row).await?,
            refundable: Money { cents: refundable.0, ..row.amount },
        });
    }
    drop(conn);
    let me = actor(session);
    let item = |row: table::RefundRow| RefundItem {
        id: row.id.0,
        amount: row.amount,
        status: row.status,
        asked_by: match row.asked_by.as_str() {
            "debtor" => AskedBy::Debtor,
            agent if agent == me => AskedBy::Me,
            _ => AskedBy::Colleague,
        },
        on: local(from_ms(row.asked_at)).date(),
    };
    Ok(ConsolePaymentsModel {
        lang: session.visitor.lang,
        today: app.today(),
        queue: queue::load(app, session).await?,
        debtor_id: debtor.to_string(),
        name: head.name,
        credit: sum_by_currency(credit.into_iter().map(|(_, amount)| amount)),
        refunds: refunds.into_iter().map(item).collect(),
        payments,
        error,
        key: new_id::uuid(),
    })
}

fn actor(session: &AgentSession) -> String {
    format!("agent:{}", session.agent)
}

#[derive(Debug, Deserialize)]
pub(super) struct AskForm {
    key: String,
    payment: String,
    amount: String,
}

/// `POST /console/debtor/{id}/refund`
pub(super) async fn ask(
    State(app): State<App>,
    session: AgentSession,
    Path(id): Path<String>,
    Form(form): Form<AskForm>,
) -> Response {
    let debtor = DebtorId(id);
    match try_ask(&app, &session, &debtor, &form).await {
        Ok(None) => back(&debtor),
        Ok(Some(error)) => render(&app, &session, &debtor, Some(error)).await,
        Err(error) => respond(&app, &session, "", "/console", Err(error)).await,
    }
}

/// `Some`: a sentence about what is wrong.
async fn try_ask(app: &App, session: &AgentSession, debtor: &DebtorId, form: &AskForm) -> Result<Option<String>> {
    let lang = session.visitor.lang;
    let Ok(cents) = parse_typed(&form.amount, lang) else {
        return Ok(Some(effen_app::texts::pay::texts(lang).error_amount.to_owned()));
    };
    let (me, key) = (actor(session), format!("refund:{}", form.key));
    let fingerprint = new_id::token_hash(&format!("{debtor} {} {}", form.payment, cents.0));
    let mut tx = app.db.begin_debtor(debtor, app.now()).await?;
    if let Submission::Repeat(_) = submission::find(&mut tx.tx, &me, &key, &fingerprint).await? {
        return Ok(None);
    }
    if !flow::ask(&mut tx, &PaymentId(form.payment.clone()), cents, &me).await? {
        return Ok(Some(texts(lang).console_too_much.to_owned()));
    }
    let now = tx.now_ms();
    submission::create(&mut tx.tx, &me, &key, &fingerprint, "", now).await?;
    tx.commit().await?;
    Ok(None)
}

#[derive(Debug, Deserialize)]
pub(super) struct DecideForm {
    decision: String,
}

/// `POST /console/debtor/{id}/refund/{refund}`
pub(super) async fn decide(
    State(app): State<App>,
    session: AgentSession,
    Path((id, refund)): Path<(String, String)>,
    Form(form): Form<DecideForm>,
) -> Response {
    let debtor = DebtorId(id);
    let agreed = match form.decision.as_str() {
        "approve" => true,
        "decline" => false,
        other => {
            let error = Error::Refused(fill("the decision '{word}'", &[("word", other)]));
            return respond(&app, &session, "", "/console", Err(error)).await;
        }
    };
    match flow::decide(&app, &actor(&session), &debtor, &RefundId(refund), agreed).await {
        // Decided before (a second tap, a colleague): the page shows how it stands.
        Ok(Decision::Done | Decision::Before) => back(&debtor),
        Ok(Decision::SamePerson) => {
            let text = texts(session.visitor.lang).console_same.to_owned();
            render(&app, &session, &debtor, Some(text)).await
        }
        Err(error) => respond(&app, &session, "", "/console", Err(error)).await,
    }
}

fn back(debtor: &DebtorId) -> Response {
    Redirect::to(&format!("/console/debtor/{debtor}/payments")).into_response()
}
