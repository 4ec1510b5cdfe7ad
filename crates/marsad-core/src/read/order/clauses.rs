//! Clauses of a language that tells by order: what stands before a verb does it, what stands behind it suffers it.
//!
//! Enters: the nodes of a sentence. Leaves: clauses as the builder makes them. "Forces that attacked the town were driven
//! out, Kyiv said" leaves as a speech, its content, and a relative clause.

use crate::read::chunks::Node;
use crate::read::clauses::{ClauseBuilder, Link};
use crate::read::order::readings::is_bare;
use crate::read::tags::Kind;
use marsad_pack::{Inside, Pos, Shape, classes};

impl ClauseBuilder<'_, '_> {
    /// Finds or opens the clause of a verb.
    pub(in crate::read) fn ordered_verb(&mut self, at: usize, word: usize) {
        let shape = self.shape_of(word);
        let Some(verb) = self.clauses[self.current].verb else {
            let clause = &self.clauses[self.current];
            let parent = self.current;
            match shape {
                // "Speaking in Baku, the minister said …"
                Some(Shape::ActiveParticiple) if clause.subject.is_none() && clause.link == Link::Root => self.open(parent, Link::Participle, word),
                // "Castro, addressing his people, urged …"
                Some(Shape::ActiveParticiple) if clause.subject.is_some() && matches!(self.before(at), Some(Node::Comma(_))) => self.open(parent, Link::Participle, word),
                // "Gusmao, the leader released from prison, has appealed"
                Some(Shape::PassiveParticiple) if self.is_told_again(at) => {
                    let told = self.phrase_before(at).unwrap_or_default();
                    self.open(parent, Link::Relative(told), word);
                }
                // "soldiers killed in the fighting were buried"
                Some(Shape::PassiveParticiple | Shape::ActiveParticiple) if clause.subject.is_some() && self.is_finite_ahead(at) => {
                    let told = clause.subject.unwrap_or_default();
                    self.open(parent, Link::Relative(told), word);
                }
                _ => {}
            }
            return;
        };
        let joined = matches!(self.before(at), Some(Node::Conj(_)));
        if self.is_auxiliary(verb) && self.clauses[self.current].objects.is_empty() && !joined {
            return;
        }
        match shape {
            _ if joined => self.join_verb(word),
            Some(Shape::ActiveParticiple) => self.gerund(at, word),
            Some(Shape::PassiveParticiple) => match self.phrase_before(at) {
                Some(told) => self.open(self.current, Link::Relative(told), word),
                None => self.open(self.current, Link::Beside, word),
            },
            _ => self.further_verb(at, word),
        }
    }

    /// Whether the phrase before a verb only names the subject again.
    fn is_told_again(&self, at: usize) -> bool {
        let subject = self.clauses[self.current].subject;
        let node = self.nodes[..at].iter().rposition(|n| matches!(n, Node::Phrase(_)));
        let apart = node.is_some_and(|n| matches!(self.before(n), Some(Node::Comma(_))) && matches!(self.nodes[n], Node::Phrase(p) if Some(p) != subject));
        subject.is_some() && apart && node.is_some_and(|n| n + 1 == at)
    }

    /// "said that … and added", "to bomb and to shell": a verb joined to the nearest of its own kind.
    fn join_verb(&mut self, word: usize) {
        if self.is_speech(word) {
            let host = self.level(self.current, true);
            self.open(host, Link::Beside, word);
            return;
        }
        let bare = |b: &Self, w: usize| b.tags[w].reading.is_some_and(|r| is_bare(&r));
        let mut host = self.current;
        while let Some(parent) = self.clauses[host].parent
            && self.clauses[host].verb.is_some_and(|v| self.tags[v].shape() != self.tags[word].shape())
            && self.clauses[parent].verb.is_some_and(|v| self.tags[v].shape() == self.tags[word].shape() || bare(self, v) == bare(self, word))
        {
            host = parent;
        }
        let (link, subject, parent) = (self.clauses[host].link, self.clauses[host].subject, self.clauses[host].parent);
        match parent {
            // What is said or planned goes on being said or planned.
            Some(parent) if matches!(link, Link::Complement | Link::Aim) => {
                self.open(parent, link, word);
                self.clauses[self.current].subject = subject;
            }
            _ => self.open(host, Link::Beside, word),
        }
    }

