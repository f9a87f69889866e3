//! What became of a payment. Whoever says that something changed (a webhook, the job, a visit of the status page) is
//! not believed: the provider is asked, and the answer is compared with what we know under the debtor's lock. So a
//! payment is booked once, whatever arrives how often in which order.

use super::port::ProviderPayment;
use super::{debit, instalments, promise};
use crate::app::App;
use crate::clock::local;
use crate::db::payment::{self, By, PaymentRow};
use crate::db::posting::{self, Payable};
use crate::db::{DebtorTx, audit, collection, signal};
use crate::error::{Error, Result};
use effen::ids::ClaimId;
use effen::imputation::{ClaimPart, Imputation, OpenClaim, first_of, split, take_back};
use effen::ledger::{Cause, payment_received, payment_return_undone, payment_returned};
use effen::money::Cents;
use effen::payment::{Learned, PaymentStatus, learn};
use effen::people::signal::{Signal, SignalKind};
use jiff::civil::Date;

/// What came of asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// No payment of ours has this id. Nothing was asked and nothing changed.
    Unknown,
    /// Nothing new.
    Nothing,
    /// The payment moved on; what it means for the ledger is booked.
    Moved(PaymentStatus),
    /// Money went back, or came in again after that, and is booked so.
    Returned,
    /// The provider's answer does not fit what we know. Nothing was booked; it is in the audit log for an agent.
    Contradiction,
}

/// A webhook named this id.
///
/// # Errors
/// When the provider could not be asked: the webhook is not answered well then, and comes again.
pub async fn webhook(app: &App, provider_id: &str) -> Result<Outcome> {
    let mut conn = app.db.read().acquire().await?;
    let known = payment::find(&mut conn, By::Provider(provider_id)).await?;
    drop(conn);
    match known {
        Some(payment) => refresh(app, &payment).await,
        None => Ok(Outcome::Unknown),
    }
}

/// Asks the provider about a payment and books what is new.
pub async fn refresh(app: &App, payment: &PaymentRow) -> Result<Outcome> {
    let Some(provider_id) = &payment.provider_id else { return Ok(Outcome::Nothing) };
    let fetched = app.pay.provider.get(provider_id).await.map_err(|error| Error::Outside(error.to_string()))?;
    settle(app, payment, &fetched).await
}

/// Compares what the provider said with what we know, and books the difference.
pub async fn settle(app: &App, payment: &PaymentRow, fetched: &ProviderPayment) -> Result<Outcome> {
    let mut tx = app.db.begin_debtor(&payment.debtor, app.now()).await?;
    let by = By::Id(&payment.debtor, &payment.id);
    // Read again under the lock: another webhook may have been quicker.
    let known = payment::find(&mut tx.tx, by).await?.ok_or(Error::NotFound("payment"))?;
    if let Some(why) = mismatch(&known, fetched) {
        return contradict(tx, &known, &why).await;
    }
    let moved = match learn(known.status, fetched.status) {
        Learned::Contradicts => {
            return contradict(tx, &known, &format!("{} became {}", known.status, fetched.status)).await;
        }
        Learned::Nothing => None,
        Learned::Moves(to) => Some(to),
    };
    let mut signals = Vec::new();
    if let Some(to) = moved {
        if to == PaymentStatus::Paid {
            let paid_on = local(fetched.paid_at.unwrap_or(tx.now)).date();
            signals.extend(book(&mut tx, &known, paid_on).await?);
        }
        payment::update_status(&mut tx, &known.id, to, to == PaymentStatus::Paid).await?;
        debit::follow(app, &mut tx, &known, to).await?;
        signals.extend(ended_without_money(to).map(|kind| Signal::now(kind, tx.now).cents(known.amount.cents)));
    }
    let standing = moved.unwrap_or(known.status);
    let back =
        if standing == PaymentStatus::Paid { follow_back(&mut tx, &known, fetched).await? } else { Back::default() };
    if back.reopened.is_positive() {
        signals.push(Signal::now(SignalKind::PaymentRefunded, tx.now).cents(back.reopened.0));
        if let Some(plan_id) = &known.plan_id {
            instalments::given_back(&mut tx, plan_id, &known.id, back.reopened).await?;
        }
    }
    if moved.is_none() && !back.booked {
        // Nothing about the debtor changed: leave the version alone, and note only that the provider was asked.
        tx.tx.rollback().await?;
        let mut tx = app.db.begin().await?;
        payment::update_checked(&mut tx, &known.id, app.now_ms()).await?;
        tx.commit().await?;
        return Ok(Outcome::Nothing);
    }
    signal::record_signals(&mut tx, &signals).await?;
    tx.commit().await?;
    Ok(moved.map_or(Outcome::Returned, Outcome::Moved))
}

