//! Texts of the agents' list of cases and of one case.

use effen::kinds::Lang;

super::texts! {
    /// See the module.
    ConsoleCasesTexts {
        title: "Meldingen", "Cases", "Signalements";
        lead: "De oudste belofte staat vooraan.", "The oldest promise comes first.", "La promesse la plus ancienne vient en premier.";
        none: "Er staat niets open.", "Nothing is open.", "Rien n’est ouvert.";
        more: "Er zijn er meer. Handel deze eerst af.", "There are more. Handle these first.", "Il y en a d’autres. Traitez d’abord ceux-ci.";
        col_by: "Antwoord uiterlijk", "Answer by", "Réponse au plus tard";
        col_kind: "Melding", "Case", "Signalement";
        col_who: "Dossier", "File", "Dossier";
        col_claim: "Vordering", "Claim", "Créance";
        col_status: "Stand", "Status", "État";
        col_agent: "Bij", "With", "Chez";
        overdue: "te laat", "overdue", "en retard";
        nobody: "niemand", "nobody", "personne";
        promised: "Wij beloofden antwoord uiterlijk {date}.", "We promised an answer by {date}.", "Nous avons promis une réponse le {date} au plus tard.";
        with: "Bij {name}", "With {name}", "Chez {name}";
        to_file: "Naar het dossier", "To the file", "Vers le dossier";
        to_list: "Alle meldingen", "All cases", "Tous les signalements";
        told: "Wat de debiteur liet weten", "What the debtor told us", "Ce que le débiteur a dit";
        told_none: "Niets verder ingevuld.", "Nothing else was filled in.", "Rien d’autre n’a été rempli.";
        files: "Bestanden", "Files", "Fichiers";
        thread: "Verloop", "History", "Historique";
        by_debtor: "debiteur", "debtor", "débiteur";
        by_system: "programma", "program", "programme";
        take: "Neem in behandeling", "Take this case", "Prendre en charge";
        ask_title: "Vraag iets aan de debiteur", "Ask the debtor something", "Poser une question au débiteur";
        ask_label: "Uw vraag, zoals de debiteur haar leest", "Your question, as the debtor reads it", "Votre question, telle que le débiteur la lit";
        ask_button: "Verstuur de vraag", "Send the question", "Envoyer la question";
        grant_title: "Akkoord", "Agree", "Accepter";
        grant_label: "Uw antwoord, zoals de debiteur het leest", "Your answer, as the debtor reads it", "Votre réponse, telle que le débiteur la lit";
        grant_button: "Akkoord en verstuur", "Agree and send", "Accepter et envoyer";
        reject_title: "Niet akkoord", "Do not agree", "Refuser";
        reject_label: "Waarom niet, zoals de debiteur het leest", "Why not, as the debtor reads it", "Pourquoi, tel que le débiteur le lit";
        reject_button: "Niet akkoord en verstuur", "Do not agree and send", "Refuser et envoyer";
        reject_effect: "Onze berichten gaan daarna weer door.", "Our messages go on afterwards.", "Nos messages reprennent ensuite.";
        confirm: "Ik heb het nagekeken en weet wat er dan gebeurt", "I have checked it and know what happens then", "J’ai vérifié et je sais ce qui se passe ensuite";
        paid_amount: "Gevonden bedrag, nog niet geboekt (leeg: niets te boeken)", "Amount found, not booked yet (empty: nothing to book)", "Montant trouvé, pas encore comptabilisé (vide : rien à comptabiliser)";
        paid_on: "Betaald op", "Paid on", "Payé le";
        until_on: "Pauze tot en met", "Pause until", "Pause jusqu’au (inclus)";
        x_withdraws_claim: "Wat open staat op deze vordering gaat van de boeken (correctie en kwijtschelding) en de vordering wordt ingetrokken. Wat al betaald is, blijft staan: geef dat zo nodig terug.", "What is open on this claim goes off the books (correction and waiver) and the claim is withdrawn. What was paid stays: return it if needed.", "Ce qui est ouvert sur cette créance sort des livres (correction et remise) et la créance est retirée. Ce qui a été payé reste : remboursez-le au besoin.";
        x_books_payment: "De betaling aan de schuldeiser wordt geboekt en onze berichten gaan weer door, als er nog iets open staat.", "The payment to the creditor is booked, and our messages go on if something is still open.", "Le paiement au créancier est comptabilisé et nos messages reprennent s’il reste un solde.";
        x_holds_claim: "De vordering blijft vastgehouden en wij komen er bij deze persoon niet meer op terug. Meld het de schuldeiser.", "The claim stays held and we do not come back to this person about it. Tell the creditor.", "La créance reste suspendue et nous ne revenons plus vers cette personne. Informez le créancier.";
        x_sets_address: "Het nieuwe adres geldt vanaf nu en onze berichten gaan weer door.", "The new address counts from now on, and our messages go on.", "La nouvelle adresse vaut dès maintenant et nos messages reprennent.";
        x_silences: "Wij schrijven deze persoon niet meer. Neem zelf contact op met wie voor deze persoon spreekt.", "We do not write to this person any more. Get in touch with who speaks for them.", "Nous n’écrivons plus à cette personne. Prenez contact avec qui la représente.";
        x_rests_until: "Onze berichten staan stil tot en met de dag die u kiest.", "Our messages stand still until the day you choose.", "Nos messages sont suspendus jusqu’au jour choisi inclus.";
        x_waives_excess: "Wat aan kosten boven de regel staat, wordt kwijtgescholden en onze berichten gaan weer door.", "What stands above the rule in costs is waived, and our messages go on.", "La part des frais au-dessus de la règle est remise et nos messages reprennent.";
        x_ends_hold: "Onze berichten gaan daarna weer door.", "Our messages go on afterwards.", "Nos messages reprennent ensuite.";
        check: "Controleer wat u hebt ingevuld", "Check what you filled in", "Vérifiez ce que vous avez rempli";
        w_words: "Schrijf wat de debiteur moet lezen.", "Write what the debtor is to read.", "Écrivez ce que le débiteur doit lire.";
        w_long: "Houd het onder de {count} tekens.", "Keep it under {count} characters.", "Restez sous {count} caractères.";
        w_confirm: "Bevestig dat u het hebt nagekeken.", "Confirm that you have checked it.", "Confirmez que vous avez vérifié.";
        w_paid: "Schrijf een bedrag dat niet hoger is dan wat open staat, en de dag van betaling.", "Write an amount that is not higher than what is open, and the day of payment.", "Écrivez un montant qui ne dépasse pas le solde, et le jour du paiement.";
        w_until: "Kies de laatste dag van de pauze.", "Choose the last day of the pause.", "Choisissez le dernier jour de la pause.";
        done: "Afgerond. Er is niets meer te doen.", "Done. There is nothing left to do.", "Terminé. Il n’y a plus rien à faire.";
        open: "Open: {amount}", "Open: {amount}", "Ouvert : {amount}";
    }
}

/// What happened, in a word, for agents. `event` is the stored word; 'receive' begins a case.
pub fn event(event: &str, lang: Lang) -> &'static str {
    let row = match event {
        "take" => ["In behandeling genomen", "Taken", "Pris en charge"],
        "ask" => ["Vraag gesteld", "Question asked", "Question posée"],
        "answer" => ["Antwoord van de debiteur", "Answer of the debtor", "Réponse du débiteur"],
        "grant" => ["Akkoord", "Agreed", "Accepté"],
        "reject" => ["Niet akkoord", "Not agreed", "Refusé"],
        "withdraw" => ["Teruggenomen", "Taken back", "Retiré"],
        _ => ["Ontvangen", "Received", "Reçu"],
    };
    row[lang as usize]
}
