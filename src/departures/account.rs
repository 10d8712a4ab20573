//! Erasing an account: what only its owner could read goes, the name and the address go from every row, and what others have
//! stays with somebody who is gone. At once, in one transaction: there is no half-erased account.
//!
//! The row of the account stays, empty: others' rows point to it, and a sum of who was there must stay what it was.

use entity::case;
use entity::contribution::{self, ContributionState};
use entity::follow_up::{self, FollowUpState};
use entity::ids::{AccountId, ContributionId, OrganisationId};
use entity::record::{self, RecordState};
use entity::shared_copy::{self, SharedCopyState};
use entity::team_member::TeamRole;
use entity::time::Timestamp;
use entity::{
    account, agreement_acceptance, calendar_feed, deliberation, deliberation_step, journal, letter, login, look,
    mail_choice, membership, one_time_link, openid_errand, openid_identity, organisation, passkey_question, pitch,
    proof_profile, recovery_code, reflection, saved_search, second_factor, security_event, shared_origin, team,
    team_member, unplaced_account,
};
use sea_orm::sea_query::{Expr, SelectStatement};
use sea_orm::{
    ActiveEnum, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};

use super::team as teams;
use super::{Gone, Refused, names};
use crate::db::Tx;
use crate::deliberations::hearsay;
use crate::methods::{self, Seen};
use crate::retention::round;

/// Begins the address of an account that is erased; no address that anybody can type begins so.
const ERASED: &str = "erased:";
/// Rows looked at in one go.
const MOST: u64 = 10_000;

/// Tells whether an account was erased.
pub fn is_erased(account: &account::Model) -> bool {
    account.email.starts_with(ERASED)
}

/// Erases an account by its owner. The last administrator, and the last facilitator of others, name another first.
pub async fn erase(tx: &mut Tx, whose: &account::Model, gone: &Gone, now: Timestamp) -> Result<(), Refused> {
    let places: Vec<OrganisationId> = membership::Entity::find()
        .select_only()
        .column(membership::Column::OrganisationId)
        .filter(membership::Column::AccountId.eq(whose.id))
        .order_by_asc(membership::Column::OrganisationId)
        .limit(MOST)
        .into_tuple()
        .all(tx.conn())
        .await?;
    for organisation in places {
        teams::leave_organisation(tx, organisation, whose.id, whose.id, now).await?;
    }
    Ok(forget(tx, whose, gone).await?)
}

/// Names where somebody has to name another first: organisations that they alone administer, teams of others that they alone lead.
pub async fn hindrances<C: ConnectionTrait>(db: &C, whose: AccountId) -> Result<Vec<String>, DbErr> {
    let administers = membership::Entity::find()
        .filter(membership::Column::AccountId.eq(whose))
        .filter(membership::Column::Administrator.eq(true))
        .limit(MOST)
        .all(db)
        .await?;
    let others = membership::Entity::find()
        .filter(membership::Column::OrganisationId.is_in(administers.iter().map(|one| one.organisation_id)))
        .filter(membership::Column::Administrator.eq(true))
        .filter(membership::Column::AccountId.ne(whose))
        .all(db)
        .await?;
    let alone = administers.iter().map(|one| one.organisation_id);
    let alone = alone.filter(|id| others.iter().all(|other| other.organisation_id != *id));
    let mut found: Vec<String> = organisation::Entity::find()
        .select_only()
        .column(organisation::Column::Name)
        .filter(organisation::Column::Id.is_in(alone))
        .order_by_asc(organisation::Column::Name)
        .into_tuple()
        .all(db)
        .await?;
    let leads = team_member::Entity::find()
        .filter(team_member::Column::AccountId.eq(whose))
        .filter(team_member::Column::Role.eq(TeamRole::Facilitator.to_value()))
        .limit(MOST)
        .all(db)
        .await?;
    let others = team_member::Entity::find()
        .filter(team_member::Column::TeamId.is_in(leads.iter().map(|one| one.team_id)))
        .filter(team_member::Column::AccountId.ne(whose))
        .all(db)
        .await?;
    let alone = leads.iter().map(|one| one.team_id).filter(|id| {
        let mut of_team = others.iter().filter(|other| other.team_id == *id).peekable();
        of_team.peek().is_some() && of_team.all(|other| other.role != TeamRole::Facilitator)
    });
    let teams = team::Entity::find().select_only().column(team::Column::Name).filter(team::Column::Id.is_in(alone));
    found.extend(teams.order_by_asc(team::Column::Name).into_tuple::<String>().all(db).await?);
    Ok(found)
}

