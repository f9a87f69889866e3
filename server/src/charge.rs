//! Adds the costs that a formal letter announced, once its term has passed: what the cost meter of the day before named
//! for today, to the cent, and nothing else. Only for creditors that have their letters written by themselves.

use crate::app::App;
use crate::db::formal_letter as table;
use crate::db::{audit, overview, posting, signal};
use crate::error::Result;
use crate::standing::meter_of;
use effen::dates::add_days;
use effen::ids::{ClaimId, DebtorId};
use effen::ledger::costs_charged;
use effen::money::Money;
use effen::people::signal::{Signal, SignalKind};

/// Claims listed at once.
const PAGE: i64 = 200;

/// Part of the daily run. Gives to how many claims costs were added.
pub async fn run(app: &App) -> Result<u64> {
    let (mut after, mut charged) = (String::new(), 0);
    loop {
        let page = table::list_uncharged(&app.db, &after, PAGE).await?;
        let Some((last, _)) = page.last() else { return Ok(charged) };
        after.clone_from(&last.0);
        for (claim, debtor) in &page {
            charged += u64::from(one(app, claim, debtor).await?);
        }
    }
}

async fn one(app: &App, claim: &ClaimId, debtor: &DebtorId) -> Result<bool> {
    let mut tx = app.db.begin_debtor(debtor, app.now()).await?;
    let file = overview::find_with(&mut tx.tx, debtor, app.now_ms()).await?;
    let Some(row) = file.claims.iter().find(|row| row.id == *claim) else { return Ok(false) };
    // A claim that was paid, is held, or stands in a plan has no change to come.
    let announced = meter_of(&file, row, add_days(app.today(), -1)).due_tomorrow();
    let Some(costs) = announced.filter(|_| !row.costs_booked) else { return Ok(false) };
    let amount = Money { cents: costs.0, currency: row.principal.currency };
    posting::create(&mut tx, &costs_charged(claim, amount, app.today())).await?;
    let added = Signal::now(SignalKind::CostsAdded, tx.now).claim(claim).cents(costs.0);
    signal::record_signals(&mut tx, &[added]).await?;
    audit::create(&mut tx, "system", "costs_charged", claim.as_str(), &costs.decimal()).await?;
    tx.commit().await?;
    Ok(true)
}
