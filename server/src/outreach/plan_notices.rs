//! What a debtor is told of a plan: that two instalments were missed and how to repair it, before anything is decided;
//! that an agent stopped it or lets it go on; that an instalment will be collected, or was not; that it was changed, or
//! goes on because a payment went back; and that an instalment is coming. All but the answer to the debtor's own change go
//! out at the hours the law allows, and a coming instalment is an approach: the guard decides.

use super::answers::compose;
use super::plan::recipient;
use super::words::{answer, plan_words, put};
use super::{Where, reachable};
use crate::app::App;
use crate::clock::local;
use crate::db::answer::{self as table, Changed, Recipient};
use crate::db::collection::{CollectionRow, notice_key};
use crate::db::mandate::MandateRow;
use crate::db::notice::{self, NewNotice};
use crate::db::{DebtorTx, instalment, outreach, payment};
use crate::error::Result;
use crate::new_id::uuid;
use crate::outreach::treatments::InUse;
use effen::dates::{add_days, long_near};
use effen::ids::{DebtorId, NoticeId, PlanId};
use effen::kinds::Channel;
use effen::money::Cents;
use effen::people::guard::{Frequency, Verdict, guard};
use effen::people::message::{AnswerKind, ApproachKind, MandatoryKind, Message, MessageClass};
use effen::plan::change::PlanChange;
use effen::plan::{InstalmentStatus, PlanStatus, Progress, progress};
use jiff::civil::Date;

/// Messages written in one round.
const ROUND_MAX: i64 = 200;
/// A coming instalment is told so many days before it at most, and at least: later it would not help.
const COMING_DAYS_MAX: i64 = 3;
const COMING_DAYS_MIN: i64 = 2;
/// How long the message about a coming instalment stays true, in milliseconds: the fewest days before its day.
pub const COMING_LIFE_MS: i64 = COMING_DAYS_MIN * 86_400_000;

/// Two instalments in a row were missed, and the plan waits for an agent. Once for each `review`.
pub async fn missed(app: &App, tx: &mut DebtorTx, review: &str, standing: &Progress) -> Result<()> {
    let Some(to) = table::find_recipient(&mut tx.tx, &tx.debtor.clone()).await? else { return Ok(()) };
    let t = answer(to.language);
    let amount = standing.missed.format(to.language);
    let ways = t.missed_ways.into_iter().map(str::to_owned);
    let text = compose(app, &to, put(t.missed, &[("amount", &amount)]), ways, t.missed_next, "/plan");
    let subject = t.missed_subject.to_owned();
    queue(tx, to, Told::Mandatory(MandatoryKind::PlanMissed), subject, text, format!("plan_missed:{review}")).await?;
    Ok(())
}

/// An agent stopped a plan of which `open` is still to be paid.
pub async fn stopped(app: &App, tx: &mut DebtorTx, plan: &PlanId, open: Cents) -> Result<()> {
    let Some(to) = table::find_recipient(&mut tx.tx, &tx.debtor.clone()).await? else { return Ok(()) };
    let t = answer(to.language);
    let amount = open.format(to.language);
    let ways = t.stopped_ways.into_iter().map(str::to_owned);
    let text = compose(app, &to, put(t.stopped, &[("amount", &amount)]), ways, t.stopped_next, "/plan");
    let subject = t.stopped_subject.to_owned();
    queue(tx, to, Told::Mandatory(MandatoryKind::PlanStopped), subject, text, format!("plan_stopped:{plan}")).await?;
    Ok(())
}

/// An instalment will be collected: how much, when, from which account and under which mandate (EPC016-06, 4.3.3).
pub async fn debit_announced(app: &App, tx: &mut DebtorTx, mandate: &MandateRow, one: &CollectionRow) -> Result<()> {
    let Some(to) = table::find_recipient(&mut tx.tx, &tx.debtor.clone()).await? else { return Ok(()) };
    let t = answer(to.language);
    let (amount, day) = (one.amount.format(to.language), long_near(one.collect_on, app.today(), to.language));
    let creditor = app.pay.creditor_id.as_deref().unwrap_or_default();
    let values = [
        ("amount", amount.as_str()),
        ("day", &day),
        ("account", &mandate.iban.masked()),
        ("mandate", &mandate.reference),
        ("creditor", creditor),
    ];
    let ways = t.debit_ways.into_iter().map(|way| put(way, &values));
    let text = compose(app, &to, put(t.debit, &values), ways, t.debit_next, "/plan/debit");
    let subject = put(t.debit_subject, &values);
    queue(tx, to, Told::Mandatory(MandatoryKind::DebitAnnounced), subject, text, notice_key(&one.id)).await?;
    Ok(())
}

