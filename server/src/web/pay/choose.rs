//! Choosing what to pay and how; and the button.

use super::choice::{self, Choice, Pairs, field, total};
use crate::app::App;
use crate::error::Result;
use crate::pay::Method;
use crate::pay::start::{Objection, Order, Progress, start_payment};
use crate::web::portal::forms;
use crate::web::session::{Assurance, DebtorSession};
use crate::web::{problem, render};
use axum::Form;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use effen::dates::{add_days, next_payday};
use effen::ids::NoticeId;
use effen::kinds::{Country, Lang};
use effen_app::pages::pay::{LaterForm, PayModel, landing, page};
use effen_app::texts::fill;
use effen_app::texts::pay::texts;

/// `GET /pay`
pub(super) async fn show(State(app): State<App>, session: DebtorSession, Query(pairs): Query<Pairs>) -> Response {
    let shown = async {
        let choice = choice::from_address(&app, &session, &pairs).await?;
        let t = texts(session.visitor.lang);
        let errors = if choice.nothing { vec![t.error_nothing.to_owned()] } else { Vec::new() };
        let wrong =
            choice.nothing || choice.one.error.is_some() || choice.lines.iter().any(|line| line.error.is_some());
        let status = if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
        let method = field(&pairs, "method").and_then(|word| word.parse().ok());
        let later = LaterForm::default();
        render_choice(&app, &session, choice, Shown { method, key: forms::new_key(&session), errors, later, status })
            .await
    };
    answer(&app, &session, shown.await).await
}

/// `POST /pay`
pub(super) async fn submit(State(app): State<App>, session: DebtorSession, Form(pairs): Form<Pairs>) -> Response {
    let done = pay(&app, &session, &pairs).await;
    answer(&app, &session, done).await
}

pub(super) async fn answer(app: &App, session: &DebtorSession, result: Result<Response>) -> Response {
    match result {
        Ok(response) => response,
        Err(error) => problem::respond(app, &session.visitor, &error).await,
    }
}

async fn pay(app: &App, session: &DebtorSession, pairs: &Pairs) -> Result<Response> {
    let (choice, parts) = choice::from_form(app, session, pairs).await?;
    let lang = session.visitor.lang;
    let t = texts(lang);
    let key = field(pairs, "key").unwrap_or_default().to_owned();
    let refuse = |method, key, text: String| Shown {
        method,
        key,
        errors: vec![text],
        later: LaterForm::default(),
        status: StatusCode::UNPROCESSABLE_ENTITY,
    };
    let Some(method) = field(pairs, "method").and_then(|word| word.parse::<Method>().ok()).filter(is_offered) else {
        return render_choice(app, session, choice, refuse(None, key, t.error_method.to_owned())).await;
    };
    let sum = total(&choice.lines);
    if sum.cents > 0 && !app.pay.methods(sum).await.contains(&method) {
        return render_choice(app, session, choice, refuse(None, key, t.error_method_amount.to_owned())).await;
    }
    let order = Order {
        debtor: session.debtor.clone(),
        parts,
        method,
        plan_id: choice.plan_id.clone(),
        extra: choice.extra.clone(),
        from_notice_id: session.notice_id.clone().map(NoticeId),
        key: key.clone(),
        lang,
    };
    match start_payment(app, order).await? {
        Ok(started) => Ok(Redirect::to(&onward(&started.status_token, &started.progress)).into_response()),
        Err(objection) => {
            let shown = refuse(Some(method), key, objection_words(&objection, lang));
            render_choice(app, session, choice, shown).await
        }
    }
}

/// Where a payment goes on.
pub(super) fn onward(token: &str, progress: &Progress) -> String {
    match progress {
        Progress::Ready(_) => format!("/payment/{token}/go"),
        Progress::Transfer | Progress::ProviderDown | Progress::Ended(_) => format!("/payment/{token}"),
    }
}

fn objection_words(objection: &Objection, lang: Lang) -> String {
    let t = texts(lang);
    match objection {
        Objection::Nothing => t.error_nothing.to_owned(),
        Objection::TooMany => t.error_many.to_owned(),
        Objection::UnknownClaim(_) => t.error_gone.to_owned(),
        Objection::TooLittle(_) => t.error_amount.to_owned(),
        Objection::TooMuch { open, .. } if open.cents > 0 => fill(t.error_too_much, &[("open", &open.format(lang))]),
        Objection::TooMuch { .. } => t.error_gone.to_owned(),
        Objection::MixedCurrencies => t.error_currency.to_owned(),
        Objection::CurrencyOfMethod => t.error_method_amount.to_owned(),
    }
}

/// How a choice is shown.
pub(super) struct Shown {
    /// The way to pay that is chosen already.
    pub method: Option<Method>,
    /// The form's key.
    pub key: String,
    /// What is wrong with the whole.
    pub errors: Vec<String>,
    /// The form for another day; a day is put forward where none was sent.
    pub later: LaterForm,
    /// The answer's status.
    pub status: StatusCode,
}

/// The page of a choice.
pub(super) async fn render_choice(
    app: &App,
    session: &DebtorSession,
    choice: Choice,
    shown: Shown,
) -> Result<Response> {
    let lang = session.visitor.lang;
    let methods = in_order(app.pay.methods(total(&choice.lines)).await, choice.country);
    let first = methods.first().copied().unwrap_or(Method::Ideal);
    let method = shown.method.filter(|method| methods.contains(method)).unwrap_or(first);
    let frame = render::debtor_frame(app, session, texts(lang).title, "/pay").await?;
    let by_link = session.assurance == Assurance::PayLink;
    let today = app.today();
    let mut later = shown.later;
    if later.on.is_empty() && later.error.is_none() {
        later.on = choice.payday.map(|day| next_payday(add_days(today, 1), day).to_string()).unwrap_or_default();
    }
    let model = PayModel {
        lang,
        lines: choice.lines,
        methods: methods.into_iter().map(Method::as_str).collect(),
        method: method.as_str(),
        key: shown.key,
        plan_id: choice.plan_id.map(|id| id.0),
        today,
        country: choice.country,
        one: choice.one,
        later,
        credit: choice.credit,
        extra: choice.extra.map(|id| id.0),
        reference: masked(&choice.reference),
        errors: shown.errors,
    };
    let view = move || if by_link { landing(model) } else { page(model) };
    Ok(render::page(frame, shown.status, view).await)
}

/// A direct debit is no way of paying now: it needs a mandate.
fn is_offered(method: &Method) -> bool {
    Method::OFFERED.contains(method)
}

/// What people of a country know best comes first.
fn in_order(mut methods: Vec<Method>, country: Country) -> Vec<Method> {
    if country == Country::Be {
        methods.sort_by_key(|method| (*method != Method::Bancontact, *method));
    }
    methods
}

/// Only the end of a reference: enough to recognise one's own letter.
fn masked(reference: &str) -> String {
    let end: Vec<char> = reference.chars().rev().take(3).collect();
    format!("••• {}", end.into_iter().rev().collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_shows_its_end_only() {
        assert_eq!(masked("EF-204-118"), "••• 118");
        assert_eq!(masked("é"), "••• é");
    }

    #[test]
    fn belgians_see_bancontact_first_and_nothing_is_lost() {
        let all = Method::OFFERED.to_vec();
        let belgian = in_order(all.clone(), Country::Be);
        assert_eq!((belgian[0], belgian.len()), (Method::Bancontact, all.len()));
        assert_eq!(in_order(all.clone(), Country::Nl), all);
    }
}
