//! The overview: the same blocks for everybody, in the order and weight that the layout says. One file a block.

mod blocks;
mod help;
mod invoices;
mod meter;
mod pay;
mod plan;
mod reminders;
mod state_line;
mod timeline;

use crate::parts::FormKey;
use crate::parts::claim::ClaimItem;
use crate::texts::fill;
use crate::texts::overview::{OverviewTexts, texts};
use effen::doubt::Doubt;
use effen::kinds::Lang;
use effen::money::{Cents, Money};
use effen::people::layout::{Block, Layout, OpeningLine, Situation, Weight};
use effen::plan::Progress;
use jiff::civil::Date;
use leptos::prelude::*;

/// What a plan would be, in its proposed form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// How many instalments, one a month.
    pub times: u32,
    /// Each but the last.
    pub instalment: Cents,
    /// The first day.
    pub first_due_on: Date,
    /// The last day.
    pub ends_on: Date,
    /// Together.
    pub total: Cents,
    /// The day of the month.
    pub payday: u8,
}

/// A running plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunningPlan {
    /// Its id.
    pub id: String,
    /// What was agreed.
    pub total: Cents,
    /// Where it stands.
    pub progress: Progress,
}

/// What the page shows.
#[derive(Debug, Clone)]
pub struct OverviewModel {
    /// Language.
    pub lang: Lang,
    /// Today.
    pub today: Date,
    /// The debtor's name.
    pub name: String,
    /// Order and weight of the blocks.
    pub layout: Layout,
    /// How the file stands.
    pub situation: Situation,
    /// All claims: open ones by due date, then the settled.
    pub claims: Vec<ClaimItem>,
    /// Open in other currencies than the euro: shown, never summed with euros.
    pub foreign: Vec<Money>,
    /// What is added next over all claims: from when, and how much.
    pub next_change: Option<(Date, Cents)>,
    /// What thirty days of waiting add.
    pub month_adds: Cents,
    /// What these figures lean on that is not known to hold then.
    pub doubts: Vec<Doubt>,
    /// The plan that could be made.
    pub proposal: Option<Proposal>,
    /// The plan that runs.
    pub plan: Option<RunningPlan>,
    /// The line about a changed layout, if it is to be shown.
    pub changed: Option<String>,
    /// Reminder switches: by e-mail, by text message.
    pub reminders: (bool, bool),
    /// Does a pause run that the debtor asked for?
    pub paused: bool,
    /// Idempotency key for the forms of this page.
    pub key: String,
}

impl OverviewModel {
    /// Claims with something open.
    pub fn open_claims(&self) -> impl Iterator<Item = &ClaimItem> {
        self.claims.iter().filter(|claim| claim.state.is_open())
    }

    /// Claims that ask for a payment in euros.
    pub fn payable(&self) -> impl Iterator<Item = &ClaimItem> {
        self.claims.iter().filter(|claim| claim.state.asks_payment() && claim.currency == effen::money::Currency::EUR)
    }

    /// What those ask together.
    pub fn payable_total(&self) -> Cents {
        self.payable().map(|claim| claim.balance.total()).sum()
    }
}

/// The page.
pub fn page(model: OverviewModel) -> AnyView {
    let t = texts(model.lang);
    let blocks = model
        .layout
        .blocks
        .iter()
        .map(|&(block, weight)| framed(block, weight, block_view(block, weight, &model, t), t))
        .collect_view();
    let variant = format!("overview overview-{}", model.layout.variant.as_str().replace('_', "-"));
    view! {
        {change_line(&model, t)}
        <div class=variant>
            <header class="overview-head">
                <p class="hint">{fill(t.hello, &[("name", &model.name)])}</p>
                <h1>{opening(&model, t)}</h1>
            </header>
            {blocks}
            <p class="hint"><a href="/profile#view">{t.why}</a></p>
        </div>
    }
    .into_any()
}

