//! Idempotency keys that say whose page they came from. One browser may hold pages of several people (a shared telephone,
//! a counsellor's desk): a form of a page that was opened for one file must not act on the file that the browser is
//! signed in to now.

use crate::error::{Error, Result};
use crate::new_id;
use effen::ids::DebtorId;

/// The longest idempotency key, in bytes.
const KEY_BYTES_MAX: usize = 100;
/// Characters before the mark of a key that a page made.
const UUID_CHARS: usize = 36;
/// Characters of a mark.
const MARK_CHARS: usize = 12;

/// What a page says of the file it was made for: the same each time, and nothing of the file can be read from it.
pub fn mark(debtor: &DebtorId) -> String {
    new_id::token_hash(&format!("the pages of {debtor}")).chars().take(MARK_CHARS).collect()
}

/// A new key for a form on a page of this debtor.
pub fn new(debtor: &DebtorId) -> String {
    format!("{}.{}", new_id::uuid(), mark(debtor))
}

/// A key with a mark was made for this debtor; one without is a client's own.
///
/// # Errors
/// [`Error::OtherFile`] for somebody else's; [`Error::Refused`] for one that is empty or too long.
pub fn check(key: &str, debtor: &DebtorId) -> Result<()> {
    check_length(key)?;
    match key.split_once('.') {
        Some((id, of)) if id.len() == UUID_CHARS => check_mark(Some(of), debtor),
        _ => Ok(()),
    }
}

/// Is there a key, of a length that is kept?
///
/// # Errors
/// [`Error::Refused`] for one that is empty or too long.
pub fn check_length(key: &str) -> Result<()> {
    let fits = !key.is_empty() && key.len() <= KEY_BYTES_MAX;
    if fits { Ok(()) } else { Err(Error::Refused("the idempotency key".to_owned())) }
}

/// A mark that came with a request is this debtor's; none says nothing.
///
/// # Errors
/// [`Error::OtherFile`] for somebody else's.
pub fn check_mark(given: Option<&str>, debtor: &DebtorId) -> Result<()> {
    match given {
        Some(given) if given != mark(debtor) => Err(Error::OtherFile),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_fits_the_file_it_was_made_for_and_no_other() {
        let (mine, other) = (DebtorId("a".to_owned()), DebtorId("b".to_owned()));
        let key = new(&mine);
        assert!(check(&key, &mine).is_ok() && key != new(&mine));
        assert!(matches!(check(&key, &other), Err(Error::OtherFile)));
        assert!(check("a-client-of-its-own", &other).is_ok() && check("one@its.own", &other).is_ok());
        assert!(check("", &mine).is_err() && check(&"x".repeat(101), &mine).is_err());
        assert!(check_mark(None, &mine).is_ok() && check_mark(Some(&mark(&mine)), &mine).is_ok());
        assert!(matches!(check_mark(Some(&mark(&mine)), &other), Err(Error::OtherFile)));
    }
}
