//! Texts about people who help a debtor: the debtor's own pages, and the words for kinds, scopes and uses.

use effen::access::{HelperKind, Scope, Use, Wrong};
use effen::kinds::Lang;

super::texts! {
    /// See the module.
    HelperTexts {
        title: "Wie mij helpt", "People who help me", "Qui m’aide";
        lead: "Laat een schuldhulpverlener, bewindvoerder of iemand die u vertrouwt meekijken. U kiest wat die persoon mag en tot wanneer, en u ziet hier alles wat die persoon doet. U kunt het altijd stoppen.", "Let a debt counsellor, an administrator or somebody you trust look along. You choose what they may do and until when, and you see here everything they do. You can always stop it.", "Laissez un médiateur de dettes, un administrateur ou une personne de confiance consulter votre dossier. Vous choisissez ce que cette personne peut faire et jusqu’à quand, et vous voyez ici tout ce qu’elle fait. Vous pouvez toujours arrêter.";
        lead_company: "Geef collega’s een eigen manier om in te loggen, of laat een adviseur meekijken. U kiest tot wanneer, en u ziet hier wat zij doen. U kunt het altijd stoppen.", "Give colleagues their own way to sign in, or let an adviser look along. You choose until when, and you see here what they do. You can always stop it.", "Donnez à vos collègues leur propre accès, ou laissez un conseiller consulter le dossier. Vous choisissez jusqu’à quand, et vous voyez ici ce qu’ils font. Vous pouvez toujours arrêter.";
        none: "Niemand kijkt nu met u mee.", "Nobody looks along with you now.", "Personne ne consulte votre dossier avec vous pour l’instant.";
        give: "Geef iemand toegang", "Give somebody access", "Donner accès à quelqu’un";
        now_title: "Wie nu toegang heeft", "Who has access now", "Qui a accès maintenant";
        past_title: "Eerdere toegang ({n})", "Earlier access ({n})", "Accès précédents ({n})";
        may: "Mag", "May", "Peut";
        until: "Tot en met", "Until", "Jusqu’au";
        status: "Toegang", "Access", "Accès";
        st_invited: "Uitgenodigd: nog niet geaccepteerd", "Invited: not accepted yet", "Invité : pas encore accepté";
        st_running: "Loopt", "Running", "En cours";
        st_expired: "Verlopen", "Expired", "Expiré";
        st_revoked: "Gestopt", "Ended", "Arrêté";
        mail_sent: "Wij hebben de uitnodiging gemaild naar {email}.", "We e-mailed the invitation to {email}.", "Nous avons envoyé l’invitation à {email}.";
        mail_coming: "De uitnodiging is onderweg naar {email}.", "The invitation is on its way to {email}.", "L’invitation est en route vers {email}.";
        mail_failed: "De uitnodiging kwam niet aan op {email}. Klopt het adres? Stuur haar anders opnieuw.", "The invitation did not arrive at {email}. Is the address right? If so, send it again.", "L’invitation n’est pas arrivée à {email}. L’adresse est-elle exacte ? Si oui, renvoyez-la.";
        again: "Stuur de uitnodiging opnieuw", "Send the invitation again", "Renvoyer l’invitation";
        change: "Wijzig wat mag", "Change what is allowed", "Modifier ce qui est permis";
        end: "Stop deze toegang", "End this access", "Arrêter cet accès";
        end_hint: "Stoppen werkt meteen.", "Ending works at once.", "L’arrêt est immédiat.";
        by_us: "Door ons vastgelegd", "Registered by us", "Enregistré par nous";
        uses: "Wat {name} deed", "What {name} did", "Ce que {name} a fait";
        uses_none: "Nog niets.", "Nothing yet.", "Rien pour l’instant.";
        ended: "De toegang is gestopt.", "The access has ended.", "L’accès est arrêté.";
        given: "De toegang is gegeven. Wij sturen nu de uitnodiging.", "Access is given. We are sending the invitation now.", "L’accès est donné. Nous envoyons l’invitation.";
        changed: "De wijziging is bewaard.", "The change is saved.", "La modification est enregistrée.";
        resent: "Wij sturen de uitnodiging opnieuw.", "We are sending the invitation again.", "Nous renvoyons l’invitation.";
        declined: "U hebt het voorstel afgewezen.", "You declined the proposal.", "Vous avez refusé la proposition.";

        give_title: "Geef iemand toegang", "Give somebody access", "Donner accès à quelqu’un";
        give_lead: "Deze persoon krijgt een e-mail met een link. Daarin staat uw naam, maar geen bedrag.", "This person gets an e-mail with a link. It has your name in it, but no amount.", "Cette personne reçoit un e-mail avec un lien. Il contient votre nom, mais aucun montant.";
        give_code: "Bewaren kan als u bent ingelogd met de code uit onze brief. Wij vragen die code zo nodig, en bewaren wat u invult.", "You can save this when you are signed in with the code from our letter. We ask for it if needed, and keep what you fill in.", "L’enregistrement demande une connexion avec le code de notre lettre. Nous le demandons si nécessaire et gardons ce que vous remplissez.";
        never: "Niemand anders ziet uw budgetcheck, uw andere helpers of hoe wij u indelen. Betalen, uw gegevens wijzigen en anderen toegang geven kunt alleen u.", "Nobody else sees your budget check, your other helpers or how we see you. Only you can pay, change your details and give others access.", "Personne d’autre ne voit votre budget, vos autres aidants ni notre analyse. Vous seul pouvez payer, modifier vos données et donner accès à d’autres.";
        kind: "Wie is dit?", "Who is this?", "Qui est-ce ?";
        name: "Naam", "Name", "Nom";
        organisation: "Organisatie (mag leeg blijven)", "Organisation (may stay empty)", "Organisation (facultatif)";
        email: "E-mailadres", "E-mail address", "Adresse e-mail";
        scopes: "Wat mag deze persoon?", "What may this person do?", "Que peut faire cette personne ?";
        scopes_hint: "Een collega kan alles wat u kunt, behalve anderen toegang geven.", "A colleague can do everything you can, except give others access.", "Un collègue peut tout faire comme vous, sauf donner accès à d’autres.";
        ends_on: "Laatste dag", "Last day", "Dernier jour";
        ends_hint: "Niet later dan {date}.", "No later than {date}.", "Au plus tard le {date}.";
        save_give: "Geef toegang", "Give access", "Donner accès";
        save_change: "Bewaar", "Save", "Enregistrer";
        cancel: "Terug, zonder iets te wijzigen", "Back, without changing anything", "Retour, sans rien changer";
        check: "Controleer wat u hebt ingevuld", "Check what you filled in", "Vérifiez ce que vous avez rempli";
        w_kind: "Kies wie dit is.", "Choose who this is.", "Choisissez qui est cette personne.";
        w_name: "Vul een naam in, zonder leestekens zoals : of /.", "Fill in a name, without signs like : or /.", "Indiquez un nom, sans signes comme : ou /.";
        w_organisation: "Vul de naam van de organisatie in, zonder leestekens zoals : of /.", "Fill in the organisation’s name, without signs like : or /.", "Indiquez le nom de l’organisation, sans signes comme : ou /.";
        w_email: "Vul een e-mailadres in. Een voorbeeld: naam@voorbeeld.nl.", "Fill in an e-mail address. An example: name@example.com.", "Indiquez une adresse e-mail. Un exemple : nom@exemple.be.";
        w_scope: "Kies ten minste één ding dat deze persoon mag.", "Choose at least one thing this person may do.", "Choisissez au moins une chose que cette personne peut faire.";
        w_past: "Kies een dag vanaf vandaag.", "Choose a day from today on.", "Choisissez un jour à partir d’aujourd’hui.";
        w_far: "Kies een dag tot en met {date}.", "Choose a day no later than {date}.", "Choisissez un jour au plus tard le {date}.";
        w_date: "Vul een dag in. Een voorbeeld: {example}.", "Fill in a day. An example: {example}.", "Indiquez un jour. Un exemple : {example}.";
        w_known: "Deze persoon heeft al toegang. Wijzig of stop die eerst.", "This person has access already. Change or end that first.", "Cette personne a déjà accès. Modifiez ou arrêtez-le d’abord.";
        w_many: "Er hebben al {n} mensen toegang. Stop er eerst een.", "{n} people have access already. End one of them first.", "{n} personnes ont déjà accès. Arrêtez d’abord un accès.";
        change_title: "Wat mag {name}?", "What may {name} do?", "Que peut faire {name} ?";

        proposal_title: "{name} stelt een regeling voor", "{name} proposes a plan", "{name} propose un plan de paiement";
        proposal_text: "{times} keer {amount}, samen {total}. De eerste keer op {first}, de laatste op {last}.", "{times} times {amount}, {total} in all. First on {first}, last on {last}.", "{times} fois {amount}, {total} en tout. La première fois le {first}, la dernière le {last}.";
        proposal_look: "Bekijk en ga akkoord", "Look at it and agree", "Consulter et accepter";
        proposal_no: "Niet doen", "Do not do this", "Ne pas accepter";
        proposal_stale: "Dit voorstel past niet meer bij wat nu openstaat. Kies zelf een regeling, of vraag {name} om een nieuw voorstel.", "This proposal no longer fits what is open now. Choose a plan yourself, or ask {name} for a new proposal.", "Cette proposition ne correspond plus à ce qui est ouvert. Choisissez un plan vous-même, ou demandez une nouvelle proposition à {name}.";
        proposal_choose: "Kies zelf een regeling", "Choose a plan yourself", "Choisir un plan moi-même";
        reads_along: "{name} leest en schrijft mee in dit gesprek.", "{name} reads and writes along in this conversation.", "{name} lit et écrit dans cette conversation.";
    }
}

