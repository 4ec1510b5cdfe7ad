//! Article to record: a function of the article, the packs and the day of printing. No files, no clock, no
//! network, no environment, no randomness.
//!
//! Enters: an [`Article`]. Leaves: a [`marsad_record::Record`]. «التقى بوتين نظيره الصيني في بكين أمس» leaves as
//! one event of type `CONSULT` with its sides, day, place and words.

mod code;
mod find;
mod language;
mod layout;
mod read;

use code::article::ArticleReader;
use find::words::WordCache;
use jiff::civil::Date;
use marsad_pack::Packs;
use marsad_record::{Document, Precision, Record};
use serde::Serialize;

/// An article to read.
#[derive(Clone, Debug, Default)]
pub struct Article<'a> {
    /// The whole text, title as its first line.
    pub text: &'a str,
    /// The title, when it is given apart.
    pub title: Option<&'a str>,
    /// The day it was printed.
    pub published: Option<Date>,
    /// BCP 47 tag; found from the text when not given.
    pub language: Option<&'a str>,
    /// The caller's id.
    pub external_id: Option<&'a str>,
    /// The outlet.
    pub source: Option<&'a str>,
    /// The address.
    pub url: Option<&'a str>,
}

/// What was seen in a sentence, for people who ask why.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SentenceNote {
    /// The sentence.
    pub text: String,
    /// First code point.
    pub start: usize,
    /// Code point after the last.
    pub end: usize,
    /// Each word with its part of speech and lemma.
    pub words: Vec<String>,
    /// Each phrase that stands for someone.
    pub mentions: Vec<String>,
    /// The clauses.
    pub clauses: Vec<String>,
    /// The frames tried.
    pub frames: Vec<FrameNote>,
    /// What spoke for and against each happening of a type with learned weights.
    pub weighed: Vec<WeighNote>,
    /// How sure each event is that its words name, and why.
    pub sure: Vec<SureNote>,
}

/// The chance that an event's type and both its sides are what the article says, and what speaks for it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SureNote {
    /// The event type.
    pub kind: String,
    /// The words that name it.
    pub trigger: String,
    /// The first code point of those words.
    pub start: usize,
    /// 0 to 1, as in the record.
    pub confidence: f64,
    /// Each sign with its weight, in hundredths of log odds.
    pub signs: Vec<(String, i32)>,
}

/// Whether what a sentence tells of a type was taken for reported or only spoken of, and why.
#[derive(Clone, Debug, Default, Serialize)]
pub struct WeighNote {
    /// The event type.
    pub kind: String,
    /// The words that name each happening, and their first code point.
    pub triggers: Vec<(String, usize)>,
    /// Whether they are kept.
    pub kept: bool,
    /// The weights of all signs together.
    pub sum: i32,
    /// Each sign with its weight.
    pub signs: Vec<(String, i32)>,
}

/// A frame that was tried on a word.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FrameNote {
    /// Its rule id.
    pub rule: String,
    /// The word.
    pub word: String,
    /// Whether it fits.
    pub fired: bool,
    /// Why it does not.
    pub why: String,
}

/// A word as it is read, piece by piece.
#[derive(Clone, Debug, Default)]
pub struct WordNote {
    /// First byte in the text.
    pub start: usize,
    /// As written.
    pub text: String,
    /// Its pieces: small words before, the stem, a pronoun behind.
    pub pieces: Vec<PieceNote>,
}

/// A piece of a word.
#[derive(Clone, Debug, Default)]
pub struct PieceNote {
    /// As written.
    pub form: String,
    /// The dictionary word, as the pack lists it; the form where none is known.
    pub lemma: String,
    /// Part of speech, by Universal Dependencies' names.
    pub pos: &'static str,
    /// Whether it is the stem.
    pub stem: bool,
    /// The piece it hangs on, counted from the sentence's first.
    pub head: Option<usize>,
    /// As what: `nsubj`, `nsubj:pass`, `obj`, `conj`, or `dep` within its phrase.
    pub role: &'static str,
}

/// A time expression, resolved.
#[derive(Clone, Debug, Default, Serialize)]
pub struct DateNote {
    /// As written.
    pub text: String,
    /// First code point.
    pub start: usize,
    /// Code point after the last.
    pub end: usize,
    /// First day, ISO.
    pub from: Option<String>,
    /// Last day, ISO.
    pub to: Option<String>,
    /// How exact it is.
    pub precision: Precision,
}

