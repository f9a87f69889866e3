//! From a debtor's choice to the bank. The payment and its split are written first; only then is the provider asked,
//! so that whatever goes wrong on the way, what was chosen is kept and the same key goes on from there.

use super::debit;
use super::port::{MandateKey, Method, NewPayment, ProviderError};
use crate::app::App;
use crate::db::payment::{self, By, PaymentRow};
use crate::db::posting::{self, Payable};
use crate::db::{DebtorTx, plan_extra, signal};
use crate::error::{Error, Result};
use crate::{new_id, owned_key};
use effen::ids::{ClaimId, DebtorId, NoticeId, PaymentId, PlanId, QuoteId};
use effen::kinds::Lang;
use effen::money::{Cents, Currency, Money};
use effen::payment::{Learned, PaymentEvent, PaymentStatus, learn};
use effen::people::signal::{Signal, SignalKind};
use std::collections::BTreeSet;

/// The most claims in one payment.
pub const PARTS_MAX: usize = 200;

/// What a debtor chose to pay.
#[derive(Debug, Clone)]
pub struct Order {
    /// Who pays: from the session alone.
    pub debtor: DebtorId,
    /// What of which claim; claims of several creditors may stand side by side.
    pub parts: Vec<(ClaimId, Cents)>,
    /// How.
    pub method: Method,
    /// The plan this pays an instalment of.
    pub plan_id: Option<PlanId>,
    /// The quote that says what an extra payment on that plan does.
    pub extra: Option<QuoteId>,
    /// The message that led here.
    pub from_notice_id: Option<NoticeId>,
    /// The form's key: the same key and content is the same payment.
    pub key: String,
    /// Language of the checkout.
    pub lang: Lang,
}

/// Why a choice cannot be paid as it stands. Each is a sentence on the page, beside what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Objection {
    /// Nothing was chosen.
    Nothing,
    /// More claims than one payment holds.
    TooMany,
    /// A claim that is not this debtor's, was withdrawn, or stands twice in the choice.
    UnknownClaim(ClaimId),
    /// Less than a cent.
    TooLittle(ClaimId),
    /// More than is open of a claim.
    TooMuch {
        /// The claim.
        claim: ClaimId,
        /// What is open of it.
        open: Money,
    },
    /// Claims of different currencies cannot be paid together.
    MixedCurrencies,
    /// This way to pay knows euros only.
    CurrencyOfMethod,
}

/// How far a payment got.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress {
    /// The payer can go on to this address.
    Ready(String),
    /// A transfer: its details are on the payment's page.
    Transfer,
    /// The provider cannot be asked now. The payment is kept; the same key, or a retry, goes on.
    ProviderDown,
    /// It has ended already (or the provider refused it for good).
    Ended(PaymentStatus),
}

/// A payment on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Started {
    /// Its id.
    pub id: PaymentId,
    /// The token of its status page.
    pub status_token: String,
    /// How far it got.
    pub progress: Progress,
}

/// Writes the payment and asks the provider for it.
///
/// # Errors
/// [`Error::KeyReused`] for another content under the same key; [`Error::OtherFile`] for the key of somebody else's page. An objection to the choice is no error but the inner
/// result.
pub async fn start_payment(app: &App, order: Order) -> Result<Result<Started, Objection>> {
    owned_key::check(&order.key, &order.debtor)?;
    let payment = match write(app, &order).await? {
        Ok(payment) => payment,
        Err(objection) => return Ok(Err(objection)),
    };
    let progress = go_on(app, &payment).await?;
    Ok(Ok(Started { id: payment.id, status_token: payment.status_token, progress }))
}

/// Goes on with a payment that the provider was not reached for, or that the payer left: by the token of its page.
pub async fn resume_payment(app: &App, status_token: &str) -> Result<Started> {
    let mut conn = app.db.read().acquire().await?;
    let payment = payment::find(&mut conn, By::Token(status_token)).await?.ok_or(Error::NotFound("payment"))?;
    drop(conn);
    let progress = go_on(app, &payment).await?;
    Ok(Started { id: payment.id, status_token: payment.status_token, progress })
}

