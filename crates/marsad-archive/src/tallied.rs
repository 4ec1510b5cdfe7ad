//! The questions of an archive whose events are tallied: the same answers, at once however many events there are.
//!
//! Enters: a filter. Leaves: rows, of which only those of one page are fetched from the file, or sums. Eleven reports of Moscow and
//! Pyongyang in a week, where four are usual, leave as one row of those busier than usual.

use crate::ask::{QUADS, is_plain};
use crate::cell::{Cell, Rows};
use crate::choose::{Conditions, FACETS, Fate};
use crate::error::Error;
use crate::filter::{Filter, Mark, Span};
use crate::network::{Edges, NETWORK};
use crate::series::{Counted, Cut};
use crate::store::{Archive, Totals};
use crate::tally::{AGAIN, CLAIMED, DENIED, Spot, Tally};
use jiff::civil::Date;
use std::collections::{HashMap, HashSet};

const BUSIER: &[&str] = &["a", "b", "recent", "usual", "from", "to"];
const PLACES: &[&str] = &["place", "country", "lat", "lon", "geonames", "events", QUADS[0], QUADS[1], QUADS[2], QUADS[3]];
/// Weeks whose mean is what is usual.
const WEEKS: i64 = 12;

/// How often each value of one column occurs, most often first.
pub type Facet = (&'static str, Vec<(String, i64)>);

/// An archive beside its tally.
#[derive(Clone, Copy)]
pub struct Tallied<'a> {
    /// Where rows are fetched from.
    pub archive: &'a Archive,
    /// Where they are found.
    pub tally: &'a Tally,
}

