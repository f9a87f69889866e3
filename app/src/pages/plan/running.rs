//! The running plan: where it stands, what to repair, and what can be arranged by oneself.

use super::debit::{Delayed, delayed};
use super::schedule_table;
use crate::pages::overview::RunningPlan;
use crate::parts::FormKey;
use crate::parts::claim::pay_button;
use crate::texts::debit;
use crate::texts::fill;
use crate::texts::plan::texts;
use crate::texts::plan_change::{self, ChangeTexts};
use effen::dates::{long, long_near};
use effen::kinds::Lang;
use effen::money::{Cents, Currency, Money};
use jiff::civil::Date;
use leptos::prelude::*;

/// How what was missed can be moved to the end, in one tap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// The quote that does it.
    pub quote: String,
    /// The day it then falls due.
    pub due_on: Date,
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
    /// Moving what was missed, where that is possible.
    pub repair: Option<Repair>,
    /// Does it wait for an agent?
    pub review: bool,
    /// Direct debit: whether it is on; `None`: it is not offered.
    pub debit: Option<bool>,
    /// Collections for which the bank was out of reach.
    pub delayed: Vec<Delayed>,
    /// Idempotency key.
    pub key: String,
}

/// The running plan.
pub fn running(model: RunningModel) -> AnyView {
    let t = texts(model.lang);
    let c = plan_change::texts(model.lang);
    let (lang, progress) = (model.lang, &model.plan.progress);
    let label = fill(t.progress, &[("paid", &progress.paid.format(lang)), ("total", &model.plan.total.format(lang))]);
    let missed = progress.missed.is_positive();
    let next = progress.next.filter(|_| !missed).map(|next| {
        let date = long_near(next.due_on, model.today, lang);
        view! { <p>{fill(t.next, &[("amount", &progress.next_open.format(lang)), ("date", &date)])}</p> }
    });
    let due = (progress.due_now.is_positive() && !missed).then(|| {
        view! { <p><strong>{fill(t.due_now, &[("amount", &progress.due_now.format(lang))])}</strong></p> }
    });
    let ask = if progress.due_now.is_positive() { progress.due_now } else { progress.next_open };
    // What will be collected is not asked for as well.
    let is_on = model.debit == Some(true);
    let asks = ask.is_positive() && !missed && (!is_on || progress.due_now.is_positive());
    let pay = asks.then(|| pay(&model, ask));
    let d = debit::texts(lang);
    let debit = model.debit.map(|_| view! { <a class="button-quiet" href="/plan/debit">{d.way}</a> });
    let on = is_on.then(|| view! { <p>{d.on_plan}</p> });
    view! {
        <h1>{t.running_title}</h1>
        <div class="progress">
            <progress value=progress.paid.0.to_string() max=model.plan.total.0.to_string()>{label.clone()}</progress>
            <p>{label}</p>
        </div>
        {missed.then(|| repair(&model, c))}
        {delayed(&model.delayed, lang)}
        {due}
        {next}
        {on}
        <p class="cluster">{pay}</p>
        <section class="block">
            <h2>{c.ways}</h2>
            <p class="cluster">
                {debit}
                <a class="button-quiet" href="/plan/change">{c.way_change}</a>
                <a class="button-quiet" href="/plan/skip">{c.way_skip}</a>
                <a class="button-quiet" href="/plan/extra">{c.way_extra}</a>
                <a class="button-quiet" href="/plan/calendar.ics">{c.way_calendar}</a>
                <a class="button-quiet" href="/plan/agreement">{c.way_agreement}</a>
            </p>
        </section>
        <section class="block"><h2>{t.schedule}</h2>{schedule_table(&progress.instalments, true, lang, t)}</section>
        <p>{t.rest}</p>
        <p>{t.not_working} " " <a href="/help">{t.help}</a> " · " <a href="/chat">{t.way_chat}</a></p>
    }
    .into_any()
}

fn pay(model: &RunningModel, amount: Cents) -> AnyView {
    let amount = Money { cents: amount.0, currency: Currency::EUR };
    pay_button(format!("/pay?plan={}", model.plan.id), amount, "button", model.lang)
}

/// What was missed, what happens, and how to repair it in one tap.
fn repair(model: &RunningModel, c: &'static ChangeTexts) -> AnyView {
    let lang = model.lang;
    let missed = model.plan.progress.missed.format(lang);
    let (title, text) = if model.review { (c.review_title, c.review) } else { (c.missed_title, c.missed) };
    let later = model.repair.clone().map(|repair| {
        view! {
            <form method="post" action="/plan/agree" class="stack-tight">
                <FormKey key=model.key.clone()/>
                <input type="hidden" name="quote" value=repair.quote/>
                <p>{fill(c.move_means, &[("date", &long(repair.due_on, lang))])}</p>
                <button class="button-quiet" type="submit">{fill(c.move_button, &[("amount", &missed)])}</button>
            </form>
        }
    });
    view! {
        <section class="block card" id="repair">
            <h2>{title}</h2>
            <p>{fill(text, &[("amount", &missed)])}</p>
            <p class="cluster">{pay(model, model.plan.progress.due_now)}</p>
            {later}
        </section>
    }
    .into_any()
}
