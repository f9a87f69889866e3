use super::*;
use crate::kinds::Lang;
use jiff::civil::date;
use proptest::prelude::*;

const ON: Date = date(2026, 5, 12);

fn euros_of(country: Country, euro_cents: i64, vat: bool) -> i64 {
    collection_costs(country, Cents(euro_cents), ON, vat).unwrap().total.0
}

#[test]
fn the_dutch_scale_gives_the_figures_of_the_decree() {
    for (base, costs) in [
        (100_00, 40_00),
        (266_67, 40_00),
        (500_00, 75_00),
        (2_500_00, 375_00),
        (5_000_00, 625_00),
        (10_000_00, 875_00),
        (200_000_00, 2_775_00),
        (1_000_000_00, 6_775_00),
        (9_000_000_00, 6_775_00),
        (1, 40_00),
        (266_70, 40_01), // 40.005, half up
    ] {
        assert_eq!(euros_of(Country::Nl, base, false), costs, "{base}");
    }
    assert_eq!(euros_of(Country::Nl, 100_00, true), 48_40);
    assert_eq!(euros_of(Country::Nl, 1_000_000_00, true), 8_197_75);
}

#[test]
fn the_belgian_cap_gives_the_figures_of_the_code() {
    for (base, costs) in [
        (1, 20_00),
        (150_00, 20_00),
        (150_01, 30_00),
        (300_00, 45_00),
        (500_00, 65_00),
        (1_000_00, 90_00),
        (39_200_00, 2_000_00),
        (100_000_00, 2_000_00),
    ] {
        assert_eq!(euros_of(Country::Be, base, false), costs, "{base}");
        assert_eq!(euros_of(Country::Be, base, true), costs, "VAT plays no part");
    }
}

#[test]
fn no_costs_without_debt_or_table() {
    assert_eq!(collection_costs(Country::Nl, Cents(0), ON, false), Err(CostsError::NothingOwed));
    let early = date(2012, 6, 30);
    assert_eq!(collection_costs(Country::Nl, Cents(1), early, false), Err(CostsError::NoTable { on: early }));
    assert!(collection_costs(Country::Be, Cents(1), date(2023, 8, 31), false).is_err());
}

#[test]
fn the_explanation_reads_in_three_languages() {
    let words = |explanation: Explanation, lang| -> Vec<String> {
        explanation.sentences(lang).iter().map(|line| line.replace(['\u{a0}', '\u{202f}'], " ")).collect()
    };
    let small = collection_costs(Country::Nl, Cents(100_00), ON, true).unwrap();
    assert_eq!(
        words(small, Lang::Nl),
        [
            "De wet bepaalt de incassokosten. We rekenen over € 100,00.",
            "15% over de eerste € 100,00: € 15,00.",
            "De wet noemt ten minste € 40,00: daarom € 25,00 erbij.",
            "21% btw, omdat dit bedrijf die niet kan terugvragen: € 8,40.",
            "Samen is dat € 48,40, afgerond op hele centen.",
            "Bron: Besluit vergoeding voor buitengerechtelijke incassokosten, art. 2. De tabel geldt vanaf 1 juli 2012.",
        ]
    );
    let large = collection_costs(Country::Nl, Cents(1_000_000_00), date(2027, 1, 1), false).unwrap();
    assert_eq!(
        words(large, Lang::En)[1..],
        [
            "15% of the first €2,500.00: €375.00.",
            "10% of the next €2,500.00: €250.00.",
            "5% of the next €5,000.00: €250.00.",
            "1% of the next €190,000.00: €1,900.00.",
            "0.5% of the next €800,000.00: €4,000.00.",
            "Together that is €6,775.00, rounded to whole cents.",
            "Source: Besluit vergoeding voor buitengerechtelijke incassokosten, art. 2. The table holds from 1 July 2012.",
            "Note: we are sure of the costs by law up to 31 December 2026. After that day it may be different.",
        ]
    );
    let belgian = collection_costs(Country::Be, Cents(300_00), ON, false).unwrap();
    assert_eq!(
        words(belgian, Lang::Fr),
        [
            "La loi fixe l’indemnité maximale qui peut s’ajouter. Nous partons de 300,00 €.",
            "Un montant fixe : 30,00 €.",
            "10 % sur ce qui dépasse 150,00 € : 15,00 €.",
            "Ensemble, cela fait 45,00 €, arrondi au centime.",
            "Source : Wetboek van economisch recht, boek XIX, art. XIX.4. Le barème vaut à partir du 1er septembre 2023.",
        ]
    );
}

