use super::*;

fn resolve(flags: &Flags, environment: &[(&str, &str)]) -> anyhow::Result<Config> {
    let environment: Vec<(String, String)> =
        environment.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
    Config::resolve(flags, &|name| environment.iter().find(|(k, _)| k == name).map(|(_, v)| v.clone()))
}

#[test]
fn flags_beat_the_environment_and_sources_are_told() {
    let flags = Flags { listen: Some("127.0.0.1:4000".into()), ..Flags::default() };
    let config = resolve(&flags, &[("OMGANG_LISTEN", "127.0.0.1:5000"), ("OMGANG_DATA", "elsewhere")]).unwrap();
    assert_eq!(config.listen.port(), 4000);
    let lines = config.describe();
    assert!(lines.contains(&"listen = 127.0.0.1:4000  (flag)".to_owned()), "{lines:?}");
    assert!(lines.contains(&"data = elsewhere  (environment)".to_owned()), "{lines:?}");
}

#[test]
fn a_wrong_setting_is_named() {
    let wrong = [
        ("OMGANG_LISTEN", "here"),
        ("OMGANG_BEHIND_PROXY", "perhaps"),
        ("OMGANG_PUBLIC_URL", "http://omgang.example"),
        ("OMGANG_SMTP", "smtp://omgang:geheim@mail.example:25"),
        ("OMGANG_BACKUP_EVERY", "soms"),
        ("OMGANG_BACKUP_KEEP", "0"),
        ("OMGANG_BACKUP_RECIPIENT", "age1niets"),
        ("OMGANG_BACKUP_DIR", "backups"),
        ("OMGANG_METRICS_LISTEN", "9464"),
        ("OMGANG_LOG_FORMAT", "xml"),
    ];
    for (variable, value) in wrong {
        let name = variable.trim_start_matches("OMGANG_").to_lowercase();
        let error = resolve(&Flags::default(), &[(variable, value)]).unwrap_err().to_string();
        assert!(error.contains(&name), "{error}");
    }
}

#[test]
fn the_demo_has_a_folder_of_its_own_and_tells_its_port() {
    let mut config = Config::resolve_demo(&Flags::default(), Some(0), &|_| None).unwrap();
    assert_eq!((config.data.as_path(), config.demo), (Path::new("demo-data"), true));
    config.note_listening(SocketAddr::from(([127, 0, 0, 1], 4321)));
    assert_eq!(config.public_url, "http://127.0.0.1:4321");
}

#[test]
fn a_database_password_is_masked() {
    let config =
        resolve(&Flags::default(), &[("OMGANG_DATABASE", "postgres://omgang:geheim@db/omgang?sslmode=verify-full")])
            .unwrap();
    assert!(config.describe().iter().all(|line| !line.contains("geheim")));
    let mail = [("OMGANG_SMTP", "smtps://omgang:geheim@mail.example:465"), ("OMGANG_MAIL_FROM", "o@mail.example")];
    let config = resolve(&Flags::default(), &mail).unwrap();
    assert!(config.describe().iter().all(|line| !line.contains("geheim")) && config.carrier().unwrap().is_on());
}

#[test]
fn backups_go_to_a_key_or_unencrypted_when_somebody_says_so() {
    let key = crate::crypto::envelope::Identities::generate().recipients();
    let of = |recipient: &str| {
        resolve(&Flags::default(), &[("OMGANG_BACKUP_DIR", "backups"), ("OMGANG_BACKUP_RECIPIENT", recipient)])
    };
    let backups = of(&key).unwrap().backups;
    assert_eq!((backups.every_hours, backups.keep), (24, 14));
    assert!(matches!(backups.sealing, Some(Sealing::To(_))));
    assert!(matches!(of("unencrypted").unwrap().backups.sealing, Some(Sealing::Unencrypted)));
}

