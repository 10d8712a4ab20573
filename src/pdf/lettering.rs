//! Sets words in lines: which glyph of which font stands where. Shaping and line breaks are parley's.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use krilla::text::{Font, GlyphId, KrillaGlyph};
use parley::fontique::{Blob, Collection, CollectionOptions, FontInfoOverride};
use parley::style::{FontFamily, FontFamilyName, FontWeight, LineHeight, StyleProperty};
use parley::{FontContext, LayoutContext};

/// Line height against the size of the letters.
const LINE: f32 = 1.4;

macro_rules! font {
    ($name:literal) => {
        include_bytes!(concat!("../../content/fonts/", $name, ".ttf"))
    };
}

/// How words look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hand {
    pub serif: bool,
    pub bold: bool,
    /// Size in points.
    pub size: f32,
    pub quiet: bool,
}

/// Glyphs of one font that follow each other.
#[derive(Clone, Debug)]
pub struct Run {
    pub font: Font,
    pub x: f32,
    pub glyphs: Vec<KrillaGlyph>,
}

/// A line: its glyphs, and where its letters stand below its top.
#[derive(Clone, Debug)]
pub struct Line {
    pub baseline: f32,
    /// How far its letters reach, in points.
    pub width: f32,
    pub runs: Vec<Run>,
}

/// Words that were set.
#[derive(Clone, Debug)]
pub struct Set {
    pub words: Arc<str>,
    pub hand: Hand,
    pub lines: Vec<Line>,
}

impl Set {
    /// Returns the width of the widest line, in points.
    pub fn width(&self) -> f32 {
        self.lines.iter().map(|line| line.width).fold(0.0, f32::max)
    }

    /// Returns the height of one line, in points.
    pub fn line_height(&self) -> f32 {
        self.hand.size * LINE
    }

    /// Returns the height of all lines, in points.
    pub fn height(&self) -> f32 {
        self.lines.iter().map(|_| self.line_height()).sum()
    }
}

/// The fonts, and room to set words in.
pub struct Lettering {
    fonts: FontContext,
    layout: LayoutContext<()>,
    known: HashMap<(u64, u32), Font>,
}

impl Lettering {
    /// Opens the fonts that are built in; those of the system are left alone.
    pub fn new() -> Self {
        let mut collection = Collection::new(CollectionOptions { shared: false, system_fonts: false });
        let fonts: [(&str, f32, &'static [u8]); 6] = [
            ("sans", 400.0, font!("sans")),
            ("sans-ext", 400.0, font!("sans-ext")),
            ("sans", 700.0, font!("sans-bold")),
            ("sans-ext", 700.0, font!("sans-bold-ext")),
            ("serif", 400.0, font!("serif")),
            ("serif-ext", 400.0, font!("serif-ext")),
        ];
        for (family, weight, bytes) in fonts {
            let named = FontInfoOverride {
                family_name: Some(family),
                weight: Some(FontWeight::new(weight)),
                ..FontInfoOverride::default()
            };
            collection.register_fonts(Blob::new(Arc::new(bytes)), Some(named));
        }
        let fonts = FontContext { collection, ..FontContext::default() };
        Self { fonts, layout: LayoutContext::new(), known: HashMap::new() }
    }

    /// Sets words in lines of at most `width` points.
    pub fn set(&mut self, words: &str, hand: Hand, width: f32) -> Set {
        let mut builder = self.layout.ranged_builder(&mut self.fonts, words, 1.0, false);
        let families: &[&str] = if hand.serif { &["serif", "serif-ext", "sans"] } else { &["sans", "sans-ext"] };
        let families = families.iter().map(|name| FontFamilyName::Named(Cow::Borrowed(*name))).collect::<Vec<_>>();
        builder.push_default(StyleProperty::FontFamily(FontFamily::List(Cow::Owned(families))));
        builder.push_default(StyleProperty::FontSize(hand.size));
        builder.push_default(StyleProperty::FontWeight(FontWeight::new(if hand.bold { 700.0 } else { 400.0 })));
        builder.push_default(StyleProperty::LineHeight(LineHeight::FontSizeRelative(LINE)));
        builder.push_default(StyleProperty::OverflowWrap(parley::style::OverflowWrap::Anywhere));
        let mut layout = builder.build(words);
        layout.break_all_lines(Some(width));
        let mut top = 0.0;
        let mut lines = Vec::new();
        for line in layout.lines() {
            let baseline = line.metrics().baseline - top;
            top += hand.size * LINE;
            let mut x = 0.0;
            let mut runs = Vec::new();
            for run in line.runs() {
                let begins = x;
                let mut glyphs: Vec<KrillaGlyph> = Vec::new();
                for cluster in run.visual_clusters() {
                    if cluster.is_ligature_continuation() {
                        if let Some(glyph) = glyphs.last_mut() {
                            glyph.text_range.end = cluster.text_range().end;
                        }
                        continue;
                    }
                    for glyph in cluster.glyphs() {
                        let part = |length: f32| length / hand.size;
                        let place = (part(glyph.advance), part(glyph.x), part(glyph.y));
                        let id = GlyphId::new(glyph.id);
                        let range = cluster.text_range();
                        glyphs.push(KrillaGlyph::new(id, place.0, place.1, place.2, 0.0, range, None));
                        x += glyph.advance;
                    }
                }
                let data = run.font();
                let key = (data.data.id(), data.index);
                let font =
                    self.known.get(&key).cloned().or_else(|| Font::new(data.data.data().to_vec().into(), data.index));
                let Some(font) = font else { continue };
                self.known.insert(key, font.clone());
                runs.push(Run { font, x: begins, glyphs });
            }
            lines.push(Line { baseline, width: x, runs });
        }
        Set { words: words.into(), hand, lines }
    }
}
