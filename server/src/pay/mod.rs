//! Payments: the port to whoever moves the money, the adapter for Mollie, the sandbox that speaks the same protocol,
//! and the flow from a debtor's choice to the booking.

pub mod credit;
pub mod debit;
mod debit_again;
pub mod desk;
pub mod instalments;
pub mod job;
pub mod mollie;
pub mod port;
pub mod promise;
pub mod qr;
pub mod refund;
pub mod sandbox;
pub mod settle;
pub mod start;
pub mod wire;
pub mod wire_debit;

pub use desk::Desk;
pub use mollie::Mollie;
pub use port::{Method, PaymentProvider, ProviderError, ProviderPayment};

/// Starts what runs beside the requests: the reconciliation, and the sandbox of a demonstration. It ends with the
/// runtime; whatever it was writing is rolled back and done again after the next start.
pub fn spawn_jobs(app: &crate::app::App) {
    tokio::spawn(job::run(app.clone()));
    if let Some(sandbox) = &app.pay.sandbox {
        tokio::spawn(sandbox.clone().run());
    }
}
