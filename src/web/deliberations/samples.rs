//! What the pages of a conversation can look like, for the checks that render them all. The words are made up.

use std::sync::Arc;

use super::drawn::{Drawn, Frame};
use super::recognition::{TensionGroup, TensionRow};
use super::view::{
    Answer, Card, CaseText, EditPage, End, Field, Group, HandRow, Kind, Line, Me, MeetingLine, Now, OwnCard, OwnDraft,
    PersonRow, Pile, Piles, Place, PlaceLine, Placing, RoomPage, Round, ScreenCode, ScreenPage, StepRow, Surroundings,
    Table, VirtueRow, Write,
};
use minijinja::Value;

use crate::web::Errors;
use crate::web::joining::Square;
use crate::web::library::Before;
use crate::web::words::Language;

fn line(dots: &[i16], later: &[i16], too_few: bool) -> Line {
    Line {
        virtue: "Geduld".into(),
        left: "Vluchtig".into(),
        right: "Traag".into(),
        dots: dots.into(),
        later: later.into(),
        too_few,
    }
}

fn table() -> Table {
    let card = Card {
        id: "0192".into(),
        words: "Hij legt een mesje klaar en gaat in zijn stoel zitten. De tas is altijd al gevuld.".into(),
        who: "Sharina".into(),
        detail: "Judith, voor vrijdag".into(),
        edits: true,
        warmth: "",
        question: false,
    };
    let group = |now, hidden| Group {
        step: "explore".into(),
        name: "Verkennen".into(),
        now,
        hidden,
        named: true,
        private: false,
        kinds: vec![Kind { label: "Wat zag en hoorde je".into(), cards: vec![card.clone()] }],
    };
    let person = |name: &str, role, present| PersonRow {
        id: "0192".into(),
        name: name.into(),
        role,
        present,
        by_proxy: role.is_empty(),
        ready: present,
    };
    Table {
        base: "/o/x/deliberations/0192".into(),
        open: true,
        placing: None,
        revealed: false,
        lines: Vec::new(),
        groups: vec![group(true, None), group(false, Some(2))],
        people: vec![person("Judith", "deliberations-role-facilitator", true), person("Dirk", "", false)],
        led: vec!["Youssef nam om 14:32 de leiding over van Judith.".into()],
        answer: None,
        edits: false,
        away: false,
        about_team: false,
        presenter: "",
        round: None,
        hands: Vec::new(),
        piles: None,
    }
}

/// Cards that are put together, chosen among, and questions that are told warm.
fn piles(votes: u8, counted: bool) -> Piles {
    let card = |warmth| Card {
        id: "0193".into(),
        words: "Waar was je bang voor?".into(),
        who: String::new(),
        detail: String::new(),
        edits: false,
        warmth,
        question: votes == 0,
    };
    let pile = |name: &str, warmth| Pile {
        subject: "0193".into(),
        name: name.into(),
        cards: vec![card(warmth)],
        votes: i64::from(counted) * 3,
    };
    Piles { piles: vec![pile("Bang zijn", ""), pile("", "lukewarm")], votes, voters: 2, counted }
}

/// Tables with everyone's voices: a round, hands, piles; and the presenter's, who is away.
fn lively() -> Vec<Table> {
    let row = || HandRow { id: "0192".into(), name: "Dirk".into() };
    let round = |next| Some(Round { next, leads: false, in_sight: true, done: 2, people: 3 });
    let asked = Table {
        round: round(Some(row())),
        hands: vec![row()],
        piles: Some(piles(0, false)),
        presenter: "deliberations-presenter-listens",
        ..table()
    };
    let choosing = Table { round: round(None), piles: Some(piles(3, false)), ..table() };
    let counted = Table { piles: Some(piles(3, true)), revealed: true, ..table() };
    let away = Table { away: true, presenter: "deliberations-presenter-away", groups: Vec::new(), ..table() };
    let talking = Table { round: round(Some(row())), groups: Vec::new(), about_team: true, ..table() };
    vec![asked, choosing, counted, away, talking]
}

