//! Paying in parts: options side by side, the terms, the running plan, and the page for when it cannot be.

use crate::pages::overview::RunningPlan;
use crate::parts::claim::{ClaimItem, creditor_mark, pay_button};
use crate::parts::{ErrorSummary, FormKey};
use crate::texts::fill;
use crate::texts::plan::{PlanTexts, texts};
use effen::dates::{long, long_near, short, short_near};
use effen::kinds::Lang;
use effen::money::{Cents, Currency, Money};
use effen::plan::{Ineligible, Instalment, InstalmentStatus, PlanOption, WishOutcome};
use jiff::civil::Date;
use leptos::prelude::*;

/// What the options' page shows.
#[derive(Debug, Clone)]
pub struct OptionsModel {
    /// Language.
    pub lang: Lang,
    /// Today.
    pub today: Date,
    /// The options with the ids of their quotes, the shortest first.
    pub options: Vec<(String, PlanOption)>,
    /// How the wish was met.
    pub wish: WishOutcome,
    /// The claims covered.
    pub claims: Vec<ClaimItem>,
    /// Together.
    pub total: Cents,
    /// What was typed: payday, amount.
    pub typed: (String, String),
    /// What is wrong with it: field and sentence.
    pub errors: Vec<(&'static str, String)>,
}

/// Options side by side.
pub fn options(model: OptionsModel) -> AnyView {
    let t = texts(model.lang);
    let lang = model.lang;
    let cards = model.options.iter().map(|(id, option)| option_card(&model, id, option, t)).collect_view();
    let outcome = wish_line(&model, t).map(|line| {
        view! { <div class="notice-bar" data-kind="info"><p>{line} " " <a href="/help">{t.low_help}</a></p></div> }
    });
    let covers = model
        .claims
        .iter()
        .map(|item| {
            view! {
                <div>
                    <dt>{creditor_mark(&item.creditor, &item.description)}</dt>
                    <dd class="amount">{item.open().format(lang)}</dd>
                </div>
            }
        })
        .collect_view();
    view! {
        <ErrorSummary title=t.check errors=model.errors.clone()/>
        <h1>{t.title}</h1>
        <p class="lead">{fill(t.lead, &[("total", &model.total.format(lang))])}</p>
        {outcome}
        <section class="block">
            <h2>{t.options}</h2>
            <ul class="grid-options">{cards}</ul>
        </section>
        {wish_form(&model, t)}
        <details class="disclosure"><summary>{t.covers}</summary><dl class="facts">{covers}</dl></details>
        <p class="cluster">
            <a class="button-quiet" href="/plan/budget">{t.way_budget}</a>
            <a class="button-quiet" href="/help">{t.help}</a>
        </p>
    }
    .into_any()
}

fn option_card(model: &OptionsModel, id: &str, option: &PlanOption, t: &'static PlanTexts) -> AnyView {
    let lang = model.lang;
    let last = (option.last_instalment != option.instalment).then(|| {
        view! { <p class="hint">{fill(t.last, &[("amount", &option.last_instalment.format(lang))])}</p> }
    });
    let dates = fill(
        t.dates,
        &[("first", &short_near(option.first_due_on, model.today, lang)), ("last", &short(option.ends_on, lang))],
    );
    let wished = option.wished.then(|| view! { <p class="proposed">{t.wished}</p> });
    let href = format!("/plan/terms/{id}");
    view! {
        <li class="card">
            {wished}
            <p><span class="amount amount-large">{option.instalment.format(lang)}</span> " " {t.per_month}</p>
            <p>{fill(t.months, &[("n", &option.months.to_string())])}</p>
            <p class="hint">{dates}</p>
            {last}
            <p><a class="button" href=href>{fill(t.choose, &[("amount", &option.instalment.format(lang))])}</a></p>
        </li>
    }
    .into_any()
}

fn wish_line(model: &OptionsModel, t: &'static PlanTexts) -> Option<String> {
    let lang = model.lang;
    match model.wish {
        WishOutcome::None | WishOutcome::Met => None,
        WishOutcome::TooLong { months_max, instalment_from } => {
            Some(fill(t.too_long, &[("months", &months_max.to_string()), ("amount", &instalment_from.format(lang))]))
        }
        WishOutcome::BelowSmallest { instalment_min } => {
            Some(fill(t.below, &[("amount", &instalment_min.format(lang))]))
        }
        WishOutcome::PaysAtOnce => Some(t.at_once.to_owned()),
    }
}

fn wish_form(model: &OptionsModel, t: &'static PlanTexts) -> AnyView {
    let error = |field: &str| {
        let found = model.errors.iter().find(|(name, _)| *name == field).map(|(_, text)| text.clone());
        found.map(|text| view! { <p class="field-error">{text}</p> })
    };
    let invalid = |field: &str| model.errors.iter().any(|(name, _)| *name == field).then_some("true");
    let (payday, amount) = model.typed.clone();
    view! {
        <form method="get" action="/plan" class="card stack">
            <div class="field">
                <label for="payday">{t.payday}</label>
                <p class="hint">{t.payday_hint}</p>
                {error("payday")}
                <input id="payday" name="payday" class="short" inputmode="numeric" value=payday
                    aria-invalid=invalid("payday")/>
            </div>
            <div class="field">
                <label for="amount">{t.wish}</label>
                {error("amount")}
                <input id="amount" name="amount" class="short" inputmode="decimal" value=amount
                    aria-invalid=invalid("amount")/>
            </div>
            <button class="button-quiet" type="submit">{t.show}</button>
        </form>
    }
    .into_any()
}

/// What the terms' page shows.
#[derive(Debug, Clone)]
pub struct TermsModel {
    /// Language.
    pub lang: Lang,
    /// The quote.
    pub quote: String,
    /// Together.
    pub total: Cents,
    /// Each but the last.
    pub instalment: Cents,
    /// Every instalment.
    pub schedule: Vec<Instalment>,
    /// Idempotency key.
    pub key: String,
}

/// The terms, before anything is agreed.
pub fn terms(model: TermsModel) -> AnyView {
    let t = texts(model.lang);
    let lang = model.lang;
    let rows = model.schedule.iter().map(|item| schedule_row(item, None, lang, t)).collect_view();
    let count = model.schedule.len().to_string();
    view! {
        <h1>{t.terms_title}</h1>
        <p class="lead">{t.terms_lead}</p>
        <p><span class="amount amount-large">{model.instalment.format(lang)}</span> " " {t.per_month}</p>
        <ul>
            <li>{fill(t.term_amount, &[("n", &count), ("total", &model.total.format(lang))])}</li>
            <li>{t.term_costs}</li>
            <li>{t.term_early}</li>
            <li>{t.term_missed}</li>
            <li>{t.term_acknowledge}</li>
        </ul>
        <form method="post" action="/plan/agree" class="cluster">
            <FormKey key=model.key.clone()/>
            <input type="hidden" name="quote" value=model.quote.clone()/>
            <button class="button" type="submit">{t.agree}</button>
            <a class="button-quiet" href="/plan">{t.back}</a>
        </form>
        <section class="block">
            <h2>{t.schedule}</h2>
            {table(rows.into_any(), false, t)}
        </section>
    }
    .into_any()
}

fn table(rows: AnyView, with_status: bool, t: &'static PlanTexts) -> AnyView {
    let status = with_status.then(|| view! { <th scope="col">{t.col_status}</th> });
    view! {
        <table class="table">
            <thead>
                <tr>
                    <th scope="col">{t.col_number}</th>
                    <th scope="col">{t.col_date}</th>
                    <th scope="col" class="amount">{t.col_amount}</th>
                    {status}
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn schedule_row(item: &Instalment, status: Option<InstalmentStatus>, lang: Lang, t: &'static PlanTexts) -> AnyView {
    let status = status.map(|status| {
        let (class, words) = match status {
            InstalmentStatus::Paid => ("status status-paid", t.st_paid),
            InstalmentStatus::Missed => ("status status-late", t.st_missed),
            InstalmentStatus::Due => ("status status-open", t.st_due),
            InstalmentStatus::Upcoming => ("status status-plan", t.st_upcoming),
        };
        view! { <td data-label=t.col_status><span class=class>{words}</span></td> }
    });
    view! {
        <tr>
            <th scope="row" data-label=t.col_number>{item.number}</th>
            <td data-label=t.col_date>{long(item.due_on, lang)}</td>
            <td class="amount" data-label=t.col_amount>{item.amount.format(lang)}</td>
            {status}
        </tr>
    }
    .into_any()
}

/// What the running plan's page shows.
#[derive(Debug, Clone)]
pub struct RunningModel {
    /// Language.
    pub lang: Lang,
    /// Today.
    pub today: Date,
    /// The plan.
    pub plan: RunningPlan,
}

/// The running plan.
pub fn running(model: RunningModel) -> AnyView {
    let t = texts(model.lang);
    let (lang, progress) = (model.lang, &model.plan.progress);
    let label = fill(t.progress, &[("paid", &progress.paid.format(lang)), ("total", &model.plan.total.format(lang))]);
    let rows = progress
        .instalments
        .iter()
        .map(|item| schedule_row(&item.instalment, Some(item.status), lang, t))
        .collect_view();
    let next = progress.next.map(|next| {
        let date = long_near(next.due_on, model.today, lang);
        view! { <p>{fill(t.next, &[("amount", &progress.next_open.format(lang)), ("date", &date)])}</p> }
    });
    let due = progress.due_now.is_positive().then(|| {
        view! { <p><strong>{fill(t.due_now, &[("amount", &progress.due_now.format(lang))])}</strong></p> }
    });
    let ask = if progress.due_now.is_positive() { progress.due_now } else { progress.next_open };
    let pay = ask.is_positive().then(|| {
        pay_button(
            format!("/pay?plan={}", model.plan.id),
            Money { cents: ask.0, currency: Currency::EUR },
            "button",
            lang,
        )
    });
    view! {
        <h1>{t.running_title}</h1>
        <div class="progress">
            <progress value=progress.paid.0.to_string() max=model.plan.total.0.to_string()>{label.clone()}</progress>
            <p>{label}</p>
        </div>
        {due}
        {next}
        <p class="cluster">{pay}</p>
        <section class="block"><h2>{t.schedule}</h2>{table(rows.into_any(), true, t)}</section>
        <p>{t.rest}</p>
        <p>{t.not_working} " " <a href="/help">{t.help}</a> " · " <a href="/chat">{t.way_chat}</a></p>
    }
    .into_any()
}

/// Why there is no plan now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoPlan {
    /// The limits do not allow one.
    Ineligible(Ineligible),
    /// What was shown no longer holds.
    Stale,
}

/// The reason and the ways on.
pub fn no_plan(lang: Lang, why: NoPlan) -> AnyView {
    let t = texts(lang);
    let (title, text) = match why {
        NoPlan::Stale => (t.stale_title, t.stale.to_owned()),
        NoPlan::Ineligible(why) => (
            t.no_title,
            match why {
                Ineligible::NothingOpen => t.no_open.to_owned(),
                Ineligible::NoPlans => t.no_plans.to_owned(),
                Ineligible::TooSmall { instalment_min } => {
                    fill(t.no_small, &[("amount", &instalment_min.format(lang))])
                }
                Ineligible::TooLarge => t.no_large.to_owned(),
            },
        ),
    };
    let again = (why == NoPlan::Stale).then(|| view! { <a class="button" href="/plan">{t.show}</a> });
    view! {
        <h1>{title}</h1>
        <p class="lead">{text}</p>
        <p class="cluster">
            {again}
            <a class="button-quiet" href="/pay">{t.way_pay}</a>
            <a class="button-quiet" href="/help">{t.way_help}</a>
            <a class="button-quiet" href="/chat">{t.way_chat}</a>
        </p>
    }
    .into_any()
}

/// What the budget check shows.
#[derive(Debug, Clone)]
pub struct BudgetModel {
    /// Language.
    pub lang: Lang,
    /// What was left at the last check.
    pub left: Option<Cents>,
    /// What was typed: income, fixed, living.
    pub typed: [String; 3],
    /// What is wrong.
    pub errors: Vec<(&'static str, String)>,
    /// Idempotency key.
    pub key: String,
}

/// The names of the three fields.
pub const BUDGET_FIELDS: [&str; 3] = ["income", "fixed", "living"];

/// The budget check.
pub fn budget(model: BudgetModel) -> AnyView {
    let t = texts(model.lang);
    let lang = model.lang;
    let labels = [t.budget_income, t.budget_fixed, t.budget_living];
    let fields = BUDGET_FIELDS
        .into_iter()
        .zip(labels)
        .zip(model.typed.clone())
        .map(|((name, label), typed)| {
            let error = model.errors.iter().find(|(field, _)| *field == name).map(|(_, text)| text.clone());
            let invalid = error.is_some().then_some("true");
            let error = error.map(|text| view! { <p class="field-error">{text}</p> });
            view! {
                <div class="field">
                    <label for=name>{label}</label>
                    {error}
                    <input id=name name=name class="short" inputmode="decimal" value=typed aria-invalid=invalid/>
                </div>
            }
            .into_any()
        })
        .collect_view();
    let outcome = model.left.map(|left| budget_outcome(lang, left, t));
    view! {
        <ErrorSummary title=t.check errors=model.errors.clone()/>
        <h1>{t.budget_title}</h1>
        <p class="lead">{t.budget_lead}</p>
        {outcome}
        <form method="post" action="/plan/budget" class="card stack">
            <FormKey key=model.key.clone()/>
            {fields}
            <button class="button" type="submit">{t.budget_show}</button>
        </form>
    }
    .into_any()
}

/// What is left, and where it leads: half of it at most, or help.
fn budget_outcome(lang: Lang, left: Cents, t: &'static PlanTexts) -> AnyView {
    let half = Cents(left.0 / 200 * 100);
    if !half.is_positive() {
        return view! {
            <div class="card-calm"><p>{t.budget_nothing}</p><p><a class="button" href="/help">{t.way_help}</a></p></div>
        }
        .into_any();
    }
    let text = fill(t.budget_left, &[("left", &left.format(lang)), ("half", &half.format(lang))]);
    let href = format!("/plan?amount={}", half.0 / 100);
    let label = fill(t.budget_to_plan, &[("half", &half.format(lang))]);
    view! { <div class="card-calm"><p>{text}</p><p><a class="button" href=href>{label}</a></p></div> }.into_any()
}
