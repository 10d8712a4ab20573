//! The drawings of the report: those of the page, laid out for paper. Each says where its numbers stand as a table.

use crate::pdf::{Anchor, Picture, Shape, Tone, WIDTH};
use crate::web::insight::pictures::Line;
use crate::web::insight::view::{BarrierRow, GroupCard, InsightPage, SideAxis};

/// Room for names, left of a drawing's rows.
const NAMES: f32 = 156.0;
const GAP: f32 = 24.0;
/// Two drawings beside each other.
const HALF: f32 = (WIDTH - GAP) / 2.0;

/// Counts as far as a drawing goes.
#[expect(clippy::cast_precision_loss, reason = "a page has a few hundred points")]
fn points(number: usize) -> f32 {
    number as f32
}

/// Where the drawings of a row of two stand: the left one and the top one.
fn place(at: usize, height: f32) -> (f32, f32) {
    (points(at % 2) * (HALF + GAP), points(at / 2) * height)
}

/// Draws the groups as rows and the quarters as columns.
pub fn heat(page: &InsightPage, told: String) -> Picture {
    const ROW: f32 = 25.0;
    const TOP: f32 = 16.0;
    let column = (WIDTH - NAMES) / points(page.heads.len().max(1));
    let mut drawn = Picture::new(told, TOP + ROW * points(page.heat.rows.len()));
    for (at, head) in page.heads.iter().enumerate() {
        drawn.write((NAMES + column * (points(at) + 0.5), 5.0), head, Anchor::Middle, Tone::Quiet);
    }
    for (number, row) in page.heat.rows.iter().enumerate() {
        let top = TOP + ROW * points(number);
        let middle = top + (ROW - 4.0) / 2.0;
        drawn.write((0.0, middle), &row.name, Anchor::Start, Tone::Ink);
        for (at, square) in row.squares.iter().enumerate() {
            let (left, width, height) = (NAMES + column * points(at) + 2.0, column - 4.0, ROW - 4.0);
            let Some(people) = square.number else {
                drawn.draw(Shape::Empty { left, top, width, height });
                continue;
            };
            drawn.draw(Shape::Block { left, top, width, height, tone: Tone::Level(square.level) });
            let tone = if square.level >= 4 { Tone::OnBrand } else { Tone::Ink };
            drawn.write((left + width / 2.0, middle), people.to_string(), Anchor::Middle, tone);
        }
    }
    drawn
}

/// Draws a line over the quarters for each group.
pub fn lines(groups: &[GroupCard], told: String) -> Picture {
    const HEIGHT: f32 = 122.0;
    let mut drawn = Picture::new(told, HEIGHT * points(groups.len().div_ceil(2)));
    for (at, group) in groups.iter().enumerate() {
        let (left, top) = place(at, HEIGHT);
        drawn.name((left, top + 8.0), &group.name, Anchor::Start);
        let said = format!("{}. {}", group.number.words, group.trend);
        let said = if group.number.shown { said } else { group.trend.clone() };
        drawn.write((left, top + 24.0), said, Anchor::Start, Tone::Quiet);
        line(&mut drawn, &group.line, (left, top + 30.0));
    }
    drawn
}

fn line(drawn: &mut Picture, line: &Line, (left, top): (f32, f32)) {
    #[expect(clippy::cast_precision_loss, reason = "places in a drawing are small")]
    let place = |(x, y): (u32, u32)| (left + x as f32 * HALF / line.width as f32, top + y as f32 * 0.68);
    let base = place((0, line.base + 6)).1;
    drawn.draw(Shape::Line {
        points: vec![(left, base), (left + HALF, base)],
        tone: Tone::Ground,
        thick: 0.8,
        dashed: false,
    });
    for piece in &line.pieces {
        let points = piece.iter().copied().map(place).collect();
        drawn.draw(Shape::Line { points, tone: Tone::Brand, thick: 1.6, dashed: false });
    }
    for dot in &line.dots {
        let middle = place((dot.x, dot.y));
        drawn.draw(Shape::Dot { middle, radius: 3.0, open: false });
        drawn.write((middle.0, middle.1 - 9.0), dot.number.to_string(), Anchor::Middle, Tone::Ink);
    }
    for gap in &line.gaps {
        let (x, y) = place((*gap, line.base));
        drawn.draw(Shape::Line {
            points: vec![(x - 6.0, y), (x + 6.0, y)],
            tone: Tone::Edge,
            thick: 1.2,
            dashed: true,
        });
    }
    for (x, label) in &line.labels {
        drawn.write((place((*x, 0)).0, base + 9.0), label, Anchor::Middle, Tone::Quiet);
    }
}

/// Draws each virtue as an axis, with a dot for each side that is shown: its area grows with the number.
pub fn sides(sides: &[SideAxis], told: String) -> Picture {
    const HEIGHT: f32 = 84.0;
    const AXIS: f32 = 30.0;
    let mut drawn = Picture::new(told, HEIGHT * points(sides.len().div_ceil(2)));
    for (at, virtue) in sides.iter().enumerate() {
        let (left, top) = place(at, HEIGHT);
        drawn.name((left + HALF / 2.0, top + 8.0), &virtue.name, Anchor::Middle);
        drawn.draw(Shape::Axis { left, top: top + 20.0, width: HALF, height: AXIS });
        for ((number, radius), share) in
            virtue.sides.iter().zip([0.13, 0.5, 0.87]).filter(|((number, _), _)| number.shown)
        {
            #[expect(clippy::cast_precision_loss, reason = "a radius is at most seventeen")]
            let radius = *radius as f32 * 0.72;
            let middle = (left + HALF * share, top + 20.0 + AXIS / 2.0);
            drawn.draw(Shape::Dot { middle, radius, open: true });
            drawn.write(middle, &number.short, Anchor::Middle, Tone::Ink);
        }
        drawn.write((left, top + 60.0), &virtue.left, Anchor::Start, Tone::Little);
        drawn.write((left + HALF, top + 60.0), &virtue.right, Anchor::End, Tone::Much);
    }
    drawn
}

/// Draws a bar for each barrier that is shown.
pub fn bars(barriers: &[BarrierRow], told: String) -> Picture {
    const ROW: f32 = 20.0;
    const LONGEST: f32 = 165.0;
    let mut drawn = Picture::new(told, ROW * points(barriers.len()));
    for (number, row) in barriers.iter().enumerate() {
        let top = ROW * points(number);
        drawn.write((0.0, top + 7.0), &row.name, Anchor::Start, Tone::Ink);
        drawn.draw(Shape::Block { left: NAMES, top: top + 2.0, width: LONGEST, height: 10.0, tone: Tone::Ground });
        #[expect(clippy::cast_precision_loss, reason = "a bar is at most three hundred long")]
        let width = (row.bar as f32 / 300.0 * LONGEST).max(1.0);
        drawn.draw(Shape::Block { left: NAMES, top: top + 2.0, width, height: 10.0, tone: Tone::Brand });
        let said = format!("{}. {}", row.number.words, row.trend);
        drawn.write((NAMES + LONGEST + 8.0, top + 7.0), said, Anchor::Start, Tone::Quiet);
    }
    drawn
}
