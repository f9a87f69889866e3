//! Texts of what is foretold of a debtor, beside their file.

use effen::kinds::Lang;
use effen::people::learn::sample::Outcome;

super::texts! {
    /// See the module.
    ChanceTexts {
        title: "Wat waarschijnlijk is", "What is likely", "Ce qui est probable";
        beside: "Van allen {rate}; alleen naar één kenmerk {baseline}.", "Of everybody {rate}; by one characteristic alone {baseline}.", "De tous {rate} ; selon une seule caractéristique {baseline}.";
        leans: "Leunt op: {facts}.", "Leans on: {facts}.", "S’appuie sur : {facts}.";
        more: "meer", "more", "plus";
        less: "minder", "less", "moins";
        channel: "Beste kanaal: {channel}", "Best channel: {channel}", "Meilleur canal : {channel}";
        channel_more: "gaat op {own} in; van allen {all}", "acts on {own}; of everybody {all}", "y réagit pour {own} ; de tous {all}";
        hour: "Meest hier rond {hour}:00", "Here most around {hour}:00", "Le plus souvent ici vers {hour}:00";
        none: "Nog niets geleerd. Dat gebeurt elke week vanzelf, of met effen segment learn.", "Nothing was learned yet. That happens by itself every week, or by effen segment learn.", "Rien n’a encore été appris. Cela se fait chaque semaine, ou par effen segment learn.";
        neutral: "Koos de neutrale weergave: er wordt niets voorspeld.", "Chose the neutral view: nothing is foretold.", "A choisi la vue neutre : rien n’est prédit.";
        few: "Er zijn te weinig dossiers om kansen uit te leren.", "There are too few files to learn chances from.", "Il y a trop peu de dossiers pour en apprendre des probabilités.";
    }
}

/// What is foretold.
pub fn outcome_words(lang: Lang, outcome: Outcome) -> &'static str {
    let [nl, en, fr] = match outcome {
        Outcome::Paid14d => {
            ["betaalt iets binnen 14 dagen", "pays something within 14 days", "paie quelque chose sous 14 jours"]
        }
        Outcome::Paid30d => {
            ["betaalt iets binnen 30 dagen", "pays something within 30 days", "paie quelque chose sous 30 jours"]
        }
        Outcome::LateNext => [
            "betaalt de volgende rekening te laat",
            "pays the next invoice late",
            "paiera la prochaine facture en retard",
        ],
        Outcome::Default => {
            ["laat een rekening 90 dagen liggen", "leaves an invoice for 90 days", "laisse une facture 90 jours"]
        }
        Outcome::PlanBreaks => ["een regeling loopt stuk", "a plan breaks", "un plan échoue"],
    };
    match lang {
        Lang::Nl => nl,
        Lang::En => en,
        Lang::Fr => fr,
    }
}
