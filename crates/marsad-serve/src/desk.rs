//! Where archives lie open: a connection for each question, kept for the next.
//!
//! Enters: a question. Leaves: its answer, asked on a thread that may wait. Before there is an archive, questions are asked of
//! an empty one, and the first article kept makes the real one.

use crate::problem::Problem;
use marsad_archive::{Archive, Names, Tallied, Tally};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};
use tokio::sync::Semaphore;

/// A question is given up after this.
const PATIENCE: Duration = Duration::from_secs(20);
/// A long answer that is sent while it is found is given up after this.
const LONG_PATIENCE: Duration = Duration::from_secs(900);
/// Questions asked at the same time for each processor; others wait for their turn.
const AT_ONCE: usize = 2;
/// Long answers sent at the same time.
const LONG_AT_ONCE: usize = 8;

/// What the file looked like: whatever is kept changes it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct State([Option<(SystemTime, u64)>; 2]);

/// The archive, for as many as ask.
pub(crate) struct Desk {
    file: PathBuf,
    names: Names,
    types: Vec<(String, String)>,
    /// Open archives, each with whether it stands for one that is not there yet.
    open: Mutex<Vec<(Archive, bool)>>,
    /// What was tallied, and of which state of the file.
    tally: Mutex<(State, Option<Arc<Tally>>)>,
    at_once: usize,
    turns: Arc<Semaphore>,
    long_turns: Arc<Semaphore>,
}

impl Desk {
    pub fn new(file: PathBuf, names: Names, types: Vec<(String, String)>) -> Self {
        let at_once = AT_ONCE * std::thread::available_parallelism().map_or(1, usize::from);
        Self { file, names, types, open: Mutex::default(), tally: Mutex::default(), at_once, turns: Arc::new(Semaphore::new(at_once)), long_turns: Arc::new(Semaphore::new(LONG_AT_ONCE)) }
    }

    pub fn file(&self) -> &Path {
        &self.file
    }

    pub fn names(&self) -> (&Names, &[(String, String)]) {
        (&self.names, &self.types)
    }

    /// What the archive's file looks like now.
    pub fn state(&self) -> State {
        let look = |path: &Path| std::fs::metadata(path).ok().and_then(|m| Some((m.modified().ok()?, m.len())));
        let mut log = self.file.clone().into_os_string();
        log.push("-wal");
        State([look(&self.file), look(Path::new(&log)).filter(|(_, len)| *len > 0)])
    }

    /// Asks on a thread of its own; the answer is the question's.
    pub async fn ask<T: Send + 'static>(self: &Arc<Self>, question: impl FnOnce(&Archive) -> Result<T, Problem> + Send + 'static) -> Result<T, Problem> {
        self.ask_in_turn(&self.turns, PATIENCE, |archive| question(archive)).await
    }

    /// Asks an archive beside its tally.
    pub async fn ask_tallied<T: Send + 'static>(self: &Arc<Self>, question: impl FnOnce(Tallied<'_>) -> Result<T, Problem> + Send + 'static) -> Result<T, Problem> {
        self.ask_beside_tally(&self.turns, PATIENCE, question).await
    }

    /// The tally of the archive as it is; made when the file has changed, while whoever else wants it waits.
    fn tally(&self, archive: &mut Archive, patience: Duration) -> Result<Arc<Tally>, Problem> {
        let mut kept = self.tally.lock().unwrap_or_else(PoisonError::into_inner);
        let state = self.state();
        if kept.0 != state || kept.1.is_none() {
            *kept = (state, None);
            archive.give_up_after(Some(LONG_PATIENCE))?;
            kept.1 = Some(Arc::new(archive.tally()?));
        }
        // The wait for it is none of the question's time.
        archive.give_up_after(Some(patience))?;
        kept.1.clone().ok_or_else(|| Problem::defect(&"no tally was made"))
    }

    /// The same for an answer that is as slow as whoever receives it; these wait for each other, and for nobody else.
    pub async fn ask_long<T: Send + 'static>(self: &Arc<Self>, question: impl FnOnce(Tallied<'_>) -> Result<T, Problem> + Send + 'static) -> Result<T, Problem> {
        self.ask_beside_tally(&self.long_turns, LONG_PATIENCE, question).await
    }

    async fn ask_beside_tally<T: Send + 'static>(
        self: &Arc<Self>,
        turns: &Arc<Semaphore>,
        patience: Duration,
        question: impl FnOnce(Tallied<'_>) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let desk = self.clone();
        let asked = move |archive: &mut Archive| {
            let tally = desk.tally(archive, patience)?;
            question(Tallied { archive, tally: &tally })
        };
        self.ask_in_turn(turns, patience, asked).await
    }

    async fn ask_in_turn<T: Send + 'static>(
        self: &Arc<Self>,
        turns: &Arc<Semaphore>,
        patience: Duration,
        question: impl FnOnce(&mut Archive) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let turn = turns.clone().acquire_owned().await.map_err(|e| Problem::defect(&e))?;
        let desk = self.clone();
        let asked = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            let (mut archive, stand_in) = desk.take()?;
            archive.give_up_after(Some(patience))?;
            let answer = question(&mut archive);
            desk.give_back(archive, stand_in);
            answer
        });
        asked.await.unwrap_or_else(|e| Err(Problem::defect(&e)))
    }

    fn give_back(&self, archive: Archive, stand_in: bool) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if open.len() < self.at_once {
            open.push((archive, stand_in));
        }
    }

    fn take(&self) -> Result<(Archive, bool), Problem> {
        let there = self.file.exists();
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        // What stands for a missing archive is of no use once there is one, and the other way round.
        open.retain(|(_, stand_in)| *stand_in != there);
        if let Some(found) = open.pop() {
            return Ok(found);
        }
        drop(open);
        if there {
            let archive = Archive::open_to_read(&self.file)?;
            archive.hold_little()?;
            return Ok((archive, false));
        }
        let mut empty = Archive::empty(&self.file.to_string_lossy())?;
        empty.learn_names(&self.names, &self.types)?;
        Ok((empty, true))
    }
}
