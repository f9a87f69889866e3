//! What was said in the chats of the simulated past.

use effen::chat::desk::ContactReason;
use effen::kinds::Lang;

/// What somebody came for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Topic {
    /// Whether something is added to it.
    Costs,
    /// Paying in parts.
    Parts,
    /// Whether a payment has arrived.
    Paid,
    /// It is not right.
    Dispute,
    /// Paying on a later day.
    Later,
    /// What it is for.
    Unknown,
}

impl Topic {
    /// Why they came and how it ended, as an agent notes it.
    pub fn closed_as(self) -> (ContactReason, &'static str) {
        match self {
            Self::Costs | Self::Unknown => (ContactReason::Explanation, "answered"),
            Self::Parts => (ContactReason::Plan, "plan"),
            Self::Paid => (ContactReason::Payment, "paid"),
            Self::Dispute => (ContactReason::Dispute, "dispute"),
            Self::Later => (ContactReason::CannotPay, "pause"),
        }
    }

    /// Question and answer; `{number}`, `{creditor}`, `{amount}`, `{issued}` and `{greeting}` are filled in.
    pub fn words(self, lang: Lang) -> [&'static str; 2] {
        match lang {
            Lang::Nl => self.dutch(),
            Lang::En => self.english(),
            Lang::Fr => self.french(),
        }
    }

    fn dutch(self) -> [&'static str; 2] {
        match self {
            Self::Costs => [
                "Komen er nog kosten bij factuur {number} van {creditor}? Ik wil weten waar ik aan toe ben.",
                "{greeting} Bij de factuur staat elke euro met de regel erbij. Er komt niets bij zonder dat u eerst een brief krijgt met een laatste dag om zonder kosten te betalen.",
            ],
            Self::Parts => [
                "Ik kan {amount} niet in één keer betalen. Kan het in delen?",
                "{greeting} Dat kan. U kiest zelf een bedrag per maand en ziet meteen tot wanneer het loopt. Lukt een maand niet, laat het ons dan voor die dag weten: dan zoeken we een andere dag.",
            ],
            Self::Paid => [
                "Ik betaal vandaag factuur {number}. Hoe lang duurt het voor u dat ziet?",
                "{greeting} Met iDEAL of Bancontact zien wij het meteen, een overschrijving na een of twee werkdagen. Het staat dan op uw overzicht.",
            ],
            Self::Dispute => [
                "Factuur {number} van {creditor} klopt volgens mij niet.",
                "{greeting} Dank voor het melden. Ik leg het voor aan {creditor}. Zolang dat loopt, staat de factuur stil: geen brieven en geen kosten.",
            ],
            Self::Later => [
                "Mijn loon komt pas over een paar dagen. Mag ik factuur {number} dan betalen?",
                "{greeting} Ja. Kies bij de factuur de dag die u past; tot en met die dag laten we u met rust.",
            ],
            Self::Unknown => [
                "Waar is factuur {number} van {creditor} voor? Ik herken hem niet.",
                "{greeting} Het gaat om de factuur van {issued} over {amount}. De factuur zelf staat bij uw documenten; klopt er iets niet, zeg het gerust.",
            ],
        }
    }

    fn english(self) -> [&'static str; 2] {
        match self {
            Self::Costs => [
                "Will costs be added to invoice {number} of {creditor}? I want to know where I stand.",
                "{greeting} The invoice's page names every euro with its rule. Nothing is added before you have had a letter with a last day to pay without costs.",
            ],
            Self::Parts => [
                "I cannot pay {amount} at once. Can I pay in parts?",
                "{greeting} You can. You choose an amount a month yourself and see at once how long it runs. If a month does not work out, tell us before that day: we will find another day.",
            ],
            Self::Paid => [
                "I am paying invoice {number} today. How long until you see it?",
                "{greeting} With iDEAL or Bancontact we see it at once, a transfer after one or two working days. It then stands on your overview.",
            ],
            Self::Dispute => [
                "I do not think invoice {number} of {creditor} is right.",
                "{greeting} Thank you for telling us. I will put it to {creditor}. Meanwhile the invoice is on hold: no letters and no costs.",
            ],
            Self::Later => [
                "I get paid in a few days. May I pay invoice {number} then?",
                "{greeting} Yes. Choose the day that suits you at the invoice; we leave you alone up to that day.",
            ],
            Self::Unknown => [
                "What is invoice {number} of {creditor} for? I do not recognise it.",
                "{greeting} It is the invoice of {issued} for {amount}. You find it among your documents; if something is not right, do tell us.",
            ],
        }
    }

    fn french(self) -> [&'static str; 2] {
        match self {
            Self::Costs => [
                "Des frais vont-ils s’ajouter à la facture {number} de {creditor} ? Je veux savoir où j’en suis.",
                "{greeting} La page de la facture explique chaque euro, avec la règle. Rien ne s’ajoute avant une lettre qui vous donne un dernier jour pour payer sans frais.",
            ],
            Self::Parts => [
                "Je ne peux pas payer {amount} en une fois. Est-ce possible en plusieurs fois ?",
                "{greeting} Oui. Vous choisissez vous-même un montant par mois et vous voyez tout de suite la fin. Si un mois est difficile, dites-le-nous avant le jour prévu : nous chercherons une autre date.",
            ],
            Self::Paid => [
                "Je paie la facture {number} aujourd’hui. Quand le verrez-vous ?",
                "{greeting} Avec Bancontact ou iDEAL, nous le voyons tout de suite ; un virement, après un ou deux jours ouvrables. Votre aperçu le montre alors.",
            ],
            Self::Dispute => [
                "La facture {number} de {creditor} n’est pas correcte, à mon avis.",
                "{greeting} Merci de nous l’avoir dit. Je la soumets à {creditor}. Entre-temps, la facture est suspendue : pas de lettres et pas de frais.",
            ],
            Self::Later => [
                "Mon salaire arrive dans quelques jours. Puis-je payer la facture {number} à ce moment-là ?",
                "{greeting} Oui. Choisissez près de la facture le jour qui vous convient ; jusque-là, nous vous laissons tranquille.",
            ],
            Self::Unknown => [
                "À quoi correspond la facture {number} de {creditor} ? Je ne la reconnais pas.",
                "{greeting} C’est la facture du {issued}, de {amount}. Vous la trouvez parmi vos documents ; si quelque chose n’est pas juste, dites-le-nous.",
            ],
        }
    }
}
