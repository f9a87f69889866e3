//! Texts of paying: choosing, the way to the bank, and what became of it.

super::texts! {
    /// See the module.
    PayTexts {
        title: "Betalen", "Pay", "Payer";
        you_pay: "U betaalt", "You pay", "Vous payez";
        to: "Aan {creditor}", "To {creditor}", "À {creditor}";
        split: "Zo verdelen we het", "How it is divided", "La répartition";
        part_of: "van {open}", "of {open}", "sur {open}";
        total: "Samen", "Together", "Total";
        method: "Hoe wilt u betalen?", "How do you want to pay?", "Comment voulez-vous payer ?";
        method_ideal: "iDEAL | Wero", "iDEAL | Wero", "iDEAL | Wero";
        method_ideal_hint: "Met de app van uw bank", "With your bank’s app", "Avec l’application de votre banque";
        method_bancontact: "Bancontact", "Bancontact", "Bancontact";
        method_bancontact_hint: "Met de app of uw bankkaart", "With the app or your bank card", "Avec l’application ou votre carte bancaire";
        method_card: "Creditcard of bankpas", "Credit or debit card", "Carte de crédit ou de débit";
        method_card_hint: "U vult uw kaartnummer in", "You fill in your card number", "Vous indiquez votre numéro de carte";
        method_transfer: "Zelf overschrijven", "Bank transfer", "Virement";
        method_direct_debit: "Automatische incasso", "Direct debit", "Domiciliation";
        method_transfer_hint: "U krijgt een rekeningnummer, een kenmerk en een QR-code. Het duurt één tot drie werkdagen.", "You get an account number, a reference and a QR code. It takes one to three working days.", "Vous recevez un numéro de compte, une référence et un code QR. Cela prend un à trois jours ouvrables.";
        pay_amount: "Betaal {amount}", "Pay {amount}", "Payer {amount}";
        next_bank: "Hierna komt u op de pagina van uw bank. U betaalt pas als u het daar bevestigt.", "Next you go to your bank’s page. You only pay once you confirm it there.", "Ensuite, vous allez sur la page de votre banque. Vous ne payez qu’après y avoir confirmé.";
        choose: "Iets anders kiezen", "Choose something else", "Choisir autre chose";
        choose_first: "Kies wat u wilt betalen", "Choose what you want to pay", "Choisissez ce que vous voulez payer";
        choose_hint: "Zet een vinkje bij elke rekening die u wilt betalen. U mag ook een deel betalen: verander dan het bedrag.", "Tick each invoice you want to pay. You may also pay a part: change the amount.", "Cochez chaque facture que vous voulez payer. Vous pouvez aussi payer une partie : changez le montant.";
        choose_amount: "Bedrag voor {creditor}, {number}", "Amount for {creditor}, {number}", "Montant pour {creditor}, {number}";
        choose_show: "Bekijk hoe het wordt verdeeld", "See how it is divided", "Voir la répartition";
        choose_none: "Er is nu niets dat u kunt betalen.", "There is nothing you can pay right now.", "Il n’y a rien à payer pour le moment.";
        disputed_hint: "U bent het hier niet mee eens. U hoeft dit nu niet te betalen.", "You disagree with this one. You do not have to pay it now.", "Vous contestez celle-ci. Vous n’avez pas à la payer maintenant.";
        plan_line: "Dit is een termijn van uw regeling.", "This is an instalment of your plan.", "C’est une échéance de votre plan.";
        reference: "Kenmerk {reference}", "Reference {reference}", "Référence {reference}";
        sign_in: "Alles bekijken of iets anders regelen? Log in", "See everything or arrange something else? Sign in", "Tout voir ou convenir autre chose ? Connectez-vous";
        error_title: "Dit klopt nog niet", "Please check this", "Vérifiez ceci";
        error_nothing: "Kies ten minste één rekening.", "Choose at least one invoice.", "Choisissez au moins une facture.";
        error_amount: "Vul een bedrag in, zoals 25 of 25,50.", "Fill in an amount, such as 25 or 25.50.", "Indiquez un montant, par exemple 25 ou 25,50.";
        error_too_much: "Hier staat nog {open} open. Meer hoeft u niet te betalen.", "{open} is still open here. You do not have to pay more.", "Il reste {open} à payer ici. Vous n’avez pas à payer plus.";
        error_gone: "Deze rekening kunt u hier niet meer betalen. Kijk in het overzicht.", "You can no longer pay this invoice here. Look at the overview.", "Vous ne pouvez plus payer cette facture ici. Consultez l’aperçu.";
        error_many: "Kies minder rekeningen tegelijk.", "Choose fewer invoices at a time.", "Choisissez moins de factures à la fois.";
        error_currency: "Rekeningen in een andere munt betaalt u apart.", "Pay invoices in another currency separately.", "Payez séparément les factures dans une autre devise.";
        error_method: "Kies hoe u wilt betalen.", "Choose how you want to pay.", "Choisissez comment vous voulez payer.";
        error_method_amount: "Met deze manier kunt u dit bedrag niet betalen. Kies een andere manier of een ander bedrag.", "This way of paying does not allow this amount. Choose another way or another amount.", "Ce moyen ne permet pas ce montant. Choisissez un autre moyen ou un autre montant.";
        going_title: "Naar uw bank", "To your bank", "Vers votre banque";
        going: "U gaat nu naar de pagina waar u {amount} betaalt.", "You are now going to the page where you pay {amount}.", "Vous allez maintenant à la page où vous payez {amount}.";
        going_button: "Ga naar de bank", "Go to the bank", "Aller à la banque";
        status_title: "Uw betaling", "Your payment", "Votre paiement";
        paid: "Uw betaling is gelukt", "Your payment succeeded", "Votre paiement a réussi";
        paid_text: "Wij hebben {amount} ontvangen. U hoeft voor dit bedrag niets meer te doen.", "We received {amount}. You do not have to do anything more for this amount.", "Nous avons reçu {amount}. Vous n’avez plus rien à faire pour ce montant.";
        open: "Uw betaling is nog niet klaar", "Your payment is not finished yet", "Votre paiement n’est pas encore terminé";
        open_text: "Wij hebben van de bank nog niets gehoord over {amount}. Hebt u net betaald? Dan duurt het soms een minuut.", "We have not heard from the bank about {amount} yet. Did you just pay? Then it may take a minute.", "La banque ne nous a encore rien dit au sujet de {amount}. Vous venez de payer ? Cela peut prendre une minute.";
        pending: "Uw bank is nog bezig", "Your bank is still working on it", "Votre banque traite le paiement";
        pending_text: "De bank heeft {amount} nog niet bevestigd. U hoeft niets te doen.", "The bank has not confirmed {amount} yet. You do not have to do anything.", "La banque n’a pas encore confirmé {amount}. Vous n’avez rien à faire.";
        failed: "De betaling is niet gelukt", "The payment did not work", "Le paiement n’a pas fonctionné";
        failed_text: "De bank heeft {amount} niet betaald. Er is niets van uw rekening gegaan. Probeer het opnieuw of kies een andere manier.", "The bank did not pay {amount}. Nothing left your account. Try again or choose another way.", "La banque n’a pas payé {amount}. Rien n’a quitté votre compte. Réessayez ou choisissez un autre moyen.";
        canceled: "U hebt de betaling gestopt", "You stopped the payment", "Vous avez arrêté le paiement";
        canceled_text: "Er is niets betaald van {amount}. U kunt het opnieuw doen wanneer het u uitkomt.", "Nothing of {amount} was paid. You can do it again whenever it suits you.", "Rien n’a été payé des {amount}. Vous pouvez recommencer quand cela vous convient.";
        expired: "De betaling is verlopen", "The payment has expired", "Le paiement a expiré";
        expired_text: "De tijd om {amount} te betalen is voorbij. Er is niets betaald. U kunt opnieuw beginnen.", "The time to pay {amount} is over. Nothing was paid. You can start again.", "Le délai pour payer {amount} est passé. Rien n’a été payé. Vous pouvez recommencer.";
        unreached: "Wij kunnen de bank nu niet bereiken", "We cannot reach the bank right now", "Nous ne pouvons pas joindre la banque";
        unreached_text: "Wat u koos is bewaard: {amount}. Er is nog niets betaald. Probeer het over een paar minuten opnieuw.", "What you chose is kept: {amount}. Nothing was paid yet. Try again in a few minutes.", "Votre choix est conservé : {amount}. Rien n’a encore été payé. Réessayez dans quelques minutes.";
        try_again: "Probeer opnieuw", "Try again", "Réessayer";
        pay_again: "Opnieuw betalen", "Pay again", "Payer à nouveau";
        go_on: "Verder naar de bank", "Go on to the bank", "Continuer vers la banque";
        refresh: "Kijk of er nieuws is", "Look for news", "Voir s’il y a du nouveau";
        overview: "Naar het overzicht", "To the overview", "Vers l’aperçu";
        transfer_title: "Maak zelf {amount} over", "Transfer {amount} yourself", "Virez vous-même {amount}";
        transfer_text: "Neem deze gegevens precies over, of scan de code met de app van uw bank.", "Copy these details exactly, or scan the code with your bank’s app.", "Reprenez exactement ces données, ou scannez le code avec l’application de votre banque.";
        transfer_amount: "Bedrag", "Amount", "Montant";
        transfer_name: "Op naam van", "In the name of", "Au nom de";
        transfer_iban: "Rekening (IBAN)", "Account (IBAN)", "Compte (IBAN)";
        transfer_bic: "BIC", "BIC", "BIC";
        transfer_reference: "Kenmerk", "Reference", "Communication";
        transfer_qr: "Code om te scannen met de app van uw bank", "Code to scan with your bank’s app", "Code à scanner avec l’application de votre banque";
        transfer_wait: "Zodra het geld binnen is, staat het hier. Dat duurt één tot drie werkdagen.", "As soon as the money arrives it says so here. That takes one to three working days.", "Dès que l’argent arrive, vous le verrez ici. Cela prend un à trois jours ouvrables.";
        transfer_sign_in: "Log in om het rekeningnummer en het kenmerk te zien.", "Sign in to see the account number and the reference.", "Connectez-vous pour voir le numéro de compte et la référence.";
        sign_in_button: "Inloggen", "Sign in", "Se connecter";
    }
}
