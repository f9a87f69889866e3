//! What an agent proposes in a conversation: a plan that the debtor agrees to in one tap, paying, a pause. Each is a
//! message, so that it stands in the order of what was said.

use super::done;
use crate::app::App;
use crate::db::conversation::ConversationRow;
use crate::db::message::{self, NewMessage};
use crate::db::overview::{self, DebtorFile};
use crate::db::{DebtorTx, audit, hold};
use crate::error::{Error, Result};
use crate::web::portal::plan_quotes;
use crate::web::portal::plan_view::{self, PlanWish};
use effen::chat::Proposal;
use effen::dates::long_near;
use effen::ids::DebtorId;
use effen::kinds::Lang;
use effen::limitation::{Age, LimitationState};
use effen::money::{Cents, Money, sum_by_currency};
use effen::plan::{Ineligible, PlanOption};
use effen_app::texts::chat_offer::texts;
use effen_app::texts::fill;
use jiff::Timestamp;

/// What was proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Offer {
    /// Paying in parts: so much a month, on this day of the month; nothing said: as the options have it.
    Plan {
        /// How much each time.
        amount: Option<Cents>,
        /// Day of the month.
        payday: Option<u8>,
    },
    /// Paying what is open.
    Pay,
    /// Our messages stand still until this moment. Not a proposal: it is done.
    Pause {
        /// Its end.
        until: Timestamp,
    },
}

/// Why it cannot be proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// A plan runs already.
    Running,
    /// The creditors' limits leave no plan, or there is nothing to pay in parts.
    Ineligible(Ineligible),
    /// Nothing is open.
    NothingOpen,
}

/// Proposes something, once for each `id`.
///
/// # Errors
/// When the database does not answer or the id was used for something else; why it cannot be proposed is the inner error.
pub async fn propose(
    app: &App,
    row: &ConversationRow,
    agent: &str,
    id: &str,
    offer: Offer,
) -> Result<Result<(), Unfit>> {
    let debtor = DebtorId(row.debtor_id.clone());
    let file = overview::find(&app.db, &debtor, app.now_ms()).await?;
    let lang = file.head.language;
    let (body, stored) = match offer {
        Offer::Plan { amount, payday } => match plan(app, &debtor, &file, amount, payday).await? {
            Ok(said) => said,
            Err(why) => return Ok(Err(why)),
        },
        Offer::Pay => {
            let Some(open) = open(&file, lang) else { return Ok(Err(Unfit::NothingOpen)) };
            (fill(texts(lang).pay, &[("amount", &open)]), "pay".to_owned())
        }
        Offer::Pause { until } => {
            let day = long_near(crate::clock::local(until).date(), app.today(), lang);
            (fill(texts(lang).pause, &[("day", &day)]), String::new())
        }
    };
    let mut tx = app.db.begin_debtor(&debtor, app.now()).await?;
    // What is proposed twice under one id was proposed once, whatever its words have become.
    if message::has(&mut tx, &row.id, id).await? {
        return Ok(Ok(()));
    }
    let new = NewMessage { client_id: id, body: &body, offer: &stored, files: &[] };
    message::create_from_agent(&mut tx, &row.id, agent, &new).await?;
    note(&mut tx, row, agent, offer, &stored).await?;
    done(app, tx).await?;
    Ok(Ok(()))
}

async fn note(tx: &mut DebtorTx, row: &ConversationRow, agent: &str, offer: Offer, stored: &str) -> Result<()> {
    let actor = format!("agent:{agent}");
    match offer {
        Offer::Plan { .. } => audit::create(tx, &actor, "plan_proposed", &row.id, stored).await,
        Offer::Pay => audit::create(tx, &actor, "payment_proposed", &row.id, "").await,
        Offer::Pause { until } => {
            let hold = hold::create(tx, None, "pause", Some(until.as_millisecond())).await?;
            audit::create(tx, &actor, "pause_given", &hold, &until.as_millisecond().to_string()).await
        }
    }
}

/// Takes a pause back that an agent gave; false: it is over already.
pub async fn end_pause(app: &App, row: &ConversationRow, agent: &str, hold: &str) -> Result<bool> {
    let mut tx = app.db.begin_debtor(&DebtorId(row.debtor_id.clone()), app.now()).await?;
    if !hold::update_released(&mut tx, hold).await? {
        return Ok(false);
    }
    audit::create(&mut tx, &format!("agent:{agent}"), "pause_ended", hold, "").await?;
    done(app, tx).await?;
    Ok(true)
}

/// Words and stored form of a plan that fits best: the one that was asked for, else the shortest.
async fn plan(
    app: &App,
    debtor: &DebtorId,
    file: &DebtorFile,
    amount: Option<Cents>,
    payday: Option<u8>,
) -> Result<Result<(String, String), Unfit>> {
    if file.plan.is_some() {
        return Ok(Err(Unfit::Running));
    }
    let wish = PlanWish { amount, payday: payday.or(file.payday()), ..PlanWish::of(file) };
    let options = match plan_quotes::store_new(app, debtor, &wish).await? {
        Ok((options, _)) => options,
        Err(why) => return Ok(Err(Unfit::Ineligible(why))),
    };
    let wished = options.iter().find(|(_, option)| option.wished).or(options.first());
    let (quote, option) = wished.ok_or_else(|| Error::Broken("a plan without options".to_owned()))?;
    let (today, lang) = (app.today(), file.head.language);
    // To agree acknowledges a claim that is old: that is read before it is agreed to.
    let old = plan_view::plannable(file, today)
        .into_iter()
        .any(|claim| plan_view::limitation_age(file, claim, today).is_some_and(is_old));
    let kind = if old { "terms" } else { "quote" };
    Ok(Ok((plan_words(app, option, lang), format!("{kind}:{quote}"))))
}

fn is_old(age: Age) -> bool {
    age.state != LimitationState::Running
}

fn plan_words(app: &App, option: &PlanOption, lang: Lang) -> String {
    let day = |date| long_near(date, app.today(), lang);
    fill(
        texts(lang).plan,
        &[
            ("n", &option.times.to_string()),
            ("amount", &option.instalment.format(lang)),
            ("last_amount", &option.last_instalment.format(lang)),
            ("first", &day(option.first_due_on)),
            ("last", &day(option.ends_on)),
            ("total", &option.total.format(lang)),
        ],
    )
}

fn open(file: &DebtorFile, lang: Lang) -> Option<String> {
    let due = file.claims.iter().filter(|claim| claim.status == "active" && claim.balance.total().is_positive());
    let sums =
        sum_by_currency(due.map(|claim| Money { cents: claim.balance.total().0, currency: claim.principal.currency }));
    let sums: Vec<String> = sums.into_iter().map(|sum| sum.format(lang)).collect();
    (!sums.is_empty()).then(|| sums.join(" + "))
}

/// The button of a stored offer, for the debtor.
pub fn wire(stored: &str, lang: Lang) -> Option<Proposal> {
    let t = texts(lang);
    let proposal =
        |to: String, quote: &str, label: &str| Proposal { to, quote: quote.to_owned(), label: label.to_owned() };
    match stored.split_once(':') {
        Some(("quote", id)) => Some(proposal("/plan/agree".to_owned(), id, t.agree)),
        Some(("terms", id)) => Some(proposal(format!("/plan/terms/{id}"), "", t.look)),
        None if stored == "pay" => Some(proposal("/pay".to_owned(), "", t.go_pay)),
        _ => None,
    }
}
