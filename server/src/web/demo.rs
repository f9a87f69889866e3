//! The demonstration's own pages: sign in as somebody without a code, read what was sent. They exist only on a
//! database with the demo mark, on a server that listens on this machine alone.

use super::session::{self, Assurance, Entry, with_cookie};
use super::sign_in::field;
use super::visitor::Visitor;
use super::{problem, render};
use crate::app::App;
use crate::clock::{from_ms, local};
use crate::db::demo;
use crate::error::{Error, Result};
use crate::mail::outbox::{self, Kept};
use axum::Router;
use axum::extract::{Form, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::{get, post};
use effen::kinds::Lang;
use effen_app::pages;
use effen_app::pages::demo::{DemoModel, Person};
use effen_app::pages::outbox::Sent;
use effen_app::texts::demo::who;
use std::collections::BTreeMap;

/// Messages on the outbox page.
const OUTBOX_SHOWN_MAX: usize = 100;

/// Letters among them.
const LETTERS_SHOWN_MAX: i64 = 30;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/demo", get(show))
        .route("/demo/sign-in", post(enter))
        .route("/demo/agent", post(enter_agent))
        .route("/demo/outbox", get(show_outbox))
}

/// Do these pages exist here?
pub fn allowed(app: &App) -> bool {
    app.demo && app.config.listen.ip().is_loopback()
}

fn check(app: &App) -> Result<()> {
    if allowed(app) { Ok(()) } else { Err(Error::NotFound("demo page")) }
}

async fn show(State(app): State<App>, visitor: Visitor) -> Response {
    let model = match model(&app, &visitor).await {
        Ok(model) => model,
        Err(error) => return problem::respond(&app, &visitor, &error).await,
    };
    let frame = render::frame(&app, &visitor, pages::demo::title(visitor.lang), "/demo");
    render::page(frame, StatusCode::OK, move || pages::demo::page(model)).await
}

async fn model(app: &App, visitor: &Visitor) -> Result<DemoModel> {
    check(app)?;
    let people = demo::list_people(&app.db).await?;
    Ok(DemoModel {
        lang: visitor.lang,
        people: people
            .into_iter()
            .map(|p| Person {
                reference: p.reference,
                label: p.label,
                who: p.place.and_then(|at| who(at, visitor.lang)),
            })
            .collect(),
        agent: demo::find_agent(&app.db).await?.map(|(_, name)| name),
    })
}

async fn enter(
    State(app): State<App>,
    visitor: Visitor,
    headers: HeaderMap,
    Form(fields): Form<BTreeMap<String, String>>,
) -> Response {
    let work = async {
        check(&app)?;
        let debtor =
            demo::find_person(&app.db, field(&fields, "reference")).await?.ok_or(Error::NotFound("demo person"))?;
        session::enter(&app, &headers, &debtor, Assurance::LetterCode, Entry::default()).await
    };
    match work.await {
        Ok(cookie) => with_cookie(Redirect::to("/overview").into_response(), cookie),
        Err(error) => problem::respond(&app, &visitor, &error).await,
    }
}

async fn enter_agent(State(app): State<App>, visitor: Visitor, headers: HeaderMap) -> Response {
    let work = async {
        check(&app)?;
        let (agent, _) = demo::find_agent(&app.db).await?.ok_or(Error::NotFound("demo agent"))?;
        // The demo's own door: whoever may open it is as surely the agent as anybody can be here.
        session::enter_agent(&app, &headers, &agent, Assurance::SecondStep).await
    };
    match work.await {
        Ok(cookie) => with_cookie(Redirect::to("/console").into_response(), cookie),
        Err(error) => problem::respond(&app, &visitor, &error).await,
    }
}

async fn show_outbox(State(app): State<App>, visitor: Visitor) -> Response {
    let sent = match sent(&app, visitor.lang).await {
        Ok(sent) => sent,
        Err(error) => return problem::respond(&app, &visitor, &error).await,
    };
    let frame = render::frame(&app, &visitor, pages::outbox::title(visitor.lang), "/demo/outbox");
    render::page(frame, StatusCode::OK, move || pages::outbox::page(visitor.lang, sent)).await
}

fn moment(at_ms: i64, lang: Lang) -> String {
    let at = local(from_ms(at_ms));
    format!("{} {}", effen::dates::short(at.date(), lang), at.strftime("%H:%M"))
}

async fn sent(app: &App, lang: Lang) -> Result<Vec<Sent>> {
    check(app)?;
    let mut kept = outbox::list(&app.config, OUTBOX_SHOWN_MAX).await?;
    let letters = demo::list_letters(&app.db, LETTERS_SHOWN_MAX).await?;
    kept.extend(letters.into_iter().map(|(at, to, subject, text)| Kept {
        channel: "letter".into(),
        at,
        to,
        subject,
        text,
    }));
    kept.sort_by_key(|message| std::cmp::Reverse(message.at));
    kept.truncate(OUTBOX_SHOWN_MAX);
    Ok(kept
        .into_iter()
        .map(|message| Sent {
            channel: message.channel,
            at: moment(message.at, lang),
            to: message.to,
            subject: message.subject,
            text: message.text,
        })
        .collect())
}
