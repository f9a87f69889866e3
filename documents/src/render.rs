//! From values to a PDF. Fonts, template and standard library are read once; a document costs one compilation of the
//! template with its own inputs.

use crate::paper::Paper;
use crate::value;
use std::sync::LazyLock;
use typst::diag::{FileError, FileResult, SourceDiagnostic, Warned};
use typst::foundations::{Bytes, Datetime, Dict, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// Compilations whose results are kept for the next one: enough for what all documents share, without growing.
const CACHE_AGE_MAX: usize = 4;

/// Why there is no document. Each of these is a defect of ours: no data can cause one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RenderError {
    /// The template does not compile with these values, or the result does not conform to PDF/UA-1.
    #[error("the document cannot be made: {0}")]
    Typst(String),
    /// A payment code's payload does not fit.
    #[error("the payload of a payment code does not fit")]
    Code,
}

/// Renders a document. The same paper gives the same bytes. Takes tens of milliseconds of one core: run it where it
/// keeps nobody waiting.
///
/// # Errors
/// See [`RenderError`].
pub fn render(paper: &Paper) -> Result<Vec<u8>, RenderError> {
    let inputs = value::inputs(paper, &printable)?;
    let pdf = compile(&Desk::new(inputs), paper);
    typst::comemo::evict(CACHE_AGE_MAX);
    pdf
}

fn compile(desk: &Desk, paper: &Paper) -> Result<Vec<u8>, RenderError> {
    let Warned { output, warnings } = typst::compile::<PagedDocument>(desk);
    let document = output.map_err(|errors| told(&errors))?;
    if !warnings.is_empty() {
        return Err(told(&warnings));
    }
    let options = PdfOptions {
        ident: Smart::Custom(paper.ident.clone()),
        creator: Smart::Custom(Some("Effen".to_owned())),
        standards: PdfStandards::new(&[PdfStandard::Ua_1])
            .map_err(|error| RenderError::Typst(error.message().to_string()))?,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&document, &options).map_err(|errors| told(&errors))
}

fn told(errors: &[SourceDiagnostic]) -> RenderError {
    RenderError::Typst(errors.iter().map(|error| error.message.to_string()).collect::<Vec<_>>().join("; "))
}

/// What all documents share.
struct Shared {
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    source: Source,
}

static SHARED: LazyLock<Shared> = LazyLock::new(|| {
    let files: [&[u8]; 2] = [
        include_bytes!("../fonts/AtkinsonHyperlegibleNext-Regular.ttf"),
        include_bytes!("../fonts/AtkinsonHyperlegibleNext-Bold.ttf"),
    ];
    let fonts: Vec<Font> = files.into_iter().filter_map(|file| Font::new(Bytes::new(file), 0)).collect();
    let path = VirtualPath::new("paper.typ").expect("a plain name is a path");
    let id = RootedPath::new(VirtualRoot::Project, path).intern();
    Shared {
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        source: Source::new(id, include_str!("paper.typ").to_owned()),
        fonts,
    }
});

/// Text that the fonts can print. Breaks and control signs become spaces, invisible signs are left out, and what has no
/// glyph becomes '?': a missing glyph is neither readable nor allowed in an accessible document.
fn printable(text: &str) -> String {
    let has_glyph = |sign: char| SHARED.fonts.iter().all(|font| font.info().coverage.contains(u32::from(sign)));
    text.chars()
        .filter(|sign| !matches!(sign, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'))
        .map(|sign| match sign {
            sign if sign.is_control() || matches!(sign, '\u{2028}' | '\u{2029}') => ' ',
            '\u{202f}' if !has_glyph(sign) => '\u{a0}',
            sign if has_glyph(sign) => sign,
            _ => '?',
        })
        .collect()
}

/// One document's view of the world: the shared parts and its own inputs. There is no other file and no clock in it.
struct Desk {
    library: LazyHash<Library>,
    shared: &'static Shared,
}

impl Desk {
    fn new(inputs: Dict) -> Self {
        Self { library: LazyHash::new(Library::builder().with_inputs(inputs).build()), shared: &SHARED }
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.shared.book
    }

    fn main(&self) -> FileId {
        self.shared.source.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main() { Ok(self.shared.source.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.shared.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

#[cfg(test)]
#[path = "render_tests.rs"]
mod tests;
