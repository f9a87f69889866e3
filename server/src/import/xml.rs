//! A small, bounded reading of an XML document into a tree: namespaces resolved, no entity but the five of XML
//! itself, no DTD, limits on size, depth and number of elements.

use quick_xml::NsReader;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::ResolveResult;

/// A document larger than this is refused, in bytes. Embedded scans make UBL large.
pub const DOCUMENT_BYTES_MAX: u64 = 16 << 20;
/// Elements inside elements.
pub(super) const DEPTH_MAX: usize = 40;
/// Elements in one document.
pub(super) const ELEMENTS_MAX: usize = 200_000;

/// One element with what it holds.
#[derive(Debug, Default)]
pub struct Element {
    /// Its namespace.
    pub namespace: String,
    /// Its name without prefix.
    pub name: String,
    /// Its attributes, by name as written.
    pub attributes: Vec<(String, String)>,
    /// Its own text, trimmed, without that of its children.
    pub text: String,
    /// What is inside, in order.
    pub children: Vec<Element>,
    /// The line it begins on, from 1.
    pub line: u64,
}

impl Element {
    /// The first child of that name and namespace.
    pub fn child(&self, namespace: &str, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name && child.namespace == namespace)
    }

    /// The children of that name and namespace, in order.
    pub fn children_named<'a>(&'a self, namespace: &'a str, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.children.iter().filter(move |child| child.name == name && child.namespace == namespace)
    }

    /// An attribute's value.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// What is wrong with a document.
#[derive(Debug, PartialEq, Eq)]
pub struct XmlFault {
    /// The line, from 1.
    pub line: u64,
    /// What is wrong, in words.
    pub reason: String,
}

/// Bytes to text, by byte order mark, else by what the XML declaration says, else UTF-8.
pub fn decode(bytes: &[u8]) -> Result<String, XmlFault> {
    let fault = |reason: String| XmlFault { line: 1, reason };
    let encoding = match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None => match declared(bytes) {
            Some(label) => encoding_rs::Encoding::for_label(label.as_bytes())
                .ok_or_else(|| fault(format!("is in an unknown encoding, '{label}'")))?,
            None => encoding_rs::UTF_8,
        },
    };
    let (text, used, malformed) = encoding.decode(bytes);
    if malformed {
        return Err(fault(format!("is not in the encoding it declares ({})", used.name())));
    }
    Ok(text.into_owned())
}

pub(super) fn declared(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).into_owned();
    let declaration = head.strip_prefix("<?xml")?.split("?>").next()?.to_owned();
    let after = declaration.split("encoding").nth(1)?.trim_start().strip_prefix('=')?.trim_start().to_owned();
    let quote = after.chars().next().filter(|c| *c == '"' || *c == '\'')?;
    after[1..].split(quote).next().map(str::to_owned)
}

