//! Experiments: the list and the making of one. Supervisors and administrators make, start and stop them; every agent may
//! look.

use super::{AnyPage, queue, respond};
use crate::app::App;
use crate::db::experiment::{self, Experiment};
use crate::db::submission::{self, Submission};
use crate::db::{audit, creditor, treatment};
use crate::error::{Error, Result};
use crate::new_id;
use crate::web::problem;
use crate::web::session::AgentSession;
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use effen::dates::{add_days, long, parse_iso};
use effen::kinds::Lang;
use effen::people::trial::{Challenger, Changes};
use effen::staff::Right;
use effen_app::pages::console::experiments::{
    ARM_NAMES, CHALLENGERS_MAX, ListModel, NewModel, Row, Typed, TypedArm, list, new,
};
use effen_app::texts::experiments::{ExperimentTexts, texts};
use jiff::civil::Date;
use std::collections::HashMap;

/// The longest name, hypothesis or reason, in characters.
pub(super) const TEXT_MAX: usize = 500;
/// How long an experiment is proposed to last, in days.
const DAYS: i64 = 90;

pub(super) fn may_save(session: &AgentSession) -> bool {
    session.role.may(Right::Steer)
}

/// The list.
pub(super) async fn show(State(app): State<App>, session: AgentSession) -> Response {
    let lang = session.visitor.lang;
    let made = async {
        let today = app.today();
        let rows = experiment::list(&app.db).await?.into_iter().map(|one| Row {
            state: state_words(&one, today, texts(lang)),
            period: period(&one, lang),
            id: one.id,
            name: one.name,
            simulated: one.simulated,
        });
        let rows = rows.collect();
        let model = ListModel { lang, queue: queue::load(&app, &session).await?, rows, can_save: may_save(&session) };
        let page: AnyPage = (StatusCode::OK, Box::new(move || list(model)));
        Ok(page)
    };
    respond(&app, &session, texts(lang).title, "/console/experiments", made.await).await
}

pub(super) fn period(one: &Experiment, lang: Lang) -> String {
    format!("{} – {}", long(one.starts_on, lang), long(one.ends_on, lang))
}

