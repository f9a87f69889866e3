//! The agreement to pay in instalments, as it was agreed.

use crate::common::paper;
use crate::paper::{Block, Paper, Table};
use crate::party::Head;
use crate::texts::plan::texts;
use effen::dates::long;
use effen::money::Cents;
use effen::plan::Instalment;
use effen::texts::fill;
use jiff::civil::Date;

/// What the agreement says. Plans are in euros.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanAgreement {
    /// Who and when: the day it was agreed.
    pub head: Head,
    /// Tells the plan from others.
    pub id: String,
    /// Creditor, number and share of each claim it covers.
    pub claims: Vec<(String, String, Cents)>,
    /// Every instalment.
    pub schedule: Vec<Instalment>,
    /// The terms, as they were shown before agreeing.
    pub terms: Vec<String>,
}

impl PlanAgreement {
    /// The agreement in blocks.
    pub fn paper(&self) -> Paper {
        let (t, lang) = (texts(self.head.lang), self.head.lang);
        let total: Cents = self.schedule.iter().map(|instalment| instalment.amount).sum();
        let covered: Cents = self.claims.iter().map(|(_, _, share)| *share).sum();
        let last = self.schedule.last().map_or(self.head.date, |instalment| instalment.due_on);
        let lead = fill(
            t.lead,
            &[
                ("date", &long(self.head.date, lang)),
                ("total", &total.format(lang)),
                ("count", &self.schedule.len().to_string()),
                ("last", &long(last, lang)),
            ],
        );
        let claims = self.claims.iter().map(|(creditor, number, share)| {
            vec![fill(t.invoice, &[("creditor", creditor), ("number", number)]), share.format(lang)]
        });
        let days = self
            .schedule
            .iter()
            .map(|instalment| vec![day(instalment.number, instalment.due_on, self), instalment.amount.format(lang)]);
        let sum = |cents: Cents| vec![vec![t.total.to_owned(), cents.format(lang)]];
        let table = |first: &str, rows: Vec<Vec<String>>, cents: Cents| {
            let columns = vec![Table::words(first), Table::amount(t.col_amount)];
            Block::Table(Table { columns, rows, totals: sum(cents) })
        };
        let agency = &self.head.agency;
        let blocks = vec![
            Block::Text(lead),
            Block::Heading(2, t.covers.to_owned()),
            table(t.col_invoice, claims.collect(), covered),
            Block::Heading(2, t.days.to_owned()),
            table(t.col_day, days.collect(), total),
            Block::Heading(2, t.terms.to_owned()),
            Block::List(self.terms.clone()),
            Block::Text(fill(t.how, &[("url", &agency.url), ("phone", &agency.phone)])),
        ];
        paper(&self.head, "plan", &self.id, t.title.to_owned(), blocks)
    }
}

fn day(number: u32, due_on: Date, plan: &PlanAgreement) -> String {
    let t = texts(plan.head.lang);
    fill(t.day, &[("number", &number.to_string()), ("date", &long(due_on, plan.head.lang))])
}
