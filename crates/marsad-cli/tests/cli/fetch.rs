//! Addresses added and feeds watched, from a server of this machine.

use crate::run::{Folder, Left, command, marsad};
use crate::server::{Server, answer, packed};
use std::io::{BufRead, BufReader, Read};
use std::sync::Mutex;

const DISALLOW: &str = "User-agent: *\nDisallow: /closed/\n";

fn page(title: &str, meeting: &str) -> String {
    format!(
        "<!doctype html><html lang=\"ar\"><head><title>{title}</title></head><body><nav><a href=/>الرئيسية</a></nav><article><h1>{title}</h1>\
        <p>التقى وزير الخارجية المصري نظيره {meeting} في عمّان يوم الأحد، وبحثا تعزيز التعاون بين البلدين في مجالات الطاقة والنقل والمياه.</p>\
        <p>وقال الوزير إن البلدين اتفقا على مواصلة التشاور في الشهر المقبل، وإن وفدا فنيا سيزور الميناء في الأيام المقبلة لبحث التفاصيل.</p></article></body></html>"
    )
}

fn entry(link: &str, title: &str) -> String {
    format!("<item><title>{title}</title><link>{link}</link><guid>{link}</guid><pubDate>Mon, 27 Oct 2025 10:00:00 +0300</pubDate><description>خبر قصير…</description></item>")
}

fn feed(entries: &str) -> String {
    format!("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>جريدة الميناء</title><language>ar</language>{entries}</channel></rss>")
}

/// What most tests are told.
fn usual(root: &str, path: &str, headers: &str) -> Vec<u8> {
    let html = "Content-Type: text/html; charset=utf-8\r\n";
    match path {
        "/robots.txt" => answer(200, "", DISALLOW),
        "/page" => answer(200, html, page("لقاء في عمّان", "الأردني")),
        "/packed" => answer(200, &format!("{html}Content-Encoding: gzip\r\n"), packed(page("لقاء ثان", "العراقي").as_bytes())),
        "/feed" if headers.contains("if-none-match: \"one\"") => answer(304, "", ""),
        "/feed" => {
            let whole = format!("<item><title>بيان</title><link>{root}/whole</link><description>{}</description></item>", "أدانت مصر الهجوم على الميناء. ".repeat(60));
            let entries = [entry(&format!("{root}/page"), "لقاء في عمّان"), entry(&format!("{root}/closed/1"), "التقى الوزير المصري نظيره الكويتي"), whole].concat();
            answer(200, "Content-Type: application/rss+xml\r\nETag: \"one\"\r\n", feed(&entries))
        }
        "/away" => answer(302, &format!("Location: {root}/page\r\n"), ""),
        "/lines" => answer(200, "", packed("{\"text\":\"التقى الوزير المصري نظيره العماني.\",\"url\":\"https://example.org/l\"}\n{oops\n".as_bytes())),
        "/bomb" => answer(200, html, packed(&vec![b' '; 3 << 20])),
        "/long" => answer(200, html, vec![b' '; (1 << 20) + 1]),
        "/none" => answer(404, "", ""),
        _ => answer(500, "", ""),
    }
}

/// Runs a command on the folder's archive, with private addresses allowed and no pause.
fn at(folder: &Folder, args: &[&str]) -> Left {
    let archive = folder.path().join("a.db").display().to_string();
    let fetches = matches!(args[0], "add" | "watch");
    marsad(&[args, &["--archive", &archive], if fetches { &["--allow-private", "--pause", "0"] } else { &[][..] }].concat())
}

fn documents(folder: &Folder) -> Vec<serde_json::Value> {
    at(folder, &["sql", "SELECT url, outlet, title, published, language FROM v_documents ORDER BY id", "--format", "jsonl", "--limit", "0"]).records()
}

