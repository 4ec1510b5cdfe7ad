//! Every event in a few bytes, in memory, so that what is looked for among all of them, or summed over many, is found without the file.
//!
//! Enters: an archive. Leaves: columns of numbers, in the order of days. A million events fill some 80 MB and are gone through in
//! some milliseconds. It stands for the archive as it was: whoever keeps one looks whether the file has changed.

use crate::error::Error;
use crate::rows::{WITHIN, apart};
use crate::store::{Archive, Totals};
use crate::words::hash;
use rusqlite::types::ValueRef;
use std::collections::{BTreeSet, HashMap, HashSet};

/// An event that tells again what its article told before.
pub(crate) const AGAIN: u8 = 1;
/// Somebody is named on whose word it rests.
pub(crate) const CLAIMED: u8 = 2;
/// Somebody denies it.
pub(crate) const DENIED: u8 = 4;

/// For each event the number of its value.
#[derive(Default)]
pub(crate) struct Column<T = Box<str>> {
    pub values: Vec<T>,
    pub of: Vec<u32>,
}

/// A column of codes side by side, such as `EGY|JOR`.
#[derive(Default)]
pub(crate) struct Sides {
    pub column: Column,
    pub bearers: Bearers,
    /// Of each value its codes, by their numbers.
    codes: Vec<Box<[u32]>>,
    /// Of each code, by its number, the values that name it.
    pub naming: Vec<Vec<u32>>,
}

impl Sides {
    fn new(column: Column, codes: &[Box<str>]) -> Self {
        let place = |code: &str| codes.binary_search_by(|known| (**known).cmp(code)).map_or(0, number);
        let of_value = |all: &str| apart(all).map(place).collect();
        let of_values: Vec<Box<[u32]>> = column.values.iter().map(|all| of_value(all)).collect();
        let mut naming = vec![Vec::new(); codes.len()];
        for (value, named) in (0..).zip(&of_values) {
            named.iter().for_each(|code| naming[*code as usize].push(value));
        }
        Self { bearers: column.bearers(), column, codes: of_values, naming }
    }

    /// The codes of an event, by their numbers.
    pub fn of(&self, at: usize) -> &[u32] {
        &self.codes[self.column.of[at] as usize]
    }

    /// The events that name a code, by its number.
    pub fn events(&self, code: usize) -> impl Iterator<Item = usize> {
        self.naming[code].iter().flat_map(|value| self.bearers.of(*value as usize)).map(|at| *at as usize)
    }
}

/// Of a column the other way round: for each value the events that have it.
#[derive(Default)]
pub(crate) struct Bearers {
    /// Where the events of each value begin, and where the last ones end.
    starts: Vec<u32>,
    events: Vec<u32>,
}

impl<T> Column<T> {
    pub fn value(&self, at: usize) -> &T {
        &self.values[self.of[at] as usize]
    }

    /// Which values are meant, by their numbers.
    pub fn meant(&self, is: impl Fn(&T) -> bool) -> Vec<bool> {
        self.values.iter().map(is).collect()
    }

    fn bearers(&self) -> Bearers {
        let mut starts = vec![0; self.values.len() + 1];
        self.of.iter().for_each(|value| starts[*value as usize + 1] += 1);
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let (mut next, mut events) = (starts.clone(), vec![0; self.of.len()]);
        for (event, value) in (0..).zip(&self.of) {
            let place = &mut next[*value as usize];
            events[*place as usize] = event;
            *place += 1;
        }
        Bearers { starts, events }
    }
}

impl Bearers {
    /// The events of a value, by its number.
    pub fn of(&self, value: usize) -> &[u32] {
        &self.events[self.starts[value] as usize..self.starts[value + 1] as usize]
    }
}

/// Where events happened, as their rows say.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Spot {
    pub name: Option<String>,
    pub country: Option<String>,
    pub at: Option<(f64, f64)>,
    pub geonames: Option<i64>,
}

/// What is looked at of an article.
#[derive(Default)]
pub(crate) struct Article {
    pub id: i64,
    pub published: Option<Box<str>>,
    pub kin: i64,
}

/// What is looked at of a happening: the number 0 is none.
#[derive(Clone, Copy, Default)]
pub(crate) struct Happening {
    pub id: i64,
    /// Its day, by its number in the order of days.
    pub day: u32,
    pub reports: u32,
    pub independent: u32,
}

