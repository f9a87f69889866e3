//! Texts of the agency's hours in the console.

super::texts! {
    /// See the module.
    ConsoleHoursTexts {
        title: "Openingstijden", "Opening hours", "Heures d’ouverture";
        lead: "Op deze tijden antwoorden wij in de chat. Debiteuren lezen ze op de chatpagina en de hulppagina, en de belofte van 24 uur rekent ermee.", "At these times we answer the chat. Debtors read them on the chat page and the help page, and the promise of 24 hours counts with them.", "À ces heures, nous répondons dans le chat. Les débiteurs les lisent sur la page du chat et la page d’aide, et la promesse des 24 heures en tient compte.";
        said: "Een debiteur leest nu", "A debtor reads now", "Un débiteur lit en ce moment";
        week: "De week", "The week", "La semaine";
        week_hint: "Laat begin en einde leeg op een dag waarop wij gesloten zijn. Op feestdagen zijn wij gesloten, tenzij de dag hieronder staat.", "Leave both times empty on a day on which we are closed. On public holidays we are closed, unless the day stands below.", "Laissez les deux heures vides un jour de fermeture. Les jours fériés, nous sommes fermés, sauf si le jour figure ci-dessous.";
        day: "Dag", "Day", "Jour";
        from: "Open vanaf", "Open from", "Ouvert dès";
        until: "Open tot", "Open until", "Ouvert jusqu’à";
        special: "Dagen die anders zijn", "Days that differ", "Jours particuliers";
        special_hint: "Extra gesloten dagen, of een dag met eigen tijden. Zonder tijden zijn wij die dag gesloten. Maak een regel leeg om hem weg te halen.", "Extra closed days, or a day with times of its own. Without times we are closed that day. Empty a line to take it away.", "Jours de fermeture supplémentaires, ou un jour avec ses propres heures. Sans heures, nous sommes fermés. Videz une ligne pour l’enlever.";
        day_why: "Waarom", "Why", "Pourquoi";
        why: "Waarom verandert u dit?", "Why do you change this?", "Pourquoi ce changement ?";
        save: "Bewaar openingstijden", "Save opening hours", "Enregistrer les heures";
        saved: "De openingstijden zijn bewaard en gelden nu.", "The opening hours are saved and hold from now on.", "Les heures d’ouverture sont enregistrées et valent dès maintenant.";
        check: "De openingstijden zijn niet bewaard", "The opening hours were not saved", "Les heures d’ouverture n’ont pas été enregistrées";
        e_unreadable: "{day}: vul begin en einde in, bijvoorbeeld 09:00 en 17:30, of laat allebei leeg.", "{day}: fill in both times, for example 09:00 and 17:30, or leave both empty.", "{day} : remplissez les deux heures, par exemple 09:00 et 17:30, ou laissez-les vides.";
        e_backwards: "{day}: het einde moet na het begin komen.", "{day}: the end must come after the beginning.", "{day} : la fin doit venir après le début.";
        e_no_day: "Regel {n}: kies een dag.", "Line {n}: choose a day.", "Ligne {n} : choisissez un jour.";
        e_never: "Kies minstens één dag van de week waarop wij open zijn.", "Choose at least one day of the week on which we are open.", "Choisissez au moins un jour d’ouverture par semaine.";
        e_many: "Dit zijn te veel dagen. Hoogstens {n}.", "These are too many days. At most {n}.", "Il y a trop de jours. Au plus {n}.";
        e_twice: "{day} staat er twee keer.", "{day} stands there twice.", "{day} figure deux fois.";
        e_why: "Schrijf kort waarom u dit verandert, in hoogstens {n} tekens.", "Write briefly why you change this, in {n} characters at most.", "Écrivez brièvement pourquoi, en {n} caractères au plus.";
        e_stale: "Een collega heeft de openingstijden intussen veranderd. Vergelijk ze hieronder met de uwe en bewaar opnieuw.", "A colleague has changed the opening hours meanwhile. Compare them below with yours and save again.", "Un collègue a changé les heures entre-temps. Comparez-les ci-dessous avec les vôtres et enregistrez à nouveau.";
        history: "Eerdere wijzigingen", "Earlier changes", "Changements antérieurs";
        none: "Nog niets veranderd: maandag tot en met vrijdag van 8 tot 20 uur.", "Nothing was changed yet: Monday to Friday from 8 to 20.", "Rien n’a encore été changé : du lundi au vendredi de 8 h à 20 h.";
        closed: "gesloten", "closed", "fermé";
    }
}
