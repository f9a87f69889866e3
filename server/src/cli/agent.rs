//! `effen agent add|list|disable|password`

use super::Failure;
use crate::config::Config;
use crate::db::{Db, access_code};
use crate::db::{agent, desk};
use crate::hashing::hash_now;
use clap::Subcommand;
use effen::chat::desk::Skill;
use effen::kinds::Lang;
use std::io::{IsTerminal as _, Read as _};

/// What to do.
#[derive(Debug, Subcommand)]
pub enum AgentCommand {
    /// Add an agent. The password is read from standard input; without one (or at a terminal) it is made and printed.
    Add {
        /// E-mail address: what they sign in with.
        #[arg(long)]
        email: String,
        /// Name, as colleagues and debtors in the chat see it.
        #[arg(long)]
        name: String,
        /// agent, supervisor or admin.
        #[arg(long, default_value = "agent")]
        role: String,
    },
    /// List everybody.
    List,
    /// Let an agent in no longer; ends their sessions.
    Disable {
        /// E-mail address.
        #[arg(long)]
        email: String,
    },
    /// Set how many conversations an agent has at once, and whom they can help: the queue goes by it.
    Desk {
        /// E-mail address.
        #[arg(long)]
        email: String,
        /// Conversations at once.
        #[arg(long)]
        capacity: Option<i64>,
        /// Languages they speak: nl,en,fr.
        #[arg(long, value_delimiter = ',')]
        languages: Option<Vec<Lang>>,
        /// What they can do: plans,disputes,hardship,companies; with an empty word: none of these.
        #[arg(long, value_delimiter = ',')]
        skills: Option<Vec<String>>,
    },
    /// Set a new password, read or made as with `add`; ends their sessions.
    Password {
        /// E-mail address.
        #[arg(long)]
        email: String,
    },
}

/// Shortest password that is taken, in characters.
const PASSWORD_LENGTH_MIN: usize = 12;

/// See the module.
pub async fn run(config: Config, command: AgentCommand) -> Result<(), Failure> {
    let db = Db::connect(&config.database_url).await?;
    db.migrate().await?;
    let now = jiff::Timestamp::now().as_millisecond();
    match command {
        AgentCommand::Add { email, name, role } => {
            let (password, made) = password()?;
            agent::create(&db, &email, &name, &role, &hash_now(&password)?, now).await?;
            println!("{} may sign in as {role}.", agent::normal_email(&email));
            tell(&password, made);
        }
        AgentCommand::List => {
            for row in agent::list(&db).await? {
                let state = if row.disabled_at.is_some() { "disabled" } else { "" };
                println!("{:<32} {:<12} {:<24} {state}", row.email, row.role, row.name);
            }
        }
        AgentCommand::Desk { email, capacity, languages, skills } => {
            let skills = skills.map(|words| {
                words.iter().filter(|word| !word.is_empty()).map(|word| word.parse()).collect::<Result<Vec<Skill>, _>>()
            });
            let wrong = |error: effen::kinds::UnknownWord| Failure { message: error.to_string(), status: 2 };
            let skills = skills.transpose().map_err(wrong)?;
            desk::update(&db, &email, capacity, languages.as_deref(), skills.as_deref()).await?;
            println!("{} has the desk you set.", agent::normal_email(&email));
        }
        AgentCommand::Disable { email } => {
            agent::disable(&db, &email, now).await?;
            println!("{} is let in no longer.", agent::normal_email(&email));
        }
        AgentCommand::Password { email } => {
            let (password, made) = password()?;
            agent::update_password(&db, &email, &hash_now(&password)?, now).await?;
            println!("{} has a new password.", agent::normal_email(&email));
            tell(&password, made);
        }
    }
    Ok(())
}

/// The password, and whether it was made here.
fn password() -> Result<(String, bool), Failure> {
    let mut text = String::new();
    if !std::io::stdin().is_terminal() {
        std::io::stdin().take(4096).read_to_string(&mut text)?;
    }
    let text = text.trim_end_matches(['\r', '\n']);
    if text.is_empty() {
        return Ok((format!("{}-{}", access_code::generate(), access_code::generate()), true));
    }
    if text.chars().count() < PASSWORD_LENGTH_MIN {
        let message = format!("the password must have at least {PASSWORD_LENGTH_MIN} characters");
        return Err(Failure { message, status: 2 });
    }
    Ok((text.to_owned(), false))
}

fn tell(password: &str, made: bool) {
    if made {
        println!("Password (shown only now): {password}");
    }
}
