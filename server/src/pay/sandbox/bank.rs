//! The bank's page: what a payer would see at the own bank, with a choice of how it ends. Plain HTML and forms. It is
//! another party's page, so it shares only the style sheet with ours.

use super::{CHOICES, Sandbox, TAKE_BACK};
use crate::db::sandbox::{self as store, By, SandboxPayment};
use axum::Form;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse as _, Redirect, Response};
use effen::kinds::Lang;
use effen::money::{Currency, Money};
use serde::Deserialize;

const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
);

struct Words {
    code: &'static str,
    title: &'static str,
    test: &'static str,
    amount: &'static str,
    to: &'static str,
    about: &'static str,
    reference: &'static str,
    question: &'static str,
    choices: [&'static str; 4],
    ended: &'static str,
    take_back: &'static str,
    back: &'static str,
    unknown: &'static str,
}

static NL: Words = Words {
    code: "nl",
    title: "Testbank",
    test: "Dit is een testbank. Er wordt geen echt geld afgeschreven.",
    amount: "Bedrag",
    to: "Aan",
    about: "Omschrijving",
    reference: "Kenmerk",
    question: "Hoe moet deze betaling aflopen?",
    choices: ["Betalen", "Laten mislukken", "Annuleren", "Laten verlopen"],
    ended: "Deze betaling is afgerond.",
    take_back: "Haal het geld terug (storneren)",
    back: "Terug naar de website",
    unknown: "Deze betaling kennen we niet.",
};

static EN: Words = Words {
    code: "en",
    title: "Test bank",
    test: "This is a test bank. No real money is taken.",
    amount: "Amount",
    to: "To",
    about: "Description",
    reference: "Reference",
    question: "How should this payment end?",
    choices: ["Pay", "Let it fail", "Cancel", "Let it expire"],
    ended: "This payment is finished.",
    take_back: "Take the money back (chargeback)",
    back: "Back to the website",
    unknown: "We do not know this payment.",
};

static FR: Words = Words {
    code: "fr",
    title: "Banque de test",
    test: "Ceci est une banque de test. Aucun argent réel n’est prélevé.",
    amount: "Montant",
    to: "Bénéficiaire",
    about: "Description",
    reference: "Référence",
    question: "Comment ce paiement doit-il se terminer ?",
    choices: ["Payer", "Faire échouer", "Annuler", "Laisser expirer"],
    ended: "Ce paiement est terminé.",
    take_back: "Reprendre l’argent (rejet)",
    back: "Retour au site",
    unknown: "Nous ne connaissons pas ce paiement.",
};

fn words(locale: &str) -> (&'static Words, Lang) {
    match locale.get(..2) {
        Some("en") => (&EN, Lang::En),
        Some("fr") => (&FR, Lang::Fr),
        _ => (&NL, Lang::Nl),
    }
}

/// The reference of a transfer, in the form of an RF creditor reference.
pub(super) fn reference(id: &str) -> String {
    // ISO 11649: letters count 10 to 35, 'RF00' goes to the end, and 98 minus the remainder of 97 are the digits.
    let body: String = id.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect();
    let remainder = format!("{body}RF00").chars().filter_map(|c| c.to_digit(36)).fold(0, |rest, value| {
        let shift = if value > 9 { 100 } else { 10 };
        (rest * shift + value) % 97
    });
    format!("RF{:02}{body}", 98 - remainder)
}

async fn find(sandbox: &Sandbox, token: &str) -> crate::error::Result<Option<SandboxPayment>> {
    sandbox.expire().await?;
    let mut conn = sandbox.0.db.read().acquire().await?;
    Ok(store::find_payment(&mut conn, By::Bank(token)).await?)
}

/// `GET /sandbox/bank/{token}`
pub(super) async fn show(State(sandbox): State<Sandbox>, Path(token): Path<String>) -> Response {
    match find(&sandbox, &token).await {
        Ok(Some(payment)) => page(&sandbox, &payment),
        Ok(None) => document(StatusCode::NOT_FOUND, &sandbox.0.style, &NL, &format!("<p>{}</p>", NL.unknown)),
        Err(error) => broken(&error),
    }
}

#[derive(Deserialize)]
pub(super) struct Choice {
    choice: String,
}

/// `POST /sandbox/bank/{token}`: ends the payment and sends the browser back to the shop.
pub(super) async fn choose(
    State(sandbox): State<Sandbox>,
    Path(token): Path<String>,
    headers: HeaderMap,
    Form(form): Form<Choice>,
) -> Response {
    if headers.get("sec-fetch-site").is_some_and(|site| site != "same-origin") {
        return StatusCode::FORBIDDEN.into_response();
    }
    if form.choice != TAKE_BACK && !CHOICES.contains(&form.choice.as_str()) {
        return StatusCode::UNPROCESSABLE_ENTITY.into_response();
    }
    let payment = match find(&sandbox, &token).await {
        Ok(Some(payment)) => payment,
        Ok(None) => return show(State(sandbox), Path(token)).await,
        Err(error) => return broken(&error),
    };
    let done = if form.choice == TAKE_BACK {
        sandbox.charge_back(&payment.id).await
    } else {
        sandbox.end(&payment.id, &form.choice).await
    };
    match done {
        Ok(_) => Redirect::to(&payment.redirect_url).into_response(),
        Err(error) => broken(&error),
    }
}

fn broken(error: &crate::error::Error) -> Response {
    tracing::error!(%error, "sandbox bank page");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

fn page(sandbox: &Sandbox, payment: &SandboxPayment) -> Response {
    let (t, lang) = words(&payment.locale);
    let currency: Currency = payment.currency.parse().unwrap_or(Currency::EUR);
    let amount = Money { cents: payment.amount_cents, currency }.format(lang);
    let mut facts = vec![(t.amount, amount), (t.to, "Effen".to_owned()), (t.about, payment.description.clone())];
    if payment.method == "banktransfer" {
        facts.push((t.reference, reference(&payment.id)));
    }
    let facts: String = facts
        .iter()
        .map(|(name, value)| {
            format!(
                "<div><dt>{name}</dt><dd class=\"{}\">{}</dd></div>",
                if *name == t.amount { "amount" } else { "" },
                escape(value)
            )
        })
        .collect();
    let rest = if matches!(payment.status.as_str(), "open" | "pending") {
        let buttons: String = CHOICES
            .iter()
            .zip(t.choices)
            .map(|(value, label)| {
                let class = if *value == "paid" { "button" } else { "button-quiet" };
                format!("<button class=\"{class}\" type=\"submit\" name=\"choice\" value=\"{value}\">{label}</button>")
            })
            .collect();
        format!("<form method=\"post\"><h2>{}</h2>{buttons}</form>", t.question)
    } else {
        let back = escape(&payment.redirect_url);
        let possible = payment.status == "paid" && payment.charged_back_cents == 0;
        let take_back = if possible {
            let button = format!("name=\"choice\" value=\"{TAKE_BACK}\">{}</button>", t.take_back);
            format!("<form method=\"post\"><button class=\"button-quiet\" type=\"submit\" {button}</form>")
        } else {
            String::new()
        };
        format!("<p>{}</p><p><a class=\"button\" href=\"{back}\">{}</a></p>{take_back}", t.ended, t.back)
    };
    document(StatusCode::OK, &sandbox.0.style, t, &format!("<dl class=\"facts\">{facts}</dl>{rest}"))
}

fn document(status: StatusCode, style: &str, t: &Words, content: &str) -> Response {
    let page = format!(
        "<!DOCTYPE html><html lang=\"{}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"robots\" content=\"noindex\">\
         <title>{title}</title><link rel=\"stylesheet\" href=\"{}\"></head>\
         <body class=\"bank\"><p class=\"bank-test\">{}</p><main class=\"bank-sheet\"><h1>{title}</h1>{content}</main></body></html>",
        t.code,
        escape(style),
        t.test,
        title = t.title,
    );
    let mut response = (status, Html(page)).into_response();
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, POLICY);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response.headers_mut().insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response.headers_mut().insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    response
}

/// Text into HTML, also inside a quoted attribute.
fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_passes_the_check_of_iso_11649() {
        for id in ["tr_aB3", "539007547034", "tr_7UhSN1zuXS"] {
            let made = reference(id);
            let turned = format!("{}{}", &made[4..], &made[..4]);
            let digits: String = turned.chars().filter_map(|c| c.to_digit(36)).map(|value| value.to_string()).collect();
            let rest = digits.bytes().fold(0u32, |rest, digit| (rest * 10 + u32::from(digit - b'0')) % 97);
            assert_eq!(rest, 1, "{made}");
        }
        assert_eq!(reference("539007547034"), "RF18539007547034");
    }

    #[test]
    fn what_is_shown_cannot_become_markup() {
        assert_eq!(escape("<b a=\"1\">&'"), "&lt;b a=&quot;1&quot;&gt;&amp;&#39;");
    }
}
