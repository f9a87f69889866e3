//! Direct debit of the instalments of a plan: the debtor's mandate goes to the provider, each collection is told of
//! before, and the bank is asked once for each instalment. What does not come in is a missed instalment like any other;
//! it is never tried again by itself.

use super::port::{MandateKey, Method, NewMandate, ProviderError, ProviderMandate};
use super::{debit_again, start};
use crate::app::App;
use crate::clock::{from_ms, local};
use crate::db::collection::{self, CollectionRow};
use crate::db::mandate::{self, MandateRow};
use crate::db::payment::{self, PaymentRow};
use crate::db::running_plan::{self, PlanRow};
use crate::db::{DebtorTx, audit, instalment, posting};
use crate::error::{Error, Result};
use crate::new_id;
use crate::outreach::{mandate_notices, plan_notices};
use effen::debit::{CollectionStatus, MandateStatus, collect_on, is_time_to_tell};
use effen::ids::{ClaimId, PaymentId};
use effen::money::{Cents, Money};
use effen::payment::PaymentStatus;
use effen::plan::{InstalmentStatus, pays_open};

/// Rows looked at in one go.
const PAGE: i64 = 200;

/// What a run did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Collections told of.
    pub announced: u64,
    /// Collections that the bank was asked for.
    pub collected: u64,
}

/// One round of the job: hands over mandates that the provider does not have yet, ends there those that are over, and
/// asks again for collections that it was out of reach for.
pub async fn round(app: &App) -> Result<()> {
    for row in mandate::list_asked(&app.db, PAGE).await? {
        // While it is out of reach there is no point in asking for the others.
        if set_up(app, &row).await? == MandateStatus::Asked {
            break;
        }
    }
    for row in mandate::list_unclosed(&app.db, PAGE).await? {
        close(app, &row).await?;
    }
    debit_again::round(app).await
}

/// Hands a mandate to the provider; while it is out of reach the mandate stays asked for, and the job goes on.
pub async fn set_up(app: &App, row: &MandateRow) -> Result<MandateStatus> {
    match hand_over(app, row).await {
        Ok(made) => {
            let to = if made.usable { MandateStatus::Valid } else { MandateStatus::Refused };
            answered(app, row, &made.id, to).await
        }
        Err(HandOver::Ours(error)) => Err(error),
        Err(HandOver::Theirs(error @ ProviderError::Refused { .. })) => {
            tracing::warn!(%error, mandate = row.id, "the provider refuses a mandate");
            answered(app, row, "", MandateStatus::Refused).await
        }
        Err(HandOver::Theirs(error)) => {
            tracing::warn!(%error, mandate = row.id, "a mandate could not be handed over yet");
            Ok(MandateStatus::Asked)
        }
    }
}

enum HandOver {
    Ours(Error),
    Theirs(ProviderError),
}

impl From<Error> for HandOver {
    fn from(error: Error) -> Self {
        Self::Ours(error)
    }
}

impl From<ProviderError> for HandOver {
    fn from(error: ProviderError) -> Self {
        Self::Theirs(error)
    }
}

async fn hand_over(app: &App, row: &MandateRow) -> Result<ProviderMandate, HandOver> {
    let provider = &app.pay.provider;
    let mut customer_id = row.customer_id.clone();
    if customer_id.is_empty() {
        customer_id = provider.create_customer(&row.holder, &format!("customer:{}", row.id)).await?;
        let mut tx = app.db.begin_debtor(&row.debtor, app.now()).await?;
        mandate::update_customer(&mut tx, &row.id, &customer_id).await?;
        tx.commit().await?;
    } else if let Some(made) =
        provider.mandates(&customer_id).await?.into_iter().find(|made| made.reference.as_ref() == Some(&row.reference))
    {
        // It was made before a crash: the provider keeps our key for an hour only.
        return Ok(made);
    }
    let new = NewMandate {
        customer_id,
        holder: row.holder.clone(),
        iban: row.iban.clone(),
        reference: row.reference.clone(),
        signed_on: local(from_ms(row.signed_at)).date(),
        idempotency_key: format!("mandate:{}", row.id),
    };
    Ok(provider.create_mandate(&new).await?)
}

async fn answered(app: &App, row: &MandateRow, provider_id: &str, to: MandateStatus) -> Result<MandateStatus> {
    let mut tx = app.db.begin_debtor(&row.debtor, app.now()).await?;
    let moved = mandate::update_answered(&mut tx, &row.id, provider_id, to).await?;
    let now = mandate::find(&mut tx.tx, &row.debtor, &row.id).await?.ok_or(Error::NotFound("mandate"))?;
    match to {
        MandateStatus::Valid if moved => {
            mandate_notices::tell_given(app, &mut tx, &now).await?;
            announce(app, &mut tx, &now).await?;
        }
        MandateStatus::Refused if moved => mandate_notices::tell_refused(app, &mut tx, &now).await?,
        _ => {}
    }
    tx.commit().await?;
    Ok(now.status)
}

