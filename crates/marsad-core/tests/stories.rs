//! Runs `stories/*.md`: an article each, and line by line what its record must hold.
//!
//! Every line is a test of its own, named by file and line. A line marked `known:` is one that Marsad does
//! not meet yet; it fails once it is met, so that the mark is taken off. With `STORIES=mark` the marks are
//! set and taken off as the records are now, instead of testing.
#![allow(clippy::disallowed_methods, reason = "tests open the packs' and the stories' files; the core is handed bytes")]

mod packs;
mod story;

use libtest_mimic::{Arguments, Failed, Trial};
use marsad_core::{Article, Reader};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use story::check::{Verdict, check};
use story::parse::{Story, parse};

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let packs = packs::compiled(&root);
    let mut reader = Reader::new(&packs);
    let mut trials = Vec::new();
    for path in story_files(&root.join("stories")) {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).expect("stories are UTF-8");
        let story = parse(&text).unwrap_or_else(|problem| panic!("stories/{name}.md:{problem}"));
        let record = reader.read(&Article { text: &story.text, published: story.published, language: Some(&story.language), ..Article::default() });
        let verdicts = check(&story, &record);
        if std::env::var_os("STORIES").is_some_and(|v| v == "mark") {
            std::fs::write(&path, marked(&text, &story, &verdicts)).expect("the tree can be written to");
        } else {
            trials.extend(story.lines.iter().zip(verdicts).map(|(line, verdict)| trial(&name, line.number, &line.text, line.known, verdict)));
        }
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn story_files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("the stories lie in the tree");
    let mut files: Vec<PathBuf> = entries.map(|e| e.expect("a folder of the tree can be listed").path()).collect();
    files.retain(|path| path.extension().is_some_and(|e| e == "md") && path.file_stem().is_some_and(|s| s != "README"));
    files.sort();
    files
}

fn trial(story: &str, number: usize, text: &str, known: bool, verdict: Verdict) -> Trial {
    let outcome = match (known, verdict) {
        (false, verdict) => verdict.map_err(Failed::from),
        (true, Err(_)) => Ok(()),
        (true, Ok(())) => Err("is met now: take off its `known:`, or run with STORIES=mark".into()),
    };
    let mark = if known { "known: " } else { "" };
    Trial::test(format!("{story}:{number} {mark}{text}"), move || outcome)
}

/// The story with `known:` before the lines that are not met, and before no others.
fn marked(text: &str, story: &Story, verdicts: &[Verdict]) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for (line, verdict) in story.lines.iter().zip(verdicts) {
        let mark = if verdict.is_err() { "known: " } else { "" };
        lines[line.number - 1] = format!("{mark}{}", line.text);
    }
    lines.join("\n") + "\n"
}
