//! What the sandbox does by itself: payments expire, refunds arrive, and the webhook is called until it answers.

use super::Sandbox;
use crate::db::sandbox::{self as store, SandboxPayment};
use crate::error::Result;
use std::time::Duration;

/// How long one call of a webhook may take.
pub(super) const CALL_TIMEOUT: Duration = Duration::from_secs(15);
/// How long after a failed call the next is made, in seconds; their number is the number of retries.
const RETRY_SECONDS: [i64; 9] = [1, 2, 5, 15, 60, 300, 1_800, 7_200, 43_200];
/// How long a refund takes to arrive, in milliseconds.
const REFUND_MS: i64 = 2_000;
/// How long the banks take over a direct debit, in milliseconds.
const DEBIT_MS: i64 = 2 * 86_400_000;
/// The most webhooks called in one round.
const ROUND_MAX: i64 = 50;
/// How long the sandbox sleeps when nothing wakes it.
const PAUSE: Duration = Duration::from_secs(1);

impl Sandbox {
    /// Runs until dropped.
    pub async fn run(self) {
        loop {
            if let Err(error) = self.tick().await {
                tracing::warn!(%error, "the sandbox could not do its round");
            }
            tokio::select! {
                () = self.0.wake.notified() => {}
                () = tokio::time::sleep(PAUSE) => {}
            }
        }
    }

    /// One round: expires payments, lets refunds arrive and calls every webhook that is due. Returns how many calls
    /// were answered well.
    pub async fn tick(&self) -> Result<usize> {
        self.expire().await?;
        self.finish_refunds().await?;
        self.finish_debits().await?;
        let due = {
            let mut conn = self.0.db.read().acquire().await?;
            store::list_due_hooks(&mut conn, self.now_ms(), ROUND_MAX).await?
        };
        let mut answered = 0;
        for payment in due {
            let well = payment.webhook_url.is_empty() || self.call(&payment).await;
            answered += usize::from(well);
            let tries = usize::try_from(payment.hook_tries).unwrap_or(usize::MAX);
            let next =
                (!well).then(|| RETRY_SECONDS.get(tries).map(|seconds| self.now_ms() + seconds * 1_000)).flatten();
            let mut tx = self.0.db.begin().await?;
            store::update_hook(&mut tx, &payment, next).await?;
            tx.commit().await?;
        }
        Ok(answered)
    }

    /// Ends an open payment. `false`: it was not open any more.
    pub(super) async fn end(&self, id: &str, status: &str) -> Result<bool> {
        let mut tx = self.0.db.begin().await?;
        let ended = store::end_payment(&mut tx, id, status, self.now_ms()).await?;
        tx.commit().await?;
        self.0.wake.notify_one();
        Ok(ended)
    }

    /// Lets the payer's bank take a paid payment back, as banks do. Nothing in the demo does this by itself.
    pub async fn charge_back(&self, id: &str) -> Result<bool> {
        let mut tx = self.0.db.begin().await?;
        let done = store::charge_back(&mut tx, id, self.now_ms()).await?;
        tx.commit().await?;
        self.0.wake.notify_one();
        Ok(done)
    }

    /// Expires payments whose time is over; writes only when there are some.
    pub(super) async fn expire(&self) -> Result<()> {
        let now = self.now_ms();
        let mut conn = self.0.db.read().acquire().await?;
        let any = store::has_overdue(&mut conn, now).await?;
        drop(conn);
        if any {
            let mut tx = self.0.db.begin().await?;
            store::expire_payments(&mut tx, now).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    /// Collects the direct debits whose time has come.
    async fn finish_debits(&self) -> Result<()> {
        let mut conn = self.0.db.read().acquire().await?;
        let due = store::list_debits(&mut conn, self.now_ms() - DEBIT_MS).await?;
        drop(conn);
        for id in due {
            self.end(&id, "paid").await?;
        }
        Ok(())
    }

    async fn finish_refunds(&self) -> Result<()> {
        let before = self.now_ms() - REFUND_MS;
        let mut conn = self.0.db.read().acquire().await?;
        let any = store::has_pending_refunds(&mut conn, before).await?;
        drop(conn);
        if any {
            let mut tx = self.0.db.begin().await?;
            for payment_id in store::finish_refunds(&mut tx, before).await? {
                store::queue_hook(&mut tx, &payment_id, self.now_ms()).await?;
            }
            tx.commit().await?;
        }
        Ok(())
    }

    /// Tells that something changed: the id and nothing else, form-encoded.
    async fn call(&self, payment: &SandboxPayment) -> bool {
        let sent = self.0.client.post(&payment.webhook_url).form(&[("id", payment.id.as_str())]).send().await;
        match sent {
            Ok(answer) if answer.status().is_success() => true,
            Ok(answer) => {
                tracing::warn!(status = answer.status().as_u16(), "the sandbox's webhook was refused");
                false
            }
            Err(error) => {
                tracing::warn!(error = %error.without_url(), "the sandbox's webhook was not reached");
                false
            }
        }
    }
}
