//! Lines of tab-separated tables, and the small parts their columns are made of.

use marsad_archive::Told;
use marsad_record::{Actor, ActorKind, Date, Status};
use std::io::{self, Write};

/// Writes cells as one line; what would break the line becomes a space.
pub(crate) fn write(out: &mut dyn Write, cells: &[String]) -> io::Result<()> {
    let mut line = String::with_capacity(cells.len() * 8);
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            line.push('\t');
        }
        line.extend(cell.chars().map(|c| if c.is_control() { ' ' } else { c }));
    }
    line.push('\n');
    out.write_all(line.as_bytes())
}

/// Whether data sets that know no status may list it: it happened.
pub(crate) fn happened(told: &Told<'_>) -> bool {
    told.event.status == Status::Actual
}

/// The day an event is listed under: its first, else its last.
pub(crate) fn day(date: &Date) -> &str {
    date.start.as_deref().or(date.end.as_deref()).unwrap_or_default()
}

/// `2025-10-27T10:00:00Z` as `20251027100000`.
pub(crate) fn digits(moment: &str, length: usize) -> String {
    let mut digits: String = moment.chars().filter(char::is_ascii_digit).take(length).collect();
    while !digits.is_empty() && digits.len() < length {
        digits.push('0');
    }
    digits
}

/// Sources and targets: each actor with each recipient; the sides of a mutual event with each other, once a pair.
pub(crate) fn pairs<'r>(told: &'r Told<'_>) -> Vec<(Option<&'r Actor>, Option<&'r Actor>)> {
    let (actors, recipients) = (one_a_code(&told.event.actor), one_a_code(&told.event.recipient));
    match (actors.as_slice(), recipients.as_slice()) {
        ([], []) => vec![(None, None)],
        ([], targets) => targets.iter().map(|t| (None, Some(*t))).collect(),
        ([one], []) => vec![(Some(*one), None)],
        (sides, []) => sides.iter().enumerate().flat_map(|(at, a)| sides[at + 1..].iter().map(move |b| (Some(*a), Some(*b)))).collect(),
        (sources, targets) => sources.iter().flat_map(|a| targets.iter().map(move |b| (Some(*a), Some(*b)))).collect(),
    }
}

/// One actor for each code; those without a code each for itself.
fn one_a_code(actors: &[Actor]) -> Vec<&Actor> {
    let mut kept: Vec<&Actor> = Vec::new();
    for actor in actors {
        if actor.code.is_none() || !kept.iter().any(|k| k.code == actor.code) {
            kept.push(actor);
        }
    }
    kept
}

/// The name of an actor, or the words that stand for it.
pub(crate) fn name(actor: &Actor) -> String {
    if actor.name.is_empty() { actor.text.clone() } else { actor.name.clone() }
}

/// The ISO code when it is a state that acts.
pub(crate) fn state(actor: &Actor) -> Option<&str> {
    actor.code.as_deref().filter(|c| crate::codes::of(c).is_some())
}

/// The code of a body or movement that is no state.
pub(crate) fn body(actor: &Actor) -> Option<&str> {
    actor.code.as_deref().filter(|c| crate::codes::of(c).is_none())
}

/// Title of a person: the office.
pub(crate) fn title(actor: &Actor) -> String {
    if matches!(actor.kind, ActorKind::Person | ActorKind::Office) { actor.office.clone().unwrap_or_default() } else { String::new() }
}

/// Values in a fixed order, each once.
pub(crate) fn sorted(values: &[String], between: &str) -> String {
    let mut values: Vec<&str> = values.iter().map(String::as_str).filter(|v| !v.is_empty()).collect();
    values.sort_unstable();
    values.dedup();
    values.join(between)
}

/// A number as short as can be; nothing for none.
pub(crate) fn number(value: Option<f64>) -> String {
    value.map(|v| v.to_string()).unwrap_or_default()
}
