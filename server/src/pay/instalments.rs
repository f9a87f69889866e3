//! What a payment on a plan does to the plan.

use crate::db::plan_review::{self, Decision};
use crate::db::plan_version::{self, NewVersion};
use crate::db::running_plan::{self, PlanRow};
use crate::db::{DebtorTx, audit, bank_match, instalment, payment, plan_extra, record_signals};
use crate::error::{Error, Result};
use effen::ids::{ClaimId, PaymentId, PlanId};
use effen::money::Cents;
use effen::people::signal::{Signal, SignalKind};
use effen::plan::change::{self, ExtraEffect, PlanChange};
use effen::plan::{InstalmentStatus, PlanEvent, PlanStatus, Progress, progress};
use jiff::civil::Date;

/// After `paid` was booked on a plan, by a payment of ours or (`None`) straight at a creditor: gives the signals (an instalment kept, what was missed made good, an extra payment,
/// the plan completed), carries out what an extra payment is to do, takes a repaired plan off the agents' list, and
/// completes the plan when nothing is left of it. To be called in the transaction that booked.
pub async fn advance(
    tx: &mut DebtorTx,
    plan: &PlanId,
    payment: Option<&PaymentId>,
    paid: Cents,
    paid_on: Date,
) -> Result<Vec<Signal>> {
    let debtor = tx.debtor.clone();
    let now = tx.now_ms();
    let running = running_plan::find(&mut tx.tx, &debtor, now).await?;
    let Some(running) = running.filter(|running| running.id == *plan) else { return Ok(Vec::new()) };
    let before_cents = running.paid - paid;
    let before = progress(&running.schedule, before_cents, paid_on);
    let extra = match payment {
        Some(payment) => plan_extra::find(tx, payment).await?.filter(|(_, _, applied)| !applied),
        None => None,
    };
    // An extra payment keeps no instalment early: what is beyond the due ones has its own meaning.
    let for_due = if extra.is_some() { paid.min(before.due_now) } else { paid };
    let after = progress(&running.schedule, before_cents + for_due, paid_on);
    let mut signals = kept(tx, &before, &after, paid_on);
    if before.missed.is_positive() && after.missed.is_zero() {
        signals.push(Signal::now(SignalKind::PlanRepaired, tx.now).cents(before.missed.0));
    }
    if let (Some((change, quote, _)), Some(payment)) = (extra, payment) {
        let beyond = (paid - for_due).min(after.left);
        if beyond.is_positive() {
            extra_paid(tx, &running, change, quote.as_str(), before_cents, paid, paid_on).await?;
            signals.push(Signal::now(SignalKind::ExtraPaid, tx.now).cents(beyond.0));
        }
        plan_extra::update_applied(tx, payment).await?;
    }
    let left = running.total - running.paid;
    if before.needs_agent() && !(after.needs_agent() && left.is_positive()) {
        plan_review::update_closed(tx, plan, Decision::Repaired, "debtor").await?;
    }
    if !left.is_positive() {
        signals.push(complete(tx, plan).await?);
    }
    Ok(signals)
}

async fn complete(tx: &mut DebtorTx, plan: &PlanId) -> Result<Signal> {
    let to = moved(plan, PlanStatus::Agreed, PlanEvent::PaidOff)?;
    instalment::update_plan_status(tx, plan, to).await?;
    Ok(Signal::now(SignalKind::PlanCompleted, tx.now))
}

fn moved(plan: &PlanId, from: PlanStatus, event: PlanEvent) -> Result<PlanStatus> {
    from.after(event).map_err(|error| Error::Broken(format!("plan {plan}: {error}")))
}

/// After a creditor received `paid` on a claim: moves the running plan that covers it, if one does.
pub async fn advance_at_creditor(tx: &mut DebtorTx, claim: &ClaimId, paid: Cents, paid_on: Date) -> Result<()> {
    let debtor = tx.debtor.clone();
    if let Some(plan) = bank_match::find_plan_of(&mut tx.tx, &debtor, claim).await? {
        let signals = advance(tx, &plan, None, paid, paid_on).await?;
        record_signals(tx, &signals).await?;
    }
    Ok(())
}

/// After what a creditor had received on a claim was taken back: the plan that it had completed goes on.
pub async fn undone_at_creditor(tx: &mut DebtorTx, claim: &ClaimId) -> Result<()> {
    let debtor = tx.debtor.clone();
    match bank_match::find_completed_plan_of(&mut tx.tx, &debtor, claim).await? {
        Some(plan) => reopen(tx, &plan).await,
        None => Ok(()),
    }
}

