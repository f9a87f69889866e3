//! A debtor's file as the portal shows it, read in a constant number of queries however many claims there are: the
//! head, the claims with their creditors, the ledger's sums by claim, the running plan, and what else hangs on the file.

use super::experiment::{self, Drawn};
use super::running_plan::{self, PlanRow};
use super::{Db, creditor_terms, date, plan_policy, word};
use crate::clock::{from_ms, local};
use crate::error::{Error, Result};
use effen::budget::Budget;
use effen::ids::{ClaimId, DebtorId};
use effen::imputation::Order;
use effen::kinds::{Country, Lang, PartyKind, Persona};
use effen::ledger::{Account, Balance};
use effen::money::{Cents, Currency, Money};
use effen::plan::PlanPolicy;
use effen::terms::ClaimRules;
use jiff::civil::Date;
use sqlx::{AnyConnection, Row as _};
use std::collections::BTreeMap;

/// Who the file is about, and how they see it.
#[derive(Debug, Clone)]
pub struct Head {
    /// The file's reference.
    pub reference: String,
    /// Consumer or company.
    pub party: PartyKind,
    /// Whose law and help apply.
    pub country: Country,
    /// Language of our messages.
    pub language: Lang,
    /// Name.
    pub name: String,
    /// Did the debtor choose the neutral view?
    pub neutral: bool,
    /// What the scores say.
    pub persona: Option<Persona>,
    /// The layout shown last: '' never, 'neutral', or a persona's code.
    pub shown: String,
    /// Reasons of the persona, JSON.
    pub reasons: String,
    /// Messages since the inbox was opened last.
    pub unread: i64,
}

/// A claim with its creditor and balance.
#[derive(Debug, Clone)]
pub struct ClaimRow {
    /// Its id.
    pub id: ClaimId,
    /// The creditor's id.
    pub creditor_id: String,
    /// The creditor's own name.
    pub creditor_name: String,
    /// Name of the creditor's mark.
    pub mark: String,
    /// What a payment pays first.
    pub order: Order,
    /// The rules that its costs and interest stand under.
    pub rules: ClaimRules,
    /// Limits of plans, as they are today.
    pub policy: PlanPolicy,
    /// Which version of the creditor's policy that is.
    pub policy_version: i64,
    /// The creditor's number of it.
    pub number: String,
    /// What it is for.
    pub description: String,
    /// Issued.
    pub issued_on: Date,
    /// Last day to pay.
    pub due_on: Date,
    /// As on the invoice.
    pub principal: Money,
    /// 'active' | 'disputed' | 'held' | 'withdrawn'.
    pub status: String,
    /// Does the creditor's file say it is disputed?
    pub disputed: bool,
    /// What is booked and open.
    pub balance: Balance,
    /// Were costs ever booked?
    pub costs_booked: bool,
}

/// A hold that runs.
#[derive(Debug, Clone)]
pub struct HoldRow {
    /// The claim, or the whole file.
    pub claim_id: Option<ClaimId>,
    /// Why.
    pub reason: String,
    /// Until when, epoch ms; open-ended without.
    pub ends_at: Option<i64>,
}

/// A reply or request that nobody has handled yet.
#[derive(Debug, Clone)]
pub struct ReplyRow {
    /// Its id.
    pub id: String,
    /// The claim it is about.
    pub claim_id: Option<ClaimId>,
    /// Which reply.
    pub kind: String,
    /// When, epoch ms.
    pub created_at: i64,
}

/// A formal letter that was sent.
#[derive(Debug, Clone)]
pub struct LetterRow {
    /// The claim it is about.
    pub claim_id: ClaimId,
    /// When, epoch ms.
    pub sent_at: i64,
    /// Not by post?
    pub electronic: bool,
    /// What its claims came to together, when it is about several.
    pub base: Option<Cents>,
}

