//! The agency's hours in the chat: what holds, changing it, and who changed what.

use super::AnyPage;
use crate::app::App;
use crate::chat::hours;
use crate::clock::{from_ms, local};
use crate::db::opening_hours::{self, HoursRow};
use crate::error::{Error, Result};
use crate::web::session::AgentSession;
use crate::web::sign_in::field;
use crate::web::{problem, render};
use axum::Router;
use axum::extract::{Form, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::get;
use effen::chat::hours::{Hours, Open, SPECIAL_DAYS_MAX, SpecialDay, WHY_CHARS_MAX, read_open};
use effen::chat::time_words;
use effen::dates::add_days;
use effen_app::frame::Flash;
use effen_app::pages::console::hours::{DayTyped, HoursModel, HoursProblem, HoursTyped, HoursVersion, page};
use effen_app::texts::{console_hours, opening};
use jiff::civil::{Date, Time};
use std::collections::BTreeMap;

/// Empty lines for more days.
const LINES_MORE: usize = 3;
/// Days that are over are kept for so many days, since the figures of the last month count with them.
const KEPT_DAYS: i64 = 60;

/// The routes.
pub(super) fn routes() -> Router<App> {
    Router::new().route("/console/hours", get(show).post(save))
}

type Fields = BTreeMap<String, String>;

async fn show(State(app): State<App>, session: AgentSession, Query(query): Query<Fields>) -> Response {
    let saved = field(&query, "done") == "saved";
    let made = async {
        let (base, hours) = opening_hours::find(&app.db).await?;
        Ok(HoursTyped { base, ..typed(&hours, app.today()) })
    };
    match made.await {
        Ok(typed) => respond(&app, &session, typed, Vec::new(), saved).await,
        Err(error) => problem::respond(&app, &session.visitor, &error).await,
    }
}

async fn respond(
    app: &App,
    session: &AgentSession,
    mut typed: HoursTyped,
    problems: Vec<HoursProblem>,
    saved: bool,
) -> Response {
    let lang = session.visitor.lang;
    let t = console_hours::texts(lang);
    let made = async {
        typed.special.resize(typed.special.len() + LINES_MORE, DayTyped::default());
        let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let history = opening_hours::list(&app.db).await?;
        let model = HoursModel {
            lang,
            said: opening::sentence(hours::expectation(app).await?, app.today(), lang),
            typed,
            problems,
            history: history.into_iter().map(|row| version(app, session, row)).collect::<Result<_>>()?,
        };
        let mut frame = render::console_frame(app, session, t.title, "/console/hours").await?;
        frame.flash = saved.then(|| Flash { kind: "success", text: t.saved.to_owned() });
        let page: AnyPage = (status, Box::new(move || page(model)));
        Ok::<_, Error>(render::page(frame, page.0, page.1).await)
    };
    match made.await {
        Ok(response) => response,
        Err(error) => problem::respond(app, &session.visitor, &error).await,
    }
}

fn version(app: &App, session: &AgentSession, row: HoursRow) -> Result<HoursVersion> {
    Ok(HoursVersion {
        time: time_words(local(from_ms(row.made_at)).datetime(), app.today(), session.visitor.lang),
        by: row.by,
        why: row.why,
        hours: serde_json::from_str(&row.hours)?,
    })
}

fn clock(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

fn times(open: Option<Open>) -> (String, String) {
    open.map(|open| (clock(open.from), clock(open.until))).unwrap_or_default()
}

/// Hours as they stand in the form: of the days that differ, those that are not over.
fn typed(hours: &Hours, today: Date) -> HoursTyped {
    let coming = hours.special.iter().filter(|day| day.on >= today);
    let special = coming.map(|day| {
        let (from, until) = times(day.open);
        DayTyped { on: day.on.to_string(), from, until, why: day.why.clone() }
    });
    HoursTyped { week: hours.week.map(times), special: special.collect(), ..HoursTyped::default() }
}

/// The form as it came; lines that are empty are left out.
fn read_form(form: &Fields) -> HoursTyped {
    let get = |name: String| field(form, &name).trim().to_owned();
    let line = |n: usize| DayTyped {
        on: get(format!("on_{n}")),
        from: get(format!("opens_{n}")),
        until: get(format!("closes_{n}")),
        why: get(format!("note_{n}")).chars().take(WHY_CHARS_MAX).collect(),
    };
    let lines = (0..SPECIAL_DAYS_MAX + LINES_MORE + 1).map(line);
    HoursTyped {
        week: std::array::from_fn(|day| (get(format!("from_{day}")), get(format!("until_{day}")))),
        special: lines.filter(|line| *line != DayTyped::default()).collect(),
        why: get("why".to_owned()),
        base: get("base".to_owned()).parse().unwrap_or_default(),
    }
}

/// What was typed as hours, or everything that is wrong with it. `before`: what held until now, of which the days that
/// are over since not long ago stay.
fn check(typed: &HoursTyped, before: &Hours, today: Date) -> Result<Hours, Vec<HoursProblem>> {
    let mut problems = Vec::new();
    let mut hours = Hours { week: [None; 7], special: Vec::new() };
    for (place, (from, until)) in typed.week.iter().enumerate() {
        match read_open(from, until) {
            Ok(open) => hours.week[place] = open,
            Err(wrong) => problems.push(HoursProblem::Week(place, wrong)),
        }
    }
    for (line, day) in typed.special.iter().enumerate() {
        match (day.on.parse(), read_open(&day.from, &day.until)) {
            (Ok(on), Ok(open)) => hours.special.push(SpecialDay { on, open, why: day.why.clone() }),
            (Err(_), _) => problems.push(HoursProblem::Line(line, None)),
            (_, Err(wrong)) => problems.push(HoursProblem::Line(line, Some(wrong))),
        }
    }
    if problems.is_empty()
        && let Err(wrong) = hours.check()
    {
        problems.push(HoursProblem::All(wrong));
    }
    if typed.why.is_empty() || typed.why.chars().count() > WHY_CHARS_MAX {
        problems.push(HoursProblem::Why);
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let over = |day: &&SpecialDay| day.on < today && day.on >= add_days(today, -KEPT_DAYS);
    let again = |on: Date| typed.special.iter().any(|day| day.on == on.to_string());
    hours.special.extend(before.special.iter().filter(over).filter(|day| !again(day.on)).cloned());
    hours.special.sort_by_key(|day| day.on);
    Ok(hours)
}

async fn save(State(app): State<App>, session: AgentSession, Form(form): Form<Fields>) -> Response {
    let mut typed = read_form(&form);
    let saved = async {
        let (newest, before) = opening_hours::find(&app.db).await?;
        let hours = match check(&typed, &before, app.today()) {
            Ok(hours) => hours,
            Err(problems) => return Ok((newest, problems)),
        };
        // Sent twice, it was saved once.
        if newest == typed.base + 1 && hours == before {
            return Ok((newest, Vec::new()));
        }
        let agent = session.agent.as_str();
        let done = opening_hours::create(&app.db, &hours, &typed.why, typed.base, agent, app.now_ms()).await?;
        Ok::<_, Error>((newest, if done { Vec::new() } else { vec![HoursProblem::Stale] }))
    };
    match saved.await {
        Ok((_, problems)) if problems.is_empty() => Redirect::to("/console/hours?done=saved").into_response(),
        Ok((newest, problems)) => {
            if problems.contains(&HoursProblem::Stale) {
                typed.base = newest;
            }
            respond(&app, &session, typed, problems, false).await
        }
        Err(error) => problem::respond(&app, &session.visitor, &error).await,
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::databases;
    use crate::testing::sample::{sample_debtor, sign_in};
    use crate::testing::site::Site;
    use crate::web::console::tests::{call, count, lasting, text};
    use axum::http::StatusCode;
    use sqlx::Executor as _;

    const WEEK: &str = "from_0=09%3A00&until_0=18%3A00&from_1=09%3A00&until_1=18%3A00&from_2=&until_2=";

    #[tokio::test]
    async fn a_supervisor_changes_the_hours_and_debtors_read_what_holds() {
        for test in databases().await {
            // A Tuesday at 10:00.
            let site = Site::new(&test.db).await;
            let cookie = lasting(&site.app).await;
            let debtor = sample_debtor(&test.db, "anna").await.unwrap().debtor;
            let own = sign_in(&site.app, &debtor, "letter_code", None).await.unwrap();
            let open = async |cookie: &str, path: &str| text(call(&site.app, cookie, path, None).await).await;
            let post = async |form: &str| call(&site.app, &cookie, "/console/hours", Some(form)).await;
            assert_eq!(post("why=x").await.status(), StatusCode::FORBIDDEN, "not an agent's");
            let mut tx = test.db.begin().await.unwrap();
            tx.execute("UPDATE agent SET role = 'supervisor' WHERE id = 'a1'").await.unwrap();
            tx.commit().await.unwrap();
            let page = open(&cookie, "/console/hours").await;
            assert!(page.contains("value=\"08:00\"") && page.contains("Nog niets veranderd"), "{page}");
            for path in ["/chat", "/help"] {
                assert!(open(&own, path).await.contains("Wij zijn open tot 20.00 uur"), "{path}");
            }

            let today = site.app.today();
            let form = format!("base=0&why=Zomer&{WEEK}&on_0={today}&note_0=Verhuizing");
            for _ in 0..2 {
                let done = post(&form).await;
                assert_eq!(done.headers()["location"], "/console/hours?done=saved", "twice is once");
            }
            assert_eq!(count(&test.db, "opening_hours_changed").await, 1);
            for path in ["/chat", "/help"] {
                let page = open(&own, path).await;
                assert!(page.contains("Wij zijn nu gesloten. Wij openen maandag om 9.00 uur."), "{path}: {page}");
            }
            assert!(open(&own, "/chat").await.contains("u hebt uiterlijk maandag om 18.00 uur antwoord"));
            let page = open(&cookie, "/console/hours").await;
            assert!(page.contains("Anouk de Vries: Zomer") && page.contains("Verhuizing"), "{page}");

            let stale = post("base=0&why=Anders&from_0=10%3A00&until_0=11%3A00").await;
            assert_eq!(stale.status(), StatusCode::UNPROCESSABLE_ENTITY);
            let page = text(stale).await;
            assert!(page.contains("Een collega heeft") && page.contains("value=\"10:00\""), "what was typed is kept");
            let wrong = post("base=1&why=&from_0=18%3A00&until_0=09%3A00&note_0=x&from_3=9&until_3=").await;
            let page = text(wrong).await;
            for says in
                ["maandag: het einde", "donderdag: vul begin", "Regel 1: kies een dag", "waarom u dit verandert"]
            {
                assert!(page.contains(says), "{says}: {page}");
            }
            assert_eq!(count(&test.db, "opening_hours_changed").await, 1);
        }
    }

    #[tokio::test]
    async fn while_we_are_closed_a_place_in_the_queue_has_no_minutes() {
        for test in databases().await {
            let site = Site::new(&test.db).await;
            let cookie = lasting(&site.app).await;
            let (one, two) =
                (sample_debtor(&test.db, "anna").await.unwrap(), sample_debtor(&test.db, "bas").await.unwrap());
            let ask = async |debtor, id: &str| {
                let message = crate::chat::Incoming { id, body: "Vraag" };
                crate::chat::send_from_debtor(&site.app, debtor, false, message, None).await.unwrap().conversation_id
            };
            let first = ask(&one.debtor, "0190abcd-0001").await;
            let send = format!("/console/conversation/{first}/send");
            call(&site.app, &cookie, &send, Some("id=0190abcd-a001&body=Antwoord")).await;
            let second = ask(&two.debtor, "0190abcd-0001").await;
            let wait = async || {
                let row = crate::db::conversation::find(&test.db, &second).await.unwrap();
                crate::chat::waiting(&site.app, row.as_ref()).await.unwrap().unwrap()
            };
            assert_eq!((wait().await.place, wait().await.minutes.is_some()), (1, true));
            let hours = effen::chat::hours::Hours {
                special: vec![effen::chat::hours::SpecialDay { on: site.app.today(), open: None, why: String::new() }],
                ..effen::chat::hours::Hours::default()
            };
            assert!(crate::db::opening_hours::create(&test.db, &hours, "x", 0, "a1", 0).await.unwrap());
            assert_eq!((wait().await.place, wait().await.minutes), (1, None));
        }
    }
}
