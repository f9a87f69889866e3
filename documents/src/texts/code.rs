//! Texts of the letter that brings a code to sign in with.

effen::texts! {
    /// See the module.
    CodeTexts {
        title: "Uw code om in te loggen", "Your code to sign in", "Votre code pour vous connecter";
        where_open: "Er staan rekeningen voor u open bij:", "You have open invoices with:", "Vous avez des factures ouvertes auprès de :";
        why: "Zij vroegen ons, {agency}, om u verder te helpen. Op onze website ziet u wat er openstaat, waarom, en wat u kunt doen: betalen, in delen betalen, of een vraag stellen.", "They asked us, {agency}, to help you further. On our website you see what is open, why, and what you can do: pay, pay in parts, or ask a question.", "Elles nous ont demandé, à nous, {agency}, de vous aider. Sur notre site, vous voyez ce qui reste à payer, pourquoi, et ce que vous pouvez faire : payer, payer en plusieurs fois ou poser une question.";
        how_title: "Zo logt u in", "How to sign in", "Comment vous connecter";
        how_address: "Typ dit adres in uw browser: {site}", "Type this address in your browser: {site}", "Tapez cette adresse dans votre navigateur : {site}";
        how_fill: "Vul uw dossiernummer en deze code in:", "Fill in your file number and this code:", "Indiquez votre numéro de dossier et ce code :";
        how_then: "U ziet uw overzicht. U hoeft niets meteen te betalen om te kunnen kijken.", "You see your overview. You do not have to pay anything at once to have a look.", "Vous voyez votre aperçu. Il ne faut rien payer tout de suite pour regarder.";
        keep: "Geef de code aan niemand anders. Deze code vervangt alle eerdere codes.", "Do not give the code to anybody else. This code replaces all earlier ones.", "Ne donnez ce code à personne d’autre. Il remplace tous les codes précédents.";
        no_internet: "Hebt u geen internet, of hulp nodig? Bel ons: {phone}.", "No internet, or do you need help? Call us: {phone}.", "Pas d’internet, ou besoin d’aide ? Appelez-nous : {phone}.";
        never: "Wij vragen nooit per telefoon, mail of sms om uw code, uw pincode of een wachtwoord.", "We never ask for your code, your PIN or a password by telephone, e-mail or text message.", "Nous ne demandons jamais votre code, votre code PIN ni un mot de passe par téléphone, e-mail ou SMS.";
        code_left_out: "[de code staat alleen in de brief zelf]", "[the code is only in the letter itself]", "[le code ne figure que dans la lettre même]";
    }
}
