//! Addresses of the built files, from the manifest that `cargo xtask build` writes.

use effen_app::frame::Assets;
use std::path::Path;

/// Reads the manifest. Without one (a server started before a build) pages come without style, and the log says why.
pub fn load(site_root: &Path) -> Assets {
    let path = site_root.join("manifest.json");
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) => {
            tracing::warn!("EFFEN_SITE_ROOT: {}: {error}; run `cargo xtask build`", path.display());
            return Assets::default();
        }
    };
    let json: serde_json::Value = match serde_json::from_str(&text) {
        Ok(json) => json,
        Err(error) => {
            tracing::warn!("EFFEN_SITE_ROOT: {}: {error}; run `cargo xtask build`", path.display());
            return Assets::default();
        }
    };
    let get = |key: &str| json.get(key).and_then(|value| value.as_str()).unwrap_or_default().to_owned();
    Assets {
        style: get("style"),
        font: get("font"),
        portal_boot: get("portal_boot"),
        console_boot: get("console_boot"),
    }
}
