//! The pages of somebody who helps a debtor: whom they help, a file in the neutral layout, the conversation, proposing a
//! plan, asking for a pause. Each page about a file begins with a bar that says whose it is.
//!
//! Architecture invariant: no model of these pages holds a persona, the budget check, contact details or another helper.

mod file;
mod pause;
mod plan;
mod talk;

pub use file::{FileModel, InvoiceModel, InvoiceRow, file, invoice};
pub use pause::{PauseModel, PauseState, pause};
pub use plan::{Choice, PlanModel, PlanState, plan};
pub use talk::{TalkModel, talk};

use crate::parts::FormKey;
use crate::texts::fill;
use crate::texts::helpers::kind_words;
use crate::texts::helping::{bar as bar_words, scope_words, texts};
use effen::access::{Denied, HelperKind, Scope, Scopes};
use effen::dates::{long, short};
use effen::kinds::Lang;
use jiff::civil::Date;
use leptos::prelude::*;

/// A file that a helper may open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Helped {
    /// The id of the access.
    pub access: String,
    /// Whose file.
    pub name: String,
    /// Who the helper is to them.
    pub kind: HelperKind,
    /// What they may do.
    pub scopes: Scopes,
    /// The last day.
    pub ends_on: Date,
}

impl Helped {
    /// The address of one of its pages: '' for the file.
    pub fn at(&self, page: &str) -> String {
        match page {
            "" => format!("/helping/{}", self.access),
            page => format!("/helping/{}/{page}", self.access),
        }
    }

    /// The first page that the access opens.
    fn first(&self) -> String {
        match self.scopes.iter().next() {
            None | Some(Scope::See) => self.at(""),
            Some(Scope::Talk) => self.at("talk"),
            Some(Scope::Plan) => self.at("plan"),
            Some(Scope::Pause) => self.at("pause"),
        }
    }
}

/// The pages that an access opens, for the header.
pub fn links(helped: Option<&Helped>, lang: Lang) -> Vec<(String, &'static str)> {
    let t = texts(lang);
    let mut links = vec![("/helping".to_owned(), t.title)];
    let Some(helped) = helped.filter(|helped| helped.kind != HelperKind::Colleague) else { return links };
    let pages = [
        (Scope::See, "", t.file),
        (Scope::Talk, "talk", t.talk),
        (Scope::Plan, "plan", t.plan),
        (Scope::Pause, "pause", t.pause),
    ];
    links.extend(
        pages.into_iter().filter(|row| helped.scopes.has(row.0)).map(|(_, page, words)| (helped.at(page), words)),
    );
    links
}

/// Whose file this is, above every page about it.
pub fn bar(helped: &Helped, lang: Lang) -> AnyView {
    view! { <div class="notice-bar" data-kind="info"><p><strong>{bar_words(helped.kind, &helped.name, lang)}</strong></p></div> }
        .into_any()
}

/// Whom somebody helps.
pub fn home(lang: Lang, helped: Vec<Helped>, key: String) -> AnyView {
    let t = texts(lang);
    let none = helped.is_empty().then(|| view! { <p>{t.none}</p> });
    let cards = helped.iter().map(|one| helped_card(one, &key, lang)).collect_view();
    view! { <h1>{t.title}</h1> <p class="lead">{t.lead}</p> {none} {cards} }.into_any()
}

fn helped_card(helped: &Helped, key: &str, lang: Lang) -> AnyView {
    let t = texts(lang);
    let label = fill(t.enter, &[("name", &helped.name)]);
    let may = helped.scopes.iter().map(|scope| view! { <li>{scope_words(scope, lang)}</li> }).collect_view();
    // A colleague goes on in the company's own pages: that begins another session, so it is a form.
    let enter = match helped.kind {
        HelperKind::Colleague => {
            let (action, key) = (helped.at("enter"), key.to_owned());
            view! {
                <form method="post" action=action>
                    <FormKey key=key/>
                    <button class="button" type="submit">{label}</button>
                </form>
            }
            .into_any()
        }
        _ => view! { <p><a class="button" href=helped.first()>{label}</a></p> }.into_any(),
    };
    let may = (helped.kind != HelperKind::Colleague).then(|| view! { <ul>{may}</ul> });
    view! {
        <section class="card block">
            <h2>{helped.name.clone()}</h2>
            <p>{kind_words(helped.kind, lang)} ". " {fill(t.until, &[("date", &long(helped.ends_on, lang))])} "."</p>
            {may}
            {enter}
        </section>
    }
    .into_any()
}

/// Why something is refused, and the way on.
pub fn denied(lang: Lang, why: Denied, helped: Option<Helped>) -> AnyView {
    let t = texts(lang);
    let name = helped.as_ref().map_or("", |helped| helped.name.as_str());
    let date = helped.as_ref().map(|helped| short(helped.ends_on, lang)).unwrap_or_default();
    let text = match why {
        Denied::NotAccepted => t.denied_asked.to_owned(),
        Denied::Expired => fill(t.denied_expired, &[("date", &date)]),
        Denied::Revoked => t.denied_revoked.to_owned(),
        Denied::NotGiven(scope) => fill(t.denied_scope, &[("name", name), ("scope", scope_words(scope, lang))]),
    };
    view! {
        <h1>{t.denied_title}</h1>
        <p class="lead">{text}</p>
        <p><a class="button" href="/helping">{t.back}</a></p>
    }
    .into_any()
}

/// A colleague cannot look after who has access.
pub fn not_for_colleagues(lang: Lang) -> AnyView {
    let t = texts(lang);
    let back = crate::texts::problem::texts(lang).back;
    view! {
        <h1>{t.denied_title}</h1>
        <p class="lead">{t.denied_colleague}</p>
        <p><a class="button" href="/overview">{back}</a></p>
    }
    .into_any()
}
