//! Small statements of every format, good and wrong, written for these tests.

use super::*;
use effen::money::Currency;
use proptest::prelude::*;

pub fn parse(content: &[u8]) -> Result<Vec<Piece>, ReadError> {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), content).unwrap();
    let mut pieces = Vec::new();
    read(file.path(), &mut |piece| {
        pieces.push(piece);
        true
    })?;
    Ok(pieces)
}

fn entries(pieces: &[Piece]) -> Vec<&Entry> {
    pieces.iter().filter_map(|piece| if let Piece::Entry(entry) = piece { Some(&**entry) } else { None }).collect()
}

fn refusal(content: &str) -> String {
    match parse(content.as_bytes()) {
        Err(error) => error.to_string(),
        Ok(pieces) => panic!("was read: {pieces:?}"),
    }
}

fn sum_of(pieces: &[Piece]) -> Sum {
    let mut sum = Sum::default();
    pieces.iter().for_each(|piece| sum.take(piece));
    sum
}

/// A camt.053 of a version, with the elements of one statement behind its account.
fn camt(version: &str, inside: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}\">\
         <BkToCstmrStmt><GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-05-12T06:00:00</CreDtTm></GrpHdr>\
         <Stmt><Id>S1</Id><ElctrncSeqNb>91</ElctrncSeqNb><Acct><Id><IBAN>NL91ABNA0417164300</IBAN></Id><Ccy>EUR</Ccy></Acct>\n\
         {inside}</Stmt></BkToCstmrStmt></Document>"
    )
}

fn bal(code: &str, amount: &str, sign: &str) -> String {
    format!(
        "<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy=\"EUR\">{amount}</Amt><CdtDbtInd>{sign}</CdtDbtInd>\
         <Dt><Dt>2026-05-11</Dt></Dt></Bal>"
    )
}

fn ntry(amount: &str, sign: &str, status: &str, details: &str) -> String {
    format!(
        "<Ntry><Amt Ccy=\"EUR\">{amount}</Amt><CdtDbtInd>{sign}</CdtDbtInd>{status}<BookgDt><Dt>2026-05-11</Dt></BookgDt>\
         <ValDt><Dt>2026-05-12</Dt></ValDt><AcctSvcrRef>B1</AcctSvcrRef>{details}</Ntry>"
    )
}

const DETAILS: &str = "<NtryDtls><TxDtls><Refs><EndToEndId>E2E-1</EndToEndId></Refs><RltdPties><Dbtr>DEBTOR</Dbtr>\
    <DbtrAcct><Id><IBAN>NL02ABNA0123456789</IBAN></Id></DbtrAcct></RltdPties><RmtInf><Ustrd>Factuur 12 &amp; 13</Ustrd>\
    <Strd><CdtrRefInf><Tp><CdOrPrtry><Cd>SCOR</Cd></CdOrPrtry></Tp><Ref>RF18539007547034</Ref></CdtrRefInf></Strd></RmtInf>\
    </TxDtls></NtryDtls>";

#[test]
fn camt_gives_the_same_values_in_every_version() {
    for version in ["02", "03", "04", "08", "10", "13"] {
        let newer = version != "02" && version != "03";
        let debtor = if newer { "<Pty><Nm>J. Jansen</Nm></Pty>" } else { "<Nm>J. Jansen</Nm>" };
        let status = if newer { "<Sts><Cd>BOOK</Cd></Sts>" } else { "<Sts>BOOK</Sts>" };
        let entry = ntry("84.200", "CRDT", status, &DETAILS.replace("DEBTOR", debtor));
        let inside = bal("OPBD", "100.00", "CRDT") + &bal("CLBD", "184.2", "CRDT") + &entry;
        let pieces = parse(camt(version, &inside).as_bytes()).unwrap();
        let Piece::File(file) = &pieces[0] else { panic!("the file comes first") };
        assert_eq!((file.format, file.message_id.as_str()), (Format::Camt053, "M1"));
        let Piece::Open(head) = &pieces[1] else { panic!("then the statement") };
        assert_eq!((head.account.iban.as_str(), head.sequence.as_str()), ("NL91ABNA0417164300", "91"));
        let all = entries(&pieces);
        let (entry, details) = (all[0], &all[0].transactions[0]);
        assert_eq!((all.len(), entry.amount.0, entry.reversal), (1, Money::euro(8_420), false));
        assert_eq!(entry.value_on, Some(jiff::civil::date(2026, 5, 12)));
        assert_eq!((details.end_to_end_id(), details.remittance[0].as_str()), ("E2E-1", "Factuur 12 & 13"));
        assert_eq!(details.structured[0].reference, "RF18539007547034");
        let party = &details.parties[0];
        assert_eq!((party.role.as_str(), party.name.as_str()), ("debtor", "J. Jansen"));
        assert_eq!(party.account.iban, "NL02ABNA0123456789");
        assert_eq!(sum_of(&pieces).balanced().unwrap().closing.0, Money::euro(18_420));
    }
}

