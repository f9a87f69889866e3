//! The agreement as a page, and its payment days as a calendar file.

use super::{answer, forms, frame, load, plan_view};
use crate::app::App;
use crate::clock::{from_ms, local};
use crate::db::overview::DebtorFile;
use crate::db::running_plan::PlanRow;
use crate::db::{instalment, plan_version};
use crate::error::{Error, Result};
use crate::ics::{self, Entry};
use crate::web::render;
use crate::web::session::DebtorSession;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use effen::ids::ClaimId;
use effen::money::Cents;
use effen::plan::InstalmentStatus;
use effen_app::pages::plan::{AgreementModel, AgreementShare, HistoryLine, agreement};
use effen_app::texts::claim;
use effen_app::texts::fill;
use effen_app::texts::plan_change::texts;

pub(super) async fn show(State(app): State<App>, session: DebtorSession) -> Response {
    let result = agreement_page(&app, &session).await;
    answer(&app, &session, result).await
}

async fn agreement_page(app: &App, session: &DebtorSession) -> Result<Response> {
    let file = load(app, session).await?;
    let lang = session.visitor.lang;
    let Some(running) = &file.plan else { return Ok(forms::see_other("/plan")) };
    let model = model(app, session, &file, running).await?;
    let frame = frame(app, session, &file.head, texts(lang).agreement_title, "/plan/agreement");
    Ok(render::page(frame, StatusCode::OK, move || agreement(model)).await)
}

/// The agreement on a running plan, whole: what a page or a document of it is made from.
async fn model(app: &App, session: &DebtorSession, file: &DebtorFile, running: &PlanRow) -> Result<AgreementModel> {
    let mut conn = app.db.read().acquire().await?;
    let shares = instalment::list_shares(&mut conn, &session.debtor, &running.id).await?;
    let versions = plan_version::list(&mut conn, &session.debtor, &running.id).await?;
    drop(conn);
    let history = versions
        .iter()
        .filter_map(|version| {
            Some(HistoryLine {
                on: local(from_ms(version.made_at)).date(),
                version: version.version,
                change: version.change,
                by_agent: version.made_by.starts_with("agent:"),
                ends_on: super::terms::last_day(&version.schedule)?,
            })
        })
        .collect();
    Ok(AgreementModel {
        lang: session.visitor.lang,
        reference: file.head.reference.clone(),
        name: file.head.name.clone(),
        agency: app.config.agency.clone(),
        agency_address: app.config.agency_address.clone(),
        agency_register: app.config.agency_register.clone(),
        agreed_on: local(from_ms(running.agreed_at)).date(),
        version: running.version,
        shares: shares.iter().map(|(claim, cents)| share(file, claim, *cents)).collect(),
        total: running.total,
        rhythm: running.rhythm,
        schedule: running.standing(app.today()).instalments,
        skips_a_year: plan_view::plan_policy(file, running).map_or(0, |policy| policy.skips_a_year),
        history,
    })
}

fn share(file: &DebtorFile, claim_id: &ClaimId, amount: Cents) -> AgreementShare {
    let claim = file.claims.iter().find(|claim| claim.id == *claim_id);
    AgreementShare {
        creditor: claim.map(|claim| claim.creditor_name.clone()).unwrap_or_default(),
        number: claim.map(|claim| claim.number.clone()).unwrap_or_default(),
        amount,
    }
}

pub(super) async fn calendar(State(app): State<App>, session: DebtorSession) -> Response {
    let result = calendar_file(&app, &session).await;
    answer(&app, &session, result).await
}

async fn calendar_file(app: &App, session: &DebtorSession) -> Result<Response> {
    let file = load(app, session).await?;
    let running = file.plan.as_ref().ok_or(Error::NotFound("plan"))?;
    let entries = entries(app, session, running);
    Ok(ics::response(&entries, app.now(), &app.config.agency, "effen-plan.ics"))
}

/// The payment days that are still to come, each with what is open of it.
pub fn entries(app: &App, session: &DebtorSession, running: &PlanRow) -> Vec<Entry> {
    let lang = session.visitor.lang;
    let stand = running.standing(app.today());
    let ahead = stand.instalments.iter().filter(|item| item.status != InstalmentStatus::Paid);
    ahead
        .filter(|item| item.instalment.due_on >= app.today())
        .map(|item| Entry {
            on: item.instalment.due_on,
            // The day, not the number: a change renumbers, and a calendar must not keep both.
            uid: format!("{}-{}@effen", running.id, item.instalment.due_on),
            summary: fill(claim::texts(lang).pay_amount, &[("amount", &item.open().format(lang))]),
            link: format!("{}/plan", app.config.public_url),
        })
        .collect()
}
