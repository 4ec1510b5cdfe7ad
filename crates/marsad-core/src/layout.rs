//! What of a page is the article: title, dateline, publication line, headings, paragraphs, and what is not.
//!
//! Enters: tokens and sentences. Leaves: one [`Block`] a line, each with its [`Part`]. A line «اقرأ أيضاً: …», a
//! link with a tag glued on, a byline «كتبت: هند سالم» or the title printed again is [`Part::Furniture`] and yields nothing.

use crate::code::when::NO_DAY;
use crate::find::numbers::find_numbers;
use crate::find::time::{TimeContext, find_times};
use crate::find::words::Word;
use crate::find::{Tells, Word as PlainWord};
use foldhash::fast::FixedState;
use jiff::civil::Date;
use marsad_pack::{Language, NameOf, Pos, Shape, word_hash};
use marsad_text::{Sentence, Token, TokenKind};
use std::collections::HashSet;

/// What a line of an article is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Title,
    Heading,
    Publication,
    Furniture(Aside),
    Paragraph,
}

/// Why a line is none of the article's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aside {
    Byline,
    Links,
    Script,
    Repeated,
    After,
}

impl Part {
    /// What keeps a line from being read, in a word or two; `None` for what is read.
    pub fn aside(self) -> Option<&'static str> {
        match self {
            Self::Title | Self::Heading | Self::Paragraph => None,
            Self::Publication => Some("publication line"),
            Self::Furniture(Aside::Byline) => Some("byline"),
            Self::Furniture(Aside::Links) => Some("related links"),
            Self::Furniture(Aside::Script) => Some("other script"),
            Self::Furniture(Aside::Repeated) => Some("repeated"),
            Self::Furniture(Aside::After) => Some("after the article"),
        }
    }
}

/// A line of the article.
#[derive(Clone, Debug)]
pub struct Block {
    pub part: Part,
    /// Its sentences, as indexes.
    pub sentences: std::ops::Range<usize>,
    /// The day of printing that a publication line gives.
    pub printed: Option<Date>,
}

/// Longest line that may be a heading, in words.
const HEADING_WORDS: usize = 9;
/// Longest line that may be a link or a caption, in words.
const FURNITURE_WORDS: usize = 45;
/// Longest line of an unmarked link below «شاهد أيضاً», in words.
const LINK_WORDS: usize = 30;
/// Longest line that only says when the article was printed, or by whom it was written, in words.
const CREDIT_WORDS: usize = 12;
/// A first line of more words that ends in a full stop opens the report: the article has no title.
const TITLE_WORDS: usize = 14;
/// Shortest paragraph that shows a report to go on below a box of links, in words.
const REPORT_WORDS: usize = 20;

/// Groups sentences into lines and says what each is.
pub fn layout(text: &str, tokens: &[Token], sentences: &[Sentence], language: &Language) -> Vec<Block> {
    let lines = lines(text, tokens, sentences, language);
    let mut blocks: Vec<Block> = Vec::with_capacity(lines.len());
    let mut seen: HashSet<String, FixedState> = HashSet::default();
    let mut links = false;
    let mut over = false;
    for (at, line) in lines.iter().enumerate() {
        let titled = blocks.iter().any(|b| matches!(b.part, Part::Title | Part::Paragraph));
        let mut part = match () {
            () if over => Part::Furniture(Aside::After),
            () if links && !line.ended && line.words.len() <= LINK_WORDS => Part::Furniture(Aside::Links),
            () => line.part(titled),
        };
        let furniture = |part| matches!(part, Part::Furniture(_));
        if !line.ended && !seen.insert(line.folded()) && titled && !furniture(part) {
            part = Part::Furniture(Aside::Repeated);
        }
        links = furniture(part) && (links || line.opens_links());
        over |= furniture(part) && line.closes_article() && !lines[at + 1..].iter().any(Line::goes_on);
        let printed = if part == Part::Publication { line.day().1 } else { None };
        blocks.push(Block { part, sentences: line.sentences.clone(), printed });
    }
    // An article of one line has no title apart from its text.
    if !blocks.iter().any(|b| b.part == Part::Paragraph)
        && let Some(only) = blocks.iter_mut().find(|b| b.part == Part::Title)
    {
        only.part = Part::Paragraph;
    }
    blocks
}

