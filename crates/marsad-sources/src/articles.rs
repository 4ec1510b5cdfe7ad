//! The walk over everything that was given, one article at a time, in order.

use crate::decode::{HEAD, Reading, Transcoder, decode, sniff};
use crate::error::{Error, Kind};
use crate::jsonl::{LONGEST, looks_like_jsonl, parse_line};
use crate::walk::{Found, is_named_jsonl, list};
use encoding_rs::UTF_8;
use jiff::civil::Date;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::PathBuf;

/// Where articles come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Standard input.
    Stdin,
    /// A file, or a folder with all below it.
    Path(PathBuf),
}

impl Input {
    /// Reads an argument: `-` is standard input.
    pub fn parse(argument: impl Into<PathBuf>) -> Self {
        let path = argument.into();
        if path.as_os_str() == "-" { Self::Stdin } else { Self::Path(path) }
    }
}

/// How articles lie in a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// By the file's ending, or by whether its first line is a JSON object.
    #[default]
    Auto,
    /// The file is one article.
    Text,
    /// Each line is an article, as a JSON object.
    Jsonl,
}

/// An article as it was given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// Its text, unchanged.
    pub text: String,
    /// Its headline, when given apart.
    pub title: Option<String>,
    /// Its day of publication.
    pub published: Option<Date>,
    /// BCP 47 tag.
    pub language: Option<String>,
    /// The caller's own id.
    pub external_id: Option<String>,
    /// The outlet.
    pub source: Option<String>,
    /// The address.
    pub url: Option<String>,
}

/// Where an article lay.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The file as it was named, or `standard input`.
    pub name: String,
    /// The line, in JSONL.
    pub line: Option<usize>,
}

/// What was found in one place.
#[derive(Clone, Debug, Default)]
pub struct Item {
    /// The place.
    pub origin: Origin,
    /// The article; `None` for a line that holds none, and then a warning says why.
    pub article: Option<Given>,
    /// What the reader of the record should know about the bytes, as `line 7: no "text"`.
    pub warnings: Vec<String>,
    /// Bytes read since the item before, for showing progress.
    pub bytes: u64,
}

/// Every article of the inputs, in order.
///
/// ```
/// use marsad_sources::{Articles, Input, Shape};
/// let path = std::env::temp_dir().join("marsad-doc.jsonl");
/// std::fs::write(&path, "{\"text\":\"التقى الوزيران.\"}\n{oops\n")?;
/// let items: Vec<_> = Articles::new(vec![Input::Path(path)], Shape::Auto).flatten().collect();
/// assert_eq!(items[0].article.as_ref().map(|a| a.text.as_str()), Some("التقى الوزيران."));
/// assert!(items[1].article.is_none() && items[1].warnings[0].starts_with("line 2: "));
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct Articles {
    /// What is still to be done, last first.
    pending: Vec<Pending>,
    shape: Shape,
    lines: Option<Lines>,
    files: usize,
}

enum Pending {
    Input(Input),
    Found(Found),
    /// The end of a folder that was named, and how many files had been met before it.
    EndOfFolder(PathBuf, usize),
}

impl Articles {
    /// Starts the walk; nothing is opened yet.
    #[must_use]
    pub fn new(inputs: Vec<Input>, shape: Shape) -> Self {
        Self { pending: inputs.into_iter().rev().map(Pending::Input).collect(), shape, lines: None, files: 0 }
    }

    fn enter(&mut self, next: Pending) -> Result<Option<Item>, Error> {
        match next {
            Pending::Input(Input::Stdin) => self.stream("standard input", Box::new(io::stdin()), self.shape),
            Pending::Input(Input::Path(path)) if path.is_dir() => {
                self.pending.push(Pending::EndOfFolder(path.clone(), self.files));
                self.pending.push(Pending::Found(Found::Folder(path)));
                Ok(None)
            }
            Pending::Found(Found::Folder(path)) => {
                let found = list(&path).map_err(|e| {
                    self.files += 1; // The complaint about the folder itself is enough.
                    Error::io(&path.to_string_lossy(), &e)
                })?;
                self.pending.extend(found.into_iter().rev().map(Pending::Found));
                Ok(None)
            }
            Pending::EndOfFolder(path, before) if self.files == before => Err(Error::new(&path.to_string_lossy(), Kind::NoArticles)),
            Pending::EndOfFolder(..) => Ok(None),
            Pending::Input(Input::Path(path)) | Pending::Found(Found::File(path)) => self.file(&path),
        }
    }

