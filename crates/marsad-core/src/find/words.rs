//! Words of a sentence with everything they may be.
//!
//! Enters: solid tokens of one sentence. Leaves: [`Word`]s, each with its readings: clitics taken off, the
//! stem looked up, ambiguity kept. «وللقائه» leaves as و + ل + لقاء + ه.

use crate::read::clitics;
use marsad_pack::{Form, Language, word_hash};
use marsad_text::{Span, Token, TokenKind, fold_into, spell_into};
use std::collections::HashMap;
use std::rc::Rc;

/// A pronoun written onto the end of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Enclitic {
    pub person: u8,
    pub feminine: bool,
    pub number: marsad_pack::Number,
}

/// What is written onto a stem.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clitics {
    /// `و` or `ف`.
    pub conj: bool,
    /// `ب`, `ل` or `ك`.
    pub prep: Option<char>,
    /// `ال`.
    pub article: bool,
    /// `س`.
    pub future: bool,
    /// A pronoun at the end.
    pub enclitic: Option<Enclitic>,
}

impl Clitics {
    /// How many pieces are written on.
    pub fn count(&self) -> usize {
        usize::from(self.conj) + usize::from(self.prep.is_some()) + usize::from(self.future) + usize::from(self.enclitic.is_some())
    }
}

/// One thing a word may be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    pub form: Form,
    pub clitics: Clitics,
    /// The spelling agrees letter for letter, not only when folded.
    pub exact: bool,
}

/// A solid token with what is known of it.
#[derive(Clone, Debug)]
pub struct Word<'a> {
    pub text: &'a str,
    pub token: Token,
    pub key: Rc<str>,
    pub hash: u64,
    pub readings: Rc<[Reading]>,
    /// Vowelled in the text, so that voice and measure may be read off.
    pub marked: bool,
}

impl Word<'_> {
    pub fn span(&self) -> Span {
        self.token.span
    }

    pub fn is_arabic(&self) -> bool {
        self.token.kind == TokenKind::Arabic
    }
}

type Cached = (Rc<str>, u64, Rc<[Reading]>);

/// Words already analysed: newspapers repeat themselves.
#[derive(Default)]
pub struct WordCache {
    known: HashMap<Box<str>, Cached, foldhash::fast::FixedState>,
    folded: String,
    spelled: String,
}

/// Enough for the vocabulary of a long run, small enough for any machine.
const CACHE_LIMIT: usize = 60_000;

impl WordCache {
    /// Analyses a token.
    pub fn word<'a>(&mut self, text: &'a str, token: Token, language: &Language) -> Word<'a> {
        let word = token.span.of(text);
        let marked = token.kind == TokenKind::Arabic && word.contains(|c| matches!(c, '\u{64b}'..='\u{652}'));
        if let Some((key, hash, readings)) = self.known.get(word) {
            return Word { text: word, token, key: key.clone(), hash: *hash, readings: readings.clone(), marked };
        }
        self.folded.clear();
        self.spelled.clear();
        fold_into(word, &mut self.folded);
        spell_into(word, &mut self.spelled);
        let readings: Rc<[Reading]> = match token.kind {
            TokenKind::Arabic => clitics::arabic(&self.folded, &self.spelled, &language.lexicon).into(),
            TokenKind::Foreign => clitics::plain(&self.folded, &self.spelled, &language.lexicon).into(),
            _ => Rc::from([]),
        };
        let cached: Cached = (Rc::from(self.folded.as_str()), word_hash(&self.folded), readings);
        if self.known.len() > CACHE_LIMIT {
            self.known.clear();
        }
        self.known.insert(word.into(), cached.clone());
        Word { text: word, token, key: cached.0, hash: cached.1, readings: cached.2, marked }
    }
}
