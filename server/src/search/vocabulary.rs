//! Every distinct word in one automaton (`fst`), which finds the words near a misspelt one without looking at the rest.
//! Trigrams would need an index of hundreds of millions of entries at 4.2 million files; the distinct words of those
//! are few.

use crate::error::{Error, Result};
use fst::automaton::Levenshtein;
use fst::{IntoStreamer as _, Set, Streamer as _};
use std::collections::HashSet;

/// Words that a misspelt one may stand for, at most.
const SIMILAR_MAX: usize = 64;

/// The words, as of the moment they were read.
#[derive(Clone, Default)]
pub struct Vocabulary {
    words: Set<Vec<u8>>,
}

impl std::fmt::Debug for Vocabulary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Vocabulary").field("words", &self.words.len()).finish()
    }
}

impl Vocabulary {
    /// Of these words, in any order.
    ///
    /// # Errors
    /// None in practice: the words are sorted first.
    pub fn new(mut words: Vec<String>) -> Result<Self> {
        words.sort_unstable();
        words.dedup();
        Set::from_iter(words)
            .map(|words| Self { words })
            .map_err(|error| Error::Broken(format!("search words: {error}")))
    }

    /// How many words.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// No word?
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Bytes it takes.
    pub fn bytes(&self) -> usize {
        self.words.as_fst().as_bytes().len()
    }

    /// Words one typing error away, or, when there is none, two of them or two neighbouring letters exchanged. Words of
    /// three letters forgive nothing: they would mean anything.
    pub fn similar(&self, word: &str) -> Vec<String> {
        if word.len() < 4 {
            return Vec::new();
        }
        let one = self.within(word, 1);
        if !one.is_empty() {
            return one;
        }
        let exchanged: Vec<String> = exchanges(word).into_iter().filter(|word| self.words.contains(word)).collect();
        if !exchanged.is_empty() || word.len() < 6 {
            return exchanged;
        }
        self.within(word, 2)
    }

    fn within(&self, word: &str, errors: u32) -> Vec<String> {
        // Only a word far longer than any name has too many states for the automaton.
        let Ok(automaton) = Levenshtein::new(word, errors) else { return Vec::new() };
        let mut stream = self.words.search(automaton).into_stream();
        let mut found = Vec::new();
        while let Some(key) = stream.next() {
            if let Ok(key) = std::str::from_utf8(key) {
                found.push(key.to_owned());
            }
            if found.len() == SIMILAR_MAX {
                break;
            }
        }
        found
    }
}

/// The word with each pair of neighbouring letters exchanged.
fn exchanges(word: &str) -> HashSet<String> {
    let letters: Vec<char> = word.chars().collect();
    let exchange = |at: usize| {
        let mut other = letters.clone();
        other.swap(at, at + 1);
        other.into_iter().collect()
    };
    (0..letters.len().saturating_sub(1)).map(exchange).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(words: &[&str]) -> Vocabulary {
        Vocabulary::new(words.iter().map(|word| (*word).to_owned()).collect()).unwrap()
    }

    #[test]
    fn one_error_or_an_exchange_finds_the_word_and_short_ones_forgive_nothing() {
        let words = of(&["vermeer", "jansen", "janssens", "jan", "goossens"]);
        assert_eq!(words.similar("vermear"), ["vermeer"]);
        assert_eq!(words.similar("vemreer"), ["vermeer"]);
        assert_eq!(words.similar("janssen"), ["jansen", "janssens"]);
        assert_eq!(words.similar("gosens"), ["goossens"]);
        assert_eq!(words.similar("jon"), [""; 0]);
        assert_eq!(words.similar("qqqqqqqq"), [""; 0]);
    }

    fn distance(a: &str, b: &str) -> usize {
        let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
        let mut row: Vec<usize> = (0..=b.len()).collect();
        for (i, x) in a.iter().enumerate() {
            let mut corner = std::mem::replace(&mut row[0], i + 1);
            for (j, y) in b.iter().enumerate() {
                let swap = corner + usize::from(x != y);
                corner = row[j + 1];
                row[j + 1] = swap.min(corner + 1).min(row[j] + 1);
            }
        }
        row[b.len()]
    }

    proptest! {
        #[test]
        fn what_is_found_is_what_a_plain_comparison_with_every_word_finds(
            all in prop::collection::vec("[abc]{3,8}", 1..40), word in "[abc]{4,8}",
        ) {
            let found = Vocabulary::new(all.clone()).unwrap().similar(&word);
            let mut near: Vec<&String> = all.iter().filter(|other| distance(other, &word) <= 1).collect();
            near.sort_unstable();
            near.dedup();
            if !near.is_empty() {
                prop_assert_eq!(found, near.into_iter().cloned().collect::<Vec<_>>());
            }
        }
    }
}
