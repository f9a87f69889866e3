//! The reconciliation: webhooks get lost, so payments without an end are asked about until they have one.

use super::debit;
use super::refund;
use super::settle::{self, Outcome};
use super::start;
use crate::app::App;
use crate::db::payment::{self, By, PaymentRow};
use crate::db::signal;
use crate::error::Result;
use effen::payment::{Learned, PaymentStatus, learn};
use effen::people::signal::{Signal, SignalKind};
use std::time::Duration;

/// How often the job looks.
const PAUSE: Duration = Duration::from_secs(20);
/// A young payment is asked about this often, in milliseconds: its payer is waiting.
const YOUNG_EVERY_MS: i64 = 30_000;
/// How long a payment is young, in milliseconds.
const YOUNG_MS: i64 = 3_600_000;
/// An older one is asked about this often, in milliseconds: a transfer takes days.
const OLD_EVERY_MS: i64 = 900_000;
/// A payment that the provider was not reached for is tried again for so long, in milliseconds: less than the hour for
/// which it keeps our key, so that a second payment never comes of it.
pub const RETRY_MS: i64 = 2_700_000;
/// A payment that the provider never got to know ends after this, in milliseconds: as long as it keeps our key.
const UNASKED_MS: i64 = 86_400_000;
/// The most payments in one round.
const ROUND_MAX: i64 = 100;

/// Runs until dropped.
pub async fn run(app: App) {
    loop {
        match round(&app).await {
            Ok(0) => {}
            Ok(moved) => tracing::info!(moved, "payments found changed by asking"),
            Err(error) => tracing::error!(%error, "the payments could not be reconciled"),
        }
        if let Err(error) = refund::round(&app).await {
            tracing::error!(%error, "the refunds could not be followed");
        }
        if let Err(error) = debit::round(&app).await {
            tracing::error!(%error, "the mandates could not be followed");
        }
        tokio::time::sleep(PAUSE).await;
    }
}

/// One round. Returns how many payments moved on.
pub async fn round(app: &App) -> Result<usize> {
    let now = app.now_ms();
    let due = {
        let mut conn = app.db.read().acquire().await?;
        let due = payment::Due {
            created_after: now - YOUNG_MS,
            young_before: now - YOUNG_EVERY_MS,
            old_before: now - OLD_EVERY_MS,
            unasked_before: now - UNASKED_MS,
        };
        payment::list_unsettled(&mut conn, &due, ROUND_MAX).await?
    };
    retry(app, now).await?;
    let mut moved = 0;
    for payment in &due {
        if payment.provider_id.is_none() {
            moved += usize::from(end_unasked(app, payment).await?);
            continue;
        }
        match settle::refresh(app, payment).await {
            Ok(Outcome::Moved(_)) => moved += 1,
            Ok(_) => {}
            // One payment that cannot be asked about does not stop the others.
            Err(error) => tracing::warn!(%error, payment = payment.id.as_str(), "a payment could not be asked about"),
        }
    }
    Ok(moved)
}

/// Asks the provider again for payments that it was not reached for, as long as its payer may be waiting.
async fn retry(app: &App, now: i64) -> Result<()> {
    let mut conn = app.db.read().acquire().await?;
    let unasked = payment::list_unasked(&mut conn, now - RETRY_MS, ROUND_MAX).await?;
    drop(conn);
    for payment in &unasked {
        // While it is out of reach there is no point in asking for the others.
        if start::resume_payment(app, &payment.status_token).await?.progress == start::Progress::ProviderDown {
            break;
        }
    }
    Ok(())
}

async fn end_unasked(app: &App, payment: &PaymentRow) -> Result<bool> {
    let mut tx = app.db.begin_debtor(&payment.debtor, app.now()).await?;
    let known = payment::find(&mut tx.tx, By::Id(&payment.debtor, &payment.id)).await?;
    let Some(known) = known.filter(|known| known.provider_id.is_none()) else { return Ok(false) };
    let Learned::Moves(to) = learn(known.status, PaymentStatus::Expired) else { return Ok(false) };
    payment::update_status(&mut tx, &known.id, to, false).await?;
    debit::follow(app, &mut tx, &known, to).await?;
    let expired = Signal::now(SignalKind::PaymentExpired, tx.now).cents(known.amount.cents);
    signal::record_signals(&mut tx, &[expired]).await?;
    tx.commit().await?;
    Ok(true)
}
