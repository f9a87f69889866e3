//! Texts of the console about people who help a debtor.

super::texts! {
    /// See the module.
    ConsoleHelperTexts {
        title: "Wie helpt", "Who helps", "Qui aide";
        page_title: "Wie {name} helpt", "Who helps {name}", "Qui aide {name}";
        none: "Niemand heeft toegang.", "Nobody has access.", "Personne n’a accès.";
        manage: "Bekijk en leg vast", "Look and register", "Voir et enregistrer";
        to_file: "Naar het dossier", "To the file", "Vers le dossier";
        register_title: "Leg een bewindvoerder of hulpverlener vast", "Register an administrator or counsellor", "Enregistrer un administrateur ou un médiateur";
        register_text: "Doe dit alleen als u hebt gezien dat deze persoon namens de klant mag optreden. De klant krijgt er bericht van en kan het stoppen.", "Do this only when you have seen that this person may act for the client. The client is told and can end it.", "Ne le faites que si vous avez vérifié que cette personne peut agir pour le client. Le client en est informé et peut l’arrêter.";
        note: "Waaruit blijkt dat? (bijvoorbeeld: beschikking van 12 mei gezien)", "What shows this? (for instance: court order of 12 May seen)", "Qu’est-ce qui le prouve ? (par exemple : ordonnance du 12 mai vue)";
        w_note: "Schrijf waaruit blijkt dat deze persoon mag optreden.", "Write what shows that this person may act.", "Indiquez ce qui prouve que cette personne peut agir.";
        register: "Leg vast en stuur de uitnodiging", "Register and send the invitation", "Enregistrer et envoyer l’invitation";
        end: "Stop deze toegang", "End this access", "Arrêter cet accès";
        by_debtor: "gegeven door de klant", "given by the client", "donné par le client";
        by_agent: "vastgelegd door een collega", "registered by a colleague", "enregistré par un collègue";
        uses: "Wat er met toegang is gedaan", "What was done with access", "Ce qui a été fait avec les accès";
        proposals: "Voorstellen voor een regeling", "Proposals for a plan", "Propositions de plan";
        accept_sure: "De klant is akkoord", "The client agrees", "Le client est d’accord";
        accept: "Maak deze regeling", "Make this plan", "Créer ce plan";
        decline: "Wijs af", "Decline", "Refuser";
        stale: "Dit voorstel past niet meer bij wat openstaat.", "This proposal no longer fits what is open.", "Cette proposition ne correspond plus à ce qui est ouvert.";
        w_sure: "Bevestig dat de klant akkoord is.", "Confirm that the client agrees.", "Confirmez que le client est d’accord.";
        by_helper: "Helper van de klant", "Helper of the client", "Aidant du client";
        unknown: "onbekend", "unknown", "inconnu";
    }
}
