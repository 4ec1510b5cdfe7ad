//! `marsad add`: articles kept, each once, reported only when they are safe.
//!
//! Many workers read; one writer keeps, in the order of the input, some thousand articles to a commit. What is printed as
//! added has been committed. Ctrl-C ends after the article at hand, commits, and prints the sums.

use super::named::{self, Named};
use super::{article, ask, shape};
use crate::asked::Add;
use crate::complain;
use crate::order::{Sink, in_order};
use crate::packs;
use crate::settings::{Settings, jobs};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use jiff::civil::Date;
use marsad_archive::{Archive, Incoming, Outcome, Prepared, Source};
use marsad_core::Reader;
use marsad_fetch::Fetcher;
use marsad_pack::Packs;
use marsad_sources::{Input, Item, bytes_to_read};
use std::io::{IsTerminal, Write, stderr, stdout};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Articles to a commit at most.
const GROUP: usize = 30_000;
/// The first commit at the latest after this, each further one after twice as long: what a commit costs hardly grows with it.
const LATEST: Duration = Duration::from_secs(1);
/// And after this at the very latest.
const LONGEST: Duration = Duration::from_secs(8);
/// What a process ended by Ctrl-C answers.
pub const INTERRUPTED: i32 = 130;

/// Keeps everything named; `false` when something could not be read.
pub fn run(settings: &Settings, packs: &Packs, args: &Add) -> anyhow::Result<bool> {
    let progress = progress(args);
    let keeper = Arc::new(Mutex::new(Keeper::open(&ask::path(&args.archive), settings, packs, args.verbose, progress)?));
    let stop = on_interrupt(&keeper)?;
    let articles = Named::new(args.inputs.clone(), Fetcher::new(args.fetching.manners()), shape(&args.given), args.given.map.clone().unwrap_or_default());
    let usual = Usual { outlet: args.outlet.as_deref(), published: args.given.published, language: args.given.language.as_deref() };
    let worker = || {
        let (mut reader, usual) = (Reader::new(packs), &usual);
        move |item: Item| read(packs, &mut reader, usual, item)
    };
    in_order(articles, jobs(args.jobs), worker, &mut Shared(keeper.clone()))?;
    Ok(lock(&keeper).finish(&stop))
}

/// Whoever holds this writes.
fn lock(keeper: &Mutex<Keeper>) -> MutexGuard<'_, Keeper> {
    keeper.lock().unwrap_or_else(PoisonError::into_inner)
}

/// On Ctrl-C or a request to end: the article at hand is kept, the group committed, the sums printed.
fn on_interrupt(keeper: &Arc<Mutex<Keeper>>) -> anyhow::Result<Arc<AtomicBool>> {
    let stop = Arc::new(AtomicBool::new(false));
    let (keeper, flag) = (keeper.clone(), stop.clone());
    ctrlc::set_handler(move || {
        flag.store(true, Ordering::SeqCst);
        let mut keeper = lock(&keeper);
        if !keeper.finished {
            keeper.commit_or_leave();
            keeper.progress.finish_and_clear();
            keeper.sum_up("interrupted: ");
            std::process::exit(INTERRUPTED);
        }
    })?;
    Ok(stop)
}

/// What one article leaves.
pub struct Answer {
    place: String,
    /// Why there is no article here, or why it could not be read.
    complaints: Vec<String>,
    prepared: Option<Prepared>,
}

/// What holds of articles that do not say it themselves.
#[derive(Default)]
pub struct Usual<'u> {
    outlet: Option<&'u str>,
    published: Option<Date>,
    language: Option<&'u str>,
}

