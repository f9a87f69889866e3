//! What people see. Pages are plain functions from a model to a view: the server loads the model, the page only shows
//! it. Islands are the few parts that live on in the browser.
//!
//! Architecture invariant: nothing here reads a database, a clock or a setting; a debtor's page never gets to see a
//! persona, only a layout.

// Leptos' view types nest deeply.
#![recursion_limit = "512"]

pub mod islands;

/// Texts of the console: in its bundle as well as on the server.
#[cfg(any(feature = "ssr", feature = "console"))]
#[path = "texts/console.rs"]
pub mod console_texts;
#[cfg(feature = "ssr")]
pub mod frame;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod parts;
#[cfg(feature = "ssr")]
pub mod shell;
#[cfg(feature = "ssr")]
pub mod texts;

/// Called by the boot script of a bundle, once, before the islands wake up.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
}
