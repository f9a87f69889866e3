//! Texts of the debtor's chat.

use effen::kinds::Lang;

/// See the module. `{…}` is filled in by the page or the island.
pub struct ChatTexts {
    /// Title and heading.
    pub title: &'static str,
    /// `{number}` and `{creditor}`: what the chat is about.
    pub about: &'static str,
    /// Link to the invoice.
    pub about_link: &'static str,
    /// Before the first message.
    pub empty: &'static str,
    /// Heading of the list, for screen readers.
    pub list_label: &'static str,
    /// Link to older messages.
    pub earlier: &'static str,
    /// Who wrote: the debtor.
    pub you: &'static str,
    /// Who wrote: one of ours, `{name}`.
    pub agent: &'static str,
    /// Who wrote: the system.
    pub us: &'static str,
    /// Mark of a message on its way.
    pub sending: &'static str,
    /// Mark of a message that is stored.
    pub sent: &'static str,
    /// Mark of a message that has reached a device of ours.
    pub delivered: &'static str,
    /// Mark of a message that was read.
    pub read: &'static str,
    /// Mark of a message that could not be taken.
    pub refused: &'static str,
    /// Label of the field.
    pub label: &'static str,
    /// Under the field: what to leave out.
    pub hint: &'static str,
    /// The button.
    pub send: &'static str,
    /// Without JavaScript: look again.
    pub refresh: &'static str,
    /// While an agent types.
    pub typing: &'static str,
    /// Waiting, `{place}` in the queue.
    pub place: &'static str,
    /// The same with about `{minutes}` to go.
    pub place_minutes: &'static str,
    /// While the connection is lost.
    pub offline: &'static str,
    /// When the session has ended.
    pub ended: &'static str,
    /// The link that goes with it.
    pub ended_link: &'static str,
    /// Announced with a new message: `{name}` and `{text}`.
    pub announce: &'static str,
    /// The conversation was closed.
    pub closed: &'static str,
    /// Heading of the error summary.
    pub error_title: &'static str,
    /// Opens the choice of files.
    pub attach: &'static str,
    /// We have as many files of them as we take.
    pub error_room: &'static str,
    /// Nothing was typed.
    pub error_empty: &'static str,
    /// Too much was typed: `{max}`.
    pub error_long: &'static str,
    /// The form was sent before with another text.
    pub error_reused: &'static str,
}

