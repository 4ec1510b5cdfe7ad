//! Whatever is given, there is a record or one clear line, and never a panic.

use crate::run::{Folder, command, marsad, marsad_with, read};
use std::io::{BufRead, BufReader, Read, Write};

const SENTENCE: &str = "التقى الرئيس المصري عبد الفتاح السيسي نظيره الفرنسي إيمانويل ماكرون في القاهرة يوم الأحد، وبحثا الأوضاع في المنطقة.\n";

#[test]
fn windows_1256_is_read_and_said() {
    let folder = Folder::new("1256");
    let (bytes, _, _) = encoding_rs::WINDOWS_1256.encode(SENTENCE);
    let left = read(&[&folder.file("a.txt", bytes)]);
    assert_eq!((left.code, left.texts()), (0, vec![SENTENCE.to_owned()]));
    assert!(left.warnings().contains("windows-1256"), "{}", left.warnings());
}

#[test]
fn utf16_is_read_with_and_without_a_mark() {
    let folder = Folder::new("utf16");
    for (mark, name) in [("", "bare"), ("\u{feff}", "marked")] {
        let units: Vec<u16> = format!("{mark}{SENTENCE}").encode_utf16().collect();
        let little = folder.file(&format!("{name}-le.txt"), units.iter().flat_map(|u| u.to_le_bytes()).collect::<Vec<_>>());
        let big = folder.file(&format!("{name}-be.txt"), units.iter().flat_map(|u| u.to_be_bytes()).collect::<Vec<_>>());
        assert_eq!(read(&[&little, &big]).texts(), [SENTENCE, SENTENCE], "{name}");
    }
}

#[test]
fn a_byte_order_mark_is_no_text() {
    let folder = Folder::new("bom");
    assert_eq!(read(&[&folder.file("a.txt", format!("\u{feff}{SENTENCE}"))]).texts(), [SENTENCE]);
}

#[test]
fn invalid_bytes_are_replaced_and_said() {
    let folder = Folder::new("invalid");
    let mut bytes = SENTENCE.as_bytes().to_vec();
    bytes.insert(11, 0xff);
    let left = read(&[&folder.file("a.txt", bytes)]);
    assert_eq!((left.code, left.texts()[0].matches('\u{fffd}').count()), (0, 1));
    assert!(left.warnings().contains("1 invalid byte sequence replaced"), "{}", left.warnings());
}

#[test]
fn what_cannot_be_read_has_one_line_each_and_the_rest_is_read() {
    let folder = Folder::new("unreadable");
    let good = folder.file("good.txt", SENTENCE);
    let bad = [
        (folder.file("empty.txt", ""), "is empty"),
        (folder.file("blank.txt", " \n\n"), "is empty"),
        (folder.file("nul.bin", [1, 2, 0, 3, 255, 0, 0]), "binary data"),
        (folder.file("a.png", b"\x89PNG\r\n\x1a\n"), "an image"),
        (folder.path().join("missing.txt").display().to_string(), "no such file"),
        (format!("{good}/below-a-file"), "cannot be read"),
        (folder.file("hollow/.hidden.txt", SENTENCE).replace("/.hidden.txt", ""), "holds no file of articles"),
    ];
    let mut args: Vec<&str> = bad.iter().map(|(path, _)| path.as_str()).collect();
    args.push(&good);
    let left = read(&args);
    assert_eq!((left.code, left.texts()), (1, vec![SENTENCE.to_owned()]));
    let lines: Vec<&str> = left.err.lines().collect();
    assert_eq!(lines.len(), bad.len(), "{}", left.err);
    for ((path, why), line) in bad.iter().zip(lines) {
        assert!(line.starts_with(path.as_str()) && line.contains(why), "{line}");
    }
}

#[cfg(unix)]
#[test]
fn a_folder_without_permission_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new("locked");
    let locked = folder.path().join("locked");
    std::fs::create_dir(&locked).unwrap();
    std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o000)).unwrap();
    let may_read_anything = std::fs::read_dir(&locked).is_ok();
    let left = read(&[&folder.file("a.txt", SENTENCE), locked.to_str().unwrap()]);
    std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o700)).unwrap();
    assert_eq!((left.code, left.texts().len()), (1, 1));
    let why = if may_read_anything { "holds no file of articles" } else { "permission denied" };
    assert!(left.err.contains("locked: ") && left.err.contains(why), "{}", left.err);
}

