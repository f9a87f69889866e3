//! Texts of the steps after an agent's password: code, own password.

super::texts! {
    /// See the module.
    ConsoleStepsTexts {
        code_title: "Uw code", "Your code", "Votre code";
        code_lead: "Open de app op uw telefoon en vul de zes cijfers in die u bij Effen ziet.", "Open the app on your telephone and fill in the six digits you see at Effen.", "Ouvrez l’application sur votre téléphone et saisissez les six chiffres affichés pour Effen.";
        code: "Code uit de app, of een herstelcode", "Code from the app, or a recovery code", "Code de l’application, ou code de secours";
        code_hint: "Telefoon kwijt? Gebruik een van uw herstelcodes. Zijn die ook kwijt, dan zet een beheerder de tweede stap voor u uit.", "Lost your telephone? Use one of your recovery codes. If those are lost too, an administrator turns the second step off for you.", "Téléphone perdu ? Utilisez un de vos codes de secours. S’ils sont perdus aussi, un administrateur désactive la deuxième étape pour vous.";
        code_wrong: "Deze code klopt niet, of is al gebruikt. Wacht op de volgende code en vul die in.", "This code is not right, or was used already. Wait for the next code and fill that in.", "Ce code n’est pas bon, ou a déjà été utilisé. Attendez le code suivant et saisissez-le.";
        go_on: "Ga verder", "Go on", "Continuer";
        other: "Als iemand anders inloggen", "Sign in as somebody else", "Se connecter sous un autre nom";
        password_title: "Kies uw eigen wachtwoord", "Choose your own password", "Choisissez votre propre mot de passe";
        password_lead: "Het wachtwoord dat u kreeg, geldt één keer. Kies er nu zelf een: minstens {n} tekens. Een zin van een paar woorden is sterk en makkelijk te onthouden.", "The password you were given holds once. Choose your own now: at least {n} characters. A sentence of a few words is strong and easy to remember.", "Le mot de passe reçu ne vaut qu’une fois. Choisissez maintenant le vôtre : au moins {n} caractères. Une phrase de quelques mots est solide et facile à retenir.";
        new_password: "Nieuw wachtwoord", "New password", "Nouveau mot de passe";
        again: "Nog een keer hetzelfde", "The same once more", "Encore une fois le même";
        save: "Bewaar dit wachtwoord", "Save this password", "Enregistrer ce mot de passe";
        too_short: "Dit wachtwoord is te kort: neem er minstens {n} tekens voor.", "This password is too short: take at least {n} characters.", "Ce mot de passe est trop court : prenez au moins {n} caractères.";
        too_long: "Dit wachtwoord is te lang: neem er ten hoogste {n} tekens voor.", "This password is too long: take at most {n} characters.", "Ce mot de passe est trop long : prenez au plus {n} caractères.";
        not_same: "De twee wachtwoorden zijn niet hetzelfde.", "The two passwords are not the same.", "Les deux mots de passe ne sont pas identiques.";
        not_new: "Dit is het wachtwoord dat u al had. Kies een ander.", "This is the password you had. Choose another.", "C’est le mot de passe que vous aviez. Choisissez-en un autre.";
        looks_like: "Uw naam of e-mailadres mag niet in uw wachtwoord staan.", "Your name or e-mail address must not be in your password.", "Votre nom ou votre adresse e-mail ne doit pas figurer dans votre mot de passe.";
        too_many: "Dit is te vaak geprobeerd. Wacht een kwartier.", "This was tried too often. Wait fifteen minutes.", "Il y a eu trop d’essais. Attendez un quart d’heure.";
    }
}
