//! Texts of giving up part of a claim, for agents.

super::texts! {
    /// See the module.
    ConsoleWaiversTexts {
        title: "Kwijtschelden", "Waiving", "Abandon de créance";
        for_file: "Kwijtschelden voor {name}", "Waiving for {name}", "Abandon pour {name}";
        lead: "Wat u kwijtscheldt, hoeft niet meer betaald te worden. De klant leest het meteen bij de rekening.", "What you waive need not be paid any more. The customer reads it at once with the invoice.", "Ce que vous abandonnez ne doit plus être payé. Le client le lit aussitôt avec la facture.";
        limit: "U beslist zelf tot {amount}. Wat hoger is, legt u voor aan een collega.", "You decide yourself up to {amount}. What is above you put to a colleague.", "Vous décidez vous-même jusqu’à {amount}. Au-delà, vous le soumettez à un collègue.";
        no_limit: "U beslist zelf, tot elk bedrag.", "You decide yourself, up to any amount.", "Vous décidez vous-même, quel que soit le montant.";
        none: "Er staat niets open dat u kunt kwijtschelden.", "Nothing is open that you can waive.", "Rien n’est ouvert que vous puissiez abandonner.";
        open: "open: {amount}", "open: {amount}", "ouvert : {amount}";
        amount: "Bedrag", "Amount", "Montant";
        of: "Waarvan", "From what", "Sur quoi";
        anything: "kosten, dan rente, dan de rekening", "costs, then interest, then the invoice", "frais, puis intérêts, puis la facture";
        costs: "alleen kosten", "costs alone", "frais seulement";
        interest: "alleen rente", "interest alone", "intérêts seulement";
        principal: "alleen de rekening", "the invoice alone", "la facture seulement";
        reason: "Waarom", "Why", "Pourquoi";
        hardship: "te weinig om van te leven", "too little to live on", "trop peu pour vivre";
        settlement: "afspraak om het af te sluiten", "agreed to end the matter", "accord pour clore l’affaire";
        creditor: "de schuldeiser vraagt het", "the creditor asks for it", "le créancier le demande";
        mistake: "een fout van ons of de schuldeiser", "a mistake of ours or the creditor’s", "une erreur de notre part ou du créancier";
        goodwill: "coulance", "goodwill", "geste commercial";
        send: "Scheld kwijt", "Waive", "Abandonner";
        open_file: "Open het dossier", "Open the file", "Ouvrir le dossier";
        asked: "Wacht op een collega", "Waits for a colleague", "Attend un collègue";
        asked_none: "Er wacht niets.", "Nothing waits.", "Rien n’attend.";
        asked_by: "gevraagd door {name}, {time}", "asked by {name}, {time}", "demandé par {name}, {time}";
        approve: "Keur goed: {amount}", "Approve: {amount}", "Approuver : {amount}";
        decline: "Keur af", "Decline", "Refuser";
        own: "U hebt dit zelf gevraagd; een collega beslist.", "You asked for this yourself; a colleague decides.", "Vous l’avez demandé vous-même ; un collègue décide.";
        above: "Dit is meer dan u zelf mag kwijtschelden.", "This is more than you may waive.", "C’est plus que ce que vous pouvez abandonner.";
        check: "Kijk dit nog even na", "Please check this", "Vérifiez ceci";
        wrong_amount: "Vul een bedrag in, hoger dan nul en niet meer dan er open staat.", "Fill in an amount above nothing and no more than is open.", "Saisissez un montant supérieur à zéro et au plus ce qui est ouvert.";
        wrong_reason: "Kies waarom.", "Choose why.", "Choisissez pourquoi.";
        refused: "Dit kan nu niet: de rekening zit in een betaalplan, is teruggetrokken, of is intussen veranderd.", "This cannot be done now: the invoice is part of a plan, was withdrawn, or has changed in the meantime.", "Impossible maintenant : la facture fait partie d’un plan, a été retirée ou a changé entre-temps.";
        done_waived: "Kwijtgescholden. De klant ziet het bij de rekening.", "Waived. The customer sees it with the invoice.", "Abandonné. Le client le voit avec la facture.";
        done_asked: "Voorgelegd aan een collega. Tot die beslist, verandert er niets.", "Put to a colleague. Until they decide, nothing changes.", "Soumis à un collègue. Rien ne change avant sa décision.";
        done_declined: "Afgekeurd. Er is niets veranderd.", "Declined. Nothing has changed.", "Refusé. Rien n’a changé.";
        done_stale: "Hierover was al beslist.", "This was decided already.", "La décision était déjà prise.";
    }
}
