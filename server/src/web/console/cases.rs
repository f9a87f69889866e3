//! Cases for agents.

use super::{AnyPage, file, look, queue, respond};
use crate::app::App;
use crate::cases::{self, Decision, Effect, effect};
use crate::clock::{from_ms, local};
use crate::db::case::{self, CaseRow, ListedRow};
use crate::db::{access, console, upload, word};
use crate::error::{Error, Result};
use crate::web::portal::cases::{file_item, told};
use crate::web::session::AgentSession;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use effen::cases::form::{CaseField, WORDS_CHARS_MAX};
use effen::cases::{CaseEvent, CaseKind};
use effen::chat::time_words;
use effen::dates::short_near;
use effen::ids::DebtorId;
use effen::kinds::Lang;
use effen::money::{Cents, Money, parse_typed};
use effen_app::pages::console::cases::{CaseItem, CaseListModel, CasePageModel, DecisionTyped, Step, list, page};
use effen_app::texts::cases::{about, kind as kind_words};
use effen_app::texts::console_cases::{ConsoleCasesTexts, event as event_words, texts};
use jiff::civil::Date;
use serde::Deserialize;

/// Cases shown at once.
const CASES_MAX: i64 = 200;

/// The list.
pub async fn show_all(State(app): State<App>, session: AgentSession) -> Response {
    let lang = session.visitor.lang;
    let made = load_all(&app, &session).await.map(|model| {
        let page: AnyPage = (StatusCode::OK, Box::new(move || list(model)));
        page
    });
    respond(&app, &session, texts(lang).title, "/console/cases", made).await
}

async fn load_all(app: &App, session: &AgentSession) -> Result<CaseListModel> {
    let lang = session.visitor.lang;
    let mut rows = case::list_open(&app.db, &session.agent, CASES_MAX + 1).await?;
    let more = rows.len() as i64 > CASES_MAX;
    rows.truncate(CASES_MAX as usize);
    let today = app.today();
    let cases = rows.into_iter().map(|row| item(row, today, lang)).collect::<Result<_>>()?;
    Ok(CaseListModel { lang, queue: queue::load(app, session).await?, cases, more })
}

fn item(row: ListedRow, today: Date, lang: Lang) -> Result<CaseItem> {
    let by = if row.answer_by.is_empty() { None } else { Some(crate::db::date(&row.answer_by)?) };
    Ok(CaseItem {
        kind: word(&row.kind)?,
        status: word(&row.status)?,
        by: by.map(|by| short_near(by, today, lang)).unwrap_or_default(),
        overdue: by.is_some_and(|by| by < today),
        who: format!("{} · {}", row.name, row.reference),
        claim: row.number.unwrap_or_default(),
        agent: row.agent.unwrap_or_default(),
        id: row.id,
    })
}

/// One case.
pub async fn show(State(app): State<App>, session: AgentSession, Path(id): Path<String>) -> Response {
    shown(&app, &session, &id, DecisionTyped::default()).await
}

async fn shown(app: &App, session: &AgentSession, id: &str, typed: DecisionTyped) -> Response {
    let lang = session.visitor.lang;
    let status = if typed.wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let made = load(app, session, id, typed).await;
    let title = made.as_ref().map_or(texts(lang).title, |model| kind_words(model.kind, lang));
    let made = made.map(|model| {
        let page: AnyPage = (status, Box::new(move || page(model)));
        page
    });
    respond(app, session, title, "/console/cases", made).await
}

