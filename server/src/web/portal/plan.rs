//! Paying in parts: options, terms, agreement, progress, and the budget check.

use super::{answer, forms, frame, load, note, view};
use crate::app::App;
use crate::db::overview::{self, ClaimShare, DebtorFile};
use crate::db::plan::{self, QuoteRow};
use crate::db::preference;
use crate::db::signal::record_signals;
use crate::error::{Error, Result};
use crate::web::render;
use crate::web::session::DebtorSession;
use axum::Router;
use axum::extract::{Form, Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use effen::dates::days_between;
use effen::ids::QuoteId;
use effen::money::{Cents, parse_typed};
use effen::people::signal::{Signal, SignalKind};
use effen::plan::{Ineligible, Offer, PlanOption, Wish};
use effen_app::pages::plan::{
    BUDGET_FIELDS, BudgetModel, NoPlan, OptionsModel, RunningModel, TermsModel, budget, no_plan, options, running,
    terms,
};
use effen_app::texts::fill;
use effen_app::texts::plan::texts;

/// The preference that keeps what the budget check left over, in cents.
const BUDGET_LEFT: &str = "budget_left";

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/plan", get(show))
        .route("/plan/terms", post(propose))
        .route("/plan/terms/{quote}", get(show_terms))
        .route("/plan/agree", post(agree))
        .route("/plan/budget", get(show_budget).post(fill_budget))
}

#[derive(Debug, Default, serde::Deserialize)]
struct PlanQuery {
    #[serde(default)]
    payday: String,
    #[serde(default)]
    amount: String,
    #[serde(default)]
    agreed: String,
}

async fn show(State(app): State<App>, session: DebtorSession, Query(query): Query<PlanQuery>) -> Response {
    let result = plan_page(&app, &session, &query).await;
    answer(&app, &session, result).await
}

async fn plan_page(app: &App, session: &DebtorSession, query: &PlanQuery) -> Result<Response> {
    let file = load(app, session).await?;
    let (lang, today) = (session.visitor.lang, app.today());
    let t = texts(lang);
    note(app, session, "plan", vec![Signal::now(SignalKind::PlanViewed, app.now())]).await;
    if let Some(plan) = view::running(&file, today) {
        let mut frame = frame(app, session, &file.head, t.running_title, "/plan");
        if !query.agreed.is_empty() {
            frame.flash = Some(effen_app::frame::Flash { kind: "success", text: t.agreed.to_owned() });
        }
        let model = RunningModel { lang, today, plan };
        return Ok(render::page(frame, StatusCode::OK, move || running(model)).await);
    }
    let (payday, wish, errors) = read_wish(query, &file, lang);
    match view::offer(&file, today, payday, wish) {
        Ok(offer) => options_page(app, session, &file, offer, query, errors).await,
        Err(why) => Ok(refusal(app, session, &file, NoPlan::Ineligible(why)).await),
    }
}

