//! Payments on bank statements that belong to no file yet: listed with what they may be, decided by an agent.

use super::{AnyPage, queue, respond};
use crate::app::App;
use crate::bank::book::{book_on_claim_in, book_return_in};
use crate::bank::look::{look, look_back};
use crate::db::bank_entry::{self, EntryRow};
use crate::db::bank_match;
use crate::db::posting::Payable;
use crate::db::submission::{self, Submission};
use crate::db::{DebtorTx, Tx, audit};
use crate::error::{Error, Result};
use crate::web::portal::forms::see_other;
use crate::web::problem;
use crate::web::session::AgentSession;
use crate::{new_id, owned_key};
use axum::extract::{Form, Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use effen::bank::{EntryEvent, EntryState};
use effen::dates::short_near;
use effen::ids::{ClaimId, DebtorId};
use effen::kinds::Lang;
use effen::matching::{Candidate, Verdict};
use effen::money::Money;
use effen::reference::Iban;
use effen_app::pages::console::bank::{
    Choice, EntryModel, ListModel, NOTE_CHARS_MAX, Returnable, Row, Show, entry as entry_page, list as list_page,
};
use effen_app::texts::bank::{self as words, texts};
use serde::Deserialize;
use sqlx::AnyConnection;

/// Payments on one page of the list.
const LIST_MAX: i64 = 100;
/// Files whose claims are shown for one search.
const FILES_MAX: usize = 5;
/// States of what is done.
const BOOKED: [EntryState; 3] = [EntryState::Booked, EntryState::Returned, EntryState::Settled];
/// Characters of what the payer wrote that the list shows.
const EXCERPT_CHARS: usize = 80;

#[derive(Debug, Default, Deserialize)]
pub struct ListQuery {
    #[serde(default)]
    show: String,
}

/// The list.
pub async fn list(State(app): State<App>, session: AgentSession, Query(query): Query<ListQuery>) -> Response {
    let lang = session.visitor.lang;
    let (show, states): (Show, &[EntryState]) = match query.show.as_str() {
        "aside" => (Show::Aside, &[EntryState::SetAside]),
        "booked" => (Show::Booked, &BOOKED),
        _ => (Show::Open, &[EntryState::Proposed, EntryState::Unmatched]),
    };
    let made = async {
        let mut rows = bank_entry::list_seen(&app.db, &session.agent, states, LIST_MAX + 1).await?;
        let more = rows.len() as i64 > LIST_MAX;
        rows.truncate(LIST_MAX as usize);
        let counted = bank_entry::list_counts(&app.db, &session.agent).await?;
        let count =
            |wanted: &[EntryState]| counted.iter().filter(|(state, _)| wanted.contains(state)).map(|(_, n)| n).sum();
        // What is nobody's is everybody's to look at who serves every creditor.
        let unassigned = if session.all_creditors { bank_entry::list_unassigned(&app.db).await? } else { Vec::new() };
        let model = ListModel {
            lang,
            queue: queue::load(&app, &session).await?,
            show,
            counts: [
                count(&[EntryState::Proposed, EntryState::Unmatched]),
                count(&[EntryState::SetAside]),
                count(&BOOKED),
            ],
            unassigned: unassigned.into_iter().filter(|sum| sum.cents != 0).map(|sum| sum.format(lang)).collect(),
            rows: rows.into_iter().map(|row| line(&app, lang, row)).collect(),
            more,
        };
        let page: AnyPage = (StatusCode::OK, Box::new(move || list_page(model)));
        Ok(page)
    };
    respond(&app, &session, texts(lang).title, "/console/payments", made.await).await
}

fn line(app: &App, lang: Lang, row: EntryRow) -> Row {
    let mut text: String = row.remittance.chars().take(EXCERPT_CHARS).collect();
    if text.is_empty() {
        text = row.structured.replace('\n', ", ");
    }
    Row {
        day: short_near(row.booked_on, app.today(), lang),
        amount: row.amount.format(lang),
        who: if row.party_name.is_empty() { grouped(&row.party_iban) } else { row.party_name },
        text,
        state: words::state(lang, row.state),
        id: row.id,
    }
}

fn grouped(number: &str) -> String {
    number.parse::<Iban>().map_or_else(|_| number.to_owned(), |iban| iban.grouped())
}

#[derive(Debug, Default, Deserialize)]
pub struct EntryQuery {
    #[serde(default)]
    q: String,
}

/// What comes back with a page whose form was refused.
#[derive(Default)]
struct Back {
    note: Option<String>,
    error: Option<(&'static str, &'static str)>,
}

/// One payment.
pub async fn show(
    State(app): State<App>,
    session: AgentSession,
    Path(id): Path<String>,
    Query(query): Query<EntryQuery>,
) -> Response {
    render(&app, &session, &id, query.q.trim(), Back::default()).await
}

async fn render(app: &App, session: &AgentSession, id: &str, q: &str, back: Back) -> Response {
    let status = if back.error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let made = load(app, session, id, q, back).await.map(|model| {
        let page: AnyPage = (status, Box::new(move || entry_page(model)));
        page
    });
    let title = texts(session.visitor.lang).title;
    respond(app, session, title, &format!("/console/payments/{id}"), made).await
}

async fn load(app: &App, session: &AgentSession, id: &str, q: &str, back: Back) -> Result<EntryModel> {
    let lang = session.visitor.lang;
    let mut conn = app.db.read().acquire().await?;
    let entry = bank_entry::find(&mut conn, id).await?.ok_or(Error::NotFound("bank entry"))?;
    let is_open = matches!(entry.state, EntryState::Unmatched | EntryState::Proposed);
    let (mut proposals, mut returnable) = (Vec::new(), Vec::new());
    if is_open {
        let looked = look(&mut conn, &entry).await?;
        for candidate in candidates(looked.verdict) {
            let claims = looked.claims.get(&candidate.debtor_id).map(Vec::as_slice).unwrap_or_default();
            proposals.extend(choice(&mut conn, lang, &candidate, claims).await?);
        }
        for original in look_back(&mut conn, &entry).await?.possible {
            returnable.extend(returned(&mut conn, app, lang, &original).await?);
        }
    }
    let found = if q.is_empty() || !is_open { None } else { Some(find(app, session, &mut conn, &entry, q).await?) };
    let file = match &entry.debtor {
        Some(debtor) => Some((debtor.to_string(), bank_match::find_file(&mut conn, debtor).await?.0)),
        None => None,
    };
    drop(conn);
    Ok(EntryModel {
        lang,
        queue: queue::load(app, session).await?,
        key: new_id::uuid(),
        received: entry.amount.cents > 0,
        amount: Money { cents: entry.amount.cents.abs(), ..entry.amount }.format(lang),
        facts: facts(app, lang, &entry),
        state: entry.state,
        file,
        proposals,
        q: q.to_owned(),
        found,
        returnable,
        note: back.note.unwrap_or(entry.note),
        error: back.error,
        id: entry.id,
    })
}

fn candidates(verdict: Verdict) -> Vec<Candidate> {
    match verdict {
        Verdict::Book(candidate) => vec![candidate],
        Verdict::Propose(candidates) => candidates,
        Verdict::Nothing => Vec::new(),
    }
}

fn facts(app: &App, lang: Lang, entry: &EntryRow) -> Vec<(&'static str, String)> {
    let t = texts(lang);
    let references = [&entry.structured, &entry.end_to_end_id, &entry.bank_reference];
    let references: Vec<&str> =
        references.into_iter().flat_map(|text| text.lines()).filter(|text| !text.is_empty()).collect();
    let or_unknown = |text: &str| if text.is_empty() { t.unknown.to_owned() } else { text.to_owned() };
    let mut facts = vec![
        (t.day, short_near(entry.booked_on, app.today(), lang)),
        (t.who, or_unknown(&entry.party_name)),
        (t.account, or_unknown(&grouped(&entry.party_iban))),
        (t.text, or_unknown(&entry.remittance)),
        (t.references, references.join(", ")),
        (t.our_account, grouped(&entry.account)),
        (t.returned_why, entry.return_reason.clone()),
        (t.state, words::state(lang, entry.state).to_owned()),
    ];
    if entry.state != EntryState::SetAside {
        facts.push((t.note, entry.note.clone()));
    }
    facts.retain(|(_, value)| !value.is_empty());
    facts
}

/// A candidate as a choice; none if its claim is no longer among the debtor's.
async fn choice(
    conn: &mut AnyConnection,
    lang: Lang,
    candidate: &Candidate,
    claims: &[Payable],
) -> Result<Option<Choice>> {
    let Some(payable) = claims.iter().find(|payable| payable.open.claim_id == candidate.claim_id) else {
        return Ok(None);
    };
    let (reference, name, _) = bank_match::find_file(conn, &candidate.debtor_id).await?;
    let open = Money { cents: payable.open.balance.total().0, currency: payable.currency };
    Ok(Some(Choice {
        claim_id: candidate.claim_id.to_string(),
        claim: format!("{} {}", payable.creditor_name, payable.number),
        debtor_id: candidate.debtor_id.to_string(),
        file: format!("{reference}, {name}"),
        open: open.format(lang),
        why: candidate.reasons.iter().map(|reason| words::reason(lang, *reason)).collect(),
    }))
}

/// Open claims of the files that a search finds.
async fn find(
    app: &App,
    session: &AgentSession,
    conn: &mut AnyConnection,
    entry: &EntryRow,
    q: &str,
) -> Result<Vec<Choice>> {
    let lang = session.visitor.lang;
    let mut found = Vec::new();
    for file in crate::search::find(app, &session.agent, q).await?.files.into_iter().take(FILES_MAX) {
        let debtor_id = DebtorId(file.id);
        let claims = bank_match::list_claims(conn, &debtor_id, entry.amount.currency).await?;
        for payable in claims.iter().filter(|payable| payable.open.balance.total().is_positive()) {
            let candidate = Candidate {
                claim_id: payable.open.claim_id.clone(),
                debtor_id: debtor_id.clone(),
                open: payable.open.balance.total(),
                reasons: Default::default(),
            };
            found.extend(choice(conn, lang, &candidate, &claims).await?);
        }
    }
    Ok(found)
}

async fn returned(conn: &mut AnyConnection, app: &App, lang: Lang, original: &EntryRow) -> Result<Option<Returnable>> {
    let Some(debtor) = &original.debtor else { return Ok(None) };
    let (reference, name, _) = bank_match::find_file(conn, debtor).await?;
    let day = short_near(original.booked_on, app.today(), lang);
    let what = format!("{day}, {}", original.amount.format(lang));
    Ok(Some(Returnable { id: original.id.clone(), what, file: format!("{reference}, {name}") }))
}

#[derive(Debug, Default, Deserialize)]
pub struct Decision {
    #[serde(default)]
    pub(super) key: String,
    #[serde(default)]
    claim: String,
    #[serde(default)]
    entry: String,
    #[serde(default)]
    note: String,
}

/// A form in the middle of being carried out: who sent it, under which key, with what.
pub(super) struct Sent<'a> {
    actor: &'a str,
    key: String,
    fingerprint: String,
}

