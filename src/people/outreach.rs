//! When we next come to a debtor, about what and by which channel: pure, from the file, the treatment and the time.
//!
//! Every moment this gives has passed the guard; the one who sends asks the guard again at the moment of sending.

use super::guard::{ContactFile, Frequency, OpenClaim, Place, Refusal, Verdict, guard, tellable};
use super::message::{ApproachKind, Message};
use super::treatment::Treatment;
use crate::dates::add_days;
use crate::ids::ClaimId;
use crate::kinds::Channel;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How often a moment may be moved before we give up: each move is for a rule of its own, a few suffice.
const MOVES_MAX: usize = 64;

/// The next time we come to a debtor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// When; at or after `now`.
    pub at: Timestamp,
    /// What about, as it will be on that day.
    pub kind: ApproachKind,
    /// By which channel.
    pub channel: Channel,
    /// The claims to speak of, the earliest due first; the first is the one the link lands on.
    pub claims: Vec<ClaimId>,
    /// The treatment's day that led here; with the first claim it makes the message's unique key.
    pub step_on: Date,
}

impl Contact {
    /// A key that is the same however often the job runs: nothing is sent twice for one step.
    pub fn unique_key(&self) -> String {
        let first = self.claims.first().map_or("", ClaimId::as_str);
        format!("approach:{}:{first}:{}", self.kind, self.step_on)
    }
}

/// What follows for a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NextContact {
    /// We come then.
    At(Contact),
    /// We do not come, and why.
    None(Refusal),
}

/// A step of the treatment for one claim.
struct Step<'a> {
    claim: &'a OpenClaim,
    on: Date,
    is_check_in: bool,
}

/// The next time we come to a debtor, from `now` on.
///
/// Each claim has steps: the treatment's days counted from its anchor. A step is done when an approach went out on or
/// after its day, because every message tells of all claims that had to be told of; of several steps that were
/// missed only the latest is made up for. After the last step there are check-ins, if the treatment has them.
pub fn next_contact(file: &ContactFile, treatment: &Treatment, now: Timestamp, place: &Place<'_>) -> NextContact {
    let Some(channel) = channel_for(file, treatment) else {
        return NextContact::None(Refusal::Unreachable);
    };
    let today = now.to_zoned(place.zone.clone()).date();
    let last_on = file.approaches_at.iter().max().map(|at| at.to_zoned(place.zone.clone()).date());
    let mut steps: Vec<Step<'_>> =
        tellable(file, now).filter_map(|claim| next_step(claim, file, treatment, today, last_on)).collect();
    steps.sort_by(|a, b| (a.on, a.claim.due_on, &a.claim.claim_id).cmp(&(b.on, b.claim.due_on, &b.claim.claim_id)));
    let Some(first) = steps.first() else {
        return NextContact::None(Refusal::NothingToTell);
    };
    let at = match moment(file, treatment, channel, first.on, now, place) {
        Ok(at) => at,
        Err(refusal) => return NextContact::None(refusal),
    };
    let sent_on = at.to_zoned(place.zone.clone()).date();
    // A hold may begin before the moment comes.
    let still_told = |step: &&Step<'_>| tellable(file, at).any(|claim| claim.claim_id == step.claim.claim_id);
    let mut due_by_then: Vec<&Step<'_>> = steps.iter().filter(|step| step.on <= sent_on).filter(still_told).collect();
    if due_by_then.is_empty() {
        return NextContact::None(Refusal::NothingToTell);
    }
    due_by_then.sort_by_key(|step| (step.claim.due_on, &step.claim.claim_id));
    let claims = due_by_then.iter().map(|step| step.claim.claim_id.clone()).collect();
    let earliest = due_by_then.first().map_or(first.claim.due_on, |step| step.claim.due_on);
    let only_check_ins = due_by_then.iter().all(|step| step.is_check_in);
    let kind = if only_check_ins { ApproachKind::CheckIn } else { kind_on(earliest, sent_on) };
    NextContact::At(Contact { at, kind, channel, claims, step_on: first.on })
}

/// The channel by which we come: the debtor's own wish first, then the treatment's order.
pub fn channel_for(file: &ContactFile, treatment: &Treatment) -> Option<Channel> {
    // Nobody is telephoned by a machine: by telephone means a task for an agent.
    file.preferred.iter().chain(&treatment.channels).copied().find(|&channel| file.can_use(channel))
}

/// What a reminder is on `day` for a claim due on `due_on`.
fn kind_on(due_on: Date, day: Date) -> ApproachKind {
    match due_on.cmp(&day) {
        std::cmp::Ordering::Greater => ApproachKind::ReminderBefore,
        std::cmp::Ordering::Equal => ApproachKind::DueToday,
        std::cmp::Ordering::Less => ApproachKind::ReminderAfter,
    }
}

fn next_step<'a>(
    claim: &'a OpenClaim,
    file: &ContactFile,
    treatment: &Treatment,
    today: Date,
    last_on: Option<Date>,
) -> Option<Step<'a>> {
    let anchor = treatment.anchor_on(claim.due_on, file.payday);
    let done = |on: Date| last_on.is_some_and(|last_on| last_on >= on);
    let days: Vec<Date> = treatment.days.iter().map(|&day| add_days(anchor, i64::from(day))).collect();
    let missed = days.iter().copied().filter(|&on| on <= today).max().filter(|&on| !done(on));
    let coming = || days.iter().copied().find(|&on| on > today && !done(on));
    if let Some(on) = missed.or_else(coming) {
        return Some(Step { claim, on, is_check_in: false });
    }
    let last_on = last_on.filter(|_| treatment.repeat_days > 0)?;
    Some(Step { claim, on: add_days(last_on, i64::from(treatment.repeat_days)), is_check_in: true })
}

/// The first moment for a step on `on`: at the treatment's hour, on one of its weekdays, moved on until the guard
/// has nothing against it.
fn moment(
    file: &ContactFile,
    treatment: &Treatment,
    channel: Channel,
    on: Date,
    now: Timestamp,
    place: &Place<'_>,
) -> Result<Timestamp, Refusal> {
    let frequency = Frequency { at_most: treatment.at_most, per_days: treatment.per_days };
    let message = Message::Approach { kind: ApproachKind::ReminderAfter };
    let mut at = preferred(treatment, on, now, place)?;
    for _ in 0..MOVES_MAX {
        match guard(&message, channel, file, frequency, at, place) {
            Verdict::Allow => return Ok(at),
            Verdict::Refuse(refusal) => return Err(refusal),
            Verdict::MoveTo(later) => {
                let day = later.to_zoned(place.zone.clone()).date();
                at = preferred(treatment, day, later, place)?;
            }
        }
    }
    Err(Refusal::NoMoment)
}

/// The first moment from `not_before` on, on `day` or later, at the treatment's hour and on one of its weekdays. Who
/// is past the hour on such a day sends at once: the guard says whether it is too late.
fn preferred(treatment: &Treatment, day: Date, not_before: Timestamp, place: &Place<'_>) -> Result<Timestamp, Refusal> {
    let earliest_day = day.max(not_before.to_zoned(place.zone.clone()).date());
    let mut candidate = earliest_day;
    for _ in 0..8 {
        if treatment.weekdays.contains(&candidate.weekday().to_monday_one_offset()) {
            let zoned = candidate.at(treatment.hour, 0, 0, 0).to_zoned(place.zone.clone());
            return Ok(zoned.map_err(|_| Refusal::NoMoment)?.timestamp().max(not_before));
        }
        candidate = candidate.tomorrow().map_err(|_| Refusal::NoMoment)?;
    }
    Err(Refusal::NoMoment)
}
