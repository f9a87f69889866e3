//! What an agent can propose in a conversation: a plan, paying, a pause. Folded until it is used.

use super::conversation::Talk;
use crate::texts::chat_offer::{ChatOfferTexts, texts};
use crate::texts::fill;
use effen::kinds::Lang;
use leptos::prelude::*;

/// What was typed and could not be proposed.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    /// Amount a month.
    pub amount: String,
    /// Day of the month.
    pub payday: String,
    /// Last day of the pause, as its field has it.
    pub until: String,
    /// Field and sentence.
    pub errors: Vec<(&'static str, String)>,
}

/// See the module.
#[derive(Debug, Clone, Default)]
pub struct Offers {
    /// The id that the next proposal will have.
    pub key: String,
    /// What was typed.
    pub typed: Typed,
    /// Pauses that run and can be ended: id and last day in words.
    pub pauses: Vec<(String, String)>,
}

/// The fold.
pub fn folded(lang: Lang, talk: &Talk) -> AnyView {
    let t = texts(lang);
    let typed = &talk.offers.typed;
    let open = !typed.errors.is_empty();
    let ends = talk.offers.pauses.iter().map(|(hold, day)| end_pause(t, &talk.id, hold, day)).collect_view();
    view! {
        <crate::parts::ErrorSummary title=t.error_title errors=typed.errors.clone()/>
        <details class="disclosure" id="offer" open=open>
            <summary>{t.fold}</summary>
            <div class="stack-tight">
                {plan(t, talk)} {pay(t, talk)} {pause(t, talk)} {ends}
            </div>
        </details>
    }
    .into_any()
}

fn form(talk: &Talk, kind: &'static str, content: AnyView) -> AnyView {
    let key = talk.offers.key.clone();
    view! {
        <form method="post" action=format!("/console/conversation/{}/offer", talk.id) class="console-close">
            <input type="hidden" name="key" value=key/>
            <input type="hidden" name="kind" value=kind/>
            {content}
        </form>
    }
    .into_any()
}

fn plan(t: &'static ChatOfferTexts, talk: &Talk) -> AnyView {
    let typed = talk.offers.typed.clone();
    let content = view! {
        <label for="offer-amount">{t.plan_amount}</label>
        <input id="offer-amount" name="amount" inputmode="decimal" size="6" autocomplete="off" value=typed.amount/>
        <label for="offer-payday">{t.plan_payday}</label>
        <input id="offer-payday" name="payday" inputmode="numeric" size="3" autocomplete="off" value=typed.payday/>
        <button class="button-quiet" type="submit">{t.plan_button}</button>
    };
    form(talk, "plan", content.into_any())
}

fn pay(t: &'static ChatOfferTexts, talk: &Talk) -> AnyView {
    form(talk, "pay", view! { <button class="button-quiet" type="submit">{t.pay_button}</button> }.into_any())
}

fn pause(t: &'static ChatOfferTexts, talk: &Talk) -> AnyView {
    let until = talk.offers.typed.until.clone();
    let content = view! {
        <label for="offer-until">{t.pause_until}</label>
        <input id="offer-until" name="until" type="date" value=until/>
        <label class="choice"><input type="checkbox" name="sure" value="1"/><span>{t.pause_sure}</span></label>
        <button class="button-quiet" type="submit">{t.pause_button}</button>
    };
    form(talk, "pause", content.into_any())
}

fn end_pause(t: &'static ChatOfferTexts, id: &str, hold: &str, day: &str) -> AnyView {
    let label = fill(t.pause_end, &[("day", day)]);
    view! {
        <form method="post" action=format!("/console/conversation/{id}/unpause")>
            <input type="hidden" name="hold" value=hold.to_owned()/>
            <button class="button-quiet" type="submit">{label}</button>
        </form>
    }
    .into_any()
}
