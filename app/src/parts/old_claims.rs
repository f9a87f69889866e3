//! The warning that something acknowledges an old debt, with the choice to go on or to ask first.

use crate::texts::fill;
use crate::texts::old_claims::texts;
use effen::kinds::Lang;
use effen::limitation::LimitationState;
use leptos::prelude::*;

/// Claims that an act would acknowledge although their term is over or nearly so: creditor and number of each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OldClaims {
    /// The term may have passed.
    pub past: Vec<String>,
    /// The term ends soon.
    pub near: Vec<String>,
}

impl OldClaims {
    /// Adds a claim by how it stands to its term; one whose term runs is none of these.
    pub fn add(&mut self, state: Option<LimitationState>, name: String) {
        match state {
            None | Some(LimitationState::Running) => {}
            Some(LimitationState::Near) => self.near.push(name),
            Some(LimitationState::Past) => self.past.push(name),
        }
    }
}

/// What acknowledges the debt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Acknowledges {
    /// Agreeing a plan.
    Plan,
    /// Paying.
    Payment,
    /// Naming a day.
    Promise,
}

/// The warning; nothing where no claim is old.
pub fn old_claims(old: &OldClaims, by: Acknowledges, lang: Lang) -> Option<AnyView> {
    if old.past.is_empty() && old.near.is_empty() {
        return None;
    }
    let t = texts(lang);
    let line = |template: &str, claims: &[String]| {
        (!claims.is_empty()).then(|| view! { <p>{fill(template, &[("claims", &claims.join(", "))])}</p> })
    };
    let means = match by {
        Acknowledges::Plan => t.by_plan,
        Acknowledges::Payment => t.by_payment,
        Acknowledges::Promise => t.by_promise,
    };
    Some(
        view! {
            <section class="block card-calm old-claims">
                <h2>{t.title}</h2>
                {line(t.past, &old.past)}
                {line(t.near, &old.near)}
                <p>{means}</p>
                <p class="cluster">
                    <a class="button-quiet" href="/chat">{t.ask}</a>
                    <a class="button-quiet" href="/help">{t.help}</a>
                </p>
            </section>
        }
        .into_any(),
    )
}
