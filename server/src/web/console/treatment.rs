//! The treatment plan: what holds, its history, and the editor. Supervisors and administrators change it; every agent may
//! look. A save holds only for the version that was on the page.

use super::{AnyPage, queue, respond};
use crate::app::App;
use crate::clock::{from_ms, local};
use crate::db::notice::LINK;
use crate::db::outreach::ClaimLine;
use crate::db::treatment::{self, NewTreatment};
use crate::error::{Error, Result};
use crate::outreach::render::{Content, render};
use crate::outreach::{Agency, Where};
use crate::web::session::AgentSession;
use crate::web::{problem, render as web};
use axum::extract::{Form, Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use effen::dates::{add_days, long};
use effen::ids::ClaimId;
use effen::kinds::{Channel, Lang, Persona};
use effen::money::Money;
use effen::people::guard::{ContactFile, OpenClaim};
use effen::people::layout::{Situation, layout};
use effen::people::message::ApproachKind;
use effen::people::outreach::{NextContact, next_contact};
use effen::people::treatment::{Treatment, Treatments};
use effen::staff::Right;
use effen_app::frame::Flash;
use effen_app::pages::console::treatment::{
    Change, EditModel, HELP_PLACES, PlanModel, Preview, Row, Typed, edit, plan, whom_name, whom_path,
};
use effen_app::texts::treatment::texts;
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::HashMap;
use std::str::FromStr;

/// The longest reason, in characters.
const REASON_MAX: usize = 500;
/// Messages that a preview looks ahead.
const AHEAD: usize = 8;

#[derive(Debug, Default, Deserialize)]
pub(super) struct DoneQuery {
    #[serde(default)]
    done: String,
}

/// The whole plan.
pub(super) async fn show(State(app): State<App>, session: AgentSession, Query(query): Query<DoneQuery>) -> Response {
    let lang = session.visitor.lang;
    let made = async {
        let mut frame = super::frame(&app, &session, texts(lang).title, "/console/treatment").await?;
        if query.done == "saved" {
            frame.flash = Some(Flash { kind: "success", text: texts(lang).saved.to_owned() });
        }
        let (_, treatments) = app.treatments.newest(&app.db).await?;
        let rows = everyone().map(|whom| Row { whom, treatment: treatments.of(whom).clone() }).collect();
        let history = treatment::list(&app.db).await?.into_iter().map(|row| {
            let whom = row.whom.parse().ok();
            Change {
                version: row.version,
                whom,
                by: row.by,
                reason: row.reason,
                day: long(local(from_ms(row.made_at)).date(), lang),
                before: row.before.of(whom).clone(),
                after: row.after.of(whom).clone(),
            }
        });
        let model = PlanModel { lang, queue: queue::load(&app, &session).await?, rows, history: history.collect() };
        Ok::<_, Error>(web::page(frame, StatusCode::OK, Box::new(move || plan(model))).await)
    };
    match made.await {
        Ok(response) => response,
        Err(error) => problem::respond(&app, &session.visitor, &error).await,
    }
}

fn everyone() -> impl Iterator<Item = Option<Persona>> {
    std::iter::once(None).chain(Persona::ALL.iter().copied().map(Some))
}

fn whom(path: &str) -> Result<Option<Persona>> {
    everyone().find(|&whom| whom_path(whom) == path).ok_or(Error::NotFound("treatment"))
}

fn may_save(session: &AgentSession) -> bool {
    session.role.may(Right::Steer)
}

/// The editor of one treatment.
pub(super) async fn open(State(app): State<App>, session: AgentSession, Path(path): Path<String>) -> Response {
    let made = async {
        let whom = whom(&path)?;
        let (base, treatments) = app.treatments.newest(&app.db).await?;
        let treatment = treatments.of(whom);
        let model = EditModel { typed: typed(treatment), ..blank(&app, &session, whom, base).await? };
        let page: AnyPage = (StatusCode::OK, Box::new(move || edit(model)));
        Ok(page)
    };
    let title = whom(&path).map_or(texts(session.visitor.lang).title, |whom| whom_name(session.visitor.lang, whom));
    respond(&app, &session, title, "/console/treatment", made.await).await
}

async fn blank(app: &App, session: &AgentSession, whom: Option<Persona>, base: i64) -> Result<EditModel> {
    let lang = session.visitor.lang;
    Ok(EditModel {
        lang,
        queue: queue::load(app, session).await?,
        whom,
        base,
        typed: Typed::default(),
        wrong: Vec::new(),
        stale: false,
        can_save: may_save(session),
        preview: None,
    })
}

/// A preview of what was typed, or its saving.
pub(super) async fn act(
    State(app): State<App>,
    session: AgentSession,
    Path(path): Path<String>,
    Form(form): Form<HashMap<String, String>>,
) -> Response {
    let title = whom(&path).map_or(texts(session.visitor.lang).title, |whom| whom_name(session.visitor.lang, whom));
    match try_act(&app, &session, &path, &form).await {
        Ok(None) => Redirect::to("/console/treatment?done=saved").into_response(),
        Ok(Some(page)) => respond(&app, &session, title, "/console/treatment", Ok(page)).await,
        Err(error) => problem::respond(&app, &session.visitor, &error).await,
    }
}

/// `None`: saved.
async fn try_act(
    app: &App,
    session: &AgentSession,
    path: &str,
    form: &HashMap<String, String>,
) -> Result<Option<AnyPage>> {
    let whom = whom(path)?;
    let field = |name: &str| form.get(name).map_or("", String::as_str).trim();
    let base: i64 = field("base").parse().map_err(|_| Error::Refused("a form without its version".to_owned()))?;
    let typed = from_form(form);
    let saves = field("act") == "save";
    if saves && !may_save(session) {
        return Err(Error::Refused("only a supervisor or an administrator changes the treatment plan".to_owned()));
    }
    let (newest, treatments) = app.treatments.newest(&app.db).await?;
    let mut model = EditModel { typed, ..blank(app, session, whom, newest).await? };
    let read = read(&model.typed);
    if saves && !(1..=REASON_MAX).contains(&model.typed.reason.chars().count()) {
        model.wrong.push("reason");
    }
    match read {
        Err(mut wrong) => {
            wrong.append(&mut model.wrong);
            model.wrong = wrong;
        }
        Ok(treatment) => {
            let stale = saves && base != newest;
            if saves && !stale && model.wrong.is_empty() {
                if save(app, session, whom, base, &treatments, &treatment, &model.typed.reason).await? {
                    return Ok(None);
                }
                model.stale = true;
            }
            model.stale |= stale;
            model.preview = Some(preview(app, &treatment, model.lang));
        }
    }
    let status = match (model.wrong.is_empty(), model.stale) {
        (false, _) => StatusCode::UNPROCESSABLE_ENTITY,
        (true, true) => StatusCode::CONFLICT,
        _ => StatusCode::OK,
    };
    Ok(Some((status, Box::new(move || edit(model)))))
}

/// Adds a version; false when another came in between.
async fn save(
    app: &App,
    session: &AgentSession,
    whom: Option<Persona>,
    base: i64,
    treatments: &Treatments,
    treatment: &Treatment,
    reason: &str,
) -> Result<bool> {
    let mut plan = treatments.clone();
    plan.version = (base + 1).to_string();
    plan.set(whom, treatment.clone());
    let actor = format!("agent:{}", session.agent);
    let new = NewTreatment { base, plan: &plan, whom: whom_path(whom), actor: &actor, reason, now_ms: app.now_ms() };
    Ok(treatment::create(&app.db, &new).await?.is_some())
}

fn typed(treatment: &Treatment) -> Typed {
    let numbers: Vec<String> = treatment.days.iter().map(ToString::to_string).collect();
    Typed {
        focus: treatment.focus.to_string(),
        tone: treatment.tone.to_string(),
        anchor: treatment.anchor.to_string(),
        days: numbers.join(", "),
        weekdays: [1, 2, 3, 4, 5, 6].map(|day| treatment.weekdays.contains(&day)),
        hour: treatment.hour.to_string(),
        repeat_days: treatment.repeat_days.to_string(),
        pay_days: treatment.pay_days.to_string(),
        at_most: treatment.at_most.to_string(),
        per_days: treatment.per_days.to_string(),
        channels: treatment.channels.iter().map(ToString::to_string).collect(),
        by_habit: treatment.by_habit,
        help: treatment.help.iter().map(ToString::to_string).collect(),
        reason: String::new(),
    }
}

fn from_form(form: &HashMap<String, String>) -> Typed {
    let field = |name: &str| form.get(name).map_or("", String::as_str).trim().to_owned();
    let places = |name: &str, count| (1..=count).map(|at| field(&format!("{name}_{at}"))).collect();
    Typed {
        focus: field("focus"),
        tone: field("tone"),
        anchor: field("anchor"),
        days: field("days"),
        weekdays: [1, 2, 3, 4, 5, 6].map(|day| !field(&format!("weekday_{day}")).is_empty()),
        hour: field("hour"),
        repeat_days: field("repeat_days"),
        pay_days: field("pay_days"),
        at_most: field("at_most"),
        per_days: field("per_days"),
        channels: places("channels", Channel::ALL.len()),
        by_habit: !field("by_habit").is_empty(),
        help: places("help", HELP_PLACES),
        reason: field("reason"),
    }
}

/// What was typed as a treatment, or the names of the fields that do not fit.
fn read(typed: &Typed) -> std::result::Result<Treatment, Vec<&'static str>> {
    let mut wrong = Vec::new();
    let days = typed.days.split(',').map(str::trim).filter(|day| !day.is_empty()).map(str::parse);
    let days: std::result::Result<Vec<i16>, _> = days.collect();
    let weekdays = (1..=6_i8).zip(typed.weekdays).filter(|(_, chosen)| *chosen).map(|(day, _)| day).collect();
    let channels = words(&typed.channels);
    let help = words(&typed.help);
    let mut number = |name, text: &str| text.parse::<u16>().map_err(|_| wrong.push(name)).unwrap_or(1);
    let (hour, repeat_days) = (number("hour", &typed.hour), number("repeat_days", &typed.repeat_days));
    let (pay_days, at_most) = (number("pay_days", &typed.pay_days), number("at_most", &typed.at_most));
    let per_days = number("per_days", &typed.per_days);
    let (focus, tone, anchor) = (typed.focus.parse(), typed.tone.parse(), typed.anchor.parse());
    let (Ok(focus), Ok(tone), Ok(anchor), Some(channels), Some(help)) = (focus, tone, anchor, channels, help) else {
        // Choices come from the page: others were made by hand.
        wrong.push("focus");
        return Err(wrong);
    };
    let days = days.unwrap_or_else(|_| {
        wrong.push("days");
        Vec::new()
    });
    let treatment = Treatment {
        focus,
        tone,
        anchor,
        days,
        weekdays,
        hour: i8::try_from(hour).unwrap_or(i8::MAX),
        repeat_days,
        pay_days,
        at_most,
        per_days,
        channels,
        by_habit: typed.by_habit,
        help,
    };
    for part in treatment.wrong_parts() {
        if !wrong.contains(&part) {
            wrong.push(part);
        }
    }
    if wrong.is_empty() { Ok(treatment) } else { Err(wrong) }
}

