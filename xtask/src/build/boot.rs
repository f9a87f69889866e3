//! The small module a page loads: it fetches a bundle and wakes the islands on the page.

/// The text of the boot module for a bundle, given the names of its files (beside it in the same folder).
pub fn module(js_name: &str, wasm_name: &str) -> String {
    include_str!("boot.js").replace("BUNDLE_JS", js_name).replace("BUNDLE_WASM", wasm_name)
}