/// Reads what lies in one place.
pub fn read<'p>(packs: &'p Packs, reader: &mut Reader<'p>, usual: &Usual<'_>, item: Item) -> Answer {
    let item = item.unfold();
    let place = item.origin.line.map_or_else(|| item.origin.name.clone(), |line| format!("{}:{line}", item.origin.name));
    if item.skipped {
        return Answer { place, complaints: Vec::new(), prepared: None };
    }
    let Some(mut given) = item.article else {
        let complaints = item.warnings.iter().map(|w| format!("{}: {w}", item.origin.name)).collect();
        return Answer { place, complaints, prepared: None };
    };
    given.source = given.source.or_else(|| usual.outlet.map(str::to_owned));
    let told = [(given.title.is_some(), "title"), (given.published.or(usual.published).is_some(), "published"), (given.language.is_some() || usual.language.is_some(), "language")];
    let told = told.into_iter().filter_map(|(is, what)| is.then_some(what)).collect::<Vec<_>>().join("|");
    let read = catch_unwind(AssertUnwindSafe(|| reader.read(&article(&given, usual.published, usual.language))));
    let Ok(mut record) = read else {
        *reader = Reader::new(packs);
        return Answer { complaints: vec![format!("{place}: could not be read for a defect of Marsad")], place, prepared: None };
    };
    record.document.warnings.splice(0..0, item.warnings);
    let whole_file = (item.origin.line.is_none() && Path::new(&item.origin.name).exists()).then(|| std::path::absolute(&item.origin.name)).and_then(Result::ok);
    let source = Source { origin: place.clone(), file: whole_file.map(|p| format!("file://{}", p.display())), author: given.author, published_at: given.published_at, given: told };
    match (Incoming { record, source }).prepare() {
        Ok(prepared) => Answer { place, complaints: Vec::new(), prepared: Some(prepared) },
        Err(error) => Answer { complaints: vec![format!("{place}: {error}")], place, prepared: None },
    }
}

/// Keeps articles and counts what became of them.
pub struct Keeper {
    archive: Archive,
    packs: String,
    now: String,
    progress: ProgressBar,
    verbose: bool,
    waiting: Vec<(Outcome, String)>,
    committed: Instant,
    /// How long the group at hand may wait.
    latest: Duration,
    begun: Instant,
    added: u64,
    versions: u64,
    known: u64,
    unread: u64,
    /// Stored pages that hold no article.
    skipped: u64,
    finished: bool,
}

impl Keeper {
    /// Opens the archive and tells it what codes are called.
    pub fn open(path: &Path, settings: &Settings, packs: &Packs, verbose: bool, progress: ProgressBar) -> anyhow::Result<Self> {
        let mut archive = Archive::open(path)?;
        let id = packs::identity(settings.packs.as_deref(), packs);
        if archive.meta("names of")?.as_deref() != Some(&id) {
            archive.begin()?;
            archive.learn_names(&packs::names(settings.packs.as_deref(), packs)?, &packs.world.types.iter().map(|t| (t.name.clone(), t.quad.clone())).collect::<Vec<_>>())?;
            archive.set_meta("names of", &id)?;
            archive.commit()?;
        }
        let now = super::now()?;
        Ok(Self {
            archive,
            packs: id,
            now,
            progress,
            verbose,
            waiting: Vec::new(),
            committed: Instant::now(),
            latest: LATEST,
            begun: Instant::now(),
            added: 0,
            versions: 0,
            known: 0,
            unread: 0,
            skipped: 0,
            finished: false,
        })
    }

    /// Keeps an article within the group at hand.
    fn keep(&mut self, prepared: &Prepared, place: String) -> anyhow::Result<()> {
        if !self.archive.is_open() {
            self.archive.begin()?;
        }
        let outcome = self.archive.keep(prepared, &self.packs, &self.now)?;
        self.waiting.push((outcome, place));
        if self.waiting.len() >= GROUP || self.committed.elapsed() >= self.latest {
            self.commit()?;
            self.latest = (self.latest * 2).min(LONGEST);
        }
        Ok(())
    }

    /// Makes the group last, and only then says so.
    fn commit(&mut self) -> anyhow::Result<()> {
        if self.archive.is_open() {
            self.archive.commit()?;
        }
        self.committed = Instant::now();
        let mut lines = String::new();
        for (outcome, place) in self.waiting.drain(..) {
            let (count, what, document) = match outcome {
                Outcome::Added(document) => (&mut self.added, "added", document),
                Outcome::Version(document, _) => (&mut self.versions, "changed", document),
                Outcome::Known(document) => (&mut self.known, "known", document),
            };
            *count += 1;
            if self.verbose {
                lines.push_str(&format!("{what} {document} {}\n", crate::paint::harmless(&place)));
            }
        }
        if !lines.is_empty() {
            self.progress.suspend(|| stdout().write_all(lines.as_bytes()).and_then(|()| stdout().flush()))?;
        }
        Ok(())
    }

    /// Makes the group at hand last, or ends.
    pub fn commit_or_leave(&mut self) {
        if let Err(error) = self.commit() {
            self.leave(&error);
        }
    }

    /// Ends at once: the group at hand is not in the archive, the ones before are.
    fn leave(&mut self, error: &anyhow::Error) -> ! {
        self.archive.roll_back();
        self.progress.finish_and_clear();
        complain(&format!("marsad: {error:#}"));
        self.waiting.clear();
        self.sum_up("not finished: ");
        std::process::exit(1);
    }