    /// A verb in -ing: what a noun does, what a verb leads to, or what its subject does besides.
    fn gerund(&mut self, at: usize, word: usize) {
        let current = self.current;
        match self.before(at) {
            Some(Node::Verb(_)) => self.open(current, Link::Complement, word),
            Some(Node::Phrase(told) | Node::Prep { phrase: told, .. }) => {
                let told = *told;
                self.open(current, Link::Relative(told), word);
            }
            Some(Node::Part(led)) => {
                let charged = matches!(self.lemma(*led), "of" | "for" | "from").then(|| self.clauses[current].objects.last().copied()).flatten();
                match charged.or_else(|| self.clauses[current].subject.filter(|_| self.is_passive(current))) {
                    // "accused Mali of shelling the town"
                    Some(accused) => {
                        self.open(current, Link::Complement, word);
                        self.clauses[self.current].subject = Some(accused);
                    }
                    None => self.open(current, Link::Participle, word),
                }
            }
            _ => {
                let parent = self.level(current, false);
                self.open(parent, Link::Participle, word);
            }
        }
    }

    fn is_passive(&self, clause: usize) -> bool {
        let clause = &self.clauses[clause];
        clause.verb.is_some_and(|v| self.tags[v].shape() == Some(Shape::PassiveParticiple)) && !clause.auxiliaries.is_empty()
    }

    /// A further finite verb, with nothing that joins it.
    fn further_verb(&mut self, at: usize, word: usize) {
        if let Some(waiting) = self.waits_above() {
            self.current = waiting;
            return;
        }
        if let Some((node, subject)) = self.fresh_subject(at) {
            let verb = self.clauses[self.current].verb.unwrap_or(word);
            self.begin(node, subject, verb, word);
            let from = self.phrases[subject].words.end;
            let above = if self.clauses[self.current].parent.is_some() { self.clauses[self.current].parent } else { self.said_last() };
            if let Some(above) = above {
                let (own, kept): (Vec<_>, Vec<_>) = std::mem::take(&mut self.clauses[above].preps).into_iter().partition(|(_, p)| self.phrases[*p].words.start >= from);
                self.clauses[above].preps = kept;
                self.clauses[self.current].preps = own;
            }
            return;
        }
        let current = self.current;
        let main = self.clauses[current].verb.filter(|_| self.phrase_before(at).is_some());
        let Some(main) = main else {
            let parent = if self.is_speech(word) { self.level(current, true) } else { current };
            let behind = matches!(self.before(at), Some(Node::Comma(_) | Node::Close(_))) && self.is_speech(word) && self.is_said_by_next(at);
            // "says there is evidence"
            let told = !matches!(self.before(at), Some(Node::Comma(_) | Node::Close(_) | Node::Time(_))) && self.clauses[current].verb.is_some_and(|v| self.is_speech(v));
            let link = if told { Link::Complement } else { Link::Beside };
            if behind {
                self.say_behind(word)
            } else {
                self.open(parent, link, word)
            }
            return;
        };
        // "said forces in Sudan attacked": what was taken for the object does what follows.
        let subject = self.clauses[current].objects.pop();
        let link = if self.takes_clause(main) { Link::Complement } else { Link::Beside };
        let first = subject.map_or(word, |s| self.phrases[s].words.start);
        let moved = |builder: &Self, phrase: usize| builder.phrases[phrase].words.start > first;
        self.open(current, link, first);
        let (own, kept): (Vec<_>, Vec<_>) = std::mem::take(&mut self.clauses[current].preps).into_iter().partition(|(_, p)| subject.is_some() && moved(self, *p));
        self.clauses[current].preps = kept;
        let clause = &mut self.clauses[self.current];
        (clause.preps, clause.subject, clause.subject_first) = (own, subject, subject.is_some());
    }

    /// "…, a statement from the ministry said": the phrase behind a mark or conjunction that a verb further on belongs to.
    fn fresh_subject(&self, at: usize) -> Option<(usize, usize)> {
        let node = self.nodes[..at].iter().rposition(|n| !matches!(n, Node::Prep { .. } | Node::Part(_) | Node::Neg(_) | Node::Fut(_) | Node::Time(_)))?;
        match (self.before(node), &self.nodes[node]) {
            (Some(Node::Comma(_) | Node::Close(_) | Node::Conj(_)), Node::Phrase(p)) if self.clauses[self.current].subject != Some(*p) => Some((node, *p)),
            _ => None,
        }
    }

