//! Printed pages: blocks of text in, one PDF out. A4, our own fonts inside, text that can be selected, tags for who listens.
//!
//! ```no_run
//! use omgang::pdf::{Column, Sheet};
//! let mut sheet = Sheet::new("nl", "Bijeenkomsten in 2026");
//! sheet.facts([("Naam", "Noor de Wit")]);
//! sheet.table(vec![Column::new("Datum", 1.0), Column::new("Duur", 1.0)], vec![vec!["3 maart".into(), "2 uur".into()]]);
//! let file: Vec<u8> = sheet.finish().unwrap();
//! ```
//! `finish` works for milliseconds: call it off the async threads.

mod flow;
mod lettering;
mod picture;
mod write;

pub use picture::{Anchor, Picture, Shape, Tone, WIDTH};

/// A document under way.
#[derive(Clone, Debug)]
pub struct Sheet {
    language: &'static str,
    title: String,
    foot: String,
    blocks: Vec<Block>,
}

/// A column of a table.
#[derive(Clone, Debug)]
pub struct Column {
    title: String,
    /// Share of the width, against the other columns'.
    share: f32,
}

impl Column {
    /// Makes a column with its heading and its share of the width.
    pub fn new(title: impl Into<String>, share: f32) -> Self {
        Self { title: title.into(), share }
    }
}

#[derive(Clone, Debug)]
enum Block {
    Heading(String),
    Paragraph(String),
    Small(String),
    Facts(Vec<(String, String)>),
    Table(Vec<Column>, Vec<Vec<String>>),
    Lines(Vec<String>),
    Picture(Picture),
}

/// Why there is no file.
#[derive(Debug, thiserror::Error)]
#[error("the PDF can't be made: {0}")]
pub struct Failed(String);

impl Sheet {
    /// Begins a document; `language` is `nl` or `en`. Its title stands at the top and in the file's properties.
    pub fn new(language: &'static str, title: impl Into<String>) -> Self {
        Self { language, title: title.into(), foot: String::new(), blocks: Vec::new() }
    }

    /// Puts words at the foot of every page, before its number.
    pub fn foot(&mut self, words: impl Into<String>) -> &mut Self {
        self.foot = words.into();
        self
    }

    /// Adds a heading; it stays with what follows.
    pub fn heading(&mut self, words: impl Into<String>) -> &mut Self {
        self.blocks.push(Block::Heading(words.into()));
        self
    }

    /// Adds text of people: a blank line starts a new paragraph.
    pub fn text(&mut self, words: &str) -> &mut Self {
        let parts = words.split("\n\n").map(str::trim).filter(|part| !part.is_empty());
        self.blocks.extend(parts.map(|part| Block::Paragraph(part.to_owned())));
        self
    }

    /// Adds small print.
    pub fn small(&mut self, words: impl Into<String>) -> &mut Self {
        self.blocks.push(Block::Small(words.into()));
        self
    }

    /// Adds terms with their values, one a line.
    pub fn facts<T: Into<String>, V: Into<String>>(&mut self, rows: impl IntoIterator<Item = (T, V)>) -> &mut Self {
        self.blocks.push(Block::Facts(rows.into_iter().map(|(term, value)| (term.into(), value.into())).collect()));
        self
    }

    /// Adds a table; its headings are repeated on each page. A row has a cell for each column.
    pub fn table(&mut self, columns: Vec<Column>, rows: Vec<Vec<String>>) -> &mut Self {
        self.blocks.push(Block::Table(columns, rows));
        self
    }

    /// Adds lines to write on, each with what belongs there.
    pub fn lines<L: Into<String>>(&mut self, labels: impl IntoIterator<Item = L>) -> &mut Self {
        self.blocks.push(Block::Lines(labels.into_iter().map(Into::into).collect()));
        self
    }

    /// Adds a drawing; it stays on one page.
    pub fn picture(&mut self, picture: Picture) -> &mut Self {
        self.blocks.push(Block::Picture(picture));
        self
    }

    /// Makes the file.
    pub fn finish(&self) -> Result<Vec<u8>, Failed> {
        write::file(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Finds how many pages a file says that it has.
    fn pages(file: &[u8]) -> usize {
        let text = String::from_utf8_lossy(file);
        text.matches("/Type /Page\n").count()
            + text.matches("/Type/Page\n").count()
            + text.matches("/Type/Page/").count()
    }

    #[test]
    fn a_sheet_becomes_a_file_and_a_long_one_several_pages() {
        let mut short = Sheet::new("nl", "Kort");
        short.facts([("Naam", "Noor Şahin-Łukasz")]).text("Eén.\n\nTwee.").lines(["Handtekening"]);
        let short = short.finish().unwrap();
        assert!(short.starts_with(b"%PDF-1."));
        let mut long = Sheet::new("nl", "Lang");
        let rows = (0..200).map(|n| vec![format!("rij {n}"), "woorden ".repeat(30)]).collect();
        long.table(vec![Column::new("Nummer", 1.0), Column::new("Wat", 3.0)], rows);
        let long = long.finish().unwrap();
        assert!(pages(&long) > pages(&short) + 5, "{} and {} pages", pages(&long), pages(&short));
        assert!(short.len() < 60_000, "{} bytes: only the letters that are used go in", short.len());
    }

    #[test]
    fn a_drawing_is_a_figure_that_is_told_in_words() {
        let mut plain = Sheet::new("nl", "Lijnen");
        let without = plain.finish().unwrap();
        let mut picture = Picture::new("Twee kwartalen (7 en 9)", 60.0);
        picture.draw(Shape::Line {
            points: vec![(0.0, 40.0), (90.0, 20.0)],
            tone: Tone::Brand,
            thick: 1.5,
            dashed: false,
        });
        picture.draw(Shape::Dot { middle: (90.0, 20.0), radius: 3.0, open: false });
        picture.draw(Shape::Line { points: Vec::new(), tone: Tone::Brand, thick: 1.5, dashed: true });
        picture.write((90.0, 8.0), "9", Anchor::Middle, Tone::Ink);
        let with = plain.picture(picture).finish().unwrap();
        let text = String::from_utf8_lossy(&with);
        assert!(text.contains("/S/Figure") && text.contains("/Alt"), "it has a place in the structure");
        assert!(!String::from_utf8_lossy(&without).contains("/Figure"));
    }

    #[test]
    fn a_word_that_is_wider_than_its_column_and_an_empty_sheet_do_no_harm() {
        let mut sheet = Sheet::new("en", "");
        sheet.table(vec![Column::new("A", 1.0), Column::new("B", 20.0)], vec![vec!["x".repeat(400), String::new()]]);
        assert!(sheet.finish().is_ok());
        assert!(Sheet::new("en", "").finish().is_ok());
        let mut tall = Sheet::new("en", "Tall");
        tall.table(vec![Column::new("A", 1.0)], vec![vec!["word ".repeat(4000)]]).text(&"line\n".repeat(200));
        assert!(tall.finish().is_ok());
    }
}
