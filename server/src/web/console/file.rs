//! A file in words, in the agent's language: everything about one debtor on one column.

use super::file_mandates;
use crate::app::App;
use crate::clock::{from_ms, local};
use crate::db::console::{self, ClaimRow, HeadRow, PlanRow};
use crate::db::signal;
use crate::db::{posting, word};
use crate::error::{Error, Result};
use crate::web::session::AgentSession;
use effen::chat::time_words;
use effen::dates::short_near;
use effen::ids::{ClaimId, DebtorId};
use effen::kinds::{Lang, PartyKind, Persona};
use effen::ledger::Balance;
use effen::money::{Cents, Currency, Money, sum_by_currency};
use effen::people::moved::{Move, moves};
use effen::people::reason::Reason;
use effen::people::score::Scores;
use effen::people::signal::{Signal, SignalKind};
use effen_app::console_texts::{self, ConsoleTexts, texts};
use effen_app::islands::console::view::{Claim, FileView, Line, Moved, Reply, Score};
use effen_app::texts::cases::kind as kind_words;
use effen_app::texts::console_helpers as helper_words;
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Acts whose effect on the scores is told.
const MOVES_MAX: usize = 8;
/// Lines of the timeline.
const TIMELINE_MAX: usize = 80;

/// A stored persona as agents call it; '' stays ''.
pub fn persona_name(lang: Lang, stored: &str) -> String {
    stored.parse().map_or_else(|_| String::new(), |persona| console_texts::persona_name(lang, persona).to_owned())
}

/// The words an agent reads.
struct Words {
    lang: Lang,
    today: Date,
    t: &'static ConsoleTexts,
}

impl Words {
    fn time(&self, at: Timestamp) -> String {
        time_words(local(at).datetime(), self.today, self.lang)
    }

    fn day(&self, at_ms: i64) -> String {
        short_near(local(from_ms(at_ms)).date(), self.today, self.lang)
    }
}

/// Reads a file.
pub async fn load(app: &App, session: &AgentSession, debtor: &DebtorId) -> Result<FileView> {
    let lang = session.visitor.lang;
    let head = console::find_head(&app.db, debtor).await?.ok_or(Error::NotFound("debtor"))?;
    let words = Words { lang, today: app.today(), t: texts(lang) };
    let log = signal::list(&app.db, debtor).await?;
    let party: PartyKind = word(&head.kind)?;
    let (claims, settled, open) = claims(app, session, &words, debtor).await?;
    // Who chose the neutral view objected to being scored for it: agents see none either.
    let (scores, reasons) = match head.view_choice.as_str() {
        "neutral" => Default::default(),
        _ => scores(app, &words, debtor, &head.persona).await?,
    };
    let persona = head.persona.parse::<Persona>().ok();
    Ok(FileView {
        debtor_id: debtor.to_string(),
        version: head.version,
        facts: facts(&words, &head, open),
        persona: persona.map(|persona| {
            let name = console_texts::persona_name(lang, persona).to_owned();
            (name, console_texts::persona_hint(lang, persona).to_owned())
        }),
        scores,
        reasons,
        moves: match head.view_choice.as_str() {
            "neutral" => Vec::new(),
            _ => moves(party, &log, signal::weights(), MOVES_MAX).into_iter().map(|act| moved(&words, act)).collect(),
        },
        changes: changes(app, &words, debtor).await?,
        claims,
        settled,
        plan: plans(app, &words, debtor).await?,
        replies: replies(app, session, &words, debtor).await?,
        holds: holds(app, &words, debtor).await?,
        follows_title: effen_app::texts::console_follows::texts(lang).title.to_owned(),
        follows: super::follows::load(app, lang, debtor).await?,
        chances_title: effen_app::texts::console_chances::texts(lang).title.to_owned(),
        chances: super::chances::load(app, lang, party, &log).await?,
        helpers_title: helper_words::texts(lang).title.to_owned(),
        helpers: super::helpers::lines(app, lang, debtor).await?,
        helpers_link: helper_words::texts(lang).manage.to_owned(),
        notices: notices(app, &words, debtor).await?,
        timeline: log.iter().rev().take(TIMELINE_MAX).map(|signal| told(&words, signal)).collect(),
        name: head.name,
    })
}

