//! What the debtor's pages promise, on both engines, through the router.

mod layouts;
mod meter;
mod papers;
mod plans;
mod replies;
mod whose;

use crate::app::App;
use crate::testing::sample::{self, Sample, sample_debtor};
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use effen::ids::DebtorId;
use tower::ServiceExt as _;

/// A browser that is signed in.
pub struct Browser {
    pub app: App,
    cookie: String,
}

/// An answer as a browser sees it.
pub struct Answer {
    pub status: StatusCode,
    pub location: String,
    pub body: String,
}

impl Browser {
    pub async fn of(app: &App, debtor: &DebtorId) -> Self {
        Self::with(app, debtor, "email_link").await
    }

    pub async fn with(app: &App, debtor: &DebtorId, assurance: &str) -> Self {
        Self { app: app.clone(), cookie: sample::sign_in(app, debtor, assurance, None).await.unwrap() }
    }

    /// The same browser in another language.
    pub fn speaking(&self, lang: &str) -> Self {
        Self { app: self.app.clone(), cookie: format!("{}; effen_lang={lang}", self.cookie) }
    }

    pub async fn get(&self, path: &str) -> Answer {
        let request = Request::get(path).header(header::COOKIE, &self.cookie).body(Body::empty()).unwrap();
        self.send(request).await
    }

    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
        let request = Request::post(path)
            .header(header::COOKIE, &self.cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(body.join("&")))
            .unwrap();
        self.send(request).await
    }

    /// A form with files, as a browser sends it.
    pub async fn post_files(&self, path: &str, fields: &[(&str, &str)], files: &[(&str, Vec<u8>)]) -> Answer {
        let request = crate::testing::form::with_files(&self.cookie, path, fields, files);
        self.send(request).await
    }

    /// The headers of an answer.
    pub async fn headers(&self, path: &str) -> axum::http::HeaderMap {
        let request = Request::get(path).header(header::COOKIE, &self.cookie).body(Body::empty()).unwrap();
        crate::web::router(self.app.clone()).oneshot(request).await.unwrap().headers().clone()
    }

    /// A file: status, `Content-Disposition`, `Cache-Control` and bytes.
    pub async fn download(&self, path: &str) -> (StatusCode, String, String, Vec<u8>) {
        let request = Request::get(path).header(header::COOKIE, &self.cookie).body(Body::empty()).unwrap();
        let response = crate::web::router(self.app.clone()).oneshot(request).await.unwrap();
        let text =
            |name| response.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
        let (status, name, cache) = (response.status(), text(header::CONTENT_DISPOSITION), text(header::CACHE_CONTROL));
        (status, name, cache, to_bytes(response.into_body(), 4 << 20).await.unwrap().to_vec())
    }

    async fn send(&self, request: Request<Body>) -> Answer {
        let response = crate::web::router(self.app.clone()).oneshot(request).await.unwrap();
        let status = response.status();
        let location = response.headers().get(header::LOCATION).and_then(|value| value.to_str().ok());
        let location = location.unwrap_or_default().to_owned();
        let bytes = to_bytes(response.into_body(), 4 << 20).await.unwrap();
        Answer { status, location, body: String::from_utf8_lossy(&bytes).into_owned() }
    }
}

