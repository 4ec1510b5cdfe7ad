//! Names: phrases of folded words that stand for sides, people, offices, bodies, places and particles.

use crate::hash::{RangeTable, phrase_hash, word_hash};
use crate::lexicon::{Gender, Number};
use marsad_text::fold_into;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashSet};

/// How a phrase names its entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum NameAs {
    Name,
    Adjective,
    People,
    Capital,
    Seat,
}

/// What a phrase stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum NameOf {
    /// A state, organisation or movement: index, and how it is named.
    Entity(u32, NameAs),
    /// A person by full name.
    Person(u32),
    /// A person by the short name used after first mention.
    Short(u32),
    /// An office: index into [`Names::offices`].
    Office(u32),
    /// A body or kind of people: index into [`Names::agents`].
    Agent(u32),
    /// A place.
    Place(u32),
    /// A particle of several words: its lemma.
    Particle(u32),
    /// A cue: index into [`Names::cues`].
    Cue(u32),
}

/// A name and the form it takes in this phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Name {
    /// What it stands for.
    pub of: NameOf,
    /// Gender of the form.
    pub gender: Gender,
    /// Number of the form.
    pub number: Number,
    /// Written with the article.
    pub definite: bool,
}

/// An office word.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Office {
    /// As listed.
    pub text: String,
    /// Canonical English office.
    pub office: String,
    /// Sector code.
    pub sector: String,
}

/// A body or a kind of people.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Agent {
    /// As listed.
    pub text: String,
    /// Sector code.
    pub sector: String,
    /// `organization`, `group` or `person`.
    pub kind: String,
    /// What one is called in English: "gunman", "coast guard".
    pub name: String,
    /// What several are called: "gunmen".
    pub plural: String,
    /// Code of the state whose they are where no state is told.
    pub of: String,
}

impl Agent {
    /// What it is called in English, one or several.
    #[must_use]
    pub fn called(&self, number: Number) -> &str {
        if number == Number::Sing { &self.name } else { &self.plural }
    }
}

/// A word or phrase with a job in reading rather than a meaning in the world.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Cue {
    /// As listed.
    pub text: String,
    /// Its job, one of `CUE_KINDS`.
    pub kind: String,
    /// More about it, by kind.
    pub value: String,
    /// Says what a line of a page is, and nothing of the words beside it.
    pub of_page: bool,
}

/// What a cue may be for. The first four say what a line of a page is.
pub const CUE_KINDS: &[&str] = &[
    "furniture",
    "publication",
    "byline",
    "outlet",
    "attribution",
    "condition",
    "possibility",
    "future",
    "third-party",
    "third-party-verb",
    "both",
    "all",
    "others",
    "members",
    "belongs",
    "enemy",
    "counterpart",
    "own-country",
    "latter",
    "source",
    "unreal",
    "impersonal",
];

/// How many of [`CUE_KINDS`] are of the page.
pub(crate) const PAGE_KINDS: usize = 4;

/// All phrases of a language.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Names {
    table: RangeTable,
    list: Vec<Name>,
    /// Office words.
    pub offices: Vec<Office>,
    /// Bodies and kinds of people.
    pub agents: Vec<Agent>,
    /// Cues.
    pub cues: Vec<Cue>,
}

/// A phrase found: where its names stand, and whether longer phrases begin with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Begun {
    key: u64,
    first: u32,
    end: u32,
    /// Whether any longer phrase begins so.
    pub goes_on: bool,
}

impl Names {
    /// The phrase that a word of this hash is or begins. Give it to [`Names::extend`] with the next word.
    #[must_use]
    pub fn begin(&self, word: u64) -> Option<Begun> {
        self.find(phrase_hash(0, word))
    }

    /// Goes on from a phrase by one word.
    #[must_use]
    pub fn extend(&self, phrase: Begun, word: u64) -> Option<Begun> {
        if phrase.goes_on { self.find(phrase_hash(phrase.key, word)) } else { None }
    }

    /// What a phrase stands for by itself; nothing where it only begins longer ones.
    #[must_use]
    pub fn of(&self, phrase: Begun) -> &[Name] {
        &self.list[phrase.first as usize..phrase.end as usize]
    }

    fn find(&self, key: u64) -> Option<Begun> {
        let (range, goes_on) = self.table.find_marked(key)?;
        Some(Begun { key, first: range.start as u32, end: range.end as u32, goes_on })
    }
}

/// Collects phrases, then freezes them.
#[derive(Default)]
pub(crate) struct NamesBuilder {
    entries: BTreeMap<u64, Vec<Name>>,
    /// Keys that longer phrases begin with.
    begun: HashSet<u64>,
    pub offices: Vec<Office>,
    pub agents: Vec<Agent>,
    pub cues: Vec<Cue>,
}

impl NamesBuilder {
    /// Adds a phrase, its words separated by spaces.
    pub fn add(&mut self, phrase: &str, name: Name) {
        let mut key = 0;
        let mut folded = String::new();
        // "U.S.", "D.C.": texts are cut at the points within.
        let initials = phrase.is_ascii() && phrase.contains('.');
        for word in phrase.split(|c| matches!(c, ' ' | '-' | '\u{200c}') || initials && c == '.').filter(|w| !w.is_empty()) {
            self.begun.insert(key);
            folded.clear();
            fold_into(word, &mut folded);
            key = phrase_hash(key, word_hash(&folded));
            self.entries.entry(key).or_default();
        }
        let names = self.entries.entry(key).or_default();
        if key != 0 && !names.contains(&name) {
            names.push(name);
        }
    }

    pub fn finish(self) -> Names {
        let (table, list) = RangeTable::build_marked(self.entries, &self.begun);
        Names { table, list, offices: self.offices, agents: self.agents, cues: self.cues }
    }
}
