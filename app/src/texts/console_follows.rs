//! Texts of what follows for a debtor, beside their file.

use effen::kinds::Lang;
use effen::people::guard::Refusal;
use effen::people::message::ApproachKind;

super::texts! {
    /// See the module.
    FollowsTexts {
        title: "Wat volgt", "What follows", "Ce qui suit";
        page: "Eerst op de pagina", "First on the page", "D’abord sur la page";
        none: "Geen bericht", "No message", "Pas de message";
    }
}

fn one_of(lang: Lang, [nl, en, fr]: [&'static str; 3]) -> &'static str {
    match lang {
        Lang::Nl => nl,
        Lang::En => en,
        Lang::Fr => fr,
    }
}

/// A message that comes.
pub fn approach_words(lang: Lang, kind: ApproachKind) -> &'static str {
    one_of(
        lang,
        match kind {
            ApproachKind::ReminderBefore => {
                ["Bericht voor de betaaldatum", "Message before the due date", "Message avant la date de paiement"]
            }
            ApproachKind::DueToday => {
                ["Bericht op de betaaldatum", "Message on the due date", "Message à la date de paiement"]
            }
            ApproachKind::ReminderAfter => {
                ["Bericht na de betaaldatum", "Message after the due date", "Message après la date de paiement"]
            }
            ApproachKind::InstalmentComing => {
                ["Bericht voor een termijn", "Message before an instalment", "Message avant une échéance"]
            }
            ApproachKind::InstalmentMissed => {
                ["Bericht over een gemiste termijn", "Message about a missed instalment", "Message d’échéance manquée"]
            }
            ApproachKind::CheckIn => ["Vragen hoe het gaat", "Asking how things are", "Prendre des nouvelles"],
        },
    )
}

/// Why no message comes.
pub fn refusal_words(lang: Lang, why: Refusal) -> &'static str {
    one_of(
        lang,
        match why {
            Refusal::Deceased => ["Overleden gemeld", "Reported as deceased", "Décès signalé"],
            Refusal::Administered => {
                ["Bewind of schuldsanering", "Administrator or debt restructuring", "Administrateur ou règlement"]
            }
            Refusal::Objected => ["Heeft bezwaar gemaakt", "Has objected", "A fait opposition"],
            Refusal::Held => ["Wacht op een besluit", "Waits for a decision", "Attend une décision"],
            Refusal::NothingToTell => [
                "Niets te melden: betaald, in een regeling, of alles is gezegd",
                "Nothing to tell: paid, in a plan, or all has been said",
                "Rien à dire : payé, dans un plan, ou tout est dit",
            ],
            Refusal::Unreachable => {
                ["Geen bruikbaar adres of nummer", "No usable address or number", "Aucune adresse utilisable"]
            }
            Refusal::NoAnswer => {
                ["Geen antwoord meer nodig", "No answer needed any more", "Plus de réponse nécessaire"]
            }
            Refusal::NoMoment => ["Geen toegestaan moment", "No permitted moment", "Aucun moment permis"],
        },
    )
}
