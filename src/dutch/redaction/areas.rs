//! Neighbourhoods, parks and waters by how their names are made: 'Componistenbuurt', 'Zevenbergse haven'. Only reads.

use super::draft::Draft;
use super::lexicon::{self, List};
use super::token::{Gap, Shape};

/// 'Componistenbuurt', 'Meidoornflat', 'Wantijpark'.
pub(super) fn is_area(draft: &Draft<'_>, at: usize) -> bool {
    let token = &draft.tokens[at];
    let ends = |ending: &String| token.folded.len() > ending.len() + 3 && token.folded.ends_with(ending.as_str());
    token.is_capital()
        && lexicon::endings(List::Area).iter().any(ends)
        && !token.traits.is_ordinary()
        && !token.on(List::FirstName)
        && draft
            .before(area_start(draft, at), 1)
            .is_some_and(|before| before.is("de") || before.is("het") || before.is("op") || before.on(List::PlaceCue))
}

/// Goes back over 'Te', 'Oude', 'Prins' before an area.
pub(super) fn area_start(draft: &Draft<'_>, at: usize) -> usize {
    let mut start = at;
    while at - start < 2
        && draft.tokens[start].gap == Gap::Blank
        && draft.before(start, 1).is_some_and(|before| before.shape == Shape::Capital && !before.starts_sentence)
        && !draft.is_claimed(start - 1)
    {
        start -= 1;
    }
    start
}

/// 'Zevenbergse haven', 'Kralingse bos': what is called after a town.
pub(super) fn is_named_after_town(draft: &Draft<'_>, at: usize) -> bool {
    const KINDS: [&str; 19] = [
        "haven", "plas", "bos", "toren", "kerk", "brug", "markt", "vaart", "sluis", "dijk", "weg", "heide", "meer",
        "poort", "hout", "plein", "singel", "kade", "hei",
    ];
    let token = &draft.tokens[at];
    token.shape == Shape::Capital
        && token.folded.len() > 5
        && token.folded.ends_with("se")
        && !token.traits.is_ordinary()
        && draft.follows(at + 1)
        && draft.tokens[at + 1].is_one_of(&KINDS)
}
