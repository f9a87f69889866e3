//! The one place that reads the time.

use jiff::{Timestamp, Zoned, civil::Date, tz::TimeZone};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// The time source: the system's, or a fixed one that tests and the demo's simulation move by hand.
#[derive(Debug, Clone)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// Epoch milliseconds, moved by whoever holds it.
    Fixed(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands at `at` until moved.
    pub fn fixed(at: Timestamp) -> Self {
        Self::Fixed(Arc::new(AtomicI64::new(at.as_millisecond())))
    }

    /// Now.
    pub fn now(&self) -> Timestamp {
        match self {
            Self::System => Timestamp::now(),
            Self::Fixed(ms) => from_ms(ms.load(Ordering::SeqCst)),
        }
    }

    /// Today at the agency. Amsterdam and Brussels share their clock.
    pub fn today(&self) -> Date {
        local(self.now()).date()
    }
}

/// The agency's time zone, from the bundled database when the system has none.
pub fn zone() -> TimeZone {
    TimeZone::get("Europe/Amsterdam").expect("the time zone database is bundled")
}

/// An instant in the agency's time zone.
pub fn local(at: Timestamp) -> Zoned {
    at.to_zoned(zone())
}

/// Epoch milliseconds, as the database keeps them, to an instant. Out of range (never written by us) is the epoch.
pub fn from_ms(ms: i64) -> Timestamp {
    Timestamp::from_millisecond(ms).unwrap_or(Timestamp::UNIX_EPOCH)
}
