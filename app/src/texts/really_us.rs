//! Texts of the page 'is this really us?'.

use effen::kinds::Lang;

/// See the module.
pub struct ReallyUsTexts {
    /// Title.
    pub title: &'static str,
    /// Opening line.
    pub lead: &'static str,
    /// Heading: the address.
    pub site_title: &'static str,
    /// Before the domain.
    pub site: &'static str,
    /// What to do with a doubtful link.
    pub site_do: &'static str,
    /// Heading: what our messages always hold.
    pub always_title: &'static str,
    /// What our messages always hold.
    pub always: [&'static str; 3],
    /// Heading: what we never ask.
    pub never_title: &'static str,
    /// What we never ask.
    pub never: [&'static str; 5],
    /// Heading: the accounts.
    pub accounts_title: &'static str,
    /// How to compare them.
    pub accounts_lead: &'static str,
    /// Column: for whom.
    pub creditor: &'static str,
    /// Column: name of the account.
    pub account_name: &'static str,
    /// Column: number.
    pub iban: &'static str,
    /// Heading: ask us.
    pub ask_title: &'static str,
    /// Before the number.
    pub ask: &'static str,
    /// Heading: too late.
    pub late_title: &'static str,
    /// What to do then.
    pub late: &'static str,
}

static NL: ReallyUsTexts = ReallyUsTexts {
    title: "Zijn wij dit echt?",
    lead: "Er zijn oplichters die doen alsof zij een incassobureau zijn. Goed dat u het nakijkt. Zo weet u of een brief, mail of sms van ons is.",
    site_title: "Kijk naar het adres",
    site: "Onze website staat alleen op dit adres:",
    site_do: "Twijfelt u aan een link? Klik er niet op. Typ dit adres zelf in uw browser en log in. Alles wat wij u sturen, staat ook daar, bij Berichten.",
    always_title: "Dit staat altijd in onze berichten",
    always: [
        "De naam van het bedrijf waar u de rekening van hebt (alleen een mail met een link om in te loggen noemt die niet)",
        "De laatste tekens van uw dossiernummer, of het hele nummer in een brief",
        "Ons telefoonnummer",
    ],
    never_title: "Dit vragen wij nooit",
    never: [
        "Uw pincode, een wachtwoord of de code van uw bank",
        "De code uit onze brief, per telefoon, mail of sms",
        "Een betaling met cadeaukaarten of crypto",
        "Geld overmaken naar een rekening die niet hieronder staat en ook niet op onze betaalpagina",
        "Een programma installeren of uw scherm delen",
    ],
    accounts_title: "Onze rekeningnummers",
    accounts_lead: "Maakt u geld over? Vergelijk dan de naam en het nummer. Zegt uw bank dat de naam niet klopt, betaal dan niet en bel ons.",
    creditor: "Rekening van",
    account_name: "Naam bij de bank",
    iban: "Rekeningnummer",
    ask_title: "Vraag het ons",
    ask: "Bel het nummer dat u hier ziet, niet een nummer uit een bericht waaraan u twijfelt:",
    late_title: "Hebt u al betaald en vertrouwt u het niet?",
    late: "Bel meteen uw bank. Bel daarna ons, dan zoeken wij samen uit wat er is gebeurd. U hoeft zich niet te schamen: dit overkomt veel mensen.",
};
static EN: ReallyUsTexts = ReallyUsTexts {
    title: "Is this really us?",
    lead: "There are swindlers who pretend to be a collection agency. It is wise to check. This is how you know whether a letter, e-mail or text message is from us.",
    site_title: "Look at the address",
    site: "Our website is at this address only:",
    site_do: "Not sure about a link? Do not click it. Type this address in your browser yourself and sign in. Everything we send you is there too, under Messages.",
    always_title: "Our messages always hold this",
    always: [
        "The name of the company your invoice is from (only an e-mail with a link to sign in does not name it)",
        "The last characters of your file number, or all of it in a letter",
        "Our telephone number",
    ],
    never_title: "What we never ask",
    never: [
        "Your PIN, a password or your bank’s code",
        "The code from our letter, by telephone, e-mail or text message",
        "A payment by gift cards or crypto",
        "Money to an account that is neither listed below nor shown on our payment page",
        "To install a program or share your screen",
    ],
    accounts_title: "Our account numbers",
    accounts_lead: "Do you pay by transfer? Compare the name and the number. If your bank says that the name does not match, do not pay and call us.",
    creditor: "Invoice from",
    account_name: "Name at the bank",
    iban: "Account number",
    ask_title: "Ask us",
    ask: "Call the number you see here, not one from a message you doubt:",
    late_title: "Have you paid already and do you not trust it?",
    late: "Call your bank at once. Then call us, and we will find out together what happened. There is no need to be ashamed: this happens to many people.",
};
static FR: ReallyUsTexts = ReallyUsTexts {
    title: "Est-ce vraiment nous ?",
    lead: "Des escrocs se font passer pour une société de recouvrement. Vous avez raison de vérifier. Voici comment savoir si une lettre, un e-mail ou un SMS vient de nous.",
    site_title: "Regardez l’adresse",
    site: "Notre site se trouve uniquement à cette adresse :",
    site_do: "Vous doutez d’un lien ? Ne cliquez pas dessus. Tapez vous-même cette adresse dans votre navigateur et connectez-vous. Tout ce que nous vous envoyons s’y trouve aussi, sous Messages.",
    always_title: "Nos messages contiennent toujours ceci",
    always: [
        "Le nom de l’entreprise dont vient la facture (seul un e-mail avec un lien de connexion ne le mentionne pas)",
        "Les derniers signes de votre numéro de dossier, ou le numéro entier dans une lettre",
        "Notre numéro de téléphone",
    ],
    never_title: "Ce que nous ne demandons jamais",
    never: [
        "Votre code PIN, un mot de passe ou le code de votre banque",
        "Le code de notre lettre, par téléphone, e-mail ou SMS",
        "Un paiement en cartes-cadeaux ou en cryptomonnaie",
        "De l’argent sur un compte qui n’est ni dans la liste ci-dessous ni sur notre page de paiement",
        "D’installer un programme ou de partager votre écran",
    ],
    accounts_title: "Nos numéros de compte",
    accounts_lead: "Vous payez par virement ? Comparez le nom et le numéro. Si votre banque dit que le nom ne correspond pas, ne payez pas et appelez-nous.",
    creditor: "Facture de",
    account_name: "Nom à la banque",
    iban: "Numéro de compte",
    ask_title: "Demandez-nous",
    ask: "Appelez le numéro que vous voyez ici, pas celui d’un message dont vous doutez :",
    late_title: "Vous avez déjà payé et vous avez un doute ?",
    late: "Appelez tout de suite votre banque. Appelez-nous ensuite : nous chercherons ensemble ce qui s’est passé. Il n’y a pas de honte : cela arrive à beaucoup de gens.",
};

/// The texts in a language.
pub fn texts(lang: Lang) -> &'static ReallyUsTexts {
    super::pick(lang, &NL, &EN, &FR)
}
