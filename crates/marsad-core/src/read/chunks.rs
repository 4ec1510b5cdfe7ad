//! Groups of words: noun phrases, verbs, the small words that join them.
//!
//! Enters: tagged words. Leaves: [`Node`]s in order, and the [`Phrase`]s they hold. The rule of the Arabic
//! chain carries most of it: a noun without the article runs on into the next; with the article, a name or an
//! owner the chain is closed, and a further bare noun begins another phrase. «استقبل الرئيس المصري وزير
//! الخارجية الروسي» holds two phrases for that reason.

use crate::find::names::{Match, find_cues};
use crate::find::words::{Enclitic, Reading, Word};
use crate::read::clitics::is_house;
use crate::read::order::stands_for;
use crate::read::tags::{Kind, Tag};
use marsad_pack::{EntityKind, Gender, Language, NameAs, NameOf, Number, Pos, Shape, World};
use std::fmt;
use std::ops::{Deref, Range};

/// A noun phrase: a chain of nouns with their adjectives, names and appositions.
#[derive(Clone, Debug, Default)]
pub struct Phrase {
    /// First word and the word after the last, without coordinated phrases.
    pub words: Range<usize>,
    /// The nouns of the chain, head first.
    pub nouns: Vec<usize>,
    /// Adjectives.
    pub adjectives: Vec<usize>,
    /// Phrases joined to it by «و».
    pub joined: Vec<usize>,
    /// The phrase it is joined to.
    pub joined_to: Option<usize>,
    /// Index of the node whose preposition governs it.
    pub prep: Option<usize>,
    /// The chain has ended in the article, a name, an owner or a nun: no further noun goes on with it.
    pub closed: bool,
    /// It has the article, a name or an owner, and so must its adjectives.
    pub definite: bool,
    /// A pronoun only: «معه», «بينهما».
    pub pronoun: Option<Enclitic>,
    /// The phrase whose it is, where an owner stands before it: "Russia's".
    pub owner: Option<usize>,
}

impl Phrase {
    pub fn head(&self) -> usize {
        self.nouns.first().copied().unwrap_or(self.words.start)
    }
}

/// A preposition by its name, as packs write it: «إلى», «من قبل», «ل».
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Preposition<'p>(&'p str);

impl<'p> Preposition<'p> {
    pub fn as_str(self) -> &'p str {
        self.0
    }
}

impl Deref for Preposition<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        self.0
    }
}

impl PartialEq<str> for Preposition<'_> {
    fn eq(&self, name: &str) -> bool {
        self.0 == name
    }
}

impl fmt::Display for Preposition<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// A piece of a sentence.
#[derive(Clone, Debug)]
pub enum Node<'p> {
    Verb(usize),
    Phrase(usize),
    /// A preposition (the role's name, the word it stands on) and its phrase.
    Prep {
        name: Preposition<'p>,
        word: usize,
        phrase: usize,
    },
    Sub(usize),
    Rel(usize),
    Conj(usize),
    Neg(usize),
    Fut(usize),
    Part(usize),
    Pron(usize),
    Time(usize),
    Comma(usize),
    Stop(usize),
    Open(usize),
    Close(usize),
}

impl Node<'_> {
    /// The first word of it.
    pub fn word(&self, phrases: &[Phrase]) -> usize {
        match self {
            Self::Verb(w)
            | Self::Sub(w)
            | Self::Rel(w)
            | Self::Conj(w)
            | Self::Neg(w)
            | Self::Fut(w)
            | Self::Part(w)
            | Self::Pron(w)
            | Self::Time(w)
            | Self::Comma(w)
            | Self::Stop(w)
            | Self::Open(w)
            | Self::Close(w) => *w,
            Self::Phrase(p) => phrases[*p].words.start,
            Self::Prep { word, .. } => *word,
        }
    }
}

/// «أربعة أشخاص، بينهم شرطيان»: whether the node at `at` is a preposition whose pronoun leads from those told before to some
/// of them, right behind it.
pub fn leads_to_members(nodes: &[Node<'_>], phrases: &[Phrase], language: &Language, at: usize) -> bool {
    let Some(Node::Prep { name, phrase, .. }) = nodes.get(at) else { return false };
    let several = phrases[*phrase].pronoun.is_some_and(|p| p.person == 3 && p.number != Number::Dual);
    let told = at > 0 && matches!(nodes[at - 1], Node::Comma(_) | Node::Phrase(_) | Node::Prep { .. } | Node::Time(_) | Node::Close(_));
    several && told && language.is_preposition(name, const { marsad_pack::classes(&["among"]) }) && matches!(nodes.get(at + 1), Some(Node::Phrase(_)))
}

pub struct Chunker<'a, 'w> {
    pub words: &'a [Word<'w>],
    pub tags: &'a [Tag],
    pub names: &'a [Match<'a>],
    /// Particles of several words by first word: end and lemma.
    pub particles: &'a [(usize, usize, u32)],
    pub language: &'w Language,
    pub world: &'a World,
    pub phrases: Vec<Phrase>,
    pub nodes: Vec<Node<'w>>,
    pub(super) quote_open: bool,
}

impl<'a, 'w> Chunker<'a, 'w> {
    pub fn new(words: &'a [Word<'w>], tags: &'a [Tag], names: &'a [Match<'a>], particles: &'a [(usize, usize, u32)], language: &'w Language, world: &'a World) -> Self {
        Self { words, tags, names, particles, language, world, phrases: Vec::with_capacity(words.len() / 2), nodes: Vec::with_capacity(words.len()), quote_open: false }
    }

    /// Reads the whole sentence.
    pub fn run(mut self) -> (Vec<Node<'w>>, Vec<Phrase>) {
        let mut at = 0;
        while at < self.words.len() {
            at = self.step(at);
        }
        (self.nodes, self.phrases)
    }

