//! Words as they are looked for: folded, and without the small words Arabic writes on.
//!
//! Enters: an article, or what somebody searches. Leaves: keys that meet. «وللرئيس المصريّ» is found by «رئيس» and «المصري».

use marsad_text::{TokenKind, fold_into, tokenize};
use std::collections::HashSet;

/// Small words of one letter, and the longest run that stands before the article.
const SMALL: &[char] = &['و', 'ف', 'ب', 'ك', 'ل', 'س'];
const ENDINGS: &[&str] = &["هما", "كما", "ها", "هم", "هن", "نا", "كم", "ه", "ك"];
/// Fewer letters than these are no stem.
const SHORTEST: usize = 3;

/// Keys of every word and number of a text, in order: `(main key, other keys it may be)`.
pub(crate) fn each_key(text: &str, mut emit: impl FnMut(&str, bool)) {
    let mut folded = String::new();
    for token in tokenize(text) {
        if !(token.is_word() || token.kind == TokenKind::Number) {
            continue;
        }
        folded.clear();
        fold_into(token.span.of(text), &mut folded);
        if folded.is_empty() {
            continue;
        }
        if token.kind != TokenKind::Arabic {
            emit(&folded, true);
            continue;
        }
        let stem = without_article(&folded);
        emit(stem, true);
        for ending in ENDINGS {
            if let Some(bare) = stem.strip_suffix(ending).filter(|b| long_enough(b)) {
                emit(bare, false);
                // «زيارته» is his زيارة: before an ending ة is written ت.
                if let Some(open) = bare.strip_suffix('ت') {
                    emit(&format!("{open}ه"), false);
                }
                break;
            }
        }
        if stem.len() == folded.len() {
            each_bare(stem, &mut emit);
        }
    }
}

/// The word without «ال» and what stands before it; itself when it has no article.
fn without_article(word: &str) -> &str {
    let mut rest = word;
    for _ in 0..3 {
        for article in ["ال", "لل"] {
            if let Some(stem) = rest.strip_prefix(article).filter(|s| long_enough(s)) {
                return stem;
            }
        }
        let Some(less) = rest.strip_prefix(SMALL) else { return word };
        rest = less;
    }
    word
}

/// What the word may be when its first letters are small words: و‍بيان.
fn each_bare(word: &str, emit: &mut impl FnMut(&str, bool)) {
    let mut rest = word;
    for _ in 0..2 {
        let Some(less) = rest.strip_prefix(SMALL).filter(|l| long_enough(l)) else { return };
        emit(less, false);
        rest = less;
    }
}

fn long_enough(word: &str) -> bool {
    word.chars().nth(SHORTEST - 1).is_some()
}

/// The words of a text for the index, each once: it keeps which texts hold a word, not how often.
pub(crate) fn index_words(title: &str, text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut seen = HashSet::new();
    for part in [if text.starts_with(title) { "" } else { title }, text] {
        each_key(part, |key, _| {
            if seen.insert(hash(key.as_bytes())) {
                out.push_str(key);
                out.push(' ');
            }
        });
    }
    out
}

/// What somebody looks for, as the index asks: every word must be there, in any of its forms.
///
/// ```
/// assert_eq!(marsad_archive::search_words("وَالرئيس المصري"), r#""رءيس" AND "مصري""#);
/// ```
#[must_use]
pub fn search_words(question: &str) -> String {
    let mut out = String::new();
    each_key(question, |key, main| {
        if main {
            if !out.is_empty() {
                out.push_str(" AND ");
            }
            out.push('"');
            out.push_str(&key.replace('"', ""));
            out.push('"');
        }
    });
    out
}

/// A name as it is looked up, however it is spelt.
#[must_use]
pub fn name_key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    for token in tokenize(name).iter().filter(|t| t.is_word() || t.kind == TokenKind::Number) {
        if !key.is_empty() {
            key.push(' ');
        }
        fold_into(token.span.of(name), &mut key);
    }
    key
}

/// Bytes as a short name for them.
#[must_use]
pub fn fingerprint(bytes: &[u8]) -> String {
    format!("{:016x}", hash(bytes))
}

/// A hash that is the same on every machine.
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    let mut state = 0xcbf2_9ce4_8422_2325u64;
    for chunk in bytes.chunks(8) {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        state = (state.rotate_left(5) ^ u64::from_le_bytes(word)).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
    mix(state ^ bytes.len() as u64)
}

/// Spreads bits.
pub(crate) fn mix(mut x: u64) -> u64 {
    x ^= x >> 33;
    x = x.wrapping_mul(0xff51_afd7_ed55_8ccd);
    x ^= x >> 33;
    x = x.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    x ^ (x >> 33)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<String> {
        let mut keys = Vec::new();
        each_key(text, |k, _| keys.push(k.to_owned()));
        keys
    }

    #[test]
    fn what_is_written_on_does_not_hide_a_word() {
        for (asked, text) in [
            ("رئيس", "وللرئيس"),
            ("المصري", "مصريّ"),
            ("بلدان", "البلدان"),
            ("البلدان", "بلدان"),
            ("إيران", "لإيران"),
            ("زيارة", "زيارته"),
            ("مسؤول", "والمسئولون مسئول"),
            ("وفد", "بوفد"),
            ("أميركا", "وأمريكا أميركا"),
        ] {
            let wanted = search_words(asked).replace('"', "");
            assert!(keys(text).contains(&wanted), "{asked}: {wanted} in {:?}", keys(text));
        }
    }

    #[test]
    fn a_short_word_keeps_its_letters() {
        assert_eq!(search_words("بلد ولد"), "\"بلد\" AND \"ولد\"");
        assert_eq!(search_words("\"NATO\" -x*"), "\"nato\" AND \"x\"");
    }
}
