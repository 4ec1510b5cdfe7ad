//! Reads, checks and compiles language packs. It is handed bytes and opens no files.

mod problem;
mod tsv;

pub use problem::{Problem, nearest};
pub use tsv::{Row, Table};
