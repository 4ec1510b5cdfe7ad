//! From addresses to bytes: politely, and without being led where nobody wanted to go.
//!
//! Enters: an address somebody named, such as `https://example.org/feed`. Leaves: its bytes with what its server says of
//! them, the word that nothing changed, or an [`Error`] that names the address. What the bytes mean is not known here.
//!
//! A host is asked one thing at a time, with a pause between, and nothing its robots.txt forbids. A name is looked up once
//! for a connection, the addresses found are checked, and one of exactly those is connected to: no second look-up can lead
//! elsewhere. A redirect is a new address and is checked as one. Proxies of the environment are not used, for they would
//! look names up themselves.

mod address;
mod error;
mod fetcher;
mod host;
mod resolver;
mod robots;

pub use error::Error;
pub use fetcher::{Answer, Fetcher, Got, Manners, Validators, is_address};
