//! Which of its readings a word has, where its neighbours tell.
//!
//! Enters: a word of a sentence whose earlier words are chosen. Leaves: its kind and reading. In "the attack" a noun, in
//! "to attack" a verb; "killed" is what was done before "the soldiers" and what they are in "soldiers killed in the fighting were buried".

use super::{behind_owner_mark, glues, is_finite};
use crate::find::names::Match;
use crate::find::time::TimeMention;
use crate::find::words::{Reading, Word};
use crate::read::tags::{Kind, Tag, is_behind_copula};
use marsad_pack::{Language, NameAs, NameOf, Number, Pos, Shape};
use marsad_text::TokenKind;

/// A word among its neighbours; those before it are chosen.
pub struct Neighbours<'a, 'w> {
    pub words: &'a [Word<'w>],
    pub names: &'a [Match<'a>],
    pub tags: &'a [Tag],
    pub at: usize,
    pub language: &'a Language,
}

/// What stands before a word, as far as it matters to it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    /// "to", "will", "may", "did": a bare verb follows.
    BareVerb,
    /// "was", "has been": a participle follows.
    Being,
    /// "has": what was done follows.
    Having,
    /// "the", "of", "two", "Russia's", "new": a noun follows.
    Noun,
    /// A subject may stand there.
    Subject,
    /// "who", "they": a finite verb follows.
    Finite,
    /// A verb whose object may follow.
    Verb,
    /// A conjunction, a mark, or the beginning.
    Start,
}

impl Neighbours<'_, '_> {
    /// The kind and reading of the word.
    pub fn choose(&self) -> (Kind, Option<Reading>) {
        let tag = &self.tags[self.at];
        if let Some(name) = tag.name {
            let name = &self.names[name];
            let adjective = matches!(name.entity(), Some((_, NameAs::Adjective, _))) && name.find(|n| matches!(n.of, NameOf::Entity(_, NameAs::Name)).then_some(())).is_none();
            return (if adjective { Kind::Adj } else { Kind::Noun }, self.reading(|r| matches!(r.form.pos, Pos::Noun | Pos::Adj)));
        }
        if tag.number.is_some() {
            return (Kind::Number, self.reading(|r| matches!(r.form.pos, Pos::Num | Pos::Quant | Pos::Noun)));
        }
        if let Some(kind) = self.first_of_compound() {
            return (kind, None);
        }
        if self.words[self.at].readings.is_empty() {
            return (self.unlisted(), None);
        }
        self.small_word().unwrap_or_else(|| self.content_word())
    }

    /// "nuclear-armed", "re-establish": what the second word of a compound is, the first only adds to.
    fn first_of_compound(&self) -> Option<Kind> {
        let second = self.words.get(self.at + 2).filter(|w| glues(self.words, self.at + 1) && w.token.is_word() && self.words[self.at + 1].text != ".")?;
        let verb = second.readings.iter().any(|r| r.form.pos == Pos::Verb) && second.readings.iter().all(|r| r.form.pos == Pos::Verb && r.form.shape != Shape::PassiveParticiple);
        let prefix = self.words[self.at].readings.is_empty() && self.words[self.at].key.len() <= 3;
        Some(if verb && prefix { Kind::Adv } else { Kind::Adj })
    }

    fn reading(&self, fits: impl Fn(&Reading) -> bool) -> Option<Reading> {
        self.words[self.at].readings.iter().find(|r| fits(r)).copied()
    }

    fn of(&self, pos: Pos) -> Option<Reading> {
        self.reading(|r| r.form.pos == pos)
    }

    fn shaped(&self, shape: Shape) -> Option<Reading> {
        self.reading(|r| r.form.pos == Pos::Verb && r.form.shape == shape)
    }

