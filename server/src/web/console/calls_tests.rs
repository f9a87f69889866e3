//! Calls through the real router, on both engines: a task of the plan, the guard, the script, and what each outcome does.

use super::tests::{call, count, lasting, text};
use crate::app::App;
use crate::clock::{Clock, zone};
use crate::config::Config;
use crate::db::{Db, hold, session, signal, treatment};
use crate::new_id;
use crate::outreach::{deliver, plan};
use crate::testing::{databases, sample::sample_debtor};
use axum::http::{StatusCode, header};
use effen::ids::DebtorId;
use effen::kinds::{Channel, Lang};
use effen::people::call::CallOutcome;
use effen::people::signal::SignalKind;
use effen::people::treatment::Treatments;
use jiff::civil::DateTime;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// A Tuesday at ten, with a plan in which the telephone comes first.
struct House {
    app: App,
    time: Arc<AtomicI64>,
    cookie: String,
}

impl House {
    async fn new(db: &Db) -> Self {
        let config = Config {
            agency_address: "Kade 1, 1011 AA Amsterdam".into(),
            agency_register: "R-1".into(),
            data_dir: std::env::temp_dir().join("effen-tests").join(new_id::uuid()),
            ..Config::defaults()
        };
        let time = Arc::new(AtomicI64::new(0));
        let app = App::new(config, db.clone(), Clock::Fixed(time.clone())).await.unwrap();
        let mut plan = Treatments::shipped();
        plan.neutral.channels = vec![Channel::Phone, Channel::Email];
        let new = treatment::NewTreatment {
            base: 0,
            plan: &plan,
            whom: "neutral",
            actor: "agent:a1",
            reason: "bellen",
            now_ms: 0,
        };
        treatment::create(db, &new).await.unwrap().unwrap();
        let house = Self { app, time, cookie: String::new() };
        house.at("2026-05-12T10:00");
        let cookie = lasting(&house.app).await;
        Self { cookie, ..house }
    }

    fn at(&self, local: &str) {
        let local: DateTime = local.parse().unwrap();
        let at = local.to_zoned(zone()).unwrap().timestamp();
        self.time.store(at.as_millisecond(), Ordering::SeqCst);
    }

    /// A debtor with a call that waits: who, and the call's address.
    async fn task(&self, name: &str) -> (DebtorId, String) {
        let debtor = sample_debtor(&self.app.db, name).await.unwrap().debtor;
        plan::run(&self.app, false, |_| {}).await.unwrap();
        let sql = "SELECT id FROM notice WHERE debtor_id = $1 AND channel = 'phone' AND status = 'queued'";
        let id: String = sqlx::query_scalar(sql).bind(debtor.as_str()).fetch_one(self.app.db.read()).await.unwrap();
        (debtor, format!("/console/call/{id}"))
    }

    async fn page(&self, path: &str) -> String {
        text(call(&self.app, &self.cookie, path, None).await).await
    }

    /// Where a form leads, or its status.
    async fn post(&self, path: &str, form: &str) -> String {
        let answer = call(&self.app, &self.cookie, path, Some(form)).await;
        match answer.headers().get(header::LOCATION) {
            Some(to) => to.to_str().unwrap().to_owned(),
            None => answer.status().as_u16().to_string(),
        }
    }

    async fn end(&self, address: &str, form: &str) -> String {
        self.post(&format!("{address}/end"), &format!("key={}&attempts=1&{form}", new_id::uuid())).await
    }

    async fn kinds(&self, debtor: &DebtorId) -> Vec<SignalKind> {
        signal::list(&self.app.db, debtor).await.unwrap().into_iter().map(|signal| signal.kind).collect()
    }

    async fn status(&self, debtor: &DebtorId) -> (String, String) {
        let sql = "SELECT status, body_text FROM notice WHERE debtor_id = $1 AND channel = 'phone'";
        sqlx::query_as(sql).bind(debtor.as_str()).fetch_one(self.app.db.read()).await.unwrap()
    }
}

