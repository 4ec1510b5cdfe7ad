//! The events that a filter leaves, found in a tally: the same ones that its SQL finds in the file.
//!
//! Enters: a filter. Leaves: places in the tally, in the order of an answer.

use crate::error::Error;
use crate::filter::{Filter, Mark, Side, Span, list};
use crate::store::Archive;
use crate::tally::{AGAIN, CLAIMED, Column, DENIED, Tally};
use crate::words::search_words;
use rusqlite::types::Value;
use std::collections::HashSet;
use std::ops::Range;

/// The columns counted apart, as [`crate::Tallied::facets`] names them.
pub(crate) const FACETS: [&str; 8] = ["type", "quad", "status", "language", "outlet", "country", "actor", "recipient"];

/// One thing asked of an event, and which facet asks it.
struct Condition<'t> {
    facet: Option<usize>,
    holds: Box<dyn Fn(usize) -> bool + 't>,
}

/// What a filter asks, ready to be asked of each event.
pub(crate) struct Conditions<'t> {
    tally: &'t Tally,
    all: Vec<Condition<'t>>,
    /// Where events of the filter's days stand.
    pub within: Range<usize>,
}

/// What becomes of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// The filter leaves it.
    Left,
    /// Only what this facet asks keeps it out.
    But(usize),
    Out,
}

impl<'t> Conditions<'t> {
    pub fn hold(&self, at: usize) -> bool {
        self.all.iter().all(|condition| (condition.holds)(at))
    }

    /// Whether it is left, or what alone keeps it out.
    pub fn fate(&self, at: usize) -> Fate {
        let mut fate = Fate::Left;
        for condition in &self.all {
            fate = match (fate, condition.facet) {
                _ if (condition.holds)(at) => fate,
                (Fate::Left, Some(facet)) => Fate::But(facet),
                _ => return Fate::Out,
            };
        }
        fate
    }

    /// The events left, the oldest first or the latest.
    pub fn walk(&self, oldest_first: bool) -> impl Iterator<Item = usize> {
        let mut within = self.within.clone();
        std::iter::from_fn(move || if oldest_first { within.next() } else { within.next_back() }).filter(|at| self.hold(*at))
    }

    /// Leaves only events behind a mark; `with` that event itself.
    pub fn go_on(&mut self, mark: &Mark, oldest_first: bool, with: bool) {
        let place = self.tally.behind(mark, with != oldest_first);
        let Range { start, end } = self.within;
        self.within = if oldest_first { place.clamp(start, end)..end } else { start..place.clamp(start, end) };
    }

    fn ask(&mut self, facet: &str, holds: impl Fn(usize) -> bool + 't) {
        self.all.push(Condition { facet: FACETS.iter().position(|f| *f == facet), holds: Box::new(holds) });
    }

    /// The value of a column must be one of those meant.
    fn among<T>(&mut self, facet: &str, column: &'t Column<T>, is: impl Fn(&T) -> bool) {
        let meant = column.meant(is);
        self.ask(facet, move |at| meant[column.of[at] as usize]);
    }

    fn listed(&mut self, column: &'t Column, wanted: &[String]) {
        if !wanted.is_empty() {
            self.among("", column, |all| all.split('|').any(|one| wanted.iter().any(|w| one.eq_ignore_ascii_case(w))));
        }
    }

    /// Any of the sides given must be there, in any of these columns.
    fn sides(&mut self, archive: &Archive, facet: &str, sides: &[Side], columns: &[(usize, &'t Column)]) -> Result<(), Error> {
        if sides.is_empty() {
            return Ok(());
        }
        let codes: Vec<&str> = sides.iter().filter_map(|side| if let Side::Code(code) = side { Some(code.as_str()) } else { None }).collect();
        let ids: Vec<i64> = sides.iter().flat_map(|side| if let Side::Actors(ids) = side { ids.as_slice() } else { &[] }).copied().collect();
        let named: Vec<(&Column, Vec<bool>)> = columns.iter().map(|(_, column)| (*column, column.meant(|all| all.split('|').any(|one| codes.contains(&one))))).collect();
        let roles = columns.iter().map(|(role, _)| role.to_string()).collect::<Vec<_>>().join(", ");
        let marked = match ids.as_slice() {
            [] => Vec::new(),
            ids => self.tally.marked(archive, &format!("SELECT event FROM mentions WHERE actor IN ({}) AND role IN ({roles})", list(ids)))?,
        };
        self.ask(facet, move |at| named.iter().any(|(column, meant)| meant[column.of[at] as usize]) || marked.get(at).is_some_and(|marked| *marked));
        Ok(())
    }
}

/// Whether a day lies in a span, as SQL compares them.
fn lies_in(span: &Span, day: &str) -> bool {
    span.from.as_ref().is_none_or(|from| day >= from.as_str()) && span.to.as_ref().is_none_or(|to| day <= format!("{to}~").as_str())
}

impl Tally {
    /// What a filter asks; its mark and limit are left to the answer.
    pub(crate) fn conditions<'t>(&'t self, archive: &Archive, filter: &Filter) -> Result<Conditions<'t>, Error> {
        let mut asked = Conditions { tally: self, all: Vec::new(), within: self.within(&filter.happened) };
        asked.sides(archive, "actor", &filter.actor, &[(0, &self.actors)])?;
        asked.sides(archive, "recipient", &filter.recipient, &[(1, &self.recipients)])?;
        asked.sides(archive, "", &filter.according_to, &[(2, &self.according_to)])?;
        asked.sides(archive, "", &filter.side, &[(0, &self.actors), (1, &self.recipients)])?;
        let kinds: Vec<String> = filter.kind.iter().map(|kind| kind.to_uppercase()).collect();
        let has = |all: &[String], one: &str| all.iter().any(|a| a == one);
        if !kinds.is_empty() {
            asked.among("type", &self.kinds, |kind| has(&kinds, kind));
        }
        if !filter.quad.is_empty() {
            asked.among("quad", &self.kinds, |kind| self.quads.get(&**kind).is_some_and(|quad| has(&filter.quad, crate::ask::QUADS[*quad])));
        }
        if !filter.status.is_empty() {
            asked.among("status", &self.statuses, |status| has(&filter.status, status));
        }
        if !filter.place.is_empty() {
            asked.among("country", &self.spots, |spot| [&spot.country, &spot.name].into_iter().flatten().any(|name| has(&filter.place, name)));
        }
        asked.listed(&self.modes, &filter.mode);
        asked.listed(&self.contexts, &filter.context);
        asked.listed(&self.sectors, &filter.sector);
        self.articles_asked(archive, filter, &mut asked)?;
        self.events_asked(filter, &mut asked);
        Ok(asked)
    }

