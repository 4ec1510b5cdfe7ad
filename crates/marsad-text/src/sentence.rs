//! Sentences over tokens: abbreviations, quotes and ellipses do not end one.

use crate::{Span, Token, TokenKind};

/// What a language says about sentence ends.
#[derive(Clone, Copy, Debug, Default)]
pub struct SentenceRules<'a> {
    /// Words after which a full stop does not end a sentence (`د`, `Mr`), as written.
    pub abbreviations: &'a [String],
}

/// A run of tokens that make one sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Index of its first token.
    pub first: usize,
    /// Index after its last token.
    pub end: usize,
    /// Where it stands, surrounding space left out.
    pub span: Span,
}

/// Groups tokens into sentences. Every word, number and mark belongs to exactly one; a line break ends one.
#[must_use]
pub fn sentences(text: &str, tokens: &[Token], rules: SentenceRules<'_>) -> Vec<Sentence> {
    let mut found = Vec::new();
    let mut first = 0;
    for at in 0..tokens.len() {
        let ends = match tokens[at].kind {
            TokenKind::Break => true,
            TokenKind::Punct => !closes_later(text, tokens, at) && ends_sentence(text, tokens, at, rules),
            _ => false,
        };
        if ends {
            push(&mut found, tokens, first, at + 1);
            first = at + 1;
        }
    }
    push(&mut found, tokens, first, tokens.len());
    found
}

fn push(found: &mut Vec<Sentence>, tokens: &[Token], first: usize, end: usize) {
    let solid = |token: &Token| !matches!(token.kind, TokenKind::Space | TokenKind::Break);
    let Some(head) = tokens[first..end].iter().position(solid) else { return };
    let tail = tokens[first..end].iter().rposition(solid).expect("a head is also a tail");
    let span = tokens[first + head].span.join(tokens[first + tail].span);
    found.push(Sentence { first: first + head, end: first + tail + 1, span });
}

/// Whether the token at `at` is a terminal mark that ends a sentence, or the last of the closing marks right after one.
fn ends_sentence(text: &str, tokens: &[Token], at: usize, rules: SentenceRules<'_>) -> bool {
    if !is_closing(tokens[at].span.of(text)) {
        return is_terminal(text, tokens, at, rules);
    }
    let before = (0..at).rev().find(|before| !is_closing(tokens[*before].span.of(text)));
    before.is_some_and(|before| is_terminal(text, tokens, before, rules)) && !follows_small(text, tokens, at)
}

fn is_terminal(text: &str, tokens: &[Token], at: usize, rules: SentenceRules<'_>) -> bool {
    match tokens[at].span.of(text) {
        "!" | "?" | "؟" | "۔" => true,
        "…" => starts_new_line(tokens, at),
        "." => is_full_stop(text, tokens, at, rules),
        _ => false,
    }
}

fn is_closing(mark: &str) -> bool {
    matches!(mark, "»" | "”" | "\"" | "’" | "'" | ")" | "]")
}

/// A terminal mark directly before a closing quote leaves the end to that quote.
fn closes_later(text: &str, tokens: &[Token], at: usize) -> bool {
    tokens.get(at + 1).is_some_and(|next| is_closing(next.span.of(text)))
}

fn starts_new_line(tokens: &[Token], at: usize) -> bool {
    tokens.get(at + 1).is_none_or(|next| next.kind == TokenKind::Break)
}

fn is_full_stop(text: &str, tokens: &[Token], at: usize, rules: SentenceRules<'_>) -> bool {
    let of = |i: usize| tokens.get(i).map_or("", |t| t.span.of(text));
    let last = at == 0 || of(at + 1) == "." || (of(at - 1) == "." && !starts_new_line(tokens, at));
    if last {
        return starts_new_line(tokens, at);
    }
    let before = &tokens[at - 1];
    let glued = tokens.get(at + 1).is_some_and(|next| next.is_word() || next.kind == TokenKind::Number);
    let word = before.span.of(text);
    if before.is_word() && (word.chars().count() == 1 || rules.abbreviations.iter().any(|a| a == word)) {
        return starts_new_line(tokens, at);
    }
    !(glued && matches!(before.kind, TokenKind::Number | TokenKind::Foreign))
}

/// After a closing quote, a lower-case or comma continuation means the sentence goes on.
fn follows_small(text: &str, tokens: &[Token], at: usize) -> bool {
    let next = tokens[at + 1..].iter().find(|t| t.kind != TokenKind::Space);
    next.is_some_and(|t| matches!(t.span.of(text), "،" | "," | "؛") || t.span.of(text).starts_with(|c: char| c.is_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokenize;
    use proptest::prelude::*;

    fn split(text: &str) -> Vec<&str> {
        let abbreviations = ["د".to_owned(), "Mr".to_owned()];
        sentences(text, &tokenize(text), SentenceRules { abbreviations: &abbreviations }).iter().map(|s| s.span.of(text)).collect()
    }

    #[test]
    fn reads_any_number_of_closing_marks() {
        let text = format!("قال إنه وصل.{} ثم غادر.", ")".repeat(100_000));
        assert_eq!(split(&text).len(), 2);
    }

    #[test]
    fn keeps_abbreviations_and_decimals_together() {
        assert_eq!(split("قال د. سامي لوكالة (ا.ف.ب) إن النمو 3.5 في المئة. وأضاف: نعم."), ["قال د. سامي لوكالة (ا.ف.ب) إن النمو 3.5 في المئة.", "وأضاف: نعم."]);
    }

    #[test]
    fn ends_after_the_closing_quote() {
        assert_eq!(split("قال: «انتهى الأمر.» ثم غادر القاعة."), ["قال: «انتهى الأمر.»", "ثم غادر القاعة."]);
    }

    #[test]
    fn goes_on_over_an_ellipsis() {
        assert_eq!(split("قال... ثم سكت. وغادر"), ["قال... ثم سكت.", "وغادر"]);
    }

    #[test]
    fn splits_at_line_breaks() {
        assert_eq!(split("عنوان بلا نقطة\n\nنص الخبر"), ["عنوان بلا نقطة", "نص الخبر"]);
    }

    proptest! {
        #[test]
        fn every_solid_token_is_in_one_sentence(text in "[ا-ي0-9 .،«»!؟\n]*") {
            let tokens = tokenize(&text);
            let found = sentences(&text, &tokens, SentenceRules::default());
            for (at, token) in tokens.iter().enumerate() {
                let solid = !matches!(token.kind, TokenKind::Space | TokenKind::Break);
                let holders = found.iter().filter(|s| s.first <= at && at < s.end).count();
                prop_assert!(holders <= 1 && (!solid || holders == 1));
            }
        }
    }
}
