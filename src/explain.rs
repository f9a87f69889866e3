//! Why a figure is what it is: a value that names the rule, its source and table, and the lines that add up to it.
//! Neutral of language; [`Explanation::sentences`] puts it into words people can follow.

mod words;

use crate::doubt::{Basis, Doubt};
use crate::kinds::Lang;
use crate::money::Cents;
use jiff::civil::Date;

/// A percentage in hundredths: 7.75 % is 775.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Percent(pub i64);

impl Percent {
    /// As machines write it: `7.75`, no more decimals than needed.
    pub fn decimal(self) -> String {
        self.format(Lang::En).trim_end_matches('%').to_owned()
    }

    /// `7,75%` (nl), `7.75%` (en), `7,75 %` (fr): no more decimals than needed.
    pub fn format(self, lang: Lang) -> String {
        let decimal = if lang == Lang::En { '.' } else { ',' };
        let (whole, fraction) = (self.0 / 100, self.0 % 100);
        let number = match fraction {
            0 => whole.to_string(),
            fraction if fraction % 10 == 0 => format!("{whole}{decimal}{}", fraction / 10),
            fraction => format!("{whole}{decimal}{fraction:02}"),
        };
        if lang == Lang::Fr { format!("{number}\u{a0}%") } else { format!("{number}%") }
    }
}

/// Which rule gave the figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// The Dutch scale of collection costs.
    CollectionCostsNl,
    /// The Dutch scale for a company, which needs no letter first.
    CollectionCostsCompanyNl,
    /// The Belgian cap on compensation.
    CompensationBe,
    /// The fixed sum that a Belgian company owes.
    CompensationCompanyBe,
    /// What a Belgian reminder may cost.
    ReminderBe,
    /// Dutch statutory interest of a consumer.
    InterestConsumerNl,
    /// Dutch statutory interest of a commercial transaction.
    InterestCommercialNl,
    /// Belgian interest between companies.
    InterestCommercialBe,
    /// Interest that a contract with a Belgian consumer asks.
    InterestContractBe,
}

impl Rule {
    /// The kind of table it is read from.
    pub const fn basis(self) -> Basis {
        match self {
            Rule::CollectionCostsNl
            | Rule::CollectionCostsCompanyNl
            | Rule::CompensationBe
            | Rule::CompensationCompanyBe
            | Rule::ReminderBe => Basis::Costs,
            Rule::InterestConsumerNl
            | Rule::InterestCommercialNl
            | Rule::InterestCommercialBe
            | Rule::InterestContractBe => Basis::Interest,
        }
    }
}

/// One line of an explanation. Its amount may be negative; all amounts together are the figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Line {
    /// A percentage of a part of the base: of the first so much, or of the next.
    Bracket {
        /// Whether this is the first part.
        first: bool,
        /// The part of the base.
        part: Cents,
        /// The percentage.
        percent: Percent,
        /// What it gives.
        amount: Cents,
    },
    /// A fixed sum.
    Fixed {
        /// The sum.
        amount: Cents,
    },
    /// A percentage of what lies above an edge.
    Above {
        /// The edge.
        edge: Cents,
        /// The percentage.
        percent: Percent,
        /// What it gives.
        amount: Cents,
    },
    /// Raised to the least.
    Minimum {
        /// The least.
        minimum: Cents,
        /// What that adds.
        amount: Cents,
    },
    /// Lowered to the most.
    Maximum {
        /// The most.
        maximum: Cents,
        /// What that takes off, negative.
        amount: Cents,
    },
    /// A later missed instalment of one contract: a part of the scale.
    Later {
        /// The part.
        percent: Percent,
        /// What that takes off, negative.
        amount: Cents,
    },
    /// Lowered to what the creditor asks by contract.
    Agreed {
        /// The most it asks.
        maximum: Cents,
        /// What that takes off, negative.
        amount: Cents,
    },
    /// Claims that were asked for in one letter bear the costs over their sum in proportion.
    Share {
        /// The claims of the letter together.
        base: Cents,
        /// What of them this claim is.
        part: Cents,
        /// What the other claims bear, negative.
        amount: Cents,
    },
    /// Postage.
    Postage {
        /// What it cost.
        amount: Cents,
    },
    /// A reminder that must be free. Adds nothing.
    Free {
        /// Which reminder it is, from 1.
        number: u32,
        /// How many are free.
        free: u32,
    },
    /// The rate that the contract asks. Adds nothing itself.
    AgreedRate {
        /// The rate a year.
        percent: Percent,
    },
    /// Value added tax, where the creditor cannot reclaim it.
    Vat {
        /// The rate.
        percent: Percent,
        /// What it gives.
        amount: Cents,
    },
    /// Interest of a period with one rate and one base.
    Period {
        /// The first day.
        from: Date,
        /// The day after the last.
        until: Date,
        /// How many days.
        days: i64,
        /// The amount that bears interest.
        base: Cents,
        /// The rate a year.
        percent: Percent,
        /// What it gives.
        amount: Cents,
    },
    /// A year's interest joins the base. Adds nothing itself.
    Joined {
        /// From this day.
        on: Date,
        /// The year's interest.
        interest: Cents,
    },
}

