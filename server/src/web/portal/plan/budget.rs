//! The budget check. Its answer goes into the debtor's own plan and nowhere else: no signal tells of it.

use super::{answer, forms, frame, load};
use crate::app::App;
use crate::db::budget as table;
use crate::error::Result;
use crate::web::render;
use crate::web::session::DebtorSession;
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::Response;
use effen::budget::{self as core, Answers, PEOPLE_MAX};
use effen::kinds::{Lang, PartyKind};
use effen::money::{Cents, parse_typed};
use effen_app::pages::plan::{BUDGET_FIELDS, BudgetModel, BudgetTyped, budget};
use effen_app::texts::budget::texts;
use effen_app::texts::fill;

pub(super) async fn show(State(app): State<App>, session: DebtorSession) -> Response {
    let result = budget_page(&app, &session, BudgetTyped::default(), Vec::new()).await;
    answer(&app, &session, result).await
}

async fn budget_page(
    app: &App,
    session: &DebtorSession,
    typed: BudgetTyped,
    errors: Vec<(&'static str, String)>,
) -> Result<Response> {
    let file = load(app, session).await?;
    if file.head.party == PartyKind::Company {
        return Ok(forms::see_other("/plan"));
    }
    let lang = session.visitor.lang;
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let until = core::table(file.head.country).known_until;
    let model = BudgetModel {
        lang,
        last: file.budget,
        guide: core::guide(file.head.country, app.today()),
        outdated: Some(until).filter(|until| *until < app.today()),
        typed,
        errors,
        key: forms::new_key(session),
    };
    let frame = frame(app, session, &file.head, texts(lang).title, "/plan/budget");
    Ok(render::page(frame, status, move || budget(model)).await)
}

#[derive(Debug, serde::Deserialize)]
pub(super) struct BudgetForm {
    key: String,
    #[serde(default)]
    income: String,
    #[serde(default)]
    fixed: String,
    #[serde(default)]
    living: String,
    #[serde(default)]
    adults: String,
    #[serde(default)]
    children: String,
}

pub(super) async fn fill_in(State(app): State<App>, session: DebtorSession, Form(form): Form<BudgetForm>) -> Response {
    let result = try_fill_in(&app, &session, form).await;
    answer(&app, &session, result).await
}

/// Reads the form, or says what is wrong with it.
fn read(typed: &BudgetTyped, lang: Lang) -> Result<Answers, Vec<(&'static str, String)>> {
    let t = texts(lang);
    let mut errors = Vec::new();
    let mut amounts = [None; 3];
    for (at, name) in BUDGET_FIELDS.into_iter().enumerate() {
        match typed.amounts[at].trim() {
            "" if name == "living" => {}
            text => match parse_typed(text, lang) {
                Ok(cents) if cents.0 >= 0 => amounts[at] = Some(cents),
                _ => errors.push((name, fill(t.wrong_amount, &[("example", &Cents(85_000).decimal())]))),
            },
        }
    }
    let mut people = |name: &'static str, text: &str, least: u32| {
        let found = text.trim().parse().ok().filter(|number| (least..=PEOPLE_MAX).contains(number));
        found.unwrap_or_else(|| {
            let values = [("from", &*least.to_string()), ("until", &PEOPLE_MAX.to_string())];
            errors.push((name, fill(t.wrong_people, &values)));
            least
        })
    };
    let (adults, children) = (people("adults", &typed.adults, 1), people("children", &typed.children, 0));
    let [Some(income), Some(fixed), living] = amounts else { return Err(errors) };
    if errors.is_empty() { Ok(Answers { income, fixed, living, adults, children }) } else { Err(errors) }
}

async fn try_fill_in(app: &App, session: &DebtorSession, form: BudgetForm) -> Result<Response> {
    let typed =
        BudgetTyped { amounts: [form.income, form.fixed, form.living], adults: form.adults, children: form.children };
    let answers = match read(&typed, session.visitor.lang) {
        Ok(answers) => answers,
        Err(errors) => return budget_page(app, session, typed, errors).await,
    };
    let file = load(app, session).await?;
    let result = core::check(&answers, &core::guide(file.head.country, app.today()));
    let mut tx = forms::open(app, session).await?;
    let [income, fixed, living] = &typed.amounts;
    let content = [income.as_str(), fixed, living, &typed.adults, &typed.children];
    let step = match forms::begin(&mut tx, "budget", &form.key, &content).await? {
        forms::Step::Seen(response) => return Ok(response),
        forms::Step::Go(step) => step,
    };
    table::update(&mut tx, &result).await?;
    step.done(tx, "/plan/budget").await
}

#[derive(Debug, serde::Deserialize)]
pub(super) struct ForgetForm {
    key: String,
}

pub(super) async fn forget(State(app): State<App>, session: DebtorSession, Form(form): Form<ForgetForm>) -> Response {
    let result = try_forget(&app, &session, &form.key).await;
    answer(&app, &session, result).await
}

async fn try_forget(app: &App, session: &DebtorSession, key: &str) -> Result<Response> {
    let mut tx = forms::open(app, session).await?;
    let step = match forms::begin(&mut tx, "forget_budget", key, &[]).await? {
        forms::Step::Seen(response) => return Ok(response),
        forms::Step::Go(step) => step,
    };
    table::delete(&mut tx).await?;
    step.done(tx, "/plan/budget").await
}
