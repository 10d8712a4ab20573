//! Where things stand in the drawings of insight: plain numbers, worked out on the server. Hidden cells stay empty places.

use serde::Serialize;

/// Width of every drawing, in units of its view box: as wide as a small phone, so that words in it stay legible.
const WIDTH: u32 = 360;
/// Height of a trend line's drawing.
const HEIGHT: u32 = 112;
const TOP: u32 = 26;
const BOTTOM: u32 = 84;

/// A quarter's place on a line.
#[derive(Clone, Debug, Serialize)]
pub struct Dot {
    pub x: u32,
    pub y: u32,
    pub number: u32,
}

/// A line over the quarters, broken where a quarter is hidden.
#[derive(Clone, Debug, Serialize)]
pub struct Line {
    pub width: u32,
    pub height: u32,
    pub base: u32,
    /// Points of each unbroken piece.
    pub pieces: Vec<Vec<(u32, u32)>>,
    pub dots: Vec<Dot>,
    /// Middles of the hidden quarters.
    pub gaps: Vec<u32>,
    pub labels: Vec<(u32, String)>,
}

/// Draws numbers, oldest first; all lines of a page share `most`, so that they compare.
pub fn line(numbers: &[Option<u32>], labels: &[String], most: u32) -> Line {
    let many = u32::try_from(numbers.len()).unwrap_or(1).max(1);
    let x = |at: usize| (u32::try_from(at).unwrap_or(0) * 2 + 1) * WIDTH / (2 * many);
    let y = |number: u32| BOTTOM - (BOTTOM - TOP) * number.min(most) / most.max(1);
    let dots: Vec<Option<Dot>> = numbers
        .iter()
        .enumerate()
        .map(|(at, number)| number.map(|number| Dot { x: x(at), y: y(number), number }))
        .collect();
    let pieces = dots.split(Option::is_none).filter(|piece| piece.len() > 1);
    let points = |piece: &[Option<Dot>]| piece.iter().flatten().map(|dot| (dot.x, dot.y)).collect();
    Line {
        width: WIDTH,
        height: HEIGHT,
        base: BOTTOM,
        pieces: pieces.map(points).collect(),
        gaps: dots.iter().enumerate().filter(|(_, dot)| dot.is_none()).map(|(at, _)| x(at)).collect(),
        labels: labels.iter().enumerate().map(|(at, label)| (x(at), label.clone())).collect(),
        dots: dots.into_iter().flatten().collect(),
    }
}

/// A square of the heat map.
#[derive(Clone, Debug, Serialize)]
pub struct Square {
    pub x: u32,
    pub middle: u32,
    /// The number; nothing when it is hidden.
    pub number: Option<u32>,
    /// How full its colour is, 1 to 5.
    pub level: u32,
}

/// A row of the heat map.
#[derive(Clone, Debug, Serialize)]
pub struct HeatRow {
    pub name: String,
    pub y: u32,
    pub squares: Vec<Square>,
}

/// Rows of squares, a column for each quarter.
#[derive(Clone, Debug, Serialize)]
pub struct Heat {
    pub width: u32,
    pub height: u32,
    pub side: u32,
    pub rows: Vec<HeatRow>,
    pub labels: Vec<(u32, String)>,
}

/// Draws a heat map; a name stands above its row, so that the squares have the whole width.
pub fn heat(rows: &[(String, Vec<Option<u32>>)], labels: &[String], most: u32) -> Heat {
    let many = u32::try_from(labels.len()).unwrap_or(1).max(1);
    let x = |at: usize| u32::try_from(at).unwrap_or(0) * WIDTH / many;
    let side = WIDTH / many - 4;
    let square = |(at, number): (usize, &Option<u32>)| Square {
        x: x(at),
        middle: x(at) + side / 2,
        number: *number,
        level: number.map_or(0, |number| (1 + number * 5 / (most.max(1) + 1)).min(5)),
    };
    let drawn: Vec<HeatRow> = rows
        .iter()
        .zip(0_u32..)
        .map(|((name, numbers), at)| HeatRow {
            name: name.clone(),
            y: at * 62,
            squares: numbers.iter().enumerate().map(square).collect(),
        })
        .collect();
    Heat {
        width: WIDTH,
        height: u32::try_from(rows.len()).unwrap_or(0) * 62 + 20,
        side,
        rows: drawn,
        labels: labels.iter().enumerate().map(|(at, label)| (x(at) + side / 2, label.clone())).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hidden_quarter_breaks_the_line_and_has_no_height() {
        let labels: Vec<String> = (1..=4).map(|n| n.to_string()).collect();
        let drawn = line(&[Some(5), Some(10), None, Some(10)], &labels, 10);
        assert_eq!((drawn.pieces.len(), drawn.dots.len(), drawn.gaps.len()), (1, 3, 1));
        assert_eq!((drawn.dots[1].y, drawn.dots[0].y), (TOP, (TOP + BOTTOM) / 2));
    }

    #[test]
    fn the_fullest_square_is_the_largest_number_and_a_hidden_one_has_no_colour() {
        let drawn = heat(&[("Rij".into(), vec![Some(20), None, Some(5)])], &["a".into(), "b".into(), "c".into()], 20);
        let levels: Vec<u32> = drawn.rows[0].squares.iter().map(|square| square.level).collect();
        assert_eq!(levels, [5, 0, 2]);
    }
}
