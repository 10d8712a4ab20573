//! The colours of paper: those of the pages by daylight, as assets/css/10-tokens.css has them, in sRGB.

use krilla::color::rgb;
use krilla::geom::Transform;
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, LinearGradient, SpreadMethod, Stop, Stroke, StrokeDash};

use crate::pdf::picture::Tone;

pub type Ink = (u8, u8, u8);

/// Lines between rows.
pub const RULE: Ink = (170, 176, 176);
/// The brand over paper, from a breath to full.
const LEVELS: [Ink; 5] = [(226, 233, 232), (197, 211, 212), (164, 187, 189), (57, 110, 117), (7, 84, 93)];

/// Where the colours of an axis stand on it: pole, calm middle, pole.
const AXIS: [(f32, Ink); 8] = [
    (0.0, (138, 96, 27)),
    (0.12, (199, 178, 140)),
    (0.25, (222, 222, 199)),
    (0.39, (194, 224, 224)),
    (0.61, (194, 224, 224)),
    (0.75, (225, 213, 217)),
    (0.88, (197, 164, 181)),
    (1.0, (138, 75, 112)),
];

/// Returns the colour of a tone.
pub fn of_tone(tone: Tone) -> Ink {
    match tone {
        Tone::Brand => LEVELS[4],
        Tone::Level(level) => LEVELS[(level.clamp(1, 5) - 1) as usize],
        Tone::Little => (138, 96, 27),
        Tone::Much => (138, 75, 112),
        Tone::Edge => (111, 129, 134),
        Tone::Ground => (239, 237, 229),
        Tone::Paper => (255, 255, 255),
        Tone::Ink => (33, 38, 40),
        Tone::Quiet => (88, 95, 97),
        Tone::OnBrand => (244, 252, 252),
    }
}

/// Makes a fill of a colour.
pub fn fill((red, green, blue): Ink) -> Fill {
    Fill { paint: rgb::Color::new(red, green, blue).into(), ..Fill::default() }
}

/// Makes the fill of an axis from left to right: from one pole's hue over the calm middle to the other's.
pub fn axis(left: f32, right: f32) -> Fill {
    let stop = |(at, (red, green, blue)): (f32, Ink)| Stop {
        offset: NormalizedF32::new(at).unwrap_or(NormalizedF32::ONE),
        color: rgb::Color::new(red, green, blue).into(),
        opacity: NormalizedF32::ONE,
    };
    let gradient = LinearGradient {
        x1: left,
        y1: 0.0,
        x2: right,
        y2: 0.0,
        transform: Transform::identity(),
        spread_method: SpreadMethod::Pad,
        stops: AXIS.into_iter().map(stop).collect(),
        anti_alias: false,
    };
    Fill { paint: gradient.into(), ..Fill::default() }
}

/// Makes a line of a colour.
pub fn stroke((red, green, blue): Ink, width: f32, dashed: bool) -> Stroke {
    let dash = dashed.then(|| StrokeDash { array: vec![2.0, 2.5], offset: 0.0 });
    Stroke { paint: rgb::Color::new(red, green, blue).into(), width, dash, ..Stroke::default() }
}
