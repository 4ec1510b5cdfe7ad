//! From a story's Markdown to what it expects.
//!
//! Enters: the text of a `stories/*.md`. Leaves: a [`Story`], or the line that is not understood. The line
//! `CONSULT RUS+PRK | 2025-10-27 | actual` leaves as an event wanted, with two fields to check.

use jiff::civil::{Date, date};
use marsad_record::Status;

/// A story.
pub struct Story {
    pub text: String,
    pub published: Option<Date>,
    pub language: String,
    pub lines: Vec<Line>,
}

/// A line of the record block.
pub struct Line {
    /// 1-based line in the file.
    pub number: usize,
    /// As written, without its `known:`.
    pub text: String,
    pub known: bool,
    pub wish: Wish,
}

/// What a line wants.
pub enum Wish {
    Event(EventWish),
    Maybe(EventWish),
    Never(EventWish),
    Statement(StatementWish),
    Nothing(String),
    Extra(usize),
}

/// An event as wanted.
pub struct EventWish {
    /// Any of these; empty for any type.
    pub kinds: Vec<String>,
    pub sides: Sides,
    pub fields: Vec<Field>,
}

/// A code, or codes of which any will do.
pub type Code = Vec<String>;

/// Who to whom. `None` for a side that is not looked at.
pub enum Sides {
    /// `A > B`, `A`, `? > B`, `A > -`, `?`.
    Directed { actor: Option<Vec<Code>>, recipient: Option<Vec<Code>> },
    /// `A&B`: in either place.
    Together(Vec<Code>),
}

/// One thing to check of an event.
pub enum Field {
    /// Both ends, `None` for an unknown one.
    Date(Option<Date>, Option<Date>),
    Within(Date, Date),
    Country(Code),
    Status(Status),
    Count {
        what: String,
        min: Option<f64>,
        max: Option<f64>,
        approximate: bool,
    },
    According(Vec<Code>),
    Mode(String),
    Context(String),
    Disputed(Code),
    SameAs(String),
    Trigger(String),
}

/// A statement as wanted.
pub struct StatementWish {
    pub speaker: Code,
    pub stances: Vec<String>,
    pub words: String,
    pub quoted: bool,
}

/// Reads a story.
pub fn parse(markdown: &str) -> Result<Story, String> {
    let article = block(markdown, "```article").ok_or("0: no block marked `article`")?;
    let record = block(markdown, "```record").ok_or("0: no block marked `record`")?;
    let head = article.iter().take_while(|(_, l)| !l.is_empty());
    let value = |key: &str| head.clone().find_map(|(_, l)| l.strip_prefix(key)).map(str::trim);
    let published = value("published:").map(|d| d.parse().map_err(|_| format!("{}: \"{d}\" is no date", article[0].0))).transpose()?;
    let language = value("language:").unwrap_or("ar").to_owned();
    let text = article.iter().skip_while(|(_, l)| !l.is_empty()).skip(1).map(|(_, l)| *l).collect::<Vec<_>>().join("\n") + "\n";
    let wanted = record.iter().filter(|(_, l)| !l.trim().is_empty() && !l.starts_with('#'));
    let lines = wanted.map(|(number, text)| line(*number, text).map_err(|problem| format!("{number}: {problem}"))).collect::<Result<_, _>>()?;
    Ok(Story { text, published, language, lines })
}

/// The lines between a fence and the next, numbered from 1 in the file.
fn block<'a>(markdown: &'a str, fence: &str) -> Option<Vec<(usize, &'a str)>> {
    let mut lines = markdown.lines().enumerate().map(|(at, l)| (at + 1, l));
    lines.find(|(_, l)| l.trim_end() == fence)?;
    Some(lines.take_while(|(_, l)| !l.starts_with("```")).collect())
}

fn line(number: usize, text: &str) -> Result<Line, String> {
    let (known, text) = match text.strip_prefix("known:") {
        Some(rest) => (true, rest.trim()),
        None => (false, text.trim()),
    };
    Ok(Line { number, text: text.to_owned(), known, wish: wish(text)? })
}

fn wish(text: &str) -> Result<Wish, String> {
    if let Some(words) = text.strip_prefix("nothing:") {
        return Ok(Wish::Nothing(words.trim().to_owned()));
    }
    if let Some(most) = text.strip_prefix("extra: at most ") {
        return most.trim().parse().map(Wish::Extra).map_err(|_| format!("\"{most}\" is no number"));
    }
    match text.split_once(' ') {
        Some(("maybe", rest)) => event(rest).map(Wish::Maybe),
        Some(("never", rest)) => event(rest).map(Wish::Never),
        Some(("statement", rest)) => statement(rest).map(Wish::Statement),
        _ => event(text).map(Wish::Event),
    }
}

