//! Articles kept, questions asked of them, and what happens when something goes wrong on the way.

use crate::run::{Folder, Left, command, marsad, marsad_with};
use flate2::Compression;
use flate2::write::GzEncoder;
use marsad_archive::{Archive, Cell, Error, Filter, Mark, Rows, Side, Tallied};
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write as _};
use std::process::Stdio;

const MEETING: &str = "القاهرة وعمّان تبحثان التعاون\n\nالتقى وزير الخارجية المصري سامح شكري نظيره الأردني أيمن الصفدي في عمّان يوم الأحد، وبحثا تعزيز التعاون بين البلدين في مجالات الطاقة والنقل.\n\nوقال الصفدي إن البلدين اتفقا على مواصلة التشاور.";

fn line(id: usize, text: &str, published: &str, source: &str) -> String {
    let record = serde_json::json!({ "id": id.to_string(), "text": text, "published": published, "language": "ar", "source": source, "url": format!("https://example.org/{source}/{id}") });
    format!("{record}\n")
}

pub fn at<'a>(args: &[&'a str], archive: &'a str) -> Left {
    marsad(&[args, &["--archive", archive]].concat())
}

pub fn rows(left: &Left) -> Vec<serde_json::Value> {
    left.out.lines().map(|l| serde_json::from_str(l).unwrap_or_else(|e| panic!("{e}: {l}"))).collect()
}

pub fn many(count: usize) -> String {
    let states = ["المصري", "الأردني", "العراقي", "التونسي", "الكويتي", "العماني"];
    (0..count)
        .map(|n| {
            let text = format!("التقى وزير الخارجية {} نظيره {} يوم الأحد، وأدان الهجوم رقم {n} في الميناء رقم {}.", states[n % 6], states[(n / 6 + n + 1) % 6], n * 7);
            line(n, &text, "2024-03-04", "a")
        })
        .collect()
}

#[test]
fn the_same_article_is_kept_once_and_a_changed_one_as_a_version() {
    let folder = Folder::new("once");
    let archive = folder.path().join("a.db").display().to_string();
    let path = folder.file("a.jsonl", line(1, MEETING, "2023-05-08", "one"));
    assert!(at(&["add", &path], &archive).err.contains("1 added, 0 changed, 0 known"));
    assert!(at(&["add", &path], &archive).err.contains("0 added, 0 changed, 1 known"));
    let copy = folder.file("b.txt", MEETING);
    assert!(at(&["add", &copy], &archive).err.contains("1 known"));
    let changed = folder.file("c.jsonl", line(1, &format!("{MEETING} ثم غادر الوزير عمّان."), "2023-05-08", "one"));
    assert!(at(&["add", &changed], &archive).err.contains("0 added, 1 changed, 0 known"));
    assert!(at(&["add", &path], &archive).err.contains("1 known"));
    let shown = at(&["show", "1"], &archive).out;
    assert!(shown.contains("an older version") && shown.contains("other versions"), "{shown}");
    let check = at(&["check"], &archive);
    assert_eq!((check.code, check.out.contains("2 articles")), (0, true), "{}{}", check.out, check.err);
    assert!(check.out.contains("all is well"));
}

