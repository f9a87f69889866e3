//! Texts of what an agent proposes in a conversation: to the debtor, and the agent's forms.

super::texts! {
    /// See the module.
    ChatOfferTexts {
        plan: "Mijn voorstel: {n} termijnen van {amount}, elke maand een. De eerste is op {first}, de laatste op {last} ({last_amount}). Samen {total}. U kiest zelf of u dit wilt.", "My proposal: {n} instalments of {amount}, one a month. The first is on {first}, the last on {last} ({last_amount}). Together {total}. You choose whether you want this.", "Ma proposition : {n} échéances de {amount}, une par mois. La première le {first}, la dernière le {last} ({last_amount}). Au total {total}. C’est vous qui choisissez.";
        pay: "Er staat {amount} open. Met de knop kiest u wat u betaalt en hoe.", "{amount} is open. With the button you choose what you pay and how.", "{amount} restent ouverts. Avec le bouton, vous choisissez ce que vous payez et comment.";
        pause: "Ik heb onze berichten stilgezet tot en met {day}. U krijgt tot die dag geen herinneringen.", "I have put our messages on hold until {day}. You get no reminders until that day.", "J’ai suspendu nos messages jusqu’au {day}. Vous ne recevrez pas de rappels jusqu’à ce jour.";
        agree: "Akkoord met deze regeling", "Agree to this plan", "Accepter ce plan";
        look: "Bekijk de voorwaarden", "Look at the terms", "Voir les conditions";
        go_pay: "Kies en betaal", "Choose and pay", "Choisir et payer";
        fold: "Iets voorstellen", "Propose something", "Proposer quelque chose";
        plan_button: "Stel een regeling voor", "Propose a plan", "Proposer un plan";
        plan_amount: "Bedrag per maand (mag leeg)", "Amount a month (may be empty)", "Montant par mois (facultatif)";
        plan_payday: "Betaaldag (mag leeg)", "Payday (may be empty)", "Jour de paiement (facultatif)";
        pay_button: "Stuur een betaalknop", "Send a pay button", "Envoyer un bouton de paiement";
        pause_until: "Pauze tot en met", "Pause until", "Pause jusqu’au";
        pause_button: "Geef deze pauze", "Give this pause", "Accorder cette pause";
        pause_sure: "Ja, onze berichten stoppen tot die dag", "Yes, our messages stop until that day", "Oui, nos messages s’arrêtent jusqu’à ce jour";
        pause_end: "Stop de pauze tot {day}", "End the pause until {day}", "Mettre fin à la pause jusqu’au {day}";
        error_title: "Dit is nog niet voorgesteld", "This is not proposed yet", "Ce n’est pas encore proposé";
        error_amount: "Vul een bedrag in, zoals 50 of 49,50, of laat het leeg.", "Fill in an amount, such as 50 or 49.50, or leave it empty.", "Indiquez un montant, comme 50 ou 49,50, ou laissez vide.";
        error_payday: "Een betaaldag is een getal van 1 tot en met 31.", "A payday is a number from 1 to 31.", "Le jour de paiement est un nombre de 1 à 31.";
        error_pause: "Kies een dag na vandaag, hoogstens {days} dagen ver, en bevestig de pauze.", "Choose a day after today, {days} days away at most, and confirm the pause.", "Choisissez un jour après aujourd’hui, à {days} jours au plus, et confirmez la pause.";
        error_running: "Er loopt al een regeling. Wijzigen doet de debiteur bij de regeling zelf.", "A plan runs already. The debtor changes it at the plan itself.", "Un plan est déjà en cours. Le débiteur le modifie sur sa page.";
        error_none: "Binnen de grenzen van de schuldeisers is nu geen regeling mogelijk.", "Within the creditors’ limits no plan is possible now.", "Dans les limites des créanciers, aucun plan n’est possible maintenant.";
        error_nothing: "Er staat niets open.", "Nothing is open.", "Rien n’est ouvert.";
        error_kind: "Kies wat u voorstelt.", "Choose what you propose.", "Choisissez ce que vous proposez.";
    }
}
