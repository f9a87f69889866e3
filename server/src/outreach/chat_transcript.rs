//! What was said in a chat, by mail: asked for by the debtor, and only to the address on file.

use super::answers::compose;
use super::words::{chat, put};
use crate::app::App;
use crate::chat::files;
use crate::clock::{from_ms, local};
use crate::db::answer::find_recipient;
use crate::db::conversation;
use crate::db::message::{self, MESSAGES_MAX};
use crate::db::notice::{self, NewNotice};
use crate::error::Result;
use crate::new_id::uuid;
use effen::chat::{spoken, time_words};
use effen::ids::{DebtorId, NoticeId};
use effen::kinds::Channel;
use effen::people::message::{AnswerKind, MessageClass};

/// Queues it; the latest messages, where there are many. False: there is no conversation or no address.
///
/// # Errors
/// When the database does not answer.
pub async fn queue(app: &App, debtor: &DebtorId) -> Result<bool> {
    let Some(row) = conversation::find_of_debtor(&app.db, debtor).await? else { return Ok(false) };
    let messages = message::list_before(&app.db, &row.id, i64::MAX, MESSAGES_MAX).await?;
    let sent = files::list(app, &row.id, &messages).await?;
    let mut tx = app.db.begin_debtor(debtor, app.now()).await?;
    let Some(to) = find_recipient(&mut tx.tx, debtor).await?.filter(|to| !to.email.is_empty()) else {
        return Ok(false);
    };
    let t = chat::chat(to.language);
    let last = messages.last().map_or(0, |message| message.seq);
    let lines = messages.into_iter().map(|message| {
        let time = time_words(local(from_ms(message.sent_at)).datetime(), app.today(), to.language);
        let agent = message.agent_name.unwrap_or_default();
        let helper = message.helper_name.unwrap_or_default();
        let who = match message.author.as_str() {
            "debtor" if helper.is_empty() => t.you,
            "debtor" | "helper" => &helper,
            _ => agent.split_whitespace().next().unwrap_or("Effen"),
        };
        // Files are named; they stay with us.
        let names = sent.iter().filter(|file| file.message_seq == message.seq).map(|file| file.name.as_str());
        format!("{time}, {who}: {}", spoken(&message.body, names))
    });
    let day = effen::dates::long_near(app.today(), app.today(), to.language);
    let first = put(t.transcript, &[("day", &day)]);
    let text = compose(app, &to, first, lines.collect::<Vec<_>>().into_iter(), t.transcript_next, "/chat");
    let new = NewNotice {
        id: NoticeId(uuid()),
        claim_id: None,
        class: MessageClass::Answer,
        kind: AnswerKind::ChatTranscript.as_str(),
        channel: Channel::Email,
        language: to.language,
        tone: "",
        recipient: to.email,
        subject: t.transcript_subject.to_owned(),
        text,
        html: String::new(),
        template: String::new(),
        unique_key: format!("chat_transcript:{}:{last}", row.id),
        not_before: tx.now_ms(),
    };
    notice::create(&mut tx, &new).await?;
    tx.commit().await?;
    Ok(true)
}
