//! Clauses: a verb with its subject, objects and prepositions, and how clauses hang together.
//!
//! Enters: the nodes of a sentence. Leaves: [`Clause`]s. «قال الوزير إن القوات انسحبت» leaves as a clause of
//! speaking and, under it, its complement.

use crate::find::names::Match;
use crate::find::words::{Clitics, Enclitic, Word};
use crate::read::chunks::{Node, Phrase, Preposition, agreement, leads_to_members};
use crate::read::clitics::relative_gender;
use crate::read::order::readings::is_modal_form;
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
pub struct Clause<'p> {
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
    pub preps: Vec<(Preposition<'p>, usize)>,
    pub negated: bool,
    pub future: bool,
    pub possible: bool,
    pub condition: bool,
    pub first: usize,
    pub end: usize,
    /// Inside quotation marks.
    pub quoted: bool,
}

impl Clause<'_> {
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
    pub nodes: &'a [Node<'w>],
    pub phrases: &'a [Phrase],
    pub language: &'a Language,
    pub(super) clauses: Vec<Clause<'w>>,
    pub(super) current: usize,
    pub(super) negated: bool,
    future: bool,
    possible: bool,
    condition: bool,
    quoted: bool,
}

impl<'a, 'w> ClauseBuilder<'a, 'w> {
    pub fn new(words: &'a [Word<'w>], tags: &'a [Tag], names: &'a [Match<'a>], nodes: &'a [Node<'w>], phrases: &'a [Phrase], language: &'a Language) -> Self {
        let mut clauses = Vec::with_capacity(words.len() / 8 + 1);
        clauses.push(Clause::new(None, Link::Root, 0));
        Self { words, tags, names, nodes, phrases, language, clauses, current: 0, negated: false, future: false, possible: false, condition: false, quoted: false }
    }

    /// The clauses and, for every word, the clause it stands in.
    pub fn run(mut self) -> (Vec<Clause<'w>>, Vec<usize>) {
        let mut of_word = vec![0; self.words.len()];
        for at in 0..self.nodes.len() {
            self.step(at);
            let first = self.nodes[at].word(self.phrases);
            let end = self.nodes.get(at + 1).map_or(self.words.len(), |n| n.word(self.phrases)).max(first);
            of_word[first..end].fill(self.current);
            self.clauses[self.current].end = end;
        }
        if self.language.fixed_order {
            self.fill_gaps();
        } else {
            (0..self.clauses.len()).for_each(|at| self.settle(at));
        }
        (self.clauses, of_word)
    }

    pub(super) fn is_doer(&self, phrase: usize) -> bool {
        let head = self.phrases[phrase].head();
        if let Some(of) = self.each_of(phrase) {
            return self.is_doer(of);
        }
        self.tags[head].name.is_some_and(|m| {
            let m = &self.names[m];
            m.office().is_some() || m.agent().is_some() || m.persons().next().is_some() || m.shorts().next().is_some() || m.entity().is_some()
        })
    }

    /// «كل من الرئيس والوزير»: those whom each is one of.
    fn each_of(&self, phrase: usize) -> Option<usize> {
        let each = self.phrases[phrase].nouns.len() < 2 && matches!(&*self.words[self.phrases[phrase].head()].key, "كل" | "وكل" | "كلا" | "وكلا");
        let at = self.nodes.iter().position(|n| matches!(n, Node::Phrase(p) if *p == phrase)).filter(|_| each)?;
        match self.nodes.get(at + 1) {
            Some(Node::Prep { name, phrase: of, .. }) if *of != phrase && name == "من" => Some(*of),
            _ => None,
        }
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
                if !leads_to_members(self.nodes, self.phrases, self.language, at) {
                    self.clauses[self.current].preps.push((*name, *phrase));
                }
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

    /// Opens a clause that hangs on nothing.
    pub(super) fn begin_root(&mut self, at: usize) {
        let mut clause = Clause::new(None, Link::Root, at);
        clause.quoted = self.quoted;
        self.clauses.push(clause);
        self.current = self.clauses.len() - 1;
    }

    pub(super) fn open(&mut self, parent: usize, link: Link, at: usize) {
        let mut clause = Clause::new(Some(parent), link, at);
        clause.quoted = self.quoted;
        clause.condition = self.condition;
        self.clauses.push(clause);
        self.current = self.clauses.len() - 1;
    }

    pub(super) fn lemma(&self, word: usize) -> &str {
        self.tags[word].reading.map_or("", |r| self.language.lexicon.lemmas[r.form.lemma as usize].text.as_str())
    }

    pub(super) fn before(&self, at: usize) -> Option<&Node<'w>> {
        at.checked_sub(1).map(|p| &self.nodes[p])
    }

    fn verb(&mut self, at: usize, word: usize) {
        let tag = &self.tags[word];
        let participle = !self.language.fixed_order && !matches!(tag.shape(), Some(Shape::Perfect | Shape::Imperfect | Shape::Imperative));
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
        if self.language.fixed_order {
            self.ordered_verb(at, word);
            return;
        }
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
        if !joined && let Some(waiting) = self.waiting(word) {
            self.current = waiting;
            return;
        }
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
            Some(p) if self.passes_over(word, p) => self.open(current, Link::Beside, word),
            Some(p) => self.open(current, Link::Relative(p), word),
            None => self.open(current, Link::Beside, word),
        }
    }

