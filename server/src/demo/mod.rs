//! The demo portfolio: four creditors and some two thousand debtors with two years behind them, simulated day by day
//! from behaviour. Seeded: the same seed and day give the same portfolio. The database is marked as a demo.

mod act;
mod aside;
mod people;
#[cfg(test)]
mod portfolio_tests;
mod report;
pub mod statement;
mod tables;
mod talk;
mod talk_words;
mod tell;
mod temper;
mod trial;
mod words;
mod world;
mod write;

pub use report::Report;
pub use talk::LastChats;

use crate::db::{Db, Tx};
use crate::error::{Error, Result};
use effen::costs::{CostsCase, CostsError};
use effen::dates::add_days;
use effen::kinds::{Country, Lang, PartyKind};
use effen::money::Cents;
use jiff::Timestamp;
use jiff::civil::Date;
use people::{CREDITORS, DemoCreditor, KNOWN, Person};
use rand::{Rng as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use temper::TEMPERAMENTS;
use trial::Trial;
use world::{DAYS, World};

/// The seed of the shipped demo.
pub const SEED: u64 = 20_160_401;
/// Debtors of the shipped demo.
pub const DEBTORS: usize = 2_000;
/// The demo's agent; signs in by one click, for no password fits.
pub const AGENT_EMAIL: &str = "noor@effen.example";
/// Debtors written in one transaction.
const BATCH: usize = 100;

/// What a creditor may charge somebody by its contract and the law that holds for them: the country they live in, consumer
/// or company.
fn costs_of(person: &Person, base: Cents, creditor: &DemoCreditor, on: Date) -> Result<Cents, CostsError> {
    let (party, vat_on_top, agreed_most) = (person.kind, !creditor.reclaims_vat, creditor.terms.costs_most);
    let case = CostsCase { party, vat_on_top, agreed_most, ..CostsCase::consumer(person.country, base, on) };
    effen::costs::costs_of(&case).map(|explanation| explanation.total)
}

/// What a portfolio is made from: the same gives the same, on the same day.
#[derive(Debug, Clone, Copy)]
pub struct Recipe {
    /// The seed.
    pub seed: u64,
    /// How many debtors.
    pub debtors: usize,
    /// Whether somebody may wait in the chat.
    pub last_chats: LastChats,
}

impl Recipe {
    /// That of the shipped demo, with so many debtors.
    pub fn of(debtors: usize) -> Self {
        Self { seed: SEED, debtors, last_chats: LastChats::MayBeOpen }
    }
}

/// Fills an empty, migrated database. `progress` is told how many debtors are done.
pub async fn fill(db: &Db, now: Timestamp, recipe: Recipe, progress: impl Fn(usize)) -> Result<Report> {
    let Recipe { seed, debtors, last_chats } = recipe;
    let taken: Option<String> = sqlx::query_scalar("SELECT id FROM debtor LIMIT 1").fetch_optional(db.read()).await?;
    if taken.is_some() {
        return Err(Error::Refused("the demo fills an empty database only".into()));
    }
    let today = crate::clock::local(now).date();
    let first = add_days(today, -DAYS);
    let mut tx = db.begin().await?;
    write::mark(&mut tx, seed).await?;
    let agents = write::agents(&mut tx, now).await?;
    let creditors = write::creditors(&mut tx, now).await?;
    let trial = Trial::before(today);
    trial.write(&mut tx).await?;
    tx.commit().await?;

    let mut report = Report::default();
    let mut known = Vec::new();
    let mut done = 0;
    while done < debtors.max(KNOWN.len()) {
        let mut tx = db.begin().await?;
        let mut rows = tables::Tables::of(&trial);
        for number in done..(done + BATCH).min(debtors.max(KNOWN.len())) {
            let (world, temperament) = simulate(seed, number, first, today, &trial);
            let written = rows.add(&world, &creditors, now)?;
            rows.chats(&written.id, &talk::chats(&world, now, last_chats), &agents, world.person.language);
            report.count(temperament, written.persona);
            if number < KNOWN.len() {
                known.push((world.person.name.clone(), written.reference));
            }
        }
        rows.flush(&mut tx).await?;
        tx.commit().await?;
        done += BATCH;
        progress(done.min(debtors));
    }
    let mut tx: Tx = db.begin().await?;
    write::setting(&mut tx, "demo_people", &serde_json::to_string(&write::links(&known))?).await?;
    tx.commit().await?;
    crate::search::index::run(db, |_| {}).await?;
    report.people = known;
    Ok(report)
}

/// One debtor's two years. The first few are the six people of the personas' descriptions.
fn simulate(seed: u64, number: usize, first: Date, today: Date, trial: &Trial) -> (World, usize) {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    rng.set_stream(number as u64);
    let mut person = people::draw(&mut rng, number);
    let place = match KNOWN.get(number) {
        Some((_, place)) => *place,
        None => temper::at(rng.random_range(0.0..1.0)),
    };
    let mut traits = TEMPERAMENTS[place].draw(&mut rng);
    if let Some((name, _)) = KNOWN.get(number) {
        let first_name = name.split([' ', '-']).next().unwrap_or(name).to_lowercase().replace('ï', "i");
        person.name = (*name).to_owned();
        person.email = format!("{first_name}@mail.example");
        (person.kind, person.country, person.language) = (PartyKind::Person, Country::Nl, Lang::Nl);
        traits = TEMPERAMENTS[place].middle;
    }
    let mut world = World::new(person, traits, rng, number, first);
    // The people that are described are in no experiment.
    world.lot = (number >= KNOWN.len()).then(|| trial.lot(seed, number));
    world.live(add_days(today, -32));
    if number < KNOWN.len() {
        // Something recent to look at: an invoice that is late, one that is due, one that comes due.
        for (days, creditor, due_in) in [(4, 2, 14), (12, 0, 21), (20, 3, 18)] {
            world.live(add_days(today, days - 32));
            world.bill(creditor, true, due_in);
        }
    }
    // What happens today is up to who opens it.
    world.live(add_days(today, -1));
    (world, place)
}

/// A creditor's place in the table, for tests.
pub fn creditor_names() -> Vec<&'static str> {
    CREDITORS.iter().map(|creditor| creditor.name).collect()
}

