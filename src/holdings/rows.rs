//! Reads what is held of one person, row by row. Whoever calls it is that person, or who runs the server in their name.
//!
//! Secrets of the machine (hashes of passwords and tokens, keys) stay out, and so do texts of others that stand in the same row.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use entity::ids::AccountId;
use entity::{
    account, agreement, agreement_acceptance, attendance, calendar_feed, case, case_phase, case_virtue, contribution,
    deliberation, erasure, follow_up, journal, journal_gone, journal_note, journal_opening, journal_slot, lead_change,
    letter, login, look, mail_choice, meeting, membership, one_time_link, openid_errand, openid_identity, organisation,
    organisation_closing, participant, passkey_question, pitch, pitch_vote, proof_profile, record, record_lesson,
    record_tension, record_virtue, recovery_code, reflection, saved_search, second_factor, security_event, series,
    shared_barrier, shared_copy, shared_origin, shared_part, shared_tension, shared_virtue, signal_step, team,
    team_member, team_notice, told_part, unplaced_account, waved_through,
};
use sea_orm::sea_query::{ExprTrait, IntoCondition, SelectStatement, sea_value_to_json_value};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, IdenStatic, Iterable, ModelTrait, PrimaryKeyToColumn,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait, Value,
};
use serde_json::{Map, Value as Json};

/// Most rows of one kind: far more than a working life leaves behind.
const MOST: u64 = 100_000;

/// Rows of one kind.
#[derive(Clone, Debug)]
pub struct Held {
    /// The table, with what the rows are to the person where a table has several kinds, such as `deliberation.led`.
    pub name: &'static str,
    pub rows: Vec<Map<String, Json>>,
}

impl Held {
    /// Returns the table that the rows are of.
    pub fn table(&self) -> &'static str {
        self.name.split('.').next().unwrap_or_default()
    }
}

/// Whose rows are read.
#[derive(Clone, Copy)]
pub struct Whose<'a> {
    pub account: AccountId,
    pub email: &'a str,
    pub name: &'a str,
}

/// Reads all that is held of a person. A kind without rows is there too, empty.
pub async fn of_person<C: ConnectionTrait>(db: &C, whose: Whose<'_>) -> Result<Vec<Held>, DbErr> {
    let mut reading = Reading { db, whose, held: Vec::new() };
    reading.account().await?;
    reading.journal().await?;
    reading.belonging().await?;
    reading.traces().await?;
    reading.meetings().await?;
    reading.conversations().await?;
    reading.records().await?;
    reading.copies().await?;
    reading.ends().await?;
    Ok(reading.held)
}

struct Reading<'a, C> {
    db: &'a C,
    whose: Whose<'a>,
    held: Vec<Held>,
}

