//! Why someone is who they are to us: in facts for agents, and in gentle words for the debtor.
//!
//! A reason is stored without language and put into words when read. Architecture invariant: no words in here name a
//! persona or judge a person.

use super::behaviour::Behaviour;
use super::features::{Feature, Features, TABLE};
use super::layout::LayoutVariant;
use super::reason_words::{in_number, of_one, template, template_below_zero};
use super::signal::SignalKind;
use crate::kinds::Lang;
use serde::{Deserialize, Serialize};

/// One reason, strongest first in a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum Reason {
    /// A strong event.
    Event {
        /// What happened.
        kind: SignalKind,
    },
    /// A characteristic.
    Feature {
        /// Which one.
        feature: Feature,
        /// Its value, in its own unit.
        value: f64,
        /// For shares of the latest few: how many.
        part: i64,
        /// Of how many.
        whole: i64,
        /// How strongly it speaks, in units of the scores' logarithm.
        strength: f64,
    },
}

impl Reason {
    /// The reason a characteristic gives; none when its value is not known.
    pub fn of(feature: Feature, features: &Features, state: &Behaviour, strength: f64) -> Option<Self> {
        let value = features.get(feature)?;
        let latest = match feature {
            Feature::PromptPaidShare | Feature::UnpromptedPaidShare => state.response_days().len(),
            Feature::SlightlyLateShare => state.settled_days().len(),
            _ => 0,
        };
        let part = libm::round(value * latest as f64) as i64;
        Some(Self::Feature {
            feature,
            value: thousandth(value),
            part,
            whole: latest as i64,
            strength: thousandth(strength),
        })
    }

    /// The reason in words for agents.
    pub fn words(&self, lang: Lang) -> String {
        match self {
            Self::Event { kind } => kind.words(lang).to_owned(),
            Self::Feature { feature, value, part, whole, .. } => {
                let below = if libm::round(*value) < 0.0 { template_below_zero(*feature, lang) } else { None };
                let value = if below.is_some() { -value } else { *value };
                let number = number(*feature, value);
                if let (1, Some(sentence)) = (*whole, of_one(*feature, *part == 1, lang)) {
                    return sentence.to_owned();
                }
                in_number(below.unwrap_or_else(|| template(*feature, lang)), &number, lang)
                    .replace("{p}", &part.to_string())
                    .replace("{w}", &whole.to_string())
                    .replace("{n}", &number)
            }
        }
    }

    fn cause(&self) -> Option<Cause> {
        use Feature as F;
        use SignalKind as S;
        Some(match self {
            Self::Event { kind } => match kind {
                S::HelpAsked | S::PauseAsked | S::AnswerCannotPay | S::ReplyAdministrator => Cause::AskedHelp,
                S::InstalmentMissed | S::PlanBroken | S::PromiseBroken => Cause::DidNotWorkOut,
                S::PlanAgreed | S::InstalmentKept | S::PlanCompleted | S::PromiseKept => Cause::KeptPromise,
                S::ChatStartedUnprompted => Cause::OwnAccord,
                S::PaidEverything => Cause::AllAtOnce,
                kind if kind.is_answer() => Cause::Told,
                _ => return None,
            },
            Self::Feature { feature, .. } => match feature {
                F::HelpAskedQuarter | F::CallbacksAsked => Cause::AskedHelp,
                F::InstalmentsMissed | F::PlansBroken | F::PromisesBroken => Cause::DidNotWorkOut,
                F::InstalmentsKept | F::PlansAgreed | F::PromisesKept => Cause::KeptPromise,
                F::PlanViewsQuarter | F::PartShare => Cause::Instalments,
                F::DetailsQuarter | F::StatementsLifetime | F::DisputesYear => Cause::Details,
                F::PromptPaidShare | F::ClickShare => Cause::QuickAfterMessage,
                F::EverythingYear => Cause::AllAtOnce,
                F::PhoneShare | F::MobileClickShare => Cause::OnPhone,
                F::ProactiveQuarter | F::ProactiveShare | F::ChatsYear => Cause::OwnAccord,
                F::RemindersSet => Cause::Reminders,
                F::SaysMonthly | F::SaysDetail | F::SaysForgot | F::SaysAllAtOnce | F::SaysDigital => Cause::Told,
                F::SaysTalk | F::SaysSoon | F::SaysLost | F::SaysLetter => Cause::Told,
                _ => return None,
            },
        })
    }
}

