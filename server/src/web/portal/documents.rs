//! Costs explained, the statement, and the dates for a calendar.

use super::{answer, frame, load, note, own_claim, papers, view};
use crate::app::App;
use crate::db::invoice::{self, AddedRow};
use crate::db::overview::{ClaimRow, DebtorFile};
use crate::error::Result;
use crate::ics::{self, Entry};
use crate::standing::costs_by_law;
use crate::web::render;
use crate::web::session::DebtorSession;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use effen::dates::add_days;
use effen::ledger::Cause;
use effen::meter::day_asked;
use effen::money::sum_by_currency;
use effen::people::signal::{Signal, SignalKind};
use effen_app::pages::documents::{CostItem, CostsModel, StatementModel, costs, statement};
use effen_app::parts::claim::{ClaimItem, status_words};
use effen_app::texts::fill;
use effen_app::texts::{claim as claim_texts, invoice::texts};
use jiff::civil::Date;

/// The day that the cost meter shows before one is chosen, in days from today.
const DAYS_FIRST_SHOWN: i64 = 30;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/costs", get(all_costs))
        .route("/invoice/{id}/costs", get(one_cost))
        .route("/documents", get(show_statement))
        .route("/documents/statement.csv", get(download))
        .route("/calendar.ics", get(calendar))
}

#[derive(Debug, Default, serde::Deserialize)]
struct CostQuery {
    on: Option<String>,
}

async fn all_costs(State(app): State<App>, session: DebtorSession, Query(query): Query<CostQuery>) -> Response {
    let result = costs_page(&app, &session, None, query.on).await;
    answer(&app, &session, result).await
}

async fn one_cost(
    State(app): State<App>,
    session: DebtorSession,
    Path(id): Path<String>,
    Query(query): Query<CostQuery>,
) -> Response {
    let result = costs_page(&app, &session, Some(&id), query.on).await;
    answer(&app, &session, result).await
}

async fn costs_page(app: &App, session: &DebtorSession, id: Option<&str>, on: Option<String>) -> Result<Response> {
    let file = load(app, session).await?;
    let today = app.today();
    let claims: Vec<&ClaimRow> = match id {
        Some(id) => vec![own_claim(&file, id)?],
        None => file.claims.iter().filter(|claim| view::state(&file, claim, today).is_open()).collect(),
    };
    let added = invoice::list_added(&app.db, &session.debtor).await?;
    let typed = on.unwrap_or_else(|| add_days(today, DAYS_FIRST_SHOWN).to_string());
    let on = day_asked(&typed, today);
    let path = id.map_or("/costs".to_owned(), |id| format!("/invoice/{id}/costs"));
    let items = claims.iter().map(|claim| cost_item(&file, claim, &added, today)).collect();
    let model = CostsModel { lang: session.visitor.lang, today, path: path.clone(), items, typed, on };
    let mut signal = Signal::now(SignalKind::CostExplanationViewed, app.now());
    if let [claim] = claims.as_slice() {
        signal = signal.claim(&claim.id);
    }
    note(app, session, "costs", vec![signal]).await;
    let mut frame = frame(app, session, &file.head, texts(session.visitor.lang).costs_title, &path);
    frame.islands = true;
    let status = if on.is_some() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(render::page(frame, status, move || costs(model)).await)
}

fn cost_item(file: &DebtorFile, claim: &ClaimRow, added: &[AddedRow], today: Date) -> CostItem {
    let found = |cause: Cause| added.iter().find(|row| row.claim_id == claim.id && row.cause == cause);
    CostItem {
        claim: view::item(file, claim, today),
        costs: found(Cause::CostsCharged)
            .map(|row| (row.cents, row.on, costs_by_law(file, claim, row.open_before, row.on))),
        interest: found(Cause::InterestCharged).map(|row| (row.cents, row.on)),
        meter: view::meter_of(file, claim, today),
    }
}

