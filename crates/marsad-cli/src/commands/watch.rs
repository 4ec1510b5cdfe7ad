//! `marsad watch`: feeds polled, and what is new in them kept.
//!
//! Each round a few threads ask the feeds, and the pages of entries they have not met, while one writer keeps what they
//! bring as it comes. What is remembered of a feed stands in the archive and is committed after its articles, so that a round
//! that was cut off is made up for by the next.

use super::add::{Keeper, Usual, read};
use super::feeds::{self, Feed};
use super::{ask, named};
use crate::complain;
use crate::fetching::Watch;
use crate::settings::Settings;
use indicatif::ProgressBar;
use marsad_archive::{Archive, fingerprint};
use marsad_core::Reader;
use marsad_fetch::{Answer, Error, Fetcher, Got, Validators};
use marsad_pack::Packs;
use marsad_sources::{Articles, Input, Item, Shape};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Feeds asked at the same time; of one host only one is.
const AT_ONCE: usize = 8;
/// A feed that keeps failing is asked this often all the same.
const LONGEST: Duration = Duration::from_secs(24 * 3600);

/// Polls until it is ended, or once; `false` when that once something could not be had.
pub fn run(settings: &Settings, packs: &Packs, args: &Watch) -> anyhow::Result<bool> {
    let feeds = feeds::read(&args.feeds)?;
    let round = Round { settings, packs, args, feeds: &feeds, fetcher: Fetcher::new(args.fetching.manners()), stop: Arc::default(), keeper: Arc::default() };
    round.on_interrupt()?;
    loop {
        let begun = Instant::now();
        match round.run() {
            done if args.once => return done,
            Ok(_) => {}
            Err(error) => complain(&format!("marsad: {error:#}")),
        }
        std::thread::sleep(args.every.saturating_sub(begun.elapsed()));
    }
}

/// What every round needs.
struct Round<'r> {
    settings: &'r Settings,
    packs: &'r Packs,
    args: &'r Watch,
    feeds: &'r [Feed],
    fetcher: Fetcher,
    stop: Arc<AtomicBool>,
    /// The archive while a round goes on; in between it is anybody's.
    keeper: Arc<Mutex<Option<Keeper>>>,
}

/// What is remembered of a feed between rounds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct State {
    #[serde(skip_serializing_if = "Option::is_none")]
    etag: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_modified: Option<String>,
    /// Seconds since 1970 before which it is left alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    not_before: Option<i64>,
    failures: u32,
    /// Marks of the entries it held when it was read last.
    met: Vec<String>,
}

/// What a feed brings: its articles one by one, and then what became of it.
enum Brought {
    Article(Box<Item>),
    End(Polled),
}

/// What became of one feed.
struct Polled {
    feed: usize,
    state: State,
    complaints: Vec<String>,
    end: End,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Read,
    Unchanged,
    Failed,
}

/// Feeds by what became of them.
#[derive(Default)]
struct Count {
    read: usize,
    unchanged: usize,
    failed: usize,
    waiting: usize,
}

fn lock(keeper: &Mutex<Option<Keeper>>) -> MutexGuard<'_, Option<Keeper>> {
    keeper.lock().unwrap_or_else(PoisonError::into_inner)
}

fn key(feed: &Feed) -> String {
    format!("feed {}", feed.url)
}

