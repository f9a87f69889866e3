//! Whose payment an entry of a bank statement is. Two roads are certain: a structured reference of exactly one claim,
//! and a known account that pays exactly what is open of exactly one claim. Everything else is a proposal with its
//! reasons, for a person to decide: nothing is booked on a guess.

use crate::ids::{ClaimId, DebtorId};
use crate::kinds::vocabulary;
use crate::money::Cents;
use crate::reference::Reference;
use std::collections::BTreeSet;

/// Proposals shown for one entry.
pub const PROPOSALS_MAX: usize = 8;
/// Words of a text that one reference may be spread over: `RF18 5390 0754 7034` has four, the longest RF seven.
const REFERENCE_WORDS_MAX: usize = 7;
/// Words of a text that are looked at; banks pass on 140 characters, batches of remarks more.
const WORDS_MAX: usize = 200;

vocabulary! {
    /// Why a claim is thought of.
    Reason, "reason of a proposal" {
        /// The entry carries the claim's structured reference, its check digits fit.
        Reference = "reference",
        /// The claim's number stands in the text.
        InvoiceNumber = "invoice_number",
        /// The file's reference stands in the text.
        FileReference = "file_reference",
        /// The payer's account paid on this file before.
        KnownAccount = "known_account",
        /// The payer's name is the debtor's.
        SameName = "same_name",
        /// The amount is exactly what is open of the claim.
        ExactAmount = "exact_amount",
    }
}

impl Reason {
    /// How much it says, against the others.
    const fn weight(self) -> u32 {
        match self {
            Reason::Reference => 8,
            Reason::InvoiceNumber => 5,
            Reason::FileReference | Reason::KnownAccount => 3,
            Reason::SameName | Reason::ExactAmount => 2,
        }
    }
}

/// A claim that an entry may pay, with what led to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The claim.
    pub claim_id: ClaimId,
    /// Whose it is.
    pub debtor_id: DebtorId,
    /// What is open of it, in the entry's currency.
    pub open: Cents,
    /// Why it is thought of; [`Reason::ExactAmount`] is added here.
    pub reasons: BTreeSet<Reason>,
}

/// What is to be done with an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Certain: it pays this claim.
    Book(Candidate),
    /// It may pay these; the likeliest first, never empty.
    Propose(Vec<Candidate>),
    /// Nothing is known about it.
    Nothing,
}

/// Decides about money received. `carries_reference`: the entry holds a structured reference, whether or not a claim has
/// it; one that no claim has stands in the way of the second road, for the payer meant something else.
pub fn decide(amount: Cents, candidates: Vec<Candidate>, carries_reference: bool) -> Verdict {
    let mut candidates = candidates;
    for candidate in &mut candidates {
        if candidate.open == amount {
            candidate.reasons.insert(Reason::ExactAmount);
        } else {
            candidate.reasons.remove(&Reason::ExactAmount);
        }
    }
    let with = |reason: Reason| candidates.iter().filter(move |candidate| candidate.reasons.contains(&reason));
    let mut by_reference = with(Reason::Reference);
    if let (Some(only), None) = (by_reference.next(), by_reference.next())
        && only.open.is_positive()
    {
        return Verdict::Book(only.clone());
    }
    let debtors: BTreeSet<&DebtorId> = with(Reason::KnownAccount).map(|candidate| &candidate.debtor_id).collect();
    let mut by_account =
        with(Reason::KnownAccount).filter(|candidate| candidate.reasons.contains(&Reason::ExactAmount));
    if let (Some(only), None) = (by_account.next(), by_account.next())
        && debtors.len() == 1
        && only.open.is_positive()
        && !carries_reference
    {
        return Verdict::Book(only.clone());
    }
    let score = |candidate: &Candidate| candidate.reasons.iter().map(|reason| reason.weight()).sum::<u32>();
    candidates.sort_by(|a, b| score(b).cmp(&score(a)).then_with(|| a.claim_id.cmp(&b.claim_id)));
    candidates.truncate(PROPOSALS_MAX);
    if candidates.is_empty() { Verdict::Nothing } else { Verdict::Propose(candidates) }
}

/// The structured references in what a bank passes on: each word, and each run of neighbouring words that together are
/// one (`RF18 5390 0754 7034`). Their check digits fit; which of them is a claim's own is the caller's to ask.
pub fn references(texts: &[&str]) -> Vec<Reference> {
    let mut found: Vec<Reference> = Vec::new();
    for text in texts {
        let words: Vec<&str> = text.split(separates).filter(|word| !word.is_empty()).take(WORDS_MAX).collect();
        for from in 0..words.len() {
            for to in from + 1..=words.len().min(from + REFERENCE_WORDS_MAX) {
                let joined = words[from..to].concat();
                if let Some(reference) = Reference::recognise(&joined).filter(|one| !found.contains(one)) {
                    found.push(reference);
                }
            }
        }
    }
    found
}

/// The words of a text that may be numbers of invoices or files, in lower case, each once.
pub fn words(texts: &[&str]) -> BTreeSet<String> {
    let long = |word: &str| (4..=60).contains(&word.chars().count()) && word.bytes().any(|byte| byte.is_ascii_digit());
    let all = texts.iter().flat_map(|text| text.split(separates)).map(trimmed).filter(|word| long(word));
    all.map(str::to_lowercase).take(WORDS_MAX).collect()
}

fn separates(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, ',' | ';' | ':' | '(' | ')' | '"')
}

