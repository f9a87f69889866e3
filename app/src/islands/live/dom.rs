//! The chat's elements, as the server made them.

use crate::islands::chat::LiveWords;
use effen::chat::mark::{Mark, Marks};
use effen::chat::{Author, Message, Proposal, SentFile};
use wasm_bindgen::JsCast as _;
use web_sys::{
    Document, Element, HtmlElement, HtmlFormElement, HtmlInputElement, HtmlTextAreaElement, Storage, VisibilityState,
};

/// See the module.
pub struct Page {
    document: Document,
    at: String,
    list: Element,
    scroller: Element,
    status: Element,
    announcer: Option<Element>,
    /// The form.
    pub form: HtmlFormElement,
    /// Its text field.
    pub field: HtmlTextAreaElement,
}

/// How near to the end counts as reading along, in pixels.
const NEAR_END_PX: i32 = 120;

impl Page {
    /// Looks the elements up; `at` stands behind their ids.
    pub fn find(at: &str) -> Option<Self> {
        let document = web_sys::window()?.document()?;
        let id = |id: &str| document.get_element_by_id(&(id.to_owned() + at));
        let list = id("messages")?;
        Some(Self {
            scroller: list.parent_element()?,
            status: id("chat-status")?,
            announcer: id("announcer"),
            form: id("composer")?.dyn_into().ok()?,
            field: id("chat-body")?.dyn_into().ok()?,
            list,
            at: at.to_owned(),
            document,
        })
    }

    fn element(&self, name: &str, class: &str, text: &str) -> Option<Element> {
        let element = self.document.create_element(name).ok()?;
        if !class.is_empty() {
            element.set_class_name(class);
        }
        element.set_text_content(Some(text));
        Some(element)
    }

    fn item(&self, id: &str) -> Option<Element> {
        // Ids are letters, digits and hyphens: nothing to escape.
        self.list.query_selector(&format!("[data-id=\"{id}\"]")).ok().flatten()
    }

    /// Is the message with this id on the page?
    pub fn has(&self, id: &str) -> bool {
        self.item(id).is_some()
    }

    fn bubble(&self, class: &str, id: &str, body: &str, meta: &Element) -> Option<Element> {
        let item = self.element("li", class, "")?;
        item.set_attribute("data-id", id).ok()?;
        if !body.is_empty() {
            item.append_child(&self.element("p", "", body)?.into()).ok()?;
        }
        item.append_child(meta).ok()?;
        Some(item)
    }

    /// Shows a message that is on its way.
    pub fn add_pending(&self, id: &str, body: &str, words: &LiveWords) {
        let add = || {
            let meta = self.element("p", "meta", "")?;
            meta.append_child(&self.element("span", "visually-hidden", &format!("{} · ", words.you))?.into()).ok()?;
            let mark = self.element("span", "mark", &words.sending)?;
            mark.set_attribute("translate", "no").ok()?;
            meta.append_child(&mark).ok()?;
            let item = self.bubble("bubble-mine", id, body, &meta)?;
            item.set_attribute("data-state", "sending").ok()?;
            self.list.append_child(&item).ok()
        };
        let _ = add();
        self.drop_empty_line();
    }

    /// Changes the mark of a message that is on its way.
    pub fn mark_pending(&self, id: &str, state: &str, mark: &str) {
        let Some(item) = self.item(id).filter(|item| !item.has_attribute("data-seq")) else { return };
        let _ = item.set_attribute("data-state", state);
        if let Ok(Some(span)) = item.query_selector(".mark") {
            span.set_text_content(Some(mark));
        }
    }

    /// Shows a stored message in its place: after all that are stored, before what is still on its way.
    pub fn add(&self, words: &LiveWords, mine: bool, message: &Message) {
        let place = || {
            let meta = self.meta(words, mine, message)?;
            let item = match self.item(&message.id) {
                Some(item) => {
                    // Ours, seen before: its text stays as it is, only the line below is new.
                    item.query_selector(".meta").ok()??.replace_with_with_node_1(&meta).ok()?;
                    item.remove_attribute("data-state").ok()?;
                    item
                }
                None => {
                    let class = if mine { "bubble-mine" } else { "bubble-theirs" };
                    let item = self.bubble(class, &message.id, &message.body, &meta)?;
                    if !message.files.is_empty() {
                        item.insert_before(&self.files(&message.files)?.into(), Some(&meta)).ok()?;
                    }
                    if let Some(offer) = message.offer.as_ref().filter(|_| !mine) {
                        item.insert_before(&self.offer(offer)?.into(), Some(&meta)).ok()?;
                    }
                    item
                }
            };
            item.set_attribute("data-seq", &message.seq.to_string()).ok()?;
            let waiting = self.list.query_selector("[data-state]").ok()?;
            self.list.insert_before(&item, waiting.as_deref()).ok()
        };
        let _ = place();
        self.drop_empty_line();
    }

