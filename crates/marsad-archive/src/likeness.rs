//! How alike two texts are, by the runs of three words they share.

use crate::words::{hash, mix};
use marsad_text::{fold_into, tokenize};
use std::collections::BTreeSet;

/// Runs kept of each text to find its likes by: the smallest hashes, which two texts that share most runs share.
pub(crate) const KEPT: usize = 8;
const RUN: usize = 3;
/// A text of fewer runs is too short to call another its reprint.
const FEWEST: usize = 25;
/// Share of all runs that reprints have in common.
const SHARED: f64 = 0.6;
/// Share of the shorter text's runs, when an outlet has cut the other.
const CONTAINED: f64 = 0.85;

/// The hashed runs of three words of a text.
pub(crate) fn runs(text: &str) -> BTreeSet<u64> {
    let mut last = [0u64; RUN];
    let mut seen = 0;
    let mut folded = String::new();
    let mut out = Vec::new();
    for token in tokenize(text).iter().filter(|t| t.is_word()) {
        folded.clear();
        fold_into(token.span.of(text), &mut folded);
        last.rotate_left(1);
        last[RUN - 1] = hash(folded.as_bytes());
        seen += 1;
        if seen >= RUN {
            out.push(mix(last.iter().fold(0, |all, one| all.rotate_left(21) ^ one)));
        }
    }
    out.into_iter().collect()
}

/// The runs a text is found by.
pub(crate) fn sketch(runs: &BTreeSet<u64>) -> Vec<i64> {
    if runs.len() < FEWEST {
        return Vec::new();
    }
    runs.iter().take(KEPT).map(|h| h.cast_signed()).collect()
}

/// Whether one text is a reprint of the other.
pub(crate) fn are_reprints(a: &BTreeSet<u64>, b: &BTreeSet<u64>) -> bool {
    let shorter = a.len().min(b.len());
    if shorter < FEWEST {
        return a == b;
    }
    let both = a.intersection(b).count() as f64;
    both >= CONTAINED * shorter as f64 && shorter >= 2 * FEWEST || both >= SHARED * ((a.len() + b.len()) as f64 - both)
}