    fn file(&mut self, path: &std::path::Path) -> Result<Option<Item>, Error> {
        self.files += 1;
        let name = path.to_string_lossy();
        let file = File::open(path).map_err(|e| Error::io(&name, &e))?;
        let shape = if self.shape == Shape::Auto && is_named_jsonl(path) { Shape::Jsonl } else { self.shape };
        self.stream(&name, Box::new(file), shape)
    }

    fn stream(&mut self, name: &str, mut from: Box<dyn Read + Send>, shape: Shape) -> Result<Option<Item>, Error> {
        let head = read_head(&mut from).map_err(|e| Error::io(name, &e))?;
        if head.is_empty() {
            return Err(Error::new(name, Kind::Empty));
        }
        let reading = sniff(&head).map_err(|what| Error::new(name, Kind::NotText(what)))?;
        let jsonl = match shape {
            Shape::Text => false,
            Shape::Jsonl => true,
            Shape::Auto => looks_like_jsonl(&decode(head.clone(), reading).0),
        };
        let from = Cursor::new(head).chain(from);
        if jsonl {
            self.lines = Some(Lines::new(name, from, reading).map_err(|e| Error::io(name, &e))?);
            return Ok(None);
        }
        whole_text(name, from, reading).map(Some)
    }
}

/// The first bytes, enough to tell what they are. A pipe that has sent a line of JSON is not waited for.
fn read_head(from: &mut dyn Read) -> io::Result<Vec<u8>> {
    let mut head = vec![0; HEAD];
    let mut filled = 0;
    while filled < HEAD {
        match from.read(&mut head[filled..]) {
            Ok(0) => break,
            Ok(more) => filled += more,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
        if head[0] == b'{' && head[..filled].contains(&b'\n') {
            break;
        }
    }
    head.truncate(filled);
    Ok(head)
}

fn whole_text(name: &str, from: impl Read, reading: Reading) -> Result<Item, Error> {
    let mut bytes = Vec::new();
    from.take(LONGEST + 1).read_to_end(&mut bytes).map_err(|e| Error::io(name, &e))?;
    let length = bytes.len() as u64;
    if length > LONGEST {
        return Err(Error::new(name, Kind::TooLong));
    }
    let (text, warnings) = decode(bytes, reading);
    if text.trim().is_empty() {
        return Err(Error::new(name, Kind::Empty));
    }
    if text.contains('\0') && reading.encoding != UTF_8 {
        return Err(Error::new(name, Kind::NotText("binary data")));
    }
    let origin = Origin { name: name.to_owned(), line: None };
    Ok(Item { origin, article: Some(Given { text, ..Given::default() }), warnings, bytes: length })
}

impl Iterator for Articles {
    type Item = Result<Item, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(lines) = &mut self.lines {
                match lines.next_line() {
                    Ok(Some(item)) => return Some(Ok(item)),
                    Ok(None) if lines.met_any => self.lines = None,
                    Ok(None) => {
                        let error = Error::new(&lines.name, Kind::Empty);
                        self.lines = None;
                        return Some(Err(error));
                    }
                    Err(e) => {
                        let error = Error::io(&lines.name, &e);
                        self.lines = None;
                        return Some(Err(error));
                    }
                }
            }
            let next = self.pending.pop()?;
            if let Some(result) = self.enter(next).transpose() {
                return Some(result);
            }
        }
    }
}

/// A JSONL stream being read.
struct Lines {
    name: String,
    from: BufReader<Box<dyn Read + Send>>,
    buffer: Vec<u8>,
    line: usize,
    met_any: bool,
    /// Said of every article of the file.
    warning: Option<String>,
}

impl Lines {
    fn new(name: &str, mut from: impl Read + Send + 'static, reading: Reading) -> io::Result<Self> {
        from.read_exact(&mut vec![0; reading.bom])?;
        let from: Box<dyn Read + Send> = if reading.encoding == UTF_8 { Box::new(from) } else { Box::new(Transcoder::new(from, reading.encoding)) };
        Ok(Self { name: name.to_owned(), from: BufReader::with_capacity(HEAD, from), buffer: Vec::new(), line: 0, met_any: false, warning: reading.warning() })
    }

