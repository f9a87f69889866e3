//! The sentences of answers to what debtors told us. None of them asks for money.

use effen::kinds::Lang;

/// See the module. `{what}` is what the debtor told us, in their own words of the form; `{url}` where it stands.
pub struct CaseAnswer {
    /// Subject.
    pub subject: &'static str,
    /// We have it.
    pub received: &'static str,
    /// We ask something; the question follows.
    pub question: &'static str,
    /// In the debtor's favour; the agent's words follow.
    pub granted: &'static str,
    /// Against it; the agent's words follow.
    pub rejected: &'static str,
    /// Where it stands.
    pub next: &'static str,
}

static NL: CaseAnswer = CaseAnswer {
    subject: "Over uw melding: {what}",
    received: "Wij hebben uw bericht ontvangen: ‘{what}’. Iemand die er niet bij betrokken was, kijkt ernaar.",
    question: "U liet ons weten: ‘{what}’. Wij hebben nog een vraag:",
    granted: "U liet ons weten: ‘{what}’. Wij hebben ernaar gekeken en zijn akkoord.",
    rejected: "U liet ons weten: ‘{what}’. Wij hebben ernaar gekeken en zijn niet akkoord. Dit is waarom:",
    next: "Waar dit staat en wat er nu gebeurt, ziet u op {url}",
};
static EN: CaseAnswer = CaseAnswer {
    subject: "About your report: {what}",
    received: "We have received your message: ‘{what}’. Somebody who was not involved looks at it.",
    question: "You told us: ‘{what}’. We have one more question:",
    granted: "You told us: ‘{what}’. We have looked at it and agree.",
    rejected: "You told us: ‘{what}’. We have looked at it and do not agree. This is why:",
    next: "Where this stands and what happens now, you see at {url}",
};
static FR: CaseAnswer = CaseAnswer {
    subject: "À propos de votre signalement : {what}",
    received: "Nous avons bien reçu votre message : « {what} ». Une personne non impliquée l’examine.",
    question: "Vous nous avez dit : « {what} ». Nous avons encore une question :",
    granted: "Vous nous avez dit : « {what} ». Nous l’avons examiné et nous sommes d’accord.",
    rejected: "Vous nous avez dit : « {what} ». Nous l’avons examiné et nous ne sommes pas d’accord. Voici pourquoi :",
    next: "Où cela en est et ce qui se passe maintenant, vous le voyez sur {url}",
};

/// The sentences in a language.
pub fn case(lang: Lang) -> &'static CaseAnswer {
    match lang {
        Lang::Nl => &NL,
        Lang::En => &EN,
        Lang::Fr => &FR,
    }
}