    fn step(&mut self, at: usize) -> usize {
        if let Some((end, lemma)) = self.particle_at(at) {
            return self.particle(at, end, lemma);
        }
        let tag = &self.tags[at];
        if self.is_predicate_participle(at) {
            self.nodes.push(Node::Verb(at));
            return at + 1;
        }
        match tag.kind {
            Kind::Verb => {
                self.nodes.push(Node::Verb(at));
                at + 1
            }
            Kind::Prep => self.preposition(at, at + 1, self.preposition_at(at), at),
            Kind::Sub => self.single(Node::Sub(at), at),
            Kind::Rel => self.single(Node::Rel(at), at),
            Kind::Conj => self.single(Node::Conj(at), at),
            Kind::Neg => self.single(Node::Neg(at), at),
            Kind::Fut => self.single(Node::Fut(at), at),
            Kind::Part | Kind::Adv => self.single(Node::Part(at), at),
            Kind::Pron if self.is_nominal(at) => self.phrase_node(at),
            Kind::Pron => self.single(Node::Pron(at), at),
            Kind::Time => {
                let time = tag.time;
                self.nodes.push(Node::Time(at));
                (at..self.words.len()).find(|&w| self.tags[w].time != time).unwrap_or(self.words.len())
            }
            Kind::Comma => self.single(Node::Comma(at), at),
            Kind::Stop => self.single(Node::Stop(at), at),
            Kind::Open => {
                let straight = self.words[at].text == "\"";
                let node = if straight && self.quote_open { Node::Close(at) } else { Node::Open(at) };
                self.quote_open = matches!(node, Node::Open(_));
                self.single(node, at)
            }
            Kind::Close => {
                self.quote_open = false;
                self.single(Node::Close(at), at)
            }
            Kind::Noun | Kind::Adj | Kind::Number | Kind::Quant | Kind::Dem | Kind::Unknown => self.phrase_node(at),
        }
    }

    /// «، محذراً من…»، «، متهمةً واشنطن…»: a participle that goes on telling of the subject.
    fn is_predicate_participle(&self, at: usize) -> bool {
        let tag = &self.tags[at];
        let Some(reading) = tag.reading else { return false };
        let active = tag.kind == Kind::Adj && tag.name.is_none() && reading.form.shape == Shape::ActiveParticiple;
        if !active || reading.clitics.article || reading.clitics.prep.is_some() || reading.clitics.enclitic.is_some() {
            return false;
        }
        // «رفضت المعونات الأجنبية مؤكدة أن …»: behind a definite phrase, with what is said behind it.
        let told = reading.form.gender == Gender::Fem && at > 0 && self.tags[at - 1].clitics().article && self.tags.get(at + 1).is_some_and(|t| t.kind == Kind::Sub);
        let comma = at > 0 && matches!(self.tags[at - 1].kind, Kind::Comma | Kind::Close | Kind::Open) || reading.clitics.conj;
        let speaks = const { marsad_pack::classes(&["speech"]) } & self.language.lexicon.lemmas[reading.form.lemma as usize].classes != 0;
        let framed = self.language.frames.by_verb.contains_key(&reading.form.lemma);
        (speaks || framed)
            && (told || self.is_bare_plural(at) || reading.form.accusative || comma && reading.form.gender == Gender::Fem || comma && matches!(reading.form.number, Number::Plur | Number::Dual))
    }

    /// «تجمعوا في يريفان مطالبين روسيا بالتدخل»: a participle in «ين» without the article describes nothing definite before it.
    fn is_bare_plural(&self, at: usize) -> bool {
        let Some(reading) = self.tags[at].reading.filter(|r| r.form.shape == Shape::ActiveParticiple && !r.clitics.article) else { return false };
        let several = matches!(reading.form.number, Number::Plur | Number::Dual) && self.words[at].key.ends_with("ين");
        let framed = self.language.frames.by_verb.contains_key(&reading.form.lemma);
        several && framed && at > 0 && (self.tags[at - 1].name.is_some() || self.tags[at - 1].clitics().article)
    }

    fn single(&mut self, node: Node<'w>, at: usize) -> usize {
        self.nodes.push(node);
        at + 1
    }

