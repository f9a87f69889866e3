//! Explanations in words people can follow.

use super::{Explanation, Line, Rule};
use crate::dates;
use crate::kinds::Lang;

const fn by_lang(words: [&'static str; 3], lang: Lang) -> &'static str {
    match lang {
        Lang::Nl => words[0],
        Lang::En => words[1],
        Lang::Fr => words[2],
    }
}

impl Explanation {
    pub(super) fn opening(&self, lang: Lang) -> String {
        let base = self.base.format(lang);
        let words = match self.rule {
            Rule::CollectionCostsNl | Rule::CollectionCostsCompanyNl => [
                "De wet bepaalt de incassokosten. We rekenen over",
                "The law sets the collection costs. We start from",
                "La loi fixe les frais de recouvrement. Nous partons de",
            ],
            Rule::CompensationBe => [
                "De wet bepaalt hoeveel schadevergoeding er hoogstens bij mag. We rekenen over",
                "The law sets the most that can be added as compensation. We start from",
                "La loi fixe l’indemnité maximale qui peut s’ajouter. Nous partons de",
            ],
            Rule::CompensationCompanyBe => [
                "Een bedrijf dat te laat betaalt, is een vast bedrag schuldig. Het gaat om",
                "A company that pays late owes a fixed amount. It is about",
                "Une entreprise qui paie en retard doit un montant fixe. Il s’agit de",
            ],
            Rule::ReminderBe => {
                return match lang {
                    Lang::Nl => "De wet bepaalt wat een herinnering hoogstens mag kosten.",
                    Lang::En => "The law sets the most that a reminder may cost.",
                    Lang::Fr => "La loi fixe le coût maximal d’un rappel.",
                }
                .to_owned();
            }
            Rule::InterestConsumerNl | Rule::InterestCommercialNl | Rule::InterestCommercialBe => {
                ["Dit is wettelijke rente over", "This is statutory interest on", "Ce sont les intérêts légaux sur"]
            }
            Rule::InterestContractBe => [
                "Dit is rente volgens het contract, nooit meer dan de wet toestaat, over",
                "This is interest by contract, never more than the law allows, on",
                "Ce sont les intérêts du contrat, jamais plus que la loi ne le permet, sur",
            ],
        };
        format!("{} {base}.", by_lang(words, lang))
    }

    pub(super) fn closing(&self, lang: Lang) -> String {
        let total = self.total.format(lang);
        match lang {
            Lang::Nl => format!("Samen is dat {total}, afgerond op hele centen."),
            Lang::En => format!("Together that is {total}, rounded to whole cents."),
            Lang::Fr => format!("Ensemble, cela fait {total}, arrondi au centime."),
        }
    }

    pub(super) fn origin(&self, lang: Lang) -> String {
        let (source, from) = (&self.source, dates::short(self.table_from, lang));
        match lang {
            Lang::Nl => format!("Bron: {source}. De tabel geldt vanaf {from}."),
            Lang::En => format!("Source: {source}. The table holds from {from}."),
            Lang::Fr => format!("Source : {source}. Le barème vaut à partir du {from}."),
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
            Line::Later { .. }
            | Line::Agreed { .. }
            | Line::Share { .. }
            | Line::Postage { .. }
            | Line::Free { .. }
            | Line::AgreedRate { .. } => self.case_sentence(lang),
            Line::Period { .. } | Line::Joined { .. } => self.interest_sentence(lang),
        }
    }

    /// The lines that come from a contract or a kind of case, in words.
    fn case_sentence(&self, lang: Lang) -> String {
        let shown = self.amount().format(lang);
        match *self {
            Line::Later { percent, amount } => {
                let (percent, less) = (percent.format(lang), amount.abs().format(lang));
                match lang {
                    Lang::Nl => format!(
                        "U miste eerder al een termijn van dit contract: daarom maar {percent} daarvan, {less} eraf."
                    ),
                    Lang::En => format!(
                        "An instalment of this contract was missed before: so only {percent} of that, {less} less."
                    ),
                    Lang::Fr => format!(
                        "Un versement de ce contrat a déjà été manqué : donc seulement {percent} de cela, {less} de moins."
                    ),
                }
            }
            Line::Agreed { maximum, amount } => {
                let (maximum, less) = (maximum.format(lang), amount.abs().format(lang));
                match lang {
                    Lang::Nl => format!("Dit bedrijf vraagt ten hoogste {maximum}: daarom {less} eraf."),
                    Lang::En => format!("This company asks at most {maximum}: so {less} less."),
                    Lang::Fr => format!("Cette entreprise demande au plus {maximum} : donc {less} de moins."),
                }
            }
            Line::Share { base, part, amount } => {
                let (base, part, less) = (base.format(lang), part.format(lang), amount.abs().format(lang));
                match lang {
                    Lang::Nl => format!(
                        "De brief ging over facturen van samen {base}; deze is {part} daarvan. De andere dragen {less}."
                    ),
                    Lang::En => format!(
                        "The letter was about invoices of {base} together; this one is {part} of that. The others bear {less}."
                    ),
                    Lang::Fr => format!(
                        "La lettre portait sur des factures de {base} au total, dont celle-ci pour {part}. Les autres supportent {less}."
                    ),
                }
            }
            Line::Postage { .. } => match lang {
                Lang::Nl => format!("De postzegel: {shown}."),
                Lang::En => format!("The postage: {shown}."),
                Lang::Fr => format!("Le timbre : {shown}."),
            },
            Line::Free { number, free } => match lang {
                Lang::Nl => format!("Dit is herinnering {number}; de eerste {free} moet gratis zijn."),
                Lang::En => format!("This is reminder {number}; the first {free} must be free."),
                Lang::Fr => format!("Ceci est le rappel {number} ; les {free} premiers doivent être gratuits."),
            },
            Line::AgreedRate { percent } => {
                let percent = percent.format(lang);
                match lang {
                    Lang::Nl => format!("Het contract noemt {percent} per jaar. Het laagste van contract en wet telt."),
                    Lang::En => format!("The contract names {percent} a year. The lower of contract and law counts."),
                    Lang::Fr => {
                        format!("Le contrat prévoit {percent} par an. Le plus bas du contrat et de la loi compte.")
                    }
                }
            }
            _ => self.sentence(lang),
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