impl<'a> Tallied<'a> {
    fn conditions(&self, filter: &Filter) -> Result<Conditions<'a>, Error> {
        self.tally.conditions(self.archive, filter)
    }

    /// Whatever the filter asked, only these events.
    fn only(&self, places: impl Iterator<Item = usize>, filter: &Filter) -> Filter {
        let ids = places.map(|at| self.tally.ids[at]).collect();
        Filter { only: Some(ids), twins: true, limit: filter.limit, oldest_first: filter.oldest_first, ..Filter::default() }
    }

    /// [`Archive::totals`], counted already.
    #[must_use]
    pub fn totals(&self) -> Totals {
        self.tally.totals
    }

    /// [`Archive::events`].
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn events(&self, filter: &Filter, rows: &mut dyn Rows) -> Result<(), Error> {
        let Some(limit) = filter.limit else { return self.archive.events(filter, rows) };
        let mut asked = self.conditions(filter)?;
        if let Some(mark) = &filter.after {
            asked.go_on(mark, filter.oldest_first, false);
        }
        self.archive.events(&self.only(asked.walk(filter.oldest_first).take(limit), filter), rows)
    }

    /// [`Archive::claims`].
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn claims(&self, filter: &Filter, rows: &mut dyn Rows) -> Result<(), Error> {
        let Some(limit) = filter.limit else { return self.archive.claims(filter, rows) };
        let mut asked = self.conditions(filter)?;
        if let Some(mark) = &filter.after {
            // One event may have several claims, and the last page may have ended among them.
            asked.go_on(mark, filter.oldest_first, true);
        }
        let claimed = asked.walk(filter.oldest_first).filter(|at| self.tally.flags[*at] & (CLAIMED | DENIED) != 0);
        self.archive.claims(&Filter { after: filter.after.clone(), ..self.only(claimed.take(limit + 1), filter) }, rows)
    }

    /// [`Archive::happenings`].
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn happenings(&self, filter: &Filter, rows: &mut dyn Rows) -> Result<(), Error> {
        let Some(limit) = filter.limit.filter(|_| !is_plain(filter)) else { return self.archive.happenings(filter, rows) };
        let mut asked = self.conditions(filter)?;
        let whole = asked.within.clone();
        if let Some(mark) = &filter.after {
            asked.go_on(mark, filter.oldest_first, false);
        }
        // One that an earlier page has shown is not shown again, so that the walk begins anew.
        let behind = std::mem::replace(&mut asked.within, whole);
        let mut seen = HashSet::new();
        let first = asked.walk(filter.oldest_first).filter(|at| self.tally.happenings[*at] != 0 && seen.insert(self.tally.happenings[*at]));
        let page: Vec<usize> = first.filter(|at| behind.contains(at)).take(limit).collect();
        self.archive.happenings(&self.only(page.into_iter(), filter), rows)
    }

    /// [`Archive::network`].
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn network(&self, filter: &Filter, rows: &mut dyn Rows) -> Result<(), Error> {
        rows.columns(NETWORK);
        let tally = self.tally;
        let (asked, actual) = (self.conditions(filter)?, self.actual());
        let mut edges = Edges::default();
        let mut known: HashMap<(u32, u32), Vec<usize>> = HashMap::new();
        for at in asked.walk(true).filter(|at| actual(*at)) {
            let Some(&quad) = tally.quads.get(&**tally.kinds.value(at)) else { continue };
            let drawn = known.entry((tally.actors.of[at], tally.recipients.of[at])).or_insert_with(|| edges.between(tally.actors.value(at), tally.recipients.value(at)));
            for edge in drawn {
                edges.all[*edge].add(quad, tally.scores[at], tally.days.value(at));
            }
        }
        edges.write(filter, rows);
        Ok(())
    }

    /// Whether an event is told as having happened, and for the first time in its article.
    fn actual(&self) -> impl Fn(usize) -> bool + use<'a> {
        let tally = self.tally;
        let actual = tally.statuses.meant(|status| &**status == "actual");
        move |at| actual[tally.statuses.of[at] as usize] && tally.flags[at] & AGAIN == 0
    }

    /// [`Archive::series`].
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn series(&self, cut: Cut<'_>, filter: &Filter, rows: &mut dyn Rows) -> Result<(), Error> {
        if cut.pair.is_some() {
            return self.archive.series(cut, filter, rows);
        }
        let tally = self.tally;
        let mut periods = self.archive.periods(cut)?;
        for at in self.conditions(filter)?.walk(true) {
            let article = tally.articles.value(at);
            let counted = Counted {
                goldstein: tally.scores[at],
                happening: Some(tally.happenings[at]).filter(|h| *h != 0),
                claimed: tally.flags[at] & (CLAIMED | DENIED) != 0,
                document: article.id,
                kin: article.kin,
            };
            periods.add(tally.days.value(at), tally.kinds.value(at), &counted);
        }
        periods.write(rows);
        Ok(())
    }

    /// Pairs that had more to do with each other in the last seven printed days than the mean of the twelve weeks before, most above it first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn busier(&self, most: usize, rows: &mut dyn Rows) -> Result<(), Error> {
        rows.columns(BUSIER);
        let Some(last) = self.archive.printed_between()?.and_then(|(_, last)| last.get(..10)?.parse::<Date>().ok()) else { return Ok(()) };
        let before = |days: i64| last.checked_sub(jiff::Span::new().days(days)).map_or_else(|_| String::new(), |d| d.to_string());
        let (week, begin, last) = (before(6), before(6 + 7 * WEEKS), last.to_string());
        let recent = self.dealings(&Span { from: Some(week.clone()), to: Some(last.clone()) });
        let all = self.dealings(&Span { from: Some(begin), to: Some(last.clone()) });
        let usual = |sides: &(String, String), recent: i64| (all.get(sides).copied().unwrap_or(recent) - recent) as f64 / WEEKS as f64;
        let mut busier: Vec<_> = recent.into_iter().map(|(sides, recent)| (usual(&sides, recent), recent, sides)).filter(|(usual, recent, _)| *recent as f64 > *usual).collect();
        busier.sort_by(|(x, n, a), (y, m, b)| (*m as f64 - y).total_cmp(&(*n as f64 - x)).then_with(|| a.cmp(b)));
        for (usual, recent, (a, b)) in busier.into_iter().take(most) {
            if !rows.row(vec![Cell::Text(a), Cell::Text(b), Cell::Int(recent), Cell::Real(usual), Cell::Text(week.clone()), Cell::Text(last.clone())]) {
                break;
            }
        }
        Ok(())
    }

    /// How often any two had to do with each other in some days.
    fn dealings(&self, days: &Span) -> HashMap<(String, String), i64> {
        let (tally, actual) = (self.tally, self.actual());
        let mut of_codes: HashMap<(u32, u32), i64> = HashMap::new();
        for at in tally.within(days).filter(|at| actual(*at)) {
            *of_codes.entry((tally.actors.of[at], tally.recipients.of[at])).or_default() += 1;
        }
        let mut sums = HashMap::new();
        for ((actors, recipients), n) in of_codes {
            for (a, b) in crate::network::drawn(&tally.actors.values[actors as usize], &tally.recipients.values[recipients as usize]) {
                *sums.entry(if a <= b { (a, b) } else { (b, a) }).or_default() += n;
            }
        }
        sums
    }

    /// Where it happened, most events first, with how many of each quad.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn places(&self, filter: &Filter, rows: &mut dyn Rows) -> Result<(), Error> {
        rows.columns(PLACES);
        let tally = self.tally;
        let mut sums = vec![[0; QUADS.len() + 1]; tally.spots.values.len()];
        for at in self.conditions(filter)?.walk(true) {
            let sum = &mut sums[tally.spots.of[at] as usize];
            sum[QUADS.len()] += 1;
            if let Some(quad) = tally.quads.get(&**tally.kinds.value(at)) {
                sum[*quad] += 1;
            }
        }
        let mut found: Vec<(&Spot, [i64; QUADS.len() + 1])> = tally.spots.values.iter().zip(sums).filter(|(spot, sum)| spot.at.is_some() && sum[QUADS.len()] > 0).collect();
        found.sort_by(|(a, x), (b, y)| y[QUADS.len()].cmp(&x[QUADS.len()]).then_with(|| (&a.name, &a.country, a.geonames).cmp(&(&b.name, &b.country, b.geonames))));
        let skipped = filter.after.as_ref().map_or(0, |mark| mark.within);
        for (at, (spot, sum)) in found.into_iter().enumerate().skip(skipped).take(filter.limit.unwrap_or(usize::MAX)) {
            rows.mark(Mark::nth(at + 1));
            let (lat, lon) = spot.at.unwrap_or_default();
            let mut cells = vec![Cell::some(spot.name.clone()), Cell::some(spot.country.clone()), Cell::Real(lat), Cell::Real(lon), spot.geonames.map_or(Cell::None, Cell::Int)];
            cells.push(Cell::Int(sum[QUADS.len()]));
            cells.extend(sum[..QUADS.len()].iter().copied().map(Cell::Int));
            if !rows.row(cells) {
                break;
            }
        }
        Ok(())
    }

    /// How many events have each type, quad, status, language, outlet, country, actor and recipient, each counted under all that the
    /// filter asks but what it asks of that column itself: so many there would be if another value were chosen. Of the long
    /// ones the `most` frequent values.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn facets(&self, filter: &Filter, most: usize) -> Result<Vec<Facet>, Error> {
        let tally = self.tally;
        let of = [&tally.kinds.of, &tally.kinds.of, &tally.statuses.of, &tally.articles.of, &tally.articles.of, &tally.spots.of, &tally.actors.of, &tally.recipients.of];
        let sizes = [
            tally.kinds.values.len(),
            tally.kinds.values.len(),
            tally.statuses.values.len(),
            tally.articles.values.len(),
            tally.articles.values.len(),
            tally.spots.values.len(),
            tally.actors.values.len(),
            tally.recipients.values.len(),
        ];
        let mut sums = sizes.map(|size| vec![0i64; size]);
        let asked = self.conditions(filter)?;
        for at in asked.within.clone() {
            match asked.fate(at) {
                Fate::Left => sums.iter_mut().zip(of).for_each(|(sums, of)| sums[of[at] as usize] += 1),
                Fate::But(facet) => sums[facet][of[facet][at] as usize] += 1,
                Fate::Out => {}
            }
        }
        Ok(FACETS.into_iter().enumerate().map(|(facet, name)| (name, self.by_value(facet, &sums[facet], most))).collect())
    }

    /// Sums by number made sums by value, most first.
    fn by_value(&self, facet: usize, sums: &[i64], most: usize) -> Vec<(String, i64)> {
        let tally = self.tally;
        let mut counts: HashMap<&str, i64> = HashMap::new();
        for (at, n) in sums.iter().enumerate().filter(|(_, n)| **n > 0) {
            let mut count = |value: &'a str| *counts.entry(value).or_default() += n;
            match FACETS[facet] {
                "type" => count(&tally.kinds.values[at]),
                "quad" => count(tally.quads.get(&*tally.kinds.values[at]).map_or("", |quad| QUADS[*quad])),
                "status" => count(&tally.statuses.values[at]),
                "language" => count(&tally.articles.values[at].language),
                "outlet" => count(tally.articles.values[at].outlet.as_deref().unwrap_or_default()),
                "country" => count(tally.spots.values[at].country.as_deref().unwrap_or_default()),
                "actor" => tally.actors.values[at].split('|').for_each(count),
                _ => tally.recipients.values[at].split('|').for_each(count),
            }
        }
        counts.remove("");
        let mut sorted: Vec<(String, i64)> = counts.into_iter().map(|(value, n)| (value.to_owned(), n)).collect();
        sorted.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        if !matches!(FACETS[facet], "type" | "quad" | "status" | "language") {
            sorted.truncate(most);
        }
        sorted
    }
}
