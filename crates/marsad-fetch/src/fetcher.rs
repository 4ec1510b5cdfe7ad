//! An address fetched: its host asked in its turn, every redirect checked, the answer limited.

use crate::error::{Error, Kind};
use crate::host::Host;
use crate::resolver::Checked;
use crate::robots::{MOST, Rules};
use std::collections::HashMap;
use std::io::Read;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use ureq::http::{HeaderMap, Response};
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body};
use url::Url;

/// The name robots.txt may call us by.
const NAME: &str = "Marsad";
const AGENT: &str = "Marsad/0.1 (+https://example.org/marsad)";
const WANTED: &str = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/json;q=0.9, */*;q=0.5";
const REDIRECTS: usize = 5;
/// How often a server that says when to come again is asked again.
const AGAIN: usize = 2;
/// A server that asks for more patience is left for another time.
const LONGEST_WAIT: Duration = Duration::from_secs(30);
/// A host is asked again after this, whatever it said.
const LONGEST_ABSENCE: Duration = Duration::from_secs(24 * 3600);
/// Longer headers are not kept.
const LONGEST_HEADER: usize = 1000;

/// How a fetcher behaves.
#[derive(Clone, Debug)]
pub struct Manners {
    /// Whether private and loopback addresses may be fetched.
    pub allow_private: bool,
    /// The most bytes of one answer, counted after unpacking.
    pub largest: u64,
    /// How long one answer may take in all.
    pub patience: Duration,
    /// The pause between two requests to one host.
    pub pause: Duration,
}

impl Default for Manners {
    fn default() -> Self {
        Self { allow_private: false, largest: 20 << 20, patience: Duration::from_secs(60), pause: Duration::from_secs(1) }
    }
}

/// What a server says of the version it sent, so that it can say later that nothing changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Validators {
    /// The version's mark.
    pub etag: Option<String>,
    /// When it changed last.
    pub last_modified: Option<String>,
}

/// Bytes, and what their server says of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Got {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// The address they came from, after all redirects.
    pub address: String,
    /// Their kind, in small letters: `text/html`.
    pub media: Option<String>,
    /// Their encoding.
    pub charset: Option<String>,
    /// For asking whether they changed.
    pub validators: Validators,
}

/// What became of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The bytes.
    Got(Got),
    /// They are as they were when the validators were given.
    Unchanged,
}

/// Fetches addresses, on any number of threads.
#[derive(Debug)]
pub struct Fetcher {
    manners: Manners,
    agent: Agent,
    hosts: Mutex<HashMap<String, Arc<Mutex<Host>>>>,
}

/// Where one request led.
enum Hop {
    Here(Answer),
    Elsewhere(Url),
}

/// What is asked of an answer's length.
#[derive(Clone, Copy)]
enum Length {
    AtMost(u64),
    /// What is longer is cut off there.
    Beginning(u64),
}

/// Whether an argument is an address that may be fetched.
#[must_use]
pub fn is_address(argument: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| argument.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))
}

impl Fetcher {
    /// A fetcher that knows no host yet.
    #[must_use]
    pub fn new(manners: Manners) -> Self {
        let config = Agent::config_builder()
            .user_agent(AGENT)
            .accept(WANTED)
            .proxy(None)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(manners.patience))
            .timeout_connect(Some(manners.patience / 3))
            .build();
        let agent = Agent::with_parts(config, DefaultConnector::default(), Checked::new(manners.allow_private));
        Self { manners, agent, hosts: Mutex::default() }
    }

    /// The most bytes of one answer.
    #[must_use]
    pub fn largest(&self) -> u64 {
        self.manners.largest
    }

    /// Fetches an address, unless it is as it was when `before` was given.
    ///
    /// # Errors
    /// When it may not or cannot be fetched.
    pub fn fetch(&self, address: &str, before: &Validators) -> Result<Answer, Error> {
        let fail = |kind| Error::new(address, kind);
        let first = parse(address).map_err(fail)?;
        let mut at = first.clone();
        for _ in 0..=REDIRECTS {
            match self.visit(&at, before) {
                Ok(Hop::Here(answer)) => return Ok(answer),
                Ok(Hop::Elsewhere(next)) => at = next,
                Err(kind) if at == first => return Err(fail(kind)),
                Err(kind) => return Err(fail(Kind::Elsewhere(at.to_string(), Box::new(kind)))),
            }
        }
        Err(fail(Kind::Redirects(REDIRECTS)))
    }

    /// Asks a host in its turn.
    fn visit(&self, at: &Url, before: &Validators) -> Result<Hop, Kind> {
        let host = self.host(at);
        let mut host = host.lock().unwrap_or_else(PoisonError::into_inner);
        self.ask_leave(&mut host, at)?;
        for _ in 0..AGAIN {
            match self.request_in_turn(&mut host, at, before) {
                Err(Kind::Busy { wait: Some(wait), .. }) if wait <= LONGEST_WAIT => std::thread::sleep(wait),
                done => return done,
            }
        }
        self.request_in_turn(&mut host, at, before)
    }

    fn request_in_turn(&self, host: &mut Host, at: &Url, before: &Validators) -> Result<Hop, Kind> {
        host.wait();
        let answer = self.request(at, before, Length::AtMost(self.manners.largest));
        host.asked(self.manners.pause);
        if let Err(busy @ Kind::Busy { wait: Some(wait), .. }) = &answer
            && *wait > LONGEST_WAIT
        {
            host.close(busy);
        }
        answer
    }

    fn host(&self, at: &Url) -> Arc<Mutex<Host>> {
        let name = format!("{}:{}", at.host_str().unwrap_or_default(), at.port_or_known_default().unwrap_or_default());
        self.hosts.lock().unwrap_or_else(PoisonError::into_inner).entry(name).or_default().clone()
    }

    /// Whether the host's robots.txt allows the address; it is fetched when it is not known.
    fn ask_leave(&self, host: &mut Host, at: &Url) -> Result<(), Kind> {
        if let Some(why) = host.is_closed() {
            return Err(why);
        }
        if host.rules().is_none() {
            let rules = self.robots(at).inspect_err(|why| host.close(why))?;
            host.learn(rules);
        }
        let path = at.query().map_or_else(|| at.path().to_owned(), |query| format!("{}?{query}", at.path()));
        if host.rules().is_none_or(|rules| rules.allow(&path)) { Ok(()) } else { Err(Kind::Forbidden) }
    }

    /// A host without a robots.txt allows everything; one whose robots.txt cannot be had, nothing for now.
    fn robots(&self, at: &Url) -> Result<Rules, Kind> {
        let mut at = at.join("/robots.txt").map_err(|e| Kind::Address(e.to_string()))?;
        for _ in 0..=REDIRECTS {
            match self.request(&at, &Validators::default(), Length::Beginning(MOST)) {
                Ok(Hop::Here(Answer::Got(got))) => return Ok(Rules::parse(&got.bytes, NAME)),
                Ok(Hop::Elsewhere(next)) => at = next,
                Ok(Hop::Here(Answer::Unchanged)) | Err(Kind::Status(..=499)) => return Ok(Rules::default()),
                Err(kind @ (Kind::Status(_) | Kind::Busy { .. } | Kind::Broken(_))) => return Err(Kind::NoRobots(Box::new(kind))),
                // The host itself cannot or may not be reached.
                Err(kind) => return Err(kind),
            }
        }
        Ok(Rules::default())
    }

    fn request(&self, at: &Url, before: &Validators, length: Length) -> Result<Hop, Kind> {
        let given = [("if-none-match", &before.etag), ("if-modified-since", &before.last_modified)];
        let known = given.iter().filter_map(|(name, value)| Some((*name, value.as_deref()?)));
        let request = known.clone().fold(self.agent.get(at.as_str()), |request, (name, value)| request.header(name, value));
        let response = request.call().map_err(|e| Kind::of(e, self.manners.patience))?;
        match response.status().as_u16() {
            200..=299 => self.take(at, response, length).map(|got| Hop::Here(Answer::Got(got))),
            304 if known.count() > 0 => Ok(Hop::Here(Answer::Unchanged)),
            301 | 302 | 303 | 307 | 308 => elsewhere(at, response.headers()).map(Hop::Elsewhere),
            status @ (429 | 503) => Err(Kind::Busy { status, wait: header(response.headers(), "retry-after").and_then(|text| wait(&text)) }),
            status => Err(Kind::Status(status)),
        }
    }

    fn take(&self, at: &Url, mut response: Response<Body>, length: Length) -> Result<Got, Kind> {
        let (Length::AtMost(most) | Length::Beginning(most)) = length;
        let kind = header(response.headers(), "content-type").unwrap_or_default().to_ascii_lowercase();
        let (media, more) = kind.split_once(';').unwrap_or((&kind, ""));
        let (_, charset) = more.split_once("charset=").unwrap_or_default();
        let charset = charset.split(';').next().unwrap_or_default().trim_matches(['"', '\'', ' ']);
        let validators = Validators { etag: header(response.headers(), "etag"), last_modified: header(response.headers(), "last-modified") };
        let mut bytes = Vec::new();
        let read = response.body_mut().as_reader().take(most + 1).read_to_end(&mut bytes);
        read.map_err(|e| Kind::of(e.into(), self.manners.patience))?;
        match length {
            Length::AtMost(most) if bytes.len() as u64 > most => return Err(Kind::TooLarge(most)),
            _ => bytes.truncate(usize::try_from(most).unwrap_or(usize::MAX)),
        }
        let words = |text: &str| Some(text.trim().to_owned()).filter(|t| !t.is_empty());
        Ok(Got { bytes, address: at.to_string(), media: words(media), charset: words(charset), validators })
    }
}

/// Reads an address: of the web, with a host, without a name and a password.
fn parse(address: &str) -> Result<Url, Kind> {
    let url = Url::parse(address.trim()).map_err(|e| Kind::Address(e.to_string()))?;
    checked(url)
}

fn checked(mut url: Url) -> Result<Url, Kind> {
    let wrong = |what: &str| Err(Kind::Address(what.to_owned()));
    if !matches!(url.scheme(), "http" | "https") {
        return wrong("only http and https are");
    }
    if url.host_str().is_none_or(str::is_empty) {
        return wrong("it names no host");
    }
    if !url.username().is_empty() || url.password().is_some() {
        return wrong("it names a user");
    }
    url.set_fragment(None);
    Ok(url)
}

/// Where a redirect leads.
fn elsewhere(at: &Url, headers: &HeaderMap) -> Result<Url, Kind> {
    let to = headers.get("location").map(|v| String::from_utf8_lossy(v.as_bytes()).into_owned()).unwrap_or_default();
    let unsound = |what: String| Kind::Broken(format!("it is redirected to \"{}\": {what}", to.chars().take(100).collect::<String>()));
    let next = if to.is_empty() { Err(unsound("that is nowhere".to_owned())) } else { at.join(&to).map_err(|e| unsound(e.to_string())) }?;
    checked(next).map_err(|e| Kind::Elsewhere(to.chars().take(100).collect(), Box::new(e)))
}

fn header(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name).and_then(|v| v.to_str().ok()).map(str::trim).filter(|v| !v.is_empty() && v.len() <= LONGEST_HEADER).map(str::to_owned)
}

/// `Retry-After`, in seconds or as a date.
fn wait(text: &str) -> Option<Duration> {
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds).min(LONGEST_ABSENCE));
    }
    let until = jiff::fmt::rfc2822::parse(&text.replace("GMT", "+0000")).ok()?.timestamp();
    let left = until.duration_since(jiff::Timestamp::now());
    Some(Duration::try_from(left).unwrap_or_default().min(LONGEST_ABSENCE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_are_fetched() {
        for (address, why) in
            [("ftp://example.org/", "only http"), ("file:///etc/passwd", "only http"), ("https://user:word@example.org/", "names a user"), ("https://", "host"), ("no address", "relative")]
        {
            let error = parse(address).expect_err(address).to_string();
            assert!(error.contains(why), "{address}: {error}");
        }
        assert_eq!(parse("HTTP://موقع.example:80/أخبار#x").map(String::from).ok().as_deref(), Some("http://xn--4gbrim.example/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1"));
        assert!(is_address("HTTPS://example.org") && !is_address("https.txt"));
    }

    #[test]
    fn patience_is_asked_for_in_seconds_or_till_a_date() {
        assert_eq!(wait("7"), Some(Duration::from_secs(7)));
        assert_eq!(wait("Sun, 06 Nov 1994 08:49:37 GMT"), Some(Duration::ZERO));
        assert_eq!(wait("Tue, 31 Dec 2199 23:59:59 GMT"), Some(LONGEST_ABSENCE));
        assert_eq!(wait(&u64::MAX.to_string()), Some(LONGEST_ABSENCE));
        assert_eq!(wait("soon"), None);
    }
}