/// Empties an account and everything of it that nobody else has, whatever it belongs to.
pub(super) async fn forget(tx: &mut Tx, whose: &account::Model, gone: &Gone) -> Result<(), DbErr> {
    names::replace(tx, whose, gone.get(&whose.language)).await?;
    unsaid(tx, whose.id).await?;
    unshared(tx, whose.id).await?;
    undiscussed(tx, whose.id).await?;
    unasked(tx, whose.id).await?;
    own(tx, whose).await?;
    unlogged(tx, whose.id).await?;
    account::Entity::update_many()
        .col_expr(account::Column::Email, Expr::value(format!("{ERASED}{}", AccountId::random())))
        .col_expr(account::Column::Name, Expr::value(gone.get(&whose.language)))
        .col_expr(account::Column::PasswordHash, Expr::value(Option::<String>::None))
        .col_expr(account::Column::RecoveredAt, Expr::value(Option::<Timestamp>::None))
        .col_expr(account::Column::CreatedAt, Expr::value(Timestamp(0)))
        .filter(account::Column::Id.eq(whose.id))
        .exec(tx.conn())
        .await?;
    round::leave_to_sweep(tx).await?;
    hearsay::renamed(tx, whose.id).await
}

/// Deletes what they wrote and nobody else could read: drafts, what was never revealed, what was for themselves.
async fn unsaid(tx: &Tx, account: AccountId) -> Result<(), DbErr> {
    let written = contribution::Entity::find()
        .filter(contribution::Column::AuthorId.eq(account))
        .order_by_asc(contribution::Column::Id)
        .limit(MOST)
        .all(tx.conn())
        .await?;
    let talks = deliberation::Entity::find()
        .filter(deliberation::Column::Id.is_in(written.iter().map(|one| one.deliberation_id)))
        .all(tx.conn())
        .await?;
    let revealed = deliberation_step::Entity::find()
        .filter(deliberation_step::Column::DeliberationId.is_in(talks.iter().map(|talk| talk.id)))
        .filter(deliberation_step::Column::Revealed.eq(true))
        .all(tx.conn())
        .await?;
    let mut hidden: Vec<ContributionId> = Vec::new();
    for one in &written {
        let Some(talk) = talks.iter().find(|talk| talk.id == one.deliberation_id) else { continue };
        // Read before, as good as always: a method is kept in memory by its hash.
        let method = methods::kept(tx.conn(), &talk.method_hash).await?;
        let seen = method.steps.iter().find(|step| step.key == one.step_key).map(|step| step.seen);
        let is_revealed = revealed.iter().any(|step| step.deliberation_id == talk.id && step.step_key == one.step_key);
        let others_have_it = match seen {
            Some(Seen::AtOnce) => true,
            Some(Seen::AfterReveal) => is_revealed,
            Some(Seen::AuthorOnly) | None => false,
        };
        if one.state == ContributionState::Draft || !others_have_it {
            hidden.push(one.id);
        }
    }
    contribution::Entity::delete_many().filter(contribution::Column::Id.is_in(hidden)).exec(tx.conn()).await?;
    Ok(())
}