/// Settings of a provider in the environment, with one of them another way.
fn provider(secret: &Path, change: (&str, &str)) -> anyhow::Result<Config> {
    let secret = secret.display().to_string();
    let mut all = vec![
        ("OMGANG_OPENID_ISSUER", "https://login.example/tenant"),
        ("OMGANG_OPENID_CLIENT", "omgang"),
        ("OMGANG_OPENID_SECRET_FILE", secret.as_str()),
        ("OMGANG_OPENID_NAME", "Maaskant"),
    ];
    all.retain(|(name, _)| *name != change.0);
    all.push(change);
    resolve(&Flags::default(), &all)
}

#[test]
fn a_provider_is_used_with_all_it_needs_and_a_wrong_setting_is_named() {
    let folder = tempfile::TempDir::new().unwrap();
    let (secret, empty) = (folder.path().join("geheim"), folder.path().join("leeg"));
    std::fs::write(&secret, "heel geheim\n").unwrap();
    std::fs::write(&empty, "\n").unwrap();
    let config = provider(&secret, ("OMGANG_OPENID_SECOND_FACTOR", "amr:mfa acr:https://x.example/y")).unwrap();
    let openid = config.openid.as_ref().unwrap();
    assert_eq!(openid.secret.secret(), "heel geheim");
    assert_eq!(openid.second_factor[1], openid::Vouching::Class("https://x.example/y".into()));
    assert!(openid.covers("maaskant"));
    assert!(!format!("{config:?} {:?}", config.describe()).contains("heel geheim"));
    let only = provider(&secret, ("OMGANG_OPENID_ORGANISATIONS", "maaskant de-brug")).unwrap().openid.unwrap();
    assert_eq!((only.covers("de-brug"), only.covers("elders")), (true, false));
    for issuer in ["http://127.0.0.1:9000", "http://[::1]:9000/x", "http://localhost"] {
        assert!(provider(&secret, ("OMGANG_OPENID_ISSUER", issuer)).is_ok(), "{issuer}");
    }
    let (gone, empty) = (folder.path().join("weg").display().to_string(), empty.display().to_string());
    for change in [
        ("OMGANG_OPENID_ISSUER", "http://login.example"),
        ("OMGANG_OPENID_ISSUER", "http://localhost.example"),
        ("OMGANG_OPENID_ISSUER", "login.example"),
        ("OMGANG_OPENID_ISSUER", "https://login.example/?tenant=x"),
        ("OMGANG_OPENID_ISSUER", "https://wie:wat@login.example"),
        ("OMGANG_OPENID_CLIENT", ""),
        ("OMGANG_OPENID_SECRET_FILE", ""),
        ("OMGANG_OPENID_SECRET_FILE", &gone),
        ("OMGANG_OPENID_SECRET_FILE", &empty),
        ("OMGANG_OPENID_NAME", ""),
        ("OMGANG_OPENID_NAME", "een naam die op geen enkele knop nog past, hoe breed die ook is"),
        ("OMGANG_OPENID_ORGANISATIONS", "Stichting Maaskant"),
        ("OMGANG_OPENID_SECOND_FACTOR", "mfa"),
        ("OMGANG_OPENID_SECOND_FACTOR", "amr:"),
    ] {
        let name = change.0.trim_start_matches("OMGANG_").to_lowercase();
        let error = provider(&secret, change).unwrap_err().to_string();
        assert!(error.contains(&format!("setting `{name}`")), "{error}");
    }
    let alone = resolve(&Flags::default(), &[("OMGANG_OPENID_CLIENT", "omgang")]).unwrap_err().to_string();
    assert!(alone.contains("`openid_client` needs `openid_issuer`"), "{alone}");
    assert!(resolve(&Flags::default(), &[]).unwrap().openid.is_none());
}

#[test]
fn the_docs_have_every_setting_and_their_number() {
    let docs = include_str!("../../docs/OPERATIONS.md");
    let lines = resolve(&Flags::default(), &[]).unwrap().describe();
    assert!(docs.contains(&format!("{} are valid", lines.len())), "the sample of `omgang check`: {}", lines.len());
    for line in lines {
        let name = line.split(" = ").next().unwrap();
        assert!(docs.contains(&format!("| {name} | OMGANG_{} |", name.to_uppercase())), "{name}");
    }
}
