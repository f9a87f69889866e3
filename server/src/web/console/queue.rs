//! Who waits.

use super::{AnyPage, file, respond, talk};
use crate::app::App;
use crate::chat::desk::{Next, first_before, take_next};
use crate::chat::hours;
use crate::clock::{from_ms, local};
use crate::db::console::{self, QueueRow};
use crate::db::{call, desk, plan_review, undelivered};
use crate::error::Result;
use crate::web::chat::json_or_failure;
use crate::web::problem;
use crate::web::session::{AgentSession, not_in};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use effen::chat::desk::Skill;
use effen::chat::waiting::{Standing, due, standing};
use effen::chat::{spoken, time_words};
use effen::kinds::Lang;
use effen_app::console_texts::texts;
use effen_app::islands::console::view::{QueueItem, QueueView};
use effen_app::pages::console::queue::{QueueModel, page};
use effen_app::texts::{console_desk, fill};
use jiff::civil::DateTime;

/// Characters of the last message that are shown.
const EXCERPT_CHARS: usize = 90;

/// The page.
pub async fn show(State(app): State<App>, session: AgentSession) -> Response {
    let lang = session.visitor.lang;
    let law_ended = effen::lawdata::expired(app.today()).iter().map(|table| table.ended(lang)).collect();
    let made = load(&app, &session).await.map(|queue| {
        let page: AnyPage = (StatusCode::OK, Box::new(move || page(QueueModel { lang, queue, law_ended, told: None })));
        page
    });
    respond(&app, &session, texts(lang).queue, "/console", made).await
}

/// Gives the agent whoever comes first of those they can help; the page says why when there is nobody.
pub async fn next(State(app): State<App>, session: AgentSession) -> Response {
    let (lang, t) = (session.visitor.lang, console_desk::texts(session.visitor.lang));
    let told = match take_next(&app, session.agent.as_str()).await {
        Ok(Next::Conversation(id)) => return talk::back(&id),
        Ok(Next::Nobody { others: 0 }) => t.next_nobody.to_owned(),
        Ok(Next::Nobody { others }) => fill(t.next_others, &[("n", &others.to_string())]),
        Ok(Next::Full) => t.full.to_owned(),
        Err(error) => return problem::respond(&app, &session.visitor, &error).await,
    };
    let made = load(&app, &session).await.map(|queue| {
        let model = QueueModel { lang, queue, law_ended: Vec::new(), told: Some(told) };
        let page: AnyPage = (StatusCode::CONFLICT, Box::new(move || page(model)));
        page
    });
    respond(&app, &session, texts(lang).queue, "/console", made).await
}

/// The same as JSON.
pub async fn json(State(app): State<App>, session: Result<AgentSession, Response>) -> Response {
    match session {
        Ok(session) => json_or_failure(load(&app, &session).await),
        Err(refused) => not_in(&refused),
    }
}

/// The queue as an agent sees it, in their language.
pub async fn load(app: &App, session: &AgentSession) -> Result<QueueView> {
    let (now, lang) = (app.now_ms(), session.visitor.lang);
    let (desk, held) = desk::find(&app.db, session.agent.as_str(), now).await?;
    let counts = [("n", held.to_string()), ("max", desk.capacity.to_string())];
    let mut view = QueueView {
        load: fill(console_desk::texts(lang).load, &counts.each_ref().map(|(name, value)| (*name, value.as_str()))),
        plans: plan_review::count_open(&app.db, &session.agent).await?,
        calls: call::count_tasks(&app.db, &session.agent, now).await?,
        undelivered: undelivered::count(&app.db, &session.agent).await?,
        ..QueueView::default()
    };
    let hours = hours::current(app).await?;
    for row in console::list_queue(&app.db, &session.agent, first_before(app)).await? {
        let stands = row.waiting_since.map(|since| standing(clock(since), clock(now), &hours));
        let need = desk::need(&row.language, &row.kind, &row.skill, row.vulnerable, row.disputes)?;
        let mine = row.agent_id.as_deref() == Some(session.agent.as_str()) && row.status == "assigned";
        let list = match stands {
            // A promise that nearly breaks is everybody's, whoever has it and however it was put aside.
            Some(Standing::AtRisk | Standing::Late) => &mut view.at_risk,
            _ if mine && row.snoozed_until.is_some_and(|until| until > now) => &mut view.snoozed,
            _ if mine => &mut view.mine,
            _ if row.status == "assigned" => &mut view.assigned,
            _ if desk.fits(need) => &mut view.waiting,
            _ => &mut view.elsewhere,
        };
        let by = row.waiting_since.map(|since| due(clock(since), &hours));
        list.push(item(app, row, (lang, stands, by), need.skill));
    }
    Ok(view)
}

/// A time that passed or is left, in words.
fn minutes_words(minutes: i64, lang: Lang) -> String {
    let t = texts(lang);
    match minutes {
        ..60 => t.minutes.replace("{n}", &minutes.max(0).to_string()),
        60..2_880 => t.hours.replace("{n}", &(minutes / 60).to_string()),
        _ => t.days.replace("{n}", &(minutes / 1_440).to_string()),
    }
}

fn minutes_between(from: DateTime, to: DateTime) -> i64 {
    from.duration_until(to).as_mins()
}

/// A moment on the agency's own clock.
fn clock(at_ms: i64) -> DateTime {
    local(from_ms(at_ms)).datetime()
}

/// `stands`: how the promised answer stands, and by when it is due.
fn item(
    app: &App,
    row: QueueRow,
    (lang, stands, due_by): (Lang, Option<Standing>, Option<DateTime>),
    skill: Option<Skill>,
) -> QueueItem {
    let (t, now) = (texts(lang), app.now_ms());
    let d = console_desk::texts(lang);
    let by = due_by.map(|by| time_words(by, app.today(), lang)).unwrap_or_default();
    let due = match stands {
        None => String::new(),
        Some(Standing::Late) => t.overdue.replace("{time}", &by),
        Some(Standing::InTime) => t.due.replace("{time}", &by),
        Some(Standing::AtRisk) => {
            let left = due_by.map_or(0, |by| minutes_between(clock(now), by));
            fill(d.due_left, &[("time", &by), ("left", &minutes_words(left, lang))])
        }
    };
    let agent = row.agent.map(|name| t.taken_by.replace("{name}", &name)).unwrap_or_default();
    let time = |at_ms: i64| time_words(clock(at_ms), app.today(), lang);
    let waiting = match (row.waiting_since, row.snoozed_until) {
        (Some(since), _) => minutes_words((now - since).max(0) / 60_000, lang),
        (None, Some(until)) if until > now => fill(d.until, &[("time", &time(until))]),
        (None, Some(until)) => fill(d.back, &[("time", &time(until))]),
        (None, None) => t.answered.to_owned(),
    };
    let persona = file::persona_name(lang, &row.persona);
    let first = if row.priority == 1 { d.first } else { "" };
    let skill = skill.map(|skill| console_desk::skill(lang, skill)).unwrap_or_default();
    let parts =
        [first.to_owned(), row.language.to_uppercase(), skill.to_owned(), row.number.unwrap_or_default(), persona];
    let about: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let said = spoken(&row.body, Some(row.file.as_str()).filter(|name| !name.is_empty()).into_iter());
    let excerpt: String = said.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(EXCERPT_CHARS).collect();
    QueueItem { id: row.id, name: row.name, waiting, due, agent, excerpt, about: about.join(" · ") }
}
