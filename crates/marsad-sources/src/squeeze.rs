//! Compressed files, read as if they were not: gzip of any number of members, and zstd of any number of frames.
//!
//! A damaged gzip member is said once and passed over; the members after it are read.

use flate2::bufread::GzDecoder;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use zstd::Decoder;

/// Bytes on their way.
pub(crate) type Bytes = Box<dyn Read + Send>;

const GZIP: &[u8] = b"\x1f\x8b\x08";
const ZSTD: &[u8] = b"\x28\xb5\x2f\xfd";

/// The bytes themselves, whatever they are packed in, and whether they were packed.
pub(crate) fn unpacked(mut from: Bytes) -> io::Result<(Bytes, bool)> {
    let mut head = Vec::with_capacity(4);
    (&mut from).take(4).read_to_end(&mut head)?;
    let (gzip, zstd) = (head.starts_with(GZIP), head.starts_with(ZSTD));
    let whole: Bytes = Box::new(Cursor::new(head).chain(from));
    Ok(match (gzip, zstd) {
        (true, _) => (Box::new(Members::new(whole)), true),
        (_, true) => (Box::new(Frames(Decoder::with_buffer(BufReader::with_capacity(1 << 16, whole))?)), true),
        _ => (whole, false),
    })
}

/// The members of a gzip file, one after another.
struct Members {
    now: Option<GzDecoder<BufReader<Bytes>>>,
    /// Set while the damage of a member has been said and the next one is not found yet.
    lost: bool,
}

impl Members {
    fn new(raw: Bytes) -> Self {
        Self { now: Some(GzDecoder::new(BufReader::with_capacity(1 << 16, raw))), lost: false }
    }

    /// Goes to the next member; `false` at the end of the file.
    fn advance(&mut self) -> io::Result<bool> {
        let Some(done) = self.now.take() else { return Ok(false) };
        let mut raw = done.into_inner();
        if std::mem::take(&mut self.lost) && !skip_to(&mut raw, GZIP)? {
            return Ok(false);
        }
        if raw.fill_buf()?.is_empty() {
            return Ok(false);
        }
        self.now = Some(GzDecoder::new(raw));
        Ok(true)
    }
}

impl Read for Members {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if self.lost && !self.advance()? {
                return Ok(0);
            }
            let Some(now) = &mut self.now else { return Ok(0) };
            match now.read(buffer) {
                Ok(0) if !buffer.is_empty() => {
                    if !self.advance()? {
                        return Ok(0);
                    }
                }
                Err(error) => {
                    self.lost = true;
                    return Err(damage(&error));
                }
                read => return read,
            }
        }
    }
}

fn damage(error: &io::Error) -> io::Error {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => io::Error::new(io::ErrorKind::UnexpectedEof, "the compressed data end early; what came before was read"),
        _ => io::Error::new(io::ErrorKind::InvalidData, "the compressed data are damaged"),
    }
}

/// Passes over bytes until `mark` comes next.
fn skip_to(raw: &mut impl BufRead, mark: &[u8]) -> io::Result<bool> {
    loop {
        let there = raw.fill_buf()?;
        if there.is_empty() {
            return Ok(false);
        }
        if let Some(at) = there.windows(mark.len()).position(|w| w == mark) {
            raw.consume(at);
            return Ok(true);
        }
        let passed = there.len().saturating_sub(mark.len() - 1).max(1);
        raw.consume(passed);
    }
}

/// The frames of a zstd file, one after another.
struct Frames(Decoder<'static, BufReader<Bytes>>);

impl Read for Frames {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let broken = |_| io::Error::new(io::ErrorKind::InvalidData, "the compressed data are damaged or end early; what came before was read");
        self.0.read(buffer).map_err(broken)
    }
}
