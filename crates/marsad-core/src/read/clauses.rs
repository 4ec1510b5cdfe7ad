//! Clauses: a verb with its subject, objects and prepositions, and how clauses hang together.
//!
//! Enters: the nodes of a sentence. Leaves: [`Clause`]s. «قال الوزير إن القوات انسحبت» leaves as a clause of
//! speaking and, under it, its complement.

use crate::find::names::Match;
use crate::find::words::{Enclitic, Word};
use crate::read::chunks::{Node, Phrase, agreement};
use crate::read::tags::{Kind, Tag};
use marsad_pack::{Gender, Language, NameAs, Number, Pos, Shape};

/// How a clause hangs on its parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    Root,
    /// Beside its parent: «و…».
    Beside,
    /// What its parent's verb says: «أن…», «إن…», after a colon.
    Complement,
    /// Tells of a phrase: «الذي…».
    Relative(usize),
    /// A circumstance: «بعد أن…», «فيما…».
    Circumstance,
    /// An aim: «كي…», «ل…».
    Aim,
    /// A participle: «محذراً من…».
    Participle,
}

/// A clause.
#[derive(Clone, Debug)]
pub struct Clause {
    pub parent: Option<usize>,
    pub link: Link,
    pub verb: Option<usize>,
    /// «كان» and its like before the main verb.
    pub auxiliaries: Vec<usize>,
    pub subject: Option<usize>,
    pub subject_first: bool,
    /// The pronoun on «أنه», «إنها».
    pub subject_pronoun: Option<(usize, Enclitic)>,
    pub objects: Vec<usize>,
    /// Name of the preposition, its phrase.
    pub preps: Vec<(String, usize)>,
    pub negated: bool,
    pub future: bool,
    pub possible: bool,
    pub condition: bool,
    pub first: usize,
    pub end: usize,
    /// Inside quotation marks.
    pub quoted: bool,
}

impl Clause {
    fn new(parent: Option<usize>, link: Link, at: usize) -> Self {
        Self {
            parent,
            link,
            verb: None,
            auxiliaries: Vec::new(),
            subject: None,
            subject_first: false,
            subject_pronoun: None,
            objects: Vec::new(),
            preps: Vec::new(),
            negated: false,
            future: false,
            possible: false,
            condition: false,
            first: at,
            end: at,
            quoted: false,
        }
    }
}

pub struct ClauseBuilder<'a, 'w> {
    pub words: &'a [Word<'w>],
    pub tags: &'a [Tag],
    pub names: &'a [Match<'a>],
    pub nodes: &'a [Node],
    pub phrases: &'a [Phrase],
    pub language: &'a Language,
    clauses: Vec<Clause>,
    current: usize,
    negated: bool,
    future: bool,
    possible: bool,
    condition: bool,
    quoted: bool,
}

impl<'a, 'w> ClauseBuilder<'a, 'w> {
    pub fn new(words: &'a [Word<'w>], tags: &'a [Tag], names: &'a [Match<'a>], nodes: &'a [Node], phrases: &'a [Phrase], language: &'a Language) -> Self {
        let clauses = vec![Clause::new(None, Link::Root, 0)];
        Self { words, tags, names, nodes, phrases, language, clauses, current: 0, negated: false, future: false, possible: false, condition: false, quoted: false }
    }

    /// The clauses and, for every word, the clause it stands in.
    pub fn run(mut self) -> (Vec<Clause>, Vec<usize>) {
        let mut of_word = vec![0; self.words.len()];
        for at in 0..self.nodes.len() {
            self.step(at);
            let first = self.nodes[at].word(self.phrases);
            let end = self.nodes.get(at + 1).map_or(self.words.len(), |n| n.word(self.phrases)).max(first);
            of_word[first..end].fill(self.current);
            self.clauses[self.current].end = end;
        }
        self.turn_object_first();
        (self.clauses, of_word)
    }

    /// «ووقّع البيانَ وزير الدولة»: a thing before the one who does it.
    fn turn_object_first(&mut self) {
        for at in 0..self.clauses.len() {
            let c = &self.clauses[at];
            let (Some(verb), Some(subject), Some(&object)) = (c.verb, c.subject, c.objects.first()) else { continue };
            if c.subject_first || self.language.tag != "ar" || !self.is_thing(subject) || !self.is_doer(object) {
                continue;
            }
            let transitive =
                self.tags[verb].reading.is_some_and(|r| self.language.lexicon.lemmas[r.form.lemma as usize].classes & const { marsad_pack::classes(&["transitive", "ditransitive"]) } != 0);
            if transitive {
                self.clauses[at].subject = Some(object);
                self.clauses[at].objects[0] = subject;
            }
        }
    }

