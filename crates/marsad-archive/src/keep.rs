//! Articles kept: once each, whole or not at all.
//!
//! Enters: an article's record with where it came from. Leaves: rows, and whether it was new. The same text again under
//! the same address changes nothing; another text under it is a new version, and the old one stays to be looked at.

use crate::blob::pack;
use crate::error::Error;
use crate::likeness::{Wording, sketch};
use crate::pending::Pending;
use crate::reprints::{Texts, find_kin};
use crate::rows::{DocumentRows, EventRow, Named, StatementRow, WITHIN, apart};
use crate::store::Archive;
use crate::tallies::Tallies;
use crate::words::{index_words, name_key};
use marsad_record::{Document, Record};
use rusqlite::{Connection, params};
use std::collections::{BTreeSet, HashMap};
use std::io;
use std::sync::Arc;

/// Actors remembered between articles.
const REMEMBERED: usize = 200_000;

/// Where an article came from, beside what its record says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// File and line, or address.
    pub origin: String,
    /// The file's own address when it holds just this article.
    pub file: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Date, time and offset of publication as the page gives them.
    pub published_at: Option<String>,
    /// What was given beside the text and not found in it: of `title`, `published`, `language`, joined by `|`.
    pub given: String,
}

/// An article read, to be kept.
#[derive(Clone, Debug)]
pub struct Incoming {
    /// Its record.
    pub record: Record,
    /// Where it came from.
    pub source: Source,
}

/// An article with everything about it worked out that needs no archive; made by many threads, kept by one.
pub struct Prepared {
    document: Document,
    source: Source,
    content: Vec<u8>,
    blob: Vec<u8>,
    words: String,
    sketch: Vec<i64>,
    wording: Arc<Wording>,
    rows: DocumentRows,
}

impl Incoming {
    /// Works out what is to be written.
    ///
    /// # Errors
    /// When the record has more events than an article can.
    pub fn prepare(self) -> io::Result<Prepared> {
        let Self { mut record, source } = self;
        if record.events.len() >= 1 << WITHIN || record.statements.len() >= 1 << WITHIN {
            return Err(io::Error::other(format!("{}: more than a million events in one article", source.origin)));
        }
        let blob = pack(&mut record)?;
        let Record { document, events, statements } = record;
        let wording = Wording::of(&document.text);
        Ok(Prepared {
            content: content_bytes(&document.id),
            blob,
            words: index_words(&document.title, &document.text),
            sketch: sketch(&wording),
            wording: Arc::new(wording),
            rows: DocumentRows::of(events, statements),
            document,
            source,
        })
    }
}

fn content_bytes(id: &str) -> Vec<u8> {
    let pair = |at: usize| id.get(at..at + 2).and_then(|p| u8::from_str_radix(p, 16).ok());
    let bytes: Option<Vec<u8>> = (0..id.len() / 2).map(|n| pair(2 * n)).collect();
    bytes.unwrap_or_else(|| id.as_bytes().to_vec())
}

/// What became of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was new, and is this document.
    Added(i64),
    /// Its text had changed; this document is the new version of that one.
    Version(i64, i64),
    /// It was there already, as this document.
    Known(i64),
}

