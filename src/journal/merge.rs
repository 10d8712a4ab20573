//! Puts the branches of one entry together, so that no sentence of any device is lost.
//!
//! The newest branch is the text. What other branches say besides is kept apart, sentence by sentence, until the owner has
//! seen it. Hours and each place have a time of their own: what was changed last counts, whichever branch arrived last. Surprising: a sentence that was taken out on one device comes back here if another device still had it.

use std::collections::HashSet;

use super::entry::Body;

/// A branch's words put together with those of the others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    pub body: Body,
    /// Sentences of older branches that the newest doesn't have, by the key of their question; empty: the open one.
    pub elsewhere: Vec<(String, String)>,
}

/// Merges branches; `None` when there is none.
pub fn merge(mut branches: Vec<Body>) -> Option<Merged> {
    branches.sort_by_key(|body| body.saved);
    let mut merged = Merged { body: branches.pop()?, elsewhere: Vec::new() };
    for older in branches.into_iter().rev() {
        add(&mut merged, older);
    }
    Some(merged)
}

/// Returns a body in which the sentences from elsewhere stand below its own, to be edited.
pub fn joined(merged: Merged) -> Body {
    let Merged { mut body, elsewhere } = merged;
    for (key, sentence) in elsewhere {
        let text = match body.answers.iter_mut().find(|answer| answer.key == key) {
            Some(answer) => &mut answer.text,
            None => &mut body.text,
        };
        text.push_str("\n\n");
        text.push_str(&sentence);
    }
    body
}

fn add(merged: &mut Merged, older: Body) {
    let body = &mut merged.body;
    body.begun = body.begun.min(older.begun);
    let mut missing = lacking(&body.text, &older.text);
    let mut rows: Vec<_> = missing.drain(..).map(|sentence| (String::new(), sentence)).collect();
    for answer in older.answers {
        match body.answers.iter().find(|own| own.key == answer.key) {
            Some(own) => rows.extend(lacking(&own.text, &answer.text).into_iter().map(|s| (answer.key.clone(), s))),
            None => body.answers.push(answer),
        }
    }
    for row in rows {
        if !merged.elsewhere.contains(&row) {
            merged.elsewhere.push(row);
        }
    }
    for place in older.places {
        match body.places.iter_mut().find(|own| own.virtue == place.virtue) {
            Some(own) if own.at < place.at => *own = place,
            Some(own) if own.at == 0 => {
                own.was = own.was.or(place.was);
                own.wish = own.wish.or(place.wish);
            }
            Some(_) => {}
            None => body.places.push(place),
        }
    }
    for (own, others) in [(&mut body.feelings, older.feelings), (&mut body.tensions, older.tensions)] {
        let others: Vec<_> = others.into_iter().filter(|key| !own.contains(key)).collect();
        own.extend(others);
    }
    if body.hours_at < older.hours_at {
        (body.hours, body.hours_at) = (older.hours, older.hours_at);
    } else if body.hours_at == 0 {
        body.hours = body.hours.take().or(older.hours);
    }
    let brought: Vec<_> = older.brought.into_iter().filter(|one| !body.brought.contains(one)).collect();
    body.brought.extend(brought);
}

/// Returns the sentences of `other` that `own` doesn't have.
fn lacking(own: &str, other: &str) -> Vec<String> {
    let known: HashSet<&str> = sentences(own).collect();
    sentences(other).filter(|sentence| !known.contains(sentence)).map(str::to_owned).collect()
}

