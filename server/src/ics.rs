//! Days to pay as a calendar reads them (iCalendar, RFC 5545): a whole day each, free, with a reminder the day before.

use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use effen::dates::add_days;
use icalendar::{Alarm, Calendar, Component as _, Event, EventLike as _, Trigger};
use jiff::Timestamp;
use jiff::civil::Date;

/// A day to pay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The day.
    pub on: Date,
    /// The same for the same thing to pay: importing again replaces it.
    pub uid: String,
    /// What is to be paid.
    pub summary: String,
    /// Where.
    pub link: String,
}

/// The calendar file. `agency` names the calendar.
pub fn text(entries: &[Entry], now: Timestamp, agency: &str) -> String {
    let mut calendar = Calendar::empty();
    for (name, value) in [("VERSION", "2.0"), ("PRODID", "-//Effen//Effen//NL"), ("CALSCALE", "GREGORIAN")] {
        calendar.append_property((name, value));
    }
    calendar.name(agency);
    for entry in entries {
        calendar.push(event(entry, now));
    }
    calendar.done().to_string()
}

fn event(entry: &Entry, now: Timestamp) -> Event {
    let stamp = now.strftime("%Y%m%dT%H%M%SZ").to_string();
    let day = |date: Date| date.strftime("%Y%m%d").to_string();
    let mut event = Event::new();
    event.uid(&entry.uid).summary(&entry.summary).url(&entry.link);
    event.add_property("DTSTAMP", &stamp).add_property("TRANSP", "TRANSPARENT");
    for (name, on) in [("DTSTART", entry.on), ("DTEND", add_days(entry.on, 1))] {
        let mut property = icalendar::Property::new(name, day(on));
        property.add_parameter("VALUE", "DATE");
        event.append_property(property.done());
    }
    // At nine in the morning of the day before.
    let mut alarm = Alarm::display(&entry.summary, Trigger::before_start(chrono::Duration::hours(15)));
    alarm.uid(&format!("alarm-{}", entry.uid)).add_property("DTSTAMP", &stamp);
    event.alarm(alarm.done());
    event.done()
}

/// The file as a download.
pub fn response(entries: &[Entry], now: Timestamp, agency: &str, name: &str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    (headers, text(entries, now, agency)).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn entry(summary: &str) -> Entry {
        Entry {
            on: date(2026, 12, 31),
            uid: "p-2026-12-31@effen".into(),
            summary: summary.into(),
            link: "https://effen.example/plan".into(),
        }
    }

    fn now() -> Timestamp {
        "2026-05-12T08:00:00Z".parse().unwrap()
    }

    /// The lines of a file, unfolded.
    fn lines(text: &str) -> Vec<String> {
        text.replace("\r\n ", "").split("\r\n").map(str::to_owned).collect()
    }

    #[test]
    fn a_day_to_pay_is_a_whole_day_with_a_reminder() {
        let text = text(&[entry("Betaal € 50,00; Waterland, mei")], now(), "Effen Incasso");
        assert!(text.ends_with("END:VCALENDAR\r\n") && !text.replace("\r\n", "").contains(['\r', '\n']));
        let lines = lines(&text);
        let count = |wanted: &str| lines.iter().filter(|line| *line == wanted).count();
        for once in [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "BEGIN:VEVENT",
            "UID:p-2026-12-31@effen",
            "DTSTART;VALUE=DATE:20261231",
            "DTEND;VALUE=DATE:20270101",
            "SUMMARY:Betaal € 50\\,00\\; Waterland\\, mei",
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            "TRIGGER;RELATED=START:-PT54000S",
            "END:VALARM",
            "END:VEVENT",
        ] {
            assert_eq!(count(once), 1, "{once} in {lines:#?}");
        }
        assert_eq!(count("PRODID:-//Effen//Effen//NL"), 1);
        assert_eq!(count("DTSTAMP:20260512T080000Z"), 2, "of the event and its reminder: no clock but ours is read");
    }

    #[test]
    fn long_lines_are_folded_at_75_octets_and_never_within_a_letter() {
        let text = text(&[entry(&"é€".repeat(80))], now(), "Effen");
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
        assert!(lines(&text).contains(&format!("SUMMARY:{}", "é€".repeat(80))));
    }
}
