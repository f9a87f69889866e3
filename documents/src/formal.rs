//! The formal letter, after which costs may be added: the Dutch fourteen-day letter (art. 6:96(6) BW) and the Belgian
//! first reminder (Code of Economic Law, art. XIX.2). Its last day comes from [`effen::deadline`], its costs from
//! [`effen::costs`].

use crate::common::{self, money, paper, pay_box};
use crate::paper::{Block, Paper, Table};
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

/// A claim in the letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterClaim {
    /// The creditor's number of the claim.
    pub number: String,
    /// What it is for.
    pub description: String,
    /// When it was issued.
    pub issued_on: Date,
    /// The last day to pay.
    pub due_on: Date,
    /// What is open on the day the letter is sent.
    pub open: Cents,
    /// What is added to it when it is not paid in time.
    pub costs: Cents,
    /// Where to pay it.
    pub pay: Option<Pay>,
}

/// What the letter says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormalLetter {
    /// Who and when: the day it is sent.
    pub head: Head,
    /// Whose law.
    pub country: Country,
    /// Whose claims.
    pub creditor: String,
    /// The creditor's number in the trade register, or ''. Belgian law wants it in the letter.
    pub registration: String,
    /// The claims, at least one, the oldest first.
    pub claims: Vec<LetterClaim>,
    /// Their currency.
    pub currency: Currency,
    /// How the costs over all claims together are computed.
    pub costs: Explanation,
    /// The interest it asks, if any.
    pub interest: Option<InterestTerm>,
    /// The term.
    pub deadline: Deadline,
}

impl FormalLetter {
    /// What is open of all claims.
    pub fn open(&self) -> Cents {
        self.claims.iter().map(|claim| claim.open).sum()
    }

    /// What is added to all claims when nothing is paid in time.
    pub fn costs_named(&self) -> Cents {
        self.claims.iter().map(|claim| claim.costs).sum()
    }

    /// The letter in blocks.
    pub fn paper(&self) -> Paper {
        let (t, lang) = (texts(self.head.lang), self.head.lang);
        let (term, costs) = match self.country {
            Country::Nl => (t.term_nl, t.costs_nl),
            Country::Be => (t.term_be, t.costs_be),
        };
        let amount = |cents: Cents| money(cents, self.currency, lang);
        let open = amount(self.open());
        let printed = long(self.deadline.printed_on, lang);
        let (total, asked) = (amount(self.open() + self.costs_named()), amount(self.costs_named()));
        let mut blocks = vec![Block::Text(fill(common::texts(lang).hello, &[("name", &self.head.to.name)]))];
        blocks.extend(self.lead(t));
        blocks.push(Block::Strong(fill(term, &[("amount", &open), ("printed", &printed)])));
        blocks.extend(self.pay(t));
        let values = [("creditor", self.creditor.as_str()), ("costs", asked.as_str()), ("total", total.as_str())];
        blocks.push(Block::Heading(2, t.late.to_owned()));
        blocks.push(Block::Text(fill(costs, &values)));
        if self.country == Country::Nl {
            blocks.push(Block::Text(t.part.to_owned()));
        }
        blocks.extend(self.interest(t).map(Block::Text));
        blocks.push(Block::Heading(3, t.costs_how.to_owned()));
        let mut how = self.costs.sentences(lang);
        if self.claims.len() > 1 {
            how.push(t.shared.to_owned());
        }
        blocks.push(Block::List(how));
        blocks.extend(self.ending(t));
        let first = self.claims.first().map_or("", |claim| &claim.number);
        paper(&self.head, "formal", first, title(lang, self.country, &self.creditor, &self.numbers()), blocks)
    }

    fn numbers(&self) -> Vec<&str> {
        self.claims.iter().map(|claim| claim.number.as_str()).collect()
    }

