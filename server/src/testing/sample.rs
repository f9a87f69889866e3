//! Sample people for tests: creditors, debtors with invoices in different states (made through the ledger's own
//! functions), a server on them, and signed-in requests.

use crate::app::App;
use crate::clock::Clock;
use crate::config::Config;
use crate::db::session::{self, NewSession};
use crate::db::{Db, Tx};
use crate::error::Result;
use crate::new_id::{token, token_hash, uuid};
use effen::dates::add_days;
use effen::ids::{ClaimId, CreditorId, DebtorId};
use effen::ledger::{self, Balance, NewPosting};
use effen::money::{Cents, Currency, Money};
use jiff::Timestamp;
use jiff::civil::Date;

/// The day on which the samples live: a Tuesday.
pub const TODAY: Date = jiff::civil::date(2026, 5, 12);

/// The instant at which the samples live: 10:00 at the agency.
pub fn now() -> Timestamp {
    "2026-05-12T08:00:00Z".parse().expect("a valid instant")
}

/// A debtor with claims.
#[derive(Debug, Clone)]
pub struct Sample {
    /// Who owes.
    pub debtor: DebtorId,
    /// The file reference.
    pub reference: String,
    /// The creditors of the claims.
    pub creditors: Vec<CreditorId>,
    /// Due in nine days: € 84.20.
    pub upcoming: ClaimId,
    /// Twelve days late, nothing added: € 120.00.
    pub late: ClaimId,
    /// Eighty days late, with costs (€ 48.40) and interest (€ 2.15): principal € 260.00.
    pub with_costs: ClaimId,
    /// Forty days late, half of € 90.00 paid to the creditor.
    pub part_paid: ClaimId,
    /// Paid in full: € 35.50.
    pub settled: ClaimId,
}

impl Sample {
    /// Everything open in euros, in cents.
    pub const OPEN_CENTS: i64 = 8_420 + 12_000 + 26_000 + 4_840 + 215 + 4_500;
}

/// A server on a database, with the time standing at [`now`].
pub async fn app(db: &Db) -> App {
    App::new(Config::defaults(), db.clone(), Clock::fixed(now())).await.expect("the parts fit")
}

/// An agent who sees every creditor's files; made when there is none yet.
pub async fn agent(db: &Db) -> Result<effen::ids::AgentId> {
    let mut tx = db.begin().await?;
    sqlx::query(
        "INSERT INTO agent (id, email, name, password_hash, role, created_at) \
         VALUES ('sample-agent', 'sample@effen.example', 'Sam Pel', '', 'agent', 0) ON CONFLICT DO NOTHING",
    )
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(effen::ids::AgentId("sample-agent".to_owned()))
}

/// Begins a session for a debtor; the value is the `Cookie` header of a browser that is signed in.
pub async fn sign_in(app: &App, debtor: &DebtorId, assurance: &str, notice_id: Option<&str>) -> Result<String> {
    let token = token();
    let now = app.now_ms();
    let new = NewSession {
        token_hash: &token_hash(&token),
        debtor_id: Some(debtor.as_str()),
        agent_id: None,
        assurance,
        claim_id: None,
        notice_id,
        device: "phone",
        browser: "",
        now,
        ends_at: now + crate::web::session::DEBTOR_LIFE_MS,
    };
    session::create(&app.db, &new).await?;
    Ok(format!("{}={token}", crate::web::session::cookie_name(app, false)))
}

/// A debtor with two creditors and five invoices in different states. `name` is a first name: it makes references and
/// numbers unique, so that several samples live in one database.
pub async fn sample_debtor(db: &Db, name: &str) -> Result<Sample> {
    let mut tx = db.begin().await?;
    let mut creditors = Vec::new();
    for (label, mark) in [("Waterland Energie", ""), ("Boekhandel De Linde", "")] {
        let slug = format!("{}-{}", label.to_lowercase().replace(' ', "-"), name.to_lowercase());
        creditors.push(creditor(&mut tx, &slug, label, mark).await?);
    }
    let reference = format!("EF-{}", name.to_uppercase());
    let debtor = debtor(&mut tx, &reference, name).await?;
    tx.commit().await?;
    let mut book = Book { db, debtor: &debtor, name, count: 0 };
    let (energy, books) = (&creditors[0], &creditors[1]);
    let upcoming = book.claim(energy, "Voorschot mei", 8_420, -9).await?;
    let late = book.claim(books, "Bestelling 4471", 12_000, 12).await?;
    let with_costs = book.claim(energy, "Jaarafrekening 2025", 26_000, 80).await?;
    let part_paid = book.claim(books, "Bestelling 3902", 9_000, 40).await?;
    let settled = book.claim(books, "Bestelling 3507", 3_550, 70).await?;
    let mut rows = ledger::costs_charged(&with_costs, euro(4_840), add_days(TODAY, -30));
    rows.extend(ledger::interest_charged(&with_costs, euro(215), add_days(TODAY, -1)));
    let half = Balance::of_principal(Cents(4_500));
    rows.extend(ledger::paid_to_creditor(&part_paid, half, Currency::EUR, add_days(TODAY, -20), "1"));
    let whole = Balance::of_principal(Cents(3_550));
    rows.extend(ledger::paid_to_creditor(&settled, whole, Currency::EUR, add_days(TODAY, -60), "1"));
    book.post(&rows).await?;
    Ok(Sample { debtor, reference, creditors, upcoming, late, with_costs, part_paid, settled })
}

fn euro(cents: i64) -> Money {
    Money { cents, currency: Currency::EUR }
}

