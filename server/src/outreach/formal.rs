//! Formal letters that are due by themselves: for creditors that have them written, by the rule of the core
//! (`effen::dunning`), guarded like every approach although the law asks for them, once a claim. Each waits in the outbox
//! and is made when it goes out, so that the term on it begins that day.

use super::{Agency, Where, reachable};
use crate::app::App;
use crate::db::formal_letter::{self as table, Candidate};
use crate::db::notice::{self, NewNotice};
use crate::db::{DebtorTx, audit, outreach};
use crate::error::{Error, Result};
use crate::new_id::uuid;
use effen::dunning::letter_due;
use effen::ids::{ClaimId, DebtorId, NoticeId};
use effen::kinds::{Channel, Country, Lang};
use effen::people::guard::{Frequency, Refusal, Verdict, guard, tellable};
use effen::people::message::{ApproachKind, MandatoryKind, Message, MessageClass};
use effen_documents::formal::copy;
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// Debtors listed at once.
const PAGE: i64 = 200;

/// What a run did, or would do.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Summary {
    /// Letters queued (in a dry run: that would be).
    pub queued: u64,
    /// Debtors whose letter waits, for we wrote to them lately or the hour is not allowed.
    pub later: u64,
    /// Debtors to whom none goes although one is due, by why.
    pub none: BTreeMap<&'static str, u64>,
}

/// Looks at every file that may be due for a letter. `dry_run` writes nothing.
///
/// # Errors
/// [`Error::Refused`] when a setting is missing that the law wants on every letter (not in a demonstration).
pub async fn run(app: &App, dry_run: bool) -> Result<Summary> {
    if let Some(key) = Agency::of(app).missing().filter(|_| !app.demo) {
        return Err(Error::Refused(format!("{key} is not set: every letter must carry it")));
    }
    let (mut summary, mut after) = (Summary::default(), String::new());
    loop {
        let page = table::list_candidates(&app.db, app.today(), &after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(summary) };
        after.clone_from(&last.0);
        for debtor in &page {
            one(app, debtor, dry_run, &mut summary).await?;
        }
    }
}

async fn one(app: &App, debtor: &DebtorId, dry_run: bool, summary: &mut Summary) -> Result<()> {
    let treatments = app.treatments.in_use(&app.db, app.today()).await?;
    let mut tx = app.db.begin_debtor(debtor, app.now()).await?;
    let mut file = outreach::find(&mut tx.tx, debtor, tx.now).await?;
    file.contact.reachable = reachable(app, &file);
    let speakable: BTreeSet<ClaimId> = tellable(&file.contact, tx.now).map(|open| open.claim_id.clone()).collect();
    let mut candidates = table::list_claims(&mut tx).await?;
    for one in &mut candidates {
        one.claim.tellable &= speakable.contains(&one.claim.claim_id);
    }
    let claims: Vec<_> = candidates.iter().map(|one| one.claim.clone()).collect();
    let treatment = treatments.of(file.kind, file.persona, file.drawn.as_ref());
    let due = letter_due(&claims, file.country, &treatment, file.contact.payday, app.today());
    if due.is_empty() {
        return Ok(());
    }
    let message = Message::Approach { kind: ApproachKind::ReminderAfter };
    let frequency = Frequency { at_most: treatment.at_most, per_days: treatment.per_days };
    let now = tx.now;
    let verdict =
        Where::of(file.country).with(|place| guard(&message, Channel::Letter, &file.contact, frequency, now, place));
    match verdict {
        Verdict::Allow => {}
        Verdict::MoveTo(_) => {
            summary.later += 1;
            return Ok(());
        }
        Verdict::Refuse(refusal) => {
            *summary.none.entry(Refusal::as_str(refusal)).or_default() += 1;
            return Ok(());
        }
    }
    let found: Vec<&Candidate> =
        due.iter().filter_map(|due| candidates.iter().find(|one| one.claim == **due)).collect();
    let queued = dry_run || queue(tx, &found, file.language, file.country).await?;
    summary.queued += u64::from(queued);
    Ok(())
}

async fn queue(mut tx: DebtorTx, found: &[&Candidate], lang: Lang, country: Country) -> Result<bool> {
    let claims: Vec<(&ClaimId, &str)> = found.iter().map(|one| (&one.claim.claim_id, one.number.as_str())).collect();
    let Some(first) = found.first() else { return Ok(false) };
    let new = letter(&claims, &first.creditor_name, lang, country, tx.now);
    if !notice::create(&mut tx, &new).await? {
        return Ok(false);
    }
    let ids: Vec<&ClaimId> = claims.iter().map(|(id, _)| *id).collect();
    if new.claim_id.is_none() {
        table::create_letter_claims(&mut tx, &new.id, &ids).await?;
    }
    for id in ids {
        audit::create(&mut tx, "system", "formal_letter_queued", id.as_str(), "").await?;
    }
    tx.commit().await?;
    Ok(true)
}

/// The message that a formal letter is, about claims of one creditor, at least one, each with its number. One about a
/// single claim names it; which claims one about several is about is noted beside it. There is one for each claim.
pub fn letter(
    claims: &[(&ClaimId, &str)],
    creditor: &str,
    lang: Lang,
    country: Country,
    not_before: Timestamp,
) -> NewNotice {
    let numbers: Vec<&str> = claims.iter().map(|(_, number)| *number).collect();
    let (subject, text) = copy(lang, country, creditor, &numbers);
    let first = claims.first().map(|(id, _)| (*id).clone());
    let key = first.as_ref().map_or("", ClaimId::as_str);
    NewNotice {
        id: NoticeId(uuid()),
        unique_key: format!("formal_letter:{key}"),
        claim_id: first.filter(|_| claims.len() == 1),
        class: MessageClass::Mandatory,
        kind: MandatoryKind::FormalLetter.as_str(),
        channel: Channel::Letter,
        language: lang,
        tone: "",
        recipient: String::new(),
        subject,
        text,
        html: String::new(),
        template: String::new(),
        not_before: not_before.as_millisecond(),
    }
}
