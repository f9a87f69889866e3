//! Texts around paying: what a payment settles, paying later, money that lies with us, and payments so far; those of the
//! agent's page about the same as well.

super::texts! {
    /// See the module.
    PayingTexts {
        // What a payment settles.
        part_costs: "kosten {amount}", "costs {amount}", "frais {amount}";
        part_interest: "rente {amount}", "interest {amount}", "intérêts {amount}";
        part_principal: "de rekening zelf {amount}", "the invoice itself {amount}", "la facture elle-même {amount}";
        part_settles: "Hiervan gaat naar: {parts}.", "Of this goes to: {parts}.", "Répartition : {parts}.";
        part_left: "Daarna staat nog {amount} open.", "After that {amount} is still open.", "Il reste ensuite {amount} à payer.";
        part_left_none: "Daarna is deze rekening helemaal betaald.", "After that this invoice is fully paid.", "Cette facture est ensuite entièrement payée.";
        rule_costs: "Een betaling gaat per rekening eerst naar de kosten, dan naar de rente, dan naar de rekening zelf. Zo staat het in de wet (artikel 6:44 BW).", "For each invoice, a payment goes to the costs first, then to the interest, then to the invoice itself. That is the law (article 6:44 of the Dutch Civil Code).", "Pour chaque facture, un paiement va d’abord aux frais, puis aux intérêts, puis à la facture elle-même. C’est la loi (article 6:44 du Code civil néerlandais).";
        rule_costs_be: "Een betaling gaat per rekening eerst naar de kosten, dan naar de rente, dan naar de rekening zelf. Zo staat het in de wet.", "For each invoice, a payment goes to the costs first, then to the interest, then to the invoice itself. That is the law.", "Pour chaque facture, un paiement va d’abord aux frais, puis aux intérêts, puis à la facture elle-même. C’est la loi.";
        rule_principal: "{creditor} laat een betaling eerst naar de rekening zelf gaan, en daarna pas naar kosten en rente. Dat is gunstig voor u.", "{creditor} lets a payment go to the invoice itself first, and only then to costs and interest. That works in your favour.", "{creditor} affecte d’abord un paiement à la facture elle-même, puis seulement aux frais et intérêts. C’est à votre avantage.";
        one_title: "Of kies één bedrag", "Or choose one amount", "Ou choisissez un seul montant";
        one_amount: "Bedrag voor alles wat u aanvinkte", "Amount for everything you ticked", "Montant pour tout ce que vous avez coché";
        one_hint: "Vult u hier iets in, dan verdelen wij dit bedrag. U ziet eerst hoe, en kunt het nog veranderen.", "If you fill this in, we divide this amount. You first see how, and can still change it.", "Si vous remplissez ceci, nous répartissons ce montant. Vous voyez d’abord comment, et pouvez encore changer.";
        one_first: "Deze rekening eerst", "This invoice first", "Cette facture d’abord";
        one_oldest: "De oudste eerst", "The oldest first", "La plus ancienne d’abord";
        one_currency: "Eén bedrag kan alleen voor rekeningen in dezelfde munt.", "One amount is only possible for invoices in the same currency.", "Un seul montant n’est possible que pour des factures dans la même devise.";

        // Paying later.
        later: "Liever op een andere dag betalen?", "Rather pay on another day?", "Plutôt payer un autre jour ?";
        later_text: "Kies een dag in de komende 31 dagen. Tot die dag sturen wij u hierover geen berichten. Die ochtend krijgt u één bericht, zodat u het niet hoeft te onthouden.", "Choose a day in the coming 31 days. Until then we send you no messages about this. That morning you get one message, so that you need not remember it.", "Choisissez un jour dans les 31 jours à venir. D’ici là, nous ne vous envoyons aucun message à ce sujet. Ce matin-là, vous recevez un message, pour ne pas devoir y penser.";
        later_costs: "Wat er volgens de kostenmeter nog bij komt, gaat gewoon door.", "What the cost meter says will be added goes on as usual.", "Ce que le compteur de frais annonce continue de courir.";
        later_day: "Dag waarop u {amount} betaalt", "Day on which you pay {amount}", "Jour où vous payez {amount}";
        later_button: "Ik betaal op deze dag", "I will pay on this day", "Je paierai ce jour-là";
        later_empty: "Kies een dag.", "Choose a day.", "Choisissez un jour.";
        later_not_ahead: "Kies een dag na vandaag. Vandaag betalen kan hierboven.", "Choose a day after today. Paying today is possible above.", "Choisissez un jour après aujourd’hui. Vous pouvez payer aujourd’hui ci-dessus.";
        later_too_far: "Kies een dag in de komende 31 dagen. Hebt u meer tijd nodig? Betaal in delen, of vraag het ons in de chat.", "Choose a day in the coming 31 days. Need more time? Pay in parts, or ask us in the chat.", "Choisissez un jour dans les 31 jours à venir. Besoin de plus de temps ? Payez en plusieurs fois, ou demandez-nous dans le chat.";
        later_running: "Voor deze rekening koos u al een dag. Neem die eerst terug op ‘Uw betalingen’.", "You already chose a day for this invoice. Take that back first on ‘Your payments’.", "Vous avez déjà choisi un jour pour cette facture. Retirez-le d’abord sous « Vos paiements ».";
        later_too_often: "U koos voor deze rekening al drie keer een dag. Laten we samen kijken wat wel lukt: betaal in delen, of stel uw vraag in de chat.", "You have chosen a day for this invoice three times. Let us look together at what will work: pay in parts, or ask in the chat.", "Vous avez déjà choisi trois fois un jour pour cette facture. Voyons ensemble ce qui est possible : payez en plusieurs fois, ou posez votre question dans le chat.";
        promised_title: "Uw dag staat genoteerd", "Your day is noted", "Votre jour est noté";
        promised: "U betaalt {amount} op {date}.", "You pay {amount} on {date}.", "Vous payez {amount} le {date}.";
        promised_next: "Tot die dag sturen wij u hierover geen berichten. Die ochtend krijgt u één bericht van ons. Eerder betalen mag altijd.", "Until that day we send you no messages about this. That morning you get one message from us. You may always pay earlier.", "Jusqu’à ce jour, nous ne vous envoyons aucun message à ce sujet. Ce matin-là, vous recevez un message de notre part. Vous pouvez toujours payer plus tôt.";
        promised_undo: "Neem deze dag terug", "Take this day back", "Retirer ce jour";
        promised_pay: "Betaal nu", "Pay now", "Payer maintenant";
        promise_made: "U betaalt {amount} op {date}", "You pay {amount} on {date}", "Vous payez {amount} le {date}";
        promise_kept: "Betaald zoals u zei", "Paid as you said", "Payé comme prévu";
        promise_broken: "Niet op die dag betaald", "Not paid on that day", "Pas payé ce jour-là";
        promise_undone: "Teruggenomen", "Taken back", "Retiré";
        invoice_promised: "U koos {date} om {amount} te betalen.", "You chose {date} to pay {amount}.", "Vous avez choisi le {date} pour payer {amount}.";

        // Payments so far.
        title: "Uw betalingen", "Your payments", "Vos paiements";
        link: "Uw betalingen en tegoed", "Your payments and credit", "Vos paiements et votre avoir";
        days_title: "Dagen die u koos", "Days you chose", "Les jours choisis";
        list_title: "Alle betalingen", "All payments", "Tous les paiements";
        list_none: "U hebt via deze website nog niets betaald.", "You have not paid anything through this website yet.", "Vous n’avez encore rien payé via ce site.";
        list_line: "{amount} op {date}", "{amount} on {date}", "{amount} le {date}";
        status_paid: "Betaald", "Paid", "Payé";
        status_open: "Nog niet klaar", "Not finished", "Pas terminé";
        status_pending: "Bank is bezig", "Bank is working on it", "En cours à la banque";
        status_failed: "Niet gelukt", "Did not work", "N’a pas fonctionné";
        status_canceled: "Gestopt", "Stopped", "Arrêté";
        status_expired: "Verlopen", "Expired", "Expiré";
        back_part: "Deel teruggegeven", "Part returned", "Remboursé en partie";
        back_all: "Teruggegeven", "Returned", "Remboursé";
        back_bank: "Door uw bank teruggehaald", "Taken back by your bank", "Repris par votre banque";

        // Money that lies with us.
        credit_title: "U hebt {amount} tegoed", "You have {amount} of credit", "Vous avez un avoir de {amount}";
        credit_text: "Dit geld is van u. U betaalde meer dan er openstond, of iets werd twee keer betaald. U kiest wat ermee gebeurt.", "This money is yours. You paid more than was open, or something was paid twice. You choose what happens with it.", "Cet argent est à vous. Vous avez payé plus que ce qui était dû, ou quelque chose a été payé deux fois. C’est vous qui choisissez.";
        credit_back: "Stort {amount} terug", "Send {amount} back", "Rembourser {amount}";
        credit_back_hint: "Wij storten het terug op de rekening waarmee u betaalde, meestal binnen vijf werkdagen.", "We send it back to the account you paid from, usually within five working days.", "Nous remboursons sur le compte avec lequel vous avez payé, en général dans les cinq jours ouvrables.";
        credit_use: "Gebruik het voor deze rekening", "Use it for this invoice", "L’utiliser pour cette facture";
        credit_which: "Welke rekening?", "Which invoice?", "Quelle facture ?";
        credit_option: "{creditor}, {number}: {open} open", "{creditor}, {number}: {open} open", "{creditor}, {number} : {open} à payer";
        credit_hint: "U hebt {amount} tegoed bij ons.", "You have {amount} of credit with us.", "Vous avez un avoir de {amount} chez nous.";
        refund_asked: "Terug te krijgen: {amount}. Wij kijken hiernaar.", "To be returned: {amount}. We are looking at it.", "À rembourser : {amount}. Nous l’examinons.";
        refund_sent: "{amount} is onderweg naar uw rekening.", "{amount} is on its way to your account.", "{amount} est en route vers votre compte.";
        refund_done: "{amount} is teruggestort.", "{amount} was sent back.", "{amount} ont été remboursés.";
        refund_declined: "Wij storten {amount} niet terug. Vraag ons waarom in de chat.", "We do not send {amount} back. Ask us why in the chat.", "Nous ne remboursons pas {amount}. Demandez-nous pourquoi dans le chat.";
        refund_failed: "Het terugstorten van {amount} lukte niet. Het geld is nog van u en staat weer bij uw tegoed.", "Sending back {amount} did not work. The money is still yours and is part of your credit again.", "Le remboursement de {amount} n’a pas fonctionné. L’argent est toujours à vous et figure à nouveau dans votre avoir.";

        // After a payment.
        settled_title: "Wat u hiermee hebt betaald", "What you paid with this", "Ce que vous avez payé";
        settled_left: "Op deze rekening staat nog {amount} open.", "{amount} is still open on this invoice.", "Il reste {amount} à payer sur cette facture.";
        settled_done: "Deze rekening is helemaal betaald.", "This invoice is fully paid.", "Cette facture est entièrement payée.";
        settled_credit: "{amount} was meer dan er openstond. Dat geld is van u.", "{amount} was more than was open. That money is yours.", "{amount} dépassaient ce qui était dû. Cet argent est à vous.";
        settled_credit_link: "Kies wat ermee gebeurt", "Choose what happens with it", "Choisir ce qu’on en fait";
        charged_back: "Uw bank heeft {amount} van deze betaling teruggehaald", "Your bank took {amount} of this payment back", "Votre banque a repris {amount} de ce paiement";
        charged_back_text: "Dat gebeurt als u of uw bank een betaling terugdraait. Het geld is weer bij u, en daarom staat dit bedrag weer open. Er komen hierdoor geen kosten bij.", "This happens when you or your bank reverse a payment. The money is with you again, and so this amount is open again. No costs are added because of it.", "Cela arrive quand vous ou votre banque annulez un paiement. L’argent est de nouveau chez vous, et ce montant est donc de nouveau à payer. Aucun frais ne s’ajoute de ce fait.";
        refunded: "Wij hebben {amount} van deze betaling teruggegeven.", "We returned {amount} of this payment.", "Nous avons remboursé {amount} de ce paiement.";

        // The agent's page.
        console_title: "Betalingen van {name}", "Payments of {name}", "Paiements de {name}";
        console_link: "Betalingen en terugstorten", "Payments and refunds", "Paiements et remboursements";
        console_file: "Naar het dossier", "To the file", "Vers le dossier";
        console_asked: "Gevraagde terugstortingen", "Refunds asked for", "Remboursements demandés";
        console_asked_none: "Niets gevraagd.", "Nothing asked.", "Rien de demandé.";
        console_by_debtor: "gevraagd door de debiteur", "asked by the debtor", "demandé par le débiteur";
        console_by_agent: "gevraagd door een collega", "asked by a colleague", "demandé par un collègue";
        console_by_you: "gevraagd door u: een collega beslist", "asked by you: a colleague decides", "demandé par vous : un collègue décide";
        console_approve: "Stort {amount} terug", "Send {amount} back", "Rembourser {amount}";
        console_decline: "Niet terugstorten", "Do not send back", "Ne pas rembourser";
        console_credit: "Tegoed van de debiteur: {amount}", "Credit of the debtor: {amount}", "Avoir du débiteur : {amount}";
        console_payment: "Betaling", "Payment", "Paiement";
        console_state: "Stand", "State", "État";
        console_refund: "Terugstorten vragen", "Ask for a refund", "Demander un remboursement";
        console_amount: "Bedrag, hoogstens {amount}", "Amount, at most {amount}", "Montant, au plus {amount}";
        console_too_much: "Dit bedrag kan niet terug. Hoogstens wat er van de betaling over is.", "This amount cannot go back. At most what is left of the payment.", "Ce montant ne peut pas être remboursé. Au plus ce qui reste du paiement.";
        console_same: "Wie een terugstorting vraagt, kan er niet zelf over beslissen.", "Whoever asks for a refund cannot decide about it.", "Qui demande un remboursement ne peut pas en décider.";
        refund_status_asked: "gevraagd", "asked", "demandé";
        refund_status_approved: "goedgekeurd", "approved", "approuvé";
        refund_status_sent: "onderweg", "on its way", "en route";
        refund_status_done: "gedaan", "done", "fait";
        refund_status_declined: "afgewezen", "declined", "refusé";
        refund_status_failed: "mislukt", "failed", "échoué";
    }
}