    /// A word that is listed among the small ones, by what follows it.
    fn small_word(&self) -> Option<(Kind, Option<Reading>)> {
        let has = |pos| self.of(pos).is_some();
        let next = self.at + 1;
        let pick = |kind: Kind, pos: Pos| Some((kind, self.of(pos)));
        if has(Pos::Aux) {
            return pick(Kind::Verb, Pos::Aux);
        }
        if has(Pos::Prep) && self.is_to(self.at) {
            return if self.is_bare_verb(next) { pick(Kind::Sub, Pos::Prep) } else { pick(Kind::Prep, Pos::Prep) };
        }
        if has(Pos::Sub) && has(Pos::Rel) {
            let before = self.before_word();
            let noun = before.is_some_and(|t| matches!(t.kind, Kind::Noun | Kind::Unknown));
            let thing = before.is_some_and(|t| t.kind == Kind::Noun && t.name.is_none()) && !self.last_finite().is_some_and(|v| self.takes_clause(&v));
            return if noun && self.is_surely_verb(next) || thing { pick(Kind::Rel, Pos::Rel) } else { pick(Kind::Sub, Pos::Sub) };
        }
        if has(Pos::Sub) && has(Pos::Prep) {
            return if self.finite_ahead(self.at, false) { pick(Kind::Sub, Pos::Sub) } else { pick(Kind::Prep, Pos::Prep) };
        }
        if has(Pos::Sub) && has(Pos::Adv) {
            return if self.finite_ahead(self.at, false) { pick(Kind::Sub, Pos::Sub) } else { pick(Kind::Adv, Pos::Adv) };
        }
        if has(Pos::Dem) && has(Pos::Pron) {
            return if self.is_nominal(next) { pick(Kind::Dem, Pos::Dem) } else { pick(Kind::Pron, Pos::Pron) };
        }
        if has(Pos::Adv) && has(Pos::Prep) {
            // "shot down an aircraft", "down the river"
            let goes_with_verb = self.before_word().is_some_and(|t| t.kind == Kind::Verb);
            return if goes_with_verb || !self.is_nominal(next) { pick(Kind::Adv, Pos::Adv) } else { pick(Kind::Prep, Pos::Prep) };
        }
        if has(Pos::Adv) && has(Pos::Quant) {
            return if self.is_nominal(next) { pick(Kind::Quant, Pos::Quant) } else { pick(Kind::Adv, Pos::Adv) };
        }
        // "have both urged", "were all killed": it is of the subject, and leaves the verb together.
        let done = |r: &Reading| r.form.pos == Pos::Verb && matches!(r.form.shape, Shape::Perfect | Shape::PassiveParticiple);
        let parted = has(Pos::Quant) && self.words.get(next).is_some_and(|w| w.readings.iter().any(done));
        if parted && is_behind_copula(self.words, self.tags, self.at, self.language).is_some() {
            return pick(Kind::Adv, Pos::Quant);
        }
        let content = has(Pos::Verb) || has(Pos::Noun) || has(Pos::Adj);
        let of_its_own = [
            (Kind::Neg, Pos::Neg),
            (Kind::Rel, Pos::Rel),
            (Kind::Sub, Pos::Sub),
            (Kind::Conj, Pos::Conj),
            (Kind::Prep, Pos::Prep),
            (Kind::Dem, Pos::Dem),
            (Kind::Pron, Pos::Pron),
            (Kind::Quant, Pos::Quant),
            (Kind::Fut, Pos::Fut),
            (Kind::Part, Pos::Part),
            (Kind::Adv, Pos::Adv),
            (Kind::Number, Pos::Num),
        ];
        of_its_own.into_iter().find(|(kind, pos)| has(*pos) && !(content && matches!(kind, Kind::Adv | Kind::Prep | Kind::Fut))).and_then(|(kind, pos)| pick(kind, pos))
    }

    /// A noun, an adjective or a verb.
    fn content_word(&self) -> (Kind, Option<Reading>) {
        if self.at > 0 && glues(self.words, self.at - 1) && self.words[self.at - 1].text != "." && self.tags[self.at.saturating_sub(2)].kind != Kind::Adv {
            return self.nominal();
        }
        match self.before() {
            Before::BareVerb => self.bare_verb(),
            Before::Being => self.participle(&[Shape::PassiveParticiple, Shape::ActiveParticiple]),
            Before::Having => self.participle(&[Shape::PassiveParticiple]),
            Before::Noun => self.in_group(),
            Before::Finite => self.finite().unwrap_or_else(|| self.nominal()),
            Before::Verb => self.behind_verb(),
            Before::Subject => self.behind_subject(),
            Before::Start => self.at_start(),
        }
    }

    fn bare_verb(&self) -> (Kind, Option<Reading>) {
        self.reading(is_bare).map_or_else(|| self.nominal(), |r| (Kind::Verb, Some(r)))
    }

