//! Reprints: the same agency text under several mastheads is one report.

use crate::likeness::{Wording, are_reprints};
use crate::pending::Pending;
use rusqlite::{Connection, params};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// A run of words in more texts than this is a newspaper's furniture.
const COMMON: usize = 24;
/// Texts whose wording is at hand; a reprint mostly follows its original within days.
const AT_HAND: usize = 8_000;

/// The wording of texts met last: those of the present half, and of the half before.
#[derive(Default)]
pub(crate) struct Texts {
    present: HashMap<i64, Arc<Wording>>,
    before: HashMap<i64, Arc<Wording>>,
}

impl Texts {
    pub(crate) fn remember(&mut self, document: i64, wording: Arc<Wording>) {
        if self.present.len() >= AT_HAND / 2 {
            self.before = std::mem::take(&mut self.present);
        }
        self.present.insert(document, wording);
    }

    fn wording(&mut self, db: &Connection, document: i64) -> rusqlite::Result<Arc<Wording>> {
        if let Some(wording) = self.present.get(&document) {
            return Ok(wording.clone());
        }
        let wording = match self.before.get(&document) {
            Some(wording) => wording.clone(),
            None => {
                let text: String = db.prepare_cached("SELECT text FROM bodies WHERE document = ?1")?.query_row([document], |row| row.get(0))?;
                Arc::new(Wording::of(&text))
            }
        };
        self.remember(document, wording.clone());
        Ok(wording)
    }
}

/// The group that a text of this wording belongs to; `None` when it is like no other.
pub(crate) fn find_kin(db: &Connection, texts: &mut Texts, pending: &Pending, sketch: &[i64], content: &[u8], own: &Wording) -> rusqlite::Result<Option<i64>> {
    let same: Option<i64> = db.prepare_cached("SELECT min(kin) FROM documents WHERE content = ?1")?.query_row(params![content], |row| row.get(0))?;
    if same.is_some() || sketch.is_empty() {
        return Ok(same);
    }
    // How many runs each text shares of those it is found by.
    let mut candidates: BTreeMap<i64, usize> = BTreeMap::new();
    let mut found = db.prepare_cached("SELECT document FROM sketches WHERE hash = ?1 LIMIT ?2")?;
    for hash in sketch {
        let mut found: Vec<i64> = found.query_map(params![hash, COMMON + 1], |row| row.get(0))?.collect::<Result<_, _>>()?;
        found.extend(pending.found_by(*hash));
        if found.len() <= COMMON {
            found.into_iter().for_each(|document| *candidates.entry(document).or_default() += 1);
        }
    }
    let mut candidates: Vec<(i64, usize)> = candidates.into_iter().collect();
    candidates.sort_by_key(|(_, shared)| std::cmp::Reverse(*shared));
    for (document, _) in candidates {
        if are_reprints(own, &*texts.wording(db, document)?) {
            return db.prepare_cached("SELECT kin FROM documents WHERE id = ?1")?.query_row([document], |row| row.get(0)).map(Some);
        }
    }
    Ok(None)
}
