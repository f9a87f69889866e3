//! Plans, mandates, promises and cases, as they came out.

use super::super::people::{CREDITORS, Person};
use super::super::world::{SimPlan, World};
use super::{
    CASE, CASE_EVENT, HOLD, INSTALMENT, MANDATE, PLAN, PLAN_CLAIM, PLAN_REVIEW, PLAN_VERSION, PROMISE, PROMISE_PART,
    QUOTE, Tables,
};
use crate::db::plan_version;
use crate::error::Result;
use crate::new_id;
use effen::cases::CaseStatus;
use effen::plan::Instalment;
use jiff::Timestamp;

impl Tables {
    pub(super) fn plan(&mut self, plan: &SimPlan, plan_id: &str, debtor: &str) -> Result<()> {
        let quote = new_id::uuid();
        let schedule: Vec<Instalment> = plan
            .schedule
            .iter()
            .zip(1..)
            .map(|((due_on, amount), number)| Instalment { number, due_on: *due_on, amount: *amount })
            .collect();
        let total: i64 = plan.claims.iter().map(|(_, cents)| cents.0).sum();
        let (Some(first), Some(last)) = (schedule.first(), schedule.last()) else { return Ok(()) };
        let at = plan.at.as_millisecond();
        self.all[QUOTE].push(vec![
            quote.clone().into(),
            debtor.into(),
            new_id::uuid().into(),
            (schedule.len() as i64).into(),
            first.amount.0.into(),
            total.into(),
            first.due_on.to_string().into(),
            last.due_on.to_string().into(),
            plan_version::to_json(&schedule)?.into(),
            serde_json::to_string(&plan.claims)?.into(),
            at.into(),
            at.into(),
        ]);
        self.plan_version(&schedule, plan_id, &quote, at)?;
        if let Some(opened) = plan.review_at {
            let (opened, closed) = (opened.as_millisecond(), plan.ended_at.map(Timestamp::as_millisecond));
            let (decision, by) = if closed.is_some() { ("stopped", "operator") } else { ("", "") };
            self.all[PLAN_REVIEW].push(vec![
                new_id::uuid().into(),
                plan_id.into(),
                debtor.into(),
                opened.into(),
                closed.into(),
                decision.into(),
                by.into(),
            ]);
        }
        self.all[PLAN].push(vec![
            plan_id.into(),
            debtor.into(),
            quote.into(),
            plan.status.into(),
            total.into(),
            at.into(),
            plan.ended_at.map(Timestamp::as_millisecond).into(),
        ]);
        for (claim, cents) in &plan.claims {
            self.all[PLAN_CLAIM].push(vec![plan_id.into(), claim.0.clone().into(), cents.0.into()]);
        }
        for (place, instalment) in schedule.into_iter().enumerate() {
            let missed = plan.missed_at.iter().find(|(missed, _)| *missed == place);
            self.all[INSTALMENT].push(vec![
                plan_id.into(),
                i64::from(instalment.number).into(),
                instalment.due_on.to_string().into(),
                instalment.amount.0.into(),
                missed.map(|(_, at)| at.as_millisecond()).into(),
            ]);
        }
        Ok(())
    }

    fn plan_version(&mut self, schedule: &[Instalment], plan_id: &str, quote: &str, at: i64) -> Result<()> {
        self.all[PLAN_VERSION].push(vec![
            plan_id.into(),
            1i64.into(),
            "agreed".into(),
            "debtor".into(),
            quote.into(),
            "monthly".into(),
            plan_version::to_json(schedule)?.into(),
            0i64.into(),
            0i64.into(),
            at.into(),
        ]);
        Ok(())
    }

    /// Cases as agents decided them.
    pub(super) fn cases(&mut self, world: &World, id: &str) {
        for case in &world.cases {
            let (reply, at, ended) = (new_id::uuid(), case.at.as_millisecond(), case.ended_at.as_millisecond());
            let by = if case.status == CaseStatus::Withdrawn { "debtor" } else { "operator" };
            self.all[CASE].push(vec![
                reply.clone().into(),
                id.into(),
                case.claim.as_ref().map(|claim| claim.0.clone()).into(),
                case.kind.as_str().into(),
                "".into(),
                case.status.as_str().into(),
                "{}".into(),
                crate::clock::local(case.ended_at).date().to_string().into(),
                at.into(),
                Some(ended).into(),
                Some(by.to_owned()).into(),
            ]);
            let version = world.moments.iter().position(|moment| moment.at >= case.at).unwrap_or_default() as i64 + 1;
            let ends = match case.status {
                CaseStatus::Granted => "grant",
                CaseStatus::Withdrawn => "withdraw",
                _ => "reject",
            };
            for (event, actor, when) in [("receive", "debtor", at), (ends, by, ended)] {
                self.all[CASE_EVENT].push(vec![
                    new_id::uuid().into(),
                    reply.clone().into(),
                    id.into(),
                    (version + i64::from(when == ended)).into(),
                    event.into(),
                    actor.into(),
                    "".into(),
                    when.into(),
                ]);
            }
        }
    }

    /// Promises with the holds that came with them.
    pub(super) fn promises(&mut self, world: &World, id: &str) -> Result<()> {
        for promise in &world.promises {
            let (promise_id, hold_id) = (new_id::uuid(), new_id::uuid());
            let (made, ended) = (promise.at.as_millisecond(), promise.ended_at.map(Timestamp::as_millisecond));
            let held_until = effen::dates::add_days(promise.pay_on, 1).to_zoned(crate::clock::zone());
            let held_until = held_until.map_err(|error| crate::error::Error::Broken(error.to_string()))?;
            self.all[HOLD].push(vec![
                hold_id.clone().into(),
                id.into(),
                promise.claim.0.clone().into(),
                "promise".into(),
                made.into(),
                Some(held_until.timestamp().as_millisecond()).into(),
                ended.into(),
            ]);
            self.all[PROMISE].push(vec![
                promise_id.clone().into(),
                id.into(),
                promise.amount.0.into(),
                "EUR".into(),
                promise.pay_on.to_string().into(),
                promise.status.into(),
                made.into(),
                ended.into(),
            ]);
            self.all[PROMISE_PART].push(vec![
                promise_id.into(),
                promise.claim.0.clone().into(),
                promise.amount.0.into(),
                hold_id.into(),
            ]);
        }
        Ok(())
    }

    /// A mandate that ended with its plan; of a plan that runs, the debtor ended it: no bank is asked in a demonstration
    /// for what was agreed before its day.
    pub(super) fn mandate(&mut self, plan: &SimPlan, plan_id: &str, id: &str, person: &Person, now: Timestamp) {
        let ended = plan.ended_at.unwrap_or(now).as_millisecond();
        let ended_by = if plan.ended_at.is_some() { "system" } else { "debtor" };
        let mandate = new_id::uuid();
        self.all[MANDATE].push(vec![
            mandate.clone().into(),
            id.into(),
            plan_id.into(),
            format!("EFFEN-{}", &mandate[mandate.len() - 12..]).into(),
            person.name.clone().into(),
            CREDITORS[0].iban.into(),
            "".into(),
            person.language.as_str().into(),
            "revoked".into(),
            "".into(),
            "".into(),
            plan.at.as_millisecond().into(),
            Some(ended).into(),
            ended_by.into(),
            Some(ended).into(),
        ]);
    }
}