    fn participle(&self, shapes: &[Shape]) -> (Kind, Option<Reading>) {
        shapes.iter().find_map(|s| self.shaped(*s)).map_or_else(|| self.nominal(), |r| (Kind::Verb, Some(r)))
    }

    /// "attacks", "attacked": what a subject may stand before.
    fn finite(&self) -> Option<(Kind, Option<Reading>)> {
        let past = || self.shaped(Shape::Perfect);
        self.shaped(Shape::Imperfect).or_else(past).map(|r| (Kind::Verb, Some(r)))
    }

    /// A noun or an adjective, by whether another noun follows.
    fn nominal(&self) -> (Kind, Option<Reading>) {
        let (noun, adjective) = (self.of(Pos::Noun).or_else(|| self.of(Pos::Det)), self.of(Pos::Adj));
        match (noun, adjective) {
            (Some(_), Some(adjective)) if self.is_noun_like(self.at + 1) => (Kind::Adj, Some(adjective)),
            (Some(noun), _) => (Kind::Noun, Some(noun)),
            (None, Some(adjective)) => (Kind::Adj, Some(adjective)),
            (None, None) => {
                let compound = self.at > 0 && glues(self.words, self.at - 1);
                let describes = self.is_noun_like(self.at + 1) || compound;
                let reading = self.shaped(Shape::PassiveParticiple).or_else(|| self.shaped(Shape::ActiveParticiple)).or_else(|| self.of(Pos::Verb));
                let kind = match reading.map(|r| r.form.shape) {
                    Some(Shape::PassiveParticiple | Shape::ActiveParticiple) if describes => Kind::Adj,
                    Some(Shape::PassiveParticiple | Shape::ActiveParticiple) => Kind::Noun,
                    Some(_) => Kind::Verb,
                    None => Kind::Unknown,
                };
                (kind, reading)
            }
        }
    }

    /// Behind "the", "of", "two": a noun; behind a preposition "meeting Putin" is a verb and "meetings" a noun.
    fn in_group(&self) -> (Kind, Option<Reading>) {
        let direct = self.before_word().map(|t| t.kind);
        if let Some(gerund) = self.shaped(Shape::ActiveParticiple).filter(|_| direct == Some(Kind::Prep)) {
            let noun = self.of(Pos::Noun).is_some();
            let has_object = if noun { self.opens_group(self.at + 1) } else { self.is_nominal(self.at + 1) };
            let takes_object = self.language.lexicon.lemmas[gerund.form.lemma as usize].classes & const { marsad_pack::classes(&["transitive", "ditransitive"]) } != 0;
            // "of growing support"
            if !noun && !takes_object && self.is_noun_like(self.at + 1) && !self.opens_group(self.at + 1) {
                return (Kind::Adj, Some(gerund));
            }
            return if has_object || !noun { (Kind::Verb, Some(gerund)) } else { (Kind::Noun, self.of(Pos::Noun)) };
        }
        let listed = self.of(Pos::Noun).or_else(|| self.of(Pos::Adj)).is_some();
        // "thousands fled", "the dead included"
        let headless = matches!(direct, Some(Kind::Number | Kind::Quant | Kind::Adj)) && !listed && self.last_finite().is_none();
        if headless && !(self.is_noun_like(self.at + 1) && self.finite_ahead(self.at, false)) {
            return self.past();
        }
        self.nominal()
    }

    /// Behind a verb: its object, "held talks", or a verb it leads to, "began shelling", "helped retake".
    fn behind_verb(&self) -> (Kind, Option<Reading>) {
        if self.of(Pos::Noun).is_some() || self.of(Pos::Adj).is_some() {
            return self.nominal();
        }
        if self.shaped(Shape::PassiveParticiple).is_some() && self.is_noun_like(self.at + 1) {
            return self.nominal();
        }
        let reading = self.shaped(Shape::ActiveParticiple).or_else(|| self.reading(is_bare)).or_else(|| self.shaped(Shape::PassiveParticiple)).or_else(|| self.of(Pos::Verb));
        (Kind::Verb, reading)
    }

