//! One invoice, the replies of one tap, and the explanation of costs.

use super::{answer, forms, frame, load, note, own_claim, view};
use crate::app::App;
use crate::clock::{from_ms, local};
use crate::db::invoice::{self, Detail};
use crate::db::overview::{ClaimRow, DebtorFile};
use crate::db::reply::{self, NewHold, NewReply};
use crate::db::signal::record_signals;
use crate::db::{DebtorTx, preference, promise};
use crate::error::{Error, Result};
use crate::new_id::uuid;
use crate::web::render;
use crate::web::session::DebtorSession;
use axum::Router;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use effen::ledger::Cause;
use effen::money::Money;
use effen::people::signal::{Signal, SignalKind};
use effen_app::pages::invoice::{Event, InvoiceModel, RepliedModel, ReplyKind, page, replied};
use effen_app::texts::fill;
use effen_app::texts::invoice::texts;
use jiff::civil::Date;

/// The longest text of a dispute, in characters.
pub const DISPUTE_CHARS_MAX: usize = 2_000;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/invoice/{id}", get(show))
        .route("/invoice/{id}/reply", post(send_reply))
        .route("/invoice/{id}/replied/{reply}", get(show_replied))
        .route("/reply/{id}/undo", post(undo_reply))
}

async fn show(State(app): State<App>, session: DebtorSession, Path(id): Path<String>) -> Response {
    let result = invoice_page(&app, &session, &id, (String::new(), None)).await;
    if let Ok(response) = &result
        && response.status() == StatusCode::OK
    {
        let signal = Signal::now(SignalKind::InvoiceViewed, app.now()).claim(&id.into());
        note(&app, &session, "invoice", vec![signal]).await;
    }
    answer(&app, &session, result).await
}

async fn invoice_page(
    app: &App,
    session: &DebtorSession,
    id: &str,
    dispute: (String, Option<String>),
) -> Result<Response> {
    let file = load(app, session).await?;
    let claim = own_claim(&file, id)?;
    let detail = invoice::find(&app.db, &session.debtor, &claim.id).await?;
    let status = if dispute.1.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let today = app.today();
    let lang = session.visitor.lang;
    let model = InvoiceModel {
        lang,
        today,
        claim: view::item(&file, claim, today),
        lines: lines(claim, &detail),
        built: built(claim, &detail),
        meter: view::meter_of(&file, claim, today).sentences(lang),
        promised: promised(app, session, claim).await?,
        events: events(claim, &detail),
        replies: open_replies(&file, claim),
        dispute,
        key: forms::new_key(),
    };
    let title = fill(texts(lang).title, &[("number", &claim.number)]);
    let frame = frame(app, session, &file.head, &title, &format!("/invoice/{id}"));
    Ok(render::page(frame, status, move || page(model)).await)
}

/// The day on which the debtor said to pay this claim, and how much of it.
async fn promised(app: &App, session: &DebtorSession, claim: &ClaimRow) -> Result<Option<(String, Date, Money)>> {
    let mut conn = app.db.read().acquire().await?;
    let found = promise::find_running(&mut conn, &session.debtor, &claim.id).await?;
    Ok(found.map(|(id, on, cents)| (id.0, on, Money { cents: cents.0, currency: claim.principal.currency })))
}

fn lines(claim: &ClaimRow, detail: &Detail) -> Vec<(String, String, Money)> {
    let money = |cents: i64| Money { cents, currency: claim.principal.currency };
    detail.lines.iter().map(|(what, quantity, cents)| (what.clone(), quantity.clone(), money(*cents))).collect()
}

