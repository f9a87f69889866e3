//! Texts of the plan's pages and the budget check.

super::texts! {
    /// See the module.
    PlanTexts {
        title: "Betalen in delen", "Pay in parts", "Payer en plusieurs fois";
        lead: "U verdeelt {total} over een paar maanden. Er komen geen kosten bij zolang u op tijd betaalt.", "You spread {total} over a few months. No costs are added as long as you pay on time.", "Vous répartissez {total} sur quelques mois. Aucun frais ne s’ajoute tant que vous payez à temps.";
        covers: "Dit gaat over:", "This covers:", "Ceci concerne :";
        payday: "Op welke dag van de maand betaalt u het liefst?", "On which day of the month do you prefer to pay?", "Quel jour du mois préférez-vous payer ?";
        payday_hint: "Bijvoorbeeld de dag na uw salaris of uitkering.", "For example the day after your salary or benefit.", "Par exemple le lendemain de votre salaire ou allocation.";
        wish: "Hoeveel per maand past u? (mag leeg blijven)", "How much a month suits you? (may stay empty)", "Combien par mois vous convient ? (facultatif)";
        show: "Laat de mogelijkheden zien", "Show the options", "Afficher les possibilités";
        options: "Kies wat past", "Choose what fits", "Choisissez ce qui convient";
        per_month: "per maand", "a month", "par mois";
        months: "{n} keer", "{n} times", "{n} fois";
        last: "De laatste keer {amount}", "The last time {amount}", "La dernière fois {amount}";
        dates: "Van {first} tot en met {last}", "From {first} to {last}", "Du {first} au {last}";
        wished: "Dit vroeg u", "What you asked", "Votre demande";
        choose: "Kies {amount} per maand", "Choose {amount} a month", "Choisir {amount} par mois";
        too_long: "Met dit bedrag duurt het langer dan {months} maanden. Het laagste bedrag dat kan is {amount} per maand.", "With this amount it takes longer than {months} months. The lowest possible amount is {amount} a month.", "Avec ce montant, cela dure plus de {months} mois. Le montant minimal possible est de {amount} par mois.";
        below: "Het laagste bedrag per maand is {amount}.", "The lowest amount a month is {amount}.", "Le montant mensuel minimal est de {amount}.";
        at_once: "Met dit bedrag betaalt u alles in één keer. Dat kan ook.", "With this amount you pay everything at once. That is possible too.", "Avec ce montant, vous payez tout en une fois. C’est également possible.";
        low_help: "Is dat te veel? Vraag een pauze, of praat met ons: we zoeken samen.", "Is that too much? Ask for a pause, or talk to us: we look together.", "Est-ce trop ? Demandez une pause ou parlez-nous : nous cherchons ensemble.";
        help: "Naar hulp", "To help", "Vers l’aide";
        wrong_amount: "Vul een bedrag in, bijvoorbeeld {example}.", "Fill in an amount, for example {example}.", "Indiquez un montant, par exemple {example}.";
        wrong_day: "Kies een dag van 1 tot en met 31.", "Choose a day from 1 to 31.", "Choisissez un jour de 1 à 31.";
        check: "Controleer wat u hebt ingevuld", "Check what you filled in", "Vérifiez ce que vous avez rempli";

        terms_title: "De voorwaarden", "The terms", "Les conditions";
        terms_lead: "Lees dit rustig. U zit pas ergens aan vast als u op de knop drukt.", "Read this calmly. You are only committed once you press the button.", "Lisez ceci tranquillement. Vous n’êtes engagé qu’après avoir appuyé sur le bouton.";
        term_amount: "U betaalt {n} keer, samen {total}.", "You pay {n} times, {total} in all.", "Vous payez {n} fois, {total} en tout.";
        term_costs: "Zolang u op tijd betaalt, komen er geen kosten en geen rente bij.", "As long as you pay on time, no costs and no interest are added.", "Tant que vous payez à temps, aucun frais ni intérêt ne s’ajoute.";
        term_missed: "Lukt één keer niet? Zeg het ons op tijd. Mist u twee keer achter elkaar, dan stopt de regeling.", "Can you not pay once? Tell us in time. If you miss two in a row, the plan stops.", "Un empêchement ? Prévenez-nous à temps. Après deux échéances manquées de suite, le plan s’arrête.";
        term_early: "Eerder of meer betalen mag altijd.", "You may always pay sooner or more.", "Vous pouvez toujours payer plus tôt ou davantage.";
        term_acknowledge: "Met deze afspraak erkent u dat u dit bedrag moet betalen. Bent u het er niet mee eens? Zeg dat dan eerst.", "With this agreement you acknowledge that you owe this amount. Do you disagree? Then tell us first.", "Par cet accord, vous reconnaissez devoir ce montant. Vous n’êtes pas d’accord ? Dites-le-nous d’abord.";
        schedule: "Alle betaaldagen", "All payment days", "Toutes les dates de paiement";
        col_number: "Keer", "Time", "Fois";
        col_date: "Datum", "Date", "Date";
        col_amount: "Bedrag", "Amount", "Montant";
        col_status: "Stand", "Status", "État";
        agree: "Ja, ik spreek dit af", "Yes, I agree to this", "Oui, je m’engage";
        back: "Kies iets anders", "Choose something else", "Choisir autre chose";
        stale_title: "Dit voorstel geldt niet meer", "This proposal no longer holds", "Cette proposition n’est plus valable";
        stale: "Er is iets veranderd sinds u dit voorstel zag, of het is ouder dan een dag. Er is niets afgesproken. Bekijk de mogelijkheden opnieuw.", "Something changed since you saw this proposal, or it is more than a day old. Nothing was agreed. Look at the options again.", "Quelque chose a changé depuis cette proposition, ou elle date de plus d’un jour. Rien n’a été convenu. Revoyez les possibilités.";

        running_title: "Uw betalingsregeling", "Your payment plan", "Votre plan de paiement";
        agreed: "Afgesproken. U krijgt vóór elke betaaldag een bericht.", "Agreed. You get a message before each payment day.", "C’est convenu. Vous recevrez un message avant chaque date de paiement.";
        progress: "{paid} van {total} betaald", "{paid} of {total} paid", "{paid} payés sur {total}";
        next: "Volgende keer: {amount} op {date}.", "Next: {amount} on {date}.", "Prochaine fois : {amount} le {date}.";
        due_now: "Nu te betalen: {amount}.", "To pay now: {amount}.", "À payer maintenant : {amount}.";
        pay: "Betaal {amount}", "Pay {amount}", "Payer {amount}";
        st_paid: "Betaald", "Paid", "Payé";
        st_missed: "Gemist", "Missed", "Manqué";
        st_due: "Vandaag", "Today", "Aujourd’hui";
        st_upcoming: "Komt nog", "To come", "À venir";
        not_working: "Lukt het niet meer? Laat het ons weten, dan zoeken we iets anders.", "Is it no longer working out? Let us know and we look for something else.", "Cela ne marche plus ? Dites-le-nous et nous chercherons autre chose.";
        rest: "Rekeningen buiten deze regeling staan in het overzicht.", "Invoices outside this plan are in the overview.", "Les factures hors de ce plan figurent dans l’aperçu.";

        no_title: "Een regeling kan nu niet", "A plan is not possible now", "Un plan n’est pas possible maintenant";
        no_open: "Er staat niets open. U hoeft niets te betalen.", "Nothing is open. You have nothing to pay.", "Rien n’est ouvert. Vous n’avez rien à payer.";
        no_plans: "Dit bedrijf biedt geen betaling in delen aan. U kunt wel een deel betalen, of uitstel vragen.", "This company does not offer payment in parts. You can pay a part, or ask for a delay.", "Cette entreprise ne propose pas de paiement échelonné. Vous pouvez payer une partie ou demander un délai.";
        no_small: "Het bedrag is te klein om te verdelen: één deel is ten minste {amount}. U kunt wel later betalen.", "The amount is too small to divide: one part is at least {amount}. You can pay later.", "Le montant est trop petit : une partie est d’au moins {amount}. Vous pouvez payer plus tard.";
        no_large: "Dit bedrag regelen wij liever persoonlijk met u.", "We would rather arrange this amount with you in person.", "Nous préférons convenir de ce montant personnellement avec vous.";
        way_pay: "Betaal alles of een deel", "Pay all or a part", "Payer tout ou une partie";
        way_help: "Vraag een pauze of hulp", "Ask for a pause or help", "Demander une pause ou de l’aide";
        way_chat: "Vraag het in de chat", "Ask in the chat", "Demander dans le chat";
        way_budget: "Doe eerst de budgetcheck", "Do the budget check first", "Faire d’abord le point sur votre budget";

        budget_title: "Wat kunt u missen?", "What can you spare?", "Que pouvez-vous consacrer ?";
        budget_lead: "Vul in wat er per maand binnenkomt en uitgaat. Een schatting is genoeg. Wij bewaren alleen wat er overblijft.", "Fill in what comes in and goes out a month. An estimate is enough. We keep only what is left over.", "Indiquez ce qui entre et sort chaque mois. Une estimation suffit. Nous ne gardons que ce qui reste.";
        budget_income: "Inkomen per maand", "Income a month", "Revenus par mois";
        budget_fixed: "Vaste lasten (huur, energie, verzekering)", "Fixed costs (rent, energy, insurance)", "Charges fixes (loyer, énergie, assurance)";
        budget_living: "Boodschappen en de rest", "Groceries and the rest", "Courses et le reste";
        budget_show: "Reken uit", "Work it out", "Calculer";
        budget_left: "Er blijft ongeveer {left} per maand over. Meer dan de helft daarvan vragen we niet: {half}.", "About {left} a month is left. We do not ask more than half of it: {half}.", "Il reste environ {left} par mois. Nous n’en demandons pas plus de la moitié : {half}.";
        budget_nothing: "Er blijft niets over. Dan is een pauze of hulp beter dan een regeling.", "Nothing is left. Then a pause or help is better than a plan.", "Il ne reste rien. Alors une pause ou de l’aide vaut mieux qu’un plan.";
        budget_to_plan: "Bekijk regelingen voor {half} per maand", "See plans for {half} a month", "Voir les plans pour {half} par mois";
    }
}
