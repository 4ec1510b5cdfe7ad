//! The list of feeds: TOML or OPML. What is wrong with it is told with its line.

use super::named;
use anyhow::{Context, bail};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::HashSet;
use std::path::Path;
use toml::Spanned;

/// A feed to poll.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Feed {
    /// Its address.
    pub url: String,
    /// Whose it is, for all its articles.
    pub outlet: Option<String>,
    /// The language of all its articles.
    pub language: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    #[serde(default)]
    feed: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    url: Spanned<String>,
    outlet: Option<String>,
    language: Option<String>,
}

/// Reads a list; a feed that is named twice is one.
pub fn read(path: &Path) -> anyhow::Result<Vec<Feed>> {
    let name = path.display();
    let text = std::fs::read_to_string(path).with_context(|| format!("reading {name}"))?;
    let is_xml = text.trim_start_matches('\u{feff}').trim_start().starts_with('<');
    let feeds = if is_xml { outlines(&text) } else { entries(&text) };
    let feeds = feeds.map_err(|(at, what)| anyhow::anyhow!("{name}:{}: {what}", text.get(..at).unwrap_or(&text).matches('\n').count() + 1))?;
    if feeds.is_empty() {
        bail!("{name}: names no feed");
    }
    let mut met = HashSet::new();
    Ok(feeds.into_iter().filter(|f| met.insert(f.url.clone())).collect())
}

/// Where something is wrong, in bytes, and what.
type Wrong = (usize, String);

fn entries(text: &str) -> Result<Vec<Feed>, Wrong> {
    let list: List = toml::from_str(text).map_err(|e| (e.span().map_or(0, |s| s.start), e.message().to_owned()))?;
    list.feed
        .into_iter()
        .map(|entry| {
            let at = entry.url.span().start;
            feed(at, entry.url.into_inner(), entry.outlet, entry.language)
        })
        .collect()
}

fn feed(at: usize, url: String, outlet: Option<String>, language: Option<String>) -> Result<Feed, Wrong> {
    let words = |text: Option<String>| text.map(|t| t.trim().to_owned()).filter(|t| !t.is_empty());
    match named::address(Path::new(url.trim())) {
        Some(url) => Ok(Feed { url: url.to_owned(), outlet: words(outlet), language: words(language) }),
        None => Err((at, format!("\"{url}\" is no address that begins with http:// or https://"))),
    }
}

fn outlines(text: &str) -> Result<Vec<Feed>, Wrong> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let mut feeds = Vec::new();
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(0);
        match reader.read_event().map_err(|e| (usize::try_from(reader.error_position()).unwrap_or(at), e.to_string()))? {
            Event::Start(element) | Event::Empty(element) if element.name().into_inner() == "outline" => feeds.extend(outline(at, &element)?),
            Event::Eof => return Ok(feeds),
            _ => {}
        }
    }
}

/// The feed of an outline; nothing for a folder.
fn outline(at: usize, element: &BytesStart<'_>) -> Result<Option<Feed>, Wrong> {
    let value = |name: &str| {
        let found = element.attributes().flatten().find(|a| a.key.into_inner().eq_ignore_ascii_case(name));
        found.map(|a| a.normalized_value(XmlVersion::Implicit1_0).map(Cow::into_owned).map_err(|e| (at, e.to_string()))).transpose()
    };
    let Some(url) = value("xmlUrl")? else { return Ok(None) };
    let title = value("title")?.filter(|title| !title.trim().is_empty());
    feed(at, url, title.or(value("text")?), value("language")?).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn feed_of(url: &str, outlet: Option<&str>, language: Option<&str>) -> Feed {
        Feed { url: url.to_owned(), outlet: outlet.map(str::to_owned), language: language.map(str::to_owned) }
    }

    fn list(name: &str, text: &str) -> Result<Vec<Feed>, String> {
        let path = std::env::temp_dir().join(format!("marsad-feeds-{}-{name}", std::process::id()));
        std::fs::write(&path, text).expect("temporary file");
        let read = read(&path).map_err(|e| e.to_string().replace(&path.display().to_string(), name));
        std::fs::remove_file(path).expect("clean up");
        read
    }

    #[test]
    fn both_forms_name_feeds_once() {
        let toml = "[[feed]]\nurl = \"https://example.org/a\"\noutlet = \"الميناء\"\nlanguage = \"ar\"\n\n[[feed]]\nurl = \"https://example.org/b\"\n[[feed]]\nurl = \"https://example.org/a\"";
        assert_eq!(list("a.toml", toml), Ok(vec![feed_of("https://example.org/a", Some("الميناء"), Some("ar")), feed_of("https://example.org/b", None, None)]));
        let opml = "<?xml version=\"1.0\"?>\n<opml version=\"2.0\"><body><outline text=\"News\">\n<outline title=\"\" text=\"A &amp; B\" type=\"rss\" xmlUrl=\"https://example.org/a?x=1&amp;y=2\"/>\n</outline></body></opml>";
        assert_eq!(list("a.opml", opml), Ok(vec![feed_of("https://example.org/a?x=1&y=2", Some("A & B"), None)]));
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        for (text, line, why) in [
            ("[[feed]]\nurl = \"https://example.org\"\noutlett = \"x\"", 3, "outlett"),
            ("\n[[feed]]\noutlet = \"x\"", 2, "url"),
            ("[[feed]]\n\nurl = \"example.org\"", 3, "is no address"),
            ("[[feed]]\nurl = ", 2, ""),
            ("<opml>\n<outline xmlUrl=\"ftp://example.org\"/></opml>", 2, "is no address"),
            ("<opml>\n<body>\n</opml>", 3, ""),
        ] {
            let error = list("f", text).expect_err(text);
            assert!(error.starts_with(&format!("f:{line}: ")) && error.contains(why), "{text}: {error}");
        }
        assert_eq!(list("f", ""), Err("f: names no feed".to_owned()));
    }
}