async fn creditor(tx: &mut Tx, slug: &str, name: &str, mark: &str) -> Result<CreditorId> {
    let id = uuid();
    sqlx::query(
        "INSERT INTO creditor (id, slug, name, country, account_name, iban, mark, email, phone, reclaims_vat, imputation, \
         plan_months_max, plan_instalment_min_cents, created_at, registration) \
         VALUES ($1, $2, $3, 'nl', $3, 'NL91ABNA0417164300', $4, 'vragen@example.com', '020 000 00 00', 0, 'costs_first', \
         12, 1500, 0, 'KvK 90000099')",
    )
    .bind(&id)
    .bind(slug)
    .bind(name)
    .bind(mark)
    .execute(&mut **tx)
    .await?;
    Ok(CreditorId(id))
}

async fn debtor(tx: &mut Tx, reference: &str, name: &str) -> Result<DebtorId> {
    let id = uuid();
    sqlx::query(
        "INSERT INTO debtor (id, reference, kind, country, language, version, view_choice, persona, shown_persona, \
         created_at) VALUES ($1, $2, 'person', 'nl', 'nl', 0, 'auto', '', '', 0)",
    )
    .bind(&id)
    .bind(reference)
    .execute(&mut **tx)
    .await?;
    sqlx::query(
        "INSERT INTO debtor_person (debtor_id, name, email, phone, street, postal_code, city) \
         VALUES ($1, $2, $3, '06 12345678', 'Kerkstraat 1', '1234 AB', 'Utrecht')",
    )
    .bind(&id)
    .bind(format!("{name} de Vries"))
    .bind(format!("{}@example.com", name.to_lowercase()))
    .execute(&mut **tx)
    .await?;
    Ok(DebtorId(id))
}

struct Book<'a> {
    db: &'a Db,
    debtor: &'a DebtorId,
    name: &'a str,
    count: i64,
}

impl Book<'_> {
    /// An invoice of so many cents, so many days late (negative: due later), with one line and its posting.
    async fn claim(&mut self, creditor: &CreditorId, what: &str, cents: i64, days_late: i64) -> Result<ClaimId> {
        self.count += 1;
        let id = ClaimId(uuid());
        let due_on = add_days(TODAY, -days_late);
        let issued_on = add_days(due_on, -21);
        let mut tx = self.db.begin().await?;
        sqlx::query(
            "INSERT INTO claim (id, debtor_id, creditor_id, number, kind, issued_on, due_on, currency, principal_cents, \
             description, payee_iban, payment_reference, status, disputed, created_at) \
             VALUES ($1, $2, $3, $4, 'invoice', $5, $6, 'EUR', $7, $8, 'NL91ABNA0417164300', $9, 'active', 0, 0)",
        )
        .bind(id.as_str())
        .bind(self.debtor.as_str())
        .bind(creditor.as_str())
        .bind(format!("2026-{}-{:03}", self.name.to_uppercase(), self.count))
        .bind(issued_on.to_string())
        .bind(due_on.to_string())
        .bind(cents)
        .bind(what)
        .bind(format!("800000{:010}", self.count))
        .execute(&mut *tx)
        .await?;
        sqlx::query(
            "INSERT INTO claim_line (claim_id, position, description, quantity, amount_cents) VALUES ($1, 1, $2, '1', $3)",
        )
        .bind(id.as_str())
        .bind(what)
        .bind(cents)
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        self.post(&ledger::invoice_issued(&id, euro(cents), issued_on)).await?;
        Ok(id)
    }

    async fn post(&self, rows: &[NewPosting]) -> Result<()> {
        let mut tx = self.db.begin_debtor(self.debtor, now()).await?;
        for row in rows {
            let line = tx.next_posting_line();
            sqlx::query(
                "INSERT INTO posting (debtor_id, version, line, claim_id, payment_id, debit, credit, amount_cents, \
                 currency, value_on, cause, cause_key, recorded_at) \
                 VALUES ($1, $2, $3, $4, NULL, $5, $6, $7, $8, $9, $10, $11, $12)",
            )
            .bind(self.debtor.as_str())
            .bind(tx.version)
            .bind(line)
            .bind(row.claim_id.as_ref().map(|id| id.as_str().to_owned()))
            .bind(row.debit.as_str())
            .bind(row.credit.as_str())
            .bind(row.amount.cents)
            .bind(row.amount.currency.code().to_owned())
            .bind(row.value_on.to_string())
            .bind(row.cause.as_str())
            .bind(&row.cause_key)
            .bind(tx.now_ms())
            .execute(&mut *tx.tx)
            .await?;
        }
        tx.commit().await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_sample_owes_what_it_says_on_both_engines() {
        for test in crate::testing::databases().await {
            let sample = sample_debtor(&test.db, "Anna").await.unwrap();
            let other = sample_debtor(&test.db, "Bas").await.unwrap();
            assert_ne!(sample.debtor, other.debtor);
            let open: i64 = sqlx::query_scalar(
                "SELECT CAST(SUM(CASE WHEN debit IN ('principal', 'interest', 'costs') THEN amount_cents ELSE 0 END \
                 - CASE WHEN credit IN ('principal', 'interest', 'costs') THEN amount_cents ELSE 0 END) AS BIGINT) \
                 FROM posting WHERE debtor_id = $1",
            )
            .bind(sample.debtor.as_str())
            .fetch_one(test.db.read())
            .await
            .unwrap();
            assert_eq!(open, Sample::OPEN_CENTS);
        }
    }
}
