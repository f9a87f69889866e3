//! The warning that something acknowledges an old debt, with the choice to go on or to ask first.

use crate::texts::fill;
use crate::texts::old_claims::texts;
use effen::doubt::Doubt;
use effen::kinds::Lang;
use effen::limitation::{Age, LimitationState};
use leptos::prelude::*;

/// Claims that an act would acknowledge although their term is over or nearly so: creditor and number of each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OldClaims {
    /// The term may have passed.
    pub past: Vec<String>,
    /// The term ends soon.
    pub near: Vec<String>,
    /// What is not sure about either.
    pub doubt: Option<Doubt>,
}

impl OldClaims {
    /// Adds a claim by how it stands to its term; one whose term runs is none of these.
    pub fn add(&mut self, age: Option<Age>, name: String) {
        let Some(age) = age else { return };
        match age.state {
            LimitationState::Running => return,
            LimitationState::Near => self.near.push(name),
            LimitationState::Past => self.past.push(name),
        }
        self.doubt = self.doubt.or(age.doubt);
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
                {old.doubt.map(|doubt| view! { <p class="hint">{doubt.sentence(lang)}</p> })}
                <p class="cluster">
                    <a class="button-quiet" href="/chat">{t.ask}</a>
                    <a class="button-quiet" href="/help">{t.help}</a>
                </p>
            </section>
        }
        .into_any(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use effen::doubt::Basis;

    #[test]
    fn the_doubt_stands_beside_a_warning_and_nowhere_else() {
        let doubt = Doubt { basis: Basis::Limitation, known_until: jiff::civil::date(2026, 12, 31) };
        let age = |state| Some(Age { state, doubt: Some(doubt) });
        let mut old = OldClaims::default();
        old.add(None, "A".to_owned());
        old.add(age(LimitationState::Running), "B".to_owned());
        assert_eq!(old, OldClaims::default());
        assert!(old_claims(&old, Acknowledges::Plan, Lang::Nl).is_none());
        old.add(age(LimitationState::Past), "C".to_owned());
        old.add(age(LimitationState::Near), "D".to_owned());
        assert_eq!(
            (old.past.clone(), old.near.clone(), old.doubt),
            (vec!["C".to_owned()], vec!["D".to_owned()], Some(doubt))
        );
        let html = old_claims(&old, Acknowledges::Payment, Lang::Nl).unwrap().to_html();
        assert!(html.contains(&doubt.sentence(Lang::Nl)), "{html}");
    }
}
