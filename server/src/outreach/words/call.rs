//! What an agent says on the telephone: the debtor's language, the tone of their treatment, and never more than who calls
//! before it is certain who listens.

use super::pick;
use effen::kinds::Lang;
use effen::people::call::CallOutcome;
use effen::people::treatment::Tone;

/// Stands for the agent's name, which is known when the call is made.
pub const AGENT: &str = "{agent}";

/// Who calls: `{agent}`, `{agency}`, `{name}`.
pub fn greeting(lang: Lang) -> &'static str {
    pick(
        lang,
        [
            "Goedendag, u spreekt met {agent} van {agency}. Spreek ik met {name}?",
            "Good day, this is {agent} of {agency}. Am I speaking with {name}?",
            "Bonjour, ici {agent} de {agency}. Est-ce bien {name} ?",
        ],
    )
}

/// Who listens. Nothing is said about a bill before the answer is right.
pub fn check(lang: Lang) -> &'static str {
    pick(
        lang,
        [
            "Ik wil zeker weten dat ik de goede persoon spreek. Wat is uw postcode, en uw huisnummer?",
            "I want to be sure that I speak with the right person. What is your postal code, and your house number?",
            "Je veux être sûr de parler à la bonne personne. Quel est votre code postal, et votre numéro ?",
        ],
    )
}

/// Why we call.
pub fn reason(tone: Tone, lang: Lang) -> &'static str {
    pick(
        lang,
        match tone {
            Tone::Calm => [
                "Dank u. Ik bel over een rekening. U hoeft nu niets te beslissen. Ik wil graag horen hoe het gaat, en wat u nodig hebt.",
                "Thank you. I am calling about a bill. You do not have to decide anything now. I would like to hear how things are, and what you need.",
                "Merci. J’appelle au sujet d’une facture. Vous ne devez rien décider maintenant. J’aimerais savoir comment ça va, et de quoi vous avez besoin.",
            ],
            Tone::Coaching => [
                "Dank u. Ik bel over een rekening. Ik kijk graag samen met u welke stap nu past.",
                "Thank you. I am calling about a bill. I would like to find with you which step fits now.",
                "Merci. J’appelle au sujet d’une facture. Je veux chercher avec vous quelle étape convient maintenant.",
            ],
            Tone::Factual => [
                "Dank u. Ik bel over een rekening. Ik noem eerst wat er openstaat, bij wie, en de betaaldatum.",
                "Thank you. I am calling about a bill. First I will say what is open, with whom, and the due date.",
                "Merci. J’appelle au sujet d’une facture. Je dis d’abord ce qui est ouvert, auprès de qui, et la date de paiement.",
            ],
            Tone::Light => [
                "Dank u. Ik bel heel even, over een rekening die nog open is.",
                "Thank you. Just a quick call, about a bill that is still open.",
                "Merci. Un petit appel, au sujet d’une facture encore ouverte.",
            ],
            Tone::Brief => [
                "Dank u. Ik bel over een rekening die open is.",
                "Thank you. I am calling about a bill that is open.",
                "Merci. J’appelle au sujet d’une facture ouverte.",
            ],
        },
    )
}

/// What we ask.
pub fn question(tone: Tone, lang: Lang) -> &'static str {
    pick(
        lang,
        match tone {
            Tone::Calm => [
                "Lukt het om dit te betalen, of speelt er meer?",
                "Can you manage to pay this, or is there more going on?",
                "Pouvez-vous payer ceci, ou y a-t-il autre chose ?",
            ],
            Tone::Coaching => [
                "Op welke dag krijgt u geld? En welk bedrag kunt u dan missen?",
                "On which day do you get your money? And what amount can you spare then?",
                "Quel jour recevez-vous votre argent ? Et quel montant pouvez-vous alors payer ?",
            ],
            Tone::Factual => [
                "Herkent u deze rekening, en klopt het bedrag? Wanneer kunt u betalen?",
                "Do you recognise this bill, and is the amount right? When can you pay?",
                "Reconnaissez-vous cette facture, et le montant est-il juste ? Quand pouvez-vous payer ?",
            ],
            Tone::Light => [
                "Kunt u het vandaag regelen op uw pagina? Of past een andere dag beter?",
                "Can you settle it today on your page? Or does another day suit you better?",
                "Pouvez-vous le régler aujourd’hui sur votre page ? Ou un autre jour convient-il mieux ?",
            ],
            Tone::Brief => [
                "Op welke dag kunt u het hele bedrag betalen?",
                "On which day can you pay the whole amount?",
                "Quel jour pouvez-vous payer le tout ?",
            ],
        },
    )
}

/// The end: `{url}`, `{complaints}`.
pub fn ending(lang: Lang) -> &'static str {
    pick(
        lang,
        [
            "Alles staat ook op uw pagina: {url}. Door dit gesprek komen er geen kosten bij. Wilt u niet meer gebeld worden? Dan noteer ik dat. Een klacht kunt u sturen naar {complaints}. Dank u wel.",
            "Everything is on your page too: {url}. No costs are added because of this call. Would you rather not be called any more? Then I will note that. You can send a complaint to {complaints}. Thank you.",
            "Tout est aussi sur votre page : {url}. Cet appel n’ajoute aucun frais. Vous ne voulez plus être appelé ? Je le note. Vous pouvez envoyer une réclamation à {complaints}. Merci.",
        ],
    )
}

/// What the debtor's own list of messages says of a call that was made.
pub fn made(outcome: CallOutcome, lang: Lang) -> &'static str {
    pick(
        lang,
        match outcome {
            CallOutcome::Reached | CallOutcome::Help | CallOutcome::Refused => [
                "Wij hebben u gebeld en gesproken.",
                "We called you and spoke with you.",
                "Nous vous avons appelé et parlé.",
            ],
            CallOutcome::Promised => [
                "Wij hebben u gebeld. U noemde een dag waarop u betaalt.",
                "We called you. You named a day on which you will pay.",
                "Nous vous avons appelé. Vous avez donné un jour de paiement.",
            ],
            CallOutcome::CallBack => [
                "Wij hebben u gebeld. U vroeg ons op een ander moment te bellen.",
                "We called you. You asked us to call at another time.",
                "Nous vous avons appelé. Vous avez demandé un autre moment.",
            ],
            CallOutcome::NoAnswer => [
                "Wij hebben u gebeld. U nam niet op.",
                "We called you. You did not answer.",
                "Nous vous avons appelé. Vous n’avez pas répondu.",
            ],
            CallOutcome::WrongNumber => [
                "Wij belden een nummer dat niet van u is.",
                "We called a number that is not yours.",
                "Nous avons appelé un numéro qui n’est pas le vôtre.",
            ],
        },
    )
}
