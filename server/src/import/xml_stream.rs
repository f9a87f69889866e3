//! A document of any size, read piece by piece: one element is in memory at a time.

use super::xml::{
    DEPTH_MAX, DOCUMENT_BYTES_MAX, ELEMENTS_MAX, Element, XmlFault, declared, decode, element, push_text, resolve,
};
use quick_xml::NsReader;
use quick_xml::encoding::DecodingReader;
use quick_xml::events::Event;
use quick_xml::name::ResolveResult;
use std::io::{BufRead, Cursor, Read};

/// A part of a document that is read piece by piece: what `frames` names is announced as it opens and closes, everything
/// between comes as whole elements.
#[derive(Debug)]
pub enum Part {
    /// A frame opens: its element without text or children.
    Open(Element),
    /// An element inside a frame, whole.
    Whole(Element),
    /// The innermost frame closes: its name.
    Close(String),
    /// The document is complete.
    End,
}

/// A document of any size, of which one element is in memory at a time. The same limits and refusals as
/// [`super::xml::parse`], for each element.
pub struct Stream<R> {
    reader: NsReader<CountedLines<DecodingReader<Source<R>>>>,
    frames: &'static [&'static str],
    opened: Vec<String>,
    seen_root: bool,
}

impl<R: BufRead> Stream<R> {
    /// Begins to read. The encoding is that of the byte order mark or the declaration, else UTF-8. A document in any
    /// other than UTF-8 is read whole first, and may have no more than [`DOCUMENT_BYTES_MAX`].
    pub fn new(mut source: R, frames: &'static [&'static str]) -> Result<Self, XmlFault> {
        let fault = |reason: String| XmlFault { line: 1, reason };
        let cannot = |error: std::io::Error| fault(format!("cannot be read: {error}"));
        let head = source.fill_buf().map_err(cannot)?;
        let is_utf8 = match encoding_rs::Encoding::for_bom(head) {
            Some((encoding, _)) => encoding == encoding_rs::UTF_8,
            None => declared(head).is_none_or(|label| label.eq_ignore_ascii_case("utf-8")),
        };
        let source = if is_utf8 {
            Source::Streamed(source)
        } else {
            let mut bytes = Vec::new();
            source.take(DOCUMENT_BYTES_MAX + 1).read_to_end(&mut bytes).map_err(cannot)?;
            if bytes.len() as u64 > DOCUMENT_BYTES_MAX {
                return Err(fault(format!("is not in UTF-8 and larger than {DOCUMENT_BYTES_MAX} bytes")));
            }
            Source::Decoded(Cursor::new(decode(&bytes)?.into_bytes()))
        };
        let reader = NsReader::from_reader(CountedLines { inner: DecodingReader::new(source), lines: 0 });
        Ok(Self { reader, frames, opened: Vec::new(), seen_root: false })
    }

    /// The next part.
    pub fn part(&mut self) -> Result<Part, XmlFault> {
        let mut open: Vec<Element> = Vec::new();
        let mut elements = 0_usize;
        let mut buffer = Vec::new();
        loop {
            let line = self.reader.get_ref().lines + 1;
            let fault = |reason: &str| XmlFault { line, reason: reason.to_owned() };
            buffer.clear();
            let (space, event) = match self.reader.read_resolved_event_into(&mut buffer) {
                Ok((ResolveResult::Bound(namespace), event)) => (namespace.as_ref().to_owned(), event),
                Ok((ResolveResult::Unbound, event)) => (Default::default(), event),
                Ok((ResolveResult::Unknown(_), _)) => return Err(fault("uses a prefix it does not declare")),
                Err(error) => return Err(fault(&format!("is not well-formed XML: {error}"))),
            };
            let is_empty = matches!(event, Event::Empty(_));
            match event {
                Event::Start(start) | Event::Empty(start) => {
                    elements += 1;
                    if open.len() >= DEPTH_MAX || self.opened.len() >= DEPTH_MAX || elements > ELEMENTS_MAX {
                        return Err(fault(&format!(
                            "is nested deeper than {DEPTH_MAX} or holds over {ELEMENTS_MAX} elements"
                        )));
                    }
                    if self.opened.is_empty() && self.seen_root {
                        return Err(fault("goes on after its end"));
                    }
                    self.seen_root = true;
                    let element = element(space, &start, line)?;
                    let is_frame = open.is_empty() && !is_empty && self.frames.contains(&element.name.as_str());
                    if is_frame {
                        self.opened.push(element.name.clone());
                        return Ok(Part::Open(element));
                    }
                    match (is_empty, open.last_mut()) {
                        (false, _) => open.push(element),
                        (true, Some(parent)) => parent.children.push(element),
                        (true, None) => return Ok(Part::Whole(element)),
                    }
                }
                Event::End(_) => {
                    let Some(mut closed) = open.pop() else {
                        let name = self.opened.pop().ok_or_else(|| fault("closes what is not open"))?;
                        return Ok(Part::Close(name));
                    };
                    closed.text.truncate(closed.text.trim_end().len());
                    match open.last_mut() {
                        Some(parent) => parent.children.push(closed),
                        None => return Ok(Part::Whole(closed)),
                    }
                }
                Event::Text(piece) => push_text(&mut open, &piece.xml10_content()),
                Event::CData(piece) => push_text(&mut open, &piece.xml10_content()),
                Event::GeneralRef(reference) => {
                    let letter = resolve(&reference).map_err(|reason| fault(&reason))?;
                    push_text(&mut open, letter.encode_utf8(&mut [0; 4]));
                }
                Event::DocType(_) => return Err(fault("has a DOCTYPE, which is not read")),
                Event::Eof if open.is_empty() && self.opened.is_empty() && self.seen_root => return Ok(Part::End),
                Event::Eof => return Err(fault("ends before it is complete, or holds no element")),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            }
        }
    }
}

