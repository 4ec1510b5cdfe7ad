//! Reprints: the same agency text under several mastheads is one report.

use crate::likeness::{KEPT, Wording, are_reprints};
use crate::pending::Pending;
use rusqlite::{Connection, params};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, LazyLock};

/// A run of words in more texts than this is a newspaper's furniture.
const COMMON: usize = 24;
/// Runs of words whose texts are at hand, some ten thousand articles' of the usual length; a reprint mostly follows its original within days.
const AT_HAND: usize = 2_000_000;

/// The wording of texts met last: those of the present half, and of the half before.
#[derive(Default)]
pub(crate) struct Texts {
    present: HashMap<i64, Arc<Wording>>,
    before: HashMap<i64, Arc<Wording>>,
    /// Runs of the present half.
    runs: usize,
}

impl Texts {
    pub(crate) fn remember(&mut self, document: i64, wording: Arc<Wording>) {
        if self.runs >= AT_HAND / 2 {
            self.before = std::mem::take(&mut self.present);
            self.runs = 0;
        }
        self.runs += wording.len();
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
    let candidates = found_by(db, pending, sketch)?;
    let mut candidates: Vec<(i64, usize)> = candidates.into_iter().collect();
    candidates.sort_by_key(|(_, shared)| std::cmp::Reverse(*shared));
    for (document, _) in candidates {
        if are_reprints(own, &*texts.wording(db, document)?) {
            return db.prepare_cached("SELECT kin FROM documents WHERE id = ?1")?.query_row([document], |row| row.get(0)).map(Some);
        }
    }
    Ok(None)
}

/// How many of its runs each earlier text is found by.
fn found_by(db: &Connection, pending: &Pending, sketch: &[i64]) -> rusqlite::Result<BTreeMap<i64, usize>> {
    static EACH: LazyLock<String> = LazyLock::new(|| {
        let one = |n: usize| format!("SELECT {n}, document FROM (SELECT document FROM sketches WHERE hash = ?{} LIMIT {})", n + 1, COMMON + 1);
        (0..KEPT).map(one).collect::<Vec<_>>().join(" UNION ALL ")
    });
    let mut found: [Vec<i64>; KEPT] = Default::default();
    let mut statement = db.prepare_cached(&EACH)?;
    for (at, hash) in sketch.iter().take(KEPT).enumerate() {
        statement.raw_bind_parameter(at + 1, hash)?;
    }
    let mut rows = statement.raw_query();
    while let Some(row) = rows.next()? {
        found[row.get::<_, usize>(0)?].push(row.get(1)?);
    }
    let mut candidates = BTreeMap::new();
    for (documents, hash) in found.iter().zip(sketch) {
        let waiting = pending.found_by(*hash);
        if documents.len() + waiting.len() <= COMMON {
            documents.iter().chain(waiting).for_each(|document| *candidates.entry(*document).or_default() += 1);
        }
    }
    Ok(candidates)
}
