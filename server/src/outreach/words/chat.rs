//! The sentences of the message that an answer waits in the chat. What was said stays in the chat: mail is read by more
//! people than one.

use effen::kinds::Lang;

/// See the module. `{name}` is the first name of who answered; `{url}` is where the answer stands.
pub struct ChatAnswer {
    /// Subject.
    pub subject: &'static str,
    /// That there is an answer.
    pub first: &'static str,
    /// Where.
    pub next: &'static str,
}

static NL: ChatAnswer = ChatAnswer {
    subject: "Er is antwoord op uw bericht",
    first: "U schreef ons in de chat. {name} heeft u geantwoord. In dit bericht vragen wij u niets te betalen.",
    next: "Lees het antwoord en schrijf terug: {url}",
};
static EN: ChatAnswer = ChatAnswer {
    subject: "Your message has been answered",
    first: "You wrote to us in the chat. {name} has answered you. This message asks for no payment.",
    next: "Read the answer and write back: {url}",
};
static FR: ChatAnswer = ChatAnswer {
    subject: "Nous avons répondu à votre message",
    first: "Vous nous avez écrit dans le chat. {name} vous a répondu. Ce message ne demande aucun paiement.",
    next: "Lisez la réponse et répondez : {url}",
};

/// The sentences in a language.
pub fn chat(lang: Lang) -> &'static ChatAnswer {
    match lang {
        Lang::Nl => &NL,
        Lang::En => &EN,
        Lang::Fr => &FR,
    }
}
