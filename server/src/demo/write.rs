//! Writes simulated lives into the tables.

use super::people::{CREDITORS, Person};
use super::talk::SimChat;
use super::trial::Trial;
use super::world::{SimPlan, World};
use crate::db::bulk::{Rows, Value};
use crate::db::{Tx, plan_version, signal::weights};
use crate::error::Result;
use crate::new_id;
use effen::cases::CaseStatus;
use effen::kinds::{Channel, Lang, Persona};
use effen::people::behaviour::Behaviour;
use effen::people::score::assess;
use effen::plan::Instalment;
use jiff::Timestamp;

/// The day from which the creditors' terms hold: before any invoice.
const TERMS_FROM: &str = "2000-01-01";

/// Marks the database as a demo.
pub async fn mark(tx: &mut Tx, seed: u64) -> Result<()> {
    setting(tx, "demo", "1").await?;
    setting(tx, "demo_seed", &seed.to_string()).await
}

/// Writes a fact about the database.
pub async fn setting(tx: &mut Tx, key: &str, value: &str) -> Result<()> {
    sqlx::query("INSERT INTO setting (key, value) VALUES ($1, $2)").bind(key).bind(value).execute(&mut **tx).await?;
    Ok(())
}

/// An agent of the demo: id, and the languages they answer in.
pub struct DemoAgent {
    /// Id.
    pub id: String,
    /// Languages.
    pub languages: &'static [Lang],
}

/// Writes the demo's agents; the first is the one who is signed in by a click on the demo's own page. No password fits.
pub async fn agents(tx: &mut Tx, now: Timestamp) -> Result<Vec<DemoAgent>> {
    let team: [(&str, &str, &str, &'static [Lang]); 3] = [
        (super::AGENT_EMAIL, "Noor Smeets", "admin", &[Lang::Nl, Lang::En, Lang::Fr]),
        ("youssef@effen.example", "Youssef Amrani", "agent", &[Lang::Fr, Lang::Nl]),
        ("lotte@effen.example", "Lotte Verbeke", "agent", &[Lang::Nl, Lang::En]),
    ];
    let mut rows = Rows::new("agent (id, email, name, password_hash, role, created_at, languages)");
    let mut agents = Vec::with_capacity(team.len());
    for (email, name, role, languages) in team {
        let id = new_id::uuid();
        let words: Vec<&str> = languages.iter().map(|lang| lang.as_str()).collect();
        let made = now.as_millisecond();
        rows.push(vec![
            id.clone().into(),
            email.into(),
            name.into(),
            "!".into(),
            role.into(),
            made.into(),
            words.join(" ").into(),
        ]);
        agents.push(DemoAgent { id, languages });
    }
    rows.flush(tx).await?;
    setting(tx, "demo_agent", super::AGENT_EMAIL).await?;
    Ok(agents)
}

/// The sign-in list of the demo: reference and first name.
pub fn links(known: &[(String, String)]) -> Vec<serde_json::Value> {
    known
        .iter()
        .map(|(name, reference)| {
            let label = name.split(' ').next().unwrap_or(name);
            let place = super::people::KNOWN.iter().position(|(known, _)| known == name);
            serde_json::json!({ "reference": reference, "label": label, "place": place })
        })
        .collect()
}

/// Writes the creditors; their ids, in the order of the table.
pub async fn creditors(tx: &mut Tx, now: Timestamp) -> Result<Vec<String>> {
    let mut rows = Rows::new(
        "creditor (id, slug, name, country, account_name, iban, mark, email, phone, reclaims_vat, imputation, \
         plan_months_max, plan_instalment_min_cents, created_at, registration)",
    );
    let ids: Vec<String> = CREDITORS.iter().map(|_| new_id::uuid()).collect();
    for (creditor, id) in CREDITORS.iter().zip(&ids) {
        rows.push(vec![
            id.clone().into(),
            creditor.slug.into(),
            creditor.name.into(),
            creditor.country.as_str().into(),
            creditor.name.into(),
            creditor.iban.into(),
            creditor.mark.into(),
            format!("klanten@{}.example", creditor.slug).into(),
            "088 000 22 33".into(),
            i64::from(creditor.reclaims_vat).into(),
            "costs_first".into(),
            creditor.plan_months_max.into(),
            1_500.into(),
            now.as_millisecond().into(),
            creditor.registration.into(),
        ]);
    }
    rows.flush(tx).await?;
    terms(tx, &ids, now).await?;
    Ok(ids)
}

/// Writes what the creditors ask by contract.
async fn terms(tx: &mut Tx, ids: &[String], now: Timestamp) -> Result<()> {
    let mut rows = Rows::new(
        "creditor_terms (creditor_id, version, from_on, interest, costs_most_cents, while_held, later_instalments, \
         limitation_kind, made_at)",
    );
    for (creditor, id) in CREDITORS.iter().zip(ids) {
        let terms = &creditor.terms;
        rows.push(vec![
            id.clone().into(),
            1.into(),
            TERMS_FROM.into(),
            terms.interest.to_string().into(),
            terms.costs_most.map(|most| most.0).into(),
            terms.while_held.as_str().into(),
            i64::from(terms.later_instalments).into(),
            terms.limitation.map_or("", |kind| kind.as_str()).into(),
            now.as_millisecond().into(),
        ]);
    }
    rows.flush(tx).await
}

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
}

