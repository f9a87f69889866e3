//! The options side by side, and the form for one's own amount, rhythm and days. The same page serves a new plan and the
//! rest of a running one.

use super::field_error;
use crate::parts::ErrorSummary;
use crate::parts::claim::{ClaimItem, creditor_mark};
use crate::texts::fill;
use crate::texts::plan::{PlanTexts, each, every, texts};
use crate::texts::plan_change;
use effen::dates::{long, short, short_near};
use effen::kinds::Lang;
use effen::money::Cents;
use effen::plan::{PlanOption, Rhythm, WishOutcome};
use jiff::civil::Date;
use leptos::prelude::*;

/// What the form of one's own wishes holds, as it was typed.
#[derive(Debug, Clone)]
pub struct WishTyped {
    /// How often.
    pub rhythm: Rhythm,
    /// Day of the month.
    pub payday: String,
    /// The first day, in weeks and four weeks.
    pub first_on: String,
    /// Whether the first instalment is paid today.
    pub now: bool,
    /// Amount each time.
    pub amount: String,
}

/// What the options' page shows.
#[derive(Debug, Clone)]
pub struct OptionsModel {
    /// Language.
    pub lang: Lang,
    /// Today.
    pub today: Date,
    /// For the rest of a running plan: the day before which it has to end.
    pub rest_before: Option<Date>,
    /// The options with the ids of their quotes, the shortest first.
    pub options: Vec<(String, PlanOption)>,
    /// How the wish was met.
    pub wish: WishOutcome,
    /// The claims covered.
    pub claims: Vec<ClaimItem>,
    /// Together; for a running plan, what is left.
    pub total: Cents,
    /// Whether there is a household to look at: a company has none.
    pub household: bool,
    /// The most a month by the budget check, if one was made and something is left.
    pub at_most: Option<Cents>,
    /// When the last plan was stopped, if it was.
    pub stopped_on: Option<Date>,
    /// What was typed.
    pub typed: WishTyped,
    /// The days on which a weekly or four-weekly plan may begin.
    pub first_between: (Date, Date),
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
    let stopped = model.stopped_on.map(|on| {
        let line = fill(t.stopped, &[("date", &long(on, lang))]);
        view! { <div class="notice-bar" data-kind="attention"><p>{line}</p></div> }
    });
    view! {
        <ErrorSummary title=t.check errors=model.errors.clone()/>
        {head(&model, t)}
        {stopped}
        {outcome}
        <section class="block">
            <h2>{t.options}</h2>
            <ul class="grid-options">{cards}</ul>
        </section>
        {wish_form(&model, t)}
        {covers(&model, t)}
        <p class="cluster">
            {model.household.then(|| view! { <a class="button-quiet" href="/plan/budget">{t.way_budget}</a> })}
            <a class="button-quiet" href="/help">{t.help}</a>
        </p>
    }
    .into_any()
}

fn head(model: &OptionsModel, t: &'static PlanTexts) -> AnyView {
    let (lang, total) = (model.lang, model.total.format(model.lang));
    let Some(before) = model.rest_before else {
        return view! { <h1>{t.title}</h1> <p class="lead">{fill(t.lead, &[("total", &total)])}</p> }.into_any();
    };
    let c = plan_change::texts(lang);
    view! {
        <h1>{c.change_title}</h1>
        <p class="lead">{fill(c.change_lead, &[("rest", &total)])}</p>
        <p>{fill(c.change_until, &[("date", &long(before, lang))])}</p>
        <p><a href="/plan">{c.back}</a></p>
    }
    .into_any()
}

fn covers(model: &OptionsModel, t: &'static PlanTexts) -> Option<AnyView> {
    if model.claims.is_empty() {
        return None;
    }
    let covers = model
        .claims
        .iter()
        .map(|item| {
            view! {
                <div>
                    <dt>{creditor_mark(&item.creditor, &item.description)}</dt>
                    <dd class="amount">{item.open().format(model.lang)}</dd>
                </div>
            }
        })
        .collect_view();
    Some(
        view! { <details class="disclosure"><summary>{t.covers}</summary><dl class="facts">{covers}</dl></details> }
            .into_any(),
    )
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
    let month = option.rhythm.to_month(option.instalment);
    let mark = match model.at_most {
        _ if option.wished && !model.typed.amount.is_empty() => Some(t.wished),
        Some(at_most) if option.wished && month <= at_most => Some(t.fits),
        _ => None,
    };
    let mark = mark.map(|words| view! { <p class="proposed">{words}</p> });
    let above = model.at_most.is_some_and(|at_most| month > at_most).then(|| view! { <p class="hint">{t.above}</p> });
    let times = fill(t.times, &[("n", &option.times.to_string()), ("total", &option.total.format(lang))]);
    let href = format!("/plan/terms/{id}");
    let each = if option.times == 1 { t.once } else { each(option.rhythm, lang) };
    view! {
        <li class="card">
            {mark}
            <p><span class="amount amount-large">{option.instalment.format(lang)}</span> " " {each}</p>
            <p>{times}</p>
            <p class="hint">{dates}</p>
            {last}
            {above}
            <p><a class="button" href=href>{fill(t.choose, &[("amount", &option.instalment.format(lang)), ("each", each)])}</a></p>
        </li>
    }
    .into_any()
}

