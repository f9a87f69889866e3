//! Texts of the letter with a code, and of the page 'is this really us?'.

use effen::kinds::Lang;

/// See the module.
pub struct CodeLetterTexts {
    /// The letter's title.
    pub title: &'static str,
    /// Before the creditors' names.
    pub on_behalf: &'static str,
    /// Label of the reference.
    pub reference: &'static str,
    /// Label of the date.
    pub date: &'static str,
    /// Greeting, before the name.
    pub hello: &'static str,
    /// Why this letter.
    pub why: &'static str,
    /// Above the steps.
    pub how_title: &'static str,
    /// Before the address.
    pub how_address: &'static str,
    /// Fill in.
    pub how_fill: &'static str,
    /// Then.
    pub how_then: &'static str,
    /// Label of the code.
    pub code: &'static str,
    /// Keep it safe.
    pub keep: &'static str,
    /// No internet.
    pub no_internet: &'static str,
    /// Above the check.
    pub really_title: &'static str,
    /// The check, before the address of the page.
    pub really: &'static str,
    /// What we never ask.
    pub never: &'static str,
    /// Sign-off.
    pub regards: &'static str,
    /// In our own copy, in place of the code.
    pub code_left_out: &'static str,
}

static NL: CodeLetterTexts = CodeLetterTexts {
    title: "Uw code om in te loggen",
    on_behalf: "Namens",
    reference: "Dossiernummer",
    date: "Datum",
    hello: "Beste",
    why: "Er staan rekeningen voor u open bij de bedrijven hierboven. Zij vroegen ons, Effen Incasso, om u verder te helpen. Op onze website ziet u wat er openstaat, waarom, en wat u kunt doen: betalen, in delen betalen, of een vraag stellen.",
    how_title: "Zo logt u in",
    how_address: "Typ dit adres in uw browser:",
    how_fill: "Vul uw dossiernummer en deze code in:",
    how_then: "U ziet uw overzicht. U hoeft niets meteen te betalen om te kunnen kijken.",
    code: "Uw code",
    keep: "Geef de code aan niemand anders. Deze code vervangt alle eerdere codes.",
    no_internet: "Hebt u geen internet, of hulp nodig? Bel ons:",
    really_title: "Is deze brief echt van ons?",
    really: "Goed dat u het nakijkt. Op dit adres leest u hoe:",
    never: "Wij vragen nooit per telefoon, mail of sms om uw code, uw pincode of een wachtwoord.",
    regards: "Met vriendelijke groet,",
    code_left_out: "[de code staat alleen in de brief zelf]",
};
static EN: CodeLetterTexts = CodeLetterTexts {
    title: "Your code to sign in",
    on_behalf: "On behalf of",
    reference: "File number",
    date: "Date",
    hello: "Dear",
    why: "You have open invoices with the companies above. They asked us, Effen Incasso, to help you further. On our website you see what is open, why, and what you can do: pay, pay in parts, or ask a question.",
    how_title: "How to sign in",
    how_address: "Type this address in your browser:",
    how_fill: "Fill in your file number and this code:",
    how_then: "You see your overview. You do not have to pay anything at once to have a look.",
    code: "Your code",
    keep: "Do not give the code to anybody else. This code replaces all earlier ones.",
    no_internet: "No internet, or do you need help? Call us:",
    really_title: "Is this letter really from us?",
    really: "It is wise to check. At this address you read how:",
    never: "We never ask for your code, your PIN or a password by telephone, e-mail or text message.",
    regards: "Kind regards,",
    code_left_out: "[the code is only in the letter itself]",
};
static FR: CodeLetterTexts = CodeLetterTexts {
    title: "Votre code pour vous connecter",
    on_behalf: "Au nom de",
    reference: "Numéro de dossier",
    date: "Date",
    hello: "Bonjour",
    why: "Vous avez des factures ouvertes auprès des entreprises ci-dessus. Elles nous ont demandé, à nous, Effen Incasso, de vous aider. Sur notre site, vous voyez ce qui reste à payer, pourquoi, et ce que vous pouvez faire : payer, payer en plusieurs fois ou poser une question.",
    how_title: "Comment vous connecter",
    how_address: "Tapez cette adresse dans votre navigateur :",
    how_fill: "Indiquez votre numéro de dossier et ce code :",
    how_then: "Vous voyez votre aperçu. Il ne faut rien payer tout de suite pour regarder.",
    code: "Votre code",
    keep: "Ne donnez ce code à personne d’autre. Il remplace tous les codes précédents.",
    no_internet: "Pas d’internet, ou besoin d’aide ? Appelez-nous :",
    really_title: "Cette lettre vient-elle vraiment de nous ?",
    really: "Vous avez raison de vérifier. À cette adresse, vous lisez comment :",
    never: "Nous ne demandons jamais votre code, votre code PIN ni un mot de passe par téléphone, e-mail ou SMS.",
    regards: "Cordialement,",
    code_left_out: "[le code ne figure que dans la lettre même]",
};

/// The texts in a language.
pub fn texts(lang: Lang) -> &'static CodeLetterTexts {
    super::pick(lang, &NL, &EN, &FR)
}
