//! Articles kept: once each, whole or not at all.
//!
//! Enters: an article's record with where it came from. Leaves: rows, and whether it was new. The same text again under
//! the same address changes nothing; another text under it is a new version, and the old one stays to be looked at.

use crate::ask::quad_number;
use crate::blob::pack;
use crate::days::listed;
use crate::error::Error;
use crate::happenings::block_of;
use crate::likeness::{Wording, sketch};
use crate::reprints::{Texts, find_kin};
use crate::store::Archive;
use crate::tallies::Tallies;
use crate::words::{each_key, hash, index_words, name_key};
use marsad_record::{Actor, ActorKind, Event, Record, Statement, Status};
use rusqlite::{Connection, params};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io;
use std::sync::Arc;

/// Low bits of an event's number that count within its document.
pub(crate) const WITHIN: u32 = 20;
/// Actors remembered between articles.
const REMEMBERED: usize = 200_000;
/// Sides of one event that are paired; a summit of sixty states is not 3,540 pairs.
const PAIRED: usize = 12;

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
    record: Record,
    source: Source,
    content: Vec<u8>,
    blob: Vec<u8>,
    words: String,
    sketch: Vec<i64>,
    wording: Arc<Wording>,
    gists: Vec<i64>,
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
        let wording = Wording::of(&record.document.text);
        Ok(Prepared {
            content: content_bytes(&record.document.id),
            blob: pack(&mut record)?,
            words: index_words(&record.document.title, &record.document.text),
            sketch: sketch(&wording),
            wording: Arc::new(wording),
            gists: record.events.iter().map(|e| gist(&e.evidence.text)).collect(),
            record,
            source,
        })
    }
}

fn content_bytes(id: &str) -> Vec<u8> {
    let pair = |at: usize| id.get(at..at + 2).and_then(|p| u8::from_str_radix(p, 16).ok());
    let bytes: Option<Vec<u8>> = (0..id.len() / 2).map(|n| pair(2 * n)).collect();
    bytes.unwrap_or_else(|| id.as_bytes().to_vec())
}

/// The longer words of a sentence as 64 bits, to see whether two sentences are about the same.
fn gist(evidence: &str) -> i64 {
    let mut bits = 0u64;
    each_key(evidence, |key, main| {
        if main && key.chars().nth(3).is_some() {
            bits |= 1 << (hash(key.as_bytes()) & 63);
        }
    });
    bits.cast_signed()
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
    actors: HashMap<String, i64>,
    texts: Texts,
    pub(crate) tallies: Tallies,
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
                article.record.document.title,
                article.record.document.published,
                article.record.document.language,
                article.record.events.len(),
                article.record.statements.len()
            ])?;
            db.prepare_cached("UPDATE bodies SET record = ?2 WHERE document = ?1")?.execute(params![document, article.blob])?;
            remove_rows(db, &mut memory.tallies, document)?;
            insert_rows(db, &mut memory, document, article)
        });
        if replaced.is_ok() {
            *self.memory() = memory;
        }
        replaced
    }
}