/// A collection did not come in: what that means, and how to repair it.
pub async fn debit_failed(app: &App, tx: &mut DebtorTx, one: &CollectionRow) -> Result<()> {
    let Some(to) = table::find_recipient(&mut tx.tx, &tx.debtor.clone()).await? else { return Ok(()) };
    let t = answer(to.language);
    let (amount, day) = (one.amount.format(to.language), long_near(one.collect_on, app.today(), to.language));
    let values = [("amount", amount.as_str()), ("day", &day)];
    let ways = t.debit_failed_ways.into_iter().map(str::to_owned);
    let text = compose(app, &to, put(t.debit_failed, &values), ways, t.missed_next, "/plan");
    let subject = put(t.debit_failed_subject, &values);
    queue(tx, to, Told::Mandatory(MandatoryKind::DebitFailed), subject, text, format!("debit_failed:{}", one.id))
        .await?;
    Ok(())
}

/// Tells of every change of the last hours that was not told yet; gives how many messages were written.
pub async fn tell_changes(app: &App, since_ms: i64) -> Result<u64> {
    let mut queued = 0;
    for changed in table::list_changed(&app.db, since_ms, ROUND_MAX).await? {
        queued += u64::from(tell_change(app, &changed).await?);
    }
    Ok(queued)
}

async fn tell_change(app: &App, changed: &Changed) -> Result<bool> {
    let mut tx = app.db.begin_debtor(&changed.debtor, app.now()).await?;
    let Some(to) = table::find_recipient(&mut tx.tx, &changed.debtor).await? else { return Ok(false) };
    let Some((status, standing)) = find_standing(app, &mut tx, &changed.plan).await? else { return Ok(false) };
    let open: Vec<_> = standing.instalments.iter().filter(|one| one.status != InstalmentStatus::Paid).collect();
    let Some(last) = open.last() else { return Ok(false) };
    let (t, lang) = (plan_words(to.language), to.language);
    let day = |on| long_near(on, app.today(), lang);
    let (left, count, last) = (standing.left.format(lang), open.len().to_string(), day(last.instalment.due_on));
    let values = [("left", left.as_str()), ("count", count.as_str()), ("last", last.as_str())];
    let lines = open.iter().map(|one| {
        let amount = one.open().format(lang);
        put(answer(lang).plan_line, &[("day", &day(one.instalment.due_on)), ("amount", &amount)])
    });
    let ways = t.returned_ways.into_iter().map(str::to_owned);
    let (subject, text, told) = match (changed.change, changed.by_agent) {
        (PlanChange::Reopened | PlanChange::ExtraReturned, _) => {
            let (subject, first, path) = match status {
                PlanStatus::Agreed => (t.returned_subject, t.returned, "/plan"),
                _ => (t.outside_subject, t.outside, "/overview"),
            };
            let text = compose(app, &to, put(first, &values), ways, t.returned_next, path);
            (subject, text, Told::Mandatory(MandatoryKind::PlanReopened))
        }
        (_, by_agent) => {
            let (subject, first, told) = match by_agent {
                true => (t.continued_subject, t.continued, Told::Mandatory(MandatoryKind::PlanContinued)),
                false => (t.changed_subject, t.changed, Told::Answer(AnswerKind::PlanChanged)),
            };
            (subject, compose(app, &to, put(first, &values), lines, answer(lang).plan_next, "/plan"), told)
        }
    };
    let key = format!("plan_changed:{}:{}", changed.plan, changed.version);
    let written = queue(&mut tx, to, told, put(subject, &values), text, key).await?;
    tx.commit().await?;
    Ok(written)
}

/// Writes the messages before instalments that are due in two or three days; gives how many.
pub async fn tell_coming(app: &App) -> Result<u64> {
    let (from, to) = (add_days(app.today(), COMING_DAYS_MIN), add_days(app.today(), COMING_DAYS_MAX));
    let treatments = app.treatments.in_use(&app.db, app.today()).await?;
    let mut queued = 0;
    for (plan, debtor, due_on) in table::list_coming(&app.db, from, to, ROUND_MAX).await? {
        queued += u64::from(tell_one_coming(app, &treatments, &plan, &debtor, due_on).await?);
    }
    Ok(queued)
}

