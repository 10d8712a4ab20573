//! What the pages of insight show. The same for everybody; only `teams` differs.

use serde::Serialize;

use super::pictures::{Heat, Line, heat, line};
use crate::web::signals::view::SignalRow;
use crate::web::views::View;

/// A number in words: "12 mensen", or why there is none.
#[derive(Clone, Serialize)]
pub struct Number {
    /// `12`, or a sign for hidden.
    pub short: String,
    pub words: String,
    pub shown: bool,
}

/// A quarter in a choice.
#[derive(Clone, Serialize)]
pub struct QuarterLink {
    pub label: String,
    pub href: String,
    pub chosen: bool,
}

/// Two poles with the people who recognised them.
#[derive(Clone, Serialize)]
pub struct TensionLine {
    pub left: String,
    pub right: String,
    pub number: Number,
}

/// A group of tensions over the quarters.
#[derive(Clone, Serialize)]
pub struct GroupCard {
    pub name: String,
    pub explanation: String,
    pub poles: Vec<(String, String)>,
    pub number: Number,
    pub trend: String,
    pub line: Line,
    /// The group's tensions, when they are shown.
    pub finer: Vec<TensionLine>,
}

/// A row of a table: a name, a number for each quarter, and where the line goes.
#[derive(Clone, Serialize)]
pub struct TableRow {
    pub name: String,
    pub cells: Vec<Number>,
    pub trend: String,
}

/// A virtue of the template, with how many leaned to which side.
#[derive(Clone, Serialize)]
pub struct SideAxis {
    pub name: String,
    pub left: String,
    pub right: String,
    /// Too little, the mean, too much: the number and the radius of its dot.
    pub sides: Vec<(Number, u32)>,
    /// Which sides grow or shrink, a sentence each.
    pub moves: Vec<String>,
}

/// A barrier with its bar.
#[derive(Clone, Serialize)]
pub struct BarrierRow {
    pub name: String,
    pub meaning: String,
    pub number: Number,
    pub trend: String,
    /// Length of the bar, 0 to 300.
    pub bar: u32,
}

/// A text that a team told everybody.
#[derive(Clone, Serialize)]
pub struct ToldItem {
    pub kind: String,
    pub text: String,
    pub about: Vec<String>,
}

/// Something that may be a pattern, with what became of it.
#[derive(Clone, Serialize)]
pub struct Candidate {
    pub key: String,
    pub name: String,
    pub why: String,
    /// Where a member of a team begins to talk it over.
    pub begin: Option<String>,
    pub signals: Vec<SignalRow>,
}

impl Candidate {
    fn samples() -> Vec<Self> {
        let growing = Self {
            key: "room_rules".into(),
            name: "Ruimte en regels".into(),
            why: "Dit groeit.".into(),
            begin: Some("#".into()),
            signals: SignalRow::samples(),
        };
        vec![Self { begin: None, signals: vec![], ..growing.clone() }, growing]
    }
}

/// A team of the reader's.
#[derive(Clone, Serialize)]
pub struct OwnTeam {
    pub name: String,
    pub conversations: u64,
    pub items: u64,
    pub href: String,
}

/// The page.
#[derive(Clone, Serialize)]
pub struct InsightPage {
    pub quarters: Vec<QuarterLink>,
    pub quarter: String,
    /// Nothing at all was counted in the chosen quarter.
    pub empty: bool,
    /// It is over, and what is in it isn't counted yet.
    pub waits: bool,
    /// Numbers of the chosen quarter that are shown, of how many.
    pub shown: usize,
    pub cells: usize,
    pub asked: Number,
    pub total: Number,
    pub total_why: String,
    pub least: u32,
    /// Fewest people for quarters that close from now on; for the form that raises it.
    pub least_now: usize,
    pub groups: Vec<GroupCard>,
    pub heat: Heat,
    pub heads: Vec<String>,
    pub table: Vec<TableRow>,
    pub sides: Vec<SideAxis>,
    pub sides_table: Vec<TableRow>,
    pub barriers: Vec<BarrierRow>,
    pub barriers_table: Vec<TableRow>,
    pub together: Vec<(String, String)>,
    pub helped: Vec<ToldItem>,
    pub questions: Vec<ToldItem>,
    pub teams: Vec<OwnTeam>,
    pub candidates: Vec<Candidate>,
    /// Where signals are, and how many wait too long.
    pub signals: String,
    pub overdue: usize,
    pub next: String,
    pub csv: String,
    pub report: String,
    pub handbook: String,
    /// Where an administrator asks for more people behind a number.
    pub raise: Option<String>,
}

impl Number {
    fn sample(number: Option<u32>) -> Self {
        Self {
            short: number.map_or_else(|| "–".into(), |number| number.to_string()),
            words: number.map_or_else(|| "verborgen".into(), |number| format!("{number} mensen")),
            shown: number.is_some(),
        }
    }
}

impl View for InsightPage {
    const TEMPLATE: &'static str = "insight/index.html";

    fn samples() -> Vec<Self> {
        let empty = Self::empty_sample();
        let full = Self::full_sample(empty.clone());
        vec![empty, full]
    }
}

/// How many recognised a group in four quarters, for the samples.
const SAMPLE: [Option<u32>; 4] = [Some(7), None, Some(9), Some(12)];

