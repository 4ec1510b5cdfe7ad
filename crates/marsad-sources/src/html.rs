//! A page: the article in it, without what stands around it.
//!
//! Enters: the bytes of a page. Leaves: headline and paragraphs, and what the page says of its day, author, outlet, language
//! and address. Navigation, related links and captions stay behind.

use crate::articles::Given;
use crate::decode::{decode, sniff};
use crate::published::parse_moment;
use dom_query::Document;
use dom_smoothie::{Config, Readability, TextMode};
use encoding_rs::Encoding;

/// Where a page may say its encoding.
const HEAD: usize = 2048;
/// A page with less text holds no article.
const SHORTEST: usize = 80;

/// Whether bytes begin like a page.
pub(crate) fn looks_like_html(head: &str) -> bool {
    let start: String = head.trim_start_matches('\u{feff}').trim_start().chars().take(400).collect::<String>().to_ascii_lowercase();
    start.starts_with("<!doctype html")
        || start.starts_with("<html")
        || start.starts_with("<head")
        || (start.starts_with("<!--") && start.contains("<html"))
        || (start.starts_with("<?xml") && start.contains("<html"))
}

/// The text of a page's bytes: by what the server said, by what the page says, else by the look of the letters.
fn text_of(bytes: Vec<u8>, charset: Option<&str>) -> Result<(String, Vec<String>), String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_ascii_lowercase();
    let declared =
        head.split_once("charset=").map(|(_, rest)| rest.trim_start_matches(['"', '\'', ' ']).chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-' || *c == '_').collect::<String>());
    let label = charset.map(str::to_owned).or(declared);
    if let Some(encoding) = label.and_then(|l| Encoding::for_label(l.as_bytes())) {
        let (text, _, damaged) = encoding.decode(&bytes);
        if !damaged {
            return Ok((text.into_owned(), Vec::new()));
        }
    }
    let reading = sniff(&bytes[..bytes.len().min(crate::decode::HEAD)]).map_err(|what| format!("is not text: it looks like {what}"))?;
    Ok(decode(bytes, reading))
}