async fn tell_one_coming(
    app: &App,
    treatments: &InUse,
    plan: &PlanId,
    debtor: &DebtorId,
    due_on: Date,
) -> Result<bool> {
    let mut tx = app.db.begin_debtor(debtor, app.now()).await?;
    let Some(to) = table::find_recipient(&mut tx.tx, debtor).await? else { return Ok(false) };
    let Some(standing) = standing(app, &mut tx, plan).await? else { return Ok(false) };
    let coming = standing.instalments.iter().find(|one| one.instalment.due_on == due_on);
    let Some(coming) = coming.filter(|one| one.status != InstalmentStatus::Paid) else { return Ok(false) };
    let mut file = outreach::find(&mut tx.tx, debtor, tx.now).await?;
    file.contact.reachable = reachable(app, &file);
    let kind = ApproachKind::InstalmentComing;
    let channel = if file.contact.can_use(Channel::Email) { Channel::Email } else { Channel::Portal };
    let treatment = treatments.of(file.kind, file.persona, file.drawn.as_ref());
    let frequency = Frequency { at_most: treatment.at_most, per_days: treatment.per_days };
    let message = Message::Approach { kind };
    let verdict =
        Where::of(file.country).with(|place| guard(&message, channel, &file.contact, frequency, tx.now, place));
    // The one who hands it over asks again; what is refused for good is not written at all.
    let not_before = match verdict {
        Verdict::Allow => tx.now,
        Verdict::MoveTo(later) if local(later).date() < due_on => later,
        Verdict::MoveTo(_) | Verdict::Refuse(_) => return Ok(false),
    };
    let (t, lang) = (plan_words(to.language), to.language);
    let (amount, day) = (coming.open().format(lang), long_near(due_on, app.today(), lang));
    let values = [("amount", amount.as_str()), ("day", day.as_str())];
    let ways = t.coming_ways.into_iter().map(str::to_owned);
    let text = compose(app, &to, put(t.coming, &values), ways, t.coming_next, "/plan");
    let new = NewNotice {
        class: MessageClass::Approach,
        channel,
        tone: treatment.tone.as_str(),
        recipient: recipient(&file, channel).unwrap_or_default(),
        not_before: not_before.as_millisecond(),
        ..message_of(
            to,
            kind.as_str(),
            put(t.coming_subject, &values),
            text,
            format!("instalment_coming:{plan}:{due_on}"),
        )
    };
    let written = notice::create(&mut tx, &new).await?;
    tx.commit().await?;
    Ok(written)
}

/// Where a running plan stands; `None`: it has ended.
async fn standing(app: &App, tx: &mut DebtorTx, plan: &PlanId) -> Result<Option<Progress>> {
    let found = find_standing(app, tx, plan).await?;
    Ok(found.filter(|(status, _)| *status == PlanStatus::Agreed).map(|(_, standing)| standing))
}

/// Where a plan stands, whether it runs or not.
async fn find_standing(app: &App, tx: &mut DebtorTx, plan: &PlanId) -> Result<Option<(PlanStatus, Progress)>> {
    let debtor = tx.debtor.clone();
    let Some((status, schedule)) = instalment::find_schedule(tx, plan).await? else { return Ok(None) };
    let paid = payment::find_plan_paid(&mut tx.tx, &debtor, plan).await?;
    Ok(Some((status, progress(&schedule, paid, app.today()))))
}

/// What class of message tells something.
pub(super) enum Told {
    Answer(AnswerKind),
    Mandatory(MandatoryKind),
}

/// By e-mail where there is an address, into the inbox otherwise. Gives whether it was written now.
pub(super) async fn queue(
    tx: &mut DebtorTx,
    to: Recipient,
    told: Told,
    subject: String,
    text: String,
    unique_key: String,
) -> Result<bool> {
    let (class, kind) = match told {
        Told::Answer(kind) => (MessageClass::Answer, kind.as_str()),
        Told::Mandatory(kind) => (MessageClass::Mandatory, kind.as_str()),
    };
    let new = NewNotice { class, not_before: tx.now_ms(), ..message_of(to, kind, subject, text, unique_key) };
    notice::create(tx, &new).await
}

/// A message about the whole file, to be sent at once.
fn message_of(to: Recipient, kind: &'static str, subject: String, text: String, unique_key: String) -> NewNotice {
    NewNotice {
        id: NoticeId(uuid()),
        claim_id: None,
        class: MessageClass::Mandatory,
        kind,
        channel: if to.email.is_empty() { Channel::Portal } else { Channel::Email },
        language: to.language,
        tone: "",
        recipient: to.email,
        subject,
        text,
        html: String::new(),
        template: String::new(),
        unique_key,
        not_before: 0,
    }
}
