//! The sentences that a tone colours: the first one, and what is offered.

use super::pick;
use effen::kinds::Lang;
use effen::people::message::ApproachKind;
use effen::people::treatment::Tone;

/// The subject; `{creditor}`, `{amount}` and `{due}` are put in.
pub fn subject(kind: ApproachKind, lang: Lang) -> &'static str {
    use ApproachKind::*;
    pick(
        lang,
        match kind {
            ReminderBefore | InstalmentComing => [
                "{creditor}: {amount}, uiterlijk {due}",
                "{creditor}: {amount}, by {due}",
                "{creditor} : {amount}, au plus tard le {due}",
            ],
            DueToday => [
                "{creditor}: {amount}, vandaag te betalen",
                "{creditor}: {amount}, to be paid today",
                "{creditor} : {amount}, à payer aujourd’hui",
            ],
            ReminderAfter | InstalmentMissed => [
                "{creditor}: {amount} staat nog open",
                "{creditor}: {amount} is still open",
                "{creditor} : {amount} reste à payer",
            ],
            CheckIn => [
                "{creditor}: hoe gaat het met {amount}?",
                "{creditor}: how are things with {amount}?",
                "{creditor} : où en êtes-vous avec {amount} ?",
            ],
        },
    )
}

/// The first sentences.
pub fn opening(kind: ApproachKind, tone: Tone, lang: Lang) -> &'static str {
    use ApproachKind::*;
    let three = match kind {
        ReminderBefore | InstalmentComing => before(tone),
        DueToday => today(tone),
        ReminderAfter | InstalmentMissed => after(tone),
        CheckIn => check_in(tone),
    };
    pick(lang, three)
}

const fn before(tone: Tone) -> [&'static str; 3] {
    match tone {
        Tone::Calm => [
            "Er komt een rekening aan. U hoeft nu nog niets te doen. Wij laten het u rustig op tijd weten.",
            "A bill is coming up. You do not have to do anything yet. We are letting you know in good time.",
            "Une facture arrive. Vous ne devez encore rien faire. Nous vous prévenons calmement, à temps.",
        ],
        Tone::Coaching => [
            "Binnenkort is deze rekening aan de beurt. Kijk vast of het past in deze maand. Past het niet, dan kan het in stappen.",
            "This bill is next. See whether it fits this month. If it does not, you can pay in steps.",
            "C’est bientôt le tour de cette facture. Regardez si elle passe ce mois-ci. Sinon, vous pouvez payer par étapes.",
        ],
        Tone::Factual => [
            "Deze rekening moet binnenkort betaald zijn. Hieronder staat wat er openstaat, bij wie, en wanneer.",
            "This bill is due soon. Below you see what is open, with whom, and when.",
            "Cette facture doit bientôt être payée. Voici ce qui est ouvert, auprès de qui, et quand.",
        ],
        Tone::Light => [
            "Een seintje vooraf: er komt een rekening aan. Betalen kan nu al, met één tik.",
            "A heads-up: a bill is coming. You can pay it now already, with one tap.",
            "Un petit signe : une facture arrive. Vous pouvez déjà la payer, en un geste.",
        ],
        Tone::Brief => [
            "Deze rekening moet u binnenkort betalen.",
            "You need to pay this bill soon.",
            "Vous devez bientôt payer cette facture.",
        ],
    }
}

const fn today(tone: Tone) -> [&'static str; 3] {
    match tone {
        Tone::Calm => [
            "Vandaag is de dag waarop deze rekening betaald moet zijn. Lukt dat niet? Dan kijken wij samen wat wel kan.",
            "Today is the day this bill is due. If that does not work, we will look together at what does.",
            "C’est aujourd’hui que cette facture doit être payée. Ce n’est pas possible ? Voyons ensemble ce qui l’est.",
        ],
        Tone::Coaching => [
            "Vandaag is de betaaldag. Betaal het hele bedrag, of kies een bedrag per maand dat past.",
            "Today is the day to pay. Pay the whole amount, or choose an amount a month that fits.",
            "C’est le jour du paiement. Payez le tout, ou choisissez un montant par mois qui convient.",
        ],
        Tone::Factual => [
            "Deze rekening moet vandaag betaald zijn. Hieronder staat wat er openstaat en bij wie.",
            "This bill is due today. Below you see what is open and with whom.",
            "Cette facture doit être payée aujourd’hui. Voici ce qui est ouvert et auprès de qui.",
        ],
        Tone::Light => [
            "Vandaag is de dag. Met één tik is het geregeld.",
            "Today is the day. One tap and it is done.",
            "C’est le jour. Un geste et c’est réglé.",
        ],
        Tone::Brief => [
            "Deze rekening moet vandaag betaald zijn.",
            "This bill is due today.",
            "Cette facture doit être payée aujourd’hui.",
        ],
    }
}

