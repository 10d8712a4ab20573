//! One step of a method, typed: who writes, who sees it and from when, where the presenter is, what the page shows.
//!
//! Everything that a conversation asks about a step is answered here, by pure functions; nothing else reads its fields to
//! decide who may do or see what.

use entity::contribution::ContributionKind;
use entity::deliberation_step::StepState;
use entity::placement::Moment;
use serde::{Deserialize, Serialize};

use crate::bilingual::Bilingual;

/// Most tools in sight at once; the others stand behind one "Meer".
pub const IN_SIGHT: usize = 2;

/// One step of a method.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    pub key: String,
    /// 1 to 4, in a method with phases; absent for the beginning and the close.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phase: Option<u8>,
    /// Suggested length.
    pub minutes: u16,
    #[serde(default)]
    pub writers: Writers,
    #[serde(default)]
    pub seen: Seen,
    /// Whether a name stands with what is written. Without one, none is kept either.
    #[serde(default = "yes")]
    pub named: bool,
    #[serde(default)]
    pub presenter: Presenter,
    /// In sight, two at the most.
    pub tools: Vec<Tool>,
    /// Behind one "Meer".
    #[serde(default)]
    pub more: Vec<Tool>,
    /// Which dots are placed, in a step with placements.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moment: Option<Moment>,
    /// The step with whose cards this one works; its own when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<String>,
    /// Choices that each person has, in a step with votes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub votes: Option<u8>,
    /// Whether what was begun here still counts once the group has gone on.
    #[serde(default = "yes")]
    pub late: bool,
    pub name: Bilingual,
    pub goal: Bilingual,
    pub prompts: Vec<Bilingual>,
    #[serde(default)]
    pub yields: Vec<Yield>,
}

fn yes() -> bool {
    true
}

/// A kind of contribution that a step asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Yield {
    pub kind: ContributionKind,
    pub label: Bilingual,
    pub hint: Bilingual,
}

macro_rules! choice {
    ($(#[$meta:meta])* $name:ident { $($(#[$own:meta])* $variant:ident = $key:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$own])* #[serde(rename = $key)] $variant),+
        }

        impl $name {
            /// All of them, in the order in which they are offered.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Returns the stored and displayed key.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $key),+
                }
            }

            /// Reads a key back.
            pub fn parse(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.as_str() == key)
            }
        }
    };
}

choice! {
    /// Who may write in a step.
    #[derive(Default)]
    Writers {
        #[default]
        Nobody = "nobody",
        Everyone = "everyone",
        /// Everybody but the presenter.
        Colleagues = "colleagues",
        Presenter = "presenter",
    }
}

choice! {
    /// Who sees what is written, and from when.
    #[derive(Default)]
    Seen {
        /// Its author, and nobody else, ever.
        AuthorOnly = "author_only",
        /// Everybody, once the facilitator reveals it.
        AfterReveal = "after_reveal",
        #[default]
        AtOnce = "at_once",
    }
}

choice! {
    /// What the presenter does in a step.
    #[derive(Default)]
    Presenter {
        #[default]
        Speaks = "speaks",
        /// Hears everything and says nothing.
        Listens = "listens",
        /// Neither hears nor reads along, until the group has done with the step.
        Away = "away",
    }
}

choice! {
    /// What people do in a step, beside talking.
    Tool {
        Placements = "placements",
        Contributions = "contributions",
        /// Putting cards together that say the same.
        Groups = "groups",
        /// Choosing a few cards out of many.
        Votes = "votes",
        /// A round in which everybody speaks or passes.
        Turns = "turns",
        /// Raised hands, in the order in which they went up.
        Hands = "hands",
        /// How close a question comes, told by the presenter: cold, lukewarm, warm.
        Warmth = "warmth",
        /// Taking what was named into the team's framework.
        Framework = "framework",
        Closing = "closing",
    }
}

/// Who asks, as far as a step makes a difference between people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reader {
    /// Anybody at the table but the presenter; the screen in the room.
    Table,
    Presenter,
}

/// How far a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    pub state: StepState,
    pub revealed: bool,
}

impl Step {
    /// Makes a step in which people talk, for a team to word.
    pub fn talk(key: String, name: String, goal: String) -> Self {
        Self {
            key,
            phase: None,
            minutes: 10,
            writers: Writers::default(),
            seen: Seen::default(),
            named: true,
            presenter: Presenter::default(),
            tools: vec![Tool::Turns],
            more: vec![Tool::Hands],
            moment: None,
            on: None,
            votes: None,
            late: true,
            name: Bilingual::same(&name),
            goal: Bilingual::same(&goal),
            prompts: Vec::new(),
            yields: Vec::new(),
        }
    }

    /// Tells whether this step has a tool, in sight or behind "Meer".
    pub fn has(&self, tool: Tool) -> bool {
        self.tools.contains(&tool) || self.more.contains(&tool)
    }

    /// Returns the dots that are placed in this step.
    pub fn placed(&self) -> Option<Moment> {
        self.moment.filter(|_| self.has(Tool::Placements))
    }

    /// Tells whether this step asks for a kind of contribution.
    pub fn asks_for(&self, kind: ContributionKind) -> bool {
        self.yields.iter().any(|asked| asked.kind == kind)
    }

    /// Returns the step with whose cards this one works.
    pub fn source(&self) -> &str {
        self.on.as_deref().unwrap_or(&self.key)
    }

