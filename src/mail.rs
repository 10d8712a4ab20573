//! Carries mail: by SMTP, into a folder (the demo), into memory (tests), or not at all.
//!
//! It knows no words and nobody's wishes: who gets which mail is `letters`, what it says is `web::letters`. Nothing here
//! logs an address.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use anyhow::{Context, bail};
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use serde::{Deserialize, Serialize};

/// Longest that one mail may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// Mails that the demo's page shows.
const MOST_SHOWN: usize = 200;

/// A mail, ready to go.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub struct Mail {
    /// Name and address of whom it is for.
    pub to: (String, String),
    pub subject: String,
    pub text: String,
    /// An iCalendar file with its method, such as `REQUEST`.
    pub calendar: Option<(String, String)>,
    /// Where such mail is switched off without signing in; nothing for a mail that somebody asked for.
    #[serde(default)]
    pub unsubscribe: Option<String>,
    /// Names the mail for ever, so that one that is sent twice is seen as one.
    pub id: String,
}

/// Where mail goes.
#[derive(Clone)]
enum Way {
    Nowhere,
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    Folder(PathBuf),
    Memory(Arc<Mutex<Vec<Mail>>>),
}

/// Carries mail from one sender.
#[derive(Clone)]
pub struct Carrier {
    way: Way,
    from: Mailbox,
}

impl Carrier {
    /// Carries nothing: pages say so instead of pretending.
    pub fn none() -> Self {
        Self { way: Way::Nowhere, from: demo_sender() }
    }

    /// Carries by SMTP. `url` is `smtps://user:password@host:465`, or `smtp://…:587?tls=required`; without TLS on this machine only.
    pub fn smtp(url: &str, from: &str) -> anyhow::Result<Self> {
        let plain = url.starts_with("smtp://") && !url.contains("tls=required");
        if plain && !is_loopback(url) {
            bail!(
                "setting `smtp`: outside this machine TLS is required: write smtps:// or put ?tls=required behind it"
            );
        }
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            .map_err(|_| anyhow::anyhow!("setting `smtp`: write it as smtps://user:password@host:465"))?;
        let from = from.parse().with_context(|| {
            format!("setting `mail_from` is `{from}`: write a name and an address, such as Omgang <omgang@example.nl>")
        })?;
        Ok(Self { way: Way::Smtp(transport.timeout(Some(PATIENCE)).build()), from })
    }

    /// Lays mail in a folder, as a file that any mail program opens, and one that `in_folder` reads.
    pub fn folder(path: PathBuf) -> Self {
        Self { way: Way::Folder(path), from: demo_sender() }
    }

    /// Keeps mail in memory, for tests.
    pub fn memory() -> Self {
        Self { way: Way::Memory(Arc::default()), from: demo_sender() }
    }

    /// Tells whether mail goes anywhere.
    pub fn is_on(&self) -> bool {
        !matches!(self.way, Way::Nowhere)
    }

    /// Returns the address that mail comes from.
    pub fn sender(&self) -> String {
        self.from.email.to_string()
    }

    /// Sends a mail, and waits until it was taken.
    pub async fn send(&self, mail: Mail) -> anyhow::Result<()> {
        match &self.way {
            Way::Nowhere => bail!("no mail is set up"),
            Way::Smtp(transport) => {
                let sent = tokio::time::timeout(PATIENCE, transport.send(self.message(&mail)?)).await;
                // The server's answer may hold the address: its kind is enough for a log.
                let refused = |error: lettre::transport::smtp::Error| match error.status() {
                    Some(code) => anyhow::anyhow!("the mail server answered {code}"),
                    None => anyhow::anyhow!("the mail server can't be reached"),
                };
                sent.context("the mail server took too long")?.map(|_| ()).map_err(refused)
            }
            Way::Folder(folder) => self.lay_down(folder, &mail).await,
            Way::Memory(kept) => {
                self.message(&mail)?;
                kept.lock().expect("nobody panics while holding the mails").push(mail);
                Ok(())
            }
        }
    }

    /// Takes what was kept in memory, in order.
    pub fn take(&self) -> Vec<Mail> {
        match &self.way {
            Way::Memory(kept) => std::mem::take(&mut *kept.lock().expect("nobody panics while holding the mails")),
            _ => Vec::new(),
        }
    }

    /// Reads what lies in the folder, the newest first, each with the name of its file; empty for other carriers.
    pub async fn in_folder(&self) -> anyhow::Result<Vec<(String, Mail)>> {
        let Way::Folder(folder) = &self.way else { return Ok(Vec::new()) };
        let mut names = Vec::new();
        let Ok(mut entries) = tokio::fs::read_dir(folder).await else { return Ok(names) };
        let mut files = Vec::new();
        while let Some(entry) = entries.next_entry().await? {
            let name = entry.file_name().to_string_lossy().into_owned();
            files.extend(name.strip_suffix(".json").map(str::to_owned));
        }
        files.sort_by(|a, b| b.cmp(a));
        for name in files.into_iter().take(MOST_SHOWN) {
            let text = tokio::fs::read(folder.join(format!("{name}.json"))).await?;
            names.push((name, serde_json::from_slice(&text)?));
        }
        Ok(names)
    }

