//! `cargo xtask bench search [FILES]`: finding a file by each kind of search, beside `LIKE` over the same tables in the
//! same run; what indexing costs; what the words take in memory.
//!
//! PostgreSQL is measured where `EFFEN_TEST_POSTGRES_URL` names a server on which databases may be made.

use effen_server::app::App;
use effen_server::clock::Clock;
use effen_server::config::Config;
use effen_server::db::Db;
use effen_server::db::bulk::{Rows, Value};
use effen_server::search::{find, index};
use rand::{Rng as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use sqlx::Connection as _;
use std::time::{Duration, Instant};

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// GGN's size is 4,200,000.
const FILES_DEFAULT: usize = 200_000;
/// Files written in one transaction.
const BATCH: usize = 5_000;
/// Searches of each kind.
const SEARCHES: usize = 200;
/// Scans of each kind: they are slow.
const SCANS: usize = 3;
/// Different surnames, first names, streets and towns.
const SURNAMES: usize = 60_000;
const FIRST_NAMES: usize = 3_000;
const STREETS: usize = 40_000;
const TOWNS: usize = 3_000;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let files = std::env::args().nth(1).map_or(Ok(FILES_DEFAULT), |text| text.parse())?;
    let folder = std::env::temp_dir().join(format!("effen-bench-search-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let outcome = measure("SQLite", &format!("sqlite:{}", folder.join("effen.sqlite").display()), files).await;
    std::fs::remove_dir_all(&folder)?;
    outcome?;
    let Ok(server) = std::env::var("EFFEN_TEST_POSTGRES_URL") else {
        println!("EFFEN_TEST_POSTGRES_URL is not set: PostgreSQL left out");
        return Ok(());
    };
    let name = format!("effen_bench_{}", std::process::id());
    let (base, _) = server.rsplit_once('/').ok_or("the URL names no database")?;
    sqlx::any::install_default_drivers();
    let mut connection = sqlx::AnyConnection::connect(&server).await?;
    sqlx::query(sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"))).execute(&mut connection).await?;
    let outcome = measure("PostgreSQL", &format!("{base}/{name}"), files).await;
    sqlx::query(sqlx::AssertSqlSafe(format!("DROP DATABASE {name}"))).execute(&mut connection).await?;
    outcome
}

async fn measure(engine: &str, url: &str, files: usize) -> Result<(), Failure> {
    let db = Db::connect(url).await?;
    db.migrate().await?;
    let start = Instant::now();
    fill(&db, files).await?;
    let filled = start.elapsed();
    let start = Instant::now();
    index::run(&db, |_| {}).await?;
    let indexed = start.elapsed();
    if engine == "PostgreSQL" {
        let mut tx = db.begin().await?;
        sqlx::query("ANALYZE").execute(&mut *tx).await?;
        tx.commit().await?;
    }
    let app = App::new(Config::defaults(), db.clone(), Clock::System).await?;
    let start = Instant::now();
    let words = app.words.newest(&db).await?;
    println!(
        "\n{engine}: {files} files written in {:.1} s, indexed in {:.1} s ({:.0} files/s); {} distinct words in {} KB, read in {:.2} s",
        filled.as_secs_f64(),
        indexed.as_secs_f64(),
        files as f64 / indexed.as_secs_f64(),
        words.len(),
        words.bytes() >> 10,
        start.elapsed().as_secs_f64()
    );
    println!("{:<34} {:>10} {:>10} {:>12} {:>8}", "", "p50 ms", "p99 ms", "LIKE, ms", "ratio");
    for (label, kind) in KINDS {
        one_kind(&app, files, label, *kind).await?;
    }
    db.close().await;
    Ok(())
}

type Kind = fn(&File, &mut ChaCha8Rng) -> String;

const KINDS: &[(&str, Kind)] = &[
    ("reference", |file, _| file.reference.clone()),
    ("surname and town", |file, _| format!("{} {}", file.surname, file.town)),
    ("first name and surname", |file, _| format!("{} {}", file.first, file.surname)),
    ("first name alone", |file, _| file.first.clone()),
    ("surname misspelt, and town", |file, rng| format!("{} {}", misspelt(&file.surname, rng), file.town)),
    ("both misspelt", |file, rng| format!("{} {}", misspelt(&file.surname, rng), misspelt(&file.town, rng))),
    ("postcode", |file, _| file.postal_code.clone()),
    ("e-mail", |file, _| file.email.clone()),
    ("invoice number", |file, _| file.number.clone()),
    ("amount", |file, _| format!("€ {},{:02}", file.cents / 100, file.cents % 100)),
];

/// Searches for files picked at random; each must be among what is found, or there must be more than is shown.
async fn one_kind(app: &App, files: usize, label: &str, kind: Kind) -> Result<(), Failure> {
    let mut rng = ChaCha8Rng::seed_from_u64(7);
    let mut times: Vec<Duration> = Vec::with_capacity(SEARCHES);
    let mut missed = 0;
    let agent = effen_server::testing::sample::agent(&app.db).await?;
    for _ in 0..SEARCHES {
        let file = file(rng.random_range(0..files));
        let typed = kind(&file, &mut rng);
        let start = Instant::now();
        let hits = find(app, &agent, &typed).await?;
        times.push(start.elapsed());
        missed += usize::from(!hits.more && !hits.files.iter().any(|found| found.reference == file.reference));
    }
    times.sort_unstable();
    let (p50, p99) = (millis(times[SEARCHES / 2]), millis(times[SEARCHES * 99 / 100]));
    let scan = scan(app, &kind(&file(files / 2), &mut rng)).await?;
    println!("{label:<34} {p50:>10.2} {p99:>10.2} {scan:>12.1} {:>8.4}   missed {missed} of {SEARCHES}", p50 / scan);
    Ok(())
}

/// What a search without an index does.
async fn scan(app: &App, typed: &str) -> Result<f64, Failure> {
    let part = format!("%{}%", typed.to_lowercase());
    let mut best = f64::MAX;
    for _ in 0..SCANS {
        let start = Instant::now();
        let _: Vec<(String,)> = sqlx::query_as(
            "SELECT d.id FROM debtor d JOIN debtor_person p ON p.debtor_id = d.id WHERE LOWER(d.reference) LIKE $1 \
             OR LOWER(p.name) LIKE $1 OR LOWER(p.email) LIKE $1 OR LOWER(p.city) LIKE $1 OR LOWER(p.postal_code) LIKE $1 \
             ORDER BY p.name LIMIT 51",
        )
        .bind(&part)
        .fetch_all(app.db.read())
        .await?;
        best = best.min(millis(start.elapsed()));
    }
    Ok(best)
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

/// One file, the same every time it is asked for.
struct File {
    reference: String,
    first: String,
    surname: String,
    email: String,
    street: String,
    postal_code: String,
    town: String,
    number: String,
    cents: i64,
}

fn file(at: usize) -> File {
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    rng.set_stream(at as u64);
    let (first, surname) = (word(often(&mut rng, FIRST_NAMES), 2), word(often(&mut rng, SURNAMES), 3));
    File {
        reference: format!("EF-{:04X}-{:04X}", at >> 16, at & 0xffff),
        email: format!("{first}.{surname}{}@mail.example", at % 997),
        street: format!("{}straat {}", word(often(&mut rng, STREETS), 3), rng.random_range(1..200)),
        postal_code: format!("{} {}{}", rng.random_range(1000..9999), letter(&mut rng), letter(&mut rng)),
        town: word(often(&mut rng, TOWNS), 4),
        number: format!("N{at:08}"),
        cents: rng.random_range(1_000..100_000),
        first,
        surname,
    }
}

/// Small numbers far more often than large ones, as names are.
fn often(rng: &mut ChaCha8Rng, most: usize) -> usize {
    let share: f64 = rng.random();
    ((most as f64).powf(share) - 1.0) as usize
}

fn letter(rng: &mut ChaCha8Rng) -> char {
    char::from(b'A' + rng.random_range(0..26))
}

/// A word that can be spoken, of its own for each number.
fn word(number: usize, syllables: usize) -> String {
    const HEADS: [&str; 16] = ["b", "d", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "t", "v", "w", "z"];
    const TAILS: [&str; 12] = ["a", "e", "i", "o", "u", "aa", "ee", "ij", "oe", "an", "er", "os"];
    let mut rest = number.wrapping_mul(2_654_435_761) % 7_000_000_000;
    let mut text = String::new();
    for _ in 0..syllables {
        text.push_str(HEADS[rest % HEADS.len()]);
        rest /= HEADS.len();
        text.push_str(TAILS[rest % TAILS.len()]);
        rest /= TAILS.len();
    }
    text
}

/// The word with one letter changed, left out, or exchanged with the next.
fn misspelt(word: &str, rng: &mut ChaCha8Rng) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = rng.random_range(1..letters.len() - 1);
    match rng.random_range(0..3) {
        0 => letters[at] = 'x',
        1 => drop(letters.remove(at)),
        _ => letters.swap(at, at - 1),
    }
    letters.into_iter().collect()
}

async fn fill(db: &Db, files: usize) -> Result<(), Failure> {
    let mut tx = db.begin().await?;
    sqlx::query(
        "INSERT INTO creditor (id, slug, name, country, account_name, iban, mark, email, phone, reclaims_vat, imputation, \
         plan_months_max, plan_instalment_min_cents, created_at) \
         VALUES ('c', 'bench', 'Bench', 'NL', 'Bench', '', '', '', '', 0, 'costs_first', 12, 500, 0)",
    )
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    for start in (0..files).step_by(BATCH) {
        let mut debtors = Rows::new(
            "debtor (id, reference, kind, country, language, version, view_choice, persona, shown_persona, created_at)",
        );
        let mut people = Rows::new("debtor_person (debtor_id, name, email, phone, street, postal_code, city)");
        let mut claims = Rows::new(
            "claim (id, debtor_id, creditor_id, number, kind, issued_on, due_on, currency, principal_cents, description, \
             payee_iban, payment_reference, status, disputed, created_at)",
        );
        for at in start..(start + BATCH).min(files) {
            let (id, file) = (format!("d{at:010}"), file(at));
            let text = |text: &str| Value::from(text);
            debtors.push(vec![
                text(&id),
                file.reference.into(),
                text("person"),
                text("NL"),
                text("nl"),
                0.into(),
                text("auto"),
                text(""),
                text(""),
                0.into(),
            ]);
            let name = format!("{} {}", file.first, file.surname);
            people.push(vec![
                text(&id),
                name.into(),
                file.email.into(),
                text(""),
                file.street.into(),
                file.postal_code.into(),
                file.town.into(),
            ]);
            claims.push(vec![
                format!("k{at:010}").into(),
                id.into(),
                text("c"),
                file.number.into(),
                text("invoice"),
                text("2026-01-01"),
                text("2026-02-01"),
                text("EUR"),
                file.cents.into(),
                text(""),
                text(""),
                text(""),
                text("active"),
                0.into(),
                0.into(),
            ]);
        }
        let mut tx = db.begin().await?;
        for rows in [&mut debtors, &mut people, &mut claims] {
            rows.flush(&mut tx).await?;
        }
        tx.commit().await?;
    }
    Ok(())
}
