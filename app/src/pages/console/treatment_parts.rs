//! The seven parts of a treatment in words, and the history of what was changed.

use super::treatment::{Change, whom_name};
use crate::texts::fill;
use crate::texts::treatment::{TreatmentTexts, anchor_words, channel_words, focus_words, help_words, tone_words};
use effen::dates::weekday_name;
use effen::kinds::Lang;
use effen::people::treatment::{Part, Treatment};
use jiff::civil::date;
use leptos::prelude::*;

/// The name of a part.
pub(super) const fn part_name(part: Part, t: &'static TreatmentTexts) -> &'static str {
    match part {
        Part::What => t.what,
        Part::How => t.how,
        Part::When => t.when,
        Part::PayTime => t.pay_time,
        Part::Often => t.often,
        Part::Channels => t.channels,
        Part::Help => t.help,
    }
}

/// A part of a treatment, in words.
pub(super) fn part_words(part: Part, treatment: &Treatment, lang: Lang, t: &'static TreatmentTexts) -> String {
    let listed = |words: Vec<&str>| if words.is_empty() { t.none.to_owned() } else { words.join(", ") };
    match part {
        Part::What => focus_words(lang, treatment.focus).to_owned(),
        Part::How => tone_words(lang, treatment.tone).to_owned(),
        Part::When => when_words(treatment, lang, t),
        Part::PayTime => fill(t.days_value, &[("n", &treatment.pay_days.to_string())]),
        Part::Often => {
            fill(t.often_value, &[("n", &treatment.at_most.to_string()), ("days", &treatment.per_days.to_string())])
        }
        Part::Channels => {
            let channels = listed(treatment.channels.iter().map(|&channel| channel_words(lang, channel)).collect());
            if treatment.by_habit { fill(t.by_habit_value, &[("channels", &channels)]) } else { channels }
        }
        Part::Help => listed(treatment.help.iter().map(|&help| help_words(lang, help)).collect()),
    }
}

fn when_words(treatment: &Treatment, lang: Lang, t: &'static TreatmentTexts) -> String {
    let numbers: Vec<String> = treatment.days.iter().map(ToString::to_string).collect();
    // The first of June 2026 is a Monday.
    let weekdays: Vec<&str> = treatment.weekdays.iter().map(|&day| weekday_name(date(2026, 6, day), lang)).collect();
    let values = [
        ("days", numbers.join(", ")),
        ("anchor", anchor_words(lang, treatment.anchor).to_owned()),
        ("weekdays", weekdays.join(", ")),
        ("hour", treatment.hour.to_string()),
        ("n", treatment.repeat_days.to_string()),
    ];
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let repeats = if treatment.repeat_days > 0 { fill(t.repeat_value, &values) } else { String::new() };
    [fill(t.when_value, &values), repeats].concat()
}

/// What was changed, the newest first.
pub(super) fn history(changes: &[Change], lang: Lang, t: &'static TreatmentTexts) -> AnyView {
    if changes.is_empty() {
        return view! { <p>{t.no_history}</p> }.into_any();
    }
    let rows = changes
        .iter()
        .map(|change| {
            view! {
                <tr>
                    <th scope="row" data-label=t.version>{change.version}</th>
                    <td data-label=t.whom>{whom_name(lang, change.whom)}</td>
                    <td data-label=t.by>{change.by.clone()}</td>
                    <td data-label=t.day>{change.day.clone()}</td>
                    <td data-label=t.changed>{changed(change, lang, t)}</td>
                    <td data-label=t.reason>{change.reason.clone()}</td>
                </tr>
            }
        })
        .collect_view();
    let heads = [t.version, t.whom, t.by, t.day, t.changed, t.reason].map(|head| view! { <th scope="col">{head}</th> });
    view! {
        <table class="table">
            <thead><tr>{heads.to_vec()}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

/// Which of the seven parts a change touched, from what to what.
fn changed(change: &Change, lang: Lang, t: &'static TreatmentTexts) -> AnyView {
    let parts = change.before.differing(&change.after);
    if parts.is_empty() {
        return t.nothing_changed.into_any();
    }
    let parts = parts.into_iter().map(|part| {
        let words = |treatment| part_words(part, treatment, lang, t);
        let (was, is) = (words(&change.before), words(&change.after));
        view! {
            <div>
                <dt>{part_name(part, t)}</dt>
                <dd><del>{was}</del> " → " <ins>{is}</ins></dd>
            </div>
        }
    });
    view! { <dl class="changes">{parts.collect_view()}</dl> }.into_any()
}