    /// The clause whose content the current one has just taken for what it says.
    fn said_last(&self) -> Option<usize> {
        (0..self.current).rev().find(|&c| self.clauses[c].parent == Some(self.current))
    }

    /// The nearest clause above whose subject still waits for its verb.
    fn waits_above(&self) -> Option<usize> {
        let mut at = self.current;
        while matches!(self.clauses[at].link, Link::Relative(_) | Link::Participle | Link::Aim | Link::Circumstance) {
            at = self.clauses[at].parent?;
            if self.clauses[at].verb.is_none() {
                return self.clauses[at].subject.map(|_| at);
            }
        }
        None
    }

    /// Whether a finite verb follows before the clause ends, other verbs that describe between.
    fn is_finite_ahead(&self, at: usize) -> bool {
        let rest = self.nodes[at + 1..].iter().take_while(|n| !matches!(n, Node::Stop(_) | Node::Comma(_) | Node::Sub(_) | Node::Rel(_)));
        let mut verbs = rest.filter_map(|n| if let Node::Verb(w) = n { Some(*w) } else { None });
        verbs.any(|w| self.is_finite(w))
    }

    /// Whether a verb has a subject of its own; an unlisted one has where the clause has no other.
    fn is_finite(&self, word: usize) -> bool {
        match self.tags[word].reading {
            Some(r) if r.form.pos == Pos::Aux => !self.words[word].key.ends_with("ing"),
            Some(r) => matches!(r.form.shape, Shape::Perfect | Shape::Imperfect),
            None => self.clauses[self.current].verb.is_none(),
        }
    }

    /// The shape of a verb; of an unlisted one behind another, as it ends: "linked to", "destined for".
    fn shape_of(&self, word: usize) -> Option<Shape> {
        let unlisted = if self.words[word].key.ends_with("ing") { Shape::ActiveParticiple } else { Shape::PassiveParticiple };
        self.tags[word].shape().or(Some(unlisted).filter(|_| !self.is_finite(word)))
    }

    /// The phrase that stands right before a node, adverbs and times between.
    fn phrase_before(&self, at: usize) -> Option<usize> {
        let before = self.nodes[..at].iter().rev().find(|n| !matches!(n, Node::Part(_) | Node::Neg(_) | Node::Fut(_) | Node::Time(_)))?;
        match before {
            Node::Phrase(p) | Node::Prep { phrase: p, .. } => Some(*p),
            _ => None,
        }
    }

    /// Whether what a verb says, wants or refuses may follow it as a clause.
    fn takes_clause(&self, verb: usize) -> bool {
        let Some(lemma) = self.tags[verb].reading.map(|r| r.form.lemma) else { return false };
        if self.language.lexicon.lemmas[lemma as usize].classes & const { classes(&["speech", "modal", "aspect"]) } != 0 {
            return true;
        }
        let frames = &self.language.frames;
        let bounds = |f: &u32| frames.list[*f as usize].speech.is_some() || frames.list[*f as usize].inside != Inside::Actual;
        frames.by_verb.get(&lemma).is_some_and(|list| list.iter().any(bounds))
    }