    /// Behind a noun or a name: its verb, unless the clause has one or another follows.
    fn behind_subject(&self) -> (Kind, Option<Reading>) {
        if self.of(Pos::Noun).is_none() && self.of(Pos::Adj).is_none() {
            return self.past();
        }
        // "Chad and Mali last met"
        if let Some(adjective) = self.of(Pos::Adj).filter(|_| self.of(Pos::Noun).is_none() && self.is_surely_verb(self.at + 1)) {
            return (Kind::Adv, Some(adjective));
        }
        // "an agreement opening the way"
        if let Some(gerund) = self.shaped(Shape::ActiveParticiple).filter(|_| self.opens_group(self.at + 1)) {
            return (Kind::Verb, Some(gerund));
        }
        let Some(finite) = self.finite() else { return self.nominal() };
        // "Morocco cut ties": a past that looks like the bare verb.
        let bare = finite.1.is_some_and(|r| is_bare(&r));
        let finite = if bare && !self.is_after_several() { self.shaped(Shape::Perfect).map_or(finite, |r| (Kind::Verb, Some(r))) } else { finite };
        let bare = finite.1.is_some_and(|r| is_bare(&r));
        // "the army says a bomb has killed two": what is said has a verb of its own.
        let says = finite.1.is_some_and(|r| self.takes_clause(&r)) && !self.is_loose(self.at) && !self.opens_prep(self.at + 1) && !self.is_surely_verb(self.at + 1);
        let taken = self.last_finite().is_some_and(|verb| !self.takes_clause(&verb)) || !says && self.finite_ahead(self.at, true);
        let third = finite.1.is_some_and(|r| r.form.person == 3);
        if third && self.is_after_name() && self.last_finite().is_none_or(|verb| self.takes_clause(&verb)) {
            return finite;
        }
        if taken || bare && !self.is_after_several() || third && self.is_after_bare_noun() {
            return self.nominal();
        }
        finite
    }

    /// A verb that is no noun, behind what may be its subject: what was done, or what describes it.
    fn past(&self) -> (Kind, Option<Reading>) {
        let Some(participle) = self.shaped(Shape::PassiveParticiple) else {
            let reading = self.finite().and_then(|f| f.1).or_else(|| self.of(Pos::Verb));
            return (Kind::Verb, reading);
        };
        let Some(perfect) = self.shaped(Shape::Perfect) else { return (Kind::Verb, Some(participle)) };
        let describes = match self.last_finite() {
            Some(verb) if !self.takes_clause(&verb) => !self.subject_waits(),
            _ => self.is_loose(self.at) && self.finite_ahead(self.at, true) || self.words.get(self.at + 1).is_some_and(|w| &*w.key == "by"),
        };
        (Kind::Verb, Some(if describes { participle } else { perfect }))
    }

    /// At the beginning, behind a mark or a conjunction.
    fn at_start(&self) -> (Kind, Option<Reading>) {
        if self.of(Pos::Noun).is_some() || self.of(Pos::Adj).is_some() {
            // "to bomb and shell": the second of two verbs.
            let verb_and = self.at >= 2 && self.tags[self.at - 1].kind == Kind::Conj && self.tags[self.at - 2].kind == Kind::Verb;
            let same = self.tags.get(self.at.wrapping_sub(2)).and_then(|t| t.reading).filter(|_| verb_and);
            let like = same.and_then(|s| self.reading(|r| r.form.pos == Pos::Verb && r.form.shape == s.form.shape && r.form.person == s.form.person));
            return like.map_or_else(|| self.nominal(), |r| (Kind::Verb, Some(r)));
        }
        let joined = self.before_word().is_some_and(|t| t.kind == Kind::Conj);
        if self.shaped(Shape::PassiveParticiple).is_some() && self.shaped(Shape::Perfect).is_some() {
            // "detained migrants were sent home", ", backed by Iran, "
            let passive = !joined && (self.is_noun_like(self.at + 1) && self.finite_ahead(self.at, false) && self.at == 0 || self.words.get(self.at + 1).is_some_and(|w| &*w.key == "by"));
            let shape = if passive { Shape::PassiveParticiple } else { Shape::Perfect };
            let kind = if passive && self.is_noun_like(self.at + 1) { Kind::Adj } else { Kind::Verb };
            return (kind, self.shaped(shape));
        }
        (Kind::Verb, self.finite().and_then(|f| f.1).or_else(|| self.shaped(Shape::ActiveParticiple)).or_else(|| self.of(Pos::Verb)))
    }