    /// What the letter is about: one claim in facts, several in a table.
    fn lead(&self, t: &FormalTexts) -> Vec<Block> {
        let lang = self.head.lang;
        let mut blocks = Vec::new();
        let free = (self.country == Country::Be).then(|| Block::Text(t.free.to_owned()));
        if let [claim] = self.claims.as_slice() {
            let due = long(claim.due_on, lang);
            let names = [("number", claim.number.as_str()), ("creditor", &self.creditor), ("due", &due)];
            blocks.push(Block::Text(fill(t.lead, &names)));
            blocks.extend(free);
            blocks.push(Block::Facts(self.facts(t, claim)));
        } else {
            let count = self.claims.len().to_string();
            blocks.push(Block::Text(fill(t.lead_many, &[("count", &count), ("creditor", &self.creditor)])));
            blocks.extend(free);
            blocks.extend(self.registration_fact(t).map(|fact| Block::Facts(vec![fact])));
            blocks.push(Block::Table(self.table(t)));
        }
        blocks
    }

    fn table(&self, t: &FormalTexts) -> Table {
        let lang = self.head.lang;
        let amount = |cents: Cents| money(cents, self.currency, lang);
        let row = |claim: &LetterClaim| {
            let what = format!("{} · {}", claim.number, claim.description);
            vec![what, short(claim.issued_on, lang), short(claim.due_on, lang), amount(claim.open), amount(claim.costs)]
        };
        let total =
            vec![t.together.to_owned(), String::new(), String::new(), amount(self.open()), amount(self.costs_named())];
        Table {
            columns: vec![
                Table::words(t.invoice),
                Table::words(t.dated),
                Table::words(t.due_short),
                Table::amount(t.open),
                Table::amount(t.costs_late),
            ],
            rows: self.claims.iter().map(row).collect(),
            totals: vec![total],
        }
    }

    /// Where to pay, each claim under its own reference.
    fn pay(&self, t: &FormalTexts) -> Vec<Block> {
        let lang = self.head.lang;
        let known: Vec<(&LetterClaim, &Pay)> =
            self.claims.iter().filter_map(|claim| Some((claim, claim.pay.as_ref()?))).collect();
        if known.is_empty() {
            return Vec::new();
        }
        let mut blocks = vec![Block::Heading(2, t.pay.to_owned())];
        if self.claims.len() > 1 {
            blocks.push(Block::Text(fill(t.pay_many, &[("url", &self.head.agency.url)])));
        }
        for (claim, pay) in known {
            if self.claims.len() > 1 {
                blocks.push(Block::Heading(3, fill(t.pay_one, &[("number", &claim.number)])));
            }
            blocks.push(pay_box(pay, lang));
        }
        blocks
    }

    fn registration_fact(&self, t: &FormalTexts) -> Option<(String, String)> {
        let label = fill(t.creditor_number, &[("creditor", &self.creditor)]);
        (!self.registration.is_empty()).then(|| (label, self.registration.clone()))
    }

    fn facts(&self, t: &FormalTexts, claim: &LetterClaim) -> Vec<(String, String)> {
        let lang = self.head.lang;
        let mut facts: Vec<_> = self.registration_fact(t).into_iter().collect();
        facts.extend([
            (t.what_for.to_owned(), claim.description.clone()),
            (t.issued.to_owned(), short(claim.issued_on, lang)),
            (t.due.to_owned(), short(claim.due_on, lang)),
            (t.open.to_owned(), money(claim.open, self.currency, lang)),
        ]);
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

fn title(lang: Lang, country: Country, creditor: &str, numbers: &[&str]) -> String {
    let t = texts(lang);
    let title = match (country, numbers) {
        (Country::Nl, [_]) => t.title_nl,
        (Country::Nl, _) => t.title_nl_many,
        (Country::Be, [_]) => t.title_be,
        (Country::Be, _) => t.title_be_many,
    };
    let count = numbers.len().to_string();
    let number = numbers.first().copied().unwrap_or_default();
    fill(title, &[("number", number), ("creditor", creditor), ("count", &count)])
}

/// Subject and text of our own copy, in the debtor's list of messages: it tells of the letter, which itself is at hand
/// there.
pub fn copy(lang: Lang, country: Country, creditor: &str, numbers: &[&str]) -> (String, String) {
    let t = texts(lang);
    let text = match numbers {
        [number] => fill(t.copy, &[("number", number), ("creditor", creditor)]),
        _ => fill(t.copy_many, &[("numbers", &numbers.join(", ")), ("creditor", creditor)]),
    };
    (title(lang, country, creditor, numbers), text)
}
