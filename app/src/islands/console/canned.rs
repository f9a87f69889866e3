//! Canned answers in the composer: a shortcut and Enter (or Tab), or one chosen from the list. What comes in is only put
//! before the agent's eyes.

use super::ask;
use super::view::Inserted;
use effen::chat::canned::typed_shortcut;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{Document, Event, HtmlSelectElement, HtmlTextAreaElement, KeyboardEvent};

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// The field of a conversation; `at` stands behind the ids of its elements.
fn field(at: &str) -> Option<HtmlTextAreaElement> {
    document()?.get_element_by_id(&format!("chat-body{at}"))?.dyn_into().ok()
}

/// Listens before the chat does: a shortcut is never sent as a message.
pub fn start(conversation: &str, at: &str) {
    let Some(document) = document() else { return };
    let address = format!("/console/conversation/{conversation}/insert");
    let on = |name: &str, act: Box<dyn Fn(Event)>| {
        let closure = Closure::<dyn FnMut(Event)>::new(act);
        // Fails only for a broken document; then there is nothing to listen to.
        let _ = document.add_event_listener_with_callback_and_bool(name, closure.as_ref().unchecked_ref(), true);
        closure.forget();
    };
    let (to, place) = (address.clone(), at.to_owned());
    on("keydown", Box::new(move |event| keyed(&event, &to, &place)));
    // The button beside the field, which also sends the shortcut that stands there alone.
    let place = at.to_owned();
    on(
        "submit",
        Box::new(move |event| {
            let shortcut = field(&place).and_then(|field| typed_shortcut(&field.value()).map(str::to_owned));
            let ours = target_id(&event) == format!("composer{place}");
            if let (Some(shortcut), true) = (shortcut, ours) {
                hold(&event);
                insert_at(&address, &shortcut, true, &place);
            }
        }),
    );
    let to = format!("/console/conversation/{conversation}/insert");
    on(
        "click",
        Box::new(move |event| {
            if target_id(&event) == "canned-insert" {
                hold(&event);
                insert(&to, &chosen(), false);
            }
        }),
    );
}

/// Read as an attribute: a form with a field named `id` answers with that field where its own id is asked.
fn target_id(event: &Event) -> String {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.and_then(|one| one.get_attribute("id")).unwrap_or_default()
}

fn hold(event: &Event) {
    event.prevent_default();
    event.stop_propagation();
}

fn chosen() -> String {
    let list = document().and_then(|document| document.get_element_by_id("canned"));
    list.and_then(|list| list.dyn_into::<HtmlSelectElement>().ok()).map(|list| list.value()).unwrap_or_default()
}

fn keyed(event: &Event, address: &str, at: &str) {
    let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
    if target_id(event) != format!("chat-body{at}")
        || key.is_composing()
        || key.shift_key()
        || !matches!(&*key.key(), "Enter" | "Tab")
    {
        return;
    }
    let shortcut = field(at).and_then(|field| typed_shortcut(&field.value()).map(str::to_owned));
    if let Some(shortcut) = shortcut {
        hold(event);
        insert_at(address, &shortcut, true, at);
    }
}

/// Puts the answer into the page's only conversation.
pub fn insert(address: &str, shortcut: &str, instead: bool) {
    insert_at(address, shortcut, instead, "");
}

/// Puts the answer in: instead of its shortcut, or after what stands there.
fn insert_at(address: &str, shortcut: &str, instead: bool, at: &str) {
    let (address, shortcut, at) = (address.to_owned(), shortcut.to_owned(), at.to_owned());
    leptos::task::spawn_local(async move {
        let Some(got) = ask::post::<Inserted>(&address, &[("canned", &shortcut), ("body", "")]).await else { return };
        let told = document().and_then(|document| document.get_element_by_id("canned-told"));
        if let Some(told) = told {
            told.set_text_content(Some(&got.error));
        }
        let Some(field) = field(&at).filter(|_| !got.text.is_empty()) else { return };
        let before = field.value();
        let text = match before.trim_end() {
            _ if instead => got.text,
            "" => got.text,
            before => format!("{before}\n{}", got.text),
        };
        field.set_value(&text);
        let _ = field.focus();
        // The chat keeps what stands in the field.
        if let Ok(event) = Event::new("input") {
            let _ = field.dispatch_event(&event);
        }
    });
}
