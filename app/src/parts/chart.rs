//! Charts as the server draws them: SVG whose words keep their size at every width, for positions along it are shares
//! and heights are counted in lines of text. A chart never stands alone: the table beside it says the same.

use effen::kinds::Lang;
use leptos::prelude::*;

/// Height of one bar with its words, in lines of text.
const ROW_EM: f64 = 3.5;

/// One bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// What it stands for.
    pub label: String,
    /// The value in words.
    pub value: String,
    /// How long, between 0 and 1.
    pub share: f64,
}

/// Bars below each other. `id` is unique on the page; `title` is the heading; `about` says in a sentence what to see.
pub fn bars(id: &str, title: &str, about: &str, bars: &[Bar]) -> AnyView {
    let rows = bars.iter().enumerate().map(|(at, bar)| row(at, bar)).collect_view();
    let height = format!("{}em", bars.len() as f64 * ROW_EM);
    let (title_id, about_id) = (format!("{id}-title"), format!("{id}-about"));
    view! {
        <figure class="chart" id=id.to_owned()>
            <figcaption>
                <h2 id=title_id.clone()>{title.to_owned()}</h2>
                <p class="hint" id=about_id.clone()>{about.to_owned()}</p>
            </figcaption>
            <svg width="100%" height=height role="img" aria-labelledby=title_id aria-describedby=about_id>{rows}</svg>
        </figure>
    }
    .into_any()
}

fn row(at: usize, bar: &Bar) -> AnyView {
    let top = at as f64 * ROW_EM;
    let (words, track) = (format!("{}em", top + 1.1), format!("{}em", top + 1.6));
    let width = format!("{:.2}%", bar.share.clamp(0.0, 1.0) * 100.0);
    view! {
        <g>
            <text x="0" y=words.clone()>{short(&bar.label)}</text>
            <text class="chart-value" x="100%" y=words text-anchor="end">{bar.value.clone()}</text>
            <rect class="chart-track" x="0" y=track.clone() width="100%" height="1.1em"/>
            <rect class="chart-bar" x="0" y=track width=width height="1.1em"/>
        </g>
    }
    .into_any()
}

/// Letters of a label that stand beside its value on a phone; the table beside the chart has all of them.
const LABEL_MAX: usize = 26;

fn short(label: &str) -> String {
    if label.chars().count() <= LABEL_MAX {
        return label.to_owned();
    }
    let start: String = label.chars().take(LABEL_MAX - 1).collect();
    format!("{}…", start.trim_end())
}

/// A difference and where it may lie, in one unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Range {
    /// What it stands for.
    pub label: String,
    /// The difference in words.
    pub value: String,
    /// As observed.
    pub difference: f64,
    /// Its own interval.
    pub own: (f64, f64),
    /// The widened one.
    pub widened: (f64, f64),
}

/// Differences around nought: a dot, a thick line for the interval of its own, a thin one for the widened. `less` and
/// `more` name the two sides.
pub fn ranges(id: &str, title: &str, about: &str, (less, more): (&str, &str), ranges: &[Range]) -> AnyView {
    let ends = ranges.iter().flat_map(|range| [range.widened.0, range.widened.1, range.own.0, range.own.1]);
    let reach = ends.filter(|end| end.is_finite()).fold(0.0, |reach: f64, end| reach.max(end.abs()));
    let rows = ranges.iter().enumerate().map(|(at, range)| range_row(at, range, reach)).collect_view();
    let height = format!("{}em", ranges.len() as f64 * ROW_EM + 1.6);
    let (bottom, words) =
        (format!("{}em", ranges.len() as f64 * ROW_EM), format!("{}em", ranges.len() as f64 * ROW_EM + 1.2));
    let (title_id, about_id) = (format!("{id}-title"), format!("{id}-about"));
    view! {
        <figure class="chart" id=id.to_owned()>
            <figcaption>
                <h3 id=title_id.clone()>{title.to_owned()}</h3>
                <p class="hint" id=about_id.clone()>{about.to_owned()}</p>
            </figcaption>
            <svg width="100%" height=height role="img" aria-labelledby=title_id aria-describedby=about_id>
                {rows}
                <line class="chart-nought" x1="50%" x2="50%" y1="1.5em" y2=bottom/>
                <text x="0" y=words.clone()>{less.to_owned()}</text>
                <text x="100%" y=words text-anchor="end">{more.to_owned()}</text>
            </svg>
        </figure>
    }
    .into_any()
}

