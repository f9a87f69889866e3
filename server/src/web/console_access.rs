//! Which address of the console needs which right, and whose files it may be about: one table, asked before any handler.
//! What the tables do not name is refused to who does not serve every creditor.

use super::session::AgentSession;
use crate::app::App;
use crate::db::sight::{self, Noun};
use crate::error::{Error, Result};
use axum::http::{Method, request::Parts};
use effen::staff::Right;

/// The beginning of a path, for writes only or for all, and what it needs. The first row that fits decides; without one,
/// reading needs [`Right::Look`] and writing [`Right::Work`].
const NEEDS: &[(&str, Writes, Right)] = &[
    ("/console/account", Writes::AndReads, Right::Account),
    ("/console/users", Writes::AndReads, Right::Manage),
    ("/console/user", Writes::AndReads, Right::Manage),
    ("/console/hours", Writes::AndReads, Right::Manage),
    ("/console/supervision", Writes::AndReads, Right::Oversee),
    ("/console/treatment", Writes::Only, Right::Steer),
    ("/console/canned", Writes::Only, Right::Steer),
    ("/console/experiments", Writes::Only, Right::Steer),
    ("/console/experiment", Writes::Only, Right::Steer),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Writes {
    Only,
    AndReads,
}

/// What an address with an id in it is about.
const NOUNS: &[(&str, Noun)] = &[
    ("debtor", Noun::Debtor),
    ("conversation", Noun::Conversation),
    ("call", Noun::Notice),
    ("undelivered", Noun::Notice),
    ("plans", Noun::Plan),
    ("payments", Noun::BankEntry),
    ("case", Noun::Case),
    ("upload", Noun::Upload),
];

/// Addresses about everybody's files at once: for who serves every creditor.
const ABOUT_ALL: &[&str] =
    &["treatment", "experiments", "experiment", "journeys", "journeys.csv", "users", "user", "supervision", "hours"];

/// Below a file: what tells of all its claims at once.
const ABOUT_WHOLE: &[&str] = &["statement", "payments", "refund", "helpers"];

/// The right an address needs.
pub fn needed(method: &Method, path: &str) -> Right {
    let reads = matches!(*method, Method::GET | Method::HEAD);
    let within = |prefix: &str| {
        path.strip_prefix(prefix).is_some_and(|rest| matches!(rest.chars().next(), None | Some('/' | '.')))
    };
    NEEDS
        .iter()
        .find(|(prefix, writes, _)| (!reads || *writes == Writes::AndReads) && within(prefix))
        .map_or(if reads { Right::Look } else { Right::Work }, |row| row.2)
}

/// May this agent open this address?
///
/// # Errors
/// [`Error::Forbidden`] where the role does not reach, [`Error::NotFound`] for what belongs to a creditor they do not serve.
pub async fn check(app: &App, session: &AgentSession, parts: &Parts, path: &str) -> Result<()> {
    if !session.role.may(needed(&parts.method, path)) {
        return Err(Error::Forbidden);
    }
    if session.all_creditors {
        return Ok(());
    }
    let mut segments = path.split('/').filter(|part| !part.is_empty()).skip(1);
    let (Some(first), id) = (segments.next(), segments.next()) else { return Ok(()) };
    if ABOUT_ALL.contains(&first) {
        return Err(Error::Forbidden);
    }
    let Some(id) = id else { return Ok(()) };
    // One's own, and what is nobody's.
    if matches!(first, "account" | "canned") {
        return Ok(());
    }
    let noun = NOUNS.iter().find(|(name, _)| *name == first).ok_or(Error::NotFound("page"))?.1;
    if !sight::sees(&app.db, &session.agent, noun, id).await? {
        return Err(Error::NotFound("served file"));
    }
    let about_whole = noun == Noun::Debtor && segments.next().is_some_and(|part| ABOUT_WHOLE.contains(&part));
    if about_whole && !sight::sees_whole(&app.db, &session.agent, id).await? {
        return Err(Error::Forbidden);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_reads_from_the_path() {
        assert_eq!(needed(&Method::GET, "/console"), Right::Look);
        assert_eq!(needed(&Method::POST, "/console/case/1/take"), Right::Work);
        assert_eq!(needed(&Method::GET, "/console/treatment/neutral"), Right::Look);
        assert_eq!(needed(&Method::POST, "/console/treatment/neutral"), Right::Steer);
        assert_eq!(needed(&Method::GET, "/console/users"), Right::Manage);
        assert_eq!(needed(&Method::GET, "/console/supervision.csv"), Right::Oversee);
        assert_eq!(needed(&Method::POST, "/console/account/password"), Right::Account);
    }
}
