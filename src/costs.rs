//! Collection costs from dated tables: the Dutch scale (Besluit vergoeding voor buitengerechtelijke incassokosten) and
//! the Belgian cap (Code of Economic Law, Book XIX). Each figure comes with its explanation.

use crate::explain::{Explanation, Line, Percent, Rule};
use crate::kinds::Country;
use crate::money::{Cents, Currency, NumberFormat, parse};
use jiff::civil::Date;
use serde::Deserialize;
use std::sync::OnceLock;

/// Why no costs can be computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CostsError {
    /// There is no principal to compute them from.
    #[error("no costs without a principal above nothing")]
    NothingOwed,
    /// The table begins later.
    #[error("no table of costs holds on {on}")]
    NoTable {
        /// The day asked about.
        on: Date,
    },
}

/// A table of costs, as its file holds it.
#[derive(Debug, Clone, Deserialize)]
pub struct CostTable {
    /// The law.
    pub source: String,
    /// The last day the table is known to hold.
    pub known_until: Date,
    #[serde(rename = "scale")]
    scales: Vec<Scale>,
}

#[derive(Debug, Clone, Deserialize)]
struct Scale {
    from: Date,
    #[serde(default, deserialize_with = "some_euros")]
    minimum: Option<Cents>,
    #[serde(deserialize_with = "euros")]
    maximum: Cents,
    #[serde(default, deserialize_with = "some_percent")]
    vat_percent: Option<Percent>,
    brackets: Vec<Bracket>,
}

#[derive(Debug, Clone, Deserialize)]
struct Bracket {
    #[serde(default, deserialize_with = "some_euros")]
    upto: Option<Cents>,
    #[serde(default, deserialize_with = "some_euros")]
    fixed: Option<Cents>,
    #[serde(deserialize_with = "percent")]
    percent: Percent,
}

/// Reads a decimal text with two places, exactly: euros into cents, percentages into hundredths.
pub(crate) fn hundredths<'de, D: serde::Deserializer<'de>>(from: D) -> Result<i64, D::Error> {
    let text = String::deserialize(from)?;
    parse(&text, NumberFormat::PLAIN, Currency::EUR).map(|money| money.cents).map_err(serde::de::Error::custom)
}

fn euros<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Cents, D::Error> {
    hundredths(from).map(Cents)
}

fn some_euros<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Cents>, D::Error> {
    euros(from).map(Some)
}

pub(crate) fn percent<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Percent, D::Error> {
    hundredths(from).map(Percent)
}

fn some_percent<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Percent>, D::Error> {
    percent(from).map(Some)
}

/// The table of a country.
pub fn table(country: Country) -> &'static CostTable {
    static NL: OnceLock<CostTable> = OnceLock::new();
    static BE: OnceLock<CostTable> = OnceLock::new();
    let read = |text: &str| toml::from_str(text).expect("the shipped tables of costs are read by the tests");
    match country {
        Country::Nl => NL.get_or_init(|| read(include_str!("data/costs-nl.toml"))),
        Country::Be => BE.get_or_init(|| read(include_str!("data/costs-be.toml"))),
    }
}

/// The collection costs of a principal on a day. In the Netherlands the base is the principal, several claims of the
/// same creditor that are claimed together summed (never across creditors), and `vat_on_top` is for a creditor that
/// cannot reclaim VAT and says so. In Belgium the figure is the most that may be asked, where the contract says so;
/// VAT plays no part.
pub fn collection_costs(country: Country, base: Cents, on: Date, vat_on_top: bool) -> Result<Explanation, CostsError> {
    if !base.is_positive() {
        return Err(CostsError::NothingOwed);
    }
    let table = table(country);
    let scale = table
        .scales
        .iter()
        .filter(|scale| scale.from <= on)
        .max_by_key(|scale| scale.from)
        .ok_or(CostsError::NoTable { on })?;
    let (rule, mut lines) = match country {
        Country::Nl => (Rule::CollectionCostsNl, slices(base, &scale.brackets)),
        Country::Be => (Rule::CompensationBe, one_bracket(base, &scale.brackets)),
    };
    let sum = |lines: &[Line]| lines.iter().map(Line::amount).sum::<Cents>();
    if let Some(minimum) = scale.minimum.filter(|minimum| sum(&lines) < *minimum) {
        lines.push(Line::Minimum { minimum, amount: minimum - sum(&lines) });
    }
    if sum(&lines) > scale.maximum {
        lines.push(Line::Maximum { maximum: scale.maximum, amount: scale.maximum - sum(&lines) });
    }
    if let Some(percent) = scale.vat_percent.filter(|_| vat_on_top && country == Country::Nl) {
        lines.push(Line::Vat { percent, amount: half_up(sum(&lines).0 * percent.0) });
    }
    Ok(Explanation {
        rule,
        source: table.source.clone(),
        table_from: scale.from,
        known_until: table.known_until,
        on,
        base,
        total: sum(&lines),
        lines,
    })
}