async fn load(app: &App, session: &AgentSession, id: &str, typed: DecisionTyped) -> Result<CasePageModel> {
    let lang = session.visitor.lang;
    let debtor = owner(app, id).await?;
    look(app, session, &debtor).await?;
    let mut conn = app.db.read().acquire().await?;
    let row = case::find(&mut conn, &debtor, id).await?.ok_or(Error::NotFound("case"))?;
    let events = case::list_events(&mut conn, &debtor, id).await?;
    let files = upload::list(&mut conn, &debtor, id).await?;
    drop(conn);
    let mut steps = Vec::new();
    for event in events {
        steps.push(Step {
            time: time_words(local(from_ms(event.at)).datetime(), app.today(), lang),
            what: event_words(event.event.map_or("receive", CaseEvent::as_str), lang),
            who: who(app, &event.actor, lang).await?,
            words: event.words,
        });
    }
    let agent = match &row.agent_id {
        Some(agent) => console::find_agent_name(&app.db, agent).await?,
        None => None,
    };
    Ok(CasePageModel {
        lang,
        queue: queue::load(app, session).await?,
        file: file::load(app, session, &debtor).await?,
        id: row.id.clone(),
        kind: row.kind,
        status: row.status,
        by: row.answer_by.filter(|_| row.status.is_open()).map(|by| short_near(by, app.today(), lang)),
        agent,
        claim: claim_words(app, &row, lang).await?,
        told: told(&row, app.today(), lang),
        files: files.into_iter().map(|file| file_item(file, "/console/upload")).collect(),
        steps,
        effect: effect_words(row.kind, texts(lang)),
        typed: if typed.act.is_empty() { first_typed(&row) } else { typed },
    })
}

/// What the debtor said stands in the form already, for the agent to check.
fn first_typed(row: &CaseRow) -> DecisionTyped {
    let part = |field| row.details.get(&field).cloned().unwrap_or_default();
    DecisionTyped { act: "grant".to_owned(), until_on: part(CaseField::UntilOn), ..DecisionTyped::default() }
}

async fn owner(app: &App, id: &str) -> Result<DebtorId> {
    case::find_owner(&app.db, id).await?.ok_or(Error::NotFound("case"))
}

async fn who(app: &App, actor: &str, lang: Lang) -> Result<String> {
    let t = texts(lang);
    if let Some(access) = actor.strip_prefix("helper:") {
        return access::find_called(&app.db, access).await;
    }
    Ok(match actor.strip_prefix("agent:") {
        Some(agent) => console::find_agent_name(&app.db, agent).await?.unwrap_or_default(),
        None if actor == "debtor" => t.by_debtor.to_owned(),
        None => t.by_system.to_owned(),
    })
}

/// 'About invoice … of …', and what is open on it.
async fn claim_words(app: &App, row: &CaseRow, lang: Lang) -> Result<Option<(String, String)>> {
    let Some(claim) = &row.claim_id else { return Ok(None) };
    let mut conn = app.db.read().acquire().await?;
    let payable = crate::db::posting::list_payable(&mut conn, &row.debtor).await?;
    drop(conn);
    let open = payable.iter().find(|payable| payable.open.claim_id == *claim).map(|payable| {
        let money = Money { cents: payable.open.balance.total().0, currency: payable.currency };
        (about(&payable.number, &payable.creditor_name, lang), money.format(lang))
    });
    if open.is_some() {
        return Ok(open);
    }
    let withdrawn = crate::db::conversation::find_claim(&app.db, &row.debtor, claim.as_str()).await?;
    Ok(withdrawn.map(|(number, creditor)| (about(&number, &creditor, lang), Cents::ZERO.format(lang))))
}