/// What the open amount is made of: the ledger's rows summed by cause, in the order in which each first came.
fn built(claim: &ClaimRow, detail: &Detail) -> Vec<(Cause, Money)> {
    let mut sums: Vec<(Cause, Money)> = Vec::new();
    for entry in &detail.entries {
        let cents = entry.change.total().0;
        let cause = match entry.cause {
            Cause::PaidToCreditor | Cause::PaidToCreditorUndone => Cause::Payment,
            Cause::CreditNote => Cause::Invoice,
            other => other,
        };
        match sums.iter_mut().find(|(known, _)| *known == cause) {
            Some((_, sum)) => sum.cents += cents,
            None => sums.push((cause, Money { cents, currency: claim.principal.currency })),
        }
    }
    sums
}

/// What happened, by date; rows of one day and cause are one event.
fn events(claim: &ClaimRow, detail: &Detail) -> Vec<(Date, Event)> {
    let currency = claim.principal.currency;
    let mut events: Vec<(Date, Event)> = Vec::new();
    for entry in &detail.entries {
        let cents = entry.change.total().0;
        if let Some((on, Event::Entry(cause, money))) = events.last_mut()
            && (*on, *cause) == (entry.on, entry.cause)
        {
            money.cents += cents;
            continue;
        }
        events.push((entry.on, Event::Entry(entry.cause, Money { cents, currency })));
    }
    if claim.principal.cents > 0 {
        events.push((claim.due_on, Event::Due));
    }
    let day = |ms: i64| local(from_ms(ms)).date();
    events
        .extend(detail.notices.iter().map(|(id, subject, at)| (day(*at), Event::Message(id.clone(), subject.clone()))));
    events.extend(
        detail
            .replies
            .iter()
            .filter_map(|(_, kind, at)| ReplyKind::of(kind).map(|kind| (day(*at), Event::Reply(kind)))),
    );
    events.sort_by_key(|(on, _)| *on);
    events
}

fn open_replies(file: &DebtorFile, claim: &ClaimRow) -> Vec<(String, ReplyKind)> {
    file.replies
        .iter()
        .filter(|reply| reply.claim_id.as_ref() == Some(&claim.id))
        .filter_map(|reply| ReplyKind::of(&reply.kind).map(|kind| (reply.id.clone(), kind)))
        .collect()
}

#[derive(Debug, serde::Deserialize)]
struct ReplyForm {
    key: String,
    kind: String,
    #[serde(default)]
    body: String,
}

async fn send_reply(
    State(app): State<App>,
    session: DebtorSession,
    Path(id): Path<String>,
    Form(form): Form<ReplyForm>,
) -> Response {
    let result = try_reply(&app, &session, &id, &form).await;
    answer(&app, &session, result).await
}

async fn try_reply(app: &App, session: &DebtorSession, id: &str, form: &ReplyForm) -> Result<Response> {
    let kind = ReplyKind::of(&form.kind).ok_or_else(|| Error::Refused("a reply that does not exist".to_owned()))?;
    let t = texts(session.visitor.lang);
    let body = form.body.trim();
    if kind == ReplyKind::Dispute {
        let wrong = match body.chars().count() {
            0 => Some(t.dispute_empty),
            count if count > DISPUTE_CHARS_MAX => Some(t.dispute_long),
            _ => None,
        };
        if let Some(wrong) = wrong {
            return invoice_page(app, session, id, (form.body.clone(), Some(wrong.to_owned()))).await;
        }
    }
    let file = load(app, session).await?;
    let claim = own_claim(&file, id)?;
    let mut tx = forms::open(app, session).await?;
    let name = format!("reply/{id}/{}", kind.as_str());
    let step = match forms::begin(&mut tx, &name, &form.key, &[body]).await? {
        forms::Step::Seen(response) => return Ok(response),
        forms::Step::Go(step) => step,
    };
    if let Some((open, _)) = open_replies(&file, claim).into_iter().find(|(_, open)| *open == kind) {
        return step.done(tx, &format!("/invoice/{id}/replied/{open}")).await;
    }
    let reply_id = uuid();
    write_reply(&mut tx, &reply_id, claim, kind, body).await?;
    step.done(tx, &format!("/invoice/{id}/replied/{reply_id}")).await
}

