//! On whose word: «بحسب لقطات بثتها وكالات الأنباء الروسية» puts the whole sentence on the agencies' word.

use crate::code::sentence::Telling;
use crate::code::sides::{Resolver, Side};
use crate::read::chunks::Node;
use crate::read::parse::Parsed;
use marsad_text::Span;

/// The sides a cue of attribution in the sentence cites for a telling.
pub fn cited<'p>(parsed: &Parsed<'_>, telling: &Telling<'_>, resolver: &Resolver<'p>) -> Vec<Side<'p>> {
    for cue in parsed.cues.iter().filter(|m| m.cue().is_some_and(|c| parsed.language.names.cues[c as usize].kind == "attribution")) {
        // «وفق الخطة» inside what is said is no source; a source follows its cue.
        let clause = parsed.clause_of[cue.first];
        let same = telling.predicate.clause == clause || chain(parsed, telling.predicate.clause).contains(&clause) || chain(parsed, clause).contains(&telling.predicate.clause);
        if !same {
            continue;
        }
        let phrases = parsed.nodes.iter().filter_map(|n| match n {
            Node::Phrase(p) | Node::Prep { phrase: p, .. }
                if parsed.phrases[*p].words.start + 1 >= cue.end && parsed.phrases[*p].words.start <= cue.end + 6 && parsed.phrases[*p].words.end > cue.end =>
            {
                Some(*p)
            }
            _ => None,
        });
        for phrase in phrases.take(2) {
            // The cue's own word may be the chain's head: «بحسب سكان».
            let nouns = &parsed.phrases[phrase].nouns;
            let from = nouns.iter().position(|&n| n >= cue.end).unwrap_or(0);
            let sides: Vec<Side<'p>> = resolver.sides(parsed, phrase, from).into_iter().filter(|s| s.entity.is_some() || speaks(parsed, phrase, from)).collect();
            if !sides.is_empty() {
                return sides;
            }
            let word = nouns.get(from).copied();
            if let Some(word) = word.filter(|&w| parsed.cue_at(w) == Some("source")) {
                return vec![resolver_source(resolver, parsed.words[word].span())];
            }
        }
    }
    Vec::new()
}

fn resolver_source<'p>(resolver: &Resolver<'p>, span: Span) -> Side<'p> {
    let mut side = resolver.country(0, span, "source");
    side.entity = None;
    side.kind = marsad_record::ActorKind::Group;
    side.sector = None;
    side
}

fn speaks(parsed: &Parsed<'_>, phrase: usize, from: usize) -> bool {
    let people = const { marsad_pack::classes(&["person", "people", "group", "body", "troops", "police", "diplomat"]) };
    parsed.phrases[phrase].nouns.get(from).is_some_and(|&n| parsed.class_of(n) & people != 0 || parsed.tags[n].name.is_some())
}

fn chain(parsed: &Parsed<'_>, clause: usize) -> Vec<usize> {
    let mut found = vec![clause];
    let mut at = parsed.clauses[clause].parent;
    while let Some(here) = at {
        found.push(here);
        at = parsed.clauses[here].parent;
    }
    found
}
