//! Entries of bank statements, and their rows in the books outside every debtor's ledger.

use super::sight::SEES_ENTRY;
use super::{Db, Tx, date, word};
use crate::error::{Error, Result};
use effen::bank::{BankPosting, EntryEvent, EntryState, entry_arrived, entry_assigned, entry_unassigned};
use effen::ids::{AgentId, ClaimId, CreditorId, DebtorId, PaymentId};
use effen::money::{Currency, Money};
use jiff::civil::Date;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row as _};

/// A stored entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryRow {
    /// Its id.
    pub id: String,
    /// The statement it stands on.
    pub statement_id: String,
    /// Its place on it, from 1.
    pub position: i64,
    /// The same entry of an overlapping statement has the same.
    pub key: String,
    /// Which entry of the bank it is, or is part of; '' where the bank gives that none.
    pub batch_key: String,
    /// Our account.
    pub account: String,
    /// With its sign: above nothing for money received.
    pub amount: Money,
    /// The day it was booked.
    pub booked_on: Date,
    /// The day from which it counts.
    pub value_on: Date,
    /// The other side's account, or ''.
    pub party_iban: String,
    /// The other side's name, or ''.
    pub party_name: String,
    /// The payer's end-to-end id, or ''.
    pub end_to_end_id: String,
    /// The bank's reference, or ''.
    pub bank_reference: String,
    /// Structured references, a line each.
    pub structured: String,
    /// What the payer wrote.
    pub remittance: String,
    /// Does it undo an earlier entry?
    pub reversal: bool,
    /// Why it came back, or ''.
    pub return_reason: String,
    /// Where it stands.
    pub state: EntryState,
    /// For whom it was booked.
    pub debtor: Option<DebtorId>,
    /// The claim it was booked on.
    pub claim: Option<ClaimId>,
    /// The payment it was booked as, or that it took back.
    pub payment: Option<PaymentId>,
    /// The entry that it took back.
    pub returns: Option<String>,
    /// The creditor that it paid out to.
    pub creditor: Option<CreditorId>,
    /// An agent's note.
    pub note: String,
    /// `system`, `agent:<id>`, or '' while nobody has.
    pub decided_by: String,
}

fn read(row: &AnyRow) -> Result<EntryRow> {
    let text = |name: &str| row.try_get::<String, _>(name);
    let maybe = |name: &str| row.try_get::<Option<String>, _>(name);
    let currency: Currency =
        text("currency")?.parse().map_err(|_| Error::Broken("the currency of a bank entry".to_owned()))?;
    Ok(EntryRow {
        id: text("id")?,
        statement_id: text("statement_id")?,
        position: row.try_get("position")?,
        key: text("key")?,
        batch_key: text("batch_key")?,
        account: text("account")?,
        amount: Money { cents: row.try_get("amount_cents")?, currency },
        booked_on: date(&text("booked_on")?)?,
        value_on: date(&text("value_on")?)?,
        party_iban: text("party_iban")?,
        party_name: text("party_name")?,
        end_to_end_id: text("end_to_end_id")?,
        bank_reference: text("bank_reference")?,
        structured: text("structured")?,
        remittance: text("remittance")?,
        reversal: row.try_get::<i64, _>("reversal")? != 0,
        return_reason: text("return_reason")?,
        state: word(&text("state")?)?,
        debtor: maybe("debtor_id")?.map(DebtorId),
        claim: maybe("claim_id")?.map(ClaimId),
        payment: maybe("payment_id")?.map(PaymentId),
        returns: maybe("returns_entry_id")?,
        creditor: maybe("creditor_id")?.map(CreditorId),
        note: text("note")?,
        decided_by: text("decided_by")?,
    })
}

