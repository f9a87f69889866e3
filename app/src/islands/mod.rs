//! The islands: `portal` for debtors, `console` for agents. An island is compiled into its own bundle and into the
//! server, so that a debtor never downloads the console.
//!
//! Islands get their sentences in one language as props.

#[cfg(any(feature = "ssr", feature = "portal", feature = "console"))]
pub mod chat;
#[cfg(any(feature = "ssr", feature = "console"))]
pub mod console;
#[cfg(any(feature = "ssr", feature = "portal"))]
pub mod cost_meter;
#[cfg(feature = "hydrate")]
pub mod live;
#[cfg(any(feature = "ssr", feature = "portal"))]
pub mod payment_status;
