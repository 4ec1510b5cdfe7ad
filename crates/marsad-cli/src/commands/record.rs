//! A record as a page for people.
//!
//! Enters: a record. Leaves: the article's line; a row for each happening with its words beneath; what was
//! said; what to be careful of. Two tellings of one meeting leave as one row that names the other telling.

use crate::paint::{Painter, Role, Text, harmless};
use marsad_record::{Actor, ActorKind, Count, Date, Event, Precision, Quote, Record, Statement, Status};
use std::collections::BTreeMap;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns left of the rows: ` 2025-10-27   `.
const MARGIN: usize = 14;
/// Lines of evidence shown beneath a row.
const EVIDENCE_LINES: usize = 3;
/// Sides named in a row before the rest is counted.
const MOST_SIDES: usize = 5;

/// The page of a record; `place` is where its article lay.
pub fn page(painter: &Painter, place: &str, record: &Record) -> String {
    let mut page = Page { painter, record, out: String::new() };
    page.head(place);
    let tellings = Tellings::of(&record.events);
    for (at, event) in record.events.iter().enumerate() {
        if tellings.first_of[at] == at {
            page.event(event, &tellings.others(at));
        }
    }
    if !record.statements.is_empty() {
        page.heading("Statements");
    }
    for statement in &record.statements {
        page.statement(statement);
    }
    page.warnings();
    page.out
}

/// Which events are tellings of one happening.
struct Tellings {
    /// For each event, the index of the earliest telling of its happening.
    first_of: Vec<usize>,
}

impl Tellings {
    fn of(events: &[Event]) -> Self {
        let index: BTreeMap<&str, usize> = events.iter().enumerate().map(|(at, e)| (e.id.as_str(), at)).collect();
        let mut first_of: Vec<usize> = (0..events.len()).collect();
        let root = |of: &[usize], mut at: usize| {
            while of[at] != at {
                at = of[at];
            }
            at
        };
        for (at, event) in events.iter().enumerate() {
            for same in event.same_as.iter().filter_map(|id| index.get(id.as_str())) {
                let (a, b) = (root(&first_of, at), root(&first_of, *same));
                first_of[a.max(b)] = a.min(b);
            }
        }
        let first_of = (0..events.len()).map(|at| root(&first_of, at)).collect();
        Self { first_of }
    }

    fn others(&self, first: usize) -> Vec<usize> {
        (0..self.first_of.len()).filter(|at| *at != first && self.first_of[*at] == first).collect()
    }
}

struct Page<'a> {
    painter: &'a Painter,
    record: &'a Record,
    out: String,
}

