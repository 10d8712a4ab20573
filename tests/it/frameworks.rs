//! A team's framework: taking it over, building it together, and who may.

use axum::http::StatusCode;
use entity::ids::{OrganisationId, TeamId, VirtueId};
use entity::record_virtue::Side;
use entity::team_member::TeamRole;
use entity::virtue::VirtueState;
use omgang::frameworks::{self, Direction, Refused, Virtue, Wording};
use omgang::people::Actor;
use omgang::teams::members::TeamRef;
use omgang::teams::memberships::OrganisationRoles;

use crate::on_both;
use crate::support::{Instance, actor};

/// A team with a framework, its facilitator and a member.
struct Noord {
    organisation: OrganisationId,
    team: TeamId,
    judith: Actor,
    tomasz: Actor,
}

async fn noord(instance: &Instance) -> Noord {
    let organisation = instance.organisation("maaskant").await;
    let team = instance.team(organisation.id, "Team Noord").await;
    let judith = instance.member(organisation.id, team, "Judith", TeamRole::Facilitator).await;
    let tomasz = instance.member(organisation.id, team, "Tomasz", TeamRole::Member).await;
    let (judith, tomasz) = (actor(&organisation, &judith), actor(&organisation, &tomasz));
    Noord { organisation: organisation.id, team, judith, tomasz }
}