/// The whole file.
#[derive(Debug, Clone)]
pub struct DebtorFile {
    /// Who.
    pub head: Head,
    /// Claims, the oldest due first.
    pub claims: Vec<ClaimRow>,
    /// The running plan.
    pub plan: Option<PlanRow>,
    /// Holds that run.
    pub holds: Vec<HoldRow>,
    /// Open replies.
    pub replies: Vec<ReplyRow>,
    /// Formal letters.
    pub letters: Vec<LetterRow>,
    /// What the budget check left over, for proposing a plan and nothing else.
    pub budget: Option<Budget>,
    /// The group of a running experiment they belong to.
    pub drawn: Option<Drawn>,
    /// What the debtor told us to do: key to (value, when).
    pub preferences: BTreeMap<String, (String, i64)>,
}

impl DebtorFile {
    /// A preference's value.
    pub fn preference(&self, key: &str) -> Option<&str> {
        self.preferences.get(key).map(|(value, _)| value.as_str())
    }

    /// The preferred day of the month to pay.
    pub fn payday(&self) -> Option<u8> {
        self.preference("payday")?.parse().ok().filter(|day| (1..=31).contains(day))
    }
}

/// Reads the file. `now` decides which holds run.
pub async fn find(db: &Db, debtor: &DebtorId, now: i64) -> Result<DebtorFile> {
    let mut conn = db.read().acquire().await?;
    find_with(&mut conn, debtor, now).await
}

/// Reads the file inside a transaction.
pub async fn find_with(conn: &mut AnyConnection, debtor: &DebtorId, now: i64) -> Result<DebtorFile> {
    let head = find_head(conn, debtor).await?;
    let today = local(from_ms(now)).date();
    let mut claims = list_claims(conn, debtor, &head, today).await?;
    add_balances(conn, debtor, today, &mut claims).await?;
    let plan = running_plan::find(conn, debtor, now).await?;
    let mut file = DebtorFile {
        head,
        claims,
        plan,
        holds: Vec::new(),
        replies: Vec::new(),
        letters: Vec::new(),
        budget: None,
        drawn: None,
        preferences: BTreeMap::new(),
    };
    add_rest(conn, debtor, now, &mut file).await?;
    Ok(file)
}

async fn find_head(conn: &mut AnyConnection, debtor: &DebtorId) -> Result<Head> {
    let row = sqlx::query(
        "SELECT d.reference, d.kind, d.country, d.language, d.view_choice, d.persona, d.shown_persona, \
         COALESCE(p.name, '') AS name, COALESCE(b.reasons, '[]') AS reasons, \
         (SELECT COUNT(*) FROM notice n WHERE n.debtor_id = d.id AND n.sent_at > \
         COALESCE((SELECT CAST(s.value AS BIGINT) FROM preference s WHERE s.debtor_id = d.id AND s.key = 'inbox_seen'), \
         0)) AS unread \
         FROM debtor d LEFT JOIN debtor_person p ON p.debtor_id = d.id LEFT JOIN behaviour b ON b.debtor_id = d.id \
         WHERE d.id = $1",
    )
    .bind(debtor.as_str())
    .fetch_optional(conn)
    .await?
    .ok_or(Error::NotFound("debtor"))?;
    let text = |column: &str| row.try_get::<String, _>(column);
    let persona = text("persona")?;
    Ok(Head {
        reference: text("reference")?,
        party: word(&text("kind")?)?,
        country: word(&text("country")?)?,
        language: word(&text("language")?)?,
        name: text("name")?,
        neutral: text("view_choice")? == "neutral",
        persona: if persona.is_empty() { None } else { Some(word(&persona)?) },
        shown: text("shown_persona")?,
        reasons: text("reasons")?,
        unread: row.try_get("unread")?,
    })
}

