//! What creditors ask by contract, by version. Versions are only ever added; a claim has the latest one that holds on
//! the day it was issued.

use super::{Db, date, word};
use crate::error::{Error, Result};
use effen::limitation::LimitationKind;
use effen::money::Cents;
use effen::terms::{ContractTerms, InterestTerm};
use jiff::civil::Date;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row as _};

macro_rules! columns {
    () => {
        "t.interest AS terms_interest, t.costs_most_cents AS terms_costs_most, t.while_held AS terms_while_held, \
         t.later_instalments AS terms_later, t.limitation_kind AS terms_limitation"
    };
}
/// The columns that [`read`] reads, of `creditor_terms t`.
const COLUMNS: &str = columns!();
/// The columns that [`read_of_claim`] reads, of the claim `c` and its terms `t`.
pub const CLAIM_COLUMNS: &str = concat!(columns!(), ", c.limitation_kind AS claim_limitation");
/// The join that finds the terms `t` of the claim `c`.
pub const JOIN: &str = "LEFT JOIN creditor_terms t ON t.creditor_id = c.creditor_id AND t.version = \
                        (SELECT MAX(u.version) FROM creditor_terms u WHERE u.creditor_id = c.creditor_id \
                        AND u.from_on <= c.issued_on)";

/// The terms of a claim's row: its creditor's, and its own kind of limitation where its file named one.
pub fn read_of_claim(row: &AnyRow) -> Result<ContractTerms> {
    let terms = match row.try_get::<Option<String>, _>("terms_interest")? {
        Some(_) => read(row)?,
        None => ContractTerms::default(),
    };
    let own = kind(&row.try_get::<String, _>("claim_limitation")?)?;
    Ok(ContractTerms { limitation: own.or(terms.limitation), ..terms })
}

/// The terms of a row.
fn read(row: &AnyRow) -> Result<ContractTerms> {
    let interest: String = row.try_get("terms_interest")?;
    Ok(ContractTerms {
        interest: interest.parse::<InterestTerm>().map_err(|error| Error::Broken(error.to_string()))?,
        costs_most: row.try_get::<Option<i64>, _>("terms_costs_most")?.map(Cents),
        while_held: word(&row.try_get::<String, _>("terms_while_held")?)?,
        later_instalments: row.try_get::<i64, _>("terms_later")? != 0,
        limitation: kind(&row.try_get::<String, _>("terms_limitation")?)?,
    })
}

/// A kind of limitation as it is stored; '' where none is known.
fn kind(stored: &str) -> Result<Option<LimitationKind>> {
    if stored.is_empty() { Ok(None) } else { word(stored).map(Some) }
}

/// A version of a creditor's terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermsRow {
    /// From 1 on.
    pub version: i64,
    /// The first day of issue it holds for.
    pub from_on: Date,
    /// What they say.
    pub terms: ContractTerms,
}

/// Every version of a creditor's terms, the first first. `None`: no such creditor.
pub async fn list(conn: &mut AnyConnection, slug: &str) -> Result<Option<Vec<TermsRow>>> {
    let known: Option<String> =
        sqlx::query_scalar("SELECT id FROM creditor WHERE slug = $1").bind(slug).fetch_optional(&mut *conn).await?;
    let Some(creditor) = known else { return Ok(None) };
    let sql =
        format!("SELECT t.version, t.from_on, {COLUMNS} FROM creditor_terms t WHERE t.creditor_id = $1 ORDER BY 1");
    let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(creditor).fetch_all(conn).await?;
    let read_row = |row: &AnyRow| {
        let from_on: String = row.try_get("from_on")?;
        Ok(TermsRow { version: row.try_get("version")?, from_on: date(&from_on)?, terms: read(row)? })
    };
    rows.iter().map(read_row).collect::<Result<_>>().map(Some)
}

/// Claims of a creditor, issued on a day or later, about which a formal letter went out: it named what can be asked.
pub async fn count_named(conn: &mut AnyConnection, slug: &str, from_on: Date) -> Result<i64> {
    Ok(sqlx::query_scalar(
        "SELECT COUNT(*) FROM claim c JOIN creditor r ON r.id = c.creditor_id WHERE r.slug = $1 AND c.issued_on >= $2 \
         AND EXISTS (SELECT 1 FROM formal_letter n WHERE n.claim_id = c.id \
         AND n.sent_at IS NOT NULL)",
    )
    .bind(slug)
    .bind(from_on.to_string())
    .fetch_one(conn)
    .await?)
}