/// Stores an entry with its arrival in the books. False: the same entry is there already.
pub async fn create(tx: &mut Tx, new: &EntryRow, now_ms: i64) -> Result<bool> {
    let done = sqlx::query(
        "INSERT INTO bank_entry (id, statement_id, position, key, account, amount_cents, currency, booked_on, value_on,
           party_iban, party_name, end_to_end_id, bank_reference, structured, remittance, reversal, return_reason,
           state, note, decided_by, created_at, changed_at, batch_key)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, '', '', $19, $19, $20)
         ON CONFLICT (key) DO NOTHING",
    )
    .bind(&new.id)
    .bind(&new.statement_id)
    .bind(new.position)
    .bind(&new.key)
    .bind(&new.account)
    .bind(new.amount.cents)
    .bind(new.amount.currency.code())
    .bind(new.booked_on.to_string())
    .bind(new.value_on.to_string())
    .bind(&new.party_iban)
    .bind(&new.party_name)
    .bind(&new.end_to_end_id)
    .bind(&new.bank_reference)
    .bind(&new.structured)
    .bind(&new.remittance)
    .bind(i64::from(new.reversal))
    .bind(&new.return_reason)
    .bind(EntryState::Unmatched.as_str())
    .bind(now_ms)
    .bind(&new.batch_key)
    .execute(&mut **tx)
    .await?;
    let is_new = done.rows_affected() > 0;
    if let Some(posting) = entry_arrived(&new.id, new.amount, new.value_on).filter(|_| is_new) {
        post(tx, &new.id, &posting, now_ms).await?;
    }
    Ok(is_new)
}

/// Is the bank's entry that this is part of known from another file, where this one or that one is a notification?
/// Between two statements the keys of the payments say it.
pub async fn has_batch(conn: &mut AnyConnection, new: &EntryRow, notification: bool) -> Result<bool> {
    if new.batch_key.is_empty() {
        return Ok(false);
    }
    let known: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM bank_entry e JOIN bank_statement s ON s.id = e.statement_id
         WHERE e.batch_key = $1 AND e.statement_id <> $2 AND (s.notification = 1 OR $3 = 1)",
    )
    .bind(&new.batch_key)
    .bind(&new.statement_id)
    .bind(i64::from(notification))
    .fetch_one(conn)
    .await?;
    Ok(known > 0)
}

