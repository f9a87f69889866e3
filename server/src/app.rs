//! What every request handler and job shares.

use crate::clock::Clock;
use crate::config::Config;
use crate::db::Db;
use crate::documents::Press;
use crate::hashing::Hashing;
use crate::mail::{self, Mailer};
use crate::outreach::gateway::{self, SmsGateway, WhatsappGateway};
use crate::pay::Desk;
use effen_app::frame::Assets;
use jiff::{Timestamp, civil::Date};
use std::ops::Deref;
use std::sync::Arc;

/// A cheap handle on everything shared.
#[derive(Clone)]
pub struct App(Arc<Inner>);

/// What is shared.
pub struct Inner {
    /// Settings.
    pub config: Config,
    /// The database.
    pub db: Db,
    /// The time.
    pub clock: Clock,
    /// Addresses of built files.
    pub assets: Arc<Assets>,
    /// Open chats.
    pub chat: Arc<crate::chat::Hub>,
    /// Does the database carry the demo mark?
    pub demo: bool,
    /// Payments.
    pub pay: Desk,
    /// Hashes codes and passwords, a few at a time.
    pub hashing: Hashing,
    /// Makes documents, a few at a time.
    pub press: Press,
    /// How each kind of debtor is treated.
    pub treatments: crate::outreach::treatments::Current,
    /// The words files are found by.
    pub words: crate::search::index::Words,
    /// Sends e-mail.
    pub mailer: Arc<dyn Mailer>,
    /// Sends text messages; `None`: nothing does.
    pub sms: Option<Arc<dyn SmsGateway>>,
    /// Sends WhatsApp messages; `None`: nothing does.
    pub whatsapp: Option<Arc<dyn WhatsappGateway>>,
}

impl Deref for App {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl App {
    /// Puts the parts together; reads the demo mark.
    pub async fn new(config: Config, db: Db, clock: Clock) -> crate::error::Result<Self> {
        let mailer = mail::mailer(&config)?;
        Self::with_mailer(config, db, clock, mailer).await
    }

    /// The same, with something of its own that sends mail.
    pub async fn with_mailer(
        config: Config,
        db: Db,
        clock: Clock,
        mailer: Arc<dyn Mailer>,
    ) -> crate::error::Result<Self> {
        // Leptos spawns its rendering on this; a second initialisation (tests) is refused and harmless.
        let _ = any_spawner::Executor::init_tokio();
        let demo: Option<String> =
            sqlx::query_scalar("SELECT value FROM setting WHERE key = 'demo'").fetch_optional(db.read()).await?;
        let assets = Arc::new(crate::web::assets::load(&config.site_root));
        let demo = demo.is_some();
        let pay = Desk::new(&config, &db, &clock, demo, &assets.style)?;
        let (sms, whatsapp) = (gateway::sms(&config, demo)?, gateway::whatsapp(&config, demo));
        let hashing = Hashing::default();
        let (chat, press, treatments, words) =
            (Arc::default(), Press::default(), Default::default(), Default::default());
        Ok(Self(Arc::new(Inner {
            config,
            db,
            clock,
            assets,
            chat,
            demo,
            pay,
            hashing,
            press,
            treatments,
            words,
            mailer,
            sms,
            whatsapp,
        })))
    }

    /// Now.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Now in epoch milliseconds, as the database keeps it.
    pub fn now_ms(&self) -> i64 {
        self.clock.now().as_millisecond()
    }

    /// Today at the agency.
    pub fn today(&self) -> Date {
        self.clock.today()
    }
}