/// Tables while placing, after a reveal with few dots, after the second reveal, and closed.
pub fn tables() -> Vec<Arc<Table>> {
    let placing =
        Table { placing: Some(Placing { placed: 3, people: 6 }), lines: vec![line(&[], &[], false)], ..table() };
    let going_round = Table { placing: Some(Placing { placed: 3, people: 0 }), ..placing.clone() };
    let few = Table { revealed: true, lines: vec![line(&[], &[], true)], groups: Vec::new(), ..table() };
    let both = Table { revealed: true, lines: vec![line(&[17, 33, 50, 50], &[50, 50, 67, 67], false)], ..table() };
    let answer = Some(Answer { key: "partly", note: "Het begint te dagen.".into() });
    let closed = Table { open: false, answer, edits: true, ..both.clone() };
    let noted = Table { edits: true, ..table() };
    let mut tables = vec![table(), placing, going_round, few, both, closed, noted];
    tables.extend(lively());
    tables.into_iter().map(Arc::new).collect()
}

/// The screen, with its code and without.
pub fn screens() -> Vec<ScreenPage> {
    let code = || ScreenCode {
        shown: "BCDF 1234".into(),
        address: "omgang.example/join".into(),
        drawn: Square { size: 37, path_d: "M4 4h7v1h-7z".into() },
    };
    let page = |(number, table)| ScreenPage { table, now: now(), around: around(), code: (number != 4).then(code) };
    tables().into_iter().enumerate().map(page).collect()
}

pub fn around() -> Surroundings {
    let step = |name: &str, state, number| StepRow { name: name.into(), state, href: String::new(), number };
    Surroundings {
        question: "Hoe blijf ik naast haar staan?".into(),
        virtues: vec![VirtueRow { name: "Geduld".into(), left: "Vluchtig".into(), right: "Traag".into() }],
        steps: vec![step("Beginnen", "done", 0), step("Verkennen", "now", 1), step("Onderzoeken", "next", 2)],
        prompts: vec!["Neem ons mee naar één moment.".into()],
    }
}

pub fn now() -> Now {
    Now {
        key: "explore".into(),
        name: "Verkennen".into(),
        goal: "Samen zien wat er gebeurt.".into(),
        minutes_left: 8,
        seconds_left: 480,
        minutes: 13,
        rest: 61,
        paused: false,
        revision: 3,
        stage: "explore".into(),
        changes: 12,
    }
}

fn room(table: impl Into<Arc<Table>>, me: Me) -> RoomPage {
    let table = table.into();
    let drawn = Drawn::draw(Language::default(), &table).expect("a sample can be drawn");
    let case = CaseText {
        title: "De deur blijft dicht".into(),
        story: "Hij deed niet open.".into(),
        client_perspective: "Hij schaamt zich.".into(),
    };
    let frame =
        Frame::draw(Language::default(), &around(), &case, "Dit wordt gewist.".into()).expect("a sample can be drawn");
    RoomPage {
        table: drawn.table.clone(),
        drawn: Arc::new(drawn),
        frame: Arc::new(frame),
        lead: Value::from(""),
        now: now(),
        me,
        shown: Vec::new(),
        more: Vec::new(),
        chosen: vec!["0193".into()],
        group_name: String::new(),
        write: None,
        place: None,
        end: None,
        hidden: Vec::new(),
        own: Vec::new(),
        drafts: Vec::new(),
        kept: Vec::new(),
        before: Before::sample(),
        case_title: case.title,
        door: None,
        meeting: None,
        follow_ups: String::new(),
        gone: String::new(),
        errors: Errors::default(),
        more_is_wrong: false,
    }
}

fn write(quiet: bool, error: &'static str) -> Write {
    let field = |kind, error| Field {
        kind,
        label: "Wat we leren".into(),
        hint: "Eén les per kaart.".into(),
        value: "Geduld is ook".into(),
        error,
    };
    let fields = vec![field("lesson", error), field("action", "")];
    Write {
        quiet,
        named: !quiet,
        private: false,
        for_self: quiet,
        proxies: if quiet { Vec::new() } else { vec![HandRow { id: "0192".into(), name: "Dirk".into() }] },
        fields,
        level: "team".into(),
        who: String::new(),
        due: String::new(),
    }
}

fn place(pass: bool) -> Place {
    let line = PlaceLine {
        id: "0192".into(),
        virtue: "Geduld".into(),
        left: "Vluchtig".into(),
        right: "Traag".into(),
        chosen: (!pass).then_some(33),
    };
    Place { moment: "start", pass, placed: !pass, lines: vec![line] }
}