    /// A phrase that no preposition governs: a subject before its verb, an object behind it.
    pub(in crate::read) fn ordered_phrase(&mut self, at: usize, phrase: usize) {
        let aside = |n: &Node<'_>| match n {
            // "accused Mali of shelling": a preposition before a verb is no aside.
            Node::Part(w) => self.tags[*w].kind != Kind::Prep,
            n => matches!(n, Node::Neg(_) | Node::Fut(_) | Node::Time(_)),
        };
        let next = self.nodes[at + 1..].iter().find(|n| !aside(n));
        let next_verb = next.and_then(|n| if let Node::Verb(w) = n { Some(*w) } else { None }).filter(|&w| self.is_finite(w));
        self.negated &= next_verb.is_some();
        let clause = &self.clauses[self.current];
        let Some(verb) = clause.verb else {
            match (clause.subject, self.before(at)) {
                (None, _) => {
                    let clause = &mut self.clauses[self.current];
                    (clause.subject, clause.subject_first) = (Some(phrase), true);
                }
                // "Lavrov, the foreign minister, said"
                (Some(_), Some(Node::Comma(_) | Node::Open(_) | Node::Close(_))) => {}
                (Some(_), _) => self.clauses[self.current].objects.push(phrase),
            }
            return;
        };
        let open = clause.objects.is_empty() && !self.is_speech(verb) && !matches!(self.before(at), Some(Node::Comma(_) | Node::Conj(_)));
        match next_verb {
            // "forces that attacked the town fled"
            Some(_) if open && self.waits_above().is_some() => self.clauses[self.current].objects.push(phrase),
            Some(next) => self.begin(at, phrase, verb, next),
            None if self.goes_on_behind(at) => {
                let first = self.phrases[phrase].words.start;
                let parent = self.main(false);
                self.open(parent, Link::Beside, first);
                let clause = &mut self.clauses[self.current];
                (clause.subject, clause.subject_first) = (Some(phrase), true);
            }
            None if self.is_said_by(at, verb) => self.clauses[self.current].subject = Some(phrase),
            None if matches!(self.before(at), Some(Node::Comma(_) | Node::Conj(_))) => {}
            None => self.clauses[self.current].objects.push(phrase),
        }
    }

    /// "…, and two sailors who had been held were freed": a comma and a conjunction begin another clause, where a verb follows.
    fn goes_on_behind(&self, at: usize) -> bool {
        let joint = matches!(self.before(at), Some(Node::Conj(_))) && at.checked_sub(2).is_some_and(|p| matches!(self.nodes[p], Node::Comma(_)));
        joint && self.nodes[at + 1..].iter().take_while(|n| !matches!(n, Node::Stop(_))).any(|n| matches!(n, Node::Verb(_)))
    }

    /// "…, said the minister"
    fn is_said_by(&self, at: usize, verb: usize) -> bool {
        let clause = &self.clauses[self.current];
        clause.subject.is_none() && clause.first == verb && clause.link == Link::Root && matches!(self.before(at), Some(Node::Verb(w)) if *w == verb) && self.is_speech(verb)
    }

    /// Opens the clause that begins with its subject.
    fn begin(&mut self, at: usize, phrase: usize, verb: usize, next: usize) {
        let first = self.phrases[phrase].words.start;
        let current = self.current;
        match self.before(at) {
            Some(Node::Conj(_)) => {
                let parent = self.main(self.is_speech(next));
                self.open(parent, Link::Beside, first);
            }
            Some(Node::Comma(_) | Node::Close(_)) if self.is_speech(next) && self.says_before(at) => self.say_behind(first),
            Some(Node::Comma(_) | Node::Close(_) | Node::Stop(_)) => {
                let parent = self.main(self.is_speech(next));
                self.open(parent, Link::Beside, first);
            }
            // "helped Libya rebuild the airport": whom one helps does what follows.
            Some(Node::Verb(_)) if !self.is_speech(verb) && self.tags[next].reading.is_some_and(|r| is_bare(&r)) => {
                self.clauses[current].objects.push(phrase);
                self.open(current, Link::Complement, first);
            }
            _ if self.takes_clause(verb) => self.open(current, Link::Complement, first),
            Some(Node::Phrase(told) | Node::Prep { phrase: told, .. }) => {
                let told = *told;
                self.open(current, Link::Relative(told), first);
            }
            _ => self.open(current, Link::Complement, first),
        }
        let clause = &mut self.clauses[self.current];
        (clause.subject, clause.subject_first) = (Some(phrase), true);
    }

    /// The clause beside which one with a subject of its own stands: what a verb led to, "refused to sign", is left.
    fn main(&self, speech: bool) -> usize {
        let mut at = self.level(self.current, speech);
        while let Some(parent) = self.clauses[at].parent
            && self.clauses[at].verb.and_then(|v| self.tags[v].reading).is_some_and(|r| is_bare(&r))
            && matches!(self.clauses[at].link, Link::Complement | Link::Aim)
        {
            at = self.level(parent, speech);
        }
        at
    }

    /// Whether a verb of speaking behind a subject has nothing of its own to say behind it: "…, Kyiv said on Monday."
    fn says_before(&self, at: usize) -> bool {
        let verb = self.nodes[at..].iter().position(|n| matches!(n, Node::Verb(_))).unwrap_or(0);
        let rest = self.nodes[at + verb + 1..].iter().find(|n| !matches!(n, Node::Time(_) | Node::Prep { .. } | Node::Part(_) | Node::Phrase(_)));
        match rest {
            None | Some(Node::Stop(_) | Node::Comma(_) | Node::Open(_) | Node::Close(_)) => true,
            // "…, the agency reports citing officials"
            Some(Node::Verb(w)) => self.shape_of(*w) == Some(Shape::ActiveParticiple),
            _ => false,
        }
    }

    /// "…, said the minister": the speaker behind the verb, and nothing said behind the speaker.
    fn is_said_by_next(&self, at: usize) -> bool {
        let rest = self.nodes.get(at + 2..).unwrap_or_default().iter().find(|n| !matches!(n, Node::Time(_) | Node::Prep { .. } | Node::Part(_)));
        matches!(self.nodes.get(at + 1), Some(Node::Phrase(_))) && matches!(rest, None | Some(Node::Stop(_) | Node::Comma(_) | Node::Open(_) | Node::Close(_)))
    }

    /// Opens a clause of speaking whose content stands before it.
    fn say_behind(&mut self, first: usize) {
        let mut said = self.current;
        while let Some(parent) = self.clauses[said].parent {
            said = parent;
        }
        let other = self.clauses[said].verb.is_some_and(|v| self.is_speech(v));
        self.begin_root(first);
        if !other {
            let speech = self.current;
            (self.clauses[said].parent, self.clauses[said].link) = (Some(speech), Link::Complement);
        }
    }

    /// "that", "to", "after": opens what hangs on the clause.
    pub(in crate::read) fn ordered_sub(&mut self, at: usize, word: usize) -> bool {
        if self.tags[word].reading.is_none_or(|r| r.form.pos != Pos::Prep) {
            return false;
        }
        let current = self.current;
        let clause = &self.clauses[current];
        let led = clause.verb.filter(|&v| self.takes_clause(v) && !matches!(self.before(at), Some(Node::Comma(_))));
        let somebody = clause.objects.last().copied().filter(|&o| self.is_doer(o) || self.phrases[o].pronoun.is_some());
        let subject = somebody.or(clause.subject).or(match clause.link {
            Link::Relative(told) => Some(told),
            _ => None,
        });
        self.open(current, if led.is_some() { Link::Complement } else { Link::Aim }, word);
        if led.is_some() {
            self.clauses[self.current].subject = subject;
        }
        true
    }

    /// "who", "which": opens a clause that tells of the phrase before, of somebody where there is one.
    pub(in crate::read) fn ordered_rel(&mut self, at: usize, word: usize) {
        let before: Vec<usize> = self.nodes[..at]
            .iter()
            .rev()
            .take_while(|n| !matches!(n, Node::Verb(_) | Node::Stop(_)))
            .filter_map(|n| match n {
                Node::Phrase(p) | Node::Prep { phrase: p, .. } => Some(*p),
                _ => None,
            })
            .take(3)
            .collect();
        let people = const { classes(&["person", "people", "troops", "police", "refugee", "prisoner", "hostage", "citizen", "diplomat", "group"]) };
        let somebody = |p: &usize| self.is_doer(*p) || self.phrases[*p].nouns.first().is_some_and(|&n| self.class(n) & people != 0);
        let current = self.current;
        if &*self.words[word].key == "what" {
            self.open(current, Link::Complement, word);
            return;
        }
        let who = self.words[word].key.starts_with("who");
        let told = before.iter().copied().find(|p| who && somebody(p)).or(before.first().copied());
        self.open(current, told.map_or(Link::Circumstance, Link::Relative), word);
    }

    /// Gives clauses the objects that stand elsewhere: "the strikes which Israel launched", "burned and looted towns".
    pub(in crate::read) fn fill_gaps(&mut self) {
        for at in (0..self.clauses.len()).rev() {
            if !self.lacks_object(at) {
                continue;
            }
            let clause = &self.clauses[at];
            match clause.link {
                Link::Relative(told) if clause.subject.is_some() => self.clauses[at].objects.push(told),
                _ => {
                    let shared = self.clauses.iter().find(|c| c.parent == Some(at) && c.link == Link::Beside && clause.verb.is_some_and(|v| c.first == v + 2)).map(|c| c.objects.clone());
                    self.clauses[at].objects.extend(shared.unwrap_or_default());
                }
            }
        }
    }

    fn lacks_object(&self, at: usize) -> bool {
        let clause = &self.clauses[at];
        let takes = clause.verb.is_some_and(|v| self.class(v) & const { classes(&["transitive", "ditransitive"]) } != 0);
        takes && clause.objects.is_empty() && !self.is_passive(at)
    }
}
