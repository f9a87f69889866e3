//! What supervisors look at, as a page and as CSV.

use super::AnyPage;
use super::file::persona_name;
use super::journeys::download;
use crate::app::App;
use crate::chat::hours;
use crate::clock::{from_ms, local};
use crate::db::supervision::{self, AgentRow, MESSAGES_MAX, ReasonRow};
use crate::db::word;
use crate::error::{Error, Result};
use crate::export::{broken, neutral};
use crate::web::chat::json_or_failure;
use crate::web::session::{AGENT_IDLE_MS, AgentSession, not_in};
use crate::web::{problem, render};
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use effen::cases::CaseKind;
use effen::chat::desk::ContactReason;
use effen::chat::service::{Said, levels, waits};
use effen::chat::time_words;
use effen::chat::waiting::{Standing, standing};
use effen::kinds::Lang;
use effen::staff::Role;
use effen_app::console_texts::outcome;
use effen_app::islands::console::now::{AtWork, NowView};
use effen_app::pages::console::supervision::{Ratings, Reason, SupervisionModel, page};
use effen_app::texts::console_account::role_words;
use effen_app::texts::{cases, console_desk, console_supervision, fill};
use jiff::civil::DateTime;
use std::collections::{BTreeMap, BTreeSet};

/// How many days the figures go back.
const DAYS: i64 = 30;
const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// The routes.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/console/supervision", get(show))
        .route("/console/supervision/now.json", get(now))
        .route("/console/supervision.csv", get(csv))
}

async fn show(State(app): State<App>, session: AgentSession) -> Response {
    let lang = session.visitor.lang;
    let made = async {
        let model = load(&app, lang).await?;
        let title = console_supervision::texts(lang).title;
        let mut frame = render::console_frame(&app, &session, title, "/console/supervision").await?;
        frame.islands = true;
        let page: AnyPage = (StatusCode::OK, Box::new(move || page(model)));
        Ok::<_, Error>(render::page(frame, page.0, page.1).await)
    };
    match made.await {
        Ok(response) => response,
        Err(error) => problem::respond(&app, &session.visitor, &error).await,
    }
}

/// The part about this moment as JSON.
async fn now(State(app): State<App>, session: Result<AgentSession, Response>) -> Response {
    let session = match session {
        Ok(session) => session,
        Err(refused) => return not_in(&refused),
    };
    let lang = session.visitor.lang;
    let made = async { Moment::load(&app).await?.words(&app, lang) };
    json_or_failure(made.await)
}

/// How things stand this moment.
struct Moment {
    waiting: usize,
    taken: usize,
    at_risk: usize,
    oldest: Option<i64>,
    agents: Vec<AgentRow>,
}

impl Moment {
    async fn load(app: &App) -> Result<Self> {
        let now = app.now_ms();
        let day = app.today().to_zoned(crate::clock::zone());
        let midnight = day.map_or(now - DAY_MS, |day| day.timestamp().as_millisecond());
        let waiting = supervision::list_waiting(&app.db).await?;
        let hours = hours::current(app).await?;
        let at_risk = |since: i64| standing(clock(since), clock(now), &hours) != Standing::InTime;
        Ok(Self {
            waiting: waiting.iter().filter(|(_, taken)| *taken == 0).count(),
            taken: waiting.iter().filter(|(_, taken)| *taken != 0).count(),
            at_risk: waiting.iter().filter(|(since, _)| at_risk(*since)).count(),
            oldest: waiting.first().map(|(since, _)| *since),
            agents: supervision::list_agents(&app.db, midnight, now - AGENT_IDLE_MS).await?,
        })
    }

    fn words(self, app: &App, lang: Lang) -> Result<NowView> {
        let (t, today) = (console_supervision::texts(lang), app.today());
        let time = |at: i64| time_words(clock(at), today, lang);
        let some = [(t.queue_waiting, self.waiting), (t.queue_taken, self.taken), (t.queue_risk, self.at_risk)];
        let some = some.into_iter().filter(|(_, n)| *n > 0).map(|(text, n)| fill(text, &[("n", &n.to_string())]));
        let queue: Vec<String> =
            some.chain(self.oldest.map(|at| fill(t.queue_oldest, &[("time", &time(at))]))).collect();
        Ok(NowView {
            at: time(app.now_ms()),
            queue: if queue.is_empty() { vec![t.queue_none.to_owned()] } else { queue },
            agents: self.agents.into_iter().map(|row| at_work(lang, row, time)).collect::<Result<_>>()?,
        })
    }
}