#[test]
fn reports_reprints_and_happenings_are_counted_apart() {
    let folder = Folder::new("apart");
    let archive = folder.path().join("a.db").display().to_string();
    let long = format!(
        "{MEETING}\n\n{}",
        "وتناول اللقاء كذلك ملفات المياه والحدود والتبادل التجاري بين الجانبين، والتحضير لاجتماع اللجنة العليا المشتركة في الخريف المقبل، وسبل تسهيل حركة الشاحنات عبر ميناء العقبة."
    );
    let other = "التقى وزير الخارجية الأردني أيمن الصفدي في عمّان أمس الأحد وزير الخارجية المصري سامح شكري الذي يزور المملكة.";
    let later = "التقى وزير الخارجية المصري سامح شكري نظيره الأردني أيمن الصفدي في القاهرة يوم الخميس.";
    let lines =
        [line(1, &long, "2023-05-08", "one"), line(2, &format!("{long}\n\nعن وكالة أنباء."), "2023-05-08", "two"), line(3, other, "2023-05-08", "three"), line(4, later, "2023-05-12", "one")].concat();
    let added = at(&["add", &folder.file("a.jsonl", lines)], &archive);
    assert!(added.err.contains("holds 4 articles (3 independent"), "{}", added.err);
    let happenings = rows(&at(&["happenings", "--type", "CONSULT", "--side", "Egypt", "--format", "jsonl", "--independent", "2"], &archive));
    assert_eq!(happenings.len(), 1, "{happenings:?}");
    assert_eq!((happenings[0]["reports"].as_i64(), happenings[0]["independent"].as_i64()), (Some(3), Some(2)), "{happenings:?}");
    let shown = at(&["show", happenings[0]["id"].as_str().unwrap()], &archive).out;
    assert!(shown.contains("3 reports, 2 of them independent"), "{shown}");
    assert_eq!(rows(&at(&["timeline", "مصر", "JOR", "--type", "CONSULT", "--format", "jsonl"], &archive)).iter().filter(|r| r["place"] == "Cairo").count(), 1);
    assert!(at(&["check"], &archive).out.contains("all is well"));
}

#[test]
fn questions_answer_in_every_format() {
    let folder = Folder::new("questions");
    let archive = folder.path().join("a.db").display().to_string();
    assert_eq!(at(&["add", &folder.file("a.jsonl", many(60))], &archive).code, 0);
    for question in [
        &["events", "--actor", "EGY"][..],
        &["events", "--actor", "EGY", "--recipient", "Jordan"],
        &["events", "--side", "مصر", "--quad", "verbal-cooperation", "--status", "actual", "--from", "2024", "--to", "2024-12", "--confidence", "0.1", "--sector", "GOV"],
        &["happenings"],
        &["claims"],
        &["statements", "--speaker", "Egypt"],
        &["actors"],
        &["actors", "egypt"],
        &["timeline", "Egypt", "Jordan"],
        &["timeline", "Egypt", "Jordan", "--actor", "Egypt", "--from", "2024", "--type", "CONSULT"],
        &["series", "Egypt", "Jordan", "--side", "Egypt", "--recipient", "Jordan"],
        &["series", "EGY", "JOR", "--by", "week"],
        &["series", "--by", "year"],
        &["network", "--from", "2024"],
        &["search", "الوَزير المصري"],
        &["sql", "SELECT type, count(*) AS n FROM v_events GROUP BY type"],
    ] {
        for format in ["table", "json", "jsonl", "csv"] {
            let answer = at(&[question, &["--format", format]].concat(), &archive);
            assert_eq!(answer.code, 0, "{question:?} {}", answer.err);
            if format == "json" {
                let all: serde_json::Value = serde_json::from_str(&answer.out).unwrap_or_else(|e| panic!("{question:?}: {e}"));
                assert!(all.is_array());
            }
        }
    }
    let found = rows(&at(&["search", "للوزير", "مصري", "--format", "jsonl", "--limit", "0"], &archive));
    assert!(found.len() >= 15, "{}", found.len());
    assert!(at(&["events", "--actor", "Egipt"], &archive).err.contains("did you mean \"Egypt\"?"));
    assert!(at(&["events", "--type", "MEET"], &archive).err.contains("is no event type"));
    for bad in ["DELETE FROM events", "SELECT nothing FROM nowhere", "ATTACH 'x.db' AS x"] {
        let answer = at(&["sql", bad], &archive);
        assert_ne!(answer.code, 0, "{bad}");
    }
    assert!(at(&["check"], &archive).out.contains("all is well"));
}

