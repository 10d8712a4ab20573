use super::*;

fn read(pairs: &[(&str, &str)]) -> WriteForm {
    WriteForm::read(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
}

#[test]
fn text_stays_as_it_was_typed() {
    let pasted = " \u{a0}“Hij zei:\u{200b} nee”\r\n\u{7}•\tpunt\u{ad}je e\u{301} 👩🏽‍⚕️ ";
    let body = read(&[("text", pasted)]).body(Language::Dutch, Timestamp(5));
    assert_eq!(body.text, pasted.replace("\r\n", "\n"));
}

#[test]
fn answers_places_and_tags_are_read_and_the_unknown_is_passed_over() {
    let virtue = r#"{"virtue":"geduld","name":"Geduld","too_little":"Vluchtig","too_much":"Traag"}"#;
    let form = read(&[
        ("answer.presence/there", "Bij de deur."),
        ("answer.own/1", "Ja."),
        ("asked.own/1", "Was ik er?"),
        ("answer.presence/pace", " "),
        ("virtue", virtue),
        ("was.geduld", "17"),
        ("wish.geduld", ""),
        ("wish.moed", "50"),
        ("feeling", "tired"),
        ("feeling", "no such feeling"),
        ("tension", "act_wait"),
        ("other", "x"),
    ]);
    let body = form.body(Language::Dutch, Timestamp(5));
    assert_eq!(body.answers.iter().map(|a| a.question.as_str()).collect::<Vec<_>>()[1], "Was ik er?");
    assert_eq!((body.answers.len(), body.places.len()), (2, 1));
    assert_eq!((body.places[0].was, body.places[0].wish), (Some(17), None));
    assert_eq!((body.feelings, body.tensions), (vec!["tired".to_owned()], vec!["act_wait".to_owned()]));
    assert!(form.draft(Language::Dutch, Timestamp(5)).is_none(), "without an id there is no draft");
}
