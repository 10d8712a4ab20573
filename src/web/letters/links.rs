//! Mails with a one-time link: they go at once, and aren't kept anywhere.

use entity::ids::LetterId;

use super::LetterText;
use crate::mail::Mail;
use crate::people::recovery::RECOVERY_HOURS;
use crate::teams::invitations::INVITATION_DAYS;
use crate::web::Here;

/// What became of a mail with a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mailed {
    Sent,
    Failed,
    Off,
}

impl Mailed {
    /// Returns the key of the sentence that tells it.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Sent => "mail-sent",
            Self::Failed => "mail-not-sent",
            Self::Off => "mail-off",
        }
    }
}

/// Mails a one-time link at once: it isn't kept anywhere in the meantime. `purpose` is `invitation` or `recovery`.
pub async fn mail_link(here: &Here, purpose: &str, (name, email): (&str, &str), link: &str) -> Mailed {
    if !here.app.mail.is_on() {
        return Mailed::Off;
    }
    match send_link(here, purpose, (name, email), link).await {
        Ok(()) => Mailed::Sent,
        Err(error) => {
            tracing::warn!(purpose, error = format!("{error:#}"), "a link wasn't mailed");
            Mailed::Failed
        }
    }
}

async fn send_link(here: &Here, purpose: &str, (name, email): (&str, &str), link: &str) -> anyhow::Result<()> {
    let language = here.language;
    let (days, hours) = (INVITATION_DAYS.to_string(), RECOVERY_HOURS.to_string());
    let organisation = here.actor.organisation_name.as_str();
    let words = [("organisation", organisation), ("by", here.actor.name.as_str()), ("days", &days), ("hours", &hours)];
    let (subject, body) = match purpose {
        "recovery" => (language.t("mail-recovery-subject"), language.t_all("mail-recovery", &words)),
        _ => (language.t_all("mail-invitation-subject", &words), language.t_all("mail-invitation", &words)),
    };
    let text = LetterText {
        name: name.split_whitespace().next().unwrap_or(email).to_owned(),
        paragraphs: vec![body],
        look: language.t("mail-look-link"),
        url: link.to_owned(),
        switch_off: String::new(),
    };
    let id = format!("link-{}", LetterId::new());
    let to = (name.to_owned(), email.to_owned());
    here.app.mail.send(Mail { to, subject, text: text.render(language)?, calendar: None, unsubscribe: None, id }).await
}
