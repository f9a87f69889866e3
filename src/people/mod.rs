//! The people side: what someone does (signals), what that adds up to (behaviour, features), who they are to us
//! (scores, persona), and what follows from it (layout, treatment, outreach).
//!
//! Architecture invariants: nothing in here reads a clock, a name or free text; a persona changes order, emphasis,
//! tone, timing, channel and what is proposed, never an amount, a limit, a right or what can be reached.

pub mod behaviour;
pub mod call;
pub mod effect;
pub mod feature_table;
pub mod features;
pub mod guard;
pub mod history;
pub mod journey;
pub mod layout;
pub mod learn;
pub mod measure;
pub mod message;
pub mod moved;
pub mod outreach;
pub mod past_contact;
pub mod reason;
mod reason_words;
pub mod score;
pub mod signal;
pub mod signal_kind;
pub mod treatment;
pub mod trial;
pub mod weights;

#[cfg(test)]
mod archetype_tests;
#[cfg(test)]
mod behaviour_tests;
#[cfg(test)]
mod layout_tests;
#[cfg(test)]
mod outreach_tests;
