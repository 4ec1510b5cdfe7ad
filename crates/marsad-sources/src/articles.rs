//! The walk over everything that was given, one article at a time, in order.

use crate::decode::{HEAD, Reading, Transcoder, decode, sniff};
use crate::dump::{Objects, looks_like_array};
use crate::error::{Error, Kind};
use crate::feed::{entries, looks_like_feed};
use crate::html::{article, looks_like_html};
use crate::jsonl::{FieldMap, LONGEST, looks_like_jsonl, parse_line};
use crate::squeeze::{Bytes, unpacked};
use crate::walk::{Found, is_named_jsonl, list};
use crate::warc::{Records, looks_like_warc};
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
    /// Bytes that the caller has fetched.
    Handed(Handed),
}

/// Bytes that came from elsewhere, with what their server says of them. Nothing is fetched here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Handed {
    /// The address as it was named.
    pub name: String,
    /// The bytes, the address they came from and their encoding.
    pub page: Page,
    /// Their kind, such as `text/html`.
    pub media: Option<String>,
    /// The most bytes they may unpack to.
    pub largest: u64,
}

impl Handed {
    fn says_page(&self) -> bool {
        matches!(self.media.as_deref(), Some("text/html" | "application/xhtml+xml"))
    }
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
    /// By the file's ending, or by how it begins: JSON, a page, a feed, a web archive; else text.
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
    /// Who wrote it.
    pub author: Option<String>,
    /// Date, time and offset of publication, as the page gives them.
    pub published_at: Option<String>,
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
    /// A page whose article is still to be found; [`Item::unfold`] finds it.
    pub page: Option<Page>,
    /// A stored page without an article, as web archives hold many: a list of headlines, a picture gallery.
    pub skipped: bool,
    /// Where the whole article stands, when a feed tells only how it begins.
    pub link: Option<String>,
}

/// A page as it was stored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its address.
    pub address: Option<String>,
    /// The encoding its server named.
    pub charset: Option<String>,
    /// The day it was stored.
    pub crawled: Option<Date>,
    /// What a feed says of it. It stands where the page itself says nothing.
    pub told: Option<Box<Given>>,
}

impl Given {
    /// What is not known yet, as `other` has it; the text apart.
    fn or(mut self, other: Given) -> Self {
        if self.published.is_none() {
            (self.published, self.published_at) = (other.published, other.published_at);
        }
        self.title = self.title.or(other.title);
        self.language = self.language.or(other.language);
        self.external_id = self.external_id.or(other.external_id);
        self.source = self.source.or(other.source);
        self.url = self.url.or(other.url);
        self.author = self.author.or(other.author);
        self
    }
}

impl Item {
    /// A feed's entry with the page it links to, named by its address.
    #[must_use]
    pub fn with_page(mut self, name: &str, page: Page) -> Self {
        let bytes = self.bytes.max(page.bytes.len() as u64);
        let told = self.article.take().map(Box::new);
        if told.is_none() {
            // That the entry holds no words does not matter any more.
            self.warnings.clear();
        }
        Self { origin: Origin { name: name.to_owned(), line: None }, page: Some(Page { told, ..page }), link: None, bytes, ..self }
    }
    /// Finds the article of a page. Taking pages apart is work; it is done here so that many threads can do it.
    #[must_use]
    pub fn unfold(mut self) -> Self {
        let Some(mut page) = self.page.take() else { return self };
        let told = page.told.take();
        match article(page.bytes, page.address.as_deref(), page.charset.as_deref()) {
            Ok((mut given, warnings)) => {
                self.warnings.extend(warnings);
                if let Some(told) = told {
                    given = given.or(*told);
                }
                if given.published.is_none()
                    && let Some(day) = page.crawled
                {
                    self.warnings.push("the page names no day of publication: the day it was stored is taken".to_owned());
                    given.published = Some(day);
                }
                self.article = Some(given);
            }
            Err(why) => match told {
                Some(told) => {
                    self.warnings.push(format!("the page {why}: what the feed says of it is kept"));
                    self.article = Some(*told);
                }
                None => {
                    self.skipped = page.crawled.is_some();
                    self.warnings.push(why);
                }
            },
        }
        self
    }
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
    map: FieldMap,
    /// The file being read, when it holds more than one article.
    stream: Option<Stream>,
    files: usize,
}

