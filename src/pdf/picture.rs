//! Drawings on a printed page, in the hand of the pages on a screen: as wide as the text, shapes and words at their places,
//! and the same in words for who listens. It knows nothing of what it draws.

use super::flow::INNER;

/// How wide a drawing is, in points.
pub const WIDTH: f32 = INNER;

/// A colour by what it is for; paper has one light.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Brand,
    /// The brand from nearly paper, 1, to full, 5.
    Level(u32),
    Little,
    Much,
    /// Edges of what is empty.
    Edge,
    Ground,
    Paper,
    Ink,
    Quiet,
    OnBrand,
}

/// Where words stand against their place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

/// Something drawn; places are points from the drawing's left and top.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A filled rectangle.
    Block { left: f32, top: f32, width: f32, height: f32, tone: Tone },
    /// A rectangle of dashes around nothing.
    Empty { left: f32, top: f32, width: f32, height: f32 },
    /// The axis of a virtue: a line that widens into a calm middle, in the hues of its poles.
    Axis { left: f32, top: f32, width: f32, height: f32 },
    /// A line along these points.
    Line { points: Vec<(f32, f32)>, tone: Tone, thick: f32, dashed: bool },
    /// A dot with a paler edge around it; an open one shows the paper.
    Dot { middle: (f32, f32), radius: f32, open: bool },
}

/// Words on one line, whose middle lies at this height; they stand over all shapes.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    pub at: (f32, f32),
    pub words: String,
    pub anchor: Anchor,
    pub tone: Tone,
    /// A name above a drawing, in the letters of headings.
    pub is_title: bool,
}

/// A drawing with what it shows in words.
#[derive(Clone, Debug)]
pub struct Picture {
    pub(super) told: String,
    pub(super) height: f32,
    pub(super) shapes: Vec<Shape>,
    pub(super) labels: Vec<Label>,
}

impl Picture {
    /// Begins a drawing; `told` says what it shows, or where the same numbers stand.
    pub fn new(told: impl Into<String>, height: f32) -> Self {
        Self { told: told.into(), height, shapes: Vec::new(), labels: Vec::new() }
    }

    /// Draws a shape over what is there.
    pub fn draw(&mut self, shape: Shape) -> &mut Self {
        self.shapes.push(shape);
        self
    }

    /// Writes small words.
    pub fn write(&mut self, at: (f32, f32), words: impl Into<String>, anchor: Anchor, tone: Tone) -> &mut Self {
        self.labels.push(Label { at, words: words.into(), anchor, tone, is_title: false });
        self
    }

    /// Writes the name of what is drawn, in the letters of headings.
    pub fn name(&mut self, at: (f32, f32), words: impl Into<String>, anchor: Anchor) -> &mut Self {
        self.labels.push(Label { at, words: words.into(), anchor, tone: Tone::Ink, is_title: true });
        self
    }
}
