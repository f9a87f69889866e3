//! Texts of the agents' list of plans of which two instalments in a row were missed.

super::texts! {
    /// See the module.
    ConsolePlanTexts {
        title: "Regelingen om naar te kijken", "Plans to look at", "Plans à examiner";
        link: "Regelingen om naar te kijken ({n})", "Plans to look at ({n})", "Plans à examiner ({n})";
        lead: "Bij een regeling waarvan twee betalingen achter elkaar zijn gemist, beslist u. Zij loopt door tot u beslist, en de debiteur weet dat. Bel of chat eerst als dat kan.", "Where two payments in a row were missed, you decide. The plan goes on until then, and the debtor knows. Call or chat first if you can.", "Quand deux paiements de suite ont été manqués, c’est vous qui décidez. Le plan continue jusque-là, et le débiteur le sait. Appelez ou discutez d’abord si possible.";
        none: "Er wacht geen regeling.", "No plan waits.", "Aucun plan n’attend.";
        since: "Wacht sinds {date}", "Waits since {date}", "Attend depuis le {date}";
        paid: "{paid} van {total} betaald", "{paid} of {total} paid", "{paid} payés sur {total}";
        missed: "Gemist: {list}, samen {amount}", "Missed: {list}, {amount} together", "Manqué : {list}, {amount} en tout";
        continue_text: "Gaat de regeling door, dan komt wat gemist is achteraan: laatste keer op {date}.", "If the plan goes on, what was missed moves to the end: last time on {date}.", "Si le plan continue, ce qui a été manqué passe à la fin : dernière fois le {date}.";
        continue_button: "Laat doorgaan", "Let it go on", "Laisser continuer";
        stop_open: "Stoppen", "Stop it", "Arrêter";
        stop_text: "De regeling eindigt. De debiteur krijgt bericht, met wat nog kan. Voor het open bedrag gelden dan weer de gewone regels voor herinneringen en kosten.", "The plan ends. The debtor gets a message that says what is still possible. For what is open the ordinary rules for reminders and costs hold again.", "Le plan prend fin. Le débiteur reçoit un message avec ce qui reste possible. Pour le montant ouvert, les règles habituelles de rappels et de frais s’appliquent à nouveau.";
        stop_button: "Stop deze regeling", "Stop this plan", "Arrêter ce plan";
        file: "Open het dossier", "Open the file", "Ouvrir le dossier";
        beside: "Deze regeling was afbetaald, maar er is geld teruggegaan terwijl er al een andere regeling loopt. Wat weer openstaat valt buiten die regeling: kijk in het dossier wat er nu kan.", "This plan was paid off, but money went back while another plan runs already. What is open again stands outside that plan: look in the file what can be done now.", "Ce plan était payé, mais de l’argent est reparti alors qu’un autre plan court déjà. Ce qui est à nouveau ouvert reste en dehors de ce plan : voyez dans le dossier ce qui est possible.";
        seen_button: "Ik heb ernaar gekeken", "I have looked at it", "Je l’ai examiné";
        seen: "Dit staat niet meer op de lijst.", "This is off the list now.", "Ceci n’est plus sur la liste.";
        stale: "Er is iets veranderd sinds u de lijst zag. Er is niets besloten; kijk opnieuw.", "Something changed since you saw the list. Nothing was decided; look again.", "Quelque chose a changé depuis que vous avez vu la liste. Rien n’a été décidé ; regardez à nouveau.";
        continued: "De regeling gaat door.", "The plan goes on.", "Le plan continue.";
        stopped: "De regeling is gestopt. De debiteur krijgt bericht.", "The plan was stopped. The debtor gets a message.", "Le plan est arrêté. Le débiteur reçoit un message.";
        mandate: "Machtiging {reference}, rekening {account}: {state}", "Mandate {reference}, account {account}: {state}", "Mandat {reference}, compte {account} : {state}";
        mandate_asked: "nog niet bij de bank vastgelegd", "not recorded with the bank yet", "pas encore enregistré à la banque";
        mandate_valid: "loopt", "in use", "en cours";
        mandate_refused: "niet aangenomen door de bank", "not taken by the bank", "refusé par la banque";
        mandate_ended_debtor: "gestopt door de debiteur op {date}", "ended by the debtor on {date}", "arrêté par le débiteur le {date}";
        mandate_ended: "gestopt op {date}, de regeling was voorbij", "ended on {date}, the plan was over", "arrêté le {date}, le plan était terminé";
        collection: "{date}: {amount}, {status}", "{date}: {amount}, {status}", "{date} : {amount}, {status}";
        waits: "Twee keer gemist: wacht op een medewerker", "Two missed: waits for an agent", "Deux manquées : attend un collaborateur";
    }
}
