//! The pages, one file each: a model, and a function from it to a view.

pub mod cases;
pub mod chat;
pub mod console;
pub mod console_sign_in;
pub mod console_steps;
pub mod demo;
pub mod documents;
pub mod help;
pub mod helpers;
pub mod helping;
pub mod inbox;
pub mod invoice;
pub mod link;
pub mod outbox;
pub mod overview;
pub mod pay;
pub mod plan;
pub mod problem;
pub mod profile;
pub mod really_us;
pub mod resume;
pub mod sign_in;
pub mod stay;
pub mod tell;
