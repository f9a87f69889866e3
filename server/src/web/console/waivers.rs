//! Giving up part of a claim: up to one's limit at once, above it when a colleague has agreed. Who decides is not who asked.

use super::AnyPage;
use crate::app::App;
use crate::clock::{from_ms, local};
use crate::db::submission::{self, Submission};
use crate::db::waiver_request::{self, RequestRow};
use crate::db::{audit, console, posting, word};
use crate::error::{Error, Result};
use crate::waive::waive;
use crate::web::portal::forms::see_other;
use crate::web::session::AgentSession;
use crate::web::sign_in::field;
use crate::web::{problem, render};
use crate::{new_id, owned_key};
use axum::Router;
use axum::extract::{Form, Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use effen::chat::time_words;
use effen::ids::{ClaimId, DebtorId};
use effen::money::{Cents, Money, parse_typed};
use effen::staff::{Right, may_decide, within};
use effen::waiver::{WaiverOf, WaiverReason, parts};
use effen_app::frame::Flash;
use effen_app::pages::console::waivers::{
    MayDecide, RequestItem, WaivableClaim, WaiveModel, WaiverProblem, WaiverTyped, page, requests_page,
};
use effen_app::texts::console_waivers::texts;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The routes.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/console/waivers", get(list))
        .route("/console/debtor/{id}/waive", get(show).post(ask))
        .route("/console/debtor/{id}/waive/{request}", post(decide))
}

async fn respond(app: &App, session: &AgentSession, done: &str, made: Result<AnyPage>) -> Response {
    let t = texts(session.visitor.lang);
    let flash = match done {
        "waived" => Some(("success", t.done_waived)),
        "asked" => Some(("info", t.done_asked)),
        "declined" => Some(("info", t.done_declined)),
        "stale" => Some(("attention", t.done_stale)),
        _ => None,
    };
    let made = async {
        let (status, view) = made?;
        let mut frame = render::console_frame(app, session, t.title, "/console/waivers").await?;
        frame.flash = flash.map(|(kind, text)| Flash { kind, text: text.to_owned() });
        Ok::<_, Error>(render::page(frame, status, view).await)
    };
    match made.await {
        Ok(response) => response,
        Err(error) => problem::respond(app, &session.visitor, &error).await,
    }
}

async fn list(
    State(app): State<App>,
    session: AgentSession,
    Query(query): Query<BTreeMap<String, String>>,
) -> Response {
    let lang = session.visitor.lang;
    let made = async {
        let rows = waiver_request::list_open(&app.db, &session.agent).await?;
        let items = rows.into_iter().map(|row| item(&app, &session, row)).collect::<Result<_>>()?;
        let page: AnyPage = (StatusCode::OK, Box::new(move || requests_page(lang, items)));
        Ok(page)
    };
    respond(&app, &session, field(&query, "done"), made.await).await
}

fn item(app: &App, session: &AgentSession, row: RequestRow) -> Result<RequestItem> {
    let mine = row.asked_by == session.agent.as_str();
    let allowed = session.role.may(Right::Work) && may_decide(mine, session.waive_cents_max, row.amount_cents);
    let may = match (mine, allowed) {
        (true, _) => MayDecide::Own,
        (false, true) => MayDecide::Yes,
        (false, false) => MayDecide::Above,
    };
    let currency = row.currency.parse().map_err(|_| Error::Broken(format!("the currency '{}'", row.currency)))?;
    Ok(RequestItem {
        who: format!("{}, {}", row.name, row.reference),
        claim: format!("{} {}", row.creditor, row.number),
        amount: Money { cents: row.amount_cents, currency },
        of: word(&row.part)?,
        reason: word(&row.reason)?,
        time: time_words(local(from_ms(row.asked_at)).datetime(), app.today(), session.visitor.lang),
        asker: row.asker,
        may,
        id: row.id,
        debtor_id: row.debtor_id,
    })
}

