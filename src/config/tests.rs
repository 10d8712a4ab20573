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
