//! The warning about an old invoice: what acknowledges it, and that one may ask first.

super::texts! {
    /// See the module.
    OldClaimsTexts {
        title: "Let op: een oude rekening", "Please note: an old invoice", "Attention : une facture ancienne";
        past: "Deze rekening is zo oud dat zij misschien niet meer afgedwongen kan worden: {claims}.", "This invoice is so old that it may no longer be enforceable: {claims}.", "Cette facture est si ancienne qu’elle n’est peut-être plus exigible : {claims}.";
        near: "Deze rekening is bijna zo oud dat zij niet meer afgedwongen kan worden: {claims}.", "This invoice is almost so old that it can no longer be enforced: {claims}.", "Cette facture est presque si ancienne qu’elle ne sera plus exigible : {claims}.";
        by_plan: "Spreekt u nu een regeling af, dan erkent u de schuld en begint die termijn opnieuw. U hoeft dat niet te doen. Vraag het eerst na als u twijfelt.", "If you agree a plan now, you acknowledge the debt and that term begins anew. You do not have to. Ask first if you are in doubt.", "Si vous convenez d’un plan maintenant, vous reconnaissez la dette et ce délai recommence. Vous n’y êtes pas obligé. En cas de doute, renseignez-vous d’abord.";
        by_payment: "Betaalt u, dan erkent u de schuld. Na een deel begint die termijn opnieuw voor wat overblijft, en wat u betaalt krijgt u niet terug. U hoeft dat niet te doen. Vraag het eerst na als u twijfelt.", "If you pay, you acknowledge the debt. After a part, that term begins anew for what is left, and what you pay is not given back. You do not have to. Ask first if you are in doubt.", "Si vous payez, vous reconnaissez la dette. Après une partie, ce délai recommence pour le reste, et ce que vous payez ne vous est pas rendu. Vous n’y êtes pas obligé. En cas de doute, renseignez-vous d’abord.";
        by_promise: "Noemt u een dag om te betalen, dan erkent u de schuld en begint die termijn opnieuw. U hoeft dat niet te doen. Vraag het eerst na als u twijfelt.", "If you name a day to pay, you acknowledge the debt and that term begins anew. You do not have to. Ask first if you are in doubt.", "Si vous indiquez un jour de paiement, vous reconnaissez la dette et ce délai recommence. Vous n’y êtes pas obligé. En cas de doute, renseignez-vous d’abord.";
        ask: "Vraag het in de chat", "Ask in the chat", "Demander dans le chat";
        help: "Hulp", "Help", "Aide";
    }
}
