//! The term that a formal letter gives before costs may be added. Too early an end voids all costs, so the day that is
//! printed always lies after the day the law asks for.

use crate::calendar::{
    is_known, is_sunday_or_holiday, is_working_day, known_until, nth, working_day_from, working_days_after,
};
use crate::dates::{add_days, long};
use crate::doubt::{Basis, Doubt};
use crate::kinds::{Country, Lang, PartyKind};
use jiff::civil::{Date, Weekday};

/// The days of one formal letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Deadline {
    /// Posted, or sent electronically.
    pub sent_on: Date,
    /// Netherlands: the day it is presumed to be delivered. Belgium: the first day of the term.
    pub starts_on: Date,
    /// The last day of the term by law.
    pub ends_on: Date,
    /// The day to print in the letter: a day later, and moved on past a weekend or holiday.
    pub printed_on: Date,
}

impl Deadline {
    /// Whether a day of it lies outside the holidays that are known: say so beside it.
    pub fn is_beyond_table(&self, country: Country) -> bool {
        !is_known(country, self.sent_on) || !is_known(country, self.printed_on)
    }

    /// What to say beside it then.
    pub fn doubt(&self, country: Country) -> Option<Doubt> {
        let doubt = Doubt { basis: Basis::Holidays, known_until: known_until(country) };
        self.is_beyond_table(country).then_some(doubt)
    }

    /// The reckoning in words: [`Self::sentence`], and a doubt where the holidays of a day are not known.
    pub fn sentences(&self, country: Country, lang: Lang) -> Vec<String> {
        let doubt = self.doubt(country).map(|doubt| doubt.sentence(lang));
        std::iter::once(self.sentence(lang)).chain(doubt).collect()
    }

    /// The first day on which costs may be added: the day after the printed one.
    pub fn costs_from(&self) -> Date {
        add_days(self.printed_on, 1)
    }

    /// The days in words, for whoever asks how the term was reckoned.
    pub fn sentence(&self, lang: Lang) -> String {
        let (sent, starts) = (long(self.sent_on, lang), long(self.starts_on, lang));
        let (ends, printed) = (long(self.ends_on, lang), long(self.printed_on, lang));
        match lang {
            Lang::Nl => format!(
                "De brief is verstuurd op {sent}. De termijn telt vanaf {starts} en loopt volgens de wet tot en met \
                 {ends}. U hebt tot en met {printed}."
            ),
            Lang::En => format!(
                "The letter was sent on {sent}. The term counts from {starts} and by law runs until {ends}. You have \
                 until {printed}."
            ),
            Lang::Fr => format!(
                "La lettre est partie le {sent}. Le délai compte à partir du {starts} et court selon la loi jusqu’au \
                 {ends} inclus. Vous avez jusqu’au {printed} inclus."
            ),
        }
    }
}

/// The Dutch fourteen-day letter (art. 6:96(6) BW, HR 25-11-2016, ECLI:NL:HR:2016:2704). Delivery is presumed on the
/// second day after posting; Sundays, Mondays and holidays count neither as the day of delivery nor as a day in between.
/// The term ends fourteen days after delivery.
pub fn letter_nl(posted_on: Date) -> Deadline {
    let is_post_day = |day: Date| day.weekday() != Weekday::Monday && !is_sunday_or_holiday(Country::Nl, day);
    let first = nth(posted_on, 1, is_post_day);
    let delivered_on = nth(first, 1, is_post_day);
    Deadline {
        sent_on: posted_on,
        starts_on: delivered_on,
        ends_on: add_days(delivered_on, 14),
        printed_on: working_day_from(Country::Nl, add_days(delivered_on, 15)),
    }
}

/// The Belgian first reminder (Code of Economic Law, art. XIX.2): fourteen calendar days, from the third working day
/// after posting, or from the calendar day after an electronic reminder.
pub fn reminder_be(sent_on: Date, electronic: bool) -> Deadline {
    let starts_on = if electronic { add_days(sent_on, 1) } else { working_days_after(Country::Be, sent_on, 3) };
    let ends_on = add_days(starts_on, 13);
    Deadline { sent_on, starts_on, ends_on, printed_on: working_day_from(Country::Be, add_days(ends_on, 1)) }
}

/// The deadline of a formal letter in a country. In the Netherlands the rule for post is used for both ways: an
/// electronic letter gets no shorter term.
pub fn formal_letter(country: Country, sent_on: Date, electronic: bool) -> Deadline {
    match country {
        Country::Nl => letter_nl(sent_on),
        Country::Be => reminder_be(sent_on, electronic),
    }
}

