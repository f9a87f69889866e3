//! New ids and secrets.

use base64::Engine as _;
use rand::RngCore as _;
use sha2::{Digest as _, Sha256};

/// A new UUIDv7 as text: time-ordered, so that new rows stand together in an index.
pub fn uuid() -> String {
    uuid::Uuid::now_v7().to_string()
}

/// A secret of 256 bits for a URL or a cookie, in URL-safe base64.
pub fn token() -> String {
    let mut bytes = [0u8; 32];
    rand::rng().fill_bytes(&mut bytes);
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes)
}

/// What is stored of a token. A plain hash is enough for 256 random bits; short codes use argon2 instead.
pub fn token_hash(token: &str) -> String {
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(Sha256::digest(token.as_bytes()))
}

/// Letters and digits that are not taken for one another when read aloud or from paper.
pub const CLEAR_ALPHABET: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";

/// A new file reference, `EF-XXXX-XXXX`: what letters show and people type. Not a secret.
pub fn file_reference() -> String {
    let mut rng = rand::rng();
    let mut four = || -> String {
        (0..4).map(|_| CLEAR_ALPHABET[rand::Rng::random_range(&mut rng, 0..CLEAR_ALPHABET.len())] as char).collect()
    };
    format!("EF-{}-{}", four(), four())
}
