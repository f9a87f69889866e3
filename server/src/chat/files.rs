//! Files in a conversation: what goes out with a message, and how it is shown.

use super::{Incoming, Side};
use crate::app::App;
use crate::db::message::MessageRow;
use crate::db::upload::{self, SentRow};
use crate::error::Result;
use crate::upload::Accepted;
use effen::chat::SentFile;
use effen::kinds::Lang;
use effen_app::parts::files::size_words;

/// A message with the files that go with it, made safe.
#[derive(Debug, Clone, Copy)]
pub struct Sending<'a> {
    /// The message.
    pub message: Incoming<'a>,
    /// Its files.
    pub files: &'a [Accepted],
}

impl<'a> From<Incoming<'a>> for Sending<'a> {
    fn from(message: Incoming<'a>) -> Self {
        Self { message, files: &[] }
    }
}

/// The files of these messages of one conversation, in their order.
pub async fn list(app: &App, conversation: &str, rows: &[MessageRow]) -> Result<Vec<SentRow>> {
    let numbers = || rows.iter().filter(|row| row.files > 0).map(|row| row.seq);
    match (numbers().min(), numbers().max()) {
        (Some(first), Some(last)) => upload::list_sent(&app.db, conversation, first, last).await,
        _ => Ok(Vec::new()),
    }
}

/// The files of the message numbered `seq`, as a reader of `side` finds them.
pub fn wire(sent: &[SentRow], seq: i64, side: Side, lang: Lang) -> Vec<SentFile> {
    let at = match side {
        Side::Debtor => "/upload",
        Side::Agent => "/console/upload",
    };
    let of_message = sent.iter().filter(|file| file.message_seq == seq);
    of_message
        .map(|file| SentFile {
            href: format!("{at}/{}", file.id),
            name: file.name.clone(),
            size: size_words(file.size_bytes, lang),
            picture: file.media_type.starts_with("image/"),
        })
        .collect()
}