/// Half up to the cent of an amount times hundredths of a percent. Never called below nothing.
fn half_up(hundredths_of_percent: i64) -> Cents {
    Cents((hundredths_of_percent + 5_000) / 10_000)
}

/// Every slice of the base at its own percentage, rounded once over the whole.
fn slices(base: Cents, brackets: &[Bracket]) -> Vec<Line> {
    let (mut edge, mut exact) = (0, 0);
    let mut lines = Vec::new();
    for bracket in brackets {
        let upper = bracket.upto.map_or(base.0, |upto| upto.0.min(base.0));
        if upper <= edge {
            break;
        }
        let before = half_up(exact);
        exact += (upper - edge) * bracket.percent.0;
        let (part, percent, amount) = (Cents(upper - edge), bracket.percent, half_up(exact) - before);
        lines.push(Line::Bracket { first: edge == 0, part, percent, amount });
        edge = upper;
    }
    lines
}

/// A fixed sum and a percentage of what lies above the lower edge of the bracket the base falls in.
fn one_bracket(base: Cents, brackets: &[Bracket]) -> Vec<Line> {
    let mut edge = Cents::ZERO;
    for bracket in brackets {
        match bracket.upto {
            Some(upto) if base > upto => edge = upto,
            _ => {
                let mut lines = vec![Line::Fixed { amount: bracket.fixed.unwrap_or_default() }];
                if bracket.percent.0 > 0 {
                    let amount = half_up((base - edge).0 * bracket.percent.0);
                    lines.push(Line::Above { edge, percent: bracket.percent, amount });
                }
                return lines;
            }
        }
    }
    Vec::new()
}

#[cfg(test)]
#[allow(clippy::inconsistent_digit_grouping, reason = "euros and cents read better apart")]
mod tests {
    use super::*;
    use crate::kinds::Lang;
    use jiff::civil::date;
    use proptest::prelude::*;

    const ON: Date = date(2026, 5, 12);

    fn euros_of(country: Country, euro_cents: i64, vat: bool) -> i64 {
        collection_costs(country, Cents(euro_cents), ON, vat).unwrap().total.0
    }

    #[test]
    fn the_dutch_scale_gives_the_figures_of_the_decree() {
        for (base, costs) in [
            (100_00, 40_00),
            (266_67, 40_00),
            (500_00, 75_00),
            (2_500_00, 375_00),
            (5_000_00, 625_00),
            (10_000_00, 875_00),
            (200_000_00, 2_775_00),
            (1_000_000_00, 6_775_00),
            (9_000_000_00, 6_775_00),
            (1, 40_00),
            (266_70, 40_01), // 40.005, half up
        ] {
            assert_eq!(euros_of(Country::Nl, base, false), costs, "{base}");
        }
        assert_eq!(euros_of(Country::Nl, 100_00, true), 48_40);
        assert_eq!(euros_of(Country::Nl, 1_000_000_00, true), 8_197_75);
    }

    #[test]
    fn the_belgian_cap_gives_the_figures_of_the_code() {
        for (base, costs) in [
            (1, 20_00),
            (150_00, 20_00),
            (150_01, 30_00),
            (300_00, 45_00),
            (500_00, 65_00),
            (1_000_00, 90_00),
            (39_200_00, 2_000_00),
            (100_000_00, 2_000_00),
        ] {
            assert_eq!(euros_of(Country::Be, base, false), costs, "{base}");
            assert_eq!(euros_of(Country::Be, base, true), costs, "VAT plays no part");
        }
    }

