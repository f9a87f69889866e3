//! What visitors do beside paying: they answer questions about themselves, take a statement along, turn back at the
//! bank. Drawn from random numbers of their own, so that what people pay does not hang on it. The six known people do
//! none of it: what they are shown as comes from their payments and visits alone.

use super::people::KNOWN;
use super::world::World;
use effen::people::signal::{Signal, SignalKind};
use jiff::Timestamp;
use rand::Rng as _;

impl World {
    /// Adds what a visitor at `at` does beside paying to the visit's signals.
    pub(super) fn tell(&mut self, at: Timestamp, signals: &mut Vec<Signal>) {
        if self.number < KNOWN.len() {
            return;
        }
        let traits = self.traits;
        let likely = |holds: bool| if holds { 0.05 } else { 0.002 };
        let table = [
            (SignalKind::AnswerMonthly, likely(traits.ask > 0.5)),
            (SignalKind::AnswerDetail, likely(traits.detail > 0.5)),
            (SignalKind::AnswerForgot, likely(traits.order < 0.3 && traits.monthly_left > 50_000)),
            (SignalKind::AnswerAllAtOnce, likely(traits.bulk > 0.7)),
            (SignalKind::AnswerDigital, likely(traits.digital > 0.8)),
            (SignalKind::AnswerTalk, likely(traits.ask > 0.5 && traits.digital < 0.5)),
            (SignalKind::AnswerSoon, likely(traits.ask > 0.5 && traits.monthly_left < 20_000)),
            (SignalKind::AnswerLost, likely(traits.creditors > 2 && traits.order < 0.3)),
            (SignalKind::AnswerLetter, likely(traits.digital < 0.2)),
            (SignalKind::StatementDownloaded, traits.detail * 0.15),
            (SignalKind::HelpViewed, 0.03),
        ];
        for (kind, share) in table {
            if self.asides.random_bool(share.clamp(0.0, 1.0)) {
                signals.push(Signal::now(kind, at));
            }
        }
        let first = self.overdue().first().map(|&place| self.claims[place].balance.total().0);
        if let Some(cents) = first.filter(|_| self.asides.random_bool(0.04)) {
            let end =
                if self.asides.random_bool(0.5) { SignalKind::PaymentCancelled } else { SignalKind::PaymentExpired };
            signals.extend([SignalKind::PaymentStarted, end].map(|kind| Signal::now(kind, at).cents(cents)));
        }
    }
}
