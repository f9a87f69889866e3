//! My details: contact, preferences, why this view, devices.

use crate::parts::{ErrorSummary, FormKey};
use crate::texts::profile::{ProfileTexts, texts};
use crate::texts::{fill, helpers};
use effen::dates::short;
use effen::kinds::Lang;
use jiff::civil::Date;
use leptos::prelude::*;

/// What we know of a person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contact {
    /// Name.
    pub name: String,
    /// E-mail.
    pub email: String,
    /// Telephone.
    pub phone: String,
    /// Street and number, postal code, city.
    pub address: String,
}

/// Why the view is what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ViewReason {
    /// The debtor chose the neutral view.
    ChosenNeutral,
    /// Nothing is known yet.
    Unknown,
    /// What the debtor did, in gentle words.
    Because(String),
}

/// A browser that is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// A phone?
    pub phone: bool,
    /// Since when.
    pub since: Date,
    /// The one that asks?
    pub here: bool,
}

/// What the page shows.
#[derive(Debug, Clone)]
pub struct ProfileModel {
    /// Language of the page.
    pub lang: Lang,
    /// The file's reference.
    pub reference: String,
    /// Contact details as stored.
    pub contact: Contact,
    /// May they be changed in this session?
    pub may_change: bool,
    /// What was typed: e-mail, phone. `None`: as stored.
    pub typed: Option<(String, String)>,
    /// What is wrong.
    pub errors: Vec<(&'static str, String)>,
    /// Language of our messages.
    pub language: Lang,
    /// Payday.
    pub payday: Option<u8>,
    /// Reminders: by e-mail, by text message.
    pub reminders: (bool, bool),
    /// Reminders by WhatsApp; `None`: nothing sends them here.
    pub whatsapp: Option<bool>,
    /// Whether the debtor wants to hear nothing from us but what the law asks.
    pub objected: bool,
    /// Why this view.
    pub view: ViewReason,
    /// Where the debtor is signed in.
    pub devices: Vec<Device>,
    /// Idempotency key.
    pub key: String,
}

/// The page.
pub fn page(model: ProfileModel) -> AnyView {
    let t = texts(model.lang);
    view! {
        <ErrorSummary title=t.check errors=model.errors.clone()/>
        <h1>{t.title}</h1>
        {contact(&model, t)}
        {preferences(&model, t)}
        {objection(&model, t)}
        {view_choice(&model, t)}
        {devices(&model, t)}
        <section class="block" id="helpers">
            <h2>{helpers::texts(model.lang).title}</h2>
            <p>{t.helpers_text}</p>
            <p><a class="button-quiet" href="/helpers">{t.helpers_link}</a></p>
        </section>
        <section class="block">
            <h2>{t.download}</h2>
            <p><a class="button-quiet" href="/documents">{t.download_link}</a></p>
        </section>
    }
    .into_any()
}

fn contact(model: &ProfileModel, t: &'static ProfileTexts) -> AnyView {
    let or_unknown = |text: &str| if text.is_empty() { t.unknown.to_owned() } else { text.to_owned() };
    let facts = [
        (t.reference, model.reference.clone()),
        (t.name, model.contact.name.clone()),
        (t.email, model.contact.email.clone()),
        (t.phone, model.contact.phone.clone()),
        (t.address, model.contact.address.clone()),
    ];
    let rows = facts
        .iter()
        .map(|(label, value)| view! { <div><dt>{*label}</dt><dd>{or_unknown(value)}</dd></div> })
        .collect_view();
    let change =
        if model.may_change { change_form(model, t) } else { view! { <p class="hint">{t.change_how}</p> }.into_any() };
    view! { <section class="block"><h2>{t.contact}</h2><dl class="facts">{rows}</dl>{change}</section> }.into_any()
}

fn change_form(model: &ProfileModel, t: &'static ProfileTexts) -> AnyView {
    let (email, phone) =
        model.typed.clone().unwrap_or_else(|| (model.contact.email.clone(), model.contact.phone.clone()));
    let error = |field: &str| {
        let found = model.errors.iter().find(|(name, _)| *name == field).map(|(_, text)| text.clone());
        found.map(|text| view! { <p class="field-error">{text}</p> })
    };
    let invalid = |field: &str| model.errors.iter().any(|(name, _)| *name == field).then_some("true");
    view! {
        <details class="disclosure" open=!model.errors.is_empty()>
            <summary>{t.change}</summary>
            <form method="post" action="/profile/contact" class="stack">
                <FormKey key=model.key.clone()/>
                <div class="field">
                    <label for="email">{t.email}</label>
                    {error("email")}
                    <input id="email" name="email" type="text" inputmode="email" autocomplete="email" maxlength="200"
                        value=email aria-invalid=invalid("email")/>
                </div>
                <div class="field">
                    <label for="phone">{t.phone}</label>
                    {error("phone")}
                    <input id="phone" name="phone" type="tel" autocomplete="tel" maxlength="30" value=phone
                        aria-invalid=invalid("phone")/>
                </div>
                <p class="hint">{t.change_tell}</p>
                <button class="button" type="submit">{t.change_save}</button>
            </form>
        </details>
    }
    .into_any()
}

fn preferences(model: &ProfileModel, t: &'static ProfileTexts) -> AnyView {
    let languages = [(Lang::Nl, "Nederlands"), (Lang::En, "English"), (Lang::Fr, "Français")]
        .into_iter()
        .map(|(lang, name)| {
            view! { <option value=lang.as_str() selected={lang == model.language}>{name}</option> }.into_any()
        })
        .collect_view();
    let days = (1..=28u8)
        .map(|day| {
            view! { <option value=day.to_string() selected={model.payday == Some(day)}>{day}</option> }.into_any()
        })
        .collect_view();
    let (email, sms) = model.reminders;
    let whatsapp = model.whatsapp.map(|whatsapp| {
        view! {
            <label class="choice"><input type="checkbox" name="whatsapp" value="1" checked=whatsapp/><span>{t.remind_whatsapp}</span></label>
        }
    });
    view! {
        <section class="block" id="preferences">
            <h2>{t.preferences}</h2>
            <form method="post" action="/profile/preferences" class="card stack">
                <FormKey key=model.key.clone()/>
                <div class="field">
                    <label for="language">{t.language}</label>
                    <select id="language" name="language" class="short">{languages}</select>
                </div>
                <div class="field">
                    <label for="payday">{t.payday}</label>
                    <select id="payday" name="payday" class="short">
                        <option value="" selected=model.payday.is_none()>{t.payday_none}</option>
                        {days}
                    </select>
                </div>
                <fieldset class="choices">
                    <legend>{t.reminders}</legend>
                    <label class="choice"><input type="checkbox" name="email" value="1" checked=email/><span>{t.remind_email}</span></label>
                    <label class="choice"><input type="checkbox" name="sms" value="1" checked=sms/><span>{t.remind_sms}</span></label>
                    {whatsapp}
                </fieldset>
                <button class="button" type="submit">{t.save}</button>
            </form>
        </section>
    }
    .into_any()
}

/// Being written to no more, and what then still comes.
fn objection(model: &ProfileModel, t: &'static ProfileTexts) -> AnyView {
    let (text, value, label) = match model.objected {
        true => (t.objected_text, "no", t.objected_undo),
        false => (t.objection_text, "yes", t.objection_make),
    };
    view! {
        <section class="block" id="objection">
            <h2>{t.objection_title}</h2>
            <p>{text}</p>
            <form method="post" action="/profile/objection" class="cluster">
                <FormKey key=model.key.clone()/>
                <button class="button-quiet" name="objected" value=value>{label}</button>
            </form>
        </section>
    }
    .into_any()
}

/// 'Why do I see this', with the reasons, and the neutral view by choice.
fn view_choice(model: &ProfileModel, t: &'static ProfileTexts) -> AnyView {
    let (because, choice, label) = match &model.view {
        ViewReason::ChosenNeutral => (t.view_neutral_now.to_owned(), "auto", t.choose_auto),
        ViewReason::Unknown => (t.view_unknown.to_owned(), "neutral", t.choose_neutral),
        ViewReason::Because(text) => (text.clone(), "neutral", t.choose_neutral),
    };
    view! {
        <section class="block card" id="view">
            <h2>{t.view_title}</h2>
            <p>{because}</p>
            <p>{t.view_text}</p>
            <form method="post" action="/profile/view" class="cluster">
                <FormKey key=model.key.clone()/>
                <button class="button-quiet" name="view" value=choice>{label}</button>
            </form>
            {answers(model, t)}
            <p class="hint"><a href="/chat">{t.view_wrong}</a></p>
        </section>
    }
    .into_any()
}

/// What a debtor can tell about themselves: it counts for more than anything we think we saw.
fn answers(model: &ProfileModel, t: &'static ProfileTexts) -> AnyView {
    let rows = [
        ("answer_cannot_pay", t.answer_cannot_pay),
        ("answer_monthly", t.answer_monthly),
        ("answer_detail", t.answer_detail),
        ("answer_forgot", t.answer_forgot),
        ("answer_all_at_once", t.answer_all_at_once),
        ("answer_digital", t.answer_digital),
        ("answer_soon", t.answer_soon),
        ("answer_lost", t.answer_lost),
        ("answer_talk", t.answer_talk),
        ("answer_letter", t.answer_letter),
    ]
    .into_iter()
    .map(|(word, label)| {
        view! { <li><button class="link-row" name="answer" value=word>{label}</button></li> }.into_any()
    })
    .collect_view();
    view! {
        <h3>{t.answer_title}</h3>
        <p>{t.answer_text}</p>
        <form method="post" action="/profile/answer">
            <FormKey key=model.key.clone()/>
            <ul class="stack-tight">{rows}</ul>
        </form>
    }
    .into_any()
}

fn devices(model: &ProfileModel, t: &'static ProfileTexts) -> AnyView {
    let rows = model
        .devices
        .iter()
        .map(|device| {
            let kind = if device.phone { t.device_phone } else { t.device_desktop };
            let since = fill(t.device_since, &[("date", &short(device.since, model.lang))]);
            let here = device.here.then(|| format!(" ({})", t.device_here));
            view! { <li>{kind} {here} ", " {since}</li> }.into_any()
        })
        .collect_view();
    view! {
        <section class="block">
            <h2>{t.devices}</h2>
            <ul>{rows}</ul>
            <form method="post" action="/sign-out-everywhere">
                <div><button class="button-quiet" type="submit">{t.sign_out_all}</button></div>
            </form>
        </section>
    }
    .into_any()
}
