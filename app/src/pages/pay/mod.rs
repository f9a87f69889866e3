//! Paying: choosing what and how, the way to the bank, and what became of it.

mod choose;
mod landing;
mod later;
mod money;
mod status;

pub use choose::page;
pub use landing::page as landing;
pub use later::{LaterForm, PromisedModel, page as promised};
pub use money::{CreditTarget, MoneyModel, PaymentItem, PromiseItem, page as money, payment_words, promise_words};
pub use status::{MoneyBackItem, SettledLine, StatusModel, TransferDetails, going, page as status_page, watched};

use crate::parts::claim::ClaimItem;
use crate::parts::old_claims::OldClaims;
use crate::texts::pay::PayTexts;
use effen::imputation::{Order, impute};
use effen::kinds::{Country, Lang};
use effen::ledger::Balance;
use effen::limitation::{Age, LimitationState};
use effen::money::{Cents, Currency, Money};
use jiff::civil::Date;
use leptos::prelude::*;

/// One claim that can be paid, and what is chosen of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayLine {
    /// The claim.
    pub claim: ClaimItem,
    /// What a payment pays first of it.
    pub order: Order,
    /// What is to be paid of it; `None`: not chosen.
    pub chosen: Option<Cents>,
    /// What was typed as an amount, if anything.
    pub typed: Option<String>,
    /// What is wrong with it.
    pub error: Option<String>,
    /// How it stands to its term of limitation; `None`: no term is known.
    pub age: Option<Age>,
}

impl PayLine {
    /// What the chosen amount pays: costs, interest, principal. The server books by the same function.
    pub fn settles(&self) -> Option<Balance> {
        Some(impute(self.chosen?, self.claim.balance, self.order).0)
    }
}

/// One amount over everything that is ticked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OneAmount {
    /// What was typed.
    pub typed: String,
    /// What is wrong with it.
    pub error: Option<String>,
    /// The claim that is paid first; ''  for the oldest.
    pub first: String,
}

/// What the pages of choosing show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayModel {
    /// Language.
    pub lang: Lang,
    /// Everything that can be paid, in order.
    pub lines: Vec<PayLine>,
    /// The words of the methods on offer, in order.
    pub methods: Vec<&'static str>,
    /// The one that is chosen already.
    pub method: &'static str,
    /// The form's idempotency key.
    pub key: String,
    /// The plan an instalment of which is paid.
    pub plan_id: Option<String>,
    /// Today.
    pub today: Date,
    /// Whose law.
    pub country: Country,
    /// One amount over several claims.
    pub one: OneAmount,
    /// Paying on another day.
    pub later: LaterForm,
    /// What lies with us and is the debtor's.
    pub credit: Option<Money>,
    /// The quote that says what an extra payment on that plan does.
    pub extra: Option<String>,
    /// The masked reference of the file, for the landing of a pay link.
    pub reference: String,
    /// What is wrong with the form as a whole.
    pub errors: Vec<String>,
}

impl PayModel {
    fn chosen(&self) -> impl Iterator<Item = (&PayLine, Money)> {
        self.lines.iter().filter_map(|line| {
            let cents = line.chosen?.0;
            Some((line, Money { cents, currency: line.claim.currency }))
        })
    }

    /// What is chosen together. Only claims of one currency are ever chosen together.
    pub fn total(&self) -> Money {
        let currency = self.chosen().next().map_or(Currency::EUR, |(_, money)| money.currency);
        Money { cents: self.chosen().map(|(_, money)| money.cents).sum(), currency }
    }

    /// Old claims that paying what is chosen would acknowledge: all that are past their term, and those near it of which a
    /// part stays open.
    fn old_when_paid(&self) -> OldClaims {
        let mut old = OldClaims::default();
        for (line, money) in self.chosen() {
            let part = Cents(money.cents) < line.claim.balance.total();
            let age = line.age.filter(|age| part || age.state == LimitationState::Past);
            old.add(age, format!("{} {}", line.claim.creditor.name, line.claim.number));
        }
        old
    }

    /// Old claims that naming a day would acknowledge.
    fn old_when_promised(&self) -> OldClaims {
        let mut old = OldClaims::default();
        for (line, _) in self.chosen() {
            old.add(line.age, format!("{} {}", line.claim.creditor.name, line.claim.number));
        }
        old
    }

    fn is_wrong(&self) -> bool {
        !self.errors.is_empty() || self.one.error.is_some() || self.lines.iter().any(|line| line.error.is_some())
    }

    fn can_pay(&self) -> bool {
        self.chosen().next().is_some() && self.one.error.is_none() && self.lines.iter().all(|line| line.error.is_none())
    }
}

/// The fields that say what is paid, as they were shown: what was shown is what is booked.
fn hidden_fields(model: &PayModel) -> AnyView {
    let parts = model
        .chosen()
        .map(|(line, money)| {
            let name = format!("part.{}", line.claim.id);
            view! { <input type="hidden" name=name value=money.cents/> }
        })
        .collect_view();
    let plan = model.plan_id.clone().map(|id| view! { <input type="hidden" name="plan" value=id/> });
    let extra = model.extra.clone().map(|id| view! { <input type="hidden" name="extra" value=id/> });
    view! { <input type="hidden" name="key" value=model.key.clone()/> {plan} {extra} {parts} }.into_any()
}

fn method_fields(model: &PayModel, t: &'static PayTexts) -> AnyView {
    let options = model
        .methods
        .iter()
        .map(|&word| {
            let (name, hint) = match word {
                "bancontact" => (t.method_bancontact, t.method_bancontact_hint),
                "card" => (t.method_card, t.method_card_hint),
                "transfer" => (t.method_transfer, t.method_transfer_hint),
                _ => (t.method_ideal, t.method_ideal_hint),
            };
            view! {
                <label class="choice">
                    <input type="radio" name="method" value=word checked=word == model.method required/>
                    <span>{name} <span class="hint">{hint}</span></span>
                </label>
            }
        })
        .collect_view();
    view! { <fieldset class="stack-tight"><legend>{t.method}</legend>{options}</fieldset> }.into_any()
}
