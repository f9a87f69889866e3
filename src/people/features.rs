//! The characteristics of a behaviour as of a moment. Time alone moves them too: a daily run scores again.

use super::behaviour::Behaviour;
pub use super::feature_table::{Characteristic, Feature, Group, TABLE, View};
use jiff::Timestamp;

/// How many characteristics there are.
const FEATURES: usize = Feature::ALL.len();

/// The value of every characteristic; none where there is nothing to tell it from.
#[derive(Debug, Clone, PartialEq)]
pub struct Features([Option<f64>; FEATURES]);

impl Features {
    /// The value of one characteristic.
    pub fn get(&self, feature: Feature) -> Option<f64> {
        self.0[feature as usize]
    }

    /// The value of one characteristic, or zero where nothing is known.
    pub fn or_zero(&self, feature: Feature) -> f64 {
        self.get(feature).unwrap_or(0.0)
    }

    /// All values, in the order of [`TABLE`].
    pub fn iter(&self) -> impl Iterator<Item = (Feature, Option<f64>)> + '_ {
        Feature::ALL.iter().map(|&feature| (feature, self.get(feature)))
    }
}

/// The characteristics of `state` as of `as_of`. `state` holds the signals known by then, and no others.
pub fn features(state: &Behaviour, as_of: Timestamp) -> Features {
    let view = View::new(state, as_of);
    Features(std::array::from_fn(|place| (TABLE[place].read)(&view)))
}

/// The docs page: one markdown table, from the table itself.
pub fn table_markdown() -> String {
    let mut page =
        String::from("| characteristic | group | unit | window | what it is | signals |\n|---|---|---|---|---|---|\n");
    for row in TABLE {
        let sources: Vec<_> = row.sources.iter().map(|kind| format!("`{kind}`")).collect();
        page.push_str(&format!(
            "| `{}` | {} | {} | {} | {} | {} |\n",
            row.feature,
            row.group,
            row.unit,
            row.window,
            row.definition,
            sources.join(", ")
        ));
    }
    page
}
