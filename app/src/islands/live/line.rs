//! The line to the server: a socket, opened again with growing waits; while it cannot be opened, plain requests that
//! wait at the server for news.

use super::{Shared, hear, on};
use crate::islands::live::dom;
use effen::chat::client::backoff_ms;
use effen::chat::{Batch, ClientFrame, POLL_S, PROBE_EVERY_MS, ServerFrame};
use leptos::prelude::{set_interval_with_handle, set_timeout};
use std::time::Duration;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Headers, MessageEvent, RequestInit, Response, WebSocket};

/// After this many failed tries plain requests carry the chat until a socket opens.
const TRIES_BEFORE_REQUESTS: u32 = 3;
/// An open line that answers a hello with nothing for this long is dead.
const PROBE_WAIT: Duration = Duration::from_secs(6);
/// A socket that is not open after this long counts as failed: some networks swallow the upgrade without a word.
const OPEN_WAIT: Duration = Duration::from_secs(8);
/// A plain request that is not answered within so many milliseconds is made again: one that waits for news, and one that
/// brings a message.
const LOOK_WAIT: u32 = (POLL_S as u32 + 10) * 1000;
/// See [`LOOK_WAIT`].
const SEND_WAIT: u32 = 15_000;
/// Between two plain requests: after an answer, and after none.
const PAUSE: [Duration; 2] = [Duration::from_millis(500), Duration::from_secs(5)];

/// Opens the socket.
pub fn connect(chat: &Shared) {
    if chat.borrow().ended || chat.borrow().socket.is_some() {
        return;
    }
    let Some(address) = socket_address(&chat.borrow().setup.socket) else { return };
    let Ok(socket) = WebSocket::new(&address) else { return };
    on(&socket, "open", chat, |chat, _| opened(chat));
    on(&socket, "message", chat, |chat, event| {
        let text = event.dyn_into::<MessageEvent>().ok().and_then(|event| event.data().as_string());
        // A frame of a newer server that we do not know is passed over.
        if let Some(frame) = text.and_then(|text| serde_json::from_str::<ServerFrame>(&text).ok()) {
            // Only now: some networks open a line and close it at once.
            chat.borrow_mut().attempt = 0;
            hear(chat, frame);
        }
    });
    on(&socket, "close", chat, |chat, event| {
        let ours = chat.borrow().socket.as_ref().is_some_and(|socket| event.target().as_ref() == Some(socket.as_ref()));
        if ours {
            closed(chat);
        }
    });
    chat.borrow_mut().socket = Some(socket.clone());
    let later = chat.clone();
    set_timeout(
        move || {
            let stuck = !later.borrow().open && later.borrow().socket.as_ref() == Some(&socket);
            if stuck {
                give_up(&later);
            }
        },
        OPEN_WAIT,
    );
}

/// Treats the line as lost; what the browser says about it later is not listened to.
fn give_up(chat: &Shared) {
    let socket = chat.borrow().socket.clone();
    closed(chat);
    let _ = socket.map(|socket| socket.close());
}

/// Asks now and then whether the line still lives.
pub fn keep_alive(chat: &Shared) {
    let chat = chat.clone();
    // Fails only without a window; then there is no page to keep alive.
    let _ = set_interval_with_handle(
        move || {
            let open = chat.borrow().open;
            if open && dom::visible() {
                wake(&chat);
            }
        },
        Duration::from_millis(u64::from(PROBE_EVERY_MS)),
    );
}

fn socket_address(path: &str) -> Option<String> {
    let origin = web_sys::window()?.location().origin().ok()?;
    // https becomes wss, http ws.
    Some(format!("{}{path}", origin.replacen("http", "ws", 1)))
}

fn opened(chat: &Shared) {
    let hello = {
        let mut chat = chat.borrow_mut();
        chat.open = true;
        chat.reached = false;
        chat.held = false;
        chat.asked_waiting = false;
        // What the lost line acknowledged may not have come back: it is sent again, and stands once.
        chat.stored.clear();
        chat.show_status();
        ClientFrame::Hello { after: chat.log.after() }
    };
    say(chat, &hello);
    send_again(chat);
}

/// Sends everything that is on its way, in its order.
pub fn send_again(chat: &Shared) {
    chat.borrow_mut().held = false;
    let unsent = chat.borrow().unsent();
    for (id, body) in unsent {
        send(chat, &id, &body);
    }
}

fn closed(chat: &Shared) {
    let attempt = {
        let mut chat = chat.borrow_mut();
        chat.socket = None;
        chat.open = false;
        chat.attempt += 1;
        chat.show_status();
        chat.attempt
    };
    if attempt >= TRIES_BEFORE_REQUESTS && dom::visible() && !chat.borrow().polling {
        chat.borrow_mut().polling = true;
        poll(chat.clone());
    }
    let again = chat.clone();
    let wait = backoff_ms(attempt - 1, js_sys::Math::random());
    set_timeout(move || connect(&again), Duration::from_millis(u64::from(wait)));
}

/// Lets plain requests carry the chat for good.
pub fn by_requests_alone(chat: &Shared) {
    chat.borrow_mut().polling = true;
    poll(chat.clone());
}

