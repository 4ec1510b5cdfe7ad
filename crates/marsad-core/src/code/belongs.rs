//! Which happening a time or a place behind it belongs to.
//!
//! Enters: a node of a sentence. Leaves: the word of the happening it stands with. In «حكم عليه بعد إدانته
//! بقتل شرطيين في باريس» Paris is where the killing was, not the verdict.

use crate::read::chunks::Node;
use crate::read::parse::Parsed;

/// Nouns for what people come together for, or speak at.
const OCCASIONS: u128 = marsad_pack::classes(&["meeting", "talks", "visit", "exercise", "election", "statement", "culture"]);

/// The nearest happening before a node in its clause, else the clause's verb.
pub fn owner(parsed: &Parsed<'_>, node: usize) -> Option<usize> {
    let clause = clause_of(parsed, node);
    for before in parsed.nodes[..node].iter().rev() {
        if clause_at(parsed, before) != clause {
            continue;
        }
        match before {
            Node::Verb(word) => return Some(*word),
            Node::Phrase(phrase) | Node::Prep { phrase, .. } => {
                let named = parsed.phrases[*phrase].nouns.iter().rev().copied().find(|&noun| is_happening(parsed, noun));
                if named.is_some() {
                    return named;
                }
            }
            Node::Sub(_) | Node::Rel(_) => break,
            _ => {}
        }
    }
    parsed.clauses[clause].verb
}

/// Whether a noun names a happening: a verbal noun with frames, a meeting, a speech.
pub fn is_happening(parsed: &Parsed<'_>, noun: usize) -> bool {
    let named = parsed.tags[noun].name.is_some_and(|m| parsed.names[m].entity().is_some() || parsed.names[m].place().is_some());
    !named && (parsed.lemma(noun).is_some_and(|l| parsed.language.frames.by_noun.contains_key(&l)) || is_occasion(parsed, noun))
}

/// Whether a noun is something people attend: «قمة», «محادثات», «خطاب».
pub fn is_occasion(parsed: &Parsed<'_>, noun: usize) -> bool {
    parsed.class_of(noun) & OCCASIONS != 0
}

/// The clause a node stands in.
pub fn clause_of(parsed: &Parsed<'_>, node: usize) -> usize {
    clause_at(parsed, &parsed.nodes[node])
}

fn clause_at(parsed: &Parsed<'_>, node: &Node) -> usize {
    parsed.clause_of[node.word(&parsed.phrases)]
}

/// The preposition that governs a phrase or the one it is joined to.
pub fn governor<'p>(parsed: &'p Parsed<'_>, phrase: usize) -> Option<&'p str> {
    let head = parsed.phrases[phrase].joined_to.unwrap_or(phrase);
    match parsed.phrases[head].prep.map(|node| &parsed.nodes[node]) {
        Some(Node::Prep { name, .. }) => Some(name.as_str()),
        _ => None,
    }
}

/// Whether a preposition of these classes governs a phrase.
pub fn is_led(parsed: &Parsed<'_>, phrase: usize, by: u128) -> bool {
    governor(parsed, phrase).is_some_and(|name| parsed.language.is_preposition(name, by))
}

/// The phrase a word stands in as one of its nouns.
pub fn phrase_of(parsed: &Parsed<'_>, word: usize) -> Option<usize> {
    parsed.phrases.iter().position(|p| p.nouns.contains(&word))
}
