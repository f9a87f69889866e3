//! From the file as stored to what pages show of plans: wishes as days, the options, the proposed plan, the running one.

use super::view::state;
use crate::clock::{from_ms, local};
use crate::db::overview::{ClaimRow, DebtorFile};
use crate::db::plan_policy::PolicyUsed;
use crate::db::running_plan::PlanRow;
use effen::dates::add_days;
use effen::limitation::{Age, limitation};
use effen::money::{Cents, Currency};
use effen::people::layout::LayoutVariant;
use effen::plan::{Ask, Days, Ineligible, Offer, PlanOption, PlanPolicy, Rhythm, Wish, options, progress};
use effen_app::pages::overview::{Proposal, RunningPlan};
use jiff::civil::Date;

/// The first instalment lies at least so many days ahead: a message before it must be possible.
pub const PLAN_FIRST_DAYS: i64 = 7;
/// The furthest day, from today, on which a plan in weeks may begin: wages and benefits come sooner than that.
pub const PLAN_FIRST_DAYS_MAX: i64 = 35;
/// Who pays the first instalment today pays the second at least so many days later.
pub const PLAN_SECOND_DAYS: i64 = 14;

/// The claims a new plan would cover.
pub fn plannable(file: &DebtorFile, today: Date) -> Vec<&ClaimRow> {
    let asks = |claim: &&ClaimRow| state(file, claim, today).asks_payment();
    file.claims.iter().filter(|claim| claim.principal.currency == Currency::EUR).filter(asks).collect()
}

/// The limits for these claims together, and whose version of which they come from. `None` without a claim.
pub fn policy_of<'a>(claims: impl Iterator<Item = &'a ClaimRow> + Clone) -> Option<PolicyUsed> {
    let policy = PlanPolicy::strictest(claims.clone().map(|claim| claim.policy))?;
    let versions = claims.map(|claim| (claim.creditor_id.clone(), claim.policy_version)).collect();
    Some(PolicyUsed { policy, versions })
}

/// What the debtor wishes of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlanWish {
    /// How often.
    pub rhythm: Rhythm,
    /// Day of the month, for a monthly plan.
    pub payday: Option<u8>,
    /// The first day, for the others.
    pub first_on: Option<Date>,
    /// Whether the first instalment is paid today.
    pub now: bool,
    /// How much each time.
    pub amount: Option<Cents>,
    /// Whether the budget check speaks where no amount is wished: never to anybody but the debtor.
    pub by_budget: bool,
}

impl PlanWish {
    /// Nothing said: monthly, on the payday that is known.
    pub fn of(file: &DebtorFile) -> Self {
        Self { payday: file.payday(), by_budget: true, ..Self::of_nobody() }
    }

    /// Nothing said and nothing known: monthly, without a payday and without the budget check.
    pub fn of_nobody() -> Self {
        Self { rhythm: Rhythm::Monthly, payday: None, first_on: None, now: false, amount: None, by_budget: false }
    }

    /// The days it comes to. Paying today is followed by a payday at least two weeks on.
    pub fn days(&self, today: Date) -> Days {
        let later = add_days(today, if self.now { PLAN_SECOND_DAYS } else { PLAN_FIRST_DAYS });
        match (self.rhythm, self.now) {
            (Rhythm::Monthly, now) => {
                let today_day = u8::try_from(today.day()).unwrap_or(1);
                let days = match self.payday.or(now.then_some(today_day)) {
                    Some(payday) => Days::on_payday(later, payday),
                    None => Days::from(later, Rhythm::Monthly),
                };
                if now { days.with_first(today) } else { days }
            }
            (rhythm, true) => Days::from(today, rhythm),
            (rhythm, false) => Days::from(self.first_on.unwrap_or(later), rhythm),
        }
    }

    /// The amount wished, or what the budget check says in this rhythm.
    fn wish(&self, file: &DebtorFile) -> Option<Wish> {
        let by_budget = || {
            let budget = file.budget.filter(|_| self.by_budget)?;
            let at_most = Some(budget.at_most).filter(|at_most| at_most.is_positive())?;
            // In whole euros, as people pay.
            Some(Cents(self.rhythm.of_month(at_most).0 / 100 * 100))
        };
        self.amount.or_else(by_budget).map(Wish::Amount)
    }
}

