//! My details: contact, preferences, why this view, devices.

mod objection;

use super::{answer, forms, frame, load, view};
use crate::app::App;
use crate::clock::{from_ms, local};
use crate::db::notice::{self, NewNotice};
use crate::db::overview::DebtorFile;
use crate::db::profile::{self, PersonRow};
use crate::db::signal::record_signals;
use crate::db::{DebtorTx, preference};
use crate::error::{Error, Result};
use crate::new_id::uuid;
use crate::outreach::treatments::InUse;
use crate::web::render;
use crate::web::session::{Assurance, DEBTOR_IDLE_MS, DebtorSession};
use axum::Router;
use axum::extract::{Form, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use effen::ids::NoticeId;
use effen::kinds::{Channel, Lang};
use effen::people::layout::LayoutVariant;
use effen::people::message::{MandatoryKind, MessageClass};
use effen::people::reason::{Reason, debtor_line};
use effen::people::signal::{Signal, SignalKind};
use effen_app::frame::Flash;
use effen_app::pages::profile::{Contact, Device, ProfileModel, ViewReason, page};
use effen_app::texts::fill;
use effen_app::texts::profile::texts;

/// How long before a due date a reminder is set, in days.
const REMINDER_DAYS: i64 = 3;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/profile", get(show))
        .route("/profile/contact", post(change_contact))
        .route("/profile/preferences", post(set_preferences))
        .route("/profile/reminders", post(set_reminders))
        .route("/profile/objection", post(objection::set))
        .route("/profile/view", post(choose_view))
        .route("/profile/answer", post(tell))
}

#[derive(Debug, Default, serde::Deserialize)]
struct Done {
    #[serde(default)]
    done: String,
}

async fn show(State(app): State<App>, session: DebtorSession, Query(query): Query<Done>) -> Response {
    let result = profile_page(&app, &session, &query.done, None, Vec::new()).await;
    answer(&app, &session, result).await
}

