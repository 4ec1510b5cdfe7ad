//! Records kept: one SQLite file, and the questions asked of it.
//!
//! Enters: articles with the records read from them. Leaves: rows of answers. Ten outlets' reports of «التقى بوتين
//! نظيره الصيني في بكين أمس» enter as ten documents and leave as one happening with ten reports, so many of them
//! independent.
//!
//! The archive must never know how a record is made, and nothing here opens a network connection.

mod ask;
mod asked;
mod blob;
mod cell;
mod check;
mod claims;
mod days;
mod error;
mod filter;
mod happenings;
mod keep;
mod likeness;
mod network;
mod overview;
mod reprints;
mod schema;
mod show;
mod store;
mod tallies;
mod who;
mod words;

pub use ask::{By, EVENT_COLUMNS, Known, QUADS, Told, quad_number};
pub use asked::Asked;
pub use cell::{Cell, Rows};
pub use check::{Finding, Sums};
pub use claims::said_by;
pub use error::Error;
pub use filter::{Filter, Mark, STATUSES, Side, Span};
pub use keep::{Incoming, Outcome, Prepared, Source, address};
pub use overview::{Facet, Kept};
pub use show::{Id, Shown};
pub use store::{Archive, Totals};
pub use who::Names;
pub use words::{fingerprint, search_words};