    /// «انتحاري يقود شاحنة فجّر نفسه»: whether a verb does not tell of the phrase before it but goes on with the subject in front.
    fn passes_over(&self, verb: usize, phrase: usize) -> bool {
        let clause = &self.clauses[self.current];
        let shape = |word: usize| self.tags[word].shape();
        let then = shape(verb) == Some(Shape::Perfect) && clause.verb.and_then(shape) == Some(Shape::Imperfect);
        let resumes = self.tags[verb].reading.is_some_and(|r| r.clitics.enclitic.is_some());
        let subject = clause.subject.filter(|_| clause.subject_first);
        then && !resumes && !self.goes_on(verb, phrase) && subject.is_some_and(|s| self.goes_on(verb, s))
    }

    /// «جوزيف دارنان، الذي أصبح ضابطاً، أُعدم»: the clause above whose subject still waits for its verb.
    fn waiting(&self, verb: usize) -> Option<usize> {
        let mut at = self.current;
        while matches!(self.clauses[at].link, Link::Relative(_) | Link::Beside | Link::Aim) {
            at = self.clauses[at].parent?;
            let clause = &self.clauses[at];
            if clause.verb.is_none() {
                return clause.subject.filter(|s| self.goes_on(verb, *s)).map(|_| at);
            }
        }
        None
    }

