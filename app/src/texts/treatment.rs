//! Texts of the treatment editor, and the names of what a treatment offers.

use effen::kinds::{Channel, Lang};
use effen::people::treatment::{Anchor, Focus, Help, Tone};

super::texts! {
    /// See the module.
    TreatmentTexts {
        title: "Behandelplan", "Treatment plan", "Plan de traitement";
        lead: "Zo behandelen wij mensen, per persona. Een wijziging werkt meteen: in het volgende bericht en op de eerstvolgende pagina. Geen instelling kan de wettelijke grenzen verruimen.", "This is how we treat people, by persona. A change acts at once: in the next message and on the next page. No setting can widen the legal limits.", "Voici comment nous traitons les personnes, par persona. Un changement agit aussitôt : dans le prochain message et sur la prochaine page. Aucun réglage ne peut élargir les limites légales.";
        neutral: "Neutraal (nog onbekend, of zelf gekozen)", "Neutral (not yet known, or chosen)", "Neutre (encore inconnu, ou choisi)";
        change: "Wijzig", "Change", "Modifier";
        what: "Wat eerst", "What first", "Quoi d’abord";
        how: "Toon", "Tone", "Ton";
        when: "Wanneer", "When", "Quand";
        from: "Dagen tellen vanaf", "Days count from", "Les jours comptent à partir de";
        days: "Dagen", "Days", "Jours";
        days_hint: "Hele getallen, oplopend, met komma’s: -5, 3, 14. Onder nul is ervoor. Hoogstens twaalf, van -60 tot 365.", "Whole numbers, rising, with commas: -5, 3, 14. Below zero is before. At most twelve, from -60 to 365.", "Nombres entiers, croissants, séparés par des virgules : -5, 3, 14. Sous zéro, c’est avant. Douze au plus, de -60 à 365.";
        weekdays: "Weekdagen", "Weekdays", "Jours de la semaine";
        hour: "Uur (7 tot en met 19)", "Hour (7 to 19)", "Heure (7 à 19)";
        repeat: "Daarna een keer per zoveel dagen (0: niet; anders 7 tot en met 365)", "After that once every so many days (0: not; otherwise 7 to 365)", "Ensuite une fois tous les tant de jours (0 : non ; sinon 7 à 365)";
        pay_days: "Betaaltermijn die wij voorstellen, in dagen (1 tot en met 365)", "Time to pay that we propose, in days (1 to 365)", "Délai de paiement proposé, en jours (1 à 365)";
        pay_time: "Betaaltermijn", "Time to pay", "Délai de paiement";
        days_value: "{n} dagen", "{n} days", "{n} jours";
        when_value: "{days} vanaf {anchor}; op {weekdays}, {hour}:00", "{days} from {anchor}; on {weekdays}, {hour}:00", "{days} à partir de {anchor} ; le {weekdays}, {hour}:00";
        repeat_value: "; daarna elke {n} dagen", "; after that every {n} days", " ; ensuite tous les {n} jours";
        changed: "Wat veranderde", "What changed", "Ce qui a changé";
        nothing_changed: "niets: het is gelijk gebleven", "nothing: it stayed the same", "rien : c’est resté identique";
        often_value: "hoogstens {n} in {days} dagen", "at most {n} in {days} days", "{n} au plus en {days} jours";
        often: "Hoe vaak", "How often", "Fréquence";
        at_most: "Hoogstens zoveel berichten (1 tot en met 7)", "At most so many messages (1 to 7)", "Tant de messages au plus (1 à 7)";
        per_days: "in zoveel dagen (1 tot en met 90)", "in so many days (1 to 90)", "en tant de jours (1 à 90)";
        by_habit: "Kanaal en uur volgen wat de persoon zelf gewend is, zodra wij dat weten", "Channel and hour follow the person’s own habit, once we know it", "Le canal et l’heure suivent les habitudes de la personne, dès qu’on les connaît";
        by_habit_value: "{channels}; naar eigen gewoonte", "{channels}; by their own habit", "{channels} ; selon leurs habitudes";
        channels: "Kanalen, op volgorde", "Channels, in order", "Canaux, dans l’ordre";
        help: "Extra hulp, op volgorde", "Extra help, in order", "Aide supplémentaire, dans l’ordre";
        help_hint: "De eerste drie staan in het bericht. Op het portaal kan iedereen alles.", "The first three stand in the message. On the portal everyone can do everything.", "Les trois premières figurent dans le message. Sur le portail, chacun peut tout faire.";
        none: "geen", "none", "aucun";
        place: "plaats {n}", "place {n}", "place {n}";
        reason: "Waarom deze wijziging", "Why this change", "Pourquoi ce changement";
        reason_hint: "Staat in de geschiedenis, met uw naam.", "Stands in the history, with your name.", "Figure dans l’historique, avec votre nom.";
        preview: "Bekijk eerst", "Look first", "Voir d’abord";
        save: "Bewaar", "Save", "Enregistrer";
        saved: "Bewaard. De wijziging werkt vanaf nu.", "Saved. The change acts from now on.", "Enregistré. Le changement agit dès maintenant.";
        check: "Kijk dit even na. Er is nog niets bewaard.", "Please check this. Nothing has been saved yet.", "Veuillez vérifier ceci. Rien n’est encore enregistré.";
        wrong: "Dit past niet. Lees wat erboven staat.", "This does not fit. Read what stands above it.", "Cela ne convient pas. Lisez ce qui est indiqué au-dessus.";
        wrong_reason: "Schrijf in een paar woorden waarom.", "Write in a few words why.", "Écrivez en quelques mots pourquoi.";
        stale: "Een collega heeft het plan intussen veranderd. Er is niets bewaard: wat u invulde, staat er nog. Kijk het na en bewaar opnieuw.", "A colleague changed the plan in the meantime. Nothing was saved: what you filled in is still here. Check it and save again.", "Un collègue a modifié le plan entre-temps. Rien n’a été enregistré : ce que vous avez rempli est toujours là. Vérifiez et enregistrez à nouveau.";
        read_only: "Alleen een teamleider of beheerder kan dit wijzigen. U kunt het bekijken.", "Only a supervisor or administrator can change this. You can look at it.", "Seul un responsable ou un administrateur peut modifier ceci. Vous pouvez le consulter.";
        preview_title: "Zo ziet het eruit", "This is what it looks like", "Voici le résultat";
        preview_lead: "Een voorbeeld met een verzonnen rekening. Nog niets is bewaard.", "An example with a made-up bill. Nothing has been saved yet.", "Un exemple avec une facture inventée. Rien n’est encore enregistré.";
        message: "Bericht na de betaaldatum, {channel}", "Message after the due date, {channel}", "Message après la date de paiement, {channel}";
        page: "Volgorde van de pagina", "Order of the page", "Ordre de la page";
        folded: "ingeklapt", "folded", "replié";
        sent_on: "Berichten bij een rekening van {due}", "Messages for a bill due on {due}", "Messages pour une facture à payer le {due}";
        history: "Geschiedenis", "History", "Historique";
        no_history: "Er is nog niets veranderd: dit is het plan zoals het bij het programma hoort.", "Nothing has been changed yet: this is the plan that comes with the program.", "Rien n’a encore été modifié : c’est le plan fourni avec le programme.";
        version: "Versie", "Version", "Version";
        whom: "Voor wie", "For whom", "Pour qui";
        by: "Door", "By", "Par";
        day: "Wanneer", "When", "Quand";
        back: "Terug naar het behandelplan", "Back to the treatment plan", "Retour au plan de traitement";
    }
}

