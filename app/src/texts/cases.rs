//! Texts of 'your questions and reports': what each kind is called, where it stands, what happens next.

use crate::texts::fill;
use effen::cases::form::CaseField;
use effen::cases::{CaseKind, CaseStatus};
use effen::kinds::Lang;

super::texts! {
    /// See the module.
    CasesTexts {
        title: "Uw vragen en meldingen", "Your questions and reports", "Vos questions et signalements";
        lead: "Alles wat u ons vroeg of liet weten, waar het staat en wanneer u van ons hoort.", "Everything you asked or told us, where it stands and when you hear from us.", "Tout ce que vous nous avez demandé ou signalé, où cela en est et quand vous aurez de nos nouvelles.";
        none: "U hebt ons nog niets gevraagd of gemeld.", "You have not asked or told us anything yet.", "Vous ne nous avez encore rien demandé ni signalé.";
        new_title: "Iets vragen of melden", "Ask or tell us something", "Demander ou signaler quelque chose";
        all: "Al uw vragen en meldingen", "All your questions and reports", "Toutes vos questions et tous vos signalements";
        col_what: "Wat", "What", "Quoi";
        col_status: "Stand", "Status", "État";
        col_when: "Ontvangen", "Received", "Reçu";
        col_answer: "Antwoord uiterlijk", "Answer by", "Réponse au plus tard";
        about: "Over rekening {number} van {creditor}", "About invoice {number} of {creditor}", "Concerne la facture {number} de {creditor}";
        k_dispute: "Ik ben het niet eens met deze rekening", "I do not agree with this invoice", "Je ne suis pas d’accord avec cette facture";
        k_already_paid: "Ik heb dit al betaald", "I have already paid this", "J’ai déjà payé";
        k_not_me: "Deze rekening is niet van mij", "This invoice is not mine", "Cette facture n’est pas la mienne";
        k_moved: "Ik ben verhuisd", "I have moved", "J’ai déménagé";
        k_deceased: "Deze persoon is overleden", "This person has died", "Cette personne est décédée";
        k_administrator: "Ik heb een bewindvoerder of zit in de schuldsanering", "I have an administrator or am in debt restructuring", "J’ai un administrateur ou je suis en règlement de dettes";
        k_pause: "Een pauze van 30 dagen", "A pause of 30 days", "Une pause de 30 jours";
        k_longer_pause: "Een langere pauze", "A longer pause", "Une pause plus longue";
        k_callback: "Bel mij terug", "Call me back", "Rappelez-moi";
        k_help: "Ik heb geldzorgen", "I have money worries", "J’ai des soucis d’argent";
        k_complaint: "Een klacht", "A complaint", "Une réclamation";
        k_time_barred: "Is deze rekening te oud?", "Is this invoice too old?", "Cette facture est-elle trop ancienne ?";
        k_costs_above: "Kloppen de kosten?", "Are the costs right?", "Les frais sont-ils corrects ?";
        found_title: "Wat wij zagen", "What we saw", "Ce que nous avons vu";
        e_found: "Wij controleerden dit zelf en zagen iets.", "We checked this ourselves and saw something.", "Nous avons vérifié nous-mêmes et avons vu quelque chose.";
        next_time_barred: "Deze rekening is misschien te oud om nog te vragen. Wij vragen u nu niets. Betaal nog niet en spreek niets af: dat kan betekenen dat u de schuld erkent. U hoort uiterlijk {date} wat wij vonden.", "This invoice may be too old to be asked. We ask nothing of you now. Do not pay yet and do not agree anything: that can mean that you acknowledge the debt. You hear what we found by {date}.", "Cette facture est peut-être trop ancienne pour être réclamée. Nous ne vous demandons rien. Ne payez pas encore et ne convenez de rien : cela peut valoir reconnaissance de la dette. Vous saurez ce que nous avons trouvé le {date} au plus tard.";
        next_costs_above: "Er staan misschien te veel kosten op deze rekening. Wij zoeken dit uit en vragen u nu niets. U hoort uiterlijk {date} wat wij vonden.", "There may be too many costs on this invoice. We look into it and ask nothing of you now. You hear what we found by {date}.", "Il y a peut-être trop de frais sur cette facture. Nous vérifions et ne vous demandons rien. Vous saurez ce que nous avons trouvé le {date} au plus tard.";
        found_costs: "Gevraagd is {asked} kosten. De wet noemt hoogstens {law}.", "{asked} of costs was asked. The law says at most {law}.", "{asked} de frais ont été demandés. La loi dit au plus {law}.";
        s_received: "Ontvangen", "Received", "Reçu";
        s_in_hand: "In behandeling", "Being looked at", "En cours";
        s_question: "Vraag aan u", "Question for you", "Question pour vous";
        s_granted: "Afgerond: akkoord", "Done: agreed", "Terminé : accepté";
        s_rejected: "Afgerond: niet akkoord", "Done: not agreed", "Terminé : refusé";
        s_withdrawn: "Teruggenomen", "Taken back", "Retiré";
        next_title: "Wat gebeurt er nu?", "What happens now?", "Que se passe-t-il maintenant ?";
        next_received: "Wij hebben dit ontvangen. Iemand van ons kijkt ernaar. U krijgt uiterlijk {date} antwoord.", "We have received this. One of us looks at it. You get an answer by {date} at the latest.", "Nous l’avons bien reçu. L’un de nous l’examine. Vous recevez une réponse le {date} au plus tard.";
        next_in_hand: "Een medewerker is ermee bezig. U krijgt uiterlijk {date} antwoord.", "A member of our staff is at work on it. You get an answer by {date} at the latest.", "Un collaborateur s’en occupe. Vous recevez une réponse le {date} au plus tard.";
        next_question: "Wij hebben nog iets van u nodig. Zolang u niet antwoordt, blijven onze berichten stil.", "We still need something from you. As long as you do not answer, our messages stay silent.", "Nous avons encore besoin de quelque chose. Tant que vous ne répondez pas, nos messages restent suspendus.";
        next_complaint: "U krijgt uiterlijk {receipt} een bevestiging, en uiterlijk {date} antwoord van iemand die er niet bij betrokken was.", "You get a confirmation by {receipt}, and an answer by {date} from somebody who was not involved.", "Vous recevez une confirmation le {receipt} au plus tard, et une réponse le {date} au plus tard d’une personne non impliquée.";
        next_done: "Dit is afgerond. U hoeft niets te doen.", "This is done. There is nothing for you to do.", "C’est terminé. Vous n’avez rien à faire.";
        next_rejected: "Bent u het niet eens met ons antwoord? Praat met ons in de chat, of dien een klacht in.", "Do you not agree with our answer? Talk to us in the chat, or make a complaint.", "Vous n’êtes pas d’accord avec notre réponse ? Parlez-nous dans le chat ou introduisez une réclamation.";
        next_withdrawn: "U hebt dit teruggenomen. Alles is weer zoals ervoor.", "You took this back. Everything is as it was before.", "Vous avez retiré ceci. Tout est comme avant.";
        next_callback: "Wij bellen u op een werkdag, uiterlijk {date}.", "We call you on a working day, by {date} at the latest.", "Nous vous appelons un jour ouvrable, le {date} au plus tard.";
        quiet_claim: "Zolang dit loopt, krijgt u geen berichten over deze rekening.", "While this runs, you get no messages about this invoice.", "Tant que cela court, vous ne recevez aucun message sur cette facture.";
        quiet_file: "Zolang dit loopt, krijgt u geen herinneringen van ons.", "While this runs, you get no reminders from us.", "Tant que cela court, vous ne recevez aucun rappel de notre part.";
        quiet_until: "U hoort tot en met {date} niets van ons.", "You hear nothing from us until {date}.", "Vous n’entendrez rien de nous jusqu’au {date} inclus.";
        runs_title: "Wat loopt er intussen door?", "What keeps running meanwhile?", "Qu’est-ce qui continue entre-temps ?";
        told_title: "Wat u ons liet weten", "What you told us", "Ce que vous nous avez dit";
        files_title: "Uw bestanden", "Your files", "Vos fichiers";
        thread_title: "Wat er is gebeurd", "What has happened", "Ce qui s’est passé";
        e_received: "U stuurde dit aan ons.", "You sent this to us.", "Vous nous avez envoyé ceci.";
        e_take: "Een medewerker kijkt ernaar.", "A member of our staff is looking at it.", "Un collaborateur l’examine.";
        e_ask: "Wij vroegen u:", "We asked you:", "Nous vous avons demandé :";
        e_answer: "U antwoordde:", "You answered:", "Vous avez répondu :";
        e_grant: "Ons antwoord: akkoord.", "Our answer: agreed.", "Notre réponse : accepté.";
        e_reject: "Ons antwoord: niet akkoord.", "Our answer: not agreed.", "Notre réponse : refusé.";
        e_withdraw: "U nam dit terug.", "You took this back.", "Vous avez retiré ceci.";
        answer_title: "Geef antwoord", "Give an answer", "Donnez une réponse";
        answer_label: "Uw antwoord", "Your answer", "Votre réponse";
        answer_button: "Verstuur het antwoord", "Send the answer", "Envoyer la réponse";
        withdraw: "Neem dit terug", "Take this back", "Retirer ceci";
        withdraw_text: "Klopt het niet meer, of was het een vergissing? Dan kunt u het terugnemen.", "Is it no longer right, or was it a mistake? Then you can take it back.", "Ce n’est plus exact, ou c’était une erreur ? Vous pouvez le retirer.";
        stop_pause: "Stop de pauze", "Stop the pause", "Arrêter la pause";
        to_invoice: "Naar de rekening", "To the invoice", "Vers la facture";
        to_overview: "Naar het overzicht", "To the overview", "Vers l’aperçu";
        to_chat: "Praat met ons", "Talk to us", "Parlez-nous";
        to_complaint: "Dien een klacht in", "Make a complaint", "Introduire une réclamation";
        complaint_next: "Komt u er met ons niet uit? Dan kunt u terecht bij:", "Can we not solve it together? Then you can go to:", "Nous n’arrivons pas à une solution ? Vous pouvez vous adresser à :";
        f_reason: "Waarom", "Why", "Pourquoi";
        f_words: "In uw eigen woorden", "In your own words", "Avec vos mots";
        f_paid_on: "Wanneer hebt u betaald?", "When did you pay?", "Quand avez-vous payé ?";
        f_paid_amount: "Hoeveel hebt u betaald?", "How much did you pay?", "Combien avez-vous payé ?";
        f_paid_to: "Aan wie, of vanaf welke rekening?", "To whom, or from which account?", "À qui, ou depuis quel compte ?";
        f_street: "Straat en huisnummer", "Street and number", "Rue et numéro";
        f_postal_code: "Postcode", "Postal code", "Code postal";
        f_city: "Plaats", "Town", "Localité";
        f_moved_on: "Sinds wanneer woont u daar?", "Since when do you live there?", "Depuis quand y habitez-vous ?";
        f_reporter: "Uw naam", "Your name", "Votre nom";
        f_reporter_contact: "Uw e-mailadres of telefoonnummer", "Your e-mail address or telephone number", "Votre adresse e-mail ou numéro de téléphone";
        f_died_on: "Datum van overlijden", "Day of death", "Date du décès";
        f_arrangement: "Wat is er geregeld?", "What has been arranged?", "Qu’est-ce qui a été mis en place ?";
        f_administrator: "Naam van de bewindvoerder, het kantoor of de hulpverlener", "Name of the administrator, office or counsellor", "Nom de l’administrateur, du bureau ou du conseiller";
        f_administrator_contact: "E-mailadres of telefoonnummer van deze persoon", "E-mail address or telephone number of this person", "Adresse e-mail ou numéro de téléphone de cette personne";
        f_until_on: "Tot wanneer?", "Until when?", "Jusqu’à quand ?";
        r_amount: "Het bedrag klopt niet", "The amount is not right", "Le montant n’est pas correct";
        r_not_received: "Ik heb dit niet gekregen", "I did not receive this", "Je n’ai pas reçu ceci";
        r_not_as_agreed: "Het was niet zoals afgesproken", "It was not as agreed", "Ce n’était pas comme convenu";
        r_cancelled: "Ik had opgezegd of teruggestuurd", "I had cancelled or sent it back", "J’avais résilié ou renvoyé";
        r_twice: "Deze rekening is er al", "This invoice exists already", "Cette facture existe déjà";
        r_no_customer: "Ik was nooit klant bij dit bedrijf", "I was never a customer of this company", "Je n’ai jamais été client de cette entreprise";
        r_same_name: "Dit is iemand met dezelfde naam", "This is somebody with the same name", "C’est quelqu’un qui porte le même nom";
        r_misused: "Iemand heeft mijn gegevens misbruikt", "Somebody misused my details", "Quelqu’un a abusé de mes données";
        r_administrator: "Ik heb een bewindvoerder", "I have an administrator", "J’ai un administrateur";
        r_restructuring: "Ik zit in de schuldsanering", "I am in debt restructuring", "Je suis en règlement collectif de dettes";
        r_counselling: "Een schuldhulpverlener regelt het voor mij", "A debt counsellor arranges it for me", "Un médiateur de dettes s’en occupe pour moi";
        r_other: "Iets anders", "Something else", "Autre chose";
    }
}

