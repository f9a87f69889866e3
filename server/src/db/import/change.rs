//! A known invoice that differs: the ledger gets the difference, the claim says what the invoice says now.

use super::Item;
use super::insert::{Debtor, Inserts, status};
use super::known::Known;
use crate::clock::local;
use crate::db::{Tx, date, word};
use crate::error::{Error, Result};
use effen::dates::days_between;
use effen::ids::ClaimId;
use effen::ledger::{self, Account, Balance, Cause};
use effen::limitation::LimitationKind;
use effen::money::{Cents, Currency, Money};
use effen::people::history::noon;
use effen::people::signal::{Signal, SignalKind};
use jiff::{Timestamp, civil::Date};
use sqlx::Row as _;

/// A claim as it stands.
struct Standing {
    principal: Money,
    disputed: bool,
    status: String,
    balance: Balance,
    /// What the creditor's files say was paid to the creditor, and the latest day of it.
    paid: Balance,
    paid_on: Option<Date>,
}

/// Posts what differs and brings the claim up to date. The debtor is locked already, and the currency is the same.
pub async fn apply(
    tx: &mut Tx,
    inserts: &mut Inserts,
    debtor: &mut Debtor,
    known: &Known,
    item: &Item,
    now: Timestamp,
) -> Result<()> {
    let record = &item.record;
    let claim = ClaimId(known.claim_id.clone());
    let old = standing(tx, &debtor.id, &claim).await?;
    Inserts::note_foreign(debtor, &claim, record.currency);
    let key = format!("v{}", debtor.version);
    let today = local(now).date();
    let new = Money { cents: record.amount_cents, currency: record.currency };
    for posting in ledger::principal_corrected(&claim, old.principal, new, today, &key) {
        let signal = Signal::now(SignalKind::InvoiceCorrected, now).claim(&claim);
        debtor.signal(signal.cents(new.cents - old.principal.cents));
        inserts.posting(debtor, posting);
    }
    let corrected = old.balance + Balance::of_principal(Cents(new.cents - old.principal.cents));
    settle(inserts, debtor, &claim, item, &old, corrected, now);
    if record.disputed && !old.disputed {
        debtor.signal(Signal::now(SignalKind::DisputeOpened, now).claim(&claim));
    }
    update(tx, inserts, debtor, &claim, item, &old).await
}

/// Brings what the creditor was paid in line with the settled date. `balance` has the corrected principal in it.
fn settle(
    inserts: &mut Inserts,
    debtor: &mut Debtor,
    claim: &ClaimId,
    item: &Item,
    old: &Standing,
    balance: Balance,
    now: Timestamp,
) {
    let record = &item.record;
    let key = format!("v{}", debtor.version);
    let was_paid = old.paid.principal != Cents::ZERO;
    let (mut open, mut received) = (balance.principal, Cents::ZERO);
    if was_paid && record.settled_on != old.paid_on {
        // Taken back as of the day it was booked for, as if it had never been.
        let on = old.paid_on.unwrap_or(record.issued_on);
        for posting in ledger::paid_to_creditor_undone(claim, old.paid, record.currency, on, &key) {
            inserts.posting(debtor, posting);
        }
        open += old.paid.principal;
        received -= old.paid.principal;
        let undone = Signal::now(SignalKind::PaymentRefunded, now).claim(claim).cents(old.paid.principal.0);
        debtor.signal(undone);
        debtor.signal(Signal::now(SignalKind::InvoiceCorrected, now).claim(claim).cents(old.paid.principal.0));
    }
    // What was paid through us meanwhile is not paid a second time: only what is open is settled.
    let same_sign = open.0.signum() == record.amount_cents.signum();
    let settled_on = record.settled_on.filter(|_| open != Cents::ZERO && (same_sign || was_paid));
    if settled_on.is_some() {
        received += open;
    }
    if received != Cents::ZERO {
        let on = settled_on.unwrap_or_else(|| local(now).date());
        debtor.received.push((claim.clone(), received, on));
    }
    let Some(settled_on) = settled_on else { return };
    let paid = Balance::of_principal(open);
    for posting in ledger::paid_to_creditor(claim, paid, record.currency, settled_on, &key) {
        inserts.posting(debtor, posting);
    }
    if open.is_positive() {
        debtor.signal(
            Signal::now(SignalKind::InvoiceSettled, noon(settled_on))
                .known(now)
                .claim(claim)
                .cents(open.0)
                .days(days_between(record.due_on, settled_on)),
        );
    }
}

