//! A client's part of the chat: what it remembers, and how long it waits before it connects again.

use super::{Batch, Message};

/// Messages a client keeps unsent at most; more is refused while the connection is lost.
pub const PENDING_MAX: usize = 50;
/// The longest wait between two tries to connect.
pub const BACKOFF_MS_MAX: u32 = 30_000;

/// The wait before try number `attempt` (from 0) to connect again: doubling from half a second up to
/// [`BACKOFF_MS_MAX`], of which a random half is taken off so that a restart is not followed by a stampede. `random`
/// lies in 0..1.
pub fn backoff_ms(attempt: u32, random: f64) -> u32 {
    let full = 500u32.saturating_mul(1 << attempt.min(10)).min(BACKOFF_MS_MAX);
    let off = f64::from(full / 2) * random.clamp(0.0, 1.0);
    full - off as u32
}

/// A client's memory: the last number it has, and what it sent and has not seen come back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClientLog {
    after: i64,
    pending: Vec<(String, String)>,
}

impl ClientLog {
    /// A client whose page already shows everything up to `after`.
    pub fn new(after: i64) -> Self {
        Self { after, pending: Vec::new() }
    }

    /// The last number it has.
    pub fn after(&self) -> i64 {
        self.after
    }

    /// What is on its way: ids and texts, in the order of sending.
    pub fn pending(&self) -> &[(String, String)] {
        &self.pending
    }

    /// Keeps a message until it comes back. False: there are too many already.
    pub fn queue(&mut self, id: &str, body: &str) -> bool {
        if self.pending.len() >= PENDING_MAX {
            return false;
        }
        self.pending.push((id.to_owned(), body.to_owned()));
        true
    }

    /// Forgets a message that will never be taken.
    pub fn drop_pending(&mut self, id: &str) {
        self.pending.retain(|(other, _)| other != id);
    }

    /// Takes messages in; gives those that are new, in order. What is known already is left out, and nothing is taken
    /// over a gap.
    pub fn receive(&mut self, batch: &Batch) -> Vec<Message> {
        let whole = batch.since.is_some_and(|since| since <= self.after);
        let mut new = Vec::new();
        for message in &batch.messages {
            if message.seq <= self.after || (!whole && message.seq != self.after + 1) {
                continue;
            }
            self.after = message.seq;
            self.drop_pending(&message.id);
            new.push(message.clone());
        }
        new
    }
}

#[cfg(test)]
mod tests {
    use super::super::Author;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn who_does_not_see_every_message_takes_a_batch_that_begins_where_they_are_and_no_other() {
        let message = |seq: i64| Message {
            seq,
            id: format!("message-{seq}"),
            from: Author::Agent,
            name: None,
            body: String::new(),
            time: String::new(),
            offer: None,
            files: Vec::new(),
        };
        let seen = |log: &mut ClientLog, since: Option<i64>, seqs: &[i64]| -> Vec<i64> {
            let batch = Batch { messages: seqs.iter().copied().map(message).collect(), since, ..Batch::default() };
            log.receive(&batch).iter().map(|message| message.seq).collect()
        };
        let mut log = ClientLog::new(3);
        assert_eq!(seen(&mut log, None, &[5]), [0_i64; 0], "something may be missing");
        assert_eq!(seen(&mut log, Some(4), &[5, 7]), [0_i64; 0], "what came after 3 and before 5 is not in it");
        assert_eq!(seen(&mut log, Some(3), &[5, 7]), [5, 7]);
        assert_eq!(seen(&mut log, Some(3), &[5, 7, 9]), [9], "asked for twice, shown once");
        assert_eq!(log.after(), 9);
    }

    #[test]
    fn the_wait_grows_and_stays_within_its_limits() {
        for attempt in 0..40 {
            let (most, least) = (backoff_ms(attempt, 0.0), backoff_ms(attempt, 1.0));
            assert!(least * 2 >= most && most <= BACKOFF_MS_MAX && least >= 250);
            assert!(backoff_ms(attempt + 1, 0.0) >= most);
        }
    }

    /// A line that loses what is under way, at any moment, in either direction.
    #[derive(Debug, Clone)]
    enum Act {
        Type,
        ServerTakes(usize),
        ClientHears,
        Break,
    }

    fn act() -> impl Strategy<Value = Act> {
        prop_oneof![
            3 => Just(Act::Type),
            4 => (0usize..4).prop_map(Act::ServerTakes),
            3 => Just(Act::ClientHears),
            1 => Just(Act::Break),
        ]
    }

    proptest! {
        #[test]
        fn whatever_is_lost_on_the_way_each_message_is_stored_once_and_shown_once_in_order(
            acts in prop::collection::vec(act(), 1..120),
        ) {
            let mut client = ClientLog::new(0);
            let mut typed: Vec<String> = Vec::new();
            let mut up: Vec<String> = Vec::new();
            let mut stored: Vec<String> = Vec::new();
            let mut shown: Vec<String> = Vec::new();
            let store = |up: &mut Vec<String>, stored: &mut Vec<String>, count: usize| {
                for id in up.drain(..count.min(up.len())) {
                    if !stored.contains(&id) {
                        stored.push(id);
                    }
                }
            };
            let hear = |client: &mut ClientLog, stored: &[String], shown: &mut Vec<String>| {
                let messages: Vec<Message> = stored.iter().enumerate().map(|(n, id)| Message {
                    seq: n as i64 + 1, id: id.clone(), from: Author::Debtor, name: None, body: String::new(), time: String::new(), offer: None,
                    files: Vec::new(),
                }).collect();
                let batch = Batch { messages, ..Batch::default() };
                shown.extend(client.receive(&batch).into_iter().map(|m| m.id));
            };
            for act in acts {
                match act {
                    Act::Type => {
                        let id = format!("m{}", typed.len());
                        if client.queue(&id, "") {
                            typed.push(id.clone());
                            up.push(id);
                        }
                    }
                    Act::ServerTakes(count) => store(&mut up, &mut stored, count),
                    Act::ClientHears => hear(&mut client, &stored, &mut shown),
                    Act::Break => up = client.pending().iter().map(|(id, _)| id.clone()).collect(),
                }
            }
            up = client.pending().iter().map(|(id, _)| id.clone()).collect();
            store(&mut up, &mut stored, usize::MAX);
            hear(&mut client, &stored, &mut shown);
            prop_assert_eq!(&shown, &typed);
            prop_assert_eq!(&stored, &typed);
            prop_assert!(client.pending().is_empty());
        }
    }
}