/// Reads a document into its root element.
pub fn parse(text: &str) -> Result<Element, XmlFault> {
    let mut reader = NsReader::from_str(text);
    let mut lines = Lines { text: text.as_bytes(), at: 0, line: 1 };
    let mut open: Vec<Element> = Vec::new();
    let mut elements = 0_usize;
    loop {
        let line = lines.at(reader.buffer_position());
        let fault = |reason: String| XmlFault { line, reason };
        let (space, event) = match reader.read_resolved_event() {
            Ok((ResolveResult::Bound(namespace), event)) => (namespace.as_ref().to_owned(), event),
            Ok((ResolveResult::Unbound, event)) => (Default::default(), event),
            Ok((ResolveResult::Unknown(_), _)) => return Err(fault("uses a prefix it does not declare".to_owned())),
            Err(error) => return Err(fault(format!("is not well-formed XML: {error}"))),
        };
        match event {
            Event::Start(start) => {
                elements += 1;
                if open.len() >= DEPTH_MAX || elements > ELEMENTS_MAX {
                    return Err(fault(format!(
                        "is nested deeper than {DEPTH_MAX} or holds over {ELEMENTS_MAX} elements"
                    )));
                }
                open.push(element(space, &start, line)?);
            }
            Event::Empty(start) => {
                elements += 1;
                let empty = element(space, &start, line)?;
                match open.last_mut() {
                    Some(parent) => parent.children.push(empty),
                    None => return Ok(empty),
                }
            }
            Event::End(_) => {
                let Some(mut closed) = open.pop() else { return Err(fault("closes what is not open".to_owned())) };
                closed.text.truncate(closed.text.trim_end().len());
                match open.last_mut() {
                    Some(parent) => parent.children.push(closed),
                    None => return Ok(closed),
                }
            }
            Event::Text(piece) => push_text(&mut open, &piece.xml10_content()),
            Event::CData(piece) => push_text(&mut open, &piece.xml10_content()),
            Event::GeneralRef(reference) => {
                let letter = resolve(&reference).map_err(fault)?;
                push_text(&mut open, letter.encode_utf8(&mut [0; 4]));
            }
            Event::DocType(_) => return Err(fault("has a DOCTYPE, which is not read".to_owned())),
            Event::Eof => return Err(fault("ends before it is complete, or holds no element".to_owned())),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
}

/// The character that a reference in a text stands for.
pub(super) fn resolve(reference: &BytesRef<'_>) -> Result<char, String> {
    let named = match &**reference {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => reference.resolve_char_ref().map_err(|error| error.to_string())?,
    };
    named.ok_or_else(|| format!("uses the entity '{}'", &**reference))
}

pub(super) fn push_text(open: &mut [Element], piece: &str) {
    let Some(element) = open.last_mut() else { return };
    // An embedded scan is megabytes of text that nothing here reads.
    if element.name == "EmbeddedDocumentBinaryObject" {
        return;
    }
    let piece = if element.text.is_empty() { piece.trim_start() } else { piece };
    element.text.push_str(piece);
}

pub(super) fn element(namespace: String, start: &BytesStart<'_>, line: u64) -> Result<Element, XmlFault> {
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let fault = |reason: String| XmlFault { line, reason };
        let attribute = attribute.map_err(|error| fault(format!("has a broken attribute: {error}")))?;
        let value = quick_xml::escape::unescape(&attribute.value).map_err(|error| fault(error.to_string()))?;
        attributes.push((attribute.key.as_ref().to_owned(), value.into_owned()));
    }
    let name = start.local_name().as_ref().to_owned();
    Ok(Element { namespace, name, attributes, line, ..Element::default() })
}

/// Byte positions to line numbers, going forward only.
struct Lines<'a> {
    text: &'a [u8],
    at: usize,
    line: u64,
}

impl Lines<'_> {
    fn at(&mut self, position: u64) -> u64 {
        let position = usize::try_from(position).unwrap_or(usize::MAX).clamp(self.at, self.text.len());
        let new = self.text[self.at..position].iter().filter(|byte| **byte == b'\n').count();
        self.at = position;
        self.line += new as u64;
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_are_told_by_namespace_whatever_the_prefix() {
        let root = parse("<?xml version='1.0'?>\n<a:R xmlns:a='u'>\n <b xmlns='v' k='1&amp;2'> x &lt;<![CDATA[ &y; ]]>&#65; </b></a:R>").unwrap();
        assert_eq!((root.namespace.as_str(), root.name.as_str(), root.line), ("u", "R", 2));
        let b = root.child("v", "b").unwrap();
        assert_eq!((b.text.as_str(), b.attribute("k")), ("x < &y; A", Some("1&2")));
        assert!(root.child("u", "b").is_none());
    }

    #[test]
    fn entities_doctypes_and_depth_are_refused() {
        let bomb = "<!DOCTYPE a [<!ENTITY b 'bbb'>]><a>&b;</a>";
        assert!(parse(bomb).unwrap_err().reason.contains("DOCTYPE"));
        assert!(parse("<a>&b;</a>").unwrap_err().reason.contains("entity"));
        assert!(parse(&"<a>".repeat(50)).unwrap_err().reason.contains("deeper"));
        assert!(parse("<a><b></a>").unwrap_err().reason.contains("well-formed"));
        assert!(parse("<a>\n<b>").is_err() && parse("").is_err() && parse("<x:a/>").is_err());
    }

    #[test]
    fn older_encodings_are_read_as_declared() {
        let latin = b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>\xe9</a>";
        assert_eq!(parse(&decode(latin).unwrap()).unwrap().text, "é");
        let utf16: Vec<u8> = "\u{feff}<a>é</a>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(parse(&decode(&utf16).unwrap()).unwrap().text, "é");
        assert!(decode(b"<a>\xff</a>").is_err());
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "[<>/&;a:='\" !\\[\\]?x-]{0,40}") {
            let _ = parse(&text);
        }
    }
}