/// Rooms with the tools in which everyone is heard.
fn lively_rooms(tables: &[Arc<Table>], leader: &dyn Fn() -> Me) -> Vec<RoomPage> {
    let all = || vec!["contributions", "turns"];
    vec![
        RoomPage {
            shown: all(),
            more: vec!["hands", "warmth"],
            write: Some(Write { private: true, ..write(true, "") }),
            ..room(tables[6].clone(), Me { warms: true, ..leader() })
        },
        RoomPage { shown: vec!["groups", "votes"], more: vec!["framework"], ..room(tables[7].clone(), leader()) },
        RoomPage { shown: vec!["votes"], more: vec!["placements"], ..room(tables[8].clone(), Me::default()) },
        RoomPage { shown: all(), ..room(tables[9].clone(), Me::default()) },
    ]
}

/// The forms of the last step.
fn end(answers: bool) -> End {
    let tension = TensionRow { key: "act_wait".into(), label: "Ingrijpen of afwachten".into(), chosen: true };
    End {
        answers,
        answered: "partly",
        note: String::new(),
        groups: vec![TensionGroup { name: "Eropaf of niet".into(), tensions: vec![tension] }],
        chosen: 1,
    }
}

/// Rooms as a participant, a facilitator and a note-taker see them, open and closed.
pub fn rooms() -> Vec<RoomPage> {
    let tables = tables();
    let leader = || Me {
        facilitator: true,
        note_taker: true,
        reveals: true,
        ready: true,
        hand: true,
        turn: "passed",
        ..Me::default()
    };
    let all = || vec!["contributions", "turns"];
    let own = || OwnCard { id: "0192".into(), label: "Wat je ervan maakt".into(), words: "Ik denk dat.".into() };
    let draft = OwnDraft {
        step: "explore".into(),
        step_name: "Verkennen".into(),
        counts: true,
        kind: "action",
        words: "Nog iets".into(),
        level: "",
        who: "Judith".into(),
        due: String::new(),
    };
    let mut errors = Errors::default();
    errors.add("tension", "deliberations-tension-two");
    let mut rooms = vec![
        RoomPage {
            shown: all(),
            write: Some(write(true, "")),
            hidden: vec![own()],
            ..room(tables[0].clone(), Me::default())
        },
        RoomPage {
            shown: all(),
            write: Some(write(false, "form-too-long")),
            drafts: vec![draft],
            ..room(tables[5].clone(), leader())
        },
        RoomPage {
            shown: vec!["placements", "closing"],
            place: Some(place(false)),
            ..room(tables[1].clone(), Me { first: true, ..leader() })
        },
        RoomPage { place: Some(place(true)), ..room(tables[1].clone(), Me::default()) },
        RoomPage {
            shown: vec!["placements", "closing"],
            end: Some(end(true)),
            errors,
            ..room(tables[3].clone(), Me { last: true, reveals: false, ..leader() })
        },
        RoomPage {
            end: Some(end(false)),
            own: vec![own()],
            follow_ups: "/o/x/deliberations/0192/follow-ups".into(),
            meeting: Some(MeetingLine { href: "/o/x/meetings/0192".into(), words: "Casus 1, tot 15:40".into() }),
            ..room(tables[2].clone(), Me::default())
        },
        RoomPage { kept: vec!["Dit schreef ik net.".into()], ..room(tables[4].clone(), Me::default()) },
    ];
    rooms.extend(lively_rooms(&tables, &leader));
    rooms
}

/// A lesson, an action that somebody else changed meanwhile, and one that is too long.
pub fn edits() -> Vec<EditPage> {
    let page = |kind, present: Option<&str>, errors| EditPage {
        base: "/o/x/deliberations/0192".into(),
        id: "0192".into(),
        kind,
        label: "Wat we leren".into(),
        hidden: present.is_none(),
        text: "Geduld is ook doen.".into(),
        level: "team".into(),
        who: "Judith".into(),
        due: "vrijdag".into(),
        version: 2,
        present: present.map(str::to_owned),
        errors,
    };
    let mut errors = Errors::default();
    errors.add("text", "form-too-long");
    vec![
        page("lesson", None, Errors::default()),
        page("action", Some("Geduld is doen."), Errors::default()),
        page("option", None, errors),
    ]
}
