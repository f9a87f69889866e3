//! The terms of a quote, and agreeing to it: a new plan, or a change of the running one.

use super::quotes::{self, still_holds};
use super::{PlanWish, answer, forms, frame, load, plan_view, refusal};
use crate::app::App;
use crate::db::overview::{self, DebtorFile};
use crate::db::plan::{self, Base, QuoteRow};
use crate::db::plan_review::{self, Decision};
use crate::db::plan_version::{self, NewVersion};
use crate::db::running_plan::PlanRow;
use crate::db::signal::record_signals;
use crate::db::{DebtorTx, audit, plan_proposal};
use crate::error::{Error, Result};
use crate::web::render;
use crate::web::session::DebtorSession;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use effen::dates::days_between;
use effen::ids::PlanId;
use effen::money::Cents;
use effen::people::signal::{Signal, SignalKind};
use effen::plan::change::PlanChange;
use effen::plan::{Instalment, InstalmentStatus, progress};
use effen_app::pages::plan::{NoPlan, TermsModel, terms};
use effen_app::parts::old_claims::OldClaims;
use effen_app::texts::plan::texts;
use effen_app::texts::plan_change;
use jiff::civil::Date;

#[derive(Debug, serde::Deserialize)]
pub(super) struct ProposeForm {
    times: u32,
    payday: u8,
}

/// From the overview's proposal to its terms. Storing a quote commits nobody to anything.
pub(super) async fn propose(State(app): State<App>, session: DebtorSession, Form(form): Form<ProposeForm>) -> Response {
    let result = try_propose(&app, &session, &form).await;
    answer(&app, &session, result).await
}

async fn try_propose(app: &App, session: &DebtorSession, form: &ProposeForm) -> Result<Response> {
    let file = load(app, session).await?;
    let payday = Some(form.payday).filter(|day| (1..=31).contains(day));
    let wish = PlanWish { payday: payday.or(file.payday()), ..PlanWish::of(&file) };
    let stored = match quotes::store_new(app, &session.debtor, &wish).await? {
        Ok((stored, _)) => stored,
        Err(_) => return Ok(forms::see_other("/plan")),
    };
    let found = stored.iter().find(|(_, option)| option.times == form.times);
    Ok(forms::see_other(&found.map_or("/plan".to_owned(), |(id, _)| format!("/plan/terms/{id}"))))
}

pub(super) async fn show(State(app): State<App>, session: DebtorSession, Path(id): Path<String>) -> Response {
    let result = terms_page(&app, &session, &id).await;
    answer(&app, &session, result).await
}

async fn terms_page(app: &App, session: &DebtorSession, id: &str) -> Result<Response> {
    let file = load(app, session).await?;
    let quote = plan::find_quote(&app.db, &session.debtor, id).await?.ok_or(Error::NotFound("quote"))?;
    if quote.new.base.is_none() && file.plan.is_some() {
        return Ok(forms::see_other("/plan"));
    }
    if !still_holds(app, &file, &quote) {
        return Ok(refusal(app, session, &file, NoPlan::Stale).await);
    }
    let lang = session.visitor.lang;
    let is_change = quote.new.base.is_some();
    let title = if is_change { plan_change::texts(lang).change_terms } else { texts(lang).terms_title };
    let model = terms_model(app, session, &file, quote);
    let frame = frame(app, session, &file.head, title, "/plan");
    Ok(render::page(frame, StatusCode::OK, move || terms(model)).await)
}

fn terms_model(app: &App, session: &DebtorSession, file: &DebtorFile, quote: QuoteRow) -> TermsModel {
    let today = app.today();
    let paid = quote.new.base.as_ref().map_or(Cents::ZERO, |base| base.paid);
    let stand = progress(&quote.new.schedule, paid, today);
    let policy = match &file.plan {
        Some(running) => plan_view::plan_policy(file, running),
        None => plan_view::policy_of(plan_view::plannable(file, today).into_iter()).map(|used| used.policy),
    };
    let to_pay = stand.instalments.into_iter().filter(|item| item.status != InstalmentStatus::Paid);
    TermsModel {
        lang: session.visitor.lang,
        total: stand.left,
        instalment: quote.new.instalment,
        rhythm: quote.new.rhythm,
        schedule: to_pay.collect(),
        old_end: file.plan.as_ref().and_then(|running| last_day(&running.schedule)),
        skips_a_year: policy.map_or(0, |policy| policy.skips_a_year),
        old: old_claims(app, file, &quote),
        quote: quote.id.0,
        key: forms::new_key(session),
    }
}

/// The claims of a quote whose term is over or nearly so: to agree is to acknowledge them.
fn old_claims(app: &App, file: &DebtorFile, quote: &QuoteRow) -> OldClaims {
    let mut old = OldClaims::default();
    for claim in file.claims.iter().filter(|claim| quote.claims.iter().any(|share| share.claim_id == claim.id)) {
        let name = format!("{} {}", claim.creditor_name, claim.number);
        old.add(plan_view::limitation_age(file, claim, app.today()), name);
    }
    old
}

pub(super) fn last_day(schedule: &[Instalment]) -> Option<Date> {
    schedule.iter().map(|item| item.due_on).max()
}

