//! What the messages of the simulated past said. Messages of today are made by the outreach engine.

use super::people::{CREDITORS, Person};
use super::world::SimClaim;
use effen::dates::long;
use effen::kinds::Lang;
use effen::money::Cents;

/// Subject and text.
pub fn message(kind: &str, claim: &SimClaim, person: &Person) -> (String, String) {
    let lang = person.language;
    let creditor = CREDITORS[claim.creditor].name;
    let (amount, due) = (Cents(claim.cents).format(lang), long(claim.due_on, lang));
    let (number, name) = (&claim.number, &person.name);
    match (kind, lang) {
        ("before_due", Lang::Nl) => (
            format!("{creditor}: factuur {number} vervalt binnenkort"),
            format!(
                "Beste {name},\n\nUw factuur {number} van {amount} vervalt op {due}. Betaalt u voor die dag, dan komt er niets bij."
            ),
        ),
        ("before_due", Lang::En) => (
            format!("{creditor}: invoice {number} is due soon"),
            format!(
                "Dear {name},\n\nYour invoice {number} of {amount} is due on {due}. If you pay by then, nothing is added."
            ),
        ),
        ("before_due", Lang::Fr) => (
            format!("{creditor} : la facture {number} arrive à échéance"),
            format!(
                "Bonjour {name},\n\nVotre facture {number} de {amount} est à payer le {due} au plus tard. Rien ne s’ajoute jusque-là."
            ),
        ),
        ("formal_letter", Lang::Nl) => (
            format!("{creditor}: factuur {number}, laatste dag zonder kosten"),
            format!(
                "Beste {name},\n\nFactuur {number} van {amount} had op {due} betaald moeten zijn. Betaalt u binnen vijftien dagen nadat deze brief bij u is bezorgd, dan betaalt u geen kosten. Daarna komen er wettelijke incassokosten bij."
            ),
        ),
        ("formal_letter", Lang::En) => (
            format!("{creditor}: invoice {number}, last day without costs"),
            format!(
                "Dear {name},\n\nInvoice {number} of {amount} was due on {due}. If you pay within fifteen days after this letter was delivered, you pay no costs. After that, statutory collection costs are added."
            ),
        ),
        ("formal_letter", Lang::Fr) => (
            format!("{creditor} : facture {number}, dernier jour sans frais"),
            format!(
                "Bonjour {name},\n\nLa facture {number} de {amount} était à payer le {due}. Si vous payez dans les quinze jours après réception de cette lettre, vous ne payez pas de frais. Ensuite, des frais légaux s’ajoutent."
            ),
        ),
        (_, Lang::Nl) => (
            format!("{creditor}: factuur {number} staat nog open"),
            format!(
                "Beste {name},\n\nFactuur {number} van {amount} had op {due} betaald moeten zijn en staat nog open. U kunt betalen, in delen betalen of ons iets vragen."
            ),
        ),
        (_, Lang::En) => (
            format!("{creditor}: invoice {number} is still open"),
            format!(
                "Dear {name},\n\nInvoice {number} of {amount} was due on {due} and is still open. You can pay, pay in parts, or ask us something."
            ),
        ),
        (_, Lang::Fr) => (
            format!("{creditor} : la facture {number} est encore ouverte"),
            format!(
                "Bonjour {name},\n\nLa facture {number} de {amount} était à payer le {due} et reste ouverte. Vous pouvez payer, payer en plusieurs fois, ou nous poser une question."
            ),
        ),
    }
}
