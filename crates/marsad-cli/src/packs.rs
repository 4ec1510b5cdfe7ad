//! What Marsad knows: the packs in the binary, and a user's own beside them.
//!
//! Enters: the bytes made at build time, or a folder laid out like `packs/`. Leaves: compiled packs, or the
//! problems of the user's files, each naming file and line.

use anyhow::{Context, bail};
use marsad_pack::{Packs, Problem, Source, compile_leniently};
use std::fs;
use std::path::Path;

static COMPILED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/packs.bin"));
static SOURCES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/sources.bin"));

/// The mark between a user's folder and what the compiler takes as the root of packs.
const ROOT: &str = "/./packs/";

/// The packs compiled into the binary.
///
/// # Errors
/// When the binary is damaged.
pub fn built_in() -> anyhow::Result<Packs> {
    Packs::from_bytes(COMPILED).context("reading the packs in this binary")
}

/// The files the built-in packs were compiled from.
///
/// # Errors
/// When the binary is damaged.
pub fn built_in_sources() -> anyhow::Result<Vec<Source>> {
    let sources: Vec<(&str, &str)> = postcard::from_bytes(SOURCES).context("reading the pack sources in this binary")?;
    Ok(sources.into_iter().map(|(path, text)| Source { path: path.to_owned(), text: text.to_owned() }).collect())
}

/// The built-in sources with those of a folder beside them; a folder that holds `world/plover.tsv` is a whole
/// set of packs and replaces them.
///
/// # Errors
/// When the folder cannot be read or holds no pack.
pub fn sources(folders: &[&Path]) -> anyhow::Result<Vec<Source>> {
    let mut all = built_in_sources()?;
    for folder in folders {
        let own = folder_sources(folder)?;
        if own.iter().any(|s| s.path.ends_with("packs/world/plover.tsv")) {
            all.clear();
        }
        all.extend(own);
    }
    Ok(all)
}

/// Packs for reading: built in, or compiled with the user's own.
///
/// # Errors
/// When the user's folder cannot be read, or with every problem of its files.
pub fn load(folder: Option<&Path>) -> anyhow::Result<Packs> {
    let Some(folder) = folder else { return built_in() };
    let (packs, problems) = compile_leniently(&sources(&[folder])?);
    let own: Vec<String> = problems.iter().filter(|p| is_users(&p.file)).map(shown_problem).collect();
    if own.is_empty() { Ok(packs) } else { bail!("the packs in {} have problems\n{}", folder.display(), own.join("\n")) }
}

/// What tells one set of packs from another, so that an archive knows what its articles were read with.
#[must_use]
pub fn identity(folder: Option<&Path>, packs: &Packs) -> String {
    match folder {
        None => marsad_archive::fingerprint(COMPILED),
        Some(_) => marsad_archive::fingerprint(&packs.to_bytes()),
    }
}

/// What every code is called, in every pack's language.
///
/// # Errors
/// When the user's folder cannot be read.
pub fn names(folder: Option<&Path>, packs: &Packs) -> anyhow::Result<marsad_archive::Names> {
    let mut names: marsad_archive::Names = packs.world.entities.iter().map(|e| (e.code.clone(), vec![e.name.clone(), e.name_ar.clone()])).collect();
    for source in sources(folder.as_slice())? {
        if ["names/states.tsv", "names/organizations.tsv", "names/groups.tsv"].iter().any(|table| source.path.ends_with(table)) {
            let rows = source.text.lines().filter(|l| !l.starts_with('#')).skip(1).filter_map(|l| l.split_once('\t'));
            names.extend(rows.map(|(code, rest)| (code.to_owned(), rest.split('\t').next().unwrap_or_default().split('|').map(str::to_owned).collect())));
        }
    }
    Ok(names)
}

fn is_users(file: &str) -> bool {
    file.contains(ROOT)
}

/// A path as its user knows it.
#[must_use]
pub fn shown(file: &str) -> String {
    file.replacen(ROOT, "/", 1)
}

/// A problem, its path as its user knows it.
#[must_use]
pub fn shown_problem(problem: &Problem) -> String {
    Problem { file: shown(&problem.file), ..problem.clone() }.to_string()
}

fn folder_sources(folder: &Path) -> anyhow::Result<Vec<Source>> {
    let inner = folder.join("packs");
    let root = if inner.is_dir() { &inner } else { folder };
    let mut sources = Vec::new();
    collect(root, &format!("{}{ROOT}", root.display()), &mut sources)?;
    if sources.is_empty() {
        bail!("{}: holds no pack; entries lie like ar/words/nouns.tsv or ar/frames/consult/meet.toml", folder.display());
    }
    Ok(sources)
}

fn collect(folder: &Path, prefix: &str, sources: &mut Vec<Source>) -> anyhow::Result<()> {
    let reading = || format!("reading {}", folder.display());
    let mut entries = fs::read_dir(folder).with_context(reading)?.collect::<Result<Vec<_>, _>>().with_context(reading)?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with('.') {
            continue;
        }
        if entry.file_type().with_context(reading)?.is_dir() {
            collect(&entry.path(), &format!("{prefix}{name}/"), sources)?;
        } else if prefix.split_once(ROOT).is_some_and(|(_, inside)| !inside.is_empty()) && (name.ends_with(".tsv") || name.ends_with(".toml")) {
            let text = fs::read_to_string(entry.path()).with_context(|| format!("reading {}", entry.path().display()))?;
            sources.push(Source { path: format!("{prefix}{name}"), text });
        }
    }
    Ok(())
}