fn statement(text: &str) -> Result<StatementWish, String> {
    let (head, rest) = text.split_once(':').ok_or("a statement has a speaker, a stance, a colon and words")?;
    let (speaker, stances) = head.split_once(' ').ok_or("a statement has a speaker and a stance")?;
    let (words, quoted) = match rest.split_once('|') {
        Some((words, mark)) if mark.trim() == "quote" => (words, true),
        Some((_, mark)) => return Err(format!("unknown mark \"{}\" of a statement", mark.trim())),
        None => (rest, false),
    };
    Ok(StatementWish { speaker: code(speaker), stances: code(stances), words: words.trim().to_owned(), quoted })
}

fn event(text: &str) -> Result<EventWish, String> {
    let mut parts = text.split('|').map(str::trim);
    let head = parts.next().unwrap_or("");
    let (kind, of) = head.split_once(' ').ok_or("an event has a type and sides")?;
    let kinds = if kind == "*" { Vec::new() } else { code(kind) };
    if let Some(bad) = kinds.iter().find(|k| !k.chars().all(|c| c.is_ascii_uppercase())) {
        return Err(format!("\"{bad}\" is no event type"));
    }
    Ok(EventWish { kinds, sides: sides(of), fields: parts.map(field).collect::<Result<_, _>>()? })
}

fn sides(text: &str) -> Sides {
    if text.contains('&') {
        return Sides::Together(text.split('&').map(code).collect());
    }
    let (actor, recipient) = match text.split_once('>') {
        Some((actor, recipient)) => (actor.trim(), recipient.trim()),
        None => (text.trim(), "?"),
    };
    Sides::Directed { actor: codes(actor), recipient: codes(recipient) }
}

/// `A+B` as two codes, `-` as none, `?` as not looked at.
fn codes(text: &str) -> Option<Vec<Code>> {
    match text {
        "?" => None,
        "-" => Some(Vec::new()),
        _ => Some(text.split('+').map(code).collect()),
    }
}

fn code(text: &str) -> Code {
    text.trim().split('/').map(str::to_owned).collect()
}

fn field(text: &str) -> Result<Field, String> {
    for (mark, make) in [("same_as:", Field::SameAs as fn(String) -> Field), ("trigger:", Field::Trigger), ("mode ", Field::Mode), ("context ", Field::Context)] {
        if let Some(rest) = text.strip_prefix(mark) {
            return Ok(make(rest.trim().to_owned()));
        }
    }
    if let Some(rest) = text.strip_prefix("according ") {
        return Ok(Field::According(rest.split('+').map(code).collect()));
    }
    if let Some(rest) = text.strip_prefix("disputed ") {
        return Ok(Field::Disputed(code(rest)));
    }
    if let Some(rest) = text.strip_prefix("count ") {
        return count(rest).ok_or_else(|| format!("\"{rest}\" is no count"));
    }
    if let Some((from, to)) = text.strip_prefix("within ").and_then(|rest| rest.split_once("..")) {
        return match (first_day(from), last_day(to)) {
            (Some(from), Some(to)) => Ok(Field::Within(from, to)),
            _ => Err(format!("\"{text}\" is no stretch of time")),
        };
    }
    if let Some(status) = [Status::Actual, Status::Future, Status::Hypothetical, Status::Negated].into_iter().find(|s| s.as_str() == text) {
        return Ok(Field::Status(status));
    }
    if text.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return time(text).ok_or_else(|| format!("\"{text}\" is no date"));
    }
    if !text.is_empty() && text.chars().all(|c| c.is_ascii_uppercase() || c == '/') {
        return Ok(Field::Country(code(text)));
    }
    Err(format!("unknown field \"{text}\""))
}

fn count(text: &str) -> Option<Field> {
    let (what, number) = text.split_once(' ')?;
    let (approximate, number) = number.strip_prefix('~').map_or((false, number), |n| (true, n));
    let (min, max) = if let Some(least) = number.strip_suffix('+') {
        (Some(least.parse().ok()?), None)
    } else if let Some((min, max)) = number.split_once('-') {
        (Some(min.parse().ok()?), Some(max.parse().ok()?))
    } else {
        (Some(number.parse().ok()?), Some(number.parse().ok()?))
    };
    Some(Field::Count { what: what.to_owned(), min, max, approximate })
}

fn time(text: &str) -> Option<Field> {
    let (from, to) = text.split_once("..").unwrap_or((text, text));
    let end = |text: &str, day: fn(&str) -> Option<Date>| if text.is_empty() { Some(None) } else { day(text).map(Some) };
    Some(Field::Date(end(from, first_day)?, end(to, last_day)?))
}

fn first_day(text: &str) -> Option<Date> {
    match text.len() {
        4 => text.parse().ok().map(|year| date(year, 1, 1)),
        7 => format!("{text}-01").parse().ok(),
        _ => text.parse().ok(),
    }
}

fn last_day(text: &str) -> Option<Date> {
    match text.len() {
        4 => text.parse().ok().map(|year| date(year, 12, 31)),
        7 => first_day(text).map(Date::last_of_month),
        _ => text.parse().ok(),
    }
}
