//! One invoice, and what can be told about it.

use super::{answer, frame, load, note, own_claim, papers, view};
use crate::app::App;
use crate::clock::{from_ms, local};
use crate::db::invoice::{self, Detail};
use crate::db::overview::{ClaimRow, DebtorFile};
use crate::db::promise;
use crate::error::Result;
use crate::web::render;
use crate::web::session::DebtorSession;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use effen::cases::CaseKind;
use effen::ledger::Cause;
use effen::money::Money;
use effen::people::signal::{Signal, SignalKind};
use effen_app::pages::invoice::{Event, InvoiceModel, page};
use effen_app::texts::fill;
use effen_app::texts::invoice::texts;
use jiff::civil::Date;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/invoice/{id}", get(show))
}

async fn show(State(app): State<App>, session: DebtorSession, Path(id): Path<String>) -> Response {
    let result = invoice_page(&app, &session, &id).await;
    if let Ok(response) = &result
        && response.status() == StatusCode::OK
    {
        let signal = Signal::now(SignalKind::InvoiceViewed, app.now()).claim(&id.into());
        note(&app, &session, "invoice", vec![signal]).await;
    }
    answer(&app, &session, result).await
}

async fn invoice_page(app: &App, session: &DebtorSession, id: &str) -> Result<Response> {
    let file = load(app, session).await?;
    let claim = own_claim(&file, id)?;
    let detail = invoice::find(&app.db, &session.debtor, &claim.id).await?;
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
        papers: papers::about_claims(app, session, &file, Some(id)).await?,
        replies: open_replies(&file, claim),
    };
    let title = fill(texts(lang).title, &[("number", &claim.number)]);
    let frame = frame(app, session, &file.head, &title, &format!("/invoice/{id}"));
    Ok(render::page(frame, StatusCode::OK, move || page(model)).await)
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
        detail.replies.iter().filter_map(|(_, kind, at)| kind.parse().ok().map(|kind| (day(*at), Event::Reply(kind)))),
    );
    events.sort_by_key(|(on, _)| *on);
    events
}

/// Cases about this claim that nobody has decided.
fn open_replies(file: &DebtorFile, claim: &ClaimRow) -> Vec<(String, CaseKind)> {
    file.replies
        .iter()
        .filter(|reply| reply.claim_id.as_ref() == Some(&claim.id))
        .filter_map(|reply| Some((reply.id.clone(), reply.kind.parse().ok()?)))
        .collect()
}
