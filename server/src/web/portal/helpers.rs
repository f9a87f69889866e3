//! 'People who help me': giving somebody access to the file, changing and ending it, and everything that was done with it.

mod items;
#[cfg(test)]
mod tests;

pub(crate) use items::{list as list_items, proposals, talkers};

use super::{answer, forms, frame, load};
use crate::app::App;
use crate::db::access::{self, AccessRow, NewAccess};
use crate::db::throttle::{self, Limit, QUARTER_MS};
use crate::db::{DebtorTx, audit, helper, plan_proposal};
use crate::error::{Error, Result};
use crate::new_id::uuid;
use crate::outreach::access_notices::{self, Told};
use crate::web::access_form::{self, Errors, Sent, Whom};
use crate::web::helping::mail;
use crate::web::render;
use crate::web::session::{Assurance, DebtorSession};
use axum::Router;
use axum::extract::{Form, Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use effen::access::{HelperKind, STANDING_MAX, Standing};
use effen::kinds::Lang;
use effen_app::frame::Flash;
use effen_app::pages::helpers::{AccessForm, AccessTyped, ChangeModel, GiveModel, HelpersModel};
use effen_app::pages::{helpers as pages, helping};
use effen_app::texts::fill;
use effen_app::texts::helpers::{HelperTexts, texts};
use serde::Deserialize;

/// Invitations of one debtor.
const INVITATIONS: Limit = Limit { count_max: 10, window_ms: QUARTER_MS };

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/helpers", get(show))
        .route("/helpers/give", get(show_give).post(give))
        .route("/helpers/change/{id}", get(show_change).post(change))
        .route("/helpers/again/{id}", post(again))
        .route("/helpers/end/{id}", post(end))
        .route("/helpers/decline/{id}", post(decline))
}

/// Who has access is the debtor's own matter: no colleague looks after it.
async fn guarded(app: &App, session: &DebtorSession, result: impl Future<Output = Result<Response>>) -> Response {
    if session.access_id.is_none() {
        return answer(app, session, result.await).await;
    }
    let lang = session.visitor.lang;
    let title = effen_app::texts::helping::texts(lang).denied_title;
    match render::debtor_frame(app, session, title, "/helpers").await {
        Ok(frame) => render::page(frame, StatusCode::FORBIDDEN, move || helping::not_for_colleagues(lang)).await,
        Err(error) => answer(app, session, Err(error)).await,
    }
}

#[derive(Debug, Default, Deserialize)]
struct Done {
    #[serde(default)]
    done: String,
}

async fn show(State(app): State<App>, session: DebtorSession, Query(query): Query<Done>) -> Response {
    guarded(&app, &session, list_page(&app, &session, &query.done)).await
}

fn told(done: &str, t: &'static HelperTexts) -> Option<&'static str> {
    Some(match done {
        "given" => t.given,
        "changed" => t.changed,
        "ended" => t.ended,
        "resent" => t.resent,
        "declined" => t.declined,
        _ => return None,
    })
}

async fn list_page(app: &App, session: &DebtorSession, done: &str) -> Result<Response> {
    let file = load(app, session).await?;
    let lang = session.visitor.lang;
    let t = texts(lang);
    let model = HelpersModel {
        lang,
        party: file.head.party,
        items: list_items(app, &file, &session.debtor, lang).await?.into_iter().map(|(item, _)| item).collect(),
        proposals: proposals(app, &file, &session.debtor).await?,
        key: forms::new_key(session),
    };
    let mut frame = frame(app, session, &file.head, t.title, "/helpers");
    frame.flash = told(done, t).map(|text| Flash { kind: "success", text: text.to_owned() });
    Ok(render::page(frame, StatusCode::OK, move || pages::page(model)).await)
}

fn asks_code(session: &DebtorSession) -> bool {
    session.assurance < Assurance::LetterCode
}

async fn show_give(State(app): State<App>, session: DebtorSession) -> Response {
    guarded(&app, &session, give_page(&app, &session, None, Errors::new())).await
}

async fn give_page(app: &App, session: &DebtorSession, typed: Option<AccessTyped>, errors: Errors) -> Result<Response> {
    let file = load(app, session).await?;
    let lang = session.visitor.lang;
    let mut form: AccessForm = access_form::blank(file.head.party, app.today(), lang);
    form.typed = typed.unwrap_or(form.typed);
    form.errors = errors;
    let status = if form.errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let model = GiveModel { form, asks_code: asks_code(session), key: forms::new_key(session) };
    let frame = frame(app, session, &file.head, texts(lang).give_title, "/helpers/give");
    Ok(render::page(frame, status, move || pages::give(model)).await)
}

async fn give(State(app): State<App>, session: DebtorSession, Form(pairs): Form<Vec<(String, String)>>) -> Response {
    guarded(&app, &session, try_give(&app, &session, &Sent::of(pairs))).await
}

async fn try_give(app: &App, session: &DebtorSession, sent: &Sent) -> Result<Response> {
    let (typed, lang) = (sent.typed(), session.visitor.lang);
    let party = load(app, session).await?.head.party;
    let whom = match access_form::read(&typed, party, app.today(), lang) {
        Ok(whom) => whom,
        Err(errors) => return give_page(app, session, Some(typed), errors).await,
    };
    let mut tx = forms::open(app, session).await?;
    let content = serde_json::to_string(&[&typed.kind, &typed.name, &typed.organisation, &typed.email])?;
    let until = whom.ends_on.to_string();
    let content = [content.as_str(), &whom.scopes.to_string(), &until];
    let step = match forms::begin(&mut tx, "give", sent.field("key"), &content).await? {
        forms::Step::Seen(response) => return Ok(response),
        forms::Step::Go(step) => step,
    };
    let id = match create(app, &mut tx, &typed, &whom, Giver::debtor(lang)).await? {
        Ok(id) => id,
        Err(errors) => {
            drop(tx);
            return give_page(app, session, Some(typed), errors).await;
        }
    };
    let done = step.done(tx, "/helpers?done=given").await?;
    invite(app, session, &id).await?;
    Ok(done)
}

/// Counts and sends. An access that is given stands, whatever becomes of its invitation: it can be sent again.
async fn invite(app: &App, session: &DebtorSession, id: &str) -> Result<()> {
    let key = format!("invite:{}", session.debtor);
    match throttle::count(&app.db, &key, INVITATIONS, app.now_ms()).await {
        Ok(()) => mail::invite(app, &session.debtor, id),
        Err(Error::TooMany(_)) => {
            let mut tx = forms::open(app, session).await?;
            access::update_mailed(&mut tx, id, "failed").await?;
            tx.commit().await?;
        }
        Err(error) => return Err(error),
    }
    Ok(())
}

/// Who gives an access, and what they write beside it.
pub(crate) struct Giver<'a> {
    /// As the audit log and the access name them.
    pub by: &'a str,
    /// An agent's note.
    pub note: &'a str,
    /// The language in which the form is answered.
    pub lang: Lang,
    /// What the debtor is told.
    pub told: Told<'a>,
}

