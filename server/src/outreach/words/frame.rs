//! The sentences around the message: what every one of them says, whatever its tone.

use effen::kinds::Lang;

/// See the module. Names in braces are put in.
pub struct Frame {
    /// Before the name.
    pub greeting: &'static str,
    /// Label: what is open.
    pub open: &'static str,
    /// One claim: `{creditor}`, `{amount}`, `{number}`, `{due}`.
    pub line_coming: &'static str,
    /// One claim whose due date has passed.
    pub line_past: &'static str,
    /// Before further claims.
    pub also: &'static str,
    /// What the button does.
    pub button: &'static str,
    /// The extra help that is offered: `{help}`.
    pub help: &'static str,
    /// A proposed day to pay by: `{by}`.
    pub propose: &'static str,
    /// What happens next, when another message would follow: `{next}`.
    pub next: &'static str,
    /// What happens next, when none would: `{creditor}`.
    pub last: &'static str,
    /// Nothing is added because of this message.
    pub no_costs: &'static str,
    /// Who we are: `{agency}`, `{creditor}`.
    pub who: &'static str,
    /// The register number: `{register}`.
    pub register: &'static str,
    /// The file number: `{reference}`.
    pub file: &'static str,
    /// Is this really us: `{url}`, `{phone}`.
    pub really: &'static str,
    /// Complaints: `{complaints}`.
    pub complaint: &'static str,
    /// How to stop these by e-mail: `{url}`.
    pub stop_email: &'static str,
    /// How to be written to otherwise: `{url}`.
    pub stop_letter: &'static str,
    /// Beside the code on a letter: `{url}`.
    pub scan: &'static str,
    /// Where a message had its link, in the inbox.
    pub link_words: &'static str,
}

static NL: Frame = Frame {
    greeting: "Beste",
    open: "Wat er openstaat",
    line_coming: "{creditor}: {amount}, te betalen uiterlijk {due} (nummer {number})",
    line_past: "{creditor}: {amount}, had betaald moeten zijn op {due} (nummer {number})",
    also: "Ook open",
    button: "Bekijk en betaal",
    help: "Ook mogelijk op uw pagina: {help}.",
    propose: "Ons voorstel: betaal uiterlijk {by}.",
    next: "Ontvangen wij uw betaling, dan is dit klaar. Zo niet, dan schrijven wij u op of na {next} weer.",
    last: "Ontvangen wij uw betaling, dan is dit klaar. Dit is onze laatste herinnering hierover. Daarna kan {creditor} vragen u een formele brief te sturen. Daarin staat dan precies wat er gebeurt en wanneer.",
    no_costs: "Door dit bericht komen er geen kosten bij.",
    who: "{agency} schrijft u namens {creditor}.",
    register: "Registratie incassodienstverlening: {register}.",
    file: "Uw dossiernummer: {reference}.",
    really: "Is dit echt van ons? Typ zelf {url} in, of bel {phone}. In uw berichten daar staat elk bericht dat wij sturen.",
    complaint: "Een klacht? Schrijf naar {complaints}.",
    stop_email: "Geen herinneringen meer per e-mail? Zet ze uit bij uw gegevens: {url}",
    stop_letter: "Liever bericht per e-mail of sms? Kies het bij uw gegevens: {url}",
    scan: "Scan de code met uw telefoon, of ga naar {url}",
    link_words: "(de link stond in het bericht)",
};
static EN: Frame = Frame {
    greeting: "Dear",
    open: "What is open",
    line_coming: "{creditor}: {amount}, to be paid by {due} (number {number})",
    line_past: "{creditor}: {amount}, was due on {due} (number {number})",
    also: "Also open",
    button: "See and pay",
    help: "Also possible on your page: {help}.",
    propose: "Our proposal: pay by {by}.",
    next: "Once we have your payment, this is done. If not, we will write to you again on or after {next}.",
    last: "Once we have your payment, this is done. This is our last reminder about it. After that {creditor} may ask to send you a formal letter, which says exactly what happens and when.",
    no_costs: "No costs are added because of this message.",
    who: "{agency} is writing to you for {creditor}.",
    register: "Registration as a collection agency: {register}.",
    file: "Your file number: {reference}.",
    really: "Is this really us? Type {url} yourself, or call {phone}. Your messages there show everything we send.",
    complaint: "A complaint? Write to {complaints}.",
    stop_email: "No more reminders by e-mail? Turn them off under your details: {url}",
    stop_letter: "Rather hear from us by e-mail or text message? Choose it under your details: {url}",
    scan: "Scan the code with your phone, or go to {url}",
    link_words: "(the link was in the message)",
};
static FR: Frame = Frame {
    greeting: "Bonjour",
    open: "Ce qui est ouvert",
    line_coming: "{creditor} : {amount}, à payer au plus tard le {due} (numéro {number})",
    line_past: "{creditor} : {amount}, à payer depuis le {due} (numéro {number})",
    also: "Aussi ouvert",
    button: "Voir et payer",
    help: "Également possible sur votre page : {help}.",
    propose: "Notre proposition : payez au plus tard le {by}.",
    next: "Dès que nous recevons votre paiement, c’est terminé. Sinon, nous vous écrirons à nouveau le {next} ou après.",
    last: "Dès que nous recevons votre paiement, c’est terminé. Ceci est notre dernier rappel à ce sujet. Ensuite, {creditor} peut demander de vous envoyer une lettre formelle, qui dit exactement ce qui se passe et quand.",
    no_costs: "Ce message n’ajoute aucun frais.",
    who: "{agency} vous écrit pour {creditor}.",
    register: "Inscription comme agence de recouvrement : {register}.",
    file: "Votre numéro de dossier : {reference}.",
    really: "Est-ce vraiment nous ? Tapez vous-même {url}, ou appelez le {phone}. Vos messages y montrent tout ce que nous envoyons.",
    complaint: "Une réclamation ? Écrivez à {complaints}.",
    stop_email: "Plus de rappels par e-mail ? Désactivez-les dans vos données : {url}",
    stop_letter: "Vous préférez l’e-mail ou le SMS ? Choisissez-le dans vos données : {url}",
    scan: "Scannez le code avec votre téléphone, ou allez sur {url}",
    link_words: "(le lien était dans le message)",
};

/// The sentences in a language.
pub fn frame(lang: Lang) -> &'static Frame {
    match lang {
        Lang::Nl => &NL,
        Lang::En => &EN,
        Lang::Fr => &FR,
    }
}
