//! Requests to answers: the door, the routes, what is remembered of answers while the archive stays as it is.
//!
//! Enters: `GET /api/v1/events?actor=EGY`. Leaves: its answer with an `ETag`, or 304 to who has it already.

use crate::answers::{Shape, page, stream};
use crate::called::Called;
use crate::desk::{Desk, State};
use crate::guard::{Guard, harden, token};
use crate::metrics::Metrics;
use crate::problem::{Code, Problem};
use crate::questions::{Asking, FACETS, QUESTIONS, Question, STANCES};
use crate::reading::{Pasted, Room};
use crate::{openapi, page as files, things, tokens};
use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{ConnectInfo, MatchedPath, Path, Request, State as Here};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use marsad_archive::{Archive, Incoming, Outcome, QUADS, STATUSES, Source};
use marsad_core::{AsideNote, SentenceNote};
use marsad_pack::Packs;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Bytes of a request's body at most.
const LARGEST: usize = 4 << 20;
/// A body must be here within this.
const BODY_TIME: Duration = Duration::from_secs(20);
/// Bytes of answers remembered.
const REMEMBERED: usize = 64 << 20;

/// What every request is answered with.
pub(crate) struct App {
    pub desk: Arc<Desk>,
    pub packs: Arc<Packs>,
    pub packs_id: String,
    pub called: Called,
    pub room: Room,
    pub guard: Guard,
    pub metrics: Metrics,
    pub memory: Memory,
    pub writes: bool,
    pub draw: fn(&[SentenceNote]) -> String,
    /// The archive as it is written to; one at a time.
    pub writer: Arc<Mutex<Option<Archive>>>,
    pub openapi: String,
    pub meta: Value,
}

type Shared = Here<Arc<App>>;

/// Every route.
pub(crate) fn router(app: Arc<App>) -> Router {
    Router::new()
        .route("/api/v1/{question}", get(ask))
        .route("/api/v1/facets", get(facets))
        .route("/api/v1/overview", get(overview))
        .route("/api/v1/meta", get(meta))
        .route("/api/v1/read", post(read))
        .route("/api/v1/explain", post(explain))
        .route("/api/v1/articles", post(keep))
        .route("/api/v1/articles/{id}", get(article))
        .route("/api/v1/articles/{id}/explain", get(explain_article))
        .route("/api/v1/events/{id}", get(|app: Shared, at| thing(app, "events", at)))
        .route("/api/v1/statements/{id}", get(|app: Shared, at| thing(app, "statements", at)))
        .route("/api/v1/happenings/{id}", get(|app: Shared, at| thing(app, "happenings", at)))
        .route("/api/v1/actors/{id}", get(actor))
        .route("/api/openapi.json", get(description))
        .route("/health", get(health))
        .route("/metrics", get(metrics))
        .method_not_allowed_fallback(async || Problem::new(Code::NotHere, "this cannot be done here"))
        .fallback(other)
        .layer(from_fn_with_state(app.clone(), door))
        .with_state(app)
}

/// Everything passes here: counted, admitted or not, known already or not.
async fn door(Here(app): Shared, ConnectInfo(client): ConnectInfo<SocketAddr>, request: Request, next: Next) -> Response {
    let begun = Instant::now();
    app.metrics.begin();
    let route = request.extensions().get::<MatchedPath>().map_or("page", MatchedPath::as_str).to_owned();
    let mut response = match app.guard.admit(request.method(), request.headers(), client) {
        Ok(()) => remembered(&app, request, next).await,
        Err(problem) => problem.into_response(),
    };
    harden(response.headers_mut());
    app.metrics.end(&route, response.status().as_u16(), begun.elapsed());
    response
}

/// Answers that hang on nothing but the archive and the address are remembered until the archive changes.
async fn remembered(app: &App, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let lasting = request.method().is_safe() && (path.starts_with("/api/v1/") || path == "/api/openapi.json");
    if !lasting {
        return next.run(request).await;
    }
    let shape = Shape::of(path, accept(request.headers())).1;
    let key = (request.uri().path_and_query().map(ToString::to_string).unwrap_or_default(), shape);
    let state = app.desk.state();
    let mut hash = DefaultHasher::new();
    (&key, state, &app.packs_id, env!("CARGO_PKG_VERSION")).hash(&mut hash);
    let tag = format!("\"{:016x}\"", hash.finish());
    let has = request.headers().get(header::IF_NONE_MATCH).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let mut response = match () {
        () if has.split(',').any(|known| known.trim().trim_start_matches("W/") == tag) => StatusCode::NOT_MODIFIED.into_response(),
        () => match app.memory.find(state, &key) {
            Some(body) => json_answer(body),
            None => app.memory.keep(state, key, next.run(request).await).await,
        },
    };
    if response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED {
        let headers = response.headers_mut();
        headers.extend(HeaderValue::from_str(&tag).ok().map(|tag| (header::ETAG, tag)));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        headers.insert(header::VARY, HeaderValue::from_static("accept"));
    }
    response
}

