//! Sample documents for the tests, and the text of a PDF.

use crate::code::CodeLetter;
use crate::formal::{FormalLetter, LetterClaim};
use crate::paper::Paper;
use crate::party::{Address, Agency, Creditor, Head, Pay, Window};
use crate::plan::{Mandate, PlanAgreement};
use crate::receipt::{PaidPart, Receipt};
use crate::settled::Settled;
use crate::statement::{Charged, ClaimAccount, Entry, Statement};
use effen::costs::collection_costs;
use effen::deadline::formal_letter;
use effen::dunning::Shared;
use effen::interest::{InterestKind, PrincipalStep, statutory_interest};
use effen::kinds::{Country, Lang};
use effen::ledger::{Balance, Cause};
use effen::money::{Cents, Currency, Money};
use effen::plan::Instalment;
use jiff::civil::{Date, date};

pub(crate) const TODAY: Date = date(2026, 5, 12);

/// The text of a PDF, page by page, as a program that reads it aloud would find it.
pub(crate) fn text_of(pdf: &[u8]) -> String {
    let document = lopdf::Document::load_mem(pdf).expect("a PDF");
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    document.extract_text(&pages).expect("its text can be read")
}

/// Every document in every language, by name.
pub(crate) fn all() -> Vec<(String, Paper)> {
    let languages = Lang::ALL.iter();
    languages
        .flat_map(|&lang| {
            [
                ("statement", statement(lang).paper()),
                ("plan", plan(lang).paper()),
                ("plan-debit", PlanAgreement { mandate: Some(mandate()), ..plan(lang) }.paper()),
                ("receipt", receipt(lang).paper()),
                ("settled", settled(lang).paper()),
                ("formal-nl", formal(lang, Country::Nl).paper()),
                ("formal-be", formal(lang, Country::Be).paper()),
                ("formal-many", formal_many(lang).paper()),
                ("code", CodeLetter { head: head(lang), code: "K7QF-2MXR-9DTA".to_owned() }.paper()),
            ]
            .map(|(name, paper)| (format!("{name}-{lang}"), paper))
        })
        .collect()
}

pub(crate) fn head(lang: Lang) -> Head {
    let creditor = |name: &str, registration: &str, email: &str| Creditor {
        name: name.to_owned(),
        registration: registration.to_owned(),
        email: email.to_owned(),
        phone: String::new(),
    };
    Head {
        lang,
        date: TODAY,
        reference: "EF-2026-0042".to_owned(),
        agency: Agency {
            name: "Effen Incasso".to_owned(),
            address: "Voorbeeldplein 1, 1000 AA Amsterdam".to_owned(),
            register: "12345".to_owned(),
            phone: "088 000 11 22".to_owned(),
            complaints: "klachten@effen.example".to_owned(),
            url: "https://effen.example".to_owned(),
        },
        creditors: vec![
            creditor("Waterland Energie", "KvK 01234567", "vragen@waterland.example"),
            creditor("Boekhandel De Linde", "", ""),
        ],
        to: Address {
            name: "Anna de Vries".to_owned(),
            street: "Kerkstraat 1".to_owned(),
            town: "1234 AB Utrecht".to_owned(),
        },
        window: Window::Left,
    }
}

fn entry(on: Date, cause: Cause, principal: i64, interest: i64, costs: i64) -> Entry {
    let change = Balance { principal: Cents(principal), interest: Cents(interest), costs: Cents(costs) };
    Entry { on, cause, change }
}

fn pay(cents: i64) -> Pay {
    Pay {
        name: "Waterland Energie".to_owned(),
        iban: "NL91ABNA0417164300".to_owned(),
        reference: "RF18539007547034".to_owned(),
        amount: Money::euro(cents),
    }
}

/// € 507.55 with costs, two years of interest and a payment that covers costs, interest and a part.
fn late() -> ClaimAccount {
    let (due_on, until) = (date(2024, 3, 14), date(2026, 3, 15));
    let from = date(2024, 3, 15);
    let steps = [PrincipalStep { from, principal: Cents(50_755) }];
    let interest = statutory_interest(InterestKind::Consumer, &steps, from, until).unwrap();
    let costs = collection_costs(Country::Nl, Cents(50_755), date(2024, 4, 20), true).unwrap();
    ClaimAccount {
        creditor: "Waterland Energie".to_owned(),
        number: "2024-001".to_owned(),
        description: "Jaarafrekening".to_owned(),
        issued_on: date(2024, 2, 20),
        due_on,
        currency: Currency::EUR,
        status: "789 dagen te laat".to_owned(),
        entries: vec![
            entry(date(2024, 2, 20), Cause::Invoice, 50_755, 0, 0),
            entry(date(2024, 4, 20), Cause::CostsCharged, 0, 0, costs.total.0),
            entry(date(2026, 3, 14), Cause::InterestCharged, 0, interest.total.0, 0),
            entry(
                date(2026, 4, 1),
                Cause::Payment,
                -(20_000 - costs.total.0 - interest.total.0),
                -interest.total.0,
                -costs.total.0,
            ),
        ],
        costs: Some(Charged { asked: costs.total, law: Some(costs) }),
        interest: Some(Charged { asked: interest.total, law: Some(interest) }),
        next: vec!["De kosten zijn er al bij. Er komen geen kosten meer bij.".to_owned()],
        pay: Some(pay(46_454)),
    }
}

