//! Texts of the plan agreement.

effen::texts! {
    /// See the module.
    PlanTexts {
        title: "Uw betalingsregeling", "Your payment plan", "Votre plan de paiement";
        lead: "Op {date} hebben wij dit met u afgesproken. U betaalt {total} in {count} keer. De laatste keer is op {last}.", "On {date} we agreed this with you. You pay {total} in {count} instalments. The last one is on {last}.", "Le {date}, nous avons convenu ceci avec vous. Vous payez {total} en {count} fois. La dernière fois est le {last}.";
        covers: "Waar het over gaat", "What it covers", "Ce que cela couvre";
        col_invoice: "Rekening", "Invoice", "Facture";
        col_amount: "Bedrag", "Amount", "Montant";
        invoice: "{creditor}: rekening {number}", "{creditor}: invoice {number}", "{creditor} : facture {number}";
        total: "Samen", "Together", "Ensemble";
        days: "Wanneer u betaalt", "When you pay", "Quand vous payez";
        col_day: "Keer en datum", "Time and date", "Fois et date";
        day: "{number}. {date}", "{number}. {date}", "{number}. {date}";
        terms: "Wat we hebben afgesproken", "What we agreed", "Ce que nous avons convenu";
        mandate: "Automatisch betalen (SEPA-machtiging)", "Paying automatically (SEPA mandate)", "Paiement automatique (mandat SEPA)";
        mandate_lead: "U betaalt deze regeling automatisch. Wij schrijven elk bedrag van uw rekening af op de dag die hierboven staat, of op de eerste werkdag van de banken daarna.", "You pay this plan automatically. We collect each amount from your account on the day that stands above, or on the first day after it on which banks work.", "Vous payez ce plan automatiquement. Nous prélevons chaque montant sur votre compte au jour indiqué ci-dessus, ou au premier jour ouvrable bancaire qui suit.";
        mandate_reference: "Kenmerk van de machtiging", "Reference of the mandate", "Référence du mandat";
        mandate_account: "Rekening", "Account", "Compte";
        mandate_holder: "Op naam van", "In the name of", "Au nom de";
        mandate_given: "Gegeven op", "Given on", "Donné le";
        mandate_creditor: "Incassant", "Creditor", "Créancier";
        mandate_creditor_id: "Incassant-ID", "Creditor identifier", "Identifiant du créancier";
        mandate_told: "U krijgt minstens {days} dagen voor elke afschrijving bericht.", "You get a message at least {days} days before each collection.", "Vous recevez un message au moins {days} jours avant chaque prélèvement.";
        mandate_stop: "U kunt altijd stoppen. Dat kost niets. Het kan op {url}, of bel ons: {phone}. De regeling loopt dan door en u betaalt zelf.", "You can stop at any time. It costs nothing. You do it at {url}, or call us: {phone}. The plan then goes on and you pay yourself.", "Vous pouvez arrêter à tout moment. Cela ne coûte rien. C’est possible sur {url}, ou appelez-nous : {phone}. Le plan continue alors et vous payez vous-même.";
        mandate_back: "Bent u het niet eens met een afschrijving? Vraag uw bank binnen {weeks} weken na de afschrijving om het geld terug. Een reden is niet nodig.", "Do you not agree with a collection? Ask your bank for the money back within {weeks} weeks after it. No reason is needed.", "Vous n’êtes pas d’accord avec un prélèvement ? Demandez à votre banque de vous rembourser dans les {weeks} semaines qui le suivent. Aucune raison n’est nécessaire.";
        how: "Betalen doet u op {url}, of bel ons: {phone}.", "You pay at {url}, or call us: {phone}.", "Vous payez sur {url}, ou appelez-nous : {phone}.";
    }
}
