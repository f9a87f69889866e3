//! Books an entry for a debtor: money received as a payment on one claim, money that went back as a chargeback of the
//! payment it takes back. Everything about one entry stands in one transaction of its debtor.

use super::{look, payout};
use crate::clock::local;
use crate::db::bank_entry::{self, Booking, EntryRow};
use crate::db::payment::{self, By, PaymentRow};
use crate::db::{Db, DebtorTx, audit, bank_match, posting, signal};
use crate::error::{Error, Result};
use crate::new_id;
use crate::pay::instalments;
use crate::pay::port::Method;
use crate::pay::settle::book as book_payment;
use effen::bank::{EntryEvent, EntryState};
use effen::ids::{ClaimId, PaymentId};
use effen::imputation::take_back;
use effen::ledger::{Cause, payment_returned};
use effen::matching::Verdict;
use effen::money::Cents;
use effen::payment::PaymentStatus;
use effen::people::signal::{Signal, SignalKind};
use effen::reference::Iban;
use jiff::Timestamp;

/// Books an entry on a claim, whosesoever it is. `by`: `system` or `agent:<id>`. What exceeds the claim is kept for its
/// debtor in suspense.
///
/// # Errors
/// [`Error::Refused`] when the entry is no money received, has moved in the meantime, or its currency is not the claim's.
pub async fn book_on_claim(db: &Db, now: Timestamp, entry_id: &str, claim: &ClaimId, by: &str) -> Result<()> {
    let mut conn = db.read().acquire().await?;
    let debtor = bank_match::find_debtor_of(&mut conn, claim).await?.ok_or(Error::NotFound("claim"))?;
    drop(conn);
    let mut tx = db.begin_debtor(&debtor, now).await?;
    book_on_claim_in(&mut tx, entry_id, claim, by).await?;
    tx.commit().await
}

/// The same inside a transaction of the claim's debtor.
pub async fn book_on_claim_in(tx: &mut DebtorTx, entry_id: &str, claim: &ClaimId, by: &str) -> Result<()> {
    let entry = find(tx, entry_id).await?;
    if entry.amount.cents <= 0 || entry.reversal {
        return Err(Error::Refused("only money received is booked on a claim".to_owned()));
    }
    let debtor = tx.debtor.clone();
    let payable = bank_match::list_claims(&mut tx.tx, &debtor, entry.amount.currency).await?;
    if !payable.iter().any(|payable| payable.open.claim_id == *claim) {
        return Err(Error::Refused(
            "the claim is not this debtor's, was withdrawn, or is in another currency".to_owned(),
        ));
    }
    // First of all, and under the row's lock: whoever comes second is refused here.
    let now = tx.now_ms();
    bank_entry::update_state(&mut tx.tx, &entry, EntryEvent::Book, by, now).await?;
    let payment = payment_of(tx, &entry, claim).await?;
    payment::create(tx, &payment, &[(claim.clone(), Cents(entry.amount.cents))]).await?;
    let signals = book_payment(tx, &payment, entry.value_on).await?;
    payment::update_status(tx, &payment.id, PaymentStatus::Paid, true).await?;
    signal::record_signals(tx, &signals).await?;
    let booking = Booking { debtor: &debtor, claim: Some(claim), payment: &payment.id, returns: None };
    bank_entry::update_booked(&mut tx.tx, &entry, booking, now).await?;
    audit::create(tx, by, "bank_entry_booked", &entry.id, claim.as_str()).await
}

async fn find(tx: &mut DebtorTx, entry_id: &str) -> Result<EntryRow> {
    bank_entry::find(&mut tx.tx, entry_id).await?.ok_or(Error::NotFound("bank entry"))
}

