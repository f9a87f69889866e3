//! Finding a file among millions by what an agent types: name, town, street, postcode, e-mail, telephone, reference,
//! invoice or customer number, IBAN, amount; typing errors in words are forgiven.
//!
//! What is typed is looked up exactly, or as the beginning of a word, in an index of terms; only when that finds nothing
//! the words nearest to it are asked of the [`vocabulary`], and then looked up exactly. Both engines run the same code.

pub mod index;
pub mod terms;
#[cfg(test)]
mod tests;
pub mod vocabulary;

use crate::app::App;
use crate::db::search::{self, FoundRow, Match};
use crate::error::Result;
use effen::ids::AgentId;
use effen::kinds::Lang;
use effen::money::parse_typed;
use effen::reference::Iban;
pub use vocabulary::Vocabulary;

/// Files shown at once.
pub const FOUND_MAX: usize = 50;
/// Files looked at before the best are chosen.
const LOOKED_AT_MAX: i64 = 400;
/// Beyond this many entries one word is as common as another.
const COMMON: i64 = 2_000;
/// Words of a search that count.
const WORDS_MAX: usize = 8;

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hits {
    /// The files, best first.
    pub files: Vec<FoundRow>,
    /// Are there more than these?
    pub more: bool,
    /// Nothing was written quite so: these look like it.
    pub similar: bool,
    /// Files that were changed and are not indexed yet, so that they may be missing here.
    pub behind: i64,
}

/// Finds files that the agent sees.
///
/// # Errors
/// When the database does not answer.
pub async fn find(app: &App, agent: &AgentId, typed: &str) -> Result<Hits> {
    // What was written a moment ago is found, unless a whole import came in.
    index::catch_up(app).await?;
    let behind = search::count_stale(&app.db, 100_000).await?;
    let words: Vec<String> = terms::words(typed).into_iter().take(WORDS_MAX).collect();
    if words.is_empty() {
        return Ok(Hits { behind, ..Hits::default() });
    }
    let mut similar = false;
    let mut ids = exact(app, typed, &words).await?;
    if ids.is_empty()
        && let Some(wanted) = forgiving(app, &words).await?
    {
        ids = matching(app, wanted).await?;
        similar = !ids.is_empty();
    }
    let mut files = search::list_found(&app.db, agent, &ids).await?;
    files
        .sort_by_cached_key(|file| (std::cmp::Reverse(whole(&words, file)), terms::words(&file.name), file.id.clone()));
    files.dedup_by(|a, b| a.id == b.id);
    let more = files.len() > FOUND_MAX;
    files.truncate(FOUND_MAX);
    Ok(Hits { files, more, similar, behind })
}

/// How many of the words stand whole in the name: 'Jan' comes before 'Jansen'.
fn whole(words: &[String], file: &FoundRow) -> usize {
    let name = terms::words(&file.name);
    words.iter().filter(|word| name.contains(word)).count()
}

/// Files that fit as it was typed: an account, an amount, one number, or words that all fit.
async fn exact(app: &App, typed: &str, words: &[String]) -> Result<Vec<String>> {
    if let Ok(iban) = typed.parse::<Iban>() {
        return search::list_by_iban(&app.db, iban.as_str(), LOOKED_AT_MAX).await;
    }
    let begins = words.iter().map(|word| Match::Begins(word.clone())).collect();
    let mut ids = matching(app, begins).await?;
    let number = terms::compact(typed);
    if words.len() > 1 && (typed.contains('@') || number.bytes().any(|byte| byte.is_ascii_digit())) {
        ids.extend(matching(app, vec![Match::Begins(number)]).await?);
    }
    let telephone = terms::telephone(typed);
    if !telephone.is_empty() && words.iter().all(|word| word.bytes().all(|byte| byte.is_ascii_digit())) {
        ids.extend(matching(app, vec![Match::OneOf(vec![telephone])]).await?);
    }
    // '12' is the beginning of a number; '12,00' and '€ 12' are amounts.
    if typed.contains([',', '.', '€'])
        && let Ok(amount) = parse_typed(typed, Lang::Nl)
    {
        ids.extend(search::list_by_amount(&app.db, amount.0, LOOKED_AT_MAX).await?);
    }
    ids.sort_unstable();
    ids.dedup();
    Ok(ids)
}

/// Each word with those it may be a misspelling of; none when a word is like nothing.
async fn forgiving(app: &App, words: &[String]) -> Result<Option<Vec<Match>>> {
    let vocabulary = app.words.newest(&app.db).await?;
    let mut wanted = Vec::with_capacity(words.len());
    for word in words {
        let plain = Match::Begins(word.clone());
        let known = search::count_matches(&app.db, &plain, 1).await? > 0;
        let near = if terms::is_word(word) { vocabulary.similar(word) } else { Vec::new() };
        wanted.push(match (known, near.is_empty()) {
            (true, true) => plain,
            (false, true) => return Ok(None),
            (_, false) => Match::OneOf(near),
        });
    }
    Ok(Some(wanted))
}

/// Files that fit all of these; the rarest leads.
async fn matching(app: &App, wanted: Vec<Match>) -> Result<Vec<String>> {
    let mut counted = Vec::with_capacity(wanted.len());
    for one in wanted {
        counted.push((search::count_matches(&app.db, &one, COMMON).await?, one));
    }
    counted.sort_by_key(|(count, _)| *count);
    if counted.first().is_none_or(|(count, _)| *count == 0) {
        return Ok(Vec::new());
    }
    let wanted: Vec<Match> = counted.into_iter().map(|(_, one)| one).collect();
    search::list_matching(&app.db, &wanted, LOOKED_AT_MAX).await
}
