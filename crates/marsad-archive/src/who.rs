//! Whom a question names: a code, a name in either script, or an id.

use crate::ask::quad_number;
use crate::error::{Error, Fault};
use crate::filter::Side;
use crate::store::Archive;
use crate::words::name_key;
use rusqlite::params;

/// Names of states, bodies and movements, as the packs have them: `(code, names)`.
pub type Names = Vec<(String, Vec<String>)>;

/// What each of [`QUADS`](crate::QUADS) counts.
const SCORES: [i64; 4] = [1, 2, -1, -2];
/// Names looked at for a suggestion.
const LOOKED_AT: i64 = 60_000;

impl Archive {
    /// Remembers what codes are called, so that questions need no packs.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn learn_names(&mut self, names: &Names, types: &[(String, String)]) -> Result<(), Error> {
        self.sql(|db| {
            db.execute_batch("DELETE FROM names; DELETE FROM types;")?;
            for (code, variants) in names {
                for name in variants.iter().chain([code]) {
                    db.prepare_cached("INSERT OR IGNORE INTO names VALUES (?1, ?2, ?3)")?.execute(params![name_key(name), code, variants.first().unwrap_or(code)])?;
                }
            }
            for (kind, quad) in types {
                let score = quad_number(quad).map_or(0, |number| SCORES[number - 1]);
                db.prepare_cached("INSERT OR IGNORE INTO types VALUES (?1, ?2, ?3)")?.execute(params![kind, quad, score])?;
            }
            Ok(())
        })
    }

    /// Whom a word of a question stands for.
    ///
    /// # Errors
    /// When nobody of that name is known; the message says who is called most like it.
    pub fn resolve(&self, who: &str) -> Result<Side, Error> {
        if let Some(side) = self.find_side(who)? {
            return Ok(side);
        }
        let near = self.nearest(&name_key(who))?;
        Err(self.question(Fault::Nobody { name: who.to_owned(), near }))
    }

    /// Whom a word stands for, when somebody is called so.
    pub(crate) fn find_side(&self, who: &str) -> Result<Option<Side>, Error> {
        let who = who.trim();
        // A code as it is written is found by an index; others are looked for among all names.
        if !who.is_empty() && !self.numbers("SELECT 1 FROM actors WHERE code = ?1 LIMIT 1", who)?.is_empty() {
            return Ok(Some(Side::Code(who.to_owned())));
        }
        let key = name_key(who);
        let codes: Vec<String> = self.column("SELECT DISTINCT code FROM names WHERE code = ?1 COLLATE NOCASE UNION SELECT code FROM actors WHERE code = ?1 AND code <> ''", who)?;
        if let Some(code) = codes.into_iter().next() {
            return Ok(Some(Side::Code(code)));
        }
        let is_number = |digits: &str| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        let by_id = if is_number(who) { Some("SELECT id FROM actors WHERE id = ?1") } else { who.strip_prefix('Q').is_some_and(is_number).then_some("SELECT id FROM actors WHERE wikidata = ?1") };
        if let Some(sql) = by_id {
            let ids = self.numbers(sql, who)?;
            if !ids.is_empty() {
                return Ok(Some(Side::Actors(ids)));
            }
        }
        let codes: Vec<String> = self.column("SELECT DISTINCT code FROM names WHERE folded = ?1", &key)?;
        if let Some(code) = codes.into_iter().next() {
            return Ok(Some(Side::Code(code)));
        }
        for sql in [
            "SELECT id FROM actors WHERE folded = ?1 OR folded_ar = ?1",
            "SELECT id FROM actors WHERE folded LIKE '% ' || ?1 OR folded_ar LIKE '% ' || ?1 OR folded LIKE ?1 || ' %' OR folded_ar LIKE ?1 || ' %'",
        ] {
            let ids = self.numbers(sql, &key.replace(['%', '_'], " "))?;
            if !ids.is_empty() && !key.is_empty() {
                return Ok(Some(Side::Actors(ids)));
            }
        }
        Ok(None)
    }

    fn column(&self, sql: &str, by: &str) -> Result<Vec<String>, Error> {
        self.sql(|db| db.prepare_cached(sql)?.query_map([by], |row| row.get(0))?.collect())
    }

    fn numbers(&self, sql: &str, by: &str) -> Result<Vec<i64>, Error> {
        self.sql(|db| db.prepare_cached(sql)?.query_map([by], |row| row.get(0))?.collect())
    }

    fn nearest(&self, key: &str) -> Result<Option<String>, Error> {
        let names: Vec<(String, String)> = self.sql(|db| {
            db.prepare("SELECT folded, name FROM (SELECT folded, name FROM names UNION ALL SELECT folded, name FROM actors UNION ALL SELECT folded_ar, name FROM actors) LIMIT ?1")?
                .query_map([LOOKED_AT], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect()
        })?;
        Ok(nearest(key, names.iter().map(|(folded, name)| (folded.as_str(), name.as_str()))).map(str::to_owned))
    }
}

/// Which of some names, each behind its key, is most like a key; none is when too many letters differ.
#[must_use]
pub fn nearest<'n>(key: &str, names: impl Iterator<Item = (&'n str, &'n str)>) -> Option<&'n str> {
    let most = key.chars().count() / 3 + 1;
    let near = names.filter(|(folded, _)| !folded.is_empty()).filter_map(|(folded, name)| distance(key, folded, most).map(|d| (d, folded, name)));
    near.min().map(|(_, _, name)| name)
}

/// How many letters differ, when not more than `most`.
fn distance(a: &str, b: &str, most: usize) -> Option<usize> {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > most || a.len() > 80 {
        return None;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (at, x) in a.iter().enumerate() {
        let mut corner = row[0];
        row[0] = at + 1;
        for (to, y) in b.iter().enumerate() {
            let least = (corner + usize::from(x != y)).min(row[to] + 1).min(row[to + 1] + 1);
            corner = row[to + 1];
            row[to + 1] = least;
        }
    }
    row.last().copied().filter(|d| *d <= most)
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn counts_letters_that_differ() {
        assert_eq!(distance("egypt", "egipt", 2), Some(1));
        assert_eq!(distance("egypt", "france", 2), None);
    }
}