#[test]
fn pages_are_added_by_address_beside_files() {
    let (folder, server) = (Folder::new("fetch-page"), Server::new(usual));
    let file = folder.file("a.txt", "التقى وزير الخارجية المصري نظيره التونسي في تونس يوم الأحد.");
    let added = at(&folder, &["add", &server.at("/page#top"), &file, &server.at("/packed"), &server.at("/lines"), "--verbose"]);
    assert_eq!((added.code, added.out.lines().count()), (1, 4), "{}{}", added.out, added.err);
    assert!(added.out.starts_with(&format!("added 1 {}/page", server.root)), "{}", added.out);
    assert!(added.err.contains("line 2: not a") && added.err.contains("4 added"), "{}", added.err);
    let documents = documents(&folder);
    assert!(documents[0]["url"].as_str().is_some_and(|u| u.ends_with("/page")) && documents[0]["title"] == "لقاء في عمّان", "{documents:?}");
    assert!(at(&folder, &["add", &server.at("/page")]).err.contains("0 added, 0 changed, 1 known"));
    let read = marsad(&["read", &server.at("/page"), &file, "--allow-private", "--pause", "0", "--format", "jsonl"]).records();
    assert_eq!(read.iter().map(|r| r["document"]["title"].as_str().unwrap_or_default()).next(), Some("لقاء في عمّان"));
    assert!(read.len() == 2 && marsad(&["read", &server.at("/page")]).code == 1, "private addresses are refused here too");
}

#[test]
fn what_cannot_be_had_is_one_line_and_the_rest_goes_on() {
    let (folder, server) = (Folder::new("fetch-bad"), Server::new(usual));
    for (address, why) in [
        (server.at("/closed/x"), "robots.txt forbids"),
        (server.at("/broken"), "answers 500"),
        (server.at("/none"), "answers 404"),
        (server.at("/long"), "is larger than 1 MB"),
        (server.at("/bomb"), "unpacks to more than 1 MB"),
        ("http://no-such-host.invalid/".to_owned(), "the host is not known"),
    ] {
        let left = at(&folder, &["add", &address, &server.at("/page"), "--max-size", "1"]);
        let lines: Vec<&str> = left.err.lines().filter(|l| l.starts_with(&address)).collect();
        assert!(lines.len() == 1 && lines[0].contains(why), "{address}: {}", left.err);
        assert!(left.code == 1 && left.err.contains("1 could not be read"), "{address}: {}", left.err);
    }
    assert_eq!(documents(&folder).len(), 1);
}

#[test]
fn private_addresses_are_refused_unless_allowed() {
    let (folder, server) = (Folder::new("fetch-private"), Server::new(usual));
    let archive = folder.path().join("b.db").display().to_string();
    for address in [server.at("/away"), server.at("/page"), server.at("/page").replace("127.0.0.1", "localhost")] {
        let left = marsad(&["add", &address, "--archive", &archive]);
        assert!(left.code == 1 && left.err.contains("a private address; --allow-private allows it"), "{}", left.err);
    }
    assert!(server.asked_anew().is_empty());
    assert!(at(&folder, &["add", &server.at("/away")]).err.contains("1 added"));
}

#[test]
fn entries_that_only_begin_an_article_are_followed() {
    let (folder, server) = (Folder::new("fetch-feed"), Server::new(usual));
    let added = at(&folder, &["add", &server.at("/feed")]);
    assert!(added.code == 1 && added.err.contains("/closed/1: the host's robots.txt forbids it"), "{}", added.err);
    assert!(added.err.contains("3 added"), "{}", added.err);
    assert_eq!(server.asked_anew(), ["/feed", "/page"]);
    let documents = documents(&folder);
    assert!(documents.iter().all(|d| d["outlet"] == "جريدة الميناء"), "{documents:?}");
    assert_eq!((&documents[0]["published"], documents[1]["title"].as_str()), (&"2025-10-27".into(), Some("التقى الوزير المصري نظيره الكويتي")));
    // Named as a file, nothing is fetched.
    let file = folder.file("feed.xml", feed(&entry(&server.at("/packed"), "لقاء ثان")));
    assert!(at(&folder, &["add", &file]).err.contains("1 added"));
    assert!(server.asked_anew().is_empty());
}

#[test]
fn a_watched_feed_brings_what_is_new_once() {
    let (folder, server) = (Folder::new("watch"), Server::new(usual));
    let list = folder.file("feeds.toml", format!("[[feed]]\nurl = \"{}\"\noutlet = \"الميناء\"\nlanguage = \"ar\"\n", server.at("/feed")));
    let first = at(&folder, &["watch", &list, "--once", "--verbose"]);
    assert!(first.err.contains("1 feeds read: 3 added, 0 changed, 0 known already, 1 could not be read"), "{}", first.err);
    assert_eq!((first.code, first.out.lines().count()), (1, 3));
    assert!(documents(&folder).iter().all(|d| d["outlet"] == "الميناء" && d["language"] == "ar"));
    server.asked_anew();
    let second = at(&folder, &["watch", &list, "--once"]);
    assert!(second.code == 0 && second.err.contains("0 feeds read, 1 unchanged: 0 added"), "{}", second.err);
    assert_eq!(server.asked_anew(), ["/feed"]);
    assert!(at(&folder, &["check"]).out.contains("all is well"));
}

