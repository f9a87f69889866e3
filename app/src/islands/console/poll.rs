//! Looking again: a plain request every so often while the page is seen, or as long as somebody wants to be told. 204 means nothing new.

use leptos::prelude::set_interval;
use serde::de::DeserializeOwned;
use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Response, VisibilityState};

/// Asks `address` every `ms` milliseconds, one request at a time, and hands on what is new; on a page that is not seen
/// only if `even_hidden` says so.
pub fn every<T: DeserializeOwned + 'static>(
    ms: u64,
    even_hidden: fn() -> bool,
    address: impl Fn() -> String + Clone + 'static,
    take: impl Fn(T) + Clone + 'static,
) {
    let busy = Rc::new(Cell::new(false));
    let look = move || {
        let seen = web_sys::window()
            .and_then(|window| window.document())
            .is_some_and(|document| document.visibility_state() == VisibilityState::Visible);
        if !(seen || even_hidden()) || busy.replace(true) {
            return;
        }
        let (busy, take, address) = (busy.clone(), take.clone(), address());
        leptos::task::spawn_local(async move {
            // What fails is asked again at the next tick.
            if let Some(new) = fetch(&address).await.and_then(|text| serde_json::from_str(&text).ok()) {
                take(new);
            }
            busy.set(false);
        });
    };
    set_interval(look, Duration::from_millis(ms));
}

async fn fetch(address: &str) -> Option<String> {
    let answer = JsFuture::from(web_sys::window()?.fetch_with_str(address)).await.ok()?;
    let answer: Response = answer.dyn_into().ok()?;
    if answer.status() != 200 {
        return None;
    }
    JsFuture::from(answer.text().ok()?).await.ok()?.as_string()
}