/// What does not fit between our row and the provider's answer; `None` when all does.
fn mismatch(known: &PaymentRow, fetched: &ProviderPayment) -> Option<String> {
    if known.provider_id.as_deref() != Some(fetched.id.as_str()) {
        return Some(format!("the provider answered about {}", fetched.id));
    }
    if fetched.amount != known.amount {
        let (asked, answered) = (known.amount, fetched.amount);
        return Some(format!("{asked:?} was asked, the provider has {answered:?}"));
    }
    match &fetched.our_id {
        Some(id) if id != known.id.as_str() => Some(format!("the provider holds it for {id}")),
        _ => None,
    }
}

async fn contradict(mut tx: DebtorTx, known: &PaymentRow, why: &str) -> Result<Outcome> {
    tracing::error!(payment = known.id.as_str(), why, "the payment provider contradicts what is known");
    const ACTION: &str = "payment_contradiction";
    if !audit::has(&mut tx, ACTION, known.id.as_str(), why).await? {
        audit::create(&mut tx, "system", ACTION, known.id.as_str(), why).await?;
    }
    payment::update_checked(&mut tx.tx, &known.id, tx.now.as_millisecond()).await?;
    tx.commit().await?;
    Ok(Outcome::Contradiction)
}

fn ended_without_money(status: PaymentStatus) -> Option<SignalKind> {
    match status {
        PaymentStatus::Failed => Some(SignalKind::PaymentFailed),
        PaymentStatus::Canceled => Some(SignalKind::PaymentCancelled),
        PaymentStatus::Expired => Some(SignalKind::PaymentExpired),
        _ => None,
    }
}

/// Books a payment that has come in: each part pays its own claim, as far as that is still open; the rest is kept for
/// the debtor in suspense. Gives the signals that follow. For the provider's payments as for those of a bank statement.
pub async fn book(tx: &mut DebtorTx, payment: &PaymentRow, paid_on: Date) -> Result<Vec<Signal>> {
    let parts = payment::list_parts(&mut tx.tx, &payment.id).await?;
    let payable = posting::list_payable(&mut tx.tx, &payment.debtor).await?;
    let open: Vec<_> = payable
        .iter()
        .filter(|payable| payable.currency == payment.amount.currency)
        .map(|payable| payable.open.clone())
        .collect();
    let imputation = split(&parts, &open);
    let rows = payment_received(&payment.id, &imputation, payment.amount.currency, paid_on);
    posting::create(tx, &rows).await?;
    let mut signals = vec![payment_paid(tx, payment).await?];
    signals.extend(imputation.parts.iter().map(|part| claim_signal(tx, part, &payable, paid_on)));
    if covers_all_due(&payable, &imputation, paid_on) {
        signals.push(Signal::now(SignalKind::PaidEverything, tx.now).cents(payment.amount.cents));
    }
    signals.extend(promise::settle(tx).await?);
    if let Some(plan_id) = &payment.plan_id {
        // A collection keeps its instalment in time, however long the banks take over it.
        let on = collection::find_due_on(tx, &payment.id).await?.unwrap_or(paid_on);
        signals.extend(instalments::advance(tx, plan_id, Some(&payment.id), Cents(payment.amount.cents), on).await?);
    }
    Ok(signals)
}

async fn payment_paid(tx: &mut DebtorTx, payment: &PaymentRow) -> Result<Signal> {
    let mut signal = Signal::now(SignalKind::PaymentPaid, tx.now).cents(payment.amount.cents);
    if let Some(notice_id) = &payment.from_notice_id
        && let Some((channel, sent_at)) = payment::find_notice(&mut tx.tx, &payment.debtor, notice_id).await?
    {
        signal = signal.days((payment.created_at - sent_at).max(0) / 86_400_000);
        signal.channel = channel.parse().ok();
    }
    Ok(signal)
}

fn due_on(payable: &[Payable], claim: &ClaimId) -> Option<(Date, Cents)> {
    let found = payable.iter().find(|payable| payable.open.claim_id == *claim)?;
    Some((found.open.due_on, found.open.balance.total()))
}

