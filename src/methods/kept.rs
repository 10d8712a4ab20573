//! A method as a conversation keeps it: its content, by hash. What a hash stands for never changes.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, RwLock};

use entity::method_snapshot;
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, IntoActiveModel};
use serde_json::Value;

use super::Method;
use crate::crypto::content_hash;
use crate::db::Tx;

/// Snapshots read before. What a hash stands for never changes, so nothing here grows old.
static READ: LazyLock<RwLock<BTreeMap<String, Arc<Method>>>> = LazyLock::new(RwLock::default);

/// Returns a method as it is kept, under the hash of its content.
pub fn snapshot(method: &Method) -> Result<method_snapshot::Model, serde_json::Error> {
    let body = serde_json::to_string(method)?;
    Ok(method_snapshot::Model { hash: content_hash(&body), key: method.key.clone(), body })
}

/// Keeps a method, and returns the hash of its content.
pub async fn keep(tx: &mut Tx, method: &Method) -> Result<String, DbErr> {
    let row = snapshot(method).map_err(|error| DbErr::Custom(error.to_string()))?;
    let hash = row.hash.clone();
    method_snapshot::Entity::insert(row.into_active_model())
        .on_conflict_do_nothing_on([method_snapshot::Column::Hash])
        .exec_without_returning(tx.conn())
        .await?;
    Ok(hash)
}

/// Reads the method back that a conversation keeps.
pub async fn kept<C: ConnectionTrait>(db: &C, hash: &str) -> Result<Arc<Method>, DbErr> {
    if let Some(method) = READ.read().expect("no reader panics").get(hash) {
        return Ok(method.clone());
    }
    let row = method_snapshot::Entity::find_by_id(hash.to_owned()).one(db).await?;
    let row = row.ok_or_else(|| DbErr::RecordNotFound(format!("method {hash}")))?;
    let method = read(&row.body).map_err(|error| DbErr::Custom(error.to_string()))?;
    let method = Arc::new(method);
    READ.write().expect("no writer panics").insert(hash.to_owned(), method.clone());
    Ok(method)
}

/// Reads a kept method, also one of the time in which a step said in one word how people write.
pub fn read(body: &str) -> Result<Method, serde_json::Error> {
    let mut method: Value = serde_json::from_str(body)?;
    for step in method["step"].as_array_mut().into_iter().flatten() {
        let Some(step) = step.as_object_mut() else { continue };
        let Some(writing) = step.remove("writing") else { continue };
        let (writers, seen) = match writing.as_str() {
            Some("quiet") => ("everyone", "after_reveal"),
            Some("open") => ("everyone", "at_once"),
            _ => ("nobody", "at_once"),
        };
        step.insert("writers".into(), writers.into());
        step.insert("seen".into(), seen.into());
    }
    serde_json::from_value(method)
}

#[cfg(test)]
mod tests {
    use super::super::step::{Seen, Writers};
    use super::super::{all, standard};
    use super::*;

    #[test]
    fn what_is_kept_reads_back_the_same() {
        for method in all() {
            assert_eq!(&read(&serde_json::to_string(method).unwrap()).unwrap(), method);
        }
    }

    #[test]
    fn a_method_that_was_kept_long_ago_reads_as_it_was_meant() {
        let mut old: Value = serde_json::to_value(standard()).unwrap();
        for (step, writing) in old["step"].as_array_mut().unwrap().iter_mut().zip(["none", "quiet", "open", "open"]) {
            let step = step.as_object_mut().unwrap();
            for field in ["writers", "seen", "named", "presenter", "late"] {
                step.remove(field);
            }
            step.insert("writing".into(), writing.into());
        }
        let read = read(&old.to_string()).unwrap();
        let ways = [0, 1, 2].map(|number| (read.steps[number].writers, read.steps[number].seen));
        let expected = [
            (Writers::Nobody, Seen::AtOnce),
            (Writers::Everyone, Seen::AfterReveal),
            (Writers::Everyone, Seen::AtOnce),
        ];
        assert_eq!(ways, expected);
    }
}
