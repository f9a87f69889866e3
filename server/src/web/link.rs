//! Links in messages: GET shows a button and changes nothing (mail scanners follow links); POST exchanges the token
//! for a session and goes on to an address without it.

use super::session::{self, Assurance, DEBTOR_LIFE_MS, set_cookie, with_cookie};
use super::sign_in::field;
use super::visitor::Visitor;
use super::{draft, helping, next, problem, render};
use crate::app::App;
use crate::db::link::{self, FirstClick, Link, Purpose};
use crate::db::session::NewSession;
use crate::db::{posting, record_signals};
use crate::error::{Error, Result};
use crate::new_id::{token, token_hash};
use axum::Router;
use axum::extract::{Form, Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::get;
use effen::kinds::Lang;
use effen::people::signal::{Signal, SignalKind};
use effen_app::pages::link::{LinkKind, PayLink, page, title};
use std::collections::BTreeMap;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/link/{token}", get(show).post(exchange))
}

/// The address of a link, for messages.
pub fn address(app: &App, token: &str) -> String {
    format!("{}/link/{token}", app.config.public_url)
}

async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(token): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Response {
    let kind = match kind(&app, &visitor, &token).await {
        Ok(kind) => kind,
        Err(error) => return problem::respond(&app, &visitor, &error).await,
    };
    let onward = next::local_path(field(&query, "next")).unwrap_or_default().to_owned();
    respond(&app, &visitor, kind, onward, &format!("/link/{token}")).await
}

async fn respond(app: &App, visitor: &Visitor, kind: LinkKind, onward: String, path: &str) -> Response {
    let status = if kind == LinkKind::Dead { StatusCode::GONE } else { StatusCode::OK };
    let lang = visitor.lang;
    let path = if kind == LinkKind::Dead { "/sign-in" } else { path };
    let frame = render::frame(app, visitor, &title(lang, &kind), path);
    render::page(frame, status, move || page(lang, kind, onward)).await
}

async fn kind(app: &App, visitor: &Visitor, token: &str) -> Result<LinkKind> {
    let Some(link) = link::find(&app.db, token, app.now()).await? else {
        return Ok(helping::enter::kind(app, token).await?.unwrap_or(LinkKind::Dead));
    };
    Ok(match link.purpose {
        Purpose::SignIn => LinkKind::SignIn,
        Purpose::Chat => LinkKind::Chat,
        Purpose::Pay => LinkKind::Pay(pay_link(app, visitor.lang, &link).await?),
    })
}

/// What a pay link shows: amount, creditor, invoice and the end of the reference. Nothing about the person.
async fn pay_link(app: &App, lang: Lang, link: &Link) -> Result<PayLink> {
    let claim_id = link.claim_id.as_ref().ok_or_else(|| Error::Broken("a pay link without a claim".into()))?;
    let mut read = app.db.read().acquire().await.map_err(Error::from)?;
    let payable = posting::list_payable(&mut read, &link.debtor).await?;
    let claim =
        payable.into_iter().find(|payable| payable.open.claim_id == *claim_id).ok_or(Error::NotFound("claim"))?;
    let reference = crate::db::contact::find_reference(&app.db, &link.debtor).await?;
    let cents = claim.open.balance.total().0;
    let open = (cents > 0).then(|| effen::money::Money { cents, currency: claim.currency }.format(lang));
    Ok(PayLink {
        creditor: claim.creditor_name,
        number: claim.number,
        open,
        due_on: effen::dates::long(claim.open.due_on, lang),
        reference_end: end_of(&reference),
    })
}

/// The last three signs of a reference: enough to recognise, not enough to use.
pub fn end_of(reference: &str) -> String {
    let signs: Vec<char> = reference.chars().collect();
    signs[signs.len().saturating_sub(3)..].iter().collect()
}

async fn exchange(
    State(app): State<App>,
    visitor: Visitor,
    headers: HeaderMap,
    Path(token): Path<String>,
    Form(fields): Form<BTreeMap<String, String>>,
) -> Response {
    let onward = next::local_path(field(&fields, "next")).unwrap_or_default();
    match enter(&app, &headers, &token).await {
        Ok(Some((link, cookie))) => {
            let onward = match (link.purpose, link.claim_id) {
                (Purpose::Pay, Some(claim)) => Ok(format!("/pay?claim={claim}")),
                (Purpose::Chat, _) => Ok("/chat".to_owned()),
                _ => draft::after_sign_in(&app, &link.debtor, onward).await,
            };
            match onward {
                Ok(onward) => with_cookie(Redirect::to(&onward).into_response(), cookie),
                Err(error) => problem::respond(&app, &visitor, &error).await,
            }
        }
        Ok(None) => match helping::enter::exchange(&app, &visitor, &headers, &token, onward).await {
            Ok(Some((onward, cookie))) => with_cookie(Redirect::to(&onward).into_response(), cookie),
            Ok(None) => respond(&app, &visitor, LinkKind::Dead, onward.to_owned(), "/sign-in").await,
            Err(error) => problem::respond(&app, &visitor, &error).await,
        },
        Err(error) => problem::respond(&app, &visitor, &error).await,
    }
}

/// The session a link opens, and the cookie for it. Whoever is signed in as the same debtor keeps the assurance they
/// had: pressing a pay link in an own mail throws nobody out of the rest.
async fn enter(app: &App, headers: &HeaderMap, link_token: &str) -> Result<Option<(Link, HeaderValue)>> {
    let Some(found) = link::find(&app.db, link_token, app.now()).await? else { return Ok(None) };
    let before = session::same_debtor(session::current(app, headers, false).await?, &found.debtor);
    let had = before.as_ref().map_or(Assurance::PayLink, |row| Assurance::of(&row.assurance));
    let own = if found.purpose == Purpose::Pay { Assurance::PayLink } else { Assurance::EmailLink };
    let assurance = own.max(had);
    let session_token = token();
    let mut tx = app.db.begin_debtor(&found.debtor, app.now()).await?;
    let new = NewSession {
        token_hash: &token_hash(&session_token),
        debtor_id: Some(found.debtor.as_str()),
        agent_id: None,
        assurance: assurance.as_str(),
        claim_id: found.claim_id.as_ref().filter(|_| assurance == Assurance::PayLink).map(|id| id.as_str()),
        notice_id: (found.notice_id.as_ref().map(|id| id.as_str()))
            .or(before.as_ref().and_then(|row| row.notice_id.as_deref())),
        device: if Visitor::of(headers).phone { "phone" } else { "desktop" },
        browser: "",
        now: tx.now_ms(),
        ends_at: tx.now_ms() + DEBTOR_LIFE_MS,
    };
    let Some(first) = link::exchange(&mut tx, link_token, &found, &new).await? else { return Ok(None) };
    if let Some(click) = first {
        let signal = clicked(&click, &found, tx.now);
        record_signals(&mut tx, &[signal]).await?;
    }
    tx.commit().await?;
    session::leave(app, headers, false).await?;
    Ok(Some((found, set_cookie(app, false, &session_token))))
}

fn clicked(click: &FirstClick, link: &Link, now: jiff::Timestamp) -> Signal {
    let mut signal = Signal::now(SignalKind::NoticeClicked, now);
    signal.channel = Some(click.channel);
    signal.claim_id = link.claim_id.clone();
    signal.days = click.sent_at.map(|sent| (now.as_second() - sent.as_second()) / 86_400);
    signal
}