/// The options a debtor has, or why there are none. Limits are the creditors' and equal for everybody.
pub fn offer(file: &DebtorFile, today: Date, wish: &PlanWish) -> Result<Offer, Ineligible> {
    let claims = plannable(file, today);
    let used = policy_of(claims.iter().copied()).ok_or(Ineligible::NothingOpen)?;
    options(&Ask {
        total: claims.iter().map(|claim| claim.balance.total()).sum(),
        policy: used.policy,
        days: wish.days(today),
        wish: wish.wish(file),
        rest_before: None,
    })
}

/// The limits of the running plan: those it was agreed under, or today's where none were kept.
pub fn plan_policy(file: &DebtorFile, plan: &PlanRow) -> Option<PlanPolicy> {
    let covered = file.claims.iter().filter(|claim| plan.claims.contains(&claim.id));
    plan.policy.or_else(|| PlanPolicy::strictest(covered.map(|claim| claim.policy)))
}

/// The options for the rest of a running plan, within the limits it was agreed under and counted from where it began.
pub fn rest_offer(file: &DebtorFile, plan: &PlanRow, today: Date, wish: &PlanWish) -> Result<Offer, Ineligible> {
    let policy = plan_policy(file, plan).ok_or(Ineligible::NoPlans)?;
    options(&Ask {
        total: progress(&plan.schedule, plan.paid, today).left,
        policy,
        days: wish.days(today),
        wish: wish.wish(file),
        rest_before: Some(rest_before(&policy, plan)),
    })
}

/// The day before which a running plan has to end. What was moved to the end by the rules may already lie behind it: a
/// change makes no plan end sooner than it does.
pub fn rest_before(policy: &PlanPolicy, plan: &PlanRow) -> Date {
    let last = plan.schedule.iter().map(|item| item.due_on).max().unwrap_or(plan.begun_on);
    policy.ends_before(plan.begun_on, plan.rhythm, 0).max(add_days(last, 1))
}

/// Which option is put forward: the smallest amount where calm comes first, else the one in the middle; never one that
/// asks more than the budget check leaves, if there is one that does not.
pub fn proposal(file: &DebtorFile, variant: LayoutVariant, today: Date) -> Option<Proposal> {
    let offer = offer(file, today, &PlanWish::of(file)).ok()?;
    let at = if variant == LayoutVariant::Calm { offer.options.len() - 1 } else { offer.options.len() / 2 };
    let fits = |option: &&PlanOption| match file.budget {
        Some(budget) if budget.at_most.is_positive() => option.rhythm.to_month(option.instalment) <= budget.at_most,
        _ => true,
    };
    let option = offer.options.iter().skip(at).find(fits).or(offer.options.last())?;
    Some(Proposal {
        times: option.times,
        instalment: option.instalment,
        first_due_on: option.first_due_on,
        ends_on: option.ends_on,
        total: option.total,
        payday: u8::try_from(option.first_due_on.day()).unwrap_or(1),
    })
}

/// The running plan for a page.
pub fn running(file: &DebtorFile, today: Date) -> Option<RunningPlan> {
    let plan = file.plan.as_ref()?;
    Some(RunningPlan { id: plan.id.0.clone(), total: plan.total, progress: plan.standing(today) })
}

/// How near the end of its term a claim is, by the letters that were sent. `None`: the table has no term for it.
pub fn limitation_age(file: &DebtorFile, claim: &ClaimRow, today: Date) -> Option<Age> {
    let letters = file.letters.iter().filter(|letter| letter.claim_id == claim.id);
    let demanded: Vec<Date> = letters.map(|letter| local(from_ms(letter.sent_at)).date()).collect();
    let kind = claim.rules.terms.limitation_warned(file.head.party);
    Some(limitation(file.head.country, kind, claim.due_on, &demanded)?.age(today))
}
