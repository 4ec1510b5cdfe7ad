//! How sure a reading is: the chance that an event's type and both its sides are what the article says.
//!
//! Enters: a finished event. Leaves: 0 to 1, by the pack's learned weights. The signs are read off the record alone, so
//! that a reader can redo the sum: how each side was found, how many there are, what was told twice.

use marsad_pack::Weights;
use marsad_record::{Actor, Event, Precision, Status};

/// The name under which a pack's tables of weights list these signs.
const RIGHT: &str = "RIGHT";

/// Evidence of more words than this is a long sentence, in which more can go wrong.
const LONG: [usize; 2] = [20, 35];

/// The chance of being right, in hundredths: the logistic function of the signs' sum, a hundred to its unit.
pub fn confidence(signs: &[(String, i32)]) -> f64 {
    let sum: i32 = signs.iter().map(|(_, weight)| weight).sum();
    let chance = 1.0 / (1.0 + (-f64::from(sum) / 100.0).exp());
    (chance.clamp(0.01, 0.99) * 100.0).round() / 100.0
}

/// The signs of an event, each with what it weighs; without learned weights they weigh nothing, and the chance is even.
pub fn signs(event: &Event, weights: &Weights) -> Vec<(String, i32)> {
    let mut signs = vec!["always".to_owned()];
    of_sides("actor", &event.actor, &mut signs);
    of_sides("recipient", &event.recipient, &mut signs);
    if event.status != Status::Actual {
        signs.push("status=not-actual".to_owned());
    }
    if event.date.precision == Precision::Document {
        signs.push("date=document".to_owned());
    }
    for (given, sign) in [(!event.according_to.is_empty(), "attributed"), (!event.same_as.is_empty(), "told-again"), (event.place.is_some(), "place"), (!event.counts.is_empty(), "count")] {
        signs.extend(given.then(|| sign.to_owned()));
    }
    let words = event.evidence.text.split_whitespace().count();
    signs.extend(LONG.iter().filter(|long| words > **long).map(|long| format!("words={long}")));
    signs.sort_unstable();
    signs.dedup();
    let learned = weights.of(RIGHT);
    let weight = |sign: &String| learned.and_then(|w| w.get(sign)).copied().unwrap_or(0);
    signs.into_iter().map(|sign| (weight(&sign), sign)).map(|(weight, sign)| (sign, weight)).collect()
}

/// How a side's members were found, and how many states and organisations they stand for.
fn of_sides(name: &str, side: &[Actor], signs: &mut Vec<String>) {
    let coded = side.iter().filter(|a| a.code.is_some()).count();
    let known = match (side.len(), coded) {
        (0, _) => "none",
        (_, 0) => "uncoded",
        (_, 1) => "one",
        _ => "several",
    };
    signs.push(format!("{name}={known}"));
    if coded > 0 && coded < side.len() {
        signs.push(format!("{name}=some-uncoded"));
    }
    signs.extend(side.iter().map(|actor| format!("{name}-by={}", actor.rule)));
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