#[test]
fn rereading_with_the_same_packs_changes_nothing() {
    let folder = Folder::new("reread");
    let archive = folder.path().join("a.db").display().to_string();
    at(&["add", &folder.file("a.jsonl", many(40)), "examples/article-ar.txt"], &archive);
    at(&["add", "../../examples/article-ar.txt"], &archive);
    let before = at(&["sql", "SELECT * FROM v_events", "--limit", "0", "--format", "csv"], &archive).out;
    let again = at(&["reread", "--all"], &archive);
    assert!(again.err.contains("0 events appeared, 0 vanished, 0 changed"), "{}{}", again.out, again.err);
    assert_eq!(at(&["sql", "SELECT * FROM v_events", "--limit", "0", "--format", "csv"], &archive).out, before);
    assert!(at(&["reread"], &archive).err.contains(" 0 articles read again"));
    assert!(at(&["check"], &archive).out.contains("all is well"));
}

#[test]
fn happenings_do_not_depend_on_the_order_of_adding() {
    let folder = Folder::new("order-of-adding");
    let text = many(60);
    let forward = folder.file("a.jsonl", &text);
    let backward = folder.file("b.jsonl", text.lines().rev().map(|l| format!("{l}\n")).collect::<String>());
    let sums = |path: &str, name: &str| {
        let archive = folder.path().join(name).display().to_string();
        at(&["add", path], &archive);
        at(&["sql", "SELECT type, start, actors, recipients, reports, independent FROM v_happenings ORDER BY 1, 2, 3, 4, 5, 6", "--limit", "0", "--format", "csv"], &archive).out
    };
    assert_eq!(sums(&forward, "f.db"), sums(&backward, "b.db"));
}

#[test]
fn says_what_is_wrong_with_a_database() {
    let folder = Folder::new("databases");
    let text = folder.file("a.txt", MEETING);
    let missing = folder.path().join("none.db").display().to_string();
    assert!(at(&["events"], &missing).err.contains("there is no such archive"));
    let junk = folder.file("junk.db", "not a database at all, only words");
    assert!(at(&["add", &text], &junk).err.contains("it is not a database"));
    assert!(at(&["events"], &junk).err.contains("it is not a database"));
    let foreign = folder.path().join("foreign.db");
    rusqlite::Connection::open(&foreign).unwrap().execute_batch("CREATE TABLE t(x)").unwrap();
    let foreign = foreign.display().to_string();
    assert!(at(&["add", &text], &foreign).err.contains("a database of another program"));
    let newer = folder.path().join("newer.db").display().to_string();
    at(&["add", &text], &newer);
    rusqlite::Connection::open(&newer).unwrap().execute_batch("PRAGMA user_version = 99").unwrap();
    assert!(at(&["events"], &newer).err.contains("written by a newer Marsad (layout 99"));
    let locked = folder.path().join("locked.db").display().to_string();
    at(&["add", &text], &locked);
    let other = rusqlite::Connection::open(&locked).unwrap();
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    let left = at(&["add", &text], &locked);
    assert!(left.code != 0 && left.err.contains("being written to by another process"), "{}", left.err);
    other.execute_batch("ROLLBACK").unwrap();
    assert!(at(&["add", &text], &locked).err.contains("1 known"));
    assert!(at(&["add", &text], &folder.path().display().to_string()).err.contains("it is a folder"));
}