fn keep(db: &Connection, memory: &mut Memory, article: &Prepared, packs: &str, now: &str) -> rusqlite::Result<Outcome> {
    let known = &article.record.document;
    let url = known.url.as_deref().filter(|u| !u.is_empty()).map(address).or_else(|| article.source.file.clone());
    let outlet = known.source.clone().filter(|s| !s.is_empty()).or_else(|| url.as_deref().and_then(host));
    let earlier = match find_earlier(db, url.as_deref(), known.url.is_some(), outlet.as_deref(), &article.content)? {
        Earlier::Same(document) => return Ok(Outcome::Known(document)),
        Earlier::Changed { article, document } => Some((article, document)),
        Earlier::None => None,
    };
    let document: i64 = db.prepare_cached("SELECT coalesce(max(id), 0) + 1 FROM documents")?.query_row([], |row| row.get(0))?;
    let kin = find_kin(db, &mut memory.texts, &article.sketch, &article.content, &article.wording)?.unwrap_or(document);
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
        article.record.events.len(),
        article.record.statements.len()
    ])?;
    db.prepare_cached("INSERT INTO bodies VALUES (?1, ?2, ?3)")?.execute(params![document, known.text, article.blob])?;
    for hash in &article.sketch {
        db.prepare_cached("INSERT OR IGNORE INTO sketches VALUES (?1, ?2)")?.execute(params![hash, document])?;
    }
    if let Some((_, before)) = earlier {
        db.prepare_cached("UPDATE documents SET current = 0 WHERE id = ?1")?.execute([before])?;
        remove_rows(db, &mut memory.tallies, before)?;
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

/// The number of an event or statement: its document's, and its own within it.
pub(crate) fn number(document: i64, id: &str, at: usize) -> i64 {
    let own = id.get(1..).and_then(|n| n.parse::<i64>().ok()).filter(|n| (1..1 << WITHIN).contains(n));
    document << WITHIN | own.unwrap_or_else(|| i64::try_from(at + 1).unwrap_or(i64::MAX))
}

/// Everything read from a document is taken out; happenings it was part of are to be settled again.
fn remove_rows(db: &Connection, tallies: &mut Tallies, document: i64) -> rusqlite::Result<()> {
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
        let codes: BTreeSet<&str> = codes.split('|').filter(|c| !c.is_empty()).collect();
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

fn insert_rows(db: &Connection, memory: &mut Memory, document: i64, article: &Prepared) -> rusqlite::Result<()> {
    let record = &article.record;
    let events: BTreeMap<&str, i64> = record.events.iter().enumerate().map(|(at, e)| (e.id.as_str(), number(document, &e.id, at))).collect();
    let mut told_first: HashMap<i64, i64> = HashMap::new();
    for (event, gist) in record.events.iter().zip(&article.gists) {
        let id = events[event.id.as_str()];
        let twin = event.same_as.iter().filter_map(|s| events.get(s.as_str())).copied().filter(|s| *s < id).min();
        let twin = twin.map(|twin| told_first.get(&twin).copied().unwrap_or(twin));
        told_first.extend(twin.map(|twin| (id, twin)));
        insert_event(db, memory, document, event, (id, twin), *gist)?;
    }
    for (at, statement) in record.statements.iter().enumerate() {
        insert_statement(db, memory, document, number(document, &statement.id, at), statement, record.document.published.as_deref(), &events)?;
    }
    Ok(())
}

/// The codes of a list of actors, each once, in order.
pub(crate) fn codes(actors: &[Actor]) -> Vec<&str> {
    let mut codes: Vec<&str> = Vec::new();
    for code in actors.iter().filter_map(|a| a.code.as_deref()).filter(|c| !c.is_empty()) {
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    codes
}

/// `twin` is the event of the same article that was told first. Until happenings are settled, an event is one of its own.
fn insert_event(db: &Connection, memory: &mut Memory, document: i64, event: &Event, (id, twin): (i64, Option<i64>), gist: i64) -> rusqlite::Result<()> {
    let day = listed(event);
    let block = twin.is_none().then(|| block_of(event, id));
    let disputed: Vec<Actor> = event.disputed_by.iter().map(|d| d.actor.clone()).collect();
    let roles = [event.actor.as_slice(), &event.recipient, &event.according_to, &disputed];
    let joined = roles.map(|actors| codes(actors).join("|"));
    let place = event.place.as_ref();
    db.prepare_cached(
        "INSERT INTO events VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33)",
    )?
    .execute(params![
        id,
        document,
        day,
        event.date.start,
        event.date.end,
        precision(event),
        event.kind,
        event.mode.join("|"),
        event.context.join("|"),
        event.cameo,
        event.goldstein,
        event.status.as_str(),
        joined[0],
        joined[1],
        joined[2],
        joined[3],
        place.map(|p| &p.name),
        place.and_then(|p| p.country.as_ref()),
        place.and_then(|p| p.lat),
        place.and_then(|p| p.lon),
        place.and_then(|p| p.geonames).map(u64::cast_signed),
        event.counts.len(),
        event.confidence,
        event.rule,
        event.trigger.start,
        event.trigger.end,
        event.evidence.start,
        event.evidence.end,
        twin,
        who(event),
        gist,
        block,
        twin.unwrap_or(id)
    ])?;
    for (role, actors) in roles.iter().enumerate() {
        for code in codes(actors) {
            db.prepare_cached("INSERT OR IGNORE INTO sides VALUES (?1, ?2, ?3, ?4)")?.execute(params![code, role, day, id])?;
        }
        for (n, actor) in actors.iter().enumerate() {
            let actor = actor_number(db, memory, actor)?;
            db.prepare_cached("INSERT INTO mentions VALUES (?1, ?2, ?3, ?4)")?.execute(params![id, role, n, actor])?;
            memory.tallies.named(actor, role, 1);
        }
    }
    insert_dyads(db, id, day, event, twin.is_some())?;
    memory.tallies.changed(day);
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
        db.prepare_cached("INSERT OR IGNORE INTO unsettled VALUES (?1)")?.execute([block])?;
    }
    Ok(())
}

fn precision(event: &Event) -> String {
    format!("{:?}", event.date.precision).to_lowercase()
}

/// A quad class as the number data sets use, 0 for one that does not count as a happening.
fn quad_class(event: &Event, again: bool) -> i64 {
    if again || event.status != Status::Actual {
        return 0;
    }
    quad_number(&event.quad).and_then(|number| i64::try_from(number).ok()).unwrap_or(0)
}

/// Each code that did something to, or together with, another: source, target, and whether together.
pub(crate) fn pairs<'c, C: AsRef<str>>(actors: &'c [C], recipients: &'c [C]) -> impl Iterator<Item = (&'c str, &'c str, bool)> {
    let together = recipients.is_empty();
    let targets = if together { actors } else { recipients };
    let each = move |source: &'c C| targets.iter().take(PAIRED).map(move |target| (source.as_ref(), target.as_ref(), together));
    actors.iter().take(PAIRED).flat_map(each).filter(|(source, target, _)| source != target)
}

fn insert_dyads(db: &Connection, id: i64, day: &str, event: &Event, again: bool) -> rusqlite::Result<()> {
    let (actors, recipients) = (codes(&event.actor), codes(&event.recipient));
    let mut insert = db.prepare_cached("INSERT OR IGNORE INTO dyads VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?;
    for (source, target, together) in pairs(&actors, &recipients) {
        insert.execute(params![source, target, day, id, together, quad_class(event, again), event.goldstein])?;
    }
    Ok(())
}

/// Persons and offices of an event as `code/office/name`, by which two meetings of one pair are told apart.
fn who(event: &Event) -> String {
    let mut all: Vec<String> = Vec::new();
    for actor in event.actor.iter().chain(&event.recipient).filter(|a| matches!(a.kind, ActorKind::Person | ActorKind::Office)) {
        let name = if actor.kind == ActorKind::Person { actor.name.as_str() } else { "" };
        let one = format!("{}/{}/{}", actor.code.as_deref().unwrap_or_default(), actor.office.as_deref().unwrap_or_default(), name.replace(['/', '|'], " "));
        if !all.contains(&one) {
            all.push(one);
        }
    }
    all.join("|")
}

fn actor_number(db: &Connection, memory: &mut Memory, actor: &Actor) -> rusqlite::Result<i64> {
    let text = |value: &Option<String>| value.as_deref().unwrap_or_default().to_owned();
    let (code, office, wikidata, sector) = (text(&actor.code), text(&actor.office), text(&actor.wikidata), actor.sector.join("|"));
    let kind = format!("{:?}", actor.kind).to_lowercase();
    let key = [actor.name.as_str(), &code, &office, &kind, &sector, &actor.name_ar, &wikidata].join("\u{1f}");
    if let Some(id) = memory.actors.get(&key) {
        return Ok(*id);
    }
    let found = db
        .prepare_cached("SELECT id FROM actors WHERE name = ?1 AND code = ?2 AND office = ?3 AND kind = ?4 AND sector = ?5 AND name_ar = ?6 AND wikidata = ?7")?
        .query_map([actor.name.as_str(), &code, &office, &kind, &sector, &actor.name_ar, &wikidata], |row| row.get(0))?
        .next()
        .transpose()?;
    let id = match found {
        Some(id) => id,
        None => {
            db.prepare_cached("INSERT INTO actors VALUES (NULL, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0, 0, 0)")?.execute(params![
                actor.name,
                actor.name_ar,
                code,
                sector,
                kind,
                office,
                wikidata,
                name_key(&actor.name),
                name_key(&actor.name_ar)
            ])?;
            db.last_insert_rowid()
        }
    };
    memory.actors.insert(key, id);
    Ok(id)
}

fn insert_statement(db: &Connection, memory: &mut Memory, document: i64, id: i64, statement: &Statement, published: Option<&str>, events: &BTreeMap<&str, i64>) -> rusqlite::Result<()> {
    let speaker = actor_number(db, memory, &statement.speaker)?;
    let addressee = statement.addressee.as_ref().map(|a| actor_number(db, memory, a)).transpose()?;
    db.prepare_cached("INSERT INTO statements VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)")?.execute(params![
        id,
        document,
        published.unwrap_or_default(),
        speaker,
        statement.speaker.code.as_deref().unwrap_or_default(),
        addressee,
        statement.stance,
        statement.status.as_str(),
        statement.cue.start,
        statement.cue.end,
        statement.content.start,
        statement.content.end
    ])?;
    for event in statement.about.iter().filter_map(|e| events.get(e.as_str())) {
        db.prepare_cached("INSERT OR IGNORE INTO abouts VALUES (?1, ?2)")?.execute(params![event, id])?;
    }
    Ok(())
}
