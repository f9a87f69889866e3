//! Confirmations: a receipt for what came in, and what was agreed. They answer the debtor's own act within a day, ask for
//! nothing, and so may go out at any hour. They are found by looking, so that no part of paying waits for a message.

use super::words::{Answer, answer, put};
use super::{Agency, plan_notices};
use crate::app::App;
use crate::clock::{from_ms, local, zone};
use crate::db::DebtorTx;
use crate::db::answer::{self as table, Agreed, Paid, Recipient};
use crate::db::notice::{self, LINK, NewNotice};
use crate::db::promise::{self, PromiseRow};
use crate::error::{Error, Result};
use crate::new_id::uuid;
use effen::dates::long_near;
use effen::ids::{ClaimId, NoticeId};
use effen::kinds::Channel;
use effen::money::Money;
use effen::people::message::{AnswerKind, MessageClass};

/// What is older than this is not confirmed any more, in milliseconds: an answer comes within a day, and delivery needs
/// some of it.
const YOUNG_MS: i64 = 20 * 3_600_000;
/// The hour of the day, at the agency, from which a reminder that was asked for goes out.
const REMIND_HOUR: i8 = 9;
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
    queued += plan_notices::tell_changes(app, since).await?;
    for promised in promise::list_unreminded(&app.db, app.today(), ROUND_MAX).await? {
        queued += u64::from(remind(app, &promised).await?);
    }
    queued += super::chat_answer::run(app, since).await?;
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
    queue(tx, to, About::file(AnswerKind::Receipt, key), subject, text).await
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
    queue(tx, to, About::file(AnswerKind::PlanAgreed, format!("plan_agreed:{}", agreed.plan)), subject, text).await
}

/// On the day the debtor named, in the morning: the reminder they asked for. It demands nothing.
async fn remind(app: &App, promised: &PromiseRow) -> Result<bool> {
    let mut tx = app.db.begin_debtor(&promised.debtor, app.now()).await?;
    let Some(to) = table::find_recipient(&mut tx.tx, &promised.debtor).await? else { return Ok(false) };
    let parts = promise::list_parts(&mut tx.tx, &promised.id).await?;
    let named = table::list_claim_names(&mut tx.tx, &promised.debtor).await?;
    let t = answer(to.language);
    let amount = promised.amount.format(to.language);
    let day = long_near(promised.pay_on, app.today(), to.language);
    let lines = parts.iter().filter_map(|(claim, cents)| {
        let (_, creditor, number) = named.iter().find(|(id, _, _)| id == claim)?;
        let amount = Money { cents: cents.0, currency: promised.amount.currency }.format(to.language);
        Some(put(t.receipt_line, &[("creditor", creditor), ("number", number), ("amount", &amount)]))
    });
    // A link opens one claim; several are paid after signing in.
    let one = if let [(claim, _)] = parts.as_slice() { Some(claim.clone()) } else { None };
    let first = put(t.remind, &[("amount", &amount), ("day", &day)]);
    let next = if one.is_some() { put(t.remind_next, &[("url", LINK)]) } else { t.remind_next.to_owned() };
    let text = compose(app, &to, first, lines, &next, "/pay");
    let at = promised.pay_on.at(REMIND_HOUR, 0, 0, 0).to_zoned(zone());
    let at = at.map_err(|error| Error::Broken(format!("the morning of {}: {error}", promised.pay_on)))?;
    let about = About {
        kind: AnswerKind::ReminderAsked,
        unique_key: format!("promise:{}", promised.id),
        claim: one,
        not_before: at.timestamp().as_millisecond(),
    };
    let subject = put(t.remind_subject, &[("amount", &amount)]);
    queue(tx, to, about, subject, text).await
}

/// What an answer is about, and from when it may go.
struct About {
    kind: AnswerKind,
    unique_key: String,
    claim: Option<ClaimId>,
    not_before: i64,
}

impl About {
    /// About the whole file, at once.
    fn file(kind: AnswerKind, unique_key: String) -> Self {
        Self { kind, unique_key, claim: None, not_before: 0 }
    }
}

/// A message around its sentences: greeting, first, list, next, who we are.
pub(super) fn compose(
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
    let parts = [greeting, first, list.join("\n"), put(next, &[("url", &url)]), format!("-- \n{who}\n{file}")];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// By e-mail where there is an address, into the inbox otherwise.
async fn queue(mut tx: DebtorTx, to: Recipient, about: About, subject: String, text: String) -> Result<bool> {
    let channel = if to.email.is_empty() { Channel::Portal } else { Channel::Email };
    let new = NewNotice {
        id: NoticeId(uuid()),
        claim_id: about.claim,
        class: MessageClass::Answer,
        kind: about.kind.as_str(),
        channel,
        language: to.language,
        tone: "",
        recipient: to.email,
        subject,
        text,
        html: String::new(),
        template: String::new(),
        unique_key: about.unique_key,
        not_before: about.not_before.max(tx.now_ms()),
    };
    let written = notice::create(&mut tx, &new).await?;
    tx.commit().await?;
    Ok(written)
}
