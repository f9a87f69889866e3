//! The cost meter on a chosen day: answers at once what any day costs, with the core's own code. The page works without
//! it: its form asks the server, which says it with the same functions.

// The macro makes a public struct of its own, without a comment.
#![allow(missing_docs)]

use effen::dates::{long_near, of_day_number};
use effen::doubt::Doubt;
use effen::kinds::Lang;
use effen::meter::Ahead;
use effen::money::{Cents, Currency, Money};
use jiff::civil::Date;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The days ahead of one claim, and its currency.
pub type ClaimDays = (Ahead, Currency);

/// The sentences, in one language, with `{date}` and `{amount}` in them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeterWords {
    /// What it costs on the day.
    pub result: String,
    /// So much more than today.
    pub more: String,
    /// The same as today.
    pub same: String,
    /// What is wrong with a day that cannot be asked about, ready to be shown.
    pub wrong: String,
}

/// A figure of a day in words, and what is not sure about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The figure.
    pub result: String,
    /// The doubts about it, or ''.
    pub doubts: String,
}

/// Whose figures are said: the reader's language, today, and the sentences.
#[derive(Debug, Clone)]
pub struct Teller {
    /// The language of dates and amounts.
    pub lang: Lang,
    /// Today.
    pub today: Date,
    /// The sentences.
    pub words: MeterWords,
}

impl Teller {
    /// What everything in euros costs on a day, and how much more that is than today.
    pub fn all(&self, claims: &[ClaimDays], on: Date) -> Said {
        let euro = || claims.iter().filter(|(_, currency)| *currency == Currency::EUR).map(|(ahead, _)| ahead);
        let then: Cents = euro().map(|ahead| ahead.at(on).total).sum();
        let now: Cents = euro().map(|ahead| ahead.booked).sum();
        let more = then - now;
        let compared = match more.is_positive() {
            true => self.words.more.replace("{amount}", &more.format(self.lang)),
            false => self.words.same.clone(),
        };
        let mut doubts: Vec<Doubt> = euro().flat_map(|ahead| ahead.doubts(on)).collect();
        doubts.sort_unstable();
        doubts.dedup();
        let result = format!("{} {compared}", self.result(on, then.euro()));
        Said { result, doubts: self.doubts(&doubts) }
    }

    /// What one claim costs on a day; doubts that stand beside it anyway are left out.
    pub fn one(&self, (ahead, currency): &ClaimDays, on: Date) -> Said {
        let then = Money { cents: ahead.at(on).total.0, currency: *currency };
        Said { result: self.result(on, then), doubts: self.doubts(&ahead.doubts_more(on)) }
    }

    fn result(&self, on: Date, amount: Money) -> String {
        let date = long_near(on, self.today, self.lang);
        self.words.result.replace("{date}", &date).replace("{amount}", &amount.format(self.lang))
    }

    fn doubts(&self, doubts: &[Doubt]) -> String {
        let sentences: Vec<String> = doubts.iter().map(|doubt| doubt.sentence(self.lang)).collect();
        sentences.join(" ")
    }
}

/// See the module. Shows nothing itself: it wakes the form that is on the page.
#[island]
pub fn MeterDays(
    /// The claims, in the order of the page.
    claims: Vec<ClaimDays>,
    /// Today, as a number of days.
    today: i64,
    /// Language of dates and amounts.
    lang: Lang,
    /// The sentences.
    words: MeterWords,
) -> impl IntoView {
    let teller = Teller { lang, today: of_day_number(today), words };
    #[cfg(feature = "hydrate")]
    live::start(teller, claims);
    #[cfg(not(feature = "hydrate"))]
    let _ = (teller, claims);
}

#[cfg(feature = "hydrate")]
mod live {
    use super::{ClaimDays, Said, Teller};
    use effen::dates::{add_days, days_between, iso, long_near};
    use effen::meter::day_asked;
    use jiff::civil::Date;
    use leptos::prelude::set_timeout;
    use std::cell::Cell;
    use std::rc::Rc;
    use std::time::Duration;
    use wasm_bindgen::JsCast as _;
    use wasm_bindgen::closure::Closure;
    use web_sys::{Document, Element, HtmlInputElement};

    /// How long nothing must move before it is read out, and before a half-typed day is called wrong, in milliseconds.
    const REST_MS: u64 = 700;

    struct Meter {
        teller: Teller,
        claims: Vec<ClaimDays>,
        document: Document,
        day: HtmlInputElement,
        slider: HtmlInputElement,
        /// Counts what was moved and typed: only the last of it is read out.
        turn: Cell<u32>,
    }

