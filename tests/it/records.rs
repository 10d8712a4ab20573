//! Records: made from a conversation, edited and approved by the presenter, read by those who sat in it.

use axum::http::StatusCode;
use entity::contribution::{self, ContributionKind, ContributionState, LessonLevel};
use entity::deliberation::{self, DeliberationState};
use entity::ids::{
    AccountId, CaseId, ContributionId, DeliberationId, MeetingId, OrganisationId, RecordId, TeamId, VirtueId,
};
use entity::participant::{self, ParticipantState};
use entity::record::{self, RecordState};
use entity::record_virtue::Side;
use entity::team_member::TeamRole;
use entity::virtue::{self, VirtueState};
use entity::{account, case, deliberation_virtue, meeting, organisation, virtue_wording};
use omgang::clock;
use omgang::db::Tx;
use omgang::methods;
use omgang::people::Actor;
use omgang::records::{self, Draft, Refused};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::on_both;
use crate::support::{Instance, START};

/// A conversation that was held, with the people around it.
pub struct Talk {
    pub home: organisation::Model,
    pub team: TeamId,
    pub id: DeliberationId,
    pub virtue: VirtueId,
    pub presenter: account::Model,
    /// Sat in the conversation.
    pub colleague: account::Model,
    /// Expected, but didn't come.
    pub absent: account::Model,
    pub facilitator: account::Model,
}

/// The story of every conversation in these tests. It names people, places and a number, all invented.
pub const STORY: &str = "Ik kom bij mevrouw Bakkal, Naima, 43, in de Zilverschoonstraat.\n\nNaima zei op 3 februari: bel 06-12345678 niet meer.";

/// Holds a conversation in a new organisation: a case, a virtue, contributions, people.
pub async fn hold(instance: &Instance, slug: &str) -> Talk {
    let home = instance.organisation(slug).await;
    let team = instance.team(home.id, "Noord").await;
    let name = |role: &str| format!("{role}{slug}");
    let presenter = instance.member(home.id, team, &name("Youssef"), TeamRole::Member).await;
    let colleague = instance.member(home.id, team, &name("Sharina"), TeamRole::Trainee).await;
    let absent = instance.member(home.id, team, &name("Tomasz"), TeamRole::Member).await;
    let facilitator = instance.member(home.id, team, &name("Judith"), TeamRole::Facilitator).await;
    let mut tx = instance.app.db.write().await.unwrap();
    let virtue = insert_virtue(&tx, home.id, team).await;
    let id = insert_talk(&mut tx, home.id, team, presenter.id, facilitator.id).await;
    let central = deliberation_virtue::ActiveModel {
        organisation_id: Set(home.id),
        deliberation_id: Set(id),
        virtue_id: Set(virtue),
        wording_version: Set(1),
        position: Set(0),
    };
    central.insert(tx.conn()).await.unwrap();
    let people = [(&presenter, true), (&colleague, true), (&absent, false), (&facilitator, true)];
    for (person, here) in people {
        let row = participant::ActiveModel {
            organisation_id: Set(home.id),
            deliberation_id: Set(id),
            account_id: Set(person.id),
            state: Set(if here { ParticipantState::Present } else { ParticipantState::Expected }),
            ..Default::default()
        };
        row.insert(tx.conn()).await.unwrap();
    }
    insert_contributions(&tx, home.id, id, presenter.id).await;
    tx.commit().await.unwrap();
    Talk { home, team, id, virtue, presenter, colleague, absent, facilitator }
}

async fn insert_virtue(tx: &Tx, organisation: OrganisationId, team: TeamId) -> VirtueId {
    let id = VirtueId::new();
    let row = virtue::ActiveModel {
        organisation_id: Set(organisation),
        id: Set(id),
        team_id: Set(team),
        template_key: Set(Some("patience".into())),
        position: Set(0),
        state: Set(VirtueState::Kept),
        merged_into: Set(None),
        wording_version: Set(2),
        created_at: Set(START),
    };
    row.insert(tx.conn()).await.unwrap();
    for (version, name) in [(1, "Geduld"), (2, "Lange adem")] {
        let row = virtue_wording::ActiveModel {
            organisation_id: Set(organisation),
            virtue_id: Set(id),
            version: Set(version),
            name: Set(name.into()),
            too_little: Set("Vluchtig".into()),
            too_much: Set("Traag".into()),
            explanation: Set(String::new()),
            created_at: Set(START),
        };
        row.insert(tx.conn()).await.unwrap();
    }
    id
}

