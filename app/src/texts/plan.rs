//! Texts of the plan's pages: the options, the terms, the running plan, and why there is none.

use effen::kinds::Lang;
use effen::plan::Rhythm;

super::texts! {
    /// See the module.
    PlanTexts {
        title: "Betalen in delen", "Pay in parts", "Payer en plusieurs fois";
        lead: "U verdeelt {total} over een paar maanden. Er komen geen kosten bij zolang u op tijd betaalt.", "You spread {total} over a few months. No costs are added as long as you pay on time.", "Vous répartissez {total} sur quelques mois. Aucun frais ne s’ajoute tant que vous payez à temps.";
        covers: "Dit gaat over:", "This covers:", "Ceci concerne :";
        rhythm: "Hoe vaak wilt u betalen?", "How often do you want to pay?", "À quel rythme voulez-vous payer ?";
        monthly: "Elke maand", "Every month", "Chaque mois";
        four_weekly: "Elke vier weken", "Every four weeks", "Toutes les quatre semaines";
        weekly: "Elke week", "Every week", "Chaque semaine";
        payday: "Op welke dag van de maand betaalt u het liefst?", "On which day of the month do you prefer to pay?", "Quel jour du mois préférez-vous payer ?";
        payday_hint: "Als u elke maand betaalt. Bijvoorbeeld de dag na uw salaris of uitkering. Na de 28ste wordt het de 1ste.", "If you pay every month. For example the day after your salary or benefit. After the 28th it becomes the 1st.", "Si vous payez chaque mois. Par exemple le lendemain de votre salaire ou allocation. Après le 28, ce sera le 1er.";
        first_on: "Op welke dag begint u?", "On which day do you begin?", "Quel jour commencez-vous ?";
        first_on_hint: "Als u per week of per vier weken betaalt. Van {from} tot en met {until}.", "If you pay by the week or every four weeks. From {from} to {until}.", "Si vous payez par semaine ou toutes les quatre semaines. Du {from} au {until}.";
        start: "Wanneer betaalt u de eerste keer?", "When do you pay the first time?", "Quand payez-vous la première fois ?";
        start_later: "Later, op uw betaaldag", "Later, on your payment day", "Plus tard, à votre date de paiement";
        start_now: "Vandaag al", "Today already", "Dès aujourd’hui";
        wish: "Hoeveel per keer past u? (mag leeg blijven)", "How much each time suits you? (may stay empty)", "Combien par fois vous convient ? (facultatif)";
        show: "Laat de mogelijkheden zien", "Show the options", "Afficher les possibilités";
        own: "Liever een ander bedrag of andere dagen?", "Rather another amount or other days?", "Un autre montant ou d’autres jours ?";
        options: "Kies wat past", "Choose what fits", "Choisissez ce qui convient";
        per_month: "per maand", "a month", "par mois";
        per_week: "per week", "a week", "par semaine";
        per_four_weeks: "per vier weken", "every four weeks", "toutes les quatre semaines";
        once: "in één keer", "at once", "en une fois";
        times: "{n} keer, samen {total}", "{n} times, {total} in all", "{n} fois, {total} en tout";
        last: "De laatste keer {amount}", "The last time {amount}", "La dernière fois {amount}";
        dates: "Van {first} tot en met {last}", "From {first} to {last}", "Du {first} au {last}";
        wished: "Dit vroeg u", "What you asked", "Votre demande";
        fits: "Past bij uw budgetcheck", "Fits your budget check", "Convient à votre budget";
        above: "Dit is meer dan de helft van wat u overhoudt.", "This is more than half of what you have left over.", "C’est plus de la moitié de ce qu’il vous reste.";
        choose: "Kies {amount} {each}", "Choose {amount} {each}", "Choisir {amount} {each}";
        too_long: "Met dit bedrag duurt het langer dan {months} maanden. Het laagste bedrag dat kan is {amount}.", "With this amount it takes longer than {months} months. The lowest possible amount is {amount}.", "Avec ce montant, cela dure plus de {months} mois. Le montant minimal possible est de {amount}.";
        below: "Het laagste bedrag per keer is {amount}.", "The lowest amount each time is {amount}.", "Le montant minimal par fois est de {amount}.";
        at_once: "Met dit bedrag betaalt u alles in één keer. Dat kan ook.", "With this amount you pay everything at once. That is possible too.", "Avec ce montant, vous payez tout en une fois. C’est également possible.";
        budget_low: "Volgens uw budgetcheck past hoogstens {half} per maand. Ook het laagste bedrag hieronder is meer. Een pauze of hulp past dan misschien beter.", "By your budget check at most {half} a month fits. Even the lowest amount below is more. A pause or help may then fit better.", "Selon votre budget, {half} par mois au plus conviennent. Même le montant le plus bas ci-dessous est plus élevé. Une pause ou une aide convient peut-être mieux.";
        low_help: "Is dat te veel? Vraag een pauze, of praat met ons: we zoeken samen.", "Is that too much? Ask for a pause, or talk to us: we look together.", "Est-ce trop ? Demandez une pause ou parlez-nous : nous cherchons ensemble.";
        help: "Naar hulp", "To help", "Vers l’aide";
        wrong_amount: "Vul een bedrag in, bijvoorbeeld {example}.", "Fill in an amount, for example {example}.", "Indiquez un montant, par exemple {example}.";
        wrong_day: "Kies een dag van 1 tot en met 31.", "Choose a day from 1 to 31.", "Choisissez un jour de 1 à 31.";
        wrong_first: "Kies een datum van {from} tot en met {until}.", "Choose a date from {from} to {until}.", "Choisissez une date du {from} au {until}.";
        check: "Controleer wat u hebt ingevuld", "Check what you filled in", "Vérifiez ce que vous avez rempli";

        terms_title: "De voorwaarden", "The terms", "Les conditions";
        terms_lead: "Lees dit rustig. U zit pas ergens aan vast als u op de knop drukt.", "Read this calmly. You are only committed once you press the button.", "Lisez ceci tranquillement. Vous n’êtes engagé qu’après avoir appuyé sur le bouton.";
        term_amount: "U betaalt {n} keer, samen {total}.", "You pay {n} times, {total} in all.", "Vous payez {n} fois, {total} en tout.";
        term_end: "De laatste keer is op {date}.", "The last time is on {date}.", "La dernière fois est le {date}.";
        term_costs: "Zolang u op tijd betaalt, komen er geen kosten en geen rente bij.", "As long as you pay on time, no costs and no interest are added.", "Tant que vous payez à temps, aucun frais ni intérêt ne s’ajoute.";
        term_missed: "Lukt één keer niet? U kunt het zelf herstellen. Mist u twee keer achter elkaar, dan kijkt een medewerker ernaar. De regeling stopt nooit vanzelf.", "Can you not pay once? You can repair it yourself. If you miss two in a row, a colleague looks at it. The plan never stops by itself.", "Un empêchement ? Vous pouvez le régulariser vous-même. Après deux échéances manquées de suite, un collaborateur l’examine. Le plan ne s’arrête jamais de lui-même.";
        term_skip: "U mag {n} keer per jaar een betaling overslaan. Dat deel komt dan achteraan.", "You may skip {n} payment a year. That part then moves to the end.", "Vous pouvez sauter un paiement {n} fois par an. Cette partie passe alors à la fin.";
        term_early: "Eerder of meer betalen mag altijd.", "You may always pay sooner or more.", "Vous pouvez toujours payer plus tôt ou davantage.";
        term_acknowledge: "Met deze afspraak erkent u dat u dit bedrag moet betalen. Bent u het er niet mee eens? Zeg dat dan eerst.", "With this agreement you acknowledge that you owe this amount. Do you disagree? Then tell us first.", "Par cet accord, vous reconnaissez devoir ce montant. Vous n’êtes pas d’accord ? Dites-le-nous d’abord.";
        schedule: "Alle betaaldagen", "All payment days", "Toutes les dates de paiement";
        col_date: "Datum", "Date", "Date";
        col_amount: "Bedrag", "Amount", "Montant";
        col_status: "Stand", "Status", "État";
        agree: "Ja, ik spreek dit af", "Yes, I agree to this", "Oui, je m’engage";
        back: "Kies iets anders", "Choose something else", "Choisir autre chose";
        stale_title: "Dit voorstel geldt niet meer", "This proposal no longer holds", "Cette proposition n’est plus valable";
        stale: "Er is iets veranderd sinds u dit voorstel zag, of het is ouder dan een dag. Er is niets afgesproken. Bekijk de mogelijkheden opnieuw.", "Something changed since you saw this proposal, or it is more than a day old. Nothing was agreed. Look at the options again.", "Quelque chose a changé depuis cette proposition, ou elle date de plus d’un jour. Rien n’a été convenu. Revoyez les possibilités.";

        running_title: "Uw betalingsregeling", "Your payment plan", "Votre plan de paiement";
        agreed: "Afgesproken. Zet de betaaldagen in uw agenda, dan vergeet u ze niet.", "Agreed. Put the payment days into your calendar, so that you do not forget them.", "C’est convenu. Ajoutez les dates de paiement à votre agenda pour ne pas les oublier.";
        changed: "Gewijzigd. Hieronder staat uw nieuwe afspraak.", "Changed. Your new agreement is below.", "Modifié. Votre nouvel accord figure ci-dessous.";
        progress: "{paid} van {total} betaald", "{paid} of {total} paid", "{paid} payés sur {total}";
        next: "Volgende keer: {amount} op {date}.", "Next: {amount} on {date}.", "Prochaine fois : {amount} le {date}.";
        due_now: "Nu te betalen: {amount}.", "To pay now: {amount}.", "À payer maintenant : {amount}.";
        st_paid: "Betaald", "Paid", "Payé";
        st_missed: "Gemist", "Missed", "Manqué";
        st_due: "Vandaag", "Today", "Aujourd’hui";
        st_collecting: "Wordt afgeschreven", "Being collected", "Prélèvement en cours";
        st_upcoming: "Komt nog", "To come", "À venir";
        not_working: "Lukt het niet meer? Laat het ons weten, dan zoeken we iets anders.", "Is it no longer working out? Let us know and we look for something else.", "Cela ne marche plus ? Dites-le-nous et nous chercherons autre chose.";
        rest: "Rekeningen buiten deze regeling staan in het overzicht.", "Invoices outside this plan are in the overview.", "Les factures hors de ce plan figurent dans l’aperçu.";

        no_title: "Een regeling kan nu niet", "A plan is not possible now", "Un plan n’est pas possible maintenant";
        no_open: "Er staat niets open. U hoeft niets te betalen.", "Nothing is open. You have nothing to pay.", "Rien n’est ouvert. Vous n’avez rien à payer.";
        no_plans: "Dit bedrijf biedt geen betaling in delen aan. U kunt wel een deel betalen, of uitstel vragen.", "This company does not offer payment in parts. You can pay a part, or ask for a delay.", "Cette entreprise ne propose pas de paiement échelonné. Vous pouvez payer une partie ou demander un délai.";
        no_small: "Het bedrag is te klein om te verdelen: één deel is ten minste {amount}. U kunt wel later betalen.", "The amount is too small to divide: one part is at least {amount}. You can pay later.", "Le montant est trop petit : une partie est d’au moins {amount}. Vous pouvez payer plus tard.";
        no_large: "Dit bedrag regelen wij liever persoonlijk met u.", "We would rather arrange this amount with you in person.", "Nous préférons convenir de ce montant personnellement avec vous.";
        no_room: "Een regeling mag hoogstens {months} maanden duren, en daar zit u al aan. Een medewerker kan met u meekijken.", "A plan may last {months} months at most, and yours already does. A colleague can look at it with you.", "Un plan peut durer {months} mois au plus, et le vôtre y est déjà. Un collaborateur peut l’examiner avec vous.";
        stopped: "Uw vorige regeling is op {date} door een medewerker gestopt, omdat betalingen niet binnenkwamen. Wat u betaalde, telt mee. U kunt hieronder opnieuw kiezen wat nu past.", "Your last plan was stopped by a colleague on {date}, because payments did not arrive. What you paid counts. Below you can choose anew what fits now.", "Votre dernier plan a été arrêté le {date} par un collaborateur, car des paiements ne sont pas arrivés. Ce que vous avez payé compte. Ci-dessous, vous pouvez choisir à nouveau ce qui convient.";
        way_pay: "Betaal alles of een deel", "Pay all or a part", "Payer tout ou une partie";
        way_help: "Vraag een pauze of hulp", "Ask for a pause or help", "Demander une pause ou de l’aide";
        way_chat: "Vraag het in de chat", "Ask in the chat", "Demander dans le chat";
        way_budget: "Doe eerst de budgetcheck", "Do the budget check first", "Faire d’abord le point sur votre budget";
    }
}

/// 'a month', 'a week', 'every four weeks'.
pub fn each(rhythm: Rhythm, lang: Lang) -> &'static str {
    let t = texts(lang);
    match rhythm {
        Rhythm::Monthly => t.per_month,
        Rhythm::FourWeekly => t.per_four_weeks,
        Rhythm::Weekly => t.per_week,
    }
}

/// What holds for every plan, sentence by sentence: what is shown before agreeing is what stands in the agreement.
pub fn usual_terms(lang: Lang, skips_a_year: u32) -> Vec<String> {
    let t = texts(lang);
    let skip = (skips_a_year > 0).then(|| super::fill(t.term_skip, &[("n", &skips_a_year.to_string())]));
    let mut terms = [t.term_costs, t.term_early, t.term_missed].map(str::to_owned).to_vec();
    terms.extend(skip);
    terms.push(t.term_acknowledge.to_owned());
    terms
}

/// 'Every month', …
pub fn every(rhythm: Rhythm, lang: Lang) -> &'static str {
    let t = texts(lang);
    match rhythm {
        Rhythm::Monthly => t.monthly,
        Rhythm::FourWeekly => t.four_weekly,
        Rhythm::Weekly => t.weekly,
    }
}