#[test]
fn new_entries_are_fetched_and_lost_pages_tried_again() {
    let count = Mutex::new(0);
    let server = Server::new(move |root, path, _| match path {
        "/robots.txt" => answer(404, "", ""),
        "/feed" => {
            let mut count = count.lock().unwrap();
            *count += 1;
            let more = if *count > 1 { entry(&format!("{root}/new"), "لقاء ثالث") } else { String::new() };
            answer(200, "", feed(&[more, entry(&format!("{root}/old"), "لقاء أول"), entry(&format!("{root}/weak"), "لقاء ثان")].concat()))
        }
        "/weak" if *count.lock().unwrap() == 1 => answer(500, "", ""),
        "/old" => answer(200, "", page("لقاء أول", "الأردني")),
        "/new" => answer(200, "", page("لقاء ثالث", "العراقي")),
        _ => answer(200, "", page("لقاء ثان", "التونسي")),
    });
    let folder = Folder::new("watch-new");
    let list = folder.file("feeds.opml", format!("<opml version=\"2.0\"><body><outline text=\"الميناء\" xmlUrl=\"{}\"/></body></opml>", server.at("/feed")));
    let first = at(&folder, &["watch", &list, "--once"]);
    assert!(first.code == 1 && first.err.contains("/weak: answers 500") && first.err.contains("1 added"), "{}", first.err);
    server.asked_anew();
    let second = at(&folder, &["watch", &list, "--once"]);
    assert!(second.code == 0 && second.err.contains("2 added"), "{}", second.err);
    let mut asked = server.asked_anew();
    asked.sort();
    assert_eq!(asked, ["/feed", "/new", "/weak"]);
}

#[test]
fn failing_feeds_are_left_alone_and_bad_lists_named() {
    let (folder, server) = (Folder::new("watch-bad"), Server::new(usual));
    let list = folder.file("feeds.toml", format!("[[feed]]\nurl = \"{}\"\n[[feed]]\nurl = \"{}\"\n", server.at("/none"), server.at("/page")));
    let first = at(&folder, &["watch", &list, "--once"]);
    assert!(first.code == 1 && first.err.contains("/none: answers 404") && first.err.contains("/page: is no feed"), "{}", first.err);
    assert!(first.err.contains("0 feeds read, 2 failed"), "{}", first.err);
    server.asked_anew();
    let second = at(&folder, &["watch", &list, "--once"]);
    assert!(second.code == 0 && second.err.contains("2 left alone for now"), "{}", second.err);
    assert!(server.asked_anew().is_empty());
    let bad = folder.file("bad.toml", "[[feed]]\nadress = \"https://example.org\"\n");
    let left = at(&folder, &["watch", &bad, "--once"]);
    assert!(left.code == 1 && left.err.contains("bad.toml:2: unknown field `adress`"), "{}", left.err);
}

#[test]
#[cfg(unix)]
fn watching_goes_on_until_it_is_ended() {
    let (folder, server) = (Folder::new("watch-on"), Server::new(usual));
    let list = folder.file("feeds.toml", format!("[[feed]]\nurl = \"{}\"\n", server.at("/feed")));
    let archive = folder.path().join("a.db").display().to_string();
    let mut child = command().args(["watch", &list, "--every", "1s", "--archive", &archive, "--allow-private", "--pause", "0"]).spawn().unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok);
    assert!(lines.any(|l| l.contains("1 unchanged")));
    let ended = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(ended.success());
    let status = child.wait().unwrap();
    assert_eq!(status.code(), Some(0));
    let mut rest = String::new();
    child.stdout.take().unwrap().read_to_string(&mut rest).unwrap();
    assert_eq!(documents(&folder).len(), 3);
    assert!(at(&folder, &["check"]).out.contains("all is well"));
}
