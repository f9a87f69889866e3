//! The terms of a new plan or of a change, before anything is agreed.

use super::schedule_table;
use crate::parts::FormKey;
use crate::parts::old_claims::{Acknowledges, OldClaims, old_claims};
use crate::texts::fill;
use crate::texts::plan::{PlanTexts, each, texts};
use crate::texts::plan_change;
use effen::dates::long;
use effen::kinds::Lang;
use effen::money::Cents;
use effen::plan::{InstalmentProgress, Rhythm};
use jiff::civil::Date;
use leptos::prelude::*;

/// What the terms' page shows.
#[derive(Debug, Clone)]
pub struct TermsModel {
    /// Language.
    pub lang: Lang,
    /// The quote.
    pub quote: String,
    /// Together; for a change, what is left.
    pub total: Cents,
    /// Each but the last.
    pub instalment: Cents,
    /// How often.
    pub rhythm: Rhythm,
    /// What is to be paid by it.
    pub schedule: Vec<InstalmentProgress>,
    /// For a change: the last day before it.
    pub old_end: Option<Date>,
    /// How often one may skip within a year.
    pub skips_a_year: u32,
    /// Old claims that an agreement acknowledges.
    pub old: OldClaims,
    /// Idempotency key.
    pub key: String,
}

impl TermsModel {
    fn ends_on(&self) -> Option<Date> {
        self.schedule.last().map(|item| item.instalment.due_on)
    }
}

/// The terms, before anything is agreed.
pub fn terms(model: TermsModel) -> AnyView {
    let t = texts(model.lang);
    let c = plan_change::texts(model.lang);
    let lang = model.lang;
    let is_change = model.old_end.is_some();
    let (title, agree, back) =
        if is_change { (c.change_terms, c.change_agree, "/plan/change") } else { (t.terms_title, t.agree, "/plan") };
    let each = if model.schedule.len() == 1 { t.once } else { each(model.rhythm, lang) };
    view! {
        <h1>{title}</h1>
        <p class="lead">{t.terms_lead}</p>
        <p><span class="amount amount-large">{model.instalment.format(lang)}</span> " " {each}</p>
        {list(&model, t)}
        {old_claims(&model.old, Acknowledges::Plan, lang)}
        <form method="post" action="/plan/agree" class="cluster">
            <FormKey key=model.key.clone()/>
            <input type="hidden" name="quote" value=model.quote.clone()/>
            <button class="button" type="submit">{agree}</button>
            <a class="button-quiet" href=back>{t.back}</a>
        </form>
        <section class="block">
            <h2>{t.schedule}</h2>
            {schedule_table(&model.schedule, false, lang, t)}
        </section>
    }
    .into_any()
}

fn list(model: &TermsModel, t: &'static PlanTexts) -> AnyView {
    let lang = model.lang;
    let count = model.schedule.len().to_string();
    let amount = fill(t.term_amount, &[("n", &count), ("total", &model.total.format(lang))]);
    let end = model.ends_on().map(|end| {
        let c = plan_change::texts(lang);
        let text = match model.old_end {
            None => fill(t.term_end, &[("date", &long(end, lang))]),
            Some(old) if old == end => fill(c.end_same, &[("date", &long(end, lang))]),
            Some(old) => fill(c.end_moves, &[("new", &long(end, lang)), ("old", &long(old, lang))]),
        };
        view! { <li>{text}</li> }
    });
    if model.old_end.is_some() {
        let kept = plan_change::texts(lang).kept;
        return view! { <ul><li>{amount}</li>{end}<li>{kept}</li></ul> }.into_any();
    }
    view! {
        <ul>
            <li>{amount}</li>
            {end}
            {usual_terms(lang, model.skips_a_year)}
        </ul>
    }
    .into_any()
}

/// What holds for every plan, as list items.
pub(super) fn usual_terms(lang: Lang, skips_a_year: u32) -> AnyView {
    crate::texts::plan::usual_terms(lang, skips_a_year)
        .into_iter()
        .map(|term| view! { <li>{term}</li> })
        .collect_view()
        .into_any()
}