fn accept(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::ACCEPT).and_then(|v| v.to_str().ok())
}

type Key = (String, Shape);

/// Answers while the archive stays as it is: those asked for of late, and those before them until as many have come again.
#[derive(Default)]
pub(crate) struct Memory(Mutex<Remembered>);

#[derive(Default)]
struct Remembered {
    state: State,
    late: HashMap<Key, Bytes>,
    /// Bytes of them.
    size: usize,
    earlier: HashMap<Key, Bytes>,
}

impl Remembered {
    fn keep(&mut self, key: Key, body: Bytes) {
        if self.size + body.len() > REMEMBERED / 2 {
            self.earlier = std::mem::take(&mut self.late);
            self.size = 0;
        }
        self.size += body.len();
        self.late.insert(key, body);
    }
}

impl Memory {
    fn find(&self, state: State, key: &Key) -> Option<Bytes> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if held.state != state {
            return None;
        }
        if let Some(body) = held.late.get(key) {
            return Some(body.clone());
        }
        let body = held.earlier.remove(key)?;
        held.keep(key.clone(), body.clone());
        Some(body)
    }

    async fn keep(&self, state: State, key: Key, response: Response) -> Response {
        // What is sent while it is found, or was no answer, is not kept.
        if key.1 != Shape::Json || response.status() != StatusCode::OK {
            return response;
        }
        let (head, body) = response.into_parts();
        let Ok(body) = to_bytes(body, usize::MAX).await else { return Problem::defect(&"an answer could not be gathered").into_response() };
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if held.state != state {
            *held = Remembered { state, ..Remembered::default() };
        }
        if body.len() < REMEMBERED / 16 {
            held.keep(key, body.clone());
        }
        Response::from_parts(head, Body::from(body))
    }
}

