//! Numbers told of a happening, and what they count.

use crate::code::predicates::{Filler, fill};
use crate::code::sentence::Telling;
use crate::read::parse::Parsed;
use marsad_pack::{Frame, Number, classes};
use marsad_record::Count;
use marsad_text::Span;

/// What the frame says its arguments count; then whatever else is numbered beside the predicate.
pub fn counts(parsed: &Parsed<'_>, telling: &Telling, frame: &Frame) -> Vec<(Count, Span)> {
    let mut found: Vec<(Count, Span)> = Vec::new();
    for (role, what) in &frame.counts {
        let mut fillers = fill(&telling.predicate, frame, *role, parsed);
        // An argument that the hidden passive moved.
        if fillers.is_empty() && *role == marsad_pack::Role::OBJECT && !telling.predicate.noun {
            fillers.extend(telling.predicate.arg(marsad_pack::Role::SUBJECT));
        }
        for filler in fillers {
            if let Filler::Phrase { phrase, from } = filler {
                add(parsed, phrase, from, what, &mut found);
            }
        }
    }
    if found.is_empty() {
        for role in [marsad_pack::Role::OBJECT, marsad_pack::Role::SUBJECT, marsad_pack::Role::OF] {
            for filler in fill(&telling.predicate, frame, role, parsed) {
                let Filler::Phrase { phrase, from } = filler else { continue };
                if let Some(what) = what_is_counted(parsed, phrase, from, frame) {
                    add(parsed, phrase, from, what, &mut found);
                }
            }
        }
    }
    found
}

fn add(parsed: &Parsed<'_>, phrase: usize, from: usize, what: &str, found: &mut Vec<(Count, Span)>) {
    let p = &parsed.phrases[phrase];
    let first = if from == 0 { p.words.start } else { p.nouns[from].saturating_sub(3).max(p.words.start) };
    let mut push = |min: Option<f64>, max: Option<f64>, approximate: bool, span: Span| {
        if !found.iter().any(|(c, s)| *s == span && c.what == what) {
            found.push((Count { what: what.to_owned(), min, max, approximate, ..Count::default() }, span));
        }
    };
    let number = parsed.numbers.iter().find(|n| !n.ordinal && n.first + 1 >= first && n.first < p.words.end.max(first + 1));
    match number {
        Some(n) => push(n.min, n.max, n.approximate, n.span),
        None => {
            let head = p.nouns.get(from).copied().unwrap_or(p.words.start);
            let Some(reading) = parsed.tags[head].reading else { return };
            let (_, number) = crate::read::chunks::agreement(&parsed.tags[head], parsed.names);
            if reading.form.number == Number::Dual && number == Number::Dual {
                push(Some(2.0), Some(2.0), false, parsed.words[head].span());
            }
        }
    }
}

/// What a numbered noun is a number of.
fn what_is_counted(parsed: &Parsed<'_>, phrase: usize, from: usize, frame: &Frame) -> Option<&'static str> {
    let p = &parsed.phrases[phrase];
    let kind = frame.event.as_ref().map_or("", |e| e.kind.as_str());
    for &noun in p.nouns.iter().skip(from) {
        let class = parsed.class_of(noun);
        let is = |classes: u128| class & classes != 0;
        let what = if is(const { classes(&["dead"]) }) {
            "killed"
        } else if is(const { classes(&["wounded"]) }) {
            "wounded"
        } else if is(const { classes(&["hostage"]) }) {
            "hostages"
        } else if kind == "SANCTION" && frame.event.as_ref().is_some_and(|e| e.mode.iter().any(|m| m == "expel")) && is(const { classes(&["person", "people", "diplomat"]) }) {
            "expelled"
        } else if kind == "RETREAT" && is(const { classes(&["person", "people", "prisoner", "troops"]) }) && frame.event.as_ref().is_some_and(|e| e.mode.iter().any(|m| m == "release")) {
            "released"
        } else if kind == "PROTEST" && is(const { classes(&["person", "people", "citizen"]) }) {
            "protesters"
        } else if is(const { classes(&["troops"]) }) {
            "troops"
        } else if is(const { classes(&["police"]) }) {
            "police"
        } else if is(const { classes(&["vehicle", "flight", "ship"]) }) {
            "vehicles"
        } else if is(const { classes(&["weapon", "missile"]) }) {
            "weapons"
        } else if is(const { classes(&["money"]) }) {
            "money"
        } else if is(const { classes(&["vote"]) }) {
            "votes"
        } else if is(const { classes(&["person", "people", "citizen", "refugee", "diplomat", "prisoner"]) }) {
            "people"
        } else {
            continue;
        };
        return Some(what);
    }
    None
}
