//! Mails to helpers: the invitation, and the link to sign in. They go out beside the request, with the tries that every
//! link to sign in gets; what became of an invitation is written down for whoever gave the access.

use crate::app::App;
use crate::db::access::{self, AccessRow};
use crate::db::helper::{self, HelperRow, INVITATION_LIFE_MS};
use crate::db::link::SIGN_IN_LIFE_MS;
use crate::error::Result;
use crate::mail::Mail;
use crate::new_id::uuid;
use crate::outreach::words::access::{AccessWords, texts};
use crate::web::{link, sign_in_mail};
use effen::access::Standing;
use effen::ids::DebtorId;
use effen_app::texts::fill;

/// Mails the invitation to an access, in a task of its own.
pub fn invite(app: &App, debtor: &DebtorId, access: &str) {
    let (app, debtor, access) = (app.clone(), debtor.clone(), access.to_owned());
    tokio::spawn(async move {
        if let Err(error) = try_invite(&app, &debtor, &access).await {
            tracing::error!(%error, "an invitation to a helper was not sent");
        }
    });
}

async fn try_invite(app: &App, debtor: &DebtorId, id: &str) -> Result<()> {
    let mut tx = app.db.begin_debtor(debtor, app.now()).await?;
    let row = access::find(&mut tx, id).await?;
    if row.access.standing(app.today()) != Standing::Invited {
        return Ok(());
    }
    // The one before, if there was one, is worthless now.
    let now = tx.now_ms();
    helper::update_links_ended(&mut tx.tx, id, now).await?;
    let token = helper::create_link(&mut tx.tx, &row.helper_id, Some(id), now, INVITATION_LIFE_MS).await?;
    tx.commit().await?;
    let to = helper::find(&app.db, &row.helper_id).await?;
    let outcome = sign_in_mail::send(app, &invitation(app, &row, &to, &link::address(app, &token))).await;
    let mut tx = app.db.begin_debtor(debtor, app.now()).await?;
    access::update_mailed(&mut tx, id, if outcome.is_ok() { "sent" } else { "failed" }).await?;
    tx.commit().await?;
    outcome
}

fn invitation(app: &App, row: &AccessRow, to: &HelperRow, address: &str) -> Mail {
    let t = texts(to.language);
    let debtor = [("debtor", row.debtor_name.as_str())];
    let first = if row.given_by == "debtor" { t.invite } else { t.invite_agent };
    let parts = [
        fill(t.hello, &[("name", &row.name)]),
        fill(first, &debtor),
        address.to_owned(),
        fill(t.invite_how, &[("url", &app.config.public_url)]),
        fill(t.invite_no, &debtor),
        end(app, t),
    ];
    mail(to, fill(t.invite_subject, &debtor), &parts)
}

/// Mails a link to sign in.
pub async fn sign_in(app: &App, to: &HelperRow, onward: &str) -> Result<()> {
    let mut tx = app.db.begin().await?;
    let token = helper::create_link(&mut tx, &to.id, None, app.now_ms(), SIGN_IN_LIFE_MS).await?;
    tx.commit().await?;
    let mut address = link::address(app, &token);
    if onward.starts_with("/helping/") {
        let query = form_urlencoded::Serializer::new(String::new()).append_pair("next", onward).finish();
        address = format!("{address}?{query}");
    }
    let t = texts(to.language);
    let parts = [t.link.to_owned(), address, t.link_how.to_owned(), end(app, t)];
    sign_in_mail::send(app, &mail(to, t.link_subject.to_owned(), &parts)).await
}

fn end(app: &App, t: &'static AccessWords) -> String {
    let doubt = fill(t.doubt, &[("url", &app.config.public_url), ("phone", &app.config.phone)]);
    format!("{doubt}\n\nEffen Incasso\n")
}

fn mail(to: &HelperRow, subject: String, parts: &[String]) -> Mail {
    Mail { to: to.email.clone(), subject, text: parts.join("\n\n"), html: String::new(), id: uuid() }
}