async fn list_claims(conn: &mut AnyConnection, debtor: &DebtorId, head: &Head, today: Date) -> Result<Vec<ClaimRow>> {
    let sql = sqlx::AssertSqlSafe(format!(
        "SELECT c.id, c.creditor_id, r.name, r.mark, r.imputation, r.reclaims_vat, c.number, c.description, c.issued_on, \
         c.due_on, c.currency, c.principal_cents, c.status, c.disputed, {}, {} \
         FROM claim c JOIN creditor r ON r.id = c.creditor_id {} LEFT JOIN plan_policy v ON v.creditor_id = r.id \
         AND v.version = (SELECT MAX(w.version) FROM plan_policy w WHERE w.creditor_id = r.id AND w.from_on <= $2) \
         WHERE c.debtor_id = $1 ORDER BY c.due_on, c.id",
        plan_policy::COLUMNS,
        creditor_terms::CLAIM_COLUMNS,
        creditor_terms::JOIN
    ));
    let rows = sqlx::query(sql).bind(debtor.as_str()).bind(today.to_string()).fetch_all(conn).await?;
    rows.iter()
        .map(|row| {
            let text = |column: &str| row.try_get::<String, _>(column);
            let number = |column: &str| row.try_get::<i64, _>(column);
            let currency: Currency =
                text("currency")?.parse().map_err(|_| Error::Broken("a claim's currency".to_owned()))?;
            let due_on = date(&text("due_on")?)?;
            Ok(ClaimRow {
                id: ClaimId(text("id")?),
                creditor_id: text("creditor_id")?,
                creditor_name: text("name")?,
                mark: text("mark")?,
                order: word(&text("imputation")?)?,
                rules: ClaimRules {
                    country: head.country,
                    party: head.party,
                    vat_on_costs: number("reclaims_vat")? == 0,
                    due_on,
                    missed_before: None,
                    terms: creditor_terms::read_of_claim(row)?,
                },
                policy: plan_policy::read(row)?,
                policy_version: number("policy_version")?,
                number: text("number")?,
                description: text("description")?,
                issued_on: date(&text("issued_on")?)?,
                due_on,
                principal: Money { cents: number("principal_cents")?, currency },
                status: text("status")?,
                disputed: number("disputed")? != 0,
                balance: Balance::default(),
                costs_booked: false,
            })
        })
        .collect()
}

async fn add_balances(conn: &mut AnyConnection, debtor: &DebtorId, today: Date, claims: &mut [ClaimRow]) -> Result<()> {
    let rows: Vec<(String, String, String, i64, i64)> = sqlx::query_as(
        "SELECT p.claim_id, p.debit, p.credit, CAST(SUM(p.amount_cents) AS BIGINT), \
         CAST(SUM(CASE WHEN p.value_on <= c.due_on THEN p.amount_cents ELSE 0 END) AS BIGINT) \
         FROM posting p JOIN claim c ON c.id = p.claim_id WHERE p.debtor_id = $1 GROUP BY p.claim_id, p.debit, p.credit",
    )
    .bind(debtor.as_str())
    .fetch_all(conn)
    .await?;
    let at: BTreeMap<String, usize> =
        claims.iter().enumerate().map(|(index, claim)| (claim.id.0.clone(), index)).collect();
    let mut when_due = vec![Balance::default(); claims.len()];
    for (claim_id, debit, credit, cents, by_due) in rows {
        let Some(&index) = at.get(&claim_id) else { continue };
        let claim = &mut claims[index];
        let (debit, credit): (Account, Account) = (word(&debit)?, word(&credit)?);
        claim.costs_booked |= debit == Account::Costs;
        claim.balance.post(debit, credit, Cents(cents));
        when_due[index].post(debit, credit, Cents(by_due));
    }
    add_missed(claims, &when_due, today);
    Ok(())
}

/// For each claim, the latest claim of the same creditor before it that was not paid on its last day.
fn add_missed(claims: &mut [ClaimRow], when_due: &[Balance], today: Date) {
    let mut missed: BTreeMap<String, Vec<Date>> = BTreeMap::new();
    // The oldest due first.
    for (claim, when_due) in claims.iter_mut().zip(when_due) {
        let of_creditor = missed.entry(claim.creditor_id.clone()).or_default();
        claim.rules.missed_before = of_creditor.iter().rev().copied().find(|before| *before < claim.due_on);
        if claim.due_on < today && when_due.total().is_positive() && claim.status != "withdrawn" {
            of_creditor.push(claim.due_on);
        }
    }
}

