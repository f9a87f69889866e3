//! The guard that no configuration gets round: whether a message may be sent at a moment.
//!
//! Source: Wki and Besluit kwaliteit incassodienstverlening (no approach between 20:00 and 07:00, on Sundays or
//! recognised holidays, by any means), and the house's own ceiling on frequency over all channels.

use super::message::{AnswerKind, ApproachKind, Message, MessageClass};
use crate::ids::ClaimId;
use crate::kinds::Channel;
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// The first hour, local time, in which an approach may go out.
pub const HOUR_MIN: i8 = 7;
/// The hour, local time, from which no approach may go out.
pub const HOUR_END: i8 = 20;
/// However a treatment is set: never more approaches than this within [`CEILING_DAYS`].
pub const CEILING: usize = 2;
/// The days within which [`CEILING`] counts.
pub const CEILING_DAYS: u16 = 7;
/// How long after the debtor's own act a message still answers it.
pub const ANSWER_WITHIN: SignedDuration = SignedDuration::from_hours(24);

/// Where and when: the debtor's time zone, and which days are holidays there.
pub struct Place<'a> {
    /// The time zone.
    pub zone: &'a TimeZone,
    /// Whether a day is a recognised holiday (with the yearly equated days and Good Friday).
    pub is_holiday: &'a dyn Fn(Date) -> bool,
}

/// A claim as outreach sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenClaim {
    /// The claim.
    pub claim_id: ClaimId,
    /// Its due date.
    pub due_on: Date,
    /// What is open, in cents.
    pub open_cents: i64,
    /// Whether a running plan covers it: then the plan's own dates speak, not reminders.
    pub in_plan: bool,
    /// Whether it is disputed, held or withdrawn.
    pub held: bool,
}

/// Why our messages are held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hold {
    /// The claim held; none: the whole file.
    pub claim_id: Option<ClaimId>,
    /// From when.
    pub starts_at: Timestamp,
    /// Until when; none: until someone releases it.
    pub ends_at: Option<Timestamp>,
}

/// Everything about a file that says whether and how we may come to the debtor.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ContactFile {
    /// Claims with something open.
    pub claims: Vec<OpenClaim>,
    /// Holds not released.
    pub holds: Vec<Hold>,
    /// When approaches went out or are queued, over all channels.
    pub approaches_at: Vec<Timestamp>,
    /// When formal letters went out or are queued: they count for how often we come, and make no reminder superfluous.
    pub letters_at: Vec<Timestamp>,
    /// Channels we have an address for and can send by.
    pub reachable: Vec<Channel>,
    /// Channels of which messages came back.
    pub bounced: Vec<Channel>,
    /// Channels the debtor does not want.
    pub opted_out: Vec<Channel>,
    /// The channel the debtor prefers.
    pub preferred: Option<Channel>,
    /// The debtor's payday, day of the month.
    pub payday: Option<u8>,
    /// Whether someone said the debtor has died.
    pub deceased: bool,
    /// Whether the debtor has an administrator or is in debt restructuring.
    pub administered: bool,
    /// Whether the debtor objected to being approached at all.
    pub objected: bool,
}

crate::kinds::vocabulary! {
    /// Why a message is refused.
    Refusal, "refusal" {
        /// The debtor has died, as far as we were told.
        Deceased = "deceased",
        /// An administrator speaks for the debtor.
        Administered = "administered",
        /// The debtor objected.
        Objected = "objected",
        /// The file is held, with no end set.
        Held = "held",
        /// No claim is open that may be spoken of: all are held, disputed or in a plan.
        NothingToTell = "nothing_to_tell",
        /// The channel is unknown, came back, or is not wanted.
        Unreachable = "unreachable",
        /// An answer that comes later than a day after what it answers, or before it.
        NoAnswer = "no_answer",
        /// No allowed moment within reach.
        NoMoment = "no_moment",
    }
}

/// What the guard says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It may go out now.
    Allow,
    /// It may not go out.
    Refuse(Refusal),
    /// It may not go out now; ask again for this later moment.
    MoveTo(Timestamp),
}

/// How often at most, as a treatment wants it; the guard's ceiling holds besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frequency {
    /// At most so many.
    pub at_most: u16,
    /// Within so many days.
    pub per_days: u16,
}

/// Whether `message` may go out by `channel` at `at`.
pub fn guard(
    message: &Message,
    channel: Channel,
    file: &ContactFile,
    frequency: Frequency,
    at: Timestamp,
    place: &Place<'_>,
) -> Verdict {
    if file.deceased && !reaches_who_reports(message, channel) {
        return Verdict::Refuse(Refusal::Deceased);
    }
    match message {
        Message::Answer { acted_at, .. } => {
            let since = at.duration_since(*acted_at);
            let answers = !since.is_negative() && since <= ANSWER_WITHIN;
            if answers { Verdict::Allow } else { Verdict::Refuse(Refusal::NoAnswer) }
        }
        Message::Mandatory { .. } => allowed_time(at, place),
        Message::Approach { kind } => match refusal(*kind, channel, file, at) {
            Some(refusal) => Verdict::Refuse(refusal),
            None => approach_time(file, frequency, at, place),
        },
    }
}