pub(super) async fn post(conn: &mut AnyConnection, entry: &str, posting: &BankPosting, now_ms: i64) -> Result<()> {
    sqlx::query(
        "INSERT INTO bank_posting (entry_id, debit, credit, amount_cents, currency, value_on, cause_key, recorded_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(entry)
    .bind(posting.debit.as_str())
    .bind(posting.credit.as_str())
    .bind(posting.amount.cents)
    .bind(posting.amount.currency.code())
    .bind(posting.value_on.to_string())
    .bind(&posting.cause_key)
    .bind(now_ms)
    .execute(conn)
    .await?;
    Ok(())
}

/// One entry.
pub async fn find(conn: &mut AnyConnection, id: &str) -> Result<Option<EntryRow>> {
    let row = sqlx::query("SELECT * FROM bank_entry WHERE id = $1").bind(id).fetch_optional(conn).await?;
    row.as_ref().map(read).transpose()
}

/// Entries that matching has not looked at, in the order in which they came in, after the one with the id `after`.
pub async fn list_new(db: &Db, after: &str, limit: i64) -> Result<Vec<EntryRow>> {
    let rows = sqlx::query("SELECT * FROM bank_entry WHERE looked_at IS NULL AND id > $1 ORDER BY id LIMIT $2")
        .bind(after)
        .bind(limit)
        .fetch_all(db.read())
        .await?;
    rows.iter().map(read).collect()
}

/// How many of them there are.
pub async fn count_new(db: &Db) -> Result<i64> {
    Ok(sqlx::query_scalar("SELECT COUNT(*) FROM bank_entry WHERE looked_at IS NULL").fetch_one(db.read()).await?)
}

/// Entries in one of these states (at most three), the latest first, at most `limit`.
pub async fn list_in(db: &Db, states: &[EntryState], limit: i64) -> Result<Vec<EntryRow>> {
    let first = states.first().map_or("", |state| state.as_str());
    let or_first = |at: usize| states.get(at).map_or(first, |state| state.as_str());
    let rows =
        sqlx::query("SELECT * FROM bank_entry WHERE state IN ($1, $2, $3) ORDER BY booked_on DESC, id DESC LIMIT $4")
            .bind(first)
            .bind(or_first(1))
            .bind(or_first(2))
            .bind(limit)
            .fetch_all(db.read())
            .await?;
    rows.iter().map(read).collect()
}

/// The same for an agent: what is booked in files they see, and what is nobody's for who serves every creditor.
pub async fn list_seen(db: &Db, agent: &AgentId, states: &[EntryState], limit: i64) -> Result<Vec<EntryRow>> {
    let first = states.first().map_or("", |state| state.as_str());
    let or_first = |at: usize| states.get(at).map_or(first, |state| state.as_str());
    let sql = format!(
        "SELECT * FROM bank_entry e WHERE {SEES_ENTRY} AND e.state IN ($2, $3, $4)
         ORDER BY e.booked_on DESC, e.id DESC LIMIT $5"
    );
    let rows = sqlx::query(sqlx::AssertSqlSafe(sql))
        .bind(agent.as_str())
        .bind(first)
        .bind(or_first(1))
        .bind(or_first(2))
        .bind(limit)
        .fetch_all(db.read())
        .await?;
    rows.iter().map(read).collect()
}

/// How many entries that an agent sees stand in each state.
pub async fn list_counts(db: &Db, agent: &AgentId) -> Result<Vec<(EntryState, i64)>> {
    let sql = format!("SELECT e.state, COUNT(*) FROM bank_entry e WHERE {SEES_ENTRY} GROUP BY e.state");
    let rows: Vec<(String, i64)> =
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(agent.as_str()).fetch_all(db.read()).await?;
    rows.into_iter().map(|(state, count)| Ok((word(&state)?, count))).collect()
}

/// What lies in the books without a debtor, a sum for each currency.
pub async fn list_unassigned(db: &Db) -> Result<Vec<Money>> {
    let rows: Vec<(String, i64)> = sqlx::query_as(
        "SELECT currency, CAST(SUM(CASE WHEN credit = 'suspense' THEN amount_cents ELSE -amount_cents END) AS BIGINT)
         FROM bank_posting GROUP BY currency ORDER BY currency",
    )
    .fetch_all(db.read())
    .await?;
    let money = |(code, cents): (String, i64)| {
        let currency = code.parse().map_err(|_| Error::Broken(format!("the currency '{code}'")))?;
        Ok(Money { cents, currency })
    };
    rows.into_iter().map(money).collect()
}

/// Booked entries that money which went back may belong to: the same end-to-end id, bank's reference, or account, the
/// same currency, and no less than what went back. The latest first.
pub async fn list_returnable(conn: &mut AnyConnection, back: &EntryRow, limit: i64) -> Result<Vec<EntryRow>> {
    let rows = sqlx::query(
        "SELECT * FROM bank_entry WHERE state = 'booked' AND currency = $1 AND amount_cents >= $2
           AND ((end_to_end_id <> '' AND end_to_end_id = $3) OR (bank_reference <> '' AND bank_reference = $4)
             OR (party_iban <> '' AND party_iban = $5))
         ORDER BY booked_on DESC, id DESC LIMIT $6",
    )
    .bind(back.amount.currency.code())
    .bind(-back.amount.cents)
    .bind(&back.end_to_end_id)
    .bind(&back.bank_reference)
    .bind(&back.party_iban)
    .bind(limit)
    .fetch_all(conn)
    .await?;
    rows.iter().map(read).collect()
}

/// For whom and as what an entry is booked.
#[derive(Debug, Clone, Copy)]
pub struct Booking<'a> {
    /// For whom.
    pub debtor: &'a DebtorId,
    /// The claim, for money received.
    pub claim: Option<&'a ClaimId>,
    /// The payment it makes, or takes back.
    pub payment: &'a PaymentId,
    /// The entry it takes back.
    pub returns: Option<&'a str>,
}

