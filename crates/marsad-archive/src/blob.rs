//! A record made small: its JSON without the words that the article's text already holds, compressed with what records share.
//!
//! Enters: a [`Record`]. Leaves: some hundred bytes; with the text beside them, the same record again.

use flate2::{Decompress, FlushDecompress, Status};
use marsad_record::{Actor, Document, Event, Quote, Record, Statement};
use serde::Deserialize;
use serde_json::value::RawValue;
use std::cell::RefCell;
use std::io;
use std::sync::LazyLock;
use zstd::bulk::{Compressor, Decompressor};
use zstd::dict::{DecoderDictionary, EncoderDictionary};
use zstd::zstd_safe::get_frame_content_size;

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

/// Stands for words that are to be found in the text: a title for the first line, a name for the mention itself.
const AS_WRITTEN: &str = "\u{1}";

/// What records have in common, as `tools/train_dictionary.py` made it. Its bytes must never change: what was kept with them is read with them.
const COMMON: &[u8] = include_bytes!("layout3.dictionary");

/// What layout 2 kept its records with, by zlib.
const COMMON_BEFORE: &[u8] = include_bytes!("layout2.dictionary");

/// The record as bytes, for keeping beside its text. It is made small for that, and is whole again afterwards.
pub(crate) fn pack(record: &mut Record) -> io::Result<Vec<u8>> {
    let text = std::mem::take(&mut record.document.text);
    shorten(record, &text);
    let json = serde_json::to_vec(record);
    lengthen(record, text);
    compress(&json?)
}

/// Takes out of a record what its text tells.
fn shorten(record: &mut Record, text: &str) {
    if !text.is_empty() && record.document.title == first_line(text) {
        AS_WRITTEN.clone_into(&mut record.document.title);
    }
    let text = Text::new(text);
    each_actor(record, &mut |actor| {
        for name in [&mut actor.name, &mut actor.name_ar] {
            if *name == actor.text && text.slice(actor.start, actor.end) == Some(name) {
                AS_WRITTEN.clone_into(name);
            }
        }
    });
    each_quote(record, &mut |words, start, end| {
        if start < end && text.slice(start, end) == Some(words) {
            words.clear();
        }
    });
}

/// Puts everything back that [`shorten`] took out.
fn lengthen(record: &mut Record, text: String) {
    let points = Text::new(&text);
    each_quote(record, &mut |words, start, end| {
        if words.is_empty() && start < end {
            words.push_str(points.slice(start, end).unwrap_or_default());
        }
    });
    each_actor(record, &mut |actor| {
        for name in [&mut actor.name, &mut actor.name_ar] {
            if *name == AS_WRITTEN {
                name.clone_from(&actor.text);
            }
        }
    });
    if record.document.title == AS_WRITTEN {
        first_line(&text).clone_into(&mut record.document.title);
    }
    record.document.text = text;
}

fn first_line(text: &str) -> &str {
    text.split('\n').next().unwrap_or_default()
}

static TO_COMPRESS: LazyLock<EncoderDictionary<'static>> = LazyLock::new(|| EncoderDictionary::copy(COMMON, LEVEL));
static TO_DECOMPRESS: LazyLock<DecoderDictionary<'static>> = LazyLock::new(|| DecoderDictionary::copy(COMMON));

thread_local! {
    /// A compressor holds some hundred kilobytes: one a thread, not one an article.
    static COMPRESSOR: RefCell<io::Result<Compressor<'static>>> = RefCell::new(compressor());
    static DECOMPRESSOR: RefCell<io::Result<Decompressor<'static>>> = RefCell::new(Decompressor::with_prepared_dictionary(&TO_DECOMPRESS));
    static DECOMPRESSOR_BEFORE: RefCell<Decompress> = RefCell::new(Decompress::new(true));
}

/// The level at which the dictionary tells most: those below look up too few of its words, those above save nothing more.
const LEVEL: i32 = 3;

fn compressor() -> io::Result<Compressor<'static>> {
    let mut compressor = Compressor::with_prepared_dictionary(&TO_COMPRESS)?;
    compressor.include_checksum(true)?;
    Ok(compressor)
}

/// A frame of zstd, with its length, the dictionary's number and a sum over the bytes.
fn compress(bytes: &[u8]) -> io::Result<Vec<u8>> {
    COMPRESSOR.with_borrow_mut(|compressor| match compressor {
        Ok(compressor) => compressor.compress(bytes),
        Err(error) => Err(io::Error::other(error.to_string())),
    })
}

