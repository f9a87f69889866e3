//! What became of a payment. Without a session the page shows the status and the amount, and nothing else; the bank may
//! send the payer back into another browser.

use crate::islands::payment_status::PaymentWatch;
use crate::texts::fill;
use crate::texts::pay::{PayTexts, texts};
use effen::kinds::Lang;
use effen::money::Money;
use effen::payment::PaymentStatus;
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
}

impl StatusModel {
    /// Is the end still to come? Then the page watches for it.
    pub fn waits(&self) -> bool {
        !self.status.is_final() && !self.unreached
    }
}

/// The page.
pub fn page(model: StatusModel) -> AnyView {
    let t = texts(model.lang);
    let amount = model.amount.format(model.lang);
    let (heading, text, class) = words(&model, t);
    let text = fill(text, &[("amount", &amount)]);
    let watch = model.waits().then(|| {
        let url = format!("/payment/{}/status.json", model.token);
        view! { <PaymentWatch url=url status=model.status.as_str().to_owned()/> }
    });
    view! {
        <section class="card">
            <h1>{heading}</h1>
            <p class="amount amount-large">{amount.clone()}</p>
            <p><span class=class>{heading}</span></p>
            <p>{text}</p>
            {transfer(&model, &amount, t)}
            {ways_on(&model, t)}
        </section>
        {watch}
    }
    .into_any()
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
        PaymentStatus::Paid => view! { <p>{overview}</p> }.into_any(),
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
