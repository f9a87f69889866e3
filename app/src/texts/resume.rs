//! Texts of the page that gives back what was typed before a session ended.

use effen::kinds::Lang;

/// See the module.
pub struct ResumeTexts {
    /// Title.
    pub title: &'static str,
    /// What this is.
    pub lead: &'static str,
    /// Above what was typed.
    pub typed: &'static str,
    /// Button.
    pub send: &'static str,
    /// The other button.
    pub back: &'static str,
}

static NL: ResumeTexts = ResumeTexts {
    title: "U gaat verder waar u was",
    lead: "U had een formulier ingevuld toen u werd uitgelogd. Wij hebben het bewaard. Er is nog niets verstuurd.",
    typed: "Dit had u ingevuld",
    send: "Verstuur het nu",
    back: "Niet versturen, terug naar de pagina",
};
static EN: ResumeTexts = ResumeTexts {
    title: "Go on where you were",
    lead: "You had filled in a form when you were signed out. We kept it. Nothing has been sent yet.",
    typed: "This is what you had filled in",
    send: "Send it now",
    back: "Do not send, back to the page",
};
static FR: ResumeTexts = ResumeTexts {
    title: "Continuez où vous étiez",
    lead: "Vous aviez rempli un formulaire quand vous avez été déconnecté. Nous l’avons conservé. Rien n’a encore été envoyé.",
    typed: "Voici ce que vous aviez rempli",
    send: "L’envoyer maintenant",
    back: "Ne pas envoyer, retour à la page",
};

/// The texts in a language.
pub fn texts(lang: Lang) -> &'static ResumeTexts {
    super::pick(lang, &NL, &EN, &FR)
}
