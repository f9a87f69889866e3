//! The chat loses nothing, doubles nothing, and keeps one order: people on phones and agents at desks talk through lines
//! that delay, stall, break and deliver late, to real servers that are killed and started again (two of them on
//! PostgreSQL, which is killed as well). At the end every message that was acknowledged must stand exactly once under
//! the number that was acknowledged, and everybody must have seen the same messages in the same order.
//!
//! `EFFEN_CHAT_SECONDS` (of chaos) and `EFFEN_CHAT_SEED` make it longer and other; `cargo xtask soak chat` does.

mod chaos;
#[path = "../fault/machine.rs"]
mod machine;
#[path = "../fault/postgres.rs"]
mod postgres;
mod proof;
mod proxy;
mod talker;
mod world;

use std::time::Duration;

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

/// One run: chaos, then peace until everything has arrived, then proof.
async fn run(database: machine::Database) {
    let (seconds, seed) = (setting("EFFEN_CHAT_SECONDS", 9), setting("EFFEN_CHAT_SEED", 20_261_124));
    let world = world::World::start(database, seed).await;
    let until = tokio::time::Instant::now() + Duration::from_secs(seconds);
    let chaos = async {
        let counts = chaos::run(&world, until).await;
        world.peace().await;
        counts
    };
    let (counts, talked) = tokio::join!(chaos, talker::run(&world, until));
    let found = proof::check(&world, &talked).await;
    println!("{}, seed {seed}, {seconds} s: {counts}; {}; {found}", world.name(), world.lines_done());
    assert!(counts.servers_killed > 0 && found.sent_again > 0, "the run proved nothing: {counts}; {found}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn every_acknowledged_message_stands_once_in_one_order_on_sqlite() {
    run(machine::Database::sqlite()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn every_acknowledged_message_stands_once_in_one_order_on_postgres_with_two_servers() {
    if std::env::var("EFFEN_TEST_POSTGRES_URL").is_err() {
        assert!(std::env::var("CI").is_err(), "EFFEN_TEST_POSTGRES_URL is not set; both engines are tested");
        eprintln!("EFFEN_TEST_POSTGRES_URL is not set: PostgreSQL left out");
        return;
    }
    run(machine::Database::postgres()).await;
}
