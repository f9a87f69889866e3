//! Canned answers: which there are, and one filled with a file's figures, in the debtor's language and the tone of their
//! treatment.

use crate::app::App;
use crate::db::canned;
use crate::db::overview::{self, DebtorFile};
use crate::error::Result;
use effen::chat::canned::{Canned, Field, Template, choose, shipped};
use effen::dates::long_near;
use effen::ids::DebtorId;
use effen::kinds::Lang;
use effen::money::{Cents, Money, sum_by_currency};
use effen::people::treatment::Tone;

/// Every answer that can be used: what is stored goes before what ships with the program.
pub async fn list(app: &App) -> Result<Vec<Canned>> {
    let stored: Vec<Canned> =
        canned::list(&app.db).await?.iter().map(canned::CannedRow::read).collect::<Result<_>>()?;
    let same = |one: &Canned, other: &Canned| {
        (&one.shortcut, one.language, one.tone) == (&other.shortcut, other.language, other.tone)
    };
    let kept = shipped().iter().filter(|one| !stored.iter().any(|other| same(one, other))).cloned();
    let mut all: Vec<Canned> = kept.chain(stored.iter().filter(|one| !one.body.is_empty()).cloned()).collect();
    all.sort_by(|one, other| {
        (&one.shortcut, one.language, one.tone).cmp(&(&other.shortcut, other.language, other.tone))
    });
    Ok(all)
}

/// Why an answer cannot be put into the composer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unfit {
    /// There is none under this word in the debtor's language.
    None,
    /// The file has no value for this field.
    Missing(Field),
}

/// Shortcut and title of what can be said to a debtor, in their language.
pub async fn offered(app: &App, debtor: &DebtorId) -> Result<Vec<(String, String)>> {
    let file = overview::find(&app.db, debtor, app.now_ms()).await?;
    let (all, tone) = (list(app).await?, tone(app, &file).await?);
    let mut words: Vec<&str> = all.iter().map(|one| one.shortcut.as_str()).collect();
    words.dedup();
    let offered = words.into_iter().filter_map(|word| choose(&all, word, file.head.language, tone));
    Ok(offered.map(|one| (one.shortcut.clone(), one.title.clone())).collect())
}

/// The answer under a shortcut, filled for a debtor. It is only given, never sent.
///
/// # Errors
/// When the database does not answer; why it cannot be used is the inner error.
pub async fn fill(app: &App, debtor: &DebtorId, agent: &str, shortcut: &str) -> Result<Result<String, Unfit>> {
    let file = overview::find(&app.db, debtor, app.now_ms()).await?;
    let all = list(app).await?;
    let Some(found) = choose(&all, shortcut, file.head.language, tone(app, &file).await?) else {
        return Ok(Err(Unfit::None));
    };
    // Stored ones were read before they were stored.
    let Ok(template) = Template::read(&found.body) else { return Ok(Err(Unfit::None)) };
    Ok(template.fill(|field| value(app, &file, agent, field)).map_err(Unfit::Missing))
}

async fn tone(app: &App, file: &DebtorFile) -> Result<Tone> {
    let treatments = app.treatments.in_use(&app.db, app.today()).await?;
    let persona = file.head.persona.filter(|_| !file.head.neutral);
    Ok(treatments.of(file.head.party, persona, file.drawn.as_ref()).tone)
}

/// What a file has for a field.
fn value(app: &App, file: &DebtorFile, agent: &str, field: Field) -> Option<String> {
    let lang = file.head.language;
    let next = || {
        let stand = file.plan.as_ref()?.standing(app.today());
        Some((stand.next?, stand.next_open))
    };
    match field {
        Field::Name => Some(file.head.name.clone()),
        Field::Open => Some(open(file, lang)),
        Field::Reference => Some(file.head.reference.clone()),
        Field::NextInstalment => next().map(|(_, open)| open.format(lang)),
        Field::NextDay => next().map(|(next, _)| long_near(next.due_on, app.today(), lang)),
        Field::Agent => agent.split_whitespace().next().map(str::to_owned),
        Field::Phone => Some(app.config.phone.clone()),
    }
}

fn open(file: &DebtorFile, lang: Lang) -> String {
    let amounts =
        file.claims.iter().filter(|claim| claim.balance.total() != Cents::ZERO && claim.status != "withdrawn");
    let sums = sum_by_currency(
        amounts.map(|claim| Money { cents: claim.balance.total().0, currency: claim.principal.currency }),
    );
    let sums: Vec<String> = sums.into_iter().map(|sum| sum.format(lang)).collect();
    if sums.is_empty() { Cents::ZERO.format(lang) } else { sums.join(" + ") }
}
