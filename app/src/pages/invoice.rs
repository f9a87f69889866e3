//! One invoice: what it is for, what every cent is, what happened, and the replies people give most.

use crate::parts::claim::{ClaimItem, creditor_mark, status};
use crate::parts::paper::{PaperLink, papers};
use crate::texts::cases::kind as kind_words;
use crate::texts::fill;
use crate::texts::invoice::{InvoiceTexts, texts};
use effen::cases::CaseKind;
use effen::dates::{long_near, short};
use effen::kinds::Lang;
use effen::ledger::Cause;
use effen::money::Money;
use jiff::civil::Date;
use leptos::prelude::*;

/// What can be told from an invoice, the most frequent first.
const TOLD_HERE: [CaseKind; 6] = [
    CaseKind::AlreadyPaid,
    CaseKind::NotMe,
    CaseKind::Moved,
    CaseKind::Deceased,
    CaseKind::Administrator,
    CaseKind::Dispute,
];

/// Something that happened to the claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A row of the ledger, with its amount as a change of what is open.
    Entry(Cause, Money),
    /// The last day to pay.
    Due,
    /// A message of ours: id and subject.
    Message(String, String),
    /// What the debtor told us.
    Reply(CaseKind),
}

/// What the page shows.
#[derive(Debug, Clone)]
pub struct InvoiceModel {
    /// Language.
    pub lang: Lang,
    /// Today.
    pub today: Date,
    /// The claim.
    pub claim: ClaimItem,
    /// Lines of the invoice: description, quantity, amount.
    pub lines: Vec<(String, String, Money)>,
    /// What the amount is made of, summed by cause; together they are what is open.
    pub built: Vec<(Cause, Money)>,
    /// The cost meter in sentences.
    pub meter: Vec<String>,
    /// The day on which the debtor said to pay this: the promise's id, the day, how much.
    pub promised: Option<(String, Date, Money)>,
    /// What happened, in order.
    pub events: Vec<(Date, Event)>,
    /// Open cases about it: id and kind.
    pub replies: Vec<(String, CaseKind)>,
    /// Documents about it.
    pub papers: Vec<PaperLink>,
}

/// The page.
pub fn page(model: InvoiceModel) -> AnyView {
    let t = texts(model.lang);
    let (claim, lang) = (&model.claim, model.lang);
    let pay = claim.state.asks_payment().then(|| {
        let label = fill(t.pay, &[("amount", &claim.open().format(lang))]);
        view! { <a class="button" href=claim.pay_href()>{label}</a> }
    });
    let ask = format!("/chat?about={}", claim.id);
    let meter = model.meter.iter().map(|line| view! { <p>{line.clone()}</p> }).collect_view();
    view! {
        <p>{creditor_mark(&claim.creditor, "")}</p>
        <h1>{fill(t.title, &[("number", &claim.number)])}</h1>
        <div class="hero-amount">
            <p class="amount amount-large">{claim.open().format(lang)}</p>
            <p>{status(claim, model.today, lang)} " " {long_near(claim.due_on, model.today, lang)}</p>
            {meter}
        </div>
        {promised(&model)}
        {open_replies(&model, t)}
        <p class="cluster">
            {pay}
            <a class="button-quiet" href="/plan">{t.in_parts}</a>
            <a class="button-quiet" href=ask>{t.ask}</a>
        </p>
        {built(&model, t)}
        {lines(&model, t)}
        {timeline(&model, t)}
        {papers(&model.papers, lang)}
        {replies(&model, t)}
        <p class="hint">{t.by_us}</p>
    }
    .into_any()
}

fn promised(model: &InvoiceModel) -> Option<AnyView> {
    let (id, on, amount) = model.promised.as_ref()?;
    let p = crate::texts::paying::texts(model.lang);
    let date = long_near(*on, model.today, model.lang);
    let text = fill(p.invoice_promised, &[("date", &date), ("amount", &amount.format(model.lang))]);
    let href = format!("/pay/later/{id}");
    Some(view! { <div class="notice-bar" data-kind="info"><p><a href=href>{text}</a></p></div> }.into_any())
}

fn open_replies(model: &InvoiceModel, t: &'static InvoiceTexts) -> AnyView {
    model
        .replies
        .iter()
        .map(|(id, kind)| {
            let text = fill(t.replied, &[("what", kind_words(*kind, model.lang))]);
            view! {
                <div class="notice-bar" data-kind="info">
                    <div class="stack-tight"><p>{text}</p><p><a class="button-quiet" href=format!("/cases/{id}")>{t.follow}</a></p></div>
                </div>
            }
            .into_any()
        })
        .collect_view()
        .into_any()
}