fn opening(model: &OverviewModel, t: &'static OverviewTexts) -> &'static str {
    match model.layout.opening {
        OpeningLine::OnHold if model.paused => t.on_pause,
        OpeningLine::AllPaid => t.all_paid,
        OpeningLine::OnHold => t.on_hold,
        OpeningLine::PlanRunning => t.plan_running,
        OpeningLine::NothingNow => t.nothing_now,
        OpeningLine::ByTheMonth => t.by_the_month,
        OpeningLine::FullOverview => t.full_overview,
        OpeningLine::OneAmount => t.one_amount,
        OpeningLine::TotalAndWaiting => t.total_and_waiting,
        OpeningLine::WhatComes => t.what_comes,
        OpeningLine::PlainTotal => t.plain_total,
    }
}

/// 'Help now comes first, because you asked for it', with the way back.
fn change_line(model: &OverviewModel, t: &'static OverviewTexts) -> Option<AnyView> {
    let line = model.changed.clone()?;
    let key = model.key.clone();
    Some(
        view! {
            <div class="notice-bar" data-kind="info" role="status">
                <div class="stack-tight">
                    <p>{line}</p>
                    <form method="post" action="/overview/view" class="cluster">
                        <FormKey key=key/>
                        <button class="button-quiet" name="view" value="back">{t.put_back}</button>
                        <button class="button-quiet" name="view" value="keep">{t.keep}</button>
                    </form>
                </div>
            </div>
        }
        .into_any(),
    )
}

/// A block's heading and frame by its weight: a folded one is a summary line that opens.
fn framed(block: Block, weight: Weight, content: AnyView, t: &'static OverviewTexts) -> AnyView {
    let title = title(block, t);
    match weight {
        Weight::Folded => view! {
            <details class="disclosure"><summary>{title}</summary><div class="stack">{content}</div></details>
        }
        .into_any(),
        Weight::Lead => view! {
            <section class=format!("block block-lead {}", card(block))><h2>{title}</h2>{content}</section>
        }
        .into_any(),
        Weight::Normal => {
            view! { <section class=format!("block {}", card(block))><h2>{title}</h2>{content}</section> }.into_any()
        }
    }
}

/// A card only where something can be acted on.
fn card(block: Block) -> &'static str {
    match block {
        Block::CalmHelp => "card-calm",
        Block::PlanProposal | Block::PlanProgress | Block::NextDue | Block::PayOneAmount | Block::PayTotal => "card",
        _ => "",
    }
}

/// The heading of a block.
pub(crate) fn title(block: Block, t: &'static OverviewTexts) -> &'static str {
    match block {
        Block::StateLine => t.state_title,
        Block::CalmHelp | Block::HelpLink => t.help_title,
        Block::PlanProposal => t.plan_title,
        Block::PlanLink => t.plan_link,
        Block::PlanProgress => t.plan_running,
        Block::NextDue => t.next_title,
        Block::CostMeter => t.meter_title,
        Block::InvoiceTable | Block::InvoiceList => t.invoices_title,
        Block::PayOneAmount | Block::PayTotal | Block::PayOptions => t.pay_title,
        Block::Timeline => t.timeline_title,
        Block::Reminders => t.reminders_title,
        Block::Chat => t.chat_title,
        Block::Documents => t.documents_title,
        Block::Budget => t.budget_title,
    }
}

fn block_view(block: Block, weight: Weight, model: &OverviewModel, t: &'static OverviewTexts) -> AnyView {
    match block {
        Block::StateLine => state_line::view(model, weight, t),
        Block::CalmHelp => help::calm(model, t),
        Block::HelpLink => help::link(t),
        Block::PlanProposal => plan::proposal(model, t),
        Block::PlanLink => plan::link(t),
        Block::PlanProgress => plan::progress(model, t),
        Block::NextDue => pay::next_due(model, t),
        Block::CostMeter => meter::view(model, t),
        Block::InvoiceTable => invoices::table(model, t),
        Block::InvoiceList => invoices::list(model, t),
        Block::PayOneAmount => pay::one_amount(model, t),
        Block::PayTotal => pay::total(model, t),
        Block::PayOptions => pay::options(model, t),
        Block::Timeline => timeline::view(model, t),
        Block::Reminders => reminders::view(model, t),
        Block::Chat => blocks::chat(t),
        Block::Documents => blocks::documents(t),
        Block::Budget => blocks::budget(t),
    }
}
