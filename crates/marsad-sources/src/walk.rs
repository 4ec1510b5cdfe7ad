//! Folders: which files in them are articles, in an order that is the same everywhere.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::articles::Input;

const ENDINGS: &[&str] = &["txt", "text", "jsonl", "ndjson", "json", "html", "htm", "xhtml", "xml", "rss", "atom", "warc"];
/// Endings of packed files, after one of those.
const PACKED: &[&str] = &["gz", "zst", "zstd"];

/// One thing found in a folder.
pub(crate) enum Found {
    Folder(PathBuf),
    File(PathBuf),
}

/// The articles and folders of a folder, sorted by name; hidden ones are left out. Links to folders are not
/// followed, so that a folder linking to its parent ends.
pub(crate) fn list(folder: &Path) -> io::Result<Vec<Found>> {
    let mut entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    Ok(entries.into_iter().filter(|e| !e.file_name().as_encoded_bytes().starts_with(b".")).filter_map(|e| found(&e)).collect())
}

fn found(entry: &fs::DirEntry) -> Option<Found> {
    let path = entry.path();
    let kind = entry.file_type().ok()?;
    if kind.is_dir() {
        return Some(Found::Folder(path));
    }
    (ends_like_an_article(&path) && !path.is_dir()).then_some(Found::File(path))
}

fn ends_like_an_article(path: &Path) -> bool {
    let ending = |p: &Path| p.extension().map(|e| e.to_string_lossy().to_lowercase());
    let last = ending(path);
    let last = if last.as_deref().is_some_and(|e| PACKED.contains(&e)) { ending(&path.with_extension("")) } else { last };
    last.is_some_and(|e| ENDINGS.contains(&e.as_str()))
}

/// Whether the file's name says that it holds one JSON object a line.
pub(crate) fn is_named_jsonl(path: &Path) -> bool {
    let inner = path.with_extension("");
    let path = if path.extension().is_some_and(|e| PACKED.iter().any(|p| e.eq_ignore_ascii_case(p))) { inner.as_path() } else { path };
    path.extension().is_some_and(|e| e.eq_ignore_ascii_case("jsonl") || e.eq_ignore_ascii_case("ndjson"))
}

/// How many files there are in all and how many bytes they hold, for showing progress; standard input counts
/// as nothing, and so does what cannot be read.
#[must_use]
pub fn bytes_to_read(inputs: &[Input]) -> (usize, u64) {
    let mut pending: Vec<Found> = inputs
        .iter()
        .filter_map(|input| match input {
            Input::Path(path) if path.is_dir() => Some(Found::Folder(path.clone())),
            Input::Path(path) => Some(Found::File(path.clone())),
            Input::Stdin | Input::Handed(_) => None,
        })
        .collect();
    let (mut files, mut bytes) = (0, 0);
    while let Some(next) = pending.pop() {
        match next {
            Found::Folder(path) => pending.extend(list(&path).unwrap_or_default()),
            Found::File(path) => {
                files += 1;
                bytes += fs::metadata(path).map_or(0, |m| m.len());
            }
        }
    }
    (files, bytes)
}