fn facts(words: &Words, head: &HeadRow, open: String) -> Vec<String> {
    let or_dash = |text: &str| if text.is_empty() { "–".to_owned() } else { text.to_owned() };
    let view = if head.view_choice == "neutral" { words.t.view_neutral } else { words.t.view_auto };
    vec![
        head.reference.clone(),
        open,
        head.language.to_uppercase(),
        or_dash(&head.email),
        or_dash(&head.phone),
        view.to_owned(),
    ]
}

/// Open claims, a line about the rest, and what is open in all (per currency, never summed across).
async fn claims(
    app: &App,
    session: &AgentSession,
    words: &Words,
    debtor: &DebtorId,
) -> Result<(Vec<Claim>, Option<String>, String)> {
    let rows = console::list_claims(&app.db, &session.agent, debtor).await?;
    let mut connection = app.db.read().acquire().await?;
    let balances: BTreeMap<ClaimId, Balance> = posting::list_balances(&mut connection, debtor).await?;
    let (mut shown, mut open, mut left_out) = (Vec::new(), Vec::new(), 0);
    for row in rows {
        let balance = balances.get(&ClaimId(row.id.clone())).copied().unwrap_or_default();
        if balance.total() == Cents::ZERO || row.status == "withdrawn" {
            left_out += 1;
            continue;
        }
        let (claim, amount) = claim(words, row, balance)?;
        shown.push(claim);
        open.push(amount);
    }
    let settled = (left_out > 0).then(|| words.t.claims_settled.replace("{count}", &left_out.to_string()));
    let sums: Vec<String> = sum_by_currency(open).into_iter().map(|sum| sum.format(words.lang)).collect();
    let sum = if sums.is_empty() { Cents::ZERO.format(words.lang) } else { sums.join(" + ") };
    Ok((shown, settled, sum))
}

fn claim(words: &Words, row: ClaimRow, balance: Balance) -> Result<(Claim, Money)> {
    let currency: Currency =
        row.currency.parse().map_err(|_| Error::Broken(format!("the currency '{}'", row.currency)))?;
    let due_on = crate::db::date(&row.due_on)?;
    let late = due_on < words.today;
    let [open, overdue, _, disputed, held, _] = words.t.claim_status;
    let (status, sign) = match (row.status.as_str(), late) {
        ("disputed", _) => (disputed, "held"),
        ("held", _) => (held, "held"),
        (_, true) => (overdue, "late"),
        (_, false) => (open, "open"),
    };
    let money = |cents: Cents| Money { cents: cents.0, currency };
    // 'principal + interest + costs', where there is more than principal.
    let extra = balance.interest != Cents::ZERO || balance.costs != Cents::ZERO;
    let parts = [balance.principal, balance.interest, balance.costs].map(|part| money(part).format(words.lang));
    let claim = Claim {
        name: format!("{} · {}", row.creditor, row.number),
        status: format!("{status}, {}", short_near(due_on, words.today, words.lang)),
        sign: sign.to_owned(),
        open: money(balance.total()).format(words.lang),
        parts: if extra { parts.join(" + ") } else { String::new() },
    };
    Ok((claim, money(balance.total())))
}

async fn scores(app: &App, words: &Words, debtor: &DebtorId, persona: &str) -> Result<(Vec<Score>, Vec<String>)> {
    let Some((scores, reasons)) = console::find_scores(&app.db, debtor).await? else { return Ok(Default::default()) };
    let scores: Scores = serde_json::from_str(&scores)?;
    let bars = scores
        .ranked()
        .into_iter()
        .map(|(one, share)| Score {
            name: console_texts::persona_name(words.lang, one).to_owned(),
            percent: (share * 100.0).round() as i64,
            current: one.as_str() == persona,
        })
        .collect();
    Ok((bars, reason_words(words, &reasons)?))
}

fn reason_words(words: &Words, json: &str) -> Result<Vec<String>> {
    let reasons: Vec<Reason> = serde_json::from_str(json)?;
    Ok(reasons.iter().map(|reason| reason.words(words.lang)).collect())
}

fn moved(words: &Words, act: Move) -> Moved {
    let first_name = |persona| {
        let name = console_texts::persona_name(words.lang, persona);
        name.split(',').next().unwrap_or(name)
    };
    let shift = |(persona, share): &(Persona, f64)| {
        let points = (share * 100.0).round() as i64;
        (points != 0)
            .then(|| format!("{} {}{}", first_name(*persona), if points > 0 { "+" } else { "−" }, points.abs()))
    };
    let amount = act.amount_cents.map(|cents| format!(", {}", Cents(cents).format(words.lang))).unwrap_or_default();
    let shifts: Vec<String> = act.shifts.iter().filter_map(shift).take(3).collect();
    let why: Vec<String> = act.why.iter().map(|reason| reason.words(words.lang)).collect();
    Moved {
        time: words.time(act.at),
        act: format!("{}{amount}", act.kind.words(words.lang)),
        why: if shifts.is_empty() { String::new() } else { why.join("; ") },
        shifts,
    }
}