/// Who somebody is to the debtor.
pub fn kind_words(kind: HelperKind, lang: Lang) -> &'static str {
    let words = match kind {
        HelperKind::Counsellor => ["Schuldhulpverlener", "Debt counsellor", "Médiateur de dettes"],
        HelperKind::Administrator => ["Bewindvoerder", "Administrator", "Administrateur"],
        HelperKind::Trusted => ["Iemand die ik vertrouw", "Somebody I trust", "Une personne de confiance"],
        HelperKind::Colleague => ["Collega", "Colleague", "Collègue"],
    };
    one_of(words, lang)
}

/// What a scope opens, as a debtor ticks it.
pub fn scope_words(scope: Scope, lang: Lang) -> &'static str {
    let words = match scope {
        Scope::See => {
            ["Mijn rekeningen en bedragen zien", "See my invoices and amounts", "Voir mes factures et montants"]
        }
        Scope::Talk => [
            "Met Effen praten en meelezen in de chat, vanaf het accepteren",
            "Talk with Effen and read along in the chat, from accepting on",
            "Parler avec Effen et lire le chat, à partir de l’acceptation",
        ],
        Scope::Plan => [
            "Een betalingsregeling voorstellen (en zien wat openstaat)",
            "Propose a payment plan (and see what is open)",
            "Proposer un plan de paiement (et voir ce qui est ouvert)",
        ],
        Scope::Pause => ["Om een pauze vragen", "Ask for a pause", "Demander une pause"],
    };
    one_of(words, lang)
}