#[test]
fn packed_and_broken_files_give_what_they_hold() {
    let folder = Folder::new("packed");
    let pack = |bytes: &[u8]| {
        let mut gz = GzEncoder::new(Vec::new(), Compression::fast());
        gz.write_all(bytes).unwrap();
        gz.finish().unwrap()
    };
    let archive = |name: &str| folder.path().join(name).display().to_string();
    let whole = pack(many(200).as_bytes());
    assert!(at(&["add", &folder.file("a.jsonl.gz", &whole)], &archive("a.db")).err.contains("200 added"));
    let cut = at(&["add", &folder.file("cut.jsonl.gz", &whole[..whole.len() / 2]), &folder.file("ok.txt", MEETING)], &archive("b.db"));
    assert!(cut.code == 1 && cut.err.contains("cut.jsonl.gz: cannot be read: the compressed data end early"), "{}", cut.err);
    assert_eq!(cut.err.lines().count(), 3, "{}", cut.err);
    assert!(at(&["events"], &archive("b.db")).code == 0 && !cut.err.contains(" 0 added"));
    let from_pipe = marsad_with(&["add", "-", "--archive", &archive("c.db")], &whole);
    assert!(from_pipe.err.contains("200 added"), "{}", from_pipe.err);
    let array = folder.file("a.json", format!("[{}]", many(5).trim_end().replace('\n', ",")));
    assert!(at(&["add", &array], &archive("d.db")).err.contains("5 added"));
}

fn warc_record(address: &str, body: &str) -> Vec<u8> {
    let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{body}");
    format!("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2025-10-28T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{http}\r\n\r\n", http.len())
        .into_bytes()
}

fn page(n: usize) -> String {
    let paragraph = format!("<p>التقى وزير الخارجية المصري نظيره الأردني في عمّان يوم الأحد للمرة رقم {n}، وبحثا سبل تعزيز التعاون بين البلدين في مجالات الطاقة والنقل والمياه.</p>");
    format!(
        "<!doctype html><html lang=ar><head><meta charset=utf-8><title>لقاء رقم {n} في عمّان</title><meta property=\"article:published_time\" content=\"2025-10-27T10:00:00+03:00\"></head><body><nav><a href=/>الرئيسية</a></nav><article><h1>لقاء رقم {n} في عمّان</h1>{}</article></body></html>",
        paragraph.repeat(4)
    )
}

#[test]
fn a_bad_record_in_the_middle_of_a_web_archive_stops_nothing() {
    let folder = Folder::new("warc");
    let pack = |bytes: &[u8]| {
        let mut gz = GzEncoder::new(Vec::new(), Compression::fast());
        gz.write_all(bytes).unwrap();
        gz.finish().unwrap()
    };
    let mut packed = pack(b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 4\r\n\r\nabcd\r\n\r\n");
    for n in 0..6 {
        let mut member = pack(&warc_record(&format!("https://example.org/{n}"), &page(n)));
        if n == 3 {
            let middle = member.len() / 2;
            member[middle..middle + 40].fill(0xff);
        }
        packed.extend(member);
    }
    let archive = folder.path().join("a.db").display().to_string();
    let added = at(&["add", &folder.file("news.warc.gz", &packed)], &archive);
    assert!(added.code == 1 && added.err.contains("5 added") && added.err.contains("1 could not be read"), "{}", added.err);
    assert!(added.err.contains("news.warc.gz: record 5: the compressed data are damaged"), "{}", added.err);
    let dates = at(&["sql", "SELECT DISTINCT published, url IS NOT NULL FROM documents", "--format", "csv"], &archive).out;
    assert_eq!(dates.lines().nth(1), Some("2025-10-27,1"), "{dates}");
    let plain: Vec<u8> = (0..3).flat_map(|n| if n == 1 { b"WARC/1.0\r\nContent-Le\r\n".to_vec() } else { warc_record(&format!("https://example.org/{n}"), &page(n)) }).collect();
    let piped = marsad_with(&["add", "-", "--archive", &folder.path().join("b.db").display().to_string()], &plain);
    assert!(piped.err.contains("2 added") && piped.err.contains("record 2: ends within its headers"), "{}", piped.err);
}

/// A file that may not grow stands for a disk that is full.
#[cfg(unix)]
#[test]
fn a_full_disk_is_one_line_and_harms_nothing() {
    let folder = Folder::new("full");
    let path = folder.file("a.jsonl", many(3000));
    let archive = folder.path().join("a.db").display().to_string();
    let limited = format!("trap '' XFSZ; ulimit -f 2000; exec {} add --verbose --no-progress {path} --archive {archive}", env!("CARGO_BIN_EXE_marsad"));
    let left = std::process::Command::new("sh").args(["-c", &limited]).output().unwrap();
    let (out, err) = (String::from_utf8(left.stdout).unwrap(), String::from_utf8(left.stderr).unwrap());
    assert_eq!(left.status.code(), Some(1), "{err}");
    assert!(err.contains("what was reported as added is kept") && err.contains("not finished"), "{err}");
    let rest = at(&["add", &path, "--no-progress"], &archive);
    assert!(rest.err.contains("holds 3000 articles"), "{}", rest.err);
    assert!(rest.err.contains(&format!("{} known already", out.lines().filter(|l| l.starts_with("added ")).count())), "{}", rest.err);
    assert!(at(&["check"], &archive).out.contains("all is well"));
}

/// A small archive of each layout that was ever released, with its number.
const RELEASED: &[(u32, &[u8])] = &[(1, include_bytes!("../archives/layout1.db.gz")), (2, include_bytes!("../archives/layout2.db.gz")), (3, include_bytes!("../archives/layout3.db.gz"))];

/// What an older version kept opens.
#[test]
fn archives_of_older_versions_open() {
    let folder = Folder::new("older");
    for &(layout, packed) in RELEASED {
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut flate2::read::GzDecoder::new(packed), &mut bytes).unwrap();
        let archive = folder.file(&format!("layout{layout}.db"), bytes);
        let check = at(&["check"], &archive);
        assert!(check.code == 0 && check.out.contains("all is well"), "layout {layout}: {}{}", check.out, check.err);
        assert_eq!(rows(&at(&["timeline", "Egypt", "Jordan", "--format", "jsonl"], &archive)).iter().filter(|r| r["type"] == "CONSULT").count(), 1, "layout {layout}");
        assert!(at(&["reread", "--all"], &archive).code == 0 && at(&["check"], &archive).out.contains("all is well"), "layout {layout}");
    }
}

