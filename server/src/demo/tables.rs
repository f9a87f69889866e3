//! Simulated lives as rows of the tables.

mod chats;
mod money;
mod plans;

use super::trial::Trial;
use super::world::World;
use crate::db::bulk::Rows;
use crate::db::{Tx, signal::weights};
use crate::error::Result;
use crate::new_id;
use effen::kinds::Persona;
use effen::people::behaviour::Behaviour;
use effen::people::score::assess;
use jiff::Timestamp;

/// How one debtor came out.
pub struct Written {
    /// Id.
    pub id: String,
    /// File reference.
    pub reference: String,
    /// Persona as scored.
    pub persona: Option<Persona>,
}

/// Rows of all tables that the simulation fills, in the order in which they may be written.
pub struct Tables {
    all: Vec<Rows>,
    trial: String,
}

const DEBTOR: usize = 0;
const PERSON: usize = 1;
const CUSTOMER: usize = 2;
const CLAIM: usize = 3;
const LINE: usize = 4;
const PAYMENT: usize = 5;
const PART: usize = 6;
const POSTING: usize = 7;
const QUOTE: usize = 8;
const PLAN: usize = 9;
const PLAN_CLAIM: usize = 10;
const INSTALMENT: usize = 11;
const PLAN_VERSION: usize = 12;
const PLAN_REVIEW: usize = 13;
const SIGNAL: usize = 14;
const BEHAVIOUR: usize = 15;
const CHANGE: usize = 16;
const NOTICE: usize = 17;
const DRAWN: usize = 18;
const CASE: usize = 19;
const CASE_EVENT: usize = 20;
const HOLD: usize = 21;
const PROMISE: usize = 22;
const PROMISE_PART: usize = 23;
const MANDATE: usize = 24;
const CONVERSATION: usize = 25;
const MESSAGE: usize = 26;
const CLOSING: usize = 27;

impl Tables {
    /// Empty ones, for lives in which somebody may be drawn into an experiment.
    pub fn of(trial: &Trial) -> Self {
        let heads = [
            "debtor (id, reference, kind, country, language, version, view_choice, persona, shown_persona, created_at)",
            "debtor_person (debtor_id, name, email, phone, street, postal_code, city)",
            "creditor_customer (creditor_id, customer_number, debtor_id)",
            "claim (id, debtor_id, creditor_id, number, kind, issued_on, due_on, currency, principal_cents, \
             description, payee_iban, payment_reference, status, disputed, created_at)",
            "claim_line (claim_id, position, description, quantity, amount_cents)",
            "payment (id, debtor_id, status_token, amount_cents, currency, method, status, provider_id, checkout_url, \
             transfer, description, language, checked_at, plan_id, idempotency_key, created_at, changed_at, booked_at)",
            "payment_part (payment_id, claim_id, amount_cents)",
            "posting (debtor_id, version, line, claim_id, payment_id, debit, credit, amount_cents, currency, value_on, \
             cause, cause_key, recorded_at)",
            "plan_quote (id, debtor_id, batch_id, months, instalment_cents, total_cents, first_due_on, last_due_on, \
             schedule, claims, made_at, expires_at)",
            "plan (id, debtor_id, quote_id, status, total_cents, agreed_at, ended_at)",
            "plan_claim (plan_id, claim_id, amount_cents)",
            "instalment (plan_id, number, due_on, amount_cents, missed_at)",
            "plan_version (plan_id, version, change, made_by, quote_id, rhythm, schedule, paid_cents, moved, made_at)",
            "plan_review (id, plan_id, debtor_id, opened_at, closed_at, decision, decided_by)",
            "signal (debtor_id, version, line, kind, occurred_at, known_at, claim_id, amount_cents, days, channel)",
            "behaviour (debtor_id, version, state, scores, reasons, scored_at)",
            "persona_change (debtor_id, version, from_persona, to_persona, scores, reasons, changed_at)",
            "notice (id, debtor_id, claim_id, class, kind, channel, language, tone, recipient, subject, body_text, \
             body_html, unique_key, status, attempts, next_try_at, last_error, created_at, sent_at, clicked_at, looked_at)",
            "experiment_assignment (experiment_id, debtor_id, arm, persona, open_cents, claims, days_late, assigned_on, \
             assigned_at)",
            "reply (id, debtor_id, claim_id, kind, body, status, details, answer_by, created_at, handled_at, handled_by)",
            "case_event (id, reply_id, debtor_id, version, event, actor, body, at)",
            "contact_hold (id, debtor_id, claim_id, reason, starts_at, ends_at, released_at)",
            "promise (id, debtor_id, amount_cents, currency, pay_on, status, made_at, ended_at)",
            "promise_part (promise_id, claim_id, amount_cents, hold_id)",
            "mandate (id, debtor_id, plan_id, reference, holder, iban, consent, language, status, customer_id, \
             provider_id, signed_at, ended_at, ended_by, closed_at)",
            "conversation (id, debtor_id, claim_id, status, agent_id, last_seq, debtor_read_seq, agent_read_seq, \
             debtor_delivered_seq, agent_delivered_seq, outcome, opened_at, waiting_since, closed_at)",
            "message (conversation_id, seq, client_id, author, agent_id, body, sent_at)",
            "chat_closing (id, conversation_id, debtor_id, agent_id, last_seq, reason, outcome, closed_at, rating, rated_at)",
        ];
        Self { all: heads.into_iter().map(Rows::new).collect(), trial: trial.id.clone() }
    }

