//! How alike two texts are, by the runs of three words they share and the numbers they tell.

use crate::words::{hash, mix};
use marsad_text::{TokenKind, digit_value, fold_into, tokenize};

/// Runs kept of each text to find its likes by: the smallest hashes, which two texts that share most runs share.
pub(crate) const KEPT: usize = 8;
const RUN: usize = 3;
/// A text of fewer runs is too short to call another its reprint.
const FEWEST: usize = 25;
/// Share of all runs that reprints have in common.
const SHARED: f64 = 0.6;
/// Share of the shorter text's runs, when an outlet has cut the other.
const CONTAINED: f64 = 0.85;

/// What two texts are compared by.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Wording {
    /// The hashed runs of three words, sorted, each once.
    runs: Vec<u64>,
    /// The hashed numbers, sorted, each once.
    numbers: Vec<u64>,
}

impl Wording {
    pub(crate) fn of(text: &str) -> Self {
        let mut last = [0u64; RUN];
        let mut seen = 0;
        let mut folded = String::new();
        let mut wording = Self::default();
        for token in tokenize(text) {
            if token.kind == TokenKind::Number {
                wording.numbers.push(number(token.span.of(text)));
            }
            if !token.is_word() {
                continue;
            }
            folded.clear();
            fold_into(token.span.of(text), &mut folded);
            last.rotate_left(1);
            last[RUN - 1] = hash(folded.as_bytes());
            seen += 1;
            if seen >= RUN {
                wording.runs.push(mix(last.iter().fold(0, |all, one| all.rotate_left(21) ^ one)));
            }
        }
        for list in [&mut wording.runs, &mut wording.numbers] {
            list.sort_unstable();
            list.dedup();
        }
        wording
    }

    /// How many runs it has.
    pub(crate) fn len(&self) -> usize {
        self.runs.len()
    }
}

/// A number whatever digits it is written in, and with or without marks between them.
fn number(written: &str) -> u64 {
    let digits: Vec<u8> = written.chars().filter_map(digit_value).filter_map(|d| u8::try_from(d).ok()).collect();
    hash(&digits)
}

/// The runs a text is found by.
pub(crate) fn sketch(wording: &Wording) -> Vec<i64> {
    if wording.runs.len() < FEWEST {
        return Vec::new();
    }
    wording.runs.iter().take(KEPT).map(|h| h.cast_signed()).collect()
}

/// Whether one text is a reprint of the other.
pub(crate) fn are_reprints(a: &Wording, b: &Wording) -> bool {
    let (fewer, more) = (a.runs.len().min(b.runs.len()), a.runs.len().max(b.runs.len()));
    if fewer < FEWEST {
        return a == b;
    }
    let both = shared(&a.runs, &b.runs) as f64;
    let same_words = both >= CONTAINED * fewer as f64 && fewer >= 2 * FEWEST || both >= SHARED * ((fewer + more) as f64 - both);
    same_words && tell_the_same_numbers(a, b)
}

/// A form filled in anew every day has the words of yesterday's, and other numbers.
fn tell_the_same_numbers(a: &Wording, b: &Wording) -> bool {
    2 * shared(&a.numbers, &b.numbers) >= a.numbers.len().min(b.numbers.len())
}

/// How many two sorted lists have in common.
fn shared(a: &[u64], b: &[u64]) -> usize {
    let (mut at, mut other, mut both) = (0, 0, 0);
    while at < a.len() && other < b.len() {
        let (x, y) = (a[at], b[other]);
        both += usize::from(x == y);
        at += usize::from(x <= y);
        other += usize::from(y <= x);
    }
    both
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Stories of our own, each with reprints, other accounts of the same happening, and texts of the same form.
    const PAIRS: &str = include_str!("../tests/reprints.txt");

    /// The other text of a pair, as it is made of the story's.
    fn made(story: &str, how: &str) -> String {
        let (sign, rest) = how.split_once(' ').expect("a sign and what it does");
        let sentences: Vec<&str> = story.split_inclusive(". ").collect();
        match sign {
            "opening" => format!("{rest} {}", sentences[1..].concat()),
            "first" => sentences[..rest.parse::<usize>().expect("a number")].concat(),
            "closing" => format!("{story} {rest}"),
            "instead" => rest.split(' ').fold(story.to_owned(), |text, change| change.split_once('=').map_or(text.clone(), |(old, new)| text.replace(old, new))),
            "text" => rest.to_owned(),
            other => panic!("{other} is no way to make a text"),
        }
    }

    #[test]
    fn reprints_are_told_from_own_accounts_and_filled_in_forms() {
        let (mut right, mut wrong, mut missed) = (0, Vec::new(), Vec::new());
        let mut story = "";
        for line in PAIRS.lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
            let (kind, rest) = line.split_once(": ").expect("a kind and a text");
            if kind == "story" {
                story = rest;
                continue;
            }
            let other = made(story, rest);
            match (kind, are_reprints(&Wording::of(story), &Wording::of(&other))) {
                ("reprint", true) => right += 1,
                ("reprint", false) => missed.push(other),
                ("own" | "form", true) => wrong.push(other),
                ("own" | "form", false) => {}
                _ => panic!("{kind} is no kind"),
            }
        }
        println!("{right} reprints found, {} missed, {} taken for one that are none", missed.len(), wrong.len());
        assert!(wrong.is_empty(), "no reprints: {wrong:#?}");
        assert!(missed.len() * 10 <= right, "not found: {missed:#?}");
    }
}
