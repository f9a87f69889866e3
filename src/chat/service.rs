//! How fast we answer: waits of debtors and what came of them, from the messages alone.

use super::hours::Hours;
use super::waiting::due;
use jiff::civil::DateTime;

/// A message, as the figures see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said {
    /// A number of the conversation: messages of one stand together, in their order.
    pub conversation: usize,
    /// Written by the debtor? Else by an agent.
    pub by_debtor: bool,
    /// When, on the agency's own clock.
    pub at: DateTime,
}

/// One wait: from the first message that nobody has answered to the next answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wait {
    /// Since when.
    pub since: DateTime,
    /// Until when; `None`: it lasts.
    pub answered: Option<DateTime>,
    /// Is it the first of its conversation here?
    pub first: bool,
}

/// The waits in these messages.
pub fn waits(messages: &[Said]) -> Vec<Wait> {
    let mut all: Vec<Wait> = Vec::new();
    for conversation in messages.chunk_by(|one, next| one.conversation == next.conversation) {
        let (mut first, mut open) = (true, false);
        for said in conversation {
            if said.by_debtor && !open {
                all.push(Wait { since: said.at, answered: None, first });
                (first, open) = (false, true);
            } else if !said.by_debtor && open {
                if let Some(wait) = all.last_mut() {
                    wait.answered = Some(said.at);
                }
                open = false;
            }
        }
    }
    all
}

/// Service levels over some waits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Levels {
    /// Waits that were answered, or that should have been.
    pub due: u64,
    /// Of those, answered within the promise.
    pub kept: u64,
    /// Waits that last.
    pub open: u64,
    /// Half of the first answers came within so many minutes; `None`: there was none.
    pub first_minutes: Option<i64>,
}

/// The levels at `now`, on the agency's own clock. A wait counts as due once it is answered or its promise has ended.
pub fn levels(waits: &[Wait], now: DateTime, hours: &Hours) -> Levels {
    let mut levels = Levels::default();
    let mut minutes = Vec::new();
    for wait in waits {
        let by = due(wait.since, hours);
        match wait.answered {
            Some(at) => {
                levels.due += 1;
                levels.kept += u64::from(at <= by);
                if wait.first {
                    minutes.push((at.duration_since(wait.since).as_secs() / 60).max(0));
                }
            }
            None => {
                levels.open += 1;
                levels.due += u64::from(now > by);
            }
        }
    }
    minutes.sort_unstable();
    levels.first_minutes = minutes.get(minutes.len().saturating_sub(1) / 2).copied();
    levels
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(conversation: usize, by_debtor: bool, at: &str) -> Said {
        Said { conversation, by_debtor, at: at.parse().unwrap() }
    }

    #[test]
    fn a_wait_runs_from_the_first_unanswered_message_to_the_answer() {
        let messages = [
            said(1, true, "2026-05-12T10:00"),
            said(1, true, "2026-05-12T10:05"),
            said(1, false, "2026-05-12T10:20"),
            said(1, false, "2026-05-12T10:21"),
            said(1, true, "2026-05-12T11:00"),
            said(2, false, "2026-05-12T09:00"),
            said(2, true, "2026-05-12T09:30"),
            said(2, false, "2026-05-13T09:31"),
        ];
        let all = waits(&messages);
        let at = |text: &str| text.parse::<DateTime>().unwrap();
        let expected = [
            Wait { since: at("2026-05-12T10:00"), answered: Some(at("2026-05-12T10:20")), first: true },
            Wait { since: at("2026-05-12T11:00"), answered: None, first: false },
            Wait { since: at("2026-05-12T09:30"), answered: Some(at("2026-05-13T09:31")), first: true },
        ];
        assert_eq!(all, expected);
        let levels = |waits: &[Wait], now| levels(waits, now, &Hours::default());
        let now = levels(&all, at("2026-05-12T12:00"));
        assert_eq!(now, Levels { due: 2, kept: 1, open: 1, first_minutes: Some(20) });
        assert_eq!(levels(&all, at("2026-05-13T11:01")).due, 3, "a promise that broke counts, answered or not");
        assert_eq!(levels(&[], at("2026-05-13T11:01")), Levels::default());
    }
}
