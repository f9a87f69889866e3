//! `effen letter code make|void|reissue REFERENCE`, and the way to `effen letter formal`.

use super::Failure;
use crate::app::App;
use crate::clock::{Clock, local};
use crate::config::Config;
use crate::db::contact::{Answer, PostalRow};
use crate::db::{Db, access_code, contact, posting};
use crate::documents::Books;
use crate::error::Result;
use crate::outreach::letter::lay;
use clap::Subcommand;
use effen::ids::{ClaimId, DebtorId};
use effen::kinds::{Channel, Lang};
use effen_documents::code::{CodeLetter, copy};
use std::path::PathBuf;

/// Kinds of letters.
#[derive(Debug, Subcommand)]
pub enum LetterCommand {
    /// Letters that bring a code to sign in with.
    #[command(subcommand)]
    Code(CodeCommand),
    /// The formal letter after which costs may be added: the Dutch fourteen-day letter or the Belgian first reminder.
    Formal {
        /// File reference.
        reference: String,
        /// The creditor's number of the invoice.
        number: String,
    },
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
pub async fn run(config: Config, command: LetterCommand) -> std::result::Result<(), Failure> {
    let db = Db::connect(&config.database_url).await?;
    db.migrate().await?;
    let app = App::new(config, db, Clock::System).await?;
    match command {
        LetterCommand::Code(command) => code(&app, &command).await,
        LetterCommand::Formal { reference, number } => super::formal_letter::run(&app, &reference, &number).await,
    }
}

async fn code(app: &App, command: &CodeCommand) -> std::result::Result<(), Failure> {
    let (db, now) = (&app.db, app.now());
    let (CodeCommand::Make { reference } | CodeCommand::Void { reference } | CodeCommand::Reissue { reference }) =
        command;
    let wrong = |message: String| Failure { message, status: 2 };
    let postal = contact::find_postal(db, reference)
        .await?
        .ok_or_else(|| wrong(format!("no file with reference {reference}")))?;
    let debtor = DebtorId(postal.id.clone());
    let has_code = access_code::find_by_reference(db, &postal.reference).await?.is_some_and(|(_, hash)| hash.is_some());
    match command {
        CodeCommand::Make { .. } if has_code => {
            return Err(wrong(format!("{} has a code that works; use `reissue` for a new one", postal.reference)));
        }
        CodeCommand::Void { .. } => {
            let count = access_code::void(db, &debtor, now).await?;
            println!("{}: {count} code(s) made worthless", postal.reference);
        }
        CodeCommand::Make { .. } | CodeCommand::Reissue { .. } => {
            println!("{}", write(app, &postal).await?.display());
        }
    }
    Ok(())
}

/// Makes a code, writes its letter under the data folder, and notes in the debtor's list of messages that it was sent.
pub async fn write(app: &App, postal: &PostalRow) -> Result<PathBuf> {
    let (debtor, now) = (DebtorId(postal.id.clone()), app.now());
    let lang: Lang = crate::db::word(&postal.language)?;
    let books = Books::open(app, &debtor, lang).await?;
    let head = books.head(local(now).date(), &owed(app, &debtor, &books).await?);
    let code = access_code::make(&app.db, &debtor, now).await?;
    let pdf = app.press.print(CodeLetter { head, code }.paper()).await?;
    let id = crate::new_id::uuid();
    let name =
        format!("code-{}-{}-{}.pdf", plain_name(&postal.reference), local(now).strftime("%Y%m%dT%H%M%S"), &id[30..]);
    let path = lay(&app.config.data_dir, name, pdf).await?;
    let (subject, text) = copy(lang, &app.config.agency);
    let mut tx = app.db.begin_debtor(&debtor, now).await?;
    let answer =
        Answer { kind: "code_letter", channel: Channel::Letter, lang, to: "", subject, text: &text, failed: None };
    contact::create_answer(&mut tx, &answer).await?;
    tx.commit().await?;
    Ok(path)
}

/// A reference as part of a file name: import files may hold any sign.
fn plain_name(reference: &str) -> String {
    reference.chars().map(|sign| if sign.is_ascii_alphanumeric() { sign } else { '-' }).collect()
}

/// The claims of which something is open; all of them when nothing is.
async fn owed(app: &App, debtor: &DebtorId, books: &Books<'_>) -> Result<Vec<ClaimId>> {
    let mut read = app.db.read().acquire().await?;
    let mut owed = posting::list_payable(&mut read, debtor).await?;
    owed.retain(|claim| claim.open.balance.total().is_positive());
    if owed.is_empty() {
        return Ok(books.file.claims.iter().map(|claim| claim.id.clone()).collect());
    }
    Ok(owed.into_iter().map(|claim| claim.open.claim_id).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::databases;
    use crate::testing::pdf::text_of;
    use crate::testing::sample::sample_debtor;
    use crate::testing::site::Site;
    use axum::http::StatusCode;

    #[tokio::test]
    async fn the_code_on_the_letter_signs_in_and_is_nowhere_else() {
        for test in databases().await {
            let anna = sample_debtor(&test.db, "Anna").await.unwrap();
            let site = Site::new(&test.db).await;
            let postal = contact::find_postal(&test.db, &anna.reference).await.unwrap().unwrap();
            let path = write(&site.app, &postal).await.unwrap();
            let text = text_of(&std::fs::read(&path).unwrap());
            let creditor = text.find("Waterland Energie").expect("the creditor");
            assert!(creditor < text.find("Effen Incasso").expect("the agency"), "the creditor's own name comes first");
            let is_code = |line: &&str| line.len() == 14 && line.split('-').count() == 3;
            let code = text.lines().map(str::trim).find(is_code).unwrap_or_else(|| panic!("no code in {text}"));
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
