//! An archive at one look: its days, who is busier than usual, what a filter leaves by value and by place.
//!
//! Enters: a filter, or nothing. Leaves: sums. Eleven reports of Moscow and Pyongyang in a week, where four are usual, leave as one row.

use crate::ask::QUADS;
use crate::cell::{Cell, Rows};
use crate::error::Error;
use crate::filter::{Filter, Mark};
use crate::keep::WITHIN;
use crate::show::happening_id;
use crate::store::Archive;
use jiff::civil::Date;
use rusqlite::types::Value;
use std::collections::HashMap;

const BUSIER: &[&str] = &["a", "b", "recent", "usual", "from", "to"];
const PLACES: &[&str] = &["place", "country", "lat", "lon", "geonames", "events", QUADS[0], QUADS[1], QUADS[2], QUADS[3]];
/// Weeks whose mean is what is usual.
const WEEKS: i64 = 12;
/// The columns counted apart, as [`Archive::facets`] names them.
const FACETS: [&str; 8] = ["type", "quad", "status", "language", "outlet", "country", "actor", "recipient"];

/// How often each value of one column occurs, most often first.
pub type Facet = (&'static str, Vec<(String, i64)>);

/// A kept article, without its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "named as the columns of `v_documents` are")]
pub struct Kept {
    pub id: i64,
    pub url: Option<String>,
    pub outlet: Option<String>,
    pub title: String,
    pub published: Option<String>,
    pub language: String,
    /// Whether no later version of it is kept.
    pub current: bool,
    /// The document it is a reprint of.
    pub reprint_of: Option<i64>,
    /// The text it shares with others: two articles of one text are not independent.
    pub kin: i64,
    /// Every version of it, this one included, oldest first.
    pub versions: Vec<i64>,
}

impl Archive {
    /// First and last day that articles were printed on.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn printed_between(&self) -> Result<Option<(String, String)>, Error> {
        let days: (Option<String>, Option<String>) =
            self.sql(|db| db.query_row("SELECT (SELECT min(published) FROM documents), (SELECT max(published) FROM documents)", [], |row| Ok((row.get(0)?, row.get(1)?))))?;
        Ok(days.0.zip(days.1))
    }

    /// Pairs that had more to do with each other in the last seven printed days than the mean of the twelve weeks before, most above it first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn busier(&self, most: usize, rows: &mut dyn Rows) -> Result<(), Error> {
        rows.columns(BUSIER);
        let Some(last) = self.printed_between()?.and_then(|(_, last)| last.get(..10)?.parse::<Date>().ok()) else { return Ok(()) };
        let before = |days: i64| last.checked_sub(jiff::Span::new().days(days)).map_or_else(|_| String::new(), |d| d.to_string());
        let (week, begin, last) = (before(6), before(6 + 7 * WEEKS), last.to_string());
        let sql = format!(
            "SELECT a, b, recent, (total - recent) / {WEEKS}.0 AS usual FROM
             (SELECT min(source, target) AS a, max(source, target) AS b, sum(day >= ?1) AS recent, count(*) AS total FROM dyads
              WHERE day >= ?2 AND day <= ?3 AND quad > 0 AND NOT (mutual = 1 AND source > target) AND source <> target GROUP BY 1, 2)
             WHERE recent > usual ORDER BY recent - usual DESC, a, b LIMIT ?4"
        );
        let params = vec![Value::Text(week.clone()), Value::Text(begin), Value::Text(last.clone()), Value::Integer(i64::try_from(most).unwrap_or(i64::MAX))];
        self.each(&sql, params, |row| {
            Ok(rows.row(vec![Cell::Text(row.get(0)?), Cell::Text(row.get(1)?), Cell::Int(row.get(2)?), Cell::Real(row.get(3)?), Cell::Text(week.clone()), Cell::Text(last.clone())]))
        })
    }

    /// Where it happened, most events first, with how many of each quad.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn places(&self, filter: &Filter, rows: &mut dyn Rows) -> Result<(), Error> {
        rows.columns(PLACES);
        let mut query = filter.query();
        query.from.push_str(" LEFT JOIN types t ON t.type = e.type");
        query.wheres.push("e.lat IS NOT NULL".to_owned());
        let quads = QUADS.iter().map(|quad| format!("total(t.quad = '{quad}')")).collect::<Vec<_>>().join(", ");
        let columns = format!("e.place, e.country, e.lat, e.lon, e.geonames, count(*) AS n, {quads}");
        let skipped = filter.after.as_ref().map_or(0, |mark| mark.within);
        let limit = filter.limit.map_or(-1, |l| i64::try_from(l).unwrap_or(i64::MAX));
        let sql = format!("{} GROUP BY e.place, e.country, e.geonames, e.lat, e.lon ORDER BY n DESC, e.place, e.country, e.geonames LIMIT {limit} OFFSET {skipped}", query.sql(&columns));
        let mut at = skipped;
        self.each(&sql, query.params, |row| {
            let mut cells = (0..6).map(|at| Ok(crate::ask::cell(row.get_ref(at)?))).collect::<rusqlite::Result<Vec<_>>>()?;
            for quad in 6..PLACES.len() {
                cells.push(Cell::Int(row.get::<_, f64>(quad)? as i64));
            }
            at += 1;
            rows.mark(Mark::nth(at));
            Ok(rows.row(cells))
        })
    }

    /// How many events of a filter have each type, quad, status, language, outlet, country, actor and recipient; of the long
    /// ones the `most` frequent values.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn facets(&self, filter: &Filter, most: usize) -> Result<Vec<Facet>, Error> {
        let quads: HashMap<String, String> = self.sql(|db| db.prepare("SELECT type, quad FROM types")?.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect())?;
        let mut counts: [HashMap<String, i64>; FACETS.len()] = Default::default();
        let query = filter.query();
        self.each(&query.sql("e.type, e.status, d.language, d.outlet, e.country, e.actors, e.recipients"), query.params, |row| {
            let text = |at: usize| Ok::<_, rusqlite::Error>(row.get_ref(at)?.as_str_or_null().unwrap_or_default().unwrap_or_default());
            let kind = text(0)?;
            count(&mut counts[0], kind);
            count(&mut counts[1], quads.get(kind).map_or("", String::as_str));
            for (to, from) in [(2, 1), (3, 2), (4, 3), (5, 4)] {
                count(&mut counts[to], text(from)?);
            }
            for (to, from) in [(6, 5), (7, 6)] {
                text(from)?.split('|').for_each(|code| count(&mut counts[to], code));
            }
            Ok(true)
        })?;
        let sorted = |counts: HashMap<String, i64>| {
            let mut sorted: Vec<(String, i64)> = counts.into_iter().collect();
            sorted.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            sorted
        };
        let facets = FACETS.into_iter().zip(counts).map(|(name, counts)| {
            let mut values = sorted(counts);
            if !matches!(name, "type" | "quad" | "status" | "language") {
                values.truncate(most);
            }
            (name, values)
        });
        Ok(facets.collect())
    }

    /// Each event of an article, by its id within it, with the happening it tells of.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn happenings_of(&self, document: i64) -> Result<Vec<(String, String)>, Error> {
        let ids = |row: &rusqlite::Row<'_>| {
            let (event, happening): (i64, i64) = (row.get(0)?, row.get(1)?);
            Ok((format!("e{}", event & ((1 << WITHIN) - 1)), happening_id(happening)))
        };
        self.sql(|db| {
            let mut statement = db.prepare_cached("SELECT id, happening FROM events WHERE id >= ?1 << ?2 AND id < (?1 + 1) << ?2 AND happening IS NOT NULL ORDER BY id")?;
            statement.query_map([document, i64::from(WITHIN)], ids)?.collect()
        })
    }

    /// An article as it is kept.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn article(&self, document: i64) -> Result<Option<Kept>, Error> {
        self.sql(|db| {
            let mut statement = db.prepare_cached(
                "SELECT d.id, iif(d.url LIKE 'file:%', NULL, d.url), d.outlet, d.title, d.published, d.language, d.current, iif(d.kin = d.id, NULL, d.kin), d.kin,
                 (SELECT group_concat(o.id, ' ') FROM (SELECT id FROM documents WHERE article = d.article ORDER BY id) o) FROM documents d WHERE d.id = ?1",
            )?;
            let mut rows = statement.query([document])?;
            rows.next()?
                .map(|row| {
                    let versions: String = row.get(9)?;
                    Ok(Kept {
                        id: row.get(0)?,
                        url: row.get(1)?,
                        outlet: row.get(2)?,
                        title: row.get(3)?,
                        published: row.get(4)?,
                        language: row.get(5)?,
                        current: row.get(6)?,
                        reprint_of: row.get(7)?,
                        kin: row.get(8)?,
                        versions: versions.split(' ').filter_map(|id| id.parse().ok()).collect(),
                    })
                })
                .transpose()
        })
    }
}

/// One more of a value; nothing known is no value.
fn count(counts: &mut HashMap<String, i64>, value: &str) {
    if value.is_empty() {
        return;
    }
    match counts.get_mut(value) {
        Some(n) => *n += 1,
        None => {
            counts.insert(value.to_owned(), 1);
        }
    }
}
