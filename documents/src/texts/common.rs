//! Texts that all documents share.

effen::texts! {
    /// See the module.
    CommonTexts {
        sent_by: "Verstuurd door {agency}", "Sent by {agency}", "Envoyé par {agency}";
        and_more: "{name} en {count} andere bedrijven", "{name} and {count} other companies", "{name} et {count} autres entreprises";
        date: "Datum", "Date", "Date";
        reference: "Dossiernummer", "File number", "Numéro de dossier";
        page: "Bladzijde {n} van {all}", "Page {n} of {all}", "Page {n} sur {all}";
        hello: "Beste {name},", "Dear {name},", "Bonjour {name},";
        regards: "Met vriendelijke groet,", "Kind regards,", "Cordialement,";
        about: "Wie zijn wij?", "Who are we?", "Qui sommes-nous ?";
        agency: "Incassobureau", "Collection agency", "Bureau de recouvrement";
        address: "Adres", "Address", "Adresse";
        register: "Nummer in het register", "Number in the register", "Numéro au registre";
        phone: "Telefoon", "Telephone", "Téléphone";
        site: "Website", "Website", "Site web";
        complaints: "Klachten", "Complaints", "Réclamations";
        company: "Bedrijf", "Company", "Entreprise";
        registration: "Ondernemingsnummer", "Company number", "Numéro d’entreprise";
        questions: "Vragen en klachten", "Questions and complaints", "Questions et réclamations";
        really: "Is dit echt van ons? Op {url} leest u hoe u dat nakijkt. Bellen kan ook: {phone}.", "Is this really from us? At {url} you read how to check. You may also call: {phone}.", "Est-ce vraiment de nous ? Sur {url}, vous lisez comment vérifier. Vous pouvez aussi appeler : {phone}.";
        amount: "Bedrag", "Amount", "Montant";
        payee: "Op naam van", "Payee", "Bénéficiaire";
        account: "Rekeningnummer", "Account (IBAN)", "Compte (IBAN)";
        pay_reference: "Kenmerk", "Reference", "Communication";
        scan: "Scan de code met de app van uw bank. Of maak het bedrag zelf over, met het kenmerk erbij.", "Scan the code with your bank’s app. Or transfer the amount yourself, with the reference.", "Scannez le code avec l’appli de votre banque. Ou faites le virement vous-même, avec la communication.";
        code_alt: "Betaalcode voor {amount} aan {name}", "Payment code for {amount} to {name}", "Code de paiement de {amount} à {name}";
    }
}
