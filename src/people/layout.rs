//! The overview's layout: which block comes first, how heavy each is, and the opening line.
//!
//! Architecture invariant: a layout is an order, never a selection. In one situation every layout offers the same
//! actions; a test says so. Its names say what comes first, because they reach the browser as class names; a persona's
//! name does not.

use super::treatment::Focus;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

crate::kinds::vocabulary! {
    /// What comes first. Safe to show: names no persona.
    LayoutVariant, "layout" {
        /// The plain state and one calm card of help.
        Calm = "calm",
        /// The proposed plan.
        Plan = "plan",
        /// The full table.
        Table = "table",
        /// One amount, one button.
        OneTap = "one_tap",
        /// The total and what waiting adds.
        Total = "total",
        /// What comes due, by date.
        Timeline = "timeline",
        /// Neutral: total, invoices, pay, plan, help, chat.
        Plain = "plain",
    }
}

crate::kinds::vocabulary! {
    /// A block of the overview.
    Block, "block" {
        /// What is open, with how many creditors, and until when nothing is added.
        StateLine = "state_line",
        /// One card: pause, call me back, talk to someone, help with debts near you.
        CalmHelp = "calm_help",
        /// Help as one line with a link to the help page.
        HelpLink = "help_link",
        /// The plan proposed: amount a month, payday, end date, one button to its terms.
        PlanProposal = "plan_proposal",
        /// A plan as one line with a link to its page.
        PlanLink = "plan_link",
        /// The running plan: paid so far, next instalment.
        PlanProgress = "plan_progress",
        /// What is due next, with its button.
        NextDue = "next_due",
        /// What each date adds; moves by date, never ticks.
        CostMeter = "cost_meter",
        /// Every claim in a table with its costs, choosable for paying.
        InvoiceTable = "invoice_table",
        /// Every claim as a line with its own pay button.
        InvoiceList = "invoice_list",
        /// One amount, the claims it pays, one button.
        PayOneAmount = "pay_one_amount",
        /// The total of all creditors, one button, and transfer details with QR.
        PayTotal = "pay_total",
        /// Links to pay all, selected claims or a part, and by transfer.
        PayOptions = "pay_options",
        /// What comes due, is due and is late, by date, each with its button.
        Timeline = "timeline",
        /// Reminder switches: calendar, push, SMS, e-mail.
        Reminders = "reminders",
        /// The chat.
        Chat = "chat",
        /// Documents, and the statement of all claims as PDF.
        Documents = "documents",
        /// The budget check.
        Budget = "budget",
    }
}

crate::kinds::vocabulary! {
    /// What can be done or reached from an overview.
    Action, "action" {
        /// Open an invoice, with its one-tap replies and the dispute.
        OpenInvoice = "open_invoice",
        /// Pay one claim.
        PayClaim = "pay_claim",
        /// Pay chosen claims or a part.
        PaySelected = "pay_selected",
        /// Pay everything.
        PayAll = "pay_all",
        /// Details for a bank transfer.
        Transfer = "transfer",
        /// See plans, or the running plan.
        Plan = "plan",
        /// Fill in the budget check.
        Budget = "budget",
        /// Ask for a pause, a call back, help with debts.
        Help = "help",
        /// Chat.
        Chat = "chat",
        /// See what costs are and when they come.
        Costs = "costs",
        /// See documents and the statement.
        Documents = "documents",
        /// See what comes due when.
        Dates = "dates",
        /// Set reminders.
        Reminders = "reminders",
    }
}

crate::kinds::vocabulary! {
    /// How heavy a block is on the page.
    Weight, "weight" {
        /// Large, at the top of what is seen first.
        Lead = "lead",
        /// As it is.
        Normal = "normal",
        /// A summary line that opens (`<details>`), closed at first.
        Folded = "folded",
    }
}

crate::kinds::vocabulary! {
    /// The opening line; the app writes its words.
    OpeningLine, "opening line" {
        /// Nothing is open.
        AllPaid = "all_paid",
        /// A hold runs: someone looks into it, nothing needs doing now.
        OnHold = "on_hold",
        /// A plan runs.
        PlanRunning = "plan_running",
        /// The plain state, and until when nothing is added; nothing to pay 'now'.
        NothingNow = "nothing_now",
        /// An amount a month that fits.
        ByTheMonth = "by_the_month",
        /// All claims with their costs.
        FullOverview = "full_overview",
        /// One amount, and what changes on which date.
        OneAmount = "one_amount",
        /// The total, and what each day of waiting adds.
        TotalAndWaiting = "total_and_waiting",
        /// What is coming and what is due.
        WhatComes = "what_comes",
        /// The total, plainly.
        PlainTotal = "plain_total",
    }
}