/// The first day on which a debtor can owe costs. A consumer never does without a formal letter; a company does from the
/// day after the due date (art. 6:96(4) BW; Belgian law of 2 August 2002, art. 6), whether or not a letter was sent.
pub fn costs_possible_from(party: PartyKind, due_on: Date, letter: Option<&Deadline>) -> Option<Date> {
    match party {
        PartyKind::Person => letter.map(Deadline::costs_from).map(|from| from.max(add_days(due_on, 1))),
        PartyKind::Company => Some(add_days(due_on, 1)),
    }
}

/// Whether a formal letter printed with this day gives the whole term: a check before the letter goes out.
pub fn is_long_enough(country: Country, sent_on: Date, electronic: bool, printed_on: Date) -> bool {
    printed_on >= formal_letter(country, sent_on, electronic).ends_on && is_working_day(country, printed_on)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn post_of_saturday_is_delivered_on_wednesday() {
        let letter = letter_nl(date(2026, 2, 7));
        assert_eq!(letter.starts_on, date(2026, 2, 11));
        assert_eq!(letter.ends_on, date(2026, 2, 25));
        assert_eq!(letter.printed_on, date(2026, 2, 26));
        assert_eq!(letter.costs_from(), date(2026, 2, 27));
        assert_eq!(
            letter.sentence(Lang::Nl),
            "De brief is verstuurd op zaterdag 7 februari 2026. De termijn telt vanaf woensdag 11 februari 2026 en loopt \
             volgens de wet tot en met woensdag 25 februari 2026. U hebt tot en met donderdag 26 februari 2026."
        );
    }

    #[test]
    fn mondays_and_holidays_are_no_days_of_post() {
        assert_eq!(letter_nl(date(2026, 2, 3)).starts_on, date(2026, 2, 5), "Tuesday to Thursday");
        assert_eq!(letter_nl(date(2026, 2, 6)).starts_on, date(2026, 2, 10), "Friday: Saturday, then Tuesday");
        assert_eq!(letter_nl(date(2026, 4, 2)).starts_on, date(2026, 4, 7), "over Good Friday and Easter");
    }

    #[test]
    fn the_printed_day_is_moved_past_a_weekend() {
        // Delivered on Friday 6 February: the fifteenth day after is Saturday 21, so Monday 23 is printed.
        let letter = letter_nl(date(2026, 2, 4));
        assert_eq!((letter.ends_on, letter.printed_on), (date(2026, 2, 20), date(2026, 2, 23)));
    }

    #[test]
    fn belgium_counts_from_the_third_working_day_or_from_the_day_after_an_email() {
        let post = reminder_be(date(2026, 2, 6), false);
        assert_eq!((post.starts_on, post.ends_on), (date(2026, 2, 11), date(2026, 2, 24)));
        let email = reminder_be(date(2026, 2, 6), true);
        assert_eq!((email.starts_on, email.ends_on), (date(2026, 2, 7), date(2026, 2, 20)));
        assert_eq!(email.printed_on, date(2026, 2, 23), "the 21st is a Saturday");
    }

    #[test]
    fn a_company_owes_costs_without_a_letter_and_a_consumer_never() {
        let due = date(2026, 1, 31);
        assert_eq!(costs_possible_from(PartyKind::Company, due, None), Some(date(2026, 2, 1)));
        assert_eq!(costs_possible_from(PartyKind::Person, due, None), None);
        let letter = letter_nl(date(2026, 2, 7));
        assert_eq!(costs_possible_from(PartyKind::Person, due, Some(&letter)), Some(date(2026, 2, 27)));
    }

    #[test]
    fn a_day_beyond_the_holidays_is_said() {
        let known = letter_nl(date(2026, 2, 7));
        assert_eq!(known.sentences(Country::Nl, Lang::Nl).len(), 1);
        let late = letter_nl(date(2028, 12, 20));
        assert!(late.is_beyond_table(Country::Nl));
        assert!(late.sentences(Country::Nl, Lang::Nl)[1].contains("31 december 2028"));
    }

    proptest! {
        #[test]
        fn a_letter_never_gives_too_short_a_term(days in 0i64..1_700, electronic in any::<bool>()) {
            let sent_on = add_days(date(2024, 1, 1), days);
            for &country in Country::ALL {
                let letter = formal_letter(country, sent_on, electronic);
                prop_assert!(sent_on < letter.starts_on && letter.ends_on < letter.printed_on);
                prop_assert!(crate::dates::days_between(sent_on, letter.ends_on) >= 14);
                prop_assert!(is_long_enough(country, sent_on, electronic, letter.printed_on));
                prop_assert!(!is_long_enough(country, sent_on, electronic, add_days(letter.ends_on, -1)));
                if country == Country::Nl {
                    let day = letter.starts_on;
                    prop_assert!(day.weekday() != Weekday::Monday && !is_sunday_or_holiday(country, day));
                    prop_assert!(crate::dates::days_between(sent_on, day) >= 2);
                }
            }
        }
    }
}
