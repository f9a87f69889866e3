//! What became of a payment, by the opaque token of its page: status and amount for whoever holds it, and the rest for
//! the payer who is signed in.

use super::choice::may_pay;
use super::choose::onward;
use crate::app::App;
use crate::db::overview::{self, DebtorFile};
use crate::db::payment::{self, By, PaymentRow};
use crate::db::posting;
use crate::error::{Error, Result};
use crate::pay::qr;
use crate::pay::settle;
use crate::pay::start::resume_payment;
use crate::web::session::{self, Assurance, DebtorSession};
use crate::web::visitor::Visitor;
use crate::web::{problem, render};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use effen::kinds::Country;
use effen::ledger::Cause;
use effen::money::{Cents, Money};
use effen::refund::{MoneyBack, money_back};
use effen_app::frame::Frame;
use effen_app::pages::pay::{MoneyBackItem, SettledLine, StatusModel, TransferDetails, going, status_page, watched};
use effen_app::parts::claim::CreditorItem;
use effen_app::texts::pay::texts;
use serde::Serialize;

/// A page that is looked at asks the provider itself when nobody did for this long, in milliseconds: the webhook may be
/// on its way, or lost, and who comes back from the bank wants to know now.
const PAGE_AGE_MS_MAX: i64 = 300;
/// The same for the island that watches.
const WATCH_AGE_MS_MAX: i64 = 2_000;

/// `GET /payment/{token}`: also where the bank sends the payer back to.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    headers: HeaderMap,
    Path(token): Path<String>,
) -> Response {
    let shown = async {
        let payment = load(&app, &token, PAGE_AGE_MS_MAX).await?;
        let owner = owner(&app, visitor, &headers, &payment).await?;
        let mut model = model(&app, visitor, &payment, owner.is_some());
        model.back = came_back(&app, &payment).await?;
        if let Some(session) = &owner {
            explain(&app, session, &payment, &mut model).await?;
        }
        let mut frame = frame(&app, visitor, &owner, &token).await?;
        frame.islands = model.waits();
        Ok(render::page(frame, StatusCode::OK, move || status_page(model)).await)
    };
    answer(&app, visitor, shown.await).await
}

/// What the island that watches the status reads.
#[derive(Serialize)]
struct StatusAnswer {
    status: &'static str,
    ended: bool,
}

