//! Confirmations: a receipt for what came in, and what was agreed. They answer the debtor's own act within a day, ask for
//! nothing, and so may go out at any hour. They are found by looking, so that no part of paying waits for a message.

use super::Agency;
use super::words::{Answer, answer, put};
use crate::app::App;
use crate::clock::{from_ms, local};
use crate::db::DebtorTx;
use crate::db::answer::{self as table, Agreed, Paid, Recipient};
use crate::db::notice::{self, NewNotice};
use crate::error::Result;
use crate::new_id::uuid;
use effen::dates::long_near;
use effen::ids::NoticeId;
use effen::kinds::Channel;
use effen::money::Money;
use effen::people::message::{AnswerKind, MessageClass};

/// What is older than this is not confirmed any more, in milliseconds: an answer comes within a day, and delivery needs
/// some of it.
const YOUNG_MS: i64 = 20 * 3_600_000;
/// Confirmations written in one round.
const ROUND_MAX: i64 = 200;

/// Queues every confirmation that is missing; gives how many.
pub async fn run(app: &App) -> Result<u64> {
    let since = app.now_ms() - YOUNG_MS;
    let mut queued = 0;
    for paid in table::list_paid(&app.db, since, ROUND_MAX).await? {
        queued += u64::from(receipt(app, &paid).await?);
    }
    for agreed in table::list_agreed(&app.db, since, ROUND_MAX).await? {
        queued += u64::from(plan(app, &agreed).await?);
    }
    Ok(queued)
}

async fn receipt(app: &App, paid: &Paid) -> Result<bool> {
    let mut tx = app.db.begin_debtor(&paid.debtor, app.now()).await?;
    let Some(to) = table::find_recipient(&mut tx.tx, &paid.debtor).await? else { return Ok(false) };
    let parts = table::list_paid_parts(&mut tx.tx, paid).await?;
    let t = answer(to.language);
    let amount = paid.amount.format(to.language);
    let on = local(from_ms(paid.booked_at)).date();
    let creditor = parts.first().map_or("", |(name, _, _)| name.as_str());
    let lines = parts.iter().map(|(creditor, number, cents)| {
        let amount = Money { cents: *cents, currency: paid.amount.currency }.format(to.language);
        put(t.receipt_line, &[("creditor", creditor), ("number", number), ("amount", &amount)])
    });
    let text = compose(
        app,
        &to,
        put(t.receipt, &[("amount", &amount), ("day", &long_near(on, app.today(), to.language))]),
        lines,
        t.receipt_next,
        "/inbox",
    );
    let subject = put(t.receipt_subject, &[("amount", &amount), ("creditor", creditor)]);
    let key = format!("receipt:{}", paid.payment);
    queue(tx, to, AnswerKind::Receipt, subject, text, key).await
}

async fn plan(app: &App, agreed: &Agreed) -> Result<bool> {
    let mut tx = app.db.begin_debtor(&agreed.debtor, app.now()).await?;
    let Some(to) = table::find_recipient(&mut tx.tx, &agreed.debtor).await? else { return Ok(false) };
    let instalments = table::list_instalments(&mut tx.tx, agreed).await?;
    let Some((last, _)) = instalments.last() else { return Ok(false) };
    let t = answer(to.language);
    let day = |date| long_near(date, app.today(), to.language);
    let (total, count, last) = (agreed.total.format(to.language), instalments.len().to_string(), day(*last));
    let lines = instalments
        .iter()
        .map(|(due_on, cents)| put(t.plan_line, &[("day", &day(*due_on)), ("amount", &cents.format(to.language))]));
    let values = [("total", total.as_str()), ("count", count.as_str()), ("last", last.as_str())];
    let text = compose(app, &to, put(t.plan, &values), lines, t.plan_next, "/plan");
    let subject = put(t.plan_subject, &values);
    queue(tx, to, AnswerKind::PlanAgreed, subject, text, format!("plan_agreed:{}", agreed.plan)).await
}

fn compose(
    app: &App,
    to: &Recipient,
    first: String,
    lines: impl Iterator<Item = String>,
    next: &str,
    path: &str,
) -> String {
    let t: &Answer = answer(to.language);
    let agency = Agency::of(app);
    let list: Vec<String> = lines.map(|line| format!("- {line}")).collect();
    let url = format!("{}{path}", agency.url);
    let greeting = format!("{} {},", super::words::frame(to.language).greeting, to.name);
    let who = put(t.who, &[("agency", &agency.name), ("phone", &agency.phone)]);
    let file = put(super::words::frame(to.language).file, &[("reference", &to.reference)]);
    [greeting, first, list.join("\n"), put(next, &[("url", &url)]), format!("-- \n{who}\n{file}")].join("\n\n")
}

/// By e-mail where there is an address, into the inbox otherwise.
async fn queue(
    mut tx: DebtorTx,
    to: Recipient,
    kind: AnswerKind,
    subject: String,
    text: String,
    unique_key: String,
) -> Result<bool> {
    let channel = if to.email.is_empty() { Channel::Portal } else { Channel::Email };
    let new = NewNotice {
        id: NoticeId(uuid()),
        claim_id: None,
        class: MessageClass::Answer,
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
    let written = notice::create(&mut tx, &new).await?;
    tx.commit().await?;
    Ok(written)
}
