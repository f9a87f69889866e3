//! A [`Paper`] as the values the template reads. Everything is a string, a number or a list of those: typst shows a
//! string as it is, whatever signs it holds.

use crate::common::{self, CommonTexts};
use crate::paper::{Block, Column, Paper, PayBox, Table};
use crate::render::RenderError;
use effen::dates::long;
use effen::texts::fill;
use qrcode::{Color, EcLevel, QrCode};
use typst::foundations::{Array, Bytes, Dict, IntoValue as _, Value};

/// Makes a text printable: what the template's fonts have no sign for is replaced.
pub type Printable<'a> = &'a dyn Fn(&str) -> String;

/// The paper as values, under the names the template uses.
///
/// # Errors
/// A payment code that does not fit.
pub fn inputs(paper: &Paper, printable: Printable<'_>) -> Result<Dict, RenderError> {
    let t = common::texts(paper.lang);
    let maker = Maker { printable };
    let head = head(paper, t);
    let blocks = |blocks: &[Block]| -> Result<Value, RenderError> {
        let made: Result<Array, RenderError> =
            blocks.iter().map(|block| Ok(maker.block(block)?.into_value())).collect();
        Ok(made?.into_value())
    };
    let (body, about) = (blocks(&paper.blocks)?, blocks(&common::about(paper))?);
    let mut dict = Dict::new();
    let mut put = |name: &str, value: Value| dict.insert(name.into(), value);
    put("lang", paper.lang.as_str().into_value());
    put("title", maker.text(&paper.title));
    put("author", maker.text(&paper.agency.name));
    put("year", i64::from(paper.date.year()).into_value());
    put("month", i64::from(paper.date.month()).into_value());
    put("day", i64::from(paper.date.day()).into_value());
    put("sender", maker.text(&head.0));
    put("behalf", maker.text(&head.1));
    put("address", maker.texts(&paper.to.lines()));
    put("window", paper.window.as_str().into_value());
    put(
        "facts",
        maker.pairs(&[
            (t.date.to_owned(), long(paper.date, paper.lang)),
            (t.reference.to_owned(), paper.reference.clone()),
        ]),
    );
    put("footer", maker.text(&format!("{} · {}", paper.agency.name, paper.reference)));
    put("page", t.page.into_value());
    put("blocks", body);
    put("about", about);
    Ok(dict)
}

/// The sender's two lines: the creditors' own names come first.
fn head(paper: &Paper, t: &CommonTexts) -> (String, String) {
    let names: Vec<&str> = paper.creditors.iter().map(|creditor| creditor.name.as_str()).collect();
    let by = fill(t.sent_by, &[("agency", &paper.agency.name)]);
    match names.as_slice() {
        [] => (paper.agency.name.clone(), String::new()),
        [first] => ((*first).to_owned(), by),
        [first, second] => (format!("{first}, {second}"), by),
        [first, rest @ ..] => (fill(t.and_more, &[("name", first), ("count", &rest.len().to_string())]), by),
    }
}

struct Maker<'a> {
    printable: Printable<'a>,
}

impl Maker<'_> {
    fn text(&self, text: &str) -> Value {
        (self.printable)(text).into_value()
    }

    fn texts(&self, texts: &[String]) -> Value {
        texts.iter().map(|text| self.text(text)).collect::<Array>().into_value()
    }

    fn pairs(&self, pairs: &[(String, String)]) -> Value {
        pairs.iter().map(|(label, value)| self.texts(&[label.clone(), value.clone()])).collect::<Array>().into_value()
    }

    fn rows(&self, rows: &[Vec<String>]) -> Value {
        rows.iter().map(|row| self.texts(row)).collect::<Array>().into_value()
    }

    fn block(&self, block: &Block) -> Result<Dict, RenderError> {
        let mut dict = Dict::new();
        let mut put = |name: &str, value: Value| dict.insert(name.into(), value);
        let (kind, body) = match block {
            Block::Heading(level, text) => {
                put("level", i64::from(*level).into_value());
                ("heading", self.text(text))
            }
            Block::Text(text) => ("text", self.text(text)),
            Block::Strong(text) => ("strong", self.text(text)),
            Block::List(items) => ("list", self.texts(items)),
            Block::Steps(items) => ("steps", self.texts(items)),
            Block::Facts(pairs) => ("facts", self.pairs(pairs)),
            Block::Code(code) => ("code", self.text(code)),
            Block::Table(Table { columns, rows, totals }) => {
                put("titles", self.texts(&columns.iter().map(|column| column.title.clone()).collect::<Vec<_>>()));
                put("amounts", amounts(columns));
                put("totals", self.rows(totals));
                ("table", self.rows(rows))
            }
            Block::Pay(PayBox { facts, code, hint }) => {
                put("hint", self.text(hint));
                if let Some((payload, alt)) = code {
                    let (side, pixels) = draw(payload)?;
                    put("image", Bytes::new(pixels).into_value());
                    put("side", side.into_value());
                    put("alt", self.text(alt));
                }
                ("pay", self.pairs(facts))
            }
        };
        put("kind", kind.into_value());
        put("body", body);
        Ok(dict)
    }
}

fn amounts(columns: &[Column]) -> Value {
    columns.iter().map(|column| column.amount.into_value()).collect::<Array>().into_value()
}

/// The light border that scanners want around a code, in modules.
const QUIET: usize = 4;

/// A payload as a square of grey pixels, one a module, with its side: error level M, as the standard asks. Drawn as
/// vectors the same code takes thirty times the room.
fn draw(payload: &str) -> Result<(i64, Vec<u8>), RenderError> {
    let code = QrCode::with_error_correction_level(payload, EcLevel::M).map_err(|_| RenderError::Code)?;
    let (width, side) = (code.width(), code.width() + 2 * QUIET);
    let mut pixels = vec![u8::MAX; side * side];
    for (at, color) in code.to_colors().into_iter().enumerate() {
        if color == Color::Dark {
            pixels[(at / width + QUIET) * side + at % width + QUIET] = 0;
        }
    }
    Ok((i64::try_from(side).map_err(|_| RenderError::Code)?, pixels))
}
