//! What goes to a creditor: what was collected of each claim within a time, as CSV or JSON. Written claim by claim, so
//! that the length of the list does not matter.

use crate::db::books::{Collected, Period, list_collected};
use crate::db::{Db, payout};
use crate::error::{Error, Result};
use crate::export::{broken, neutral};
use effen::ledger::Balance;
use effen::money::{Cents, Currency, Money};
use jiff::civil::Date;
use serde_json::json;
use std::collections::BTreeMap;
use std::io::Write;

/// Claims read at once.
const PAGE: i64 = 1_000;

/// How it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A line a claim, and a line of totals for each currency.
    Csv,
    /// One object, with the claims under `claims` and the totals under `totals`.
    Json,
}

/// Whose remittance, and of which days.
#[derive(Debug, Clone, Copy)]
pub struct Of<'a> {
    /// The creditor's slug.
    pub slug: &'a str,
    /// Its name.
    pub name: &'a str,
    /// The days.
    pub period: Period,
    /// The first day as it was asked for; `None` is the beginning.
    pub from: Option<Date>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Total {
    collected: Balance,
    at_creditor: Cents,
}

/// Writes it. Gives how many claims are in it.
///
/// # Errors
/// The database or the disk refuses, or the books do not agree: then `effen audit` says where.
pub async fn write(db: &Db, of: &Of<'_>, form: Form, to: impl Write) -> Result<u64> {
    let mut sink = Sink::new(form, of, to)?;
    let mut totals: BTreeMap<Currency, Total> = BTreeMap::new();
    let (mut after, mut count) = (String::new(), 0);
    loop {
        let page = list_collected(db, of.slug, of.period, &after, PAGE).await?;
        let Some(last) = page.last() else { break };
        after.clone_from(&last.claim_id);
        for claim in &page {
            if claim.collected.total() != claim.payable {
                return Err(Error::Broken(format!(
                    "claim {}: {} was collected, {} is payable; see `effen audit`",
                    claim.claim_id,
                    claim.collected.total().decimal(),
                    claim.payable.decimal()
                )));
            }
            let total = totals.entry(claim.currency).or_default();
            total.collected = total.collected + claim.collected;
            total.at_creditor += claim.at_creditor;
            sink.claim(claim)?;
            count += 1;
        }
    }
    let paid_out = payout::list_paid_out(db, of.slug, of.period.until).await?;
    sink.end(&totals, &paid_out)?;
    Ok(count)
}

/// Where it is written to.
enum Sink<W: Write> {
    Csv(Box<csv::Writer<W>>),
    Json { to: W, is_first: bool },
}

const HEADER: [&str; 9] =
    ["claim", "kind", "debtor", "currency", "principal", "interest", "costs", "payable", "paid_to_creditor"];

/// The amounts of a claim or a total, in the order of [`HEADER`].
fn amounts(collected: Balance, at_creditor: Cents, currency: Currency) -> [String; 5] {
    [collected.principal, collected.interest, collected.costs, collected.total(), at_creditor]
        .map(|amount| Money { cents: amount.0, currency }.decimal())
}

impl<W: Write> Sink<W> {
    fn new(form: Form, of: &Of<'_>, mut to: W) -> Result<Self> {
        match form {
            Form::Csv => {
                let mut csv = csv::Writer::from_writer(to);
                csv.write_record(HEADER).map_err(broken)?;
                Ok(Sink::Csv(Box::new(csv)))
            }
            Form::Json => {
                let (name, from, until) = (json!(of.name), json!(of.from), json!(of.period.until));
                write!(to, "{{\"creditor\":{name},\"from\":{from},\"until\":{until},\"claims\":[")?;
                Ok(Sink::Json { to, is_first: true })
            }
        }
    }

