//! Reprints: the same agency text under several mastheads is one report.

use crate::likeness::{are_reprints, runs};
use rusqlite::{Connection, params};
use std::collections::BTreeSet;

/// A run of words in more texts than this is a newspaper's furniture.
const COMMON: usize = 24;

/// The group that a text of these runs belongs to; `None` when it is like no other.
pub(crate) fn find_kin(db: &Connection, sketch: &[i64], content: &[u8], own: &BTreeSet<u64>) -> rusqlite::Result<Option<i64>> {
    let same: Option<i64> = first(db, "SELECT min(kin) FROM documents WHERE content = ?1", params![content])?;
    if same.is_some() || sketch.is_empty() {
        return Ok(same);
    }
    let mut candidates = BTreeSet::new();
    for hash in sketch {
        let mut rows = db.prepare_cached("SELECT document FROM sketches WHERE hash = ?1 LIMIT ?2")?;
        let found: Vec<i64> = rows.query_map(params![hash, COMMON + 1], |row| row.get(0))?.collect::<Result<_, _>>()?;
        if found.len() <= COMMON {
            candidates.extend(found);
        }
    }
    if candidates.is_empty() {
        return Ok(None);
    }
    for document in candidates {
        let mut body = db.prepare_cached("SELECT b.text, d.kin FROM bodies b JOIN documents d ON d.id = b.document WHERE b.document = ?1")?;
        let (other, kin): (String, i64) = body.query_row([document], |row| Ok((row.get(0)?, row.get(1)?)))?;
        if are_reprints(own, &runs(&other)) {
            return Ok(Some(kin));
        }
    }
    Ok(None)
}

fn first(db: &Connection, sql: &str, by: impl rusqlite::Params) -> rusqlite::Result<Option<i64>> {
    db.prepare_cached(sql)?.query_row(by, |row| row.get(0))
}
