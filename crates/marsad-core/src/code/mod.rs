//! Meaning: sides, frames, status, dates, places, and the article as a whole.

mod amounts;
pub mod article;
mod attribution;
mod belongs;
mod confidence;
mod counts;
pub mod frames;
mod inherit;
mod join;
pub mod memory;
mod owners;
mod parties;
mod place;
pub mod predicates;
mod report;
pub mod sentence;
pub mod sides;
mod signs;
mod speech;
mod spots;
mod status;
mod taken_up;
mod venue;
pub mod when;
