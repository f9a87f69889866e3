//! Help: pause, call back, 'I have money worries', complaint.

use super::{answer, forms, frame, load, note, view};
use crate::app::App;
use crate::cases::{self, Opening};
use crate::clock::{from_ms, local};
use crate::db::case::{self, CaseRow};
use crate::db::overview::DebtorFile;
use crate::db::profile;
use crate::error::{Error, Result};
use crate::web::render;
use crate::web::session::DebtorSession;
use axum::Router;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use effen::cases::form::{CaseField, Details};
use effen::cases::{CaseKind, answer_terms};
use effen::people::signal::{Signal, SignalKind};
use effen_app::pages::help::{HelpModel, OpenRequest, Pause, page};
use effen_app::texts::help::texts;

/// Cases looked through for the latest pause.
const CASES_MAX: i64 = 50;
/// The longest note beside a request, in characters.
const NOTE_CHARS_MAX: usize = 200;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/help", get(show)).route("/help/{kind}", post(ask))
}

async fn show(State(app): State<App>, session: DebtorSession) -> Response {
    let result = help_page(&app, &session).await;
    note(&app, &session, "help", vec![Signal::now(SignalKind::HelpViewed, app.now())]).await;
    answer(&app, &session, result).await
}

async fn help_page(app: &App, session: &DebtorSession) -> Result<Response> {
    let file = load(app, session).await?;
    let (lang, today) = (session.visitor.lang, app.today());
    let (phone, pauses) = profile::find_help(&app.db, &session.debtor, cases::pauses_since(app.now_ms())).await?;
    let runs = file.holds.iter().filter(|hold| hold.reason == "pause").filter_map(|hold| hold.ends_at).max();
    let pause = match runs {
        Some(ends_at) => Pause::Runs(local(from_ms(ends_at)).date()),
        None if pauses > 0 => Pause::Used,
        None => Pause::Possible,
    };
    let mut conn = app.db.read().acquire().await?;
    let mut pauses = case::list(&mut conn, &session.debtor, CASES_MAX).await?;
    drop(conn);
    pauses.retain(|row| row.kind == CaseKind::Pause);
    pauses.truncate(1);
    let model = HelpModel {
        lang,
        today,
        country: file.head.country,
        warm: view::situation(&file, &[], today, app.now_ms()).help_asked,
        pause,
        open: open_requests(&file, &pauses, runs.is_some()),
        phone: masked(&phone),
        expectation: crate::chat::hours::expectation(app).await?,
        our_phone: app.config.phone.clone(),
        terms: answer_terms().clone(),
        key: forms::new_key(session),
    };
    let frame = frame(app, session, &file.head, texts(lang).title, "/help");
    Ok(render::page(frame, StatusCode::OK, move || page(model)).await)
}

/// What was asked and waits; a pause while it runs.
fn open_requests(file: &DebtorFile, pauses: &[CaseRow], pause_runs: bool) -> Vec<OpenRequest> {
    let running = pauses.iter().filter(|_| pause_runs).map(|row| OpenRequest { id: row.id.clone(), kind: row.kind });
    let waiting = file
        .replies
        .iter()
        .filter(|reply| reply.claim_id.is_none())
        .filter_map(|reply| Some(OpenRequest { id: reply.id.clone(), kind: reply.kind.parse().ok()? }));
    running.chain(waiting).collect()
}

/// The last four digits: enough to know one's own number.
fn masked(phone: &str) -> String {
    let digits: Vec<char> = phone.chars().filter(char::is_ascii_digit).collect();
    if digits.len() < 6 {
        return phone.to_owned();
    }
    let last: String = digits[digits.len() - 4..].iter().collect();
    format!("•••• {last}")
}

#[derive(Debug, serde::Deserialize)]
struct HelpForm {
    key: String,
    #[serde(default)]
    body: String,
}

async fn ask(
    State(app): State<App>,
    session: DebtorSession,
    Path(kind): Path<String>,
    Form(form): Form<HelpForm>,
) -> Response {
    let result = try_ask(&app, &session, &kind, &form).await;
    answer(&app, &session, result).await
}

/// What is asked here in one tap.
fn asked(kind: &str) -> Result<CaseKind> {
    match kind.parse() {
        Ok(kind @ (CaseKind::Pause | CaseKind::Callback | CaseKind::Help)) => Ok(kind),
        _ => Err(Error::NotFound("kind of request")),
    }
}

async fn try_ask(app: &App, session: &DebtorSession, kind: &str, form: &HelpForm) -> Result<Response> {
    let kind = asked(kind)?;
    let mut details = Details::new();
    if kind == CaseKind::Callback {
        details.insert(CaseField::Words, form.body.trim().chars().take(NOTE_CHARS_MAX).collect());
    }
    let country = load(app, session).await?.head.country;
    let words = details.get(&CaseField::Words).cloned().unwrap_or_default();
    let mut tx = forms::open(app, session).await?;
    let step = match forms::begin(&mut tx, kind.as_str(), &form.key, &[&words]).await? {
        forms::Step::Seen(response) => return Ok(response),
        forms::Step::Go(step) => step,
    };
    let waits = case::find_open(&mut tx, kind, None).await?.is_some();
    let since = cases::pauses_since(tx.now_ms());
    let debtor = tx.debtor.clone();
    let used = kind == CaseKind::Pause && case::count_since(&mut tx.tx, &debtor, kind, since).await? > 0;
    if waits || used {
        return step.done(tx, "/help").await;
    }
    cases::open(&mut tx, Opening { kind, claim: None, details, files: &[], country }).await?;
    step.done(tx, "/help").await
}
