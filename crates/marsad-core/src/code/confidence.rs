//! How sure a reading is: the chance that an event's type and both its sides are what the article says.
//!
//! Enters: a finished event. Leaves: 0 to 1, by the pack's learned weights. The signs are read off the record alone, so
//! that a reader can redo the sum: how each side was found, how many there are, what was told twice.

use foldhash::fast::FixedState;
use marsad_pack::Weights;
use marsad_record::{Actor, Event, Precision, Status};
use std::borrow::Cow;
use std::collections::HashMap;

/// The name under which a pack's tables of weights list these signs.
const RIGHT: &str = "RIGHT";

/// Evidence of more words than this is a long sentence, in which more can go wrong.
const LONG: [(usize, &str); 2] = [(20, "20"), (35, "35")];

/// The chance of being right, in hundredths: the logistic function of the signs' sum, a hundred to its unit.
pub fn confidence(signs: &[Sign<'_>]) -> f64 {
    let sum: i32 = signs.iter().map(|(_, weight)| weight).sum();
    let chance = 1.0 / (1.0 + (-f64::from(sum) / 100.0).exp());
    (chance.clamp(0.01, 0.99) * 100.0).round() / 100.0
}

/// A sign and what it weighs.
pub type Sign<'w> = (Cow<'w, str>, i32);

/// The signs of an event, each with what it weighs; without learned weights they weigh nothing, and the chance is even.
pub fn signs<'w>(event: &Event, weights: &'w Weights) -> Vec<Sign<'w>> {
    let mut signs = Signs { learned: weights.of(RIGHT), found: Vec::with_capacity(16), sign: String::new() };
    signs.add(&["always"]);
    signs.of_side("actor", &event.actor);
    signs.of_side("recipient", &event.recipient);
    if event.status != Status::Actual {
        signs.add(&["status=not-actual"]);
    }
    if event.date.precision == Precision::Document {
        signs.add(&["date=document"]);
    }
    let given = [(!event.according_to.is_empty(), "attributed"), (!event.same_as.is_empty(), "told-again"), (event.place.is_some(), "place"), (!event.counts.is_empty(), "count")];
    for (_, sign) in given.iter().filter(|(given, _)| *given) {
        signs.add(&[sign]);
    }
    let words = event.evidence.text.split_whitespace().count();
    for (_, long) in LONG.iter().filter(|(least, _)| words > *least) {
        signs.add(&["words=", long]);
    }
    signs.found.sort_unstable();
    signs.found.dedup();
    signs.found
}

struct Signs<'w> {
    learned: Option<&'w HashMap<String, i32, FixedState>>,
    found: Vec<Sign<'w>>,
    /// The sign at hand, written out.
    sign: String,
}

impl Signs<'_> {
    /// Notes a sign, given in parts.
    fn add(&mut self, parts: &[&str]) {
        self.sign.clear();
        self.sign.extend(parts.iter().copied());
        let learned = self.learned.and_then(|weights| weights.get_key_value(&self.sign));
        self.found.push(learned.map_or_else(|| (Cow::Owned(self.sign.clone()), 0), |(sign, weight)| (Cow::Borrowed(sign.as_str()), *weight)));
    }

    /// How a side's members were found, and how many states and organisations they stand for.
    fn of_side(&mut self, name: &str, side: &[Actor]) {
        let coded = side.iter().filter(|a| a.code.is_some()).count();
        let known = match (side.len(), coded) {
            (0, _) => "none",
            (_, 0) => "uncoded",
            (_, 1) => "one",
            _ => "several",
        };
        self.add(&[name, "=", known]);
        if coded > 0 && coded < side.len() {
            self.add(&[name, "=some-uncoded"]);
        }
        for actor in side {
            self.add(&[name, "-by=", &actor.rule]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_of_nothing_is_an_even_chance() {
        assert_eq!(confidence(&[]), 0.5);
    }

    #[test]
    fn a_sum_of_a_hundred_is_a_log_odds_of_one() {
        assert_eq!(confidence(&[("always".into(), 160), ("actor=none".into(), -60)]), 0.73);
    }
}