impl<C: ConnectionTrait> Reading<'_, C> {
    /// Reads the rows of one kind, without the columns that are left out.
    async fn add<E: EntityTrait>(
        &mut self,
        name: &'static str,
        filter: impl IntoCondition,
        left_out: &[E::Column],
    ) -> Result<(), DbErr>
    where
        E::Model: ModelTrait<Entity = E>,
    {
        let mut query = E::find().filter(filter.into_condition()).limit(MOST);
        for key in E::PrimaryKey::iter() {
            query = query.order_by_asc(key.into_column());
        }
        let found = query.all(self.db).await?;
        let left_out: Vec<&str> = left_out.iter().map(IdenStatic::as_str).collect();
        let row = |model: E::Model| {
            let kept = E::Column::iter().filter(|column| !left_out.contains(&column.as_str()));
            kept.map(|column| (column.as_str().to_owned(), json(model.get(column)))).collect()
        };
        self.held.push(Held { name, rows: found.into_iter().map(row).collect() });
        Ok(())
    }

    async fn account(&mut self) -> Result<(), DbErr> {
        let me = self.whose.account;
        self.add::<account::Entity>("account", account::Column::Id.eq(me), &[account::Column::PasswordHash]).await?;
        self.add::<login::Entity>("login", login::Column::AccountId.eq(me), &[login::Column::TokenHash]).await?;
        let identity = openid_identity::Column::AccountId.eq(me);
        self.add::<openid_identity::Entity>("openid_identity", identity, &[]).await?;
        let logins = login::Entity::find().select_only().column(login::Column::Id);
        let logins = logins.filter(login::Column::AccountId.eq(me)).into_query();
        let errand = openid_errand::Column::LoginId.in_subquery(logins);
        self.add::<openid_errand::Entity>("openid_errand", errand, &[openid_errand::Column::TokenHash]).await?;
        let factor = second_factor::Column::AccountId.eq(me);
        self.add::<second_factor::Entity>("second_factor", factor, &[second_factor::Column::Secret]).await?;
        let code = recovery_code::Column::AccountId.eq(me);
        self.add::<recovery_code::Entity>("recovery_code", code, &[recovery_code::Column::CodeHash]).await?;
        let asked = passkey_question::Column::AccountId.eq(me);
        self.add::<passkey_question::Entity>("passkey_question", asked, &[passkey_question::Column::State]).await?;
        self.add::<mail_choice::Entity>("mail_choice", mail_choice::Column::AccountId.eq(me), &[]).await?;
        let feed = calendar_feed::Column::AccountId.eq(me);
        self.add::<calendar_feed::Entity>("calendar_feed", feed, &[calendar_feed::Column::TokenHash]).await?;
        self.add::<letter::Entity>("letter", letter::Column::AccountId.eq(me), &[]).await?;
        self.add::<unplaced_account::Entity>("unplaced_account", unplaced_account::Column::AccountId.eq(me), &[]).await
    }

    /// The journal as it lies there: sealed. Opened, it comes from its own export.
    async fn journal(&mut self) -> Result<(), DbErr> {
        let me = self.whose.account;
        self.add::<journal::Entity>("journal", journal::Column::AccountId.eq(me), &[]).await?;
        self.add::<journal_slot::Entity>("journal_slot", journal_slot::Column::AccountId.eq(me), &[]).await?;
        self.add::<journal_note::Entity>("journal_note", journal_note::Column::AccountId.eq(me), &[]).await?;
        self.add::<journal_gone::Entity>("journal_gone", journal_gone::Column::AccountId.eq(me), &[]).await?;
        let opening = journal_opening::Column::AccountId.eq(me);
        self.add::<journal_opening::Entity>("journal_opening", opening, &[journal_opening::Column::Wrapped]).await
    }

    async fn belonging(&mut self) -> Result<(), DbErr> {
        let me = self.whose.account;
        let own = membership::Column::AccountId.eq(me);
        self.add::<membership::Entity>("membership", own, &[]).await?;
        let theirs = organisation::Column::Id.in_subquery(self.organisations());
        let left_out = [organisation::Column::UrgentNumbers, organisation::Column::SecondFactor];
        self.add::<organisation::Entity>("organisation", theirs, &left_out).await?;
        self.add::<team_member::Entity>("team_member", team_member::Column::AccountId.eq(me), &[]).await?;
        let teams = team_member::Entity::find().select_only().column(team_member::Column::TeamId);
        let teams = teams.filter(team_member::Column::AccountId.eq(me)).into_query();
        self.add::<team::Entity>("team", team::Column::Id.in_subquery(teams), &[]).await?;
        let told = team_notice::Column::AccountId.eq(me).into_condition();
        let told = Condition::any().add(told).add(team_notice::Column::ByAccountId.eq(me));
        self.add::<team_notice::Entity>("team_notice", told, &[]).await?;
        self.add::<agreement::Entity>("agreement", agreement::Column::CreatedBy.eq(me), &[]).await?;
        let accepted = agreement_acceptance::Column::AccountId.eq(me);
        self.add::<agreement_acceptance::Entity>("agreement_acceptance", accepted, &[]).await?;
        self.add::<saved_search::Entity>("saved_search", saved_search::Column::AccountId.eq(me), &[]).await?;
        self.add::<proof_profile::Entity>("proof_profile", proof_profile::Column::AccountId.eq(me), &[]).await?;
        let asked = organisation_closing::Column::AskedBy.eq(me);
        self.add::<organisation_closing::Entity>("organisation_closing", asked, &[]).await?;
        // An answer to a signal stands under a name, not under an id; where somebody else has the same name, it may be theirs.
        let answered = signal_step::Column::OrganisationId.in_subquery(self.organisations());
        let elsewhere = namesakes(me, self.whose.name);
        let answered = answered.and(signal_step::Column::OrganisationId.not_in_subquery(elsewhere));
        let answered = answered.and(signal_step::Column::ByName.eq(self.whose.name));
        self.add::<signal_step::Entity>("signal_step", answered, &[]).await
    }

    async fn traces(&mut self) -> Result<(), DbErr> {
        let me = self.whose.account;
        let secret = one_time_link::Column::TokenHash;
        let got = one_time_link::Column::Email.eq(self.whose.email);
        self.add::<one_time_link::Entity>("one_time_link", got, &[secret]).await?;
        let made = one_time_link::Column::CreatedBy.eq(me).and(one_time_link::Column::Email.ne(self.whose.email));
        let others = [secret, one_time_link::Column::Email, one_time_link::Column::Name];
        self.add::<one_time_link::Entity>("one_time_link.made", made, &others).await?;
        self.add::<look::Entity>("look", look::Column::OwnerId.eq(me), &[]).await?;
        self.add::<look::Entity>("look.own", look::Column::LookerId.eq(me), &[]).await?;
        let event = security_event::Column::AccountId.eq(me).or(security_event::Column::SubjectId.eq(me));
        self.add::<security_event::Entity>("security_event", event, &[]).await
    }

    async fn meetings(&mut self) -> Result<(), DbErr> {
        let me = self.whose.account;
        self.add::<series::Entity>("series", series::Column::CreatedBy.eq(me), &[]).await?;
        self.add::<meeting::Entity>("meeting", meeting::Column::CreatedBy.eq(me), &[meeting::Column::CaseId]).await?;
        self.add::<attendance::Entity>("attendance", attendance::Column::AccountId.eq(me), &[]).await?;
        self.add::<reflection::Entity>("reflection", reflection::Column::AccountId.eq(me), &[]).await?;
        self.add::<pitch::Entity>("pitch", pitch::Column::AccountId.eq(me), &[]).await?;
        self.add::<pitch_vote::Entity>("pitch_vote", pitch_vote::Column::AccountId.eq(me), &[]).await?;
        self.add::<case::Entity>("cases", case::Column::PresenterId.eq(me), &[]).await?;
        let cases = case::Entity::find().select_only().column(case::Column::Id);
        let cases = cases.filter(case::Column::PresenterId.eq(me)).into_query();
        let virtues = case_virtue::Column::CaseId.in_subquery(cases.clone());
        self.add::<case_virtue::Entity>("case_virtue", virtues, &[]).await?;
        self.add::<case_phase::Entity>("case_phase", case_phase::Column::CaseId.in_subquery(cases), &[]).await
    }

    async fn conversations(&mut self) -> Result<(), DbErr> {
        use deliberation::Column as Talk;
        let me = self.whose.account;
        self.add::<deliberation::Entity>("deliberation", Talk::PresenterId.eq(me), &[Talk::JoinCode]).await?;
        let led = Talk::FacilitatorId.eq(me).or(Talk::NoteTakerId.eq(me)).and(Talk::PresenterId.ne(me));
        let others = [Talk::JoinCode, Talk::LearningQuestion, Talk::AnsweredNote, Talk::PresenterId, Talk::CaseId];
        self.add::<deliberation::Entity>("deliberation.led", led, &others).await?;
        self.add::<participant::Entity>("participant", participant::Column::AccountId.eq(me), &[]).await?;
        let lead = lead_change::Column::FromId.eq(me).or(lead_change::Column::ToId.eq(me));
        self.add::<lead_change::Entity>("lead_change", lead, &[]).await?;
        let token = contribution::Column::TokenHash;
        let own = contribution::Column::AuthorId.eq(me);
        self.add::<contribution::Entity>("contribution", own, &[token]).await?;
        let typed = contribution::Column::TypedBy.eq(me).and(contribution::Column::AuthorId.ne(me));
        let words = [token, contribution::Column::Text, contribution::Column::Who, contribution::Column::Due];
        self.add::<contribution::Entity>("contribution.typed", typed, &words).await?;
        self.add::<follow_up::Entity>("follow_up", follow_up::Column::OwnerId.eq(me), &[]).await
    }

    async fn records(&mut self) -> Result<(), DbErr> {
        let me = self.whose.account;
        self.add::<record::Entity>("record", record::Column::PresenterId.eq(me), &[]).await?;
        let records = record::Entity::find().select_only().column(record::Column::Id);
        let records = records.filter(record::Column::PresenterId.eq(me)).into_query();
        let of = record_lesson::Column::RecordId.in_subquery(records.clone());
        self.add::<record_lesson::Entity>("record_lesson", of, &[]).await?;
        let of = record_tension::Column::RecordId.in_subquery(records.clone());
        self.add::<record_tension::Entity>("record_tension", of, &[]).await?;
        let of = record_virtue::Column::RecordId.in_subquery(records);
        self.add::<record_virtue::Entity>("record_virtue", of, &[]).await
    }

    async fn copies(&mut self) -> Result<(), DbErr> {
        use shared_origin::Column as Origin;
        let me = self.whose.account;
        // What a reader said of it is theirs.
        self.add::<shared_origin::Entity>("shared_origin", Origin::PresenterId.eq(me), &[Origin::ReaderNote]).await?;
        let left_out = [Origin::PresenterId, Origin::RecordId];
        self.add::<shared_origin::Entity>("shared_origin.read", Origin::ReaderId.eq(me), &left_out).await?;
        let copies = shared_origin::Entity::find().select_only().column(Origin::SharedCopyId);
        let copies = copies.filter(Origin::PresenterId.eq(me)).into_query();
        let of = shared_copy::Column::Id.in_subquery(copies.clone());
        self.add::<shared_copy::Entity>("shared_copy", of, &[]).await?;
        let of = shared_part::Column::SharedCopyId.in_subquery(copies.clone());
        self.add::<shared_part::Entity>("shared_part", of, &[]).await?;
        let parts = shared_part::Entity::find().select_only().column(shared_part::Column::Id);
        let parts = parts.filter(shared_part::Column::SharedCopyId.in_subquery(copies.clone())).into_query();
        self.add::<told_part::Entity>("told_part", told_part::Column::SharedPartId.in_subquery(parts), &[]).await?;
        let of = shared_virtue::Column::SharedCopyId.in_subquery(copies.clone());
        self.add::<shared_virtue::Entity>("shared_virtue", of, &[]).await?;
        let of = shared_tension::Column::SharedCopyId.in_subquery(copies.clone());
        self.add::<shared_tension::Entity>("shared_tension", of, &[]).await?;
        let of = shared_barrier::Column::SharedCopyId.in_subquery(copies.clone());
        self.add::<shared_barrier::Entity>("shared_barrier", of, &[]).await?;
        let of = waved_through::Column::SharedCopyId.in_subquery(copies);
        self.add::<waved_through::Entity>("waved_through", of, &[]).await
    }

    /// What of theirs will be erased when, or was put off.
    async fn ends(&mut self) -> Result<(), DbErr> {
        let me = self.whose.account;
        let talks = deliberation::Entity::find().select_only().column(deliberation::Column::Id);
        let talks = talks.filter(deliberation::Column::PresenterId.eq(me)).into_query();
        let cases = case::Entity::find().select_only().column(case::Column::Id);
        let cases = cases.filter(case::Column::PresenterId.eq(me)).into_query();
        let copies = shared_origin::Entity::find().select_only().column(shared_origin::Column::SharedCopyId);
        let copies = copies.filter(shared_origin::Column::PresenterId.eq(me)).into_query();
        let theirs = [talks, cases, copies]
            .into_iter()
            .fold(Condition::any(), |any, ids| any.add(erasure::Column::SubjectId.in_subquery(ids)));
        self.add::<erasure::Entity>("erasure", theirs, &[]).await
    }

    fn organisations(&self) -> SelectStatement {
        let places = membership::Entity::find().select_only().column(membership::Column::OrganisationId);
        places.filter(membership::Column::AccountId.eq(self.whose.account)).into_query()
    }
}

/// Finds the organisations in which somebody else has this name.
pub fn namesakes(account: AccountId, name: &str) -> SelectStatement {
    let same = account::Entity::find().select_only().column(account::Column::Id);
    let same = same.filter(account::Column::Name.eq(name)).filter(account::Column::Id.ne(account)).into_query();
    let places = membership::Entity::find().select_only().column(membership::Column::OrganisationId);
    places.filter(membership::Column::AccountId.in_subquery(same)).into_query()
}

/// Writes a value as JSON: ids as text, moments as milliseconds, sealed bytes in base64.
fn json(value: Value) -> Json {
    match value {
        Value::Bytes(Some(bytes)) => Json::String(STANDARD.encode(bytes)),
        Value::TimeDate(Some(day)) => Json::String(day.to_string()),
        other => sea_value_to_json_value(&other),
    }
}
