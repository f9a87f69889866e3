//! Paying on another day: the small form beside paying, and the page that says what was noted.

use super::{PayModel, hidden_fields};
use crate::parts::FormKey;
use crate::parts::old_claims::{Acknowledges, old_claims};
use crate::texts::fill;
use crate::texts::paying::texts;
use effen::dates::{add_days, long_near};
use effen::kinds::Lang;
use effen::money::Money;
use effen::promise::PROMISE_DAYS_MAX;
use jiff::civil::Date;
use leptos::prelude::*;

/// What stands in the form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LaterForm {
    /// The day as it was sent, or the one put forward.
    pub on: String,
    /// What is wrong with it.
    pub error: Option<String>,
}

/// The form, folded away until somebody wants it or something is wrong with it.
pub(super) fn form(model: &PayModel) -> AnyView {
    let p = texts(model.lang);
    let label = fill(p.later_day, &[("amount", &model.total().format(model.lang))]);
    let error = model.later.error.clone().map(|text| view! { <p class="field-error" id="on-error">{text}</p> });
    let wrong = model.later.error.is_some();
    let (least, most) = (add_days(model.today, 1).to_string(), add_days(model.today, PROMISE_DAYS_MAX).to_string());
    view! {
        <details class="disclosure" open=wrong>
            <summary>{p.later}</summary>
            <p>{p.later_text}</p>
            <p class="hint">{p.later_costs}</p>
            {old_claims(&model.old_when_promised(), Acknowledges::Promise, model.lang)}
            <form method="post" action="/pay/later" class="stack">
                {hidden_fields(model)}
                <div class="field">
                    <label for="on">{label}</label>
                    {error}
                    <input
                        class="short" type="date" id="on" name="on" required min=least max=most
                        value=model.later.on.clone() aria-invalid=wrong.then_some("true")
                        aria-describedby=wrong.then_some("on-error")
                    />
                </div>
                <div><button class="button-quiet" type="submit">{p.later_button}</button></div>
            </form>
        </details>
    }
    .into_any()
}

/// What the page of a promise shows.
#[derive(Debug, Clone)]
pub struct PromisedModel {
    /// Language.
    pub lang: Lang,
    /// Today.
    pub today: Date,
    /// Its id.
    pub id: String,
    /// How much.
    pub amount: Money,
    /// The day.
    pub pay_on: Date,
    /// What it is for: creditor and number.
    pub claims: Vec<String>,
    /// Does it run?
    pub runs: bool,
    /// How it ended, in words, where it does not run.
    pub ended: &'static str,
    /// Where it can be paid now.
    pub pay_href: String,
    /// Is more than this one claim open to this visitor?
    pub signed_in: bool,
    /// Idempotency key.
    pub key: String,
}

/// The page.
pub fn page(model: PromisedModel) -> AnyView {
    let p = texts(model.lang);
    let date = long_near(model.pay_on, model.today, model.lang);
    let line = fill(p.promised, &[("amount", &model.amount.format(model.lang)), ("date", &date)]);
    let claims = model.claims.into_iter().map(|claim| view! { <li>{claim}</li> }).collect_view();
    let list = model.signed_in.then(|| view! { <a class="button-quiet" href="/payments">{p.title}</a> });
    let rest = if model.runs {
        let action = format!("/pay/later/{}/undo", model.id);
        view! {
            <p>{p.promised_next}</p>
            <p class="hint">{p.later_costs}</p>
            <div class="cluster">
                <a class="button-quiet" href=model.pay_href>{p.promised_pay}</a>
                <form method="post" action=action>
                    <FormKey key=model.key/>
                    <button class="button-quiet" type="submit">{p.promised_undo}</button>
                </form>
                {list}
            </div>
        }
        .into_any()
    } else {
        view! { <p><span class="status status-open">{model.ended}</span></p> <div class="cluster">{list}</div> }
            .into_any()
    };
    view! {
        <h1>{p.promised_title}</h1>
        <p class="lead">{line}</p>
        <ul>{claims}</ul>
        {rest}
    }
    .into_any()
}
