//! A helper asks for a pause: the thirty days that the debtor could give themselves, or a longer one, which is a case.

use super::file::is_pause;
use super::session::{Helping, Pause};
use super::{FORMS_BY_ACCESS, answer, frame, helped};
use crate::app::App;
use crate::cases::{self, Opening, pauses_since};
use crate::clock::{from_ms, local};
use crate::db::overview::{self, DebtorFile};
use crate::db::{case, helper_use, profile, throttle};
use crate::error::{Error, Result};
use crate::outreach::access_notices::{self, Told};
use crate::owned_key;
use crate::web::portal::forms;
use crate::web::render;
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::Response;
use effen::access::Use;
use effen::cases::form::{CaseField, Details, FieldWrong, read};
use effen::cases::{CaseKind, CaseStatus};
use effen_app::pages::helping::{PauseModel, PauseState, pause};
use effen_app::texts::fill;
use effen_app::texts::helping::texts;
use effen_app::texts::tell;
use serde::Deserialize;

/// Cases looked through for the latest longer pause.
const CASES_MAX: i64 = 50;

#[derive(Debug, Default, Deserialize)]
pub(super) struct PauseForm {
    key: String,
    kind: String,
    #[serde(default)]
    words: String,
    #[serde(default)]
    until_on: String,
}

type Errors = Vec<(&'static str, String)>;

pub(super) async fn show(State(app): State<App>, helping: Helping<Pause>) -> Response {
    let result = pause_page(&app, &helping, PauseForm::default(), Errors::new()).await;
    answer(&app, &helping.session, result).await
}

async fn pause_page(app: &App, helping: &Helping<Pause>, typed: PauseForm, errors: Errors) -> Result<Response> {
    let (lang, helped, debtor) = (helping.session.visitor.lang, helped(&helping.row), &helping.row.debtor);
    let file = overview::find(&app.db, debtor, app.now_ms()).await?;
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let frame = frame(app, &helping.session, Some(&helped), texts(lang).pause_title, &helped.at("pause"));
    let model = PauseModel {
        lang,
        today: app.today(),
        state: state(app, helping, &file).await?,
        longer: longer(app, helping).await?,
        typed: (typed.words, typed.until_on),
        helped,
        errors,
        key: owned_key::new(&helping.row.debtor),
    };
    Ok(render::page(frame, status, move || pause(model)).await)
}

async fn state(app: &App, helping: &Helping<Pause>, file: &DebtorFile) -> Result<PauseState> {
    let mut running = file.holds.iter().filter(|hold| hold.claim_id.is_none() && is_pause(&hold.reason));
    if let Some(hold) = running.next() {
        return Ok(PauseState::Runs(hold.ends_at.map(|at| local(from_ms(at)).date())));
    }
    let since = pauses_since(app.now_ms());
    let (_, used) = profile::find_help(&app.db, &helping.row.debtor, since).await?;
    Ok(if used > 0 { PauseState::Used } else { PauseState::Possible })
}

async fn longer(app: &App, helping: &Helping<Pause>) -> Result<Option<CaseStatus>> {
    let mut conn = app.db.read().acquire().await?;
    let rows = case::list(&mut conn, &helping.row.debtor, CASES_MAX).await?;
    Ok(rows.iter().find(|row| row.kind == CaseKind::LongerPause).map(|row| row.status))
}

pub(super) async fn ask(State(app): State<App>, helping: Helping<Pause>, Form(form): Form<PauseForm>) -> Response {
    let result = try_ask(&app, &helping, form).await;
    answer(&app, &helping.session, result).await
}

async fn try_ask(app: &App, helping: &Helping<Pause>, form: PauseForm) -> Result<Response> {
    let access = &helping.row;
    throttle::count(&app.db, &format!("helper:{}", access.id), FORMS_BY_ACCESS, app.now_ms()).await?;
    let kind = match form.kind.parse() {
        Ok(kind @ (CaseKind::Pause | CaseKind::LongerPause)) => kind,
        _ => return Err(Error::Refused("a kind of pause that does not exist".to_owned())),
    };
    let typed = |field: &str| match field {
        "words" => form.words.as_str(),
        "until_on" => form.until_on.as_str(),
        _ => "",
    };
    let lang = helping.session.visitor.lang;
    let details = match read(kind, typed, lang, app.today()) {
        Ok(details) => details,
        Err(wrong) => {
            let errors = wrong.into_iter().map(|(field, wrong)| wrong_words(field, wrong, lang)).collect();
            return pause_page(app, helping, form, errors).await;
        }
    };
    let Some(tx) = helping.open(app).await? else { return Ok(helping.closed()) };
    carry_out(app, helping, tx, kind, details, &form.key).await
}

async fn carry_out(
    app: &App,
    helping: &Helping<Pause>,
    mut tx: crate::db::DebtorTx,
    kind: CaseKind,
    details: Details,
    key: &str,
) -> Result<Response> {
    let (access, here) = (&helping.row, helped(&helping.row).at("pause"));
    let content = serde_json::to_string(&details)?;
    let step = match forms::begin(&mut tx, &format!("pause/{}", access.id), key, &[kind.as_str(), &content]).await? {
        forms::Step::Seen(response) => return Ok(response),
        forms::Step::Go(step) => step,
    };
    let waits = case::find_open(&mut tx, kind, None).await?.is_some();
    let since = pauses_since(tx.now_ms());
    let used = kind == CaseKind::Pause && case::count_since(&mut tx.tx, &access.debtor, kind, since).await? > 0;
    if waits || used {
        return step.done(tx, &here).await;
    }
    let country = overview::find_with(&mut tx.tx, &access.debtor, app.now_ms()).await?.head.country;
    let opening = Opening { kind, claim: None, details, files: &[], country };
    let id = cases::open_by(&mut tx, opening, Some(&access.id)).await?;
    let what = if kind == CaseKind::Pause { Use::Paused } else { Use::AskedPause };
    helper_use::create(&mut tx, &access.id, what, &id).await?;
    access_notices::tell(app, &mut tx, access, Told::Paused(&id)).await?;
    step.done(tx, &here).await
}

fn wrong_words(field: CaseField, wrong: FieldWrong, lang: effen::kinds::Lang) -> (&'static str, String) {
    let (t, h) = (tell::texts(lang), texts(lang));
    let (name, label) =
        if field == CaseField::UntilOn { ("until_on", h.pause_until) } else { ("words", h.pause_words) };
    let (template, count) = match wrong {
        FieldWrong::Empty => (t.w_empty, String::new()),
        FieldWrong::TooLong(count) => (t.w_long, count.to_string()),
        FieldWrong::NotADay | FieldWrong::NotYet | FieldWrong::NotAnAmount => (t.w_day, String::new()),
        FieldWrong::Passed => (t.w_past, String::new()),
    };
    (name, fill(template, &[("label", label), ("count", &count)]))
}
