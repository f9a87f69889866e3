//! Texts of the pages for what went wrong: title, and what happened, what was kept, what to do.

use crate::pages::problem::ProblemKind;
use effen::kinds::Lang;

/// See the module.
pub struct ProblemTexts {
    not_found: (&'static str, &'static str),
    forbidden: (&'static str, &'static str),
    already_sent: (&'static str, &'static str),
    other_file: (&'static str, &'static str),
    too_many: (&'static str, &'static str),
    refused: (&'static str, &'static str),
    outside: (&'static str, &'static str),
    ours: (&'static str, &'static str),
    /// The way on.
    pub back: &'static str,
}

impl ProblemTexts {
    /// Title and text.
    pub fn of(&self, kind: ProblemKind) -> (&'static str, &'static str) {
        match kind {
            ProblemKind::NotFound => self.not_found,
            ProblemKind::Forbidden => self.forbidden,
            ProblemKind::AlreadySent => self.already_sent,
            ProblemKind::OtherFile => self.other_file,
            ProblemKind::TooMany => self.too_many,
            ProblemKind::Refused => self.refused,
            ProblemKind::Outside => self.outside,
            ProblemKind::Ours => self.ours,
        }
    }
}

static NL: ProblemTexts = ProblemTexts {
    not_found: (
        "Deze pagina is er niet",
        "Het adres klopt niet, of de pagina hoort niet bij uw gegevens. Er is niets veranderd.",
    ),
    forbidden: (
        "Hier hebt u geen toegang toe",
        "Uw rol laat dit niet toe. Er is niets veranderd. Vraag het uw teamleider als u dit nodig hebt.",
    ),
    already_sent: (
        "Dit formulier was al verstuurd",
        "U hebt dit formulier eerder verstuurd met andere gegevens. De eerste keer telt. Open de pagina opnieuw om iets te veranderen.",
    ),
    other_file: (
        "Deze pagina was van een ander dossier",
        "In deze browser is intussen iemand anders ingelogd. Er is niets verstuurd en niets veranderd. Sluit de oude pagina, of log weer in voor dat dossier.",
    ),
    too_many: (
        "Even wachten",
        "U hebt dit te vaak geprobeerd. Wacht een kwartier en probeer het opnieuw, of bel ons. Er is niets verloren.",
    ),
    refused: (
        "Dit kan zo niet",
        "Wij konden dit niet uitvoeren. Er is niets veranderd en niets betaald. Ga terug en probeer het opnieuw, of vraag het in de chat.",
    ),
    outside: (
        "De bank antwoordt niet",
        "Wij hebben bewaard wat u deed, maar er is nog niets betaald. Probeer het over een paar minuten opnieuw.",
    ),
    ours: (
        "Er ging iets mis bij ons",
        "Dat ligt niet aan u. Wat u eerder deed, is bewaard. Probeer het over een paar minuten opnieuw, of bel ons.",
    ),
    back: "Naar het overzicht",
};
static EN: ProblemTexts = ProblemTexts {
    not_found: (
        "This page does not exist",
        "The address is wrong, or the page is not part of your file. Nothing has changed.",
    ),
    forbidden: (
        "You have no access to this",
        "Your role does not allow this. Nothing has changed. Ask your supervisor if you need it.",
    ),
    already_sent: (
        "This form was sent before",
        "You sent this form earlier with other details. The first time counts. Open the page again to change something.",
    ),
    other_file: (
        "This page belonged to another file",
        "Somebody else has signed in on this browser since. Nothing was sent and nothing has changed. Close the old page, or sign in again for that file.",
    ),
    too_many: (
        "Please wait a moment",
        "You tried this too often. Wait fifteen minutes and try again, or call us. Nothing is lost.",
    ),
    refused: (
        "This cannot be done like this",
        "We could not do this. Nothing has changed and nothing was paid. Go back and try again, or ask us in the chat.",
    ),
    outside: (
        "The bank does not answer",
        "We kept what you did, but nothing has been paid yet. Try again in a few minutes.",
    ),
    ours: (
        "Something went wrong on our side",
        "It is not your fault. What you did before is kept. Try again in a few minutes, or call us.",
    ),
    back: "To the overview",
};
static FR: ProblemTexts = ProblemTexts {
    not_found: (
        "Cette page n’existe pas",
        "L’adresse est incorrecte, ou la page ne fait pas partie de votre dossier. Rien n’a changé.",
    ),
    forbidden: (
        "Vous n’avez pas accès à ceci",
        "Votre rôle ne le permet pas. Rien n’a changé. Demandez à votre responsable si vous en avez besoin.",
    ),
    already_sent: (
        "Ce formulaire a déjà été envoyé",
        "Vous avez déjà envoyé ce formulaire avec d’autres données. Le premier envoi compte. Rouvrez la page pour modifier quelque chose.",
    ),
    other_file: (
        "Cette page appartenait à un autre dossier",
        "Quelqu’un d’autre s’est connecté entre-temps sur ce navigateur. Rien n’a été envoyé et rien n’a changé. Fermez l’ancienne page, ou reconnectez-vous à ce dossier.",
    ),
    too_many: (
        "Un instant, s’il vous plaît",
        "Vous avez essayé trop souvent. Attendez un quart d’heure et réessayez, ou appelez-nous. Rien n’est perdu.",
    ),
    refused: (
        "Ce n’est pas possible ainsi",
        "Nous n’avons pas pu le faire. Rien n’a changé et rien n’a été payé. Revenez en arrière et réessayez, ou demandez-le dans le chat.",
    ),
    outside: (
        "La banque ne répond pas",
        "Nous avons gardé ce que vous avez fait, mais rien n’est encore payé. Réessayez dans quelques minutes.",
    ),
    ours: (
        "Un problème est survenu chez nous",
        "Ce n’est pas votre faute. Ce que vous avez fait avant est conservé. Réessayez dans quelques minutes, ou appelez-nous.",
    ),
    back: "Vers l’aperçu",
};

/// The texts in a language.
pub fn texts(lang: Lang) -> &'static ProblemTexts {
    super::pick(lang, &NL, &EN, &FR)
}
