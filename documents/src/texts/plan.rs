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
        how: "Betalen doet u op {url}, of bel ons: {phone}.", "You pay at {url}, or call us: {phone}.", "Vous payez sur {url}, ou appelez-nous : {phone}.";
    }
}
