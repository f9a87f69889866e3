//! The forms in which access is given or changed; agents register an administrator in the same fields.

use crate::parts::{ErrorSummary, FormKey};
use crate::texts::fill;
use crate::texts::helpers::{HelperTexts, kind_words, scope_words, texts};
use effen::access::{HelperKind, Scope};
use effen::dates::short;
use effen::kinds::Lang;
use jiff::civil::Date;
use leptos::prelude::*;

/// What was typed, or stands there at first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AccessTyped {
    /// Who it is, as the form's word.
    pub kind: String,
    /// Name.
    pub name: String,
    /// Organisation.
    pub organisation: String,
    /// E-mail address.
    pub email: String,
    /// The scopes that were ticked, as the form's words.
    pub scopes: Vec<String>,
    /// The last day, as typed.
    pub ends_on: String,
}

/// The fields of an access, with what is wrong with them.
#[derive(Debug, Clone)]
pub struct AccessForm {
    /// Language.
    pub lang: Lang,
    /// Who can be chosen; empty: that is not asked.
    pub kinds: Vec<HelperKind>,
    /// Are scopes asked? A colleague has them all.
    pub asks_scopes: bool,
    /// What was typed.
    pub typed: AccessTyped,
    /// The first and the last day that may be chosen.
    pub between: (Date, Date),
    /// What is wrong: field and sentence.
    pub errors: Vec<(&'static str, String)>,
}

/// What the form of giving access shows.
#[derive(Debug, Clone)]
pub struct GiveModel {
    /// The fields.
    pub form: AccessForm,
    /// Will the letter's code be asked for?
    pub asks_code: bool,
    /// Idempotency key.
    pub key: String,
}

/// What the form of changing an access shows.
#[derive(Debug, Clone)]
pub struct ChangeModel {
    /// The id of the access.
    pub id: String,
    /// Name and organisation.
    pub called: String,
    /// The fields.
    pub form: AccessForm,
    /// Will the letter's code be asked for?
    pub asks_code: bool,
    /// Idempotency key.
    pub key: String,
}

/// Giving access.
pub fn give(model: GiveModel) -> AnyView {
    let t = texts(model.form.lang);
    let code = model.asks_code.then(|| view! { <p class="hint">{t.give_code}</p> });
    view! {
        <ErrorSummary title=t.check errors=model.form.errors.clone()/>
        <h1>{t.give_title}</h1>
        <p class="lead">{t.give_lead}</p>
        <form method="post" action="/helpers/give" class="card stack">
            <FormKey key=model.key/>
            {fields(&model.form)}
            {code}
            <button class="button" type="submit">{t.save_give}</button>
        </form>
        <p class="hint">{t.never}</p>
        <p><a href="/helpers">{t.cancel}</a></p>
    }
    .into_any()
}

/// Changing what an access opens, and until when.
pub fn change(model: ChangeModel) -> AnyView {
    let t = texts(model.form.lang);
    let code = model.asks_code.then(|| view! { <p class="hint">{t.give_code}</p> });
    view! {
        <ErrorSummary title=t.check errors=model.form.errors.clone()/>
        <h1>{fill(t.change_title, &[("name", &model.called)])}</h1>
        <form method="post" action=format!("/helpers/change/{}", model.id) class="card stack">
            <FormKey key=model.key/>
            {fields(&model.form)}
            {code}
            <button class="button" type="submit">{t.save_change}</button>
        </form>
        <p><a href="/helpers">{t.cancel}</a></p>
    }
    .into_any()
}

/// The fields alone.
pub fn fields(form: &AccessForm) -> AnyView {
    let t = texts(form.lang);
    let who = (!form.kinds.is_empty()).then(|| {
        view! {
            {kinds(form, t)}
            {line(form, "name", t.name, &form.typed.name, "text")}
            {line(form, "organisation", t.organisation, &form.typed.organisation, "text")}
            {line(form, "email", t.email, &form.typed.email, "email")}
        }
    });
    let scopes = form.asks_scopes.then(|| scopes(form, t));
    view! { {who} {scopes} {ends_on(form, t)} }.into_any()
}

/// What is wrong with a field, beside it.
fn wrong(form: &AccessForm, field: &'static str) -> (Option<AnyView>, Option<&'static str>, Option<String>) {
    let found = form.errors.iter().find(|(name, _)| *name == field).map(|(_, text)| text.clone());
    let id = format!("{field}-error");
    let (flag, described) = (found.is_some().then_some("true"), found.is_some().then(|| id.clone()));
    (found.map(|text| view! { <p class="field-error" id=id>{text}</p> }.into_any()), flag, described)
}

fn kinds(form: &AccessForm, t: &'static HelperTexts) -> AnyView {
    let (error, ..) = wrong(form, "kind");
    let choices = form
        .kinds
        .iter()
        .enumerate()
        .map(|(n, kind)| {
            // The first one bears the name that the summary of errors leads to.
            let id = if n == 0 { "kind".to_owned() } else { format!("kind-{kind}") };
            let checked = form.typed.kind == kind.as_str();
            view! {
                <label class="choice">
                    <input type="radio" id=id name="kind" value=kind.as_str() checked=checked/>
                    <span>{kind_words(*kind, form.lang)}</span>
                </label>
            }
        })
        .collect_view();
    view! { <fieldset class="choices"><legend>{t.kind}</legend>{error}{choices}</fieldset> }.into_any()
}

fn line(form: &AccessForm, name: &'static str, label: &'static str, typed: &str, mode: &'static str) -> AnyView {
    let (error, flag, described) = wrong(form, name);
    let length = if name == "email" { "200" } else { "80" };
    view! {
        <div class="field">
            <label for=name>{label}</label>
            {error}
            <input id=name name=name type="text" inputmode=mode autocomplete="off" maxlength=length
                value=typed.to_owned() aria-invalid=flag aria-describedby=described/>
        </div>
    }
    .into_any()
}

/// No box is ticked before somebody ticks it.
fn scopes(form: &AccessForm, t: &'static HelperTexts) -> AnyView {
    let (error, ..) = wrong(form, "scopes");
    let choices = Scope::ALL
        .iter()
        .enumerate()
        .map(|(n, scope)| {
            let id = if n == 0 { "scopes".to_owned() } else { format!("scope-{scope}") };
            let checked = form.typed.scopes.iter().any(|ticked| ticked == scope.as_str());
            view! {
                <label class="choice">
                    <input type="checkbox" id=id name="scope" value=scope.as_str() checked=checked/>
                    <span>{scope_words(*scope, form.lang)}</span>
                </label>
            }
        })
        .collect_view();
    let hint = form.kinds.contains(&HelperKind::Colleague).then(|| view! { <p class="hint">{t.scopes_hint}</p> });
    view! { <fieldset class="choices"><legend>{t.scopes}</legend>{hint}{error}{choices}</fieldset> }.into_any()
}

fn ends_on(form: &AccessForm, t: &'static HelperTexts) -> AnyView {
    let (error, flag, described) = wrong(form, "ends_on");
    let (from, until) = form.between;
    let hint = fill(t.ends_hint, &[("date", &short(until, form.lang))]);
    let described = described.map_or_else(|| "ends_on-hint".to_owned(), |error| format!("ends_on-hint {error}"));
    view! {
        <div class="field">
            <label for="ends_on">{t.ends_on}</label>
            <p class="hint" id="ends_on-hint">{hint}</p>
            {error}
            <input id="ends_on" name="ends_on" type="date" class="short" value=form.typed.ends_on.clone()
                min=from.to_string() max=until.to_string() aria-invalid=flag aria-describedby=described/>
        </div>
    }
    .into_any()
}