    /// The next line that is not blank.
    fn next_line(&mut self) -> io::Result<Option<Item>> {
        let mut bytes = 0;
        loop {
            self.buffer.clear();
            bytes += (&mut self.from).take(LONGEST).read_until(b'\n', &mut self.buffer)? as u64;
            if self.buffer.is_empty() {
                return Ok(None);
            }
            self.line += 1;
            let cut = self.buffer.len() as u64 == LONGEST && !self.buffer.ends_with(b"\n");
            if cut {
                self.from.skip_until(b'\n')?;
            }
            if !self.buffer.trim_ascii().is_empty() {
                self.met_any = true;
                return Ok(Some(self.item(cut, bytes)));
            }
        }
    }

    fn item(&self, cut: bool, bytes: u64) -> Item {
        let (article, complaints) = if cut { (None, vec!["longer than 1 GiB".to_owned()]) } else { parse_line(&self.buffer) };
        let complaints = self.warning.iter().cloned().chain(complaints);
        let warnings = complaints.map(|w| format!("line {}: {w}", self.line)).collect();
        Item { origin: Origin { name: self.name.clone(), line: Some(self.line) }, article, warnings, bytes }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn scratch(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("marsad-sources-{}-{name}", std::process::id()));
        fs::create_dir_all(&folder).expect("temporary folder");
        folder
    }

    fn texts(inputs: Vec<Input>) -> Vec<String> {
        Articles::new(inputs, Shape::Auto).map(|r| r.map_or_else(|e| format!("error: {e}"), |i| i.article.map_or_else(|| i.warnings.join("; "), |a| a.text))).collect()
    }

    #[test]
    fn walks_folders_in_order_and_leaves_hidden_files() {
        let folder = scratch("walk");
        fs::create_dir_all(folder.join("b")).expect("folder");
        for (name, text) in [("c.txt", "3"), ("b/x.text", "2"), ("a.jsonl", "{\"text\":\"1\"}\n\n{\"text\":\"1b\"}"), (".hidden.txt", "no"), ("d.html", "no")] {
            fs::write(folder.join(name), text).expect("file");
        }
        assert_eq!(texts(vec![Input::Path(folder.clone())]), ["1", "1b", "2", "3"]);
        assert_eq!(bytes_of(&folder), 3);
        fs::remove_dir_all(folder).expect("clean up");
    }

    fn bytes_of(folder: &std::path::Path) -> usize {
        crate::bytes_to_read(&[Input::Path(folder.to_owned())]).0
    }

    #[test]
    fn says_what_is_wrong_and_goes_on() {
        let folder = scratch("wrong");
        fs::create_dir_all(folder.join("hollow")).expect("folder");
        for (name, text) in [("empty.txt", ""), ("blank.txt", " \n"), ("data.txt", "a\0b"), ("good.txt", "نص"), ("none.jsonl", "\n\n")] {
            fs::write(folder.join(name), text).expect("file");
        }
        let names = ["empty.txt", "blank.txt", "data.txt", "missing.txt", "none.jsonl", "hollow", "good.txt"];
        let found = texts(names.iter().map(|n| Input::Path(folder.join(n))).collect());
        let endings = ["is empty", "is empty", "binary data", "no such file", "is empty", "holds no .txt, .text, .jsonl or .ndjson file", "نص"];
        for ((found, ending), name) in found.iter().zip(endings).zip(names) {
            assert!(found.ends_with(ending), "{name}: {found}");
        }
        fs::remove_dir_all(folder).expect("clean up");
    }

    #[test]
    fn reads_jsonl_in_utf16() {
        let folder = scratch("utf16");
        let path = folder.join("a.jsonl");
        let bytes: Vec<u8> = "\u{feff}{\"text\":\"نص\"}\r\n{\"text\":\"ثان\"}\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        fs::write(&path, bytes).expect("file");
        assert_eq!(texts(vec![Input::Path(path)]), ["نص", "ثان"]);
        fs::remove_dir_all(folder).expect("clean up");
    }
}
