//! Sums kept beside the rows, for questions that would otherwise look at every row.
//!
//! Enters: mentions and days, as rows are written and taken out. Leaves: how often each actor is named, made to last with the rows, and
//! what each year held for each pair, summed up again when happenings are settled.

use crate::error::Error;
use crate::store::Archive;
use rusqlite::{Connection, params};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The role of those on whose word an event rests, and of those further back.
const SOURCE: usize = 2;

/// What is not written yet.
#[derive(Default)]
pub(crate) struct Tallies {
    named: HashMap<i64, [i64; 3]>,
    years: BTreeSet<String>,
}

impl Tallies {
    /// An actor is named in a role so many times more.
    pub(crate) fn named(&mut self, actor: i64, role: usize, times: i64) {
        self.named.entry(actor).or_default()[role.min(SOURCE)] += times;
    }

    /// Something changed for a pair on this day.
    pub(crate) fn changed(&mut self, day: &str) {
        let year = year(day);
        if !self.years.contains(year) {
            self.years.insert(year.to_owned());
        }
    }

    pub(crate) fn write(&mut self, db: &Connection) -> rusqlite::Result<()> {
        for (actor, [did, received, told]) in self.named.drain() {
            db.prepare_cached("UPDATE actors SET as_actor = as_actor + ?2, as_recipient = as_recipient + ?3, as_source = as_source + ?4 WHERE id = ?1")?.execute([actor, did, received, told])?;
        }
        for year in std::mem::take(&mut self.years) {
            db.prepare_cached("INSERT OR IGNORE INTO stale VALUES (?1)")?.execute([year])?;
        }
        Ok(())
    }
}

/// The year of a day; nothing for no day.
fn year(day: &str) -> &str {
    day.get(..4).unwrap_or_default()
}

/// What one pair had in one year.
struct Tie {
    quads: [i64; 4],
    goldstein: f64,
    first: String,
    last: String,
}

impl Archive {
    /// Sums up the years that changed.
    pub(crate) fn settle_years(&mut self) -> Result<(), Error> {
        if !self.has_stale_years()? {
            return Ok(());
        }
        self.begin()?;
        let done = self.sql(sum_up);
        if let Err(error) = done.and_then(|()| self.commit()) {
            self.roll_back();
            return Err(error);
        }
        Ok(())
    }

    /// Whether there are years whose sums are behind.
    pub(crate) fn has_stale_years(&self) -> Result<bool, Error> {
        self.sql(|db| db.query_row("SELECT EXISTS(SELECT 1 FROM stale)", [], |row| row.get(0)))
    }
}

fn sum_up(db: &Connection) -> rusqlite::Result<()> {
    let stale: BTreeSet<String> = db.prepare("SELECT year FROM stale")?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    db.execute_batch("DELETE FROM ties WHERE year IN (SELECT year FROM stale); DELETE FROM stale;")?;
    let mut dyads = db.prepare("SELECT source, target, day, quad, goldstein FROM dyads WHERE quad BETWEEN 1 AND 4 AND NOT (mutual = 1 AND source > target) ORDER BY source, target, day")?;
    let mut rows = dyads.query([])?;
    let mut pair = (String::new(), String::new());
    let mut years: BTreeMap<String, Tie> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let (source, target, day) = (row.get_ref(0)?.as_str()?, row.get_ref(1)?.as_str()?, row.get_ref(2)?.as_str()?);
        if (source, target) != (&pair.0, &pair.1) {
            write(db, &pair, &mut years)?;
            pair = (source.to_owned(), target.to_owned());
        }
        if !stale.contains(year(day)) {
            continue;
        }
        let quad = usize::try_from(row.get::<_, i64>(3)? - 1).unwrap_or(0);
        match years.get_mut(year(day)) {
            Some(tie) => {
                tie.quads[quad] += 1;
                tie.goldstein += row.get::<_, f64>(4)?;
                day.clone_into(&mut tie.last);
            }
            None => {
                let mut tie = Tie { quads: [0; 4], goldstein: row.get(4)?, first: day.to_owned(), last: day.to_owned() };
                tie.quads[quad] = 1;
                years.insert(year(day).to_owned(), tie);
            }
        }
    }
    write(db, &pair, &mut years)
}

fn write(db: &Connection, (source, target): &(String, String), years: &mut BTreeMap<String, Tie>) -> rusqlite::Result<()> {
    for (year, tie) in std::mem::take(years) {
        let [a, b, c, d] = tie.quads;
        db.prepare_cached("INSERT INTO ties VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)")?.execute(params![
            source,
            target,
            year,
            a + b + c + d,
            a,
            b,
            c,
            d,
            tie.goldstein,
            tie.first,
            tie.last
        ])?;
    }
    Ok(())
}