/// The row with its parts, in one transaction; or the row that the same key wrote before.
async fn write(app: &App, order: &Order) -> Result<Result<PaymentRow, Objection>> {
    let mut tx = app.db.begin_debtor(&order.debtor, app.now()).await?;
    if let Some(known) = payment::find(&mut tx.tx, By::Key(&order.debtor, &order.key)).await? {
        let mut parts = order.parts.clone();
        parts.sort();
        let same = known.method == order.method
            && known.plan_id == order.plan_id
            && payment::list_parts(&mut tx.tx, &known.id).await? == parts;
        return if same { Ok(Ok(known)) } else { Err(Error::KeyReused) };
    }
    let payable = posting::list_payable(&mut tx.tx, &order.debtor).await?;
    let (amount, chosen) = match check(order, &payable) {
        Ok(checked) => checked,
        Err(objection) => return Ok(Err(objection)),
    };
    let description = describe(&chosen, &find_reference(&mut tx).await?);
    let payment = new_row(order, amount, description, tx.now_ms());
    payment::create(&mut tx, &payment, &order.parts).await?;
    if let (Some(plan), Some(quote)) = (&order.plan_id, &order.extra) {
        // A quote that is not of this plan does nothing: the payment then pays the next instalments ahead.
        plan_extra::create(&mut tx, &payment.id, plan, quote).await?;
    }
    let mut signals = vec![Signal::now(SignalKind::PaymentStarted, tx.now).cents(amount.cents)];
    if order.method == Method::Transfer {
        signals.push(Signal::now(SignalKind::TransferChosen, tx.now));
    }
    signal::record_signals(&mut tx, &signals).await?;
    tx.commit().await?;
    Ok(Ok(payment))
}

fn new_row(order: &Order, amount: Money, description: String, now: i64) -> PaymentRow {
    PaymentRow {
        id: PaymentId(new_id::uuid()),
        debtor: order.debtor.clone(),
        status_token: new_id::token(),
        amount,
        method: order.method,
        status: PaymentStatus::Open,
        provider_id: None,
        checkout_url: None,
        transfer: None,
        description,
        lang: order.lang,
        plan_id: order.plan_id.clone(),
        from_notice_id: order.from_notice_id.clone(),
        idempotency_key: order.key.clone(),
        created_at: now,
        changed_at: now,
        checked_at: now,
        booked_at: None,
    }
}

/// Compares the choice with what is open; gives the sum and the chosen claims.
fn check<'a>(order: &Order, payable: &'a [Payable]) -> Result<(Money, Vec<&'a Payable>), Objection> {
    if order.parts.is_empty() {
        return Err(Objection::Nothing);
    }
    if order.parts.len() > PARTS_MAX {
        return Err(Objection::TooMany);
    }
    let mut seen = BTreeSet::new();
    let mut chosen = Vec::with_capacity(order.parts.len());
    let mut sum = Cents::ZERO;
    for (claim, amount) in &order.parts {
        let found = payable.iter().find(|payable| payable.open.claim_id == *claim).filter(|_| seen.insert(claim));
        let Some(found) = found else { return Err(Objection::UnknownClaim(claim.clone())) };
        if !amount.is_positive() {
            return Err(Objection::TooLittle(claim.clone()));
        }
        let open = found.open.balance.total();
        if *amount > open {
            let open = Money { cents: open.or_zero().0, currency: found.currency };
            return Err(Objection::TooMuch { claim: claim.clone(), open });
        }
        sum += *amount;
        chosen.push(found);
    }
    let currency = chosen[0].currency;
    if chosen.iter().any(|payable| payable.currency != currency) {
        return Err(Objection::MixedCurrencies);
    }
    if currency != Currency::EUR && order.method != Method::Card {
        return Err(Objection::CurrencyOfMethod);
    }
    Ok((Money { cents: sum.0, currency }, chosen))
}

