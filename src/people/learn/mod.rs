//! Learning from what happened: samples of what was known at a moment and what came of it, a logistic model of the
//! chance that it comes, and how well such a model does.
//!
//! Architecture invariants: a sample holds only what was known at its moment; what a model is measured on, it has not
//! seen, nor anything else of the same debtor; shuffles are numbered, so that the same log gives the same figures.

pub mod drift;
pub mod evaluate;
pub mod folds;
pub mod habits;
pub mod logistic;
pub mod metrics;
pub mod model;
pub mod sample;

#[cfg(test)]
mod sample_tests;
#[cfg(test)]
mod tests;
