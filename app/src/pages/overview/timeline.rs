//! What comes due, is due and is late, by date, each with its button.

use super::OverviewModel;
use crate::parts::claim::{ClaimItem, ClaimState, creditor_mark, pay_button, status};
use crate::texts::fill;
use crate::texts::overview::OverviewTexts;
use effen::dates::{relative, short_near};
use effen::money::Money;
use effen::plan::InstalmentStatus;
use jiff::civil::Date;
use leptos::prelude::*;

enum Entry<'a> {
    Claim(&'a ClaimItem),
    Adds(&'a ClaimItem, Money),
    Instalment(u32, Money),
}

/// The block.
pub fn view(model: &OverviewModel, t: &'static OverviewTexts) -> AnyView {
    let mut entries: Vec<(Date, Entry<'_>)> = Vec::new();
    for claim in model.open_claims() {
        if claim.state != ClaimState::InPlan {
            entries.push((claim.due_on, Entry::Claim(claim)));
        }
        if let Some((on, more)) = claim.change {
            entries.push((on, Entry::Adds(claim, more)));
        }
    }
    if let Some(plan) = &model.plan {
        let open = plan.progress.instalments.iter().filter(|item| item.status != InstalmentStatus::Paid);
        entries.extend(open.map(|item| {
            let amount = Money { cents: (item.instalment.amount - item.paid).0, currency: effen::money::Currency::EUR };
            (item.instalment.due_on, Entry::Instalment(item.instalment.number, amount))
        }));
    }
    entries.sort_by_key(|(on, _)| *on);
    if entries.is_empty() {
        return view! { <p>{t.nothing_open}</p> }.into_any();
    }
    let lines = entries.iter().map(|(on, entry)| line(model, *on, entry, t)).collect_view();
    view! { <ol class="timeline">{lines}</ol> }.into_any()
}

fn line(model: &OverviewModel, on: Date, entry: &Entry<'_>, t: &'static OverviewTexts) -> AnyView {
    let lang = model.lang;
    let class = match on.cmp(&model.today) {
        std::cmp::Ordering::Less => "late",
        std::cmp::Ordering::Equal => "now",
        std::cmp::Ordering::Greater => "next",
    };
    let phase = match class {
        "late" => t.timeline_late,
        "now" => t.timeline_due,
        _ => t.timeline_coming,
    };
    let when = match relative(on, model.today, lang) {
        Some(word) => format!("{phase} · {} ({word})", short_near(on, model.today, lang)),
        None => format!("{phase} · {}", short_near(on, model.today, lang)),
    };
    let content = match entry {
        Entry::Claim(claim) => {
            let pay = claim.state.asks_payment().then(|| pay_button(claim.pay_href(), claim.open(), "button", lang));
            view! {
                <a href=claim.href()>{creditor_mark(&claim.creditor, &claim.description)}</a>
                <p><span class="amount">{claim.open().format(lang)}</span> " " {status(claim, model.today, lang)}</p>
                {pay}
            }
            .into_any()
        }
        Entry::Adds(claim, more) => {
            let text = fill(t.timeline_costs, &[("amount", &more.format(lang))]);
            view! { <a href=claim.href()>{claim.creditor.name.clone()}</a> <p>{text}</p> }.into_any()
        }
        Entry::Instalment(number, amount) => {
            let text = fill(t.timeline_instalment, &[("n", &number.to_string())]);
            view! { <a href="/plan">{text}</a> <p class="amount">{amount.format(lang)}</p> }.into_any()
        }
    };
    view! { <li class=class><p class="when">{when}</p><div>{content}</div></li> }.into_any()
}
