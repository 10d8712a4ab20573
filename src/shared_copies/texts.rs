//! The copy's words while it is prepared: what may identify somebody, and taking it out.
//!
//! All texts are examined as one, so that a name that was recognised in the story is recognised in a lesson too.
//! Nothing here replaces by itself, and there is no way to accept several findings at once. What was found once stays a
//! finding until somebody decides, even when the words around it, by which it was recognised, are gone.

use std::ops::Range;

use dutch::redaction::{self, Category, Confidence, Known, Reason, Replacement, Sign};
use entity::ids::{OrganisationId, SharedCopyId, SharedPartId, WavedThroughId};
use entity::{shared_copy, shared_part, waved_through};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use super::{Access, Act, Bundle, Refused, bundle, copy_row, require, rows};
use crate::db::Tx;
use crate::known_words;
use crate::people::Actor;

mod remember;
mod swap;

/// Stands between two texts that are examined as one: no finding reaches over it.
const BETWEEN: &str = "\n\n";

/// Which text of the copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Title,
    Part(SharedPartId),
}

/// A word that may identify somebody, with all places where it stands.
#[derive(Clone, Debug)]
pub struct Finding {
    pub term: String,
    pub category: Category,
    pub confidence: Confidence,
    pub reason: Reason,
    /// What may stand in its place; the best guess first.
    pub proposals: Vec<Replacement>,
    pub spans: Vec<(Place, Range<usize>)>,
    /// Set when the presenter let it stand, with the reason.
    pub kept: Option<(WavedThroughId, String)>,
}

/// Finds what may identify somebody in the copy, in the order of reading, with what the presenter let stand.
pub async fn findings<C: ConnectionTrait>(db: &C, bundle: &Bundle) -> Result<Vec<Finding>, DbErr> {
    let organisation = bundle.copy.organisation_id;
    let waved = rows::waved(db, organisation, bundle.copy.id).await?;
    let mut findings = examine(bundle, &known_words::known(db, organisation).await?);
    remember::add(bundle, &waved, &mut findings);
    for finding in &mut findings {
        let decided = waved.iter().find(|one| is_about(one, finding) && !one.reason.is_empty());
        finding.kept = decided.map(|one| (one.id, one.reason.clone()));
    }
    Ok(findings)
}

/// Gives what describes one person together, by kind, with the first word of each kind; empty when too little does.
pub fn together(bundle: &Bundle) -> Vec<(Sign, String)> {
    let whole: String = texts(bundle).flat_map(|(_, text)| [text, BETWEEN]).collect();
    let signs = redaction::combination(&whole, &redaction::find(&whole, &Known::default()));
    signs.into_iter().map(|(sign, span)| (sign, whole[span].to_owned())).collect()
}

/// Tells whether a stored decision is about this finding.
fn is_about(row: &waved_through::Model, finding: &Finding) -> bool {
    fold(&row.term) == fold(&finding.term) && row.category == finding.category.as_str()
}

/// Replaces a word wherever it stands in the copy, with `with`, or with nothing when that is empty.
pub async fn replace(tx: &mut Tx, actor: &Actor, copy: SharedCopyId, term: &str, with: &str) -> Result<(), Refused> {
    let (opened, _) = require(tx, actor, copy, Access::Presenter, Act::Edit).await?;
    let bundle = bundle(tx.conn(), opened.copy).await?;
    let found = findings(tx.conn(), &bundle).await?;
    let spans: Vec<_> =
        found.iter().filter(|one| fold(&one.term) == fold(term)).flat_map(|one| one.spans.clone()).collect();
    for (place, text) in texts(&bundle) {
        let marked = spans.iter().filter(|(at, _)| *at == place).map(|(_, span)| span.clone());
        let changed = swap::replaced(text, marked.collect(), term, with);
        if changed != text {
            store(tx, actor.organisation, copy, place, changed).await?;
        }
    }
    let others = found.into_iter().filter(|one| fold(&one.term) != fold(term)).collect();
    Ok(remember::keep_open(tx, actor.organisation, copy, others).await?)
}

/// Lets one word stand, with the reason why it points to nobody.
pub async fn wave_through(
    tx: &mut Tx,
    actor: &Actor,
    copy: SharedCopyId,
    (term, category): (&str, Category),
    reason: &str,
) -> Result<(), Refused> {
    require(tx, actor, copy, Access::Presenter, Act::Edit).await?;
    waved_through::Entity::delete_many()
        .filter(waved_through::Column::OrganisationId.eq(actor.organisation))
        .filter(waved_through::Column::SharedCopyId.eq(copy))
        .filter(waved_through::Column::Term.eq(term))
        .filter(waved_through::Column::Category.eq(category.as_str()))
        .exec(tx.conn())
        .await?;
    let row = waved_through::ActiveModel {
        organisation_id: Set(actor.organisation),
        id: Set(WavedThroughId::random()),
        shared_copy_id: Set(copy),
        term: Set(term.to_owned()),
        category: Set(category.as_str().to_owned()),
        reason: Set(reason.to_owned()),
    };
    tx.insert(row).await?;
    Ok(())
}

