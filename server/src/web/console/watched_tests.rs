//! What the whole is for: somebody starts a chat unprompted, pays early, or ignores three messages, and within a second
//! their scores, the reasons, their page and our next message are others, in the console and on their own page.

use super::tests::{call, lasting, text};
use crate::app::App;
use crate::clock::{Clock, zone};
use crate::config::Config;
use crate::db::{Db, payment, record_signals};
use crate::new_id;
use crate::outreach::deliver;
use crate::testing::{databases, sample::Sample, sample::sample_debtor};
use crate::web::portal::tests::Browser;
use crate::{daily, outreach};
use axum::http::StatusCode;
use effen::dates::add_days;
use effen::people::signal::{Signal, SignalKind};
use jiff::civil::{Date, date};
use serde_json::Value;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

/// The most that may pass between the act and what it changes.
const WITHIN: Duration = Duration::from_secs(1);
const TODAY: Date = date(2026, 5, 12);

struct House {
    app: App,
    time: Arc<AtomicI64>,
    agent: String,
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
        let house = Self { app, time, agent: String::new() };
        house.on(TODAY);
        let agent = lasting(&house.app).await;
        Self { agent, ..house }
    }

    /// Half past ten in the morning of a day.
    fn on(&self, day: Date) {
        let at = day.at(10, 30, 0, 0).to_zoned(zone()).unwrap().timestamp();
        self.time.store(at.as_millisecond(), Ordering::SeqCst);
    }

    /// The file in the console; `None`: nothing newer than `version`.
    async fn file(&self, one: &Sample, version: Option<i64>) -> Option<Value> {
        let query = version.map_or(String::new(), |version| format!("?version={version}"));
        let address = format!("/console/debtor/{}/file.json{query}", one.debtor);
        let answer = call(&self.app, &self.agent, &address, None).await;
        if answer.status() == StatusCode::NO_CONTENT {
            return None;
        }
        Some(serde_json::from_str(&text(answer).await).unwrap())
    }

    async fn note(&self, one: &Sample, signals: &[Signal]) {
        let mut tx = self.app.db.begin_debtor(&one.debtor, self.app.now()).await.unwrap();
        record_signals(&mut tx, signals).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Somebody with a past of so many of a kind, one each month up to last month.
    async fn with_past(&self, one: &Sample, kinds: &[(SignalKind, i64)]) {
        let signals: Vec<Signal> = (1..=6)
            .rev()
            .flat_map(|month| {
                let at = add_days(TODAY, -30 * month).at(12, 0, 0, 0).to_zoned(zone()).unwrap().timestamp();
                kinds.iter().map(move |(kind, days)| {
                    let channel = effen::kinds::Channel::Email;
                    Signal::now(*kind, at).cents(9_000).days(*days).channel(channel)
                })
            })
            .collect();
        self.note(one, &signals).await;
    }
}

/// Which of the layouts a debtor's page has. The first look is a visit, and so an act; further ones of the same session
/// are not.
async fn layout(debtor: &Browser) -> String {
    let page = debtor.get("/overview").await.body;
    let from = page.find("overview-").expect("an overview");
    page[from..].split(['"', ' ']).next().unwrap().to_owned()
}

/// What an act changed, and how long it took until the console showed it.
struct Watched {
    before: Value,
    after: Value,
    layouts: (String, String),
    took: Duration,
}

impl Watched {
    /// Everything moved, in time.
    fn check(&self, event: &str, engine: &str) {
        let show = |file: &Value| format!("{} | {}", file["persona"][0], file["follows"]);
        println!(
            "{engine}: {event}: seen after {:.0} ms\n  {}, {}\n  {}, {}",
            self.took.as_secs_f64() * 1_000.0,
            show(&self.before),
            self.layouts.0,
            show(&self.after),
            self.layouts.1
        );
        assert!(self.took < WITHIN, "{event}: {:?}", self.took);
        for part in ["scores", "reasons", "follows", "moves"] {
            assert_ne!(self.before[part], self.after[part], "{event}: {part} stayed as it was");
        }
        assert_ne!(self.before["persona"], self.after["persona"], "{event}: {}", self.after["scores"]);
        assert_ne!(self.layouts.0, self.layouts.1, "{event}: the page stayed as it was");
        assert_ne!(self.before["follows"][1], self.after["follows"][1], "{event}: the next message stayed as it was");
    }
}

/// Does `act`, and looks in the console as its page does, until there is something new. `layout` is what the debtor's
/// page was before it.
async fn watch(
    house: &House,
    one: &Sample,
    (debtor, layout_before): (&Browser, String),
    act: impl AsyncFnOnce(),
) -> Watched {
    let before = house.file(one, None).await.unwrap();
    let version = before["version"].as_i64();
    let started = Instant::now();
    act().await;
    let after = loop {
        if let Some(file) = house.file(one, version).await {
            break file;
        }
        assert!(started.elapsed() < WITHIN, "nothing new in the console");
        tokio::time::sleep(Duration::from_millis(20)).await;
    };
    let took = started.elapsed();
    Watched { before, after, layouts: (layout_before, layout(debtor).await), took }
}

