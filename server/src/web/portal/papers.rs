//! Documents to download: made from the books when asked for, of the session's own debtor, and never kept.

use super::{answer, note, own_claim, view};
use crate::app::App;
use crate::clock::{from_ms, local};
use crate::db::document;
use crate::db::overview::DebtorFile;
use crate::documents::Books;
use crate::documents::settled::is_settled;
use crate::error::{Error, Result};
use crate::web::session::DebtorSession;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use effen::dates::short;
use effen::kinds::Lang;
use effen::money::{Currency, Money};
use effen::people::signal::{Signal, SignalKind};
use effen_app::parts::claim::status_words;
use effen_app::parts::paper::PaperLink;
use effen_app::texts::documents::texts;
use effen_app::texts::fill;
use effen_documents::Paper;
use effen_documents::statement::Statement;
use jiff::civil::Date;

/// Receipts that are listed, the newest.
const RECEIPTS_MAX: i64 = 50;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/documents/statement", get(statement))
        .route("/documents/plan", get(plan))
        .route("/documents/receipt/{id}", get(receipt))
        .route("/documents/settled/{id}", get(settled))
        .route("/documents/letter/{id}", get(letter))
}

async fn statement(State(app): State<App>, session: DebtorSession) -> Response {
    let made = async {
        let books = Books::open(&app, &session.debtor, session.visitor.lang).await?;
        note(&app, &session, "statement", vec![Signal::now(SignalKind::StatementDownloaded, app.now())]).await;
        download(&app, statement_paper(&books, session.visitor.lang, app.today()), "statement").await
    };
    answer(&app, &session, made.await).await
}

async fn plan(State(app): State<App>, session: DebtorSession) -> Response {
    let made = async {
        let books = Books::open(&app, &session.debtor, session.visitor.lang).await?;
        let policy = books.file.plan.as_ref().and_then(|plan| super::plan_view::plan_policy(&books.file, plan));
        let paper = books.plan_agreement(policy.map_or(0, |policy| policy.skips_a_year)).await?;
        download(&app, paper, "plan").await
    };
    answer(&app, &session, made.await).await
}

async fn receipt(State(app): State<App>, session: DebtorSession, Path(id): Path<String>) -> Response {
    let made = async {
        let books = Books::open(&app, &session.debtor, session.visitor.lang).await?;
        download(&app, books.receipt(&id.into()).await?, "receipt").await
    };
    answer(&app, &session, made.await).await
}

async fn settled(State(app): State<App>, session: DebtorSession, Path(id): Path<String>) -> Response {
    let made = async {
        let books = Books::open(&app, &session.debtor, session.visitor.lang).await?;
        own_claim(&books.file, &id)?;
        download(&app, books.settled(&id.into())?, "paid").await
    };
    answer(&app, &session, made.await).await
}

async fn letter(State(app): State<App>, session: DebtorSession, Path(id): Path<String>) -> Response {
    let made = async {
        let mut books = Books::open(&app, &session.debtor, session.visitor.lang).await?;
        let paper = books.formal_sent(&id.into()).await?;
        download(&app, paper, "letter").await
    };
    answer(&app, &session, made.await).await
}

/// Prints a paper as a file to keep. Its name says what it is and of which day, and nothing of whom.
pub async fn download(app: &App, paper: Paper, kind: &str) -> Result<Response> {
    let name = format!("attachment; filename=\"effen-{kind}-{}.pdf\"", paper.date);
    let pdf = app.press.print(paper).await?;
    let headers = [
        (header::CONTENT_TYPE, "application/pdf".to_owned()),
        (header::CONTENT_DISPOSITION, name),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, pdf).into_response())
}

/// The statement of account: claims that ask for something first, as on the page.
pub fn statement_paper(books: &Books<'_>, lang: Lang, today: Date) -> Paper {
    let file = &books.file;
    let items = view::items(file, today);
    let mut claims = Vec::with_capacity(items.len());
    for item in &items {
        let Some(claim) = file.claims.iter().find(|claim| claim.id == item.id) else { continue };
        let mut account = books.account(claim);
        account.status = status_words(item.state, item.due_on, today, lang);
        if item.state.is_open() {
            account.next = view::meter_of(file, claim, today).sentences(lang);
        }
        account.pay = books.pay(claim, claim.balance.total()).filter(|_| item.state.asks_payment());
        claims.push(account);
    }
    Statement { head: books.head(today, items.iter().map(|item| &item.id)), claims }.paper()
}

/// Every document of a file: the statement and the plan, letters, then what is done with, newest first.
pub async fn links(app: &App, session: &DebtorSession, file: &DebtorFile) -> Result<Vec<PaperLink>> {
    let (lang, t) = (session.visitor.lang, texts(session.visitor.lang));
    let mut links = vec![PaperLink { label: t.statement.to_owned(), href: "/documents/statement".to_owned() }];
    if file.plan.is_some() {
        links.push(PaperLink { label: t.plan.to_owned(), href: "/documents/plan".to_owned() });
    }
    let (letters, settled): (Vec<_>, Vec<_>) =
        about_claims(app, session, file, None).await?.into_iter().partition(|link| link.href.contains("/letter/"));
    links.extend(letters);
    for (id, cents, currency, booked_at) in document::list_receipts(&app.db, &session.debtor, RECEIPTS_MAX).await? {
        let currency: Currency = currency.parse().map_err(|_| Error::Broken("the currency of a payment".to_owned()))?;
        let amount = Money { cents, currency }.format(lang);
        let date = short(local(from_ms(booked_at)).date(), lang);
        let label = fill(t.receipt, &[("amount", &amount), ("date", &date)]);
        links.push(PaperLink { label, href: format!("/documents/receipt/{id}") });
    }
    links.extend(settled);
    Ok(links)
}

/// The letters about the claims of a file, or about one of them.
pub async fn about_claims(
    app: &App,
    session: &DebtorSession,
    file: &DebtorFile,
    only: Option<&str>,
) -> Result<Vec<PaperLink>> {
    let (lang, t) = (session.visitor.lang, texts(session.visitor.lang));
    let wanted = |id: &str| only.is_none_or(|only| only == id);
    let mut links = Vec::new();
    for claim in file.claims.iter().filter(|claim| wanted(claim.id.as_str()) && is_settled(claim)) {
        let label = fill(t.settled, &[("number", &claim.number)]);
        links.push(PaperLink { label, href: format!("/documents/settled/{}", claim.id) });
    }
    for (id, claim_id, sent_at) in document::list_formal(&app.db, &session.debtor).await? {
        let Some(claim) = file.claims.iter().find(|claim| claim.id.as_str() == claim_id) else { continue };
        if wanted(&claim_id) {
            let date = short(local(from_ms(sent_at)).date(), lang);
            let label = fill(t.formal, &[("number", &claim.number), ("date", &date)]);
            links.push(PaperLink { label, href: format!("/documents/letter/{id}") });
        }
    }
    Ok(links)
}
