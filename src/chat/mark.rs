//! How far a message has come: stored, on a device of the other side, read there. Two numbers a side say it for the whole
//! conversation, and neither ever moves back.

use serde::{Deserialize, Serialize};

/// What a message's writer is told of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// It is stored.
    Sent,
    /// It has reached a device of the other side.
    Delivered,
    /// It was before somebody's eyes there.
    Read,
}

/// How far the other side has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marks {
    /// Messages up to this number have reached a device.
    pub delivered: i64,
    /// Messages up to this number were read.
    pub read: i64,
}

impl Marks {
    /// What was read was delivered, whatever was noted of that.
    pub fn new(delivered: i64, read: i64) -> Self {
        Self { delivered: delivered.max(read), read }
    }

    /// What is known after hearing `told` as well, in whatever order it came.
    pub fn learn(self, told: Self) -> Self {
        Self::new(self.delivered.max(told.delivered), self.read.max(told.read))
    }

    /// Does this say more than `known`?
    pub fn beyond(self, known: Self) -> bool {
        known.learn(self) != known
    }

    /// The mark of the message with this number.
    pub fn of(self, seq: i64) -> Mark {
        match () {
            () if seq <= self.read => Mark::Read,
            () if seq <= self.delivered => Mark::Delivered,
            () => Mark::Sent,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_message_is_sent_then_delivered_then_read() {
        let marks = Marks::new(3, 1);
        assert_eq!([1, 2, 3, 4].map(|seq| marks.of(seq)), [Mark::Read, Mark::Delivered, Mark::Delivered, Mark::Sent]);
        assert_eq!(Marks::new(0, 5).of(5), Mark::Read);
        assert!(Marks::new(4, 1).beyond(marks) && !Marks::new(2, 1).beyond(marks));
    }

    proptest! {
        #[test]
        fn no_mark_moves_back_and_the_order_of_hearing_does_not_matter(
            told in prop::collection::vec((0i64..9, 0i64..9), 0..12), seq in 1i64..9,
        ) {
            let told: Vec<Marks> = told.into_iter().map(|(delivered, read)| Marks { delivered, read }).collect();
            let mut known = Marks::default();
            for one in &told {
                let next = known.learn(*one);
                prop_assert!(next.of(seq) >= known.of(seq) && next.read <= next.delivered);
                known = next;
            }
            let back = told.iter().rev().fold(Marks::default(), |known, one| known.learn(*one));
            prop_assert_eq!(back, known);
        }
    }
}