async fn profile_page(
    app: &App,
    session: &DebtorSession,
    done: &str,
    typed: Option<(String, String)>,
    errors: Vec<(&'static str, String)>,
) -> Result<Response> {
    let file = load(app, session).await?;
    let lang = session.visitor.lang;
    let t = texts(lang);
    let treatments = app.treatments.in_use(&app.db, app.today()).await?;
    let person = profile::find(&app.db, &session.debtor).await?;
    let sessions = profile::list_sessions(&app.db, &session.debtor, app.now_ms(), DEBTOR_IDLE_MS).await?;
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let model = ProfileModel {
        lang,
        reference: file.head.reference.clone(),
        contact: contact(person),
        may_change: session.assurance >= Assurance::LetterCode,
        typed,
        errors,
        language: file.head.language,
        payday: file.payday(),
        reminders: reminders(&file),
        whatsapp: app.whatsapp.is_some().then(|| by_whatsapp(&file)),
        objected: file.preference(objection::OBJECTED).is_some(),
        view: why(&file, &treatments, lang),
        devices: sessions
            .into_iter()
            .map(|(hash, device, since)| Device {
                phone: device == "phone",
                since: local(from_ms(since)).date(),
                here: hash == session.token_hash,
            })
            .collect(),
        key: forms::new_key(session),
    };
    let mut frame = frame(app, session, &file.head, t.title, "/profile");
    frame.flash = match done {
        "contact" => Some(Flash { kind: "success", text: t.changed.to_owned() }),
        "preferences" => Some(Flash { kind: "success", text: t.saved.to_owned() }),
        _ => None,
    };
    Ok(render::page(frame, status, move || page(model)).await)
}

fn contact(person: PersonRow) -> Contact {
    let city = format!("{} {}", person.postal_code, person.city);
    let address = [person.street.trim(), city.trim()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
    Contact { name: person.name, email: person.email, phone: person.phone, address: address.join(", ") }
}

/// Reminder switches: by e-mail, by text message.
pub fn reminders(file: &DebtorFile) -> (bool, bool) {
    (file.preference("remind_email") == Some("1"), file.preference("remind_sms") == Some("1"))
}

/// Whether the debtor agreed to messages by WhatsApp.
fn by_whatsapp(file: &DebtorFile) -> bool {
    file.preference("remind_whatsapp") == Some("1")
}

/// Why the view is what it is, in words that name what the debtor did and no persona.
fn why(file: &DebtorFile, treatments: &InUse, lang: Lang) -> ViewReason {
    if file.head.neutral {
        return ViewReason::ChosenNeutral;
    }
    match view::effective(file) {
        None => ViewReason::Unknown,
        Some(_) => {
            let reasons: Vec<Reason> = serde_json::from_str(&file.head.reasons).unwrap_or_default();
            ViewReason::Because(debtor_line(LayoutVariant::of(view::focus(file, treatments)), &reasons, lang))
        }
    }
}

#[derive(Debug, serde::Deserialize)]
struct ContactForm {
    key: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    phone: String,
}

async fn change_contact(State(app): State<App>, session: DebtorSession, Form(form): Form<ContactForm>) -> Response {
    let result = try_contact(&app, &session, &form).await;
    answer(&app, &session, result).await
}

async fn try_contact(app: &App, session: &DebtorSession, form: &ContactForm) -> Result<Response> {
    let t = texts(session.visitor.lang);
    let (email, phone) = (form.email.trim(), form.phone.trim());
    let mut errors = Vec::new();
    if !email.is_empty() && email.parse::<lettre::Address>().is_err() {
        errors.push(("email", t.wrong_email.to_owned()));
    }
    let plain = phone.chars().all(|c| c.is_ascii_digit() || " +-()".contains(c));
    let digits = phone.chars().filter(char::is_ascii_digit).count();
    let dialable = plain && (8..=15).contains(&digits);
    if !phone.is_empty() && !dialable {
        errors.push(("phone", t.wrong_phone.to_owned()));
    }
    if !errors.is_empty() {
        return profile_page(app, session, "", Some((form.email.clone(), form.phone.clone())), errors).await;
    }
    let mut tx = forms::open(app, session).await?;
    let step = match forms::begin(&mut tx, "contact", &form.key, &[email, phone]).await? {
        forms::Step::Seen(response) => return Ok(response),
        forms::Step::Go(step) => step,
    };
    let old = profile::update_contact(&mut tx, email, phone).await?;
    if !old.is_empty() && old != email {
        tell_old_address(app, &mut tx, &old, session.visitor.lang).await?;
    }
    crate::db::audit::create(&mut tx, "debtor", "contact_changed", "", "").await?;
    step.done(tx, "/profile?done=contact").await
}

/// Whoever takes a file over cannot do so unseen: the address from before is told.
async fn tell_old_address(app: &App, tx: &mut DebtorTx, old: &str, lang: Lang) -> Result<()> {
    let t = texts(lang);
    let id = NoticeId(uuid());
    let unique_key = format!("contact_changed:{id}");
    let new = NewNotice {
        id,
        claim_id: None,
        class: MessageClass::Mandatory,
        kind: MandatoryKind::ContactChanged.as_str(),
        channel: Channel::Email,
        language: lang,
        tone: "neutral",
        recipient: old.to_owned(),
        subject: t.mail_subject.to_owned(),
        text: fill(t.mail_text, &[("phone", &app.config.phone)]),
        html: String::new(),
        template: String::new(),
        unique_key,
        not_before: tx.now_ms(),
    };
    notice::create(tx, &new).await?;
    Ok(())
}

#[derive(Debug, serde::Deserialize)]
struct PreferencesForm {
    key: String,
    #[serde(default)]
    language: String,
    #[serde(default)]
    payday: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    sms: String,
    #[serde(default)]
    whatsapp: String,
    #[serde(default)]
    to: String,
}

async fn set_preferences(
    State(app): State<App>,
    session: DebtorSession,
    Form(form): Form<PreferencesForm>,
) -> Response {
    let result = try_preferences(&app, &session, &form, true).await;
    answer(&app, &session, result).await
}

async fn set_reminders(State(app): State<App>, session: DebtorSession, Form(form): Form<PreferencesForm>) -> Response {
    let result = try_preferences(&app, &session, &form, false).await;
    answer(&app, &session, result).await
}

async fn try_preferences(app: &App, session: &DebtorSession, form: &PreferencesForm, all: bool) -> Result<Response> {
    let file = load(app, session).await?;
    let language: Option<Lang> = form.language.parse().ok();
    let payday = form.payday.parse::<u8>().ok().filter(|day| (1..=31).contains(day));
    if all && (language.is_none() || (payday.is_none() && !form.payday.is_empty())) {
        return Err(Error::Refused("a preference that cannot be chosen".to_owned()));
    }
    let mut tx = forms::open(app, session).await?;
    let name = if all { "preferences" } else { "reminders" };
    let content = [form.language.as_str(), &form.payday, &form.email, &form.sms, &form.whatsapp];
    let step = match forms::begin(&mut tx, name, &form.key, &content).await? {
        forms::Step::Seen(response) => return Ok(response),
        forms::Step::Go(step) => step,
    };
    if all {
        profile::update_language(&mut tx, language.unwrap_or(file.head.language).as_str()).await?;
        match payday {
            Some(day) => preference::update(&mut tx, "payday", &day.to_string()).await?,
            None => preference::delete(&mut tx, "payday").await?,
        }
    }
    let mut signals = Vec::new();
    let before = reminders(&file);
    let mut switches = vec![
        ("remind_email", form.email == "1", before.0, Channel::Email),
        ("remind_sms", form.sms == "1", before.1, Channel::Sms),
    ];
    if all && app.whatsapp.is_some() {
        switches.push(("remind_whatsapp", form.whatsapp == "1", by_whatsapp(&file), Channel::Whatsapp));
    }
    for (key, on, was, channel) in switches {
        preference::update(&mut tx, key, if on { "1" } else { "0" }).await?;
        if on && !was {
            let signal = Signal::now(SignalKind::ReminderSet, tx.now);
            signals.push(signal.channel(channel).days(REMINDER_DAYS));
        }
    }
    if !signals.is_empty() {
        record_signals(&mut tx, &signals).await?;
    }
    let to = if form.to == "/overview" { "/overview" } else { "/profile?done=preferences" };
    step.done(tx, to).await
}

#[derive(Debug, serde::Deserialize)]
struct ViewForm {
    key: String,
    view: String,
}

async fn choose_view(State(app): State<App>, session: DebtorSession, Form(form): Form<ViewForm>) -> Response {
    let result = try_view(&app, &session, &form).await;
    answer(&app, &session, result).await
}

async fn try_view(app: &App, session: &DebtorSession, form: &ViewForm) -> Result<Response> {
    let signal = match form.view.as_str() {
        "neutral" => SignalKind::ViewNeutralChosen,
        "auto" => SignalKind::ViewAutoChosen,
        _ => return Err(Error::Refused("a view that does not exist".to_owned())),
    };
    let mut tx = forms::open(app, session).await?;
    let step = match forms::begin(&mut tx, "profile-view", &form.key, &[&form.view]).await? {
        forms::Step::Seen(response) => return Ok(response),
        forms::Step::Go(step) => step,
    };
    preference::update_view_choice(&mut tx, &form.view).await?;
    // What the debtor chose is no surprise at the next overview: no line about it, and nothing put back stays.
    preference::delete(&mut tx, view::VIEW_CHANGE).await?;
    preference::delete(&mut tx, view::VIEW_BACK).await?;
    preference::update_shown(&mut tx, "").await?;
    record_signals(&mut tx, &[Signal::now(signal, app.now())]).await?;
    crate::db::audit::create(&mut tx, "debtor", signal.as_str(), "", "").await?;
    step.done(tx, "/profile#view").await
}

#[derive(Debug, serde::Deserialize)]
struct AnswerForm {
    key: String,
    answer: String,
}

async fn tell(State(app): State<App>, session: DebtorSession, Form(form): Form<AnswerForm>) -> Response {
    let result = try_tell(&app, &session, &form).await;
    answer(&app, &session, result).await
}

/// What a debtor says about themselves; the layout follows at the next overview.
async fn try_tell(app: &App, session: &DebtorSession, form: &AnswerForm) -> Result<Response> {
    let kind: SignalKind = form
        .answer
        .parse()
        .ok()
        .filter(|kind: &SignalKind| kind.is_answer())
        .ok_or_else(|| Error::Refused("an answer that does not exist".to_owned()))?;
    let mut tx = forms::open(app, session).await?;
    let name = format!("answer/{kind}");
    let step = match forms::begin(&mut tx, &name, &form.key, &[]).await? {
        forms::Step::Seen(response) => return Ok(response),
        forms::Step::Go(step) => step,
    };
    if kind == SignalKind::AnswerCannotPay {
        preference::update(&mut tx, view::HELP_ASKED, "answer").await?;
    }
    // Who says by which way to be written to is: until they say otherwise.
    match kind {
        SignalKind::AnswerLetter => preference::update(&mut tx, "channel", Channel::Letter.as_str()).await?,
        SignalKind::AnswerDigital => preference::delete(&mut tx, "channel").await?,
        _ => {}
    }
    record_signals(&mut tx, &[Signal::now(kind, app.now())]).await?;
    step.done(tx, "/overview").await
}