const fn after(tone: Tone) -> [&'static str; 3] {
    match tone {
        Tone::Calm => [
            "Deze rekening is nog niet betaald. Wij kijken graag samen met u wat er mogelijk is.",
            "This bill is not paid yet. We would like to look together with you at what is possible.",
            "Cette facture n’est pas encore payée. Nous voulons voir avec vous ce qui est possible.",
        ],
        Tone::Coaching => [
            "Deze rekening is nog niet betaald. Dat kan nog steeds: in één keer, of in stappen die bij u passen.",
            "This bill is not paid yet. You still can: at once, or in steps that fit you.",
            "Cette facture n’est pas encore payée. C’est toujours possible : en une fois, ou par étapes qui vous conviennent.",
        ],
        Tone::Factual => [
            "De betaaldatum is voorbij en wij zien nog geen betaling. Hieronder staat wat er openstaat, bij wie, en sinds wanneer.",
            "The due date has passed and we see no payment yet. Below you see what is open, with whom, and since when.",
            "La date de paiement est passée et nous ne voyons pas encore de paiement. Voici ce qui est ouvert, auprès de qui, et depuis quand.",
        ],
        Tone::Light => [
            "Misschien is het er niet van gekomen: deze rekening staat nog open. Met één tik is het klaar.",
            "Perhaps you did not get round to it: this bill is still open. One tap and it is done.",
            "Vous n’en avez peut-être pas eu le temps : cette facture reste ouverte. Un geste et c’est fait.",
        ],
        Tone::Brief => [
            "Deze rekening is niet op tijd betaald. Wij vragen u het hele bedrag te betalen.",
            "This bill was not paid on time. We ask you to pay the whole amount.",
            "Cette facture n’a pas été payée à temps. Nous vous demandons de payer le tout.",
        ],
    }
}

const fn check_in(tone: Tone) -> [&'static str; 3] {
    match tone {
        Tone::Calm => [
            "Wij vragen even hoe het gaat. U hoeft vandaag niets te betalen. Wilt u iets overleggen, dan zijn wij er.",
            "We are asking how things are. You do not have to pay anything today. If you want to talk it over, we are here.",
            "Nous prenons de vos nouvelles. Vous ne devez rien payer aujourd’hui. Si vous voulez en parler, nous sommes là.",
        ],
        Tone::Coaching => [
            "Wij kijken even hoe het gaat. Zullen wij een bedrag per maand zoeken dat past?",
            "We are checking how things are. Shall we find an amount a month that fits?",
            "Nous prenons de vos nouvelles. Cherchons-nous un montant par mois qui convient ?",
        ],
        Tone::Factual => [
            "Deze rekening staat nog open. Dit bericht is alleen bedoeld om u op de hoogte te houden.",
            "This bill is still open. This message is only meant to keep you informed.",
            "Cette facture reste ouverte. Ce message veut seulement vous tenir au courant.",
        ],
        Tone::Light => [
            "Hoe gaat het? Deze rekening staat nog open. Een vraag mag altijd, ook in de chat.",
            "How are things? This bill is still open. You can always ask us, in the chat too.",
            "Comment ça va ? Cette facture reste ouverte. Une question ? Toujours bienvenue, aussi dans le chat.",
        ],
        Tone::Brief => ["Deze rekening staat nog open.", "This bill is still open.", "Cette facture reste ouverte."],
    }
}

/// What is offered, after the amount. Everything offered to one can be reached by all: only what is said first differs.
pub fn offer(tone: Tone, lang: Lang) -> &'static str {
    pick(
        lang,
        match tone {
            Tone::Calm => [
                "Lukt betalen nu niet? Vraag een pauze, of laat u terugbellen. U vindt er ook gratis hulp bij u in de buurt.",
                "Can you not pay now? Ask for a pause, or have us call you back. You will also find free help near you.",
                "Payer n’est pas possible ? Demandez une pause, ou faites-vous rappeler. Vous y trouverez aussi de l’aide gratuite près de chez vous.",
            ],
            Tone::Coaching => [
                "Betalen in stappen kan: kies een bedrag per maand en een vaste dag. U ziet meteen wanneer het klaar is.",
                "You can pay in steps: choose an amount a month and a fixed day. You see at once when it will be done.",
                "Payer par étapes est possible : choisissez un montant par mois et un jour fixe. Vous voyez tout de suite quand ce sera fini.",
            ],
            Tone::Factual => [
                "U ziet daar ook elke regel, alle kosten en de documenten. Klopt er iets niet? Zeg het daar, dan zoeken wij het uit.",
                "There you also see every line, all costs and the documents. Is something not right? Say so there, and we will look into it.",
                "Vous y voyez aussi chaque ligne, tous les frais et les documents. Une erreur ? Dites-le là, et nous vérifions.",
            ],
            Tone::Light => [
                "Een vraag? Chat met ons. Betalen in stappen kan ook.",
                "A question? Chat with us. You can also pay in steps.",
                "Une question ? Chattez avec nous. Payer par étapes est possible aussi.",
            ],
            Tone::Brief => [
                "U kunt daar alles in één keer betalen, ook per overschrijving.",
                "You can pay everything there at once, by bank transfer too.",
                "Vous pouvez y payer le tout en une fois, aussi par virement.",
            ],
        },
    )
}