/// Adds a version to a creditor's terms; gives its number.
///
/// # Errors
/// [`Error::NotFound`] for a creditor that does not exist.
pub async fn create(db: &Db, slug: &str, from_on: Date, terms: &ContractTerms, now_ms: i64) -> Result<i64> {
    let mut tx = db.begin().await?;
    let creditor: Option<String> =
        sqlx::query_scalar("SELECT id FROM creditor WHERE slug = $1").bind(slug).fetch_optional(&mut *tx).await?;
    let creditor = creditor.ok_or(Error::NotFound("creditor"))?;
    let version: i64 = sqlx::query_scalar(
        "INSERT INTO creditor_terms (creditor_id, version, from_on, interest, costs_most_cents, while_held, \
         later_instalments, limitation_kind, made_at) SELECT $1, COALESCE(MAX(version), 0) + 1, $2, $3, \
         CAST($4 AS BIGINT), $5, $6, $7, $8 FROM creditor_terms WHERE creditor_id = $1 RETURNING version",
    )
    .bind(creditor)
    .bind(from_on.to_string())
    .bind(terms.interest.to_string())
    .bind(terms.costs_most.map(|most| most.0))
    .bind(terms.while_held.as_str())
    .bind(i64::from(terms.later_instalments))
    .bind(terms.limitation.map_or("", |kind| kind.as_str()).to_owned())
    .bind(now_ms)
    .fetch_one(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(version)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::overview;
    use crate::testing::databases;
    use crate::testing::sample::{self, TODAY, sample_debtor};
    use effen::dates::add_days;
    use effen::explain::Percent;
    use effen::meter::WhileHeld;

    #[tokio::test]
    async fn a_claim_keeps_the_terms_of_the_day_it_was_issued() {
        for test in databases().await {
            let one = sample_debtor(&test.db, "Anna").await.unwrap();
            let slug = "waterland-energie-anna";
            let terms_of = async |claim: &effen::ids::ClaimId| {
                let app = sample::app(&test.db).await;
                let file = overview::find(&test.db, &one.debtor, app.now_ms()).await.unwrap();
                file.claims.iter().find(|row| row.id == *claim).unwrap().rules.terms
            };
            assert_eq!(terms_of(&one.with_costs).await, ContractTerms::default(), "none were made");
            let old = ContractTerms {
                interest: InterestTerm::Agreed(Percent(250)),
                costs_most: Some(Cents(2_500)),
                while_held: WhileHeld::InterestStops,
                later_instalments: true,
                limitation: Some(LimitationKind::Utilities),
            };
            let new = ContractTerms { interest: InterestTerm::Law, ..ContractTerms::default() };
            let long_ago = add_days(TODAY, -400);
            assert_eq!(create(&test.db, slug, long_ago, &old, 1).await.unwrap(), 1);
            assert_eq!(create(&test.db, slug, add_days(TODAY, -40), &new, 2).await.unwrap(), 2);
            assert_eq!(terms_of(&one.with_costs).await, old, "issued eighty days and more ago");
            assert_eq!(terms_of(&one.upcoming).await, new);
            assert_eq!(terms_of(&one.late).await, ContractTerms::default(), "another creditor's");
            let mut conn = test.db.read().acquire().await.unwrap();
            let rows = list(&mut conn, slug).await.unwrap().unwrap();
            assert_eq!(rows.iter().map(|row| (row.version, row.terms)).collect::<Vec<_>>(), [(1, old), (2, new)]);
            assert_eq!(list(&mut conn, "nobody").await.unwrap(), None);
            assert_eq!(count_named(&mut conn, slug, long_ago).await.unwrap(), 0);
            let unknown = create(&test.db, "nobody", TODAY, &new, 3).await;
            assert!(matches!(unknown, Err(Error::NotFound("creditor"))));
            let mut tx = test.db.begin().await.unwrap();
            let changed = sqlx::query("UPDATE creditor_terms SET interest = 'law'").execute(&mut *tx).await;
            assert!(changed.is_err(), "versions are only ever added");
        }
    }
}
