//! Names in a sentence: the longest phrases the packs know, whatever they stand for.

use crate::find::words::{Clitics, Enclitic, Word};
use crate::read::clitics;
use marsad_pack::{Name, NameOf, Names, Number, word_hash};

/// A phrase of the sentence that the packs know, with everything it may stand for.
#[derive(Clone, Debug)]
pub struct Match<'a> {
    /// First word.
    pub first: usize,
    /// Word after the last.
    pub end: usize,
    /// What it may stand for.
    pub names: &'a [Name],
    /// What is written onto its first word.
    pub clitics: Clitics,
    /// The pronoun on its last word.
    pub enclitic: Option<Enclitic>,
}

impl Match<'_> {
    /// The first reading of a kind.
    pub fn find<T>(&self, pick: impl Fn(&Name) -> Option<T>) -> Option<T> {
        self.names.iter().find_map(pick)
    }

    pub fn office(&self) -> Option<(u32, Name)> {
        self.find(|n| if let NameOf::Office(at) = n.of { Some((at, *n)) } else { None })
    }

    pub fn agent(&self) -> Option<(u32, Name)> {
        self.find(|n| if let NameOf::Agent(at) = n.of { Some((at, *n)) } else { None })
    }

    pub fn entity(&self) -> Option<(u32, marsad_pack::NameAs, Name)> {
        self.find(|n| if let NameOf::Entity(at, named) = n.of { Some((at, named, *n)) } else { None })
    }

    pub fn place(&self) -> Option<u32> {
        self.find(|n| if let NameOf::Place(at) = n.of { Some(at) } else { None })
    }

    pub fn particle(&self) -> Option<u32> {
        self.find(|n| if let NameOf::Particle(at) = n.of { Some(at) } else { None })
    }

    pub fn cue(&self) -> Option<u32> {
        self.find(|n| if let NameOf::Cue(at) = n.of { Some(at) } else { None })
    }

    pub fn persons(&self) -> impl Iterator<Item = u32> {
        self.names.iter().filter_map(|n| if let NameOf::Person(at) = n.of { Some(at) } else { None })
    }

    pub fn shorts(&self) -> impl Iterator<Item = u32> {
        self.names.iter().filter_map(|n| if let NameOf::Short(at) = n.of { Some(at) } else { None })
    }

    pub fn words(&self) -> usize {
        self.end - self.first
    }
}

/// Every name of a sentence: at each word the longest phrase, shorter ones inside it left out. Cues and
/// particles are matched apart, since «بحسب» and «من قبل» overlap names of other kinds.
pub fn find_names<'a>(words: &[Word<'_>], names: &'a Names) -> Vec<Match<'a>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match longest_at(words, at, names, |n| !matches!(n.of, NameOf::Particle(_) | NameOf::Cue(_))) {
            Some(hit) => {
                at = hit.end;
                found.push(hit);
            }
            None => at += 1,
        }
    }
    found
}

/// Every cue and particle of several words, at each word the longest.
pub fn find_cues<'a>(words: &[Word<'_>], names: &'a Names) -> Vec<Match<'a>> {
    let mut found: Vec<Match<'a>> = Vec::new();
    for at in 0..words.len() {
        if found.last().is_some_and(|m| m.end > at) {
            continue;
        }
        found.extend(longest_at(words, at, names, |n| matches!(n.of, NameOf::Particle(_) | NameOf::Cue(_))));
    }
    found
}

fn longest_at<'a>(words: &[Word<'_>], at: usize, names: &'a Names, keep: impl Fn(&Name) -> bool) -> Option<Match<'a>> {
    let word = &words[at];
    if !word.token.is_word() && word.token.kind != marsad_text::TokenKind::Number {
        return None;
    }
    let mut best = grow(words, at, names, word.hash, Clitics::default(), &keep);
    if word.is_arabic() {
        clitics::name_starts(&word.key, |stem, clitics| {
            let hit = grow(words, at, names, word_hash(stem), clitics, &keep);
            if let Some(hit) = hit
                && best.as_ref().is_none_or(|b| hit.end > b.end)
            {
                best = Some(hit);
            }
        });
    }
    best
}

fn grow<'a>(words: &[Word<'_>], first: usize, names: &'a Names, hash: u64, clitics: Clitics, keep: &impl Fn(&Name) -> bool) -> Option<Match<'a>> {
    let mut best = None;
    if let Some((mut key, mut list)) = names.begin(hash) {
        let mut end = first + 1;
        loop {
            if list.iter().any(keep) {
                best = Some(Match { first, end, names: list, clitics, enclitic: None });
            }
            let mut next = end;
            if words.get(next).is_some_and(|w| matches!(w.text, "-" | "‑" | "–")) {
                next += 1;
            }
            let Some(word) = words.get(next) else { break };
            if let Some((longer, found)) = names.extend(key, word.hash) {
                (key, list, end) = (longer, found, next + 1);
                continue;
            }
            let owned = clitics::owned(&word.key, |stem| names.extend(key, word_hash(stem)).map(|(_, l)| l).filter(|l| l.iter().any(is_title)));
            if let Some((list, enclitic)) = owned {
                best = Some(Match { first, end: next + 1, names: list, clitics, enclitic: Some(enclitic) });
            }
            break;
        }
    }
    if best.is_none() && words[first].is_arabic() {
        // «جيشها», «رئيسه»: a title with its owner written on.
        let start = &words[first].key;
        let start = if clitics.count() == 0 { &**start } else { clitics::without(start, &clitics) };
        let owned = clitics::owned(start, |stem| names.begin(word_hash(stem)).map(|(_, l)| l).filter(|l| l.iter().any(is_title)));
        if let Some((list, enclitic)) = owned {
            best = Some(Match { first, end: first + 1, names: list, clitics, enclitic: Some(enclitic) });
        }
    }
    best.filter(|m| m.names.iter().any(keep))
}

fn is_title(name: &Name) -> bool {
    matches!(name.of, NameOf::Office(_) | NameOf::Agent(_)) && name.number != Number::Dual
}
