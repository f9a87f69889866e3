//! How simulated people behave: traits, drawn around a handful of temperaments. The simulation knows nothing of
//! personas or of the segmentation's weights; docs/DEMO.md shows which temperament was scored as which persona.

use rand::Rng;

/// What moves one simulated debtor. Shares are between 0 and 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Traits {
    /// Money left for bills after each payday, in cents.
    pub monthly_left: i64,
    /// Pays by themselves, by the due date.
    pub order: f64,
    /// Leaves messages unopened.
    pub avoid: f64,
    /// Comes of their own accord.
    pub reach: f64,
    /// Prefers telephone screens and short messages over letters.
    pub digital: f64,
    /// Wants to see what is behind an amount.
    pub detail: f64,
    /// Pays everything in one go.
    pub bulk: f64,
    /// Asks for a plan, a pause or help when short.
    pub ask: f64,
    /// Writes in the chat.
    pub chat: f64,
    /// Size of purchases: 1 is ordinary.
    pub spend: f64,
    /// Creditors on the file.
    pub creditors: u8,
}

/// A kind of people, by behaviour.
pub struct Temperament {
    /// Its name in docs and in the report; never stored with a debtor.
    pub label: &'static str,
    /// Share of the portfolio.
    pub share: f64,
    /// Its middle.
    pub middle: Traits,
}

/// The portfolio's mixture.
pub const TEMPERAMENTS: &[Temperament] = &[
    Temperament {
        label: "short of money, avoids contact",
        share: 0.20,
        middle: Traits {
            monthly_left: 2_500,
            order: 0.10,
            avoid: 0.80,
            reach: 0.08,
            digital: 0.5,
            detail: 0.05,
            bulk: 0.0,
            ask: 0.35,
            chat: 0.05,
            spend: 0.8,
            creditors: 3,
        },
    },
    Temperament {
        label: "short of money, keeps trying",
        share: 0.22,
        middle: Traits {
            monthly_left: 9_000,
            order: 0.15,
            avoid: 0.20,
            reach: 0.25,
            digital: 0.5,
            detail: 0.15,
            bulk: 0.0,
            ask: 0.80,
            chat: 0.15,
            spend: 0.9,
            creditors: 3,
        },
    },
    Temperament {
        label: "organised, wants to see the facts",
        share: 0.22,
        middle: Traits {
            monthly_left: 60_000,
            order: 0.92,
            avoid: 0.10,
            reach: 0.55,
            digital: 0.25,
            detail: 0.75,
            bulk: 0.2,
            ask: 0.10,
            chat: 0.15,
            spend: 1.0,
            creditors: 2,
        },
    },
    Temperament {
        label: "able to pay, forgets",
        share: 0.16,
        middle: Traits {
            monthly_left: 90_000,
            order: 0.12,
            avoid: 0.15,
            reach: 0.03,
            digital: 0.85,
            detail: 0.02,
            bulk: 0.2,
            ask: 0.03,
            chat: 0.03,
            spend: 1.0,
            creditors: 1,
        },
    },
    Temperament {
        label: "well off, pays late and all at once",
        share: 0.10,
        middle: Traits {
            monthly_left: 500_000,
            order: 0.05,
            avoid: 0.70,
            reach: 0.10,
            digital: 0.10,
            detail: 0.10,
            bulk: 0.95,
            ask: 0.0,
            chat: 0.0,
            spend: 4.0,
            creditors: 2,
        },
    },
    Temperament {
        label: "busy, does everything on the phone",
        share: 0.10,
        middle: Traits {
            monthly_left: 180_000,
            order: 0.60,
            avoid: 0.12,
            reach: 0.70,
            digital: 0.97,
            detail: 0.25,
            bulk: 0.15,
            ask: 0.05,
            chat: 0.75,
            spend: 1.4,
            creditors: 2,
        },
    },
];

impl Temperament {
    /// One person of this kind: the middle with some scatter.
    pub fn draw(&self, rng: &mut impl Rng) -> Traits {
        let mut near = |value: f64| (value + rng.random_range(-0.12..0.12)).clamp(0.0, 1.0);
        let m = self.middle;
        let traits = Traits {
            order: near(m.order),
            avoid: near(m.avoid),
            reach: near(m.reach),
            digital: near(m.digital),
            detail: near(m.detail),
            bulk: near(m.bulk),
            ask: near(m.ask),
            chat: near(m.chat),
            ..m
        };
        Traits {
            monthly_left: (m.monthly_left as f64 * rng.random_range(0.6..1.5)) as i64,
            spend: m.spend * rng.random_range(0.7..1.4),
            creditors: (m.creditors + rng.random_range(0..=1)).min(4),
            ..traits
        }
    }
}

/// The place in the table of the `at`-th part of the portfolio, `at` between 0 and 1.
pub fn at(at: f64) -> usize {
    let mut sum = 0.0;
    for (place, temperament) in TEMPERAMENTS.iter().enumerate() {
        sum += temperament.share;
        if at < sum {
            return place;
        }
    }
    0
}
