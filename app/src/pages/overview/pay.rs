//! Paying from the overview.

use super::OverviewModel;
use crate::parts::claim::{creditor_mark, pay_button, status};
use crate::texts::fill;
use crate::texts::overview::OverviewTexts;
use effen::dates::long_near;
use effen::money::{Cents, Currency, Money};
use leptos::prelude::*;

fn euro(cents: Cents) -> Money {
    Money { cents: cents.0, currency: Currency::EUR }
}

/// The first claim in line, with its button.
pub fn next_due(model: &OverviewModel, t: &'static OverviewTexts) -> AnyView {
    let Some(item) = model.payable().next() else { return nothing_asked(model, t) };
    view! {
        <p><a href=item.href()>{creditor_mark(&item.creditor, &item.description)}</a></p>
        <p class="amount amount-large">{item.open().format(model.lang)}</p>
        <p>{status(item, model.today, model.lang)}</p>
        <p>{pay_button(item.pay_href(), item.open(), "button", model.lang)}</p>
    }
    .into_any()
}

/// One amount, the claims it pays, one button.
pub fn one_amount(model: &OverviewModel, t: &'static OverviewTexts) -> AnyView {
    let total = euro(model.payable_total());
    if total.cents <= 0 {
        return nothing_asked(model, t);
    }
    let lines = model
        .payable()
        .map(|item| {
            view! {
                <div>
                    <dt>{creditor_mark(&item.creditor, &item.description)}</dt>
                    <dd class="amount">{item.open().format(model.lang)}</dd>
                </div>
            }
        })
        .collect_view();
    view! {
        <p class="amount amount-large">{total.format(model.lang)}</p>
        <p>{pay_button("/pay".to_owned(), total, "button", model.lang)}</p>
        <p class="hint">{t.pay_for}</p>
        <dl class="facts">{lines}</dl>
    }
    .into_any()
}

/// The total of all creditors, one button, and the way to transfer details with a QR code.
pub fn total(model: &OverviewModel, t: &'static OverviewTexts) -> AnyView {
    let total = euro(model.payable_total());
    if total.cents <= 0 {
        return view! { {nothing_asked(model, t)} {options(model, t)} }.into_any();
    }
    view! { <p class="amount amount-large">{total.format(model.lang)}</p> {options(model, t)} }.into_any()
}

/// Nothing is asked beside a running plan, or while we look into something: the plan's next instalment, if there is
/// one.
fn nothing_asked(model: &OverviewModel, t: &'static OverviewTexts) -> AnyView {
    let next = model.plan.as_ref().and_then(|plan| plan.progress.next.map(|next| (plan, next)));
    let Some((plan, next)) = next else { return view! { <p>{t.nothing_to_pay}</p> }.into_any() };
    let date = long_near(next.due_on, model.today, model.lang);
    let amount = euro(plan.progress.next_open);
    let text = fill(t.plan_next, &[("amount", &amount.format(model.lang)), ("date", &date)]);
    let href = format!("/pay?plan={}", plan.id);
    view! { <p>{text}</p> <p>{pay_button(href, amount, "button-quiet", model.lang)}</p> }.into_any()
}

/// Pay all, chosen claims or a part, and by transfer.
pub fn options(model: &OverviewModel, t: &'static OverviewTexts) -> AnyView {
    let total = euro(model.payable_total());
    let all = (total.cents > 0).then(|| {
        let label = fill(t.pay_all, &[("amount", &total.format(model.lang))]);
        view! { <a class="button" href="/pay">{label}</a> }
    });
    view! {
        <div class="cluster">
            {all}
            <a class="button-quiet" href="/pay#choose">{t.pay_part}</a>
            <a class="button-quiet" href="/pay?method=transfer">{t.pay_transfer}</a>
        </div>
    }
    .into_any()
}
