//! Articles read on the spot, by readers that wait for them.
//!
//! Enters: a pasted article. Leaves: its record, the passages that are none of it, or why each rule fired. Readers remember
//! words, so each keeps to a thread of its own; what is read is forgotten with the answer.

use crate::problem::{Code, Problem};
use marsad_core::{Article, AsideNote, Reader, SentenceNote};
use marsad_pack::Packs;
use marsad_record::Record;
use serde::Deserialize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use tokio::sync::oneshot;

/// Articles that may wait to be read.
const WAITING: usize = 64;

/// An article as a request holds it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Pasted {
    pub text: String,
    pub title: Option<String>,
    pub published: Option<String>,
    pub language: Option<String>,
    pub url: Option<String>,
    pub outlet: Option<String>,
}

impl Pasted {
    /// From a request's body.
    pub fn parse(body: &[u8]) -> Result<Self, Problem> {
        let pasted: Self = serde_json::from_slice(body).map_err(|e| Problem::new(Code::NoArticle, format!("the body is no article: {e}")))?;
        if pasted.text.trim().is_empty() {
            return Err(Problem::new(Code::NoWords, "there are no words in it").about("text"));
        }
        pasted.day()?;
        Ok(pasted)
    }

    fn day(&self) -> Result<Option<jiff::civil::Date>, Problem> {
        let Some(text) = self.published.as_deref().filter(|t| !t.is_empty()) else { return Ok(None) };
        let day = text.get(..10).filter(|day| text == *day || text.as_bytes().get(10) == Some(&b'T')).and_then(|day| day.parse().ok());
        day.map(Some).ok_or_else(|| Problem::new(Code::NoFullDay, format!("\"{text}\" is no day such as 2025-10-27")).about("published").with("value", text))
    }

    fn article(&self) -> Article<'_> {
        Article {
            text: &self.text,
            title: said(self.title.as_deref()),
            published: self.day().ok().flatten(),
            language: said(self.language.as_deref()),
            external_id: None,
            source: said(self.outlet.as_deref()),
            url: said(self.url.as_deref()),
        }
    }
}

/// What is there, when it holds more than spaces.
fn said(text: Option<&str>) -> Option<&str> {
    text.filter(|t| !t.trim().is_empty())
}

type Work = Box<dyn FnOnce(&mut Reader<'_>) + Send>;

/// Readers at work.
pub(crate) struct Room {
    work: mpsc::SyncSender<Work>,
}

impl Room {
    /// As many readers as there are cores.
    pub fn open(packs: &Arc<Packs>) -> Self {
        let (work, waiting) = mpsc::sync_channel::<Work>(WAITING);
        let waiting = Arc::new(Mutex::new(waiting));
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            let (packs, waiting) = (packs.clone(), waiting.clone());
            std::thread::spawn(move || {
                let mut reader = Reader::new(&packs);
                loop {
                    let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok(work) = next else { return };
                    if catch_unwind(AssertUnwindSafe(|| work(&mut reader))).is_err() {
                        reader = Reader::new(&packs);
                    }
                }
            });
        }
        Self { work }
    }

    async fn ask<T: Send + 'static>(&self, work: impl FnOnce(&mut Reader<'_>) -> T + Send + 'static) -> Result<T, Problem> {
        let (answer, told) = oneshot::channel();
        let work: Work = Box::new(move |reader| drop(answer.send(work(reader))));
        self.work.try_send(work).map_err(|_| Problem::new(Code::Busy, "too many articles wait to be read"))?;
        told.await.map_err(|_| Problem::defect(&"an article could not be read for a defect of Marsad"))
    }

    /// The record, and what was left aside.
    pub async fn read(&self, pasted: Pasted) -> Result<(Record, Vec<AsideNote>), Problem> {
        self.ask(move |reader| {
            let article = pasted.article();
            (reader.read(&article), reader.aside(&article))
        })
        .await
    }

    /// What was left aside of an article whose record is known.
    pub async fn aside(&self, text: String, language: String) -> Result<Vec<AsideNote>, Problem> {
        self.ask(move |reader| reader.aside(&Article { text: &text, language: Some(&language), ..Article::default() })).await
    }

    /// What was seen in each sentence.
    pub async fn explain(&self, pasted: Pasted) -> Result<Vec<SentenceNote>, Problem> {
        self.ask(move |reader| reader.explain(&pasted.article())).await
    }
}
