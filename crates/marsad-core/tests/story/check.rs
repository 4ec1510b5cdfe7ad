//! Whether a record says what a story expects.
//!
//! Enters: a [`Story`] and the record of its article. Leaves: a [`Verdict`] for each line. Each event wanted
//! must be met by an event of its own, so lines and events are paired as well as they can be first.

use super::parse::{Code, EventWish, Field, Sides, StatementWish, Story, Wish};
use jiff::civil::Date;
use marsad_record::{Actor, Event, Record, Statement};
use marsad_text::fold_into;

/// Met, or what was found instead.
pub type Verdict = Result<(), String>;

/// One verdict a line.
pub fn check(story: &Story, record: &Record) -> Vec<Verdict> {
    let pairs = Pairs::of(story, record);
    let verdict = |at: usize| match &story.lines[at].wish {
        Wish::Event(wish) => pairs.event_of(at).map(|_| ()).ok_or_else(|| nearest_event(wish, record, &pairs)),
        Wish::Maybe(_) => Ok(()),
        Wish::Never(wish) => match record.events.iter().find(|e| faults(wish, e, record).is_empty()) {
            Some(event) => Err(format!("is read: {}", told(event))),
            None => Ok(()),
        },
        Wish::Statement(wish) => statement(wish, record),
        Wish::Nothing(words) => nothing(words, story, record),
        Wish::Extra(most) => {
            let extra: Vec<String> = (0..record.events.len()).filter(|e| pairs.line_of[*e].is_none()).map(|e| told(&record.events[e])).collect();
            if extra.len() <= *most { Ok(()) } else { Err(format!("{} more than listed:\n  {}", extra.len(), extra.join("\n  "))) }
        }
    };
    (0..story.lines.len()).map(verdict).collect()
}

/// Lines and the events that meet them, one to one.
struct Pairs {
    line_of: Vec<Option<usize>>,
}

impl Pairs {
    /// As many lines met as can be; lines that must be met go before those that may.
    fn of(story: &Story, record: &Record) -> Self {
        let mut pairs = Self { line_of: vec![None; record.events.len()] };
        let wish = |at: usize| match &story.lines[at].wish {
            Wish::Event(wish) => Some((false, wish)),
            Wish::Maybe(wish) => Some((true, wish)),
            _ => None,
        };
        let fits: Vec<Vec<usize>> =
            (0..story.lines.len()).map(|at| wish(at).map_or_else(Vec::new, |(_, wish)| (0..record.events.len()).filter(|e| faults(wish, &record.events[*e], record).is_empty()).collect())).collect();
        for may in [false, true] {
            for at in (0..fits.len()).filter(|at| wish(*at).is_some_and(|(m, _)| m == may)) {
                pairs.place(at, &fits, &mut vec![false; record.events.len()]);
            }
        }
        pairs
    }

    /// Gives a line an event, moving other lines to their next one where needed.
    fn place(&mut self, line: usize, fits: &[Vec<usize>], seen: &mut Vec<bool>) -> bool {
        for &event in &fits[line] {
            if std::mem::replace(&mut seen[event], true) {
                continue;
            }
            let free = match self.line_of[event] {
                None => true,
                Some(other) => self.place(other, fits, seen),
            };
            if free {
                self.line_of[event] = Some(line);
                return true;
            }
        }
        false
    }

    fn event_of(&self, line: usize) -> Option<usize> {
        self.line_of.iter().position(|l| *l == Some(line))
    }
}

/// What of a wish an event does not fulfil.
fn faults(wish: &EventWish, event: &Event, record: &Record) -> Vec<String> {
    let mut faults = Vec::new();
    if !wish.kinds.is_empty() && !wish.kinds.contains(&event.kind) {
        faults.push("type".to_owned());
    }
    if !sides_agree(&wish.sides, event) {
        faults.push("sides".to_owned());
    }
    faults.extend(wish.fields.iter().filter_map(|field| fault(field, event, record)));
    faults
}

