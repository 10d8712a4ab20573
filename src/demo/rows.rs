//! The rows of the demo world, collected without a database and then written together.

use entity::{
    account, agreement, agreement_acceptance, case, case_virtue, collection, collection_item, contribution,
    deliberation, deliberation_step, deliberation_virtue, meeting, meeting_plan, membership, method_snapshot,
    organisation, participant, pitch, placement, quarter_key, quarter_result, recognition, record, record_lesson,
    record_tension, record_virtue, setting, shared_barrier, shared_copy, shared_origin, shared_part, shared_tension,
    shared_virtue, signal, signal_step, team, team_member, team_notice, told_part, virtue, virtue_wording,
};
use sea_orm::{ActiveModelTrait, DbErr, EntityTrait, IntoActiveModel};

use crate::db::Tx;
use crate::event::Event;

/// Rows in one statement; the widest table stays below the number of values that a database takes.
const BATCH: usize = 500;

macro_rules! rows {
    ($($field:ident: $table:ident),* $(,)?) => {
        /// Rows by table.
        #[derive(Debug, Default)]
        pub struct Rows {
            $(pub $field: Vec<$table::Model>,)*
            pub events: Vec<Event>,
        }

        impl Rows {
            /// Writes all rows, those that others point to first.
            pub async fn insert(self, tx: &mut Tx) -> Result<(), DbErr> {
                $(insert::<$table::Entity, _>(tx, self.$field).await?;)*
                for event in self.events {
                    tx.record(event);
                }
                Ok(())
            }
        }
    };
}

rows! {
    settings: setting,
    organisations: organisation,
    accounts: account,
    memberships: membership,
    teams: team,
    members: team_member,
    notices: team_notice,
    agreements: agreement,
    acceptances: agreement_acceptance,
    virtues: virtue,
    wordings: virtue_wording,
    cases: case,
    case_virtues: case_virtue,
    meetings: meeting,
    plans: meeting_plan,
    pitches: pitch,
    methods: method_snapshot,
    deliberations: deliberation,
    steps: deliberation_step,
    deliberation_virtues: deliberation_virtue,
    participants: participant,
    contributions: contribution,
    placements: placement,
    records: record,
    record_lessons: record_lesson,
    record_virtues: record_virtue,
    record_tensions: record_tension,
    shared_copies: shared_copy,
    shared_parts: shared_part,
    shared_virtues: shared_virtue,
    shared_tensions: shared_tension,
    shared_barriers: shared_barrier,
    shared_origins: shared_origin,
    collections: collection,
    collection_items: collection_item,
    quarter_keys: quarter_key,
    recognitions: recognition,
    quarter_results: quarter_result,
    told_parts: told_part,
    signals: signal,
    signal_steps: signal_step,
}

async fn insert<E, A>(tx: &Tx, rows: Vec<E::Model>) -> Result<(), DbErr>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<A>,
    A: ActiveModelTrait<Entity = E>,
{
    let mut rows = rows.into_iter().map(IntoActiveModel::into_active_model).peekable();
    while rows.peek().is_some() {
        let batch: Vec<A> = rows.by_ref().take(BATCH).collect();
        tx.insert_all(batch).await?;
    }
    Ok(())
}
