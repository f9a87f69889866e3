//! The meter in words.

use super::{Meter, MeterState};
use crate::dates::{add_days, long_near};
use crate::interest::accrued;
use crate::kinds::Lang;

impl Meter {
    /// The meter in words: until when nothing is added, what is added then, what interest does, and what is not known to
    /// hold then.
    pub fn sentences(&self, lang: Lang) -> Vec<String> {
        let mut sentences = vec![self.state_sentence(lang)];
        let month = accrued(&self.ahead.interest, add_days(self.ahead.today, 30));
        if month.is_positive() {
            let month = month.format(lang);
            sentences.push(match lang {
                Lang::Nl => format!("Er loopt ook rente: {month} in de komende 30 dagen."),
                Lang::En => format!("Interest runs as well: {month} in the coming 30 days."),
                Lang::Fr => format!("Des intérêts courent aussi : {month} dans les 30 jours à venir."),
            });
        }
        sentences.extend(self.doubts_said().into_iter().map(|doubt| doubt.sentence(lang)));
        sentences
    }

    fn state_sentence(&self, lang: Lang) -> String {
        if let Some(change) = self.next_change() {
            let until = long_near(add_days(change.on, -1), self.ahead.today, lang);
            let from = long_near(change.on, self.ahead.today, lang);
            let more = change.more.format(lang);
            return match lang {
                Lang::Nl => format!("Tot en met {until}: geen kosten. Vanaf {from}: {more} erbij."),
                Lang::En => format!("Until {until}: no costs. From {from}: {more} more."),
                Lang::Fr => format!("Jusqu’au {until} inclus : pas de frais. À partir du {from} : {more} de plus."),
            };
        }
        let words = match self.state {
            MeterState::Nothing => ["Hier staat niets open.", "Nothing is open here.", "Rien n’est ouvert ici."],
            MeterState::NoLetter | MeterState::TermRuns => [
                "Er komen nu geen kosten bij. Voordat dat kan, krijgt u eerst een brief met het bedrag en de datum.",
                "No costs are being added now. Before that can happen, you first get a letter with the amount and the date.",
                "Aucun frais ne s’ajoute maintenant. Avant cela, vous recevez d’abord une lettre avec le montant et la date.",
            ],
            MeterState::Held if self.ahead.interest.is_empty() => [
                "Zolang dit stilstaat, komt er niets bij.",
                "While this stands still, nothing is added.",
                "Tant que cela est suspendu, rien ne s’ajoute.",
            ],
            MeterState::Held => [
                "Zolang dit stilstaat, komen er geen kosten bij. De rente loopt wel door.",
                "While this stands still, no costs are added. Interest does run on.",
                "Tant que cela est suspendu, aucun frais ne s’ajoute. Les intérêts continuent de courir.",
            ],
            MeterState::CostsBooked => [
                "De kosten zijn er al bij. Er komen geen kosten meer bij.",
                "The costs are already included. No more costs are added.",
                "Les frais sont déjà compris. Aucun autre frais ne s’ajoute.",
            ],
        };
        words[lang as usize].to_owned()
    }
}
