//! A sound and a message of the desktop when somebody begins to wait or a promised answer nearly breaks: off until an
//! agent turns them on, and each remembered by this browser.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::Storage;

/// What can be turned on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alert {
    /// A short tone.
    Sound,
    /// A message of the desktop.
    Desktop,
}

impl Alert {
    const fn key(self) -> &'static str {
        match self {
            Self::Sound => "effen-alert-sound",
            Self::Desktop => "effen-alert-desktop",
        }
    }

    /// Is it turned on here?
    pub fn is_on(self) -> bool {
        storage().and_then(|storage| storage.get_item(self.key()).ok().flatten()).is_some()
    }

    /// Turns it on or off. For messages of the desktop the browser asks the agent.
    pub fn turn(self, on: bool) {
        let Some(storage) = storage() else { return };
        // A browser that keeps nothing forgets the choice, and stays quiet.
        let _ = if on { storage.set_item(self.key(), "1") } else { storage.remove_item(self.key()) };
        match self {
            Self::Desktop if on => {
                let asked = global("Notification").and_then(|class| call(&class, "requestPermission", &[]));
                drop(asked);
            }
            Self::Sound if on => tone(),
            _ => {}
        }
    }
}

/// Is anything turned on, so that the queue is watched even while the page is hidden?
pub fn any_on() -> bool {
    Alert::Sound.is_on() || Alert::Desktop.is_on()
}

/// Tells the agent in the ways that are turned on.
pub fn ring(text: &str) {
    if Alert::Sound.is_on() {
        tone();
    }
    if Alert::Desktop.is_on()
        && let Some(class) = global("Notification").and_then(|class| class.dyn_into::<Function>().ok())
    {
        // Not allowed is quiet.
        let _ = Reflect::construct(&class, &Array::of1(&JsValue::from_str(text)));
    }
}

/// A fifth of a second; a browser without sound stays quiet.
fn tone() {
    let play = || {
        let class: Function = global("AudioContext")?.dyn_into().ok()?;
        let audio = Reflect::construct(&class, &Array::new()).ok()?;
        let tone = call(&audio, "createOscillator", &[])?;
        let now = get(&audio, "currentTime")?.as_f64()?;
        call(&tone, "connect", &[get(&audio, "destination")?])?;
        call(&tone, "start", &[])?;
        call(&tone, "stop", &[JsValue::from_f64(now + 0.2)])
    };
    let _ = play();
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

fn get(of: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(of, &JsValue::from_str(name)).ok().filter(|value| !value.is_undefined())
}

fn global(name: &str) -> Option<JsValue> {
    get(&js_sys::global(), name)
}

fn call(of: &JsValue, name: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let function: Function = get(of, name)?.dyn_into().ok()?;
    function.apply(of, &arguments.iter().collect::<Array>()).ok()
}
