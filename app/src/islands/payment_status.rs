//! Watches a payment on its status page: asks now and then, and loads the page anew when something changed. Without
//! JavaScript a link does the same.

// The macro makes a public struct of its own, without a comment.
#![allow(missing_docs)]

use leptos::prelude::*;

/// See the module. Shows nothing itself.
#[island]
pub fn PaymentWatch(
    /// Address of the status as JSON.
    url: String,
    /// The status that the page shows.
    status: String,
) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    wasm_bindgen_futures::spawn_local(watch::run(url, status));
    #[cfg(not(feature = "hydrate"))]
    let _ = (url, status);
}

#[cfg(feature = "hydrate")]
mod watch {
    use wasm_bindgen::{JsCast as _, JsValue};
    use wasm_bindgen_futures::JsFuture;

    /// The first pause, in milliseconds; each later one is half as long again, up to the longest.
    const PAUSE_MS: i32 = 1_500;
    const PAUSE_MS_MAX: i32 = 15_000;
    /// How often is asked before the page leaves it to the link.
    const TRIES_MAX: u32 = 60;

    pub async fn run(url: String, shown: String) {
        let Some(window) = web_sys::window() else { return };
        let mut pause = PAUSE_MS;
        for _ in 0..TRIES_MAX {
            if sleep(&window, pause).await.is_err() {
                return;
            }
            pause = (pause + pause / 2).min(PAUSE_MS_MAX);
            // A lost connection is no news: the next try may do better.
            if let Ok(text) = fetch(&window, &url).await
                && text.starts_with('{')
                && !text.contains(&format!("\"status\":\"{shown}\""))
            {
                let _ = window.location().reload();
                return;
            }
        }
    }

    async fn sleep(window: &web_sys::Window, ms: i32) -> Result<JsValue, JsValue> {
        let promise = js_sys::Promise::new(&mut |done, _| {
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&done, ms);
        });
        JsFuture::from(promise).await
    }

    async fn fetch(window: &web_sys::Window, url: &str) -> Result<String, JsValue> {
        let response: web_sys::Response = JsFuture::from(window.fetch_with_str(url)).await?.dyn_into()?;
        let text = JsFuture::from(response.text()?).await?;
        text.as_string().filter(|_| response.ok()).ok_or(JsValue::NULL)
    }
}