fn range_row(at: usize, range: &Range, reach: f64) -> AnyView {
    let top = at as f64 * ROW_EM;
    let (words, middle) = (format!("{}em", top + 1.1), format!("{}em", top + 2.2));
    // Half the width either side of nought; an end beyond the picture is drawn at its edge.
    let place = |value: f64| {
        let share = if reach > 0.0 { (value / reach).clamp(-1.0, 1.0) } else { 0.0 };
        format!("{:.2}%", 50.0 + share * 48.0)
    };
    view! {
        <g>
            <text x="0" y=words.clone()>{short(&range.label)}</text>
            <text class="chart-value" x="100%" y=words text-anchor="end">{range.value.clone()}</text>
            <line
                class="chart-widened" x1=place(range.widened.0) x2=place(range.widened.1) y1=middle.clone() y2=middle.clone()
            />
            <line class="chart-own" x1=place(range.own.0) x2=place(range.own.1) y1=middle.clone() y2=middle.clone()/>
            <circle class="chart-dot" cx=place(range.difference) cy=middle r="0.4em"/>
        </g>
    }
    .into_any()
}

/// A whole number with its thousands apart.
pub fn whole(number: u64, lang: Lang) -> String {
    let digits = number.to_string();
    let apart = match lang {
        Lang::Nl => '.',
        Lang::En => ',',
        Lang::Fr => '\u{202f}',
    };
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(apart);
        }
        text.push(digit);
    }
    text
}

/// A number with so many decimals, its thousands apart.
pub fn decimal(number: f64, decimals: usize, lang: Lang) -> String {
    let text = format!("{:.decimals$}", number.abs());
    let (before, after) = text.split_once('.').unwrap_or((&text, ""));
    // Nought has no sign.
    let sign = if number < 0.0 && text.contains(|digit: char| ('1'..='9').contains(&digit)) { "-" } else { "" };
    let mark = if lang == Lang::En { "." } else { "," };
    let before = before.parse().map_or_else(|_| before.to_owned(), |number| whole(number, lang));
    if after.is_empty() { format!("{sign}{before}") } else { format!("{sign}{before}{mark}{after}") }
}

/// A share as a percentage, whole but for what is above 0 and below 1 %.
pub fn percent(share: f64, lang: Lang) -> String {
    let percent = share * 100.0;
    let text = match percent {
        small if small > 0.0 && small < 1.0 => decimal(small, 1, lang),
        _ => decimal(percent, 0, lang),
    };
    if lang == Lang::Fr { format!("{text}\u{a0}%") } else { format!("{text}%") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_each_language_does() {
        assert_eq!([0, 999, 1_000, 1_234_567].map(|n| whole(n, Lang::Nl)), ["0", "999", "1.000", "1.234.567"]);
        assert_eq!(whole(12_345, Lang::En), "12,345");
        assert_eq!(decimal(-0.04, 1, Lang::Nl), "0,0");
        assert_eq!(decimal(-1.25, 1, Lang::En), "-1.2");
        assert_eq!(decimal(-1_234_567.891, 2, Lang::Nl), "-1.234.567,89");
        assert_eq!(
            (decimal(1_000.0, 0, Lang::En), decimal(999.96, 1, Lang::Fr)),
            ("1,000".into(), "1\u{202f}000,0".into())
        );
        assert_eq!((percent(0.004, Lang::Nl), percent(0.456, Lang::Fr)), ("0,4%".into(), "46\u{a0}%".into()));
    }

    #[test]
    fn a_long_label_is_cut_where_its_value_begins() {
        assert_eq!(short("Portaal bezocht"), "Portaal bezocht");
        assert_eq!(short("Hendrik-Jan, vermogende laatbetaler"), "Hendrik-Jan, vermogende l…");
    }

    #[test]
    fn a_range_stands_on_the_side_of_its_difference() {
        let range = |difference, own, widened| Range { label: "B".into(), value: "x".into(), difference, own, widened };
        let rows = [range(5.0, (2.5, 7.5), (0.0, 10.0)), range(-1.0, (-2.0, 0.0), (f64::NEG_INFINITY, 3.0))];
        let html = ranges("r", "Opbrengst", "Verschil", ("minder", "meer"), &rows).to_html();
        assert!(html.contains("cx=\"74.00%\"") && html.contains("x1=\"62.00%\"") && html.contains("x2=\"86.00%\""));
        assert!(html.contains("cx=\"45.20%\"") && html.contains("x1=\"2.00%\""), "{html}");
    }

    #[test]
    fn a_bar_is_as_long_as_its_share_and_never_longer_than_the_chart() {
        let bar = |share| Bar { label: "Bezoek".into(), value: "12".into(), share };
        let html = bars("steps", "Stappen", "Hoeveel", &[bar(0.25), bar(7.0)]).to_html();
        assert!(html.contains("width=\"25.00%\"") && html.contains("width=\"100.00%\""), "{html}");
        assert!(html.contains("aria-labelledby=\"steps-title\"") && html.contains("height=\"7em\""), "{html}");
    }
}
