//! A contact put into words: subject, plain text and HTML, with [`LINK`] where the link's address comes.

use super::words::{self, frame, put};
use super::{Agency, call, html, sms, whatsapp};
use crate::db::notice::LINK;
use crate::db::outreach::ClaimLine;
use effen::dates::long_near;
use effen::kinds::{Channel, Lang};
use effen::people::message::ApproachKind;
use effen::people::treatment::{Help, Tone};
use effen_app::texts::treatment::help_words;
use jiff::civil::Date;

/// The most further claims a message names one by one; the portal shows all.
pub const LINES_MAX: usize = 12;
/// The most kinds of extra help a message names; the portal has all.
pub const HELP_MAX: usize = 3;

/// What a message is made from.
#[derive(Debug, Clone)]
pub struct Content<'a> {
    /// Who writes.
    pub agency: &'a Agency,
    /// In which language.
    pub lang: Lang,
    /// In which tone.
    pub tone: Tone,
    /// Which extra help is offered, the first first.
    pub help: &'a [Help],
    /// About what.
    pub kind: ApproachKind,
    /// On which day it goes out.
    pub on: Date,
    /// To whom.
    pub name: &'a str,
    /// The file reference.
    pub reference: &'a str,
    /// The claims, the earliest due first; never empty. The link lands on the first.
    pub lines: &'a [ClaimLine],
    /// The day until which payment is proposed, where that fits before the next message.
    pub pay_by: Option<Date>,
    /// When we write again if nothing changes.
    pub next_on: Option<Date>,
}

/// A message in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// Subject; '' for a text message.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// HTML, or ''.
    pub html: String,
    /// Which WhatsApp template it is, with its values, as JSON; or ''.
    pub template: String,
}

/// The parts of a message in reading order, before they become text or HTML.
pub(super) struct Parts {
    pub subject: String,
    pub greeting: String,
    pub opening: &'static str,
    /// Creditor and amount of the claim the link lands on.
    pub first: String,
    pub also: Vec<String>,
    pub also_label: &'static str,
    pub open_label: &'static str,
    pub button: &'static str,
    pub offer: &'static str,
    pub help: String,
    pub next: Vec<String>,
    pub about_us: Vec<String>,
}

/// The message by `channel`.
pub fn render(content: &Content<'_>, channel: Channel) -> Rendered {
    let plain = |subject, text| Rendered { subject, text, html: String::new(), template: String::new() };
    match channel {
        Channel::Sms => return plain(String::new(), sms::text(content)),
        Channel::Whatsapp => {
            let filling = whatsapp::filling(content);
            let template = whatsapp::template(content.kind, content.tone, content.lang);
            let words = whatsapp::filled(&template, &filling.parameters);
            let text = format!("{words}\n\n{}: {LINK}", template.button);
            return Rendered { template: json(&filling), ..plain(String::new(), text) };
        }
        _ => {}
    }
    let parts = parts(content, channel);
    match channel {
        Channel::Phone => plain(parts.subject.clone(), call::script(content, &parts)),
        Channel::Email => {
            let html = html::email(content.lang, &parts);
            Rendered { html, ..plain(parts.subject.clone(), text(&parts)) }
        }
        _ => plain(parts.subject.clone(), text(&parts)),
    }
}

fn json(filling: &whatsapp::Filling) -> String {
    serde_json::json!({ "name": filling.name, "parameters": filling.parameters }).to_string()
}