/// Carries out what an extra payment is to do, by the rule its quote was made with.
async fn extra_paid(
    tx: &mut DebtorTx,
    running: &PlanRow,
    change: PlanChange,
    quote: &str,
    paid_before: Cents,
    paid: Cents,
    paid_on: Date,
) -> Result<()> {
    let effect = if change == PlanChange::ExtraLower { ExtraEffect::Lower } else { ExtraEffect::Shorter };
    let smallest = running.policy.map_or(Cents(1), |policy| policy.instalment_min);
    let schedule = change::extra(&running.schedule, paid_before, paid, paid_on, effect, smallest);
    let new = NewVersion {
        plan: &running.id,
        version: running.version + 1,
        change: effect.change(),
        made_by: "debtor",
        quote,
        rhythm: running.rhythm,
        schedule: &schedule,
        paid: running.paid,
        moved: 0,
    };
    plan_version::update_plan(tx, &new).await
}

/// A plan that was completed and of which something is open again goes on, with the schedule it had: what went back is
/// simply unpaid again, and a second missed instalment in a row brings it to an agent as ever. While another plan runs it
/// stays ended, and what is open stands outside it. A new version tells it, and by that the debtor is told.
async fn reopen(tx: &mut DebtorTx, plan: &PlanId) -> Result<()> {
    let debtor = tx.debtor.clone();
    let now = tx.now_ms();
    let Some((PlanStatus::Completed, schedule)) = instalment::find_schedule(tx, plan).await? else { return Ok(()) };
    let paid = payment::find_plan_paid(&mut tx.tx, &debtor, plan).await?;
    let open = schedule.iter().map(|item| item.amount).sum::<Cents>() - paid;
    if !open.is_positive() {
        return Ok(());
    }
    let event = match running_plan::find(&mut tx.tx, &debtor, now).await? {
        None => PlanEvent::PaymentUndone,
        Some(_) => PlanEvent::UndoneBesideAnother,
    };
    let to = moved(plan, PlanStatus::Completed, event)?;
    instalment::update_plan_status(tx, plan, to).await?;
    plan_version::update_reopened(tx, plan, &schedule, paid).await?;
    audit::create(tx, "system", "plan_reopened", plan.as_str(), event.as_str()).await?;
    if event == PlanEvent::UndoneBesideAnother {
        // Nothing asks for its instalments any more: somebody has to look at what is open.
        plan_review::create(tx, plan).await?;
    }
    record_signals(tx, &[Signal::now(SignalKind::PlanReopened, tx.now).cents(open.0)]).await?;
    Ok(())
}

/// After money that had gone back came in again: completes the plan if nothing is left of it.
pub async fn taken_again(tx: &mut DebtorTx, plan: &PlanId) -> Result<()> {
    let debtor = tx.debtor.clone();
    let now = tx.now_ms();
    let running = running_plan::find(&mut tx.tx, &debtor, now).await?;
    let paid_off = |running: &PlanRow| running.id == *plan && !(running.total - running.paid).is_positive();
    if !running.as_ref().is_some_and(paid_off) {
        return Ok(());
    }
    let completed = complete(tx, plan).await?;
    plan_review::update_closed(tx, plan, Decision::Repaired, "system").await?;
    record_signals(tx, &[completed]).await?;
    Ok(())
}

/// After `back` of a payment on a plan went back to the payer: a plan that it had completed goes on. If it was an extra
/// payment, its amount stands at the end again, so that nobody is late by it. An instalment that went back is simply
/// unpaid again.
pub async fn given_back(tx: &mut DebtorTx, plan: &PlanId, payment: &PaymentId, back: Cents) -> Result<()> {
    let debtor = tx.debtor.clone();
    let now = tx.now_ms();
    reopen(tx, plan).await?;
    if !plan_extra::find(tx, payment).await?.is_some_and(|(_, _, applied)| applied) {
        return Ok(());
    }
    let running = running_plan::find(&mut tx.tx, &debtor, now).await?;
    let Some(running) = running.filter(|running| running.id == *plan) else { return Ok(()) };
    // In parts of an ordinary size for this plan.
    let each = Cents(running.total.0 / i64::try_from(running.schedule.len()).unwrap_or(i64::MAX).max(1));
    let Some(schedule) = change::returned(&running.schedule, running.paid, back, each, running.rhythm) else {
        return Ok(());
    };
    let new = NewVersion {
        plan: &running.id,
        version: running.version + 1,
        change: PlanChange::ExtraReturned,
        made_by: "system",
        quote: "",
        rhythm: running.rhythm,
        schedule: &schedule,
        paid: running.paid,
        moved: 0,
    };
    plan_version::update_plan(tx, &new).await
}

/// One signal for each instalment that this payment completed by its day.
fn kept(tx: &DebtorTx, before: &Progress, after: &Progress, paid_on: Date) -> Vec<Signal> {
    before
        .instalments
        .iter()
        .zip(&after.instalments)
        .filter(|(before, after)| before.status != InstalmentStatus::Paid && after.status == InstalmentStatus::Paid)
        .map(|(_, after)| after.instalment)
        .filter(|instalment| instalment.due_on >= paid_on)
        .map(|instalment| {
            let late = effen::dates::days_between(instalment.due_on, paid_on);
            Signal::now(SignalKind::InstalmentKept, tx.now).cents(instalment.amount.0).days(late)
        })
        .collect()
}
