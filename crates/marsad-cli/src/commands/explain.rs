//! `marsad explain`: what is seen in each sentence, and why each frame fired or did not.

use super::{each_article, shape};
use crate::args::Explain;
use crate::paint::{Painter, Role, Text};
use crate::settings::Settings;
use marsad_core::{Reader, SentenceNote};
use marsad_pack::Packs;
use marsad_sources::{Articles, Given, Input, Item};
use std::io::Write;
use std::path::Path;

const MARGIN: usize = 10;

/// Prints the notes of each sentence.
pub fn run(settings: &Settings, packs: &Packs, args: &Explain) -> anyhow::Result<bool> {
    let mut reader = Reader::new(packs);
    each_article(items(args), &args.given, |article, out| reader.explain(article).iter().try_for_each(|note| out.write_all(page(&settings.painter, note).as_bytes())))
}

/// The words of the command line are a file when there is one of that name, and a text otherwise.
fn items(args: &Explain) -> Box<dyn Iterator<Item = Result<Item, marsad_sources::Error>>> {
    if let [only] = args.input.as_slice()
        && (only == "-" || Path::new(only).exists() || is_named_like_a_file(only))
    {
        return Box::new(Articles::new(vec![Input::parse(only)], shape(&args.given)));
    }
    let article = Some(Given { text: args.input.join(" "), ..Given::default() });
    Box::new(std::iter::once(Ok(Item { article, ..Item::default() })))
}

/// A mistyped file name is better complained about than explained.
fn is_named_like_a_file(text: &str) -> bool {
    !text.contains(char::is_whitespace) && Path::new(text).extension().is_some_and(|e| ["txt", "text", "jsonl", "ndjson"].iter().any(|known| e.eq_ignore_ascii_case(known)))
}

/// A sentence's notes, drawn.
pub fn page(painter: &Painter, note: &SentenceNote) -> String {
    let mut out = String::new();
    painter.block(&mut out, &[], 0, &Text::of(&note.text, Role::Title));
    section(painter, &mut out, "words", &note.words, " · ");
    for (name, list) in [("mentions", &note.mentions), ("clauses", &note.clauses)] {
        for (at, line) in list.iter().enumerate() {
            painter.block(&mut out, &[(if at == 0 { name } else { "" }, Role::Dim)], MARGIN, &Text::of(line, Role::Plain));
        }
    }
    let (fired, not): (Vec<_>, Vec<_>) = note.frames.iter().partition(|f| f.fired);
    for frame in fired.iter().chain(&not) {
        let (margin, role) = if frame.fired { ("fired", Role::Good) } else { ("not", Role::Dim) };
        let mut line = Text::of(&frame.rule, if frame.fired { Role::Actor } else { Role::Plain });
        line.push("  ", Role::Plain);
        line.push(&frame.word, Role::Trigger);
        line.push("  ", Role::Plain);
        line.push(&frame.why, Role::Dim);
        painter.block(&mut out, &[(margin, role)], MARGIN, &line);
    }
    if note.frames.is_empty() {
        painter.block(&mut out, &[("frames", Role::Dim)], MARGIN, &Text::of("none tried: no word here begins one", Role::Dim));
    }
    let mut sum = |margin, head: String, signs: &[(String, i32)]| {
        let signs: Vec<String> = signs.iter().map(|(sign, weight)| format!("{sign} {weight:+}")).collect();
        painter.block(&mut out, &[(margin, Role::Dim)], MARGIN, &Text::of(&format!("{head} = {}", signs.join(" · ")), Role::Plain));
    };
    for w in &note.weighed {
        let triggers: Vec<String> = w.triggers.iter().map(|(words, start)| format!("{words} at {start}")).collect();
        sum(if w.kept { "reported" } else { "spoken of" }, format!("{} {}: {:+}", w.kind, triggers.join(", "), w.sum), &w.signs);
    }
    for s in &note.sure {
        sum("sure", format!("{} {} at {}: {:.2}", s.kind, s.trigger, s.start, s.confidence), &s.signs);
    }
    out.push('\n');
    out
}

fn section(painter: &Painter, out: &mut String, name: &str, list: &[String], between: &str) {
    if !list.is_empty() {
        painter.block(out, &[(name, Role::Dim)], MARGIN, &Text::of(&list.join(between), Role::Plain));
    }
}
