//! Paying from end to end: the real adapter over HTTP against the sandbox, the real webhook handler, the real pages,
//! both engines.

mod credit;
mod debit;
mod flow;
mod later;
mod pages;
mod plans;
mod provider;
mod reopened;
mod site;