/// Splits a text where a line or a sentence ends; nothing but white space is left out.
pub fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.lines().flat_map(|line| {
        let mut rest = line;
        std::iter::from_fn(move || {
            let whole = rest.trim_start();
            if whole.is_empty() {
                return None;
            }
            let end = whole
                .char_indices()
                .zip(whole.chars().skip(1))
                .find(|((_, c), next)| matches!(c, '.' | '?' | '!' | '…') && next.is_whitespace())
                .map_or(whole.len(), |((at, c), _)| at + c.len_utf8());
            rest = &whole[end..];
            Some(whole[..end].trim_end())
        })
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::journal::entry::{Answer, Dimension, Hours, Place};

    fn body(saved: i64, text: &str) -> Body {
        Body { saved, text: text.into(), ..Body::default() }
    }

    #[test]
    fn sentences_end_at_their_marks_and_at_lines() {
        let found: Vec<_> = sentences("Ze zei niets. Echt niets!  Of 3.5 keer?\nNieuwe regel\n\n Slot …").collect();
        assert_eq!(found, ["Ze zei niets.", "Echt niets!", "Of 3.5 keer?", "Nieuwe regel", "Slot …"]);
    }

    #[test]
    fn the_newest_is_the_text_and_the_rest_stands_beside_it() {
        let merged = merge(vec![body(2, "A. B. C."), body(1, "A. D. B.")]).unwrap();
        assert_eq!(merged.body.text, "A. B. C.");
        assert_eq!(merged.elsewhere, [(String::new(), "D.".to_owned())]);
        assert_eq!(joined(merged).text, "A. B. C.\n\nD.");
    }

    #[test]
    fn answers_of_both_stay() {
        let answer = |key: &str, text: &str| Answer { key: key.into(), question: "?".into(), text: text.into() };
        let one = Body { answers: vec![answer("a", "Hier.")], ..body(1, "") };
        let two = Body { answers: vec![answer("a", "Daar."), answer("b", "Toch.")], ..body(2, "") };
        let merged = merge(vec![one, two]).unwrap();
        assert_eq!(merged.body.answers.len(), 2);
        assert_eq!(merged.elsewhere, [("a".to_owned(), "Hier.".to_owned())]);
    }

    #[test]
    fn hours_and_places_that_were_changed_last_count_also_when_they_were_cleared() {
        let hours = |minutes| Hours { minutes, dimension: Dimension::Personal, about: String::new() };
        let place = |was, at| Place {
            virtue: "geduld".into(),
            name: "Geduld".into(),
            too_little: "Vluchtig".into(),
            too_much: "Traag".into(),
            was,
            wish: None,
            at,
        };
        let changed = Body { hours: Some(hours(45)), hours_at: 5, places: vec![place(Some(17), 5)], ..body(1, "") };
        let stale = Body { hours: Some(hours(20)), hours_at: 3, places: vec![place(Some(50), 3)], ..body(9, "") };
        let cleared = Body { hours: None, hours_at: 7, places: vec![place(None, 7)], ..body(2, "") };
        let noted = |branches: &[&Body]| {
            let body = merge(branches.iter().copied().cloned().collect()).unwrap().body;
            (body.hours.map(|hours| hours.minutes), body.places[0].was)
        };
        assert_eq!(noted(&[&changed, &stale]), (Some(45), Some(17)));
        assert_eq!(noted(&[&cleared, &stale, &changed]), (None, None));
        // What was written before anybody noted a time.
        let old = Body { hours: Some(hours(10)), places: vec![place(Some(5), 0)], ..body(1, "") };
        assert_eq!(noted(&[&old, &Body { places: vec![place(None, 0)], ..body(2, "") }]), (Some(10), Some(5)));
    }

    proptest! {
        #[test]
        fn no_sentence_is_ever_lost(texts in prop::collection::vec("[ab .!\n]{0,40}", 1..5)) {
            let branches = texts.iter().zip(0..).map(|(text, saved)| body(saved, text)).collect();
            let text = joined(merge(branches).unwrap()).text;
            let kept: HashSet<&str> = sentences(&text).collect();
            for sentence in texts.iter().flat_map(|text| sentences(text)) {
                prop_assert!(kept.contains(sentence), "{sentence:?} is not in {text:?}");
            }
        }
    }
}
