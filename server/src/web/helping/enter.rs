//! A helper's links: the invitation to an access, and signing in. Like every link they show a button and change nothing
//! until it is pressed, and work once.

use super::session::{leave, set_cookie};
use crate::app::App;
use crate::db::access::{self, AccessRow};
use crate::db::helper::{self, HelperLink};
use crate::db::{Tx, helper_use};
use crate::error::{Error, Result};
use crate::new_id::{token, token_hash};
use crate::web::session::DEBTOR_LIFE_MS;
use crate::web::visitor::Visitor;
use axum::http::{HeaderMap, HeaderValue};
use effen::access::{Standing, Use};
use effen_app::pages::link::{Invite, LinkKind};

/// What a helper's link shows; `None`: there is none that works.
pub async fn kind(app: &App, token: &str) -> Result<Option<LinkKind>> {
    let Some(link) = helper::find_link(&app.db, token, app.now_ms()).await? else { return Ok(None) };
    let Some(id) = &link.access_id else { return Ok(Some(LinkKind::Helper)) };
    let row = access::find_of_helper(&app.db, &link.helper_id, id).await?;
    let invite = Invite { name: row.debtor_name.clone(), scopes: row.access.scopes, ends_on: row.access.ends_on };
    Ok((row.access.standing(app.today()) == Standing::Invited).then_some(LinkKind::Invite(invite)))
}

/// Exchanges a helper's link for a session: where to go on, and the cookie. `None`: it does not work (any more).
pub async fn exchange(
    app: &App,
    visitor: &Visitor,
    headers: &HeaderMap,
    link_token: &str,
    onward: &str,
) -> Result<Option<(String, HeaderValue)>> {
    let Some(link) = helper::find_link(&app.db, link_token, app.now_ms()).await? else { return Ok(None) };
    let session_token = token();
    let onward = match &link.access_id {
        Some(id) => accept(app, visitor, &link, id, link_token, &session_token).await?,
        None => sign_in(app, &link, link_token, &session_token, onward).await?,
    };
    let Some(onward) = onward else { return Ok(None) };
    leave(app, headers).await?;
    Ok(Some((onward, set_cookie(app, &session_token))))
}

async fn begin(tx: &mut Tx, app: &App, link: &HelperLink, link_token: &str, session_token: &str) -> Result<bool> {
    let now = app.now_ms();
    if !helper::update_link_used(tx, link_token, now).await? {
        return Ok(false);
    }
    helper::create_session(tx, &token_hash(session_token), &link.helper_id, now, now + DEBTOR_LIFE_MS).await?;
    Ok(true)
}

/// Accepts the access that a link invites to.
async fn accept(
    app: &App,
    visitor: &Visitor,
    link: &HelperLink,
    id: &str,
    link_token: &str,
    session_token: &str,
) -> Result<Option<String>> {
    let known = access::find_of_helper(&app.db, &link.helper_id, id).await?;
    let mut tx = app.db.begin_debtor(&known.debtor, app.now()).await?;
    let row = access::find(&mut tx, id).await?;
    if row.access.standing(app.today()) != Standing::Invited
        || !begin(&mut tx.tx, app, link, link_token, session_token).await?
        || !access::update_accepted(&mut tx, id).await?
    {
        return Ok(None);
    }
    helper::update_language(&mut tx.tx, &link.helper_id, visitor.lang).await?;
    helper_use::create(&mut tx, id, Use::Accepted, "").await?;
    tx.commit().await?;
    Ok(Some("/helping".to_owned()))
}

async fn sign_in(
    app: &App,
    link: &HelperLink,
    link_token: &str,
    session_token: &str,
    onward: &str,
) -> Result<Option<String>> {
    let mut tx = app.db.begin().await?;
    if !begin(&mut tx, app, link, link_token, session_token).await? {
        return Ok(None);
    }
    tx.commit().await?;
    note_sign_in(app, &link.helper_id).await?;
    let own = onward.starts_with("/helping/") && !onward.starts_with("/helping/sign-out");
    Ok(Some(if own { onward.to_owned() } else { "/helping".to_owned() }))
}

/// Every debtor whom they help sees that they signed in.
async fn note_sign_in(app: &App, helper: &str) -> Result<()> {
    let today = app.today();
    let mut rows: Vec<AccessRow> = access::list_of_helper(&app.db, helper).await?;
    rows.retain(|row| row.access.standing(today) == Standing::Running);
    for row in rows {
        let mut tx = app.db.begin_debtor(&row.debtor, app.now()).await?;
        match access::find(&mut tx, &row.id).await {
            Ok(now) if now.access.standing(today) == Standing::Running => {
                helper_use::create(&mut tx, &row.id, Use::SignedIn, "").await?;
                tx.commit().await?;
            }
            Ok(_) | Err(Error::NotFound(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
