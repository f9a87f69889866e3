//! `effen migrate`

use super::Failure;
use crate::config::Config;
use crate::db::Db;

/// Brings the tables up to date.
pub async fn run(config: Config) -> Result<(), Failure> {
    let db = Db::connect(&config.database_url).await?;
    db.migrate().await?;
    println!("The tables are up to date.");
    Ok(())
}
