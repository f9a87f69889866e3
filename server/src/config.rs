//! Settings, from the environment and an optional TOML file. One table lists every key; the README's table is made
//! from it (`effen config`), so the two cannot differ.

use effen::reference::Iban;
use effen_documents::party::Window;
use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

/// One setting.
pub struct Key {
    /// Name in the environment; in the TOML file it is lower case without `EFFEN_`.
    pub name: &'static str,
    /// Default, or '' for none.
    pub default: &'static str,
    /// What it is.
    pub help: &'static str,
}

/// Every setting there is.
pub const KEYS: &[Key] = &[
    Key {
        name: "EFFEN_DATABASE_URL",
        default: "sqlite:effen.sqlite",
        help: "`sqlite:PATH` or `postgres://USER:PASSWORD@HOST/NAME`.",
    },
    Key { name: "EFFEN_LISTEN", default: "127.0.0.1:8080", help: "Address and port to listen on." },
    Key {
        name: "EFFEN_PUBLIC_URL",
        default: "",
        help: "The address people type; links in messages begin with it. https outside loopback. Empty: this machine, at the port of `EFFEN_LISTEN`.",
    },
    Key {
        name: "EFFEN_TRUSTED_PROXIES",
        default: "",
        help: "Addresses of the proxies in front, with commas between: only their `X-Forwarded-For` is believed.",
    },
    Key {
        name: "EFFEN_SITE_ROOT",
        default: "target/site",
        help: "Folder with the built pages' files (`cargo xtask build`).",
    },
    Key {
        name: "EFFEN_DATA_DIR",
        default: "effen-data",
        help: "Folder for what the server writes beside the database: the outbox of mail without SMTP, code letters.",
    },
    Key {
        name: "EFFEN_LAW_DIR",
        default: "",
        help: "Folder with tables of law (`rates-nl.toml`, …) that replace the shipped ones: see docs/LAW.md.",
    },
    Key {
        name: "EFFEN_PHONE",
        default: "088 000 11 22",
        help: "The agency's telephone number, on every page and message.",
    },
    Key { name: "EFFEN_AGENCY", default: "Effen Incasso", help: "The agency's name, on every message." },
    Key {
        name: "EFFEN_AGENCY_ADDRESS",
        default: "",
        help: "Its postal address, on one line. `effen outreach run` wants it.",
    },
    Key {
        name: "EFFEN_AGENCY_REGISTER",
        default: "",
        help: "Its number in the register of collection agencies. `effen outreach run` wants it.",
    },
    Key {
        name: "EFFEN_COMPLAINTS",
        default: "klachten@effen.example",
        help: "Where complaints go: an e-mail address, named on every message.",
    },
    Key {
        name: "EFFEN_LETTER_WINDOW",
        default: "left",
        help: "Where the envelopes for letters have their window: `left`, or `right` as in Belgium.",
    },
    Key {
        name: "EFFEN_OUTREACH",
        default: "off",
        help: "`on`: the server itself looks every ten minutes whom to remind. `off`: only `effen outreach run` does.",
    },
    Key { name: "EFFEN_MAIL_FROM", default: "Effen Incasso <noreply@effen.example>", help: "Sender of e-mail." },
    Key {
        name: "EFFEN_SMTP_URL",
        default: "",
        help: "`smtps://USER:PASSWORD@HOST` or `smtp://HOST:PORT`. Empty: mail goes to the outbox folder.",
    },
    Key {
        name: "EFFEN_SMS_URL",
        default: "",
        help: "Address of a gateway that takes text messages as JSON: see docs/OUTREACH.md. Empty: no text messages.",
    },
    Key { name: "EFFEN_SMS_KEY", default: "", help: "What opens that gateway: sent as a bearer token." },
    Key { name: "EFFEN_SMS_FROM", default: "Effen", help: "Sender of text messages, at most 11 letters and digits." },
    Key {
        name: "EFFEN_PROVIDER_IBANS",
        default: "",
        help: "Accounts from which the payment provider pays out to ours, with commas between.",
    },
    Key {
        name: "EFFEN_MOLLIE_KEY",
        default: "",
        help: "API key of the payment provider. Required by `serve`; the demo uses its own sandbox.",
    },
    Key {
        name: "EFFEN_MOLLIE_URL",
        default: "https://api.mollie.com",
        help: "Base address of the payment provider's API.",
    },
    Key {
        name: "EFFEN_SEPA_CREDITOR_ID",
        default: "",
        help: "SEPA creditor identifier that the provider collects under. Empty: direct debit is not offered.",
    },
    Key {
        name: "EFFEN_AGENTS_SECOND_STEP",
        default: "off",
        help: "`on`: every agent has to sign in with a second step (a code from an app). `off`: who wants to does.",
    },
    Key { name: "EFFEN_LOG", default: "info,sqlx=error", help: "Log filter." },
];

