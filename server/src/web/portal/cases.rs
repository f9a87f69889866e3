//! 'Your questions and reports': the list, one of them, answering our question, taking one back.

use super::{answer, forms, frame, load, view};
use crate::app::App;
use crate::cases;
use crate::clock::{from_ms, local};
use crate::db::case::{self, CaseRow, EventRow};
use crate::db::overview::DebtorFile;
use crate::db::upload::{self, UploadRow};
use crate::error::{Error, Result};
use crate::self_check::in_words;
use crate::web::render;
use crate::web::session::DebtorSession;
use crate::web::upload_form::{LIMITS, UploadForm, accept, fingerprint, limit};
use axum::Router;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use effen::cases::form::{CaseField, Shape, WORDS_CHARS_MAX};
use effen::cases::{CaseHold, answer_terms};
use effen::dates::{add_days, short};
use effen::kinds::Lang;
use effen::money::Cents;
use effen_app::pages::cases::{CaseLine, CaseModel, CasesModel, Happened, list, page};
use effen_app::parts::files::FileItem;
use effen_app::texts::cases::{choice, kind as kind_words, texts};
use effen_app::texts::fill;
use effen_app::texts::tell;
use jiff::civil::Date;
use serde::Deserialize;

/// Cases shown in the list.
const CASES_MAX: i64 = 200;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/cases", get(show_all))
        .route("/cases/{id}", get(show))
        .route("/cases/{id}/answer", post(send_answer).layer(limit()))
        .route("/cases/{id}/withdraw", post(take_back))
}

async fn show_all(State(app): State<App>, session: DebtorSession) -> Response {
    let result = cases_page(&app, &session).await;
    answer(&app, &session, result).await
}

async fn cases_page(app: &App, session: &DebtorSession) -> Result<Response> {
    let file = load(app, session).await?;
    let mut conn = app.db.read().acquire().await?;
    let rows = case::list(&mut conn, &session.debtor, CASES_MAX).await?;
    drop(conn);
    let lang = session.visitor.lang;
    let cases = rows.iter().map(|row| line(&file, row)).collect();
    let model = CasesModel { lang, today: app.today(), cases };
    let frame = frame(app, session, &file.head, texts(lang).title, "/cases");
    Ok(render::page(frame, StatusCode::OK, move || list(model)).await)
}

fn line(file: &DebtorFile, row: &CaseRow) -> CaseLine {
    let claim = row.claim_id.as_ref().and_then(|id| file.claims.iter().find(|claim| claim.id == *id));
    CaseLine {
        id: row.id.clone(),
        kind: row.kind,
        status: row.status,
        claim: claim.map(|claim| (claim.number.clone(), claim.creditor_name.clone())),
        received_on: cases::received_on(row),
        answer_by: row.answer_by.filter(|_| row.status.is_open()),
    }
}

/// What was typed into an answer, and what is wrong with it.
#[derive(Debug, Default)]
struct Typed {
    body: String,
    wrong: Option<String>,
    files_wrong: Option<String>,
}

async fn show(State(app): State<App>, session: DebtorSession, Path(id): Path<String>) -> Response {
    let result = case_page(&app, &session, &id, Typed::default()).await;
    answer(&app, &session, result).await
}

