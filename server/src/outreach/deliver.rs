//! Queued messages, taken one by one and handed over.
//!
//! A message is claimed in a transaction of its own before it is handed over, and confirmed in another after that. What
//! was confirmed is never sent again. Between handing over and confirming lies a window of milliseconds: who is killed in
//! it leaves a claim that runs out after [`LEASE_MS`], and the message is sent a second time, under the same Message-ID,
//! so that mail servers can drop the double; a letter is written over the first. Nothing is ever lost.

use super::gateway::{TemplateMessage, TextMessage};
use super::letter::{self, Addressee};
use super::plan::recipient;
use super::plan_notices::COMING_LIFE_MS;
use super::whatsapp::Filling;
use super::{Agency, Where, reachable, sms};
use crate::app::App;
use crate::clock::{from_ms, local};
use crate::db::DebtorTx;
use crate::db::formal_letter;
use crate::db::link::{self, NewLink, Purpose};
use crate::db::notice::{self, End, LINK, Outgoing};
use crate::db::outreach::{self, File};
use crate::db::signal::record_signals;
use crate::documents::Books;
use crate::error::{Error, Result};
use crate::mail::Mail;
use crate::new_id::token;
use crate::outreach::treatments::InUse;
use effen::ids::{DebtorId, NoticeId};
use effen::kinds::Channel;
use effen::people::guard::{Frequency, Verdict, guard, tellable};
use effen::people::message::{AnswerKind, ApproachKind, MandatoryKind, Message, MessageClass};
use effen::people::signal::{Signal, SignalKind};
use futures::StreamExt as _;
use jiff::Timestamp;

/// How long a claim holds, in milliseconds: longer than any conversation with a mail server may take.
pub const LEASE_MS: i64 = 10 * 60_000;
/// How often a message is tried before it is given up.
pub const ATTEMPTS_MAX: i64 = 8;
/// How long a link in a message works, in milliseconds: thirty days.
pub const LINK_LIFE_MS: i64 = 30 * 86_400_000;
/// The wait after the first failure, in milliseconds; each further one is four times as long.
const WAIT_MS: i64 = 60_000;
/// The longest wait between two tries, in milliseconds.
const WAIT_MAX_MS: i64 = 6 * 3_600_000;
/// Messages listed at once.
const PAGE: i64 = 200;
/// Messages handed over side by side.
const SIDE_BY_SIDE: usize = 4;

/// What became of the messages whose time had come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Delivered {
    /// Handed over and confirmed.
    pub sent: u64,
    /// Put off: the hour is not allowed, or another try follows.
    pub later: u64,
    /// Refused by their address.
    pub bounced: u64,
    /// Given up.
    pub dead: u64,
    /// No longer true or no longer allowed.
    pub withdrawn: u64,
}

/// What became of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Another has it.
    Gone,
    /// Handed over and confirmed.
    Sent,
    /// Put off.
    Later(Timestamp),
    /// It ended without being sent.
    Ended(End),
}

/// Hands over everything whose time has come.
pub async fn run(app: &App, mut progress: impl FnMut(&Delivered)) -> Result<Delivered> {
    let mut delivered = Delivered::default();
    loop {
        let due = notice::list_due(&app.db, app.now_ms(), PAGE).await?;
        let mut moved = false;
        let mut outcomes = futures::stream::iter(due)
            .map(|(id, debtor)| async move { (one(app, &id, &debtor).await, id) })
            .buffer_unordered(SIDE_BY_SIDE);
        while let Some((outcome, id)) = outcomes.next().await {
            match outcome {
                Ok(Outcome::Gone) => {}
                Ok(outcome) => {
                    moved = true;
                    count(&mut delivered, outcome);
                }
                // One message that breaks does not stop the others; its claim runs out and it comes up again.
                Err(error) => tracing::error!(%error, notice = id.as_str(), "a message could not be handed over"),
            }
            progress(&delivered);
        }
        if !moved {
            return Ok(delivered);
        }
    }
}

