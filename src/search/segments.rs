//! Keeps the files of the index few: each commit leaves a segment, and a search asks each of them.

use tantivy::merge_policy::{LogMergePolicy, MergePolicy};
use tantivy::{IndexWriter, TantivyError};

/// A segment with more than this share of deleted documents is written anew.
const MOST_DELETED: f32 = 0.3;

/// Merges what has become too many small segments, or too full of deleted documents; `false` when all is in order.
pub(super) fn merge(writer: &mut IndexWriter) -> Result<bool, TantivyError> {
    let mut policy = LogMergePolicy::default();
    policy.set_del_docs_ratio_before_merge(MOST_DELETED);
    let candidates = policy.compute_merge_candidates(&writer.index().searchable_segment_metas()?);
    for candidate in &candidates {
        writer.merge(&candidate.0).wait()?;
    }
    Ok(!candidates.is_empty())
}
