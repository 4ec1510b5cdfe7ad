//! `marsad pack check`: every problem of the packs' data, then every example that is read otherwise than it says.

use crate::check;
use crate::packs::{built_in_sources, shown, shown_problem, sources};
use crate::paint::{Role, Text, harmless};
use crate::settings::Settings;
use marsad_pack::{Source, compile_leniently, examples};
use std::fmt::Write as _;
use std::io::{Write, stdout};
use std::path::Path;

const MARGIN: usize = 8;

/// Prints what is wrong, then a line that sums up; `false` when anything is.
pub fn run(settings: &Settings, dir: Option<&Path>, only: Option<&str>, quiet: bool) -> anyhow::Result<bool> {
    let folders: Vec<&Path> = settings.packs.iter().map(std::path::PathBuf::as_path).chain(dir).collect();
    let sources = if folders.is_empty() { built_in_sources()? } else { sources(&folders)? };
    let wanted = |file: &str| only.is_none_or(|pattern| file.contains(pattern));
    let (packs, problems) = compile_leniently(&sources);
    let mut out = String::new();
    for problem in &problems {
        let _ = writeln!(out, "{}", harmless(&shown_problem(problem)));
    }
    let mut frame_files = read_examples(&sources);
    frame_files.retain(|(_, file)| wanted(&file.file));
    let report = check::run(&packs, &frame_files);
    for failure in &report.failures {
        draw(settings, &mut out, failure);
    }
    if !quiet {
        list(&mut out, "frames without a sentence that must fire them", &report.without_fires);
        list(&mut out, "files without a sentence that must not fire them", &report.without_silent);
    }
    let fine = problems.is_empty() && report.failures.is_empty();
    let summary = format!(
        "{} problems; {} of {} examples fail, {} are known not to be read yet; {} frames in {} files; {} frames lack fires, {} files lack silent",
        problems.len(),
        report.failures.len(),
        report.examples,
        report.known,
        report.frames,
        report.files,
        report.without_fires.len(),
        report.without_silent.len(),
    );
    let _ = writeln!(out, "{}", settings.painter.paint(&summary, if fine { Role::Good } else { Role::Bad }));
    stdout().write_all(out.as_bytes())?;
    Ok(fine)
}

/// The examples of the files that can be read; the compiler has complained about the others.
fn read_examples(sources: &[Source]) -> Vec<(String, marsad_pack::Examples)> {
    examples(sources).unwrap_or_else(|problems| {
        let sound: Vec<Source> = sources.iter().filter(|s| problems.iter().all(|p| p.file != s.path)).cloned().collect();
        examples(&sound).unwrap_or_default()
    })
}

fn draw(settings: &Settings, out: &mut String, failure: &check::Failure) {
    let _ = writeln!(out, "{} {}", harmless(&shown(&failure.file)), settings.painter.paint(&failure.example, Role::Bad));
    for (name, text) in [("", &failure.text), ("wanted", &failure.wanted), ("got", &failure.got)] {
        settings.painter.block(out, &[(&format!("  {name}"), Role::Dim)], MARGIN + 2, &Text::of(text, Role::Plain));
    }
}

fn list(out: &mut String, title: &str, names: &[String]) {
    if !names.is_empty() {
        let _ = writeln!(out, "{title}:");
    }
    for name in names {
        let _ = writeln!(out, "  {}", harmless(&shown(name)));
    }
}
