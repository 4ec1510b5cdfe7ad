//! How sure a reading is, from what can be seen in it.

use crate::code::sentence::Telling;
use marsad_pack::Frame;
use marsad_record::{Event, Precision};

/// 0 to 1. The weights are sums a reader can redo: each weakness of the reading takes a little away.
pub fn confidence(event: &Event, telling: &Telling, frame: &Frame) -> f64 {
    let mut sure: f64 = 0.86;
    let unresolved = |list: &[marsad_record::Actor]| list.iter().any(|a| a.code.is_none());
    if event.actor.is_empty() || unresolved(&event.actor) {
        sure -= 0.18;
    }
    if event.actor.iter().chain(&event.recipient).any(|a| matches!(a.rule.as_str(), "pronoun" | "unsaid" | "both" | "scene" | "thing-of")) {
        sure -= 0.1;
    }
    if !frame.recipient.is_empty() && event.recipient.is_empty() && !frame.reciprocal {
        sure -= 0.08;
    }
    if telling.predicate.noun {
        sure -= 0.1;
    }
    if !frame.with.is_empty() {
        sure += 0.04;
    }
    if event.date.precision == Precision::Document {
        sure -= 0.02;
    }
    (sure.clamp(0.05, 0.98) * 100.0).round() / 100.0
}
