//! Texts of the help page.

super::texts! {
    /// See the module.
    HelpTexts {
        title: "Hulp", "Help", "Aide";
        lead: "Lukt betalen niet, of komt u er niet uit? Dit kunt u zelf regelen. Het kost niets.", "Is paying not possible, or are you stuck? This you can arrange yourself. It is free.", "Vous ne pouvez pas payer, ou vous êtes bloqué ? Vous pouvez régler ceci vous-même. C’est gratuit.";
        lead_warm: "U bent niet de enige. Goed dat u het laat weten. Dit kunt u nu doen.", "You are not the only one. It is good that you tell us. This is what you can do now.", "Vous n’êtes pas seul. Vous avez bien fait de nous le dire. Voici ce que vous pouvez faire.";
        pause_title: "Een pauze van 30 dagen", "A pause of 30 days", "Une pause de 30 jours";
        pause_text: "U krijgt 30 dagen geen berichten van ons en er komen geen kosten bij. Wat u moet betalen, blijft staan. Dit kunt u één keer per jaar zelf regelen.", "For 30 days you get no messages from us and no costs are added. What you owe stays. You can arrange this yourself once a year.", "Pendant 30 jours, vous ne recevez aucun message de notre part et aucun frais ne s’ajoute. Ce que vous devez reste dû. Vous pouvez le faire vous-même une fois par an.";
        pause_button: "Start de pauze", "Start the pause", "Commencer la pause";
        pause_runs: "Uw pauze loopt tot en met {date}.", "Your pause runs until {date}.", "Votre pause court jusqu’au {date} inclus.";
        pause_used: "U hebt het afgelopen jaar al een pauze gehad. Hebt u er nog een nodig? Vraag een langere pauze aan, of praat met ons.", "You have had a pause in the last year. Do you need another? Ask for a longer pause, or talk to us.", "Vous avez déjà eu une pause cette année. Il vous en faut une autre ? Demandez une pause plus longue, ou parlez-nous.";
        pause_note: "Is uw rekening erg oud? Om een pauze vragen kan betekenen dat u erkent dat u moet betalen. Twijfelt u, vraag dan eerst advies.", "Is your invoice very old? Asking for a pause can mean that you acknowledge that you owe it. If in doubt, ask for advice first.", "Votre facture est très ancienne ? Demander une pause peut signifier que vous reconnaissez la dette. En cas de doute, demandez d’abord conseil.";
        callback_title: "Bel mij terug", "Call me back", "Rappelez-moi";
        callback_text: "Wij bellen op een werkdag tussen 9 en 17 uur, op het nummer dat wij van u hebben: {phone}.", "We call on a working day between 9 and 17 h, on the number we have for you: {phone}.", "Nous appelons un jour ouvrable entre 9 h et 17 h, au numéro que nous avons : {phone}.";
        callback_no_phone: "Wij hebben geen telefoonnummer van u. Schrijf het hieronder, dan bellen wij op een werkdag tussen 9 en 17 uur.", "We have no telephone number for you. Write it below and we call on a working day between 9 and 17 h.", "Nous n’avons pas votre numéro. Écrivez-le ci-dessous et nous appelons un jour ouvrable entre 9 h et 17 h.";
        callback_when: "Wanneer komt het uit? (mag leeg blijven)", "When does it suit you? (may stay empty)", "Quand cela vous convient-il ? (facultatif)";
        callback_button: "Bel mij terug", "Call me back", "Rappelez-moi";
        asked_title: "Ik heb geldzorgen", "I have money worries", "J’ai des soucis d’argent";
        asked_text: "Laat het ons weten. Dan staat hulp voorop en denkt een medewerker met u mee. U krijgt eerst twee weken rust.", "Let us know. Help then comes first and a member of our staff thinks along with you. You first get two weeks of quiet.", "Dites-le-nous. L’aide vient alors en premier et un collaborateur cherche avec vous. Vous avez d’abord deux semaines de calme.";
        asked_button: "Ik wil graag hulp", "I would like help", "Je souhaite de l’aide";
        talk_title: "Praat met iemand", "Talk to someone", "Parlez à quelqu’un";
        talk_chat: "Open de chat", "Open the chat", "Ouvrir le chat";
        talk_call: "Of bel {phone}, op werkdagen van 9 tot 17 uur.", "Or call {phone}, on working days from 9 to 17 h.", "Ou appelez le {phone}, les jours ouvrables de 9 h à 17 h.";
        parts: "Betalen in delen", "Pay in parts", "Payer en plusieurs fois";
        near_title: "Hulp bij schulden in uw buurt", "Help with debts near you", "Aide aux dettes près de chez vous";
        near_text: "Deze organisaties zijn er voor iedereen, gratis en vertrouwelijk. Wij staan er los van.", "These organisations are there for everybody, free and in confidence. We have no part in them.", "Ces organisations sont là pour tous, gratuitement et en toute confidentialité. Nous en sommes indépendants.";
        helpers_text: "Helpt iemand u al, zoals een schuldhulpverlener of bewindvoerder? Geef die persoon toegang: u kiest wat mag en tot wanneer.", "Does somebody help you already, such as a debt counsellor or administrator? Give them access: you choose what is allowed and until when.", "Quelqu’un vous aide déjà, comme un médiateur de dettes ou un administrateur ? Donnez-lui accès : vous choisissez ce qui est permis et jusqu’à quand.";
        helpers_link: "Geef iemand toegang", "Give somebody access", "Donner accès à quelqu’un";
        complaint_title: "Een klacht", "A complaint", "Une réclamation";
        complaint_text: "Bent u niet tevreden over ons? U krijgt binnen {days} werkdagen een bevestiging en binnen {weeks} weken antwoord van iemand die er niet bij betrokken was.", "Are you not satisfied with us? You get a confirmation within {days} working days and an answer within {weeks} weeks from somebody who was not involved.", "Vous n’êtes pas satisfait de nous ? Vous recevez une confirmation dans les {days} jours ouvrables et une réponse dans les {weeks} semaines d’une personne non impliquée.";
        complaint_button: "Dien een klacht in", "Make a complaint", "Introduire une réclamation";
        tell_title: "Is er iets veranderd?", "Has something changed?", "Quelque chose a changé ?";
        open_title: "Wat u ons vroeg", "What you asked us", "Ce que vous nous avez demandé";
        done_pause: "Uw pauze is begonnen. U hoort tot en met {date} niets van ons.", "Your pause has begun. You hear nothing from us until {date}.", "Votre pause a commencé. Vous n’entendrez rien de nous jusqu’au {date} inclus.";
        done_callback: "Wij bellen u terug op een werkdag.", "We call you back on a working day.", "Nous vous rappelons un jour ouvrable.";
        done_help: "Goed dat u het laat weten. Iemand van ons kijkt met u mee.", "It is good that you tell us. One of us looks at it with you.", "Vous avez bien fait de nous le dire. L’un de nous regarde avec vous.";
        done_other: "U liet ons weten: {what}. Wij kijken ernaar.", "You told us: {what}. We are looking into it.", "Vous nous avez dit : {what}. Nous examinons cela.";
        follow: "Bekijk waar het staat", "See where it stands", "Voir où cela en est";
        nl_geldfit: "Praat over geld, ook anoniem: 0800 8115.", "Talk about money, also anonymously: 0800 8115.", "Parlez d’argent, aussi anonymement : 0800 8115.";
        nl_gemeente: "Schuldhulp van uw gemeente: bel 14 gevolgd door het netnummer.", "Debt help of your municipality: call 14 followed by the area code.", "Aide aux dettes de votre commune : appelez le 14 suivi de l’indicatif.";
        nl_nibud: "Voorbeelden, rekenhulp en uitleg over geld.", "Examples, calculators and explanations about money.", "Exemples, outils de calcul et explications sur l’argent.";
        nl_nvvk: "Zoek een schuldhulpverlener bij u in de buurt.", "Find a debt counsellor near you.", "Trouvez un médiateur de dettes près de chez vous.";
        be_ocmw: "Het OCMW van uw gemeente helpt met budget en schulden.", "The OCMW/CPAS of your municipality helps with budget and debts.", "Le CPAS de votre commune aide pour le budget et les dettes.";
        be_caw: "Praat met een hulpverlener: 0800 13 500.", "Talk to a social worker: 0800 13 500.", "Parlez à un travailleur social : 0800 13 500.";
        be_mediation: "Vind een erkende dienst voor schuldbemiddeling.", "Find a recognised service for debt mediation.", "Trouvez un service de médiation de dettes agréé.";
    }
}
