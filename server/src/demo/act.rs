//! What a simulated debtor does on a day.

use super::trial::{Asking, Lot, USUAL};
use super::world::{SimPayment, World};
use effen::dates::days_between;
use effen::ids::{ClaimId, PaymentId};
use effen::imputation::{OpenClaim, Order, split};
use effen::kinds::Channel;
use effen::ledger;
use effen::money::{Cents, Currency};
use effen::people::signal::{Signal, SignalKind};
use jiff::Timestamp;

/// So long an agent of the simulation takes to stop a plan of which two instalments were missed, in days.
const AGENT_DAYS: i64 = 9;

impl World {
    /// A day: perhaps follows a message, perhaps comes unprompted, perhaps pays in time.
    pub(super) fn debtor_acts(&mut self) {
        let acted = self.follow_message();
        if !acted && self.has_open() {
            let worried = if self.overdue().is_empty() { 0.03 } else { 0.08 };
            let share = self.traits.reach * worried;
            if self.chance(share) {
                let at = self.at(8..22);
                self.visit(at, None);
                self.decide(at, None);
                return;
            }
        }
        let share = self.traits.order * 0.4;
        for place in self.due_soon() {
            if self.purse >= self.claims[place].balance.total().0 && self.chance(share) {
                let at = self.at(8..22);
                self.visit(at, None);
                self.pay(at, &[place], None, None);
            }
        }
    }

    fn has_open(&self) -> bool {
        self.claims.iter().any(|claim| claim.balance.total().is_positive() && !claim.untouched)
    }

    /// The group of who was drawn.
    fn treated_lot(&self) -> Option<Lot> {
        self.lot.filter(|_| self.drawn.is_some())
    }

    /// Follows the latest message or lets it lie; after seven days it counts as ignored.
    fn follow_message(&mut self) -> bool {
        let Some(notice) = self.notices.last().cloned() else { return false };
        let days = self.days_since(notice.at);
        let answered = notice.bounced
            || notice.clicked_at.is_some()
            || self
                .moments
                .iter()
                .rev()
                .any(|m| m.at > notice.at && m.signals.iter().any(|s| s.kind == SignalKind::VisitUnprompted));
        if answered || days > 7 || days == 0 {
            return false;
        }
        if days == 7 {
            let at = self.at(9..10);
            self.note(at, vec![Signal::now(SignalKind::NoticeIgnored, at).channel(notice.channel)], vec![]);
            return false;
        }
        let pull = match notice.channel {
            Channel::Letter => 0.16 - self.traits.digital * 0.1,
            Channel::Sms => 0.12 + self.traits.digital * 0.32,
            _ => 0.25,
        };
        let treated = self.treated_lot().map_or(1.0, |lot| lot.pull(self.traits.monthly_left, self.today));
        let share = (1.0 - self.traits.avoid) * pull * treated * if days <= 2 { 1.6 } else { 0.8 };
        if !self.chance(share) {
            return false;
        }
        let at = self.at(8..22);
        if let Some(last) = self.notices.last_mut() {
            last.clicked_at = Some(at);
        }
        let clicked = Signal::now(SignalKind::NoticeClicked, at).channel(notice.channel).days(days);
        self.note(at, vec![clicked], vec![]);
        self.visit(at, Some(notice.channel));
        self.decide(at, Some((days, notice.channel)));
        true
    }

    fn visit(&mut self, at: Timestamp, prompted: Option<Channel>) {
        let first = match prompted {
            Some(channel) => Signal::now(SignalKind::VisitPrompted, at).channel(channel),
            None => Signal::now(SignalKind::VisitUnprompted, at),
        };
        let phone = self.traits.digital;
        let device = if self.chance(phone) { SignalKind::VisitOnPhone } else { SignalKind::VisitOnDesktop };
        let mut signals = vec![first, Signal::now(device, at)];
        if self.chance(self.traits.detail) {
            signals.push(Signal::now(SignalKind::CostExplanationViewed, at));
        }
        if self.chance(self.traits.detail * 0.5) {
            signals.push(Signal::now(SignalKind::DocumentsViewed, at));
        }
        if self.chance(self.traits.chat * 0.3) {
            let kind = if prompted.is_some() {
                SignalKind::ChatStartedAfterMessage
            } else {
                SignalKind::ChatStartedUnprompted
            };
            signals.extend([Signal::now(kind, at), Signal::now(SignalKind::ChatMessage, at)]);
        }
        if self.chance(self.traits.digital * self.traits.reach * 0.08) {
            signals.push(Signal::now(SignalKind::ReminderSet, at));
        }
        self.tell(at, &mut signals);
        self.open_cases(at, &mut signals);
        self.note(at, signals, vec![]);
    }

