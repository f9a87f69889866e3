//! Whom to come to today: goes through all files page by page, asks the core, and queues what falls on today. However
//! often it runs, in however many processes at once, a debtor is told of a step once: the decision is made again under
//! the debtor's lock when anything changed since the page was read, and the message's key is unique.

use super::render::{Content, Rendered, render};
use super::treatments::{Candidate, InUse, draw};
use super::{Agency, Where, reachable};
use crate::app::App;
use crate::clock::local;
use crate::db::notice::{self, NewNotice};
use crate::db::outreach::{self, ClaimLine, File};
use crate::db::signal;
use crate::db::signal_log::list_habits_between;
use crate::error::{Error, Result};
use crate::learn::learned;
use crate::new_id::uuid;
use crate::phone::mobile;
use effen::dates::add_days;
use effen::ids::{DebtorId, NoticeId};
use effen::kinds::Channel;
use effen::people::learn::habits::{Habits, suited};
use effen::people::message::{ApproachKind, MessageClass};
use effen::people::outreach::{Contact, NextContact, next_contact};
use effen::people::treatment::Treatment;
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::{BTreeMap, HashMap};

/// Files read at once.
const PAGE: i64 = 500;

/// What a run did, or would do.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Summary {
    /// Debtors looked at.
    pub debtors: u64,
    /// Of these, scored for the first time.
    pub segmented: u64,
    /// Messages queued (in a dry run: that would be).
    pub queued: u64,
    /// Debtors to whom a message goes on a later day.
    pub later: u64,
    /// Debtors whose message another process queued in the meantime.
    pub already: u64,
    /// Debtors to whom none goes, by why.
    pub none: BTreeMap<&'static str, u64>,
    /// Messages queued, by kind.
    pub kinds: BTreeMap<&'static str, u64>,
    /// Messages queued, by channel.
    pub channels: BTreeMap<&'static str, u64>,
}

/// Goes through all files. `dry_run` writes nothing. `progress` is called after every page.
///
/// # Errors
/// [`Error::Refused`] when a setting is missing that the law wants on every message (not in a demonstration).
pub async fn run(app: &App, dry_run: bool, mut progress: impl FnMut(&Summary)) -> Result<Summary> {
    let agency = Agency::of(app);
    if let Some(key) = agency.missing().filter(|_| !app.demo) {
        return Err(Error::Refused(format!("{key} is not set: every message must carry it")));
    }
    let mut summary = Summary::default();
    let mut after = String::new();
    loop {
        let files = outreach::list_after(&app.db, &after, PAGE, app.now()).await?;
        let Some(last) = files.last() else { break };
        after.clone_from(&last.debtor.0);
        // A change in the editor acts from the next page on.
        let treatments = app.treatments.in_use(&app.db, app.today()).await?;
        let habits = habits(app, &treatments, &files).await?;
        let house = House { app, agency: &agency, treatments: &treatments, habits: &habits };
        for file in files {
            one(house, file, dry_run, &mut summary).await?;
        }
        progress(&summary);
    }
    Ok(summary)
}

/// What follows for one file.
enum Step {
    Queue(Box<Contact>),
    Later,
    None(&'static str),
}

/// What a run decides with.
#[derive(Clone, Copy)]
struct House<'a> {
    app: &'a App,
    agency: &'a Agency,
    treatments: &'a InUse,
    habits: &'a KnownHabits,
}

impl House<'_> {
    /// How somebody is treated, as it suits them where the treatment leaves that open.
    fn treatment(&self, file: &File) -> Treatment {
        self.habits.suited(&self.treatments.of(file.kind, file.persona, file.drawn.as_ref()), file)
    }
}

/// What is known of habits for a page of files; empty where no treatment asks.
#[derive(Default)]
struct KnownHabits {
    portfolio: Option<Habits>,
    own: HashMap<String, Habits>,
}

