//! What a debtor can do in the chat besides writing: rate how it went, and have it mailed to the address on file.

use crate::app::App;
use crate::db::{desk, profile};
use crate::error::{Error, Result};
use crate::outreach::chat_transcript;
use crate::web::problem;
use crate::web::session::DebtorSession;
use axum::extract::{Form, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use effen_app::frame::Flash;
use effen_app::pages::chat::Ended;
use effen_app::texts::chat_end::texts;
use serde::Deserialize;

/// A matter can be rated for this long after its end, in milliseconds.
const RATED_WITHIN_MS: i64 = 14 * 24 * 3_600_000;

/// What the page shows of it.
pub async fn load(app: &App, session: &DebtorSession, any: bool) -> Result<Ended> {
    if !any {
        return Ok(Ended::default());
    }
    let email = profile::find_email(&app.db, &session.debtor).await?;
    Ok(Ended {
        any,
        unrated: desk::find_unrated(&app.db, &session.debtor, app.now_ms() - RATED_WITHIN_MS).await?,
        mail_to: masked(&email),
        key: crate::new_id::uuid(),
    })
}

/// Enough to know one's own address: `a•••@example.com`.
fn masked(email: &str) -> String {
    email.split_once('@').map_or_else(String::new, |(name, host)| {
        format!("{}•••@{host}", name.chars().next().map(String::from).unwrap_or_default())
    })
}

/// What was just done, in words.
pub fn told(session: &DebtorSession, done: &str) -> Option<Flash> {
    let t = texts(session.visitor.lang);
    let (kind, text) = match done {
        "rated" => ("success", t.rated),
        "rated_before" => ("info", t.rated_before),
        "rate_missing" => ("attention", t.rate_missing),
        "mailed" => ("success", t.transcript_sent),
        _ => return None,
    };
    Some(Flash { kind, text: text.to_owned() })
}

fn to(done: &str) -> Response {
    Redirect::to(&format!("/chat?done={done}")).into_response()
}

#[derive(Debug, Deserialize)]
pub struct RateForm {
    #[serde(default)]
    rating: String,
}

/// Rates the matter that ended last, once.
pub async fn rate(State(app): State<App>, session: DebtorSession, Form(form): Form<RateForm>) -> Response {
    let Some(rating) = form.rating.parse().ok().filter(|rating| (1..=5).contains(rating)) else {
        return to("rate_missing");
    };
    let done = async {
        let mut tx = app.db.begin_debtor(&session.debtor, app.now()).await?;
        let rated = desk::update_rating(&mut tx, rating, app.now_ms() - RATED_WITHIN_MS).await?;
        tx.commit().await?;
        Ok::<_, Error>(rated)
    };
    match done.await {
        Ok(true) => to("rated"),
        Ok(false) => to("rated_before"),
        Err(error) => problem::respond(&app, &session.visitor, &error).await,
    }
}

/// Mails what was said. Asked for again before anything new was said, it is one mail.
pub async fn transcript(State(app): State<App>, session: DebtorSession) -> Response {
    match chat_transcript::queue(&app, &session.debtor).await {
        Ok(true) => to("mailed"),
        Ok(false) => Redirect::to("/chat").into_response(),
        Err(error) => problem::respond(&app, &session.visitor, &error).await,
    }
}