/// Notes for whom an entry is booked, and takes it out of the books outside every debtor. To be called in the
/// transaction that writes the debtor's ledger, after [`update_state`] has moved it.
pub async fn update_booked(
    conn: &mut AnyConnection,
    entry: &EntryRow,
    booking: Booking<'_>,
    now_ms: i64,
) -> Result<()> {
    sqlx::query(
        "UPDATE bank_entry SET debtor_id = $1, claim_id = $2, payment_id = $3, returns_entry_id = $4 WHERE id = $5",
    )
    .bind(booking.debtor.as_str())
    .bind(booking.claim.map(|claim| claim.as_str().to_owned()))
    .bind(booking.payment.as_str())
    .bind(booking.returns.map(str::to_owned))
    .bind(&entry.id)
    .execute(&mut *conn)
    .await?;
    let undone = count_undone(conn, &entry.id).await?;
    if let Some(posting) = entry_assigned(&entry.id, entry.amount, entry.value_on, undone) {
        post(conn, &entry.id, &posting, now_ms).await?;
    }
    Ok(())
}

/// How many times a booking of an entry was taken back.
pub async fn count_undone(conn: &mut AnyConnection, id: &str) -> Result<i64> {
    Ok(sqlx::query_scalar("SELECT COUNT(*) FROM bank_posting WHERE entry_id = $1 AND cause_key LIKE 'unassigned:%'")
        .bind(id)
        .fetch_one(conn)
        .await?)
}

/// Takes a booking back: the entry is nobody's again, and in the books outside every debtor. To be called in the
/// transaction that writes the debtor's ledger, after [`update_state`] has moved it.
pub async fn update_undone(conn: &mut AnyConnection, entry: &EntryRow, now_ms: i64) -> Result<()> {
    sqlx::query("UPDATE bank_entry SET debtor_id = NULL, claim_id = NULL, payment_id = NULL WHERE id = $1")
        .bind(&entry.id)
        .execute(&mut *conn)
        .await?;
    let time = count_undone(conn, &entry.id).await? + 1;
    if let Some(posting) = entry_unassigned(&entry.id, entry.amount, entry.value_on, time) {
        post(conn, &entry.id, &posting, now_ms).await?;
    }
    Ok(())
}

/// Moves an entry by the table.
///
/// # Errors
/// [`Error::Refused`] when the table has no such move, or the entry has moved since it was read.
pub async fn update_state(
    conn: &mut AnyConnection,
    entry: &EntryRow,
    event: EntryEvent,
    by: &str,
    now_ms: i64,
) -> Result<EntryState> {
    let to = entry.state.after(event).map_err(|error| Error::Refused(error.to_string()))?;
    let done = sqlx::query(
        "UPDATE bank_entry SET state = $1, decided_by = $2, changed_at = $3, looked_at = COALESCE(looked_at, $3)
         WHERE id = $4 AND state = $5",
    )
    .bind(to.as_str())
    .bind(by)
    .bind(now_ms)
    .bind(&entry.id)
    .bind(entry.state.as_str())
    .execute(conn)
    .await?;
    if done.rows_affected() == 1 { Ok(to) } else { Err(Error::Refused(format!("bank entry {} has moved", entry.id))) }
}

/// Matching has looked at an entry and found nothing certain.
pub async fn update_looked(conn: &mut AnyConnection, id: &str, now_ms: i64) -> Result<()> {
    sqlx::query("UPDATE bank_entry SET looked_at = $1 WHERE id = $2").bind(now_ms).bind(id).execute(conn).await?;
    Ok(())
}

/// An agent's note.
pub async fn update_note(conn: &mut AnyConnection, id: &str, note: &str) -> Result<()> {
    sqlx::query("UPDATE bank_entry SET note = $1 WHERE id = $2").bind(note).bind(id).execute(conn).await?;
    Ok(())
}
