//! Messages laid into a folder instead of sent: every one as a file of its own, written whole or not at all. E-mails
//! are `.eml` files that any mail program opens; beside each lies a `.json` that the demonstration's page reads.

use super::{Mail, Mailer, message};
use crate::config::Config;
use crate::error::Result;
use async_trait::async_trait;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// See the module.
pub struct Outbox {
    folder: PathBuf,
    from: String,
}

/// A message as the folder keeps it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Kept {
    /// 'email', 'sms', 'letter', …
    pub channel: String,
    /// When, epoch ms by the machine's clock.
    pub at: i64,
    /// Address or number.
    pub to: String,
    /// Subject, or ''.
    pub subject: String,
    /// The message as text.
    pub text: String,
}

/// The outbox of this installation.
pub fn folder(config: &Config) -> PathBuf {
    config.data_dir.join("outbox")
}

impl Outbox {
    /// In the data folder of the settings.
    pub fn new(config: &Config) -> Self {
        Self { folder: folder(config), from: config.mail_from.clone() }
    }
}

#[async_trait]
impl Mailer for Outbox {
    async fn send(&self, mail: &Mail) -> Result<()> {
        let eml = message(mail, &self.from)?.formatted();
        let kept = Kept {
            channel: "email".into(),
            at: jiff::Timestamp::now().as_millisecond(),
            to: mail.to.clone(),
            subject: mail.subject.clone(),
            text: mail.text.clone(),
        };
        let folder = self.folder.clone();
        blocking(move || {
            let name = file_name(kept.at);
            write_whole(&folder, &format!("{name}.eml"), &eml)?;
            write_whole(&folder, &format!("{name}.json"), serde_json::to_string(&kept)?.as_bytes())
        })
        .await
    }
}

/// Lays a message of another channel into the folder: no provider for it is connected.
pub async fn keep(config: &Config, kept: Kept) -> Result<()> {
    let folder = folder(config);
    blocking(move || {
        let name = file_name(kept.at);
        write_whole(&folder, &format!("{name}.json"), serde_json::to_string(&kept)?.as_bytes())
    })
    .await
}

/// The newest messages, newest first.
pub async fn list(config: &Config, count_max: usize) -> Result<Vec<Kept>> {
    let folder = folder(config);
    blocking(move || {
        let entries = match std::fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error.into()),
        };
        let mut names: Vec<PathBuf> = entries.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
        names.retain(|path| path.extension().is_some_and(|ext| ext == "json"));
        names.sort_unstable_by(|a, b| b.cmp(a));
        names.truncate(count_max);
        names.iter().map(|path| Ok(serde_json::from_slice(&std::fs::read(path)?)?)).collect()
    })
    .await
}

/// Sorts by time; two of one millisecond stay apart.
fn file_name(at: i64) -> String {
    format!("{at:014}-{}", crate::new_id::uuid())
}

/// Writes a file so that nobody ever sees half of it, and nobody but its owner sees it at all: such files hold links
/// and codes.
pub fn write_whole(folder: &Path, name: &str, content: &[u8]) -> Result<()> {
    std::fs::create_dir_all(folder)?;
    let unfinished = folder.join(format!(".{name}.part"));
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&unfinished)?;
    file.write_all(content)?;
    file.sync_all()?;
    std::fs::rename(&unfinished, folder.join(name))?;
    Ok(())
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(|error| std::io::Error::other(error.to_string()))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn mails_lie_in_the_folder_newest_first() {
        let folder = tempfile::tempdir().unwrap();
        let config = Config { data_dir: folder.path().into(), ..Config::defaults() };
        assert_eq!(list(&config, 10).await.unwrap(), []);
        let outbox = Outbox::new(&config);
        for number in 1..=3 {
            let subject = format!("Mail {number}");
            let mail =
                Mail { to: "d@example.org".into(), subject, text: "Dag".into(), html: String::new(), id: "1".into() };
            outbox.send(&mail).await.unwrap();
        }
        let kept = list(&config, 2).await.unwrap();
        assert_eq!(kept.iter().map(|mail| mail.subject.as_str()).collect::<Vec<_>>(), ["Mail 3", "Mail 2"]);
        let files = std::fs::read_dir(super::folder(&config)).unwrap().count();
        assert_eq!(files, 6, "an .eml and a .json each, nothing half-written");
    }
}
