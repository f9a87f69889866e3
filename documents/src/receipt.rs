//! The receipt of a payment through us: what came in, and what it paid of each claim.

use crate::common::{money, paper};
use crate::paper::{Block, Paper, Table};
use crate::party::Head;
use crate::texts::receipt::{ReceiptTexts, texts};
use crate::texts::{plan, statement};
use effen::dates::long;
use effen::ledger::Balance;
use effen::money::{Cents, Money};
use effen::texts::fill;
use jiff::civil::Date;

/// What the receipt says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// Who and when: the day it was booked.
    pub head: Head,
    /// The payment's id.
    pub id: String,
    /// How much came in.
    pub amount: Money,
    /// When it was paid.
    pub paid_on: Date,
    /// How, in words.
    pub method: String,
    /// What it paid.
    pub parts: Vec<PaidPart>,
    /// What went back of it later.
    pub returned: Cents,
}

/// What a payment paid of one claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaidPart {
    /// Whose claim.
    pub creditor: String,
    /// The creditor's number of it.
    pub number: String,
    /// How much of each part.
    pub paid: Balance,
    /// What was open right after it.
    pub left: Cents,
}

impl Receipt {
    /// More than was open: the debtor's own.
    pub fn overpaid(&self) -> Cents {
        Cents(self.amount.cents) - self.parts.iter().map(|part| part.paid.total()).sum()
    }

    /// The receipt in blocks.
    pub fn paper(&self) -> Paper {
        let (t, lang) = (texts(self.head.lang), self.head.lang);
        let amount = self.amount.format(lang);
        let mut blocks = vec![
            Block::Strong(fill(t.lead, &[("amount", &amount)])),
            Block::Facts(vec![
                (t.amount.to_owned(), amount),
                (t.paid_on.to_owned(), long(self.paid_on, lang)),
                (t.method.to_owned(), self.method.clone()),
                (t.number.to_owned(), self.id.clone()),
            ]),
        ];
        if !self.parts.is_empty() {
            blocks.push(Block::Heading(2, t.where_to.to_owned()));
            blocks.push(Block::Text(t.order.to_owned()));
            blocks.push(Block::Table(self.table(t)));
        }
        let more = [(t.overpaid, self.overpaid()), (t.returned, self.returned)];
        for (sentence, cents) in more.into_iter().filter(|(_, cents)| cents.is_positive()) {
            blocks.push(Block::Text(fill(sentence, &[("amount", &money(cents, self.amount.currency, lang))])));
        }
        paper(&self.head, "receipt", &self.id, t.title.to_owned(), blocks)
    }

    fn table(&self, t: &ReceiptTexts) -> Table {
        let (lang, currency) = (self.head.lang, self.amount.currency);
        let (s, invoice) = (statement::texts(lang), plan::texts(lang).invoice);
        let cell = |cents| money(cents, currency, lang);
        let split = |paid: Balance| [paid.costs, paid.interest, paid.principal, paid.total()].map(cell);
        let row = |part: &PaidPart| {
            let mut cells = vec![fill(invoice, &[("creditor", &part.creditor), ("number", &part.number)])];
            cells.extend(split(part.paid));
            cells.push(cell(part.left));
            cells
        };
        let mut total = vec![s.total.to_owned()];
        total.extend(split(self.parts.iter().map(|part| part.paid).sum()));
        total.push(String::new());
        let amounts = [s.col_costs, s.col_interest, s.col_principal, t.amount, t.col_left].map(Table::amount);
        Table {
            columns: std::iter::once(Table::words(s.col_invoice)).chain(amounts).collect(),
            rows: self.parts.iter().map(row).collect(),
            totals: vec![total],
        }
    }
}