#[test]
fn camt_that_is_wrong_is_refused_with_its_reason() {
    let booked = "<Sts>BOOK</Sts>";
    let of = |inside: &str| refusal(&camt("02", inside));
    assert!(of(&ntry("8.851", "CRDT", booked, "")).contains("fraction"));
    assert!(of(&ntry("-8.85", "CRDT", booked, "")).contains("no sign"));
    assert!(of(&ntry("8.85", "PLUS", booked, "")).contains("CRDT or DBIT"));
    assert!(of(&ntry("8.85", "CRDT", "", "")).contains("status"));
    assert!(of(&ntry("8,85", "CRDT", booked, "")).contains("not an amount"));
    assert!(of("<Ntry>").contains("well-formed"));
    let none = camt("02", "").replace("<Stmt>", "<X>").replace("</Stmt>", "</X>");
    assert!(refusal(&none).contains("no statement"));
    assert!(refusal(&camt("02", "").replace("camt.053", "pain.001")).contains("not camt.053"));
    assert!(refusal(&camt("01", "")).contains("version"));
    assert!(refusal(&camt("02", "").replace("<IBAN>NL91ABNA0417164300</IBAN>", "")).contains("account"));
    assert!(refusal("").contains("is no camt.053"));
    assert!(refusal("date;amount\n2026-05-11;12,00\n").contains("is no camt.053"));
}

#[test]
fn a_statement_adds_up_or_says_why_not() {
    let booked = "<Sts>BOOK</Sts>";
    let balanced = |inside: &str| sum_of(&parse(camt("02", inside).as_bytes()).unwrap()).balanced();
    let (opening, closing) = (bal("OPBD", "10.00", "DBIT"), bal("CLBD", "5.00", "CRDT"));
    let credit = ntry("20.00", "CRDT", booked, "");
    let debit = ntry("5.00", "DBIT", booked, "");
    let pending = ntry("99.00", "CRDT", "<Sts>PDNG</Sts>", "");
    assert!(balanced(&[&opening, &closing, &credit, &debit, &pending].map(String::as_str).concat()).is_ok());
    let previous = bal("PRCD", "10.00", "DBIT");
    assert!(balanced(&[&previous, &closing, &credit, &debit].map(String::as_str).concat()).is_ok());
    let off = balanced(&[&opening, &closing, &credit].map(String::as_str).concat()).unwrap_err().to_string();
    assert!(off.contains("-10.00") && off.contains("20.00") && off.contains("5.00"), "{off}");
    assert_eq!(balanced(&(closing.clone() + &credit)), Err(Unbalanced::Opening(0)));
    assert_eq!(balanced(&(opening.clone() + &credit)), Err(Unbalanced::Closing(0)));
    let dollars = credit.replace("EUR", "USD");
    assert!(matches!(balanced(&(opening + &closing + &dollars)), Err(Unbalanced::Currencies(_))));
}

#[test]
fn a_returned_payment_says_so() {
    let details = "<NtryDtls><TxDtls><Refs><EndToEndId>E2E-1</EndToEndId></Refs><RtrInf><Rsn><Cd>MD06</Cd></Rsn></RtrInf></TxDtls></NtryDtls>";
    let entry = ntry("5.00", "DBIT", "<RvslInd>true</RvslInd><Sts>BOOK</Sts>", details);
    let pieces = parse(camt("08", &entry).as_bytes()).unwrap();
    let entry = entries(&pieces)[0];
    assert_eq!((entry.amount.0, entry.reversal), (Money::euro(-500), true));
    assert_eq!(entry.transactions[0].return_reason, "MD06");
}

