//! Paying on another day: the day is noted, our messages rest until then, and it can be taken back.

use super::choice::{self, Pairs, field, may_pay};
use super::choose::{Shown, answer, render_choice};
use crate::app::App;
use crate::db::overview;
use crate::db::promise::{self as table, PromiseRow};
use crate::error::{Error, Result};
use crate::pay::promise::{Refused, make};
use crate::web::portal::forms;
use crate::web::render;
use crate::web::session::{Assurance, DebtorSession};
use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use effen::dates::parse_iso;
use effen::ids::{ClaimId, PromiseId};
use effen::money::Cents;
use effen::promise::{DayRefused, PromiseStatus};
use effen_app::pages::pay::{LaterForm, PromisedModel, promise_words, promised};
use effen_app::texts::paying::texts;

/// The most promises looked through for one of a debtor.
const PROMISES_MAX: i64 = 200;

/// `POST /pay/later`
pub(super) async fn submit(State(app): State<App>, session: DebtorSession, Form(pairs): Form<Pairs>) -> Response {
    let done = promise(&app, &session, &pairs).await;
    answer(&app, &session, done).await
}

async fn promise(app: &App, session: &DebtorSession, pairs: &Pairs) -> Result<Response> {
    let p = texts(session.visitor.lang);
    let (choice, parts) = choice::from_form(app, session, pairs).await?;
    let on = field(pairs, "on").unwrap_or_default().trim().to_owned();
    let mut later = LaterForm { on: on.clone(), error: Some(p.later_empty.to_owned()) };
    if let Ok(day) = parse_iso(&on) {
        let mut tx = forms::open(app, session).await?;
        let content = content(&parts, &on);
        let key = field(pairs, "key").unwrap_or_default();
        let step = match forms::begin(&mut tx, "later", key, &[&content]).await? {
            forms::Step::Seen(response) => return Ok(response),
            forms::Step::Go(step) => step,
        };
        match make(&mut tx, &parts, day).await? {
            Ok(id) => return step.done(tx, &format!("/pay/later/{id}")).await,
            Err(Refused::Choice) => later.error = Some(refused_choice(session)),
            Err(refused) => later.error = Some(refused_words(&refused, session).to_owned()),
        }
    }
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    let method = field(pairs, "method").and_then(|word| word.parse().ok());
    let shown = Shown { method, key: forms::new_key(session), errors: Vec::new(), later, status };
    render_choice(app, session, choice, shown).await
}

/// What makes one promise differ from another.
fn content(parts: &[(ClaimId, Cents)], on: &str) -> String {
    let parts: Vec<String> = parts.iter().map(|(claim, cents)| format!("{claim}={}", cents.0)).collect();
    format!("{on} {}", parts.join(" "))
}

fn refused_choice(session: &DebtorSession) -> String {
    effen_app::texts::pay::texts(session.visitor.lang).error_gone.to_owned()
}

fn refused_words(refused: &Refused, session: &DebtorSession) -> &'static str {
    let p = texts(session.visitor.lang);
    match refused {
        Refused::Day(DayRefused::NotAhead) => p.later_not_ahead,
        Refused::Day(DayRefused::TooFar) => p.later_too_far,
        Refused::Choice => p.later_empty,
        Refused::Running => p.later_running,
        Refused::TooOften => p.later_too_often,
    }
}

/// `GET /pay/later/{id}`
pub(super) async fn show(State(app): State<App>, session: DebtorSession, Path(id): Path<String>) -> Response {
    let shown = page(&app, &session, &PromiseId(id)).await;
    answer(&app, &session, shown).await
}

async fn page(app: &App, session: &DebtorSession, id: &PromiseId) -> Result<Response> {
    let (row, parts) = find(app, session, id).await?;
    let lang = session.visitor.lang;
    let file = overview::find(&app.db, &session.debtor, app.now_ms()).await?;
    let named = file.claims.iter().filter(|claim| parts.iter().any(|(id, _)| *id == claim.id));
    let query: Vec<String> =
        parts.iter().map(|(claim, cents)| format!("claim={claim}&amount.{claim}={}", cents.decimal())).collect();
    let p = texts(lang);
    let model = PromisedModel {
        lang,
        today: app.today(),
        id: row.id.0.clone(),
        amount: row.amount,
        pay_on: row.pay_on,
        claims: named.map(|claim| format!("{}, {}", claim.creditor_name, claim.number)).collect(),
        runs: row.status == PromiseStatus::Made,
        ended: promise_words(row.status, p).0,
        pay_href: format!("/pay?chosen=1&{}", query.join("&")),
        signed_in: session.assurance > Assurance::PayLink,
        key: forms::new_key(session),
    };
    let frame = render::debtor_frame(app, session, p.promised_title, &format!("/pay/later/{id}")).await?;
    Ok(render::page(frame, StatusCode::OK, move || promised(model)).await)
}

/// A promise of this debtor with its parts; a pay link sees one about its own claim only.
async fn find(app: &App, session: &DebtorSession, id: &PromiseId) -> Result<(PromiseRow, Vec<(ClaimId, Cents)>)> {
    let mut conn = app.db.read().acquire().await?;
    let all = table::list(&mut conn, &session.debtor, PROMISES_MAX).await?;
    let row = all.into_iter().find(|row| row.id == *id).ok_or(Error::NotFound("promise"))?;
    let parts = table::list_parts(&mut conn, id).await?;
    if parts.iter().any(|(claim, _)| !may_pay(session, claim)) {
        return Err(Error::NotFound("promise"));
    }
    Ok((row, parts))
}

#[derive(Debug, serde::Deserialize)]
pub(super) struct KeyForm {
    key: String,
}

/// `POST /pay/later/{id}/undo`
pub(super) async fn undo(
    State(app): State<App>,
    session: DebtorSession,
    Path(id): Path<String>,
    Form(form): Form<KeyForm>,
) -> Response {
    let done = take_back(&app, &session, &PromiseId(id), &form.key).await;
    answer(&app, &session, done).await
}

async fn take_back(app: &App, session: &DebtorSession, id: &PromiseId, key: &str) -> Result<Response> {
    find(app, session, id).await?;
    let mut tx = forms::open(app, session).await?;
    let step = match forms::begin(&mut tx, "undo-later", key, &[id.as_str()]).await? {
        forms::Step::Seen(response) => return Ok(response),
        forms::Step::Go(step) => step,
    };
    // Ended meanwhile (kept, or undone in another window): its page says how.
    table::update_ended(&mut tx, id, PromiseStatus::Undone).await?;
    step.done(tx, &format!("/pay/later/{id}")).await
}
