//! The live part of a chat, for both sides. It works on the page as the server made it: it adds list items, never
//! touches a text that is there (browser translation may have rewritten it), and keeps what was typed and sent in the
//! browser's storage until the server has it.

mod dom;
mod line;

use super::chat::LiveWords;
use dom::Page;
use effen::chat::client::ClientLog;
use effen::chat::mark::Marks;
use effen::chat::waiting::Waiting;
use effen::chat::{Author, Batch, ClientFrame, Refusal, ServerFrame, TYPING_EVERY_MS, TYPING_SHOWN_MS, check_body};
use leptos::prelude::set_timeout;
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, EventTarget, KeyboardEvent, WebSocket};

/// What a page says about its chat.
pub struct Setup {
    /// Sentences.
    pub words: LiveWords,
    /// The last message on the page.
    pub after: i64,
    /// How far the other side has come.
    pub marks: Marks,
    /// The claim it is about.
    pub about: Option<String>,
    /// Which side this is.
    pub me: Author,
    /// Address of the socket; '': plain requests alone.
    pub socket: String,
    /// Address of the plain requests, up to their first field.
    pub messages: String,
    /// Address of the form.
    pub send: String,
    /// Key of what is kept in the browser's storage.
    pub draft: String,
    /// Does Enter send? (Agents; Shift+Enter breaks the line.)
    pub enter_sends: bool,
    /// What is put behind the ids of its elements, where several chats stand on one page.
    pub at: String,
}

/// What the socket and the page share.
struct Chat {
    setup: Setup,
    page: Page,
    log: ClientLog,
    marks: Marks,
    closed: bool,
    here: bool,
    waiting: Option<Waiting>,
    socket: Option<WebSocket>,
    open: bool,
    ended: bool,
    attempt: u32,
    /// Do plain requests carry the chat?
    polling: bool,
    /// Was the last of them answered?
    reached: bool,
    /// Counts answers of the server: a probe that none follows finds a dead line.
    answers: u32,
    typing_until: f64,
    typed_at: f64,
    /// Has the first batch come? What it holds is not announced.
    caught_up: bool,
    /// What the server said that it has, and has not come back yet.
    stored: Vec<String>,
    /// Was a message refused for now? Nothing that was typed later goes before it.
    held: bool,
    /// Was it asked how long there is to wait?
    asked_waiting: bool,
    /// Do plain requests bring messages up at this moment?
    uploading: bool,
}

/// What was refused for now is sent again after this time.
const AGAIN: Duration = Duration::from_secs(5);

type Shared = Rc<RefCell<Chat>>;

/// Starts; a page without the expected elements is left alone.
pub fn start(setup: Setup) {
    let Some(page) = Page::find(&setup.at) else { return };
    let mut log = ClientLog::new(setup.after);
    for (id, body) in page.stored_pending(&setup.draft) {
        if page.has(&id) {
            page.forget_pending(&setup.draft, &id);
        } else if log.queue(&id, &body) {
            page.add_pending(&id, &body, &setup.words);
        }
    }
    page.restore_draft(&setup.draft);
    page.scroll_down();
    let marks = setup.marks;
    let chat = Rc::new(RefCell::new(Chat {
        setup,
        page,
        log,
        marks,
        closed: false,
        here: false,
        waiting: None,
        socket: None,
        open: false,
        ended: false,
        attempt: 0,
        polling: false,
        reached: false,
        answers: 0,
        typing_until: 0.0,
        typed_at: 0.0,
        caught_up: false,
        stored: Vec::new(),
        held: false,
        asked_waiting: false,
        uploading: false,
    }));
    listen(&chat);
    if chat.borrow().setup.socket.is_empty() {
        return line::by_requests_alone(&chat);
    }
    line::connect(&chat);
    line::keep_alive(&chat);
}

