//! The document around every page: head, header, navigation, footer. Header, navigation, help and telephone number
//! stand in the same place for everyone (WCAG 3.2.3, 3.2.6).

use crate::frame::{Frame, Side};
use crate::texts::shell::{ShellTexts, texts};
use effen::kinds::Lang;
use leptos::prelude::*;

/// The whole document.
pub fn document(frame: Frame, content: AnyView) -> AnyView {
    let t = texts(frame.lang);
    let title = format!("{} · Effen", frame.title);
    let side = if frame.side == Side::Console { "console-side" } else { "portal-side" };
    let (header, footer) = (header(&frame, t), footer(&frame, t));
    let session_line = session_line(&frame, t);
    let flash = frame.flash.clone().map(|f| {
        view! { <div class="notice-bar" data-kind=f.kind role="status"><p>{f.text}</p></div> }
    });
    view! {
        <!DOCTYPE html>
        <html lang=t.html_lang>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content"/>
                <meta name="color-scheme" content="light dark"/>
                <meta name="robots" content="noindex, nofollow"/>
                <title>{title}</title>
                <link rel="preload" href=frame.assets.font.clone() r#as="font" type="font/woff2" crossorigin="anonymous"/>
                <link rel="stylesheet" href=frame.assets.style.clone()/>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <link rel="manifest" href="/manifest.webmanifest"/>
                {boot(&frame)}
            </head>
            <body class=side>
                <a class="skip-link" href="#content">{t.skip}</a>
                {header}
                <main id="content" class="page" tabindex="-1">
                    {flash}
                    {content}
                </main>
                {session_line}
                {footer}
            </body>
        </html>
    }
    .into_any()
}

/// The module that wakes the islands; a page without an island loads nothing.
fn boot(frame: &Frame) -> Option<impl IntoView + use<>> {
    frame.islands.then(|| {
        let src = match frame.side {
            Side::Portal | Side::Helping => frame.assets.portal_boot.clone(),
            Side::Console => frame.assets.console_boot.clone(),
        };
        view! { <script type="module" src=src></script> }
    })
}

/// How long before the end of a session its page says so, in minutes.
const WARNED_MINUTES: u32 = 5;

/// The warning before a session ends. The style sheet shows it when its time has come, in steps of five minutes.
fn session_line(frame: &Frame, t: &'static ShellTexts) -> Option<AnyView> {
    let signed_in = frame.signed_in.as_ref().filter(|_| frame.side != Side::Console)?;
    let stay = if frame.side == Side::Helping { "/helping/stay" } else { "/stay" };
    // A session may be up to a minute longer than it says: its last request is noted once a minute.
    let minutes = (signed_in.seconds_left / 60 + 1).saturating_sub(WARNED_MINUTES) / 5 * 5;
    let wait = minutes.min(25).to_string();
    let line = view! {
        <div class="session-line" data-warn=wait role="status">
            <p>{t.session_ends} " " <a href=stay target="_blank">{t.session_stay}</a></p>
        </div>
    };
    Some(line.into_any())
}

fn header(frame: &Frame, t: &'static ShellTexts) -> AnyView {
    let home = match (frame.side, frame.signed_in.is_some()) {
        (Side::Console, _) => "/console",
        (Side::Helping, _) => "/helping",
        (Side::Portal, true) => "/overview",
        (Side::Portal, false) => "/",
    };
    let demo = frame.demo.then(|| view! { <p class="demo-line">{t.demo}</p> });
    let path = frame.path.clone();
    let languages = Lang::ALL.iter().map(|&lang| language_link(lang, frame.lang, &path)).collect_view();
    let sign_out = frame.signed_in.is_some().then(|| {
        let action = match frame.side {
            Side::Console => "/console/sign-out",
            Side::Helping => "/helping/sign-out",
            Side::Portal => "/sign-out",
        };
        view! {
            <form method="post" action=action>
                <button class="button-quiet" type="submit">{t.sign_out}</button>
            </form>
        }
    });
    let nav = match frame.side {
        Side::Portal => frame.signed_in.is_some().then(|| portal_nav(frame, t).into_any()),
        Side::Console | Side::Helping => (!frame.links.is_empty()).then(|| links_nav(frame, t)),
    };
    view! {
        <header class="site-header">
            {demo}
            <div class="bar">
                <a class="brand" href=home><img src="/logo.svg" alt="" width="32" height="32"/><span>"Effen"</span></a>
                <nav class="languages" aria-label=t.language_label><ul>{languages}</ul></nav>
                {sign_out}
            </div>
            {nav}
        </header>
    }
    .into_any()
}

fn language_link(lang: Lang, current: Lang, path: &str) -> impl IntoView + use<> {
    let name = match lang {
        Lang::Nl => "Nederlands",
        Lang::En => "English",
        Lang::Fr => "Français",
    };
    let code = lang.as_str();
    let href = format!("/language/{code}?to={path}");
    let here = (lang == current).then_some("true");
    view! { <li><a href=href lang=code hreflang=code aria-current=here title=name>{code.to_uppercase()}</a></li> }
}

fn portal_nav(frame: &Frame, t: &'static ShellTexts) -> impl IntoView + use<> {
    let unread = frame.signed_in.as_ref().map_or(0, |s| s.unread);
    let items = [
        ("/overview", t.overview, 0),
        ("/inbox", t.inbox, unread),
        ("/plan", t.plan, 0),
        ("/chat", t.chat, 0),
        ("/help", t.help, 0),
        ("/profile", t.profile, 0),
    ];
    let path = frame.path.clone();
    let links = items
        .into_iter()
        .map(|(href, label, count)| {
            let here = path.starts_with(href).then_some("page");
            let count = (count > 0).then(|| view! { " " <span class="count">{count}</span> });
            view! { <li><a href=href aria-current=here>{label}{count}</a></li> }
        })
        .collect_view();
    view! { <nav class="site-nav" aria-label=t.nav_label><ul>{links}</ul></nav> }
}

fn links_nav(frame: &Frame, t: &'static ShellTexts) -> AnyView {
    let path = frame.path.clone();
    let links = frame
        .links
        .iter()
        .map(|(href, label)| {
            // The first of each side leads to the beginning, which every other address begins with as well.
            let below = frame.side == Side::Console && href != "/console" && path.starts_with(href.as_str());
            let here = (below || *href == path).then_some("page");
            view! { <li><a href=href.clone() aria-current=here>{*label}</a></li> }
        })
        .collect_view();
    view! { <nav class="site-nav" aria-label=t.nav_label><ul>{links}</ul></nav> }.into_any()
}

fn footer(frame: &Frame, t: &'static ShellTexts) -> AnyView {
    let tel = format!("tel:{}", frame.phone.replace(' ', ""));
    let phone = frame.phone.clone();
    view! {
        <footer class="site-footer">
            <ul class="cluster">
                <li><a href="/really-us">{t.really_us}</a></li>
                <li><a href="/help">{t.help}</a></li>
                <li><a href="/help#complaint">{t.complaint}</a></li>
                <li>{t.call_us} ": " <a href=tel>{phone}</a></li>
            </ul>
            <p>"Effen Incasso · " {t.tagline}</p>
        </footer>
    }
    .into_any()
}