/// Does the database carry the demo mark?
pub async fn is_marked(db: &Db) -> Result<bool> {
    let mark: Option<String> =
        sqlx::query_scalar("SELECT value FROM setting WHERE key = 'demo'").fetch_optional(db.read()).await?;
    Ok(mark.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::databases;
    use effen::kinds::Persona;
    use effen::people::behaviour::Behaviour;

    #[tokio::test]
    async fn the_portfolio_is_whole_on_both_engines() {
        for test in databases().await {
            let now = crate::clock::from_ms(1_790_000_000_000);
            let report = fill(&test.db, now, Recipe::of(60), |_| {}).await.unwrap();
            assert!(is_marked(&test.db).await.unwrap());
            assert_eq!(crate::db::demo::list_people(&test.db).await.unwrap().len(), 6);
            for &persona in Persona::ALL {
                assert!(report.scored(persona) > 0, "nobody behaves like {persona}");
            }
            // No claim is paid below nothing, and what reached the bank left suspense again.
            let rows: Vec<(String, i64)> = sqlx::query_as(
                "SELECT claim_id, CAST(SUM(CASE WHEN debit IN ('principal', 'costs', 'interest') THEN amount_cents ELSE 0 END) \
                 - SUM(CASE WHEN credit IN ('principal', 'costs', 'interest') THEN amount_cents ELSE 0 END) AS BIGINT) \
                 FROM posting WHERE claim_id IS NOT NULL GROUP BY claim_id",
            )
            .fetch_all(test.db.read())
            .await
            .unwrap();
            assert!(rows.len() > 300);
            assert!(rows.iter().all(|(_, open)| *open >= 0));
            let suspense: i64 = sqlx::query_scalar(
                "SELECT CAST(SUM(CASE WHEN credit = 'suspense' THEN amount_cents ELSE 0 END) \
                 - SUM(CASE WHEN debit = 'suspense' THEN amount_cents ELSE 0 END) AS BIGINT) FROM posting",
            )
            .fetch_one(test.db.read())
            .await
            .unwrap();
            assert_eq!(suspense, 0);
            // A claim of a shop on somebody in Belgium may have lapsed after a year: the check then holds it, as in life.
            crate::self_check::run(&test.db, now).await.unwrap();
            let above: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM reply WHERE kind = 'costs_above'")
                .fetch_one(test.db.read())
                .await
                .unwrap();
            assert_eq!(above, 0, "nobody is charged more than the law of their country allows");
        }
    }

    #[tokio::test]
    async fn whoever_wrote_is_answered_closed_and_asked_or_waits_and_no_message_is_without_its_signal() {
        for test in databases().await {
            let now = crate::clock::from_ms(1_790_000_000_000);
            fill(&test.db, now, Recipe::of(150), |_| {}).await.unwrap();
            let count =
                async |sql: &'static str| -> i64 { sqlx::query_scalar(sql).fetch_one(test.db.read()).await.unwrap() };
            let wrote = count("SELECT COUNT(*) FROM message WHERE author = 'debtor'").await;
            let signalled = count("SELECT COUNT(*) FROM signal WHERE kind = 'chat_message'").await;
            let mut played = 0_i64;
            for person in crate::db::demo::list_people(&test.db).await.unwrap() {
                played += sqlx::query_scalar::<_, i64>(
                    "SELECT COUNT(*) FROM signal s JOIN debtor d ON d.id = s.debtor_id \
                     WHERE s.kind = 'chat_message' AND d.reference = $1",
                )
                .bind(&person.reference)
                .fetch_one(test.db.read())
                .await
                .unwrap();
            }
            assert!(wrote > 100);
            assert_eq!(wrote, signalled - played, "one signal for each message of those whom nobody plays");
            let broken = [
                "SELECT COUNT(*) FROM conversation c WHERE c.last_seq <> \
                 (SELECT COUNT(*) FROM message m WHERE m.conversation_id = c.id)",
                "SELECT COUNT(*) FROM message m JOIN message n ON n.conversation_id = m.conversation_id \
                 WHERE n.seq > m.seq AND n.sent_at < m.sent_at",
                "SELECT COUNT(*) FROM conversation WHERE (status = 'waiting') <> (waiting_since IS NOT NULL)",
                "SELECT COUNT(*) FROM conversation WHERE (status = 'closed') <> (closed_at IS NOT NULL)",
                "SELECT COUNT(*) FROM conversation WHERE (status = 'assigned') <> (agent_id IS NOT NULL)",
                "SELECT COUNT(*) FROM conversation c JOIN message m ON m.conversation_id = c.id AND m.seq = c.last_seq \
                 WHERE (m.author = 'debtor') <> (c.status = 'waiting')",
                // Whoever wrote twice waits since the first time.
                "SELECT COUNT(*) FROM conversation c WHERE c.status = 'waiting' AND c.waiting_since <> \
                 (SELECT MIN(m.sent_at) FROM message m WHERE m.conversation_id = c.id AND m.seq > COALESCE(\
                 (SELECT MAX(a.seq) FROM message a WHERE a.conversation_id = c.id AND a.author = 'agent'), 0))",
                "SELECT COUNT(*) FROM message WHERE body LIKE '%{%'",
            ];
            for sql in broken {
                assert_eq!(count(sql).await, 0, "{sql}");
            }
            let later: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM message WHERE sent_at > $1")
                .bind(now.as_millisecond())
                .fetch_one(test.db.read())
                .await
                .unwrap();
            assert_eq!(later, 0, "nothing was said in what is to come");
            assert!(count("SELECT COUNT(*) FROM chat_closing WHERE rating IS NOT NULL").await > 20);
        }
    }

    #[tokio::test]
    async fn the_stored_behaviour_is_that_of_the_log() {
        for test in databases().await {
            let now = crate::clock::from_ms(1_790_000_000_000);
            fill(&test.db, now, Recipe::of(6), |_| {}).await.unwrap();
            let ids: Vec<String> = sqlx::query_scalar("SELECT id FROM debtor").fetch_all(test.db.read()).await.unwrap();
            for id in ids.into_iter().map(effen::ids::DebtorId) {
                let log = crate::db::signal::list(&test.db, &id).await.unwrap();
                let (stored, _) = crate::db::signal::find_behaviour(&test.db, &id).await.unwrap();
                assert_eq!(stored.to_json(), Behaviour::rebuild(stored.party, &log).to_json());
            }
        }
    }
}
