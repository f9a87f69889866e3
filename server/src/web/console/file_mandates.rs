//! The mandates of a file as agents read them: where each stands, and what became of its last collections.

use crate::app::App;
use crate::clock::{from_ms, local};
use crate::db::collection::{self, CollectionRow};
use crate::db::mandate::{self, MandateRow};
use crate::error::Result;
use crate::pay::job::RETRY_MS;
use effen::dates::short_near;
use effen::debit::MandateStatus;
use effen::ids::DebtorId;
use effen::kinds::Lang;
use effen::texts::fill;
use effen_app::islands::console::view::Line;
use effen_app::pages::plan::collection_words;
use effen_app::texts::console_plans::texts;

/// Mandates shown.
const MANDATES_MAX: i64 = 3;
/// Collections shown of each: the coming one and the latest before it.
const COLLECTIONS_MAX: usize = 4;

/// The latest mandates of a debtor, a line each.
pub(super) async fn list(app: &App, lang: Lang, debtor: &DebtorId) -> Result<Vec<Line>> {
    let mut conn = app.db.read().acquire().await?;
    let mut lines = Vec::new();
    for (row, ended_at, ended_by) in mandate::list(&mut conn, debtor, MANDATES_MAX).await? {
        let all = collection::list(&mut conn, debtor, &row.plan).await?;
        let delayed = collection::list_delayed(&mut conn, debtor, &row.plan, app.now_ms() - RETRY_MS).await?;
        let is_delayed = |one: &CollectionRow| delayed.iter().any(|(waiting, _)| waiting.id == one.id);
        let own = all.iter().filter(|one| one.mandate_id == row.id);
        let last = own.rev().take(COLLECTIONS_MAX).map(|one| told(app, lang, one, is_delayed(one)));
        lines.push(Line {
            time: short_near(local(from_ms(row.signed_at)).date(), app.today(), lang),
            text: standing(app, lang, &row, ended_at, &ended_by),
            more: last.collect::<Vec<_>>().join(" · "),
        });
    }
    Ok(lines)
}

fn standing(app: &App, lang: Lang, row: &MandateRow, ended_at: Option<i64>, ended_by: &str) -> String {
    let t = texts(lang);
    let ended_on = ended_at.map(|at| short_near(local(from_ms(at)).date(), app.today(), lang)).unwrap_or_default();
    let state = match row.status {
        MandateStatus::Asked => t.mandate_asked.to_owned(),
        MandateStatus::Valid => t.mandate_valid.to_owned(),
        MandateStatus::Refused => t.mandate_refused.to_owned(),
        MandateStatus::Revoked if ended_by == "debtor" => fill(t.mandate_ended_debtor, &[("date", &ended_on)]),
        MandateStatus::Revoked => fill(t.mandate_ended, &[("date", &ended_on)]),
    };
    fill(t.mandate, &[("reference", &row.reference), ("account", &row.iban.masked()), ("state", &state)])
}

fn told(app: &App, lang: Lang, one: &CollectionRow, delayed: bool) -> String {
    let (date, amount) = (short_near(one.collect_on, app.today(), lang), one.amount.format(lang));
    let status = collection_words(one.status, delayed, lang).to_lowercase();
    fill(texts(lang).collection, &[("date", &date), ("amount", &amount), ("status", &status)])
}