/// What of a claim a plan covers, as quotes keep it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ClaimShare {
    /// The claim.
    pub claim_id: ClaimId,
    /// How much.
    pub cents: Cents,
}

/// Holds, replies, letters, the running plan's claims and preferences in one query.
async fn add_rest(conn: &mut AnyConnection, debtor: &DebtorId, now: i64, file: &mut DebtorFile) -> Result<()> {
    let rows = sqlx::query(
        "SELECT 'hold' AS what, '' AS id, claim_id, reason AS word, '' AS value, ends_at AS at FROM contact_hold \
         WHERE debtor_id = $1 AND released_at IS NULL AND starts_at <= $2 AND (ends_at IS NULL OR ends_at > $2) \
         UNION ALL SELECT 'reply', id, claim_id, kind, '', created_at FROM reply WHERE debtor_id = $1 AND handled_at IS NULL \
         UNION ALL SELECT 'letter', id, claim_id, channel, CAST(COALESCE(base_cents, 0) AS TEXT), sent_at \
         FROM formal_letter WHERE debtor_id = $1 AND sent_at IS NOT NULL \
         UNION ALL SELECT 'covered', '', k.claim_id, '', '', CAST(NULL AS BIGINT) FROM plan_claim k \
         JOIN plan p ON p.id = k.plan_id WHERE p.debtor_id = $1 AND p.status = 'agreed' \
         UNION ALL SELECT 'budget', '', NULL, '', answer, made_at FROM budget WHERE debtor_id = $1 \
         UNION ALL SELECT 'drawn', x.experiment_id, NULL, x.persona, e.arms, x.arm FROM experiment_assignment x \
         JOIN experiment e ON e.id = x.experiment_id WHERE x.debtor_id = $1 AND e.status = 'running' \
         AND e.starts_on <= $3 AND e.ends_on >= $3 \
         UNION ALL SELECT 'preference', '', NULL, key, value, set_at FROM preference WHERE debtor_id = $1",
    )
    .bind(debtor.as_str())
    .bind(now)
    .bind(local(from_ms(now)).date().to_string())
    .fetch_all(conn)
    .await?;
    for row in &rows {
        let claim_id: Option<ClaimId> = row.try_get::<Option<String>, _>("claim_id")?.map(ClaimId);
        let name: String = row.try_get("word")?;
        let at: Option<i64> = row.try_get("at")?;
        match (row.try_get::<String, _>("what")?.as_str(), claim_id) {
            ("hold", claim_id) => file.holds.push(HoldRow { claim_id, reason: name, ends_at: at }),
            ("reply", claim_id) => file.replies.push(ReplyRow {
                id: row.try_get("id")?,
                claim_id,
                kind: name,
                created_at: at.unwrap_or_default(),
            }),
            ("letter", Some(claim_id)) => {
                let base: i64 = row.try_get::<String, _>("value")?.parse().unwrap_or_default();
                file.letters.push(LetterRow {
                    claim_id,
                    sent_at: at.unwrap_or_default(),
                    electronic: name != "letter",
                    base: Some(Cents(base)).filter(|base| base.is_positive()),
                })
            }
            ("covered", Some(claim_id)) => {
                if let Some(plan) = &mut file.plan {
                    plan.claims.insert(claim_id);
                }
            }
            ("drawn", _) => {
                let challengers: String = row.try_get("value")?;
                let arm = at.unwrap_or(-1);
                file.drawn.get_or_insert(experiment::drawn(row.try_get("id")?, arm, &name, &challengers)?);
            }
            ("budget", _) => file.budget = Some(serde_json::from_str(&row.try_get::<String, _>("value")?)?),
            _ => {
                file.preferences.insert(name, (row.try_get("value")?, at.unwrap_or_default()));
            }
        }
    }
    Ok(())
}