fn one_of(lang: Lang, [nl, en, fr]: [&'static str; 3]) -> &'static str {
    match lang {
        Lang::Nl => nl,
        Lang::En => en,
        Lang::Fr => fr,
    }
}

/// A kind of extra help, as people read it in a sentence.
pub fn help_words(lang: Lang, help: Help) -> &'static str {
    one_of(
        lang,
        match help {
            Help::Pause => ["een pauze", "a pause", "une pause"],
            Help::DebtHelp => [
                "hulp bij schulden bij u in de buurt",
                "help with debts near you",
                "une aide aux dettes près de chez vous",
            ],
            Help::BudgetCoach => ["een budgetcoach", "a budget coach", "un coach budgétaire"],
            Help::CounsellorAccess => {
                ["iemand laten meekijken", "letting someone look along", "donner accès à un conseiller"]
            }
            Help::Callback => ["teruggebeld worden", "being called back", "être rappelé"],
            Help::BudgetCheck => [
                "bekijken wat u per maand kunt missen",
                "seeing what you can spare a month",
                "voir ce que vous pouvez payer par mois",
            ],
            Help::PaydayPlan => [
                "betalen in delen na uw betaaldag",
                "paying in parts after your payday",
                "payer en plusieurs fois après votre jour de paie",
            ],
            Help::Chat => {
                ["een chat met een medewerker", "a chat with someone", "une discussion avec un collaborateur"]
            }
            Help::Documents => ["alle stukken", "all documents", "tous les documents"],
            Help::RemindMe => [
                "een seintje op een dag die u kiest",
                "a reminder on a day you choose",
                "un rappel le jour de votre choix",
            ],
            Help::DirectDebit => ["automatisch laten afschrijven", "direct debit", "le prélèvement automatique"],
            Help::Statement => ["een overzicht van alles", "a statement of everything", "un relevé complet"],
            Help::OnePayment => ["alles in één keer betalen", "paying everything at once", "tout payer en une fois"],
            Help::Calendar => ["de datums in uw agenda", "the dates in your calendar", "les dates dans votre agenda"],
            Help::Push => {
                ["een melding op uw telefoon", "a notification on your phone", "une notification sur votre téléphone"]
            }
        },
    )
}

/// What is said first.
pub fn focus_words(lang: Lang, focus: Focus) -> &'static str {
    one_of(
        lang,
        match focus {
            Focus::Possible => {
                ["Wat mogelijk is, en hulp", "What is possible, and help", "Ce qui est possible, et l’aide"]
            }
            Focus::Plan => ["Een regeling die past", "A plan that fits", "Un plan adapté"],
            Focus::Facts => {
                ["De feiten, met alle kosten", "The facts, with all costs", "Les faits, avec tous les frais"]
            }
            Focus::OneAmount => ["Eén bedrag, één tik", "One amount, one tap", "Un montant, un geste"],
            Focus::Total => [
                "Het totaal, en wat wachten kost",
                "The total, and what waiting costs",
                "Le total, et le coût de l’attente",
            ],
            Focus::Coming => ["Wat wanneer komt", "What comes when", "Ce qui vient et quand"],
            Focus::Plain => ["Het totaal, gewoon", "The total, plainly", "Le total, simplement"],
        },
    )
}

