//! A debtor's file for who helps them: amounts and what is coming, in the neutral order. What is read of the file beside
//! that stays here.

use super::session::{Helping, See};
use super::{answer, frame, helped};
use crate::app::App;
use crate::db::invoice;
use crate::db::overview::{self, DebtorFile};
use crate::error::Result;
use crate::web::portal::{own_claim, plan_view, view};
use crate::web::render;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use effen::access::Use;
use effen::kinds::Lang;
use effen::money::{Money, sum_by_currency};
use effen_app::pages::helping::{FileModel, InvoiceModel, InvoiceRow, file, invoice as invoice_view};
use effen_app::parts::claim::ClaimItem;
use effen_app::texts::fill;
use effen_app::texts::helping::texts;
use jiff::civil::Date;
use std::collections::BTreeSet;

pub(super) async fn show(State(app): State<App>, helping: Helping<See>) -> Response {
    let result = file_page(&app, &helping).await;
    answer(&app, &helping.session, result).await
}

async fn file_page(app: &App, helping: &Helping<See>) -> Result<Response> {
    helping.note(app, Use::Saw, "").await?;
    let stored = overview::find(&app.db, &helping.row.debtor, app.now_ms()).await?;
    let (lang, today, helped) = (helping.session.visitor.lang, app.today(), helped(&helping.row));
    let claims = rows(&stored, today, lang);
    let open = || claims.iter().map(|row| &row.claim).filter(|item| item.state.is_open());
    let creditors: BTreeSet<&str> = open().map(|item| item.creditor.name.as_str()).collect();
    let title = fill(texts(lang).file_title, &[("name", &helped.name)]);
    let frame = frame(app, &helping.session, Some(&helped), &title, &helped.at(""));
    let model = FileModel {
        lang,
        today,
        open: sum_by_currency(open().map(ClaimItem::open)),
        creditors: creditors.len(),
        plan: plan_view::running(&stored, today),
        paused: stored.holds.iter().any(|hold| hold.claim_id.is_none() && is_pause(&hold.reason)),
        helped,
        claims,
    };
    Ok(render::page(frame, StatusCode::OK, move || file(model)).await)
}

/// Is a hold a pause that somebody asked for, rather than the matter it is held for?
pub(super) fn is_pause(reason: &str) -> bool {
    matches!(reason, "pause" | "longer_pause")
}

fn rows(stored: &DebtorFile, today: Date, lang: Lang) -> Vec<InvoiceRow> {
    view::items(stored, today).into_iter().map(|claim| row(stored, claim, today, lang)).collect()
}

fn row(stored: &DebtorFile, claim: ClaimItem, today: Date, lang: Lang) -> InvoiceRow {
    let found = stored.claims.iter().find(|row| row.id == claim.id);
    let meter = found.map(|row| view::meter_of(stored, row, today).sentences(lang)).unwrap_or_default();
    InvoiceRow { claim, meter }
}

pub(super) async fn show_invoice(
    State(app): State<App>,
    helping: Helping<See>,
    Path((_, id)): Path<(String, String)>,
) -> Response {
    let result = invoice_page(&app, &helping, &id).await;
    answer(&app, &helping.session, result).await
}

async fn invoice_page(app: &App, helping: &Helping<See>, id: &str) -> Result<Response> {
    let stored = overview::find(&app.db, &helping.row.debtor, app.now_ms()).await?;
    let claim = own_claim(&stored, id)?;
    helping.note(app, Use::Saw, claim.id.as_str()).await?;
    let detail = invoice::find(&app.db, &helping.row.debtor, &claim.id).await?;
    let (lang, today, helped) = (helping.session.visitor.lang, app.today(), helped(&helping.row));
    let money = |cents: i64| Money { cents, currency: claim.principal.currency };
    let title = fill(texts(lang).invoice_title, &[("number", &claim.number)]);
    let frame = frame(app, &helping.session, Some(&helped), &title, &helped.at(&format!("invoice/{}", claim.id)));
    let model = InvoiceModel {
        lang,
        today,
        row: row(&stored, view::item(&stored, claim, today), today, lang),
        lines: detail.lines.into_iter().map(|(what, count, cents)| (what, count, money(cents))).collect(),
        helped,
    };
    Ok(render::page(frame, StatusCode::OK, move || invoice_view(model)).await)
}
