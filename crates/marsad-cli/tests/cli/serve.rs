//! The server as programs and browsers meet it.

use crate::archive::{at, claimed, many, rows};
use crate::run::{Folder, command};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command};

/// A server that ends with the test.
struct Server {
    child: Child,
    address: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An answer: status, head, body.
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|e| panic!("{e}: {} {}", self.status, self.body))
    }

    fn header(&self, name: &str) -> &str {
        self.head.lines().filter_map(|l| l.split_once(": ")).find(|(n, _)| n.eq_ignore_ascii_case(name)).map_or("", |(_, v)| v)
    }
}

impl Server {
    fn start(archive: &str, more: &[&str]) -> Self {
        Self::start_limited(archive, "0", more)
    }

    fn start_limited(archive: &str, rate: &str, more: &[&str]) -> Self {
        let mut child = command().args(["serve", "--listen", "127.0.0.1:0", "--rate", rate, "--archive", archive]).args(more).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().trim_start_matches("http://").trim_end_matches('/').to_owned();
        assert!(address.starts_with("127.0.0.1:"), "{line}");
        Self { child, address }
    }

    /// Sends bytes as they are and takes what comes.
    fn raw(&self, request: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        // A server that refuses a body may close before all of it is sent.
        let _ = stream.write_all(request);
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        let text = String::from_utf8_lossy(&bytes);
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split(' ').nth(1).and_then(|s| s.parse().ok()).unwrap_or(0);
        Answer { status, head: head.to_owned(), body: body.to_owned() }
    }

    fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let host = if headers.iter().any(|(n, _)| *n == "Host") { String::new() } else { format!("Host: {}\r\n", self.address) };
        let headers = headers.iter().map(|(n, v)| format!("{n}: {v}\r\n")).collect::<String>();
        self.raw(format!("{method} {path} HTTP/1.0\r\n{host}{headers}Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes())
    }

    fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[], "")
    }

    fn post(&self, path: &str, headers: &[(&str, &str)], body: &Value) -> Answer {
        self.ask("POST", path, &[&[("Content-Type", "application/json")], headers].concat(), &body.to_string())
    }
}

fn kept(folder: &Folder) -> String {
    let name = folder.path().join("a.db").display().to_string();
    assert_eq!(at(&["add", &folder.file("a.jsonl", many(12) + &claimed(3))], &name).code, 0);
    name
}

