//! Meaning: sides, frames, status, dates, places, and the article as a whole.

mod amounts;
pub mod article;
mod attribution;
mod belongs;
mod confidence;
mod counts;
pub mod frames;
mod join;
pub mod memory;
mod parties;
mod place;
pub mod predicates;
mod report;
pub mod sentence;
pub mod sides;
mod signs;
mod spots;
mod venue;
pub mod when;
