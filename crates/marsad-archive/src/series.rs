//! Counts by period, of a pair or of whatever a filter leaves, beside what was usual before.
//!
//! Enters: events with their days. Leaves: a row a period, in order, also for those in which nothing happened; or one for each quad
//! class of a period in which something did.

use crate::ask::{QUADS, rounded};
use crate::cell::{Cell, Rows};
use crate::error::Error;
use crate::filter::{Filter, Side};
use crate::store::Archive;
use foldhash::HashSet;
use std::collections::BTreeMap;

/// Whose events a series counts, and how it is cut.
#[derive(Clone, Copy, Debug)]
pub struct Cut<'s> {
    /// Two sides, whoever of them acts; everybody when `None`.
    pub pair: Option<(&'s Side, &'s Side)>,
    /// The length of a period.
    pub by: By,
    /// Whether each quad class has a row of its own.
    pub by_quad: bool,
}

/// How a series is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Days.
    Day,
    /// Weeks, named by their Monday.
    Week,
    /// Months.
    Month,
    /// Years.
    Year,
}

impl By {
    fn period(self, day: &str) -> Option<String> {
        let date: jiff::civil::Date = day.parse().ok()?;
        Some(match self {
            Self::Day => day.to_owned(),
            Self::Week => date.checked_sub(jiff::Span::new().days(i64::from(date.weekday().to_monday_zero_offset()))).ok()?.to_string(),
            Self::Month => day.get(..7)?.to_owned(),
            Self::Year => day.get(..4)?.to_owned(),
        })
    }

    /// The period after this one.
    fn next(self, period: &str) -> Option<String> {
        let whole = match self {
            Self::Day | Self::Week => period.to_owned(),
            Self::Month => format!("{period}-01"),
            Self::Year => format!("{period}-01-01"),
        };
        let date: jiff::civil::Date = whole.parse().ok()?;
        let span = match self {
            Self::Day => jiff::Span::new().days(1),
            Self::Week => jiff::Span::new().days(7),
            Self::Month => jiff::Span::new().months(1),
            Self::Year => jiff::Span::new().years(1),
        };
        self.period(&date.checked_add(span).ok()?.to_string())
    }

    /// How many periods before are what is usual.
    fn baseline(self) -> usize {
        match self {
            Self::Day => 28,
            Self::Week | Self::Month => 12,
            Self::Year => 5,
        }
    }
}

/// What a series counts of an event.
pub(crate) struct Counted {
    pub goldstein: f64,
    pub happening: Option<i64>,
    pub claimed: bool,
    pub document: i64,
    pub kin: i64,
}

impl Archive {
    /// Counts by period.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn series(&self, cut: Cut<'_>, filter: &Filter, rows: &mut dyn Rows) -> Result<(), Error> {
        const COLUMNS: &str = "e.day, e.type, e.goldstein, e.happening, e.according_to <> '' OR e.disputed_by <> '', e.document, d.kin";
        let (sql, params) = match cut.pair {
            Some((a, b)) => self.between(a, b, filter, COLUMNS, ""),
            None => {
                let query = filter.query();
                (query.sql(COLUMNS), query.params)
            }
        };
        let mut periods = self.periods(cut)?;
        self.each(&sql, params, |row| {
            let counted = Counted { goldstein: row.get(2)?, happening: row.get(3)?, claimed: row.get(4)?, document: row.get(5)?, kin: row.get(6)? };
            periods.add(row.get_ref(0)?.as_str().unwrap_or_default(), row.get_ref(1)?.as_str().unwrap_or_default(), &counted);
            Ok(true)
        })?;
        periods.write(rows);
        Ok(())
    }

    pub(crate) fn periods(&self, cut: Cut<'_>) -> Result<Periods, Error> {
        let types = self.sql(|db| db.prepare("SELECT type, quad, plover FROM types ORDER BY type")?.query_map([], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?.collect())?;
        Ok(Periods { by: cut.by, by_quad: cut.by_quad, types, all: BTreeMap::new(), last: Default::default() })
    }
}

/// A series in the making.
pub(crate) struct Periods {
    by: By,
    by_quad: bool,
    /// Each type with its quad class and PLOVER score.
    types: Vec<(String, String, i64)>,
    /// One sum a period, or one for each quad class.
    all: BTreeMap<String, [Period; QUADS.len()]>,
    /// The day added last, and its period: events mostly come by day.
    last: (String, Option<String>),
}