/// The settings, checked.
#[derive(Debug, Clone)]
pub struct Config {
    /// See [`KEYS`].
    pub database_url: String,
    /// See [`KEYS`].
    pub listen: SocketAddr,
    /// See [`KEYS`]. Without a trailing slash.
    pub public_url: String,
    /// See [`KEYS`].
    pub trusted_proxies: Vec<IpAddr>,
    /// See [`KEYS`].
    pub site_root: PathBuf,
    /// See [`KEYS`].
    pub data_dir: PathBuf,
    /// See [`KEYS`].
    pub law_dir: Option<PathBuf>,
    /// See [`KEYS`].
    pub phone: String,
    /// See [`KEYS`].
    pub agency: String,
    /// See [`KEYS`].
    pub agency_address: String,
    /// See [`KEYS`].
    pub agency_register: String,
    /// See [`KEYS`].
    pub complaints: String,
    /// See [`KEYS`].
    pub letter_window: Window,
    /// See [`KEYS`].
    pub outreach: bool,
    /// See [`KEYS`].
    pub mail_from: String,
    /// See [`KEYS`].
    pub smtp_url: Option<String>,
    /// See [`KEYS`].
    pub sms_url: Option<String>,
    /// See [`KEYS`].
    pub sms_key: String,
    /// See [`KEYS`].
    pub sms_from: String,
    /// See [`KEYS`].
    pub provider_ibans: Vec<Iban>,
    /// See [`KEYS`].
    pub mollie_key: Option<String>,
    /// See [`KEYS`].
    pub mollie_url: String,
    /// See [`KEYS`].
    pub sepa_creditor_id: Option<String>,
    /// See [`KEYS`].
    pub agents_second_step: bool,
    /// See [`KEYS`].
    pub log: String,
}

/// A setting that cannot be used; names the key and what would be right.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{key}: {reason}")]
pub struct ConfigError {
    /// The key.
    pub key: String,
    /// What is wrong and what would be right.
    pub reason: String,
}

fn wrong(key: &str, reason: impl Into<String>) -> ConfigError {
    ConfigError { key: key.to_owned(), reason: reason.into() }
}

/// The address of what listens here, as a browser on this machine types it.
fn here(listen: SocketAddr) -> String {
    match listen {
        SocketAddr::V6(own) if own.ip().is_loopback() => format!("http://{own}"),
        _ => format!("http://127.0.0.1:{}", listen.port()),
    }
}

impl Config {
    /// Reads the file (if given), then the environment, which wins.
    pub fn load(file: Option<&std::path::Path>) -> Result<Self, ConfigError> {
        let mut values: BTreeMap<String, String> =
            KEYS.iter().map(|key| (key.name.to_owned(), key.default.to_owned())).collect();
        if let Some(path) = file {
            read_file(path, &mut values)?;
        }
        for (name, value) in std::env::vars() {
            if let Some(slot) = values.get_mut(&name) {
                *slot = value;
            }
        }
        Self::from_values(&values)
    }

