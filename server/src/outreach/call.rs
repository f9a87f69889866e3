//! Calls: a message by telephone is a task for an agent. It is queued like any other, the guard is asked again in the
//! moment an agent takes it, and how it ended is written down with everything that follows from it, in one transaction.

use super::deliver::{self, Outcome, Taken};
use super::render::{Content, Parts};
use super::words::{self, put};
use crate::app::App;
use crate::cases::{self, Opening};
use crate::db::notice::{self, End, Outgoing};
use crate::db::signal::record_signals;
use crate::db::{DebtorTx, audit, call, case, outreach, posting, preference, submission};
use crate::error::{Error, Result};
use crate::pay::promise;
use effen::cases::CaseKind;
use effen::cases::form::{CaseField, Details};
use effen::ids::{ClaimId, DebtorId, NoticeId};
use effen::kinds::Channel;
use effen::people::call::CallOutcome;
use effen::people::signal::Signal;
use jiff::Timestamp;
use jiff::civil::Date;

/// How long an agent has for a call and its outcome, in milliseconds; after that a colleague may take it.
const CALL_MS: i64 = 45 * 60_000;

/// What the agent says, in paragraphs.
pub(super) fn script(content: &Content<'_>, parts: &Parts) -> String {
    let (lang, tone) = (content.lang, content.tone);
    let values = [("agent", words::call::AGENT), ("agency", content.agency.name.as_str()), ("name", content.name)];
    let mut open = vec![parts.first.clone()];
    if !parts.also.is_empty() {
        open.push(format!("{}: {}", parts.also_label, parts.also.join("; ")));
    }
    let ending = [("url", content.agency.url.as_str()), ("complaints", content.agency.complaints.as_str())];
    let paragraphs = [
        put(words::call::greeting(lang), &values),
        words::call::check(lang).to_owned(),
        words::call::reason(tone, lang).to_owned(),
        open.join("\n"),
        words::call::question(tone, lang).to_owned(),
        parts.help.clone(),
        put(words::call::ending(lang), &ending),
    ];
    paragraphs.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// What came of an agent's wish to call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Start {
    /// The call is theirs.
    Theirs,
    /// Not at this hour, or too soon after another message: from then on.
    From(Timestamp),
    /// It may not be made any more, and why.
    Never(String),
    /// A colleague has it, or it was made.
    Gone,
}

/// An agent takes a call.
pub async fn start(app: &App, id: &NoticeId, debtor: &DebtorId, agent: &str) -> Result<Start> {
    Ok(match deliver::take(app, id, debtor, CALL_MS).await? {
        Taken::Not(Outcome::Later(at), _) => Start::From(at),
        Taken::Not(Outcome::Ended(_), why) => Start::Never(why),
        Taken::Not(..) => Start::Gone,
        Taken::Ready(_) => {
            let mut tx = app.db.begin_debtor(debtor, app.now()).await?;
            notice::update_caller(&mut tx, id, agent).await?;
            audit::create(&mut tx, &format!("agent:{agent}"), "call_started", id.as_str(), "").await?;
            tx.commit().await?;
            Start::Theirs
        }
    })
}

/// How a call ended, as the agent says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// How.
    pub outcome: CallOutcome,
    /// The day on which the debtor will pay, for [`CallOutcome::Promised`].
    pub pay_on: Option<Date>,
    /// When to call, for [`CallOutcome::CallBack`], in the debtor's words.
    pub when: String,
    /// The debtor does not want calls any more.
    pub no_more: bool,
}

/// Why an outcome cannot be written down as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unfit {
    /// The promise.
    Promise(promise::Refused),
    /// No day was given for a promise.
    NoDay,
    /// The call is not this agent's any more.
    Gone,
}

/// Writes down how a call ended: the message, the signals, and what follows (a promise, a request, a number that is wrong).
/// The form's key is remembered with it.
pub async fn end(
    app: &App,
    (id, debtor): (&NoticeId, &DebtorId),
    agent: &str,
    attempts: i64,
    ended: &Ended,
    (key, fingerprint): (&str, &str),
) -> Result<Result<(), Unfit>> {
    let mut tx = app.db.begin_debtor(debtor, app.now()).await?;
    let Some(message) = notice::find_call(&mut tx, id, agent, attempts).await? else { return Ok(Err(Unfit::Gone)) };
    let outcome = ended.outcome;
    let signals = outcome.signals().iter().map(|&kind| {
        let mut signal = Signal::now(kind, tx.now).channel(Channel::Phone);
        signal.claim_id.clone_from(&message.claim_id);
        signal
    });
    let signals: Vec<Signal> = signals.collect();
    record_signals(&mut tx, &signals).await?;
    match outcome {
        CallOutcome::Promised => {
            let Some(on) = ended.pay_on else { return Ok(Err(Unfit::NoDay)) };
            if let Err(refused) = promised(&mut tx, &message, on).await? {
                return Ok(Err(Unfit::Promise(refused)));
            }
        }
        CallOutcome::CallBack => ask(&mut tx, CaseKind::Callback, &ended.when).await?,
        CallOutcome::Help => ask(&mut tx, CaseKind::Help, "").await?,
        CallOutcome::Reached | CallOutcome::NoAnswer | CallOutcome::Refused | CallOutcome::WrongNumber => {}
    }
    if ended.no_more {
        preference::update(&mut tx, "remind_phone", "0").await?;
    }
    let settled = if outcome.is_contact() {
        notice::update_sent(&mut tx, &message).await?
    } else {
        notice::update_ended(&mut tx, &message, End::Bounced, "wrong number").await?
    };
    if !settled {
        return Ok(Err(Unfit::Gone));
    }
    notice::update_text(&mut tx, id, words::call::made(outcome, message.language)).await?;
    call::create(&mut tx, id, agent, outcome).await?;
    audit::create(&mut tx, &format!("agent:{agent}"), "call_ended", id.as_str(), outcome.as_str()).await?;
    let now = tx.now_ms();
    submission::create(&mut tx.tx, agent, key, fingerprint, "", now).await?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// A promise on the telephone is about all of the claim that the call was about.
async fn promised(tx: &mut DebtorTx, message: &Outgoing, on: Date) -> Result<Result<(), promise::Refused>> {
    let debtor = tx.debtor.clone();
    let about: &ClaimId = message.claim_id.as_ref().ok_or_else(|| Error::Broken("a call about no claim".to_owned()))?;
    let payable = posting::list_payable(&mut tx.tx, &debtor).await?;
    let Some(open) = payable.iter().find(|one| one.open.claim_id == *about) else {
        return Ok(Err(promise::Refused::Choice));
    };
    let parts = [(about.clone(), open.open.balance.total())];
    Ok(promise::make(tx, &parts, on).await?.map(|_| ()))
}

/// What the debtor asked for on the telephone, as if they had asked it on their page. Once is enough.
async fn ask(tx: &mut DebtorTx, kind: CaseKind, words: &str) -> Result<()> {
    if case::find_open(tx, kind, None).await?.is_some() {
        return Ok(());
    }
    let debtor = tx.debtor.clone();
    let country = outreach::find(&mut tx.tx, &debtor, tx.now).await?.country;
    let mut details = Details::new();
    if !words.is_empty() {
        details.insert(CaseField::Words, words.to_owned());
    }
    cases::open(tx, Opening { kind, claim: None, details, files: &[], country }).await?;
    Ok(())
}
