//! The overview.

use super::view::{self, CHANGE_LINE_MS, VIEW_BACK, VIEW_CHANGE};
use super::{answer, forms, frame, helpers, load, note, plan_view};
use crate::app::App;
use crate::db::overview::DebtorFile;
use crate::db::{preference, visit};
use crate::error::{Error, Result};
use crate::outreach::treatments::{InUse, draw};
use crate::web::render;
use crate::web::session::DebtorSession;
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Router, response};
use effen::doubt::Doubt;
use effen::meter::Meter;
use effen::money::Cents;
use effen::people::layout::layout;
use effen::people::reason::{Reason, debtor_line};
use effen::people::signal::{Signal, SignalKind};
use effen::people::treatment::Focus;
use effen_app::pages::helpers::proposals as shown;
use effen_app::pages::overview::{OverviewModel, page};
use effen_app::parts::above;
use effen_app::texts::overview::texts;
use std::collections::BTreeSet;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/overview", get(show)).route("/overview/view", post(choose_view))
}

async fn show(State(app): State<App>, session: DebtorSession) -> Response {
    let result = overview(&app, &session).await;
    answer(&app, &session, result).await
}

async fn overview(app: &App, session: &DebtorSession) -> Result<Response> {
    let mut file = load(app, session).await?;
    let treatments = app.treatments.in_use(&app.db, app.today()).await?;
    if file.drawn.is_none() {
        let drawn = draw(app, &treatments, &view::candidate(&file, &session.debtor)).await?;
        file.drawn = drawn;
    }
    let changed = follow_layout(app, session, &file, &treatments).await?;
    let focus = view::focus(&file, &treatments);
    let model = model(app, session, &file, focus, changed);
    note_visit(app, session).await;
    let (proposals, key, lang) =
        (helpers::proposals(app, &file, &session.debtor).await?, forms::new_key(session), model.lang);
    let frame = frame(app, session, &file.head, texts(session.visitor.lang).title, "/overview");
    Ok(render::page(frame, StatusCode::OK, move || above(shown(&proposals, &key, lang), page(model))).await)
}

fn model(
    app: &App,
    session: &DebtorSession,
    file: &DebtorFile,
    focus: Focus,
    changed: Option<String>,
) -> OverviewModel {
    let today = app.today();
    let claims = view::items(file, today);
    let situation = view::situation(file, &claims, today, app.now_ms());
    let layout = layout(focus, &situation);
    let open = file.claims.iter().filter(|claim| view::state(file, claim, today).asks_payment());
    let meters: Vec<Meter> = open.map(|claim| view::meter_of(file, claim, today)).collect();
    let doubts: BTreeSet<Doubt> = meters.iter().flat_map(Meter::doubts_said).collect();
    let month_adds: Cents = meters.iter().map(Meter::thirty_days).sum();
    let next = claims.iter().filter_map(|claim| claim.change).min_by_key(|(on, _)| *on).map(|(on, _)| {
        let that_day = claims.iter().filter_map(|claim| claim.change).filter(|(other, _)| *other == on);
        (on, that_day.map(|(_, more)| Cents(more.cents)).sum())
    });
    OverviewModel {
        lang: session.visitor.lang,
        today,
        name: file.head.name.clone(),
        proposal: plan_view::proposal(file, layout.variant, today),
        plan: plan_view::running(file, today),
        foreign: view::foreign(&claims),
        layout,
        situation,
        claims,
        next_change: next,
        month_adds,
        doubts: doubts.into_iter().collect(),
        changed,
        paused: file.holds.iter().any(|hold| hold.reason == "pause"),
        reminders: (file.preference("remind_email") == Some("1"), file.preference("remind_sms") == Some("1")),
        key: forms::new_key(session),
    }
}

/// A changed layout starts now and says so; the line stays for a day, or until it is answered.
async fn follow_layout(
    app: &App,
    session: &DebtorSession,
    file: &DebtorFile,
    treatments: &InUse,
) -> Result<Option<String>> {
    let effective = view::effective(file);
    let current = view::code(effective);
    let shown = file.head.shown.as_str();
    if shown != current {
        let mut tx = forms::open(app, session).await?;
        preference::update_shown(&mut tx, current).await?;
        if shown.is_empty() {
            preference::delete(&mut tx, VIEW_CHANGE).await?;
        } else {
            preference::update(&mut tx, VIEW_CHANGE, &format!("{shown}>{current}")).await?;
        }
        tx.commit().await?;
    } else {
        let noted = file.preferences.get(VIEW_CHANGE);
        let fresh = noted.is_some_and(|(value, at)| {
            value.split_once('>').is_some_and(|(_, to)| to == current) && *at > app.now_ms() - CHANGE_LINE_MS
        });
        if !fresh {
            return Ok(None);
        }
    }
    if shown.is_empty() || file.head.neutral {
        return Ok(None);
    }
    let reasons: Vec<Reason> = serde_json::from_str(&file.head.reasons).unwrap_or_default();
    let variant = effen::people::layout::LayoutVariant::of(view::focus(file, treatments));
    Ok(Some(debtor_line(variant, &reasons, session.visitor.lang)))
}

/// One visit a session: prompted by a message of ours or not (then it is proactive contact), and on which device.
async fn note_visit(app: &App, session: &DebtorSession) {
    let now = app.now();
    let visit = match &session.notice_id {
        None => Signal::now(SignalKind::VisitUnprompted, now),
        Some(notice) => {
            let channel = visit::find_channel(&app.db, &session.debtor, notice).await.ok().flatten();
            let signal = Signal::now(SignalKind::VisitPrompted, now);
            match channel.and_then(|word| word.parse().ok()) {
                Some(channel) => signal.channel(channel),
                None => signal,
            }
        }
    };
    let device = if session.visitor.phone { SignalKind::VisitOnPhone } else { SignalKind::VisitOnDesktop };
    note(app, session, "overview", vec![visit, Signal::now(device, now)]).await;
}

#[derive(Debug, serde::Deserialize)]
struct ViewForm {
    key: String,
    view: String,
}

async fn choose_view(State(app): State<App>, session: DebtorSession, Form(form): Form<ViewForm>) -> response::Response {
    let result = change_view(&app, &session, &form).await;
    answer(&app, &session, result).await
}

async fn change_view(app: &App, session: &DebtorSession, form: &ViewForm) -> Result<Response> {
    let file = load(app, session).await?;
    let mut tx = forms::open(app, session).await?;
    let step = match forms::begin(&mut tx, "view", &form.key, &[&form.view]).await? {
        forms::Step::Seen(response) => return Ok(response),
        forms::Step::Go(step) => step,
    };
    match (form.view.as_str(), file.preference(VIEW_CHANGE).and_then(|change| change.split_once('>'))) {
        ("back", Some((from, _))) => {
            let instead_of = view::code(file.head.persona);
            preference::update(&mut tx, VIEW_BACK, &format!("{from}>{instead_of}")).await?;
            preference::update_shown(&mut tx, from).await?;
        }
        ("back" | "keep", _) => {}
        _ => return Err(Error::Refused("a view that does not exist".to_owned())),
    }
    preference::delete(&mut tx, VIEW_CHANGE).await?;
    step.done(tx, "/overview").await
}
