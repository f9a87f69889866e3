//! The command bar: Ctrl+K, a word or two, Enter. It goes to pages and files and acts on the open conversation, by the
//! keyboard alone; what it does, the page can do without it.
#![allow(missing_docs, reason = "the island macro makes a struct without a docstring")]

use leptos::html;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What a command does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Goes to an address.
    Go(String),
    /// Opens what folds around an element, and goes to it.
    Focus(String),
    /// Sends a form.
    Submit(String),
    /// Puts a canned answer into the composer.
    Insert(String),
}

/// A command.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Command {
    /// In words.
    pub label: String,
    /// What it does.
    pub act: Act,
}

/// Sentences of the bar, in the agent's language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BarWords {
    /// Its name, also on its button.
    pub title: String,
    /// Label of its field.
    pub label: String,
    /// How many there are to choose from, `{n}`.
    pub count: String,
    /// Before a conversation.
    pub conversation: String,
    /// Before a canned answer.
    pub insert: String,
}

/// The bar and its button; both stay away without a script.
#[island]
pub fn CommandBar(
    /// Sentences.
    words: BarWords,
    /// What can be done from this page.
    commands: Vec<Command>,
    /// The conversation that is open.
    current: Option<String>,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    let typed = RwSignal::new(String::new());
    let items = RwSignal::new(Vec::<Command>::new());
    let active = RwSignal::new(0usize);
    let awake = RwSignal::new(false);
    #[cfg(feature = "hydrate")]
    live::start(live::Bar { words: words.clone(), commands: commands.clone(), dialog, typed, items, active, awake });
    #[cfg(not(feature = "hydrate"))]
    let _ = &commands;
    let counted = words.count.clone();
    let options = move || {
        let at = active.get();
        let option = |(n, item): (usize, Command)| {
            let selected = if n == at { "true" } else { "false" };
            view! { <li role="option" id=format!("bar-{n}") aria-selected=selected data-n=n.to_string()>{item.label}</li> }
        };
        items.get().into_iter().enumerate().map(option).collect_view()
    };
    let pointed = move || (!items.with(Vec::is_empty)).then(|| format!("bar-{}", active.get()));
    let count = move || counted.replace("{n}", &items.with(Vec::len).to_string());
    let current_of_click = current.clone();
    let (title, list_title) = (words.title.clone(), words.title.clone());
    view! {
        <button type="button" class="button-quiet" hidden=move || !awake.get() on:click=move |_| open(dialog, typed)>
            {words.title.clone()} " " <kbd>"Ctrl K"</kbd>
        </button>
        <dialog class="command-bar" node_ref=dialog aria-label=title>
            <label for="bar-field">{words.label.clone()}</label>
            <input
                id="bar-field" type="text" autocomplete="off" spellcheck="false" role="combobox" aria-expanded="true"
                aria-autocomplete="list" aria-controls="bar-list" aria-activedescendant=pointed
                prop:value=move || typed.get()
                on:input=move |event| typed.set(event_target_value(&event))
                on:keydown=move |event| keyed(&event, dialog, items, active, current.as_deref())
            />
            <ul
                id="bar-list" role="listbox" aria-label=list_title
                on:click=move |event| clicked(&event, dialog, items, current_of_click.as_deref())
            >{options}</ul>
            <p class="hint" role="status">{count}</p>
        </dialog>
    }
}

fn open(dialog: NodeRef<html::Dialog>, typed: RwSignal<String>) {
    typed.set(String::new());
    if let Some(dialog) = dialog.get_untracked() {
        let _ = dialog.show_modal();
    }
}

fn keyed(
    event: &leptos::ev::KeyboardEvent,
    dialog: NodeRef<html::Dialog>,
    items: RwSignal<Vec<Command>>,
    active: RwSignal<usize>,
    current: Option<&str>,
) {
    let count = items.with_untracked(Vec::len);
    let at = active.get_untracked();
    match event.key().as_str() {
        "ArrowDown" if count > 0 => active.set((at + 1) % count),
        "ArrowUp" if count > 0 => active.set((at + count - 1) % count),
        "Enter" => run(items.with_untracked(|items| items.get(at).cloned()), dialog, current),
        _ => return,
    }
    event.prevent_default();
    #[cfg(feature = "hydrate")]
    live::show(active.get_untracked());
}

