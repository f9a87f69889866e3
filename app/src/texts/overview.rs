//! Texts of the overview, all layouts.

super::texts! {
    /// See the module.
    OverviewTexts {
        title: "Overzicht", "Overview", "Aperçu";
        hello: "Dag {name}", "Hello {name}", "Bonjour {name}";
        all_paid: "Alles is betaald. U hoeft niets te doen.", "Everything is paid. There is nothing you need to do.", "Tout est payé. Vous n’avez rien à faire.";
        on_hold: "Iemand kijkt naar uw vraag. U hoeft nu niets te doen.", "Someone is looking at your question. You need not do anything now.", "Quelqu’un examine votre question. Vous n’avez rien à faire maintenant.";
        on_pause: "Uw pauze loopt. U hoeft nu niets te doen.", "Your pause is running. You need not do anything now.", "Votre pause est en cours. Vous n’avez rien à faire maintenant.";
        plan_running: "Uw betalingsregeling loopt", "Your payment plan is running", "Votre plan de paiement est en cours";
        nothing_now: "Zo staat het ervoor. U hoeft nu niets te beslissen.", "This is how things are. You need not decide anything now.", "Voici la situation. Vous n’avez rien à décider maintenant.";
        by_the_month: "Betalen in delen, op een dag die u past", "Pay in parts, on a day that suits you", "Payez en plusieurs fois, le jour qui vous convient";
        full_overview: "Al uw rekeningen, met uitleg van elk bedrag", "All your invoices, with every amount explained", "Toutes vos factures, avec chaque montant expliqué";
        one_amount: "In één keer geregeld", "Settled in one go", "Réglé en une fois";
        total_and_waiting: "Uw totaal, en wat wachten kost", "Your total, and what waiting costs", "Votre total, et le coût de l’attente";
        what_comes: "Dit is te betalen, en dit komt eraan", "What is due, and what is coming", "Ce qui est à payer, et ce qui arrive";
        plain_total: "Dit staat voor u open", "What is open for you", "Ce qui est ouvert pour vous";

        put_back: "Zet het terug", "Put it back", "Remettre comme avant";
        keep: "Goed zo", "This is fine", "C’est bien ainsi";
        why: "Waarom zie ik dit?", "Why do I see this?", "Pourquoi vois-je ceci ?";

        state: "staat open bij {companies}.", "is open with {companies}.", "est ouvert auprès de {companies}.";
        state_title: "Hoe het ervoor staat", "How things are", "La situation";
        of_which_late: "Daarvan is {amount} te laat.", "Of this, {amount} is late.", "Dont {amount} en retard.";
        only_interest: "Er komen nu geen kosten bij, wel rente: {amount} in de komende dertig dagen.", "No costs are being added now, but interest is: {amount} in the coming thirty days.", "Aucun frais ne s’ajoute maintenant, mais des intérêts : {amount} dans les trente jours à venir.";
        until_nothing: "Tot en met {date} komen er geen kosten bij. Vanaf {from} komt er {amount} bij.", "Until {date} no costs are added. From {from}, {amount} is added.", "Aucun frais ne s’ajoute jusqu’au {date} inclus. À partir du {from}, {amount} s’ajoute.";
        nothing_added: "Er komt nu niets bij. Voordat er kosten bij komen, krijgt u altijd eerst een brief.", "Nothing is being added now. Before costs are added, you always get a letter first.", "Rien ne s’ajoute maintenant. Avant tout ajout de frais, vous recevez toujours une lettre.";
        also_open: "Ook open, in andere munt: {amounts}.", "Also open, in another currency: {amounts}.", "Également ouvert, dans une autre devise : {amounts}.";
        nothing_to_pay: "U hoeft nu niets te betalen.", "You need not pay anything now.", "Vous n’avez rien à payer maintenant.";
        nothing_open: "Er staat niets open.", "Nothing is open.", "Rien n’est ouvert.";

        help_title: "Lukt betalen nu niet?", "Is paying not possible now?", "Impossible de payer maintenant ?";
        help_warm: "U bent niet de enige. Veel mensen hebben een periode waarin het niet lukt. Samen vinden we een weg.", "You are not the only one. Many people have a time in which it does not work out. Together we find a way.", "Vous n’êtes pas seul. Beaucoup de gens traversent une période difficile. Ensemble, nous trouverons une solution.";
        help_plain: "Kies wat u helpt. Het kost niets en u zit nergens aan vast.", "Choose what helps you. It is free and does not commit you to anything.", "Choisissez ce qui vous aide. C’est gratuit et sans engagement.";
        help_pause: "Vraag een pauze van 30 dagen", "Ask for a 30-day pause", "Demander une pause de 30 jours";
        help_callback: "Bel mij terug", "Call me back", "Rappelez-moi";
        help_talk: "Praat met iemand in de chat", "Talk to someone in the chat", "Parler à quelqu’un dans le chat";
        help_near: "Hulp bij schulden in uw buurt", "Help with debts near you", "Aide aux dettes près de chez vous";
        help_link: "Hulp, pauze of terugbellen", "Help, a pause or a call back", "Aide, pause ou rappel";
        help_link_text: "Lukt het niet, of hebt u een vraag? Wij denken mee.", "Is it not working out, or do you have a question? We think along.", "Vous n’y arrivez pas, ou avez une question ? Nous cherchons avec vous.";

        plan_title: "Een voorstel dat past", "A proposal that fits", "Une proposition adaptée";
        plan_amount: "per maand, {n} keer", "a month, {n} times", "par mois, {n} fois";
        plan_dates: "De eerste keer op {first}, de laatste op {last}. Samen {total}, zonder extra kosten.", "First on {first}, last on {last}. {total} in all, without extra costs.", "La première fois le {first}, la dernière le {last}. {total} en tout, sans frais supplémentaires.";
        plan_terms: "Bekijk de voorwaarden", "See the terms", "Voir les conditions";
        plan_other: "Kies een ander bedrag of een andere dag", "Choose another amount or day", "Choisir un autre montant ou jour";
        plan_link: "Betalen in delen", "Pay in parts", "Payer en plusieurs fois";
        plan_link_text: "Verdeel het bedrag over een paar maanden.", "Spread the amount over a few months.", "Répartissez le montant sur quelques mois.";
        plan_none: "Dit bedrag is te klein om te verdelen. Op de pagina staat wat wel kan.", "This amount is too small to divide. The page says what is possible.", "Ce montant est trop petit pour être réparti. La page indique ce qui est possible.";
        plan_progress: "{paid} van {total} betaald", "{paid} of {total} paid", "{paid} payés sur {total}";
        plan_next: "Volgende keer: {amount} op {date}.", "Next: {amount} on {date}.", "Prochaine fois : {amount} le {date}.";
        plan_missed: "Nu te betalen: {amount}.", "To pay now: {amount}.", "À payer maintenant : {amount}.";
        plan_view: "Bekijk uw regeling", "View your plan", "Voir votre plan";

        next_title: "Als eerste aan de beurt", "First in line", "À payer en premier";
        meter_title: "Wat komt erbij, en wanneer?", "What is added, and when?", "Qu’est-ce qui s’ajoute, et quand ?";
        meter_month: "Dertig dagen wachten kost {amount}.", "Waiting thirty days costs {amount}.", "Attendre trente jours coûte {amount}.";
        meter_link: "Bekijk alle kosten met uitleg", "See all costs with an explanation", "Voir tous les frais avec explication";

        invoices_title: "Uw rekeningen", "Your invoices", "Vos factures";
        pay_chosen: "Betaal de gekozen rekeningen", "Pay the chosen invoices", "Payer les factures choisies";
        settled_title: "Eerder betaald ({n})", "Paid before ({n})", "Payées auparavant ({n})";

        pay_title: "Betalen", "Pay", "Payer";
        pay_all: "Betaal alles: {amount}", "Pay everything: {amount}", "Tout payer : {amount}";
        pay_part: "Kies rekeningen of betaal een deel", "Choose invoices or pay a part", "Choisir des factures ou payer une partie";
        pay_transfer: "Gegevens om zelf over te maken", "Details for a bank transfer", "Coordonnées pour un virement";
        pay_for: "Hiermee betaalt u:", "This pays:", "Ceci paie :";

        timeline_title: "Wat, wanneer", "What and when", "Quoi et quand";
        timeline_late: "Te laat", "Late", "En retard";
        timeline_due: "Nu", "Now", "Maintenant";
        timeline_coming: "Komt eraan", "Coming", "À venir";
        timeline_instalment: "Deel {n} van uw regeling", "Part {n} of your plan", "Partie {n} de votre plan";
        timeline_costs: "Als het dan nog open staat, komt er {amount} bij", "If it is still open then, {amount} is added", "Si c’est encore ouvert, {amount} s’ajoute";
        calendar: "Zet deze data in uw agenda", "Put these dates in your calendar", "Ajouter ces dates à votre agenda";

        reminders_title: "Herinner mij op tijd", "Remind me in time", "Rappelez-moi à temps";
        reminders_text: "U krijgt een bericht voor de datum waarop u moet betalen.", "You get a message before the date on which you have to pay.", "Vous recevez un message avant la date de paiement.";
        remind_email: "Per e-mail", "By e-mail", "Par e-mail";
        remind_sms: "Per sms", "By text message", "Par SMS";
        remind_save: "Bewaar", "Save", "Enregistrer";

        chat_title: "Stel uw vraag", "Ask your question", "Posez votre question";
        chat_text: "Een medewerker antwoordt in de chat.", "A member of our staff answers in the chat.", "Un collaborateur répond dans le chat.";
        chat_open: "Open de chat", "Open the chat", "Ouvrir le chat";

        documents_title: "Documenten", "Documents", "Documents";
        documents_text: "Een overzicht van alles, om te bewaren of af te drukken.", "A statement of everything, to keep or print.", "Un relevé complet, à conserver ou à imprimer.";
        documents_open: "Bekijk documenten en overzicht", "View documents and statement", "Voir les documents et le relevé";

        budget_title: "Wat kunt u missen?", "What can you spare?", "Que pouvez-vous consacrer ?";
        budget_text: "Met drie bedragen weet u wat u per maand kunt betalen.", "With three amounts you know what you can pay a month.", "Avec trois montants, vous savez ce que vous pouvez payer par mois.";
        budget_open: "Doe de budgetcheck", "Do the budget check", "Faire le point sur votre budget";
    }
}
