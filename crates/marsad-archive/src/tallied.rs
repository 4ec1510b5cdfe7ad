//! The questions of an archive whose events are tallied: the same answers, at once however many events there are.
//!
//! Enters: a filter. Leaves: rows, of which only those of one page are fetched from the file, or sums. Eleven reports of Moscow and
//! Pyongyang in a week, where four are usual, leave as one row of those busier than usual.

use crate::ask::{EVENTS, QUADS, event_row, is_plain, told_of};
use crate::cell::{Cell, Rows};
use crate::choose::{Conditions, FACETS, Fate};
use crate::error::Error;
use crate::filter::{Filter, Mark, Side, Span};
use crate::marks::Marked;
use crate::network::{Edges, NETWORK, drawn};
use crate::series::{Counted, Cut};
use crate::show::Shelf;
use crate::store::{Archive, Totals};
use crate::tally::{AGAIN, CLAIMED, DENIED, Spot, Tally};
use foldhash::HashMap;
use jiff::civil::Date;

const BUSIER: &[&str] = &["a", "b", "recent", "usual", "from", "to"];
const PLACES: &[&str] = &["place", "country", "lat", "lon", "geonames", "events", QUADS[0], QUADS[1], QUADS[2], QUADS[3]];
/// Events gone through sooner than the sums of their years are read.
const LOOKED_AT: usize = 300_000;
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

    /// [`Archive::totals`], counted already.
    #[must_use]
    pub fn totals(&self) -> Totals {
        self.tally.totals
    }

    /// Where an event stands among the rows of an answer.
    fn mark(&self, at: usize) -> Mark {
        Mark::at(self.tally.days.value(at), self.tally.ids[at])
    }

    /// The outlet that printed an event.
    fn outlet(&self, at: usize) -> Option<String> {
        let tally = self.tally;
        Some(tally.outlets.value(tally.articles.of[at] as usize).to_string())
    }

    /// [`Archive::events`].
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn events(&self, filter: &Filter, rows: &mut dyn Rows) -> Result<(), Error> {
        if filter.limit.is_none() {
            return self.archive.events(filter, rows);
        }
        self.archive.ahead_last(filter, rows, |filter, rows| self.events_by_day(filter, rows))
    }

    fn events_by_day(&self, filter: &Filter, rows: &mut dyn Rows) -> Result<(), Error> {
        rows.columns(EVENTS);
        let mut asked = self.conditions(filter)?;
        if let Some(mark) = &filter.after {
            asked.go_on(mark, filter.oldest_first, false);
        }
        let mut shelf = Shelf::default();
        for at in asked.walk(filter.oldest_first).take(filter.limit.unwrap_or(usize::MAX)) {
            let happening = Some(self.tally.happenings.value(at)).filter(|happening| happening.id != 0);
            let count = |n: Option<u32>| n.map_or(Cell::None, |n| Cell::Int(n.into()));
            let more = [Cell::some(self.outlet(at)), count(happening.map(|h| h.reports)), count(happening.map(|h| h.independent))];
            let id = self.tally.ids[at];
            let record = shelf.record_of(self.archive, id, false)?;
            let Some(cells) = event_row(&record, id, happening.map(|h| h.id), more) else { continue };
            rows.mark(self.mark(at));
            if !rows.row(cells) {
                break;
            }
        }
        Ok(())
    }

    /// [`Archive::claims`].
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn claims(&self, filter: &Filter, rows: &mut dyn Rows) -> Result<(), Error> {
        if filter.limit.is_none() {
            return self.archive.claims(filter, rows);
        }
        self.archive.ahead_last(filter, rows, |filter, rows| self.claims_by_day(filter, rows))
    }

    fn claims_by_day(&self, filter: &Filter, rows: &mut dyn Rows) -> Result<(), Error> {
        let mut asked = self.conditions(filter)?;
        if let Some(mark) = &filter.after {
            // One event may have several claims, and the last page may have ended among them.
            asked.go_on(mark, filter.oldest_first, true);
        }
        let claimed = asked.walk(filter.oldest_first).filter(|at| self.tally.flags[*at] & (CLAIMED | DENIED) != 0);
        let only = claimed.take(filter.limit.map_or(usize::MAX, |limit| limit + 1)).map(|at| self.tally.ids[at]).collect();
        let these = Filter { only: Some(only), twins: true, limit: filter.limit, oldest_first: filter.oldest_first, after: filter.after.clone(), ..Filter::default() };
        self.archive.claims_by_day(&these, rows)
    }

    /// [`Archive::happenings`].
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn happenings(&self, filter: &Filter, rows: &mut dyn Rows) -> Result<(), Error> {
        if filter.limit.is_none() {
            return self.archive.happenings(filter, rows);
        }
        self.archive.ahead_last(filter, rows, |filter, rows| self.happenings_by_day(filter, rows))
    }

    fn happenings_by_day(&self, filter: &Filter, rows: &mut dyn Rows) -> Result<(), Error> {
        let told = if is_plain(filter) { None } else { Some(self.told(&self.conditions(&told_of(filter))?)) };
        self.by_own_days(filter, told.as_ref(), rows)
    }

    /// The happenings that events tell of.
    fn told(&self, asked: &Conditions<'_>) -> Marked {
        let mut told = Marked::none(self.tally.happenings.values.len());
        asked.walk(true).for_each(|at| told.mark(self.tally.happenings.of[at] as usize));
        told
    }

    /// Happenings by their own days, all or some.
    fn by_own_days(&self, filter: &Filter, some: Option<&Marked>, rows: &mut dyn Rows) -> Result<(), Error> {
        let tally = self.tally;
        let least = filter.independent.unwrap_or_default();
        let of_days = tally.happened(&filter.happened, filter.after.as_ref(), filter.oldest_first);
        let left = of_days.filter(|at| some.is_none_or(|some| some.has(*at))).map(|at| tally.happenings.values[at]);
        let reported = left.filter(|happening| happening.id != 0 && i64::from(happening.independent) >= least);
        let page = reported.map(|happening| (happening.id, Mark::at(&tally.days.values[happening.day as usize], happening.id)));
        self.archive.happenings_at(page, filter.limit, rows)
    }

    /// [`Archive::timeline`].
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn timeline(&self, a: &Side, b: &Side, filter: &Filter, rows: &mut dyn Rows) -> Result<(), Error> {
        if !filter.oldest_first {
            return self.archive.timeline(a, b, filter, rows);
        }
        let mut asked = self.conditions(&told_of(filter))?;
        asked.between(self.archive, a, b)?;
        self.by_own_days(filter, Some(&self.told(&asked)), rows)
    }

    /// [`Archive::network`].
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn network(&self, filter: &Filter, rows: &mut dyn Rows) -> Result<(), Error> {
        let tally = self.tally;
        if tally.within(&filter.happened).len() > LOOKED_AT && self.archive.is_summed(filter)? {
            return self.archive.network(filter, rows);
        }
        rows.columns(NETWORK);
        let (asked, actual) = (self.conditions(filter)?, self.actual());
        let mut edges: Edges<u32> = Edges::default();
        for at in asked.walk(true).filter(|at| actual(*at)) {
            let Some(quad) = tally.quad(at) else { continue };
            for (source, target) in drawn(tally.actors.of(at), tally.recipients.of(at)) {
                edges.between(source, target).add(quad, tally.scores[at], tally.days.value(at));
            }
        }
        edges.write(|code| tally.codes[*code as usize].to_string(), filter, rows);
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
        let tally = self.tally;
        let mut asked = self.conditions(filter)?;
        if let Some((a, b)) = cut.pair {
            asked.between(self.archive, a, b)?;
        }
        let mut periods = self.archive.periods(cut)?;
        for at in asked.walk(true) {
            let article = tally.articles.value(at);
            let counted = Counted {
                goldstein: tally.scores[at],
                happening: Some(tally.happenings.value(at).id).filter(|h| *h != 0),
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
        let mut sums: HashMap<(u32, u32), i64> = HashMap::default();
        for at in tally.within(days).filter(|at| actual(*at)) {
            for (a, b) in drawn(tally.actors.of(at), tally.recipients.of(at)) {
                *sums.entry((*a.min(b), *a.max(b))).or_default() += 1;
            }
        }
        let name = |code: u32| tally.codes[code as usize].to_string();
        sums.into_iter().map(|((a, b), n)| ((name(a), name(b)), n)).collect()
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
            if let Some(quad) = tally.quad(at) {
                sum[quad] += 1;
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
        let asked = self.conditions(filter)?;
        let mut sums: [Vec<u32>; FACETS.len()] = std::array::from_fn(|facet| vec![0; self.values(facet)]);
        for at in asked.at_hand() {
            match asked.fate(at) {
                Fate::Left => sums.iter_mut().enumerate().for_each(|(facet, sums)| sums[tally.number_in(facet, at)] += 1),
                Fate::But(facet) => sums[facet][tally.number_in(facet, at)] += 1,
                Fate::Out => {}
            }
        }
        Ok(FACETS.into_iter().enumerate().map(|(facet, name)| (name, self.by_value(facet, &sums[facet], most))).collect())
    }

    /// How many values, by number, a facet has.
    fn values(&self, facet: usize) -> usize {
        let tally = self.tally;
        match FACETS[facet] {
            "type" | "quad" => tally.kinds.values.len(),
            "status" => tally.statuses.values.len(),
            "language" => tally.languages.values.len(),
            "outlet" => tally.outlets.values.len(),
            "country" => tally.spots.values.len(),
            "actor" => tally.actors.column.values.len(),
            _ => tally.recipients.column.values.len(),
        }
    }

    /// Sums by number made sums by value, most first.
    fn by_value(&self, facet: usize, sums: &[u32], most: usize) -> Vec<(String, i64)> {
        let tally = self.tally;
        let counted = |value: &'a str, at: usize| (value, i64::from(sums[at]));
        let mut counts: HashMap<&str, i64> = HashMap::default();
        let mut count = |(value, n): (&'a str, i64)| *counts.entry(value).or_default() += n;
        let found = (0..sums.len()).filter(|at| sums[*at] > 0);
        match FACETS[facet] {
            "type" => found.for_each(|at| count(counted(&tally.kinds.values[at], at))),
            "quad" => found.for_each(|at| count(counted(tally.quads[at].map_or("", |quad| QUADS[quad]), at))),
            "status" => found.for_each(|at| count(counted(&tally.statuses.values[at], at))),
            "language" => found.for_each(|at| count(counted(&tally.languages.values[at], at))),
            "outlet" => found.for_each(|at| count(counted(&tally.outlets.values[at], at))),
            "country" => found.for_each(|at| count(counted(tally.spots.values[at].country.as_deref().unwrap_or_default(), at))),
            side => {
                let sides = if side == "actor" { &tally.actors } else { &tally.recipients };
                let of_code = |values: &Vec<u32>| values.iter().map(|value| i64::from(sums[*value as usize])).sum();
                tally.codes.iter().zip(&sides.naming).for_each(|(code, values)| count((code, of_code(values))));
            }
        }
        counts.retain(|_, n| *n > 0);
        counts.remove("");
        let mut sorted: Vec<(String, i64)> = counts.into_iter().map(|(value, n)| (value.to_owned(), n)).collect();
        sorted.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        if !matches!(FACETS[facet], "type" | "quad" | "status" | "language") {
            sorted.truncate(most);
        }
        sorted
    }
}
