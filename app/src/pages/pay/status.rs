//! What became of a payment. Without a session the page shows the status and the amount, and nothing else; the bank may
//! send the payer back into another browser.

use crate::islands::payment_status::PaymentWatch;
use crate::parts::claim::{CreditorItem, creditor_mark};
use crate::parts::settle::{parts_words, rule_words};
use crate::texts::documents;
use crate::texts::fill;
use crate::texts::pay::{PayTexts, texts};
use crate::texts::paying;
use effen::imputation::Order;
use effen::kinds::{Country, Lang};
use effen::ledger::Balance;
use effen::money::{Cents, Money};
use effen::payment::PaymentStatus;
use effen::refund::MoneyBack;
use leptos::prelude::*;

/// Where a transfer goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransferDetails {
    /// The payee, as the account is named.
    pub name: String,
    /// In groups of four.
    pub iban: String,
    /// Empty where it is not needed.
    pub bic: String,
    /// To be given exactly so.
    pub reference: String,
    /// An SVG image of the payment code as a data address; `None` where none can be made.
    pub qr: Option<String>,
}

/// What a payment paid of one claim, as it is booked now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettledLine {
    /// The claim's page; `None` where this visitor may not open it.
    pub href: Option<String>,
    /// Whose claim.
    pub creditor: CreditorItem,
    /// Its number.
    pub number: String,
    /// The creditor's order.
    pub order: Order,
    /// What of costs, interest and principal was paid.
    pub paid: Balance,
    /// What is open of it now.
    pub open: Money,
}

/// What came back out of a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MoneyBackItem {
    /// In what way.
    pub kind: MoneyBack,
    /// How much that way.
    pub amount: Money,
}

/// What the page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusModel {
    /// Language.
    pub lang: Lang,
    /// Where it stands.
    pub status: PaymentStatus,
    /// How much.
    pub amount: Money,
    /// The opaque token of this page.
    pub token: String,
    /// The provider could not be asked yet.
    pub unreached: bool,
    /// Is the payer signed in here? Only then more than status and amount is shown.
    pub owner: bool,
    /// It is a transfer that is still to be made.
    pub is_transfer: bool,
    /// Its details, for the owner.
    pub transfer: Option<TransferDetails>,
    /// Can the owner go on to the bank?
    pub can_go_on: bool,
    /// Whose law explains the order.
    pub country: Country,
    /// What it paid, for the owner.
    pub settled: Vec<SettledLine>,
    /// What of it lies with us and is the debtor's, for the owner.
    pub kept: Option<Money>,
    /// What came back out of it.
    pub back: Option<MoneyBackItem>,
    /// Its receipt, for the owner.
    pub receipt: Option<String>,
}

impl StatusModel {
    /// Is the end still to come? Then the page watches for it.
    pub fn waits(&self) -> bool {
        !self.status.is_final()
    }

    /// The word the page watches: a payment that the provider was not reached for is a state of its own to whoever waits.
    pub fn watched(&self) -> &'static str {
        watched(self.status, self.unreached)
    }
}

/// See [`StatusModel::watched`].
pub fn watched(status: PaymentStatus, unreached: bool) -> &'static str {
    if unreached && !status.is_final() { "unreached" } else { status.as_str() }
}

/// The page.
pub fn page(model: StatusModel) -> AnyView {
    let t = texts(model.lang);
    let amount = model.amount.format(model.lang);
    let (heading, text, class) = words(&model, t);
    let text = fill(text, &[("amount", &amount)]);
    let watch = model.waits().then(|| {
        let url = format!("/payment/{}/status.json", model.token);
        view! { <PaymentWatch url=url status=model.watched().to_owned()/> }
    });
    view! {
        <section class="card">
            <h1>{heading}</h1>
            <p class="amount amount-large">{amount.clone()}</p>
            <p><span class=class>{heading}</span></p>
            <p>{text}</p>
            {came_back(&model)}
            {settled(&model)}
            {transfer(&model, &amount, t)}
            {ways_on(&model, t)}
        </section>
        {watch}
    }
    .into_any()
}

/// Money that went back, and why.
fn came_back(model: &StatusModel) -> Option<AnyView> {
    let p = paying::texts(model.lang);
    let back = model.back?;
    let amount = back.amount.format(model.lang);
    Some(match back.kind {
        MoneyBack::Nothing => return None,
        MoneyBack::PartRefunded | MoneyBack::Refunded => {
            view! { <p>{fill(p.refunded, &[("amount", &amount)])}</p> }.into_any()
        }
        MoneyBack::ChargedBack => {
            let heading = fill(p.charged_back, &[("amount", &amount)]);
            view! {
                <div class="notice-bar" data-kind="attention">
                    <div class="stack-tight"><h2>{heading}</h2><p>{p.charged_back_text}</p></div>
                </div>
            }
            .into_any()
        }
    })
}

/// What was paid, claim by claim, to the cent; and what is over.
fn settled(model: &StatusModel) -> Option<AnyView> {
    if model.settled.is_empty() && model.kept.is_none() {
        return None;
    }
    let p = paying::texts(model.lang);
    let lines = model.settled.iter().map(|line| settled_line(model, line)).collect_view();
    let rules: std::collections::BTreeSet<String> = model
        .settled
        .iter()
        .filter(|line| line.paid.costs.is_positive() || line.paid.interest.is_positive())
        .map(|line| rule_words(line.order, &line.creditor.name, model.country, model.lang))
        .collect();
    let rules = rules.into_iter().map(|rule| view! { <p class="hint">{rule}</p> }).collect_view();
    let kept = model.kept.map(|kept| {
        let text = fill(p.settled_credit, &[("amount", &kept.format(model.lang))]);
        view! { <p>{text} " " <a href="/payments">{p.settled_credit_link}</a></p> }
    });
    Some(view! { <h2>{p.settled_title}</h2> <dl class="facts">{lines}</dl> {rules} {kept} }.into_any())
}

