//! Journeys, as a page and as CSV. Every agent may look.

use super::{AnyPage, queue, respond};
use crate::app::App;
use crate::clock::zone;
use crate::db::creditor;
use crate::db::journey::{self, Filter};
use crate::error::{Error, Result};
use crate::export::{broken, neutral};
use crate::web::problem;
use crate::web::session::AgentSession;
use axum::extract::{Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use effen::dates::{add_days, parse_iso};
use effen::kinds::Persona;
use effen::people::journey::{Cell, Funnel};
use effen_app::pages::console::journeys::{Asked, JourneysModel, page};
use effen_app::pages::console::treatment::whom_path;
use effen_app::texts::journeys::texts;
use jiff::civil::Date;
use serde::Deserialize;

/// The period that is shown where none was asked for, in days.
const DEFAULT_DAYS: i64 = 365;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct AskedQuery {
    persona: String,
    creditor: String,
    from: String,
    until: String,
}

/// A question that fits.
struct Question {
    from: Date,
    until: Date,
    creditor: String,
    persona: String,
}

/// The page.
pub(super) async fn show(State(app): State<App>, session: AgentSession, Query(query): Query<AskedQuery>) -> Response {
    let lang = session.visitor.lang;
    let made = async {
        let creditors = creditor::list(&app.db).await?;
        let (asked, read) = read(&app, query, lang);
        let mut model = JourneysModel {
            lang,
            queue: queue::load(&app, &session).await?,
            csv: address(&asked),
            asked,
            wrong: Vec::new(),
            creditors,
            all: None,
            personas: Vec::new(),
            simulated: app.demo,
        };
        let status = match read {
            Ok(question) => {
                let cells = load(&app, &question).await?;
                model.all = Some(Funnel::of(&cells));
                model.personas = by_persona(&cells);
                StatusCode::OK
            }
            Err(wrong) => {
                model.wrong = wrong;
                StatusCode::UNPROCESSABLE_ENTITY
            }
        };
        let page: AnyPage = (status, Box::new(move || page(model)));
        Ok(page)
    };
    respond(&app, &session, texts(lang).title, "/console/journeys", made.await).await
}

fn address(asked: &Asked) -> String {
    let fields =
        [("persona", &asked.persona), ("creditor", &asked.creditor), ("from", &asked.from), ("until", &asked.until)];
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    format!("/console/journeys.csv?{query}")
}

type Wrong = Vec<(&'static str, String)>;

fn read(app: &App, query: AskedQuery, lang: effen::kinds::Lang) -> (Asked, std::result::Result<Question, Wrong>) {
    let (t, today) = (texts(lang), app.today());
    let or = |typed: &str, day: Date| if typed.trim().is_empty() { day.to_string() } else { typed.trim().to_owned() };
    let asked = Asked {
        from: or(&query.from, add_days(today, -DEFAULT_DAYS)),
        until: or(&query.until, today),
        persona: query.persona,
        creditor: query.creditor,
    };
    let mut wrong: Wrong = Vec::new();
    let mut day = |name: &'static str, text: &str| {
        parse_iso(text).map_err(|_| wrong.push((name, t.wrong_day.to_owned()))).unwrap_or(today)
    };
    let (from, until) = (day("from", &asked.from), day("until", &asked.until));
    if wrong.is_empty() && until < from {
        wrong.push(("until", t.wrong_order.to_owned()));
    }
    let (creditor, persona) = (asked.creditor.clone(), asked.persona.clone());
    let question = Question { from, until, creditor, persona };
    (asked, if wrong.is_empty() { Ok(question) } else { Err(wrong) })
}

async fn load(app: &App, question: &Question) -> Result<Vec<Cell>> {
    let midnight = |day: Date| -> Result<i64> {
        let zoned = day.to_zoned(zone()).map_err(|error| Error::Broken(error.to_string()))?;
        Ok(zoned.timestamp().as_millisecond())
    };
    let today = app.today().to_string();
    let filter = Filter {
        from_ms: midnight(question.from)?,
        until_ms: midnight(add_days(question.until, 1))?,
        creditor: &question.creditor,
        // A word that is no persona finds nobody.
        persona: match question.persona.as_str() {
            "" => None,
            "neutral" => Some(""),
            word => Some(word),
        },
        now_ms: app.now_ms(),
        today: &today,
    };
    journey::list(&app.db, &filter).await
}

/// The journeys of each persona that has any, those of people not known yet last.
fn by_persona(cells: &[Cell]) -> Vec<(Option<Persona>, Funnel)> {
    let everyone = Persona::ALL.iter().copied().map(Some).chain([None]);
    let of = |whom| Funnel::of(&cells.iter().filter(|cell| cell.persona == whom).cloned().collect::<Vec<_>>());
    everyone.map(|whom| (whom, of(whom))).filter(|(_, funnel)| funnel.people() > 0).collect()
}

/// The same as CSV: a line for each persona, creditor and step.
pub(super) async fn csv(State(app): State<App>, session: AgentSession, Query(query): Query<AskedQuery>) -> Response {
    let lang = session.visitor.lang;
    let made = async {
        let (_, read) = read(&app, query, lang);
        let Ok(question) = read else {
            return Err(Error::Refused("a period that is none".to_owned()));
        };
        let creditors = creditor::list(&app.db).await?;
        let cells = load(&app, &question).await?;
        let bytes = write(&cells, &creditors, &question, app.demo)?;
        Ok(download(bytes, "journeys"))
    };
    match made.await {
        Ok(response) => response,
        Err(error) => problem::respond(&app, &session.visitor, &error).await,
    }
}

/// A CSV file to keep.
pub(super) fn download(bytes: Vec<u8>, name: &str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}.csv\"")),
    ];
    (headers, bytes).into_response()
}

const HEAD: [&str; 14] = [
    "from",
    "until",
    "persona",
    "creditor",
    "step",
    "people",
    "of_step_before",
    "without_step_before",
    "stopped_here",
    "paid",
    "days_first_quarter",
    "days_median",
    "days_third_quarter",
    "data",
];

fn write(cells: &[Cell], creditors: &[(String, String)], question: &Question, simulated: bool) -> Result<Vec<u8>> {
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(HEAD).map_err(broken)?;
    for (id, name) in creditors {
        let own: Vec<Cell> = cells.iter().filter(|cell| cell.creditor == *id).cloned().collect();
        for (whom, funnel) in by_persona(&own) {
            let day = |share| funnel.days.by_when(share).map_or_else(String::new, |day| day.to_string());
            for figures in &funnel.steps {
                csv.write_record([
                    question.from.to_string(),
                    question.until.to_string(),
                    whom_path(whom).to_owned(),
                    neutral(name),
                    figures.step.to_string(),
                    figures.people.to_string(),
                    figures.after_before.to_string(),
                    figures.without_before().to_string(),
                    figures.stopped.to_string(),
                    funnel.days.people().to_string(),
                    day(0.25),
                    day(0.5),
                    day(0.75),
                    data_word(simulated).to_owned(),
                ])
                .map_err(broken)?;
            }
        }
    }
    csv.into_inner().map_err(|error| Error::Broken(error.to_string()))
}

/// What a CSV says of where its figures come from.
pub(super) const fn data_word(simulated: bool) -> &'static str {
    if simulated { "simulated" } else { "real" }
}
