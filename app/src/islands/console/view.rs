//! What the console's islands show, ready to be read: amounts, dates and sentences are made by the server.

use serde::{Deserialize, Serialize};

/// The queue.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueView {
    /// Waiting for an answer that is late or nearly; the first to be due first.
    pub at_risk: Vec<QueueItem>,
    /// The agent's own.
    pub mine: Vec<QueueItem>,
    /// Nobody's, whom the agent can help; who comes first first.
    pub waiting: Vec<QueueItem>,
    /// Nobody's, for a colleague with another language or skill.
    pub elsewhere: Vec<QueueItem>,
    /// With colleagues.
    pub assigned: Vec<QueueItem>,
    /// The agent's own that are put aside.
    pub snoozed: Vec<QueueItem>,
    /// How many the agent has, of how many they may have; in words.
    pub load: String,
    /// How many plans wait for a decision.
    pub plans: i64,
    /// How many calls wait.
    pub calls: i64,
    /// How many messages could not be delivered, and nobody has looked.
    pub undelivered: i64,
}

/// Headings of the queue, in the agent's language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueWords {
    /// Of what is late or nearly.
    pub at_risk: String,
    /// Of the agent's own.
    pub mine: String,
    /// Of who waits.
    pub waiting: String,
    /// Of who waits for a colleague.
    pub elsewhere: String,
    /// Of what colleagues have.
    pub assigned: String,
    /// Of what is put aside.
    pub snoozed: String,
    /// Nobody waits.
    pub empty: String,
    /// Heading of both switches.
    pub alerts: String,
    /// Switch: a sound.
    pub sound: String,
    /// Switch: a message of the desktop.
    pub desktop: String,
}

/// One conversation in the queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueItem {
    /// The conversation.
    pub id: String,
    /// Who.
    pub name: String,
    /// How long they wait.
    pub waiting: String,
    /// By when the answer was promised; '' when nothing waits.
    pub due: String,
    /// Who answers, or ''.
    pub agent: String,
    /// What they wrote last.
    pub excerpt: String,
    /// Language, claim, persona.
    pub about: String,
}

/// A canned answer for the composer, or why there is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inserted {
    /// The text; '' where there is none.
    pub text: String,
    /// Why there is none, or ''.
    pub error: String,
}

/// A file that the command bar found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundFile {
    /// Where it stands.
    pub href: String,
    /// Name, town and reference.
    pub label: String,
}

/// A file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileView {
    /// Whose.
    pub debtor_id: String,
    /// The debtor's version that this shows.
    pub version: i64,
    /// The name.
    pub name: String,
    /// Values of the facts, in the order of their labels.
    pub facts: Vec<String>,
    /// The persona's name and how to speak with them; none while too little is known.
    pub persona: Option<(String, String)>,
    /// The six scores, largest first.
    pub scores: Vec<Score>,
    /// Why, strongest first.
    pub reasons: Vec<String>,
    /// What the latest acts did, the latest first.
    pub moves: Vec<Moved>,
    /// Changes of persona, the latest first: time, sentence, why.
    pub changes: Vec<Line>,
    /// Open claims.
    pub claims: Vec<Claim>,
    /// Settled claims that are left out.
    pub settled: Option<String>,
    /// The plan.
    pub plan: Vec<Line>,
    /// Open questions.
    pub replies: Vec<Reply>,
    /// Holds that run.
    pub holds: Vec<String>,
    /// Heading: what follows.
    pub follows_title: String,
    /// What follows: the page, the next message.
    pub follows: Vec<Line>,
    /// Heading: what is likely.
    pub chances_title: String,
    /// What is likely: chances with what they lean on, best channel and hour.
    pub chances: Vec<Line>,
    /// Heading: who helps.
    pub helpers_title: String,
    /// Who has access to the file.
    pub helpers: Vec<Line>,
    /// What the link to the page about them says.
    pub helpers_link: String,
    /// Our latest messages.
    pub notices: Vec<Line>,
    /// Everything, the latest first.
    pub timeline: Vec<Line>,
}

/// A score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    /// The persona's name.
    pub name: String,
    /// Its share, in per cent.
    pub percent: i64,
    /// Is it the current persona?
    pub current: bool,
}

/// What an act did to the scores.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// When.
    pub time: String,
    /// What.
    pub act: String,
    /// 'Dennis +4', …; empty: nothing moved.
    pub shifts: Vec<String>,
    /// By which characteristics.
    pub why: String,
}

/// A dated line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// When.
    pub time: String,
    /// What.
    pub text: String,
    /// More about it, or ''.
    pub more: String,
}

/// A claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// Creditor and number.
    pub name: String,
    /// Status in words, with the due date.
    pub status: String,
    /// Class of its sign: 'open' | 'late' | 'paid' | 'held'.
    pub sign: String,
    /// What is open.
    pub open: String,
    /// Principal, interest and costs, where there is more than principal.
    pub parts: String,
}

/// An open question of the debtor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// Its id.
    pub id: String,
    /// When.
    pub time: String,
    /// What kind.
    pub kind: String,
    /// What they wrote.
    pub body: String,
}
