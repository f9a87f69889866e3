//! What the site consists of: file names for the server, sizes for the budget.

use super::compress;
use anyhow::{Context, Result};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// A file of the site that pages refer to.
#[derive(Debug, Clone)]
pub struct Asset {
    /// The path a browser asks for, from the root of the site.
    pub path: String,
    /// The length in bytes.
    pub bytes: u64,
    /// The length in bytes as sent to a browser that takes brotli.
    pub bytes_brotli: u64,
}

/// The files of the site, as they are written.
pub struct Manifest {
    site: PathBuf,
    assets: BTreeMap<String, Asset>,
    written: BTreeSet<PathBuf>,
}

impl Manifest {
    /// An empty manifest for a site in this folder.
    pub fn new(site: PathBuf) -> Self {
        Self { site, assets: BTreeMap::new(), written: BTreeSet::new() }
    }

    /// The asset of this key, for example `portal_wasm`.
    pub fn asset(&self, key: &str) -> Option<&Asset> {
        self.assets.get(key)
    }

    /// Writes a file of the site with its compressed forms, and returns its compressed length in bytes.
    pub fn write_file(&mut self, below: &str, bytes: &[u8]) -> Result<u64> {
        let file = self.site.join(below);
        let folder = file.parent().expect("a file lies in a folder");
        std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        std::fs::write(&file, bytes).with_context(|| format!("cannot write {}", file.display()))?;
        let mut length = bytes.len() as u64;
        if compress::compressible(below) {
            length = compress::beside(&file, bytes)?;
            self.written.insert(compress::with_suffix(&file, "br"));
            self.written.insert(compress::with_suffix(&file, "gz"));
        }
        self.written.insert(file);
        Ok(length)
    }

    /// Writes a file that pages refer to by this key.
    pub fn write_asset(&mut self, key: &str, below: &str, bytes: &[u8]) -> Result<()> {
        let bytes_brotli = self.write_file(below, bytes)?;
        let asset = Asset { path: format!("/{below}"), bytes: bytes.len() as u64, bytes_brotli };
        self.assets.insert(key.to_owned(), asset);
        Ok(())
    }

    /// Writes `manifest.json` and removes what an earlier build left behind.
    pub fn finish(&mut self) -> Result<()> {
        let file = self.site.join("manifest.json");
        std::fs::write(&file, serde_json::to_string_pretty(&self.json())?)?;
        self.written.insert(file);
        remove_others(&self.site, &self.written)
    }

    fn json(&self) -> Value {
        let mut map = Map::new();
        let mut sizes = Map::new();
        for (key, asset) in &self.assets {
            map.insert(key.clone(), json!(asset.path));
            sizes.insert(key.clone(), json!({ "bytes": asset.bytes, "bytes_brotli": asset.bytes_brotli }));
        }
        map.insert("sizes".into(), Value::Object(sizes));
        Value::Object(map)
    }

    /// Prints each asset with its sizes.
    pub fn print(&self) {
        for (key, asset) in &self.assets {
            eprintln!("  {key:<13} {:>9} B  {:>8} B brotli  {}", asset.bytes, asset.bytes_brotli, asset.path);
        }
    }
}

fn remove_others(folder: &Path, kept: &BTreeSet<PathBuf>) -> Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            remove_others(&path, kept)?;
        } else if !kept.contains(&path) {
            std::fs::remove_file(&path)?;
        }
    }
    Ok(())
}