/// A moment on the agency's own clock.
fn clock(at_ms: i64) -> DateTime {
    local(from_ms(at_ms)).datetime()
}

async fn load(app: &App, lang: Lang) -> Result<SupervisionModel> {
    let now = app.now_ms();
    let since = now - DAYS * DAY_MS;
    let hours = hours::current(app).await?;
    let messages = supervision::list_messages(&app.db, since).await?;
    let counted_max = (messages.len() as i64 == MESSAGES_MAX).then_some(MESSAGES_MAX);
    let told = supervision::list_reasons(&app.db, since).await?;
    let reasons = supervision::list_contact_reasons(&app.db, since).await?;
    let outcomes = supervision::list_outcomes(&app.db, since).await?;
    Ok(SupervisionModel {
        lang,
        now: Moment::load(app).await?.words(app, lang)?,
        days: DAYS,
        levels: levels(&waits(&said(&messages)), clock(now), &hours),
        counted_max,
        by_persona: by_persona(lang, &messages),
        reasons: reasons.into_iter().map(|row| contact_reason(lang, row)).collect::<Result<_>>()?,
        told: told_by_people(lang, told)?,
        outcomes: outcomes.into_iter().map(|(word, n)| (outcome(lang, &word), n)).collect(),
    })
}

fn contact_reason(lang: Lang, row: ReasonRow) -> Result<Reason> {
    let words = console_desk::reason(lang, word::<ContactReason>(&row.reason)?).to_owned();
    Ok(Reason { words, n: row.n, ratings: Ratings { n: row.rated, sum: row.sum } })
}

/// What people told us; what our own check found is no contact.
fn told_by_people(lang: Lang, rows: Vec<(String, i64)>) -> Result<Vec<(String, i64)>> {
    let mut told = Vec::with_capacity(rows.len());
    for (kind, n) in rows {
        let kind: CaseKind = word(&kind)?;
        if kind.by_debtor() {
            told.push((cases::kind(kind, lang).to_owned(), n));
        }
    }
    Ok(told)
}

fn at_work(lang: Lang, row: AgentRow, time: impl Fn(i64) -> String) -> Result<AtWork> {
    let t = console_supervision::texts(lang);
    let here = row.seen_at.map_or_else(|| t.here_no.to_owned(), |at| fill(t.here_yes, &[("time", &time(at))]));
    let role: Role = word(&row.role)?;
    let name = match role {
        Role::Agent => row.name,
        other => format!("{} ({})", row.name, role_words(lang, other)),
    };
    Ok(AtWork { name, here, open: row.open, waiting: row.waiting, answers: row.answers })
}

fn said(messages: &[(String, String, i64, String)]) -> Vec<Said> {
    let mut all = Vec::with_capacity(messages.len());
    for (number, conversation) in messages.chunk_by(|one, next| one.0 == next.0).enumerate() {
        all.extend(conversation.iter().map(|(_, author, at, _)| Said {
            conversation: number,
            by_debtor: author != "agent",
            at: clock(*at),
        }));
    }
    all
}

/// Conversations that an agent wrote in, by the debtor's persona; the most first.
fn by_persona(lang: Lang, messages: &[(String, String, i64, String)]) -> Vec<(String, i64)> {
    let answered: BTreeSet<(&str, &str)> = messages
        .iter()
        .filter(|(_, author, ..)| author == "agent")
        .map(|(conversation, _, _, persona)| (conversation.as_str(), persona.as_str()))
        .collect();
    let mut counts: BTreeMap<&str, i64> = BTreeMap::new();
    for (_, persona) in answered {
        *counts.entry(persona).or_default() += 1;
    }
    let mut rows: Vec<(String, i64)> =
        counts.into_iter().map(|(persona, n)| (persona_name(lang, persona), n)).collect();
    rows.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    rows
}

async fn csv(State(app): State<App>, session: AgentSession) -> Response {
    let made = async {
        let model = load(&app, session.visitor.lang).await?;
        write(&model, &Moment::load(&app).await?)
    };
    match made.await {
        Ok(bytes) => download(bytes, "supervision"),
        Err(error) => problem::respond(&app, &session.visitor, &error).await,
    }
}

