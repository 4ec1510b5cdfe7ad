//! The events that a filter leaves, found in a tally: the same ones that its SQL finds in the file.
//!
//! Enters: a filter. Leaves: places in the tally, in the order of an answer.

use crate::ask::QUADS;
use crate::error::Error;
use crate::filter::{Filter, Mark, Side, Span, list};
use crate::marks::Marked;
use crate::rows::pairs;
use crate::store::Archive;
use crate::tally::{AGAIN, CLAIMED, Column, DENIED, Happening, Sides, Tally};
use crate::words::search_words;
use rusqlite::types::Value;
use std::borrow::Cow;
use std::ops::Range;

/// The columns counted apart, as [`crate::Tallied::facets`] names them.
pub(crate) const FACETS: [&str; 8] = ["type", "quad", "status", "language", "outlet", "country", "actor", "recipient"];

/// One thing asked of an event, and which facet asks it.
struct Condition<'t> {
    facet: Option<usize>,
    holds: Holds<'t>,
}

/// How it is asked.
enum Holds<'t> {
    /// These events only, which are few.
    Of(Marked),
    If(Box<dyn Fn(usize) -> bool + 't>),
}

impl Holds<'_> {
    fn at(&self, at: usize) -> bool {
        match self {
            Self::Of(these) => these.has(at),
            Self::If(holds) => holds(at),
        }
    }
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
    /// Whether an event is left, or what alone keeps it out.
    pub fn fate(&self, at: usize) -> Fate {
        let mut fate = Fate::Left;
        for condition in &self.all {
            fate = match (fate, condition.facet) {
                _ if condition.holds.at(at) => fate,
                (Fate::Left, Some(facet)) => Fate::But(facet),
                _ => return Fate::Out,
            };
        }
        fate
    }

    /// The events left, the oldest first or the latest.
    pub fn walk(&self, oldest_first: bool) -> impl Iterator<Item = usize> {
        let rest: Vec<&Holds<'t>> = self.all.iter().map(|condition| &condition.holds).filter(|holds| matches!(holds, Holds::If(_))).collect();
        self.each(self.few(|_| true), oldest_first).filter(move |at| rest.iter().all(|holds| holds.at(*at)))
    }

    /// Events among which are all that are left, or that one facet alone keeps out.
    pub fn at_hand(&self) -> impl Iterator<Item = usize> {
        self.each(self.few(|condition| condition.facet.is_none()), true)
    }

    /// The events that all of some conditions name, when one of them names any.
    fn few(&self, of: impl Fn(&Condition<'t>) -> bool) -> Option<Cow<'_, Marked>> {
        let named = self.all.iter().filter(|condition| of(condition)).filter_map(|condition| if let Holds::Of(these) = &condition.holds { Some(these) } else { None });
        named.map(Cow::Borrowed).reduce(|mut few, these| {
            few.to_mut().keep(&these);
            few
        })
    }

    fn each(&self, few: Option<Cow<'_, Marked>>, oldest_first: bool) -> impl Iterator<Item = usize> {
        let mut within = self.within.clone();
        std::iter::from_fn(move || match (&few, oldest_first) {
            (Some(few), true) => few.first(&mut within),
            (Some(few), false) => few.last(&mut within),
            (None, true) => within.next(),
            (None, false) => within.next_back(),
        })
    }

    /// Leaves only events behind a mark; `with` that event itself.
    pub fn go_on(&mut self, mark: &Mark, oldest_first: bool, with: bool) {
        let place = self.tally.behind(mark, with != oldest_first);
        let Range { start, end } = self.within;
        self.within = if oldest_first { place.clamp(start, end)..end } else { start..place.clamp(start, end) };
    }

    fn ask(&mut self, facet: &str, holds: impl Fn(usize) -> bool + 't) {
        self.all.push(Condition { facet: FACETS.iter().position(|f| *f == facet), holds: Holds::If(Box::new(holds)) });
    }

    /// Only these events.
    fn only(&mut self, facet: &str, these: Marked) {
        self.all.push(Condition { facet: FACETS.iter().position(|f| *f == facet), holds: Holds::Of(these) });
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

    /// Any of the sides given must be there, in any of these roles.
    fn sides(&mut self, archive: &Archive, facet: &str, sides: &[Side], roles: &[usize]) -> Result<(), Error> {
        if sides.is_empty() {
            return Ok(());
        }
        let codes: Vec<usize> = sides.iter().filter_map(|side| if let Side::Code(code) = side { self.tally.code(code) } else { None }).collect();
        let ids: Vec<i64> = sides.iter().flat_map(|side| if let Side::Actors(ids) = side { ids.as_slice() } else { &[] }).copied().collect();
        let mut these = Marked::none(self.tally.ids.len());
        for role in roles {
            let sides = self.tally.role(*role);
            codes.iter().flat_map(|code| sides.events(*code)).for_each(|at| these.mark(at));
        }
        if !ids.is_empty() {
            let roles = roles.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            self.tally.mark(archive, &format!("SELECT event FROM mentions WHERE actor IN ({}) AND role IN ({roles})", list(&ids)), &mut these)?;
        }
        self.only(facet, these);
        Ok(())
    }

    /// Both sides must be there; of two states the one must have to do with the other.
    pub fn between(&mut self, archive: &Archive, a: &Side, b: &Side) -> Result<(), Error> {
        self.sides(archive, "", std::slice::from_ref(a), &[0, 1])?;
        self.sides(archive, "", std::slice::from_ref(b), &[0, 1])?;
        let (Side::Code(a), Side::Code(b)) = (a, b) else { return Ok(()) };
        let tally = self.tally;
        let (a, b) = (tally.code(a), tally.code(b));
        self.ask("", move |at| {
            let meant = |source: &u32, target: &u32| (Some(*source as usize), Some(*target as usize)) == (a, b);
            pairs(tally.actors.of(at), tally.recipients.of(at)).any(|(source, target, _)| meant(source, target) || meant(target, source))
        });
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
        asked.sides(archive, "actor", &filter.actor, &[0])?;
        asked.sides(archive, "recipient", &filter.recipient, &[1])?;
        asked.sides(archive, "", &filter.according_to, &[2])?;
        asked.sides(archive, "", &filter.side, &[0, 1])?;
        let kinds: Vec<String> = filter.kind.iter().map(|kind| kind.to_uppercase()).collect();
        let has = |all: &[String], one: &str| all.iter().any(|a| a == one);
        if !kinds.is_empty() {
            asked.among("type", &self.kinds, |kind| has(&kinds, kind));
        }
        if !filter.quad.is_empty() {
            let meant: Vec<bool> = self.quads.iter().map(|quad| quad.is_some_and(|quad| has(&filter.quad, QUADS[quad]))).collect();
            asked.ask("quad", move |at| meant[self.kinds.of[at] as usize]);
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
        for (facet, column, wanted) in [("outlet", &self.outlets, &filter.outlet), ("language", &self.languages, &filter.language)] {
            if !wanted.is_empty() {
                let meant = column.meant(|value| wanted.iter().any(|one| **one == **value));
                asked.ask(facet, move |at| meant[column.of[self.articles.of[at] as usize] as usize]);
            }
        }
        if filter.published != Span::default() {
            asked.among("", &self.articles, |article| article.published.as_ref().is_some_and(|day| lies_in(&filter.published, day)));
        }
        if let Some(words) = &filter.words {
            let mut these = Marked::none(self.ids.len());
            archive.each("SELECT rowid FROM words WHERE words MATCH ?", vec![Value::Text(search_words(words))], |row| {
                self.of_document(row.get(0)?).iter().for_each(|at| these.mark(*at as usize));
                Ok(true)
            })?;
            asked.only("", these);
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
            asked.ask("", move |at| {
                let happening = self.happenings.value(at);
                happening.id != 0 && i64::from(happening.independent) >= least
            });
        }
        if let Some(event) = filter.event {
            asked.ask("", move |at| self.ids[at] == event);
        }
        if let Some(happening) = filter.happening {
            asked.ask("", move |at| self.happenings.value(at).id == happening);
        }
    }

    /// Marks the events that a query names.
    fn mark(&self, archive: &Archive, sql: &str, these: &mut Marked) -> Result<(), Error> {
        archive.each(sql, Vec::new(), |row| {
            if let Some(at) = self.place(row.get(0)?) {
                these.mark(at);
            }
            Ok(true)
        })
    }

    /// Those of a role: 0 actor, 1 recipient, 2 according to.
    fn role(&self, role: usize) -> &Sides {
        match role {
            0 => &self.actors,
            1 => &self.recipients,
            _ => &self.according_to,
        }
    }

    /// The number of an event's value in one of the columns counted apart.
    pub(crate) fn number_in(&self, facet: usize, at: usize) -> usize {
        let article = self.articles.of[at] as usize;
        let number = match FACETS[facet] {
            "type" | "quad" => self.kinds.of[at],
            "status" => self.statuses.of[at],
            "language" => self.languages.of[article],
            "outlet" => self.outlets.of[article],
            "country" => self.spots.of[at],
            "actor" => self.actors.column.of[at],
            _ => self.recipients.column.of[at],
        };
        number as usize
    }

    /// The happenings of some days behind a mark, by their numbers, the oldest first or the latest.
    pub(crate) fn happened(&self, span: &Span, after: Option<&Mark>, oldest_first: bool) -> impl Iterator<Item = usize> {
        let told = |at: &u32| self.happenings.values[*at as usize];
        let (first, end) = self.numbers_of(span);
        let mut within = self.in_order.partition_point(|at| (told(at).day as usize) < first)..self.in_order.partition_point(|at| (told(at).day as usize) < end);
        if let Some(mark) = after {
            // The mark's own row stands on neither side.
            let behind = |strictly: bool| {
                self.in_order.partition_point(|at| {
                    let Happening { day, id, .. } = told(at);
                    let place = (&*self.days.values[day as usize], id);
                    place < (mark.day.as_str(), mark.id) || strictly && place == (mark.day.as_str(), mark.id)
                })
            };
            within = if oldest_first { behind(true).clamp(within.start, within.end)..within.end } else { within.start..behind(false).clamp(within.start, within.end) };
        }
        std::iter::from_fn(move || if oldest_first { within.next() } else { within.next_back() }).map(move |at| self.in_order[at] as usize)
    }

    /// The numbers of the first of some days and of the first behind them.
    fn numbers_of(&self, span: &Span) -> (usize, usize) {
        let behind = |is: &dyn Fn(&str) -> bool| self.days.values.partition_point(|day| is(day));
        let first = span.from.as_ref().map_or(0, |from| behind(&|day| day < from.as_str()));
        let end = span.to.as_ref().map_or(self.days.values.len(), |to| behind(&|day| day <= format!("{to}~").as_str()));
        (first, end.max(first))
    }

    /// Where the events of some days stand.
    pub(crate) fn within(&self, span: &Span) -> Range<usize> {
        let (first, end) = self.numbers_of(span);
        self.first(first)..self.first(end)
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