fn clicked(
    event: &leptos::ev::MouseEvent,
    dialog: NodeRef<html::Dialog>,
    items: RwSignal<Vec<Command>>,
    current: Option<&str>,
) {
    #[cfg(feature = "hydrate")]
    if let Some(n) = live::number_of(event) {
        run(items.with_untracked(|items| items.get(n).cloned()), dialog, current);
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = (event, dialog, items, current);
}

fn run(command: Option<Command>, dialog: NodeRef<html::Dialog>, current: Option<&str>) {
    let Some(command) = command else { return };
    if let Some(dialog) = dialog.get_untracked() {
        dialog.close();
    }
    #[cfg(feature = "hydrate")]
    live::act(&command.act, current);
    #[cfg(not(feature = "hydrate"))]
    let _ = (command, current);
}

#[cfg(feature = "hydrate")]
mod live {
    use super::super::view::FoundFile;
    use super::super::{ask, canned};
    use super::{Act, BarWords, Command, open};
    use leptos::html;
    use leptos::prelude::*;
    use std::time::Duration;
    use wasm_bindgen::JsCast as _;
    use web_sys::{Document, Element, HtmlElement, HtmlFormElement};

    /// Letters from which files are looked for.
    const LETTERS_MIN: usize = 2;
    /// Typing rests this long before files are looked for.
    const REST: Duration = Duration::from_millis(200);

    /// What the bar is made of.
    #[derive(Clone)]
    pub struct Bar {
        pub words: BarWords,
        pub commands: Vec<Command>,
        pub dialog: NodeRef<html::Dialog>,
        pub typed: RwSignal<String>,
        pub items: RwSignal<Vec<Command>>,
        pub active: RwSignal<usize>,
        pub awake: RwSignal<bool>,
    }

    fn document() -> Option<Document> {
        web_sys::window()?.document()
    }

    /// Listens for Ctrl+K, and looks for what is typed.
    pub fn start(bar: Bar) {
        let (dialog, typed, awake) = (bar.dialog, bar.typed, bar.awake);
        Effect::new(move |_| awake.set(true));
        // It lives as long as the page.
        let _listening = window_event_listener(leptos::ev::keydown, move |event| {
            if (event.ctrl_key() || event.meta_key()) && event.key().eq_ignore_ascii_case("k") {
                event.prevent_default();
                open(dialog, typed);
            }
        });
        Effect::new(move |_| {
            let text = bar.typed.get();
            bar.active.set(0);
            bar.items.set(fitting(&bar, &text));
            if text.trim().chars().count() >= LETTERS_MIN {
                let bar = bar.clone();
                set_timeout(move || find(bar, text), REST);
            }
        });
    }

    fn fitting(bar: &Bar, text: &str) -> Vec<Command> {
        let words: Vec<String> = text.to_lowercase().split_whitespace().map(str::to_owned).collect();
        let fits = |command: &Command| {
            let label = command.label.to_lowercase();
            words.iter().all(|word| label.contains(word.as_str()))
        };
        bar.commands.iter().cloned().chain(conversations(&bar.words)).chain(answers(&bar.words)).filter(fits).collect()
    }

    /// The conversations of the queue beside it, in its order.
    fn conversations(words: &BarWords) -> Vec<Command> {
        let links = document().and_then(|document| document.query_selector_all(".console-queue li a").ok());
        let Some(links) = links else { return Vec::new() };
        let command = |n| {
            let link: Element = links.item(n)?.dyn_into().ok()?;
            let said = |part| Some(link.query_selector(part).ok()??.text_content().unwrap_or_default());
            let label = format!("{} {}: {}", words.conversation, said("strong")?, said(".excerpt")?);
            Some(Command { label, act: Act::Go(link.get_attribute("href")?) })
        };
        (0..links.length()).filter_map(command).collect()
    }

    /// The canned answers that the page offers.
    fn answers(words: &BarWords) -> Vec<Command> {
        let Some(list) = document().and_then(|document| document.query_selector_all("#canned option").ok()) else {
            return Vec::new();
        };
        let option = |n| {
            let option: Element = list.item(n)?.dyn_into().ok()?;
            let shortcut = option.get_attribute("value").filter(|value| !value.is_empty())?;
            let label = format!("{} {}", words.insert, option.text_content().unwrap_or_default());
            Some(Command { label, act: Act::Insert(shortcut) })
        };
        (0..list.length()).filter_map(option).collect()
    }

    fn find(bar: Bar, text: String) {
        if bar.typed.get_untracked() != text {
            return;
        }
        leptos::task::spawn_local(async move {
            let found: Vec<FoundFile> = ask::post("/console/debtors.json", &[("q", &text)]).await.unwrap_or_default();
            // Who typed on asks again.
            if bar.typed.get_untracked() == text {
                let files = found.into_iter().map(|file| Command { label: file.label, act: Act::Go(file.href) });
                bar.items.set(fitting(&bar, &text).into_iter().chain(files).collect());
            }
        });
    }

    /// Brings the chosen one into view.
    pub fn show(n: usize) {
        if let Some(item) = document().and_then(|document| document.get_element_by_id(&format!("bar-{n}"))) {
            item.scroll_into_view_with_bool(false);
        }
    }

    /// The number of the item that was clicked.
    pub fn number_of(event: &leptos::ev::MouseEvent) -> Option<usize> {
        let item: Element = event.target()?.dyn_into().ok()?;
        item.closest("[data-n]").ok()??.get_attribute("data-n")?.parse().ok()
    }

    /// Does what was chosen.
    pub fn act(act: &Act, current: Option<&str>) {
        match act {
            Act::Go(href) => {
                let _ = web_sys::window().map(|window| window.location().assign(href));
            }
            Act::Focus(selector) => focus(selector),
            Act::Submit(selector) => {
                let form = document().and_then(|document| document.query_selector(selector).ok().flatten());
                if let Some(form) = form.and_then(|form| form.dyn_into::<HtmlFormElement>().ok()) {
                    let _ = form.request_submit();
                }
            }
            Act::Insert(shortcut) => {
                if let Some(current) = current {
                    canned::insert(&format!("/console/conversation/{current}/insert"), shortcut, false);
                }
            }
        }
    }

    fn focus(selector: &str) {
        let Some(element) = document().and_then(|document| document.query_selector(selector).ok().flatten()) else {
            return;
        };
        if let Ok(Some(fold)) = element.closest("details") {
            let _ = fold.set_attribute("open", "");
        }
        if let Some(element) = element.dyn_ref::<HtmlElement>() {
            let _ = element.focus();
        }
    }
}
