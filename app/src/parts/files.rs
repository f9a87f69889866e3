//! Adding files to a form, and showing those that were sent. Nothing here needs JavaScript.

use crate::texts::fill;
use crate::texts::tell::texts;
use effen::kinds::Lang;
use leptos::prelude::*;

/// A file that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileItem {
    /// Where it is read.
    pub href: String,
    /// Its name.
    pub name: String,
    /// Its size in bytes.
    pub size_bytes: i64,
    /// Is it a picture?
    pub picture: bool,
}

/// What may be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileLimits {
    /// Files in one form.
    pub count: usize,
    /// Megabytes of one file.
    pub megabytes: usize,
}

/// Why a file was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileWrong {
    /// Too many bytes.
    Large,
    /// Too many files.
    Many,
    /// Not a kind we take.
    Kind,
    /// It cannot be read.
    Broken,
    /// Too many points.
    Pixels,
}

impl FileWrong {
    /// The sentence, with what to do.
    pub fn words(self, name: &str, limits: FileLimits, lang: Lang) -> String {
        let t = texts(lang);
        let template = match self {
            Self::Large => t.file_large,
            Self::Many => t.file_many,
            Self::Kind => t.file_kind,
            Self::Broken => t.file_broken,
            Self::Pixels => t.file_pixels,
        };
        let (size, count) = (limits.megabytes.to_string(), limits.count.to_string());
        let sentence = fill(template, &[("size", &size), ("count", &count), ("name", name)]);
        format!("{sentence} {}", t.files_again)
    }
}

/// The field in which files are chosen.
pub fn file_field(limits: FileLimits, error: Option<String>, lang: Lang) -> AnyView {
    file_field_at(limits, error, lang, "")
}

/// The same where several stand on one page; `at` is put behind the ids.
pub fn file_field_at(limits: FileLimits, error: Option<String>, lang: Lang, at: &str) -> AnyView {
    let (field, hint) = (format!("files{at}"), format!("files-hint{at}"));
    let t = texts(lang);
    let (size, count) = (limits.megabytes.to_string(), limits.count.to_string());
    let invalid = error.is_some().then_some("true");
    let error = error.map(|text| view! { <p class="field-error" id="files-error">{text}</p> });
    view! {
        <div class="field">
            <label for=field.clone()>{t.files_label} " " <span class="hint">{t.optional}</span></label>
            <p class="hint" id=hint.clone()>{fill(t.files_hint, &[("size", &size), ("count", &count)])}</p>
            {error}
            <input
                id=field name="files" type="file" multiple accept="image/jpeg,image/png,image/webp,application/pdf"
                aria-describedby=hint aria-invalid=invalid
            />
        </div>
    }
    .into_any()
}

/// Files that were sent, each a link.
pub fn file_list(files: Vec<FileItem>, lang: Lang) -> AnyView {
    let rows = files
        .into_iter()
        .map(|file| {
            let size = size_words(file.size_bytes, lang);
            let download = (!file.picture).then_some("");
            view! { <li><a class="link-row" href=file.href download=download>{file.name} " " <span class="hint">{size}</span></a></li> }
        })
        .collect_view();
    view! { <ul class="stack-tight">{rows}</ul> }.into_any()
}

/// A size in kilobytes or megabytes, as a language writes it.
pub fn size_words(bytes: i64, lang: Lang) -> String {
    let (mega, kilo) = if lang == Lang::Fr { ("Mo", "ko") } else { ("MB", "kB") };
    if bytes < 1_000_000 {
        return format!("{} {kilo}", (bytes + 999) / 1000);
    }
    let tenths = (bytes + 50_000) / 100_000;
    let mark = if lang == Lang::En { '.' } else { ',' };
    format!("{}{mark}{} {mega}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_read_as_people_write_them() {
        assert_eq!(size_words(1, Lang::Nl), "1 kB");
        assert_eq!(size_words(345_678, Lang::Fr), "346 ko");
        assert_eq!(size_words(2_449_999, Lang::Nl), "2,4 MB");
        assert_eq!(size_words(10_485_760, Lang::En), "10.5 MB");
    }
}
