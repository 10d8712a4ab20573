//! What a security standard asks and no other test shows: docs/ASVS.md says which requirement each of these is for.

mod answers;
mod forms;
mod logins;
mod sources;
mod wire;
