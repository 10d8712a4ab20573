//! What is found, by whom, how it is counted and in which order.

use super::*;

#[test]
fn another_teams_document_is_in_no_hit_and_no_count() {
    let south = Owner::Team { organisation: ORGANISATION, team: SOUTH };
    let stranger = Owner::Team { organisation: Uuid::from_u128(99), team: NORTH };
    let hidden = Document { owner: south, virtues: vec!["trouw".to_owned()], ..document("b", "schulden") };
    let foreign = Document { owner: stranger, ..document("c", "schulden") };
    let shared = Document { owner: Owner::Organisation(ORGANISATION), ..document("d", "schulden") };
    let (_folder, index, _writer) = built(vec![
        document("a", "schulden"),
        hidden,
        foreign,
        shared,
        handbook("e", "nl", "schulden"),
        handbook("f", "en", "schulden"),
    ]);
    assert_eq!(found(&index, "schuld"), ["a", "d", "e"]);
    assert_eq!(found(&index, ""), ["a", "d", "e"]);
    let virtue = SOUTH.to_string();
    for parameters in [vec![("q", "schuld")], vec![("virtue", "trouw")], vec![("team", virtue.as_str())]] {
        let results = search(&index, &parameters);
        assert!(counts(&results, Facet::Virtue).iter().all(|(value, _)| *value == "geduld"), "{parameters:?}");
        assert!(counts(&results, Facet::Team).iter().all(|(value, _)| *value == NORTH.to_string()));
        assert!(!keys(&results).contains(&"b"));
    }
    let nobody = Rights { teams: vec![], ..rights(&[]) };
    assert_eq!(keys(&index.search(&SearchQuery::default(), &nobody).unwrap()), ["e"], "in no team: the handbook only");
}

#[test]
fn facets_are_counted_and_a_chosen_one_keeps_its_other_values() {
    let lesson = Document { kind: Kind::Lesson, year: Some(2024), ..document("b", "regie") };
    let twice = vec!["moed".to_owned(), "geduld".to_owned(), "moed".to_owned()];
    let (_folder, index, _writer) =
        built(vec![document("a", "regie"), lesson, Document { virtues: twice, ..document("c", "regie") }]);
    let all = search(&index, &[("q", "regie")]);
    assert_eq!(all.total, 3);
    assert_eq!(counts(&all, Facet::Kind), [("record", 2), ("lesson", 1)]);
    assert_eq!(counts(&all, Facet::Virtue), [("geduld", 3), ("moed", 1)]);
    assert_eq!(counts(&all, Facet::Year), [("2025", 2), ("2024", 1)]);
    assert_eq!(counts(&all, Facet::Side), [("geduld/too_much", 3)]);

    let chosen = search(&index, &[("q", "regie"), ("kind", "lesson")]);
    assert_eq!(keys(&chosen), ["b"]);
    assert_eq!(counts(&chosen, Facet::Kind), [("record", 2), ("lesson", 1)]);
    assert_eq!(counts(&chosen, Facet::Year), [("2024", 1)]);

    let both = search(&index, &[("kind", "lesson"), ("kind", "record"), ("virtue", "moed")]);
    assert_eq!(keys(&both), ["c"]);
    assert_eq!(counts(&both, Facet::Kind), [("record", 1)]);
    assert_eq!(counts(&both, Facet::Virtue), [("geduld", 3), ("moed", 1)]);
}

#[test]
fn phrases_minus_and_small_words() {
    let (_folder, index, _writer) = built(vec![
        document("a", "De eigen regie van de cliënt"),
        document("b", "Regie over het eigen leven, en brieven"),
        document("c", "Een gezin met zorgen"),
    ]);
    assert_eq!(found(&index, "\"eigen regie\""), ["a"]);
    assert_eq!(found(&index, "regie"), ["a", "b"]);
    assert_eq!(found(&index, "regie -brief"), ["a"]);
    assert_eq!(found(&index, "-regie"), ["c"]);
    assert_eq!(found(&index, "-\"eigen regie\""), ["b", "c"]);
    assert_eq!(found(&index, "de regie"), ["a", "b"]);
    assert_eq!(found(&index, "zin"), Vec::<String>::new());
    assert_eq!(found(&index, "client"), ["a"]);
    assert_eq!(found(&index, "onvindbaar"), Vec::<String>::new());
}

#[test]
fn the_form_as_typed_and_the_title_come_first() {
    let titled = Document { title: "Brieven".to_owned(), ..document("t", "post") };
    let (_folder, index, _writer) =
        built(vec![document("a", "een brief"), document("b", "twee brieven"), titled, document("c", "iets")]);
    assert_eq!(keys(&search(&index, &[("q", "brieven")])), ["t", "b", "a"]);
}