    /// The button of a proposal, as the server makes it.
    fn offer(&self, offer: &Proposal) -> Option<Element> {
        let form = self.element("form", "offer", "")?;
        form.set_attribute("action", &offer.to).ok()?;
        if !offer.quote.is_empty() {
            form.set_attribute("method", "post").ok()?;
            for name in ["key", "quote"] {
                let field = self.element("input", "", "")?;
                for (attribute, value) in [("type", "hidden"), ("name", name), ("value", &offer.quote)] {
                    field.set_attribute(attribute, value).ok()?;
                }
                form.append_child(&field.into()).ok()?;
            }
        }
        form.append_child(&self.element("button", "button", &offer.label)?.into()).ok()?;
        Some(form)
    }

    /// Files of a message, as the server makes them.
    fn files(&self, files: &[SentFile]) -> Option<Element> {
        let list = self.element("ul", "sent-files", "")?;
        for file in files {
            let link = self.element("a", "", "")?;
            link.set_attribute("href", &file.href).ok()?;
            match file.preview() {
                None => link.set_attribute("download", "").ok()?,
                Some(src) => {
                    let picture = self.element("img", "", "")?;
                    picture.set_attribute("src", &src).ok()?;
                    picture.set_attribute("alt", "").ok()?;
                    link.append_child(&picture).ok()?;
                }
            }
            let name = self.element("span", "", &format!("{} ", file.name))?;
            name.set_attribute("translate", "no").ok()?;
            link.append_child(&name).ok()?;
            link.append_child(&self.element("span", "hint", &file.size)?.into()).ok()?;
            let item = self.element("li", "", "")?;
            item.append_child(&link).ok()?;
            list.append_child(&item).ok()?;
        }
        Some(list)
    }

    fn meta(&self, words: &LiveWords, mine: bool, message: &Message) -> Option<Element> {
        let meta = self.element("p", "meta", &message.time)?;
        // Eyes see who wrote from the side that a message stands on.
        let aloud = |text: &str| self.element("span", "visually-hidden", text);
        if mine {
            // A colleague's stands on the reader's side as well.
            let who = message.name.as_deref().unwrap_or(&words.you);
            meta.prepend_with_node_1(&aloud(&format!("{who} · "))?.into()).ok()?;
        }
        let who = match (mine, message.from, &message.name) {
            (true, ..) => words.sent.clone(),
            (false, Author::Debtor, None) => {
                meta.append_child(&aloud(&format!(" · {}", words.them))?.into()).ok()?;
                return Some(meta);
            }
            (false, Author::Debtor | Author::Helper, Some(name)) => name.clone(),
            (false, _, Some(name)) => words.agent.replace("{name}", name),
            (false, ..) => words.us.clone(),
        };
        let span = self.element("span", if mine { "mark" } else { "" }, &who)?;
        span.set_attribute("translate", "no").ok()?;
        meta.append_child(&self.document.create_text_node(" · ")).ok()?;
        meta.append_child(&span).ok()?;
        Some(meta)
    }

    fn drop_empty_line(&self) {
        if let Some(line) = self.document.get_element_by_id(&("chat-empty".to_owned() + &self.at)) {
            line.remove();
        }
    }

    /// Marks our messages with how far they came.
    pub fn show_marks(&self, marks: Marks, words: &LiveWords) {
        let Ok(items) = self.list.query_selector_all("li.bubble-mine[data-seq]:not([data-read])") else { return };
        for n in 0..items.length() {
            let Some(item) = items.item(n).and_then(|node| node.dyn_into::<Element>().ok()) else { continue };
            let seq: i64 = item.get_attribute("data-seq").and_then(|seq| seq.parse().ok()).unwrap_or(i64::MAX);
            let mark = marks.of(seq);
            if mark == Mark::Read {
                let _ = item.set_attribute("data-read", "");
            }
            let text = words.mark(mark);
            if let Ok(Some(span)) = item.query_selector(".mark")
                && span.text_content().as_deref() != Some(text)
            {
                span.set_text_content(Some(text));
            }
        }
    }

    /// Says a new message to screen readers, once.
    pub fn announce(&self, words: &LiveWords, message: &Message) {
        let Some(announcer) = &self.announcer else { return };
        let name = match (&message.name, message.from) {
            (Some(name), Author::Debtor | Author::Helper) => name.clone(),
            (Some(name), _) => words.agent.replace("{name}", name),
            (None, Author::System) => words.us.clone(),
            (None, _) => words.them.clone(),
        };
        let text = words.announce.replace("{name}", &name).replace("{text}", &message.spoken());
        if let Some(line) = self.element("p", "", &text) {
            announcer.set_text_content(None);
            let _ = announcer.append_child(&line);
        }
    }

