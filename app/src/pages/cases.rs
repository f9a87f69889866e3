//! 'Your questions and reports': the list, and one of them with its status, what happens next and by when.

use crate::pages::invoice::textarea;
use crate::pages::tell::next_steps;
use crate::parts::files::{FileItem, FileLimits, file_field, file_list};
use crate::parts::{ErrorSummary, FormKey};
use crate::texts::cases::{self as words, CasesTexts, texts};
use crate::texts::fill;
use effen::cases::form::CaseField;
use effen::cases::{AnswerTerms, CaseEvent, CaseHold, CaseKind, CaseStatus};
use effen::dates::{long_near, short};
use effen::kinds::{Country, Lang};
use jiff::civil::Date;
use leptos::prelude::*;

/// A case in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseLine {
    /// Its id.
    pub id: String,
    /// What it is about.
    pub kind: CaseKind,
    /// Where it stands.
    pub status: CaseStatus,
    /// Number and creditor of its claim.
    pub claim: Option<(String, String)>,
    /// When it came in.
    pub received_on: Date,
    /// By when we answer, while it is open.
    pub answer_by: Option<Date>,
}

/// What the list shows.
#[derive(Debug, Clone)]
pub struct CasesModel {
    /// Language.
    pub lang: Lang,
    /// Today.
    pub today: Date,
    /// The latest first.
    pub cases: Vec<CaseLine>,
}

/// The kinds that can be told without an invoice.
pub const WITHOUT_CLAIM: [CaseKind; 5] =
    [CaseKind::Moved, CaseKind::Administrator, CaseKind::Deceased, CaseKind::LongerPause, CaseKind::Complaint];

/// The list.
pub fn list(model: CasesModel) -> AnyView {
    let (t, lang) = (texts(model.lang), model.lang);
    let none = model.cases.is_empty().then(|| view! { <p>{t.none}</p> });
    let rows = model.cases.iter().map(|case| row(case, t, lang, model.today)).collect::<Vec<_>>();
    let table = (!rows.is_empty()).then(|| {
        view! {
            <table class="table">
                <thead><tr>
                    <th scope="col">{t.col_what}</th><th scope="col">{t.col_status}</th>
                    <th scope="col">{t.col_when}</th><th scope="col">{t.col_answer}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        }
    });
    view! {
        <h1>{t.title}</h1>
        <p class="lead">{t.lead}</p>
        {none}
        {table}
        {new_links(t, lang)}
    }
    .into_any()
}

/// What can be told or asked without an invoice.
pub fn new_links(t: &'static CasesTexts, lang: Lang) -> AnyView {
    let links = WITHOUT_CLAIM
        .into_iter()
        .map(|kind| view! { <li><a class="link-row" href=format!("/tell/{kind}")>{words::kind(kind, lang)}</a></li> })
        .collect_view();
    view! { <section class="block" id="tell"><h2>{t.new_title}</h2><ul class="stack-tight">{links}</ul></section> }
        .into_any()
}

fn row(case: &CaseLine, t: &'static CasesTexts, lang: Lang, today: Date) -> AnyView {
    let about = case.claim.as_ref().map(|(number, creditor)| {
        view! { <small>{words::about(number, creditor, lang)}</small> }
    });
    let by = case.answer_by.map(|by| long_near(by, today, lang)).unwrap_or_default();
    view! {
        <tr>
            <th scope="row" data-label=t.col_what>
                <a href=format!("/cases/{}", case.id)>{words::kind(case.kind, lang)}</a> " " {about}
            </th>
            <td data-label=t.col_status>{sign(case.status, lang)}</td>
            <td data-label=t.col_when>{short(case.received_on, lang)}</td>
            <td data-label=t.col_answer>{by}</td>
        </tr>
    }
    .into_any()
}

/// The status with its sign.
pub fn sign(status: CaseStatus, lang: Lang) -> AnyView {
    let class = match status {
        CaseStatus::Received | CaseStatus::InHand => "status status-held",
        CaseStatus::Question => "status status-late",
        CaseStatus::Granted => "status status-paid",
        CaseStatus::Rejected | CaseStatus::Withdrawn => "status status-open",
    };
    view! { <span class=class>{words::status(status, lang)}</span> }.into_any()
}

/// Something that happened; `None`: it came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happened {
    /// When.
    pub on: Date,
    /// What.
    pub event: Option<CaseEvent>,
    /// What was written.
    pub words: String,
}

