//! What every document has: who we are, at its end, as part of the text.

pub use crate::texts::common::{CommonTexts, texts};

use crate::paper::{Block, Paper, PayBox};
use crate::party::{Agency, Creditor, Head, Pay};
use effen::kinds::Lang;
use effen::money::{Cents, Currency, Money};
use effen::texts::fill;

/// Identity, register number and the address for complaints of the agency and of each creditor.
pub fn about(paper: &Paper) -> Vec<Block> {
    let t = texts(paper.lang);
    let mut blocks = vec![Block::Heading(2, t.about.to_owned()), Block::Facts(agency(&paper.agency, t))];
    let known = paper.creditors.iter().filter(|creditor| creditor_facts(creditor, t).len() > 1);
    blocks.extend(known.map(|creditor| Block::Facts(creditor_facts(creditor, t))));
    let really = [("url", format!("{}/really-us", paper.agency.url)), ("phone", paper.agency.phone.clone())];
    let really: Vec<(&str, &str)> = really.iter().map(|(name, value)| (*name, value.as_str())).collect();
    blocks.push(Block::Text(fill(t.really, &really)));
    blocks
}

fn agency(agency: &Agency, t: &CommonTexts) -> Vec<(String, String)> {
    filled([
        (t.agency, &agency.name),
        (t.address, &agency.address),
        (t.register, &agency.register),
        (t.phone, &agency.phone),
        (t.site, &agency.url),
        (t.complaints, &agency.complaints),
    ])
}

fn creditor_facts(creditor: &Creditor, t: &CommonTexts) -> Vec<(String, String)> {
    filled([
        (t.company, &creditor.name),
        (t.registration, &creditor.registration),
        (t.phone, &creditor.phone),
        (t.questions, &creditor.email),
    ])
}

fn filled<const N: usize>(pairs: [(&str, &String); N]) -> Vec<(String, String)> {
    pairs
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(label, value)| (label.to_owned(), value.clone()))
        .collect()
}

/// A paper with a head and blocks.
pub fn paper(head: &Head, kind: &str, subject: &str, title: String, blocks: Vec<Block>) -> Paper {
    Paper {
        lang: head.lang,
        title,
        date: head.date,
        ident: format!("effen:{kind}:{}:{subject}:{}:{}", head.reference, head.date, head.lang),
        reference: head.reference.clone(),
        agency: head.agency.clone(),
        creditors: head.creditors.clone(),
        to: head.to.clone(),
        window: head.window,
        blocks,
    }
}

/// The details of a transfer and, where the standard has one, its code.
pub fn pay_box(pay: &Pay, lang: Lang) -> Block {
    let t = texts(lang);
    let amount = pay.amount.format(lang);
    let facts = filled([
        (t.amount, &amount),
        (t.payee, &pay.name),
        (t.account, &pay.grouped_iban()),
        (t.pay_reference, &pay.reference),
    ]);
    let code = pay.payload().map(|payload| (payload, fill(t.code_alt, &[("amount", &amount), ("name", &pay.name)])));
    Block::Pay(PayBox { facts, hint: t.scan.to_owned(), code })
}

/// An amount of a claim's currency as people write it.
pub fn money(cents: Cents, currency: Currency, lang: Lang) -> String {
    Money { cents: cents.0, currency }.format(lang)
}
