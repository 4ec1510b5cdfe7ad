//! Which encoding bytes are in, and whether they are text at all.
//!
//! Enters: the first bytes of a file. Leaves: an encoding, or the name of what the file is instead. UTF-8 is
//! believed whenever the bytes allow it; a file with more sound UTF-8 letters than unsound ones is damaged
//! UTF-8, not windows-1256.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::io::{self, Read};

/// How many bytes are looked at to decide.
pub(crate) const HEAD: usize = 64 * 1024;

/// How a file's bytes are to be read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Reading {
    pub encoding: &'static Encoding,
    /// Length of the byte order mark.
    pub bom: usize,
    /// Chosen by the look of the letters; worth a warning.
    pub guessed: bool,
}

impl Reading {
    /// What a reader of the record should know about the choice.
    pub fn warning(&self) -> Option<String> {
        self.guessed.then(|| format!("read as {}, guessed from its bytes", self.encoding.name().to_lowercase()))
    }
}

/// Decides by the first bytes of a file.
///
/// # Errors
/// What the file looks like when it is not text.
pub(crate) fn sniff(head: &[u8]) -> Result<Reading, &'static str> {
    if let Some((encoding, bom)) = Encoding::for_bom(head) {
        return Ok(Reading { encoding, bom, guessed: false });
    }
    for (magic, name) in MAGIC {
        if head.starts_with(magic) {
            return Err(name);
        }
    }
    for encoding in [UTF_16LE, UTF_16BE] {
        if looks_like_utf16(head, encoding == UTF_16BE) {
            return Ok(Reading { encoding, bom: 0, guessed: false });
        }
    }
    if is_binary(head) {
        return Err("binary data");
    }
    let (sound, unsound) = utf8_letters(head);
    if unsound == 0 || sound > unsound {
        return Ok(Reading { encoding: UTF_8, bom: 0, guessed: false });
    }
    // One byte a letter: any bytes at all decode, so that what is no text shows in its control characters only.
    if controls(head) >= 2 && controls(head) * 200 > head.len() {
        return Err("binary data");
    }
    Ok(Reading { encoding: guess(head), bom: 0, guessed: true })
}

const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"\x1f\x8b", "gzip-compressed data"),
    (b"BZh", "bzip2-compressed data"),
    (b"\xfd7zXZ", "xz-compressed data"),
    (b"\x28\xb5\x2f\xfd", "zstd-compressed data"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\0", "a database"),
];

/// Arabic or Latin text in two-byte units: the high bytes are few and the same few.
fn looks_like_utf16(head: &[u8], big_endian: bool) -> bool {
    let units: Vec<(u8, u8)> = head.as_chunks::<2>().0.iter().take(4096).map(|&[a, b]| if big_endian { (a, b) } else { (b, a) }).collect();
    let letters = units.iter().filter(|(high, low)| match high {
        0x00 => matches!(low, 0x20..=0x7e | b'\t' | b'\n' | b'\r' | 0xa0..),
        0x06 | 0x07 | 0x08 | 0xfb..=0xfe => true,
        _ => false,
    });
    let letters = letters.count();
    let marks = units.iter().filter(|(high, _)| *high == 0x20).count();
    units.len() >= 2 && letters * 2 > units.len() && (letters + marks) * 10 >= units.len() * 9
}

/// A NUL, or more control characters than any typewriter leaves. Escape sequences are hostile but text.
fn is_binary(head: &[u8]) -> bool {
    head.contains(&0) || (controls(head) >= 2 && controls(head) * 16 > head.len())
}

fn controls(head: &[u8]) -> usize {
    head.iter().filter(|b| matches!(b, 0x01..=0x06 | 0x0b | 0x0e..=0x1a | 0x1c..=0x1f | 0x7f)).count()
}

/// How many characters beyond ASCII are sound UTF-8, and how many breaks there are. A character cut off at
/// the end of the head is neither.
fn utf8_letters(head: &[u8]) -> (usize, usize) {
    let mut sound = 0;
    let mut unsound = 0;
    let mut chunks = head.utf8_chunks().peekable();
    while let Some(chunk) = chunks.next() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        let cut_off = chunks.peek().is_none() && head.len() >= HEAD;
        unsound += usize::from(!chunk.invalid().is_empty() && !cut_off);
    }
    (sound, unsound)
}

fn guess(head: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(head, true);
    detector.guess(Some(b"sa"), chardetng::Utf8Detection::Deny)
}

/// Bytes as text, and what to say about them.
pub(crate) fn decode(mut bytes: Vec<u8>, reading: Reading) -> (String, Vec<String>) {
    let mut warnings: Vec<String> = reading.warning().into_iter().collect();
    if reading.encoding != UTF_8 {
        let (text, damaged) = reading.encoding.decode_without_bom_handling(&bytes[reading.bom..]);
        if damaged {
            warnings.push(format!("bytes that are not {} replaced", reading.encoding.name()));
        }
        return (text.into_owned(), warnings);
    }
    bytes.drain(..reading.bom);
    let text = String::from_utf8(bytes).unwrap_or_else(|error| {
        let (text, breaks) = replace_breaks(error.as_bytes());
        warnings.push(breaks);
        text
    });
    (text, warnings)
}