async fn close(app: &App, row: &MandateRow) -> Result<()> {
    match app.pay.provider.revoke_mandate(&key(row)).await {
        // Gone already is as good.
        Ok(()) | Err(ProviderError::NotFound) => {}
        Err(error) => {
            tracing::warn!(%error, mandate = row.id, "a mandate could not be ended at the provider yet");
            return Ok(());
        }
    }
    let mut tx = app.db.begin_debtor(&row.debtor, app.now()).await?;
    mandate::update_closed(&mut tx, &row.id).await?;
    tx.commit().await
}

/// The debtor ends a mandate, and is told what that means.
pub async fn stop(app: &App, tx: &mut DebtorTx, row: &MandateRow) -> Result<()> {
    if revoke(tx, row, "debtor").await? {
        mandate_notices::tell_ended(app, tx, row).await?;
    }
    Ok(())
}

/// Ends a mandate, with what was told of but not asked yet; false if it was over before. The provider is told by the job.
async fn revoke(tx: &mut DebtorTx, row: &MandateRow, by: &str) -> Result<bool> {
    let ended = mandate::update_revoked(tx, &row.id, by).await?;
    if ended {
        collection::delete_announced(tx, &row.id).await?;
        audit::create(tx, by, "mandate_ended", &row.id, "").await?;
    }
    Ok(ended)
}

fn key(row: &MandateRow) -> MandateKey {
    MandateKey { customer_id: row.customer_id.clone(), mandate_id: row.provider_id.clone() }
}

/// The provider's names of the mandate that a payment is collected by.
pub async fn find_key(app: &App, payment: &PaymentRow) -> Result<MandateKey> {
    let mut conn = app.db.read().acquire().await?;
    let row = mandate::find_of_payment(&mut conn, payment.id.as_str()).await?;
    row.as_ref().map(key).ok_or(Error::NotFound("mandate"))
}

/// Part of the daily run: tells of what will be collected, and asks the bank for what is due.
pub async fn run(app: &App) -> Result<Summary> {
    let mut summary = Summary { collected: collect_due(app).await?, ..Summary::default() };
    let mut after = String::new();
    loop {
        let page = mandate::list_valid(&app.db, &after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(summary) };
        after.clone_from(&last.id);
        for row in &page {
            let mut tx = app.db.begin_debtor(&row.debtor, app.now()).await?;
            let announced = announce(app, &mut tx, row).await?;
            if let Some(count) = announced {
                summary.announced += count;
            } else {
                // Its plan is over: nothing is left to collect.
                revoke(&mut tx, row, "system").await?;
            }
            if announced != Some(0) {
                tx.commit().await?;
            }
        }
    }
}

/// Tells of every instalment whose time to be told of has come, once; gives how many. `None`: the plan is over.
async fn announce(app: &App, tx: &mut DebtorTx, row: &MandateRow) -> Result<Option<u64>> {
    let Some(plan) = find_plan(tx, row).await? else { return Ok(None) };
    // While a hold runs nothing is told and nothing is collected.
    if is_held(tx, &plan).await? {
        return Ok(Some(0));
    }
    let (today, mut told) = (app.today(), 0);
    for item in plan.standing(today).instalments {
        let on = collect_on(item.instalment.due_on);
        if item.status == InstalmentStatus::Paid || !is_time_to_tell(today, on) {
            continue;
        }
        let new = CollectionRow {
            id: new_id::uuid(),
            debtor: row.debtor.clone(),
            mandate_id: row.id.clone(),
            plan: plan.id.clone(),
            due_on: item.instalment.due_on,
            collect_on: on,
            amount: item.open(),
            status: CollectionStatus::Announced,
        };
        if collection::create(tx, &new).await? {
            plan_notices::debit_announced(app, tx, row, &new).await?;
            told += 1;
        }
    }
    Ok(Some(told))
}

/// Does a hold run, on the whole file or on one of the plan's claims?
async fn is_held(tx: &mut DebtorTx, plan: &PlanRow) -> Result<bool> {
    let debtor = tx.debtor.clone();
    let shares = instalment::list_shares(&mut tx.tx, &debtor, &plan.id).await?;
    let claims: Vec<String> = shares.into_iter().map(|(claim, _)| claim.0).collect();
    collection::has_hold(tx, &claims).await
}

/// The mandate's plan, if it runs.
async fn find_plan(tx: &mut DebtorTx, row: &MandateRow) -> Result<Option<PlanRow>> {
    let now = tx.now_ms();
    let plan = running_plan::find(&mut tx.tx, &row.debtor, now).await?;
    Ok(plan.filter(|plan| plan.id == row.plan))
}