    fn claim(&mut self, claim: &Collected) -> Result<()> {
        let figures = amounts(claim.collected, claim.at_creditor, claim.currency);
        match self {
            Sink::Csv(csv) => {
                let texts =
                    [neutral(&claim.number), claim.kind.clone(), neutral(&claim.debtor), claim.currency.to_string()];
                csv.write_record(texts.iter().chain(&figures)).map_err(broken)
            }
            Sink::Json { to, is_first } => {
                let texts = [&claim.number, &claim.kind, &claim.debtor, claim.currency.code()];
                let comma = if std::mem::take(is_first) { "" } else { "," };
                let object: serde_json::Map<String, serde_json::Value> =
                    HEADER.iter().map(|name| (*name).to_owned()).zip(values(&texts, &figures)).collect();
                Ok(write!(to, "{comma}{}", serde_json::Value::Object(object))?)
            }
        }
    }

    fn end(self, totals: &BTreeMap<Currency, Total>, paid_out: &[Money]) -> Result<()> {
        match self {
            Sink::Csv(mut csv) => {
                for (currency, total) in totals {
                    let figures = amounts(total.collected, total.at_creditor, *currency);
                    let texts = ["total".to_owned(), String::new(), String::new(), currency.to_string()];
                    csv.write_record(texts.iter().chain(&figures)).map_err(broken)?;
                }
                for sum in paid_out {
                    // In the column of what is payable, with a minus: it lowers that.
                    let minus = Money { cents: -sum.cents, ..*sum }.decimal();
                    let currency = sum.currency.to_string();
                    csv.write_record(["paid out", "", "", &currency, "", "", "", &minus, ""]).map_err(broken)?;
                }
                Ok(csv.flush()?)
            }
            Sink::Json { mut to, .. } => {
                let rows: Vec<serde_json::Value> = totals
                    .iter()
                    .map(|(currency, total)| {
                        let figures = amounts(total.collected, total.at_creditor, *currency);
                        let object: serde_json::Map<String, serde_json::Value> = HEADER[3..]
                            .iter()
                            .map(|name| (*name).to_owned())
                            .zip(values(&[currency.code()], &figures))
                            .collect();
                        serde_json::Value::Object(object)
                    })
                    .collect();
                let out: Vec<serde_json::Value> = paid_out
                    .iter()
                    .map(|sum| json!({ "currency": sum.currency.code(), "amount": sum.decimal() }))
                    .collect();
                writeln!(to, "],\"totals\":{},\"paid_out\":{}}}", json!(rows), json!(out))?;
                Ok(to.flush()?)
            }
        }
    }
}

