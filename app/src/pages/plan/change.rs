//! Skipping the next instalment, and paying extra: what each means, before it is done.

use super::field_error;
use crate::parts::claim::pay_button;
use crate::parts::{ErrorSummary, FormKey};
use crate::texts::fill;
use crate::texts::plan::texts as plan_texts;
use crate::texts::plan_change::{ChangeTexts, texts};
use effen::dates::long;
use effen::kinds::Lang;
use effen::money::{Cents, Currency, Money};
use jiff::civil::Date;
use leptos::prelude::*;

/// What the page of skipping shows.
#[derive(Debug, Clone)]
pub struct SkipModel {
    /// Language.
    pub lang: Lang,
    /// The quote.
    pub quote: String,
    /// What is skipped.
    pub amount: Cents,
    /// The day it would fall due.
    pub due_on: Date,
    /// The day it then falls due: the new end.
    pub ends_on: Date,
    /// How often within a year.
    pub skips_a_year: u32,
    /// Idempotency key.
    pub key: String,
}

/// What skipping means.
pub fn skip(model: SkipModel) -> AnyView {
    let c = texts(model.lang);
    let lang = model.lang;
    let values = [
        ("amount", &*model.amount.format(lang)),
        ("date", &long(model.due_on, lang)),
        ("end", &long(model.ends_on, lang)),
    ];
    view! {
        <h1>{c.skip_title}</h1>
        <p class="lead">{fill(c.skip_lead, &values)}</p>
        <ul>
            <li>{c.skip_costs}</li>
            <li>{fill(c.skip_left, &[("n", &model.skips_a_year.to_string())])}</li>
        </ul>
        <form method="post" action="/plan/agree" class="cluster">
            <FormKey key=model.key.clone()/>
            <input type="hidden" name="quote" value=model.quote.clone()/>
            <button class="button" type="submit">{c.skip_agree}</button>
            <a class="button-quiet" href="/plan">{c.back}</a>
        </form>
    }
    .into_any()
}

/// Why nothing can be skipped now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoSkip {
    /// It was done within the year.
    Used,
    /// Something is missed: that comes first.
    Missed,
}

/// The reason and the ways on.
pub fn no_skip(lang: Lang, why: NoSkip) -> AnyView {
    let (t, c) = (plan_texts(lang), texts(lang));
    let text = match why {
        NoSkip::Used => c.skip_used,
        NoSkip::Missed => c.skip_missed,
    };
    view! {
        <h1>{c.skip_no_title}</h1>
        <p class="lead">{text}</p>
        <p class="cluster">
            <a class="button" href="/plan">{c.back}</a>
            <a class="button-quiet" href="/plan/change">{c.way_change}</a>
            <a class="button-quiet" href="/help">{t.way_help}</a>
            <a class="button-quiet" href="/chat">{t.way_chat}</a>
        </p>
    }
    .into_any()
}

/// What an extra payment does, in one of its two ways.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExtraEffectModel {
    /// The quote.
    pub quote: String,
    /// The last day.
    pub ends_on: Date,
    /// Each instalment to come.
    pub instalment: Cents,
}

/// What the page of paying extra shows.
#[derive(Debug, Clone)]
pub struct ExtraModel {
    /// Language.
    pub lang: Lang,
    /// The plan.
    pub plan: String,
    /// Still to pay.
    pub left: Cents,
    /// To pay now anyway.
    pub due_now: Cents,
    /// The last day as it stands.
    pub old_end: Date,
    /// Each instalment to come, as it stands.
    pub old_instalment: Cents,
    /// What was typed.
    pub typed: String,
    /// What is wrong with it.
    pub errors: Vec<(&'static str, String)>,
    /// The amount, and what it does: sooner, lower. Both `None` when it pays everything.
    pub shown: Option<(Cents, Option<ExtraEffectModel>, Option<ExtraEffectModel>)>,
}

/// Paying extra.
pub fn extra(model: ExtraModel) -> AnyView {
    let c = texts(model.lang);
    let lang = model.lang;
    let (error, invalid) = field_error(&model.errors, "amount");
    let effects = model.shown.as_ref().map(|shown| effects(&model, shown, c));
    let due = model.due_now.is_positive().then(|| {
        view! { <p>{fill(c.extra_due, &[("amount", &model.due_now.format(lang))])}</p> }
    });
    view! {
        <ErrorSummary title=c.check errors=model.errors.clone()/>
        <h1>{c.extra_title}</h1>
        <p class="lead">{fill(c.extra_lead, &[("left", &model.left.format(lang))])}</p>
        {due}
        {effects}
        <form method="get" action="/plan/extra" class="card stack">
            <div class="field">
                <label for="amount">{c.extra_amount}</label>
                {error}
                <input id="amount" name="amount" class="short" inputmode="decimal" value=model.typed.clone()
                    aria-invalid=invalid/>
            </div>
            <button class="button-quiet" type="submit">{c.extra_show}</button>
        </form>
        <p><a href="/plan">{c.back}</a></p>
    }
    .into_any()
}

fn effects(
    model: &ExtraModel,
    (amount, shorter, lower): &(Cents, Option<ExtraEffectModel>, Option<ExtraEffectModel>),
    c: &'static ChangeTexts,
) -> AnyView {
    let lang = model.lang;
    let money = Money { cents: amount.0, currency: Currency::EUR };
    let button = |quote: &str| {
        let href = format!("/pay?plan={}&extra={quote}", model.plan);
        view! { <p><a class="button" href=href>{fill(c.extra_pay, &[("amount", &amount.format(lang))])}</a></p> }
    };
    let (Some(shorter), Some(lower)) = (shorter, lower) else {
        let all = pay_button(format!("/pay?plan={}&all=1", model.plan), money, "button", lang);
        return view! { <section class="block card"><p>{c.extra_all}</p><p class="cluster">{all}</p></section> }
            .into_any();
    };
    let old = long(model.old_end, lang);
    let shorter_text = fill(c.extra_shorter_text, &[("end", &long(shorter.ends_on, lang)), ("old", &old)]);
    let lower_text = fill(
        c.extra_lower_text,
        &[
            ("amount", &lower.instalment.format(lang)),
            ("old", &model.old_instalment.format(lang)),
            ("end", &long(lower.ends_on, lang)),
        ],
    );
    view! {
        <ul class="grid-options">
            <li class="card"><h2>{c.extra_shorter}</h2><p>{shorter_text}</p>{button(&shorter.quote)}</li>
            <li class="card"><h2>{c.extra_lower}</h2><p>{lower_text}</p>{button(&lower.quote)}</li>
        </ul>
    }
    .into_any()
}
