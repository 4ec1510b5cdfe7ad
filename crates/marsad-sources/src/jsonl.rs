//! One article a line, as JSON objects: `{"id","text","published","language","title","url","source"}`.

use crate::articles::Given;
use crate::decode::replace_breaks;
use crate::published::parse_moment;
use serde_json::Value;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::HashMap;

/// Lines and files longer than this are refused: positions in a text are 32 bits wide.
pub(crate) const LONGEST: u64 = 1 << 30;

/// Names that fields have in news dumps, ours first.
const FIELDS: &[(Field, &[&str])] = &[
    (Field::Text, &["text", "body", "content", "maintext", "article_text", "full_text", "articleBody", "article"]),
    (Field::Id, &["id", "_id", "uuid", "guid", "article_id"]),
    (Field::Published, &["published", "date", "date_publish", "publish_date", "published_at", "publishedAt", "datePublished", "pub_date", "pubDate", "publication_date", "timestamp"]),
    (Field::Language, &["language", "lang"]),
    (Field::Title, &["title", "headline"]),
    (Field::Url, &["url", "link", "source_url", "canonical_url", "webUrl"]),
    (Field::Source, &["source", "outlet", "publisher", "source_domain", "domain", "site_name", "site"]),
    (Field::Author, &["author", "authors", "byline"]),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Text,
    Id,
    Published,
    Language,
    Title,
    Url,
    Source,
    Author,
}

/// Which of a dump's fields hold what, where its names are not the common ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldMap {
    named: Vec<(String, String)>,
}

impl FieldMap {
    /// Reads `text=body,published=date`.
    ///
    /// # Errors
    /// What is wrong with it.
    ///
    /// ```
    /// use marsad_sources::FieldMap;
    /// assert!(FieldMap::parse("text=story,published=day").is_ok());
    /// assert!(FieldMap::parse("words=story").is_err());
    /// ```
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut named = Vec::new();
        for pair in text.split(',').map(str::trim).filter(|p| !p.is_empty()) {
            let (ours, theirs) = pair.split_once('=').ok_or_else(|| format!("\"{pair}\" is not like text=body"))?;
            if !FIELDS.iter().any(|(_, names)| names[0] == ours) {
                let all: Vec<&str> = FIELDS.iter().map(|(_, names)| names[0]).collect();
                return Err(format!("\"{ours}\" is no field; there are {}", all.join(", ")));
            }
            named.push((ours.to_owned(), theirs.to_owned()));
        }
        Ok(Self { named })
    }

    /// The first value there is under one of the field's names, with the name.
    fn find<'l>(&self, line: &'l Line<'_>, field: Field) -> Option<(&'l str, Value)> {
        let names = FIELDS.iter().find(|(f, _)| *f == field).map_or(&[][..], |(_, names)| names);
        let mapped = self.named.iter().filter(|(ours, _)| names.first() == Some(&ours.as_str())).map(|(_, theirs)| theirs.as_str());
        mapped.chain(names.iter().copied()).find_map(|name| {
            let (key, raw) = line.get_key_value(name)?;
            let value: Value = serde_json::from_str(raw.get()).ok()?;
            (!value.is_null()).then_some((key.as_ref(), value))
        })
    }
}

type Line<'l> = HashMap<Cow<'l, str>, &'l RawValue>;

/// Whether the first lines of a file are articles as JSON.
pub(crate) fn looks_like_jsonl(head: &str) -> bool {
    let first = head.trim_start_matches('\u{feff}').lines().find(|l| !l.trim().is_empty()).unwrap_or_default();
    let Some(inside) = first.trim_start().strip_prefix('{').map(str::trim_start) else { return false };
    let key = inside.strip_prefix('"').and_then(|k| k.split_once('"'));
    inside.starts_with('}') || key.is_some_and(|(_, rest)| rest.trim_start().starts_with(':'))
}