impl Page<'_> {
    fn head(&mut self, place: &str) {
        let document = &self.record.document;
        let title = if document.title.trim().is_empty() { document.text.lines().find(|l| !l.trim().is_empty()).unwrap_or_default() } else { &document.title };
        let title = shortened(&harmless(title), 2 * self.painter.width - 2);
        self.painter.block(&mut self.out, &[], 0, &Text::of(&title, Role::Title));
        let mut line = Text::default();
        line.push(document.published.as_deref().unwrap_or("no date"), Role::Date);
        let tellings = Tellings::of(&self.record.events);
        let happenings = tellings.first_of.iter().enumerate().filter(|(at, first)| at == *first).count();
        let mut parts = vec![document.language.clone()];
        parts.extend(document.source.clone());
        parts.extend(document.external_id.clone());
        parts.push(place.to_owned());
        parts.push(counted(happenings, "event"));
        parts.push(counted(self.record.statements.len(), "statement"));
        for part in parts.iter().filter(|p| !p.is_empty()) {
            line.push(" · ", Role::Dim);
            line.push_whole(part, Role::Dim);
        }
        self.painter.block(&mut self.out, &[], 0, &line);
    }

    fn heading(&mut self, text: &str) {
        self.out.push('\n');
        self.painter.block(&mut self.out, &[], 0, &Text::of(text, Role::Title));
    }

    fn event(&mut self, event: &Event, others: &[usize]) {
        self.out.push('\n');
        let margin = date_margin(&event.date);
        let margin: Vec<(&str, Role)> = margin.iter().map(|line| (line.as_str(), Role::Date)).collect();
        let mut row = Text::default();
        sides(&mut row, event);
        row.push("  ", Role::Plain);
        row.push_whole(&kind(event), quad_role(&event.quad));
        if event.status != Status::Actual {
            row.push("  ", Role::Plain);
            row.push(&format!("[{}]", event.status.as_str()), Role::Caution);
        }
        if let Some(place) = &event.place {
            row.push("  ", Role::Plain);
            row.push_whole(&in_place(&place.name, place.country.as_deref()), Role::Plain);
        }
        for count in &event.counts {
            row.push("  ", Role::Plain);
            row.push_whole(&counted_thing(count), Role::Plain);
        }
        if !event.according_to.is_empty() {
            row.push("  according to ", Role::Caution);
            names(&mut row, &event.according_to, ", ", Role::Caution);
        }
        for dispute in &event.disputed_by {
            row.push("  disputed by ", Role::Caution);
            row.push_whole(&name(&dispute.actor), Role::Caution);
            row.push(&format!(" ({})", dispute.by), Role::Dim);
        }
        self.painter.block(&mut self.out, &margin, MARGIN, &row);
        self.evidence(&event.evidence, &event.trigger);
        self.origin(&format!("{}  {}  CAMEO {}{}  {:.2}", event.id, event.rule, event.cameo, contexts(event), event.confidence));
        for other in others {
            self.other_telling(&self.record.events[*other]);
        }
    }

    /// One line for each further telling of the same happening.
    fn other_telling(&mut self, event: &Event) {
        let lead = format!("= {} ", event.id);
        let room = self.painter.width.saturating_sub(MARGIN + lead.width());
        let mut line = Text::of(&lead, Role::Dim);
        excerpt(&mut line, &event.evidence, &event.trigger, room, Role::Dim);
        self.painter.block(&mut self.out, &[], MARGIN, &line);
    }

    fn evidence(&mut self, evidence: &Quote, trigger: &Quote) {
        let room = (self.painter.width.saturating_sub(MARGIN + 4)) * EVIDENCE_LINES;
        let mut text = Text::default();
        excerpt(&mut text, evidence, trigger, room, Role::Plain);
        self.painter.block(&mut self.out, &[], MARGIN, &text);
    }

    fn origin(&mut self, line: &str) {
        self.painter.block(&mut self.out, &[], MARGIN, &Text::of(line, Role::Dim));
    }

    fn statement(&mut self, statement: &Statement) {
        self.out.push('\n');
        let mut row = Text::default();
        row.push_whole(&name(&statement.speaker), Role::Actor);
        row.push(" ", Role::Plain);
        row.push(&statement.stance, Role::Caution);
        if let Some(addressee) = &statement.addressee {
            row.push(" to ", Role::Plain);
            row.push_whole(&name(addressee), Role::Actor);
        }
        if statement.status != Status::Actual {
            row.push(&format!("  [{}]", statement.status.as_str()), Role::Caution);
        }
        if !statement.about.is_empty() {
            row.push(&format!("  about {}", statement.about.join(", ")), Role::Dim);
        }
        self.painter.block(&mut self.out, &[(&format!(" {}", harmless(&statement.id)), Role::Date)], MARGIN, &row);
        let content = if statement.content.text.is_empty() { &statement.cue } else { &statement.content };
        self.evidence(content, &statement.cue);
        self.origin(&statement.rule);
    }

    fn warnings(&mut self) {
        let warnings = &self.record.document.warnings;
        if !warnings.is_empty() {
            self.out.push('\n');
        }
        for warning in warnings {
            self.painter.block(&mut self.out, &[("!", Role::Caution)], 2, &Text::of(warning, Role::Caution));
        }
    }
}

fn counted(number: usize, what: &str) -> String {
    let many = if number == 1 { "" } else { "s" };
    if number == 0 { format!("no {what}s") } else { format!("{number} {what}{many}") }
}

/// The date in the margin, one or two lines of it.
fn date_margin(date: &Date) -> Vec<String> {
    let start = date.start.as_deref();
    let end = date.end.as_deref();
    match (date.precision, start, end) {
        (Precision::Document, Some(day), _) => vec![format!("({day})")],
        (Precision::Month, Some(day), _) => vec![format!(" {}", day.get(..7).unwrap_or(day))],
        (Precision::Year, Some(day), _) => vec![format!(" {}", day.get(..4).unwrap_or(day))],
        (_, Some(start), Some(end)) if start == end => vec![format!(" {start}")],
        (_, Some(start), Some(end)) => vec![format!(" {start}"), format!(" –{end}")],
        (_, Some(start), None) => vec![format!(" ≥{start}")],
        (_, None, Some(end)) => vec![format!(" ≤{end}")],
        (_, None, None) => vec![" undated".to_owned()],
    }
}

fn sides(row: &mut Text, event: &Event) {
    if event.actor.is_empty() {
        row.push("unknown", Role::Dim);
    }
    names(row, &event.actor, " + ", Role::Actor);
    if !event.recipient.is_empty() {
        row.push(" → ", Role::Plain);
        names(row, &event.recipient, " + ", Role::Actor);
    }
}

fn names(row: &mut Text, actors: &[Actor], between: &str, role: Role) {
    for (at, actor) in actors.iter().take(MOST_SIDES).enumerate() {
        if at > 0 {
            row.push(between, Role::Plain);
        }
        row.push_whole(&name(actor), role);
    }
    if actors.len() > MOST_SIDES {
        row.push(&format!("{between}{} more", actors.len() - MOST_SIDES), Role::Dim);
    }
}

