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
    /// The whole of it as a text message, in the GSM alphabet.
    pub text_message: &'static str,
    /// Subject of what was said, by mail.
    pub transcript_subject: &'static str,
    /// That it was asked for on `{day}`.
    pub transcript: &'static str,
    /// Where it goes on: `{url}`.
    pub transcript_next: &'static str,
    /// The debtor, in it.
    pub you: &'static str,
}

static NL: ChatAnswer = ChatAnswer {
    subject: "Er is antwoord op uw bericht",
    first: "U schreef ons in de chat. {name} heeft u geantwoord. In dit bericht vragen wij u niets te betalen.",
    next: "Lees het antwoord en schrijf terug: {url}",
    text_message: "Effen: {name} heeft u geantwoord in de chat. Lees en schrijf terug: {url}",
    transcript_subject: "Ons gesprek",
    transcript: "U vroeg om ons gesprek in de chat. Dit is wat er tot en met {day} is gezegd.",
    transcript_next: "Hier gaat het gesprek verder: {url}",
    you: "U",
};
static EN: ChatAnswer = ChatAnswer {
    subject: "Your message has been answered",
    first: "You wrote to us in the chat. {name} has answered you. This message asks for no payment.",
    next: "Read the answer and write back: {url}",
    text_message: "Effen: {name} has answered you in the chat. Read and write back: {url}",
    transcript_subject: "Our conversation",
    transcript: "You asked for our conversation in the chat. This is what was said up to {day}.",
    transcript_next: "The conversation goes on here: {url}",
    you: "You",
};
static FR: ChatAnswer = ChatAnswer {
    subject: "Nous avons répondu à votre message",
    first: "Vous nous avez écrit dans le chat. {name} vous a répondu. Ce message ne demande aucun paiement.",
    next: "Lisez la réponse et répondez : {url}",
    text_message: "Effen: {name} vous a répondu dans le chat. Lisez et répondez: {url}",
    transcript_subject: "Notre conversation",
    transcript: "Vous avez demandé notre conversation. Voici ce qui a été dit jusqu’au {day}.",
    transcript_next: "La conversation continue ici : {url}",
    you: "Vous",
};

/// The sentences in a language.
pub fn chat(lang: Lang) -> &'static ChatAnswer {
    match lang {
        Lang::Nl => &NL,
        Lang::En => &EN,
        Lang::Fr => &FR,
    }
}