fn wish_line(model: &OptionsModel, t: &'static PlanTexts) -> Option<String> {
    let lang = model.lang;
    // Nothing was typed: the wish is the budget check's.
    let by_budget = model.at_most.filter(|_| model.typed.amount.is_empty());
    match (model.wish, by_budget) {
        (WishOutcome::TooLong { .. } | WishOutcome::BelowSmallest { .. }, Some(at_most)) => {
            Some(fill(t.budget_low, &[("half", &at_most.format(lang))]))
        }
        (WishOutcome::None | WishOutcome::Met, _) | (WishOutcome::PaysAtOnce, Some(_)) => None,
        (WishOutcome::TooLong { months_max, instalment_from }, None) => {
            Some(fill(t.too_long, &[("months", &months_max.to_string()), ("amount", &instalment_from.format(lang))]))
        }
        (WishOutcome::BelowSmallest { instalment_min }, None) => {
            Some(fill(t.below, &[("amount", &instalment_min.format(lang))]))
        }
        (WishOutcome::PaysAtOnce, None) => Some(t.at_once.to_owned()),
    }
}

fn wish_form(model: &OptionsModel, t: &'static PlanTexts) -> AnyView {
    let action = if model.rest_before.is_some() { "/plan/change" } else { "/plan" };
    let lang = model.lang;
    let rhythms = [Rhythm::Monthly, Rhythm::FourWeekly, Rhythm::Weekly]
        .into_iter()
        .map(|rhythm| {
            let checked = rhythm == model.typed.rhythm;
            view! {
                <label class="choice">
                    <input type="radio" name="rhythm" id=format!("rhythm-{rhythm}") value=rhythm.as_str() checked=checked/>
                    <span>{every(rhythm, lang)}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <section class="block">
            <h2>{t.own}</h2>
            <form method="get" action=action class="card stack plan-wish">
                <fieldset class="stack-tight"><legend>{t.rhythm}</legend>{rhythms}</fieldset>
                {day_fields(model, t)}
                {start_field(model, t)}
                {amount_field(model, t)}
                <button class="button-quiet" type="submit">{t.show}</button>
            </form>
        </section>
    }
    .into_any()
}

/// The day of the month counts for a monthly plan, the first day for the others; the style sheet hides what does not
/// count.
fn day_fields(model: &OptionsModel, t: &'static PlanTexts) -> AnyView {
    let (payday_error, payday_invalid) = field_error(&model.errors, "payday");
    let (first_error, first_invalid) = field_error(&model.errors, "first_on");
    let (from, until) = model.first_between;
    let hint = fill(t.first_on_hint, &[("from", &short(from, model.lang)), ("until", &short(until, model.lang))]);
    view! {
        <div class="field for-months">
            <label for="payday">{t.payday}</label>
            <p class="hint" id="payday-hint">{t.payday_hint}</p>
            {payday_error}
            <input id="payday" name="payday" class="short" inputmode="numeric" value=model.typed.payday.clone()
                aria-invalid=payday_invalid aria-describedby="payday-hint"/>
        </div>
        <div class="field for-weeks">
            <label for="first_on">{t.first_on}</label>
            <p class="hint" id="first_on-hint">{hint}</p>
            {first_error}
            <input id="first_on" name="first_on" type="date" class="short" value=model.typed.first_on.clone()
                min=from.to_string() max=until.to_string() aria-invalid=first_invalid aria-describedby="first_on-hint"/>
        </div>
    }
    .into_any()
}

fn start_field(model: &OptionsModel, t: &'static PlanTexts) -> AnyView {
    let now = model.typed.now;
    view! {
        <fieldset class="stack-tight">
            <legend>{t.start}</legend>
            <label class="choice"><input type="radio" name="start" value="later" checked=!now/><span>{t.start_later}</span></label>
            <label class="choice"><input type="radio" name="start" value="now" checked=now/><span>{t.start_now}</span></label>
        </fieldset>
    }
    .into_any()
}

fn amount_field(model: &OptionsModel, t: &'static PlanTexts) -> AnyView {
    let (error, invalid) = field_error(&model.errors, "amount");
    view! {
        <div class="field">
            <label for="amount">{t.wish}</label>
            {error}
            <input id="amount" name="amount" class="short" inputmode="decimal" value=model.typed.amount.clone()
                aria-invalid=invalid/>
        </div>
    }
    .into_any()
}
