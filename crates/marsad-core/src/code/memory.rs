//! What an article has told so far, and which of it a later word takes up.
//!
//! Enters: the sides, things and acts of each sentence, in the order told. Leaves: antecedents. After «اعتمد
//! مجلس الأمن القرار 678», «القرار» is the Security Council's; after «المنظمة الدولية للهجرة», «المنظمة» is that
//! organisation.

use crate::code::sides::Side;
use marsad_record::ActorKind;

/// A side told earlier, where.
#[derive(Clone, Debug)]
pub struct Told<'p> {
    pub side: Side<'p>,
    pub sentence: usize,
    pub word: usize,
    /// Where the names it is joined with begin: «إيران وروسيا وتركيا» are told together.
    pub chain: usize,
    pub subject: bool,
    /// Subject or object of a verb, not only governed by a preposition.
    pub core: bool,
    /// Lemma of the first noun of its name: «منظمة» of «منظمة الوحدة الأفريقية».
    pub head: Option<u32>,
}

/// Something told earlier that sides made: a decision, an agreement, a statement.
#[derive(Clone, Debug)]
struct Thing<'p> {
    lemma: u32,
    sides: Vec<Side<'p>>,
}

/// A happening told before: by which frame, of whom, towards whom.
#[derive(Clone, Debug)]
pub struct Act<'p> {
    pub frame: u32,
    pub actor: Vec<Side<'p>>,
    pub recipient: Vec<Side<'p>>,
}

/// What the article has told so far.
#[derive(Default)]
pub struct Memory<'p> {
    told: Vec<Told<'p>>,
    things: Vec<Thing<'p>>,
    /// Folded name words of people named in full.
    pub people: std::collections::HashMap<String, Side<'p>, foldhash::fast::FixedState>,
    /// Who spoke last.
    pub speaker: Option<Side<'p>>,
    /// The subject of the last main clause.
    pub subject: Option<Side<'p>>,
    /// The state the report is about or comes from.
    pub home: Option<u32>,
    /// The state the sentences at hand play in.
    pub scene: Option<u32>,
    /// The state a place of the sentence at hand lies in.
    pub here: Option<u32>,
    pub sentence: usize,
    /// The sides of the last event that joins two.
    pub pair: Vec<Side<'p>>,
    /// Whether those two acted together, not on each other.
    pub allied: bool,
    /// The sides of the last event that joins three or more.
    pub company: Vec<Side<'p>>,
    /// The two sides the article is most about.
    pub dyad: Vec<u32>,
    /// Who did what was told, first the doer of the article's main event, then the latest.
    pub doers: Vec<Vec<Side<'p>>>,
    /// The happenings told.
    pub acts: Vec<Act<'p>>,
}

/// How many sides, things and acts are kept: what lies further back is taken up by its full name.
const KEPT: usize = 400;

fn keep_within<T>(list: &mut Vec<T>) {
    if list.len() > KEPT {
        list.drain(..KEPT / 2);
    }
}

impl<'p> Memory<'p> {
    pub fn remember(&mut self, told: Told<'p>) {
        keep_within(&mut self.told);
        self.told.push(told);
    }

