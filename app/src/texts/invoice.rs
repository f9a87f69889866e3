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
        lines_title: "Waar is dit voor?", "What is this for?", "À quoi cela correspond-il ?";
        built_title: "Hoe komt dit bedrag tot stand?", "How is this amount made up?", "Comment ce montant est-il composé ?";
        original: "Bedrag op de rekening", "Amount on the invoice", "Montant sur la facture";
        corrected: "Verbeterd door het bedrijf", "Corrected by the company", "Corrigé par l’entreprise";
        interest_added: "Rente erbij", "Interest added", "Intérêts ajoutés";
        costs_added: "Kosten erbij", "Costs added", "Frais ajoutés";
        already_paid: "Al betaald", "Already paid", "Déjà payé";
        given_up: "Kwijtgescholden", "Waived", "Remise accordée";
        refunded: "Teruggegeven", "Returned", "Remboursé";
        charged_back: "Door uw bank teruggehaald", "Taken back by your bank", "Repris par votre banque";
        open: "Nog open", "Still open", "Encore ouvert";
        costs_link: "Uitleg van de kosten, tot op de cent", "The costs explained, to the cent", "Les frais expliqués, au centime près";
        timeline_title: "Wat er is gebeurd", "What has happened", "Ce qui s’est passé";
        ev_issued: "Rekening gemaakt: {amount}", "Invoice issued: {amount}", "Facture émise : {amount}";
        ev_due: "Uiterste betaaldatum", "Last day to pay", "Date limite de paiement";
        ev_paid_us: "Betaald: {amount}", "Paid: {amount}", "Payé : {amount}";
        ev_paid_creditor: "Betaald aan {creditor}: {amount}", "Paid to {creditor}: {amount}", "Payé à {creditor} : {amount}";
        ev_costs: "Kosten erbij: {amount}", "Costs added: {amount}", "Frais ajoutés : {amount}";
        ev_interest: "Rente erbij: {amount}", "Interest added: {amount}", "Intérêts ajoutés : {amount}";
        ev_correction: "Bedrag verbeterd: {amount}", "Amount corrected: {amount}", "Montant corrigé : {amount}";
        ev_waiver: "Kwijtgescholden: {amount}", "Waived: {amount}", "Remise : {amount}";
        ev_returned: "Teruggegeven: {amount}", "Returned: {amount}", "Remboursé : {amount}";
        ev_charged_back: "Uw bank haalde uw betaling terug: {amount}. Dit staat weer open.", "Your bank took your payment back: {amount}. This is open again.", "Votre banque a repris votre paiement : {amount}. C’est de nouveau à payer.";
        ev_message: "Bericht van ons: {subject}", "Message from us: {subject}", "Message de notre part : {subject}";
        ev_reply: "U liet weten: {what}", "You told us: {what}", "Vous nous avez dit : {what}";
        reply_title: "Klopt er iets niet?", "Is something not right?", "Quelque chose ne va pas ?";
        reply_text: "Eén tik is genoeg. U krijgt geen berichten over deze rekening tot iemand heeft gekeken.", "One tap is enough. You get no messages about this invoice until someone has looked.", "Un clic suffit. Vous ne recevez aucun message sur cette facture tant que personne n’a regardé.";
        already_paid_reply: "Ik heb dit al betaald", "I have already paid this", "J’ai déjà payé";
        not_me: "Deze rekening is niet van mij", "This invoice is not mine", "Cette facture n’est pas la mienne";
        moved: "Ik ben verhuisd", "I have moved", "J’ai déménagé";
        deceased: "Deze persoon is overleden", "This person has died", "Cette personne est décédée";
        administrator: "Ik heb een bewindvoerder of schuldsanering", "I have an administrator or am in debt restructuring", "J’ai un administrateur ou un règlement de dettes";
        dispute: "Ik ben het niet eens met deze rekening", "I disagree with this invoice", "Je conteste cette facture";
        dispute_why: "Wat klopt er niet?", "What is not right?", "Qu’est-ce qui ne va pas ?";
        dispute_hint: "Schrijf kort op wat er niet klopt. Wij vragen het na bij het bedrijf.", "Write briefly what is not right. We ask the company.", "Écrivez brièvement ce qui ne va pas. Nous demandons à l’entreprise.";
        dispute_send: "Verstuur", "Send", "Envoyer";
        dispute_empty: "Schrijf op wat er niet klopt.", "Write what is not right.", "Écrivez ce qui ne va pas.";
        dispute_long: "Houd het onder de 2.000 tekens. De rest kunt u in de chat vertellen.", "Keep it under 2,000 characters. You can tell the rest in the chat.", "Restez sous 2 000 caractères. Vous pouvez raconter le reste dans le chat.";
        check: "Controleer wat u hebt ingevuld", "Check what you filled in", "Vérifiez ce que vous avez rempli";
        replied: "U liet ons weten: {what}. Wij kijken ernaar.", "You told us: {what}. We are looking into it.", "Vous nous avez dit : {what}. Nous examinons cela.";
        undo: "Neem dit terug", "Take this back", "Retirer ceci";

        done_title: "Wij hebben uw bericht", "We have your message", "Nous avons votre message";
        done_kept: "U liet weten: {what}.", "You told us: {what}.", "Vous nous avez dit : {what}.";
        done_next: "Iemand van ons kijkt ernaar, meestal binnen vijf werkdagen. Tot die tijd sturen wij u hierover geen berichten.", "One of us looks into it, usually within five working days. Until then we send you no messages about this.", "L’un de nous l’examine, en général dans les cinq jours ouvrables. D’ici là, nous ne vous envoyons aucun message à ce sujet.";
        done_already_paid: "Hebt u een bewijs van betaling? Laat het zien in de chat, dan gaat het sneller.", "Do you have proof of payment? Show it in the chat to speed things up.", "Vous avez une preuve de paiement ? Montrez-la dans le chat, cela ira plus vite.";
        done_deceased: "Het spijt ons van uw verlies. U hoeft nu niets te doen.", "We are sorry for your loss. You need not do anything now.", "Nous vous présentons nos condoléances. Vous n’avez rien à faire maintenant.";
        done_moved: "Wij schrijven u om uw nieuwe adres te bevestigen.", "We will write to you to confirm your new address.", "Nous vous écrirons pour confirmer votre nouvelle adresse.";
        back_invoice: "Terug naar de rekening", "Back to the invoice", "Retour à la facture";
        back_overview: "Naar het overzicht", "To the overview", "Vers l’aperçu";

        costs_title: "Kosten, met uitleg", "Costs, explained", "Les frais, expliqués";
        costs_lead: "Hier ziet u per rekening wat erbij is gekomen, waarom, en wat er nog bij kan komen.", "Here you see for each invoice what was added, why, and what can still be added.", "Vous voyez ici, pour chaque facture, ce qui s’est ajouté, pourquoi, et ce qui peut encore s’ajouter.";
        costs_now: "Er zijn {amount} kosten bij gekomen op {date}.", "{amount} of costs were added on {date}.", "{amount} de frais ont été ajoutés le {date}.";
        interest_now: "Er is {amount} rente bij gekomen, gerekend tot en met {date}.", "{amount} of interest was added, counted up to {date}.", "{amount} d’intérêts ont été ajoutés, calculés jusqu’au {date}.";
        costs_rule: "Hoe dit bedrag volgens de wet wordt berekend", "How the law computes this amount", "Comment la loi calcule ce montant";
        costs_differ: "Gevraagd is {asked}. Dat is minder dan de wet hoogstens toestaat ({law}).", "{asked} was asked. That is less than the most the law allows ({law}).", "{asked} ont été demandés. C’est moins que le maximum légal ({law}).";
        costs_above: "Gevraagd is {asked}. De wet noemt {law}. Wij zoeken dit verschil uit; betaal dit deel nog niet.", "{asked} was asked. The law says {law}. We look into the difference; do not pay that part yet.", "{asked} ont été demandés. La loi dit {law}. Nous examinons la différence ; ne payez pas encore cette partie.";
        costs_none: "Er is niets bij gekomen: u betaalt alleen de rekening zelf.", "Nothing was added: you pay only the invoice itself.", "Rien ne s’est ajouté : vous payez seulement la facture.";
        meter_on: "Wat is het bedrag op een andere dag?", "What is the amount on another day?", "Quel est le montant un autre jour ?";
        meter_show: "Laat zien", "Show", "Afficher";
        meter_result: "Op {date} betaalt u {amount}.", "On {date} you pay {amount}.", "Le {date}, vous payez {amount}.";
        meter_same: "Dat is evenveel als vandaag.", "That is the same as today.", "C’est autant qu’aujourd’hui.";
        meter_more: "Dat is {amount} meer dan vandaag.", "That is {amount} more than today.", "C’est {amount} de plus qu’aujourd’hui.";

        doc_title: "Documenten en overzicht", "Documents and statement", "Documents et relevé";
        doc_lead: "Alles wat bij ons bekend is, op {date}. U kunt deze pagina afdrukken of bewaren.", "Everything we know of, on {date}. You can print or keep this page.", "Tout ce que nous connaissons, au {date}. Vous pouvez imprimer ou conserver cette page.";
        doc_download: "Download het overzicht (CSV)", "Download the statement (CSV)", "Télécharger le relevé (CSV)";
        doc_reference: "Uw dossier: {reference}", "Your file: {reference}", "Votre dossier : {reference}";
    }
}