/// Runs `act` on every `name` event of `target`, as long as the page lives.
fn on(target: &EventTarget, name: &str, chat: &Shared, act: impl Fn(&Shared, Event) + 'static) {
    let chat = chat.clone();
    let closure = Closure::<dyn FnMut(Event)>::new(move |event| act(&chat, event));
    // Fails only for a broken target; then there is nothing to listen to.
    let _ = target.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref());
    closure.forget();
}

fn listen(chat: &Shared) {
    let (form, field) = {
        let chat = chat.borrow();
        (chat.page.form.clone(), chat.page.field.clone())
    };
    on(&form, "submit", chat, |chat, event| {
        if chat.borrow().page.has_files() {
            // The form's own: the browser sends it and shows the page that comes back. Until that holds it, what was
            // typed stays kept.
            let chat = chat.borrow();
            return chat.page.store_let_go(&chat.setup.draft);
        }
        event.prevent_default();
        submit(chat);
    });
    on(&field, "input", chat, |chat, _| typed(chat));
    on(&field, "keydown", chat, |chat, event| {
        let Ok(event) = event.dyn_into::<KeyboardEvent>() else { return };
        let plain = chat.borrow().setup.enter_sends && !event.shift_key();
        // While a word is being composed, Enter chooses it.
        if event.key() == "Enter" && !event.is_composing() && (plain || event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            let form = chat.borrow().page.form.clone();
            let _ = form.request_submit();
        }
    });
    let Some(window) = web_sys::window() else { return };
    on(&window, "online", chat, |chat, _| line::wake(chat));
    if let Some(document) = window.document() {
        on(&document, "visibilitychange", chat, |chat, _| {
            if dom::visible() {
                line::wake(chat);
                tell_read(chat, false);
            }
        });
    }
}

fn submit(chat: &Shared) {
    let (id, body) = {
        let mut chat = chat.borrow_mut();
        let Ok(body) = check_body(&chat.page.typed()) else { return chat.page.focus() };
        let id = dom::new_id();
        if !chat.log.queue(&id, &body) {
            return;
        }
        chat.page.add_pending(&id, &body, &chat.setup.words);
        chat.page.store_pending(&chat.setup.draft, &id, &body);
        chat.page.clear_field();
        chat.page.store_draft(&chat.setup.draft);
        chat.page.scroll_down();
        (id, body)
    };
    line::send(chat, &id, &body);
}

fn typed(chat: &Shared) {
    let due = {
        let mut chat = chat.borrow_mut();
        chat.page.store_draft(&chat.setup.draft);
        let now = js_sys::Date::now();
        let due = chat.open && now - chat.typed_at > f64::from(TYPING_EVERY_MS);
        if due {
            chat.typed_at = now;
        }
        due
    };
    if due {
        line::say(chat, &ClientFrame::Typing);
    }
}

/// Says how far was read: what is on a visible page, near the end of the list; or, when something new came, that it is
/// on this device.
fn tell_read(chat: &Shared, new: bool) {
    let (after, seen) = (chat.borrow().log.after(), chat.borrow().seen());
    match seen {
        Some(seq) => line::say(chat, &ClientFrame::Read { seq }),
        None if new => line::say(chat, &ClientFrame::Got { seq: after }),
        None => {}
    }
}

fn hear(chat: &Shared, frame: ServerFrame) {
    chat.borrow_mut().answers += 1;
    match frame {
        ServerFrame::Batch(batch) => take(chat, batch),
        ServerFrame::Ack { id, seq } => {
            let shared = chat;
            let mut chat = chat.borrow_mut();
            chat.page.mark_pending(&id, "sent", &chat.setup.words.sent);
            let new = chat.setup.me == Author::Debtor && chat.waiting.is_none() && !chat.asked_waiting;
            chat.asked_waiting |= new;
            // Stored before what the page shows: it will not come in a batch.
            if seq <= chat.log.after() {
                chat.forget(&id);
            } else if !chat.stored.contains(&id) {
                chat.stored.push(id);
            }
            let after = chat.log.after();
            drop(chat);
            // Who begins to wait wants to know for how long.
            if new {
                line::say(shared, &ClientFrame::Hello { after });
            }
        }
        ServerFrame::Refused { id, why } => refused(chat, &id, why),
        ServerFrame::Typing => other_types(chat),
        ServerFrame::Presence { here } => {
            chat.borrow_mut().here = here;
            chat.borrow().show_status();
        }
        ServerFrame::Waiting { waiting } => {
            {
                let mut chat = chat.borrow_mut();
                (chat.waiting, chat.asked_waiting) = (waiting, false);
            }
            chat.borrow().show_status();
        }
        ServerFrame::Ended => {
            let mut chat = chat.borrow_mut();
            chat.ended = true;
            chat.show_status();
        }
    }
}

