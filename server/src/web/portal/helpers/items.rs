//! Accesses, uses and proposals as pages show them, for the debtor and for agents.

use crate::app::App;
use crate::clock::{from_ms, local};
use crate::db::access::{self, AccessRow, called};
use crate::db::helper_use::{self, UseRow};
use crate::db::overview::DebtorFile;
use crate::db::{plan, plan_proposal};
use crate::error::Result;
use crate::web::portal::plan_quotes::still_holds;
use effen::access::{HelperKind, Scope, Standing};
use effen::dates::short;
use effen::ids::DebtorId;
use effen::kinds::Lang;
use effen_app::pages::helpers::{HelperItem, ProposalItem};
use effen_app::texts::helpers::use_words;

/// Uses that are shown, the latest.
const USES_MAX: i64 = 300;

/// Everybody who has or had access, each with the note of who registered them.
pub(crate) async fn list(
    app: &App,
    file: &DebtorFile,
    debtor: &DebtorId,
    lang: Lang,
) -> Result<Vec<(HelperItem, String)>> {
    let rows = access::list_of_debtor(&app.db, debtor).await?;
    let uses = helper_use::list(&app.db, debtor, USES_MAX).await?;
    Ok(rows.into_iter().map(|row| (item(app, file, &row, &uses, lang), row.note)).collect())
}

fn item(app: &App, file: &DebtorFile, row: &AccessRow, uses: &[UseRow], lang: Lang) -> HelperItem {
    let own = uses.iter().filter(|one| one.access_id == row.id);
    HelperItem {
        id: row.id.clone(),
        called: row.called(),
        email: row.email.clone(),
        kind: row.kind,
        scopes: row.access.scopes,
        standing: row.access.standing(app.today()),
        ends_on: row.access.ends_on,
        mailed: row.mailed.clone(),
        by_agent: row.given_by != "debtor",
        uses: own.map(|one| told(file, one, lang)).collect(),
    }
}

/// Day and time, and what was done.
fn told(file: &DebtorFile, one: &UseRow, lang: Lang) -> (String, String) {
    let at = local(from_ms(one.at));
    let invoice = file.claims.iter().find(|claim| claim.id.as_str() == one.subject);
    let when = format!("{}, {}", short(at.date(), lang), at.strftime("%H:%M"));
    (when, use_words(one.what, invoice.map(|claim| claim.number.as_str()), lang))
}

/// Plans that helpers propose and that nobody has decided about.
pub(crate) async fn proposals(app: &App, file: &DebtorFile, debtor: &DebtorId) -> Result<Vec<ProposalItem>> {
    let mut items = Vec::new();
    for row in plan_proposal::list_open(&app.db, debtor).await? {
        let Some(quote) = plan::find_quote(&app.db, debtor, &row.quote_id).await? else { continue };
        let schedule = &quote.new.schedule;
        let (Some(first), Some(last)) = (schedule.first(), schedule.last()) else { continue };
        items.push(ProposalItem {
            id: row.id,
            quote: row.quote_id,
            called: called(&row.name, &row.organisation),
            times: schedule.len(),
            instalment: quote.new.instalment,
            total: quote.total,
            days: (first.due_on, last.due_on),
            stands: file.plan.is_none() && still_holds(app, file, &quote),
        });
    }
    Ok(items)
}

/// Who reads and writes along in the debtor's conversation.
pub(crate) async fn talkers(app: &App, debtor: &DebtorId) -> Result<Vec<String>> {
    let rows = access::list_of_debtor(&app.db, debtor).await?;
    let talks = |row: &&AccessRow| {
        row.kind != HelperKind::Colleague
            && row.access.standing(app.today()) == Standing::Running
            && row.access.scopes.has(Scope::Talk)
    };
    Ok(rows.iter().filter(talks).map(AccessRow::called).collect())
}