#[test]
fn the_server_answers_as_the_command_line_does() {
    let folder = Folder::new("serve-same");
    let archive = kept(&folder);
    let server = Server::start(&archive, &[]);
    for (path, args) in [
        ("events", &["events"][..]),
        ("events?actor=EGY&type=CONSULT", &["events", "--actor", "EGY", "--type", "CONSULT"]),
        ("events?actor=%D9%85%D8%B5%D8%B1&oldest-first=true", &["events", "--actor", "مصر", "--oldest-first"]),
        ("happenings?independent=1", &["happenings", "--independent", "1"]),
        ("claims?according-to=EGY", &["claims", "--according-to", "EGY"]),
        ("statements?speaker=EGY", &["statements", "--speaker", "EGY"]),
        ("actors", &["actors"]),
        ("series?a=EGY&b=JOR&by=week", &["series", "EGY", "JOR", "--by", "week"]),
        ("series", &["series"]),
        ("series?by-quad=true&a=EGY", &["series", "EGY", "--by-quad"]),
        ("series?by-quad=true&a=EGY&b=JOR", &["series", "EGY", "JOR", "--by-quad"]),
        ("events?actor=EGY&status=actual&confidence=0.5", &["events", "--actor", "EGY", "--status", "actual", "--confidence", "0.5"]),
        ("events?actor=EGY&actor=JOR&oldest-first=true", &["events", "--actor", "EGY", "--actor", "JOR", "--oldest-first"]),
        ("events?side=1&language=ar", &["events", "--side", "1", "--language", "ar"]),
        ("events?sector=mil&again=true&place=IRQ", &["events", "--sector", "mil", "--again", "--place", "IRQ"]),
        ("events?mode=heavy-weapons&context=Military&from=2024-03&to=2024-03-03", &["events", "--mode", "heavy-weapons", "--context", "Military", "--from", "2024-03", "--to", "2024-03-03"]),
        ("events?according-to=none", &["events", "--according-to", "none"]),
        ("happenings?quad=verbal-cooperation&oldest-first=true", &["happenings", "--quad", "verbal-cooperation", "--oldest-first"]),
        ("happenings?type=ASSAULT&independent=1", &["happenings", "--type", "ASSAULT", "--independent", "1"]),
        ("network", &["network"]),
        ("network?quad=verbal-cooperation", &["network", "--quad", "verbal-cooperation"]),
        ("search?q=%D8%A7%D9%84%D9%85%D9%8A%D9%86%D8%A7%D8%A1", &["search", "الميناء"]),
    ] {
        let (name, query) = path.split_once('?').unwrap_or((path, ""));
        for ending in ["csv", "jsonl"] {
            let printed = at(&[args, &["--limit", "0", "--format", ending]].concat(), &archive);
            let answer = server.get(&format!("/api/v1/{name}.{ending}?{query}"));
            assert_eq!((answer.status, &answer.body), (200, &printed.out), "{path} as {ending}");
            assert!(printed.out.lines().count() > usize::from(ending == "csv"), "{path} as {ending}");
        }
        let listed = rows(&at(&[args, &["--limit", "50", "--format", "jsonl"]].concat(), &archive));
        assert_eq!(server.get(&format!("/api/v1/{path}")).json()["rows"], Value::Array(listed.into_iter().take(50).collect()), "{path}");
    }
    for searched in ["events", "happenings", "claims"] {
        let query = "q=%D8%A7%D9%84%D9%85%D9%8A%D9%86%D8%A7%D8%A1&published-from=2024";
        let whole = server.get(&format!("/api/v1/{searched}.jsonl?{query}")).body.lines().map(|line| serde_json::from_str(line).unwrap()).collect::<Vec<Value>>();
        assert!(!whole.is_empty());
        assert_eq!(server.get(&format!("/api/v1/{searched}?limit=1000&{query}")).json()["rows"], Value::Array(whole), "{searched}");
    }
    let (by_english, by_arabic) = (server.get("/api/v1/events?place=Baghdad").json(), server.get("/api/v1/events?place=%D8%A8%D8%BA%D8%AF%D8%A7%D8%AF").json());
    assert!(by_english["rows"].as_array().unwrap().iter().any(|row| row["place"] == "Baghdad"));
    assert_eq!(by_english, by_arabic);
    let asked = server.ask("GET", "/api/v1/events", &[("Accept", "text/csv")], "");
    assert_eq!((asked.header("content-type"), asked.body.clone()), ("text/csv; charset=utf-8", server.get("/api/v1/events.csv").body));
}

#[test]
fn each_facet_counts_under_all_filters_but_its_own() {
    let folder = Folder::new("serve-facets");
    let archive = kept(&folder);
    let server = Server::start(&archive, &[]);
    const ASKED_AS: [(&str, &str); 8] =
        [("type", "type"), ("quad", "quad"), ("status", "status"), ("language", "language"), ("outlet", "outlet"), ("country", "place"), ("actor", "actor"), ("recipient", "recipient")];
    for filter in [&[][..], &["type=CONSULT"], &["type=CONSULT", "quad=verbal-cooperation"], &["actor=EGY", "from=2024-03"], &["recipient=JOR", "type=CONSULT"], &["place=IRQ", "outlet=b"]] {
        let facets = server.get(&format!("/api/v1/facets?{}", filter.join("&"))).json();
        for (facet, parameter) in ASKED_AS {
            let others: Vec<&str> = filter.iter().filter(|asked| asked.split('=').next() != Some(parameter)).copied().collect();
            let counted = facets[facet].as_array().unwrap();
            for one in counted {
                let asked = [&others[..], &[&format!("{parameter}={}", one["value"].as_str().unwrap())]].concat().join("&");
                let listed = server.get(&format!("/api/v1/events.jsonl?{asked}")).body.lines().count();
                assert_eq!(one["count"].as_u64(), Some(listed as u64), "{facet} under {filter:?}: {one}");
            }
            if ["type", "quad", "status", "language", "outlet"].contains(&facet) {
                let listed = server.get(&format!("/api/v1/events.jsonl?{}", others.join("&"))).body.lines().count();
                assert_eq!(counted.iter().filter_map(|one| one["count"].as_u64()).sum::<u64>(), listed as u64, "{facet} under {filter:?}: {counted:?}");
            }
        }
    }
}