/// A kind as the debtor says it.
pub fn kind(kind: CaseKind, lang: Lang) -> &'static str {
    let t = texts(lang);
    match kind {
        CaseKind::Dispute => t.k_dispute,
        CaseKind::AlreadyPaid => t.k_already_paid,
        CaseKind::NotMe => t.k_not_me,
        CaseKind::Moved => t.k_moved,
        CaseKind::Deceased => t.k_deceased,
        CaseKind::Administrator => t.k_administrator,
        CaseKind::Pause => t.k_pause,
        CaseKind::LongerPause => t.k_longer_pause,
        CaseKind::Callback => t.k_callback,
        CaseKind::Help => t.k_help,
        CaseKind::Complaint => t.k_complaint,
        CaseKind::TimeBarred => t.k_time_barred,
        CaseKind::CostsAbove => t.k_costs_above,
    }
}

/// Where a case stands, in a word or two.
pub fn status(status: CaseStatus, lang: Lang) -> &'static str {
    let t = texts(lang);
    match status {
        CaseStatus::Received => t.s_received,
        CaseStatus::InHand => t.s_in_hand,
        CaseStatus::Question => t.s_question,
        CaseStatus::Granted => t.s_granted,
        CaseStatus::Rejected => t.s_rejected,
        CaseStatus::Withdrawn => t.s_withdrawn,
    }
}

