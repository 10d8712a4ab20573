//! Keeps a finding open when the words by which it was recognised are gone: "Naima, 43," is an age; "de cliënt, 43,"
//! no longer looks like one. A stored row without a reason stands for such a finding.

use dutch::redaction::{self, Category, Confidence, Reason};
use entity::ids::{OrganisationId, SharedCopyId, WavedThroughId};
use entity::{shared_copy, waved_through};
use sea_orm::{ActiveValue::Set, DbErr, EntityTrait};

use super::{Finding, Place, findings, is_about, swap, texts};
use crate::db::Tx;
use crate::shared_copies::{Bundle, bundle};

/// Adds the stored words that the detector no longer finds but that still stand there, and puts all in reading order.
pub(super) fn add(bundle: &Bundle, stored: &[waved_through::Model], findings: &mut Vec<Finding>) {
    for row in stored {
        let Some(category) = Category::parse(&row.category) else { continue };
        if findings.iter().any(|finding| is_about(row, finding)) {
            continue;
        }
        let free = |place: Place, start: usize, end: usize| {
            let mut taken = findings.iter().flat_map(|finding| &finding.spans).filter(|(at, _)| *at == place);
            taken.all(|(_, span)| end <= span.start || span.end <= start)
        };
        let mut spans = Vec::new();
        for (place, text) in texts(bundle) {
            let found = swap::whole_words(text, &row.term).filter(|span| free(place, span.start, span.end));
            spans.extend(found.map(|span| (place, span)));
        }
        let Some((place, span)) = spans.first().cloned() else { continue };
        let (_, text) = texts(bundle).find(|(at, _)| *at == place).expect("the span was found in one of these texts");
        let (confidence, reason) = (Confidence::Likely, Reason::Form);
        let found = redaction::Finding { span, chars: 0..0, category, confidence, reason };
        let proposals = redaction::proposals(&found, text);
        findings.push(Finding { term: row.term.clone(), category, confidence, reason, proposals, spans, kept: None });
    }
    let order: Vec<Place> = texts(bundle).map(|(place, _)| place).collect();
    findings.sort_by_key(|finding| {
        let first = finding.spans.first();
        first.map(|(place, span)| (order.iter().position(|at| at == place), span.start))
    });
}

/// Stores those of `before` that were still to be decided and that the detector no longer finds.
pub(super) async fn keep_open(
    tx: &Tx,
    organisation: OrganisationId,
    copy: SharedCopyId,
    before: Vec<Finding>,
) -> Result<(), DbErr> {
    let Some(row) = shared_copy::Entity::find_by_id((organisation, copy)).one(tx.conn()).await? else {
        return Ok(());
    };
    let bundle = bundle(tx.conn(), row).await?;
    let after = findings(tx.conn(), &bundle).await?;
    let lost = before.into_iter().filter(|finding| {
        let same = |other: &Finding| {
            other.category == finding.category && super::fold(&other.term) == super::fold(&finding.term)
        };
        let stands = || texts(&bundle).any(|(_, text)| swap::whole_words(text, &finding.term).next().is_some());
        finding.kept.is_none() && !after.iter().any(same) && stands()
    });
    let rows: Vec<_> = lost
        .map(|finding| waved_through::ActiveModel {
            organisation_id: Set(organisation),
            id: Set(WavedThroughId::random()),
            shared_copy_id: Set(copy),
            term: Set(finding.term),
            category: Set(finding.category.as_str().to_owned()),
            reason: Set(String::new()),
        })
        .collect();
    if !rows.is_empty() {
        waved_through::Entity::insert_many(rows).exec(tx.conn()).await?;
    }
    Ok(())
}
