//! The formal letter, after which costs may be added: the Dutch fourteen-day letter (art. 6:96(6) BW) and the Belgian
//! first reminder (Code of Economic Law, art. XIX.2). Its last day comes from [`effen::deadline`], its costs from
//! [`effen::costs`].

use crate::common::{self, money, paper, pay_box};
use crate::paper::{Block, Paper};
use crate::party::{Head, Pay};
use crate::texts::formal::{FormalTexts, texts};
use effen::dates::{long, short};
use effen::deadline::Deadline;
use effen::explain::Explanation;
use effen::kinds::{Country, Lang};
use effen::money::{Cents, Currency};
use effen::terms::InterestTerm;
use effen::texts::fill;
use jiff::civil::Date;

/// What the letter says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormalLetter {
    /// Who and when: the day it is sent.
    pub head: Head,
    /// Whose law.
    pub country: Country,
    /// Whose claim.
    pub creditor: String,
    /// The creditor's number in the trade register, or ''. Belgian law wants it in the letter.
    pub registration: String,
    /// The creditor's number of the claim.
    pub number: String,
    /// What it is for.
    pub description: String,
    /// When it was issued.
    pub issued_on: Date,
    /// The last day to pay.
    pub due_on: Date,
    /// Its currency.
    pub currency: Currency,
    /// What is open on the day it is sent.
    pub open: Cents,
    /// What is added when it is not paid in time.
    pub costs: Explanation,
    /// The interest it asks, if any.
    pub interest: Option<InterestTerm>,
    /// The term.
    pub deadline: Deadline,
    /// Where to pay.
    pub pay: Option<Pay>,
}

impl FormalLetter {
    /// The letter in blocks.
    pub fn paper(&self) -> Paper {
        let (t, lang) = (texts(self.head.lang), self.head.lang);
        let names = [("number", self.number.as_str()), ("creditor", self.creditor.as_str())];
        let (title, term, costs) = match self.country {
            Country::Nl => (t.title_nl, t.term_nl, t.costs_nl),
            Country::Be => (t.title_be, t.term_be, t.costs_be),
        };
        let open = money(self.open, self.currency, lang);
        let due = long(self.due_on, lang);
        let printed = long(self.deadline.printed_on, lang);
        let total = money(self.open + self.costs.total, self.currency, lang);
        let asked = money(self.costs.total, self.currency, lang);
        let mut blocks = vec![
            Block::Text(fill(common::texts(lang).hello, &[("name", &self.head.to.name)])),
            Block::Text(fill(t.lead, &[names.as_slice(), &[("due", due.as_str())]].concat())),
        ];
        if self.country == Country::Be {
            blocks.push(Block::Text(t.free.to_owned()));
        }
        blocks.push(Block::Facts(self.facts(t, &open)));
        blocks.push(Block::Strong(fill(term, &[("amount", &open), ("printed", &printed)])));
        if let Some(pay) = &self.pay {
            blocks.push(Block::Heading(2, t.pay.to_owned()));
            blocks.push(pay_box(pay, lang));
        }
        let values = [("creditor", self.creditor.as_str()), ("costs", asked.as_str()), ("total", total.as_str())];
        blocks.push(Block::Heading(2, t.late.to_owned()));
        blocks.push(Block::Text(fill(costs, &values)));
        if self.country == Country::Nl {
            blocks.push(Block::Text(t.part.to_owned()));
        }
        blocks.extend(self.interest(t).map(Block::Text));
        blocks.push(Block::Heading(3, t.costs_how.to_owned()));
        blocks.push(Block::List(self.costs.sentences(lang)));
        blocks.extend(self.ending(t));
        paper(&self.head, "formal", &self.number, fill(title, &names), blocks)
    }

    fn facts(&self, t: &FormalTexts, open: &str) -> Vec<(String, String)> {
        let lang = self.head.lang;
        let mut facts = vec![
            (t.what_for.to_owned(), self.description.clone()),
            (t.issued.to_owned(), short(self.issued_on, lang)),
            (t.due.to_owned(), short(self.due_on, lang)),
            (t.open.to_owned(), open.to_owned()),
        ];
        if !self.registration.is_empty() {
            let label = fill(t.creditor_number, &[("creditor", &self.creditor)]);
            facts.insert(0, (label, self.registration.clone()));
        }
        facts
    }

    /// What interest is asked besides. In Belgium none runs before the term has passed.
    fn interest(&self, t: &FormalTexts) -> Option<String> {
        let since = match self.country {
            Country::Nl => t.interest_nl,
            Country::Be => t.interest_be,
        };
        let rate = match self.interest? {
            InterestTerm::None => return None,
            InterestTerm::Law => t.interest_law.to_owned(),
            InterestTerm::Agreed(percent) => fill(t.interest_agreed, &[("percent", &percent.format(self.head.lang))]),
        };
        Some(fill(since, &[("rate", &rate)]))
    }

    fn ending(&self, t: &FormalTexts) -> Vec<Block> {
        let (lang, agency) = (self.head.lang, &self.head.agency);
        vec![
            Block::Heading(2, t.help.to_owned()),
            Block::Text(fill(t.help_text, &[("url", &agency.url), ("phone", &agency.phone)])),
            Block::Heading(2, t.term_how.to_owned()),
            Block::Text(self.deadline.sentences(self.country, lang).join(" ")),
            Block::Text(fill(t.rights, &[("creditor", &self.creditor)])),
            Block::Text(format!("{} {}", common::texts(lang).regards, agency.name)),
        ]
    }
}

/// Subject and text of our own copy, in the debtor's list of messages: it tells of the letter, which itself is at hand
/// there.
pub fn copy(lang: Lang, country: Country, creditor: &str, number: &str) -> (String, String) {
    let t = texts(lang);
    let names = [("number", number), ("creditor", creditor)];
    let title = match country {
        Country::Nl => t.title_nl,
        Country::Be => t.title_be,
    };
    (fill(title, &names), fill(t.copy, &names))
}
