//! What a figure leans on that is not known to hold on its day. Every table of law says how far it was checked; a figure
//! about a later day carries a [`Doubt`], and wherever the figure is shown, its sentence stands beside it.

use crate::dates::short;
use crate::kinds::Lang;
use jiff::civil::Date;

/// Which kind of table a figure leans on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// The scales of collection costs.
    Costs,
    /// The rates of interest.
    Interest,
    /// The holidays that a term is counted by.
    Holidays,
    /// The terms of limitation.
    Limitation,
}

/// A table that a figure leans on past its last certain day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Doubt {
    /// Which table.
    pub basis: Basis,
    /// The last day it is known to hold.
    pub known_until: Date,
}

impl Doubt {
    /// What a reader is told beside the figure.
    pub fn sentence(self, lang: Lang) -> String {
        let until = short(self.known_until, lang);
        let what = match self.basis {
            Basis::Costs => ["de wettelijke kosten", "the costs by law", "les frais légaux"],
            Basis::Interest => ["de wettelijke rente", "the interest by law", "les intérêts légaux"],
            Basis::Holidays => ["de feestdagen", "the holidays", "les jours fériés"],
            Basis::Limitation => {
                ["de termijnen voor oude rekeningen", "the terms for old invoices", "les délais des factures anciennes"]
            }
        }[lang as usize];
        match lang {
            Lang::Nl => format!("Let op: wij kennen {what} zeker tot en met {until}. Daarna kan het anders zijn."),
            Lang::En => format!("Note: we are sure of {what} up to {until}. After that day it may be different."),
            Lang::Fr => {
                format!(
                    "Attention : nous connaissons {what} avec certitude jusqu’au {until}. Ensuite, cela peut changer."
                )
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_doubt_names_what_is_not_sure_and_until_when_it_is() {
        let doubt = Doubt { basis: Basis::Holidays, known_until: date(2028, 12, 31) };
        assert_eq!(
            doubt.sentence(Lang::Nl),
            "Let op: wij kennen de feestdagen zeker tot en met 31 december 2028. Daarna kan het anders zijn."
        );
        let doubt = Doubt { basis: Basis::Interest, ..doubt };
        assert!(doubt.sentence(Lang::En).contains("the interest by law up to 31 December 2028"));
        let doubt = Doubt { basis: Basis::Limitation, ..doubt };
        assert!(doubt.sentence(Lang::Fr).contains("factures anciennes avec certitude jusqu’au 31 décembre 2028"));
    }
}
