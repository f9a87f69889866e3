//! The mail port: one trait, an adapter for SMTP and one that lays mails into a folder.

pub mod outbox;
pub mod smtp;

use crate::config::Config;
use crate::error::{Error, Result};
use async_trait::async_trait;
use lettre::Message;
use lettre::message::{Mailbox, MultiPart, header};
use std::sync::Arc;

/// A mail to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// Address, with or without a name before it.
    pub to: String,
    /// Subject.
    pub subject: String,
    /// The mail as plain text.
    pub text: String,
    /// The mail as HTML, or '' for none.
    pub html: String,
    /// Names this mail among all: a second attempt carries the same, so that a mail server can drop the double.
    pub id: String,
}

/// Something that sends mail. `Ok` means it was taken over for delivery.
#[async_trait]
pub trait Mailer: Send + Sync {
    /// Sends one mail.
    ///
    /// # Errors
    /// [`Error::Refused`] when no further attempt can help (a broken address), [`Error::Outside`] or [`Error::Io`] when
    /// one may.
    async fn send(&self, mail: &Mail) -> Result<()>;
}

/// The adapter that the settings ask for.
pub fn mailer(config: &Config) -> Result<Arc<dyn Mailer>> {
    Ok(match &config.smtp_url {
        Some(url) => Arc::new(smtp::Smtp::new(url, &config.mail_from)?),
        None => Arc::new(outbox::Outbox::new(config)),
    })
}

/// The mail as it travels.
pub fn message(mail: &Mail, from: &str) -> Result<Message> {
    let from: Mailbox = from.parse().map_err(|error| Error::Refused(format!("EFFEN_MAIL_FROM: {error}")))?;
    // The address itself stays out of the error, which is logged.
    let to: Mailbox = mail.to.parse().map_err(|_| Error::Refused("an e-mail address that cannot be used".into()))?;
    let domain = from.email.domain().to_owned();
    let builder = Message::builder()
        .from(from)
        .to(to)
        .subject(mail.subject.clone())
        .message_id(Some(format!("<{}@{domain}>", mail.id)))
        .date_now()
        .header(AutoSubmitted);
    let built = if mail.html.is_empty() {
        builder.header(header::ContentType::TEXT_PLAIN).body(mail.text.clone())
    } else {
        builder.multipart(MultiPart::alternative_plain_html(mail.text.clone(), mail.html.clone()))
    };
    built.map_err(|error| Error::Refused(format!("a mail that cannot be built: {error}")))
}

/// `Auto-Submitted: auto-generated` (RFC 3834): answering machines leave us alone.
#[derive(Debug, Clone, Copy)]
struct AutoSubmitted;

impl header::Header for AutoSubmitted {
    fn name() -> header::HeaderName {
        header::HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> std::result::Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> header::HeaderValue {
        header::HeaderValue::new(Self::name(), "auto-generated".into())
    }
}
