//! The form in which a debtor tells or asks something: a dispute, 'already paid', a move, a complaint, and so on. One
//! page for all kinds; the fields are data of the core.

use crate::pages::invoice::textarea;
use crate::parts::files::{FileLimits, file_field};
use crate::parts::{ErrorSummary, FormKey};
use crate::texts::cases::{about, choice, field as label, kind as kind_words};
use crate::texts::fill;
use crate::texts::tell::{TellTexts, lead, texts};
use effen::cases::form::{CaseField, Field, FieldWrong, Shape};
use effen::cases::{AnswerTerms, CaseKind};
use effen::kinds::{Country, Lang};
use jiff::civil::Date;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// What the page shows.
#[derive(Debug, Clone)]
pub struct TellModel {
    /// Language.
    pub lang: Lang,
    /// Today: no day of a payment lies after it.
    pub today: Date,
    /// Whose help and complaints bodies.
    pub country: Country,
    /// What is told.
    pub kind: CaseKind,
    /// The claim: id, number, creditor.
    pub claim: Option<(String, String, String)>,
    /// What was typed, by the field's name.
    pub typed: BTreeMap<String, String>,
    /// What is wrong with fields.
    pub wrong: Vec<(CaseField, FieldWrong)>,
    /// What is wrong with the files.
    pub files_wrong: Option<String>,
    /// What may be sent.
    pub limits: FileLimits,
    /// By when we answer, and where to go next.
    pub terms: AnswerTerms,
    /// Idempotency key.
    pub key: String,
}

