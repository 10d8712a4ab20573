//! Why a method can't run, and at which field it shows. A method that passes here can be walked from beginning to end.

use super::step::{IN_SIGHT, Presenter, Reader, Seen, Standing, Step, Tool, Writers};
use super::{About, Method};
use entity::contribution::ContributionKind;
use entity::deliberation_step::StepState;

/// Most steps of a method.
pub const MOST_STEPS: usize = 16;
/// Most questions of a step.
pub const MOST_PROMPTS: usize = 12;
/// Most kinds of card that a step asks for.
pub const MOST_YIELDS: usize = 5;
/// Longest suggested step, in minutes.
pub const LONGEST_MINUTES: u16 = 240;
/// Most choices that each person has.
pub const MOST_VOTES: u8 = 9;
/// Most characters in a name, a label.
pub const LONGEST_NAME: usize = 80;
/// Most characters in a goal, a question, a hint, a summary, a source.
pub const LONGEST_WORDS: usize = 600;

/// A field of a method or of one of its steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Name,
    Summary,
    Source,
    Steps,
    Key,
    Minutes,
    Writers,
    Seen,
    Named,
    Presenter,
    Tools,
    On,
    Votes,
    Goal,
    Prompts,
    Yields,
}

/// Why it can't be like that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    Required,
    TooLong,
    TooMany,
    Twice,
    OutOfRange,
    /// The page shows a place to write, and nobody may.
    NobodyWrites,
    /// Somebody may write, and the page shows no place for it.
    NoPlaceToWrite,
    /// A card without a name that comes at once names its writer.
    NamelessAtOnce,
    /// What one person alone may write is never nameless.
    NamelessAlone,
    /// The presenter is to write and to be silent.
    SilentWriter,
    /// There is no presenter in this method.
    NoPresenter,
    /// Which dots are placed isn't said, or there are none.
    Moment,
    /// The cards that it works with are never shown to the group before.
    NeverShown,
    /// Nothing in the step works with cards of another step.
    NothingWorks,
    /// Two things in one step wait for the same reveal.
    TwoReveals,
    /// It works with a kind of card that isn't asked for there.
    NoSuchCards,
    /// Only a conversation about a case has this.
    CaseOnly,
    /// Only a conversation about the team has this.
    TeamOnly,
}

/// What is wrong with a method, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// Number of the step, from 0; nothing for the method itself.
    pub step: Option<usize>,
    pub field: Field,
    pub reason: Reason,
}

impl Field {
    /// Returns the name of the form's field.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Summary => "summary",
            Self::Source => "source",
            Self::Steps => "steps",
            Self::Key => "key",
            Self::Minutes => "minutes",
            Self::Writers => "writers",
            Self::Seen => "seen",
            Self::Named => "named",
            Self::Presenter => "presenter",
            Self::Tools => "tools",
            Self::On => "on",
            Self::Votes => "votes",
            Self::Goal => "goal",
            Self::Prompts => "prompts",
            Self::Yields => "yields",
        }
    }
}

impl Reason {
    /// Returns the key of the sentence that says it.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Required => "form-required",
            Self::TooLong => "form-too-long",
            Self::TooMany => "methods-flaw-too-many",
            Self::Twice => "methods-flaw-twice",
            Self::OutOfRange => "methods-flaw-range",
            Self::NobodyWrites => "methods-flaw-nobody-writes",
            Self::NoPlaceToWrite => "methods-flaw-no-place",
            Self::NamelessAtOnce => "methods-flaw-nameless-at-once",
            Self::NamelessAlone => "methods-flaw-nameless-alone",
            Self::SilentWriter => "methods-flaw-silent-writer",
            Self::NoPresenter => "methods-flaw-no-presenter",
            Self::Moment => "methods-flaw-moment",
            Self::NeverShown => "methods-flaw-never-shown",
            Self::NothingWorks => "methods-flaw-nothing-works",
            Self::TwoReveals => "methods-flaw-two-reveals",
            Self::NoSuchCards => "methods-flaw-no-such-cards",
            Self::CaseOnly => "methods-flaw-case-only",
            Self::TeamOnly => "methods-flaw-team-only",
        }
    }
}

impl std::fmt::Display for Flaw {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(step) = self.step {
            write!(f, "step {}: ", step + 1)?;
        }
        write!(f, "{}: {:?}", self.field.as_str(), self.reason)
    }
}

/// Lists everything that keeps a method from running, step by step.
pub fn flaws(method: &Method) -> Vec<Flaw> {
    let mut found = Finder { step: None, flaws: Vec::new() };
    found.words(Field::Name, &[&method.name.nl, &method.name.en], LONGEST_NAME);
    found.words(Field::Summary, &[&method.summary.nl, &method.summary.en], LONGEST_WORDS);
    found.if_so(method.source.chars().count() > LONGEST_WORDS, Field::Source, Reason::TooLong);
    found.if_so(method.steps.is_empty(), Field::Steps, Reason::Required);
    found.if_so(method.steps.len() > MOST_STEPS, Field::Steps, Reason::TooMany);
    for (number, step) in method.steps.iter().enumerate() {
        found.step = Some(number);
        let is_second = method.steps[..number].iter().any(|other| other.key == step.key);
        found.if_so(step.key.is_empty(), Field::Key, Reason::Required);
        found.if_so(is_second, Field::Key, Reason::Twice);
        words(step, &mut found);
        writing(step, &mut found);
        presence(step, method.about, &mut found);
        working(method, number, &mut found);
    }
    found.flaws
}

struct Finder {
    step: Option<usize>,
    flaws: Vec<Flaw>,
}

