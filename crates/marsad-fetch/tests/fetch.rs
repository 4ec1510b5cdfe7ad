//! Fetching from a server of this machine that behaves well, badly, or not at all.

#![allow(clippy::unwrap_used, reason = "a test that cannot set up its server has nothing to test")]

mod server;

use marsad_fetch::{Answer, Fetcher, Got, Manners, Validators};
use server::{Server, answer, packed};
use std::net::TcpListener;
use std::sync::Mutex;
use std::time::{Duration, Instant};

fn here() -> Manners {
    Manners { allow_private: true, pause: Duration::ZERO, patience: Duration::from_secs(5), ..Manners::default() }
}

fn got(fetcher: &Fetcher, address: &str) -> Result<Got, String> {
    match fetcher.fetch(address, &Validators::default()) {
        Ok(Answer::Got(got)) => Ok(got),
        Ok(Answer::Unchanged) => Err("unchanged".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

#[test]
fn bytes_come_with_what_their_server_says() {
    let server = Server::new(|_, path, headers| match path {
        "/robots.txt" => answer(404, "", ""),
        _ if headers.contains("if-none-match: \"v1\"") && headers.contains("if-modified-since: monday") => answer(304, "", ""),
        _ => answer(200, "Content-Type: text/HTML; Charset=\"windows-1256\"\r\nETag: \"v1\"\r\nLast-Modified: Monday\r\n", if headers.contains("user-agent: marsad/0.1 (+") { "ours" } else { "" }),
    });
    let fetcher = Fetcher::new(here());
    let page = got(&fetcher, &server.at("/a#b")).unwrap();
    assert_eq!((page.bytes.as_slice(), page.address, page.media.as_deref(), page.charset.as_deref()), (&b"ours"[..], server.at("/a"), Some("text/html"), Some("windows-1256")));
    assert_eq!(fetcher.fetch(&server.at("/a"), &page.validators).unwrap(), Answer::Unchanged);
    assert_eq!(server.asked(), ["/robots.txt", "/a", "/a"]);
}

#[test]
fn redirects_are_followed_and_checked_again() {
    let server = Server::new(|_, path, _| match path {
        "/robots.txt" => answer(200, "", "User-agent: *\nDisallow: /closed"),
        "/1" => answer(302, "Location: /2?x\r\n", ""),
        "/2?x" => answer(200, "", "there"),
        "/to-closed" => answer(301, "Location: /closed/1\r\n", ""),
        "/to-file" => answer(301, "Location: file:///etc/passwd\r\n", ""),
        "/nowhere" => answer(301, "", ""),
        _ => answer(302, "Location: /loop\r\n", ""),
    });
    let fetcher = Fetcher::new(here());
    assert_eq!(got(&fetcher, &server.at("/1")).unwrap().address, server.at("/2?x"));
    for (path, why) in [
        ("/closed/x", "robots.txt forbids"),
        ("/to-closed", "is redirected to http"),
        ("/to-closed", "robots.txt forbids"),
        ("/to-file", "only http and https"),
        ("/nowhere", "nowhere"),
        ("/loop", "redirected more than 5 times"),
    ] {
        let error = got(&fetcher, &server.at(path)).unwrap_err();
        assert!(error.starts_with(&server.at(path)) && error.contains(why), "{path}: {error}");
    }
    assert!(!server.asked().iter().any(|p| p.starts_with("/closed")));
}

#[test]
fn private_addresses_are_not_connected_to() {
    let server = Server::new(|_, _, _| answer(200, "", "secret"));
    let port = server.root.rsplit(':').next().unwrap().to_owned();
    let fetcher = Fetcher::new(Manners { allow_private: false, ..here() });
    for host in ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "0", "[::1]", "[::ffff:127.0.0.1]", "127.1"] {
        let error = got(&fetcher, &format!("http://{host}:{port}/")).unwrap_err();
        assert!(error.contains("a private address"), "{host}: {error}");
    }
    assert!(got(&fetcher, "http://169.254.169.254/latest/meta-data/").unwrap_err().contains("a private address"));
    assert!(server.asked().is_empty());
}

#[test]
fn answers_are_limited_also_after_unpacking() {
    let server = Server::new(|_, path, headers| {
        let packed = packed(&vec![b'x'; if path == "/bomb" { 4 << 20 } else { 1 << 20 }]);
        match path {
            "/robots.txt" => answer(200, "", vec![b'#'; 2 << 20]),
            "/long" => answer(200, "", vec![b'x'; (1 << 20) + 1]),
            "/damaged" => answer(200, "content-encoding: gzip\r\n", &packed[..packed.len() / 2]),
            _ => answer(200, if headers.contains("accept-encoding: gzip") { "content-encoding: gzip\r\n" } else { "" }, packed),
        }
    });
    let fetcher = Fetcher::new(Manners { largest: 1 << 20, ..here() });
    assert_eq!(got(&fetcher, &server.at("/packed")).unwrap().bytes.len(), 1 << 20);
    for path in ["/bomb", "/long"] {
        let error = got(&fetcher, &server.at(path)).unwrap_err();
        assert!(error.contains("is larger than 1 MB"), "{path}: {error}");
    }
    assert!(got(&fetcher, &server.at("/damaged")).unwrap_err().contains("cannot be read"));
}

#[test]
fn a_server_that_asks_for_patience_gets_it() {
    let count = Mutex::new(0);
    let server = Server::new(move |_, path, _| match path {
        "/robots.txt" => answer(403, "", ""),
        "/soon" => {
            let mut count = count.lock().unwrap();
            *count += 1;
            if *count == 1 { answer(429, "Retry-After: 1\r\n", "") } else { answer(200, "", "now") }
        }
        "/later" => answer(503, "Retry-After: 3600\r\n", ""),
        "/gone" => answer(410, "", ""),
        _ => answer(500, "", ""),
    });
    let fetcher = Fetcher::new(here());
    let begun = Instant::now();
    assert_eq!(got(&fetcher, &server.at("/soon")).unwrap().bytes, b"now");
    assert!(begun.elapsed() >= Duration::from_secs(1));
    let passing = |path: &str| fetcher.fetch(&server.at(path), &Validators::default()).unwrap_err().is_passing();
    assert_eq!((passing("/broken"), passing("/gone")), (true, false));
    let error = fetcher.fetch(&server.at("/later"), &Validators::default()).unwrap_err();
    assert_eq!((error.wait(), error.is_passing(), error.reason().as_str()), (Some(Duration::from_secs(3600)), true, "answers 503, and asks to wait 3600 s"));
    // The host is not asked again before that.
    let before = server.asked().len();
    assert!(got(&fetcher, &server.at("/other")).is_err());
    assert_eq!(server.asked().len(), before);
}

#[test]
fn a_host_is_asked_slowly_and_not_without_its_rules() {
    let server = Server::new(|_, path, _| if path == "/robots.txt" { answer(200, "", "User-agent: marsad\nCrawl-delay: 0.4") } else { answer(200, "", "x") });
    let fetcher = Fetcher::new(Manners { pause: Duration::from_millis(100), ..here() });
    let begun = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| got(&fetcher, &server.at("/")).unwrap());
        }
    });
    assert!(begun.elapsed() >= Duration::from_millis(800));
    assert_eq!(server.asked(), ["/robots.txt", "/", "/", "/"]);

    let closed = Server::new(|_, _, _| answer(502, "", ""));
    let error = got(&fetcher, &closed.at("/")).unwrap_err();
    assert!(error.contains("robots.txt cannot be had: answers 502"), "{error}");
    assert!(got(&fetcher, &closed.at("/")).is_err());
    assert_eq!(closed.asked().len(), 1);
}

#[test]
fn what_cannot_be_reached_is_said() {
    let fetcher = Fetcher::new(Manners { patience: Duration::from_millis(900), ..here() });
    assert!(got(&fetcher, "http://no-such-host.invalid/").unwrap_err().contains("the host is not known"));
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    assert!(got(&fetcher, &format!("http://127.0.0.1:{port}/")).unwrap_err().contains("the connection is refused"));
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let error = got(&fetcher, &format!("http://{}/", silent.local_addr().unwrap())).unwrap_err();
    assert!(error.contains("does not answer within"), "{error}");
    let babble = Server::new(|_, _, _| b"what?\r\n\r\n".to_vec());
    assert!(got(&fetcher, &babble.at("/")).is_err());
}