impl InsightPage {
    fn card_sample(heads: &[String]) -> GroupCard {
        let number = Number::sample(Some(12));
        GroupCard {
            name: "Eropaf of niet".into(),
            explanation: "Wanneer ga je ongevraagd op iemand af?".into(),
            poles: vec![("Ingrijpen".into(), "Afwachten".into())],
            number: number.clone(),
            trend: "Dit komt vaker terug dan eerst.".into(),
            line: line(&SAMPLE, heads, 12),
            finer: vec![TensionLine { left: "Ingrijpen".into(), right: "Afwachten".into(), number }],
        }
    }

    fn row_sample(name: &str) -> TableRow {
        TableRow { name: name.into(), cells: SAMPLE.map(Number::sample).to_vec(), trend: "omhoog".into() }
    }

    fn empty_sample() -> Self {
        let heads: Vec<String> = ["K1", "K2", "K3", "K4"].map(String::from).to_vec();
        let card = Self::card_sample(&heads);
        Self {
            quarters: vec![QuarterLink { label: "K4".into(), href: "#".into(), chosen: true }],
            quarter: "vierde kwartaal van 2025".into(),
            empty: true,
            waits: true,
            shown: 0,
            cells: 28,
            asked: Number::sample(None),
            total: Number::sample(None),
            total_why: String::new(),
            least: 5,
            least_now: 5,
            groups: vec![GroupCard { finer: vec![], number: Number::sample(None), ..card }],
            heat: heat(&[("Eropaf of niet".into(), SAMPLE.to_vec())], &heads, 12),
            table: vec![Self::row_sample("Eropaf of niet")],
            heads,
            sides: vec![],
            sides_table: vec![],
            barriers: vec![],
            barriers_table: vec![Self::row_sample("Wachten")],
            together: vec![],
            helped: vec![],
            questions: vec![],
            teams: vec![],
            candidates: vec![],
            signals: "#".into(),
            overdue: 0,
            next: "1 april 2026".into(),
            csv: "#".into(),
            report: "#".into(),
            handbook: "#".into(),
            raise: None,
        }
    }

    fn full_sample(empty: Self) -> Self {
        let number = Number::sample(Some(12));
        let told = ToldItem { kind: "Les".into(), text: "Bel eerst.".into(), about: vec!["Volgen of leiden".into()] };
        Self {
            empty: false,
            waits: false,
            shown: 9,
            asked: number.clone(),
            total: Number::sample(None),
            total_why: "Anders kun je een verborgen getal uitrekenen.".into(),
            groups: vec![Self::card_sample(&empty.heads)],
            sides: vec![SideAxis {
                name: "Geduld".into(),
                left: "Vluchtig".into(),
                right: "Traag".into(),
                sides: vec![(Number::sample(Some(6)), 9), (Number::sample(None), 0), (Number::sample(Some(11)), 14)],
                moves: vec!["Vluchtig: de lijn gaat omhoog.".into()],
            }],
            sides_table: vec![Self::row_sample("Geduld: Vluchtig")],
            barriers: vec![BarrierRow {
                name: "Wachten".into(),
                meaning: "Te lang.".into(),
                number,
                trend: "De lijn gaat omhoog.".into(),
                bar: 120,
            }],
            together: vec![("Eropaf of niet".into(), "Nabij of op afstand".into())],
            helped: vec![told.clone()],
            questions: vec![told],
            teams: vec![OwnTeam { name: "Team Noord".into(), conversations: 3, items: 8, href: "#".into() }],
            raise: Some("#".into()),
            overdue: 2,
            candidates: Candidate::samples(),
            ..empty
        }
    }
}

/// A question that the page doesn't answer, with the reason.
#[derive(Serialize)]
pub struct RefusedPage {
    pub reason: String,
    pub back: String,
    pub handbook: String,
}

impl View for RefusedPage {
    const TEMPLATE: &'static str = "insight/refused.html";

    fn samples() -> Vec<Self> {
        vec![Self { reason: "Per team laten we niets zien.".into(), back: "#".into(), handbook: "#".into() }]
    }
}

/// A text of the own team that could be told.
#[derive(Clone, Serialize)]
pub struct TeamItem {
    pub kind: String,
    pub title: String,
    pub text: String,
    pub told: bool,
    pub action: String,
}

/// What a team put in.
#[derive(Serialize)]
pub struct TeamPage {
    pub team: String,
    pub conversations: u64,
    pub items: u64,
    pub texts: Vec<TeamItem>,
    pub may_tell: bool,
    pub back: String,
}

impl View for TeamPage {
    const TEMPLATE: &'static str = "insight/team.html";

    fn samples() -> Vec<Self> {
        let item = |told| TeamItem {
            kind: "Les".into(),
            title: "De deur blijft dicht".into(),
            text: "Bel eerst.".into(),
            told,
            action: "#".into(),
        };
        let page = |texts, may_tell| Self {
            team: "Team Noord".into(),
            conversations: 3,
            items: 8,
            texts,
            may_tell,
            back: "#".into(),
        };
        vec![page(vec![item(true), item(false)], true), page(vec![item(true)], false), page(vec![], true)]
    }
}
