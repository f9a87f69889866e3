//! One experiment: what it came to, as a page and as CSV, and its start and stop.

use super::experiments::{TEXT_MAX, may_save, period, state_words};
use super::journeys::{data_word, download};
use super::{AnyPage, queue, respond};
use crate::app::App;
use crate::clock::{from_ms, local, zone};
use crate::db::experiment::{self, Experiment};
use crate::db::{audit, creditor, experiment_figures};
use crate::error::{Error, Result};
use crate::export::{broken, neutral};
use crate::web::session::AgentSession;
use crate::web::{problem, render};
use axum::extract::{Form, Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use effen::dates::{add_days, long};
use effen::kinds::Lang;
use effen::people::effect::{Findings, Group, findings};
use effen::people::trial::{Challenger, shares};
use effen_app::console_texts::persona_name;
use effen_app::frame::Flash;
use effen_app::pages::console::experiment::{ExperimentModel, GroupRow, page};
use effen_app::texts::experiments::{ExperimentTexts, texts};
use effen_app::texts::fill;
use effen_app::texts::treatment::{self as parts, channel_words, focus_words, help_words, tone_words};
use serde::Deserialize;

#[derive(Debug, Default, Deserialize)]
pub(super) struct DoneQuery {
    #[serde(default)]
    done: String,
}

/// The page.
pub(super) async fn show(
    State(app): State<App>,
    session: AgentSession,
    Path(id): Path<String>,
    Query(query): Query<DoneQuery>,
) -> Response {
    let lang = session.visitor.lang;
    let made = async {
        let t = texts(lang);
        let model = load(&app, &session, &id).await?;
        let mut frame = super::frame(&app, &session, &model.name, "/console/experiments").await?;
        let done = match query.done.as_str() {
            "saved" => Some(t.saved),
            "started" => Some(t.started),
            "stopped" => Some(t.stopped),
            _ => None,
        };
        frame.flash = done.map(|text| Flash { kind: "success", text: text.to_owned() });
        Ok::<_, Error>(render::page(frame, StatusCode::OK, move || page(model)).await)
    };
    match made.await {
        Ok(response) => response,
        Err(error) => problem::respond(&app, &session.visitor, &error).await,
    }
}

async fn find(app: &App, id: &str) -> Result<Experiment> {
    experiment::find(&app.db, id).await?.ok_or(Error::NotFound("experiment"))
}

/// What an experiment came to by now, or by the day it ended.
async fn measure(app: &App, one: &Experiment) -> Result<(Vec<Group>, Findings)> {
    let after = add_days(one.ends_on, 1).to_zoned(zone()).map_err(|error| Error::Broken(error.to_string()))?;
    let ended = after.timestamp().as_millisecond().min(one.stopped_at.unwrap_or(i64::MAX));
    // What was booked in this very millisecond is before the next.
    let until = ended.min(app.now_ms() + 1);
    let until_on = local(from_ms(until)).date().to_string();
    let groups = experiment_figures::list_groups(&app.db, one, until, &until_on).await?;
    let found = findings(&groups, &shares(one.control_percent, one.challengers.len()));
    Ok((groups, found))
}

async fn load(app: &App, session: &AgentSession, id: &str) -> Result<ExperimentModel> {
    let lang = session.visitor.lang;
    let t = texts(lang);
    let one = find(app, id).await?;
    let (groups, findings) = measure(app, &one).await?;
    let can = match (may_save(session), one.status.as_str()) {
        (true, "draft") => Some("start"),
        (true, "running") => Some("stop"),
        _ => None,
    };
    Ok(ExperimentModel {
        lang,
        queue: queue::load(app, session).await?,
        facts: facts(app, &one, lang).await?,
        groups: group_rows(&one, &groups, lang, t),
        findings,
        can,
        id: one.id,
        name: one.name,
        hypothesis: one.hypothesis,
        simulated: one.simulated,
        reason: String::new(),
        wrong: Vec::new(),
    })
}

async fn facts(app: &App, one: &Experiment, lang: Lang) -> Result<Vec<(&'static str, String)>> {
    let t = texts(lang);
    let creditors = creditor::list(&app.db).await?;
    let creditor = creditors.into_iter().find(|(id, _)| *id == one.creditor_id).map(|(_, name)| name);
    let whom = one.persona.map_or(t.everybody, |persona| persona_name(lang, persona));
    let scope = format!("{whom}; {}", creditor.unwrap_or_else(|| t.all_creditors.to_owned()));
    let mut facts = vec![
        (t.status, state_words(one, app.today(), t).to_owned()),
        (t.period, period(one, lang)),
        (t.scope, scope),
        (t.made_by, one.by.clone()),
    ];
    let moments = [(t.started_by, one.started_at, &one.started), (t.stopped_by, one.stopped_at, &one.stopped)];
    for (label, at, (by, reason)) in moments {
        if let Some(at) = at {
            facts.push((label, format!("{by}, {}: {reason}", long(local(from_ms(at)).date(), lang))));
        }
    }
    Ok(facts)
}

fn group_rows(one: &Experiment, groups: &[Group], lang: Lang, t: &'static ExperimentTexts) -> Vec<GroupRow> {
    let shares = shares(one.control_percent, one.challengers.len());
    let names = std::iter::once((t.control.to_owned(), t.neutral.to_owned()))
        .chain(one.challengers.iter().map(|arm| (arm.name.clone(), treatment_words(arm, lang, t))));
    let rows = names.zip(groups).zip(shares);
    rows.map(|(((name, treatment), group), share)| GroupRow { name, treatment, people: group.people(), share })
        .collect()
}

/// How a challenger is treated, in a line.
fn treatment_words(arm: &Challenger, lang: Lang, t: &'static ExperimentTexts) -> String {
    let (changes, p) = (&arm.changes, parts::texts(lang));
    let plan = match arm.plan {
        None => t.plan_newest.to_owned(),
        Some(0) => t.plan_shipped.to_owned(),
        Some(version) => fill(t.plan_version, &[("n", &version.to_string())]),
    };
    let mut words = vec![format!("{}: {plan}", t.plan)];
    let mut add = |label: &str, value: Option<String>| words.extend(value.map(|value| format!("{label}: {value}")));
    add(p.what, changes.focus.map(|focus| focus_words(lang, focus).to_owned()));
    add(p.how, changes.tone.map(|tone| tone_words(lang, tone).to_owned()));
    add(p.when, changes.hour.map(|hour| format!("{hour}:00")));
    let days = |days: u16| fill(p.days_value, &[("n", &days.to_string())]);
    add(p.pay_time, changes.pay_days.map(days));
    add(p.often, changes.per_days.map(days));
    add(t.channel, changes.channel.map(|channel| channel_words(lang, channel).to_owned()));
    add(t.help, changes.help.map(|help| help_words(lang, help).to_owned()));
    words.join("; ")
}

#[derive(Debug, Deserialize)]
pub(super) struct ActForm {
    act: String,
    #[serde(default)]
    reason: String,
}

/// Starts or stops an experiment.
pub(super) async fn act(
    State(app): State<App>,
    session: AgentSession,
    Path(id): Path<String>,
    Form(form): Form<ActForm>,
) -> Response {
    let made = try_act(&app, &session, &id, &form).await;
    match made {
        Ok(None) => {
            let done = if form.act == "start" { "started" } else { "stopped" };
            Redirect::to(&format!("/console/experiment/{id}?done={done}")).into_response()
        }
        Ok(Some(page)) => {
            respond(&app, &session, texts(session.visitor.lang).title, "/console/experiments", Ok(page)).await
        }
        Err(error) => problem::respond(&app, &session.visitor, &error).await,
    }
}

/// `None`: done, or done before (a second click).
async fn try_act(app: &App, session: &AgentSession, id: &str, form: &ActForm) -> Result<Option<AnyPage>> {
    if !may_save(session) {
        return Err(Error::Refused("only a supervisor or an administrator starts and stops experiments".to_owned()));
    }
    find(app, id).await?;
    let reason = form.reason.trim();
    if !(1..=TEXT_MAX).contains(&reason.chars().count()) {
        let mut model = load(app, session, id).await?;
        model.wrong.push(("reason", texts(session.visitor.lang).wrong_text.to_owned()));
        form.reason.clone_into(&mut model.reason);
        return Ok(Some((StatusCode::UNPROCESSABLE_ENTITY, Box::new(move || page(model)))));
    }
    let (me, now) = (format!("agent:{}", session.agent), app.now_ms());
    let mut tx = app.db.begin().await?;
    let (moved, action) = match form.act.as_str() {
        "start" => (experiment::update_started(&mut tx, id, &me, reason, now).await?, "experiment_started"),
        "stop" => (experiment::update_stopped(&mut tx, id, &me, reason, now).await?, "experiment_stopped"),
        _ => return Err(Error::Refused("an act that does not exist".to_owned())),
    };
    if moved {
        audit::create_without_debtor(&mut tx, now, &me, action, id, reason).await?;
    }
    tx.commit().await?;
    Ok(None)
}

const HEAD: [&str; 15] = [
    "experiment",
    "outcome",
    "group",
    "people",
    "control_people",
    "figure",
    "control_figure",
    "difference",
    "low_95",
    "high_95",
    "low_wide",
    "high_wide",
    "wide_confidence",
    "verdict",
    "data",
];

/// What it came to, a line for each outcome and challenger.
pub(super) async fn csv(State(app): State<App>, session: AgentSession, Path(id): Path<String>) -> Response {
    let made = async {
        let one = find(&app, &id).await?;
        let (groups, found) = measure(&app, &one).await?;
        write(&one, &groups, &found).map(|bytes| download(bytes, "experiment"))
    };
    match made.await {
        Ok(response) => response,
        Err(error) => problem::respond(&app, &session.visitor, &error).await,
    }
}

fn write(one: &Experiment, groups: &[Group], found: &Findings) -> Result<Vec<u8>> {
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(HEAD).map_err(broken)?;
    let people = |arm: usize, outcome| groups.get(arm).map_or(0, |group| group.measured(outcome)).to_string();
    let number = |value: f64| if value.is_finite() { format!("{value:.4}") } else { String::new() };
    for effect in &found.effects {
        let name = one.challengers.get(effect.arm - 1).map_or("", |arm| arm.name.as_str());
        csv.write_record([
            neutral(&one.name),
            effect.outcome.to_string(),
            neutral(name),
            people(effect.arm, effect.outcome),
            people(0, effect.outcome),
            number(effect.challenger),
            number(effect.control),
            number(effect.interval.difference),
            number(effect.interval.low),
            number(effect.interval.high),
            number(effect.widened.low),
            number(effect.widened.high),
            number(found.widened),
            effect.verdict.to_string(),
            data_word(one.simulated).to_owned(),
        ])
        .map_err(broken)?;
    }
    csv.into_inner().map_err(|error| Error::Broken(error.to_string()))
}
