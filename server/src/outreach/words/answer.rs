//! The sentences of confirmations. None of them asks for anything.

use effen::kinds::Lang;

/// See the module. Names in braces are put in.
pub struct Answer {
    /// Subject of a receipt: `{amount}`, `{creditor}`.
    pub receipt_subject: &'static str,
    /// First sentence of a receipt: `{amount}`, `{day}`.
    pub receipt: &'static str,
    /// One claim: `{creditor}`, `{number}`, `{amount}`.
    pub receipt_line: &'static str,
    /// What happens next: `{url}`.
    pub receipt_next: &'static str,
    /// Subject of a confirmed plan: `{total}`, `{count}`.
    pub plan_subject: &'static str,
    /// First sentence of a confirmed plan: `{total}`, `{count}`, `{last}`.
    pub plan: &'static str,
    /// One instalment: `{day}`, `{amount}`.
    pub plan_line: &'static str,
    /// What happens next: `{url}`.
    pub plan_next: &'static str,
    /// Subject of a reminder that was asked for: `{amount}`.
    pub remind_subject: &'static str,
    /// First sentence of it: `{amount}`, `{day}`.
    pub remind: &'static str,
    /// Where it can be paid: `{url}`.
    pub remind_next: &'static str,
    /// Who we are: `{agency}`, `{phone}`.
    pub who: &'static str,
}

static NL: Answer = Answer {
    receipt_subject: "{creditor}: wij hebben {amount} ontvangen",
    receipt: "Wij hebben op {day} uw betaling van {amount} ontvangen. Dank u wel.",
    receipt_line: "{creditor}, nummer {number}: {amount}",
    receipt_next: "U hoeft hiervoor niets meer te doen. Dit bewijs en uw overzicht staan ook op {url}",
    plan_subject: "Afgesproken: {total} in {count} keer",
    plan: "Dit hebben wij afgesproken: u betaalt {total} in {count} keer. Op {last} is het klaar.",
    plan_line: "{day}: {amount}",
    plan_next: "Zolang deze afspraak loopt, sturen wij hierover geen herinneringen. Alles over de afspraak staat op {url}",
    remind_subject: "Vandaag: {amount}, zoals u koos",
    remind: "U koos {day} als dag om {amount} te betalen, en vroeg ons om dit bericht.",
    remind_next: "Betalen kan hier: {url} Lukt het niet? Op dezelfde pagina staat wat u dan kunt doen.",
    who: "{agency}, telefoon {phone}",
};
static EN: Answer = Answer {
    receipt_subject: "{creditor}: we have received {amount}",
    receipt: "On {day} we received your payment of {amount}. Thank you.",
    receipt_line: "{creditor}, number {number}: {amount}",
    receipt_next: "There is nothing more for you to do about this. This receipt and your overview are also at {url}",
    plan_subject: "Agreed: {total} in {count} payments",
    plan: "This is what we agreed: you pay {total} in {count} payments. On {last} it is done.",
    plan_line: "{day}: {amount}",
    plan_next: "While this plan runs, we send no reminders about it. Everything about it is at {url}",
    remind_subject: "Today: {amount}, as you chose",
    remind: "You chose {day} as the day to pay {amount}, and asked us for this message.",
    remind_next: "You can pay here: {url} Does it not work out? The same page says what you can do then.",
    who: "{agency}, telephone {phone}",
};
static FR: Answer = Answer {
    receipt_subject: "{creditor} : nous avons reçu {amount}",
    receipt: "Nous avons reçu votre paiement de {amount} le {day}. Merci.",
    receipt_line: "{creditor}, numéro {number} : {amount}",
    receipt_next: "Vous n’avez plus rien à faire pour cela. Cette preuve et votre aperçu se trouvent aussi sur {url}",
    plan_subject: "Convenu : {total} en {count} fois",
    plan: "Voici ce que nous avons convenu : vous payez {total} en {count} fois. Le {last}, c’est terminé.",
    plan_line: "{day} : {amount}",
    plan_next: "Tant que ce plan court, nous n’envoyons pas de rappels à ce sujet. Tout se trouve sur {url}",
    remind_subject: "Aujourd’hui : {amount}, comme choisi",
    remind: "Vous avez choisi le {day} pour payer {amount}, et nous avez demandé ce message.",
    remind_next: "Vous pouvez payer ici : {url} Cela ne va pas ? La même page dit ce que vous pouvez faire.",
    who: "{agency}, téléphone {phone}",
};

/// The sentences in a language.
pub fn answer(lang: Lang) -> &'static Answer {
    match lang {
        Lang::Nl => &NL,
        Lang::En => &EN,
        Lang::Fr => &FR,
    }
}
