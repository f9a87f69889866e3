//! What a debtor must be told of a plan: that two instalments were missed and how to repair it, before anything is
//! decided; and that an agent stopped it. Both go out at the hours the law allows.

use super::answers::compose;
use super::words::{answer, put};
use crate::app::App;
use crate::db::DebtorTx;
use crate::db::answer::{self as table, Recipient};
use crate::db::notice::{self, NewNotice};
use crate::error::Result;
use crate::new_id::uuid;
use effen::ids::{NoticeId, PlanId};
use effen::kinds::Channel;
use effen::money::Cents;
use effen::people::message::{MandatoryKind, MessageClass};
use effen::plan::Progress;

/// Two instalments in a row were missed, and the plan waits for an agent. Once for each `review`.
pub async fn missed(app: &App, tx: &mut DebtorTx, review: &str, standing: &Progress) -> Result<()> {
    let Some(to) = table::find_recipient(&mut tx.tx, &tx.debtor.clone()).await? else { return Ok(()) };
    let t = answer(to.language);
    let amount = standing.missed.format(to.language);
    let ways = t.missed_ways.into_iter().map(str::to_owned);
    let text = compose(app, &to, put(t.missed, &[("amount", &amount)]), ways, t.missed_next, "/plan");
    let subject = t.missed_subject.to_owned();
    queue(tx, to, MandatoryKind::PlanMissed, subject, text, format!("plan_missed:{review}")).await
}

/// An agent stopped a plan of which `open` is still to be paid.
pub async fn stopped(app: &App, tx: &mut DebtorTx, plan: &PlanId, open: Cents) -> Result<()> {
    let Some(to) = table::find_recipient(&mut tx.tx, &tx.debtor.clone()).await? else { return Ok(()) };
    let t = answer(to.language);
    let amount = open.format(to.language);
    let ways = t.stopped_ways.into_iter().map(str::to_owned);
    let text = compose(app, &to, put(t.stopped, &[("amount", &amount)]), ways, t.stopped_next, "/plan");
    let subject = t.stopped_subject.to_owned();
    queue(tx, to, MandatoryKind::PlanStopped, subject, text, format!("plan_stopped:{plan}")).await
}

/// By e-mail where there is an address, into the inbox otherwise.
async fn queue(
    tx: &mut DebtorTx,
    to: Recipient,
    kind: MandatoryKind,
    subject: String,
    text: String,
    unique_key: String,
) -> Result<()> {
    let channel = if to.email.is_empty() { Channel::Portal } else { Channel::Email };
    let new = NewNotice {
        id: NoticeId(uuid()),
        claim_id: None,
        class: MessageClass::Mandatory,
        kind: kind.as_str(),
        channel,
        language: to.language,
        tone: "",
        recipient: to.email,
        subject,
        text,
        html: String::new(),
        unique_key,
        not_before: tx.now_ms(),
    };
    notice::create(tx, &new).await?;
    Ok(())
}