fn count(delivered: &mut Delivered, outcome: Outcome) {
    match outcome {
        Outcome::Gone => {}
        Outcome::Sent => delivered.sent += 1,
        Outcome::Later(_) => delivered.later += 1,
        Outcome::Ended(End::Bounced) => delivered.bounced += 1,
        Outcome::Ended(End::Dead) => delivered.dead += 1,
        Outcome::Ended(End::Withdrawn) => delivered.withdrawn += 1,
    }
}

/// Hands over one message, if its time has come and nobody else has it.
pub async fn one(app: &App, id: &NoticeId, debtor: &DebtorId) -> Result<Outcome> {
    let ready = match take(app, id, debtor, LEASE_MS).await? {
        Taken::Ready(ready) => ready,
        Taken::Not(outcome, _) => return Ok(outcome),
    };
    let result = hand_over(app, &ready).await;
    confirm(app, &ready.message, result).await
}

/// A claimed message with everything handing over needs.
pub(super) struct Ready {
    pub message: Outgoing,
    file: File,
    link: String,
}

pub(super) enum Taken {
    Ready(Box<Ready>),
    Not(Outcome, String),
}

/// Claims a message for `lease_ms`, asks the guard, and makes its link.
pub(super) async fn take(app: &App, id: &NoticeId, debtor: &DebtorId, lease_ms: i64) -> Result<Taken> {
    let treatments = app.treatments.in_use(&app.db, app.today()).await?;
    let mut tx = app.db.begin_debtor(debtor, app.now()).await?;
    let lease_until = tx.now_ms() + lease_ms;
    // Dropped without commit, the debtor's version stays as it was.
    let Some(message) = notice::claim(&mut tx, id, lease_until).await? else {
        return Ok(Taken::Not(Outcome::Gone, String::new()));
    };
    if message.attempts > ATTEMPTS_MAX {
        notice::update_ended(&mut tx, &message, End::Dead, "every sender died before it could confirm").await?;
        tx.commit().await?;
        return Ok(Taken::Not(Outcome::Ended(End::Dead), String::new()));
    }
    let mut file = outreach::find(&mut tx.tx, debtor, tx.now).await?;
    file.contact.reachable = reachable(app, &file);
    // The message itself is no reason not to send it.
    let own = file.contact.approaches_at.iter().position(|at| at.as_millisecond() == lease_until);
    own.map(|at| file.contact.approaches_at.swap_remove(at));
    match allowed(&mut tx, &message, &file, &treatments).await? {
        Allowed::Now => {}
        Allowed::From(at) => {
            notice::update_later(&mut tx, &message, at.as_millisecond(), "").await?;
            tx.commit().await?;
            return Ok(Taken::Not(Outcome::Later(at), String::new()));
        }
        Allowed::Never(why) => {
            notice::update_ended(&mut tx, &message, End::Withdrawn, &why).await?;
            tx.commit().await?;
            return Ok(Taken::Not(Outcome::Ended(End::Withdrawn), why));
        }
    }
    let link = fresh_link(app, &mut tx, &message).await?;
    tx.commit().await?;
    Ok(Taken::Ready(Box::new(Ready { message, file, link })))
}

enum Allowed {
    Now,
    From(Timestamp),
    Never(String),
}

