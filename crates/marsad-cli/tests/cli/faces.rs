//! Order, formats and the smaller commands.

use crate::run::{Folder, marsad, marsad_with, read};
use std::fmt::Write as _;

#[test]
fn output_is_in_the_order_of_the_input_whatever_jobs_says() {
    let folder = Folder::new("order");
    let mut lines = String::new();
    for n in 0..300 {
        writeln!(lines, "{{\"id\":\"{n}\",\"text\":\"{}\"}}", "زار الوزير القاهرة. ".repeat(1 + (n * 7919) % 40)).unwrap();
    }
    let path = folder.file("b.jsonl", lines);
    folder.file("a.txt", "أول");
    folder.file("c/d.txt", "آخر");
    let all = |jobs: &str| read(&["--jobs", jobs, folder.path().to_str().unwrap()]);
    let one = all("1");
    let ids: Vec<String> = one.records().iter().map(|r| r["document"]["external_id"].as_str().unwrap_or("-").to_owned()).collect();
    let wanted: Vec<String> = std::iter::once("-".to_owned()).chain((0..300).map(|n| n.to_string())).chain(["-".to_owned()]).collect();
    assert_eq!(ids, wanted);
    assert_eq!((all("2").out, all("7").out), (one.out.clone(), one.out));
    assert_eq!(read(&["--jobs", "0", &path]).records().len(), 300);
}

#[test]
fn json_is_indented_and_jsonl_is_not() {
    let folder = Folder::new("formats");
    let path = folder.file("a.txt", "نص");
    let pretty = marsad(&["read", "--format", "json", &path, &path]).out;
    assert_eq!(pretty.matches("\n  \"document\": {").count(), 2);
    assert_eq!(read(&[&path, &path]).out.lines().count(), 2);
}

#[test]
fn from_says_how_articles_lie() {
    let object = "{\"text\":\"نص\"}\n";
    assert_eq!(marsad_with(&["read", "--format", "jsonl"], object.as_bytes()).texts(), ["نص"]);
    assert_eq!(marsad_with(&["read", "--format", "jsonl", "--from", "text", "-"], object.as_bytes()).texts(), [object]);
    assert!(marsad_with(&["read", "--format", "jsonl", "--from", "jsonl", "-"], "نص".as_bytes()).warnings().contains("line 1: not a JSON object"));
}

#[test]
fn what_an_article_says_of_itself_goes_before_the_command_line() {
    let lines = "{\"text\":\"نص\",\"published\":\"2020-02-03T04:05:06Z\"}\n{\"text\":\"نص\"}\n";
    let left = marsad_with(&["read", "--format", "jsonl", "--published", "2025-10-27", "-"], lines.as_bytes());
    let days: Vec<_> = left.records().iter().map(|r| r["document"]["published"].clone()).collect();
    assert_eq!(days, ["2020-02-03", "2025-10-27"]);
}

#[test]
fn the_page_fits_eighty_columns_and_has_no_colour_off_a_terminal() {
    let folder = Folder::new("page");
    let path = folder.file("a.txt", "التقى الرئيس المصري عبد الفتاح السيسي نظيره الفرنسي إيمانويل ماكرون في القاهرة يوم الأحد.\n");
    let left = marsad(&["read", "--published", "2025-10-27", &path]);
    assert!(left.out.starts_with("التقى") && !left.out.contains('\u{1b}'), "{}", left.out);
    assert!(left.out.lines().all(|l| l.chars().count() <= 80), "{}", left.out);
}

#[test]
fn wrong_arguments_are_told_from_wrong_files() {
    for args in [&["read", "--published", "soon"][..], &["read", "--format", "xml"], &["pack"], &[]] {
        assert_eq!(marsad(args).code, 2, "{args:?}");
    }
}

#[test]
fn a_users_pack_that_is_wrong_is_named_by_file_and_line() {
    let folder = Folder::new("packs");
    let path = folder.file("ar/words/nouns.tsv", "lema\tplural\n");
    let left = marsad(&["read", "--packs", folder.path().to_str().unwrap(), &path]);
    assert_eq!(left.code, 1);
    assert!(left.err.contains(&format!("{path}:1: unknown column \"lema\"")), "{}", left.err);
}

#[test]
fn a_particle_listed_twice_is_named_by_file_and_line() {
    let folder = Folder::new("twice");
    let path = folder.file("ar/words/particles.tsv", "form\tpos\tgloss\nفي أثر ذلك\tadv\tthereupon\nفي أثر ذلك\tadv\tafter that\n");
    let left = marsad(&["pack", "check", "--packs", folder.path().to_str().unwrap()]);
    assert!(left.code == 1 && format!("{}{}", left.out, left.err).contains(&format!("{path}:3: \"في أثر ذلك\" is listed twice")), "{}{}", left.out, left.err);
}

#[test]
fn a_new_frame_is_written_once_and_is_sound() {
    let folder = Folder::new("new");
    let own = folder.path().to_str().unwrap();
    assert_eq!(marsad(&["pack", "new", "frame", "consult/telephone", own]).code, 0);
    assert_eq!(marsad(&["pack", "new", "frame", "consult/telephone", own]).code, 1);
    let checked = marsad(&["pack", "check", "--only", "no such file", own]);
    assert!(!checked.out.contains("telephone"), "{}", checked.out);
}

#[test]
fn pages_for_shells_and_manuals_are_made() {
    assert!(marsad(&["completions", "bash"]).out.contains("marsad"));
    assert!(marsad(&["man"]).out.contains(".TH marsad"));
    let folder = Folder::new("man");
    assert_eq!(marsad(&["man", folder.path().to_str().unwrap()]).code, 0);
    assert!(folder.path().join("marsad-read.1").exists());
    assert!(marsad(&["pack", "list"]).out.contains("words/verbs.tsv"));
}