fn paid() -> ClaimAccount {
    ClaimAccount {
        creditor: "Boekhandel De Linde".to_owned(),
        number: "3507".to_owned(),
        description: "Bestelling 3507".to_owned(),
        issued_on: date(2026, 2, 1),
        due_on: date(2026, 2, 22),
        currency: Currency::EUR,
        status: "Betaald".to_owned(),
        entries: vec![
            entry(date(2026, 2, 1), Cause::Invoice, 3_550, 0, 0),
            entry(date(2026, 3, 1), Cause::Payment, -3_000, 0, 0),
            entry(date(2026, 3, 13), Cause::Waiver, -550, 0, 0),
        ],
        costs: None,
        interest: None,
        next: Vec::new(),
        pay: None,
    }
}

fn foreign() -> ClaimAccount {
    let currency = "USD".parse().unwrap();
    ClaimAccount {
        number: "US-1".to_owned(),
        currency,
        costs: Some(Charged { asked: Cents(500), law: None }),
        ..paid()
    }
}

pub(crate) fn statement(lang: Lang) -> Statement {
    Statement { head: head(lang), claims: vec![late(), paid(), foreign()] }
}

pub(crate) fn long_statement(claims: usize) -> Paper {
    Statement { head: head(Lang::Nl), claims: vec![late(); claims] }.paper()
}

fn plan(lang: Lang) -> PlanAgreement {
    let instalment = |number: u32| Instalment {
        number,
        due_on: effen::dates::add_months(date(2026, 5, 26), number - 1),
        amount: Cents(if number == 12 { 3_412 } else { 4_000 }),
    };
    PlanAgreement {
        head: head(lang),
        id: "plan-1".to_owned(),
        claims: vec![
            ("Waterland Energie".to_owned(), "2024-001".to_owned(), Cents(44_755)),
            ("Boekhandel De Linde".to_owned(), "4471".to_owned(), Cents(2_657)),
        ],
        schedule: (1..=12).map(instalment).collect(),
        terms: vec!["Eerder of meer betalen mag altijd.".to_owned()],
        mandate: None,
    }
}

fn mandate() -> Mandate {
    Mandate {
        reference: "EF-2026-0042-M1".to_owned(),
        account: "NL•• •••• 4300".to_owned(),
        holder: "A. de Vries".to_owned(),
        given_on: TODAY,
        creditor_id: "NL79ZZZ999999990000".to_owned(),
    }
}

fn receipt(lang: Lang) -> Receipt {
    let part = |number: &str, principal, interest, costs, left| PaidPart {
        creditor: "Waterland Energie".to_owned(),
        number: number.to_owned(),
        paid: Balance { principal: Cents(principal), interest: Cents(interest), costs: Cents(costs) },
        left: Cents(left),
    };
    Receipt {
        head: head(lang),
        id: "0196c1f0".to_owned(),
        amount: Money::euro(25_000),
        paid_on: TODAY,
        method: "iDEAL | Wero".to_owned(),
        parts: vec![part("2024-001", 13_785, 215, 6_000, 30_755), part("2026-003", 4_000, 0, 0, 0)],
        returned: Cents(500),
    }
}

pub(crate) fn settled(lang: Lang) -> Settled {
    Settled { head: head(lang), claim: paid() }
}

pub(crate) fn formal(lang: Lang, country: Country) -> FormalLetter {
    let sent_on = date(2026, 2, 7);
    let costs = collection_costs(country, Cents(50_000), sent_on, true).unwrap();
    FormalLetter {
        head: Head { date: sent_on, ..head(lang) },
        country,
        creditor: "Waterland Energie".to_owned(),
        registration: if country == Country::Be { "0403.170.701".to_owned() } else { String::new() },
        claims: vec![LetterClaim {
            number: "2026-014".to_owned(),
            description: "Voorschot januari".to_owned(),
            issued_on: date(2026, 1, 2),
            due_on: date(2026, 1, 23),
            open: Cents(50_000),
            costs: costs.total,
            pay: Some(pay(50_000)),
        }],
        currency: Currency::EUR,
        costs,
        interest: None,
        deadline: formal_letter(country, sent_on, false),
    }
}

/// A letter about two claims, each with its share of the costs.
pub(crate) fn formal_many(lang: Lang) -> FormalLetter {
    let mut letter = formal(lang, Country::Nl);
    letter.claims.push(LetterClaim {
        number: "2026-031".to_owned(),
        description: "Voorschot februari".to_owned(),
        issued_on: date(2026, 1, 9),
        due_on: date(2026, 1, 25),
        open: Cents(12_500),
        costs: Cents::ZERO,
        pay: Some(pay(12_500)),
    });
    letter.costs = collection_costs(Country::Nl, letter.open(), letter.head.date, true).unwrap();
    let shared = Shared { base: letter.open(), costs: letter.costs.total };
    letter.claims.iter_mut().for_each(|claim| claim.costs = shared.of(claim.open));
    letter
}
