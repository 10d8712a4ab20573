//! Draws the shapes of a figure.

use krilla::geom::{Path, PathBuilder, Rect};
use krilla::surface::Surface;

use super::ink::{axis, fill, of_tone, stroke};
use crate::pdf::picture::{Shape, Tone};

/// How far the handles of a curve lie that draws a quarter of a circle.
const QUARTER: f32 = 0.552_285;
const EDGE: f32 = 0.8;

/// The upper edge of an axis from its left end to the middle: how far along, how far above the line, of width and height.
const LENS: [(f32, f32); 16] = [
    (0.0, 0.02),
    (0.02, 0.02),
    (0.0605, 0.026),
    (0.0968, 0.044),
    (0.13, 0.071),
    (0.159, 0.105),
    (0.187, 0.145),
    (0.213, 0.189),
    (0.239, 0.235),
    (0.264, 0.281),
    (0.29, 0.325),
    (0.317, 0.365),
    (0.345, 0.399),
    (0.377, 0.426),
    (0.411, 0.4437),
    (0.45, 0.45),
];

/// Draws a shape, its places counted from here.
pub fn draw(surface: &mut Surface<'_>, shape: &Shape, (x, y): (f32, f32)) {
    let moved = |points: &[(f32, f32)]| points.iter().map(|(left, top)| (x + left, y + top)).collect::<Vec<_>>();
    match shape {
        Shape::Block { left, top, width, height, tone } => {
            surface.set_fill(Some(fill(of_tone(*tone))));
            put(surface, rectangle(x + left, y + top, *width, *height));
        }
        Shape::Empty { left, top, width, height } => {
            surface.set_fill(None);
            surface.set_stroke(Some(stroke(of_tone(Tone::Edge), EDGE, true)));
            put(surface, rectangle(x + left, y + top, *width, *height));
        }
        Shape::Axis { left, top, width, height } => {
            surface.set_fill(Some(axis(x + left, x + left + width)));
            put(surface, along(&lens((x + left, y + top), (*width, *height)), true));
        }
        Shape::Line { points, tone, thick, dashed } => {
            surface.set_fill(None);
            surface.set_stroke(Some(stroke(of_tone(*tone), *thick, *dashed)));
            put(surface, along(&moved(points), false));
        }
        Shape::Dot { middle, radius, open } => {
            let (inside, edge) = if *open { (Tone::Paper, Tone::Brand) } else { (Tone::Brand, Tone::Paper) };
            surface.set_fill(Some(fill(of_tone(inside))));
            surface.set_stroke(Some(stroke(of_tone(edge), 1.4, false)));
            put(surface, circle((x + middle.0, y + middle.1), *radius));
        }
    }
    surface.set_stroke(None);
}

fn put(surface: &mut Surface<'_>, path: Option<Path>) {
    if let Some(path) = path {
        surface.draw_path(&path);
    }
}

fn rectangle(left: f32, top: f32, width: f32, height: f32) -> Option<Path> {
    let mut path = PathBuilder::new();
    path.push_rect(Rect::from_xywh(left, top, width, height)?);
    path.finish()
}

fn along(points: &[(f32, f32)], closed: bool) -> Option<Path> {
    let mut path = PathBuilder::new();
    let ((left, top), rest) = points.split_first()?;
    path.move_to(*left, *top);
    rest.iter().for_each(|(left, top)| path.line_to(*left, *top));
    if closed {
        path.close();
    }
    path.finish()
}

/// Returns the corners of an axis: its upper edge, and the same below.
fn lens((x, y): (f32, f32), (width, height): (f32, f32)) -> Vec<(f32, f32)> {
    let mut upper: Vec<(f32, f32)> = LENS.to_vec();
    upper.extend(LENS.iter().rev().map(|(along, above)| (1.0 - along, *above)));
    let place = |along: f32, above: f32| (x + along * width, y + (0.5 - above) * height);
    let below = upper.iter().rev().map(|(along, above)| place(*along, -above));
    upper.iter().map(|(along, above)| place(*along, *above)).chain(below).collect()
}

fn circle((x, y): (f32, f32), radius: f32) -> Option<Path> {
    let handle = radius * QUARTER;
    let mut path = PathBuilder::new();
    path.move_to(x + radius, y);
    path.cubic_to(x + radius, y + handle, x + handle, y + radius, x, y + radius);
    path.cubic_to(x - handle, y + radius, x - radius, y + handle, x - radius, y);
    path.cubic_to(x - radius, y - handle, x - handle, y - radius, x, y - radius);
    path.cubic_to(x + handle, y - radius, x + radius, y - handle, x + radius, y);
    path.close();
    path.finish()
}
