//! Feeds: RSS and Atom entries as articles.

use crate::articles::Given;
use crate::html::plain;
use crate::published::{parse_moment, wall_clock};
use feed_rs::model::{Entry, Feed};
use feed_rs::parser::Builder;

/// Whether a file begins like a feed.
pub(crate) fn looks_like_feed(head: &str) -> bool {
    let start: String = head.chars().take(1500).collect();
    start.trim_start_matches('\u{feff}').trim_start().starts_with('<') && ["<rss", "<feed", "<rdf:RDF"].iter().any(|root| start.contains(root))
}

/// An entry with fewer characters may be the beginning of an article only.
const WHOLE: usize = 1200;

/// An entry with what should be known of it.
pub(crate) struct Told {
    pub given: Given,
    pub warnings: Vec<String>,
    /// Where the whole article stands, when this looks like its beginning.
    pub link: Option<String>,
}

/// The entries of a feed that hold words, in order.
pub(crate) fn entries(bytes: &[u8], address: Option<&str>) -> Result<Vec<Told>, String> {
    let feed = parse(bytes, address)?;
    let outlet = feed.title.as_ref().map(|t| plain(&t.content)).filter(|t| !t.is_empty());
    let language = feed.language.clone().filter(|l| l.len() >= 2);
    let undated = bytes_have_dates(bytes);
    Ok(feed.entries.iter().map(|entry| told(entry, outlet.as_deref(), language.as_deref(), undated)).collect())
}

/// A feed of any kind. Times keep the day they have where they were written.
pub(crate) fn parse(bytes: &[u8], address: Option<&str>) -> Result<Feed, String> {
    let parser = Builder::new().base_uri(address).timestamp_parser(|text| parse_moment(text).and_then(|(_, at)| wall_clock(&at))).build();
    parser.parse(bytes).map_err(|e| format!("is no feed that can be read: {e}"))
}

fn bytes_have_dates(bytes: &[u8]) -> bool {
    [b"<pubDate".as_slice(), b"<published", b"<updated", b"<dc:date"].iter().any(|mark| bytes.windows(mark.len()).any(|w| w == *mark))
}

fn told(entry: &Entry, outlet: Option<&str>, language: Option<&str>, dates_expected: bool) -> Told {
    let title = entry.title.as_ref().map(|t| plain(&t.content)).unwrap_or_default();
    let body = entry.content.as_ref().and_then(|c| c.body.as_deref()).or(entry.summary.as_ref().map(|s| s.content.as_str())).map(plain).unwrap_or_default();
    let at = entry.published.or(entry.updated).map(|t| t.naive_utc());
    let mut warnings = Vec::new();
    if at.is_none() && dates_expected {
        warnings.push("the entry's date is not understood".to_owned());
    }
    let text = [title.as_str(), body.as_str()].into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join("\n\n");
    let given = Given {
        text,
        title: Some(title).filter(|t| !t.is_empty()),
        published: at.and_then(|t| t.date().to_string().parse().ok()),
        published_at: at.map(|t| t.format("%Y-%m-%dT%H:%M:%S").to_string()),
        language: entry.language.clone().or_else(|| language.map(str::to_owned)),
        external_id: Some(entry.id.clone()).filter(|i| !i.is_empty()),
        source: outlet.map(str::to_owned),
        url: entry.links.iter().find(|l| l.rel.as_deref().is_none_or(|r| r == "alternate")).map(|l| l.href.clone()).filter(|u| u.starts_with("http")),
        author: entry.authors.first().and_then(|a| a.name.clone()).filter(|n| !n.is_empty()),
    };
    let link = given.url.clone().filter(|_| !is_whole(&body));
    Told { given, warnings, link }
}

/// Whether an entry's words look like all of an article: many, and not broken off.
fn is_whole(body: &str) -> bool {
    let end = body.trim_end_matches([']', ')', ' ', '\n']);
    body.chars().count() >= WHOLE && !end.ends_with('…') && !end.ends_with("...")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_keep_day_outlet_and_address() {
        let feed = r#"<?xml version="1.0"?><rss version="2.0"><channel><title>جريدة الميناء</title><language>ar</language>
<item><title>لقاء في مسقط</title><link>https://example.org/1</link><pubDate>Mon, 27 Oct 2025 23:40:00 +0300</pubDate><description>&lt;p&gt;التقى الوزيران في مسقط.&lt;/p&gt;</description></item>
<item><title>بيان</title><link>https://example.org/2</link><pubDate>الإثنين 27 أكتوبر</pubDate><description>قال الوزير.</description></item></channel></rss>"#;
        let told = entries(feed.as_bytes(), None).expect("a feed");
        assert_eq!(told[0].given.text, "لقاء في مسقط\n\nالتقى الوزيران في مسقط.");
        assert_eq!(told[0].given.published.map(|d| d.to_string()).as_deref(), Some("2025-10-27"));
        assert_eq!((told[0].given.source.as_deref(), told[0].given.url.as_deref()), (Some("جريدة الميناء"), Some("https://example.org/1")));
        assert_eq!((told[1].given.published, told[1].warnings.len()), (None, 1));
        assert_eq!(told[1].link.as_deref(), Some("https://example.org/2"));
    }

    #[test]
    fn long_entries_that_are_not_broken_off_are_whole() {
        let long = "التقى الوزيران في مسقط. ".repeat(60);
        assert!(is_whole(&long) && !is_whole(&format!("{long}[…]")) && !is_whole("التقى الوزيران."));
    }
}
