//! What a debtor chose, read from an address or a form, against what is open.

use crate::app::App;
use crate::db::overview::{self, DebtorFile};
use crate::db::running_plan::PlanRow;
use crate::db::{instalment, plan};
use crate::error::{Error, Result};
use crate::pay::refund;
use crate::web::portal::plan_view::limitation_age;
use crate::web::portal::view;
use crate::web::session::{Assurance, DebtorSession};
use effen::ids::{ClaimId, PlanId, QuoteId};
use effen::imputation::{OpenClaim, spread};
use effen::money::{Cents, Currency, Money, parse_typed};
use effen::plan::pays_open;
use effen_app::pages::pay::{OneAmount, PayLine};
use effen_app::parts::claim::ClaimState;
use effen_app::texts::pay::texts;
use effen_app::texts::{fill, paying};

/// Names and values as they were sent.
pub type Pairs = Vec<(String, String)>;

/// The first value of a name.
pub fn field<'a>(pairs: &'a Pairs, name: &str) -> Option<&'a str> {
    pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

/// What can be paid, and what of it is chosen.
pub struct Choice {
    /// Every claim that can be paid.
    pub lines: Vec<PayLine>,
    /// The plan an instalment of which is paid.
    pub plan_id: Option<PlanId>,
    /// The quote that says what an extra payment on that plan does.
    pub extra: Option<QuoteId>,
    /// Was the form of choosing sent with nothing in it?
    pub nothing: bool,
    /// One amount over all that was ticked.
    pub one: OneAmount,
    /// The debtor's day of pay, if they told us.
    pub payday: Option<u8>,
    /// What lies with us and is the debtor's; not shown to a pay link.
    pub credit: Option<Money>,
    /// The file's reference.
    pub reference: String,
    /// Where the debtor's law and banks are.
    pub country: effen::kinds::Country,
}

/// The file and everything of it that can be paid, nothing chosen yet.
async fn load(app: &App, session: &DebtorSession) -> Result<(DebtorFile, Choice)> {
    let file = overview::find(&app.db, &session.debtor, app.now_ms()).await?;
    let lines = view::items(&file, app.today())
        .into_iter()
        .filter(|claim| claim.state.is_open() && claim.open().cents > 0)
        .filter(|claim| may_pay(session, &claim.id))
        .filter_map(|claim| {
            let row = file.claims.iter().find(|row| row.id == claim.id)?;
            let age = limitation_age(&file, row, app.today());
            Some(PayLine { claim, order: row.order, chosen: None, typed: None, error: None, age })
        })
        .collect();
    let (reference, country) = (file.head.reference.clone(), file.head.country);
    let choice = Choice {
        lines,
        plan_id: None,
        extra: None,
        nothing: false,
        one: OneAmount::default(),
        payday: file.payday(),
        credit: find_credit(app, session).await?,
        reference,
        country,
    };
    Ok((file, choice))
}

/// What of the debtor's money lies with us, in euros.
async fn find_credit(app: &App, session: &DebtorSession) -> Result<Option<Money>> {
    if session.assurance <= Assurance::PayLink {
        return Ok(None);
    }
    let mut conn = app.db.read().acquire().await?;
    let free = refund::list_free_credit(&mut conn, &session.debtor).await?;
    let cents: i64 = free.iter().filter(|(_, amount)| amount.currency == Currency::EUR).map(|(_, sum)| sum.cents).sum();
    Ok((cents > 0).then(|| Money::euro(cents)))
}

/// A pay link opens its own claim and no other.
pub fn may_pay(session: &DebtorSession, claim: &ClaimId) -> bool {
    session.assurance > Assurance::PayLink || session.claim_id.as_deref() == Some(claim.as_str())
}

