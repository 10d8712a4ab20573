//! Writes to people who came into a team what had been told before they were in it: which meetings are planned.
//!
//! Nothing is told twice: who was in the team when a series was planned has that letter already.

use std::collections::{BTreeSet, HashMap};

use entity::letter::LetterKind;
use entity::team_member::{self, TeamRole};
use entity::{meeting, meeting_plan};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::app::App;
use crate::letters::{self, About};

/// Hours in which somebody is new.
const NEW_HOURS: i64 = 24;
/// People looked at at once.
const MOST_PEOPLE: u64 = 500;
/// Meetings looked at in one go.
const MOST_MEETINGS: u64 = 2_000;

/// Writes to everybody who came into a team today or yesterday.
pub async fn welcome(app: &App) -> anyhow::Result<()> {
    let new = team_member::Entity::find()
        .filter(team_member::Column::JoinedAt.gt(app.clock.now().plus_minutes(-NEW_HOURS * 60)))
        .filter(team_member::Column::Role.ne(TeamRole::Guest))
        .order_by_asc(team_member::Column::JoinedAt)
        .order_by_asc(team_member::Column::AccountId)
        .order_by_asc(team_member::Column::TeamId);
    let mut pages = new.paginate(app.db.read(), MOST_PEOPLE);
    while let Some(new) = pages.fetch_and_next().await? {
        welcome_these(app, &new).await?;
    }
    Ok(())
}

async fn welcome_these(app: &App, new: &[team_member::Model]) -> anyhow::Result<()> {
    let (db, now) = (app.db.read(), app.clock.now());
    let coming = meeting::Entity::find()
        .filter(meeting::Column::TeamId.is_in(new.iter().map(|member| member.team_id)))
        .filter(meeting::Column::Date.gt(app.clock.today()))
        .order_by_asc(meeting::Column::Date)
        .limit(MOST_MEETINGS)
        .all(db)
        .await?;
    let plans = meeting_plan::Entity::find()
        .filter(meeting_plan::Column::MeetingId.is_in(coming.iter().map(|meeting| meeting.id)))
        .filter(meeting_plan::Column::CancelledAt.is_null())
        .all(db)
        .await?;
    let series: BTreeSet<Uuid> = plans.iter().filter_map(|plan| plan.series_id).map(|series| series.0).collect();
    let last = letters::last_editions(db, LetterKind::Series, series).await?;
    for member in new {
        let of_team = |plan: &&meeting_plan::Model| {
            coming.iter().any(|meeting| meeting.id == plan.meeting_id && meeting.team_id == member.team_id)
        };
        let mut told: Vec<About> = plans.iter().filter(of_team).map(|plan| about(plan, &last)).collect();
        told.sort_by_key(|about| about.subject);
        told.dedup();
        let mut tx = app.db.write().await?;
        for about in told {
            letters::write_to(&mut tx, about, &[member.account_id], (now, now)).await?;
        }
        tx.commit().await?;
    }
    Ok(())
}

/// Says what a newcomer hears of a planned meeting: its series in one mail, or the meeting by itself. In the edition that the
/// others heard last: who was there already has had it.
fn about(plan: &meeting_plan::Model, last: &HashMap<Uuid, i32>) -> About {
    let organisation = plan.organisation_id;
    match plan.series_id {
        Some(series) => {
            let edition = last.get(&series.0).copied().unwrap_or_default();
            About { organisation, kind: LetterKind::Series, subject: series.0, edition }
        }
        None => About { organisation, kind: LetterKind::Meeting, subject: plan.meeting_id.0, edition: plan.edition },
    }
}