impl<'a> Sent<'a> {
    pub(super) fn new(session: &'a AgentSession, act: &str, id: &str, decision: &Decision) -> Result<Self> {
        owned_key::check_length(&decision.key)?;
        let content = [act, id, &decision.claim, &decision.entry, &decision.note].join("\u{1f}");
        let (key, fingerprint) = (format!("payment:{}", decision.key), new_id::token_hash(&content));
        Ok(Self { actor: session.agent.as_str(), key, fingerprint })
    }

    /// Was it carried out before?
    pub(super) async fn is_repeat(&self, tx: &mut Tx) -> Result<bool> {
        Ok(submission::find(tx, self.actor, &self.key, &self.fingerprint).await? != Submission::Fresh)
    }

    async fn done(&self, tx: &mut Tx, id: &str, now_ms: i64) -> Result<()> {
        let location = format!("/console/payments/{id}");
        submission::create(tx, self.actor, &self.key, &self.fingerprint, &location, now_ms).await
    }
}

/// Back to the payment's page; or the page with what is wrong, where somebody was quicker or it does not fit.
pub(super) async fn answer(
    app: &App,
    session: &AgentSession,
    id: &str,
    done: Result<()>,
    note: Option<String>,
) -> Response {
    match done {
        Ok(()) => see_other(&format!("/console/payments/{id}")),
        Err(Error::Refused(why)) => {
            tracing::info!(why, id, "a payment was not booked as an agent chose");
            let error = Some(("content", texts(session.visitor.lang).has_moved));
            render(app, session, id, "", Back { note, error }).await
        }
        Err(error) => problem::respond(app, &session.visitor, &error).await,
    }
}