async fn allowed(tx: &mut DebtorTx, message: &Outgoing, file: &File, treatments: &InUse) -> Result<Allowed> {
    let class = read(message)?;
    if message.class == MessageClass::Approach {
        if outreach::has_posting_since(&mut tx.tx, &tx.debtor, message.created_at).await? {
            return Ok(Allowed::Never("something was booked since it was written".into()));
        }
        let coming = message.kind == ApproachKind::InstalmentComing.as_str();
        if coming && tx.now_ms() > message.created_at + COMING_LIFE_MS {
            return Ok(Allowed::Never("its instalment has come".into()));
        }
        if let Some(claim) = &message.claim_id
            && !tellable(&file.contact, tx.now).any(|open| open.claim_id == *claim)
        {
            return Ok(Allowed::Never("its claim is closed or held".into()));
        }
        if recipient(file, message.channel).as_deref() != Some(&message.recipient) {
            return Ok(Allowed::Never("the address was changed since it was written".into()));
        }
    }
    if message.kind == MandatoryKind::FormalLetter.as_str() {
        let debtor = tx.debtor.clone();
        let about = formal_letter::list_letter_claims(&mut tx.tx, &debtor, &message.id).await?;
        if !tellable(&file.contact, tx.now).any(|open| about.contains(&open.claim_id)) {
            return Ok(Allowed::Never("its claim is closed, held or in a plan".into()));
        }
        if !file.contact.reachable.contains(&Channel::Letter) {
            return Ok(Allowed::Never("no postal address is known any more".into()));
        }
    }
    let treatment = treatments.of(file.kind, file.persona, file.drawn.as_ref());
    let frequency = Frequency { at_most: treatment.at_most, per_days: treatment.per_days };
    let verdict =
        Where::of(file.country).with(|place| guard(&class, message.channel, &file.contact, frequency, tx.now, place));
    Ok(match verdict {
        Verdict::Allow => Allowed::Now,
        Verdict::MoveTo(at) => Allowed::From(at),
        Verdict::Refuse(refusal) => Allowed::Never(refusal.to_string()),
    })
}

/// The row as the core's message.
fn read(message: &Outgoing) -> Result<Message> {
    Ok(match message.class {
        MessageClass::Approach => Message::Approach { kind: message.kind.parse::<ApproachKind>()? },
        MessageClass::Mandatory => Message::Mandatory { kind: message.kind.parse::<MandatoryKind>()? },
        MessageClass::Answer => {
            let kind = message.kind.parse::<AnswerKind>()?;
            Message::Answer { kind, acted_at: from_ms(message.created_at) }
        }
    })
}

/// A fresh link for this attempt: of the token only the hash is kept, so that a second attempt needs another one.
async fn fresh_link(app: &App, tx: &mut DebtorTx, message: &Outgoing) -> Result<String> {
    if !message.text.contains(LINK) {
        return Ok(String::new());
    }
    let mut token = token();
    if matches!(message.channel, Channel::Sms | Channel::Letter | Channel::Whatsapp) {
        token.truncate(sms::TOKEN_CHARACTERS);
    }
    let new = NewLink {
        purpose: if message.kind == AnswerKind::ChatReply.as_str() { Purpose::Chat } else { Purpose::Pay },
        notice_id: Some(&message.id),
        claim_id: message.claim_id.as_ref(),
        life_ms: LINK_LIFE_MS,
    };
    link::keep(tx, &token, &new).await?;
    Ok(format!("{}/link/{token}", app.config.public_url))
}

async fn hand_over(app: &App, ready: &Ready) -> Result<()> {
    let message = &ready.message;
    match message.channel {
        Channel::Email => {
            let mail = Mail {
                to: message.recipient.clone(),
                subject: message.subject.clone(),
                text: message.text.replace(LINK, &ready.link),
                html: message.html.replace(LINK, &ready.link),
                id: message.id.0.clone(),
            };
            app.mailer.send(&mail).await
        }
        Channel::Sms => {
            let gateway = app.sms.as_ref().ok_or_else(|| Error::Outside("nothing sends text messages".into()))?;
            let text = message.text.replace(LINK, &ready.link);
            gateway.send(&TextMessage { id: message.id.0.clone(), to: message.recipient.clone(), text }).await
        }
        Channel::Whatsapp => by_whatsapp(app, ready).await,
        Channel::Letter if message.kind == MandatoryKind::FormalLetter.as_str() => formal(app, ready).await,
        Channel::Letter => {
            let file = &ready.file;
            let to = Addressee {
                name: file.name.clone(),
                street: file.street.clone(),
                town: format!("{} {}", file.postal_code, file.city),
            };
            let agency = Agency::of(app);
            let from = [agency.name.as_str(), agency.address.as_str()].join(" ");
            let dated = effen::dates::short(local(app.now()).date(), message.language);
            let (folder, window) = (&app.config.data_dir, app.config.letter_window);
            letter::write(folder, message, &to, from.trim(), &dated, &ready.link, window).await?;
            Ok(())
        }
        // It lies in the inbox from the moment it is confirmed.
        Channel::Portal => Ok(()),
        // A call is a task for an agent: `call` takes it, and nothing else does.
        Channel::Push | Channel::Phone => Err(Error::Refused(format!("nothing sends by {}", message.channel))),
    }
}

