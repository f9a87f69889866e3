//! Changing the running plan: other days or amount for the rest, skipping the next instalment, paying extra.

use super::quotes::{self, base};
use super::terms::last_day;
use super::wish::{self, WishQuery};
use super::{answer, at_most, forms, frame, load, plan_view, refusal};
use crate::app::App;
use crate::db::overview::DebtorFile;
use crate::db::plan::NewQuote;
use crate::db::running_plan::PlanRow;
use crate::error::Result;
use crate::web::render;
use crate::web::session::DebtorSession;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use effen::kinds::PartyKind;
use effen::money::{Cents, parse_typed};
use effen::plan::change::{ExtraEffect, PlanChange, skipped};
use effen::plan::{Instalment, Progress, progress};
use effen_app::pages::plan::{
    ExtraEffectModel, ExtraModel, NoPlan, NoSkip, OptionsModel, SkipModel, extra, no_skip, options, skip,
};
use effen_app::texts::fill;
use effen_app::texts::plan_change::texts;

/// Other days or another amount for the rest.
pub(super) async fn show(State(app): State<App>, session: DebtorSession, Query(query): Query<WishQuery>) -> Response {
    let result = change_page(&app, &session, &query).await;
    answer(&app, &session, result).await
}

async fn change_page(app: &App, session: &DebtorSession, query: &WishQuery) -> Result<Response> {
    let file = load(app, session).await?;
    let (lang, today) = (session.visitor.lang, app.today());
    let Some(running) = &file.plan else { return Ok(forms::see_other("/plan")) };
    let read = wish::read(query, &file, lang, today);
    let (stored, offer) = match quotes::store_rest(app, session, &read.wish).await? {
        Ok(stored) => stored,
        Err(why) => return Ok(refusal(app, session, &file, NoPlan::Ineligible(why)).await),
    };
    let status = if read.errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let model = OptionsModel {
        lang,
        today,
        rest_before: plan_view::plan_policy(&file, running).map(|policy| plan_view::rest_before(&policy, running)),
        total: offer.options.first().map_or(Cents::ZERO, |option| option.total),
        options: stored,
        wish: offer.wish,
        claims: Vec::new(),
        household: file.head.party == PartyKind::Person,
        at_most: at_most(&file),
        stopped_on: None,
        typed: wish::typed(query, &file, &read.wish),
        first_between: wish::first_between(today),
        errors: read.errors,
    };
    let frame = frame(app, session, &file.head, texts(lang).change_title, "/plan/change");
    Ok(render::page(frame, status, move || options(model)).await)
}

/// Skipping the next instalment.
pub(super) async fn show_skip(State(app): State<App>, session: DebtorSession) -> Response {
    let result = skip_page(&app, &session).await;
    answer(&app, &session, result).await
}

async fn skip_page(app: &App, session: &DebtorSession) -> Result<Response> {
    let file = load(app, session).await?;
    let lang = session.visitor.lang;
    let c = texts(lang);
    let Some(running) = &file.plan else { return Ok(forms::see_other("/plan")) };
    let stand = running.standing(app.today());
    let skips_a_year = plan_view::plan_policy(&file, running).map_or(0, |policy| policy.skips_a_year);
    let why = match () {
        () if stand.missed_in_a_row > 0 => Some(NoSkip::Missed),
        () if running.skips >= skips_a_year => Some(NoSkip::Used),
        () => None,
    };
    if let Some(why) = why {
        let frame = frame(app, session, &file.head, c.skip_no_title, "/plan/skip");
        return Ok(render::page(frame, StatusCode::OK, move || no_skip(lang, why)).await);
    }
    let new = skipped(&running.schedule, running.paid, app.today(), running.rhythm);
    let (Some(next), Some(schedule)) = (stand.next, new) else { return Ok(forms::see_other("/plan")) };
    let Some(ends_on) = last_day(&schedule) else { return Ok(forms::see_other("/plan")) };
    let quote = NewQuote {
        change: PlanChange::Skipped,
        base: Some(base(running)),
        rhythm: running.rhythm,
        instalment: stand.next_open,
        schedule,
        extra: Cents::ZERO,
        moved: 1,
    };
    let stored = quotes::store_changes(app, session, running, &[quote]).await?;
    let model = SkipModel {
        lang,
        quote: stored.into_iter().next().map(|id| id.0).unwrap_or_default(),
        amount: stand.next_open,
        due_on: next.due_on,
        ends_on,
        skips_a_year,
        key: forms::new_key(session),
    };
    let frame = frame(app, session, &file.head, c.skip_title, "/plan/skip");
    Ok(render::page(frame, StatusCode::OK, move || skip(model)).await)
}

