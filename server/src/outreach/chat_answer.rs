//! Whoever wrote in the chat and left gets word, by e-mail or where there is none by text message, that an answer waits,
//! with a link that leads straight back to it. Found by looking, so that no message of an agent waits for a mail.

use super::answers::compose;
use super::sms;
use super::words::{chat, put};
use crate::app::App;
use crate::db::answer::find_recipient;
use crate::db::conversation::{self, Unread};
use crate::db::notice::{self, LINK, NewNotice};
use crate::error::Result;
use crate::new_id::uuid;
use crate::phone;
use effen::ids::NoticeId;
use effen::kinds::Channel;
use effen::people::message::{AnswerKind, MessageClass};

/// An answer that nobody read for this long, in milliseconds, was given to somebody who has left.
const LEFT_MS: i64 = 3 * 60_000;
/// Messages written in one round.
const ROUND_MAX: i64 = 200;

/// Queues a message for everybody who left before the answer; `since` is how far back we look, epoch ms. Gives how many.
pub(super) async fn run(app: &App, since: i64) -> Result<u64> {
    let mut queued = 0;
    for unread in conversation::list_unread(&app.db, since, app.now_ms() - LEFT_MS, ROUND_MAX).await? {
        queued += u64::from(tell(app, &unread).await?);
    }
    Ok(queued)
}

async fn tell(app: &App, unread: &Unread) -> Result<bool> {
    let mut tx = app.db.begin_debtor(&unread.debtor, app.now()).await?;
    let Some(to) = find_recipient(&mut tx.tx, &unread.debtor).await? else { return Ok(false) };
    let t = chat::chat(to.language);
    let mobile = app.sms.as_ref().and_then(|_| phone::mobile(&to.phone, to.country));
    let (channel, recipient, text) = match mobile {
        _ if !to.email.is_empty() => {
            let first = put(t.first, &[("name", &unread.agent)]);
            let next = put(t.next, &[("url", LINK)]);
            let text = compose(app, &to, first, std::iter::empty(), &next, "/chat");
            (Channel::Email, to.email, text)
        }
        Some(mobile) => {
            (Channel::Sms, mobile, put(t.text_message, &[("name", &sms::gsm(&unread.agent)), ("url", LINK)]))
        }
        // Who has neither finds it where it stands; a second message in the inbox would say nothing new.
        None => return Ok(false),
    };
    let new = NewNotice {
        id: NoticeId(uuid()),
        claim_id: None,
        class: MessageClass::Answer,
        kind: AnswerKind::ChatReply.as_str(),
        channel,
        language: to.language,
        tone: "",
        recipient,
        subject: t.subject.to_owned(),
        text,
        html: String::new(),
        template: String::new(),
        unique_key: unread.key(),
        not_before: tx.now_ms(),
    };
    let written = notice::create(&mut tx, &new).await?;
    tx.commit().await?;
    Ok(written)
}