/// What was asked, and what of it cannot be read.
fn read_wish(
    query: &PlanQuery,
    file: &DebtorFile,
    lang: effen::kinds::Lang,
) -> (Option<u8>, Option<Wish>, Vec<(&'static str, String)>) {
    let t = texts(lang);
    let mut errors = Vec::new();
    let payday = match query.payday.trim() {
        "" => file.payday(),
        text => match text.parse::<u8>() {
            Ok(day @ 1..=31) => Some(day),
            _ => {
                errors.push(("payday", t.wrong_day.to_owned()));
                file.payday()
            }
        },
    };
    let wish = match query.amount.trim() {
        "" => None,
        text => match parse_typed(text, lang) {
            Ok(cents) if cents.is_positive() => Some(Wish::Amount(cents)),
            _ => {
                errors.push(("amount", fill(t.wrong_amount, &[("example", &Cents(5_000).decimal())])));
                None
            }
        },
    };
    (payday, wish, errors)
}

fn shares(file: &DebtorFile, today: jiff::civil::Date) -> Vec<ClaimShare> {
    let (claims, _) = view::plannable(file, today);
    claims.iter().map(|claim| ClaimShare { claim_id: claim.id.clone(), cents: claim.balance.total() }).collect()
}

/// Stores the options that were computed from the file as the transaction sees it.
async fn store(
    app: &App,
    session: &DebtorSession,
    payday: Option<u8>,
    wish: Option<Wish>,
) -> Result<Result<(Vec<(QuoteId, PlanOption)>, Offer), Ineligible>> {
    let mut tx = forms::open(app, session).await?;
    let file = overview::find_with(&mut tx.tx, &session.debtor, app.now_ms()).await?;
    let offer = match view::offer(&file, app.today(), payday, wish) {
        Ok(offer) => offer,
        Err(why) => return Ok(Err(why)),
    };
    let stored = plan::create_quotes(&mut tx, &offer.options, &shares(&file, app.today())).await?;
    tx.commit().await?;
    Ok(Ok((stored, offer)))
}

async fn options_page(
    app: &App,
    session: &DebtorSession,
    file: &DebtorFile,
    offer: Offer,
    query: &PlanQuery,
    errors: Vec<(&'static str, String)>,
) -> Result<Response> {
    let (lang, today) = (session.visitor.lang, app.today());
    let (payday, wish, _) = read_wish(query, file, lang);
    let (stored, _) = match store(app, session, payday, wish).await? {
        Ok(stored) => stored,
        Err(why) => return Ok(refusal(app, session, file, NoPlan::Ineligible(why)).await),
    };
    let (claims, _) = view::plannable(file, today);
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let shown_day = if query.payday.is_empty() {
        file.payday().map(|day| day.to_string()).unwrap_or_default()
    } else {
        query.payday.clone()
    };
    let model = OptionsModel {
        lang,
        today,
        total: stored.first().map_or(Cents::ZERO, |(_, option)| option.total),
        options: stored.into_iter().map(|(id, option)| (id.0, option)).collect(),
        wish: offer.wish,
        claims: claims.iter().map(|claim| view::item(file, claim, today)).collect(),
        typed: (shown_day, query.amount.clone()),
        errors,
    };
    let frame = frame(app, session, &file.head, texts(lang).title, "/plan");
    Ok(render::page(frame, status, move || options(model)).await)
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

#[derive(Debug, serde::Deserialize)]
struct ProposeForm {
    months: u32,
    payday: u8,
}

/// From the overview's proposal to its terms. Storing a quote commits nobody to anything.
async fn propose(State(app): State<App>, session: DebtorSession, Form(form): Form<ProposeForm>) -> Response {
    let result = try_propose(&app, &session, &form).await;
    answer(&app, &session, result).await
}

async fn try_propose(app: &App, session: &DebtorSession, form: &ProposeForm) -> Result<Response> {
    let payday = Some(form.payday).filter(|day| (1..=31).contains(day));
    let stored = match store(app, session, payday, None).await? {
        Ok((stored, _)) => stored,
        Err(_) => return Ok(forms::see_other("/plan")),
    };
    let found = stored.iter().find(|(_, option)| option.months == form.months);
    Ok(forms::see_other(&found.map_or("/plan".to_owned(), |(id, _)| format!("/plan/terms/{id}"))))
}

async fn show_terms(State(app): State<App>, session: DebtorSession, Path(id): Path<String>) -> Response {
    let result = terms_page(&app, &session, &id).await;
    answer(&app, &session, result).await
}

async fn terms_page(app: &App, session: &DebtorSession, id: &str) -> Result<Response> {
    let file = load(app, session).await?;
    let quote = plan::find_quote(&app.db, &session.debtor, id).await?.ok_or(Error::NotFound("quote"))?;
    if file.plan.is_some() {
        return Ok(forms::see_other("/plan"));
    }
    if !still_holds(app, &file, &quote) {
        return Ok(refusal(app, session, &file, NoPlan::Stale).await);
    }
    let lang = session.visitor.lang;
    let model = TermsModel {
        lang,
        quote: quote.id.0,
        total: quote.total,
        instalment: quote.instalment,
        schedule: quote.schedule,
        key: forms::new_key(),
    };
    let frame = frame(app, session, &file.head, texts(lang).terms_title, "/plan");
    Ok(render::page(frame, StatusCode::OK, move || terms(model)).await)
}

/// A quote holds for a day, and only while the claims it covers ask exactly what they asked when it was shown.
fn still_holds(app: &App, file: &DebtorFile, quote: &QuoteRow) -> bool {
    let today = app.today();
    let (claims, _) = view::plannable(file, today);
    let same = |share: &ClaimShare| {
        claims.iter().any(|claim| claim.id == share.claim_id && claim.balance.total() == share.cents)
    };
    quote.expires_at > app.now_ms()
        && quote.claims.iter().all(same)
        && quote.schedule.first().is_some_and(|first| first.due_on > today)
}

#[derive(Debug, serde::Deserialize)]
struct AgreeForm {
    key: String,
    quote: String,
}

async fn agree(State(app): State<App>, session: DebtorSession, Form(form): Form<AgreeForm>) -> Response {
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
    if file.plan.is_some() {
        return step.done(tx, "/plan").await;
    }
    if !still_holds(app, &file, &quote) {
        drop(tx);
        return Ok(refusal(app, session, &file, NoPlan::Stale).await);
    }
    let id = plan::create(&mut tx, &quote).await?;
    let last = quote.schedule.last().map_or(app.today(), |instalment| instalment.due_on);
    let signal = Signal::now(SignalKind::PlanAgreed, tx.now).cents(quote.total.0).days(days_between(app.today(), last));
    record_signals(&mut tx, &[signal]).await?;
    crate::db::audit::create(&mut tx, "debtor", "plan_agreed", id.as_str(), "").await?;
    step.done(tx, "/plan?agreed=1").await
}

async fn show_budget(State(app): State<App>, session: DebtorSession) -> Response {
    let result = budget_page(&app, &session, Default::default(), Vec::new()).await;
    answer(&app, &session, result).await
}

async fn budget_page(
    app: &App,
    session: &DebtorSession,
    typed: [String; 3],
    errors: Vec<(&'static str, String)>,
) -> Result<Response> {
    let file = load(app, session).await?;
    let lang = session.visitor.lang;
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let left = file.preference(BUDGET_LEFT).and_then(|text| text.parse().ok()).map(Cents);
    let model = BudgetModel { lang, left, typed, errors, key: forms::new_key() };
    let frame = frame(app, session, &file.head, texts(lang).budget_title, "/plan/budget");
    Ok(render::page(frame, status, move || budget(model)).await)
}

#[derive(Debug, serde::Deserialize)]
struct BudgetForm {
    key: String,
    #[serde(default)]
    income: String,
    #[serde(default)]
    fixed: String,
    #[serde(default)]
    living: String,
}

async fn fill_budget(State(app): State<App>, session: DebtorSession, Form(form): Form<BudgetForm>) -> Response {
    let result = try_budget(&app, &session, form).await;
    answer(&app, &session, result).await
}

async fn try_budget(app: &App, session: &DebtorSession, form: BudgetForm) -> Result<Response> {
    let lang = session.visitor.lang;
    let typed = [form.income, form.fixed, form.living];
    let mut amounts = [0i64; 3];
    let mut errors = Vec::new();
    for (at, (name, text)) in BUDGET_FIELDS.into_iter().zip(&typed).enumerate() {
        match parse_typed(text, lang) {
            Ok(cents) if cents.0 >= 0 => amounts[at] = cents.0,
            _ => errors.push((name, fill(texts(lang).wrong_amount, &[("example", &Cents(85_000).decimal())]))),
        }
    }
    if !errors.is_empty() {
        return budget_page(app, session, typed, errors).await;
    }
    let left = amounts[0] - amounts[1] - amounts[2];
    let mut tx = forms::open(app, session).await?;
    let content = [typed[0].as_str(), &typed[1], &typed[2]];
    let step = match forms::begin(&mut tx, "budget", &form.key, &content).await? {
        forms::Step::Seen(response) => return Ok(response),
        forms::Step::Go(step) => step,
    };
    // Only what is left over is kept.
    preference::update(&mut tx, BUDGET_LEFT, &left.to_string()).await?;
    record_signals(&mut tx, &[Signal::now(SignalKind::BudgetFilled, app.now()).cents(left)]).await?;
    step.done(tx, "/plan/budget").await
}