impl Tables {
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

    fn claims(&mut self, world: &World, id: &str, creditors: &[String]) {
        let mut customers: Vec<usize> = world.claims.iter().map(|claim| claim.creditor).collect();
        customers.sort_unstable();
        customers.dedup();
        for at in customers {
            let number = format!("K{}", &id[id.len() - 10..]);
            self.all[CUSTOMER].push(vec![creditors[at].clone().into(), number.into(), id.into()]);
        }
        for claim in &world.claims {
            let about = &CREDITORS[claim.creditor];
            self.all[CLAIM].push(vec![
                claim.id.0.clone().into(),
                id.into(),
                creditors[claim.creditor].clone().into(),
                claim.number.clone().into(),
                "invoice".into(),
                claim.issued_on.to_string().into(),
                claim.due_on.to_string().into(),
                "EUR".into(),
                claim.cents.into(),
                claim.goods.into(),
                about.iban.into(),
                payment_reference(&claim.number).into(),
                "active".into(),
                0.into(),
                0.into(),
            ]);
            let vat = claim.cents - claim.cents * 100 / 121;
            for (position, text, cents) in [(1, claim.goods, claim.cents - vat), (2, "btw 21%", vat)] {
                self.all[LINE].push(vec![
                    claim.id.0.clone().into(),
                    position.into(),
                    text.into(),
                    "1".into(),
                    cents.into(),
                ]);
            }
        }
    }

    fn money(&mut self, world: &World, id: &str, plans: &[String]) {
        for payment in &world.payments {
            let at = payment.at.as_millisecond();
            let total: i64 = payment.parts.iter().map(|(_, cents)| cents.0).sum();
            self.all[PAYMENT].push(vec![
                payment.id.0.clone().into(),
                id.into(),
                new_id::token().into(),
                total.into(),
                "EUR".into(),
                "ideal".into(),
                "paid".into(),
                None::<String>.into(),
                "".into(),
                "".into(),
                "".into(),
                world.person.language.as_str().into(),
                at.into(),
                payment.plan.map(|place| plans[place].clone()).into(),
                payment.id.0.clone().into(),
                at.into(),
                at.into(),
                Some(at).into(),
            ]);
            for (claim, cents) in &payment.parts {
                self.all[PART].push(vec![payment.id.0.clone().into(), claim.0.clone().into(), cents.0.into()]);
            }
        }
        for (at, moment) in world.moments.iter().enumerate() {
            for (line, posting) in moment.postings.iter().enumerate() {
                self.all[POSTING].push(vec![
                    id.into(),
                    (at as i64 + 1).into(),
                    (line as i64 + 1).into(),
                    posting.claim_id.as_ref().map(|claim| claim.0.clone()).into(),
                    posting.payment_id.as_ref().map(|payment| payment.0.clone()).into(),
                    posting.debit.as_str().into(),
                    posting.credit.as_str().into(),
                    posting.amount.cents.into(),
                    posting.amount.currency.code().into(),
                    posting.value_on.to_string().into(),
                    posting.cause.as_str().into(),
                    posting.cause_key.clone().into(),
                    moment.at.as_millisecond().into(),
                ]);
            }
        }
    }

