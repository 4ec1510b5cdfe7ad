//! Structure: clitics, the choice among readings, phrases, clauses.

pub mod chunks;
pub mod clauses;
pub mod clitics;
pub mod order;
pub mod parse;
pub mod pieces;
pub mod tags;
