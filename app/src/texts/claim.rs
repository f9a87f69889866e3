//! Words about a claim that several pages share.

super::texts! {
    /// See the module.
    ClaimTexts {
        paid: "Betaald", "Paid", "Payé";
        credit: "Tegoed", "Credit", "Avoir";
        disputed: "U bent het niet eens", "You disagree", "Vous contestez";
        looking: "Wij zoeken dit uit", "We are looking into this", "Nous examinons cela";
        in_plan: "In uw regeling", "In your plan", "Dans votre plan";
        withdrawn: "Ingetrokken", "Withdrawn", "Retirée";
        late_one: "1 dag te laat", "1 day late", "1 jour de retard";
        late: "{days} dagen te laat", "{days} days late", "{days} jours de retard";
        due_today: "Vandaag betalen", "Due today", "À payer aujourd’hui";
        due_on: "Betalen voor {date}", "Pay by {date}", "À payer pour le {date}";
        invoice_number: "Rekening {number}", "Invoice {number}", "Facture {number}";
        principal: "De rekening zelf", "The invoice itself", "La facture elle-même";
        interest: "Rente", "Interest", "Intérêts";
        costs: "Kosten", "Costs", "Frais";
        total: "Nog te betalen", "Still to pay", "Reste à payer";
        pay_amount: "Betaal {amount}", "Pay {amount}", "Payer {amount}";
        company_count_one: "1 bedrijf", "1 company", "1 entreprise";
        company_count: "{n} bedrijven", "{n} companies", "{n} entreprises";
        col_creditor: "Bedrijf", "Company", "Entreprise";
        col_invoice: "Rekening", "Invoice", "Facture";
        col_due: "Betalen voor", "Pay by", "À payer pour le";
        col_status: "Stand", "Status", "État";
        col_choose: "Kies", "Choose", "Choisir";
        choose: "Kies rekening {number}", "Choose invoice {number}", "Choisir la facture {number}";
        details: "Bekijk en reageer", "View and reply", "Voir et répondre";
    }
}
