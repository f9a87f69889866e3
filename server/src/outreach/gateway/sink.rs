//! The sink of a demonstration: messages are laid into the outbox folder, where the demonstration's page shows them. It
//! refuses what the platform behind it would refuse.

use super::{SmsGateway, TemplateMessage, TextMessage, WhatsappGateway};
use crate::config::Config;
use crate::error::{Error, Result};
use crate::mail::outbox::{self, Kept};
use crate::outreach::whatsapp;
use async_trait::async_trait;
use jiff::Timestamp;

/// See the module.
pub(super) struct Sink {
    config: Config,
}

impl Sink {
    pub(super) fn new(config: &Config) -> Self {
        Self { config: config.clone() }
    }

    async fn keep(&self, channel: &str, to: &str, text: String) -> Result<()> {
        let at = Timestamp::now().as_millisecond();
        let kept = Kept { channel: channel.to_owned(), at, to: to.to_owned(), subject: String::new(), text };
        outbox::keep(&self.config, kept).await
    }
}

#[async_trait]
impl SmsGateway for Sink {
    async fn send(&self, message: &TextMessage) -> Result<()> {
        self.keep("sms", &message.to, message.text.clone()).await
    }
}

#[async_trait]
impl WhatsappGateway for Sink {
    async fn send(&self, message: &TemplateMessage) -> Result<()> {
        let approved = whatsapp::templates();
        let found = approved.iter().find(|one| one.name == message.template && one.language == message.language);
        let template = found.ok_or_else(|| {
            Error::Outside(format!("the template {} is not approved in {}", message.template, message.language))
        })?;
        whatsapp::check_parameters(template, &message.parameters).map_err(Error::Outside)?;
        let words = whatsapp::filled(template, &message.parameters);
        let text = format!("{words}\n\n[{}] {}/link/{}", template.button, self.config.public_url, message.button);
        self.keep("whatsapp", &message.to, text).await
    }
}
