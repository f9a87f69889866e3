//! Texts of an agent's own account.

super::texts! {
    /// See the module.
    ConsoleAccountTexts {
        title: "Mijn account", "My account", "Mon compte";
        who: "Wie u bent", "Who you are", "Qui vous êtes";
        name: "Naam", "Name", "Nom";
        email: "E-mailadres", "E-mail address", "Adresse e-mail";
        role: "Rol", "Role", "Rôle";
        serves: "Schuldeisers", "Creditors", "Créanciers";
        serves_all: "alle", "all", "tous";
        limit: "Kwijtschelden tot", "Waiving up to", "Abandonner jusqu’à";
        limit_none: "geen grens", "no limit", "sans limite";
        step: "Tweede stap bij het inloggen", "Second step when signing in", "Deuxième étape à la connexion";
        step_off: "U logt in met alleen uw wachtwoord. Met een code van uw telefoon erbij komt niemand binnen die alleen uw wachtwoord kent.", "You sign in with your password alone. With a code from your telephone, nobody gets in who only knows your password.", "Vous vous connectez avec votre seul mot de passe. Avec un code de votre téléphone en plus, personne n’entre en connaissant seulement votre mot de passe.";
        step_asked: "Wij vragen dit van iedereen die hier werkt. Zet de tweede stap nu aan; daarna kunt u verder.", "We ask this of everybody who works here. Turn the second step on now; then you can go on.", "Nous le demandons à tous ceux qui travaillent ici. Activez maintenant la deuxième étape ; ensuite vous pourrez continuer.";
        step_on: "Aan sinds {date}. U hebt nog {n} herstelcodes.", "On since {date}. You have {n} recovery codes left.", "Activée depuis le {date}. Il vous reste {n} codes de secours.";
        step_start: "Zet de tweede stap aan", "Turn the second step on", "Activer la deuxième étape";
        step_title: "Tweede stap aanzetten", "Turning the second step on", "Activer la deuxième étape";
        step_how: "1. Open een app voor codes op uw telefoon. 2. Scan dit plaatje, of typ de sleutel over. 3. Vul de code in die de app laat zien.", "1. Open an app for codes on your telephone. 2. Scan this picture, or type the key. 3. Fill in the code the app shows.", "1. Ouvrez une application de codes sur votre téléphone. 2. Scannez cette image, ou recopiez la clé. 3. Saisissez le code affiché.";
        step_picture: "Plaatje om te scannen; de sleutel eronder zegt hetzelfde", "Picture to scan; the key below says the same", "Image à scanner ; la clé ci-dessous dit la même chose";
        step_key: "Sleutel", "Key", "Clé";
        step_link: "Open de app op dit apparaat", "Open the app on this device", "Ouvrir l’application sur cet appareil";
        step_code: "Code die de app nu laat zien", "Code the app shows now", "Code affiché maintenant";
        step_confirm: "Bevestig", "Confirm", "Confirmer";
        step_again: "Andere telefoon", "Another telephone", "Autre téléphone";
        step_again_hint: "De oude blijft werken tot u de nieuwe hebt bevestigd.", "The old one keeps working until you have confirmed the new one.", "L’ancien continue de fonctionner jusqu’à ce que vous ayez confirmé le nouveau.";
        step_remove: "Zet de tweede stap uit", "Turn the second step off", "Désactiver la deuxième étape";
        step_codes: "Maak nieuwe herstelcodes", "Make new recovery codes", "Créer de nouveaux codes de secours";
        code_now: "Code uit de app, of een herstelcode", "Code from the app, or a recovery code", "Code de l’application, ou code de secours";
        codes_title: "Uw herstelcodes", "Your recovery codes", "Vos codes de secours";
        codes_lead: "Elke code werkt één keer, als u uw telefoon niet bij de hand hebt. Print ze of schrijf ze op, en bewaar ze waar niemand bij kan. U ziet ze alleen nu. Oude codes werken niet meer.", "Each code works once, when your telephone is not at hand. Print them or write them down, and keep them where nobody else can. You see them only now. Older codes no longer work.", "Chaque code fonctionne une fois, quand votre téléphone n’est pas à portée. Imprimez-les ou notez-les, et gardez-les hors de portée d’autrui. Vous ne les voyez que maintenant. Les anciens codes ne fonctionnent plus.";
        codes_kept: "Ik heb ze bewaard", "I have kept them", "Je les ai conservés";
        password: "Wachtwoord", "Password", "Mot de passe";
        password_change: "Verander uw wachtwoord", "Change your password", "Changer votre mot de passe";
        password_old: "Uw wachtwoord nu", "Your password now", "Votre mot de passe actuel";
        password_hint: "Overal elders wordt u uitgelogd.", "Everywhere else you will be signed out.", "Partout ailleurs, vous serez déconnecté.";
        password_wrong: "Dit is niet uw wachtwoord.", "This is not your password.", "Ce n’est pas votre mot de passe.";
        sessions: "Waar u bent ingelogd", "Where you are signed in", "Où vous êtes connecté";
        session_here: "hier, nu", "here, now", "ici, maintenant";
        session_seen: "laatst gebruikt {time}", "last used {time}", "utilisé pour la dernière fois {time}";
        session_began: "ingelogd {time}", "signed in {time}", "connecté {time}";
        session_unknown: "Onbekende browser", "Unknown browser", "Navigateur inconnu";
        session_end: "Log daar uit", "Sign out there", "Déconnecter";
        sessions_end: "Log overal elders uit", "Sign out everywhere else", "Déconnecter partout ailleurs";
        check: "Kijk dit nog even na", "Please check this", "Vérifiez ceci";
        done_password: "Uw wachtwoord is veranderd. Overal elders bent u uitgelogd.", "Your password is changed. Everywhere else you are signed out.", "Votre mot de passe est changé. Partout ailleurs, vous êtes déconnecté.";
        done_ended: "Daar bent u uitgelogd.", "You are signed out there.", "Vous y êtes déconnecté.";
        done_removed: "De tweede stap staat uit.", "The second step is off.", "La deuxième étape est désactivée.";
    }
}

/// A role as people read it.
pub fn role_words(lang: effen::kinds::Lang, role: effen::staff::Role) -> &'static str {
    use effen::staff::Role;
    let [nl, en, fr] = match role {
        Role::Agent => ["medewerker", "agent", "collaborateur"],
        Role::Supervisor => ["teamleider", "supervisor", "responsable"],
        Role::Auditor => ["controleur", "auditor", "auditeur"],
        Role::Admin => ["beheerder", "administrator", "administrateur"],
    };
    match lang {
        effen::kinds::Lang::Nl => nl,
        effen::kinds::Lang::En => en,
        effen::kinds::Lang::Fr => fr,
    }
}
