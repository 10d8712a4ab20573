//! Puts a drawing on a page, with its words in our letters.

use super::{Flow, INNER, Kind, MARGIN, Mark};
use crate::pdf::lettering::Hand;
use crate::pdf::picture::{Anchor, Picture};

const WORDS: Hand = Hand { serif: false, bold: false, size: 8.0, quiet: false };
const NAME: Hand = Hand { serif: true, bold: false, size: 11.5, quiet: false };

impl Flow {
    /// Adds a drawing whole, on a new page when this one has no room for it.
    pub(super) fn picture(&mut self, picture: &Picture) {
        self.need(picture.height);
        let piece = self.piece(Kind::Figure, None);
        self.pieces[piece].told = Some(picture.told.clone());
        let (x, y) = (MARGIN, self.y);
        for shape in &picture.shapes {
            self.mark(Mark::Drawn { piece, shape: shape.clone(), x, y });
        }
        for label in &picture.labels {
            let set = self.lettering.set(&label.words, if label.is_title { NAME } else { WORDS }, INNER);
            let before = match label.anchor {
                Anchor::Start => 0.0,
                Anchor::Middle => set.width() / 2.0,
                Anchor::End => set.width(),
            };
            let (x, y) = (x + label.at.0 - before, y + label.at.1 - set.line_height() / 2.0);
            self.mark(Mark::Label { piece, set, tone: label.tone, x, y });
        }
        self.y += picture.height;
        self.gap(10.0);
    }
}
