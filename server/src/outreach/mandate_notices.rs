//! Answers about a mandate for direct debit: that it was given and what it allows, that the bank does not take it, that it
//! was ended. They stand in the transaction of what they tell.

use super::answers::compose;
use super::plan_notices::{Told, queue};
use super::words::mandate::{ended, given, mandate as words};
use super::words::put;
use crate::app::App;
use crate::db::answer as table;
use crate::db::collection;
use crate::db::mandate::MandateRow;
use crate::db::{DebtorTx, outreach};
use crate::error::Result;
use effen::dates::long_near;
use effen::debit::{CollectionStatus, NOTICE_DAYS, REFUND_WEEKS};
use effen::people::message::AnswerKind;
use effen::people::treatment::Tone;

/// The tone in which this debtor is written to.
async fn tone(app: &App, tx: &mut DebtorTx) -> Result<Tone> {
    let treatments = app.treatments.in_use(&app.db, app.today()).await?;
    let debtor = tx.debtor.clone();
    let file = outreach::find(&mut tx.tx, &debtor, tx.now).await?;
    Ok(treatments.of(file.kind, file.persona, file.drawn.as_ref()).tone)
}

/// The mandate can be used: what it is, what it allows, and how to stop it.
pub async fn tell_given(app: &App, tx: &mut DebtorTx, row: &MandateRow) -> Result<()> {
    let Some(to) = table::find_recipient(&mut tx.tx, &tx.debtor.clone()).await? else { return Ok(()) };
    let t = words(to.language);
    let creditor = app.pay.creditor_id.clone().unwrap_or_default();
    let (days, weeks, account) = (NOTICE_DAYS.to_string(), REFUND_WEEKS.to_string(), row.iban.masked());
    let values = [
        ("account", account.as_str()),
        ("holder", row.holder.as_str()),
        ("mandate", row.reference.as_str()),
        ("creditor", creditor.as_str()),
        ("days", days.as_str()),
        ("weeks", weeks.as_str()),
    ];
    let first = given(tone(app, tx).await?, to.language).to_owned();
    let facts = t.given_facts.into_iter().map(|fact| put(fact, &values));
    let text = compose(app, &to, first, facts, t.given_next, "/plan/debit");
    let key = format!("mandate_given:{}", row.id);
    queue(tx, to, Told::Answer(AnswerKind::MandateGiven), t.given_subject.to_owned(), text, key).await?;
    Ok(())
}

/// The provider does not take it: nothing is collected.
pub async fn tell_refused(app: &App, tx: &mut DebtorTx, row: &MandateRow) -> Result<()> {
    let Some(to) = table::find_recipient(&mut tx.tx, &tx.debtor.clone()).await? else { return Ok(()) };
    let t = words(to.language);
    let first = put(t.refused, &[("account", &row.iban.masked())]);
    let ways = t.refused_ways.into_iter().map(str::to_owned);
    let text = compose(app, &to, first, ways, t.given_next, "/plan/debit");
    let key = format!("mandate_refused:{}", row.id);
    queue(tx, to, Told::Answer(AnswerKind::MandateRefused), t.refused_subject.to_owned(), text, key).await?;
    Ok(())
}

/// The debtor ended it: what stops, and what is with the bank already.
pub async fn tell_ended(app: &App, tx: &mut DebtorTx, row: &MandateRow) -> Result<()> {
    let Some(to) = table::find_recipient(&mut tx.tx, &tx.debtor.clone()).await? else { return Ok(()) };
    let (t, lang) = (words(to.language), to.language);
    let account = row.iban.masked();
    let values = [("account", account.as_str()), ("mandate", row.reference.as_str())];
    let debtor = tx.debtor.clone();
    let asked = collection::list(&mut tx.tx, &debtor, &row.plan).await?;
    let asked = asked.iter().filter(|one| one.mandate_id == row.id && one.status == CollectionStatus::Asked);
    let still = asked.map(|one| {
        let (amount, day) = (one.amount.format(lang), long_near(one.collect_on, app.today(), lang));
        let weeks = REFUND_WEEKS.to_string();
        put(t.ended_asked, &[("amount", amount.as_str()), ("day", day.as_str()), ("weeks", weeks.as_str())])
    });
    let facts = t.ended_facts.into_iter().map(|fact| put(fact, &values)).chain(still);
    let first = ended(tone(app, tx).await?, lang).to_owned();
    let text = compose(app, &to, first, facts, t.ended_next, "/plan");
    let key = format!("mandate_ended:{}", row.id);
    queue(tx, to, Told::Answer(AnswerKind::MandateEnded), t.ended_subject.to_owned(), text, key).await?;
    Ok(())
}
