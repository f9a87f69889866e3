//! Objecting to being written to (art. 21(2) GDPR leaves no weighing): from then on only what the law makes us send, and
//! answers to what the debtor does themselves.

use crate::app::App;
use crate::db::{audit, preference};
use crate::error::Result;
use crate::web::portal::{answer, forms};
use crate::web::session::DebtorSession;
use axum::extract::{Form, State};
use axum::response::Response;

/// The preference that the guard reads.
pub const OBJECTED: &str = "objected";

#[derive(Debug, serde::Deserialize)]
pub struct ObjectionForm {
    key: String,
    objected: String,
}

/// `POST /profile/objection`
pub async fn set(State(app): State<App>, session: DebtorSession, Form(form): Form<ObjectionForm>) -> Response {
    let result = try_set(&app, &session, &form).await;
    answer(&app, &session, result).await
}

async fn try_set(app: &App, session: &DebtorSession, form: &ObjectionForm) -> Result<Response> {
    let mut tx = forms::open(app, session).await?;
    let step = match forms::begin(&mut tx, "objection", &form.key, &[&form.objected]).await? {
        forms::Step::Seen(response) => return Ok(response),
        forms::Step::Go(step) => step,
    };
    let action = if form.objected == "yes" {
        preference::update(&mut tx, OBJECTED, "yes").await?;
        "objection_made"
    } else {
        preference::delete(&mut tx, OBJECTED).await?;
        "objection_withdrawn"
    };
    audit::create(&mut tx, "debtor", action, "", "").await?;
    step.done(tx, "/profile?done=preferences#objection").await
}
