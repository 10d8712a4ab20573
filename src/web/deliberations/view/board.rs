//! Everyone heard, and cards that are worked with, as the pages show them.

use serde::Serialize;

use super::Card;

/// A round in which everybody speaks or passes.
#[derive(Clone, Serialize)]
pub struct Round {
    /// Whose turn it is; nobody's when all have been.
    pub next: Option<HandRow>,
    /// It is the facilitator's own turn.
    pub leads: bool,
    /// It is one of the tools in sight.
    pub in_sight: bool,
    pub done: usize,
    pub people: usize,
}

/// Somebody whose hand is up, or whose turn it is.
#[derive(Clone, Serialize)]
pub struct HandRow {
    pub id: String,
    pub name: String,
}

/// The cards with which the present step works, put together.
#[derive(Clone, Serialize)]
pub struct Piles {
    pub piles: Vec<Pile>,
    /// Choices that each person has; none in a step without votes.
    pub votes: u8,
    pub voters: usize,
    /// How it turned out may be seen.
    pub counted: bool,
}

/// Cards under one name, or a card on its own.
#[derive(Clone, Serialize)]
pub struct Pile {
    /// What is chosen when this is: the group or the card.
    pub subject: String,
    /// Nothing for a card on its own.
    pub name: String,
    pub cards: Vec<Card>,
    pub votes: i64,
}
