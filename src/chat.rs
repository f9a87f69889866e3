//! The chat: the frames both sides speak, over a socket or over plain requests, and the rules of a client that loses
//! and doubles nothing.
//!
//! A client makes the id of each message; the server numbers messages in the transaction that stores them. A client
//! remembers the last number it has and asks for what came after, without a time window; what it sent and has not
//! seen come back it sends again, under the same id.

pub mod canned;
pub mod client;
pub mod desk;
pub mod hours;
pub mod mark;
pub mod service;
pub mod waiting;

use crate::dates::short_near;
use crate::kinds::Lang;
use jiff::civil::{Date, DateTime};
use mark::Marks;
use serde::{Deserialize, Serialize};

/// Characters of a message at most.
pub const BODY_CHARS_MAX: usize = 4000;
/// The largest frame a client may send: a message of four-byte characters, escaped, and its envelope.
pub const FRAME_BYTES_MAX: usize = 64 * 1024;
/// 'Typing' is shown for this long after the last sign of it.
pub const TYPING_SHOWN_MS: u32 = 6_000;
/// A client says that somebody types at most this often.
pub const TYPING_EVERY_MS: u32 = 3_000;
/// The server pings this often; whoever is silent for two of these is gone.
pub const HEARTBEAT_S: u64 = 20;
/// A plain request that waits for news is answered after this long, if only with nothing.
pub const POLL_S: u64 = 20;
/// A client that heard nothing for this long asks whether the line still lives; the server's pings are not shown to it.
pub const PROBE_EVERY_MS: u32 = 30_000;
/// What a client says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "t", rename_all = "snake_case")]
pub enum ClientFrame {
    /// First of all, and after every reconnect: the last number the client has.
    Hello {
        /// Send what came after this number; 0 for everything.
        after: i64,
    },
    /// A message.
    Send {
        /// Made by the client; see [`is_client_id`].
        id: String,
        /// The text.
        body: String,
        /// The claim it is about, if the chat was opened from one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        about: Option<String>,
    },
    /// Somebody types.
    Typing,
    /// Everything up to this number is on this device.
    Got {
        /// The number.
        seq: i64,
    },
    /// Everything up to this number was on the screen.
    Read {
        /// The number.
        seq: i64,
    },
}

/// Who wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Author {
    /// The debtor.
    Debtor,
    /// One of ours.
    Agent,
    /// Somebody whom the debtor gave access, who writes for them.
    Helper,
    /// The program.
    System,
}

/// A message as both sides see it. Holds nothing about how we see the debtor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Number in the conversation.
    pub seq: i64,
    /// The id its writer's client made.
    pub id: String,
    /// Who wrote.
    pub from: Author,
    /// The writer's name where the side does not say it: an agent's as debtors see it, a helper's, a colleague's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The text.
    pub body: String,
    /// When, in words of the reader's language ('14:02').
    pub time: String,
    /// What the agent proposes with it; only the debtor gets it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offer: Option<Proposal>,
    /// Files that were sent with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<SentFile>,
}

impl Message {
    /// What is said, for who cannot see it: the text and the names of the files.
    pub fn spoken(&self) -> String {
        spoken(&self.body, self.files.iter().map(|file| file.name.as_str()))
    }
}

/// A text and the names of the files that go with it, in one line.
pub fn spoken<'a>(body: &'a str, names: impl Iterator<Item = &'a str>) -> String {
    let mut said = body.to_owned();
    for name in names {
        let between = if said.is_empty() { "" } else { ", " };
        said = said + between + name;
    }
    said
}

/// A file that was sent with a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentFile {
    /// Where the reader finds it; of a picture, a small one stands below it.
    pub href: String,
    /// Its name.
    pub name: String,
    /// Its size, in words of the reader's language.
    pub size: String,
    /// Is it a picture?
    pub picture: bool,
}

impl SentFile {
    /// Where a picture's small one is.
    pub fn preview(&self) -> Option<String> {
        self.picture.then(|| self.href.clone() + PREVIEW)
    }
}

/// What is put behind a picture's address for the small one.
pub const PREVIEW: &str = "/preview";

/// A button under a message: one tap, and the debtor has agreed, or is where it can be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// Where the button leads.
    pub to: String,
    /// The quote that is agreed to, by a form; '': the button only leads there.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub quote: String,
    /// What the button says, in the reader's language.
    pub label: String,
}