static NL: ChatTexts = ChatTexts {
    title: "Chat met ons",
    about: "Over rekening {number} van {creditor}.",
    about_link: "Bekijk deze rekening",
    empty: "Stel hier uw vraag. U praat met een mens.",
    list_label: "Gesprek",
    earlier: "Eerdere berichten",
    you: "U",
    agent: "{name} van Effen",
    us: "Effen",
    sending: "Wordt verstuurd",
    sent: "Verstuurd",
    delivered: "Aangekomen",
    read: "Gelezen",
    refused: "Niet verstuurd",
    label: "Uw bericht",
    hint: "Deel geen wachtwoorden of pincodes. Die vragen wij nooit.",
    send: "Verstuur",
    refresh: "Kijk of er antwoord is",
    typing: "Er wordt een antwoord geschreven",
    place: "U bent nummer {place} in de rij. U mag deze pagina sluiten: dan mailen wij u als er antwoord is.",
    place_minutes: "U bent nummer {place} in de rij. Het duurt ongeveer {minutes} min. U mag deze pagina sluiten: dan mailen wij u als er antwoord is.",
    offline: "Geen verbinding. Wij proberen het opnieuw; wat u typt, blijft bewaard.",
    ended: "Uw sessie is gestopt. Wat u typte, is bewaard.",
    ended_link: "Log opnieuw in",
    announce: "{name}: {text}",
    closed: "Dit gesprek is afgerond. Met een nieuw bericht gaat het verder.",
    error_title: "Uw bericht is nog niet verstuurd",
    attach: "Stuur een foto of PDF mee",
    error_room: "Wij hebben al zo veel bestanden van u als wij hier bewaren. Beschrijf in uw bericht wat u wilt laten zien: dan vragen wij het op een andere manier.",
    error_empty: "Typ eerst uw bericht, of kies een bestand.",
    error_long: "Uw bericht is te lang. Gebruik hoogstens {max} tekens, of verdeel het over twee berichten.",
    error_reused: "Dit formulier was al verstuurd met een andere tekst. Kijk hieronder of uw bericht er staat en verstuur het anders opnieuw.",
};
static EN: ChatTexts = ChatTexts {
    title: "Chat with us",
    about: "About invoice {number} of {creditor}.",
    about_link: "See this invoice",
    empty: "Ask your question here. You talk to a person.",
    list_label: "Conversation",
    earlier: "Earlier messages",
    you: "You",
    agent: "{name} of Effen",
    us: "Effen",
    sending: "Sending",
    sent: "Sent",
    delivered: "Delivered",
    read: "Read",
    refused: "Not sent",
    label: "Your message",
    hint: "Do not share passwords or PIN codes. We never ask for them.",
    send: "Send",
    refresh: "See if there is an answer",
    typing: "Somebody is writing an answer",
    place: "You are number {place} in the queue. You may close this page: we will e-mail you when there is an answer.",
    place_minutes: "You are number {place} in the queue. It takes about {minutes} min. You may close this page: we will e-mail you when there is an answer.",
    offline: "No connection. We keep trying; what you type is kept.",
    ended: "Your session has ended. What you typed is kept.",
    ended_link: "Sign in again",
    announce: "{name}: {text}",
    closed: "This conversation has ended. A new message opens it again.",
    error_title: "Your message has not been sent yet",
    attach: "Send a photo or PDF along",
    error_room: "We have as many files of yours as we keep here. Describe in your message what you want to show: we will ask for it in another way.",
    error_empty: "Type your message first, or choose a file.",
    error_long: "Your message is too long. Use at most {max} characters, or write two messages.",
    error_reused: "This form was sent before with another text. Check below whether your message is there; if not, send it again.",
};
static FR: ChatTexts = ChatTexts {
    title: "Chattez avec nous",
    about: "À propos de la facture {number} de {creditor}.",
    about_link: "Voir cette facture",
    empty: "Posez votre question ici. Vous parlez à une personne.",
    list_label: "Conversation",
    earlier: "Messages précédents",
    you: "Vous",
    agent: "{name} d’Effen",
    us: "Effen",
    sending: "Envoi en cours",
    sent: "Envoyé",
    delivered: "Distribué",
    read: "Lu",
    refused: "Non envoyé",
    label: "Votre message",
    hint: "Ne donnez jamais de mot de passe ni de code PIN. Nous ne les demandons jamais.",
    send: "Envoyer",
    refresh: "Voir s’il y a une réponse",
    typing: "Quelqu’un écrit une réponse",
    place: "Vous êtes numéro {place} dans la file. Vous pouvez fermer cette page : nous vous écrirons par e-mail quand il y aura une réponse.",
    place_minutes: "Vous êtes numéro {place} dans la file. Cela prend environ {minutes} min. Vous pouvez fermer cette page : nous vous écrirons par e-mail quand il y aura une réponse.",
    offline: "Pas de connexion. Nous réessayons ; ce que vous tapez est conservé.",
    ended: "Votre session est terminée. Ce que vous avez tapé est conservé.",
    ended_link: "Se reconnecter",
    announce: "{name} : {text}",
    closed: "Cette conversation est terminée. Un nouveau message la rouvre.",
    error_title: "Votre message n’est pas encore envoyé",
    attach: "Joindre une photo ou un PDF",
    error_room: "Nous avons déjà autant de fichiers de vous que nous en gardons ici. Décrivez dans votre message ce que vous voulez montrer : nous vous le demanderons autrement.",
    error_empty: "Tapez d’abord votre message, ou choisissez un fichier.",
    error_long: "Votre message est trop long. Utilisez au plus {max} caractères, ou écrivez deux messages.",
    error_reused: "Ce formulaire a déjà été envoyé avec un autre texte. Vérifiez ci-dessous si votre message y est ; sinon, envoyez-le de nouveau.",
};

/// The texts in a language.
pub fn texts(lang: Lang) -> &'static ChatTexts {
    super::pick(lang, &NL, &EN, &FR)
}