/// UTF-8 with every break replaced, and the warning that says so.
pub(crate) fn replace_breaks(bytes: &[u8]) -> (String, String) {
    let breaks = bytes.utf8_chunks().filter(|c| !c.invalid().is_empty()).count();
    let first: usize = bytes.utf8_chunks().take(1).map(|c| c.valid().chars().count()).sum();
    let many = if breaks == 1 { "invalid byte sequence" } else { "invalid byte sequences" };
    (String::from_utf8_lossy(bytes).into_owned(), format!("{breaks} {many} replaced, first at character {first}"))
}

/// A stream in any encoding, read as UTF-8. It wants room for some characters at a time, as a `BufReader`
/// around it gives.
pub(crate) struct Transcoder<R> {
    from: R,
    decoder: encoding_rs::Decoder,
    raw: Vec<u8>,
    start: usize,
    end: usize,
    last: bool,
    done: bool,
}

impl<R: Read> Transcoder<R> {
    pub fn new(from: R, encoding: &'static Encoding) -> Self {
        Self { from, decoder: encoding.new_decoder_without_bom_handling(), raw: vec![0; 16 * 1024], start: 0, end: 0, last: false, done: false }
    }
}

impl<R: Read> Read for Transcoder<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while !self.done {
            if self.start == self.end && !self.last {
                self.start = 0;
                self.end = self.from.read(&mut self.raw)?;
                self.last = self.end == 0;
            }
            let (result, read, written, _) = self.decoder.decode_to_utf8(&self.raw[self.start..self.end], out, self.last);
            self.start += read;
            self.done = self.last && result == encoding_rs::CoderResult::InputEmpty;
            if written > 0 {
                return Ok(written);
            }
            if result == encoding_rs::CoderResult::OutputFull {
                return Err(io::Error::other("no room for a character"));
            }
        }
        Ok(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::BufRead;

    const SENTENCE: &str = "التقى الرئيس المصري نظيره الأردني في عمّان يوم الأحد، وبحثا التطورات في المنطقة.";

    fn utf16(text: &str, big_endian: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|u| if big_endian { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
    }

    fn read(bytes: Vec<u8>) -> (String, Vec<String>) {
        let reading = sniff(&bytes).expect("text");
        decode(bytes, reading)
    }

    #[test]
    fn reads_utf16_with_and_without_a_mark() {
        for big_endian in [false, true] {
            for mark in ["", "\u{feff}"] {
                for text in [SENTENCE, "بغداد: 2025.\nRome 2024"] {
                    let (read, warnings) = read(utf16(&format!("{mark}{text}"), big_endian));
                    assert_eq!((read.as_str(), warnings.len()), (text, 0));
                }
            }
        }
    }

    #[test]
    fn reads_windows_1256() {
        let (bytes, _, _) = encoding_rs::WINDOWS_1256.encode(SENTENCE);
        let (text, warnings) = read(bytes.into_owned());
        assert_eq!(text, SENTENCE);
        assert!(warnings[0].contains("windows-1256"), "{warnings:?}");
    }

    #[test]
    fn believes_damaged_utf8_over_a_guess() {
        let mut bytes = SENTENCE.as_bytes().to_vec();
        bytes.insert(10, 0xff);
        let (text, warnings) = read(bytes);
        assert_eq!(text.matches('\u{fffd}').count(), 1);
        assert_eq!(warnings, ["1 invalid byte sequence replaced, first at character 5"]);
    }

    #[test]
    fn tells_data_from_text() {
        assert_eq!(sniff(b"%PDF-1.7 hello"), Err("a PDF"));
        assert_eq!(sniff(b"abc\0def"), Err("binary data"));
        assert_eq!(sniff(&[7, 3, 2, 200, 1, 5, 199, 4]), Err("binary data"));
        assert!(sniff("\u{1b}[31mأحمر\u{1b}[0m".as_bytes()).is_ok());
    }

    #[test]
    fn a_letter_cut_by_the_end_of_the_head_is_no_break() {
        let long = "ا".repeat(HEAD);
        let reading = sniff(&long.as_bytes()[..HEAD + 1][1..]).expect("text");
        assert_eq!(reading.encoding, UTF_8);
    }

    #[test]
    fn transcodes_a_stream() {
        let mut text = String::new();
        let long = SENTENCE.repeat(2000);
        io::BufReader::new(Transcoder::new(utf16(&long, false).as_slice(), UTF_16LE)).read_line(&mut text).expect("reads");
        assert_eq!(text, long);
    }
}
