//! Compressed forms beside each file, made once and kept by content, since brotli at its best takes seconds.

use crate::shell::target;
use anyhow::Result;
use flate2::{Compression, write::GzEncoder};
use sha2::{Digest, Sha256};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Whether compressing this kind of file helps.
pub fn compressible(name: &str) -> bool {
    let ending = name.rsplit('.').next().unwrap_or_default();
    matches!(ending, "js" | "css" | "wasm" | "svg" | "html" | "json" | "webmanifest" | "txt" | "xml")
}

/// Writes `file.br` and `file.gz`, and returns the length of the first in bytes.
pub fn beside(file: &Path, bytes: &[u8]) -> Result<u64> {
    let brotli = cached(bytes, "br", brotli)?;
    let gzip = cached(bytes, "gz", gzip)?;
    std::fs::write(with_suffix(file, "br"), &brotli)?;
    std::fs::write(with_suffix(file, "gz"), gzip)?;
    Ok(brotli.len() as u64)
}

/// `name.css` and `br` give `name.css.br`.
pub fn with_suffix(file: &Path, suffix: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(suffix);
    name.into()
}

fn cached(bytes: &[u8], suffix: &str, make: fn(&[u8]) -> Result<Vec<u8>>) -> Result<Vec<u8>> {
    let folder = target("compressed");
    let digest: String = Sha256::digest(bytes).iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    let file = folder.join(format!("{digest}.{suffix}"));
    if let Ok(kept) = std::fs::read(&file) {
        return Ok(kept);
    }
    let made = make(bytes)?;
    std::fs::create_dir_all(&folder)?;
    // First under another name: a build that is stopped half-way leaves no half file behind.
    let unfinished = folder.join(format!("{digest}.{suffix}.new"));
    std::fs::write(&unfinished, &made)?;
    std::fs::rename(unfinished, file)?;
    Ok(made)
}

fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    let mut made = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut made, &parameters)?;
    Ok(made)
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}
