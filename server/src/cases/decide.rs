//! What an agent does with a case, and what follows from it.

use crate::app::App;
use crate::db::case::{self, CaseRow};
use crate::db::signal::record_signals;
use crate::db::{DebtorTx, audit, hold, posting};
use crate::error::{Error, Result};
use crate::outreach::case_answer::{self, Told};
use effen::cases::form::CaseField;
use effen::cases::{CaseEvent, CaseKind};
use effen::dates::days_between;
use effen::ids::ClaimId;
use effen::imputation::impute;
use effen::ledger::{self, Balance};
use effen::money::{Cents, Money};
use effen::people::signal::{Signal, SignalKind};
use jiff::civil::Date;

/// What an agent does.
#[derive(Debug, Clone)]
pub struct Decision<'a> {
    /// Take, ask, grant or reject.
    pub event: CaseEvent,
    /// What the debtor reads.
    pub words: &'a str,
    /// 'Already paid', granted: what was found at the creditor and is not booked yet.
    pub paid: Option<(Cents, Date)>,
    /// A longer pause, granted: its last day.
    pub until_on: Option<Date>,
}

/// What granting a case does, for the agent who is about to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// The claim is taken off the books and withdrawn.
    WithdrawsClaim,
    /// The hold ends; a payment that was found is booked.
    BooksPayment,
    /// The claim stays held and we do not come back about it.
    HoldsClaim,
    /// The new address counts.
    SetsAddress,
    /// We never write to this person again.
    Silences,
    /// Our messages rest until a day.
    RestsUntil,
    /// What stands above the rule in costs is given up.
    WaivesExcess,
    /// The hold ends.
    EndsHold,
}

/// What granting a kind does.
pub const fn effect(kind: CaseKind) -> Effect {
    match kind {
        CaseKind::Dispute | CaseKind::TimeBarred => Effect::WithdrawsClaim,
        CaseKind::CostsAbove => Effect::WaivesExcess,
        CaseKind::AlreadyPaid => Effect::BooksPayment,
        CaseKind::NotMe => Effect::HoldsClaim,
        CaseKind::Moved => Effect::SetsAddress,
        CaseKind::Deceased | CaseKind::Administrator => Effect::Silences,
        CaseKind::LongerPause => Effect::RestsUntil,
        CaseKind::Pause | CaseKind::Callback | CaseKind::Help | CaseKind::Complaint => Effect::EndsHold,
    }
}

/// Carries a decision out: the status, its consequences, the audit row, and the answer to the debtor. False: the case
/// cannot do this any more (a second tap, a colleague was quicker), and nothing was done.
pub async fn decide(app: &App, tx: &mut DebtorTx, row: &CaseRow, agent: &str, decision: &Decision<'_>) -> Result<bool> {
    let actor = format!("agent:{agent}");
    let event = decision.event;
    if matches!(event, CaseEvent::Answer | CaseEvent::Withdraw) {
        return Err(Error::Refused(format!("'{event}' is for the debtor to do")));
    }
    if case::update_status(tx, row, event, &actor, decision.words).await?.is_none() {
        return Ok(false);
    }
    let done = match event {
        CaseEvent::Grant => grant(tx, row, decision).await?,
        CaseEvent::Reject => {
            hold::update_released(tx, &row.id).await?;
            "hold released".to_owned()
        }
        _ => String::new(),
    };
    // Why stands in the case's own events, which go when the person is erased; the log holds no free text.
    audit::create(tx, &actor, &format!("case_{event}"), &row.id, &format!("{}: {done}", row.kind)).await?;
    let told = match event {
        CaseEvent::Ask => Told::Question,
        CaseEvent::Grant => Told::Granted,
        CaseEvent::Reject => Told::Rejected,
        _ => return Ok(true),
    };
    case_answer::queue(app, tx, row, told, decision.words).await?;
    Ok(true)
}