#[test]
fn pages_walk_every_row_once() {
    let folder = Folder::new("serve-pages");
    let archive = kept(&folder);
    let server = Server::start(&archive, &[]);
    for (question, more) in [("events", ""), ("happenings", ""), ("claims", ""), ("network", ""), ("places", ""), ("actors", ""), ("timeline", "&a=EGY&b=JOR")] {
        let mut walked = Vec::new();
        let mut next = String::new();
        loop {
            let answer = server.get(&format!("/api/v1/{question}?limit=4{more}{next}")).json();
            let rows = answer["rows"].as_array().unwrap();
            assert!(!rows.is_empty() && rows.len() <= 4, "{question}");
            walked.extend(rows.iter().map(ToString::to_string));
            match answer["next"].as_str() {
                Some(cursor) => next = format!("&cursor={cursor}"),
                None => break,
            }
        }
        let whole = server.get(&format!("/api/v1/{question}?limit=1000{more}")).json();
        assert_eq!(walked, whole["rows"].as_array().unwrap().iter().map(ToString::to_string).collect::<Vec<_>>(), "{question}");
        assert_eq!(whole["next"], Value::Null);
    }
}

#[test]
fn what_is_known_already_is_not_sent_again_until_the_archive_changes() {
    let folder = Folder::new("serve-etag");
    let archive = kept(&folder);
    let server = Server::start(&archive, &[]);
    let first = server.get("/api/v1/overview");
    let tag = first.header("etag").to_owned();
    assert!(first.status == 200 && tag.len() > 10, "{}", first.head);
    let again = server.ask("GET", "/api/v1/overview", &[("If-None-Match", &tag)], "");
    assert_eq!((again.status, again.body.as_str()), (304, ""));
    assert_eq!(server.ask("GET", "/api/v1/overview", &[("If-None-Match", "\"other\"")], "").status, 200);
    assert_eq!(server.ask("GET", "/api/v1/facets", &[("If-None-Match", &tag)], "").status, 200);
    let before = first.json()["totals"]["articles"].as_i64().unwrap();
    assert_eq!(at(&["add", &folder.file("b.jsonl", many(14))], &archive).code, 0);
    let changed = server.ask("GET", "/api/v1/overview", &[("If-None-Match", &tag)], "");
    assert_eq!((changed.status, changed.json()["totals"]["articles"].as_i64()), (200, Some(before + 2)));
}

