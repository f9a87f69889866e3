//! Exports for spreadsheets.

use crate::db::Db;
use crate::db::segment::{self, Scored};
use crate::db::signal::{find_behaviour, weights};
use crate::error::{Error, Result};
use effen::kinds::Persona;
use effen::money::Cents;
use effen::people::behaviour::Behaviour;
use effen::people::features::Feature;
use effen::people::score::assess;
use jiff::Timestamp;
use std::io::Write;

/// Debtors read at once.
const PAGE: i64 = 500;

/// One line a debtor: reference, what is open in euros, persona, scores, characteristics; as of `now`. Gives how many.
pub async fn debtors(db: &Db, now: Timestamp, to: impl Write, mut progress: impl FnMut(u64)) -> Result<u64> {
    let mut csv = csv::Writer::from_writer(to);
    let mut head: Vec<String> = ["reference", "kind", "open_eur", "persona"].map(str::to_owned).to_vec();
    head.extend(Persona::ALL.iter().map(|persona| format!("score_{persona}")));
    head.extend(Feature::ALL.iter().map(|feature| feature.to_string()));
    csv.write_record(&head).map_err(broken)?;
    let (mut after, mut count) = (String::new(), 0);
    loop {
        let page = segment::list_after(db, &after, PAGE).await?;
        let (Some(first), Some(last)) = (page.first(), page.last()) else { break };
        let open = segment::list_open_between(db, first.debtor.as_str(), last.debtor.as_str()).await?;
        for row in &page {
            let open_cents = open.get(row.debtor.as_str()).copied().unwrap_or_default();
            csv.write_record(line(db, row, open_cents, now).await?).map_err(broken)?;
            count += 1;
        }
        after.clone_from(&last.debtor.0);
        progress(count);
    }
    csv.flush()?;
    Ok(count)
}

async fn line(db: &Db, row: &Scored, open_cents: i64, now: Timestamp) -> Result<Vec<String>> {
    let stored = row.state.as_deref().and_then(|json| Behaviour::from_json(json).ok());
    let state = match stored {
        Some(state) => state,
        None => find_behaviour(db, &row.debtor).await?.0,
    };
    let assessment = assess(&state, now, weights(), row.persona, None);
    let persona = assessment.decision.persona.map_or("", Persona::as_str);
    let mut cells =
        vec![neutral(&row.reference), row.kind.to_string(), Cents(open_cents).decimal(), persona.to_owned()];
    cells.extend(Persona::ALL.iter().map(|&persona| format!("{:.4}", assessment.scores.get(persona))));
    cells.extend(assessment.features.iter().map(|(_, value)| value.map_or(String::new(), number)));
    Ok(cells)
}

pub(crate) fn number(value: f64) -> String {
    format!("{}", (value * 1_000.0).round() / 1_000.0)
}

/// Text that no spreadsheet takes for a formula. Numbers of ours need none of it.
pub(crate) fn neutral(text: &str) -> String {
    match text.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r') => format!("'{text}"),
        _ => text.to_owned(),
    }
}

pub(crate) fn broken(error: csv::Error) -> Error {
    Error::Io(std::io::Error::other(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::databases;
    use crate::testing::sample::{now, sample_debtor};

    #[test]
    fn no_text_is_taken_for_a_formula() {
        for text in ["=1+1", "+31", "-x", "@x", "\tx"] {
            assert_eq!(neutral(text), format!("'{text}"));
        }
        assert_eq!(neutral("EF-1"), "EF-1");
    }

    #[tokio::test]
    async fn one_line_a_debtor_with_what_is_open() {
        for test in databases().await {
            let sample = sample_debtor(&test.db, "Anna").await.unwrap();
            sample_debtor(&test.db, "Bas").await.unwrap();
            let mut bytes = Vec::new();
            let count = debtors(&test.db, now(), &mut bytes, |_| {}).await.unwrap();
            assert_eq!(count, 2);
            let mut csv = csv::Reader::from_reader(bytes.as_slice());
            assert_eq!(csv.headers().unwrap().len(), 4 + 6 + Feature::ALL.len());
            let rows: Vec<_> = csv.records().map(|row| row.unwrap()).collect();
            let anna = rows.iter().find(|row| row[0] == sample.reference).unwrap();
            assert_eq!(&anna[2], "559.75");
        }
    }
}