impl Round<'_> {
    /// On Ctrl-C or a request to end: what has been brought is committed, and that is all.
    fn on_interrupt(&self) -> anyhow::Result<()> {
        let (keeper, stop, once) = (self.keeper.clone(), self.stop.clone(), self.args.once);
        ctrlc::set_handler(move || {
            stop.store(true, Ordering::SeqCst);
            if let Some(keeper) = lock(&keeper).as_mut() {
                keeper.commit_or_leave();
                complain(&format!("{}: interrupted: {}", keeper.file(), keeper.sums()));
            }
            std::process::exit(if once { super::add::INTERRUPTED } else { 0 });
        })?;
        Ok(())
    }

    fn run(&self) -> anyhow::Result<bool> {
        let keeper = Keeper::open(&ask::path(&self.args.archive), self.settings, self.packs, self.args.verbose, ProgressBar::hidden())?;
        let states = self.feeds.iter().map(|feed| State::remembered(keeper.archive(), feed)).collect::<anyhow::Result<Vec<_>>>()?;
        *lock(&self.keeper) = Some(keeper);
        let polled = self.poll_all(&states);
        let mut at_hand = lock(&self.keeper);
        let Some(mut keeper) = at_hand.take() else { return Ok(true) };
        let count = polled?;
        keeper.settle(&self.stop)?;
        complain(&format!("{}: {}: {}", keeper.file(), count.told(), keeper.sums()));
        Ok(count.failed == 0 && keeper.is_all_read())
    }

    fn poll_all(&self, states: &[State]) -> anyhow::Result<Count> {
        let now = jiff::Timestamp::now().as_second();
        let due: Vec<usize> = (0..states.len()).filter(|at| states[*at].not_before.is_none_or(|then| then <= now)).collect();
        let next = AtomicUsize::new(0);
        let (sender, receiver) = sync_channel(AT_ONCE);
        let mut count = Count { waiting: states.len() - due.len(), ..Count::default() };
        std::thread::scope(|scope| {
            for _ in 0..AT_ONCE.min(due.len()) {
                let (sender, next, due) = (sender.clone(), &next, &due);
                scope.spawn(move || self.poll_some(states, due, next, &sender));
            }
            drop(sender);
            let kept = self.keep_all(receiver, &mut count);
            if kept.is_err() {
                next.store(due.len(), Ordering::SeqCst);
            }
            kept
        })?;
        Ok(count)
    }

    fn poll_some(&self, states: &[State], due: &[usize], next: &AtomicUsize, sender: &SyncSender<Brought>) {
        while let Some(at) = due.get(next.fetch_add(1, Ordering::SeqCst)) {
            let polled = self.poll(*at, &states[*at], sender);
            if sender.send(Brought::End(polled)).is_err() {
                return;
            }
        }
    }

    fn poll(&self, at: usize, before: &State, sender: &SyncSender<Brought>) -> Polled {
        let mut polled = Polled { feed: at, state: before.clone(), complaints: Vec::new(), end: End::Failed };
        let feed = &self.feeds[at];
        match self.fetcher.fetch(&feed.url, &Validators { etag: before.etag.clone(), last_modified: before.last_modified.clone() }) {
            Ok(Answer::Unchanged) => {
                polled.state = State { failures: 0, not_before: None, ..polled.state };
                polled.end = End::Unchanged;
            }
            Ok(Answer::Got(got)) => self.read(feed, got, &mut polled, sender),
            Err(error) => {
                polled.state.fail(self.args.every, &error);
                polled.complaints.push(error.to_string());
            }
        }
        polled
    }

    /// The entries that were not met before, with their pages. What cannot be had now is met again in the next round.
    fn read(&self, feed: &Feed, got: Got, polled: &mut Polled, sender: &SyncSender<Brought>) {
        let known: HashSet<String> = polled.state.met.iter().cloned().collect();
        let validators = got.validators.clone();
        let mut met = Vec::new();
        let mut whole = true;
        for item in Articles::new(vec![Input::Handed(named::handed(&feed.url, got, self.fetcher.largest()))], Shape::Auto) {
            let item = match item {
                Ok(item) if item.origin.line.is_some() => item,
                Ok(_) => return polled.fail(self.args.every, format!("{}: is no feed", feed.url)),
                Err(error) => return polled.fail(self.args.every, error.to_string()),
            };
            let mark = mark(&item);
            if known.contains(&mark) {
                met.push(mark);
                continue;
            }
            let (found, error) = named::follow(&self.fetcher, item);
            polled.complaints.extend(error.map(|e| e.to_string()));
            match found {
                Some(item) => {
                    met.push(mark);
                    if sender.send(Brought::Article(Box::new(belonging(item.unfold(), feed)))).is_err() {
                        return;
                    }
                }
                None => whole = false,
            }
        }
        let validators = if whole { validators } else { Validators::default() };
        polled.state = State { etag: validators.etag, last_modified: validators.last_modified, not_before: None, failures: 0, met };
        polled.end = End::Read;
    }

    fn keep_all(&self, brought: Receiver<Brought>, count: &mut Count) -> anyhow::Result<()> {
        let mut reader = Reader::new(self.packs);
        for brought in brought {
            match &brought {
                Brought::Article(_) => {}
                Brought::End(Polled { end: End::Read, .. }) => count.read += 1,
                Brought::End(Polled { end: End::Unchanged, .. }) => count.unchanged += 1,
                Brought::End(Polled { end: End::Failed, .. }) => count.failed += 1,
            }
            if let Some(keeper) = lock(&self.keeper).as_mut() {
                self.keep(keeper, &mut reader, brought).inspect_err(|_| keeper.archive().roll_back())?;
            }
        }
        Ok(())
    }

    /// Keeps the articles of a feed, and what is remembered of it with the last of them or after.
    fn keep<'p>(&'p self, keeper: &mut Keeper, reader: &mut Reader<'p>, brought: Brought) -> anyhow::Result<()> {
        match brought {
            Brought::Article(item) => keeper.take(read(self.packs, reader, &Usual::default(), *item)),
            Brought::End(polled) => {
                polled.complaints.iter().for_each(|line| keeper.complain(std::slice::from_ref(line)));
                keeper.remember(&key(&self.feeds[polled.feed]), &serde_json::to_string(&polled.state)?)
            }
        }
    }
}

