//! The style sheet: `style/main.css` and all it imports, bundled and minified.

use super::manifest::Manifest;
use crate::shell::root;
use anyhow::{Result, anyhow};
use lightningcss::bundler::{Bundler, FileProvider};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions};
use lightningcss::targets::{Browsers, Targets};

/// Browsers of the last three years, as lightningcss counts them: major version, minor version, patch.
fn targets() -> Targets {
    let version = |major: u32, minor: u32| Some(major << 16 | minor << 8);
    Targets::from(Browsers {
        android: version(118, 0),
        chrome: version(118, 0),
        edge: version(118, 0),
        firefox: version(115, 0),
        ios_saf: version(16, 4),
        safari: version(16, 4),
        samsung: version(23, 0),
        ..Browsers::default()
    })
}

/// Builds the style sheet and notes it in the manifest.
pub fn build(manifest: &mut Manifest) -> Result<()> {
    let css = bundle()?;
    let name = format!("pkg/style-{}.css", super::content_hash(css.as_bytes()));
    manifest.write_asset("style", &name, css.as_bytes())
}

/// The whole style sheet as one minified text.
fn bundle() -> Result<String> {
    let entry = root().join("style/main.css");
    let files = FileProvider::new();
    let mut bundler = Bundler::new(&files, None, ParserOptions::default());
    let mut sheet = bundler.bundle(&entry).map_err(|error| anyhow!("{error}"))?;
    sheet.minify(MinifyOptions { targets: targets(), ..Default::default() }).map_err(|error| anyhow!("{error}"))?;
    let printed = sheet
        .to_css(PrinterOptions { minify: true, targets: targets(), ..Default::default() })
        .map_err(|error| anyhow!("{error}"))?;
    Ok(printed.code)
}
