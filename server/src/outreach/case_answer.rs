//! The answer to a case: what an agent decided or asks, sent to the debtor at once. It answers what they told us and asks
//! for no money. Nothing goes to the address of somebody who has died: who reported it is answered, where they left an
//! address, and the inbox keeps it.

use super::Agency;
use super::words::{self, case};
use crate::app::App;
use crate::db::answer::find_recipient;
use crate::db::case::CaseRow;
use crate::db::notice::{self, NewNotice};
use crate::db::{DebtorTx, hold};
use crate::error::Result;
use crate::new_id::uuid;
use effen::cases::CaseKind;
use effen::cases::form::CaseField;
use effen::ids::NoticeId;
use effen::kinds::Channel;
use effen::people::message::{AnswerKind, MessageClass};
use effen_app::texts::cases::kind as kind_words;

/// What is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// We have it.
    Received,
    /// We ask something.
    Question,
    /// Decided in the debtor's favour.
    Granted,
    /// Decided against it.
    Rejected,
}

/// Queues the answer in the transaction of what it tells. `said` is the agent's own text.
pub async fn queue(app: &App, tx: &mut DebtorTx, row: &CaseRow, told: Told, said: &str) -> Result<()> {
    let debtor = tx.debtor.clone();
    let Some(to) = find_recipient(&mut tx.tx, &debtor).await? else { return Ok(()) };
    let died = row.kind == CaseKind::Deceased || hold::has_reason(tx, CaseKind::Deceased.as_str()).await?;
    let (email, name) = match died {
        true => (reporter(row), row.details.get(&CaseField::Reporter).cloned().unwrap_or_default()),
        false => (to.email.clone(), to.name.clone()),
    };
    let (lang, agency, t) = (to.language, Agency::of(app), case::case(to.language));
    let what = kind_words(row.kind, lang);
    let first = match told {
        Told::Received => t.received,
        Told::Question => t.question,
        Told::Granted => t.granted,
        Told::Rejected => t.rejected,
    };
    let url = format!("{}/cases/{}", agency.url, row.id);
    let greeting = format!("{} {},", words::frame(lang).greeting, name);
    let who = words::put(words::answer(lang).who, &[("agency", &agency.name), ("phone", &agency.phone)]);
    let file = words::put(words::frame(lang).file, &[("reference", &to.reference)]);
    let parts = [
        greeting,
        words::put(first, &[("what", what)]),
        said.trim().to_owned(),
        words::put(t.next, &[("url", &url)]),
        format!("-- \n{who}\n{file}"),
    ];
    let text: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let new = NewNotice {
        id: NoticeId(uuid()),
        claim_id: row.claim_id.clone(),
        class: MessageClass::Answer,
        kind: AnswerKind::CaseAnswered.as_str(),
        channel: if email.is_empty() { Channel::Portal } else { Channel::Email },
        language: lang,
        tone: "",
        recipient: email,
        subject: words::put(t.subject, &[("what", what)]),
        text: text.join("\n\n"),
        html: String::new(),
        template: String::new(),
        unique_key: format!("case:{}:{}", row.id, tx.version),
        not_before: tx.now_ms(),
    };
    notice::create(tx, &new).await?;
    Ok(())
}

/// The e-mail address of who reported a death, or ''.
fn reporter(row: &CaseRow) -> String {
    let contact = row.details.get(&CaseField::ReporterContact).map_or("", |text| text.trim());
    if contact.contains('@') && !contact.contains(char::is_whitespace) { contact.to_owned() } else { String::new() }
}
