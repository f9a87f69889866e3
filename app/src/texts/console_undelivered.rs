//! Texts of the agents' list of messages that could not be delivered.

super::texts! {
    /// See the module.
    UndeliveredTexts {
        title: "Niet aangekomen", "Not delivered", "Non délivrés";
        link: "Niet aangekomen ({n})", "Not delivered ({n})", "Non délivrés ({n})";
        lead: "Berichten die niet zijn aangekomen. Herinneringen gaan vanzelf langs een andere weg als er een is. Hier kiest u wat er met dit bericht gebeurt.", "Messages that did not arrive. Reminders go another way by themselves where there is one. Here you choose what happens with this message.", "Les messages non arrivés. Les rappels prennent d’eux-mêmes un autre chemin s’il en existe un. Ici, vous choisissez ce qu’il advient de ce message.";
        none: "Alles is aangekomen.", "Everything arrived.", "Tout est arrivé.";
        bounced: "Geweigerd: dit adres bestaat niet of neemt niets aan.", "Refused: this address does not exist or takes nothing.", "Refusé : cette adresse n’existe pas ou n’accepte rien.";
        dead: "Na {n} keer opgegeven: de andere kant was niet bereikbaar.", "Given up after {n} tries: the other side could not be reached.", "Abandonné après {n} essais : l’autre côté était injoignable.";
        failed: "Niet gelukt op het moment zelf. De ander kan het opnieuw vragen.", "Failed on the spot. They can ask for it again.", "Échec sur le moment. La personne peut le redemander.";
        said: "Wat de andere kant zei", "What the other side said", "Ce qu’a dit l’autre côté";
        written: "{channel}, geschreven op {date}", "{channel}, written on {date}", "{channel}, écrit le {date}";
        again: "Probeer opnieuw", "Try again", "Réessayer";
        wrong: "Adres klopt niet", "Address is wrong", "L’adresse est fausse";
        aside: "Laat zo", "Leave it", "Laisser";
        wrong_hint: "Klopt het adres niet, dan schrijven wij hier niet meer naartoe, tot het verandert.", "If the address is wrong, we will not write there any more, until it changes.", "Si l’adresse est fausse, nous n’y écrirons plus, jusqu’à ce qu’elle change.";
        file: "Open het dossier", "Open the file", "Ouvrir le dossier";
        done_again: "Het bericht staat weer klaar. Het gaat weg zodra dat mag.", "The message is ready again. It goes out as soon as that is allowed.", "Le message est à nouveau prêt. Il part dès que c’est permis.";
        done_wrong: "Genoteerd. Naar dit adres gaat niets meer.", "Noted. Nothing more goes to this address.", "Noté. Plus rien ne part à cette adresse.";
        done_aside: "Van de lijst gehaald.", "Taken off the list.", "Retiré de la liste.";
        stale: "Dit bericht kan niet opnieuw: er is intussen iets veranderd, of hetzelfde is al op een andere manier gezegd.", "This message cannot go again: something changed in the meantime, or the same was told in another way.", "Ce message ne peut plus repartir : quelque chose a changé, ou la même chose a été dite autrement.";
    }
}
