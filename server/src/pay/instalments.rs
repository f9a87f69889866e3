//! What a payment on a plan does to the plan.

use crate::db::{DebtorTx, instalment, payment};
use crate::error::Result;
use effen::ids::PlanId;
use effen::money::Cents;
use effen::people::signal::{Signal, SignalKind};
use effen::plan::{InstalmentStatus, PlanEvent, Progress, progress};
use jiff::civil::Date;

/// After `paid` was booked on a plan: gives the signals (an instalment kept, the plan completed) and completes the plan
/// when nothing is left of it. To be called in the transaction that booked.
pub async fn advance(tx: &mut DebtorTx, plan: &PlanId, paid: Cents, paid_on: Date) -> Result<Vec<Signal>> {
    let Some((status, schedule)) = instalment::find_schedule(tx, plan).await? else { return Ok(Vec::new()) };
    let debtor = tx.debtor.clone();
    let after_cents = payment::find_plan_paid(&mut tx.tx, &debtor, plan).await?;
    let before = progress(&schedule, after_cents - paid, paid_on);
    let after = progress(&schedule, after_cents, paid_on);
    let mut signals = kept(tx, &before, &after, paid_on);
    if after.event() == Some(PlanEvent::PaidOff)
        && let Ok(to) = status.after(PlanEvent::PaidOff)
    {
        instalment::update_plan_status(tx, plan, to).await?;
        signals.push(Signal::now(SignalKind::PlanCompleted, tx.now));
    }
    Ok(signals)
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
