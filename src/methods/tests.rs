//! The methods that come with the product, and methods that can't run.

use entity::placement::Moment;

use super::*;

#[test]
fn the_standard_method_has_four_phases_between_a_beginning_and_a_close() {
    let phases: Vec<Option<u8>> = standard().steps.iter().map(|step| step.phase).collect();
    assert_eq!(phases, [None, Some(1), Some(2), Some(3), Some(4), None]);
    assert_eq!(standard().steps[0].placed(), Some(Moment::Start));
    assert_eq!(standard().steps[5].placed(), Some(Moment::End));
    assert!(standard().steps[5].has(Tool::Closing));
    assert!(standard().steps.iter().all(|step| (4..=7).contains(&step.prompts.len())));
}

#[test]
fn every_method_names_its_source_and_fits_a_meeting() {
    for method in all() {
        assert!(method.source.chars().count() > 40, "{}: where does it come from?", method.key);
        assert!((20..=120).contains(&method.minutes()), "{}: {} minutes", method.key, method.minutes());
        assert!(method.steps.iter().all(|step| !step.prompts.is_empty()), "{}: questions", method.key);
    }
}

#[test]
fn two_of_the_shorter_form_are_ninety_minutes_and_a_part_gets_the_form_that_suits_it() {
    assert_eq!(find("omgangsoverleg-45").unwrap().minutes() * 2, 90);
    let suiting = |minutes| suiting(minutes).key.as_str();
    assert_eq!(
        [10, 29, 30, 45, 57].map(suiting),
        ["even-kort", "even-kort", "omgangsoverleg-45", "omgangsoverleg-45", "omgangsoverleg-45"]
    );
    assert_eq!([58, 90].map(suiting), ["omgangsoverleg", "omgangsoverleg"]);
}

/// Says what is wrong with a method after one change to a sound one.
fn after(change: impl FnOnce(&mut Method)) -> Vec<(Option<usize>, &'static str, Reason)> {
    let mut method = standard().clone();
    change(&mut method);
    flaws(&method).into_iter().map(|flaw| (flaw.step, flaw.field.as_str(), flaw.reason)).collect()
}

#[test]
fn a_method_without_a_step_is_refused() {
    assert_eq!(after(|method| method.steps.clear()), [(None, "steps", Reason::Required)]);
}

#[test]
fn a_step_in_which_nobody_may_write_is_refused_at_the_writers() {
    let flaws = after(|method| method.steps[1].writers = Writers::Nobody);
    assert_eq!(flaws, [(Some(1), "writers", Reason::NobodyWrites)]);
    let flaws = after(|method| method.steps[0].writers = Writers::Everyone);
    assert_eq!(flaws, [(Some(0), "tools", Reason::NoPlaceToWrite)]);
    assert_eq!(after(|method| method.steps[1].yields.clear()), [(Some(1), "yields", Reason::Required)]);
}

#[test]
fn a_reveal_that_never_comes_is_refused_at_the_step_that_waits_for_it() {
    let votes_on = |source: &'static str, seen| {
        after(move |method| {
            method.steps[1].seen = seen;
            method.steps[5].tools = vec![Tool::Votes];
            method.steps[5].moment = None;
            method.steps[5].votes = Some(3);
            method.steps[5].on = Some(source.into());
        })
    };
    let never = [(Some(5), "on", Reason::NeverShown)];
    assert_eq!(votes_on("explore", Seen::AfterReveal), []);
    assert_eq!(votes_on("explore", Seen::AuthorOnly), never, "what its author alone sees is never shown");
    assert_eq!(votes_on("start", Seen::AtOnce), never, "nothing is written there");
    assert_eq!(votes_on("elsewhere", Seen::AtOnce), never);
    let early = after(|method| {
        method.steps[2].more.push(Tool::Groups);
        method.steps[2].on = Some("decide".into());
    });
    assert_eq!(early, [(Some(2), "on", Reason::NeverShown)], "a later step hasn't been yet");
}

#[test]
fn nameless_writing_needs_company_and_a_reveal() {
    let nameless = |seen, writers| {
        after(move |method| {
            method.steps[1].named = false;
            method.steps[1].seen = seen;
            method.steps[1].writers = writers;
        })
    };
    assert_eq!(nameless(Seen::AfterReveal, Writers::Everyone), []);
    assert_eq!(nameless(Seen::AtOnce, Writers::Everyone), [(Some(1), "seen", Reason::NamelessAtOnce)]);
    assert_eq!(nameless(Seen::AfterReveal, Writers::Presenter), [(Some(1), "named", Reason::NamelessAlone)]);
}

#[test]
fn a_silent_presenter_does_not_write() {
    let silent = after(|method| {
        method.steps[3].presenter = Presenter::Listens;
        method.steps[3].writers = Writers::Presenter;
    });
    assert_eq!(silent, [(Some(3), "presenter", Reason::SilentWriter)]);
    let without = after(|method| {
        method.about = About::Team;
        method.steps.truncate(3);
        method.steps.remove(0);
        method.steps[0].writers = Writers::Colleagues;
    });
    assert_eq!(without, [(Some(0), "presenter", Reason::NoPresenter)]);
}

#[test]
fn more_than_two_tools_in_sight_are_refused() {
    let crowded = after(|method| {
        method.steps[1].more.clear();
        method.steps[1].tools = vec![Tool::Contributions, Tool::Turns, Tool::Hands];
    });
    assert_eq!(crowded, [(Some(1), "tools", Reason::TooMany)]);
    let doubled = after(|method| method.steps[1].more = vec![Tool::Contributions]);
    assert_eq!(doubled, [(Some(1), "tools", Reason::Twice)]);
}

#[test]
fn numbers_and_keys_have_their_limits() {
    assert_eq!(after(|method| method.steps[2].minutes = 0), [(Some(2), "minutes", Reason::OutOfRange)]);
    assert_eq!(after(|method| method.steps[2].key = "start".into()), [(Some(2), "key", Reason::Twice)]);
    assert_eq!(after(|method| method.steps[0].moment = None), [(Some(0), "tools", Reason::Moment)]);
    assert_eq!(after(|method| method.name.en.clear()), [(None, "name", Reason::Required)]);
    assert!(Method::parse("key = \"x\"").is_err());
}