    fn is_doer(&self, phrase: usize) -> bool {
        let head = self.phrases[phrase].head();
        self.tags[head].name.is_some_and(|m| {
            let m = &self.names[m];
            m.office().is_some() || m.agent().is_some() || m.persons().next().is_some() || m.shorts().next().is_some() || m.entity().is_some()
        })
    }

    fn is_thing(&self, phrase: usize) -> bool {
        let head = self.phrases[phrase].head();
        let tag = &self.tags[head];
        let people = self.words[head].key.ends_with("ون") && tag.reading.is_some_and(|r| r.form.number == Number::Plur);
        if people || tag.name.is_some() || tag.kind == Kind::Unknown || matches!(tag.kind, Kind::Quant | Kind::Number) {
            return false;
        }
        let doer = doers();
        tag.reading.is_some_and(|r| self.language.lexicon.lemmas[r.form.lemma as usize].classes & doer == 0)
    }

    fn step(&mut self, at: usize) {
        match &self.nodes[at] {
            Node::Verb(word) => self.verb(at, *word),
            Node::Phrase(phrase) => self.phrase(at, *phrase),
            Node::Prep { name, phrase, .. } => {
                self.negated = false;
                self.clauses[self.current].preps.push((name.clone(), *phrase));
            }
            Node::Sub(word) => self.sub(at, *word),
            Node::Rel(word) => self.rel(at, *word),
            Node::Neg(word) => self.neg(*word),
            Node::Fut(_) => self.future = true,
            Node::Part(word) => self.part(at, *word),
            Node::Comma(word) => self.comma(at, *word),
            Node::Stop(word) => self.stop(*word),
            Node::Open(_) => self.quoted = true,
            Node::Close(_) => self.quoted = false,
            Node::Conj(_) => self.negated = false,
            Node::Pron(_) | Node::Time(_) => {}
        }
    }

    fn open(&mut self, parent: usize, link: Link, at: usize) {
        let mut clause = Clause::new(Some(parent), link, at);
        clause.quoted = self.quoted;
        clause.condition = self.condition;
        self.clauses.push(clause);
        self.current = self.clauses.len() - 1;
    }

    fn lemma(&self, word: usize) -> &str {
        self.tags[word].reading.map_or("", |r| self.language.lexicon.lemmas[r.form.lemma as usize].text.as_str())
    }

    fn before(&self, at: usize) -> Option<&Node> {
        at.checked_sub(1).map(|p| &self.nodes[p])
    }

    fn verb(&mut self, at: usize, word: usize) {
        let tag = &self.tags[word];
        let participle = self.language.tag == "ar" && !matches!(tag.shape(), Some(Shape::Perfect | Shape::Imperfect | Shape::Imperative));
        let aim = tag.prep() == Some('ل');
        if participle {
            let parent = if self.is_speech(word) { self.level(self.current, true) } else { self.current };
            self.open(parent, Link::Participle, word);
        } else if aim && self.clauses[self.current].verb.is_some() {
            let parent = self.current;
            self.open(parent, Link::Aim, word);
        } else {
            self.finite(at, word);
        }
        let clause = &mut self.clauses[self.current];
        if let Some(old) = clause.verb.replace(word) {
            clause.auxiliaries.push(old);
        }
        clause.negated |= self.negated;
        clause.future |= self.future || tag.reading.is_some_and(|r| r.clitics.future);
        clause.possible |= self.possible;
        clause.condition |= self.condition;
        self.negated = false;
        self.future = false;
        self.possible = false;
    }

    /// Finds or opens the clause of a finite verb.
    fn finite(&mut self, at: usize, word: usize) {
        let clause = &self.clauses[self.current];
        let Some(verb) = clause.verb else {
            // «…بأنه غير قانوني، واتهم…»: a content without a verb has ended when its speaker goes on.
            if clause.link == Link::Complement
                && self.tags[word].has_conj()
                && word > clause.first + 1
                && (clause.subject.is_some() || !clause.objects.is_empty())
                && self.clauses[self.current].subject_pronoun.is_some()
            {
                let parent = self.level(self.current, true);
                self.open(parent, Link::Beside, word);
            }
            return;
        };
        if self.is_auxiliary(verb) && clause.objects.is_empty() && !self.tags[word].has_conj() {
            return;
        }
        let before = self.before(at);
        let joined = self.tags[word].has_conj() || matches!(before, Some(Node::Conj(_)));
        let (current, speech) = (self.current, self.is_speech(word));
        if joined || matches!(before, Some(Node::Comma(_) | Node::Stop(_) | Node::Close(_) | Node::Time(_) | Node::Part(_) | Node::Neg(_) | Node::Fut(_)) | None) {
            let parent = if speech || matches!(before, Some(Node::Comma(_))) && joined { self.level(current, speech) } else { current };
            self.open(parent, Link::Beside, word);
            return;
        }
        let antecedent = match before {
            Some(Node::Phrase(p) | Node::Prep { phrase: p, .. }) => Some(*p),
            _ => None,
        };
        match antecedent {
            Some(p) => self.open(current, Link::Relative(p), word),
            None => self.open(current, Link::Beside, word),
        }
    }

