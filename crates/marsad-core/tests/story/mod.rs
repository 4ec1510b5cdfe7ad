//! Stories: what they say, and whether a record says it too. `stories/README.md` is the description for people.

pub mod check;
pub mod parse;
