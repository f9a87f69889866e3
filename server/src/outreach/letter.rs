//! Letters: a page to print, laid into the folder `letters` of the data folder. It stands alone: no file from elsewhere,
//! no script.

use super::html::escape;
use super::words::{frame, put};
use crate::db::notice::Outgoing;
use crate::error::{Error, Result};
use effen_documents::party::Window;
use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};
use std::path::{Path, PathBuf};

/// Name and address as on the envelope's window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addressee {
    /// Name.
    pub name: String,
    /// Street and house number.
    pub street: String,
    /// Postal code and town.
    pub town: String,
}

const STYLE: &str = "@page{size:A4;margin:22mm 24mm}body{font:12pt/1.45 Georgia,serif;color:#000;background:#fff;\
max-width:165mm;margin:0 auto}address{font-style:normal;white-space:pre-line;margin:30mm 0 14mm}\
address.right{margin-left:86mm}h1{font-size:14pt;margin:0 0 6mm}p{margin:0 0 4mm;white-space:pre-line}.link{display:flex;gap:8mm;align-items:center;\
break-inside:avoid}.link svg{width:32mm;height:32mm;flex:none}.from{font-size:10pt}";

/// The folder of letters.
pub fn folder(data_dir: &Path) -> PathBuf {
    data_dir.join("letters")
}

/// Writes a letter: under its message's own name, so that a second attempt replaces the first.
pub async fn write(
    data_dir: &Path,
    letter: &Outgoing,
    to: &Addressee,
    from: &str,
    dated: &str,
    link: &str,
    window: Window,
) -> Result<PathBuf> {
    let page = page(letter, to, from, dated, link, window)?;
    lay(data_dir, format!("{}.html", letter.id), page.into_bytes()).await
}

/// Lays a letter into the folder, whole or not at all.
pub async fn lay(data_dir: &Path, name: String, letter: Vec<u8>) -> Result<PathBuf> {
    let folder = folder(data_dir);
    let path = folder.join(&name);
    let written = tokio::task::spawn_blocking(move || crate::mail::outbox::write_whole(&folder, &name, &letter));
    written.await.map_err(|error| std::io::Error::other(error.to_string()))??;
    Ok(path)
}

fn page(letter: &Outgoing, to: &Addressee, from: &str, dated: &str, link: &str, window: Window) -> Result<String> {
    // The link is too long to type: it is scanned. Who cannot scan types the portal's address.
    let code = QrCode::with_error_correction_level(link, EcLevel::M)
        .map_err(|error| Error::Broken(format!("a link that fits no code: {error}")))?;
    let code = code.render::<svg::Color<'_>>().min_dimensions(160, 160).quiet_zone(false).build();
    let code = code.split_once("?>").map_or(code.as_str(), |(_, svg)| svg);
    let portal = link.split("/link/").next().unwrap_or(link);
    let scan = put(frame(letter.language).scan, &[("url", portal)]);
    let mut body = String::new();
    for block in letter.text.split("\n\n") {
        if block.contains(crate::db::notice::LINK) {
            body.push_str(&format!("<div class=\"link\">{code}<p>{}</p></div>\n", escape(&scan)));
        } else if let Some(about) = block.strip_prefix("-- \n") {
            body.push_str(&format!("<p class=\"from\">{}</p>\n", escape(about)));
        } else {
            body.push_str(&format!("<p>{}</p>\n", escape(block)));
        }
    }
    Ok(format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{subject}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<p class=\"from\">{from}</p>\n<address class=\"{side}\">{name}\n{street}\n{town}</address>\n\
         <p>{dated}</p>\n<h1>{subject}</h1>\n{body}</body>\n</html>\n",
        lang = letter.language,
        side = window.as_str(),
        subject = escape(&letter.subject),
        from = escape(from),
        name = escape(&to.name),
        street = escape(&to.street),
        town = escape(&to.town),
        dated = escape(dated),
    ))
}