#[test]
fn what_is_wrong_is_a_problem_that_names_the_parameter() {
    let folder = Folder::new("serve-wrong");
    let archive = kept(&folder);
    let server = Server::start(&archive, &[]);
    for (path, status, parameter, code) in [
        ("/api/v1/events?actr=EGY", 400, Some("actr"), "unknown-parameter"),
        ("/api/v1/events?actor=Egipt", 400, Some("actor"), "nobody"),
        ("/api/v1/events.csv?actor=Egipt", 400, Some("actor"), "nobody"),
        ("/api/v1/events?from=2024-13", 400, Some("from"), "no-day"),
        ("/api/v1/events?type=MEET", 400, Some("type"), "none-of"),
        ("/api/v1/events?limit=5000", 400, Some("limit"), "no-whole-number"),
        ("/api/v1/timeline?a=EGY", 400, Some("b"), "needed"),
        ("/api/v1/overview?x=1", 400, Some("x"), "unknown-parameter"),
        ("/api/v1/everything", 404, None, "no-such-question"),
        ("/api/v2/events", 404, None, "no-such-address"),
        ("/api/v1/articles/99", 404, None, "no-such-thing"),
        ("/api/v1/articles/x", 404, None, "no-such-thing"),
        ("/api/v1/events/1", 404, None, "no-such-thing"),
        ("/api/v1/events/1.e99", 404, None, "no-such-thing"),
        ("/api/v1/happenings/h9.e9", 404, None, "no-such-thing"),
        ("/api/v1/actors/Atlantis", 404, None, "nobody"),
    ] {
        let answer = server.get(path);
        assert_eq!((answer.status, answer.header("content-type")), (status, "application/problem+json"), "{path}: {}", answer.body);
        let problem = answer.json();
        assert_eq!((problem["status"].as_u64(), problem["parameter"].as_str(), problem["code"].as_str()), (Some(status.into()), parameter, Some(code)), "{path}");
        assert!(!problem["detail"].as_str().unwrap().is_empty());
    }
    assert_eq!(server.ask("DELETE", "/api/v1/articles/1", &[], "").status, 405);
    let misspelt = server.get("/api/v1/events?actor=Egipt").json();
    assert_eq!((&misspelt["value"], &misspelt["near"]), (&json!("Egipt"), &json!("Egypt")));
    let wide = server.get("/api/v1/events?limit=5000").json();
    assert_eq!((&wide["value"], &wide["least"], &wide["most"]), (&json!("5000"), &json!(1), &json!(1000)));
}

#[test]
fn an_article_is_shown_whole_with_its_happenings_and_reasons() {
    let folder = Folder::new("serve-things");
    let archive = kept(&folder);
    let server = Server::start(&archive, &[]);
    let article = server.get("/api/v1/articles/13").json();
    let record: Value = serde_json::from_str(&at(&["show", "13", "--json"], &archive).out).unwrap();
    assert_eq!((&article["record"]["events"], &article["record"]["statements"]), (&record["events"], &record["statements"]));
    let event = article["record"]["events"][0]["id"].as_str().unwrap();
    let happening = article["archive"]["happenings"][event].as_str().unwrap();
    assert_eq!(server.get(&format!("/api/v1/events/13.{event}")).json()["happening"], happening);
    let shown = server.get(&format!("/api/v1/happenings/{happening}")).json();
    assert_eq!(shown["tellings"][0]["independent"], true);
    assert_eq!(shown["names"]["Baghdad"], "بغداد", "{shown}");
    assert_eq!(article["names"]["Baghdad"], "بغداد", "{article}");
    let claimants: Vec<&str> = shown["claims"].as_array().unwrap().iter().map(|c| c["claimant"]["code"].as_str().unwrap()).collect();
    assert_eq!((claimants[0], claimants.len()), ("EGY", 2 * shown["tellings"].as_array().unwrap().len()), "{shown}");
    assert_eq!(shown["claims"][0]["stance"], "announces");
    assert!(shown["claims"][0]["words"]["text"].as_str().unwrap().contains("قصفت"), "{shown}");
    let explained = server.get("/api/v1/articles/13/explain").json();
    assert!(explained["text"].as_str().unwrap().contains("fired"));
    let sentence = &explained["sentences"][0];
    let letters: Vec<char> = article["record"]["document"]["text"].as_str().unwrap().chars().collect();
    let span = |of: &str| usize::try_from(sentence[of].as_u64().unwrap()).unwrap();
    assert_eq!(letters[span("start")..span("end")].iter().collect::<String>(), sentence["text"].as_str().unwrap());
    let egypt = server.get("/api/v1/actors/EGY").json();
    assert_eq!((&egypt["iso3"], &egypt["cow"], &egypt["names"]["ar"]), (&json!("EGY"), &json!("651"), &json!("مصر")));
    assert!(egypt["offices"].as_array().unwrap().iter().any(|o| o["office"] == "head of state" && o["name"] == "Hosni Mubarak" && o["to"] == "2011-02-11"), "{}", egypt["offices"]);
}

