//! Paying from end to end: the real adapter over HTTP against the sandbox, the real webhook handler, the real pages,
//! both engines.

mod flow;
mod pages;
mod provider;
mod site;