/// A line before it is known what it is.
struct Line<'a> {
    text: &'a str,
    /// Words and numbers.
    words: Vec<&'a Token>,
    tokens: &'a [Token],
    sentences: std::ops::Range<usize>,
    language: &'a Language,
    /// Ends as a sentence or a quotation does.
    ended: bool,
    /// Ends in a full stop.
    stopped: bool,
    /// The cue it opens with, and how many words that has.
    cue: Option<(&'a str, &'a str, usize)>,
}

fn lines<'a>(text: &'a str, tokens: &'a [Token], sentences: &[Sentence], language: &'a Language) -> Vec<Line<'a>> {
    let mut found = Vec::new();
    let mut first = 0;
    for at in 1..=sentences.len() {
        let breaks = at == sentences.len() || tokens[sentences[at - 1].end..sentences[at].first].iter().any(|t| t.kind == TokenKind::Break);
        if breaks && first < at {
            let tokens = &tokens[sentences[first].first..sentences[at - 1].end];
            let mut words = Vec::with_capacity(tokens.len());
            words.extend(tokens.iter().filter(|t| t.is_word() || t.kind == TokenKind::Number));
            let last = sentences[at - 1].span.of(text);
            let ended = last.ends_with(['.', '!', '؟', '?', '…', '»', '”', '"', '۔', ':']);
            let stopped = last.ends_with('.') && !last.ends_with("..");
            let cue = opening_cue(text, &words, language);
            found.push(Line { text, words, tokens, sentences: first..at, language, ended, stopped, cue });
            first = at;
        }
    }
    found
}

