//! An archive opened to browsers and programs.
//!
//! Enters: requests, such as `GET /api/v1/events?actor=EGY&type=CONSULT`. Leaves: the archive's rows as JSON, CSV or JSON
//! lines, an article's record read on the spot, and the page that shows them. The same questions, names and bytes as on the
//! command line. Nothing here decides what happened, and nothing goes out to a network by itself: it only answers.

mod answers;
mod app;
mod called;
mod desk;
mod guard;
mod metrics;
mod openapi;
mod page;
mod problem;
mod questions;
mod reading;
mod server;
mod things;
mod tokens;

pub use called::Called;
pub use server::{Options, serve};
pub use tokens::{Token, list, new, revoke};
