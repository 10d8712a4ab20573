//! Puts blocks on pages, from top to bottom, and remembers what each piece of text is.

mod figure;

use super::lettering::{Hand, Lettering, Set};
use super::picture::{Shape, Tone};
use super::{Block, Column, Sheet};

/// A4, in points.
pub const WIDTH: f32 = 595.28;
pub const HEIGHT: f32 = 841.89;
pub const MARGIN: f32 = 56.0;
/// Where the last line of a page ends.
const BOTTOM: f32 = HEIGHT - MARGIN - 24.0;
pub const INNER: f32 = WIDTH - 2.0 * MARGIN;
const CELL_GAP: f32 = 10.0;
const ROW_GAP: f32 = 5.0;

const TITLE: Hand = Hand { serif: true, bold: false, size: 21.0, quiet: false };
const HEADING: Hand = Hand { serif: true, bold: false, size: 14.0, quiet: false };
const BODY: Hand = Hand { serif: false, bold: false, size: 10.5, quiet: false };
const STRONG: Hand = Hand { serif: false, bold: true, size: 9.5, quiet: false };
const CELL: Hand = Hand { serif: false, bold: false, size: 9.5, quiet: false };
const SMALL: Hand = Hand { serif: false, bold: false, size: 8.5, quiet: true };
/// What a piece of the document is, for who listens to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Title,
    Heading,
    Paragraph,
    Table,
    Row,
    Head,
    Cell,
    Figure,
}

/// A piece of the document's structure.
#[derive(Clone, Debug)]
pub struct Piece {
    pub kind: Kind,
    pub parent: Option<usize>,
    /// What a figure shows, in words.
    pub told: Option<String>,
}

/// Something on a page.
#[derive(Clone, Debug)]
pub enum Mark {
    /// One line of words, of the piece with this number; of none where it only repeats.
    Words { piece: Option<usize>, set: Set, line: usize, x: f32, y: f32 },
    /// A shape of a figure, from x and y.
    Drawn { piece: usize, shape: Shape, x: f32, y: f32 },
    /// One line of words of a figure.
    Label { piece: usize, set: Set, tone: Tone, x: f32, y: f32 },
    /// A thin line from x over a width.
    Rule { x: f32, y: f32, width: f32 },
}

/// All pages.
pub struct Flow {
    pub pages: Vec<Vec<Mark>>,
    pub pieces: Vec<Piece>,
    lettering: Lettering,
    y: f32,
}

/// Lays a sheet out.
pub fn lay_out(sheet: &Sheet) -> Flow {
    let mut flow = Flow { pages: vec![Vec::new()], pieces: Vec::new(), lettering: Lettering::new(), y: MARGIN };
    if !sheet.title.is_empty() {
        flow.words(&sheet.title, TITLE, Kind::Title, 14.0);
    }
    for (at, block) in sheet.blocks.iter().enumerate() {
        match block {
            Block::Heading(words) => {
                flow.gap(12.0);
                flow.need(HEADING.size * 2.0 + follows(&sheet.blocks[at + 1..]));
                flow.words(words, HEADING, Kind::Heading, 4.0);
            }
            Block::Paragraph(words) => flow.words(words, BODY, Kind::Paragraph, 8.0),
            Block::Small(words) => flow.words(words, SMALL, Kind::Paragraph, 6.0),
            Block::Facts(rows) => flow.facts(rows),
            Block::Table(columns, rows) => flow.table(columns, rows),
            Block::Lines(labels) => flow.lines(labels),
            Block::Picture(picture) => flow.picture(picture),
        }
    }
    flow.feet(&sheet.foot);
    flow
}

/// Returns how much has to stand on the page of a heading: some lines, or what is written before a drawing and the drawing.
fn follows(blocks: &[Block]) -> f32 {
    let paragraphs = blocks.iter().take_while(|block| matches!(block, Block::Paragraph(_))).take(2).count();
    match blocks.get(paragraphs) {
        Some(Block::Picture(picture)) if paragraphs < 2 => picture.height + HEADING.size * 4.0,
        _ => HEADING.size * 6.0,
    }
}

impl Flow {
    fn piece(&mut self, kind: Kind, parent: Option<usize>) -> usize {
        self.pieces.push(Piece { kind, parent, told: None });
        self.pieces.len() - 1
    }

    fn mark(&mut self, mark: Mark) {
        self.pages.last_mut().expect("there is a page from the start").push(mark);
    }

    fn gap(&mut self, height: f32) {
        if self.y > MARGIN {
            self.y += height;
        }
    }

    /// Begins a new page when less than this is left; tells whether it did.
    fn need(&mut self, height: f32) -> bool {
        let full = self.y + height > BOTTOM && self.y > MARGIN;
        if full {
            self.pages.push(Vec::new());
            self.y = MARGIN;
        }
        full
    }

    fn words(&mut self, words: &str, hand: Hand, kind: Kind, after: f32) {
        let set = self.lettering.set(words, hand, INNER);
        let piece = self.piece(kind, None);
        for line in 0..set.lines.len() {
            self.need(set.line_height());
            let y = self.y;
            self.mark(Mark::Words { piece: Some(piece), set: set.clone(), line, x: MARGIN, y });
            self.y += set.line_height();
        }
        self.gap(after);
    }

