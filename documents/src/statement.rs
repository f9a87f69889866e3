//! The statement of account: every claim with its whole calculation. The rows of each claim add up to what is open.

use crate::common::{money, paper, pay_box};
use crate::paper::{Block, Paper, Table};
use crate::party::{Head, Pay};
use crate::texts::statement::{StatementTexts, texts};
use effen::dates::{long, short};
use effen::explain::Explanation;
use effen::kinds::Lang;
use effen::ledger::{Balance, Cause};
use effen::money::{Cents, Currency, sum_by_currency};
use effen::texts::fill;
use jiff::civil::Date;
use std::cmp::Ordering;

/// Claims whose whole calculation is printed: about a page each. Further ones stand in the first table only.
pub const CALCULATIONS_MAX: usize = 60;

/// What the statement says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Who and when.
    pub head: Head,
    /// Every claim, in the order in which they are shown.
    pub claims: Vec<ClaimAccount>,
}

/// One claim with its account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimAccount {
    /// Whose it is.
    pub creditor: String,
    /// The creditor's number of it.
    pub number: String,
    /// What it is for.
    pub description: String,
    /// When it was issued.
    pub issued_on: Date,
    /// The last day to pay.
    pub due_on: Date,
    /// Its currency.
    pub currency: Currency,
    /// Where it stands, in words.
    pub status: String,
    /// The rows of the ledger that change it, in their order.
    pub entries: Vec<Entry>,
    /// Costs that were added.
    pub costs: Option<Charged>,
    /// Interest that was added.
    pub interest: Option<Charged>,
    /// What happens next, in sentences.
    pub next: Vec<String>,
    /// Where to pay what is open, where it is to be paid.
    pub pay: Option<Pay>,
}

/// A change of a claim's balance. What a payment takes from each part is its imputation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// From when it counts.
    pub on: Date,
    /// Why.
    pub cause: Cause,
    /// What it adds to each part; negative: takes away.
    pub change: Balance,
}

/// Costs or interest beside what the law says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Charged {
    /// How much was asked.
    pub asked: Cents,
    /// The law's figure, where one can be computed.
    pub law: Option<Explanation>,
}

impl ClaimAccount {
    /// What is open: the sum of all rows.
    pub fn balance(&self) -> Balance {
        self.entries.iter().map(|entry| entry.change).sum()
    }
}

impl Statement {
    /// The statement in blocks.
    pub fn paper(&self) -> Paper {
        let (t, lang) = (texts(self.head.lang), self.head.lang);
        let mut blocks = vec![Block::Text(fill(t.lead, &[("date", &long(self.head.date, lang))]))];
        if self.claims.is_empty() {
            blocks.push(Block::Text(t.nothing.to_owned()));
        } else {
            blocks.push(Block::Heading(2, t.together.to_owned()));
            blocks.push(Block::Table(self.together(t)));
        }
        blocks.extend(self.claims.iter().take(CALCULATIONS_MAX).flat_map(|claim| claim_blocks(claim, lang, t)));
        let left_out = self.claims.len().saturating_sub(CALCULATIONS_MAX);
        if left_out > 0 {
            let values = [("count", left_out.to_string()), ("url", self.head.agency.url.clone())];
            let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
            blocks.push(Block::Text(fill(t.left_out, &values)));
        }
        paper(&self.head, "statement", "", t.title.to_owned(), blocks)
    }

    fn together(&self, t: &StatementTexts) -> Table {
        let lang = self.head.lang;
        let row = |claim: &ClaimAccount| {
            let mut cells = vec![fill(t.claim, &[("creditor", &claim.creditor), ("number", &claim.number)])];
            cells.extend(parts(claim.balance(), claim.currency, lang));
            cells
        };
        let open = self
            .claims
            .iter()
            .map(|claim| effen::money::Money { cents: claim.balance().total().0, currency: claim.currency });
        let sums = sum_by_currency(open);
        let total = |sum: &effen::money::Money| {
            let of = |claim: &&ClaimAccount| claim.currency == sum.currency;
            let whole: Balance = self.claims.iter().filter(of).map(ClaimAccount::balance).sum();
            let label = if sums.len() == 1 {
                t.total.to_owned()
            } else {
                fill(t.total_of, &[("currency", sum.currency.code())])
            };
            let mut cells = vec![label];
            cells.extend(parts(whole, sum.currency, lang));
            cells
        };
        Table {
            columns: columns(t.col_invoice, t),
            rows: self.claims.iter().map(row).collect(),
            totals: sums.iter().map(total).collect(),
        }
    }
}

fn columns(first: &str, t: &StatementTexts) -> Vec<crate::paper::Column> {
    let amounts = [t.col_principal, t.col_interest, t.col_costs, t.col_open].map(Table::amount);
    std::iter::once(Table::words(first)).chain(amounts).collect()
}

