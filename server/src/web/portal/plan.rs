//! Paying in parts: the options or the running plan, the terms, the agreement, and the budget check.

mod agreement;
mod budget;
mod change;
mod debit;
pub(crate) mod quotes;
pub(crate) mod terms;
mod wish;

use super::plan_view::{self, PlanWish};
use super::{answer, forms, frame, helpers, load, note, view};
use crate::app::App;
use crate::clock::{from_ms, local};
use crate::db::overview::DebtorFile;
use crate::db::plan::NewQuote;
use crate::db::running_plan::PlanRow;
use crate::error::Result;
use crate::web::render;
use crate::web::session::DebtorSession;
pub use agreement::entries;
use axum::Router;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use effen::kinds::PartyKind;
use effen::money::Cents;
use effen::people::signal::{Signal, SignalKind};
use effen::plan::change::{PlanChange, missed_moved};
use effen_app::frame::Flash;
use effen_app::pages::helpers::proposals as shown;
use effen_app::pages::plan::{NoPlan, OptionsModel, Repair, RunningModel, no_plan, options, running};
use effen_app::parts::above;
use effen_app::texts::plan::texts;
use wish::{Read, WishQuery};

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/plan", get(show))
        .route("/plan/terms", post(terms::propose))
        .route("/plan/terms/{quote}", get(terms::show))
        .route("/plan/agree", post(terms::agree))
        .route("/plan/change", get(change::show))
        .route("/plan/skip", get(change::show_skip))
        .route("/plan/extra", get(change::show_extra))
        .route("/plan/agreement", get(agreement::show))
        .route("/plan/calendar.ics", get(agreement::calendar))
        .route("/plan/debit", get(debit::show).post(debit::give))
        .route("/plan/debit/stop", post(debit::stop))
        .route("/plan/budget", get(budget::show).post(budget::fill_in))
        .route("/plan/budget/forget", post(budget::forget))
}

async fn show(State(app): State<App>, session: DebtorSession, Query(query): Query<WishQuery>) -> Response {
    let result = plan_page(&app, &session, &query).await;
    answer(&app, &session, result).await
}

async fn plan_page(app: &App, session: &DebtorSession, query: &WishQuery) -> Result<Response> {
    let file = load(app, session).await?;
    note(app, session, "plan", vec![Signal::now(SignalKind::PlanViewed, app.now())]).await;
    if let Some(plan) = &file.plan {
        return running_page(app, session, &file, plan, query).await;
    }
    let read = wish::read(query, &file, session.visitor.lang, app.today());
    match plan_view::offer(&file, app.today(), &read.wish) {
        Ok(_) => options_page(app, session, &file, query, read).await,
        Err(why) => Ok(refusal(app, session, &file, NoPlan::Ineligible(why)).await),
    }
}

async fn options_page(
    app: &App,
    session: &DebtorSession,
    file: &DebtorFile,
    query: &WishQuery,
    read: Read,
) -> Result<Response> {
    let (lang, today) = (session.visitor.lang, app.today());
    let (stored, offer) = match quotes::store_new(app, &session.debtor, &read.wish).await? {
        Ok(stored) => stored,
        Err(why) => return Ok(refusal(app, session, file, NoPlan::Ineligible(why)).await),
    };
    let claims = plan_view::plannable(file, today);
    let stopped = crate::db::plan::find_stopped(&app.db, &session.debtor).await?;
    let status = if read.errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let model = OptionsModel {
        lang,
        today,
        rest_before: None,
        total: offer.options.first().map_or(Cents::ZERO, |option| option.total),
        options: stored,
        wish: offer.wish,
        claims: claims.iter().map(|claim| view::item(file, claim, today)).collect(),
        household: file.head.party == PartyKind::Person,
        at_most: at_most(file),
        stopped_on: stopped.map(|at| local(from_ms(at)).date()),
        typed: wish::typed(query, file, &read.wish),
        first_between: wish::first_between(today),
        errors: read.errors,
    };
    let (proposals, key) = (helpers::proposals(app, file, &session.debtor).await?, forms::new_key(session));
    let frame = frame(app, session, &file.head, texts(lang).title, "/plan");
    Ok(render::page(frame, status, move || above(shown(&proposals, &key, lang), options(model))).await)
}

/// The most a month by the budget check, where something is left.
fn at_most(file: &DebtorFile) -> Option<Cents> {
    file.budget.map(|budget| budget.at_most).filter(|at_most| at_most.is_positive())
}

async fn refusal(app: &App, session: &DebtorSession, file: &DebtorFile, why: NoPlan) -> Response {
    let lang = session.visitor.lang;
    let t = texts(lang);
    let (title, status) = match why {
        NoPlan::Stale => (t.stale_title, StatusCode::CONFLICT),
        NoPlan::Ineligible(_) => (t.no_title, StatusCode::OK),
    };
    let frame = frame(app, session, &file.head, title, "/plan");
    render::page(frame, status, move || no_plan(lang, why)).await
}

async fn running_page(
    app: &App,
    session: &DebtorSession,
    file: &DebtorFile,
    plan: &PlanRow,
    query: &WishQuery,
) -> Result<Response> {
    let (lang, today) = (session.visitor.lang, app.today());
    let t = texts(lang);
    let Some(shown) = plan_view::running(file, today) else { return Ok(forms::see_other("/plan")) };
    let mut frame = frame(app, session, &file.head, t.running_title, "/plan");
    let done = match (query.agreed.as_str(), query.changed.as_str()) {
        ("", "") => None,
        ("", _) => Some(t.changed),
        _ => Some(t.agreed),
    };
    frame.flash = done.map(|text| Flash { kind: "success", text: text.to_owned() });
    let repair = repair(app, session, file, plan).await?;
    let review = plan.review_at.is_some();
    let debit = debit::find_on(app, session, plan).await?;
    let delayed = debit::list_delayed(app, session, &plan.id).await?;
    let model = RunningModel { lang, today, plan: shown, repair, review, debit, delayed, key: forms::new_key(session) };
    Ok(render::page(frame, StatusCode::OK, move || running(model)).await)
}

/// One missed instalment can be moved to the end, as often within a year as the creditors allow. Two are an agent's.
async fn repair(app: &App, session: &DebtorSession, file: &DebtorFile, plan: &PlanRow) -> Result<Option<Repair>> {
    let Some(policy) = plan_view::plan_policy(file, plan) else { return Ok(None) };
    let stand = plan.standing(app.today());
    if stand.missed_in_a_row != 1 || plan.moves >= policy.moves_a_year {
        return Ok(None);
    }
    let Some(schedule) = missed_moved(&plan.schedule, plan.paid, app.today(), plan.rhythm) else { return Ok(None) };
    let Some(due_on) = schedule.last().map(|item| item.due_on) else { return Ok(None) };
    let quote = NewQuote {
        change: PlanChange::MissedMoved,
        base: Some(quotes::base(plan)),
        rhythm: plan.rhythm,
        instalment: stand.missed,
        schedule,
        extra: Cents::ZERO,
        moved: 1,
    };
    let stored = quotes::store_changes(app, session, plan, &[quote]).await?;
    Ok(stored.into_iter().next().map(|id| Repair { quote: id.0, due_on }))
}
