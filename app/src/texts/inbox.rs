//! Texts of the inbox.

super::texts! {
    /// See the module.
    InboxTexts {
        title: "Berichten", "Messages", "Messages";
        lead: "Elk bericht en elke brief die wij u stuurden. Staat het hier niet? Dan is het niet van ons.", "Every message and letter we sent you. Is it not here? Then it is not from us.", "Chaque message et lettre que nous vous avons envoyés. Il n’est pas ici ? Alors il ne vient pas de nous.";
        none: "Wij hebben u nog niets gestuurd.", "We have not sent you anything yet.", "Nous ne vous avons encore rien envoyé.";
        by_email: "E-mail", "E-mail", "E-mail";
        by_sms: "Sms", "Text message", "SMS";
        by_letter: "Brief", "Letter", "Lettre";
        by_phone: "Telefoon", "Telephone", "Téléphone";
        by_other: "Bericht", "Message", "Message";
        sent_to: "Verstuurd naar {to} op {date}", "Sent to {to} on {date}", "Envoyé à {to} le {date}";
        sent: "Verstuurd op {date}", "Sent on {date}", "Envoyé le {date}";
        about: "Bekijk de rekening", "View the invoice", "Voir la facture";
        back: "Alle berichten", "All messages", "Tous les messages";
        ask: "Stel een vraag in de chat", "Ask a question in the chat", "Poser une question dans le chat";
    }
}
