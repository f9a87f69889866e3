//! Texts of the statement of account.

effen::texts! {
    /// See the module.
    StatementTexts {
        title: "Overzicht van uw rekeningen", "Statement of your invoices", "Relevé de vos factures";
        lead: "Zo staan uw rekeningen ervoor op {date}. Eerst ziet u alles bij elkaar. Daarna leest u per rekening waar elk bedrag vandaan komt.", "This is how your invoices stand on {date}. First you see everything together. After that you read, for each invoice, where every amount comes from.", "Voici l’état de vos factures au {date}. D’abord l’ensemble. Ensuite, pour chaque facture, l’origine de chaque montant.";
        together: "Alles bij elkaar", "Everything together", "L’ensemble";
        nothing: "Er staan geen rekeningen in uw dossier.", "There are no invoices in your file.", "Votre dossier ne contient aucune facture.";
        left_out: "De berekening van nog {count} rekeningen vindt u op {url}.", "The calculation of {count} more invoices is at {url}.", "Le calcul de {count} autres factures se trouve sur {url}.";
        col_invoice: "Rekening", "Invoice", "Facture";
        col_principal: "Rekening zelf", "Invoice itself", "Facture elle-même";
        col_interest: "Rente", "Interest", "Intérêts";
        col_costs: "Kosten", "Costs", "Frais";
        col_open: "Nog open", "Still open", "Reste ouvert";
        col_what: "Wat er gebeurde", "What happened", "Événement";
        total: "Samen", "Together", "Ensemble";
        total_of: "Samen in {currency}", "Together in {currency}", "Ensemble en {currency}";
        claim: "{creditor}: rekening {number}", "{creditor}: invoice {number}", "{creditor} : facture {number}";
        what_for: "Waarvoor", "What for", "Objet";
        issued: "Datum van de rekening", "Date of the invoice", "Date de la facture";
        due: "Betalen voor", "Pay by", "À payer pour le";
        status: "Stand", "Status", "État";
        calculation: "De berekening", "The calculation", "Le calcul";
        on_day: "{what}, {date}", "{what}, {date}", "{what}, {date}";
        invoice: "De rekening", "The invoice", "La facture";
        credit_note: "Creditnota", "Credit note", "Note de crédit";
        correction: "Verbetering door het bedrijf", "Correction by the company", "Correction par l’entreprise";
        payment: "Betaling via ons", "Payment through us", "Paiement par nous";
        paid_to_creditor: "Betaling aan het bedrijf", "Payment to the company", "Paiement à l’entreprise";
        paid_undone: "Betaling teruggedraaid door het bedrijf", "Payment taken back by the company", "Paiement annulé par l’entreprise";
        costs_charged: "Incassokosten", "Collection costs", "Frais de recouvrement";
        interest_charged: "Rente", "Interest", "Intérêts";
        waiver: "Kwijtgescholden", "Waived", "Remise";
        refund: "Terugbetaald aan u", "Paid back to you", "Remboursé";
        undone: "Per ongeluk geboekt, hersteld", "Booked by mistake, put right", "Enregistré par erreur, corrigé";
        chargeback: "Teruggehaald door uw bank", "Taken back by your bank", "Repris par votre banque";
        recall: "Ingetrokken door het bedrijf", "Withdrawn by the company", "Retirée par l’entreprise";
        credit: "Creditnota verrekend", "Credit note set off", "Note de crédit imputée";
        received_by_creditor: "Betaling ontvangen door het bedrijf", "Payment received by the company", "Paiement reçu par l’entreprise";
        costs_why: "Waarom deze kosten?", "Why these costs?", "Pourquoi ces frais ?";
        costs_plain: "Er is {asked} aan kosten gevraagd.", "{asked} in costs was asked.", "{asked} de frais ont été demandés.";
        costs_less: "Er zijn {asked} aan kosten gevraagd. Volgens de wet mag het {law} zijn: er is dus minder gevraagd.", "{asked} in costs were asked. By law it may be {law}: so less was asked.", "{asked} de frais ont été demandés. La loi permet {law} : on a donc demandé moins.";
        costs_more: "Er zijn {asked} aan kosten gevraagd. Volgens onze tabel mag het {law} zijn. Neem contact met ons op: wij zoeken het uit.", "{asked} in costs were asked. By our table it may be {law}. Contact us: we will look into it.", "{asked} de frais ont été demandés. Selon notre barème, ce serait {law}. Contactez-nous : nous examinons cela.";
        interest_why: "Waarom deze rente?", "Why this interest?", "Pourquoi ces intérêts ?";
        interest_less: "Er is {asked} aan rente gevraagd. Volgens de wet mag het {law} zijn: er is dus minder gevraagd.", "{asked} in interest was asked. By law it may be {law}: so less was asked.", "{asked} d’intérêts ont été demandés. La loi permet {law} : on a donc demandé moins.";
        interest_more: "Er is {asked} aan rente gevraagd. Volgens onze tabel mag het {law} zijn. Neem contact met ons op: wij zoeken het uit.", "{asked} in interest was asked. By our table it may be {law}. Contact us: we will look into it.", "{asked} d’intérêts ont été demandés. Selon notre barème, ce serait {law}. Contactez-nous : nous examinons cela.";
        interest_plain: "Er is {asked} aan rente gevraagd.", "{asked} in interest was asked.", "{asked} d’intérêts ont été demandés.";
        next: "En hierna?", "And after this?", "Et ensuite ?";
        pay: "Zo betaalt u deze rekening", "How to pay this invoice", "Comment payer cette facture";
    }
}