    /// The line under the list.
    pub fn show_status(&self, text: &str) {
        if self.status.text_content().as_deref() != Some(text) {
            self.status.set_text_content(Some(text));
        }
    }

    /// What stands in the field.
    pub fn typed(&self) -> String {
        self.field.value()
    }

    /// Are there files to send along?
    pub fn has_files(&self) -> bool {
        let field = self
            .form
            .query_selector("input[type=file]")
            .ok()
            .flatten()
            .and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
        field.is_some_and(|field| !field.value().is_empty())
    }

    /// Empties the field.
    pub fn clear_field(&self) {
        self.field.set_value("");
        self.focus();
    }

    /// Puts the cursor into the field.
    pub fn focus(&self) {
        let _ = self.field.unchecked_ref::<HtmlElement>().focus();
    }

    /// Is the end of the list in view, or nearly?
    pub fn near_end(&self) -> bool {
        let below = self.scroller.scroll_height() - self.scroller.scroll_top() - self.scroller.client_height();
        below < NEAR_END_PX
    }

    /// Shows the end of the list.
    pub fn scroll_down(&self) {
        self.scroller.set_scroll_top(self.scroller.scroll_height());
    }

    /// Keeps what is typed. Only the tab in which somebody types says so: another one has another field.
    pub fn store_draft(&self, key: &str) {
        let typed = self.typed();
        keep(key, Some(typed.as_str()).filter(|text| !text.is_empty()));
        keep(&let_go(key), None);
    }

    /// Notes under which id the form takes what is typed along.
    pub fn store_let_go(&self, key: &str) {
        self.store_draft(key);
        let id = self.form.query_selector("input[name=id]").ok().flatten();
        let id = id.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()).map(|field| field.value());
        keep(&let_go(key), id.as_deref());
    }

    /// Keeps a message until the server has it, each by itself: other tabs have others.
    pub fn store_pending(&self, key: &str, id: &str, body: &str) {
        let kept = serde_json::to_string(&(js_sys::Date::now(), body)).unwrap_or_default();
        keep(&format!("{}{id}", pending(key)), Some(&kept));
    }

    /// A message needs no keeping any more.
    pub fn forget_pending(&self, key: &str, id: &str) {
        keep(&format!("{}{id}", pending(key)), None);
    }

    /// What was on its way when a page went, in the order of sending.
    pub fn stored_pending(&self, key: &str) -> Vec<(String, String)> {
        let Some(storage) = storage() else { return Vec::new() };
        let prefix = pending(key);
        let mut found: Vec<(f64, String, String)> = Vec::new();
        for n in 0..storage.length().unwrap_or_default() {
            let Ok(Some(name)) = storage.key(n) else { continue };
            let (Some(id), Ok(Some(text))) = (name.strip_prefix(&prefix), storage.get_item(&name)) else { continue };
            if let Ok((at, body)) = serde_json::from_str::<(f64, String)>(&text) {
                found.push((at, id.to_owned(), body));
            }
        }
        found.sort_by(|one, other| one.0.total_cmp(&other.0));
        found.into_iter().map(|(_, id, body)| (id, body)).collect()
    }

    /// Gives back what was typed, unless the page brought something itself.
    pub fn restore_draft(&self, key: &str) {
        let kept = |key: &str| storage().and_then(|storage| storage.get_item(key).ok().flatten());
        if kept(&let_go(key)).is_some_and(|id| self.has(&id)) {
            keep(key, None);
            keep(&let_go(key), None);
        }
        let text = kept(key);
        if let (Some(text), "") = (text, self.typed().as_str()) {
            self.field.set_value(&text);
        }
    }
}

/// Before the ids of messages on their way.
fn pending(key: &str) -> String {
    format!("{key}.pending.")
}

/// Where it is kept under which id a form took the draft along.
fn let_go(key: &str) -> String {
    format!("{key}.let-go")
}

/// Keeps something, or nothing any more. A full or forbidden storage loses the safety net, not the chat.
fn keep(key: &str, text: Option<&str>) {
    let Some(storage) = storage() else { return };
    let _ = match text {
        Some(text) => storage.set_item(key, text),
        None => storage.remove_item(key),
    };
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

/// Is the page before somebody's eyes?
pub fn visible() -> bool {
    web_sys::window()
        .and_then(|window| window.document())
        .is_some_and(|document| document.visibility_state() == VisibilityState::Visible)
}

/// A new message id: 128 random bits.
pub fn new_id() -> String {
    let mut bytes = [0u8; 16];
    let filled = web_sys::window()
        .and_then(|window| window.crypto().ok())
        .is_some_and(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).is_ok());
    if !filled {
        bytes.fill_with(|| (js_sys::Math::random() * 256.0) as u8);
    }
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
