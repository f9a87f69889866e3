//! The rules of Effen, without a clock, a random source, input or output: `now`, `today` and randomness come in
//! as parameters, so that everything here can be tested by value, replayed, and run in the browser as well.
//!
//! Architecture invariant: this crate depends on no runtime, database or user-interface library, and builds for
//! `wasm32-unknown-unknown`.

pub mod access;
pub mod bank;
pub mod budget;
pub mod calendar;
pub mod cases;
pub mod chat;
pub mod costs;
pub mod dates;
pub mod deadline;
pub mod debit;
pub mod doubt;
pub mod dunning;
pub mod explain;
pub mod identifier;
pub mod ids;
pub mod imputation;
pub mod interest;
pub mod kinds;
pub mod lawdata;
pub mod ledger;
pub mod limitation;
pub mod matching;
pub mod meter;
pub mod money;
pub mod payment;
pub mod people;
pub mod plan;
pub mod promise;
pub mod qr;
pub mod reference;
pub mod refund;
pub mod self_check;
pub mod staff;
pub mod terms;
pub mod texts;
pub mod waiver;
