//! Plans of which two instalments in a row were missed: the list, and an agent's decision on one.

use super::{AnyPage, frame, queue};
use crate::app::App;
use crate::clock::{from_ms, local};
use crate::db::overview::{self, DebtorFile};
use crate::db::plan_review::{self, Decision, ReviewRow};
use crate::db::plan_version::{self, NewVersion};
use crate::db::running_plan::{self, PlanRow};
use crate::db::signal::record_signals;
use crate::db::{DebtorTx, audit, instalment};
use crate::error::{Error, Result};
use crate::outreach::plan_notices;
use crate::web::session::AgentSession;
use crate::web::{problem, render};
use axum::extract::{Form, Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use effen::ids::{DebtorId, PlanId};
use effen::money::Cents;
use effen::people::signal::{Signal, SignalKind};
use effen::plan::change::{PlanChange, missed_moved};
use effen::plan::{InstalmentStatus, PlanEvent, PlanStatus};
use effen_app::frame::Flash;
use effen_app::pages::console::plans::{PlanBeside, PlansModel, WaitingPlan, page};
use effen_app::texts::console_plans::texts;
use serde::Deserialize;

#[derive(Debug, Default, Deserialize)]
pub(super) struct DoneQuery {
    #[serde(default)]
    done: String,
}

/// The list.
pub(super) async fn show(State(app): State<App>, session: AgentSession, Query(query): Query<DoneQuery>) -> Response {
    let made = async {
        let mut frame = frame(&app, &session, texts(session.visitor.lang).title, "/console/plans").await?;
        let t = texts(session.visitor.lang);
        frame.flash = match query.done.as_str() {
            "continued" => Some(Flash { kind: "success", text: t.continued.to_owned() }),
            "stopped" => Some(Flash { kind: "success", text: t.stopped.to_owned() }),
            "seen" => Some(Flash { kind: "success", text: t.seen.to_owned() }),
            "stale" => Some(Flash { kind: "attention", text: t.stale.to_owned() }),
            _ => None,
        };
        let (status, view) = list_page(&app, &session).await?;
        Ok::<_, Error>(render::page(frame, status, view).await)
    };
    match made.await {
        Ok(response) => response,
        Err(error) => problem::respond(&app, &session.visitor, &error).await,
    }
}

async fn list_page(app: &App, session: &AgentSession) -> Result<AnyPage> {
    let lang = session.visitor.lang;
    let mut plans = Vec::new();
    let mut conn = app.db.read().acquire().await?;
    let mut beside = Vec::new();
    for row in plan_review::list_open(&app.db, &session.agent).await? {
        let running = running_plan::find(&mut conn, &DebtorId(row.debtor_id.clone()), app.now_ms()).await?;
        match running.filter(|running| running.id.0 == row.plan_id) {
            Some(running) => plans.extend(waiting(app, row, &running)),
            None => beside.push(PlanBeside {
                since: local(from_ms(row.opened_at)).date(),
                id: row.plan_id,
                debtor_id: row.debtor_id,
                name: row.name,
                reference: row.reference,
            }),
        }
    }
    drop(conn);
    let model = PlansModel { lang, queue: queue::load(app, session).await?, plans, beside };
    Ok((StatusCode::OK, Box::new(move || page(model))))
}

fn waiting(app: &App, row: ReviewRow, running: &PlanRow) -> Option<WaitingPlan> {
    let stand = running.standing(app.today());
    let missed = stand.instalments.iter().filter(|item| item.status == InstalmentStatus::Missed);
    let goes_on = missed_moved(&running.schedule, running.paid, app.today(), running.rhythm)?;
    Some(WaitingPlan {
        id: row.plan_id,
        version: running.version,
        paid: running.paid,
        total: running.total,
        debtor_id: row.debtor_id,
        name: row.name,
        reference: row.reference,
        since: local(from_ms(row.opened_at)).date(),
        missed_on: missed.map(|item| item.instalment.due_on).collect(),
        missed: stand.missed,
        ends_on: goes_on.last()?.due_on,
    })
}

#[derive(Debug, Deserialize)]
pub(super) struct DecideForm {
    decision: String,
    #[serde(default)]
    version: i64,
    #[serde(default)]
    paid: i64,
}

/// A decision. It holds only for the plan as the agent saw it.
pub(super) async fn decide(
    State(app): State<App>,
    session: AgentSession,
    Path(plan): Path<String>,
    Form(form): Form<DecideForm>,
) -> Response {
    match try_decide(&app, &session, &plan, &form).await {
        Ok(done) => Redirect::to(&format!("/console/plans?done={done}")).into_response(),
        Err(error) => problem::respond(&app, &session.visitor, &error).await,
    }
}

async fn try_decide(app: &App, session: &AgentSession, plan: &str, form: &DecideForm) -> Result<&'static str> {
    let debtor = plan_review::find_debtor(&app.db, plan).await?.ok_or(Error::NotFound("plan"))?;
    let mut tx = app.db.begin_debtor(&debtor, app.now()).await?;
    let file = overview::find_with(&mut tx.tx, &debtor, app.now_ms()).await?;
    let by = format!("agent:{}", session.agent);
    if form.decision == "seen" {
        return seen(tx, &file, plan, &by).await;
    }
    let as_shown = |running: &&PlanRow| {
        running.id.as_str() == plan
            && running.review_at.is_some()
            && running.version == form.version
            && running.paid == Cents(form.paid)
    };
    let Some(running) = file.plan.as_ref().filter(as_shown) else { return Ok("stale") };
    let done = match form.decision.as_str() {
        "continue" => go_on(app, &mut tx, running, &by).await?,
        "stop" => stop(app, &mut tx, &file, running, &by).await?,
        _ => return Err(Error::Refused("a decision that does not exist".to_owned())),
    };
    tx.commit().await?;
    Ok(done)
}