/// Reads a line: the article, or nothing when the line holds none, with what to say about it.
pub(crate) fn parse_line(bytes: &[u8], map: &FieldMap) -> (Option<Given>, Vec<String>) {
    let mut warnings = Vec::new();
    let repaired;
    let text = match str::from_utf8(bytes) {
        Ok(text) => text,
        Err(_) => {
            let (text, warning) = replace_breaks(bytes);
            warnings.push(warning);
            repaired = text;
            &repaired
        }
    };
    if !text.trim_start().starts_with('{') {
        warnings.push("not a JSON object".to_owned());
        return (None, warnings);
    }
    let mended;
    let line = match serde_json::from_str::<Line<'_>>(text) {
        Ok(line) => {
            if text.contains("\\u")
                && let Some(text) = replace_lone_surrogates(text)
            {
                warnings.push("half of a surrogate pair replaced".to_owned());
                mended = text;
                serde_json::from_str(&mended)
            } else {
                Ok(line)
            }
        }
        Err(error) => Err(error),
    };
    match line {
        Ok(line) => (given(&line, map, &mut warnings), warnings),
        Err(error) => {
            warnings.push(complaint(&error));
            (None, warnings)
        }
    }
}

fn complaint(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let message = message.split(" at line 1").next().unwrap_or(&message);
    format!("not a sound JSON object: {message} (column {})", error.column())
}

/// The line with `\ud800`-like escapes that have no partner turned into U+FFFD; `None` when there are none.
fn replace_lone_surrogates(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut found = false;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let unit = escaped_unit(rest);
        let length = match unit {
            Some(0xd800..=0xdbff) if matches!(rest.get(6..).and_then(escaped_unit), Some(0xdc00..=0xdfff)) => 12,
            Some(0xd800..=0xdfff) => {
                found = true;
                out.push('\u{fffd}');
                rest = &rest[6..];
                continue;
            }
            Some(_) => 6,
            None => 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
        };
        out.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    out.push_str(rest);
    found.then_some(out)
}

/// The UTF-16 unit that a `\uXXXX` at the start of `text` names.
fn escaped_unit(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    u16::from_str_radix(digits, 16).ok()
}

fn given(line: &Line<'_>, map: &FieldMap, warnings: &mut Vec<String>) -> Option<Given> {
    let text = match map.find(line, Field::Text) {
        Some((_, Value::String(text))) => text,
        Some((name, _)) => {
            warnings.push(format!("\"{name}\" is not a string"));
            return None;
        }
        None => {
            warnings.push("no \"text\"".to_owned());
            return None;
        }
    };
    if text.trim().is_empty() {
        warnings.push("the text is empty".to_owned());
    }
    let mut string = |field: Field| {
        let (name, value) = map.find(line, field)?;
        let words = words(field, &value);
        if words.is_none() {
            warnings.push(format!("\"{name}\" is not a string and was left out"));
        }
        words.filter(|w| !w.trim().is_empty() || matches!(field, Field::Title))
    };
    let published = string(Field::Published);
    let moment = published.as_deref().and_then(parse_moment);
    let given = Given {
        external_id: string(Field::Id),
        language: string(Field::Language),
        title: string(Field::Title),
        url: string(Field::Url),
        source: string(Field::Source),
        author: string(Field::Author),
        published: moment.as_ref().map(|(date, _)| *date),
        published_at: moment.map(|(_, at)| at).filter(|at| at.len() > 10),
        text,
    };
    if let (Some(written), None) = (&published, given.published) {
        let written: String = written.chars().take(40).collect();
        warnings.push(format!("published \"{written}\" is not a date such as 2025-10-27"));
    }
    Some(given)
}