async fn adopt(instance: &Instance, noord: &Noord) {
    let mut tx = instance.app.db.write().await.unwrap();
    let team = TeamRef { organisation: noord.organisation, team: noord.team };
    frameworks::adopt_template(&mut tx, team, "nl", instance.app.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
}

async fn current(instance: &Instance, noord: &Noord) -> Vec<Virtue> {
    frameworks::current(instance.app.db.read(), noord.organisation, noord.team).await.unwrap()
}

fn wording(name: &str, too_little: &str, too_much: &str) -> Wording {
    let (name, too_little, too_much) = (name.to_owned(), too_little.to_owned(), too_much.to_owned());
    Wording { name, too_little, too_much, explanation: String::new() }
}

async fn propose(instance: &Instance, by: &Actor, team: TeamId, name: &str) -> VirtueId {
    let mut tx = instance.app.db.write().await.unwrap();
    let words = wording(name, "Te weinig", "Te veel");
    let id = frameworks::propose(&mut tx, by, team, words, instance.app.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    id
}

on_both! {
    async fn a_team_takes_the_template_over_once(instance: Instance) {
        let noord = noord(&instance).await;
        adopt(&instance, &noord).await;
        let mut tx = instance.app.db.write().await.unwrap();
        let first = frameworks::current(tx.conn(), noord.organisation, noord.team).await.unwrap()[0].id;
        frameworks::drop(&mut tx, &noord.judith, noord.team, first).await.unwrap();
        tx.commit().await.unwrap();
        adopt(&instance, &noord).await;
        let virtues = current(&instance, &noord).await;
        assert_eq!(virtues.len(), 13, "nothing comes twice, and what was left out stays out");
        assert_eq!(virtues[0].name, "Empathie");
        assert_eq!(virtues[0].word(Side::TooMuch), "Jezelf wegcijferen");
        assert_eq!(virtues[0].word(Side::Mean), "Empathie");
    }
}

on_both! {
    async fn old_words_stay_to_be_read(instance: Instance) {
        let noord = noord(&instance).await;
        adopt(&instance, &noord).await;
        let now = instance.app.clock.now();
        let old = current(&instance, &noord).await.remove(7);
        let mut tx = instance.app.db.write().await.unwrap();
        let id = (noord.team, old.id);
        let new = wording("Tijd geven", "Gejaagd", "Afwachtend");
        let resembles = old.template_key.clone();
        frameworks::reword(&mut tx, &noord.judith, id, new.clone(), resembles.clone(), now).await.unwrap();
        frameworks::reword(&mut tx, &noord.judith, id, new, resembles, now).await.unwrap();
        frameworks::drop(&mut tx, &noord.judith, noord.team, old.id).await.unwrap();
        tx.commit().await.unwrap();
        let wanted = [(old.id, 2), (old.id, 1), (old.id, 3)];
        let words = frameworks::in_words_of(instance.app.db.read(), noord.organisation, &wanted).await.unwrap();
        let names: Vec<_> = words.iter().map(|virtue| (virtue.version, virtue.name.as_str())).collect();
        assert_eq!(names, [(2, "Tijd geven"), (1, "Geduld")], "the same words again are no new version");
        assert_eq!(words[1].template_key.as_deref(), Some("patience"));
    }
}

on_both! {
    async fn everybody_proposes_and_the_group_chooses(instance: Instance) {
        let noord = noord(&instance).await;
        let humour = propose(&instance, &noord.tomasz, noord.team, "Humor").await;
        let joke = propose(&instance, &noord.tomasz, noord.team, "Grapjes").await;
        let light = propose(&instance, &noord.judith, noord.team, "Lichtheid").await;
        let mut tx = instance.app.db.write().await.unwrap();
        let refused = frameworks::keep(&mut tx, &noord.tomasz, noord.team, humour).await;
        assert!(matches!(refused, Err(Refused::NotFound)), "where there is a facilitator, the facilitator writes it down");
        frameworks::keep(&mut tx, &noord.judith, noord.team, light).await.unwrap();
        frameworks::keep(&mut tx, &noord.judith, noord.team, humour).await.unwrap();
        frameworks::merge(&mut tx, &noord.judith, noord.team, joke, humour).await.unwrap();
        let itself = frameworks::merge(&mut tx, &noord.judith, noord.team, humour, humour).await;
        assert!(matches!(itself, Err(Refused::NotFound)));
        let gone = frameworks::merge(&mut tx, &noord.judith, noord.team, light, joke).await;
        assert!(matches!(gone, Err(Refused::OtherState)), "nothing goes on as part of what is gone");
        frameworks::merge(&mut tx, &noord.judith, noord.team, humour, light).await.unwrap();
        let kept = frameworks::current(tx.conn(), noord.organisation, noord.team).await.unwrap();
        assert_eq!(kept.iter().map(|virtue| virtue.id).collect::<Vec<_>>(), [light]);
        frameworks::keep(&mut tx, &noord.judith, noord.team, joke).await.unwrap();
        frameworks::reorder(&mut tx, &noord.judith, noord.team, joke, Direction::Up).await.unwrap();
        frameworks::reorder(&mut tx, &noord.judith, noord.team, joke, Direction::Up).await.unwrap();
        let kept = frameworks::current(tx.conn(), noord.organisation, noord.team).await.unwrap();
        assert_eq!(kept.iter().map(|virtue| virtue.id).collect::<Vec<_>>(), [joke, light]);
        tx.commit().await.unwrap();
    }
}

on_both! {
    async fn a_team_without_facilitator_chooses_itself(instance: Instance) {
        let organisation = instance.organisation("maaskant").await;
        let team = instance.team(organisation.id, "Team Haven").await;
        let dirk = instance.member(organisation.id, team, "Dirk", TeamRole::Member).await;
        let loes = instance.member(organisation.id, team, "Loes", TeamRole::Trainee).await;
        let (dirk, loes) = (actor(&organisation, &dirk), actor(&organisation, &loes));
        let id = propose(&instance, &loes, team, "Humor").await;
        let mut tx = instance.app.db.write().await.unwrap();
        assert!(matches!(frameworks::keep(&mut tx, &loes, team, id).await, Err(Refused::NotFound)));
        frameworks::keep(&mut tx, &dirk, team, id).await.unwrap();
        tx.commit().await.unwrap();
    }
}

on_both! {
    async fn the_framework_is_the_teams_alone(instance: Instance) {
        let noord = noord(&instance).await;
        adopt(&instance, &noord).await;
        let (organisation, team) = (noord.organisation, noord.team);
        let virtue = current(&instance, &noord).await[0].id;
        let roles = |manager, administrator| OrganisationRoles { manager, administrator };
        let guest = instance.member(organisation, team, "Gijs", TeamRole::Guest).await;
        let manager = instance.person(organisation, "Marga", roles(true, false)).await;
        let administrator = instance.person(organisation, "Ada", roles(false, true)).await;
        let other = instance.team(organisation, "Team Haven").await;
        let stranger = instance.member(organisation, other, "Sara", TeamRole::Facilitator).await;
        let url = format!("/o/maaskant/teams/{team}/framework");
        let one = format!("{url}/virtues/{virtue}");
        let words = [("name", "Mijn"), ("too_little", "Weinig"), ("too_much", "Veel")];
        for account in [guest, manager, administrator, stranger] {
            let mut browser = instance.browser(account.id).await;
            for page in [&url, &format!("{url}/edit"), &format!("{url}/proposals"), &one] {
                assert_eq!(browser.get(page).await.status, StatusCode::NOT_FOUND, "{} {page}", account.name);
            }
            for (to, fields) in [
                (url.clone(), &[][..]),
                (format!("{url}/proposals"), &words[..]),
                (one.clone(), &words[..]),
                (format!("{one}/state"), &[("act", "drop")][..]),
                (format!("{one}/position"), &[("direction", "down")][..]),
            ] {
                assert_eq!(browser.post(&to, fields).await.status, StatusCode::NOT_FOUND, "{} {to}", account.name);
            }
        }
        let mut member = instance.browser(noord.tomasz.account).await;
        assert_eq!(member.get(&url).await.status, StatusCode::OK);
        assert_eq!(member.get(&one).await.status, StatusCode::NOT_FOUND, "a member proposes, and leaves the rest");
        assert_eq!(member.post(&one, &words).await.status, StatusCode::NOT_FOUND);
        assert_eq!(current(&instance, &noord).await.len(), 14);
    }
}

on_both! {
    async fn a_framework_is_built_in_the_browser(instance: Instance) {
        let noord = noord(&instance).await;
        let url = format!("/o/maaskant/teams/{}/framework", noord.team);
        let mut browser = instance.browser(noord.judith.account).await;
        assert!(browser.get(&url).await.text.contains("Neem het startkader over"));
        assert_eq!(browser.post(&url, &[]).await.location.as_deref(), Some(url.as_str()));
        let sheet = browser.get(&url).await.text;
        assert_eq!(sheet.matches("axis-virtue").count(), 14);
        assert!(sheet.contains("Vasthoudendheid") && sheet.contains("Aan je lot overlaten"));

        let proposals = format!("{url}/proposals");
        let long = "lang ".repeat(20);
        let script = "<script>alert(1)</script>";
        let wrong = [("name", script), ("too_little", long.as_str()), ("too_much", "Weglachen")];
        let answer = browser.post(&proposals, &wrong).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text.contains(long.trim()) && answer.text.contains("Weglachen"), "every letter is kept");
        assert!(!answer.text.contains(script) && answer.text.contains("&lt;script&gt;"), "a script is text");
        let right = [("name", script), ("too_little", "Loodzwaar"), ("too_much", "Weglachen")];
        assert_eq!(browser.post(&proposals, &right).await.location.as_deref(), Some(proposals.as_str()));
        let page = browser.get(&proposals).await.text;
        assert!(!page.contains(script) && page.contains("Loodzwaar"));

        let db = instance.app.db.read();
        let state = VirtueState::Proposed;
        let proposed = frameworks::in_state(db, noord.organisation, noord.team, state).await.unwrap().remove(0);
        let one = format!("{url}/virtues/{}", proposed.id);
        let kept = browser.post(&format!("{one}/state"), &[("act", "keep")]).await;
        assert_eq!(kept.location.as_deref(), Some(proposals.as_str()));
        let again = browser.post(&format!("{one}/state"), &[("act", "keep")]).await;
        assert_eq!(again.status, StatusCode::CONFLICT, "somebody else was first");
        browser.post(&format!("{one}/position"), &[("direction", "up")]).await;
        assert_eq!(current(&instance, &noord).await[13].id, proposed.id);
        let words = [("name", "Humor"), ("too_little", "Loodzwaar"), ("too_much", "Weglachen"), ("resembles", "courage")];
        browser.post(&one, &words).await;
        let reworded = &current(&instance, &noord).await[13];
        assert_eq!((reworded.name.as_str(), reworded.version), ("Humor", 2));
        assert_eq!(reworded.template_key.as_deref(), Some("courage"));
        assert!(browser.get(&format!("{url}/edit")).await.text.contains("Humor omhoog"));
    }
}
