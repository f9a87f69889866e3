//! Who helps a debtor, for agents: every access and what was done with it, registering an administrator, ending an access,
//! and making a plan of what a helper proposed when the debtor agrees.

use super::{AnyPage, queue, respond};
use crate::app::App;
use crate::db::submission::{self, Submission};
use crate::db::{DebtorTx, access, audit, overview, plan, plan_proposal};
use crate::error::{Error, Result};
use crate::new_id::{token_hash, uuid};
use crate::outreach::access_notices::Told;
use crate::owned_key;
use crate::web::access_form::{self, Errors, Sent};
use crate::web::helping::mail;
use crate::web::portal::helpers::{Giver, create, list_items, proposals, revoke};
use crate::web::portal::plan::terms::accept_for;
use crate::web::session::AgentSession;
use axum::Router;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::{get, post};
use effen::access::{HelperKind, Standing};
use effen::dates::short;
use effen::ids::DebtorId;
use effen::kinds::Lang;
use effen_app::islands::console::view::Line;
use effen_app::pages::console::helpers::{ConsoleHelpersModel, page};
use effen_app::texts::console_helpers::texts;
use effen_app::texts::fill;
use effen_app::texts::helpers::kind_words;
use effen_app::texts::helpers::texts as helper_texts;

/// The longest note, in characters.
const NOTE_CHARS_MAX: usize = 300;

/// The routes.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/console/debtor/{id}/helpers", get(show).post(register))
        .route("/console/debtor/{id}/helpers/{access}", post(end))
        .route("/console/debtor/{id}/helpers/proposal/{proposal}", post(decide))
}

/// Who has access now, for the column beside a conversation.
pub(super) async fn lines(app: &App, lang: Lang, debtor: &DebtorId) -> Result<Vec<Line>> {
    let (t, h, today) = (texts(lang), helper_texts(lang), app.today());
    let mut rows = access::list_of_debtor(&app.db, debtor).await?;
    rows.retain(|row| row.access.standing(today).stands());
    if rows.is_empty() {
        return Ok(vec![Line { time: String::new(), text: t.none.to_owned(), more: String::new() }]);
    }
    let line = |row: access::AccessRow| {
        let invited = row.access.standing(today) == Standing::Invited;
        let until = fill(effen_app::texts::helping::texts(lang).until, &[("date", &short(row.access.ends_on, lang))]);
        let status = if invited { h.st_invited } else { &until };
        Line { time: kind_words(row.kind, lang).to_owned(), text: row.called(), more: status.to_owned() }
    };
    Ok(rows.into_iter().map(line).collect())
}

/// What stands in the form when it comes back.
#[derive(Default)]
struct Typed {
    form: Option<effen_app::pages::helpers::AccessTyped>,
    note: String,
    errors: Errors,
}

async fn show(State(app): State<App>, session: AgentSession, Path(id): Path<String>) -> Response {
    render(&app, &session, &DebtorId(id), Typed::default()).await
}

async fn render(app: &App, session: &AgentSession, debtor: &DebtorId, typed: Typed) -> Response {
    let status = if typed.errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let made = async {
        let model = load(app, session, debtor, typed).await?;
        let page: AnyPage = (status, Box::new(move || page(model)));
        Ok(page)
    };
    let title = texts(session.visitor.lang).title;
    respond(app, session, title, &format!("/console/debtor/{debtor}/helpers"), made.await).await
}

/// Who an agent registers: somebody who acts for the debtor, never whom the debtor trusts or works with.
const REGISTERED: [HelperKind; 2] = [HelperKind::Administrator, HelperKind::Counsellor];

async fn load(app: &App, session: &AgentSession, debtor: &DebtorId, typed: Typed) -> Result<ConsoleHelpersModel> {
    let lang = session.visitor.lang;
    let file = overview::find(&app.db, debtor, app.now_ms()).await?;
    let mut form = access_form::blank(file.head.party, app.today(), lang);
    form.kinds = REGISTERED.to_vec();
    form.typed = typed.form.unwrap_or(form.typed);
    form.errors = typed.errors;
    Ok(ConsoleHelpersModel {
        lang,
        queue: queue::load(app, session).await?,
        debtor_id: debtor.to_string(),
        items: list_items(app, &file, debtor, lang).await?,
        proposals: proposals(app, &file, debtor).await?,
        name: file.head.name,
        form,
        note: typed.note,
        key: uuid(),
    })
}

fn actor(session: &AgentSession) -> String {
    format!("agent:{}", session.agent)
}

/// Opens the transaction of a form. `None`: it was carried out before.
async fn begin(
    app: &App,
    session: &AgentSession,
    debtor: &DebtorId,
    (name, key): (&str, &str),
    content: &str,
) -> Result<Option<DebtorTx>> {
    owned_key::check_length(key)?;
    let mut tx = app.db.begin_debtor(debtor, app.now()).await?;
    let (me, key) = (session.agent.as_str(), format!("{name}:{key}"));
    let fingerprint = token_hash(&format!("{debtor} {content}"));
    if submission::find(&mut tx.tx, me, &key, &fingerprint).await? != Submission::Fresh {
        return Ok(None);
    }
    let now = tx.now_ms();
    submission::create(&mut tx.tx, me, &key, &fingerprint, &format!("/console/debtor/{debtor}"), now).await?;
    Ok(Some(tx))
}