    /// Remembers a value together with the group at hand, and makes both last.
    pub fn remember(&mut self, key: &str, value: &str) -> anyhow::Result<()> {
        if !self.archive.is_open() {
            self.archive.begin()?;
        }
        self.archive.set_meta(key, value)?;
        self.commit()
    }

    /// The archive that is added to.
    pub fn archive(&self) -> &Archive {
        &self.archive
    }

    /// The archive's file.
    pub fn file(&self) -> &str {
        self.archive.file()
    }

    /// Whether everything so far could be read.
    pub fn is_all_read(&self) -> bool {
        self.unread == 0
    }

    /// Keeps what was read, or says why there is nothing.
    pub fn take(&mut self, answer: Answer) -> anyhow::Result<()> {
        if !answer.complaints.is_empty() {
            self.complain(&answer.complaints);
        }
        self.skipped += u64::from(answer.complaints.is_empty() && answer.prepared.is_none());
        answer.prepared.map_or(Ok(()), |prepared| self.keep(&prepared, answer.place))
    }

    /// Says why something could not be read.
    pub fn complain(&mut self, lines: &[String]) {
        self.unread += 1;
        self.progress.suspend(|| lines.iter().for_each(|line| complain(line)));
    }

    /// Joins reports of the same happening, and prints the sums; whether everything could be read.
    fn finish(&mut self, stop: &AtomicBool) -> bool {
        if let Err(error) = self.settle(stop) {
            self.leave(&error);
        }
        self.sum_up("");
        self.is_all_read()
    }

    /// Joins reports of the same happening.
    pub fn settle(&mut self, stop: &AtomicBool) -> anyhow::Result<()> {
        self.commit()?;
        self.progress.set_style(style("joining reports {bar:30} {pos} of {len}"));
        self.progress.set_position(0);
        let progress = self.progress.clone();
        self.archive.settle(&mut |done, all| {
            progress.set_length(all as u64);
            progress.set_position(done as u64);
            !stop.load(Ordering::SeqCst)
        })?;
        self.archive.tidy()?;
        self.progress.finish_and_clear();
        self.finished = true;
        Ok(())
    }

    /// What became of everything so far.
    pub fn sums(&self) -> String {
        let mut line = format!("{} added, {} changed, {} known already", self.added, self.versions, self.known);
        if self.unread > 0 {
            line.push_str(&format!(", {} could not be read", self.unread));
        }
        if self.skipped > 0 {
            line.push_str(&format!(", {} pages hold no article", self.skipped));
        }
        line
    }

    fn sum_up(&self, how: &str) {
        let took = self.begun.elapsed().as_secs_f64().max(0.001);
        let done = self.added + self.versions + self.known;
        let mut line = format!("{}: {how}{}", self.archive.file(), self.sums());
        if done > 0 {
            line.push_str(&format!(" ({:.0} articles/s)", done as f64 / took));
        }
        complain(&line);
        if let Ok(t) = self.archive.totals() {
            complain(&format!(
                "{}: holds {} articles ({} independent, {} versions), {} events, {} happenings, {} claims, {} statements",
                self.archive.file(),
                t.articles,
                t.independent,
                t.versions,
                t.events,
                t.happenings,
                t.claims,
                t.statements
            ));
        }
    }
}

struct Shared(Arc<Mutex<Keeper>>);

impl Sink<Answer, String> for Shared {
    fn take(&mut self, answer: Result<Answer, String>, bytes: u64) -> anyhow::Result<()> {
        let mut keeper = lock(&self.0);
        match answer {
            Err(error) => keeper.complain(&[error]),
            Ok(answer) => {
                if let Err(error) = keeper.take(answer) {
                    keeper.leave(&error);
                }
                keeper.progress.inc(bytes);
            }
        }
        Ok(())
    }

    fn idle(&mut self) -> anyhow::Result<()> {
        let mut keeper = lock(&self.0);
        if !keeper.waiting.is_empty() {
            keeper.commit_or_leave();
        }
        Ok(())
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

fn progress(args: &Add) -> ProgressBar {
    if args.no_progress || !stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let files: Vec<Input> = args.inputs.iter().filter(|i| named::address(i).is_none()).map(Input::parse).collect();
    let (_, bytes) = bytes_to_read(&files);
    ProgressBar::with_draw_target(Some(bytes), ProgressDrawTarget::stderr()).with_style(style("{bar:30} {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left"))
}
