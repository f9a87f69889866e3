use super::*;
use crate::cli::{Cli, Command};
use clap::Parser as _;
use jiff::civil::date;
use serde_json::Value;

const TODAY: Date = date(2026, 5, 12);

/// What a command line is answered: the JSON, or the sentence of a refusal by us or by the command line's own rules.
fn quote(line: &str) -> Result<Value, String> {
    let words = shell(&format!("effen quote {line} --json"));
    let cli = Cli::try_parse_from(words).map_err(|error| {
        assert_eq!(error.exit_code(), 2, "{error}");
        error.to_string()
    })?;
    let Command::Quote(args) = cli.command else { panic!("'{line}' is a quote") };
    assert!(args.json);
    answer(args.what, args.lang, TODAY).map(|quoted| quoted.json).map_err(|failure| {
        assert_eq!(failure.status, 2);
        failure.message
    })
}

/// Words, of which those in quotes keep their spaces.
fn shell(line: &str) -> Vec<String> {
    let parts = line.split('"').enumerate();
    parts
        .flat_map(|(at, part)| match at % 2 {
            0 => part.split_whitespace().map(str::to_owned).collect(),
            _ => vec![part.to_owned()],
        })
        .collect()
}

/// The lines of an explanation add up to its total.
fn adds_up(explanation: &Value) {
    let cents = |value: &Value| euros(value.as_str().unwrap()).unwrap();
    let lines = explanation["lines"].as_array().unwrap();
    let sum: Cents = lines.iter().filter(|line| !line["amount"].is_null()).map(|line| cents(&line["amount"])).sum();
    assert_eq!(sum, cents(&explanation["total"]), "{explanation}");
}

#[test]
fn costs_are_decimal_texts_with_their_reasons() {
    for (line, costs) in [
        ("costs --country nl --principal 507.55", "76.13"),
        ("costs --country nl --principal 266.67", "40.00"),
        ("costs --country nl --principal 1000000", "6775.00"),
        ("costs --country nl --principal 100 --vat", "48.40"),
        ("costs --country nl --principal 300 --principal 200.00", "75.00"),
        ("costs --country be --principal 300", "45.00"),
        ("costs --country be --principal 300 --party company", "40.00"),
        ("costs --country be --principal 300 --agreed 12.50", "12.50"),
        ("costs --country nl --principal 100 --instalment-due 2026-05-01 --missed 2026-03-01", "20.00"),
        ("costs --country nl --principal 100 --instalment-due 2026-05-01 --missed 2025-03-01", "40.00"),
        ("reminder --country be --number 2 --postage 1.50", "9.00"),
        ("reminder --country be --number 3 --regular", "0.00"),
        ("costs --country be --principal 39200", "2000.00"),
    ] {
        let quoted = quote(line).unwrap();
        assert_eq!(quoted["costs"], costs, "{line}");
        adds_up(&quoted["explanation"]);
        assert!(quoted["explanation"]["source"].as_str().is_some_and(|source| !source.is_empty()));
    }
    let bracket = &quote("costs --country nl --principal 507.55").unwrap()["explanation"]["lines"][0];
    assert_eq!(
        (&bracket["kind"], &bracket["percent"], &bracket["part"]),
        (&"bracket".into(), &"15".into(), &"507.55".into())
    );
}

#[test]
fn interest_is_that_of_the_dated_rates() {
    let line = "interest --country nl --kind consumer --principal 1000 --from 2023-03-15 --to 2026-03-15";
    let quoted = quote(line).unwrap();
    assert_eq!(quoted["interest"], "191.27");
    adds_up(&quoted["explanation"]);
    assert_eq!(quoted["explanation"]["beyond_table"], false);
    let late =
        quote("interest --country nl --kind commercial --principal 1000 --from 2026-06-01 --to 2026-08-01").unwrap();
    assert_eq!(late["explanation"]["beyond_table"], true);
}

#[test]
fn a_contract_lowers_interest_and_limitation_is_dated() {
    let line = "interest --country be --kind consumer --principal 1000 --from 2024-01-01 --to 2026-01-01 --agreed 2";
    assert_eq!(quote(line).unwrap()["interest"], "40.05");
    let lapses =
        quote("limitation --country nl --kind consumer_purchase --due 2022-03-01 --interrupted 2024-02-01").unwrap();
    assert_eq!((&lapses["last_day"], &lapses["state"]), (&"2026-02-01".into(), &"Past".into()));
}

#[test]
fn a_deadline_has_three_days() {
    let days = |line| {
        let quoted = quote(line).unwrap();
        ["delivered", "last_day", "last_day_printed"].map(|key| quoted[key].as_str().unwrap().to_owned())
    };
    assert_eq!(days("deadline --country nl --sent 2026-02-07"), ["2026-02-11", "2026-02-25", "2026-02-26"]);
    assert_eq!(
        days("deadline --country be --sent 2026-02-06 --electronic"),
        ["2026-02-07", "2026-02-20", "2026-02-23"]
    );
    assert_eq!(quote("deadline --country nl --sent 2040-02-07").unwrap()["explanation"]["beyond_table"], true);
}

