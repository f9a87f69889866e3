//! The tables of law that an operator replaces: a folder of TOML files with the names of the shipped ones.

use crate::config::ConfigError;
use effen::lawdata::{self, FILES, Law, LawTable};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::path::Path;

/// The setting that names the folder.
pub const LAW_DIR: &str = "EFFEN_LAW_DIR";

/// Reads the folder and hands its tables to the core, for the whole run of this program. `None` and an empty path leave
/// the shipped tables.
///
/// # Errors
/// The folder or a file in it cannot be read, has another name than a table of law, or does not hold what it should: the
/// file, the line or key, and the reason.
pub fn install(folder: Option<&Path>) -> Result<(), ConfigError> {
    let Some(folder) = folder.filter(|folder| !folder.as_os_str().is_empty()) else { return Ok(()) };
    let law = read(folder)?;
    lawdata::install(law).map_err(|error| refused(&error.to_string()))
}

fn read(folder: &Path) -> Result<Law, ConfigError> {
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    let unreadable = |path: &Path, error: std::io::Error| refused(&format!("{}: {error}", path.display()));
    for entry in std::fs::read_dir(folder).map_err(|error| unreadable(folder, error))? {
        let path = entry.map_err(|error| unreadable(folder, error))?.path();
        if path.extension().is_none_or(|ending| ending != "toml") {
            continue;
        }
        let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        if !FILES.iter().any(|(known, _)| *known == name) {
            let known: Vec<&str> = FILES.iter().map(|(name, _)| *name).collect();
            return Err(refused(&format!("{}: no table has this name; they are {}", path.display(), known.join(", "))));
        }
        texts.insert(name, std::fs::read_to_string(&path).map_err(|error| unreadable(&path, error))?);
    }
    Law::read(|name| texts.get(name).cloned()).map_err(|error| refused(&format!("{}/{error}", folder.display())))
}

fn refused(reason: &str) -> ConfigError {
    ConfigError { key: LAW_DIR.to_owned(), reason: reason.to_owned() }
}

/// Says in the log which tables end before today, and which carry a note for the operator.
pub fn report(today: Date) {
    for LawTable { name, known_until, .. } in lawdata::expired(today) {
        tracing::warn!(table = name, %known_until, "a table of law ends before today: look it up and replace it");
    }
    for LawTable { name, note, .. } in lawdata::tables() {
        if let Some(note) = note {
            tracing::info!(table = name, note, "a table of law carries a note");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_replaces_what_it_holds_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("README"), "not a table").unwrap();
        assert!(read(folder.path()).is_ok());
        let (_, rates) = FILES.iter().find(|(name, _)| *name == "rates-nl").unwrap();
        std::fs::write(folder.path().join("rates-nl.toml"), rates.replace("2026-06-30", "2027-06-30")).unwrap();
        assert!(read(folder.path()).is_ok());
    }

    #[test]
    fn what_is_wrong_is_said_with_file_and_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("rates-nl.toml");
        std::fs::write(&path, "source = \"x\"\nknown_until = \"soon\"\n").unwrap();
        let error = read(folder.path()).unwrap_err();
        assert_eq!(error.key, LAW_DIR);
        assert!(error.reason.contains("rates-nl.toml, line 2"), "{error}");
        std::fs::rename(&path, folder.path().join("rates-fr.toml")).unwrap();
        let error = read(folder.path()).unwrap_err();
        assert!(error.reason.contains("rates-fr.toml") && error.reason.contains("rates-nl"), "{error}");
        assert!(read(Path::new("/nowhere/at/all")).is_err());
    }
}
