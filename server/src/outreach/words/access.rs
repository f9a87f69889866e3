//! Sentences about access: the invitation and the sign-in link for a helper, and what the debtor is told. No amount, and
//! of the debtor nothing but the name.

effen::texts! {
    /// See the module. Names in braces are put in.
    AccessWords {
        hello: "Dag {name},", "Hello {name},", "Bonjour {name},";
        invite_subject: "{debtor} geeft u toegang bij Effen", "{debtor} gives you access at Effen", "{debtor} vous donne accès chez Effen";
        invite: "{debtor} vraagt u om te helpen en geeft u toegang tot het eigen dossier bij Effen Incasso. Met deze link accepteert u de toegang en logt u in:", "{debtor} asks for your help and gives you access to their file at Effen Incasso. With this link you accept the access and sign in:", "{debtor} demande votre aide et vous donne accès à son dossier chez Effen Incasso. Avec ce lien, vous acceptez l’accès et vous vous connectez :";
        invite_agent: "Wij hebben vastgelegd dat u {debtor} helpt. Met deze link accepteert u de toegang tot het dossier bij Effen Incasso en logt u in:", "We registered that you help {debtor}. With this link you accept the access to the file at Effen Incasso and sign in:", "Nous avons enregistré que vous aidez {debtor}. Avec ce lien, vous acceptez l’accès au dossier chez Effen Incasso et vous vous connectez :";
        invite_how: "De link werkt 14 dagen en één keer. Daarna logt u in met uw e-mailadres op {url}/sign-in.", "The link works for 14 days and once. After that you sign in with your e-mail address at {url}/sign-in.", "Le lien marche 14 jours et une seule fois. Ensuite, vous vous connectez avec votre adresse e-mail sur {url}/sign-in.";
        invite_no: "Kent u {debtor} niet? Dan hoeft u niets te doen.", "If you do not know {debtor}, you need to do nothing.", "Vous ne connaissez pas {debtor} ? Vous n’avez rien à faire.";
        link_subject: "Uw link om in te loggen bij Effen", "Your link to sign in to Effen", "Votre lien pour vous connecter à Effen";
        link: "U vroeg om een link om in te loggen bij Effen Incasso, voor de mensen die u helpt. Dit is hij:", "You asked for a link to sign in to Effen Incasso, for the people you help. Here it is:", "Vous avez demandé un lien pour vous connecter à Effen Incasso, pour les personnes que vous aidez. Le voici :";
        link_how: "De link werkt 30 minuten en één keer. Vroeg u hier niet om? Dan hoeft u niets te doen.", "The link works for 30 minutes and once. If you did not ask for it, you need to do nothing.", "Le lien marche 30 minutes et une seule fois. Vous ne l’avez pas demandé ? Vous n’avez rien à faire.";
        reply_subject: "Er is een antwoord in het gesprek over {debtor}", "There is an answer in the conversation about {debtor}", "Il y a une réponse dans la conversation sur {debtor}";
        reply: "U schreef ons over {debtor}. Ons antwoord staat hier voor u klaar:", "You wrote to us about {debtor}. Our answer is here for you:", "Vous nous avez écrit au sujet de {debtor}. Notre réponse vous attend ici :";
        reply_how: "Log in met uw e-mailadres, dan komt u bij het gesprek. In deze mail staat niets uit het dossier.", "Sign in with your e-mail address and you come to the conversation. This e-mail holds nothing from the file.", "Connectez-vous avec votre adresse e-mail pour accéder à la conversation. Cet e-mail ne contient rien du dossier.";
        doubt: "Twijfelt u of deze mail van ons is? Typ dit adres zelf over: {url}/really-us. Bellen kan ook: {phone}.", "Not sure this e-mail is from us? Type this address yourself: {url}/really-us. You can also call: {phone}.", "Vous doutez que cet e-mail vienne de nous ? Tapez vous-même cette adresse : {url}/really-us. Vous pouvez aussi appeler : {phone}.";

        given_subject: "U hebt iemand toegang gegeven", "You gave somebody access", "Vous avez donné accès à quelqu’un";
        given: "U hebt {name} toegang gegeven tot uw dossier bij ons.", "You gave {name} access to your file with us.", "Vous avez donné à {name} accès à votre dossier chez nous.";
        registered_subject: "Iemand heeft toegang tot uw dossier", "Somebody has access to your file", "Quelqu’un a accès à votre dossier";
        registered: "Wij hebben vastgelegd dat {name} u helpt en toegang heeft tot uw dossier bij ons.", "We registered that {name} helps you and has access to your file with us.", "Nous avons enregistré que {name} vous aide et a accès à votre dossier chez nous.";
        changed_subject: "De toegang tot uw dossier is gewijzigd", "The access to your file was changed", "L’accès à votre dossier a été modifié";
        changed: "De toegang van {name} tot uw dossier bij ons is gewijzigd.", "The access of {name} to your file with us was changed.", "L’accès de {name} à votre dossier chez nous a été modifié.";
        ended_subject: "De toegang tot uw dossier is gestopt", "The access to your file was ended", "L’accès à votre dossier a été arrêté";
        ended: "De toegang van {name} tot uw dossier bij ons is gestopt.", "The access of {name} to your file with us was ended.", "L’accès de {name} à votre dossier chez nous a été arrêté.";
        access_next: "Wat iemand mag en wat die persoon deed, ziet u hier: {url}. Was u dit niet? Stop de toegang daar, of bel ons.", "What somebody may do and what they did you see here: {url}. Was this not you? End the access there, or call us.", "Ce que la personne peut faire et ce qu’elle a fait se trouve ici : {url}. Ce n’était pas vous ? Arrêtez l’accès là, ou appelez-nous.";
        proposed_subject: "{name} stelt een regeling voor", "{name} proposes a plan", "{name} propose un plan de paiement";
        proposed: "{name} stelt een betalingsregeling voor u voor. U beslist zelf: er is niets afgesproken tot u akkoord gaat.", "{name} proposes a payment plan for you. You decide: nothing is agreed until you agree.", "{name} propose un plan de paiement pour vous. C’est vous qui décidez : rien n’est convenu sans votre accord.";
        proposed_next: "Bekijk het voorstel hier: {url}.", "Look at the proposal here: {url}.", "Consultez la proposition ici : {url}.";
        paused_subject: "{name} vroeg een pauze voor u", "{name} asked for a pause for you", "{name} a demandé une pause pour vous";
        paused: "{name} heeft voor u om een pauze gevraagd. Zolang die loopt, sturen wij u geen berichten over betalen.", "{name} asked for a pause for you. While it runs we send you no messages about paying.", "{name} a demandé une pause pour vous. Tant qu’elle court, nous ne vous envoyons aucun message sur le paiement.";
        paused_next: "Wilt u dit niet? Stop de pauze hier: {url}.", "You do not want this? Stop the pause here: {url}.", "Vous n’en voulez pas ? Arrêtez la pause ici : {url}.";
    }
}