fn words<T: FromStr>(typed: &[String]) -> Option<Vec<T>> {
    typed.iter().filter(|word| !word.is_empty()).map(|word| word.parse().ok()).collect()
}

/// What a treatment leads to, for a made-up bill due in three weeks.
fn preview(app: &App, treatment: &Treatment, lang: Lang) -> Preview {
    let today = app.today();
    let due_on = add_days(today, 21);
    let channel = treatment.channels.iter().copied().find(|&one| can_show(one)).unwrap_or(Channel::Portal);
    let late_on = add_days(due_on, 7);
    let line = |creditor: &str| ClaimLine {
        claim_id: ClaimId("preview".to_owned()),
        creditor: creditor.to_owned(),
        creditor_id: String::new(),
        number: "2026-001".to_owned(),
        description: String::new(),
        due_on,
        open: Money::euro(8_420),
    };
    let agency = Agency::of(app);
    let content = Content {
        agency: &agency,
        lang,
        tone: treatment.tone,
        help: &treatment.help,
        kind: ApproachKind::ReminderAfter,
        on: late_on,
        name: "Anna de Vries",
        reference: "EF-0001",
        lines: &[line("Boekhandel De Linde")],
        pay_by: Some(add_days(late_on, i64::from(treatment.pay_days))),
        next_on: None,
    };
    let rendered = render(&content, channel);
    let body = rendered.text.replace(LINK, &format!("{}/…", agency.url));
    let text = [rendered.subject.as_str(), &body].join("\n\n").trim().to_owned();
    let situation = Situation { open_cents: 8_420, open_claims: 1, open_creditors: 1, ..Situation::default() };
    let sent_on = sent_on(app, treatment, due_on);
    Preview { channel, text, due_on, sent_on, layout: layout(treatment.focus, &situation) }
}

const fn can_show(channel: Channel) -> bool {
    !matches!(channel, Channel::Push)
}

/// The days on which the core itself would come, if nothing is paid.
fn sent_on(app: &App, treatment: &Treatment, due_on: Date) -> Vec<Date> {
    let claim =
        OpenClaim { claim_id: ClaimId("preview".to_owned()), due_on, open_cents: 8_420, in_plan: false, held: false };
    let reachable = treatment.channels.iter().copied().filter(|&one| can_show(one)).chain([Channel::Portal]).collect();
    let mut file = ContactFile { claims: vec![claim], reachable, ..ContactFile::default() };
    let mut now = app.now();
    let mut days = Vec::with_capacity(AHEAD);
    while days.len() < AHEAD {
        let next = Where::of(effen::kinds::Country::Nl).with(|place| next_contact(&file, treatment, now, place));
        let NextContact::At(contact) = next else { break };
        days.push(local(contact.at).date());
        file.approaches_at.push(contact.at);
        now = contact.at;
    }
    days
}