/// An archive's events, as they are looked for and summed.
#[derive(Default)]
pub struct Tally {
    /// Days in order; so are the events.
    pub(crate) days: Column,
    pub(crate) ids: Vec<i64>,
    pub(crate) articles: Column<Article>,
    /// Of each article, by its number.
    pub(crate) outlets: Column,
    pub(crate) languages: Column,
    pub(crate) kinds: Column,
    /// The quad class of each kind, 0 to 3.
    pub(crate) quads: Vec<Option<usize>>,
    pub(crate) modes: Column,
    pub(crate) contexts: Column,
    pub(crate) statuses: Column,
    /// Every code of a side, in order.
    pub(crate) codes: Vec<Box<str>>,
    pub(crate) actors: Sides,
    pub(crate) recipients: Sides,
    pub(crate) according_to: Sides,
    pub(crate) spots: Column<Spot>,
    /// Sectors of those who act and are acted upon.
    pub(crate) sectors: Column,
    pub(crate) scores: Vec<f64>,
    pub(crate) confidence: Vec<f32>,
    pub(crate) happenings: Column<Happening>,
    pub(crate) flags: Vec<u8>,
    pub(crate) totals: Totals,
    /// Numbers of the happenings in the order of their days.
    pub(crate) in_order: Vec<u32>,
    /// Places of the events in the order of their ids.
    by_id: Vec<u32>,
}

impl Tally {
    /// Where an event stands.
    pub(crate) fn place(&self, id: i64) -> Option<usize> {
        self.by_id.binary_search_by_key(&id, |at| self.ids[*at as usize]).ok().map(|found| self.by_id[found] as usize)
    }

    /// Where the events of a document stand.
    pub(crate) fn of_document(&self, document: i64) -> &[u32] {
        let behind = |id: i64| self.by_id.partition_point(|at| self.ids[*at as usize] < id);
        &self.by_id[behind(document << WITHIN)..behind((document + 1) << WITHIN)]
    }

    /// A code's number, when somebody of that code is a side of an event.
    pub(crate) fn code(&self, code: &str) -> Option<usize> {
        self.codes.binary_search_by(|known| (**known).cmp(code)).ok()
    }

    /// The quad class of an event, 0 to 3.
    pub(crate) fn quad(&self, at: usize) -> Option<usize> {
        self.quads[self.kinds.of[at] as usize]
    }
}