impl Finder {
    fn if_so(&mut self, is_so: bool, field: Field, reason: Reason) {
        if is_so {
            self.flaws.push(Flaw { step: self.step, field, reason });
        }
    }

    fn words(&mut self, field: Field, texts: &[&str], most: usize) {
        self.if_so(texts.iter().any(|text| text.trim().is_empty()), field, Reason::Required);
        self.if_so(texts.iter().any(|text| text.chars().count() > most), field, Reason::TooLong);
    }
}

fn words(step: &Step, found: &mut Finder) {
    found.words(Field::Name, &[&step.name.nl, &step.name.en], LONGEST_NAME);
    found.words(Field::Goal, &[&step.goal.nl, &step.goal.en], LONGEST_WORDS);
    found.if_so(!(1..=LONGEST_MINUTES).contains(&step.minutes), Field::Minutes, Reason::OutOfRange);
    found.if_so(step.prompts.len() > MOST_PROMPTS, Field::Prompts, Reason::TooMany);
    for prompt in &step.prompts {
        found.words(Field::Prompts, &[&prompt.nl, &prompt.en], LONGEST_WORDS);
    }
    found.if_so(step.yields.len() > MOST_YIELDS, Field::Yields, Reason::TooMany);
    for (number, asked) in step.yields.iter().enumerate() {
        found.words(Field::Yields, &[&asked.label.nl, &asked.label.en], LONGEST_NAME);
        found.if_so(asked.hint.nl.chars().count() > LONGEST_WORDS, Field::Yields, Reason::TooLong);
        let is_second = step.yields[..number].iter().any(|other| other.kind == asked.kind);
        found.if_so(is_second, Field::Yields, Reason::Twice);
    }
}

fn writing(step: &Step, found: &mut Finder) {
    let writes = step.has(Tool::Contributions);
    found.if_so(writes && step.writers == Writers::Nobody, Field::Writers, Reason::NobodyWrites);
    found.if_so(!writes && step.writers != Writers::Nobody, Field::Tools, Reason::NoPlaceToWrite);
    found.if_so(writes && step.yields.is_empty(), Field::Yields, Reason::Required);
    found.if_so(!writes && !step.yields.is_empty(), Field::Tools, Reason::NoPlaceToWrite);
    found.if_so(!step.named && step.seen == Seen::AtOnce, Field::Seen, Reason::NamelessAtOnce);
    found.if_so(!step.named && step.writers == Writers::Presenter, Field::Named, Reason::NamelessAlone);
    found.if_so(step.tools.len() > IN_SIGHT, Field::Tools, Reason::TooMany);
    let all: Vec<Tool> = step.tools.iter().chain(&step.more).copied().collect();
    for (number, tool) in all.iter().enumerate() {
        found.if_so(all[..number].contains(tool), Field::Tools, Reason::Twice);
    }
}

fn presence(step: &Step, about: About, found: &mut Finder) {
    let silent = step.presenter != Presenter::Speaks;
    found.if_so(silent && step.writers == Writers::Presenter, Field::Presenter, Reason::SilentWriter);
    let of_presenter = silent || matches!(step.writers, Writers::Presenter | Writers::Colleagues);
    found.if_so(about == About::Team && of_presenter, Field::Presenter, Reason::NoPresenter);
    found.if_so(about == About::Team && step.has(Tool::Warmth), Field::Tools, Reason::NoPresenter);
    found.if_so(about == About::Team && step.has(Tool::Closing), Field::Tools, Reason::CaseOnly);
    found.if_so(about == About::Team && step.has(Tool::Placements), Field::Tools, Reason::CaseOnly);
    found.if_so(about == About::Case && step.has(Tool::Framework), Field::Tools, Reason::TeamOnly);
    found.if_so(step.has(Tool::Placements) != step.moment.is_some(), Field::Tools, Reason::Moment);
}

/// Groups, votes, warmth and the framework work with cards: the group must have seen them by then.
fn working(method: &Method, number: usize, found: &mut Finder) {
    let step = &method.steps[number];
    let works = [Tool::Groups, Tool::Votes, Tool::Warmth, Tool::Framework].into_iter().any(|tool| step.has(tool));
    found.if_so(!works && step.on.is_some(), Field::On, Reason::NothingWorks);
    found.if_so(step.has(Tool::Votes) != step.votes.is_some(), Field::Votes, Reason::Required);
    let too_many = step.votes.is_some_and(|votes| !(1..=MOST_VOTES).contains(&votes));
    found.if_so(too_many, Field::Votes, Reason::OutOfRange);
    let hidden_writing = step.has(Tool::Contributions) && step.seen == Seen::AfterReveal;
    let reveals = [hidden_writing, step.has(Tool::Votes), step.has(Tool::Placements)];
    found.if_so(reveals.into_iter().filter(|waits| *waits).count() > 1, Field::Tools, Reason::TwoReveals);
    if !works {
        return;
    }
    let source = method.steps[..=number].iter().find(|other| other.key == step.source());
    let shown = Standing { state: StepState::Done, revealed: true };
    let Some(source) = source.filter(|source| source.may_read(shown, Reader::Table)) else {
        return found.if_so(true, Field::On, Reason::NeverShown);
    };
    let lacks = |tool, kind| step.has(tool) && !source.asks_for(kind);
    found.if_so(lacks(Tool::Warmth, ContributionKind::Question), Field::On, Reason::NoSuchCards);
    found.if_so(lacks(Tool::Framework, ContributionKind::Virtue), Field::On, Reason::NoSuchCards);
    found.if_so(step.has(Tool::Warmth) && step.presenter == Presenter::Away, Field::Presenter, Reason::SilentWriter);
}
