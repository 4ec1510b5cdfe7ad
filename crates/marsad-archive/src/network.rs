//! Who did how much to whom: one row a pair of codes, from the one to the other.
//!
//! Enters: a filter. Leaves: sums. Three visits of Moscow's envoys to Pyongyang and a joint drill leave as one row `PRK`, `RUS`
//! of four events: what is done together stands once, by the order of the codes.

use crate::ask::{QUADS, cell, quad_number, rounded};
use crate::cell::{Cell, Rows};
use crate::error::Error;
use crate::filter::{Filter, Mark, Span};
use crate::rows::{apart, pairs};
use crate::store::Archive;
use foldhash::HashMap;
use rusqlite::types::Value;
use std::hash::Hash;

pub(crate) const NETWORK: &[&str] = &["source", "target", "events", QUADS[0], QUADS[1], QUADS[2], QUADS[3], "goldstein_sum", "goldstein_mean", "first", "last"];

impl Archive {
    /// How much each did to each, most first: what is told as having happened, of the events that the filter leaves.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn network(&self, filter: &Filter, rows: &mut dyn Rows) -> Result<(), Error> {
        rows.columns(NETWORK);
        if is_of_days(filter) { self.network_of_days(filter, rows) } else { self.network_of_events(filter, rows) }
    }

    /// Whether a network is to be had from what years were summed up to, without a look at events.
    pub(crate) fn is_summed(&self, filter: &Filter) -> Result<bool, Error> {
        Ok(is_of_days(filter) && is_of_years(&filter.happened) && !self.has_stale_years()?)
    }

    /// Days alone need no look at events.
    fn network_of_days(&self, filter: &Filter, rows: &mut dyn Rows) -> Result<(), Error> {
        let from = filter.happened.from.clone().unwrap_or_default();
        let to = filter.happened.to.as_ref().map_or_else(|| "~".to_owned(), |to| format!("{to}~"));
        let mut at = filter.after.as_ref().map_or(0, |mark| mark.within);
        let limit = filter.limit.map_or(-1, |l| i64::try_from(l).unwrap_or(i64::MAX));
        let params = vec![Value::Text(from), Value::Text(to), Value::Integer(limit), Value::Integer(i64::try_from(at).unwrap_or(i64::MAX))];
        let (sums, table) = if self.is_summed(filter)? {
            (
                "sum(events) AS n, sum(quad1), sum(quad2), sum(quad3), sum(quad4), round(sum(goldstein), 3), round(sum(goldstein), 3) / sum(events), min(first), max(last)",
                "ties WHERE first >= ? AND first <= ?",
            )
        } else {
            (
                "count(*) AS n, sum(quad = 1), sum(quad = 2), sum(quad = 3), sum(quad = 4), round(sum(goldstein), 3), round(sum(goldstein), 3) / count(*), min(day), max(day)",
                "dyads WHERE day >= ? AND day <= ? AND quad > 0 AND NOT (mutual = 1 AND source > target)",
            )
        };
        let sql = format!("SELECT source, target, {sums} FROM {table} GROUP BY source, target ORDER BY n DESC, source, target LIMIT ? OFFSET ?");
        self.each(&sql, params, |row| {
            let cells = (0..NETWORK.len()).map(|at| Ok(cell(row.get_ref(at)?))).collect::<rusqlite::Result<Vec<_>>>()?;
            at += 1;
            rows.mark(Mark::nth(at));
            Ok(rows.row(cells))
        })
    }

    /// Dyads are kept by pair, not by event: those of chosen events are made again from the events' codes.
    fn network_of_events(&self, filter: &Filter, rows: &mut dyn Rows) -> Result<(), Error> {
        let quads = self.quads()?;
        let mut query = Filter { after: None, ..filter.clone() }.query();
        query.add("e.status = 'actual' AND e.twin_of IS NULL", []);
        let mut edges: Edges<String> = Edges::default();
        let split = |codes: &str| apart(codes).map(str::to_owned).collect::<Vec<_>>();
        self.each(&query.sql("e.actors, e.recipients, e.type, e.goldstein, e.day"), query.params, |row| {
            let Some(&quad) = quads.get(row.get_ref(2)?.as_str()?) else { return Ok(true) };
            let (goldstein, day) = (row.get(3)?, row.get_ref(4)?.as_str()?);
            let (actors, recipients) = (split(row.get_ref(0)?.as_str()?), split(row.get_ref(1)?.as_str()?));
            for (source, target) in drawn(&actors, &recipients) {
                edges.between(source, target).add(quad, goldstein, day);
            }
            Ok(true)
        })?;
        edges.write(String::clone, filter, rows);
        Ok(())
    }

    /// The quad class of each type, 0 to 3.
    pub(crate) fn quads(&self) -> Result<HashMap<String, usize>, Error> {
        self.sql(|db| {
            let mut statement = db.prepare("SELECT type, quad FROM types")?;
            let quads = statement.query_map([], |row| Ok((row.get(0)?, quad_number(&row.get::<_, String>(1)?))))?;
            quads.filter_map(|pair| pair.map(|(kind, quad)| Some((kind, quad? - 1))).transpose()).collect()
        })
    }
}

