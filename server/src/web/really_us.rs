//! 'Is this really us?'

use super::visitor::Visitor;
use super::{problem, render};
use crate::app::App;
use crate::db::creditor;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use effen_app::pages::really_us::{Account, ReallyUsModel, page, title};

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/really-us", get(show))
}

async fn show(State(app): State<App>, visitor: Visitor) -> Response {
    let rows = match creditor::list_accounts(&app.db).await {
        Ok(rows) => rows,
        Err(error) => return problem::respond(&app, &visitor, &error).await,
    };
    let accounts = rows
        .into_iter()
        .map(|(creditor, account_name, iban)| Account { creditor, account_name, iban: in_fours(&iban) })
        .collect();
    let model = ReallyUsModel {
        lang: visitor.lang,
        site: app.config.public_url.clone(),
        phone: app.config.phone.clone(),
        accounts,
    };
    let frame = render::frame(&app, &visitor, title(visitor.lang), "/really-us");
    render::page(frame, StatusCode::OK, move || page(model)).await
}

/// An IBAN as banks print it.
fn in_fours(iban: &str) -> String {
    let signs: Vec<char> = iban.chars().filter(|sign| !sign.is_whitespace()).collect();
    signs.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}
