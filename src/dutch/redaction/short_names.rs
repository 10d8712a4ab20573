//! Names of which a part is left out: 'v. Ginkel', 'Th. Rutten', 'van t hof'. Only reads.

use super::draft::Draft;
use super::lexicon::List;
use super::shape::{Lead, name_end};
use super::token::{Gap, Shape, Token};

/// 'Th. Rutten', 'Chr. de Boer': a first name of which two or three letters are left.
pub(super) fn shortened_first_end(draft: &Draft<'_>, at: usize) -> Option<usize> {
    let short = ["th", "chr", "joh", "ph", "corn", "jac", "wilh", "fr", "ant", "gerh", "alb"];
    let dotted = |at: usize| draft.get(at).is_some_and(|dot| dot.is_mark('.') && dot.is_glued());
    let token = &draft.tokens[at];
    if !token.is_capital()
        || !dotted(at + 1)
        || !token.is_one_of(&short)
        || !draft.follows(at + 2)
        || draft.is_claimed(at)
    {
        return None;
    }
    name_end(draft, at + 2, Lead::Title).filter(|end| draft.tokens[end - 1].is_capital())
}

/// 'v. B': letters that stand for somebody.
pub(super) fn shortened_van_letter(draft: &Draft<'_>, at: usize) -> bool {
    let dotted = |at: usize| draft.get(at).is_some_and(|dot| dot.is_mark('.') && dot.is_glued());
    let letter = |core: &Token<'_>| core.is_letter() && core.is_capital() && core.gap == Gap::Blank;
    draft.tokens[at].is("v")
        && dotted(at + 1)
        && draft.get(at + 2).is_some_and(letter)
        && !draft.tokens[at].is_glued()
        && draft.follows(at + 2)
}

/// 'v. Ginkel', where nothing stands before that it could go on with.
pub(super) fn shortened_van_end(draft: &Draft<'_>, at: usize) -> Option<usize> {
    if !draft.tokens[at].is("v") {
        return None;
    }
    let core = draft.get(at + 2).filter(|core| draft.follows(at + 2) && core.gap == Gap::Blank)?;
    let dotted = draft.get(at + 1).is_some_and(|dot| dot.is_mark('.') && dot.is_glued());
    let free = !draft.tokens[at].is_glued()
        && !draft.before(at, 1).is_some_and(|before| before.is_mark('.') || before.is_number());
    let name = core.is_word() && core.shape == Shape::Capital && !core.on(List::NeverStart) && !draft.is_claimed(at);
    (dotted && free && name).then_some(at + 3)
}

/// 'van t hof', 'van 't hof' in lower case.
pub(super) fn court_end(draft: &Draft<'_>, at: usize) -> Option<usize> {
    let small = draft.get(at + 1).filter(|_| draft.tokens[at].is("van") && draft.follows(at + 1))?;
    let core = if small.is("t") {
        at + 2
    } else if small.is_apostrophe() {
        at + 3
    } else {
        return None;
    };
    let word = draft.get(core).filter(|_| draft.follows(core))?;
    (word.is_word() && word.folded.len() > 2).then_some(core + 1)
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    #[test]
    fn shortened_names() {
        assert_eq!(found("Hoogachtend,\nTh. Rutten"), ["person Th. Rutten"]);
        assert_eq!(found("Toelichting. Haddou en v. Ginkel wonen er"), ["person Haddou", "person v. Ginkel"]);
        assert_eq!(
            found("huisarts van t hof bellen. met Ruben de V. gepraat"),
            ["person van t hof", "person Ruben de V"]
        );
    }
}
