//! Giving up part of a claim: in a file, and what waits for a colleague's decision.

use crate::parts::{ErrorSummary, FormKey};
use crate::texts::console_waivers::{ConsoleWaiversTexts, texts};
use crate::texts::fill;
use effen::kinds::Lang;
use effen::money::{Cents, Money};
use effen::waiver::{WaiverOf, WaiverReason};
use leptos::prelude::*;

/// An open claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaivableClaim {
    /// Id.
    pub id: String,
    /// Creditor and number.
    pub name: String,
    /// What is open of it.
    pub open: Money,
}

/// What was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WaiverTyped {
    /// The claim.
    pub claim: String,
    /// The amount.
    pub amount: String,
    /// From what.
    pub of: String,
    /// Why.
    pub reason: String,
}

/// What is wrong with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WaiverProblem {
    /// No amount, or more than is open.
    Amount,
    /// No reason.
    Reason,
    /// The claim does not allow it now.
    Refused,
}

/// The page of a file.
#[derive(Debug, Clone)]
pub struct WaiveModel {
    /// Language.
    pub lang: Lang,
    /// Whose file.
    pub debtor_id: String,
    /// The name.
    pub name: String,
    /// Cents the agent decides alone; `None`: any.
    pub limit_cents: Option<i64>,
    /// Open claims the agent sees.
    pub claims: Vec<WaivableClaim>,
    /// What was typed.
    pub typed: WaiverTyped,
    /// What is wrong.
    pub problem: Option<WaiverProblem>,
    /// Idempotency key.
    pub key: String,
}

fn of_words(t: &'static ConsoleWaiversTexts, of: WaiverOf) -> &'static str {
    match of {
        WaiverOf::Anything => t.anything,
        WaiverOf::Costs => t.costs,
        WaiverOf::Interest => t.interest,
        WaiverOf::Principal => t.principal,
    }
}

fn reason_words(t: &'static ConsoleWaiversTexts, reason: WaiverReason) -> &'static str {
    match reason {
        WaiverReason::Hardship => t.hardship,
        WaiverReason::Settlement => t.settlement,
        WaiverReason::Creditor => t.creditor,
        WaiverReason::Mistake => t.mistake,
        WaiverReason::Goodwill => t.goodwill,
    }
}

/// The page of a file.
pub fn page(model: WaiveModel) -> AnyView {
    let (lang, t) = (model.lang, texts(model.lang));
    let errors = model.problem.map(|problem| match problem {
        WaiverProblem::Amount => ("amount", t.wrong_amount.to_owned()),
        WaiverProblem::Reason => ("reason", t.wrong_reason.to_owned()),
        WaiverProblem::Refused => ("claim", t.refused.to_owned()),
    });
    let errors: Vec<_> = errors.into_iter().collect();
    let limit = match model.limit_cents {
        None => t.no_limit.to_owned(),
        Some(cents) => fill(t.limit, &[("amount", &Cents(cents).format(lang))]),
    };
    let content = if model.claims.is_empty() { view! { <p>{t.none}</p> }.into_any() } else { form(&model, t) };
    view! {
        <p><a href=format!("/console/debtor/{}", model.debtor_id)>{t.open_file}</a></p>
        <h1>{fill(t.for_file, &[("name", &model.name)])}</h1>
        <ErrorSummary title=t.check errors=errors/>
        <p class="lead">{t.lead}</p>
        <p>{limit}</p>
        {content}
    }
    .into_any()
}

fn form(model: &WaiveModel, t: &'static ConsoleWaiversTexts) -> AnyView {
    let (lang, typed) = (model.lang, &model.typed);
    let claims = model
        .claims
        .iter()
        .enumerate()
        .map(|(place, claim)| {
            let open = fill(t.open, &[("amount", &claim.open.format(lang))]);
            let (id, on) = ((place == 0).then_some("claim"), typed.claim == claim.id || model.claims.len() == 1);
            view! {
                <label class="choice">
                    <input id=id type="radio" name="claim" value=claim.id.clone() checked=on required/>
                    <span>{claim.name.clone()} " " <span class="hint">{open}</span></span>
                </label>
            }
        })
        .collect_view();
    let parts = WaiverOf::ALL
        .iter()
        .map(|&of| {
            let chosen = of.as_str() == typed.of;
            view! { <option value=of.as_str() selected=chosen>{of_words(t, of)}</option> }
        })
        .collect_view();
    let reasons = WaiverReason::ALL
        .iter()
        .map(|&reason| {
            let chosen = reason.as_str() == typed.reason;
            view! { <option value=reason.as_str() selected=chosen>{reason_words(t, reason)}</option> }
        })
        .collect_view();
    let wrong = |problem| (model.problem == Some(problem)).then_some("true");
    view! {
        <form method="post" action=format!("/console/debtor/{}/waive", model.debtor_id) class="card stack" novalidate>
            <FormKey key=model.key.clone()/>
            <fieldset class="choices"><legend class="visually-hidden">{t.of}</legend>{claims}</fieldset>
            <div class="field">
                <label for="amount">{t.amount}</label>
                <input class="short" id="amount" name="amount" type="text" inputmode="decimal" autocomplete="off"
                    value=typed.amount.clone() required aria-invalid=wrong(WaiverProblem::Amount)/>
            </div>
            <div class="field">
                <label for="of">{t.of}</label>
                <select id="of" name="of">{parts}</select>
            </div>
            <div class="field">
                <label for="reason">{t.reason}</label>
                <select id="reason" name="reason" aria-invalid=wrong(WaiverProblem::Reason)>
                    <option value="">"–"</option>
                    {reasons}
                </select>
            </div>
            <p><button class="button" type="submit">{t.send}</button></p>
        </form>
    }
    .into_any()
}

/// May the one who looks decide about a request?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MayDecide {
    /// Yes.
    Yes,
    /// They asked for it.
    Own,
    /// It is above their limit, or their role only reads.
    Above,
}

/// A request that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestItem {
    /// Id.
    pub id: String,
    /// Whose file.
    pub debtor_id: String,
    /// Name and file reference.
    pub who: String,
    /// Creditor and number.
    pub claim: String,
    /// How much.
    pub amount: Money,
    /// From what.
    pub of: WaiverOf,
    /// Why.
    pub reason: WaiverReason,
    /// Who asked.
    pub asker: String,
    /// When, in words.
    pub time: String,
    /// May the one who looks decide?
    pub may: MayDecide,
}

