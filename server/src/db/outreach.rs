//! What outreach looks at of a debtor, read for many debtors at once: a page of files costs eight queries, however many
//! files are on it.

use super::experiment::{self, Drawn};
use super::{Db, date, hold, word};
use crate::clock::{from_ms, local};
use crate::error::{Error, Result};
use effen::ids::{ClaimId, DebtorId};
use effen::kinds::{Channel, Country, Lang, PartyKind, Persona};
use effen::money::{Currency, Money};
use effen::people::guard::{ContactFile, OpenClaim};
use jiff::Timestamp;
use sqlx::{AnyConnection, Row as _};
use std::collections::{BTreeMap, HashMap};

/// Approaches older than this many milliseconds bear on nothing any more: the longest pause a treatment knows is a year.
const APPROACHES_MS: i64 = 400 * 86_400_000;

/// A claim with something open, as a message tells of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimLine {
    /// The claim.
    pub claim_id: ClaimId,
    /// Whose money it is.
    pub creditor: String,
    /// The same by its id.
    pub creditor_id: String,
    /// The creditor's number of it.
    pub number: String,
    /// What it is about.
    pub description: String,
    /// Its due date.
    pub due_on: jiff::civil::Date,
    /// What is open.
    pub open: Money,
}

/// A debtor's file as outreach sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct File {
    /// Who.
    pub debtor: DebtorId,
    /// The version of everything in here.
    pub version: i64,
    /// File reference.
    pub reference: String,
    /// Consumer or company.
    pub kind: PartyKind,
    /// Whose holidays count.
    pub country: Country,
    /// Language.
    pub language: Lang,
    /// Whose treatment applies; none while unknown, or when the neutral view was chosen.
    pub persona: Option<Persona>,
    /// The group of a running experiment they belong to.
    pub drawn: Option<Drawn>,
    /// Whether behaviour was scored at least once.
    pub segmented: bool,
    /// Name.
    pub name: String,
    /// E-mail address, or ''.
    pub email: String,
    /// Telephone number, or ''.
    pub phone: String,
    /// Street and house number, or ''.
    pub street: String,
    /// Postal code.
    pub postal_code: String,
    /// Town.
    pub city: String,
    /// Whether the debtor agreed to messages by WhatsApp: without that the platform allows none.
    pub whatsapp: bool,
    /// Claims with something open, the earliest due first.
    pub lines: Vec<ClaimLine>,
    /// What the core decides from. Which channels can be reached is for the sender to fill in.
    pub contact: ContactFile,
}

/// The next files after `after` (the id of the last one seen, or ''), in the order of their ids.
pub async fn list_after(db: &Db, after: &str, count_max: i64, now: Timestamp) -> Result<Vec<File>> {
    let mut conn = db.read().acquire().await?;
    let sql = "SELECT d.id, d.version, d.reference, d.kind, d.country, d.language, d.persona, d.view_choice,
                 b.debtor_id AS scored, p.name, p.email, p.phone, p.street, p.postal_code, p.city
               FROM debtor d LEFT JOIN debtor_person p ON p.debtor_id = d.id LEFT JOIN behaviour b ON b.debtor_id = d.id
               WHERE d.id > $1 ORDER BY d.id LIMIT $2";
    let rows = sqlx::query(sql).bind(after).bind(count_max).fetch_all(&mut *conn).await?;
    fill(&mut conn, rows, now).await
}

/// One file, as it stands in the caller's transaction.
pub async fn find(conn: &mut AnyConnection, debtor: &DebtorId, now: Timestamp) -> Result<File> {
    let sql = "SELECT d.id, d.version, d.reference, d.kind, d.country, d.language, d.persona, d.view_choice,
                 b.debtor_id AS scored, p.name, p.email, p.phone, p.street, p.postal_code, p.city
               FROM debtor d LEFT JOIN debtor_person p ON p.debtor_id = d.id LEFT JOIN behaviour b ON b.debtor_id = d.id
               WHERE d.id = $1";
    let rows = sqlx::query(sql).bind(debtor.as_str()).fetch_all(&mut *conn).await?;
    fill(conn, rows, now).await?.pop().ok_or(Error::NotFound("debtor"))
}

/// One file as it stands.
pub async fn find_now(db: &Db, debtor: &DebtorId, now: Timestamp) -> Result<File> {
    find(&mut *db.read().acquire().await?, debtor, now).await
}

/// How many debtors there are.
pub async fn count(db: &Db) -> Result<i64> {
    Ok(sqlx::query_scalar("SELECT COUNT(*) FROM debtor").fetch_one(db.read()).await?)
}