fn take(chat: &Shared, batch: Batch) {
    let (more, new) = {
        let mut chat = chat.borrow_mut();
        let at_end = chat.page.near_end();
        let (announce, mut new) = (chat.caught_up, false);
        for message in chat.log.receive(&batch) {
            let mine = message.from == chat.setup.me;
            chat.forget(&message.id);
            chat.page.add(&chat.setup.words, mine, &message);
            if !mine {
                new = true;
                (chat.typing_until, chat.waiting, chat.asked_waiting) = (0.0, None, false);
                if announce {
                    chat.page.announce(&chat.setup.words, &message);
                }
            }
        }
        chat.marks = chat.marks.learn(batch.marks());
        chat.closed = batch.closed;
        chat.page.show_marks(chat.marks, &chat.setup.words);
        chat.caught_up = chat.log.after() >= batch.last;
        chat.show_status();
        if at_end && !batch.messages.is_empty() {
            chat.page.scroll_down();
        }
        let after = chat.log.after();
        // A gap (something was lost on the way): ask from where we are.
        let gap = batch.messages.last().is_some_and(|message| message.seq > after);
        (gap.then_some(after), new)
    };
    if let Some(after) = more {
        line::say(chat, &ClientFrame::Hello { after });
    }
    tell_read(chat, new);
}

fn refused(chat: &Shared, id: &str, why: Refusal) {
    if why.try_again() {
        if std::mem::replace(&mut chat.borrow_mut().held, true) {
            return;
        }
        let again = chat.clone();
        set_timeout(move || line::send_again(&again), AGAIN);
        return;
    }
    let mut chat = chat.borrow_mut();
    chat.forget(id);
    chat.page.mark_pending(id, "failed", &chat.setup.words.refused);
}

fn other_types(chat: &Shared) {
    chat.borrow_mut().typing_until = js_sys::Date::now() + f64::from(TYPING_SHOWN_MS);
    chat.borrow().show_status();
    let later = chat.clone();
    set_timeout(move || later.borrow().show_status(), Duration::from_millis(u64::from(TYPING_SHOWN_MS) + 50));
}

impl Chat {
    /// A message is no longer on its way. It stays in the order of sending until then.
    fn forget(&mut self, id: &str) {
        self.log.drop_pending(id);
        self.stored.retain(|other| other != id);
        self.page.forget_pending(&self.setup.draft, id);
    }

    /// What the server has not said to have, in the order of sending.
    fn unsent(&self) -> Vec<(String, String)> {
        self.log.pending().iter().filter(|(id, _)| !self.stored.contains(id)).cloned().collect()
    }

    /// The last number, if it is before somebody's eyes.
    fn seen(&self) -> Option<i64> {
        Some(self.log.after()).filter(|seq| *seq > 0 && dom::visible() && self.page.near_end())
    }

    /// The line under the list: one thing at a time, the most important first.
    fn show_status(&self) {
        let words = &self.setup.words;
        let waiting = self.waiting.map(|waiting| words.waiting(waiting));
        let text = match () {
            () if self.ended => &words.ended,
            () if !self.open && self.attempt > 0 && !self.reached => &words.offline,
            () if self.typing_until > js_sys::Date::now() => &words.typing,
            () if self.closed => &words.closed,
            () if self.here && !words.here.is_empty() => &words.here,
            () => waiting.as_deref().unwrap_or_default(),
        };
        self.page.show_status(text);
    }
}