impl Line<'_> {
    /// What the line is by itself; `titled` when the title or the report has been seen.
    fn part(&self, titled: bool) -> Part {
        if self.is_foreign() {
            return Part::Furniture(Aside::Script);
        }
        if self.is_credit() {
            return Part::Furniture(Aside::Byline);
        }
        if self.is_printed() {
            return Part::Publication;
        }
        if !titled {
            return if self.stopped && self.words.len() > TITLE_WORDS { Part::Paragraph } else { Part::Title };
        }
        if self.is_link() {
            return Part::Furniture(Aside::Links);
        }
        if !self.ended && self.sentences.len() == 1 && self.words.len() <= HEADING_WORDS { Part::Heading } else { Part::Paragraph }
    }

    /// «اقرأ أيضاً: …», «… المزيد»: a link, a caption or a line of the site.
    fn is_link(&self) -> bool {
        let opened = matches!(self.cue, Some(("furniture", ..))) && (!self.ended || self.sets_cue_off());
        let closed = || !self.ended && closing_cue(self.text, &self.words, self.language);
        self.words.len() <= FURNITURE_WORDS && (opened || closed())
    }

    /// «كتبت: هند سالم», «المصدر: وكالات», «القاهرة - سانا»: who wrote it, where it was taken from.
    fn is_credit(&self) -> bool {
        let opened = matches!(self.cue, Some(("byline", ..)));
        !self.ended && self.words.len() <= CREDIT_WORDS && (opened || self.only_names_source())
    }

    /// Whether all its words name an outlet, with a place or not.
    fn only_names_source(&self) -> bool {
        let mut outlet = false;
        let mut at = 0;
        while at < self.words.len() {
            let mut end = None;
            each_name(self.text, &self.words[at..], self.language, |len, of| match of {
                NameOf::Cue(cue) if self.language.names.cues[cue as usize].kind == "outlet" => {
                    outlet = true;
                    end = Some(len);
                }
                NameOf::Place(_) | NameOf::Entity(..) => end = Some(len),
                _ => {}
            });
            let Some(len) = end else { return false };
            at += len;
        }
        outlet
    }

    /// «نشر في 27 أكتوبر 2025», «الأربعاء 29-06-2011 21:06»: a line that says when the article was printed.
    fn is_printed(&self) -> bool {
        let cued = matches!(self.cue, Some(("publication", ..)));
        self.words.len() <= CREDIT_WORDS && (cued || !self.ended && self.only_tells_time())
    }

    /// Whether it holds a date and hardly anything else.
    fn only_tells_time(&self) -> bool {
        self.words.iter().any(|t| t.kind == TokenKind::Number) && matches!(self.day(), (0 | 1, Some(_)))
    }

    /// How many of its words tell no time, and the first day that is told in full.
    fn day(&self) -> (usize, Option<Date>) {
        let solid: Vec<&Token> = self.tokens.iter().filter(|t| !matches!(t.kind, TokenKind::Space | TokenKind::Break)).collect();
        let keys: Vec<String> = solid.iter().map(|t| folded(t.span.of(self.text))).collect();
        let plain: Vec<PlainWord<'_>> =
            solid.iter().zip(&keys).map(|(t, key)| PlainWord { key, token: **t, text: t.span.of(self.text), tells: Tells::of(key, &self.language.numbers, &self.language.time) }).collect();
        let numbers = find_numbers(&plain, &self.language.numbers);
        let times = find_times(&plain, &numbers, &self.language.time);
        let is_word = |at: usize| plain[at].token.is_word() && plain[at].key.chars().nth(1).is_some();
        let rest = (0..plain.len()).filter(|&at| is_word(at) && !times.iter().any(|t| (t.first..t.end).contains(&at))).count();
        let context = TimeContext { published: NO_DAY, last_told: None, ahead: false };
        let days = times.iter().filter(|t| !t.expr.needs_published()).map(|t| t.expr.resolve(&context));
        let day = days.filter(|at| at.from == at.to).find_map(|at| at.from);
        (rest, day)
    }

    /// A line in another script than the language's: an address, an advertisement's code.
    fn is_foreign(&self) -> bool {
        let own = if self.language.tag == "ar" { TokenKind::Arabic } else { TokenKind::Foreign };
        let (mut ours, mut others) = (0, 0);
        for token in self.words.iter().filter(|t| t.is_word()) {
            *(if token.kind == own { &mut ours } else { &mut others }) += 1;
        }
        others > ours
    }

    /// Whether the line's opening is set off from the rest: «اقرأ أيضاً: …»، «شاهد.. …».
    fn sets_cue_off(&self) -> bool {
        let mut words = 0;
        for token in self.tokens {
            words += usize::from(token.is_word());
            if matches!(token.span.of(self.text), ":" | "…" | "..") || token.span.of(self.text) == "." && words <= 3 {
                return words <= 4;
            }
        }
        false
    }

    /// «شاهد أيضاً» by itself: what follows are links.
    fn opens_links(&self) -> bool {
        matches!(self.cue, Some(("furniture", "related" | "after", words)) if words == self.words.len())
    }

    /// «مقالات ذات صلة», «اترك تعليقاً»: the article is over.
    fn closes_article(&self) -> bool {
        matches!(self.cue, Some(("furniture", "after", words)) if self.words.len() <= words + 2)
    }

    /// A paragraph long enough to be the report's.
    fn goes_on(&self) -> bool {
        self.ended && self.words.len() >= REPORT_WORDS && self.cue.is_none()
    }

    fn folded(&self) -> String {
        let mut key = String::with_capacity(self.words.iter().map(|t| t.span.len() + 1).sum());
        for token in &self.words {
            marsad_text::fold_into(token.span.of(self.text), &mut key);
            key.push(' ');
        }
        key
    }
}

fn folded(word: &str) -> String {
    let mut key = String::new();
    marsad_text::fold_into(word, &mut key);
    key
}

/// Longest phrase looked for in this room, in words.
const PHRASE_WORDS: usize = 5;

/// Shows every name that begins with the first word: how many words it has and what it stands for.
fn each_name(text: &str, words: &[&Token], language: &Language, mut show: impl FnMut(usize, NameOf)) {
    let mut phrase = None;
    let mut folded = String::new();
    for (at, token) in words.iter().take(PHRASE_WORDS).enumerate() {
        folded.clear();
        marsad_text::fold_into(token.span.of(text), &mut folded);
        let hash = word_hash(&folded);
        let step = phrase.map_or_else(|| language.names.begin(hash), |phrase| language.names.extend(phrase, hash));
        let Some(longer) = step else { break };
        phrase = Some(longer);
        for name in language.names.of(longer) {
            show(at + 1, name.of);
        }
    }
}

/// The cue of this room that a line opens with: its kind, its value, how many words it has.
fn opening_cue<'l>(text: &str, words: &[&Token], language: &'l Language) -> Option<(&'l str, &'l str, usize)> {
    let mut best = None;
    each_name(text, words, language, |len, of| {
        if let NameOf::Cue(cue) = of {
            let cue = &language.names.cues[cue as usize];
            if matches!(cue.kind.as_str(), "furniture" | "publication" | "byline") {
                best = Some((cue.kind.as_str(), cue.value.as_str(), len));
            }
        }
    });
    best
}