#[tokio::test]
async fn a_call_is_a_task_that_no_machine_makes_with_a_script_and_a_number_only_for_who_takes_it() {
    for test in databases().await {
        let house = House::new(&test.db).await;
        let (debtor, address) = house.task("Anna").await;
        assert_eq!(deliver::run(&house.app, |_| {}).await.unwrap(), deliver::Delivered::default());
        assert_eq!(house.status(&debtor).await.0, "queued");
        let list = house.page("/console/calls").await;
        assert!(list.contains("Anna de Vries") && list.contains("Bellen (1)"), "{list}");
        assert!(!list.contains("06 12345678"), "the number is for who takes the call");
        assert_eq!(house.post(&address, "").await, "405", "nothing but its own forms");
        let early = call(&house.app, &house.cookie, &address, None).await;
        assert_eq!(early.headers()[header::LOCATION], "/console/calls?done=gone");

        assert_eq!(house.post(&format!("{address}/start"), "").await, address);
        let page = house.page(&address).await;
        for needed in [
            "06 12345678",
            "u spreekt met Anouk de Vries van Effen Incasso. Spreek ik met Anna de Vries?",
            "Wat is uw postcode",
            "Ik noem eerst wat er openstaat",
            "Waterland Energie",
            "Wanneer kunt u betalen?",
            "komen er geen kosten bij",
        ] {
            assert!(page.contains(needed), "{needed} is missing in {page}");
        }
        assert_eq!(count(&house.app.db, "call_started").await, 1);
        // Another agent cannot take it, nor see it.
        let other = House { app: house.app.clone(), time: house.time.clone(), cookie: second_agent(&house.app).await };
        assert!(other.page("/console/calls").await.contains("Een collega belt nu"));
        assert_eq!(other.post(&format!("{address}/start"), "").await, "/console/calls?done=taken");
        assert_eq!(other.end(&address, "outcome=reached").await, "/console/calls?done=gone");
        // Who took it and left it: after its time a colleague may.
        house.at("2026-05-12T10:50");
        assert_eq!(other.post(&format!("{address}/start"), "").await, address);
        assert_eq!(house.end(&address, "outcome=reached").await, "/console/calls?done=gone");
        assert!(!house.kinds(&debtor).await.contains(&SignalKind::PhoneCallTaken));
    }
}

async fn second_agent(app: &App) -> String {
    let mut tx = app.db.begin().await.unwrap();
    sqlx::query(
        "INSERT INTO agent (id, email, name, password_hash, role, created_at) \
         VALUES ('a2', 'bo@effen.example', 'Bo Jansen', '', 'agent', 0)",
    )
    .execute(&mut *tx)
    .await
    .unwrap();
    tx.commit().await.unwrap();
    let token = new_id::token();
    let new = session::NewSession {
        token_hash: &new_id::token_hash(&token),
        debtor_id: None,
        agent_id: Some("a2"),
        assurance: "password",
        claim_id: None,
        notice_id: None,
        device: "desktop",
        browser: "",
        now: app.now_ms(),
        ends_at: app.now_ms() + 36_000_000,
    };
    session::create(&app.db, &new).await.unwrap();
    format!("effen-agent={token}")
}

#[tokio::test]
async fn the_guard_is_asked_in_the_moment_of_the_call() {
    for test in databases().await {
        let house = House::new(&test.db).await;
        let (debtor, address) = house.task("Anna").await;
        let start = format!("{address}/start");
        house.at("2026-05-12T20:00");
        let to = house.post(&start, "").await;
        assert!(to.starts_with("/console/calls?done=later&from="), "{to}");
        assert!(house.page(&to).await.contains("13 mei, 07:00"), "and from when");
        house.at("2026-05-17T11:00");
        assert!(house.post(&start, "").await.starts_with("/console/calls?done=later&from="), "a Sunday");
        assert!(!house.kinds(&debtor).await.contains(&SignalKind::NoticeSent));
        let mut tx = test.db.begin_debtor(&debtor, house.app.now()).await.unwrap();
        hold::create(&mut tx, None, "dispute", None).await.unwrap();
        tx.commit().await.unwrap();
        house.at("2026-05-18T10:00");
        assert_eq!(house.post(&start, "").await, "/console/calls?done=never");
        assert_eq!(house.status(&debtor).await.0, "withdrawn");
        assert!(house.page("/console/calls").await.contains("Er hoeft nu niemand gebeld te worden"));
    }
}