/// The reply, the hold that keeps our messages, and the signal.
async fn write_reply(tx: &mut DebtorTx, id: &str, claim: &ClaimRow, kind: ReplyKind, body: &str) -> Result<()> {
    let body = if kind == ReplyKind::Dispute { body } else { "" };
    reply::create(tx, &NewReply { id, claim_id: Some(&claim.id), kind: kind.as_str(), body }).await?;
    // What is about the person, not the claim, keeps the whole file quiet.
    let whole_file = matches!(kind, ReplyKind::Moved | ReplyKind::Deceased | ReplyKind::Administrator);
    let held = if whole_file { None } else { Some(&claim.id) };
    reply::create_hold(tx, &NewHold { id, claim_id: held, reason: kind.as_str(), ends_at: None }).await?;
    let signal = match kind {
        ReplyKind::AlreadyPaid => SignalKind::ReplyAlreadyPaid,
        ReplyKind::NotMe => SignalKind::ReplyNotMe,
        ReplyKind::Moved => SignalKind::ReplyMoved,
        ReplyKind::Deceased => SignalKind::ReplyDeceased,
        ReplyKind::Administrator => SignalKind::ReplyAdministrator,
        ReplyKind::Dispute => SignalKind::DisputeOpened,
    };
    if kind == ReplyKind::Administrator {
        preference::update(tx, view::HELP_ASKED, id).await?;
    }
    let signal = Signal::now(signal, tx.now).claim(&claim.id);
    record_signals(tx, &[signal]).await?;
    Ok(())
}

async fn show_replied(
    State(app): State<App>,
    session: DebtorSession,
    Path((id, reply_id)): Path<(String, String)>,
) -> Response {
    let result = replied_page(&app, &session, &id, &reply_id).await;
    answer(&app, &session, result).await
}

async fn replied_page(app: &App, session: &DebtorSession, id: &str, reply_id: &str) -> Result<Response> {
    let file = load(app, session).await?;
    let claim = own_claim(&file, id)?;
    let (kind, about) = reply::find(&app.db, &session.debtor, reply_id).await?.ok_or(Error::NotFound("reply"))?;
    let kind = ReplyKind::of(&kind).filter(|_| about.as_deref() == Some(id)).ok_or(Error::NotFound("reply"))?;
    let model = RepliedModel {
        lang: session.visitor.lang,
        kind,
        reply_id: reply_id.to_owned(),
        claim_id: claim.id.to_string(),
        key: forms::new_key(),
        open: file.replies.iter().any(|reply| reply.id == reply_id),
    };
    let title = texts(session.visitor.lang).done_title;
    let frame = frame(app, session, &file.head, title, &format!("/invoice/{id}/replied/{reply_id}"));
    Ok(render::page(frame, StatusCode::OK, move || replied(model)).await)
}

#[derive(Debug, serde::Deserialize)]
struct KeyForm {
    key: String,
}

async fn undo_reply(
    State(app): State<App>,
    session: DebtorSession,
    Path(id): Path<String>,
    Form(form): Form<KeyForm>,
) -> Response {
    let result = try_undo(&app, &session, &id, &form.key).await;
    answer(&app, &session, result).await
}

async fn try_undo(app: &App, session: &DebtorSession, id: &str, key: &str) -> Result<Response> {
    let mut tx = forms::open(app, session).await?;
    let step = match forms::begin(&mut tx, "undo", key, &[id]).await? {
        forms::Step::Seen(response) => return Ok(response),
        forms::Step::Go(step) => step,
    };
    let (claim, kind) = reply::undo(&mut tx, id).await?.ok_or(Error::NotFound("open reply"))?;
    if matches!(kind.as_str(), "help" | "administrator") {
        preference::delete(&mut tx, view::HELP_ASKED).await?;
    }
    let to = claim.map_or("/help".to_owned(), |claim| format!("/invoice/{claim}"));
    step.done(tx, &to).await
}
