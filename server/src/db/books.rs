//! What stands where in the books, at any date: balances by account, and what was collected for a creditor. All of it is
//! summed from postings when it is asked; nothing is stored.

use super::{Db, word};
use crate::error::{Error, Result};
use effen::ledger::{Account, Balance};
use effen::money::{Cents, Currency, Money};
use jiff::civil::Date;
use sqlx::{AssertSqlSafe, Row as _};
use std::collections::BTreeMap;

/// Whose books.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope<'a> {
    /// Everything, money of bank statements that is in nobody's file yet among it.
    All,
    /// One debtor's file, by its reference.
    Debtor(&'a str),
    /// The claims of one creditor, by its slug.
    Creditor(&'a str),
    /// One claim: the creditor's slug, and the number it has there.
    Claim(&'a str, &'a str),
}

/// What stands on an account: debits less credits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AccountBalance {
    /// The account.
    pub account: Account,
    /// How much, in its currency.
    pub balance: Money,
}

/// Reads a stored currency.
pub(super) fn currency(code: &str) -> Result<Currency> {
    code.parse().map_err(|_| Error::Broken(format!("the currency '{code}'")))
}

/// The balance of every account at the end of a day, by currency; an account on which nothing ever stood is left out.
pub async fn list_balances(db: &Db, scope: Scope<'_>, on: Date) -> Result<Vec<AccountBalance>> {
    let (join, condition) = match scope {
        Scope::All => ("", "$2 = '' AND $3 = ''"),
        Scope::Debtor(_) => ("JOIN debtor d ON d.id = p.debtor_id", "d.reference = $2 AND $3 = ''"),
        Scope::Creditor(_) => {
            ("JOIN claim c ON c.id = p.claim_id JOIN creditor r ON r.id = c.creditor_id", "r.slug = $2 AND $3 = ''")
        }
        Scope::Claim(..) => (
            "JOIN claim c ON c.id = p.claim_id JOIN creditor r ON r.id = c.creditor_id",
            "r.slug = $2 AND c.number = $3",
        ),
    };
    let (first, second) = match scope {
        Scope::All => ("", ""),
        Scope::Debtor(text) | Scope::Creditor(text) => (text, ""),
        Scope::Claim(creditor, number) => (creditor, number),
    };
    let sql = format!(
        "SELECT p.debit, p.credit, p.currency, CAST(SUM(p.amount_cents) AS BIGINT) AS cents FROM posting p {join}
         WHERE p.value_on <= $1 AND {condition} GROUP BY p.debit, p.credit, p.currency"
    );
    let rows =
        sqlx::query(AssertSqlSafe(sql)).bind(on.to_string()).bind(first).bind(second).fetch_all(db.read()).await?;
    let mut sums = Sums::default();
    for row in &rows {
        sums.add(row.try_get("debit")?, row.try_get("credit")?, row.try_get("currency")?, row.try_get("cents")?)?;
    }
    if scope == Scope::All {
        add_bank(db, on, &mut sums).await?;
    }
    Ok(sums.balances())
}

/// Adds what stands in the books outside every debtor's ledger.
async fn add_bank(db: &Db, on: Date, sums: &mut Sums) -> Result<()> {
    let rows: Vec<(String, String, String, i64)> = sqlx::query_as(
        "SELECT debit, credit, currency, CAST(SUM(amount_cents) AS BIGINT) FROM bank_posting WHERE value_on <= $1
         GROUP BY debit, credit, currency",
    )
    .bind(on.to_string())
    .fetch_all(db.read())
    .await?;
    for (debit, credit, currency, cents) in &rows {
        sums.add(debit, credit, currency, *cents)?;
    }
    Ok(())
}

/// Sums by account and currency, fed with transfers.
#[derive(Debug, Default)]
pub struct Sums(BTreeMap<(Account, Currency), i64>);

impl Sums {
    /// Takes a transfer, or a sum of transfers between the same two accounts.
    ///
    /// # Errors
    /// An account or currency that no code of ours writes.
    pub fn add(&mut self, debit: &str, credit: &str, code: &str, cents: i64) -> Result<()> {
        let code = currency(code)?;
        *self.0.entry((word(debit)?, code)).or_default() += cents;
        *self.0.entry((word(credit)?, code)).or_default() -= cents;
        Ok(())
    }

    /// What stands on each account.
    pub fn balances(&self) -> Vec<AccountBalance> {
        let balance = |(&(account, currency), &cents): (&(Account, Currency), &i64)| AccountBalance {
            account,
            balance: Money { cents, currency },
        };
        self.0.iter().map(balance).collect()
    }
}

