//! What carries text messages and WhatsApp messages: a port each, an adapter over HTTP for text messages, and the sink of
//! a demonstration for both.

mod sink;
pub mod sms_http;

use crate::config::Config;
use crate::error::Result;
use async_trait::async_trait;
use effen::kinds::Lang;
use std::sync::Arc;

/// A text message to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextMessage {
    /// Names this message among all: a second attempt carries the same, so that a gateway can drop the double.
    pub id: String,
    /// The number, with its country code.
    pub to: String,
    /// The words.
    pub text: String,
}

/// Something that sends text messages. `Ok` means it was taken over for delivery.
#[async_trait]
pub trait SmsGateway: Send + Sync {
    /// Sends one.
    ///
    /// # Errors
    /// [`crate::error::Error::Refused`] when no further attempt can help (no such number),
    /// [`crate::error::Error::Outside`] or [`crate::error::Error::Io`] when one may.
    async fn send(&self, message: &TextMessage) -> Result<()>;
}

/// A WhatsApp message to send: always an approved template with its parameters. Words of our own may be sent only within
/// 24 hours after the person last wrote to us there; we never do, so no clock has to be trusted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateMessage {
    /// See [`TextMessage::id`].
    pub id: String,
    /// The number, with its country code.
    pub to: String,
    /// The template's name.
    pub template: String,
    /// The template's language.
    pub language: Lang,
    /// What is put into the template's places, the first first.
    pub parameters: Vec<String>,
    /// What the address behind the template's button ends with.
    pub button: String,
}

/// Something that sends WhatsApp messages.
#[async_trait]
pub trait WhatsappGateway: Send + Sync {
    /// Sends one.
    ///
    /// # Errors
    /// As for [`SmsGateway::send`]. A template that is not approved is [`crate::error::Error::Outside`]: it says nothing
    /// of the number.
    async fn send(&self, message: &TemplateMessage) -> Result<()>;
}

/// What carries text messages here; `None`: nothing does, and another channel is chosen.
///
/// # Errors
/// A setting that cannot be used.
pub fn sms(config: &Config, demo: bool) -> Result<Option<Arc<dyn SmsGateway>>> {
    Ok(match &config.sms_url {
        Some(url) => Some(Arc::new(sms_http::SmsHttp::new(url, &config.sms_key, &config.sms_from)?)),
        None if demo => Some(Arc::new(sink::Sink::new(config))),
        None => None,
    })
}

/// What carries WhatsApp messages here.
pub fn whatsapp(config: &Config, demo: bool) -> Option<Arc<dyn WhatsappGateway>> {
    demo.then(|| Arc::new(sink::Sink::new(config)) as Arc<dyn WhatsappGateway>)
}
