//! How things stand this moment, for who oversees: the queue, and colleagues at work.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What is shown, ready to be read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NowView {
    /// When this was so: '14:02'.
    pub at: String,
    /// Lines about who waits.
    pub queue: Vec<String>,
    /// Who may work, who is here first.
    pub agents: Vec<AtWork>,
}

/// A colleague at work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AtWork {
    /// Name, with the role where it is not an agent's.
    pub name: String,
    /// Whether they are here, and when they were seen last.
    pub here: String,
    /// Conversations they have.
    pub open: i64,
    /// Of those, waiting.
    pub waiting: i64,
    /// Messages written today.
    pub answers: i64,
}

/// Sentences and headings, in the reader's language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NowWords {
    /// Before the time.
    pub at: String,
    /// Heading of the colleagues.
    pub agents: String,
    /// Heads of the columns: name, here, conversations, waiting, answers.
    pub heads: [String; 5],
}

/// Shows it, and looks again every five seconds. Nothing is read out: who listens asks for it.
#[island]
pub fn Now(
    /// Sentences.
    words: NowWords,
    /// As it was when the page was made.
    now: NowView,
) -> impl IntoView {
    let shown = RwSignal::new(now);
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        let address = || "/console/supervision/now.json".to_owned();
        super::poll::every(5_000, || false, address, move |new| shown.set(new));
    });
    let lines = Memo::new(move |_| shown.with(|now| now.queue.clone()));
    let rows = Memo::new(move |_| shown.with(|now| now.agents.clone()));
    let heads = words.heads.clone();
    let head = words.heads.clone().into_iter().enumerate().map(|(n, text)| {
        view! { <th scope="col" class=(n > 1).then_some("amount")>{text}</th> }
    });
    view! {
        <div class="stack">
            <p class="hint">{words.at}" "<span>{move || shown.with(|now| now.at.clone())}</span></p>
            <ul>{move || lines.get().into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
            <h3>{words.agents}</h3>
            <table class="table">
                <thead><tr>{head.collect_view()}</tr></thead>
                <tbody>{move || rows.get().into_iter().map(|one| row(one, &heads)).collect_view()}</tbody>
            </table>
        </div>
    }
}

fn row(one: AtWork, heads: &[String; 5]) -> AnyView {
    let [name, here, open, waiting, answers] = heads.clone();
    view! {
        <tr>
            <th scope="row" data-label=name>{one.name}</th>
            <td data-label=here>{one.here}</td>
            <td data-label=open class="amount">{one.open}</td>
            <td data-label=waiting class="amount">{one.waiting}</td>
            <td data-label=answers class="amount">{one.answers}</td>
        </tr>
    }
    .into_any()
}