/// One message of MT940 with these fields behind its opening balance.
fn mt940(fields: &str) -> String {
    format!(
        "ABNANL2A\r\n940\r\nABNANL2A\r\n:20:ST1\r\n:25:NL91ABNA0417164300EUR\r\n:28C:91/1\r\n:60F:C260511EUR100,00\r\n{fields}\
         :62F:C260512EUR184,2\r\n:64:C260512EUR184,20\r\n-\r\n"
    )
}

#[test]
fn mt940_is_read_with_its_signs_and_its_three_ways_to_tell() {
    let fields = ":61:2605120511C84,20NTRFEREF//B1\r\n:86:/TRTP/SEPA OVERBOEKING/IBAN/NL02ABNA0123456789/BIC/ABNANL2A/NAME/J. Jan\r\n\
                  sen/REMI/Factuur 12/13/EREF/E2E-1\r\n\
                  :61:260512RC10,NTRFNONREF\r\nB2 more\r\n:86:?00RETOURE?20EREF+E2E-0?21SVWZ+Fact?22uur 11?31NL02ABNA0123456789?32J. Jansen\r\n\
                  :61:2605120512RDR10,00NTRFNONREF\r\n:86:SEPA OVERBOEKING                 IBAN: NL02ABNA0123456789        \r\nNAAM: J. JANSEN                  BETALINGSKENM.: 5010002167010010\r\n";
    let pieces = parse(mt940(fields).as_bytes()).unwrap();
    let all = entries(&pieces);
    let signs: Vec<(i64, bool)> = all.iter().map(|entry| (entry.amount.0.cents, entry.reversal)).collect();
    assert_eq!(signs, [(8_420, false), (-1_000, true), (1_000, true)]);
    let [first, second, third] = [0, 1, 2].map(|at| &all[at].transactions[0]);
    assert_eq!((first.parties[0].name.as_str(), first.parties[0].account.bic.as_str()), ("J. Jansen", "ABNANL2A"));
    assert_eq!((first.end_to_end_id(), first.remittance.as_slice()), ("E2E-1", &["Factuur 12/13".to_owned()][..]));
    assert_eq!((all[0].bank_reference.as_str(), all[0].booked_on), ("B1", Some(jiff::civil::date(2026, 5, 11))));
    assert_eq!((second.end_to_end_id(), second.remittance[0].as_str()), ("E2E-0", "Factuur 11"));
    assert_eq!(
        (second.parties[0].account.iban.as_str(), all[1].information.as_str()),
        ("NL02ABNA0123456789", "B2 more")
    );
    assert_eq!(
        (third.structured[0].reference.as_str(), third.parties[0].name.as_str()),
        ("5010002167010010", "J. JANSEN")
    );
    assert!(sum_of(&pieces).balanced().is_ok());
    let Piece::Open(head) = &pieces[1] else { panic!("the statement opens") };
    assert_eq!(
        (head.account.iban.as_str(), head.sequence.as_str(), head.page.as_str()),
        ("NL91ABNA0417164300", "91", "1")
    );
}

#[test]
fn mt940_in_swift_blocks_and_with_several_messages_is_read() {
    let block = |text: String| format!("{{1:F01ABNANL2AXXXX0000000000}}{{2:I940ABNANL2AXXXXN}}{{4:\r\n{text}-}}\r\n");
    let body = mt940(":61:260512C84,20NMSCX\r\n").replace("ABNANL2A\r\n940\r\nABNANL2A\r\n", "").replace("-\r\n", "");
    let pieces = parse(format!("{}{}", block(body.clone()), block(body)).as_bytes()).unwrap();
    assert_eq!(pieces.iter().filter(|piece| matches!(piece, Piece::Close(_))).count(), 2);
    assert_eq!(entries(&pieces).len(), 2);
}

