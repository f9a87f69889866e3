//! The codes of letters. Only an argon2id hash is kept; the plain code exists on paper alone.

use super::Db;
use crate::error::{Error, Result};
use crate::hashing::hash_now;
use crate::new_id::uuid;
use effen::ids::DebtorId;
use jiff::Timestamp;
use rand::Rng as _;

/// No signs that look like another: without 0 O, 1 I L, 2 Z, 5 S, 8 B, U V one of each pair at most is left.
const SIGNS: &[u8] = b"23456789ACDEFGHJKMNPQRTVWXY";
/// Signs in a code: 57 bits, out of reach of guessing at a few tries a quarter of an hour.
pub const CODE_SIGNS: usize = 12;

/// A new code, in groups of four: `4F7K-9QXA-M2TD`.
pub fn generate() -> String {
    let mut rng = rand::rng();
    let mut code = String::with_capacity(CODE_SIGNS + 2);
    for place in 0..CODE_SIGNS {
        if place > 0 && place % 4 == 0 {
            code.push('-');
        }
        code.push(char::from(SIGNS[rng.random_range(0..SIGNS.len())]));
    }
    code
}

/// A code as somebody typed or pasted it, brought to the form that is hashed: capitals, no spaces or dashes, and signs
/// that never occur read as the one they look like.
pub fn normalise(typed: &str) -> String {
    typed
        .chars()
        .filter(|sign| sign.is_alphanumeric())
        .flat_map(char::to_uppercase)
        .map(|sign| match sign {
            'B' => '8',
            'S' => '5',
            'Z' => '2',
            'U' => 'V',
            'O' | '0' => 'Q',
            other => other,
        })
        .take(CODE_SIGNS * 2)
        .collect()
}

/// Makes a new code for a debtor's file; older ones stop working. Returns the plain code, which is nowhere else.
pub async fn make(db: &Db, debtor: &DebtorId, now: Timestamp) -> Result<String> {
    let code = generate();
    let secret = normalise(&code);
    let hash = tokio::task::spawn_blocking(move || hash_now(&secret))
        .await
        .map_err(|error| Error::Broken(format!("hashing: {error}")))??;
    let mut tx = db.begin_debtor(debtor, now).await?;
    void_in(&mut tx.tx, debtor, now).await?;
    sqlx::query("INSERT INTO access_code (id, debtor_id, hash, made_at) VALUES ($1, $2, $3, $4)")
        .bind(uuid())
        .bind(debtor.as_str())
        .bind(hash)
        .bind(now.as_millisecond())
        .execute(&mut *tx.tx)
        .await?;
    tx.commit().await?;
    Ok(code)
}

/// Makes every code of a debtor's file worthless; returns how many there were.
pub async fn void(db: &Db, debtor: &DebtorId, now: Timestamp) -> Result<u64> {
    let mut tx = db.begin_debtor(debtor, now).await?;
    let count = void_in(&mut tx.tx, debtor, now).await?;
    tx.commit().await?;
    Ok(count)
}

async fn void_in(tx: &mut super::Tx, debtor: &DebtorId, now: Timestamp) -> Result<u64> {
    let done = sqlx::query("UPDATE access_code SET voided_at = $1 WHERE debtor_id = $2 AND voided_at IS NULL")
        .bind(now.as_millisecond())
        .bind(debtor.as_str())
        .execute(&mut **tx)
        .await?;
    Ok(done.rows_affected())
}

/// A file reference as typed, in the two forms that are looked up: as it stands (references of an import may have any
/// form), and in the form of ours, `EF-XXXX-XXXX`, whatever spaces, dashes and small letters it came with.
pub fn reference_forms(typed: &str) -> [String; 2] {
    let typed: String = typed.trim().chars().take(64).collect();
    let upper: String = typed.chars().filter(|sign| !sign.is_whitespace()).flat_map(char::to_uppercase).collect();
    let signs: String = upper.chars().filter(char::is_ascii_alphanumeric).collect();
    let own = match signs.strip_prefix("EF") {
        Some(rest) if rest.len() == 8 => format!("EF-{}-{}", &rest[..4], &rest[4..]),
        _ => upper,
    };
    [typed, own]
}

/// The debtor behind a typed file reference, and the hash of the code that works now, if there is one.
pub async fn find_by_reference(db: &Db, typed: &str) -> Result<Option<(DebtorId, Option<String>)>> {
    let [as_typed, plain] = reference_forms(typed);
    let row: Option<(String, Option<String>)> = sqlx::query_as(
        "SELECT d.id, (SELECT c.hash FROM access_code c WHERE c.debtor_id = d.id AND c.voided_at IS NULL \
         ORDER BY c.made_at DESC LIMIT 1) FROM debtor d WHERE d.reference IN ($1, $2) LIMIT 1",
    )
    .bind(as_typed)
    .bind(plain)
    .fetch_optional(db.read())
    .await?;
    Ok(row.map(|(id, hash)| (DebtorId(id), hash)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_code_survives_however_it_is_typed(spaces in prop::collection::vec(0usize..15, 0..6), lower: bool) {
            let code = generate();
            let mut typed = if lower { code.to_lowercase() } else { code.clone() };
            for place in spaces {
                typed.insert(place.min(typed.len()), ' ');
            }
            prop_assert_eq!(normalise(&typed), normalise(&code));
            prop_assert_eq!(normalise(&code), code.replace('-', ""), "no sign of a code is read as another");
        }

        #[test]
        fn a_reference_is_found_however_it_is_typed(lower: bool, dashes: bool, space: bool) {
            let reference = crate::new_id::file_reference();
            let mut typed = if lower { reference.to_lowercase() } else { reference.clone() };
            if !dashes {
                typed = typed.replace('-', if space { " " } else { "" });
            }
            prop_assert_eq!(&reference_forms(&format!(" {typed} "))[1], &reference);
        }
    }
}
