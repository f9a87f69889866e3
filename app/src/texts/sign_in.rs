//! Texts of the sign-in page.

use effen::kinds::Lang;

/// See the module.
pub struct SignInTexts {
    /// Title and heading.
    pub title: &'static str,
    /// Opening line.
    pub lead: &'static str,
    /// Above what can be done here.
    pub what_title: &'static str,
    /// What can be done here.
    pub what: [&'static str; 4],
    /// Heading of the first way.
    pub code_title: &'static str,
    /// Label: file reference.
    pub reference: &'static str,
    /// Where the reference stands.
    pub reference_hint: &'static str,
    /// Label: code.
    pub code: &'static str,
    /// What a code looks like.
    pub code_hint: &'static str,
    /// Button.
    pub enter: &'static str,
    /// Heading of the second way.
    pub mail_title: &'static str,
    /// What happens then.
    pub mail_lead: &'static str,
    /// Label: reference or address.
    pub who: &'static str,
    /// Button.
    pub mail_me: &'static str,
    /// Above the errors.
    pub errors: &'static str,
    /// No reference.
    pub no_reference: &'static str,
    /// No code.
    pub no_code: &'static str,
    /// No reference or address.
    pub no_who: &'static str,
    /// Reference and code do not belong together.
    pub wrong: &'static str,
    /// Too many tries.
    pub too_many: &'static str,
    /// After a session ended with something typed.
    pub kept: &'static str,
    /// After a session ended, or without one.
    pub again: &'static str,
    /// The page asks for a surer sign-in.
    pub more: &'static str,
    /// What was asked needs the letter's code.
    pub code_needed: &'static str,
    /// Signed out.
    pub signed_out: &'static str,
    /// After asking for a mail: heading.
    pub sent_title: &'static str,
    /// After asking for a mail.
    pub sent: &'static str,
    /// Nothing came?
    pub sent_nothing: &'static str,
    /// Back to sign-in.
    pub sent_back: &'static str,
    /// No letter and no mail: before the number.
    pub call: &'static str,
    /// Link to 'is this really us?'.
    pub doubt: &'static str,
    /// Demonstration: link to the list of people.
    pub demo: &'static str,
}

static NL: SignInTexts = SignInTexts {
    title: "Inloggen",
    lead: "Effen Incasso helpt u om openstaande rekeningen te betalen. Hier ziet u wat u moet betalen, aan wie, en wat u kunt doen.",
    what_title: "Wat u hier kunt doen",
    what: [
        "Zien wat er openstaat, met elke kostenpost uitgelegd",
        "Betalen met iDEAL | Wero, Bancontact, kaart of overschrijving",
        "In delen betalen, of om uitstel vragen",
        "Een vraag stellen in de chat",
    ],
    code_title: "Inloggen met de code uit onze brief",
    reference: "Dossiernummer",
    reference_hint: "Dit staat bovenaan onze brief.",
    code: "Code",
    code_hint: "12 tekens, bijvoorbeeld 4F7K-9QXA-M2TD. Kleine letters en spaties mogen.",
    enter: "Inloggen",
    mail_title: "Geen code? Log in met een mail",
    mail_lead: "Wij sturen u een mail met een link. Daarmee logt u één keer in.",
    who: "Uw e-mailadres of dossiernummer",
    mail_me: "Stuur mij een link",
    errors: "Kijk dit nog even na",
    no_reference: "Vul uw dossiernummer in. Het staat bovenaan onze brief.",
    no_code: "Vul de code uit de brief in.",
    no_who: "Vul uw e-mailadres of uw dossiernummer in.",
    wrong: "Dit dossiernummer en deze code horen niet bij elkaar. Kijk of u ze precies overneemt uit de nieuwste brief, of laat u een mail sturen.",
    too_many: "Dit is te vaak geprobeerd. Wacht een kwartier, of laat u hieronder een mail met een link sturen: dat kan nu al.",
    kept: "U was te lang weg en bent daarom uitgelogd. Wat u had ingevuld, is bewaard. Log in en u gaat verder waar u was.",
    again: "Log in om deze pagina te zien.",
    more: "Deze pagina laat persoonlijke gegevens zien. Log daarvoor in met uw code of met een mail.",
    code_needed: "Voor deze wijziging hebt u de code uit onze brief nodig. Zo weten wij zeker dat u het bent.",
    signed_out: "U bent uitgelogd.",
    sent_title: "Kijk in uw mail",
    sent: "Kennen wij dit adres of dossiernummer? Dan krijgt u binnen enkele minuten een mail met een link. De link werkt 30 minuten en één keer.",
    sent_nothing: "Niets gekregen? Kijk bij ongewenste mail. Of bel ons, dan helpen wij u verder:",
    sent_back: "Terug naar inloggen",
    call: "Lukt het niet? Bel ons:",
    doubt: "Twijfelt u of wij dit echt zijn?",
    demo: "Naar de lijst met personen van deze demonstratie",
};
static EN: SignInTexts = SignInTexts {
    title: "Sign in",
    lead: "Effen Incasso helps you pay open invoices. Here you see what you owe, to whom, and what you can do.",
    what_title: "What you can do here",
    what: [
        "See what is open, with every cost explained",
        "Pay by iDEAL | Wero, Bancontact, card or transfer",
        "Pay in parts, or ask for more time",
        "Ask a question in the chat",
    ],
    code_title: "Sign in with the code from our letter",
    reference: "File number",
    reference_hint: "It is at the top of our letter.",
    code: "Code",
    code_hint: "12 characters, for example 4F7K-9QXA-M2TD. Small letters and spaces are fine.",
    enter: "Sign in",
    mail_title: "No code? Sign in by e-mail",
    mail_lead: "We send you an e-mail with a link. It signs you in once.",
    who: "Your e-mail address or file number",
    mail_me: "Send me a link",
    errors: "Please check this",
    no_reference: "Fill in your file number. It is at the top of our letter.",
    no_code: "Fill in the code from the letter.",
    no_who: "Fill in your e-mail address or your file number.",
    wrong: "This file number and this code do not belong together. Check that you copied them exactly from the newest letter, or have an e-mail sent.",
    too_many: "This was tried too often. Wait fifteen minutes, or have an e-mail with a link sent below: that works right now.",
    kept: "You were away too long, so you were signed out. What you had filled in is kept. Sign in and you go on where you were.",
    again: "Sign in to see this page.",
    more: "This page shows personal details. Sign in with your code or by e-mail to see it.",
    code_needed: "For this change you need the code from our letter. That way we know for sure that it is you.",
    signed_out: "You are signed out.",
    sent_title: "Check your e-mail",
    sent: "If we know this address or file number, you will get an e-mail with a link within a few minutes. The link works for 30 minutes and once.",
    sent_nothing: "Nothing arrived? Look in your spam folder. Or call us and we will help you:",
    sent_back: "Back to sign-in",
    call: "Does it not work? Call us:",
    doubt: "Not sure this is really us?",
    demo: "To the list of people in this demonstration",
};
static FR: SignInTexts = SignInTexts {
    title: "Se connecter",
    lead: "Effen Incasso vous aide à payer vos factures ouvertes. Ici, vous voyez ce que vous devez, à qui, et ce que vous pouvez faire.",
    what_title: "Ce que vous pouvez faire ici",
    what: [
        "Voir ce qui reste à payer, avec chaque coût expliqué",
        "Payer par iDEAL | Wero, Bancontact, carte ou virement",
        "Payer en plusieurs fois, ou demander un délai",
        "Poser une question dans le chat",
    ],
    code_title: "Se connecter avec le code de notre lettre",
    reference: "Numéro de dossier",
    reference_hint: "Il se trouve en haut de notre lettre.",
    code: "Code",
    code_hint: "12 signes, par exemple 4F7K-9QXA-M2TD. Les minuscules et les espaces sont permis.",
    enter: "Se connecter",
    mail_title: "Pas de code ? Connectez-vous par e-mail",
    mail_lead: "Nous vous envoyons un e-mail avec un lien. Il vous connecte une seule fois.",
    who: "Votre adresse e-mail ou votre numéro de dossier",
    mail_me: "M’envoyer un lien",
    errors: "Vérifiez ceci",
    no_reference: "Indiquez votre numéro de dossier. Il se trouve en haut de notre lettre.",
    no_code: "Indiquez le code de la lettre.",
    no_who: "Indiquez votre adresse e-mail ou votre numéro de dossier.",
    wrong: "Ce numéro de dossier et ce code ne vont pas ensemble. Vérifiez que vous les avez bien recopiés de la lettre la plus récente, ou faites-vous envoyer un e-mail.",
    too_many: "Il y a eu trop d’essais. Attendez un quart d’heure, ou faites-vous envoyer ci-dessous un e-mail avec un lien : cela marche tout de suite.",
    kept: "Vous êtes resté absent trop longtemps et vous avez été déconnecté. Ce que vous aviez rempli est conservé. Connectez-vous et continuez où vous étiez.",
    again: "Connectez-vous pour voir cette page.",
    more: "Cette page montre des données personnelles. Connectez-vous avec votre code ou par e-mail.",
    code_needed: "Pour ce changement, il vous faut le code de notre lettre. Ainsi, nous sommes sûrs que c’est vous.",
    signed_out: "Vous êtes déconnecté.",
    sent_title: "Regardez vos e-mails",
    sent: "Si nous connaissons cette adresse ou ce numéro de dossier, vous recevrez dans quelques minutes un e-mail avec un lien. Le lien marche 30 minutes et une seule fois.",
    sent_nothing: "Rien reçu ? Regardez dans les courriers indésirables. Ou appelez-nous, nous vous aiderons :",
    sent_back: "Retour à la connexion",
    call: "Cela ne marche pas ? Appelez-nous :",
    doubt: "Vous doutez que ce soit vraiment nous ?",
    demo: "Vers la liste des personnes de cette démonstration",
};

/// The texts in a language.
pub fn texts(lang: Lang) -> &'static SignInTexts {
    super::pick(lang, &NL, &EN, &FR)
}