async fn fill(conn: &mut AnyConnection, rows: Vec<sqlx::any::AnyRow>, now: Timestamp) -> Result<Vec<File>> {
    let mut page = Page { files: rows.iter().map(head).collect::<Result<_>>()?, places: HashMap::new() };
    page.places = page.files.iter().enumerate().map(|(at, file)| (file.debtor.0.clone(), at)).collect();
    let (Some(first), Some(last)) = (page.files.first(), page.files.last()) else { return Ok(page.files) };
    // A page is a range of ids, so that its queries need no lists.
    let (first, last) = (first.debtor.0.clone(), last.debtor.0.clone());
    let now_ms = now.as_millisecond();
    claims(conn, &mut page, &first, &last).await?;
    in_plan(conn, &mut page, &first, &last).await?;
    for row in hold::list_between(conn, &first, &last, now_ms).await? {
        if let Some(file) = page.of(&row.debtor.0) {
            note_reason(file, &row.reason);
            file.contact.holds.push(row.hold);
        }
    }
    messages(conn, &mut page, &first, &last, now_ms).await?;
    preferences(conn, &mut page, &first, &last).await?;
    replies(conn, &mut page, &first, &last).await?;
    for (debtor, drawn) in experiment::list_drawn_between(conn, &first, &last, local(now).date()).await? {
        if let Some(file) = page.of(&debtor.0) {
            file.drawn.get_or_insert(drawn);
        }
    }
    Ok(page.files)
}

struct Page {
    files: Vec<File>,
    places: HashMap<String, usize>,
}

impl Page {
    fn of(&mut self, debtor: &str) -> Option<&mut File> {
        self.places.get(debtor).map(|&at| &mut self.files[at])
    }
}

fn head(row: &sqlx::any::AnyRow) -> Result<File> {
    // A debtor without a person (erased) has no address and is never written to.
    let text = |column: &str| -> Result<String> { Ok(row.try_get::<Option<String>, _>(column)?.unwrap_or_default()) };
    let persona = text("persona")?;
    let neutral = persona.is_empty() || text("view_choice")? == "neutral";
    Ok(File {
        debtor: DebtorId(row.try_get("id")?),
        version: row.try_get("version")?,
        reference: text("reference")?,
        kind: word(&text("kind")?)?,
        country: word(&text("country")?)?,
        language: word(&text("language")?)?,
        persona: if neutral { None } else { Some(word(&persona)?) },
        drawn: None,
        segmented: row.try_get::<Option<String>, _>("scored")?.is_some(),
        name: text("name")?,
        email: text("email")?,
        phone: text("phone")?,
        street: text("street")?,
        postal_code: text("postal_code")?,
        city: text("city")?,
        whatsapp: false,
        lines: Vec::new(),
        contact: ContactFile::default(),
    })
}

async fn claims(conn: &mut AnyConnection, page: &mut Page, first: &str, last: &str) -> Result<()> {
    let rows = sqlx::query(
        "SELECT c.id, c.debtor_id, c.creditor_id, cr.name, c.number, c.description, c.due_on, c.currency, c.status,
           c.disputed, o.open_cents
         FROM (SELECT claim_id, CAST(SUM(
                 CASE WHEN debit IN ('principal', 'interest', 'costs') THEN amount_cents ELSE 0 END
                 - CASE WHEN credit IN ('principal', 'interest', 'costs') THEN amount_cents ELSE 0 END) AS BIGINT)
                 AS open_cents
               FROM posting WHERE debtor_id >= $1 AND debtor_id <= $2 AND claim_id IS NOT NULL GROUP BY claim_id) o
         JOIN claim c ON c.id = o.claim_id JOIN creditor cr ON cr.id = c.creditor_id
         WHERE o.open_cents <> 0 ORDER BY c.due_on, c.id",
    )
    .bind(first)
    .bind(last)
    .fetch_all(conn)
    .await?;
    // What a creditor owes back counts against what is owed to it.
    let mut net: BTreeMap<(String, String, String), i64> = BTreeMap::new();
    for row in &rows {
        *net.entry(account(row)?).or_default() += row.try_get::<i64, _>("open_cents")?;
    }
    for row in &rows {
        let open_cents: i64 = row.try_get("open_cents")?;
        let key = account(row)?;
        if open_cents < 0 || net.get(&key).is_some_and(|&cents| cents <= 0) {
            continue;
        }
        let Some(file) = page.of(&key.0) else { continue };
        let claim_id = ClaimId(row.try_get("id")?);
        let currency: Currency = key.2.parse().map_err(|_| Error::Broken(format!("the currency '{}'", key.2)))?;
        let due_on = date(&row.try_get::<String, _>("due_on")?)?;
        let held = row.try_get::<String, _>("status")? != "active" || row.try_get::<i64, _>("disputed")? != 0;
        file.contact.claims.push(OpenClaim { claim_id: claim_id.clone(), due_on, open_cents, in_plan: false, held });
        file.lines.push(ClaimLine {
            claim_id,
            creditor: row.try_get("name")?,
            creditor_id: row.try_get("creditor_id")?,
            number: row.try_get("number")?,
            description: row.try_get("description")?,
            due_on,
            open: Money { cents: open_cents, currency },
        });
    }
    Ok(())
}

fn account(row: &sqlx::any::AnyRow) -> Result<(String, String, String)> {
    Ok((row.try_get("debtor_id")?, row.try_get("creditor_id")?, row.try_get("currency")?))
}

