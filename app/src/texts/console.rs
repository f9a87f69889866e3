//! Texts of the agents' console. Also in the console's bundle, whose islands speak all three languages.

use effen::kinds::{Lang, Persona};

/// See the module. `{…}` is filled in.
pub struct ConsoleTexts {
    /// Title of the queue.
    pub queue: &'static str,
    /// Nobody waits.
    pub queue_empty: &'static str,
    /// On the queue page, where the conversation would be.
    pub queue_lead: &'static str,
    /// Heading: waiting.
    pub waiting: &'static str,
    /// Heading: an answer is late or nearly.
    pub at_risk: &'static str,
    /// An answer was promised by `{time}`.
    pub due: &'static str,
    /// It was promised by `{time}`, which is over.
    pub overdue: &'static str,
    /// Heading: being answered.
    pub assigned: &'static str,
    /// Without JavaScript.
    pub refresh: &'static str,
    /// Waiting time.
    pub minutes: &'static str,
    /// Waiting time.
    pub hours: &'static str,
    /// Waiting time.
    pub days: &'static str,
    /// Answered, nothing waits.
    pub answered: &'static str,
    /// Label: search.
    pub search: &'static str,
    /// Under the field.
    pub search_hint: &'static str,
    /// Title of the results, `{q}`.
    pub found: &'static str,
    /// Nothing found.
    pub found_none: &'static str,
    /// There are more.
    pub found_more: &'static str,
    /// Nothing is written so, but these are like it.
    pub found_similar: &'static str,
    /// Files that came in just now: {n}.
    pub found_behind: &'static str,
    /// Columns of the results.
    pub columns: [&'static str; 4],
    /// Region: conversation.
    pub talk: &'static str,
    /// About `{number}` of `{creditor}`.
    pub about: &'static str,
    /// No message yet.
    pub empty: &'static str,
    /// Older messages.
    pub earlier: &'static str,
    /// The debtor, in the list.
    pub debtor: &'static str,
    /// A colleague, `{name}`.
    pub colleague: &'static str,
    /// The program.
    pub us: &'static str,
    /// Marks.
    pub sending: &'static str,
    /// Marks.
    pub sent: &'static str,
    /// Marks.
    pub delivered: &'static str,
    /// Marks.
    pub read: &'static str,
    /// Marks.
    pub refused: &'static str,
    /// Label of the answer.
    pub answer: &'static str,
    /// Keys.
    pub answer_hint: &'static str,
    /// Button.
    pub send: &'static str,
    /// Button.
    pub take: &'static str,
    /// Assigned to `{name}`.
    pub taken_by: &'static str,
    /// Label.
    pub outcome: &'static str,
    /// Button.
    pub close: &'static str,
    /// The debtor types.
    pub typing: &'static str,
    /// The debtor is there.
    pub here: &'static str,
    /// No connection.
    pub offline: &'static str,
    /// The session has ended.
    pub ended: &'static str,
    /// Closed.
    pub closed: &'static str,
    /// Region: file.
    pub file: &'static str,
    /// Labels of facts: reference, open, language, e-mail, telephone, view.
    pub facts: [&'static str; 6],
    /// The debtor chose the neutral view.
    pub view_neutral: &'static str,
    /// The view follows behaviour.
    pub view_auto: &'static str,
    /// Heading: persona.
    pub persona: &'static str,
    /// Too little is known.
    pub persona_none: &'static str,
    /// Heading: reasons.
    pub reasons: &'static str,
    /// Heading: what the latest acts did.
    pub moves: &'static str,
    /// An act that moved nothing.
    pub moves_none: &'static str,
    /// Heading: changes of persona.
    pub changes: &'static str,
    /// No change yet.
    pub changes_none: &'static str,
    /// Heading: claims.
    pub claims: &'static str,
    /// Columns of the claims.
    pub claim_columns: [&'static str; 3],
    /// Status of a claim: due, late, settled, disputed, held, withdrawn.
    pub claim_status: [&'static str; 6],
    /// `{count}` settled claims left out.
    pub claims_settled: &'static str,
    /// Heading: plan.
    pub plan: &'static str,
    /// `{paid}` of `{total}`, until `{end}`.
    pub plan_line: &'static str,
    /// Heading: open questions and holds.
    pub replies: &'static str,
    /// None.
    pub replies_none: &'static str,
    /// Link to the case.
    pub handle: &'static str,
    /// A hold since `{since}`.
    pub hold: &'static str,
    /// A hold since `{since}` until `{until}`.
    pub hold_until: &'static str,
    /// Heading: our messages.
    pub notices: &'static str,
    /// None.
    pub notices_none: &'static str,
    /// Heading: timeline.
    pub timeline: &'static str,
    /// Link from a file to its chat.
    pub to_chat: &'static str,
    /// Link from a file to its payments.
    pub to_payments: &'static str,
    /// Link: giving up part of a claim.
    pub to_waive: &'static str,
    /// To the statement as a document.
    pub to_statement: &'static str,
}

/// How a conversation can end: stored words.
pub const OUTCOMES: [&str; 7] = ["answered", "paid", "plan", "pause", "dispute", "help", "no_reply"];

/// An outcome in words; a stored word of an older program shows as it is.
pub fn outcome(lang: Lang, word: &str) -> String {
    let row: [&str; 3] = match word {
        "answered" => ["Vraag beantwoord", "Question answered", "Question répondue"],
        "paid" => ["Betaald", "Paid", "Payé"],
        "plan" => ["Regeling afgesproken", "Plan agreed", "Plan convenu"],
        "pause" => ["Pauze gegeven", "Pause given", "Pause accordée"],
        "dispute" => ["Betwisting opgenomen", "Dispute noted", "Contestation notée"],
        "help" => ["Doorverwezen naar hulp", "Referred to help", "Orienté vers une aide"],
        "no_reply" => ["Geen reactie meer", "No further reply", "Plus de réponse"],
        other => return other.to_owned(),
    };
    row[row_of(lang)].to_owned()
}

/// A persona as agents call it.
pub fn persona_name(lang: Lang, persona: Persona) -> &'static str {
    let row: [&'static str; 3] = match persona {
        Persona::Tamara => ["Tamara, probleembetaler", "Tamara, problem payer", "Tamara, en difficulté"],
        Persona::Bryan => ["Bryan, moeizame betaler", "Bryan, struggling payer", "Bryan, payeur fragile"],
        Persona::Job => ["Job, betrokken betaler", "Job, involved payer", "Job, payeur impliqué"],
        Persona::Saida => ["Saïda, nonchalante betaler", "Saïda, nonchalant payer", "Saïda, payeuse insouciante"],
        Persona::HendrikJan => {
            ["Hendrik-Jan, vermogende laatbetaler", "Hendrik-Jan, well-off late payer", "Hendrik-Jan, aisé en retard"]
        }
        Persona::Dennis => ["Dennis, de occasionele", "Dennis, the occasional", "Dennis, l’occasionnel"],
    };
    row[row_of(lang)]
}

/// How to speak with this persona, in a line.
pub fn persona_hint(lang: Lang, persona: Persona) -> &'static str {
    let row: [&'static str; 3] = match persona {
        Persona::Tamara => [
            "Warm en rustig. Zeg wat kan, stel geen eis. Bied pauze en hulp aan.",
            "Warm and slow. Say what is possible, demand nothing. Offer a pause and help.",
            "Chaleureux et calme. Dites ce qui est possible, n’exigez rien. Proposez une pause et de l’aide.",
        ],
        Persona::Bryan => [
            "Coachend en concreet. Een regeling die past, op zijn betaaldag.",
            "Coaching and concrete. A plan that fits, on his payday.",
            "Encourageant et concret. Un plan adapté, le jour de la paie.",
        ],
        Persona::Job => [
            "Informatief en volledig. Feiten, kosten uitgelegd, stukken erbij.",
            "Informative and complete. Facts, costs explained, documents.",
            "Informatif et complet. Des faits, des frais expliqués, des documents.",
        ],
        Persona::Saida => [
            "Vlot en licht. Eén bedrag, één datum, één handeling.",
            "Brisk and light. One amount, one date, one tap.",
            "Vif et léger. Un montant, une date, un geste.",
        ],
        Persona::HendrikJan => [
            "Zakelijk en kort. Totaal, wat wachten kost, alles ineens.",
            "Businesslike and short. Total, the cost of waiting, all at once.",
            "Professionnel et bref. Le total, le coût de l’attente, tout en une fois.",
        ],
        Persona::Dennis => [
            "Vriendelijk en digitaal. Wat komt eraan, geen verrassingen. Niet bellen.",
            "Friendly and digital. What is coming, no surprises. Do not call.",
            "Aimable et numérique. Ce qui arrive, sans surprise. N’appelez pas.",
        ],
    };
    row[row_of(lang)]
}

const fn row_of(lang: Lang) -> usize {
    match lang {
        Lang::Nl => 0,
        Lang::En => 1,
        Lang::Fr => 2,
    }
}

static NL: ConsoleTexts = ConsoleTexts {
    queue: "Wachtrij",
    queue_empty: "Er wacht niemand.",
    queue_lead: "Kies een gesprek. Wie het langst wacht, staat bovenaan.",
    waiting: "Wacht op antwoord",
    at_risk: "Bijna te laat of te laat",
    due: "antwoord beloofd vóór {time}",
    overdue: "te laat: antwoord was beloofd vóór {time}",
    assigned: "In gesprek",
    refresh: "Ververs",
    minutes: "{n} min",
    hours: "{n} uur",
    days: "{n} dagen",
    answered: "beantwoord",
    search: "Zoek een dossier",
    search_hint: "Naam, plaats, postcode, e-mail, telefoon, dossier- of factuurnummer, IBAN of bedrag",
    found: "Gevonden voor ‘{q}’",
    found_none: "Geen dossier gevonden. Probeer het begin van de naam, het factuurnummer, de postcode of een bedrag.",
    found_more: "Er zijn er meer. Typ meer letters om minder te zien.",
    found_similar: "Precies zo staat het nergens. Dit lijkt erop.",
    found_behind: "{n} dossiers zijn net binnengekomen of veranderd en zijn hier zo te vinden.",
    columns: ["Dossier", "Naam", "Persona", "Vorderingen"],
    talk: "Gesprek",
    about: "Over {number} van {creditor}",
    empty: "Nog geen berichten.",
    earlier: "Eerdere berichten",
    debtor: "Debiteur",
    colleague: "{name}",
    us: "Effen",
    sending: "wordt verstuurd",
    sent: "verstuurd",
    delivered: "aangekomen",
    read: "gelezen",
    refused: "niet verstuurd",
    answer: "Antwoord",
    answer_hint: "Enter verstuurt, Shift+Enter is een nieuwe regel.",
    send: "Verstuur",
    take: "Neem gesprek",
    taken_by: "Bij {name}",
    outcome: "Uitkomst",
    close: "Sluit gesprek",
    typing: "typt…",
    here: "is er nu",
    offline: "Geen verbinding. We proberen het opnieuw.",
    ended: "Uw sessie is gestopt. Log opnieuw in; wat u typte, is bewaard.",
    closed: "Gesloten. Een nieuw bericht opent het weer.",
    file: "Dossier",
    facts: ["Dossier", "Open", "Taal", "E-mail", "Telefoon", "Weergave"],
    view_neutral: "neutraal, zelf gekozen",
    view_auto: "volgt het gedrag",
    persona: "Persona",
    persona_none: "Nog te weinig bekend: neutrale weergave.",
    reasons: "Waarom",
    moves: "Wat de laatste handelingen deden",
    moves_none: "veranderde niets",
    changes: "Veranderingen",
    changes_none: "Nog niet veranderd.",
    claims: "Vorderingen",
    claim_columns: ["Vordering", "Stand", "Open"],
    claim_status: ["open", "te laat", "voldaan", "betwist", "vastgehouden", "ingetrokken"],
    claims_settled: "En {count} voldane of ingetrokken vorderingen.",
    plan: "Regeling",
    plan_line: "{paid} van {total} betaald, tot {end}",
    replies: "Vragen en pauzes",
    replies_none: "Niets open.",
    handle: "Behandel",
    hold: "Onze berichten staan stil sinds {since}",
    hold_until: "Onze berichten staan stil van {since} tot {until}",
    notices: "Laatste berichten van ons",
    notices_none: "Nog geen berichten.",
    timeline: "Tijdlijn",
    to_chat: "Naar het gesprek",
    to_payments: "Betalingen en terugstorten",
    to_waive: "Kwijtschelden",
    to_statement: "Overzicht voor de debiteur (pdf)",
};
static EN: ConsoleTexts = ConsoleTexts {
    queue: "Queue",
    queue_empty: "Nobody is waiting.",
    queue_lead: "Choose a conversation. Who has waited longest stands first.",
    waiting: "Waiting for an answer",
    at_risk: "Nearly late or late",
    due: "answer promised by {time}",
    overdue: "late: answer was promised by {time}",
    assigned: "In conversation",
    refresh: "Refresh",
    minutes: "{n} min",
    hours: "{n} h",
    days: "{n} days",
    answered: "answered",
    search: "Find a file",
    search_hint: "Name, town, postcode, e-mail, telephone, file or invoice number, IBAN or amount",
    found: "Found for ‘{q}’",
    found_none: "No file found. Try the beginning of the name, the invoice number, the postcode or an amount.",
    found_more: "There are more. Type more letters to see fewer.",
    found_similar: "Nothing is written exactly so. This looks like it.",
    found_behind: "{n} files have just come in or changed and can be found here soon.",
    columns: ["File", "Name", "Persona", "Claims"],
    talk: "Conversation",
    about: "About {number} of {creditor}",
    empty: "No messages yet.",
    earlier: "Earlier messages",
    debtor: "Debtor",
    colleague: "{name}",
    us: "Effen",
    sending: "sending",
    sent: "sent",
    delivered: "delivered",
    read: "read",
    refused: "not sent",
    answer: "Answer",
    answer_hint: "Enter sends, Shift+Enter starts a new line.",
    send: "Send",
    take: "Take conversation",
    taken_by: "With {name}",
    outcome: "Outcome",
    close: "Close conversation",
    typing: "is typing…",
    here: "is here now",
    offline: "No connection. We keep trying.",
    ended: "Your session has ended. Sign in again; what you typed is kept.",
    closed: "Closed. A new message opens it again.",
    file: "File",
    facts: ["File", "Open", "Language", "E-mail", "Telephone", "View"],
    view_neutral: "neutral, by choice",
    view_auto: "follows behaviour",
    persona: "Persona",
    persona_none: "Too little is known: neutral view.",
    reasons: "Why",
    moves: "What the latest acts did",
    moves_none: "changed nothing",
    changes: "Changes",
    changes_none: "Not changed yet.",
    claims: "Claims",
    claim_columns: ["Claim", "Status", "Open"],
    claim_status: ["open", "late", "settled", "disputed", "held", "withdrawn"],
    claims_settled: "And {count} settled or withdrawn claims.",
    plan: "Plan",
    plan_line: "{paid} of {total} paid, until {end}",
    replies: "Questions and holds",
    replies_none: "Nothing open.",
    handle: "Handle",
    hold: "Our messages are on hold since {since}",
    hold_until: "Our messages are on hold from {since} until {until}",
    notices: "Our latest messages",
    notices_none: "No messages yet.",
    timeline: "Timeline",
    to_chat: "To the conversation",
    to_payments: "Payments and refunds",
    to_waive: "Waive",
    to_statement: "Statement for the debtor (PDF)",
};
static FR: ConsoleTexts = ConsoleTexts {
    queue: "File d’attente",
    queue_empty: "Personne n’attend.",
    queue_lead: "Choisissez une conversation. La plus longue attente est en tête.",
    waiting: "En attente de réponse",
    at_risk: "Bientôt en retard ou en retard",
    due: "réponse promise avant {time}",
    overdue: "en retard : réponse promise avant {time}",
    assigned: "En conversation",
    refresh: "Actualiser",
    minutes: "{n} min",
    hours: "{n} h",
    days: "{n} jours",
    answered: "répondu",
    search: "Chercher un dossier",
    search_hint: "Nom, commune, code postal, e-mail, téléphone, dossier ou facture, IBAN ou montant",
    found: "Trouvé pour « {q} »",
    found_none: "Aucun dossier trouvé. Essayez le début du nom, le numéro de facture, le code postal ou un montant.",
    found_more: "Il y en a d’autres. Tapez plus de lettres pour en voir moins.",
    found_similar: "Rien n’est écrit exactement ainsi. Ceci y ressemble.",
    found_behind: "{n} dossiers viennent d’arriver ou de changer et seront bientôt trouvés ici.",
    columns: ["Dossier", "Nom", "Persona", "Créances"],
    talk: "Conversation",
    about: "À propos de {number} de {creditor}",
    empty: "Pas encore de messages.",
    earlier: "Messages précédents",
    debtor: "Débiteur",
    colleague: "{name}",
    us: "Effen",
    sending: "envoi en cours",
    sent: "envoyé",
    delivered: "distribué",
    read: "lu",
    refused: "non envoyé",
    answer: "Réponse",
    answer_hint: "Entrée envoie, Maj+Entrée commence une nouvelle ligne.",
    send: "Envoyer",
    take: "Prendre la conversation",
    taken_by: "Chez {name}",
    outcome: "Résultat",
    close: "Clore la conversation",
    typing: "écrit…",
    here: "est là",
    offline: "Pas de connexion. Nous réessayons.",
    ended: "Votre session est terminée. Reconnectez-vous ; ce que vous avez tapé est conservé.",
    closed: "Clos. Un nouveau message rouvre la conversation.",
    file: "Dossier",
    facts: ["Dossier", "Ouvert", "Langue", "E-mail", "Téléphone", "Affichage"],
    view_neutral: "neutre, par choix",
    view_auto: "suit le comportement",
    persona: "Persona",
    persona_none: "Trop peu d’éléments : affichage neutre.",
    reasons: "Pourquoi",
    moves: "Effet des derniers actes",
    moves_none: "n’a rien changé",
    changes: "Changements",
    changes_none: "Pas encore de changement.",
    claims: "Créances",
    claim_columns: ["Créance", "État", "Ouvert"],
    claim_status: ["ouverte", "en retard", "soldée", "contestée", "suspendue", "retirée"],
    claims_settled: "Et {count} créances soldées ou retirées.",
    plan: "Plan",
    plan_line: "{paid} sur {total} payés, jusqu’au {end}",
    replies: "Questions et suspensions",
    replies_none: "Rien en cours.",
    handle: "Traiter",
    hold: "Nos messages sont suspendus depuis le {since}",
    hold_until: "Nos messages sont suspendus du {since} au {until}",
    notices: "Nos derniers messages",
    notices_none: "Pas encore de messages.",
    timeline: "Chronologie",
    to_chat: "Vers la conversation",
    to_payments: "Paiements et remboursements",
    to_waive: "Abandonner une créance",
    to_statement: "Relevé pour le débiteur (PDF)",
};

/// The texts in a language.
pub fn texts(lang: Lang) -> &'static ConsoleTexts {
    match lang {
        Lang::Nl => &NL,
        Lang::En => &EN,
        Lang::Fr => &FR,
    }
}