/// Messages in order, and where the conversation stands. Also the answer of the plain request.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Batch {
    /// What came after the number asked for, oldest first.
    pub messages: Vec<Message>,
    /// The last number there is; more than the last of `messages` means: ask again.
    pub last: i64,
    /// The other side has read up to here.
    pub read: i64,
    /// It has reached a device of the other side up to here.
    #[serde(default)]
    pub delivered: i64,
    /// Was the conversation closed?
    pub closed: bool,
    /// `messages` are all that came after this number for a reader who does not see every message: gaps between them are
    /// none. Nothing: the reader sees all, and numbers follow each other.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<i64>,
}

impl Batch {
    /// How far the other side has come.
    pub fn marks(&self) -> Marks {
        Marks::new(self.delivered, self.read)
    }
}

/// Why a message was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// Nothing in it.
    Empty,
    /// Longer than [`BODY_CHARS_MAX`].
    TooLong,
    /// The id was used for another text, or is no id.
    BadId,
    /// Too many in a short time: wait and send again.
    TooMany,
    /// The server could not store it: send again.
    NotNow,
    /// We have as many files of this debtor as we take.
    NoRoom,
}

impl Refusal {
    /// Does sending the same again make sense?
    pub fn try_again(self) -> bool {
        matches!(self, Self::TooMany | Self::NotNow)
    }
}

/// What the server says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "t", rename_all = "snake_case")]
pub enum ServerFrame {
    /// New messages, or a new mark.
    Batch(Batch),
    /// A message is stored.
    Ack {
        /// The client's id.
        id: String,
        /// Its number.
        seq: i64,
    },
    /// A message was not taken.
    Refused {
        /// The client's id.
        id: String,
        /// Why.
        why: Refusal,
    },
    /// The other side types.
    Typing,
    /// Is the other side there?
    Presence {
        /// With an open socket.
        here: bool,
    },
    /// Where the debtor stands in the queue; nothing: nobody has to wait. The answer to a debtor's hello.
    Waiting {
        /// The place.
        waiting: Option<waiting::Waiting>,
    },
    /// The session has ended: sign in again. The last frame before the socket closes.
    Ended,
}

/// Checks a message's text and takes off the white space around it; control characters other than a line break and
/// tab go out.
pub fn check_body(text: &str) -> Result<String, Refusal> {
    match check_beside_files(text)? {
        clean if clean.is_empty() => Err(Refusal::Empty),
        clean => Ok(clean),
    }
}

/// The same for a text that goes with files, which may be empty.
pub fn check_beside_files(text: &str) -> Result<String, Refusal> {
    let clean: String =
        text.replace("\r\n", "\n").chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    let clean = clean.trim();
    if clean.chars().count() > BODY_CHARS_MAX {
        return Err(Refusal::TooLong);
    }
    Ok(clean.to_owned())
}

/// The time of a message as its reader sees it: `14:02`, and the day before it when that is not today.
pub fn time_words(local: DateTime, today: Date, lang: Lang) -> String {
    let time = format!("{:02}:{:02}", local.hour(), local.minute());
    if local.date() == today { time } else { format!("{}, {time}", short_near(local.date(), today, lang)) }
}

/// Is this a usable client id: 8 to 64 letters, digits and hyphens?
pub fn is_client_id(id: &str) -> bool {
    (8..=64).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_read_back_and_a_text_is_cleaned_once() {
        let frame = ServerFrame::Batch(Batch { last: 3, ..Batch::default() });
        let json = serde_json::to_string(&frame).unwrap();
        assert_eq!(serde_json::from_str::<ServerFrame>(&json).unwrap(), frame);
        assert_eq!(check_body(" a\r\nb\u{7} "), Ok("a\nb".to_owned()));
        assert_eq!(check_body(" \n\u{0} "), Err(Refusal::Empty));
        assert_eq!(check_body(&"x".repeat(BODY_CHARS_MAX + 1)), Err(Refusal::TooLong));
        assert_eq!(check_beside_files(" \n"), Ok(String::new()), "a file says enough");
        assert_eq!(spoken("Zie hier", ["brief.jpg", "bon.pdf"].into_iter()), "Zie hier, brief.jpg, bon.pdf");
        assert_eq!(spoken("", ["brief.jpg"].into_iter()), "brief.jpg");
        assert!(is_client_id("0190-abcd") && !is_client_id("short") && !is_client_id("with space in it"));
    }

    #[test]
    fn a_time_names_its_day_when_that_is_not_today() {
        let at = |text: &str| text.parse::<DateTime>().unwrap();
        let today = at("2026-05-12T10:00").date();
        assert_eq!(time_words(at("2026-05-12T09:05"), today, Lang::Nl), "09:05");
        assert_eq!(time_words(at("2026-05-11T09:05"), today, Lang::Nl), "11 mei, 09:05");
    }
}
