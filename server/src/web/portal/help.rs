//! Help: pause, call back, 'I have money worries', complaint.

use super::{answer, forms, frame, load, note, view};
use crate::app::App;
use crate::clock::{from_ms, local};
use crate::db::overview::DebtorFile;
use crate::db::reply::{self, NewHold, NewReply};
use crate::db::signal::record_signals;
use crate::db::{preference, profile};
use crate::error::{Error, Result};
use crate::new_id::uuid;
use crate::web::render;
use crate::web::session::DebtorSession;
use axum::Router;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use effen::people::signal::{Signal, SignalKind};
use effen_app::pages::help::{HelpModel, OpenRequest, Pause, page};
use effen_app::texts::help::texts;

/// How long a pause lasts, in days.
pub const PAUSE_DAYS: i64 = 30;
/// How long our messages rest after a call for help, in days.
pub const QUIET_DAYS: i64 = 14;
/// The longest complaint, in characters.
pub const COMPLAINT_CHARS_MAX: usize = 4_000;
/// The longest note beside a request, in characters.
const NOTE_CHARS_MAX: usize = 200;
const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/help", get(show)).route("/help/{kind}", post(ask))
}

async fn show(State(app): State<App>, session: DebtorSession) -> Response {
    let result = help_page(&app, &session, String::new(), None).await;
    note(&app, &session, "help", vec![Signal::now(SignalKind::HelpViewed, app.now())]).await;
    answer(&app, &session, result).await
}

async fn help_page(app: &App, session: &DebtorSession, typed: String, error: Option<String>) -> Result<Response> {
    let file = load(app, session).await?;
    let (lang, today) = (session.visitor.lang, app.today());
    let (phone, pauses) = profile::find_help(&app.db, &session.debtor).await?;
    let runs = file.holds.iter().filter(|hold| hold.reason == "pause").filter_map(|hold| hold.ends_at).max();
    let pause = match runs {
        Some(ends_at) => Pause::Runs(local(from_ms(ends_at)).date()),
        None if pauses > 0 => Pause::Used,
        None => Pause::Possible,
    };
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let model = HelpModel {
        lang,
        today,
        country: file.head.country,
        warm: view::situation(&file, &[], today, app.now_ms()).help_asked,
        pause,
        open: open_requests(&file, runs.is_some()),
        phone: masked(&phone),
        our_phone: app.config.phone.clone(),
        typed,
        error,
        key: forms::new_key(),
    };
    let frame = frame(app, session, &file.head, texts(lang).title, "/help");
    Ok(render::page(frame, status, move || page(model)).await)
}

fn open_requests(file: &DebtorFile, pause_runs: bool) -> Vec<OpenRequest> {
    file.replies
        .iter()
        .filter(|reply| reply.claim_id.is_none() && (reply.kind != "pause" || pause_runs))
        .filter(|reply| ["pause", "callback", "help", "complaint"].contains(&reply.kind.as_str()))
        .map(|reply| OpenRequest { id: reply.id.clone(), kind: reply.kind.clone() })
        .collect()
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

/// What a request does beside being written: the signal, and for how many days our messages rest.
fn effect(kind: &str) -> Option<(SignalKind, Option<i64>)> {
    match kind {
        "pause" => Some((SignalKind::PauseAsked, Some(PAUSE_DAYS))),
        "callback" => Some((SignalKind::CallbackAsked, None)),
        "help" => Some((SignalKind::HelpAsked, Some(QUIET_DAYS))),
        "complaint" => Some((SignalKind::Complaint, None)),
        _ => None,
    }
}

async fn try_ask(app: &App, session: &DebtorSession, kind: &str, form: &HelpForm) -> Result<Response> {
    let (signal, quiet_days) = effect(kind).ok_or(Error::NotFound("kind of request"))?;
    let t = texts(session.visitor.lang);
    let body = form.body.trim();
    if kind == "complaint" {
        let wrong = match body.chars().count() {
            0 => Some(t.complaint_empty),
            count if count > COMPLAINT_CHARS_MAX => Some(t.complaint_long),
            _ => None,
        };
        if let Some(wrong) = wrong {
            return help_page(app, session, form.body.clone(), Some(wrong.to_owned())).await;
        }
    }
    let body: String = match kind {
        "complaint" => body.to_owned(),
        "callback" => body.chars().take(NOTE_CHARS_MAX).collect(),
        _ => String::new(),
    };
    let file = load(app, session).await?;
    let mut tx = forms::open(app, session).await?;
    let step = match forms::begin(&mut tx, kind, &form.key, &[&body]).await? {
        forms::Step::Seen(response) => return Ok(response),
        forms::Step::Go(step) => step,
    };
    let waits = kind != "complaint" && file.replies.iter().any(|reply| reply.kind == kind && reply.claim_id.is_none());
    let used = kind == "pause" && reply::count(&mut tx, kind).await? > 0;
    if waits || used {
        return step.done(tx, "/help").await;
    }
    let id = uuid();
    reply::create(&mut tx, &NewReply { id: &id, claim_id: None, kind, body: &body }).await?;
    if let Some(days) = quiet_days {
        let ends_at = Some(tx.now_ms() + days * DAY_MS);
        reply::create_hold(&mut tx, &NewHold { id: &id, claim_id: None, reason: kind, ends_at }).await?;
        preference::update(&mut tx, view::HELP_ASKED, &id).await?;
    }
    record_signals(&mut tx, &[Signal::now(signal, app.now())]).await?;
    step.done(tx, "/help").await
}
