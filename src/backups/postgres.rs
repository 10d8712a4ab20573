//! PostgreSQL's own programs: pg_dump and pg_restore. A password goes to them in the environment, where other users don't see it.

use std::io::ErrorKind;
use std::path::Path;
use std::process::Stdio;

use tokio::process::Command;

use super::refused::{At, Refused};

/// What a program says at most, in characters.
const MOST_SAID: usize = 400;

/// Writes the database as it is at this moment into a file.
pub async fn dump(url: &str, to: &Path) -> Result<(), Refused> {
    let mut command = program("pg_dump", url);
    command.args(["--format=custom", "--no-owner", "--no-privileges"]).arg("--file").arg(to);
    run("pg_dump", command, to).await
}

/// Reads a dump into an empty database: all of it, or nothing.
pub async fn load(url: &str, from: &Path) -> Result<(), Refused> {
    let mut command = program("pg_restore", url);
    command.args(["--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error"]).arg(from);
    run("pg_restore", command, from).await
}

fn program(name: &str, url: &str) -> Command {
    let (url, password) = without_password(url);
    let mut command = Command::new(name);
    command.arg(format!("--dbname={url}"));
    if let Some(password) = password {
        command.env("PGPASSWORD", password);
    }
    command
}

async fn run(name: &'static str, mut command: Command, file: &Path) -> Result<(), Refused> {
    let ran =
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).kill_on_drop(true).output().await;
    let output = match ran {
        Err(error) if error.kind() == ErrorKind::NotFound => return Err(Refused::NoProgram(name)),
        ran => ran.at(Path::new(name))?,
    };
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    if said.contains("No space left on device") {
        return Err(Refused::Full(file.to_owned()));
    }
    let said: String = said.trim().replace('\n', "; ").chars().take(MOST_SAID).collect();
    Err(Refused::Program { program: name, said })
}

/// Takes the password out of `postgres://user:password@host/database`.
fn without_password(url: &str) -> (String, Option<String>) {
    let Some((scheme, rest)) = url.split_once("://") else { return (url.to_owned(), None) };
    let (authority, after) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
    let Some((user, host)) = authority.rsplit_once('@') else { return (url.to_owned(), None) };
    let Some((user, password)) = user.split_once(':') else { return (url.to_owned(), None) };
    let password = percent_encoding::percent_decode_str(password).decode_utf8_lossy().into_owned();
    (format!("{scheme}://{user}@{host}{after}"), Some(password))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_password_leaves_the_address() {
        let (url, password) = without_password("postgres://omgang:ge%40heim@db:5432/omgang?sslmode=require");
        assert_eq!(url, "postgres://omgang@db:5432/omgang?sslmode=require");
        assert_eq!(password.as_deref(), Some("ge@heim"));
        for url in ["postgres://omgang@localhost/x?host=/tmp/a:b@c", "postgres://db/omgang", "postgres:"] {
            assert_eq!(without_password(url), (url.to_owned(), None));
        }
    }
}