/// `Vladimir Putin (RUS)`, `foreign minister (PRK)`, `United Nations (UN)`.
fn name(actor: &Actor) -> String {
    let own = match (actor.name.is_empty(), &actor.office) {
        (true, Some(office)) if actor.kind == ActorKind::Office => office,
        (true, _) => &actor.text,
        (false, _) => &actor.name,
    };
    match &actor.code {
        Some(code) if code != own => format!("{own} ({code})"),
        _ => own.clone(),
    }
}

fn kind(event: &Event) -> String {
    if event.mode.is_empty() { event.kind.clone() } else { format!("{}/{}", event.kind, event.mode.join("+")) }
}

fn quad_role(quad: &str) -> Role {
    match quad {
        "verbal-cooperation" => Role::VerbalCooperation,
        "material-cooperation" => Role::MaterialCooperation,
        "verbal-conflict" => Role::VerbalConflict,
        "material-conflict" => Role::MaterialConflict,
        _ => Role::Plain,
    }
}

fn contexts(event: &Event) -> String {
    if event.context.is_empty() { String::new() } else { format!("  {}", event.context.join(", ")) }
}

fn in_place(name: &str, country: Option<&str>) -> String {
    match country {
        Some(code) => format!("in {name} ({code})"),
        None => format!("in {name}"),
    }
}

/// `killed ≥600`, `troops ≈10,000`, `money 5,000,000 USD`.
fn counted_thing(count: &Count) -> String {
    let about = if count.approximate { "≈" } else { "" };
    let number = match (count.min, count.max) {
        (Some(min), Some(max)) if min == max => format!("{about}{}", grouped(min)),
        (Some(min), Some(max)) => format!("{about}{}–{}", grouped(min), grouped(max)),
        (Some(min), None) => format!("≥{about}{}", grouped(min)),
        (None, Some(max)) => format!("≤{about}{}", grouped(max)),
        (None, None) => "some".to_owned(),
    };
    let unit = count.unit.as_ref().map(|u| format!(" {u}")).unwrap_or_default();
    format!("{} {number}{unit}", count.what)
}

fn grouped(number: f64) -> String {
    let text = format!("{}", (number * 100.0).round() / 100.0);
    let (whole, fraction) = text.split_once('.').map_or((text.as_str(), String::new()), |(w, f)| (w, format!(".{f}")));
    let mut out = String::new();
    for (at, digit) in whole.chars().enumerate() {
        let left = whole.len() - at;
        if at > 0 && left.is_multiple_of(3) && !out.ends_with('-') {
            out.push(',');
        }
        out.push(digit);
    }
    out + &fraction
}

/// The quote, or as much of it around the trigger as `room` columns hold, the trigger marked.
fn excerpt(line: &mut Text, quote: &Quote, trigger: &Quote, room: usize, role: Role) {
    let letters: Vec<char> = quote.text.chars().collect();
    let inside = |at: usize| at.saturating_sub(quote.start).min(letters.len());
    let (from, to) = if trigger.end > quote.start && trigger.start < quote.end { (inside(trigger.start), inside(trigger.end)) } else { (0, 0) };
    let begin = begin_of_excerpt(&letters, to, room);
    let end = end_of_excerpt(&letters, begin, room);
    let piece = |a: usize, b: usize| letters[a.clamp(begin, end)..b.clamp(begin, end)].iter().collect::<String>();
    if begin > 0 {
        line.push("… ", Role::Dim);
    }
    line.push(&piece(begin, from), role);
    line.push(&piece(from.max(begin), to), Role::Trigger);
    line.push(&piece(to.max(begin), end), role);
    if end < letters.len() {
        line.push(" …", Role::Dim);
    }
}

/// The beginning of the quote when the trigger is in sight from there, and otherwise a word some way before it.
fn begin_of_excerpt(letters: &[char], trigger_end: usize, room: usize) -> usize {
    if wide(&letters[..trigger_end]) * 4 <= room * 3 {
        return 0;
    }
    let mut begin = trigger_end;
    while begin > 0 && wide(&letters[begin - 1..trigger_end]) * 2 < room {
        begin -= 1;
    }
    while begin > 0 && begin < trigger_end && letters[begin - 1] != ' ' {
        begin += 1;
    }
    begin
}

fn end_of_excerpt(letters: &[char], begin: usize, room: usize) -> usize {
    let mut used = 0;
    let mut last_space = begin;
    for (at, letter) in letters.iter().enumerate().skip(begin) {
        used += letter.width().unwrap_or(0);
        if *letter == ' ' {
            last_space = at;
        }
        if used > room {
            return if last_space > begin { last_space } else { at };
        }
    }
    letters.len()
}

fn wide(letters: &[char]) -> usize {
    letters.iter().map(|c| c.width().unwrap_or(0)).sum()
}

fn shortened(text: &str, room: usize) -> String {
    let letters: Vec<char> = text.chars().collect();
    let end = end_of_excerpt(&letters, 0, room);
    let shown: String = letters[..end].iter().collect();
    if end < letters.len() { format!("{shown}…") } else { shown }
}
