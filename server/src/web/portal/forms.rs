//! Forms with an idempotency key: the write and the memory of where it led stand in one transaction.

use crate::db::DebtorTx;
use crate::db::submission::{self, Submission};
use crate::error::Result;
use crate::owned_key;
use crate::web::session::DebtorSession;
use axum::response::{IntoResponse as _, Redirect, Response};

/// A form in the middle of being carried out.
pub struct Form {
    key: String,
    fingerprint: String,
}

/// What to do with a form that came in.
pub enum Step {
    /// Carry it out, then call [`Form::done`].
    Go(Form),
    /// It was carried out before: show the first result.
    Seen(Response),
}

/// Looks the key up. `form` names the form (several on one page share a key), `content` is everything that makes one
/// submit of it differ from another.
pub async fn begin(tx: &mut DebtorTx, form: &str, key: &str, content: &[&str]) -> Result<Step> {
    owned_key::check(key, &tx.debtor)?;
    let key = format!("{form}:{key}");
    let fingerprint = crate::new_id::token_hash(&content.join("\u{1f}"));
    let actor = tx.debtor.as_str().to_owned();
    Ok(match submission::find(&mut tx.tx, &actor, &key, &fingerprint).await? {
        Submission::Fresh => Step::Go(Form { key, fingerprint }),
        Submission::Repeat(location) => Step::Seen(see_other(&location)),
    })
}

impl Form {
    /// Remembers where the form led, commits, and goes there.
    pub async fn done(self, mut tx: DebtorTx, location: &str) -> Result<Response> {
        let (actor, now) = (tx.debtor.as_str().to_owned(), tx.now_ms());
        submission::create(&mut tx.tx, &actor, &self.key, &self.fingerprint, location, now).await?;
        tx.commit().await?;
        Ok(see_other(location))
    }
}

/// 303: a reload of the result never sends the form again.
pub fn see_other(location: &str) -> Response {
    Redirect::to(location).into_response()
}

/// A new key for a form on a page of this session's debtor.
pub fn new_key(session: &DebtorSession) -> String {
    owned_key::new(&session.debtor)
}

/// Opens the transaction of a form.
pub async fn open(app: &crate::app::App, session: &DebtorSession) -> Result<DebtorTx> {
    app.db.begin_debtor(&session.debtor, app.now()).await
}