impl Line {
    /// What the line adds to the figure.
    pub const fn amount(&self) -> Cents {
        match self {
            Line::Bracket { amount, .. }
            | Line::Fixed { amount }
            | Line::Above { amount, .. }
            | Line::Minimum { amount, .. }
            | Line::Maximum { amount, .. }
            | Line::Vat { amount, .. }
            | Line::Later { amount, .. }
            | Line::Agreed { amount, .. }
            | Line::Share { amount, .. }
            | Line::Postage { amount }
            | Line::Period { amount, .. } => *amount,
            Line::Joined { .. } | Line::Free { .. } | Line::AgreedRate { .. } => Cents::ZERO,
        }
    }
}

/// A figure with its reasons. Rounding is always half up to the cent; where several lines share one rounding, each
/// line shows the step it makes in the rounded sum, so that the lines add up to the figure exactly.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Explanation {
    /// The rule.
    pub rule: Rule,
    /// The law, as one cites it.
    pub source: String,
    /// The day the table used holds from.
    pub table_from: Date,
    /// The last day the table is known to hold.
    pub known_until: Date,
    /// The day the figure is about.
    pub on: Date,
    /// What it was computed from.
    pub base: Cents,
    /// The lines.
    pub lines: Vec<Line>,
    /// The figure.
    pub total: Cents,
}

impl Explanation {
    /// Whether the figure is about a day of which the table is not known to hold: say so beside it.
    pub fn is_beyond_table(&self) -> bool {
        self.on > self.known_until
    }

    /// What to say beside it where the table is not known to hold on its day.
    pub fn doubt(&self) -> Option<Doubt> {
        self.is_beyond_table().then_some(Doubt { basis: self.rule.basis(), known_until: self.known_until })
    }

    /// The explanation in words: first what was computed, then each line, the figure, and the source.
    pub fn sentences(&self, lang: Lang) -> Vec<String> {
        let mut sentences = vec![self.opening(lang)];
        sentences.extend(self.lines.iter().map(|line| line.sentence(lang)));
        sentences.push(self.closing(lang));
        sentences.push(self.origin(lang));
        sentences.extend(self.doubt().map(|doubt| doubt.sentence(lang)));
        sentences
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_carry_no_needless_decimals() {
        let forms: Vec<_> = [1500, 50, 775, 1205].into_iter().map(|value| Percent(value).format(Lang::Nl)).collect();
        assert_eq!(forms, ["15%", "0,5%", "7,75%", "12,05%"]);
        assert_eq!(Percent(50).format(Lang::Fr), "0,5\u{a0}%");
        assert_eq!(Percent(50).format(Lang::En), "0.5%");
    }
}
