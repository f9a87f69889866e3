//! Outreach: whom we come to, when, with what words, and how the message gets there.
//!
//! [`plan`] asks the core for each debtor's next contact and queues what falls on today; [`deliver`] takes queued
//! messages one by one, asks the guard again, and hands them over. Nothing in between is kept in memory: a process may
//! die at any point.

pub mod access_notices;
pub mod answers;
pub mod call;
pub mod case_answer;
mod chat_answer;
pub mod chat_transcript;
pub mod deliver;
pub mod formal;
pub mod gateway;
pub mod html;
pub mod letter;
pub mod mandate_notices;
pub mod plan;
pub mod plan_notices;
pub mod render;
pub mod sms;
#[cfg(test)]
mod tests;
pub mod treatments;
pub mod whatsapp;
pub mod words;

use crate::app::App;
use crate::clock::zone;
use crate::db::outreach::File;
use crate::phone;
use effen::calendar;
use effen::kinds::{Channel, Country};
use effen::people::guard::Place;
use jiff::tz::TimeZone;

/// The agency as its messages name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agency {
    /// Its name.
    pub name: String,
    /// Its postal address, on one line.
    pub address: String,
    /// Its number in the register of collection agencies; '' until the setting is given.
    pub register: String,
    /// Its telephone number.
    pub phone: String,
    /// Where complaints go.
    pub complaints: String,
    /// The address of the portal, without a trailing slash.
    pub url: String,
}

impl Agency {
    /// From the settings.
    pub fn of(app: &App) -> Self {
        let config = &app.config;
        let or_example = |value: &str, example: &str| {
            if value.is_empty() && app.demo { example.to_owned() } else { value.to_owned() }
        };
        Self {
            name: config.agency.clone(),
            address: or_example(&config.agency_address, "Voorbeeldplein 1, 1000 AA Amsterdam"),
            register: or_example(&config.agency_register, "DEMO-0000"),
            phone: config.phone.clone(),
            complaints: config.complaints.clone(),
            url: config.public_url.clone(),
        }
    }

    /// What the law wants on every message and the settings do not give yet.
    pub fn missing(&self) -> Option<&'static str> {
        let checks = [("EFFEN_AGENCY_ADDRESS", &self.address), ("EFFEN_AGENCY_REGISTER", &self.register)];
        checks.into_iter().find(|(_, value)| value.is_empty()).map(|(key, _)| key)
    }
}

/// Time and holidays of a debtor.
pub(crate) struct Where {
    zone: TimeZone,
    country: Country,
}

impl Where {
    /// Amsterdam and Brussels share their clock; the holidays differ.
    pub(crate) fn of(country: Country) -> Self {
        Self { zone: zone(), country }
    }

    /// Runs `decide` with the place.
    pub(crate) fn with<T>(&self, decide: impl FnOnce(&Place<'_>) -> T) -> T {
        // A year that the holiday file does not know yet counts by its Sundays; `lawdata` warns of it.
        let is_holiday = |day| calendar::holiday(self.country, day).is_some();
        decide(&Place { zone: &self.zone, is_holiday: &is_holiday })
    }
}

/// The channels by which a file can be reached here and now: those with an address, and with something that sends.
pub(crate) fn reachable(app: &App, file: &File) -> Vec<Channel> {
    let mut channels = Vec::with_capacity(6);
    if !file.email.is_empty() {
        channels.push(Channel::Email);
    }
    // Without a gateway another channel is chosen.
    let mobile = phone::mobile(&file.phone, file.country).is_some();
    if app.sms.is_some() && mobile {
        channels.push(Channel::Sms);
    }
    if app.whatsapp.is_some() && mobile && file.whatsapp {
        channels.push(Channel::Whatsapp);
    }
    if !file.phone.is_empty() {
        channels.push(Channel::Phone);
    }
    if !file.street.is_empty() && !file.city.is_empty() {
        channels.push(Channel::Letter);
    }
    channels.push(Channel::Portal);
    channels
}