/// What an address asks for: an instalment of a plan, named claims with or without amounts, or everything that asks for
/// payment.
pub async fn from_address(app: &App, session: &DebtorSession, pairs: &Pairs) -> Result<Choice> {
    let (file, mut choice) = load(app, session).await?;
    if let Some(id) = field(pairs, "plan") {
        match field(pairs, "extra") {
            Some(quote) => choose_extra(app, session, &file, &mut choice, quote).await?,
            None => choose_plan(app, session, &file, &mut choice, id, field(pairs, "all").is_some()).await?,
        }
        return Ok(choice);
    }
    // What a plan covers is paid through the plan.
    choice.lines.retain(|line| line.claim.state != ClaimState::InPlan);
    let named: Vec<&str> = pairs.iter().filter(|(key, _)| key == "claim").map(|(_, value)| value.as_str()).collect();
    if named.is_empty() && field(pairs, "chosen").is_none() {
        let one = session.assurance == Assurance::PayLink;
        for line in &mut choice.lines {
            let asked = line.claim.state.asks_payment() && line.claim.currency == Currency::EUR;
            line.chosen = (asked || one).then(|| line.claim.balance.total());
        }
        return Ok(choice);
    }
    if let Some(sum) = field(pairs, "sum").map(str::trim).filter(|sum| !sum.is_empty()) {
        choose_sum(session, &mut choice, &named, sum, field(pairs, "first").unwrap_or_default());
        return Ok(choice);
    }
    for line in &mut choice.lines {
        if named.contains(&line.claim.id.as_str()) {
            choose_typed(session, line, field(pairs, &format!("amount.{}", line.claim.id)));
        }
    }
    choice.nothing = choice.lines.iter().all(|line| line.chosen.is_none() && line.error.is_none());
    Ok(choice)
}

/// What a form says is to be paid, in cents: exactly what was shown.
pub async fn from_form(app: &App, session: &DebtorSession, pairs: &Pairs) -> Result<(Choice, Vec<(ClaimId, Cents)>)> {
    let (_, mut choice) = load(app, session).await?;
    let mut parts = Vec::new();
    for (key, value) in pairs {
        let Some(id) = key.strip_prefix("part.") else { continue };
        let cents = value.parse().map_err(|_| Error::Refused("an amount of a payment's part".to_owned()))?;
        parts.push((ClaimId(id.to_owned()), Cents(cents)));
    }
    for line in &mut choice.lines {
        line.chosen = parts.iter().find(|(id, _)| *id == line.claim.id).map(|(_, cents)| *cents);
    }
    choice.plan_id = field(pairs, "plan").map(|id| PlanId(id.to_owned()));
    choice.extra = field(pairs, "extra").map(|id| QuoteId(id.to_owned()));
    if choice.plan_id.is_none() {
        choice.lines.retain(|line| line.claim.state != ClaimState::InPlan);
    }
    parts.retain(|(id, _)| choice.lines.iter().any(|line| line.claim.id == *id));
    Ok((choice, parts))
}

fn choose_typed(session: &DebtorSession, line: &mut PayLine, typed: Option<&str>) {
    let lang = session.visitor.lang;
    let t = texts(lang);
    let open = line.claim.open();
    let typed = typed.map(str::trim).filter(|text| !text.is_empty());
    line.typed = typed.map(str::to_owned);
    match typed.map(|text| parse_typed(text, lang)) {
        None => line.chosen = Some(Cents(open.cents)),
        Some(Ok(cents)) if cents.0 > open.cents => {
            line.error = Some(fill(t.error_too_much, &[("open", &open.format(lang))]));
        }
        Some(Ok(cents)) if cents.is_positive() => line.chosen = Some(cents),
        Some(_) => line.error = Some(t.error_amount.to_owned()),
    }
}