    /// The clause beside which a further main clause stands: verbs of speaking leave what was said before.
    fn level(&self, from: usize, speech: bool) -> usize {
        let mut at = from;
        while let Some(parent) = self.clauses[at].parent {
            let leave = match self.clauses[at].link {
                Link::Relative(_) | Link::Participle | Link::Aim => true,
                Link::Complement | Link::Circumstance => speech,
                _ => false,
            };
            let below = self.inside_complement(at);
            if leave || speech && below {
                at = parent;
            } else {
                break;
            }
        }
        at
    }

    fn inside_complement(&self, mut at: usize) -> bool {
        loop {
            if self.clauses[at].link == Link::Complement {
                return true;
            }
            match self.clauses[at].parent {
                Some(parent) => at = parent,
                None => return false,
            }
        }
    }

    fn is_speech(&self, word: usize) -> bool {
        let bit = const { marsad_pack::classes(&["speech"]) };
        self.tags[word].reading.is_some_and(|r| self.language.lexicon.lemmas[r.form.lemma as usize].classes & bit != 0)
    }

    fn is_auxiliary(&self, word: usize) -> bool {
        if self.language.tag != "ar" {
            return self.tags[word].reading.is_some_and(|r| r.form.pos == Pos::Aux);
        }
        matches!(self.lemma(word), "كان" | "كاد" | "أصبح" | "بات" | "ظل" | "ظلّ" | "سبق" | "ما زال" | "زال" | "أخذ" | "راح")
    }

    fn phrase(&mut self, at: usize, phrase: usize) {
        let next = self.nodes[at + 1..].iter().find(|n| !matches!(n, Node::Neg(_) | Node::Part(_) | Node::Fut(_) | Node::Time(_)));
        let next_is_verb = matches!(next, Some(Node::Verb(w)) if !self.tags[*w].has_conj() && self.tags[*w].prep().is_none());
        self.negated &= next_is_verb;
        let after_conj = matches!(self.before(at), Some(Node::Conj(_)));
        let clause = &self.clauses[self.current];
        if after_conj && next_is_verb && (clause.verb.is_some() || clause.subject.is_some()) {
            let parent = self.level(self.current, false);
            self.open(parent, Link::Beside, self.phrases[phrase].words.start);
        }
        let role_taken = self.place_phrase(phrase);
        let clause = &mut self.clauses[self.current];
        match role_taken {
            Place::Subject => clause.subject = Some(phrase),
            Place::First => {
                clause.subject = Some(phrase);
                clause.subject_first = true;
            }
            Place::Object => clause.objects.push(phrase),
        }
    }

    fn place_phrase(&self, phrase: usize) -> Place {
        let clause = &self.clauses[self.current];
        let Some(verb) = clause.verb else {
            return if clause.subject.is_none() { Place::First } else { Place::Object };
        };
        if clause.subject.is_some() || clause.subject_pronoun.is_some() && !self.is_auxiliary(verb) {
            return Place::Object;
        }
        if self.language.tag != "ar" || clause.link == Link::Participle || self.antecedent_acts(verb) {
            return Place::Object;
        }
        if self.agrees_as_subject(verb, phrase) && !self.is_thing_done(verb, phrase) { Place::Subject } else { Place::Object }
    }

    /// «بيلوسي، التي التقت كيشيدا»: without a pronoun that takes it up again, the noun told of is the doer.
    fn antecedent_acts(&self, verb: usize) -> bool {
        let clause = &self.clauses[self.current];
        let Link::Relative(antecedent) = clause.link else { return false };
        if self.tags[clause.first].kind != Kind::Rel || clause.first == verb {
            return false;
        }
        let form = self.tags[verb].reading;
        let resumed = form.is_some_and(|r| r.clitics.enclitic.is_some() || r.form.passive);
        let at = self.nodes.iter().position(|n| matches!(n, Node::Verb(w) if *w == verb)).unwrap_or(0);
        let later = self.nodes[at..].iter().take(5).any(|n| matches!(n, Node::Prep { phrase, .. } if self.phrases[*phrase].pronoun.is_some()));
        let (gender, number) = agreement(&self.tags[self.phrases[antecedent].head()], self.names);
        let agrees = form.is_some_and(|r| match r.form.gender {
            Gender::Fem => gender != Gender::Masc || number == Number::Plur,
            Gender::Masc => gender != Gender::Fem,
            Gender::Both => true,
        });
        !resumed && !later && agrees
    }