/// An address as it tells articles apart: without fragment, tracking marks and the ways of writing the same host.
///
/// ```
/// use marsad_archive::address;
/// assert_eq!(address("HTTP://www.Example.org:80/a/?utm_source=x&id=7#top"), "https://example.org/a?id=7");
/// ```
#[must_use]
pub fn address(url: &str) -> String {
    const TRACKING: &[&str] = &["utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "igshid", "ref_src"];
    let url = url.trim().split('#').next().unwrap_or_default();
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    let scheme = scheme.to_ascii_lowercase();
    let scheme = if scheme == "http" { "https" } else { &scheme };
    let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = rest.find('/').map_or((rest, ""), |at| rest.split_at(at));
    let host = host.to_ascii_lowercase();
    let host = host.trim_start_matches("www.").trim_end_matches(":80").trim_end_matches(":443");
    let kept: Vec<&str> = query.split('&').filter(|p| !p.is_empty() && !TRACKING.iter().any(|t| p.starts_with(t))).collect();
    let query = if kept.is_empty() { String::new() } else { format!("?{}", kept.join("&")) };
    format!("{scheme}://{host}{}{query}", path.trim_end_matches('/'))
}

fn host(address: &str) -> Option<String> {
    let rest = address.strip_prefix("https://")?;
    rest.split(['/', '?']).next().filter(|h| !h.is_empty()).map(str::to_owned)
}

/// What is remembered from one article to the next.
#[derive(Default)]
pub(crate) struct Memory {
    actors: HashMap<Named, i64>,
    texts: Texts,
    tallies: Tallies,
    pending: Pending,
}

impl Memory {
    /// Writes what waits, before a commit.
    pub(crate) fn write(&mut self, db: &Connection) -> rusqlite::Result<()> {
        self.pending.write(db)?;
        self.tallies.write(db)
    }
}

impl Archive {
    /// Keeps an article within the group begun with [`Archive::begin`].
    ///
    /// # Errors
    /// When the file cannot be written; then the group is to be rolled back.
    pub fn keep(&mut self, article: &Prepared, packs: &str, now: &str) -> Result<Outcome, Error> {
        let mut memory = std::mem::take(self.memory());
        let kept = self.sql(|db| keep(db, &mut memory, article, packs, now));
        if memory.actors.len() >= REMEMBERED {
            memory.actors.clear();
        }
        if kept.is_ok() {
            *self.memory() = memory;
        }
        kept
    }

    /// Documents that were not read with these packs, in order; all when `packs` is empty. Older versions are left as they are.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn documents_read_otherwise(&self, packs: &str) -> Result<Vec<i64>, Error> {
        self.sql(|db| db.prepare("SELECT id FROM documents WHERE current AND packs <> ?1 ORDER BY id")?.query_map([packs], |row| row.get(0))?.collect())
    }

    /// What was given of a document beside its text.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn given(&self, document: i64) -> Result<String, Error> {
        self.sql(|db| db.prepare_cached("SELECT given FROM documents WHERE id = ?1")?.query_row([document], |row| row.get(0)))
    }

    /// Puts another reading of a document in the place of the one before.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn replace_reading(&mut self, document: i64, article: &Prepared, packs: &str) -> Result<(), Error> {
        let mut memory = std::mem::take(self.memory());
        let replaced = self.sql(|db| {
            db.prepare_cached("UPDATE documents SET packs = ?2, title = ?3, published = ?4, language = ?5, events = ?6, statements = ?7 WHERE id = ?1")?.execute(params![
                document,
                packs,
                article.document.title,
                article.document.published,
                article.document.language,
                article.rows.events.len(),
                article.rows.statements.len()
            ])?;
            db.prepare_cached("UPDATE bodies SET record = ?2 WHERE document = ?1")?.execute(params![document, article.blob])?;
            remove_rows(db, &mut memory, document)?;
            insert_rows(db, &mut memory, document, article)
        });
        if replaced.is_ok() {
            *self.memory() = memory;
        }
        replaced
    }
}

fn keep(db: &Connection, memory: &mut Memory, article: &Prepared, packs: &str, now: &str) -> rusqlite::Result<Outcome> {
    let known = &article.document;
    let url = known.url.as_deref().filter(|u| !u.is_empty()).map(address).or_else(|| article.source.file.clone());
    let outlet = known.source.clone().filter(|s| !s.is_empty()).or_else(|| url.as_deref().and_then(host));
    let earlier = match find_earlier(db, url.as_deref(), known.url.is_some(), outlet.as_deref(), &article.content)? {
        Earlier::Same(document) => return Ok(Outcome::Known(document)),
        Earlier::Changed { article, document } => Some((article, document)),
        Earlier::None => None,
    };
    let document: i64 = db.prepare_cached("SELECT coalesce(max(id), 0) + 1 FROM documents")?.query_row([], |row| row.get(0))?;
    let kin = find_kin(db, &mut memory.texts, &memory.pending, &article.sketch, &article.content, &article.wording)?.unwrap_or(document);
    memory.texts.remember(document, article.wording.clone());
    db.prepare_cached("INSERT INTO documents VALUES (?1, ?2, 1, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)")?.execute(params![
        document,
        earlier.map_or(document, |(article, _)| article),
        article.content,
        url,
        known.external_id,
        outlet,
        article.source.author,
        known.title,
        known.published,
        article.source.published_at,
        known.language,
        article.source.origin,
        article.source.given,
        now,
        packs,
        kin,
        article.rows.events.len(),
        article.rows.statements.len()
    ])?;
    db.prepare_cached("INSERT INTO bodies VALUES (?1, ?2, ?3)")?.execute(params![document, known.text, article.blob])?;
    for hash in &article.sketch {
        memory.pending.run(*hash, document);
    }
    if let Some((_, before)) = earlier {
        db.prepare_cached("UPDATE documents SET current = 0 WHERE id = ?1")?.execute([before])?;
        remove_rows(db, memory, before)?;
        db.prepare_cached("DELETE FROM words WHERE rowid = ?1")?.execute([before])?;
    }
    db.prepare_cached("INSERT INTO words(rowid, keys) VALUES (?1, ?2)")?.execute(params![document, article.words])?;
    insert_rows(db, memory, document, article)?;
    Ok(earlier.map_or(Outcome::Added(document), |(_, before)| Outcome::Version(document, before)))
}

