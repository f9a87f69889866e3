//! Texts of changing a running plan: other days or amount, skipping, extra payments, making good what was missed, and
//! the agreement with its history.

use effen::kinds::Lang;
use effen::plan::change::PlanChange;

super::texts! {
    /// See the module.
    ChangeTexts {
        ways: "Wat u zelf kunt regelen", "What you can arrange yourself", "Ce que vous pouvez régler vous-même";
        way_change: "Ander bedrag of andere dag", "Another amount or day", "Autre montant ou autre jour";
        way_skip: "Volgende keer overslaan", "Skip the next time", "Sauter la prochaine fois";
        way_extra: "Extra betalen", "Pay extra", "Payer un supplément";
        way_calendar: "In uw agenda (ICS)", "To your calendar (ICS)", "Dans votre agenda (ICS)";
        way_agreement: "De afspraak bekijken", "See the agreement", "Voir l’accord";

        missed_title: "Eén keer gemist", "One time missed", "Une échéance manquée";
        missed: "De betaling van {amount} is niet bij ons binnen. Dat kunt u meteen herstellen. Er komen geen kosten bij.", "The payment of {amount} has not reached us. You can repair that at once. No costs are added.", "Le paiement de {amount} ne nous est pas parvenu. Vous pouvez le régulariser tout de suite. Aucun frais ne s’ajoute.";
        review_title: "Twee keer gemist", "Two times missed", "Deux échéances manquées";
        review: "Samen is {amount} niet bij ons binnen. Een medewerker kijkt ernaar. Tot die beslist, loopt uw regeling door en komen er geen kosten bij. U kunt het zelf herstellen: betaal wat gemist is, kies een ander bedrag, of vraag hulp.", "{amount} together has not reached us. A colleague looks at it. Until they decide, your plan goes on and no costs are added. You can repair it yourself: pay what was missed, choose another amount, or ask for help.", "Au total, {amount} ne nous sont pas parvenus. Un collaborateur l’examine. Jusqu’à sa décision, votre plan continue et aucun frais ne s’ajoute. Vous pouvez le régulariser : payez ce qui a été manqué, choisissez un autre montant ou demandez de l’aide.";
        move_button: "Zet {amount} achteraan", "Move {amount} to the end", "Reporter {amount} à la fin";
        move_means: "Dan betaalt u dit bedrag als laatste, op {date}.", "Then you pay this amount last, on {date}.", "Vous paierez alors ce montant en dernier, le {date}.";

        change_title: "Uw regeling aanpassen", "Change your plan", "Modifier votre plan";
        change_lead: "Wat u betaald hebt, blijft staan. U kiest opnieuw hoe u de rest betaalt: {rest}.", "What you have paid stays. You choose anew how to pay the rest: {rest}.", "Ce que vous avez payé reste acquis. Vous choisissez à nouveau comment payer le reste : {rest}.";
        change_until: "De regeling moet voor {date} klaar zijn.", "The plan has to end before {date}.", "Le plan doit se terminer avant le {date}.";
        change_terms: "Uw nieuwe afspraak", "Your new agreement", "Votre nouvel accord";
        change_agree: "Ja, pas de regeling zo aan", "Yes, change the plan like this", "Oui, modifier le plan ainsi";
        end_same: "De laatste keer blijft op {date}.", "The last time stays on {date}.", "La dernière fois reste le {date}.";
        end_moves: "De laatste keer wordt {new} in plaats van {old}.", "The last time becomes {new} instead of {old}.", "La dernière fois devient le {new} au lieu du {old}.";
        kept: "Alle andere voorwaarden blijven gelijk.", "All other terms stay the same.", "Toutes les autres conditions restent identiques.";

        skip_title: "Volgende keer overslaan", "Skip the next time", "Sauter la prochaine fois";
        skip_lead: "U slaat {amount} op {date} over. Dat deel komt achteraan, op {end}.", "You skip {amount} on {date}. That part moves to the end, on {end}.", "Vous sautez {amount} le {date}. Cette partie passe à la fin, le {end}.";
        skip_costs: "Het kost niets en er komt geen rente bij.", "It costs nothing and no interest is added.", "Cela ne coûte rien et aucun intérêt ne s’ajoute.";
        skip_left: "Dit mag {n} keer per jaar.", "You may do this {n} time a year.", "C’est possible {n} fois par an.";
        skip_agree: "Ja, sla deze keer over", "Yes, skip this time", "Oui, sauter cette fois";
        skip_no_title: "Overslaan kan nu niet", "Skipping is not possible now", "Sauter n’est pas possible maintenant";
        skip_used: "U hebt het afgelopen jaar al overgeslagen. U kunt wel een ander bedrag of andere dagen kiezen, of met ons praten.", "You have already skipped in the past year. You can choose another amount or other days, or talk to us.", "Vous avez déjà sauté une échéance cette année. Vous pouvez choisir un autre montant ou d’autres jours, ou nous parler.";
        skip_missed: "Er is nog een betaling gemist. Herstel die eerst; dat kan op de pagina van uw regeling.", "A payment is still missed. Repair that first; you can do so on your plan’s page.", "Un paiement est encore manqué. Régularisez-le d’abord sur la page de votre plan.";
        back: "Terug naar uw regeling", "Back to your plan", "Retour à votre plan";

        extra_title: "Extra betalen", "Pay extra", "Payer un supplément";
        extra_lead: "Nog te betalen: {left}. U kiest wat een extra betaling doet.", "Still to pay: {left}. You choose what an extra payment does.", "Reste à payer : {left}. Vous choisissez l’effet d’un paiement supplémentaire.";
        extra_amount: "Hoeveel wilt u nu betalen?", "How much do you want to pay now?", "Combien voulez-vous payer maintenant ?";
        extra_due: "Daarvan gaat eerst {amount} naar wat nu betaald moet worden.", "Of it, {amount} first goes to what is to be paid now.", "De ce montant, {amount} vont d’abord à ce qui est à payer maintenant.";
        extra_show: "Laat zien wat het doet", "Show what it does", "Voir l’effet";
        extra_shorter: "Eerder klaar", "Done sooner", "Terminer plus tôt";
        extra_shorter_text: "Het bedrag per keer blijft gelijk. U bent klaar op {end} in plaats van {old}.", "The amount each time stays the same. You are done on {end} instead of {old}.", "Le montant par fois reste le même. Vous terminez le {end} au lieu du {old}.";
        extra_lower: "Lager bedrag per keer", "A lower amount each time", "Un montant plus bas par fois";
        extra_lower_text: "De dagen blijven gelijk. U betaalt daarna {amount} per keer in plaats van {old}. U bent klaar op {end}.", "The days stay the same. After that you pay {amount} each time instead of {old}. You are done on {end}.", "Les jours restent les mêmes. Vous payez ensuite {amount} par fois au lieu de {old}. Vous terminez le {end}.";
        extra_all: "Hiermee is alles betaald en is uw regeling klaar.", "With this everything is paid and your plan is done.", "Ainsi tout est payé et votre plan est terminé.";
        extra_pay: "Betaal {amount}", "Pay {amount}", "Payer {amount}";
        extra_wrong: "Vul een bedrag in van meer dan {from} tot en met {until}.", "Fill in an amount of more than {from} up to {until}.", "Indiquez un montant de plus de {from} jusqu’à {until}.";
        check: "Controleer wat u hebt ingevuld", "Check what you filled in", "Vérifiez ce que vous avez rempli";

        agreement_title: "De afspraak", "The agreement", "L’accord";
        agreement_lead: "Dit spraken wij af op {date}. Dit is versie {version}.", "We agreed this on {date}. This is version {version}.", "Nous avons convenu ceci le {date}. Ceci est la version {version}.";
        agreement_parties: "Tussen wie", "Between whom", "Entre qui";
        agreement_you: "U", "You", "Vous";
        agreement_us: "Wij, namens de bedrijven hieronder", "We, on behalf of the companies below", "Nous, pour les entreprises ci-dessous";
        agreement_file: "Dossier", "File", "Dossier";
        agreement_about: "Waarover", "About what", "À quel sujet";
        agreement_total: "Samen", "Together", "Ensemble";
        agreement_how: "Hoe u betaalt", "How you pay", "Comment vous payez";
        agreement_terms: "Wat wij afspraken", "What we agreed", "Ce que nous avons convenu";
        agreement_history: "Wat er veranderde", "What changed", "Ce qui a changé";
        history_line: "{date}, versie {version}: {what}. Laatste keer op {end}.", "{date}, version {version}: {what}. Last time on {end}.", "{date}, version {version} : {what}. Dernière fois le {end}.";
        by_agent: "door een medewerker", "by a colleague", "par un collaborateur";
        print: "U kunt deze pagina afdrukken of bewaren.", "You can print or keep this page.", "Vous pouvez imprimer ou conserver cette page.";
        on_agreed: "afgesproken", "agreed", "convenu";
        on_rescheduled: "ander bedrag of andere dagen", "another amount or other days", "autre montant ou autres jours";
        on_skipped: "één keer overgeslagen", "one time skipped", "une échéance sautée";
        on_moved: "een gemist deel achteraan gezet", "a missed part moved to the end", "une partie manquée reportée à la fin";
        on_shorter: "extra betaald, eerder klaar", "paid extra, done sooner", "supplément payé, terminé plus tôt";
        on_lower: "extra betaald, lager bedrag per keer", "paid extra, a lower amount each time", "supplément payé, montant plus bas";
        on_returned: "een extra betaling ging terug naar uw bank", "an extra payment went back to your bank", "un paiement supplémentaire est retourné à votre banque";
        on_reopened: "een betaling ging terug, de regeling loopt weer", "a payment went back, the plan runs again", "un paiement est retourné, le plan court à nouveau";
    }
}

/// A change in words.
pub fn change_words(change: PlanChange, lang: Lang) -> &'static str {
    let t = texts(lang);
    match change {
        PlanChange::Agreed => t.on_agreed,
        PlanChange::Rescheduled => t.on_rescheduled,
        PlanChange::Skipped => t.on_skipped,
        PlanChange::MissedMoved => t.on_moved,
        PlanChange::ExtraShorter => t.on_shorter,
        PlanChange::ExtraLower => t.on_lower,
        PlanChange::ExtraReturned => t.on_returned,
        PlanChange::Reopened => t.on_reopened,
    }
}