fn back(debtor: &DebtorId) -> Response {
    Redirect::to(&format!("/console/debtor/{debtor}/helpers")).into_response()
}

async fn finish(app: &App, session: &AgentSession, result: Result<Response>) -> Response {
    match result {
        Ok(response) => response,
        Err(error) => respond(app, session, "", "/console", Err(error)).await,
    }
}

async fn register(
    State(app): State<App>,
    session: AgentSession,
    Path(id): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Response {
    let result = try_register(&app, &session, &DebtorId(id), &Sent::of(pairs)).await;
    finish(&app, &session, result).await
}

async fn try_register(app: &App, session: &AgentSession, debtor: &DebtorId, sent: &Sent) -> Result<Response> {
    let (typed, note, lang) = (sent.typed(), sent.field("note").to_owned(), session.visitor.lang);
    let party = overview::find(&app.db, debtor, app.now_ms()).await?.head.party;
    let mut errors = Errors::new();
    let whom = access_form::read(&typed, party, app.today(), lang).map_err(|wrong| errors.extend(wrong)).ok();
    let whom = whom.filter(|whom| {
        let known = REGISTERED.contains(&whom.kind);
        if !known {
            errors.push(("kind", helper_texts(lang).w_kind.to_owned()));
        }
        known
    });
    if note.is_empty() || note.chars().count() > NOTE_CHARS_MAX {
        errors.push(("note", texts(lang).w_note.to_owned()));
    }
    let Some(whom) = whom.filter(|_| errors.is_empty()) else {
        return Ok(render(app, session, debtor, Typed { form: Some(typed), note, errors }).await);
    };
    let content = format!("{typed:?} {note}");
    let Some(mut tx) = begin(app, session, debtor, ("access", sent.field("key")), &content).await? else {
        return Ok(back(debtor));
    };
    let me = actor(session);
    let giver = Giver { by: &me, note: &note, lang, told: Told::Registered };
    match create(app, &mut tx, &typed, &whom, giver).await? {
        Ok(id) => {
            tx.commit().await?;
            mail::invite(app, debtor, &id);
            Ok(back(debtor))
        }
        Err(errors) => {
            drop(tx);
            Ok(render(app, session, debtor, Typed { form: Some(typed), note, errors }).await)
        }
    }
}

async fn end(
    State(app): State<App>,
    session: AgentSession,
    Path((id, access)): Path<(String, String)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Response {
    let (debtor, sent) = (DebtorId(id), Sent::of(pairs));
    let result = async {
        if let Some(mut tx) = begin(&app, &session, &debtor, ("end-access", sent.field("key")), &access).await? {
            revoke(&app, &mut tx, &access, &actor(&session)).await?;
            tx.commit().await?;
        }
        Ok(back(&debtor))
    };
    let result = result.await;
    finish(&app, &session, result).await
}

async fn decide(
    State(app): State<App>,
    session: AgentSession,
    Path((id, proposal)): Path<(String, String)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Response {
    let result = try_decide(&app, &session, &DebtorId(id), &proposal, &Sent::of(pairs)).await;
    finish(&app, &session, result).await
}

async fn try_decide(
    app: &App,
    session: &AgentSession,
    debtor: &DebtorId,
    proposal: &str,
    sent: &Sent,
) -> Result<Response> {
    let (decision, me) = (sent.field("decision"), actor(session));
    if decision == "accept" && sent.field("sure") != "1" {
        let errors = vec![("proposals", texts(session.visitor.lang).w_sure.to_owned())];
        return Ok(render(app, session, debtor, Typed { errors, ..Typed::default() }).await);
    }
    let content = format!("{proposal} {decision}");
    let Some(mut tx) = begin(app, session, debtor, ("proposal", sent.field("key")), &content).await? else {
        return Ok(back(debtor));
    };
    let row = plan_proposal::find_open(&mut tx, proposal).await?.ok_or(Error::NotFound("proposal"))?;
    match decision {
        "accept" => {
            let quote = plan::find_quote(&app.db, debtor, &row.quote_id).await?.ok_or(Error::NotFound("quote"))?;
            // What no longer fits stays, and the page says so.
            accept_for(app, &mut tx, &quote, &me).await?;
        }
        "decline" => {
            plan_proposal::update_declined(&mut tx, proposal, &me).await?;
            audit::create(&mut tx, &me, "proposal_declined", proposal, "").await?;
        }
        _ => return Err(Error::Refused("a decision that does not exist".to_owned())),
    }
    tx.commit().await?;
    Ok(back(debtor))
}