#[test]
fn mt940_that_is_wrong_is_refused_with_its_reason() {
    let of = |fields: &str| refusal(&mt940(fields));
    assert!(of(":61:260512C84,205NTRF\r\n").contains("fraction"));
    assert!(of(":61:260512X84,20NTRF\r\n").contains("sign"));
    assert!(of(":61:261312C84,20NTRF\r\n").contains("day"));
    assert!(of(":61:260512C84NTRF\r\n").contains("comma"));
    assert!(of(":60F:C260511EUR1,00\r\n").contains("second opening"));
    assert!(refusal(":20:X\r\n:25:1\r\n:60F:C260511EUR1,00\r\n").contains("no closing"));
    assert!(refusal(":20:X\r\n:60F:C260511EUR1,00\r\n").contains("account"));
    assert!(refusal(":20:X\r\n:25:1\r\n:62F:C260511EUR1,00\r\n").contains("before its opening"));
}

/// A record of CODA: texts at their positions, from 1.
fn record(parts: &[(usize, &str)]) -> String {
    let mut letters = vec![' '; 128];
    for (at, text) in parts {
        for (offset, letter) in text.chars().enumerate() {
            letters[at - 1 + offset] = letter;
        }
    }
    letters.into_iter().collect::<String>() + "\r\n"
}

fn coda(movements: &str, closing: &str) -> String {
    record(&[(1, "0000011052672505"), (25, "REF0000001"), (35, "EFFEN INCASSO"), (61, "KREDBEBB"), (128, "2")])
        + &record(&[
            (1, "12091"),
            (6, "BE32123456789002"),
            (40, "EUR"),
            (43, "0000000000100000"),
            (59, "110526"),
            (65, "EFFEN INCASSO"),
            (126, "091"),
        ])
        + movements
        + &record(&[(1, "8091"), (5, "BE32123456789002"), (39, "EUR"), (42, closing), (58, "120526")])
        + &record(&[(1, "9"), (128, "2")])
}

fn movement(number: &str, sign_and_amount: &str, rest: &[(usize, &str)]) -> String {
    let base = [
        (1, "21"),
        (3, number),
        (11, "BANKREF1"),
        (32, sign_and_amount),
        (48, "120526"),
        (54, "00150000"),
        (116, "120526"),
    ];
    record(&[&base[..], rest].concat())
}

#[test]
fn coda_is_read_with_details_communications_and_returns() {
    let movements = movement("00010000", "0000000000084200", &[(62, "1"), (63, "101123456789002")])
        + &record(&[(1, "22"), (3, "00010000"), (64, "E2E-1"), (99, "GEBABEBB")])
        + &record(&[(1, "23"), (3, "00010000"), (11, "BE32123456789002"), (48, "JAN JANSEN")])
        + &movement("00020000", "0000000000030000", &[(62, "0"), (63, "BATCH")])
        + &movement("00020001", "0000000000010000", &[(54, "50150000"), (62, "0"), (63, "EEN")])
        + &movement(
            "00020002",
            "0000000000020000",
            &[(54, "50150000"), (62, "0"), (63, "TWEE WOORDEN DIE VERDER GAAN IN HET VOLGENDE RECORD E")],
        )
        + &record(&[(1, "22"), (3, "00020002"), (11, "N DAAR EINDIGEN")])
        + &movement("00030000", "1000000000014200", &[(62, "0"), (63, "TERUG")])
        + &record(&[(1, "22"), (3, "00030000"), (64, "E2E-0"), (113, "2AC04")])
        + &record(&[(1, "31"), (3, "00030001"), (41, "MEER UITLEG")]);
    let pieces = parse(coda(&movements, "0000000000200000").as_bytes()).unwrap();
    let all = entries(&pieces);
    let signs: Vec<(i64, bool, usize)> =
        all.iter().map(|entry| (entry.amount.0.cents, entry.reversal, entry.transactions.len())).collect();
    assert_eq!(signs, [(8_420, false, 1), (3_000, false, 2), (-1_420, true, 1)]);
    let first = &all[0].transactions[0];
    assert_eq!((first.structured[0].reference.as_str(), first.end_to_end_id()), ("123456789002", "E2E-1"));
    assert_eq!((first.parties[0].name.as_str(), first.parties[0].account.bic.as_str()), ("JAN JANSEN", "GEBABEBB"));
    let parts: Vec<i64> = all[1].transactions.iter().filter_map(|part| part.amount).map(|part| part.0.cents).collect();
    assert_eq!(parts, [1_000, 2_000]);
    let text = "TWEE WOORDEN DIE VERDER GAAN IN HET VOLGENDE RECORD EN DAAR EINDIGEN";
    assert_eq!(all[1].transactions[1].remittance, [text]);
    assert_eq!(
        (all[2].transactions[0].return_reason.as_str(), all[2].transactions[0].information.as_str()),
        ("AC04", "MEER UITLEG")
    );
    let balanced = sum_of(&pieces).balanced().unwrap();
    assert_eq!((balanced.opening.0, balanced.closing.0), (Money::euro(10_000), Money::euro(20_000)));
}

