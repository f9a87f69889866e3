//! A debtor's payments as an agent sees them: refunds that were asked for, and asking for one.

use crate::console_texts;
use crate::islands::console::view::QueueView;
use crate::pages::pay::payment_words;
use crate::parts::FormKey;
use crate::texts::fill;
use crate::texts::paying::{PayingTexts, texts};
use effen::dates::short_near;
use effen::kinds::Lang;
use effen::money::Money;
use effen::payment::PaymentStatus;
use effen::refund::{MoneyBack, RefundStatus};
use jiff::civil::Date;
use leptos::prelude::*;

/// Who asked for a refund.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AskedBy {
    /// The debtor.
    Debtor,
    /// Another agent.
    Colleague,
    /// The agent who looks: somebody else decides.
    Me,
}

/// A refund in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefundItem {
    /// Its id.
    pub id: String,
    /// How much.
    pub amount: Money,
    /// Where it stands.
    pub status: RefundStatus,
    /// Who asked.
    pub asked_by: AskedBy,
    /// When.
    pub on: Date,
}

/// A payment in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentLine {
    /// Its id.
    pub id: String,
    /// When it was made.
    pub on: Date,
    /// How much.
    pub amount: Money,
    /// Where it stands.
    pub status: PaymentStatus,
    /// What came back out of it.
    pub back: MoneyBack,
    /// What can still be sent back of it.
    pub refundable: Money,
}

/// What the page shows.
#[derive(Debug, Clone)]
pub struct ConsolePaymentsModel {
    /// Language of the agent.
    pub lang: Lang,
    /// Today.
    pub today: Date,
    /// Who waits.
    pub queue: QueueView,
    /// Whose.
    pub debtor_id: String,
    /// The name.
    pub name: String,
    /// What lies with us and is the debtor's.
    pub credit: Vec<Money>,
    /// Refunds, newest first.
    pub refunds: Vec<RefundItem>,
    /// Payments, newest first.
    pub payments: Vec<PaymentLine>,
    /// What is wrong with what was sent.
    pub error: Option<String>,
    /// Idempotency key.
    pub key: String,
}

/// The page.
pub fn page(model: ConsolePaymentsModel) -> AnyView {
    let (t, p) = (console_texts::texts(model.lang), texts(model.lang));
    let error = model.error.clone().map(|text| {
        view! { <div class="error-summary" role="alert" tabindex="-1" autofocus><p>{text}</p></div> }
    });
    let told = |amount: &Money| fill(p.console_credit, &[("amount", &amount.format(model.lang))]);
    let credit = model.credit.iter().map(|amount| view! { <p>{told(amount)}</p> }).collect_view();
    view! {
        <div class="console">
            {super::side(model.lang, t, model.queue.clone(), None)}
            <section class="console-talk">
                <h1>{fill(p.console_title, &[("name", &model.name)])}</h1>
                <p><a href=format!("/console/debtor/{}", model.debtor_id)>{p.console_file}</a></p>
                {error}
                {credit}
                <h2>{p.console_asked}</h2>
                {refunds(&model, p)}
                <h2>{p.list_title}</h2>
                {payments(&model, p)}
            </section>
        </div>
    }
    .into_any()
}

fn status_words(status: RefundStatus, p: &'static PayingTexts) -> &'static str {
    match status {
        RefundStatus::Asked => p.refund_status_asked,
        RefundStatus::Approved => p.refund_status_approved,
        RefundStatus::Sent => p.refund_status_sent,
        RefundStatus::Done => p.refund_status_done,
        RefundStatus::Declined => p.refund_status_declined,
        RefundStatus::Failed => p.refund_status_failed,
    }
}

fn refunds(model: &ConsolePaymentsModel, p: &'static PayingTexts) -> AnyView {
    if model.refunds.is_empty() {
        return view! { <p class="hint">{p.console_asked_none}</p> }.into_any();
    }
    let rows = model.refunds.iter().map(|refund| refund_row(model, refund, p)).collect_view();
    view! { <ul class="replies">{rows}</ul> }.into_any()
}

fn refund_row(model: &ConsolePaymentsModel, refund: &RefundItem, p: &'static PayingTexts) -> AnyView {
    let amount = refund.amount.format(model.lang);
    let who = match refund.asked_by {
        AskedBy::Debtor => p.console_by_debtor,
        AskedBy::Colleague => p.console_by_agent,
        AskedBy::Me => p.console_by_you,
    };
    let action = format!("/console/debtor/{}/refund/{}", model.debtor_id, refund.id);
    let decide = (refund.status == RefundStatus::Asked && refund.asked_by != AskedBy::Me).then(|| {
        let approve = fill(p.console_approve, &[("amount", &amount)]);
        view! {
            <form method="post" action=action class="cluster">
                <button class="button" type="submit" name="decision" value="approve">{approve}</button>
                <button class="button-quiet" type="submit" name="decision" value="decline">{p.console_decline}</button>
            </form>
        }
    });
    let (on, status) = (short_near(refund.on, model.today, model.lang), status_words(refund.status, p));
    view! {
        <li>
            <p>
                <strong class="amount">{amount}</strong> " " <span class="status status-held">{status}</span> " "
                <span class="hint">{on} ", " {who}</span>
            </p>
            {decide}
        </li>
    }
    .into_any()
}

fn payments(model: &ConsolePaymentsModel, p: &'static PayingTexts) -> AnyView {
    if model.payments.is_empty() {
        return view! { <p class="hint">"–"</p> }.into_any();
    }
    let rows = model
        .payments
        .iter()
        .map(|payment| {
            let (amount, on) = (payment.amount.format(model.lang), short_near(payment.on, model.today, model.lang));
            let line = fill(p.list_line, &[("amount", &amount), ("date", &on)]);
            let (words, class) = payment_words(payment.status, payment.back, p);
            view! {
                <tr>
                    <th scope="row" data-label=p.console_payment>{line}</th>
                    <td data-label=p.console_state><span class=class>{words}</span></td>
                    <td data-label=p.console_refund>{ask(model, payment, p)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <table class="table">
            <thead><tr>
                <th scope="col">{p.console_payment}</th><th scope="col">{p.console_state}</th>
                <th scope="col">{p.console_refund}</th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn ask(model: &ConsolePaymentsModel, payment: &PaymentLine, p: &'static PayingTexts) -> Option<AnyView> {
    if payment.refundable.cents <= 0 {
        return None;
    }
    let action = format!("/console/debtor/{}/refund", model.debtor_id);
    let id = format!("amount-{}", payment.id);
    let label = fill(p.console_amount, &[("amount", &payment.refundable.format(model.lang))]);
    Some(
        view! {
            <details class="disclosure">
                <summary>{p.console_refund}</summary>
                <form method="post" action=action class="stack-tight">
                    <FormKey key=format!("{}-{}", model.key, payment.id)/>
                    <input type="hidden" name="payment" value=payment.id.clone()/>
                    <div class="field">
                        <label for=id.clone()>{label}</label>
                        <input class="short" type="text" inputmode="decimal" autocomplete="off" id=id name="amount" required/>
                    </div>
                    <div><button class="button-quiet" type="submit">{p.console_refund}</button></div>
                </form>
            </details>
        }
        .into_any(),
    )
}