pub(super) fn parts(content: &Content<'_>, channel: Channel) -> Parts {
    let t = frame(content.lang);
    let lang = content.lang;
    let first = content.lines.first();
    let creditor = first.map_or("", |line| line.creditor.as_str());
    let amount = first.map_or(String::new(), |line| line.open.format(lang));
    let due = first.map_or(String::new(), |line| long_near(line.due_on, content.on, lang));
    let subject =
        put(words::subject(content.kind, lang), &[("creditor", creditor), ("amount", &amount), ("due", &due)]);
    let mut also: Vec<String> = content.lines.iter().skip(1).map(|line| claim_line(content, line)).collect();
    if also.len() > LINES_MAX {
        let more = also.len() - LINES_MAX;
        also.truncate(LINES_MAX);
        also.push(format!("+ {more}"));
    }
    Parts {
        subject,
        greeting: format!("{} {},", t.greeting, content.name),
        opening: words::opening(content.kind, content.tone, lang),
        first: first.map_or(String::new(), |line| claim_line(content, line)),
        also,
        also_label: t.also,
        open_label: t.open,
        button: t.button,
        offer: words::offer(content.tone, lang),
        help: help(content),
        next: next(content, creditor),
        about_us: about_us(content, creditor, channel),
    }
}

fn claim_line(content: &Content<'_>, line: &ClaimLine) -> String {
    let t = frame(content.lang);
    let sentence = if line.due_on < content.on { t.line_past } else { t.line_coming };
    put(
        sentence,
        &[
            ("creditor", &line.creditor),
            ("amount", &line.open.format(content.lang)),
            ("due", &long_near(line.due_on, content.on, content.lang)),
            ("number", &line.number),
        ],
    )
}

/// The extra help that is offered, in a sentence; '' where there is none.
fn help(content: &Content<'_>) -> String {
    let named: Vec<&str> = content.help.iter().take(HELP_MAX).map(|&help| help_words(content.lang, help)).collect();
    if named.is_empty() { String::new() } else { put(frame(content.lang).help, &[("help", &named.join(", "))]) }
}

/// What happens next and when.
fn next(content: &Content<'_>, creditor: &str) -> Vec<String> {
    let t = frame(content.lang);
    let day = |date| long_near(date, content.on, content.lang);
    let mut lines = Vec::with_capacity(3);
    lines.extend(content.pay_by.map(|by| put(t.propose, &[("by", &day(by))])));
    lines.push(match content.next_on {
        Some(next_on) => put(t.next, &[("next", &day(next_on))]),
        None => put(t.last, &[("creditor", creditor)]),
    });
    lines.push(t.no_costs.to_owned());
    lines
}

fn about_us(content: &Content<'_>, creditor: &str, channel: Channel) -> Vec<String> {
    let t = frame(content.lang);
    let agency = content.agency;
    let mut lines = vec![put(t.who, &[("agency", &agency.name), ("creditor", creditor)])];
    if !agency.address.is_empty() {
        lines.push(agency.address.clone());
    }
    if !agency.register.is_empty() {
        lines.push(put(t.register, &[("register", &agency.register)]));
    }
    lines.push(put(t.file, &[("reference", content.reference)]));
    lines.push(put(t.really, &[("url", &agency.url), ("phone", &agency.phone)]));
    lines.push(put(t.complaint, &[("complaints", &agency.complaints)]));
    let profile = format!("{}/profile", agency.url);
    match channel {
        Channel::Email => lines.push(put(t.stop_email, &[("url", &profile)])),
        Channel::Letter => lines.push(put(t.stop_letter, &[("url", &profile)])),
        _ => {}
    }
    lines
}

fn text(parts: &Parts) -> String {
    let mut blocks = vec![parts.greeting.clone(), parts.opening.to_owned()];
    blocks.push(format!("{}:\n{}", parts.open_label, parts.first));
    if !parts.also.is_empty() {
        let lines: Vec<String> = parts.also.iter().map(|line| format!("- {line}")).collect();
        blocks.push(format!("{}:\n{}", parts.also_label, lines.join("\n")));
    }
    blocks.push(format!("{}: {LINK}", parts.button));
    blocks.push([parts.offer, &parts.help].join(" ").trim_end().to_owned());
    blocks.push(parts.next.join(" "));
    blocks.push(format!("-- \n{}", parts.about_us.join("\n")));
    blocks.join("\n\n")
}
