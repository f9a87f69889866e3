//! Writes what stands around the simulated lives: marks, agents, creditors.

use super::people::CREDITORS;
use crate::db::Tx;
use crate::db::bulk::Rows;
use crate::error::Result;
use crate::new_id;
use effen::kinds::Lang;
use jiff::Timestamp;

/// The day from which the creditors' terms hold: before any invoice.
const TERMS_FROM: &str = "2000-01-01";

/// Marks the database as a demo.
pub async fn mark(tx: &mut Tx, seed: u64) -> Result<()> {
    setting(tx, "demo", "1").await?;
    setting(tx, "demo_seed", &seed.to_string()).await
}

/// Writes a fact about the database.
pub async fn setting(tx: &mut Tx, key: &str, value: &str) -> Result<()> {
    sqlx::query("INSERT INTO setting (key, value) VALUES ($1, $2)").bind(key).bind(value).execute(&mut **tx).await?;
    Ok(())
}

/// An agent of the demo: id, and the languages they answer in.
pub struct DemoAgent {
    /// Id.
    pub id: String,
    /// Languages.
    pub languages: &'static [Lang],
}

/// Writes the demo's agents; the first is the one who is signed in by a click on the demo's own page. No password fits.
pub async fn agents(tx: &mut Tx, now: Timestamp) -> Result<Vec<DemoAgent>> {
    let team: [(&str, &str, &str, &'static [Lang]); 3] = [
        (super::AGENT_EMAIL, "Noor Smeets", "admin", &[Lang::Nl, Lang::En, Lang::Fr]),
        ("youssef@effen.example", "Youssef Amrani", "agent", &[Lang::Fr, Lang::Nl]),
        ("lotte@effen.example", "Lotte Verbeke", "agent", &[Lang::Nl, Lang::En]),
    ];
    let mut rows = Rows::new("agent (id, email, name, password_hash, role, created_at, languages)");
    let mut agents = Vec::with_capacity(team.len());
    for (email, name, role, languages) in team {
        let id = new_id::uuid();
        let words: Vec<&str> = languages.iter().map(|lang| lang.as_str()).collect();
        let made = now.as_millisecond();
        rows.push(vec![
            id.clone().into(),
            email.into(),
            name.into(),
            "!".into(),
            role.into(),
            made.into(),
            words.join(" ").into(),
        ]);
        agents.push(DemoAgent { id, languages });
    }
    rows.flush(tx).await?;
    setting(tx, "demo_agent", super::AGENT_EMAIL).await?;
    Ok(agents)
}

/// The sign-in list of the demo: reference and first name.
pub fn links(known: &[(String, String)]) -> Vec<serde_json::Value> {
    known
        .iter()
        .map(|(name, reference)| {
            let label = name.split(' ').next().unwrap_or(name);
            let place = super::people::KNOWN.iter().position(|(known, _)| known == name);
            serde_json::json!({ "reference": reference, "label": label, "place": place })
        })
        .collect()
}

/// Writes the creditors; their ids, in the order of the table.
pub async fn creditors(tx: &mut Tx, now: Timestamp) -> Result<Vec<String>> {
    let mut rows = Rows::new(
        "creditor (id, slug, name, country, account_name, iban, mark, email, phone, reclaims_vat, imputation, \
         plan_months_max, plan_instalment_min_cents, created_at, registration)",
    );
    let ids: Vec<String> = CREDITORS.iter().map(|_| new_id::uuid()).collect();
    for (creditor, id) in CREDITORS.iter().zip(&ids) {
        rows.push(vec![
            id.clone().into(),
            creditor.slug.into(),
            creditor.name.into(),
            creditor.country.as_str().into(),
            creditor.name.into(),
            creditor.iban.into(),
            creditor.mark.into(),
            format!("klanten@{}.example", creditor.slug).into(),
            "088 000 22 33".into(),
            i64::from(creditor.reclaims_vat).into(),
            "costs_first".into(),
            creditor.plan_months_max.into(),
            1_500.into(),
            now.as_millisecond().into(),
            creditor.registration.into(),
        ]);
    }
    rows.flush(tx).await?;
    terms(tx, &ids, now).await?;
    Ok(ids)
}

/// Writes what the creditors ask by contract.
async fn terms(tx: &mut Tx, ids: &[String], now: Timestamp) -> Result<()> {
    let mut rows = Rows::new(
        "creditor_terms (creditor_id, version, from_on, interest, costs_most_cents, while_held, later_instalments, \
         limitation_kind, made_at)",
    );
    for (creditor, id) in CREDITORS.iter().zip(ids) {
        let terms = &creditor.terms;
        rows.push(vec![
            id.clone().into(),
            1.into(),
            TERMS_FROM.into(),
            terms.interest.to_string().into(),
            terms.costs_most.map(|most| most.0).into(),
            terms.while_held.as_str().into(),
            i64::from(terms.later_instalments).into(),
            terms.limitation.map_or("", |kind| kind.as_str()).into(),
            now.as_millisecond().into(),
        ]);
    }
    rows.flush(tx).await
}
