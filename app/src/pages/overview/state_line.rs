//! What is open, with how many creditors, and until when nothing is added.

use super::OverviewModel;
use crate::parts::claim::companies;
use crate::texts::fill;
use crate::texts::overview::OverviewTexts;
use effen::dates::{add_days, long_near};
use effen::money::Cents;
use effen::people::layout::Weight;
use leptos::prelude::*;

/// The block.
pub fn view(model: &OverviewModel, weight: Weight, t: &'static OverviewTexts) -> AnyView {
    let lang = model.lang;
    if model.situation.open_cents <= 0 && model.foreign.is_empty() {
        return view! { <p>{t.nothing_open}</p> }.into_any();
    }
    let amount = Cents(model.situation.open_cents).format(lang);
    let rest = fill(t.state, &[("companies", &companies(model.situation.open_creditors, lang))]);
    let late = (model.situation.overdue_cents > 0)
        .then(|| fill(t.of_which_late, &[("amount", &Cents(model.situation.overdue_cents).format(lang))]));
    let class = if weight == Weight::Lead { "hero-amount" } else { "state-line" };
    let foreign = (!model.foreign.is_empty()).then(|| {
        let amounts = model.foreign.iter().map(|money| money.format(lang)).collect::<Vec<_>>().join(", ");
        view! { <p>{fill(t.also_open, &[("amounts", &amounts)])}</p> }
    });
    view! {
        <div class=class>
            <p><span class="amount">{amount}</span> " " {rest}</p>
            <p>{late} " " {waiting(model, t)}</p>
            {foreign}
        </div>
    }
    .into_any()
}

/// Until when no costs are added, or what interest does.
pub fn waiting(model: &OverviewModel, t: &'static OverviewTexts) -> String {
    let lang = model.lang;
    match model.next_change {
        None if model.month_adds.is_positive() => fill(t.only_interest, &[("amount", &model.month_adds.format(lang))]),
        None => t.nothing_added.to_owned(),
        Some((from, amount)) => fill(
            t.until_nothing,
            &[
                ("date", &long_near(add_days(from, -1), model.today, lang)),
                ("from", &long_near(from, model.today, lang)),
                ("amount", &amount.format(lang)),
            ],
        ),
    }
}
