//! One happening, many reports: which events of different articles tell the same.
//!
//! Enters: events of one type and one pair of sides. Leaves: happenings, each with its tellings. «التقى الوزيران في عمّان
//! الأحد» in one paper and "the ministers met on Sunday" in another leave as one; their meeting of Thursday is another.
//!
//! The answer depends only on which events the archive holds, not on the order they came in. DESIGN.md tells the method.

use crate::days;
use crate::error::Error;
use crate::rows::{WITHIN, apart, codes};
use crate::store::Archive;
use crate::together::insert;
use crate::words::{hash, name_key};
use marsad_record::{Event, Status};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::panic::resume_unwind;
use std::sync::mpsc::sync_channel;

/// Tellings settled before the work done so far is made to last.
const GROUP: usize = 200_000;
/// Tellings whose rows are in memory together.
const AT_A_TIME: usize = 20_000;
/// Two tellings are of one happening from this sum of reasons on.
const ENOUGH: f64 = 2.0;
/// What a telling must at least have in common with the others of a happening on average.
const AGREEABLE: f64 = 1.0;
/// Tellings of a happening that a further one is compared with.
const COMPARED: usize = 10;
/// Days after which an event with an exact date is no longer told as fresh.
const WINDOW: i64 = 4;
/// Reports say «today» of what happened up to so many days before they were printed.
const LATE: i64 = 2;
const IMPOSSIBLE: f64 = -4.0;

/// Types whose sides are equals: who is named first says nothing.
const MUTUAL: &[&str] = &["AGREE", "CONSULT", "COOPERATE"];

/// What an event shares with every other telling of the same happening.
pub(crate) enum Block {
    /// Its number.
    Shared(i64),
    /// Nothing is known that it could share: the block is its own, named after this and the event's number.
    Alone(String),
}

impl Block {
    /// The number of the block of this event.
    pub(crate) fn number(&self, event: i64) -> i64 {
        match self {
            Self::Shared(number) => *number,
            Self::Alone(name) => hash(format!("{name}{event}").as_bytes()).cast_signed(),
        }
    }
}

/// The block of an event.
pub(crate) fn block_of(event: &Event) -> Block {
    let class = match event.status {
        Status::Actual => "actual",
        Status::Future | Status::Hypothetical => "planned",
        Status::Negated => "negated",
    };
    let least = |mut codes: Vec<&str>, most: usize| {
        codes.sort_unstable();
        codes.truncate(most);
        codes.join("+")
    };
    let (actors, recipients) = (codes(&event.actor), codes(&event.recipient));
    let sides = if MUTUAL.contains(&event.kind.as_str()) || recipients.is_empty() && actors.len() > 1 {
        let all: BTreeSet<&str> = actors.into_iter().chain(recipients).collect();
        least(all.into_iter().collect(), 2)
    } else {
        let (actor, recipient) = (least(actors, 1), least(recipients, 1));
        if actor.is_empty() && recipient.is_empty() { String::new() } else { format!("{actor}>{recipient}") }
    };
    let kind = &event.kind;
    match &event.place {
        _ if !sides.is_empty() => Block::Shared(hash(format!("{class}|{kind}|{sides}").as_bytes()).cast_signed()),
        Some(place) => Block::Shared(hash(format!("{class}|{kind}|@{}", place.name).as_bytes()).cast_signed()),
        None => Block::Alone(format!("{class}|{kind}|")),
    }
}

impl Archive {
    /// Whether happenings are behind the events.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn is_unsettled(&self) -> Result<bool, Error> {
        self.sql(|db| db.query_row("SELECT EXISTS(SELECT 1 FROM unsettled)", [], |row| row.get(0)))
    }

    /// Brings the happenings up to date with the events; `progress` is told how many blocks are done of how many and
    /// says whether to go on.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn settle(&mut self, progress: &mut dyn FnMut(usize, usize) -> bool) -> Result<(), Error> {
        let blocks = self.sql(unsettled)?;
        let lands = self.sql(lands)?;
        // An event read anew may lead a happening of another block than before: what is to be settled goes first, whole.
        self.sql(|db| db.execute("DELETE FROM happenings WHERE block IN (SELECT block FROM unsettled)", []).map(|_| ()))?;
        let mut beside = self.beside()?;
        let mut done = 0;
        for group in groups(&blocks, GROUP) {
            if !progress(done, blocks.len()) {
                return Ok(());
            }
            self.begin()?;
            let settled = self.sql(|db| match &mut beside {
                Some(beside) => settle_by_two(db, beside, group, &lands),
                None => groups(group, AT_A_TIME).try_for_each(|some| find(db, some, &lands)?.write(db)),
            });
            if let Err(error) = settled.and_then(|()| self.commit()) {
                self.roll_back();
                return Err(error);
            }
            done += group.len();
        }
        progress(blocks.len(), blocks.len());
        self.settle_years()
    }
}

