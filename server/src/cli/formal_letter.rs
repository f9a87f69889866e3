//! `effen letter formal REFERENCE NUMBER`

use super::Failure;
use crate::app::App;
use crate::db::contact;
use crate::db::document;
use crate::db::formal_letter;
use crate::db::notice;
use crate::documents::Books;
use crate::error::Error;
use crate::outreach::Agency;
use crate::outreach::deliver::{self, Outcome};
use crate::outreach::formal::letter;
use crate::outreach::letter::folder;
use effen::ids::DebtorId;
use effen::kinds::Lang;

/// Writes the letter about one invoice and notes it as sent today, so that the cost meter knows its term. Outside the
/// hours in which the law allows contact it waits in the outbox, for `effen outreach run` or the server.
pub async fn run(app: &App, reference: &str, number: &str) -> Result<(), Failure> {
    let wrong = |message: String| Failure { message, status: 2 };
    if let Some(key) = Agency::of(app).missing() {
        return Err(wrong(format!("{key} is not set: every letter must carry it")));
    }
    let postal = contact::find_postal(&app.db, reference)
        .await?
        .ok_or_else(|| wrong(format!("no file with reference {reference}")))?;
    if postal.street.is_empty() || postal.city.is_empty() {
        return Err(wrong(format!("no address is known of {}", postal.reference)));
    }
    let debtor = DebtorId(postal.id.clone());
    let lang: Lang = crate::db::word(&postal.language).map_err(Failure::from)?;
    let books = Books::open(app, &debtor, lang).await?;
    let found: Vec<_> = books.file.claims.iter().filter(|claim| claim.number == number).collect();
    let [claim] = found.as_slice() else {
        return Err(wrong(format!("{} has {} invoices with number {number}", postal.reference, found.len())));
    };
    // Refuses here what would be refused when it goes out.
    books.formal_now(std::slice::from_ref(&claim.id), app.now())?;
    let sent = document::list_formal(&app.db, &debtor).await?;
    if sent.iter().any(|(_, about, _)| *about == claim.id.0) {
        return Err(wrong(format!("a formal letter about {number} was sent already")));
    }
    let country = books.file.head.country;
    let new = letter(&[(&claim.id, &claim.number)], &claim.creditor_name, lang, country, app.now());
    let mut tx = app.db.begin_debtor(&debtor, app.now()).await?;
    if formal_letter::is_written(&mut tx.tx, &debtor, &claim.id).await? || !notice::create(&mut tx, &new).await? {
        return Err(wrong(format!("a formal letter about {number} is on its way already")));
    }
    tx.commit().await?;
    match deliver::one(app, &new.id, &debtor).await? {
        Outcome::Sent => {
            println!("{}", folder(&app.config.data_dir).join(format!("{}.pdf", new.id)).display());
            Ok(())
        }
        Outcome::Later(_) | Outcome::Gone => {
            println!("{number}: it waits in the outbox until contact is allowed");
            Ok(())
        }
        Outcome::Ended(end) => Err(Error::Refused(format!("the letter ended as {}", end.as_str())).into()),
    }
}
