//! A whole site without a socket: requests go to the router as a browser would send them.

use crate::app::App;
use crate::clock::Clock;
use crate::config::Config;
use crate::db::Db;
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use tower::ServiceExt as _;

/// See the module. Keeps cookies like a browser.
pub struct Site {
    /// The server's inside.
    pub app: App,
    router: Router,
    clock: Arc<AtomicI64>,
    cookies: Mutex<Vec<(String, String)>>,
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    /// Status.
    pub status: StatusCode,
    /// `Location`, or ''.
    pub location: String,
    /// All `Set-Cookie` lines.
    pub set_cookies: Vec<String>,
    /// The body as text.
    pub body: String,
}

impl Site {
    /// A site on a database, at the samples' time, with a data folder of its own.
    pub async fn new(db: &Db) -> Self {
        Self::with(db, Config::defaults()).await
    }

    /// A site with settings; its data folder is replaced by one of its own.
    pub async fn with(db: &Db, config: Config) -> Self {
        let folder = std::env::temp_dir().join("effen-tests").join(crate::new_id::uuid());
        let config = Config { data_dir: folder, ..config };
        let clock = Arc::new(AtomicI64::new(super::sample::now().as_millisecond()));
        let app = App::new(config, db.clone(), Clock::Fixed(clock.clone())).await.expect("the parts fit");
        let router = crate::web::router(app.clone());
        Self { app, router, clock, cookies: Mutex::default() }
    }

    /// The same server, seen by another browser.
    pub fn other_browser(&self) -> Self {
        Self {
            app: self.app.clone(),
            router: self.router.clone(),
            clock: self.clock.clone(),
            cookies: Mutex::default(),
        }
    }

    /// Lets time pass.
    pub fn wait(&self, minutes: i64) {
        self.clock.fetch_add(minutes * 60_000, Ordering::SeqCst);
    }

    /// The `Cookie` header this browser sends.
    pub fn cookie(&self) -> String {
        let jar = self.cookies.lock().expect("no test panics with the jar");
        jar.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    /// Opens a page.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).expect("a valid path")).await
    }

    /// Sends a form from one of our own pages.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.post_from(path, "", fields).await
    }

    /// Sends a form that stood on the page `from`.
    pub async fn post_from(&self, path: &str, from: &str, fields: &[(&str, &str)]) -> Answer {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let mut request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin");
        if !from.is_empty() {
            request = request.header(header::REFERER, format!("{}{from}", self.app.config.public_url));
        }
        self.send(request.body(Body::from(body)).expect("a valid path")).await
    }

    /// Sends any request, with this browser's cookies.
    pub async fn send(&self, mut request: Request<Body>) -> Answer {
        let cookie = self.cookie();
        if !cookie.is_empty() {
            request.headers_mut().insert(header::COOKIE, cookie.parse().expect("cookies are plain ASCII"));
        }
        let response = self.router.clone().oneshot(request).await.expect("the router always answers");
        let status = response.status();
        let headers = response.headers().clone();
        let text = |value: &header::HeaderValue| value.to_str().unwrap_or_default().to_owned();
        let set_cookies: Vec<String> = headers.get_all(header::SET_COOKIE).iter().map(text).collect();
        self.keep(&set_cookies);
        let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.expect("the body ends");
        let location = headers.get(header::LOCATION).map(text).unwrap_or_default();
        Answer { status, location, set_cookies, body: String::from_utf8_lossy(&bytes).into_owned() }
    }

    fn keep(&self, lines: &[String]) {
        let mut jar = self.cookies.lock().expect("no test panics with the jar");
        for line in lines {
            let pair = line.split(';').next().unwrap_or_default();
            let Some((name, value)) = pair.split_once('=') else { continue };
            jar.retain(|(known, _)| known != name);
            if !line.contains("Max-Age=0") {
                jar.push((name.to_owned(), value.to_owned()));
            }
        }
    }
}
