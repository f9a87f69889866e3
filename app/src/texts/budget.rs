//! Texts of the budget check.

super::texts! {
    /// See the module.
    BudgetTexts {
        title: "Wat kunt u missen?", "What can you spare?", "Que pouvez-vous consacrer ?";
        lead: "Vul in wat er per maand binnenkomt en uitgaat. Een schatting is genoeg. U mag dit ook overslaan.", "Fill in what comes in and goes out a month. An estimate is enough. You may also skip this.", "Indiquez ce qui entre et sort chaque mois. Une estimation suffit. Vous pouvez aussi passer cette étape.";
        private: "Dit is alleen voor uw regeling. Wij bewaren wat er overblijft, niet wat u invult. Medewerkers zien het niet, en het verandert niets aan hoe wij u benaderen.", "This is for your plan alone. We keep what is left over, not what you fill in. Colleagues do not see it, and it changes nothing in how we approach you.", "Ceci sert uniquement à votre plan. Nous gardons ce qui reste, pas ce que vous indiquez. Les collaborateurs ne le voient pas, et cela ne change rien à la façon dont nous vous approchons.";
        skip: "Overslaan, naar de regelingen", "Skip, to the plans", "Passer, vers les plans";
        income: "Inkomen per maand", "Income a month", "Revenus par mois";
        fixed: "Vaste lasten (huur, energie, verzekering)", "Fixed costs (rent, energy, insurance)", "Charges fixes (loyer, énergie, assurance)";
        living: "Boodschappen en de rest", "Groceries and the rest", "Courses et le reste";
        living_hint: "Mag leeg blijven. Dan rekenen wij met onze richtbedragen: {first} voor u, {other} voor elke volwassene erbij en {child} voor elk kind.", "May stay empty. Then we count with our guidance figures: {first} for you, {other} for each further adult and {child} for each child.", "Peut rester vide. Nous comptons alors avec nos montants indicatifs : {first} pour vous, {other} par autre adulte et {child} par enfant.";
        adults: "Volwassenen in huis, u erbij", "Adults at home, you included", "Adultes à la maison, vous compris";
        children: "Kinderen in huis", "Children at home", "Enfants à la maison";
        work_out: "Reken uit", "Work it out", "Calculer";
        left: "Er blijft ongeveer {left} per maand over. Een regeling vraagt daarvan hoogstens de helft: {half} per maand.", "About {left} a month is left. A plan asks at most half of it: {half} a month.", "Il reste environ {left} par mois. Un plan en demande au plus la moitié : {half} par mois.";
        tight: "U rekent met minder voor boodschappen en de rest dan een huishouden als het uwe meestal nodig heeft. Houd genoeg over om van te leven.", "You count with less for groceries and the rest than a household like yours usually needs. Keep enough to live on.", "Vous comptez moins pour les courses et le reste que ce dont un ménage comme le vôtre a d’habitude besoin. Gardez de quoi vivre.";
        nothing: "Er blijft niets over. Dan is een pauze of hulp beter dan een regeling.", "Nothing is left. Then a pause or help is better than a plan.", "Il ne reste rien. Alors une pause ou de l’aide vaut mieux qu’un plan.";
        to_plan: "Bekijk regelingen tot {half} per maand", "See plans up to {half} a month", "Voir les plans jusqu’à {half} par mois";
        forget: "Vergeet dit", "Forget this", "Oublier ceci";
        help: "Vraag een pauze of hulp", "Ask for a pause or help", "Demander une pause ou de l’aide";
        outdated: "Onze richtbedragen golden tot en met {date}.", "Our guidance figures held until {date}.", "Nos montants indicatifs valaient jusqu’au {date}.";
        wrong_amount: "Vul een bedrag in, bijvoorbeeld {example}.", "Fill in an amount, for example {example}.", "Indiquez un montant, par exemple {example}.";
        wrong_people: "Vul een aantal in van {from} tot en met {until}.", "Fill in a number from {from} to {until}.", "Indiquez un nombre de {from} à {until}.";
        check: "Controleer wat u hebt ingevuld", "Check what you filled in", "Vérifiez ce que vous avez rempli";
    }
}