async fn case_page(app: &App, session: &DebtorSession, id: &str, typed: Typed) -> Result<Response> {
    let file = load(app, session).await?;
    let mut conn = app.db.read().acquire().await?;
    let row = case::find(&mut conn, &session.debtor, id).await?.ok_or(Error::NotFound("case"))?;
    let events = case::list_events(&mut conn, &session.debtor, id).await?;
    let files = upload::list(&mut conn, &session.debtor, id).await?;
    drop(conn);
    let (lang, today) = (session.visitor.lang, app.today());
    let failed = typed.wrong.is_some() || typed.files_wrong.is_some();
    let status = if failed { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let claim = row.claim_id.as_ref().and_then(|id| file.claims.iter().find(|claim| claim.id == *id));
    let model = CaseModel {
        lang,
        today,
        country: file.head.country,
        claim_id: row.claim_id.as_ref().map(ToString::to_string),
        told: told(&row, today, lang),
        files: files.into_iter().map(|file| file_item(file, "/upload")).collect(),
        events: events.into_iter().map(happened).collect(),
        held: held(&file, &row),
        meter: claim.map(|claim| view::meter_of(&file, claim, today).sentences(lang)).unwrap_or_default(),
        receipt_by: answer_terms().receipt_by(file.head.country, cases::received_on(&row)),
        terms: answer_terms().clone(),
        limits: LIMITS,
        typed: typed.body,
        wrong: typed.wrong,
        files_wrong: typed.files_wrong,
        key: forms::new_key(session),
        line: line(&file, &row),
    };
    let title = kind_words(row.kind, lang);
    let frame = frame(app, session, &file.head, title, &format!("/cases/{id}"));
    Ok(render::page(frame, status, move || page(model)).await)
}

/// A file for a page, read under `at`.
pub fn file_item(file: UploadRow, at: &str) -> FileItem {
    FileItem {
        href: format!("{at}/{}", file.id),
        name: file.name,
        size_bytes: file.size_bytes,
        picture: file.media_type.starts_with("image/"),
    }
}

/// What was filled in, in the order of the form, as one reads it on a day; one's own words last.
pub fn told(row: &CaseRow, today: Date, lang: Lang) -> Vec<(CaseField, String)> {
    let shown = |field: &effen::cases::form::Field| {
        let value = row.details.get(&field.field)?;
        let text = match field.shape {
            Shape::Choice(_) => choice(value, lang),
            Shape::Amount => Cents(value.parse().ok()?).format(lang),
            Shape::PastDay | Shape::ComingDay => short(value.parse().ok()?, lang),
            Shape::Line(_) | Shape::Text(_) => value.clone(),
        };
        Some((field.field, text))
    };
    let mut told: Vec<_> = row.kind.fields().iter().filter_map(shown).collect();
    if !row.words.is_empty() {
        told.push((CaseField::Words, in_words(row.kind, &row.words, today, lang)));
    }
    told
}

fn happened(row: EventRow) -> Happened {
    Happened { on: local(from_ms(row.at)).date(), event: row.event, words: row.words }
}

/// Does the hold of a case run: `Some(None)` until somebody decided, `Some(day)` up to and including a day.
fn held(file: &DebtorFile, row: &CaseRow) -> Option<Option<Date>> {
    if row.kind.hold() == CaseHold::Nothing {
        return None;
    }
    let hold = file
        .holds
        .iter()
        .find(|hold| hold.reason == row.kind.as_str() && (hold.claim_id.is_none() || hold.claim_id == row.claim_id))?;
    Some(hold.ends_at.map(|at| {
        let end = local(from_ms(at));
        // What ends as a day begins lasts until the day before.
        if end.time() == jiff::civil::Time::midnight() { add_days(end.date(), -1) } else { end.date() }
    }))
}

async fn send_answer(
    State(app): State<App>,
    session: DebtorSession,
    Path(id): Path<String>,
    form: UploadForm,
) -> Response {
    let result = try_answer(&app, &session, &id, form).await;
    answer(&app, &session, result).await
}

async fn try_answer(app: &App, session: &DebtorSession, id: &str, mut form: UploadForm) -> Result<Response> {
    let lang = session.visitor.lang;
    let files = accept(std::mem::take(&mut form.files), form.cut, lang).await;
    let body = form.text("body").trim().to_owned();
    let (t, label) = (tell::texts(lang), texts(lang).answer_label);
    let wrong = match body.chars().count() {
        0 => Some(fill(t.w_empty, &[("label", label)])),
        count if count > WORDS_CHARS_MAX => {
            Some(fill(t.w_long, &[("label", label), ("count", &WORDS_CHARS_MAX.to_string())]))
        }
        _ => None,
    };
    let files = match (wrong, files) {
        (None, Ok(files)) => files,
        (wrong, files) => return case_page(app, session, id, Typed { body, wrong, files_wrong: files.err() }).await,
    };
    let mut tx = forms::open(app, session).await?;
    let form_name = format!("answer/{id}");
    let step = match forms::begin(&mut tx, &form_name, form.text("key"), &[&body, &fingerprint(&files)]).await? {
        forms::Step::Seen(response) => return Ok(response),
        forms::Step::Go(step) => step,
    };
    let row = cases::read(&mut tx, id).await?;
    if !upload::has_room(&mut tx, files.len()).await? {
        return Err(Error::TooMany(24 * 60 * 60));
    }
    if !cases::answer(&mut tx, &row, &body, &files).await? {
        return Err(Error::Refused("nothing was asked about this case".to_owned()));
    }
    step.done(tx, &format!("/cases/{id}")).await
}

#[derive(Debug, Deserialize)]
struct KeyForm {
    key: String,
}

async fn take_back(
    State(app): State<App>,
    session: DebtorSession,
    Path(id): Path<String>,
    Form(form): Form<KeyForm>,
) -> Response {
    let result = try_take_back(&app, &session, &id, &form.key).await;
    answer(&app, &session, result).await
}

async fn try_take_back(app: &App, session: &DebtorSession, id: &str, key: &str) -> Result<Response> {
    let mut tx = forms::open(app, session).await?;
    let step = match forms::begin(&mut tx, "withdraw", key, &[id]).await? {
        forms::Step::Seen(response) => return Ok(response),
        forms::Step::Go(step) => step,
    };
    let row = cases::read(&mut tx, id).await?;
    // Decided in the meantime: the page shows how it stands.
    cases::withdraw(&mut tx, &row).await?;
    step.done(tx, &format!("/cases/{id}")).await
}
