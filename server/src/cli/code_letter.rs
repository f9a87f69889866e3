//! `effen letter code make|void|reissue REFERENCE`

use super::Failure;
use crate::clock::local;
use crate::config::Config;
use crate::db::contact::{Answer, PostalRow};
use crate::db::{Db, access_code, contact, creditor, posting};
use crate::error::Result;
use crate::mail::outbox::write_whole;
use clap::Subcommand;
use effen::ids::DebtorId;
use effen::kinds::{Channel, Lang};
use effen_app::pages::code_letter::{CodeLetterModel, LetterCreditor, document};
use jiff::Timestamp;
use leptos::prelude::{Owner, RenderHtml as _};
use std::path::PathBuf;

/// Kinds of letters.
#[derive(Debug, Subcommand)]
pub enum LetterCommand {
    /// Letters that bring a code to sign in with.
    #[command(subcommand)]
    Code(CodeCommand),
}

/// What to do with a file's code.
#[derive(Debug, Subcommand)]
pub enum CodeCommand {
    /// Make a code and its letter, for a file that has none that works.
    Make {
        /// File reference.
        reference: String,
    },
    /// Make the file's code worthless.
    Void {
        /// File reference.
        reference: String,
    },
    /// Make the file's code worthless, and a new one with its letter.
    Reissue {
        /// File reference.
        reference: String,
    },
}

/// See the module.
pub async fn run(config: Config, LetterCommand::Code(command): LetterCommand) -> std::result::Result<(), Failure> {
    let db = Db::connect(&config.database_url).await?;
    db.migrate().await?;
    let now = Timestamp::now();
    let (CodeCommand::Make { reference } | CodeCommand::Void { reference } | CodeCommand::Reissue { reference }) =
        &command;
    let wrong = |message: String| Failure { message, status: 2 };
    let postal = contact::find_postal(&db, reference)
        .await?
        .ok_or_else(|| wrong(format!("no file with reference {reference}")))?;
    let debtor = DebtorId(postal.id.clone());
    let has_code =
        access_code::find_by_reference(&db, &postal.reference).await?.is_some_and(|(_, hash)| hash.is_some());
    match command {
        CodeCommand::Make { .. } if has_code => {
            return Err(wrong(format!("{} has a code that works; use `reissue` for a new one", postal.reference)));
        }
        CodeCommand::Void { .. } => {
            let count = access_code::void(&db, &debtor, now).await?;
            println!("{}: {count} code(s) made worthless", postal.reference);
        }
        CodeCommand::Make { .. } | CodeCommand::Reissue { .. } => {
            println!("{}", write(&config, &db, &postal, now).await?.display());
        }
    }
    Ok(())
}

/// Makes a code, writes its letter under the data folder, and notes in the debtor's list of messages that it was sent.
pub async fn write(config: &Config, db: &Db, postal: &PostalRow, now: Timestamp) -> Result<PathBuf> {
    let debtor = DebtorId(postal.id.clone());
    let lang: Lang = crate::db::word(&postal.language)?;
    let creditors = creditors(config, db, &debtor).await?;
    let code = access_code::make(db, &debtor, now).await?;
    let model = CodeLetterModel {
        lang,
        creditors,
        address: format!("{}\n{}\n{} {}", postal.name, postal.street, postal.postal_code, postal.city),
        name: postal.name.clone(),
        date: effen::dates::long(local(now).date(), lang),
        reference: postal.reference.clone(),
        code,
        site: site(config),
        phone: config.phone.clone(),
        style: style(config),
    };
    let html = Owner::new().with(|| document(model).to_html());
    let folder = config.data_dir.join("letters");
    let id = crate::new_id::uuid();
    let name =
        format!("code-{}-{}-{}.html", plain_name(&postal.reference), local(now).strftime("%Y%m%dT%H%M%S"), &id[30..]);
    write_whole(&folder, &name, html.as_bytes())?;
    let texts = effen_app::texts::code_letter::texts(lang);
    let mut tx = db.begin_debtor(&debtor, now).await?;
    let answer = Answer {
        kind: "code_letter",
        channel: Channel::Letter,
        lang,
        to: "",
        subject: texts.title,
        text: &format!("{}\n\n{} {}", texts.why, texts.how_fill, texts.code_left_out),
        failed: None,
    };
    contact::create_answer(&mut tx, &answer).await?;
    tx.commit().await?;
    Ok(folder.join(name))
}

