//! Cases: what a debtor tells us takes effect at once (a hold, a signal), and what an agent decides has its consequences,
//! each in one debtor transaction.

mod decide;
#[cfg(test)]
mod tests;

pub use decide::{Decision, Effect, decide, effect};

use crate::app::App;
use crate::clock::{from_ms, local};
use crate::db::case::{self, CaseRow, NewCase};
use crate::db::signal::record_signals;
use crate::db::upload::{self, Of};
use crate::db::{DebtorTx, hold, preference};
use crate::error::Result;
use crate::new_id::uuid;
use crate::outreach::case_answer::{self, Told};
use crate::upload::Accepted;
use effen::cases::form::{CaseField, Details};
use effen::cases::{CaseEvent, CaseHold, CaseKind, answer_terms};
use effen::dates::add_days;
use effen::ids::ClaimId;
use effen::kinds::Country;
use effen::people::signal::{Signal, SignalKind};
use jiff::civil::Date;

/// The preference that remembers when help was asked.
pub const HELP_ASKED: &str = "help_asked";

/// What a debtor tells or asks.
#[derive(Debug, Clone)]
pub struct Opening<'a> {
    /// What it is about.
    pub kind: CaseKind,
    /// The claim it is about, for kinds that are about one.
    pub claim: Option<&'a ClaimId>,
    /// What was filled in; words in one's own words among it.
    pub details: Details,
    /// Files, made safe.
    pub files: &'a [Accepted],
    /// Whose working days count.
    pub country: Country,
}

/// Opens a case: the row, the hold that keeps our messages from this moment, the files, the signal. Gives its id. The
/// pause one gives oneself is granted at once.
pub async fn open(tx: &mut DebtorTx, opening: Opening<'_>) -> Result<String> {
    open_by(tx, opening, None).await
}

/// The same, asked by a helper of the debtor's: `helper` is the id of their access. What a helper does says nothing of
/// what the debtor does, so no signal is recorded.
pub async fn open_by(tx: &mut DebtorTx, opening: Opening<'_>, helper: Option<&str>) -> Result<String> {
    let (id, kind) = (uuid(), opening.kind);
    let mut details = opening.details;
    let words = details.remove(&CaseField::Words).unwrap_or_default();
    let received_on = local(tx.now).date();
    let answer_by = answer_terms().answer_by(kind, opening.country, received_on);
    let claim_id = opening.claim;
    let actor = match helper {
        Some(access) => format!("helper:{access}"),
        None if kind.by_debtor() => "debtor".to_owned(),
        None => "system".to_owned(),
    };
    let new = NewCase { id: &id, claim_id, kind, details: &details, words: &words, answer_by, actor: &actor };
    case::create(tx, &new).await?;
    hold_for(tx, &id, kind, claim_id).await?;
    for file in opening.files {
        upload::create(tx, Of::Case(&id), file).await?;
    }
    if matches!(kind, CaseKind::Pause | CaseKind::LongerPause | CaseKind::Help | CaseKind::Administrator) {
        preference::update(tx, HELP_ASKED, &id).await?;
    }
    if let Some(signal) = signal_of(kind).filter(|_| helper.is_none()) {
        let mut signal = Signal::now(signal, tx.now);
        signal.claim_id = claim_id.cloned();
        record_signals(tx, &[signal]).await?;
    }
    if kind == CaseKind::Pause {
        let row = read(tx, &id).await?;
        case::update_status(tx, &row, CaseEvent::Grant, "system", "").await?;
    }
    Ok(id)
}

/// Confirms the receipt of a complaint, in the transaction in which it came in.
pub async fn confirm_receipt(app: &App, tx: &mut DebtorTx, id: &str) -> Result<()> {
    let row = read(tx, id).await?;
    case_answer::queue(app, tx, &row, Told::Received, "").await
}

/// The hold begins in the transaction in which the case comes in: no approach goes out after it.
async fn hold_for(tx: &mut DebtorTx, id: &str, kind: CaseKind, claim: Option<&ClaimId>) -> Result<()> {
    let day_ms = 24 * 60 * 60 * 1000;
    let (held, ends_at) = match kind.hold() {
        CaseHold::Nothing => return Ok(()),
        CaseHold::Claim => (claim, None),
        CaseHold::File => (None, None),
        CaseHold::FileDays(days) => (None, Some(tx.now_ms() + days * day_ms)),
    };
    hold::create_for(tx, id, held, kind.as_str(), ends_at).await
}

/// What the debtor did, if they did it: what our own check finds says nothing of them.
fn signal_of(kind: CaseKind) -> Option<SignalKind> {
    Some(match kind {
        CaseKind::Dispute => SignalKind::DisputeOpened,
        CaseKind::AlreadyPaid => SignalKind::ReplyAlreadyPaid,
        CaseKind::NotMe => SignalKind::ReplyNotMe,
        CaseKind::Moved => SignalKind::ReplyMoved,
        CaseKind::Deceased => SignalKind::ReplyDeceased,
        CaseKind::Administrator => SignalKind::ReplyAdministrator,
        CaseKind::Pause | CaseKind::LongerPause => SignalKind::PauseAsked,
        CaseKind::Callback => SignalKind::CallbackAsked,
        CaseKind::Help => SignalKind::HelpAsked,
        CaseKind::Complaint => SignalKind::Complaint,
        CaseKind::TimeBarred | CaseKind::CostsAbove => return None,
    })
}

/// Reads a case of the transaction's debtor.
pub async fn read(tx: &mut DebtorTx, id: &str) -> Result<CaseRow> {
    let debtor = tx.debtor.clone();
    case::find(&mut tx.tx, &debtor, id).await?.ok_or(crate::error::Error::NotFound("case"))
}

/// The debtor answers our question. False: nothing was asked (any more).
pub async fn answer(tx: &mut DebtorTx, row: &CaseRow, words: &str, files: &[Accepted]) -> Result<bool> {
    if case::update_status(tx, row, CaseEvent::Answer, "debtor", words).await?.is_none() {
        return Ok(false);
    }
    for file in files {
        upload::create(tx, Of::Case(&row.id), file).await?;
    }
    Ok(true)
}

/// The debtor takes a case back, or ends the pause they gave themselves: its hold ends. False: it was decided before.
pub async fn withdraw(tx: &mut DebtorTx, row: &CaseRow) -> Result<bool> {
    if !row.kind.by_debtor() {
        return Ok(false);
    }
    let stops_pause = row.kind == CaseKind::Pause && !row.status.is_open();
    if !stops_pause && case::update_status(tx, row, CaseEvent::Withdraw, "debtor", "").await?.is_none() {
        return Ok(false);
    }
    let released = hold::update_released(tx, &row.id).await?;
    if matches!(row.kind, CaseKind::Help | CaseKind::Administrator) {
        preference::delete(tx, HELP_ASKED).await?;
    }
    Ok(released || !stops_pause)
}

/// From when pauses count that a debtor gave themselves: epoch ms.
pub fn pauses_since(now_ms: i64) -> i64 {
    now_ms - effen::cases::PAUSE_EVERY_DAYS * 24 * 60 * 60 * 1000
}

/// The day a case came in.
pub fn received_on(row: &CaseRow) -> Date {
    local(from_ms(row.created_at)).date()
}

/// The first moment after a day, epoch ms: until the end of it our messages rest.
pub fn end_of(day: Date) -> i64 {
    let next = add_days(day, 1).to_zoned(crate::clock::zone());
    next.map_or(i64::MAX, |zoned| zoned.timestamp().as_millisecond())
}