/// Somebody of whom nothing was heard in half a year of bills and messages, and who has just come to look.
async fn quiet(house: &House, one: &Sample) -> Browser {
    house.with_past(one, &[(SignalKind::InvoiceIssued, 21), (SignalKind::NoticeIgnored, 0)]).await;
    Browser::of(&house.app, &one.debtor).await
}

#[tokio::test]
async fn who_starts_a_chat_unprompted_is_seen_as_another_within_a_second() {
    for test in databases().await {
        let house = House::new(&test.db).await;
        let one = sample_debtor(&test.db, "Anna").await.unwrap();
        let debtor = quiet(&house, &one).await;
        let layout = layout(&debtor).await;
        let seen = watch(&house, &one, (&debtor, layout), async || {
            let sent = debtor.post("/chat/send", &[("id", "0190abcd-0001"), ("body", "Wat is deze rekening?")]).await;
            assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        })
        .await;
        seen.check("starts a chat unprompted", &format!("{:?}", test.db.engine));
    }
}

#[tokio::test]
async fn who_pays_early_is_seen_as_another_within_a_second() {
    for test in databases().await {
        let house = House::new(&test.db).await;
        let one = sample_debtor(&test.db, "Anna").await.unwrap();
        let debtor = quiet(&house, &one).await;
        let layout = layout(&debtor).await;
        let seen = watch(&house, &one, (&debtor, layout), async || pay(&house, &one).await).await;
        seen.check("pays early", &format!("{:?}", test.db.engine));
    }
}

/// The money for the invoice that is due in nine days comes in, and is booked as the provider's word books it.
async fn pay(house: &House, one: &Sample) {
    let mut tx = house.app.db.begin_debtor(&one.debtor, house.app.now()).await.unwrap();
    let debtor = one.debtor.clone();
    sqlx::query(
        "INSERT INTO payment (id, debtor_id, status_token, amount_cents, currency, method, status, checkout_url, transfer,
           description, language, idempotency_key, created_at, changed_at, checked_at)
         VALUES ('p1', $1, 't1', 8420, 'EUR', 'ideal', 'paid', '', '', '', 'nl', 'k', $2, $2, $2)",
    )
    .bind(debtor.as_str())
    .bind(house.app.now_ms())
    .execute(&mut *tx.tx)
    .await
    .unwrap();
    sqlx::query("INSERT INTO payment_part (payment_id, claim_id, amount_cents) VALUES ('p1', $1, 8420)")
        .bind(one.upcoming.as_str())
        .execute(&mut *tx.tx)
        .await
        .unwrap();
    let row = payment::list(&mut tx.tx, &debtor, 1).await.unwrap().remove(0);
    let signals = crate::pay::settle::book(&mut tx, &row, TODAY).await.unwrap();
    record_signals(&mut tx, &signals).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn who_ignores_three_messages_is_seen_as_another_within_a_second() {
    for test in databases().await {
        let house = House::new(&test.db).await;
        let one = sample_debtor(&test.db, "Anna").await.unwrap();
        house.with_past(&one, &[(SignalKind::InvoiceIssued, 21)]).await;
        // One visit before the first message: too little to call them anybody.
        let debtor = Browser::of(&house.app, &one.debtor).await;
        let layout_before = layout(&debtor).await;
        // The same session looks again weeks later: another one would be another visit.
        let mut tx = test.db.begin().await.unwrap();
        let lasting = "UPDATE session SET ends_at = 9000000000000, seen_at = 9000000000000";
        sqlx::query(lasting).execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
        // Three messages go out on days of their own; nobody answers any. Every day has its run.
        let (mut day, mut sent) = (TODAY, 0);
        loop {
            house.on(day);
            daily::run(&house.app).await.unwrap();
            outreach::plan::run(&house.app, false, |_| {}).await.unwrap();
            sent += deliver::run(&house.app, |_| {}).await.unwrap().sent;
            if sent == 3 {
                break;
            }
            day = add_days(day, 1);
            assert!(day < add_days(TODAY, 60), "only {sent} messages went out");
        }
        for _ in 0..6 {
            day = add_days(day, 1);
            house.on(day);
            daily::run(&house.app).await.unwrap();
        }
        house.on(add_days(day, 1));
        // The seventh day after the third.
        let seen = watch(&house, &one, (&debtor, layout_before), async || {
            assert_eq!(daily::run(&house.app).await.unwrap().ignored, 1);
        })
        .await;
        seen.check("ignores three messages", &format!("{:?}", test.db.engine));
    }
}