    /// The preposition a word is, by its lemma.
    fn preposition_at(&self, at: usize) -> Preposition<'w> {
        Preposition(self.tags[at].reading.map_or("", |r| self.language.lexicon.lemmas[r.form.lemma as usize].text.as_str()))
    }

    fn particle(&mut self, at: usize, end: usize, lemma: u32) -> usize {
        let language: &'w Language = self.language;
        let lemma = &language.lexicon.lemmas[lemma as usize];
        match lemma.pos {
            Pos::Prep => self.preposition(at, end, Preposition(&lemma.text), at),
            Pos::Sub => {
                self.nodes.push(Node::Sub(at));
                end
            }
            Pos::Conj => {
                self.nodes.push(Node::Conj(at));
                end
            }
            Pos::Neg => {
                self.nodes.push(Node::Neg(at));
                end
            }
            _ => {
                self.nodes.push(Node::Part(at));
                end
            }
        }
    }

    /// A preposition and the phrase it governs; a pronoun on it is that phrase.
    fn preposition(&mut self, at: usize, next: usize, name: Preposition<'w>, word: usize) -> usize {
        if let Some(enclitic) = self.tags[at].reading.and_then(|r| r.clitics.enclitic).filter(|_| next == at + 1) {
            let phrase = self.phrases.len();
            self.phrases.push(Phrase { words: at..at + 1, pronoun: Some(enclitic), closed: true, definite: true, ..Phrase::default() });
            self.nodes.push(Node::Prep { name, word, phrase });
            self.phrases[phrase].prep = Some(self.nodes.len() - 1);
            return next;
        }
        let mut start = next;
        while start < self.words.len() && matches!(self.tags[start].kind, Kind::Open | Kind::Close) {
            if self.words[start].text == "\"" {
                self.quote_open = !self.quote_open;
            }
            start += 1;
        }
        let nominal = start < self.words.len() && self.is_nominal(start) && self.tags[start].kind != Kind::Time;
        if !nominal {
            if start < self.words.len() && self.tags[start].kind == Kind::Time {
                return next;
            }
            self.nodes.push(Node::Part(at));
            return next;
        }
        let (phrase, end) = self.phrase(start, true);
        self.nodes.push(Node::Prep { name, word, phrase });
        self.govern(phrase);
        end
    }

    fn govern(&mut self, phrase: usize) {
        let node = self.nodes.len() - 1;
        self.phrases[phrase].prep = Some(node);
        for joined in self.phrases[phrase].joined.clone() {
            self.phrases[joined].prep = Some(node);
        }
    }

    pub(super) fn is_nominal(&self, at: usize) -> bool {
        let Some(tag) = self.tags.get(at) else { return false };
        let stands = || self.language.fixed_order && stands_for(tag, self.language).is_some();
        matches!(tag.kind, Kind::Noun | Kind::Adj | Kind::Number | Kind::Quant | Kind::Dem | Kind::Unknown) || tag.kind == Kind::Pron && stands()
    }

    fn clitic_prep(&self, at: usize) -> Option<char> {
        match self.tags[at].name {
            Some(name) if self.names[name].first == at => self.names[name].clitics.prep,
            Some(_) => None,
            None => self.tags[at].prep(),
        }
    }

    fn conj(&self, at: usize) -> bool {
        match self.tags[at].name {
            Some(name) if self.names[name].first == at => self.names[name].clitics.conj,
            Some(_) => false,
            None => self.tags[at].has_conj(),
        }
    }

    /// «المديرة العامة لصندوق النقد الدولي كريستالينا جورجييفا»: the name belongs to the office before the preposition.
    fn name_of_office(&mut self, at: usize) -> Option<usize> {
        let person = match self.tags[at].name {
            Some(name) => self.names[name].persons().next().is_some() && self.names[name].clitics.count() == 0,
            None => self.tags[at].kind == Kind::Unknown && self.words[at].token.is_word() && !has_article(&self.words[at].key, None) && !looks_like_adjective(&self.words[at].key),
        };
        let office = match &self.nodes[..] {
            // «وزير الخارجية والتعاون الدولي ناصر بوريطة»
            [.., Node::Phrase(p) | Node::Prep { phrase: p, .. }] if self.phrases[*p].joined.last().is_some_and(|&j| self.phrases[j].words.end == at && self.is_ministry(j)) => *p,
            [.., Node::Phrase(p) | Node::Prep { phrase: p, .. }, Node::Prep { name, .. }] if matches!(name.as_str(), "ل" | "لدى" | "باسم") => *p,
            _ => return None,
        };
        let named = self.phrases[office].nouns.iter().any(|&n| self.tags[n].name.is_some_and(|m| self.names[m].persons().next().is_some()));
        if !person || named || !self.is_titled(&self.phrases[office]) {
            return None;
        }
        let (part, end) = self.chain(at);
        let nouns = self.phrases[part].nouns.clone();
        let adjectives = self.phrases[part].adjectives.clone();
        self.phrases.pop();
        self.phrases[office].nouns.extend(nouns);
        self.phrases[office].adjectives.extend(adjectives);
        Some(end)
    }

    /// What a ministry is of besides, «والتعاون الدولي»: neither a name nor somebody.
    fn is_ministry(&self, phrase: usize) -> bool {
        let head = self.phrases[phrase].head();
        self.tags[head].name.is_none() && self.tags[head].reading.is_some_and(|r| r.clitics.article && r.form.pos == Pos::Noun) && !self.is_people(head)
    }

    fn phrase_node(&mut self, at: usize) -> usize {
        if let Some(end) = self.name_of_office(at) {
            return end;
        }
        let prep = self.clitic_prep(at);
        let conj = self.conj(at);
        if conj {
            self.nodes.push(Node::Conj(at));
        }
        let (phrase, end) = self.phrase(at, prep.is_some());
        match prep {
            Some(letter) => {
                self.nodes.push(Node::Prep { name: Preposition(letter_name(letter)), word: at, phrase });
                self.govern(phrase);
            }
            None => self.nodes.push(Node::Phrase(phrase)),
        }
        end
    }

    /// Reads a phrase that begins at `at`, with those joined to it.
    fn phrase(&mut self, at: usize, governed: bool) -> (usize, usize) {
        let (phrase, mut end) = self.chain(at);
        loop {
            let Some(next) = self.joins(phrase, end) else { return (phrase, end) };
            let known = self.phrases.len();
            let (joined, after) = self.chain(next);
            if self.begins_clause(after, governed, joined) {
                self.phrases.truncate(known);
                return (phrase, end);
            }
            self.phrases[joined].joined_to = Some(phrase);
            self.phrases[phrase].joined.push(joined);
            end = after;
        }
    }

    /// «في رانغون وواشنطن تعاقب»: what is joined belongs to the verb behind it when the first has another job.
    fn begins_clause(&self, after: usize, governed: bool, joined: usize) -> bool {
        let verb = self.tags.get(after).filter(|t| t.kind == Kind::Verb && !t.has_conj() && t.prep().is_none() && matches!(t.shape(), Some(Shape::Perfect | Shape::Imperfect)));
        let told = self.nodes.iter().rev().take_while(|n| !matches!(n, Node::Stop(_) | Node::Sub(_))).any(|n| matches!(n, Node::Verb(_)));
        let (gender, number) = agreement(&self.tags[self.phrases[joined].head()], self.names);
        // «بين مسلحي الحزب وأنصار الحكومة اندلعت»: the verb is not theirs.
        let theirs = verb.and_then(|t| t.reading).is_none_or(|r| match (r.form.number, r.form.gender) {
            _ if self.language.fixed_order => true,
            // «أنصار الحكومة اندلعت»: people in front have their verb in the plural.
            (Number::Sing, _) if number == Number::Plur && gender == Gender::Masc && self.is_people(self.phrases[joined].head()) => false,
            (Number::Sing, Gender::Fem) => !(gender == Gender::Masc && number == Number::Sing),
            (Number::Sing, Gender::Masc) => !(gender == Gender::Fem && number == Number::Sing),
            (Number::Plur, _) => number != Number::Sing,
            _ => true,
        });
        if self.language.fixed_order {
            // "said Chad and Mali agreed": both agreed; "talks between Chad and Mali failed": the talks did.
            return verb.is_some() && told && !self.leads_to_clause();
        }
        verb.is_some() && theirs && (governed || told)
    }

    /// Whether another phrase is joined by «و» at `at`: where its first noun stands.
    fn joins(&self, phrase: usize, at: usize) -> Option<usize> {
        let mut at = at;
        if self.language.fixed_order && self.is_listed(phrase, at) {
            return Some(at + 1);
        }
        if at < self.words.len() && self.tags[at].kind == Kind::Comma && self.words[at].text != "-" {
            // «فرنسا، وألمانيا، وإيطاليا», «وزير الخارجية التركي، ونظيره القطري،»: only names and counterparts go on over a comma.
            let next = at + 1;
            let joined = next < self.words.len() && self.conj(next) && self.clitic_prep(next).is_none();
            let listed = joined && (self.tags[next].name.is_some() || self.is_counterpart(next));
            if !listed || self.phrases[phrase].joined.is_empty() && self.tags[self.phrases[phrase].head()].name.is_none() {
                return None;
            }
            at = next;
        }
        if at >= self.words.len() {
            return None;
        }
        let tag = &self.tags[at];
        let english_and = tag.kind == Kind::Conj && matches!(self.words[at].text, "and" | "و");
        let (next, conj) = if english_and { (at + 1, true) } else { (at, self.conj(at)) };
        if !conj || next >= self.words.len() || !self.is_nominal(next) {
            return None;
        }
        if self.clitic_prep(next).is_some() || self.tags[next].kind == Kind::Adj && self.tags[next].name.is_none() && self.tags[next].reading.is_some_and(|r| r.form.accusative) {
            return None;
        }
        if english_and {
            return Some(next);
        }
        // A noun joined and followed by a finite verb begins a clause of its own: «ووزير الخارجية يصل غداً».
        Some(next)
    }

    /// «ونظيره»
    fn is_counterpart(&self, word: usize) -> bool {
        let names = &self.language.names;
        find_cues(&self.words[word..=word], names).iter().filter_map(Match::cue).any(|cue| names.cues[cue as usize].kind == "counterpart")
    }

    /// Reads one chain of nouns.
    fn chain(&mut self, at: usize) -> (usize, usize) {
        if self.language.fixed_order {
            return self.group(at);
        }
        let mut phrase = Phrase { words: at..at + 1, ..Phrase::default() };
        let mut end = at;
        while end < self.words.len() {
            let Some(next) = self.extend(&mut phrase, end, end == at) else { break };
            end = next;
        }
        if end == at {
            end = at + 1;
        }
        phrase.words = at..end;
        let index = self.phrases.len();
        self.phrases.push(phrase);
        (index, end)
    }

    /// Takes the word at `at` into the phrase: the word to go on with, or `None` when the phrase ends before it.
    fn extend(&self, phrase: &mut Phrase, at: usize, first: bool) -> Option<usize> {
        let tag = &self.tags[at];
        // «تصريحات غير مدعومة»: an adjective denied is an adjective.
        if tag.kind == Kind::Neg && &*self.words[at].key == "غير" && !first && self.tags.get(at + 1).is_some_and(|t| t.kind == Kind::Adj || t.kind == Kind::Unknown) {
            phrase.adjectives.extend([at, at + 1]);
            return Some(at + 2);
        }
        if let Some(end) = self.quoted_name(phrase, at) {
            phrase.closed = true;
            return Some(end);
        }
        let particle = self.particle_at(at);
        if let Some(end) = particle.and_then(|(end, lemma)| self.describes(lemma).then_some(end)).filter(|_| !phrase.nouns.is_empty()) {
            return Some(end);
        }
        if !self.is_nominal(at) {
            return self.over_quotes(phrase, at, first);
        }
        if !first && (self.clitic_prep(at).is_some() || self.conj(at)) {
            return None;
        }
        if !first && particle.is_some() {
            return None;
        }
        if phrase.nouns.is_empty() && !first && self.tags[at - 1].kind == Kind::Dem && self.is_bare(at) {
            return None;
        }
        if !first && phrase.closed && self.is_courtesy(at) && self.is_titled(phrase) && !phrase.nouns.iter().any(|&n| self.is_person(n)) {
            return Some(at + 1);
        }
        if let Some(name) = tag.name {
            return self.extend_name(phrase, name, first);
        }
        let enclitic = tag.reading.and_then(|r| r.clitics.enclitic);
        match tag.kind {
            Kind::Number => {
                // «الدول الثلاث», «المسلحين الأربعة عشر»: a number with the article describes.
                let describes = phrase.definite && has_article(&self.words[at].key, None);
                let names = !first && self.names_in_figures(phrase, at);
                if !first && phrase.closed && !phrase.nouns.is_empty() && !describes && !names {
                    return None;
                }
                let number = tag.number;
                let end = (at..self.words.len()).find(|&w| self.tags[w].number != number || number.is_none() && w > at).unwrap_or(self.words.len());
                phrase.closed = (describes || names) && !first;
                Some(end)
            }
            Kind::Quant | Kind::Dem => {
                // «الرجل نفسه» is the man himself, «فجّر رجل نفسه» tells what he did to himself.
                let apart = !phrase.definite && self.language.is_preposition(self.preposition_at(at).as_str(), const { marsad_pack::classes(&["reflexive"]) });
                if !first && (phrase.closed || apart) {
                    return None;
                }
                phrase.closed = enclitic.is_some();
                phrase.definite = enclitic.is_some();
                if enclitic.is_some() {
                    phrase.nouns.push(at);
                }
                Some(at + 1)
            }
            Kind::Adj if !first && self.is_bare_plural(at) => None,
            Kind::Adj => self.extend_adjective(phrase, at, first),
            _ => self.extend_noun(phrase, at, first),
        }
    }

    /// «أعلنت إثر ذلك حالة الطوارئ»: a noun that is not definite belongs to no demonstrative before it.
    fn is_bare(&self, at: usize) -> bool {
        let tag = &self.tags[at];
        tag.kind == Kind::Noun && tag.name.is_none() && tag.reading.is_some_and(|r| !r.clitics.article && r.clitics.enclitic.is_none())
    }

    /// The particle of several words that begins here: where it ends, and its lemma.
    fn particle_at(&self, at: usize) -> Option<(usize, u32)> {
        self.particles.iter().find(|(first, ..)| *first == at).map(|(_, end, lemma)| (*end, *lemma))
    }

    /// Whether several words describe a noun together: «طائرة بدون طيار تابعة للجيش».
    fn describes(&self, particle: u32) -> bool {
        self.language.is_preposition(&self.language.lexicon.lemmas[particle as usize].text, const { marsad_pack::classes(&["describes"]) })
    }

    /// «القرار 2371», «الرحلة 752»: figures behind a definite noun that count nothing are part of its name.
    fn names_in_figures(&self, phrase: &Phrase, at: usize) -> bool {
        let quantity = const { marsad_pack::classes(&["quantity"]) };
        let singular = phrase
            .nouns
            .last()
            .and_then(|&n| self.tags[n].reading)
            .is_some_and(|r| r.clitics.article && r.form.number == Number::Sing && self.language.lexicon.lemmas[r.form.lemma as usize].classes & quantity == 0);
        let counts = self.tags.get(at + 1).is_some_and(|t| matches!(t.kind, Kind::Noun | Kind::Adj | Kind::Unknown | Kind::Number) && t.prep().is_none() && !t.has_conj());
        singular && self.words[at].text.starts_with(char::is_numeric) && !counts
    }

    /// «الكبير» after «القصر», «متعبون» after «جنود»; «قاسياً» after «الرد» begins something else.
    fn extend_adjective(&self, phrase: &mut Phrase, at: usize, first: bool) -> Option<usize> {
        let reading = self.tags[at].reading;
        let enclitic = reading.is_some_and(|r| r.clitics.enclitic.is_some());
        let article = reading.is_some_and(|r| r.clitics.article);
        let accusative = reading.is_some_and(|r| r.form.accusative);
        if !first && accusative && !phrase.words.is_empty() && (reading.is_some_and(|r| r.form.shape != Shape::Base) || !self.may_be_accusative(phrase)) {
            return None;
        }
        if first || phrase.nouns.is_empty() {
            phrase.nouns.push(at);
            phrase.definite = article || enclitic;
            phrase.closed = phrase.definite || self.has_nun(at);
            return Some(at + 1);
        }
        if self.ranks(phrase, at) {
            return Some(at + 1);
        }
        if !phrase.closed && (article || phrase.adjectives.is_empty() && (!self.may_describe(phrase, at) || self.is_done_to(phrase, at))) {
            // «وزير الدفاع»-like chains over a nominalised adjective.
            phrase.nouns.push(at);
            (phrase.closed, phrase.definite) = (article, article);
            return Some(at + 1);
        }
        if phrase.closed && article && self.describes_nobody(phrase, at) {
            return None;
        }
        let in_name = !article && self.is_in_name(phrase, at);
        if !in_name && phrase.closed && article != phrase.definite && reading.is_some_and(|r| r.form.shape == Shape::Base) {
            return None;
        }
        phrase.adjectives.push(at);
        Some(at + 1)
    }

    /// «دخول أول قافلة», «اعتقال أكبر المهربين»: «أول» and a superlative inside a chain lead to the noun that the chain goes on with.
    fn ranks(&self, phrase: &Phrase, at: usize) -> bool {
        let bare = self.tags[at].reading.filter(|r| !r.clitics.article && r.clitics.enclitic.is_none() && !r.form.accusative);
        let first = |lemma: &str| matches!(lemma, "أول" | "آخر") || is_elative(lemma);
        let noun = self.tags.get(at + 1).is_some_and(|t| t.kind == Kind::Noun && t.name.is_none() && t.prep().is_none() && !t.has_conj());
        !phrase.closed && phrase.adjectives.is_empty() && noun && bare.is_some_and(|r| first(&self.language.lexicon.lemmas[r.form.lemma as usize].text))
    }

    /// «اغتيال قيادي لبناني», «اعتقال صحافي مصري»: behind what is done to people, who may be somebody and has an adjective of a
    /// state is the one it is done to.
    fn is_done_to(&self, phrase: &Phrase, at: usize) -> bool {
        let lemmas = &self.language.lexicon.lemmas;
        let transitive = const { marsad_pack::classes(&["transitive"]) };
        let person = const { marsad_pack::classes(&["person", "people"]) };
        let deed = phrase
            .nouns
            .last()
            .filter(|&&n| n + 1 == at)
            .and_then(|&n| self.tags[n].reading)
            .is_some_and(|r| lemmas[r.form.lemma as usize].of_verbs.iter().any(|v| lemmas[*v as usize].classes & transitive != 0));
        let somebody = self.words[at].readings.iter().any(|r| r.exact && r.form.pos == Pos::Noun && r.clitics.count() == 0 && lemmas[r.form.lemma as usize].classes & person != 0);
        let of_state = self.tags.get(at + 1).is_some_and(|t| t.kind == Kind::Adj && t.name.is_some_and(|m| matches!(self.names[m].entity(), Some((_, NameAs::Adjective, _)))));
        deed && somebody && of_state
    }

    /// «الوزير بهزاد نبوي», «الشيخ حمد آل ثاني»: behind an unlisted name or «آل» an adjective without the article is the name's next part.
    fn is_in_name(&self, phrase: &Phrase, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).filter(|b| phrase.words.start <= *b) else { return false };
        let unlisted = self.tags[before].kind == Kind::Unknown && phrase.adjectives.last() == Some(&before) && !has_article(&self.words[before].key, None);
        unlisted || is_house(self.words[before].text)
    }

    /// Whether the phrase may stand in the accusative: «جندياً» may, «جندي» may not, «دورية» tells nothing.
    fn may_be_accusative(&self, phrase: &Phrase) -> bool {
        let Some(&noun) = phrase.nouns.last() else { return true };
        let Some(reading) = self.tags[noun].reading.filter(|_| self.tags[noun].name.is_none()) else { return true };
        let silent = self.words[noun].key.ends_with(['ه', 'ا', 'ي', 'ء']) && !self.words[noun].text.ends_with('ي');
        phrase.closed || reading.form.accusative || silent || reading.form.number == Number::Plur
    }

    /// The next noun of a chain: «مجلس» «الأمن». Behind an adjective, the article, a name or a nun the chain does not go on.
    fn extend_noun(&self, phrase: &mut Phrase, at: usize, first: bool) -> Option<usize> {
        let tag = &self.tags[at];
        let unknown = tag.kind == Kind::Unknown;
        let enclitic = tag.reading.is_some_and(|r| r.clitics.enclitic.is_some());
        let article = tag.reading.is_some_and(|r| r.clitics.article) || tag.reading.is_none() && has_article(&self.words[at].key, self.clitic_prep(at));
        let key = &*self.words[at].key;
        if first || phrase.nouns.is_empty() || !phrase.closed {
            let counted = at > 0 && self.tags[at - 1].kind == Kind::Number;
            let ended = !phrase.adjectives.is_empty() && !unknown || tag.reading.is_some_and(|r| r.form.accusative) && !counted;
            if !first && !phrase.nouns.is_empty() && ended {
                return None;
            }
            let named = unknown && !self.words[at].text.ends_with('ة') && (first && !article || !looks_like_adjective(key));
            phrase.nouns.push(at);
            phrase.definite = article || enclitic || named;
            phrase.closed = phrase.definite || self.has_nun(at);
            return Some(at + 1);
        }
        // After a closed chain: names of people in apposition, unknown adjectives, titles.
        let name_goes_on = unknown && !article && self.tags[at - 1].kind == Kind::Unknown && phrase.nouns.last() == Some(&(at - 1));
        let apposed = unknown && (self.is_titled(phrase) || article || looks_like_adjective(key));
        if name_goes_on || apposed {
            phrase.adjectives.push(at);
            return Some(at + 1);
        }
        None
    }

    /// Quotation marks and brackets around a name inside a phrase do not end it: «حركة "طالبان"».
    fn over_quotes(&self, phrase: &Phrase, at: usize, first: bool) -> Option<usize> {
        if first || phrase.nouns.is_empty() {
            return None;
        }
        if let Some(end) = self.called_in_brackets(phrase, at) {
            return Some(end);
        }
        if !matches!(self.words[at].text, "«" | "“" | "\"" | "'" | "‘" | "»" | "”" | "’") {
            return None;
        }
        let next = at + 1;
        let inside = next < self.words.len() && self.tags[next].name.is_some() && self.clitic_prep(next).is_none() && !self.conj(next);
        let closes = matches!(self.words[at].text, "»" | "”" | "’" | "\"" | "'") && at > 0 && phrase.words.start < at && self.tags[at - 1].name.is_some();
        (inside && !phrase.closed || closes && self.is_open_quote(phrase, at)).then_some(next)
    }

    /// «حركة المقاومة الإسلامية (حماس) وإسرائيل»: the short name in brackets behind a body's long one is no break; where it
    /// ends.
    fn called_in_brackets(&self, phrase: &Phrase, at: usize) -> Option<usize> {
        if self.words[at].text != "(" {
            return None;
        }
        let body = |word: usize| self.names[self.tags.get(word)?.name?].entity().map(|(e, _, _)| e);
        let long = phrase.nouns.last().and_then(|&n| body(n))?;
        let end = self.names[self.tags.get(at + 1)?.name?].end;
        (body(at + 1) == Some(long) && self.words.get(end).is_some_and(|w| w.text == ")")).then_some(end + 1)
    }

    /// «مقاتلة من طراز "سو-24"», «حركة "الشباب"»: a word or two in quotation marks right behind a noun that no list knows
    /// are its name; where they end.
    fn quoted_name(&self, phrase: &Phrase, at: usize) -> Option<usize> {
        let closing = match self.words[at].text {
            "«" => "»",
            "“" => "”",
            "\"" => "\"",
            _ => return None,
        };
        let last = phrase.nouns.last().is_some_and(|&n| n + 1 == at) && phrase.adjectives.is_empty();
        let end = (at + 2..(at + 6).min(self.words.len())).find(|&w| self.words[w].text == closing).filter(|_| last)?;
        let part = |w: usize| self.tags[w].kind == Kind::Unknown && !self.tags[w].has_conj() || self.tags[w].kind == Kind::Number || self.words[w].text == "-";
        (at + 1..end).all(part).then_some(end + 1)
    }

    fn is_open_quote(&self, phrase: &Phrase, at: usize) -> bool {
        // What looks the same opening and closing is open when it stands alone.
        let alike = matches!(self.words[at].text, "\"" | "'").then_some(self.words[at].text);
        let before = &self.words[phrase.words.start..at];
        alike.map_or_else(|| before.iter().any(|w| matches!(w.text, "«" | "“" | "‘")), |mark| before.iter().filter(|w| w.text == mark).count() == 1)
    }

    fn extend_name(&self, phrase: &mut Phrase, index: usize, first: bool) -> Option<usize> {
        let name = &self.names[index];
        let end = name.end;
        let adjective = matches!(name.entity(), Some((_, NameAs::Adjective, _)));
        // «وزارة الخارجية السعودية»: the state's name is also its adjective.
        let reading = name.find(|n| match n.of {
            NameOf::Entity(_, NameAs::Adjective) if n.definite || adjective => Some(*n),
            _ => None,
        });
        if let Some(n) = reading {
            let of_state = phrase.nouns.last().is_some_and(|&n| self.tags[n].name.is_some_and(|m| matches!(self.names[m].entity(), Some((_, NameAs::Name | NameAs::Capital, _)))));
            // «مقتل خمسة سوريين»: whoever is counted is told, not described.
            let counted = !phrase.closed && name.first > 0 && self.tags[name.first - 1].kind == Kind::Number && phrase.nouns.last().is_some_and(|&n| n + 1 < name.first);
            if !first && !phrase.nouns.is_empty() && (adjective && !counted || phrase.closed && !of_state) {
                let fits = if phrase.closed { n.definite == phrase.definite && !self.tells_somebody(phrase, name, &n) } else { true };
                if fits {
                    phrase.adjectives.push(name.first);
                    return Some(end);
                }
                return None;
            }
        }
        // «ستة دبلوماسيين هنود», «شرطيين روس»
        let people = |n: &marsad_pack::Name| matches!(n.of, NameOf::Entity(_, NameAs::People)) && !n.definite;
        if !first && phrase.closed && !phrase.definite && name.words() == 1 && name.clitics.count() == 0 && phrase.adjectives.is_empty() && name.names.iter().any(people) {
            phrase.adjectives.push(name.first);
            return Some(end);
        }
        let title = name.office().is_some() || name.agent().is_some();
        let attributive = title
            && !first
            && phrase.closed
            && !phrase.nouns.is_empty()
            && name.words() == 1
            && (!self.is_someone(phrase) || !phrase.definite && self.ends_alike(phrase.head(), name.first))
            && self.may_describe(phrase, name.first)
            && self.words[name.first].readings.iter().any(|r| r.form.pos == Pos::Adj && r.clitics.article == phrase.definite && r.clitics.prep.is_none() && !r.clitics.conj);
        if attributive {
            phrase.adjectives.push(name.first);
            return Some(end);
        }
        let definite =
            name.names.iter().any(|n| n.definite) && !title || title && name.names.iter().any(|n| n.definite && matches!(n.of, NameOf::Office(_) | NameOf::Agent(_))) && self.shows_article(end - 1);
        let closes = definite || title && self.has_nun(end - 1) || name.enclitic.is_some() || (!title && !adjective);
        let person = name.persons().next().is_some() || name.shorts().next().is_some();
        // «طعن فلسطيني جنديا»: an agent in the accusative is no noun's complement.
        let counted = name.first > 0 && self.tags[name.first - 1].kind == Kind::Number;
        let object = title && name.words() == 1 && self.words[name.first].readings.iter().any(|r| r.exact && r.form.accusative && r.form.number == Number::Sing);
        if object && !first && !counted && !phrase.nouns.is_empty() {
            return None;
        }
        if first || phrase.nouns.is_empty() || !phrase.closed {
            if !first && !phrase.adjectives.is_empty() && !phrase.nouns.is_empty() && !person {
                return None;
            }
            phrase.nouns.push(name.first);
            phrase.closed = closes;
            phrase.definite = closes && !(title && !definite && name.enclitic.is_none());
            return Some(end);
        }
        // «العاصمة الليبية طرابلس»
        let city = const { marsad_pack::classes(&["city"]) };
        let town_of =
            |n: &usize| self.tags[*n].name.is_none() && self.tags[*n].reading.is_some_and(|r| r.form.number == Number::Sing && self.language.lexicon.lemmas[r.form.lemma as usize].classes & city != 0);
        let named = name.place().is_some() || matches!(name.entity(), Some((_, NameAs::Capital, _)));
        if named && !person && name.clitics.count() == 0 && phrase.nouns.len() == 1 && phrase.nouns.iter().all(town_of) {
            phrase.nouns.push(name.first);
            return Some(end);
        }
        // «رئيسة الوزراء كيارا فونتانا»: a surname that is also a town.
        let town = name.place().is_some() && name.entity().is_none() && !title;
        // «الشيخ صباح الأحمد الجابر»: a family's name behind its bearer's is somebody else's too.
        let family = person && name.words() == 1 && (self.tags[name.first - 1].kind == Kind::Unknown || self.is_person(name.first - 1)) && has_article(&self.words[name.first - 1].key, None);
        if (town && self.is_in_name(phrase, name.first) || family && self.is_titled(phrase)) && name.clitics.count() == 0 {
            phrase.adjectives.push(name.first);
            return Some(end);
        }
        if person && self.is_titled(phrase) && self.may_be_holder(phrase, name) {
            phrase.nouns.push(name.first);
            (phrase.closed, phrase.definite) = (true, true);
            return Some(end);
        }
        None
    }

    /// Whether the article shows in a word: «المهندسين», «وبالمهندسين», and «للمهندسين», where ل swallows its first letter.
    fn shows_article(&self, word: usize) -> bool {
        let key = &*self.words[word].key;
        key.contains("ال") || key.strip_prefix('و').unwrap_or(key).starts_with("لل")
    }

    /// «سلمت إلى فرنسا الفنزويلي راميريز», «اعتقلت الشرطة الألمانية التونسي فلان»: a nationality that describes no noun before it
    /// is somebody, whose name follows as a rule.
    fn tells_somebody(&self, phrase: &Phrase, name: &Match<'_>, nationality: &marsad_pack::Name) -> bool {
        // «الرئيسان المصري والسوداني»
        let shared = self.tags.get(name.end).is_some_and(|t| t.has_conj());
        if (nationality.gender, nationality.number) != (Gender::Masc, Number::Sing) || shared || name.entity().is_none() {
            return false;
        }
        let last = phrase.nouns.last().copied().filter(|&n| self.name_end(n) == name.first);
        let of_another = last.and_then(|n| self.tags[n].name).and_then(|m| self.names[m].entity()).is_some_and(|(e, named, _)| {
            matches!(named, NameAs::Name | NameAs::Capital) && name.entity().is_some_and(|(own, ..)| own != e && self.world.entities[own as usize].kind == EntityKind::State)
        });
        // «الجهة اليمنى» is no Yemeni, «المسعى المصري» and «الرهينة البريطاني» are masculine whatever their endings.
        let person = const { marsad_pack::classes(&["person"]) };
        let unlike = |noun: usize| self.words[noun].text.ends_with('ى') || self.words[noun].noun_classes & person != 0;
        if self.words[name.end - 1].text.ends_with('ى') {
            return false;
        }
        // «رئيسة مجلس النواب الأمريكي»: inside a title of several words may stand what it describes.
        let may = |&noun: &usize| self.name_end(noun) > noun + 1 || unlike(noun) || may_agree(agreement(&self.tags[noun], self.names), (Gender::Masc, Number::Sing));
        of_another || !phrase.nouns.iter().any(may)
    }

    /// Whether the phrase names a person, a state or someone's office: the title behind it is another's.
    fn is_someone(&self, phrase: &Phrase) -> bool {
        let Some(name) = self.tags[phrase.head()].name.map(|m| &self.names[m]) else { return self.is_titled(phrase) };
        let person = |(agent, _): (u32, _)| self.language.names.agents[agent as usize].kind == "person";
        name.entity().is_some() || name.persons().next().is_some() || name.shorts().next().is_some() || name.office().is_some() || name.agent().is_some_and(person)
    }

    /// «متظاهرون موالون», not «مسلحون متظاهرين»: the same case of a sound plural.
    fn ends_alike(&self, noun: usize, adjective: usize) -> bool {
        ["ون", "ين"].iter().any(|end| self.words[noun].key.ends_with(end) && self.words[adjective].key.ends_with(end))
    }

    /// Whether an adjective agrees with the last noun in gender, as far as singulars show it.
    fn may_describe(&self, phrase: &Phrase, at: usize) -> bool {
        let Some(&noun) = phrase.nouns.last() else { return true };
        let (gender, number) = agreement(&self.tags[noun], self.names);
        let own = self.words[at].readings.iter().filter(|r| r.exact && r.form.pos == Pos::Adj).map(|r| (r.form.gender, r.form.number));
        let clash = |(g, n): (Gender, Number)| match n {
            Number::Sing => number == Number::Sing && gender != Gender::Both && g != Gender::Both && g != gender,
            // «طاردت قوات الأمن المسلحين»: several men are described by nobody's singular.
            Number::Plur => g == Gender::Masc && number == Number::Sing && !phrase.nouns.iter().any(|&n| agreement(&self.tags[n], self.names) == (Gender::Masc, Number::Plur)),
            _ => false,
        };
        let mut own = own.peekable();
        own.peek().is_none() || own.any(|form| !clash(form))
    }

    /// «رفضت إسرائيل المقترح», «أيّد رئيس لبنان المقترح», «انتقد الوزير الأوروبيين»: an adjective that agrees with no noun
    /// of the phrase, or a noun as much as an adjective behind a name, begins a phrase of its own.
    fn describes_nobody(&self, phrase: &Phrase, at: usize) -> bool {
        let definite = |r: &&Reading| r.exact && r.clitics.article && r.clitics.prep.is_none() && !r.clitics.conj;
        let readings = || self.words[at].readings.iter().filter(definite);
        let by_name = phrase.nouns.last().is_some_and(|&n| self.name_end(n) == at && self.is_proper(n));
        if by_name && readings().any(|r| r.form.pos == Pos::Noun) {
            return true;
        }
        // «الرئيسان المصري والسوداني», «القوة الأكبر»
        let shared = self.tags.get(at + 1).is_some_and(|t| t.has_conj());
        let elative = |r: &Reading| is_elative(&self.language.lexicon.lemmas[r.form.lemma as usize].text);
        let mut forms = readings().filter(|r| r.form.pos == Pos::Adj && !elative(r)).map(|r| (r.form.gender, r.form.number)).peekable();
        if shared || forms.peek().is_none() {
            return false;
        }
        !forms.any(|form| phrase.nouns.iter().any(|&noun| may_agree(agreement(&self.tags[noun], self.names), form)))
    }

    /// The word behind a noun, or behind the name that it begins.
    fn name_end(&self, word: usize) -> usize {
        self.tags[word].name.map_or(word + 1, |m| self.names[m].end)
    }

    /// Whether a word is the name of a state, a body or a person, not its adjective and no title.
    fn is_proper(&self, word: usize) -> bool {
        let Some(name) = self.tags[word].name.map(|m| &self.names[m]) else { return false };
        let named = matches!(name.entity(), Some((_, NameAs::Name | NameAs::Capital | NameAs::Seat, _)));
        (named || name.persons().next().is_some() || name.shorts().next().is_some()) && name.office().is_none() && name.agent().is_none()
    }

    /// «شكر الزعيم الكوبي البابا»: a person known to hold office elsewhere is not the one titled before.
    fn may_be_holder(&self, phrase: &Phrase, name: &Match<'_>) -> bool {
        let owners: Vec<u32> = phrase.nouns.iter().chain(&phrase.adjectives).filter_map(|&w| self.tags[w].name.and_then(|m| self.names[m].entity()).map(|(e, _, _)| e)).collect();
        let mut people = name.persons().chain(name.shorts()).peekable();
        let known = people.peek().is_some();
        owners.is_empty() || !known || people.any(|p| self.world.persons[p as usize].tenures.iter().any(|t| owners.contains(&t.of) || self.world.entities[t.of as usize].code == "SUN"))
    }

    /// A plural or dual in ن stands in no construct: «آخرون السفارة» are two phrases.
    fn has_nun(&self, at: usize) -> bool {
        let Some(reading) = self.tags[at].reading else { return false };
        let key = &*self.words[at].key;
        // «شؤون» and «سجون» are broken plurals: nothing was put onto their singular.
        let longer = || self.language.lexicon.lemmas[reading.form.lemma as usize].text.chars().count() + 2 <= key.chars().count();
        match reading.form.number {
            Number::Plur if reading.form.gender == Gender::Masc => (key.ends_with("ون") || key.ends_with("ين")) && longer(),
            Number::Dual => key.ends_with("ان") || key.ends_with("ين"),
            _ => false,
        }
    }

    /// «وزير الخارجية السيد فؤاد حسين»: a courtesy between an office and the name of its holder.
    fn is_courtesy(&self, at: usize) -> bool {
        let courtesy = const { marsad_pack::classes(&["courtesy"]) };
        let said = self.words[at].readings.iter().any(|r| r.clitics.article && r.clitics.count() == 0 && self.language.lexicon.lemmas[r.form.lemma as usize].classes & courtesy != 0);
        said && self.tags.get(at + 1).is_some_and(|t| t.kind == Kind::Unknown || self.is_person(at + 1))
    }

    fn is_people(&self, word: usize) -> bool {
        let people = const { marsad_pack::classes(&["person", "people"]) };
        self.words[word].readings.iter().any(|r| r.form.pos == Pos::Noun && self.language.lexicon.lemmas[r.form.lemma as usize].classes & people != 0)
    }

    fn is_person(&self, word: usize) -> bool {
        self.tags[word].name.is_some_and(|m| self.names[m].persons().next().is_some() || self.names[m].shorts().next().is_some())
    }

    /// Whether the phrase names an office or kind of person, so that a person's name may follow in apposition:
    /// «الوزير», and the last title in «استقبال وزير الخارجية».
    fn is_titled(&self, phrase: &Phrase) -> bool {
        let person = const { marsad_pack::classes(&["person", "diplomat"]) };
        phrase.nouns.iter().any(|&noun| match self.tags[noun].name.map(|m| &self.names[m]) {
            Some(name) => name.office().is_some() || name.agent().is_some(),
            None => self.tags[noun].reading.is_some_and(|r| self.language.lexicon.lemmas[r.form.lemma as usize].classes & person != 0),
        })
    }
}

