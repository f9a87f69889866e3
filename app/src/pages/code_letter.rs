//! The letter that brings a code, to be printed on A4. A document of its own, not a page of the site: it is opened from
//! a file, so its style is inside it.

use crate::texts::code_letter::{CodeLetterTexts, texts};
use effen::kinds::Lang;
use leptos::prelude::*;

/// Whose money it is, as the letter's head shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterCreditor {
    /// Name.
    pub name: String,
    /// The mark as SVG, or '' for none.
    pub mark_svg: String,
}

/// What the letter says.
#[derive(Debug, Clone)]
pub struct CodeLetterModel {
    /// Language.
    pub lang: Lang,
    /// The creditors, first of all.
    pub creditors: Vec<LetterCreditor>,
    /// Name and address, line by line.
    pub address: String,
    /// Name.
    pub name: String,
    /// Date, formatted.
    pub date: String,
    /// File reference.
    pub reference: String,
    /// The code.
    pub code: String,
    /// Address of the site, without a scheme where it is https.
    pub site: String,
    /// The agency's telephone number.
    pub phone: String,
    /// The site's style sheet.
    pub style: String,
}

/// The letter, a whole document.
pub fn document(model: CodeLetterModel) -> AnyView {
    let t = texts(model.lang);
    let title = format!("{} · {}", t.title, model.reference);
    let style = model.style.clone();
    view! {
        <!DOCTYPE html>
        <html lang=model.lang.as_str()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <title>{title}</title>
                <style inner_html=style></style>
            </head>
            <body>
                <article class="code-letter">
                    {head(&model, t)}
                    {body(&model, t)}
                </article>
            </body>
        </html>
    }
    .into_any()
}

fn head(model: &CodeLetterModel, t: &'static CodeLetterTexts) -> AnyView {
    let marks = model
        .creditors
        .iter()
        .map(|creditor| {
            let mark = creditor.mark_svg.clone();
            view! { <li class="creditor-mark"><span aria-hidden="true" inner_html=mark></span><span>{creditor.name.clone()}</span></li> }
        })
        .collect_view();
    view! {
        <p class="hint">{t.on_behalf}</p>
        <ul class="cluster">{marks}</ul>
        <p><strong>"Effen Incasso"</strong></p>
        <address>{model.address.clone()}</address>
        <p>{t.date} ": " {model.date.clone()}<br/>{t.reference} ": " <strong>{model.reference.clone()}</strong></p>
    }
    .into_any()
}

fn body(model: &CodeLetterModel, t: &'static CodeLetterTexts) -> AnyView {
    let really = format!("{}/really-us", model.site);
    view! {
        <h1>{t.title}</h1>
        <p>{t.hello} " " {model.name.clone()} ","</p>
        <p>{t.why}</p>
        <h2>{t.how_title}</h2>
        <ol>
            <li>{t.how_address} " " <strong>{model.site.clone()}</strong></li>
            <li>{t.how_fill}</li>
        </ol>
        <p class="the-code" aria-label=t.code>{model.code.clone()}</p>
        <p>{t.how_then} " " {t.keep}</p>
        <p>{t.no_internet} " " <strong>{model.phone.clone()}</strong></p>
        <h2>{t.really_title}</h2>
        <p>{t.really} " " <strong>{really}</strong> ". " {t.never}</p>
        <p>{t.regards}<br/>"Effen Incasso"</p>
    }
    .into_any()
}
