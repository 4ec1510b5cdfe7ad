//! `marsad reread`: kept articles read again with the packs of now, and what that changes.

use super::ask;
use crate::asked::{Reread, Where};
use crate::complain;
use crate::packs;
use crate::settings::Settings;
use marsad_archive::{Archive, Incoming, Source};
use marsad_core::{Article, Reader};
use marsad_pack::Packs;
use marsad_record::{Event, Record};
use std::collections::BTreeMap;
use std::io::{BufWriter, Write, stdout};

/// Articles to a commit.
const GROUP: usize = 500;

/// Brings the archive up to date and prints each event that appeared, vanished or changed.
pub fn run(settings: &Settings, packs: &Packs, args: &Reread) -> anyhow::Result<bool> {
    let mut archive = Archive::open(&ask::path(&args.archive))?;
    let id = packs::identity(settings.packs.as_deref(), packs);
    let mut reader = Reader::new(packs);
    let mut out = BufWriter::new(stdout());
    let mut sums = [0u64; 4];
    let documents = archive.documents_read_otherwise(if args.all { "" } else { &id })?;
    for group in documents.chunks(GROUP) {
        archive.begin()?;
        for document in group {
            let Some(before) = archive.record(*document)? else { continue };
            let after = again(&mut reader, &before, &archive.given(*document)?);
            sums[0] += 1;
            let changes = compare(&before.events, &after.events);
            for (at, change) in &changes {
                sums[*at] += 1;
                if !args.quiet {
                    writeln!(out, "{} {document}.{change}", [" ", "+", "-", "~"][*at])?;
                }
            }
            let prepared = Incoming { record: after, source: Source::default() }.prepare()?;
            archive.replace_reading(*document, &prepared, &id)?;
        }
        archive.commit()?;
    }
    archive.settle(&mut |_, _| true)?;
    archive.tidy()?;
    out.flush()?;
    complain(&format!("{}: {} articles read again: {} events appeared, {} vanished, {} changed", archive.file(), sums[0], sums[1], sums[2], sums[3]));
    Ok(true)
}

/// Reads as the article was read first: what was found in the text then is found again, what was given is given.
fn again(reader: &mut Reader<'_>, before: &Record, given: &str) -> Record {
    let d = &before.document;
    let was_given = |what: &str| given.split('|').any(|g| g == what);
    let mut after = reader.read(&Article {
        text: &d.text,
        title: was_given("title").then_some(&d.title),
        published: d.published.as_deref().filter(|_| was_given("published")).and_then(marsad_sources::parse_published),
        language: was_given("language").then_some(&d.language),
        external_id: d.external_id.as_deref(),
        source: d.source.as_deref(),
        url: d.url.as_deref(),
    });
    after.document.id.clone_from(&d.id);
    after
}

/// 1 appeared, 2 vanished, 3 changed; events are the same when they are read from the same words.
fn compare(before: &[Event], after: &[Event]) -> Vec<(usize, String)> {
    let mut old: BTreeMap<_, &Event> = keyed(before).into_iter().collect();
    let mut changes = Vec::new();
    for (key, event) in keyed(after) {
        match old.remove(&key) {
            None => changes.push((1, line(event))),
            Some(was) if meaning(was) != meaning(event) => changes.push((3, format!("{}  was {}", line(event), line(was)))),
            Some(_) => {}
        }
    }
    changes.extend(old.into_values().map(|e| (2, line(e))));
    changes
}

/// Where an event's words begin and end, its type, and which of the events of these words it is.
type Words<'e> = (usize, usize, &'e str, usize);

/// Events by the words they were read from, those of the same words counted.
fn keyed(events: &[Event]) -> Vec<(Words<'_>, &Event)> {
    let mut seen = BTreeMap::new();
    let mut keyed = Vec::with_capacity(events.len());
    for event in events {
        let key = (event.trigger.start, event.trigger.end, event.kind.as_str());
        let times = seen.entry(key).and_modify(|n| *n += 1).or_insert(0usize);
        keyed.push(((key.0, key.1, key.2, *times), event));
    }
    keyed
}

fn codes(actors: &[marsad_record::Actor]) -> String {
    actors.iter().map(|a| a.code.as_deref().unwrap_or("?")).collect::<Vec<_>>().join("+")
}

fn line(event: &Event) -> String {
    let (kind, who) = meaning(event).0;
    crate::paint::harmless(&format!("{} {kind} {who} {} «{}»", event.id, event.status.as_str(), event.trigger.text)).into_owned()
}

/// What an event says, without where it says so.
fn meaning(e: &Event) -> ((String, String), String) {
    let more = format!("{:?} {:?} {:?} {} {:?} {}", e.status, e.date, e.mode, e.cameo, e.place.as_ref().map(|p| &p.name), codes(&e.according_to));
    ((e.kind.clone(), format!("{} > {} {}", codes(&e.actor), codes(&e.recipient), e.date.start.as_deref().unwrap_or("?"))), more)
}

/// `marsad check`: prints what does not stand up.
pub fn check(named: &Where) -> anyhow::Result<bool> {
    let path = ask::path(named);
    // Opened for writing only where an older layout must come forward, and left as one file.
    if path.exists() && Archive::open_to_read(&path).is_err() {
        Archive::open(&path)?.tidy()?;
    }
    let archive = ask::open(named)?;
    let mut found = 0u64;
    let sums = archive.check(
        &mut |finding| {
            found += 1;
            complain(&format!("{}: {}", path.display(), finding.what));
        },
        &mut |_| true,
    )?;
    let verdict = if found == 0 { "all is well".to_owned() } else { format!("{found} findings") };
    println!("{}: {} articles, {} events, {} quotations: {verdict}", path.display(), sums.documents, sums.events, sums.spans);
    Ok(found == 0)
}