/// What was collected of one claim within a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Collected {
    /// Its id, to page on by.
    pub claim_id: String,
    /// The creditor's number of it.
    pub number: String,
    /// Invoice or credit note.
    pub kind: String,
    /// The debtor's file reference.
    pub debtor: String,
    /// Its currency.
    pub currency: Currency,
    /// Collected by us, less what went back: principal, interest and costs.
    pub collected: Balance,
    /// What that made payable to the creditor: the same sum, or the books are wrong.
    pub payable: Cents,
    /// Paid straight to the creditor, less what was taken back: nothing of it goes through us.
    pub at_creditor: Cents,
}

/// The days of a remittance, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The first.
    pub from: Date,
    /// The last.
    pub until: Date,
}

/// The claims of a creditor on which something was collected in a period, in the order of their ids: at most `limit`
/// after `after`.
pub async fn list_collected(db: &Db, slug: &str, period: Period, after: &str, limit: i64) -> Result<Vec<Collected>> {
    let net = |credit: &str, debit: &str| {
        format!(
            "CAST(SUM(CASE WHEN p.credit = '{credit}' AND p.debit = '{debit}' THEN p.amount_cents \
             WHEN p.debit = '{credit}' AND p.credit = '{debit}' THEN -p.amount_cents ELSE 0 END) AS BIGINT)"
        )
    };
    let at_creditor = "CAST(SUM(CASE WHEN p.debit = 'creditor_bank' THEN p.amount_cents \
                       WHEN p.credit = 'creditor_bank' THEN -p.amount_cents ELSE 0 END) AS BIGINT)";
    let sql = format!(
        "SELECT c.id, c.number, c.kind, d.reference, c.currency, {} AS principal, {} AS interest, {} AS costs,
           {} AS payable, {at_creditor} AS at_creditor
         FROM claim c JOIN creditor r ON r.id = c.creditor_id JOIN debtor d ON d.id = c.debtor_id
           JOIN posting p ON p.claim_id = c.id
         WHERE r.slug = $1 AND c.id > $2 AND p.value_on >= $3 AND p.value_on <= $4
           AND (p.debit IN ('suspense', 'creditor_bank', 'payable_to_creditor')
             OR p.credit IN ('suspense', 'creditor_bank', 'payable_to_creditor'))
         GROUP BY c.id, c.number, c.kind, d.reference, c.currency ORDER BY c.id LIMIT $5",
        net("principal", "suspense"),
        net("interest", "suspense"),
        net("costs", "suspense"),
        net("payable_to_creditor", "creditor_claims"),
    );
    let rows = sqlx::query(AssertSqlSafe(sql))
        .bind(slug)
        .bind(after)
        .bind(period.from.to_string())
        .bind(period.until.to_string())
        .bind(limit)
        .fetch_all(db.read())
        .await?;
    rows.iter()
        .map(|row| {
            let cents = |name: &str| row.try_get::<i64, _>(name).map(Cents);
            Ok(Collected {
                claim_id: row.try_get("id")?,
                number: row.try_get("number")?,
                kind: row.try_get("kind")?,
                debtor: row.try_get("reference")?,
                currency: currency(row.try_get("currency")?)?,
                collected: Balance {
                    principal: cents("principal")?,
                    interest: cents("interest")?,
                    costs: cents("costs")?,
                },
                payable: cents("payable")?,
                at_creditor: cents("at_creditor")?,
            })
        })
        .collect()
}

/// A creditor as a command names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedCreditor {
    /// The short name it is stored under.
    pub slug: String,
    /// Its name.
    pub name: String,
}

/// The creditor that a command names: by its short name as stored, or by its name, however that is dressed.
pub async fn find_creditor(db: &Db, given: &str) -> Result<Option<NamedCreditor>> {
    let row: Option<(String, String)> = sqlx::query_as(
        "SELECT slug, name FROM creditor WHERE slug = $1 OR slug = $2 OR LOWER(name) = $3
         ORDER BY CASE WHEN slug = $1 THEN 0 WHEN slug = $2 THEN 1 ELSE 2 END, slug LIMIT 1",
    )
    .bind(given)
    .bind(crate::import::slug(given))
    .bind(given.trim().to_lowercase())
    .fetch_optional(db.read())
    .await?;
    Ok(row.map(|(slug, name)| NamedCreditor { slug, name }))
}

/// Whether a debtor's file has this reference.
pub async fn has_debtor(db: &Db, reference: &str) -> Result<bool> {
    let found: Option<String> = sqlx::query_scalar("SELECT id FROM debtor WHERE reference = $1")
        .bind(reference)
        .fetch_optional(db.read())
        .await?;
    Ok(found.is_some())
}