    /// Writes everything.
    pub async fn flush(&mut self, tx: &mut Tx) -> Result<()> {
        for rows in &mut self.all {
            rows.flush(tx).await?;
        }
        Ok(())
    }

    /// Adds one life.
    pub fn add(&mut self, world: &World, creditors: &[String], now: Timestamp) -> Result<Written> {
        let id = new_id::uuid();
        let reference = new_id::file_reference();
        let (persona, drawn_as) = self.behaviour(world, &id, now)?;
        let person = &world.person;
        let (version, created) = (world.moments.len() as i64, first_ms(world, now));
        let shown = persona.map_or("", Persona::as_str);
        self.all[DEBTOR].push(vec![
            id.clone().into(),
            reference.clone().into(),
            person.kind.as_str().into(),
            person.country.as_str().into(),
            person.language.as_str().into(),
            version.into(),
            "auto".into(),
            shown.into(),
            shown.into(),
            created.into(),
        ]);
        self.all[PERSON].push(vec![
            id.clone().into(),
            person.name.clone().into(),
            person.email.clone().into(),
            person.phone.clone().into(),
            person.street.clone().into(),
            person.postal_code.clone().into(),
            person.city.into(),
        ]);
        self.claims(world, &id, creditors);
        let plans: Vec<String> = world.plans.iter().map(|_| new_id::uuid()).collect();
        self.money(world, &id, &plans);
        for (plan, plan_id) in world.plans.iter().zip(&plans) {
            self.plan(plan, plan_id, &id)?;
            if plan.by_debit {
                self.mandate(plan, plan_id, &id, person, now);
            }
        }
        self.cases(world, &id);
        self.promises(world, &id)?;
        self.notices(world, &id);
        self.drawn(world, &id, drawn_as);
        Ok(Written { id, reference, persona })
    }

    /// Signals, and what scoring makes of them one by one.
    /// The persona now, and the one on the day somebody was drawn into the experiment.
    fn behaviour(&mut self, world: &World, id: &str, now: Timestamp) -> Result<(Option<Persona>, Option<Persona>)> {
        let mut state = Behaviour::new(world.person.kind);
        let (mut persona, mut drawn_as) = (None, None);
        for (at, moment) in world.moments.iter().enumerate() {
            let version = at as i64 + 1;
            let before = persona;
            if world.drawn.is_some_and(|drawn| drawn.at == moment.at) {
                drawn_as = drawn_as.or(before);
            }
            let mut last = None;
            for (line, signal) in moment.signals.iter().enumerate() {
                state.observe(signal);
                let found = assess(&state, moment.at, weights(), persona, Some(signal.kind));
                persona = found.decision.persona;
                last = Some(found);
                self.all[SIGNAL].push(vec![
                    id.into(),
                    version.into(),
                    (line as i64 + 1).into(),
                    signal.kind.as_str().into(),
                    signal.occurred_at.as_millisecond().into(),
                    signal.known_at.as_millisecond().into(),
                    signal.claim_id.as_ref().map(|claim| claim.0.clone()).into(),
                    signal.amount_cents.into(),
                    signal.days.into(),
                    signal.channel.map(|channel| channel.as_str().to_owned()).into(),
                ]);
            }
            if let Some(found) = last.filter(|_| persona != before) {
                self.change(id, version, before, persona, &found, moment.at)?;
            }
        }
        let before = persona;
        let found = assess(&state, now, weights(), persona, None);
        let version = world.moments.len() as i64;
        persona = found.decision.persona;
        if persona != before {
            // The last moment may have changed it as well; time's change is a version of its own.
            self.change(id, version + 1, before, persona, &found, now)?;
        }
        self.all[BEHAVIOUR].push(vec![
            id.into(),
            version.into(),
            state.to_json().into(),
            serde_json::to_string(&found.scores)?.into(),
            serde_json::to_string(&found.decision.reasons)?.into(),
            now.as_millisecond().into(),
        ]);
        Ok((persona, drawn_as))
    }

    /// Who was drawn. As in life, nobody whose persona was not known then.
    fn drawn(&mut self, world: &World, id: &str, persona: Option<Persona>) {
        let (Some(drawn), Some(persona)) = (world.drawn, persona) else { return };
        let on = crate::clock::local(drawn.at).date();
        self.all[DRAWN].push(vec![
            self.trial.clone().into(),
            id.into(),
            (drawn.arm as i64).into(),
            persona.as_str().into(),
            drawn.open_cents.into(),
            drawn.claims.into(),
            drawn.days_late.into(),
            on.to_string().into(),
            drawn.at.as_millisecond().into(),
        ]);
    }

    fn change(
        &mut self,
        id: &str,
        version: i64,
        from: Option<Persona>,
        to: Option<Persona>,
        found: &effen::people::score::Assessment,
        at: Timestamp,
    ) -> Result<()> {
        self.all[CHANGE].push(vec![
            id.into(),
            version.into(),
            from.map_or("", Persona::as_str).into(),
            to.map_or("", Persona::as_str).into(),
            serde_json::to_string(&found.scores)?.into(),
            serde_json::to_string(&found.decision.reasons)?.into(),
            at.as_millisecond().into(),
        ]);
        Ok(())
    }
}

fn first_ms(world: &World, now: Timestamp) -> i64 {
    world.moments.first().map_or(now, |moment| moment.at).as_millisecond()
}
