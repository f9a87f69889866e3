//! Invented people, companies and creditors.

use effen::explain::Percent;
use effen::kinds::{Country, Lang, PartyKind};
use effen::limitation::LimitationKind;
use effen::meter::WhileHeld;
use effen::money::Cents;
use effen::terms::{ContractTerms, InterestTerm};
use rand::Rng;
use rand::seq::IndexedRandom as _;

/// Who a simulated debtor is on paper.
#[derive(Debug, Clone)]
pub struct Person {
    /// Name.
    pub name: String,
    /// Mail address, in a domain that exists nowhere.
    pub email: String,
    /// Telephone, from the range kept for fiction where there is one.
    pub phone: String,
    /// Street and number.
    pub street: String,
    /// Postal code.
    pub postal_code: String,
    /// City.
    pub city: &'static str,
    /// Country.
    pub country: Country,
    /// Language.
    pub language: Lang,
    /// Consumer or company.
    pub kind: PartyKind,
}

/// A creditor of the demo.
pub struct DemoCreditor {
    /// Short name in addresses.
    pub slug: &'static str,
    /// Name.
    pub name: &'static str,
    /// Country whose rules apply.
    pub country: Country,
    /// Number in the trade register; nobody has it.
    pub registration: &'static str,
    /// IBAN of its account.
    pub iban: &'static str,
    /// Mark in public/marks.
    pub mark: &'static str,
    /// Mean invoice, in cents.
    pub mean_cents: i64,
    /// Days between invoices of a running contract; 0: purchases now and then.
    pub rhythm_days: i64,
    /// Days to pay.
    pub term_days: i64,
    /// What its invoices are for, in the language of the creditor.
    pub goods: &'static [&'static str],
    /// Can it reclaim VAT? If not, VAT comes on top of collection costs.
    pub reclaims_vat: bool,
    /// Months of a plan, at most.
    pub plan_months_max: i64,
    /// What it asks by contract, from the start.
    pub terms: ContractTerms,
}

/// The four creditors.
pub const CREDITORS: &[DemoCreditor] = &[
    DemoCreditor {
        slug: "veldstroom",
        name: "Veldstroom Energie",
        country: Country::Nl,
        registration: "KvK 90000001",
        iban: "NL02ABNA0123456789",
        mark: "bolt",
        mean_cents: 9_400,
        rhythm_days: 61,
        term_days: 21,
        goods: &["Stroom en gas, twee maanden", "Voorschot stroom en gas"],
        reclaims_vat: true,
        plan_months_max: 12,
        terms: ContractTerms {
            interest: InterestTerm::Law,
            costs_most: None,
            while_held: WhileHeld::InterestRuns,
            later_instalments: false,
            limitation: Some(LimitationKind::Utilities),
        },
    },
    DemoCreditor {
        slug: "zorgring",
        name: "Zorgring Verzekeringen",
        country: Country::Nl,
        registration: "KvK 90000002",
        iban: "NL44RABO0123456789",
        mark: "cross",
        mean_cents: 15_200,
        rhythm_days: 91,
        term_days: 14,
        goods: &["Premie zorgverzekering, kwartaal", "Eigen risico"],
        reclaims_vat: false,
        plan_months_max: 10,
        terms: ContractTerms {
            interest: InterestTerm::Agreed(Percent(250)),
            costs_most: None,
            while_held: WhileHeld::InterestStops,
            later_instalments: false,
            limitation: Some(LimitationKind::General),
        },
    },
    DemoCreditor {
        slug: "lumo",
        name: "Lumo Webwinkel",
        country: Country::Nl,
        registration: "KvK 90000003",
        iban: "NL91ABNA0417164300",
        mark: "cart",
        mean_cents: 7_800,
        rhythm_days: 0,
        term_days: 14,
        goods: &[
            "Koptelefoon",
            "Jas en schoenen",
            "Keukenmachine",
            "Drone met camera",
            "Fietshelm en lampen",
            "Boeken",
        ],
        reclaims_vat: true,
        plan_months_max: 6,
        terms: ContractTerms {
            interest: InterestTerm::None,
            costs_most: Some(Cents(4_000)),
            while_held: WhileHeld::InterestStops,
            later_instalments: false,
            limitation: Some(LimitationKind::ConsumerPurchase),
        },
    },
    DemoCreditor {
        slug: "maasnet",
        name: "Maasnet Telecom",
        country: Country::Be,
        registration: "0999.900.447",
        iban: "BE68539007547034",
        mark: "wave",
        mean_cents: 5_600,
        rhythm_days: 61,
        term_days: 18,
        goods: &["Internet en tv", "Mobiel abonnement"],
        reclaims_vat: true,
        plan_months_max: 8,
        terms: ContractTerms {
            interest: InterestTerm::Agreed(Percent(500)),
            costs_most: None,
            while_held: WhileHeld::InterestRuns,
            later_instalments: false,
            limitation: Some(LimitationKind::Utilities),
        },
    },
];