#[test]
fn a_pasted_article_is_read_and_nothing_is_kept() {
    let folder = Folder::new("serve-read");
    let archive = folder.path().join("none.db").display().to_string();
    let server = Server::start(&archive, &[]);
    let text = "القاهرة - زار وزير الخارجية الأردني القاهرة أمس والتقى نظيره المصري.\nاقرأ أيضاً: الأردن يستقبل وفداً من بغداد";
    let answer = server.post("/api/v1/read", &[], &json!({ "text": text, "published": "2024-03-05" })).json();
    let events = answer["record"]["events"].as_array().unwrap();
    assert!(events.iter().any(|e| e["type"] == "CONSULT" && e["date"]["start"] == "2024-03-04"), "{answer}");
    assert_eq!(answer["aside"][0]["reason"], "related links", "{answer}");
    assert!(server.post("/api/v1/explain", &[], &json!({ "text": text })).json()["text"].as_str().unwrap().contains("fired"));
    assert!(!folder.path().join("none.db").exists());
    assert_eq!(server.get("/api/v1/overview").json()["totals"]["articles"], 0);
    assert_eq!(server.get("/api/v1/events?actor=EGY").json()["rows"], json!([]));
    for (body, parameter) in
        [(json!({ "text": " " }), Some("text")), (json!({ "text": "x", "published": "yesterday" }), Some("published")), (json!({}), None), (json!({ "text": "x", "more": 1 }), None)]
    {
        let answer = server.post("/api/v1/read", &[], &body);
        assert_eq!((answer.status, answer.json()["parameter"].as_str()), (400, parameter), "{body}");
    }
    assert_eq!(server.ask("POST", "/api/v1/read", &[("Content-Type", "text/plain")], "x").status, 415);
    let long = json!({ "text": "كلمة ".repeat(600_000) });
    assert_eq!(server.post("/api/v1/read", &[], &long).status, 413);
}

#[test]
fn writing_needs_a_token_and_is_off_unless_asked_for() {
    let folder = Folder::new("serve-write");
    let archive = folder.path().join("w.db").display().to_string();
    let token = at(&["token", "new", "desk"], &archive).out.trim().to_owned();
    assert!(token.starts_with("marsad_"), "{token}");
    assert_eq!(at(&["token", "new", "desk"], &archive).code, 1);
    let article = json!({ "text": "زار وزير الخارجية الأردني القاهرة أمس.", "published": "2024-03-05", "url": "https://example.org/1", "outlet": "A" });
    let bearer = format!("Bearer {token}");
    let closed = Server::start(&archive, &[]);
    assert_eq!(closed.post("/api/v1/articles", &[("Authorization", &bearer)], &article).status, 403);
    drop(closed);
    let server = Server::start(&archive, &["--write"]);
    assert_eq!(server.post("/api/v1/articles", &[], &article).status, 401);
    assert_eq!(server.post("/api/v1/articles", &[("Authorization", "Bearer marsad_0")], &article).status, 401);
    let added = server.post("/api/v1/articles", &[("Authorization", &bearer)], &article);
    assert_eq!((added.status, added.json()["outcome"].as_str(), added.header("location")), (201, Some("added"), "/api/v1/articles/1"));
    assert_eq!(server.post("/api/v1/articles", &[("Authorization", &bearer)], &article).json()["outcome"], "known");
    assert_eq!(server.get("/api/v1/overview").json()["totals"]["articles"], 1);
    assert_eq!(server.get("/api/v1/happenings?side=JOR").json()["rows"].as_array().unwrap().len(), 1);
    assert_eq!(at(&["token", "revoke", "desk"], &archive).code, 0);
    assert_eq!(server.post("/api/v1/articles", &[("Authorization", &bearer)], &article).status, 401);
    assert_eq!(at(&["check"], &archive).code, 0);
}