/// The address people type, as short as it works.
fn site(config: &Config) -> String {
    config.public_url.strip_prefix("https://").unwrap_or(&config.public_url).to_owned()
}

/// A reference as part of a file name: import files may hold any sign.
fn plain_name(reference: &str) -> String {
    reference.chars().map(|sign| if sign.is_ascii_alphanumeric() { sign } else { '-' }).collect()
}

/// Those to whom something is open; all of them when nothing is.
async fn creditors(config: &Config, db: &Db, debtor: &DebtorId) -> Result<Vec<LetterCreditor>> {
    let mut read = db.read().acquire().await.map_err(crate::error::Error::from)?;
    let mut owed = posting::list_payable(&mut read, debtor).await?;
    owed.retain(|claim| claim.open.balance.total().0 > 0);
    let rows = creditor::list_of_debtor(db, debtor).await?;
    Ok(rows
        .into_iter()
        .filter(|(name, _)| owed.is_empty() || owed.iter().any(|claim| claim.creditor_name == *name))
        .map(|(name, mark)| LetterCreditor {
            name,
            mark_svg: built(config, &format!("marks/{}.svg", plain_name(&mark))),
        })
        .collect())
}

/// The site's style sheet, so that the letter looks the same when opened from its file.
fn style(config: &Config) -> String {
    let assets = crate::web::assets::load(&config.site_root);
    built(config, assets.style.trim_start_matches('/'))
}

/// A built file; '' (and a warning) when it is not there: the letter is complete without it.
fn built(config: &Config, path: &str) -> String {
    if path.is_empty() || path == "marks/.svg" {
        return String::new();
    }
    let path = config.site_root.join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| {
        tracing::warn!("EFFEN_SITE_ROOT: {}: {error}; run `cargo xtask build`", path.display());
        String::new()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::databases;
    use crate::testing::sample::{now, sample_debtor};
    use crate::testing::site::Site;
    use axum::http::StatusCode;

    #[tokio::test]
    async fn the_code_on_the_letter_signs_in_and_is_nowhere_else() {
        for test in databases().await {
            let anna = sample_debtor(&test.db, "Anna").await.unwrap();
            let site = Site::new(&test.db).await;
            let postal = contact::find_postal(&test.db, &anna.reference).await.unwrap().unwrap();
            let path = write(&site.app.config, &test.db, &postal, now()).await.unwrap();
            let html = std::fs::read_to_string(&path).unwrap();
            let creditor = html.find("Waterland Energie").expect("the creditor");
            assert!(creditor < html.find("Effen Incasso").expect("the agency"), "the creditor's own name comes first");
            let (_, rest) = html.split_once("class=\"the-code\"").expect("the code");
            let code = &rest[rest.find('>').unwrap() + 1..rest.find('<').unwrap()];
            let fields = [("reference", anna.reference.as_str()), ("code", code)];
            assert_eq!(site.post("/sign-in", &fields).await.status, StatusCode::SEE_OTHER);
            let notices: Vec<(String, String)> =
                sqlx::query_as("SELECT channel, body_text FROM notice").fetch_all(test.db.read()).await.unwrap();
            assert_eq!(notices.len(), 1);
            assert_eq!(notices[0].0, "letter");
            assert!(!notices[0].1.contains(code));
            #[cfg(unix)]
            {
                use std::os::unix::fs::PermissionsExt as _;
                assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o077, 0, "for its owner only");
            }
        }
    }
}
