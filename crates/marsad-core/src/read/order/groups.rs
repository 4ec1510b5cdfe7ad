//! Groups of nouns whose head stands last: "the new mutual defence treaty", "Turkey's foreign minister Hakan Fidan".
//!
//! Enters: tagged words. Leaves: phrases as the chain rule of Arabic leaves them, the head first and behind it what it is
//! of, "treaty" and "defence"; an owner is a phrase of its own that the next one points at.

use super::{behind_owner_mark, glues, stands_for};
use crate::read::chunks::{Chunker, Node, Phrase};
use crate::read::tags::Kind;
use marsad_pack::{NameAs, NameOf, Number};

/// What a word or name is in its group.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Tells of the head, as its adjective: "Russian", "US".
    Describes,
    /// A noun.
    Noun,
    /// A noun that a person's name may follow: "minister".
    Title,
    /// A person's name, listed or not.
    Person,
}

impl Chunker<'_, '_> {
    /// Reads one group of nouns, with those that own it before it.
    pub(in crate::read) fn group(&mut self, at: usize) -> (usize, usize) {
        let (mut phrase, mut end) = self.unowned(at, at, None);
        while let Some(next) = behind_owner_mark(self.words, end).filter(|&next| next < self.words.len() && self.is_nominal(next)) {
            (phrase, end) = self.unowned(at, next, Some(phrase));
        }
        (phrase, end)
    }

    /// "Angola, Cuba and Chad": whether the comma at `at` stands in a list that "and" ends.
    pub(in crate::read) fn is_listed(&self, phrase: usize, at: usize) -> bool {
        let comma = |w: usize| self.tags[w].kind == Kind::Comma && self.words[w].text == ",";
        if at >= self.words.len() || !comma(at) {
            return false;
        }
        // "In Moscow, Putin and Kim met"
        let governed = self.phrases[phrase].words.start.checked_sub(1).is_some_and(|b| self.tags[b].kind == Kind::Prep);
        let opens = governed && !self.nodes.iter().any(|n| matches!(n, Node::Verb(_) | Node::Phrase(_)));
        let rest = (at..self.words.len()).find(|&w| !(comma(w) || glues(self.words, w) || self.is_nominal(w) && self.tags[w].kind != Kind::Pron));
        let and = rest.filter(|&w| self.tags[w].kind == Kind::Conj && &*self.words[w].key == "and" && w > at + 1);
        !opens && self.is_nominal(at + 1) && and.is_some_and(|w| self.tags.get(w + 1).is_some_and(|_| self.is_nominal(w + 1)))
    }

    /// Whether the last verb is one of speaking, so that a clause may follow it without a joint.
    pub(in crate::read) fn leads_to_clause(&self) -> bool {
        let last = self.nodes.iter().rev().find_map(|n| if let Node::Verb(w) = n { Some(*w) } else { None });
        let class = |r: crate::find::words::Reading| self.language.lexicon.lemmas[r.form.lemma as usize].classes;
        last.and_then(|w| self.tags[w].reading).is_some_and(|r| class(r) & const { marsad_pack::classes(&["speech"]) } != 0)
    }

    /// Reads a group from `from` on; with its owner it begins at `start`.
    fn unowned(&mut self, start: usize, from: usize, mut owner: Option<usize>) -> (usize, usize) {
        let pronoun = stands_for(&self.tags[from], self.language);
        if let Some(pronoun) = pronoun.filter(|_| self.tags[from].kind == Kind::Pron) {
            let phrase = Phrase { words: from..from + 1, pronoun: Some(pronoun), closed: true, definite: true, ..Phrase::default() };
            return (self.add(phrase), from + 1);
        }
        if let Some(pronoun) = pronoun.filter(|_| owner.is_none()) {
            let phrase = Phrase { words: from..from + 1, pronoun: Some(pronoun), closed: true, definite: true, ..Phrase::default() };
            owner = Some(self.add(phrase));
        }
        let mut parts: Vec<(usize, Part)> = Vec::new();
        let mut definite = owner.is_some();
        let mut end = from;
        while let Some(next) = self.take(&mut parts, end, end == from) {
            definite |= self.tags[end].kind == Kind::Dem && self.words[end].key.starts_with("the");
            end = next;
        }
        let end = end.max(from + 1);
        let mut phrase = Phrase { words: start..end, owner, closed: true, definite, ..Phrase::default() };
        self.arrange(&mut phrase, &parts);
        (self.add(phrase), end)
    }

