//! The chats of simulated lives: what somebody wrote when a signal says that they wrote, and what an agent of the
//! simulation answered. The six known people wrote nothing: whoever opens the demo writes for them.

use super::people::{CREDITORS, KNOWN};
use super::talk_words::Topic;
use super::world::{Moment, SimClaim, World};
use crate::clock::local;
use effen::cases::CaseKind;
use effen::chat::hours::{Hours, Standing};
use effen::dates::long;
use effen::kinds::{Lang, PartyKind};
use effen::money::Cents;
use effen::people::signal::SignalKind;
use jiff::{SignedDuration, Timestamp};
use rand::{Rng as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

/// Who came so recently may still wait, or be talked with.
const OPEN_HOURS: i64 = 20;
/// Of those who may say how it was, so many do.
const RATES: f64 = 0.45;
/// An answer within this time pleases.
const SOON: SignedDuration = SignedDuration::from_mins(10);

/// One time that somebody came.
#[derive(Debug, Clone)]
pub(super) struct SimChat {
    /// When they wrote.
    pub at: Timestamp,
    /// What they came for.
    pub topic: Topic,
    /// Which claim it is about.
    pub claim: String,
    /// Their message.
    pub question: String,
    /// The answer, once given: when, and the text.
    pub answer: Option<(Timestamp, String)>,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
    /// What they thought of it, from 1 to 5.
    pub rating: Option<i64>,
}

/// Whether somebody's chats may still be open at the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LastChats {
    /// Who came last may wait, or be talked with.
    MayBeOpen,
    /// All is answered and closed.
    Closed,
}

/// Everything that somebody wrote until now, in order.
pub(super) fn chats(world: &World, now: Timestamp, last_chats: LastChats) -> Vec<SimChat> {
    if world.number < KNOWN.len() {
        return Vec::new();
    }
    // Random numbers of the chats alone: they change nothing in what is paid.
    let mut rng = ChaCha8Rng::seed_from_u64(world.number as u64);
    rng.set_stream(1);
    let wrote = |moment: &&Moment| {
        moment.at <= now && moment.signals.iter().any(|signal| signal.kind == SignalKind::ChatMessage)
    };
    let mut chats: Vec<SimChat> = Vec::new();
    for moment in world.moments.iter().filter(wrote) {
        if let Some(previous) = chats.last_mut() {
            // Whoever comes again was helped before.
            let last = previous.answer.as_ref().map_or(previous.at, |(at, _)| *at);
            if last >= moment.at || previous.closed_at.is_none_or(|at| at >= moment.at) {
                let between = (moment.at.as_millisecond() - previous.at.as_millisecond()) / 3;
                let answered = previous.at + SignedDuration::from_millis(between);
                previous.answer = previous.answer.take().map(|(_, text)| (answered, text));
                previous.closed_at = Some(answered + SignedDuration::from_millis(between));
            }
        }
        chats.extend(chat(world, moment, now, last_chats, &mut rng));
    }
    chats
}

fn chat(
    world: &World,
    moment: &Moment,
    now: Timestamp,
    last_chats: LastChats,
    rng: &mut ChaCha8Rng,
) -> Option<SimChat> {
    let (at, lang) = (moment.at, world.person.language);
    let (topic, claim) = about(world, moment, rng)?;
    let fill = |text: &str| {
        text.replace("{greeting}", &greeting(world))
            .replace("{number}", &claim.number)
            .replace("{creditor}", CREDITORS[claim.creditor].name)
            .replace("{amount}", &Cents(claim.cents).format(lang))
            .replace("{issued}", &long(claim.issued_on, lang))
    };
    let [question, answer] = topic.words(lang).map(fill);
    let answered = answered_at(at, rng);
    let closed = answered + SignedDuration::from_secs(rng.random_range(200..2_400));
    let (lot, rates) = (rng.random_range(0..3), rng.random_bool(RATES));
    let rating = rating(answered.duration_since(at), rng);
    let recent = now.duration_since(at) < SignedDuration::from_hours(OPEN_HOURS);
    let (open, waits) = (last_chats == LastChats::MayBeOpen && recent, lot < 2);
    let answer =
        (!(open && waits) && (answered <= now || last_chats == LastChats::Closed)).then(|| (answered.min(now), answer));
    let done = answer.is_some() && !open;
    Some(SimChat {
        at,
        topic,
        claim: claim.id.0.clone(),
        question,
        closed_at: done.then(|| closed.min(now)),
        rating: (done && rates).then_some(rating),
        answer,
    })
}

/// What they came for, from what else they did that day.
fn about<'w>(world: &'w World, moment: &Moment, rng: &mut ChaCha8Rng) -> Option<(Topic, &'w SimClaim)> {
    let day = local(moment.at).date();
    let later = |at: Timestamp| at >= moment.at && local(at).date() == day;
    let any: bool = rng.random_bool(0.5);
    let known = world.claims.iter().filter(|claim| claim.issued_on <= day && !claim.untouched);
    let latest = known.max_by_key(|claim| (claim.due_on < day, claim.due_on))?;
    let disputed = world.cases.iter().find(|case| case.at == moment.at && case.kind == CaseKind::Dispute);
    let named = |id: &Option<effen::ids::ClaimId>| world.claims.iter().find(|claim| Some(&claim.id) == id.as_ref());
    if let Some(claim) = disputed.and_then(|case| named(&case.claim)) {
        return Some((Topic::Dispute, claim));
    }
    let saw_costs = moment.signals.iter().any(|signal| signal.kind == SignalKind::CostExplanationViewed);
    let topic = match () {
        () if world.plans.iter().any(|plan| later(plan.at)) => Topic::Parts,
        () if world.promises.iter().any(|promise| later(promise.at)) => Topic::Later,
        () if any && world.payments.iter().any(|payment| later(payment.at)) => Topic::Paid,
        () if saw_costs => Topic::Costs,
        () => Topic::Unknown,
    };
    Some((topic, latest))
}

fn greeting(world: &World) -> String {
    let first = world.person.name.split(' ').next().filter(|_| world.person.kind == PartyKind::Person);
    let hello = match world.person.language {
        Lang::Nl => "Dag",
        Lang::En => "Hello",
        Lang::Fr => "Bonjour",
    };
    first.map_or(format!("{hello},"), |first| format!("{hello} {first},"))
}

/// Within minutes while the agency is open, else soon after it opens.
fn answered_at(at: Timestamp, rng: &mut ChaCha8Rng) -> Timestamp {
    // Most answers come fast, some do not.
    let share: f64 = rng.random_range(0.0..1.0);
    let wait = SignedDuration::from_secs(45 + (share * share * 1_500.0) as i64);
    match Hours::default().standing(&local(at)) {
        Standing::Open { .. } => at + wait,
        Standing::Closed { opens } => opens.map_or(at, |opens| opens.timestamp()) + wait,
    }
}

/// Fast answers please more.
fn rating(waited: SignedDuration, rng: &mut ChaCha8Rng) -> i64 {
    let choices = if waited <= SOON { [5, 5, 5, 4, 3] } else { [5, 4, 4, 3, 2] };
    choices[rng.random_range(0..choices.len())]
}