fn claim_signal(tx: &DebtorTx, part: &ClaimPart, payable: &[Payable], paid_on: Date) -> Signal {
    let paid = part.paid.total();
    let (kind, days) = match due_on(payable, &part.claim_id) {
        Some((due_on, open)) if paid >= open => {
            (SignalKind::InvoiceSettled, Some(effen::dates::days_between(due_on, paid_on)))
        }
        _ => (SignalKind::PartPayment, None),
    };
    let mut signal = Signal::now(kind, tx.now).claim(&part.claim_id).cents(paid.0);
    signal.days = days;
    signal
}

/// Did this one payment settle everything that was due on its day?
fn covers_all_due(payable: &[Payable], imputation: &Imputation, paid_on: Date) -> bool {
    let mut due = payable
        .iter()
        .filter(|payable| payable.open.due_on <= paid_on && payable.open.balance.total().is_positive())
        .peekable();
    due.peek().is_some()
        && due.all(|payable| {
            let paid = imputation.parts.iter().find(|part| part.claim_id == payable.open.claim_id);
            paid.is_some_and(|part| part.paid.total() >= payable.open.balance.total())
        })
}

/// What of the money that goes back and forth was booked.
#[derive(Debug, Clone, Copy, Default)]
struct Back {
    /// Was anything?
    booked: bool,
    /// What is open again through it.
    reopened: Cents,
}

/// Books what went back since last time, or came in again: a refund that could not be delivered, a chargeback that the
/// bank gave up.
async fn follow_back(tx: &mut DebtorTx, payment: &PaymentRow, fetched: &ProviderPayment) -> Result<Back> {
    let mut back = Back::default();
    for (cause, total) in [(Cause::Refund, fetched.refunded_cents), (Cause::Chargeback, fetched.charged_back_cents)] {
        let (before, times) = posting::find_returned(&mut tx.tx, &payment.debtor, &payment.id, cause).await?;
        let more = Cents(total) - before;
        if more == Cents::ZERO {
            continue;
        }
        // The how-manieth it is, is the key: under the debtor's lock nobody else can have the same number.
        let key = format!("{}-{total}", times + 1);
        if more.is_positive() {
            back.reopened += give_back(tx, payment, cause, more, &key).await?;
        } else {
            take_in_again(tx, payment, cause, Cents::ZERO - more, &key).await?;
        }
        back.booked = true;
    }
    Ok(back)
}

/// Books money that went back. Gives what of it is open again: what was the debtor's own credit opens nothing.
async fn give_back(tx: &mut DebtorTx, payment: &PaymentRow, cause: Cause, more: Cents, key: &str) -> Result<Cents> {
    let booked = posting::find_booked(&mut tx.tx, &payment.debtor, &payment.id).await?;
    let back = take_back(&booked, more);
    let today = local(tx.now).date();
    posting::create(tx, &payment_returned(&payment.id, &back, payment.amount.currency, today, cause, key)).await?;
    Ok(back.parts.iter().map(|part| part.paid.total()).sum())
}

/// Books money that had gone back and is here again: it pays what the payment was for, as far as that is open, and the
/// rest is the debtor's.
async fn take_in_again(tx: &mut DebtorTx, payment: &PaymentRow, cause: Cause, again: Cents, key: &str) -> Result<()> {
    let parts = first_of(&payment::list_parts(&mut tx.tx, &payment.id).await?, again);
    let assigned: Cents = parts.iter().map(|(_, cents)| *cents).sum();
    let open = list_open(tx, payment).await?;
    let mut imputation = split(&parts, &open);
    imputation.overpaid += again - assigned;
    let today = local(tx.now).date();
    let rows = payment_return_undone(&payment.id, &imputation, payment.amount.currency, today, cause, key);
    posting::create(tx, &rows).await?;
    match &payment.plan_id {
        Some(plan) => instalments::taken_again(tx, plan).await,
        None => Ok(()),
    }
}

/// The debtor's claims in a payment's currency.
async fn list_open(tx: &mut DebtorTx, payment: &PaymentRow) -> Result<Vec<OpenClaim>> {
    let payable = posting::list_payable(&mut tx.tx, &payment.debtor).await?;
    let of_currency = payable.into_iter().filter(|payable| payable.currency == payment.amount.currency);
    Ok(of_currency.map(|payable| payable.open).collect())
}