impl Archive {
    /// Looks at every event once.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn tally(&self) -> Result<Tally, Error> {
        // One look: what is added meanwhile is left out of all of it.
        self.sql(|db| db.execute_batch("BEGIN"))?;
        let made = self.make_tally();
        self.sql(|db| db.execute_batch("COMMIT"))?;
        made
    }

    fn make_tally(&self) -> Result<Tally, Error> {
        let mut making = Making::default();
        self.tally_articles(&mut making)?;
        self.tally_happenings(&mut making)?;
        self.tally_events(&mut making)?;
        let mut tally = making.finish();
        self.tally_mentions(&mut tally)?;
        let quads = self.quads()?;
        tally.quads = tally.kinds.values.iter().map(|kind| quads.get(&**kind).copied()).collect();
        Ok(tally)
    }

    fn tally_articles(&self, making: &mut Making) -> Result<(), Error> {
        let (tally, mut kin) = (&mut making.tally, HashSet::new());
        let (mut outlets, mut languages) = (Numbers::default(), Numbers::default());
        self.each("SELECT id, published, outlet, language, kin, current, events, statements FROM documents", Vec::new(), |row| {
            let text = |at: usize| Ok::<_, rusqlite::Error>(row.get_ref(at)?.as_str_or_null()?.unwrap_or_default());
            tally.totals.versions += 1;
            if row.get(5)? {
                kin.insert(row.get::<_, i64>(4)?);
                tally.totals.articles += 1;
                tally.totals.events += row.get::<_, i64>(6)?;
                tally.totals.statements += row.get::<_, i64>(7)?;
            }
            tally.articles.values.push(Article { id: row.get(0)?, published: row.get(1)?, kin: row.get(4)? });
            tally.outlets.of.push(outlets.number(text(2)?));
            tally.languages.of.push(languages.number(text(3)?));
            Ok(true)
        })?;
        (tally.outlets.values, tally.languages.values) = (outlets.values, languages.values);
        tally.totals.independent = i64::try_from(kin.len()).unwrap_or(i64::MAX);
        Ok(())
    }

    fn tally_happenings(&self, making: &mut Making) -> Result<(), Error> {
        let happenings = &mut making.tally.happenings.values;
        happenings.push(Happening::default());
        self.each("SELECT id, day, reports, independent FROM happenings ORDER BY id", Vec::new(), |row| {
            let day = making.words[DAY].number(row.get_ref(1)?.as_str_or_null()?.unwrap_or_default());
            happenings.push(Happening { id: row.get(0)?, day, reports: row.get(2)?, independent: row.get(3)? });
            Ok(true)
        })?;
        making.tally.totals.happenings = i64::try_from(happenings.len() - 1).unwrap_or(i64::MAX);
        Ok(())
    }

    fn tally_events(&self, making: &mut Making) -> Result<(), Error> {
        const COLUMNS: &str =
            "id, document, day, type, mode, context, status, actors, recipients, according_to, place, country, lat, lon, geonames, goldstein, confidence, twin_of IS NOT NULL, happening";
        let mut article = 0;
        self.each(&format!("SELECT {COLUMNS} FROM events"), Vec::new(), |row| {
            let text = |at: usize| Ok::<_, rusqlite::Error>(row.get_ref(at)?.as_str_or_null()?.unwrap_or_default());
            let document: i64 = row.get(1)?;
            // Rows of one document stand together, and documents in the order of their ids.
            if making.tally.articles.values.get(article).is_none_or(|known| known.id != document) {
                article = making.tally.articles.values.partition_point(|known| known.id < document);
            }
            let mut numbers = [0; WORDS];
            for (at, number) in numbers.iter_mut().enumerate() {
                *number = making.words[at].number(text(at + 2)?);
            }
            let spot = match row.get_ref(10)? {
                ValueRef::Null => 0,
                _ => {
                    let at = row.get::<_, Option<f64>>(12)?.zip(row.get(13)?);
                    let geonames = row.get(14)?;
                    making.spot(text(10)?, row.get_ref(11)?.as_str_or_null()?, at, geonames)
                }
            };
            let happening = making.happening(row.get::<_, Option<i64>>(18)?.unwrap_or_default());
            making.events.push(One { id: row.get(0)?, article, numbers, spot, score: row.get(15)?, confidence: row.get::<_, f64>(16)? as f32, again: row.get(17)?, happening });
            Ok(true)
        })
    }

    fn tally_mentions(&self, tally: &mut Tally) -> Result<(), Error> {
        let sectors: HashMap<i64, Box<str>> = self.sql(|db| db.prepare("SELECT id, sector FROM actors")?.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect())?;
        let mut known = Sectors::default();
        tally.sectors.of = vec![known.numbers.number(""); tally.ids.len()];
        let sectors: HashMap<i64, u32> = sectors.into_iter().map(|(actor, all)| (actor, known.numbers.number(&all))).collect();
        let mut next = 0;
        self.each("SELECT event, role, actor FROM mentions ORDER BY event", Vec::new(), |row| {
            let (event, role, actor): (i64, usize, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
            tally.totals.claims += i64::from(role > 1);
            while tally.by_id.get(next).is_some_and(|at| tally.ids[*at as usize] < event) {
                next += 1;
            }
            let Some(at) = tally.by_id.get(next).map(|at| *at as usize).filter(|at| tally.ids[*at] == event) else { return Ok(true) };
            match role {
                0 | 1 => tally.sectors.of[at] = known.both(tally.sectors.of[at], sectors.get(&actor).copied().unwrap_or_default()),
                2 => tally.flags[at] |= CLAIMED,
                _ => tally.flags[at] |= DENIED,
            }
            Ok(true)
        })?;
        tally.sectors.values = known.numbers.values;
        Ok(())
    }
}

/// Columns of words, in the order they are asked for: day, type, mode, context, status, actors, recipients, according to.
const WORDS: usize = 8;
const DAY: usize = 0;

/// An event as its row is read.
struct One {
    id: i64,
    article: usize,
    numbers: [u32; WORDS],
    spot: u32,
    score: f64,
    confidence: f32,
    again: bool,
    happening: u32,
}

/// A tally in the making.
#[derive(Default)]
struct Making {
    tally: Tally,
    words: [Numbers; WORDS],
    events: Vec<One>,
    names: Numbers,
    spots: HashMap<SpotKey, u32>,
    /// The happening found last: events tell theirs in much the same order.
    told: usize,
}

/// A place's name and country by their numbers, the bits of its latitude and longitude, its GeoNames id.
type SpotKey = (u32, Option<u32>, Option<[u64; 2]>, Option<i64>);

impl Making {
    fn spot(&mut self, name: &str, country: Option<&str>, at: Option<(f64, f64)>, geonames: Option<i64>) -> u32 {
        let key = (self.names.number(name), country.map(|country| self.names.number(country)), at.map(|(lat, lon)| [lat.to_bits(), lon.to_bits()]), geonames);
        let values = &mut self.tally.spots.values;
        if values.is_empty() {
            values.push(Spot::default());
        }
        *self.spots.entry(key).or_insert_with(|| {
            values.push(Spot { name: Some(name.to_owned()), country: country.map(str::to_owned), at, geonames });
            number(values.len() - 1)
        })
    }

