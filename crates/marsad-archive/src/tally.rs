//! Every event in a few bytes, in memory, so that what is looked for among all of them, or summed over many, is found without the file.
//!
//! Enters: an archive. Leaves: columns of numbers, in the order of days. A million events fill some 80 MB and are gone through in
//! some milliseconds. It stands for the archive as it was: whoever keeps one looks whether the file has changed.

use crate::error::Error;
use crate::store::{Archive, Totals};
use crate::words::hash;
use rusqlite::types::ValueRef;
use std::collections::{HashMap, HashSet};

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

impl<T> Column<T> {
    pub fn value(&self, at: usize) -> &T {
        &self.values[self.of[at] as usize]
    }

    /// Which values are meant, by their numbers.
    pub fn meant(&self, is: impl Fn(&T) -> bool) -> Vec<bool> {
        self.values.iter().map(is).collect()
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
    pub outlet: Option<Box<str>>,
    pub language: Box<str>,
    pub kin: i64,
}

/// An archive's events, as they are looked for and summed.
#[derive(Default)]
pub struct Tally {
    /// Days in order; so are the events.
    pub(crate) days: Column,
    pub(crate) ids: Vec<i64>,
    pub(crate) articles: Column<Article>,
    pub(crate) kinds: Column,
    pub(crate) modes: Column,
    pub(crate) contexts: Column,
    pub(crate) statuses: Column,
    pub(crate) actors: Column,
    pub(crate) recipients: Column,
    pub(crate) according_to: Column,
    pub(crate) spots: Column<Spot>,
    /// Sectors of those who act and are acted upon.
    pub(crate) sectors: Column,
    pub(crate) scores: Vec<f64>,
    pub(crate) confidence: Vec<f32>,
    pub(crate) happenings: Vec<i64>,
    pub(crate) flags: Vec<u8>,
    /// Independent reports of each happening.
    pub(crate) independent: HashMap<i64, i64>,
    /// The quad class of each type, 0 to 3.
    pub(crate) quads: HashMap<String, usize>,
    pub(crate) totals: Totals,
    /// Places of the events in the order of their ids.
    by_id: Vec<u32>,
}

impl Tally {
    /// Where an event stands.
    pub(crate) fn place(&self, id: i64) -> Option<usize> {
        self.by_id.binary_search_by_key(&id, |at| self.ids[*at as usize]).ok().map(|found| self.by_id[found] as usize)
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
        self.tally_events(&mut making)?;
        let mut tally = making.finish();
        self.tally_mentions(&mut tally)?;
        self.each("SELECT id, independent FROM happenings", Vec::new(), |row| {
            tally.independent.insert(row.get(0)?, row.get(1)?);
            Ok(true)
        })?;
        tally.totals.happenings = i64::try_from(tally.independent.len()).unwrap_or(i64::MAX);
        tally.quads = self.quads()?;
        Ok(tally)
    }

    fn tally_articles(&self, making: &mut Making) -> Result<(), Error> {
        let (tally, mut kin) = (&mut making.tally, HashSet::new());
        self.each("SELECT id, published, outlet, language, kin, current, events, statements FROM documents", Vec::new(), |row| {
            let text = |at: usize| row.get::<_, Option<Box<str>>>(at);
            tally.totals.versions += 1;
            if row.get(5)? {
                kin.insert(row.get::<_, i64>(4)?);
                tally.totals.articles += 1;
                tally.totals.events += row.get::<_, i64>(6)?;
                tally.totals.statements += row.get::<_, i64>(7)?;
            }
            let article = Article { id: row.get(0)?, published: text(1)?, outlet: text(2)?, language: row.get(3)?, kin: row.get(4)? };
            tally.articles.values.push(article);
            Ok(true)
        })?;
        tally.totals.independent = i64::try_from(kin.len()).unwrap_or(i64::MAX);
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
            making.events.push(One {
                id: row.get(0)?,
                article,
                numbers,
                spot,
                score: row.get(15)?,
                confidence: row.get::<_, f64>(16)? as f32,
                again: row.get(17)?,
                happening: row.get::<_, Option<i64>>(18)?.unwrap_or_default(),
            });
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

/// An event as its row is read.
struct One {
    id: i64,
    article: usize,
    numbers: [u32; WORDS],
    spot: u32,
    score: f64,
    confidence: f32,
    again: bool,
    happening: i64,
}

/// A tally in the making.
#[derive(Default)]
struct Making {
    tally: Tally,
    words: [Numbers; WORDS],
    events: Vec<One>,
    names: Numbers,
    spots: HashMap<SpotKey, u32>,
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

    fn finish(self) -> Tally {
        let Self { mut tally, words, mut events, .. } = self;
        let mut days: Vec<u32> = (0..number(words[0].values.len())).collect();
        days.sort_unstable_by_key(|day| &words[0].values[*day as usize]);
        let mut rank = vec![0; days.len()];
        for (at, day) in (0..).zip(&days) {
            rank[*day as usize] = at;
        }
        events.sort_unstable_by_key(|event| (rank[event.numbers[0] as usize], event.id));
        tally.days.values = days.iter().map(|day| words[0].values[*day as usize].clone()).collect();
        tally.days.of = events.iter().map(|event| rank[event.numbers[0] as usize]).collect();
        let [_, kinds, modes, contexts, statuses, actors, recipients, according_to] = words;
        let column = |words: Numbers, of: usize| Column { values: words.values, of: events.iter().map(|event| event.numbers[of]).collect() };
        tally.kinds = column(kinds, 1);
        tally.modes = column(modes, 2);
        tally.contexts = column(contexts, 3);
        tally.statuses = column(statuses, 4);
        tally.actors = column(actors, 5);
        tally.recipients = column(recipients, 6);
        tally.according_to = column(according_to, 7);
        if tally.spots.values.is_empty() {
            tally.spots.values.push(Spot::default());
        }
        tally.spots.of = events.iter().map(|event| event.spot).collect();
        tally.articles.of = events.iter().map(|event| number(event.article)).collect();
        tally.ids = events.iter().map(|event| event.id).collect();
        tally.scores = events.iter().map(|event| event.score).collect();
        tally.confidence = events.iter().map(|event| event.confidence).collect();
        tally.happenings = events.iter().map(|event| event.happening).collect();
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
            let mut all: Vec<&str> = [one, other].into_iter().flat_map(|list| numbers.values[list as usize].split('|')).filter(|s| !s.is_empty()).collect();
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
