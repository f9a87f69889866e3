//! Refunds: somebody asks, an agent who is not that somebody decides, and the provider sends the money. An approved
//! refund is sent under its own id, so that a crash between asking and knowing sends nothing twice; what the provider
//! cannot take now is tried again by the job.

use super::port::{ProviderError, ProviderRefund};
use super::settle;
use crate::app::App;
use crate::db::payment::{self, By, PaymentRow};
use crate::db::refund::{self as table, RefundRow};
use crate::db::{DebtorTx, audit, posting};
use crate::error::{Error, Result};
use crate::new_id::uuid;
use effen::ids::{DebtorId, PaymentId, RefundId};
use effen::ledger::Cause;
use effen::money::{Cents, Money};
use effen::payment::PaymentStatus;
use effen::refund::{RefundEvent, RefundStatus};
use sqlx::AnyConnection;

/// The most refunds in one round of the job.
const ROUND_MAX: i64 = 100;

/// What lies with us of each payment and is free: not spoken for by a refund that somebody asked for.
pub async fn list_free_credit(conn: &mut AnyConnection, debtor: &DebtorId) -> Result<Vec<(PaymentId, Money)>> {
    let refunds = table::list(conn, debtor).await?;
    let credit = posting::list_credit(conn, debtor).await?;
    let free = credit.into_iter().map(|(payment, amount)| {
        let cents = amount.cents - reserved(&refunds, &payment).0;
        (payment, Money { cents, ..amount })
    });
    Ok(free.filter(|(_, amount)| amount.cents > 0).collect())
}

/// What is spoken for of one payment.
pub fn reserved(refunds: &[RefundRow], payment: &PaymentId) -> Cents {
    let of_it = refunds.iter().filter(|refund| refund.payment == *payment && refund.status.reserves());
    of_it.map(|refund| Cents(refund.amount.cents)).sum()
}

/// How much of a payment can still be sent back, whatever it paid: what came in, less what went back and what is spoken
/// for.
pub async fn find_refundable(conn: &mut AnyConnection, payment: &PaymentRow, refunds: &[RefundRow]) -> Result<Cents> {
    if payment.status != PaymentStatus::Paid || payment.provider_id.is_none() {
        return Ok(Cents::ZERO);
    }
    let mut left = Cents(payment.amount.cents) - reserved(refunds, &payment.id);
    for cause in [Cause::Refund, Cause::Chargeback] {
        left -= posting::find_returned(conn, &payment.debtor, &payment.id, cause).await?.0;
    }
    Ok(left.or_zero())
}

/// The debtor asks back everything of one currency that lies with us and is free. Gives how much; nothing when there is
/// nothing.
pub async fn ask_credit_back(tx: &mut DebtorTx, currency: &str) -> Result<Cents> {
    let debtor = tx.debtor.clone();
    let mut asked = Cents::ZERO;
    let free = list_free_credit(&mut tx.tx, &debtor).await?;
    for (payment, amount) in free.into_iter().filter(|(_, amount)| amount.currency.code() == currency) {
        table::create(tx, &RefundId(uuid()), &payment, amount, "debtor").await?;
        asked += Cents(amount.cents);
    }
    Ok(asked)
}

/// An agent asks for a refund of part of a payment; another one will decide. False: more than can go back.
pub async fn ask(tx: &mut DebtorTx, payment: &PaymentId, cents: Cents, actor: &str) -> Result<bool> {
    let debtor = tx.debtor.clone();
    let by = By::Id(&debtor, payment);
    let row = payment::find(&mut tx.tx, by).await?.ok_or(Error::NotFound("payment"))?;
    let refunds = table::list(&mut tx.tx, &debtor).await?;
    if !cents.is_positive() || cents > find_refundable(&mut tx.tx, &row, &refunds).await? {
        return Ok(false);
    }
    let id = RefundId(uuid());
    table::create(tx, &id, payment, Money { cents: cents.0, ..row.amount }, actor).await?;
    audit::create(tx, actor, "refund_asked", id.as_str(), &cents.decimal()).await?;
    Ok(true)
}

/// What came of an agent's decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// It is decided; an approved refund was handed to the provider, or will be by the job.
    Done,
    /// Whoever asked cannot decide.
    SamePerson,
    /// Somebody decided before.
    Before,
}

