//! The HTML of an e-mail: one column, no tables, no pictures from elsewhere, nothing that tells whether it was read. Dark
//! mail programs recolour it by the style's own dark part.

use super::render::Parts;
use crate::db::notice::LINK;
use effen::kinds::Lang;

/// Text as HTML: nothing in it is read as markup.
pub fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}

const STYLE: &str = "body{margin:0;padding:24px 16px;background:#fbf7f0;color:#1d2530;\
font:18px/1.5 'Atkinson Hyperlegible Next',Verdana,Arial,sans-serif}\
main{max-width:34em;margin:0 auto}h1{font-size:22px;line-height:1.3;margin:0 0 16px}p,ul{margin:0 0 16px}\
.open{padding:16px;border:1px solid #d9d0c0;border-radius:8px;background:#fff}\
.button{display:inline-block;padding:14px 24px;border-radius:8px;background:#0b6b4a;color:#fff;font-weight:bold;\
text-decoration:none}footer{margin-top:32px;padding-top:16px;border-top:1px solid #d9d0c0;font-size:15px}\
footer p{margin:0 0 6px}a{color:#0b5c8a}\
@media(prefers-color-scheme:dark){body{background:#14181d;color:#eef0f2}.open{background:#1d2329;border-color:#3a434d}\
.button{background:#5fd3a5;color:#0b1d15}footer{border-color:#3a434d}a{color:#8cc8f2}}";

/// The e-mail.
pub(super) fn email(lang: Lang, parts: &Parts) -> String {
    let list = |lines: &[String]| lines.iter().map(|line| format!("<li>{}</li>", escape(line))).collect::<String>();
    let also = match parts.also.as_slice() {
        [] => String::new(),
        lines => format!("<p>{}:</p>\n<ul>{}</ul>\n", escape(parts.also_label), list(lines)),
    };
    let about: String = parts.about_us.iter().map(|line| format!("<p>{}</p>\n", linked(line))).collect();
    format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{subject}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{subject}</h1>\n\
         <p>{greeting}</p>\n<p>{opening}</p>\n<p class=\"open\">{first}</p>\n{also}\
         <p><a class=\"button\" href=\"{LINK}\">{button}</a></p>\n<p>{offer}</p>\n<p>{next}</p>\n\
         <footer>\n{about}</footer>\n</main>\n</body>\n</html>\n",
        subject = escape(&parts.subject),
        greeting = escape(&parts.greeting),
        opening = escape(parts.opening),
        first = escape(&parts.first),
        button = escape(parts.button),
        offer = escape([parts.offer, &parts.help].join(" ").trim_end()),
        next = escape(&parts.next.join(" ")),
    )
}

/// A line of ours with its web address as a link.
fn linked(line: &str) -> String {
    let Some(at) = line.find("https://").or_else(|| line.find("http://")) else { return escape(line) };
    let (before, rest) = line.split_at(at);
    let end = rest.find([' ', ',']).unwrap_or(rest.len());
    let (address, after) = rest.split_at(end);
    let address = escape(address);
    format!("{}<a href=\"{address}\">{address}</a>{}", escape(before), escape(after))
}