/// The article of a page, and what to say about it.
pub(crate) fn article(bytes: Vec<u8>, address: Option<&str>, charset: Option<&str>) -> Result<(Given, Vec<String>), String> {
    let (page, mut warnings) = text_of(bytes, charset)?;
    let links = Links::find(&page);
    let config = Config { text_mode: TextMode::Formatted, char_threshold: 200, ..Config::default() };
    let base = address.filter(|a| a.starts_with("http"));
    let mut reader = Readability::new(page.as_str(), base, Some(config)).map_err(|e| format!("is no page that can be read: {e}"))?;
    let found = reader.parse().map_err(|_| "holds no article that can be told from its navigation".to_owned())?;
    let title = found.title.trim().to_owned();
    let body = found.text_content.trim();
    if body.chars().count() < SHORTEST {
        return Err("holds no article that can be told from its navigation".to_owned());
    }
    let moment = found.published_time.as_deref().filter(|t| !t.trim().is_empty());
    let published = moment.and_then(parse_moment);
    if let (Some(written), None) = (moment, &published) {
        warnings.push(format!("the page's date \"{}\" is not understood", written.chars().take(40).collect::<String>()));
    }
    let text = if title.is_empty() || body.starts_with(&title) { body.to_owned() } else { format!("{title}\n\n{body}") };
    let given = Given {
        text,
        title: Some(title).filter(|t| !t.is_empty()),
        published: published.as_ref().map(|p| p.0),
        published_at: moment.map(|m| m.trim().to_owned()),
        language: found.lang.filter(|l| l.len() >= 2 && l.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')),
        source: found.site_name.filter(|s| !s.trim().is_empty()),
        author: found.byline.map(|b| b.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|b| !b.is_empty()),
        url: links.canonical.or(found.url).filter(|u| address.is_none_or(|a| same_house(u, a))).or_else(|| address.map(str::to_owned)).filter(|u| u.starts_with("http")),
        external_id: None,
    };
    Ok((given, warnings))
}

/// Whether two addresses belong to one house, as `m.example.org` and `www.example.org`. A page may not say that it stands
/// in another's: its text would then be kept as a new version of that one's article.
fn same_house(one: &str, other: &str) -> bool {
    let host = |address: &str| address.split_once("://").map(|(_, rest)| rest.split(['/', '?', '#', ':']).next().unwrap_or_default().to_ascii_lowercase());
    let (Some(one), Some(other)) = (host(one), host(other)) else { return false };
    let bare = |host: &str| ["www.", "m.", "amp."].iter().find_map(|p| host.strip_prefix(p)).unwrap_or(host).to_owned();
    let (one, other) = (bare(&one), bare(&other));
    let within = |part: &str, whole: &str| whole.contains('.') && part.strip_suffix(whole).is_some_and(|front| front.is_empty() || front.ends_with('.'));
    one == other || within(&one, &other) || within(&other, &one)
}

/// What a page says of its own address.
#[derive(Default)]
struct Links {
    canonical: Option<String>,
}

impl Links {
    fn find(page: &str) -> Self {
        let head = page.find("</head>").map_or(page, |end| &page[..end]);
        let document = Document::from(head);
        let attribute = |selector: &str, name: &str| document.select(selector).iter().next().and_then(|node| node.attr(name)).map(|v| v.trim().to_owned()).filter(|v| v.starts_with("http"));
        Self { canonical: attribute("link[rel=canonical]", "href").or_else(|| attribute("meta[property='og:url']", "content")) }
    }
}

/// The words of a fragment of a page, block by block.
pub(crate) fn plain(fragment: &str) -> String {
    if !fragment.contains(['<', '&']) {
        return fragment.trim().to_owned();
    }
    let document = Document::fragment(fragment);
    document.select("script, style, noscript, figcaption").remove();
    document.formatted_text().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(crate) const PAGE: &str = r#"<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>وزيرا الخارجية يلتقيان في عمّان | جريدة الأفق</title>
<link rel="canonical" href="https://example.org/news/7"><meta property="og:site_name" content="جريدة الأفق"><meta property="og:title" content="وزيرا الخارجية يلتقيان في عمّان">
<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"وزيرا الخارجية يلتقيان في عمّان","datePublished":"2025-10-27T23:30:00+03:00","author":{"@type":"Person","name":"سامر البكري"}}</script></head>
<body><nav><a href="/">الرئيسية</a> <a href="/w">العالم</a></nav><article><h1>وزيرا الخارجية يلتقيان في عمّان</h1>
<p>التقى وزير الخارجية المصري نظيره الأردني في عمّان اليوم الاثنين، وبحثا سبل تعزيز التعاون بين البلدين في مجالات الطاقة والنقل والمياه.</p>
<p>وقال الوزير الأردني إن الجانبين اتفقا على عقد اجتماع جديد في القاهرة الشهر المقبل، وإن بلاده ترحب بالاستثمارات المصرية في قطاع الكهرباء.</p>
<p>وأكد الوزير المصري أن بلاده تدعم الأردن في تأمين احتياجاته من الغاز الطبيعي، وأن وفدا فنيا سيزور العقبة في الأيام المقبلة.</p></article>
<aside><h3>اقرأ أيضا</h3><ul><li><a href="/8">فوز المنتخب في المباراة الودية</a></li></ul></aside><footer>جميع الحقوق محفوظة</footer></body></html>"#;

    #[test]
    fn finds_the_article_and_what_the_page_says_of_it() {
        let (given, warnings) = article(PAGE.as_bytes().to_vec(), None, None).expect("an article");
        assert!(given.text.starts_with("وزيرا الخارجية يلتقيان في عمّان\n\nالتقى وزير الخارجية المصري"), "{}", given.text);
        assert!(!given.text.contains("الرئيسية") && !given.text.contains("المباراة") && !given.text.contains("الحقوق"), "{}", given.text);
        assert_eq!(given.published.map(|d| d.to_string()).as_deref(), Some("2025-10-27"));
        assert_eq!(given.published_at.as_deref(), Some("2025-10-27T23:30:00+03:00"));
        assert_eq!((given.author.as_deref(), given.source.as_deref(), given.language.as_deref()), (Some("سامر البكري"), Some("جريدة الأفق"), Some("ar")));
        assert_eq!((given.url.as_deref(), warnings.len()), (Some("https://example.org/news/7"), 0));
    }

    #[test]
    fn reads_the_encoding_the_page_names() {
        let page = PAGE.replace("charset=\"utf-8\"", "charset=\"windows-1256\"");
        let (bytes, _, _) = encoding_rs::WINDOWS_1256.encode(&page);
        let (given, _) = article(bytes.into_owned(), Some("https://example.org/x"), None).expect("an article");
        assert!(given.text.contains("التقى وزير الخارجية المصري نظيره الأردني"), "{}", given.text);
    }

    #[test]
    fn a_page_names_no_address_of_another_house() {
        let named = |address: &str| article(PAGE.as_bytes().to_vec(), Some(address), None).expect("an article").0.url;
        for address in ["https://m.example.org/7", "https://www.example.org/x", "http://news.example.org/"] {
            assert_eq!(named(address).as_deref(), Some("https://example.org/news/7"), "{address}");
        }
        for address in ["https://example.net/7", "https://notexample.org/7", "https://org/"] {
            assert_eq!(named(address).as_deref(), Some(address));
        }
    }

    #[test]
    fn a_page_of_links_holds_no_article() {
        assert!(article(b"<html><body><a href=/1>one</a> <a href=/2>two</a></body></html>".to_vec(), None, None).is_err());
    }

    #[test]
    fn fragments_lose_their_tags_only() {
        assert_eq!(plain("<p>التقى &amp; قال</p><p>ثم <b>غادر</b></p><script>x</script>"), "التقى & قال\n\nثم غادر");
    }
}
