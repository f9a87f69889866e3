//! Texts of the console's pages about payments on bank statements that nobody's file is known for.

use effen::bank::EntryState;
use effen::kinds::Lang;
use effen::matching::Reason;

crate::texts::texts! {
    /// See the module.
    BankTexts {
    title: "Niet-gekoppelde betalingen", "Unmatched payments", "Paiements non attribués";
    lead: "Deze bedragen staan op onze rekening, maar nog in geen dossier. U beslist; er wordt niets gegokt.",
        "These amounts are in our account but in no file yet. You decide; nothing is booked on a guess.",
        "Ces montants sont sur notre compte, mais dans aucun dossier. Vous décidez; rien n’est deviné.";
    unassigned: "Nog van niemand: {sums}", "Belongs to no file yet: {sums}", "Encore à personne : {sums}";
    views: "Welke betalingen", "Which payments", "Quels paiements";
    open: "Te bekijken", "To look at", "À examiner";
    aside: "Opzijgezet", "Set aside", "Mis de côté";
    booked: "Gekoppeld", "Booked", "Attribués";
    none_open: "Er is niets te bekijken.", "There is nothing to look at.", "Il n’y a rien à examiner.";
    none: "Hier staat niets.", "There is nothing here.", "Il n’y a rien ici.";
    more: "Alleen de laatste {n} staan hier.", "Only the latest {n} are shown.", "Seuls les {n} derniers sont affichés.";
    day: "Datum", "Date", "Date";
    amount: "Bedrag", "Amount", "Montant";
    who: "Van of naar", "From or to", "De ou vers";
    text: "Omschrijving", "Description", "Communication";
    state: "Stand", "Status", "État";
    received: "Ontvangen betaling", "Payment received", "Paiement reçu";
    went_out: "Afgeschreven bedrag", "Amount that left our account", "Montant débité";
    account: "Rekening", "Account", "Compte";
    our_account: "Onze rekening", "Our account", "Notre compte";
    references: "Kenmerken", "References", "Références";
    returned_why: "Terugboeking, reden", "Return, reason", "Retour, motif";
    note: "Notitie", "Note", "Note";
    unknown: "onbekend", "unknown", "inconnu";
    proposals: "Hier kan het bij horen", "What it may belong to", "À quoi il peut correspondre";
    proposals_lead: "Met de reden erbij. De waarschijnlijkste staat bovenaan.",
        "With the reason. The likeliest comes first.", "Avec la raison. Le plus probable d’abord.";
    no_proposals: "Wij vonden geen factuur waar dit bij past. Zoek hieronder zelf een dossier.",
        "We found no invoice that fits. Look a file up below.",
        "Nous n’avons trouvé aucune facture qui correspond. Cherchez un dossier ci-dessous.";
    because: "Omdat: {why}", "Because: {why}", "Parce que : {why}";
    still_open: "open {amount}", "open {amount}", "ouvert {amount}";
    book: "Boek op de gekozen factuur", "Book on the chosen invoice", "Attribuer à la facture choisie";
    pick: "Zoek een ander dossier", "Look up another file", "Chercher un autre dossier";
    pick_label: "Dossiernummer, naam of factuurnummer", "File reference, name or invoice number", "Numéro de dossier, nom ou numéro de facture";
    find: "Zoek", "Search", "Chercher";
    found: "Gevonden voor ‘{q}’", "Found for ‘{q}’", "Trouvé pour « {q} »";
    found_none: "Geen openstaande factuur in deze munt gevonden.", "No open invoice in this currency found.",
        "Aucune facture ouverte dans cette devise.";
    put_aside: "Zet opzij", "Set aside", "Mettre de côté";
    aside_lead: "Het bedrag blijft op onze rekening staan en telt nergens mee. Schrijf op waarom.",
        "The amount stays in our account and counts nowhere. Write down why.",
        "Le montant reste sur notre compte et ne compte nulle part. Notez pourquoi.";
    reopen: "Bekijk opnieuw", "Take up again", "Reprendre";
    returns: "Deze betaling kan zijn teruggegaan", "The payment that may have gone back", "Le paiement qui a pu être retourné";
    returns_lead: "Boekt u dit als terugboeking, dan staat de factuur weer open.",
        "If you book this as a return, the invoice is open again.",
        "Si vous l’enregistrez comme retour, la facture est de nouveau ouverte.";
    no_returns: "Wij vonden geen geboekte betaling waar dit bij past. Is het iets anders (kosten van de bank, een uitbetaling), zet het dan opzij.",
        "We found no booked payment that fits. If it is something else (bank charges, a payout), set it aside.",
        "Aucun paiement attribué ne correspond. Si c’est autre chose (frais bancaires, versement), mettez-le de côté.";
    book_return: "Boek als terugboeking", "Book as a return", "Enregistrer comme retour";
    booked_on: "Geboekt in dossier {file}", "Booked in file {file}", "Attribué au dossier {file}";
    from_provider: "Uitbetaling van de betaaldienst. De betalingen zelf staan al in de dossiers.",
        "Payout of the payment provider. The payments themselves are in the files already.",
        "Versement du prestataire de paiement. Les paiements eux-mêmes sont déjà dans les dossiers.";
    to_creditor: "Uitbetaald aan de schuldeiser van wie deze rekening is.", "Paid out to the creditor whose account this is.",
        "Versé au créancier à qui appartient ce compte.";
    undo_title: "In het verkeerde dossier?", "In the wrong file?", "Dans le mauvais dossier ?";
    undo_lead: "De factuur staat dan weer open en het bedrag is weer van niemand. Daarna kunt u het opnieuw boeken. Wij leggen vast dat u dit deed.",
        "The invoice is then open again and the amount belongs to nobody. After that you can book it anew. It is recorded that you did this.",
        "La facture est alors de nouveau ouverte et le montant n’appartient à personne. Vous pouvez ensuite l’attribuer à nouveau. Nous notons que vous l’avez fait.";
    undo: "Maak de boeking ongedaan", "Undo the booking", "Annuler l’attribution";
    went_back: "Volledig teruggegaan, dossier {file}", "Gone back in full, file {file}", "Entièrement retourné, dossier {file}";
    back: "Terug naar de lijst", "Back to the list", "Retour à la liste";
    check: "Controleer uw invoer", "Check what you filled in", "Vérifiez votre saisie";
    choose_one: "Kies eerst een factuur of betaling.", "Choose an invoice or payment first.", "Choisissez d’abord une facture ou un paiement.";
    note_needed: "Schrijf op waarom u dit opzijzet.", "Write down why you set this aside.", "Notez pourquoi vous le mettez de côté.";
    has_moved: "Dit kon niet worden geboekt: iemand was u voor, of het bedrag past niet. Kijk hoe het nu staat.",
        "This could not be booked: somebody was quicker, or the amount does not fit. See how it stands now.",
        "Impossible de l’enregistrer : quelqu’un a été plus rapide, ou le montant ne convient pas. Voyez l’état actuel.";
} }