/// The label of a field.
pub fn field(field: CaseField, lang: Lang) -> &'static str {
    let t = texts(lang);
    match field {
        CaseField::Reason => t.f_reason,
        CaseField::Words => t.f_words,
        CaseField::PaidOn => t.f_paid_on,
        CaseField::PaidAmount => t.f_paid_amount,
        CaseField::PaidTo => t.f_paid_to,
        CaseField::Street => t.f_street,
        CaseField::PostalCode => t.f_postal_code,
        CaseField::City => t.f_city,
        CaseField::MovedOn => t.f_moved_on,
        CaseField::Reporter => t.f_reporter,
        CaseField::ReporterContact => t.f_reporter_contact,
        CaseField::DiedOn => t.f_died_on,
        CaseField::Arrangement => t.f_arrangement,
        CaseField::Administrator => t.f_administrator,
        CaseField::AdministratorContact => t.f_administrator_contact,
        CaseField::UntilOn => t.f_until_on,
    }
}

/// A reason or arrangement of a short list; a stored word of an older program shows as it is.
pub fn choice(word: &str, lang: Lang) -> String {
    let t = texts(lang);
    match word {
        "amount" => t.r_amount,
        "not_received" => t.r_not_received,
        "not_as_agreed" => t.r_not_as_agreed,
        "cancelled" => t.r_cancelled,
        "twice" => t.r_twice,
        "no_customer" => t.r_no_customer,
        "same_name" => t.r_same_name,
        "misused" => t.r_misused,
        "administrator" => t.r_administrator,
        "restructuring" => t.r_restructuring,
        "counselling" => t.r_counselling,
        "other" => t.r_other,
        unknown => return unknown.to_owned(),
    }
    .to_owned()
}

/// 'About invoice … of …'.
pub fn about(number: &str, creditor: &str, lang: Lang) -> String {
    fill(texts(lang).about, &[("number", number), ("creditor", creditor)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use effen::cases::form::{ARRANGEMENTS, DISPUTE_REASONS, NOT_ME_REASONS};

    #[test]
    fn every_choice_has_words_of_its_own() {
        for &lang in Lang::ALL {
            for word in [DISPUTE_REASONS, NOT_ME_REASONS, ARRANGEMENTS].concat() {
                assert_ne!(choice(word, lang), word, "{word}");
            }
        }
    }
}
