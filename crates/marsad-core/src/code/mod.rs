//! Meaning: sides, frames, status, dates, places, and the article as a whole.

pub mod article;
mod attribution;
mod confidence;
mod counts;
pub mod frames;
mod join;
pub mod predicates;
pub mod sentence;
pub mod sides;
pub mod when_where;
