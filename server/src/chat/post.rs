//! Messages of debtors on their way to the database. Whoever waits while others are being stored goes with the next
//! batch: alone when it is quiet, with many when it is not. A batch that cannot be stored is stored one by one.

use super::hub::{Event, Hub};
use crate::clock::Clock;
use crate::db::message::Stored;
use crate::db::message_batch::{Posted, create_all};
use crate::db::{Db, session};
use crate::error::Result;
use crate::web::session::{AGENT_IDLE_MS, DEBTOR_IDLE_MS};
use std::collections::{HashSet, VecDeque};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;
use tokio::sync::{Notify, oneshot};

/// The most in one transaction. A power of two, as batches are: every statement is then prepared for seven sizes only.
const BATCH_MAX: usize = 64;
/// How often it is looked whether the hub is still there.
const LOOK: Duration = Duration::from_secs(1);

/// What became of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It is stored, and was told in the room.
    Stored(Stored),
    /// It has to be stored by itself.
    Alone,
    /// The session has ended: nothing is stored.
    SignedOut,
}

#[derive(Debug)]
struct Waiting {
    posted: Posted,
    token_hash: String,
    outcome: oneshot::Sender<Outcome>,
}

/// See the module.
#[derive(Debug, Default)]
pub(super) struct Post {
    waiting: Mutex<VecDeque<Waiting>>,
    bell: Arc<Notify>,
}

impl Post {
    /// Sends a message of the session with this token hash.
    pub async fn send(&self, token_hash: &str, posted: Posted) -> Outcome {
        let (outcome, told) = oneshot::channel();
        let one = Waiting { posted, token_hash: token_hash.to_owned(), outcome };
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).push_back(one);
        self.bell.notify_one();
        told.await.unwrap_or(Outcome::Alone)
    }

    /// The next batch: those who waited longest, of one debtor no more than one message.
    fn take(&self) -> Vec<Waiting> {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let mut seen = HashSet::new();
        let count = waiting.iter().filter(|one| seen.insert(one.posted.debtor.clone())).count().min(BATCH_MAX);
        let size = if count == 0 { 0 } else { 1 << count.ilog2() };
        let (mut batch, mut rest) = (Vec::with_capacity(size), VecDeque::new());
        seen.clear();
        while let Some(one) = waiting.pop_front() {
            if batch.len() < size && seen.insert(one.posted.debtor.clone()) {
                batch.push(one);
            } else {
                rest.push_back(one);
            }
        }
        *waiting = rest;
        batch
    }
}

/// Stores what is sent, for as long as there is a hub.
pub(super) async fn run(hub: Weak<Hub>, db: Db, clock: Clock) {
    while let Some(bell) = hub.upgrade().map(|hub| hub.post.bell.clone()) {
        if tokio::time::timeout(LOOK, bell.notified()).await.is_err() {
            continue;
        }
        while let Some(hub) = hub.upgrade() {
            let batch = hub.post.take();
            if batch.is_empty() {
                break;
            }
            store(&hub, &db, &clock, batch).await;
        }
    }
}

async fn store(hub: &Hub, db: &Db, clock: &Clock, batch: Vec<Waiting>) {
    let outcomes = match try_store(hub, db, clock, &batch).await {
        Ok(outcomes) => outcomes,
        Err(error) => {
            tracing::debug!(%error, "messages could not be stored together");
            vec![Outcome::Alone; batch.len()]
        }
    };
    for (one, outcome) in batch.into_iter().zip(outcomes) {
        // Who has gone meanwhile sends again, and is told then.
        let _ = one.outcome.send(outcome);
    }
}

async fn try_store(hub: &Hub, db: &Db, clock: &Clock, batch: &[Waiting]) -> Result<Vec<Outcome>> {
    let now = clock.now();
    let hashes: Vec<String> = batch.iter().map(|one| one.token_hash.clone()).collect();
    let live = session::list_live(db, &hashes, now.as_millisecond(), DEBTOR_IDLE_MS, AGENT_IDLE_MS).await?;
    let lives = |one: &&Waiting| live.contains(&one.token_hash);
    let posted: Vec<Posted> = batch.iter().filter(lives).map(|one| one.posted.clone()).collect();
    let turn = hub.writing.lock().await;
    let created = create_all(db, &posted, now, &hub.mark).await;
    drop(turn);
    let mut stored = created
        .unwrap_or_else(|error| {
            tracing::debug!(%error, "messages could not be stored together");
            Vec::new()
        })
        .into_iter();
    let outcome = |one: &Waiting| {
        if !lives(&one) {
            return Outcome::SignedOut;
        }
        let Some(Some((stored, row))) = stored.next() else { return Outcome::Alone };
        hub.tell(one.posted.debtor.as_str(), Event::Stored(Arc::new(row)));
        Outcome::Stored(stored)
    };
    Ok(batch.iter().map(outcome).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use effen::ids::DebtorId;

    fn wait(post: &Post, debtor: &str, id: usize) {
        let posted = Posted { debtor: DebtorId(debtor.to_owned()), client_id: format!("{id}"), body: String::new() };
        let one = Waiting { posted, token_hash: String::new(), outcome: oneshot::channel().0 };
        post.waiting.lock().unwrap().push_back(one);
    }

    #[test]
    fn everybody_is_taken_once_in_their_order_and_nobody_twice_at_a_time() {
        let post = Post::default();
        for id in 0..100 {
            wait(&post, &format!("d{}", id % 37), id);
        }
        let mut taken: Vec<(String, usize)> = Vec::new();
        loop {
            let batch = post.take();
            if batch.is_empty() {
                break;
            }
            assert!(batch.len().is_power_of_two() && batch.len() <= BATCH_MAX);
            let debtors: HashSet<_> = batch.iter().map(|one| one.posted.debtor.0.clone()).collect();
            assert_eq!(debtors.len(), batch.len());
            let each = batch.iter().map(|one| (one.posted.debtor.0.clone(), one.posted.client_id.parse().unwrap()));
            taken.extend(each);
        }
        assert_eq!(taken.iter().map(|(_, id)| *id).collect::<HashSet<_>>().len(), 100);
        for debtor in 0..37 {
            let theirs = taken.iter().filter(|(whose, _)| *whose == format!("d{debtor}"));
            assert!(theirs.map(|(_, id)| *id).is_sorted(), "in the order they were written");
        }
    }
}
