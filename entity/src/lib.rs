//! The database rows, one file per table. Rows only: rules live in the domain modules.
//!
//! Every tenant table has `organisation_id` in its primary key, so a row can't be found without its organisation.

pub mod ids;
pub mod time;

pub mod account;
pub mod agreement;
pub mod agreement_acceptance;
pub mod case;
pub mod case_virtue;
pub mod contribution;
pub mod deliberation;
pub mod deliberation_step;
pub mod deliberation_virtue;
pub mod journal;
pub mod journal_note;
pub mod journal_opening;
pub mod journal_slot;
pub mod known_word;
pub mod login;
pub mod meeting;
pub mod membership;
pub mod method_snapshot;
pub mod one_time_link;
pub mod organisation;
pub mod outbox;
pub mod participant;
pub mod placement;
pub mod quarter_key;
pub mod reader_cursor;
pub mod recognition;
pub mod record;
pub mod record_lesson;
pub mod record_tension;
pub mod record_virtue;
pub mod setting;
pub mod shared_copy;
pub mod shared_origin;
pub mod shared_part;
pub mod shared_tension;
pub mod shared_virtue;
pub mod team;
pub mod team_member;
pub mod team_notice;
pub mod virtue;
pub mod virtue_wording;
pub mod waved_through;
