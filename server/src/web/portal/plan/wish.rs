//! The form of one's own amount, rhythm and days, read from the address.

use super::PlanWish;
use crate::db::overview::DebtorFile;
use crate::web::portal::plan_view::{PLAN_FIRST_DAYS, PLAN_FIRST_DAYS_MAX};
use effen::dates::{add_days, parse_iso, short};
use effen::kinds::Lang;
use effen::money::{Cents, parse_typed};
use effen::plan::Rhythm;
use effen_app::pages::plan::WishTyped;
use effen_app::texts::fill;
use effen_app::texts::plan::texts;
use jiff::civil::Date;

/// What the address says, as it was typed.
#[derive(Debug, Default, serde::Deserialize)]
pub struct WishQuery {
    #[serde(default)]
    rhythm: String,
    #[serde(default)]
    payday: String,
    #[serde(default)]
    first_on: String,
    #[serde(default)]
    start: String,
    #[serde(default)]
    amount: String,
    /// A plan was just agreed.
    #[serde(default)]
    pub agreed: String,
    /// A plan was just changed.
    #[serde(default)]
    pub changed: String,
}

/// What was understood, and what was not.
pub struct Read {
    /// The wish, with what is known in the place of what cannot be read.
    pub wish: PlanWish,
    /// Field and sentence.
    pub errors: Vec<(&'static str, String)>,
}

/// The days on which a weekly or four-weekly plan may begin.
pub fn first_between(today: Date) -> (Date, Date) {
    (add_days(today, PLAN_FIRST_DAYS), add_days(today, PLAN_FIRST_DAYS_MAX))
}

/// Reads it. A field that does not count for the chosen rhythm is not looked at.
pub fn read(query: &WishQuery, file: &DebtorFile, lang: Lang, today: Date) -> Read {
    let t = texts(lang);
    let mut errors = Vec::new();
    let mut wish = PlanWish::of(file);
    wish.rhythm = query.rhythm.parse().unwrap_or(running_rhythm(file));
    wish.now = query.start == "now";
    match query.payday.trim() {
        "" => {}
        _ if wish.rhythm != Rhythm::Monthly => {}
        text => match text.parse::<u8>() {
            Ok(day @ 1..=31) => wish.payday = Some(day),
            _ => errors.push(("payday", t.wrong_day.to_owned())),
        },
    }
    match query.first_on.trim() {
        "" => {}
        _ if wish.rhythm == Rhythm::Monthly || wish.now => {}
        text => {
            let (from, until) = first_between(today);
            match parse_iso(text) {
                Ok(on) if (from..=until).contains(&on) => wish.first_on = Some(on),
                _ => {
                    let values = [("from", &*short(from, lang)), ("until", &short(until, lang))];
                    errors.push(("first_on", fill(t.wrong_first, &values)));
                }
            }
        }
    }
    match query.amount.trim() {
        "" => {}
        text => match parse_typed(text, lang) {
            Ok(cents) if cents.is_positive() => wish.amount = Some(cents),
            _ => errors.push(("amount", fill(t.wrong_amount, &[("example", &Cents(5_000).decimal())]))),
        },
    }
    Read { wish, errors }
}

fn running_rhythm(file: &DebtorFile) -> Rhythm {
    file.plan.as_ref().map_or(Rhythm::Monthly, |plan| plan.rhythm)
}

/// The form as it was typed; what is known stands in fields nobody has touched.
pub fn typed(query: &WishQuery, file: &DebtorFile, wish: &PlanWish) -> WishTyped {
    let payday = if query.payday.is_empty() {
        file.payday().map(|day| day.to_string()).unwrap_or_default()
    } else {
        query.payday.clone()
    };
    WishTyped {
        rhythm: wish.rhythm,
        payday,
        first_on: query.first_on.clone(),
        now: wish.now,
        amount: query.amount.clone(),
    }
}