    /// The number of a happening; 0 for what is none.
    fn happening(&mut self, id: i64) -> u32 {
        let all = &self.tally.happenings.values;
        // Most are told once, and so by the next event.
        let next = self.told + 1;
        let found = if all.get(next).is_some_and(|happening| happening.id == id) { Some(next) } else { all.binary_search_by_key(&id, |happening| happening.id).ok() };
        self.told = found.unwrap_or(self.told).max(self.told);
        number(found.unwrap_or_default())
    }

    fn finish(self) -> Tally {
        let Self { mut tally, words, mut events, .. } = self;
        let mut days: Vec<u32> = (0..number(words[DAY].values.len())).collect();
        days.sort_unstable_by_key(|day| &words[DAY].values[*day as usize]);
        let mut rank = vec![0; days.len()];
        for (at, day) in (0..).zip(&days) {
            rank[*day as usize] = at;
        }
        events.sort_unstable_by_key(|event| (rank[event.numbers[DAY] as usize], event.id));
        tally.days.values = days.iter().map(|day| words[DAY].values[*day as usize].clone()).collect();
        tally.days.of = events.iter().map(|event| rank[event.numbers[DAY] as usize]).collect();
        let told = tally.happenings.values.iter_mut().skip(1);
        told.for_each(|happening| happening.day = rank[happening.day as usize]);
        tally.in_order = (1..number(tally.happenings.values.len())).collect();
        tally.in_order.sort_unstable_by_key(|at| {
            let Happening { day, id, .. } = tally.happenings.values[*at as usize];
            (day, id)
        });
        let [_, kinds, modes, contexts, statuses, actors, recipients, according_to] = words;
        let column = |words: Numbers, of: usize| Column { values: words.values, of: events.iter().map(|event| event.numbers[of]).collect() };
        tally.kinds = column(kinds, 1);
        tally.modes = column(modes, 2);
        tally.contexts = column(contexts, 3);
        tally.statuses = column(statuses, 4);
        let named = [&actors, &recipients, &according_to].into_iter().flat_map(|words| &words.values).flat_map(|all| apart(all));
        let codes: BTreeSet<Box<str>> = named.map(Box::from).collect();
        tally.codes = codes.into_iter().collect();
        let [actors, recipients, according_to] = [(actors, 5), (recipients, 6), (according_to, 7)].map(|(words, of)| Sides::new(column(words, of), &tally.codes));
        (tally.actors, tally.recipients, tally.according_to) = (actors, recipients, according_to);
        if tally.spots.values.is_empty() {
            tally.spots.values.push(Spot::default());
        }
        tally.spots.of = events.iter().map(|event| event.spot).collect();
        tally.articles.of = events.iter().map(|event| number(event.article)).collect();
        tally.ids = events.iter().map(|event| event.id).collect();
        tally.scores = events.iter().map(|event| event.score).collect();
        tally.confidence = events.iter().map(|event| event.confidence).collect();
        tally.happenings.of = events.iter().map(|event| event.happening).collect();
        tally.flags = events.iter().map(|event| if event.again { AGAIN } else { 0 }).collect();
        tally.by_id = (0..number(events.len())).collect();
        tally.by_id.sort_unstable_by_key(|at| events[*at as usize].id);
        tally
    }
}

/// Words by number.
#[derive(Default)]
struct Numbers {
    values: Vec<Box<str>>,
    known: HashMap<u64, u32>,
    last: usize,
}

impl Numbers {
    fn number(&mut self, word: &str) -> u32 {
        // Rows of one article say much the same.
        if self.values.get(self.last).is_none_or(|last| **last != *word) {
            self.last = self.find(word);
        }
        number(self.last)
    }

    fn find(&mut self, word: &str) -> usize {
        let mut key = hash(word.as_bytes());
        loop {
            let known = *self.known.entry(key).or_insert(number(self.values.len())) as usize;
            match self.values.get(known) {
                None => self.values.push(word.into()),
                // Two words of one hash: the second stands at the next free one.
                Some(other) if **other != *word => {
                    key = key.wrapping_add(1);
                    continue;
                }
                Some(_) => {}
            }
            return known;
        }
    }
}

/// Lists of sectors by number, each pair put together once.
#[derive(Default)]
struct Sectors {
    numbers: Numbers,
    together: HashMap<(u32, u32), u32>,
}

impl Sectors {
    fn both(&mut self, one: u32, other: u32) -> u32 {
        let numbers = &mut self.numbers;
        *self.together.entry((one, other)).or_insert_with(|| {
            let mut all: Vec<&str> = [one, other].into_iter().flat_map(|list| apart(&numbers.values[list as usize])).collect();
            all.sort_unstable();
            all.dedup();
            numbers.number(&all.join("|"))
        })
    }
}

/// There are fewer events in a file than this can count.
fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