/// A passage of the text that is none of the article's, and so was not read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AsideNote {
    /// First code point.
    pub start: usize,
    /// Code point after the last.
    pub end: usize,
    /// `publication line`, `byline`, `related links`, `other script`, `repeated` or `after the article`.
    pub reason: &'static str,
}

/// Reads articles with one set of packs; keep one per thread, it remembers the words it has analysed.
pub struct Reader<'p> {
    packs: &'p Packs,
    caches: Vec<WordCache>,
}

impl<'p> Reader<'p> {
    /// A reader with nothing remembered.
    #[must_use]
    pub fn new(packs: &'p Packs) -> Self {
        Self { packs, caches: packs.languages.iter().map(|_| WordCache::default()).collect() }
    }

    /// Reads an article. Never fails: what was not understood is a warning in the record.
    pub fn read(&mut self, article: &Article<'_>) -> Record {
        self.run(article, false).0
    }

    /// Reads an article and tells, sentence by sentence, what was seen and which frames were tried.
    pub fn explain(&mut self, article: &Article<'_>) -> Vec<SentenceNote> {
        self.run(article, true).1
    }

    /// The words of each sentence of a text as they are read: small words apart, lemmas, subjects and objects.
    pub fn words(&mut self, article: &Article<'_>) -> Vec<Vec<WordNote>> {
        let Some((at, reader)) = self.open(article) else { return Vec::new() };
        reader.words(&mut self.caches[at])
    }

    /// The passages that are none of the article's, in the order written; neighbours of one reason are one passage.
    #[must_use]
    pub fn aside(&self, article: &Article<'_>) -> Vec<AsideNote> {
        self.open(article).map_or_else(Vec::new, |(_, reader)| reader.aside())
    }

    /// The article laid out, with the place of its language; `None` when the packs do not know that.
    fn open<'a>(&self, article: &Article<'a>) -> Option<(usize, ArticleReader<'a>)>
    where
        'p: 'a,
    {
        let at = self.language_at(&tag_of(article))?;
        Some((at, ArticleReader::new(self.packs, &self.packs.languages[at], article.text)))
    }

    fn language_at(&self, tag: &str) -> Option<usize> {
        let primary = tag.split('-').next()?;
        self.packs.languages.iter().position(|l| primary.eq_ignore_ascii_case(&l.tag))
    }

    /// Every time expression of a text, resolved against the day of printing, in the order written.
    pub fn dates(&mut self, article: &Article<'_>) -> Vec<DateNote> {
        let Some((at, reader)) = self.open(article) else { return Vec::new() };
        let cache = &mut self.caches[at];
        let published = article.published.or_else(|| reader.printed());
        reader.dates(published, cache)
    }

    fn run(&mut self, article: &Article<'_>, explain: bool) -> (Record, Vec<SentenceNote>) {
        let mut document = Document {
            id: language::content_id(article.title.unwrap_or(""), article.text),
            external_id: article.external_id.map(str::to_owned),
            title: article.title.unwrap_or("").to_owned(),
            text: article.text.to_owned(),
            published: article.published.map(|d| d.to_string()),
            language: String::new(),
            source: article.source.map(str::to_owned),
            url: article.url.map(str::to_owned),
            warnings: Vec::new(),
        };
        let tag = tag_of(article);
        document.language.clone_from(&tag);
        let Some(at) = self.language_at(&tag) else {
            document.warnings.push(format!("language \"{tag}\" is not one the packs know: nothing was read"));
            return (Record { document, ..Record::default() }, Vec::new());
        };
        if article.text.trim().is_empty() {
            document.warnings.push("the article is empty".into());
            return (Record { document, ..Record::default() }, Vec::new());
        }
        let reader = ArticleReader::new(self.packs, &self.packs.languages[at], article.text);
        let cache = &mut self.caches[at];
        let published = article.published.or_else(|| reader.printed());
        document.published = published.map(|d| d.to_string());
        if published.is_none() {
            document.warnings.push("no publication date: times such as «yesterday» are not resolved".into());
        }
        if document.title.is_empty()
            && let Some(title) = reader.title()
        {
            title.of(article.text).clone_into(&mut document.title);
        }
        let draft = reader.read(published, cache, explain);
        let notes = draft.notes;
        (Record { document, events: draft.events, statements: draft.statements }, notes)
    }
}

/// The article's language as it is given, else as its text shows it.
fn tag_of(article: &Article<'_>) -> String {
    article.language.map_or_else(|| language::guess(article.text), str::to_owned)
}