#[test]
fn a_bad_line_is_a_record_with_a_warning() {
    let folder = Folder::new("lines");
    let lines = format!("{{\"id\":\"a\",\"text\":\"{s}\"}}\n{{\"id\":\"b\",\"text\":\n\n[\"c\"]\n{{\"id\":\"d\"}}\n{{\"id\":\"e\",\"text\":\"{s}\",\"published\":\"soon\"}}\n", s = SENTENCE.trim());
    let left = read(&[&folder.file("a.jsonl", lines)]);
    assert_eq!((left.code, left.err.as_str()), (0, ""));
    let records = left.records();
    let warned: Vec<bool> = records.iter().map(|r| r["document"]["warnings"].to_string().contains("line ")).collect();
    assert_eq!(warned, [false, true, true, true, true]);
    assert_eq!((records[0]["document"]["external_id"].as_str(), records[4]["document"]["external_id"].as_str()), (Some("a"), Some("e")));
    assert!(records[1..4].iter().all(|r| r["events"].as_array().unwrap().is_empty() && r["statements"].as_array().unwrap().is_empty()));
    assert!(records[1]["document"]["warnings"][0].as_str().unwrap().starts_with("line 2: not a sound JSON object"));
    assert!(records[2]["document"]["warnings"][0].as_str().unwrap().starts_with("line 4: "));
    assert!(records[4]["document"]["warnings"].to_string().contains("soon"));
}

#[test]
fn half_a_surrogate_pair_is_replaced() {
    let left = marsad_with(&["read", "--format", "jsonl", "-"], b"{\"text\":\"a \\ud800 b \\ud83d\\ude00\"}\n{\"text\":\"\\udc00\"}\n");
    assert_eq!((left.code, left.texts()), (0, vec!["a \u{fffd} b 😀".to_owned(), "\u{fffd}".to_owned()]));
    assert!(left.warnings().contains("line 1: half of a surrogate pair"));
}

#[test]
fn hostile_text_is_harmless_where_shown_and_whole_in_json() {
    let hostile = format!("\u{202e}\u{2066}\u{1b}]0;title\u{7}\u{1b}[2J\u{200b}\u{feff}{SENTENCE}\u{9b}31m\r\n");
    let folder = Folder::new("hostile");
    let path = folder.file("a\u{1b}[31m.txt", &hostile);
    assert_eq!(read(&[&path]).texts(), [hostile]);
    let missing = format!("{path}\u{1b}[2J");
    for args in [vec!["read", &path, &missing], vec!["explain", &path], vec!["explain", "\u{1b}[2J \u{202e}النص"]] {
        let left = marsad(&args);
        let shown = left.out + &left.err;
        let bad = |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}' | '\u{feff}');
        assert!(!shown.contains(bad), "{shown:?}");
    }
}

#[test]
fn odd_shapes_of_text_do_no_harm() {
    let folder = Folder::new("odd");
    let files = [
        folder.file("quotes.txt", "«".repeat(100_000) + SENTENCE + &"»".repeat(100_000)),
        folder.file("brackets.txt", "(".repeat(100_000)),
        folder.file("marks.txt", format!("ا{}", "\u{64b}".repeat(100_000))),
        folder.file("long.txt", SENTENCE.trim().repeat(5_000)),
        folder.file("newlines.txt", "\n".repeat(100_000) + "x"),
        folder.file("deep.jsonl", format!("{{\"text\":{}\n", "[".repeat(100_000))),
    ];
    for file in &files {
        for format in ["text", "jsonl"] {
            let left = marsad(&["read", "--format", format, file]);
            assert_eq!((left.code, left.err.as_str()), (0, ""), "{file}");
        }
    }
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let line = format!("{{\"text\":{SENTENCE:?}}}\n");
    let mut child = command().args(["read", "--format", "jsonl", "--from", "jsonl", "-"]).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || while stdin.write_all(line.as_bytes()).is_ok() {});
    let mut first = String::new();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    out.read_line(&mut first).unwrap();
    drop(out);
    assert!(child.wait().unwrap().success());
    writer.join().unwrap();
    let mut complaints = String::new();
    child.stderr.take().unwrap().read_to_string(&mut complaints).unwrap();
    assert_eq!(complaints, "");
    assert!(first.starts_with("{\"document\""));
}
