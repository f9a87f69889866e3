//! The one error type of the server's inside. What a person reads is made in `web::problem`, never from its Display.

/// Everything that can go wrong below a page.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database refused or was not reachable.
    #[error("database: {0}")]
    Db(#[from] sqlx::Error),
    /// A migration failed.
    #[error("migration: {0}")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    /// Nothing by that id that this person may see.
    #[error("not found: {0}")]
    NotFound(&'static str),
    /// An agent's role does not reach so far.
    #[error("the role does not allow this")]
    Forbidden,
    /// The request cannot be carried out as it stands; the sentence is for logs.
    #[error("refused: {0}")]
    Refused(String),
    /// The same idempotency key came with other content.
    #[error("this form was already sent with other content")]
    KeyReused,
    /// The page that this was sent from was made for another file than the one signed in to.
    #[error("the page belongs to another file")]
    OtherFile,
    /// Too many tries; seconds until the next.
    #[error("too many tries, wait {0} s")]
    TooMany(u32),
    /// Another system (payment provider, mail server) failed.
    #[error("{0}")]
    Outside(String),
    /// A value in the database that no code of ours writes.
    #[error("broken data: {0}")]
    Broken(String),
    /// A file or a socket.
    #[error("io: {0}")]
    Io(#[from] std::io::Error),
}

/// Results inside the server.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl From<effen::kinds::UnknownWord> for Error {
    fn from(word: effen::kinds::UnknownWord) -> Self {
        Self::Broken(word.to_string())
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::Broken(format!("json: {error}"))
    }
}
