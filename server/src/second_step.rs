//! The second step of an agent's sign-in: a code that changes every half minute (TOTP, RFC 6238) from an app on the
//! telephone, or one of ten recovery codes.

use crate::db::agent_step::{self, StepRow};
use crate::db::{Tx, access_code};
use crate::error::{Error, Result};
use crate::new_id::token_hash;
use base64::Engine as _;
use effen::ids::AgentId;
use rand::RngCore as _;
use totp_rs::{Builder, Secret, Totp};

/// Recovery codes made at once.
pub const RECOVERY_CODES: usize = 10;
/// Bytes of a secret, as RFC 4226 recommends.
const SECRET_BYTES: usize = 20;

/// A new secret, in base32.
pub fn new_secret() -> String {
    let mut bytes = [0u8; SECRET_BYTES];
    rand::rng().fill_bytes(&mut bytes);
    Secret::new(Box::new(bytes)).to_base32()
}

fn totp(secret: &str, issuer: &str, email: &str) -> Result<Totp> {
    // A colon would end the issuer in the address that apps read.
    let plain = |text: &str| text.replace(':', " ");
    let bytes = Secret::try_from_base32(secret).map_err(|error| Error::Broken(format!("a secret: {error:?}")))?;
    Builder::new()
        .with_secret(bytes)
        .with_issuer(Some(plain(issuer)))
        .with_account_name(plain(email))
        .build()
        .map_err(|error| Error::Broken(format!("a second step: {error:?}")))
}

/// The time step (30 s each since 1970) whose code this is: the present one, or its neighbours, as clocks differ.
///
/// # Errors
/// A stored secret that is none.
pub fn step_of(secret: &str, typed: &str, now_ms: i64) -> Result<Option<i64>> {
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let seconds = u64::try_from(now_ms / 1000).unwrap_or_default();
    let step = totp(secret, "", "")?.check(&digits, seconds);
    Ok(step.and_then(|step| i64::try_from(step).ok()))
}

/// What the app on the telephone is given: the address for it, and the same as a picture (a data URL).
///
/// # Errors
/// A stored secret that is none.
pub fn picture(secret: &str, issuer: &str, email: &str) -> Result<(String, String)> {
    let broken = |error: String| Error::Broken(format!("a second step's picture: {error}"));
    let url = totp(secret, issuer, email)?.to_url().map_err(|error| broken(format!("{error:?}")))?;
    let image = crate::pay::qr::draw(url.as_bytes()).map_err(|error| broken(error.to_string()))?;
    let data = base64::engine::general_purpose::STANDARD.encode(image);
    Ok((url, format!("data:image/svg+xml;base64,{data}")))
}

/// Ten new recovery codes: plain, to be shown once. Only hashes are stored; older codes stop working.
pub async fn make_codes(tx: &mut Tx, agent: &AgentId, now_ms: i64) -> Result<Vec<String>> {
    let codes: Vec<String> = (0..RECOVERY_CODES).map(|_| access_code::generate()).collect();
    let hashes: Vec<String> = codes.iter().map(|code| recovery_hash(agent, code)).collect();
    agent_step::create_codes(tx, agent, &hashes, now_ms).await?;
    Ok(codes)
}

/// A code has 57 random bits and is bound to its agent: a plain hash is out of reach of guessing at a few tries.
fn recovery_hash(agent: &AgentId, code: &str) -> String {
    token_hash(&format!("{agent} {}", access_code::normalise(code)))
}

/// How a code was right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Passed {
    /// By the app's code.
    App,
    /// By a recovery code, which is used up.
    Recovery,
}

/// Takes a code, once: the app's, or a recovery code. `None`: it is neither, or was taken before.
///
/// # Errors
/// When the database does not answer.
pub async fn take(tx: &mut Tx, agent: &AgentId, row: &StepRow, typed: &str, now_ms: i64) -> Result<Option<Passed>> {
    if row.totp_secret.is_empty() {
        return Ok(None);
    }
    if let Some(step) = step_of(&row.totp_secret, typed, now_ms)? {
        return Ok(agent_step::take_step(tx, agent, step).await?.then_some(Passed::App));
    }
    let used = agent_step::use_code(tx, agent, &recovery_hash(agent, typed), now_ms).await?;
    Ok(used.then_some(Passed::Recovery))
}

/// The app's code at a moment: what a telephone would show. For tests.
#[cfg(test)]
pub fn code_at(secret: &str, now_ms: i64) -> String {
    totp(secret, "Effen", "a@b.example").unwrap().generate(u64::try_from(now_ms / 1000).unwrap()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_is_the_standards_and_holds_for_its_step_and_the_neighbours() {
        // RFC 6238, appendix B: the secret '12345678901234567890', at 59 s, SHA-1: 94287082.
        let secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        assert_eq!(step_of(secret, "287 082", 59_000).unwrap(), Some(1));
        assert_eq!(step_of(secret, "287082", 89_000).unwrap(), Some(1), "a slow clock");
        assert_eq!(step_of(secret, "287082", 90_000).unwrap(), None, "and no slower");
        assert_eq!(step_of(secret, "", 59_000).unwrap(), None);
        let (url, image) = picture(secret, "Effen: Incasso", "ada@effen.example").unwrap();
        assert!(url.starts_with("otpauth://totp/Effen") && url.contains(secret), "{url}");
        assert!(image.starts_with("data:image/svg+xml;base64,"));
        assert_eq!(new_secret().len(), 32);
    }
}