/// The page is seen again, or the network is back: look whether the line still lives, and catch up.
pub fn wake(chat: &Shared) {
    if chat.borrow().setup.socket.is_empty() {
        // Nobody asked while nobody looked.
        if !chat.borrow().polling && !chat.borrow().ended {
            by_requests_alone(chat);
        }
        return;
    }
    if !chat.borrow().open {
        return connect(chat);
    }
    let (after, answers) = (chat.borrow().log.after(), chat.borrow().answers);
    say(chat, &ClientFrame::Hello { after });
    let later = chat.clone();
    set_timeout(
        move || {
            let dead = later.borrow().open && later.borrow().answers == answers;
            if dead {
                give_up(&later);
            }
        },
        PROBE_WAIT,
    );
}

/// Says something if the line is open; what matters is said again when it opens.
pub fn say(chat: &Shared, frame: &ClientFrame) {
    let chat = chat.borrow();
    if let (true, Some(socket), Ok(text)) = (chat.open, &chat.socket, serde_json::to_string(frame)) {
        let _ = socket.send_with_str(&text);
    }
}

/// Sends a message, unless one before it has to wait.
pub fn send(chat: &Shared, id: &str, body: &str) {
    if chat.borrow().held {
        return;
    }
    let about = chat.borrow().setup.about.clone();
    say(chat, &ClientFrame::Send { id: id.to_owned(), body: body.to_owned(), about });
    if chat.borrow().polling {
        let chat = chat.clone();
        leptos::task::spawn_local(async move { upload_all(&chat).await });
    }
}

/// Asks again and again, until a socket opens, the session has ended, or nobody looks.
fn poll(chat: Shared) {
    leptos::task::spawn_local(async move {
        let reached = by_requests(&chat).await;
        let go_on = {
            let mut chat = chat.borrow_mut();
            chat.reached = reached;
            if !reached {
                chat.attempt = chat.attempt.max(1);
            }
            chat.polling = !chat.open && !chat.ended && dom::visible();
            chat.show_status();
            chat.polling
        };
        if go_on {
            let [soon, later] = PAUSE;
            set_timeout(move || poll(chat), if reached { soon } else { later });
        }
    });
}

/// One round without a socket: what is on its way goes up, what is new comes down when there is something. Says whether
/// the server answered.
async fn by_requests(chat: &Shared) -> bool {
    upload_all(chat).await;
    let address = {
        let chat = chat.borrow();
        // The first answer comes at once: it says what the page missed, and that the line works.
        let wait = if chat.reached { "&wait=1" } else { "" };
        let (after, marks) = (chat.log.after(), chat.marks);
        let seen = chat.seen().map(|seq| format!("&seen={seq}")).unwrap_or_default();
        format!("{}after={after}&read={}&got={}{seen}{wait}", chat.setup.messages, marks.read, marks.delivered)
    };
    let text = request(chat, &address, None, LOOK_WAIT).await;
    match text.and_then(|text| serde_json::from_str::<Batch>(&text).ok()) {
        Some(batch) => {
            hear(chat, ServerFrame::Batch(batch));
            true
        }
        None => false,
    }
}

/// Brings up what is on its way, one after the other: what was typed first stands first. What cannot be brought keeps what
/// comes after it, until the next round.
async fn upload_all(chat: &Shared) {
    if chat.borrow().held || std::mem::replace(&mut chat.borrow_mut().uploading, true) {
        return;
    }
    let first = |chat: &Shared| chat.borrow().unsent().into_iter().next();
    while let Some((id, body)) = first(chat) {
        upload(chat, &id, &body).await;
        if first(chat).is_some_and(|(next, _)| next == id) {
            break;
        }
    }
    chat.borrow_mut().uploading = false;
}

async fn upload(chat: &Shared, id: &str, body: &str) {
    let encode = |text: &str| String::from(js_sys::encode_uri_component(text));
    let mut form = format!("id={}&body={}", encode(id), encode(body));
    let (send, about) = {
        let chat = chat.borrow();
        (chat.setup.send.clone(), chat.setup.about.clone())
    };
    if let Some(about) = about {
        form.push_str(&format!("&about={}", encode(&about)));
    }
    if let Some(frame) =
        request(chat, &send, Some(form), SEND_WAIT).await.and_then(|text| serde_json::from_str(&text).ok())
    {
        hear(chat, frame);
    }
}

/// The body of a good answer. An answer 401 means that the session has ended.
async fn request(chat: &Shared, address: &str, form: Option<String>, wait_ms: u32) -> Option<String> {
    let init = RequestInit::new();
    // A line that has died without a word would keep the next request waiting.
    init.set_signal(Some(&AbortSignal::timeout_with_u32(wait_ms)));
    let headers = Headers::new().ok()?;
    headers.set("accept", "application/json").ok()?;
    if let Some(form) = form {
        init.set_method("POST");
        headers.set("content-type", "application/x-www-form-urlencoded").ok()?;
        init.set_body(&JsValue::from_str(&form));
    }
    init.set_headers(&headers);
    let answer = JsFuture::from(web_sys::window()?.fetch_with_str_and_init(address, &init)).await.ok()?;
    let answer: Response = answer.dyn_into().ok()?;
    if answer.status() == 401 {
        hear(chat, ServerFrame::Ended);
    }
    if !answer.ok() {
        return None;
    }
    JsFuture::from(answer.text().ok()?).await.ok()?.as_string()
}