/// The name of a preposition of one letter.
fn letter_name(letter: char) -> &'static str {
    match letter {
        'ب' => "ب",
        'ك' => "ك",
        _ => "ل",
    }
}

fn has_article(key: &str, prep: Option<char>) -> bool {
    key.starts_with("ال") || prep == Some('ب') && key.contains("بال") || prep == Some('ل') && key.contains("لل") || key.starts_with("وال")
}

/// An unlisted word in ـي or ـية after a noun is a nisba adjective as a rule.
fn looks_like_adjective(key: &str) -> bool {
    key.ends_with('ي') || key.ends_with("يه") || key.ends_with("يين") || key.ends_with("يون")
}

/// «أكبر», «أعلى»: four letters behind أ, and no nisba.
pub fn is_elative(lemma: &str) -> bool {
    lemma.starts_with('أ') && lemma.chars().count() == 4 && !lemma.ends_with('ي')
}

/// Whether an adjective of this gender and number may describe a noun of those; plurals of things take the feminine.
fn may_agree((gender, number): (Gender, Number), (of_adjective, count): (Gender, Number)) -> bool {
    let alike = gender == Gender::Both || of_adjective == Gender::Both || gender == of_adjective;
    match (number, count) {
        (Number::Sing, Number::Sing) => alike,
        (Number::Sing, Number::Plur | Number::Dual) | (Number::Plur, Number::Dual) => false,
        _ => true,
    }
}

/// Gender and number of a word as chosen, for agreement.
pub fn agreement(tag: &Tag, names: &[Match<'_>]) -> (Gender, Number) {
    if let Some(name) = tag.name {
        let m = &names[name];
        if let Some((_, _, n)) = m.entity() {
            return (n.gender, n.number);
        }
        if let Some((_, n)) = m.office().or_else(|| m.agent()) {
            let listed = tag.reading.filter(|_| m.office().is_none());
            return listed.map_or((n.gender, n.number), |r| (r.form.gender, r.form.number));
        }
        return (Gender::Both, Number::Sing);
    }
    tag.reading.map_or((Gender::Both, Number::Any), |r| (r.form.gender, r.form.number))
}