#[test]
fn a_later_missed_instalment_costs_half_and_twenty_at_most() {
    let case = CostsCase { later_instalment: true, ..CostsCase::consumer(Country::Nl, Cents(100_00), ON) };
    let later = costs_of(&case).unwrap();
    assert_eq!(later.total, Cents(20_00));
    assert_eq!(later.lines.iter().map(Line::amount).sum::<Cents>(), later.total);
    let words = later.sentences(Lang::Nl);
    assert!(words.iter().any(|line| line.contains("eerder") && line.contains("50%")), "{words:?}");
    assert_eq!(costs_of(&CostsCase { vat_on_top: true, ..case }).unwrap().total, Cents(24_20));
    // From 266.67 on, and before 1 October 2024, the scale alone counts.
    assert_eq!(costs_of(&CostsCase { base: Cents(266_67), ..case }).unwrap().total, Cents(40_00));
    assert_eq!(costs_of(&CostsCase { on: date(2024, 9, 30), ..case }).unwrap().total, Cents(40_00));
    let due = date(2026, 5, 1);
    let is_later = |missed: &[Date]| is_later_instalment(Cents(100_00), due, missed, ON);
    assert!(is_later(&[date(2026, 4, 1)]) && is_later(&[date(2025, 11, 1)]));
    assert!(!is_later(&[]) && !is_later(&[date(2025, 10, 31)]) && !is_later(&[due]) && !is_later(&[date(2026, 6, 1)]));
    assert!(!is_later_instalment(Cents(266_67), due, &[date(2026, 4, 1)], ON));
}

#[test]
fn companies_go_by_rules_of_their_own() {
    let dutch = CostsCase { party: PartyKind::Company, ..CostsCase::consumer(Country::Nl, Cents(100_00), ON) };
    let costs = costs_of(&dutch).unwrap();
    assert_eq!((costs.rule, costs.total), (Rule::CollectionCostsCompanyNl, Cents(40_00)));
    assert!(costs.source.contains("6:96") && costs.source.contains("Besluit"), "{}", costs.source);
    assert_eq!(costs_of(&CostsCase { base: Cents(2_500_00), ..dutch }).unwrap().total, Cents(375_00));
    let belgian = CostsCase { country: Country::Be, base: Cents(39_200_00), ..dutch };
    let costs = costs_of(&belgian).unwrap();
    assert_eq!((costs.rule, costs.total), (Rule::CompensationCompanyBe, Cents(40_00)));
    assert!(costs.source.contains("2 augustus 2002"));
}

#[test]
fn a_creditor_may_ask_less_than_the_law() {
    let case = CostsCase::consumer(Country::Be, Cents(300_00), ON);
    for (agreed, costs) in [(0, 0), (25_00, 25_00), (45_00, 45_00), (90_00, 45_00)] {
        let figure = costs_of(&CostsCase { agreed_most: Some(Cents(agreed)), ..case }).unwrap();
        assert_eq!(figure.total.0, costs);
        assert_eq!(figure.lines.iter().map(Line::amount).sum::<Cents>(), figure.total);
    }
}

#[test]
fn belgian_reminders_are_free_at_first() {
    let costs = |number, regular| reminder_costs(number, regular, Cents(1_50), ON).unwrap().total.0;
    assert_eq!([costs(1, false), costs(2, false)], [0, 9_00]);
    assert_eq!([costs(3, true), costs(4, true)], [0, 9_00]);
    assert!(reminder_costs(1, false, Cents(0), date(2023, 8, 31)).is_err());
}

proptest! {
    #[test]
    fn every_case_explains_itself(
        base in 1i64..200_000_000,
        agreed in proptest::option::of(0i64..1_000_000),
        flags in any::<[bool; 4]>(),
    ) {
        let [belgian, company, vat_on_top, later_instalment] = flags;
        let case = CostsCase {
            country: if belgian { Country::Be } else { Country::Nl },
            party: if company { PartyKind::Company } else { PartyKind::Person },
            base: Cents(base),
            on: ON,
            vat_on_top,
            later_instalment,
            agreed_most: agreed.map(Cents),
        };
        let explained = costs_of(&case).unwrap();
        prop_assert_eq!(explained.lines.iter().map(Line::amount).sum::<Cents>(), explained.total);
        let by_law = costs_of(&CostsCase { agreed_most: None, later_instalment: false, ..case }).unwrap();
        prop_assert!(Cents::ZERO <= explained.total && explained.total <= by_law.total, "nobody pays above the law");
    }


    #[test]
    fn costs_grow_with_the_debt_within_their_bounds_and_explain_themselves(
        base in 1i64..200_000_000,
        more in 0i64..100_000,
        vat in any::<bool>(),
    ) {
        for (&country, minimum, maximum) in [(&Country::Nl, 40_00, 6_775_00), (&Country::Be, 20_00, 2_000_00)] {
            let less = collection_costs(country, Cents(base), ON, false).unwrap().total.0;
            prop_assert!(less >= minimum && less <= maximum);
            prop_assert!(collection_costs(country, Cents(base + more), ON, false).unwrap().total.0 >= less);
            let explained = collection_costs(country, Cents(base), ON, vat).unwrap();
            prop_assert_eq!(explained.lines.iter().map(Line::amount).sum::<Cents>(), explained.total);
            let with_vat = if vat && country == Country::Nl { less + (less * 21 + 50) / 100 } else { less };
            prop_assert_eq!(explained.total.0, with_vat);
        }
    }
}