    /// The clause beside which a further main clause stands: verbs of speaking leave what was said before.
    pub(super) fn level(&self, from: usize, speech: bool) -> usize {
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

    pub(super) fn is_speech(&self, word: usize) -> bool {
        let bit = const { marsad_pack::classes(&["speech"]) };
        self.tags[word].reading.is_some_and(|r| self.language.lexicon.lemmas[r.form.lemma as usize].classes & bit != 0)
    }

    pub(super) fn is_auxiliary(&self, word: usize) -> bool {
        if self.language.fixed_order {
            return self.tags[word].reading.is_some_and(|r| r.form.pos == Pos::Aux);
        }
        matches!(self.lemma(word), "كان" | "كاد" | "أصبح" | "بات" | "ظل" | "ظلّ" | "سبق" | "ما زال" | "زال" | "أخذ" | "راح")
    }

    fn phrase(&mut self, at: usize, phrase: usize) {
        if self.language.fixed_order {
            self.ordered_phrase(at, phrase);
            return;
        }
        let next = self.nodes[at + 1..].iter().find(|n| !matches!(n, Node::Neg(_) | Node::Part(_) | Node::Fut(_) | Node::Time(_)));
        let next_is_verb = matches!(next, Some(Node::Verb(w)) if !self.tags[*w].has_conj() && self.tags[*w].prep().is_none());
        self.negated &= next_is_verb;
        let after_conj = matches!(self.before(at), Some(Node::Conj(_)));
        let clause = &self.clauses[self.current];
        if after_conj && next_is_verb && (clause.verb.is_some() || clause.subject.is_some()) {
            let parent = self.level(self.current, false);
            self.open(parent, Link::Beside, self.phrases[phrase].words.start);
        }
        if self.is_aside(at, phrase) || after_conj && !next_is_verb && self.is_further(at, phrase) {
            return;
        }
        let role_taken = if self.is_reflexive(phrase) { Place::Object } else { self.place_phrase() };
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

    /// «رأى يوان، رئيس الصين، أن …», «وفقاً لبولس قال …»: what names again, or only says how, is no argument.
    fn is_aside(&self, at: usize, phrase: usize) -> bool {
        let clause = &self.clauses[self.current];
        let head = &self.tags[self.phrases[phrase].head()];
        // «أربعة أشخاص، بينهم شرطيان»: some of them do and suffer no more than all of them.
        let member = at > 0 && leads_to_members(self.nodes, self.phrases, self.language, at - 1);
        if member || self.is_quoted_name(at, head) {
            return true;
        }
        // «امتنعت دولتان هما سويسرا وبريطانيا»: who they are is told once more.
        if clause.verb.is_some() && head.name.is_some() && matches!(self.before(at), Some(Node::Pron(_))) {
            return true;
        }
        let Some(verb) = clause.verb else {
            let adverb = head.name.is_none() && head.reading.is_some_and(|r| r.form.accusative) && clause.subject.is_none();
            return adverb && clause.link == Link::Root;
        };
        let told = match at.checked_sub(2).map(|p| (&self.nodes[p], &self.nodes[p + 1])) {
            Some((Node::Phrase(told), Node::Comma(comma))) if self.phrases[*told].words.start > verb && self.words[*comma].text != "-" => *told,
            _ => return false,
        };
        // «هاتف الرئيس، رجب طيب أردوغان، أمير الكويت،»: behind one that names again the next is another.
        let again = clause.subject != Some(told) && !clause.objects.contains(&told) && clause.objects.is_empty() && self.is_transitive(verb);
        let more = self.nodes[at + 1..].iter().take(4).find(|n| !matches!(n, Node::Prep { .. } | Node::Time(_)));
        let closed = matches!(more, Some(Node::Comma(_) | Node::Close(_)));
        let unlisted = self.phrases[told].words.clone().any(|w| self.tags[w].kind == Kind::Unknown && self.tags[w].guess == Clitics::default());
        // «الصين، الحليف الرئيسي للشمال،»
        let someone = head.name.is_none()
            && head.reading.is_some_and(|r| r.clitics.article && self.language.lexicon.lemmas[r.form.lemma as usize].classes & const { marsad_pack::classes(&["person", "group"]) } != 0);
        let alike = self.is_doer(told) == self.is_doer(phrase) || unlisted && self.is_doer(phrase) || someone && clause.subject == Some(told);
        closed && alike && !again && !self.is_oblique(phrase)
    }

    /// «فجّر نفسه»: what stands for the doer once more is nobody else.
    fn is_reflexive(&self, phrase: usize) -> bool {
        self.phrases[phrase].words.len() == 1 && self.language.is_preposition(self.lemma(self.phrases[phrase].head()), const { marsad_pack::classes(&["reflexive"]) })
    }

    /// «من طراز "إف-16"»: what a noun is called, in quotes behind it.
    fn is_quoted_name(&self, at: usize, head: &Tag) -> bool {
        if head.name.is_some() || self.clauses[self.current].quoted {
            return false;
        }
        match self.before(at) {
            Some(Node::Open(_)) => {
                let behind_noun = at.checked_sub(2).is_some_and(|p| matches!(self.nodes[p], Node::Phrase(_) | Node::Prep { .. }));
                behind_noun && matches!(head.kind, Kind::Unknown | Kind::Number)
            }
            Some(Node::Comma(_)) => self.quoted && head.kind == Kind::Number,
            _ => false,
        }
    }

    /// «على استئناف العلاقات بينهما وإعادة فتح السفارتين»: a happening joined to what a preposition governs is no object.
    fn is_further(&self, at: usize, phrase: usize) -> bool {
        let masdar = |p: usize| {
            let lemma = self.tags[self.phrases[p].head()].reading.map(|r| r.form.lemma);
            lemma.is_some_and(|l| !self.language.lexicon.lemmas[l as usize].of_verbs.is_empty())
        };
        let before = self.nodes[..at].iter().rev().take(5).find_map(|n| match n {
            Node::Prep { phrase, .. } if masdar(*phrase) => Some(true),
            Node::Phrase(p) if masdar(*p) => Some(false),
            Node::Verb(_) | Node::Stop(_) | Node::Sub(_) => Some(false),
            _ => None,
        });
        masdar(phrase) && before == Some(true)
    }

    fn place_phrase(&self) -> Place {
        let clause = &self.clauses[self.current];
        let Some(verb) = clause.verb else {
            return if clause.subject.is_none() { Place::First } else { Place::Object };
        };
        if clause.subject.is_some() || clause.subject_pronoun.is_some() && !self.is_auxiliary(verb) {
            return Place::Object;
        }
        if clause.link == Link::Participle {
            return Place::Object;
        }
        Place::Subject
    }

    fn sub(&mut self, at: usize, word: usize) {
        if self.language.fixed_order && self.ordered_sub(at, word) {
            return;
        }
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

    /// The clause of speaking that what follows a colon belongs to: «وقال أنان أمام قمة عقدها الزعماء: "…"».
    fn speaker_before(&self, from: usize) -> usize {
        let mut at = from;
        loop {
            if self.clauses[at].verb.is_some_and(|v| self.is_speech(v)) {
                return at;
            }
            match self.clauses[at].parent {
                Some(parent) => at = parent,
                None => return from,
            }
        }
    }

    fn rel(&mut self, at: usize, word: usize) {
        if self.language.fixed_order {
            self.ordered_rel(at, word);
            return;
        }
        let gender = relative_gender(&self.words[word].key);
        let before = self.nodes[..at].iter().rev().filter_map(|n| match n {
            Node::Phrase(p) | Node::Prep { phrase: p, .. } => Some(*p),
            _ => None,
        });
        // «رئيس الحكومة في البلاد الذي»: the nearest that agrees with the pronoun, by its head or by a name in its chain,
        // «قلق الولايات المتحدة، التي».
        let fits = |other: Gender| !matches!((gender, other), (Gender::Masc, Gender::Fem) | (Gender::Fem, Gender::Masc));
        let named = |p: &usize| self.phrases[*p].nouns.iter().skip(1).any(|&n| self.tags[n].name.is_some() && agreement(&self.tags[n], self.names).0 == gender);
        let agrees = |p: &usize| fits(self.gender_of(*p)) || named(p);
        let antecedent = before.clone().take(3).find(agrees).or(before.clone().next());
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
        self.possible |= self.tags[word].reading.is_some_and(|r| is_modal_form(&r, self.language));
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
            Link::Participle => self.language.fixed_order && clause.verb.is_some(),
            _ => false,
        };
        if leave && let Some(parent) = clause.parent {
            self.current = parent;
        }
    }

    fn stop(&mut self, word: usize) {
        self.negated = false;
        if self.words[word].text == ":" {
            let parent = self.speaker_before(self.current);
            self.open(parent, Link::Complement, word);
        } else {
            self.clauses.push(Clause::new(None, Link::Root, word));
            self.current = self.clauses.len() - 1;
        }
    }
}

/// Who of a clause's phrases does it and to whom it is done: chosen by sums of small reasons.
impl ClauseBuilder<'_, '_> {
    /// Gives the phrases behind a verb their roles: «شكر الرئيسُ البابا», «ووقّع البيانَ وزيران», «وزار (هو) بغداد».
    fn settle(&mut self, at: usize) {
        let clause = &self.clauses[at];
        let Some(verb) = clause.verb.filter(|_| clause.link != Link::Participle) else { return };
        let behind = |p: &usize| self.phrases[*p].words.start > verb && !self.is_reflexive(*p);
        if let Some(front) = clause.subject.filter(|s| !behind(s)) {
            self.settle_fronted(at, verb, front);
            return;
        }
        let mut post: Vec<usize> = clause.subject.into_iter().chain(clause.objects.iter().copied()).filter(behind).collect();
        post.sort_unstable_by_key(|p| self.phrases[*p].words.start);
        // «ووقّع البيان وزير الدولة مستشار الأمن الوطني السعودي»: of two titles in a row, where one has nothing left to be, both are
        // of one person and the fuller one tells whose.
        let roles = if self.is_transitive(verb) { 2 } else { 1 };
        if post.len() > roles
            && let Some(at) = (1..post.len()).find(|&at| self.is_retitled(post[at - 1], post[at]))
        {
            post.remove(at - 1);
        }
        let Some(&first) = post.first() else { return };
        let carried = self.carried(at, verb);
        let alone = self.as_subject(verb, first);
        let mut best = (alone, Some(first));
        let mut weigh = |score: i32, subject: Option<usize>| {
            if score > best.0 {
                best = (score, subject);
            }
        };
        match post.get(1) {
            // «كان لها تأثير», «يكون هناك احتجاج»: what alone is there is the subject.
            None => {
                // «واتهم الرئيس السوري بالكذب»: whoever accuses or urges does it to someone.
                let someone = self.class(verb) & const { marsad_pack::classes(&["addressee"]) } != 0 && carried > 0;
                // «هاجمت الجماعة الفندق واحتجزت عشرين رهينة»: behind who is told already a hostage is whom it is done to.
                let hostage = self.class(self.phrases[first].head()) & const { marsad_pack::classes(&["hostage"]) } != 0 && carried > 0;
                weigh(self.as_object(verb, first) + carried - if self.is_auxiliary(verb) { 3 } else { 0 } + if someone || hostage { 2 } else { 0 }, None);
            }
            Some(&second) => {
                let gives = self.class(verb) & const { marsad_pack::classes(&["ditransitive"]) } != 0;
                weigh(alone + self.as_object(verb, second), Some(first));
                weigh(self.as_subject(verb, second) + self.as_object(verb, first) - 3, Some(second));
                weigh(self.as_object(verb, first) + carried - if gives { 0 } else { 2 }, None);
            }
        }
        let subject = best.1;
        let before = self.clauses[at].objects.iter().copied().filter(|p| !behind(p));
        let mut objects: Vec<usize> = before.chain(post.iter().copied().filter(|p| Some(*p) != subject)).collect();
        objects.sort_unstable_by_key(|p| self.phrases[*p].words.start);
        let clause = &mut self.clauses[at];
        clause.objects = objects;
        clause.subject = subject;
    }

    /// «الهجوم نفذه انتحاري», «إن جنديين خطفهما مسلحون»: what stands in front is the object where the pronoun on the verb takes it
    /// up and somebody right behind does it.
    fn settle_fronted(&mut self, at: usize, verb: usize, front: usize) {
        let Some(pronoun) = self.tags[verb].reading.and_then(|r| r.clitics.enclitic).filter(|e| e.person == 3) else { return };
        let doer = self.clauses[at].objects.iter().copied().find(|p| self.phrases[*p].words.start == verb + 1);
        let Some(doer) = doer.filter(|p| self.is_doer(*p) && self.as_subject(verb, *p) > 0) else { return };
        let several = agreement(&self.tags[self.phrases[front].head()], self.names).1 != Number::Sing || !self.phrases[front].joined.is_empty();
        let taken_up = match pronoun.number {
            Number::Sing => self.gender_of(front) == if pronoun.feminine { Gender::Fem } else { Gender::Masc },
            _ => several,
        };
        if taken_up {
            let clause = &mut self.clauses[at];
            clause.objects.retain(|p| *p != doer);
            clause.objects.insert(0, front);
            (clause.subject, clause.subject_first) = (Some(doer), false);
        }
    }

    /// Whether one title directly follows another that names neither a state nor a person.
    fn is_retitled(&self, first: usize, second: usize) -> bool {
        let named = |&word: &usize| self.tags[word].name.map(|m| &self.names[m]);
        let titled = |p: usize| named(&self.phrases[p].head()).is_some_and(|m| m.office().is_some());
        let phrase = &self.phrases[first];
        let told = phrase.nouns.iter().skip(1).chain(&phrase.adjectives).any(|w| named(w).is_some_and(|m| m.entity().is_some() || m.persons().next().is_some()) || self.tags[*w].kind == Kind::Unknown);
        phrase.words.end == self.phrases[second].words.start && phrase.joined.is_empty() && titled(first) && titled(second) && !told
    }

    pub(super) fn class(&self, word: usize) -> u128 {
        self.tags[word].reading.map_or(0, |r| self.language.lexicon.lemmas[r.form.lemma as usize].classes)
    }

    /// How well a phrase behind a verb is its subject.
    fn as_subject(&self, verb: usize, phrase: usize) -> i32 {
        let Some(form) = self.tags[verb].reading.map(|r| r.form) else { return 0 };
        if matches!(form.number, Number::Plur | Number::Dual) || form.person != 3 {
            // «أعلنوا», «نعلن»: the subject is in the verb.
            return -8;
        }
        let mut score = i32::from(self.phrases[phrase].definite);
        if self.is_oblique(phrase) {
            score -= 8;
        }
        let near = self.phrases[phrase].words.start == verb + 1;
        score += match (form.gender, self.gender_of(phrase)) {
            (Gender::Fem, Gender::Masc) => -6,
            (Gender::Masc, Gender::Fem) if near => -4,
            (Gender::Masc, Gender::Fem) => -1,
            _ => 0,
        };
        let aspect = self.class(verb) & const { marsad_pack::classes(&["aspect"]) } != 0;
        score
            + if self.is_doer(phrase) {
                2
            } else if self.is_thing(phrase) && self.is_transitive(verb) && !aspect {
                -2
            } else {
                0
            }
    }

    /// How well a phrase behind a verb is its object.
    fn as_object(&self, verb: usize, phrase: usize) -> i32 {
        let accusative = if self.is_oblique(phrase) { 3 } else { 0 };
        let free = self.is_transitive(verb) || self.is_auxiliary(verb);
        let filled = self.tags[verb].reading.is_some_and(|r| r.clitics.enclitic.is_some());
        accusative - if free { 0 } else { 4 } - if filled { 2 } else { 0 }
    }

    fn is_transitive(&self, verb: usize) -> bool {
        // «وقع الاتفاق وزيران»: a shadda that is not written tells one verb from another.
        let Some(chosen) = self.tags[verb].reading else { return false };
        let takes = const { marsad_pack::classes(&["transitive", "ditransitive"]) };
        let twin = |r: &crate::find::words::Reading| {
            r.form.pos == Pos::Verb && r.clitics == chosen.clitics && r.form.shape == chosen.form.shape && !r.form.passive && self.language.lexicon.lemmas[r.form.lemma as usize].classes & takes != 0
        };
        if self.class(verb) & takes == 0 && !chosen.form.passive && self.words[verb].readings.iter().any(twin) && self.language.frames.by_verb.contains_key(&chosen.form.lemma) {
            return true;
        }
        self.class(verb) & const { marsad_pack::classes(&["transitive", "ditransitive"]) } != 0 && !self.tags[verb].reading.is_some_and(|r| r.form.passive)
    }

    /// What speaks for a doer told before: the noun of a relative clause, the pronoun of «أنه», the subject of the clause above.
    fn carried(&self, at: usize, verb: usize) -> i32 {
        let clause = &self.clauses[at];
        if let Some((_, pronoun)) = clause.subject_pronoun {
            // «أنه لن تكون زيادة»: a pronoun that stands for nothing does not agree.
            let fits = self.tags[verb].reading.is_none_or(|r| r.form.number != Number::Sing || r.form.gender == Gender::Both || (r.form.gender == Gender::Fem) == pronoun.feminine);
            return if fits || pronoun.number != Number::Sing { 4 } else { -1 };
        }
        let above = |agrees: i32, none: i32| match self.subject_above(clause.parent) {
            Some(Some(phrase)) if !self.goes_on(verb, phrase) => -3,
            Some(Some(_)) => agrees,
            Some(None) => agrees - 1,
            None => none,
        };
        match clause.link {
            Link::Relative(antecedent) => match (self.is_resumed(verb), self.goes_on(verb, antecedent)) {
                (true, _) => -4,
                (false, true) if self.tags[clause.first].kind == Kind::Rel => 4,
                (false, true) => 2,
                (false, false) => -1,
            },
            Link::Beside | Link::Aim => above(2, -3),
            // «حاول أن يبعد الشبهة», «عليها أن تترك …»
            Link::Complement if verb <= clause.first + 2 => above(1, 0),
            Link::Circumstance => above(0, -3),
            Link::Root if self.tags[verb].has_conj() && self.is_speech(verb) => 0,
            _ => -3,
        }
    }

    /// Whether a pronoun takes the noun up again that a relative clause tells of: «التي يقودها», «التي جاء منها».
    fn is_resumed(&self, verb: usize) -> bool {
        let own = self.tags[verb].reading.is_some_and(|r| r.clitics.enclitic.is_some() || r.form.passive);
        let at = self.nodes.iter().position(|n| matches!(n, Node::Verb(w) if *w == verb)).unwrap_or(0);
        own || self.nodes[at..].iter().take(3).any(|n| matches!(n, Node::Prep { phrase, .. } if self.phrases[*phrase].pronoun.is_some()))
    }

    /// The subject of the nearest clause above that has one; `Some(None)` for a pronoun.
    fn subject_above(&self, mut at: Option<usize>) -> Option<Option<usize>> {
        while let Some(here) = at {
            let clause = &self.clauses[here];
            if clause.subject.is_some() || clause.subject_pronoun.is_some() {
                return Some(clause.subject);
            }
            at = clause.parent;
        }
        None
    }

    /// Whether a verb may go on telling of a phrase before it: «الوزير … وأعلن», «القوات … وقصفت», «الوزراء … وأعلنوا».
    fn goes_on(&self, verb: usize, phrase: usize) -> bool {
        let Some(form) = self.tags[verb].reading.map(|r| r.form) else { return true };
        let several = !self.phrases[phrase].joined.is_empty();
        let head = &self.tags[self.phrases[phrase].head()];
        let number = agreement(head, self.names).1;
        match (form.number, form.gender, self.gender_of(phrase)) {
            _ if form.person != 3 => false,
            (Number::Plur | Number::Dual, ..) => several || number != Number::Sing || matches!(head.kind, Kind::Quant | Kind::Number),
            _ if several => false,
            (_, Gender::Masc, Gender::Fem) | (_, Gender::Fem, Gender::Masc) => false,
            (_, Gender::Masc, _) => number != Number::Plur,
            _ => true,
        }
    }

    /// The gender a verb has for a phrase; plurals of things are feminine to it.
    fn gender_of(&self, phrase: usize) -> Gender {
        let head = self.phrases[phrase].head();
        let tag = &self.tags[head];
        if self.each_of(phrase).is_some() {
            return Gender::Both;
        }
        if matches!(tag.kind, Kind::Quant | Kind::Number | Kind::Unknown) || tag.number.is_some() || self.phrases[phrase].nouns.is_empty() {
            return Gender::Both;
        }
        // «أول شركة»: the noun behind a numeral or a superlative counts.
        let behind = self.phrases[phrase].nouns.get(1).filter(|_| tag.kind == Kind::Adj && tag.name.is_none());
        let (gender, number) = agreement(behind.map_or(tag, |&n| &self.tags[n]), self.names);
        match number {
            Number::Plur if self.is_thing(phrase) || gender == Gender::Fem => Gender::Fem,
            Number::Plur => Gender::Both,
            _ => gender,
        }
    }

    /// Whether the ending shows that the phrase is no nominative: «جندياً», «القادة السياسيين».
    fn is_oblique(&self, phrase: usize) -> bool {
        let phrase = &self.phrases[phrase];
        let head = phrase.head();
        // What is counted stands in the genitive: «خمسة جنود فرنسيين».
        if matches!(self.tags[phrase.words.start].kind, Kind::Number | Kind::Quant) {
            return false;
        }
        let ending = |word: usize| {
            let form = self.tags[word].reading.map(|r| r.form);
            let plural = self.words[word].key.ends_with("ين") && matches!(agreement(&self.tags[word], self.names).1, Number::Plur | Number::Dual);
            plural && form.is_none_or(|f| f.gender == Gender::Masc || f.number == Number::Dual)
        };
        let bare = self.tags[head].name.is_none() && self.tags[head].reading.is_some_and(|r| r.form.accusative);
        // «أوقفت المخابرات سورياً»
        let national = self.tags[head].name.is_some_and(|m| matches!(self.names[m].entity(), Some((_, NameAs::Adjective, _))) && self.words[head].key.ends_with('ا'));
        let tanwin = self.words[head].text.contains('\u{64b}');
        bare || national || tanwin || ending(head) || phrase.adjectives.first().is_some_and(|&a| phrase.nouns.len() == 1 && ending(a))
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
            "court", "attack", "blast", "strike", "protest",
        ])
    }
}
