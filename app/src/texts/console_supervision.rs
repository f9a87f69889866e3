//! Texts of the supervisors' page.

super::texts! {
    /// See the module.
    SupervisionTexts {
        title: "Overzicht van het werk", "Work at a glance", "Vue d’ensemble";
        now: "Nu", "Now", "Maintenant";
        at: "Stand van", "As it was at", "Situation à";
        queue_none: "Er wacht niemand.", "Nobody waits.", "Personne n’attend.";
        queue_waiting: "{n} wachten op een medewerker", "{n} wait for an agent", "{n} attendent un collaborateur";
        queue_taken: "{n} wachten op een antwoord van hun medewerker", "{n} wait for an answer of their agent", "{n} attendent une réponse de leur collaborateur";
        queue_risk: "{n} dreigen de belofte van 24 uur te breken of deden dat al", "{n} are about to break the promise of 24 hours, or did", "{n} risquent de rompre la promesse des 24 heures, ou l’ont rompue";
        queue_oldest: "De langste wacht sinds {time}.", "The longest waits since {time}.", "La plus longue attente dure depuis {time}.";
        refresh: "Ververs", "Refresh", "Actualiser";
        agents: "Collega’s", "Colleagues", "Collègues";
        name: "Naam", "Name", "Nom";
        here: "Hier", "Here", "Présence";
        here_yes: "ja, {time}", "yes, {time}", "oui, {time}";
        here_no: "nee", "no", "non";
        open: "Chats", "Chats", "Chats";
        waiting: "Wachten", "Waiting", "En attente";
        answers: "Antwoorden vandaag", "Answers today", "Réponses aujourd’hui";
        levels: "Hoe snel wij antwoorden", "How fast we answer", "Notre rapidité de réponse";
        period: "De laatste {n} dagen", "The last {n} days", "Les {n} derniers jours";
        kept: "Binnen de belofte beantwoord", "Answered within the promise", "Réponses dans le délai promis";
        kept_of: "{percent} % ({kept} van {due})", "{percent} % ({kept} of {due})", "{percent} % ({kept} sur {due})";
        first: "Helft van de eerste antwoorden binnen", "Half of the first answers within", "La moitié des premières réponses en";
        minutes: "{n} minuten", "{n} minutes", "{n} minutes";
        no_figures: "nog geen cijfers", "no figures yet", "pas encore de chiffres";
        too_many: "Er zijn meer berichten dan wij hier tellen: de cijfers zijn van de eerste {n}.", "There are more messages than we count here: the figures are of the first {n}.", "Il y a plus de messages que nous n’en comptons ici : les chiffres portent sur les {n} premiers.";
        by_persona: "Beantwoorde gesprekken per persona", "Conversations answered, by persona", "Conversations traitées par persona";
        unknown: "nog niet bekend", "not known yet", "pas encore connu";
        ratings: "Beoordeling van chats", "Ratings of chats", "Évaluation des chats";
        rated: "{mean} van 5 ({n})", "{mean} of 5 ({n})", "{mean} sur 5 ({n})";
        unrated: "nog niet gegeven", "none yet", "pas encore";
        reasons: "Waarom mensen chatten", "Why people chat", "Pourquoi les gens chattent";
        told: "Wat mensen met een formulier melden", "What people tell us by form", "Ce que les gens signalent par formulaire";
        outcomes: "Hoe chats eindigen", "How chats end", "Comment les chats se terminent";
        how_many: "Aantal", "How many", "Nombre";
        csv: "Download als CSV", "Download as CSV", "Télécharger en CSV";
    }
}
