//! Texts of paying a plan by direct debit: the mandate, its consent, and ending it.

super::texts! {
    /// See the module.
    DebitTexts {
        title: "Automatisch betalen", "Pay automatically", "Payer automatiquement";
        lead: "Wij schrijven elk bedrag van uw regeling dan op de afgesproken dag van uw rekening af. U hoeft er niet meer aan te denken.", "We then collect each amount of your plan from your account on the agreed day. You no longer have to think of it.", "Nous prélevons alors chaque montant de votre plan sur votre compte au jour convenu. Vous n’avez plus à y penser.";
        way: "Automatisch betalen", "Pay automatically", "Payer automatiquement";
        on_plan: "U betaalt automatisch: wij schrijven af op de afgesproken dag.", "You pay automatically: we collect on the agreed day.", "Vous payez automatiquement : nous prélevons au jour convenu.";
        what: "Wat wij afschrijven", "What we collect", "Ce que nous prélevons";
        amount: "Bedrag", "Amount", "Montant";
        first: "Eerste keer", "First time", "Première fois";
        last: "Laatste keer", "Last time", "Dernière fois";
        first_none: "Er is geen bedrag meer dat wij op tijd kunnen aankondigen.", "There is no amount left that we can tell you of in time.", "Il n’y a plus de montant que nous puissions annoncer à temps.";
        before: "Wat u vóór {date} moet betalen, betaalt u nog zelf: {amount}.", "What is to be paid before {date} you still pay yourself: {amount}.", "Ce qui est à payer avant le {date}, vous le payez encore vous-même : {amount}.";
        told: "U krijgt minstens {days} dagen voor elke afschrijving bericht.", "You get a message at least {days} days before each collection.", "Vous recevez un message au moins {days} jours avant chaque prélèvement.";
        stop_any: "U kunt altijd stoppen, met één tik. Dat kost niets.", "You can stop at any time, with one tap. It costs nothing.", "Vous pouvez arrêter à tout moment, en un geste. Cela ne coûte rien.";
        fails: "Lukt een afschrijving niet? Wij proberen het niet nog een keer en rekenen geen kosten. U hoort het van ons.", "Does a collection fail? We do not try it again and charge no costs. We tell you.", "Un prélèvement échoue ? Nous ne réessayons pas et ne comptons aucun frais. Nous vous prévenons.";

        mandate: "Uw machtiging (SEPA)", "Your mandate (SEPA)", "Votre mandat (SEPA)";
        creditor: "Incassant", "Creditor", "Créancier";
        creditor_id: "Incassant-ID", "Creditor identifier", "Identifiant du créancier";
        kind: "Soort", "Kind", "Type";
        kind_recurrent: "doorlopend, zolang deze regeling loopt", "recurrent, for as long as this plan runs", "récurrent, tant que ce plan est en cours";
        consent: "Ik geef {agency} toestemming om opdrachten naar mijn bank te sturen, zodat de bedragen van deze betalingsregeling van mijn rekening worden afgeschreven. En ik geef mijn bank toestemming om die bedragen af te schrijven volgens de opdracht van {agency}. Ik krijg minstens {days} dagen vooraf bericht. Ben ik het niet eens met een afschrijving, dan kan ik het geld laten terugboeken. Dat vraag ik binnen {weeks} weken na de afschrijving aan mijn bank; een reden is niet nodig.", "I allow {agency} to send instructions to my bank to debit my account with the amounts of this payment plan. And I allow my bank to debit my account according to the instructions of {agency}. I am told at least {days} days before. If I do not agree with a debit, I can have the money returned. I ask my bank for that within {weeks} weeks after the debit; no reason is needed.", "J’autorise {agency} à envoyer des instructions à ma banque pour débiter mon compte des montants de ce plan de paiement. Et j’autorise ma banque à débiter mon compte selon les instructions de {agency}. Je suis prévenu au moins {days} jours avant. Si je ne suis pas d’accord avec un débit, je peux me faire rembourser. Je le demande à ma banque dans les {weeks} semaines suivant le débit ; aucune raison n’est nécessaire.";

        iban: "Uw rekeningnummer (IBAN)", "Your account number (IBAN)", "Votre numéro de compte (IBAN)";
        iban_hint: "Het staat op uw bankpas en in de app van uw bank.", "It is on your bank card and in your bank’s app.", "Il figure sur votre carte bancaire et dans l’application de votre banque.";
        holder: "Naam van de rekening", "Name of the account", "Nom du titulaire du compte";
        holder_hint: "Zoals de bank de naam schrijft. U moet zelf over de rekening mogen beschikken.", "As the bank writes it. You must be allowed to use the account yourself.", "Comme la banque l’écrit. Vous devez pouvoir disposer du compte.";
        give: "Ja, ik geef deze machtiging", "Yes, I give this mandate", "Oui, je donne ce mandat";
        not: "Nee, ik betaal zelf", "No, I pay myself", "Non, je paie moi-même";
        check: "Controleer wat u hebt ingevuld", "Check what you filled in", "Vérifiez ce que vous avez rempli";
        wrong_iban: "Dit rekeningnummer klopt niet. Controleer of er een cijfer of letter ontbreekt of verwisseld is.", "This account number is not right. Check whether a digit or letter is missing or swapped.", "Ce numéro de compte n’est pas correct. Vérifiez s’il manque un chiffre ou une lettre, ou s’ils sont inversés.";
        wrong_country: "Van een rekening in dit land kunnen wij niet afschrijven. Vul een Europese rekening in.", "We cannot collect from an account in this country. Fill in a European account.", "Nous ne pouvons pas prélever sur un compte de ce pays. Indiquez un compte européen.";
        wrong_holder: "Vul de naam van de rekening in, in letters en met hoogstens {max} tekens.", "Fill in the name of the account, in letters and with at most {max} characters.", "Indiquez le nom du titulaire, en lettres et avec {max} caractères au plus.";

        on_title: "U betaalt automatisch", "You pay automatically", "Vous payez automatiquement";
        on_lead: "Wij schrijven de bedragen van uw regeling af van {account}.", "We collect the amounts of your plan from {account}.", "Nous prélevons les montants de votre plan sur {account}.";
        next: "De volgende afschrijving is op {date}: {amount}.", "The next collection is on {date}: {amount}.", "Le prochain prélèvement est le {date} : {amount}.";
        next_later: "Voor de volgende afschrijving krijgt u bericht.", "You get a message before the next collection.", "Vous recevrez un message avant le prochain prélèvement.";
        busy: "Wij leggen de machtiging nu bij de bank vast. Dat gaat vanzelf; u hoeft niets te doen.", "We are recording the mandate with the bank now. That goes by itself; you have nothing to do.", "Nous enregistrons le mandat auprès de la banque. Cela se fait tout seul ; vous n’avez rien à faire.";
        account: "Rekening", "Account", "Compte";
        name: "Op naam van", "In the name of", "Au nom de";
        reference: "Kenmerk van de machtiging", "Reference of the mandate", "Référence du mandat";
        since: "Gegeven op", "Given on", "Donné le";
        agreed: "Wat u toestond", "What you allowed", "Ce que vous avez autorisé";
        collections: "Afschrijvingen", "Collections", "Prélèvements";
        col_date: "Datum", "Date", "Date";
        col_amount: "Bedrag", "Amount", "Montant";
        col_status: "Status", "Status", "Statut";
        st_announced: "Aangekondigd", "Announced", "Annoncé";
        st_asked: "Wordt afgeschreven", "Being collected", "En cours";
        st_paid: "Betaald", "Paid", "Payé";
        st_failed: "Niet gelukt", "Failed", "Échoué";
        st_called_off: "Niet afgeschreven", "Not collected", "Non prélevé";
        st_delayed: "Uitgesteld", "Delayed", "Reporté";
        delayed_title: "De afschrijving is uitgesteld", "The collection is delayed", "Le prélèvement est reporté";
        delayed: "De bank was niet bereikbaar op {date}. Daarom is {amount} nog niet afgeschreven. Wij proberen het opnieuw op de volgende werkdagen, uiterlijk op {until}.", "The bank could not be reached on {date}. So {amount} has not been collected yet. We try again on the next business days, on {until} at the latest.", "La banque n’était pas joignable le {date}. C’est pourquoi {amount} n’a pas encore été prélevé. Nous réessayons les prochains jours ouvrables, au plus tard le {until}.";
        delayed_means: "U hoeft niets te doen. U bent niet te laat, er komen geen kosten bij, en wij schrijven dit bedrag maar één keer af.", "You have nothing to do. You are not late, no costs are added, and we collect this amount only once.", "Vous n’avez rien à faire. Vous n’êtes pas en retard, aucun frais ne s’ajoute, et nous ne prélevons ce montant qu’une seule fois.";
        stop_title: "Stoppen", "Stop", "Arrêter";
        stop_means: "Wij schrijven dan niets meer af. Uw regeling loopt door en u betaalt zelf. Wat al bij de bank ligt, kan nog worden afgeschreven; u kunt dat binnen {weeks} weken laten terugboeken.", "We then collect nothing more. Your plan goes on and you pay yourself. What is already with the bank may still be collected; you can have it returned within {weeks} weeks.", "Nous ne prélevons alors plus rien. Votre plan continue et vous payez vous-même. Ce qui est déjà à la banque peut encore être prélevé ; vous pouvez vous le faire rembourser dans les {weeks} semaines.";
        stop: "Stop met automatisch betalen", "Stop paying automatically", "Arrêter le paiement automatique";
        back: "Terug naar uw regeling", "Back to your plan", "Retour à votre plan";
        given: "De machtiging is gegeven.", "The mandate is given.", "Le mandat est donné.";
        stopped: "De machtiging is gestopt. U betaalt vanaf nu zelf.", "The mandate is ended. From now on you pay yourself.", "Le mandat est arrêté. Désormais, vous payez vous-même.";
        refused: "De bank nam de machtiging niet aan. Controleer het rekeningnummer en de naam, of neem een andere rekening.", "The bank did not take the mandate. Check the account number and the name, or use another account.", "La banque n’a pas accepté le mandat. Vérifiez le numéro de compte et le nom, ou prenez un autre compte.";
    }
}