    fn add(&mut self, phrase: Phrase) -> usize {
        self.phrases.push(phrase);
        self.phrases.len() - 1
    }

    /// Takes the word at `at` into the group: the word to go on with, `None` where the group ends before it.
    fn take(&mut self, parts: &mut Vec<(usize, Part)>, at: usize, first: bool) -> Option<usize> {
        let tag = *self.tags.get(at)?;
        let last = parts.last().map(|(_, part)| *part);
        if !first && self.particles.iter().any(|(p, ..)| *p == at) {
            return None;
        }
        if let Some(name) = tag.name {
            return self.take_name(parts, name, last);
        }
        let noun = matches!(last, Some(Part::Noun | Part::Title | Part::Person));
        if !first && glues(self.words, at) {
            return (self.words[at].text == "." || self.is_nominal(at + 1)).then_some(at + 1);
        }
        match tag.kind {
            Kind::Open | Kind::Close => self.over_mark(at, first, last),
            // "the September meeting"
            Kind::Time if !first && !noun => {
                let end = (at..self.words.len()).find(|&w| self.tags[w].time != tag.time)?;
                matches!(self.tags[end].kind, Kind::Noun | Kind::Adj).then_some(end)
            }
            Kind::Dem | Kind::Quant => (first || parts.is_empty()).then_some(at + 1),
            Kind::Number => {
                // "Resolution 2371", "Flight 752"
                let names = last == Some(Part::Noun) && !self.tags.get(at + 1).is_some_and(|t| matches!(t.kind, Kind::Noun | Kind::Adj | Kind::Unknown));
                let end = (at..self.words.len()).find(|&w| self.tags[w].number != tag.number || tag.number.is_none() && w > at).unwrap_or(self.words.len());
                (!noun || names).then_some(end)
            }
            Kind::Adj => {
                let more = self.tags.get(at + 1).is_some_and(|t| matches!(t.kind, Kind::Noun | Kind::Adj)) || glues(self.words, at + 1);
                let goes_on = matches!(last, Some(Part::Noun | Part::Title)) && !self.is_plural(parts.last().map_or(at, |p| p.0)) && more;
                if noun && !goes_on {
                    return None;
                }
                parts.push((at, Part::Describes));
                Some(at + 1)
            }
            Kind::Noun => {
                if last == Some(Part::Person) && self.tags[at - 1].kind != Kind::Unknown {
                    return None;
                }
                parts.push((at, if self.is_title(at) { Part::Title } else { Part::Noun }));
                Some(at + 1)
            }
            Kind::Unknown if self.words[at].token.is_word() => {
                let capital = self.words[at].text.starts_with(char::is_uppercase);
                if last == Some(Part::Person) && !(capital && (self.tags[at - 1].kind == Kind::Unknown || glues(self.words, at - 1))) {
                    return None;
                }
                parts.push((at, if capital { Part::Person } else { Part::Noun }));
                Some(at + 1)
            }
            _ => None,
        }
    }

    /// A name in its group; one that cannot belong to the noun before it ends the group.
    fn take_name(&self, parts: &mut Vec<(usize, Part)>, index: usize, last: Option<Part>) -> Option<usize> {
        let name = &self.names[index];
        let person = name.persons().next().is_some() || name.shorts().next().is_some();
        if person && name.office().is_none() && name.entity().is_none() {
            let initial = last == Some(Part::Person) && glues(self.words, name.first - 1);
            if matches!(last, Some(Part::Noun | Part::Person)) && !initial {
                return None;
            }
            parts.push((name.first, Part::Person));
            return Some(name.end);
        }
        let adjective = name.names.iter().any(|n| matches!(n.of, NameOf::Entity(_, NameAs::Adjective))) || is_its_own_adjective(self, index);
        let title = name.office().is_some() || name.agent().is_some();
        let behind_noun = matches!(last, Some(Part::Noun | Part::Title | Part::Person));
        // "gave Ukraine tanks", "told Kyiv"; "foreign minister Russia": a state behind a noun begins another group.
        if behind_noun && !title || last == Some(Part::Person) {
            return None;
        }
        // "rebel-held", "UN-backed": whose it is no compound with a participle says, unless it is led by them.
        let compound = glues(self.words, name.end).then(|| self.tags.get(name.end + 1)).flatten();
        if compound.is_some_and(|t| t.kind == Kind::Adj && t.name.is_none()) && self.words.get(name.end + 1).is_some_and(|w| &*w.key != "led") {
            return Some(name.end);
        }
        let part = if compound.is_some() {
            Part::Describes
        } else if title {
            Part::Title
        } else if adjective && self.goes_on(name.end) {
            Part::Describes
        } else {
            Part::Noun
        };
        parts.push((name.first, part));
        Some(name.end)
    }