    /// Checks the values; all keys of [`KEYS`] must be there.
    pub fn from_values(values: &BTreeMap<String, String>) -> Result<Self, ConfigError> {
        let text = |key: &str| values.get(key).cloned().unwrap_or_default();
        let optional = |key: &str| Some(text(key)).filter(|value| !value.is_empty());
        let database_url = text("EFFEN_DATABASE_URL");
        if !["sqlite:", "postgres:", "postgresql:"].iter().any(|scheme| database_url.starts_with(scheme)) {
            return Err(wrong("EFFEN_DATABASE_URL", "must begin with sqlite: or postgres:"));
        }
        let listen: SocketAddr = text("EFFEN_LISTEN")
            .parse()
            .map_err(|_| wrong("EFFEN_LISTEN", "must be ADDRESS:PORT, for example 127.0.0.1:8080"))?;
        let public_url = optional("EFFEN_PUBLIC_URL").unwrap_or_else(|| here(listen));
        let public_url = public_url.trim_end_matches('/').to_owned();
        let host = public_url.strip_prefix("http://").map(|rest| rest.split(['/', ':']).next().unwrap_or(rest));
        let plain_here = host.is_some_and(|host| matches!(host, "127.0.0.1" | "localhost" | "[")); // '[::1]:8080' splits here
        if !plain_here && !public_url.starts_with("https://") {
            return Err(wrong("EFFEN_PUBLIC_URL", "must begin with https:// (or http:// on this machine)"));
        }
        let trusted_proxies = text("EFFEN_TRUSTED_PROXIES")
            .split(',')
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .map(|part| part.parse::<IpAddr>().map_err(|_| wrong("EFFEN_TRUSTED_PROXIES", "must be IP addresses")))
            .collect::<Result<_, _>>()?;
        let provider_ibans = text("EFFEN_PROVIDER_IBANS")
            .split(',')
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .map(|part| part.parse::<Iban>().map_err(|_| wrong("EFFEN_PROVIDER_IBANS", "must be IBANs")))
            .collect::<Result<_, _>>()?;
        let mollie_url = text("EFFEN_MOLLIE_URL").trim_end_matches('/').to_owned();
        if !mollie_url.starts_with("http") {
            return Err(wrong("EFFEN_MOLLIE_URL", "must be an http(s) address"));
        }
        let smtp_url = optional("EFFEN_SMTP_URL");
        if smtp_url.as_ref().is_some_and(|url| !url.starts_with("smtp://") && !url.starts_with("smtps://")) {
            return Err(wrong("EFFEN_SMTP_URL", "must begin with smtp:// or smtps://"));
        }
        let letter_window = Window::read(&text("EFFEN_LETTER_WINDOW"))
            .ok_or_else(|| wrong("EFFEN_LETTER_WINDOW", "must be left or right"))?;
        let sms_url = optional("EFFEN_SMS_URL");
        if sms_url.as_ref().is_some_and(|url| !url.starts_with("http://") && !url.starts_with("https://")) {
            return Err(wrong("EFFEN_SMS_URL", "must be an http(s) address"));
        }
        let sms_from = text("EFFEN_SMS_FROM");
        if !(1..=11).contains(&sms_from.len()) || !sms_from.chars().all(|c| c.is_ascii_alphanumeric()) {
            return Err(wrong("EFFEN_SMS_FROM", "must be one to eleven letters and digits"));
        }
        let switch = |key: &str| match text(key).as_str() {
            "on" => Ok(true),
            "off" => Ok(false),
            _ => Err(wrong(key, "must be on or off")),
        };
        let (outreach, agents_second_step) = (switch("EFFEN_OUTREACH")?, switch("EFFEN_AGENTS_SECOND_STEP")?);
        let sepa_creditor_id = optional("EFFEN_SEPA_CREDITOR_ID");
        if sepa_creditor_id.as_ref().is_some_and(|id| !effen::debit::is_creditor_id(id)) {
            return Err(wrong("EFFEN_SEPA_CREDITOR_ID", "must be a SEPA creditor identifier whose check digits fit"));
        }
        let mail_from = text("EFFEN_MAIL_FROM");
        if mail_from.parse::<lettre::message::Mailbox>().is_err() {
            return Err(wrong("EFFEN_MAIL_FROM", "must be an e-mail address, with or without a name before it"));
        }
        Ok(Self {
            database_url,
            listen,
            public_url,
            trusted_proxies,
            site_root: text("EFFEN_SITE_ROOT").into(),
            data_dir: text("EFFEN_DATA_DIR").into(),
            law_dir: optional("EFFEN_LAW_DIR").map(PathBuf::from),
            phone: text("EFFEN_PHONE"),
            agency: text("EFFEN_AGENCY"),
            agency_address: text("EFFEN_AGENCY_ADDRESS"),
            agency_register: text("EFFEN_AGENCY_REGISTER"),
            complaints: text("EFFEN_COMPLAINTS"),
            letter_window,
            outreach,
            mail_from,
            smtp_url,
            sms_url,
            sms_key: text("EFFEN_SMS_KEY"),
            sms_from,
            provider_ibans,
            mollie_key: optional("EFFEN_MOLLIE_KEY"),
            mollie_url,
            sepa_creditor_id,
            agents_second_step,
            log: text("EFFEN_LOG"),
        })
    }

