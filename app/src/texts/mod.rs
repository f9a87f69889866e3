//! All text, one typed place per page and language: a missing translation does not compile.
//!
//! Style: level B1, short sentences, active verbs, 'u' in Dutch and 'vous' in French, no jargon. Buttons say what they
//! do; errors say what to do.

pub mod bank;
pub mod budget;
pub mod canned;
pub mod cases;
pub mod chat;
pub mod chat_end;
pub mod chat_offer;
pub mod claim;
pub mod command_bar;
pub mod console_account;
pub mod console_calls;
pub mod console_cases;
pub mod console_chances;
pub mod console_desk;
pub mod console_follows;
pub mod console_helpers;
pub mod console_hours;
pub mod console_plans;
pub mod console_sign_in;
pub mod console_steps;
pub mod console_supervision;
pub mod console_talk;
pub mod console_undelivered;
pub mod console_users;
pub mod console_waivers;
pub mod debit;
pub mod demo;
pub mod documents;
pub mod experiments;
pub mod help;
pub mod helpers;
pub mod helping;
pub mod inbox;
pub mod invoice;
pub mod journeys;
pub mod link;
pub mod old_claims;
pub mod opening;
pub mod overview;
pub mod pay;
pub mod paying;
pub mod plan;
pub mod plan_change;
pub mod problem;
pub mod profile;
pub mod really_us;
pub mod resume;
pub mod shell;
pub mod sign_in;
pub mod tell;
pub mod treatment;

pub(crate) use effen::texts;
pub use effen::texts::{fill, pick};