impl KnownHabits {
    /// Who chose the neutral view, or is not known yet, is written to as the treatment says.
    fn suited(&self, treatment: &Treatment, file: &File) -> Treatment {
        let Some(portfolio) = self.portfolio.as_ref().filter(|_| file.persona.is_some()) else {
            return treatment.clone();
        };
        let own = self.own.get(file.debtor.as_str()).cloned().unwrap_or_default();
        suited(treatment, &own, portfolio).fitting(file.kind)
    }
}

async fn habits(app: &App, treatments: &InUse, files: &[File]) -> Result<KnownHabits> {
    let (Some(first), Some(last)) = (files.first(), files.last()) else { return Ok(KnownHabits::default()) };
    if !treatments.any_by_habit() {
        return Ok(KnownHabits::default());
    }
    let portfolio = learned::find_habits(&app.db).await?;
    let own = list_habits_between(&app.db, first.debtor.as_str(), last.debtor.as_str()).await?;
    Ok(KnownHabits { portfolio, own })
}

async fn one(house: House<'_>, mut file: File, dry_run: bool, summary: &mut Summary) -> Result<()> {
    let app = house.app;
    summary.debtors += 1;
    if !file.segmented {
        summary.segmented += 1;
        file = segmented(app, file, dry_run).await?;
    }
    if file.drawn.is_none() {
        file = drawn(house, file, dry_run).await?;
    }
    let now = app.now();
    let contact = match decide(house, &mut file, now) {
        Step::Queue(contact) => contact,
        Step::Later => {
            summary.later += 1;
            return Ok(());
        }
        Step::None(why) => {
            *summary.none.entry(why).or_default() += 1;
            return Ok(());
        }
    };
    let told = if dry_run { Some(*contact) } else { queue(house, file, *contact).await? };
    match told {
        Some(contact) => {
            summary.queued += 1;
            *summary.kinds.entry(contact.kind.as_str()).or_default() += 1;
            *summary.channels.entry(contact.channel.as_str()).or_default() += 1;
        }
        None => summary.already += 1,
    }
    Ok(())
}

/// Nobody is written to before the segmentation has looked at what is known of them.
async fn segmented(app: &App, mut file: File, dry_run: bool) -> Result<File> {
    if dry_run {
        file.persona = signal::assess_now(&app.db, &file.debtor, app.now()).await?.decision.persona;
        return Ok(file);
    }
    let mut tx = app.db.begin_debtor(&file.debtor, app.now()).await?;
    signal::rebuild(&mut tx).await?;
    let file = outreach::find(&mut tx.tx, &file.debtor, app.now()).await?;
    tx.commit().await?;
    Ok(file)
}

/// Nobody is written to before the lot was drawn where an experiment is about them.
async fn drawn(house: House<'_>, mut file: File, dry_run: bool) -> Result<File> {
    let open = file.lines.iter().map(|line| (line.creditor_id.as_str(), line.open.cents, line.due_on)).collect();
    let candidate = Candidate { debtor: &file.debtor, persona: file.persona, open };
    if dry_run {
        file.drawn = house.treatments.draw(&candidate).map(|(drawn, _)| drawn);
        return Ok(file);
    }
    if draw(house.app, house.treatments, &candidate).await?.is_none() {
        return Ok(file);
    }
    // The file has a new version.
    let mut conn = house.app.db.read().acquire().await?;
    outreach::find(&mut conn, &file.debtor, house.app.now()).await
}

fn decide(house: House<'_>, file: &mut File, now: Timestamp) -> Step {
    file.contact.reachable = reachable(house.app, file);
    let treatment = house.treatment(file);
    match Where::of(file.country).with(|place| next_contact(&file.contact, &treatment, now, place)) {
        NextContact::At(contact) if local(contact.at).date() == local(now).date() => Step::Queue(Box::new(contact)),
        NextContact::At(_) => Step::Later,
        NextContact::None(refusal) => Step::None(refusal.as_str()),
    }
}

