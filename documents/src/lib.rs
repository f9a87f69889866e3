//! The documents Effen hands out, as accessible PDF (PDF/UA-1: tags, language, title, reading order).
//!
//! Each document is a model of plain values. It becomes a [`Paper`], a list of blocks in reading order, in one of three
//! languages; [`render()`] hands that to one typst template as values. No text is ever read as markup, and the same paper
//! gives the same bytes.
//!
//! Architecture invariant: this crate reads no clock, no database and no file; what it says comes in as a value.

pub mod code;
mod common;
pub mod formal;
pub mod paper;
pub mod party;
pub mod plan;
pub mod receipt;
pub mod render;
#[cfg(test)]
mod samples;
pub mod settled;
pub mod statement;
mod texts;
mod value;

pub use paper::Paper;
pub use render::{RenderError, render};
