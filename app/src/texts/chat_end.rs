//! Texts of what a debtor can do in the chat besides writing: rate how it went, have it mailed, be called.

super::texts! {
    /// See the module.
    ChatEndTexts {
        rate: "Hoe hebben wij u geholpen?", "How did we help you?", "Comment vous avons-nous aidé ?";
        rate_1: "Slecht", "Badly", "Mal";
        rate_2: "Matig", "Not well", "Moyennement";
        rate_3: "Redelijk", "Fairly", "Assez bien";
        rate_4: "Goed", "Well", "Bien";
        rate_5: "Heel goed", "Very well", "Très bien";
        rate_send: "Geef dit oordeel", "Give this rating", "Donner cet avis";
        rated: "Dank u. Wij gebruiken uw oordeel om beter te helpen; voor uw dossier maakt het niets uit.", "Thank you. We use your rating to help better; it changes nothing in your file.", "Merci. Votre avis nous aide à mieux vous aider ; il ne change rien à votre dossier.";
        rated_before: "U hebt dit gesprek al beoordeeld.", "You have rated this conversation already.", "Vous avez déjà évalué cette conversation.";
        transcript: "Mail dit gesprek naar {mail}", "Mail this conversation to {mail}", "Envoyer cette conversation à {mail}";
        transcript_sent: "Het gesprek is onderweg naar uw e-mailadres.", "The conversation is on its way to your e-mail address.", "La conversation est en route vers votre adresse e-mail.";
        no_mail: "Wij hebben geen e-mailadres van u om dit gesprek naartoe te sturen. U kunt het toevoegen bij Mijn gegevens.", "We have no e-mail address of yours to send this conversation to. You can add it under My details.", "Nous n’avons pas d’adresse e-mail pour vous envoyer cette conversation. Ajoutez-la sous Mes données.";
        call_me: "Laat u terugbellen", "Have us call you", "Demander un rappel";
        rate_missing: "Kies eerst een van de vijf.", "Choose one of the five first.", "Choisissez d’abord l’un des cinq.";
    }
}
