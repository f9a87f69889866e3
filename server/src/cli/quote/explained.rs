//! An explanation as machines read it: amounts and percentages as decimal texts, days as ISO dates, and the same
//! sentences that the pages show.

use effen::explain::{Explanation, Line, Percent};
use effen::kinds::Lang;
use effen::money::Cents;
use serde_json::{Map, Value, json};

/// The explanation of a figure.
pub fn explained(explanation: &Explanation, lang: Lang) -> Value {
    json!({
        "rule": explanation.rule,
        "source": explanation.source,
        "table_from": explanation.table_from,
        "known_until": explanation.known_until,
        "beyond_table": explanation.is_beyond_table(),
        "on": explanation.on,
        "base": explanation.base.decimal(),
        "rounding": "half up to the cent",
        "lines": explanation.lines.iter().map(|each| line(each, lang)).collect::<Vec<_>>(),
        "total": explanation.total.decimal(),
        "sentences": explanation.sentences(lang),
    })
}

/// One line: its kind, its values, and its sentence.
fn line(line: &Line, lang: Lang) -> Value {
    let mut values = Map::new();
    // An enum of named fields is an object with one key, its kind.
    if let Ok(Value::Object(tagged)) = serde_json::to_value(line) {
        for (kind, fields) in tagged {
            values.insert("kind".to_owned(), kind.into());
            if let Value::Object(fields) = fields {
                values.extend(fields.into_iter().map(|(name, value)| decimal(name, value)));
            }
        }
    }
    values.insert("sentence".to_owned(), line.sentence(lang).into());
    values.into()
}

/// Whole numbers are cents, but for percentages (in hundredths) and counts.
fn decimal(name: String, value: Value) -> (String, Value) {
    let shown = match (name.as_str(), value.as_i64()) {
        ("days" | "number" | "free", _) | (_, None) => value,
        ("percent", Some(hundredths)) => Percent(hundredths).decimal().into(),
        (_, Some(cents)) => Cents(cents).decimal().into(),
    };
    (name, shown)
}
