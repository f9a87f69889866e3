//! Quotes: stored when they are shown, looked at again when one is chosen.

use super::{PlanWish, forms, plan_view};
use crate::app::App;
use crate::db::overview::{self, ClaimShare, DebtorFile};
use crate::db::plan::{self, Base, NewQuote, QuoteRow};
use crate::db::running_plan::PlanRow;
use crate::db::{DebtorTx, instalment};
use crate::error::{Error, Result};
use crate::web::session::DebtorSession;
use effen::ids::{DebtorId, QuoteId};
use effen::plan::change::rescheduled;
use effen::plan::{Ineligible, Offer, PlanOption, progress};

/// Options with the ids of their quotes.
pub type Stored = (Vec<(String, PlanOption)>, Offer);

/// Stores the options of a new plan, computed from the file as the transaction sees it.
pub async fn store_new(app: &App, debtor: &DebtorId, wish: &PlanWish) -> Result<Result<Stored, Ineligible>> {
    let mut tx = app.db.begin_debtor(debtor, app.now()).await?;
    let file = overview::find_with(&mut tx.tx, debtor, app.now_ms()).await?;
    let today = app.today();
    let offer = match plan_view::offer(&file, today, wish) {
        Ok(offer) => offer,
        Err(why) => return Ok(Err(why)),
    };
    let claims = plan_view::plannable(&file, today);
    let Some(policy) = plan_view::policy_of(claims.iter().copied()) else { return Ok(Err(Ineligible::NothingOpen)) };
    let shares: Vec<ClaimShare> =
        claims.iter().map(|claim| ClaimShare { claim_id: claim.id.clone(), cents: claim.balance.total() }).collect();
    let quotes: Vec<NewQuote> = offer.options.iter().map(NewQuote::of_option).collect();
    let ids = plan::create_quotes(&mut tx, &quotes, &shares, Some(&policy)).await?;
    tx.commit().await?;
    Ok(Ok((with_ids(ids, &offer), offer)))
}

/// Stores the options for the rest of the running plan.
pub async fn store_rest(app: &App, session: &DebtorSession, wish: &PlanWish) -> Result<Result<Stored, Ineligible>> {
    let mut tx = forms::open(app, session).await?;
    let file = overview::find_with(&mut tx.tx, &session.debtor, app.now_ms()).await?;
    let running = file.plan.as_ref().ok_or(Error::NotFound("plan"))?;
    let offer = match plan_view::rest_offer(&file, running, app.today(), wish) {
        Ok(offer) => offer,
        Err(why) => return Ok(Err(why)),
    };
    let quote = |option: &PlanOption| NewQuote {
        change: effen::plan::change::PlanChange::Rescheduled,
        base: Some(base(running)),
        schedule: rescheduled(&running.schedule, running.paid, option),
        ..NewQuote::of_option(option)
    };
    let quotes: Vec<NewQuote> = offer.options.iter().map(quote).collect();
    let ids = store(&mut tx, running, &quotes).await?;
    tx.commit().await?;
    Ok(Ok((with_ids(ids, &offer), offer)))
}

fn with_ids(ids: Vec<QuoteId>, offer: &Offer) -> Vec<(String, PlanOption)> {
    ids.into_iter().map(|id| id.0).zip(offer.options.iter().cloned()).collect()
}

/// The running plan as it stands, for a quote that changes it.
pub fn base(running: &PlanRow) -> Base {
    Base { plan: running.id.clone(), version: running.version, paid: running.paid }
}

/// Stores changes of the running plan that were computed outside: they hold only while the plan stands as it did.
pub async fn store_changes(
    app: &App,
    session: &DebtorSession,
    running: &PlanRow,
    quotes: &[NewQuote],
) -> Result<Vec<QuoteId>> {
    let mut tx = forms::open(app, session).await?;
    let ids = store(&mut tx, running, quotes).await?;
    tx.commit().await?;
    Ok(ids)
}

async fn store(tx: &mut DebtorTx, running: &PlanRow, quotes: &[NewQuote]) -> Result<Vec<QuoteId>> {
    let debtor = tx.debtor.clone();
    let shares = instalment::list_shares(&mut tx.tx, &debtor, &running.id).await?;
    let shares: Vec<ClaimShare> = shares.into_iter().map(|(claim_id, cents)| ClaimShare { claim_id, cents }).collect();
    plan::create_quotes(tx, quotes, &shares, None).await
}

/// Whether a quote may be agreed to now: it is younger than a day, and what it was made from is what it was.
pub fn still_holds(app: &App, file: &DebtorFile, quote: &QuoteRow) -> bool {
    quote.expires_at > app.now_ms()
        && match (&quote.new.base, &file.plan) {
            (None, None) => new_holds(app, file, quote),
            (Some(base), Some(running)) => change_holds(app, running, base, quote),
            _ => false,
        }
}

/// The claims ask exactly what they asked, and nothing of it would be late at once.
fn new_holds(app: &App, file: &DebtorFile, quote: &QuoteRow) -> bool {
    let today = app.today();
    let claims = plan_view::plannable(file, today);
    let same = |share: &ClaimShare| {
        claims.iter().any(|claim| claim.id == share.claim_id && claim.balance.total() == share.cents)
    };
    quote.claims.iter().all(same) && quote.new.schedule.first().is_some_and(|first| first.due_on >= today)
}

/// The plan stands as it did, and nothing that is not late becomes late by it.
fn change_holds(app: &App, running: &PlanRow, base: &Base, quote: &QuoteRow) -> bool {
    let missed = |schedule: &[effen::plan::Instalment]| progress(schedule, running.paid, app.today()).missed;
    running.id == base.plan
        && running.version == base.version
        && running.paid == base.paid
        && missed(&quote.new.schedule) <= missed(&running.schedule)
}