#[derive(Debug, serde::Deserialize)]
pub(super) struct AgreeForm {
    key: String,
    quote: String,
}

pub(super) async fn agree(State(app): State<App>, session: DebtorSession, Form(form): Form<AgreeForm>) -> Response {
    let result = try_agree(&app, &session, &form).await;
    answer(&app, &session, result).await
}

async fn try_agree(app: &App, session: &DebtorSession, form: &AgreeForm) -> Result<Response> {
    let quote = plan::find_quote(&app.db, &session.debtor, &form.quote).await?.ok_or(Error::NotFound("quote"))?;
    let mut tx = forms::open(app, session).await?;
    let step = match forms::begin(&mut tx, "agree", &form.key, &[&form.quote]).await? {
        forms::Step::Seen(response) => return Ok(response),
        forms::Step::Go(step) => step,
    };
    let file = overview::find_with(&mut tx.tx, &session.debtor, app.now_ms()).await?;
    if quote.new.base.is_none() && file.plan.is_some() {
        return step.done(tx, "/plan").await;
    }
    // What an extra payment does is done by the payment alone.
    if quote.new.extra.is_positive() || !still_holds(app, &file, &quote) || !allowed(&file, &quote) {
        drop(tx);
        return Ok(refusal(app, session, &file, NoPlan::Stale).await);
    }
    match (&quote.new.base, &file.plan) {
        (Some(base), Some(running)) => {
            change(app, &mut tx, running, base, &quote).await?;
            step.done(tx, "/plan?changed=1").await
        }
        _ => {
            let plan = begin(app, &mut tx, &quote, "debtor").await?;
            // Who chose to pay the first one today goes on to pay it.
            let now = quote.new.schedule.first().is_some_and(|first| first.due_on == app.today());
            let to = if now { format!("/pay?plan={plan}") } else { "/plan?agreed=1".to_owned() };
            step.done(tx, &to).await
        }
    }
}

/// Skipping and moving are counted: a second tab must not get past the limit.
fn allowed(file: &DebtorFile, quote: &QuoteRow) -> bool {
    let Some((running, policy)) =
        file.plan.as_ref().and_then(|running| Some((running, plan_view::plan_policy(file, running)?)))
    else {
        return true;
    };
    match quote.new.change {
        PlanChange::Skipped => running.skips < policy.skips_a_year,
        PlanChange::MissedMoved => running.moves < policy.moves_a_year,
        _ => true,
    }
}

/// Makes a plan of a quote that a helper proposed, for an agent to whom the debtor agreed. False: it does not stand any
/// more, or a plan runs by now.
pub(crate) async fn accept_for(app: &App, tx: &mut DebtorTx, quote: &QuoteRow, actor: &str) -> Result<bool> {
    let debtor = tx.debtor.clone();
    let file = overview::find_with(&mut tx.tx, &debtor, app.now_ms()).await?;
    if quote.new.base.is_some() || file.plan.is_some() || !still_holds(app, &file, quote) {
        return Ok(false);
    }
    begin(app, tx, quote, actor).await?;
    Ok(true)
}

async fn begin(app: &App, tx: &mut DebtorTx, quote: &QuoteRow, actor: &str) -> Result<PlanId> {
    let id = plan::create(tx, quote).await?;
    let last = last_day(&quote.new.schedule).unwrap_or(app.today());
    let signal = Signal::now(SignalKind::PlanAgreed, tx.now).cents(quote.total.0).days(days_between(app.today(), last));
    record_signals(tx, &[signal]).await?;
    audit::create(tx, actor, "plan_agreed", id.as_str(), "").await?;
    plan_proposal::update_accepted(tx, quote.id.as_str(), actor).await?;
    Ok(id)
}

/// Makes a change the new version of the agreement.
async fn change(app: &App, tx: &mut DebtorTx, running: &PlanRow, base: &Base, quote: &QuoteRow) -> Result<()> {
    let new = NewVersion {
        plan: &base.plan,
        version: base.version + 1,
        change: quote.new.change,
        made_by: "debtor",
        quote: quote.id.as_str(),
        rhythm: quote.new.rhythm,
        schedule: &quote.new.schedule,
        paid: base.paid,
        moved: quote.new.moved,
    };
    plan_version::update_plan(tx, &new).await?;
    let before = running.standing(app.today());
    let after = progress(&quote.new.schedule, running.paid, app.today());
    let moved = |schedule: &[Instalment]| last_day(schedule).unwrap_or(app.today());
    let signal = match quote.new.change {
        PlanChange::Skipped => Signal::now(SignalKind::InstalmentSkipped, tx.now).cents(before.next_open.0),
        PlanChange::MissedMoved => Signal::now(SignalKind::PlanRepaired, tx.now).cents(before.missed.0),
        _ => Signal::now(SignalKind::PlanChanged, tx.now)
            .days(days_between(moved(&running.schedule), moved(&quote.new.schedule))),
    };
    record_signals(tx, &[signal]).await?;
    if before.needs_agent() && !after.needs_agent() {
        plan_review::update_closed(tx, &base.plan, Decision::Repaired, "debtor").await?;
    }
    audit::create(tx, "debtor", "plan_changed", base.plan.as_str(), quote.new.change.as_str()).await
}
