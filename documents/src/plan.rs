//! The agreement to pay in instalments, as it was agreed.

use crate::common::paper;
use crate::paper::{Block, Paper, Table};
use crate::party::Head;
use crate::texts::plan::texts;
use effen::dates::long;
use effen::debit::{NOTICE_DAYS, REFUND_WEEKS};
use effen::money::Cents;
use effen::plan::Instalment;
use effen::texts::fill;
use jiff::civil::Date;

/// The mandate by which the instalments are collected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mandate {
    /// Its reference.
    pub reference: String,
    /// The account, with most of it hidden.
    pub account: String,
    /// Who holds it.
    pub holder: String,
    /// The day it was given.
    pub given_on: Date,
    /// The SEPA creditor identifier of the agency.
    pub creditor_id: String,
}

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
    /// The mandate, where one was given.
    pub mandate: Option<Mandate>,
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
        let mut blocks = vec![
            Block::Text(lead),
            Block::Heading(2, t.covers.to_owned()),
            table(t.col_invoice, claims.collect(), covered),
            Block::Heading(2, t.days.to_owned()),
            table(t.col_day, days.collect(), total),
            Block::Heading(2, t.terms.to_owned()),
            Block::List(self.terms.clone()),
        ];
        match &self.mandate {
            Some(mandate) => blocks.extend(self.debit(mandate)),
            None => blocks.push(Block::Text(fill(t.how, &[("url", &agency.url), ("phone", &agency.phone)]))),
        }
        paper(&self.head, "plan", &self.id, t.title.to_owned(), blocks)
    }
}

impl PlanAgreement {
    /// What the mandate is, when it is used, how it is stopped, and how money is had back (EPC016-06).
    fn debit(&self, mandate: &Mandate) -> Vec<Block> {
        let (t, lang, agency) = (texts(self.head.lang), self.head.lang, &self.head.agency);
        let facts = [
            (t.mandate_reference, mandate.reference.clone()),
            (t.mandate_account, mandate.account.clone()),
            (t.mandate_holder, mandate.holder.clone()),
            (t.mandate_given, long(mandate.given_on, lang)),
            (t.mandate_creditor, agency.name.clone()),
            (t.mandate_creditor_id, mandate.creditor_id.clone()),
        ];
        let stop = [("url", format!("{}/plan/debit", agency.url)), ("phone", agency.phone.clone())];
        let stop: Vec<(&str, &str)> = stop.iter().map(|(name, value)| (*name, value.as_str())).collect();
        vec![
            Block::Heading(2, t.mandate.to_owned()),
            Block::Text(t.mandate_lead.to_owned()),
            Block::Facts(facts.into_iter().map(|(label, value)| (label.to_owned(), value)).collect()),
            Block::List(vec![
                fill(t.mandate_told, &[("days", &NOTICE_DAYS.to_string())]),
                fill(t.mandate_stop, &stop),
                fill(t.mandate_back, &[("weeks", &REFUND_WEEKS.to_string())]),
            ]),
        ]
    }
}

fn day(number: u32, due_on: Date, plan: &PlanAgreement) -> String {
    let t = texts(plan.head.lang);
    fill(t.day, &[("number", &number.to_string()), ("date", &long(due_on, plan.head.lang))])
}
