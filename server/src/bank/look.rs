//! Looks an entry up: which claims may it pay, and is one of them certain? For money that went back: which payment?

use crate::db::bank_entry::{self, EntryRow};
use crate::db::bank_match::{self, ClaimOfDebtor};
use crate::db::posting::Payable;
use crate::error::Result;
use effen::ids::DebtorId;
use effen::matching::{Candidate, Reason, Verdict, decide, references, words};
use effen::money::Cents;
use sqlx::AnyConnection;
use std::collections::{BTreeMap, BTreeSet};

/// Words of one text that are looked up as numbers.
const WORDS_MAX: usize = 30;
/// Booked entries proposed for money that went back.
const RETURNABLE_MAX: i64 = 8;

/// What is known of money received.
#[derive(Debug)]
pub struct Looked {
    /// What is to be done.
    pub verdict: Verdict,
    /// The claims of every debtor that came up.
    pub claims: BTreeMap<DebtorId, Vec<Payable>>,
}

/// Looks up whose payment an entry may be. Money that left the account, or that undoes something, is nobody's payment.
pub async fn look(conn: &mut AnyConnection, entry: &EntryRow) -> Result<Looked> {
    let mut search = Search { conn, entry, found: BTreeMap::new(), claims: BTreeMap::new() };
    if entry.amount.cents < 0 || entry.reversal {
        return Ok(Looked { verdict: Verdict::Nothing, claims: search.claims });
    }
    let carries_reference = search.by_reference().await?;
    search.by_number().await?;
    search.by_file().await?;
    let debtors: BTreeSet<DebtorId> = search.found.keys().map(|(_, debtor)| debtor.clone()).collect();
    for debtor in &debtors {
        search.read(debtor).await?;
    }
    let candidates = search.candidates();
    let verdict = decide(Cents(entry.amount.cents), candidates, carries_reference);
    Ok(Looked { verdict, claims: search.claims })
}

struct Search<'a> {
    conn: &'a mut AnyConnection,
    entry: &'a EntryRow,
    /// Reasons by debtor and claim.
    found: BTreeMap<ClaimOfDebtor, BTreeSet<Reason>>,
    claims: BTreeMap<DebtorId, Vec<Payable>>,
}

impl Search<'_> {
    fn texts(&self) -> [&str; 3] {
        [&self.entry.structured, &self.entry.remittance, &self.entry.end_to_end_id]
    }

    /// Claims with a structured reference of the entry. True: the entry holds one, whether or not a claim does.
    async fn by_reference(&mut self) -> Result<bool> {
        let found = references(&self.texts());
        for reference in &found {
            let currency = self.entry.amount.currency;
            let claims = bank_match::list_by_reference(self.conn, reference, &self.entry.account, currency).await?;
            self.add(claims, Reason::Reference);
        }
        Ok(!found.is_empty())
    }

    async fn by_number(&mut self) -> Result<()> {
        let words: Vec<String> = words(&self.texts()).into_iter().take(WORDS_MAX).collect();
        let claims = bank_match::list_by_number(self.conn, &words, self.entry.amount.currency).await?;
        self.add(claims, Reason::InvoiceNumber);
        for debtor in bank_match::list_by_file_reference(self.conn, &words).await? {
            self.add_file(&debtor, Reason::FileReference).await?;
        }
        Ok(())
    }

    /// Files by the payer's account and name; what more than a few files share is no sign.
    async fn by_file(&mut self) -> Result<()> {
        let (iban, name) = (self.entry.party_iban.clone(), self.entry.party_name.trim().to_owned());
        let mut files = Vec::new();
        if !iban.is_empty() {
            files.push((Reason::KnownAccount, bank_match::list_by_account(self.conn, &iban).await?));
        }
        if !name.is_empty() {
            files.push((Reason::SameName, bank_match::list_by_name(self.conn, &name).await?));
        }
        for (reason, debtors) in files {
            if debtors.len() as i64 > bank_match::FILES_MAX {
                continue;
            }
            for debtor in debtors {
                self.add_file(&debtor, reason).await?;
            }
        }
        Ok(())
    }

    fn add(&mut self, claims: Vec<ClaimOfDebtor>, reason: Reason) {
        for claim in claims {
            self.found.entry(claim).or_default().insert(reason);
        }
    }

    /// Every claim of a file with something open.
    async fn add_file(&mut self, debtor: &DebtorId, reason: Reason) -> Result<()> {
        self.read(debtor).await?;
        let open =
            self.claims.get(debtor).into_iter().flatten().filter(|payable| payable.open.balance.total().is_positive());
        let claims = open.map(|payable| (payable.open.claim_id.clone(), debtor.clone())).collect();
        self.add(claims, reason);
        Ok(())
    }

    async fn read(&mut self, debtor: &DebtorId) -> Result<()> {
        if !self.claims.contains_key(debtor) {
            let claims = bank_match::list_claims(self.conn, debtor, self.entry.amount.currency).await?;
            self.claims.insert(debtor.clone(), claims);
        }
        Ok(())
    }

    fn candidates(&self) -> Vec<Candidate> {
        let candidate = |((claim, debtor), reasons): (&ClaimOfDebtor, &BTreeSet<Reason>)| {
            let payable = self.claims.get(debtor)?.iter().find(|payable| payable.open.claim_id == *claim)?;
            Some(Candidate {
                claim_id: claim.clone(),
                debtor_id: debtor.clone(),
                open: payable.open.balance.total(),
                reasons: reasons.clone(),
            })
        };
        self.found.iter().filter_map(candidate).collect()
    }
}

/// What is known of money that left the account.
#[derive(Debug)]
pub struct WentBack {
    /// The booked entry that it certainly takes back.
    pub certain: Option<EntryRow>,
    /// Those that it may take back; the latest first.
    pub possible: Vec<EntryRow>,
}

/// Looks up which booked entry money that left the account may take back. Certain is only one that shares the payer's
/// id or the bank's reference with it, where the bank says that it is a return.
pub async fn look_back(conn: &mut AnyConnection, entry: &EntryRow) -> Result<WentBack> {
    if entry.amount.cents >= 0 {
        return Ok(WentBack { certain: None, possible: Vec::new() });
    }
    let possible = bank_entry::list_returnable(conn, entry, RETURNABLE_MAX).await?;
    let same = |a: &str, b: &str| !a.is_empty() && a == b;
    let mut by_id = possible.iter().filter(|one| {
        same(&one.end_to_end_id, &entry.end_to_end_id) || same(&one.bank_reference, &entry.bank_reference)
    });
    let certain = match (by_id.next(), by_id.next()) {
        (Some(only), None) if entry.reversal => Some(only.clone()),
        _ => None,
    };
    Ok(WentBack { certain, possible })
}