#[test]
fn other_sites_and_odd_paths_get_nothing() {
    let folder = Folder::new("serve-guard");
    let archive = kept(&folder);
    let server = Server::start(&archive, &[]);
    for host in ["evil.example", "evil.example:7777", "localhost.evil.example"] {
        let answer = server.ask("GET", "/api/v1/events", &[("Host", host)], "");
        assert_eq!(answer.status, 421, "{host}");
        assert!(!answer.body.contains("CONSULT"));
    }
    for header in [("Origin", "http://evil.example"), ("Sec-Fetch-Site", "cross-site")] {
        assert_eq!(server.post("/api/v1/read", &[header], &json!({ "text": "x" })).status, 403);
    }
    for path in ["/../../../etc/passwd", "/assets/../../Cargo.toml", "/%2e%2e/%2e%2e/etc/passwd", "/assets/%2e%2e%2f%2e%2e%2fa.db", "//etc/passwd", "/..%5c..%5ca.db", "/a.db"] {
        let answer = server.get(path);
        assert!([200, 400, 404].contains(&answer.status) && !answer.body.contains("root:") && !answer.body.contains("SQLite format"), "{path}: {}", answer.status);
        assert!(answer.status != 200 || answer.header("content-type").starts_with("text/html"), "{path}");
    }
    for path in ["/", "/article/1", "/happening/h1.e1", "/api/v1/events", "/api/v1/nothing", "/health", "/metrics"] {
        let answer = server.get(path);
        assert!(answer.header("content-security-policy").contains("default-src 'none'") && !answer.header("content-security-policy").contains("unsafe"), "{path}");
        assert_eq!((answer.header("x-content-type-options"), answer.header("referrer-policy")), ("nosniff", "no-referrer"), "{path}");
    }
    for garbage in [&b"\x00\x01\x02\r\n\r\n"[..], b"GET\r\n\r\n", b"GET /%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", b"GET /api/v1/events?q=%00 HTTP/1.0\r\nHost: localhost\r\n\r\n"]
    {
        let answer = server.raw(garbage);
        assert!(answer.status < 500, "{:?}: {}", String::from_utf8_lossy(garbage), answer.status);
    }
    assert_eq!(server.get("/health").json()["status"], "ok");
    let metrics = server.get("/metrics").body;
    assert!(metrics.contains("marsad_http_requests_total{route=\"/health\",status=\"200\"} 2"), "{metrics}");
}

#[test]
fn too_many_requests_are_told_to_wait() {
    let folder = Folder::new("serve-rate");
    let archive = kept(&folder);
    let server = Server::start_limited(&archive, "2", &[]);
    let answers: Vec<u16> = (0..60).map(|_| server.get("/health").status).collect();
    assert!(answers.contains(&429) && answers[..4].iter().all(|s| *s == 200), "{answers:?}");
}

#[cfg(unix)]
#[test]
fn asked_to_end_it_ends_in_good_order() {
    let folder = Folder::new("serve-end");
    let archive = kept(&folder);
    let mut server = Server::start(&archive, &[]);
    assert_eq!(server.get("/health").status, 200);
    let idle = TcpStream::connect(&server.address).unwrap();
    let ended = Command::new("kill").args(["-TERM", &server.child.id().to_string()]).status().unwrap();
    assert!(ended.success());
    assert_eq!(server.child.wait().unwrap().code(), Some(0));
    drop(idle);
    assert!(TcpStream::connect(&server.address).is_err());
}

#[test]
fn what_cannot_be_served_is_said_in_one_line() {
    let folder = Folder::new("serve-bad");
    let foreign = folder.file("x.db", "these are words");
    let left = at(&["serve", "--listen", "127.0.0.1:0"], &foreign);
    assert_eq!((left.code, left.err.lines().count()), (1, 1), "{}", left.err);
    assert!(left.err.contains("is not a Marsad archive"), "{}", left.err);
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let left = at(&["serve", "--listen", &taken.local_addr().unwrap().to_string()], &foreign);
    assert!(left.code == 1 && left.err.contains("listening on 127.0.0.1:"), "{}", left.err);
}
