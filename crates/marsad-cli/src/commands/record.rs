//! A record as a page for people.
//!
//! Enters: a record. Leaves: the article's line; a row for each happening with its words beneath; what was
//! said; what to be careful of. Two tellings of one meeting leave as one row that names the other telling.

use crate::paint::{Painter, Role, Text};
use marsad_record::{Actor, ActorKind, Count, Date, Event, Precision, Quote, Record, Statement, Status};
use std::collections::BTreeMap;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns left of the rows: ` 2025-10-27   `.
const MARGIN: usize = 14;
/// Lines of evidence shown beneath a row.
const EVIDENCE_LINES: usize = 3;
/// How many letters, in multiples of the room there is, are looked at for an excerpt; letters may have no width.
const NEAR: usize = 4;
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
        let title = shortened(title, 2 * self.painter.width - 2);
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
        let drawn = self.painter.block(&mut self.out, &margin, MARGIN, &row);
        self.evidence(margin.get(drawn..).unwrap_or_default(), &event.evidence, &event.trigger);
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

    fn evidence(&mut self, margin: &[(&str, Role)], evidence: &Quote, trigger: &Quote) {
        let room = (self.painter.width.saturating_sub(MARGIN + 4)) * EVIDENCE_LINES;
        let mut text = Text::default();
        excerpt(&mut text, evidence, trigger, room, Role::Plain);
        self.painter.block(&mut self.out, margin, MARGIN, &text);
    }

    fn origin(&mut self, line: &str) {
        self.painter.block(&mut self.out, &[], MARGIN, &Text::of(line, Role::Dim));
    }

    fn statement(&mut self, statement: &Statement) {
        self.out.push('\n');
        let margin = date_margin(&statement.date);
        let margin: Vec<(&str, Role)> = margin.iter().map(|line| (line.as_str(), Role::Date)).collect();
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
        let drawn = self.painter.block(&mut self.out, &margin, MARGIN, &row);
        let content = if statement.content.text.is_empty() { &statement.cue } else { &statement.content };
        self.evidence(margin.get(drawn..).unwrap_or_default(), content, &statement.cue);
        self.origin(&format!("{}  {}", statement.id, statement.rule));
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
    let meets = trigger.end > quote.start && trigger.start < quote.end;
    let (from, to) = if meets { (trigger.start.saturating_sub(quote.start), trigger.end.saturating_sub(quote.start)) } else { (0, 0) };
    // A hostile quote may be as long as the article; only what is near the trigger is looked at.
    let left_out = from.saturating_sub(NEAR * room);
    let letters: Vec<char> = quote.text.chars().skip(left_out).take(2 * NEAR * room).collect();
    let (from, to) = ((from - left_out).min(letters.len()), (to.max(from) - left_out).min(letters.len()));
    let begin = begin_of_excerpt(&letters, to, room);
    let end = end_of_excerpt(&letters, begin, room);
    let piece = |a: usize, b: usize| letters[a.clamp(begin, end)..b.clamp(begin, end)].iter().collect::<String>();
    if left_out + begin > 0 {
        line.push("… ", Role::Dim);
    }
    line.push(&piece(begin, from), role);
    line.push(&piece(from, to), Role::Trigger);
    line.push(&piece(to, end), role);
    if quote.text.chars().nth(left_out + end).is_some() {
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
    let letters: Vec<char> = text.chars().take(NEAR * room).collect();
    let end = end_of_excerpt(&letters, 0, room);
    let shown: String = letters[..end].iter().collect();
    if text.len() > shown.len() { format!("{shown}…") } else { shown }
}

#[cfg(test)]
mod tests {
    use super::*;
    use marsad_record::{Dispute, Document, Place};

    const TEXT: &str =
        "بوتين يلتقي وزيرة خارجية كوريا الشمالية\nالتقى الرئيس الروسي فلاديمير بوتين بوزيرة خارجية كوريا الشمالية تشو سون هي في الكرملين. وقدّرت سيول وكييف أن ما لا يقل عن 600 جندي لقوا حتفهم.";
    const PAINTER: Painter = Painter { colour: false, width: 80 };

    fn quote(text: &str) -> Quote {
        let at = TEXT.find(text).expect("of the text");
        let start = TEXT[..at].chars().count();
        Quote { text: text.to_owned(), start, end: start + text.chars().count() }
    }

    fn actor(name: &str, code: &str) -> Actor {
        Actor { name: name.to_owned(), code: Some(code.to_owned()), ..Actor::default() }
    }

    fn event(id: &str, kind: &str, trigger: &str, evidence: &str) -> Event {
        Event {
            id: id.to_owned(),
            kind: kind.to_owned(),
            mode: vec![],
            context: vec![],
            cameo: "040".to_owned(),
            quad: "verbal-cooperation".to_owned(),
            goldstein: 1.0,
            actor: vec![actor("Vladimir Putin", "RUS"), actor("Choe Son Hui", "PRK")],
            recipient: vec![],
            date: Date { start: Some("2025-10-27".to_owned()), end: Some("2025-10-27".to_owned()), ..Date::default() },
            place: None,
            status: Status::Actual,
            according_to: vec![],
            disputed_by: vec![],
            counts: vec![],
            trigger: quote(trigger),
            evidence: quote(evidence),
            rule: "ar/consult/meet#meet".to_owned(),
            confidence: 0.82,
            same_as: vec![],
        }
    }

    fn record() -> Record {
        let mut first = event("e1", "CONSULT", "يلتقي", "بوتين يلتقي وزيرة خارجية كوريا الشمالية");
        first.mode = vec!["visit".to_owned()];
        first.place = Some(Place { name: "Moscow".to_owned(), country: Some("RUS".to_owned()), ..Place::default() });
        let mut second = event("e2", "CONSULT", "التقى", "التقى الرئيس الروسي فلاديمير بوتين بوزيرة خارجية كوريا الشمالية تشو سون هي في الكرملين");
        second.date.end = Some("2025-10-28".to_owned());
        second.date.precision = Precision::Range;
        second.same_as = vec!["e1".to_owned()];
        let mut third = event("e3", "ASSAULT", "لقوا حتفهم", "وقدّرت سيول وكييف أن ما لا يقل عن 600 جندي لقوا حتفهم");
        third.quad = "material-conflict".to_owned();
        third.actor.clear();
        third.recipient = vec![actor("North Korea", "PRK")];
        third.date = Date { start: Some("2024-01-01".to_owned()), end: Some("2025-10-27".to_owned()), precision: Precision::Range, ..Date::default() };
        third.status = Status::Hypothetical;
        third.counts = vec![Count { what: "killed".to_owned(), min: Some(10600.0), ..Count::default() }];
        third.according_to = vec![actor("South Korea", "KOR"), actor("Ukraine", "UKR")];
        third.disputed_by = vec![Dispute { actor: actor("Russia", "RUS"), by: "s1".to_owned() }];
        let statement = Statement {
            id: "s1".to_owned(),
            speaker: actor("South Korea", "KOR"),
            addressee: None,
            stance: "estimates".to_owned(),
            cue: quote("وقدّرت"),
            content: quote("ما لا يقل عن 600 جندي لقوا حتفهم"),
            quotes: vec![],
            about: vec!["e3".to_owned()],
            status: Status::Actual,
            date: Date { start: Some("2025-04-01".to_owned()), end: Some("2025-04-30".to_owned()), precision: Precision::Month, ..Date::default() },
            rule: "ar/speech/estimate#estimate".to_owned(),
        };
        let document = Document {
            title: "بوتين يلتقي وزيرة خارجية كوريا الشمالية".to_owned(),
            text: TEXT.to_owned(),
            published: Some("2025-10-27".to_owned()),
            language: "ar".to_owned(),
            warnings: vec!["a \u{1b}[31mwarning".to_owned()],
            ..Document::default()
        };
        Record { document, events: vec![first, second, third], statements: vec![statement] }
    }

    #[test]
    fn a_page_reads_well_at_eighty_columns() {
        let page = page(&PAINTER, "a.txt", &record());
        let wanted = "\
بوتين يلتقي وزيرة خارجية كوريا الشمالية
2025-10-27 · ar · a.txt · 2 events · 1 statement

(2025-10-27)  Vladimir Putin (RUS) + Choe Son Hui (PRK)  CONSULT/visit
              in Moscow (RUS)
              بوتين يلتقي وزيرة خارجية كوريا الشمالية
              e1  ar/consult/meet#meet  CAMEO 040  0.82
              = e2 التقى الرئيس الروسي فلاديمير بوتين بوزيرة خارجية كوريا …

 2024-01-01   unknown → North Korea (PRK)  ASSAULT  [hypothetical]
 –2025-10-27  killed ≥10,600  according to South Korea (KOR), Ukraine (UKR)
              disputed by Russia (RUS) (s1)
              وقدّرت سيول وكييف أن ما لا يقل عن 600 جندي لقوا حتفهم
              e3  ar/consult/meet#meet  CAMEO 040  0.82

Statements

 2025-04      South Korea (KOR) estimates  about e3
              ما لا يقل عن 600 جندي لقوا حتفهم
              s1  ar/speech/estimate#estimate

! a ␛[31mwarning
";
        assert_eq!(page, wanted, "got\n{page}");
        assert!(page.lines().all(|l| l.width() <= 80));
    }

    #[test]
    fn a_date_of_two_lines_goes_on_beside_the_words() {
        let mut one = record();
        one.events.remove(0);
        let page = page(&PAINTER, "a.txt", &one);
        assert!(page.contains("\n 2025-10-27   Vladimir Putin (RUS) + Choe Son Hui (PRK)  CONSULT\n –2025-10-28  التقى الرئيس"), "{page}");
    }

    #[test]
    fn colour_marks_the_trigger() {
        let page = page(&Painter { colour: true, width: 80 }, "a.txt", &record());
        assert!(page.contains("\x1b[1;33mلقوا حتفهم\x1b[0m"));
    }

    #[test]
    fn a_long_quote_is_shown_around_its_trigger() {
        let text = format!("{}التقى {}", "كلمة ".repeat(100), "كلمة ".repeat(100));
        let trigger = Quote { text: "التقى".to_owned(), start: 507, end: 512 };
        let mut line = Text::default();
        excerpt(&mut line, &Quote { text: text.clone(), start: 7, end: 7 + text.chars().count() }, &trigger, 60, Role::Plain);
        let mut out = String::new();
        Painter { colour: true, width: 200 }.block(&mut out, &[], 0, &line);
        assert!(out.contains("\x1b[1;33mالتقى\x1b[0m") && out.matches('…').count() == 2 && out.chars().count() < 110, "{out}");
    }

    #[test]
    fn numbers_are_grouped() {
        assert_eq!([600.0, 10600.0, 1_234_567.5, -1000.0, 0.0].map(grouped), ["600", "10,600", "1,234,567.5", "-1,000", "0"]);
    }

    #[test]
    fn odd_offsets_do_no_harm() {
        let mut odd = record();
        for event in &mut odd.events {
            event.trigger.start = 3;
            event.trigger.end = 2;
            event.evidence.text.clear();
            event.same_as = vec![event.id.clone(), "e9".to_owned()];
        }
        assert!(!page(&PAINTER, "", &odd).is_empty());
    }
}