fn told(words: &Words, signal: &Signal) -> Line {
    let amount = signal.amount_cents.map(|cents| Cents(cents).format(words.lang)).unwrap_or_default();
    Line { time: words.time(signal.occurred_at), text: signal.kind.words(words.lang).to_owned(), more: amount }
}

async fn changes(app: &App, words: &Words, debtor: &DebtorId) -> Result<Vec<Line>> {
    let rows = console::list_changes(&app.db, debtor).await?;
    rows.into_iter()
        .map(|(from, to, reasons, at)| {
            let name = |stored: &str| match persona_name(words.lang, stored) {
                name if name.is_empty() => "–".to_owned(),
                name => name,
            };
            Ok(Line {
                time: words.time(from_ms(at)),
                text: format!("{} → {}", name(&from), name(&to)),
                more: reason_words(words, &reasons)?.join("; "),
            })
        })
        .collect()
}

async fn plans(app: &App, words: &Words, debtor: &DebtorId) -> Result<Vec<Line>> {
    let rows = console::list_plans(&app.db, debtor).await?;
    let told: Result<Vec<Line>> = rows
        .into_iter()
        .map(|row| {
            let end = short_near(crate::db::date(&row.last_due_on)?, words.today, words.lang);
            let amount = |cents| Cents(cents).format(words.lang);
            let line = words.t.plan_line.replace("{paid}", &amount(row.paid_cents));
            let line = line.replace("{total}", &amount(row.total_cents)).replace("{end}", &end);
            Ok(Line { time: words.day(row.agreed_at), text: line, more: plan_status(words.lang, &row).into() })
        })
        .collect();
    // A mandate pays a plan: it stands right below.
    Ok([told?, file_mandates::list(app, words.lang, debtor).await?].concat())
}

/// A plan's end in the words of the signal that tells it; a running plan needs none, unless it waits for an agent.
fn plan_status(lang: Lang, row: &PlanRow) -> &'static str {
    match row.status.as_str() {
        _ if row.reviews > 0 => effen_app::texts::console_plans::texts(lang).waits,
        "completed" => SignalKind::PlanCompleted.words(lang),
        "broken" => SignalKind::PlanBroken.words(lang),
        _ => "",
    }
}

async fn replies(app: &App, session: &AgentSession, words: &Words, debtor: &DebtorId) -> Result<Vec<Reply>> {
    let rows = console::list_open_replies(&app.db, &session.agent, debtor).await?;
    let reply = |(id, kind, body, at): (String, String, String, i64)| Reply {
        id,
        time: words.time(from_ms(at)),
        kind: kind.parse().map_or(kind, |kind| kind_words(kind, words.lang).to_owned()),
        body,
    };
    Ok(rows.into_iter().map(reply).collect())
}

async fn holds(app: &App, words: &Words, debtor: &DebtorId) -> Result<Vec<String>> {
    let rows = console::list_holds(&app.db, debtor, app.now_ms()).await?;
    let told = |(since, until): (i64, Option<i64>)| match until {
        None => words.t.hold.replace("{since}", &words.day(since)),
        Some(until) => words.t.hold_until.replace("{since}", &words.day(since)).replace("{until}", &words.day(until)),
    };
    Ok(rows.into_iter().map(told).collect())
}

async fn notices(app: &App, words: &Words, debtor: &DebtorId) -> Result<Vec<Line>> {
    let rows = console::list_notices(&app.db, debtor).await?;
    let line =
        |(channel, subject, status, made, sent, followed): (String, String, String, i64, Option<i64>, Option<i64>)| {
            let more = match (followed, sent) {
                (Some(_), _) => SignalKind::NoticeClicked.words(words.lang).to_owned(),
                (None, Some(_)) => channel,
                (None, None) => format!("{channel} · {status}"),
            };
            Line { time: words.time(from_ms(sent.unwrap_or(made))), text: subject, more }
        };
    Ok(rows.into_iter().map(line).collect())
}
