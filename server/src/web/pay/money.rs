//! The debtor's payments so far, the days they chose, and money of theirs that lies with us.

use super::choose::answer;
use crate::app::App;
use crate::clock::{from_ms, local};
use crate::db::payment::{self, PaymentRow};
use crate::db::{overview, posting, promise, refund as refunds};
use crate::error::Result;
use crate::pay::{credit, refund as flow};
use crate::web::portal::{forms, view};
use crate::web::render;
use crate::web::session::DebtorSession;
use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use effen::ids::ClaimId;
use effen::ledger::Cause;
use effen::money::{Cents, sum_by_currency};
use effen::refund::{MoneyBack, money_back};
use effen_app::pages::pay::{CreditTarget, MoneyModel, PaymentItem, PromiseItem, money};
use effen_app::parts::claim::ClaimItem;
use effen_app::texts::paying::texts;
use sqlx::AnyConnection;

/// The most payments, and the most chosen days, on the page.
const SHOWN_MAX: i64 = 100;

/// `GET /payments`
pub(super) async fn show(State(app): State<App>, session: DebtorSession) -> Response {
    let shown = page(&app, &session).await;
    answer(&app, &session, shown).await
}

async fn page(app: &App, session: &DebtorSession) -> Result<Response> {
    let (lang, today) = (session.visitor.lang, app.today());
    let mut conn = app.db.read().acquire().await?;
    let file = overview::find_with(&mut conn, &session.debtor, app.now_ms()).await?;
    let free = flow::list_free_credit(&mut conn, &session.debtor).await?;
    let promises = promise::list(&mut conn, &session.debtor, SHOWN_MAX).await?;
    let asked = refunds::list(&mut conn, &session.debtor).await?;
    let payments = list_payments(&mut conn, session).await?;
    drop(conn);
    let open = view::items(&file, today).into_iter().filter(|claim| claim.state.is_open() && claim.open().cents > 0);
    let model = MoneyModel {
        lang,
        today,
        promises: promises
            .into_iter()
            .map(|row| PromiseItem { id: row.id.0, pay_on: row.pay_on, amount: row.amount, status: row.status })
            .collect(),
        credit: sum_by_currency(free.into_iter().map(|(_, amount)| amount)),
        targets: open.map(target).collect(),
        refunds: asked.into_iter().map(|row| (row.amount, row.status)).collect(),
        payments,
        key: forms::new_key(session),
    };
    let frame = render::debtor_frame(app, session, texts(lang).title, "/payments").await?;
    Ok(render::page(frame, StatusCode::OK, move || money(model)).await)
}

fn target(claim: ClaimItem) -> CreditTarget {
    let open = claim.open();
    CreditTarget { id: claim.id.0, creditor: claim.creditor, number: claim.number, open }
}

async fn list_payments(conn: &mut AnyConnection, session: &DebtorSession) -> Result<Vec<PaymentItem>> {
    let mut items = Vec::new();
    for row in payment::list(conn, &session.debtor, SHOWN_MAX).await? {
        let (undone, _) = posting::find_returned(conn, &row.debtor, &row.id, Cause::Undone).await?;
        if undone.0 >= row.amount.cents {
            // It was somebody else's payment, booked here by mistake.
            continue;
        }
        let back = find_back(conn, &row).await?;
        items.push(PaymentItem {
            token: row.status_token,
            on: local(from_ms(row.created_at)).date(),
            amount: row.amount,
            status: row.status,
            back,
        });
    }
    Ok(items)
}

/// What came back out of a payment, by the ledger.
pub(crate) async fn find_back(conn: &mut AnyConnection, row: &PaymentRow) -> Result<MoneyBack> {
    let (refunded, _) = posting::find_returned(conn, &row.debtor, &row.id, Cause::Refund).await?;
    let (charged, _) = posting::find_returned(conn, &row.debtor, &row.id, Cause::Chargeback).await?;
    Ok(money_back(Cents(row.amount.cents), refunded, charged))
}

#[derive(Debug, serde::Deserialize)]
pub(super) struct ApplyForm {
    key: String,
    claim: String,
}

/// `POST /payments/credit/apply`
pub(super) async fn apply(State(app): State<App>, session: DebtorSession, Form(form): Form<ApplyForm>) -> Response {
    let done = use_credit(&app, &session, &form).await;
    answer(&app, &session, done).await
}

async fn use_credit(app: &App, session: &DebtorSession, form: &ApplyForm) -> Result<Response> {
    let mut tx = forms::open(app, session).await?;
    let step = match forms::begin(&mut tx, "credit-apply", &form.key, &[&form.claim]).await? {
        forms::Step::Seen(response) => return Ok(response),
        forms::Step::Go(step) => step,
    };
    // Another debtor's claim, or one that was paid meanwhile, takes nothing: the page shows how it stands.
    credit::apply(&mut tx, &ClaimId(form.claim.clone())).await?;
    step.done(tx, "/payments").await
}

#[derive(Debug, serde::Deserialize)]
pub(super) struct RefundForm {
    key: String,
    #[serde(default)]
    currency: String,
}

/// `POST /payments/credit/refund`
pub(super) async fn refund(State(app): State<App>, session: DebtorSession, Form(form): Form<RefundForm>) -> Response {
    let done = ask_back(&app, &session, &form).await;
    answer(&app, &session, done).await
}

async fn ask_back(app: &App, session: &DebtorSession, form: &RefundForm) -> Result<Response> {
    let mut tx = forms::open(app, session).await?;
    let step = match forms::begin(&mut tx, "credit-refund", &form.key, &[&form.currency]).await? {
        forms::Step::Seen(response) => return Ok(response),
        forms::Step::Go(step) => step,
    };
    flow::ask_credit_back(&mut tx, &form.currency).await?;
    step.done(tx, "/payments").await
}
