//! Sign-in by a link in a mail. The answer is given before anything is looked up, so that it cannot differ for an
//! address or reference we know; the mail goes only to the address on file.

use super::sign_in::{blank, field};
use super::source::Source;
use super::visitor::Visitor;
use super::{link::end_of, next, problem, render, sign_in};
use crate::app::App;
use crate::db::contact::{self, Answer, Reachable};
use crate::db::helper;
use crate::db::link::{self, NewLink, Purpose, SIGN_IN_LIFE_MS};
use crate::db::throttle::{self, Limit, QUARTER_MS};
use crate::error::{Error, Result};
use crate::mail::Mail;
use crate::new_id::{token_hash, uuid};
use axum::Router;
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::post;
use effen::kinds::Channel;
use effen_app::pages::link::mail_text;
use effen_app::pages::sign_in::{SignInModel, SignInProblem, sent_page, sent_title};
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};
use std::time::Duration;
use tokio::sync::Semaphore;

/// Mails asked for from one address.
pub const MAIL_BY_SOURCE: Limit = Limit { count_max: 10, window_ms: QUARTER_MS };
/// Mails to one person. More are not sent, silently: the ones before are in the box.
pub const MAIL_BY_PERSON: Limit = Limit { count_max: 4, window_ms: QUARTER_MS };
/// Waits before the second and the third attempt.
const RETRY_AFTER: [Duration; 2] = [Duration::from_secs(5), Duration::from_secs(45)];
/// Requests that are worked off at once; more are refused, known or not.
static PLACES: LazyLock<Arc<Semaphore>> = LazyLock::new(|| Arc::new(Semaphore::new(64)));

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/sign-in/mail", post(ask))
}

async fn ask(
    State(app): State<App>,
    visitor: Visitor,
    source: Source,
    Form(fields): Form<BTreeMap<String, String>>,
) -> Response {
    let who = field(&fields, "who").trim().to_owned();
    let onward = next::local_path(field(&fields, "next")).unwrap_or_default().to_owned();
    if who.is_empty() {
        let model = SignInModel { next: onward, problems: vec![SignInProblem::NoWho], ..blank(&app, &visitor) };
        return sign_in::respond(&app, &visitor, StatusCode::UNPROCESSABLE_ENTITY, model).await;
    }
    let key = format!("mail-{}", source.key());
    if let Err(error) = throttle::count(&app.db, &key, MAIL_BY_SOURCE, app.now_ms()).await {
        return problem::respond(&app, &visitor, &error).await;
    }
    let Ok(place) = PLACES.clone().try_acquire_owned() else {
        return problem::respond(&app, &visitor, &Error::TooMany(60)).await;
    };
    let behind = app.clone();
    tokio::spawn(async move {
        if let Err(error) = deliver(&behind, &who, &onward).await {
            tracing::error!(%error, "a mail with a link to sign in was not sent");
        }
        drop(place);
    });
    let (lang, phone) = (visitor.lang, app.config.phone.clone());
    let frame = render::frame(&app, &visitor, sent_title(lang), "/sign-in");
    render::page(frame, StatusCode::OK, move || sent_page(lang, phone)).await
}

/// Mails a link to everybody behind an address or reference, and to who helps others from that address.
async fn deliver(app: &App, who: &str, onward: &str) -> Result<()> {
    for person in contact::list_by_address_or_reference(&app.db, who).await? {
        let key = format!("mail-to:{}", token_hash(person.debtor.as_str()));
        match throttle::count(&app.db, &key, MAIL_BY_PERSON, app.now_ms()).await {
            Ok(()) => mail_link(app, &person, onward).await?,
            Err(Error::TooMany(_)) => tracing::info!("enough links to sign in were sent to one person"),
            Err(error) => return Err(error),
        }
    }
    if let Some(helper) = helper::find_by_address(&app.db, who, &app.today().to_string()).await? {
        let key = format!("mail-to:{}", token_hash(&helper.id));
        match throttle::count(&app.db, &key, MAIL_BY_PERSON, app.now_ms()).await {
            Ok(()) => super::helping::mail::sign_in(app, &helper, onward).await?,
            Err(Error::TooMany(_)) => tracing::info!("enough links to sign in were sent to one helper"),
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

async fn mail_link(app: &App, person: &Reachable, onward: &str) -> Result<()> {
    let mut tx = app.db.begin_debtor(&person.debtor, app.now()).await?;
    let new = NewLink { purpose: Purpose::SignIn, notice_id: None, claim_id: None, life_ms: SIGN_IN_LIFE_MS };
    let token = link::create(&mut tx, &new).await?;
    tx.commit().await?;
    let mut address = super::link::address(app, &token);
    if !onward.is_empty() {
        let query = form_urlencoded::Serializer::new(String::new()).append_pair("next", onward).finish();
        address = format!("{address}?{query}");
    }
    let texts = effen_app::texts::link::texts(person.lang);
    let really_us = format!("{}/really-us", app.config.public_url);
    let text = |address: &str| {
        let end = end_of(&person.reference);
        mail_text(person.lang, &person.name, &end, address, &really_us, &app.config.phone)
    };
    let mail = Mail {
        to: person.email.clone(),
        subject: texts.mail_subject.to_owned(),
        text: text(&address),
        html: String::new(),
        id: uuid(),
    };
    let outcome = send(app, &mail).await;
    let failed = outcome.as_ref().err().map(ToString::to_string);
    let copy = text(texts.mail_link_left_out);
    let mut tx = app.db.begin_debtor(&person.debtor, app.now()).await?;
    let answer = Answer {
        kind: "sign_in_link",
        channel: Channel::Email,
        lang: person.lang,
        to: &person.email,
        subject: texts.mail_subject,
        text: &copy,
        failed: failed.as_deref(),
    };
    contact::create_answer(&mut tx, &answer).await?;
    tx.commit().await?;
    outcome
}

/// Tries again when another attempt may help: somebody is waiting for this mail.
pub(super) async fn send(app: &App, mail: &Mail) -> Result<()> {
    for wait in RETRY_AFTER {
        match app.mailer.send(mail).await {
            Err(Error::Outside(_) | Error::Io(_)) => tokio::time::sleep(wait).await,
            outcome => return outcome,
        }
    }
    app.mailer.send(mail).await
}
