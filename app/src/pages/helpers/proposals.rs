//! What helpers propose, for the debtor to agree to or not.

use crate::parts::FormKey;
use crate::texts::fill;
use crate::texts::helpers::texts;
use effen::dates::short;
use effen::kinds::Lang;
use effen::money::Cents;
use jiff::civil::Date;
use leptos::prelude::*;

/// A plan that a helper proposes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposalItem {
    /// Its id.
    pub id: String,
    /// The quote behind it.
    pub quote: String,
    /// Who proposes it.
    pub called: String,
    /// How many instalments.
    pub times: usize,
    /// Each but the last.
    pub instalment: Cents,
    /// Together.
    pub total: Cents,
    /// The first and the last day.
    pub days: (Date, Date),
    /// Does it still fit what is open?
    pub stands: bool,
}

impl ProposalItem {
    /// The proposal in a sentence.
    pub fn sentence(&self, lang: Lang) -> String {
        let (first, last) = self.days;
        fill(
            texts(lang).proposal_text,
            &[
                ("times", &self.times.to_string()),
                ("amount", &self.instalment.format(lang)),
                ("total", &self.total.format(lang)),
                ("first", &short(first, lang)),
                ("last", &short(last, lang)),
            ],
        )
    }
}

/// Every proposal, above whatever page it stands on.
pub fn proposals(items: &[ProposalItem], key: &str, lang: Lang) -> Option<AnyView> {
    if items.is_empty() {
        return None;
    }
    Some(items.iter().map(|item| one(item, key, lang)).collect_view().into_any())
}

fn one(item: &ProposalItem, key: &str, lang: Lang) -> AnyView {
    let t = texts(lang);
    let name = [("name", item.called.as_str())];
    let (text, href, go) = match item.stands {
        true => (item.sentence(lang), format!("/plan/terms/{}", item.quote), t.proposal_look),
        false => (fill(t.proposal_stale, &name), "/plan".to_owned(), t.proposal_choose),
    };
    let (action, key) = (format!("/helpers/decline/{}", item.id), key.to_owned());
    view! {
        <div class="notice-bar" data-kind="info">
            <div class="stack-tight">
                <p><strong>{fill(t.proposal_title, &name)}</strong></p>
                <p>{text}</p>
                <form method="post" action=action class="cluster">
                    <FormKey key=key/>
                    <a class="button" href=href>{go}</a>
                    <button class="button-quiet" type="submit">{t.proposal_no}</button>
                </form>
            </div>
        </div>
    }
    .into_any()
}
