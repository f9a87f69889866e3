//! Texts of the experiments.

use effen::kinds::Lang;
use effen::people::effect::{Baseline, Outcome, Verdict};

super::texts! {
    /// See the module.
    ExperimentTexts {
        title: "Experimenten", "Experiments", "Expériences";
        lead: "Werkt een andere behandeling beter? Een experiment verdeelt mensen door loting over groepen en vergelijkt wat eruit komt. De controlegroep krijgt de neutrale behandeling.", "Does another treatment work better? An experiment divides people over groups by lot and compares what comes of it. The control group gets the neutral treatment.", "Un autre traitement est-il meilleur ? Une expérience répartit les personnes par tirage au sort et compare les résultats. Le groupe témoin reçoit le traitement neutre.";
        simulated: "Gesimuleerd. De mensen en de uitkomsten komen uit de demonstratie; het effect is erin gelegd, niet gemeten bij echte mensen.", "Simulated. The people and the outcomes come from the demonstration; the effect was put into it, not measured on real people.", "Simulé. Les personnes et les résultats viennent de la démonstration ; l’effet y a été introduit, il n’est pas mesuré sur de vraies personnes.";
        none: "Er zijn nog geen experimenten.", "There are no experiments yet.", "Il n’y a pas encore d’expériences.";
        new: "Nieuw experiment", "New experiment", "Nouvelle expérience";
        back: "Terug naar de experimenten", "Back to the experiments", "Retour aux expériences";
        read_only: "Alleen een teamleider of beheerder kan experimenten maken, starten en stoppen. U kunt ze bekijken.", "Only a supervisor or administrator can make, start and stop experiments. You can look at them.", "Seul un responsable ou un administrateur peut créer, lancer et arrêter des expériences. Vous pouvez les consulter.";
        name: "Naam", "Name", "Nom";
        hypothesis: "Wat verwacht u, en waarom?", "What do you expect, and why?", "Qu’attendez-vous, et pourquoi ?";
        hypothesis_hint: "Schrijf het op voor u begint. Zo kiest u de uitkomst niet achteraf.", "Write it down before you begin. That way you do not choose the outcome afterwards.", "Écrivez-le avant de commencer. Ainsi vous ne choisissez pas le résultat après coup.";
        persona: "Voor welke persona", "For which persona", "Pour quel persona";
        everybody: "iedereen van wie de persona bekend is", "everybody whose persona is known", "tous ceux dont le persona est connu";
        creditor: "Van welke schuldeiser", "Of which creditor", "De quel créancier";
        all_creditors: "alle schuldeisers", "all creditors", "tous les créanciers";
        control_percent: "Deel van de controlegroep, in procent (10 tot en met 90)", "Share of the control group, in percent (10 to 90)", "Part du groupe témoin, en pour cent (10 à 90)";
        starts_on: "Eerste dag", "First day", "Premier jour";
        ends_on: "Laatste dag", "Last day", "Dernier jour";
        control: "Controle", "Control", "Témoin";
        group: "Groep {n}", "Group {n}", "Groupe {n}";
        group_lead: "Kies een versie van het behandelplan, wijzig een paar delen, of beide. Wat u leeg laat, blijft zoals het plan het heeft.", "Choose a version of the treatment plan, change a few parts, or both. What you leave empty stays as the plan has it.", "Choisissez une version du plan de traitement, modifiez quelques parties, ou les deux. Ce que vous laissez vide reste comme le plan le prévoit.";
        group_name: "Naam van de groep", "Name of the group", "Nom du groupe";
        plan: "Behandelplan", "Treatment plan", "Plan de traitement";
        plan_newest: "zoals het geldt", "as it holds", "tel qu’il est en vigueur";
        plan_shipped: "zoals het bij het programma hoort", "as it comes with the program", "fourni avec le programme";
        plan_version: "versie {n}", "version {n}", "version {n}";
        as_it_is: "zoals het plan", "as in the plan", "comme dans le plan";
        hour: "Uur (7 tot en met 19)", "Hour (7 to 19)", "Heure (7 à 19)";
        pay_days: "Betaaltermijn in dagen (1 tot en met 365)", "Time to pay in days (1 to 365)", "Délai de paiement en jours (1 à 365)";
        per_days: "Aantal berichten geldt per zoveel dagen (1 tot en met 90)", "Number of messages counts per so many days (1 to 90)", "Le nombre de messages compte par tant de jours (1 à 90)";
        channel: "Eerst langs", "First by", "D’abord par";
        help: "Hulp die voorop staat", "Help that stands first", "Aide mise en avant";
        more: "Nog een groep", "Another group", "Encore un groupe";
        save: "Bewaar als concept", "Save as a draft", "Enregistrer comme brouillon";
        check: "Kijk dit even na. Er is nog niets bewaard.", "Please check this. Nothing has been saved yet.", "Veuillez vérifier ceci. Rien n’est encore enregistré.";
        wrong: "Dit past niet. Lees wat erboven staat.", "This does not fit. Read what stands above it.", "Cela ne convient pas. Lisez ce qui est indiqué au-dessus.";
        wrong_text: "Vul dit in, in hoogstens 500 tekens.", "Fill this in, in at most 500 characters.", "Remplissez ceci, en 500 caractères au plus.";
        wrong_start: "De eerste dag is vandaag of later.", "The first day is today or later.", "Le premier jour est aujourd’hui ou plus tard.";
        wrong_end: "De laatste dag komt na de eerste.", "The last day comes after the first.", "Le dernier jour suit le premier.";
        wrong_group: "Geef ten minste één groep een naam.", "Give at least one group a name.", "Donnez un nom à au moins un groupe.";
        saved: "Bewaard als concept. Het begint pas als u het start.", "Saved as a draft. It begins only when you start it.", "Enregistré comme brouillon. Elle ne commence que lorsque vous la lancez.";
        started: "Gestart. Mensen worden verdeeld zodra wij hen schrijven of zij inloggen.", "Started. People are divided as soon as we write to them or they sign in.", "Lancée. Les personnes sont réparties dès que nous leur écrivons ou qu’elles se connectent.";
        stopped: "Gestopt. Iedereen wordt weer volgens het behandelplan behandeld.", "Stopped. Everybody is treated by the treatment plan again.", "Arrêtée. Chacun est de nouveau traité selon le plan de traitement.";
        draft: "concept", "draft", "brouillon";
        running: "loopt", "running", "en cours";
        waiting: "begint nog", "yet to begin", "à venir";
        ended: "voorbij", "over", "terminée";
        stopped_word: "gestopt", "stopped", "arrêtée";
        status: "Stand", "State", "État";
        period: "Periode", "Period", "Période";
        scope: "Voor wie", "For whom", "Pour qui";
        made_by: "Gemaakt door", "Made by", "Créée par";
        started_by: "Gestart door", "Started by", "Lancée par";
        stopped_by: "Gestopt door", "Stopped by", "Arrêtée par";
        reason: "Waarom", "Why", "Pourquoi";
        reason_hint: "Staat bij het experiment, met uw naam.", "Stands with the experiment, with your name.", "Figure avec l’expérience, avec votre nom.";
        start: "Start het experiment", "Start the experiment", "Lancer l’expérience";
        stop: "Stop het experiment", "Stop the experiment", "Arrêter l’expérience";
        csv: "Download als CSV", "Download as CSV", "Télécharger en CSV";
        groups: "Groepen", "Groups", "Groupes";
        arm: "Groep", "Group", "Groupe";
        treatment: "Behandeling", "Treatment", "Traitement";
        neutral: "neutraal", "neutral", "neutre";
        people: "Mensen", "People", "Personnes";
        drawn_share: "Geloot aandeel", "Share drawn", "Part tirée";
        nobody: "Er is nog niemand verdeeld.", "Nobody has been divided yet.", "Personne n’a encore été réparti.";
        effects: "Uitkomsten", "Outcomes", "Résultats";
        effects_lead: "Wij vergelijken {n} keer. Bij zoveel vergelijkingen valt er door toeval al snel iets op. Daarom telt voor een conclusie het brede interval van {percent}: samen zijn alle vergelijkingen dan voor 95% zeker (Bonferroni). Wie is ingeloot, telt mee in de eigen groep, wat er ook gebeurde.", "We compare {n} times. With so many comparisons something soon stands out by chance. So a conclusion needs the wide interval of {percent}: together all comparisons are then 95% certain (Bonferroni). Whoever was drawn counts in their own group, whatever happened.", "Nous comparons {n} fois. Avec autant de comparaisons, le hasard fait vite ressortir quelque chose. Une conclusion exige donc l’intervalle large de {percent} : ensemble, toutes les comparaisons sont alors sûres à 95 % (Bonferroni). Toute personne tirée au sort compte dans son groupe, quoi qu’il arrive.";
        rating: "Een oordeel vragen wij alleen na een chat. Het gaat dus over wie een chat had en een oordeel gaf, niet over de hele groep.", "We ask for a rating after a chat only. So it is about those who had a chat and gave one, not about the whole group.", "Nous ne demandons un avis qu’après un chat. Il ne concerne donc que ceux qui ont eu un chat et donné un avis, pas tout le groupe.";
        range_about: "Verschil met de controlegroep. Dikke lijn: 95%-interval. Dunne lijn: breed interval, voor de conclusie.", "Difference from the control group. Thick line: 95% interval. Thin line: wide interval, for the conclusion.", "Différence avec le groupe témoin. Ligne épaisse : intervalle à 95 %. Ligne fine : intervalle large, pour la conclusion.";
        less: "minder dan controle", "less than control", "moins que le témoin";
        more_than: "meer dan controle", "more than control", "plus que le témoin";
        figure: "Cijfer", "Figure", "Chiffre";
        difference: "Verschil", "Difference", "Différence";
        interval: "95%-interval", "95% interval", "Intervalle à 95 %";
        widened: "Breed interval", "Wide interval", "Intervalle large";
        verdict: "Conclusie", "Conclusion", "Conclusion";
        between: "{low} tot {high}", "{low} to {high}", "{low} à {high}";
        euros: "€ {n}", "€{n}", "{n} €";
        points: "{n} procentpunt", "{n} percentage points", "{n} points";
        comparable: "Waren de groepen vergelijkbaar?", "Were the groups comparable?", "Les groupes étaient-ils comparables ?";
        comparable_yes: "Ja. De groepen leken op elkaar op de dag van de loting, in grootte en in wat wij van hen wisten.", "Yes. The groups were alike on the day of the drawing, in size and in what we knew of them.", "Oui. Les groupes se ressemblaient le jour du tirage, par leur taille et par ce que nous en savions.";
        comparable_no: "Nee. Daarom trekken wij geen conclusie. Zoek eerst uit hoe dit komt.", "No. So we draw no conclusion. First find out how this came about.", "Non. Nous ne tirons donc aucune conclusion. Cherchez d’abord l’origine.";
        comparable_few: "Er zijn te weinig mensen om te vergelijken. Elke groep heeft er minstens {n} nodig.", "There are too few people to compare. Each group needs at least {n}.", "Il y a trop peu de personnes pour comparer. Chaque groupe doit en compter au moins {n}.";
        few: "te weinig mensen", "too few people", "trop peu de personnes";
        sizes: "De kans op groepen van deze grootte door toeval is {p}. Onder 0,001 klopt de verdeling niet.", "The chance of groups of this size is {p}. Below 0.001 the division is wrong.", "La probabilité de groupes de cette taille est de {p}. Sous 0,001 la répartition est fausse.";
        characteristic: "Op de dag van de loting", "On the day of the drawing", "Le jour du tirage";
        standardised: "Gestandaardiseerd verschil", "Standardised difference", "Différence standardisée";
        off: "wijkt af", "is off", "s’écarte";
        fits: "gelijk", "alike", "semblable";
    }
}

