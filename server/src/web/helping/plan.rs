//! A helper proposes a plan: the options that the debtor has, but for what only the debtor knows (payday, budget check).
//! A proposal is a quote that waits; only the debtor, or an agent with the debtor's word, makes a plan of it.

use super::session::{Helping, Plan};
use super::{FORMS_BY_ACCESS, answer, frame, helped};
use crate::app::App;
use crate::db::overview;
use crate::db::{helper_use, plan, plan_proposal, throttle};
use crate::error::{Error, Result};
use crate::outreach::access_notices::{self, Told};
use crate::owned_key;
use crate::web::portal::forms;
use crate::web::portal::plan_quotes::{still_holds, store_new};
use crate::web::portal::plan_view::PlanWish;
use crate::web::render;
use axum::extract::{Form, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use effen::access::Use;
use effen::kinds::Lang;
use effen::money::{Cents, parse_typed};
use effen_app::pages::helping::{Choice, PlanModel, PlanState, plan as plan_view};
use effen_app::texts::fill;
use effen_app::texts::helping::texts;
use effen_app::texts::plan as plan_texts;
use serde::Deserialize;

/// What the address says, as it was typed.
#[derive(Debug, Default, Deserialize)]
pub(super) struct WishQuery {
    #[serde(default)]
    amount: String,
    #[serde(default)]
    payday: String,
}

type Errors = Vec<(&'static str, String)>;

fn read(query: &WishQuery, lang: Lang) -> (PlanWish, Errors) {
    let (t, mut errors, mut wish) = (plan_texts::texts(lang), Errors::new(), PlanWish::of_nobody());
    match (query.payday.trim(), query.payday.trim().parse::<u8>()) {
        ("", _) => {}
        (_, Ok(day @ 1..=31)) => wish.payday = Some(day),
        _ => errors.push(("payday", t.wrong_day.to_owned())),
    }
    match (query.amount.trim(), parse_typed(query.amount.trim(), lang)) {
        ("", _) => {}
        (_, Ok(cents)) if cents.is_positive() => wish.amount = Some(cents),
        _ => errors.push(("amount", fill(t.wrong_amount, &[("example", &Cents(5_000).decimal())]))),
    }
    (wish, errors)
}

pub(super) async fn show(State(app): State<App>, helping: Helping<Plan>, Query(query): Query<WishQuery>) -> Response {
    let result = plan_page(&app, &helping, &query, false).await;
    answer(&app, &helping.session, result).await
}

async fn plan_page(app: &App, helping: &Helping<Plan>, query: &WishQuery, stale: bool) -> Result<Response> {
    helping.note(app, Use::Saw, "").await?;
    let (lang, helped, access) = (helping.session.visitor.lang, helped(&helping.row), &helping.row);
    let (wish, errors) = read(query, lang);
    let runs = overview::find(&app.db, &access.debtor, app.now_ms()).await?.plan.is_some();
    let choice = match runs {
        true => Choice::Running,
        false => match store_new(app, &access.debtor, &wish).await? {
            Ok((options, offer)) => {
                Choice::Options(options, offer.options.first().map_or(Cents::ZERO, |option| option.total))
            }
            Err(_) => Choice::Nothing,
        },
    };
    let latest = plan_proposal::find_latest(&app.db, &access.debtor, &access.id).await?;
    let state = match latest.as_ref().map(|row| row.status.as_str()) {
        Some("open") => PlanState::Waits,
        Some("accepted") => PlanState::Accepted,
        Some("declined") => PlanState::Declined,
        _ => PlanState::None,
    };
    let status = match (stale, errors.is_empty()) {
        (true, _) => StatusCode::CONFLICT,
        (false, false) => StatusCode::UNPROCESSABLE_ENTITY,
        (false, true) => StatusCode::OK,
    };
    let frame = frame(app, &helping.session, Some(&helped), texts(lang).plan_title, &helped.at("plan"));
    let typed = (query.amount.clone(), query.payday.clone());
    let model =
        PlanModel { lang, helped, state, choice, typed, errors, stale, key: owned_key::new(&helping.row.debtor) };
    Ok(render::page(frame, status, move || plan_view(model)).await)
}

#[derive(Debug, Deserialize)]
pub(super) struct ProposeForm {
    key: String,
    quote: String,
}

pub(super) async fn propose(State(app): State<App>, helping: Helping<Plan>, Form(form): Form<ProposeForm>) -> Response {
    let result = try_propose(&app, &helping, &form).await;
    answer(&app, &helping.session, result).await
}

async fn try_propose(app: &App, helping: &Helping<Plan>, form: &ProposeForm) -> Result<Response> {
    let access = &helping.row;
    throttle::count(&app.db, &format!("helper:{}", access.id), FORMS_BY_ACCESS, app.now_ms()).await?;
    let quote = plan::find_quote(&app.db, &access.debtor, &form.quote).await?.ok_or(Error::NotFound("quote"))?;
    let Some(mut tx) = helping.open(app).await? else { return Ok(helping.closed()) };
    let name = format!("propose/{}", access.id);
    let step = match forms::begin(&mut tx, &name, &form.key, &[&form.quote]).await? {
        forms::Step::Seen(response) => return Ok(response),
        forms::Step::Go(step) => step,
    };
    let file = overview::find_with(&mut tx.tx, &access.debtor, app.now_ms()).await?;
    if quote.new.base.is_some() || file.plan.is_some() || !still_holds(app, &file, &quote) {
        drop(tx);
        return plan_page(app, helping, &WishQuery::default(), true).await;
    }
    let proposal = plan_proposal::create(&mut tx, &access.id, &form.quote).await?;
    helper_use::create(&mut tx, &access.id, Use::Proposed, &proposal).await?;
    access_notices::tell(app, &mut tx, access, Told::Proposed).await?;
    step.done(tx, &helped(access).at("plan")).await
}
