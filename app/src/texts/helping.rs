//! Texts of the pages of somebody who helps a debtor.

use effen::access::{HelperKind, Scope};
use effen::kinds::Lang;

super::texts! {
    /// See the module.
    HelpingTexts {
        title: "Wie u helpt", "Whom you help", "Les personnes que vous aidez";
        lead: "Kies wiens dossier u wilt openen. Alles wat u doet, ziet die persoon terug.", "Choose whose file you want to open. That person can see everything you do.", "Choisissez le dossier à ouvrir. Cette personne voit tout ce que vous faites.";
        none: "U hebt nu van niemand toegang. Vraag degene die u helpt om u toegang te geven.", "You have access to nobody’s file now. Ask the person you help to give you access.", "Vous n’avez accès à aucun dossier. Demandez à la personne que vous aidez de vous donner accès.";
        until: "Tot en met {date}", "Until {date}", "Jusqu’au {date}";
        enter: "Open het dossier van {name}", "Open the file of {name}", "Ouvrir le dossier de {name}";
        file: "Dossier", "File", "Dossier";
        talk: "Gesprek", "Conversation", "Conversation";
        plan: "Regeling voorstellen", "Propose a plan", "Proposer un plan";
        pause: "Pauze", "Pause", "Pause";
        back: "Naar wie u helpt", "To whom you help", "Vers les personnes que vous aidez";

        file_title: "Het dossier van {name}", "The file of {name}", "Le dossier de {name}";
        open_total: "Openstaand bij {n} bedrijven", "Open with {n} companies", "Ouvert auprès de {n} entreprises";
        open_total_one: "Openstaand bij één bedrijf", "Open with one company", "Ouvert auprès d’une entreprise";
        invoices: "Openstaande rekeningen", "Open invoices", "Factures ouvertes";
        invoices_none: "Er staat niets open.", "Nothing is open.", "Rien n’est ouvert.";
        settled: "Eerder betaald ({n})", "Paid before ({n})", "Payées auparavant ({n})";
        coming: "Wat komt erbij, en wanneer?", "What is added, and when?", "Qu’est-ce qui s’ajoute, et quand ?";
        paused: "Er loopt een pauze: wij sturen geen berichten.", "A pause is running: we send no messages.", "Une pause est en cours : nous n’envoyons pas de messages.";
        running: "Lopende regeling", "Running plan", "Plan en cours";
        running_text: "{paid} van {total} betaald.", "{paid} of {total} paid.", "{paid} payés sur {total}.";
        running_next: "Volgende keer: {amount} op {date}.", "Next: {amount} on {date}.", "Prochaine fois : {amount} le {date}.";
        only_debtor: "Betalen, gegevens wijzigen en anderen toegang geven kan alleen {name} zelf.", "Only {name} can pay, change details and give others access.", "Seul(e) {name} peut payer, modifier ses données et donner accès à d’autres.";
        invoice_title: "Rekening {number}", "Invoice {number}", "Facture {number}";
        back_file: "Terug naar het dossier", "Back to the file", "Retour au dossier";

        talk_title: "Gesprek met Effen", "Conversation with Effen", "Conversation avec Effen";
        talk_lead: "U schrijft als {me}. {name} leest mee. U ziet hier wat er is geschreven sinds u toegang hebt.", "You write as {me}. {name} reads along. You see here what was written since you have access.", "Vous écrivez en tant que {me}. {name} lit aussi. Vous voyez ici ce qui a été écrit depuis que vous avez accès.";
        talk_empty: "Er is nog niets geschreven.", "Nothing has been written yet.", "Rien n’a encore été écrit.";
        talk_refresh: "Kijk of er antwoord is", "See whether there is an answer", "Voir s’il y a une réponse";
        talk_closed: "Dit gesprek is afgerond. Schrijft u, dan gaat het weer open.", "This conversation was closed. If you write, it opens again.", "Cette conversation est terminée. Si vous écrivez, elle se rouvre.";

        plan_title: "Een regeling voorstellen", "Propose a plan", "Proposer un plan de paiement";
        plan_lead: "Kies een regeling voor {total}. {name} beslist: er is niets afgesproken tot {name} akkoord gaat.", "Choose a plan for {total}. {name} decides: nothing is agreed until {name} agrees.", "Choisissez un plan pour {total}. {name} décide : rien n’est convenu sans son accord.";
        plan_choose: "Stel {amount} {each} voor", "Propose {amount} {each}", "Proposer {amount} {each}";
        plan_done: "Uw voorstel staat klaar voor {name}. Kiest u iets anders, dan vervangt dat het.", "Your proposal is ready for {name}. If you choose something else, it replaces this one.", "Votre proposition attend {name}. Un autre choix la remplacera.";
        plan_accepted: "{name} ging akkoord met uw voorstel.", "{name} agreed to your proposal.", "{name} a accepté votre proposition.";
        plan_declined: "{name} heeft uw voorstel afgewezen.", "{name} declined your proposal.", "{name} a refusé votre proposition.";
        plan_runs: "Er loopt al een regeling. Wilt u die anders? Schrijf ons in het gesprek.", "A plan is running already. Should it change? Write to us in the conversation.", "Un plan est déjà en cours. Faut-il le modifier ? Écrivez-nous dans la conversation.";
        plan_stale: "De bedragen zijn net veranderd. Kies opnieuw.", "The amounts have just changed. Choose again.", "Les montants viennent de changer. Choisissez à nouveau.";
        plan_by_hand: "Met dit bedrag kan geen regeling zonder ons. Schrijf ons in het gesprek.", "With this amount no plan is possible without us. Write to us in the conversation.", "Avec ce montant, aucun plan n’est possible sans nous. Écrivez-nous dans la conversation.";

        pause_title: "Een pauze vragen", "Ask for a pause", "Demander une pause";
        pause_lead: "Tijdens een pauze krijgt {name} geen berichten van ons en komen er geen kosten bij.", "During a pause {name} gets no messages from us and no costs are added.", "Pendant une pause, {name} ne reçoit aucun message de notre part et aucun frais ne s’ajoute.";
        pause_short: "30 dagen, meteen", "30 days, at once", "30 jours, tout de suite";
        pause_short_text: "Dit kan één keer per jaar.", "This is possible once a year.", "C’est possible une fois par an.";
        pause_start: "Start de pauze", "Start the pause", "Commencer la pause";
        pause_runs: "De pauze loopt tot en met {date}.", "The pause runs until {date}.", "La pause court jusqu’au {date} inclus.";
        pause_used: "Er is het afgelopen jaar al een pauze geweest.", "There has been a pause in the last year.", "Il y a déjà eu une pause cette année.";
        pause_note: "Is een rekening erg oud? Om een pauze vragen kan betekenen dat de schuld wordt erkend.", "Is an invoice very old? Asking for a pause can mean that the debt is acknowledged.", "Une facture est très ancienne ? Demander une pause peut valoir reconnaissance de la dette.";
        pause_long: "Langer, een medewerker beslist", "Longer, a member of our staff decides", "Plus longtemps, un collaborateur décide";
        pause_words: "Waarom is een langere pauze nodig?", "Why is a longer pause needed?", "Pourquoi une pause plus longue est-elle nécessaire ?";
        pause_until: "Tot en met (mag leeg blijven)", "Until (may stay empty)", "Jusqu’au (facultatif)";
        pause_ask: "Vraag een langere pauze", "Ask for a longer pause", "Demander une pause plus longue";
        pause_asked: "Er is om een langere pauze gevraagd: {status}.", "A longer pause was asked for: {status}.", "Une pause plus longue a été demandée : {status}.";
        check: "Controleer wat u hebt ingevuld", "Check what you filled in", "Vérifiez ce que vous avez rempli";

        denied_title: "Dit kan niet met uw toegang", "Your access does not allow this", "Votre accès ne le permet pas";
        denied_scope: "{name} heeft u dit niet gegeven: {scope}. Vraag {name} om uw toegang te wijzigen.", "{name} did not give you this: {scope}. Ask {name} to change your access.", "{name} ne vous a pas donné ceci : {scope}. Demandez à {name} de modifier votre accès.";
        denied_expired: "Uw toegang tot dit dossier liep tot en met {date}. Vraag zo nodig om nieuwe toegang.", "Your access to this file ran until {date}. Ask for new access if you need it.", "Votre accès à ce dossier courait jusqu’au {date}. Demandez un nouvel accès si nécessaire.";
        denied_revoked: "Uw toegang tot dit dossier is gestopt.", "Your access to this file was ended.", "Votre accès à ce dossier a été arrêté.";
        denied_asked: "U hebt de uitnodiging nog niet geaccepteerd. Open de link uit de e-mail.", "You have not accepted the invitation yet. Open the link from the e-mail.", "Vous n’avez pas encore accepté l’invitation. Ouvrez le lien de l’e-mail.";
        denied_colleague: "Alleen degene die u toegang gaf, kan anderen toegang geven of die stoppen.", "Only whoever gave you access can give others access or end it.", "Seule la personne qui vous a donné accès peut donner ou arrêter d’autres accès.";

        invite_title: "{name} vraagt uw hulp", "{name} asks for your help", "{name} demande votre aide";
        invite_lead: "Druk op de knop om de toegang te accepteren en in te loggen. De link werkt één keer.", "Press the button to accept the access and sign in. The link works once.", "Appuyez sur le bouton pour accepter l’accès et vous connecter. Le lien marche une seule fois.";
        invite_may: "U mag", "You may", "Vous pouvez";
        invite_seen: "{name} ziet alles wat u met deze toegang doet, en kan hem altijd stoppen.", "{name} sees everything you do with this access, and can always end it.", "{name} voit tout ce que vous faites avec cet accès, et peut toujours l’arrêter.";
        invite_go: "Accepteer en log in", "Accept and sign in", "Accepter et me connecter";
    }
}