#[test]
fn references_are_made_and_checked() {
    let made = |line| quote(line).unwrap()["reference"].as_str().unwrap().to_owned();
    assert_eq!(made("reference --kind rf --number 2026000123"), "RF462026000123");
    assert_eq!(made("reference --kind ogm --number 1234567890"), "+++123/4567/89002+++");
    assert_eq!(made("reference --kind betalingskenmerk --number 010002167010010"), "5010002167010010");
    for (line, valid) in [
        ("reference --check 5010002167010010", true),
        ("reference --check 5010002167010011", false),
        ("reference --check \"RF18 5390 0754 7034\"", true),
        ("reference --kind ogm --check 010/8068/17180", false),
        ("reference --kind rf --check 5010002167010010", false),
        ("reference --kind vat-be --check BE431150351", false),
        ("reference --check factuur-12", false),
    ] {
        let quoted = quote(line).unwrap();
        assert_eq!(quoted["valid"], valid, "{line}");
        assert_eq!(quoted["reason"].is_null(), valid, "{line}");
    }
}

#[test]
fn a_payment_code_keeps_the_amount_as_it_was_given() {
    let line = "qr --name \"Franz Mustermänn\" --iban DE71110220330123456789 --bic BHBLDEHHXXX --amount 12.3 \
                --purpose GDDS --reference \"RF18 5390 0754 7034\" --svg";
    let quoted = quote(line).unwrap();
    let payload =
        "BCD\n002\n1\nSCT\nBHBLDEHHXXX\nFranz Mustermänn\nDE71110220330123456789\nEUR12.3\nGDDS\nRF18539007547034";
    assert_eq!((&quoted["payload"], &quoted["bytes"]), (&payload.into(), &96.into()));
    assert!(quoted["svg"].as_str().is_some_and(|svg| svg.contains("<svg")));
    let latin = "qr --name \"François D'Alsace S.A.\" --iban FR1420041010050500013M02606 --amount 12.3 --charset 2 \
                 --text \"Client:Marie Louise La Lune\"";
    assert_eq!(quote(latin).unwrap()["bytes"], 103);
}

#[test]
fn plans_add_up_to_the_total() {
    let quoted =
        quote("plan --total 600 --months-max 12 --instalment-min 20 --first-due 2026-06-01 --amount 75").unwrap();
    let options = quoted["options"].as_array().unwrap();
    assert!(options.iter().any(|option| option["wished"] == true && option["instalment"] == "75.00"));
    for option in options {
        let parts = option["schedule"].as_array().unwrap().iter();
        let sum: Cents = parts.map(|item| euros(item["amount"].as_str().unwrap()).unwrap()).sum();
        assert_eq!(sum.decimal(), "600.00");
    }
}

#[test]
fn wrong_input_is_refused_in_a_sentence() {
    for line in [
        "costs --country de --principal 1",
        "costs --country nl --principal 0",
        "costs --country nl --principal -5",
        "costs --country nl --principal 1.005",
        "costs --country nl --principal 1,50",
        "costs --country nl --principal 99999999999999",
        "costs --country nl --principal 10000000000 --principal 10000000000",
        "costs --country nl --principal 1 --on 2012-06-30",
        "costs --country nl",
        "interest --country nl --kind consumer --principal 1 --from 2026-01-02 --to 2026-01-01",
        "interest --country nl --kind consumer --principal 1 --from 2011-01-02 --to 2026-01-01",
        "interest --country nl --kind consumer --principal 10000000000 --from 2013-01-02 --to 9999-01-01",
        "interest --country nl --kind consumer --principal 1 --from 2026-02-30 --to 2026-03-01",
        "interest --country be --kind consumer --principal 1 --from 2026-01-02 --to 2026-03-01",
        "interest --country nl --kind consumer --principal 1 --from 2026-01-02 --to 2026-03-01 --agreed 101",
        "costs --country be --principal 1 --instalment-due 2026-05-01",
        "reminder --country nl --number 1",
        "limitation --country nl --kind general --due 1980-01-01",
        "deadline --country nl --sent yesterday",
        "reference --kind rf",
        "reference --number 12",
        "reference --kind iban --number 12",
        "reference --kind ogm --number 12345678901",
        "reference --kind rf --number 12 --check RF18539007547034",
        "qr --name A --iban NL91ABNA0417164300 --amount 1",
        "qr --name A --iban NL91ABNA0417164301 --amount 1 --text x",
        "qr --name A --iban NL91ABNA0417164300 --amount 0 --text x",
        "qr --name A --iban NL91ABNA0417164300 --amount 0.001 --text x",
        "qr --name A --iban NL91ABNA0417164300 --amount 1 --text \"\"",
        "qr --name A --iban NL91ABNA0417164300 --amount 1 --reference RF17539007547034",
        "qr --name A --iban NL91ABNA0417164300 --amount 1 --text x --epc-version 001",
        "plan --total 10",
        "plan --total 100 --amount 0",
    ] {
        let message = quote(line).unwrap_err();
        assert!(message.len() > 10 && !message.contains("{"), "{line}: {message}");
    }
}
