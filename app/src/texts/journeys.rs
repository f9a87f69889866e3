//! Texts of the journeys.

use effen::kinds::Lang;
use effen::people::journey::Step;

super::texts! {
    /// See the module.
    JourneyTexts {
        title: "Klantreizen", "Journeys", "Parcours";
        lead: "Wat doen mensen na ons eerste bericht over een rekening? Elke rekening is één reis en telt {days} dagen. De persona is die van de dag waarop wij schreven.", "What do people do after our first message about a claim? Each claim is one journey and counts for {days} days. The persona is that of the day on which we wrote.", "Que font les gens après notre premier message sur une créance ? Chaque créance est un parcours et compte {days} jours. Le persona est celui du jour où nous avons écrit.";
        simulated: "Gesimuleerd. Deze cijfers komen uit de demonstratie, niet van echte mensen.", "Simulated. These figures come from the demonstration, not from real people.", "Simulé. Ces chiffres viennent de la démonstration, pas de vraies personnes.";
        persona: "Persona", "Persona", "Persona";
        all_personas: "alle persona’s", "all personas", "tous les personas";
        unknown: "Nog onbekend", "Not known yet", "Encore inconnu";
        creditor: "Schuldeiser", "Creditor", "Créancier";
        all_creditors: "alle schuldeisers", "all creditors", "tous les créanciers";
        from: "Begonnen van", "Begun from", "Commencé du";
        until: "tot en met", "until and including", "jusqu’au";
        show: "Toon", "Show", "Afficher";
        csv: "Download als CSV", "Download as CSV", "Télécharger en CSV";
        check: "Kijk dit even na", "Please check this", "Veuillez vérifier ceci";
        wrong_day: "Kies een datum.", "Choose a date.", "Choisissez une date.";
        wrong_order: "De laatste dag ligt voor de eerste.", "The last day comes before the first.", "Le dernier jour précède le premier.";
        none: "Geen reizen in deze periode met deze keuzes. Kies een andere periode of een andere groep.", "No journeys in this period with these choices. Choose another period or another group.", "Aucun parcours pour cette période et ces choix. Choisissez une autre période ou un autre groupe.";
        running: "Van {n} reizen loopt de tijd nog: hun stappen kunnen nog komen.", "For {n} journeys the time is still running: their steps may still come.", "Pour {n} parcours, le délai court encore : leurs étapes peuvent encore venir.";
        steps: "Van bericht tot nagekomen", "From message to kept", "Du message au respect";
        steps_about: "Hoeveel reizen elke stap hebben, als deel van alle reizen.", "How many journeys have each step, as a share of all journeys.", "Combien de parcours comptent chaque étape, en part de tous les parcours.";
        stops: "Waar reizen stoppen", "Where journeys stop", "Où les parcours s’arrêtent";
        stops_about: "De verste stap van elke reis. Samen zijn dit alle reizen.", "The furthest step of each journey. Together these are all journeys.", "L’étape la plus lointaine de chaque parcours. Ensemble, ce sont tous les parcours.";
        days: "Tijd tot de eerste betaling", "Time to the first payment", "Délai jusqu’au premier paiement";
        days_about: "Van de rekeningen waarop iets is betaald: dagen na ons bericht.", "Of the claims on which something was paid: days after our message.", "Des créances sur lesquelles quelque chose a été payé : jours après notre message.";
        days_none: "Er is nog niets betaald.", "Nothing was paid yet.", "Rien n’a encore été payé.";
        days_quarters: "Bij de helft van deze {n} kwam de eerste betaling binnen {median} dagen (mediaan); bij een kwart binnen {first}, bij drie kwart binnen {third}.", "For half of these {n} the first payment came within {median} days (median); for a quarter within {first}, for three quarters within {third}.", "Pour la moitié de ces {n}, le premier paiement est venu en {median} jours (médiane) ; pour un quart en {first}, pour trois quarts en {third}.";
        day_group: "dag {first} tot en met {last}", "day {first} to {last}", "jour {first} à {last}";
        personas: "Per persona", "By persona", "Par persona";
        personas_about: "Deel van de reizen met een betaling of regeling.", "Share of journeys with a payment or a plan.", "Part des parcours avec un paiement ou un plan.";
        people: "Reizen", "Journeys", "Parcours";
        of_all: "Van alle", "Of all", "De tous";
        of_before: "Van de stap ervoor", "Of the step before", "De l’étape précédente";
        without: "Zonder die stap", "Without that step", "Sans cette étape";
        stopped: "Stopt hier", "Stops here", "S’arrêtent ici";
        step: "Stap", "Step", "Étape";
        when: "Wanneer", "When", "Quand";
        median: "Mediaan, dagen", "Median, days", "Médiane, jours";
        of_value: "{n} ({share})", "{n} ({share})", "{n} ({share})";
        what_counts: "Wat telt", "What counts", "Ce qui compte";
        what_text: "Uitleg: een factuur, de uitleg van kosten, stukken of het overzicht geopend. Betaald: iets betaald op deze rekening. Regeling: deze rekening zit erin. Nagekomen: de rekening is helemaal betaald en niet teruggedraaid, of de regeling is af of loopt zonder gemiste termijn. Iemand kan een stap overslaan, bijvoorbeeld betalen zonder bezoek.", "Explanation: opened an invoice, the explanation of costs, documents or the statement. Paid: something was paid on this claim. Plan: this claim is in it. Kept: the claim was paid in full and not reversed, or the plan is completed or runs without a missed instalment. Somebody may skip a step, for one by paying without a visit.", "Explication : une facture, l’explication des frais, des documents ou le relevé ont été ouverts. Payé : quelque chose a été payé sur cette créance. Plan : cette créance en fait partie. Respecté : la créance est entièrement payée sans annulation, ou le plan est terminé ou court sans échéance manquée. On peut sauter une étape, par exemple payer sans visite.";
    }
}

/// A step.
pub fn step_words(lang: Lang, step: Step) -> &'static str {
    let [nl, en, fr] = match step {
        Step::Contact => ["Bericht gekregen", "Got a message", "Message reçu"],
        Step::Visit => ["Portaal bezocht", "Visited the portal", "Portail visité"],
        Step::Understanding => ["Uitleg geopend", "Opened the explanation", "Explication ouverte"],
        Step::Action => ["Betaald of regeling", "Paid or agreed a plan", "Payé ou plan convenu"],
        Step::Kept => ["Nagekomen", "Kept", "Respecté"],
    };
    match lang {
        Lang::Nl => nl,
        Lang::En => en,
        Lang::Fr => fr,
    }
}