    /// A word no list has, by its ending: "hailed", "swiftly", "regional".
    fn unlisted(&self) -> Kind {
        let word = &self.words[self.at];
        let small = word.token.is_word() && word.text.starts_with(|c: char| c.is_lowercase());
        if !small {
            return Kind::Unknown;
        }
        let key: &str = &word.key;
        if key.ends_with("ly") {
            return Kind::Adv;
        }
        let describes = self.is_noun_like(self.at + 1);
        let before = self.before();
        if before == Before::BareVerb {
            return Kind::Verb;
        }
        let done = key.ends_with("ed") || key.ends_with("ing");
        match before {
            Before::Being | Before::Having | Before::Finite if done => Kind::Verb,
            Before::Subject if done && self.last_finite().is_none() => Kind::Verb,
            // "Indonesia tore up the agreement"
            Before::Subject if self.is_after_name() && self.last_finite().is_none() && !self.finite_ahead(self.at, false) => Kind::Verb,
            _ if done && describes => Kind::Adj,
            Before::Start | Before::Subject if done => Kind::Verb,
            _ if describes && ADJECTIVE_ENDINGS.iter().any(|e| key.ends_with(e)) => Kind::Adj,
            _ => Kind::Unknown,
        }
    }

    fn before_word(&self) -> Option<&Tag> {
        let before = (0..self.at).rev().find(|&p| !matches!(self.tags[p].kind, Kind::Open | Kind::Close) && !glues(self.words, p))?;
        Some(&self.tags[before])
    }

    fn before(&self) -> Before {
        let Some(direct) = self.before_word() else { return Before::Start };
        if behind_owner_mark(self.words, self.at.saturating_sub(2)) == Some(self.at) || behind_owner_mark(self.words, self.at.saturating_sub(1)) == Some(self.at) {
            return Before::Noun;
        }
        if let Some(being) = is_behind_copula(self.words, self.tags, self.at, self.language) {
            let does = (0..self.at).rev().find(|&p| !matches!(self.tags[p].kind, Kind::Adv | Kind::Neg | Kind::Time)).is_some_and(|p| self.words[p].key.starts_with('d'));
            return if does {
                Before::BareVerb
            } else if being {
                Before::Being
            } else {
                Before::Having
            };
        }
        let solid = (0..self.at).rev().filter(|&p| !glues(self.words, p)).map(|p| &self.tags[p]).find(|t| !matches!(t.kind, Kind::Adv | Kind::Neg));
        if solid.is_some_and(|t| leads_bare(t, self.language)) {
            return Before::BareVerb;
        }
        match direct.kind {
            Kind::Dem | Kind::Quant | Kind::Number | Kind::Adj | Kind::Prep => Before::Noun,
            Kind::Pron | Kind::Rel => Before::Finite,
            Kind::Verb => Before::Verb,
            Kind::Noun | Kind::Unknown | Kind::Time | Kind::Adv => Before::Subject,
            _ => Before::Start,
        }
    }

    /// The last finite verb between here and the last break of the sentence.
    fn last_finite(&self) -> Option<Reading> {
        let near = (0..self.at).rev().take_while(|&w| !matches!(self.tags[w].kind, Kind::Stop | Kind::Sub | Kind::Rel | Kind::Comma | Kind::Conj));
        let led = |w: usize| w.checked_sub(1).is_some_and(|b| leads_bare(&self.tags[b], self.language) && self.tags[b].kind == Kind::Sub);
        near.filter(|&w| self.tags[w].kind == Kind::Verb && !led(w)).filter_map(|w| self.tags[w].reading).find(is_finite)
    }

    /// "forces that attacked the town fled": whether the noun a relative clause tells of still has no verb of its own.
    fn subject_waits(&self) -> bool {
        let near = (0..self.at).rev().take_while(|&w| !matches!(self.tags[w].kind, Kind::Stop | Kind::Sub | Kind::Comma | Kind::Conj));
        let rel = near.into_iter().find(|&w| self.tags[w].kind == Kind::Rel);
        rel.is_some_and(|at| Neighbours { at, ..*self }.last_finite().is_none())
    }