/// How it is said.
pub fn tone_words(lang: Lang, tone: Tone) -> &'static str {
    one_of(
        lang,
        match tone {
            Tone::Calm => ["Warm en rustig", "Warm and calm", "Chaleureux et calme"],
            Tone::Coaching => ["Helpend, stap voor stap", "Helping, step by step", "Accompagnant, pas à pas"],
            Tone::Factual => ["Zakelijk en volledig", "Factual and complete", "Factuel et complet"],
            Tone::Light => ["Vlot en vriendelijk", "Brisk and friendly", "Vif et aimable"],
            Tone::Brief => ["Kort", "Short", "Bref"],
        },
    )
}

/// From when days count.
pub fn anchor_words(lang: Lang, anchor: Anchor) -> &'static str {
    one_of(
        lang,
        match anchor {
            Anchor::Due => ["de betaaldatum", "the due date", "la date de paiement"],
            Anchor::Payday => ["de betaaldag erna", "the payday after it", "le jour de paie suivant"],
        },
    )
}

/// A channel.
pub fn channel_words(lang: Lang, channel: Channel) -> &'static str {
    one_of(
        lang,
        match channel {
            Channel::Email => ["e-mail", "e-mail", "e-mail"],
            Channel::Sms => ["sms", "text message", "SMS"],
            Channel::Whatsapp => ["WhatsApp", "WhatsApp", "WhatsApp"],
            Channel::Letter => ["brief", "letter", "lettre"],
            Channel::Phone => ["telefoon", "telephone", "téléphone"],
            Channel::Push => ["melding", "notification", "notification"],
            Channel::Portal => ["portaal", "portal", "portail"],
        },
    )
}
