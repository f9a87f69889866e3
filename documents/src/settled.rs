//! The paid-up letter: one claim of which nothing is open any more.

use crate::common::{self, money, paper};
use crate::paper::{Block, Paper};
use crate::party::Head;
use crate::statement::{ClaimAccount, account};
use crate::texts::settled::texts;
use crate::texts::statement;
use effen::dates::{long, short};
use effen::ledger::Cause;
use effen::money::Cents;
use effen::texts::fill;

/// What the letter says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    /// Who and when: the day of the last row.
    pub head: Head,
    /// The claim. Nothing of it is open.
    pub claim: ClaimAccount,
}

impl Settled {
    /// The letter in blocks.
    pub fn paper(&self) -> Paper {
        let (t, lang, claim) = (texts(self.head.lang), self.head.lang, &self.claim);
        let s = statement::texts(lang);
        let names = [("number", claim.number.as_str()), ("creditor", claim.creditor.as_str())];
        let waived: Cents = claim
            .entries
            .iter()
            .filter(|entry| entry.cause == Cause::Waiver)
            .map(|entry| entry.change.total())
            .sum::<Cents>()
            .abs();
        // A claim that was waived or credited as a whole was not paid, and is not said to be.
        let paid = claim.entries.iter().any(|entry| is_payment(entry.cause));
        let (title, lead) = if paid { (t.title, t.lead) } else { (t.title_closed, t.lead_closed) };
        let mut blocks = vec![
            Block::Text(fill(common::texts(lang).hello, &[("name", &self.head.to.name)])),
            Block::Strong(fill(lead, &names)),
            Block::Facts(vec![
                (s.what_for.to_owned(), claim.description.clone()),
                (s.issued.to_owned(), short(claim.issued_on, lang)),
            ]),
        ];
        if waived.is_positive() {
            let waived = money(waived, claim.currency, lang);
            blocks.push(Block::Text(fill(t.waived, &[("creditor", &claim.creditor), ("amount", &waived)])));
        }
        blocks.extend([
            Block::Heading(2, t.history.to_owned()),
            Block::Table(account(claim, lang, s)),
            Block::Text(fill(t.keep, &[("date", &long(self.head.date, lang))])),
            Block::Text(format!("{} {}", common::texts(lang).regards, self.head.agency.name)),
        ]);
        paper(&self.head, "settled", &claim.number, fill(title, &names), blocks)
    }
}

fn is_payment(cause: Cause) -> bool {
    matches!(cause, Cause::Payment | Cause::PaidToCreditor | Cause::ReceivedByCreditor)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::settled;
    use effen::kinds::Lang;

    #[test]
    fn what_was_waived_as_a_whole_is_not_said_to_be_paid() {
        let mut letter = settled(Lang::En);
        assert!(letter.paper().title.ends_with("is paid"));
        letter
            .claim
            .entries
            .iter_mut()
            .filter(|entry| is_payment(entry.cause))
            .for_each(|entry| entry.cause = Cause::Waiver);
        assert!(letter.paper().title.ends_with("nothing is open any more"));
    }
}
