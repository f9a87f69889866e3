//! Choosing what to pay: the split as it will be booked, the way to pay, and below it another choice.

use super::{PayLine, PayModel, hidden_fields, method_fields};
use crate::parts::claim::{ClaimState, creditor_mark};
use crate::texts::fill;
use crate::texts::pay::{PayTexts, texts};
use leptos::prelude::*;

/// The page.
pub fn page(model: PayModel) -> AnyView {
    let t = texts(model.lang);
    let summary = model.can_pay().then(|| summary(&model, t));
    view! {
        <h1>{t.title}</h1>
        {errors(&model, t)}
        {summary}
        {other_choice(&model, t)}
    }
    .into_any()
}

fn amount_id(index: usize) -> String {
    format!("amount-{index}")
}

fn errors(model: &PayModel, t: &'static PayTexts) -> Option<AnyView> {
    if !model.is_wrong() {
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
    Some(
        view! {
            <div class="error-summary" role="alert" tabindex="-1" autofocus>
                <h2>{t.error_title}</h2>
                <ul>{general}{lines}</ul>
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
            view! {
                <div>
                    <dt>{creditor_mark(&line.claim.creditor, &line.claim.number)}</dt>
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
            <form method="post" action="/pay">
                {hidden_fields(model)}
                {method_fields(model, t)}
                <p class="hint">{t.next_bank}</p>
                <div class="pay-bar">
                    <p>{t.total} " " <span class="amount amount-large">{total}</span></p>
                    <button class="button" type="submit">{button}</button>
                </div>
            </form>
        </section>
    }
    .into_any()
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
            <div><button class="button-quiet" type="submit">{t.choose_show}</button></div>
        </form>
    };
    if model.can_pay() && !model.is_wrong() {
        view! { <details class="disclosure" id="choose"><summary>{t.choose}</summary>{form}</details> }.into_any()
    } else {
        view! { <section id="choose" class="block"><h2>{t.choose_first}</h2>{form}</section> }.into_any()
    }
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