    /// The defaults, for tests and the demo.
    pub fn defaults() -> Self {
        let values = KEYS.iter().map(|key| (key.name.to_owned(), key.default.to_owned())).collect();
        Self::from_values(&values).expect("the defaults pass their own check")
    }

    /// Do cookies need a secure connection? Everywhere but on plain http (loopback).
    pub fn secure(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}

fn read_file(path: &std::path::Path, values: &mut BTreeMap<String, String>) -> Result<(), ConfigError> {
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| wrong(&name, error.to_string()))?;
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| wrong(&name, error.to_string()))?;
    for (key, value) in table {
        let full = format!("EFFEN_{}", key.to_uppercase());
        let slot = values.get_mut(&full).ok_or_else(|| wrong(&full, format!("no such key (in {name})")))?;
        *slot = match value {
            toml::Value::String(text) => text,
            other => other.to_string(),
        };
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_public_address_links_lead_to_where_it_listens() {
        for (listen, url) in [
            ("127.0.0.1:8123", "http://127.0.0.1:8123"),
            ("0.0.0.0:80", "http://127.0.0.1:80"),
            ("[::1]:8080", "http://[::1]:8080"),
        ] {
            assert_eq!(with("EFFEN_LISTEN", listen).unwrap().public_url, url);
        }
    }

    fn with(key: &str, value: &str) -> Result<Config, ConfigError> {
        let mut values: BTreeMap<String, String> =
            KEYS.iter().map(|key| (key.name.to_owned(), key.default.to_owned())).collect();
        values.insert(key.to_owned(), value.to_owned());
        Config::from_values(&values)
    }

    #[test]
    fn a_wrong_value_is_refused_with_its_key() {
        for (key, value) in [
            ("EFFEN_DATABASE_URL", "mysql://x"),
            ("EFFEN_LISTEN", "8080"),
            ("EFFEN_PUBLIC_URL", "effen.example"),
            ("EFFEN_PUBLIC_URL", "http://effen.example"),
            ("EFFEN_PUBLIC_URL", "http://localhost.effen.example"),
            ("EFFEN_TRUSTED_PROXIES", "10.0.0.1, proxy"),
            ("EFFEN_SMTP_URL", "mail.example"),
            ("EFFEN_MAIL_FROM", "nobody"),
            ("EFFEN_SMS_URL", "sms.example"),
            ("EFFEN_SMS_FROM", "Effen Incasso NL"),
            ("EFFEN_SEPA_CREDITOR_ID", "NL00ZZZ999999990000"),
        ] {
            assert_eq!(with(key, value).unwrap_err().key, key);
        }
        assert!(with("EFFEN_LISTEN", "0.0.0.0:80").is_ok());
        for url in ["https://effen.example", "http://localhost:8080", "http://127.0.0.1:1", "http://[::1]:8080"] {
            assert!(with("EFFEN_PUBLIC_URL", url).is_ok(), "{url}");
        }
    }
}
