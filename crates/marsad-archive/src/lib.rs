//! Records kept: one SQLite file, and the questions asked of it.
//!
//! Enters: articles with the records read from them. Leaves: rows of answers. Ten outlets' reports of «التقى بوتين
//! نظيره الصيني في بكين أمس» enter as ten documents and leave as one happening with ten reports, so many of them
//! independent.
//!
//! The archive must never know how a record is made, and nothing here opens a network connection.

mod ahead;
mod article;
mod ask;
mod asked;
mod blob;
mod cell;
mod check;
mod choose;
mod claims;
mod days;
mod error;
mod filter;
mod happenings;
mod keep;
mod likeness;
mod marks;
mod network;
mod pending;
mod reprints;
mod rows;
mod schema;
mod series;
mod show;
mod store;
mod tallied;
mod tallies;
mod tally;
mod together;
mod who;
mod words;

pub use article::Kept;
pub use ask::{EVENT_COLUMNS, Known, QUADS, Told, quad_number};
pub use asked::Asked;
pub use cell::{Cell, Rows};
pub use check::{Finding, Sums};
pub use claims::said_by;
pub use error::{Error, Fault};
pub use filter::{Filter, Mark, STATUSES, Side, Span};
pub use keep::{Incoming, Outcome, Prepared, Source, address};
pub use series::{By, Cut};
pub use show::{Id, Shown};
pub use store::{Archive, Totals};
pub use tallied::{Facet, Tallied};
pub use tally::Tally;
pub use who::{Names, nearest};
pub use words::{fingerprint, name_key, search_words};
