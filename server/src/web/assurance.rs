//! Which request needs which assurance: one table. What it does not name needs at least a link by e-mail.

use super::session::Assurance;
use axum::http::Method;

/// A path's beginning, for writes only or for all, and what it needs. The first row that fits decides.
const NEEDS: &[(&str, Writes, Assurance)] = &[
    // A pay link opens its own claim's payment; the pages check which claim.
    ("/pay", Writes::AndReads, Assurance::PayLink),
    ("/sign-out", Writes::AndReads, Assurance::PayLink),
    ("/stay", Writes::AndReads, Assurance::PayLink),
    // What would let somebody take a file over.
    ("/profile/contact", Writes::Only, Assurance::LetterCode),
    ("/profile/export", Writes::AndReads, Assurance::LetterCode),
    ("/helpers/give", Writes::Only, Assurance::LetterCode),
    ("/helpers/change", Writes::Only, Assurance::LetterCode),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Writes {
    Only,
    AndReads,
}

/// What a request needs.
pub fn needed(method: &Method, path: &str) -> Assurance {
    let reads = matches!(*method, Method::GET | Method::HEAD);
    NEEDS
        .iter()
        .find(|(prefix, writes, _)| (!reads || *writes == Writes::AndReads) && within(path, prefix))
        .map_or(Assurance::EmailLink, |row| row.2)
}

/// Is `path` the prefix itself or below it? '/payment' is not below '/pay'.
fn within(path: &str, prefix: &str) -> bool {
    path.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_reads_from_the_path() {
        assert_eq!(needed(&Method::GET, "/pay/x"), Assurance::PayLink);
        assert_eq!(needed(&Method::GET, "/payday"), Assurance::EmailLink);
        assert_eq!(needed(&Method::GET, "/overview"), Assurance::EmailLink);
        assert_eq!(needed(&Method::GET, "/profile/contact"), Assurance::EmailLink);
        assert_eq!(needed(&Method::POST, "/profile/contact"), Assurance::LetterCode);
        assert_eq!(needed(&Method::POST, "/helpers/give"), Assurance::LetterCode);
        assert_eq!(needed(&Method::POST, "/helpers/change/1"), Assurance::LetterCode);
        assert_eq!(needed(&Method::POST, "/helpers/end/1"), Assurance::EmailLink, "ending is never hard");
        assert_eq!(needed(&Method::GET, "/something/new"), Assurance::EmailLink);
    }
}
