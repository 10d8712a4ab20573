use super::*;

fn normal(word: &str) -> Vec<String> {
    let found = words(word);
    assert_eq!(found.len(), 1, "{word}");
    found[0].normals.clone()
}

fn meet(one: &str, other: &str) -> bool {
    let other = normal(other);
    normal(one).iter().any(|form| other.contains(form))
}

fn split(word: &str) -> String {
    compound::split(word).join("-")
}

fn exacts(text: &str) -> Vec<String> {
    words(text).into_iter().map(|word| word.exact).collect()
}

#[test]
fn forms_of_one_word_meet() {
    let pairs = [
        ("huizen", "huis"),
        ("brieven", "brief"),
        ("cliënt", "client"),
        ("cliënten", "client"),
        ("stad", "steden"),
        ("boze", "boos"),
        ("bracht", "brengen"),
        ("losgelaten", "loslaten"),
        ("losgelaten", "loslaat"),
        ("afgewezen", "afwijzen"),
        ("afgewezene", "afwijzen"),
        ("aangemelde", "aanmelden"),
        ("besproken", "bespreken"),
        ("begrepen", "begrijpt"),
        ("kinderen", "kind"),
        ("schulden", "schuld"),
        ("mannen", "man"),
        ("ideeën", "idee"),
        ("strategieën", "strategie"),
        ("risico's", "risico"),
        ("risico’s", "risicos"),
        ("baby'tje", "baby"),
        ("verslagen", "verslag"),
        ("afspraken", "afspraak"),
        ("casussen", "casus"),
        ("weigert", "weigeren"),
    ];
    for (one, other) in pairs {
        assert!(meet(one, other), "{one} and {other}");
    }
}

#[test]
fn different_words_stay_apart() {
    let pairs = [
        ("gezin", "zin"),
        ("regie", "regio"),
        ("geweld", "wel"),
        ("gesprek", "spreken"),
        ("gemeente", "meen"),
        ("gezondheid", "zon"),
        ("leven", "leveren"),
        ("wet", "weten"),
        ("raad", "rad"),
        ("eigen", "eigenlijk"),
        ("houding", "houden"),
        ("ouders", "ouderen"),
        ("verleden", "lid"),
    ];
    for (one, other) in pairs {
        assert!(!meet(one, other), "{one} and {other}");
    }
}

#[test]
fn accents_case_and_marks_do_not_matter() {
    assert_eq!(exacts("CLIËNT Clie\u{308}nt cli\u{eb}nt"), ["client", "client", "client"]);
    assert_eq!(exacts("ĳs IJS"), ["ijs", "ijs"]);
    assert_eq!(exacts("gezins\u{ad}coach"), ["gezinscoach"]);
}

#[test]
fn short_forms_with_an_apostrophe_are_read_in_full() {
    assert_eq!(exacts("'t gaat om d'r zoon, 's avonds"), ["het", "gaat", "om", "haar", "zoon", "s", "avonds"]);
    assert_eq!(exacts("‘regie’ en z’n foto’s"), ["regie", "en", "zijn", "fotos"]);
}

#[test]
fn offsets_point_into_the_text_as_written() {
    let text = "Die cliënt, (zegt ze) wíl niet.";
    let shown: Vec<&str> = words(text).iter().map(|word| &text[word.from..word.to]).collect();
    assert_eq!(shown, ["Die", "cliënt", "zegt", "ze", "wíl", "niet"]);
}

#[test]
fn odd_text_gives_no_words_and_no_panic() {
    assert!(words("' - … “” \u{301}\u{ad}'").iter().all(|word| !word.exact.is_empty()));
    assert_eq!(words(&"a".repeat(500))[0].exact.len(), LONGEST_WORD);
}

#[test]
fn compounds_are_taken_apart_where_they_were_put_together() {
    let table = [
        ("schuldhulpverlening", "schuld-hulpverlening"),
        ("handelingsverlegenheid", "handeling-verlegenheid"),
        ("kwaliteitsbewustzijn", "kwaliteit-bewustzijn"),
        ("wijkteam", "wijk-team"),
        ("casusbespreking", "casus-bespreking"),
        ("burenoverlast", "buren-overlast"),
        ("jeugdzorg", "jeugd-zorg"),
        ("kinderbescherming", "kind-bescherming"),
    ];
    for (word, parts) in table {
        assert_eq!(split(word), parts, "{word}");
    }
}

#[test]
fn what_is_no_compound_stays_whole() {
    for word in [
        "gezin",
        "terug",
        "uitkering",
        "huidige",
        "automaat",
        "behoedzaam",
        "kamer",
        "schouder",
        "verkrachting",
        "regie",
    ] {
        assert_eq!(split(word), "", "{word}");
    }
}

#[test]
fn shortened_words_are_completed() {
    let table = [
        ("zorg- en welzijnssector", Some("zorgsector")),
        ("voor- en nadelen", Some("voordelen")),
        ("wijk- of dorpsraden", Some("wijkraden")),
        ("hulp- en dienstverlening", Some("hulpverlening")),
        ("dag- en nachtopvang", Some("dagopvang")),
        ("Wmo-loket", Some("wmoloket")),
        ("zorg en welzijn", None),
        ("zorg - en welzijn", None),
    ];
    for (text, joined) in table {
        assert_eq!(words(text)[0].joined.as_deref(), joined, "{text}");
    }
}