#[tokio::test]
async fn every_outcome_becomes_signals_and_has_its_consequence() {
    use SignalKind::*;
    for test in databases().await {
        let house = House::new(&test.db).await;
        for &outcome in CallOutcome::ALL {
            let (debtor, address) = house.task(&format!("Anna{outcome}")).await;
            assert_eq!(house.post(&format!("{address}/start"), "").await, address);
            let form = format!("outcome={outcome}&pay_on=2026-05-22&when=donderdag+na+vieren");
            let before = house.kinds(&debtor).await.len();
            assert_eq!(house.end(&address, &form).await, "/console/calls?done=saved", "{outcome}");
            assert_eq!(house.end(&address, &form).await, "/console/calls?done=gone", "once");
            let (status, inbox) = house.status(&debtor).await;
            let noted = house.kinds(&debtor).await.split_off(before);
            let wanted = match outcome {
                CallOutcome::Reached => vec![NoticeSent, PhoneCallTaken],
                CallOutcome::Promised => vec![NoticeSent, PhoneCallTaken, PromiseMade],
                CallOutcome::CallBack => vec![NoticeSent, PhoneCallTaken, CallbackAsked],
                CallOutcome::Help => vec![NoticeSent, PhoneCallTaken, HelpAsked],
                CallOutcome::NoAnswer | CallOutcome::Refused => vec![NoticeSent, PhoneCallRefused],
                CallOutcome::WrongNumber => vec![NoticeBounced],
            };
            assert_eq!(noted, wanted, "{outcome}");
            assert_eq!(status, if outcome.is_contact() { "sent" } else { "bounced" });
            assert_eq!(inbox, crate::outreach::words::call::made(outcome, Lang::Nl), "no script in the inbox");
        }
        let page = house.page("/console/calls").await;
        assert!(page.contains("donderdag na vieren") && page.contains("Anouk de Vries"), "{page}");
        assert_eq!(count(&house.app.db, "call_ended").await, CallOutcome::ALL.len() as i64);
        // A number that is wrong leads to another channel, and to nobody's call.
        let again = plan::run(&house.app, false, |_| {}).await.unwrap();
        assert_eq!(again.channels.get("email"), Some(&1), "{again:?}");
        assert_eq!(again.channels.get("phone"), None, "{again:?}");
    }
}

#[tokio::test]
async fn what_does_not_fit_comes_back_as_typed_and_nothing_is_noted() {
    for test in databases().await {
        let house = House::new(&test.db).await;
        let (debtor, address) = house.task("Anna").await;
        house.post(&format!("{address}/start"), "").await;
        let before = house.kinds(&debtor).await;
        for (form, sentence) in [
            ("outcome=", "Kies hoe het ging"),
            ("outcome=promised&pay_on=", "Vul de dag in"),
            ("outcome=promised&pay_on=2026-05-12", "Die dag is vandaag of voorbij"),
            ("outcome=promised&pay_on=2026-07-12", "Die dag is te ver weg"),
            ("outcome=call_back&when=", "Schrijf wanneer u moet bellen"),
        ] {
            let form = format!("key={}&attempts=1&{form}", new_id::uuid());
            let answer = call(&house.app, &house.cookie, &format!("{address}/end"), Some(&form)).await;
            assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{form}");
            let page = text(answer).await;
            assert!(page.contains(sentence), "{sentence} is missing for {form}");
        }
        assert_eq!(house.kinds(&debtor).await, before);
        // Who wants no calls any more gets none, and is told otherwise next time.
        assert_eq!(house.end(&address, "outcome=refused&no_more=1").await, "/console/calls?done=saved");
        house.at("2026-05-26T10:00");
        let later = plan::run(&house.app, false, |_| {}).await.unwrap();
        assert_eq!(later.channels.get("phone"), None, "{later:?}");
    }
}
