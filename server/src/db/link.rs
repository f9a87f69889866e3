//! Links in messages. Looking at one changes nothing; only the button on its page exchanges it. Of the token only the
//! hash is kept.

use super::session::{self, NewSession};
use super::{Db, DebtorTx};
use crate::error::{Error, Result};
use crate::new_id::{token, token_hash};
use effen::ids::{ClaimId, DebtorId, NoticeId};
use jiff::Timestamp;

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Signs in, once.
    SignIn,
    /// Opens the payment of one claim, as often as wanted until it expires: it shows no name.
    Pay,
    /// Signs in, once, and goes on to the chat.
    Chat,
}

impl Purpose {
    /// The stored word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SignIn => "sign_in",
            Self::Pay => "pay",
            Self::Chat => "chat",
        }
    }

    fn of(text: &str) -> Result<Self> {
        match text {
            "sign_in" => Ok(Self::SignIn),
            "pay" => Ok(Self::Pay),
            "chat" => Ok(Self::Chat),
            other => Err(Error::Broken(format!("'{other}' is not a purpose of a link"))),
        }
    }
}

/// A link to make.
#[derive(Debug, Clone)]
pub struct NewLink<'a> {
    /// What it is for.
    pub purpose: Purpose,
    /// The message it stands in, if that message approached the debtor.
    pub notice_id: Option<&'a NoticeId>,
    /// The claim of a pay link.
    pub claim_id: Option<&'a ClaimId>,
    /// How long it works, in milliseconds.
    pub life_ms: i64,
}

/// A link that works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Whose.
    pub debtor: DebtorId,
    /// What for.
    pub purpose: Purpose,
    /// The message it stands in.
    pub notice_id: Option<NoticeId>,
    /// The claim of a pay link.
    pub claim_id: Option<ClaimId>,
}

/// Half an hour: how long a link works that somebody asked for.
pub const SIGN_IN_LIFE_MS: i64 = 30 * 60 * 1000;

/// Makes a link in the caller's transaction; the token is nowhere else. The address is `PUBLIC_URL/link/TOKEN`.
pub async fn create(tx: &mut DebtorTx, new: &NewLink<'_>) -> Result<String> {
    let token = token();
    keep(tx, &token, new).await?;
    Ok(token)
}

/// Makes a link by a token of the caller's: text messages need a shorter one.
pub async fn keep(tx: &mut DebtorTx, token: &str, new: &NewLink<'_>) -> Result<()> {
    let now = tx.now_ms();
    sqlx::query(
        "INSERT INTO link (token_hash, debtor_id, purpose, notice_id, claim_id, made_at, expires_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(token_hash(token))
    .bind(tx.debtor.as_str())
    .bind(new.purpose.as_str())
    .bind(new.notice_id.map(|id| id.as_str().to_owned()))
    .bind(new.claim_id.map(|id| id.as_str().to_owned()))
    .bind(now)
    .bind(now + new.life_ms)
    .execute(&mut *tx.tx)
    .await?;
    Ok(())
}

/// The link behind a token, if it works now. Uses nothing up.
pub async fn find(db: &Db, token: &str, now: Timestamp) -> Result<Option<Link>> {
    let row: Option<(String, String, Option<String>, Option<String>)> = sqlx::query_as(
        "SELECT debtor_id, purpose, notice_id, claim_id FROM link \
         WHERE token_hash = $1 AND expires_at > $2 AND (used_at IS NULL OR purpose = 'pay')",
    )
    .bind(token_hash(token))
    .bind(now.as_millisecond())
    .fetch_optional(db.read())
    .await?;
    row.map(|(debtor, purpose, notice_id, claim_id)| {
        Ok(Link {
            debtor: DebtorId(debtor),
            purpose: Purpose::of(&purpose)?,
            notice_id: notice_id.map(NoticeId),
            claim_id: claim_id.map(ClaimId),
        })
    })
    .transpose()
}

/// What an exchanged link's message was, when this was its first click.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirstClick {
    /// By which channel it went.
    pub channel: effen::kinds::Channel,
    /// When it was sent.
    pub sent_at: Option<Timestamp>,
}

/// Exchanges a link for the session `new`, which is written only when the link still works: of two that press at once
/// one gets in. Notes the first click of its message. `None`: it worked a moment ago and no longer does.
pub async fn exchange(
    tx: &mut DebtorTx,
    token: &str,
    link: &Link,
    new: &NewSession<'_>,
) -> Result<Option<Option<FirstClick>>> {
    let now = tx.now_ms();
    let done = sqlx::query(
        "UPDATE link SET used_at = $1 WHERE token_hash = $2 AND debtor_id = $3 AND expires_at > $1 \
         AND (used_at IS NULL OR purpose = 'pay')",
    )
    .bind(now)
    .bind(token_hash(token))
    .bind(tx.debtor.as_str())
    .execute(&mut *tx.tx)
    .await?;
    if done.rows_affected() == 0 {
        return Ok(None);
    }
    session::create_in(&mut tx.tx, new).await?;
    let Some(notice_id) = &link.notice_id else { return Ok(Some(None)) };
    let clicked: Option<(String, Option<i64>)> = sqlx::query_as(
        "UPDATE notice SET clicked_at = $1 WHERE id = $2 AND debtor_id = $3 AND clicked_at IS NULL \
         RETURNING channel, sent_at",
    )
    .bind(now)
    .bind(notice_id.as_str())
    .bind(tx.debtor.as_str())
    .fetch_optional(&mut *tx.tx)
    .await?;
    let first = match clicked {
        Some((channel, sent_at)) => {
            Some(FirstClick { channel: super::word(&channel)?, sent_at: sent_at.map(crate::clock::from_ms) })
        }
        None => None,
    };
    Ok(Some(first))
}
