//! The letter that brings a code to sign in with. The code stands in the letter and nowhere else.

use crate::common::{self, paper};
use crate::paper::{Block, Paper};
use crate::party::Head;
use crate::texts::code::texts;
use effen::kinds::Lang;
use effen::texts::fill;

/// What the letter says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeLetter {
    /// Who and when.
    pub head: Head,
    /// The code, as it is typed.
    pub code: String,
}

impl CodeLetter {
    /// The letter in blocks.
    pub fn paper(&self) -> Paper {
        let (t, lang, agency) = (texts(self.head.lang), self.head.lang, &self.head.agency);
        let creditors = self.head.creditors.iter().map(|creditor| creditor.name.clone()).collect();
        let site = agency.url.strip_prefix("https://").unwrap_or(&agency.url);
        let blocks = vec![
            Block::Text(fill(common::texts(lang).hello, &[("name", &self.head.to.name)])),
            Block::Text(t.where_open.to_owned()),
            Block::List(creditors),
            Block::Text(fill(t.why, &[("agency", &agency.name)])),
            Block::Heading(2, t.how_title.to_owned()),
            Block::Steps(vec![fill(t.how_address, &[("site", site)]), t.how_fill.to_owned()]),
            Block::Facts(vec![(common::texts(lang).reference.to_owned(), self.head.reference.clone())]),
            Block::Code(self.code.clone()),
            Block::Text(format!("{} {}", t.how_then, t.keep)),
            Block::Text(fill(t.no_internet, &[("phone", &agency.phone)])),
            Block::Text(t.never.to_owned()),
            Block::Text(format!("{} {}", common::texts(lang).regards, agency.name)),
        ];
        paper(&self.head, "code", "", t.title.to_owned(), blocks)
    }
}

/// Subject and text of our own copy, in the debtor's list of messages: all but the code.
pub fn copy(lang: Lang, agency: &str) -> (&'static str, String) {
    let t = texts(lang);
    (t.title, format!("{}\n\n{} {}", fill(t.why, &[("agency", agency)]), t.how_fill, t.code_left_out))
}
