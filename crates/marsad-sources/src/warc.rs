//! Web archives: the pages of a WARC file, one record at a time, from a stream that cannot go back.
//!
//! Enters: bytes such as Common Crawl's news files, unpacked. Leaves: an item for each page, and one for each record that is
//! broken, naming its number. A crate for this pulls an encoding library nobody keeps up; the format is headers and a length.

use crate::articles::{Item, Origin, Page};
use std::io::{self, BufRead, BufReader, Read};

/// A page longer than this is no article.
const LONGEST: u64 = 16 << 20;
const LONGEST_HEADER: usize = 64 << 10;

/// Whether bytes begin like a web archive.
pub(crate) fn looks_like_warc(head: &[u8]) -> bool {
    head.starts_with(b"WARC/")
}

/// A WARC file being read.
pub(crate) struct Records<R> {
    name: String,
    from: BufReader<R>,
    number: usize,
    /// A first line that was met while looking for the next record.
    met: Option<Vec<u8>>,
    ended: bool,
}

/// Headers by name, in small letters.
#[derive(Default)]
struct Headers(Vec<(String, String)>);

impl Headers {
    fn add(&mut self, line: &[u8]) {
        let line = String::from_utf8_lossy(line);
        if let Some((name, value)) = line.split_once(':') {
            self.0.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        }
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }
}

impl<R: Read> Records<R> {
    pub(crate) fn new(name: &str, from: R) -> Self {
        Self { name: name.to_owned(), from: BufReader::with_capacity(1 << 16, from), number: 0, met: None, ended: false }
    }

    /// The next page, or what is wrong with a record; `None` at the end.
    fn next_page(&mut self) -> Option<Item> {
        while !self.ended {
            match self.record() {
                Ok(Some(item)) => return Some(item),
                Ok(None) => {}
                Err(error) => {
                    let item = self.broken(&error.to_string());
                    // The record at hand is lost; the next one begins with its mark.
                    return Some(item);
                }
            }
        }
        None
    }

    fn broken(&self, why: &str) -> Item {
        let place = format!("record {}: {why}", self.number);
        Item { origin: Origin { name: self.name.clone(), line: None }, warnings: vec![place], ..Item::default() }
    }

    /// Reads one record; nothing for one that is no page.
    fn record(&mut self) -> io::Result<Option<Item>> {
        if !self.find_mark()? {
            self.ended = true;
            return Ok(None);
        }
        self.number += 1;
        let headers = self.headers()?;
        let length: u64 = headers.get("content-length").and_then(|l| l.parse().ok()).ok_or_else(|| invalid("has no length"))?;
        let is_page = headers.get("warc-type") == Some("response") && headers.get("content-type").is_none_or(|t| t.starts_with("application/http"));
        if !is_page || length > LONGEST {
            let passed = io::copy(&mut (&mut self.from).take(length), &mut io::sink())?;
            return if passed < length { Err(invalid("is cut off")) } else { Ok(None) };
        }
        let mut body = Vec::with_capacity(usize::try_from(length).unwrap_or(0));
        (&mut self.from).take(length).read_to_end(&mut body)?;
        if (body.len() as u64) < length {
            return Err(invalid("is cut off"));
        }
        Ok(self.page(&headers, &body))
    }

    /// Goes to the next line that begins a record; `false` at the end of the file.
    fn find_mark(&mut self) -> io::Result<bool> {
        if self.met.take().is_some() {
            return Ok(true);
        }
        let mut line = Vec::new();
        let mut strange = 0usize;
        loop {
            line.clear();
            let read = (&mut self.from).take(LONGEST_HEADER as u64).read_until(b'\n', &mut line);
            if read.is_err() {
                // What cannot be unpacked between two records is the one that would come.
                self.number += 1;
            }
            if read? == 0 {
                return if strange > 0 && self.number > 0 { Err(invalid("is followed by bytes that are no record")) } else { Ok(false) };
            }
            if line.starts_with(b"WARC/") {
                return Ok(true);
            }
            strange += usize::from(!line.trim_ascii().is_empty());
        }
    }