    #[test]
    fn no_costs_without_debt_or_table() {
        assert_eq!(collection_costs(Country::Nl, Cents(0), ON, false), Err(CostsError::NothingOwed));
        let early = date(2012, 6, 30);
        assert_eq!(collection_costs(Country::Nl, Cents(1), early, false), Err(CostsError::NoTable { on: early }));
        assert!(collection_costs(Country::Be, Cents(1), date(2023, 8, 31), false).is_err());
    }

    #[test]
    fn the_explanation_reads_in_three_languages() {
        let words = |explanation: Explanation, lang| -> Vec<String> {
            explanation.sentences(lang).iter().map(|line| line.replace(['\u{a0}', '\u{202f}'], " ")).collect()
        };
        let small = collection_costs(Country::Nl, Cents(100_00), ON, true).unwrap();
        assert_eq!(
            words(small, Lang::Nl),
            [
                "De wet bepaalt de incassokosten. We rekenen over € 100,00.",
                "15% over de eerste € 100,00: € 15,00.",
                "De wet noemt ten minste € 40,00: daarom € 25,00 erbij.",
                "21% btw, omdat dit bedrijf die niet kan terugvragen: € 8,40.",
                "Samen is dat € 48,40, afgerond op hele centen.",
                "Bron: Besluit vergoeding voor buitengerechtelijke incassokosten, art. 2. De tabel geldt vanaf 1 juli 2012.",
            ]
        );
        let large = collection_costs(Country::Nl, Cents(1_000_000_00), date(2027, 1, 1), false).unwrap();
        assert_eq!(
            words(large, Lang::En)[1..],
            [
                "15% of the first €2,500.00: €375.00.",
                "10% of the next €2,500.00: €250.00.",
                "5% of the next €5,000.00: €250.00.",
                "1% of the next €190,000.00: €1,900.00.",
                "0.5% of the next €800,000.00: €4,000.00.",
                "Together that is €6,775.00, rounded to whole cents.",
                "Source: Besluit vergoeding voor buitengerechtelijke incassokosten, art. 2. The table holds from 1 July 2012.",
                "Note: we are sure of this table up to 31 December 2026, not after that day.",
            ]
        );
        let belgian = collection_costs(Country::Be, Cents(300_00), ON, false).unwrap();
        assert_eq!(
            words(belgian, Lang::Fr),
            [
                "La loi fixe l’indemnité maximale qui peut s’ajouter. Nous partons de 300,00 €.",
                "Un montant fixe : 30,00 €.",
                "10 % sur ce qui dépasse 150,00 € : 15,00 €.",
                "Ensemble, cela fait 45,00 €, arrondi au centime.",
                "Source : Wetboek van economisch recht, boek XIX, art. XIX.4. Le barème vaut à partir du 1er septembre 2023.",
            ]
        );
    }

    proptest! {
        #[test]
        fn costs_grow_with_the_debt_within_their_bounds_and_explain_themselves(
            base in 1i64..200_000_000,
            more in 0i64..100_000,
            vat in any::<bool>(),
        ) {
            for (&country, minimum, maximum) in [(&Country::Nl, 40_00, 6_775_00), (&Country::Be, 20_00, 2_000_00)] {
                let less = collection_costs(country, Cents(base), ON, false).unwrap().total.0;
                prop_assert!(less >= minimum && less <= maximum);
                prop_assert!(collection_costs(country, Cents(base + more), ON, false).unwrap().total.0 >= less);
                let explained = collection_costs(country, Cents(base), ON, vat).unwrap();
                prop_assert_eq!(explained.lines.iter().map(Line::amount).sum::<Cents>(), explained.total);
                let with_vat = if vat && country == Country::Nl { less + (less * 21 + 50) / 100 } else { less };
                prop_assert_eq!(explained.total.0, with_vat);
            }
        }
    }
}
