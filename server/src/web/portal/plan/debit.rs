//! Paying the running plan by direct debit: giving the mandate, seeing it, ending it.

use super::{answer, forms, frame, load};
use crate::app::App;
use crate::clock::{from_ms, local};
use crate::db::collection::{self, CollectionRow};
use crate::db::mandate::{self, MandateRow};
use crate::db::overview::DebtorFile;
use crate::db::running_plan::{self, PlanRow};
use crate::db::signal::record_signals;
use crate::db::{DebtorTx, audit};
use crate::error::{Error, Result};
use crate::new_id;
use crate::pay::debit;
use crate::pay::job::RETRY_MS;
use crate::web::render;
use crate::web::session::DebtorSession;
use axum::extract::{Form, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use effen::debit::{HOLDER_CHARS_MAX, MandateStatus, can_be_told, collect_on, is_holder, is_in_sepa, retry_until};
use effen::ids::PlanId;
use effen::kinds::Lang;
use effen::money::Cents;
use effen::people::signal::{Signal, SignalKind};
use effen::plan::{InstalmentProgress, InstalmentStatus};
use effen::reference::Iban;
use effen_app::frame::Flash;
use effen_app::pages::plan::{
    CollectionItem, Creditor, Delayed, GivenModel, MandateModel, consent, given, mandate as page,
};
use effen_app::texts::debit::texts;
use effen_app::texts::fill;

#[derive(Debug, Default, serde::Deserialize)]
pub(super) struct DoneQuery {
    #[serde(default)]
    done: String,
}

pub(super) async fn show(State(app): State<App>, session: DebtorSession, Query(query): Query<DoneQuery>) -> Response {
    let result = debit_page(&app, &session, &query.done).await;
    answer(&app, &session, result).await
}

/// Direct debit where this agency has a creditor identifier, and 'not found' where it has none.
fn creditor(app: &App) -> Result<Creditor> {
    let id = app.pay.creditor_id.clone().ok_or(Error::NotFound("direct debit"))?;
    Ok(Creditor { name: app.config.agency.clone(), address: app.config.agency_address.clone(), id })
}

/// Whether a plan is paid by direct debit; `None` where that is not offered.
pub(super) async fn find_on(app: &App, session: &DebtorSession, plan: &PlanRow) -> Result<Option<bool>> {
    if app.pay.creditor_id.is_none() {
        return Ok(None);
    }
    let mut conn = app.db.read().acquire().await?;
    let last = mandate::find_of_plan(&mut conn, &session.debtor, &plan.id).await?;
    Ok(Some(last.is_some_and(|row| row.status.is_live())))
}

/// The collections of a plan for which the bank was out of reach.
pub(super) async fn list_delayed(app: &App, session: &DebtorSession, plan: &PlanId) -> Result<Vec<Delayed>> {
    let mut conn = app.db.read().acquire().await?;
    let rows = collection::list_delayed(&mut conn, &session.debtor, plan, app.now_ms() - RETRY_MS).await?;
    let told = |(one, first_at): (CollectionRow, i64)| {
        let asked_on = local(from_ms(first_at)).date();
        Delayed { on: asked_on, amount: one.amount, until: retry_until(asked_on) }
    };
    Ok(rows.into_iter().map(told).collect())
}

async fn debit_page(app: &App, session: &DebtorSession, done: &str) -> Result<Response> {
    let file = load(app, session).await?;
    let Some(plan) = &file.plan else { return Ok(forms::see_other("/plan")) };
    let mut conn = app.db.read().acquire().await?;
    let last = mandate::find_of_plan(&mut conn, &session.debtor, &plan.id).await?;
    drop(conn);
    match last {
        Some(row) if row.status.is_live() => given_page(app, session, &file, &row, done).await,
        last => {
            let refused = last.is_some_and(|row| row.status == MandateStatus::Refused);
            // The name is not filled in from the file: typing it is the signature, and the account may be another's.
            mandate_page(app, session, &file, plan, Filled { refused, ..Filled::default() }, done).await
        }
    }
}

/// What stands in the form.
#[derive(Default)]
struct Filled {
    refused: bool,
    typed: (String, String),
    errors: Vec<(&'static str, String)>,
}

async fn mandate_page(
    app: &App,
    session: &DebtorSession,
    file: &DebtorFile,
    plan: &PlanRow,
    filled: Filled,
    done: &str,
) -> Result<Response> {
    let (lang, today) = (session.visitor.lang, app.today());
    let creditor = creditor(app)?;
    let open = plan.standing(today).instalments;
    let is_open =
        |item: &&InstalmentProgress| !matches!(item.status, InstalmentStatus::Paid | InstalmentStatus::Collecting);
    let (collected, before): (Vec<&InstalmentProgress>, Vec<&InstalmentProgress>) =
        open.iter().filter(is_open).partition(|item| can_be_told(today, collect_on(item.instalment.due_on)));
    let days = collected.first().zip(collected.last());
    let status = if filled.errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let model = MandateModel {
        lang,
        consent: consent(&creditor.name, lang),
        creditor,
        amount: collected.iter().map(|item| item.open()).max().unwrap_or_default(),
        rhythm: plan.rhythm,
        days: days.map(|(first, last)| (collect_on(first.instalment.due_on), collect_on(last.instalment.due_on))),
        before: before.iter().map(|item| item.to_pay()).sum::<Cents>(),
        refused: filled.refused,
        typed: filled.typed,
        errors: filled.errors,
        key: forms::new_key(session),
    };
    let mut frame = frame(app, session, &file.head, texts(lang).title, "/plan/debit");
    frame.flash = flash(done, lang);
    Ok(render::page(frame, status, move || page(model)).await)
}

fn flash(done: &str, lang: Lang) -> Option<Flash> {
    let t = texts(lang);
    let text = match done {
        "given" => t.given,
        "stopped" => t.stopped,
        _ => return None,
    };
    Some(Flash { kind: "success", text: text.to_owned() })
}

async fn given_page(
    app: &App,
    session: &DebtorSession,
    file: &DebtorFile,
    row: &MandateRow,
    done: &str,
) -> Result<Response> {
    let lang = session.visitor.lang;
    let mut conn = app.db.read().acquire().await?;
    let collections = collection::list(&mut conn, &session.debtor, &row.plan).await?;
    let waiting = collection::list_delayed(&mut conn, &session.debtor, &row.plan, app.now_ms() - RETRY_MS).await?;
    drop(conn);
    let waits = |one: &CollectionRow| waiting.iter().any(|(waiting, _)| waiting.id == one.id);
    let model = GivenModel {
        lang,
        creditor: creditor(app)?,
        account: row.iban.masked(),
        holder: row.holder.clone(),
        reference: row.reference.clone(),
        given_on: local(from_ms(row.signed_at)).date(),
        consent: row.consent.clone(),
        busy: row.status == MandateStatus::Asked,
        collections: collections
            .into_iter()
            .map(|one| CollectionItem {
                delayed: waits(&one),
                on: one.collect_on,
                amount: one.amount,
                status: one.status,
            })
            .collect(),
        delayed: list_delayed(app, session, &row.plan).await?,
        key: forms::new_key(session),
    };
    let mut frame = frame(app, session, &file.head, texts(lang).on_title, "/plan/debit");
    frame.flash = flash(done, lang);
    Ok(render::page(frame, StatusCode::OK, move || given(model)).await)
}

#[derive(Debug, serde::Deserialize)]
pub(super) struct GiveForm {
    key: String,
    #[serde(default)]
    iban: String,
    #[serde(default)]
    holder: String,
}

pub(super) async fn give(State(app): State<App>, session: DebtorSession, Form(form): Form<GiveForm>) -> Response {
    let result = try_give(&app, &session, form).await;
    answer(&app, &session, result).await
}

/// Reads the form, or says what is wrong with it.
fn read(form: &GiveForm, lang: Lang) -> Result<(Iban, String), Vec<(&'static str, String)>> {
    let t = texts(lang);
    let mut errors = Vec::new();
    let iban = match form.iban.parse::<Iban>() {
        Ok(iban) if is_in_sepa(&iban) => Some(iban),
        Ok(_) => {
            errors.push(("iban", t.wrong_country.to_owned()));
            None
        }
        Err(_) => {
            errors.push(("iban", t.wrong_iban.to_owned()));
            None
        }
    };
    let holder = form.holder.split_whitespace().collect::<Vec<_>>().join(" ");
    if !is_holder(&holder) {
        errors.push(("holder", fill(t.wrong_holder, &[("max", &HOLDER_CHARS_MAX.to_string())])));
    }
    match iban.filter(|_| errors.is_empty()) {
        Some(iban) => Ok((iban, holder)),
        None => Err(errors),
    }
}

async fn try_give(app: &App, session: &DebtorSession, form: GiveForm) -> Result<Response> {
    let creditor = creditor(app)?;
    let lang = session.visitor.lang;
    let (iban, holder) = match read(&form, lang) {
        Ok(read) => read,
        Err(errors) => {
            let file = load(app, session).await?;
            let Some(plan) = &file.plan else { return Ok(forms::see_other("/plan")) };
            let filled = Filled { refused: false, typed: (form.iban, form.holder), errors };
            return mandate_page(app, session, &file, plan, filled, "").await;
        }
    };
    let mut tx = forms::open(app, session).await?;
    let step = match forms::begin(&mut tx, "debit", &form.key, &[iban.as_str(), &holder]).await? {
        forms::Step::Seen(response) => return Ok(response),
        forms::Step::Go(step) => step,
    };
    let now = tx.now_ms();
    let Some(plan) = running_plan::find(&mut tx.tx, &session.debtor, now).await? else {
        return step.done(tx, "/plan").await;
    };
    let last = mandate::find_of_plan(&mut tx.tx, &session.debtor, &plan.id).await?;
    if last.is_some_and(|row| row.status.is_live()) {
        // Another tab was first: there is one mandate for a plan.
        return step.done(tx, "/plan/debit").await;
    }
    let row = MandateRow {
        id: new_id::uuid(),
        debtor: session.debtor.clone(),
        plan: plan.id,
        reference: new_reference(&mut tx).await?,
        holder,
        iban,
        consent: consent(&creditor.name, lang),
        language: lang,
        status: MandateStatus::Asked,
        customer_id: String::new(),
        provider_id: String::new(),
        signed_at: now,
    };
    mandate::create(&mut tx, &row).await?;
    let signal = Signal::now(SignalKind::DirectDebitSet, tx.now);
    record_signals(&mut tx, &[signal]).await?;
    audit::create(&mut tx, "debtor", "mandate_given", &row.id, &row.reference).await?;
    let response = step.done(tx, "/plan/debit?done=given").await?;
    // The mandate is written: what the provider cannot take now, the job hands over later.
    if debit::set_up(app, &row).await? == MandateStatus::Refused {
        return Ok(forms::see_other("/plan/debit"));
    }
    Ok(response)
}

/// The file's reference with the how-manieth mandate it is: at most 35 signs, as SEPA has it.
async fn new_reference(tx: &mut DebtorTx) -> Result<String> {
    let reference = crate::pay::start::find_reference(tx).await?;
    Ok(format!("{reference}-M{}", mandate::count(tx).await? + 1))
}

#[derive(Debug, serde::Deserialize)]
pub(super) struct StopForm {
    key: String,
}

pub(super) async fn stop(State(app): State<App>, session: DebtorSession, Form(form): Form<StopForm>) -> Response {
    let result = try_stop(&app, &session, &form.key).await;
    answer(&app, &session, result).await
}

async fn try_stop(app: &App, session: &DebtorSession, key: &str) -> Result<Response> {
    let mut tx = forms::open(app, session).await?;
    let step = match forms::begin(&mut tx, "debit-stop", key, &[]).await? {
        forms::Step::Seen(response) => return Ok(response),
        forms::Step::Go(step) => step,
    };
    let now = tx.now_ms();
    if let Some(plan) = running_plan::find(&mut tx.tx, &session.debtor, now).await?
        && let Some(row) = mandate::find_of_plan(&mut tx.tx, &session.debtor, &plan.id).await?
    {
        debit::stop(app, &mut tx, &row).await?;
    }
    step.done(tx, "/plan/debit?done=stopped").await
}