async fn standing(tx: &mut Tx, debtor_id: &str, claim: &ClaimId) -> Result<Standing> {
    let row =
        sqlx::query("SELECT principal_cents, currency, disputed, status FROM claim WHERE id = $1 AND debtor_id = $2")
            .bind(claim.as_str())
            .bind(debtor_id)
            .fetch_optional(&mut **tx)
            .await?
            .ok_or(Error::NotFound("claim"))?;
    let currency: String = row.try_get(1)?;
    let currency: Currency = currency.parse().map_err(|_| Error::Broken(format!("the currency '{currency}'")))?;
    let mut standing = Standing {
        principal: Money { cents: row.try_get(0)?, currency },
        disputed: row.try_get::<i64, _>(2)? != 0,
        status: row.try_get(3)?,
        balance: Balance::default(),
        paid: Balance::default(),
        paid_on: None,
    };
    let rows = sqlx::query(
        "SELECT cause, debit, credit, CAST(SUM(amount_cents) AS BIGINT), MAX(value_on) FROM posting
         WHERE claim_id = $1 AND debtor_id = $2 GROUP BY cause, debit, credit",
    )
    .bind(claim.as_str())
    .bind(debtor_id)
    .fetch_all(&mut **tx)
    .await?;
    for row in rows {
        let cause: Cause = word(&row.try_get::<String, _>(0)?)?;
        let debit: Account = word(&row.try_get::<String, _>(1)?)?;
        let credit: Account = word(&row.try_get::<String, _>(2)?)?;
        let cents = Cents(row.try_get(3)?);
        standing.balance.post(debit, credit, cents);
        if matches!(cause, Cause::PaidToCreditor | Cause::PaidToCreditorUndone) {
            // Turned around: what leaves the balance is what was paid.
            standing.paid.post(credit, debit, cents);
        }
    }
    standing.paid_on = last_paid_on(tx, debtor_id, claim).await?;
    Ok(standing)
}

/// The day of the payment to the creditor that was written last.
async fn last_paid_on(tx: &mut Tx, debtor_id: &str, claim: &ClaimId) -> Result<Option<Date>> {
    let last: Option<String> = sqlx::query_scalar(
        "SELECT value_on FROM posting WHERE claim_id = $1 AND debtor_id = $2 AND cause = 'paid_to_creditor'
         ORDER BY version DESC, line DESC LIMIT 1",
    )
    .bind(claim.as_str())
    .bind(debtor_id)
    .fetch_optional(&mut **tx)
    .await?;
    last.as_deref().map(date).transpose()
}

async fn update(
    tx: &mut Tx,
    inserts: &mut Inserts,
    debtor: &Debtor,
    claim: &ClaimId,
    item: &Item,
    old: &Standing,
) -> Result<()> {
    let record = &item.record;
    // The file moves a claim between active and disputed only where it said so itself before; what the debtor or an
    // agent made of it stays.
    let by_file = old.disputed || old.status == "active";
    let own_dispute: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM reply WHERE claim_id = $1 AND debtor_id = $2 AND kind = 'dispute' AND handled_at IS NULL",
    )
    .bind(claim.as_str())
    .bind(&*debtor.id)
    .fetch_one(&mut **tx)
    .await?;
    let may_move = by_file && own_dispute == 0 && matches!(old.status.as_str(), "active" | "disputed");
    let status = if may_move { status(record.disputed, record.settled_on) } else { &old.status };
    // A file that says nothing of the kind of limitation leaves what an earlier one said.
    sqlx::query(
        "UPDATE claim SET issued_on = $1, due_on = $2, principal_cents = $3, description = $4, payee_iban = $5,
           payment_reference = $6, status = $7, disputed = $8, source_hash = $9,
           limitation_kind = COALESCE(NULLIF($10, ''), limitation_kind) WHERE id = $11 AND debtor_id = $12",
    )
    .bind(record.issued_on.to_string())
    .bind(record.due_on.to_string())
    .bind(record.amount_cents)
    .bind(&record.description)
    .bind(&record.payee_iban)
    .bind(&record.payment_reference)
    .bind(status)
    .bind(i64::from(record.disputed))
    .bind(&item.hash)
    .bind(record.limitation.map_or("", LimitationKind::as_str))
    .bind(claim.as_str())
    .bind(&*debtor.id)
    .execute(&mut **tx)
    .await?;
    sqlx::query("DELETE FROM claim_line WHERE claim_id = $1").bind(claim.as_str()).execute(&mut **tx).await?;
    inserts.claim_lines(claim.as_str(), item);
    Ok(())
}