/// One amount over the claims that were ticked: the one named first, then the oldest due. What comes out is shown as the
/// amounts of the claims, which the debtor can still change; only what they then confirm is paid.
fn choose_sum(session: &DebtorSession, choice: &mut Choice, named: &[&str], typed: &str, first: &str) {
    let lang = session.visitor.lang;
    choice.one = OneAmount { typed: typed.to_owned(), error: None, first: first.to_owned() };
    let ticked: Vec<&PayLine> = choice.lines.iter().filter(|line| named.contains(&line.claim.id.as_str())).collect();
    let Some(currency) = ticked.first().map(|line| line.claim.currency) else {
        choice.nothing = true;
        return;
    };
    let open: Cents = ticked.iter().map(|line| line.claim.balance.total()).sum();
    let t = texts(lang);
    let error = match parse_typed(typed, lang) {
        _ if ticked.iter().any(|line| line.claim.currency != currency) => {
            Err(paying::texts(lang).one_currency.to_owned())
        }
        Ok(cents) if cents > open => {
            let open = Money { cents: open.0, currency }.format(lang);
            Err(fill(t.error_too_much, &[("open", &open)]))
        }
        Ok(cents) if cents.is_positive() => Ok(cents),
        _ => Err(t.error_amount.to_owned()),
    };
    match error {
        Err(error) => {
            choice.one.error = Some(error);
            // What was ticked stays ticked.
            for line in choice.lines.iter_mut().filter(|line| named.contains(&line.claim.id.as_str())) {
                line.chosen = Some(line.claim.balance.total());
            }
        }
        Ok(cents) => {
            let claims: Vec<OpenClaim> = ticked.iter().map(|line| open_claim(line)).collect();
            let spread = spread(cents, &claims, &[ClaimId(first.to_owned())]);
            for line in &mut choice.lines {
                let part = spread.parts.iter().find(|part| part.claim_id == line.claim.id);
                line.chosen = part.map(|part| part.paid.total());
            }
        }
    }
}

fn open_claim(line: &PayLine) -> OpenClaim {
    OpenClaim {
        claim_id: line.claim.id.clone(),
        due_on: line.claim.due_on,
        balance: line.claim.balance,
        order: line.order,
    }
}

/// An instalment: what is due of the plan now, else the next one; or `whole`, all that is left of it; over the plan's
/// claims in their order.
async fn choose_plan(
    app: &App,
    session: &DebtorSession,
    file: &DebtorFile,
    choice: &mut Choice,
    id: &str,
    whole: bool,
) -> Result<()> {
    let plan = file.plan.as_ref().filter(|plan| plan.id.as_str() == id).ok_or(Error::NotFound("plan"))?;
    let stand = plan.standing(app.today());
    let asked = match stand.due_now {
        // What the bank was asked for is not paid a second time.
        _ if whole => (stand.left - plan.collecting).or_zero(),
        due if due.is_positive() => due,
        _ => stand.next_open,
    };
    choose_of_plan(app, session, plan, choice, asked).await
}

/// An extra payment: all of what its quote was made for.
async fn choose_extra(
    app: &App,
    session: &DebtorSession,
    file: &DebtorFile,
    choice: &mut Choice,
    quote: &str,
) -> Result<()> {
    let quote = plan::find_quote(&app.db, &session.debtor, quote).await?.ok_or(Error::NotFound("quote"))?;
    let of_plan = |plan: &&PlanRow| quote.new.base.as_ref().is_some_and(|base| base.plan == plan.id);
    let plan = file.plan.as_ref().filter(of_plan).ok_or(Error::NotFound("quote"))?;
    choose_of_plan(app, session, plan, choice, quote.new.extra).await?;
    choice.extra = Some(quote.id);
    Ok(())
}

async fn choose_of_plan(
    app: &App,
    session: &DebtorSession,
    plan: &PlanRow,
    choice: &mut Choice,
    asked: Cents,
) -> Result<()> {
    let mut conn = app.db.read().acquire().await?;
    let shares = instalment::list_shares(&mut conn, &session.debtor, &plan.id).await?;
    let open = choice.lines.iter().map(|line| (line.claim.id.clone(), line.claim.balance.total())).collect();
    // Never more than is open of a claim, whatever was paid beside the plan or went back.
    let parts = pays_open(&shares, &open, plan.paid + plan.collecting, asked);
    choice.lines.retain(|line| parts.iter().any(|(claim, _)| *claim == line.claim.id));
    for line in &mut choice.lines {
        line.chosen = parts.iter().find(|(claim, _)| *claim == line.claim.id).map(|(_, cents)| *cents);
    }
    choice.plan_id = Some(plan.id.clone());
    Ok(())
}

/// What is chosen together.
pub fn total(lines: &[PayLine]) -> Money {
    let chosen = || lines.iter().filter(|line| line.chosen.is_some());
    Money {
        cents: chosen().filter_map(|line| line.chosen).map(|cents| cents.0).sum(),
        currency: chosen().next().map_or(Currency::EUR, |line| line.claim.currency),
    }
}
