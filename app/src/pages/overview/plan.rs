//! Paying in parts: a proposal, a link, or the running plan.

use super::OverviewModel;
use crate::parts::FormKey;
use crate::parts::claim::pay_button;
use crate::texts::fill;
use crate::texts::overview::OverviewTexts;
use effen::dates::{long_near, short_near};
use effen::money::{Currency, Money};
use leptos::prelude::*;

/// The plan proposed; its button leads to a page that shows the terms before anything is agreed.
pub fn proposal(model: &OverviewModel, t: &'static OverviewTexts) -> AnyView {
    let lang = model.lang;
    let Some(plan) = &model.proposal else {
        return view! { <p>{t.plan_none}</p> <p><a class="button-quiet" href="/plan">{t.plan_link}</a></p> }.into_any();
    };
    let dates = fill(
        t.plan_dates,
        &[
            ("first", &long_near(plan.first_due_on, model.today, lang)),
            ("last", &short_near(plan.ends_on, model.today, lang)),
            ("total", &plan.total.format(lang)),
        ],
    );
    let each = fill(t.plan_amount, &[("n", &plan.times.to_string())]);
    let (key, times, payday) = (model.key.clone(), plan.times.to_string(), plan.payday.to_string());
    view! {
        <p><span class="amount amount-large">{plan.instalment.format(lang)}</span> " " {each}</p>
        <p>{dates}</p>
        <form method="post" action="/plan/terms" class="cluster">
            <FormKey key=key/>
            <input type="hidden" name="times" value=times/>
            <input type="hidden" name="payday" value=payday/>
            <button class="button" type="submit">{t.plan_terms}</button>
            <a class="button-quiet" href="/plan">{t.plan_other}</a>
        </form>
    }
    .into_any()
}

/// One line.
pub fn link(t: &'static OverviewTexts) -> AnyView {
    view! { <p>{t.plan_link_text}</p> <p><a class="button-quiet" href="/plan">{t.plan_link}</a></p> }.into_any()
}

/// Paid so far, and the next instalment.
pub fn progress(model: &OverviewModel, t: &'static OverviewTexts) -> AnyView {
    let lang = model.lang;
    let Some(plan) = &model.plan else { return link(t) };
    let (paid, total) = (plan.progress.paid.format(lang), plan.total.format(lang));
    let label = fill(t.plan_progress, &[("paid", &paid), ("total", &total)]);
    let next = plan.progress.next.map(|next| {
        let date = long_near(next.due_on, model.today, lang);
        view! { <p>{fill(t.plan_next, &[("amount", &plan.progress.next_open.format(lang)), ("date", &date)])}</p> }
    });
    let due = (plan.progress.due_now.is_positive()).then(|| {
        view! { <p>{fill(t.plan_missed, &[("amount", &plan.progress.due_now.format(lang))])}</p> }
    });
    let ask = if plan.progress.due_now.is_positive() { plan.progress.due_now } else { plan.progress.next_open };
    let pay = ask.is_positive().then(|| {
        let amount = Money { cents: ask.0, currency: Currency::EUR };
        pay_button(format!("/pay?plan={}", plan.id), amount, "button", lang)
    });
    view! {
        <div class="progress">
            <progress value=plan.progress.paid.0.to_string() max=plan.total.0.to_string()>{label.clone()}</progress>
            <p>{label}</p>
        </div>
        {due}
        {next}
        <p class="cluster">{pay} <a class="button-quiet" href="/plan">{t.plan_view}</a></p>
    }
    .into_any()
}
