//! Two years in the life of one debtor, day by day: bills come, money comes, messages come, and the debtor does what
//! their traits make likely. Out of it come claims, ledger rows, messages, plans and signals.

use super::aside::{SimCase, SimPromise};
use super::people::{CREDITORS, Person};
use super::temper::Traits;
use super::trial::{Lot, SimDrawn};
use effen::dates::{add_days, add_months, days_between, next_payday};
use effen::ids::{ClaimId, PaymentId};
use effen::kinds::{Channel, Country};
use effen::ledger::{self, Balance, NewPosting};
use effen::money::{Cents, Money};
use effen::people::signal::{Signal, SignalKind};
use jiff::Timestamp;
use jiff::civil::Date;
use rand::{Rng, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

/// A claim of the simulation.
#[derive(Debug, Clone)]
pub struct SimClaim {
    /// Id.
    pub id: ClaimId,
    /// Place in [`CREDITORS`].
    pub creditor: usize,
    /// Invoice number.
    pub number: String,
    /// What for.
    pub goods: &'static str,
    /// Issued.
    pub issued_on: Date,
    /// Due.
    pub due_on: Date,
    /// Principal, in cents.
    pub cents: i64,
    /// What is open now.
    pub balance: Balance,
    /// The formal letter, once sent.
    pub letter_on: Option<Date>,
    /// Stays as it is until somebody opens the demo.
    pub untouched: bool,
}

/// A message of the simulation.
#[derive(Debug, Clone)]
pub struct SimNotice {
    /// When.
    pub at: Timestamp,
    /// Which claim.
    pub claim: ClaimId,
    /// 'before_due' | 'after_due' | 'formal_letter'
    pub kind: &'static str,
    /// By which channel.
    pub channel: Channel,
    /// When it was followed.
    pub clicked_at: Option<Timestamp>,
    /// Whether it came back.
    pub bounced: bool,
}

/// A payment of the simulation.
#[derive(Debug, Clone)]
pub struct SimPayment {
    /// Id.
    pub id: PaymentId,
    /// When.
    pub at: Timestamp,
    /// What it covers.
    pub parts: Vec<(ClaimId, Cents)>,
    /// The plan it belongs to, by its place.
    pub plan: Option<usize>,
}

/// A plan of the simulation.
#[derive(Debug, Clone)]
pub struct SimPlan {
    /// When it was agreed.
    pub at: Timestamp,
    /// What it covers.
    pub claims: Vec<(ClaimId, Cents)>,
    /// Due date and amount of each instalment.
    pub schedule: Vec<(Date, Cents)>,
    /// Instalments dealt with.
    pub done: usize,
    /// Missed in a row.
    pub missed: u32,
    /// Which instalments were missed, by their place, and when that was seen.
    pub missed_at: Vec<(usize, Timestamp)>,
    /// Since when it waits, or waited, for an agent.
    pub review_at: Option<Timestamp>,
    /// 'active' | 'completed' | 'broken'
    pub status: &'static str,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
    /// Whether it is, or was, paid by direct debit.
    pub by_debit: bool,
}

/// What one moment wrote: one version of the debtor.
#[derive(Debug, Clone)]
pub struct Moment {
    /// When.
    pub at: Timestamp,
    /// Behaviour.
    pub signals: Vec<Signal>,
    /// Ledger rows.
    pub postings: Vec<NewPosting>,
}

/// One simulated debtor.
pub struct World {
    /// Who.
    pub person: Person,
    /// Traits.
    pub traits: Traits,
    /// Random numbers of this debtor alone.
    pub rng: ChaCha8Rng,
    /// Everything that happened, in order.
    pub moments: Vec<Moment>,
    /// Claims.
    pub claims: Vec<SimClaim>,
    /// Messages.
    pub notices: Vec<SimNotice>,
    /// Payments through us.
    pub payments: Vec<SimPayment>,
    /// Plans.
    pub plans: Vec<SimPlan>,
    /// Cases, all decided.
    pub cases: Vec<SimCase>,
    /// Promises.
    pub promises: Vec<SimPromise>,
    /// The group of the experiment, for who takes part.
    pub lot: Option<Lot>,
    /// As they were drawn.
    pub drawn: Option<SimDrawn>,
    pub(super) today: Date,
    pub(super) purse: i64,
    pub(super) payday: u8,
    relations: Vec<(usize, i64)>,
    seen_creditors: Vec<usize>,
    pub(super) number: usize,
    /// Random numbers for what changes nothing in what is paid.
    pub(super) asides: ChaCha8Rng,
}

/// Days that are simulated before today.
pub const DAYS: i64 = 730;

impl World {
    /// A debtor on the first day.
    pub fn new(person: Person, traits: Traits, mut rng: ChaCha8Rng, number: usize, first: Date) -> Self {
        let mut order: Vec<usize> = (0..CREDITORS.len()).collect();
        rand::seq::SliceRandom::shuffle(order.as_mut_slice(), &mut rng);
        let relations =
            order.into_iter().take(traits.creditors as usize).map(|at| (at, rng.random_range(0..60))).collect();
        let payday = *[1u8, 21, 23, 25].get(rng.random_range(0..4usize)).unwrap_or(&25);
        Self {
            person,
            traits,
            moments: Vec::new(),
            claims: Vec::new(),
            notices: Vec::new(),
            payments: Vec::new(),
            plans: Vec::new(),
            cases: Vec::new(),
            promises: Vec::new(),
            lot: None,
            drawn: None,
            today: first,
            purse: traits.monthly_left,
            payday,
            relations,
            seen_creditors: Vec::new(),
            number,
            asides: ChaCha8Rng::seed_from_u64(number as u64),
            rng,
        }
    }

    /// Lives until and including `last`.
    pub fn live(&mut self, last: Date) {
        while self.today < last {
            self.today = add_days(self.today, 1);
            self.money_comes();
            self.bills_come();
            self.due_dates_pass();
            self.instalment_falls_due();
            self.promise_falls_due();
            self.agency_writes();
            self.debtor_acts();
        }
    }

    /// A moment of today at an hour of day.
    pub(super) fn at(&mut self, hours: std::ops::Range<i8>) -> Timestamp {
        let (hour, minute) = (self.rng.random_range(hours), self.rng.random_range(0..60));
        let last = self.moments.last().map(|moment| moment.at);
        let local = self.today.at(hour, minute, 0, 0).to_zoned(crate::clock::zone());
        let at = local.map_or(Timestamp::UNIX_EPOCH, |zoned| zoned.timestamp());
        // Moments are in order; a later one of the same day moves on by a minute.
        last.filter(|last| *last >= at).map_or(at, |last| last + jiff::SignedDuration::from_mins(1))
    }

    pub(super) fn note(&mut self, at: Timestamp, signals: Vec<Signal>, postings: Vec<NewPosting>) {
        self.moments.push(Moment { at, signals, postings });
    }

    pub(super) fn chance(&mut self, share: f64) -> bool {
        self.rng.random_bool(share.clamp(0.0, 1.0))
    }

    pub(super) fn new_id(&mut self, at: Timestamp) -> String {
        let bytes: [u8; 10] = self.rng.random();
        let ms = u64::try_from(at.as_millisecond()).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(ms, &bytes).into_uuid().to_string()
    }

    fn money_comes(&mut self) {
        if next_payday(self.today, self.payday) == self.today {
            let left = self.traits.monthly_left;
            self.purse = (self.purse + left).min(left * 4);
        }
    }

    fn bills_come(&mut self) {
        for at in 0..self.relations.len() {
            let (creditor, next) = self.relations[at];
            if next > 0 {
                self.relations[at].1 = next - 1;
                continue;
            }
            let rhythm = CREDITORS[creditor].rhythm_days;
            let wait =
                if rhythm > 0 { rhythm } else { (80.0 / self.traits.spend) as i64 + self.rng.random_range(0..60) };
            self.relations[at].1 = wait;
            if !self.cut_off(creditor) {
                self.bill(creditor, false, 0);
            }
        }
    }

    /// A creditor with three late invoices delivers no more.
    fn cut_off(&self, creditor: usize) -> bool {
        self.overdue().iter().filter(|&&place| self.claims[place].creditor == creditor).count() >= 3
    }

    /// A new invoice; `due_in` overrides the creditor's term where it is not 0.
    pub(super) fn bill(&mut self, creditor: usize, untouched: bool, due_in: i64) {
        let about = &CREDITORS[creditor];
        let at = self.at(8..10);
        let scatter = self.rng.random_range(0.5..1.7);
        let spend = if about.rhythm_days == 0 { self.traits.spend } else { self.traits.spend.sqrt() };
        let cents = (about.mean_cents as f64 * scatter * spend) as i64;
        let id = ClaimId(self.new_id(at));
        let due_on = add_days(self.today, if due_in == 0 { about.term_days } else { due_in });
        let goods = about.goods[self.rng.random_range(0..about.goods.len())];
        let number = format!("{}{:04}-{:03}", &about.slug[..1].to_uppercase(), self.number, self.claims.len() + 1);
        let postings = ledger::invoice_issued(&id, Money::euro(cents), self.today);
        let mut signals = Vec::new();
        if !self.seen_creditors.contains(&creditor) {
            self.seen_creditors.push(creditor);
            signals.push(Signal::now(SignalKind::CreditorJoined, at).claim(&id));
        }
        let term = days_between(self.today, due_on);
        signals.push(Signal::now(SignalKind::InvoiceIssued, at).claim(&id).cents(cents).days(term));
        self.note(at, signals, postings);
        let balance = Balance { principal: Cents(cents), ..Balance::default() };
        let issued_on = self.today;
        let letter_on = None;
        self.claims.push(SimClaim {
            id,
            creditor,
            number,
            goods,
            issued_on,
            due_on,
            cents,
            balance,
            letter_on,
            untouched,
        });
    }

    fn due_dates_pass(&mut self) {
        let yesterday = add_days(self.today, -1);
        let late: Vec<(ClaimId, i64)> = self
            .claims
            .iter()
            .filter(|claim| claim.due_on == yesterday && claim.balance.total().is_positive())
            .map(|claim| (claim.id.clone(), claim.balance.total().0))
            .collect();
        for (claim, cents) in late {
            let at = self.at(1..2);
            self.note(at, vec![Signal::now(SignalKind::InvoiceOverdue, at).claim(&claim).cents(cents)], vec![]);
        }
        self.costs_fall_due();
    }

    /// Eighteen days after a formal letter the costs it announced are due. The demo's Belgian
    /// creditors have no such clause in their contracts.
    fn costs_fall_due(&mut self) {
        let due: Vec<usize> = (0..self.claims.len())
            .filter(|&at| {
                let claim = &self.claims[at];
                claim.letter_on.is_some_and(|sent| days_between(sent, self.today) == 18)
                    && claim.balance.total().is_positive()
                    && claim.balance.costs.is_zero()
                    && CREDITORS[claim.creditor].country == Country::Nl
            })
            .collect();
        for place in due {
            let claim = &self.claims[place];
            let (base, creditor) = (claim.balance.principal, &CREDITORS[claim.creditor]);
            let Ok(costs) = super::costs_of(&self.person, base, creditor, self.today) else { continue };
            let (id, at) = (claim.id.clone(), self.at(2..3));
            let postings = ledger::costs_charged(&id, costs.euro(), self.today);
            self.note(at, vec![Signal::now(SignalKind::CostsAdded, at).claim(&id).cents(costs.0)], postings);
            self.claims[place].balance.costs = costs;
        }
    }

    fn agency_writes(&mut self) {
        let quiet = self.notices.last().is_none_or(|notice| self.days_since(notice.at) >= 7);
        let sunday = self.today.weekday() == jiff::civil::Weekday::Sunday;
        if !quiet || sunday || self.running_plan().is_some() {
            return;
        }
        let today = self.today;
        let found =
            self.claims.iter().filter(|claim| claim.balance.total().is_positive() && !claim.untouched).find_map(
                |claim| {
                    if self.is_promised(&claim.id) {
                        return None;
                    }
                    let late = days_between(claim.due_on, today);
                    let kind = match late {
                        -3..=-1 => "before_due",
                        3..=16 => "after_due",
                        21.. if claim.letter_on.is_none() => "formal_letter",
                        28.. => "after_due",
                        _ => return None,
                    };
                    Some((claim.id.clone(), kind))
                },
            );
        let Some((claim, kind)) = found else { return };
        if kind == "after_due" && self.notices.len() > 6 && !self.chance(0.08) {
            return;
        }
        let channel = self.channel(kind);
        let at = self.at(9..17);
        self.draw(at);
        let sent = Signal::now(SignalKind::NoticeSent, at).claim(&claim).channel(channel);
        let bounced = channel == Channel::Email && self.mail_comes_back();
        let back = bounced.then(|| Signal::now(SignalKind::NoticeBounced, at).claim(&claim).channel(channel));
        self.note(at, std::iter::once(sent).chain(back).collect(), vec![]);
        if kind == "formal_letter" {
            let today = self.today;
            if let Some(found) = self.claims.iter_mut().find(|other| other.id == claim) {
                found.letter_on = Some(today);
            }
        }
        self.notices.push(SimNotice { at, claim, kind, channel, clicked_at: None, bounced });
    }

    /// Notes who is written to in the experiment for the first time, and what they owed then.
    fn draw(&mut self, at: Timestamp) {
        let Some(lot) = self.lot.filter(|lot| self.drawn.is_none() && lot.runs_on(self.today)) else { return };
        let open = self.claims.iter().filter(|claim| claim.balance.total().is_positive());
        let late = open.clone().map(|claim| days_between(claim.due_on, self.today)).max().unwrap_or_default();
        self.drawn = Some(SimDrawn {
            at,
            arm: lot.arm,
            open_cents: open.clone().map(|claim| claim.balance.total().0).sum(),
            claims: open.count() as i64,
            days_late: late.max(0),
        });
    }

    fn channel(&mut self, kind: &str) -> Channel {
        if kind == "formal_letter" {
            return Channel::Letter;
        }
        let digital = self.traits.digital;
        match () {
            () if self.chance(digital * 0.6) => Channel::Sms,
            () if self.chance(0.35 + digital * 0.5) => Channel::Email,
            () => Channel::Letter,
        }
    }

    pub(super) fn days_since(&self, at: Timestamp) -> i64 {
        days_between(crate::clock::local(at).date(), self.today)
    }

    pub(super) fn running_plan(&self) -> Option<usize> {
        self.plans.iter().position(|plan| plan.status == "agreed")
    }

    /// Agrees a plan over everything overdue, of the instalment that the purse can bear.
    pub(super) fn agree_plan(&mut self, at: Timestamp, months: u32) {
        let claims: Vec<(ClaimId, Cents)> = self
            .overdue()
            .iter()
            .map(|&place| (self.claims[place].id.clone(), self.claims[place].balance.total()))
            .collect();
        let total: i64 = claims.iter().map(|(_, cents)| cents.0).sum();
        let each = total / i64::from(months);
        let first = next_payday(add_days(self.today, 3), self.payday);
        let schedule = (0..months)
            .map(|month| {
                let cents = if month + 1 == months { total - each * i64::from(months - 1) } else { each };
                (add_months(first, month), Cents(cents))
            })
            .collect();
        let signal = Signal::now(SignalKind::PlanAgreed, at).cents(total).days(i64::from(months) * 30);
        let by_debit = self.gives_mandate();
        let mandate = by_debit.then(|| Signal::now(SignalKind::DirectDebitSet, at));
        self.note(at, std::iter::once(signal).chain(mandate).collect(), vec![]);
        let plan = SimPlan {
            at,
            claims,
            schedule,
            done: 0,
            missed: 0,
            missed_at: Vec::new(),
            review_at: None,
            status: "agreed",
            ended_at: None,
            by_debit,
        };
        self.plans.push(plan);
    }

    /// Claims past their due date with something open, oldest first.
    pub(super) fn overdue(&self) -> Vec<usize> {
        let mut found: Vec<usize> = (0..self.claims.len())
            .filter(|&at| {
                let claim = &self.claims[at];
                claim.due_on < self.today && claim.balance.total().is_positive() && !claim.untouched
            })
            .collect();
        found.sort_by_key(|&at| self.claims[at].due_on);
        found
    }

    /// Claims due within a few days.
    pub(super) fn due_soon(&self) -> Vec<usize> {
        (0..self.claims.len())
            .filter(|&at| {
                let claim = &self.claims[at];
                (0..=4).contains(&days_between(self.today, claim.due_on))
                    && claim.balance.total().is_positive()
                    && !claim.untouched
            })
            .collect()
    }
}
