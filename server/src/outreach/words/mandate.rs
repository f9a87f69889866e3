//! The sentences about a mandate for direct debit: it was given, the bank does not take it, it was ended. They answer the
//! debtor's own act; the tone colours the first sentence, and what the mandate allows is the same for everybody.

use super::pick;
use effen::kinds::Lang;
use effen::people::treatment::Tone;

/// See the module. Names in braces are put in.
pub struct MandateWords {
    /// Subject: it was given.
    pub given_subject: &'static str,
    /// What it is and what it allows: `{account}`, `{holder}`, `{mandate}`, `{creditor}`, `{days}`, `{weeks}`.
    pub given_facts: [&'static str; 5],
    /// Where: `{url}`.
    pub given_next: &'static str,
    /// Subject: the bank does not take it.
    pub refused_subject: &'static str,
    /// What that means: `{account}`.
    pub refused: &'static str,
    /// What can be done.
    pub refused_ways: [&'static str; 2],
    /// Subject: it was ended.
    pub ended_subject: &'static str,
    /// From now on: `{account}`, `{mandate}`.
    pub ended_facts: [&'static str; 2],
    /// What is still with the bank: `{amount}`, `{day}`, `{weeks}`.
    pub ended_asked: &'static str,
    /// Where: `{url}`.
    pub ended_next: &'static str,
}

static NL: MandateWords = MandateWords {
    given_subject: "U betaalt uw regeling nu automatisch",
    given_facts: [
        "Wij schrijven af van rekening {account}, op naam van {holder}.",
        "Kenmerk van uw machtiging: {mandate}. Incassant-ID: {creditor}.",
        "U krijgt minstens {days} dagen voor elke afschrijving bericht.",
        "U kunt altijd stoppen. Dat kost niets.",
        "Bent u het niet eens met een afschrijving? Vraag uw bank binnen {weeks} weken om het geld terug. Een reden is niet nodig.",
    ],
    given_next: "Uw machtiging bekijken of stoppen kan op {url}",
    refused_subject: "Automatisch betalen is niet gelukt",
    refused: "De bank nam uw machtiging voor rekening {account} niet aan. Wij schrijven dus niets af. Uw regeling loopt door en u betaalt zelf.",
    refused_ways: [
        "Controleer het rekeningnummer en de naam en probeer het opnieuw, of neem een andere rekening.",
        "Liever zelf betalen? Dan hoeft u hiervoor niets te doen.",
    ],
    ended_subject: "U betaalt uw regeling weer zelf",
    ended_facts: [
        "Wij schrijven niets meer af van rekening {account}.",
        "Machtiging {mandate} is gestopt. Uw regeling loopt door.",
    ],
    ended_asked: "De afschrijving van {amount} van {day} ligt al bij de bank en kan nog doorgaan. U kunt haar binnen {weeks} weken laten terugboeken.",
    ended_next: "Uw regeling met alle data staat op {url}",
};
static EN: MandateWords = MandateWords {
    given_subject: "You now pay your plan automatically",
    given_facts: [
        "We collect from account {account}, in the name of {holder}.",
        "Reference of your mandate: {mandate}. Creditor identifier: {creditor}.",
        "You get a message at least {days} days before each collection.",
        "You can stop at any time. It costs nothing.",
        "Do you not agree with a collection? Ask your bank for the money back within {weeks} weeks. No reason is needed.",
    ],
    given_next: "You can see or stop your mandate at {url}",
    refused_subject: "Paying automatically did not work out",
    refused: "The bank did not take your mandate for account {account}. So we collect nothing. Your plan goes on and you pay yourself.",
    refused_ways: [
        "Check the account number and the name and try again, or use another account.",
        "Would you rather pay yourself? Then there is nothing to do about this.",
    ],
    ended_subject: "You pay your plan yourself again",
    ended_facts: ["We no longer collect from account {account}.", "Mandate {mandate} is ended. Your plan goes on."],
    ended_asked: "The collection of {amount} of {day} is with the bank already and may still go through. You can have it returned within {weeks} weeks.",
    ended_next: "Your plan with all its dates is at {url}",
};
static FR: MandateWords = MandateWords {
    given_subject: "Vous payez désormais votre plan automatiquement",
    given_facts: [
        "Nous prélevons sur le compte {account}, au nom de {holder}.",
        "Référence de votre mandat : {mandate}. Identifiant du créancier : {creditor}.",
        "Vous recevez un message au moins {days} jours avant chaque prélèvement.",
        "Vous pouvez arrêter à tout moment. Cela ne coûte rien.",
        "Vous n’êtes pas d’accord avec un prélèvement ? Demandez à votre banque de vous rembourser dans les {weeks} semaines. Aucune raison n’est nécessaire.",
    ],
    given_next: "Vous pouvez voir ou arrêter votre mandat sur {url}",
    refused_subject: "Le paiement automatique n’a pas abouti",
    refused: "La banque n’a pas accepté votre mandat pour le compte {account}. Nous ne prélevons donc rien. Votre plan continue et vous payez vous-même.",
    refused_ways: [
        "Vérifiez le numéro de compte et le nom et réessayez, ou prenez un autre compte.",
        "Vous préférez payer vous-même ? Alors vous n’avez rien à faire pour cela.",
    ],
    ended_subject: "Vous payez de nouveau votre plan vous-même",
    ended_facts: [
        "Nous ne prélevons plus rien sur le compte {account}.",
        "Le mandat {mandate} est arrêté. Votre plan continue.",
    ],
    ended_asked: "Le prélèvement de {amount} du {day} est déjà à la banque et peut encore avoir lieu. Vous pouvez vous le faire rembourser dans les {weeks} semaines.",
    ended_next: "Votre plan avec toutes ses dates se trouve sur {url}",
};

/// The sentences in a language.
pub fn mandate(lang: Lang) -> &'static MandateWords {
    match lang {
        Lang::Nl => &NL,
        Lang::En => &EN,
        Lang::Fr => &FR,
    }
}

/// The first sentence after a mandate was given.
pub fn given(tone: Tone, lang: Lang) -> &'static str {
    pick(
        lang,
        match tone {
            Tone::Calm => [
                "Het is geregeld. U hoeft niet meer zelf aan de betalingen van uw regeling te denken; dat doen wij.",
                "It is arranged. You no longer have to think of the payments of your plan; we do that.",
                "C’est réglé. Vous ne devez plus penser aux paiements de votre plan ; nous nous en chargeons.",
            ],
            Tone::Coaching => [
                "Goed geregeld: wij schrijven elk bedrag van uw regeling af op de dag die u koos. Zo blijft u bij.",
                "Well arranged: we collect each amount of your plan on the day you chose. So you keep up.",
                "Bien réglé : nous prélevons chaque montant de votre plan au jour que vous avez choisi. Vous restez ainsi à jour.",
            ],
            Tone::Factual => [
                "U gaf ons een machtiging. Wij schrijven elk bedrag van uw regeling af op de afgesproken dag. Dit is de machtiging:",
                "You gave us a mandate. We collect each amount of your plan on the agreed day. This is the mandate:",
                "Vous nous avez donné un mandat. Nous prélevons chaque montant de votre plan au jour convenu. Voici le mandat :",
            ],
            Tone::Light => [
                "Klaar! Uw regeling gaat vanaf nu vanzelf.",
                "Done! From now on your plan runs by itself.",
                "C’est fait ! Votre plan se paie maintenant tout seul.",
            ],
            Tone::Brief => [
                "Uw machtiging is ontvangen. Wij schrijven af op de afgesproken dagen.",
                "We have received your mandate. We collect on the agreed days.",
                "Nous avons reçu votre mandat. Nous prélevons aux jours convenus.",
            ],
        },
    )
}

/// The first sentence after a mandate was ended.
pub fn ended(tone: Tone, lang: Lang) -> &'static str {
    pick(
        lang,
        match tone {
            Tone::Calm => [
                "Zoals u vroeg, schrijven wij niets meer af. Dat is goed zo; u betaalt weer op uw eigen manier.",
                "As you asked, we collect nothing more. That is fine; you pay in your own way again.",
                "Comme vous l’avez demandé, nous ne prélevons plus rien. C’est très bien ainsi ; vous payez de nouveau à votre façon.",
            ],
            Tone::Coaching => [
                "Het automatisch betalen is gestopt, zoals u vroeg. Uw data blijven dezelfde, dus u weet waar u aan toe bent.",
                "Paying automatically has stopped, as you asked. Your dates stay the same, so you know where you stand.",
                "Le paiement automatique est arrêté, comme vous l’avez demandé. Vos dates restent les mêmes, vous savez donc à quoi vous en tenir.",
            ],
            Tone::Factual => [
                "U hebt uw machtiging gestopt. Dit verandert er:",
                "You ended your mandate. This is what changes:",
                "Vous avez arrêté votre mandat. Voici ce qui change :",
            ],
            Tone::Light => [
                "Gestopt! U betaalt uw regeling weer zelf.",
                "Stopped! You pay your plan yourself again.",
                "C’est arrêté ! Vous payez de nouveau votre plan vous-même.",
            ],
            Tone::Brief => ["Uw machtiging is gestopt.", "Your mandate is ended.", "Votre mandat est arrêté."],
        },
    )
}