/// The list of what waits.
pub fn requests_page(lang: Lang, requests: Vec<RequestItem>) -> AnyView {
    let t = texts(lang);
    let none = requests.is_empty().then(|| view! { <p>{t.asked_none}</p> });
    let items = requests.iter().map(|one| request(lang, one, t)).collect_view();
    view! {
        <h1>{t.title}</h1>
        <h2>{t.asked}</h2>
        {none}
        <ul class="card-list">{items}</ul>
    }
    .into_any()
}

fn request(lang: Lang, one: &RequestItem, t: &'static ConsoleWaiversTexts) -> AnyView {
    let amount = one.amount.format(lang);
    let decide = match one.may {
        MayDecide::Own => view! { <p class="hint">{t.own}</p> }.into_any(),
        MayDecide::Above => view! { <p class="hint">{t.above}</p> }.into_any(),
        MayDecide::Yes => view! {
            <form method="post" action=format!("/console/debtor/{}/waive/{}", one.debtor_id, one.id)>
                <div class="cluster">
                    <button class="button" type="submit" name="decision" value="approve">
                        {fill(t.approve, &[("amount", &amount)])}
                    </button>
                    <button class="button-quiet" type="submit" name="decision" value="decline">{t.decline}</button>
                </div>
            </form>
        }
        .into_any(),
    };
    view! {
        <li class="card">
            <h3>{amount.clone()} " · " {one.claim.clone()}</h3>
            <p>{of_words(t, one.of)} " · " {reason_words(t, one.reason)}</p>
            <p class="hint">{fill(t.asked_by, &[("name", &one.asker), ("time", &one.time)])}</p>
            <p><a href=format!("/console/debtor/{}", one.debtor_id)>{one.who.clone()}</a></p>
            {decide}
        </li>
    }
    .into_any()
}
