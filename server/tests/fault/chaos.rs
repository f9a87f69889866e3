//! What goes wrong, at random moments.

use crate::machine::Database;
use crate::world::World;
use rand::Rng as _;
use rand::seq::SliceRandom as _;
use std::fmt;
use std::time::Duration;
use tokio::time::{Instant, sleep};

/// What was done to whom.
#[derive(Debug, Default, Clone, Copy)]
pub struct Counts {
    pub server_killed: u64,
    pub provider_cut: u64,
    pub provider_killed: u64,
    pub database_killed: u64,
    pub database_locked: u64,
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "server killed {}, provider cut off {} and killed {}, database killed {} and locked {}",
            self.server_killed, self.provider_cut, self.provider_killed, self.database_killed, self.database_locked
        )
    }
}

impl Counts {
    /// Whether every kind of trouble that this engine knows was made at least once.
    pub fn is_complete(&self, database: &Database) -> bool {
        let of_database = match database {
            Database::Postgres(_) => self.database_killed,
            Database::Sqlite { .. } => self.database_locked,
        };
        [self.server_killed, self.provider_cut, self.provider_killed, of_database].iter().all(|count| *count > 0)
    }
}

/// One kind of trouble.
#[derive(Debug, Clone, Copy)]
enum Fault {
    Server,
    ProviderCut,
    ProviderKilled,
    Database,
}

/// How often each comes in one round; after each round the cards are mixed anew. So chance chooses the moments and the
/// order, and no kind is left out.
const DECK: [(Fault, usize); 4] =
    [(Fault::Server, 4), (Fault::ProviderCut, 2), (Fault::ProviderKilled, 1), (Fault::Database, 2)];

/// Makes trouble until the time is over, and at least one of each kind.
pub async fn run(world: &World, until: Instant) -> Counts {
    let mut chance = world.chance(2_000);
    let mut counts = Counts::default();
    let mut deck: Vec<Fault> = Vec::new();
    // The first cards are one of each, so that a short run has them all.
    let mut next: Vec<Fault> = DECK.iter().map(|(fault, _)| *fault).collect();
    while Instant::now() < until || !counts.is_complete(&world.database) {
        if deck.is_empty() {
            deck = std::mem::replace(&mut next, DECK.iter().flat_map(|&(fault, times)| vec![fault; times]).collect());
            deck.shuffle(&mut chance);
        }
        sleep(Duration::from_millis(chance.random_range(150..700))).await;
        let pause = Duration::from_millis(chance.random_range(300..1_500));
        if let Some(fault) = deck.pop() {
            make(world, fault, pause, &mut counts).await;
        }
    }
    counts
}

async fn make(world: &World, fault: Fault, pause: Duration, counts: &mut Counts) {
    match (fault, &world.database) {
        (Fault::Server, _) => {
            counts.server_killed += 1;
            tokio::task::block_in_place(|| {
                world.server.kill();
                world.server.spawn();
            });
        }
        (Fault::ProviderCut, _) => {
            world.provider.signal("-STOP");
            // Counted only if the provider is really not to be reached.
            let probe = world.client.get(&world.provider.base).timeout(Duration::from_millis(200)).send().await;
            counts.provider_cut += u64::from(probe.is_err());
            sleep(pause).await;
            world.provider.signal("-CONT");
        }
        (Fault::ProviderKilled, _) => {
            counts.provider_killed += 1;
            tokio::task::block_in_place(|| world.provider.kill());
            sleep(pause).await;
            tokio::task::block_in_place(|| world.provider.spawn());
        }
        (Fault::Database, Database::Postgres(cluster)) => {
            counts.database_killed += 1;
            tokio::task::block_in_place(|| {
                cluster.kill();
                cluster.launch();
            });
            // A server without its database does nothing that could go wrong: let it work before the next blow.
            sleep(pause * 4).await;
        }
        (Fault::Database, Database::Sqlite { .. }) => {
            counts.database_locked += 1;
            lock(world, pause).await;
        }
    }
}

/// Somebody else holds the only write lock of the file for a while, and lets go without having written.
async fn lock(world: &World, pause: Duration) {
    let db = effen_server::db::Db::connect(&world.database.url()).await.unwrap();
    if let Ok(tx) = db.begin().await {
        sleep(pause).await;
        drop(tx);
    }
    db.close().await;
}