enum Earlier {
    None,
    Same(i64),
    Changed { article: i64, document: i64 },
}

/// What the archive has of an article already. `addressed` says that `url` is a page's and not a file's.
fn find_earlier(db: &Connection, url: Option<&str>, addressed: bool, outlet: Option<&str>, content: &[u8]) -> rusqlite::Result<Earlier> {
    if let Some(url) = url.filter(|_| addressed)
        && let found @ (Earlier::Same(_) | Earlier::Changed { .. }) = find_by_address(db, url, content)?
    {
        return Ok(found);
    }
    let mut same = db.prepare_cached("SELECT id, url, outlet FROM documents WHERE content = ?1 ORDER BY id")?;
    let mut rows = same.query([content])?;
    while let Some(row) = rows.next()? {
        let (document, its_url, its_outlet): (i64, Option<String>, Option<String>) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let its_page = its_url.filter(|u| u.starts_with("https://"));
        let outlets_agree = outlet.is_none() || its_outlet.is_none() || outlet == its_outlet.as_deref();
        if outlets_agree && !(addressed && its_page.is_some()) {
            return Ok(Earlier::Same(document));
        }
    }
    match url.filter(|_| !addressed) {
        Some(file) => find_by_address(db, file, content),
        None => Ok(Earlier::None),
    }
}

fn find_by_address(db: &Connection, url: &str, content: &[u8]) -> rusqlite::Result<Earlier> {
    let mut found = db.prepare_cached("SELECT id, article, current, content FROM documents WHERE url = ?1 ORDER BY id DESC")?;
    let mut rows = found.query([url])?;
    let mut earlier = Earlier::None;
    while let Some(row) = rows.next()? {
        let (document, article, current, its_content): (i64, i64, bool, Vec<u8>) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
        if its_content == content {
            return Ok(Earlier::Same(document));
        }
        if current {
            earlier = Earlier::Changed { article, document };
        }
    }
    Ok(earlier)
}

