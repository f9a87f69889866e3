//! The one door through which pages go out: always rendered whole (Leptos' async mode), so that every page works with
//! JavaScript off.

use super::session::{AgentSession, Assurance, DebtorSession};
use crate::app::App;
use axum::body::Body;
use axum::http::{HeaderValue, Request, StatusCode, header};
use axum::response::Response;
use effen::staff::Right;
use effen_app::frame::{Frame, Side, SignedIn};
use leptos::prelude::*;
use std::sync::{Arc, Mutex};

/// Renders a page. `view` builds the content; it runs once.
pub async fn page<F>(frame: Frame, status: StatusCode, view: F) -> Response
where
    F: FnOnce() -> AnyView + Send + 'static,
{
    let nonce: Arc<Mutex<String>> = Arc::default();
    let slot = nonce.clone();
    let once = Arc::new(Mutex::new(Some((frame, view))));
    let app_fn = move || {
        let taken = once.lock().ok().and_then(|mut slot| slot.take());
        taken.map(|(frame, view)| effen_app::shell::document(frame, view()))
    };
    let context = move || {
        let value = leptos::nonce::use_nonce().map(|n| n.to_string()).unwrap_or_default();
        if let Ok(mut slot) = slot.lock() {
            *slot = value;
        }
    };
    let handler = leptos_axum::render_app_async_with_context(context, app_fn);
    let mut response = handler(Request::new(Body::empty())).await;
    *response.status_mut() = status;
    let nonce = nonce.lock().map(|text| text.clone()).unwrap_or_default();
    let csp = format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
         font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; \
         base-uri 'none'; frame-ancestors 'none'"
    );
    if let Ok(value) = HeaderValue::from_str(&csp) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, value);
    }
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    response
}

/// A frame with everything but what the page itself says.
pub fn frame(app: &App, visitor: &super::visitor::Visitor, title: &str, path: &str) -> Frame {
    Frame {
        lang: visitor.lang,
        title: title.to_owned(),
        path: path.to_owned(),
        side: Side::Portal,
        signed_in: None,
        islands: false,
        flash: None,
        links: Vec::new(),
        demo: app.demo,
        phone: app.config.phone.clone(),
        assets: app.assets.clone(),
    }
}

/// The frame of a page for a signed-in debtor; one query. A pay link sees no name and no count.
pub async fn debtor_frame(app: &App, session: &DebtorSession, title: &str, path: &str) -> crate::error::Result<Frame> {
    let mut frame = frame(app, &session.visitor, title, path);
    let (name, unread) = match session.assurance {
        Assurance::PayLink => (String::new(), 0),
        _ => crate::db::frame::find_debtor(&app.db, &session.debtor).await?.unwrap_or_default(),
    };
    frame.signed_in =
        Some(SignedIn { name, unread: u32::try_from(unread).unwrap_or(u32::MAX), seconds_left: session.seconds_left });
    Ok(frame)
}

/// What stands in the console's header.
fn console_links(session: &AgentSession) -> Vec<(String, &'static str)> {
    let lang = session.visitor.lang;
    let everything = [
        ("/console", Right::Look, effen_app::console_texts::texts(lang).queue),
        ("/console/waivers", Right::Look, effen_app::texts::console_waivers::texts(lang).title),
        ("/console/supervision", Right::Oversee, effen_app::texts::console_supervision::texts(lang).title),
        ("/console/hours", Right::Manage, effen_app::texts::console_hours::texts(lang).title),
        ("/console/users", Right::Manage, effen_app::texts::console_users::texts(lang).title),
        ("/console/account", Right::Account, effen_app::texts::console_account::texts(lang).title),
    ];
    let opens = |right| session.role.may(right) && (session.all_creditors || right < Right::Steer);
    everything.into_iter().filter(|row| opens(row.1)).map(|(href, _, words)| (href.to_owned(), words)).collect()
}

/// The frame of a page for an agent; the number is that of chats waiting.
pub async fn console_frame(app: &App, session: &AgentSession, title: &str, path: &str) -> crate::error::Result<Frame> {
    let waiting = crate::db::frame::count_waiting_chats(&app.db, &session.agent).await?;
    let mut frame = frame(app, &session.visitor, title, path);
    frame.side = Side::Console;
    frame.links = console_links(session);
    frame.signed_in = Some(SignedIn {
        name: session.name.clone(),
        unread: u32::try_from(waiting).unwrap_or(u32::MAX),
        seconds_left: session.seconds_left,
    });
    Ok(frame)
}
