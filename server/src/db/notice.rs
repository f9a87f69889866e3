//! Messages: the outbox and the debtor's inbox in one table.
//!
//! A message goes `queued` → `sending` → `sent`. A claim for sending is a lease: who dies while it holds one leaves a row
//! that another takes up when the lease has run out. What will not be sent any more is `bounced` (the address refused
//! it), `dead` (tried too often) or `withdrawn` (no longer true or no longer allowed); such a row gives its unique key
//! back, so that the same step can be told in another way.

use super::{Db, DebtorTx, word};
use crate::error::{Error, Result};
use effen::ids::{ClaimId, DebtorId, NoticeId};
use effen::kinds::{Channel, Lang};
use effen::people::message::MessageClass;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row as _};

/// Stands in a message's text for the address of its link: the token itself is never kept.
pub const LINK: &str = "{link}";

/// A message to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewNotice {
    /// Its id.
    pub id: NoticeId,
    /// The claim its link opens; `None`: the file.
    pub claim_id: Option<ClaimId>,
    /// Its class.
    pub class: MessageClass,
    /// Its kind, as the core names it.
    pub kind: &'static str,
    /// By which channel.
    pub channel: Channel,
    /// Its language.
    pub language: Lang,
    /// Its tone.
    pub tone: &'static str,
    /// E-mail address or number, or '' for a letter and the inbox.
    pub recipient: String,
    /// Subject.
    pub subject: String,
    /// As plain text, with [`LINK`] where the link's address comes.
    pub text: String,
    /// As HTML, or ''; with [`LINK`] as well.
    pub html: String,
    /// Which WhatsApp template it is, with its values, as JSON; or ''.
    pub template: String,
    /// Nothing is written twice under one key.
    pub unique_key: String,
    /// Not before this moment, epoch ms.
    pub not_before: i64,
}

/// Queues a message. False: there is one under this key already.
pub async fn create(tx: &mut DebtorTx, new: &NewNotice) -> Result<bool> {
    let now = tx.now_ms();
    let done = sqlx::query(
        "INSERT INTO notice (id, debtor_id, claim_id, class, kind, channel, language, tone, recipient, subject, body_text,
           body_html, unique_key, status, attempts, next_try_at, last_error, created_at, template)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'queued', 0, $14, '', $15, $16)
         ON CONFLICT (unique_key) DO NOTHING",
    )
    .bind(new.id.as_str())
    .bind(tx.debtor.as_str())
    .bind(new.claim_id.as_ref().map(|id| id.as_str().to_owned()))
    .bind(new.class.as_str())
    .bind(new.kind)
    .bind(new.channel.as_str())
    .bind(new.language.as_str())
    .bind(new.tone)
    .bind(&new.recipient)
    .bind(&new.subject)
    .bind(&new.text)
    .bind(&new.html)
    .bind(&new.unique_key)
    .bind(new.not_before)
    .bind(now)
    .bind(&new.template)
    .execute(&mut *tx.tx)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// A message as whoever sends it sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// Its id.
    pub id: NoticeId,
    /// To whom.
    pub debtor: DebtorId,
    /// The claim its link opens.
    pub claim_id: Option<ClaimId>,
    /// Its class.
    pub class: MessageClass,
    /// Its kind.
    pub kind: String,
    /// By which channel.
    pub channel: Channel,
    /// Its language.
    pub language: Lang,
    /// Address or number.
    pub recipient: String,
    /// Subject.
    pub subject: String,
    /// As text.
    pub text: String,
    /// As HTML.
    pub html: String,
    /// Which WhatsApp template it is, as JSON; or ''.
    pub template: String,
    /// How often it was tried, this time included.
    pub attempts: i64,
    /// When it was written, epoch ms.
    pub created_at: i64,
}

/// Messages whose time has come, the longest waiting first: queued ones, and those whose sender died. Calls are not among
/// them: those are for agents.
pub async fn list_due(db: &Db, now_ms: i64, count_max: i64) -> Result<Vec<(NoticeId, DebtorId)>> {
    let rows: Vec<(String, String)> = sqlx::query_as(
        "SELECT id, debtor_id FROM notice WHERE status IN ('queued', 'sending') AND next_try_at <= $1 AND channel <> 'phone'
         ORDER BY next_try_at, id LIMIT $2",
    )
    .bind(now_ms)
    .bind(count_max)
    .fetch_all(db.read())
    .await?;
    Ok(rows.into_iter().map(|(id, debtor)| (NoticeId(id), DebtorId(debtor))).collect())
}