/// What the payer sees at the bank: the creditor's own name where there is one.
fn describe(chosen: &[&Payable], reference: &str) -> String {
    let creditors: BTreeSet<&str> = chosen.iter().map(|payable| payable.creditor_name.as_str()).collect();
    match (chosen, creditors.len()) {
        ([one], _) => format!("{} {}", one.creditor_name, one.number),
        ([first, ..], 1) => format!("{} · {reference}", first.creditor_name),
        _ => format!("Effen · {reference}"),
    }
}

/// The reference of the transaction's debtor's file.
pub async fn find_reference(tx: &mut DebtorTx) -> Result<String> {
    let reference = sqlx::query_scalar("SELECT reference FROM debtor WHERE id = $1")
        .bind(tx.debtor.as_str())
        .fetch_one(&mut *tx.tx)
        .await?;
    Ok(reference)
}

/// Asks the provider for a payment that it does not have yet; otherwise says how far the payment is.
async fn go_on(app: &App, payment: &PaymentRow) -> Result<Progress> {
    if payment.status.is_final() {
        return Ok(Progress::Ended(payment.status));
    }
    if payment.provider_id.is_some() {
        return Ok(progress_of(payment));
    }
    let mandate = match payment.method {
        Method::DirectDebit => Some(debit::find_key(app, payment).await?),
        _ => None,
    };
    match app.pay.provider.create(&request(app, payment, mandate)).await {
        Ok(made) => {
            let mut tx = app.db.begin_debtor(&payment.debtor, app.now()).await?;
            let (url, transfer) = (made.checkout_url.as_deref(), made.transfer.as_ref());
            payment::update_provider(&mut tx, &payment.id, &made.id, url, transfer).await?;
            tx.commit().await?;
            let known = PaymentRow {
                provider_id: Some(made.id),
                checkout_url: made.checkout_url,
                transfer: made.transfer,
                ..payment.clone()
            };
            Ok(progress_of(&known))
        }
        Err(error @ ProviderError::Refused { .. }) => {
            tracing::error!(%error, payment = payment.id.as_str(), "the provider refuses a payment");
            refuse(app, payment).await?;
            Ok(Progress::Ended(PaymentStatus::Failed))
        }
        Err(error) => {
            tracing::error!(%error, payment = payment.id.as_str(), "the provider was not reached for a payment");
            Ok(Progress::ProviderDown)
        }
    }
}

fn progress_of(payment: &PaymentRow) -> Progress {
    match (&payment.transfer, &payment.checkout_url) {
        (Some(_), _) => Progress::Transfer,
        (None, Some(url)) => Progress::Ready(url.clone()),
        (None, None) => Progress::Ended(payment.status),
    }
}

/// The same row always makes the same request: the provider compares it under the key.
fn request(app: &App, payment: &PaymentRow, mandate: Option<MandateKey>) -> NewPayment {
    let base = &app.config.public_url;
    NewPayment {
        amount: payment.amount,
        description: payment.description.clone(),
        method: payment.method,
        mandate,
        redirect_url: format!("{base}/payment/{}", payment.status_token),
        webhook_url: app.pay.webhook_url.clone(),
        our_id: payment.id.as_str().to_owned(),
        locale: match payment.lang {
            Lang::Nl => "nl_NL",
            Lang::En => "en_GB",
            Lang::Fr => "fr_FR",
        },
        idempotency_key: payment.id.as_str().to_owned(),
    }
}

async fn refuse(app: &App, payment: &PaymentRow) -> Result<()> {
    let mut tx = app.db.begin_debtor(&payment.debtor, app.now()).await?;
    let by = By::Id(&payment.debtor, &payment.id);
    let now = payment::find(&mut tx.tx, by).await?.ok_or(Error::NotFound("payment"))?;
    let refused = now.status.after(PaymentEvent::Refused).map(|to| learn(now.status, to));
    if let Ok(Learned::Moves(to)) = refused {
        payment::update_status(&mut tx, &payment.id, to, false).await?;
        debit::follow(app, &mut tx, payment, to).await?;
        let failed = Signal::now(SignalKind::PaymentFailed, tx.now).cents(payment.amount.cents);
        signal::record_signals(&mut tx, &[failed]).await?;
        tx.commit().await?;
    }
    Ok(())
}