impl Giver<'_> {
    fn debtor(lang: Lang) -> Self {
        Self { by: "debtor", note: "", lang, told: Told::Given }
    }
}

/// Writes an access, tells the debtor, and gives its id; or what is wrong beside what the form says by itself.
pub(crate) async fn create(
    app: &App,
    tx: &mut DebtorTx,
    typed: &AccessTyped,
    whom: &Whom,
    giver: Giver<'_>,
) -> Result<std::result::Result<String, Errors>> {
    let (t, today, now) = (texts(giver.lang), app.today().to_string(), tx.now_ms());
    if access::count_standing(tx, &today).await? >= i64::try_from(STANDING_MAX).unwrap_or(i64::MAX) {
        return Ok(Err(vec![("email", fill(t.w_many, &[("n", &STANDING_MAX.to_string())]))]));
    }
    let helper = helper::find_or_create(&mut tx.tx, &typed.email, giver.lang, now).await?;
    if access::find_standing(tx, &helper, &today).await?.is_some() {
        return Ok(Err(vec![("email", t.w_known.to_owned())]));
    }
    let id = uuid();
    let new = NewAccess {
        id: &id,
        helper: &helper,
        name: &typed.name,
        organisation: &typed.organisation,
        kind: whom.kind,
        scopes: whom.scopes,
        ends_on: whom.ends_on,
        note: giver.note,
        given_by: giver.by,
    };
    access::create(tx, &new).await?;
    let row = access::find(tx, &id).await?;
    access_notices::tell(app, tx, &row, giver.told).await?;
    let detail = format!("{}: {} until {}", whom.kind, whom.scopes, whom.ends_on);
    audit::create(tx, giver.by, "access_given", &id, &detail).await?;
    Ok(Ok(id))
}

async fn find(app: &App, session: &DebtorSession, id: &str) -> Result<AccessRow> {
    let mut conn = app.db.read().acquire().await?;
    let row = access::find_with(&mut conn, &session.debtor, id).await?;
    if row.access.standing(app.today()).stands() { Ok(row) } else { Err(Error::NotFound("access")) }
}

async fn show_change(State(app): State<App>, session: DebtorSession, Path(id): Path<String>) -> Response {
    guarded(&app, &session, async {
        let row = find(&app, &session, &id).await?;
        let typed = AccessTyped {
            scopes: row.access.scopes.iter().map(|scope| scope.to_string()).collect(),
            ends_on: row.access.ends_on.to_string(),
            ..AccessTyped::default()
        };
        change_page(&app, &session, &row, typed, Errors::new()).await
    })
    .await
}