fn fault(field: &Field, event: &Event, record: &Record) -> Option<String> {
    let (right, name) = match field {
        Field::Date(from, to) => (day(&event.date.start) == *from && day(&event.date.end) == *to, "date"),
        Field::Within(from, to) => {
            let inside = |d: Option<Date>| d.is_some_and(|d| (*from..=*to).contains(&d));
            (inside(day(&event.date.start)) && inside(day(&event.date.end)), "date")
        }
        Field::Country(code) => (event.place.as_ref().and_then(|p| p.country.as_ref()).is_some_and(|c| code.contains(c)), "place"),
        Field::Status(status) => (event.status == *status, "status"),
        Field::Count { what, min, max, approximate } => (event.counts.iter().any(|c| c.what == *what && c.min == *min && c.max == *max && c.approximate == *approximate), "count"),
        Field::According(codes) => (same_codes(codes, &codes_of(&event.according_to)), "according"),
        Field::Mode(mode) => (event.mode.contains(mode), "mode"),
        Field::Context(context) => (event.context.contains(context), "context"),
        Field::Disputed(code) => (event.disputed_by.iter().any(|d| d.actor.code.as_ref().is_some_and(|c| code.contains(c))), "disputed"),
        Field::SameAs(words) => {
            let joined = |id: &String| record.events.iter().any(|e| e.id == *id && within_each_other(&e.trigger.text, words));
            (event.same_as.iter().any(joined), "same_as")
        }
        Field::Trigger(words) => (within_each_other(&event.trigger.text, words), "trigger"),
    };
    (!right).then(|| name.to_owned())
}

fn day(text: &Option<String>) -> Option<Date> {
    text.as_deref().and_then(|d| d.parse().ok())
}

fn sides_agree(sides: &Sides, event: &Event) -> bool {
    match sides {
        Sides::Directed { actor, recipient } => side_agrees(actor.as_ref(), &event.actor) && side_agrees(recipient.as_ref(), &event.recipient),
        Sides::Together(codes) => {
            let mut both = codes_of(&event.actor);
            both.extend(codes_of(&event.recipient));
            same_codes(codes, &both)
        }
    }
}

fn side_agrees(wanted: Option<&Vec<Code>>, actors: &[Actor]) -> bool {
    wanted.is_none_or(|codes| same_codes(codes, &codes_of(actors)))
}

fn codes_of(actors: &[Actor]) -> Vec<&str> {
    actors.iter().filter_map(|a| a.code.as_deref()).collect()
}

/// Every code wanted is there, and no other.
fn same_codes(wanted: &[Code], found: &[&str]) -> bool {
    wanted.iter().all(|code| found.iter().any(|f| code.iter().any(|c| c == f))) && found.iter().all(|f| wanted.iter().any(|code| code.iter().any(|c| c == f)))
}

fn within_each_other(a: &str, b: &str) -> bool {
    let (a, b) = (key(a), key(b));
    !a.is_empty() && (a.contains(&b) || b.contains(&a))
}