fn one_of(lang: Lang, [nl, en, fr]: [&'static str; 3]) -> &'static str {
    match lang {
        Lang::Nl => nl,
        Lang::En => en,
        Lang::Fr => fr,
    }
}

/// An outcome.
pub fn outcome_words(lang: Lang, outcome: Outcome) -> &'static str {
    one_of(
        lang,
        match outcome {
            Outcome::Collected => ["Betaald per persoon", "Paid per person", "Payé par personne"],
            Outcome::Success => ["Alles betaald", "Everything paid", "Tout payé"],
            Outcome::PlanKept => {
                ["Regeling afgesproken en nagekomen", "Plan agreed and kept", "Plan convenu et respecté"]
            }
            Outcome::Contacts => ["Berichten per persoon", "Messages per person", "Messages par personne"],
            Outcome::Costs => ["Kosten erbij per persoon", "Costs added per person", "Frais ajoutés par personne"],
            Outcome::Complaint => ["Klacht", "Complaint", "Plainte"],
            Outcome::Rating => ["Oordeel na een chat", "Rating after a chat", "Avis après un chat"],
        },
    )
}

/// A characteristic on the day of the drawing.
pub fn baseline_words(lang: Lang, baseline: Baseline) -> &'static str {
    one_of(
        lang,
        match baseline {
            Baseline::Open => ["Open bedrag, euro", "Amount open, euros", "Montant ouvert, euros"],
            Baseline::Claims => ["Open rekeningen", "Open claims", "Créances ouvertes"],
            Baseline::DaysLate => ["Dagen te laat", "Days late", "Jours de retard"],
            Baseline::Messages => ["Berichten ervoor", "Messages before", "Messages avant"],
            Baseline::Visits => ["Bezoeken ervoor", "Visits before", "Visites avant"],
            Baseline::Payments => ["Betalingen ervoor", "Payments before", "Paiements avant"],
        },
    )
}

/// What may be said.
pub fn verdict_words(lang: Lang, verdict: Verdict) -> &'static str {
    one_of(
        lang,
        match verdict {
            Verdict::Better => ["beter dan controle", "better than control", "mieux que le témoin"],
            Verdict::Worse => ["slechter dan controle", "worse than control", "moins bien que le témoin"],
            Verdict::NotShown => ["geen effect aangetoond", "no effect shown", "aucun effet démontré"],
            Verdict::TooFew => ["te weinig mensen", "too few people", "trop peu de personnes"],
            Verdict::NotComparable => {
                ["groepen niet vergelijkbaar", "groups not comparable", "groupes non comparables"]
            }
        },
    )
}
