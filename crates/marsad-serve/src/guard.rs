//! Who may ask, and what every answer carries.
//!
//! Enters: a request's headers. Leaves: nothing, or the reason why it is refused. A page of another site that leads its
//! visitor's browser here, by a link, by script or by a name that it points at this machine (DNS rebinding), gets nothing.

use crate::problem::{Code, Problem};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroU32;

/// What an answer's page may load: nothing but what this server carries.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const HEADERS: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];
/// Clients remembered before the idle ones are forgotten.
const REMEMBERED: usize = 10_000;

/// The rules of the door.
pub(crate) struct Guard {
    hosts: Vec<String>,
    rate: Option<DefaultKeyedRateLimiter<IpAddr>>,
}

impl Guard {
    /// `hosts` are names by which the server is reached beside numbers and `localhost`; `rate` is requests a second and client.
    pub fn new(hosts: &[String], rate: u32) -> Self {
        let quota = |rate: NonZeroU32| Quota::per_second(rate).allow_burst(rate.saturating_mul(NonZeroU32::MIN.saturating_add(3)));
        Self { hosts: hosts.iter().map(|h| h.to_ascii_lowercase()).collect(), rate: NonZeroU32::new(rate).map(|rate| RateLimiter::keyed(quota(rate))) }
    }

    /// Whether a request may be answered.
    pub fn admit(&self, method: &Method, headers: &HeaderMap, client: SocketAddr) -> Result<(), Problem> {
        let host = headers.get(header::HOST).and_then(|h| h.to_str().ok()).unwrap_or_default();
        if !self.is_ours(host) {
            return Err(Problem::new(Code::OtherHost, "this server does not go by that name; --allow-host names another"));
        }
        if !matches!(*method, Method::GET | Method::HEAD) && !is_from_here(headers, host) {
            return Err(Problem::new(Code::OtherSite, "the request comes from a page of another site"));
        }
        if let Some(rate) = &self.rate {
            if rate.len() > REMEMBERED {
                rate.retain_recent();
            }
            if rate.check_key(&client.ip().to_canonical()).is_err() {
                return Err(Problem::new(Code::TooOften, "too many requests; ask again in a second"));
            }
        }
        Ok(())
    }

    /// Numbers cannot be pointed elsewhere; of names, `localhost` and those that were given.
    fn is_ours(&self, host: &str) -> bool {
        let name = without_port(host).to_ascii_lowercase();
        let number = name.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>().is_ok();
        number || name == "localhost" || self.hosts.contains(&name)
    }
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) && (!name.contains(':') || name.ends_with(']')) => name,
        _ => host,
    }
}

/// Whether a request that does something was sent by a program or by this server's own page.
fn is_from_here(headers: &HeaderMap, host: &str) -> bool {
    let text = |name: HeaderName| headers.get(name).map(|v| v.to_str().unwrap_or("?"));
    let site = text(HeaderName::from_static("sec-fetch-site")).is_none_or(|site| matches!(site, "same-origin" | "none"));
    let origin = text(header::ORIGIN).is_none_or(|origin| origin.split_once("://").is_some_and(|(_, from)| from.eq_ignore_ascii_case(host)));
    site && origin
}

/// The token that a request carries.
pub(crate) fn token(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// Puts on an answer what every answer carries.
pub(crate) fn harden(headers: &mut HeaderMap) {
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn admitted(method: Method, pairs: &[(&'static str, &str)]) -> Result<(), u16> {
        let headers = pairs.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_str(value).expect("a value"))).collect();
        let guard = Guard::new(&["Archive.example.org".to_owned()], 0);
        guard.admit(&method, &headers, SocketAddr::from(([127, 0, 0, 1], 9))).map_err(|p| p.status.as_u16())
    }

    #[test]
    fn names_that_could_be_pointed_here_are_refused() {
        for host in ["127.0.0.1:7777", "localhost:7777", "[::1]:7777", "[::1]", "10.1.2.3", "archive.example.org", "ARCHIVE.example.org:80"] {
            assert_eq!(admitted(Method::GET, &[("host", host)]), Ok(()), "{host}");
        }
        for host in ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example:7777", "", "::1:evil", "archive.example.org.evil"] {
            assert_eq!(admitted(Method::GET, &[("host", host)]), Err(421), "{host}");
        }
        assert_eq!(admitted(Method::GET, &[]), Err(421));
    }

    #[test]
    fn other_sites_cannot_make_a_browser_write() {
        let host = ("host", "localhost:7777");
        assert_eq!(admitted(Method::POST, &[host]), Ok(()));
        assert_eq!(admitted(Method::POST, &[host, ("origin", "http://localhost:7777"), ("sec-fetch-site", "same-origin")]), Ok(()));
        for (name, value) in [("origin", "http://evil.example"), ("origin", "null"), ("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site"), ("origin", "http://localhost:8888")] {
            assert_eq!(admitted(Method::POST, &[host, (name, value)]), Err(403), "{name}: {value}");
        }
    }

    #[test]
    fn a_client_that_asks_without_end_is_told_to_wait() {
        let guard = Guard::new(&[], 2);
        let headers = [(header::HOST, HeaderValue::from_static("localhost"))].into_iter().collect();
        let ask = |last: u8| guard.admit(&Method::GET, &headers, SocketAddr::from(([10, 0, 0, last], 9))).is_ok();
        let answered = (0..50).filter(|_| ask(1)).count();
        assert!((8..=10).contains(&answered), "{answered}");
        assert!(ask(2), "another client is not held up");
    }
}
