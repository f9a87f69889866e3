//! The sentences about a running plan: it was changed, an agent lets it go on, an instalment is coming.

use effen::kinds::Lang;

/// See the module. Names in braces are put in.
pub struct PlanWords {
    /// Subject of a change: `{count}` payments are left.
    pub changed_subject: &'static str,
    /// A change that the debtor made, by hand or by paying: `{left}`, `{count}`, `{last}`.
    pub changed: &'static str,
    /// Subject: an agent lets the plan go on.
    pub continued_subject: &'static str,
    /// An agent lets it go on after missed instalments: `{left}`, `{count}`, `{last}`.
    pub continued: &'static str,
    /// Subject before an instalment: `{amount}`, `{day}`.
    pub coming_subject: &'static str,
    /// Before an instalment: `{amount}`, `{day}`.
    pub coming: &'static str,
    /// What can be done when it does not work out.
    pub coming_ways: [&'static str; 2],
    /// Where to pay: `{url}`.
    pub coming_next: &'static str,
}

static NL: PlanWords = PlanWords {
    changed_subject: "Uw betalingsregeling is aangepast: nog {count} keer",
    changed: "Uw regeling is aangepast, zoals u koos. U betaalt nog {left} in {count} keer. Op {last} is het klaar.",
    continued_subject: "Uw betalingsregeling loopt door",
    continued: "Een medewerker heeft naar uw regeling gekeken: zij loopt door. Wat niet binnenkwam, betaalt u aan het einde. Er zijn geen kosten bij gekomen. U betaalt nog {left} in {count} keer. Op {last} is het klaar.",
    coming_subject: "Binnenkort: {amount} van uw regeling, op {day}",
    coming: "Op {day} is de volgende betaling van uw regeling: {amount}.",
    coming_ways: [
        "Past de dag of het bedrag niet? U kunt het veranderen, of een betaling overslaan.",
        "Hebt u al betaald? Dan hoeft u niets te doen.",
    ],
    coming_next: "Betalen en aanpassen kan op {url}",
};
static EN: PlanWords = PlanWords {
    changed_subject: "Your payment plan was changed: {count} to go",
    changed: "Your plan was changed as you chose. You pay the {left} that is left in {count} payments. On {last} it is done.",
    continued_subject: "Your payment plan goes on",
    continued: "A colleague looked at your plan: it goes on. What did not arrive, you pay at the end. No costs were added. You pay the {left} that is left in {count} payments. On {last} it is done.",
    coming_subject: "Coming up: {amount} of your plan, on {day}",
    coming: "On {day} the next payment of your plan is due: {amount}.",
    coming_ways: [
        "Does the day or the amount not fit? You can change it, or skip a payment.",
        "Have you paid already? Then there is nothing to do.",
    ],
    coming_next: "You can pay and change it at {url}",
};
static FR: PlanWords = PlanWords {
    changed_subject: "Votre plan de paiement a été adapté : encore {count} fois",
    changed: "Votre plan a été adapté comme vous l’avez choisi. Vous payez les {left} restants en {count} fois. Le {last}, c’est terminé.",
    continued_subject: "Votre plan de paiement continue",
    continued: "Un collaborateur a examiné votre plan : il continue. Ce qui n’est pas arrivé, vous le payez à la fin. Aucun frais ne s’est ajouté. Vous payez les {left} restants en {count} fois. Le {last}, c’est terminé.",
    coming_subject: "Bientôt : {amount} de votre plan, le {day}",
    coming: "Le {day}, c’est le prochain paiement de votre plan : {amount}.",
    coming_ways: [
        "Le jour ou le montant ne convient pas ? Vous pouvez le changer, ou passer un paiement.",
        "Vous avez déjà payé ? Alors vous n’avez rien à faire.",
    ],
    coming_next: "Vous pouvez payer et adapter sur {url}",
};

/// The sentences in a language.
pub fn plan(lang: Lang) -> &'static PlanWords {
    match lang {
        Lang::Nl => &NL,
        Lang::En => &EN,
        Lang::Fr => &FR,
    }
}