fn cause_label(cause: Cause, t: &'static InvoiceTexts) -> &'static str {
    match cause {
        Cause::Invoice | Cause::CreditNote => t.original,
        Cause::Correction => t.corrected,
        Cause::Credit => t.credited,
        Cause::Recall => t.taken_back,
        Cause::Payment | Cause::PaidToCreditor | Cause::PaidToCreditorUndone | Cause::ReceivedByCreditor => {
            t.already_paid
        }
        Cause::CostsCharged => t.costs_added,
        Cause::InterestCharged => t.interest_added,
        Cause::Waiver => t.given_up,
        Cause::Refund => t.refunded,
        Cause::Chargeback => t.charged_back,
        Cause::Undone => t.undone,
    }
}

/// What every cent is: the rows add up to what is open.
fn built(model: &InvoiceModel, t: &'static InvoiceTexts) -> AnyView {
    let lang = model.lang;
    let rows = model
        .built
        .iter()
        .map(|(cause, money)| {
            view! { <div><dt>{cause_label(*cause, t)}</dt><dd class="amount">{money.format(lang)}</dd></div> }
        })
        .collect_view();
    view! {
        <section class="block">
            <h2>{t.built_title}</h2>
            <dl class="facts">
                {rows}
                <div class="total"><dt>{t.open}</dt><dd class="amount">{model.claim.open().format(lang)}</dd></div>
            </dl>
            <p><a href=format!("/invoice/{}/costs", model.claim.id)>{t.costs_link}</a></p>
        </section>
    }
    .into_any()
}

fn lines(model: &InvoiceModel, t: &'static InvoiceTexts) -> Option<AnyView> {
    if model.lines.is_empty() && model.claim.description.is_empty() {
        return None;
    }
    let rows = model
        .lines
        .iter()
        .map(|(what, quantity, money)| {
            let what =
                if quantity.is_empty() || quantity == "1" { what.clone() } else { format!("{quantity} × {what}") };
            view! { <div><dt>{what}</dt><dd class="amount">{money.format(model.lang)}</dd></div> }
        })
        .collect_view();
    let number = model.claim.description.clone();
    Some(
        view! {
            <section class="block"><h2>{t.lines_title}</h2><p>{number}</p><dl class="facts">{rows}</dl></section>
        }
        .into_any(),
    )
}

fn timeline(model: &InvoiceModel, t: &'static InvoiceTexts) -> AnyView {
    let rows = model
        .events
        .iter()
        .map(|(on, event)| {
            let class = if *on < model.today { "past" } else if *on == model.today { "now" } else { "next" };
            view! {
                <li class=class><p class="when">{short(*on, model.lang)}</p><div>{event_view(model, event, t)}</div></li>
            }
        })
        .collect_view();
    view! { <section class="block"><h2>{t.timeline_title}</h2><ol class="timeline">{rows}</ol></section> }.into_any()
}

fn event_view(model: &InvoiceModel, event: &Event, t: &'static InvoiceTexts) -> AnyView {
    let lang = model.lang;
    match event {
        Event::Due => t.ev_due.into_any(),
        Event::Reply(kind) => fill(t.ev_reply, &[("what", kind_words(*kind, lang))]).into_any(),
        Event::Message(id, subject) => {
            let text = fill(t.ev_message, &[("subject", subject)]);
            view! { <a href=format!("/inbox/{id}")>{text}</a> }.into_any()
        }
        Event::Entry(cause, money) => {
            let template = match cause {
                Cause::Invoice | Cause::CreditNote => t.ev_issued,
                Cause::Correction => t.ev_correction,
                Cause::Payment => t.ev_paid_us,
                Cause::PaidToCreditor | Cause::PaidToCreditorUndone | Cause::ReceivedByCreditor => t.ev_paid_creditor,
                Cause::Recall => t.ev_recall,
                Cause::Credit => t.ev_credit,
                Cause::CostsCharged => t.ev_costs,
                Cause::InterestCharged => t.ev_interest,
                Cause::Waiver => t.ev_waiver,
                Cause::Refund => t.ev_returned,
                Cause::Chargeback => t.ev_charged_back,
                Cause::Undone => t.ev_undone,
            };
            // Paid and waived are said as what was paid; corrections keep their sign.
            let shown = match cause {
                Cause::Payment
                | Cause::PaidToCreditor
                | Cause::ReceivedByCreditor
                | Cause::Waiver
                | Cause::Recall
                | Cause::Credit => Money { cents: -money.cents, ..*money },
                _ => *money,
            };
            let values = [("amount", shown.format(lang)), ("creditor", model.claim.creditor.name.clone())];
            let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
            fill(template, &values).into_any()
        }
    }
}

/// The replies people give most, each one tap away.
fn replies(model: &InvoiceModel, t: &'static InvoiceTexts) -> AnyView {
    let given = |kind: CaseKind| model.replies.iter().any(|(_, other)| *other == kind);
    let rows = TOLD_HERE
        .into_iter()
        .filter(|kind| !given(*kind))
        .map(|kind| {
            let href = format!("/tell/{kind}?claim={}", model.claim.id);
            view! { <li><a class="link-row" href=href>{kind_words(kind, model.lang)}</a></li> }
        })
        .collect_view();
    view! {
        <section class="block card" id="reply">
            <h2>{t.reply_title}</h2>
            <p>{t.reply_text}</p>
            <ul class="stack-tight">{rows}</ul>
            <p><a href="/cases">{t.all_cases}</a></p>
        </section>
    }
    .into_any()
}

/// A text area with what was typed. Leptos does not escape a textarea's children, so it is done here.
pub fn textarea(name: &'static str, typed: &str, invalid: bool) -> AnyView {
    let safe = typed.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let invalid = invalid.then_some("true");
    view! { <textarea id=name name=name rows="4" maxlength="4000" aria-invalid=invalid inner_html=safe></textarea> }
        .into_any()
}
