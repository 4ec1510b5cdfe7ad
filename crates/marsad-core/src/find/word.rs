//! Words of a sentence and what can be taken off their front.

use marsad_pack::{NumberTables, Phrase, Phrases, TimeTables};
use marsad_text::{Span, Token};

use super::time::opens;

const WAW: char = '\u{648}';
const FEH: char = '\u{641}';
const BEH: char = '\u{628}';
const KAF: char = '\u{643}';
const LAM: char = '\u{644}';
const HEH: char = '\u{647}';
const ALEF_MADDA: char = '\u{622}';
const ALEF_HAMZA: char = '\u{623}';
const ALEF_HAMZA_BELOW: char = '\u{625}';
const ARTICLE: &str = "\u{627}\u{644}";

/// A solid token (not space) of one sentence with its folded key.
#[derive(Clone, Copy, Debug)]
pub struct Word<'a> {
    /// The word as [`marsad_text::fold_into`] folds it.
    pub key: &'a str,
    /// Where it stands and what it is made of.
    pub token: Token,
    /// The word as written.
    pub text: &'a str,
    /// What it may be part of.
    pub tells: Tells,
}

/// Which of the small tables have something that begins like a word; most words are in neither.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tells {
    /// «وعشرون»
    pub number: StemSet,
    /// «بالشهر», and also «في», which only stands inside a time
    pub time: StemSet,
    /// «بالشهر»: where a time may begin
    pub opens_time: bool,
}

impl Tells {
    /// What the tables say of a folded word.
    pub fn of(key: &str, numbers: &NumberTables, times: &TimeTables) -> Self {
        let mut tells = Self::default();
        for (way, stem) in (0..WAYS).filter_map(|way| Some((way, nth_stem(key, way)?.key))) {
            tells.number.insert(way, !numbers.words.starting(stem).is_empty());
            let senses = times.words.starting(stem);
            tells.time.insert(way, !senses.is_empty());
            tells.opens_time |= senses.iter().any(|phrase| opens(phrase.sense));
        }
        tells
    }
}

/// Some of the ways to read a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StemSet(u16);

impl StemSet {
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    fn insert(&mut self, way: u32, is_in: bool) {
        self.0 |= u16::from(is_in) << way;
    }

    /// Its ways, least taken off first.
    fn ways(self) -> impl Iterator<Item = u32> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let way = left.trailing_zeros();
            left &= left.checked_sub(1)?;
            Some(way)
        })
    }
}

/// One way to read a word: «وبالشهر» as و + ب + ال + «شهر».
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stem<'a> {
    pub key: &'a str,
    /// Whether it carries the article.
    pub definite: bool,
    /// Whether و or ف stands before it.
    pub joined: bool,
    /// The preposition written together with it.
    pub preposition: Option<char>,
    /// Letters before the stem and its article.
    dropped: usize,
}

/// How many ways there may be to read a word.
const WAYS: u32 = 10;

/// The ways to read a folded word, least taken off first.
pub(crate) fn stems(key: &str) -> impl Iterator<Item = Stem<'_>> {
    (0..WAYS).filter_map(|way| nth_stem(key, way))
}

/// One way to read a word, if it is written so: five without و or ف taken off, then the same five with it.
fn nth_stem(key: &str, way: u32) -> Option<Stem<'_>> {
    let plain = Stem { key, definite: false, joined: false, preposition: None, dropped: 0 };
    let stem = if way < WAYS / 2 { plain } else { key.strip_prefix([WAW, FEH]).map(|key| Stem { key, joined: true, dropped: 1, ..plain })? };
    match way % (WAYS / 2) {
        0 => Some(stem),
        1 => article(stem),
        2 => bare(stem).and_then(article),
        3 => bare(stem),
        // «للشهر»: the article has lost its alef to the preposition, so nothing can be left out of the span.
        _ => stem.key.strip_prefix("\u{644}\u{644}").map(|key| Stem { key, definite: true, preposition: Some(LAM), ..stem }),
    }
}