/// What is the case on a debtor's file, as far as the layout needs it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Situation {
    /// What is open over all claims in euros, in cents.
    pub open_cents: i64,
    /// What of it is past its due date, in cents.
    pub overdue_cents: i64,
    /// Claims with something open.
    pub open_claims: u32,
    /// Creditors with something open.
    pub open_creditors: u32,
    /// The earliest due date ahead.
    pub next_due_on: Option<Date>,
    /// The date from which waiting adds costs or interest.
    pub costs_from_on: Option<Date>,
    /// Whether a plan runs.
    pub has_plan: bool,
    /// Whether a hold keeps our messages.
    pub has_hold: bool,
    /// Whether the debtor asked for help or said there is trouble: only then may wording be warm about it.
    pub help_asked: bool,
    /// Whether it is a company: it has no household, and so no budget check.
    pub company: bool,
}

/// An overview's layout.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layout {
    /// What comes first.
    pub variant: LayoutVariant,
    /// The opening line.
    pub opening: OpeningLine,
    /// Whether warm words about trouble ('you are not the only one') are in place.
    pub warm: bool,
    /// The blocks, in the order of the document.
    pub blocks: Vec<(Block, Weight)>,
}

impl Layout {
    /// What can be done or reached, sorted, each once.
    pub fn actions(&self) -> Vec<Action> {
        let mut actions: Vec<_> = self.blocks.iter().flat_map(|(block, _)| block.actions().iter().copied()).collect();
        actions.sort();
        actions.dedup();
        if self.opening == OpeningLine::AllPaid {
            actions.retain(|action| !matches!(action, Action::PayClaim | Action::PaySelected | Action::PayAll));
        }
        actions
    }
}

impl Block {
    /// What can be done or reached from the block, by itself or one tap further.
    pub const fn actions(self) -> &'static [Action] {
        match self {
            Block::StateLine => &[],
            Block::CalmHelp | Block::HelpLink => &[Action::Help],
            Block::PlanProposal | Block::PlanLink | Block::PlanProgress => &[Action::Plan],
            Block::NextDue => &[Action::PayClaim],
            Block::CostMeter => &[Action::Costs],
            Block::InvoiceTable => &[Action::OpenInvoice, Action::PayClaim, Action::PaySelected],
            Block::InvoiceList => &[Action::OpenInvoice, Action::PayClaim],
            Block::PayOneAmount => &[Action::PayAll],
            Block::PayTotal => &[Action::PayAll, Action::Transfer],
            Block::PayOptions => &[Action::PayAll, Action::PaySelected, Action::Transfer],
            Block::Timeline => &[Action::Dates, Action::OpenInvoice, Action::PayClaim],
            Block::Reminders => &[Action::Reminders],
            Block::Chat => &[Action::Chat],
            Block::Documents => &[Action::Documents],
            Block::Budget => &[Action::Budget],
        }
    }

    /// Whether the block is about paying: it is left out when nothing is open.
    const fn needs_debt(self) -> bool {
        matches!(
            self,
            Block::PlanProposal
                | Block::PlanLink
                | Block::NextDue
                | Block::CostMeter
                | Block::PayOneAmount
                | Block::PayTotal
                | Block::PayOptions
        )
    }
}

impl LayoutVariant {
    /// The layout that says first what a treatment wants said first.
    pub const fn of(focus: Focus) -> Self {
        match focus {
            Focus::Plain => Self::Plain,
            Focus::Possible => Self::Calm,
            Focus::Plan => Self::Plan,
            Focus::Facts => Self::Table,
            Focus::OneAmount => Self::OneTap,
            Focus::Total => Self::Total,
            Focus::Coming => Self::Timeline,
        }
    }

    const fn opening(self) -> OpeningLine {
        match self {
            Self::Calm => OpeningLine::NothingNow,
            Self::Plan => OpeningLine::ByTheMonth,
            Self::Table => OpeningLine::FullOverview,
            Self::OneTap => OpeningLine::OneAmount,
            Self::Total => OpeningLine::TotalAndWaiting,
            Self::Timeline => OpeningLine::WhatComes,
            Self::Plain => OpeningLine::PlainTotal,
        }
    }

