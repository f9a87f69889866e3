//! What an import knows of a claim's past, told as signals in the order in which it could be known.

use super::signal::{Signal, SignalKind};
use crate::dates::days_between;
use crate::ids::ClaimId;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// A claim's past as an import or a simulator gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastClaim {
    /// The claim.
    pub claim_id: ClaimId,
    /// Principal, in cents; zero and credit notes give no issued and settled signals but a correction.
    pub amount_cents: i64,
    /// Day of issue.
    pub issued_on: Date,
    /// Due date.
    pub due_on: Date,
    /// Day of settling, if it is settled.
    pub settled_on: Option<Date>,
    /// Whether the creditor's file says it was disputed.
    pub disputed: bool,
    /// Whether it is the first claim of a creditor on this file.
    pub creditor_joined: bool,
}

/// The signals of `claims` up to and including `today`, sorted by when they could be known. A dated event happens
/// and is known at noon UTC of its day; that a due date passed is known the day after it.
pub fn signals_of(claims: &[PastClaim], today: Date) -> Vec<Signal> {
    let mut signals = Vec::with_capacity(claims.len() * 2);
    for claim in claims {
        let issued = noon(claim.issued_on);
        if claim.creditor_joined {
            signals.push(Signal::now(SignalKind::CreditorJoined, issued).claim(&claim.claim_id));
        }
        if claim.amount_cents <= 0 {
            let kind = SignalKind::InvoiceCorrected;
            signals.push(Signal::now(kind, issued).claim(&claim.claim_id).cents(claim.amount_cents));
            continue;
        }
        signals.push(
            Signal::now(SignalKind::InvoiceIssued, issued)
                .claim(&claim.claim_id)
                .cents(claim.amount_cents)
                .days(days_between(claim.issued_on, claim.due_on)),
        );
        if claim.disputed {
            // The file tells that, not when: nobody can have known before the claim was due or settled.
            let known_on = claim.settled_on.map_or(claim.due_on, |settled_on| settled_on.min(claim.due_on));
            if known_on <= today {
                signals.push(Signal::now(SignalKind::DisputeOpened, noon(known_on)).claim(&claim.claim_id));
            }
        }
        let overdue_on = claim.due_on.tomorrow().unwrap_or(claim.due_on);
        if claim.settled_on.is_none_or(|settled_on| settled_on > claim.due_on) && overdue_on <= today {
            signals.push(
                Signal::now(SignalKind::InvoiceOverdue, noon(overdue_on))
                    .claim(&claim.claim_id)
                    .cents(claim.amount_cents),
            );
        }
        if let Some(settled_on) = claim.settled_on.filter(|&settled_on| settled_on <= today) {
            signals.push(
                Signal::now(SignalKind::InvoiceSettled, noon(settled_on))
                    .claim(&claim.claim_id)
                    .cents(claim.amount_cents)
                    .days(days_between(claim.due_on, settled_on)),
            );
        }
    }
    signals.sort_by(|a, b| (a.known_at, a.kind, &a.claim_id).cmp(&(b.known_at, b.kind, &b.claim_id)));
    signals
}

/// Noon UTC of `day`: the moment an event gets of which only the day is known.
pub fn noon(day: Date) -> Timestamp {
    day.at(12, 0, 0, 0).to_zoned(TimeZone::UTC).map_or(Timestamp::UNIX_EPOCH, |zoned| zoned.timestamp())
}