/// One figure a line.
fn write(model: &SupervisionModel, moment: &Moment) -> Result<Vec<u8>> {
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(["section", "name", "value"]).map_err(broken)?;
    let mut line = |section: &str, name: &str, value: i64| {
        csv.write_record([section, &neutral(name), &value.to_string()]).map_err(broken)
    };
    for (name, n) in [("waiting", moment.waiting), ("taken", moment.taken), ("at_risk", moment.at_risk)] {
        line("queue", name, n as i64)?;
    }
    for one in &model.now.agents {
        line("agent_open", &one.name, one.open)?;
        line("agent_waiting", &one.name, one.waiting)?;
        line("agent_answers_today", &one.name, one.answers)?;
    }
    line("promise", "due", model.levels.due as i64)?;
    line("promise", "kept", model.levels.kept as i64)?;
    if let Some(minutes) = model.levels.first_minutes {
        line("promise", "first_answer_median_minutes", minutes)?;
    }
    for reason in &model.reasons {
        line("reason", &reason.words, reason.n)?;
        line("reason_ratings", &reason.words, reason.ratings.n)?;
        line("reason_ratings_sum", &reason.words, reason.ratings.sum)?;
    }
    for (section, rows) in [("persona", &model.by_persona), ("told", &model.told), ("outcome", &model.outcomes)] {
        for (name, n) in rows {
            line(section, name, *n)?;
        }
    }
    csv.into_inner().map_err(|error| Error::Io(std::io::Error::other(error.to_string())))
}

#[cfg(test)]
mod tests {
    use crate::chat::{Incoming, send_from_debtor};
    use crate::testing::{databases, sample};
    use crate::web::console::tests::{call, lasting, text};
    use sqlx::Executor as _;

    #[tokio::test]
    async fn who_waits_who_is_busy_and_how_fast_we_answer_stands_on_one_page_and_in_its_export() {
        for test in databases().await {
            let app = sample::app(&test.db).await;
            let one = sample::sample_debtor(&test.db, "jansen").await.unwrap();
            let cookie = lasting(&app).await;
            let mut tx = test.db.begin().await.unwrap();
            tx.execute("UPDATE agent SET role = 'supervisor', name = '=Anouk' WHERE id = 'a1'").await.unwrap();
            tx.commit().await.unwrap();
            let page = async || text(call(&app, &cookie, "/console/supervision", None).await).await;
            assert!(page().await.contains("Er wacht niemand."));
            let message = Incoming { id: "0190abcd-0001", body: "Vraag" };
            let id = send_from_debtor(&app, &one.debtor, false, message, None).await.unwrap().conversation_id;
            assert!(page().await.contains("1 wachten op een medewerker"));
            let moment = async || text(call(&app, &cookie, "/console/supervision/now.json", None).await).await;
            assert!(moment().await.contains("1 wachten op een medewerker"), "as who has the page open hears it");
            let path = format!("/console/conversation/{id}");
            call(&app, &cookie, &format!("{path}/take"), Some("")).await;
            call(&app, &cookie, &format!("{path}/send"), Some("id=0190abcd-0009&body=Antwoord")).await;
            assert!(moment().await.contains("Er wacht niemand.") && moment().await.contains("\"answers\":1"));
            let now = page().await;
            assert!(now.contains("100 % (1 van 1)") && now.contains("0 minuten"), "{now}");
            assert!(now.contains("nog niet gegeven"), "nobody rated");
            call(&app, &cookie, &format!("{path}/close"), Some("reason=plan&outcome=plan")).await;
            let mut tx = test.db.begin().await.unwrap();
            tx.execute("UPDATE chat_closing SET rating = 4, rated_at = closed_at").await.unwrap();
            // Our own check found something: that is no contact.
            let found = "INSERT INTO reply (id, debtor_id, kind, body, status, details, answer_by, created_at) \
                         SELECT 'r1', debtor_id, 'costs_above', '', 'received', '{}', '2030-01-01', closed_at FROM chat_closing";
            tx.execute(found).await.unwrap();
            tx.commit().await.unwrap();
            let rated = page().await;
            assert!(rated.contains("4,0 van 5 (1)") && rated.contains("Regeling"), "{rated}");
            assert!(rated.contains("nog geen cijfers"), "nobody told anything by form");
            let csv = text(call(&app, &cookie, "/console/supervision.csv", None).await).await;
            let first = csv.lines().next().unwrap();
            assert_eq!(first, "section,name,value", "{csv}");
            assert!(
                csv.contains("promise,kept,1\n")
                    && csv.contains("reason_ratings_sum,Regeling,4\n")
                    && csv.contains("agent_open,'=Anouk (teamleider),0\n"),
                "{csv}"
            );
        }
    }
}
