//! Sends the letters that wait, and writes those that time brings: reminders, and what somebody promised for today.

use entity::letter::{self, LetterKind};
use entity::meeting_plan;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::newcomers;
use crate::app::App;
use crate::letters::{self, About};
use crate::meetings::plan::{self, MOST_REMIND_DAYS};
use crate::web::letters as words;
use crate::{clock, follow_ups};

/// Letters sent in one go.
const MOST: u64 = 50;
/// Meetings looked at in one go.
const MOST_MEETINGS: u64 = 2_000;
/// Nobody is reminded outside these hours.
const DAY: std::ops::Range<i8> = 8..18;

/// Sends what waits. Each letter goes out once, also when this is broken off: it is claimed first, and its id stays the same.
pub async fn send(app: &App) -> anyhow::Result<()> {
    if !app.mail.is_on() {
        return Ok(());
    }
    let mut failed = 0_usize;
    for letter in letters::waiting(app.db.read(), app.clock.now(), MOST).await? {
        let mut tx = app.db.write().await?;
        let mine = letters::claim(&mut tx, &letter, app.clock.now()).await?;
        tx.commit().await?;
        if mine && let Err(error) = send_one(app, &letter).await {
            failed += 1;
            tracing::warn!(kind = letter.kind.as_str(), error = format!("{error:#}"), "a letter didn't go out");
        }
    }
    anyhow::ensure!(failed == 0, "{failed} letters wait for another try");
    Ok(())
}

async fn send_one(app: &App, letter: &letter::Model) -> anyhow::Result<()> {
    // What is no longer so is not told.
    if let Some(mail) = words::compose(app, letter).await? {
        app.mail.send(mail).await?;
    }
    let mut tx = app.db.write().await?;
    letters::settle(&mut tx, letter, app.clock.now()).await?;
    Ok(tx.commit().await?)
}

/// Writes to who is new in a team, reminders of meetings that come near, and of what is promised: each person once.
pub async fn remind(app: &App) -> anyhow::Result<()> {
    let now = app.clock.now();
    if !app.mail.is_on() || !DAY.contains(&clock::local(now).hour()) {
        return Ok(());
    }
    newcomers::welcome(app).await?;
    remind_of_meetings(app).await?;
    remind_of_promises(app).await
}

async fn remind_of_meetings(app: &App) -> anyhow::Result<()> {
    let (now, today) = (app.clock.now(), app.clock.today());
    let last = today.saturating_add(time::Duration::days(i64::from(MOST_REMIND_DAYS)));
    let meetings = entity::meeting::Entity::find()
        .filter(entity::meeting::Column::Date.gt(today))
        .filter(entity::meeting::Column::Date.lte(last))
        .order_by_asc(entity::meeting::Column::Date)
        .limit(MOST_MEETINGS)
        .all(app.db.read())
        .await?;
    let plans = meeting_plan::Entity::find()
        .filter(meeting_plan::Column::MeetingId.is_in(meetings.iter().map(|meeting| meeting.id)))
        .filter(meeting_plan::Column::CancelledAt.is_null())
        .all(app.db.read())
        .await?;
    for plan in plans {
        let Some(meeting) = meetings.iter().find(|meeting| meeting.id == plan.meeting_id) else { continue };
        let at = plan::starts_at(meeting.date, &plan).unwrap_or_else(|| clock::at(meeting.date, 12));
        let from = at.plus_days(-i64::from(plan.remind_days));
        // Whoever was told of it just now needs no reminder.
        if plan.remind_days == 0 || now < from || plan.changed_at > from {
            continue;
        }
        let kind = LetterKind::Reminder;
        let edition = plan.edition;
        let about = About { organisation: plan.organisation_id, kind, subject: meeting.id.0, edition };
        let mut tx = app.db.write().await?;
        letters::write_to_team(&mut tx, about, meeting.team_id, now, now).await?;
        tx.commit().await?;
    }
    Ok(())
}

async fn remind_of_promises(app: &App) -> anyhow::Result<()> {
    let now = app.clock.now();
    for (due, people) in follow_ups::to_remind(app.db.read(), app.clock.today()).await? {
        let edition = due.due.map_or(0, follow_ups::edition);
        let about = About { organisation: due.organisation_id, kind: LetterKind::Promise, subject: due.id.0, edition };
        let mut tx = app.db.write().await?;
        letters::write_to(&mut tx, about, &people, (now, now)).await?;
        tx.commit().await?;
    }
    Ok(())
}
