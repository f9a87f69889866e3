//! A server with its sandbox, and what the tests do with it.

use effen::ids::ClaimId;
use effen::kinds::Lang;
use effen::money::Cents;
use effen_server::app::App;
use effen_server::clock::Clock;
use effen_server::config::Config;
use effen_server::db::payment::{self, By, PaymentRow};
use effen_server::db::posting;
use effen_server::db::session::{self, NewSession};
use effen_server::pay::Method;
use effen_server::pay::start::{Order, Progress, Started, start_payment};
use effen_server::testing::TestDb;
use effen_server::testing::sample::{Sample, now, sample_debtor};
use std::net::SocketAddr;
use std::sync::atomic::Ordering;

/// A server with its sandbox, really listening.
pub struct Site {
    pub app: App,
    pub clock: Clock,
    pub base: String,
    pub client: reqwest::Client,
    pub sample: Sample,
}

impl Site {
    pub async fn new(test: &TestDb) -> Site {
        let mut tx = test.db.begin().await.unwrap();
        sqlx::query("INSERT INTO setting (key, value) VALUES ('demo', '1')").execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
        let sample = sample_debtor(&test.db, "Anna").await.unwrap();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let base = format!("http://{address}");
        let data_dir = std::env::temp_dir().join("effen-tests").join(effen_server::new_id::uuid());
        let config = Config { listen: address, public_url: base.clone(), data_dir, ..Config::defaults() };
        let clock = Clock::fixed(now());
        let app = App::new(config, test.db.clone(), clock.clone()).await.unwrap();
        let router = effen_server::web::router(app.clone());
        tokio::spawn(async move {
            axum::serve(listener, router.into_make_service_with_connect_info::<SocketAddr>()).await.unwrap();
        });
        let client = reqwest::Client::builder()
            .no_proxy()
            .tls_certs_only([])
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .unwrap();
        Site { app, clock, base, client, sample }
    }

    pub fn order(&self, key: &str, parts: &[(&ClaimId, i64)]) -> Order {
        Order {
            debtor: self.sample.debtor.clone(),
            parts: parts.iter().map(|(claim, cents)| ((*claim).clone(), Cents(*cents))).collect(),
            method: Method::Ideal,
            plan_id: None,
            extra: None,
            from_notice_id: None,
            key: key.to_owned(),
            lang: Lang::Nl,
        }
    }

    pub async fn start(&self, key: &str, parts: &[(&ClaimId, i64)]) -> (Started, String) {
        let started = start_payment(&self.app, self.order(key, parts)).await.unwrap().unwrap();
        let Progress::Ready(url) = started.progress.clone() else { panic!("{:?}", started.progress) };
        (started, url)
    }

    /// What the payer does at the bank; gives the address the browser is sent to.
    pub async fn choose(&self, url: &str, choice: &str) -> String {
        let answer = self.client.post(url).form(&[("choice", choice)]).send().await.unwrap();
        assert_eq!(answer.status(), 303);
        answer.headers()["location"].to_str().unwrap().to_owned()
    }

    /// One call of the webhook, as anybody could make it.
    pub async fn hook(&self, id: &str) -> u16 {
        let url = format!("{}/webhook/payment", self.base);
        self.client.post(url).form(&[("id", id)]).send().await.unwrap().status().as_u16()
    }

    /// A page as a browser with this cookie gets it: status, headers, body.
    pub async fn get(&self, path: &str, cookie: &str) -> (u16, reqwest::header::HeaderMap, String) {
        let url = format!("{}{path}", self.base);
        let answer = self.client.get(url).header("cookie", cookie).send().await.unwrap();
        (answer.status().as_u16(), answer.headers().clone(), answer.text().await.unwrap())
    }

    /// A form as our own page sends it: status, address it leads to, body.
    pub async fn post(&self, path: &str, cookie: &str, fields: &[(String, String)]) -> (u16, String, String) {
        let request = self.client.post(format!("{}{path}", self.base)).header("cookie", cookie);
        let answer = request.header("origin", &self.base).form(fields).send().await.unwrap();
        let location = answer.headers().get("location").map(|to| to.to_str().unwrap().to_owned());
        (answer.status().as_u16(), location.unwrap_or_default(), answer.text().await.unwrap())
    }

    pub async fn session(&self, assurance: &str, claim: Option<&ClaimId>) -> String {
        let token = effen_server::new_id::token();
        let new = NewSession {
            token_hash: &effen_server::new_id::token_hash(&token),
            debtor_id: Some(self.sample.debtor.as_str()),
            agent_id: None,
            assurance,
            claim_id: claim.map(ClaimId::as_str),
            notice_id: None,
            device: "phone",
            browser: "",
            now: self.app.now_ms(),
            ends_at: self.app.now_ms() + 3_600_000,
        };
        session::create(&self.app.db, &new).await.unwrap();
        format!("effen={token}")
    }

    pub async fn payment(&self, started: &Started) -> PaymentRow {
        let mut conn = self.app.db.read().acquire().await.unwrap();
        payment::find(&mut conn, By::Token(&started.status_token)).await.unwrap().unwrap()
    }

    pub async fn provider_id(&self, started: &Started) -> String {
        self.payment(started).await.provider_id.unwrap()
    }

    pub async fn open(&self, claim: &ClaimId) -> i64 {
        let mut conn = self.app.db.read().acquire().await.unwrap();
        let balances = posting::list_balances(&mut conn, &self.sample.debtor).await.unwrap();
        balances[claim].total().0
    }

    pub async fn count(&self, query: &'static str) -> i64 {
        sqlx::query_scalar(query).bind(self.sample.debtor.as_str()).fetch_one(self.app.db.read()).await.unwrap()
    }

    pub async fn postings(&self) -> i64 {
        self.count("SELECT COUNT(*) FROM posting WHERE debtor_id = $1 AND payment_id IS NOT NULL").await
    }

    pub async fn signals(&self) -> Vec<String> {
        sqlx::query_scalar("SELECT kind FROM signal WHERE debtor_id = $1 ORDER BY version, line")
            .bind(self.sample.debtor.as_str())
            .fetch_all(self.app.db.read())
            .await
            .unwrap()
    }

    /// What came into an account less what left it, in cents.
    pub async fn standing(&self, account: &str) -> i64 {
        sqlx::query_scalar(
            "SELECT CAST(COALESCE(SUM(CASE WHEN debit = $1 THEN amount_cents WHEN credit = $2 THEN -amount_cents
               ELSE 0 END), 0) AS BIGINT) FROM posting WHERE debtor_id = $3",
        )
        .bind(account)
        .bind(account)
        .bind(self.sample.debtor.as_str())
        .fetch_one(self.app.db.read())
        .await
        .unwrap()
    }

    pub fn pass(&self, seconds: i64) {
        let Clock::Fixed(ms) = &self.clock else { panic!("the clock of a test is fixed") };
        ms.fetch_add(seconds * 1_000, Ordering::SeqCst);
    }
}

/// Kinds of signals, as the log gives them.
pub fn words(kinds: &[&str]) -> Vec<String> {
    kinds.iter().map(|kind| (*kind).to_owned()).collect()
}

/// Whatever their order.
pub fn sorted(mut kinds: Vec<String>) -> Vec<String> {
    kinds.sort();
    kinds
}
