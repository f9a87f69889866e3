//! A debtor's payments: the days they chose, money of theirs that lies with us, and everything paid so far.

use crate::parts::FormKey;
use crate::parts::claim::CreditorItem;
use crate::texts::fill;
use crate::texts::paying::{PayingTexts, texts};
use effen::dates::{long_near, short_near};
use effen::kinds::Lang;
use effen::money::Money;
use effen::payment::PaymentStatus;
use effen::promise::PromiseStatus;
use effen::refund::{MoneyBack, RefundStatus};
use jiff::civil::Date;
use leptos::prelude::*;

/// A promise in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PromiseItem {
    /// Its id.
    pub id: String,
    /// The day.
    pub pay_on: Date,
    /// How much.
    pub amount: Money,
    /// Where it stands.
    pub status: PromiseStatus,
}

/// A payment in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentItem {
    /// The token of its page.
    pub token: String,
    /// The day it was made.
    pub on: Date,
    /// How much.
    pub amount: Money,
    /// Where it stands.
    pub status: PaymentStatus,
    /// What came back out of it.
    pub back: MoneyBack,
}

/// A claim for which the credit can be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreditTarget {
    /// The claim.
    pub id: String,
    /// Whose.
    pub creditor: CreditorItem,
    /// Its number.
    pub number: String,
    /// What is open of it.
    pub open: Money,
}

/// What the page shows.
#[derive(Debug, Clone)]
pub struct MoneyModel {
    /// Language.
    pub lang: Lang,
    /// Today.
    pub today: Date,
    /// Days that were chosen, newest first.
    pub promises: Vec<PromiseItem>,
    /// What lies with us and is free, in each currency.
    pub credit: Vec<Money>,
    /// For what it can be used.
    pub targets: Vec<CreditTarget>,
    /// Refunds that were asked for, newest first.
    pub refunds: Vec<(Money, RefundStatus)>,
    /// Payments, newest first.
    pub payments: Vec<PaymentItem>,
    /// Idempotency key.
    pub key: String,
}

/// The page.
pub fn page(model: MoneyModel) -> AnyView {
    let p = texts(model.lang);
    view! {
        <h1>{p.title}</h1>
        {credit(&model, p)}
        {refunds(&model, p)}
        {promises(&model, p)}
        {payments(&model, p)}
    }
    .into_any()
}

fn credit(model: &MoneyModel, p: &'static PayingTexts) -> AnyView {
    let cards = model.credit.iter().enumerate().map(|(index, amount)| credit_card(model, index, *amount, p));
    cards.collect_view().into_any()
}

/// Both ways stand side by side, none of them chosen: it is the debtor's money.
fn credit_card(model: &MoneyModel, index: usize, amount: Money, p: &'static PayingTexts) -> AnyView {
    let words = amount.format(model.lang);
    let currency = amount.currency.code();
    let targets: Vec<_> = model.targets.iter().filter(|target| target.open.currency == amount.currency).collect();
    let field = format!("claim-{index}");
    let options = targets
        .iter()
        .map(|target| {
            let open = target.open.format(model.lang);
            let values = [("creditor", target.creditor.name.as_str()), ("number", &target.number), ("open", &open)];
            view! { <option value=target.id.clone()>{fill(p.credit_option, &values)}</option> }
        })
        .collect_view();
    let apply = (!targets.is_empty()).then(|| {
        view! {
            <form method="post" action="/payments/credit/apply" class="stack-tight">
                <FormKey key=model.key.clone()/>
                <div class="field">
                    <label for=field.clone()>{p.credit_which}</label>
                    <select id=field name="claim">{options}</select>
                </div>
                <div><button class="button-quiet" type="submit">{p.credit_use}</button></div>
            </form>
        }
    });
    let heading = fill(p.credit_title, &[("amount", &words)]);
    view! {
        <section class="card">
            <h2>{heading}</h2>
            <p>{p.credit_text}</p>
            {apply}
            <form method="post" action="/payments/credit/refund" class="stack-tight">
                <FormKey key=model.key.clone()/>
                <input type="hidden" name="currency" value=currency/>
                <p class="hint">{p.credit_back_hint}</p>
                <div><button class="button-quiet" type="submit">{fill(p.credit_back, &[("amount", &words)])}</button></div>
            </form>
        </section>
    }
    .into_any()
}