/// Everything read from a document is taken out; happenings it was part of are to be settled again.
fn remove_rows(db: &Connection, memory: &mut Memory, document: i64) -> rusqlite::Result<()> {
    if memory.pending.may_hold(document) {
        memory.pending.write(db)?;
    }
    let tallies = &mut memory.tallies;
    let (from, to) = (document << WITHIN, (document + 1) << WITHIN);
    db.prepare_cached("INSERT OR IGNORE INTO unsettled SELECT block FROM events WHERE id >= ?1 AND id < ?2 AND block IS NOT NULL")?.execute([from, to])?;
    let sides: Vec<(i64, String, String)> = db
        .prepare_cached("SELECT id, day, actors || '|' || recipients || '|' || according_to || '|' || disputed_by FROM events WHERE id >= ?1 AND id < ?2")?
        .query_map([from, to], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<Result<_, _>>()?;
    let mentioned: Vec<(i64, usize)> =
        db.prepare_cached("SELECT actor, role FROM mentions WHERE event >= ?1 AND event < ?2")?.query_map([from, to], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
    for (actor, role) in mentioned {
        tallies.named(actor, role, -1);
    }
    for (event, day, codes) in sides {
        tallies.changed(&day);
        let codes: BTreeSet<&str> = apart(&codes).collect();
        for code in &codes {
            for role in 0..4 {
                db.prepare_cached("DELETE FROM sides WHERE code = ?1 AND role = ?2 AND day = ?3 AND event = ?4")?.execute(params![code, role, day, event])?;
            }
            for other in &codes {
                db.prepare_cached("DELETE FROM dyads WHERE source = ?1 AND target = ?2 AND day = ?3 AND event = ?4")?.execute(params![code, other, day, event])?;
            }
        }
    }
    for sql in [
        "DELETE FROM events WHERE id >= ?1 AND id < ?2",
        "DELETE FROM mentions WHERE event >= ?1 AND event < ?2",
        "DELETE FROM counts WHERE event >= ?1 AND event < ?2",
        "DELETE FROM abouts WHERE event >= ?1 AND event < ?2",
        "DELETE FROM statements WHERE id >= ?1 AND id < ?2",
    ] {
        db.prepare_cached(sql)?.execute([from, to])?;
    }
    Ok(())
}

/// Writes an article's rows; those that wait for the commit are handed over.
fn insert_rows(db: &Connection, memory: &mut Memory, document: i64, article: &Prepared) -> rusqlite::Result<()> {
    let rows = &article.rows;
    let day = article.document.published.as_deref().unwrap_or_default();
    let named: Vec<i64> = rows.named.iter().map(|named| actor_number(db, &mut memory.actors, named)).collect::<Result<_, _>>()?;
    for event in &rows.events {
        insert_event(db, memory, document, event, &named)?;
    }
    for statement in &rows.statements {
        insert_statement(db, document, statement, day, &named)?;
    }
    if memory.pending.is_full() {
        memory.pending.write(db)?;
    }
    Ok(())
}

/// Until happenings are settled, an event is one of its own.
fn insert_event(db: &Connection, memory: &mut Memory, document: i64, event: &EventRow, named: &[i64]) -> rusqlite::Result<()> {
    let base = document << WITHIN;
    let (id, twin) = (base | event.own, event.twin.map(|twin| base | twin));
    let block = twin.is_none().then(|| event.block.number(id));
    let place = event.place.as_ref();
    db.prepare_cached(
        "INSERT INTO events VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33)",
    )?
    .execute(params![
        id,
        document,
        event.day(),
        event.date.start,
        event.date.end,
        event.date.precision.as_str(),
        event.kind,
        event.mode,
        event.context,
        event.cameo,
        event.goldstein,
        event.status,
        event.codes[0],
        event.codes[1],
        event.codes[2],
        event.codes[3],
        place.map(|p| &p.name),
        place.and_then(|p| p.country.as_ref()),
        place.and_then(|p| p.lat),
        place.and_then(|p| p.lon),
        place.and_then(|p| p.geonames).map(u64::cast_signed),
        event.counts.len(),
        event.confidence,
        event.rule,
        event.trigger.0,
        event.trigger.1,
        event.evidence.0,
        event.evidence.1,
        twin,
        event.who,
        event.gist,
        block,
        twin.unwrap_or(id)
    ])?;
    memory.pending.event(id, event, named);
    for (role, actor) in &event.mentions {
        memory.tallies.named(named[*actor], *role, 1);
    }
    memory.tallies.changed(event.day());
    for (n, count) in event.counts.iter().enumerate() {
        db.prepare_cached("INSERT INTO counts VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")?.execute(params![
            id,
            n,
            count.what,
            count.min,
            count.max,
            count.approximate,
            count.unit,
            count.start,
            count.end
        ])?;
    }
    if let Some(block) = block {
        memory.pending.block(block);
    }
    Ok(())
}

/// The number somebody has, or gets now.
fn actor_number(db: &Connection, known: &mut HashMap<Named, i64>, named: &Named) -> rusqlite::Result<i64> {
    if let Some(id) = known.get(named) {
        return Ok(*id);
    }
    let Named { name, code, office, kind, sector, name_ar, wikidata } = named;
    let found = db
        .prepare_cached("SELECT id FROM actors WHERE name = ?1 AND code = ?2 AND office = ?3 AND kind = ?4 AND sector = ?5 AND name_ar = ?6 AND wikidata = ?7")?
        .query_map(params![name, code, office, kind, sector, name_ar, wikidata], |row| row.get(0))?
        .next()
        .transpose()?;
    let id = match found {
        Some(id) => id,
        None => {
            let folded = (name_key(name), name_key(name_ar));
            db.prepare_cached("INSERT INTO actors VALUES (NULL, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0, 0, 0)")?
                .execute(params![name, name_ar, code, sector, kind, office, wikidata, folded.0, folded.1])?;
            db.last_insert_rowid()
        }
    };
    known.insert(named.clone(), id);
    Ok(id)
}

fn insert_statement(db: &Connection, document: i64, statement: &StatementRow, day: &str, named: &[i64]) -> rusqlite::Result<()> {
    let base = document << WITHIN;
    let id = base | statement.own;
    db.prepare_cached("INSERT INTO statements VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)")?.execute(params![
        id,
        document,
        day,
        named[statement.speaker],
        statement.code,
        statement.addressee.map(|a| named[a]),
        statement.stance,
        statement.status,
        statement.cue.0,
        statement.cue.1,
        statement.content.0,
        statement.content.1
    ])?;
    for event in &statement.about {
        db.prepare_cached("INSERT OR IGNORE INTO abouts VALUES (?1, ?2)")?.execute(params![base | event, id])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use marsad_record::{Actor, Event};

    fn actor(code: &str) -> Actor {
        Actor { name: code.to_owned(), code: Some(code.to_owned()), ..Actor::default() }
    }

    /// An article at one address that tells of one meeting.
    fn article(text: &str, sides: [&str; 2]) -> Prepared {
        let event = r#"{"id":"e1","type":"CONSULT","mode":[],"context":[],"cameo":"040","quad":"verbal-cooperation","goldstein":1.0,"actor":[],"recipient":[],
            "date":{"start":"2025-10-27","end":"2025-10-27","precision":"day","text":"","rule":""},"place":null,"status":"actual","according_to":[],"disputed_by":[],"counts":[],
            "trigger":{"text":"","start":0,"end":0},"evidence":{"text":"","start":0,"end":0},"rule":"","confidence":0.8,"same_as":[]}"#;
        let event: Event = serde_json::from_str(event).expect("an event");
        let event = Event { actor: sides.map(actor).to_vec(), ..event };
        let document = Document { id: text.to_owned(), text: text.to_owned(), url: Some("https://example.org/1".to_owned()), ..Document::default() };
        Incoming { record: Record { document, events: vec![event], statements: vec![] }, source: Source::default() }.prepare().expect("prepared")
    }

    fn column(archive: &Archive, sql: &str) -> Vec<String> {
        archive.sql(|db| db.prepare(sql)?.query_map([], |row| row.get(0))?.collect()).expect("an answer")
    }

    #[test]
    fn an_article_changed_before_the_commit_leaves_no_row_of_its_first_version() {
        let mut archive = Archive::empty("none").expect("memory");
        archive.begin().expect("begun");
        archive.keep(&article("first", ["JOR", "EGY"]), "", "").expect("kept");
        assert_eq!(archive.keep(&article("second", ["QAT", "EGY"]), "", "").expect("kept"), Outcome::Version(2, 1));
        archive.commit().expect("committed");
        assert_eq!(column(&archive, "SELECT code FROM sides"), ["EGY", "QAT"]);
        assert_eq!(column(&archive, "SELECT source || target FROM dyads"), ["EGYQAT", "QATEGY"]);
        assert_eq!(column(&archive, "SELECT name FROM actors WHERE as_actor > 0 ORDER BY name"), ["EGY", "QAT"]);
    }

    #[test]
    fn what_waits_is_forgotten_with_its_group() {
        let mut archive = Archive::empty("none").expect("memory");
        archive.begin().expect("begun");
        archive.keep(&article("first", ["JOR", "EGY"]), "", "").expect("kept");
        archive.roll_back();
        archive.begin().expect("begun");
        archive.commit().expect("committed");
        assert!(column(&archive, "SELECT code FROM sides").is_empty());
    }
}
