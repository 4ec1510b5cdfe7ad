//! One thing of the archive, whole: an article with its record, an event, a statement, a happening with its reports.

use crate::blob::{Folded, unpack};
use crate::cell::Cell;
use crate::error::{Error, Fault};
use crate::rows::{WITHIN, number};
use crate::store::Archive;
use marsad_record::{Actor, ActorKind, Count, Event, Record, Statement};
use std::rc::Rc;

/// What an id stands for, by its number in the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Id {
    Article(i64),
    Event(i64),
    Statement(i64),
    Happening(i64),
}

impl Id {
    /// An id as the archive prints it: `12` an article, `12.e3` an event, `12.s1` a statement, `h12.e3` a happening.
    ///
    /// ```
    /// use marsad_archive::Id;
    /// assert!(matches!(Id::parse("h12.e3"), Some(Id::Happening(_))) && Id::parse("12.x").is_none());
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (happening, rest) = text.strip_prefix('h').map_or((false, text), |rest| (true, rest));
        let (document, within) = rest.split_once('.').unwrap_or((rest, ""));
        let document: i64 = document.parse().ok().filter(|d| (1..1 << 43).contains(d))?;
        let own = |prefix: char| within.strip_prefix(prefix).and_then(|n| n.parse::<i64>().ok()).filter(|n| (1..1 << WITHIN).contains(n)).map(|n| document << WITHIN | n);
        match (happening, within) {
            (false, "") => Some(Self::Article(document)),
            (true, _) => own('e').map(Self::Happening),
            (false, _) => own('e').map(Self::Event).or_else(|| own('s').map(Self::Statement)),
        }
    }
}

pub(crate) fn event_id(id: i64) -> String {
    format!("{}.e{}", id >> WITHIN, id & ((1 << WITHIN) - 1))
}

pub(crate) fn statement_id(id: i64) -> String {
    format!("{}.s{}", id >> WITHIN, id & ((1 << WITHIN) - 1))
}

pub(crate) fn happening_id(id: i64) -> String {
    format!("h{}", event_id(id))
}

/// An actor as a row names it: `Vladimir Putin (RUS)`, `foreign minister of Kenya (KEN)`.
pub(crate) fn actor_label(actor: &Actor) -> String {
    let name = match (&actor.office, actor.kind) {
        _ if actor.name.is_empty() => actor.text.clone(),
        // Records of before have the state alone for a name.
        (Some(office), ActorKind::Office) if !actor.name.starts_with(office.as_str()) => format!("{office} of {}", actor.name),
        _ => actor.name.clone(),
    };
    actor.code.as_ref().map_or_else(|| name.clone(), |code| format!("{name} ({code})"))
}

/// A number told of an event: `killed 600-`, `money ~100 USD`.
pub(crate) fn count_label(count: &Count) -> String {
    let about = if count.approximate { "~" } else { "" };
    let number = match (count.min, count.max) {
        (Some(min), Some(max)) if (min - max).abs() < f64::EPSILON => format!("{min}"),
        (Some(min), Some(max)) => format!("{min}-{max}"),
        (Some(min), None) => format!("{min}-"),
        (None, Some(max)) => format!("-{max}"),
        (None, None) => "?".to_owned(),
    };
    let unit = count.unit.as_ref().map(|u| format!(" {u}")).unwrap_or_default();
    format!("{} {about}{number}{unit}", count.what)
}

/// The record read last, kept for the next row of the same article.
#[derive(Default)]
pub(crate) struct Shelf {
    last: Option<(i64, Rc<Record>)>,
    folded: Option<(i64, Folded)>,
}

impl Shelf {
    /// The record of an event's article with that event only, and with what is said in it when that is wanted.
    pub(crate) fn record_of(&mut self, archive: &Archive, event: i64, with_statements: bool) -> Result<Record, Error> {
        let document = event >> WITHIN;
        if self.folded.as_ref().is_none_or(|(d, _)| *d != document) {
            let folded = archive.body(document, Folded::open)?.ok_or_else(|| archive.damaged(format!("document {document} is missing")))?;
            self.folded = Some((document, folded));
        }
        let (_, folded) = self.folded.as_ref().expect("set above");
        let own_id = format!("e{}", event & ((1 << WITHIN) - 1));
        folded.record_of(&own_id, with_statements).map_err(|e| archive.damaged(format!("the record of document {document}: {e}")))
    }

    pub(crate) fn record(&mut self, archive: &Archive, document: i64) -> Result<&Record, Error> {
        if self.last.as_ref().is_none_or(|(d, _)| *d != document) {
            let record = archive.record(document)?.ok_or_else(|| archive.damaged(format!("document {document} is missing")))?;
            self.last = Some((document, Rc::new(record)));
        }
        let (_, record) = self.last.as_ref().expect("set above");
        Ok(record)
    }
}

/// What an id names.
#[derive(Debug)]
pub enum Shown {
    /// An article with its record; other versions of it, and whose reprint it is.
    Article {
        /// Everything read from it.
        record: Box<Record>,
        /// Lines about where it came from.
        about: Vec<(&'static str, String)>,
    },
    /// An event with its article's title.
    Event {
        /// Its id in the archive.
        id: String,
        /// The article's record, with this event only.
        record: Box<Record>,
        /// Its happening.
        happening: Option<String>,
    },
    /// A statement.
    Statement {
        /// Its id in the archive.
        id: String,
        /// The article's record, with this statement only.
        record: Box<Record>,
    },
    /// A happening: the events that tell it.
    Happening {
        /// Its id.
        id: String,
        /// Reports, independent reports, outlets, claims, denials.
        counts: [i64; 5],
        /// For each telling: its id, outlet, whose reprint, and the record with that event only.
        tellings: Vec<(String, Option<String>, i64, Record)>,
    },
}

impl Archive {
    /// The record of a document.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn record(&self, document: i64) -> Result<Option<Record>, Error> {
        self.body(document, unpack)
    }

