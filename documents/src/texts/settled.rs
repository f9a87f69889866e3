//! Texts of the paid-up letter.

effen::texts! {
    /// See the module.
    SettledTexts {
        title: "Rekening {number} is betaald", "Invoice {number} is paid", "La facture {number} est payée";
        lead: "Uw rekening {number} bij {creditor} is helemaal betaald. U hoeft hiervoor niets meer te doen.", "Your invoice {number} with {creditor} is paid in full. You do not have to do anything more for it.", "Votre facture {number} auprès de {creditor} est entièrement payée. Vous n’avez plus rien à faire.";
        title_closed: "Rekening {number}: er staat niets meer open", "Invoice {number}: nothing is open any more", "Facture {number} : plus rien n’est ouvert";
        lead_closed: "Van uw rekening {number} bij {creditor} staat niets meer open. U hoeft hiervoor niets meer te doen.", "Nothing of your invoice {number} with {creditor} is open any more. You do not have to do anything more for it.", "Plus rien n’est ouvert de votre facture {number} auprès de {creditor}. Vous n’avez plus rien à faire.";
        waived: "{creditor} heeft {amount} kwijtgescholden. Dat hoeft u niet meer te betalen.", "{creditor} has waived {amount}. You do not have to pay that.", "{creditor} a fait remise de {amount}. Vous ne devez plus payer ce montant.";
        history: "Wat er gebeurde", "What happened", "Ce qui s’est passé";
        keep: "Bewaar deze brief. Hij is het bewijs dat er op {date} niets meer openstond.", "Keep this letter. It is the proof that nothing was open on {date}.", "Conservez cette lettre. Elle prouve que rien ne restait ouvert le {date}.";
    }
}
