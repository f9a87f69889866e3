//! What a case asks to be filled in, as data: one list of fields a kind, and one reader that checks what was typed. As
//! little as possible is required: a report must never fail on a detail that we can ask for later.

use super::CaseKind;
use crate::kinds::{Lang, vocabulary};
use crate::money::parse_typed;
use jiff::civil::Date;
use std::collections::BTreeMap;

vocabulary! {
    /// A field of a case's form.
    CaseField, "field of a case" {
        /// Why: one of a short list.
        Reason = "reason",
        /// In one's own words.
        Words = "words",
        /// The day on which it was paid.
        PaidOn = "paid_on",
        /// What was paid, in cents.
        PaidAmount = "paid_amount",
        /// To whom, or from which account.
        PaidTo = "paid_to",
        /// New address: street and number.
        Street = "street",
        /// New address: postal code.
        PostalCode = "postal_code",
        /// New address: town.
        City = "city",
        /// Since when one lives there.
        MovedOn = "moved_on",
        /// Who reports that somebody died.
        Reporter = "reporter",
        /// How to reach them.
        ReporterContact = "reporter_contact",
        /// The day of death.
        DiedOn = "died_on",
        /// Administration, debt restructuring, or debt counselling.
        Arrangement = "arrangement",
        /// Who the administrator or counsellor is.
        Administrator = "administrator",
        /// How to reach them.
        AdministratorContact = "administrator_contact",
        /// Until which day a pause is wanted.
        UntilOn = "until_on",
    }
}

/// What may be typed into a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// One line of so many characters at most.
    Line(usize),
    /// Several lines, so many characters at most.
    Text(usize),
    /// A day that is not in the future.
    PastDay,
    /// A day that is not in the past.
    ComingDay,
    /// An amount above nothing.
    Amount,
    /// One of these words.
    Choice(&'static [&'static str]),
}

/// A field of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Which.
    pub field: CaseField,
    /// What may be typed.
    pub shape: Shape,
    /// Whether it must be filled in.
    pub required: bool,
}

const fn must(field: CaseField, shape: Shape) -> Field {
    Field { field, shape, required: true }
}

const fn may(field: CaseField, shape: Shape) -> Field {
    Field { field, shape, required: false }
}

/// Reasons of a dispute.
pub const DISPUTE_REASONS: &[&str] = &["amount", "not_received", "not_as_agreed", "cancelled", "twice", "other"];
/// Reasons of 'not me'.
pub const NOT_ME_REASONS: &[&str] = &["no_customer", "same_name", "misused", "other"];
/// Arrangements in which somebody else speaks for the debtor.
pub const ARRANGEMENTS: &[&str] = &["administrator", "restructuring", "counselling"];

use CaseField as F;

/// The longest text in one's own words, in characters.
pub const WORDS_CHARS_MAX: usize = 4_000;
const LINE: Shape = Shape::Line(120);
const TEXT: Shape = Shape::Text(WORDS_CHARS_MAX);

const DISPUTE: &[Field] = &[must(F::Reason, Shape::Choice(DISPUTE_REASONS)), must(F::Words, TEXT)];
const ALREADY_PAID: &[Field] =
    &[must(F::PaidOn, Shape::PastDay), must(F::PaidAmount, Shape::Amount), may(F::PaidTo, LINE), may(F::Words, TEXT)];
const NOT_ME: &[Field] = &[must(F::Reason, Shape::Choice(NOT_ME_REASONS)), may(F::Words, TEXT)];
const MOVED: &[Field] = &[
    must(F::Street, LINE),
    must(F::PostalCode, Shape::Line(12)),
    must(F::City, LINE),
    may(F::MovedOn, Shape::PastDay),
];
const DECEASED: &[Field] =
    &[must(F::Reporter, LINE), may(F::ReporterContact, LINE), may(F::DiedOn, Shape::PastDay), may(F::Words, TEXT)];
const ADMINISTRATOR: &[Field] = &[
    must(F::Arrangement, Shape::Choice(ARRANGEMENTS)),
    must(F::Administrator, LINE),
    must(F::AdministratorContact, LINE),
    may(F::Words, TEXT),
];
const LONGER_PAUSE: &[Field] = &[
    must(F::Words, TEXT),
    may(F::UntilOn, Shape::ComingDay),
    may(F::Administrator, LINE),
    may(F::AdministratorContact, LINE),
];
const COMPLAINT: &[Field] = &[must(F::Words, TEXT)];
const CALLBACK: &[Field] = &[may(F::Words, Shape::Text(200))];

impl CaseKind {
    /// The fields of its form, in order.
    pub const fn fields(self) -> &'static [Field] {
        match self {
            Self::Dispute => DISPUTE,
            Self::AlreadyPaid => ALREADY_PAID,
            Self::NotMe => NOT_ME,
            Self::Moved => MOVED,
            Self::Deceased => DECEASED,
            Self::Administrator => ADMINISTRATOR,
            Self::LongerPause => LONGER_PAUSE,
            Self::Complaint => COMPLAINT,
            Self::Callback => CALLBACK,
            Self::Pause | Self::Help | Self::TimeBarred | Self::CostsAbove => &[],
        }
    }

    /// Whether files may be added.
    pub const fn takes_files(self) -> bool {
        !self.fields().is_empty() && !matches!(self, Self::Moved | Self::Callback)
    }
}