fn refunds(model: &MoneyModel, p: &'static PayingTexts) -> AnyView {
    let told = |(amount, status): &(Money, RefundStatus)| {
        let words = match status {
            RefundStatus::Asked | RefundStatus::Approved => p.refund_asked,
            RefundStatus::Sent => p.refund_sent,
            RefundStatus::Done => p.refund_done,
            RefundStatus::Declined => p.refund_declined,
            RefundStatus::Failed => p.refund_failed,
        };
        view! { <div class="notice-bar" data-kind="info"><p>{fill(words, &[("amount", &amount.format(model.lang))])}</p></div> }
    };
    model.refunds.iter().map(told).collect_view().into_any()
}

fn promises(model: &MoneyModel, p: &'static PayingTexts) -> Option<AnyView> {
    if model.promises.is_empty() {
        return None;
    }
    let rows = model
        .promises
        .iter()
        .map(|promise| {
            let date = long_near(promise.pay_on, model.today, model.lang);
            let line = fill(p.promise_made, &[("amount", &promise.amount.format(model.lang)), ("date", &date)]);
            let (words, class) = promise_words(promise.status, p);
            let state = (!words.is_empty()).then(|| view! { " " <span class=class>{words}</span> });
            view! { <li><a href=format!("/pay/later/{}", promise.id)>{line}</a>{state}</li> }
        })
        .collect_view();
    Some(
        view! { <section class="block"><h2>{p.days_title}</h2><ul class="stack-tight">{rows}</ul></section> }
            .into_any(),
    )
}

/// How a promise ended; nothing while it runs.
pub fn promise_words(status: PromiseStatus, p: &'static PayingTexts) -> (&'static str, &'static str) {
    match status {
        PromiseStatus::Made => ("", "status status-open"),
        PromiseStatus::Kept => (p.promise_kept, "status status-paid"),
        PromiseStatus::Broken => (p.promise_broken, "status status-open"),
        PromiseStatus::Undone => (p.promise_undone, "status status-open"),
    }
}

fn payments(model: &MoneyModel, p: &'static PayingTexts) -> AnyView {
    if model.payments.is_empty() {
        return view! { <section class="block"><h2>{p.list_title}</h2><p>{p.list_none}</p></section> }.into_any();
    }
    let rows = model
        .payments
        .iter()
        .map(|payment| {
            let date = short_near(payment.on, model.today, model.lang);
            let line = fill(p.list_line, &[("amount", &payment.amount.format(model.lang)), ("date", &date)]);
            let (words, class) = payment_words(payment.status, payment.back, p);
            view! {
                <li>
                    <a class="link-row" href=format!("/payment/{}", payment.token)>
                        {line} " " <span class=class>{words}</span>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! { <section class="block"><h2>{p.list_title}</h2><ul class="stack-tight">{rows}</ul></section> }.into_any()
}

/// Where a payment stands in a word or two, with the class of its mark.
pub fn payment_words(status: PaymentStatus, back: MoneyBack, p: &'static PayingTexts) -> (&'static str, &'static str) {
    match (status, back) {
        (PaymentStatus::Paid, MoneyBack::Nothing) => (p.status_paid, "status status-paid"),
        (PaymentStatus::Paid, MoneyBack::PartRefunded) => (p.back_part, "status status-paid"),
        (PaymentStatus::Paid, MoneyBack::Refunded) => (p.back_all, "status status-open"),
        (PaymentStatus::Paid, MoneyBack::ChargedBack) => (p.back_bank, "status status-late"),
        (PaymentStatus::Open, _) => (p.status_open, "status status-held"),
        (PaymentStatus::Pending | PaymentStatus::Authorized, _) => (p.status_pending, "status status-held"),
        (PaymentStatus::Failed, _) => (p.status_failed, "status status-open"),
        (PaymentStatus::Canceled, _) => (p.status_canceled, "status status-open"),
        (PaymentStatus::Expired, _) => (p.status_expired, "status status-open"),
    }
}
