//! Rows that wait for the commit, to be written in the order of their keys.
//!
//! Enters: the sides, pairs, mentions and runs of words of one article after another. Leaves: all of them in their tables, before
//! the commit they belong to. Put where its key belongs, each row would touch a page of its own; in order, many share one.

use crate::rows::{EventRow, WITHIN, apart, pairs};
use crate::together::insert;
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use std::collections::{BTreeSet, HashMap};

/// Rows that wait at most.
const MOST: usize = 1_000_000;

/// What is not in its table yet.
#[derive(Default)]
pub(crate) struct Pending {
    words: Words,
    sides: Vec<Side>,
    dyads: Vec<Dyad>,
    /// Event, role, place in the role, actor.
    mentions: Vec<[i64; 4]>,
    sketches: HashMap<i64, Vec<i64>>,
    unsettled: BTreeSet<i64>,
    /// The first and the last document whose events wait.
    documents: Option<(i64, i64)>,
}

/// A code's part in an event; code and day by their numbers in [`Words`].
#[derive(Clone, Copy)]
struct Side {
    code: u32,
    day: u32,
    event: i64,
    role: u8,
}

/// A pair of an event.
#[derive(Clone, Copy)]
struct Dyad {
    source: u32,
    target: u32,
    day: u32,
    event: i64,
    together: bool,
    quad: i64,
    goldstein: f64,
}

impl Pending {
    /// An event's sides, pairs and mentions wait; `actors` are the numbers of those named in its document.
    pub(crate) fn event(&mut self, id: i64, event: &EventRow, actors: &[i64]) {
        let document = id >> WITHIN;
        self.documents = Some(self.documents.map_or((document, document), |(first, last)| (first.min(document), last.max(document))));
        let day = self.words.number(event.day());
        for (role, codes) in (0..).zip(&event.codes) {
            for code in apart(codes) {
                self.sides.push(Side { code: self.words.number(code), day, event: id, role });
            }
        }
        let [acting, acted_on] = [0, 1].map(|role: usize| apart(&event.codes[role]).collect::<Vec<_>>());
        for (source, target, together) in pairs(&acting, &acted_on) {
            let (source, target) = (self.words.number(source), self.words.number(target));
            self.dyads.push(Dyad { source, target, day, event: id, together, quad: event.quad, goldstein: event.goldstein });
        }
        let mut places = [0; 4];
        for (role, named) in &event.mentions {
            self.mentions.push([id, i64::try_from(*role).unwrap_or_default(), places[*role], actors[*named]]);
            places[*role] += 1;
        }
    }

    /// A block is to be settled.
    pub(crate) fn block(&mut self, block: i64) {
        self.unsettled.insert(block);
    }

    /// A document is found by this run of words.
    pub(crate) fn run(&mut self, hash: i64, document: i64) {
        self.sketches.entry(hash).or_default().push(document);
    }

    /// The documents found by a run of words that are not in the table yet.
    pub(crate) fn found_by(&self, hash: i64) -> &[i64] {
        self.sketches.get(&hash).map_or(&[], Vec::as_slice)
    }

    /// Whether events of this document may wait.
    pub(crate) fn may_hold(&self, document: i64) -> bool {
        self.documents.is_some_and(|(first, last)| (first..=last).contains(&document))
    }

    /// Whether it is time to write.
    pub(crate) fn is_full(&self) -> bool {
        self.sides.len() + self.dyads.len() + self.mentions.len() >= MOST
    }

    /// Writes everything.
    pub(crate) fn write(&mut self, db: &Connection) -> rusqlite::Result<()> {
        let Self { words, mut sides, mut dyads, mut mentions, sketches, unsettled, .. } = std::mem::take(self);
        let (ranks, words) = words.in_order();
        let rank = |word: u32| ranks[word as usize];
        let text = |word: u32| ValueRef::Text(words[rank(word)].as_bytes());
        sides.sort_unstable_by_key(|s| (rank(s.code), rank(s.day), s.event, s.role));
        insert(db, "INSERT OR IGNORE INTO sides", sides.iter(), |s| [text(s.code), ValueRef::Integer(s.role.into()), text(s.day), ValueRef::Integer(s.event)])?;
        dyads.sort_unstable_by_key(|d| (rank(d.source), rank(d.target), rank(d.day), d.event));
        insert(db, "INSERT OR IGNORE INTO dyads", dyads.iter(), |d| {
            let (together, goldstein) = (ValueRef::Integer(d.together.into()), ValueRef::Real(d.goldstein));
            [text(d.source), text(d.target), text(d.day), ValueRef::Integer(d.event), together, ValueRef::Integer(d.quad), goldstein]
        })?;
        mentions.sort_unstable();
        insert(db, "INSERT OR FAIL INTO mentions", mentions.iter(), |m| m.map(ValueRef::Integer))?;
        let mut runs: Vec<[i64; 2]> = sketches.into_iter().flat_map(|(hash, documents)| documents.into_iter().map(move |document| [hash, document])).collect();
        runs.sort_unstable();
        insert(db, "INSERT OR IGNORE INTO sketches", runs.iter(), |r| r.map(ValueRef::Integer))?;
        insert(db, "INSERT OR IGNORE INTO unsettled", unsettled.iter(), |block| [ValueRef::Integer(*block)])
    }
}

/// Words by number, each kept once.
#[derive(Default)]
struct Words(HashMap<Box<str>, u32>);

impl Words {
    fn number(&mut self, word: &str) -> u32 {
        if let Some(number) = self.0.get(word) {
            return *number;
        }
        let number = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        self.0.insert(word.into(), number);
        number
    }

    /// Where each number's word stands in the order of words, and the words in that order.
    fn in_order(self) -> (Vec<usize>, Vec<Box<str>>) {
        let mut words: Vec<(Box<str>, u32)> = self.0.into_iter().collect();
        words.sort_unstable();
        let mut ranks = vec![0; words.len()];
        for (rank, (_, number)) in words.iter().enumerate() {
            ranks[*number as usize] = rank;
        }
        (ranks, words.into_iter().map(|(word, _)| word).collect())
    }
}
