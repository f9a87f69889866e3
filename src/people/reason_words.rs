//! The words in which agents read a characteristic: `{n}` is its value, `{p}` and `{w}` part and whole of the latest;
//! of `{chat|chats}` the first goes with one, the second with any other number.

use super::features::Feature;
use crate::kinds::Lang;

/// The sentence for `feature`: a fact that holds for high values and low ones.
pub(super) fn template(feature: Feature, lang: Lang) -> &'static str {
    let [nl, en, fr] = words(feature);
    match lang {
        Lang::Nl => nl,
        Lang::En => en,
        Lang::Fr => fr,
    }
}

/// `template` with the forms of its words that go with `number`: 'one chat', and in French 'zero chat' as well.
pub(super) fn in_number(template: &str, number: &str, lang: Lang) -> String {
    let one = number == "1" || (number == "0" && lang == Lang::Fr);
    let mut text = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, tail)) = rest.split_once('{') {
        let (inner, after) = tail.split_once('}').unwrap_or((tail, ""));
        text.push_str(before);
        match inner.split_once('|') {
            Some((single, many)) => text.push_str(if one { single } else { many }),
            None => text.extend(["{", inner, "}"]),
        }
        rest = after;
    }
    text + rest
}

/// The sentence where a count of days is below nothing: nobody pays 'minus two days after the due date'. `{n}` is then the
/// number without its sign.
pub(super) fn template_below_zero(feature: Feature, lang: Lang) -> Option<&'static str> {
    let [nl, en, fr] = match feature {
        Feature::LateDaysMean => [
            "gemiddeld {n} {dag|dagen} voor de vervaldatum betaald in een jaar",
            "paid {n} {day|days} before the due date on average in a year",
            "payé {n} {jour|jours} avant l’échéance en moyenne sur un an",
        ],
        Feature::LateDaysLatest => [
            "de laatste facturen gemiddeld {n} {dag|dagen} voor de vervaldatum",
            "latest invoices {n} {day|days} before the due date on average",
            "dernières factures {n} {jour|jours} avant l’échéance en moyenne",
        ],
        Feature::LateDaysTrend => [
            "{n} {dag|dagen} eerder dan het jaar gemiddeld",
            "{n} {day|days} earlier than over the year",
            "{n} {jour|jours} de moins que sur l’année",
        ],
        _ => return None,
    };
    Some(match lang {
        Lang::Nl => nl,
        Lang::En => en,
        Lang::Fr => fr,
    })
}

/// The sentence where a share of the latest few is one of a single one: nobody says 'one of the latest one'. `it_was`: the one
/// counts.
pub(super) fn of_one(feature: Feature, it_was: bool, lang: Lang) -> Option<&'static str> {
    let [nl, en, fr] = match (feature, it_was) {
        (Feature::SlightlyLateShare, true) => [
            "de laatste factuur een paar dagen te laat",
            "the latest invoice a few days late",
            "la dernière facture avec quelques jours de retard",
        ],
        (Feature::SlightlyLateShare, false) => [
            "de laatste factuur niet een paar dagen te laat",
            "the latest invoice not a few days late",
            "la dernière facture sans quelques jours de retard",
        ],
        (Feature::PromptPaidShare, true) => [
            "de laatste betaling binnen 3 dagen na een bericht",
            "the latest payment within 3 days of a message",
            "le dernier paiement dans les 3 jours suivant un message",
        ],
        (Feature::PromptPaidShare, false) => [
            "de laatste betaling niet binnen 3 dagen na een bericht",
            "the latest payment not within 3 days of a message",
            "le dernier paiement pas dans les 3 jours suivant un message",
        ],
        (Feature::UnpromptedPaidShare, true) => [
            "de laatste betaling zonder bericht van ons",
            "the latest payment without a message of ours",
            "le dernier paiement sans message de notre part",
        ],
        (Feature::UnpromptedPaidShare, false) => [
            "de laatste betaling na een bericht van ons",
            "the latest payment after a message of ours",
            "le dernier paiement après un message de notre part",
        ],
        _ => return None,
    };
    Some(match lang {
        Lang::Nl => nl,
        Lang::En => en,
        Lang::Fr => fr,
    })
}

