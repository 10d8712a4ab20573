//! Writes laid-out pages as a file, with the structure that a screen reader follows.

mod ink;
mod shapes;

use std::num::NonZeroU16;

use krilla::Document;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, SpanTag, TableHeaderScope, Tag, TagGroup, TagKind, TagTree,
};

use super::flow::{self, Flow, HEIGHT, Kind, Mark, Piece, WIDTH};
use super::lettering::Set;
use super::picture::Tone;
use super::{Failed, Sheet};
use ink::{RULE, fill, of_tone};

const RULE_HEIGHT: f32 = 0.6;

/// Makes the file of a sheet.
pub fn file(sheet: &Sheet) -> Result<Vec<u8>, Failed> {
    let flow = flow::lay_out(sheet);
    let mut document = Document::new();
    let metadata = Metadata::new().title(sheet.title.clone()).language(sheet.language.to_owned());
    document.set_metadata(metadata.creator("Omgang".to_owned()));
    let mut leaves: Vec<Vec<Identifier>> = flow.pieces.iter().map(|_| Vec::new()).collect();
    for marks in &flow.pages {
        let size = PageSettings::from_wh(WIDTH, HEIGHT).ok_or_else(|| Failed("no size".to_owned()))?;
        let mut page = document.start_page_with(size);
        let mut surface = page.surface();
        for mark in marks {
            draw(&mut surface, mark, &mut leaves);
        }
        surface.finish();
        page.finish();
    }
    document.set_tag_tree(tree(&flow, leaves, sheet.language));
    document.finish().map_err(|error| Failed(format!("{error:?}")))
}

fn draw(surface: &mut Surface<'_>, mark: &Mark, leaves: &mut [Vec<Identifier>]) {
    match mark {
        Mark::Words { piece, set, line, x, y } => {
            let tag = match piece {
                Some(_) => ContentTag::Span(SpanTag::empty()),
                None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther)),
            };
            let leaf = surface.start_tagged(tag);
            draw_line(surface, set, (*line, if set.hand.quiet { Tone::Quiet } else { Tone::Ink }), (*x, *y));
            surface.end_tagged();
            if let Some(piece) = piece {
                leaves[*piece].push(leaf);
            }
        }
        Mark::Label { piece, set, tone, x, y } => {
            leaves[*piece].push(surface.start_tagged(ContentTag::Span(SpanTag::empty())));
            draw_line(surface, set, (0, *tone), (*x, *y));
            surface.end_tagged();
        }
        Mark::Drawn { piece, shape, x, y } => {
            leaves[*piece].push(surface.start_tagged(ContentTag::Other));
            shapes::draw(surface, shape, (*x, *y));
            surface.end_tagged();
        }
        Mark::Rule { x, y, width } => {
            surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
            let mut path = PathBuilder::new();
            path.extend_rect(*x, *y, *width);
            if let Some(path) = path.finish() {
                surface.set_fill(Some(fill(RULE)));
                surface.draw_path(&path);
            }
            surface.end_tagged();
        }
    }
}

trait ExtendRect {
    fn extend_rect(&mut self, x: f32, y: f32, width: f32);
}

impl ExtendRect for PathBuilder {
    fn extend_rect(&mut self, x: f32, y: f32, width: f32) {
        if let Some(rect) = Rect::from_xywh(x, y, width, RULE_HEIGHT) {
            self.push_rect(rect);
        }
    }
}

fn draw_line(surface: &mut Surface<'_>, set: &Set, (line, tone): (usize, Tone), (x, y): (f32, f32)) {
    surface.set_fill(Some(fill(of_tone(tone))));
    let Some(line) = set.lines.get(line) else { return };
    for run in &line.runs {
        let start = Point::from_xy(x + run.x, y + line.baseline);
        surface.draw_glyphs(start, &run.glyphs, run.font.clone(), &set.words, set.hand.size, false);
    }
}

/// Builds the structure from the pieces; a piece comes after its parent.
fn tree(flow: &Flow, leaves: Vec<Vec<Identifier>>, language: &str) -> TagTree {
    let mut groups: Vec<Option<TagGroup>> = flow.pieces.iter().map(|piece| Some(TagGroup::new(tag(piece)))).collect();
    for (group, leaves) in groups.iter_mut().zip(leaves) {
        for leaf in leaves {
            if let Some(group) = group {
                group.push(leaf);
            }
        }
    }
    let mut tree = TagTree::new().with_lang(Some(language.to_owned()));
    let mut roots = Vec::new();
    for number in (0..groups.len()).rev() {
        let Some(group) = groups[number].take() else { continue };
        match flow.pieces[number].parent {
            // Children are met last to first: each goes before those that are there already.
            Some(parent) => {
                if let Some(parent) = &mut groups[parent] {
                    parent.children.insert(0, group.into());
                }
            }
            None => roots.push(group),
        }
    }
    for root in roots.into_iter().rev() {
        tree.push(root);
    }
    tree
}

fn tag(piece: &Piece) -> TagKind {
    let heading = |level| Tag::Hn(NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN), None).into();
    match piece.kind {
        Kind::Title => heading(1),
        Kind::Heading => heading(2),
        Kind::Paragraph => Tag::P.into(),
        Kind::Table => Tag::Table.into(),
        Kind::Row => Tag::TR.into(),
        Kind::Head => Tag::TH(TableHeaderScope::Column).into(),
        Kind::Cell => Tag::TD.into(),
        Kind::Figure => Tag::Figure(piece.told.clone()).into(),
    }
}
