//! Texts of an agent's desk: taking, putting aside, closing.

use effen::chat::desk::{ContactReason, SNOOZE_DAYS_MAX, Skill};
use effen::kinds::Lang;

super::texts! {
    /// See the module.
    ConsoleDeskTexts {
        load: "U hebt {n} van {max} gesprekken.", "You have {n} of {max} conversations.", "Vous avez {n} conversations sur {max}.";
        next: "Volgende gesprek", "Next conversation", "Conversation suivante";
        next_nobody: "Er wacht niemand die u kunt helpen.", "Nobody waits whom you can help.", "Personne n’attend que vous puissiez aider.";
        next_others: "Er wacht niemand die u kunt helpen. Wel {n} voor een collega met een andere taal of een ander vak: u vindt ze in de wachtrij.", "Nobody waits whom you can help. {n} wait for a colleague with another language or skill: they stand in the queue.", "Personne n’attend que vous puissiez aider. {n} attendent un collègue d’une autre langue ou compétence : voyez la file.";
        full: "U hebt zo veel gesprekken als u mag hebben. Sluit er een, zet er een opzij of geef er een door; antwoorden kan altijd.", "You have as many conversations as you may have. Close one, put one aside or hand one over; you can always answer.", "Vous avez autant de conversations que permis. Fermez-en une, reportez-en une ou transférez-en une ; répondre reste possible.";
        mine: "Van u", "Yours", "Les vôtres";
        elsewhere: "Voor een andere taal of een ander vak", "For another language or skill", "Pour une autre langue ou compétence";
        snoozed: "Opzij gezet", "Put aside", "Reportées";
        until: "tot {time}", "until {time}", "jusqu’à {time}";
        back: "terug sinds {time}", "back since {time}", "de retour depuis {time}";
        first: "eerst", "first", "d’abord";
        due_left: "nog {left}: antwoord beloofd vóór {time}", "{left} left: answer promised by {time}", "encore {left} : réponse promise avant {time}";
        alerts: "Geluid en meldingen", "Sound and notifications", "Son et notifications";
        sound: "Geluid bij een nieuw gesprek", "Sound for a new conversation", "Son pour une nouvelle conversation";
        desktop: "Melding op het bureaublad", "Desktop notification", "Notification sur le bureau";
        fold: "Opzij zetten en sluiten", "Put aside and close", "Reporter et clore";
        snooze: "Zet opzij", "Put aside", "Reporter";
        snooze_for: "Tot wanneer", "Until when", "Jusqu’à quand";
        in_hour: "over een uur", "in an hour", "dans une heure";
        in_hours: "over vier uur", "in four hours", "dans quatre heures";
        tomorrow: "volgende werkdag, 9.00 uur", "next working day, 9:00", "prochain jour ouvrable, 9 h";
        own: "op een eigen moment", "at a time of my own", "à un moment choisi";
        own_at: "Eigen moment", "Time of my own", "Moment choisi";
        snoozed_until: "Opzij gezet tot {time}", "Put aside until {time}", "Reportée jusqu’à {time}";
        error_title: "Dit is nog niet gedaan", "This is not done yet", "Ce n’est pas encore fait";
        snooze_when: "Kies een moment. Een eigen moment is een dag en een uur.", "Choose a moment. A time of your own is a day and an hour.", "Choisissez un moment : un jour et une heure.";
        snooze_past: "Dit moment is voorbij. Kies een later moment.", "This moment is over. Choose a later one.", "Ce moment est passé. Choisissez-en un plus tard.";
        snooze_far: "Zet een gesprek hoogstens {days} dagen opzij.", "Put a conversation aside for {days} days at most.", "Reportez une conversation de {days} jours au plus.";
        snooze_promised: "Er wacht een bericht op antwoord, beloofd vóór {time}. Antwoord eerst, of kies een moment daarvoor.", "A message waits for an answer, promised by {time}. Answer first, or choose a moment before it.", "Un message attend une réponse, promise avant {time}. Répondez d’abord, ou choisissez un moment plus tôt.";
        reason: "Waarom kwam deze debiteur?", "Why did this debtor come?", "Pourquoi ce débiteur est-il venu ?";
        choose: "Kies", "Choose", "Choisissez";
        reason_missing: "Kies waarom deze debiteur kwam.", "Choose why this debtor came.", "Choisissez pourquoi ce débiteur est venu.";
        ended_before: "Eerder afgerond", "Ended before", "Clos auparavant";
        rated: "beoordeeld met {n} van 5", "rated {n} of 5", "noté {n} sur 5";
        skill: "Vraagt om", "Takes", "Demande";
        skill_file: "wat het dossier zegt", "what the file says", "ce que dit le dossier";
        put_first: "Gaat voor anderen", "Goes before others", "Passe avant les autres";
    }
}

/// The farthest a conversation can be put aside.
pub fn snooze_far(lang: Lang) -> String {
    super::fill(texts(lang).snooze_far, &[("days", &SNOOZE_DAYS_MAX.to_string())])
}

/// A skill in words.
pub fn skill(lang: Lang, skill: Skill) -> &'static str {
    let words: [&'static str; 3] = match skill {
        Skill::Plans => ["regelingen", "plans", "plans"],
        Skill::Disputes => ["betwistingen", "disputes", "contestations"],
        Skill::Hardship => ["geldzorgen", "hardship", "difficultés"],
        Skill::Companies => ["bedrijven", "companies", "entreprises"],
    };
    in_language(lang, words)
}

/// A reason for contact in words.
pub fn reason(lang: Lang, reason: ContactReason) -> &'static str {
    let words: [&'static str; 3] = match reason {
        ContactReason::Explanation => {
            ["Uitleg over rekening of kosten", "Explanation of claim or costs", "Explication de créance ou frais"]
        }
        ContactReason::Payment => ["Betaling", "Payment", "Paiement"],
        ContactReason::Plan => ["Regeling", "Plan", "Plan"],
        ContactReason::CannotPay => ["Kan niet betalen", "Cannot pay", "Ne peut pas payer"],
        ContactReason::Dispute => ["Niet mee eens", "Does not agree", "Pas d’accord"],
        ContactReason::Details => ["Gegevens", "Details", "Coordonnées"],
        ContactReason::Complaint => ["Klacht over ons", "Complaint about us", "Plainte sur nous"],
        ContactReason::Other => ["Iets anders", "Something else", "Autre chose"],
    };
    in_language(lang, words)
}

const fn in_language(lang: Lang, [nl, en, fr]: [&'static str; 3]) -> &'static str {
    match lang {
        Lang::Nl => nl,
        Lang::En => en,
        Lang::Fr => fr,
    }
}