/// Names of states: a place of such a name says less than a city.
fn lands(db: &Connection) -> rusqlite::Result<HashSet<String>> {
    db.prepare("SELECT folded FROM names WHERE length(code) = 3")?.query_map([], |row| row.get(0))?.collect()
}

/// Blocks to be settled with how many tellings each has, in the order of their first events: what lies together is read together.
fn unsettled(db: &Connection) -> rusqlite::Result<Vec<(i64, usize)>> {
    let order = "SELECT block, (SELECT count(*) FROM events e WHERE e.block = u.block) FROM unsettled u ORDER BY (SELECT e.id FROM events e WHERE e.block = u.block ORDER BY e.id LIMIT 1), block";
    db.prepare(order)?.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

/// Blocks in groups of so many tellings at most; a block stays whole.
fn groups(mut blocks: &[(i64, usize)], most: usize) -> impl Iterator<Item = &[(i64, usize)]> {
    std::iter::from_fn(move || {
        let mut tellings = 0;
        let fit = blocks.iter().take_while(|(_, count)| {
            tellings += count;
            tellings <= most
        });
        let (group, rest) = blocks.split_at(fit.count().max(1).min(blocks.len()));
        blocks = rest;
        (!group.is_empty()).then_some(group)
    })
}

/// Settles a group on two threads: one reads and compares by its own connection, this one writes what was found. Nobody else can write
/// meanwhile, and what is written of one block is never read for another, so that both see the same events.
fn settle_by_two(db: &Connection, beside: &mut Connection, group: &[(i64, usize)], lands: &HashSet<String>) -> rusqlite::Result<()> {
    let (send, found) = sync_channel(1);
    std::thread::scope(|scope| {
        let finder = scope.spawn(move || {
            let now = beside.transaction()?;
            for some in groups(group, AT_A_TIME) {
                // Nobody takes it when writing has failed.
                if send.send(find(&now, some, lands)?).is_err() {
                    break;
                }
            }
            Ok(())
        });
        let written = found.into_iter().try_for_each(|settled: Settled| settled.write(db));
        let read = finder.join().unwrap_or_else(|panic| resume_unwind(panic));
        written.and(read)
    })
}

/// The happenings of some blocks.
fn find(db: &Connection, blocks: &[(i64, usize)], lands: &HashSet<String>) -> rusqlite::Result<Settled> {
    let mut settled = Settled::default();
    for ((block, _), mut tellings) in blocks.iter().zip(read_tellings(db, blocks, lands)?) {
        for happening in cluster(&mut tellings) {
            let members: Vec<&Telling> = happening.iter().map(|at| &tellings[*at]).collect();
            settled.add(*block, &members);
        }
        settled.blocks.push(*block);
    }
    Ok(settled)
}

/// The tellings of each block. All are read in the order of their numbers: a block's lie all over the table.
fn read_tellings(db: &Connection, blocks: &[(i64, usize)], lands: &HashSet<String>) -> rusqlite::Result<Vec<Vec<Telling>>> {
    let mut events: Vec<(i64, usize)> = Vec::new();
    let mut of_block = db.prepare_cached("SELECT id FROM events WHERE block = ?1")?;
    for (at, (block, _)) in blocks.iter().enumerate() {
        let ids = of_block.query_map([block], |row| row.get(0))?;
        ids.into_iter().try_for_each(|id| id.map(|id| events.push((id, at))))?;
    }
    events.sort_unstable();
    let mut tellings: Vec<Vec<Telling>> = blocks.iter().map(|(_, count)| Vec::with_capacity(*count)).collect();
    let mut telling = db.prepare_cached(
        "SELECT e.id, e.document, d.kin, coalesce(d.outlet, ''), d.published, d.language, d.content, e.start, e.\"end\", e.precision, e.place, e.country, e.lat, e.lon,
         e.who, e.mode, e.cameo, e.context, e.status, e.counts, e.gist, e.actors, e.recipients, e.according_to, e.disputed_by, e.goldstein, e.type, e.happening,
         (SELECT count(*) FROM events t WHERE t.id > e.id AND t.id < (e.document + 1) << 20 AND t.twin_of = e.id)
         FROM events e JOIN documents d ON d.id = e.document WHERE e.id = ?1",
    )?;
    let mut counts = db.prepare_cached("SELECT what, min, max FROM counts WHERE event = ?1")?;
    for (id, at) in events {
        let mut telling = telling.query_row([id], |row| Telling::read(row, lands))?;
        if telling.counted > 0 {
            telling.counts = counts.query_map([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?.collect::<Result<_, _>>()?;
        }
        tellings[at].push(telling);
    }
    Ok(tellings)
}

/// One event as it is compared.
pub(crate) struct Telling {
    id: i64,
    document: i64,
    kin: i64,
    outlet: String,
    language: String,
    content: Vec<u8>,
    dates: (Option<String>, Option<String>, String),
    from: Option<i64>,
    to: Option<i64>,
    when: When,
    place: Option<Spot>,
    /// By their codes.
    who: Vec<Person>,
    /// Codes of all sides, each once, in order.
    sides: Vec<String>,
    mode: String,
    cameo: String,
    context: String,
    status: String,
    counted: i64,
    counts: Vec<(String, Option<f64>, Option<f64>)>,
    gist: u64,
    actors: String,
    recipients: String,
    according_to: String,
    disputed_by: String,
    goldstein: f64,
    kind: String,
    happening: Option<i64>,
    /// Events of the same article that tell it again.
    twins: usize,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum When {
    Day,
    Printing,
    Vague,
    Unknown,
}

struct Spot {
    name: String,
    country: Option<String>,
    at: Option<(f64, f64)>,
    is_land: bool,
}

struct Person {
    code: String,
    office: String,
    name: String,
    /// The name's words in small letters.
    words: Vec<String>,
}

impl Telling {
    fn read(row: &Row<'_>, lands: &HashSet<String>) -> rusqlite::Result<Self> {
        let (start, end, precision): (Option<String>, Option<String>, String) = (row.get(7)?, row.get(8)?, row.get(9)?);
        let from = start.as_deref().and_then(days::number);
        let to = end.as_deref().and_then(days::number);
        let when = match (from, to) {
            (None, None) => When::Unknown,
            (Some(_), _) if precision == "document" => When::Printing,
            (Some(a), Some(b)) if a == b => When::Day,
            _ => When::Vague,
        };
        let name: Option<String> = row.get(10)?;
        let (lat, lon): (Option<f64>, Option<f64>) = (row.get(12)?, row.get(13)?);
        let country = row.get(11)?;
        let place = name.map(|name| Spot { is_land: lands.contains(&name_key(&name)), name, country, at: lat.zip(lon) });
        let mut who: Vec<Person> = apart(row.get_ref(14)?.as_str()?).map(Person::parse).collect();
        who.sort_by(|a, b| a.code.cmp(&b.code));
        let (actors, recipients): (String, String) = (row.get(21)?, row.get(22)?);
        let mut sides: Vec<String> = apart(&actors).chain(apart(&recipients)).map(str::to_owned).collect();
        sides.sort_unstable();
        sides.dedup();
        Ok(Self {
            id: row.get(0)?,
            document: row.get(1)?,
            kin: row.get(2)?,
            outlet: row.get(3)?,
            language: row.get(5)?,
            content: row.get(6)?,
            dates: (start, end, precision),
            from,
            to,
            when,
            place,
            who,
            sides,
            mode: row.get(15)?,
            cameo: row.get(16)?,
            context: row.get(17)?,
            status: row.get(18)?,
            counted: row.get(19)?,
            counts: Vec::new(),
            gist: row.get::<_, i64>(20)?.cast_unsigned(),
            actors,
            recipients,
            according_to: row.get(23)?,
            disputed_by: row.get(24)?,
            goldstein: row.get(25)?,
            kind: row.get(26)?,
            happening: row.get(27)?,
            twins: row.get(28)?,
        })
    }

    /// The order tellings are looked at in, whatever order they came in: exact dates first.
    fn order(&self) -> (bool, i64, When, &[u8], i64) {
        (self.when >= When::Vague, self.from.or(self.to).unwrap_or(i64::MAX), self.when, &self.content, self.id & ((1 << WITHIN) - 1))
    }
}

impl Person {
    fn parse(text: &str) -> Self {
        let mut parts = text.splitn(3, '/').map(str::to_owned);
        let mut next = || parts.next().unwrap_or_default();
        let (code, office, name) = (next(), next(), next());
        let words = name.to_lowercase().split([' ', '-']).map(str::to_owned).collect();
        Self { code, office, name, words }
    }

    /// How much speaks for this and another who acts for the same side being one, or for their being two.
    fn likeness(&self, other: &Self) -> f64 {
        let same_office = self.office == other.office;
        match (!self.name.is_empty() && !other.name.is_empty(), !self.office.is_empty() && !other.office.is_empty()) {
            (true, _) if self.name == other.name || self.has_last_name_of(other) || other.has_last_name_of(self) => 0.8,
            (true, true) if same_office => -0.8,
            (true, _) => -1.6,
            (false, true) if same_office => 0.6,
            (false, true) => -1.4,
            (false, false) => 0.0,
        }
    }

    /// The last name of the other is among the names of this one.
    fn has_last_name_of(&self, other: &Self) -> bool {
        other.words.last().is_some_and(|last| last.chars().count() > 2 && self.words.contains(last))
    }
}

/// Groups of tellings, by their place in the list, which this puts into its order.
fn cluster(tellings: &mut [Telling]) -> Vec<Vec<usize>> {
    tellings.sort_by(|a, b| a.order().cmp(&b.order()));
    let mut happenings: Vec<Vec<usize>> = Vec::new();
    // Happenings so far with the last exact day told of them; the days only grow, so old ones fall out.
    let mut fresh: Vec<(usize, i64)> = Vec::new();
    for at in 0..tellings.len() {
        let telling = &tellings[at];
        let exact = telling.when < When::Vague;
        if exact {
            let day = telling.from.unwrap_or_default();
            fresh.retain(|(_, last)| *last + WINDOW >= day);
            let candidates: Vec<usize> = fresh.iter().map(|(h, _)| *h).collect();
            let found = best(tellings, &happenings, candidates.into_iter(), telling);
            let home = found.unwrap_or(happenings.len());
            place(&mut happenings, home, at);
            match fresh.iter_mut().find(|(h, _)| *h == home) {
                Some((_, last)) => *last = day,
                None => fresh.push((home, day)),
            }
        } else {
            let overlapping = (0..happenings.len()).rev().filter(|h| overlaps(telling, &tellings[happenings[*h][0]])).take(400);
            let home = best(tellings, &happenings, overlapping, telling).unwrap_or(happenings.len());
            place(&mut happenings, home, at);
        }
    }
    happenings
}

fn place(happenings: &mut Vec<Vec<usize>>, home: usize, at: usize) {
    match happenings.get_mut(home) {
        Some(happening) => happening.push(at),
        None => happenings.push(vec![at]),
    }
}

/// The happening that a telling is of; none when nothing is like it, or two are equally so and it is vague.
fn best(tellings: &[Telling], happenings: &[Vec<usize>], candidates: impl Iterator<Item = usize>, telling: &Telling) -> Option<usize> {
    let mut first: Option<(usize, f64)> = None;
    let mut rival = f64::MIN;
    for candidate in candidates {
        let Some(score) = likeness(tellings, &happenings[candidate], telling) else { continue };
        match first {
            Some((_, so_far)) if score <= so_far => rival = rival.max(score),
            _ => {
                rival = first.map_or(rival, |(_, s)| s);
                first = Some((candidate, score));
            }
        }
    }
    first.filter(|(_, score)| telling.when < When::Vague || *score > rival + 0.2).map(|(happening, _)| happening)
}

fn likeness(tellings: &[Telling], happening: &[usize], telling: &Telling) -> Option<f64> {
    let scores: Vec<f64> = happening.iter().take(COMPARED).map(|at| affinity(&tellings[*at], telling)).collect();
    let most = scores.iter().copied().fold(f64::MIN, f64::max);
    let mean = scores.iter().sum::<f64>() / scores.len().max(1) as f64;
    // Another event of the same article was told apart by the reader.
    let apart = happening.iter().any(|at| tellings[*at].document == telling.document);
    (most >= ENOUGH && mean >= AGREEABLE && !apart).then_some((most + mean) / 2.0)
}

/// The sum of reasons for and against two tellings being of one happening.
fn affinity(a: &Telling, b: &Telling) -> f64 {
    let when = dates(a, b);
    if when <= IMPOSSIBLE {
        return IMPOSSIBLE;
    }
    let sum = 0.5 + when + places(a, b) + people(a, b) + manner(a, b) + numbers(a, b) + wording(a, b) + other_sides(a, b);
    sum.max(IMPOSSIBLE)
}

fn overlaps(a: &Telling, b: &Telling) -> bool {
    let (from, to) = (|t: &Telling| t.from.unwrap_or(i64::MIN), |t: &Telling| t.to.unwrap_or(i64::MAX));
    from(a) <= to(b) && from(b) <= to(a)
}

fn dates(a: &Telling, b: &Telling) -> f64 {
    let gap = a.from.zip(b.from).map_or(0, |(x, y)| (x - y).abs());
    match (a.when.min(b.when), a.when.max(b.when)) {
        (When::Day, When::Day) => match gap {
            0 => 1.8,
            1 => 0.2,
            _ => IMPOSSIBLE,
        },
        (When::Day, When::Printing) => {
            let (day, printed) = if a.when == When::Day { (a.from, b.from) } else { (b.from, a.from) };
            match printed.zip(day).map(|(p, d)| p - d) {
                Some(0 | 1) => 1.4,
                Some(LATE) => 0.8,
                _ => IMPOSSIBLE,
            }
        }
        (When::Printing, When::Printing) => match gap {
            0 => 1.4,
            1 => 1.1,
            LATE => 0.3,
            _ => IMPOSSIBLE,
        },
        (_, When::Unknown) => -0.6,
        _ if !overlaps(a, b) => IMPOSSIBLE,
        _ => {
            let wide = |t: &Telling| t.from.zip(t.to).map_or(i64::MAX, |(f, t)| t - f);
            match wide(a).max(wide(b)) {
                ..=7 => 0.6,
                8..=31 => 0.2,
                _ => -0.4,
            }
        }
    }
}

fn places(a: &Telling, b: &Telling) -> f64 {
    let (Some(x), Some(y)) = (&a.place, &b.place) else { return 0.0 };
    if x.name == y.name {
        return if x.is_land { 0.3 } else { 0.8 };
    }
    if x.country.is_some() && y.country.is_some() && x.country != y.country {
        return -3.0;
    }
    if x.is_land || y.is_land {
        return 0.1;
    }
    match x.at.zip(y.at) {
        Some((p, q)) if near(p, q) => 0.2,
        _ => -2.0,
    }
}

/// Within some forty kilometres.
fn near(p: (f64, f64), q: (f64, f64)) -> bool {
    let (north, east) = (p.0 - q.0, (p.1 - q.1) * p.0.to_radians().cos());
    north * north + east * east < 0.36 * 0.36
}

fn people(a: &Telling, b: &Telling) -> f64 {
    let mut sum: f64 = 0.0;
    for ours in a.who.chunk_by(|p, q| p.code == q.code) {
        let theirs = || b.who.iter().filter(|p| p.code == ours[0].code);
        let best = ours.iter().flat_map(|p| theirs().map(|q| p.likeness(q))).reduce(f64::max);
        sum += best.unwrap_or(0.0);
    }
    sum.clamp(-3.0, 1.5)
}

fn manner(a: &Telling, b: &Telling) -> f64 {
    let shared = |x: &str, y: &str| x.split('|').any(|m| y.split('|').any(|n| m == n));
    let mode = match (a.mode.is_empty() || b.mode.is_empty(), shared(&a.mode, &b.mode)) {
        (true, _) => 0.0,
        (_, true) => 0.3,
        _ if a.mode.contains("phone") != b.mode.contains("phone") => -2.5,
        _ => -0.8,
    };
    let cameo = if a.cameo == b.cameo {
        0.2
    } else if a.cameo.get(..2) == b.cameo.get(..2) {
        0.0
    } else {
        -0.4
    };
    let context = match (a.context.is_empty() || b.context.is_empty(), shared(&a.context, &b.context)) {
        (true, _) => 0.0,
        (_, true) => 0.2,
        _ => -0.3,
    };
    mode + cameo + context
}

fn numbers(a: &Telling, b: &Telling) -> f64 {
    let mut sum: f64 = 0.0;
    for (what, min, max) in &a.counts {
        for (_, its_min, its_max) in b.counts.iter().filter(|(w, _, _)| w == what) {
            let (Some(x), Some(y)) = (min.or(*max), its_min.or(*its_max)) else { continue };
            let ratio = (x.max(y) + 1.0) / (x.min(y).max(0.0) + 1.0);
            sum += match ratio {
                r if r <= 1.05 => 0.8,
                r if r <= 2.0 => 0.2,
                r if r <= 4.0 => -0.3,
                _ => -1.0,
            };
        }
    }
    sum.clamp(-1.5, 1.0)
}

fn wording(a: &Telling, b: &Telling) -> f64 {
    if a.language != b.language {
        return 0.0;
    }
    let (few, shared) = (a.gist.count_ones().min(b.gist.count_ones()), (a.gist & b.gist).count_ones());
    if few < 4 {
        return 0.0;
    }
    match f64::from(shared) / f64::from(few) {
        r if r >= 0.7 => 0.7,
        r if r >= 0.5 => 0.3,
        r if r >= 0.3 => 0.0,
        _ => -0.4,
    }
}

/// Sides beyond the pair that both have.
fn other_sides(a: &Telling, b: &Telling) -> f64 {
    let (fewer, more) = if a.sides.len() <= b.sides.len() { (&a.sides, &b.sides) } else { (&b.sides, &a.sides) };
    if a.sides == b.sides {
        0.2
    } else if fewer.iter().all(|side| more.contains(side)) {
        0.0
    } else {
        -0.6
    }
}

/// Happenings found, to be written in the order of their numbers.
#[derive(Default)]
struct Settled {
    blocks: Vec<i64>,
    happenings: Vec<Happening>,
    /// Events that were of another happening before: event, the one now, and whether others of its article tell it again.
    moved: Vec<(i64, i64, bool)>,
}

/// A happening and what its tellings say of it, counted apart.
struct Happening {
    id: i64,
    block: i64,
    kind: String,
    dates: (Option<String>, Option<String>, String),
    status: String,
    actors: String,
    recipients: String,
    place: Option<String>,
    country: Option<String>,
    goldstein: f64,
    /// Tellings, reports, independent ones, outlets, claims, disputes.
    counted: [usize; 6],
}

impl Settled {
    fn add(&mut self, block: i64, members: &[&Telling]) {
        let Some(id) = members.iter().map(|t| t.id).min() else { return };
        let moved = members.iter().filter(|t| t.happening != Some(id));
        self.moved.extend(moved.map(|t| (t.id, id, t.twins > 0)));
        self.happenings.push(Happening::of(id, block, members));
    }

    /// Puts them in the place of what there was of their blocks.
    fn write(mut self, db: &Connection) -> rusqlite::Result<()> {
        self.blocks.sort_unstable();
        self.blocks.iter().try_for_each(|block| db.prepare_cached("DELETE FROM happenings WHERE block = ?1")?.execute([block]).map(|_| ()))?;
        self.moved.sort_unstable();
        for (event, happening, again) in self.moved {
            db.prepare_cached("UPDATE events SET happening = ?1 WHERE id = ?2")?.execute([happening, event])?;
            if again {
                let end = ((event >> WITHIN) + 1) << WITHIN;
                db.prepare_cached("UPDATE events SET happening = ?1 WHERE id > ?2 AND id < ?3 AND twin_of = ?2")?.execute([happening, event, end])?;
            }
        }
        self.happenings.sort_unstable_by_key(|h| h.id);
        insert(db, "INSERT OR FAIL INTO happenings", self.happenings.iter(), Happening::values)?;
        self.blocks.iter().try_for_each(|block| db.prepare_cached("DELETE FROM unsettled WHERE block = ?1")?.execute([block]).map(|_| ()))
    }
}

impl Happening {
    fn of(id: i64, block: i64, members: &[&Telling]) -> Self {
        let lead = members.iter().min_by(|a, b| (a.when, &a.content).cmp(&(b.when, &b.content))).copied().unwrap_or(members[0]);
        let spot = most_told(members);
        let outlets = members.iter().map(|t| t.outlet.as_str()).filter(|o| !o.is_empty());
        Self {
            id,
            block,
            kind: lead.kind.clone(),
            dates: lead.dates.clone(),
            status: lead.status.clone(),
            actors: lead.actors.clone(),
            recipients: lead.recipients.clone(),
            place: spot.map(|s| s.name.clone()),
            country: spot.and_then(|s| s.country.clone()),
            goldstein: lead.goldstein,
            counted: [
                members.iter().map(|t| 1 + t.twins).sum(),
                distinct(members.iter().map(|t| t.document)),
                distinct(members.iter().map(|t| t.kin)),
                distinct(outlets),
                distinct(members.iter().flat_map(|t| apart(&t.according_to))),
                distinct(members.iter().flat_map(|t| apart(&t.disputed_by))),
            ],
        }
    }

    fn values(&self) -> [ValueRef<'_>; 19] {
        fn text(value: &str) -> ValueRef<'_> {
            ValueRef::Text(value.as_bytes())
        }
        fn or_null(value: Option<&String>) -> ValueRef<'_> {
            value.map_or(ValueRef::Null, |v| text(v))
        }
        let (start, end, precision) = &self.dates;
        let day = start.as_deref().or(end.as_deref()).unwrap_or_default();
        let [tellings, reports, independent, outlets, claims, disputes] = self.counted.map(|n| ValueRef::Integer(i64::try_from(n).unwrap_or(i64::MAX)));
        [
            ValueRef::Integer(self.id),
            ValueRef::Integer(self.block),
            text(&self.kind),
            text(day),
            or_null(start.as_ref()),
            or_null(end.as_ref()),
            text(precision),
            text(&self.status),
            text(&self.actors),
            text(&self.recipients),
            or_null(self.place.as_ref()),
            or_null(self.country.as_ref()),
            ValueRef::Real(self.goldstein),
            tellings,
            reports,
            independent,
            outlets,
            claims,
            disputes,
        ]
    }
}

/// How many different ones there are.
fn distinct<T: Ord>(values: impl Iterator<Item = T>) -> usize {
    values.collect::<BTreeSet<_>>().len()
}

/// The place most tellings name, a city before a land.
fn most_told<'t>(members: &[&'t Telling]) -> Option<&'t Spot> {
    let mut told: BTreeMap<&str, (bool, usize, &Spot)> = BTreeMap::new();
    for spot in members.iter().filter_map(|t| t.place.as_ref()) {
        told.entry(&spot.name).or_insert((!spot.is_land, 0, spot)).1 += 1;
    }
    told.into_values().max_by_key(|(city, times, _)| (*city, *times)).map(|(_, _, spot)| spot)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_settled_together_as_long_as_their_tellings_fit() {
        let sizes = |blocks: &[(i64, usize)]| groups(blocks, 10).map(<[_]>::len).collect::<Vec<_>>();
        assert_eq!(sizes(&[(1, 0), (2, 10), (3, 1), (4, 11), (5, 1)]), [2, 1, 1, 1]);
        assert!(sizes(&[]).is_empty());
    }
}