    /// The order and weight of the blocks when something is open and no plan runs.
    const fn order(self) -> &'static [(Block, Weight)] {
        use Block::*;
        use Weight::*;
        match self {
            Self::Calm => &[
                (StateLine, Lead),
                (CalmHelp, Lead),
                (PlanProposal, Normal),
                (Budget, Normal),
                (Chat, Normal),
                (InvoiceList, Normal),
                (PayOptions, Normal),
                (CostMeter, Folded),
                (Timeline, Folded),
                (Documents, Folded),
                (Reminders, Folded),
            ],
            Self::Plan => &[
                (PlanProposal, Lead),
                (StateLine, Normal),
                (NextDue, Normal),
                (CostMeter, Normal),
                (PayOptions, Normal),
                (Budget, Normal),
                (HelpLink, Normal),
                (Chat, Normal),
                (Reminders, Normal),
                (InvoiceList, Folded),
                (Timeline, Folded),
                (Documents, Folded),
            ],
            Self::Table => &[
                (StateLine, Normal),
                (InvoiceTable, Lead),
                (CostMeter, Normal),
                (PayOptions, Normal),
                (Documents, Normal),
                (Timeline, Normal),
                (PlanLink, Normal),
                (Chat, Normal),
                (Reminders, Normal),
                (HelpLink, Normal),
                (Budget, Normal),
            ],
            Self::OneTap => &[
                (PayOneAmount, Lead),
                (CostMeter, Normal),
                (Reminders, Normal),
                (StateLine, Folded),
                (InvoiceList, Folded),
                (PayOptions, Folded),
                (PlanLink, Folded),
                (Timeline, Folded),
                (Documents, Folded),
                (Budget, Folded),
                (Chat, Normal),
                (HelpLink, Normal),
            ],
            Self::Total => &[
                (PayTotal, Lead),
                (CostMeter, Lead),
                (InvoiceTable, Normal),
                (Documents, Normal),
                (StateLine, Folded),
                (Timeline, Folded),
                (PlanLink, Normal),
                (HelpLink, Normal),
                (Chat, Normal),
                (Reminders, Folded),
                (Budget, Folded),
            ],
            Self::Timeline => &[
                (Timeline, Lead),
                (CostMeter, Normal),
                (Reminders, Normal),
                (Chat, Normal),
                (StateLine, Normal),
                (InvoiceList, Folded),
                (PayOptions, Normal),
                (PlanLink, Normal),
                (Documents, Folded),
                (Budget, Folded),
                (HelpLink, Normal),
            ],
            Self::Plain => &[
                (StateLine, Lead),
                (InvoiceList, Normal),
                (PayOptions, Normal),
                (PlanLink, Normal),
                (HelpLink, Normal),
                (Chat, Normal),
                (CostMeter, Normal),
                (Timeline, Folded),
                (Documents, Folded),
                (Reminders, Folded),
                (Budget, Folded),
            ],
        }
    }
}

/// The overview for a treatment's `focus` in `situation`.
pub fn layout(focus: Focus, situation: &Situation) -> Layout {
    let variant = LayoutVariant::of(focus);
    let opening = match situation {
        Situation { open_cents: ..=0, .. } => OpeningLine::AllPaid,
        Situation { has_hold: true, .. } => OpeningLine::OnHold,
        Situation { has_plan: true, .. } => OpeningLine::PlanRunning,
        _ => variant.opening(),
    };
    let blocks = variant
        .order()
        .iter()
        .filter(|(block, _)| situation.open_cents > 0 || !block.needs_debt())
        .filter(|(block, _)| !situation.company || *block != Block::Budget)
        .map(|&(block, weight)| match block {
            // A running plan is where it would have been proposed, and never folded away.
            Block::PlanProposal | Block::PlanLink if situation.has_plan => (Block::PlanProgress, unfolded(weight)),
            // Who asked for help finds it open, whatever comes first.
            Block::HelpLink if situation.help_asked => (Block::CalmHelp, Weight::Normal),
            _ => (block, weight),
        })
        .collect();
    Layout { variant, opening, warm: situation.help_asked, blocks }
}

const fn unfolded(weight: Weight) -> Weight {
    match weight {
        Weight::Folded => Weight::Normal,
        other => other,
    }
}