/// The payment that an entry is. It bears the entry's id, so that the ledger's keys are those of the entry; after a booking
/// was taken back that payment is spoken for, and the next one has an id of its own.
async fn payment_of(tx: &mut DebtorTx, entry: &EntryRow, claim: &ClaimId) -> Result<PaymentRow> {
    let debtor = tx.debtor.clone();
    let (_, _, language) = bank_match::find_file(&mut tx.tx, &debtor).await?;
    let now = tx.now_ms();
    let (id, key) = match bank_entry::count_undone(&mut tx.tx, &entry.id).await? {
        0 => (entry.id.clone(), format!("bank:{}", entry.id)),
        times => (new_id::uuid(), format!("bank:{}:{times}", entry.id)),
    };
    Ok(PaymentRow {
        id: PaymentId(id),
        plan_id: bank_match::find_plan_of(&mut tx.tx, &debtor, claim).await?,
        debtor,
        status_token: new_id::token(),
        amount: entry.amount,
        method: Method::Transfer,
        status: PaymentStatus::Pending,
        provider_id: None,
        checkout_url: None,
        transfer: None,
        description: format!("bank statement {}", entry.booked_on),
        lang: crate::db::word(&language)?,
        from_notice_id: None,
        idempotency_key: key,
        created_at: now,
        changed_at: now,
        checked_at: now,
        booked_at: None,
    })
}

/// Books money that went back as a chargeback of the payment that `original` was booked as.
///
/// # Errors
/// [`Error::Refused`] when either has moved in the meantime, or more went back than is booked of it.
pub async fn book_return(db: &Db, now: Timestamp, entry_id: &str, original_id: &str, by: &str) -> Result<()> {
    let mut conn = db.read().acquire().await?;
    let original = bank_entry::find(&mut conn, original_id).await?.ok_or(Error::NotFound("bank entry"))?;
    drop(conn);
    let debtor = original.debtor.ok_or_else(|| Error::Refused("the entry was booked for nobody".to_owned()))?;
    let mut tx = db.begin_debtor(&debtor, now).await?;
    book_return_in(&mut tx, entry_id, original_id, by).await?;
    tx.commit().await
}

/// The same inside a transaction of the debtor.
pub async fn book_return_in(tx: &mut DebtorTx, entry_id: &str, original_id: &str, by: &str) -> Result<()> {
    let (entry, original) = (find(tx, entry_id).await?, find(tx, original_id).await?);
    let debtor = tx.debtor.clone();
    let payment = original.payment.clone().filter(|_| original.debtor.as_ref() == Some(&debtor));
    let payment = payment.filter(|_| original.state == EntryState::Booked && original.amount.cents > 0);
    let payment = payment.ok_or_else(|| Error::Refused("there is no booked payment that could go back".to_owned()))?;
    if entry.amount.cents >= 0 || entry.amount.currency != original.amount.currency {
        return Err(Error::Refused("only money that left the account takes a payment of its currency back".to_owned()));
    }
    let back = Cents(-entry.amount.cents);
    let booked = posting::find_booked(&mut tx.tx, &debtor, &payment).await?;
    let stands: Cents = booked.overpaid + booked.parts.iter().map(|part| part.paid.total()).sum();
    if back > stands {
        return Err(Error::Refused("more went back than is booked of the payment".to_owned()));
    }
    let now = tx.now_ms();
    bank_entry::update_state(&mut tx.tx, &entry, EntryEvent::Book, by, now).await?;
    let imputation = take_back(&booked, back);
    let currency = entry.amount.currency;
    let rows = payment_returned(&payment, &imputation, currency, entry.value_on, Cause::Chargeback, &entry.id);
    posting::create(tx, &rows).await?;
    let reopened: Cents = imputation.parts.iter().map(|part| part.paid.total()).sum();
    reopen(tx, &payment, reopened).await?;
    let booking = Booking { debtor: &debtor, claim: None, payment: &payment, returns: Some(&original.id) };
    bank_entry::update_booked(&mut tx.tx, &entry, booking, now).await?;
    if back == stands {
        bank_entry::update_state(&mut tx.tx, &original, EntryEvent::Return, by, now).await?;
    }
    audit::create(tx, by, "bank_entry_returned", &entry.id, &original.id).await
}

/// What follows when claims are open again by `reopened` of a payment: the signal, and its plan as before.
async fn reopen(tx: &mut DebtorTx, payment: &PaymentId, reopened: Cents) -> Result<()> {
    if !reopened.is_positive() {
        return Ok(());
    }
    let debtor = tx.debtor.clone();
    let row = payment::find(&mut tx.tx, By::Id(&debtor, payment)).await?.ok_or(Error::NotFound("payment"))?;
    if let Some(plan) = &row.plan_id {
        instalments::given_back(tx, plan, payment, reopened).await?;
    }
    let returned = Signal::now(SignalKind::PaymentRefunded, tx.now).cents(reopened.0);
    signal::record_signals(tx, &[returned]).await?;
    Ok(())
}