    /// Having come: pay all, pay some, pay a part, ask for a plan or for help, or leave.
    fn decide(&mut self, at: Timestamp, prompted: Option<(i64, Channel)>) {
        if self.running_plan().is_some() {
            return;
        }
        let mut due = self.overdue();
        due.extend(self.due_soon());
        if due.is_empty() {
            return;
        }
        let total: i64 = due.iter().map(|&place| self.claims[place].balance.total().0).sum();
        if self.purse >= total && (due.len() == 1 || self.chance(0.35 + self.traits.bulk * 0.65)) {
            if self.traits.bulk > 0.7 && self.chance(0.5) {
                self.note(at, vec![Signal::now(SignalKind::TransferChosen, at)], vec![]);
            }
            return self.pay(at, &due, prompted, None);
        }
        let first = due[0];
        if self.purse >= self.claims[first].balance.total().0 {
            return self.pay(at, &[first], prompted, None);
        }
        self.short_of_money(at, total, first, prompted);
    }

    fn short_of_money(&mut self, at: Timestamp, total: i64, first: usize, prompted: Option<(i64, Channel)>) {
        let usually = Asking { chance: self.traits.ask, ..USUAL };
        let lot = self.treated_lot();
        let asking = lot.map_or(usually, |lot| lot.plan(usually, self.traits.monthly_left, self.today));
        if self.chance(asking.chance) {
            self.note(at, vec![Signal::now(SignalKind::PlanViewed, at)], vec![]);
            let bearable = self.traits.monthly_left.max(2_500) * asking.bears_percent / 100;
            let months = (total / bearable + 1).max(3);
            if months <= asking.months_max && !self.overdue().is_empty() && self.chance(0.7) {
                return self.agree_plan(at, u32::try_from(months).unwrap_or(10));
            }
            if months > asking.months_max && self.chance(0.3) {
                let kind = if self.chance(0.5) { SignalKind::HelpAsked } else { SignalKind::PauseAsked };
                return self.note(at, vec![Signal::now(SignalKind::HelpViewed, at), Signal::now(kind, at)], vec![]);
            }
        }
        if self.promises(at, first) {
            return;
        }
        let part = (self.purse / 1000) * 1000;
        if part >= 1500 && self.chance(0.35) {
            return self.pay(at, &[first], prompted, Some(Cents(part)));
        }
        if self.chance(0.15) {
            let cents = self.claims[first].balance.total().0;
            let tried = [SignalKind::PaymentStarted, SignalKind::PaymentFailed];
            self.note(at, tried.map(|kind| Signal::now(kind, at).cents(cents)).to_vec(), vec![]);
        }
    }

    /// Pays claims whole, or `part` of the first.
    pub(super) fn pay(
        &mut self,
        at: Timestamp,
        places: &[usize],
        prompted: Option<(i64, Channel)>,
        part: Option<Cents>,
    ) {
        let parts: Vec<(ClaimId, Cents)> = places
            .iter()
            .map(|&place| (self.claims[place].id.clone(), part.unwrap_or(self.claims[place].balance.total())))
            .filter(|(_, cents)| cents.is_positive())
            .collect();
        if parts.is_empty() {
            return;
        }
        let everything =
            part.is_none() && self.overdue().iter().all(|place| places.contains(place)) && places.len() > 1;
        let mut paid = Signal::now(SignalKind::PaymentPaid, at);
        if let Some((days, channel)) = prompted {
            paid = paid.days(days).channel(channel);
        }
        self.book(at, parts, paid, None, everything);
    }

