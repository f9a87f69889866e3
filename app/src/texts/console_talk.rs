//! Texts of what agents tell each other about a conversation.

super::texts! {
    /// See the module.
    ConsoleTalkTexts {
        summary: "Notities en doorgeven ({n})", "Notes and handing over ({n})", "Notes et transfert ({n})";
        lead: "Alleen collega’s zien dit, de debiteur nooit.", "Only colleagues see this, the debtor never does.", "Seuls les collègues voient ceci, jamais le débiteur.";
        label: "Notitie", "Note", "Note";
        to: "Voor", "For", "Pour";
        nobody: "Alleen noteren", "Only note it", "Noter seulement";
        queue: "Terug naar de wachtrij", "Back to the queue", "Retour dans la file";
        hand: "Doorgeven aan {name}", "Hand over to {name}", "Transférer à {name}";
        save: "Leg vast", "Save", "Enregistrer";
        handed: "{agent} gaf door aan {name}", "{agent} handed over to {name}", "{agent} a transféré à {name}";
        handed_queue: "{agent} legde terug in de wachtrij", "{agent} put back into the queue", "{agent} a remis dans la file";
        error_title: "De notitie is niet bewaard", "The note was not saved", "La note n’a pas été enregistrée";
        error_empty: "Schrijf eerst een notitie, ook bij doorgeven: uw collega begint dan niet opnieuw.", "Write a note first, also when handing over: your colleague then does not start again.", "Écrivez d’abord une note, aussi pour un transfert : votre collègue ne recommence pas à zéro.";
        error_long: "De notitie is te lang. Gebruik hoogstens 4000 tekens.", "The note is too long. Use at most 4000 characters.", "La note est trop longue. Utilisez au plus 4000 caractères.";
        error_gone: "Deze collega werkt hier niet meer, of het formulier was al met een andere tekst verstuurd. Kies opnieuw.", "This colleague no longer works here, or the form was sent before with another text. Choose again.", "Ce collègue ne travaille plus ici, ou le formulaire a déjà été envoyé avec un autre texte. Choisissez à nouveau.";
        looks: "{name} kijkt mee.", "{name} is looking too.", "{name} regarde aussi.";
        types: "{name} typt een antwoord.", "{name} is typing an answer.", "{name} écrit une réponse.";
        attach: "Stuur een foto of PDF mee", "Send a photo or PDF along", "Joindre une photo ou un PDF";
        files_error: "Het antwoord is niet verstuurd", "The answer was not sent", "La réponse n’a pas été envoyée";
        beside: "Gesprekken naast elkaar", "Conversations side by side", "Conversations côte à côte";
        beside_add: "{name} ernaast", "{name} beside these", "Ajouter {name}";
        beside_none: "U hebt nog geen gesprekken. Neem er een uit de wachtrij.", "You have no conversations yet. Take one from the queue.", "Vous n’avez pas encore de conversation. Prenez-en une dans la file.";
        beside_file: "Met het dossier", "With the file", "Avec le dossier";
        beside_close: "Haal {name} hier weg", "Take {name} away here", "Retirer {name} d’ici";
        reads_along: "U leest mee: met uw rol verandert u niets, en de debiteur merkt er niets van. Wat er nieuw bij komt, ziet u als u de pagina opnieuw opent.", "You read along: with your role you change nothing, and the debtor notices nothing. Open the page again to see what is new.", "Vous lisez seulement : votre rôle ne change rien et le débiteur n’en remarque rien. Rouvrez la page pour voir les nouveautés.";
        reopen: "Heropen gesprek", "Reopen conversation", "Rouvrir la conversation";
    }
}
