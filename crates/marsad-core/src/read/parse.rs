//! A sentence taken apart: words, names, phrases, clauses, together for the rooms that give them meaning.

use crate::find::names::{Match, find_cues, find_names};
use crate::find::numbers::{NumberMention, find_numbers};
use crate::find::time::{TimeMention, find_times, last_day};
use crate::find::words::{Enclitic, Reading, Word, WordCache};
use crate::read::chunks::{Chunker, Node, Phrase, agreement};
use crate::read::clauses::{Clause, ClauseBuilder};
use crate::read::tags::{Tag, choose};
use jiff::civil::Date;
use marsad_pack::{Frame, Gender, Language, Number, Pos, Shape, World};
use marsad_text::{Sentence, Span, Token, TokenKind};

/// No length of time takes more words: «نحو ثلاثة أسابيع ونصف الأسبوع».
const LENGTH_WORDS: usize = 8;

/// Everything seen in one sentence.
pub struct Parsed<'a> {
    pub language: &'a Language,
    pub text: &'a str,
    pub span: Span,
    pub words: Vec<Word<'a>>,
    pub tags: Vec<Tag>,
    /// Semantic classes of each word as chosen.
    classes: Vec<u128>,
    pub names: &'a [Match<'a>],
    pub cues: Vec<Match<'a>>,
    pub numbers: Vec<NumberMention>,
    pub times: Vec<TimeMention>,
    pub nodes: Vec<Node<'a>>,
    pub phrases: Vec<Phrase>,
    pub clauses: Vec<Clause<'a>>,
    /// The clause each word stands in.
    pub clause_of: Vec<usize>,
}

/// The solid words of a sentence, analysed.
pub fn words_of<'a>(text: &'a str, tokens: &[Token], sentence: &Sentence, language: &Language, cache: &mut WordCache) -> Vec<Word<'a>> {
    let solid = |t: &&Token| !matches!(t.kind, TokenKind::Space | TokenKind::Break);
    let tokens = &tokens[sentence.first..sentence.end];
    let mut words = Vec::with_capacity(tokens.len());
    words.extend(tokens.iter().filter(solid).map(|t| cache.word(text, *t, language)));
    words
}

/// Names of the words of a sentence.
pub fn names_of<'a>(words: &[Word<'_>], language: &'a Language) -> Vec<Match<'a>> {
    find_names(words, &language.names)
}

