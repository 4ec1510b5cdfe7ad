//! Tellings of one happening within an article: the headline and the lead, the lead and a look back.

use crate::code::article::Draft;
use marsad_record::{Event, Precision, Status};
use std::collections::BTreeSet;

/// Links events that tell the same happening; the earliest carries the merged detail.
pub fn join(draft: &mut Draft) {
    for late in 1..draft.events.len() {
        let found = (0..late).find(|&early| same(&draft.events[early], &draft.events[late]));
        let Some(early) = found else { continue };
        let (before, after) = draft.events.split_at_mut(late);
        let (first, second) = (&mut before[early], &mut after[0]);
        merge(first, second);
        first.same_as.push(second.id.clone());
        second.same_as.push(first.id.clone());
    }
}

fn same(a: &Event, b: &Event) -> bool {
    a.kind == b.kind && a.status == b.status && a.status != Status::Negated && sides_agree(a, b) && dates_agree(a, b) && counts_agree(a, b)
}

fn codes(event: &Event) -> BTreeSet<&str> {
    event.actor.iter().chain(&event.recipient).filter_map(|a| a.code.as_deref()).collect()
}

fn sides_agree(a: &Event, b: &Event) -> bool {
    let (x, y) = (codes(a), codes(b));
    let aimed = !a.recipient.is_empty() && !b.recipient.is_empty();
    if aimed && (side(&a.actor) != side(&b.actor) || side(&a.recipient) != side(&b.recipient)) {
        return false;
    }
    !x.is_empty() && (x == y || x.len() > 1 && y.len() > 1 && (x.is_subset(&y) || y.is_subset(&x)))
}

fn side(actors: &[marsad_record::Actor]) -> BTreeSet<&str> {
    actors.iter().filter_map(|a| a.code.as_deref()).collect()
}

fn dates_agree(a: &Event, b: &Event) -> bool {
    if a.date.precision == Precision::Document || b.date.precision == Precision::Document {
        // A report's fresh news is days old at most: the undated telling may be the dated one.
        return near(a, b) && (a.rule == b.rule || a.recipient.is_empty() || b.recipient.is_empty() || a.id == "e1");
    }
    overlap(a, b, 0)
}

fn near(a: &Event, b: &Event) -> bool {
    overlap(a, b, 3)
}

fn overlap(a: &Event, b: &Event, slack: i64) -> bool {
    let day = |s: &Option<String>| s.as_deref().and_then(|s| s.parse::<jiff::civil::Date>().ok());
    let (Some(a1), Some(b1)) = (day(&a.date.start), day(&b.date.start)) else { return a.date.start == b.date.start && a.date.end == b.date.end };
    let a2 = day(&a.date.end).unwrap_or(a1);
    let b2 = day(&b.date.end).unwrap_or(b1);
    let gap = |from: jiff::civil::Date, to: jiff::civil::Date| i64::from((to - from).get_days());
    gap(a2, b1) <= slack && gap(b2, a1) <= slack
}

fn counts_agree(a: &Event, b: &Event) -> bool {
    a.counts.iter().all(|x| b.counts.iter().all(|y| x.what != y.what || x.min == y.min))
}

fn merge(first: &mut Event, second: &mut Event) {
    if first.date.precision == Precision::Document && second.date.precision != Precision::Document {
        first.date = second.date.clone();
    } else if second.date.precision == Precision::Document && first.date.precision != Precision::Document {
        second.date = first.date.clone();
    }
    if first.place.is_none() {
        first.place.clone_from(&second.place);
    }
    if first.counts.is_empty() {
        first.counts.clone_from(&second.counts);
    }
    for mode in &second.mode {
        if !first.mode.contains(mode) {
            first.mode.push(mode.clone());
        }
    }
}

/// Dates what only a headline dates by the news: the first telling in the body of the same kind by the same side knows
/// better. «ترامب يتوعد بيونغ يانغ» was yesterday when the body says so.
pub fn date_headline(events: &mut [Event], headline: usize) {
    let (title, body) = events.split_at_mut(headline.min(events.len()));
    for event in title.iter_mut().filter(|e| e.same_as.is_empty() && is_fallback(e)) {
        let doers = side(&event.actor);
        let alike =
            |other: &&Event| other.kind == event.kind && other.status == event.status && if doers.is_empty() { side(&other.recipient) == side(&event.recipient) } else { side(&other.actor) == doers };
        if let Some(told) = body.iter().find(alike).filter(|told| !is_fallback(told)) {
            event.date = told.date.clone();
        }
    }
}

/// The date is not told with the event.
fn is_fallback(event: &Event) -> bool {
    matches!(event.date.rule.as_str(), "core/news-day" | "core/published" | "core/since-news")
}
