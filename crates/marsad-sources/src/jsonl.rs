//! One article a line, as JSON objects: `{"id","text","published","language","title","url","source"}`.

use crate::articles::Given;
use crate::decode::replace_breaks;
use crate::published::parse_published;
use serde::Deserialize;
use serde_json::Value;

/// Lines and files longer than this are refused: positions in a text are 32 bits wide.
pub(crate) const LONGEST: u64 = 1 << 30;

#[derive(Deserialize)]
#[serde(expecting = "a JSON object")]
struct Line {
    text: Option<Value>,
    id: Option<Value>,
    published: Option<Value>,
    language: Option<Value>,
    title: Option<Value>,
    url: Option<Value>,
    source: Option<Value>,
}

/// Whether the first lines of a file are articles as JSON.
pub(crate) fn looks_like_jsonl(head: &str) -> bool {
    let first = head.trim_start_matches('\u{feff}').lines().find(|l| !l.trim().is_empty()).unwrap_or_default();
    let Some(inside) = first.trim_start().strip_prefix('{').map(str::trim_start) else { return false };
    let key = inside.strip_prefix('"').and_then(|k| k.split_once('"'));
    inside.starts_with('}') || key.is_some_and(|(_, rest)| rest.trim_start().starts_with(':'))
}

/// Reads a line: the article, or nothing when the line holds none, with what to say about it.
pub(crate) fn parse_line(bytes: &[u8]) -> (Option<Given>, Vec<String>) {
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
    match parse(text, &mut warnings) {
        Ok(line) => (given(line, &mut warnings), warnings),
        Err(message) => {
            warnings.push(message);
            (None, warnings)
        }
    }
}

fn parse(text: &str, warnings: &mut Vec<String>) -> Result<Line, String> {
    if !text.trim_start().starts_with('{') {
        return Err("not a JSON object".to_owned());
    }
    serde_json::from_str(text).or_else(|error| {
        let Some(repaired) = replace_lone_surrogates(text) else { return Err(complaint(&error)) };
        let line = serde_json::from_str(&repaired).map_err(|error| complaint(&error))?;
        warnings.push("half of a surrogate pair replaced".to_owned());
        Ok(line)
    })
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

fn given(line: Line, warnings: &mut Vec<String>) -> Option<Given> {
    let text = match line.text {
        Some(Value::String(text)) => text,
        Some(_) => {
            warnings.push("\"text\" is not a string".to_owned());
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
    let mut string = |name: &str, value: Option<Value>| match value? {
        Value::String(text) => Some(text),
        Value::Number(number) if name == "id" => Some(number.to_string()),
        _ => {
            warnings.push(format!("\"{name}\" is not a string and was left out"));
            None
        }
    };
    let published = string("published", line.published);
    let given = Given {
        external_id: string("id", line.id),
        language: string("language", line.language),
        title: string("title", line.title),
        url: string("url", line.url),
        source: string("source", line.source),
        published: published.as_deref().and_then(parse_published),
        text,
    };
    if let (Some(written), None) = (&published, given.published) {
        let written: String = written.chars().take(40).collect();
        warnings.push(format!("published \"{written}\" is not a date such as 2025-10-27"));
    }
    Some(given)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_every_field() {
        let (given, warnings) = parse_line(r#"{"id":7,"text":"نص","published":"2025-10-27T01:00:00Z","language":"ar","title":"عنوان","url":"u","source":null,"more":[1]}"#.as_bytes());
        let given = given.expect("sound");
        assert_eq!((given.external_id.as_deref(), given.text.as_str(), given.title.as_deref()), (Some("7"), "نص", Some("عنوان")));
        assert_eq!((given.published.map(|d| d.to_string()).as_deref(), given.source, warnings.len()), (Some("2025-10-27"), None, 0));
    }

    #[test]
    fn a_bad_line_says_why() {
        let why = |line: &str| parse_line(line.as_bytes()).1.join("; ");
        assert_eq!(why(r#"{"text": "a"#), "not a sound JSON object: EOF while parsing a string (column 11)");
        assert_eq!(why("[\"a\"]"), "not a JSON object");
        assert_eq!(why("{}"), "no \"text\"");
        assert_eq!(why(r#"{"text": 3}"#), "\"text\" is not a string");
        assert_eq!(why(r#"{"text":"a","published":"soon","title":[]}"#), "\"title\" is not a string and was left out; published \"soon\" is not a date such as 2025-10-27");
        assert!(parse_line("[".repeat(100_000).as_bytes()).0.is_none());
        assert!(parse_line(format!("{{\"a\":{}", "[".repeat(100_000)).as_bytes()).0.is_none());
    }

    #[test]
    fn replaces_halves_of_surrogate_pairs_only() {
        let (given, warnings) = parse_line(r#"{"text":"a\ud800b \ud83d\ude00 \\ud800 \udc00"}"#.as_bytes());
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
