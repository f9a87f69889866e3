//! Accesses that debtors gave. A helper's own row is found by the helper and never by an id alone; a debtor's by the
//! debtor.

use super::{Db, DebtorTx, date, word};
use crate::error::{Error, Result};
use effen::access::{Access, HelperKind, Scopes};
use effen::ids::DebtorId;
use effen::kinds::PartyKind;
use jiff::civil::Date;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row as _};

/// An access as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessRow {
    /// Its id.
    pub id: String,
    /// Whose file.
    pub debtor: DebtorId,
    /// The debtor's name.
    pub debtor_name: String,
    /// Consumer or company.
    pub party: PartyKind,
    /// Who may use it.
    pub helper_id: String,
    /// Their e-mail address.
    pub email: String,
    /// Their name, as who gave it wrote it.
    pub name: String,
    /// Where they work, or ''.
    pub organisation: String,
    /// Who they are to the debtor.
    pub kind: HelperKind,
    /// What the rules look at.
    pub access: Access,
    /// An agent's note, or ''.
    pub note: String,
    /// 'debtor' | 'agent:<id>'.
    pub given_by: String,
    /// Epoch ms.
    pub given_at: i64,
    /// The invitation: '' on its way, 'sent' or 'failed'.
    pub mailed: String,
    /// Epoch ms.
    pub accepted_at: Option<i64>,
    /// Epoch ms.
    pub revoked_at: Option<i64>,
}

impl AccessRow {
    /// Name, with the organisation where there is one.
    pub fn called(&self) -> String {
        called(&self.name, &self.organisation)
    }
}

/// 'Els de Vries (De Brug)'.
pub fn called(name: &str, organisation: &str) -> String {
    if organisation.is_empty() { name.to_owned() } else { format!("{name} ({organisation})") }
}

/// An access to be given.
#[derive(Debug, Clone)]
pub struct NewAccess<'a> {
    /// Its id.
    pub id: &'a str,
    /// Who may use it.
    pub helper: &'a str,
    /// Their name.
    pub name: &'a str,
    /// Where they work, or ''.
    pub organisation: &'a str,
    /// Who they are.
    pub kind: HelperKind,
    /// What it opens.
    pub scopes: Scopes,
    /// Its last day.
    pub ends_on: Date,
    /// An agent's note, or ''.
    pub note: &'a str,
    /// 'debtor' | 'agent:<id>'.
    pub given_by: &'a str,
}

const ACCESS: &str = "SELECT a.id, a.debtor_id, p.name AS debtor_name, d.kind AS party, a.helper_id, h.email, a.name, \
                      a.organisation, a.kind, a.scopes, a.note, a.given_by, a.given_at, a.ends_on, a.mailed, \
                      a.accepted_at, a.revoked_at FROM helper_access a JOIN helper h ON h.id = a.helper_id \
                      JOIN debtor d ON d.id = a.debtor_id JOIN debtor_person p ON p.debtor_id = a.debtor_id";

fn read(row: &AnyRow) -> Result<AccessRow> {
    let text = |column: &str| row.try_get::<String, _>(column);
    let (accepted_at, revoked_at): (Option<i64>, Option<i64>) =
        (row.try_get("accepted_at")?, row.try_get("revoked_at")?);
    Ok(AccessRow {
        id: text("id")?,
        debtor: DebtorId(text("debtor_id")?),
        debtor_name: text("debtor_name")?,
        party: word(&text("party")?)?,
        helper_id: text("helper_id")?,
        email: text("email")?,
        name: text("name")?,
        organisation: text("organisation")?,
        kind: word(&text("kind")?)?,
        access: Access {
            scopes: Scopes::of_words(&text("scopes")?),
            ends_on: date(&text("ends_on")?)?,
            accepted: accepted_at.is_some(),
            revoked: revoked_at.is_some(),
        },
        note: text("note")?,
        given_by: text("given_by")?,
        given_at: row.try_get("given_at")?,
        mailed: text("mailed")?,
        accepted_at,
        revoked_at,
    })
}

/// Every access of a debtor, the latest given first.
pub async fn list_of_debtor(db: &Db, debtor: &DebtorId) -> Result<Vec<AccessRow>> {
    let sql = sqlx::AssertSqlSafe(format!("{ACCESS} WHERE a.debtor_id = $1 ORDER BY a.given_at DESC, a.id DESC"));
    let rows = sqlx::query(sql).bind(debtor.as_str()).fetch_all(db.read()).await?;
    rows.iter().map(read).collect()
}

/// Every accepted access of a helper that was not ended, by the debtor's name.
pub async fn list_of_helper(db: &Db, helper: &str) -> Result<Vec<AccessRow>> {
    let sql = sqlx::AssertSqlSafe(format!(
        "{ACCESS} WHERE a.helper_id = $1 AND a.accepted_at IS NOT NULL AND a.revoked_at IS NULL ORDER BY p.name, a.id"
    ));
    let rows = sqlx::query(sql).bind(helper).fetch_all(db.read()).await?;
    rows.iter().map(read).collect()
}

/// One access of a helper, wherever it stands.
pub async fn find_of_helper(db: &Db, helper: &str, id: &str) -> Result<AccessRow> {
    let sql = sqlx::AssertSqlSafe(format!("{ACCESS} WHERE a.id = $1 AND a.helper_id = $2"));
    let row = sqlx::query(sql).bind(id).bind(helper).fetch_optional(db.read()).await?;
    row.as_ref().map(read).transpose()?.ok_or(Error::NotFound("access"))
}