/// An agent decides about a refund; what is agreed is sent at once.
pub async fn decide(app: &App, actor: &str, debtor: &DebtorId, id: &RefundId, agreed: bool) -> Result<Decision> {
    let mut tx = app.db.begin_debtor(debtor, app.now()).await?;
    let refund = table::find(&mut tx.tx, debtor, id).await?.ok_or(Error::NotFound("refund"))?;
    if refund.asked_by == actor {
        return Ok(Decision::SamePerson);
    }
    let (event, action) =
        if agreed { (RefundEvent::Agreed, "refund_approved") } else { (RefundEvent::Denied, "refund_declined") };
    let Ok(to) = refund.status.after(event) else { return Ok(Decision::Before) };
    if !table::update(&mut tx, &refund, to, Some(actor), None).await? {
        return Ok(Decision::Before);
    }
    audit::create(&mut tx, actor, action, id.as_str(), "").await?;
    tx.commit().await?;
    if agreed {
        let approved = RefundRow { status: to, ..refund };
        // What does not work now is tried again by the job.
        if let Err(error) = send(app, &approved).await {
            tracing::warn!(%error, refund = id.as_str(), "a refund could not be sent yet");
        }
    }
    Ok(Decision::Done)
}

/// One round of the job: sends what is approved, and asks what became of what was sent. Gives how many moved on.
pub async fn round(app: &App) -> Result<usize> {
    let mut moved = 0;
    for refund in table::list_waiting(&app.db, ROUND_MAX).await? {
        let done = match refund.status {
            RefundStatus::Approved => send(app, &refund).await,
            _ => follow(app, &refund).await,
        };
        match done {
            Ok(one) => moved += usize::from(one),
            // One refund that does not work does not stop the others.
            Err(error) => tracing::warn!(%error, refund = refund.id.as_str(), "a refund could not be followed"),
        }
    }
    Ok(moved)
}

/// Hands an approved refund to the provider and books it. True: it moved on.
async fn send(app: &App, refund: &RefundRow) -> Result<bool> {
    let payment = find_payment(app, refund).await?;
    let made = match hand_over(app, refund, &payment).await {
        Ok(made) => made,
        Err(error @ ProviderError::Refused { .. }) => {
            tracing::error!(%error, refund = refund.id.as_str(), "the provider refuses a refund");
            return move_on(app, refund, RefundEvent::Refused, None).await;
        }
        Err(error) => return Err(Error::Outside(error.to_string())),
    };
    // Booked before it is noted as sent: until then its amount stays spoken for.
    settle::refresh(app, &payment).await?;
    move_on(app, refund, RefundEvent::Taken, Some(&made.id)).await
}

/// The provider forgets a key after a while, so it is asked first whether it has this refund already.
async fn hand_over(app: &App, refund: &RefundRow, payment: &PaymentRow) -> Result<ProviderRefund, ProviderError> {
    let provider = &app.pay.provider;
    let provider_id = payment.provider_id.as_deref().ok_or(ProviderError::NotFound)?;
    let known = provider.refunds(provider_id).await?;
    if let Some(made) = known.into_iter().find(|made| made.our_id.as_deref() == Some(refund.id.as_str())) {
        return Ok(made);
    }
    provider.refund(provider_id, refund.amount, &payment.description, refund.id.as_str()).await
}

/// Asks what became of a refund that was sent. True: it moved on.
async fn follow(app: &App, refund: &RefundRow) -> Result<bool> {
    let payment = find_payment(app, refund).await?;
    let Some(provider_id) = &payment.provider_id else { return Ok(false) };
    let known = app.pay.provider.refunds(provider_id).await.map_err(|error| Error::Outside(error.to_string()))?;
    let Some(made) = known.iter().find(|made| Some(&made.id) == refund.provider_id.as_ref()) else { return Ok(false) };
    if made.failed {
        // The money is here again, and so it is booked before anybody reads that the refund failed.
        settle::refresh(app, &payment).await?;
        return move_on(app, refund, RefundEvent::Refused, None).await;
    }
    if made.done { move_on(app, refund, RefundEvent::Arrived, None).await } else { Ok(false) }
}

async fn find_payment(app: &App, refund: &RefundRow) -> Result<PaymentRow> {
    let mut conn = app.db.read().acquire().await?;
    payment::find(&mut conn, By::Id(&refund.debtor, &refund.payment)).await?.ok_or(Error::NotFound("payment"))
}

async fn move_on(app: &App, refund: &RefundRow, event: RefundEvent, provider_id: Option<&str>) -> Result<bool> {
    let Ok(to) = refund.status.after(event) else { return Ok(false) };
    let mut tx = app.db.begin_debtor(&refund.debtor, app.now()).await?;
    let moved = table::update(&mut tx, refund, to, None, provider_id).await?;
    if moved {
        audit::create(&mut tx, "system", "refund_moved", refund.id.as_str(), to.as_str()).await?;
        tx.commit().await?;
    }
    Ok(moved)
}