/// What a layout change may say it is because of: only what the debtor did and would recognise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cause {
    AskedHelp,
    DidNotWorkOut,
    KeptPromise,
    Instalments,
    Details,
    QuickAfterMessage,
    AllAtOnce,
    OnPhone,
    OwnAccord,
    Reminders,
    Told,
}

/// The line above a changed overview: what comes first now, and why, in words that the debtor recognises and that
/// name no persona. The strongest reason the debtor would recognise is told; without one, how the pages are used is.
pub fn debtor_line(variant: LayoutVariant, reasons: &[Reason], lang: Lang) -> String {
    let first = first_words(variant, lang);
    if variant == LayoutVariant::Plain {
        return format!("{first}.");
    }
    // 'Because you asked for it' is true of help alone.
    let told = |cause: &Cause| *cause != Cause::AskedHelp || variant == LayoutVariant::Calm;
    let cause = reasons.iter().filter_map(Reason::cause).find(told);
    format!("{first}, {}.", cause_words(cause, lang))
}

fn first_words(variant: LayoutVariant, lang: Lang) -> &'static str {
    let [nl, en, fr] = match variant {
        LayoutVariant::Calm => ["Hulp staat nu bovenaan", "Help now comes first", "L’aide vient maintenant en premier"],
        LayoutVariant::Plan => [
            "Betalen in termijnen staat nu bovenaan",
            "Paying in instalments now comes first",
            "Le paiement échelonné vient maintenant en premier",
        ],
        LayoutVariant::Table => [
            "Het volledige overzicht staat nu bovenaan",
            "The full overview now comes first",
            "L’aperçu complet vient maintenant en premier",
        ],
        LayoutVariant::OneTap => [
            "Het bedrag met één betaalknop staat nu bovenaan",
            "The amount with one button to pay now comes first",
            "Le montant avec un seul bouton de paiement vient maintenant en premier",
        ],
        LayoutVariant::Total => {
            ["Het totaal staat nu bovenaan", "The total now comes first", "Le total vient maintenant en premier"]
        }
        LayoutVariant::Timeline => [
            "Wat u wanneer betaalt, staat nu bovenaan",
            "What is due when now comes first",
            "Ce qui est à payer et quand vient maintenant en premier",
        ],
        LayoutVariant::Plain => {
            ["U ziet nu de neutrale weergave", "You now see the neutral view", "Vous voyez maintenant la vue neutre"]
        }
    };
    pick(lang, nl, en, fr)
}

fn cause_words(cause: Option<Cause>, lang: Lang) -> &'static str {
    let [nl, en, fr] = match cause {
        Some(Cause::AskedHelp) => ["omdat u daarom vroeg", "because you asked for it", "parce que vous l’avez demandé"],
        Some(Cause::DidNotWorkOut) => [
            "omdat een afgesproken betaling niet lukte",
            "because an agreed payment did not work out",
            "parce qu’un paiement convenu n’a pas pu se faire",
        ],
        Some(Cause::KeptPromise) => [
            "omdat u een afspraak hebt gemaakt of bent nagekomen",
            "because you made or kept an agreement",
            "parce que vous avez pris ou tenu un engagement",
        ],
        Some(Cause::Instalments) => [
            "omdat u in delen betaalde of naar termijnen keek",
            "because you paid in parts or looked at instalments",
            "parce que vous avez payé en parties ou consulté les échéances",
        ],
        Some(Cause::Details) => [
            "omdat u de uitleg en de documenten bekeek",
            "because you looked at the explanations and documents",
            "parce que vous avez consulté les explications et les documents",
        ],
        Some(Cause::QuickAfterMessage) => [
            "omdat u vaak snel op een bericht reageert",
            "because you often act soon after a message",
            "parce que vous réagissez souvent vite à un message",
        ],
        Some(Cause::AllAtOnce) => [
            "omdat u alles in één keer betaalde",
            "because you paid everything at once",
            "parce que vous avez tout payé en une fois",
        ],
        Some(Cause::OnPhone) => [
            "omdat u vooral uw telefoon gebruikt",
            "because you mostly use your phone",
            "parce que vous utilisez surtout votre téléphone",
        ],
        Some(Cause::OwnAccord) => [
            "omdat u zelf contact opnam",
            "because you got in touch yourself",
            "parce que vous nous avez contactés vous-même",
        ],
        Some(Cause::Reminders) => {
            ["omdat u een herinnering aanzette", "because you set a reminder", "parce que vous avez activé un rappel"]
        }
        Some(Cause::Told) => ["omdat u dat aangaf", "because you told us so", "parce que vous nous l’avez indiqué"],
        None => [
            "omdat dat past bij hoe u deze pagina’s gebruikt",
            "because that fits how you use these pages",
            "parce que cela correspond à votre usage de ces pages",
        ],
    };
    pick(lang, nl, en, fr)
}

