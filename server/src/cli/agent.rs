//! `effen agent add|list|disable|password|second-step-off|rights`

use super::Failure;
use crate::config::Config;
use crate::db::{Db, Tx, access_code, agent, agent_creditor, agent_rights, agent_step, audit, desk};
use crate::error::Error;
use crate::hashing::hash_now;
use clap::Subcommand;
use effen::chat::desk::Skill;
use effen::ids::AgentId;
use effen::kinds::Lang;
use effen::money::{Currency, NumberFormat, parse};
use effen::staff::Role;
use std::io::{IsTerminal as _, Read as _};

/// What to do.
#[derive(Debug, Subcommand)]
pub enum AgentCommand {
    /// Add an agent. The password is read from standard input; without one (or at a terminal) it is made and printed.
    /// It is for the first sign-in: the agent chooses another there.
    Add {
        /// E-mail address: what they sign in with.
        #[arg(long)]
        email: String,
        /// Name, as colleagues and debtors in the chat see it.
        #[arg(long)]
        name: String,
        /// agent, supervisor, auditor or admin.
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
    /// Set a new password for the next sign-in, read or made as with `add`; ends their sessions.
    Password {
        /// E-mail address.
        #[arg(long)]
        email: String,
    },
    /// Turn the second step off, for who lost both telephone and recovery codes; ends their sessions.
    SecondStepOff {
        /// E-mail address.
        #[arg(long)]
        email: String,
    },
    /// Set what an agent may; what is not named stays as it is. Ends their sessions.
    Rights {
        /// E-mail address.
        #[arg(long)]
        email: String,
        /// agent, supervisor, auditor or admin.
        #[arg(long)]
        role: Option<Role>,
        /// The creditors they serve: short names with commas between, or `all`.
        #[arg(long)]
        creditors: Option<String>,
        /// Up to which amount they waive alone, as 150 or 150.00, or `any`.
        #[arg(long)]
        waive_max: Option<String>,
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
        AgentCommand::SecondStepOff { email } => {
            let mut tx = db.begin().await?;
            let id = agent::find_by_email(&mut tx, &email).await?;
            agent_step::delete(&mut tx, &id).await?;
            agent::end_sessions(&mut tx, &id, None, now).await?;
            note(&mut tx, now, "agent_second_step_off", &id, "").await?;
            tx.commit().await.map_err(Error::from)?;
            println!("{} signs in with the password alone.", agent::normal_email(&email));
        }
        AgentCommand::Rights { email, role, creditors, waive_max } => {
            set_rights(&db, now, &email, role, creditors.as_deref(), waive_max.as_deref()).await?;
            println!("{} has new rights.", agent::normal_email(&email));
        }
    }
    Ok(())
}

async fn note(tx: &mut Tx, now: i64, action: &str, agent: &AgentId, detail: &str) -> Result<(), Failure> {
    Ok(audit::create_without_debtor(tx, now, "operator", action, agent.as_str(), detail).await?)
}

async fn set_rights(
    db: &Db,
    now: i64,
    email: &str,
    role: Option<Role>,
    creditors: Option<&str>,
    waive_max: Option<&str>,
) -> Result<(), Failure> {
    let wrong = |message: String| Failure { message, status: 2 };
    let mut served = None;
    if let Some(names) = creditors.filter(|names| *names != "all") {
        let mut ids = Vec::new();
        for name in names.split(',').map(str::trim).filter(|name| !name.is_empty()) {
            let slug = super::named_creditor(db, name).await?.slug;
            ids.extend(agent_creditor::find_creditor(db, &slug).await?);
        }
        served = Some(ids);
    }
    let limit = match waive_max {
        None | Some("any") => None,
        Some(text) => {
            let money = parse(text, NumberFormat::PLAIN, Currency::EUR);
            Some(money.map_err(|error| wrong(format!("--waive-max: {error}")))?.cents)
        }
    };
    let mut tx = db.begin().await?;
    let id = agent::find_by_email(&mut tx, email).await?;
    let before = agent_rights::find(&mut tx, id.as_str()).await?;
    let role = role.map_or(before.role, |role| role.to_string());
    let limit = if waive_max.is_some() { limit } else { before.waive_cents_max };
    agent_rights::update(&mut tx, &id, &before.name, &role, limit).await?;
    if creditors.is_some() {
        agent_creditor::update(&mut tx, &id, served.as_deref()).await?;
    }
    agent::end_sessions(&mut tx, &id, None, now).await?;
    let detail = format!("role {role}, waives {}, serves {}", waive_max.unwrap_or("-"), creditors.unwrap_or("-"));
    note(&mut tx, now, "agent_changed", &id, &detail).await?;
    Ok(tx.commit().await.map_err(Error::from)?)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::databases;
    use effen::chat::desk::Desk;

    #[tokio::test]
    async fn a_desk_is_set_by_what_is_named_and_what_is_not_stays() {
        for test in databases().await {
            agent::create(&test.db, "noor@effen.example", "Noor", "agent", "x", 0).await.unwrap();
            let id: String = sqlx::query_scalar("SELECT id FROM agent").fetch_one(test.db.read()).await.unwrap();
            let set = async |email: &str, capacity, languages: Option<&[Lang]>, skills: Option<&[&str]>| {
                let command = AgentCommand::Desk {
                    email: email.to_owned(),
                    capacity,
                    languages: languages.map(<[Lang]>::to_vec),
                    skills: skills.map(|words| words.iter().map(|word| (*word).to_owned()).collect()),
                };
                run(Config { database_url: test.url.clone(), ..Config::defaults() }, command).await
            };
            let has = async || desk::find(&test.db, &id, 0).await.unwrap().0;
            set("Noor@Effen.example", Some(4), Some(&[Lang::Nl, Lang::Fr]), Some(&["plans", "hardship"]))
                .await
                .unwrap();
            let full = has().await;
            assert_eq!((full.capacity, full.languages.as_slice()), (4, &[Lang::Nl, Lang::Fr][..]));
            assert_eq!(full.skills, [Skill::Plans, Skill::Hardship]);
            set("noor@effen.example", Some(2), None, None).await.unwrap();
            assert_eq!(has().await, Desk { capacity: 2, ..full.clone() });
            set("noor@effen.example", None, None, Some(&[""])).await.unwrap();
            assert_eq!(has().await, Desk { capacity: 2, skills: Vec::new(), ..full });
            for (wrong, told) in [
                (set("noor@effen.example", Some(0), None, None).await, "conversations at once"),
                (set("noor@effen.example", None, None, Some(&["charm"])).await, "charm"),
                (set("nobody@effen.example", Some(3), None, None).await, "agent"),
            ] {
                let message = wrong.err().map(|failure| failure.message).unwrap_or_default();
                assert!(message.contains(told), "'{message}' tells of '{told}'");
            }
            assert_eq!(has().await.capacity, 2, "a wrong command changes nothing");
        }
    }
}
