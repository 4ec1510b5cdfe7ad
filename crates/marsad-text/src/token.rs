//! Tokens: words, numbers, punctuation and the space between them, over the untouched text.

use crate::Span;
use crate::fold::is_invisible_or_mark;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Arabic letters with their marks.
    Arabic,
    /// Letters of any other script.
    Foreign,
    /// Digits of either set, with separators between digits.
    Number,
    /// One mark of punctuation or a symbol.
    Punct,
    /// White space without a line break.
    Space,
    /// White space with a line break.
    Break,
}

/// A stretch of one kind. Tokens joined equal the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
}

impl Token {
    /// Whether it is a word of any script.
    #[must_use]
    pub fn is_word(&self) -> bool {
        matches!(self.kind, TokenKind::Arabic | TokenKind::Foreign)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Arabic,
    Foreign,
    Digit,
    Space,
    Newline,
    Mark,
    Punct,
}

const ASCII: [Class; 128] = ascii_classes();

const fn ascii_classes() -> [Class; 128] {
    let mut table = [Class::Punct; 128];
    let mut c = 0;
    while c < 128 {
        table[c] = match c as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => Class::Foreign,
            b'0'..=b'9' => Class::Digit,
            b'\n' | b'\r' | 0x0b | 0x0c => Class::Newline,
            0..=b' ' => Class::Space,
            _ => Class::Punct,
        };
        c += 1;
    }
    table
}

fn class(c: char) -> Class {
    match c {
        '\0'..='\x7f' => ASCII[c as usize],
        '\u{620}'..='\u{63f}' | '\u{641}'..='\u{64a}' => Class::Arabic,
        '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}' => Class::Digit,
        c if is_invisible_or_mark(c) => Class::Mark,
        '\u{66e}'..='\u{6d3}' | '\u{6d5}' | '\u{6ee}'..='\u{6ef}' | '\u{6fa}'..='\u{6ff}' | '\u{750}'..='\u{77f}' => Class::Arabic,
        '\u{fb50}'..='\u{fdfc}' | '\u{fe70}'..='\u{fefc}' if c.is_alphabetic() => Class::Arabic,
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => Class::Space,
        '\u{85}' | '\u{2028}' | '\u{2029}' => Class::Newline,
        c if c.is_alphabetic() => Class::Foreign,
        c if c.is_whitespace() => Class::Space,
        _ => Class::Punct,
    }
}

/// Splits a text into tokens; their spans joined equal the text.
#[must_use]
pub fn tokenize(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5 + 1);
    let mut at = 0;
    while at < text.len() {
        let (end, kind) = next_token(&text[at..]);
        tokens.push(Token { span: Span::new(at, at + end), kind });
        at += end;
    }
    tokens
}

fn next_token(rest: &str) -> (usize, TokenKind) {
    let mut chars = rest.chars();
    let first = chars.next().expect("called on a non-empty rest");
    let head = first.len_utf8();
    match class(first) {
        Class::Arabic => (run(rest, head, |c| matches!(c, Class::Arabic | Class::Mark)), TokenKind::Arabic),
        Class::Foreign => (run(rest, head, |c| matches!(c, Class::Foreign | Class::Mark)), TokenKind::Foreign),
        Class::Digit => (number_end(rest), TokenKind::Number),
        Class::Space | Class::Newline => white(rest),
        Class::Mark => (run(rest, head, |c| c == Class::Mark), TokenKind::Space),
        Class::Punct => (head, TokenKind::Punct),
    }
}

fn run(rest: &str, from: usize, keep: impl Fn(Class) -> bool) -> usize {
    let end = rest[from..].find(|c| !keep(class(c))).map_or(rest.len(), |at| from + at);
    // A mark at the end of the run (a direction mark, say) belongs to the space after it, tashkeel to the word.
    let word = rest[..end].trim_end_matches(|c| matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'));
    word.len().max(from)
}

fn white(rest: &str) -> (usize, TokenKind) {
    let end = rest.find(|c| !matches!(class(c), Class::Space | Class::Newline | Class::Mark)).unwrap_or(rest.len());
    let kind = if rest[..end].chars().any(|c| class(c) == Class::Newline) { TokenKind::Break } else { TokenKind::Space };
    (end, kind)
}

fn number_end(rest: &str) -> usize {
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if class(c) == Class::Digit {
            end = at + c.len_utf8();
        } else if !(matches!(c, ',' | '.' | '\u{66b}' | '\u{66c}') && chars.peek().is_some_and(|(_, next)| class(*next) == Class::Digit)) {
            break;
        }
    }
    end
}

/// The value of a digit of either set.
#[must_use]
pub fn digit_value(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - 0x30),
        '\u{660}'..='\u{669}' => Some(c as u32 - 0x660),
        '\u{6f0}'..='\u{6f9}' => Some(c as u32 - 0x6f0),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<&str> {
        tokenize(text).iter().filter(|t| !matches!(t.kind, TokenKind::Space | TokenKind::Break)).map(|t| t.span.of(text)).collect()
    }

    #[test]
    fn splits_words_numbers_and_marks() {
        assert_eq!(words("قُتل 1,200 شخص (٪٢٥) و«حماس»."), ["قُتل", "1,200", "شخص", "(", "٪", "٢٥", ")", "و", "«", "حماس", "»", "."]);
    }

    #[test]
    fn ends_a_number_before_a_full_stop() {
        assert_eq!(words("عام 2024."), ["عام", "2024", "."]);
    }

    #[test]
    fn keeps_direction_marks_out_of_words() {
        assert_eq!(words("\u{200f}موسكو\u{200f} \u{202b}طهران\u{202c}"), ["موسكو", "طهران"]);
    }

    proptest! {
        #[test]
        fn tokens_joined_equal_the_article(text in "\\PC*|[ا-ي0-9 .،«»\u{200f}\u{64b}\n]*") {
            let joined: String = tokenize(&text).iter().map(|t| t.span.of(&text)).collect();
            prop_assert_eq!(joined, text);
        }
    }
}