fn settled_line(model: &StatusModel, line: &SettledLine) -> AnyView {
    let p = paying::texts(model.lang);
    let currency = line.open.currency;
    let paid = Money { cents: line.paid.total().0, currency }.format(model.lang);
    let parts = parts_words(line.paid, line.order, currency, model.lang);
    let open = if Cents(line.open.cents).is_positive() {
        fill(p.settled_left, &[("amount", &line.open.format(model.lang))])
    } else {
        p.settled_done.to_owned()
    };
    let more = [parts.unwrap_or_default(), open].join(" ").trim().to_owned();
    let mark = creditor_mark(&line.creditor, &line.number);
    let name = match &line.href {
        Some(href) => view! { <a href=href.clone()>{mark}</a> }.into_any(),
        None => mark,
    };
    view! { <div><dt>{name} <p class="hint">{more}</p></dt><dd class="amount">{paid}</dd></div> }.into_any()
}

fn words(model: &StatusModel, t: &'static PayTexts) -> (&'static str, &'static str, &'static str) {
    if model.unreached && !model.status.is_final() {
        return (t.unreached, t.unreached_text, "status status-held");
    }
    match model.status {
        PaymentStatus::Paid => (t.paid, t.paid_text, "status status-paid"),
        PaymentStatus::Failed => (t.failed, t.failed_text, "status status-late"),
        PaymentStatus::Canceled => (t.canceled, t.canceled_text, "status status-open"),
        PaymentStatus::Expired => (t.expired, t.expired_text, "status status-open"),
        PaymentStatus::Pending | PaymentStatus::Authorized => (t.pending, t.pending_text, "status status-held"),
        PaymentStatus::Open if model.is_transfer => (t.open, t.transfer_wait, "status status-held"),
        PaymentStatus::Open => (t.open, t.open_text, "status status-held"),
    }
}

fn transfer(model: &StatusModel, amount: &str, t: &'static PayTexts) -> Option<AnyView> {
    if !model.is_transfer || model.status.is_final() || model.unreached {
        return None;
    }
    let Some(details) = &model.transfer else {
        return Some(view! { <p>{t.transfer_sign_in}</p> }.into_any());
    };
    let bic = (!details.bic.is_empty())
        .then(|| view! { <div><dt>{t.transfer_bic}</dt><dd translate="no">{details.bic.clone()}</dd></div> });
    let qr = details
        .qr
        .clone()
        .map(|src| view! { <p><img class="qr" src=src alt=t.transfer_qr width="240" height="240"/></p> });
    Some(
        view! {
            <h2>{fill(t.transfer_title, &[("amount", amount)])}</h2>
            <p>{t.transfer_text}</p>
            <dl class="facts">
                <div><dt>{t.transfer_amount}</dt><dd class="amount">{amount.to_owned()}</dd></div>
                <div><dt>{t.transfer_name}</dt><dd translate="no">{details.name.clone()}</dd></div>
                <div><dt>{t.transfer_iban}</dt><dd translate="no">{details.iban.clone()}</dd></div>
                {bic}
                <div><dt>{t.transfer_reference}</dt><dd translate="no">{details.reference.clone()}</dd></div>
            </dl>
            {qr}
        }
        .into_any(),
    )
}

/// Every state has a way on.
fn ways_on(model: &StatusModel, t: &'static PayTexts) -> AnyView {
    let here = format!("/payment/{}", model.token);
    let overview = view! { <a class="button-quiet" href="/overview">{t.overview}</a> };
    if model.unreached && !model.status.is_final() {
        let action = format!("{here}/retry");
        return view! {
            <form method="post" action=action><button class="button" type="submit">{t.try_again}</button></form>
            {overview}
        }
        .into_any();
    }
    match model.status {
        PaymentStatus::Paid => {
            let receipt = model.receipt.clone().map(|href| {
                view! { <a class="button-quiet" href=href download="">{documents::texts(model.lang).receipt_plain}</a> }
            });
            view! { <p class="cluster">{overview} {receipt}</p> }.into_any()
        }
        PaymentStatus::Failed | PaymentStatus::Canceled | PaymentStatus::Expired => {
            view! { <div class="cluster"><a class="button" href="/pay">{t.pay_again}</a>{overview}</div> }.into_any()
        }
        _ => {
            let go = (model.owner && model.can_go_on)
                .then(|| view! { <a class="button" href=format!("{here}/go")>{t.go_on}</a> });
            let sign_in = (model.is_transfer && !model.owner).then(|| {
                view! { <a class="button" href=format!("/sign-in?next={here}")>{t.sign_in_button}</a> }
            });
            view! {
                <div class="cluster">{go}{sign_in}<a class="button-quiet" href=here.clone()>{t.refresh}</a>{overview}</div>
            }
            .into_any()
        }
    }
}

/// The page between ours and the bank's: it sends the browser on, and holds a link for the case that it does not.
pub fn going(lang: Lang, amount: Money, url: String) -> AnyView {
    let t = texts(lang);
    let text = fill(t.going, &[("amount", &amount.format(lang))]);
    view! {
        <h1>{t.going_title}</h1>
        <p class="lead">{text}</p>
        <p><a class="button" href=url>{t.going_button}</a></p>
    }
    .into_any()
}
