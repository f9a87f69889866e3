//! The check of our own claims, after an import and once a day: a claim that looks too old to be asked, or whose costs
//! exceed the rule, is held, and an agent gets a case that says why. Each is found once: what an agent has decided is not
//! found again.

use crate::cases::{self, Opening};
use crate::db::self_check::{self as table, Candidate};
use crate::db::{Db, DebtorTx, audit, case};
use crate::error::Result;
use effen::cases::CaseKind;
use effen::cases::form::{CaseField, Details};
use effen::dates::add_days;
use effen::ids::{ClaimId, DebtorId};
use effen::kinds::Lang;
use effen::limitation::{LimitationState, limitation};
use effen::money::{Cents, Money};
use effen::self_check::{Finding, check};
use effen_app::texts::cases::texts;
use effen_app::texts::fill;
use jiff::Timestamp;
use jiff::civil::Date;

/// Claims listed at once.
const PAGE: i64 = 500;
/// No term of any table is shorter, in days: what was due later cannot have lapsed.
const TERM_DAYS_MIN: i64 = 365;

/// Looks at every claim that may be too old or carries costs; gives how many cases were opened.
pub async fn run(db: &Db, now: Timestamp) -> Result<u64> {
    let today = crate::clock::local(now).date();
    let due_until = add_days(today, -TERM_DAYS_MIN);
    let (mut after, mut opened) = (String::new(), 0);
    loop {
        let page = table::list_candidates(db, due_until, &after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(opened) };
        after.clone_from(&last.claim.0);
        for candidate in page.iter().filter(|one| may_be_found(one, today)) {
            opened += look(db, now, &candidate.claim, &candidate.debtor).await?;
        }
    }
}

/// What interrupts a term only makes it longer: a claim that has not lapsed without any is not worth its debtor's lock.
fn may_be_found(candidate: &Candidate, today: Date) -> bool {
    let term = limitation(candidate.country, candidate.kind, candidate.due_on, &[]);
    candidate.has_costs || term.is_some_and(|term| term.state(today) == LimitationState::Past)
}

/// Looks at one claim under its debtor's lock.
async fn look(db: &Db, now: Timestamp, claim: &ClaimId, debtor: &DebtorId) -> Result<u64> {
    let mut tx = db.begin_debtor(debtor, now).await?;
    let open = case::find_claim(&mut tx, claim).await?.is_some_and(|row| row.open.balance.total().is_positive());
    if !open {
        return Ok(0);
    }
    let checked = table::find(&mut tx, claim).await?;
    let mut opened = 0;
    for finding in check(&checked.input, crate::clock::local(now).date()) {
        let kind = kind_of(&finding);
        let words = serde_json::to_string(&Found { finding, currency: checked.currency.code().to_owned() })?;
        if table::has_case(&mut tx, claim, kind.as_str()).await? {
            continue;
        }
        let details: Details = [(CaseField::Words, words)].into();
        let country = checked.input.rules.country;
        let id = cases::open(&mut tx, Opening { kind, claim: Some(claim), details, files: &[], country }).await?;
        audit::create(&mut tx, "system", "self_check", &id, &format!("{kind}: claim {claim} held")).await?;
        opened += 1;
    }
    // Dropped without commit where nothing was found, the debtor's version stays as it was.
    if opened > 0 {
        tx.commit().await?;
    }
    Ok(opened)
}

/// The kind of case a finding makes.
fn kind_of(finding: &Finding) -> CaseKind {
    match finding {
        Finding::TimeBarred(_) => CaseKind::TimeBarred,
        Finding::CostsAbove { .. } => CaseKind::CostsAbove,
    }
}

/// A finding as its case keeps it: debtor and agent each read it in their own language.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
struct Found {
    finding: Finding,
    /// The claim's, ISO 4217.
    currency: String,
}

/// What a case of ours found, in words, as one reads it on a day. `stored` is the case's text as [`run`] wrote it; anything else is given back as
/// it is.
pub fn in_words(kind: CaseKind, stored: &str, today: Date, lang: Lang) -> String {
    if !matches!(kind, CaseKind::TimeBarred | CaseKind::CostsAbove) {
        return stored.to_owned();
    }
    let read = serde_json::from_str::<Found>(stored).ok();
    let Some((finding, currency)) = read.and_then(|found| Some((found.finding, found.currency.parse().ok()?))) else {
        return stored.to_owned();
    };
    match finding {
        Finding::TimeBarred(term) => term.sentences(today, lang).join(" "),
        Finding::CostsAbove { charged, allowed } => {
            let money = |cents: Cents| Money { cents: cents.0, currency }.format(lang);
            let (asked, law) = (money(charged), money(allowed.total));
            let first = fill(texts(lang).found_costs, &[("asked", &asked), ("law", &law)]);
            [vec![first], allowed.sentences(lang)].concat().join(" ")
        }
    }
}