impl Periods {
    pub fn add(&mut self, day: &str, kind: &str, counted: &Counted) {
        if self.last.0 != day {
            self.last = (day.to_owned(), self.by.period(day));
        }
        let Some(period) = &self.last.1 else { return };
        let kind = self.types.iter().position(|(known, _, _)| known == kind);
        let quad = kind.and_then(|kind| QUADS.iter().position(|q| *q == self.types[kind].1));
        let at = if self.by_quad { quad.unwrap_or_default() } else { 0 };
        if !self.all.contains_key(period) {
            self.all.insert(period.clone(), Default::default());
        }
        if let Some(sums) = self.all.get_mut(period) {
            sums[at].add(kind, counted);
        }
    }

    pub fn write(&self, rows: &mut dyn Rows) {
        let names: Vec<&str> = (if self.by_quad { &["period", "quad"][..] } else { &["period"] })
            .iter()
            .copied()
            .chain(["events", "happenings", "reports", "independent", "claims"])
            .chain(QUADS)
            .chain(self.types.iter().map(|(t, _, _)| t.as_str()))
            .chain(["goldstein_sum", "goldstein_mean", "plover_sum", "plover_mean", "baseline", "above_baseline"])
            .collect();
        rows.columns(&names);
        let (Some((first, _)), Some((last, _))) = (self.all.first_key_value(), self.all.last_key_value()) else { return };
        let empty = Default::default();
        let mut before: [Vec<i64>; QUADS.len()] = Default::default();
        let mut period = first.clone();
        loop {
            let sums = self.all.get(&period).unwrap_or(&empty);
            for (at, sum) in sums.iter().enumerate().take(if self.by_quad { QUADS.len() } else { 1 }) {
                let usual = usual(&before[at], self.by.baseline());
                let is_shown = !self.by_quad || sum.events > 0;
                if is_shown && !rows.row(self.row(&period, at, sum, usual)) {
                    return;
                }
                before[at].push(sum.events);
            }
            match self.by.next(&period).filter(|_| period < *last) {
                Some(next) => period = next,
                None => return,
            }
        }
    }

    fn row(&self, period: &str, quad: usize, sum: &Period, usual: Option<f64>) -> Vec<Cell> {
        let size = |set: &HashSet<i64>| Cell::Int(i64::try_from(set.len()).unwrap_or(i64::MAX));
        let of_types = || self.types.iter().enumerate().map(|(at, of)| (of, sum.types.get(at).copied().unwrap_or(0)));
        let mut cells = vec![Cell::Text(period.to_owned())];
        cells.extend(self.by_quad.then(|| Cell::from(QUADS[quad])));
        cells.extend([Cell::Int(sum.events), size(&sum.happenings), size(&sum.documents), size(&sum.kin), Cell::Int(sum.claims)]);
        cells.extend(QUADS.map(|quad| Cell::Int(of_types().filter(|((_, q, _), _)| q == quad).map(|(_, n)| n).sum())));
        cells.extend(of_types().map(|(_, n)| Cell::Int(n)));
        let plover: i64 = of_types().map(|((_, _, score), n)| n * score).sum();
        let mean = |total: f64| if sum.events == 0 { Cell::None } else { Cell::Real(rounded(total / sum.events as f64)) };
        cells.extend([Cell::Real(rounded(sum.goldstein)), mean(sum.goldstein), Cell::Int(plover), mean(plover as f64)]);
        cells.push(usual.map_or(Cell::None, |u| Cell::Real(rounded(u))));
        cells.push(usual.map_or(Cell::None, |u| Cell::Real(rounded(sum.events as f64 - u))));
        cells
    }
}

/// Counts of one period of a series.
#[derive(Default)]
struct Period {
    events: i64,
    claims: i64,
    happenings: HashSet<i64>,
    documents: HashSet<i64>,
    kin: HashSet<i64>,
    goldstein: f64,
    /// Of each type, by its number; as many as are needed.
    types: Vec<i64>,
}

impl Period {
    fn add(&mut self, kind: Option<usize>, counted: &Counted) {
        self.events += 1;
        self.goldstein += counted.goldstein;
        self.happenings.extend(counted.happening);
        self.claims += i64::from(counted.claimed);
        self.documents.insert(counted.document);
        self.kin.insert(counted.kin);
        if let Some(kind) = kind {
            self.types.resize(self.types.len().max(kind + 1), 0);
            self.types[kind] += 1;
        }
    }
}

/// The mean of the last periods; none before there is one.
fn usual(before: &[i64], periods: usize) -> Option<f64> {
    let last = &before[before.len().saturating_sub(periods)..];
    (!last.is_empty()).then(|| last.iter().sum::<i64>() as f64 / last.len() as f64)
}