fn trimmed(word: &str) -> &str {
    word.trim_matches(|letter: char| !letter.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn candidate(claim: &str, debtor: &str, open: i64, reasons: &[Reason]) -> Candidate {
        let (claim_id, debtor_id) = (claim.to_owned().into(), debtor.to_owned().into());
        Candidate { claim_id, debtor_id, open: Cents(open), reasons: reasons.iter().copied().collect() }
    }

    fn booked(verdict: Verdict) -> Option<String> {
        match verdict {
            Verdict::Book(candidate) => Some(candidate.claim_id.0),
            _ => None,
        }
    }

    #[test]
    fn one_claim_with_the_reference_is_certain_whatever_the_amount() {
        let one = || candidate("a", "d", 500, &[Reason::Reference]);
        for amount in [1, 500, 900] {
            assert_eq!(booked(decide(Cents(amount), vec![one()], true)).as_deref(), Some("a"));
        }
        let two = vec![one(), candidate("b", "e", 500, &[Reason::Reference])];
        assert!(matches!(decide(Cents(500), two, true), Verdict::Propose(both) if both.len() == 2));
        let settled = vec![candidate("a", "d", 0, &[Reason::Reference])];
        assert!(matches!(decide(Cents(500), settled, true), Verdict::Propose(_)), "nothing is open: a person looks");
    }

    #[test]
    fn a_known_account_is_certain_only_for_exactly_one_claim_of_exactly_one_debtor() {
        let known = |claim, debtor, open| candidate(claim, debtor, open, &[Reason::KnownAccount]);
        let both = || vec![known("a", "d", 500), known("b", "d", 700)];
        assert_eq!(booked(decide(Cents(700), both(), false)).as_deref(), Some("b"));
        assert_eq!(booked(decide(Cents(600), both(), false)), None, "another amount");
        assert_eq!(booked(decide(Cents(700), both(), true)), None, "the payer named something else");
        assert_eq!(
            booked(decide(Cents(500), vec![known("a", "d", 500), known("b", "d", 500)], false)),
            None,
            "two fit"
        );
        assert_eq!(
            booked(decide(Cents(500), vec![known("a", "d", 500), known("b", "e", 9)], false)),
            None,
            "two files"
        );
    }

    #[test]
    fn the_likeliest_proposal_comes_first_and_says_why() {
        let candidates = vec![
            candidate("name", "d", 500, &[Reason::SameName]),
            candidate("number", "e", 900, &[Reason::InvoiceNumber]),
            candidate("both", "d", 700, &[Reason::SameName]),
        ];
        let Verdict::Propose(proposals) = decide(Cents(700), candidates, false) else { panic!("a guess was booked") };
        let order: Vec<&str> = proposals.iter().map(|one| one.claim_id.as_str()).collect();
        assert_eq!(order, ["number", "both", "name"]);
        assert!(proposals[1].reasons.contains(&Reason::ExactAmount));
        assert_eq!(decide(Cents(5), Vec::new(), true), Verdict::Nothing);
    }

    #[test]
    fn references_are_found_however_people_write_them() {
        let found = |text| references(&[text]).iter().map(|one| one.as_str().to_owned()).collect::<Vec<_>>();
        // Its last twelve digits happen to be a Belgian reference as well; that no claim has it decides.
        assert_eq!(found("betaling RF18 5390 0754 7034 dank"), ["RF18539007547034", "539007547034"]);
        assert_eq!(found("kenmerk: 5010 0021 6701 0010"), ["5010002167010010"]);
        assert_eq!(found("+++123/4567/89002+++"), ["123456789002"]);
        assert_eq!(found("***123/4567/89002***,fact 12"), ["123456789002"]);
        assert!(found("5010002167010011 en 123/4567/89003").is_empty(), "check digits that do not fit");
        assert_eq!(
            words(&["Factuur 2026-ANNA-002, (EF-AB12-CD34)"]).into_iter().collect::<Vec<_>>(),
            ["2026-anna-002", "ef-ab12-cd34"]
        );
    }

    fn any_candidate() -> impl Strategy<Value = Candidate> {
        (0u8..4, 0u8..3, 0i64..4, proptest::sample::subsequence(Reason::ALL, 1..4)).prop_map(
            |(claim, debtor, open, reasons)| candidate(&format!("{claim}"), &format!("{debtor}"), open * 100, &reasons),
        )
    }

    proptest! {
        #[test]
        fn nothing_is_booked_without_a_certain_reason(
            amount in 1i64..4,
            candidates in proptest::collection::vec(any_candidate(), 0..6),
            carries in any::<bool>(),
        ) {
            match decide(Cents(amount * 100), candidates.clone(), carries) {
                Verdict::Book(one) => {
                    let referred = candidates.iter().filter(|c| c.reasons.contains(&Reason::Reference)).count();
                    let certain = one.reasons.contains(&Reason::Reference) && referred == 1
                        || one.reasons.contains(&Reason::KnownAccount) && one.open == Cents(amount * 100) && !carries;
                    prop_assert!(certain);
                    prop_assert!(one.open.is_positive());
                }
                Verdict::Propose(all) => prop_assert_eq!(all.len(), candidates.len().min(PROPOSALS_MAX)),
                Verdict::Nothing => prop_assert!(candidates.is_empty()),
            }
        }

        #[test]
        fn no_text_makes_it_fall_over(text in "\\PC{0,200}") {
            let _ = references(&[&text]);
            let _ = words(&[&text]);
        }
    }
}