    /// Books a payment through us.
    fn book(
        &mut self,
        at: Timestamp,
        parts: Vec<(ClaimId, Cents)>,
        paid: Signal,
        plan: Option<usize>,
        everything: bool,
    ) {
        let id = PaymentId(self.new_id(at));
        let open: Vec<OpenClaim> = self
            .claims
            .iter()
            .filter(|claim| parts.iter().any(|(id, _)| *id == claim.id))
            .map(|claim| OpenClaim {
                claim_id: claim.id.clone(),
                due_on: claim.due_on,
                balance: claim.balance,
                order: Order::CostsFirst,
            })
            .collect();
        let imputation = split(&parts, &open);
        let total: i64 = parts.iter().map(|(_, cents)| cents.0).sum();
        let mut signals = vec![Signal::now(SignalKind::PaymentStarted, at).cents(total), paid.cents(total)];
        for part in &imputation.parts {
            let Some(claim) = self.claims.iter_mut().find(|claim| claim.id == part.claim_id) else { continue };
            claim.balance = claim.balance - part.paid;
            let cents = part.paid.total().0;
            let signal = if claim.balance.total().is_zero() {
                let days = days_between(claim.due_on, self.today);
                Signal::now(SignalKind::InvoiceSettled, at).days(days)
            } else {
                Signal::now(SignalKind::PartPayment, at)
            };
            signals.push(signal.claim(&part.claim_id).cents(cents));
        }
        if everything {
            signals.push(Signal::now(SignalKind::PaidEverything, at).cents(total));
        }
        let postings = ledger::payment_received(&id, &imputation, Currency::EUR, self.today);
        self.purse -= total;
        self.note(at, signals, postings);
        self.payments.push(SimPayment { id, at, parts, plan });
    }

    /// Pays or misses the instalment of today.
    pub(super) fn instalment_falls_due(&mut self) {
        let Some(place) = self.running_plan() else { return };
        if self.plans[place].review_at.is_some_and(|since| self.days_since(since) >= AGENT_DAYS) {
            let at = self.at(9..20);
            return self.end_plan(place, at, "broken", SignalKind::PlanBroken);
        }
        let plan = &self.plans[place];
        let Some(&(due_on, cents)) = plan.schedule.get(plan.done) else { return };
        if due_on != self.today {
            return;
        }
        let at = self.at(9..20);
        // A case may have ended what was left of it.
        if self.is_paid_up(place) {
            return self.end_plan(place, at, "completed", SignalKind::PlanCompleted);
        }
        self.plans[place].done += 1;
        let last = self.plans[place].done == self.plans[place].schedule.len();
        // A good intention is kept more often than a bill that just lies there.
        if self.purse >= cents.0 && self.chance(0.92 + self.traits.order * 0.08) {
            // What was missed before is made good along with it, as far as the purse goes.
            let arrears = Cents((cents.0 * i64::from(self.plans[place].missed + 1)).min(self.purse));
            let parts = self.plan_parts(place, arrears);
            self.book(at, parts, Signal::now(SignalKind::PaymentPaid, at), Some(place), false);
            let kept = Signal::now(SignalKind::InstalmentKept, at).cents(cents.0).days(0);
            self.note(at, vec![kept], vec![]);
            self.plans[place].missed = 0;
        } else {
            self.note(at, vec![Signal::now(SignalKind::InstalmentMissed, at).cents(cents.0)], vec![]);
            let missed = self.plans[place].done - 1;
            self.plans[place].missed_at.push((missed, at));
            self.plans[place].missed += 1;
        }
        if self.is_paid_up(place) {
            self.end_plan(place, at, "completed", SignalKind::PlanCompleted);
        } else if self.plans[place].missed >= 2 || last {
            self.plans[place].review_at.get_or_insert(at);
        }
    }

    /// Is nothing open any more of what a plan covers?
    fn is_paid_up(&self, place: usize) -> bool {
        let open =
            |id: &ClaimId| self.claims.iter().any(|claim| claim.id == *id && claim.balance.total().is_positive());
        !self.plans[place].claims.iter().any(|(id, _)| open(id))
    }

    fn end_plan(&mut self, place: usize, at: Timestamp, status: &'static str, kind: SignalKind) {
        self.plans[place].status = status;
        self.plans[place].ended_at = Some(at);
        self.note(at, vec![Signal::now(kind, at)], vec![]);
    }

    /// Which claims of a plan an instalment pays: oldest first.
    fn plan_parts(&self, place: usize, cents: Cents) -> Vec<(ClaimId, Cents)> {
        let mut left = cents.0;
        let mut parts = Vec::new();
        for (id, _) in &self.plans[place].claims {
            let open = self.claims.iter().find(|claim| claim.id == *id).map_or(0, |claim| claim.balance.total().0);
            let take = open.min(left);
            if take > 0 {
                parts.push((id.clone(), Cents(take)));
                left -= take;
            }
        }
        parts
    }
}