/// Takes back that an entry was booked for a debtor: what it paid is open again, and the entry is nobody's until somebody
/// decides anew. Inside a transaction of that debtor. The payment stays, with what came in and what was taken back.
///
/// # Errors
/// [`Error::Refused`] when the entry is not booked for this debtor as money received, or some of it went back since: then
/// the money is no longer all here.
pub async fn undo_in(tx: &mut DebtorTx, entry_id: &str, by: &str) -> Result<()> {
    let entry = find(tx, entry_id).await?;
    let debtor = tx.debtor.clone();
    let payment = entry.payment.clone().filter(|_| entry.debtor.as_ref() == Some(&debtor) && entry.amount.cents > 0);
    let payment = payment.ok_or_else(|| Error::Refused("the entry is not booked for this debtor".to_owned()))?;
    let booked = posting::find_booked(&mut tx.tx, &debtor, &payment).await?;
    let paid: Cents = booked.parts.iter().map(|part| part.paid.total()).sum();
    if (paid + booked.overpaid).0 != entry.amount.cents {
        return Err(Error::Refused("some of the payment went back already".to_owned()));
    }
    let now = tx.now_ms();
    bank_entry::update_state(&mut tx.tx, &entry, EntryEvent::Undo, by, now).await?;
    let on = local(tx.now).date();
    let rows = payment_returned(&payment, &booked, entry.amount.currency, on, Cause::Undone, &entry.id);
    posting::create(tx, &rows).await?;
    reopen(tx, &payment, paid).await?;
    bank_entry::update_undone(&mut tx.tx, &entry, now).await?;
    audit::create(tx, by, "bank_entry_undone", &entry.id, payment.as_str()).await
}

/// What became of an entry that nobody had looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Became {
    /// Booked as a payment.
    Booked,
    /// Booked as money that went back.
    Returned,
    /// Booked as a payout of the payment provider, or to a creditor.
    Payout,
    /// Proposed to an agent.
    Proposed,
    /// Left in suspense.
    Unmatched,
}

/// Looks at a new entry and books it where that is certain.
pub async fn settle_new(db: &Db, now: Timestamp, entry: &EntryRow, provider_ibans: &[Iban]) -> Result<Became> {
    const BY: &str = "system";
    if payout::book(db, now, entry, provider_ibans, BY).await? {
        return Ok(Became::Payout);
    }
    let mut conn = db.read().acquire().await?;
    let back = look::look_back(&mut conn, entry).await?;
    let looked = look::look(&mut conn, entry).await?;
    drop(conn);
    if let Some(original) = &back.certain {
        match book_return(db, now, &entry.id, &original.id, BY).await {
            Ok(()) => return Ok(Became::Returned),
            // More than is booked, or a colleague was quicker: a person looks.
            Err(Error::Refused(_)) => {}
            Err(error) => return Err(error),
        }
    }
    if let Verdict::Book(candidate) = &looked.verdict {
        match book_on_claim(db, now, &entry.id, &candidate.claim_id, BY).await {
            Ok(()) => return Ok(Became::Booked),
            Err(Error::Refused(_)) => {}
            Err(error) => return Err(error),
        }
    }
    let has_proposals = !back.possible.is_empty() || looked.verdict != Verdict::Nothing;
    let mut tx = db.begin().await?;
    let known = bank_entry::find(&mut tx, &entry.id).await?.ok_or(Error::NotFound("bank entry"))?;
    if known.state == EntryState::Unmatched && has_proposals {
        bank_entry::update_state(&mut tx, &known, EntryEvent::Propose, BY, now.as_millisecond()).await?;
    }
    bank_entry::update_looked(&mut tx, &entry.id, now.as_millisecond()).await?;
    tx.commit().await?;
    Ok(if has_proposals { Became::Proposed } else { Became::Unmatched })
}