/// Only the times told in a sentence.
pub fn times_of(words: &[Word<'_>], language: &Language) -> Vec<TimeMention> {
    numbers_and_times(words, language).1
}

fn plain<'w>(words: &'w [Word<'_>]) -> Vec<crate::find::Word<'w>> {
    words.iter().map(|w| crate::find::Word { key: &w.key, token: w.token, text: w.text, tells: w.tells }).collect()
}

fn numbers_and_times(words: &[Word<'_>], language: &Language) -> (Vec<NumberMention>, Vec<TimeMention>) {
    let plain = plain(words);
    let numbers = find_numbers(&plain, &language.numbers);
    let times = find_times(&plain, &numbers, &language.time);
    (numbers, times)
}

/// Takes a sentence apart.
pub fn parse<'a>(text: &'a str, span: Span, words: Vec<Word<'a>>, names: &'a [Match<'a>], language: &'a Language, world: &World) -> Parsed<'a> {
    parse_all(text, std::iter::once((span, words, names)), language, world).pop().expect("one goes in")
}

/// Takes sentences apart, step by step for all: the code of a step, read once, serves them all.
pub fn parse_all<'a>(text: &'a str, sentences: impl Iterator<Item = (Span, Vec<Word<'a>>, &'a [Match<'a>])>, language: &'a Language, world: &World) -> Vec<Parsed<'a>> {
    let mut all: Vec<Parsed<'a>> = sentences.map(|(span, words, names)| Parsed::new(text, span, words, names, language)).collect();
    for parsed in &mut all {
        (parsed.numbers, parsed.times) = numbers_and_times(&parsed.words, language);
    }
    for parsed in &mut all {
        parsed.cues = find_cues(&parsed.words, &language.names);
    }
    for parsed in &mut all {
        parsed.tags = choose(&parsed.words, parsed.names, &parsed.numbers, &parsed.times, language);
        parsed.classes = parsed.words.iter().zip(&parsed.tags).map(|(word, tag)| classes_of(word, tag, language)).collect();
    }
    for parsed in &mut all {
        let particles = particles(parsed);
        (parsed.nodes, parsed.phrases) = Chunker::new(&parsed.words, &parsed.tags, parsed.names, &particles, language, world).run();
    }
    for parsed in &mut all {
        (parsed.clauses, parsed.clause_of) = ClauseBuilder::new(&parsed.words, &parsed.tags, parsed.names, &parsed.nodes, &parsed.phrases, language).run();
    }
    all
}

/// Particles of several words that stand for one: first word, word after the last, lemma.
fn particles(parsed: &Parsed<'_>) -> Vec<(usize, usize, u32)> {
    let language = parsed.language;
    let found = parsed.cues.iter().filter(|m| m.words() > 1).filter_map(|m| m.particle().map(|lemma| (m.first, m.end, lemma)));
    found
        .filter(|(_, end, lemma)| language.lexicon.lemmas[*lemma as usize].pos != Pos::Sub || !is_state(&parsed.words, *end, language))
        // «في وقت سابق»: a time that goes on behind it is more than its first words.
        .filter(|(first, end, _)| !parsed.times.iter().any(|t| t.first <= *first && *end < t.end))
        .filter(|(_, _, lemma)| matches!(language.lexicon.lemmas[*lemma as usize].pos, Pos::Prep | Pos::Sub | Pos::Conj | Pos::Neg | Pos::Part | Pos::Adv))
        .collect()
}

/// «في حال تأهب», «في حالة حرب»: a state that someone is in, no condition.
fn is_state(words: &[Word<'_>], at: usize, language: &Language) -> bool {
    let state = const { marsad_pack::classes(&["emergency"]) };
    let nouns = words.get(at).into_iter().flat_map(|w| w.readings.iter()).filter(|r| r.form.pos == Pos::Noun && !r.clitics.article && r.clitics.enclitic.is_none());
    nouns.map(|r| language.lexicon.lemmas[r.form.lemma as usize].classes).any(|c| c & state != 0)
}

fn classes_of(word: &Word<'_>, tag: &Tag, language: &Language) -> u128 {
    let classes = |r: &Reading| language.lexicon.lemmas[r.form.lemma as usize].classes;
    let own = tag.reading.as_ref().map_or(0, classes);
    // A name's word may also be listed as a noun with classes.
    if own == 0 && tag.name.is_some() {
        return word.readings.iter().filter(|r| r.form.pos == Pos::Noun).map(classes).fold(0, |a, b| a | b);
    }
    own
}

impl<'a> Parsed<'a> {
    /// The frames of a verb.
    pub fn frames_of(&self, verb: usize) -> impl Iterator<Item = &'a Frame> + use<'a> {
        let frames = &self.language.frames;
        self.lemma(verb).and_then(|lemma| frames.by_verb.get(&lemma)).into_iter().flatten().map(|f| &frames.list[*f as usize])
    }

    fn new(text: &'a str, span: Span, words: Vec<Word<'a>>, names: &'a [Match<'a>], language: &'a Language) -> Self {
        Self {
            language,
            text,
            span,
            words,
            tags: Vec::new(),
            classes: Vec::new(),
            names,
            cues: Vec::new(),
            numbers: Vec::new(),
            times: Vec::new(),
            nodes: Vec::new(),
            phrases: Vec::new(),
            clauses: Vec::new(),
            clause_of: Vec::new(),
        }
    }
}

impl Parsed<'_> {
    /// The last day of a stretch as long as the words at `at` say: «أربعة أيام» from Friday ends on Monday.
    pub fn lasting_until(&self, at: usize, from: Date) -> Option<Date> {
        let words = plain(self.words.get(at..(at + LENGTH_WORDS).min(self.words.len()))?);
        last_day(&words, &find_numbers(&words, &self.language.numbers), &self.language.time, from)
    }

    /// The kind of cue that begins at a word, if any.
    pub fn cue_at(&self, word: usize) -> Option<&str> {
        let cue = self.cues.iter().find(|m| m.first == word && m.cue().is_some())?;
        cue.cue().map(|at| self.language.names.cues[at as usize].kind.as_str())
    }

    /// Whether the clause of a word tells of what is to come: «سيصل», or the present «يصل» of a plan.
    pub fn looks_ahead(&self, word: usize) -> bool {
        let clause = &self.clauses[self.clause_of[word]];
        // «تجمعوا» may be either tense, «قبل أن تعيدهم» is no plan.
        let only_present = |verb: usize| self.tags[verb].shape() == Some(Shape::Imperfect) && !self.words[verb].readings.iter().any(|reading| reading.form.shape == Shape::Perfect);
        let is_plan = clause.parent.is_none() && clause.auxiliaries.is_empty() && !clause.negated && clause.verb.is_some_and(only_present);
        clause.future || is_plan
    }

    /// The pronoun written onto a word.
    pub fn enclitic(&self, word: usize) -> Option<Enclitic> {
        match self.tags[word].name {
            Some(name) => self.names[name].enclitic,
            None => self.tags[word]
                .reading
                .and_then(|r| r.clitics.enclitic)
                .or_else(|| self.cue_at(word).filter(|_| !self.words[word].text.ends_with('ة')).and_then(|_| crate::read::clitics::owned(&self.words[word].key, |_| Some(())).map(|(_, e)| e))),
        }
    }

    /// Semantic classes of a word as chosen.
    pub fn class_of(&self, word: usize) -> u128 {
        self.classes[word]
    }

    /// Whether a word stands between quotation marks that are open before it and closed behind it.
    pub fn in_quotes(&self, word: usize) -> bool {
        let mut open = false;
        for w in &self.words[..word] {
            match w.text {
                "«" | "“" => open = true,
                "»" | "”" => open = false,
                "\"" => open = !open,
                _ => {}
            }
        }
        open && self.words[word..].iter().any(|w| matches!(w.text, "»" | "”" | "\""))
    }

    /// The noun of its phrase that an adjective describes: the nearest before it that agrees with it.
    pub fn described(&self, phrase: usize, adjective: usize) -> Option<usize> {
        let (gender, number) = agreement(&self.tags[adjective], self.names);
        let fits = |noun: &&usize| {
            let (g, n) = agreement(&self.tags[**noun], self.names);
            let several = matches!(n, Number::Plur | Number::Dual);
            match number {
                Number::Plur | Number::Dual => several,
                _ if gender == Gender::Fem => several || g != Gender::Masc,
                _ => !several && g != Gender::Fem,
            }
        };
        let before = || self.phrases[phrase].nouns.iter().rev().filter(|n| **n < adjective);
        before().find(fits).or(before().next()).copied()
    }

    /// Lemma of a word as chosen.
    pub fn lemma(&self, word: usize) -> Option<u32> {
        self.tags[word].reading.map(|r| r.form.lemma)
    }

    /// The text from one word to the word before `end`.
    pub fn words_span(&self, first: usize, end: usize) -> Span {
        self.words[first].span().join(self.words[end.max(first + 1) - 1].span())
    }
}