    fn has_subject_above(&self, mut at: Option<usize>) -> bool {
        while let Some(here) = at {
            let c = &self.clauses[here];
            if c.subject.is_some() || c.subject_pronoun.is_some() {
                return true;
            }
            at = c.parent;
        }
        false
    }

    /// «وأعلنت حالة الطوارئ» after another clause of the same doer: a thing after a transitive verb is its object.
    fn is_thing_done(&self, verb: usize, phrase: usize) -> bool {
        let clause = &self.clauses[self.current];
        let speaks = matches!(clause.link, Link::Root) && self.is_speech(verb) && self.tags[verb].has_conj();
        let goes_on = speaks || matches!(clause.link, Link::Beside | Link::Aim) && self.has_subject_above(clause.parent);
        let head = self.phrases[phrase].head();
        let tag = &self.tags[head];
        if !goes_on || tag.name.is_some() || tag.kind == Kind::Unknown || tag.number.is_some() || matches!(tag.kind, Kind::Quant | Kind::Number) {
            return false;
        }
        let lemmas = &self.language.lexicon.lemmas;
        let class = |word: usize| self.tags[word].reading.map_or(0, |r| lemmas[r.form.lemma as usize].classes);
        let doer = doers();
        let transitive = const { marsad_pack::classes(&["transitive", "ditransitive"]) };
        let passive = self.tags[verb].reading.is_some_and(|r| r.form.passive);
        class(head) & doer == 0 && class(verb) & transitive != 0 && !passive
    }

    /// Whether the phrase can be the subject of a verb before it.
    fn agrees_as_subject(&self, verb: usize, phrase: usize) -> bool {
        let Some(reading) = self.tags[verb].reading else { return true };
        if matches!(reading.form.number, Number::Plur | Number::Dual) || reading.form.person != 3 {
            return false;
        }
        let head = self.phrases[phrase].head();
        let tag = &self.tags[head];
        if tag.reading.is_some_and(|r| r.form.accusative) && tag.name.is_none() {
            return false;
        }
        if matches!(tag.kind, Kind::Quant | Kind::Number) || self.phrases[phrase].nouns.is_empty() {
            return true;
        }
        let (gender, number) = agreement(tag, self.names);
        // A plural or dual in ـين is no nominative: «طالب القادة السياسيين».
        let oblique = |word: usize| {
            self.words[word].key.ends_with("ين")
                && matches!(agreement(&self.tags[word], self.names).1, Number::Plur | Number::Dual)
                && self.tags[word].reading.is_some_and(|r| r.form.gender == Gender::Masc)
        };
        if oblique(head) || self.phrases[phrase].adjectives.first().is_some_and(|&a| oblique(a) && self.tags[a].name.is_none()) {
            return false;
        }
        // States are feminine but for a few: «واتهم واشنطن» accuses Washington.
        let feminine = gender == Gender::Fem && tag.name.and_then(|m| self.names[m].entity()).is_some_and(|(_, named, _)| matches!(named, NameAs::Name | NameAs::Capital));
        if feminine && reading.form.gender == Gender::Masc && self.has_subject_above(Some(self.current)) {
            return false;
        }
        match reading.form.gender {
            // A feminine verb wants a feminine or a plural of things; a broken plural of people too.
            Gender::Fem => !(gender == Gender::Masc && number == Number::Sing),
            _ => true,
        }
    }

    fn sub(&mut self, at: usize, word: usize) {
        let key = self.lemma_or_key(word);
        let current = self.current;
        let enclitic = self.tags[word].reading.and_then(|r| r.clitics.enclitic);
        let link = match key.as_str() {
            "أن" | "إن" | "أنّ" | "إنّ" | "ان" | "بأن" | "بأنّ" | "that" => Link::Complement,
            "كي" | "لكي" | "حتى" | "بهدف" | "من أجل أن" => Link::Aim,
            _ => Link::Circumstance,
        };
        let condition = matches!(key.as_str(), "إذا" | "لو" | "اذا" | "في حال" | "في حالة" | "ما لم" | "إن لم" | "if" | "شريطة أن" | "بشرط أن" | "إلا إذا" | "لولا");
        let parent = match link {
            Link::Complement => self.complement_parent(at),
            // «…، فيما يُنتظر أن…»: what goes on beside leaves what was said.
            Link::Circumstance if matches!(key.as_str(), "فيما" | "بينما" | "في حين" | "كما" | "في وقت" | "while") && matches!(self.before(at), Some(Node::Comma(_) | Node::Close(_))) => {
                self.level(current, true)
            }
            _ => current,
        };
        self.condition = condition;
        self.open(parent, link, word);
        self.condition = false;
        self.clauses[self.current].subject_pronoun = enclitic.map(|e| (word, e));
    }