type Stream = Box<dyn Iterator<Item = Result<Item, Error>> + Send>;

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
        Self { pending: inputs.into_iter().rev().map(Pending::Input).collect(), shape, map: FieldMap::default(), stream: None, files: 0 }
    }

    /// Takes fields of JSON from where `map` says.
    #[must_use]
    pub fn with_map(self, map: FieldMap) -> Self {
        Self { map, ..self }
    }

    fn enter(&mut self, next: Pending) -> Result<Option<Item>, Error> {
        match next {
            Pending::Input(Input::Stdin) => self.stream("standard input", Box::new(io::stdin()), self.shape, None),
            Pending::Input(Input::Handed(mut handed)) => {
                let bytes = std::mem::take(&mut handed.page.bytes);
                self.stream(&handed.name, Box::new(Cursor::new(bytes)), self.shape, Some(&handed))
            }
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
        self.stream(&name, Box::new(file), shape, None)
    }

    /// Looks at what bytes are, and begins them. `handed` is what their server says of them.
    fn stream(&mut self, name: &str, from: Bytes, shape: Shape, handed: Option<&Handed>) -> Result<Option<Item>, Error> {
        let (mut from, _) = unpacked(from).map_err(|e| Error::io(name, &e))?;
        if let Some(handed) = handed {
            from = Box::new(Limited { from, left: handed.largest, most: handed.largest });
        }
        let (head, broken) = read_head(&mut from);
        if let (true, Some(error)) = (head.is_empty(), &broken) {
            return Err(Error::io(name, error));
        }
        let from = Broken(broken).chain(from);
        if head.is_empty() {
            return Err(Error::new(name, Kind::Empty));
        }
        if shape == Shape::Auto && looks_like_warc(&head) {
            self.stream = Some(Box::new(Records::new(name, Cursor::new(head).chain(from)).map(Ok)));
            return Ok(None);
        }
        let reading = sniff(&head).map_err(|what| Error::new(name, Kind::NotText(what)))?;
        let start = decode(head.clone(), reading).0;
        let from: Bytes = Box::new(Cursor::new(head).chain(from));
        let auto = shape == Shape::Auto;
        if auto && looks_like_array(&start) && reading.encoding == UTF_8 {
            self.stream = Some(Box::new(List { name: name.to_owned(), objects: Objects::new(from, LONGEST), number: 0, map: self.map.clone(), ended: false }));
            return Ok(None);
        }
        if shape == Shape::Jsonl || auto && looks_like_jsonl(&start) {
            let lines = Lines::new(name, from, reading, self.map.clone()).map_err(|e| Error::io(name, &e))?;
            self.stream = Some(Box::new(lines));
            return Ok(None);
        }
        let is_feed = looks_like_feed(&start);
        let is_page = looks_like_html(&start) || !is_feed && handed.is_some_and(Handed::says_page);
        let about = handed.map(|h| h.page.clone()).unwrap_or_default();
        if auto && is_page {
            let bytes = whole(name, from)?;
            let origin = Origin { name: name.to_owned(), line: None };
            return Ok(Some(Item { origin, bytes: bytes.len() as u64, page: Some(Page { bytes, ..about }), ..Item::default() }));
        }
        if auto && is_feed {
            let items = feed(name, &whole(name, from)?, about.address.as_deref())?;
            self.stream = Some(Box::new(items.into_iter().map(Ok)));
            return Ok(None);
        }
        let mut item = whole_text(name, from, reading)?;
        if let Some(article) = &mut item.article {
            article.url = about.address;
        }
        Ok(Some(item))
    }
}

fn whole(name: &str, from: impl Read) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    from.take(LONGEST + 1).read_to_end(&mut bytes).map_err(|e| Error::io(name, &e))?;
    if bytes.len() as u64 > LONGEST { Err(Error::new(name, Kind::TooLong)) } else { Ok(bytes) }
}

