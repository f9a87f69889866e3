//! The file as it stands beside a conversation.

use super::view::{Claim, FileView, Line, Moved, Reply, Score};
use crate::console_texts::{ConsoleTexts, texts};
use effen::kinds::Lang;
use leptos::prelude::*;

/// The whole file, in sections. Each section changes only when what it shows does, so that what an agent has opened
/// or has the focus on stays as it is.
pub fn file(lang: Lang, shown: RwSignal<FileView>) -> AnyView {
    let t = texts(lang);
    let head = part(shown, |file| (file.name.clone(), file.facts.clone()));
    let open = part(shown, |file| (file.replies.clone(), file.holds.clone()));
    let who = part(shown, |file| (file.persona.clone(), file.scores.clone(), file.reasons.clone()));
    let follows = part(shown, |file| (file.follows_title.clone(), file.follows.clone()));
    let chances = part(shown, |file| (file.chances_title.clone(), file.chances.clone()));
    let help = part(shown, |file| {
        (file.helpers_title.clone(), file.helpers.clone(), file.helpers_link.clone(), file.debtor_id.clone())
    });
    let acts = part(shown, |file| file.moves.clone());
    let owed = part(shown, |file| (file.debtor_id.clone(), file.claims.clone(), file.settled.clone()));
    let plan = part(shown, |file| file.plan.clone());
    let notices = part(shown, |file| file.notices.clone());
    let changes = part(shown, |file| file.changes.clone());
    let timeline = part(shown, |file| file.timeline.clone());
    view! {
        {move || facts(t, head.get())}
        {move || replies(t, open.get())}
        {move || persona(t, who.get())}
        {move || titled(follows.get())}
        {move || titled(chances.get())}
        <section><h2>{t.moves}</h2>{move || moves(t, acts.get())}</section>
        {move || claims(t, owed.get())}
        {move || helpers(help.get())}
        {move || {
            let plan = plan.get();
            (!plan.is_empty()).then(|| view! { <section><h2>{t.plan}</h2>{lines(plan)}</section> })
        }}
        <section><h2>{t.notices}</h2>{move || lines_or(notices.get(), t.notices_none)}</section>
        <section><h2>{t.changes}</h2>{move || lines_or(changes.get(), t.changes_none)}</section>
        <section>
            <details><summary>{t.timeline}</summary>{move || lines(timeline.get())}</details>
        </section>
    }
    .into_any()
}

fn part<T>(shown: RwSignal<FileView>, pick: fn(&FileView) -> T) -> Memo<T>
where
    T: PartialEq + Send + Sync + 'static,
{
    Memo::new(move |_| shown.with(pick))
}

fn titled((title, told): (String, Vec<Line>)) -> AnyView {
    view! { <section><h2>{title}</h2>{lines(told)}</section> }.into_any()
}

fn helpers((title, told, link, debtor): (String, Vec<Line>, String, String)) -> AnyView {
    let href = format!("/console/debtor/{debtor}/helpers");
    view! { <section><h2>{title}</h2>{lines(told)}<p><a href=href>{link}</a></p></section> }.into_any()
}

fn facts(t: &'static ConsoleTexts, (name, facts): (String, Vec<String>)) -> AnyView {
    let facts = t
        .facts
        .iter()
        .zip(facts)
        .map(|(label, value)| view! { <div><dt>{*label}</dt><dd>{value}</dd></div> })
        .collect_view();
    view! { <section><h2>{name}</h2><dl class="facts">{facts}</dl></section> }.into_any()
}

/// Name and hint, scores, reasons.
type Standing = (Option<(String, String)>, Vec<Score>, Vec<String>);

