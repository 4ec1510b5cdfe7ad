//! How sure a reading is: the chance that an event's type and both its sides are what the article says.
//!
//! Enters: a finished event. Leaves: 0 to 1, by the pack's learned weights. The signs are read off the record alone, so
//! that a reader can redo the sum: how each side was found, how many there are, what was told twice.

use crate::code::signs::Signs;
use marsad_pack::Weights;
use marsad_record::{Actor, Event, Precision, Status};

/// The name under which a pack's tables of weights list these signs.
const RIGHT: &str = "RIGHT";

/// Evidence of more words than this is a long sentence, in which more can go wrong.
const LONG: [(usize, &str); 2] = [(20, "20"), (35, "35")];

/// The chance of being right, in hundredths: the logistic function of the signs' sum, a hundred to its unit.
pub fn confidence(sum: i32) -> f64 {
    let chance = 1.0 / (1.0 + (-f64::from(sum) / 100.0).exp());
    (chance.clamp(0.01, 0.99) * 100.0).round() / 100.0
}

/// The signs of an event; without learned weights they weigh nothing, and the chance is even.
pub fn signs<'w>(event: &Event, weights: &'w Weights, explain: bool) -> Signs<'w> {
    let mut signs = Signs::new(weights.of(RIGHT), explain);
    signs.add("always", "");
    of_side(["actor", "actor-by"], &event.actor, &mut signs);
    of_side(["recipient", "recipient-by"], &event.recipient, &mut signs);
    if event.status != Status::Actual {
        signs.add("status", "not-actual");
    }
    if event.date.precision == Precision::Document {
        signs.add("date", "document");
    }
    let given = [(!event.according_to.is_empty(), "attributed"), (!event.same_as.is_empty(), "told-again"), (event.place.is_some(), "place"), (!event.counts.is_empty(), "count")];
    for (_, sign) in given.iter().filter(|(given, _)| *given) {
        signs.add(sign, "");
    }
    let words = event.evidence.text.split_whitespace().count();
    for (_, long) in LONG.iter().filter(|(least, _)| words > *least) {
        signs.add("words", long);
    }
    signs
}

/// How a side's members were found, and how many states and organisations they stand for.
fn of_side([name, by]: [&str; 2], side: &[Actor], signs: &mut Signs<'_>) {
    let coded = side.iter().filter(|a| a.code.is_some()).count();
    let known = match (side.len(), coded) {
        (0, _) => "none",
        (_, 0) => "uncoded",
        (_, 1) => "one",
        _ => "several",
    };
    signs.add(name, known);
    if coded > 0 && coded < side.len() {
        signs.add(name, "some-uncoded");
    }
    for actor in side {
        signs.add(by, &actor.rule);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_of_nothing_is_an_even_chance() {
        assert_eq!(confidence(0), 0.5);
    }

    #[test]
    fn a_sum_of_a_hundred_is_a_log_odds_of_one() {
        assert_eq!(confidence(160 - 60), 0.73);
    }
}