/// What [`compress`] made again, or what older layouts kept.
fn decompress(bytes: &[u8]) -> io::Result<Vec<u8>> {
    if !bytes.starts_with(&zstd::zstd_safe::MAGICNUMBER.to_le_bytes()) {
        return inflate(bytes);
    }
    let length = get_frame_content_size(bytes).ok().flatten().ok_or_else(|| io::Error::other("it does not tell its length"))?;
    let mut out = Vec::new();
    let room = usize::try_from(length).ok().filter(|_| length <= LONGEST).and_then(|length| out.try_reserve_exact(length).ok());
    room.ok_or_else(|| io::Error::other("it is too long"))?;
    DECOMPRESSOR.with_borrow_mut(|decompressor| match decompressor {
        Ok(decompressor) => decompressor.decompress_to_buffer(bytes, &mut out).map(|_| ()),
        Err(error) => Err(io::Error::other(error.to_string())),
    })?;
    Ok(out)
}

/// What layouts 1 and 2 kept: zlib, with a dictionary when its bytes say that they want one.
fn inflate(bytes: &[u8]) -> io::Result<Vec<u8>> {
    DECOMPRESSOR_BEFORE.with_borrow_mut(|decompressor| {
        decompressor.reset(true);
        let mut out = Vec::with_capacity(bytes.len() * 8 + 256);
        let count = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
        loop {
            let rest = bytes.get(count(decompressor.total_in())..).unwrap_or_default();
            let (consumed, made) = (decompressor.total_in(), out.len());
            match decompressor.decompress_vec(rest, &mut out, FlushDecompress::Finish) {
                Ok(Status::StreamEnd) => return Ok(out),
                Ok(_) if out.len() as u64 > LONGEST => return Err(io::Error::other("it is too long")),
                Ok(_) if out.len() < out.capacity() && (decompressor.total_in(), out.len()) == (consumed, made) => return Err(io::ErrorKind::UnexpectedEof.into()),
                Ok(_) => out.reserve(out.capacity()),
                Err(error) if error.needs_dictionary().is_some() => decompressor.set_dictionary(COMMON_BEFORE).map(|_| ()).map_err(io::Error::other)?,
                Err(error) => return Err(io::Error::other(error)),
            }
        }
    })
}

/// The record again.
pub(crate) fn unpack(bytes: &[u8], text: String) -> io::Result<Record> {
    let mut record: Record = serde_json::from_str(&json(bytes)?)?;
    lengthen(&mut record, text);
    Ok(record)
}

/// A record's JSON; letters are looked at once, not word by word.
fn json(bytes: &[u8]) -> io::Result<String> {
    String::from_utf8(decompress(bytes)?).map_err(io::Error::other)
}

/// A record whose parts are not looked into until they are asked for: a row shows one event of six.
#[derive(Deserialize)]
pub(crate) struct Folded {
    document: Document,
    events: Vec<Box<RawValue>>,
    statements: Vec<Box<RawValue>>,
}

impl Folded {
    /// Opens a kept record.
    pub(crate) fn open(bytes: &[u8], text: String) -> io::Result<Self> {
        let mut folded: Self = serde_json::from_str(&json(bytes)?)?;
        folded.document.text = text;
        Ok(folded)
    }

