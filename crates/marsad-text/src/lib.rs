//! Positions in text: spans, folding with a map back, tokens, sentences.
//!
//! Enters: an article's text, untouched. Leaves: [`Token`]s whose spans joined equal the article, and
//! [`Sentence`]s over them. This crate knows scripts, not politics: of «التقى الرئيس» it knows two Arabic
//! words and the space between them.

mod fold;
mod offsets;
mod sentence;
mod span;
mod token;

pub use fold::{Folded, fold, fold_char, fold_into, fold_words, spell_into};
pub use offsets::CodePoints;
pub use sentence::{Sentence, SentenceRules, sentences};
pub use span::{Span, TextPos};
pub use token::{Token, TokenKind, digit_value, tokenize};