fn values(texts: &[&str], figures: &[String]) -> Vec<serde_json::Value> {
    texts.iter().map(|text| json!(text)).chain(figures.iter().map(|figure| json!(figure))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::books::{Scope, list_balances};
    use crate::testing::databases;
    use crate::testing::sample::{TODAY, now, sample_debtor};
    use effen::dates::add_days;
    use effen::ids::PaymentId;
    use effen::imputation::{ClaimPart, Imputation};
    use effen::ledger::{Account, Cause, payment_received, payment_returned};
    use sqlx::{AssertSqlSafe, Executor as _};

    /// A payment of € 60.00 on the claim with costs, of which € 20.00 goes back ten days later.
    async fn collected(db: &Db) -> String {
        let sample = sample_debtor(db, "Anna").await.unwrap();
        let mut tx = db.begin_debtor(&sample.debtor, now()).await.unwrap();
        let payment = format!(
            "INSERT INTO payment (id, debtor_id, status_token, amount_cents, currency, method, status, checkout_url, \
             transfer, description, language, idempotency_key, created_at, changed_at, checked_at, booked_at) \
             VALUES ('y1', '{}', 't', 6000, 'EUR', 'ideal', 'paid', '', '', '', 'nl', 'k', 0, 0, 0, 1)",
            sample.debtor.as_str()
        );
        tx.tx.execute(AssertSqlSafe(payment)).await.unwrap();
        let part = |principal, interest, costs| Imputation {
            parts: vec![ClaimPart {
                claim_id: sample.with_costs.clone(),
                paid: Balance { principal: Cents(principal), interest: Cents(interest), costs: Cents(costs) },
            }],
            overpaid: Cents::ZERO,
        };
        let (id, paid_on) = (PaymentId("y1".into()), add_days(TODAY, -10));
        let mut rows = payment_received(&id, &part(945, 215, 4_840), Currency::EUR, paid_on);
        rows.extend(payment_returned(&id, &part(945, 215, 840), Currency::EUR, TODAY, Cause::Refund, "2000"));
        crate::db::posting::create(&mut tx, &rows).await.unwrap();
        tx.commit().await.unwrap();
        "waterland-energie-anna".to_owned()
    }

    async fn written(db: &Db, slug: &str, until: Date, form: Form) -> (u64, String) {
        let mut bytes = Vec::new();
        let period = Period { from: Date::MIN, until };
        let of = Of { slug, name: "Waterland Energie", period, from: None };
        let count = write(db, &of, form, &mut bytes).await.unwrap();
        (count, String::from_utf8(bytes).unwrap())
    }

    #[tokio::test]
    async fn what_was_collected_goes_to_its_creditor_and_what_went_back_does_not() {
        for test in databases().await {
            let db = &test.db;
            let slug = collected(db).await;
            let (count, csv) = written(db, &slug, add_days(TODAY, -1), Form::Csv).await;
            assert_eq!(count, 1);
            let lines: Vec<&str> = csv.lines().collect();
            assert_eq!(lines[1], "2026-ANNA-003,invoice,EF-ANNA,EUR,9.45,2.15,48.40,60.00,0.00");
            assert_eq!(lines[2], "total,,,EUR,9.45,2.15,48.40,60.00,0.00");
            let (_, json) = written(db, &slug, TODAY, Form::Json).await;
            let json: serde_json::Value = serde_json::from_str(&json).unwrap();
            assert_eq!(
                (&json["claims"][0]["payable"], &json["claims"][0]["costs"]),
                (&"40.00".into(), &"40.00".into())
            );
            assert_eq!(json["totals"][0]["principal"], "0.00");
            assert_eq!(json["until"], "2026-05-12");
            let (count, _) = written(db, &slug, add_days(TODAY, -11), Form::Csv).await;
            assert_eq!(count, 0, "nothing had come in yet");
            let (_, other) = written(db, "boekhandel-de-linde-anna", TODAY, Form::Csv).await;
            assert!(other.ends_with("total,,,EUR,0.00,0.00,0.00,0.00,80.50\n"), "{other}");
        }
    }

    #[tokio::test]
    async fn balances_stand_at_the_end_of_any_day() {
        for test in databases().await {
            let db = &test.db;
            let slug = collected(db).await;
            let on = async |scope: Scope<'_>, account: Account, day: Date| {
                let balances = list_balances(db, scope, day).await.unwrap();
                balances.iter().find(|each| each.account == account).map(|each| each.balance.cents)
            };
            let creditor = Scope::Creditor(&slug);
            let claim = Scope::Claim(&slug, "2026-ANNA-003");
            assert_eq!(on(creditor, Account::PayableToCreditor, add_days(TODAY, -11)).await, None);
            assert_eq!(on(creditor, Account::PayableToCreditor, add_days(TODAY, -10)).await, Some(-6_000));
            assert_eq!(on(creditor, Account::PayableToCreditor, TODAY).await, Some(-4_000));
            assert_eq!(on(claim, Account::Costs, add_days(TODAY, -31)).await, None);
            assert_eq!(on(claim, Account::Costs, add_days(TODAY, -30)).await, Some(4_840));
            assert_eq!(on(claim, Account::Costs, TODAY).await, Some(840));
            assert_eq!(on(Scope::Debtor("EF-ANNA"), Account::Bank, TODAY).await, Some(4_000));
            let all = list_balances(db, Scope::All, TODAY).await.unwrap();
            assert_eq!(all.iter().map(|each| each.balance.cents).sum::<i64>(), 0);
        }
    }
}
