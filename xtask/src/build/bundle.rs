//! One browser bundle: the app crate compiled for wasm32 with one cut of its features, then wasm-bindgen.

use super::{boot, manifest::Manifest};
use crate::shell::{cargo, run, target};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use wasm_bindgen_cli_support::Bindgen;

/// The bundles, each named like the cargo feature that cuts it.
pub const NAMES: [&str; 2] = ["portal", "console"];

/// Builds one bundle and notes its files in the manifest.
pub fn build(name: &str, manifest: &mut Manifest) -> Result<()> {
    let wasm = compile(name)?;
    let folder = bind(name, &wasm)?;
    if folder.join("snippets").exists() {
        bail!("the bundle '{name}' now brings JavaScript snippets of a dependency; teach xtask to place them");
    }
    let wasm = std::fs::read(folder.join(format!("{name}_bg.wasm")))?;
    let js = std::fs::read(folder.join(format!("{name}.js")))?;
    let wasm_name = format!("{name}-{}_bg.wasm", super::content_hash(&wasm));
    let js_name = format!("{name}-{}.js", super::content_hash(&js));
    manifest.write_asset(&format!("{name}_wasm"), &format!("pkg/{wasm_name}"), &wasm)?;
    manifest.write_asset(&format!("{name}_js"), &format!("pkg/{js_name}"), &js)?;
    let boot = boot::module(&js_name, &wasm_name);
    let boot_name = format!("{name}-boot-{}.js", super::content_hash(boot.as_bytes()));
    manifest.write_asset(&format!("{name}_boot"), &format!("pkg/{boot_name}"), boot.as_bytes())
}

/// Compiles the app for the browser. A target folder of its own keeps host builds from being thrown away.
fn compile(name: &str) -> Result<PathBuf> {
    let folder = target("wasm");
    let mut command = cargo();
    command
        .args(["rustc", "--package", "effen-app", "--lib", "--crate-type", "cdylib"])
        .args(["--target", "wasm32-unknown-unknown", "--profile", "wasm"])
        .args(["--no-default-features", "--features", name])
        .arg("--target-dir")
        .arg(&folder);
    run(&mut command)?;
    Ok(folder.join("wasm32-unknown-unknown/wasm/effen_app.wasm"))
}

/// Runs wasm-bindgen, and returns the folder of its output.
fn bind(name: &str, wasm: &Path) -> Result<PathBuf> {
    let folder = target("wasm/bind").join(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    let mut bindgen = Bindgen::new();
    bindgen.input_path(wasm).out_name(name).typescript(false).omit_default_module_path(true);
    bindgen.remove_name_section(true).remove_producers_section(true);
    bindgen.web(true)?.generate(&folder).with_context(|| format!("wasm-bindgen failed on {}", wasm.display()))?;
    Ok(folder)
}
