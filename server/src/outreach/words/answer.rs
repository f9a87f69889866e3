//! The sentences of confirmations. None of them asks for anything.

use effen::kinds::Lang;

/// See the module. Names in braces are put in.
pub struct Answer {
    /// Subject of a receipt: `{amount}`, `{creditor}`.
    pub receipt_subject: &'static str,
    /// First sentence of a receipt: `{amount}`, `{day}`.
    pub receipt: &'static str,
    /// One claim: `{creditor}`, `{number}`, `{amount}`.
    pub receipt_line: &'static str,
    /// What happens next: `{url}`.
    pub receipt_next: &'static str,
    /// Subject of a confirmed plan: `{total}`, `{count}`.
    pub plan_subject: &'static str,
    /// First sentence of a confirmed plan: `{total}`, `{count}`, `{last}`.
    pub plan: &'static str,
    /// One instalment: `{day}`, `{amount}`.
    pub plan_line: &'static str,
    /// What happens next: `{url}`.
    pub plan_next: &'static str,
    /// Subject of a reminder that was asked for: `{amount}`.
    pub remind_subject: &'static str,
    /// First sentence of it: `{amount}`, `{day}`.
    pub remind: &'static str,
    /// Where it can be paid: `{url}`.
    pub remind_next: &'static str,
    /// Subject: two instalments in a row were missed.
    pub missed_subject: &'static str,
    /// What happened and what happens: `{amount}`.
    pub missed: &'static str,
    /// How to repair it.
    pub missed_ways: [&'static str; 3],
    /// Where: `{url}`.
    pub missed_next: &'static str,
    /// Subject: an agent stopped the plan.
    pub stopped_subject: &'static str,
    /// What happened: `{amount}` is open.
    pub stopped: &'static str,
    /// What can be done now.
    pub stopped_ways: [&'static str; 3],
    /// Where: `{url}`.
    pub stopped_next: &'static str,
    /// Subject: an instalment will be collected: `{amount}`, `{day}`.
    pub debit_subject: &'static str,
    /// What and when: `{amount}`, `{day}`, `{account}`.
    pub debit: &'static str,
    /// The mandate, and what can be done: `{mandate}`, `{creditor}`.
    pub debit_ways: [&'static str; 3],
    /// Where: `{url}`.
    pub debit_next: &'static str,
    /// Subject: a collection did not come in.
    pub debit_failed_subject: &'static str,
    /// What happened: `{amount}`, `{day}`.
    pub debit_failed: &'static str,
    /// How to repair it.
    pub debit_failed_ways: [&'static str; 3],
    /// Who we are: `{agency}`, `{phone}`.
    pub who: &'static str,
}

static NL: Answer = Answer {
    receipt_subject: "{creditor}: wij hebben {amount} ontvangen",
    receipt: "Wij hebben op {day} uw betaling van {amount} ontvangen. Dank u wel.",
    receipt_line: "{creditor}, nummer {number}: {amount}",
    receipt_next: "U hoeft hiervoor niets meer te doen. Dit bewijs en uw overzicht staan ook op {url}",
    plan_subject: "Afgesproken: {total} in {count} keer",
    plan: "Dit hebben wij afgesproken: u betaalt {total} in {count} keer. Op {last} is het klaar.",
    plan_line: "{day}: {amount}",
    plan_next: "Zolang deze afspraak loopt, krijgt u hierover alleen kort voor elke betaling een bericht. Alles over de afspraak staat op {url}",
    remind_subject: "Vandaag: {amount}, zoals u koos",
    remind: "U koos {day} als dag om {amount} te betalen, en vroeg ons om dit bericht.",
    remind_next: "Betalen kan hier: {url} Lukt het niet? Op dezelfde pagina staat wat u dan kunt doen.",
    missed_subject: "Twee betalingen van uw regeling zijn niet gelukt",
    missed: "Twee betalingen achter elkaar zijn niet bij ons binnengekomen, samen {amount}. Uw regeling loopt door: er is niets gestopt en er komen geen kosten bij. Een medewerker kijkt ernaar en beslist. Tot die tijd kunt u het zelf herstellen.",
    missed_ways: [
        "Betaal wat gemist is. Dan is uw regeling meteen weer in orde.",
        "Past het bedrag of de dag niet meer? Kies iets anders.",
        "Lukt betalen nu niet? Vraag een pauze of hulp, of bel ons.",
    ],
    missed_next: "Dit regelt u op {url}",
    stopped_subject: "Uw betalingsregeling is gestopt",
    stopped: "Een medewerker heeft naar uw regeling gekeken en haar gestopt, omdat betalingen niet binnenkwamen. Wat u hebt betaald, telt mee. Van deze regeling staat nog {amount} open.",
    stopped_ways: [
        "U kunt een nieuwe regeling vragen, met een bedrag dat nu past.",
        "U kunt een pauze of hulp vragen.",
        "Bent u het niet eens met dit besluit? Bel ons of dien een klacht in.",
    ],
    stopped_next: "Dit kan op {url}",
    debit_subject: "Op {day} schrijven wij {amount} af",
    debit: "Zoals afgesproken schrijven wij op {day} {amount} af van uw rekening {account}, voor uw betalingsregeling.",
    debit_ways: [
        "Zorg dat er die dag genoeg geld op de rekening staat.",
        "Past het niet? Stop de machtiging of kies een andere dag, dan schrijven wij niet af. Daarna kunt u zelf betalen.",
        "Kenmerk van uw machtiging: {mandate}. Incassant-ID: {creditor}.",
    ],
    debit_next: "Dit regelt u op {url}",
    debit_failed_subject: "De afschrijving van {amount} is niet gelukt",
    debit_failed: "De afschrijving van {amount} op {day} is niet gelukt. Wij proberen het niet nog een keer. Er komen geen kosten bij.",
    debit_failed_ways: [
        "Betaal het bedrag zelf. Dan is uw regeling meteen weer in orde.",
        "Of zet het bedrag achteraan, als dat nog kan.",
        "Lukt betalen nu niet? Vraag een pauze of hulp, of bel ons.",
    ],
    who: "{agency}, telefoon {phone}",
};
static EN: Answer = Answer {
    receipt_subject: "{creditor}: we have received {amount}",
    receipt: "On {day} we received your payment of {amount}. Thank you.",
    receipt_line: "{creditor}, number {number}: {amount}",
    receipt_next: "There is nothing more for you to do about this. This receipt and your overview are also at {url}",
    plan_subject: "Agreed: {total} in {count} payments",
    plan: "This is what we agreed: you pay {total} in {count} payments. On {last} it is done.",
    plan_line: "{day}: {amount}",
    plan_next: "While this plan runs, you only get a message shortly before each payment. Everything about it is at {url}",
    remind_subject: "Today: {amount}, as you chose",
    remind: "You chose {day} as the day to pay {amount}, and asked us for this message.",
    remind_next: "You can pay here: {url} Does it not work out? The same page says what you can do then.",
    missed_subject: "Two payments of your plan did not arrive",
    missed: "Two payments in a row did not reach us, {amount} together. Your plan goes on: nothing has been stopped and no costs are added. A colleague looks at it and decides. Until then you can repair it yourself.",
    missed_ways: [
        "Pay what was missed. Your plan is then in order again at once.",
        "Does the amount or the day no longer fit? Choose something else.",
        "Can you not pay now? Ask for a pause or help, or call us.",
    ],
    missed_next: "You can do this at {url}",
    stopped_subject: "Your payment plan was stopped",
    stopped: "A colleague looked at your plan and stopped it, because payments did not arrive. What you paid counts. Of this plan {amount} is still open.",
    stopped_ways: [
        "You can ask for a new plan, with an amount that fits now.",
        "You can ask for a pause or help.",
        "Do you disagree with this decision? Call us or make a complaint.",
    ],
    stopped_next: "You can do this at {url}",
    debit_subject: "On {day} we collect {amount}",
    debit: "As agreed, on {day} we collect {amount} from your account {account}, for your payment plan.",
    debit_ways: [
        "Make sure there is enough money in the account that day.",
        "Does it not fit? End the mandate or choose another day, and we collect nothing. You can then pay yourself.",
        "Reference of your mandate: {mandate}. Creditor identifier: {creditor}.",
    ],
    debit_next: "You can do this at {url}",
    debit_failed_subject: "The direct debit of {amount} did not work",
    debit_failed: "The direct debit of {amount} on {day} did not work. We do not try it again. No costs are added.",
    debit_failed_ways: [
        "Pay the amount yourself. Your plan is then in order again at once.",
        "Or move the amount to the end, if that is still possible.",
        "Can you not pay now? Ask for a pause or help, or call us.",
    ],
    who: "{agency}, telephone {phone}",
};
static FR: Answer = Answer {
    receipt_subject: "{creditor} : nous avons reçu {amount}",
    receipt: "Nous avons reçu votre paiement de {amount} le {day}. Merci.",
    receipt_line: "{creditor}, numéro {number} : {amount}",
    receipt_next: "Vous n’avez plus rien à faire pour cela. Cette preuve et votre aperçu se trouvent aussi sur {url}",
    plan_subject: "Convenu : {total} en {count} fois",
    plan: "Voici ce que nous avons convenu : vous payez {total} en {count} fois. Le {last}, c’est terminé.",
    plan_line: "{day} : {amount}",
    plan_next: "Tant que ce plan court, vous recevez seulement un message peu avant chaque paiement. Tout se trouve sur {url}",
    remind_subject: "Aujourd’hui : {amount}, comme choisi",
    remind: "Vous avez choisi le {day} pour payer {amount}, et nous avez demandé ce message.",
    remind_next: "Vous pouvez payer ici : {url} Cela ne va pas ? La même page dit ce que vous pouvez faire.",
    missed_subject: "Deux paiements de votre plan ne sont pas arrivés",
    missed: "Deux paiements de suite ne nous sont pas parvenus, soit {amount} en tout. Votre plan continue : rien n’est arrêté et aucun frais ne s’ajoute. Un collaborateur l’examine et décide. D’ici là, vous pouvez le régulariser vous-même.",
    missed_ways: [
        "Payez ce qui a été manqué. Votre plan est alors aussitôt en ordre.",
        "Le montant ou le jour ne convient plus ? Choisissez autre chose.",
        "Vous ne pouvez pas payer maintenant ? Demandez une pause ou de l’aide, ou appelez-nous.",
    ],
    missed_next: "Vous pouvez le faire sur {url}",
    stopped_subject: "Votre plan de paiement a été arrêté",
    stopped: "Un collaborateur a examiné votre plan et l’a arrêté, car des paiements ne sont pas arrivés. Ce que vous avez payé compte. De ce plan, {amount} restent ouverts.",
    stopped_ways: [
        "Vous pouvez demander un nouveau plan, avec un montant qui convient maintenant.",
        "Vous pouvez demander une pause ou de l’aide.",
        "Vous n’êtes pas d’accord avec cette décision ? Appelez-nous ou introduisez une plainte.",
    ],
    stopped_next: "Vous pouvez le faire sur {url}",
    debit_subject: "Le {day}, nous prélevons {amount}",
    debit: "Comme convenu, nous prélevons {amount} le {day} sur votre compte {account}, pour votre plan de paiement.",
    debit_ways: [
        "Veillez à ce qu’il y ait assez d’argent sur le compte ce jour-là.",
        "Cela ne convient pas ? Mettez fin au mandat ou choisissez un autre jour : nous ne prélevons alors rien. Vous pourrez payer vous-même.",
        "Référence de votre mandat : {mandate}. Identifiant du créancier : {creditor}.",
    ],
    debit_next: "Vous pouvez le faire sur {url}",
    debit_failed_subject: "Le prélèvement de {amount} n’a pas abouti",
    debit_failed: "Le prélèvement de {amount} du {day} n’a pas abouti. Nous ne réessayons pas. Aucun frais ne s’ajoute.",
    debit_failed_ways: [
        "Payez le montant vous-même. Votre plan est alors aussitôt en ordre.",
        "Ou reportez le montant à la fin, si c’est encore possible.",
        "Vous ne pouvez pas payer maintenant ? Demandez une pause ou de l’aide, ou appelez-nous.",
    ],
    who: "{agency}, téléphone {phone}",
};

/// The sentences in a language.
pub fn answer(lang: Lang) -> &'static Answer {
    match lang {
        Lang::Nl => &NL,
        Lang::En => &EN,
        Lang::Fr => &FR,
    }
}
