//! Texts of the page about colleagues.

super::texts! {
    /// See the module.
    ConsoleUsersTexts {
        title: "Collega’s", "Colleagues", "Collègues";
        lead: "Wie hier werkt, wat zij mogen, en van welke schuldeisers zij dossiers zien.", "Who works here, what they may do, and of which creditors they see files.", "Qui travaille ici, ce que chacun peut faire, et de quels créanciers il voit les dossiers.";
        name: "Naam", "Name", "Nom";
        email: "E-mailadres", "E-mail address", "Adresse e-mail";
        role: "Rol", "Role", "Rôle";
        serves: "Schuldeisers", "Creditors", "Créanciers";
        all: "alle", "all", "tous";
        limit: "Kwijtschelden tot", "Waiving up to", "Abandonner jusqu’à";
        no_limit: "geen grens", "no limit", "sans limite";
        step: "Tweede stap", "Second step", "Deuxième étape";
        yes: "aan", "on", "activée";
        no: "uit", "off", "désactivée";
        state: "Stand", "State", "État";
        out: "heeft geen toegang", "has no access", "n’a pas d’accès";
        never: "nog niet ingelogd", "has not signed in yet", "ne s’est pas encore connecté";
        waits: "kiest nog een wachtwoord", "still chooses a password", "choisit encore un mot de passe";
        seen: "laatst hier {time}", "last here {time}", "vu pour la dernière fois {time}";
        you: "u", "you", "vous";
        add: "Voeg een collega toe", "Add a colleague", "Ajouter un collègue";
        add_hint: "U krijgt een wachtwoord te zien dat één keer werkt. Geef het zelf door, niet per mail.", "You will see a password that works once. Pass it on yourself, not by mail.", "Vous verrez un mot de passe qui fonctionne une fois. Transmettez-le vous-même, pas par e-mail.";
        save: "Bewaar", "Save", "Enregistrer";
        back: "Alle collega’s", "All colleagues", "Tous les collègues";
        role_hint: "Medewerkers werken dossiers. Teamleiders regelen ook de behandeling, openingstijden en collega’s. Controleurs lezen alles en veranderen niets.", "Agents work files. Supervisors also steer treatment, opening hours and colleagues. Auditors read everything and change nothing.", "Les collaborateurs traitent les dossiers. Les responsables gèrent aussi le traitement, les horaires et les collègues. Les auditeurs lisent tout et ne changent rien.";
        limit_field: "Mag kwijtschelden tot (leeg: geen grens)", "May waive up to (empty: no limit)", "Peut abandonner jusqu’à (vide : sans limite)";
        limit_hint: "Per keer. Wat hoger is, gaat naar een collega die het mag.", "Each time. What is above goes to a colleague who may.", "À chaque fois. Au-delà, un collègue autorisé décide.";
        serves_all: "Alle schuldeisers", "All creditors", "Tous les créanciers";
        serves_some: "Alleen deze", "Only these", "Seulement ceux-ci";
        serves_hint: "Dossiers, chats, zaken en betalingen van andere schuldeisers bestaan voor deze collega niet.", "Files, chats, cases and payments of other creditors do not exist for this colleague.", "Les dossiers, chats, affaires et paiements d’autres créanciers n’existent pas pour ce collègue.";
        access: "Toegang", "Access", "Accès";
        new_password: "Maak een nieuw eenmalig wachtwoord", "Make a new one-time password", "Créer un nouveau mot de passe à usage unique";
        step_off: "Zet de tweede stap uit", "Turn the second step off", "Désactiver la deuxième étape";
        step_off_hint: "Alleen als telefoon en herstelcodes kwijt zijn. Controleer eerst dat u echt met deze collega spreekt.", "Only when telephone and recovery codes are lost. First make sure that you really talk to this colleague.", "Seulement si le téléphone et les codes de secours sont perdus. Vérifiez d’abord que vous parlez bien à ce collègue.";
        sign_out: "Log overal uit", "Sign out everywhere", "Déconnecter partout";
        disable: "Neem de toegang weg", "Take access away", "Retirer l’accès";
        enable: "Geef weer toegang", "Give access again", "Redonner l’accès";
        self_hint: "Dit bent u zelf. Uw eigen rol, grens en schuldeisers verandert een collega.", "This is yourself. Your own role, limit and creditors are changed by a colleague.", "C’est vous-même. Votre rôle, votre limite et vos créanciers sont modifiés par un collègue.";
        above_hint: "Alleen een beheerder verandert iets aan deze collega.", "Only an administrator changes anything about this colleague.", "Seul un administrateur peut modifier ce collègue.";
        password_is: "Eenmalig wachtwoord voor {name}", "One-time password for {name}", "Mot de passe à usage unique pour {name}";
        password_lead: "U ziet dit alleen nu. Bij de eerste keer inloggen kiest uw collega een eigen wachtwoord.", "You see this only now. When signing in for the first time, your colleague chooses their own password.", "Vous ne le voyez que maintenant. À la première connexion, votre collègue choisit son propre mot de passe.";
        check: "Kijk dit nog even na", "Please check this", "Vérifiez ceci";
        wrong_name: "Vul een naam in van ten hoogste {n} tekens.", "Fill in a name of at most {n} characters.", "Saisissez un nom de {n} caractères au plus.";
        wrong_email: "Dit is geen e-mailadres.", "This is not an e-mail address.", "Ce n’est pas une adresse e-mail.";
        taken: "Er is al een collega met dit e-mailadres.", "There is a colleague with this e-mail address already.", "Il y a déjà un collègue avec cette adresse e-mail.";
        wrong_role: "Deze rol kunt u niet geven.", "You cannot give this role.", "Vous ne pouvez pas donner ce rôle.";
        wrong_limit: "Dit is geen bedrag. Schrijf bijvoorbeeld 150 of 150,00.", "This is not an amount. Write for instance 150 or 150.00.", "Ce n’est pas un montant. Écrivez par exemple 150 ou 150,00.";
        limit_above: "Hoger dan uw eigen grens kunt u niet geven.", "You cannot give more than your own limit.", "Vous ne pouvez pas donner plus que votre propre limite.";
        no_creditor: "Kies minstens één schuldeiser, of alle.", "Choose at least one creditor, or all.", "Choisissez au moins un créancier, ou tous.";
        last_admin: "Dit is de laatste beheerder. Maak eerst iemand anders beheerder.", "This is the last administrator. Make somebody else administrator first.", "C’est le dernier administrateur. Nommez d’abord quelqu’un d’autre.";
        done_saved: "Bewaard. Het geldt vanaf nu.", "Saved. It holds from now on.", "Enregistré. C’est valable dès maintenant.";
        done_step: "De tweede stap staat uit.", "The second step is off.", "La deuxième étape est désactivée.";
        done_out: "Overal uitgelogd.", "Signed out everywhere.", "Déconnecté partout.";
        done_disabled: "Deze collega komt niet meer binnen.", "This colleague gets in no longer.", "Ce collègue n’entre plus.";
        done_enabled: "Deze collega kan weer inloggen.", "This colleague can sign in again.", "Ce collègue peut à nouveau se connecter.";
    }
}