    /// The record with one event only, the one of this id, and with its statements when they are wanted.
    pub(crate) fn record_of(&self, event: &str, with_statements: bool) -> io::Result<Record> {
        // Events are numbered from 1 in the order in which they stand, unless one was left out.
        let number = event.get(1..).and_then(|number| number.parse().ok()).unwrap_or(0_usize);
        let (there, others) = (self.events.get(number.wrapping_sub(1)), &self.events);
        let mut record = Record { document: self.document.clone(), ..Record::default() };
        for part in there.into_iter().chain(others) {
            let read: Event = serde_json::from_str(part.get())?;
            if read.id == event {
                record.events.push(read);
                break;
            }
        }
        if with_statements {
            record.statements = self.statements.iter().map(|part| serde_json::from_str(part.get())).collect::<Result<_, _>>()?;
        }
        let text = std::mem::take(&mut record.document.text);
        lengthen(&mut record, text);
        Ok(record)
    }
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

/// Visits every mention of somebody.
fn each_actor(record: &mut Record, visit: &mut dyn FnMut(&mut Actor)) {
    for event in &mut record.events {
        sides(event).for_each(&mut *visit);
    }
    for statement in &mut record.statements {
        visit(&mut statement.speaker);
        statement.addressee.iter_mut().for_each(&mut *visit);
    }
}

fn sides(event: &mut Event) -> impl Iterator<Item = &mut Actor> {
    let told = event.actor.iter_mut().chain(&mut event.recipient).chain(&mut event.according_to);
    told.chain(event.disputed_by.iter_mut().map(|d| &mut d.actor))
}

fn of_event(event: &mut Event, visit: &mut Visit<'_>) {
    sides(event).for_each(|a| of_actor(a, visit));
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

#[cfg(test)]
mod tests {
    use super::*;

    fn record() -> Record {
        serde_json::from_str(
            r#"{"document":{"id":"00","title":"تصريح","text":"تصريح\nقال ماجد كلمة","published":null,"language":"ar","source":null,"url":null,"warnings":[]},"events":[],
            "statements":[{"id":"s1","speaker":{"text":"ماجد","start":10,"end":14,"name":"ماجد","name_ar":"ماجد","code":null,"sector":[],"kind":"person","office":null,"wikidata":null,"rule":""},
            "addressee":null,"stance":"says","cue":{"text":"قال","start":6,"end":9},"content":{"text":"كلمة","start":15,"end":19},"quotes":[],"about":[],"status":"actual","rule":""}]}"#,
        )
        .expect("a record")
    }

    #[test]
    fn a_record_comes_back_as_it_was() {
        let mut small = record();
        let bytes = pack(&mut small).expect("packed");
        assert_eq!(small, record());
        assert_eq!(unpack(&bytes, record().document.text).expect("unpacked"), record());
        shorten(&mut small, &record().document.text);
        assert!(!serde_json::to_string(&small.statements).expect("JSON").contains("ماجد"));
    }

    #[test]
    fn a_part_is_as_it_is_in_the_whole() {
        let folded = Folded::open(&pack(&mut record()).expect("packed"), record().document.text).expect("opened");
        assert_eq!(folded.record_of("e1", true).expect("read"), record());
        assert_eq!(folded.record_of("e1", false).expect("read"), Record { statements: Vec::new(), ..record() });
    }

    /// As layouts 1 and 2 made records small.
    fn deflated(dictionary: Option<&[u8]>) -> Vec<u8> {
        let mut compressor = flate2::Compress::new(flate2::Compression::new(3), true);
        if let Some(dictionary) = dictionary {
            compressor.set_dictionary(dictionary).expect("set");
        }
        let mut out = Vec::with_capacity(1 << 16);
        let done = compressor.compress_vec(&serde_json::to_vec(&record()).expect("JSON"), &mut out, flate2::FlushCompress::Finish);
        assert_eq!(done.expect("compressed"), Status::StreamEnd);
        out
    }

    #[test]
    fn what_older_layouts_kept_is_read() {
        for dictionary in [None, Some(COMMON_BEFORE)] {
            assert_eq!(unpack(&deflated(dictionary), record().document.text).expect("unpacked"), record());
        }
    }

    #[test]
    fn damage_is_an_error() {
        let bytes = pack(&mut record()).expect("packed");
        for cut in 0..bytes.len() {
            assert!(unpack(&bytes[..cut], String::new()).is_err(), "{cut} of {} bytes", bytes.len());
        }
        let turned = |at: usize| bytes.iter().enumerate().map(|(i, byte)| byte ^ u8::from(i == at)).collect::<Vec<u8>>();
        let read = (0..bytes.len()).filter_map(|at| unpack(&turned(at), record().document.text).ok());
        assert!(read.into_iter().all(|read| read == record()), "another record out of damaged bytes");
        assert!(unpack(b"none of ours", String::new()).is_err());
        let mut old = deflated(Some(COMMON_BEFORE));
        old.truncate(old.len() / 2);
        assert!(unpack(&old, String::new()).is_err());
    }

    #[test]
    fn a_length_that_no_record_has_is_refused() {
        // A frame of one segment, whose length of eight bytes is 2⁶³.
        let bomb = [&zstd::zstd_safe::MAGICNUMBER.to_le_bytes()[..], &[0b1110_0000], &(1_u64 << 63).to_le_bytes(), &[1, 0, 0]].concat();
        assert_eq!(unpack(&bomb, String::new()).expect_err("a bomb").to_string(), "it is too long");
    }
}