    fn plan(&mut self, plan: &SimPlan, plan_id: &str, debtor: &str) -> Result<()> {
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

    fn notices(&mut self, world: &World, id: &str) {
        for notice in &world.notices {
            let Some(claim) = world.claims.iter().find(|claim| claim.id == notice.claim) else { continue };
            let (subject, body) = super::words::message(notice.kind, claim, &world.person);
            let recipient = match notice.channel {
                Channel::Email => world.person.email.clone(),
                Channel::Sms => world.person.phone.clone(),
                _ => String::new(),
            };
            let class = if notice.kind == "formal_letter" { "mandatory" } else { "approach" };
            let at = notice.at.as_millisecond();
            self.all[NOTICE].push(vec![
                new_id::uuid().into(),
                id.into(),
                Some(notice.claim.0.clone()).into(),
                class.into(),
                notice.kind.into(),
                notice.channel.as_str().into(),
                world.person.language.as_str().into(),
                "informative".into(),
                recipient.into(),
                subject.into(),
                body.clone().into(),
                "".into(),
                format!("demo:{}:{at}", notice.claim).into(),
                if notice.bounced { "bounced" } else { "sent" }.into(),
                1.into(),
                at.into(),
                if notice.bounced { "550 5.1.1 no such address" } else { "" }.into(),
                at.into(),
                Some(at).into(),
                notice.clicked_at.map(Timestamp::as_millisecond).into(),
                // An agent has looked at what came back long ago.
                notice.bounced.then_some(at).into(),
            ]);
        }
    }
}

impl Tables {
    /// Cases as agents decided them.
    fn cases(&mut self, world: &World, id: &str) {
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
    fn promises(&mut self, world: &World, id: &str) -> Result<()> {
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
    fn mandate(&mut self, plan: &SimPlan, plan_id: &str, id: &str, person: &Person, now: Timestamp) {
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

impl Tables {
    /// A debtor's conversation with everything that was said in it; nothing if nothing was.
    pub(super) fn chats(&mut self, debtor: &str, chats: &[SimChat], agents: &[DemoAgent], lang: Lang) {
        let (Some(first), Some(last)) = (chats.first(), chats.last()) else { return };
        let conversation = new_id::uuid();
        let speaking: Vec<&DemoAgent> = agents.iter().filter(|agent| agent.languages.contains(&lang)).collect();
        let agent = |n: usize| speaking[(n + chats.len()) % speaking.len()].id.clone();
        let (mut seq, mut read) = (0_i64, 0_i64);
        let mut rows = Vec::new();
        for (n, chat) in chats.iter().enumerate() {
            seq += 1;
            rows.push(said(&conversation, seq, None, &chat.question, chat.at));
            let Some((at, answer)) = &chat.answer else { continue };
            seq += 1;
            read = seq;
            rows.push(said(&conversation, seq, Some(agent(n)), answer, *at));
            if let Some(closed_at) = chat.closed_at {
                let (reason, outcome) = chat.topic.closed_as();
                let closed = closed_at.as_millisecond();
                self.all[CLOSING].push(vec![
                    new_id::uuid().into(),
                    conversation.clone().into(),
                    debtor.into(),
                    agent(n).into(),
                    seq.into(),
                    reason.as_str().into(),
                    outcome.into(),
                    closed.into(),
                    chat.rating.into(),
                    chat.rating.map(|_| closed).into(),
                ]);
            }
        }
        let (status, outcome) = match (&last.answer, last.closed_at) {
            (None, _) => ("waiting", ""),
            (Some(_), None) => ("assigned", ""),
            (Some(_), Some(_)) => ("closed", last.topic.closed_as().1),
        };
        self.all[CONVERSATION].push(vec![
            conversation.into(),
            debtor.into(),
            Some(last.claim.clone()).into(),
            status.into(),
            (status == "assigned").then(|| agent(chats.len() - 1)).into(),
            seq.into(),
            read.into(),
            read.into(),
            read.into(),
            read.into(),
            outcome.into(),
            first.at.as_millisecond().into(),
            (status == "waiting").then_some(last.at.as_millisecond()).into(),
            last.closed_at.map(Timestamp::as_millisecond).into(),
        ]);
        rows.into_iter().for_each(|row| self.all[MESSAGE].push(row));
    }
}

fn said(conversation: &str, seq: i64, agent: Option<String>, body: &str, at: Timestamp) -> Vec<Value> {
    vec![
        conversation.into(),
        seq.into(),
        format!("demo-message-{seq}").into(),
        if agent.is_some() { "agent" } else { "debtor" }.into(),
        agent.into(),
        body.into(),
        at.as_millisecond().into(),
    ]
}

fn first_ms(world: &World, now: Timestamp) -> i64 {
    world.moments.first().map_or(now, |moment| moment.at).as_millisecond()
}

/// The betalingskenmerk that an invoice is paid under: made of the digits of its number.
fn payment_reference(number: &str) -> String {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    effen::reference::make_betalingskenmerk(&digits).unwrap_or_else(|_| number.to_owned())
}