/// How an experiment stands.
pub(super) fn state_words(one: &Experiment, today: Date, t: &'static ExperimentTexts) -> &'static str {
    match one.status.as_str() {
        "draft" => t.draft,
        "stopped" => t.stopped_word,
        _ if today < one.starts_on => t.waiting,
        _ if today > one.ends_on => t.ended,
        _ => t.running,
    }
}

/// The form.
pub(super) async fn form(State(app): State<App>, session: AgentSession) -> Response {
    let today = app.today();
    let typed = Typed {
        control_percent: "50".to_owned(),
        starts_on: today.to_string(),
        ends_on: add_days(today, DAYS).to_string(),
        arms: vec![TypedArm::default()],
        ..Typed::default()
    };
    let made = blank(&app, &session, typed, new_id::uuid()).await.map(|model| {
        let page: AnyPage = (StatusCode::OK, Box::new(move || new(model)));
        page
    });
    respond(&app, &session, texts(session.visitor.lang).new, "/console/experiments/new", made).await
}

async fn blank(app: &App, session: &AgentSession, typed: Typed, key: String) -> Result<NewModel> {
    let lang = session.visitor.lang;
    Ok(NewModel {
        lang,
        queue: queue::load(app, session).await?,
        typed,
        wrong: Vec::new(),
        creditors: creditor::list(&app.db).await?,
        newest_plan: treatment::find_version(&app.db).await?,
        can_save: may_save(session),
        key,
    })
}

/// One more group, or a new experiment.
pub(super) async fn create(
    State(app): State<App>,
    session: AgentSession,
    Form(form): Form<HashMap<String, String>>,
) -> Response {
    let title = texts(session.visitor.lang).new;
    match try_create(&app, &session, &form).await {
        Ok(Made::Saved(location)) => Redirect::to(&location).into_response(),
        Ok(Made::Page(page)) => respond(&app, &session, title, "/console/experiments/new", Ok(page)).await,
        Err(error) => problem::respond(&app, &session.visitor, &error).await,
    }
}

enum Made {
    Saved(String),
    Page(AnyPage),
}

async fn try_create(app: &App, session: &AgentSession, form: &HashMap<String, String>) -> Result<Made> {
    if !may_save(session) {
        return Err(Error::Refused("only a supervisor or an administrator makes experiments".to_owned()));
    }
    let field = |name: &str| form.get(name).map_or("", String::as_str).trim();
    let key = field("key").to_owned();
    let mut typed = from_form(form);
    if field("act") == "more" {
        typed.arms.resize((typed.arms.len() + 1).min(CHALLENGERS_MAX), TypedArm::default());
        let model = blank(app, session, typed, key).await?;
        return Ok(Made::Page((StatusCode::OK, Box::new(move || new(model)))));
    }
    let mut model = blank(app, session, typed, key.clone()).await?;
    let (_, plan) = app.treatments.newest(&app.db).await?;
    match read(app, &model, texts(session.visitor.lang), &plan) {
        Ok(experiment) => Ok(Made::Saved(save(app, session, &key, &experiment, form).await?)),
        Err(wrong) => {
            model.wrong = wrong;
            Ok(Made::Page((StatusCode::UNPROCESSABLE_ENTITY, Box::new(move || new(model)))))
        }
    }
}

async fn save(
    app: &App,
    session: &AgentSession,
    key: &str,
    experiment: &Experiment,
    form: &HashMap<String, String>,
) -> Result<String> {
    let (me, now) = (format!("agent:{}", session.agent), app.now_ms());
    let key = format!("experiment:{key}");
    let mut fields: Vec<String> = form.iter().map(|(name, value)| format!("{name}={value}")).collect();
    fields.sort_unstable();
    let fingerprint = new_id::token_hash(&fields.join("\n"));
    let mut tx = app.db.begin().await?;
    if let Submission::Repeat(location) = submission::find(&mut tx, &me, &key, &fingerprint).await? {
        return Ok(location);
    }
    experiment::create(&mut tx, experiment, &me, now).await?;
    audit::create_without_debtor(&mut tx, now, &me, "experiment_created", &experiment.id, &experiment.hypothesis)
        .await?;
    let location = format!("/console/experiment/{}?done=saved", experiment.id);
    submission::create(&mut tx, &me, &key, &fingerprint, &location, now).await?;
    tx.commit().await?;
    Ok(location)
}

fn from_form(form: &HashMap<String, String>) -> Typed {
    let field = |name: &str| form.get(name).map_or("", String::as_str).trim().to_owned();
    let count = field("arms").parse().unwrap_or(1).clamp(1, CHALLENGERS_MAX);
    let arm = |at: usize| {
        let field = |name: &str| field(&format!("{name}_{}", at + 1));
        TypedArm {
            name: field("name"),
            plan: field("plan"),
            focus: field("focus"),
            tone: field("tone"),
            hour: field("hour"),
            pay_days: field("pay_days"),
            per_days: field("per_days"),
            channel: field("channel"),
            help: field("help"),
        }
    };
    Typed {
        name: field("name"),
        hypothesis: field("hypothesis"),
        persona: field("persona"),
        creditor: field("creditor"),
        control_percent: field("control_percent"),
        starts_on: field("starts_on"),
        ends_on: field("ends_on"),
        arms: (0..count).map(arm).collect(),
    }
}

type Wrong = Vec<(&'static str, String)>;

/// What was typed as an experiment, or the fields that do not fit.
fn read(
    app: &App,
    model: &NewModel,
    t: &'static ExperimentTexts,
    plan: &effen::people::treatment::Treatments,
) -> std::result::Result<Experiment, Wrong> {
    let typed = &model.typed;
    let mut wrong: Wrong = Vec::new();
    for (name, text) in [("name", &typed.name), ("hypothesis", &typed.hypothesis)] {
        if !(1..=TEXT_MAX).contains(&text.chars().count()) {
            wrong.push((name, t.wrong_text.to_owned()));
        }
    }
    let persona = match typed.persona.as_str() {
        "" => Ok(None),
        word => word.parse().map(Some),
    };
    let persona = persona.unwrap_or_else(|_| {
        wrong.push(("persona", t.wrong.to_owned()));
        None
    });
    let known = typed.creditor.is_empty() || model.creditors.iter().any(|(id, _)| *id == typed.creditor);
    if !known {
        wrong.push(("creditor", t.wrong.to_owned()));
    }
    let percent = typed.control_percent.parse::<u8>().ok().filter(|percent| (10..=90).contains(percent));
    if percent.is_none() {
        wrong.push(("control_percent", t.wrong.to_owned()));
    }
    let starts_on = parse_iso(&typed.starts_on).ok().filter(|day| *day >= app.today());
    if starts_on.is_none() {
        wrong.push(("starts_on", t.wrong_start.to_owned()));
    }
    let ends_on = parse_iso(&typed.ends_on).ok().filter(|day| starts_on.is_none_or(|start| *day > start));
    if ends_on.is_none() {
        wrong.push(("ends_on", t.wrong_end.to_owned()));
    }
    let challengers = challengers(model, t, plan, &mut wrong);
    match (percent, starts_on, ends_on) {
        (Some(control_percent), Some(starts_on), Some(ends_on)) if wrong.is_empty() => Ok(Experiment {
            id: new_id::uuid(),
            name: typed.name.clone(),
            hypothesis: typed.hypothesis.clone(),
            status: "draft".to_owned(),
            persona,
            creditor_id: typed.creditor.clone(),
            control_percent,
            challengers,
            starts_on,
            ends_on,
            lot_key: new_id::token(),
            simulated: app.demo,
            by: String::new(),
            started_at: None,
            started: Default::default(),
            stopped_at: None,
            stopped: Default::default(),
        }),
        _ => Err(wrong),
    }
}

/// The groups that have a name; those left wholly empty are none.
fn challengers(
    model: &NewModel,
    t: &'static ExperimentTexts,
    plan: &effen::people::treatment::Treatments,
    wrong: &mut Wrong,
) -> Vec<Challenger> {
    let mut made = Vec::new();
    for (arm, field) in model.typed.arms.iter().zip(ARM_NAMES) {
        if *arm == TypedArm::default() {
            continue;
        }
        if !(1..=TEXT_MAX).contains(&arm.name.chars().count()) {
            wrong.push((field, t.wrong_text.to_owned()));
            continue;
        }
        match challenger(arm, model.newest_plan).filter(|one| one.changes.wrong_parts(plan).is_empty()) {
            Some(challenger) => made.push(challenger),
            None => wrong.push((field, t.wrong.to_owned())),
        }
    }
    if made.is_empty() && wrong.iter().all(|(name, _)| !ARM_NAMES.contains(name)) {
        wrong.push((ARM_NAMES[0], t.wrong_group.to_owned()));
    }
    made
}

/// `None`: something in it is no choice of the page.
fn challenger(arm: &TypedArm, newest: i64) -> Option<Challenger> {
    fn one<T: std::str::FromStr>(text: &str) -> Option<Option<T>> {
        if text.is_empty() { Some(None) } else { text.parse().ok().map(Some) }
    }
    let plan = one::<i64>(&arm.plan)?;
    if plan.is_some_and(|version| !(0..=newest).contains(&version)) {
        return None;
    }
    let changes = Changes {
        focus: one(&arm.focus)?,
        tone: one(&arm.tone)?,
        hour: one(&arm.hour)?,
        pay_days: one(&arm.pay_days)?,
        per_days: one(&arm.per_days)?,
        channel: one(&arm.channel)?,
        help: one(&arm.help)?,
    };
    Some(Challenger { name: arm.name.clone(), plan, changes })
}