async fn show_statement(State(app): State<App>, session: DebtorSession) -> Response {
    let result = statement_page(&app, &session).await;
    answer(&app, &session, result).await
}

async fn statement_page(app: &App, session: &DebtorSession) -> Result<Response> {
    let file = load(app, session).await?;
    let today = app.today();
    let claims = view::items(&file, today);
    let open = claims.iter().filter(|claim| claim.state.is_open());
    let model = StatementModel {
        lang: session.visitor.lang,
        today,
        reference: file.head.reference.clone(),
        totals: sum_by_currency(open.map(ClaimItem::open)),
        papers: papers::links(app, session, &file).await?,
        claims,
    };
    note(app, session, "documents", vec![Signal::now(SignalKind::DocumentsViewed, app.now())]).await;
    let frame = frame(app, session, &file.head, texts(session.visitor.lang).doc_title, "/documents");
    Ok(render::page(frame, StatusCode::OK, move || statement(model)).await)
}

async fn download(State(app): State<App>, session: DebtorSession) -> Response {
    let result = statement_csv(&app, &session).await;
    answer(&app, &session, result).await
}

async fn statement_csv(app: &App, session: &DebtorSession) -> Result<Response> {
    let file = load(app, session).await?;
    let today = app.today();
    let c = claim_texts::texts(session.visitor.lang);
    let mut writer = csv::Writer::from_writer(Vec::new());
    let broken = |error: csv::Error| crate::error::Error::Broken(format!("csv: {error}"));
    writer
        .write_record([
            c.col_creditor,
            c.col_invoice,
            c.col_due,
            c.principal,
            c.interest,
            c.costs,
            c.total,
            "ISO 4217",
            c.col_status,
        ])
        .map_err(broken)?;
    for item in view::items(&file, today) {
        let words = status_words(item.state, item.due_on, today, session.visitor.lang);
        writer
            .write_record([
                safe_cell(&item.creditor.name),
                safe_cell(&item.number),
                item.due_on.to_string(),
                item.balance.principal.decimal(),
                item.balance.interest.decimal(),
                item.balance.costs.decimal(),
                item.balance.total().decimal(),
                item.currency.code().to_owned(),
                words,
            ])
            .map_err(broken)?;
    }
    let bytes = writer.into_inner().map_err(|error| crate::error::Error::Broken(format!("csv: {error}")))?;
    note(app, session, "statement", vec![Signal::now(SignalKind::StatementDownloaded, app.now())]).await;
    let name = format!("attachment; filename=\"effen-{today}.csv\"");
    Ok(([(header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, name)], bytes)
        .into_response())
}

/// A cell that a spreadsheet would take for a formula is made plain text.
fn safe_cell(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

async fn calendar(State(app): State<App>, session: DebtorSession) -> Response {
    let result = calendar_file(&app, &session).await;
    answer(&app, &session, result).await
}

/// The days to pay: invoices that are coming, and the instalments of the running plan.
async fn calendar_file(app: &App, session: &DebtorSession) -> Result<Response> {
    let file = load(app, session).await?;
    let (today, lang) = (app.today(), session.visitor.lang);
    let c = claim_texts::texts(lang);
    let mut entries: Vec<Entry> = view::items(&file, today)
        .iter()
        .filter(|item| item.state.asks_payment() && item.due_on >= today)
        .map(|item| {
            let pay = fill(c.pay_amount, &[("amount", &item.open().format(lang))]);
            Entry {
                on: item.due_on,
                uid: format!("{}@effen", item.id),
                summary: format!("{pay} · {}", item.creditor.name),
                link: format!("{}/invoice/{}", app.config.public_url, item.id),
            }
        })
        .collect();
    if let Some(plan) = &file.plan {
        entries.extend(super::plan::entries(app, session, plan));
    }
    Ok(ics::response(&entries, app.now(), &app.config.agency, "effen.ics"))
}