async fn change_page(
    app: &App,
    session: &DebtorSession,
    row: &AccessRow,
    typed: AccessTyped,
    errors: Errors,
) -> Result<Response> {
    let file = load(app, session).await?;
    let lang = session.visitor.lang;
    let mut form = access_form::form(Vec::new(), typed, app.today(), lang);
    form.asks_scopes = row.kind != HelperKind::Colleague;
    form.errors = errors;
    let status = if form.errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let title = fill(texts(lang).change_title, &[("name", &row.called())]);
    let frame = frame(app, session, &file.head, &title, &format!("/helpers/change/{}", row.id));
    let model = ChangeModel {
        id: row.id.clone(),
        called: row.called(),
        form,
        asks_code: asks_code(session),
        key: forms::new_key(session),
    };
    Ok(render::page(frame, status, move || pages::change(model)).await)
}

async fn change(
    State(app): State<App>,
    session: DebtorSession,
    Path(id): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Response {
    guarded(&app, &session, try_change(&app, &session, &id, &Sent::of(pairs))).await
}

async fn try_change(app: &App, session: &DebtorSession, id: &str, sent: &Sent) -> Result<Response> {
    let (row, typed, today) = (find(app, session, id).await?, sent.typed(), app.today());
    let (scopes, ends_on) = match access_form::read_opening(&typed, row.party, row.kind, today, session.visitor.lang) {
        Ok(opening) => opening,
        Err(errors) => return change_page(app, session, &row, typed, errors).await,
    };
    let mut tx = forms::open(app, session).await?;
    let content = [id, &scopes.to_string(), &ends_on.to_string()];
    let step = match forms::begin(&mut tx, "change-access", sent.field("key"), &content).await? {
        forms::Step::Seen(response) => return Ok(response),
        forms::Step::Go(step) => step,
    };
    access::update(&mut tx, id, scopes, ends_on).await?;
    // A session that began under another end would outlive it: whoever is in comes in again.
    access::revoke_sessions(&mut tx, id).await?;
    access_notices::tell(app, &mut tx, &row, Told::Changed).await?;
    let detail = format!("{} until {} -> {scopes} until {ends_on}", row.access.scopes, row.access.ends_on);
    audit::create(&mut tx, "debtor", "access_changed", id, &detail).await?;
    step.done(tx, "/helpers?done=changed").await
}

#[derive(Debug, Deserialize)]
struct KeyForm {
    key: String,
}

async fn again(
    State(app): State<App>,
    session: DebtorSession,
    Path(id): Path<String>,
    Form(form): Form<KeyForm>,
) -> Response {
    guarded(&app, &session, async {
        let row = find(&app, &session, &id).await?;
        let mut tx = forms::open(&app, &session).await?;
        let step = match forms::begin(&mut tx, "invite-again", &form.key, &[&id]).await? {
            forms::Step::Seen(response) => return Ok(response),
            forms::Step::Go(step) => step,
        };
        let waits = row.access.standing(app.today()) == Standing::Invited;
        if waits {
            access::update_mailed(&mut tx, &id, "").await?;
        }
        let done = step.done(tx, "/helpers?done=resent").await?;
        if waits {
            invite(&app, &session, &id).await?;
        }
        Ok(done)
    })
    .await
}

async fn end(
    State(app): State<App>,
    session: DebtorSession,
    Path(id): Path<String>,
    Form(form): Form<KeyForm>,
) -> Response {
    guarded(&app, &session, async {
        let mut tx = forms::open(&app, &session).await?;
        let step = match forms::begin(&mut tx, "end-access", &form.key, &[&id]).await? {
            forms::Step::Seen(response) => return Ok(response),
            forms::Step::Go(step) => step,
        };
        revoke(&app, &mut tx, &id, "debtor").await?;
        step.done(tx, "/helpers?done=ended").await
    })
    .await
}

/// Ends an access: nothing opens by it from this transaction on, and whoever is in by it is put out.
pub(crate) async fn revoke(app: &App, tx: &mut DebtorTx, id: &str, by: &str) -> Result<()> {
    let row = access::find(tx, id).await?;
    if !access::update_revoked(tx, id, by).await? {
        return Ok(());
    }
    let now = tx.now_ms();
    helper::update_links_ended(&mut tx.tx, id, now).await?;
    access::revoke_sessions(tx, id).await?;
    helper::revoke_idle_helper(&mut tx.tx, &row.helper_id, now, &app.today().to_string()).await?;
    access_notices::tell(app, tx, &row, Told::Ended).await?;
    audit::create(tx, by, "access_ended", id, "").await
}

async fn decline(
    State(app): State<App>,
    session: DebtorSession,
    Path(id): Path<String>,
    Form(form): Form<KeyForm>,
) -> Response {
    let result = async {
        let mut tx = forms::open(&app, &session).await?;
        let step = match forms::begin(&mut tx, "decline-proposal", &form.key, &[&id]).await? {
            forms::Step::Seen(response) => return Ok(response),
            forms::Step::Go(step) => step,
        };
        if plan_proposal::update_declined(&mut tx, &id, "debtor").await? {
            audit::create(&mut tx, "debtor", "proposal_declined", &id, "").await?;
        }
        let to = if session.access_id.is_some() { "/plan" } else { "/helpers?done=declined" };
        step.done(tx, to).await
    };
    answer(&app, &session, result.await).await
}
