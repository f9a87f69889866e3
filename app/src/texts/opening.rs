//! Whether we are open, until when, when again, and by when there is an answer: one sentence or two.

use super::fill;
use effen::chat::hours::{Expectation, Promise};
use effen::dates::{add_days, long_near, weekday_name};
use effen::kinds::Lang;
use jiff::civil::{Date, DateTime, Time};

super::texts! {
    /// See the module.
    OpeningTexts {
        now: "Wij zijn open tot {until}. Er is nu iemand: u hebt meestal binnen een paar minuten antwoord.", "We are open until {until}. Somebody is here now: you usually have an answer within a few minutes.", "Nous sommes ouverts jusqu’à {until}. Quelqu’un est là : vous avez en général une réponse en quelques minutes.";
        today: "Wij zijn nu open, tot {until}. U hebt vandaag antwoord, vaak veel sneller.", "We are open now, until {until}. You will have an answer today, often much sooner.", "Nous sommes ouverts, jusqu’à {until}. Vous aurez une réponse aujourd’hui, souvent bien plus vite.";
        ending: "Wij zijn nu open, tot {until}. Schrijf gerust: {promise}", "We are open now, until {until}. Do write: {promise}", "Nous sommes ouverts, jusqu’à {until}. Écrivez-nous : {promise}";
        closed: "Wij zijn nu gesloten. Wij openen {day} om {time}. Schrijf gerust: {promise}", "We are closed now. We open {day} at {time}. Do write: {promise}", "Nous sommes fermés. Nous ouvrons {day} à {time}. Écrivez-nous : {promise}";
        closed_long: "Wij zijn nu gesloten. Schrijf gerust: {promise}", "We are closed now. Do write: {promise}", "Nous sommes fermés. Écrivez-nous : {promise}";
        promise_day: "u hebt binnen 24 uur antwoord.", "you will have an answer within 24 hours.", "vous aurez une réponse dans les 24 heures.";
        promise_by: "u hebt uiterlijk {day} om {time} antwoord.", "you will have an answer by {day} at {time}.", "vous aurez une réponse au plus tard {day} à {time}.";
        day_today: "vandaag", "today", "aujourd’hui";
        day_tomorrow: "morgen", "tomorrow", "demain";
    }
}

/// A time of the day: `9.00 uur`, `9:00`, `9 h`.
pub fn clock_words(time: Time, lang: Lang) -> String {
    let (hour, minute) = (time.hour(), time.minute());
    match lang {
        Lang::Nl => format!("{hour}.{minute:02} uur"),
        Lang::En => format!("{hour}:{minute:02}"),
        Lang::Fr if minute == 0 => format!("{hour} h"),
        Lang::Fr => format!("{hour} h {minute:02}"),
    }
}

/// A day near today: `vandaag`, `morgen`, `maandag`, `maandag 4 januari`.
fn day_words(day: Date, today: Date, lang: Lang) -> String {
    let t = texts(lang);
    match () {
        () if day == today => t.day_today.to_owned(),
        () if day == add_days(today, 1) => t.day_tomorrow.to_owned(),
        () if day < add_days(today, 7) => weekday_name(day, lang).to_owned(),
        () => long_near(day, today, lang),
    }
}

fn moment(template: &str, at: DateTime, today: Date, lang: Lang) -> String {
    let (day, time) = (day_words(at.date(), today, lang), clock_words(at.time(), lang));
    fill(template, &[("day", &day), ("time", &time)])
}

/// What is said on the chat's page and on the help page.
pub fn sentence(expectation: Expectation, today: Date, lang: Lang) -> String {
    let t = texts(lang);
    let promised = |promise| match promise {
        Promise::Day => t.promise_day.to_owned(),
        Promise::By(at) => moment(t.promise_by, at, today, lang),
    };
    let until = |at: DateTime| clock_words(at.time(), lang);
    match expectation {
        Expectation::Now { until: at } => fill(t.now, &[("until", &until(at))]),
        Expectation::Today { until: at } => fill(t.today, &[("until", &until(at))]),
        Expectation::Ending { until: at, promise } => {
            fill(t.ending, &[("until", &until(at)), ("promise", &promised(promise))])
        }
        Expectation::Closed { opens: Some(at), promise } => {
            let (day, time) = (day_words(at.date(), today, lang), clock_words(at.time(), lang));
            fill(t.closed, &[("day", &day), ("time", &time), ("promise", &promised(promise))])
        }
        Expectation::Closed { opens: None, promise } => fill(t.closed_long, &[("promise", &promised(promise))]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn open_and_closed_are_said_in_every_language() {
        let at = |text: &str| text.parse::<DateTime>().unwrap();
        let today = at("2026-05-15T10:00").date();
        let say = |expectation, lang| sentence(expectation, today, lang);
        let now = Expectation::Now { until: at("2026-05-15T18:00") };
        assert!(say(now, Lang::Nl).starts_with("Wij zijn open tot 18.00 uur."));
        assert!(say(now, Lang::Fr).contains("jusqu’à 18 h."));
        let closed = |opens, promise| Expectation::Closed { opens: Some(at(opens)), promise };
        assert_eq!(
            say(closed("2026-05-18T09:00", Promise::Day), Lang::En),
            "We are closed now. We open Monday at 9:00. Do write: you will have an answer within 24 hours."
        );
        assert_eq!(
            say(closed("2026-05-16T09:30", Promise::By(at("2026-05-26T20:00"))), Lang::Nl),
            "Wij zijn nu gesloten. Wij openen morgen om 9.30 uur. Schrijf gerust: u hebt uiterlijk dinsdag 26 mei om \
             20.00 uur antwoord."
        );
    }
}
