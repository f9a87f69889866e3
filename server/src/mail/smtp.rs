//! Mail through an SMTP server.

use super::{Mail, Mailer, message};
use crate::error::{Error, Result};
use async_trait::async_trait;
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor};
use std::time::Duration;

/// How long one step of the conversation may take.
const SMTP_STEP_MAX: Duration = Duration::from_secs(20);

/// See the module.
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: String,
}

impl Smtp {
    /// `url` as in the setting: `smtps://USER:PASSWORD@HOST`, `smtp://HOST:PORT`, with `?tls=required` for STARTTLS.
    pub fn new(url: &str, from: &str) -> Result<Self> {
        // Leaves the URL, which may hold a password, out of the sentence.
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            .map_err(|error| Error::Refused(format!("EFFEN_SMTP_URL: {error}")))?
            .timeout(Some(SMTP_STEP_MAX))
            .build();
        Ok(Self { transport, from: from.to_owned() })
    }
}

#[async_trait]
impl Mailer for Smtp {
    async fn send(&self, mail: &Mail) -> Result<()> {
        let message = message(mail, &self.from)?;
        match self.transport.send(message).await {
            Ok(_) => Ok(()),
            Err(error) if error.is_permanent() => Err(Error::Refused(format!("mail server: {error}"))),
            Err(error) => Err(Error::Outside(format!("mail server: {error}"))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
    use tokio::net::{TcpListener, TcpStream};

    /// Answers one SMTP conversation; refuses recipients at `full.example` for good and at `busy.example` for now.
    async fn converse(stream: TcpStream) -> Vec<String> {
        let mut stream = BufReader::new(stream);
        let mut said = Vec::new();
        let mut in_data = false;
        stream.write_all(b"220 test\r\n").await.unwrap();
        let mut line = String::new();
        while stream.read_line(&mut line).await.unwrap() > 0 {
            let text = line.trim_end().to_owned();
            line.clear();
            said.push(text.clone());
            let answer = match text.as_str() {
                "." if in_data => {
                    in_data = false;
                    "250 taken\r\n"
                }
                _ if in_data => continue,
                "DATA" => {
                    in_data = true;
                    "354 go on\r\n"
                }
                "QUIT" => "221 bye\r\n",
                other if other.starts_with("EHLO") => "250-test\r\n250 8BITMIME\r\n",
                other if other.contains("@full.example") => "550 no such box\r\n",
                other if other.contains("@busy.example") => "451 later\r\n",
                _ => "250 ok\r\n",
            };
            stream.write_all(answer.as_bytes()).await.unwrap();
            if text == "QUIT" {
                break;
            }
        }
        said
    }

    fn mail(to: &str) -> Mail {
        Mail {
            to: to.into(),
            subject: "Été à 5 €".into(),
            text: "Dag".into(),
            html: "<p>Dag</p>".into(),
            id: "n1".into(),
        }
    }

    #[tokio::test]
    async fn a_mail_reaches_an_smtp_server_and_refusals_are_told_apart() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("smtp://{}", listener.local_addr().unwrap());
        let server = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(converse(stream));
            }
        });
        let smtp = Smtp::new(&url, "Effen Incasso <noreply@effen.example>").unwrap();
        assert!(matches!(smtp.send(&mail("not an address")).await, Err(Error::Refused(_))));
        smtp.send(&mail("d@example.org")).await.unwrap();
        assert!(matches!(smtp.send(&mail("d@full.example")).await, Err(Error::Refused(_))));
        assert!(matches!(smtp.send(&mail("d@busy.example")).await, Err(Error::Outside(_))));
        drop(smtp);
        server.abort();
    }

    #[tokio::test]
    async fn what_travels_is_whole() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("smtp://{}", listener.local_addr().unwrap());
        let server = tokio::spawn(async move { converse(listener.accept().await.unwrap().0).await });
        {
            let smtp = Smtp::new(&url, "Effen Incasso <noreply@effen.example>").unwrap();
            smtp.send(&mail("d@example.org")).await.unwrap();
        }
        let said = server.await.unwrap();
        for needed in
            ["MAIL FROM:<noreply@effen.example>", "RCPT TO:<d@example.org>", "Message-ID: <n1@effen.example>", "DATA"]
        {
            assert!(said.iter().any(|line| line.starts_with(needed)), "{needed} is missing in {said:#?}");
        }
        assert!(said.iter().any(|line| line == "Auto-Submitted: auto-generated"));
        assert!(said.iter().any(|line| line.starts_with("Subject: =?utf-8?")));
    }
}