/// Books a payment on the claim that an agent chose.
pub async fn book(
    State(app): State<App>,
    session: AgentSession,
    Path(id): Path<String>,
    Form(decision): Form<Decision>,
) -> Response {
    if decision.claim.is_empty() {
        let error = Some(("claim", texts(session.visitor.lang).choose_one));
        return render(&app, &session, &id, "", Back { note: None, error }).await;
    }
    let claim = ClaimId(decision.claim.clone());
    let done = async {
        let sent = Sent::new(&session, "book", &id, &decision)?;
        let mut conn = app.db.read().acquire().await?;
        let debtor = bank_match::find_debtor_of(&mut conn, &claim).await?.ok_or(Error::NotFound("claim"))?;
        drop(conn);
        let mut tx = app.db.begin_debtor(&debtor, app.now()).await?;
        if sent.is_repeat(&mut tx.tx).await? {
            return Ok(());
        }
        book_on_claim_in(&mut tx, &id, &claim, &format!("agent:{}", session.agent)).await?;
        commit(tx, &sent, &id).await
    };
    answer(&app, &session, &id, done.await, None).await
}

/// Books money that left the account as the return of the payment that an agent chose.
pub async fn take_back(
    State(app): State<App>,
    session: AgentSession,
    Path(id): Path<String>,
    Form(decision): Form<Decision>,
) -> Response {
    if decision.entry.is_empty() {
        let error = Some(("claim", texts(session.visitor.lang).choose_one));
        return render(&app, &session, &id, "", Back { note: None, error }).await;
    }
    let done = async {
        let sent = Sent::new(&session, "return", &id, &decision)?;
        let mut conn = app.db.read().acquire().await?;
        let original = bank_entry::find(&mut conn, &decision.entry).await?.ok_or(Error::NotFound("bank entry"))?;
        drop(conn);
        let debtor = original.debtor.ok_or_else(|| Error::Refused("the payment was booked for nobody".to_owned()))?;
        let mut tx = app.db.begin_debtor(&debtor, app.now()).await?;
        if sent.is_repeat(&mut tx.tx).await? {
            return Ok(());
        }
        book_return_in(&mut tx, &id, &decision.entry, &format!("agent:{}", session.agent)).await?;
        commit(tx, &sent, &id).await
    };
    answer(&app, &session, &id, done.await, None).await
}