    /// Whether what a verb tells may follow it without a joint: "said Russia attacked".
    fn takes_clause(&self, verb: &Reading) -> bool {
        self.language.lexicon.lemmas[verb.form.lemma as usize].classes & const { marsad_pack::classes(&["speech"]) } != 0
    }

    /// Whether a finite verb follows before the clause ends. What is both verb and noun, or may only describe, is none.
    fn finite_ahead(&self, at: usize, over_conj: bool) -> bool {
        let mut at = at + 1;
        let mut behind_name = false;
        while let Some(word) = self.words.get(at) {
            let has = |pos: Pos| word.readings.iter().any(|r| r.form.pos == pos);
            let infinitive = (self.is_to(at) && self.is_bare_verb(at + 1)).then_some(at + 2);
            let name = self.tags[at].name.map(|m| self.names[m].end);
            if let Some(next) = name.or(infinitive).or(behind_owner_mark(self.words, at)) {
                behind_name = name.is_some();
                at = next;
                continue;
            }
            let mark = word.token.kind == TokenKind::Punct && !matches!(word.text, "“" | "”" | "\"" | "'" | "’" | "-");
            if mark || has(Pos::Rel) || has(Pos::Sub) && !has(Pos::Prep) {
                return false;
            }
            if has(Pos::Conj) && !(over_conj && self.is_nominal(at + 1)) {
                return false;
            }
            if has(Pos::Aux) || has(Pos::Fut) || word.readings.iter().any(|r| is_modal_form(r, self.language)) || self.is_surely_verb(at) && (behind_name || !self.is_loose(at)) {
                return true;
            }
            behind_name = false;
            at += 1;
        }
        false
    }

    /// Whether a word is a verb whatever stands around it.
    fn is_surely_verb(&self, at: usize) -> bool {
        let in_compound = glues(self.words, at + 1) || at > 0 && glues(self.words, at - 1);
        let Some(word) = self.words.get(at).filter(|_| self.tags[at].name.is_none() && !in_compound) else { return false };
        let finite = word.readings.iter().any(is_finite);
        let modal = word.readings.iter().any(|r| r.form.pos == Pos::Fut || is_modal_form(r, self.language));
        modal || finite && word.readings.iter().all(|r| matches!(r.form.pos, Pos::Verb | Pos::Aux))
    }

    /// "killed in the fighting": a past that may only describe, since no object follows it.
    fn is_loose(&self, at: usize) -> bool {
        if self.is_to(at + 1) && self.is_bare_verb(at + 2) {
            return false;
        }
        let describes = self.words[at].readings.iter().any(|r| r.form.shape == Shape::PassiveParticiple && r.form.pos == Pos::Verb);
        describes && self.words.get(at + 1).is_some_and(|w| w.readings.iter().any(|r| matches!(r.form.pos, Pos::Prep | Pos::Adv)) || self.tags[at + 1].time.is_some())
    }