/// Takes a message for sending until `lease_until`. `None`: it is not due any more, or another was quicker.
pub async fn claim(tx: &mut DebtorTx, id: &NoticeId, lease_until: i64) -> Result<Option<Outgoing>> {
    let row = sqlx::query(
        "UPDATE notice SET status = 'sending', attempts = attempts + 1, next_try_at = $1
         WHERE id = $2 AND debtor_id = $3 AND status IN ('queued', 'sending') AND next_try_at <= $4
         RETURNING claim_id, class, kind, channel, language, recipient, subject, body_text, body_html, template,
           attempts, created_at",
    )
    .bind(lease_until)
    .bind(id.as_str())
    .bind(tx.debtor.as_str())
    .bind(tx.now_ms())
    .fetch_optional(&mut *tx.tx)
    .await?;
    row.map(|row| outgoing(&row, id, &tx.debtor)).transpose()
}

fn outgoing(row: &AnyRow, id: &NoticeId, debtor: &DebtorId) -> Result<Outgoing> {
    Ok(Outgoing {
        id: id.clone(),
        debtor: debtor.clone(),
        claim_id: row.try_get::<Option<String>, _>("claim_id")?.map(ClaimId),
        class: word(&row.try_get::<String, _>("class")?)?,
        kind: row.try_get("kind")?,
        channel: word(&row.try_get::<String, _>("channel")?)?,
        language: word(&row.try_get::<String, _>("language")?)?,
        recipient: row.try_get("recipient")?,
        subject: row.try_get("subject")?,
        text: row.try_get("body_text")?,
        html: row.try_get("body_html")?,
        template: row.try_get("template")?,
        attempts: row.try_get("attempts")?,
        created_at: row.try_get("created_at")?,
    })
}

/// The call that an agent is making: theirs, at this attempt, and nobody has taken it since.
pub async fn find_call(tx: &mut DebtorTx, id: &NoticeId, agent: &str, attempts: i64) -> Result<Option<Outgoing>> {
    let row = sqlx::query(
        "SELECT claim_id, class, kind, channel, language, recipient, subject, body_text, body_html, template, attempts,
           created_at FROM notice
         WHERE id = $1 AND debtor_id = $2 AND channel = 'phone' AND status = 'sending' AND agent_id = $3
           AND attempts = $4",
    )
    .bind(id.as_str())
    .bind(tx.debtor.as_str())
    .bind(agent)
    .bind(attempts)
    .fetch_optional(&mut *tx.tx)
    .await?;
    row.map(|row| outgoing(&row, id, &tx.debtor)).transpose()
}

/// Writes down who makes a call.
pub async fn update_caller(tx: &mut DebtorTx, id: &NoticeId, agent: &str) -> Result<()> {
    sqlx::query("UPDATE notice SET agent_id = $1 WHERE id = $2 AND debtor_id = $3")
        .bind(agent)
        .bind(id.as_str())
        .bind(tx.debtor.as_str())
        .execute(&mut *tx.tx)
        .await?;
    Ok(())
}

/// What the inbox shows of a call instead of its script.
pub async fn update_text(tx: &mut DebtorTx, id: &NoticeId, text: &str) -> Result<()> {
    sqlx::query("UPDATE notice SET body_text = $1 WHERE id = $2 AND debtor_id = $3")
        .bind(text)
        .bind(id.as_str())
        .bind(tx.debtor.as_str())
        .execute(&mut *tx.tx)
        .await?;
    Ok(())
}

/// The status is hidden from SQLite's planner, which would read every queued message of the portfolio by it.
pub(super) const CALLS_PASSED: &str = "UPDATE notice SET status = 'withdrawn', \
       last_error = 'nobody called before the next message', unique_key = unique_key || ':' || id \
     WHERE debtor_id = $1 AND channel = 'phone' AND status || '' = 'queued' AND next_try_at <= $2";

/// Calls that nobody made before the next message fell due are no longer to be made.
pub async fn update_calls_passed(tx: &mut DebtorTx) -> Result<()> {
    let now = tx.now_ms();
    sqlx::query(CALLS_PASSED).bind(tx.debtor.as_str()).bind(now).execute(&mut *tx.tx).await?;
    Ok(())
}