fn encode(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

/// The values of an attribute in a page, in order.
pub fn attributes(body: &str, name: &str) -> Vec<String> {
    let start = format!(" {name}=\"");
    body.split(&start)
        .skip(1)
        .filter_map(|rest| rest.split_once('"'))
        .map(|(value, _)| value.replace("&amp;", "&"))
        .collect()
}

/// Counts rows.
pub async fn count(app: &App, sql: &'static str, debtor: &DebtorId) -> i64 {
    sqlx::query_scalar(sql).bind(debtor.as_str()).fetch_one(app.db.read()).await.unwrap()
}

pub async fn set_persona(app: &App, debtor: &DebtorId, persona: &str) {
    let mut tx = app.db.begin().await.unwrap();
    sqlx::query("UPDATE debtor SET persona = $1 WHERE id = $2")
        .bind(persona)
        .bind(debtor.as_str())
        .execute(&mut *tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

/// Two people in one database; the browser is the first one's.
pub async fn two(test: &crate::testing::TestDb) -> (App, Browser, Sample, Sample) {
    let app = sample::app(&test.db).await;
    let anna = sample_debtor(&test.db, "Anna").await.unwrap();
    let bas = sample_debtor(&test.db, "Bas").await.unwrap();
    let browser = Browser::of(&app, &anna.debtor).await;
    (app, browser, anna, bas)
}

#[tokio::test]
async fn what_is_another_debtors_does_not_exist() {
    for test in crate::testing::databases().await {
        let (app, anna, _, bas) = two(&test).await;
        let theirs = Browser::of(&app, &bas.debtor).await;
        let options = theirs.get("/plan").await;
        let terms =
            attributes(&options.body, "href").into_iter().find(|href| href.starts_with("/plan/terms/")).unwrap();
        let not_me = [("key", "k"), ("claim", bas.late.as_str()), ("reason", "same_name")];
        let told = theirs.post("/tell/not_me", &not_me).await;
        let case = told.location.clone();
        for path in [
            format!("/invoice/{}", bas.late),
            format!("/invoice/{}/costs", bas.late),
            case.clone(),
            format!("/tell/dispute?claim={}", bas.late),
            terms.clone(),
            "/inbox/nothing".to_owned(),
            "/invoice/nothing".to_owned(),
        ] {
            assert_eq!(anna.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        let quote = terms.rsplit('/').next().unwrap().to_owned();
        for (path, fields) in [
            ("/tell/not_me".to_owned(), not_me.to_vec()),
            (format!("{case}/withdraw"), vec![("key", "k")]),
            (format!("{case}/answer"), vec![("key", "k"), ("body", "Ja")]),
            ("/plan/agree".to_owned(), vec![("key", "k"), ("quote", quote.as_str())]),
        ] {
            assert_eq!(anna.post(&path, &fields).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        let plans = count(&app, "SELECT COUNT(*) FROM plan WHERE debtor_id = $1", &bas.debtor).await;
        assert_eq!(plans, 0);
        let open =
            count(&app, "SELECT COUNT(*) FROM reply WHERE debtor_id = $1 AND handled_at IS NULL", &bas.debtor).await;
        assert_eq!(open, 1, "nobody else took it back");
    }
}

#[tokio::test]
async fn without_a_session_every_page_leads_to_signing_in() {
    let test = &crate::testing::databases().await[0];
    let (app, _, anna, _) = two(test).await;
    let stranger = Browser { app: app.clone(), cookie: String::new() };
    let weak = Browser::with(&app, &anna.debtor, "pay_link").await;
    let invoice = format!("/invoice/{}", anna.late);
    for path in [
        "/overview",
        &invoice,
        "/plan",
        "/help",
        "/inbox",
        "/profile",
        "/documents",
        "/costs",
        "/calendar.ics",
        "/cases",
        "/tell/complaint",
    ] {
        for browser in [&stranger, &weak] {
            let answer = browser.get(path).await;
            assert!(answer.status.is_redirection(), "{path}: {}", answer.status);
            assert!(answer.location.starts_with("/sign-in?"), "{path}: {}", answer.location);
            assert!(answer.location.contains("next="), "{path}: {}", answer.location);
        }
    }
}

#[tokio::test]
async fn contact_details_change_only_with_the_letters_code_and_the_old_address_is_told() {
    for test in crate::testing::databases().await {
        let (app, anna, sample, _) = two(&test).await;
        let change = [("key", "k"), ("email", "nieuw@example.com"), ("phone", "06 99999999")];
        let answer = anna.post("/profile/contact", &change).await;
        assert!(answer.location.starts_with("/sign-in"), "a link by e-mail is not enough");
        let sure = Browser::with(&app, &sample.debtor, "letter_code").await;
        let wrong = sure.post("/profile/contact", &[("key", "k"), ("email", "geen adres"), ("phone", "12")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.body.contains("error-summary") && wrong.body.contains("geen adres"), "what was typed stays");
        let answer = sure.post("/profile/contact", &change).await;
        assert_eq!(answer.location, "/profile?done=contact");
        assert!(sure.get("/profile").await.body.contains("nieuw@example.com"));
        let told = count(
            &app,
            "SELECT COUNT(*) FROM notice WHERE debtor_id = $1 AND kind = 'contact_changed' \
             AND recipient = 'anna@example.com'",
            &sample.debtor,
        )
        .await;
        assert_eq!(told, 1);
    }
}

#[tokio::test]
async fn a_visit_is_noted_once_a_session_and_one_of_our_messages_makes_it_prompted() {
    for test in crate::testing::databases().await {
        let (app, anna, sample, _) = two(&test).await;
        anna.get("/overview").await;
        anna.get("/overview").await;
        anna.get("/help").await;
        let visits = "SELECT COUNT(*) FROM signal WHERE debtor_id = $1 AND kind = 'visit_unprompted'";
        assert_eq!(count(&app, visits, &sample.debtor).await, 1);
        let helps = "SELECT COUNT(*) FROM signal WHERE debtor_id = $1 AND kind = 'help_viewed'";
        assert_eq!(count(&app, helps, &sample.debtor).await, 1);
        let prompted = Browser {
            app: app.clone(),
            cookie: sample::sign_in(&app, &sample.debtor, "email_link", Some("some-notice")).await.unwrap(),
        };
        prompted.get("/overview").await;
        assert_eq!(count(&app, visits, &sample.debtor).await, 1);
        let after = "SELECT COUNT(*) FROM signal WHERE debtor_id = $1 AND kind = 'visit_prompted'";
        assert_eq!(count(&app, after, &sample.debtor).await, 1);
    }
}