fn parts(balance: Balance, currency: Currency, lang: Lang) -> [String; 4] {
    [balance.principal, balance.interest, balance.costs, balance.total()].map(|part| money(part, currency, lang))
}

fn claim_blocks(claim: &ClaimAccount, lang: Lang, t: &StatementTexts) -> Vec<Block> {
    let names = [("creditor", claim.creditor.as_str()), ("number", claim.number.as_str())];
    let mut facts = vec![
        (t.issued.to_owned(), short(claim.issued_on, lang)),
        (t.due.to_owned(), short(claim.due_on, lang)),
        (t.status.to_owned(), claim.status.clone()),
    ];
    if !claim.description.is_empty() {
        facts.insert(0, (t.what_for.to_owned(), claim.description.clone()));
    }
    let mut blocks = vec![
        Block::Heading(2, fill(t.claim, &names)),
        Block::Facts(facts),
        Block::Heading(3, t.calculation.to_owned()),
        Block::Table(account(claim, lang, t)),
    ];
    let costs = Words { title: t.costs_why, plain: t.costs_plain, less: t.costs_less, more: t.costs_more };
    let interest =
        Words { title: t.interest_why, plain: t.interest_plain, less: t.interest_less, more: t.interest_more };
    for (charged, words) in [(&claim.costs, costs), (&claim.interest, interest)] {
        blocks.extend(charged.iter().flat_map(|charged| charged_blocks(charged, claim.currency, &words, lang)));
    }
    if !claim.next.is_empty() {
        blocks.push(Block::Heading(3, t.next.to_owned()));
        blocks.extend(claim.next.iter().cloned().map(Block::Text));
    }
    if let Some(pay) = &claim.pay {
        blocks.push(Block::Heading(3, t.pay.to_owned()));
        blocks.push(pay_box(pay, lang));
    }
    blocks
}

/// The rows of a claim, each with what is open after it.
pub(crate) fn account(claim: &ClaimAccount, lang: Lang, t: &StatementTexts) -> Table {
    let mut open = Balance::default();
    let row = |entry: &Entry| {
        open = open + entry.change;
        let (what, date) = (cause_words(entry.cause, t), short(entry.on, lang));
        let mut cells = vec![fill(t.on_day, &[("what", what), ("date", &date)])];
        let changes = [entry.change.principal, entry.change.interest, entry.change.costs];
        // A part that does not change stays empty: a row of noughts hides what happened.
        cells
            .extend(changes.map(|part| if part.is_zero() { String::new() } else { money(part, claim.currency, lang) }));
        cells.push(money(open.total(), claim.currency, lang));
        cells
    };
    let rows = claim.entries.iter().map(row).collect();
    let mut total = vec![t.total.to_owned()];
    total.extend(parts(claim.balance(), claim.currency, lang));
    Table { columns: columns(t.col_what, t), rows, totals: vec![total] }
}

/// A cause in words.
fn cause_words(cause: Cause, t: &StatementTexts) -> &'static str {
    match cause {
        Cause::Invoice => t.invoice,
        Cause::CreditNote => t.credit_note,
        Cause::Correction => t.correction,
        Cause::Payment => t.payment,
        Cause::PaidToCreditor => t.paid_to_creditor,
        Cause::PaidToCreditorUndone => t.paid_undone,
        Cause::CostsCharged => t.costs_charged,
        Cause::InterestCharged => t.interest_charged,
        Cause::Waiver => t.waiver,
        Cause::Refund => t.refund,
        Cause::Chargeback => t.chargeback,
        Cause::Undone => t.undone,
        Cause::Recall => t.recall,
        Cause::Credit => t.credit,
        Cause::ReceivedByCreditor => t.received_by_creditor,
    }
}

/// The sentences about costs, or about interest.
struct Words {
    title: &'static str,
    plain: &'static str,
    less: &'static str,
    more: &'static str,
}

/// What was asked beside what the law says, and how the law's figure comes about.
fn charged_blocks(charged: &Charged, currency: Currency, words: &Words, lang: Lang) -> Vec<Block> {
    let asked = money(charged.asked, currency, lang);
    let mut blocks = vec![Block::Heading(3, words.title.to_owned())];
    let Some(law) = &charged.law else {
        blocks.push(Block::Text(fill(words.plain, &[("asked", &asked)])));
        return blocks;
    };
    let total = money(law.total, currency, lang);
    let sentence = match charged.asked.cmp(&law.total) {
        Ordering::Less => words.less,
        Ordering::Equal => words.plain,
        Ordering::Greater => words.more,
    };
    blocks.push(Block::Text(fill(sentence, &[("asked", &asked), ("law", &total)])));
    blocks.push(Block::List(law.sentences(lang)));
    blocks
}
