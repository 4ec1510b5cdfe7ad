//! What is named on the command line, in order: files as they are, addresses fetched, and where a feed tells only how an
//! article begins, the page it links to.

use marsad_fetch::{Answer, Error, Fetcher, Got, Validators, is_address};
use marsad_sources::{Articles, FieldMap, Handed, Input, Item, Page, Shape};
use std::path::PathBuf;
use std::vec::IntoIter;

/// Every article of what is named; a line for what could not be had stands in its place.
pub struct Named {
    inputs: IntoIter<PathBuf>,
    fetcher: Fetcher,
    shape: Shape,
    map: FieldMap,
    now: Option<Articles>,
    /// Whether what is read now was named by address.
    fetched: bool,
    /// What comes after the line that was just given.
    after: Option<Item>,
}

/// The argument, when it is an address.
pub fn address(argument: &std::path::Path) -> Option<&str> {
    argument.to_str().filter(|a| is_address(a))
}

impl Named {
    /// Nothing is opened or fetched yet.
    pub fn new(inputs: Vec<PathBuf>, fetcher: Fetcher, shape: Shape, map: FieldMap) -> Self {
        Self { inputs: inputs.into_iter(), fetcher, shape, map, now: None, fetched: false, after: None }
    }

    fn begin(&mut self, input: PathBuf) -> Result<(), Error> {
        self.fetched = address(&input).is_some();
        let input = match address(&input) {
            Some(address) => Input::Handed(handed(address, fetch(&self.fetcher, address)?, self.fetcher.largest())),
            None => Input::parse(input),
        };
        self.now = Some(Articles::new(vec![input], self.shape).with_map(self.map.clone()));
        Ok(())
    }

    fn follow(&mut self, item: Item) -> Result<Item, String> {
        if !self.fetched {
            return Ok(item);
        }
        match follow(&self.fetcher, item) {
            (Some(item), None) => Ok(item),
            (after, error) => {
                self.after = after;
                Err(error.map(|e| e.to_string()).unwrap_or_default())
            }
        }
    }
}

impl Iterator for Named {
    type Item = Result<Item, String>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(item) = self.after.take() {
            return Some(Ok(item));
        }
        loop {
            if let Some(item) = self.now.as_mut().and_then(Iterator::next) {
                return Some(item.map_err(|e| e.to_string()).and_then(|item| self.follow(item)));
            }
            self.now = None;
            let input = self.inputs.next()?;
            if let Err(error) = self.begin(input) {
                return Some(Err(error.to_string()));
            }
        }
    }
}

fn fetch(fetcher: &Fetcher, address: &str) -> Result<Got, Error> {
    match fetcher.fetch(address, &Validators::default())? {
        Answer::Got(got) => Ok(got),
        // Not said to whom has nothing to compare with.
        Answer::Unchanged => Ok(Got::default()),
    }
}

/// What was fetched, for whoever reads it.
pub fn handed(name: &str, got: Got, largest: u64) -> Handed {
    let page = Page { bytes: got.bytes, address: Some(got.address), charset: got.charset, ..Page::default() };
    Handed { name: name.to_owned(), page, media: got.media, largest }
}

/// An entry of a feed with the page it links to, when it does not tell the whole. A page that cannot be had for now gives
/// nothing; for one that never can be, the entry's own words stand.
pub fn follow(fetcher: &Fetcher, mut item: Item) -> (Option<Item>, Option<Error>) {
    let Some(link) = item.link.take() else { return (Some(item), None) };
    match fetch(fetcher, &link) {
        Ok(got) => (Some(item.with_page(&link, handed(&link, got, fetcher.largest()).page)), None),
        Err(error) if error.is_passing() => (None, Some(error)),
        Err(error) => {
            item.warnings.push(format!("the page it links to could not be had ({}): what the feed says of it is kept", error.reason()));
            (Some(item), Some(error))
        }
    }
}