/// One access of the transaction's debtor.
pub async fn find(tx: &mut DebtorTx, id: &str) -> Result<AccessRow> {
    let debtor = tx.debtor.clone();
    find_with(&mut tx.tx, &debtor, id).await
}

/// One access of a debtor.
pub async fn find_with(conn: &mut AnyConnection, debtor: &DebtorId, id: &str) -> Result<AccessRow> {
    let sql = sqlx::AssertSqlSafe(format!("{ACCESS} WHERE a.id = $1 AND a.debtor_id = $2"));
    let row = sqlx::query(sql).bind(id).bind(debtor.as_str()).fetch_optional(conn).await?;
    row.as_ref().map(read).transpose()?.ok_or(Error::NotFound("access"))
}

/// How who has an access is called; for agents.
pub async fn find_called(db: &Db, id: &str) -> Result<String> {
    let row: Option<(String, String)> = sqlx::query_as("SELECT name, organisation FROM helper_access WHERE id = $1")
        .bind(id)
        .fetch_optional(db.read())
        .await?;
    let (name, organisation) = row.ok_or(Error::NotFound("access"))?;
    Ok(called(&name, &organisation))
}

/// Writes an access.
pub async fn create(tx: &mut DebtorTx, new: &NewAccess<'_>) -> Result<()> {
    let now = tx.now_ms();
    sqlx::query(
        "INSERT INTO helper_access (id, debtor_id, helper_id, name, organisation, kind, scopes, note, given_by, \
         given_at, ends_on, mailed) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, '')",
    )
    .bind(new.id)
    .bind(tx.debtor.as_str())
    .bind(new.helper)
    .bind(new.name)
    .bind(new.organisation)
    .bind(new.kind.as_str())
    .bind(new.scopes.to_string())
    .bind(new.note)
    .bind(new.given_by)
    .bind(now)
    .bind(new.ends_on.to_string())
    .execute(&mut *tx.tx)
    .await?;
    Ok(())
}

/// How many accesses of the transaction's debtor stand on a day (ISO).
pub async fn count_standing(tx: &mut DebtorTx, today: &str) -> Result<i64> {
    Ok(sqlx::query_scalar(
        "SELECT COUNT(*) FROM helper_access WHERE debtor_id = $1 AND revoked_at IS NULL AND ends_on >= $2",
    )
    .bind(tx.debtor.as_str())
    .bind(today)
    .fetch_one(&mut *tx.tx)
    .await?)
}

/// The access by which somebody helps this debtor already, if one stands on a day (ISO).
pub async fn find_standing(tx: &mut DebtorTx, helper: &str, today: &str) -> Result<Option<String>> {
    Ok(sqlx::query_scalar(
        "SELECT id FROM helper_access WHERE debtor_id = $1 AND helper_id = $2 AND revoked_at IS NULL AND ends_on >= $3 \
         LIMIT 1",
    )
    .bind(tx.debtor.as_str())
    .bind(helper)
    .bind(today)
    .fetch_optional(&mut *tx.tx)
    .await?)
}

/// The helper presses the button of the invitation. False: it was ended or accepted before.
pub async fn update_accepted(tx: &mut DebtorTx, id: &str) -> Result<bool> {
    let now = tx.now_ms();
    let done = sqlx::query(
        "UPDATE helper_access SET accepted_at = $1 WHERE id = $2 AND debtor_id = $3 AND accepted_at IS NULL \
         AND revoked_at IS NULL",
    )
    .bind(now)
    .bind(id)
    .bind(tx.debtor.as_str())
    .execute(&mut *tx.tx)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Changes what an access opens and until when.
pub async fn update(tx: &mut DebtorTx, id: &str, scopes: Scopes, ends_on: Date) -> Result<()> {
    sqlx::query(
        "UPDATE helper_access SET scopes = $1, ends_on = $2 WHERE id = $3 AND debtor_id = $4 AND revoked_at IS NULL",
    )
    .bind(scopes.to_string())
    .bind(ends_on.to_string())
    .bind(id)
    .bind(tx.debtor.as_str())
    .execute(&mut *tx.tx)
    .await?;
    Ok(())
}

/// Notes what became of the mail with the invitation.
pub async fn update_mailed(tx: &mut DebtorTx, id: &str, mailed: &str) -> Result<()> {
    sqlx::query("UPDATE helper_access SET mailed = $1 WHERE id = $2 AND debtor_id = $3")
        .bind(mailed)
        .bind(id)
        .bind(tx.debtor.as_str())
        .execute(&mut *tx.tx)
        .await?;
    Ok(())
}

/// Ends an access. False: it was ended before.
pub async fn update_revoked(tx: &mut DebtorTx, id: &str, by: &str) -> Result<bool> {
    let now = tx.now_ms();
    let done = sqlx::query(
        "UPDATE helper_access SET revoked_at = $1, revoked_by = $2 WHERE id = $3 AND debtor_id = $4 \
         AND revoked_at IS NULL",
    )
    .bind(now)
    .bind(by)
    .bind(id)
    .bind(tx.debtor.as_str())
    .execute(&mut *tx.tx)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Ends the sessions at the file that this access opened; what reads along by a socket is cut off with them.
pub async fn revoke_sessions(tx: &mut DebtorTx, id: &str) -> Result<()> {
    let now = tx.now_ms();
    sqlx::query("UPDATE session SET revoked_at = $1 WHERE access_id = $2 AND debtor_id = $3 AND revoked_at IS NULL")
        .bind(now)
        .bind(id)
        .bind(tx.debtor.as_str())
        .execute(&mut *tx.tx)
        .await?;
    Ok(())
}