    fn headers(&mut self) -> io::Result<Headers> {
        let mut headers = Headers::default();
        let mut line = Vec::new();
        let mut all = 0;
        loop {
            line.clear();
            all += (&mut self.from).take(LONGEST_HEADER as u64).read_until(b'\n', &mut line)?;
            if line.starts_with(b"WARC/") {
                self.met = Some(line);
                return Err(invalid("ends within its headers"));
            }
            if line.is_empty() {
                return Err(invalid("ends within its headers"));
            }
            if line.trim_ascii().is_empty() {
                return Ok(headers);
            }
            if all > LONGEST_HEADER {
                return Err(invalid("has headers without end"));
            }
            headers.add(&line);
        }
    }

    /// The page of a response, when it is one of HTML that was found.
    fn page(&self, warc: &Headers, body: &[u8]) -> Option<Item> {
        let (status, http, content) = split_http(body)?;
        let kind = http.get("content-type").unwrap_or("text/html").to_ascii_lowercase();
        if status != 200 || !(kind.contains("html") || kind.contains("xml")) {
            return None;
        }
        let content = unwrapped(&http, content);
        let charset = kind.split_once("charset=").map(|(_, c)| c.trim_matches(['"', '\'', ' ', ';']).to_owned());
        let address = warc.get("warc-target-uri").map(|u| u.trim_matches(['<', '>']).to_owned());
        let crawled = warc.get("warc-date").and_then(|d| d.get(..10)).and_then(|d| d.parse().ok());
        let bytes = content.len() as u64;
        let name = format!("{} record {}", self.name, self.number);
        Some(Item { origin: Origin { name, line: None }, page: Some(Page { bytes: content, address, charset, crawled, told: None }), bytes, ..Item::default() })
    }
}

impl<R: Read> Iterator for Records<R> {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        self.next_page()
    }
}

fn invalid(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}

/// Status, headers and content of an HTTP answer.
fn split_http(body: &[u8]) -> Option<(u16, Headers, &[u8])> {
    let end = body.windows(4).position(|w| w == b"\r\n\r\n").map(|at| (at, at + 4)).or_else(|| body.windows(2).position(|w| w == b"\n\n").map(|at| (at, at + 2)))?;
    let mut lines = body.get(..end.0)?.split(|b| *b == b'\n');
    let status = String::from_utf8_lossy(lines.next()?).split_whitespace().nth(1)?.parse().ok()?;
    let mut headers = Headers::default();
    lines.for_each(|line| headers.add(line));
    Some((status, headers, body.get(end.1..)?))
}

/// The content without the wrappings of its transfer; left as it is when they turn out not to be there.
fn unwrapped(http: &Headers, content: &[u8]) -> Vec<u8> {
    let chunked = http.get("transfer-encoding").is_some_and(|t| t.to_ascii_lowercase().contains("chunked"));
    let content = if chunked { dechunked(content).unwrap_or_else(|| content.to_vec()) } else { content.to_vec() };
    if !content.starts_with(b"\x1f\x8b\x08") {
        return content;
    }
    let mut plain = Vec::new();
    match flate2::read::MultiGzDecoder::new(content.as_slice()).take(LONGEST).read_to_end(&mut plain) {
        Ok(_) => plain,
        Err(_) => content,
    }
}

fn dechunked(mut content: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(content.len());
    loop {
        let end = content.iter().position(|b| *b == b'\n')?;
        let size = str::from_utf8(content.get(..end)?).ok()?.trim().split(';').next()?.to_owned();
        let size = usize::from_str_radix(&size, 16).ok()?;
        content = content.get(end + 1..)?;
        if size == 0 {
            return Some(out);
        }
        out.extend_from_slice(content.get(..size)?);
        content = content.get(size..)?;
        content = content.strip_prefix(b"\r\n").or_else(|| content.strip_prefix(b"\n"))?;
    }
}
