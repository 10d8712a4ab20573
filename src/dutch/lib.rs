//! What we know of the Dutch language: reading a text into words, for search, and finding what identifies people in it. Pure: no
//! I/O, no clock, nothing of ours.

pub mod analyser;
pub mod redaction;
mod wordlist;

/// Where the tests that make the lists write them.
#[cfg(test)]
const LEXICON: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../content/lexicon");