async fn by_whatsapp(app: &App, ready: &Ready) -> Result<()> {
    let message = &ready.message;
    let gateway = app.whatsapp.as_ref().ok_or_else(|| Error::Outside("nothing sends by WhatsApp".into()))?;
    let filling: Filling = serde_json::from_str(&message.template)?;
    let template = TemplateMessage {
        id: message.id.0.clone(),
        to: message.recipient.clone(),
        template: filling.name,
        language: message.language,
        parameters: filling.parameters,
        button: ready.link.rsplit('/').next().unwrap_or_default().to_owned(),
    };
    gateway.send(&template).await
}

/// Lays the formal letter into the folder of letters, with the term that begins today: whoever prints it posts it on the
/// day that stands on it.
async fn formal(app: &App, ready: &Ready) -> Result<()> {
    let message = &ready.message;
    let mut tx = app.db.begin_debtor(&message.debtor, app.now()).await?;
    let mut about = formal_letter::list_letter_claims(&mut tx.tx, &message.debtor, &message.id).await?;
    about.retain(|claim| tellable(&ready.file.contact, tx.now).any(|open| open.claim_id == *claim));
    let books = Books::open(app, &message.debtor, message.language).await?;
    let composed = books.formal_now(&about, app.now())?;
    if message.claim_id.is_none() {
        formal_letter::update_letter_claims(&mut tx, &message.id, &composed.claims, composed.base).await?;
    }
    tx.commit().await?;
    let pdf = app.press.print(composed.paper).await?;
    letter::lay(&app.config.data_dir, format!("{}.pdf", message.id), pdf).await?;
    Ok(())
}

/// Writes down what became of a message that was handed over.
pub(super) async fn confirm(app: &App, message: &Outgoing, result: Result<()>) -> Result<Outcome> {
    let mut tx = app.db.begin_debtor(&message.debtor, app.now()).await?;
    let outcome = match result {
        Ok(()) => {
            // Someone else's attempt was confirmed while ours took longer than its lease.
            if !notice::update_sent(&mut tx, message).await? {
                return Ok(Outcome::Gone);
            }
            note(&mut tx, message, SignalKind::NoticeSent).await?;
            Outcome::Sent
        }
        Err(Error::Refused(why)) => {
            if !notice::update_ended(&mut tx, message, End::Bounced, &why).await? {
                return Ok(Outcome::Gone);
            }
            note(&mut tx, message, SignalKind::NoticeBounced).await?;
            Outcome::Ended(End::Bounced)
        }
        Err(error) if message.attempts >= ATTEMPTS_MAX => {
            notice::update_ended(&mut tx, message, End::Dead, &error.to_string()).await?;
            tracing::warn!(notice = message.id.as_str(), "a message was given up");
            Outcome::Ended(End::Dead)
        }
        Err(error) => {
            let at = tx.now_ms() + wait_ms(message.attempts);
            notice::update_later(&mut tx, message, at, &error.to_string()).await?;
            Outcome::Later(from_ms(at))
        }
    };
    tx.commit().await?;
    Ok(outcome)
}

/// An answer to the debtor's own act is no contact of ours: only what we come with is noted.
async fn note(tx: &mut DebtorTx, message: &Outgoing, kind: SignalKind) -> Result<()> {
    if message.class == MessageClass::Answer {
        return Ok(());
    }
    let mut signal = Signal::now(kind, tx.now).channel(message.channel);
    signal.claim_id.clone_from(&message.claim_id);
    record_signals(tx, &[signal]).await?;
    Ok(())
}

/// The wait before the next try after so many.
fn wait_ms(attempts: i64) -> i64 {
    let doublings = u32::try_from(attempts.clamp(1, 10) - 1).unwrap_or(0) * 2;
    (WAIT_MS << doublings).min(WAIT_MAX_MS)
}