fn key(text: &str) -> String {
    let mut folded = String::new();
    fold_into(text, &mut folded);
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn statement(wish: &StatementWish, record: &Record) -> Verdict {
    let spoken_by = |s: &&Statement| s.speaker.code.as_ref().is_some_and(|c| wish.speaker.contains(c));
    let has_words = |s: &&Statement| {
        let quoted = s.quotes.iter().any(|q| holds(&q.text, &wish.words));
        quoted || !wish.quoted && holds(&s.content.text, &wish.words)
    };
    let met = record.statements.iter().filter(spoken_by).filter(has_words).any(|s| wish.stances.contains(&s.stance));
    if met {
        return Ok(());
    }
    let near: Vec<String> = record.statements.iter().filter(|s| spoken_by(s) || holds(&s.content.text, &wish.words)).map(said).collect();
    Err(if near.is_empty() { "no statement of theirs, and none of these words".into() } else { format!("nearest:\n  {}", near.join("\n  ")) })
}

fn holds(text: &str, words: &str) -> bool {
    let (text, words) = (key(text), key(words));
    text.contains(&words) || !text.is_empty() && words.starts_with(&text)
}

fn nothing(words: &str, story: &Story, record: &Record) -> Verdict {
    let Some(at) = story.text.find(words) else { return Err("these words do not stand in the article".into()) };
    let start = story.text[..at].chars().count();
    let end = start + words.chars().count();
    let inside = |q: &marsad_record::Quote| q.start < end && start < q.end;
    let events = record.events.iter().filter(|e| inside(&e.trigger)).map(told);
    let read: Vec<String> = events.chain(record.statements.iter().filter(|s| inside(&s.cue)).map(said)).collect();
    if read.is_empty() { Ok(()) } else { Err(format!("is read:\n  {}", read.join("\n  "))) }
}

/// The events that come nearest, and what of each is not as wanted.
fn nearest_event(wish: &EventWish, record: &Record, pairs: &Pairs) -> String {
    let mut near: Vec<(usize, String)> = Vec::new();
    for (at, event) in record.events.iter().enumerate() {
        let faults = faults(wish, event, record);
        let about = wish.fields.iter().any(|f| matches!(f, Field::Trigger(words) if within_each_other(&event.trigger.text, words)));
        let note = if faults.is_empty() { "taken by another line".to_owned() } else { format!("differs in {}", faults.join(", ")) };
        let taken = usize::from(pairs.line_of[at].is_some());
        near.push((faults.len() * 2 + taken + if about { 0 } else { 4 }, format!("{note}: {}", told(event))));
    }
    near.sort();
    let near: Vec<String> = near.into_iter().take(2).map(|(_, line)| line).collect();
    if near.is_empty() { "no event is read at all".into() } else { format!("nearest:\n  {}", near.join("\n  ")) }
}

/// An event in the stories' own notation.
fn told(event: &Event) -> String {
    let mut line = format!("{} {}", event.kind, sides(&event.actor));
    if !event.recipient.is_empty() {
        line += &format!(" > {}", sides(&event.recipient));
    }
    let end = |d: &Option<String>| d.clone().unwrap_or_default();
    line += &format!(" | {}..{}", end(&event.date.start), end(&event.date.end));
    if let Some(country) = event.place.as_ref().and_then(|p| p.country.as_ref()) {
        line += &format!(" | {country}");
    }
    line += &format!(" | {}", event.status.as_str());
    for count in &event.counts {
        let number = |n: Option<f64>| n.map(|n| n.to_string()).unwrap_or_default();
        line += &format!(" | count {} {}{}-{}", count.what, if count.approximate { "~" } else { "" }, number(count.min), number(count.max));
    }
    if !event.according_to.is_empty() {
        line += &format!(" | according {}", sides(&event.according_to));
    }
    for mode in &event.mode {
        line += &format!(" | mode {mode}");
    }
    for context in &event.context {
        line += &format!(" | context {context}");
    }
    for dispute in &event.disputed_by {
        line += &format!(" | disputed {}", sides(std::slice::from_ref(&dispute.actor)));
    }
    line += &format!(" | trigger: {}", event.trigger.text);
    if !event.same_as.is_empty() {
        line += &format!(" | same_as {}", event.same_as.join(", "));
    }
    format!("{line}  ({} {})", event.id, event.rule)
}

fn said(statement: &Statement) -> String {
    let quotes: Vec<&str> = statement.quotes.iter().map(|q| q.text.as_str()).collect();
    format!("statement {} {}: {} | quotes {quotes:?}  ({} {})", sides(std::slice::from_ref(&statement.speaker)), statement.stance, statement.content.text, statement.id, statement.rule)
}

fn sides(actors: &[Actor]) -> String {
    let codes: Vec<&str> = actors.iter().map(|a| a.code.as_deref().unwrap_or("?")).collect();
    if codes.is_empty() { "?".to_owned() } else { codes.join("+") }
}
