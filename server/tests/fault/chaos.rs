//! What goes wrong, at random moments.

use crate::machine::Database;
use crate::world::World;
use rand::Rng as _;
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

/// Makes trouble until the time is over.
pub async fn run(world: &World, until: Instant) -> Counts {
    let mut chance = world.chance(2_000);
    let mut counts = Counts::default();
    while Instant::now() < until {
        sleep(Duration::from_millis(chance.random_range(150..700))).await;
        let pause = Duration::from_millis(chance.random_range(50..500));
        match chance.random_range(0..10) {
            0..=5 => {
                counts.server_killed += 1;
                tokio::task::block_in_place(|| {
                    world.server.kill();
                    world.server.spawn();
                });
            }
            6 => {
                counts.provider_cut += 1;
                world.provider.signal("-STOP");
                sleep(pause).await;
                world.provider.signal("-CONT");
            }
            7 => {
                counts.provider_killed += 1;
                tokio::task::block_in_place(|| world.provider.kill());
                sleep(pause).await;
                tokio::task::block_in_place(|| world.provider.spawn());
            }
            _ => match &world.database {
                Database::Postgres(cluster) => {
                    counts.database_killed += 1;
                    tokio::task::block_in_place(|| {
                        cluster.kill();
                        cluster.launch();
                    });
                }
                Database::Sqlite { .. } => {
                    counts.database_locked += 1;
                    lock(world, pause).await;
                }
            },
        }
    }
    counts
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
