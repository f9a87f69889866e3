//! Why a figure is what it is: a value that names the rule, its source and table, and the lines that add up to it.
//! Neutral of language; [`Explanation::sentences`] puts it into words people can follow.

use crate::dates;
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
    /// The Belgian cap on compensation.
    CompensationBe,
    /// Dutch statutory interest of a consumer.
    InterestConsumerNl,
    /// Dutch statutory interest of a commercial transaction.
    InterestCommercialNl,
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
            | Line::Period { amount, .. } => *amount,
            Line::Joined { .. } => Cents::ZERO,
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

    /// The explanation in words: first what was computed, then each line, the figure, and the source.
    pub fn sentences(&self, lang: Lang) -> Vec<String> {
        let mut sentences = vec![self.opening(lang)];
        sentences.extend(self.lines.iter().map(|line| line.sentence(lang)));
        sentences.push(self.closing(lang));
        sentences.push(self.origin(lang));
        if self.is_beyond_table() {
            sentences.push(self.doubt(lang));
        }
        sentences
    }

    fn opening(&self, lang: Lang) -> String {
        let base = self.base.format(lang);
        match (self.rule, lang) {
            (Rule::CollectionCostsNl, Lang::Nl) => format!("De wet bepaalt de incassokosten. We rekenen over {base}."),
            (Rule::CollectionCostsNl, Lang::En) => format!("The law sets the collection costs. We start from {base}."),
            (Rule::CollectionCostsNl, Lang::Fr) => {
                format!("La loi fixe les frais de recouvrement. Nous partons de {base}.")
            }
            (Rule::CompensationBe, Lang::Nl) => {
                format!("De wet bepaalt hoeveel schadevergoeding er hoogstens bij mag. We rekenen over {base}.")
            }
            (Rule::CompensationBe, Lang::En) => {
                format!("The law sets the most that can be added as compensation. We start from {base}.")
            }
            (Rule::CompensationBe, Lang::Fr) => {
                format!("La loi fixe l’indemnité maximale qui peut s’ajouter. Nous partons de {base}.")
            }
            (Rule::InterestConsumerNl | Rule::InterestCommercialNl, Lang::Nl) => {
                format!("Dit is wettelijke rente over {base}.")
            }
            (Rule::InterestConsumerNl | Rule::InterestCommercialNl, Lang::En) => {
                format!("This is statutory interest on {base}.")
            }
            (Rule::InterestConsumerNl | Rule::InterestCommercialNl, Lang::Fr) => {
                format!("Ce sont les intérêts légaux sur {base}.")
            }
        }
    }

    fn closing(&self, lang: Lang) -> String {
        let total = self.total.format(lang);
        match lang {
            Lang::Nl => format!("Samen is dat {total}, afgerond op hele centen."),
            Lang::En => format!("Together that is {total}, rounded to whole cents."),
            Lang::Fr => format!("Ensemble, cela fait {total}, arrondi au centime."),
        }
    }

    fn origin(&self, lang: Lang) -> String {
        let (source, from) = (&self.source, dates::short(self.table_from, lang));
        match lang {
            Lang::Nl => format!("Bron: {source}. De tabel geldt vanaf {from}."),
            Lang::En => format!("Source: {source}. The table holds from {from}."),
            Lang::Fr => format!("Source : {source}. Le barème vaut à partir du {from}."),
        }
    }

    fn doubt(&self, lang: Lang) -> String {
        let until = dates::short(self.known_until, lang);
        match lang {
            Lang::Nl => format!("Let op: we weten zeker dat deze tabel geldt tot en met {until}, niet daarna."),
            Lang::En => format!("Note: we are sure of this table up to {until}, not after that day."),
            Lang::Fr => format!("Attention : ce barème est certain jusqu’au {until}, pas après ce jour."),
        }
    }
}