/// The next time we come to a debtor as their file stands, and the treatment it follows from.
///
/// # Errors
/// When there is no such debtor, or the database does not answer.
pub async fn foresee(app: &App, debtor: &DebtorId) -> Result<(NextContact, Treatment)> {
    let treatments = app.treatments.in_use(&app.db, app.today()).await?;
    let now = app.now();
    let mut file = outreach::find_now(&app.db, debtor, now).await?;
    file.contact.reachable = reachable(app, &file);
    let treatment = treatments.of(file.kind, file.persona, file.drawn.as_ref());
    let habits = habits(app, &treatments, std::slice::from_ref(&file)).await?;
    let treatment = habits.suited(&treatment, &file);
    let next = Where::of(file.country).with(|place| next_contact(&file.contact, &treatment, now, place));
    Ok((next, treatment))
}

/// Queues one message. `None`: it was queued by another, or there is no reason any more.
async fn queue(house: House<'_>, mut file: File, mut contact: Contact) -> Result<Option<Contact>> {
    let app = house.app;
    let now = app.now();
    let mut tx = app.db.begin_debtor(&file.debtor, now).await?;
    if tx.version != file.version + 1 {
        // Something about this debtor changed since the page was read: decide again, on what holds under the lock.
        file = outreach::find(&mut tx.tx, &file.debtor, now).await?;
        match decide(house, &mut file, now) {
            Step::Queue(again) => contact = *again,
            _ => return Ok(None),
        }
    }
    notice::update_calls_passed(&mut tx).await?;
    let new = message(house, &file, &contact);
    if !notice::create(&mut tx, &new).await? {
        return Ok(None);
    }
    tx.commit().await?;
    Ok(Some(contact))
}

/// The message for a contact, in words.
fn message(house: House<'_>, file: &File, contact: &Contact) -> NewNotice {
    let treatment = house.treatment(file);
    let on = local(contact.at).date();
    let lines: Vec<ClaimLine> =
        contact.claims.iter().filter_map(|id| file.lines.iter().find(|line| line.claim_id == *id).cloned()).collect();
    let next_on = next_on(file, &treatment, contact);
    let content = Content {
        agency: house.agency,
        lang: file.language,
        tone: treatment.tone,
        help: &treatment.help,
        kind: contact.kind,
        on,
        name: &file.name,
        reference: &file.reference,
        lines: &lines,
        pay_by: pay_by(&treatment, contact.kind, on).filter(|by| next_on.is_none_or(|next_on| next_on >= *by)),
        next_on,
    };
    let Rendered { subject, text, html, template } = render(&content, contact.channel);
    NewNotice {
        id: NoticeId(uuid()),
        claim_id: contact.claims.first().cloned(),
        class: MessageClass::Approach,
        kind: contact.kind.as_str(),
        channel: contact.channel,
        language: file.language,
        tone: treatment.tone.as_str(),
        recipient: recipient(file, contact.channel).unwrap_or_default(),
        subject,
        text,
        html,
        template,
        unique_key: contact.unique_key(),
        not_before: contact.at.as_millisecond(),
    }
}

/// The day we would come again if nothing changed: what the message promises, the core itself says.
fn next_on(file: &File, treatment: &Treatment, contact: &Contact) -> Option<Date> {
    let mut after = file.contact.clone();
    after.approaches_at.push(contact.at);
    match Where::of(file.country).with(|place| next_contact(&after, treatment, contact.at, place)) {
        NextContact::At(next) => Some(local(next.at).date()),
        NextContact::None(_) => None,
    }
}

fn pay_by(treatment: &Treatment, kind: ApproachKind, on: Date) -> Option<Date> {
    matches!(kind, ApproachKind::ReminderAfter | ApproachKind::DueToday)
        .then(|| add_days(on, i64::from(treatment.pay_days)))
}

/// The address or number of a channel; '' where it needs none.
pub(super) fn recipient(file: &File, channel: Channel) -> Option<String> {
    match channel {
        Channel::Email => Some(file.email.clone()).filter(|email| !email.is_empty()),
        Channel::Sms | Channel::Whatsapp => mobile(&file.phone, file.country),
        Channel::Phone => Some(file.phone.clone()).filter(|phone| !phone.is_empty()),
        Channel::Letter | Channel::Portal => Some(String::new()),
        Channel::Push => None,
    }
}