/// A reason in words.
pub fn reason(lang: Lang, reason: Reason) -> &'static str {
    let row: [&'static str; 3] = match reason {
        Reason::Reference => [
            "het betalingskenmerk is van deze factuur",
            "the payment reference is this invoice’s",
            "la référence est celle de cette facture",
        ],
        Reason::InvoiceNumber => [
            "het factuurnummer staat erin",
            "the invoice number is in the text",
            "le numéro de facture figure dans le texte",
        ],
        Reason::FileReference => [
            "het dossiernummer staat erin",
            "the file reference is in the text",
            "le numéro de dossier figure dans le texte",
        ],
        Reason::KnownAccount => [
            "deze rekening betaalde dit dossier eerder",
            "this account paid this file before",
            "ce compte a déjà payé ce dossier",
        ],
        Reason::SameName => ["de naam is dezelfde", "the name is the same", "le nom est le même"],
        Reason::ExactAmount => ["het bedrag klopt precies", "the amount is exactly right", "le montant est exact"],
    };
    in_language(lang, row)
}

/// A state in words.
pub fn state(lang: Lang, state: EntryState) -> &'static str {
    let row: [&'static str; 3] = match state {
        EntryState::Unmatched => ["geen voorstel", "no proposal", "aucune proposition"],
        EntryState::Proposed => ["voorstel", "proposal", "proposition"],
        EntryState::Booked => ["geboekt", "booked", "attribué"],
        EntryState::SetAside => ["opzijgezet", "set aside", "mis de côté"],
        EntryState::Settled => ["uitbetaling", "payout", "versement"],
        EntryState::Returned => ["teruggegaan", "went back", "retourné"],
    };
    in_language(lang, row)
}

fn in_language(lang: Lang, [nl, en, fr]: [&'static str; 3]) -> &'static str {
    match lang {
        Lang::Nl => nl,
        Lang::En => en,
        Lang::Fr => fr,
    }
}
