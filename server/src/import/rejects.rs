//! The file of rejected rows: what a person needs to mend and send them again.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::RowError;

/// Writes rejected rows to a CSV of their own, made at the first of them.
#[derive(Debug)]
pub struct RejectsFile {
    path: PathBuf,
    writer: Option<csv::Writer<std::fs::File>>,
    /// How many were written.
    pub count: u64,
}

impl RejectsFile {
    /// Rejects will go to `path`; nothing is written until there is one.
    pub fn new(path: PathBuf) -> Self {
        Self { path, writer: None, count: 0 }
    }

    /// The name used where none is given: beside where the command runs, after the input.
    pub fn default_path(input: &Path) -> PathBuf {
        let stem = input.file_stem().map_or_else(|| "input".into(), std::ffi::OsStr::to_os_string);
        let mut name = stem;
        name.push(".rejected.csv");
        PathBuf::from(name)
    }

    /// Where rejects go.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Notes one.
    ///
    /// # Errors
    /// When the file cannot be made or written.
    pub fn push(&mut self, error: &RowError) -> std::io::Result<()> {
        let writer = match &mut self.writer {
            Some(writer) => writer,
            None => {
                let mut writer = csv::Writer::from_writer(std::fs::File::create(&self.path)?);
                writer.write_record(["file", "line", "field", "value", "reason"])?;
                self.writer.insert(writer)
            }
        };
        let line = error.place.line.to_string();
        writer.write_record([
            harmless(&error.place.file).as_ref(),
            &line,
            &harmless(&error.field),
            &harmless(&error.value),
            &harmless(&error.reason),
        ])?;
        self.count += 1;
        Ok(())
    }

    /// Writes out what is still in memory.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn finish(&mut self) -> std::io::Result<()> {
        match &mut self.writer {
            Some(writer) => writer.flush().and_then(|()| writer.get_ref().flush()),
            None => Ok(()),
        }
    }
}

/// A text that a spreadsheet would take for a formula gets an apostrophe before it.
fn harmless(text: &str) -> std::borrow::Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}").into() } else { text.into() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::Place;

    #[test]
    fn rejects_name_line_and_reason_and_start_no_formula() {
        let folder = tempfile::tempdir().unwrap();
        let mut rejects = RejectsFile::new(folder.path().join("r.csv"));
        rejects.finish().unwrap();
        assert!(!rejects.path().exists(), "no rejects, no file");
        let place = Place { file: "in.csv".into(), line: 7 };
        let error = RowError { place, field: "amount".into(), value: "=1+1".into(), reason: "is not an amount".into() };
        rejects.push(&error).unwrap();
        rejects.finish().unwrap();
        let text = std::fs::read_to_string(rejects.path()).unwrap();
        assert_eq!(text, "file,line,field,value,reason\nin.csv,7,amount,'=1+1,is not an amount\n");
    }
}
