//! Runs the examples that every frame file carries: sentences that must fire it and near misses that must not.
//!
//! Enters: compiled packs and the examples of their frame files. Leaves: a [`Report`]. The sentence
//! "التقى وزير الخارجية المصري نظيره الأردني في عمان." leaves nothing when the frame made what its example
//! says, and a [`Failure`] naming what was got instead when it did not.

use jiff::civil::{Date, date};
use marsad_core::{Article, Reader};
use marsad_pack::{Example, Examples, Packs};
use marsad_record::{Actor, Event, Record, Statement};
use std::collections::BTreeSet;
use std::fmt;

/// The day of publication of examples that name none.
pub const REFERENCE_DAY: Date = date(2025, 6, 15);

/// What running examples found.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Frame files looked at.
    pub files: usize,
    /// Frames in them.
    pub frames: usize,
    /// Sentences read.
    pub examples: usize,
    /// Sentences marked `known`: not read as they should be yet.
    pub known: usize,
    /// Sentences that were read otherwise than their example says.
    pub failures: Vec<Failure>,
    /// Frames without a sentence that must fire them, as `ar/consult/meet#meet`.
    pub without_fires: Vec<String>,
    /// Files without a sentence that must not fire them.
    pub without_silent: Vec<String>,
}

/// An example that was read otherwise than it says.
#[derive(Clone, Debug)]
pub struct Failure {
    /// The frame file.
    pub file: String,
    /// Which example of it: `fires 3`, counted from 1.
    pub example: String,
    /// The sentence.
    pub text: String,
    /// What the example says.
    pub wanted: String,
    /// What was read.
    pub got: String,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: {}: wanted {}, got {}", self.file, self.example, self.text, self.wanted, self.got)
    }
}

/// Runs all examples, each with the tag of its pack as its language.
#[must_use]
pub fn run(packs: &Packs, examples: &[(String, Examples)]) -> Report {
    let mut reader = Reader::new(packs);
    let mut report = Report::default();
    for (language, file) in examples {
        run_file(&mut reader, language, file, &mut report);
    }
    report
}

fn run_file(reader: &mut Reader<'_>, language: &str, file: &Examples, report: &mut Report) {
    let mut fired: BTreeSet<String> = BTreeSet::new();
    let failure = |kind: &str, at: usize, example: &Example, wanted: String, record: &Record| Failure {
        file: file.file.clone(),
        example: format!("{kind} {}", at + 1),
        text: example.text.clone(),
        wanted,
        got: describe(record),
    };
    for (at, example) in file.fires.iter().enumerate() {
        let record = read(reader, language, example);
        fired.extend(rules(&record).map(str::to_owned));
        fired.extend(example.frame.iter().map(|frame| format!("{}#{frame}", file.rule)));
        match (missing(file, example, &record), &example.known) {
            (Some(wanted), None) => report.failures.push(failure("fires", at, example, wanted, &record)),
            (None, Some(_)) => report.failures.push(failure("fires", at, example, "no `known`: the sentence is read now".into(), &record)),
            (wanted, _) => report.known += usize::from(wanted.is_some()),
        }
    }
    for (at, example) in file.silent.iter().enumerate() {
        let record = read(reader, language, example);
        let loud = rules(&record).any(|rule| is_of(rule, &file.rule));
        if let Some(_known) = &example.known {
            report.known += usize::from(loud);
            if !loud {
                report.failures.push(failure("silent", at, example, "no `known`: the sentence is silent now".into(), &record));
            }
        } else if loud {
            let why = example.why.as_deref().unwrap_or("a near miss");
            report.failures.push(failure("silent", at, example, format!("nothing of {} ({why})", file.rule), &record));
        }
    }
    let only_frame = file.frames.len() == 1 && !file.fires.is_empty();
    let ids = file.frames.iter().map(|id| format!("{}#{id}", file.rule));
    report.without_fires.extend(ids.filter(|id| !only_frame && !fired.iter().any(|rule| is_of(rule, id))));
    report.without_silent.extend(file.silent.is_empty().then(|| file.file.clone()));
    report.files += 1;
    report.frames += file.frames.len();
    report.examples += file.fires.len() + file.silent.len();
}