fn json_answer(body: impl Into<Body>) -> Response {
    let mut response = Response::new(body.into());
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

fn told(value: &Value) -> Response {
    json_answer(value.to_string())
}

impl App {
    /// What a request asks, in the archive's words.
    fn asked(&self, question: &Question, uri: &Uri) -> Result<Asking, Problem> {
        let mut asking = Asking::parse(question, uri.query().unwrap_or_default(), self.desk.names().1)?;
        asking.asked.place = self.called.in_english(asking.asked.place);
        Ok(asking)
    }

    /// An answer, with what those it names are called in Arabic.
    fn tell(&self, answer: Value) -> Response {
        told(&self.called.beside(answer))
    }
}

async fn ask(Here(app): Shared, Path(named): Path<String>, uri: Uri, headers: HeaderMap) -> Result<Response, Problem> {
    let (name, shape) = Shape::of(&named, accept(&headers));
    let question = *QUESTIONS.iter().find(|q| q.name == name).ok_or_else(|| Problem::new(Code::NoSuchQuestion, format!("there is no question \"{name}\"")).with("value", name))?;
    let asking = app.asked(&question, &uri)?;
    match shape {
        Shape::Json => {
            let asked = app.clone();
            Ok(json_answer(app.desk.ask_tallied(move |archive| page(archive, &asked.called, &question, &asking)).await?))
        }
        shape => stream(&app.desk, question, asking, shape).await,
    }
}

async fn facets(Here(app): Shared, uri: Uri) -> Result<Response, Problem> {
    let asking = app.asked(&FACETS, &uri)?;
    Ok(told(&app.desk.ask_tallied(move |tallied| things::facets(tallied, &asking.filter(tallied.archive)?)).await?))
}

/// A question that takes no parameters.
const PLAIN: Question = Question { name: "this", about: "", parameters: &[], needs: &[], paged: false };

/// Whoever asks more than can be answered is told so.
fn nothing_more(uri: &Uri) -> Result<(), Problem> {
    Asking::parse(&PLAIN, uri.query().unwrap_or_default(), &[]).map(|_| ())
}

async fn overview(Here(app): Shared, uri: Uri) -> Result<Response, Problem> {
    nothing_more(&uri)?;
    Ok(app.tell(app.desk.ask_tallied(things::overview).await?))
}

async fn meta(Here(app): Shared, uri: Uri) -> Result<Response, Problem> {
    nothing_more(&uri)?;
    Ok(told(&app.meta))
}

async fn thing(Here(app): Shared, what: &'static str, Path(id): Path<String>) -> Result<Response, Problem> {
    Ok(app.tell(app.desk.ask(move |archive| things::thing(archive, what, &id)).await?))
}

async fn actor(Here(app): Shared, Path(who): Path<String>) -> Result<Response, Problem> {
    let (desk, packs) = (app.desk.clone(), app.packs.clone());
    Ok(told(&app.desk.ask(move |archive| things::actor(archive, &packs, &desk, &who)).await?))
}

async fn article(Here(app): Shared, Path(id): Path<String>) -> Result<Response, Problem> {
    let named = id.clone();
    let (record, about) = app.desk.ask(move |archive| things::article(archive, &named)).await?;
    let aside = app.room.aside(record.document.text.clone(), record.document.language.clone()).await?;
    Ok(app.tell(json!({ "id": id, "record": record, "archive": about, "aside": aside })))
}

async fn explain_article(Here(app): Shared, Path(id): Path<String>) -> Result<Response, Problem> {
    let (record, _) = app.desk.ask(move |archive| things::article(archive, &id)).await?;
    let document = record.document;
    let pasted = Pasted { text: document.text, title: Some(document.title), published: document.published, language: Some(document.language), url: document.url, outlet: document.source };
    explained(&app, pasted).await
}

async fn explained(app: &App, pasted: Pasted) -> Result<Response, Problem> {
    let notes = app.room.explain(pasted).await?;
    Ok(told(&json!({ "text": (app.draw)(&notes), "sentences": notes })))
}

async fn read(Here(app): Shared, request: Request) -> Result<Response, Problem> {
    let (record, aside): (_, Vec<AsideNote>) = app.room.read(pasted(request).await?).await?;
    Ok(app.tell(json!({ "record": record, "aside": aside })))
}

async fn explain(Here(app): Shared, request: Request) -> Result<Response, Problem> {
    let pasted = pasted(request).await?;
    explained(&app, pasted).await
}

/// The article in a request's body.
async fn pasted(request: Request) -> Result<Pasted, Problem> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    if !kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json")) {
        return Err(Problem::new(Code::NotJson, "an article is sent as application/json"));
    }
    let told = |request: &Request| request.headers().get(header::CONTENT_LENGTH)?.to_str().ok()?.parse::<usize>().ok();
    let too_long = || Problem::new(Code::LongArticle, format!("an article has at most {} MiB", LARGEST >> 20)).with("most", LARGEST >> 20);
    if told(&request).is_some_and(|length| length > LARGEST) {
        return Err(too_long());
    }
    let body = tokio::time::timeout(BODY_TIME, to_bytes(request.into_body(), LARGEST)).await;
    let body = body.map_err(|_| Problem::new(Code::LateArticle, "the article did not come in time"))?.map_err(|_| too_long())?;
    Pasted::parse(&body)
}