/// The edges of an event with these codes, or their numbers in the codes' order: what is done together stands once.
pub(crate) fn drawn<'c, C: PartialOrd>(actors: &'c [C], recipients: &'c [C]) -> impl Iterator<Item = (&'c C, &'c C)> {
    pairs(actors, recipients).filter(|(source, target, mutual)| !(*mutual && source > target)).map(|(source, target, _)| (source, target))
}

/// A network in the making, between codes or their numbers.
pub(crate) struct Edges<C> {
    known: HashMap<(C, C), usize>,
    all: Vec<Edge>,
}

impl<C> Default for Edges<C> {
    fn default() -> Self {
        Self { known: HashMap::default(), all: Vec::new() }
    }
}

impl<C: Clone + Eq + Hash + Ord> Edges<C> {
    /// The edge from one to another.
    pub fn between(&mut self, source: &C, target: &C) -> &mut Edge {
        let at = *self.known.entry((source.clone(), target.clone())).or_insert_with(|| {
            self.all.push(Edge::default());
            self.all.len() - 1
        });
        &mut self.all[at]
    }

    /// The rows that a filter's mark and limit leave.
    pub fn write(self, name: impl Fn(&C) -> String, filter: &Filter, rows: &mut dyn Rows) {
        let Self { known, mut all } = self;
        let mut edges: Vec<_> = known.into_iter().map(|(sides, at)| (sides, std::mem::take(&mut all[at]))).collect();
        edges.sort_unstable_by(|(a, x), (b, y)| y.events().cmp(&x.events()).then_with(|| a.cmp(b)));
        let skipped = filter.after.as_ref().map_or(0, |mark| mark.within);
        for (at, ((source, target), edge)) in edges.into_iter().enumerate().skip(skipped).take(filter.limit.unwrap_or(usize::MAX)) {
            rows.mark(Mark::nth(at + 1));
            if !rows.row(edge.row(name(&source), name(&target))) {
                break;
            }
        }
    }
}

/// Whether a filter says no more than when.
fn is_of_days(filter: &Filter) -> bool {
    *filter == Filter { happened: filter.happened.clone(), after: filter.after.clone(), limit: filter.limit, oldest_first: filter.oldest_first, ..Filter::default() }
}

/// Whether days begin and end with a year, so that what was summed up by years answers.
fn is_of_years(days: &Span) -> bool {
    let begins = |day: &String| matches!(day.get(4..), Some("" | "-01" | "-01-01"));
    let ends = |day: &String| matches!(day.get(4..), Some("" | "-12" | "-12-31"));
    days.from.as_ref().is_none_or(begins) && days.to.as_ref().is_none_or(ends)
}

/// What one did to another.
#[derive(Default)]
pub(crate) struct Edge {
    quads: [i64; QUADS.len()],
    goldstein: f64,
    first: String,
    last: String,
}

impl Edge {
    pub fn add(&mut self, quad: usize, goldstein: f64, day: &str) {
        self.quads[quad] += 1;
        self.goldstein += goldstein;
        if self.first.is_empty() || day < self.first.as_str() {
            day.clone_into(&mut self.first);
        }
        if day > self.last.as_str() {
            day.clone_into(&mut self.last);
        }
    }

    fn events(&self) -> i64 {
        self.quads.iter().sum()
    }

    fn row(self, source: String, target: String) -> Vec<Cell> {
        let events = self.events();
        let mut cells = vec![Cell::Text(source), Cell::Text(target), Cell::Int(events)];
        cells.extend(self.quads.map(Cell::Int));
        let sum = rounded(self.goldstein);
        cells.extend([Cell::Real(sum), Cell::Real(sum / events as f64), Cell::some(Some(self.first)), Cell::some(Some(self.last))]);
        cells
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_is_summed_whatever_its_days() {
        let mut edge = Edge::default();
        edge.add(0, 1.0, "2024-05-02");
        edge.add(3, -10.0, "2024-05-01");
        let row = edge.row("EGY".to_owned(), "JOR".to_owned());
        assert_eq!(row[2..7], [2, 1, 0, 0, 1].map(Cell::Int));
        assert_eq!(row[7..9], [-9.0, -4.5].map(Cell::Real));
        assert_eq!(row[9..], ["2024-05-01", "2024-05-02"].map(|day| Cell::Text(day.to_owned())));
    }
}