fn effect_words(kind: CaseKind, t: &'static ConsoleCasesTexts) -> &'static str {
    match effect(kind) {
        Effect::WithdrawsClaim => t.x_withdraws_claim,
        Effect::BooksPayment => t.x_books_payment,
        Effect::HoldsClaim => t.x_holds_claim,
        Effect::SetsAddress => t.x_sets_address,
        Effect::Silences => t.x_silences,
        Effect::RestsUntil => t.x_rests_until,
        Effect::WaivesExcess => t.x_waives_excess,
        Effect::EndsHold => t.x_ends_hold,
    }
}

/// What an agent sends.
#[derive(Debug, Default, Deserialize)]
pub struct DecisionForm {
    #[serde(default)]
    words: String,
    #[serde(default)]
    confirm: String,
    #[serde(default)]
    paid_amount: String,
    #[serde(default)]
    paid_on: String,
    #[serde(default)]
    until_on: String,
}

/// Take, ask, grant, reject.
pub async fn act(
    State(app): State<App>,
    session: AgentSession,
    Path((id, act)): Path<(String, String)>,
    Form(form): Form<DecisionForm>,
) -> Response {
    match try_act(&app, &session, &id, &act, &form).await {
        Ok(None) => Redirect::to(&format!("/console/case/{id}")).into_response(),
        Ok(Some(wrong)) => {
            let DecisionForm { words, paid_amount, paid_on, until_on, .. } = form;
            shown(&app, &session, &id, DecisionTyped { act, words, paid_amount, paid_on, until_on, wrong }).await
        }
        Err(error) => crate::web::problem::respond(&app, &session.visitor, &error).await,
    }
}

/// What is wrong with a form: the field's id and the sentence.
type Wrong = Vec<(&'static str, String)>;

async fn try_act(app: &App, session: &AgentSession, id: &str, act: &str, form: &DecisionForm) -> Result<Option<Wrong>> {
    let event = match act.parse() {
        Ok(event @ (CaseEvent::Take | CaseEvent::Ask | CaseEvent::Grant | CaseEvent::Reject)) => event,
        _ => return Err(Error::NotFound("act on a case")),
    };
    let debtor = owner(app, id).await?;
    let mut tx = app.db.begin_debtor(&debtor, app.now()).await?;
    let row = cases::read(&mut tx, id).await?;
    let (decision, wrong) = check(&mut tx, &row, event, form, session.visitor.lang).await?;
    if !wrong.is_empty() {
        return Ok(Some(wrong));
    }
    // Done before (a second tap, a colleague): the page shows how it stands now.
    if cases::decide(app, &mut tx, &row, session.agent.as_str(), &decision).await? {
        tx.commit().await?;
    }
    Ok(None)
}

async fn check<'a>(
    tx: &mut crate::db::DebtorTx,
    row: &CaseRow,
    event: CaseEvent,
    form: &'a DecisionForm,
    lang: Lang,
) -> Result<(Decision<'a>, Wrong)> {
    let (t, mut wrong) = (texts(lang), Wrong::new());
    let mut decision = Decision { event, words: form.words.trim(), paid: None, until_on: None };
    let [words_at, confirm_at] = match event {
        CaseEvent::Grant => ["words-grant", "confirm-grant"],
        CaseEvent::Reject => ["words-reject", "confirm-reject"],
        _ => ["words-ask", "words-ask"],
    };
    if event == CaseEvent::Take {
        return Ok((decision, wrong));
    }
    match decision.words.chars().count() {
        0 => wrong.push((words_at, t.w_words.to_owned())),
        count if count > WORDS_CHARS_MAX => {
            wrong.push((words_at, t.w_long.replace("{count}", &WORDS_CHARS_MAX.to_string())));
        }
        _ => {}
    }
    if event != CaseEvent::Ask && form.confirm != "yes" {
        wrong.push((confirm_at, t.w_confirm.to_owned()));
    }
    let today = local(tx.now).date();
    if event == CaseEvent::Grant && row.kind == CaseKind::AlreadyPaid && !form.paid_amount.trim().is_empty() {
        decision.paid = found(tx, row, form, lang).await?;
        if decision.paid.is_none() {
            wrong.push(("paid-amount", t.w_paid.to_owned()));
        }
    }
    if event == CaseEvent::Grant && row.kind == CaseKind::LongerPause {
        decision.until_on = form.until_on.trim().parse().ok().filter(|day: &Date| *day >= today);
        if decision.until_on.is_none() {
            wrong.push(("until-on", t.w_until.to_owned()));
        }
    }
    Ok((decision, wrong))
}

/// The payment an agent found: not more than is open, not in the future.
async fn found(
    tx: &mut crate::db::DebtorTx,
    row: &CaseRow,
    form: &DecisionForm,
    lang: Lang,
) -> Result<Option<(Cents, Date)>> {
    let Some(claim) = &row.claim_id else { return Ok(None) };
    let open = case::find_claim(tx, claim).await?.map_or(Cents::ZERO, |payable| payable.open.balance.total());
    let amount = parse_typed(&form.paid_amount, lang).ok().filter(|cents| cents.is_positive() && *cents <= open);
    let on = form.paid_on.trim().parse::<Date>().ok().filter(|day| *day <= local(tx.now).date());
    Ok(amount.zip(on))
}