async fn keep(Here(app): Shared, request: Request) -> Result<Response, Problem> {
    if !app.writes {
        return Err(Problem::new(Code::NotWritable, "nothing is kept here: the server was started without --write"));
    }
    let mut unknown = Problem::new(Code::NoToken, "a token is needed: Authorization: Bearer …; `marsad token new` makes one").into_response();
    unknown.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    let Some(token) = token(request.headers()).map(str::to_owned) else { return Ok(unknown) };
    if !app.desk.ask(move |archive| Ok(tokens::is_known(archive, &token)?)).await? {
        return Ok(unknown);
    }
    let pasted = pasted(request).await?;
    let told_of = [(pasted.title.is_some(), "title"), (pasted.published.is_some(), "published"), (pasted.language.is_some(), "language")];
    let given = told_of.into_iter().filter_map(|(is, what)| is.then_some(what)).collect::<Vec<_>>().join("|");
    let (record, _) = app.room.read(pasted).await?;
    let source = Source { origin: "sent to the server".to_owned(), file: None, author: None, published_at: None, given };
    let prepared = (Incoming { record, source }).prepare().map_err(|e| Problem::new(Code::Refused, e.to_string()))?;
    let (writer, file, packs) = (app.writer.clone(), app.desk.file().to_owned(), app.packs_id.clone());
    let written = tokio::task::spawn_blocking(move || {
        let mut writer = writer.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = write(&mut writer, &file, &prepared, &packs);
        if kept.is_err() {
            // Whatever went wrong, the next article begins anew.
            writer.take().inspect(Archive::roll_back);
        }
        kept
    });
    let outcome = written.await.unwrap_or_else(|e| Err(Problem::defect(&e)))?;
    let (status, id, what) = match outcome {
        Outcome::Added(id) => (StatusCode::CREATED, id, "added"),
        Outcome::Version(id, _) => (StatusCode::CREATED, id, "changed"),
        Outcome::Known(id) => (StatusCode::OK, id, "known"),
    };
    let mut response = told(&json!({ "id": id.to_string(), "outcome": what }));
    *response.status_mut() = status;
    response.headers_mut().extend(HeaderValue::from_str(&format!("/api/v1/articles/{id}")).ok().map(|at| (header::LOCATION, at)));
    Ok(response)
}

fn write(writer: &mut Option<Archive>, file: &std::path::Path, prepared: &marsad_archive::Prepared, packs: &str) -> Result<Outcome, Problem> {
    if writer.is_none() {
        *writer = Some(Archive::open(file)?);
    }
    let Some(archive) = writer.as_mut() else { return Err(Problem::defect(&"no archive to write to")) };
    let now = jiff::Timestamp::now().as_second();
    let now = jiff::Timestamp::from_second(now).map_err(|e| Problem::defect(&e))?.to_string();
    archive.begin()?;
    let outcome = archive.keep(prepared, packs, &now)?;
    archive.commit()?;
    archive.settle(&mut |_, _| true)?;
    Ok(outcome)
}

async fn description(Here(app): Shared) -> Response {
    json_answer(app.openapi.clone())
}

async fn health(Here(app): Shared) -> Result<Response, Problem> {
    app.desk.ask(|archive| Ok(archive.printed_between()?)).await?;
    Ok(told(&json!({ "status": "ok", "version": env!("CARGO_PKG_VERSION") })))
}

async fn metrics(Here(app): Shared) -> Response {
    ([(header::CONTENT_TYPE, "text/plain; version=1.0.0; charset=utf-8")], app.metrics.text()).into_response()
}

/// The page's files and addresses; what looks like the API and is not is a problem.
async fn other(request: Request) -> Response {
    let path = request.uri().path();
    match () {
        () if path.starts_with("/api/") => Problem::new(Code::NoSuchAddress, "there is nothing at this address; /api/openapi.json describes what there is").into_response(),
        () if !request.method().is_safe() => Problem::new(Code::NotHere, "this cannot be done here").into_response(),
        () => files::file(path),
    }
}

/// What the page is told before it asks anything.
pub(crate) fn meta_of(desk: &Desk, packs: &Packs, writes: bool, example: &(String, String)) -> Value {
    let (names, types) = desk.names();
    let mut sectors: Vec<&str> = packs.world.entities.iter().map(|e| e.sector.as_str()).filter(|s| !s.is_empty()).collect();
    sectors.sort_unstable();
    sectors.dedup();
    let mut called = serde_json::Map::new();
    for (code, names) in names {
        called.entry(code.as_str()).or_insert_with(|| things::in_both_scripts(names));
    }
    json!({
        "version": env!("CARGO_PKG_VERSION"),
        "archive": desk.file().file_name().map(|n| n.to_string_lossy()),
        "writable": writes,
        "types": types.iter().map(|(kind, _)| kind).collect::<Vec<_>>(),
        "quad_of": types.iter().cloned().map(|(kind, quad)| (kind, Value::from(quad))).collect::<serde_json::Map<_, _>>(),
        "quads": QUADS,
        "statuses": STATUSES,
        "stances": STANCES,
        "sectors": sectors,
        "languages": packs.languages.iter().map(|l| &l.tag).collect::<Vec<_>>(),
        "names": called,
        "example": { "text": example.0, "published": example.1 },
    })
}

/// The description of the API, as it is sent.
pub(crate) fn described(desk: &Desk) -> String {
    openapi::describe(desk.names().1).to_string()
}
