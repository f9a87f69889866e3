//! Choosing what to pay: the split as it will be booked, the way to pay, and below it another choice.

use super::{PayLine, PayModel, hidden_fields, later, method_fields};
use crate::parts::claim::{ClaimState, creditor_mark};
use crate::parts::old_claims::{Acknowledges, old_claims};
use crate::parts::settle::{parts_words, rule_words};
use crate::texts::fill;
use crate::texts::pay::{PayTexts, texts};
use crate::texts::paying;
use effen::money::{Cents, Money};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// The page.
pub fn page(model: PayModel) -> AnyView {
    let t = texts(model.lang);
    let summary = model.can_pay().then(|| summary(&model, t));
    let p = paying::texts(model.lang);
    let credit = model.credit.map(|credit| {
        let text = fill(p.credit_hint, &[("amount", &credit.format(model.lang))]);
        view! {
            <div class="notice-bar" data-kind="info">
                <p>{text} " " <a href="/payments">{p.settled_credit_link}</a></p>
            </div>
        }
    });
    view! {
        <h1>{t.title}</h1>
        {errors(&model, t)}
        {credit}
        {summary}
        {other_choice(&model, t)}
        <p><a href="/payments">{p.link}</a></p>
    }
    .into_any()
}

fn amount_id(index: usize) -> String {
    format!("amount-{index}")
}

fn errors(model: &PayModel, t: &'static PayTexts) -> Option<AnyView> {
    if !model.is_wrong() && model.later.error.is_none() {
        return None;
    }
    let general =
        model.errors.iter().map(|text| view! { <li><a href="#choose">{text.clone()}</a></li> }).collect_view();
    let lines = model
        .lines
        .iter()
        .enumerate()
        .filter_map(|(index, line)| {
            let text = line.error.clone()?;
            let label = format!("{}: {text}", line.claim.creditor.name);
            Some(view! { <li><a href=format!("#{}", amount_id(index))>{label}</a></li> })
        })
        .collect_view();
    let one = model.one.error.clone().map(|text| view! { <li><a href="#sum">{text}</a></li> });
    let later = model.later.error.clone().map(|text| view! { <li><a href="#on">{text}</a></li> });
    Some(
        view! {
            <div class="error-summary" role="alert" tabindex="-1" autofocus>
                <h2>{t.error_title}</h2>
                <ul>{general}{one}{later}{lines}</ul>
            </div>
        }
        .into_any(),
    )
}

/// What is paid, how it is divided, the method and the button.
fn summary(model: &PayModel, t: &'static PayTexts) -> AnyView {
    let total = model.total().format(model.lang);
    let lines = model
        .chosen()
        .map(|(line, money)| {
            let open = line.claim.open();
            let part = (open != money).then(|| fill(t.part_of, &[("open", &open.format(model.lang))]));
            let settles = settles(model, line, money).map(|text| view! { <p class="hint">{text}</p> });
            view! {
                <div>
                    <dt>{creditor_mark(&line.claim.creditor, &line.claim.number)} {settles}</dt>
                    <dd>
                        <span class="amount">{money.format(model.lang)}</span>
                        {part.map(|part| view! { " " <span class="hint">{part}</span> })}
                    </dd>
                </div>
            }
        })
        .collect_view();
    let plan = model.plan_id.is_some().then(|| view! { <p class="hint">{t.plan_line}</p> });
    let button = fill(t.pay_amount, &[("amount", &total)]);
    view! {
        <section class="card">
            <div class="hero-amount">
                <p class="hint">{t.you_pay}</p>
                <p class="amount">{total.clone()}</p>
                {plan}
            </div>
            <h2>{t.split}</h2>
            <dl class="facts">
                {lines}
                <div class="total"><dt>{t.total}</dt><dd class="amount">{total.clone()}</dd></div>
            </dl>
            {rules(model)}
            {old_claims(&model.old_when_paid(), Acknowledges::Payment, model.lang)}
            <form method="post" action="/pay">
                {hidden_fields(model)}
                {method_fields(model, t)}
                <p class="hint">{t.next_bank}</p>
                <div class="pay-bar">
                    <p>{t.total} " " <span class="amount amount-large">{total}</span></p>
                    <button class="button" type="submit">{button}</button>
                </div>
            </form>
            {later::form(model)}
        </section>
    }
    .into_any()
}

/// What the amount pays of the claim, and what is open afterwards; nothing where the whole of a claim without costs is
/// paid.
fn settles(model: &PayModel, line: &PayLine, money: Money) -> Option<String> {
    let p = paying::texts(model.lang);
    let parts = parts_words(line.settles()?, line.order, money.currency, model.lang);
    let left = line.claim.balance.total() - Cents(money.cents);
    let after = if left.is_positive() {
        fill(p.part_left, &[("amount", &Money { cents: left.0, ..money }.format(model.lang))])
    } else if parts.is_some() {
        p.part_left_none.to_owned()
    } else {
        return None;
    };
    Some([parts.unwrap_or_default(), after].join(" ").trim().to_owned())
}