/// How much of a claim's costs stands above the rule now.
pub async fn excess(tx: &mut DebtorTx, claim: &ClaimId) -> Result<Cents> {
    let checked = table::find(tx, claim).await?;
    let today = crate::clock::local(tx.now).date();
    Ok(check(&checked.input, today).iter().map(Finding::excess).sum())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cases::{Decision, decide, read};
    use crate::testing::databases;
    use crate::testing::sample::{self, sample_debtor};
    use effen::cases::CaseEvent;

    async fn execute(db: &Db, sql: &'static str, id: &str) {
        let mut tx = db.begin().await.unwrap();
        sqlx::query(sql).bind(id.to_owned()).execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
    }

    async fn cases_of(db: &Db, claim: &ClaimId) -> Vec<(String, String, String)> {
        sqlx::query_as("SELECT id, kind, body FROM reply WHERE claim_id = $1 ORDER BY created_at, id")
            .bind(claim.as_str())
            .fetch_all(db.read())
            .await
            .unwrap()
    }

    async fn costs_of(db: &Db, debtor: &DebtorId, claim: &ClaimId) -> Cents {
        let mut conn = db.read().acquire().await.unwrap();
        crate::db::posting::list_balances(&mut conn, debtor).await.unwrap()[claim].costs
    }

    async fn decided(app: &crate::app::App, debtor: &DebtorId, id: &str, event: CaseEvent) {
        let mut tx = app.db.begin_debtor(debtor, app.now()).await.unwrap();
        let row = read(&mut tx, id).await.unwrap();
        let decision = Decision { event, words: "Nagekeken.", paid: None, until_on: None };
        assert!(decide(app, &mut tx, &row, "a1", &decision).await.unwrap());
        tx.commit().await.unwrap();
    }

    #[tokio::test]
    async fn a_claim_past_its_term_is_held_once_says_why_and_is_withdrawn_when_an_agent_agrees() {
        for test in databases().await {
            let app = sample::app(&test.db).await;
            let one = sample_debtor(&test.db, "Anna").await.unwrap();
            assert_eq!(run(&test.db, app.now()).await.unwrap(), 0, "nothing is old, and the costs are by the rule");
            for id in [&one.late, &one.part_paid] {
                execute(&test.db, "UPDATE claim SET due_on = '2020-05-01' WHERE id = $1", id.as_str()).await;
            }
            assert_eq!(run(&test.db, app.now()).await.unwrap(), 2, "a payment after the end starts nothing anew");
            assert_eq!(run(&test.db, app.now()).await.unwrap(), 0, "once");
            let found = cases_of(&test.db, &one.late).await;
            assert_eq!(found[0].1, "time_barred");
            let words = |lang| in_words(CaseKind::TimeBarred, &found[0].2, app.today(), lang);
            assert!(words(Lang::Nl).contains("verjaart na 1 mei 2025"), "{}", words(Lang::Nl));
            assert!(words(Lang::En).contains("lapses after 1 May 2025"), "an agent reads it in their own language");
            let mut conn = test.db.read().acquire().await.unwrap();
            let holds = crate::db::hold::list(&mut conn, &one.debtor, app.now_ms()).await.unwrap();
            assert!(holds.iter().any(|hold| hold.hold.claim_id.as_ref() == Some(&one.late)), "our messages rest");
            drop(conn);
            decided(&app, &one.debtor, &found[0].0, CaseEvent::Grant).await;
            let status: String = sqlx::query_scalar("SELECT status FROM claim WHERE id = $1")
                .bind(one.late.as_str())
                .fetch_one(test.db.read())
                .await
                .unwrap();
            assert_eq!(status, "withdrawn");
            let other = cases_of(&test.db, &one.part_paid).await[0].0.clone();
            decided(&app, &one.debtor, &other, CaseEvent::Reject).await;
            assert_eq!(run(&test.db, app.now()).await.unwrap(), 0, "what an agent looked at is not found again");
        }
    }

    #[tokio::test]
    async fn what_interrupted_the_term_in_time_keeps_a_claim_alive() {
        for test in databases().await {
            let app = sample::app(&test.db).await;
            let one = sample_debtor(&test.db, "Anna").await.unwrap();
            // Due in June 2021, half of it paid twenty days ago: within the five years.
            execute(&test.db, "UPDATE claim SET due_on = '2021-05-01' WHERE id = $1", one.part_paid.as_str()).await;
            assert_eq!(run(&test.db, app.now()).await.unwrap(), 0, "a part was paid before the end");
        }
    }

    #[tokio::test]
    async fn costs_above_the_rule_hold_the_claim_and_the_excess_is_given_up_when_an_agent_agrees() {
        for test in databases().await {
            let app = sample::app(&test.db).await;
            let one = sample_debtor(&test.db, "Anna").await.unwrap();
            // The creditor reclaims VAT after all: 40.00 was allowed, 48.40 was charged.
            execute(&test.db, "UPDATE creditor SET reclaims_vat = 1 WHERE id = $1", one.creditors[0].as_str()).await;
            assert_eq!(run(&test.db, app.now()).await.unwrap(), 1);
            let found = cases_of(&test.db, &one.with_costs).await;
            assert_eq!(found[0].1, "costs_above");
            let words = in_words(CaseKind::CostsAbove, &found[0].2, app.today(), Lang::Fr);
            assert!(words.contains("48,40") && words.contains("40,00"), "{words}");
            assert_eq!(costs_of(&test.db, &one.debtor, &one.with_costs).await, Cents(4_840), "nothing moves by itself");
            decided(&app, &one.debtor, &found[0].0, CaseEvent::Grant).await;
            assert_eq!(costs_of(&test.db, &one.debtor, &one.with_costs).await, Cents(4_000));
            assert_eq!(run(&test.db, app.now()).await.unwrap(), 0);
        }
    }
}
