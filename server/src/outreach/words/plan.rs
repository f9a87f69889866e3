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
    /// Subject: a payment went back, and the plan goes on.
    pub returned_subject: &'static str,
    /// Why, and what is open of it: `{left}`.
    pub returned: &'static str,
    /// Subject: a payment of a plan that has ended went back.
    pub outside_subject: &'static str,
    /// Why, and that `{left}` is open outside the plan that runs.
    pub outside: &'static str,
    /// What can be done about it.
    pub returned_ways: [&'static str; 3],
    /// Where: `{url}`.
    pub returned_next: &'static str,
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
    returned_subject: "Uw betalingsregeling loopt weer: nog {left}",
    returned: "Een betaling van uw regeling is teruggegaan. Daarom staat er weer {left} open en loopt uw regeling door. Er komen geen kosten bij.",
    outside_subject: "Een betaling van uw vorige regeling is teruggegaan",
    outside: "Een betaling van uw vorige regeling is teruggegaan. Daarom staat er weer {left} open. Dit bedrag hoort niet bij de regeling die nu loopt.",
    returned_ways: [
        "U kunt betalen wat openstaat. Dan is het weer klaar.",
        "Lukt het niet in één keer? Kies een andere dag of een ander bedrag, of vraag om hulp.",
        "Klopt dit niet? Bel ons of stuur een bericht in de chat.",
    ],
    returned_next: "Dit regelt u op {url}",
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
    returned_subject: "Your payment plan runs again: {left} to go",
    returned: "A payment of your plan went back. So {left} is open again and your plan goes on. No costs are added.",
    outside_subject: "A payment of your previous plan went back",
    outside: "A payment of your previous plan went back. So {left} is open again. This amount is not part of the plan that runs now.",
    returned_ways: [
        "You can pay what is open. Then it is done again.",
        "Does it not work out at once? Choose another day or another amount, or ask for help.",
        "Is this not right? Call us or write in the chat.",
    ],
    returned_next: "You can do this at {url}",
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
    returned_subject: "Votre plan de paiement court à nouveau : encore {left}",
    returned: "Un paiement de votre plan est retourné. {left} sont donc de nouveau ouverts et votre plan continue. Aucun frais ne s’ajoute.",
    outside_subject: "Un paiement de votre plan précédent est retourné",
    outside: "Un paiement de votre plan précédent est retourné. {left} sont donc de nouveau ouverts. Ce montant ne fait pas partie du plan en cours.",
    returned_ways: [
        "Vous pouvez payer ce qui est ouvert. Alors c’est de nouveau terminé.",
        "Cela ne va pas en une fois ? Choisissez un autre jour ou un autre montant, ou demandez de l’aide.",
        "Ce n’est pas correct ? Appelez-nous ou écrivez dans le chat.",
    ],
    returned_next: "Vous pouvez le faire sur {url}",
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
