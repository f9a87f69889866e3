//! Ids as types of their own, so that one is never taken for another. Each holds a UUIDv7 as text; the server makes
//! them (the core has no clock and no random source).

macro_rules! id {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => { $(
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The id as text.
            pub fn as_str(&self) -> &str { &self.0 }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self { Self(text) }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(&self.0) }
        }
    )+ };
}

id! {
    /// Who owes. Comes from the session alone, never from a URL or a form.
    DebtorId,
    /// Whose money it is.
    CreditorId,
    /// One invoice or credit note.
    ClaimId,
    /// One payment, whatever it covers.
    PaymentId,
    /// One payment plan.
    PlanId,
    /// One option of a plan as it was shown.
    QuoteId,
    /// One chat.
    ConversationId,
    /// One person at the agency.
    AgentId,
    /// One message we send.
    NoticeId,
    /// One reply or request of a debtor.
    ReplyId,
    /// One promise to pay on a day.
    PromiseId,
    /// One refund that somebody asked for.
    RefundId,
}
