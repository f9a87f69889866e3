//! Texts of the forms in which a debtor tells or asks something, and of adding files.

use effen::cases::CaseKind;
use effen::kinds::Lang;

super::texts! {
    /// See the module.
    TellTexts {
        lead_dispute: "Vertel kort wat er niet klopt. Vanaf het moment dat u dit verstuurt, krijgt u geen berichten over deze rekening, tot u antwoord hebt.", "Tell us briefly what is not right. From the moment you send this, you get no messages about this invoice until you have an answer.", "Dites brièvement ce qui n’est pas correct. Dès l’envoi, vous ne recevez plus de message sur cette facture, jusqu’à notre réponse.";
        lead_already_paid: "Dan zoeken wij uw betaling op. Zolang wij zoeken, krijgt u geen berichten over deze rekening.", "Then we look your payment up. While we look, you get no messages about this invoice.", "Nous recherchons alors votre paiement. Entre-temps, vous ne recevez aucun message sur cette facture.";
        lead_not_me: "Vervelend als u post krijgt over iets dat niet van u is. Wij stoppen meteen met berichten hierover en zoeken het uit.", "It is annoying to get mail about something that is not yours. We stop our messages about it at once and look into it.", "Il est désagréable de recevoir du courrier pour autrui. Nous arrêtons aussitôt nos messages à ce sujet et nous vérifions.";
        lead_moved: "Geef uw nieuwe adres door. Een medewerker controleert het eerst; tot dan sturen wij niets naar een oud of nieuw adres.", "Give us your new address. A member of our staff checks it first; until then we send nothing to an old or new address.", "Donnez-nous votre nouvelle adresse. Un collaborateur la vérifie d’abord ; jusque-là, nous n’envoyons rien à l’ancienne ni à la nouvelle adresse.";
        lead_deceased: "Gecondoleerd met dit verlies. Wij sturen vanaf nu niets meer aan deze persoon. U hoeft nu niets te regelen; alleen uw naam is genoeg.", "We are sorry for your loss. From now on we send nothing more to this person. You need not arrange anything now; your name is enough.", "Toutes nos condoléances. Dès maintenant, nous n’envoyons plus rien à cette personne. Vous ne devez rien régler maintenant ; votre nom suffit.";
        lead_administrator: "Goed dat iemand u helpt. Wij stoppen onze berichten aan u en nemen contact op met deze persoon.", "It is good that somebody helps you. We stop our messages to you and get in touch with this person.", "C’est bien que quelqu’un vous aide. Nous arrêtons nos messages et prenons contact avec cette personne.";
        lead_longer_pause: "Hebt u langer rust nodig? Vertel kort waarom. Ook een schuldhulpverlener kan dit voor u vragen. Onze herinneringen staan stil tot u antwoord hebt.", "Do you need a longer rest? Tell us briefly why. A debt counsellor can ask this for you as well. Our reminders stand still until you have an answer.", "Vous avez besoin de plus de calme ? Dites brièvement pourquoi. Un médiateur de dettes peut aussi le demander pour vous. Nos rappels sont suspendus jusqu’à notre réponse.";
        lead_complaint: "Bent u niet tevreden over ons? Dat horen wij graag. Onze herinneringen staan stil tot u antwoord hebt.", "Are you not satisfied with us? We want to know. Our reminders stand still until you have an answer.", "Vous n’êtes pas satisfait de nous ? Nous voulons le savoir. Nos rappels sont suspendus jusqu’à notre réponse.";
        complaint_terms: "U krijgt binnen {days} werkdagen een bevestiging en binnen {weeks} weken antwoord van iemand die er niet bij betrokken was.", "You get a confirmation within {days} working days and an answer within {weeks} weeks from somebody who was not involved.", "Vous recevez une confirmation dans les {days} jours ouvrables et une réponse dans les {weeks} semaines d’une personne non impliquée.";
        answer_terms: "U krijgt binnen {days} werkdagen antwoord.", "You get an answer within {days} working days.", "Vous recevez une réponse dans les {days} jours ouvrables.";
        terms_source: "Bron: {source}.", "Source: {source}.", "Source : {source}.";
        acknowledge: "Is uw rekening erg oud? Om een pauze vragen kan betekenen dat u erkent dat u moet betalen. Twijfelt u, vraag dan eerst advies.", "Is your invoice very old? Asking for a pause can mean that you acknowledge that you owe it. If in doubt, ask for advice first.", "Votre facture est très ancienne ? Demander une pause peut signifier que vous reconnaissez la dette. En cas de doute, demandez d’abord conseil.";
        optional: "(mag leeg blijven)", "(may stay empty)", "(facultatif)";
        send: "Verstuur", "Send", "Envoyer";
        check: "Controleer wat u hebt ingevuld", "Check what you filled in", "Vérifiez ce que vous avez rempli";
        w_empty: "Vul in: {label}", "Fill in: {label}", "Remplissez : {label}";
        w_choose: "Kies: {label}", "Choose: {label}", "Choisissez : {label}";
        w_long: "{label}: houd het onder de {count} tekens.", "{label}: keep it under {count} characters.", "{label} : restez sous {count} caractères.";
        w_day: "{label}: kies een dag.", "{label}: choose a day.", "{label} : choisissez un jour.";
        w_future: "{label}: deze dag moet nog komen.", "{label}: this day is still to come.", "{label} : ce jour n’est pas encore passé.";
        w_past: "{label}: deze dag is al voorbij.", "{label}: this day has passed.", "{label} : ce jour est déjà passé.";
        w_amount: "{label}: schrijf een bedrag, bijvoorbeeld 84,20.", "{label}: write an amount, for example 84.20.", "{label} : écrivez un montant, par exemple 84,20.";
        files_label: "Foto’s of PDF", "Photos or PDF", "Photos ou PDF";
        files_hint: "Een foto (JPG, PNG, WebP) of PDF van bijvoorbeeld een brief of een bewijs. Hoogstens {count} bestanden van {size} MB. Van foto’s bewaren wij niet waar ze gemaakt zijn.", "A photo (JPG, PNG, WebP) or PDF of for example a letter or a proof. At most {count} files of {size} MB. We do not keep where a photo was taken.", "Une photo (JPG, PNG, WebP) ou un PDF, par exemple d’une lettre ou d’une preuve. Au plus {count} fichiers de {size} Mo. Nous ne gardons pas le lieu où une photo a été prise.";
        files_again: "Wat u typte, staat er nog. Kies uw bestanden opnieuw.", "What you typed is still there. Choose your files again.", "Ce que vous avez écrit est toujours là. Choisissez à nouveau vos fichiers.";
        file_large: "{name} is groter dan {size} MB. Maak de foto kleiner, of stuur een andere.", "{name} is larger than {size} MB. Make the photo smaller, or send another.", "{name} dépasse {size} Mo. Réduisez la photo ou envoyez-en une autre.";
        file_many: "Dit zijn te veel bestanden. Hoogstens {count} tegelijk.", "These are too many files. At most {count} at once.", "Il y a trop de fichiers. Au plus {count} à la fois.";
        file_kind: "{name} is geen foto of PDF die wij kunnen aannemen. Stuur een JPG, PNG, WebP of PDF.", "{name} is not a photo or PDF that we can take. Send a JPG, PNG, WebP or PDF.", "{name} n’est pas une photo ou un PDF que nous pouvons accepter. Envoyez un JPG, PNG, WebP ou PDF.";
        file_broken: "{name} kunnen wij niet lezen. Stuur het opnieuw, of maak een nieuwe foto.", "We cannot read {name}. Send it again, or take a new photo.", "Nous ne pouvons pas lire {name}. Renvoyez-le ou prenez une nouvelle photo.";
        file_pixels: "{name} is een te grote foto. Maak haar kleiner, of maak een nieuwe.", "{name} is too large a picture. Make it smaller, or take a new one.", "{name} est une image trop grande. Réduisez-la ou prenez-en une nouvelle.";
    }
}

/// The first sentences of a kind's form; '' for a kind without one.
pub fn lead(kind: CaseKind, lang: Lang) -> &'static str {
    let t = texts(lang);
    match kind {
        CaseKind::Dispute => t.lead_dispute,
        CaseKind::AlreadyPaid => t.lead_already_paid,
        CaseKind::NotMe => t.lead_not_me,
        CaseKind::Moved => t.lead_moved,
        CaseKind::Deceased => t.lead_deceased,
        CaseKind::Administrator => t.lead_administrator,
        CaseKind::LongerPause => t.lead_longer_pause,
        CaseKind::Complaint => t.lead_complaint,
        CaseKind::Pause | CaseKind::Callback | CaseKind::Help | CaseKind::TimeBarred | CaseKind::CostsAbove => "",
    }
}
