//! A record made small: its JSON without the words that the article's text already holds, compressed.
//!
//! Enters: a [`Record`]. Leaves: some hundred bytes; with the text beside them, the same record again.

use flate2::read::ZlibDecoder;
use flate2::{Compress, Compression, FlushCompress, Status};
use marsad_record::{Actor, Event, Quote, Record, Statement};
use std::cell::RefCell;
use std::io::{self, Read};

/// A record larger than this is a bomb, not a record.
const LONGEST: u64 = 1 << 32;

/// Code points of a text, sliced quickly.
pub(crate) struct Text<'a> {
    text: &'a str,
    /// Byte offset of every code point, and the end.
    offsets: Vec<u32>,
}

impl<'a> Text<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let offsets = text.char_indices().map(|(at, _)| at).chain([text.len()]).map(|at| u32::try_from(at).unwrap_or(u32::MAX)).collect();
        Self { text, offsets }
    }

    /// The words from code point `start` to `end`, when there are such.
    pub(crate) fn slice(&self, start: usize, end: usize) -> Option<&'a str> {
        let (from, to) = (*self.offsets.get(start)? as usize, *self.offsets.get(end)? as usize);
        self.text.get(from..to)
    }
}

/// The record as bytes, for keeping beside its text.
pub(crate) fn pack(record: &Record) -> io::Result<Vec<u8>> {
    let text = Text::new(&record.document.text);
    let mut small = record.clone();
    small.document.text = String::new();
    each_quote(&mut small, &mut |words, start, end| {
        if start < end && text.slice(start, end) == Some(words) {
            words.clear();
        }
    });
    compress(&serde_json::to_vec(&small)?)
}

thread_local! {
    /// A compressor holds some hundred kilobytes: one a thread, not one an article.
    static COMPRESSOR: RefCell<Compress> = RefCell::new(Compress::new(Compression::new(2), true));
}

fn compress(bytes: &[u8]) -> io::Result<Vec<u8>> {
    COMPRESSOR.with_borrow_mut(|compressor| {
        compressor.reset();
        let mut out = Vec::with_capacity(bytes.len() / 3 + 256);
        loop {
            let done = usize::try_from(compressor.total_in()).unwrap_or(usize::MAX);
            let status = compressor.compress_vec(bytes.get(done..).unwrap_or_default(), &mut out, FlushCompress::Finish).map_err(io::Error::other)?;
            if status == Status::StreamEnd {
                return Ok(out);
            }
            out.reserve(out.capacity().max(256));
        }
    })
}

/// The record again.
pub(crate) fn unpack(bytes: &[u8], text: String) -> io::Result<Record> {
    let mut json = Vec::with_capacity(bytes.len() * 6);
    ZlibDecoder::new(bytes).take(LONGEST).read_to_end(&mut json)?;
    let mut record: Record = serde_json::from_slice(&json)?;
    let points = Text::new(&text);
    each_quote(&mut record, &mut |words, start, end| {
        if words.is_empty() && start < end {
            words.push_str(points.slice(start, end).unwrap_or_default());
        }
    });
    record.document.text = text;
    Ok(record)
}

type Visit<'v> = dyn FnMut(&mut String, usize, usize) + 'v;

/// Visits every stretch of words that has a place in the text.
pub(crate) fn each_quote(record: &mut Record, visit: &mut Visit<'_>) {
    for event in &mut record.events {
        of_event(event, visit);
    }
    for statement in &mut record.statements {
        of_statement(statement, visit);
    }
}

fn of_event(event: &mut Event, visit: &mut Visit<'_>) {
    let sides = event.actor.iter_mut().chain(&mut event.recipient).chain(&mut event.according_to);
    sides.chain(event.disputed_by.iter_mut().map(|d| &mut d.actor)).for_each(|a| of_actor(a, visit));
    if let Some(place) = &mut event.place {
        visit(&mut place.text, place.start, place.end);
    }
    for count in &mut event.counts {
        visit(&mut count.text, count.start, count.end);
    }
    of_quote(&mut event.trigger, visit);
    of_quote(&mut event.evidence, visit);
}

fn of_statement(statement: &mut Statement, visit: &mut Visit<'_>) {
    of_actor(&mut statement.speaker, visit);
    statement.addressee.iter_mut().for_each(|a| of_actor(a, visit));
    of_quote(&mut statement.cue, visit);
    of_quote(&mut statement.content, visit);
    statement.quotes.iter_mut().for_each(|q| of_quote(q, visit));
}

fn of_actor(actor: &mut Actor, visit: &mut Visit<'_>) {
    visit(&mut actor.text, actor.start, actor.end);
}

fn of_quote(quote: &mut Quote, visit: &mut Visit<'_>) {
    visit(&mut quote.text, quote.start, quote.end);
}