    /// Sides told before a word of the sentence at hand, the latest first.
    pub fn before(&self, word: usize) -> impl Iterator<Item = &Told<'p>> {
        self.told.iter().rev().filter(move |t| t.sentence < self.sentence || t.word < word)
    }

    /// The side told last before a word that passes.
    pub fn last(&self, word: usize, keep: impl Fn(&Side<'p>) -> bool) -> Option<Side<'p>> {
        self.before(word).find(|t| keep(&t.side)).map(|t| t.side.clone())
    }

    /// Every mention of the sentence at hand.
    pub fn told_here(&self) -> impl Iterator<Item = &Side<'p>> {
        self.told.iter().rev().take_while(|t| t.sentence == self.sentence).map(|t| &t.side)
    }

    /// Every mention, the latest first, wherever it stands.
    pub fn mentions(&self) -> impl Iterator<Item = &Side<'p>> {
        self.told.iter().rev().map(|t| &t.side)
    }

    /// Whom a pronoun at a word most likely takes up, among those that fit it: the subject of its own sentence, for
    /// a plural then whoever else acts or suffers there, the subject of the sentence before, the latest mention.
    pub fn antecedent(&self, word: usize, plural: bool, fits: impl Fn(&Told<'p>) -> bool) -> Option<&Told<'p>> {
        let near = self.before(word).take_while(|t| t.sentence + 2 > self.sentence).filter(|t| fits(t));
        let weight = |t: &Told<'p>| {
            let here = t.sentence == self.sentence;
            match (t.subject, here) {
                (true, true) => 3,
                (_, true) if plural && (t.core || self.told_with(t).len() > 1) => 2,
                (true, false) => 1,
                (_, false) if plural && t.core => 1,
                _ => 0,
            }
        };
        near.fold(None, |best: Option<(i32, &Told<'p>)>, t| match best {
            Some((top, _)) if weight(t) <= top => best,
            _ => Some((weight(t), t)),
        })
        .map(|(_, t)| t)
    }

    /// All who were told in one breath with a side, itself included, in the order told.
    pub fn told_with(&self, one: &Told<'p>) -> Vec<Side<'p>> {
        let mut sides: Vec<Side<'p>> = Vec::new();
        for told in self.told.iter().filter(|t| t.sentence == one.sentence && t.chain == one.chain && t.side.entity.is_some()) {
            if !sides.iter().any(|s| s.same_party(&told.side)) {
                sides.push(told.side.clone());
            }
        }
        sides
    }

    /// The people told last as acting, or as suffering in the same sentence: whom «آخرون» are others of.
    pub fn crowd(&self, word: usize, suffers: bool) -> Option<Side<'p>> {
        let like = |t: &&Told<'p>| if suffers { t.core && !t.subject && t.sentence == self.sentence } else { t.subject };
        self.before(word).filter(|t| like(t)).find(|t| t.side.kind == ActorKind::Group && t.side.entity.is_some()).map(|t| t.side.clone())
    }

    /// The sides of the last deed that one did to another or to its own people.
    pub fn at_blows(&self, hostile: impl Fn(u32) -> bool, among: impl Fn(&Side<'p>) -> bool) -> Vec<Side<'p>> {
        let blow = |a: &&Act<'p>| hostile(a.frame) && !a.actor.is_empty() && a.actor.len() + a.recipient.len() > 1 && a.actor.iter().chain(&a.recipient).all(&among);
        let Some(act) = self.acts.iter().rev().find(blow) else { return Vec::new() };
        let mut sides: Vec<Side<'p>> = Vec::new();
        for side in act.actor.iter().chain(&act.recipient).filter(|s| s.entity.is_some()) {
            if !sides.iter().any(|s| s.same_party(side)) {
                sides.push(side.clone());
            }
        }
        sides
    }

    /// The body a bare «المنظمة»، «المحكمة»، «الحركة» takes up: the one told last whose name begins with that noun.
    pub fn body(&self, word: usize, head: u32) -> Option<Side<'p>> {
        let body = |t: &&Told<'p>| t.head == Some(head) && t.side.entity.is_some() && matches!(t.side.kind, ActorKind::Organization | ActorKind::Group);
        self.before(word).find(body).map(|t| t.side.clone())
    }

    /// Notes whose thing a noun names. A thing told anew takes the place of an older one of the same word.
    pub fn note_thing(&mut self, lemma: u32, sides: Vec<Side<'p>>) {
        keep_within(&mut self.things);
        self.things.push(Thing { lemma, sides });
    }

    pub fn knows_thing(&self, lemma: u32) -> bool {
        self.things.iter().any(|t| t.lemma == lemma)
    }

    /// Whose thing a noun told once more is.
    pub fn makers(&self, lemma: u32) -> &[Side<'p>] {
        self.things.iter().rev().find(|t| t.lemma == lemma).map_or(&[], |t| &t.sides)
    }

    pub fn note_act(&mut self, act: Act<'p>) {
        keep_within(&mut self.acts);
        self.acts.push(act);
    }
}
