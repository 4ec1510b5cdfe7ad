//! Reads, checks and compiles language packs. It is handed bytes and opens no files.
//!
//! Enters: the packs' tables and frame files, each a path and its text. Leaves: [`Packs`], ready to read with
//! and to embed as bytes; or [`Problem`]s naming file and line. A line such as `التقى  لقي  8  يلتقي  التقاء`
//! leaves as every person, tense, voice, participle and verbal noun of that verb.

mod arabic;
mod compile;
mod english;
mod frames;
mod hash;
mod lexicon;
mod names;
pub mod numbers;
mod phrases;
mod problem;
pub mod time;
mod tsv;
pub mod weights;
mod world;

pub use compile::{Language, Packs, Source, compile, compile_leniently, examples};
pub use frames::{Again, EventSpec, Example, Examples, Frame, Frames, Inside, Role, SpeechSpec, Tests, Venue, read_examples};
pub use hash::{phrase_hash, word_hash};
pub use lexicon::{CLASSES, Form, Gender, Lemma, Lexicon, Mood, Number, Pos, Shape, class_bit, classes, spelling_hash};
pub use names::{Agent, Begun, Cue, Name, NameAs, NameOf, Names, Office};
pub use numbers::{NumberRole, NumberTables, NumberWord};
pub use phrases::{Phrase, Phrases};
pub use problem::{Problem, nearest};
pub use time::TimeTables;
pub use tsv::{Row, Table};
pub use weights::Weights;
pub use world::{Entity, EntityKind, Person, Place, PloverType, Tenure, World};