impl Polled {
    fn fail(&mut self, every: Duration, complaint: String) {
        self.state.put_off(every, None);
        self.complaints.push(complaint);
    }
}

impl State {
    /// What cannot be understood any more is forgotten: the feed is read anew.
    fn remembered(archive: &Archive, feed: &Feed) -> anyhow::Result<Self> {
        Ok(archive.meta(&key(feed))?.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
    }

    fn fail(&mut self, every: Duration, error: &Error) {
        self.put_off(every, error.wait());
    }

    /// Twice as long each time, and as long as the server asks.
    fn put_off(&mut self, every: Duration, wait: Option<Duration>) {
        let longer = every.saturating_mul(1 << self.failures.min(16));
        let left = longer.max(wait.unwrap_or_default()).min(LONGEST);
        self.failures = self.failures.saturating_add(1);
        self.not_before = Some(jiff::Timestamp::now().as_second().saturating_add(i64::try_from(left.as_secs()).unwrap_or(i64::MAX)));
    }
}

impl Count {
    fn told(&self) -> String {
        let some = [(self.unchanged, "unchanged"), (self.failed, "failed"), (self.waiting, "left alone for now")];
        let some: Vec<String> = some.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!(", {count} {what}")).collect();
        format!("{} feeds read{}", self.read, some.concat())
    }
}

/// The list's outlet and language go before what a page says of itself: one outlet counts as one.
fn belonging(mut item: Item, feed: &Feed) -> Item {
    if let Some(article) = &mut item.article {
        article.source = feed.outlet.clone().or(article.source.take());
        article.language = feed.language.clone().or(article.language.take());
    }
    item
}

/// Tells an entry from every other, and from itself with other words.
fn mark(item: &Item) -> String {
    let told = item.article.as_ref();
    let words = [item.link.as_deref(), told.and_then(|a| a.url.as_deref()), told.and_then(|a| a.external_id.as_deref()), told.and_then(|a| a.published_at.as_deref()), told.map(|a| a.text.as_str())];
    fingerprint(words.map(Option::unwrap_or_default).join("\0").as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feed_that_fails_is_left_alone_longer_each_time() {
        let left = |state: &State| state.not_before.map(|then| then - jiff::Timestamp::now().as_second()).unwrap_or_default();
        let mut state = State::default();
        let mut waits = Vec::new();
        for _ in 0..30 {
            state.put_off(Duration::from_secs(900), None);
            waits.push((left(&state) + 1) / 100 * 100);
        }
        assert_eq!((&waits[..4], waits[29]), (&[900, 1800, 3600, 7200][..], 86400));
        state = State::default();
        state.put_off(Duration::from_secs(900), Some(Duration::from_secs(5000)));
        assert!((4990..=5000).contains(&left(&state)));
    }

    #[test]
    fn what_is_remembered_is_read_again() {
        let state = State { etag: Some("\"a\"".to_owned()), met: vec![mark(&Item::default())], ..State::default() };
        let text = serde_json::to_string(&state).expect("JSON");
        assert_eq!(serde_json::from_str::<State>(&text).ok(), Some(state));
        assert_eq!(serde_json::from_str::<State>("{\"failures\":2,\"later\":true}").ok().map(|s| s.failures), Some(2));
    }
}