async fn insert_talk(
    tx: &mut Tx,
    organisation: OrganisationId,
    team: TeamId,
    presenter: AccountId,
    facilitator: AccountId,
) -> DeliberationId {
    let (case, meeting, id) = (CaseId::new(), MeetingId::new(), DeliberationId::new());
    let row = case::ActiveModel {
        organisation_id: Set(organisation),
        id: Set(case),
        team_id: Set(team),
        presenter_id: Set(presenter),
        title: Set("Naima wil geen bezoek".into()),
        story: Set(STORY.into()),
        learning_question: Set("Hoe help ik haar verder?".into()),
        client_perspective: Set(String::new()),
        state: Set(case::CaseState::Discussed),
        version: Set(1),
        created_at: Set(START),
        updated_at: Set(START),
    };
    row.insert(tx.conn()).await.unwrap();
    let row = meeting::ActiveModel {
        organisation_id: Set(organisation),
        id: Set(meeting),
        team_id: Set(team),
        date: Set(clock::date(START)),
        case_id: Set(Some(case)),
        created_by: Set(facilitator),
        created_at: Set(START),
    };
    row.insert(tx.conn()).await.unwrap();
    let hash = methods::keep(tx, methods::standard()).await.unwrap();
    let row = deliberation::ActiveModel {
        organisation_id: Set(organisation),
        id: Set(id),
        team_id: Set(team),
        meeting_id: Set(meeting),
        case_id: Set(case),
        facilitator_id: Set(facilitator),
        presenter_id: Set(presenter),
        note_taker_id: Set(facilitator),
        method_hash: Set(hash),
        state: Set(DeliberationState::Closed),
        step: Set(5),
        revision: Set(9),
        changes: Set(9),
        step_started_at: Set(START),
        join_code: Set(None),
        join_code_expires_at: Set(None),
        learning_question: Set("Hoe help ik haar verder?".into()),
        answered: Set(None),
        answered_note: Set(String::new()),
        opened_at: Set(START),
        closed_at: Set(Some(START.plus_minutes(60))),
        ..Default::default()
    };
    row.insert(tx.conn()).await.unwrap();
    id
}

async fn insert_contributions(tx: &Tx, organisation: OrganisationId, talk: DeliberationId, author: AccountId) {
    use ContributionKind::{Account, Action, ClientView, Decision, FirstImpulse, Interpretation, Lesson, Observation};
    let placed = [
        (Interpretation, "Ik dacht: ze schaamt zich."),
        (Observation, "Ze werd wit."),
        (ClientView, "Ik ben degene die voor iedereen belt."),
        (ContributionKind::Option, "Vraag wie het al weet."),
        (Decision, "Ik laat de familie los."),
        (FirstImpulse, "Nog een keer beginnen over haar broer."),
        (Action, "De fondsbeheerder bellen"),
        (Account, "Aan het wijkteam."),
        (Lesson, "Vraag naar het netwerk zonder het in te vullen."),
    ];
    for (number, (kind, text)) in placed.into_iter().enumerate() {
        let is_action = kind == Action;
        let row = contribution::ActiveModel {
            organisation_id: Set(organisation),
            id: Set(ContributionId::new()),
            deliberation_id: Set(talk),
            step_key: Set("explore".into()),
            kind: Set(kind),
            text: Set(text.into()),
            level: Set((kind == Lesson).then_some(LessonLevel::Person)),
            who: Set(if is_action { "Youssef".into() } else { String::new() }),
            due: Set(if is_action { "vrijdag".into() } else { String::new() }),
            author_id: Set(Some(author)),
            state: Set(ContributionState::Placed),
            version: Set(1),
            created_at: Set(Some(START.plus_minutes(number as i64))),
            ..Default::default()
        };
        row.insert(tx.conn()).await.unwrap();
    }
    let row = contribution::ActiveModel {
        organisation_id: Set(organisation),
        id: Set(ContributionId::new()),
        deliberation_id: Set(talk),
        step_key: Set("explore".into()),
        kind: Set(Observation),
        text: Set("Dit bleef een kladje.".into()),
        level: Set(None),
        who: Set(String::new()),
        due: Set(String::new()),
        author_id: Set(Some(author)),
        state: Set(ContributionState::Draft),
        version: Set(1),
        created_at: Set(Some(START)),
        ..Default::default()
    };
    row.insert(tx.conn()).await.unwrap();
}