pub(super) async fn commit(mut tx: DebtorTx, sent: &Sent<'_>, id: &str) -> Result<()> {
    let now = tx.now_ms();
    sent.done(&mut tx.tx, id, now).await?;
    tx.commit().await
}

/// Sets a payment aside, with a note.
pub async fn set_aside(
    State(app): State<App>,
    session: AgentSession,
    Path(id): Path<String>,
    Form(decision): Form<Decision>,
) -> Response {
    let note = decision.note.trim().to_owned();
    if note.is_empty() || note.chars().count() > NOTE_CHARS_MAX {
        let error = Some(("note", texts(session.visitor.lang).note_needed));
        return render(&app, &session, &id, "", Back { note: Some(decision.note), error }).await;
    }
    let done = move_on(&app, &session, &id, &decision, EntryEvent::SetAside, Some(&note)).await;
    answer(&app, &session, &id, done, Some(note)).await
}

/// Takes a payment up again.
pub async fn reopen(
    State(app): State<App>,
    session: AgentSession,
    Path(id): Path<String>,
    Form(decision): Form<Decision>,
) -> Response {
    let done = move_on(&app, &session, &id, &decision, EntryEvent::Reopen, None).await;
    answer(&app, &session, &id, done, None).await
}

async fn move_on(
    app: &App,
    session: &AgentSession,
    id: &str,
    decision: &Decision,
    event: EntryEvent,
    note: Option<&str>,
) -> Result<()> {
    let sent = Sent::new(session, event.as_str(), id, decision)?;
    let (by, now) = (format!("agent:{}", session.agent), app.now_ms());
    let mut tx = app.db.begin().await?;
    if sent.is_repeat(&mut tx).await? {
        return Ok(());
    }
    let entry = bank_entry::find(&mut tx, id).await?.ok_or(Error::NotFound("bank entry"))?;
    bank_entry::update_state(&mut tx, &entry, event, &by, now).await?;
    if let Some(note) = note {
        bank_entry::update_note(&mut tx, id, note).await?;
    }
    let action = if event == EntryEvent::SetAside { "bank_entry_set_aside" } else { "bank_entry_reopened" };
    audit::create_without_debtor(&mut tx, now, &by, action, id, "").await?;
    sent.done(&mut tx, id, now).await?;
    Ok(tx.commit().await?)
}