/// A value as words: outlets may be objects with a name, authors lists, ids and moments numbers.
fn words(field: Field, value: &Value) -> Option<String> {
    match (field, value) {
        (_, Value::String(text)) => Some(text.clone()),
        (Field::Id | Field::Published, Value::Number(number)) => Some(number.to_string()),
        (Field::Source | Field::Author | Field::Id | Field::Published, Value::Object(object)) => {
            ["name", "title", "$oid", "$date"].iter().find_map(|key| object.get(*key)).and_then(|v| words(field, v))
        }
        (Field::Author, Value::Array(all)) => Some(all.iter().filter_map(|v| words(field, v)).collect::<Vec<_>>().join(", ")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_every_field() {
        let (given, warnings) =
            parse_line(r#"{"id":7,"text":"نص","published":"2025-10-27T01:00:00Z","language":"ar","title":"عنوان","url":"u","source":null,"more":[1]}"#.as_bytes(), &FieldMap::default());
        let given = given.expect("sound");
        assert_eq!((given.external_id.as_deref(), given.text.as_str(), given.title.as_deref()), (Some("7"), "نص", Some("عنوان")));
        assert_eq!((given.published.map(|d| d.to_string()).as_deref(), given.source, warnings.len()), (Some("2025-10-27"), None, 0));
    }

    #[test]
    fn a_bad_line_says_why() {
        let why = |line: &str| parse_line(line.as_bytes(), &FieldMap::default()).1.join("; ");
        assert_eq!(why(r#"{"text": "a"#), "not a sound JSON object: EOF while parsing a string (column 11)");
        assert_eq!(why("[\"a\"]"), "not a JSON object");
        assert_eq!(why("{}"), "no \"text\"");
        assert_eq!(why(r#"{"text": 3}"#), "\"text\" is not a string");
        assert_eq!(why(r#"{"text":"a","published":"soon","title":[]}"#), "\"title\" is not a string and was left out; published \"soon\" is not a date such as 2025-10-27");
        assert!(parse_line("[".repeat(100_000).as_bytes(), &FieldMap::default()).0.is_none());
        assert!(parse_line(format!("{{\"a\":{}", "[".repeat(100_000)).as_bytes(), &FieldMap::default()).0.is_none());
    }

    #[test]
    fn knows_the_names_of_common_dumps_and_takes_others() {
        let read = |line: &str, map: &str| parse_line(line.as_bytes(), &FieldMap::parse(map).expect("a map")).0.expect("an article");
        let api = read(r#"{"source":{"id":null,"name":"الأفق"},"author":null,"title":"عنوان","url":"u","publishedAt":"2025-10-27T09:00:00Z","content":"نص"}"#, "");
        assert_eq!((api.source.as_deref(), api.text.as_str(), api.published_at.as_deref()), (Some("الأفق"), "نص", Some("2025-10-27T09:00:00Z")));
        let crawl = read(r#"{"maintext":"نص","date_publish":"2025-10-27 09:00:00","source_domain":"example.org","authors":["أ","ب"]}"#, "");
        assert_eq!((crawl.author.as_deref(), crawl.source.as_deref(), crawl.published.is_some()), (Some("أ, ب"), Some("example.org"), true));
        let own = read(r#"{"text":"لا","story":"نعم","day":"2025-10-27"}"#, "text=story,published=day");
        assert_eq!((own.text.as_str(), own.published.is_some()), ("نعم", true));
    }

    #[test]
    fn replaces_halves_of_surrogate_pairs_only() {
        let (given, warnings) = parse_line(r#"{"text":"a\ud800b \ud83d\ude00 \\ud800 \udc00"}"#.as_bytes(), &FieldMap::default());
        assert_eq!(given.expect("repaired").text, "a\u{fffd}b 😀 \\ud800 \u{fffd}");
        assert_eq!(warnings, ["half of a surrogate pair replaced"]);
    }

    #[test]
    fn tells_jsonl_by_its_first_line() {
        for yes in ["{\"text\": \"a", "\n {\"id\" :1,", "{}", "\u{feff}{\"a\":"] {
            assert!(looks_like_jsonl(yes), "{yes}");
        }
        for no in ["", "text", "{ text }", "{\n\"text\": 1}", "{\"quoted\" words}"] {
            assert!(!looks_like_jsonl(no), "{no}");
        }
    }
}
