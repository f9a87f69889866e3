//! Texts of the command bar.

super::texts! {
    /// See the module.
    CommandBarTexts {
        title: "Ga naar of doe", "Go to or do", "Aller à ou faire";
        label: "Typ een pagina, een handeling of een dossier", "Type a page, an action or a file", "Tapez une page, une action ou un dossier";
        count: "{n} mogelijkheden; pijltjes kiezen, Enter doet", "{n} to choose from; arrows choose, Enter does it", "{n} possibilités ; flèches pour choisir, Entrée pour valider";
        conversation: "Gesprek met", "Conversation with", "Conversation avec";
        insert: "Vast antwoord:", "Canned answer:", "Réponse type :";
        answer: "Antwoord schrijven", "Write an answer", "Écrire une réponse";
        note: "Notitie of doorgeven", "Note or hand over", "Note ou transfert";
        snooze: "Gesprek opzij zetten", "Put the conversation aside", "Reporter la conversation";
        close: "Gesprek sluiten", "Close the conversation", "Clore la conversation";
        take: "Gesprek nemen of heropenen", "Take or reopen the conversation", "Prendre ou rouvrir la conversation";
        to_talk: "Naar het gesprek met {name}", "To the conversation with {name}", "Vers la conversation avec {name}";
        search: "Een dossier zoeken", "Find a file", "Chercher un dossier";
    }
}