    fn lemma_or_key(&self, word: usize) -> String {
        match self.tags[word].kind {
            Kind::Sub => self.lemma(word).to_owned(),
            _ => {
                // A subordinator of several words begins here: its first words tell it.
                let mut text = String::new();
                for w in &self.words[word..(word + 3).min(self.words.len())] {
                    if !text.is_empty() {
                        text.push(' ');
                    }
                    text.push_str(w.text);
                    if matches!(text.as_str(), "في حال" | "في حالة" | "ما لم" | "إن لم" | "شريطة أن" | "بشرط أن" | "إلا إذا") {
                        break;
                    }
                }
                text
            }
        }
    }

    /// «أن» hangs on what stands right before it, «إن» on the nearest clause of speaking.
    fn complement_parent(&self, at: usize) -> usize {
        let after_comma = matches!(self.before(at), Some(Node::Comma(_) | Node::Conj(_)));
        let mut candidate = self.current;
        loop {
            let clause = &self.clauses[candidate];
            let speaks = clause.verb.is_some_and(|v| self.is_speech(v) || self.language.frames.by_verb.contains_key(&self.tags[v].reading.map_or(u32::MAX, |r| r.form.lemma)));
            if speaks && !(after_comma && matches!(clause.link, Link::Relative(_))) {
                return candidate;
            }
            match clause.parent {
                Some(parent) => candidate = parent,
                None => return self.current,
            }
        }
    }

    fn rel(&mut self, at: usize, word: usize) {
        let antecedent = self.nodes[..at].iter().rev().find_map(|n| match n {
            Node::Phrase(p) | Node::Prep { phrase: p, .. } => Some(*p),
            _ => None,
        });
        // «وهو ما وصفه الكرملين بأنه…»: a comment on the whole of what was said.
        if matches!(self.before(at), Some(Node::Pron(_))) {
            let parent = self.level(self.current, true);
            self.open(parent, Link::Circumstance, word);
            return;
        }
        let current = self.current;
        self.open(current, antecedent.map_or(Link::Circumstance, Link::Relative), word);
    }

    fn neg(&mut self, word: usize) {
        self.negated = true;
        self.future |= self.words[word].key.ends_with("لن");
    }

    fn part(&mut self, at: usize, word: usize) {
        if matches!(&*self.words[word].key, "قد" | "ربما" | "فقد" | "وقد" | "وربما") {
            let imperfect = matches!(self.nodes.get(at + 1), Some(Node::Verb(w)) if self.tags[*w].shape() == Some(Shape::Imperfect));
            self.possible = self.words[word].key.contains("ربما") || imperfect;
        }
    }

    fn comma(&mut self, at: usize, word: usize) {
        if self.words[word].text == "-" {
            return;
        }
        self.condition = false;
        self.negated = false;
        let clause = &self.clauses[self.current];
        let next_joins = matches!(self.nodes.get(at + 1), Some(Node::Conj(_)));
        let leave = match clause.link {
            Link::Relative(_) => clause.verb.is_some(),
            Link::Circumstance => clause.verb.is_some() && clause.parent.is_some_and(|p| self.clauses[p].verb.is_none()),
            Link::Aim => clause.verb.is_some() && !next_joins,
            _ => false,
        };
        if leave && let Some(parent) = clause.parent {
            self.current = parent;
        }
    }

    fn stop(&mut self, word: usize) {
        self.negated = false;
        if self.words[word].text == ":" {
            let parent = self.current;
            self.open(parent, Link::Complement, word);
        } else {
            self.clauses.push(Clause::new(None, Link::Root, word));
            self.current = self.clauses.len() - 1;
        }
    }
}

enum Place {
    Subject,
    First,
    Object,
}

/// Classes of what can do something to something else.
pub fn doers() -> u128 {
    const {
        marsad_pack::classes(&[
            "person", "people", "troops", "police", "vehicle", "flight", "ship", "diplomat", "citizen", "refugee", "group", "body", "missile", "dead", "wounded", "prisoner", "hostage", "city",
            "court",
        ])
    }
}