/// Makes the record of a conversation.
pub async fn make(instance: &Instance, talk: &Talk) -> record::Model {
    let mut tx = instance.app.db.write().await.unwrap();
    let row = deliberation::Entity::find_by_id((talk.home.id, talk.id)).one(tx.conn()).await.unwrap().unwrap();
    let told = contribution::Entity::find()
        .filter(contribution::Column::OrganisationId.eq(talk.home.id))
        .filter(contribution::Column::DeliberationId.eq(talk.id))
        .filter(contribution::Column::State.eq(ContributionState::Placed))
        .order_by_asc(contribution::Column::CreatedAt)
        .order_by_asc(contribution::Column::Id)
        .all(tx.conn())
        .await
        .unwrap();
    let made = records::create_from_deliberation(&mut tx, &row, &told, START.plus_minutes(60)).await.unwrap();
    tx.commit().await.unwrap();
    made
}

/// Makes the record and approves it.
pub async fn make_approved(instance: &Instance, talk: &Talk) -> record::Model {
    let made = make(instance, talk).await;
    let mut tx = instance.app.db.write().await.unwrap();
    records::approve(&mut tx, &actor(&talk.home, &talk.presenter), made.id, START.plus_minutes(90)).await.unwrap();
    tx.commit().await.unwrap();
    made
}

/// Somebody acting in an organisation.
pub fn actor(home: &organisation::Model, account: &account::Model) -> Actor {
    Actor {
        account: account.id,
        name: account.name.clone(),
        organisation: home.id,
        organisation_name: home.name.clone(),
        slug: home.slug.clone(),
        manager: false,
        administrator: false,
        only: None,
    }
}

on_both! {
    async fn a_record_is_composed_of_what_was_placed(instance: Instance) {
        let talk = hold(&instance, "maaskant").await;
        let made = make(&instance, &talk).await;
        assert_eq!((made.state, made.title.as_str(), made.situation.as_str()), (RecordState::Draft, "Naima wil geen bezoek", STORY));
        assert_eq!(made.exploration, "Ze werd wit.\n\nIk dacht: ze schaamt zich.");
        assert_eq!(made.client_view, "Ik ben degene die voor iedereen belt.");
        assert_eq!(made.options, "Vraag wie het al weet.");
        let decision = "Je eerste ingeving: Nog een keer beginnen over haar broer.\n\nIk laat de familie los.\n\nDe fondsbeheerder bellen (Youssef, vrijdag)";
        assert_eq!(made.decision, decision);
        assert_eq!(made.accounting, "Aan het wijkteam.");
        let contents = records::contents(instance.app.db.read(), &made).await.unwrap();
        assert_eq!(contents.lessons[0].level, LessonLevel::Person);
        assert_eq!(contents.virtues[0].name, "Geduld", "the words of the conversation's day");
        assert_eq!(contents.virtues[0].side, None);
        assert_eq!(make(&instance, &talk).await.id, made.id, "a second close makes no second record");
        assert_eq!(records::waiting_for(instance.app.db.read(), &actor(&talk.home, &talk.presenter)).await.unwrap().len(), 1);
    }
}