/// Takes a plan that does not run any more off the list: somebody knows of what is open again.
async fn seen(mut tx: DebtorTx, file: &DebtorFile, plan: &str, by: &str) -> Result<&'static str> {
    if file.plan.as_ref().is_some_and(|running| running.id.as_str() == plan) {
        return Ok("stale");
    }
    if plan_review::update_closed(&mut tx, &PlanId(plan.to_owned()), Decision::Seen, by).await? {
        audit::create(&mut tx, by, "plan_looked_at", plan, "").await?;
    }
    tx.commit().await?;
    Ok("seen")
}

/// What was missed moves to the end, and the plan goes on.
async fn go_on(app: &App, tx: &mut DebtorTx, running: &PlanRow, by: &str) -> Result<&'static str> {
    let moved = running.standing(app.today()).missed_in_a_row;
    let new = missed_moved(&running.schedule, running.paid, app.today(), running.rhythm);
    let Some(schedule) = new else { return Ok("stale") };
    let new = NewVersion {
        plan: &running.id,
        version: running.version + 1,
        change: PlanChange::MissedMoved,
        made_by: by,
        quote: "",
        rhythm: running.rhythm,
        schedule: &schedule,
        paid: running.paid,
        moved,
    };
    plan_version::update_plan(tx, &new).await?;
    plan_review::update_closed(tx, &running.id, Decision::Continued, by).await?;
    audit::create(tx, by, "plan_continued", running.id.as_str(), "").await?;
    Ok("continued")
}

/// The plan ends, and the debtor is told.
async fn stop(app: &App, tx: &mut DebtorTx, file: &DebtorFile, running: &PlanRow, by: &str) -> Result<&'static str> {
    let to = PlanStatus::Agreed
        .after(PlanEvent::StoppedByAgent)
        .map_err(|error| Error::Broken(format!("plan {}: {error}", running.id)))?;
    instalment::update_plan_status(tx, &running.id, to).await?;
    plan_review::update_closed(tx, &running.id, Decision::Stopped, by).await?;
    record_signals(tx, &[Signal::now(SignalKind::PlanBroken, tx.now)]).await?;
    let covered = file.claims.iter().filter(|claim| running.claims.contains(&claim.id));
    let open: Cents = covered.map(|claim| claim.balance.total().or_zero()).sum();
    plan_notices::stopped(app, tx, &running.id, open).await?;
    audit::create(tx, by, "plan_stopped", running.id.as_str(), "").await?;
    Ok("stopped")
}