impl Line {
    /// The line in words.
    pub fn sentence(&self, lang: Lang) -> String {
        let amount = self.amount().format(lang);
        match *self {
            Line::Bracket { first, part, percent, .. } => {
                let (part, percent) = (part.format(lang), percent.format(lang));
                match (lang, first) {
                    (Lang::Nl, true) => format!("{percent} over de eerste {part}: {amount}."),
                    (Lang::Nl, false) => format!("{percent} over de volgende {part}: {amount}."),
                    (Lang::En, true) => format!("{percent} of the first {part}: {amount}."),
                    (Lang::En, false) => format!("{percent} of the next {part}: {amount}."),
                    (Lang::Fr, true) => format!("{percent} sur les premiers {part} : {amount}."),
                    (Lang::Fr, false) => format!("{percent} sur les {part} suivants : {amount}."),
                }
            }
            Line::Fixed { .. } => match lang {
                Lang::Nl => format!("Een vast bedrag: {amount}."),
                Lang::En => format!("A fixed amount: {amount}."),
                Lang::Fr => format!("Un montant fixe : {amount}."),
            },
            Line::Above { edge, percent, .. } => {
                let (edge, percent) = (edge.format(lang), percent.format(lang));
                match lang {
                    Lang::Nl => format!("{percent} over wat boven {edge} ligt: {amount}."),
                    Lang::En => format!("{percent} of what is above {edge}: {amount}."),
                    Lang::Fr => format!("{percent} sur ce qui dépasse {edge} : {amount}."),
                }
            }
            Line::Minimum { minimum, .. } => {
                let minimum = minimum.format(lang);
                match lang {
                    Lang::Nl => format!("De wet noemt ten minste {minimum}: daarom {amount} erbij."),
                    Lang::En => format!("The law says at least {minimum}: so {amount} more."),
                    Lang::Fr => format!("La loi dit au moins {minimum} : donc {amount} de plus."),
                }
            }
            Line::Maximum { maximum, amount } => {
                let (maximum, less) = (maximum.format(lang), amount.abs().format(lang));
                match lang {
                    Lang::Nl => format!("De wet noemt ten hoogste {maximum}: daarom {less} eraf."),
                    Lang::En => format!("The law says at most {maximum}: so {less} less."),
                    Lang::Fr => format!("La loi dit au plus {maximum} : donc {less} de moins."),
                }
            }
            Line::Vat { percent, .. } => {
                let percent = percent.format(lang);
                match lang {
                    Lang::Nl => format!("{percent} btw, omdat dit bedrijf die niet kan terugvragen: {amount}."),
                    Lang::En => format!("{percent} VAT, because this company cannot reclaim it: {amount}."),
                    Lang::Fr => {
                        format!("{percent} de TVA, car cette entreprise ne peut pas la récupérer : {amount}.")
                    }
                }
            }
            Line::Period { .. } | Line::Joined { .. } => self.interest_sentence(lang),
        }
    }

    /// The lines of an interest calculation in words.
    fn interest_sentence(&self, lang: Lang) -> String {
        match *self {
            Line::Period { from, until, days, base, percent, amount } => {
                let last = dates::add_days(until, -1);
                let (from, last) = (dates::short(from, lang), dates::short(last, lang));
                let (base, percent, amount) = (base.format(lang), percent.format(lang), amount.format(lang));
                match lang {
                    Lang::Nl => format!(
                        "Van {from} tot en met {last} ({days} dagen): {percent} per jaar over {base}: {amount}."
                    ),
                    Lang::En => format!("From {from} to {last} ({days} days): {percent} a year on {base}: {amount}."),
                    Lang::Fr => {
                        format!("Du {from} au {last} ({days} jours) : {percent} par an sur {base} : {amount}.")
                    }
                }
            }
            Line::Joined { on, interest } => {
                let (on, interest) = (dates::short(on, lang), interest.format(lang));
                match lang {
                    Lang::Nl => format!("Vanaf {on} telt de rente van een vol jaar mee: {interest}."),
                    Lang::En => format!("From {on} the interest of a full year counts as well: {interest}."),
                    Lang::Fr => {
                        format!("À partir du {on}, les intérêts d’une année entière comptent aussi : {interest}.")
                    }
                }
            }
            _ => self.sentence(lang),
        }
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