const FIRST: &[&str] = &[
    "Anna", "Bas", "Carla", "Daan", "Eva", "Fatma", "Gijs", "Hanna", "Ibrahim", "Jan", "Karin", "Lotte", "Mohamed",
    "Nina", "Omar", "Pieter", "Roos", "Sander", "Tess", "Umut", "Vera", "Willem", "Yara", "Zoë", "Luc", "Marie",
    "Thomas", "Julie", "Arne", "Saskia",
];
const LAST: &[&str] = &[
    "de Vries",
    "Jansen",
    "Bakker",
    "Visser",
    "Smit",
    "Meijer",
    "de Boer",
    "Mulder",
    "Dekker",
    "Peeters",
    "Janssens",
    "Maes",
    "Jacobs",
    "Willems",
    "Claes",
    "Goossens",
    "Yılmaz",
    "El Amrani",
    "Hendriks",
    "van Dijk",
    "Kok",
    "Vermeulen",
    "Dubois",
    "Lambert",
    "Martens",
    "Postma",
    "Kuipers",
    "Schouten",
    "Bos",
    "van Leeuwen",
];
const STREETS: &[&str] =
    &["Dorpsstraat", "Kerkweg", "Molenlaan", "Stationsstraat", "Lindelaan", "Schoolstraat", "Havenkade", "Parklaan"];
const DUTCH: &[(&str, &str)] = &[
    ("3511 AB", "Utrecht"),
    ("9712 CD", "Groningen"),
    ("5611 EF", "Eindhoven"),
    ("3011 GH", "Rotterdam"),
    ("6811 JK", "Arnhem"),
    ("8011 LM", "Zwolle"),
    ("2511 NP", "Den Haag"),
];
const BELGIAN: &[(&str, &str, Lang)] = &[
    ("2000", "Antwerpen", Lang::Nl),
    ("9000", "Gent", Lang::Nl),
    ("3000", "Leuven", Lang::Nl),
    ("4000", "Liège", Lang::Fr),
    ("5000", "Namur", Lang::Fr),
];
const TRADES: &[&str] = &["Bouw", "Catering", "Design", "Transport", "Advies", "Techniek"];

/// Somebody. `number` keeps mail addresses apart.
pub fn draw(rng: &mut impl Rng, number: usize) -> Person {
    let pick = |rng: &mut _, list: &[&'static str]| *list.choose(rng).expect("the lists are not empty");
    let (first, last) = (pick(rng, FIRST), pick(rng, LAST));
    let company = rng.random_bool(0.08);
    let belgian = rng.random_bool(0.25);
    let name = if company {
        format!("{last} {} {}", pick(rng, TRADES), if belgian { "BV" } else { "B.V." })
    } else {
        format!("{first} {last}")
    };
    let (postal_code, city, country, mut language) = if belgian {
        let (code, city, lang) = *BELGIAN.choose(rng).expect("the list is not empty");
        (code, city, Country::Be, lang)
    } else {
        let (code, city) = *DUTCH.choose(rng).expect("the list is not empty");
        (code, city, Country::Nl, Lang::Nl)
    };
    if rng.random_bool(0.06) {
        language = Lang::En;
    }
    Person {
        email: format!("{}.{number}@mail.example", first.to_lowercase().replace('ë', "e")),
        phone: format!("+31 6 0000 {number:04}"),
        street: format!("{} {}", pick(rng, STREETS), rng.random_range(1..180)),
        postal_code: postal_code.to_owned(),
        city,
        country,
        language,
        kind: if company { PartyKind::Company } else { PartyKind::Person },
        name,
    }
}

/// The six people of the personas' descriptions, with the temperament (by its place in the table) each has there.
pub const KNOWN: &[(&str, usize)] = &[
    ("Dennis Vermeer", 5),
    ("Tamara de Wit", 0),
    ("Bryan Koster", 1),
    ("Job Verhoeven", 2),
    ("Saïda Benali", 3),
    ("Hendrik-Jan van Asselt", 4),
];
