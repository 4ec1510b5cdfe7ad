//! What of a page is the article: title, dateline, publication line, headings, paragraphs, and what is not.
//!
//! Enters: tokens and sentences. Leaves: one [`Block`] a line, each with its [`Part`]. A line «اقرأ أيضاً: …» or
//! a link with a tag glued on is [`Part::Furniture`] and yields nothing.

use crate::find::words::Word;
use marsad_pack::{Language, NameOf, word_hash};
use marsad_text::{Sentence, Token, TokenKind};

/// What a line of an article is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Title,
    Heading,
    Publication,
    Furniture,
    Paragraph,
}

/// A line of the article.
#[derive(Clone, Debug)]
pub struct Block {
    pub part: Part,
    /// Its sentences, as indexes.
    pub sentences: std::ops::Range<usize>,
}

/// Groups sentences into lines and says what each is. `words` gives a sentence's words.
pub fn layout(text: &str, tokens: &[Token], sentences: &[Sentence], language: &Language) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut first = 0;
    for at in 1..=sentences.len() {
        let breaks = at == sentences.len() || tokens[sentences[at - 1].end..sentences[at].first].iter().any(|t| t.kind == TokenKind::Break);
        if breaks && first < at {
            let part = part_of(text, tokens, &sentences[first..at], blocks.is_empty(), language);
            blocks.push(Block { part, sentences: first..at });
            first = at;
        }
    }
    // An article of one line has no title apart from its text.
    if let [only] = &mut blocks[..] {
        only.part = if only.part == Part::Title { Part::Paragraph } else { only.part };
    }
    blocks
}

/// Longest line that may be a heading, in words.
const HEADING_WORDS: usize = 9;
/// Longest line that may be a link or a caption, in words.
const FURNITURE_WORDS: usize = 45;

fn part_of(text: &str, tokens: &[Token], lines: &[Sentence], first: bool, language: &Language) -> Part {
    let range = lines[0].first..lines[lines.len() - 1].end;
    let words: Vec<&Token> = tokens[range].iter().filter(|t| t.is_word() || t.kind == TokenKind::Number).collect();
    let last = lines[lines.len() - 1].span.of(text);
    let ended = last.ends_with(['.', '!', '؟', '?', '…', '»', '”', '"', '۔', ':']);
    if first {
        return Part::Title;
    }
    if let Some(kind) = opening_cue(text, &words, language) {
        let pointed = last_mark_after_cue(text, tokens, &lines[0]);
        if kind == "furniture" && words.len() <= FURNITURE_WORDS && (!ended || pointed) {
            return Part::Furniture;
        }
        if kind == "publication" && words.len() <= 12 {
            return Part::Publication;
        }
    }
    if !ended && lines.len() == 1 && words.len() <= HEADING_WORDS { Part::Heading } else { Part::Paragraph }
}

/// Whether the line's opening is set off from the rest: «اقرأ أيضاً: …»، «شاهد.. …».
fn last_mark_after_cue(text: &str, tokens: &[Token], line: &Sentence) -> bool {
    let mut words = 0;
    for token in &tokens[line.first..line.end] {
        if token.is_word() {
            words += 1;
        }
        if matches!(token.span.of(text), ":" | "…" | "..") || token.span.of(text) == "." && words <= 3 {
            return words <= 4;
        }
    }
    false
}

fn opening_cue<'l>(text: &str, words: &[&Token], language: &'l Language) -> Option<&'l str> {
    let mut best = None;
    let mut key = 0u64;
    let mut folded = String::new();
    for (at, token) in words.iter().take(5).enumerate() {
        folded.clear();
        marsad_text::fold_into(token.span.of(text), &mut folded);
        let hash = word_hash(&folded);
        let step = if at == 0 { language.names.begin(hash) } else { language.names.extend(key, hash) };
        let Some((next, names)) = step else { break };
        key = next;
        for name in names {
            if let NameOf::Cue(cue) = name.of {
                let kind = language.names.cues[cue as usize].kind.as_str();
                if matches!(kind, "furniture" | "publication") {
                    best = Some(kind);
                }
            }
        }
    }
    best
}

/// Where the report proper begins after a dateline such as «موسكو (أ ف ب) - », in words.
pub fn dateline_end(words: &[Word<'_>], lead: bool, has_place: impl Fn(usize) -> bool) -> usize {
    let limit = words.len().min(16);
    let mut depth = 0i32;
    for at in 1..limit {
        match words[at].text {
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
                    // «الخرطوم، باريس - «الحياة» - سلمت»: several marks.
                    let next = dateline_tail(words, at + 1);
                    return next;
                }
                return 0;
            }
            _ => {}
        }
    }
    0
}

fn dateline_tail(words: &[Word<'_>], from: usize) -> usize {
    let limit = words.len().min(from + 9);
    for at in from..limit {
        if matches!(words[at].text, "-" | "–" | "—" | ":") && words[from..at].iter().filter(|w| w.token.is_word()).count() <= 5 {
            return at + 1;
        }
        if matches!(words[at].text, "،" | ".") {
            break;
        }
    }
    from
}
