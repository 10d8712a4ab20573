use super::*;

fn normal(word: &str) -> String {
    let found = words(word);
    assert_eq!(found.len(), 1, "{word}");
    found[0].normal.clone()
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
        assert_eq!(normal(one), normal(other), "{one} and {other}");
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
        assert_ne!(normal(one), normal(other), "{one} and {other}");
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
fn a_token_stream_counts_positions_from_nought() {
    let mut analyser = analyser(Form::Normal);
    let mut stream = analyser.token_stream("twee huizen");
    let mut seen = Vec::new();
    while let Some(token) = stream.next() {
        seen.push((token.position, token.text.clone()));
    }
    assert_eq!(seen, [(0, "twee".to_owned()), (1, "huis".to_owned())]);
}