fn read(reader: &mut Reader<'_>, language: &str, example: &Example) -> Record {
    let published = example.published.as_deref().map_or(Some(REFERENCE_DAY), |day| day.parse().ok());
    reader.read(&Article { text: &example.text, published, language: Some(language), ..Article::default() })
}

fn rules(record: &Record) -> impl Iterator<Item = &str> {
    record.events.iter().map(|e| e.rule.as_str()).chain(record.statements.iter().map(|s| s.rule.as_str()))
}

/// Whether a record's rule is this frame, a frame of this file, or several of which it is one.
fn is_of(rule: &str, wanted: &str) -> bool {
    rule.split([' ', '+', ',']).any(|part| part.strip_prefix(wanted).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-')))
}

/// What the example wants and the record lacks; `None` when it has it.
fn missing(file: &Examples, example: &Example, record: &Record) -> Option<String> {
    let rule = example.frame.as_ref().map_or_else(|| file.rule.clone(), |frame| format!("{}#{frame}", file.rule));
    let events = record.events.iter().filter(|e| is_of(&e.rule, &rule)).map(|e| event_faults(example, e));
    let statements = record.statements.iter().filter(|s| is_of(&s.rule, &rule)).map(|s| statement_faults(example, s));
    let wants_event = example.kind.is_some() || example.mode.is_some() || example.date.is_some() || example.counts.is_some();
    let wanted: Vec<Vec<String>> = match (wants_event, example.stance.is_some()) {
        (true, true) => [nearest(events), nearest(statements)].into_iter().map(|n| n.unwrap_or_else(|| vec![rule.clone()])).collect(),
        (true, false) => vec![nearest(events).unwrap_or_else(|| vec![rule])],
        (false, true) => vec![nearest(statements).unwrap_or_else(|| vec![rule])],
        (false, false) => vec![nearest(events.chain(statements)).unwrap_or_else(|| vec![rule])],
    };
    let faults: Vec<String> = wanted.into_iter().flatten().collect();
    (!faults.is_empty()).then(|| faults.join(", "))
}

fn nearest(candidates: impl Iterator<Item = Vec<String>>) -> Option<Vec<String>> {
    candidates.min_by_key(Vec::len)
}

/// What of the example's wishes an event does not fulfil.
fn event_faults(example: &Example, event: &Event) -> Vec<String> {
    let mut faults = Faults::default();
    faults.codes("actor", example.actor.as_deref(), &event.actor);
    faults.codes("recipient", example.recipient.as_deref(), &event.recipient);
    faults.text("type", example.kind.as_deref(), &event.kind);
    faults.text("status", example.status.as_deref(), event.status.as_str());
    let wanted_mode: Option<BTreeSet<&String>> = example.mode.as_ref().map(|m| m.iter().collect());
    faults.unless(wanted_mode.is_none_or(|m| m == event.mode.iter().collect()), || format!("mode {:?}", example.mode.iter().flatten().collect::<Vec<_>>()));
    if let Some(date) = &example.date {
        let ends = [event.date.start.as_deref().unwrap_or(""), event.date.end.as_deref().unwrap_or("")];
        let wanted = [date.first().map_or("", String::as_str), date.last().map_or("", String::as_str)];
        faults.unless(ends == wanted, || format!("date {date:?}"));
    }
    for count in example.counts.iter().flatten() {
        faults.unless(event.counts.iter().any(|c| serde_json::to_value(c).is_ok_and(|c| holds(&c, count))), || format!("count {}", serde_json::to_value(count).unwrap_or_default()));
    }
    faults.0
}

/// What of the example's wishes a statement does not fulfil.
fn statement_faults(example: &Example, statement: &Statement) -> Vec<String> {
    let mut faults = Faults::default();
    faults.codes("actor", example.actor.as_deref(), std::slice::from_ref(&statement.speaker));
    faults.codes("recipient", example.recipient.as_deref(), statement.addressee.as_slice());
    faults.text("stance", example.stance.as_deref(), &statement.stance);
    faults.text("status", example.status.as_deref(), statement.status.as_str());
    faults.0
}

#[derive(Default)]
struct Faults(Vec<String>);

impl Faults {
    fn unless(&mut self, right: bool, wish: impl FnOnce() -> String) {
        if !right {
            self.0.push(wish());
        }
    }

    fn text(&mut self, name: &str, wanted: Option<&str>, got: &str) {
        self.unless(wanted.is_none_or(|w| w == got), || format!("{name} {}", wanted.unwrap_or_default()));
    }

    /// Sides nobody can identify have no code and are not compared.
    fn codes(&mut self, name: &str, wanted: Option<&[String]>, got: &[Actor]) {
        let Some(wanted) = wanted else { return };
        let codes: BTreeSet<&str> = got.iter().filter_map(|a| a.code.as_deref()).collect();
        self.unless(codes == wanted.iter().map(String::as_str).collect(), || format!("{name} {}", wanted.join("+")));
    }
}

/// Whether a count has every value that the example gives.
fn holds(count: &serde_json::Value, wanted: &toml::Value) -> bool {
    let Some(wanted) = wanted.as_table() else { return false };
    wanted.iter().all(|(key, value)| {
        let got = &count[key.as_str()];
        match value {
            toml::Value::Integer(n) => got.as_f64() == Some(*n as f64),
            toml::Value::Float(n) => got.as_f64() == Some(*n),
            toml::Value::Boolean(b) => got.as_bool() == Some(*b) || (!b && got.is_null()),
            toml::Value::String(text) => got.as_str() == Some(text) || (text == "none" && got.is_null()),
            _ => false,
        }
    })
}

/// A record in one line: `CONSULT EGY+JOR by ar/consult/meet#meet`.
fn describe(record: &Record) -> String {
    let events = record.events.iter().map(describe_event);
    let statements = record.statements.iter().map(|s| format!("{} {} by {}", codes(std::slice::from_ref(&s.speaker)), s.stance, s.rule));
    let all: Vec<String> = events.chain(statements).collect();
    if all.is_empty() { "nothing".to_owned() } else { all.join("; ") }
}

fn describe_event(event: &Event) -> String {
    let mut line = event.kind.clone();
    for mode in &event.mode {
        line.push('/');
        line.push_str(mode);
    }
    line.push_str(&format!(" {}", codes(&event.actor)));
    if !event.recipient.is_empty() {
        line.push_str(&format!(" → {}", codes(&event.recipient)));
    }
    if event.status != marsad_record::Status::Actual {
        line.push_str(&format!(" [{}]", event.status.as_str()));
    }
    let end = |day: &Option<String>| day.clone().unwrap_or_default();
    if !event.date.text.is_empty() {
        line.push_str(&format!(" {}..{}", end(&event.date.start), end(&event.date.end)));
    }
    for count in &event.counts {
        let end = |n: Option<f64>| n.map(|n| n.to_string()).unwrap_or_default();
        line.push_str(&format!(" {} {}..{}", count.what, end(count.min), end(count.max)));
    }
    line.push_str(&format!(" by {}", event.rule));
    line
}

fn codes(actors: &[Actor]) -> String {
    let codes: Vec<&str> = actors.iter().map(|a| a.code.as_deref().unwrap_or("?")).collect();
    if codes.is_empty() { "nobody".to_owned() } else { codes.join("+") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_of_its_file_and_of_its_frame_only() {
        assert!(is_of("ar/consult/meet#meet", "ar/consult/meet"));
        assert!(is_of("ar/consult/meet#meet", "ar/consult/meet#meet"));
        assert!(is_of("ar/x#y+ar/consult/meet#meet", "ar/consult/meet"));
        assert!(!is_of("ar/consult/meet-again#meet", "ar/consult/meet"));
        assert!(!is_of("ar/consult/meet#meet-again", "ar/consult/meet#meet"));
    }

    #[test]
    fn counts_are_compared_by_the_values_given() {
        let got = serde_json::json!({"what": "killed", "min": 600.0, "max": null, "approximate": false});
        let wanted = |text: &str| toml::from_str::<toml::Table>(text).map(toml::Value::Table).expect("toml");
        assert!(holds(&got, &wanted("what = \"killed\"\nmin = 600")));
        assert!(holds(&got, &wanted("max = \"none\"")));
        assert!(!holds(&got, &wanted("max = 600")));
    }
}