/// A document as it comes, or decoded as a whole.
enum Source<R> {
    Streamed(R),
    Decoded(Cursor<Vec<u8>>),
}

impl<R: BufRead> Read for Source<R> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        match self {
            Source::Streamed(source) => source.read(into),
            Source::Decoded(source) => source.read(into),
        }
    }
}

impl<R: BufRead> BufRead for Source<R> {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        match self {
            Source::Streamed(source) => source.fill_buf(),
            Source::Decoded(source) => source.fill_buf(),
        }
    }

    fn consume(&mut self, amount: usize) {
        match self {
            Source::Streamed(source) => source.consume(amount),
            Source::Decoded(source) => source.consume(amount),
        }
    }
}

/// Counts the lines of what is read through it.
struct CountedLines<R> {
    inner: R,
    lines: u64,
}

impl<R: BufRead> Read for CountedLines<R> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let count = self.inner.read(into)?;
        self.lines += into[..count].iter().filter(|byte| **byte == b'\n').count() as u64;
        Ok(count)
    }
}

impl<R: BufRead> BufRead for CountedLines<R> {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        if let Ok(bytes) = self.inner.fill_buf() {
            self.lines += bytes[..amount.min(bytes.len())].iter().filter(|byte| **byte == b'\n').count() as u64;
        }
        self.inner.consume(amount);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn streamed(text: &[u8]) -> Result<Vec<String>, XmlFault> {
        let mut stream = Stream::new(text, &["r", "s"])?;
        let mut told = Vec::new();
        loop {
            told.push(match stream.part()? {
                Part::Open(element) => format!("<{}", element.name),
                Part::Whole(element) => format!("{}:{}@{}", element.name, element.text, element.line),
                Part::Close(name) => format!("{name}>"),
                Part::End => return Ok(told),
            });
        }
    }

    #[test]
    fn a_stream_gives_what_is_between_the_frames_one_by_one() {
        let text = "<?xml version='1.0'?>\n<r>\n<a>x<s>in</s></a>\n<s><b>&amp;y</b><c/></s></r>\n";
        assert_eq!(streamed(text.as_bytes()).unwrap(), ["<r", "a:x@3", "<s", "b:&y@4", "c:@4", "s>", "r>"]);
        let latin = b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><r><a>\xe9</a></r>";
        assert_eq!(streamed(latin).unwrap(), ["<r", "a:\u{e9}@1", "r>"]);
        for wrong in ["", "<r>", "<r><a></r>", "<r><!DOCTYPE a></r>", "<r><a>&b;</a></r>", "<x:r/>", "<r></r><r></r>"] {
            assert!(streamed(wrong.as_bytes()).is_err(), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "[<>/&;a:='\" !\\[\\]?xrs-]{0,40}") {
            let _ = streamed(text.as_bytes());
        }
    }
}
