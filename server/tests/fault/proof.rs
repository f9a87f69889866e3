//! What must be true afterwards: what everybody was told, against the rows of both databases; and `effen audit` over all
//! of it.

use crate::load::Order;
use crate::world::World;
use effen::ledger::Account;
use effen_server::db::Db;
use effen_server::db::books::{Scope, list_balances};
use effen_server::testing::sample::Sample;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::atomic::Ordering;

/// What was counted.
#[derive(Debug, Default, Clone, Copy)]
pub struct Found {
    pub orders: usize,
    pub acknowledged: usize,
    pub told_paid: usize,
    pub paid: usize,
    pub cents: i64,
    pub postings: i64,
    pub webhooks: u64,
    pub forged: u64,
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} forms sent, {} acknowledged, {} payers told 'paid', {} webhooks ({} forged); {} payments over {} cents paid \
             at the provider, each booked exactly once; nothing lost; effen audit finds nothing in {} postings",
            self.orders,
            self.acknowledged,
            self.told_paid,
            self.webhooks,
            self.forged,
            self.paid,
            self.cents,
            self.postings
        )
    }
}

struct Row {
    id: String,
    cents: i64,
    status: String,
    provider_id: Option<String>,
    token: String,
}

/// Checks everything; panics with what is wrong.
pub async fn check(world: &World, orders: &[Order]) -> Found {
    let provider = world.provider_payments().await.expect("there is peace");
    let db = Db::connect(&world.database.url()).await.unwrap();
    let rows = payments(&db).await;
    let mut found = Found {
        orders: orders.len(),
        webhooks: world.webhooks.load(Ordering::Relaxed),
        forged: world.forged.load(Ordering::Relaxed),
        ..Found::default()
    };
    for order in orders {
        acknowledged(world, order, &rows, &mut found);
    }
    // Each payment that the provider has is at most one of ours, and ours say what the provider says.
    let ours: BTreeMap<&str, &Row> = rows.values().filter_map(|row| Some((row.provider_id.as_deref()?, row))).collect();
    let mut booked = received(&db).await;
    for theirs in &provider {
        let row = ours.get(theirs.id.as_str());
        if theirs.status == "paid" {
            let row = row.unwrap_or_else(|| panic!("{theirs:?} was paid and is lost"));
            assert_eq!((row.status.as_str(), row.cents, &row.id), ("paid", theirs.cents, &theirs.our_id));
            let rows = booked.remove(&row.id).unwrap_or_default();
            assert_eq!(rows, vec![theirs.cents], "{} is booked once, to the cent", row.id);
            found.paid += 1;
            found.cents += theirs.cents;
        } else if let Some(row) = row {
            assert_ne!(row.status, "paid", "{theirs:?} was not paid");
        }
    }
    assert!(booked.is_empty(), "booked, but never paid: {booked:?}");
    found.postings = books(world, &db).await;
    db.close().await;
    found
}

/// What a payer was told holds: one row under the form's key, with its amount; 'paid' stays paid.
fn acknowledged(world: &World, order: &Order, rows: &BTreeMap<(String, String), Row>, found: &mut Found) {
    let debtor = world.people[order.person].sample.debtor.to_string();
    // The database allows one row for a debtor and key: there is none or one.
    let row = rows.get(&(debtor, order.key.clone()));
    let Some(token) = &order.token else { return };
    found.acknowledged += 1;
    let row = row.unwrap_or_else(|| panic!("acknowledged and lost: {order:?}"));
    assert_eq!((row.cents, &row.token), (order.cents, token), "{order:?}");
    if order.paid_at_bank || order.told_paid {
        assert_eq!(row.status, "paid", "{order:?}");
    }
    found.told_paid += usize::from(order.told_paid);
}

async fn payments(db: &Db) -> BTreeMap<(String, String), Row> {
    type Columns = (String, String, String, i64, String, Option<String>, String);
    let rows: Vec<Columns> = sqlx::query_as(
        "SELECT debtor_id, idempotency_key, id, amount_cents, status, provider_id, status_token FROM payment",
    )
    .fetch_all(db.read())
    .await
    .unwrap();
    let row = |(debtor, key, id, cents, status, provider_id, token): Columns| {
        ((debtor, key), Row { id, cents, status, provider_id, token })
    };
    rows.into_iter().map(row).collect()
}

/// What reached the bank, by payment.
async fn received(db: &Db) -> BTreeMap<String, Vec<i64>> {
    let rows: Vec<(String, i64)> =
        sqlx::query_as("SELECT payment_id, amount_cents FROM posting WHERE debit = 'bank' AND payment_id IS NOT NULL")
            .fetch_all(db.read())
            .await
            .unwrap();
    let mut received: BTreeMap<String, Vec<i64>> = BTreeMap::new();
    for (payment, cents) in rows {
        received.entry(payment).or_default().push(cents);
    }
    received
}

/// Nothing comes from nowhere: `effen audit` finds nothing, what is open now plus what was paid is what was open before,
/// and what was paid to claims is payable to their creditors. Each booking has its signal. Gives the audited postings.
async fn books(world: &World, db: &Db) -> i64 {
    let (status, printed) = tokio::task::block_in_place(|| world.server.ask(&["audit", "--json"]));
    assert_eq!(status, Some(0), "the audit is not clean: {printed}");
    let audit: serde_json::Value = serde_json::from_str(&printed).unwrap();
    assert_eq!((audit["clean"].as_bool(), audit["debtors"].as_u64()), (Some(true), Some(world.people.len() as u64)));
    for person in &world.people {
        let debtor = person.sample.debtor.as_str();
        let scope = Scope::Debtor(&person.sample.reference);
        let balances = list_balances(db, scope, Date::MAX).await.unwrap();
        let standing = |account: Account| -> i64 {
            balances.iter().filter(|one| one.account == account).map(|one| one.balance.cents).sum()
        };
        let open: i64 = [Account::Principal, Account::Interest, Account::Costs].into_iter().map(standing).sum();
        let kept = standing(Account::Bank) + standing(Account::Suspense);
        assert_eq!(open + kept, Sample::OPEN_CENTS, "{debtor}: conservation of money");
        assert_eq!(-standing(Account::PayableToCreditor), kept, "{debtor}: what claims were paid is their creditors'");
        for (kind, status) in [("payment_paid", "paid"), ("payment_cancelled", "canceled")] {
            let signals =
                count(db, "SELECT COUNT(*) FROM signal WHERE debtor_id = $1 AND kind = $2", debtor, kind).await;
            let rows =
                count(db, "SELECT COUNT(*) FROM payment WHERE debtor_id = $1 AND status = $2", debtor, status).await;
            assert_eq!(signals, rows, "{debtor}: one signal for each payment that is {status}");
        }
    }
    audit["postings"].as_i64().unwrap()
}

async fn count(db: &Db, sql: &'static str, debtor: &str, word: &str) -> i64 {
    sqlx::query_scalar(sql).bind(debtor.to_owned()).bind(word.to_owned()).fetch_one(db.read()).await.unwrap()
}