on_both! {
    async fn a_draft_is_the_presenters_alone_and_an_approved_record_is_for_who_sat_there(instance: Instance) {
        let talk = hold(&instance, "maaskant").await;
        let elsewhere = hold(&instance, "elders").await;
        let outsider = instance.member(talk.home.id, talk.team, "Lotte", TeamRole::Facilitator).await;
        let made = make(&instance, &talk).await;
        let page = format!("/o/maaskant/records/{}", made.id);
        let others = [&talk.colleague, &talk.facilitator, &talk.absent, &outsider, &elsewhere.presenter];
        for person in others {
            let mut browser = instance.browser(person.id).await;
            assert_eq!(browser.get(&page).await.status, StatusCode::NOT_FOUND, "{} reads a draft", person.name);
            assert_eq!(browser.post(&format!("{page}/approve"), &[]).await.status, StatusCode::NOT_FOUND);
        }
        let mut presenter = instance.browser(talk.presenter.id).await;
        assert!(presenter.get("/o/maaskant/records").await.text.contains("Wacht op jou"));
        assert!(presenter.get(&page).await.text.contains("Zilverschoonstraat"));
        assert_eq!(presenter.post(&format!("{page}/approve"), &[]).await.status, StatusCode::SEE_OTHER);
        for (person, status) in others.into_iter().zip([StatusCode::OK, StatusCode::OK].into_iter().chain([StatusCode::NOT_FOUND; 3])) {
            let mut browser = instance.browser(person.id).await;
            assert_eq!(browser.get(&page).await.status, status, "{}", person.name);
            assert_eq!(browser.get(&format!("{page}/edit")).await.status, StatusCode::NOT_FOUND);
        }
        let mut colleague = instance.browser(talk.colleague.id).await;
        assert!(colleague.get("/o/maaskant/records").await.text.contains("Naima wil geen bezoek"));
        let mut absent = instance.browser(talk.absent.id).await;
        assert!(!absent.get("/o/maaskant/records").await.text.contains("Naima wil geen bezoek"));
        let mut stranger = instance.browser(elsewhere.presenter.id).await;
        assert_eq!(stranger.get(&format!("/o/elders/records/{}", made.id)).await.status, StatusCode::NOT_FOUND);
    }
}

on_both! {
    async fn the_presenter_edits_a_draft_and_an_old_page_overwrites_nothing(instance: Instance) {
        let talk = hold(&instance, "maaskant").await;
        let made = make(&instance, &talk).await;
        let edit = format!("/o/maaskant/records/{}/edit", made.id);
        let mut presenter = instance.browser(talk.presenter.id).await;
        let side = format!("side-{}", talk.virtue);
        let fields = [
            ("version", "1"), ("title", "Zonder de familie"), ("situation", "Kort."), ("decision", "Wachten."),
            ("lesson-0", "Een nieuwe les."), ("level-0", "policy"), ("lesson-1", ""), ("level-1", "team"),
            (side.as_str(), "too_much"), ("tension-0", "act_wait"), ("tension-1", "act_wait"), ("tension-2", "bestaat-niet"),
        ];
        assert_eq!(presenter.post(&edit, &fields).await.status, StatusCode::SEE_OTHER);
        let stored = record::Entity::find_by_id((talk.home.id, made.id)).one(instance.app.db.read()).await.unwrap().unwrap();
        assert_eq!((stored.version, stored.title.as_str(), stored.options.as_str()), (2, "Zonder de familie", ""));
        let contents = records::contents(instance.app.db.read(), &stored).await.unwrap();
        assert_eq!(contents.lessons.iter().map(|one| (one.level, one.text.as_str())).collect::<Vec<_>>(), [(LessonLevel::Policy, "Een nieuwe les.")]);
        assert_eq!((contents.virtues[0].side, contents.tensions), (Some(Side::TooMuch), vec!["act_wait".to_owned()]));
        assert!(presenter.get(&edit).await.text.contains("Zonder de familie"));

        let late = presenter.post(&edit, &[("version", "1"), ("title", "Van een oude pagina"), ("situation", "Veel getypt.")]).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(late.text.contains("Veel getypt.") && late.text.contains(r#"name="version" value="2""#), "{}", late.text);
        let empty = presenter.post(&edit, &[("version", "2"), ("title", " "), ("situation", "Blijft staan.")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(empty.text.contains("Blijft staan."));
    }
}

on_both! {
    async fn an_approved_record_stays_as_it_is(instance: Instance) {
        let talk = hold(&instance, "maaskant").await;
        let made = make_approved(&instance, &talk).await;
        let presenter = actor(&talk.home, &talk.presenter);
        let mut tx = instance.app.db.write().await.unwrap();
        let changed = records::update(&mut tx, &presenter, made.id, 1, Draft::default()).await;
        assert!(matches!(changed, Err(Refused::Approved)));
        let again = records::approve(&mut tx, &presenter, made.id, START).await;
        assert!(matches!(again, Err(Refused::Approved)));
        let missing = records::approve(&mut tx, &presenter, RecordId::new(), START).await;
        assert!(matches!(missing, Err(Refused::NotFound)));
    }
}
