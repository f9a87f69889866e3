//! Texts of the demonstration's own pages.

use effen::kinds::Lang;

/// See the module.
pub struct DemoTexts {
    /// Title of the list of people.
    pub title: &'static str,
    /// Opening line.
    pub lead: &'static str,
    /// Heading: people.
    pub people: &'static str,
    /// Before a name, on a button.
    pub enter_as: &'static str,
    /// Who the people are, in the order in which the demonstration knows them.
    pub who: [&'static str; 6],
    /// Heading: agents.
    pub agents: &'static str,
    /// Nobody there.
    pub nobody: &'static str,
    /// Link to the outbox; its title.
    pub outbox: &'static str,
    /// Opening line of the outbox.
    pub outbox_lead: &'static str,
    /// Nothing in the outbox.
    pub outbox_empty: &'static str,
    /// Before the receiver.
    pub to: &'static str,
    /// Kinds of message: e-mail, text message, letter, other.
    pub channels: [&'static str; 4],
    /// Back to the list.
    pub back: &'static str,
}

static NL: DemoTexts = DemoTexts {
    title: "Demonstratie",
    lead: "Kies iemand en bekijk Effen door diens ogen. U hebt geen code nodig.",
    people: "Mensen met rekeningen",
    enter_as: "Inloggen als",
    who: [
        "Druk, doet alles op de telefoon, verliest soms het overzicht.",
        "Komt geld tekort en durft berichten niet goed te openen.",
        "Komt geld tekort, wil betalen en vraagt om hulp.",
        "Heeft alles op orde en wil precies zien wat er achter een bedrag zit.",
        "Kan betalen, maar vergeet het vaak.",
        "Heeft genoeg geld en betaalt laat, alles in één keer.",
    ],
    agents: "Medewerkers",
    nobody: "Er zijn geen personen ingevuld.",
    outbox: "Verstuurde berichten",
    outbox_lead: "Alles wat deze demonstratie heeft verstuurd: mails, sms’en en brieven. Er is niets echt verzonden.",
    outbox_empty: "Er is nog niets verstuurd.",
    to: "Aan",
    channels: ["Mail", "Sms", "Brief", "Bericht"],
    back: "Terug naar de lijst",
};
static EN: DemoTexts = DemoTexts {
    title: "Demonstration",
    lead: "Choose somebody and see Effen through their eyes. You need no code.",
    people: "People with invoices",
    enter_as: "Sign in as",
    who: [
        "Busy, does everything on the phone, sometimes loses track.",
        "Short of money, and afraid of opening messages.",
        "Short of money, wants to pay and asks for help.",
        "Has everything in order and wants to see exactly what is behind an amount.",
        "Able to pay, but often forgets.",
        "Has enough money and pays late, everything at once.",
    ],
    agents: "Staff",
    nobody: "No people have been filled in.",
    outbox: "Sent messages",
    outbox_lead: "Everything this demonstration sent: e-mails, text messages and letters. Nothing has really gone out.",
    outbox_empty: "Nothing has been sent yet.",
    to: "To",
    channels: ["E-mail", "Text message", "Letter", "Message"],
    back: "Back to the list",
};
static FR: DemoTexts = DemoTexts {
    title: "Démonstration",
    lead: "Choisissez une personne et voyez Effen par ses yeux. Il ne faut pas de code.",
    people: "Personnes avec des factures",
    enter_as: "Se connecter comme",
    who: [
        "Occupé, fait tout sur son téléphone, perd parfois le fil.",
        "Manque d’argent et n’ose pas bien ouvrir les messages.",
        "Manque d’argent, veut payer et demande de l’aide.",
        "A tout en ordre et veut voir exactement ce qu’il y a derrière un montant.",
        "Peut payer, mais oublie souvent.",
        "A assez d’argent et paie tard, tout en une fois.",
    ],
    agents: "Collaborateurs",
    nobody: "Aucune personne n’a été remplie.",
    outbox: "Messages envoyés",
    outbox_lead: "Tout ce que cette démonstration a envoyé : e-mails, SMS et lettres. Rien n’est vraiment parti.",
    outbox_empty: "Rien n’a encore été envoyé.",
    to: "À",
    channels: ["E-mail", "SMS", "Lettre", "Message"],
    back: "Retour à la liste",
};

/// The texts in a language.
pub fn texts(lang: Lang) -> &'static DemoTexts {
    super::pick(lang, &NL, &EN, &FR)
}

/// Who the person at a place is, in a line.
pub fn who(place: usize, lang: Lang) -> Option<&'static str> {
    texts(lang).who.get(place).copied()
}