/// 'You see the file of … as their counsellor.'
pub fn bar(kind: HelperKind, name: &str, lang: Lang) -> String {
    let words = match (kind, lang) {
        (HelperKind::Counsellor, Lang::Nl) => "U ziet het dossier van {name} als schuldhulpverlener.",
        (HelperKind::Counsellor, Lang::En) => "You see the file of {name} as their counsellor.",
        (HelperKind::Counsellor, Lang::Fr) => "Vous consultez le dossier de {name} comme médiateur de dettes.",
        (HelperKind::Administrator, Lang::Nl) => "U ziet het dossier van {name} als bewindvoerder.",
        (HelperKind::Administrator, Lang::En) => "You see the file of {name} as their administrator.",
        (HelperKind::Administrator, Lang::Fr) => "Vous consultez le dossier de {name} comme administrateur.",
        (HelperKind::Trusted, Lang::Nl) => "U ziet het dossier van {name} als vertrouwenspersoon.",
        (HelperKind::Trusted, Lang::En) => "You see the file of {name} as somebody they trust.",
        (HelperKind::Trusted, Lang::Fr) => "Vous consultez le dossier de {name} comme personne de confiance.",
        (HelperKind::Colleague, Lang::Nl) => "U ziet het dossier van {name} als collega.",
        (HelperKind::Colleague, Lang::En) => "You see the file of {name} as a colleague.",
        (HelperKind::Colleague, Lang::Fr) => "Vous consultez le dossier de {name} comme collègue.",
    };
    super::fill(words, &[("name", name)])
}

/// What a scope opens, as its holder reads it.
pub fn scope_words(scope: Scope, lang: Lang) -> &'static str {
    match (scope, lang) {
        (Scope::See, Lang::Nl) => "rekeningen en bedragen zien",
        (Scope::See, Lang::En) => "see invoices and amounts",
        (Scope::See, Lang::Fr) => "voir les factures et montants",
        (Scope::Talk, Lang::Nl) => "met Effen praten",
        (Scope::Talk, Lang::En) => "talk with Effen",
        (Scope::Talk, Lang::Fr) => "parler avec Effen",
        (Scope::Plan, Lang::Nl) => "een betalingsregeling voorstellen",
        (Scope::Plan, Lang::En) => "propose a payment plan",
        (Scope::Plan, Lang::Fr) => "proposer un plan de paiement",
        (Scope::Pause, Lang::Nl) => "om een pauze vragen",
        (Scope::Pause, Lang::En) => "ask for a pause",
        (Scope::Pause, Lang::Fr) => "demander une pause",
    }
}
