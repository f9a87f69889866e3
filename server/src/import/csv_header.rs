//! Finding the columns a map names in the header of a CSV file.

use super::map::{DisputedRule, Field, Map, SettledRule};

/// Where a field's text comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Source {
    Column(usize),
    Constant(String),
    Absent,
}

/// How settlement is told, with the columns found.
#[derive(Debug)]
pub(super) enum Settled {
    Never,
    Date { column: usize },
    Word { column: usize, words: Vec<String>, date_column: usize },
    OpenAmount { column: usize, date_column: usize },
}

/// The header, and how to find columns in it.
pub(super) struct Columns<'a> {
    pub(super) header: &'a [String],
    pub(super) lenient: bool,
}

impl Columns<'_> {
    fn find(&self, name: &str, key: &str) -> Result<Option<usize>, String> {
        let mut places = self.header.iter().enumerate().filter(|(_, column)| *column == name.trim());
        match (places.next(), places.next()) {
            (Some((column, _)), None) => Ok(Some(column)),
            (Some(_), Some(_)) => Err(format!("{key} names the column '{name}', which is in the header twice")),
            (None, _) if self.lenient => Ok(None),
            (None, _) => Err(format!(
                "{key} names the column '{name}', which the file does not have; its columns are {}",
                self.header.join(", ")
            )),
        }
    }

    pub(super) fn sources(&self, map: &Map) -> Result<Vec<Source>, String> {
        Field::ALL
            .iter()
            .map(|field| {
                if let Some(text) = map.constants.get(field) {
                    return Ok(Source::Constant(text.clone()));
                }
                let Some(name) = map.columns.get(field) else { return Ok(Source::Absent) };
                let found = self.find(name, &format!("columns.{}", field.name()))?;
                let needed = [Field::CustomerNumber, Field::Number, Field::IssuedOn, Field::Amount].contains(field);
                if needed && found.is_none() {
                    return Err(format!(
                        "has no column '{name}', and there is no map to say which one it is; its columns are {}",
                        self.header.join(", ")
                    ));
                }
                Ok(found.map_or(Source::Absent, Source::Column))
            })
            .collect()
    }

    pub(super) fn settled(&self, map: &Map) -> Result<Settled, String> {
        let needed = |name: &str, key: &str| self.find(name, key)?.ok_or_else(|| format!("{key}: no column '{name}'"));
        Ok(match &map.settled {
            None => Settled::Never,
            Some(SettledRule::Date { column }) => match self.find(column, "settled.column")? {
                Some(column) => Settled::Date { column },
                None => Settled::Never,
            },
            Some(SettledRule::Word { column, words, date_column }) => Settled::Word {
                column: needed(column, "settled.column")?,
                words: words.clone(),
                date_column: needed(date_column, "settled.date_column")?,
            },
            Some(SettledRule::OpenAmount { column, date_column }) => Settled::OpenAmount {
                column: needed(column, "settled.column")?,
                date_column: needed(date_column, "settled.date_column")?,
            },
        })
    }

    pub(super) fn disputed(&self, map: &Map) -> Result<Option<(usize, DisputedRule)>, String> {
        let Some(rule) = &map.disputed else { return Ok(None) };
        Ok(self.find(&rule.column, "disputed.column")?.map(|column| (column, rule.clone())))
    }
}