/// The journal that a killed writer leaves is followed by whoever asks next.
#[test]
fn what_was_cut_short_is_undone_by_the_next_question() {
    let folder = Folder::new("cut-short");
    let archive = folder.path().join("a.db").display().to_string();
    let path = folder.file("a.jsonl", line(1, MEETING, "2023-05-08", "one"));
    assert_eq!(at(&["add", &path], &archive).code, 0);
    let (cut, journal) = (folder.path().join("cut.db"), folder.path().join("cut.db-journal"));
    let db = rusqlite::Connection::open(&archive).unwrap();
    db.execute_batch("PRAGMA cache_size = 2; BEGIN; DELETE FROM events; CREATE TABLE half AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 9999) SELECT i, hex(i) FROM n")
        .unwrap();
    std::fs::copy(&archive, &cut).unwrap();
    std::fs::copy(format!("{archive}-journal"), &journal).unwrap();
    let (asked, whole) = (at(&["events", "--format", "csv"], &cut.display().to_string()), at(&["events", "--format", "csv"], &archive));
    assert_eq!((asked.code, &asked.out), (0, &whole.out), "{}", asked.err);
    assert!(asked.out.lines().count() > 1 && !journal.exists(), "{}", asked.out);
}

/// Kills the process without warning again and again; what it said it added must be there, whole, and the rest can be added.
#[test]
fn nothing_reported_is_lost_when_it_is_killed() {
    let runs: u64 = std::env::var("KILL_RUNS").ok().and_then(|n| n.parse().ok()).unwrap_or(12);
    let folder = Folder::new("killed");
    let path = folder.file("a.jsonl", many(1500));
    for run in 0..runs {
        let archive = folder.path().join(format!("{run}.db")).display().to_string();
        let mut child = command().args(["add", "--verbose", "--no-progress", &path, "--archive", &archive]).stderr(Stdio::null()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        // Some runs end before the first commit, some in the middle of a later one.
        let mut reported = Vec::new();
        if run % 3 > 0 {
            reported.extend(lines.by_ref().take(1 + usize::try_from(run % 7).unwrap() * 100).map_while(Result::ok));
        }
        std::thread::sleep(std::time::Duration::from_millis(run * 13 % 90));
        child.kill().unwrap();
        reported.extend(lines.map_while(Result::ok));
        child.wait().unwrap();
        let mut ids = String::new();
        for line in reported.iter().filter(|l| l.starts_with("added ") && l.matches(' ').count() >= 2) {
            write!(ids, "{},", line.split(' ').nth(1).unwrap()).unwrap();
        }
        let count = ids.matches(',').count();
        if count > 0 {
            let there = at(&["sql", &format!("SELECT count(*) FROM v_documents WHERE id IN ({})", ids.trim_end_matches(',')), "--format", "csv"], &archive);
            assert_eq!(there.out.lines().nth(1), Some(count.to_string().as_str()), "run {run}: {}", there.err);
            let check = at(&["check"], &archive);
            assert!(check.out.contains("all is well"), "run {run}: {}{}", check.out, check.err);
        }
        let rest = at(&["add", &path, "--no-progress"], &archive);
        assert_eq!(rest.code, 0, "run {run}: {}", rest.err);
        assert!(rest.err.contains("holds 1500 articles"), "run {run}: {}", rest.err);
        if run % 4 == 0 {
            assert!(at(&["check"], &archive).out.contains("1500 articles"), "run {run}");
        }
        std::fs::remove_file(&archive).unwrap();
    }
}

/// Articles whose happening two states tell of.
pub fn claimed(count: usize) -> String {
    (0..count).map(|n| line(1000 + n, &format!("أعلنت القاهرة وعمّان أن القوات التونسية قصفت في بغداد الميناء رقم {n} يوم الأحد."), "2024-03-04", "b")).collect()
}

/// Articles that tell of meetings to come, too far apart to be one.
pub fn planned(count: usize) -> String {
    (0..count).map(|n| line(2000 + n, &format!("يلتقي وزير الخارجية المصري نظيره الأردني في عمّان في {} مايو 2025.", 4 * (count - n)), "2024-03-04", "c")).collect()
}

/// A page of an answer: its rows' cells, and where the last of them stands.
#[derive(Default)]
struct Page {
    rows: Vec<Vec<Cell>>,
    end: Option<Mark>,
}

impl Rows for Page {
    fn columns(&mut self, _: &[&str]) {}

    fn mark(&mut self, mark: Mark) {
        self.end = Some(mark);
    }

    fn row(&mut self, cells: Vec<Cell>) -> bool {
        self.rows.push(cells);
        true
    }
}

#[test]
fn the_latest_has_happened_and_what_is_ahead_comes_last() {
    let folder = Folder::new("ahead");
    let archive = folder.path().join("a.db").display().to_string();
    assert_eq!(at(&["add", &folder.file("a.jsonl", many(6) + &planned(3))], &archive).code, 0);
    for question in ["events", "happenings"] {
        let days = |more: &[&str]| {
            rows(&at(&[&[question, "--type", "CONSULT", "--format", "jsonl"], more].concat(), &archive)).iter().map(|r| r["start"].as_str().unwrap_or_default().to_owned()).collect::<Vec<_>>()
        };
        let all = days(&[]);
        assert!(all.len() > 3 && all[0].as_str() < "2024-03-05", "{question}: {all:?}");
        assert_eq!(all[all.len() - 3..], ["2025-05-04", "2025-05-08", "2025-05-12"], "{question}");
        assert_eq!(
            days(&["--oldest-first"]),
            {
                let mut sorted = all.clone();
                sorted.sort();
                sorted
            },
            "{question}"
        );
        assert_eq!(days(&["--from", "2025-05-08"]), ["2025-05-08", "2025-05-12"], "{question}");
        assert_eq!(days(&["--to", "2025-05-04"])[all.len() - 3..], ["2025-05-04"], "{question}");
        assert_eq!(days(&["--limit", "2"]), all[..2], "{question}");
    }
}

#[test]
fn a_place_is_named_in_either_script_and_the_nearest_name_offered() {
    let folder = Folder::new("place");
    let archive = folder.path().join("a.db").display().to_string();
    assert_eq!(at(&["add", &folder.file("a.jsonl", claimed(3))], &archive).code, 0);
    let found = |place: &str| rows(&at(&["events", "--place", place, "--format", "jsonl"], &archive)).len();
    assert!(found("Baghdad") > 0);
    for place in ["baghdad", "بغداد", "IRQ", "العراق", "iraq"] {
        assert_eq!(found(place), found("Baghdad"), "{place}");
    }
    for (place, near) in [("Bagdhad", "Baghdad"), ("بغدااد", "Baghdad")] {
        let left = at(&["events", "--place", place], &archive);
        assert!(left.code != 0 && left.err.contains(&format!("did you mean \"{near}\"?")), "{place}: {}", left.err);
    }
}

type Question = (&'static str, fn(&Archive, &Filter, &mut dyn Rows) -> Result<(), Error>);

#[test]
fn pages_walk_every_row_once_in_order() {
    let folder = Folder::new("pages");
    let file = folder.path().join("a.db");
    let archive = file.display().to_string();
    assert_eq!(at(&["add", &folder.file("a.jsonl", many(40) + &claimed(5) + &planned(7))], &archive).code, 0);
    let archive = Archive::open_to_read(&file).expect("it was made");
    let questions: [Question; 8] = [
        ("events", |a, f, rows| a.events(f, rows)),
        ("happenings", |a, f, rows| a.happenings(f, rows)),
        ("happenings of a type", |a, f, rows| a.happenings(&Filter { kind: vec!["CONSULT".to_owned()], ..f.clone() }, rows)),
        ("claims", |a, f, rows| a.claims(f, rows)),
        ("search", |a, f, rows| a.search("وزير", f, rows)),
        ("actors", |a, f, rows| a.actors(None, f, rows)),
        ("network", |a, f, rows| a.network(f, rows)),
        ("timeline", |a, f, rows| a.timeline(&a.resolve("EGY")?, &a.resolve("JOR")?, &Filter { oldest_first: true, ..f.clone() }, rows)),
    ];
    for oldest_first in [false, true] {
        for (name, ask) in &questions {
            let mut whole = Page::default();
            ask(&archive, &Filter { oldest_first, ..Filter::default() }, &mut whole).expect(name);
            assert!(whole.rows.len() > 3 || *name == "timeline", "{name}: {} rows are too few to show anything", whole.rows.len());
            let (mut walked, mut after) = (Vec::new(), None);
            loop {
                let mut page = Page::default();
                ask(&archive, &Filter { oldest_first, after, limit: Some(3), ..Filter::default() }, &mut page).expect(name);
                assert!(page.rows.len() <= 3, "{name}: {} rows of 3", page.rows.len());
                if page.rows.is_empty() {
                    break;
                }
                assert!(page.end.is_some(), "{name}: no mark");
                walked.extend(page.rows);
                after = page.end;
                assert!(walked.len() <= whole.rows.len(), "{name}: pages do not end");
            }
            assert!(walked == whole.rows, "{name}, oldest first {oldest_first}: {} rows of {}", walked.len(), whole.rows.len());
        }
    }
}

#[test]
fn what_is_counted_by_value_and_by_place_is_what_is_listed() {
    let folder = Folder::new("overview");
    let file = folder.path().join("a.db");
    let name = file.display().to_string();
    assert_eq!(at(&["add", &folder.file("a.jsonl", many(12) + &claimed(3))], &name).code, 0);
    let archive = Archive::open_to_read(&file).expect("it was made");
    let events = rows(&at(&["events", "--format", "jsonl", "--limit", "0"], &name));
    let tally = archive.tally().expect("it can be read");
    let tallied = Tallied { archive: &archive, tally: &tally };
    let facets = tallied.facets(&Filter::default(), 100).expect("it can be read");
    for column in ["type", "status", "language"] {
        let (_, values) = facets.iter().find(|(name, _)| *name == column).expect(column);
        let listed = |value: &str| events.iter().filter(|e| e[column] == value).count();
        assert!(!values.is_empty() && values.iter().all(|(value, n)| usize::try_from(*n) == Ok(listed(value))), "{column}: {values:?}");
        assert_eq!(values.iter().map(|(_, n)| *n).sum::<i64>(), i64::try_from(events.len()).expect("few"), "{column}");
    }
    let mut places = Page::default();
    tallied.places(&Filter::default(), &mut places).expect("it can be read");
    let placed = events.iter().filter(|e| !e["lat"].is_null()).count();
    let counted: i64 = places.rows.iter().map(|r| if let Cell::Int(n) = r[5] { n } else { 0 }).sum();
    assert_eq!(usize::try_from(counted), Ok(placed));
    assert!(placed > 0);
    let mut busier = Page::default();
    tallied.busier(3, &mut busier).expect("it can be read");
    assert_eq!(busier.rows.len(), 3, "{:?}", busier.rows);
    assert!(busier.rows.iter().all(|r| r[3] == Cell::Real(0.0) && r[4] == Cell::Text("2024-02-27".into()) && r[5] == Cell::Text("2024-03-04".into())), "{:?}", busier.rows);
    assert_eq!(archive.printed_between().expect("it can be read"), Some(("2024-03-04".to_owned(), "2024-03-04".to_owned())));
    let article = archive.article(1).expect("it can be read").expect("it is kept");
    assert_eq!((article.versions, article.current, article.published.as_deref()), (vec![1], true, Some("2024-03-04")));
    assert_eq!(archive.article(9999).expect("it can be read"), None);
    let egypt = rows(&at(&["actors", "EGY", "--format", "jsonl", "--limit", "0"], &name));
    let mut actors = Page::default();
    archive.actors_of(&Side::Code("EGY".to_owned()), &Filter::default(), &mut actors).expect("it can be read");
    assert_eq!(actors.rows.iter().map(|r| r[1].clone()).collect::<Vec<_>>(), egypt.iter().map(|a| Cell::Text(a["name"].as_str().expect("a name").to_owned())).collect::<Vec<_>>());
    assert_eq!(tallied.totals(), archive.totals().expect("it can be read"));
    let empty = Archive::empty("none.db").expect("memory");
    let mut nothing = Page::default();
    empty.events(&Filter::default(), &mut nothing).expect("nothing is an answer");
    assert!(nothing.rows.is_empty());
}

#[test]
fn a_network_of_chosen_events_sums_the_listed_ones() {
    let folder = Folder::new("network");
    let name = folder.path().join("a.db").display().to_string();
    assert_eq!(at(&["add", &folder.file("a.jsonl", many(12) + &claimed(3))], &name).code, 0);
    let network = |more: &[&str]| rows(&at(&[&["network", "--format", "jsonl", "--limit", "0"], more].concat(), &name));
    let whole = network(&[]);
    assert!(whole.len() > 3);
    // A filter that leaves everything goes the other way, and must sum the same.
    assert_eq!(network(&["--confidence", "0"]), whole);
    let quads = ["verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict"];
    for quad in quads {
        let mut summed: Vec<(String, i64)> = whole.iter().filter(|r| r[quad] != 0).map(|r| (format!("{}-{}", r["source"], r["target"]), r[quad].as_i64().expect("a count"))).collect();
        let mut chosen: Vec<(String, i64)> = network(&["--quad", quad]).iter().map(|r| (format!("{}-{}", r["source"], r["target"]), r["events"].as_i64().expect("a count"))).collect();
        summed.sort();
        chosen.sort();
        assert_eq!(chosen, summed, "{quad}");
    }
}