async fn show(
    State(app): State<App>,
    session: AgentSession,
    Path(id): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Response {
    let typed = WaiverTyped { of: WaiverOf::Anything.to_string(), ..WaiverTyped::default() };
    form_page(&app, &session, &DebtorId(id), field(&query, "done"), typed, None).await
}

async fn form_page(
    app: &App,
    session: &AgentSession,
    debtor: &DebtorId,
    done: &str,
    typed: WaiverTyped,
    problem: Option<WaiverProblem>,
) -> Response {
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let made = async {
        let head = console::find_head(&app.db, debtor).await?.ok_or(Error::NotFound("debtor"))?;
        let model = WaiveModel {
            lang: session.visitor.lang,
            debtor_id: debtor.to_string(),
            name: head.name,
            limit_cents: session.waive_cents_max,
            claims: claims(app, session, debtor).await?,
            typed,
            problem,
            key: new_id::uuid(),
        };
        let page: AnyPage = (status, Box::new(move || page(model)));
        Ok(page)
    };
    respond(app, session, done, made.await).await
}

/// Claims of which something is open and that the agent sees.
async fn claims(app: &App, session: &AgentSession, debtor: &DebtorId) -> Result<Vec<WaivableClaim>> {
    let seen = console::list_claims(&app.db, &session.agent, debtor).await?;
    let mut conn = app.db.read().acquire().await?;
    let payable = posting::list_payable(&mut conn, debtor).await?;
    Ok(payable
        .into_iter()
        .filter(|one| one.open.balance.total().is_positive() && one.currency.exponent() == 2)
        .filter(|one| seen.iter().any(|row| row.id == one.open.claim_id.0))
        .map(|one| WaivableClaim {
            name: format!("{} {}", one.creditor_name, one.number),
            open: Money { cents: one.open.balance.total().0, currency: one.currency },
            id: one.open.claim_id.0,
        })
        .collect())
}

#[derive(Debug, Default, Deserialize)]
struct AskForm {
    #[serde(default)]
    key: String,
    #[serde(default)]
    claim: String,
    #[serde(default)]
    amount: String,
    #[serde(default)]
    of: String,
    #[serde(default)]
    reason: String,
}

/// What was typed, read.
struct Asked {
    claim: ClaimId,
    amount: Cents,
    of: WaiverOf,
    reason: WaiverReason,
}

async fn ask(
    State(app): State<App>,
    session: AgentSession,
    Path(id): Path<String>,
    Form(form): Form<AskForm>,
) -> Response {
    let debtor = DebtorId(id);
    let problem = match try_ask(&app, &session, &debtor, &form).await {
        Ok(Ok(location)) => return see_other(&location),
        Ok(Err(problem)) => problem,
        Err(Error::Refused(why)) => {
            tracing::info!(why, "a waiver was not booked");
            WaiverProblem::Refused
        }
        Err(error) => return problem::respond(&app, &session.visitor, &error).await,
    };
    let typed = WaiverTyped { claim: form.claim, amount: form.amount, of: form.of, reason: form.reason };
    form_page(&app, &session, &debtor, "", typed, Some(problem)).await
}

fn read(session: &AgentSession, form: &AskForm) -> Result<Asked, WaiverProblem> {
    let amount = parse_typed(&form.amount, session.visitor.lang).map_err(|_| WaiverProblem::Amount)?;
    if !amount.is_positive() {
        return Err(WaiverProblem::Amount);
    }
    Ok(Asked {
        claim: ClaimId(form.claim.clone()),
        amount,
        of: form.of.parse().unwrap_or(WaiverOf::Anything),
        reason: form.reason.parse().map_err(|_| WaiverProblem::Reason)?,
    })
}

/// Waives or asks a colleague; where it leads.
async fn try_ask(
    app: &App,
    session: &AgentSession,
    debtor: &DebtorId,
    form: &AskForm,
) -> Result<Result<String, WaiverProblem>> {
    let asked = match read(session, form) {
        Ok(asked) => asked,
        Err(problem) => return Ok(Err(problem)),
    };
    owned_key::check_length(&form.key)?;
    let open = claims(app, session, debtor).await?.into_iter().find(|one| one.id == asked.claim.0);
    if open.is_none_or(|one| asked.amount.0 > one.open.cents) {
        return Ok(Err(WaiverProblem::Amount));
    }
    let (me, key) = (format!("agent:{}", session.agent), format!("waive:{}", form.key));
    let content = format!("{debtor} {} {} {} {}", asked.claim, asked.amount.0, asked.of, asked.reason);
    let fingerprint = new_id::token_hash(&content);
    let mut tx = app.db.begin_debtor(debtor, app.now()).await?;
    if let Submission::Repeat(location) =
        submission::find(&mut tx.tx, session.agent.as_str(), &key, &fingerprint).await?
    {
        return Ok(Ok(location));
    }
    let done = if within(session.waive_cents_max, asked.amount.0) {
        waive(&mut tx, &asked.claim, asked.amount, asked.of, asked.reason, &me).await?;
        "waived"
    } else {
        if !has_part(&mut tx, &asked).await? {
            return Ok(Err(WaiverProblem::Amount));
        }
        if !waiver_request::has_open(&mut tx, &asked.claim, asked.amount, asked.of, asked.reason).await? {
            let (claim, amount) = (&asked.claim, asked.amount);
            waiver_request::create(&mut tx, claim, amount, asked.of, asked.reason, &session.agent).await?;
            let detail = format!("{} {}, {}", amount.decimal(), asked.of, asked.reason);
            audit::create(&mut tx, &me, "waiver_asked", claim.as_str(), &detail).await?;
        }
        "asked"
    };
    let location = format!("/console/debtor/{debtor}/waive?done={done}");
    let now = tx.now_ms();
    submission::create(&mut tx.tx, session.agent.as_str(), &key, &fingerprint, &location, now).await?;
    tx.commit().await?;
    Ok(Ok(location))
}

/// Is so much open of that part? What can never be approved is not asked for.
async fn has_part(tx: &mut crate::db::DebtorTx, asked: &Asked) -> Result<bool> {
    let found = crate::db::case::find_claim(tx, &asked.claim).await?;
    Ok(found.is_some_and(|payable| parts(asked.amount, payable.open.balance, asked.of).is_ok()))
}

#[derive(Debug, Deserialize)]
struct DecideForm {
    decision: String,
}

async fn decide(
    State(app): State<App>,
    session: AgentSession,
    Path((id, request)): Path<(String, String)>,
    Form(form): Form<DecideForm>,
) -> Response {
    match try_decide(&app, &session, &DebtorId(id), &request, &form.decision).await {
        Ok(done) => see_other(&format!("/console/waivers?done={done}")),
        Err(error) => problem::respond(&app, &session.visitor, &error).await,
    }
}

async fn try_decide(
    app: &App,
    session: &AgentSession,
    debtor: &DebtorId,
    request: &str,
    decision: &str,
) -> Result<&'static str> {
    let open = waiver_request::list_open(&app.db, &session.agent).await?;
    let Some(row) = open.into_iter().find(|row| row.id == request && row.debtor_id == debtor.as_str()) else {
        return Ok("stale");
    };
    let mine = row.asked_by == session.agent.as_str();
    if !may_decide(mine, session.waive_cents_max, row.amount_cents) {
        return Err(Error::Forbidden);
    }
    let (status, action) = match decision {
        "approve" => ("approved", "waiver_approved"),
        "decline" => ("declined", "waiver_declined"),
        _ => return Err(Error::Refused("a decision that does not exist".to_owned())),
    };
    let me = format!("agent:{}", session.agent);
    let mut tx = app.db.begin_debtor(debtor, app.now()).await?;
    if !waiver_request::update_decided(&mut tx, request, status, &session.agent).await? {
        return Ok("stale");
    }
    audit::create(&mut tx, &me, action, request, &format!("asked by {}", row.asked_by)).await?;
    if status == "approved" {
        let claim = ClaimId(row.claim_id);
        waive(&mut tx, &claim, Cents(row.amount_cents), word(&row.part)?, word(&row.reason)?, &me).await?;
    }
    tx.commit().await?;
    Ok(if status == "approved" { "waived" } else { "declined" })
}