fn persona(t: &'static ConsoleTexts, (persona, scores, reasons): Standing) -> AnyView {
    let head = match persona {
        Some((name, hint)) => view! { <p><strong>{name}</strong></p> <p class="hint">{hint}</p> }.into_any(),
        None => view! { <p class="hint">{t.persona_none}</p> }.into_any(),
    };
    let bars = scores
        .into_iter()
        .map(|score| {
            let share = (score.percent as f64 / 100.0).to_string();
            view! {
                <div class="score-bar" aria-current=score.current.then_some("true")>
                    <span>{score.name.clone()}</span>
                    <meter value=share max="1" aria-label=score.name>{score.percent}</meter>
                    <span>{score.percent} " %"</span>
                </div>
            }
        })
        .collect_view();
    let reasons = (!reasons.is_empty()).then(|| {
        let items = reasons.into_iter().map(|reason| view! { <li>{reason}</li> }).collect_view();
        view! { <h3>{t.reasons}</h3> <ul class="reasons">{items}</ul> }
    });
    view! { <section><h2>{t.persona}</h2>{head}{bars}{reasons}</section> }.into_any()
}

fn moves(t: &'static ConsoleTexts, moves: Vec<Moved>) -> AnyView {
    let items = moves
        .into_iter()
        .map(|moved| {
            let shifts = if moved.shifts.is_empty() { t.moves_none.to_owned() } else { moved.shifts.join(" · ") };
            let why = (!moved.why.is_empty()).then(|| view! { <span class="hint">{moved.why}</span> });
            view! {
                <li>
                    <span class="hint">{moved.time}</span> " " <strong>{moved.act}</strong>
                    <span class="shift">{shifts}</span> {why}
                </li>
            }
        })
        .collect_view();
    view! { <ol class="acts">{items}</ol> }.into_any()
}

fn claims(t: &'static ConsoleTexts, (debtor, claims, settled): (String, Vec<Claim>, Option<String>)) -> AnyView {
    let [name, status, open] = t.claim_columns;
    let rows = claims
        .into_iter()
        .map(|claim| {
            let class = format!("status status-{}", claim.sign);
            let parts = (!claim.parts.is_empty()).then(|| view! { <p class="hint">{claim.parts}</p> });
            view! {
                <tr>
                    <th scope="row" data-label=name>{claim.name}</th>
                    <td data-label=status><span class=class>{claim.status}</span></td>
                    <td class="amount" data-label=open>{claim.open} {parts}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section>
            <h2>{t.claims}</h2>
            <table class="table">
                <thead><tr><th scope="col">{name}</th><th scope="col">{status}</th><th scope="col" class="amount">{open}</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
            {settled.map(|text| view! { <p class="hint">{text}</p> })}
            <p><a href=format!("/console/debtor/{debtor}/payments")>{t.to_payments}</a></p>
            <p><a href=format!("/console/debtor/{debtor}/waive")>{t.to_waive}</a></p>
            <p><a href=format!("/console/debtor/{debtor}/statement") download="">{t.to_statement}</a></p>
        </section>
    }
    .into_any()
}

fn replies(t: &'static ConsoleTexts, (replies, holds): (Vec<Reply>, Vec<String>)) -> AnyView {
    let none = (replies.is_empty() && holds.is_empty()).then(|| view! { <p class="hint">{t.replies_none}</p> });
    let some = !replies.is_empty();
    let items = replies
        .into_iter()
        .map(|reply| {
            let case = format!("/console/case/{}", reply.id);
            let body = (!reply.body.is_empty()).then(|| view! { <p>{reply.body}</p> });
            view! {
                <li>
                    <p><strong>{reply.kind}</strong> " " <span class="hint">{reply.time}</span></p>
                    {body}
                    <p><a class="button-quiet" href=case>{t.handle}</a></p>
                </li>
            }
        })
        .collect_view();
    let holds = holds.into_iter().map(|hold| view! { <p class="hint">{hold}</p> }).collect_view();
    view! { <section><h2>{t.replies}</h2>{none}{some.then(|| view! { <ul class="replies">{items}</ul> })}{holds}</section> }.into_any()
}

fn lines_or(lines_: Vec<Line>, none: &'static str) -> AnyView {
    if lines_.is_empty() { view! { <p class="hint">{none}</p> }.into_any() } else { lines(lines_) }
}

fn lines(lines: Vec<Line>) -> AnyView {
    let items = lines
        .into_iter()
        .map(|line| {
            let more = (!line.more.is_empty()).then(|| view! { <span class="hint">{line.more}</span> });
            view! { <li><span class="hint">{line.time}</span> " " {line.text} {more}</li> }
        })
        .collect_view();
    view! { <ol class="acts">{items}</ol> }.into_any()
}
