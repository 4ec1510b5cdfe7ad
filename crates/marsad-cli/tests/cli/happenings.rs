//! How often reports of one happening are joined, and only those: measured on a set of our own, and held to it.

use crate::run::{Folder, marsad};
use std::collections::BTreeMap;
use std::fmt::Write as _;

const SET: &str = include_str!("../happenings.tsv");
/// Shares that must not fall; docs/benchmarks.md and DESIGN.md tell the measured ones.
const LEAST_PRECISION: f64 = 0.95;
const LEAST_RECALL: f64 = 0.75;

struct Report {
    cluster: String,
    kind: String,
    happening: Option<String>,
}

fn reports() -> Vec<Report> {
    let folder = Folder::new("happenings");
    let archive = folder.path().join("a.db").display().to_string();
    let lines: Vec<Vec<&str>> = SET.lines().filter(|l| !l.starts_with('#')).skip(1).map(|l| l.split('\t').collect()).collect();
    let mut jsonl = String::new();
    for (n, line) in lines.iter().enumerate() {
        let article =
            serde_json::json!({ "id": n.to_string(), "text": line[4], "published": line[2], "language": line[3], "source": format!("outlet {}", n % 7), "url": format!("https://example.org/{n}") });
        writeln!(jsonl, "{article}").unwrap();
    }
    marsad(&["add", &folder.file("set.jsonl", jsonl), "--archive", &archive]);
    let rows = marsad(&["sql", "SELECT document, type, happening FROM v_events WHERE twin_of IS NULL ORDER BY 1", "--limit", "0", "--format", "jsonl", "--archive", &archive]).out;
    let mut told: BTreeMap<(u64, String), String> = BTreeMap::new();
    for row in rows.lines().map(|l| serde_json::from_str::<serde_json::Value>(l).unwrap()) {
        let key = (row["document"].as_u64().unwrap(), row["type"].as_str().unwrap().to_owned());
        told.entry(key).or_insert_with(|| row["happening"].as_str().unwrap_or_default().to_owned());
    }
    let report = |(n, line): (usize, &Vec<&str>)| Report { cluster: line[0].to_owned(), kind: line[1].to_owned(), happening: told.get(&(n as u64 + 1, line[1].to_owned())).cloned() };
    lines.iter().enumerate().map(report).collect()
}

#[test]
fn reports_are_joined_rightly() {
    let reports = reports();
    let read = reports.iter().filter(|r| r.happening.is_some()).count();
    let clusters: std::collections::BTreeSet<&str> = reports.iter().map(|r| r.cluster.as_str()).collect();
    assert!(clusters.len() >= 60);
    let (mut right, mut wrong, mut missed, mut unread) = (0, 0, 0, 0);
    for (at, a) in reports.iter().enumerate() {
        for b in &reports[at + 1..] {
            let same = a.cluster == b.cluster;
            match (&a.happening, &b.happening) {
                (Some(x), Some(y)) if x == y && same => right += 1,
                (Some(x), Some(y)) if x == y => {
                    wrong += 1;
                    println!("joined wrongly: {} and {} ({})", a.cluster, b.cluster, a.kind);
                }
                (Some(_), Some(_)) if same => {
                    missed += 1;
                    println!("not joined: {} ({})", a.cluster, a.kind);
                }
                (None, _) | (_, None) if same => unread += 1,
                _ => {}
            }
        }
    }
    let precision = f64::from(right) / f64::from(right + wrong).max(1.0);
    let recall = f64::from(right) / f64::from(right + missed).max(1.0);
    println!(
        "{} clusters, {} reports, event read in {read}; pairs: precision {precision:.3} ({right} of {}), recall {recall:.3} ({right} of {}), {unread} pairs with an event not read",
        clusters.len(),
        reports.len(),
        right + wrong,
        right + missed
    );
    assert!(precision >= LEAST_PRECISION && recall >= LEAST_RECALL, "precision {precision:.3}, recall {recall:.3}");
}