/// Deletes copies that were never shared, and lets go of what they were asked to read.
async fn unshared(tx: &Tx, account: AccountId) -> Result<(), DbErr> {
    let own = shared_origin::Entity::find().select_only().column(shared_origin::Column::SharedCopyId);
    let own = own.filter(shared_origin::Column::PresenterId.eq(account)).into_query();
    shared_copy::Entity::delete_many()
        .filter(shared_copy::Column::Id.in_subquery(own))
        .filter(
            shared_copy::Column::State
                .is_in([SharedCopyState::Preparing.to_value(), SharedCopyState::WithReader.to_value()]),
        )
        .exec(tx.conn())
        .await?;
    shared_origin::Entity::update_many()
        .col_expr(shared_origin::Column::ReaderId, Expr::value(Option::<AccountId>::None))
        .filter(shared_origin::Column::ReaderId.eq(account))
        .exec(tx.conn())
        .await?;
    record::Entity::delete_many()
        .filter(record::Column::PresenterId.eq(account))
        .filter(record::Column::State.eq(RecordState::Draft.to_value()))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Deletes cases about which no conversation was ever opened.
async fn undiscussed(tx: &mut Tx, account: AccountId) -> Result<(), DbErr> {
    let talked = deliberation::Entity::find().select_only().column(deliberation::Column::CaseId).into_query();
    let cases = || -> SelectStatement {
        let cases = case::Entity::find().select_only().column(case::Column::Id);
        let cases = cases.filter(case::Column::PresenterId.eq(account));
        cases.filter(case::Column::Id.not_in_subquery(talked.clone())).into_query()
    };
    let places: Vec<OrganisationId> = case::Entity::find()
        .select_only()
        .column(case::Column::OrganisationId)
        .filter(case::Column::PresenterId.eq(account))
        .distinct()
        .into_tuple()
        .all(tx.conn())
        .await?;
    for organisation in places {
        teams::clear_case(tx, organisation, cases()).await?;
    }
    pitch::Entity::delete_many()
        .filter(pitch::Column::AccountId.eq(account))
        .filter(pitch::Column::Chosen.eq(false))
        .exec(tx.conn())
        .await?;
    pitch::Entity::update_many()
        .col_expr(pitch::Column::CaseId, Expr::value(Option::<entity::ids::CaseId>::None))
        .filter(pitch::Column::CaseId.in_subquery(cases()))
        .exec(tx.conn())
        .await?;
    case::Entity::delete_many()
        .filter(case::Column::PresenterId.eq(account))
        .filter(case::Column::Id.not_in_subquery(talked.clone()))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Nobody waits any more for what they promised, in teams that they left long ago either.
async fn unasked(tx: &Tx, account: AccountId) -> Result<(), DbErr> {
    follow_up::Entity::update_many()
        .col_expr(follow_up::Column::OwnerId, Expr::value(Option::<AccountId>::None))
        .filter(follow_up::Column::OwnerId.eq(account))
        .filter(follow_up::Column::State.eq(FollowUpState::Open.to_value()))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Deletes every row that is theirs alone.
async fn own(tx: &Tx, whose: &account::Model) -> Result<(), DbErr> {
    let me = whose.id;
    macro_rules! delete {
        ($($table:ident),+) => {
            $($table::Entity::delete_many().filter($table::Column::AccountId.eq(me)).exec(tx.conn()).await?;)+
        };
    }
    let logins = login::Entity::find().select_only().column(login::Column::Id);
    let logins = logins.filter(login::Column::AccountId.eq(me)).into_query();
    openid_errand::Entity::delete_many()
        .filter(openid_errand::Column::LoginId.in_subquery(logins))
        .exec(tx.conn())
        .await?;
    // The journal takes its entries, slots and openings along; a membership the places in teams.
    delete!(
        journal,
        login,
        openid_identity,
        second_factor,
        recovery_code,
        passkey_question,
        mail_choice,
        calendar_feed,
        letter,
        saved_search,
        proof_profile,
        reflection,
        agreement_acceptance,
        team_member,
        membership,
        unplaced_account
    );
    one_time_link::Entity::delete_many().filter(one_time_link::Column::Email.eq(&whose.email)).exec(tx.conn()).await?;
    Ok(())
}

/// Takes them out of what is written down about who looked and who signed in. That somebody opened a thing of somebody else stays,
/// without a name, for whose thing it is: nobody wipes out their traces by leaving.
async fn unlogged(tx: &Tx, account: AccountId) -> Result<(), DbErr> {
    look::Entity::delete_many().filter(look::Column::OwnerId.eq(account)).exec(tx.conn()).await?;
    for column in [security_event::Column::AccountId, security_event::Column::SubjectId] {
        security_event::Entity::update_many()
            .col_expr(column, Expr::value(Option::<AccountId>::None))
            .filter(column.eq(account))
            .exec(tx.conn())
            .await?;
    }
    Ok(())
}
