//! Texts of an invoice's page, its costs and the replies.

super::texts! {
    /// See the module.
    InvoiceTexts {
        title: "Rekening {number}", "Invoice {number}", "Facture {number}";
        from: "Van {creditor}", "From {creditor}", "De {creditor}";
        by_us: "Wij, Effen Incasso, regelen de betaling voor dit bedrijf.", "We, Effen Incasso, handle the payment for this company.", "Nous, Effen Incasso, gérons le paiement pour cette entreprise.";
        pay: "Betaal {amount}", "Pay {amount}", "Payer {amount}";
        ask: "Stel een vraag over deze rekening", "Ask a question about this invoice", "Poser une question sur cette facture";
        in_parts: "Betaal in delen", "Pay in parts", "Payer en plusieurs fois";
        lines_title: "Waar is dit voor?", "What is this for?", "À quoi cela correspond-il ?";
        built_title: "Hoe komt dit bedrag tot stand?", "How is this amount made up?", "Comment ce montant est-il composé ?";
        original: "Bedrag op de rekening", "Amount on the invoice", "Montant sur la facture";
        credited: "Creditnota van het bedrijf", "Credit note of the company", "Note de crédit de l’entreprise";
        taken_back: "Teruggenomen door het bedrijf", "Taken back by the company", "Repris par l’entreprise";
        corrected: "Verbeterd door het bedrijf", "Corrected by the company", "Corrigé par l’entreprise";
        interest_added: "Rente erbij", "Interest added", "Intérêts ajoutés";
        costs_added: "Kosten erbij", "Costs added", "Frais ajoutés";
        already_paid: "Al betaald", "Already paid", "Déjà payé";
        given_up: "Kwijtgescholden", "Waived", "Remise accordée";
        refunded: "Teruggegeven", "Returned", "Remboursé";
        undone: "Per ongeluk geboekt, hersteld", "Booked by mistake, put right", "Enregistré par erreur, corrigé";
        charged_back: "Door uw bank teruggehaald", "Taken back by your bank", "Repris par votre banque";
        open: "Nog open", "Still open", "Encore ouvert";
        costs_link: "Uitleg van de kosten, tot op de cent", "The costs explained, to the cent", "Les frais expliqués, au centime près";
        timeline_title: "Wat er is gebeurd", "What has happened", "Ce qui s’est passé";
        ev_issued: "Rekening gemaakt: {amount}", "Invoice issued: {amount}", "Facture émise : {amount}";
        ev_due: "Uiterste betaaldatum", "Last day to pay", "Date limite de paiement";
        ev_paid_us: "Betaald: {amount}", "Paid: {amount}", "Payé : {amount}";
        ev_paid_creditor: "Betaald aan {creditor}: {amount}", "Paid to {creditor}: {amount}", "Payé à {creditor} : {amount}";
        ev_costs: "Kosten erbij: {amount}", "Costs added: {amount}", "Frais ajoutés : {amount}";
        ev_interest: "Rente erbij: {amount}", "Interest added: {amount}", "Intérêts ajoutés : {amount}";
        ev_correction: "Bedrag verbeterd: {amount}", "Amount corrected: {amount}", "Montant corrigé : {amount}";
        ev_recall: "{creditor} heeft deze rekening bij ons weggehaald: {amount}", "{creditor} took this invoice back from us: {amount}", "{creditor} nous a retiré cette facture : {amount}";
        ev_credit: "Eraf, want {creditor} maakte een creditnota: {amount}", "Taken off, because {creditor} made a credit note: {amount}", "En moins, car {creditor} a fait une note de crédit : {amount}";
        ev_waiver: "Kwijtgescholden: {amount}", "Waived: {amount}", "Remise : {amount}";
        ev_returned: "Teruggegeven: {amount}", "Returned: {amount}", "Remboursé : {amount}";
        ev_undone: "Wij hadden hier per ongeluk een betaling van iemand anders geboekt en hebben dat hersteld: {amount}. Dit staat weer open.", "We had booked somebody else’s payment here by mistake and put that right: {amount}. This is open again.", "Nous avions enregistré ici par erreur le paiement de quelqu’un d’autre et l’avons corrigé : {amount}. C’est de nouveau à payer.";
        ev_charged_back: "Uw bank haalde uw betaling terug: {amount}. Dit staat weer open.", "Your bank took your payment back: {amount}. This is open again.", "Votre banque a repris votre paiement : {amount}. C’est de nouveau à payer.";
        ev_message: "Bericht van ons: {subject}", "Message from us: {subject}", "Message de notre part : {subject}";
        ev_reply: "U liet weten: {what}", "You told us: {what}", "Vous nous avez dit : {what}";
        reply_title: "Klopt er iets niet?", "Is something not right?", "Quelque chose ne va pas ?";
        reply_text: "Kies wat er speelt. Zodra u het verstuurt, krijgt u geen berichten over deze rekening tot iemand heeft gekeken.", "Choose what it is. As soon as you send it, you get no messages about this invoice until someone has looked.", "Choisissez ce qui se passe. Dès l’envoi, vous ne recevez aucun message sur cette facture tant que personne n’a regardé.";
        replied: "U liet ons weten: {what}. Wij kijken ernaar.", "You told us: {what}. We are looking into it.", "Vous nous avez dit : {what}. Nous examinons cela.";
        follow: "Bekijk waar het staat", "See where it stands", "Voir où cela en est";
        all_cases: "Al uw vragen en meldingen", "All your questions and reports", "Toutes vos questions et tous vos signalements";

        costs_title: "Kosten, met uitleg", "Costs, explained", "Les frais, expliqués";
        costs_lead: "Hier ziet u per rekening wat erbij is gekomen, waarom, en wat er nog bij kan komen.", "Here you see for each invoice what was added, why, and what can still be added.", "Vous voyez ici, pour chaque facture, ce qui s’est ajouté, pourquoi, et ce qui peut encore s’ajouter.";
        costs_now: "Er zijn {amount} kosten bij gekomen op {date}.", "{amount} of costs were added on {date}.", "{amount} de frais ont été ajoutés le {date}.";
        interest_now: "Er is {amount} rente bij gekomen, gerekend tot en met {date}.", "{amount} of interest was added, counted up to {date}.", "{amount} d’intérêts ont été ajoutés, calculés jusqu’au {date}.";
        costs_rule: "Hoe dit bedrag volgens de wet wordt berekend", "How the law computes this amount", "Comment la loi calcule ce montant";
        costs_differ: "Gevraagd is {asked}. Dat is minder dan de wet hoogstens toestaat ({law}).", "{asked} was asked. That is less than the most the law allows ({law}).", "{asked} ont été demandés. C’est moins que le maximum légal ({law}).";
        costs_above: "Gevraagd is {asked}. De wet noemt {law}. Wij zoeken dit verschil uit; betaal dit deel nog niet.", "{asked} was asked. The law says {law}. We look into the difference; do not pay that part yet.", "{asked} ont été demandés. La loi dit {law}. Nous examinons la différence ; ne payez pas encore cette partie.";
        costs_none: "Er is niets bij gekomen: u betaalt alleen de rekening zelf.", "Nothing was added: you pay only the invoice itself.", "Rien ne s’est ajouté : vous payez seulement la facture.";
        meter_on: "Wat is het bedrag op een andere dag?", "What is the amount on another day?", "Quel est le montant un autre jour ?";
        meter_slide: "Of schuif naar een dag", "Or slide to a day", "Ou faites glisser jusqu’à un jour";
        meter_wrong: "Kies een dag van vandaag tot en met {date}.", "Choose a day from today up to {date}.", "Choisissez un jour entre aujourd’hui et le {date}.";
        meter_show: "Laat zien", "Show", "Afficher";
        meter_result: "Op {date} betaalt u {amount}.", "On {date} you pay {amount}.", "Le {date}, vous payez {amount}.";
        meter_same: "Dat is evenveel als vandaag.", "That is the same as today.", "C’est autant qu’aujourd’hui.";
        meter_more: "Dat is {amount} meer dan vandaag.", "That is {amount} more than today.", "C’est {amount} de plus qu’aujourd’hui.";

        doc_title: "Documenten en overzicht", "Documents and statement", "Documents et relevé";
        doc_lead: "Alles wat bij ons bekend is, op {date}. U kunt deze pagina afdrukken of bewaren.", "Everything we know of, on {date}. You can print or keep this page.", "Tout ce que nous connaissons, au {date}. Vous pouvez imprimer ou conserver cette page.";
        doc_done: "Betaald of ingetrokken ({n})", "Paid or withdrawn ({n})", "Payées ou retirées ({n})";
        doc_download: "Download het overzicht (CSV)", "Download the statement (CSV)", "Télécharger le relevé (CSV)";
        doc_reference: "Uw dossier: {reference}", "Your file: {reference}", "Votre dossier : {reference}";
    }
}
