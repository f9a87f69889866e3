//! Texts of the payment receipt.

effen::texts! {
    /// See the module.
    ReceiptTexts {
        title: "Bewijs van uw betaling", "Receipt of your payment", "Reçu de votre paiement";
        lead: "Wij hebben {amount} van u ontvangen. Dank u wel.", "We received {amount} from you. Thank you.", "Nous avons reçu {amount} de votre part. Merci.";
        amount: "Bedrag", "Amount", "Montant";
        paid_on: "Betaald op", "Paid on", "Payé le";
        method: "Hoe", "How", "Comment";
        number: "Betaling", "Payment", "Paiement";
        where_to: "Waar het geld naartoe ging", "Where the money went", "Où est allé l’argent";
        order: "Binnen een rekening gaat geld eerst naar kosten, dan naar rente, dan naar de rekening zelf. Een bedrijf mag kiezen dat de rekening zelf eerst komt. In de tabel ziet u hoe uw geld is verdeeld.", "Within an invoice, money goes first to costs, then to interest, then to the invoice itself. A company may choose that the invoice itself comes first. The table shows how your money was divided.", "Au sein d’une facture, l’argent va d’abord aux frais, puis aux intérêts, puis à la facture elle-même. Une entreprise peut choisir de commencer par la facture elle-même. Le tableau montre la répartition.";
        col_left: "Daarna nog open", "Left after that", "Reste après";
        overpaid: "U betaalde {amount} meer dan er openstond. Dat geld is van u: wij bewaren het en betalen het terug.", "You paid {amount} more than was open. That money is yours: we keep it and pay it back.", "Vous avez payé {amount} de plus que le solde. Cet argent est à vous : nous le gardons et le remboursons.";
        returned: "Van deze betaling is later {amount} teruggegaan.", "Of this payment, {amount} went back later.", "De ce paiement, {amount} a été restitué plus tard.";
    }
}
