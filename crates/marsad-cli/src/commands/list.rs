//! `marsad pack list`: what the packs hold, and under which licence.
//!
//! Enters: the packs' sources. Leaves: for each pack its tables with their entries counted, origin and
//! licence beneath, and its frames by event type.

use crate::packs::{built_in_sources, sources};
use crate::paint::{Painter, Role, Text};
use crate::settings::Settings;
use anyhow::Context;
use marsad_pack::{Frames, Source, compile_leniently};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::io::{Write, stdout};

const MARGIN: usize = 34;

/// Prints every pack.
pub fn run(settings: &Settings) -> anyhow::Result<bool> {
    let sources = match &settings.packs {
        Some(folder) => sources(&[folder])?,
        None => built_in_sources()?,
    };
    let (compiled, _) = compile_leniently(&sources);
    let mut packs: BTreeMap<&str, Shelf<'_>> = BTreeMap::new();
    for (pack, file, source) in sources.iter().filter_map(place) {
        packs.entry(pack).or_default().put(file, source)?;
    }
    let mut out = String::new();
    for (tag, shelf) in &packs {
        shelf.draw(&settings.painter, &mut out, tag);
        if let Some(language) = compiled.language(tag) {
            draw_frames(&settings.painter, &mut out, &language.frames);
        }
        out.push('\n');
    }
    stdout().write_all(out.as_bytes())?;
    Ok(true)
}

/// `packs/ar/words/nouns.tsv` as `ar` and `words/nouns.tsv`.
fn place(source: &Source) -> Option<(&str, &str, &Source)> {
    let inside = source.path.rsplit_once("packs/").map_or(source.path.as_str(), |(_, inside)| inside);
    inside.split_once('/').map(|(pack, file)| (pack, file, source))
}

/// One pack's files.
#[derive(Default)]
struct Shelf<'a> {
    name: String,
    tables: BTreeMap<&'a str, usize>,
    frame_files: usize,
    lists: Vec<List>,
}

#[derive(Deserialize)]
struct PackToml {
    pack: Head,
    #[serde(default)]
    list: Vec<List>,
}

#[derive(Deserialize)]
struct Head {
    name: String,
}

/// What a pack says of one of its lists.
#[derive(Deserialize)]
struct List {
    file: String,
    #[serde(default)]
    origin: String,
    #[serde(default)]
    licence: String,
}

impl<'a> Shelf<'a> {
    fn put(&mut self, file: &'a str, source: &Source) -> anyhow::Result<()> {
        if file == "pack.toml" {
            let head: PackToml = toml::from_str(&source.text).with_context(|| format!("reading {}", source.path))?;
            self.name = head.pack.name;
            self.lists.extend(head.list);
        } else if file.ends_with(".tsv") {
            *self.tables.entry(file).or_default() += entries(&source.text);
        } else if file.starts_with("frames/") {
            self.frame_files += 1;
        } else {
            *self.tables.entry(file).or_default() += 1;
        }
        Ok(())
    }

    fn draw(&self, painter: &Painter, out: &mut String, tag: &str) {
        let mut title = Text::of(tag, Role::Title);
        title.push(&format!("  {}", self.name), Role::Plain);
        painter.block(out, &[], 0, &title);
        for (file, entries) in &self.tables {
            let list = self.lists.iter().find(|l| l.file == *file);
            let about = list.map_or_else(String::new, |l| [l.origin.as_str(), l.licence.as_str()].join("; "));
            row(painter, out, file, *entries, &Text::of(about.trim_matches([';', ' ']), Role::Dim));
        }
        if self.frame_files > 0 {
            let list = self.lists.iter().find(|l| l.file.trim_end_matches('/') == "frames");
            let about = list.map_or_else(String::new, |l| format!("{}; {}", l.origin, l.licence));
            row(painter, out, "frames/", self.frame_files, &Text::of(&about, Role::Dim));
        }
    }
}

/// Lines of a table that are entries: neither header nor comment nor blank. A list of single words has no header.
fn entries(table: &str) -> usize {
    let mut lines = table.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()).peekable();
    let header = lines.peek().is_some_and(|l| l.contains('\t'));
    lines.count() - usize::from(header)
}

fn draw_frames(painter: &Painter, out: &mut String, frames: &Frames) {
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for frame in &frames.list {
        *kinds.entry(frame.event.as_ref().map_or("speech only", |e| e.kind.as_str())).or_default() += 1;
    }
    let mut line = Text::default();
    for (kind, count) in kinds {
        line.push_whole(&format!("{kind} {count}"), Role::Plain);
        line.push("  ", Role::Plain);
    }
    row(painter, out, "frames by type", frames.list.len(), &line);
}

fn row(painter: &Painter, out: &mut String, name: &str, count: usize, about: &Text) {
    painter.block(out, &[(&format!("  {name:<23}{count:>7}"), Role::Plain)], MARGIN, about);
}