async fn collect_due(app: &App) -> Result<u64> {
    let (mut after, mut collected, mut is_down) = (String::new(), 0, false);
    loop {
        let page = collection::list_due(&app.db, app.today(), &after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(collected) };
        after.clone_from(&last.id);
        for due in &page {
            let Some(token) = write(app, due).await? else { continue };
            collected += 1;
            // The payment is written: what does not work now, the job tries again under the same key. While the provider
            // is out of reach there is no point in asking for the others.
            if !is_down {
                is_down = start::resume_payment(app, &token).await?.progress == start::Progress::ProviderDown;
            }
        }
    }
}

/// Writes the payment of a collection, or calls the collection off. Gives the payment's token.
async fn write(app: &App, due: &CollectionRow) -> Result<Option<String>> {
    let mut tx = app.db.begin_debtor(&due.debtor, app.now()).await?;
    let token = match order(app, &mut tx, due).await? {
        Ok(Order { amount, parts, mandate }) => {
            let payment = new_payment(app, &mandate, due, amount, tx.now_ms());
            // Under the debtor's lock: whoever comes second finds it asked.
            payment::create(&mut tx, &payment, &parts).await?;
            let amount = Cents(payment.amount.cents);
            if !collection::update_asked(&mut tx, &due.id, &payment.id, amount).await? {
                return Ok(None);
            }
            Some(payment.status_token)
        }
        Err(reason) => {
            collection::update_called_off(&mut tx, &due.id, reason).await?;
            audit::create(&mut tx, "system", "collection_called_off", &due.id, reason).await?;
            None
        }
    };
    tx.commit().await?;
    Ok(token)
}

/// What is to be collected.
pub(super) struct Order {
    /// How much.
    pub amount: Money,
    /// Of which claims.
    parts: Vec<(ClaimId, Cents)>,
    /// By which mandate.
    mandate: MandateRow,
}

/// What is to be collected, over which claims; or why nothing is.
pub(super) async fn order(app: &App, tx: &mut DebtorTx, due: &CollectionRow) -> Result<Result<Order, &'static str>> {
    let row = mandate::find(&mut tx.tx, &due.debtor, &due.mandate_id).await?.ok_or(Error::NotFound("mandate"))?;
    if row.status != MandateStatus::Valid {
        return Ok(Err("the mandate is over"));
    }
    let Some(plan) = find_plan(tx, &row).await? else { return Ok(Err("the plan is over")) };
    if !collection::has_told(tx, &due.id).await? {
        return Ok(Err("the debtor was not told"));
    }
    let shares = instalment::list_shares(&mut tx.tx, &due.debtor, &plan.id).await?;
    if is_held(tx, &plan).await? {
        return Ok(Err("a hold runs"));
    }
    let stand = effen::plan::progress(&plan.schedule, plan.paid, app.today());
    let item = stand.instalments.iter().find(|item| item.instalment.due_on == due.due_on);
    let Some(item) = item.filter(|item| item.open().is_positive()) else {
        return Ok(Err("the instalment was paid or moved"));
    };
    let payable = posting::list_payable(&mut tx.tx, &due.debtor).await?;
    let open = payable.into_iter().map(|payable| (payable.open.claim_id, payable.open.balance.total())).collect();
    // Never more than was told.
    let parts = pays_open(&shares, &open, plan.paid, item.open().min(due.amount));
    let amount: Cents = parts.iter().map(|(_, cents)| *cents).sum();
    if amount.is_zero() {
        return Ok(Err("nothing is open"));
    }
    Ok(Ok(Order { amount: Money::euro(amount.0), parts, mandate: row }))
}

fn new_payment(app: &App, row: &MandateRow, due: &CollectionRow, amount: Money, now: i64) -> PaymentRow {
    PaymentRow {
        id: PaymentId(new_id::uuid()),
        debtor: due.debtor.clone(),
        status_token: new_id::token(),
        amount,
        method: Method::DirectDebit,
        status: PaymentStatus::Open,
        provider_id: None,
        checkout_url: None,
        transfer: None,
        description: format!("{} · {}", app.config.agency, row.reference),
        lang: row.language,
        plan_id: Some(due.plan.clone()),
        from_notice_id: None,
        idempotency_key: format!("debit:{}", due.id),
        created_at: now,
        changed_at: now,
        checked_at: now,
        booked_at: None,
    }
}

/// After a payment moved on: if it collects an instalment and reached its end, the collection has too. Of one that did
/// not come in the debtor is told. In the transaction that moved it.
pub async fn follow(app: &App, tx: &mut DebtorTx, payment: &PaymentRow, to: PaymentStatus) -> Result<()> {
    if payment.method != Method::DirectDebit || !to.is_final() {
        return Ok(());
    }
    let status = if to == PaymentStatus::Paid { CollectionStatus::Paid } else { CollectionStatus::Failed };
    if let Some(ended) = collection::update_ended(tx, &payment.id, status).await?
        && status == CollectionStatus::Failed
    {
        plan_notices::debit_failed(app, tx, &ended).await?;
    }
    Ok(())
}
