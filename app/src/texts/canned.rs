//! Texts of canned answers: choosing one, and the editor.

super::texts! {
    /// See the module.
    CannedTexts {
        title: "Vaste antwoorden", "Canned answers", "Réponses types";
        lead: "Typ in een gesprek een schuine streep en het woord, en druk op Enter: het antwoord komt in het veld, in de taal van de debiteur en de toon van diens behandeling. U leest het na en verstuurt het zelf.", "In a conversation, type a slash and the word, and press Enter: the answer comes into the field, in the debtor’s language and the tone of their treatment. You read it and send it yourself.", "Dans une conversation, tapez une barre oblique et le mot, puis Entrée : la réponse vient dans le champ, dans la langue du débiteur et le ton de son traitement. Vous la relisez et l’envoyez vous-même.";
        choose: "Kies een vast antwoord", "Choose a canned answer", "Choisissez une réponse type";
        insert: "Zet in het veld", "Put into the field", "Mettre dans le champ";
        none_chosen: "Er is geen vast antwoord met dit woord in de taal van deze debiteur. Kies er een uit de lijst.", "There is no canned answer under this word in this debtor’s language. Choose one from the list.", "Il n’y a pas de réponse type sous ce mot dans la langue de ce débiteur. Choisissez-en une dans la liste.";
        missing: "Dit antwoord noemt ‘{field}’, en dat heeft dit dossier niet. Er is niets ingevuld; schrijf dit antwoord zelf.", "This answer names ‘{field}’, which this file does not have. Nothing was put in; write this answer yourself.", "Cette réponse cite « {field} », que ce dossier n’a pas. Rien n’a été inséré ; écrivez cette réponse vous-même.";
        shortcut: "Woord", "Word", "Mot";
        shortcut_hint: "Kleine letters, cijfers en streepjes.", "Small letters, digits and hyphens.", "Minuscules, chiffres et tirets.";
        language: "Taal", "Language", "Langue";
        tone: "Toon", "Tone", "Ton";
        every_tone: "elke toon", "every tone", "tous les tons";
        about: "Waar het over gaat", "What it is about", "De quoi il s’agit";
        text: "Tekst", "Text", "Texte";
        fields: "Velden die worden ingevuld", "Fields that are filled in", "Champs remplis";
        edit: "Bewerk", "Edit", "Modifier";
        new: "Nieuw antwoord", "New answer", "Nouvelle réponse";
        save: "Bewaar", "Save", "Enregistrer";
        retire: "Haal weg", "Take away", "Retirer";
        saved: "Bewaard. Wie nu antwoordt, krijgt deze tekst.", "Saved. Whoever answers now gets this text.", "Enregistré. Qui répond maintenant reçoit ce texte.";
        may_not: "U kunt antwoorden bekijken. Wijzigen doet een teamleider.", "You can look at the answers. A supervisor changes them.", "Vous pouvez consulter les réponses. Un responsable les modifie.";
        history: "Geschiedenis", "History", "Historique";
        shipped: "Zoals meegeleverd", "As shipped", "Tel que fourni";
        taken_away: "weggehaald", "taken away", "retiré";
        error_title: "Dit is nog niet bewaard", "This is not saved yet", "Ce n’est pas encore enregistré";
        wrong_shortcut: "Gebruik voor het woord kleine letters, cijfers en streepjes, hoogstens 24.", "Use small letters, digits and hyphens for the word, 24 at most.", "Utilisez des minuscules, chiffres et tirets pour le mot, 24 au plus.";
        wrong_title: "Schrijf waar het over gaat, in hoogstens {max} tekens.", "Write what it is about, in {max} characters at most.", "Écrivez de quoi il s’agit, en {max} caractères au plus.";
        wrong_choice: "Kies een taal en een toon uit de lijst.", "Choose a language and a tone from the list.", "Choisissez une langue et un ton dans la liste.";
        empty: "Schrijf eerst een tekst.", "Write a text first.", "Écrivez d’abord un texte.";
        long: "De tekst is te lang. Gebruik hoogstens 4000 tekens.", "The text is too long. Use at most 4000 characters.", "Le texte est trop long. Utilisez au plus 4000 caractères.";
        unknown: "Het veld ‘{field}’ bestaat niet. Kies een van de velden hieronder.", "There is no field ‘{field}’. Choose one of the fields below.", "Le champ « {field} » n’existe pas. Choisissez l’un des champs ci-dessous.";
        brace: "Een accolade mist haar wederhelft. Een gewone accolade schrijft u dubbel.", "A brace lacks its other half. Write a plain brace twice.", "Il manque une accolade. Une accolade simple s’écrit deux fois.";
        stale: "Iemand anders heeft dit antwoord net gewijzigd. Bekijk de geschiedenis hieronder, en open het opnieuw.", "Somebody else has just changed this answer. Look at the history below, and open it again.", "Quelqu’un vient de modifier cette réponse. Regardez l’historique ci-dessous et rouvrez-la.";
    }
}
