//! Mails to helpers: the invitation, the link to sign in, and word of an answer. They go out beside the request, with the tries that every
//! link to sign in gets; what became of an invitation is written down for whoever gave the access.

use crate::app::App;
use crate::db::access::{self, AccessRow};
use crate::db::helper::{self, HelperRow, INVITATION_LIFE_MS};
use crate::db::helper_reply::{self, Waiting};
use crate::db::link::SIGN_IN_LIFE_MS;
use crate::error::Result;
use crate::mail::Mail;
use crate::new_id::uuid;
use crate::outreach::words::access::{AccessWords, texts};
use crate::web::{link, sign_in_mail};
use effen::access::{Scope, Standing};
use effen::ids::DebtorId;
use effen_app::texts::fill;

/// An answer that nobody looked at for this long, in milliseconds, was given to somebody who has left.
const LEFT_MS: i64 = 3 * 60_000;
/// Of what is older than this nobody is told any more, in milliseconds.
const REPLY_YOUNG_MS: i64 = 20 * 3_600_000;
/// Told in one round.
const ROUND_MAX: i64 = 50;

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

/// Tells helpers who wrote, and left before the answer, that it is there; once until they look. Found by looking, so that no
/// message of an agent waits for a mail. Gives how many were told.
pub async fn tell_replies(app: &App) -> Result<u64> {
    let (since, before) = (app.now_ms() - REPLY_YOUNG_MS, app.now_ms() - LEFT_MS);
    let mut told = 0;
    for waiting in helper_reply::list_waiting(&app.db, app.today(), since, before, ROUND_MAX).await? {
        told += u64::from(tell_reply(app, &waiting).await?);
    }
    Ok(told)
}

async fn tell_reply(app: &App, waiting: &Waiting) -> Result<bool> {
    let debtor = DebtorId(waiting.debtor_id.clone());
    let row = access::find_with(&mut *app.db.read().acquire().await?, &debtor, &waiting.access_id).await?;
    if row.access.check(Some(Scope::Talk), app.today()).is_err() || !helper_reply::update_told(&app.db, waiting).await?
    {
        return Ok(false);
    }
    let to = helper::find(&app.db, &row.helper_id).await?;
    let t = texts(to.language);
    let debtor = [("debtor", row.debtor_name.as_str())];
    let address = format!("{}/helping/{}/talk", app.config.public_url, row.id);
    let parts =
        [fill(t.hello, &[("name", &row.name)]), fill(t.reply, &debtor), address, t.reply_how.to_owned(), end(app, t)];
    let sent = sign_in_mail::send(app, &mail(&to, fill(t.reply_subject, &debtor), &parts)).await;
    if sent.is_err() {
        helper_reply::update_untold(&app.db, waiting).await?;
    }
    sent.map(|()| true)
}

fn end(app: &App, t: &'static AccessWords) -> String {
    let doubt = fill(t.doubt, &[("url", &app.config.public_url), ("phone", &app.config.phone)]);
    format!("{doubt}\n\nEffen Incasso\n")
}

fn mail(to: &HelperRow, subject: String, parts: &[String]) -> Mail {
    Mail { to: to.email.clone(), subject, text: parts.join("\n\n"), html: String::new(), id: uuid() }
}