/// The entries of a feed as items.
fn feed(name: &str, bytes: &[u8], address: Option<&str>) -> Result<Vec<Item>, Error> {
    let told = entries(bytes, address).map_err(|why| Error::new(name, Kind::Odd(why)))?;
    let size = bytes.len() as u64 / told.len().max(1) as u64;
    let items = told.into_iter().enumerate().map(|(at, entry)| {
        let empty = entry.given.text.trim().is_empty();
        let warnings = entry.warnings.into_iter().chain(empty.then(|| "the entry holds no words".to_owned())).map(|w| format!("entry {}: {w}", at + 1)).collect();
        Item { origin: Origin { name: name.to_owned(), line: Some(at + 1) }, article: Some(entry.given).filter(|_| !empty), warnings, bytes: size, link: entry.link, ..Item::default() }
    });
    Ok(items.collect())
}

/// An array of articles being read.
struct List {
    name: String,
    objects: Objects<Bytes>,
    number: usize,
    map: FieldMap,
    ended: bool,
}

impl Iterator for List {
    type Item = Result<Item, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let object = match self.objects.next_object() {
            Ok(object) => object?,
            Err(error) => {
                self.ended = true;
                return Some(Err(Error::io(&self.name, &error)));
            }
        };
        self.number += 1;
        let (article, complaints) = parse_line(&object, &self.map);
        let warnings = complaints.into_iter().map(|w| format!("article {}: {w}", self.number)).collect();
        Some(Ok(Item { origin: Origin { name: self.name.clone(), line: Some(self.number) }, article, warnings, bytes: object.len() as u64, ..Item::default() }))
    }
}

/// The first bytes, enough to tell what they are. A pipe that has sent a line of JSON is not waited for.
/// What keeps it from being read further comes after them.
fn read_head(from: &mut dyn Read) -> (Vec<u8>, Option<io::Error>) {
    let mut broken = None;
    let mut head = vec![0; HEAD];
    let mut filled = 0;
    while filled < HEAD {
        match from.read(&mut head[filled..]) {
            Ok(0) => break,
            Ok(more) => filled += more,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => {
                broken = Some(e);
                break;
            }
        }
        if head[0] == b'{' && head[..filled].contains(&b'\n') {
            break;
        }
    }
    head.truncate(filled);
    (head, broken)
}

/// Fails, once, where more than so many bytes come; nothing is read after that.
struct Limited {
    from: Bytes,
    left: u64,
    most: u64,
}

impl Read for Limited {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(buffer)?;
        if let Some(left) = self.left.checked_sub(read as u64) {
            self.left = left;
            return Ok(read);
        }
        self.from = Box::new(io::empty());
        Err(io::Error::new(io::ErrorKind::InvalidData, format!("it unpacks to more than {} MB", self.most >> 20)))
    }
}

/// A fault that was met too early, told once in its place.
struct Broken(Option<io::Error>);

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
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
    Ok(Item { origin, article: Some(Given { text, ..Given::default() }), warnings, bytes: length, ..Item::default() })
}

impl Iterator for Articles {
    type Item = Result<Item, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(stream) = &mut self.stream {
                if let Some(item) = stream.next() {
                    return Some(item);
                }
                self.stream = None;
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
    map: FieldMap,
    ended: bool,
}

impl Iterator for Lines {
    type Item = Result<Item, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        match self.next_line() {
            Ok(Some(item)) => Some(Ok(item)),
            Ok(None) => {
                self.ended = true;
                (!self.met_any).then(|| Err(Error::new(&self.name, Kind::Empty)))
            }
            Err(error) => {
                self.ended = true;
                Some(Err(Error::io(&self.name, &error)))
            }
        }
    }
}

