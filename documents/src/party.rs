//! Who writes, on whose behalf, to whom, and where money goes.

use effen::money::Money;
use effen::qr::{QrPayment, Remittance, payload};
use effen::reference::{Iban, check_rf};

/// The agency, as the law wants it named on what it sends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agency {
    /// Its name.
    pub name: String,
    /// Its postal address, on one line; '' where the setting is not given.
    pub address: String,
    /// Its number in the register of collection agencies; '' where the setting is not given.
    pub register: String,
    /// Its telephone number.
    pub phone: String,
    /// Where complaints go.
    pub complaints: String,
    /// The address of the portal, as people type it.
    pub url: String,
}

/// Whose money it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Creditor {
    /// Its own name.
    pub name: String,
    /// Its number in the trade register (KvK or enterprise number); '' where it is not known.
    pub registration: String,
    /// Its address for questions and complaints, or ''.
    pub email: String,
    /// Its telephone number, or ''.
    pub phone: String,
}

/// Name and address, as in the envelope's window.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Address {
    /// Name.
    pub name: String,
    /// Street and house number.
    pub street: String,
    /// Postal code and town.
    pub town: String,
}

impl Address {
    /// The lines that hold something, the name first.
    pub fn lines(&self) -> Vec<String> {
        [&self.name, &self.street, &self.town]
            .into_iter()
            .map(|line| line.trim())
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect()
    }
}

/// On which side the envelopes have their window, seen from the front.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Window {
    /// On the left, as with the German standard and much Dutch paper.
    #[default]
    Left,
    /// On the right, as Belgian envelopes have it, and Dutch ones too.
    Right,
}

impl Window {
    /// The text form, in settings and in the template.
    pub const fn as_str(self) -> &'static str {
        match self {
            Window::Left => "left",
            Window::Right => "right",
        }
    }

    /// Reads the text form.
    pub fn read(text: &str) -> Option<Self> {
        [Window::Left, Window::Right].into_iter().find(|window| window.as_str() == text)
    }
}

/// What every document has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Language.
    pub lang: effen::kinds::Lang,
    /// The document's own date.
    pub date: jiff::civil::Date,
    /// The file reference.
    pub reference: String,
    /// Who writes.
    pub agency: Agency,
    /// On whose behalf.
    pub creditors: Vec<Creditor>,
    /// To whom.
    pub to: Address,
    /// Where the address stands.
    pub window: Window,
}

/// Where an amount is to be paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pay {
    /// The payee, exactly as the account is named.
    pub name: String,
    /// The account.
    pub iban: String,
    /// To be given exactly so.
    pub reference: String,
    /// How much.
    pub amount: Money,
}

impl Pay {
    /// The account in groups of four; as it came where it is no IBAN.
    pub fn grouped_iban(&self) -> String {
        self.iban.parse::<Iban>().map_or_else(|_| self.iban.clone(), |iban| iban.grouped())
    }

    /// The payload of its code; `None` where the standard has none (another currency than the euro, no IBAN, no name or
    /// reference).
    pub fn payload(&self) -> Option<String> {
        // A structured field holds a creditor reference and nothing else; what is written differently goes as text.
        let remittance = match check_rf(&self.reference) {
            Ok(_) => Remittance::Structured(self.reference.replace([' ', '-'], "")),
            Err(_) => Remittance::Text(self.reference.clone()),
        };
        let payment = QrPayment {
            bic: None,
            name: self.name.clone(),
            iban: self.iban.parse().ok()?,
            amount: self.amount.as_euro()?,
            purpose: None,
            remittance,
        };
        payload(&payment).ok()
    }
}