/// By which rule, once for each that is used on a claim that has costs or interest.
fn rules(model: &PayModel) -> AnyView {
    let more_than_principal =
        |line: &&PayLine| line.claim.balance.costs.is_positive() || line.claim.balance.interest.is_positive();
    let rules: BTreeSet<String> = model
        .chosen()
        .map(|(line, _)| line)
        .filter(more_than_principal)
        .map(|line| rule_words(line.order, &line.claim.creditor.name, model.country, model.lang))
        .collect();
    rules.into_iter().map(|rule| view! { <p class="hint">{rule}</p> }).collect_view().into_any()
}

/// Another choice: a form that only leads back here, with the new split shown.
fn other_choice(model: &PayModel, t: &'static PayTexts) -> AnyView {
    if model.lines.is_empty() {
        return view! { <p>{t.choose_none}</p> <p><a class="button-quiet" href="/overview">{t.overview}</a></p> }
            .into_any();
    }
    let rows = model.lines.iter().enumerate().map(|(index, line)| row(model, index, line, t)).collect_view();
    let form = view! {
        <form method="get" action="/pay" class="stack">
            <p class="hint">{t.choose_hint}</p>
            <input type="hidden" name="method" value=model.method/>
            <input type="hidden" name="chosen" value="1"/>
            {rows}
            {one_amount(model)}
            <div><button class="button-quiet" type="submit">{t.choose_show}</button></div>
        </form>
    };
    if model.can_pay() && !model.is_wrong() {
        view! { <details class="disclosure" id="choose"><summary>{t.choose}</summary>{form}</details> }.into_any()
    } else {
        view! { <section id="choose" class="block"><h2>{t.choose_first}</h2>{form}</section> }.into_any()
    }
}

/// One amount over everything that is ticked, and which claim comes first. With one claim its own field says it all.
fn one_amount(model: &PayModel) -> Option<AnyView> {
    if model.lines.len() < 2 {
        return None;
    }
    let p = paying::texts(model.lang);
    let option = |line: &PayLine| {
        let id = line.claim.id.to_string();
        let words = format!("{}, {}", line.claim.creditor.name, line.claim.number);
        let selected = model.one.first == id;
        view! { <option value=id selected=selected>{words}</option> }
    };
    let options = model.lines.iter().map(option).collect_view();
    let error = model.one.error.clone().map(|text| view! { <p class="field-error" id="sum-error">{text}</p> });
    let wrong = model.one.error.is_some();
    Some(
        view! {
            <fieldset class="stack-tight">
                <legend>{p.one_title}</legend>
                <p class="hint" id="sum-hint">{p.one_hint}</p>
                <div class="field">
                    <label for="sum">{p.one_amount}</label>
                    {error}
                    <input
                        class="short" type="text" inputmode="decimal" autocomplete="off" id="sum" name="sum"
                        value=model.one.typed.clone() aria-invalid=wrong.then_some("true")
                        aria-describedby=if wrong { "sum-error sum-hint" } else { "sum-hint" }
                    />
                </div>
                <div class="field">
                    <label for="first">{p.one_first}</label>
                    <select id="first" name="first"><option value="">{p.one_oldest}</option>{options}</select>
                </div>
            </fieldset>
        }
        .into_any(),
    )
}

fn row(model: &PayModel, index: usize, line: &PayLine, t: &'static PayTexts) -> AnyView {
    let id = line.claim.id.as_str();
    let (field, error_id) = (amount_id(index), format!("amount-error-{index}"));
    let label = fill(t.choose_amount, &[("creditor", &line.claim.creditor.name), ("number", &line.claim.number)]);
    let value = line.typed.clone().unwrap_or_else(|| plain(line));
    let error = line.error.clone().map(|text| view! { <p class="field-error" id=error_id.clone()>{text}</p> });
    let invalid = line.error.is_some().then_some("true");
    let described = line.error.is_some().then(|| error_id.clone());
    let disputed = (line.claim.state == ClaimState::Disputed).then(|| view! { <p class="hint">{t.disputed_hint}</p> });
    let below = format!("{} · {}", line.claim.number, line.claim.open().format(model.lang));
    view! {
        <div class="stack-tight">
            <label class="choice">
                <input type="checkbox" name="claim" value=id.to_owned() checked=line.chosen.is_some() || line.error.is_some()/>
                {creditor_mark(&line.claim.creditor, &below)}
            </label>
            {disputed}
            <div class="field">
                <label for=field.clone()>{label}</label>
                {error}
                <input
                    class="short" type="text" inputmode="decimal" autocomplete="off" id=field name=format!("amount.{id}")
                    value=value aria-invalid=invalid aria-describedby=described
                />
            </div>
        </div>
    }
    .into_any()
}

/// The chosen or the whole open amount, as a person would type it.
fn plain(line: &PayLine) -> String {
    let open = line.claim.open();
    let cents = line.chosen.map_or(open.cents, |chosen| chosen.0);
    effen::money::Money { cents, ..open }.decimal().replace('.', ",")
}