    fn facts(&mut self, rows: &[(String, String)]) {
        let table = self.piece(Kind::Table, None);
        for (term, value) in rows {
            let cells = [
                (self.lettering.set(term, SMALL, INNER * 0.3 - CELL_GAP), MARGIN, Kind::Head),
                (self.lettering.set(value, BODY, INNER * 0.7), MARGIN + INNER * 0.3, Kind::Cell),
            ];
            self.row(&cells, Some(table), 2.0);
        }
        self.gap(10.0);
    }

    fn table(&mut self, columns: &[Column], rows: &[Vec<String>]) {
        let all: f32 = columns.iter().map(|column| column.share).sum();
        let mut x = MARGIN;
        let mut places = Vec::new();
        for column in columns {
            let width = INNER * column.share / all;
            places.push((x, (width - CELL_GAP).max(12.0)));
            x += width;
        }
        let table = self.piece(Kind::Table, None);
        let set_row = |lettering: &mut Lettering, texts: &[&str], hand, kind| {
            let cells = texts.iter().zip(&places);
            cells.map(|(text, (x, width))| (lettering.set(text, hand, *width), *x, kind)).collect::<Vec<_>>()
        };
        let titles: Vec<&str> = columns.iter().map(|column| column.title.as_str()).collect();
        let head = set_row(&mut self.lettering, &titles, STRONG, Kind::Head);
        self.need(80.0);
        self.row(&head, Some(table), ROW_GAP);
        self.rule(ROW_GAP);
        for row in rows {
            let texts: Vec<&str> = row.iter().map(String::as_str).collect();
            let cells = set_row(&mut self.lettering, &texts, CELL, Kind::Cell);
            if self.need(height_of(&cells).min(BOTTOM - MARGIN - 60.0)) {
                self.row(&head, None, ROW_GAP);
                self.rule(ROW_GAP);
            }
            self.row(&cells, Some(table), ROW_GAP);
            self.rule(ROW_GAP);
        }
        self.gap(10.0);
    }

    /// Puts cells beside each other. One that is higher than a page goes on over the next.
    fn row(&mut self, cells: &[(Set, f32, Kind)], table: Option<usize>, after: f32) {
        let row = table.map(|table| self.piece(Kind::Row, Some(table)));
        let pieces: Vec<Option<usize>> =
            cells.iter().map(|cell| row.map(|row| self.piece(cell.2, Some(row)))).collect();
        let height = height_of(cells);
        self.need(height.min(BOTTOM - MARGIN));
        let most = cells.iter().map(|(set, ..)| set.lines.len()).max().unwrap_or(0);
        let step = cells.iter().map(|(set, ..)| set.line_height()).fold(0.0, f32::max);
        for line in 0..most {
            self.need(step);
            for ((set, x, _), piece) in cells.iter().zip(&pieces) {
                if line < set.lines.len() {
                    let y = self.y + (step - set.line_height()) * 0.7;
                    self.mark(Mark::Words { piece: *piece, set: set.clone(), line, x: *x, y });
                }
            }
            self.y += step;
        }
        self.y += after;
    }

    fn rule(&mut self, after: f32) {
        let y = self.y;
        self.mark(Mark::Rule { x: MARGIN, y, width: INNER });
        self.y += after;
    }

    fn lines(&mut self, labels: &[String]) {
        let width = INNER / 2.0 - CELL_GAP;
        for pair in labels.chunks(2) {
            self.need(70.0);
            self.y += 36.0;
            let y = self.y;
            let mut cells = Vec::new();
            for (label, x) in pair.iter().zip([MARGIN, MARGIN + INNER / 2.0 + CELL_GAP]) {
                self.mark(Mark::Rule { x, y, width });
                cells.push((self.lettering.set(label, SMALL, width), x));
            }
            for (set, x) in cells {
                let piece = self.piece(Kind::Paragraph, None);
                for line in 0..set.lines.len() {
                    #[expect(clippy::cast_precision_loss, reason = "a label has a few lines")]
                    let y = y + 4.0 + set.line_height() * line as f32;
                    self.mark(Mark::Words { piece: Some(piece), set: set.clone(), line, x, y });
                }
            }
            self.y += 20.0;
        }
    }

    /// Writes the foot of each page, once it is known how many there are.
    fn feet(&mut self, foot: &str) {
        let last = self.pages.len();
        for number in 0..last {
            let words = match foot {
                "" => format!("{} / {last}", number + 1),
                foot => format!("{foot} · {} / {last}", number + 1),
            };
            let set = self.lettering.set(&words, SMALL, INNER);
            let mark = Mark::Words { piece: None, set, line: 0, x: MARGIN, y: HEIGHT - MARGIN };
            self.pages[number].push(mark);
        }
    }
}

fn height_of(cells: &[(Set, f32, Kind)]) -> f32 {
    cells.iter().map(|(set, ..)| set.height()).fold(0.0, f32::max)
}
