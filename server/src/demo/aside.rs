//! What happens in simulated lives beside bills and payments, with the records it leaves: cases that were decided long
//! ago, promises, mandates for direct debit, an address that no longer exists. The six known people do none of it.

use super::people::KNOWN;
use super::world::World;
use effen::cases::{CaseKind, CaseStatus};
use effen::dates::{days_between, next_payday};
use effen::ids::ClaimId;
use effen::money::Cents;
use effen::people::signal::{Signal, SignalKind};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use rand::Rng as _;

/// So long an agent of the simulation takes to decide a case.
const DECIDED_AFTER: SignedDuration = SignedDuration::from_hours(4);
/// One in so many has an e-mail address that no longer exists.
const STALE_ADDRESS_EVERY: usize = 40;

/// A case of the simulation; all of them were decided.
#[derive(Debug, Clone)]
pub struct SimCase {
    /// When it came in.
    pub at: Timestamp,
    /// When it was decided.
    pub ended_at: Timestamp,
    /// The claim it is about.
    pub claim: Option<ClaimId>,
    /// What it is about.
    pub kind: CaseKind,
    /// How it ended.
    pub status: CaseStatus,
}

/// A promise of the simulation.
#[derive(Debug, Clone)]
pub struct SimPromise {
    /// When it was made.
    pub at: Timestamp,
    /// About which claim.
    pub claim: ClaimId,
    /// How much.
    pub amount: Cents,
    /// The day.
    pub pay_on: Date,
    /// 'made' | 'kept' | 'broken'
    pub status: &'static str,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
}

impl World {
    fn is_known(&self) -> bool {
        self.number < KNOWN.len()
    }

    /// Whether mail to this debtor comes back.
    pub(super) fn mail_comes_back(&self) -> bool {
        !self.is_known() && self.number % STALE_ADDRESS_EVERY == STALE_ADDRESS_EVERY / 4
    }

    /// What a visitor at `at` tells us in a form, now and then.
    pub(super) fn open_cases(&mut self, at: Timestamp, signals: &mut Vec<Signal>) {
        if self.is_known() {
            return;
        }
        let traits = self.traits;
        let late = self.overdue().first().map(|&place| self.claims[place].id.clone());
        let table = [
            (CaseKind::Dispute, SignalKind::DisputeOpened, 0.004 + traits.detail * 0.02, CaseStatus::Rejected),
            (CaseKind::AlreadyPaid, SignalKind::ReplyAlreadyPaid, 0.008, CaseStatus::Withdrawn),
            (CaseKind::Moved, SignalKind::ReplyMoved, 0.004, CaseStatus::Granted),
            (
                CaseKind::Callback,
                SignalKind::CallbackAsked,
                traits.ask * (1.0 - traits.digital) * 0.04,
                CaseStatus::Granted,
            ),
            (CaseKind::Complaint, SignalKind::Complaint, 0.003, CaseStatus::Rejected),
        ];
        for (kind, signal, share, status) in table {
            let about_claim = matches!(kind, CaseKind::Dispute | CaseKind::AlreadyPaid);
            if !self.asides.random_bool(share.clamp(0.0, 1.0)) || (about_claim && late.is_none()) {
                continue;
            }
            let claim = late.clone().filter(|_| about_claim);
            let mut told = Signal::now(signal, at);
            told.claim_id.clone_from(&claim);
            signals.push(told);
            self.cases.push(SimCase { at, ended_at: at + DECIDED_AFTER, claim, kind, status });
        }
    }

    /// Names a day on which to pay the claim at `place`, if they are one to do so. One promise at a time.
    pub(super) fn promises(&mut self, at: Timestamp, place: usize) -> bool {
        let runs = self.promises.iter().any(|promise| promise.status == "made");
        let share = self.traits.ask * 0.2;
        if self.is_known() || runs || !self.chance(share) {
            return false;
        }
        let pay_on = next_payday(effen::dates::add_days(self.today, 1), self.payday);
        let (claim, amount) = (self.claims[place].id.clone(), self.claims[place].balance.total());
        let days = days_between(self.today, pay_on);
        let made = Signal::now(SignalKind::PromiseMade, at).cents(amount.0).days(days);
        self.note(at, vec![made], vec![]);
        self.promises.push(SimPromise { at, claim, amount, pay_on, status: "made", ended_at: None });
        true
    }

    /// Whether a promise about this claim runs: no message is sent about it.
    pub(super) fn is_promised(&self, claim: &ClaimId) -> bool {
        self.promises.iter().any(|promise| promise.status == "made" && promise.claim == *claim)
    }

    /// On the promised day: pays, or does not.
    pub(super) fn promise_falls_due(&mut self) {
        let today = self.today;
        let Some(at_place) = self.promises.iter().position(|one| one.status == "made" && one.pay_on == today) else {
            return;
        };
        let claim = self.promises[at_place].claim.clone();
        let place = self.claims.iter().position(|one| one.id == claim && one.balance.total().is_positive());
        let sincere = 0.75 + self.traits.order * 0.25;
        let kept = match place {
            None => true,
            Some(place) => self.purse >= self.claims[place].balance.total().0 && self.chance(sincere),
        };
        let at = self.at(9..20);
        if let Some(place) = place.filter(|_| kept) {
            self.pay(at, &[place], None, None);
        }
        let (status, kind) =
            if kept { ("kept", SignalKind::PromiseKept) } else { ("broken", SignalKind::PromiseBroken) };
        self.note(at, vec![Signal::now(kind, at)], vec![]);
        self.promises[at_place].status = status;
        self.promises[at_place].ended_at = Some(at);
    }

    /// Whether a new plan is paid by direct debit.
    pub(super) fn gives_mandate(&mut self) -> bool {
        let share = self.traits.digital * 0.4;
        !self.is_known() && self.asides.random_bool(share.clamp(0.0, 1.0))
    }
}
