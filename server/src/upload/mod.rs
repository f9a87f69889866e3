//! Files that debtors send, with a case or in the chat, and agents in the chat: what is taken, how it is kept. What a file is, its content says, never its name. Pictures are
//! drawn anew, so that nothing but pixels is left of them (no place, no camera, no hidden code); PDF is kept as it came
//! and only ever handed out as an attachment. Everything else is refused, SVG included: it is a program.

mod picture;
#[cfg(test)]
mod tests;

use sha2::{Digest as _, Sha256};
use tokio::sync::Semaphore;

/// The largest file, in bytes.
pub const UPLOAD_BYTES_MAX: usize = 10 * 1024 * 1024;
/// Files in one form.
pub const UPLOADS_MAX: usize = 5;
/// Files one debtor may have with us.
pub const UPLOADS_OF_DEBTOR_MAX: i64 = 60;
/// What one form may send before it is cut off, in bytes: more than it may hold, so that a form with files that are too
/// large comes back with what was typed instead of breaking off.
pub const FORM_BYTES_MAX: usize = 12 * UPLOAD_BYTES_MAX;
/// The longest file name that is kept, in characters.
const NAME_CHARS_MAX: usize = 80;
/// Pictures drawn at the same time: each takes up to 200 MB while it is.
static DRAWING: Semaphore = Semaphore::const_new(2);

/// A file as it came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    /// Its name, cleaned.
    pub name: String,
    /// Its content, as far as it was kept: at most [`UPLOAD_BYTES_MAX`].
    pub bytes: Vec<u8>,
    /// Was there more?
    pub too_large: bool,
}

/// A file that may be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// Its name.
    pub name: String,
    /// What it is.
    pub media_type: &'static str,
    /// Its content.
    pub bytes: Vec<u8>,
    /// Of a picture: the same, small enough to stand in a list.
    pub preview: Option<Vec<u8>>,
}

/// Why a file is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Larger than [`UPLOAD_BYTES_MAX`].
    TooLarge,
    /// More files than [`UPLOADS_MAX`], or than the debtor may have.
    TooMany,
    /// Neither a picture we know nor a PDF.
    Kind,
    /// It cannot be read.
    Broken,
    /// A picture with too many points.
    TooManyPixels,
}

/// Checks files and makes them safe to keep. The first one that is refused is named.
pub async fn accept(files: Vec<Incoming>) -> Result<Vec<Accepted>, (String, Refusal)> {
    if let Some(extra) = files.get(UPLOADS_MAX) {
        return Err((extra.name.clone(), Refusal::TooMany));
    }
    let mut accepted = Vec::new();
    for file in files {
        let name = file.name.clone();
        accepted.push(accept_one(file).await.map_err(|refusal| (name, refusal))?);
    }
    Ok(accepted)
}

async fn accept_one(file: Incoming) -> Result<Accepted, Refusal> {
    if file.too_large || file.bytes.len() > UPLOAD_BYTES_MAX {
        return Err(Refusal::TooLarge);
    }
    if file.bytes.starts_with(b"%PDF-") {
        return Ok(Accepted { name: file.name, media_type: "application/pdf", bytes: file.bytes, preview: None });
    }
    let _permit = DRAWING.acquire().await.map_err(|_| Refusal::Broken)?;
    let bytes = file.bytes;
    let drawn = tokio::task::spawn_blocking(move || picture::redraw(&bytes)).await.map_err(|_| Refusal::Broken)?;
    let picture::Drawn { bytes, media_type, preview } = drawn?;
    if bytes.len() > UPLOAD_BYTES_MAX {
        return Err(Refusal::TooLarge);
    }
    Ok(Accepted { name: file.name, media_type, bytes, preview: Some(preview) })
}

/// What tells one content from another.
pub fn content_hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A file's name without folders, control characters and what could break a header.
pub fn clean_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String =
        last.chars().filter(|sign| !sign.is_control() && !"\"<>|;".contains(*sign)).take(NAME_CHARS_MAX).collect();
    let kept = kept.trim().trim_matches('.').to_owned();
    if kept.is_empty() { "bestand".to_owned() } else { kept }
}
