//! What the documents say, one place a document, the languages side by side. Style: level B1, short sentences, 'u' in
//! Dutch and 'vous' in French, no jargon.

pub mod code;
pub mod common;
pub mod formal;
pub mod plan;
pub mod receipt;
pub mod settled;
pub mod statement;