/// What is wrong with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldWrong {
    /// It must be filled in.
    Empty,
    /// More characters than this.
    TooLong(usize),
    /// Not a day.
    NotADay,
    /// The day lies in the future.
    NotYet,
    /// The day has passed.
    Passed,
    /// Not an amount above nothing.
    NotAnAmount,
}

/// What was filled in: amounts in cents, days in ISO form, texts as they were typed.
pub type Details = BTreeMap<CaseField, String>;

/// Reads a form: what was typed under each field's name, in a page's language. Empty fields that may be empty are left
/// out.
pub fn read<'a>(
    kind: CaseKind,
    typed: impl Fn(&str) -> &'a str,
    lang: Lang,
    today: Date,
) -> Result<Details, Vec<(CaseField, FieldWrong)>> {
    let (mut details, mut wrong) = (Details::new(), Vec::new());
    for field in kind.fields() {
        match check(field, typed(field.field.as_str()).trim(), lang, today) {
            Ok(value) if value.is_empty() => {}
            Ok(value) => {
                details.insert(field.field, value);
            }
            Err(why) => wrong.push((field.field, why)),
        }
    }
    if wrong.is_empty() { Ok(details) } else { Err(wrong) }
}

fn check(field: &Field, typed: &str, lang: Lang, today: Date) -> Result<String, FieldWrong> {
    if typed.is_empty() {
        return if field.required { Err(FieldWrong::Empty) } else { Ok(String::new()) };
    }
    let day = || typed.parse::<Date>().map_err(|_| FieldWrong::NotADay);
    match field.shape {
        Shape::Line(max) | Shape::Text(max) if typed.chars().count() > max => Err(FieldWrong::TooLong(max)),
        Shape::Line(_) | Shape::Text(_) => Ok(typed.to_owned()),
        Shape::PastDay => day().and_then(|day| if day > today { Err(FieldWrong::NotYet) } else { Ok(day.to_string()) }),
        Shape::ComingDay => {
            day().and_then(|day| if day < today { Err(FieldWrong::Passed) } else { Ok(day.to_string()) })
        }
        Shape::Amount => match parse_typed(typed, lang) {
            Ok(cents) if cents.is_positive() => Ok(cents.0.to_string()),
            _ => Err(FieldWrong::NotAnAmount),
        },
        // A word of ours that is not in the list was not chosen on our page.
        Shape::Choice(words) if words.contains(&typed) => Ok(typed.to_owned()),
        Shape::Choice(_) => Err(FieldWrong::Empty),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    const TODAY: Date = date(2026, 5, 12);

    fn filled(kind: CaseKind, pairs: &[(&'static str, &'static str)]) -> Result<Details, Vec<(CaseField, FieldWrong)>> {
        read(
            kind,
            |name| pairs.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value),
            Lang::Nl,
            TODAY,
        )
    }

    #[test]
    fn a_payment_is_read_as_a_day_and_cents() {
        let read = filled(CaseKind::AlreadyPaid, &[("paid_on", "2026-05-02"), ("paid_amount", "€ 1.234,50")]).unwrap();
        assert_eq!(read[&CaseField::PaidAmount], "123450");
        assert_eq!(read[&CaseField::PaidOn], "2026-05-02");
        assert!(!read.contains_key(&CaseField::PaidTo), "what was left empty is left out");
    }

    #[test]
    fn what_is_wrong_is_named_field_by_field() {
        let wrong = filled(CaseKind::AlreadyPaid, &[("paid_on", "2026-05-13"), ("paid_amount", "0")]).unwrap_err();
        let expected = [(CaseField::PaidOn, FieldWrong::NotYet), (CaseField::PaidAmount, FieldWrong::NotAnAmount)];
        assert_eq!(wrong, expected);
        let wrong = filled(CaseKind::Dispute, &[("reason", "because"), ("words", " ")]).unwrap_err();
        assert_eq!(wrong, [(CaseField::Reason, FieldWrong::Empty), (CaseField::Words, FieldWrong::Empty)]);
        let wrong = filled(CaseKind::LongerPause, &[("words", "ziek"), ("until_on", "2026-05-11")]).unwrap_err();
        assert_eq!(wrong, [(CaseField::UntilOn, FieldWrong::Passed)]);
        assert_eq!(
            filled(CaseKind::Moved, &[]).unwrap_err().len(),
            3,
            "an address needs its three parts, the day does not matter"
        );
    }

    #[test]
    fn no_kind_asks_for_a_field_twice() {
        for &kind in CaseKind::ALL {
            let mut names: Vec<_> = kind.fields().iter().map(|field| field.field).collect();
            names.sort();
            names.dedup();
            assert_eq!(names.len(), kind.fields().len(), "{kind}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_read_or_named_and_never_longer_than_its_limit(
            kind in prop::sample::select(CaseKind::ALL), text in "\\PC{0,200}",
        ) {
            if let Ok(details) = read(kind, |_| text.as_str(), Lang::Nl, TODAY) {
                for field in kind.fields() {
                    let value = details.get(&field.field).map_or("", String::as_str);
                    prop_assert!(!(field.required && value.is_empty()), "{kind} {}", field.field);
                    if let Shape::Line(max) | Shape::Text(max) = field.shape {
                        prop_assert!(value.chars().count() <= max);
                    }
                }
            }
        }
    }
}
