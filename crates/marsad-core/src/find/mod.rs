//! Mentions: what the words of a sentence name.

pub mod names;
pub mod namesakes;
pub mod numbers;
pub mod time;
mod word;
pub mod words;

pub use word::{Tells, Word};
