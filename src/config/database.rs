//! The way to a database on another machine: over TLS, or in the clear because somebody says so.

use anyhow::bail;

/// Hosts that are this machine, or a folder of sockets on it.
const HERE: [&str; 4] = ["", "localhost", "127.0.0.1", "[::1]"];

/// Refuses an address of PostgreSQL on another machine that doesn't say how the way there is protected.
pub(super) fn check_way_there(database: &str) -> anyhow::Result<()> {
    let Some((_, rest)) = database.split_once("://").filter(|(scheme, _)| *scheme != "sqlite") else { return Ok(()) };
    let (before, options) = rest.split_once('?').unwrap_or((rest, ""));
    let authority = before.split('/').next().unwrap_or_default();
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let name = if host.starts_with('[') { host.split_inclusive(']').next() } else { host.split(':').next() };
    let given = |key: &str| {
        let pairs = options.split('&').filter_map(|pair| pair.split_once('='));
        pairs.filter(|(name, _)| *name == key).map(|(_, value)| value).next_back()
    };
    let is_here = given("host").map_or_else(
        || HERE.contains(&name.unwrap_or_default()) || host.starts_with("%2F"),
        |host| HERE.contains(&host) || host.starts_with('/') || host.starts_with("%2F"),
    );
    match given("sslmode").or_else(|| given("ssl-mode")) {
        _ if is_here => Ok(()),
        Some("verify-full" | "verify-ca" | "require" | "disable") => Ok(()),
        _ => bail!(
            "setting `database`: it is on another machine, so say how the way there is protected. Add `?sslmode=verify-full` \
             (with `&sslrootcert=FILE` for a certificate of your own house), or in a network that only the two of them \
             share `?sslmode=disable`"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_to_another_machine_is_protected_or_open_because_somebody_says_so() {
        for fine in [
            "sqlite:///srv/omgang/omgang.db",
            "postgres://omgang@localhost/omgang",
            "postgres://omgang:ge%40heim@127.0.0.1:5433/omgang",
            "postgres://omgang@[::1]:5432/omgang",
            "postgres:///omgang?host=/run/postgresql",
            "postgres://%2Frun%2Fpostgresql/omgang",
            "postgres://omgang@db/omgang?sslmode=verify-full&sslrootcert=/etc/ssl/house.pem",
            "postgres://omgang@db/omgang?sslmode=disable",
        ] {
            check_way_there(fine).unwrap();
        }
        for open in [
            "postgres://omgang@db/omgang",
            "postgresql://omgang:geheim@10.0.0.5:5432/omgang?sslmode=prefer",
            "postgres://omgang@localhost/omgang?host=db.example",
            "postgres://omgang@localhost@db.example/omgang",
        ] {
            let refusal = check_way_there(open).unwrap_err().to_string();
            assert!(refusal.contains("sslmode=verify-full"), "{open}");
        }
    }
}
