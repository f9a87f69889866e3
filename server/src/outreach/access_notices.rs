//! What a debtor is told of access to their file: that it was given, changed or ended, and that somebody proposed or asked
//! something for them. Each answers an act of theirs or of who acts for them, and asks for nothing.

use super::answers::compose;
use super::words::access::texts;
use super::words::put;
use crate::app::App;
use crate::db::DebtorTx;
use crate::db::access::AccessRow;
use crate::db::answer::find_recipient;
use crate::db::notice::{self, NewNotice};
use crate::error::Result;
use crate::new_id::uuid;
use effen::ids::NoticeId;
use effen::kinds::Channel;
use effen::people::message::{AnswerKind, MessageClass};

/// What is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told<'a> {
    /// The debtor gave access.
    Given,
    /// An agent registered it.
    Registered,
    /// What it opens, or its end, was changed.
    Changed,
    /// It was ended.
    Ended,
    /// A plan was proposed.
    Proposed,
    /// A pause was asked for: its case.
    Paused(&'a str),
}

/// Queues the message in the transaction of what it tells.
pub async fn tell(app: &App, tx: &mut DebtorTx, access: &AccessRow, told: Told<'_>) -> Result<()> {
    let debtor = tx.debtor.clone();
    let Some(to) = find_recipient(&mut tx.tx, &debtor).await? else { return Ok(()) };
    let t = texts(to.language);
    let called = access.called();
    let name = [("name", called.as_str())];
    let (subject, first, next, path) = match told {
        Told::Given => (t.given_subject, t.given, t.access_next, "/helpers".to_owned()),
        Told::Registered => (t.registered_subject, t.registered, t.access_next, "/helpers".to_owned()),
        Told::Changed => (t.changed_subject, t.changed, t.access_next, "/helpers".to_owned()),
        Told::Ended => (t.ended_subject, t.ended, t.access_next, "/helpers".to_owned()),
        Told::Proposed => (t.proposed_subject, t.proposed, t.proposed_next, "/plan".to_owned()),
        Told::Paused(case) => (t.paused_subject, t.paused, t.paused_next, format!("/cases/{case}")),
    };
    let kind = match told {
        Told::Proposed | Told::Paused(_) => AnswerKind::HelperActed,
        _ => AnswerKind::AccessChanged,
    };
    let text = compose(app, &to, put(first, &name), std::iter::empty(), next, &path);
    let new = NewNotice {
        id: NoticeId(uuid()),
        claim_id: None,
        class: MessageClass::Answer,
        kind: kind.as_str(),
        channel: if to.email.is_empty() { Channel::Portal } else { Channel::Email },
        language: to.language,
        tone: "",
        recipient: to.email,
        subject: put(subject, &name),
        text,
        html: String::new(),
        template: String::new(),
        unique_key: format!("access:{}:{}", access.id, tx.version),
        not_before: tx.now_ms(),
    };
    notice::create(tx, &new).await?;
    Ok(())
}
