//! `omgang recover`: a recovery link for any account, made by who runs the instance.

use anyhow::Context;

use crate::app::App;
use crate::people::accounts::Email;
use crate::people::recovery::{self, Lost, RECOVERY_HOURS};

/// Prints the link.
pub async fn run(app: App, email: &str, everything: bool) -> anyhow::Result<()> {
    let lost = if everything { Lost::Everything } else { Lost::Password };
    let link = link(&app, email, lost).await?;
    println!("{link}");
    println!("the link works once, for {RECOVERY_HOURS} hours; give it to the owner of {email} and nobody else");
    if lost == Lost::Password {
        println!("a second factor is still asked for; if that is lost too: omgang recover {email} --everything");
    }
    Ok(())
}

/// Makes a recovery link; whoever uses it ends all logins of the account.
pub async fn link(app: &App, email: &str, lost: Lost) -> anyhow::Result<String> {
    let email = Email::parse(email).with_context(|| format!("`{email}` is no e-mail address"))?;
    let mut tx = app.db.write().await?;
    let token = recovery::offer_as_operator(&mut tx, &email, lost, app.clock.now()).await;
    let token = token.context("there is no account with this e-mail address in any organisation")?;
    tx.commit().await?;
    Ok(format!("{}/links/{}", app.config.public_url, token.reveal()))
}
