//! From files to articles.
//!
//! Enters: paths, folders or standard input, in any encoding the Arabic press has used. Leaves: [`Item`]s in
//! input order, each an article with its text unchanged and what the reader of the record should know about
//! the bytes; or an [`Error`] naming the file. A windows-1256 file that begins «التقى الرئيس» leaves as that
//! sentence with the warning that its encoding was guessed.
//!
//! What lies elsewhere is fetched by the caller and handed over as bytes ([`Handed`]); no connection is opened here.
//! JSONL, arrays of JSON and web archives are streamed, packed or not: however long the file, one article is held at a time.

mod articles;
mod decode;
mod dump;
mod error;
mod feed;
mod html;
mod jsonl;
mod published;
mod squeeze;
mod walk;
mod warc;

pub use articles::{Articles, Given, Handed, Input, Item, Origin, Page, Shape};
pub use error::Error;
pub use jsonl::FieldMap;
pub use published::parse_published;
pub use walk::bytes_to_read;
