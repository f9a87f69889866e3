//! Texts of the profile page.

super::texts! {
    /// See the module.
    ProfileTexts {
        title: "Mijn gegevens", "My details", "Mes données";
        reference: "Dossiernummer", "File number", "Numéro de dossier";
        contact: "Uw gegevens", "Your details", "Vos coordonnées";
        name: "Naam", "Name", "Nom";
        email: "E-mail", "E-mail", "E-mail";
        phone: "Telefoon", "Telephone", "Téléphone";
        address: "Adres", "Address", "Adresse";
        unknown: "niet bekend", "not known", "inconnu";
        change: "Wijzig e-mail en telefoon", "Change e-mail and telephone", "Modifier e-mail et téléphone";
        change_save: "Bewaar", "Save", "Enregistrer";
        change_how: "Wijzigen kan als u inlogt met de code uit onze brief. Zo kan niemand anders uw gegevens veranderen.", "You can change these when you sign in with the code from our letter. That way nobody else can change your details.", "Vous pouvez les modifier en vous connectant avec le code de notre lettre. Ainsi, personne d’autre ne peut changer vos données.";
        change_tell: "Wij laten de wijziging ook weten op uw oude e-mailadres.", "We also report the change to your old e-mail address.", "Nous signalons aussi la modification à votre ancienne adresse e-mail.";
        wrong_email: "Dit is geen e-mailadres. Een voorbeeld: naam@voorbeeld.nl.", "This is not an e-mail address. An example: name@example.com.", "Ce n’est pas une adresse e-mail. Un exemple : nom@exemple.be.";
        wrong_phone: "Gebruik alleen cijfers, spaties en een plus. Een voorbeeld: 06 12345678.", "Use only digits, spaces and a plus. An example: +31 6 12345678.", "Utilisez seulement des chiffres, des espaces et un plus. Un exemple : +32 470 12 34 56.";
        changed: "Uw gegevens zijn bewaard.", "Your details are saved.", "Vos données sont enregistrées.";
        check: "Controleer wat u hebt ingevuld", "Check what you filled in", "Vérifiez ce que vous avez rempli";
        language: "Taal van onze berichten", "Language of our messages", "Langue de nos messages";
        preferences: "Voorkeuren", "Preferences", "Préférences";
        payday: "Uw betaaldag (dag van de maand)", "Your payday (day of the month)", "Votre jour de paie (jour du mois)";
        payday_none: "Geen voorkeur", "No preference", "Sans préférence";
        reminders: "Herinner mij op tijd", "Remind me in time", "Rappelez-moi à temps";
        remind_email: "Per e-mail", "By e-mail", "Par e-mail";
        remind_sms: "Per sms", "By text message", "Par SMS";
        remind_whatsapp: "Via WhatsApp", "By WhatsApp", "Par WhatsApp";
        save: "Bewaar voorkeuren", "Save preferences", "Enregistrer les préférences";
        saved: "Uw voorkeuren zijn bewaard.", "Your preferences are saved.", "Vos préférences sont enregistrées.";
        objection_title: "Geen berichten meer van ons", "No more messages from us", "Plus de messages de notre part";
        objection_text: "Wilt u dat wij u niet meer uit onszelf schrijven? Dan komt alleen nog wat de wet voorschrijft, zoals een brief voordat er kosten bij komen, en een antwoord op wat u zelf doet. Kosten en rente kunnen doorgaan: op deze pagina’s ziet u wanneer.", "Would you like us not to write to you on our own initiative? Then only what the law asks still comes, such as a letter before costs are added, and answers to what you do yourself. Costs and interest can go on: these pages show when.", "Souhaitez-vous que nous ne vous écrivions plus de notre initiative ? Vous ne recevrez alors que ce que la loi impose, comme une lettre avant l’ajout de frais, et des réponses à ce que vous faites. Frais et intérêts peuvent continuer : ces pages montrent quand.";
        objection_make: "Schrijf mij niet meer", "Do not write to me", "Ne m’écrivez plus";
        objected_text: "Wij schrijven u niet meer uit onszelf. Alleen wat de wet voorschrijft en antwoorden op wat u doet, komen nog.", "We no longer write to you on our own initiative. Only what the law asks, and answers to what you do, still come.", "Nous ne vous écrivons plus de notre initiative. Seuls ce que la loi impose et les réponses à ce que vous faites arrivent encore.";
        objected_undo: "Schrijf mij weer op tijd", "Write to me in time again", "Écrivez-moi à nouveau à temps";
        view_title: "Waarom zie ik deze weergave?", "Why do I see this view?", "Pourquoi vois-je cette vue ?";
        view_text: "Iedereen kan hier hetzelfde doen. Alleen de volgorde en de toon verschillen, naar wat u op deze pagina’s doet. Bedragen, rechten en termijnen veranderen er nooit door.", "Everybody can do the same things here. Only the order and the tone differ, by what you do on these pages. Amounts, rights and terms never change because of it.", "Tout le monde peut faire les mêmes choses ici. Seuls l’ordre et le ton diffèrent, selon ce que vous faites sur ces pages. Les montants, droits et délais n’en changent jamais.";
        view_neutral_now: "U ziet de neutrale weergave, omdat u die koos.", "You see the neutral view, because you chose it.", "Vous voyez la vue neutre, parce que vous l’avez choisie.";
        view_unknown: "U ziet de neutrale weergave, omdat wij nog niet weten wat u het best past.", "You see the neutral view, because we do not know yet what suits you best.", "Vous voyez la vue neutre, car nous ne savons pas encore ce qui vous convient le mieux.";
        choose_neutral: "Kies de neutrale weergave", "Choose the neutral view", "Choisir la vue neutre";
        choose_auto: "Kies de weergave die bij mij past", "Choose the view that fits me", "Choisir la vue qui me convient";
        view_wrong: "Klopt dit niet? Zeg het ons in de chat. Een mens kijkt ernaar.", "Is this not right? Tell us in the chat. A person will look at it.", "Ce n’est pas exact ? Dites-le-nous dans le chat. Une personne regardera.";
        answer_title: "Wat past het best bij u?", "What suits you best?", "Qu’est-ce qui vous convient le mieux ?";
        answer_text: "Eén tik, en de volgende keer staat dat vooraan.", "One tap, and next time that comes first.", "Un clic, et la prochaine fois cela viendra en premier.";
        answer_cannot_pay: "Ik kan dit nu niet betalen", "I cannot pay this now", "Je ne peux pas payer maintenant";
        answer_monthly: "Ik wil een bedrag per maand betalen", "I want to pay an amount a month", "Je veux payer un montant par mois";
        answer_detail: "Ik wil eerst alles kunnen zien", "I want to see everything first", "Je veux d’abord tout voir";
        answer_forgot: "Ik was het vergeten", "It had slipped my mind", "J’avais oublié";
        answer_all_at_once: "Ik regel graag alles in één keer", "I like to settle everything at once", "J’aime tout régler en une fois";
        answer_digital: "Alles op mijn telefoon, en op tijd een herinnering", "Everything on my phone, and a reminder in time", "Tout sur mon téléphone, avec un rappel à temps";
        answer_talk: "Ik praat hier liever met iemand over", "I would rather talk to somebody about this", "Je préfère en parler à quelqu’un";
        answer_soon: "Nu niet, maar over een paar weken kan ik betalen", "Not now, but I can pay in a few weeks", "Pas maintenant, mais je pourrai payer dans quelques semaines";
        answer_lost: "Ik ben het overzicht over mijn rekeningen kwijt", "I have lost the overview of my invoices", "J’ai perdu la vue d’ensemble de mes factures";
        answer_letter: "Stuur mij liever een brief", "Please send me a letter instead", "Envoyez-moi plutôt une lettre";
        devices: "Waar u bent ingelogd", "Where you are signed in", "Où vous êtes connecté";
        device_phone: "Telefoon", "Phone", "Téléphone";
        device_desktop: "Computer", "Computer", "Ordinateur";
        device_here: "dit apparaat", "this device", "cet appareil";
        device_since: "sinds {date}", "since {date}", "depuis le {date}";
        sign_out_all: "Log overal uit", "Sign out everywhere", "Se déconnecter partout";
        helpers_text: "Laat iemand die u helpt meekijken, of bekijk wat die persoon deed.", "Let somebody who helps you look along, or see what they did.", "Laissez quelqu’un qui vous aide consulter votre dossier, ou voyez ce que cette personne a fait.";
        helpers_link: "Bekijk wie mij helpt", "See who helps me", "Voir qui m’aide";
        download: "Uw gegevens", "Your data", "Vos données";
        download_link: "Bekijk documenten en overzicht", "View documents and statement", "Voir les documents et le relevé";
        mail_subject: "Uw gegevens zijn gewijzigd", "Your details were changed", "Vos données ont été modifiées";
        mail_text: "Iemand die is ingelogd met de code uit onze brief heeft uw contactgegevens bij ons gewijzigd. Was u dat niet? Bel ons dan: {phone}.", "Somebody who signed in with the code from our letter changed your contact details with us. Was that not you? Then call us: {phone}.", "Quelqu’un, connecté avec le code de notre lettre, a modifié vos coordonnées chez nous. Ce n’était pas vous ? Appelez-nous : {phone}.";
    }
}
