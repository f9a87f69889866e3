//! Texts of the pages behind links in messages, and of the mail with a link to sign in.

use effen::kinds::Lang;

/// See the module.
pub struct LinkTexts {
    /// Sign-in: title.
    pub sign_in_title: &'static str,
    /// Sign-in: what happens.
    pub sign_in_lead: &'static str,
    /// Sign-in: button.
    pub sign_in_go: &'static str,
    /// Chat: title.
    pub chat_title: &'static str,
    /// Chat: what happens.
    pub chat_lead: &'static str,
    /// Chat: button.
    pub chat_go: &'static str,
    /// Pay: title, before the creditor's name.
    pub pay_title: &'static str,
    /// Pay: button, before the amount.
    pub pay_go: &'static str,
    /// Pay: nothing is open any longer.
    pub pay_done: &'static str,
    /// Pay: label of the invoice.
    pub pay_invoice: &'static str,
    /// Pay: label of the due date.
    pub pay_due: &'static str,
    /// Pay: label of the masked file reference.
    pub pay_file: &'static str,
    /// Pay: to everything else.
    pub pay_more: &'static str,
    /// The link does not work: title.
    pub dead_title: &'static str,
    /// The link does not work: what to do.
    pub dead_lead: &'static str,
    /// The link does not work: button.
    pub dead_go: &'static str,
    /// Doubts.
    pub doubt: &'static str,
    /// Mail: subject.
    pub mail_subject: &'static str,
    /// Mail: greeting, before the name.
    pub mail_hello: &'static str,
    /// Mail: why.
    pub mail_why: &'static str,
    /// Mail: how long.
    pub mail_how: &'static str,
    /// Mail: not asked for.
    pub mail_not_you: &'static str,
    /// Mail: before the end of the reference.
    pub mail_file: &'static str,
    /// Mail: before the address of 'is this really us?'.
    pub mail_doubt: &'static str,
    /// Mail: before the telephone number.
    pub mail_call: &'static str,
    /// In our own copy, in place of the link.
    pub mail_link_left_out: &'static str,
}

static NL: LinkTexts = LinkTexts {
    sign_in_title: "Inloggen met uw link",
    sign_in_lead: "Druk op de knop om in te loggen. De link werkt één keer.",
    sign_in_go: "Log nu in",
    chat_title: "Verder met de chat",
    chat_lead: "Druk op de knop om de chat te openen. De link werkt één keer.",
    chat_go: "Open de chat",
    pay_title: "Uw rekening van",
    pay_go: "Betaal",
    pay_done: "Deze rekening is betaald. U hoeft niets te doen.",
    pay_invoice: "Rekening",
    pay_due: "Betalen tot en met",
    pay_file: "Dossiernummer eindigt op",
    pay_more: "Niet in één keer, of een vraag? Log in en kies wat past",
    dead_title: "Deze link werkt niet meer",
    dead_lead: "De link is al gebruikt, of is verlopen. U kunt een nieuwe laten sturen. Er is niets veranderd.",
    dead_go: "Stuur mij een nieuwe link",
    doubt: "Twijfelt u of wij dit echt zijn?",
    mail_subject: "Uw link om in te loggen bij Effen",
    mail_hello: "Dag",
    mail_why: "U vroeg om een link om in te loggen bij Effen Incasso. Dit is hij:",
    mail_how: "De link werkt 30 minuten en één keer. Werkt hij niet meer? Dan kunt u een nieuwe vragen.",
    mail_not_you: "Vroeg u hier niet om? Dan hoeft u niets te doen. Zonder deze mail kan niemand met de link inloggen.",
    mail_file: "Uw dossiernummer eindigt op",
    mail_doubt: "Twijfelt u of deze mail van ons is? Typ dit adres zelf over:",
    mail_call: "Bellen kan ook:",
    mail_link_left_out: "[de link staat alleen in de mail zelf]",
};
static EN: LinkTexts = LinkTexts {
    sign_in_title: "Sign in with your link",
    sign_in_lead: "Press the button to sign in. The link works once.",
    sign_in_go: "Sign in now",
    chat_title: "Go on with the chat",
    chat_lead: "Press the button to open the chat. The link works once.",
    chat_go: "Open the chat",
    pay_title: "Your invoice from",
    pay_go: "Pay",
    pay_done: "This invoice is paid. There is nothing you need to do.",
    pay_invoice: "Invoice",
    pay_due: "Pay no later than",
    pay_file: "File number ends in",
    pay_more: "Not all at once, or a question? Sign in and choose what suits you",
    dead_title: "This link no longer works",
    dead_lead: "The link has been used, or has expired. You can have a new one sent. Nothing has changed.",
    dead_go: "Send me a new link",
    doubt: "Not sure this is really us?",
    mail_subject: "Your link to sign in to Effen",
    mail_hello: "Hello",
    mail_why: "You asked for a link to sign in to Effen Incasso. Here it is:",
    mail_how: "The link works for 30 minutes and once. If it no longer works, you can ask for a new one.",
    mail_not_you: "If you did not ask for this, you need to do nothing. Without this e-mail nobody can sign in with the link.",
    mail_file: "Your file number ends in",
    mail_doubt: "Not sure this e-mail is from us? Type this address yourself:",
    mail_call: "You can also call:",
    mail_link_left_out: "[the link is only in the e-mail itself]",
};
static FR: LinkTexts = LinkTexts {
    sign_in_title: "Se connecter avec votre lien",
    sign_in_lead: "Appuyez sur le bouton pour vous connecter. Le lien marche une seule fois.",
    sign_in_go: "Me connecter maintenant",
    chat_title: "Continuer le chat",
    chat_lead: "Appuyez sur le bouton pour ouvrir le chat. Le lien marche une seule fois.",
    chat_go: "Ouvrir le chat",
    pay_title: "Votre facture de",
    pay_go: "Payer",
    pay_done: "Cette facture est payée. Vous n’avez rien à faire.",
    pay_invoice: "Facture",
    pay_due: "À payer au plus tard le",
    pay_file: "Le numéro de dossier finit par",
    pay_more: "Pas en une fois, ou une question ? Connectez-vous et choisissez ce qui vous convient",
    dead_title: "Ce lien ne marche plus",
    dead_lead: "Le lien a déjà servi, ou il a expiré. Vous pouvez en recevoir un nouveau. Rien n’a changé.",
    dead_go: "M’envoyer un nouveau lien",
    doubt: "Vous doutez que ce soit vraiment nous ?",
    mail_subject: "Votre lien pour vous connecter à Effen",
    mail_hello: "Bonjour",
    mail_why: "Vous avez demandé un lien pour vous connecter à Effen Incasso. Le voici :",
    mail_how: "Le lien marche 30 minutes et une seule fois. S’il ne marche plus, demandez-en un nouveau.",
    mail_not_you: "Vous ne l’avez pas demandé ? Alors vous n’avez rien à faire. Sans cet e-mail, personne ne peut se connecter avec le lien.",
    mail_file: "Votre numéro de dossier finit par",
    mail_doubt: "Vous doutez que cet e-mail vienne de nous ? Tapez vous-même cette adresse :",
    mail_call: "Vous pouvez aussi appeler :",
    mail_link_left_out: "[le lien ne figure que dans l’e-mail même]",
};

/// The texts in a language.
pub fn texts(lang: Lang) -> &'static LinkTexts {
    super::pick(lang, &NL, &EN, &FR)
}