#[derive(Debug, Default, serde::Deserialize)]
pub(super) struct ExtraQuery {
    #[serde(default)]
    amount: String,
}

/// Paying extra: what an amount would do.
pub(super) async fn show_extra(
    State(app): State<App>,
    session: DebtorSession,
    Query(query): Query<ExtraQuery>,
) -> Response {
    let result = extra_page(&app, &session, query.amount).await;
    answer(&app, &session, result).await
}

async fn extra_page(app: &App, session: &DebtorSession, typed: String) -> Result<Response> {
    let file = load(app, session).await?;
    let lang = session.visitor.lang;
    let c = texts(lang);
    let Some(running) = &file.plan else { return Ok(forms::see_other("/plan")) };
    let stand = running.standing(app.today());
    let Some(old_end) = last_day(&running.schedule) else { return Ok(forms::see_other("/plan")) };
    let amount = match typed.trim() {
        "" => None,
        text => Some(parse_typed(text, lang).ok().filter(|cents| *cents > stand.due_now && *cents <= stand.left)),
    };
    let mut errors = Vec::new();
    if amount == Some(None) {
        let values = [("from", &*stand.due_now.format(lang)), ("until", &stand.left.format(lang))];
        errors.push(("amount", fill(c.extra_wrong, &values)));
    }
    let shown = match amount.flatten() {
        Some(amount) if amount == stand.left => Some((amount, None, None)),
        Some(amount) => Some(effects(app, session, &file, running, amount).await?),
        None => None,
    };
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let model = ExtraModel {
        lang,
        plan: running.id.0.clone(),
        left: stand.left,
        due_now: stand.due_now,
        old_end,
        old_instalment: coming(&stand),
        typed,
        errors,
        shown,
    };
    let frame = frame(app, session, &file.head, c.extra_title, "/plan/extra");
    Ok(render::page(frame, status, move || extra(model)).await)
}

/// The next instalment after what is due: the ordinary one.
fn coming(stand: &Progress) -> Cents {
    let upcoming = stand.instalments.iter().filter(|item| item.status == effen::plan::InstalmentStatus::Upcoming);
    upcoming.map(|item| item.instalment.amount).max().unwrap_or_default()
}

/// What an extra payment does in either way, each stored as a quote.
async fn effects(
    app: &App,
    session: &DebtorSession,
    file: &DebtorFile,
    running: &PlanRow,
    amount: Cents,
) -> Result<(Cents, Option<ExtraEffectModel>, Option<ExtraEffectModel>)> {
    let smallest = plan_view::plan_policy(file, running).map_or(Cents(1), |policy| policy.instalment_min);
    let today = app.today();
    let schedule_of =
        |effect| effen::plan::change::extra(&running.schedule, running.paid, amount, today, effect, smallest);
    let quote = |effect: ExtraEffect| {
        let schedule: Vec<Instalment> = schedule_of(effect);
        NewQuote {
            change: effect.change(),
            base: Some(base(running)),
            rhythm: running.rhythm,
            instalment: coming(&progress(&schedule, running.paid + amount, today)),
            schedule,
            extra: amount,
            moved: 0,
        }
    };
    let quotes = [quote(ExtraEffect::Shorter), quote(ExtraEffect::Lower)];
    let ids = quotes::store_changes(app, session, running, &quotes).await?;
    let mut models = ids.into_iter().zip(&quotes).map(|(id, quote)| {
        Some(ExtraEffectModel { quote: id.0, ends_on: last_day(&quote.schedule)?, instalment: quote.instalment })
    });
    Ok((amount, models.next().flatten(), models.next().flatten()))
}