async fn grant(tx: &mut DebtorTx, row: &CaseRow, decision: &Decision<'_>) -> Result<String> {
    let claim = || row.claim_id.clone().ok_or_else(|| Error::Broken(format!("a {} without a claim", row.kind)));
    let done = match effect(row.kind) {
        Effect::WithdrawsClaim => withdraw_claim(tx, &claim()?, &row.id).await?,
        Effect::BooksPayment => match decision.paid {
            Some((cents, on)) => book_payment(tx, &claim()?, cents, on, &row.id).await?,
            None => "nothing to book".to_owned(),
        },
        Effect::WaivesExcess => waive_excess(tx, &claim()?, &row.id).await?,
        Effect::HoldsClaim => {
            case::update_claim_status(tx, &claim()?, "held").await?;
            "claim held".to_owned()
        }
        Effect::SetsAddress => {
            let part = |field| row.details.get(&field).map_or("", String::as_str);
            let (street, code, city) = (part(CaseField::Street), part(CaseField::PostalCode), part(CaseField::City));
            case::update_address(tx, street, code, city).await?;
            "address changed".to_owned()
        }
        Effect::RestsUntil => {
            let until = decision.until_on.ok_or_else(|| Error::Refused("a pause needs its last day".to_owned()))?;
            hold::update_ends(tx, &row.id, super::end_of(until)).await?;
            return Ok(format!("rests until {until}"));
        }
        Effect::Silences | Effect::EndsHold => String::new(),
    };
    if row.kind.hold_stays_when_granted() {
        return Ok(format!("{done} (hold stays)"));
    }
    hold::update_released(tx, &row.id).await?;
    Ok(format!("{done} (hold released)"))
}

/// Takes what is open of a claim off the books, by correction and waiver, and withdraws it. What was paid on it stays
/// paid: giving it back is a refund, which an agent starts.
async fn withdraw_claim(tx: &mut DebtorTx, claim: &ClaimId, key: &str) -> Result<String> {
    let Some(payable) = case::find_claim(tx, claim).await? else { return Ok("claim was withdrawn before".to_owned()) };
    let (balance, currency) = (payable.open.balance, payable.currency);
    let today = crate::clock::local(tx.now).date();
    let money = |cents: Cents| Money { cents: cents.0, currency };
    let key = format!("case:{key}");
    let mut rows = ledger::principal_corrected(claim, money(balance.principal), money(Cents::ZERO), today, &key);
    let added = Balance { principal: Cents::ZERO, ..balance };
    rows.extend(ledger::waived(claim, added, currency, today, &key));
    posting::create(tx, &rows).await?;
    case::update_claim_status(tx, claim, "withdrawn").await?;
    let signal = Signal::now(SignalKind::InvoiceCorrected, tx.now).claim(claim).cents(-balance.total().0);
    record_signals(tx, &[signal]).await?;
    Ok(format!("claim {claim} withdrawn, {} cents off", balance.total().0))
}

/// Gives up what of the costs stands above the rule, as it is reckoned now; never more than is open of them.
async fn waive_excess(tx: &mut DebtorTx, claim: &ClaimId, key: &str) -> Result<String> {
    let Some(payable) = case::find_claim(tx, claim).await? else { return Ok("claim was withdrawn before".to_owned()) };
    let excess = crate::self_check::excess(tx, claim).await?.min(payable.open.balance.costs);
    let today = crate::clock::local(tx.now).date();
    let given_up = Balance { principal: Cents::ZERO, interest: Cents::ZERO, costs: excess };
    posting::create(tx, &ledger::waived(claim, given_up, payable.currency, today, &format!("case:{key}"))).await?;
    if excess.is_positive() {
        let signal = Signal::now(SignalKind::InvoiceCorrected, tx.now).claim(claim).cents(-excess.0);
        record_signals(tx, &[signal]).await?;
    }
    Ok(format!("{} cents of costs waived", excess.0))
}

/// Books what was paid straight to the creditor. More than is open is refused: it is another payment's, or a mistake.
async fn book_payment(tx: &mut DebtorTx, claim: &ClaimId, cents: Cents, on: Date, key: &str) -> Result<String> {
    let payable = case::find_claim(tx, claim).await?.ok_or(Error::NotFound("claim"))?;
    let (paid, rest) = impute(cents, payable.open.balance, payable.open.order);
    if rest.is_positive() || !paid.total().is_positive() {
        return Err(Error::Refused("more than is open on the claim".to_owned()));
    }
    let rows = ledger::paid_to_creditor(claim, paid, payable.currency, on, &format!("case:{key}"));
    posting::create(tx, &rows).await?;
    let settled = paid == payable.open.balance;
    let kind = if settled { SignalKind::InvoiceSettled } else { SignalKind::PartPayment };
    let mut signal = Signal::now(kind, tx.now).claim(claim).cents(cents.0);
    if settled {
        signal.days = Some(days_between(payable.open.due_on, on));
    }
    record_signals(tx, &[signal]).await?;
    crate::pay::instalments::advance_at_creditor(tx, claim, cents, on).await?;
    Ok(format!("{} cents booked as paid to the creditor on {on}", cents.0))
}