    fn articles_asked<'t>(&'t self, archive: &Archive, filter: &Filter, asked: &mut Conditions<'t>) -> Result<(), Error> {
        let has = |all: &[String], one: Option<&str>| one.is_some_and(|one| all.iter().any(|a| a == one));
        if !filter.outlet.is_empty() {
            asked.among("outlet", &self.articles, |article| has(&filter.outlet, article.outlet.as_deref()));
        }
        if !filter.language.is_empty() {
            asked.among("language", &self.articles, |article| has(&filter.language, Some(&article.language)));
        }
        if filter.published != Span::default() {
            asked.among("", &self.articles, |article| article.published.as_ref().is_some_and(|day| lies_in(&filter.published, day)));
        }
        if let Some(words) = &filter.words {
            let mut holding = HashSet::new();
            archive.each("SELECT rowid FROM words WHERE words MATCH ?", vec![Value::Text(search_words(words))], |row| {
                holding.insert(row.get::<_, i64>(0)?);
                Ok(true)
            })?;
            asked.among("", &self.articles, |article| holding.contains(&article.id));
        }
        Ok(())
    }

    fn events_asked<'t>(&'t self, filter: &Filter, asked: &mut Conditions<'t>) {
        if filter.own_voice {
            asked.ask("", |at| self.flags[at] & CLAIMED == 0);
        }
        if filter.disputed {
            asked.ask("", |at| self.flags[at] & DENIED != 0);
        }
        if !filter.twins {
            asked.ask("", |at| self.flags[at] & AGAIN == 0);
        }
        if let Some(least) = filter.confidence {
            asked.ask("", move |at| self.confidence[at] >= least as f32);
        }
        if let Some(least) = filter.independent {
            asked.ask("", move |at| self.independent.get(&self.happenings[at]).is_some_and(|n| *n >= least));
        }
        if let Some(event) = filter.event {
            asked.ask("", move |at| self.ids[at] == event);
        }
        if let Some(happening) = filter.happening {
            asked.ask("", move |at| self.happenings[at] == happening);
        }
    }

    /// Whether each event is among those that a query names.
    fn marked(&self, archive: &Archive, sql: &str) -> Result<Vec<bool>, Error> {
        let mut marked = vec![false; self.ids.len()];
        archive.each(sql, Vec::new(), |row| {
            if let Some(at) = self.place(row.get(0)?) {
                marked[at] = true;
            }
            Ok(true)
        })?;
        Ok(marked)
    }

    /// Where the events of some days stand.
    pub(crate) fn within(&self, span: &Span) -> Range<usize> {
        let behind = |is: &dyn Fn(&str) -> bool| self.first(self.days.values.partition_point(|day| is(day)));
        let start = span.from.as_ref().map_or(0, |from| behind(&|day| day < from.as_str()));
        let end = span.to.as_ref().map_or(self.ids.len(), |to| behind(&|day| day <= format!("{to}~").as_str()));
        start..end.max(start)
    }

    /// Where the first event of a day, by its number, stands.
    fn first(&self, day: usize) -> usize {
        self.days.of.partition_point(|of| (*of as usize) < day)
    }

    /// Where the first event stands that comes after a mark, or, unless `strictly`, at it.
    fn behind(&self, mark: &Mark, strictly: bool) -> usize {
        let day = self.days.values.partition_point(|day| **day < *mark.day);
        let start = self.first(day);
        if self.days.values.get(day).is_none_or(|found| **found != *mark.day) {
            return start;
        }
        start + self.ids[start..self.first(day + 1)].partition_point(|id| *id < mark.id || strictly && *id == mark.id)
    }
}
