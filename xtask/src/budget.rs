//! The size budget: people open this on a phone, on a slow network.

use crate::build::{self, Manifest};
use crate::demo_server::DemoServer;
use anyhow::{Result, anyhow, bail};

/// What must have arrived before a page can be read and used, in bytes as sent.
const USABLE_BYTES_MAX: u64 = 50 * 1024;
/// What a portal page may load in all, in bytes as sent.
const ALL_BYTES_MAX: u64 = 150 * 1024;
/// What the font alone may take, in bytes.
const FONT_BYTES_MAX: u64 = 20 * 1024;
/// Debtors in the database that the overview is measured on; the demo's own people are among them.
const DEBTORS: u32 = 120;

/// Builds everything, measures the overview of each of the demo's people, and compares with the budget.
pub fn check() -> Result<()> {
    let manifest = build::build_site()?;
    build::build_server(false)?;
    let html = largest_overview()?;
    compare(&manifest, html)
}

/// The length in bytes, as sent, of the largest overview among the demo's people.
fn largest_overview() -> Result<u64> {
    let server = DemoServer::start(false, DEBTORS)?;
    let mut largest = 0;
    for person in server.people()? {
        let cookie = server.sign_in(&person)?;
        let answer = server.page("/overview", &cookie)?;
        if answer.status != 200 {
            bail!("the overview of {person} came with status {}", answer.status);
        }
        if answer.header("content-encoding") != Some("br") {
            bail!("the overview of {person} came without compression");
        }
        largest = largest.max(answer.body.len() as u64);
    }
    Ok(largest)
}

/// Prints the table, and fails where the site is above the budget.
fn compare(manifest: &Manifest, html: u64) -> Result<()> {
    let size = |key: &str| {
        let asset = manifest.asset(key).ok_or_else(|| anyhow!("the site has no '{key}'"))?;
        Ok::<u64, anyhow::Error>(asset.bytes_brotli)
    };
    let font = size("font")?;
    let usable = html + font + size("style")?;
    let all = usable + size("portal_boot")? + size("portal_js")? + size("portal_wasm")?;
    eprintln!("  size as sent (brotli)            bytes    budget");
    eprintln!("    {:<26} {html:>9}", "overview, the largest");
    for key in ["font", "style", "portal_boot", "portal_js", "portal_wasm"] {
        eprintln!("    {key:<26} {:>9}", size(key)?);
    }
    let rows = [
        ("font", font, FONT_BYTES_MAX),
        ("usable: page, style, font", usable, USABLE_BYTES_MAX),
        ("all: with script and wasm", all, ALL_BYTES_MAX),
    ];
    let mut above = Vec::new();
    for (name, bytes, bytes_max) in rows {
        let verdict = if bytes <= bytes_max { "ok" } else { "TOO MUCH" };
        eprintln!("  {name:<28} {bytes:>9} {bytes_max:>9}  {verdict}");
        if bytes > bytes_max {
            above.push(name);
        }
    }
    if !above.is_empty() {
        bail!("above the size budget: {}", above.join(", "));
    }
    Ok(())
}