/// Whether a line ends in the words of a link: «… اقرأ المزيد».
fn closing_cue(text: &str, words: &[&Token], language: &Language) -> bool {
    (words.len().saturating_sub(3)..words.len()).any(|at| {
        let mut whole = false;
        each_name(text, &words[at..], language, |len, of| {
            let more = |cue: u32| language.names.cues[cue as usize].kind == "furniture" && language.names.cues[cue as usize].value == "more";
            whole |= at + len == words.len() && matches!(of, NameOf::Cue(cue) if more(cue));
        });
        whole
    })
}

/// Where the report proper begins after a dateline such as «موسكو (أ ف ب) - », in words.
pub fn dateline_end(words: &[Word<'_>], lead: bool, has_place: impl Fn(usize) -> bool) -> usize {
    let limit = words.len().min(16);
    if lead && words.first().is_some_and(|w| w.text == "(") {
        // «(CNN) صرّح»: an outlet in brackets and no more.
        return words.iter().take(5).position(|w| w.text == ")").map_or(0, |close| close + 1);
    }
    let mut depth = 0i32;
    for at in 1..limit {
        match words[at].text {
            // "NAIROBI, Dec. 22 -"
            "." if words[at - 1].token.kind == TokenKind::Foreign && words.get(at + 1).is_some_and(|w| w.token.kind == TokenKind::Number) => {}
            "(" | "«" if at > 0 => depth += 1,
            ")" | "»" => depth -= 1,
            "-" | "–" | "—" | ":" | "." if depth <= 0 => {
                let named = (0..at).any(&has_place) && has_place(0);
                let solid = words[..at].iter().filter(|w| w.token.is_word()).count();
                let glued = words[at].text == "-" && words[at].span().start == words[at - 1].span().end && words.get(at + 1).is_some_and(|n| n.span().start == words[at].span().end);
                let spaced = words[at].span().start > words[at - 1].span().end && words.get(at + 1).is_some_and(|n| n.span().start > words[at].span().end);
                let opening = lead && (words[..at].iter().any(|w| w.text == "(") && solid <= 6 || spaced && words[at].text != ":" && words[at].text != "." && solid <= 3);
                // «موسكو، 24 تشرين الثاني.»: a full stop ends a dateline only behind a date, and never the whole line.
                let dated = words[at].text != "." || words[..at].iter().any(|w| w.token.kind == TokenKind::Number) && at + 2 < words.len();
                if (named && solid <= 8 || opening) && dated && !glued {
                    // «الخرطوم، باريس - «الحياة» - سلمت»، «واشنطن - نيويورك - كونا: عرض»: several marks.
                    let mut end = dateline_tail(words, at + 1, 5);
                    while end > at + 1 {
                        let next = dateline_tail(words, end, 2);
                        if next == end {
                            break;
                        }
                        end = next;
                    }
                    return end;
                }
                return 0;
            }
            _ => {}
        }
    }
    0
}

/// The word after a mark that sets at most `most` words off from `from` on; `from` where there is none.
fn dateline_tail(words: &[Word<'_>], from: usize, most: usize) -> usize {
    let mut solid = 0;
    for (at, word) in words.iter().enumerate().skip(from).take(9) {
        match word.text {
            "-" | "–" | "—" | ":" if solid <= most => return at + 1,
            "،" | "." => break,
            _ => solid += usize::from(word.token.is_word()),
        }
    }
    from
}

/// «وكالات قُتل سائق»: an unnamed outlet before the report's verb, without a mark between them.
pub fn bare_outlet(words: &[Word<'_>], language: &Language) -> usize {
    let [first, second, ..] = words else { return 0 };
    let bare = |n: &marsad_pack::Name| matches!(n.of, NameOf::Cue(cue) if language.names.cues[cue as usize].kind == "outlet" && language.names.cues[cue as usize].value == "bare");
    let told = || second.readings.iter().any(|r| r.exact && r.form.pos == Pos::Verb && matches!(r.form.shape, Shape::Perfect | Shape::Imperfect));
    usize::from(language.names.begin(first.hash).is_some_and(|phrase| language.names.of(phrase).iter().any(bare)) && told())
}