async fn in_plan(conn: &mut AnyConnection, page: &mut Page, first: &str, last: &str) -> Result<()> {
    let rows: Vec<(String, String)> = sqlx::query_as(
        "SELECT p.debtor_id, pc.claim_id FROM plan p JOIN plan_claim pc ON pc.plan_id = p.id
         WHERE p.debtor_id >= $1 AND p.debtor_id <= $2 AND p.status = 'agreed'",
    )
    .bind(first)
    .bind(last)
    .fetch_all(conn)
    .await?;
    for (debtor, claim_id) in rows {
        let Some(file) = page.of(&debtor) else { continue };
        file.contact.claims.iter_mut().filter(|claim| claim.claim_id.0 == claim_id).for_each(|claim| {
            claim.in_plan = true;
        });
    }
    Ok(())
}

/// What was sent to a page of debtors, or could not be. Written as a CASE so that SQLite looks the debtors up and not the
/// status: by status it reads every message of the portfolio for each page.
pub(super) const RECENT: &str =
    "SELECT debtor_id, class, status, channel, recipient, COALESCE(sent_at, next_try_at) FROM notice
     WHERE debtor_id >= $1 AND debtor_id <= $2 AND created_at > $3
       AND CASE WHEN status = 'bounced' THEN 1
         WHEN (class = 'approach' OR kind = 'formal_letter') AND status IN ('queued', 'sending', 'sent') THEN 1
         ELSE 0 END = 1";

async fn messages(conn: &mut AnyConnection, page: &mut Page, first: &str, last: &str, now_ms: i64) -> Result<()> {
    let rows: Vec<(String, String, String, String, String, i64)> =
        sqlx::query_as(RECENT).bind(first).bind(last).bind(now_ms - APPROACHES_MS).fetch_all(conn).await?;
    for (debtor, class, status, channel, recipient, at) in rows {
        let Some(file) = page.of(&debtor) else { continue };
        match (status.as_str(), class.as_str()) {
            ("bounced", _) => {}
            (_, "approach") => {
                file.contact.approaches_at.push(from_ms(at));
                continue;
            }
            _ => {
                file.contact.letters_at.push(from_ms(at));
                continue;
            }
        }
        let channel: Channel = word(&channel)?;
        // An address that was changed since deserves a new try.
        let same = match channel {
            Channel::Email => recipient == file.email,
            Channel::Sms | Channel::Whatsapp => {
                crate::phone::mobile(&file.phone, file.country).as_deref() == Some(&recipient)
            }
            Channel::Phone => recipient == file.phone,
            _ => true,
        };
        if same {
            file.contact.bounced.push(channel);
        }
    }
    Ok(())
}

async fn preferences(conn: &mut AnyConnection, page: &mut Page, first: &str, last: &str) -> Result<()> {
    let rows: Vec<(String, String, String)> =
        sqlx::query_as("SELECT debtor_id, key, value FROM preference WHERE debtor_id >= $1 AND debtor_id <= $2")
            .bind(first)
            .bind(last)
            .fetch_all(conn)
            .await?;
    for (debtor, key, value) in rows {
        let Some(file) = page.of(&debtor) else { continue };
        let off = matches!(value.as_str(), "off" | "no" | "0");
        match key.as_str() {
            "payday" => file.contact.payday = value.parse().ok(),
            "channel" => file.contact.preferred = value.parse().ok(),
            "remind_email" if off => file.contact.opted_out.push(Channel::Email),
            "remind_sms" if off => file.contact.opted_out.push(Channel::Sms),
            "remind_phone" if off => file.contact.opted_out.push(Channel::Phone),
            "remind_whatsapp" => file.whatsapp = !off,
            "objected" if !off => file.contact.objected = true,
            _ => {}
        }
    }
    // Who agreed to WhatsApp wants it: unless they named another channel.
    for file in page.files.iter_mut().filter(|file| file.whatsapp) {
        file.contact.preferred.get_or_insert(Channel::Whatsapp);
    }
    Ok(())
}

async fn replies(conn: &mut AnyConnection, page: &mut Page, first: &str, last: &str) -> Result<()> {
    let rows: Vec<(String, String)> = sqlx::query_as(
        "SELECT debtor_id, kind FROM reply WHERE debtor_id >= $1 AND debtor_id <= $2 AND handled_at IS NULL
           AND kind IN ('deceased', 'administrator')",
    )
    .bind(first)
    .bind(last)
    .fetch_all(conn)
    .await?;
    for (debtor, kind) in rows {
        if let Some(file) = page.of(&debtor) {
            note_reason(file, &kind);
        }
    }
    Ok(())
}

/// A hold or a reply may say more than that we wait.
fn note_reason(file: &mut File, reason: &str) {
    match reason {
        "deceased" => file.contact.deceased = true,
        "administrator" => file.contact.administered = true,
        "objected" => file.contact.objected = true,
        _ => {}
    }
}

/// Whether anything was booked about a debtor after `since_ms`.
pub async fn has_posting_since(conn: &mut AnyConnection, debtor: &DebtorId, since_ms: i64) -> Result<bool> {
    let found = sqlx::query("SELECT version FROM posting WHERE debtor_id = $1 AND recorded_at > $2 LIMIT 1")
        .bind(debtor.as_str())
        .bind(since_ms)
        .fetch_optional(conn)
        .await?;
    Ok(found.is_some())
}