    fn opens_prep(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|w| w.readings.iter().any(|r| r.form.pos == Pos::Prep))
    }

    fn is_to(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|w| &*w.key == "to")
    }

    fn is_bare_verb(&self, at: usize) -> bool {
        let at = (at..self.words.len()).find(|&w| !self.words[w].readings.iter().any(|r| r.form.pos == Pos::Adv)).unwrap_or(at);
        let named = |w: usize| self.tags[w].name.is_some() || self.tags[w].number.is_some() || self.tags[w].time.is_some();
        self.words.get(at).is_some_and(|w| !named(at) && w.readings.iter().any(|r| is_bare(r) || r.form.pos == Pos::Aux && matches!(&*w.key, "be" | "have" | "do")))
    }

    /// Whether a group of nouns may begin or go on at a word.
    fn is_nominal(&self, at: usize) -> bool {
        self.is_noun_like(at) || self.opens_group(at)
    }

    /// "the", "his", "two", a name: what only a group of nouns begins with.
    fn opens_group(&self, at: usize) -> bool {
        let Some(word) = self.words.get(at) else { return false };
        let tag = &self.tags[at];
        tag.time.is_none() && (tag.name.is_some() || tag.number.is_some() || word.readings.iter().any(|r| matches!(r.form.pos, Pos::Dem | Pos::Quant | Pos::Num)))
    }

    /// Whether a word may be a noun, an adjective or a name.
    fn is_noun_like(&self, at: usize) -> bool {
        let Some(word) = self.words.get(at) else { return false };
        if self.tags[at].time.is_some() {
            return false;
        }
        let name = self.tags[at].name.is_some();
        let unlisted = word.readings.is_empty() && word.token.is_word() && !word.key.ends_with("ly") && &*word.key != "s";
        let small = word.readings.iter().any(|r| matches!(r.form.pos, Pos::Prep | Pos::Conj | Pos::Sub | Pos::Adv | Pos::Aux));
        name || unlisted || !small && word.readings.iter().any(|r| matches!(r.form.pos, Pos::Noun | Pos::Adj))
    }

    /// Whether the noun before is of several, or one of two joined: "rebels attack", "Chad and Mali support".
    fn is_after_several(&self) -> bool {
        let Some(before) = self.at.checked_sub(1) else { return false };
        let tag = &self.tags[before];
        let plural = tag.reading.is_some_and(|r| r.form.number == Number::Plur) || tag.name.is_some_and(|m| self.names[m].names.iter().any(|n| n.number == Number::Plur));
        let first = tag.name.map_or(before, |m| self.names[m].first);
        plural || first.checked_sub(1).is_some_and(|c| self.tags[c].kind == Kind::Conj)
    }

    /// "Pakistan returns": right behind a name a form in -s is its verb.
    fn is_after_name(&self) -> bool {
        let name = self.at.checked_sub(1).and_then(|b| self.tags[b].name).map(|m| &self.names[m]);
        let state = |m: &Match<'_>| matches!(m.entity(), Some((_, NameAs::Name | NameAs::Capital, _)));
        name.is_some_and(|m| state(m) || m.persons().next().is_some() || m.shorts().next().is_some()) && !self.names_short()
    }

    /// "US talks": abbreviations stand before nouns as they are.
    fn names_short(&self) -> bool {
        self.at.checked_sub(1).is_some_and(|b| self.words[b].text.chars().all(|c| c.is_uppercase() || c == '.'))
    }

    /// "peace talks": a common noun alone, without "the", is no subject of its own.
    fn is_after_bare_noun(&self) -> bool {
        let common = |t: &Tag| t.kind == Kind::Noun && t.name.is_none() && t.reading.is_some_and(|r| r.form.number == Number::Sing);
        let Some(before) = self.at.checked_sub(1).filter(|&b| common(&self.tags[b])) else { return false };
        let first = (0..=before).rev().find(|&w| !matches!(self.tags[w].kind, Kind::Noun | Kind::Adj));
        first.is_none_or(|w| self.tags[w].kind != Kind::Dem && &*self.words[w].key != "s")
    }
}

/// Endings that unlisted adjectives have.
const ADJECTIVE_ENDINGS: &[&str] = &["al", "ous", "ive", "ful", "less", "able", "ible", "ary", "ic"];

/// "the September meeting": a month or weekday between "the" and a noun tells which, and is no time by itself.
pub fn tells_of_noun(words: &[Word<'_>], time: &TimeMention) -> bool {
    let named = time.end == time.first + 2 && &*words[time.first].key == "the" && words[time.first + 1].text.starts_with(char::is_uppercase);
    let small = |r: &Reading| matches!(r.form.pos, Pos::Prep | Pos::Conj | Pos::Sub | Pos::Aux | Pos::Adv);
    named && words.get(time.end).is_some_and(|w| w.text.starts_with(char::is_lowercase) && !w.readings.iter().any(small))
}

/// "attack", not "attacks".
pub fn is_bare(reading: &Reading) -> bool {
    reading.form.pos == Pos::Verb && reading.form.shape == Shape::Imperfect && reading.form.person == 0
}

/// "to", "will", "may": what a bare verb stands behind.
fn leads_bare(tag: &Tag, language: &Language) -> bool {
    let infinitive = |r: Reading| tag.kind == Kind::Sub && r.form.pos == Pos::Prep;
    tag.kind == Kind::Fut || tag.reading.is_some_and(|r| is_modal_form(&r, language) || infinitive(r))
}

/// "may", "could": a small word that says that something may be.
pub fn is_modal_form(reading: &Reading, language: &Language) -> bool {
    reading.form.pos == Pos::Part && language.is_preposition(&language.lexicon.lemmas[reading.form.lemma as usize].text, const { marsad_pack::classes(&["modal"]) })
}
