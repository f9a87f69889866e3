//! Texts of the formal letter: the Dutch fourteen-day letter and the Belgian first reminder. The words about the term
//! are those that Dutch courts accept ('binnen vijftien dagen nadat deze brief bij u is bezorgd'); a day that certainly
//! is in time stands beside them.

effen::texts! {
    /// See the module.
    FormalTexts {
        title_nl: "Betaal rekening {number} zonder extra kosten", "Pay invoice {number} without extra costs", "Payez la facture {number} sans frais supplémentaires";
        title_be: "Eerste herinnering voor rekening {number}", "First reminder of invoice {number}", "Premier rappel pour la facture {number}";
        title_nl_many: "Betaal {count} rekeningen van {creditor} zonder extra kosten", "Pay {count} invoices of {creditor} without extra costs", "Payez {count} factures de {creditor} sans frais supplémentaires";
        title_be_many: "Eerste herinnering voor {count} rekeningen van {creditor}", "First reminder of {count} invoices of {creditor}", "Premier rappel pour {count} factures de {creditor}";
        lead_many: "Bij {creditor} staan {count} rekeningen van u nog open. De laatste dag om ze te betalen is voorbij.", "With {creditor}, {count} of your invoices are still open. The last day to pay them has passed.", "Auprès de {creditor}, {count} de vos factures sont encore ouvertes. Le dernier jour pour les payer est passé.";
        lead: "Uw rekening {number} bij {creditor} staat nog open. De laatste dag om te betalen was {due}.", "Your invoice {number} with {creditor} is still open. The last day to pay was {due}.", "Votre facture {number} auprès de {creditor} est encore ouverte. Le dernier jour pour payer était le {due}.";
        free: "Deze herinnering kost u niets.", "This reminder costs you nothing.", "Ce rappel ne vous coûte rien.";
        what_for: "Waarvoor", "What for", "Objet";
        issued: "Datum van de rekening", "Date of the invoice", "Date de la facture";
        due: "Laatste dag om te betalen", "Last day to pay", "Dernier jour pour payer";
        invoice: "Rekening", "Invoice", "Facture";
        dated: "Datum", "Dated", "Date";
        due_short: "Betalen voor of op", "Pay by", "À payer pour le";
        costs_late: "Erbij na de termijn", "Added after the term", "Ajouté après le délai";
        together: "Samen", "Together", "Ensemble";
        creditor_number: "Ondernemingsnummer van {creditor}", "Company number of {creditor}", "Numéro d’entreprise de {creditor}";
        open: "Nog te betalen", "Still to pay", "Reste à payer";
        term_nl: "Betaal {amount} binnen vijftien dagen nadat deze brief bij u is bezorgd. Betaalt u uiterlijk op {printed}, dan bent u zeker op tijd en komen er geen kosten bij.", "Pay {amount} within fifteen days after this letter was delivered to you. If you pay by {printed} at the latest, you are certainly in time and no costs are added.", "Payez {amount} dans les quinze jours après la remise de cette lettre. Si vous payez au plus tard le {printed}, vous êtes certainement à temps et aucun frais ne s’ajoute.";
        term_be: "Betaal {amount} uiterlijk op {printed}. U hebt minstens veertien dagen vanaf de derde werkdag na het versturen van deze brief. Betaalt u op tijd, dan komt er niets bij.", "Pay {amount} by {printed} at the latest. You have at least fourteen days from the third working day after this letter was sent. If you pay in time, nothing is added.", "Payez {amount} au plus tard le {printed}. Vous avez au moins quatorze jours à partir du troisième jour ouvrable après l’envoi de cette lettre. Si vous payez à temps, rien ne s’ajoute.";
        pay: "Zo betaalt u", "How to pay", "Comment payer";
        pay_many: "Op {url} betaalt u alles in één keer. Met uw bank betaalt u elke rekening apart, met haar eigen kenmerk.", "At {url} you pay everything at once. With your bank you pay each invoice by itself, with its own reference.", "Sur {url}, vous payez tout en une fois. Par votre banque, vous payez chaque facture séparément, avec sa propre référence.";
        pay_one: "Rekening {number}", "Invoice {number}", "Facture {number}";
        late: "Wat als u niet op tijd betaalt?", "What if you do not pay in time?", "Et si vous ne payez pas à temps ?";
        costs_nl: "Dan komt er {costs} aan incassokosten bij. U moet dan {total} betalen.", "Then {costs} in collection costs is added. You then have to pay {total}.", "Alors {costs} de frais de recouvrement s’ajoutent. Vous devez alors payer {total}.";
        costs_be: "Dan mag {creditor} een schadevergoeding van {costs} vragen, als dat in uw contract staat. U moet dan {total} betalen.", "Then {creditor} may ask compensation of {costs}, if your contract says so. You then have to pay {total}.", "Alors {creditor} peut demander une indemnité de {costs}, si votre contrat le prévoit. Vous devez alors payer {total}.";
        costs_how: "Zo is dat bedrag berekend", "How that amount was computed", "Comment ce montant est calculé";
        shared: "De rekeningen zijn bij elkaar geteld, want dan zijn de kosten lager dan voor elke rekening apart. Elke rekening draagt haar deel ervan, naar beneden afgerond op een cent.", "The invoices are added up, for then the costs are lower than for each of them alone. Each invoice bears its share, rounded down to a cent.", "Les factures sont additionnées, car les frais sont alors moins élevés que pour chacune séparément. Chaque facture en porte sa part, arrondie au cent inférieur.";
        part: "Betaalt u op tijd een deel? Dan gaan de kosten alleen over wat er nog openstaat.", "Do you pay a part in time? Then the costs are only about what is still open.", "Vous payez une partie à temps ? Alors les frais ne portent que sur ce qui reste ouvert.";
        interest_nl: "Over wat openstaat loopt ook rente, vanaf de dag na de laatste dag om te betalen: {rate}.", "Interest runs as well on what is open, from the day after the last day to pay: {rate}.", "Des intérêts courent aussi sur ce qui reste ouvert, à partir du lendemain du dernier jour pour payer : {rate}.";
        interest_be: "Betaalt u niet op tijd, dan loopt er daarna ook rente over wat openstaat: {rate}.", "If you do not pay in time, interest runs as well after that on what is open: {rate}.", "Si vous ne payez pas à temps, des intérêts courent aussi ensuite sur ce qui reste ouvert : {rate}.";
        interest_law: "de wettelijke rente", "the statutory rate", "le taux légal";
        interest_agreed: "{percent} per jaar volgens uw contract, en nooit meer dan de wet toestaat", "{percent} a year by your contract, and never more than the law allows", "{percent} par an selon votre contrat, et jamais plus que la loi ne le permet";
        help: "Lukt betalen niet, of klopt er iets niet?", "Can you not pay, or is something wrong?", "Vous ne pouvez pas payer, ou quelque chose ne va pas ?";
        help_text: "Wacht dan niet. Op {url} kunt u in delen betalen, om hulp vragen, of zeggen dat u het er niet mee eens bent. Bellen kan ook: {phone}.", "Then do not wait. At {url} you can pay in parts, ask for help, or say that you disagree. You may also call: {phone}.", "N’attendez pas. Sur {url}, vous pouvez payer en plusieurs fois, demander de l’aide ou dire que vous n’êtes pas d’accord. Vous pouvez aussi appeler : {phone}.";
        term_how: "Hoe is de laatste dag berekend?", "How was the last day computed?", "Comment le dernier jour est-il calculé ?";
        copy: "Wij stuurden u per post een brief over rekening {number} bij {creditor}. Daarin staat tot wanneer u zonder kosten kunt betalen, en hoeveel erbij komt als dat niet lukt.", "We sent you a letter by post about invoice {number} with {creditor}. It says until when you can pay without costs, and how much is added if you do not.", "Nous vous avons envoyé par la poste une lettre au sujet de la facture {number} auprès de {creditor}. Elle indique jusqu’à quand vous pouvez payer sans frais et combien s’ajoute sinon.";
        copy_many: "Wij stuurden u per post een brief over de rekeningen {numbers} bij {creditor}. Daarin staat tot wanneer u zonder kosten kunt betalen, en hoeveel erbij komt als dat niet lukt.", "We sent you a letter by post about the invoices {numbers} with {creditor}. It says until when you can pay without costs, and how much is added if you do not.", "Nous vous avons envoyé par la poste une lettre au sujet des factures {numbers} auprès de {creditor}. Elle indique jusqu’à quand vous pouvez payer sans frais et combien s’ajoute sinon.";
        rights: "Met deze brief behoudt {creditor} het recht op dit bedrag. De tijd waarin {creditor} het mag vragen, begint opnieuw.", "With this letter {creditor} keeps the right to this amount. The time in which {creditor} may ask for it starts anew.", "Par cette lettre, {creditor} garde le droit à ce montant. Le délai pendant lequel {creditor} peut le demander recommence.";
    }
}