/// What the page of one case shows.
#[derive(Debug, Clone)]
pub struct CaseModel {
    /// Language.
    pub lang: Lang,
    /// Today.
    pub today: Date,
    /// Whose complaints bodies.
    pub country: Country,
    /// The case.
    pub line: CaseLine,
    /// The claim's id.
    pub claim_id: Option<String>,
    /// What was filled in, ready to be read.
    pub told: Vec<(CaseField, String)>,
    /// Files.
    pub files: Vec<FileItem>,
    /// What happened, in order.
    pub events: Vec<Happened>,
    /// Does its hold run, and until when?
    pub held: Option<Option<Date>>,
    /// What keeps running meanwhile: the claim's cost meter.
    pub meter: Vec<String>,
    /// By when the receipt of a complaint is confirmed.
    pub receipt_by: Date,
    /// By when we answer, and where to go next.
    pub terms: AnswerTerms,
    /// What may be sent.
    pub limits: FileLimits,
    /// What was typed into the answer.
    pub typed: String,
    /// What is wrong with the answer's text.
    pub wrong: Option<String>,
    /// What is wrong with its files.
    pub files_wrong: Option<String>,
    /// Idempotency key.
    pub key: String,
}

/// One case.
pub fn page(model: CaseModel) -> AnyView {
    let (t, lang) = (texts(model.lang), model.lang);
    let tell = crate::texts::tell::texts(lang);
    let mut errors: Vec<(&'static str, String)> = model.wrong.iter().map(|text| ("body", text.clone())).collect();
    errors.extend(model.files_wrong.iter().map(|text| ("files", text.clone())));
    let about =
        model.line.claim.as_ref().map(|(number, creditor)| view! { <p>{words::about(number, creditor, lang)}</p> });
    let complaint = matches!(model.line.kind, CaseKind::Complaint) || model.line.status == CaseStatus::Rejected;
    let files = (!model.files.is_empty()).then(|| {
        view! { <section class="block"><h2>{t.files_title}</h2>{file_list(model.files.clone(), lang)}</section> }
    });
    view! {
        <ErrorSummary title=tell.check errors=errors/>
        <h1>{words::kind(model.line.kind, lang)}</h1>
        {about}
        <p>{sign(model.line.status, lang)}</p>
        {next(&model, t)}
        {answer(&model, t)}
        {runs(&model, t)}
        {thread(&model, t)}
        {told(&model, t)}
        {files}
        {withdraw(&model, t)}
        {complaint.then(|| next_steps(&model.terms, model.country, lang))}
        {links(&model, t)}
    }
    .into_any()
}

/// What happens next, and by when.
fn next(model: &CaseModel, t: &'static CasesTexts) -> AnyView {
    let day = |date: Date| long_near(date, model.today, model.lang);
    let (kind, by) = (model.line.kind, model.line.answer_by.map(day).unwrap_or_default());
    let text = match model.line.status {
        CaseStatus::Received if kind == CaseKind::Complaint => {
            fill(t.next_complaint, &[("receipt", &day(model.receipt_by)), ("date", &by)])
        }
        CaseStatus::Received if kind == CaseKind::Callback => fill(t.next_callback, &[("date", &by)]),
        CaseStatus::Received | CaseStatus::InHand if kind == CaseKind::TimeBarred => {
            fill(t.next_time_barred, &[("date", &by)])
        }
        CaseStatus::Received | CaseStatus::InHand if kind == CaseKind::CostsAbove => {
            fill(t.next_costs_above, &[("date", &by)])
        }
        CaseStatus::Received => fill(t.next_received, &[("date", &by)]),
        CaseStatus::InHand => fill(t.next_in_hand, &[("date", &by)]),
        CaseStatus::Question => t.next_question.to_owned(),
        CaseStatus::Granted => t.next_done.to_owned(),
        CaseStatus::Rejected => t.next_rejected.to_owned(),
        CaseStatus::Withdrawn => t.next_withdrawn.to_owned(),
    };
    let quiet = model.held.map(|until| match (until, kind.hold()) {
        (Some(until), _) => fill(t.quiet_until, &[("date", &day(until))]),
        (None, CaseHold::Claim) => t.quiet_claim.to_owned(),
        (None, _) => t.quiet_file.to_owned(),
    });
    view! {
        <section class="block card-calm">
            <h2>{t.next_title}</h2><p>{text}</p>{quiet.map(|text| view! { <p>{text}</p> })}
        </section>
    }
    .into_any()
}

/// The form for an answer, where we asked something.
fn answer(model: &CaseModel, t: &'static CasesTexts) -> Option<AnyView> {
    if model.line.status != CaseStatus::Question {
        return None;
    }
    let error = model.wrong.clone().map(|text| view! { <p class="field-error">{text}</p> });
    Some(
        view! {
            <section class="block card" id="answer">
                <h2>{t.answer_title}</h2>
                <form method="post" action=format!("/cases/{}/answer", model.line.id) enctype="multipart/form-data" class="stack">
                    <FormKey key=model.key.clone()/>
                    <div class="field">
                        <label for="body">{t.answer_label}</label>
                        {error}
                        {textarea("body", &model.typed, model.wrong.is_some())}
                    </div>
                    {file_field(model.limits, model.files_wrong.clone(), model.lang)}
                    <button class="button" type="submit">{t.answer_button}</button>
                </form>
            </section>
        }
        .into_any(),
    )
}

/// What keeps running meanwhile, as the cost meter says it.
fn runs(model: &CaseModel, t: &'static CasesTexts) -> Option<AnyView> {
    if model.meter.is_empty() || !model.line.status.is_open() {
        return None;
    }
    let lines = model.meter.iter().map(|line| view! { <p>{line.clone()}</p> }).collect_view();
    Some(view! { <section class="block"><h2>{t.runs_title}</h2>{lines}</section> }.into_any())
}

fn thread(model: &CaseModel, t: &'static CasesTexts) -> AnyView {
    let rows = model
        .events
        .iter()
        .map(|happened| {
            let what = match happened.event {
                None if model.line.kind.by_debtor() => t.e_received,
                None => t.e_found,
                Some(CaseEvent::Take) => t.e_take,
                Some(CaseEvent::Ask) => t.e_ask,
                Some(CaseEvent::Answer) => t.e_answer,
                Some(CaseEvent::Grant) => t.e_grant,
                Some(CaseEvent::Reject) => t.e_reject,
                Some(CaseEvent::Withdraw) => t.e_withdraw,
            };
            let said = (!happened.words.is_empty()).then(|| view! { <p class="mail">{happened.words.clone()}</p> });
            view! { <li class="past"><p class="when">{short(happened.on, model.lang)}</p><div><p>{what}</p>{said}</div></li> }
        })
        .collect_view();
    view! { <section class="block"><h2>{t.thread_title}</h2><ol class="timeline">{rows}</ol></section> }.into_any()
}

fn told(model: &CaseModel, t: &'static CasesTexts) -> Option<AnyView> {
    if model.told.is_empty() {
        return None;
    }
    let rows = model
        .told
        .iter()
        .map(|(field, value)| {
            view! { <div><dt>{words::field(*field, model.lang)}</dt><dd class="said">{value.clone()}</dd></div> }
        })
        .collect_view();
    let title = if model.line.kind.by_debtor() { t.told_title } else { t.found_title };
    Some(view! { <section class="block"><h2>{title}</h2><dl class="facts">{rows}</dl></section> }.into_any())
}

/// Taking it back; a pause that one gave oneself is stopped.
fn withdraw(model: &CaseModel, t: &'static CasesTexts) -> Option<AnyView> {
    let pause = model.line.kind == CaseKind::Pause && model.held.is_some();
    if !model.line.kind.by_debtor() || (!model.line.status.is_open() && !pause) {
        return None;
    }
    let label = if pause { t.stop_pause } else { t.withdraw };
    let text = (!pause).then(|| view! { <p class="hint">{t.withdraw_text}</p> });
    Some(
        view! {
            <form method="post" action=format!("/cases/{}/withdraw", model.line.id) class="stack">
                <FormKey key=model.key.clone()/>
                {text}
                <button class="button-quiet" type="submit">{label}</button>
            </form>
        }
        .into_any(),
    )
}

fn links(model: &CaseModel, t: &'static CasesTexts) -> AnyView {
    let invoice = model.claim_id.clone().map(|id| {
        view! { <a class="button-quiet" href=format!("/invoice/{id}")>{t.to_invoice}</a> }
    });
    let chat = model.claim_id.as_ref().map_or("/chat".to_owned(), |id| format!("/chat?about={id}"));
    let complain = (model.line.status == CaseStatus::Rejected)
        .then(|| view! { <a class="button-quiet" href="/tell/complaint">{t.to_complaint}</a> });
    view! {
        <p class="cluster">
            <a class="button-quiet" href="/overview">{t.to_overview}</a>
            {invoice}
            <a class="button-quiet" href="/cases">{t.all}</a>
            <a class="button-quiet" href=chat>{t.to_chat}</a>
            {complain}
        </p>
    }
    .into_any()
}
