//! One batch, one transaction: look up, decide, lock, write.

use super::insert::{Debtor, Inserts};
use super::known::{self, Creditor, Known};
use super::{CUSTOMERS_CACHED_MAX, Importer, Item, Verdict, change, customer_key, plans};
use crate::db::debtor_tx::raise_all;
use crate::db::{Engine, Tx};
use crate::error::{Error, Result};
use crate::import::DocumentKind;
use std::collections::HashMap;

/// How often a batch is tried when another writer got in between.
const ATTEMPTS_MAX: u32 = 4;

impl Importer {
    /// Writes a batch, and says of each item what became of it. When another import makes the same creditor, customer
    /// or claim at the same time, the batch is looked up again and tried once more.
    pub(super) async fn write(&mut self, items: &[Item]) -> Result<Vec<Verdict>> {
        if items.is_empty() {
            return Ok(Vec::new());
        }
        let mut attempt = 1;
        loop {
            match self.attempt(items).await {
                Err(Error::Db(error)) if attempt < ATTEMPTS_MAX && is_conflict(&error) => {
                    tracing::info!("a batch met another writer and is tried again: {error}");
                    self.creditors.clear();
                    self.customers.clear();
                    attempt += 1;
                }
                outcome => return outcome,
            }
        }
    }

    async fn attempt(&mut self, items: &[Item]) -> Result<Vec<Verdict>> {
        let mut tx = self.db.begin().await?;
        self.tune(&mut tx).await?;
        let creditors = self.creditors_of(&mut tx, items).await?;
        let of = |item: &Item| &creditors[&item.record.creditor.slug];
        let keys: Vec<[u8; 16]> =
            items.iter().map(|item| customer_key(&of(item).id, &item.record.customer.number)).collect();
        let customers = self.customers_of(&mut tx, items, &keys, &creditors).await?;
        let known = claims_of(&mut tx, items, &creditors).await?;

        let mut plan = Plan::default();
        let mut verdicts = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            verdicts.push(plan.decide(
                index,
                item,
                keys[index],
                customers.get(&keys[index]).map(|id| &**id),
                known.get(&index),
            ));
        }
        plan.lock(&mut tx).await?;

        let mut inserts = Inserts::new(self.now, self.today);
        for (index, debtor) in plan.new_items() {
            inserts.debtor(debtor, &of(&items[index]).id, &items[index]);
        }
        for (index, item) in items.iter().enumerate() {
            let Some(at) = plan.debtor_of_item[index].filter(|_| verdicts[index] == Verdict::New) else { continue };
            inserts.claim(&mut plan.debtors[at], &of(item).id, item);
        }
        for (index, item) in items.iter().enumerate() {
            let Some(at) = plan.debtor_of_item[index].filter(|_| verdicts[index] == Verdict::Changed) else { continue };
            let debtor = &mut plan.debtors[at];
            change::apply(&mut tx, &mut inserts, debtor, &known[&index], item, self.now).await?;
        }
        for debtor in &mut plan.debtors {
            inserts.signals_of(debtor);
        }
        inserts.write(&mut tx).await?;
        plan.forget_behaviour(&mut tx).await?;
        let tx = plans::follow(tx, &plan.debtors, self.now).await?;
        self.end(tx, creditors, customers, &plan, &keys).await?;
        Ok(verdicts)
    }

    /// Commits, or rolls a dry run back; then the caches may hold what is now in the database.
    async fn end(
        &mut self,
        tx: Tx,
        creditors: HashMap<String, Creditor>,
        customers: HashMap<[u8; 16], Box<str>>,
        plan: &Plan,
        keys: &[[u8; 16]],
    ) -> Result<()> {
        if self.dry_run {
            return Ok(tx.rollback().await?);
        }
        tx.commit().await?;
        self.creditors.extend(creditors);
        if self.customers.len() > CUSTOMERS_CACHED_MAX {
            self.customers.clear();
            // With the cache gone, what this run wrote has to be asked from the database again.
            self.creditors.values_mut().for_each(|creditor| creditor.fresh = false);
        }
        self.customers.extend(customers);
        for (index, debtor) in plan.new_items() {
            self.customers.insert(keys[index], debtor.id.clone());
        }
        Ok(())
    }

    /// SQLite's cache of 2 MB and its checkpoint every 4 MB suit a server; an import touches every index at random.
    async fn tune(&self, tx: &mut Tx) -> Result<()> {
        if self.db.engine == Engine::Sqlite {
            sqlx::query("PRAGMA cache_size = -131072").execute(&mut **tx).await?;
            sqlx::query("PRAGMA wal_autocheckpoint = 32768").execute(&mut **tx).await?;
        }
        Ok(())
    }

    async fn creditors_of(&self, tx: &mut Tx, items: &[Item]) -> Result<HashMap<String, Creditor>> {
        let mut creditors: HashMap<String, Creditor> = HashMap::new();
        for item in items {
            let named = &item.record.creditor;
            if creditors.contains_key(&named.slug) {
                continue;
            }
            let creditor = match self.creditors.get(&named.slug) {
                Some(creditor) => creditor.clone(),
                None => known::creditor(tx, named, self.now).await?,
            };
            creditors.insert(named.slug.clone(), creditor);
        }
        Ok(creditors)
    }

    async fn customers_of(
        &self,
        tx: &mut Tx,
        items: &[Item],
        keys: &[[u8; 16]],
        creditors: &HashMap<String, Creditor>,
    ) -> Result<HashMap<[u8; 16], Box<str>>> {
        let mut found = HashMap::new();
        let mut unknown: HashMap<&str, Vec<&str>> = HashMap::new();
        for (item, key) in items.iter().zip(keys) {
            let creditor = &creditors[&item.record.creditor.slug];
            match self.customers.get(key) {
                Some(debtor) => {
                    found.insert(*key, debtor.clone());
                }
                None if creditor.fresh => {}
                None => unknown.entry(&creditor.id).or_default().push(&item.record.customer.number),
            }
        }
        for (creditor_id, mut numbers) in unknown {
            numbers.sort_unstable();
            numbers.dedup();
            known::customers(tx, creditor_id, &numbers, &mut found).await?;
        }
        Ok(found)
    }
}