/// Nothing goes to somebody who has died. Whoever reports it may sign in, is answered at an address of their own, and
/// reads the rest in the inbox.
fn reaches_who_reports(message: &Message, channel: Channel) -> bool {
    let answers = matches!(message, Message::Answer { kind: AnswerKind::SignInLink | AnswerKind::CaseAnswered, .. });
    answers || (channel == Channel::Portal && message.class() == MessageClass::Answer)
}

/// The claims that may be spoken of at `at`: open, in no plan, under no hold.
pub fn tellable(file: &ContactFile, at: Timestamp) -> impl Iterator<Item = &OpenClaim> {
    file.claims.iter().filter(move |claim| {
        let held = file.holds.iter().any(|hold| hold.claim_id.as_ref() == Some(&claim.claim_id) && hold.runs(at));
        claim.open_cents > 0 && !claim.in_plan && !claim.held && !held
    })
}

/// The claims of a running plan that may be spoken of at `at`: open, under no hold.
fn tellable_of_plan(file: &ContactFile, at: Timestamp) -> bool {
    file.claims.iter().any(|claim| {
        let held = file.holds.iter().any(|hold| hold.claim_id.as_ref() == Some(&claim.claim_id) && hold.runs(at));
        claim.open_cents > 0 && claim.in_plan && !claim.held && !held
    })
}

impl Hold {
    /// Whether it runs at `at`.
    pub fn runs(&self, at: Timestamp) -> bool {
        self.starts_at <= at && self.ends_at.is_none_or(|ends_at| at < ends_at)
    }
}

impl ContactFile {
    /// Whether `channel` can and may be used.
    pub fn can_use(&self, channel: Channel) -> bool {
        self.reachable.contains(&channel) && !self.bounced.contains(&channel) && !self.opted_out.contains(&channel)
    }
}

fn refusal(kind: ApproachKind, channel: Channel, file: &ContactFile, at: Timestamp) -> Option<Refusal> {
    let tells = match kind {
        ApproachKind::InstalmentComing | ApproachKind::InstalmentMissed => tellable_of_plan(file, at),
        _ => tellable(file, at).next().is_some(),
    };
    let endless = |hold: &&Hold| hold.claim_id.is_none() && hold.runs(at) && hold.ends_at.is_none();
    let checks = [
        (file.deceased, Refusal::Deceased),
        (file.administered, Refusal::Administered),
        (file.objected, Refusal::Objected),
        (file.holds.iter().any(|hold| endless(&hold)), Refusal::Held),
        (!file.can_use(channel), Refusal::Unreachable),
        (!tells, Refusal::NothingToTell),
    ];
    checks.into_iter().find(|(holds, _)| *holds).map(|(_, refusal)| refusal)
}

fn approach_time(file: &ContactFile, frequency: Frequency, at: Timestamp, place: &Place<'_>) -> Verdict {
    let paused_until =
        file.holds.iter().filter(|hold| hold.claim_id.is_none() && hold.runs(at)).filter_map(|hold| hold.ends_at).max();
    if let Some(until) = paused_until {
        return Verdict::MoveTo(until);
    }
    let wanted = room_from(file, usize::from(frequency.at_most), frequency.per_days, at);
    let ceiling = room_from(file, CEILING, CEILING_DAYS, at);
    match wanted.max(ceiling) {
        Some(later) => Verdict::MoveTo(later),
        None => allowed_time(at, place),
    }
}

/// The moment from which one more approach fits under `at_most` within `per_days`; none: it fits at `at`. Approaches
/// already set for later count as well, so that none is squeezed in before them.
fn room_from(file: &ContactFile, at_most: usize, per_days: u16, at: Timestamp) -> Option<Timestamp> {
    let window = SignedDuration::from_hours(24 * i64::from(per_days));
    let near = |other: &&Timestamp| at.duration_since(**other).abs() < window;
    let mut counted: Vec<Timestamp> = file.approaches_at.iter().chain(&file.letters_at).filter(near).copied().collect();
    if counted.len() < at_most {
        return None;
    }
    counted.sort();
    // Room is there once only at_most - 1 of them are left within the window.
    let leaving = counted[counted.len() - at_most.max(1)];
    Some(leaving.checked_add(window).unwrap_or(Timestamp::MAX))
}

/// Allows `at`, or gives the next moment within the permitted hours and days.
fn allowed_time(at: Timestamp, place: &Place<'_>) -> Verdict {
    let local = at.to_zoned(place.zone.clone());
    let day = local.date();
    if is_day(day, place) && (HOUR_MIN..HOUR_END).contains(&local.hour()) {
        return Verdict::Allow;
    }
    let mut candidate = if local.hour() < HOUR_MIN { Some(day) } else { day.tomorrow().ok() };
    // A year without one allowed day is a wrong holiday table.
    for _ in 0..366 {
        let Some(day) = candidate else { break };
        if is_day(day, place) {
            let opening = day.at(HOUR_MIN, 0, 0, 0).to_zoned(place.zone.clone());
            return opening.map_or(Verdict::Refuse(Refusal::NoMoment), |zoned| Verdict::MoveTo(zoned.timestamp()));
        }
        candidate = day.tomorrow().ok();
    }
    Verdict::Refuse(Refusal::NoMoment)
}

/// Whether approaches may go out on `day` at all.
fn is_day(day: Date, place: &Place<'_>) -> bool {
    day.weekday() != Weekday::Sunday && !(place.is_holiday)(day)
}
