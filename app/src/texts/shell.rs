//! Texts of header, navigation and footer.

use effen::kinds::Lang;

/// See the module.
pub struct ShellTexts {
    /// `lang` attribute.
    pub html_lang: &'static str,
    /// Skip link.
    pub skip: &'static str,
    /// Navigation: overview.
    pub overview: &'static str,
    /// Navigation: messages.
    pub inbox: &'static str,
    /// Navigation: payment plan.
    pub plan: &'static str,
    /// Navigation: chat.
    pub chat: &'static str,
    /// Navigation: help.
    pub help: &'static str,
    /// Navigation: my details.
    pub profile: &'static str,
    /// Sign in.
    pub sign_in: &'static str,
    /// Sign out.
    pub sign_out: &'static str,
    /// Label of the main navigation.
    pub nav_label: &'static str,
    /// Label of the language switch.
    pub language_label: &'static str,
    /// 'Is this really us?'
    pub really_us: &'static str,
    /// Before the telephone number.
    pub call_us: &'static str,
    /// Complaints.
    pub complaint: &'static str,
    /// Demonstration line.
    pub demo: &'static str,
    /// Before a session ends.
    pub session_ends: &'static str,
    /// Link: stay signed in.
    pub session_stay: &'static str,
    /// Title of the page that this link opens.
    pub stay_title: &'static str,
    /// On that page, before the time.
    pub stay_until: &'static str,
    /// On that page, after the time.
    pub stay_close: &'static str,
    /// What the agency is, in one line.
    pub tagline: &'static str,
}

static NL: ShellTexts = ShellTexts {
    html_lang: "nl",
    skip: "Naar de inhoud",
    overview: "Overzicht",
    inbox: "Berichten",
    plan: "Betalen in delen",
    chat: "Chat",
    help: "Hulp",
    profile: "Mijn gegevens",
    sign_in: "Inloggen",
    sign_out: "Uitloggen",
    nav_label: "Hoofdmenu",
    language_label: "Taal",
    really_us: "Zijn wij dit echt?",
    call_us: "Bel ons",
    complaint: "Klacht",
    demo: "Dit is een demonstratie. Alle personen en rekeningen zijn verzonnen.",
    session_ends: "Over een paar minuten wordt u uitgelogd. Wat u invult, blijft bewaard.",
    session_stay: "Blijf ingelogd (opent een nieuw tabblad)",
    stay_title: "U blijft ingelogd",
    stay_until: "U bent ingelogd tot",
    stay_close: "U kunt dit tabblad sluiten en verdergaan waar u was.",
    tagline: "Samen naar nul.",
};
static EN: ShellTexts = ShellTexts {
    html_lang: "en",
    skip: "Skip to content",
    overview: "Overview",
    inbox: "Messages",
    plan: "Pay in parts",
    chat: "Chat",
    help: "Help",
    profile: "My details",
    sign_in: "Sign in",
    sign_out: "Sign out",
    nav_label: "Main menu",
    language_label: "Language",
    really_us: "Is this really us?",
    call_us: "Call us",
    complaint: "Complaint",
    demo: "This is a demonstration. All people and invoices are made up.",
    session_ends: "You will be signed out in a few minutes. What you fill in is kept.",
    session_stay: "Stay signed in (opens a new tab)",
    stay_title: "You stay signed in",
    stay_until: "You are signed in until",
    stay_close: "You can close this tab and go on where you were.",
    tagline: "Level again, together.",
};
static FR: ShellTexts = ShellTexts {
    html_lang: "fr",
    skip: "Aller au contenu",
    overview: "Aperçu",
    inbox: "Messages",
    plan: "En plusieurs fois",
    chat: "Chat",
    help: "Aide",
    profile: "Mes données",
    sign_in: "Se connecter",
    sign_out: "Se déconnecter",
    nav_label: "Menu principal",
    language_label: "Langue",
    really_us: "Est-ce vraiment nous ?",
    call_us: "Appelez-nous",
    complaint: "Réclamation",
    demo: "Ceci est une démonstration. Toutes les personnes et factures sont inventées.",
    session_ends: "Vous serez déconnecté dans quelques minutes. Ce que vous remplissez est conservé.",
    session_stay: "Rester connecté (ouvre un nouvel onglet)",
    stay_title: "Vous restez connecté",
    stay_until: "Vous êtes connecté jusqu’à",
    stay_close: "Vous pouvez fermer cet onglet et continuer où vous étiez.",
    tagline: "Retrouver l’équilibre, ensemble.",
};

/// The texts in a language.
pub fn texts(lang: Lang) -> &'static ShellTexts {
    super::pick(lang, &NL, &EN, &FR)
}
