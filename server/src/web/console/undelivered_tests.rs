//! Messages that could not be delivered, through the real router, on both engines.

use super::tests::{call, count, lasting, text};
use crate::app::App;
use crate::clock::Clock;
use crate::config::Config;
use crate::db::{Db, signal};
use crate::error::{Error, Result};
use crate::mail::{Mail, Mailer};
use crate::new_id;
use crate::outreach::{deliver, plan};
use crate::testing::{databases, sample, sample::sample_debtor};
use async_trait::async_trait;
use axum::http::header;
use effen::ids::DebtorId;
use effen::people::signal::SignalKind;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

/// A mail server that can be out of order.
#[derive(Default)]
struct Post {
    broken: AtomicBool,
}

#[async_trait]
impl Mailer for Arc<Post> {
    async fn send(&self, mail: &Mail) -> Result<()> {
        if mail.to.starts_with("nobody") {
            return Err(Error::Refused("mail server: 550 no such box".into()));
        }
        if self.broken.load(Ordering::SeqCst) {
            return Err(Error::Outside("mail server: connection refused".into()));
        }
        Ok(())
    }
}

struct House {
    app: App,
    time: Arc<AtomicI64>,
    post: Arc<Post>,
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
        let time = Arc::new(AtomicI64::new(sample::now().as_millisecond()));
        let post = Arc::new(Post::default());
        let app =
            App::with_mailer(config, db.clone(), Clock::Fixed(time.clone()), Arc::new(post.clone())).await.unwrap();
        let cookie = lasting(&app).await;
        Self { app, time, post, cookie }
    }

    /// Tries until nothing is queued any more.
    async fn give_up(&self) {
        for _ in 0..40 {
            deliver::run(&self.app, |_| {}).await.unwrap();
            let next: Option<i64> = sqlx::query_scalar("SELECT MIN(next_try_at) FROM notice WHERE status = 'queued'")
                .fetch_one(self.app.db.read())
                .await
                .unwrap();
            let Some(next) = next else { return };
            self.time.fetch_max(next, Ordering::SeqCst);
        }
        panic!("it never ends");
    }

    async fn page(&self) -> String {
        text(call(&self.app, &self.cookie, "/console/undelivered", None).await).await
    }

    async fn act(&self, debtor: &DebtorId, act: &str) -> String {
        let sql = "SELECT id FROM notice WHERE debtor_id = $1 ORDER BY created_at, id LIMIT 1";
        let id: String = sqlx::query_scalar(sql).bind(debtor.as_str()).fetch_one(self.app.db.read()).await.unwrap();
        let form = format!("act={act}");
        let answer = call(&self.app, &self.cookie, &format!("/console/undelivered/{id}"), Some(&form)).await;
        answer.headers()[header::LOCATION].to_str().unwrap().to_owned()
    }

    async fn status(&self, debtor: &DebtorId) -> String {
        let sql = "SELECT status FROM notice WHERE debtor_id = $1 ORDER BY created_at, id LIMIT 1";
        sqlx::query_scalar(sql).bind(debtor.as_str()).fetch_one(self.app.db.read()).await.unwrap()
    }

    async fn bounced(&self, debtor: &DebtorId) -> usize {
        let log = signal::list(&self.app.db, debtor).await.unwrap();
        log.iter().filter(|signal| signal.kind == SignalKind::NoticeBounced).count()
    }
}

#[tokio::test]
async fn what_was_given_up_stands_in_the_console_with_its_reason_and_goes_again() {
    for test in databases().await {
        let house = House::new(&test.db).await;
        let debtor = sample_debtor(&test.db, "Anna").await.unwrap().debtor;
        assert!(house.page().await.contains("Alles is aangekomen"));
        plan::run(&house.app, false, |_| {}).await.unwrap();
        house.post.broken.store(true, Ordering::SeqCst);
        house.give_up().await;
        let page = house.page().await;
        for needed in
            ["Anna de Vries", "anna@example.com", "Na 8 keer opgegeven", "connection refused", "Niet aangekomen (1)"]
        {
            assert!(page.contains(needed), "{needed} is missing in {page}");
        }
        house.post.broken.store(false, Ordering::SeqCst);
        assert_eq!(house.act(&debtor, "again").await, "/console/undelivered?done=again");
        assert_eq!(house.act(&debtor, "again").await, "/console/undelivered?done=stale", "a double click");
        house.give_up().await;
        assert_eq!(house.status(&debtor).await, "sent");
        assert!(house.page().await.contains("Alles is aangekomen"));
        assert_eq!(count(&test.db, "notice_again").await, 1);
        assert_eq!(house.bounced(&debtor).await, 0, "a server that was down says nothing of the address");
    }
}

#[tokio::test]
async fn a_wrong_address_is_used_no_more_until_it_changes() {
    for test in databases().await {
        let house = House::new(&test.db).await;
        let debtor = sample_debtor(&test.db, "Anna").await.unwrap().debtor;
        plan::run(&house.app, false, |_| {}).await.unwrap();
        house.post.broken.store(true, Ordering::SeqCst);
        house.give_up().await;
        assert_eq!(house.act(&debtor, "wrong").await, "/console/undelivered?done=wrong");
        assert_eq!((house.status(&debtor).await.as_str(), house.bounced(&debtor).await), ("bounced", 1));
        assert!(house.page().await.contains("Alles is aangekomen"));
        // In the morning of a working day.
        house.time.store("2026-05-19T08:00:00Z".parse::<jiff::Timestamp>().unwrap().as_millisecond(), Ordering::SeqCst);
        let next = plan::run(&house.app, false, |_| {}).await.unwrap();
        assert_eq!(next.channels.get("letter"), Some(&1), "the next way: {next:?}");
        assert_eq!(house.act(&debtor, "again").await, "/console/undelivered?done=stale", "it was told otherwise");
        assert_eq!(count(&test.db, "address_wrong").await, 1);
    }
}

#[tokio::test]
async fn what_its_address_refused_is_shown_and_the_signal_is_noted_once() {
    for test in databases().await {
        let house = House::new(&test.db).await;
        let debtor = sample_debtor(&test.db, "Nobody").await.unwrap().debtor;
        plan::run(&house.app, false, |_| {}).await.unwrap();
        house.give_up().await;
        let page = house.page().await;
        assert!(page.contains("Geweigerd") && page.contains("550 no such box"), "{page}");
        assert_eq!(house.act(&debtor, "wrong").await, "/console/undelivered?done=wrong");
        assert_eq!(house.bounced(&debtor).await, 1);
        // Leaving one as it is takes it off the list, and changes nothing else.
        let other = sample_debtor(&test.db, "Nobody2").await.unwrap().debtor;
        plan::run(&house.app, false, |_| {}).await.unwrap();
        house.give_up().await;
        assert_eq!(house.act(&other, "aside").await, "/console/undelivered?done=aside");
        assert_eq!(house.act(&other, "aside").await, "/console/undelivered?done=stale");
        assert!(house.page().await.contains("Alles is aangekomen"));
    }
}