#[test]
fn coda_that_is_wrong_is_refused_with_its_reason() {
    let of = |movements: &str| refusal(&coda(movements, "0000000000100000"));
    assert!(of(&movement("00010000", "0000000000084205", &[])).contains("fraction"));
    assert!(of(&movement("00010000", "2000000000084200", &[])).contains("sign"));
    assert!(of(&movement("00010000", "000000000008 200", &[])).contains("amount"));
    assert!(of(&movement("00010001", "0000000000084200", &[])).contains("not there"));
    assert!(of(&record(&[(1, "7")])).contains("no known kind"));
    let cut = coda("", "0000000000100000");
    let cut = cut.lines().take(3).collect::<Vec<_>>().join("\n");
    assert!(refusal(&cut).contains("record 9"));
}

#[test]
fn older_encodings_are_read() {
    let text = mt940(":61:260512C84,20NTRFX\r\n:86:Ren\u{e9}e\r\n");
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(&text);
    assert_eq!(entries(&parse(&bytes).unwrap())[0].transactions[0].remittance, ["Ren\u{e9}e"]);
}

proptest! {
    /// What is written comes back: amount, currency's exponent and sign, in the way of each format.
    #[test]
    fn amounts_and_signs_come_back_as_they_were_written(cents in 1i64..100_000_000_000, is_debit in any::<bool>(), zeros in 0usize..3) {
        let signed = if is_debit { -cents } else { cents };
        let euro = Money::euro(cents);
        let sign = if is_debit { "DBIT" } else { "CRDT" };
        let entry = ntry(&format!("{}{}", euro.decimal(), "0".repeat(zeros)), sign, "<Sts>BOOK</Sts>", "");
        let pieces = parse(camt("02", &entry).as_bytes()).unwrap();
        prop_assert_eq!(entries(&pieces)[0].amount.0, Money::euro(signed));

        let comma = euro.decimal().replace('.', ",");
        for (word, expected) in [("C", cents), ("D", -cents), ("RC", -cents), ("RD", cents), ("CR", cents), ("DR", -cents)] {
            let pieces = parse(mt940(&format!(":61:260512{word}{comma}NTRFX\r\n")).as_bytes()).unwrap();
            prop_assert_eq!(entries(&pieces)[0].amount.0, Money::euro(expected), "{}", word);
        }

        let digits = format!("{}{:012}{:02}0", u8::from(is_debit), cents / 100, cents % 100);
        let pieces = parse(coda(&movement("00010000", &digits, &[]), "0000000000100000").as_bytes()).unwrap();
        prop_assert_eq!(entries(&pieces)[0].amount.0, Money::euro(signed));
    }

    #[test]
    fn a_fraction_of_a_minor_unit_is_never_rounded(whole in 0i64..1_000_000, beyond in 1u32..1_000, code in 0usize..3) {
        let currency: Currency = ["EUR", "JPY", "BHD"][code].parse().unwrap();
        let exponent = currency.exponent() as usize;
        let exact = Money { cents: whole, currency }.decimal();
        let point = if exponent == 0 { "." } else { "" };
        let text = format!("{exact}{point}{beyond:03}");
        prop_assert!(unsigned(&text, effen::money::NumberFormat::PLAIN, currency, false).is_err());
        let zeros = format!("{exact}{point}000");
        prop_assert_eq!(unsigned(&zeros, effen::money::NumberFormat::PLAIN, currency, true).unwrap().0.cents, -whole);
    }

    #[test]
    fn no_file_makes_a_reader_fall_over(text in ":20:[:0-9A-Z,/\\r\\n?+ -]{0,200}", coda in "00000[0-9 ]{9}05[0-9 \\n]{0,300}") {
        let _ = parse(text.as_bytes());
        let _ = parse(coda.as_bytes());
    }
}
