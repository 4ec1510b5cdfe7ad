//! Words and runs of words, found by folded key: what the small closed tables of a pack compile to.

use std::collections::HashMap;

use foldhash::fast::FixedState;
use marsad_text::{TokenKind, fold_into, tokenize};
use serde::{Deserialize, Serialize};

/// The Arabic article, as folded and as written.
const ARTICLE: &str = "\u{627}\u{644}";
const TEH_MARBUTA: char = '\u{629}';

/// Entries of a table by the folded key of their first word, article taken off.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Phrases<T> {
    by_first: HashMap<String, Vec<Phrase<T>>, FixedState>,
}

/// One form of an entry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Phrase<T> {
    /// Folded keys of the words after the first.
    pub rest: Vec<String>,
    /// Whether the first word must carry the article, as «الجمعة» the day must.
    pub definite: bool,
    /// Whether the first word is written with ة: «بعدة» folds like «بعده», and only one of them counts.
    pub marbuta: bool,
    /// What the form means.
    pub sense: T,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self { by_first: HashMap::default() }
    }
}

impl<T: PartialEq> Phrases<T> {
    /// Adds one form as written. A form written with the article is matched only with it, any other with or without.
    ///
    /// Returns whether the form was new: the same form with the same sense twice is a mistake of the table.
    pub fn add(&mut self, form: &str, sense: T) -> bool {
        let mut words = keys(form).into_iter();
        let Some(first) = words.next() else { return false };
        // «ألف» folds to letters that look like the article; only a bare alef is one.
        let article = form.starts_with(ARTICLE).then(|| first.strip_prefix(ARTICLE)).flatten().filter(|stem| !stem.is_empty());
        let marbuta = form.split_whitespace().next().is_some_and(|word| word.ends_with(TEH_MARBUTA));
        let phrase = Phrase { rest: words.collect(), definite: article.is_some(), marbuta, sense };
        let stem = article.unwrap_or(&first).to_owned();
        let known = self.by_first.entry(stem).or_default();
        if known.iter().any(|p| p.rest == phrase.rest && p.definite == phrase.definite && p.sense == phrase.sense) {
            return false;
        }
        known.push(phrase);
        known.sort_by_key(|p| (std::cmp::Reverse(p.rest.len()), !p.definite));
        true
    }
}

impl<T> Phrases<T> {
    /// The phrases whose first word has this key: the longest first, then those that want the article.
    #[must_use]
    pub fn starting(&self, stem: &str) -> &[Phrase<T>] {
        self.by_first.get(stem).map_or(&[], Vec::as_slice)
    }

    /// Whether nothing was added.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_first.is_empty()
    }
}

/// The folded keys of a form's words and marks.
fn keys(form: &str) -> Vec<String> {
    let solid = |kind| !matches!(kind, TokenKind::Space | TokenKind::Break);
    let fold = |word: &str| {
        let mut key = String::with_capacity(word.len());
        fold_into(word, &mut key);
        key
    };
    tokenize(form).iter().filter(|t| solid(t.kind)).map(|t| fold(t.span.of(form))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_the_article_from_the_letters_of_a_word() {
        let mut phrases = Phrases::default();
        assert!(phrases.add("ألف", 1) && phrases.add("الجمعة", 2));
        assert!(!phrases.starting("الف")[0].definite);
        assert!(phrases.starting("جمعه")[0].definite);
    }

    #[test]
    fn gives_the_longest_form_first() {
        let mut phrases = Phrases::default();
        phrases.add("أمس", 1);
        phrases.add("أمس الأول", 2);
        assert_eq!(phrases.starting("امس").iter().map(|p| p.sense).collect::<Vec<_>>(), [2, 1]);
    }
}
