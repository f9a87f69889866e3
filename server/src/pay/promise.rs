//! Paying later: what a promise does when it is made, and what becomes of it.

use crate::app::App;
use crate::clock::{local, zone};
use crate::db::posting::{self, Payable};
use crate::db::promise::{self as table, PromiseRow};
use crate::db::{DebtorTx, signal};
use crate::error::{Error, Result};
use crate::new_id::uuid;
use effen::dates::{add_days, days_between};
use effen::ids::{ClaimId, PromiseId};
use effen::money::{Cents, Money};
use effen::people::signal::{Signal, SignalKind};
use effen::promise::{DayRefused, GRACE_DAYS, PROMISES_MAX, PromiseStatus, check_day, judge};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Promises looked at in one page of the daily run.
const PAGE: i64 = 200;

/// Why a promise cannot be made as it stands. Each is a sentence on the page, or a page with a way on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// The day.
    Day(DayRefused),
    /// Nothing was chosen, or what was chosen cannot be paid (any more).
    Choice,
    /// One of the claims has a day already.
    Running,
    /// A day was named too often for one of the claims: an agent helps.
    TooOften,
}

/// Makes a promise: the row, a hold on each of its claims, the signal.
pub async fn make(tx: &mut DebtorTx, parts: &[(ClaimId, Cents)], on: Date) -> Result<Result<PromiseId, Refused>> {
    let today = local(tx.now).date();
    if let Err(why) = check_day(today, on) {
        return Ok(Err(Refused::Day(why)));
    }
    let debtor = tx.debtor.clone();
    let payable = posting::list_payable(&mut tx.tx, &debtor).await?;
    let Some(amount) = sum(parts, &payable) else { return Ok(Err(Refused::Choice)) };
    for (claim, _) in parts {
        match table::count(&mut tx.tx, &debtor, claim).await? {
            (_, true) => return Ok(Err(Refused::Running)),
            (times, _) if times >= PROMISES_MAX => return Ok(Err(Refused::TooOften)),
            _ => {}
        }
    }
    let id = PromiseId(uuid());
    // Quiet until the money may have arrived: through the last day of grace.
    let quiet_until = add_days(on, GRACE_DAYS + 1)
        .to_zoned(zone())
        .map_err(|error| Error::Broken(format!("the day {on}: {error}")))?
        .timestamp()
        .as_millisecond();
    table::create(tx, &id, amount, on, parts, quiet_until).await?;
    let made = Signal::now(SignalKind::PromiseMade, tx.now).cents(amount.cents).days(days_between(today, on));
    signal::record_signals(tx, &[made]).await?;
    Ok(Ok(id))
}

/// The sum of the parts, where each can be paid and all are of one currency.
fn sum(parts: &[(ClaimId, Cents)], payable: &[Payable]) -> Option<Money> {
    let mut seen = BTreeSet::new();
    let mut sum: Option<Money> = None;
    for (claim, cents) in parts {
        let found = payable.iter().find(|one| one.open.claim_id == *claim).filter(|_| seen.insert(claim))?;
        if !cents.is_positive() || *cents > found.open.balance.total() {
            return None;
        }
        let known = sum.get_or_insert(Money { cents: 0, currency: found.currency });
        if known.currency != found.currency {
            return None;
        }
        known.cents += cents.0;
    }
    sum
}

/// Ends the debtor's promises that came to an end by what was just booked. Gives the signals. To be called in the
/// transaction that booked.
pub async fn settle(tx: &mut DebtorTx) -> Result<Vec<Signal>> {
    const LATEST: i64 = 50;
    let debtor = tx.debtor.clone();
    let mut signals = Vec::new();
    for promise in table::list(&mut tx.tx, &debtor, LATEST).await? {
        if promise.status == PromiseStatus::Made {
            signals.extend(end(tx, &promise).await?);
        }
    }
    Ok(signals)
}

/// Ends one promise if it has come to its end.
async fn end(tx: &mut DebtorTx, promise: &PromiseRow) -> Result<Option<Signal>> {
    let debtor = tx.debtor.clone();
    let claims: Vec<ClaimId> =
        table::list_parts(&mut tx.tx, &promise.id).await?.into_iter().map(|(claim, _)| claim).collect();
    let paid = posting::find_paid_since(&mut tx.tx, &debtor, &claims, promise.made_at).await?;
    let payable = posting::list_payable(&mut tx.tx, &debtor).await?;
    let of_it = payable.iter().filter(|one| claims.contains(&one.open.claim_id));
    let open: Cents = of_it.map(|one| one.open.balance.total().or_zero()).sum();
    let Some(status) = judge(Cents(promise.amount.cents), paid, open, promise.pay_on, local(tx.now).date()) else {
        return Ok(None);
    };
    if !table::update_ended(tx, &promise.id, status).await? {
        return Ok(None);
    }
    let kind = match status {
        PromiseStatus::Kept => SignalKind::PromiseKept,
        PromiseStatus::Broken => SignalKind::PromiseBroken,
        PromiseStatus::Made | PromiseStatus::Undone => return Ok(None),
    };
    Ok(Some(Signal::now(kind, tx.now).cents(promise.amount.cents)))
}

/// The daily look at promises whose day has passed. Gives how many were broken.
pub async fn look(app: &App) -> Result<u64> {
    let (mut after, mut broken) = (String::new(), 0);
    loop {
        let page = table::list_due(&app.db, app.today(), &after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(broken) };
        after.clone_from(&last.id.0);
        for promise in &page {
            let mut tx = app.db.begin_debtor(&promise.debtor, app.now()).await?;
            let signal = end(&mut tx, promise).await?;
            broken += u64::from(signal.as_ref().is_some_and(|signal| signal.kind == SignalKind::PromiseBroken));
            signal::record_signals(&mut tx, &Vec::from_iter(signal)).await?;
            tx.commit().await?;
        }
    }
}
