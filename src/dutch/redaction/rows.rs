//! Names that open the lines of a list: where most lines begin with somebody, a word that opens another line is somebody too
//! ('- wijngaard ivm de huur'). Looks at marked lines only: after a hyphen, a bullet, a number or a time.

use std::ops::Range;

use super::Category::Person;
use super::Confidence::Possible;
use super::Reason::Listed;
use super::draft::Draft;
use super::lexicon::List;
use super::sloppy;
use super::token::{Gap, Token};

/// The fewest lines that make a list.
const LINES: usize = 3;

/// How the lines of a list are marked.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Marking {
    Sign,
    Number,
}

/// A marked line: where its words begin.
struct Row {
    marking: Marking,
    start: usize,
}

/// Finds them all.
pub(super) fn find(draft: &mut Draft<'_>) {
    let lines = lines(draft);
    let mut rows: Vec<Row> = Vec::new();
    for line in lines {
        let row = row(draft, line);
        let goes_on = row.as_ref().zip(rows.last()).is_none_or(|(row, last)| row.marking == last.marking);
        if row.is_none() || !goes_on {
            find_in(draft, &rows);
            rows.clear();
        }
        if let Some(row) = row {
            find_labelled(draft, row.start);
            rows.push(row);
        }
    }
    find_in(draft, &rows);
}

fn lines(draft: &Draft<'_>) -> Vec<Range<usize>> {
    let mut starts: Vec<usize> = (0..draft.len()).filter(|at| draft.tokens[*at].gap == Gap::Line).collect();
    starts.push(draft.len());
    starts.windows(2).map(|pair| pair[0]..pair[1]).collect()
}

fn row(draft: &Draft<'_>, line: Range<usize>) -> Option<Row> {
    let first = &draft.tokens[line.start];
    let sign = ["-", "–", "*", "•", "→", ">"].contains(&first.text);
    let number = first.is_number() && first.text.len() <= 2;
    let mut start = line.start + 1;
    while number
        && start < line.end.min(line.start + 4)
        && (draft.tokens[start].is_number() || [".", ")", ":"].contains(&draft.tokens[start].text))
    {
        start += 1;
    }
    let apart = start < line.end && draft.tokens[start].gap == Gap::Blank;
    let marking = if sign { Marking::Sign } else { Marking::Number };
    ((sign || number) && apart).then_some(Row { marking, start })
}

/// '1 kuiper: nog steeds geen inkomen'.
fn find_labelled(draft: &mut Draft<'_>, at: usize) {
    let token = &draft.tokens[at];
    let colon = draft.get(at + 1).is_some_and(|next| next.is_mark(':') && next.is_glued());
    let surname = token.on(List::Surname) && !token.on(List::Noted) && !token.on(List::Kin) && !token.on(List::Role);
    if colon && surname && token.folded.len() > 2 {
        draft.add(at..at + 1, Person, Possible, Listed);
    }
}

/// Takes the word that opens a line for a name when most lines open with one.
fn find_in(draft: &mut Draft<'_>, rows: &[Row]) {
    let opens_with = |draft: &Draft<'_>, row: &Row| {
        (row.start..row.start + 3)
            .any(|at| draft.is_person(at) && (at == row.start || draft.follows_closely(row.start, at)))
    };
    let named = rows.iter().filter(|row| opens_with(draft, row)).count();
    if rows.len() < LINES || named * 2 < rows.len() {
        return;
    }
    for row in rows {
        if !opens_with(draft, row) && is_name(draft, row.start) {
            draft.add(row.start..row.start + 1, Person, Possible, Listed);
        }
    }
}

fn is_name(draft: &Draft<'_>, at: usize) -> bool {
    let token = &draft.tokens[at];
    let unknown = !token.traits.is_ordinary() && !token.traits.is_compound();
    token.is_word()
        && token.folded.len() > 2
        && !sloppy::is_never(token)
        && !token.on(List::Noted)
        && (token.on(List::FirstName) || token.on(List::Surname) || unknown)
        && !draft.get(at + 1).is_some_and(|next: &Token<'_>| next.is_glued() && (next.is_word() || next.is_dash()))
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    #[test]
    fn lines_that_open_with_names() {
        assert_eq!(
            found("- dilara 9.30\n- schaap over de huur\n- hatice belt"),
            ["person dilara", "person schaap", "person hatice"]
        );
        assert_eq!(found("1 kuiper: geen inkomen"), ["person kuiper"]);
        assert_eq!(found("- brood\n- schaap voeren\n- melk"), Vec::<String>::new());
    }
}
