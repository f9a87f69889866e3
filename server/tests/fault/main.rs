//! What survives: the real program under load, killed at random again and again, with its provider and its database cut
//! off in between, and webhooks replayed in heaps and out of order. At the end every payment that was acknowledged must be
//! booked exactly once, and the books must add up.
//!
//! `EFFEN_FAULT_SECONDS` (of chaos) and `EFFEN_FAULT_SEED` make it longer and other; `cargo xtask soak payments` does.

mod chaos;
mod load;
mod machine;
mod postgres;
mod proof;
mod world;

use std::time::Duration;

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

/// One run: chaos, then peace, then proof.
async fn run(database: machine::Database) {
    let (seconds, seed) = (setting("EFFEN_FAULT_SECONDS", 12), setting("EFFEN_FAULT_SEED", 20_260_512));
    let world = world::World::start(database, seed).await;
    let until = tokio::time::Instant::now() + Duration::from_secs(seconds);
    let (counts, orders) = tokio::join!(chaos::run(&world, until), load::run(&world, until));
    world.peace().await;
    load::settle(&world).await;
    let found = proof::check(&world, &orders).await;
    println!("{}, seed {seed}, {seconds} s: {counts}; {found}", world.name());
    assert!(counts.is_complete(&world.database), "a kind of fault did not occur: {counts}");
    assert!(found.paid > 0 && found.told_paid > 0 && found.forged > 0, "the run proved nothing: {found}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn nothing_is_lost_and_nothing_doubled_on_sqlite() {
    run(machine::Database::sqlite()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn nothing_is_lost_and_nothing_doubled_on_postgres_which_is_killed_as_well() {
    if std::env::var("EFFEN_TEST_POSTGRES_URL").is_err() {
        assert!(std::env::var("CI").is_err(), "EFFEN_TEST_POSTGRES_URL is not set; both engines are tested");
        eprintln!("EFFEN_TEST_POSTGRES_URL is not set: PostgreSQL left out");
        return;
    }
    run(machine::Database::postgres()).await;
}