/// Opens again what was let stand.
pub async fn keep_no_longer(
    tx: &mut Tx,
    actor: &Actor,
    copy: SharedCopyId,
    waved: WavedThroughId,
) -> Result<(), Refused> {
    require(tx, actor, copy, Access::Presenter, Act::Edit).await?;
    waved_through::Entity::update_many()
        .col_expr(waved_through::Column::Reason, Expr::value(""))
        .filter(waved_through::Column::OrganisationId.eq(actor.organisation))
        .filter(waved_through::Column::SharedCopyId.eq(copy))
        .filter(waved_through::Column::Id.eq(waved))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Stores texts that the presenter wrote by hand. A part without words is left out of what the team reads.
pub async fn rewrite(
    tx: &mut Tx,
    actor: &Actor,
    copy: SharedCopyId,
    written: Vec<(Place, String)>,
) -> Result<(), Refused> {
    let (opened, _) = require(tx, actor, copy, Access::Presenter, Act::Edit).await?;
    let bundle = bundle(tx.conn(), opened.copy).await?;
    let found = findings(tx.conn(), &bundle).await?;
    for (place, text) in texts(&bundle) {
        if let Some((_, new)) = written.iter().find(|(at, new)| *at == place && new != text) {
            store(tx, actor.organisation, copy, place, new.clone()).await?;
        }
    }
    Ok(remember::keep_open(tx, actor.organisation, copy, found).await?)
}

/// Returns the copy's texts in the order of reading: the title, then the parts.
pub fn texts(bundle: &Bundle) -> impl Iterator<Item = (Place, &str)> {
    let title = std::iter::once((Place::Title, bundle.copy.title.as_str()));
    title.chain(bundle.parts.iter().map(|part| (Place::Part(part.id), part.text.as_str())))
}

/// Puts other words in the place of a stretch of text, so that its sentence stays whole.
pub fn swapped(text: &str, span: Range<usize>, with: &str) -> String {
    swap::replaced(text, vec![span], "", with)
}

/// Examines all texts as one, and gathers what is found by word and category.
fn examine(bundle: &Bundle, known: &Known) -> Vec<Finding> {
    let mut whole = String::new();
    let mut places = Vec::new();
    for (place, text) in texts(bundle) {
        places.push((place, whole.len()..whole.len() + text.len()));
        whole.push_str(text);
        whole.push_str(BETWEEN);
    }
    let mut gathered: Vec<Finding> = Vec::new();
    for found in redaction::find(&whole, known) {
        let home = places.iter().find(|(_, text)| text.start <= found.span.start && found.span.end <= text.end);
        let Some((place, text)) = home else { continue };
        let term = &whole[found.span.clone()];
        let span = (*place, found.span.start - text.start..found.span.end - text.start);
        let same = gathered.iter_mut().find(|one| one.category == found.category && fold(&one.term) == fold(term));
        match same {
            Some(same) => same.spans.push(span),
            None => gathered.push(Finding {
                term: term.to_owned(),
                category: found.category,
                confidence: found.confidence,
                reason: found.reason,
                proposals: redaction::proposals(&found, &whole),
                spans: vec![span],
                kept: None,
            }),
        }
    }
    gathered
}

async fn store(
    tx: &Tx,
    organisation: OrganisationId,
    copy: SharedCopyId,
    place: Place,
    text: String,
) -> Result<(), DbErr> {
    match place {
        Place::Title => {
            let update = shared_copy::Entity::update_many().col_expr(shared_copy::Column::Title, Expr::value(text));
            update.filter(copy_row(organisation, copy)).exec(tx.conn()).await?;
        }
        Place::Part(part) => {
            shared_part::Entity::update_many()
                .col_expr(shared_part::Column::Text, Expr::value(text))
                .filter(shared_part::Column::OrganisationId.eq(organisation))
                .filter(shared_part::Column::SharedCopyId.eq(copy))
                .filter(shared_part::Column::Id.eq(part))
                .exec(tx.conn())
                .await?;
        }
    }
    Ok(())
}

fn fold(term: &str) -> String {
    term.to_lowercase()
}