fn pick(lang: Lang, nl: &'static str, en: &'static str, fr: &'static str) -> &'static str {
    match lang {
        Lang::Nl => nl,
        Lang::En => en,
        Lang::Fr => fr,
    }
}

/// A value as agents read it: shares in per cent, the rest whole.
fn number(feature: Feature, value: f64) -> String {
    let is_share = TABLE.iter().any(|row| row.feature == feature && row.unit == "share");
    let whole = libm::round(if is_share { value * 100.0 } else { value }) as i64;
    if is_share { format!("{whole} %") } else { whole.to_string() }
}

/// Rounded to a thousandth, so that what is stored stays short.
fn thousandth(value: f64) -> f64 {
    libm::round(value * 1000.0) / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_before_the_due_date_are_told_as_such() {
        let words =
            |feature, value| Reason::Feature { feature, value, part: 0, whole: 0, strength: 1.0 }.words(Lang::En);
        assert_eq!(words(Feature::LateDaysLatest, -2.2), "latest invoices 2 days before the due date on average");
        assert_eq!(words(Feature::LateDaysLatest, 2.2), "latest invoices 2 days after the due date on average");
        assert_eq!(words(Feature::LateDaysTrend, -0.2), "0 days later than over the year");
        assert_eq!(words(Feature::DebtChangeYear, -30.0), "debt changed by € -30 in a year");
        assert_eq!(words(Feature::LateDaysLatest, -1.2), "latest invoices 1 day before the due date on average");
    }

    #[test]
    fn a_share_of_a_single_one_is_told_as_that_one() {
        let words = |part, whole, lang| {
            let feature = Feature::UnpromptedPaidShare;
            Reason::Feature { feature, value: part as f64 / whole as f64, part, whole, strength: 1.0 }.words(lang)
        };
        assert_eq!(words(1, 1, Lang::Nl), "de laatste betaling zonder bericht van ons");
        assert_eq!(words(0, 1, Lang::En), "the latest payment after a message of ours");
        assert_eq!(words(1, 2, Lang::Nl), "1 van de laatste 2 betalingen zonder bericht van ons");
        // Every characteristic that is told of so many has words for one.
        for &feature in Feature::ALL {
            let told = Lang::ALL.iter().all(|&lang| of_one(feature, true, lang).is_some());
            assert_eq!(told, template(feature, Lang::Nl).contains("{w}"), "{feature:?}");
        }
    }

    #[test]
    fn words_go_with_their_number_in_every_language() {
        let words =
            |feature, value, lang| Reason::Feature { feature, value, part: 0, whole: 0, strength: 1.0 }.words(lang);
        let chats = |value, lang| words(Feature::ChatsYear, value, lang);
        assert_eq!([1.0, 2.0].map(|n| chats(n, Lang::Nl)), ["1 chat in een jaar", "2 chats in een jaar"]);
        assert_eq!(
            [0.0, 1.0, 2.0].map(|n| chats(n, Lang::Fr)),
            ["0 chat en un an", "1 chat en un an", "2 chats en un an"]
        );
        assert_eq!(words(Feature::OverdueClaims, 1.0, Lang::En), "1 claim past its due date");
        for &feature in Feature::ALL {
            for &lang in Lang::ALL {
                for value in [-1.0, 0.0, 1.0, 7.0] {
                    let said = words(feature, value, lang);
                    assert!(!said.contains(['{', '}', '|']), "{feature}: {said}");
                }
            }
        }
    }
}