#[test]
fn without_words_newest_comes_first_then_title_and_pages_follow() {
    let year = |key: &str, title: &str, year| Document { title: title.to_owned(), year, ..document(key, "tekst") };
    let mut documents: Vec<Document> = (0..25).map(|n| year(&format!("x{n:02}"), "Zorg", Some(2020))).collect();
    documents.extend([
        year("old", "Aap", Some(2019)),
        year("b", "Éénzaam", Some(2025)),
        year("a", "boos", Some(2025)),
        year("none", "Aap", None),
    ]);
    let (_folder, index, _writer) = built(documents);
    let first = search(&index, &[]);
    assert_eq!((first.total, first.pages(), first.hits.len()), (29, 2, PAGE_SIZE));
    assert_eq!(keys(&first)[..3], ["a", "b", "x00"]);
    let second = search(&index, &[("page", "2")]);
    assert_eq!(keys(&second)[7..], ["old", "none"]);
    assert!(search(&index, &[("page", "99")]).hits.is_empty());
    let newest = search(&index, &[("q", "tekst"), ("sort", "newest")]);
    assert_eq!(keys(&newest), keys(&first));
}

#[test]
fn field_words_narrow_and_exclude() {
    let lesson = Document { kind: Kind::Lesson, year: Some(2024), ..document("b", "regie") };
    let (_folder, index, _writer) = built(vec![document("a", "regie"), lesson]);
    let name = Name { facet: Facet::Virtue, value: "geduld".to_owned(), label: "Geduld".to_owned() };
    let ask = |text: &str| {
        let query = SearchQuery::parse([("q", text)]).understood(std::slice::from_ref(&name));
        let results = index.search(&query, &rights(&[NORTH])).unwrap();
        keys(&results).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(ask("regie jaar:2024"), ["b"]);
    assert_eq!(ask("regie -jaar:2024"), ["a"]);
    assert_eq!(ask("deugd:geduld jaar:2025"), ["a"]);
    assert_eq!(ask("jaar:1999"), Vec::<String>::new());
}

#[test]
fn compounds_other_names_and_slips_are_found_in_their_order() {
    let (_folder, index, _writer) = built(vec![
        document("typed", "over de verslaving van toen"),
        document("form", "over twee verslavingen toen"),
        document("name", "over middelengebruik van toen"),
        document("part", "over de verslavingszorg toen"),
        document("other", "een gezin zonder zorgen"),
    ]);
    assert_eq!(keys(&search(&index, &[("q", "verslaving")])), ["typed", "form", "part", "name"]);
    assert!(found(&index, "verslavimg").contains(&"typed".to_owned()));
    assert_eq!(found(&index, "zin"), Vec::<String>::new());
}

#[test]
fn a_long_question_finds_what_has_a_few_of_its_words() {
    let (_folder, index, _writer) =
        built(vec![document("a", "een kanarie in de keuken"), document("b", "een lange brief")]);
    let asked = "kanarie keuken fiets hek regen radio gordijn melk trap sleutel";
    assert_eq!(found(&index, asked), ["a"]);
}

#[test]
fn no_text_is_an_error() {
    let (_folder, index, _writer) = built(vec![document("a", "een brief over schulden")]);
    let hostile = [
        "\"".repeat(1000),
        "*".repeat(1000),
        "a".repeat(10_000),
        "deugd:".repeat(500),
        "(((AND OR NOT title:[* TO *]^9".to_owned(),
        "brieff ".repeat(2000),
        "-".repeat(999),
        "\u{0}\u{202e}\u{feff}".to_owned(),
    ];
    for text in hostile {
        let query = SearchQuery::parse([("q", text.as_str())]).understood(&[]);
        index.search(&query, &rights(&[NORTH])).unwrap();
        index.did_you_mean(&query, &rights(&[NORTH])).unwrap();
        index.completed(&query, &rights(&[NORTH]), 5).unwrap();
    }
}

#[test]
fn english_pages_are_read_as_english_by_who_reads_english() {
    let (_folder, index, _writer) = built(vec![handbook("e", "en", "Studies of caring conversations")]);
    let ask = |language: &str| {
        let rights = Rights { handbook_language: language.to_owned(), ..rights(&[NORTH]) };
        index.search(&SearchQuery::parse([("q", "conversation")]), &rights).unwrap().total
    };
    assert_eq!((ask("en"), ask("nl")), (1, 0));
}