/// The page.
pub fn page(model: TellModel) -> AnyView {
    let (t, lang) = (texts(model.lang), model.lang);
    let mut errors: Vec<(&'static str, String)> = model
        .wrong
        .iter()
        .map(|(field, wrong)| (field.as_str(), wrong_words(*field, *wrong, model.kind, lang)))
        .collect();
    errors.extend(model.files_wrong.iter().map(|text| ("files", text.clone())));
    let claim = model.claim.as_ref().map(|(id, number, creditor)| {
        let href = format!("/invoice/{id}");
        view! { <p><a href=href>{about(number, creditor, lang)}</a></p> }
    });
    let acknowledge = model.kind.may_acknowledge().then(|| view! { <p class="hint">{t.acknowledge}</p> });
    let fields = model.kind.fields().iter().map(|field| one_field(&model, *field, t)).collect_view();
    let files = model.kind.takes_files().then(|| file_field(model.limits, model.files_wrong.clone(), lang));
    let hidden = model.claim.as_ref().map(|(id, _, _)| {
        let id = id.clone();
        view! { <input type="hidden" name="claim" value=id/> }
    });
    // Files last: what was typed has arrived when a file turns out to be too large.
    view! {
        <ErrorSummary title=t.check errors=errors/>
        <h1>{kind_words(model.kind, lang)}</h1>
        {claim}
        <p class="lead">{lead(model.kind, lang)}</p>
        {acknowledge}
        {promise(&model, t)}
        <form method="post" action=format!("/tell/{}", model.kind) enctype="multipart/form-data" class="stack">
            <FormKey key=model.key.clone()/>
            {hidden}
            {fields}
            {files}
            <button class="button" type="submit">{t.send}</button>
        </form>
        {(model.kind == CaseKind::Complaint).then(|| next_steps(&model.terms, model.country, lang))}
    }
    .into_any()
}

/// By when we answer.
fn promise(model: &TellModel, t: &'static TellTexts) -> AnyView {
    let terms = &model.terms;
    let text = if model.kind == CaseKind::Complaint {
        let (days, weeks) =
            (terms.complaint_receipt_working_days.to_string(), terms.complaint_answer_weeks.to_string());
        let text = fill(t.complaint_terms, &[("days", &days), ("weeks", &weeks)]);
        format!("{text} {}", fill(t.terms_source, &[("source", &terms.source)]))
    } else {
        fill(t.answer_terms, &[("days", &terms.answer_working_days.to_string())])
    };
    view! { <p>{text}</p> }.into_any()
}

/// Where to go with an answer one does not accept.
pub fn next_steps(terms: &AnswerTerms, country: Country, lang: Lang) -> AnyView {
    let rows = terms
        .next_in(country)
        .map(|next| view! { <li><a href=next.url.clone() rel="noopener noreferrer">{next.name.clone()}</a></li> })
        .collect_view();
    let title = crate::texts::cases::texts(lang).complaint_next;
    view! { <section class="block"><p>{title}</p><ul class="stack-tight">{rows}</ul></section> }.into_any()
}

/// What is wrong with a field, in a sentence that names it.
fn wrong_words(field: CaseField, wrong: FieldWrong, kind: CaseKind, lang: Lang) -> String {
    let t = texts(lang);
    let label = label(field, lang);
    let chosen = kind.fields().iter().any(|known| known.field == field && matches!(known.shape, Shape::Choice(_)));
    let template = match wrong {
        FieldWrong::Empty if chosen => t.w_choose,
        FieldWrong::Empty => t.w_empty,
        FieldWrong::TooLong(_) => t.w_long,
        FieldWrong::NotADay => t.w_day,
        FieldWrong::NotYet => t.w_future,
        FieldWrong::Passed => t.w_past,
        FieldWrong::NotAnAmount => t.w_amount,
    };
    let count = if let FieldWrong::TooLong(count) = wrong { count.to_string() } else { String::new() };
    fill(template, &[("count", &count), ("label", label)])
}

fn one_field(model: &TellModel, field: Field, t: &'static TellTexts) -> AnyView {
    let lang = model.lang;
    let name = field.field.as_str();
    let typed = model.typed.get(name).cloned().unwrap_or_default();
    let wrong = model.wrong.iter().find(|(known, _)| *known == field.field);
    let wrong = wrong.map(|(field, wrong)| wrong_words(*field, *wrong, model.kind, lang));
    let invalid = wrong.is_some();
    let error = wrong.map(|text| view! { <p class="field-error">{text}</p> });
    let optional = (!field.required).then(|| view! { " " <span class="hint">{t.optional}</span> });
    let label_text = label(field.field, lang);
    if let Shape::Choice(words) = field.shape {
        return choices(name, label_text, words, &typed, error.into_any(), lang);
    }
    let flag = invalid.then_some("true");
    let day = |min: Option<String>, max: Option<String>, typed: String| {
        view! { <input id=name name=name type="date" class="short" min=min max=max value=typed aria-invalid=flag/> }
            .into_any()
    };
    let input = match field.shape {
        Shape::Text(_) => textarea(name, &typed, invalid),
        Shape::PastDay => day(None, Some(model.today.to_string()), typed),
        Shape::ComingDay => day(Some(model.today.to_string()), None, typed),
        Shape::Amount => view! {
            <input id=name name=name inputmode="decimal" class="short" autocomplete="off" value=typed aria-invalid=flag/>
        }
        .into_any(),
        Shape::Line(_) | Shape::Choice(_) => {
            let fill_in = autocomplete(field.field);
            view! { <input id=name name=name maxlength="120" autocomplete=fill_in value=typed aria-invalid=flag/> }
                .into_any()
        }
    };
    view! { <div class="field"><label for=name>{label_text} {optional}</label>{error}{input}</div> }.into_any()
}

/// What the browser may fill in by itself.
fn autocomplete(field: CaseField) -> &'static str {
    match field {
        CaseField::Street => "street-address",
        CaseField::PostalCode => "postal-code",
        CaseField::City => "address-level2",
        _ => "off",
    }
}

fn choices(
    name: &'static str,
    label: &'static str,
    words: &'static [&'static str],
    typed: &str,
    error: AnyView,
    lang: Lang,
) -> AnyView {
    let options = words
        .iter()
        .enumerate()
        .map(|(at, word)| {
            // The summary of errors links to the first.
            let id = if at == 0 { name.to_owned() } else { format!("{name}-{word}") };
            let checked = typed == *word;
            view! {
                <label class="choice">
                    <input id=id type="radio" name=name value=*word checked=checked/>
                    <span>{choice(word, lang)}</span>
                </label>
            }
        })
        .collect_view();
    view! { <fieldset class="choices"><legend><strong>{label}</strong></legend>{error}{options}</fieldset> }.into_any()
}