#[cfg(test)]
mod tests {
    use crate::testing::{databases, sample};
    use crate::web::console::tests::{call, lasting, text};
    use axum::http::StatusCode;
    use sqlx::Executor as _;

    #[tokio::test]
    async fn within_the_limit_at_once_above_it_when_somebody_else_agrees() {
        for test in databases().await {
            let app = sample::app(&test.db).await;
            let one = sample::sample_debtor(&test.db, "Anna").await.unwrap();
            let cookie = lasting(&app).await;
            let run = async |sql: String| {
                let mut tx = app.db.begin().await.unwrap();
                tx.execute(sqlx::AssertSqlSafe(sql)).await.unwrap();
                tx.commit().await.unwrap();
            };
            run("UPDATE agent SET waive_cents_max = 5000 WHERE id = 'a1'".into()).await;
            let path = format!("/console/debtor/{}/waive", one.debtor);
            let send = async |key: &str, amount: &str, reason: &str| {
                let form = format!("key={key}&claim={}&amount={amount}&of=anything&reason={reason}", one.with_costs);
                call(&app, &cookie, &path, Some(&form)).await
            };
            let waived = async || -> i64 {
                sqlx::query_scalar("SELECT COUNT(*) FROM audit WHERE action = 'waived'")
                    .fetch_one(app.db.read())
                    .await
                    .unwrap()
            };
            for (amount, reason) in [("", "hardship"), ("0", "hardship"), ("9999", "hardship"), ("20", "")] {
                let answer = send("k0", amount, reason).await;
                assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{amount} {reason}");
            }
            for _ in 0..2 {
                let answer = send("k1", "50,00", "hardship").await;
                assert_eq!(answer.headers()["location"], format!("{path}?done=waived"));
            }
            assert_eq!(waived().await, 1);
            let answer = send("k2", "50,01", "goodwill").await;
            assert_eq!(answer.headers()["location"], format!("{path}?done=asked"));
            assert_eq!(waived().await, 1, "nothing changes before somebody decides");
            let request: String =
                sqlx::query_scalar("SELECT id FROM waiver_request").fetch_one(app.db.read()).await.unwrap();
            let decide = async || call(&app, &cookie, &format!("{path}/{request}"), Some("decision=approve")).await;
            run("UPDATE agent SET waive_cents_max = NULL WHERE id = 'a1'".into()).await;
            assert_eq!(decide().await.status(), StatusCode::FORBIDDEN, "not who asked, whatever their limit");
            // The same browser is a colleague's now.
            run("INSERT INTO agent (id, email, name, password_hash, role, created_at, waive_cents_max) \
                 VALUES ('a2', 'bo@effen.example', 'Bo', '', 'agent', 0, 5000); \
                 UPDATE session SET agent_id = 'a2' WHERE agent_id = 'a1'"
                .into())
            .await;
            assert_eq!(decide().await.status(), StatusCode::FORBIDDEN, "above their own limit too");
            run("UPDATE agent SET waive_cents_max = 6000 WHERE id = 'a2'".into()).await;
            let page = text(call(&app, &cookie, "/console/waivers", None).await).await;
            assert!(page.contains("Anouk de Vries") && page.contains("50,01"), "{page}");
            assert_eq!(decide().await.headers()["location"], "/console/waivers?done=waived");
            assert_eq!(decide().await.headers()["location"], "/console/waivers?done=stale");
            assert_eq!(waived().await, 2);
            let books = crate::audit::run(&test.db, |_| {}).await.unwrap();
            assert!(books.is_clean(), "{books:?}");
        }
    }
}