impl Lines {
    fn new(name: &str, mut from: impl Read + Send + 'static, reading: Reading, map: FieldMap) -> io::Result<Self> {
        from.read_exact(&mut vec![0; reading.bom])?;
        let from: Box<dyn Read + Send> = if reading.encoding == UTF_8 { Box::new(from) } else { Box::new(Transcoder::new(from, reading.encoding)) };
        Ok(Self { name: name.to_owned(), from: BufReader::with_capacity(HEAD, from), buffer: Vec::new(), line: 0, met_any: false, warning: reading.warning(), map, ended: false })
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
        let (article, complaints) = if cut { (None, vec!["longer than 1 GiB".to_owned()]) } else { parse_line(&self.buffer, &self.map) };
        let complaints = self.warning.iter().cloned().chain(complaints);
        let warnings = complaints.map(|w| format!("line {}: {w}", self.line)).collect();
        Item { origin: Origin { name: self.name.clone(), line: Some(self.line) }, article, warnings, bytes, ..Item::default() }
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
        for (name, text) in [("c.txt", "3"), ("b/x.text", "2"), ("a.jsonl", "{\"text\":\"1\"}\n\n{\"text\":\"1b\"}"), (".hidden.txt", "no"), ("d.pdf", "no")] {
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
        let endings = ["is empty", "is empty", "binary data", "no such file", "is empty", "holds no file of articles", "نص"];
        for ((found, ending), name) in found.iter().zip(endings).zip(names) {
            assert!(found.ends_with(ending), "{name}: {found}");
        }
        fs::remove_dir_all(folder).expect("clean up");
    }

    fn handed(bytes: &[u8], media: &str, largest: u64) -> Vec<Result<Item, Error>> {
        let page = Page { bytes: bytes.to_vec(), address: Some("https://example.org/a/".to_owned()), ..Page::default() };
        let handed = Handed { name: "https://example.org/a".to_owned(), page, media: Some(media.to_owned()), largest };
        Articles::new(vec![Input::Handed(handed)], Shape::Auto).map(|item| item.map(Item::unfold)).collect()
    }

    #[test]
    fn what_was_fetched_keeps_its_address() {
        let told = |items: Vec<Result<Item, Error>>| items.into_iter().map(|i| i.expect("sound").article.and_then(|a| a.url)).collect::<Vec<_>>();
        assert_eq!(told(handed("نص".as_bytes(), "text/plain", 99)), [Some("https://example.org/a/".to_owned())]);
        let feed = "<rss version=\"2.0\"><channel><title>ت</title><item><title>خبر</title><link>https://example.org/1</link></item></channel></rss>";
        let items = handed(feed.as_bytes(), "text/html", 999);
        assert_eq!(items[0].as_ref().ok().and_then(|i| i.link.as_deref()), Some("https://example.org/1"));
        assert_eq!(told(items), [Some("https://example.org/1".to_owned())]);
        assert!(handed(b"<p>no head", "text/html", 99)[0].as_ref().is_ok_and(|i| i.article.is_none() && i.warnings[0].contains("no article")));
        let long = handed(&[b'x'; 100], "text/plain", 99).remove(0).expect_err("too long");
        assert!(long.to_string().contains("more than"), "{long}");
    }

    #[test]
    fn an_entry_says_what_its_page_does_not() {
        let entry = Given { text: "خبر".to_owned(), published: Some(Date::constant(2025, 3, 4)), external_id: Some("7".to_owned()), title: Some("عنوان".to_owned()), ..Given::default() };
        let item = Item { article: Some(entry), ..Item::default() };
        let body = "التقى وزير الخارجية المصري نظيره الأردني في عمّان يوم الأحد، وبحثا تعزيز التعاون بين البلدين في مجالات الطاقة والنقل. ".repeat(4);
        let page = |bytes: String| Page { bytes: bytes.into_bytes(), address: Some("https://example.org/7".to_owned()), ..Page::default() };
        let whole =
            item.clone().with_page("https://example.org/7", page(format!("<html><head><title>لقاء في عمّان</title></head><body><article><p>{body}</p><p>{body}</p></article></body></html>"))).unfold();
        let article = whole.article.expect("an article");
        assert!(article.text.contains("نظيره") && article.title.as_deref() == Some("لقاء في عمّان"), "{article:?}");
        assert_eq!((article.published, article.external_id.as_deref(), article.url.as_deref()), (Some(Date::constant(2025, 3, 4)), Some("7"), Some("https://example.org/7")));
        let hollow = item.with_page("https://example.org/7", page("<html></html>".to_owned())).unfold();
        assert_eq!((hollow.article.map(|a| a.text).as_deref(), hollow.warnings.len()), (Some("خبر"), 1));
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
