//! What every page needs around its content.

use effen::kinds::Lang;
use std::sync::Arc;

/// Addresses of the built files, with their hashes, as `cargo xtask build` wrote them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Assets {
    /// The style sheet.
    pub style: String,
    /// The font to preload.
    pub font: String,
    /// The module that starts the debtors' islands.
    pub portal_boot: String,
    /// The module that starts the agents' islands.
    pub console_boot: String,
}

/// Which part of the house a page belongs to: it decides header, navigation and bundle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Debtors.
    Portal,
    /// Agents.
    Console,
    /// Somebody who helps a debtor.
    Helping,
}

/// Who is signed in, as far as the header shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// The name to greet; empty when the sign-in (a pay link) may not see it.
    pub name: String,
    /// Messages in the inbox that were not opened yet, or waiting chats for an agent.
    pub unread: u32,
    /// Seconds until the session ends by itself; the page warns before.
    pub seconds_left: u32,
}

/// A line above the content: the result of what was just done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flash {
    /// `success`, `info` or `attention`.
    pub kind: &'static str,
    /// One sentence.
    pub text: String,
}

/// Everything around a page's content.
#[derive(Debug, Clone)]
pub struct Frame {
    /// The language of the page.
    pub lang: Lang,
    /// The page's own title.
    pub title: String,
    /// The path of this page, for navigation and the language switch. No personal data.
    pub path: String,
    /// Which part of the house.
    pub side: Side,
    /// Who is signed in.
    pub signed_in: Option<SignedIn>,
    /// Does the page hold an island? Only then is a bundle loaded.
    pub islands: bool,
    /// A line above the content.
    pub flash: Option<Flash>,
    /// Links in the header of agents and helpers: address and words. What their role or access opens.
    pub links: Vec<(String, &'static str)>,
    /// Is this a demonstration? Said on every page.
    pub demo: bool,
    /// The agency's telephone number.
    pub phone: String,
    /// Built files.
    pub assets: Arc<Assets>,
}
