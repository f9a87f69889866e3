//! The files of `public/`: copied as they are, compressed where that helps.

use super::manifest::Manifest;
use crate::shell::root;
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

/// Copies every public file, and notes the one font for preloading.
pub fn copy(manifest: &mut Manifest) -> Result<()> {
    let folder = root().join("public");
    for file in files_below(&folder)? {
        let below = file.strip_prefix(&folder).expect("listed below it").to_string_lossy().into_owned();
        let bytes = std::fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
        if below.ends_with(".woff2") {
            if manifest.asset("font").is_some() {
                bail!("public/fonts holds two fonts; the budget allows one");
            }
            manifest.write_asset("font", &below, &bytes)?;
        } else {
            manifest.write_file(&below, &bytes)?;
        }
    }
    Ok(())
}

fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(&folder).with_context(|| format!("cannot list {}", folder.display()))? {
            let path = entry?.path();
            if path.is_dir() { waiting.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    Ok(found)
}