    /// What `open` makes of a document's record and text.
    fn body<T>(&self, document: i64, open: impl FnOnce(&[u8], String) -> std::io::Result<T>) -> Result<Option<T>, Error> {
        let found: Option<(String, Vec<u8>)> = self.sql(|db| {
            let mut statement = db.prepare_cached("SELECT text, record FROM bodies WHERE document = ?1")?;
            let mut rows = statement.query([document])?;
            rows.next()?.map(|row| Ok((row.get(0)?, row.get(1)?))).transpose()
        })?;
        found.map(|(text, blob)| open(&blob, text).map_err(|e| self.damaged(format!("the record of document {document}: {e}")))).transpose()
    }

    /// What an id names, whole.
    ///
    /// # Errors
    /// When there is no such thing.
    pub fn show(&self, id: &str) -> Result<Shown, Error> {
        let nothing = || self.question(Fault::NoSuchId(id.to_owned()));
        match Id::parse(id).ok_or_else(nothing)? {
            Id::Article(document) => {
                let record = self.record(document)?.ok_or_else(nothing)?;
                Ok(Shown::Article { record: Box::new(record), about: self.about(document)? })
            }
            Id::Event(event) => {
                let record = self.with_event(event)?.ok_or_else(nothing)?;
                let happening = self.sql(|db| db.query_row("SELECT (SELECT happening FROM events WHERE id = ?1)", [event], |row| row.get::<_, Option<i64>>(0)))?;
                Ok(Shown::Event { id: event_id(event), record: Box::new(record), happening: happening.map(happening_id) })
            }
            Id::Statement(statement) => {
                let mut record = self.record(statement >> WITHIN)?.ok_or_else(nothing)?;
                record.events.clear();
                keep_only(&mut record.statements, |at, s: &Statement| number(statement >> WITHIN, &s.id, at) == statement);
                if record.statements.is_empty() { Err(nothing()) } else { Ok(Shown::Statement { id: statement_id(statement), record: Box::new(record) }) }
            }
            Id::Happening(happening) => self.show_happening(happening)?.ok_or_else(nothing),
        }
    }

    fn with_event(&self, event: i64) -> Result<Option<Record>, Error> {
        let Some(mut record) = self.record(event >> WITHIN)? else { return Ok(None) };
        record.statements.clear();
        keep_only(&mut record.events, |at, e: &Event| number(event >> WITHIN, &e.id, at) == event);
        Ok((!record.events.is_empty()).then_some(record))
    }

    fn show_happening(&self, happening: i64) -> Result<Option<Shown>, Error> {
        let counts: Option<[i64; 5]> = self.sql(|db| {
            let mut statement = db.prepare("SELECT reports, independent, outlets, claims, disputes FROM happenings WHERE id = ?1")?;
            let mut rows = statement.query([happening])?;
            rows.next()?.map(|row| Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?])).transpose()
        })?;
        let Some(counts) = counts else { return Ok(None) };
        let mut tellings = Vec::new();
        let events: Vec<(i64, Option<String>, i64)> = self.sql(|db| {
            db.prepare("SELECT e.id, d.outlet, d.kin FROM events e JOIN documents d ON d.id = e.document WHERE e.happening = ?1 ORDER BY d.published, e.id")?
                .query_map([happening], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
                .collect()
        })?;
        for (event, outlet, kin) in events {
            if let Some(record) = self.with_event(event)? {
                tellings.push((event_id(event), outlet, kin, record));
            }
        }
        Ok(Some(Shown::Happening { id: happening_id(happening), counts, tellings }))
    }

    /// Where a document came from, in words.
    fn about(&self, document: i64) -> Result<Vec<(&'static str, String)>, Error> {
        const FIELDS: [&str; 10] = ["origin", "added", "outlet", "author", "url", "published", "article", "current", "reprint of", "other versions"];
        self.sql(|db| {
            let sql = "SELECT d.origin, d.added, d.outlet, d.author, d.url, coalesce(d.published_at, d.published), CAST(d.article AS TEXT), iif(d.current, NULL, 'no: an older version'),
                iif(d.kin = d.id, NULL, CAST(d.kin AS TEXT)), (SELECT group_concat(o.id, ' ') FROM documents o WHERE o.article = d.article AND o.id <> d.id) FROM documents d WHERE d.id = ?1";
            db.query_row(sql, [document], |row| {
                let mut lines = Vec::new();
                for (at, name) in FIELDS.into_iter().enumerate() {
                    if let Some(value) = row.get::<_, Option<String>>(at)? {
                        lines.push((name, value));
                    }
                }
                Ok(lines)
            })
        })
    }
}

fn keep_only<T>(all: &mut Vec<T>, wanted: impl Fn(usize, &T) -> bool) {
    let found = all.iter().enumerate().position(|(at, one)| wanted(at, one));
    match found {
        Some(at) => {
            all.truncate(at + 1);
            all.drain(..at);
        }
        None => all.clear(),
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_office_is_named_once() {
        let minister = |name: &str| Actor { name: name.to_owned(), office: Some("foreign minister".to_owned()), kind: ActorKind::Office, code: Some("KEN".to_owned()), ..Actor::default() };
        for name in ["foreign minister of Kenya", "Kenya"] {
            assert_eq!(actor_label(&minister(name)), "foreign minister of Kenya (KEN)");
        }
    }
}