#[rustfmt::skip]
const fn words(feature: Feature) -> [&'static str; 3] {
    use Feature::*;
    match feature {
        OpenEuros => ["€ {n} open", "€ {n} open", "{n} € ouverts"],
        OpenClaims => ["{n} {vordering|vorderingen} open", "{n} {claim|claims} open", "{n} {créance ouverte|créances ouvertes}"],
        OverdueClaims => ["{n} {vordering|vorderingen} over de vervaldatum", "{n} {claim past its|claims past their} due date", "{n} {créance échue|créances échues}"],
        Creditors => ["{n} {schuldeiser|schuldeisers} in het dossier", "{n} {creditor|creditors} on the file", "{n} {créancier|créanciers} au dossier"],
        DebtChangeQuarter => ["schuld in een kwartaal veranderd met € {n}", "debt changed by € {n} in a quarter", "dette modifiée de {n} € en un trimestre"],
        DebtChangeYear => ["schuld in een jaar veranderd met € {n}", "debt changed by € {n} in a year", "dette modifiée de {n} € en un an"],
        MeanClaimEuros => ["facturen van gemiddeld € {n}", "invoices of € {n} on average", "factures de {n} € en moyenne"],
        CostsYear => ["€ {n} kosten erbij in een jaar", "€ {n} of costs added in a year", "{n} € de frais ajoutés en un an"],
        SettledYear => ["{n} {factuur|facturen} voldaan in een jaar", "{n} {invoice|invoices} settled in a year", "{n} {facture soldée|factures soldées} en un an"],
        OnTimeShare => ["{n} van de voldane facturen was op tijd", "{n} of settled invoices were on time", "{n} des factures soldées l’ont été à temps"],
        LateDaysMean => ["gemiddeld {n} {dag|dagen} te laat in een jaar", "{n} {day|days} late on average in a year", "{n} {jour|jours} de retard en moyenne sur un an"],
        LateDaysLatest => ["de laatste facturen gemiddeld {n} {dag|dagen} na de vervaldatum", "latest invoices {n} {day|days} after the due date on average", "dernières factures {n} {jour|jours} après l’échéance en moyenne"],
        LateDaysTrend => ["{n} {dag|dagen} later dan het jaar gemiddeld", "{n} {day|days} later than over the year", "{n} {jour|jours} de plus que sur l’année"],
        SlightlyLateShare => ["{p} van de laatste {w} facturen een paar dagen te laat", "{p} of the latest {w} invoices a few days late", "{p} des {w} dernières factures avec quelques jours de retard"],
        VeryLateShare => ["{n} van de voldane facturen meer dan 30 dagen te laat", "{n} of settled invoices over 30 days late", "{n} des factures soldées avec plus de 30 jours de retard"],
        SettledRatio => ["{n} zoveel voldaan als erbij kwam in een jaar", "settled {n} of what was issued in a year", "{n} soldé par rapport à ce qui est émis en un an"],
        PartShare => ["{n} van de betalingen was een deel", "{n} of payments were parts", "{n} des paiements étaient partiels"],
        EverythingYear => ["{n} keer alles in één keer betaald", "paid everything at once {n} {time|times}", "tout payé en une fois {n} fois"],
        FailedQuarter => ["{n} {betaling|betalingen} door de bank geweigerd", "{n} {payment|payments} refused by the bank", "{n} {paiement refusé|paiements refusés} par la banque"],
        AbandonedShare => ["{n} van de gestarte betalingen afgebroken", "{n} of started payments abandoned", "{n} des paiements commencés abandonnés"],
        TransfersChosen => ["{n} keer overschrijving gekozen", "chose a transfer {n} {time|times}", "virement choisi {n} fois"],
        PlanViewsQuarter => ["{n} keer naar regelingen gekeken", "looked at plans {n} {time|times}", "plans consultés {n} fois"],
        PlansAgreed => ["{n} {regeling|regelingen} afgesproken", "agreed {n} {plan|plans}", "{n} {plan convenu|plans convenus}"],
        InstalmentsKept => ["{n} {termijn|termijnen} op tijd betaald", "kept {n} {instalment|instalments}", "{n} {échéance respectée|échéances respectées}"],
        InstalmentsMissed => ["{n} {termijn|termijnen} gemist", "missed {n} {instalment|instalments}", "{n} {échéance manquée|échéances manquées}"],
        InstalmentKeptShare => ["{n} van de termijnen nagekomen", "kept {n} of instalments", "{n} des échéances respectées"],
        PlansBroken => ["{n} {regeling|regelingen} gestopt", "{n} {plan|plans} stopped", "{n} {plan interrompu|plans interrompus}"],
        PlansCompleted => ["{n} {regeling|regelingen} afgerond", "{n} {plan|plans} completed", "{n} {plan terminé|plans terminés}"],
        PromisesKept => ["{n} {toezegging|toezeggingen} nagekomen", "kept {n} {promise|promises}", "{n} {promesse tenue|promesses tenues}"],
        PromisesBroken => ["{n} {toezegging|toezeggingen} niet nagekomen", "{n} {promise|promises} not kept", "{n} {promesse non tenue|promesses non tenues}"],
        SentQuarter => ["{n} {bericht|berichten} van ons in een kwartaal", "{n} {message|messages} from us in a quarter", "{n} {message|messages} de notre part en un trimestre"],
        ProactiveQuarter => ["{n} keer uit zichzelf contact in een kwartaal", "{n} {contact|contacts} of their own accord in a quarter", "{n} {contact spontané|contacts spontanés} en un trimestre"],
        ProactiveShare => ["{n} van de contacten kwam uit zichzelf", "{n} of contacts were of their own accord", "{n} des contacts étaient spontanés"],
        ChatsYear => ["{n} {chat|chats} in een jaar", "{n} {chat|chats} in a year", "{n} {chat|chats} en un an"],
        CallbacksAsked => ["{n} keer om terugbellen gevraagd", "asked for a call back {n} {time|times}", "rappel demandé {n} fois"],
        SilentDays => ["{n} {dag|dagen} niets gehoord", "{n} {day|days} without a sign", "{n} {jour|jours} sans nouvelles"],
        ClickShare => ["ging op {n} van onze berichten in", "acted on {n} of our messages", "a suivi {n} de nos messages"],
        IgnoredShare => ["geen reactie op {n} van onze berichten", "no response to {n} of our messages", "sans réaction à {n} de nos messages"],
        IgnoredRun => ["{n} {bericht|berichten} op rij zonder reactie", "{n} {message|messages} in a row without a response", "{n} {message|messages} de suite sans réaction"],
        PromptPaidShare => ["{p} van de laatste {w} betalingen binnen 3 dagen na een bericht", "{p} of the latest {w} payments within 3 days of a message", "{p} des {w} derniers paiements dans les 3 jours suivant un message"],
        UnpromptedPaidShare => ["{p} van de laatste {w} betalingen zonder bericht van ons", "{p} of the latest {w} payments without a message of ours", "{p} des {w} derniers paiements sans message de notre part"],
        MobileClickShare => ["{n} van de reacties kwam via sms, WhatsApp of push", "{n} of responses came by SMS, WhatsApp or push", "{n} des réactions via SMS, WhatsApp ou push"],
        BounceShare => ["{n} van onze berichten kwam terug", "{n} of our messages bounced", "{n} de nos messages non délivrés"],
        PhoneShare => ["{n} van de bezoeken op een telefoon", "{n} of visits on a phone", "{n} des visites sur téléphone"],
        VisitsQuarter => ["{n} {bezoek|bezoeken} in een kwartaal", "{n} {visit|visits} in a quarter", "{n} {visite|visites} en un trimestre"],
        DetailsQuarter => ["{n} keer kosten of documenten bekeken", "looked at costs or documents {n} {time|times}", "frais ou documents consultés {n} fois"],
        StatementsLifetime => ["{n} keer een overzicht gedownload", "downloaded {n} {statement|statements}", "{n} {relevé téléchargé|relevés téléchargés}"],
        HelpViewsQuarter => ["{n} keer de hulppagina bekeken", "looked at the help page {n} {time|times}", "page d’aide consultée {n} fois"],
        RemindersSet => ["{n} {herinnering|herinneringen} aangezet", "set {n} {reminder|reminders}", "{n} {rappel activé|rappels activés}"],
        DirectDebits => ["{n} automatische {incasso|incasso’s} gegeven", "gave {n} direct {debit|debits}", "{n} {domiciliation donnée|domiciliations données}"],
        DisputesYear => ["{n} {betwisting|betwistingen} in een jaar", "{n} {dispute|disputes} in a year", "{n} {contestation|contestations} en un an"],
        RepliesYear => ["{n} {antwoord|antwoorden} met één tik", "{n} one-tap {reply|replies}", "{n} {réponse|réponses} en un geste"],
        HelpAskedQuarter => ["{n} keer om hulp of pauze gevraagd", "asked for help or a pause {n} {time|times}", "aide ou pause demandée {n} fois"],
        ComplaintsLifetime => ["{n} {klacht|klachten}", "{n} {complaint|complaints}", "{n} {plainte|plaintes}"],
        SaysMonthly => ["zei per maand te willen betalen", "said to want to pay monthly", "a dit vouloir payer par mois"],
        SaysDetail => ["zei eerst alles te willen zien", "said to want to see everything first", "a dit vouloir tout voir d’abord"],
        SaysForgot => ["zei het vergeten te zijn", "said to have forgotten", "a dit avoir oublié"],
        SaysAllAtOnce => ["zei alles in één keer te betalen", "said to settle all at once", "a dit régler tout d’un coup"],
        SaysDigital => ["zei alles digitaal te willen", "said to want it all digital", "a dit vouloir tout en ligne"],
        LateDaysSpread => ["{n} {dag|dagen} verschil tussen de vroegste en de laatste betaling na de vervaldatum", "{n} {day|days} between the earliest and the latest payment after the due date", "{n} {jour|jours} entre le paiement le plus tôt et le plus tard après l’échéance"],
        ClaimsPerCreditor => ["{n} {factuur|facturen} per schuldeiser", "{n} {invoice|invoices} for each creditor", "{n} {facture|factures} par créancier"],
        SaysTalk => ["zei liever met iemand te praten", "said to want to talk to somebody", "a dit préférer parler à quelqu’un"],
        SaysSoon => ["zei over een paar weken te kunnen betalen", "said to be able to pay in a few weeks", "a dit pouvoir payer dans quelques semaines"],
        SaysLost => ["zei het overzicht kwijt te zijn", "said to have lost the overview", "a dit avoir perdu la vue d’ensemble"],
        SaysLetter => ["zei liever een brief te krijgen", "said to want letters", "a dit préférer les lettres"],
        LargestClaimEuros => ["grootste factuur € {n}", "largest invoice € {n}", "plus grande facture de {n} €"],
        ClaimsYear => ["{n} {factuur|facturen} erbij in een jaar", "{n} {invoice|invoices} issued in a year", "{n} {facture émise|factures émises} en un an"],
        TermDaysMean => ["betaaltermijn van gemiddeld {n} {dag|dagen}", "{n} {day|days} to pay on average", "délai de paiement moyen de {n} {jour|jours}"],
        LateShareEver => ["{n} van de facturen bleef open tot na de vervaldatum", "{n} of invoices passed their due date unpaid", "{n} des factures impayées à l’échéance"],
        LateFading => ["{n} van de facturen van de laatste tijd bleef open tot na de vervaldatum", "{n} of recent invoices passed their due date unpaid", "{n} des factures récentes impayées à l’échéance"],
        EveningShare => ["{n} van de bezoeken in de avond", "{n} of visits in the evening", "{n} des visites en soirée"],
        DisputeShare => ["{n} van de facturen betwist", "{n} of invoices disputed", "{n} des factures contestées"],
        Company => ["is een bedrijf", "is a company", "est une entreprise"],
    }
}