    /// Starts; a page without the expected elements is left alone.
    pub fn start(teller: Teller, claims: Vec<ClaimDays>) {
        let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
        let input = |id: &str| document.get_element_by_id(id)?.dyn_into::<HtmlInputElement>().ok();
        let (Some(day), Some(slider)) = (input("on"), input("on-slider")) else { return };
        let turn = Cell::new(0);
        let meter = Rc::new(Meter { teller, claims, document, day, slider, turn });
        meter.hide("meter-slider", false);
        meter.hide("meter-show", true);
        listen(&meter.day, "input", &meter, Meter::typed);
        listen(&meter.day, "change", &meter, Meter::settle);
        listen(&meter.slider, "input", &meter, Meter::slid);
        // What the browser filled in again by itself, after going back, is answered too.
        if let Some(on) = meter.asked() {
            meter.show(on);
        }
    }

    fn listen(target: &HtmlInputElement, name: &str, meter: &Rc<Meter>, act: fn(&Rc<Meter>)) {
        let meter = meter.clone();
        let closure = Closure::<dyn FnMut()>::new(move || act(&meter));
        // Fails only for a broken target; then there is nothing to listen to.
        let _ = target.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref());
        closure.forget();
    }

    impl Meter {
        fn asked(&self) -> Option<Date> {
            day_asked(&self.day.value(), self.teller.today)
        }

        /// A good day is answered at once; one that is still being typed gets time.
        fn typed(self: &Rc<Self>) {
            if let Some(on) = self.asked() {
                self.show(on);
            }
            self.later();
        }

        fn slid(self: &Rc<Self>) {
            let on = add_days(self.teller.today, self.slider.value().parse().unwrap_or_default());
            self.day.set_value(&iso(on));
            self.show(on);
            self.later();
        }

        fn later(self: &Rc<Self>) {
            let turn = self.turn.get().wrapping_add(1);
            self.turn.set(turn);
            let meter = self.clone();
            let rested = move || {
                if meter.turn.get() == turn {
                    meter.settle();
                }
            };
            set_timeout(rested, Duration::from_millis(REST_MS));
        }

        /// Says what stands there, once it rests: the figure, or what is wrong with the day.
        fn settle(self: &Rc<Self>) {
            let said = match self.asked() {
                Some(on) => {
                    self.show(on);
                    self.teller.all(&self.claims, on).result
                }
                None => {
                    self.refuse();
                    self.teller.words.wrong.clone()
                }
            };
            self.write("meter-status", &said);
        }

        fn show(&self, on: Date) {
            let Teller { lang, today, .. } = self.teller;
            self.say("meter", &self.teller.all(&self.claims, on));
            for (at, claim) in self.claims.iter().enumerate() {
                self.say(&format!("meter-{at}"), &self.teller.one(claim, on));
            }
            self.slider.set_value(&days_between(today, on).to_string());
            let _ = self.slider.set_attribute("aria-valuetext", &long_near(on, today, lang));
            self.write("on-error", "");
            let _ = self.day.remove_attribute("aria-invalid");
            let _ = self.day.remove_attribute("aria-describedby");
        }

        /// No figure stands beside a day that cannot be asked about.
        fn refuse(&self) {
            let nothing = Said { result: String::new(), doubts: String::new() };
            self.say("meter", &nothing);
            for at in 0..self.claims.len() {
                self.say(&format!("meter-{at}"), &nothing);
            }
            self.write("on-error", &self.teller.words.wrong);
            let _ = self.day.set_attribute("aria-invalid", "true");
            let _ = self.day.set_attribute("aria-describedby", "on-error");
        }

        fn say(&self, id: &str, said: &Said) {
            self.write(&format!("{id}-result"), &said.result);
            self.write(&format!("{id}-doubts"), &said.doubts);
        }

        /// Writes a text, and hides an element that has none.
        fn write(&self, id: &str, text: &str) {
            if let Some(element) = self.element(id) {
                if element.text_content().as_deref() != Some(text) {
                    element.set_text_content(Some(text));
                }
                let _ = element.toggle_attribute_with_force("hidden", text.is_empty());
            }
        }

        fn hide(&self, id: &str, hidden: bool) {
            if let Some(element) = self.element(id) {
                let _ = element.toggle_attribute_with_force("hidden", hidden);
            }
        }

        fn element(&self, id: &str) -> Option<Element> {
            self.document.get_element_by_id(id)
        }
    }
}
