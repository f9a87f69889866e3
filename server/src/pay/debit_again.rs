//! Collections for which the provider was out of reach longer than it keeps our key. They are asked again on the next days
//! on which banks settle, three at the most (`effen::debit`). The provider is asked first what it has of this payer: what
//! it took although its answer was lost is found by our own id, so that nothing is collected twice; and no collection ends
//! before the provider has said that it does not have it.

use super::debit::{self, Order};
use super::job::RETRY_MS;
use super::port::ProviderError;
use super::start;
use crate::app::App;
use crate::clock::{from_ms, local};
use crate::db::payment::{self, By, PaymentRow};
use crate::db::signal::record_signals;
use crate::db::{DebtorTx, audit, collection};
use crate::error::{Error, Result};
use effen::debit::{may_ask_again, retry_until};
use effen::payment::PaymentStatus;
use effen::people::signal::{Signal, SignalKind};

/// A collection that waits is tried again this often, in milliseconds.
const AGAIN_EVERY_MS: i64 = 30 * 60_000;
/// The most in one round.
const ROUND_MAX: i64 = 100;

/// One round of the job: asks again for what waits, and ends what has waited long enough.
pub async fn round(app: &App) -> Result<()> {
    let now = app.now_ms();
    let mut conn = app.db.read().acquire().await?;
    let waiting = payment::list_debits_unasked(&mut conn, now - RETRY_MS, now - AGAIN_EVERY_MS, ROUND_MAX).await?;
    drop(conn);
    for row in &waiting {
        // While it is out of reach there is no point in asking for the others.
        if !again(app, row).await? {
            break;
        }
    }
    Ok(())
}

/// Looks after one; false: the provider is out of reach.
async fn again(app: &App, row: &PaymentRow) -> Result<bool> {
    let key = debit::find_key(app, row).await?;
    let known = match app.pay.provider.list_of_customer(&key.customer_id).await {
        Ok(known) => known,
        // A payer that it does not know: it has nothing of theirs.
        Err(ProviderError::NotFound) => Vec::new(),
        Err(error) => {
            tracing::warn!(%error, payment = row.id.as_str(), "a collection waits for the provider");
            note_tried(app, row).await?;
            return Ok(!error.is_passing());
        }
    };
    if let Some(made) = known.into_iter().find(|made| made.our_id.as_deref() == Some(row.id.as_str())) {
        // It was taken, and the answer was lost.
        let mut tx = app.db.begin_debtor(&row.debtor, app.now()).await?;
        payment::update_provider(&mut tx, &row.id, &made.id, None, None).await?;
        tx.commit().await?;
        return Ok(true);
    }
    let (asked_on, today) = (local(from_ms(row.created_at)).date(), app.today());
    if today > retry_until(asked_on) {
        end(app, row).await?;
        return Ok(true);
    }
    note_tried(app, row).await?;
    if !may_ask_again(asked_on, today) || !still_stands(app, row).await? {
        return Ok(true);
    }
    let progress = start::resume_payment(app, &row.status_token).await?.progress;
    Ok(progress != start::Progress::ProviderDown)
}

async fn note_tried(app: &App, row: &PaymentRow) -> Result<()> {
    let mut tx = app.db.begin().await?;
    payment::update_checked(&mut tx, &row.id, app.now_ms()).await?;
    Ok(tx.commit().await?)
}

/// Whether what is asked for is still what is to be collected. If nothing is (the mandate is over, a hold runs, it was
/// paid otherwise), it is called off; if it is less, it is no longer collected either, and the debtor is told.
async fn still_stands(app: &App, row: &PaymentRow) -> Result<bool> {
    let mut tx = app.db.begin_debtor(&row.debtor, app.now()).await?;
    let Some(row) = find_open(&mut tx, row).await? else { return Ok(false) };
    let due = collection::find_of_payment(&mut tx, &row.id).await?.ok_or(Error::NotFound("collection"))?;
    let found = debit::order(app, &mut tx, &due).await?;
    if matches!(&found, Ok(Order { amount, .. }) if *amount == row.amount) {
        return Ok(true);
    }
    payment::update_status(&mut tx, &row.id, PaymentStatus::Canceled, false).await?;
    match found {
        Err(reason) => {
            collection::update_not_asked(&mut tx, &row.id, reason).await?;
            audit::create(&mut tx, "system", "collection_called_off", &due.id, reason).await?;
        }
        Ok(_) => debit::follow(app, &mut tx, &row, PaymentStatus::Canceled).await?,
    }
    tx.commit().await?;
    Ok(false)
}

/// Ends what the provider does not have, after the last day: a missed instalment like any other.
async fn end(app: &App, row: &PaymentRow) -> Result<()> {
    let mut tx = app.db.begin_debtor(&row.debtor, app.now()).await?;
    let Some(row) = find_open(&mut tx, row).await? else { return Ok(()) };
    payment::update_status(&mut tx, &row.id, PaymentStatus::Expired, false).await?;
    debit::follow(app, &mut tx, &row, PaymentStatus::Expired).await?;
    let expired = Signal::now(SignalKind::PaymentExpired, tx.now).cents(row.amount.cents);
    record_signals(&mut tx, &[expired]).await?;
    tx.commit().await
}

/// The payment as it stands under the lock, if it still waits.
async fn find_open(tx: &mut DebtorTx, row: &PaymentRow) -> Result<Option<PaymentRow>> {
    let found = payment::find(&mut tx.tx, By::Id(&row.debtor, &row.id)).await?;
    Ok(found.filter(|found| found.status == PaymentStatus::Open && found.provider_id.is_none()))
}
