//! Answers on their way out: a page of JSON, or every row as CSV or JSON lines, sent while it is being found.
//!
//! Enters: rows. Leaves: the bytes of `marsad … --format`, the same ones.

use crate::called::Called;
use crate::desk::Desk;
use crate::problem::Problem;
use crate::questions::{Asking, Question, USUAL, cursor};
use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use marsad_archive::{Cell, Mark, Rows, Tallied};
use marsad_export::{Objects, csv_header, csv_line};
use serde_json::{Map, Value, json};
use std::io::Write;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::{mpsc, oneshot};
use tokio_stream::wrappers::ReceiverStream;

/// Bytes sent at a time.
const CHUNK: usize = 64 * 1024;
/// Chunks that wait for a slow reader.
const WAITING: usize = 16;
/// A reader that takes nothing for so long is gone.
const STALLED: Duration = Duration::from_secs(30);
/// Between two looks whether it has taken something.
const PAUSE: Duration = Duration::from_millis(2);

/// How rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Shape {
    Json,
    Csv,
    Jsonl,
}

impl Shape {
    /// By the path's ending, else by what the client accepts best.
    pub fn of<'p>(path: &'p str, accept: Option<&str>) -> (&'p str, Self) {
        for (ending, shape) in [(".csv", Self::Csv), (".jsonl", Self::Jsonl), (".json", Self::Json)] {
            if let Some(name) = path.strip_suffix(ending) {
                return (name, shape);
            }
        }
        (path, Self::accepted(accept.unwrap_or_default()))
    }

    fn accepted(accept: &str) -> Self {
        let mut best = (0.0, Self::Json);
        for range in accept.split(',') {
            let mut parts = range.split(';').map(str::trim);
            let shape = match parts.next().unwrap_or_default() {
                "application/json" | "application/*" | "*/*" => Self::Json,
                "text/csv" | "text/*" => Self::Csv,
                "application/jsonl" | "application/x-ndjson" | "application/json-lines" => Self::Jsonl,
                _ => continue,
            };
            let weight = parts.find_map(|p| p.strip_prefix("q=")?.parse::<f64>().ok()).unwrap_or(1.0);
            if weight > best.0 {
                best = (weight, shape);
            }
        }
        best.1
    }

    pub fn kind(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Csv => "text/csv; charset=utf-8",
            Self::Jsonl => "application/jsonl; charset=utf-8",
        }
    }
}

/// Rows kept, each with where it stands.
#[derive(Default)]
pub(crate) struct Kept {
    pub columns: Vec<String>,
    pub rows: Vec<Vec<Cell>>,
    marks: Vec<Mark>,
}

impl Rows for Kept {
    fn columns(&mut self, names: &[&str]) {
        self.columns = names.iter().map(|n| (*n).to_owned()).collect();
    }

    fn mark(&mut self, mark: Mark) {
        self.marks.push(mark);
    }

    fn row(&mut self, cells: Vec<Cell>) -> bool {
        self.rows.push(cells);
        true
    }
}

impl Kept {
    /// The rows as objects, to stand within another answer.
    pub fn objects(&self) -> Vec<Value> {
        let object = |cells: &Vec<Cell>| self.columns.iter().cloned().zip(cells.iter().map(|cell| json!(cell))).collect();
        self.rows.iter().map(|cells| Value::Object(object(cells))).collect()
    }

    /// The rows as an answer's JSON, with what is called otherwise in Arabic and where the next page begins.
    fn written(&self, names: &Map<String, Value>, next: &Value) -> std::io::Result<Vec<u8>> {
        let mut out = Vec::with_capacity(1 << 16);
        write!(out, "{{\"columns\":{},", Value::from(self.columns.as_slice()))?;
        if !names.is_empty() {
            out.write_all(b"\"names\":")?;
            serde_json::to_writer(&mut out, names)?;
            out.write_all(b",")?;
        }
        write!(out, "\"next\":{next},\"rows\":[")?;
        let objects = Objects::new(&self.columns);
        for (nth, cells) in self.rows.iter().enumerate() {
            out.write_all(if nth == 0 { b"" } else { b"," })?;
            objects.write(cells, &mut out)?;
        }
        out.write_all(b"]}")?;
        // It may be remembered for long.
        out.shrink_to_fit();
        Ok(out)
    }
}

