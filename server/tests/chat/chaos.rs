//! What goes wrong besides the lines, at random moments.

use crate::machine::Database;
use crate::world::World;
use rand::Rng as _;
use std::fmt;
use std::time::Duration;
use tokio::time::{Instant, sleep};

/// What was done to whom.
#[derive(Debug, Default, Clone, Copy)]
pub struct Counts {
    pub servers_killed: u64,
    pub servers_stopped: u64,
    pub all_lines_cut: u64,
    pub database_killed: u64,
    pub database_locked: u64,
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "servers killed {} and stopped for a while {}, all lines of a server cut {}, database killed {} and locked {}",
            self.servers_killed, self.servers_stopped, self.all_lines_cut, self.database_killed, self.database_locked
        )
    }
}

/// Makes trouble until the time is over.
pub async fn run(world: &World, until: Instant) -> Counts {
    let mut chance = world.chance(9_000);
    let mut counts = Counts::default();
    while Instant::now() < until {
        sleep(Duration::from_millis(chance.random_range(100..600))).await;
        let place = &world.places[chance.random_range(0..world.places.len())];
        let pause = Duration::from_millis(chance.random_range(50..400));
        match chance.random_range(0..10) {
            0..=3 => {
                counts.servers_killed += 1;
                tokio::task::block_in_place(|| {
                    place.server.kill();
                    std::thread::sleep(pause);
                    place.server.spawn();
                });
            }
            4..=5 => {
                counts.all_lines_cut += 1;
                place.proxy.cut_all();
            }
            6..=7 => {
                counts.servers_stopped += 1;
                place.server.signal("-STOP");
                sleep(pause).await;
                place.server.signal("-CONT");
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