/// It was taken over for delivery. False: someone else has settled it since (the lease had run out).
pub async fn update_sent(tx: &mut DebtorTx, message: &Outgoing) -> Result<bool> {
    let now = tx.now_ms();
    let done = sqlx::query(
        "UPDATE notice SET status = 'sent', sent_at = $1, next_try_at = $1, last_error = ''
         WHERE id = $2 AND debtor_id = $3 AND status = 'sending' AND attempts = $4",
    )
    .bind(now)
    .bind(message.id.as_str())
    .bind(tx.debtor.as_str())
    .bind(message.attempts)
    .execute(&mut *tx.tx)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// It waits until `at`, because it could not be sent (`error`) or may not be sent yet (`error` is '' and the attempt is
/// not counted).
pub async fn update_later(tx: &mut DebtorTx, message: &Outgoing, at: i64, error: &str) -> Result<()> {
    let uncounted = i64::from(error.is_empty());
    sqlx::query(
        "UPDATE notice SET status = 'queued', next_try_at = $1, last_error = $2, attempts = attempts - $3
         WHERE id = $4 AND debtor_id = $5 AND status = 'sending' AND attempts = $6",
    )
    .bind(at)
    .bind(error)
    .bind(uncounted)
    .bind(message.id.as_str())
    .bind(tx.debtor.as_str())
    .bind(message.attempts)
    .execute(&mut *tx.tx)
    .await?;
    Ok(())
}

/// How a message ended without being sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Its address refused it.
    Bounced,
    /// It was tried too often.
    Dead,
    /// It is no longer true, or no longer allowed.
    Withdrawn,
}

impl End {
    /// As stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            End::Bounced => "bounced",
            End::Dead => "dead",
            End::Withdrawn => "withdrawn",
        }
    }
}

/// It will not be sent; why stays on it, and its key is free again.
pub async fn update_ended(tx: &mut DebtorTx, message: &Outgoing, end: End, why: &str) -> Result<bool> {
    let done = sqlx::query(
        "UPDATE notice SET status = $1, last_error = $2, unique_key = unique_key || ':' || id
         WHERE id = $3 AND debtor_id = $4 AND status = 'sending' AND attempts = $5",
    )
    .bind(end.as_str())
    .bind(why)
    .bind(message.id.as_str())
    .bind(tx.debtor.as_str())
    .bind(message.attempts)
    .execute(&mut *tx.tx)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// A message as the debtor's inbox shows it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct InboxNotice {
    /// Its id.
    pub id: NoticeId,
    /// The claim it is about.
    pub claim_id: Option<ClaimId>,
    /// Its kind.
    pub kind: String,
    /// By which channel.
    pub channel: Channel,
    /// Address or number; '' for a letter.
    pub recipient: String,
    /// Subject.
    pub subject: String,
    /// As plain text; where the link stood is `link_words`.
    pub text: String,
    /// When it went out, epoch ms.
    pub sent_at: i64,
}

const INBOX: &str = "SELECT id, claim_id, kind, channel, recipient, subject, body_text, sent_at FROM notice
                     WHERE debtor_id = $1 AND sent_at IS NOT NULL AND ($2 = '' OR id = $2)
                     ORDER BY sent_at DESC, id LIMIT $3";

/// What was sent to a debtor, newest first. `link_words` stands where a message had its link.
pub async fn list_inbox(
    conn: &mut AnyConnection,
    debtor: &DebtorId,
    link_words: &str,
    count_max: i64,
) -> Result<Vec<InboxNotice>> {
    let rows = sqlx::query(INBOX).bind(debtor.as_str()).bind("").bind(count_max).fetch_all(conn).await?;
    rows.iter().map(|row| inbox(row, link_words)).collect()
}

/// One message of a debtor's inbox.
pub async fn find_inbox(
    conn: &mut AnyConnection,
    debtor: &DebtorId,
    id: &NoticeId,
    link_words: &str,
) -> Result<InboxNotice> {
    let row = sqlx::query(INBOX).bind(debtor.as_str()).bind(id.as_str()).bind(1_i64).fetch_optional(conn).await?;
    inbox(&row.ok_or(Error::NotFound("notice"))?, link_words)
}

fn inbox(row: &AnyRow, link_words: &str) -> Result<InboxNotice> {
    Ok(InboxNotice {
        id: NoticeId(row.try_get("id")?),
        claim_id: row.try_get::<Option<String>, _>("claim_id")?.map(ClaimId),
        kind: row.try_get("kind")?,
        channel: word(&row.try_get::<String, _>("channel")?)?,
        recipient: row.try_get("recipient")?,
        subject: row.try_get("subject")?,
        text: row.try_get::<String, _>("body_text")?.replace(LINK, link_words),
        sent_at: row.try_get("sent_at")?,
    })
}