    /// Tells whether something waits here for the facilitator to show it.
    pub fn waits_for_reveal(&self) -> bool {
        self.seen == Seen::AfterReveal && self.has(Tool::Contributions)
            || self.has(Tool::Placements)
            || self.has(Tool::Votes)
    }

    /// Tells whether what was placed in this step may be read now. This is the one place that decides it.
    pub fn may_read(&self, standing: Standing, reader: Reader) -> bool {
        let shown = match self.seen {
            Seen::AuthorOnly => false,
            Seen::AfterReveal => standing.revealed,
            Seen::AtOnce => self.has(Tool::Contributions),
        };
        shown && !self.keeps_out(standing, reader)
    }

    /// Tells whether a reader is kept out of a step: the presenter who is away, until the group has done with it.
    pub fn keeps_out(&self, standing: Standing, reader: Reader) -> bool {
        let done = matches!(standing.state, StepState::Done | StepState::Skipped);
        reader == Reader::Presenter && self.presenter == Presenter::Away && !done
    }

    /// Tells whether a step asks somebody for words at all.
    pub fn asks(&self, reader: Reader) -> bool {
        match (self.writers, reader) {
            (Writers::Nobody, _) | (Writers::Colleagues, Reader::Presenter) | (Writers::Presenter, Reader::Table) => {
                false
            }
            (Writers::Everyone, Reader::Presenter) => self.presenter == Presenter::Speaks,
            (Writers::Everyone | Writers::Colleagues, Reader::Table) | (Writers::Presenter, Reader::Presenter) => true,
        }
    }

    /// Tells whether somebody may put something down in this step now. This is the one place that decides it.
    ///
    /// What was begun before the group went on counts, unless the method says otherwise; a card without a name that comes
    /// alone after the others were shown would name its writer.
    pub fn may_write(&self, standing: Standing, reader: Reader) -> bool {
        let open = match standing.state {
            StepState::Pending => false,
            StepState::Current => true,
            StepState::Left | StepState::Done | StepState::Skipped => self.late,
        };
        self.asks(reader) && open && (self.named || !standing.revealed)
    }

    /// Tells whether a draft for this step is kept: also one that comes too late for the table stays its writer's own.
    pub fn keeps_drafts(&self, standing: Standing, reader: Reader) -> bool {
        self.asks(reader) && standing.state != StepState::Pending
    }
}

#[cfg(test)]
mod tests {
    use StepState::{Current, Done, Left, Pending, Skipped};

    use super::*;

    fn step(writers: Writers, seen: Seen, presenter: Presenter) -> Step {
        let talk = Step::talk("one".into(), "Een".into(), "Doel".into());
        Step { writers, seen, presenter, tools: vec![Tool::Contributions], ..talk }
    }

    const STATES: [StepState; 5] = [Pending, Current, Left, Done, Skipped];

    #[test]
    fn who_reads_every_pair_of_seen_and_revealed() {
        for state in STATES {
            let reads = |seen, revealed| {
                step(Writers::Everyone, seen, Presenter::Speaks).may_read(Standing { state, revealed }, Reader::Table)
            };
            let row = |seen| [reads(seen, false), reads(seen, true)];
            assert_eq!(row(Seen::AuthorOnly), [false, false]);
            assert_eq!(row(Seen::AfterReveal), [false, true]);
            assert_eq!(row(Seen::AtOnce), [true, true]);
        }
    }

    #[test]
    fn a_presenter_who_is_away_reads_once_the_group_has_done_with_the_step() {
        let reads = |presenter| {
            let step = step(Writers::Colleagues, Seen::AtOnce, presenter);
            STATES.map(|state| step.may_read(Standing { state, revealed: false }, Reader::Presenter))
        };
        assert_eq!(reads(Presenter::Away), [false, false, false, true, true]);
        assert_eq!(reads(Presenter::Listens), [true; 5]);
        assert_eq!(reads(Presenter::Speaks), [true; 5]);
    }

    #[test]
    fn who_writes_every_pair_of_writers_and_presenter() {
        let writes = |writers, presenter| {
            let step = step(writers, Seen::AtOnce, presenter);
            let now = Standing { state: Current, revealed: false };
            [step.may_write(now, Reader::Table), step.may_write(now, Reader::Presenter)]
        };
        for presenter in Presenter::ALL.iter().copied() {
            let speaks = presenter == Presenter::Speaks;
            assert_eq!(writes(Writers::Nobody, presenter), [false, false]);
            assert_eq!(writes(Writers::Everyone, presenter), [true, speaks]);
            assert_eq!(writes(Writers::Colleagues, presenter), [true, false]);
            assert_eq!(writes(Writers::Presenter, presenter), [false, true]);
        }
    }

    #[test]
    fn what_comes_late_counts_where_the_method_allows_it() {
        let writes = |late, named, revealed| {
            let step = Step { late, named, ..step(Writers::Everyone, Seen::AfterReveal, Presenter::Speaks) };
            STATES.map(|state| step.may_write(Standing { state, revealed }, Reader::Table))
        };
        assert_eq!(writes(true, true, false), [false, true, true, true, true]);
        assert_eq!(writes(true, true, true), [false, true, true, true, true]);
        assert_eq!(writes(false, true, false), [false, true, false, false, false]);
        assert_eq!(writes(true, false, false), [false, true, true, true, true]);
        assert_eq!(writes(true, false, true), [false; 5], "a nameless card that comes alone would name its writer");
    }
}
