//! By which channel and at which hour someone is best written to: what they did themselves, drawn towards what the
//! whole portfolio does as long as little is known of them.

use crate::kinds::Channel;
use crate::people::signal::{Signal, SignalKind};
use crate::people::treatment::Treatment;
use serde::{Deserialize, Serialize};

/// How many messages, or acts, the portfolio's habit is worth beside one's own.
const PRIOR: f64 = 8.0;
/// Hours at which anyone may be written to; the guard may allow fewer.
const HOURS: std::ops::Range<usize> = 8..20;

/// Counts of messages and acts: of one debtor, or summed over a portfolio.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Habits {
    sent: [f64; 7],
    acted: [f64; 7],
    hours: [f64; 24],
}

impl Habits {
    /// Counts `known`. `hour_of` tells the hour of the day where the debtor lives, 0 to 23.
    pub fn of<'a>(known: impl IntoIterator<Item = &'a Signal>, hour_of: impl Fn(jiff::Timestamp) -> usize) -> Self {
        let mut habits = Self::default();
        for signal in known {
            habits.note(signal, &hour_of);
        }
        habits
    }

    /// Counts one more signal; most kinds say nothing of a habit.
    pub fn note(&mut self, signal: &Signal, hour_of: impl Fn(jiff::Timestamp) -> usize) {
        let channel = signal.channel.map(|channel| channel as usize);
        match (signal.kind, channel) {
            (SignalKind::NoticeSent, Some(channel)) => self.sent[channel] += 1.0,
            (SignalKind::NoticeClicked, Some(channel)) => self.acted[channel] += 1.0,
            _ => {}
        }
        let came = matches!(signal.kind, SignalKind::VisitPrompted | SignalKind::VisitUnprompted);
        if came || signal.kind == SignalKind::PaymentStarted {
            self.hours[hour_of(signal.occurred_at).min(23)] += 1.0;
        }
    }

    /// Adds another's.
    pub fn add(&mut self, other: &Self) {
        let pairs = self.sent.iter_mut().zip(other.sent).chain(self.acted.iter_mut().zip(other.acted));
        for (sum, count) in pairs.chain(self.hours.iter_mut().zip(other.hours)) {
            *sum += count;
        }
    }

    /// The channel whose messages are likeliest acted on, with that chance; none when the portfolio has sent none.
    pub fn best_channel(&self, portfolio: &Self) -> Option<(Channel, f64)> {
        self.best_channel_of(portfolio, Channel::ALL)
    }

    /// The same among some channels.
    pub fn best_channel_of(&self, portfolio: &Self, among: &[Channel]) -> Option<(Channel, f64)> {
        let of = |&channel: &Channel| {
            let at = channel as usize;
            let usual = (portfolio.sent[at] > 0.0).then(|| (portfolio.acted[at] / portfolio.sent[at]).min(1.0))?;
            Some((channel, (self.acted[at].min(self.sent[at]) + PRIOR * usual) / (self.sent[at] + PRIOR)))
        };
        among.iter().filter_map(of).reduce(|best, next| if next.1 > best.1 { next } else { best })
    }

    /// The hour, from 8 to 19, at which they are likeliest there; none when the portfolio never was.
    pub fn best_hour(&self, portfolio: &Self) -> Option<usize> {
        let all: f64 = portfolio.hours.iter().sum();
        let weight = |hour: usize| self.hours[hour] + PRIOR * portfolio.hours[hour] / all;
        let best = HOURS.reduce(|best, hour| if weight(hour) > weight(best) { hour } else { best });
        best.filter(|_| all > 0.0)
    }
}

/// `treatment` as it suits somebody with these habits, where it leaves channel and hour to them: of its channels the one
/// they act on most is tried first, and messages go at the hour at which they are likeliest there.
pub fn suited(treatment: &Treatment, own: &Habits, portfolio: &Habits) -> Treatment {
    let mut suited = treatment.clone();
    if !treatment.by_habit {
        return suited;
    }
    if let Some((best, _)) = own.best_channel_of(portfolio, &treatment.channels) {
        suited.channels.retain(|&channel| channel != best);
        suited.channels.insert(0, best);
    }
    if let Some(hour) = own.best_hour(portfolio).and_then(|hour| i8::try_from(hour).ok()) {
        suited.hour = hour;
    }
    suited
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::Timestamp;

    fn at(hour: i64) -> Timestamp {
        Timestamp::from_second(hour * 3_600).unwrap()
    }

    fn hour_of(at: Timestamp) -> usize {
        (at.as_second() / 3_600 % 24) as usize
    }

    fn messages(channel: Channel, sent: usize, acted: usize) -> Vec<Signal> {
        let one = |kind| Signal::now(kind, at(10)).channel(channel);
        let mut all = vec![one(SignalKind::NoticeSent); sent];
        all.extend(vec![one(SignalKind::NoticeClicked); acted]);
        all
    }

    #[test]
    fn the_portfolio_decides_until_one_has_shown_otherwise() {
        let mut log = messages(Channel::Email, 100, 50);
        log.extend(messages(Channel::Sms, 100, 30));
        log.extend(vec![Signal::now(SignalKind::VisitUnprompted, at(19)); 40]);
        log.extend(vec![Signal::now(SignalKind::VisitUnprompted, at(23)); 60]);
        let portfolio = Habits::of(&log, hour_of);
        let nobody = Habits::default();
        assert_eq!(nobody.best_channel(&portfolio), Some((Channel::Email, 0.5)));
        assert_eq!(nobody.best_hour(&portfolio), Some(19), "nobody is written to at night");
        let mut own = messages(Channel::Sms, 8, 8);
        own.extend(vec![Signal::now(SignalKind::VisitPrompted, at(9)); 20]);
        let own = Habits::of(&own, hour_of);
        assert_eq!(own.best_channel(&portfolio), Some((Channel::Sms, (8.0 + 8.0 * 0.3) / 16.0)));
        assert_eq!(own.best_hour(&portfolio), Some(9));
        assert_eq!((nobody.best_channel(&nobody), nobody.best_hour(&nobody)), (None, None));
        let mut both = portfolio.clone();
        both.add(&own);
        assert_ne!(both, portfolio);
    }

    #[test]
    fn a_treatment_gives_way_to_habits_only_where_it_leaves_it_to_them() {
        let plan = crate::people::treatment::Treatments::shipped();
        let mut treatment = plan.of(Some(crate::kinds::Persona::Dennis)).clone();
        treatment.channels = vec![Channel::Sms, Channel::Email];
        let mut signals = messages(Channel::Email, 20, 18);
        signals.extend(messages(Channel::Phone, 20, 20));
        signals.extend((0..20).map(|_| Signal::now(SignalKind::VisitUnprompted, at(19))));
        let own = Habits::of(&signals, hour_of);
        let mut portfolio = Habits::of(&messages(Channel::Sms, 100, 50), hour_of);
        portfolio.add(&own);
        assert_eq!(suited(&treatment, &own, &portfolio), treatment);
        treatment.by_habit = true;
        let found = suited(&treatment, &own, &portfolio);
        assert_eq!((found.channels, found.hour), (vec![Channel::Email, Channel::Sms], 19), "and never by telephone");
        let unknown = suited(&treatment, &Habits::default(), &Habits::default());
        assert_eq!(unknown, treatment, "nothing known changes nothing");
    }
}