    async fn lay_down(&self, folder: &Path, mail: &Mail) -> anyhow::Result<()> {
        let message = self.message(mail)?.formatted();
        tokio::fs::create_dir_all(folder).await?;
        // The message's id begins with the time, so that names sort.
        let name = folder.join(mail.id.replace(|c: char| !c.is_ascii_alphanumeric() && c != '-', "-"));
        tokio::fs::write(name.with_extension("eml"), message).await?;
        tokio::fs::write(name.with_extension("json"), serde_json::to_vec(mail)?).await?;
        Ok(())
    }

    fn message(&self, mail: &Mail) -> anyhow::Result<Message> {
        let to = mail.to.1.parse().context("an address can't be read")?;
        let host = self.from.email.domain();
        let header = |name: &'static str, value: String| HeaderValue::new(HeaderName::new_from_ascii_str(name), value);
        let mut builder = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(Some(one_line(&mail.to.0)).filter(|name| !name.is_empty()), to))
            .subject(one_line(&mail.subject))
            .message_id(Some(format!("<{}@{host}>", mail.id)))
            .raw_header(header("Auto-Submitted", "auto-generated".to_owned()));
        if let Some(url) = &mail.unsubscribe {
            builder = builder
                .raw_header(header("List-Unsubscribe", format!("<{url}>")))
                .raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()));
        }
        let text = SinglePart::plain(mail.text.clone());
        let Some((method, file)) = &mail.calendar else { return Ok(builder.singlepart(text)?) };
        let kind = ContentType::parse(&format!("text/calendar; charset=utf-8; method={method}"))?;
        let attached = Attachment::new("omgang.ics".to_owned()).body(file.clone(), kind);
        Ok(builder.multipart(MultiPart::mixed().singlepart(text).singlepart(attached))?)
    }
}

/// Makes a header's text one line: no name and no subject begins another header.
fn one_line(text: &str) -> String {
    text.replace(char::is_control, " ")
}

fn demo_sender() -> Mailbox {
    Mailbox::new(Some("Omgang".to_owned()), "omgang@demo.example".parse().expect("a constant address is valid"))
}

fn is_loopback(url: &str) -> bool {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.rsplit_once('@').map_or(rest, |(_, host)| host);
    let host = host.split(['/', '?']).next().unwrap_or_default();
    let host = host.rsplit_once(':').map_or(host, |(host, _)| host);
    matches!(host, "localhost" | "127.0.0.1" | "[::1]")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mail_without_tls_stays_on_this_machine() {
        let from = "Omgang <omgang@example.nl>";
        assert!(Carrier::smtp("smtp://127.0.0.1:2525", from).is_ok());
        assert!(Carrier::smtp("smtps://noor:geheim@mail.example.nl:465", from).is_ok());
        assert!(Carrier::smtp("smtp://mail.example.nl:587?tls=required", from).is_ok());
        let refused = Carrier::smtp("smtp://noor:geheim@mail.example.nl:25", from).err().unwrap().to_string();
        assert!(refused.contains("smtp") && !refused.contains("geheim"), "{refused}");
        let refused = Carrier::smtp("smtps://mail.example.nl", "omgang").err().unwrap().to_string();
        assert!(refused.contains("mail_from"), "{refused}");
        let refused = Carrier::smtp("mail.example.nl", from).err().unwrap().to_string();
        assert!(refused.contains("`smtp`"), "{refused}");
    }

    #[test]
    fn nothing_in_a_name_or_subject_becomes_a_header_of_its_own() {
        let sly = "Noor\r\nBcc: iemand@elders.example\r\n\r\nDag";
        let mail = Mail {
            to: (sly.into(), "noor@demo.example".into()),
            subject: sly.into(),
            text: "Dag Noor".into(),
            calendar: None,
            unsubscribe: None,
            id: "letter-1".into(),
        };
        let message = Carrier::memory().message(&mail).unwrap();
        let written = String::from_utf8(message.formatted()).unwrap();
        let (head, body) = written.split_once("\r\n\r\n").unwrap();
        assert!(!head.lines().any(|line| line.to_lowercase().starts_with("bcc:")), "{head}");
        assert_eq!(body.trim(), "Dag Noor");
    }

    #[test]
    fn a_mail_with_a_calendar_has_two_parts() {
        let mail = Mail {
            to: ("Noor Şahin".into(), "noor@demo.example".into()),
            subject: "Intervisie op dinsdag, één uur".into(),
            text: "Dag Noor".into(),
            calendar: Some(("REQUEST".into(), "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n".into())),
            unsubscribe: Some("https://omgang.example/mail/1/reminders/2".into()),
            id: "letter-1".into(),
        };
        let message = Carrier::memory().message(&mail).unwrap().formatted();
        let message = String::from_utf8(message).unwrap();
        for part in ["multipart/mixed", "text/plain", "method=REQUEST", "Message-ID: <letter-1@demo.example>"] {
            assert!(message.contains(part), "{part} in {message}");
        }
        assert!(message.contains("List-Unsubscribe: <https://omgang.example/mail/1/reminders/2>"), "{message}");
        assert!(message.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"));
        assert!(message.contains("Auto-Submitted: auto-generated") && message.contains("omgang.ics"));
    }
}