/// What was done, after the name of who did it; an invoice by its number, where one was looked at.
pub fn use_words(what: Use, invoice: Option<&str>, lang: Lang) -> String {
    let words = match what {
        Use::Accepted => ["accepteerde uw uitnodiging", "accepted your invitation", "a accepté votre invitation"],
        Use::SignedIn => ["logde in", "signed in", "s’est connecté"],
        Use::Saw if invoice.is_some() => ["bekeek rekening {n}", "looked at invoice {n}", "a consulté la facture {n}"],
        Use::Saw => ["bekeek uw rekeningen", "looked at your invoices", "a consulté vos factures"],
        Use::Read => ["las de chat", "read the chat", "a lu le chat"],
        Use::Wrote => {
            ["schreef een bericht in de chat", "wrote a message in the chat", "a écrit un message dans le chat"]
        }
        Use::Proposed => ["stelde een regeling voor", "proposed a plan", "a proposé un plan de paiement"],
        Use::Paused => {
            ["startte een pauze van 30 dagen", "started a pause of 30 days", "a commencé une pause de 30 jours"]
        }
        Use::AskedPause => {
            ["vroeg om een langere pauze", "asked for a longer pause", "a demandé une pause plus longue"]
        }
    };
    super::fill(one_of(words, lang), &[("n", invoice.unwrap_or_default())])
}

/// What is wrong, for a page.
pub fn wrong_words(wrong: Wrong, latest: &str, lang: Lang) -> (&'static str, String) {
    let t = texts(lang);
    match wrong {
        Wrong::Kind => ("kind", t.w_kind.to_owned()),
        Wrong::NoScope => ("scopes", t.w_scope.to_owned()),
        Wrong::EndPast => ("ends_on", t.w_past.to_owned()),
        Wrong::EndFar => ("ends_on", super::fill(t.w_far, &[("date", latest)])),
    }
}

fn one_of([nl, en, fr]: [&'static str; 3], lang: Lang) -> &'static str {
    match lang {
        Lang::Nl => nl,
        Lang::En => en,
        Lang::Fr => fr,
    }
}
