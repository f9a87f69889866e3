//! The cost meter's form: a day to choose, and what everything costs on it. Without JavaScript the form asks the server;
//! with it, [`MeterDays`] answers at once, writes into these same elements and adds a slider.

use crate::islands::cost_meter::{ClaimDays, MeterDays, MeterWords, Said, Teller};
use crate::texts::fill;
use crate::texts::invoice::{InvoiceTexts, texts};
use effen::dates::{add_days, day_number, days_between, long_near};
use effen::kinds::Lang;
use effen::meter::METER_DAYS_MAX;
use jiff::civil::Date;
use leptos::prelude::*;

/// What the form shows.
#[derive(Debug, Clone, Copy)]
pub struct MeterForm<'a> {
    /// Language.
    pub lang: Lang,
    /// Today.
    pub today: Date,
    /// The address that answers it.
    pub action: &'a str,
    /// What stands in the field.
    pub typed: &'a str,
    /// The day asked about; `None`: what was typed is no day the meter can tell of.
    pub on: Option<Date>,
    /// The claims, in the order of the page.
    pub claims: &'a [ClaimDays],
}

/// Who says the figures of a page.
pub fn teller(lang: Lang, today: Date) -> Teller {
    let t = texts(lang);
    let last = long_near(add_days(today, METER_DAYS_MAX), today, lang);
    let words = MeterWords {
        result: t.meter_result.to_owned(),
        more: t.meter_more.to_owned(),
        same: t.meter_same.to_owned(),
        wrong: fill(t.meter_wrong, &[("date", &last)]),
    };
    Teller { lang, today, words }
}

/// See the module.
pub fn meter_form(form: MeterForm<'_>) -> AnyView {
    let t = texts(form.lang);
    let teller = teller(form.lang, form.today);
    let said = form.on.map(|on| teller.all(form.claims, on));
    let wrong = form.on.is_none().then(|| teller.words.wrong.clone());
    let (least, most) = (form.today.to_string(), add_days(form.today, METER_DAYS_MAX).to_string());
    let invalid = wrong.is_some();
    view! {
        <form method="get" action=form.action.to_owned() class="card stack">
            <div class="field">
                <label for="on">{t.meter_on}</label>
                <p class="field-error" id="on-error" hidden=!invalid>{wrong}</p>
                <input
                    type="date" id="on" name="on" class="short" min=least max=most value=form.typed.to_owned()
                    aria-invalid=invalid.then_some("true") aria-describedby=invalid.then_some("on-error")
                />
            </div>
            {slider(form, t)}
            <div class="stack-tight meter-answer">{figure("meter", said)}</div>
            <p class="visually-hidden" role="status" id="meter-status"></p>
            <div id="meter-show">
                <button class="button-quiet" type="submit">{t.meter_show}</button>
                <MeterDays
                    claims=form.claims.to_vec() today=day_number(form.today) lang=form.lang words=teller.words.clone()
                />
            </div>
        </form>
    }
    .into_any()
}

/// Needs JavaScript: shown by the island.
fn slider(form: MeterForm<'_>, t: &'static InvoiceTexts) -> AnyView {
    let on = form.on.unwrap_or(form.today);
    let days = days_between(form.today, on).to_string();
    let words = long_near(on, form.today, form.lang);
    view! {
        <div class="field" id="meter-slider" hidden=true>
            <label for="on-slider">{t.meter_slide}</label>
            <input
                type="range" id="on-slider" min="0" max=METER_DAYS_MAX.to_string() value=days aria-valuetext=words
                autocomplete="off"
            />
        </div>
    }
    .into_any()
}

/// A figure and what is not sure about it, where the island finds both again.
pub fn figure(id: &str, said: Option<Said>) -> AnyView {
    let Said { result, doubts } = said.unwrap_or(Said { result: String::new(), doubts: String::new() });
    let (no_result, sure) = (result.is_empty(), doubts.is_empty());
    view! {
        <p id=format!("{id}-result") hidden=no_result>{result}</p>
        <p class="hint" id=format!("{id}-doubts") hidden=sure>{doubts}</p>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use effen::doubt::{Basis, Doubt};
    use effen::meter::{Ahead, Change};
    use effen::money::{Cents, Currency};
    use jiff::civil::date;

    const TODAY: Date = date(2026, 2, 9);

    fn claim(booked: i64, more: i64) -> ClaimDays {
        let ahead = Ahead {
            today: TODAY,
            booked: Cents(booked),
            change: Some(Change { on: date(2026, 2, 27), more: Cents(more) }),
            interest: vec![],
            costs_known_until: Some(date(2026, 2, 20)),
            interest_known_until: None,
            holidays_known_until: None,
        };
        (ahead, Currency::EUR)
    }

    #[test]
    fn the_day_is_told_for_everything_in_euros_with_what_is_not_sure() {
        let teller = teller(Lang::En, TODAY);
        let dollars = (claim(99_900, 0).0, "USD".parse().unwrap());
        let claims = [claim(50_000, 7_500), claim(10_000, 4_000), dollars];
        let before = teller.all(&claims, date(2026, 2, 26));
        assert_eq!(before.result, "On Thursday 26 February you pay €600.00. That is the same as today.");
        assert_eq!(before.doubts, "");
        let then = teller.all(&claims, date(2026, 2, 27));
        assert_eq!(then.result, "On Friday 27 February you pay €715.00. That is €115.00 more than today.");
        let doubt = Doubt { basis: Basis::Costs, known_until: date(2026, 2, 20) };
        assert_eq!(then.doubts, doubt.sentence(Lang::En), "once for all claims");
        assert_eq!(teller.one(&claims[2], TODAY).result, "On Monday 9 February you pay USD\u{a0}999.00.");
    }

    #[test]
    fn a_wrong_day_is_answered_with_the_days_that_can_be_asked_about() {
        assert_eq!(teller(Lang::Nl, TODAY).words.wrong, "Kies een dag van vandaag tot en met dinsdag 9 februari 2027.");
    }
}
