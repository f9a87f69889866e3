//! The cost meter over all claims: what each date adds. It moves by date and never ticks.

use super::OverviewModel;
use super::state_line::waiting;
use crate::texts::fill;
use crate::texts::overview::OverviewTexts;
use effen::dates::long_near;
use effen::money::Cents;
use leptos::prelude::*;

/// The block.
pub fn view(model: &OverviewModel, t: &'static OverviewTexts) -> AnyView {
    let lang = model.lang;
    let mut changes: Vec<_> =
        model.open_claims().filter_map(|claim| claim.change.map(|(on, more)| (on, more, claim))).collect();
    changes.sort_by(|a, b| (a.0, &a.2.id).cmp(&(b.0, &b.2.id)));
    let lines = changes
        .iter()
        .map(|(on, more, claim)| {
            let (when, more) = (long_near(*on, model.today, lang), format!("+ {}", more.format(lang)));
            let name = claim.creditor.name.clone();
            view! {
                <li class="costs">
                    <span class="when">{when}</span>
                    <span><span class="amount">{more}</span> " " <small>{name}</small></span>
                </li>
            }
        })
        .collect_view();
    let month = (model.month_adds > Cents::ZERO && model.next_change.is_some())
        .then(|| view! { <p>{fill(t.meter_month, &[("amount", &model.month_adds.format(lang))])}</p> });
    view! {
        <p>{waiting(model, t)}</p>
        {(!changes.is_empty()).then(|| view! { <ol class="meter-line">{lines}</ol> })}
        {month}
        {model.doubts.iter().map(|doubt| view! { <p class="hint">{doubt.sentence(lang)}</p> }).collect_view()}
        <p><a href="/costs">{t.meter_link}</a></p>
    }
    .into_any()
}
