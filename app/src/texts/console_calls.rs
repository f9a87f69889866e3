//! Texts of the agents' calls.

use effen::kinds::Lang;
use effen::people::call::CallOutcome;

super::texts! {
    /// See the module.
    ConsoleCallTexts {
        title: "Bellen", "Calls", "Appels";
        link: "Bellen ({n})", "Calls ({n})", "Appels ({n})";
        lead: "Wie aan de beurt is voor een telefoontje. Voor elk gesprek kijkt het programma opnieuw of het mag: de uren, de zondag, de feestdagen, een pauze en hoe vaak iemand al iets van ons hoorde.", "Whose turn it is for a call. Before each call the program looks again whether it may be made: the hours, Sundays, holidays, a pause, and how often somebody has heard from us.", "Qui doit être appelé. Avant chaque appel, le programme regarde à nouveau s’il est permis : les heures, le dimanche, les jours fériés, une pause, et combien de fois nous avons déjà écrit.";
        tasks: "Nu te bellen", "To call now", "À appeler maintenant";
        none: "Er hoeft nu niemand gebeld te worden.", "Nobody has to be called now.", "Personne ne doit être appelé maintenant.";
        since: "Klaar sinds {time}", "Ready since {time}", "Prêt depuis {time}";
        theirs: "Een collega belt nu.", "A colleague is calling now.", "Un collègue appelle maintenant.";
        yours: "U bent hiermee bezig.", "You are working on this.", "Vous vous en occupez.";
        start: "Ik ga bellen", "I am going to call", "Je vais appeler";
        go_on: "Ga verder", "Go on", "Continuer";
        asked: "Vroegen zelf om een telefoontje", "Asked to be called", "Ont demandé à être appelés";
        asked_none: "Niemand wacht op een telefoontje.", "Nobody waits for a call.", "Personne n’attend un appel.";
        asked_on: "Gevraagd {time}", "Asked {time}", "Demandé {time}";
        open_case: "Open het verzoek", "Open the request", "Ouvrir la demande";
        ended: "Laatste gesprekken", "Latest calls", "Derniers appels";
        ended_none: "Er is nog niet gebeld.", "No call was made yet.", "Aucun appel n’a encore été fait.";
        col_who: "Wie", "Who", "Qui";
        col_outcome: "Hoe het ging", "How it went", "Comment c’était";
        col_agent: "Door", "By", "Par";
        col_time: "Wanneer", "When", "Quand";
        call_title: "Bel {name}", "Call {name}", "Appelez {name}";
        number: "Nummer", "Number", "Numéro";
        file: "Open het dossier", "Open the file", "Ouvrir le dossier";
        script: "Wat u zegt", "What you say", "Ce que vous dites";
        script_lead: "Is het iemand anders? Zeg dan niet waarover u belt, en hang vriendelijk op.", "Is it somebody else? Then do not say what you are calling about, and end the call kindly.", "C’est quelqu’un d’autre ? Ne dites pas pourquoi vous appelez, et terminez aimablement.";
        outcome: "Hoe ging het?", "How did it go?", "Comment cela s’est-il passé ?";
        pay_on: "Betaalt op", "Will pay on", "Paiera le";
        pay_on_hint: "Alleen bij een toezegging. Van morgen tot over 31 dagen.", "Only for a promise. From tomorrow to 31 days from now.", "Seulement pour une promesse. De demain à 31 jours.";
        when: "Bellen wanneer", "Call when", "Quand appeler";
        when_hint: "Alleen bij een nieuw moment. In de woorden van de ander, bijvoorbeeld: donderdag na 16 uur.", "Only for another time. In their own words, for example: Thursday after 4 pm.", "Seulement pour un autre moment. Dans ses propres mots, par exemple : jeudi après 16 h.";
        no_more: "Wil niet meer gebeld worden", "Does not want to be called any more", "Ne veut plus être appelé";
        save: "Bewaar hoe het ging", "Save how it went", "Enregistrer le résultat";
        check: "Kijk dit even na. Er is nog niets bewaard.", "Please check this. Nothing has been saved yet.", "Veuillez vérifier ceci. Rien n’est encore enregistré.";
        wrong_outcome: "Kies hoe het ging.", "Choose how it went.", "Choisissez comment cela s’est passé.";
        wrong_day: "Vul de dag in waarop betaald wordt.", "Fill in the day of the payment.", "Indiquez le jour du paiement.";
        wrong_when: "Schrijf wanneer u moet bellen.", "Write when to call.", "Écrivez quand appeler.";
        day_past: "Die dag is vandaag of voorbij. Kies een dag vanaf morgen.", "That day is today or past. Choose a day from tomorrow on.", "Ce jour est aujourd’hui ou passé. Choisissez à partir de demain.";
        day_far: "Die dag is te ver weg. Kies een dag binnen 31 dagen.", "That day is too far. Choose one within 31 days.", "Ce jour est trop loin. Choisissez-en un dans les 31 jours.";
        day_runs: "Er loopt al een toezegging voor deze rekening.", "A promise runs for this bill already.", "Une promesse court déjà pour cette facture.";
        day_often: "Voor deze rekening is al drie keer een dag genoemd. Bespreek een regeling.", "A day was named three times for this bill. Talk about a plan.", "Un jour a déjà été donné trois fois pour cette facture. Parlez d’un plan.";
        day_gone: "Deze rekening is niet meer open.", "This bill is not open any more.", "Cette facture n’est plus ouverte.";
        saved: "Bewaard.", "Saved.", "Enregistré.";
        gone: "Dit gesprek is niet meer van u. Er is niets bewaard.", "This call is not yours any more. Nothing was saved.", "Cet appel n’est plus à vous. Rien n’a été enregistré.";
        taken: "Een collega was u net voor.", "A colleague was just before you.", "Un collègue vous a devancé.";
        later: "Nu mag er niet gebeld worden. Het kan weer vanaf {time}.", "A call may not be made now. It may again from {time}.", "Un appel n’est pas permis maintenant. Il le sera à partir de {time}.";
        never: "Dit telefoontje is vervallen: er is iets veranderd in het dossier.", "This call has lapsed: something changed in the file.", "Cet appel est annulé : quelque chose a changé dans le dossier.";
    }
}

/// How a call ended, in words.
pub fn outcome_words(lang: Lang, outcome: CallOutcome) -> &'static str {
    let [nl, en, fr] = match outcome {
        CallOutcome::Reached => ["Gesproken", "Spoke", "Parlé"],
        CallOutcome::Promised => {
            ["Gesproken: betaalt op een dag", "Spoke: will pay on a day", "Parlé : paiera un jour précis"]
        }
        CallOutcome::CallBack => [
            "Gesproken: wil op een ander moment gebeld worden",
            "Spoke: wants to be called at another time",
            "Parlé : veut être appelé à un autre moment",
        ],
        CallOutcome::Help => [
            "Gesproken: heeft geldzorgen of vraagt hulp",
            "Spoke: has money trouble or asks for help",
            "Parlé : a des soucis d’argent ou demande de l’aide",
        ],
        CallOutcome::NoAnswer => ["Nam niet op", "No answer", "Pas de réponse"],
        CallOutcome::Refused => ["Wilde niet praten", "Did not want to talk", "N’a pas voulu parler"],
        CallOutcome::WrongNumber => ["Nummer klopt niet", "Wrong number", "Mauvais numéro"],
    };
    match lang {
        Lang::Nl => nl,
        Lang::En => en,
        Lang::Fr => fr,
    }
}
