//! Where a pay link leads: the amount, the creditor and the button on one screen, and nothing else of the file.

use super::{PayModel, hidden_fields, later, method_fields};
use crate::parts::claim::creditor_mark;
use crate::parts::old_claims::{Acknowledges, old_claims};
use crate::texts::fill;
use crate::texts::pay::texts;
use leptos::prelude::*;

/// The page.
pub fn page(model: PayModel) -> AnyView {
    let t = texts(model.lang);
    let Some((line, _)) = model.chosen().next() else {
        return view! { <h1>{t.title}</h1> <p class="lead">{t.choose_none}</p> {sign_in(t.sign_in)} }.into_any();
    };
    let total = model.total().format(model.lang);
    let to = fill(t.to, &[("creditor", &line.claim.creditor.name)]);
    let button = fill(t.pay_amount, &[("amount", &total)]);
    let reference = fill(t.reference, &[("reference", &model.reference)]);
    let errors = (!model.errors.is_empty()).then(|| {
        let errors = model.errors.iter().map(|text| view! { <li>{text.clone()}</li> }).collect_view();
        view! { <div class="error-summary" role="alert" tabindex="-1" autofocus><h2>{t.error_title}</h2><ul>{errors}</ul></div> }
    });
    view! {
        {errors}
        <section class="card">
            <div class="hero-amount">
                <h1 class="hint">{to}</h1>
                <p class="amount">{total}</p>
                <p>{creditor_mark(&line.claim.creditor, &reference)}</p>
            </div>
            {old_claims(&model.old_when_paid(), Acknowledges::Payment, model.lang)}
            <form method="post" action="/pay">
                {hidden_fields(&model)}
                <div class="pay-bar"><button class="button" type="submit">{button}</button></div>
                {method_fields(&model, t)}
                <p class="hint">{t.next_bank}</p>
            </form>
            {later::form(&model)}
        </section>
        {sign_in(t.sign_in)}
    }
    .into_any()
}

fn sign_in(text: &'static str) -> AnyView {
    view! { <p><a href="/sign-in?next=/overview">{text}</a></p> }.into_any()
}