/// `GET /payment/{token}/status.json`
pub(super) async fn json(State(app): State<App>, Path(token): Path<String>) -> Response {
    match load(&app, &token, WATCH_AGE_MS_MAX).await {
        Ok(payment) => {
            let status = watched(payment.status, payment.provider_id.is_none());
            Json(StatusAnswer { status, ended: payment.status.is_final() }).into_response()
        }
        Err(Error::NotFound(_)) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => {
            tracing::error!(%error, "a payment's status could not be read");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// `GET /payment/{token}/go`: sends the payer on to the bank. A page of its own, because our policy lets a form lead to
/// our own addresses only, redirects included; and it holds a link for who is not sent on.
pub(super) async fn go(
    State(app): State<App>,
    visitor: Visitor,
    headers: HeaderMap,
    Path(token): Path<String>,
) -> Response {
    let gone = async {
        let payment = find(&app, &token).await?;
        let owner = owner(&app, visitor, &headers, &payment).await?;
        let url = payment.checkout_url.clone().filter(|_| owner.is_some() && !payment.status.is_final());
        let Some(url) = url else { return Ok(Redirect::to(&format!("/payment/{token}")).into_response()) };
        let mut frame = frame(&app, visitor, &owner, &token).await?;
        frame.title = texts(visitor.lang).going_title.to_owned();
        let refresh = HeaderValue::from_str(&format!("0;url={url}"))
            .map_err(|_| Error::Broken("the address of a checkout".to_owned()))?;
        let amount = payment.amount;
        let mut response = render::page(frame, StatusCode::OK, move || going(visitor.lang, amount, url)).await;
        response.headers_mut().insert(header::REFRESH, refresh);
        Ok(response)
    };
    answer(&app, visitor, gone.await).await
}

/// `POST /payment/{token}/retry`: the provider was out of reach, and is asked again with the same key.
pub(super) async fn retry(State(app): State<App>, visitor: Visitor, Path(token): Path<String>) -> Response {
    let tried = resume_payment(&app, &token)
        .await
        .map(|started| Redirect::to(&onward(&started.status_token, &started.progress)).into_response());
    answer(&app, visitor, tried).await
}

async fn answer(app: &App, visitor: Visitor, result: Result<Response>) -> Response {
    match result {
        Ok(response) => response,
        Err(error) => problem::respond(app, &visitor, &error).await,
    }
}

/// The payer's own session, if the browser has one.
async fn owner(
    app: &App,
    visitor: Visitor,
    headers: &HeaderMap,
    payment: &PaymentRow,
) -> Result<Option<DebtorSession>> {
    let row = session::current(app, headers, false).await?;
    let session = row.and_then(|row| DebtorSession::from_row(app, row, visitor));
    Ok(session.filter(|session| session.debtor == payment.debtor))
}

async fn frame(app: &App, visitor: Visitor, owner: &Option<DebtorSession>, token: &str) -> Result<Frame> {
    let (title, path) = (texts(visitor.lang).status_title, format!("/payment/{token}"));
    match owner {
        Some(session) => render::debtor_frame(app, session, title, &path).await,
        None => Ok(render::frame(app, &visitor, title, &path)),
    }
}

fn model(app: &App, visitor: Visitor, payment: &PaymentRow, owner: bool) -> StatusModel {
    let is_transfer = payment.method == crate::pay::Method::Transfer;
    let transfer = payment.transfer.as_ref().filter(|_| owner && !payment.status.is_final());
    StatusModel {
        lang: visitor.lang,
        status: payment.status,
        amount: payment.amount,
        token: payment.status_token.clone(),
        unreached: payment.provider_id.is_none(),
        owner,
        is_transfer,
        transfer: transfer.map(|details| TransferDetails {
            name: details.name.clone(),
            iban: qr::grouped(&details.iban),
            bic: details.bic.clone(),
            reference: details.reference.clone(),
            qr: qr::image(details, payment.amount),
        }),
        // In a demonstration the transfer, too, is made at the test bank.
        can_go_on: payment.checkout_url.is_some() && (!is_transfer || app.demo),
        country: Country::Nl,
        settled: Vec::new(),
        kept: None,
        back: None,
        receipt: None,
    }
}

/// What came back out of a payment; no name and no claim is in it.
async fn came_back(app: &App, payment: &PaymentRow) -> Result<Option<MoneyBackItem>> {
    let mut conn = app.db.read().acquire().await?;
    let (refunded, _) = posting::find_returned(&mut conn, &payment.debtor, &payment.id, Cause::Refund).await?;
    let (charged, _) = posting::find_returned(&mut conn, &payment.debtor, &payment.id, Cause::Chargeback).await?;
    let kind = money_back(Cents(payment.amount.cents), refunded, charged);
    let cents = if kind == MoneyBack::ChargedBack { charged } else { refunded };
    let amount = Money { cents: cents.0, ..payment.amount };
    Ok((kind != MoneyBack::Nothing).then_some(MoneyBackItem { kind, amount }))
}

/// Tells the payer what the payment paid, as it is booked; a pay link only what it may pay.
async fn explain(app: &App, session: &DebtorSession, payment: &PaymentRow, model: &mut StatusModel) -> Result<()> {
    let mut conn = app.db.read().acquire().await?;
    let booked = posting::find_booked(&mut conn, &payment.debtor, &payment.id).await?;
    let file = overview::find_with(&mut conn, &payment.debtor, app.now_ms()).await?;
    model.country = file.head.country;
    let parts = booked.parts.iter().filter(|part| may_pay(session, &part.claim_id));
    model.settled = parts.filter_map(|part| settled_line(&file, session, &part.claim_id, part.paid)).collect();
    let kept = booked.overpaid.is_positive() && session.assurance > Assurance::PayLink;
    let may_read = payment.booked_at.is_some() && session.assurance > Assurance::PayLink;
    model.receipt = may_read.then(|| format!("/documents/receipt/{}", payment.id));
    model.kept = kept.then_some(Money { cents: booked.overpaid.0, ..payment.amount });
    Ok(())
}

fn settled_line(
    file: &DebtorFile,
    session: &DebtorSession,
    id: &effen::ids::ClaimId,
    paid: effen::ledger::Balance,
) -> Option<SettledLine> {
    let claim = file.claims.iter().find(|claim| claim.id == *id)?;
    Some(SettledLine {
        href: (session.assurance > Assurance::PayLink).then(|| format!("/invoice/{id}")),
        creditor: CreditorItem { name: claim.creditor_name.clone(), mark: claim.mark.clone() },
        number: claim.number.clone(),
        order: claim.order,
        paid,
        open: Money { cents: claim.balance.total().or_zero().0, currency: claim.principal.currency },
    })
}

/// A payment by the token of its page, no older than `age_ms_max` if the provider answers.
async fn load(app: &App, token: &str, age_ms_max: i64) -> Result<PaymentRow> {
    let known = find(app, token).await?;
    let stale = app.now_ms() - known.checked_at >= age_ms_max;
    if known.status.is_final() || known.provider_id.is_none() || !stale {
        return Ok(known);
    }
    match settle::refresh(app, &known).await {
        Ok(_) => find(app, token).await,
        Err(error) => {
            // What we know is still worth showing.
            tracing::warn!(%error, "the provider could not be asked for a status page");
            Ok(known)
        }
    }
}

async fn find(app: &App, token: &str) -> Result<PaymentRow> {
    let mut conn = app.db.read().acquire().await?;
    payment::find(&mut conn, By::Token(token)).await?.ok_or(Error::NotFound("payment"))
}