async fn claims_of(
    tx: &mut Tx,
    items: &[Item],
    creditors: &HashMap<String, Creditor>,
) -> Result<HashMap<usize, Known>> {
    let mut groups: HashMap<(&str, DocumentKind), Vec<(usize, &Item)>> = HashMap::new();
    for (index, item) in items.iter().enumerate() {
        let creditor = &creditors[&item.record.creditor.slug];
        // A creditor made in this run has no claims but this run's, and those are told apart before the batch.
        if !creditor.fresh {
            groups.entry((&creditor.id, item.record.kind)).or_default().push((index, item));
        }
    }
    let mut found = HashMap::new();
    for ((creditor_id, kind), items) in groups {
        known::claims(tx, creditor_id, kind, &items, &mut found).await?;
    }
    Ok(found)
}

/// Whom a batch writes about.
#[derive(Default)]
struct Plan {
    debtors: Vec<Debtor>,
    /// For each item, the debtor in `debtors` it is written under.
    debtor_of_item: Vec<Option<usize>>,
    by_key: HashMap<[u8; 16], usize>,
    /// For each new debtor, the item that brought it.
    brought_by: Vec<(usize, usize)>,
}

impl Plan {
    fn decide(
        &mut self,
        index: usize,
        item: &Item,
        key: [u8; 16],
        customer: Option<&str>,
        known: Option<&Known>,
    ) -> Verdict {
        let verdict = match known {
            None => Verdict::New,
            Some(known) if known.source_hash == item.hash => Verdict::Unchanged,
            Some(known) if known.currency != item.record.currency.code() => Verdict::Rejected {
                field: "currency",
                value: item.record.currency.code().to_owned(),
                reason: format!("was {} before; an invoice keeps its currency", known.currency),
            },
            Some(known) if customer.is_some_and(|id| id == known.debtor_id) => Verdict::Changed,
            Some(_) => Verdict::Rejected {
                field: "customer_number",
                value: item.record.customer.number.clone(),
                reason: format!("is not the customer whom invoice {} belongs to", item.record.number),
            },
        };
        let writes = matches!(verdict, Verdict::New | Verdict::Changed);
        self.debtor_of_item.push(writes.then(|| {
            *self.by_key.entry(key).or_insert_with(|| {
                let at = self.debtors.len();
                let debtor = match customer {
                    Some(id) => Debtor::new(id.into(), false),
                    None => {
                        self.brought_by.push((index, at));
                        Debtor::new(crate::new_id::uuid().into(), true)
                    }
                };
                self.debtors.push(debtor);
                at
            })
        }));
        verdict
    }

    /// Locks the debtors that are there already and numbers what will be written about them.
    async fn lock(&mut self, tx: &mut Tx) -> Result<()> {
        let mut ids: Vec<&str> = self.debtors.iter().filter(|d| !d.is_new).map(|d| &*d.id).collect();
        let versions = raise_all(tx, &mut ids).await?;
        for debtor in self.debtors.iter_mut().filter(|debtor| !debtor.is_new) {
            debtor.version = *versions.get(&*debtor.id).ok_or(Error::NotFound("debtor"))?;
        }
        Ok(())
    }

    /// New debtors with the item that brought each.
    fn new_items(&self) -> impl Iterator<Item = (usize, &Debtor)> {
        self.brought_by.iter().map(|(item, debtor)| (*item, &self.debtors[*debtor]))
    }

    /// The stored behaviour of debtors known before no longer holds all their signals: without it, they count as not
    /// scored, and whoever needs it rebuilds it from the log.
    async fn forget_behaviour(&self, tx: &mut Tx) -> Result<()> {
        let ids: Vec<&str> = self.debtors.iter().filter(|debtor| !debtor.is_new).map(|debtor| &*debtor.id).collect();
        for piece in crate::db::rows::pieces(&ids) {
            let list = crate::db::rows::placeholders(1, piece.len());
            let sql = format!("DELETE FROM behaviour WHERE debtor_id IN ({list})");
            let mut query = sqlx::query(sqlx::AssertSqlSafe(sql));
            for id in piece {
                query = query.bind(id);
            }
            query.execute(&mut **tx).await?;
        }
        Ok(())
    }
}

/// Whether another writer was first: a row that is there by now, or a lock that two wait for.
fn is_conflict(error: &sqlx::Error) -> bool {
    let Some(error) = error.as_database_error() else { return false };
    error.is_unique_violation() || matches!(error.code().as_deref(), Some("40001" | "40P01"))
}
