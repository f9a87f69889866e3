//! The cost meter on a chosen day: a field of a form that asks the server. As an island it brought 66 KB of the core
//! into the debtors' bundle, which has 150 KB for everything: the answer is one request away instead.

use effen::dates::{add_days, long_near};
use effen::kinds::Lang;
use effen::meter::{METER_DAYS_MAX, Meter};
use effen::money::Cents;
use jiff::civil::Date;
use leptos::prelude::*;

/// The sentences, in one language, with `{date}` and `{amount}` in them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeterWords {
    /// The field's label.
    pub label: String,
    /// What it costs on the day.
    pub result: String,
    /// So much more than today.
    pub more: String,
    /// The same as today.
    pub same: String,
}

/// See the module.
#[component]
pub fn CostMeterDay(
    /// The meters of the claims, in euros.
    meters: Vec<Meter>,
    /// Today.
    today: Date,
    /// The day first shown.
    on: Date,
    /// Language of dates and amounts.
    lang: Lang,
    /// The sentences.
    words: MeterWords,
) -> impl IntoView {
    let (least, most) = (today.to_string(), add_days(today, METER_DAYS_MAX).to_string());
    let label = words.label.clone();
    let sentence = say(&meters, today, on, lang, &words);
    view! {
        <div class="field">
            <label for="on">{label}</label>
            <input
                type="date"
                id="on"
                name="on"
                class="short"
                min=least
                max=most
                value=on.to_string()
            />
        </div>
        <p role="status">{sentence}</p>
    }
}

/// What everything costs on a day, and how much more that is than today.
pub fn say(meters: &[Meter], today: Date, on: Date, lang: Lang, words: &MeterWords) -> String {
    let on = on.clamp(today, add_days(today, METER_DAYS_MAX));
    let then: Cents = meters.iter().map(|meter| meter.at(on).total).sum();
    let now: Cents = meters.iter().map(|meter| meter.balance.total()).sum();
    let more = then - now;
    let result = words.result.replace("{date}", &long_near(on, today, lang)).replace("{amount}", &then.format(lang));
    if more.is_positive() {
        format!("{result} {}", words.more.replace("{amount}", &more.format(lang)))
    } else {
        format!("{result} {}", words.same)
    }
}
