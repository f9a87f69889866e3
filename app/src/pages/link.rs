//! The page behind a link in a message. It only shows a button; pressing it is what uses the link.

use crate::texts::fill;
use crate::texts::helping;
use crate::texts::link::{LinkTexts, texts};
use effen::access::Scopes;
use effen::dates::long;
use effen::kinds::Lang;
use jiff::civil::Date;
use leptos::prelude::*;

/// What the link opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkKind {
    /// Everything.
    SignIn,
    /// The chat.
    Chat,
    /// What somebody may open who helps others: signs them in.
    Helper,
    /// An access that a debtor gave: accepting it.
    Invite(Invite),
    /// The payment of one claim. No name, no address.
    Pay(PayLink),
    /// Nothing: used, expired or never made.
    Dead,
}

/// What an invitation shows: who asks, for what, until when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invite {
    /// Who asks for help.
    pub name: String,
    /// What the access opens.
    pub scopes: Scopes,
    /// Its last day.
    pub ends_on: Date,
}

/// What a pay link may show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayLink {
    /// Whose money it is.
    pub creditor: String,
    /// The creditor's number of the invoice.
    pub number: String,
    /// What is open, formatted; `None` when nothing is.
    pub open: Option<String>,
    /// The due date, formatted.
    pub due_on: String,
    /// The end of the file reference.
    pub reference_end: String,
}

/// The page's title.
pub fn title(lang: Lang, kind: &LinkKind) -> String {
    let t = texts(lang);
    match kind {
        LinkKind::SignIn | LinkKind::Helper => t.sign_in_title.to_owned(),
        LinkKind::Invite(invite) => fill(helping::texts(lang).invite_title, &[("name", &invite.name)]),
        LinkKind::Chat => t.chat_title.to_owned(),
        LinkKind::Pay(pay) => format!("{} {}", t.pay_title, pay.creditor),
        LinkKind::Dead => t.dead_title.to_owned(),
    }
}

/// The page. `next` is where to go after signing in, or ''.
pub fn page(lang: Lang, kind: LinkKind, next: String) -> AnyView {
    let t = texts(lang);
    let title = title(lang, &kind);
    let body = match kind {
        LinkKind::SignIn | LinkKind::Helper => button(t.sign_in_lead, t.sign_in_go.to_owned(), next),
        LinkKind::Invite(invite) => invite_body(&invite, lang),
        LinkKind::Chat => button(t.chat_lead, t.chat_go.to_owned(), next),
        LinkKind::Pay(pay) => pay_body(pay, t),
        LinkKind::Dead => {
            let href = if next.is_empty() { "/sign-in".to_owned() } else { format!("/sign-in?next={next}") };
            view! { <p class="lead">{t.dead_lead}</p> <p><a class="button" href=href>{t.dead_go}</a></p> }.into_any()
        }
    };
    view! { <h1>{title}</h1> {body} <p><a href="/really-us">{t.doubt}</a></p> }.into_any()
}

fn invite_body(invite: &Invite, lang: Lang) -> AnyView {
    let t = helping::texts(lang);
    let may = invite.scopes.iter().map(|scope| view! { <li>{helping::scope_words(scope, lang)}</li> }).collect_view();
    view! {
        <p class="lead">{t.invite_lead}</p>
        <dl class="facts">
            <div><dt>{t.invite_may}</dt><dd><ul>{may}</ul></dd></div>
        </dl>
        <p>{fill(t.until, &[("date", &long(invite.ends_on, lang))])} ". " {fill(t.invite_seen, &[("name", &invite.name)])}</p>
        <form method="post"><button class="button" type="submit">{t.invite_go}</button></form>
    }
    .into_any()
}

/// The form posts to its own address.
fn button(lead: &'static str, label: String, next: String) -> AnyView {
    view! {
        <p class="lead">{lead}</p>
        <form method="post">
            <input type="hidden" name="next" value=next/>
            <button class="button" type="submit">{label}</button>
        </form>
    }
    .into_any()
}

fn pay_body(pay: PayLink, t: &'static LinkTexts) -> AnyView {
    let action = match pay.open {
        None => view! { <p class="lead">{t.pay_done}</p> }.into_any(),
        Some(open) => view! {
            <p class="hero-amount"><span class="amount">{open.clone()}</span></p>
            <form method="post">
                <button class="button" type="submit">{format!("{} {open}", t.pay_go)}</button>
            </form>
        }
        .into_any(),
    };
    view! {
        {action}
        <dl class="facts">
            <div><dt>{t.pay_invoice}</dt><dd>{pay.number}</dd></div>
            <div><dt>{t.pay_due}</dt><dd>{pay.due_on}</dd></div>
            <div><dt>{t.pay_file}</dt><dd>{pay.reference_end}</dd></div>
        </dl>
        <p><a href="/sign-in?next=/overview">{t.pay_more}</a></p>
    }
    .into_any()
}

/// The text of a mail with a link to sign in; `address` is the link itself.
pub fn mail_text(lang: Lang, name: &str, reference_end: &str, address: &str, really_us: &str, phone: &str) -> String {
    let t = texts(lang);
    format!(
        "{} {name},\n\n{}\n\n{address}\n\n{}\n\n{}\n\n{} {reference_end}.\n{} {really_us}\n{} {phone}\n\nEffen Incasso\n",
        t.mail_hello, t.mail_why, t.mail_how, t.mail_not_you, t.mail_file, t.mail_doubt, t.mail_call
    )
}
