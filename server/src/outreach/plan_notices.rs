//! What a debtor must be told of a plan: that two instalments were missed and how to repair it, before anything is
//! decided; that an agent stopped it; that an instalment will be collected, or was not. All go out at the hours the law allows.

use super::answers::compose;
use super::words::{answer, put};
use crate::app::App;
use crate::db::DebtorTx;
use crate::db::answer::{self as table, Recipient};
use crate::db::collection::{CollectionRow, notice_key};
use crate::db::mandate::MandateRow;
use crate::db::notice::{self, NewNotice};
use crate::error::Result;
use crate::new_id::uuid;
use effen::dates::long_near;
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

/// An instalment will be collected: how much, when, from which account and under which mandate (EPC016-06, 4.3.3).
pub async fn debit_announced(app: &App, tx: &mut DebtorTx, mandate: &MandateRow, one: &CollectionRow) -> Result<()> {
    let Some(to) = table::find_recipient(&mut tx.tx, &tx.debtor.clone()).await? else { return Ok(()) };
    let t = answer(to.language);
    let (amount, day) = (one.amount.format(to.language), long_near(one.collect_on, app.today(), to.language));
    let creditor = app.pay.creditor_id.as_deref().unwrap_or_default();
    let values = [
        ("amount", amount.as_str()),
        ("day", &day),
        ("account", &mandate.iban.masked()),
        ("mandate", &mandate.reference),
        ("creditor", creditor),
    ];
    let ways = t.debit_ways.into_iter().map(|way| put(way, &values));
    let text = compose(app, &to, put(t.debit, &values), ways, t.debit_next, "/plan/debit");
    let subject = put(t.debit_subject, &values);
    queue(tx, to, MandatoryKind::DebitAnnounced, subject, text, notice_key(&one.id)).await
}

/// A collection did not come in: what that means, and how to repair it.
pub async fn debit_failed(app: &App, tx: &mut DebtorTx, one: &CollectionRow) -> Result<()> {
    let Some(to) = table::find_recipient(&mut tx.tx, &tx.debtor.clone()).await? else { return Ok(()) };
    let t = answer(to.language);
    let (amount, day) = (one.amount.format(to.language), long_near(one.collect_on, app.today(), to.language));
    let values = [("amount", amount.as_str()), ("day", &day)];
    let ways = t.debit_failed_ways.into_iter().map(str::to_owned);
    let text = compose(app, &to, put(t.debit_failed, &values), ways, t.missed_next, "/plan");
    let subject = put(t.debit_failed_subject, &values);
    queue(tx, to, MandatoryKind::DebitFailed, subject, text, format!("debit_failed:{}", one.id)).await
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
