use super::*;
use proptest::prelude::*;

fn read(text: &str, format: NumberFormat) -> Result<i64, AmountError> {
    parse(text, format, Currency::EUR).map(|money| money.cents)
}

#[test]
fn files_are_read_exactly_or_refused_with_the_reason() {
    assert_eq!(read("1234.56", NumberFormat::PLAIN), Ok(123_456));
    assert_eq!(read("1234.5600", NumberFormat::PLAIN), Ok(123_456));
    assert_eq!(read(" -0.05 ", NumberFormat::PLAIN), Ok(-5));
    assert_eq!(read("12,50-", NumberFormat::DUTCH), Ok(-1_250));
    assert_eq!(read("1.234,5", NumberFormat::DUTCH), Ok(123_450));
    assert_eq!(read(".5", NumberFormat::PLAIN), Ok(50));
    assert_eq!(read("0", NumberFormat::PLAIN), Ok(0));
    assert!(matches!(read("1234.561", NumberFormat::PLAIN), Err(AmountError::FractionOfACent { .. })));
    assert!(matches!(read("12.34,50", NumberFormat::DUTCH), Err(AmountError::Grouping { .. })));
    assert!(matches!(read("1e3", NumberFormat::PLAIN), Err(AmountError::NotANumber { .. })));
    assert!(matches!(read("--1", NumberFormat::PLAIN), Err(AmountError::NotANumber { .. })));
    assert!(matches!(read(".", NumberFormat::PLAIN), Err(AmountError::NotANumber { .. })));
    assert!(matches!(read("", NumberFormat::PLAIN), Err(AmountError::Empty)));
    assert!(matches!(read("99999999999999999999", NumberFormat::PLAIN), Err(AmountError::TooLarge { .. })));
    assert!(matches!(read("10000000000.01", NumberFormat::PLAIN), Err(AmountError::TooLarge { .. })));
}

#[test]
fn the_exponent_of_the_currency_counts() {
    let yen: Currency = "JPY".parse().unwrap();
    assert_eq!(parse("500", NumberFormat::PLAIN, yen).unwrap().cents, 500);
    assert!(parse("500.5", NumberFormat::PLAIN, yen).is_err());
    let dinar: Currency = "KWD".parse().unwrap();
    assert_eq!(parse("1.234", NumberFormat::PLAIN, dinar).unwrap().cents, 1_234);
    assert!("eur".parse::<Currency>().is_err());
    assert!("EURO".parse::<Currency>().is_err());
}

#[test]
fn people_read_amounts_in_their_own_way() {
    let amount = Cents(123_456_789);
    assert_eq!(amount.format(Lang::Nl), "€\u{a0}1.234.567,89");
    assert_eq!(amount.format(Lang::En), "€1,234,567.89");
    assert_eq!(amount.format(Lang::Fr), "1\u{202f}234\u{202f}567,89\u{a0}€");
    assert_eq!(Cents(-5).format(Lang::Nl), "€\u{a0}-0,05");
    assert_eq!(Cents(-5).format(Lang::En), "-€0.05");
    assert_eq!(Cents(-100_000).format(Lang::Fr), "-1\u{202f}000,00\u{a0}€");
    let dollars = Money { cents: 100_000, currency: "USD".parse().unwrap() };
    assert_eq!(dollars.format(Lang::Nl), "USD\u{a0}1.000,00");
    assert_eq!(dollars.format(Lang::En), "USD\u{a0}1,000.00");
    assert_eq!(dollars.format(Lang::Fr), "1\u{202f}000,00\u{a0}USD");
    assert_eq!(Money { cents: 500, currency: "JPY".parse().unwrap() }.decimal(), "500");
    assert_eq!(Cents(-123_456).decimal(), "-1234.56");
}

#[test]
fn typed_amounts_are_understood_in_all_three_styles() {
    for (text, cents) in [
        ("84,20", 8_420),
        ("84.20", 8_420),
        ("84,2", 8_420),
        ("84", 8_400),
        ("€ 84", 8_400),
        ("84,-", 8_400),
        ("1.234,56", 123_456),
        ("1,234.56", 123_456),
        ("1 234,56 €", 123_456),
        ("€1.234.567", 123_456_700),
        ("EUR 12,5", 1_250),
    ] {
        for &lang in Lang::ALL {
            assert_eq!(parse_typed(text, lang), Ok(Cents(cents)), "{text} in {lang}");
        }
    }
    assert_eq!(parse_typed("1.234", Lang::Nl), Ok(Cents(123_400)));
    assert_eq!(parse_typed("1,234", Lang::En), Ok(Cents(123_400)));
    assert!(matches!(parse_typed("1,234", Lang::Nl), Err(AmountError::Ambiguous { .. })));
    assert!(matches!(parse_typed("1.234", Lang::En), Err(AmountError::Ambiguous { .. })));
    assert!(matches!(parse_typed("veel", Lang::Nl), Err(AmountError::NotANumber { .. })));
    assert!(matches!(parse_typed("€", Lang::Nl), Err(AmountError::Empty)));
    assert!(parse_typed("12,3456", Lang::Nl).is_err());
}

#[test]
fn currencies_are_never_added_up() {
    let dollars = Money { cents: 7, currency: "USD".parse().unwrap() };
    assert_eq!(sum_by_currency([Money::euro(1), dollars, Money::euro(2)]), [Money::euro(3), dollars]);
}

proptest! {
    #[test]
    fn what_is_written_reads_back(cents in -AMOUNT_MINOR_MAX..=AMOUNT_MINOR_MAX) {
        let amount = Cents(cents);
        prop_assert_eq!(read(&amount.decimal(), NumberFormat::PLAIN), Ok(cents));
        for &lang in Lang::ALL {
            prop_assert_eq!(parse_typed(&amount.format(lang), lang), Ok(amount));
        }
    }

    #[test]
    fn no_text_makes_reading_fall_over(text in "\\PC{0,20}") {
        let _ = read(&text, NumberFormat::DUTCH);
        let _ = parse_typed(&text, Lang::Nl);
    }
}
