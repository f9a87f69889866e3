//! What of a behaviour is counted by periods of thirty days.

/// How many [`Measure`]s there are.
pub const MEASURES: usize = Measure::ALL.len();

crate::kinds::vocabulary! {
    /// What is counted by period.
    Measure, "measure" {
        /// Claims issued.
        Issued = "issued",
        /// Claims settled.
        Settled = "settled",
        /// Claims settled by their due date.
        OnTime = "on_time",
        /// Days after the due date of settled claims, summed; early counts as zero.
        LateDays = "late_days",
        /// Net change of what is open, in cents.
        NetCents = "net_cents",
        /// Costs and interest added, in cents.
        CostsCents = "costs_cents",
        /// Part payments.
        Parts = "parts",
        /// Payments started.
        Started = "started",
        /// Payments the bank refused.
        Failed = "failed",
        /// Payments turned back from or left to expire.
        Abandoned = "abandoned",
        /// Payments that covered everything due.
        Everything = "everything",
        /// Instalments kept.
        Kept = "kept",
        /// Instalments missed.
        Missed = "missed",
        /// Looks at plans.
        PlanViews = "plan_views",
        /// Messages sent.
        Sent = "sent",
        /// Messages acted on.
        Clicked = "clicked",
        /// Messages met with seven days of silence.
        Ignored = "ignored",
        /// Visits and chats that a message led to.
        Prompted = "prompted",
        /// Visits, chats and requests of the debtor's own accord.
        Proactive = "proactive",
        /// Chats started, prompted or not.
        Chats = "chats",
        /// Visits on a telephone.
        OnPhone = "on_phone",
        /// Visits on a larger screen.
        OnDesktop = "on_desktop",
        /// Looks at costs, documents, statements.
        Details = "details",
        /// Looks at the help page.
        HelpViews = "help_views",
        /// Requests for help or a pause, answers that say so.
        HelpAsked = "help_asked",
        /// Disputes.
        Disputes = "disputes",
        /// One-tap replies.
        Replies = "replies",
        /// Settled claims that were more than thirty days late.
        VeryLate = "very_late",
    }
}