/// A page of rows as JSON, and where the next begins.
pub(crate) fn page(archive: Tallied<'_>, called: &Called, question: &Question, asking: &Asking) -> Result<Vec<u8>, Problem> {
    let limit = asking.limit.unwrap_or(USUAL);
    let mut kept = Kept::default();
    // One row more than wanted tells whether there is a next page.
    asking.answer(question, archive, question.paged.then_some(limit + 1), &mut kept)?;
    let mut next = Value::Null;
    if question.paged && kept.rows.len() > limit {
        kept.rows.truncate(limit);
        next = kept.marks.get(limit - 1).map_or(Value::Null, |mark| cursor(mark).into());
    }
    kept.written(&called.of_rows(&kept.columns, &kept.rows), &next).map_err(|e| Problem::defect(&e))
}

/// Every row, sent while the archive is walked.
pub(crate) async fn stream(desk: &Arc<Desk>, question: Question, asking: Asking, shape: Shape) -> Result<Response, Problem> {
    let (chunks, body) = mpsc::channel(WAITING);
    let (begun, first) = oneshot::channel();
    let desk = desk.clone();
    tokio::spawn(async move {
        let told = desk
            .ask_long(move |archive| {
                let mut sender = Sender { chunks, begun: Some(begun), objects: Objects::default(), shape, waiting: Vec::new() };
                let done = asking.answer(&question, archive, asking.limit, &mut sender);
                sender.end(done);
                Ok(())
            })
            .await;
        if let Err(problem) = told {
            eprintln!("marsad: {}", problem.detail);
        }
    });
    first.await.map_err(|_| Problem::defect(&"an answer ended before it began"))??;
    let mut response = Response::new(Body::from_stream(ReceiverStream::new(body)));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(shape.kind()));
    Ok(response)
}

/// Writes rows and sends what has gathered.
struct Sender {
    chunks: mpsc::Sender<Result<Bytes, std::io::Error>>,
    /// Told once whether there will be an answer.
    begun: Option<oneshot::Sender<Result<(), Problem>>>,
    objects: Objects,
    shape: Shape,
    waiting: Vec<u8>,
}

impl Sender {
    fn send(&mut self) -> bool {
        let chunk = std::mem::take(&mut self.waiting);
        chunk.is_empty() || self.give(Ok(chunk.into()))
    }

    /// Waits for the reader, though not for ever; `false` when it is gone.
    fn give(&self, chunk: Result<Bytes, std::io::Error>) -> bool {
        let gone = Instant::now() + STALLED;
        let mut chunk = chunk;
        while Instant::now() < gone {
            match self.chunks.try_send(chunk) {
                Ok(()) => return true,
                Err(mpsc::error::TrySendError::Closed(_)) => return false,
                Err(mpsc::error::TrySendError::Full(back)) => chunk = back,
            }
            std::thread::sleep(PAUSE);
        }
        false
    }

    /// An answer that fails midway ends broken, so that nobody takes it for whole.
    fn end(mut self, done: Result<(), Problem>) {
        match (done, self.begun.take()) {
            (Err(problem), Some(begun)) => drop(begun.send(Err(problem))),
            (Err(problem), None) => {
                self.send();
                self.give(Err(std::io::Error::other(problem.detail)));
            }
            (Ok(()), begun) => {
                drop(begun.map(|begun| begun.send(Ok(()))));
                self.send();
            }
        }
    }
}

impl Rows for Sender {
    fn columns(&mut self, names: &[&str]) {
        let columns: Vec<String> = names.iter().map(|n| (*n).to_owned()).collect();
        self.objects = Objects::new(&columns);
        if self.shape == Shape::Csv {
            self.waiting.extend_from_slice(csv_header(&columns).as_bytes());
        }
    }

    fn row(&mut self, cells: Vec<Cell>) -> bool {
        drop(self.begun.take().map(|begun| begun.send(Ok(()))));
        match self.shape {
            Shape::Csv => self.waiting.extend_from_slice(csv_line(&cells).as_bytes()),
            _ => {
                self.objects.write(&cells, &mut self.waiting).expect("memory takes what is written");
                self.waiting.push(b'\n');
            }
        }
        self.waiting.len() < CHUNK || self.send()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_goes_before_what_is_accepted() {
        assert_eq!(Shape::of("events.csv", Some("application/json")), ("events", Shape::Csv));
        assert_eq!(Shape::of("events", Some("text/csv")), ("events", Shape::Csv));
        assert_eq!(Shape::of("events", Some("text/csv;q=0.5, application/x-ndjson")), ("events", Shape::Jsonl));
        assert_eq!(Shape::of("events", Some("text/html,*/*;q=0.8")), ("events", Shape::Json));
        assert_eq!(Shape::of("events", None), ("events", Shape::Json));
    }
}