    /// Whether a noun or an adjective stands at a word that a name before it may tell of.
    fn goes_on(&self, at: usize) -> bool {
        self.tags.get(at).is_some_and(|t| matches!(t.kind, Kind::Noun | Kind::Adj) || t.kind == Kind::Unknown && self.words[at].token.is_word())
    }

    /// "the “spiritual closeness”": quotation marks inside a group do not end it.
    fn over_mark(&mut self, at: usize, first: bool, last: Option<Part>) -> Option<usize> {
        let nominal = self.tags.get(at + 1).is_some_and(|t| matches!(t.kind, Kind::Noun | Kind::Adj | Kind::Unknown | Kind::Number));
        let opens = self.tags[at].kind == Kind::Open && !self.quote_open && !first && last != Some(Part::Noun) && nominal;
        let closing = self.quote_open && last.is_some() && !first;
        // A mark behind the last noun closes the group with it; before another noun it goes on.
        let closes = closing && (self.tags[at].kind == Kind::Close || self.words[at].text == "\"") && nominal;
        if opens || closes {
            self.quote_open = opens;
            return Some(at + 1);
        }
        None
    }

    fn is_plural(&self, at: usize) -> bool {
        self.tags[at].reading.is_some_and(|r| r.form.number == Number::Plur)
    }

    fn is_title(&self, at: usize) -> bool {
        let person = const { marsad_pack::classes(&["person", "diplomat", "courtesy"]) };
        self.tags[at].reading.is_some_and(|r| self.language.lexicon.lemmas[r.form.lemma as usize].classes & person != 0)
    }

    /// Puts the head first, behind it what it is of, and adjectives apart.
    fn arrange(&self, phrase: &mut Phrase, parts: &[(usize, Part)]) {
        let person = parts.iter().position(|(_, p)| *p == Part::Person);
        let title = person.and_then(|p| p.checked_sub(1)).filter(|&t| parts[t].1 == Part::Title);
        let named_last = person.is_some_and(|p| parts[p..].iter().all(|(_, part)| *part == Part::Person));
        let head = match (title, person) {
            // "Foreign Minister Sergei Lavrov"
            (Some(title), Some(_)) if named_last => title,
            // "Xanana Gusmao"
            (None, Some(person)) if named_last => person,
            _ => match parts.iter().rposition(|(_, p)| *p != Part::Describes) {
                Some(noun) => noun,
                None => parts.len().saturating_sub(1),
            },
        };
        let Some(&(word, _)) = parts.get(head) else { return };
        phrase.nouns.push(word);
        let mut unlisted = false;
        for &(word, _) in &parts[head + 1..] {
            // The first word of an unlisted name stands for it.
            let more = self.tags[word].name.is_none() && unlisted || self.tags[phrase.head()].kind == Kind::Unknown;
            if more {
                phrase.adjectives.push(word)
            } else {
                phrase.nouns.push(word)
            }
            unlisted |= self.tags[word].kind == Kind::Unknown;
        }
        for &(word, part) in parts[..head].iter().rev() {
            let owns = part != Part::Describes && (title == Some(head) && self.is_owner(word));
            if part == Part::Describes || owns { phrase.adjectives.push(word) } else { phrase.nouns.push(word) }
        }
        phrase.definite |= parts.iter().any(|(w, _)| self.tags[*w].name.is_some());
    }

    /// "Hamas leader Ismail Haniyeh": whose leader.
    fn is_owner(&self, word: usize) -> bool {
        self.tags[word].name.is_some_and(|m| self.names[m].entity().is_some())
    }
}

/// "US", "UN": names that no adjective is made of stand before a noun as they are.
fn is_its_own_adjective(chunker: &Chunker<'_, '_>, index: usize) -> bool {
    let name = &chunker.names[index];
    let Some((_, NameAs::Name | NameAs::Seat, _)) = name.entity() else { return false };
    let text = chunker.words[name.first].text;
    let short = text.chars().all(|c| c.is_uppercase() || c == '.');
    short || !matches!(name.entity(), Some((e, NameAs::Name, _)) if chunker.world.entities[e as usize].kind == marsad_pack::EntityKind::State)
}