fn bare(stem: Stem<'_>) -> Option<Stem<'_>> {
    stem.key.strip_prefix([BEH, KAF, LAM]).map(|key| Stem { key, preposition: stem.key.chars().next(), dropped: stem.dropped + 1, ..stem })
}

/// Whether و or ف may be taken off.
pub(crate) fn may_be_joined(key: &str) -> bool {
    key.starts_with([WAW, FEH])
}

fn article(stem: Stem<'_>) -> Option<Stem<'_>> {
    stem.key.strip_prefix(ARTICLE).map(|key| Stem { key, definite: true, ..stem })
}

/// The phrases that begin at word `at`, longest first, with the reading of that word they were found by: the first that fits of
/// those by which the table has any.
pub(crate) fn phrases_at<'a, 't, T>(words: &[Word<'a>], at: usize, known: StemSet, phrases: &'t Phrases<T>) -> Option<(Stem<'a>, impl Iterator<Item = (usize, &'t T)>)> {
    let fits = move |stem: &Stem<'_>, phrase: &Phrase<T>| {
        let after = &words[at + 1..];
        (stem.definite || !phrase.definite)
            && phrase.rest.len() <= after.len()
            && phrase.rest.iter().zip(after).all(|(rest, word)| rest == word.key)
            && !(phrase.marbuta && stem.dropped > 0 && words[at].text.ends_with(HEH))
    };
    let is_spelled = |stem: &Stem<'_>| !stem.definite || has_bare_alef(words[at].text, stem.dropped);
    let ways = known.ways().filter_map(|way| nth_stem(words[at].key, way));
    let stem = ways.filter(is_long_enough).find(|stem| phrases.starting(stem.key).iter().any(|p| fits(stem, p)) && is_spelled(stem))?;
    let found = phrases.starting(stem.key).iter().filter(move |p| fits(&stem, p)).map(move |p| (at + 1 + p.rest.len(), &p.sense));
    Some((stem, found))
}

/// Whether the letter after `dropped` others may be the article's: «ألان» is a name, «الآن» is now.
fn has_bare_alef(text: &str, dropped: usize) -> bool {
    let letter = text[letters(text, dropped)..].chars().next();
    !matches!(letter, Some(ALEF_MADDA | ALEF_HAMZA | ALEF_HAMZA_BELOW))
}

/// A single letter is a word only where nothing was taken off it: «م» may mark a year, the rest of «به» may not.
fn is_long_enough(stem: &Stem<'_>) -> bool {
    (stem.dropped == 0 && !stem.definite) || stem.key.chars().nth(1).is_some()
}

/// The span of words `first..end`, the proclitics that `stem` has taken off the first word left out.
pub(crate) fn span_of(words: &[Word<'_>], first: usize, end: usize, stem: Option<Stem<'_>>) -> Span {
    let whole = words[first].token.span.join(words[end - 1].token.span);
    let skip = stem.map_or(0, |stem| letters(words[first].text, stem.dropped));
    Span::new(whole.start.at() + skip, whole.end.at())
}

/// Bytes of the first `count` letters of `text` with the marks on them.
fn letters(text: &str, count: usize) -> usize {
    let is_letter = |c: &char| marsad_text::fold_char(*c).is_some();
    text.char_indices().filter(|(_, c)| is_letter(c)).nth(count).map_or(0, |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(key: &str, stem: &str) -> Option<Stem<'static>> {
        let key: &'static str = key.to_owned().leak();
        stems(key).find(|s| s.key == stem)
    }

    #[test]
    fn takes_conjunction_preposition_and_article_off() {
        let stem = read("وبالشهر", "شهر").expect("the stem is there");
        assert!(stem.definite && stem.joined && stem.preposition == Some(BEH) && stem.dropped == 2);
    }

    #[test]
    fn finds_the_article_that_lost_its_alef() {
        assert!(read("للشهر", "شهر").expect("the stem is there").definite);
    }

    #[test]
    fn leaves_proclitics_with_their_vowels_out_of_the_span() {
        assert_eq!(letters("وَبِسَبْتَمْبَر", 2), "وَبِ".len());
    }
}

/// A sentence read as words, for the tests of this room.
#[cfg(test)]
pub(crate) mod testing {
    use marsad_text::{TokenKind, fold_into, tokenize};

    use super::{StemSet, Tells, Word};

    /// The solid tokens of a sentence; keys live as long as the test.
    pub(crate) fn words(text: &str) -> Vec<Word<'_>> {
        let solid = |kind| !matches!(kind, TokenKind::Space | TokenKind::Break);
        let word = |token: marsad_text::Token| {
            let text = token.span.of(text);
            let mut key = String::new();
            fold_into(text, &mut key);
            Word { key: key.leak(), token, text, tells: Tells { number: StemSet(u16::MAX), time: StemSet(u16::MAX), opens_time: true } }
        };
        tokenize(text).into_iter().filter(|t| solid(t.kind)).map(word).collect()
    }

    /// The number tables of a pack.
    pub(crate) fn number_tables(language: &str) -> marsad_pack::NumberTables {
        let mut tables = marsad_pack::NumberTables::default();
        let text = match language {
            "ar" => include_str!("../../../../packs/ar/words/numbers.tsv"),
            _ => include_str!("../../../../packs/en/words/numbers.tsv"),
        };
        tables.read("numbers.tsv", text).expect("the pack is sound");
        tables
    }

    /// The time tables of a pack.
    pub(crate) fn time_tables(language: &str) -> marsad_pack::TimeTables {
        let mut tables = marsad_pack::TimeTables::default();
        for (file, text) in time_files(language) {
            tables.read(file, text).expect("the pack is sound");
        }
        tables
    }

    /// Every form in the time tables of a pack.
    pub(crate) fn forms(language: &str) -> Vec<&'static str> {
        let lines = time_files(language).into_iter().flat_map(|(_, text)| text.lines().filter(|line| !line.starts_with('#')).skip(1));
        lines.flat_map(|line| line.split('\t').take(3)).flat_map(|cell| cell.split('|')).filter(|form| !form.is_empty() && !form.is_ascii()).collect()
    }

    fn time_files(language: &str) -> [(&'static str, &'static str); 7] {
        macro_rules! files {
            ($language:literal) => {
                [
                    ("months.tsv", include_str!(concat!("../../../../packs/", $language, "/time/months.tsv"))),
                    ("weekdays.tsv", include_str!(concat!("../../../../packs/", $language, "/time/weekdays.tsv"))),
                    ("units.tsv", include_str!(concat!("../../../../packs/", $language, "/time/units.tsv"))),
                    ("feasts.tsv", include_str!(concat!("../../../../packs/", $language, "/time/feasts.tsv"))),
                    ("decades.tsv", include_str!(concat!("../../../../packs/", $language, "/time/decades.tsv"))),
                    ("landmarks.tsv", include_str!(concat!("../../../../packs/", $language, "/time/landmarks.tsv"))),
                    ("words.tsv", include_str!(concat!("../../../../packs/", $language, "/time/words.tsv"))),
                ]
            };
        }
        if language == "ar" { files!("ar") } else { files!("en") }
    }
}
