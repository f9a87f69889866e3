//! The form in which a debtor tells or asks something, with files. What was typed stays whatever is wrong.

use super::{answer, forms, frame, load, own_claim};
use crate::app::App;
use crate::cases::{self, Opening};
use crate::db::overview::DebtorFile;
use crate::db::{case, upload};
use crate::error::{Error, Result};
use crate::upload::Accepted;
use crate::web::render;
use crate::web::session::DebtorSession;
use crate::web::upload_form::{LIMITS, UploadForm, accept, fingerprint, limit};
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use effen::cases::form::{CaseField, Details, FieldWrong, read};
use effen::cases::{CaseKind, answer_terms};
use effen::ids::ClaimId;
use effen_app::pages::tell::{TellModel, page};
use effen_app::texts::cases::kind as kind_words;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/tell/{kind}", get(show).post(send).layer(limit()))
}

/// The kinds that have a form of their own; a pause, a call back and a call for help are one tap on the help page.
fn told(kind: &str) -> Result<CaseKind> {
    let kind: CaseKind = kind.parse().map_err(|_| Error::NotFound("kind of case"))?;
    match kind {
        CaseKind::Pause | CaseKind::Callback | CaseKind::Help => Err(Error::NotFound("kind of case")),
        kind if !kind.by_debtor() => Err(Error::NotFound("kind of case")),
        kind => Ok(kind),
    }
}

/// What came back with what was typed.
#[derive(Debug, Default)]
struct Typed {
    fields: BTreeMap<String, String>,
    wrong: Vec<(CaseField, FieldWrong)>,
    files_wrong: Option<String>,
}

#[derive(Debug, Deserialize)]
struct TellQuery {
    #[serde(default)]
    claim: String,
}

async fn show(
    State(app): State<App>,
    session: DebtorSession,
    Path(kind): Path<String>,
    Query(query): Query<TellQuery>,
) -> Response {
    let result = tell_page(&app, &session, &kind, &query.claim, Typed::default()).await;
    answer(&app, &session, result).await
}

/// The claim a form is about: a kind about a claim needs one, the others are about the file.
fn claim_of(file: &DebtorFile, kind: CaseKind, claim: &str) -> Result<Option<ClaimId>> {
    match (kind.needs_claim(), claim.is_empty()) {
        (true, _) => Ok(Some(own_claim(file, claim)?.id.clone())),
        // Where it was told from: it has to be the debtor's own, and is not what it is about.
        (false, false) => own_claim(file, claim).map(|_| None),
        (false, true) => Ok(None),
    }
}

async fn tell_page(app: &App, session: &DebtorSession, kind: &str, claim: &str, typed: Typed) -> Result<Response> {
    let kind = told(kind)?;
    let file = load(app, session).await?;
    claim_of(&file, kind, claim)?;
    let lang = session.visitor.lang;
    let failed = !typed.wrong.is_empty() || typed.files_wrong.is_some();
    let status = if failed { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let about = file.claims.iter().find(|row| row.id.as_str() == claim);
    let model = TellModel {
        lang,
        today: app.today(),
        country: file.head.country,
        kind,
        claim: about.map(|row| (row.id.to_string(), row.number.clone(), row.creditor_name.clone())),
        typed: typed.fields,
        wrong: typed.wrong,
        files_wrong: typed.files_wrong,
        limits: LIMITS,
        terms: answer_terms().clone(),
        key: forms::new_key(session),
    };
    let frame = frame(app, session, &file.head, kind_words(kind, lang), &format!("/tell/{kind}"));
    Ok(render::page(frame, status, move || page(model)).await)
}

async fn send(State(app): State<App>, session: DebtorSession, Path(kind): Path<String>, form: UploadForm) -> Response {
    let result = try_send(&app, &session, &kind, form).await;
    answer(&app, &session, result).await
}

async fn try_send(app: &App, session: &DebtorSession, kind: &str, mut form: UploadForm) -> Result<Response> {
    let (name, lang) = (kind, session.visitor.lang);
    let kind = told(kind)?;
    let files = accept(std::mem::take(&mut form.files), form.cut, lang).await;
    let read = read(kind, |field| form.text(field), lang, app.today());
    let claim = form.text("claim").to_owned();
    let (details, files) = match (read, files) {
        (Ok(details), Ok(files)) => (details, files),
        (read, files) => {
            let typed = Typed {
                wrong: read.err().unwrap_or_default(),
                files_wrong: files.err(),
                fields: form.fields.into_iter().collect(),
            };
            return tell_page(app, session, name, &claim, typed).await;
        }
    };
    open(app, session, kind, &claim, form.text("key"), details, &files).await
}

async fn open(
    app: &App,
    session: &DebtorSession,
    kind: CaseKind,
    claim: &str,
    key: &str,
    details: Details,
    files: &[Accepted],
) -> Result<Response> {
    let file = load(app, session).await?;
    let about = claim_of(&file, kind, claim)?;
    let content = serde_json::to_string(&details)?;
    let mut tx = forms::open(app, session).await?;
    let step =
        match forms::begin(&mut tx, &format!("tell/{kind}/{claim}"), key, &[&content, &fingerprint(files)]).await? {
            forms::Step::Seen(response) => return Ok(response),
            forms::Step::Go(step) => step,
        };
    // Told before and not decided: that one goes on. A complaint may come beside another.
    if kind != CaseKind::Complaint
        && let Some(open) = case::find_open(&mut tx, kind, about.as_ref()).await?
    {
        return step.done(tx, &format!("/cases/{open}")).await;
    }
    if !upload::has_room(&mut tx, files.len()).await? {
        return Err(Error::TooMany(24 * 60 * 60));
    }
    let opening = Opening { kind, claim: about.as_ref(), details, files, country: file.head.country };
    let id = cases::open(&mut tx, opening).await?;
    if kind == CaseKind::Complaint {
        cases::confirm_receipt(app, &mut tx, &id).await?;
    }
    step.done(tx, &format!("/cases/{id}")).await
}
