//! How a search helps beyond the words: proposals, related words, and what the best documents teach.

use super::*;

#[test]
fn another_spelling_and_completions_come_from_what_one_may_read() {
    let south = Owner::Team { organisation: ORGANISATION, team: SOUTH };
    let hidden = Document { owner: south, ..document("b", "vlonderbruggen vlonderpad") };
    let (_folder, index, _writer) = built(vec![document("a", "een vlonderbrug over de sloot"), hidden]);
    let meant = |text: &str| {
        let query = SearchQuery::parse([("q", text)]);
        let meant = index.did_you_mean(&query, &rights(&[NORTH])).unwrap();
        meant.map(|query| query.text().to_owned())
    };
    assert_eq!(meant("de Vlonderbrux -zorg").as_deref(), Some("de vlonderbrug -zorg"));
    assert_eq!(meant("vlonderpat"), None, "only another team has that word");
    assert_eq!(meant("vlonderbrug sloot"), None);
    let completed = |text: &str| {
        let query = SearchQuery::parse([("q", text), ("kind", "record"), ("page", "2")]);
        let completed = index.completed(&query, &rights(&[NORTH]), 5).unwrap();
        completed.iter().map(SearchQuery::to_url_query).collect::<Vec<_>>()
    };
    assert_eq!(completed("over Vlo"), ["q=over%20vlonderbrug&kind=record"]);
    for none in ["vlonderbrug", "vlonderp", "v", "zzz", "deugd:vlo", ""] {
        assert!(completed(none).is_empty(), "{none}");
    }
}

#[test]
fn what_is_withdrawn_is_proposed_no_more() {
    let (_folder, index, mut writer) = built(vec![document("a", "een vlonderbrug"), document("b", "anders")]);
    let proposed =
        |text: &str| index.completed(&SearchQuery::parse([("q", text)]), &rights(&[NORTH]), 5).unwrap().len();
    assert_eq!(proposed("vlond"), 1);
    writer.apply(vec![Change::Remove { key: "a".to_owned() }], 2).unwrap();
    assert_eq!(proposed("vlond"), 0);
}

#[test]
fn related_words_find_together_where_the_words_themselves_find_few() {
    let own = || Thesaurus::read("linde ~ buurtkamer, koffieochtend, wijkhuis");
    let ask = |index: &Index, text: &str| {
        let query = SearchQuery::parse([("q", text)]).with_own_words(own().into());
        let results = index.search(&query, &rights(&[NORTH])).unwrap();
        keys(&results).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    let documents = || {
        vec![
            document("itself", "bij de linde"),
            document("both", "een koffieochtend in de buurtkamer"),
            document("one", "een koffieochtend aan zee"),
            document("none", "een lange brief"),
        ]
    };
    let (_folder, index, _writer) = built(documents());
    assert_eq!(ask(&index, "linde"), ["itself", "both"], "one related word finds nothing");
    assert_eq!(ask(&index, "linde -buurtkamer"), ["itself"]);
    let other = Owner::Team { organisation: ORGANISATION, team: SOUTH };
    let hidden = Document { owner: other, ..document("hidden", "koffieochtend in de buurtkamer van de linde") };
    let many = (0..12).map(|number| document(&format!("more{number:02}"), "onder de linde"));
    let (_folder, index, _writer) = built(documents().into_iter().chain(many).chain([hidden]).collect());
    let found = ask(&index, "linde");
    assert!(found.len() == 13 && !found.contains(&"both".to_owned()), "the words find enough: {found:?}");
}

#[test]
fn a_related_word_lifts_what_was_found() {
    let own = Thesaurus::read("linde ~ buurtkamer");
    let (_folder, index, _writer) = built(vec![
        document("a", "bij de linde in de straat"),
        document("b", "bij de linde in de buurtkamer"),
        document("c", "in de buurtkamer zelf"),
    ]);
    let query = SearchQuery::parse([("q", "linde")]).with_own_words(own.into());
    assert_eq!(keys(&index.search(&query, &rights(&[NORTH])).unwrap()), ["b", "a"]);
}

#[test]
fn a_long_text_teaches_what_it_says_most() {
    // More different words than are kept of a document; the one that matters comes again and again, at the end.
    let filler = |salt: u32| (0..150).map(|number| format!("w{salt}x{number}q")).collect::<Vec<_>>().join(" ");
    let long = |salt| format!("de deur dicht. {} {}", filler(salt), "kanarie ".repeat(3));
    let mut documents = vec![
        document("a", &long(1)),
        document("b", &long(2)),
        document("c", &format!("de deur en een fiets {}", filler(3))),
        document("d", &format!("de deur en een kanarie {}", filler(4))),
    ];
    documents.extend((0..12).map(|number| document(&format!("x{number}"), "iets anders")));
    let (_folder, index, _writer) = built(documents);
    let found = search(&index, &[("q", "deur dicht")]);
    assert_eq!(keys(&found)[2..], ["d", "c"]);
}

#[test]
fn what_the_best_say_lifts_what_says_it_too_and_finds_nothing_more() {
    let other = Owner::Team { organisation: ORGANISATION, team: SOUTH };
    let (_folder, index, _writer) = built(vec![
        document("a", "de deur dicht, de radio zacht, zijn kanarie dood"),
        document("b", "de deur dicht, de radio zacht, een kanarie"),
        document("c", "de deur en een fiets bij het hek in de regen"),
        document("d", "de deur en een kanarie met radio in de regen"),
        document("e", "iets over werk"),
        Document { owner: other, ..document("f", "de deur dicht") },
        document("g", "iets over geld"),
        document("h", "iets over de buren"),
        document("i", "een lange brief"),
        document("j", "een feest in de wijk"),
        document("k", "een wandeling met de hond"),
        document("l", "een kop thee"),
    ]);
    assert_eq!(keys(&search(&index, &[("q", "deur dicht")])), ["b", "a", "d", "c"]);
}
