//! Words of a sentence with everything they may be.
//!
//! Enters: solid tokens of one sentence. Leaves: [`Word`]s, each with its readings: clitics taken off, the
//! stem looked up, ambiguity kept. «وللقائه» leaves as و + ل + لقاء + ه.

use crate::find::Tells;
use crate::read::clitics;
use marsad_pack::{Begun, Form, Language, Pos, word_hash};
use marsad_text::{Span, Token, TokenKind, fold_into, spell_into};
use std::collections::HashMap;
use std::ops::Deref;
use std::rc::Rc;

/// A pronoun written onto the end of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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

/// What is known of a spelling, wherever it stands.
#[derive(Debug)]
pub struct Known {
    /// Folded.
    pub key: Box<str>,
    /// Vowelled in the text, so that voice and measure may be read off.
    pub marked: bool,
    /// With a damma, as passives are: «قُتل».
    pub damma: bool,
    /// The letter that is written doubled: «قيّدت».
    pub doubled: Option<char>,
    pub hash: u64,
    pub readings: Box<[Reading]>,
    /// What a name may begin with here, the small words before it taken off.
    pub starts: Box<[(Begun, Clitics)]>,
    /// Names of stems under a pronoun, with the small words before them taken off.
    pub owned_starts: Box<[(Begun, Clitics, Enclitic)]>,
    /// Hashes of stems under a pronoun.
    pub owned: Box<[(u64, Enclitic)]>,
    /// The classes of every noun it may be by its exact spelling.
    pub noun_classes: u128,
    /// Whether it may tell a number or a time.
    pub tells: Tells,
}

/// A solid token with what is known of it.
#[derive(Clone, Debug)]
pub struct Word<'a> {
    pub text: &'a str,
    pub token: Token,
    pub known: Rc<Known>,
}

impl Deref for Word<'_> {
    type Target = Known;

    fn deref(&self) -> &Known {
        &self.known
    }
}

impl Word<'_> {
    pub fn span(&self) -> Span {
        self.token.span
    }
}

/// Words already analysed: newspapers repeat themselves.
#[derive(Default)]
pub struct WordCache {
    known: HashMap<Box<str>, Rc<Known>, foldhash::fast::FixedState>,
    folded: String,
    spelled: String,
}

/// Enough for the vocabulary of a long run, small enough for any machine.
const CACHE_LIMIT: usize = 40_000;

impl WordCache {
    /// Analyses a token.
    pub fn word<'a>(&mut self, text: &'a str, token: Token, language: &Language) -> Word<'a> {
        let word = token.span.of(text);
        if let Some(known) = self.known.get(word) {
            return Word { text: word, token, known: known.clone() };
        }
        self.folded.clear();
        self.spelled.clear();
        fold_into(word, &mut self.folded);
        spell_into(word, &mut self.spelled);
        let marked = token.kind == TokenKind::Arabic && word.contains(|c| matches!(c, '\u{64b}'..='\u{652}'));
        let doubled = Some(word).filter(|_| marked).and_then(doubled);
        let damma = marked && word.contains('\u{64f}');
        let known = Rc::new(Known { marked, damma, doubled, ..analyse(&self.folded, &self.spelled, token.kind, language) });
        if self.known.len() > CACHE_LIMIT {
            self.known.clear();
        }
        self.known.insert(word.into(), known.clone());
        Word { text: word, token, known }
    }
}

/// The last letter of a text that carries a shadda.
pub fn doubled(text: &str) -> Option<char> {
    let mut last = None;
    let mut found = None;
    for c in text.chars() {
        if c == '\u{651}' {
            found = last;
        } else if marsad_text::fold_char(c).is_some() {
            last = Some(c);
        }
    }
    found
}

fn analyse(folded: &str, spelled: &str, kind: TokenKind, language: &Language) -> Known {
    let names = &language.names;
    let readings = match kind {
        TokenKind::Arabic => clitics::arabic(folded, spelled, &language.lexicon),
        TokenKind::Foreign => clitics::plain(folded, spelled, &language.lexicon),
        _ => Vec::new(),
    };
    let hash = word_hash(folded);
    let mut starts = Vec::new();
    let mut owned_starts = Vec::new();
    let mut owned = Vec::new();
    let named = matches!(kind, TokenKind::Arabic | TokenKind::Foreign | TokenKind::Number);
    if let Some(begun) = names.begin(hash).filter(|_| named) {
        starts.push((begun, Clitics::default()));
    }
    if kind == TokenKind::Arabic {
        clitics::name_starts(folded, |stem, clitics| {
            starts.extend(names.begin(word_hash(stem)).map(|begun| (begun, clitics)));
        });
        clitics::owned_stems(folded, spelled, |stem, enclitic| owned.push((word_hash(stem), enclitic)));
        let mut with = |key: &str, clitics: Clitics| {
            clitics::owned_stems(key, spelled, |stem, enclitic| {
                owned_starts.extend(names.begin(word_hash(stem)).map(|begun| (begun, clitics, enclitic)));
            });
        };
        with(folded, Clitics::default());
        clitics::name_starts(folded, |stem, clitics| with(stem, clitics));
    }
    let lemmas = &language.lexicon.lemmas;
    let nouns = readings.iter().filter(|r| r.exact && r.form.pos == Pos::Noun);
    let noun_classes = nouns.fold(0, |classes, r| classes | lemmas[r.form.lemma as usize].classes);
    Known {
        key: folded.into(),
        marked: false,
        damma: false,
        doubled: None,
        hash,
        noun_classes,
        readings: readings.into(),
        starts: starts.into(),
        owned_starts: owned_starts.into(),
        owned: owned.into(),
        tells: Tells::of(folded, &language.numbers, &language.time),
    }
}
