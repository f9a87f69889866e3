//! Texts of the agents' sign-in page.

use effen::kinds::Lang;

/// See the module.
pub struct ConsoleSignInTexts {
    /// Title.
    pub title: &'static str,
    /// Label.
    pub email: &'static str,
    /// Label.
    pub password: &'static str,
    /// Button.
    pub enter: &'static str,
    /// Above the errors.
    pub errors: &'static str,
    /// Address and password do not belong together.
    pub wrong: &'static str,
    /// Too many tries.
    pub too_many: &'static str,
    /// Signed out.
    pub signed_out: &'static str,
    /// Forgotten?
    pub forgotten: &'static str,
    /// For debtors.
    pub not_here: &'static str,
}

static NL: ConsoleSignInTexts = ConsoleSignInTexts {
    title: "Inloggen voor medewerkers",
    email: "E-mailadres",
    password: "Wachtwoord",
    enter: "Inloggen",
    errors: "Kijk dit nog even na",
    wrong: "Dit e-mailadres en dit wachtwoord horen niet bij elkaar.",
    too_many: "Dit is te vaak geprobeerd. Wacht een kwartier.",
    signed_out: "U bent uitgelogd.",
    forgotten: "Wachtwoord vergeten? Uw beheerder maakt een nieuw.",
    not_here: "Hebt u een brief of mail van ons gekregen? Log dan hier in.",
};
static EN: ConsoleSignInTexts = ConsoleSignInTexts {
    title: "Sign in for staff",
    email: "E-mail address",
    password: "Password",
    enter: "Sign in",
    errors: "Please check this",
    wrong: "This e-mail address and this password do not belong together.",
    too_many: "This was tried too often. Wait fifteen minutes.",
    signed_out: "You are signed out.",
    forgotten: "Forgotten your password? Your administrator makes a new one.",
    not_here: "Did you get a letter or e-mail from us? Sign in here.",
};
static FR: ConsoleSignInTexts = ConsoleSignInTexts {
    title: "Connexion pour les collaborateurs",
    email: "Adresse e-mail",
    password: "Mot de passe",
    enter: "Se connecter",
    errors: "Vérifiez ceci",
    wrong: "Cette adresse e-mail et ce mot de passe ne vont pas ensemble.",
    too_many: "Il y a eu trop d’essais. Attendez un quart d’heure.",
    signed_out: "Vous êtes déconnecté.",
    forgotten: "Mot de passe oublié ? Votre administrateur en fait un nouveau.",
    not_here: "Vous avez reçu une lettre ou un e-mail de nous ? Connectez-vous ici.",
};

/// The texts in a language.
pub fn texts(lang: Lang) -> &'static ConsoleSignInTexts {
    super::pick(lang, &NL, &EN, &FR)
}
